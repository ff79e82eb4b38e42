/* Days and months that are named: "3. Oktober 2024", "October 3, 2024", "the 3rd of October", "Januar 2025",
 * "Freitag, den 18. Juli". */
#include "extract/dates.h"
#include "lexicon/tag.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

static bool number_word(const struct cb_figure_scan *scan, uint32_t at, bool cardinal, int32_t *day,
                        uint32_t *next)
{
    struct cb_number n;
    int64_t value;

    if (piece_at(scan, at)->kind != CB_PIECE_WORD || !piece_at(scan, at)->lower.len ||
        !(piece_at(scan, at)->flags & CB_PIECE_NUMBER) || !cb_number_read(scan, at, &n) ||
        !(n.form == CB_NUMBER_ORDINAL || (cardinal && n.form == CB_NUMBER_CARDINAL && !n.article)) ||
        n.suffix || !cb_decimal_whole(n.value, &value) || value < 1 || value > 31)
        return false;
    *day = (int32_t)value;
    *next = n.end;
    return true;
}

bool cb_day_at(const struct cb_figure_scan *scan, uint32_t at, int32_t *day, uint32_t *next, bool *marked)
{
    *next = at + 1;
    if (cb_date_digits(scan, at, 2, day)) {
        *marked = piece_at(scan, at)->flags & CB_PIECE_ORDINAL;
        if (cb_date_is_stop(scan, *next) && piece_at(scan, *next + 1)->kind != CB_PIECE_END) {
            *marked = true;
            ++*next;
        } else if (cb_row_is(piece_at(scan, *next)->figure_word, "joined-ordinal")) {
            *marked = true;
            ++*next;
        }
        return *day >= 1 && *day <= 31;
    }
    *marked = true;
    return number_word(scan, at, false, day, next);
}

/* Digits that make the month before them a date, glued or with a sign: "Dec31", "Oct-2", "Jan/3". */
static bool digits_follow(const struct cb_figure_scan *scan, uint32_t at)
{
    at += cb_date_is_stop(scan, at);
    return piece_at(scan, at)->kind == CB_PIECE_DIGITS;
}

/* Names of months that are ordinary words too, in small letters or at the head of a sentence. */
static bool is_ambiguous(const struct cb_figure_scan *scan, uint32_t at)
{
    struct cb_str word = piece_at(scan, at)->lower;

    return scan->english &&
           (word.len <= 4 || cb_str_eq(word, CB_STR("march")) || cb_str_eq(word, CB_STR("august"))) &&
           !cb_str_eq(word, CB_STR("june")) && !cb_str_eq(word, CB_STR("july"));
}

/* "in", "since", "from", "early" and the like before a month; then its name is no person's. */
static bool is_behind_time_word(const struct cb_figure_scan *scan, uint32_t at)
{
    static const enum cb_date_use USES[] = {
        CB_DATE_USE_BEFORE_SEASON, CB_DATE_USE_UNTIL,        CB_DATE_USE_SINCE,     CB_DATE_USE_PART,
        CB_DATE_USE_RELATIVE,      CB_DATE_USE_OFFSET_AFTER, CB_DATE_USE_OF_PERIOD, CB_DATE_USE_FROM_ON,
    };

    for (size_t i = 0; i < sizeof USES / sizeof *USES; i++)
        if (cb_date_is(scan, at - 1, USES[i]))
            return true;
    return cb_row_is(piece_at(scan, at - 1)->figure_word, "to");
}

bool cb_month_at(const struct cb_figure_scan *scan, uint32_t at, bool after_day, int32_t *month,
                 uint32_t *next)
{
    const struct cb_piece *piece = piece_at(scan, at);
    bool dated = after_day || digits_follow(scan, at + 1);

    if (!piece->month || (!dated && (piece->flags & CB_PIECE_NAME) && !is_behind_time_word(scan, at)))
        return false;
    if ((piece->flags & CB_PIECE_NAME) && piece_at(scan, at + 1)->kind == CB_PIECE_WORD &&
        (piece_at(scan, at + 1)->flags & CB_PIECE_NAME))
        return false; /* "9. Jan Meier" */
    if (!after_day && !(piece->flags & CB_PIECE_CAPITAL) &&
        (!scan->english || (!dated && is_ambiguous(scan, at))))
        return false;
    *month = cb_row_number(piece->month, CB_MONTH_NUMBER);
    *next = at + 1;
    if (cb_date_is_stop(scan, *next) && piece_at(scan, *next + 1)->kind == CB_PIECE_DIGITS)
        ++*next; /* "Sept. 2024" */
    return true;
}

bool cb_date_settle_day(const struct cb_figure_scan *scan, struct cb_date_match *m)
{
    struct cb_date date = {m->year, m->month, m->day};

    m->rule = "any.figure.date-day";
    if (m->year == 0) {
        cb_date_set_nearest(scan, m, m->month, m->month);
        m->guessed_year = true;
        date.year = m->known ? cb_date_of(m->low).year : 2024;
        if (m->month == 2 && m->day == 29)
            while (date.year % 4)
                date.year--; /* the last leap year */
    }
    if (!cb_date_is_valid(date))
        return false;
    if (m->known || m->year)
        cb_date_set_day(m, cb_date_day(date.year, date.month, date.day));
    return true;
}

bool cb_date_settle_month(const struct cb_figure_scan *scan, struct cb_date_match *m)
{
    m->rule = "any.figure.date-month";
    m->day = 0;
    if (m->year) {
        cb_date_set_months(m, m->year, m->month, m->month);
    } else {
        cb_date_set_nearest(scan, m, m->month, m->month);
        m->guessed_year = true;
    }
    return true;
}

/* "20th of next month", "15th day of the month", "3. des Monats": the day of a month that is told by its
 * distance. `next` stands behind the day. */
static bool read_day_of_month(const struct cb_figure_scan *scan, uint32_t next, struct cb_date_match *m)
{
    uint32_t at = cb_date_past_of(scan, next);
    struct cb_unit unit;
    struct cb_date_match month = {0};
    int32_t offset = 0;

    if (at == next && !cb_date_is(scan, at, CB_DATE_USE_RELATIVE))
        return false;
    if (cb_date_is(scan, at, CB_DATE_USE_RELATIVE))
        offset = cb_date_value(scan, at++);
    if (!cb_time_unit(scan, at, &unit) || !cb_str_eq(unit.name, CB_STR("month")) || unit.factor.digits != 1 ||
        !cb_date_set_unit(scan, &month, unit.name, offset))
        return false;
    m->rule = "any.figure.date-day";
    m->end = unit.end;
    m->month = 0;
    if (!month.known)
        return true;
    m->month = cb_date_of(month.low).month;
    m->year = cb_date_of(month.low).year;
    return cb_date_settle_day(scan, m);
}

/* "3. Oktober 2024", "3rd of October"; the month may be digits when the year follows: "23. 3. 1976". */
static bool read_day_month(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t next;
    bool marked, month_marked;

    if (!cb_day_at(scan, at, &m->day, &next, &marked) &&
        !(scan->english && number_word(scan, at, true, &m->day, &next) &&
          (piece_at(scan, next)->flags & CB_PIECE_CAPITAL) && piece_at(scan, next)->month && (marked = true)))
        return false;
    if ((marked || cb_row_is(piece_at(scan, next)->figure_word, "of")) && read_day_of_month(scan, next, m))
        return true;
    if (cb_row_is(piece_at(scan, next)->figure_word, "of") && scan->english)
        next++;
    if (cb_month_at(scan, next, true, &m->month, &m->end)) {
        if (!cb_year_behind(scan, m->end, &m->year, &m->end))
            m->year = 0;
        return cb_date_settle_day(scan, m);
    }
    if (!marked || !cb_day_at(scan, next, &m->month, &m->end, &month_marked) || !month_marked ||
        m->month > 12)
        return false;
    if (!cb_year_digits(scan, m->end, &m->year)) {
        /* "den siebten vierten", "siebter 4." behind a weekday or "am" */
        m->year = 0;
        return !scan->english && piece_at(scan, at)->kind == CB_PIECE_WORD && cb_date_no_noun(scan, m->end) &&
               cb_date_settle_day(scan, m);
    }
    m->end++;
    return cb_date_settle_day(scan, m);
}

/* The day behind a month in English: "3", "3rd", "the 3rd", "third", "twenty nine", "-2". */
static bool day_behind(const struct cb_figure_scan *scan, uint32_t at, int32_t *day, uint32_t *next)
{
    const struct cb_piece *joint = piece_at(scan, at);
    bool marked;
    struct cb_unit unit;

    if (joint->kind == CB_PIECE_SIGN && (joint->sign == '-' || joint->sign == '/') &&
        !(joint->flags & CB_PIECE_SPACE) && !(piece_at(scan, at + 1)->flags & CB_PIECE_SPACE))
        at++;
    at += cb_date_is(scan, at, CB_DATE_USE_OF_PERIOD) && cb_str_eq(piece_at(scan, at)->lower, CB_STR("the"));
    if (!cb_day_at(scan, at, day, next, &marked) && !number_word(scan, at, true, day, next))
        return false;
    return !cb_unit_read(scan, *next, false, &unit) &&
           !cb_row_is(piece_at(scan, *next)->figure_word, "clock") && !cb_piece_is_sign(scan, *next, ':') &&
           !cb_row_is(piece_at(scan, *next)->number, "scale");
}

/* "October 3, 2024", "Aug 8", "May the 21st". */
static bool read_month_day(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    bool ok = piece_at(scan, at)->month != NULL &&
              (scan->english || cb_piece_at(scan, at + 1)->kind != CB_PIECE_WORD);
    uint32_t behind = at + 1 + cb_date_is_stop(scan, at + 1);

    if (!ok || !day_behind(scan, behind, &m->day, &m->end))
        return false;
    if (!scan->english && (piece_at(scan, m->end - 1)->flags & CB_PIECE_ORDINAL))
        return false;
    if (!(piece_at(scan, at)->flags & CB_PIECE_CAPITAL) &&
        (!scan->english || (is_ambiguous(scan, at) && piece_at(scan, behind)->kind == CB_PIECE_WORD)))
        return false;
    m->month = cb_row_number(piece_at(scan, at)->month, CB_MONTH_NUMBER);
    if (!cb_year_behind(scan, m->end, &m->year, &m->end))
        m->year = 0;
    return cb_date_settle_day(scan, m);
}

/* A short name of a month that could be a person's or a word: it takes a word of time to be one. */
static bool is_sure_month(const struct cb_figure_scan *scan, uint32_t at)
{
    if (!scan->english || !is_ambiguous(scan, at))
        return true;
    if (!(piece_at(scan, at)->flags & CB_PIECE_START) && piece_at(scan, at)->lower.len > 3)
        return true;
    return is_behind_time_word(scan, at) || cb_row_is(piece_at(scan, at - 1)->figure_word, "joint") ||
           ((cb_piece_is_dash(scan, at + 1) || cb_row_is(piece_at(scan, at + 1)->figure_word, "to")) &&
            piece_at(scan, at + 2)->month);
}

/* "Frau Mai", "April Jones": a month's name without a word of time before it that is part of a name. */
static bool is_name(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *next = piece_at(scan, at + 1);
    uint32_t token;

    if (cb_date_is(scan, at - 1, CB_DATE_USE_BEFORE_NAME) ||
        cb_date_is(scan, at - 1 - cb_date_is_stop(scan, at - 1), CB_DATE_USE_BEFORE_NAME))
        return true;
    if (!scan->english || is_behind_time_word(scan, at) || next->kind != CB_PIECE_WORD ||
        !(next->flags & CB_PIECE_CAPITAL))
        return false;
    token = cb_document_token_at(scan->doc, next->span.start);
    return scan->doc->tokens.items[token].tag == CB_TAG_PROPN;
}

/* "Oktober 2024", "Oktober". */
static bool read_month(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    const struct cb_piece *piece = piece_at(scan, at);
    int32_t year;
    uint32_t end;

    if (!piece->month)
        return false;
    m->month = cb_row_number(piece->month, CB_MONTH_NUMBER);
    m->end = at + 1 + (cb_date_is_stop(scan, at + 1) && piece_at(scan, at + 2)->kind == CB_PIECE_DIGITS);
    if (((piece->flags & CB_PIECE_CAPITAL) || scan->english) && !(piece->flags & CB_PIECE_BLOCKED) &&
        cb_year_behind(scan, m->end, &year, &end) &&
        ((piece->flags & CB_PIECE_CAPITAL) || !is_ambiguous(scan, at) ||
         piece_at(scan, m->end)->kind == CB_PIECE_DIGITS)) {
        m->year = year;
        m->end = end;
        return cb_date_settle_month(scan, m);
    }
    if (!cb_month_at(scan, at, false, &m->month, &m->end) || !is_sure_month(scan, at) || is_name(scan, at))
        return false;
    return cb_date_settle_month(scan, m);
}

/* A year that is not said is one beside the nearest where only there the day is that weekday. */
static void set_year_of_weekday(struct cb_date_match *m, int32_t weekday)
{
    struct cb_date date;

    if (!m->known || !m->guessed_year || cb_date_weekday(m->low) == weekday)
        return;
    date = cb_date_of(m->low);
    for (int step = 1; step >= -1; step -= 2) {
        int32_t day = cb_date_day(date.year + step, date.month, date.day);
        if (cb_date_weekday(day) == weekday && cb_date_of(day).day == date.day) {
            cb_date_set_day(m, day);
            return;
        }
    }
}

/* "Freitag, den 18. Juli 2014", "Fr, 18.07.2014", "Monday, Feb 18". */
static bool read_weekday_date(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t next;
    int32_t weekday = cb_date_weekday_at(scan, at, &next);

    if (!weekday && !cb_date_is(scan, at, CB_DATE_USE_WEEKDAY_SHORT))
        return false;
    if (!weekday) {
        next = at + 1;
        weekday = cb_date_value(scan, at);
    }
    next += cb_piece_is_sign(scan, next, '.') || cb_piece_is_sign(scan, next, ',');
    next += cb_piece_is_sign(scan, next, ',');
    next += cb_date_is(scan, next, CB_DATE_USE_BEFORE_DAY);
    next += cb_str_eq(cb_piece_class(scan, next), CB_STR("article"));
    if (cb_date_digit_form(scan, next, m) ||
        (*m = (struct cb_date_match){.first = at}, read_day_month(scan, next, m)) ||
        (*m = (struct cb_date_match){.first = at}, read_month_day(scan, next, m)))
        return m->day > 0 && (set_year_of_weekday(m, weekday), true);
    return false;
}

/* The year before the month: "2015 June", "2016, nov". */
static bool read_year_month(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t next = at + 1 + cb_piece_is_sign(scan, at + 1, ',');

    if (!scan->english || !piece_at(scan, next)->month || !cb_year_digits(scan, at, &m->year) ||
        piece_at(scan, next + 1)->kind == CB_PIECE_DIGITS ||
        (is_ambiguous(scan, next) && !(piece_at(scan, next)->flags & CB_PIECE_CAPITAL)))
        return false;
    m->month = cb_row_number(piece_at(scan, next)->month, CB_MONTH_NUMBER);
    m->end = next + 1;
    return cb_date_settle_month(scan, m);
}

bool cb_date_calendar(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    static bool (*const READERS[])(const struct cb_figure_scan *, uint32_t, struct cb_date_match *) = {
        read_weekday_date, read_year_month, read_day_month, read_month_day, read_month,
    };
    const struct cb_piece *piece = piece_at(scan, at);

    if (piece->kind == CB_PIECE_DIGITS || (piece->kind == CB_PIECE_WORD && piece->month))
        if (cb_date_digit_form(scan, at, out))
            return true;
    for (size_t i = 0; i < sizeof READERS / sizeof *READERS; i++) {
        *out = (struct cb_date_match){.first = at};
        if (READERS[i](scan, at, out)) {
            out->first = at;
            return true;
        }
    }
    return false;
}

bool cb_date_day_only(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    bool marked;

    *out = (struct cb_date_match){.first = at, .rule = "any.figure.date-day"};
    return (piece_at(scan, at)->kind == CB_PIECE_DIGITS || scan->english) &&
           cb_day_at(scan, at, &out->day, &out->end, &marked);
}
