/* Days and months that are named: "3. Oktober 2024", "12.03.2025", "2025-03-12", "Januar 2025", "October 3,
 * 2024". */
#include "extract/dates.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

/* Digits without separators; a full stop at the end does not count. */
static bool plain_digits(const struct cb_figure_scan *scan, uint32_t at, size_t max, int32_t *value)
{
    struct cb_str text = cb_piece_text(scan, at);

    if (piece_at(scan, at)->kind != CB_PIECE_DIGITS || (piece_at(scan, at)->flags & CB_PIECE_BLOCKED))
        return false;
    if (cb_str_ends(text, CB_STR(".")))
        text = cb_str_sub(text, 0, text.len - 1);
    if (text.len == 0 || text.len > max)
        return false;
    *value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        *value = *value * 10 + (text.ptr[i] - '0');
    }
    return true;
}

/* A full stop glued to the digits before it. */
static bool is_stop(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_is_sign(scan, at, '.') && !(piece_at(scan, at)->flags & CB_PIECE_SPACE);
}

/* A day of the month at `at`: "3.", "3", "3rd", "dritten". *marked: it looks like an ordinal. */
static bool day_at(const struct cb_figure_scan *scan, uint32_t at, int32_t *day, uint32_t *next, bool *marked)
{
    struct cb_number n;
    int64_t value;

    *next = at + 1;
    if (plain_digits(scan, at, 2, day)) {
        *marked = piece_at(scan, at)->flags & CB_PIECE_ORDINAL;
        if (is_stop(scan, *next) && piece_at(scan, *next + 1)->kind != CB_PIECE_END) {
            *marked = true;
            ++*next;
        } else if (cb_row_is(piece_at(scan, *next)->figure_word, "joined-ordinal")) {
            *marked = true;
            ++*next;
        }
        return *day >= 1 && *day <= 31;
    }
    if (piece_at(scan, at)->kind != CB_PIECE_WORD || !cb_number_read(scan, at, &n) ||
        n.form != CB_NUMBER_ORDINAL || !cb_decimal_whole(n.value, &value) || value < 1 || value > 31)
        return false;
    *day = (int32_t)value;
    *next = n.end;
    *marked = true;
    return true;
}

/* A month at `at`; in mid-sentence its name has a capital unless a day stands before it. */
static bool month_at(const struct cb_figure_scan *scan, uint32_t at, bool after_day, int32_t *month,
                     uint32_t *next)
{
    const struct cb_piece *piece = piece_at(scan, at);

    if (!piece->month || (piece->flags & CB_PIECE_NAME) || (!after_day && !(piece->flags & CB_PIECE_CAPITAL)))
        return false;
    *month = cb_row_number(piece->month, CB_MONTH_NUMBER);
    *next = at + 1;
    if (is_stop(scan, *next) && piece_at(scan, *next + 1)->kind == CB_PIECE_DIGITS)
        ++*next; /* "Sept. 2024" */
    return true;
}

static bool settle_day(const struct cb_figure_scan *scan, struct cb_date_match *m)
{
    struct cb_date date = {m->year, m->month, m->day};

    m->rule = "any.figure.date-day";
    if (m->year == 0) {
        cb_date_set_nearest(scan, m, m->month, m->month);
        m->guessed_year = true;
        date.year = m->known ? cb_date_of(m->low).year : 2024;
    }
    if (!cb_date_is_valid(date))
        return false;
    if (m->known || m->year)
        cb_date_set_day(m, cb_date_day(date.year, date.month, date.day));
    return true;
}

static bool settle_month(const struct cb_figure_scan *scan, struct cb_date_match *m)
{
    m->rule = "any.figure.date-month";
    if (m->year) {
        cb_date_set_months(m, m->year, m->month, m->month);
    } else {
        cb_date_set_nearest(scan, m, m->month, m->month);
        m->guessed_year = true;
    }
    return true;
}

/* ---- digits only ---- */

/* Two-digit years are those of the last eighty and the next twenty. */
static int32_t full_year(const struct cb_figure_scan *scan, int32_t year, size_t digits)
{
    int32_t now = scan->has_published ? cb_date_of(scan->published).year : 2025;

    if (digits > 2)
        return year;
    year += now - now % 100;
    return year > now + 20 ? year - 100 : year;
}

/* "am", "vom", "bis": before them "12.3." is a day. */
static bool is_before_day(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_list_row *row = piece_at(scan, at)->date_word;

    return cb_row_is(row, "before-day") || cb_row_is(row, "until") || cb_row_is(row, "from-on");
}

/* "12.03.2025", "12.3.25", and behind such a word "12.3." */
static bool read_dotted(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_str text = cb_piece_text(scan, at), rest = text, part;
    int32_t values[3] = {0};
    size_t count = 0, digits = 0;

    if (piece_at(scan, at)->kind != CB_PIECE_DIGITS)
        return false;
    while (rest.ptr && count < 3) {
        part = cb_str_split(&rest, '.');
        if (part.len == 0 && !rest.ptr && count == 2)
            break; /* the stop of "12.3." */
        if (part.len == 0 || part.len > 4)
            return false;
        for (size_t i = 0; i < part.len; i++) {
            if (part.ptr[i] < '0' || part.ptr[i] > '9')
                return false;
            values[count] = values[count] * 10 + (part.ptr[i] - '0');
        }
        digits = part.len;
        count++;
    }
    if (rest.len || count < 2 || values[0] > 31 || values[1] < 1 || values[1] > 12 || values[0] < 1)
        return false;
    m->end = at + 1;
    if (count == 2) {
        if (digits > 2 || !is_before_day(scan, at - 1) ||
            cb_row_is(piece_at(scan, m->end)->figure_word, "clock"))
            return false; /* a decimal or a clock time */
        m->end += is_stop(scan, m->end) && piece_at(scan, m->end + 1)->kind != CB_PIECE_END;
    } else if (digits != 2 && digits != 4) {
        return false;
    }
    m->day = values[0];
    m->month = values[1];
    m->year = count == 3 ? full_year(scan, values[2], digits) : 0;
    return settle_day(scan, m);
}

/* Three numbers with the same sign between: year first, or day and month in the order of the language. */
static bool read_three(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t v[3];
    uint32_t sign = piece_at(scan, at + 1)->sign;

    if (!plain_digits(scan, at, 4, &v[0]) || (sign != '-' && sign != '/') ||
        !cb_piece_is_sign(scan, at + 1, sign) || !plain_digits(scan, at + 2, 2, &v[1]) ||
        !cb_piece_is_sign(scan, at + 3, sign) || !plain_digits(scan, at + 4, 4, &v[2]))
        return false;
    for (uint32_t i = at + 1; i < at + 5; i++)
        if (piece_at(scan, i)->flags & CB_PIECE_SPACE)
            return false;
    m->end = at + 5;
    if (cb_piece_text(scan, at).len == 4) {
        m->year = v[0];
        m->month = v[1];
        m->day = v[2];
    } else if (cb_piece_text(scan, at + 4).len >= 2 && cb_piece_text(scan, at).len <= 2) {
        bool month_first = (scan->english && v[0] <= 12) || v[1] > 12;
        m->year = full_year(scan, v[2], cb_piece_text(scan, at + 4).len);
        m->month = month_first ? v[0] : v[1];
        m->day = month_first ? v[1] : v[0];
    } else {
        return false;
    }
    return settle_day(scan, m);
}

/* "05/2016", "2016/05". */
static bool read_month_digits(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t a, b;

    if (!plain_digits(scan, at, 4, &a) || !cb_piece_is_sign(scan, at + 1, '/') ||
        !plain_digits(scan, at + 2, 4, &b) ||
        ((piece_at(scan, at + 1)->flags | piece_at(scan, at + 2)->flags) & CB_PIECE_SPACE) ||
        cb_piece_text(scan, at).len + cb_piece_text(scan, at + 2).len != 6)
        return false;
    m->year = a > b ? a : b;
    m->month = a > b ? b : a;
    m->end = at + 3;
    if (m->month < 1 || m->month > 12 || m->year < 1800 || m->year > 2100)
        return false;
    return settle_month(scan, m);
}

/* ---- with the month's name ---- */

/* "3. Oktober 2024", "3rd of October"; the month may be digits when the year follows: "23. 3. 1976". */
static bool read_day_month(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t next;
    bool marked, month_marked;

    if (!day_at(scan, at, &m->day, &next, &marked))
        return false;
    if (cb_row_is(piece_at(scan, next)->figure_word, "of") && scan->english)
        next++;
    if (month_at(scan, next, true, &m->month, &m->end)) {
        if (!cb_year_behind(scan, m->end, &m->year, &m->end))
            m->year = 0;
        return settle_day(scan, m);
    }
    if (!marked || !day_at(scan, next, &m->month, &m->end, &month_marked) || !month_marked || m->month > 12 ||
        !cb_year_digits(scan, m->end, &m->year))
        return false;
    m->end++;
    return settle_day(scan, m);
}

/* "October 3, 2024", "Aug 8"; "Oktober 2024", "Oktober". */
static bool read_month_first(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t next;
    bool marked;
    struct cb_unit unit;

    if (!month_at(scan, at, false, &m->month, &m->end))
        return false;
    if (piece_at(scan, m->end)->kind == CB_PIECE_DIGITS && day_at(scan, m->end, &m->day, &next, &marked) &&
        (scan->english || !marked) && !cb_unit_read(scan, next, false, &unit) &&
        !(cb_row_is(piece_at(scan, next)->figure_word, "clock"))) {
        m->end = next;
        if (!cb_year_behind(scan, m->end, &m->year, &m->end))
            m->year = 0;
        return settle_day(scan, m);
    }
    m->day = 0;
    if (cb_year_behind(scan, m->end, &m->year, &m->end))
        return settle_month(scan, m);
    /* "May" and "March" begin sentences as verbs. */
    if (scan->english && (piece_at(scan, at)->flags & CB_PIECE_START))
        return false;
    m->year = 0;
    return settle_month(scan, m);
}

/* "Freitag, den 18. Juli 2014", "Fr, 18.07.2014". */
static bool read_weekday_date(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t next;
    bool weekday = cb_date_weekday_at(scan, at, &next) > 0;

    if (!weekday && !cb_row_is(piece_at(scan, at)->date_word, "weekday-short"))
        return false;
    if (!weekday)
        next = at + 1;
    next += cb_piece_is_sign(scan, next, '.') || cb_piece_is_sign(scan, next, ',');
    next += cb_piece_is_sign(scan, next, ',');
    next += cb_str_eq(cb_piece_class(scan, next), CB_STR("article"));
    if (read_dotted(scan, next, m) || read_three(scan, next, m) || read_day_month(scan, next, m) ||
        (*m = (struct cb_date_match){.first = at}, read_month_first(scan, next, m)))
        return m->day > 0;
    return false;
}

bool cb_date_calendar(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    static bool (*const READERS[])(const struct cb_figure_scan *, uint32_t, struct cb_date_match *) = {
        read_weekday_date, read_three, read_month_digits, read_dotted, read_day_month, read_month_first,
    };
    const struct cb_piece *piece = piece_at(scan, at);

    if (piece->kind == CB_PIECE_END || piece->kind == CB_PIECE_SIGN)
        return false;
    if (piece->kind == CB_PIECE_WORD && !piece->month && !piece->date_word && !piece->number &&
        !piece_at(scan, at + 1)->month)
        return false;
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
    return piece_at(scan, at)->kind == CB_PIECE_DIGITS && day_at(scan, at, &out->day, &out->end, &marked);
}
