/* Periods of the calendar: weeks, quarters, half-years, seasons, decades, centuries, and parts of any of them
 * ("Ende 2025", "Mitte der siebziger Jahre"), which are read as the whole period. */
#include "extract/dates.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

/* ---- setting ---- */

int32_t cb_row_number(const struct cb_list_row *row, int column)
{
    struct cb_decimal value;
    int64_t whole;

    if (!cb_decimal_parse(row->fields[column], &value) || !cb_decimal_whole(value, &whole) || whole > 9999 ||
        whole < -9999)
        return 0;
    return (int32_t)whole;
}

void cb_date_set_day(struct cb_date_match *m, int32_t day)
{
    m->low = m->high = day;
    m->known = true;
}

void cb_date_set_months(struct cb_date_match *m, int32_t year, int32_t from, int32_t to)
{
    m->low = cb_date_day(year, from, 1);
    m->high = cb_date_day(year, to + 1, 1) - 1;
    m->known = true;
}

static int32_t distance(const struct cb_date_match *m, int32_t day)
{
    return day < m->low ? m->low - day : day > m->high ? day - m->high : 0;
}

/* "seit April", "seit Ende April". */
static bool is_since(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_date_is(scan, at - 1 - cb_date_is(scan, at - 1, CB_DATE_USE_PART), CB_DATE_USE_SINCE);
}

void cb_date_set_nearest(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t from, int32_t to)
{
    enum { HALF_YEAR = 200 };
    int32_t year;
    int tense;
    struct cb_date_match same, other;

    m->guessed_year = true;
    if (!scan->has_published)
        return;
    year = cb_date_of(scan->published).year;
    same = other = *m;
    cb_date_set_months(&same, year, from, to);
    cb_date_set_months(&other, year + (same.high < scan->published ? 1 : -1), from, to);
    tense = is_since(scan, m->first) ? -1 : cb_date_tense(scan, m->first);
    if (distance(&same, scan->published) > HALF_YEAR || (tense < 0 && same.low > scan->published) ||
        (tense > 0 && same.high < scan->published))
        *m = other;
    else
        *m = same;
}

bool cb_date_set_unit(const struct cb_figure_scan *scan, struct cb_date_match *m, struct cb_str unit,
                      int32_t offset)
{
    static const struct {
        const char *name;
        int32_t months; /* 0: days */
    } UNITS[] = {{"day", 0},      {"week", 0},       {"month", 1}, {"quarter", 3}, {"year", 12},
                 {"decade", 120}, {"century", 1200}, {"hour", 0},  {"minute", 0},  {"second", 0}};
    struct cb_date now;
    int32_t monday;

    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        if (!cb_str_eq(unit, cb_str_of(UNITS[i].name)))
            continue;
        if (!scan->has_published || offset < -5000 || offset > 5000)
            return true;
        now = cb_date_of(scan->published);
        if (UNITS[i].months) {
            int32_t month = (now.year * 12 + now.month - 1) / UNITS[i].months * UNITS[i].months;
            month += offset * UNITS[i].months;
            if (month < 12 || month > 9999 * 12)
                return true;
            cb_date_set_months(m, month / 12, month % 12 + 1, month % 12 + UNITS[i].months);
        } else if (i == 1) {
            monday = scan->published - cb_date_weekday(scan->published) + 1 + 7 * offset;
            cb_date_set_day(m, monday);
            m->high = monday + 6;
        } else {
            cb_date_set_day(m, scan->published + (i == 0 ? offset : 0));
        }
        return true;
    }
    return false;
}

int32_t cb_date_value(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_row_number(piece_at(scan, at)->date_word, CB_DATE_WORD_VALUE);
}

int32_t cb_date_move(int32_t day, int32_t months, int32_t days)
{
    struct cb_date from = cb_date_of(day);
    int32_t last = cb_date_day(from.year, from.month + months + 1, 1) - 1;
    int32_t moved = cb_date_day(from.year, from.month + months, from.day);

    return (moved < last ? moved : last) + days;
}

uint32_t cb_date_past_of(const struct cb_figure_scan *scan, uint32_t at)
{
    uint32_t end = at;

    end += cb_date_is(scan, end, CB_DATE_USE_OF_PERIOD) || cb_date_is(scan, end, CB_DATE_USE_BEFORE_SEASON);
    if (end - at < 2)
        end += cb_str_eq(cb_piece_class(scan, end), CB_STR("article"));
    return end;
}

/* ---- quarters, half-years, seasons ---- */

/* The number-th part of `months` months of the year. */
static bool set_part(const struct cb_figure_scan *scan, struct cb_date_match *m, int64_t number,
                     int32_t months)
{
    int32_t from;

    if (months < 1 || number < 1 || number > 12 / months)
        return false;
    from = (int32_t)(number - 1) * months + 1;
    m->rule = "any.figure.date-quarter";
    if (cb_year_behind(scan, m->end, &m->year, &m->end))
        cb_date_set_months(m, m->year, from, from + months - 1);
    else
        cb_date_set_nearest(scan, m, from, from + months - 1);
    return true;
}

/* "dritten Quartal 2025", "3. Quartal", "erste Jahreshälfte". */
static bool read_quarter(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_number n;
    int64_t number;

    if (!(piece_at(scan, at)->flags & CB_PIECE_ORDINAL) &&
        !cb_row_is(piece_at(scan, at)->number, "ordinal") && piece_at(scan, at)->kind != CB_PIECE_DIGITS)
        return false;
    if (!cb_number_read(scan, at, &n) || n.form != CB_NUMBER_ORDINAL || !cb_decimal_whole(n.value, &number) ||
        !cb_date_is(scan, n.end, CB_DATE_USE_MONTHS))
        return false;
    m->end = n.end + 1;
    return set_part(scan, m, number, cb_row_number(piece_at(scan, n.end)->date_word, CB_DATE_WORD_VALUE));
}

/* "Q3", "h1"; the number, or 0. */
static int32_t short_quarter(const struct cb_figure_scan *scan, uint32_t at)
{
    struct cb_str text = piece_at(scan, at)->lower;

    if (piece_at(scan, at)->kind != CB_PIECE_WORD || text.len != 2 ||
        (text.ptr[0] != 'q' && text.ptr[0] != 'h') || text.ptr[1] < '1' ||
        text.ptr[1] > (text.ptr[0] == 'q' ? '4' : '2'))
        return 0;
    return text.ptr[1] - '0';
}

/* "Q3 2024", "H1/2025", "q1-2019". */
static bool read_short_quarter(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t number = short_quarter(scan, at);
    bool half = number && piece_at(scan, at)->lower.ptr[0] == 'h';

    if (!number)
        return false;
    m->end = at + 1 + (cb_piece_is_sign(scan, at + 1, '/') || cb_piece_is_hyphen(scan, at + 1));
    if (half && !cb_year_digits(scan, m->end, &m->year))
        return false; /* "H1" alone may be anything */
    if (m->end > at + 1 && !cb_year_digits(scan, m->end, &m->year))
        m->end = at + 1;
    return set_part(scan, m, number, half ? 6 : 3);
}

/* "2018Q4", "2017-q1", "2019 Q3", "18Q4". */
static bool read_year_quarter(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t next = at + 1 + cb_piece_is_hyphen(scan, at + 1);
    int32_t number = short_quarter(scan, next);
    bool half = number && piece_at(scan, next)->lower.ptr[0] == 'h';

    if (!number || !(cb_year_digits(scan, at, &m->year) ||
                     (cb_piece_text(scan, at).len == 2 && (piece_at(scan, next)->flags & CB_PIECE_INNER) &&
                      cb_date_digits(scan, at, 2, &m->year))))
        return false;
    m->year = cb_year_full(scan, m->year, m->year > 99 ? 4 : 2);
    m->end = next + 1;
    m->rule = "any.figure.date-quarter";
    cb_date_set_months(m, m->year, half ? 6 * number - 5 : 3 * number - 2, half ? 6 * number : 3 * number);
    return true;
}

/* ---- weeks ---- */

/* "KW 31", "week 31", "Kalenderwoche 5 des Jahres 2024"; "31. Kalenderwoche": weeks of ISO 8601. */
static bool read_week_number(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    bool ahead = cb_date_is(scan, at, CB_DATE_USE_WEEK_NUMBER);
    int32_t number, first;

    if (ahead ? !cb_date_digits(scan, at + 1, 2, &number)
              : !((piece_at(scan, at)->flags & CB_PIECE_ORDINAL) && cb_date_digits(scan, at, 2, &number) &&
                  cb_date_is(scan, at + 1, CB_DATE_USE_WEEK_NUMBER)))
        return false;
    m->end = at + 2;
    if (number < 1 || number > 53)
        return false;
    m->rule = "any.figure.date-week";
    if (!cb_year_behind(scan, m->end, &m->year, &m->end)) {
        if (!scan->has_published)
            return true;
        m->year = cb_date_of(scan->published).year;
    }
    first = cb_date_day(m->year, 1, 4); /* always in the first week */
    cb_date_set_day(m, first - cb_date_weekday(first) + 1 + 7 * (number - 1));
    m->high = m->low + 6;
    m->year = 0;
    return true;
}

/* "Herbst 2027", "im Frühjahr". The value is the first month. */
static bool read_season(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t from, second;

    if (!cb_date_is(scan, at, CB_DATE_USE_SEASON) || (piece_at(scan, at)->flags & CB_PIECE_NAME))
        return false;
    from = cb_row_number(piece_at(scan, at)->date_word, CB_DATE_WORD_VALUE);
    m->rule = "any.figure.date-season";
    m->end = at + 1;
    if (cb_year_behind(scan, m->end, &m->year, &m->end)) {
        cb_date_set_months(m, m->year, from, from + 2);
        if (cb_piece_is_sign(scan, m->end, '/') && cb_date_digits(scan, m->end + 1, 4, &second))
            m->end += 2; /* "Winter 2024/25" */
        return true;
    }
    if (!cb_date_is(scan, at - 1, CB_DATE_USE_BEFORE_SEASON) &&
        !cb_date_is(scan, at - 1, CB_DATE_USE_UNTIL) && !cb_date_is(scan, at - 1, CB_DATE_USE_PART))
        return false; /* "der Sommer war heiß" */
    cb_date_set_nearest(scan, m, from, from + 2);
    return true;
}

/* ---- decades and centuries ---- */

/* "Neunzigerjahre", "in den Neunzigern"; but "Mitte siebziger" is rare, "ein Zwanziger" is money. */
static bool is_decade_noun(const struct cb_figure_scan *scan, uint32_t at)
{
    struct cb_str word = piece_at(scan, at)->lower;

    return scan->english || cb_str_find(word, CB_STR("jahr"), 0) != SIZE_MAX ||
           ((piece_at(scan, at)->flags & CB_PIECE_CAPITAL) && cb_str_ends(word, CB_STR("rn")));
}

/* The century that "nineteen" of "nineteen sixties" names. */
static int32_t century_before(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_list_row *row = piece_at(scan, at)->number;
    int32_t value =
        cb_row_is(row, "small") || cb_row_is(row, "ten") ? cb_row_number(row, CB_NUMBER_VALUE) : 0;

    return scan->english && value >= 16 && value <= 20 ? value * 100 : 0;
}

/* "siebziger Jahre", "Neunzigerjahren": the value is 70, 90. */
static bool read_decade_word(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_unit unit;
    int32_t century = century_before(scan, at), decade;
    uint32_t word = century ? cb_piece_past_hyphen(scan, at + 1) : at;

    if (!cb_date_is(scan, word, CB_DATE_USE_DECADE))
        return false;
    decade = (century ? century : 1900) + cb_date_value(scan, word);
    m->end = word + 1;
    if (cb_time_unit(scan, m->end, &unit) && cb_str_eq(unit.name, CB_STR("year")))
        m->end = unit.end;
    else if (!is_decade_noun(scan, at))
        return false; /* "Mitte siebziger" is rare, "ein Zwanziger" is money */
    m->rule = "any.figure.date-decade";
    cb_date_set_months(m, decade, 1, 120);
    return true;
}

/* What makes digits a decade: "er", "ern", "s", "'s"; 0 when nothing does. */
static uint32_t past_decade_ending(const struct cb_figure_scan *scan, uint32_t at)
{
    bool glued = !(piece_at(scan, at)->flags & CB_PIECE_SPACE);

    if (glued && cb_date_is(scan, at, CB_DATE_USE_DECADE_ENDING))
        return at + 1;
    if (glued && scan->english && (cb_piece_is_sign(scan, at, '\'') || cb_piece_is_sign(scan, at, 0x2019)) &&
        cb_date_is(scan, at + 1, CB_DATE_USE_DECADE_ENDING) &&
        !(piece_at(scan, at + 1)->flags & CB_PIECE_SPACE))
        return at + 2;
    return 0;
}

/* "1990er Jahre", "90er-Jahren", "1980s", "the '90s". */
static bool read_decade_digits(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    size_t len = cb_piece_text(scan, at).len;
    uint32_t after = past_decade_ending(scan, at + 1);
    struct cb_unit unit;
    int32_t year;

    if (!after || (len != 4 && len != 2) || !cb_date_digits(scan, at, 4, &year) || year % 10)
        return false;
    if (year < 100)
        year += year < 30 ? 2000 : 1900;
    m->end = after;
    after = cb_piece_past_hyphen(scan, m->end);
    if (cb_time_unit(scan, after, &unit) && cb_str_eq(unit.name, CB_STR("year")))
        m->end = unit.end;
    else if (!scan->english && piece_at(scan, at + 1)->lower.len < 3 &&
             (len == 2 || !cb_date_no_noun(scan, after)))
        return false; /* "ein 90er" may be anything, "ein 1990er Barolo" is a vintage */
    m->rule = "any.figure.date-decade";
    cb_date_set_months(m, year, 1, 120);
    return true;
}

/* "die Zweitausender". */
static bool read_decade_scale(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_unit unit;

    if (!cb_date_is(scan, at, CB_DATE_USE_DECADE_SCALE))
        return false;
    m->end = at + 1;
    if (cb_time_unit(scan, at + 1, &unit) && cb_str_eq(unit.name, CB_STR("year")))
        m->end = unit.end;
    else if (!cb_date_no_noun(scan, at + 1))
        return false;
    m->rule = "any.figure.date-decade";
    cb_date_set_months(m, cb_date_value(scan, at), 1, 120);
    return true;
}

/* "19. Jahrhundert". */
static bool read_century(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_number n;
    struct cb_unit unit;
    int64_t number;

    if (!cb_number_read(scan, at, &n) || n.form != CB_NUMBER_ORDINAL || !cb_decimal_whole(n.value, &number) ||
        number < 1 || number > 30 || !cb_time_unit(scan, n.end, &unit) ||
        !cb_str_eq(unit.name, CB_STR("century")))
        return false;
    m->end = unit.end;
    m->rule = "any.figure.date-century";
    cb_date_set_months(m, (int32_t)(number - 1) * 100, 1, 1200);
    if (number == 1)
        m->low = cb_date_day(1, 1, 1);
    return true;
}

/* ---- parts ---- */

/* "Anfang 2025", "Ende des Jahres", "Mitte der Woche": read as the period they are a part of. */
static bool read_part(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t inner = at + 1;
    struct cb_unit unit;
    struct cb_date_match period;

    if (!cb_date_is(scan, at, CB_DATE_USE_PART))
        return false;
    inner = cb_date_past_of(scan, cb_piece_past_hyphen(scan, inner));
    if (cb_date_is(scan, inner, CB_DATE_USE_PART))
        return false;
    if (cb_date_core(scan, inner, &period) && !period.vague && period.day == 0 && !period.has_count) {
        *m = period;
    } else if (inner > at + 1 && cb_time_unit(scan, inner, &unit) &&
               cb_date_set_unit(scan, m, unit.name, 0)) {
        m->end = unit.end;
    } else {
        return false;
    }
    m->rule = "any.figure.date-part";
    return true;
}

bool cb_date_period(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    static bool (*const READERS[])(const struct cb_figure_scan *, uint32_t, struct cb_date_match *) = {
        read_quarter,     read_short_quarter, read_year_quarter, read_week_number, read_season,
        read_decade_word, read_decade_digits, read_decade_scale, read_century,     read_part,
    };

    for (size_t i = 0; i < sizeof READERS / sizeof *READERS; i++) {
        *out = (struct cb_date_match){.first = at};
        if (READERS[i](scan, at, out)) {
            out->first = at;
            return true;
        }
    }
    return false;
}
