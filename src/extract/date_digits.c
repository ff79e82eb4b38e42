/* Days and months in digits: "12.03.2025", "2025-03-12", "3/12/2025", "05-Aug-2016", "05/2016", "2014-10". */
#include "extract/dates.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

bool cb_date_digits(const struct cb_figure_scan *scan, uint32_t at, size_t max, int32_t *value)
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

bool cb_date_is_stop(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_is_sign(scan, at, '.') && !(piece_at(scan, at)->flags & CB_PIECE_SPACE);
}

int32_t cb_year_full(const struct cb_figure_scan *scan, int32_t year, size_t digits)
{
    int32_t now = scan->has_published ? cb_date_of(scan->published).year : 2025;

    if (digits > 2)
        return year;
    year += now - now % 100;
    return year > now + 20 ? year - 100 : year;
}

/* ---- with full stops ---- */

/* "am", "vom", "bis", a weekday: before them "12.3." is a day. */
static bool is_before_day(const struct cb_figure_scan *scan, uint32_t at)
{
    if (cb_piece_is_sign(scan, at, ',') && cb_date_is(scan, at - 1, CB_DATE_USE_WEEKDAY))
        return true; /* "Freitag, 13.12." */
    return cb_row_is(piece_at(scan, at)->figure_word, "to") || cb_date_is(scan, at, CB_DATE_USE_BEFORE_DAY) ||
           cb_date_is(scan, at, CB_DATE_USE_UNTIL) || cb_date_is(scan, at, CB_DATE_USE_FROM_ON) ||
           cb_date_is(scan, at, CB_DATE_USE_SINCE) || cb_date_is(scan, at, CB_DATE_USE_WEEKDAY) ||
           cb_date_is(scan, at, CB_DATE_USE_WEEKDAY_SHORT);
}

/* Does a dash or "bis" follow, and then digits? */
static bool is_range_start(const struct cb_figure_scan *scan, uint32_t at)
{
    bool joint = cb_piece_is_dash(scan, at) || cb_row_is(piece_at(scan, at)->figure_word, "until") ||
                 cb_row_is(piece_at(scan, at)->figure_word, "to");

    return joint && piece_at(scan, at + 1)->kind == CB_PIECE_DIGITS;
}

/* The numbers between full stops; *digits gets the length of the last. 0: it is no such date. */
static size_t split_dotted(struct cb_str rest, int32_t values[3], size_t *digits)
{
    size_t count = 0;

    while (rest.ptr && count < 3) {
        struct cb_str part = cb_str_split(&rest, '.');
        if (part.len == 0 && !rest.ptr && count == 2)
            break; /* the stop of "12.3." */
        if (part.len == 0 || part.len > 4)
            return 0;
        for (size_t i = 0; i < part.len; i++) {
            if (part.ptr[i] < '0' || part.ptr[i] > '9')
                return 0;
            values[count] = values[count] * 10 + (part.ptr[i] - '0');
        }
        *digits = part.len;
        count++;
    }
    return rest.len ? 0 : count;
}

/* The values as day and month in the order of the language; in English the other where that is impossible. */
static void set_day_and_month(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t a,
                              int32_t b)
{
    bool month_first = (scan->english && a <= 12) || b > 12;

    m->month = month_first ? a : b;
    m->day = month_first ? b : a;
}

/* "12.03.2025", "12.3.25", and behind a word of time or before "bis" "12.3." */
static bool read_dotted(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t values[3] = {0};
    size_t digits = 0, count = split_dotted(cb_piece_text(scan, at), values, &digits);

    if (count < 2 || values[0] > 31 || values[1] < 1 || values[1] > 31 || values[0] < 1)
        return false;
    m->end = at + 1;
    if (count == 2) {
        bool stop = cb_date_is_stop(scan, m->end) && piece_at(scan, m->end + 1)->kind != CB_PIECE_END;
        if (digits > 2 || cb_row_is(piece_at(scan, m->end)->figure_word, "clock") ||
            !(is_before_day(scan, at - 1) || is_range_start(scan, m->end + stop)))
            return false; /* a decimal or a clock time */
        m->end += stop;
    } else if (digits != 2 && digits != 4) {
        return false;
    }
    if (count == 3) {
        m->day = values[0];
        m->month = values[1];
        if (m->month > 12)
            set_day_and_month(scan, m, values[0], values[1]);
        m->year = cb_year_full(scan, values[2], digits);
    } else {
        set_day_and_month(scan, m, values[0], values[1]);
    }
    return m->month <= 12 && cb_date_settle_day(scan, m);
}

/* ---- with strokes and dashes ---- */

/* The sign ('-' or '/') at `at` that joins what stands around it without spaces; 0: none. */
static uint32_t tight_joint(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *joint = piece_at(scan, at);

    if (joint->kind != CB_PIECE_SIGN || (joint->flags & CB_PIECE_SPACE) || joint->sign == 0 ||
        (piece_at(scan, at + 1)->flags & CB_PIECE_SPACE))
        return 0;
    return joint->sign == '-' || joint->sign == '/' ? joint->sign : 0;
}

/* Three numbers with the same sign between: year first, or day and month in the order of the language. */
static bool read_three(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t v[3];
    uint32_t sign = tight_joint(scan, at + 1);

    if (sign == 0 || tight_joint(scan, at + 3) != sign || !cb_date_digits(scan, at, 4, &v[0]) ||
        !cb_date_digits(scan, at + 2, 2, &v[1]) || !cb_date_digits(scan, at + 4, 4, &v[2]))
        return false;
    m->end = at + 5;
    if (cb_piece_text(scan, at).len == 4) {
        m->year = v[0];
        m->month = v[1];
        m->day = v[2];
    } else if (cb_piece_text(scan, at + 4).len >= 2 && cb_piece_text(scan, at).len <= 2) {
        m->year = cb_year_full(scan, v[2], v[2] > 99 ? 4 : 2);
        set_day_and_month(scan, m, v[0], v[1]);
    } else {
        return false;
    }
    return cb_date_settle_day(scan, m);
}

/* Three parts, one of them the name of a month: "05-Aug-2016", "Sep-23-2020", "2019/aug/01", "22/Jan/2019".
 */
static bool read_three_named(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t sign = tight_joint(scan, at + 1);
    int32_t value;

    if (sign == 0 || tight_joint(scan, at + 3) != sign)
        return false;
    for (uint32_t i = at; i < at + 5; i += 2) {
        if (piece_at(scan, i)->month && !m->month)
            m->month = cb_row_number(piece_at(scan, i)->month, CB_MONTH_NUMBER);
        else if (!cb_date_digits(scan, i, 4, &value))
            return false;
        else if (value > 31 && !m->year)
            m->year = value;
        else if (value >= 1 && value <= 31 && !m->day)
            m->day = value;
        else if (i == at + 4)
            m->year = cb_year_full(scan, value, 2);
        else
            return false;
    }
    m->end = at + 5;
    return m->year && m->month && m->day && cb_date_settle_day(scan, m);
}

/* "05/2016", "2016/05", "2014-10", "11 - 2016": a month and a year of four digits. */
static bool read_month_digits(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t a, b;
    size_t first = cb_piece_text(scan, at).len, last = cb_piece_text(scan, at + 2).len;
    bool slash = cb_piece_is_sign(scan, at + 1, '/'), dash = cb_piece_is_dash(scan, at + 1);

    if ((!slash && !dash) || (first == 4 ? last > 2 : first > 2 || last != 4) ||
        !cb_date_digits(scan, at, 4, &a) || !cb_date_digits(scan, at + 2, 4, &b) || tight_joint(scan, at + 3))
        return false;
    m->year = first == 4 ? a : b;
    m->month = first == 4 ? b : a;
    m->end = at + 3;
    if (m->month < 1 || m->month > 12 || m->year < 1800 || m->year > 2100)
        return false;
    if (first == 4 && m->month == (m->year + 1) % 100)
        return false; /* "2011-12", "2006/07": two years */
    if (first != 4 && !slash && piece_at(scan, at - 1)->kind == CB_PIECE_SIGN)
        return false;
    return cb_date_settle_month(scan, m);
}

/* May "4/22" be a day here? Behind a word of time or at the ends of a range; by itself only where it is no
 * likely fraction. */
static bool is_slash_day(const struct cb_figure_scan *scan, uint32_t at, int32_t a, int32_t b)
{
    const struct cb_piece *before = piece_at(scan, at - 1);
    bool padded = cb_piece_text(scan, at).ptr[0] == '0' || cb_piece_text(scan, at + 2).ptr[0] == '0';

    if (cb_row_is(before->figure_word, "label") || before->kind == CB_PIECE_DIGITS)
        return false;
    if (is_before_day(scan, at - 1) || cb_date_is(scan, at - 1, CB_DATE_USE_RELATIVE) ||
        cb_date_is(scan, at - 1, CB_DATE_USE_OFFSET_AFTER) || is_range_start(scan, at + 3) ||
        cb_piece_is_dash(scan, at - 1))
        return true;
    return padded || (scan->english ? a <= 12 && b > 12 && b <= 31 : a > 12 && a <= 31 && b != 7);
}

/* "4/22", "22/04", "5/1" of "5/1-5/7, 2020". */
static bool read_slash_day(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t a, b;

    if (tight_joint(scan, at + 1) != '/' || !cb_date_digits(scan, at, 2, &a) ||
        !cb_date_digits(scan, at + 2, 2, &b) || tight_joint(scan, at + 3) == '/' || a < 1 || b < 1 ||
        a > 31 || b > 31 || (a > 12 && b > 12) || !is_slash_day(scan, at, a, b))
        return false;
    m->end = at + 3;
    set_day_and_month(scan, m, a, b);
    if (m->month > 12)
        set_day_and_month(scan, m, b, a);
    if (cb_piece_is_sign(scan, m->end, ','))
        (void)cb_year_behind(scan, m->end, &m->year, &m->end);
    return cb_date_settle_day(scan, m);
}

/* "20161016". */
static bool read_eight(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t value;

    if (cb_piece_text(scan, at).len != 8 || !cb_date_digits(scan, at, 8, &value))
        return false;
    m->year = value / 10000;
    m->month = value / 100 % 100;
    m->day = value % 100;
    m->end = at + 1;
    return m->year >= 1900 && m->year <= 2100 && is_before_day(scan, at - 1) && cb_date_settle_day(scan, m);
}

bool cb_date_digit_form(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    static bool (*const READERS[])(const struct cb_figure_scan *, uint32_t, struct cb_date_match *) = {
        read_three, read_three_named, read_month_digits, read_slash_day, read_dotted, read_eight,
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
