/* Years: in digits, in words, and as what stands behind the rest of a date. */
#include "extract/dates.h"

/* From when on a number may be a year: with a word of time or in brackets, by itself, right behind a name. */
enum { YEAR_OLD = 1000, YEAR_MIN = 1800, YEAR_NEAR = 1500, YEAR_MAX = 2100, YEAR_LAST = 2200 };

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

/* ---- digits ---- */

bool cb_year_digits(const struct cb_figure_scan *scan, uint32_t at, int32_t *year)
{
    return cb_piece_text(scan, at).len == 4 && !(piece_at(scan, at)->flags & CB_PIECE_ORDINAL) &&
           cb_date_digits(scan, at, 4, year) && *year >= YEAR_OLD && *year <= YEAR_LAST;
}

static bool is_apostrophe(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_is_sign(scan, at, '\'') || cb_piece_is_sign(scan, at, 0x2019) ||
           cb_piece_is_sign(scan, at, 0x2018);
}

/* "1595." at the end of a sentence looks like an ordinal; behind a month it is a year. */
static bool year_and_stop(const struct cb_figure_scan *scan, uint32_t at, int32_t *year)
{
    return cb_piece_text(scan, at).len == 5 && cb_date_digits(scan, at, 4, year) && *year >= YEAR_OLD &&
           *year <= YEAR_LAST;
}

/* "'24" */
static bool short_behind(const struct cb_figure_scan *scan, uint32_t at, int32_t *year)
{
    if (!is_apostrophe(scan, at) || (piece_at(scan, at + 1)->flags & CB_PIECE_SPACE) ||
        cb_piece_text(scan, at + 1).len < 2 || !cb_date_digits(scan, at + 1, 2, year))
        return false;
    *year = cb_year_full(scan, *year, 2);
    return true;
}

/* ---- words ---- */

/* "ninety six", "nineteen", "oh one". */
static bool two_digits(const struct cb_figure_scan *scan, uint32_t at, int32_t *value, uint32_t *next)
{
    const struct cb_list_row *row = piece_at(scan, at)->number;
    bool zero = cb_row_is(row, "zero") || cb_str_eq(piece_at(scan, at)->lower, CB_STR("oh"));
    uint32_t more;

    if (zero || cb_row_is(row, "ten")) {
        *value = zero ? 0 : cb_row_number(row, CB_NUMBER_VALUE);
        *next = at + 1;
        more = cb_piece_past_hyphen(scan, *next);
        row = piece_at(scan, more)->number;
        if (cb_row_is(row, "small") && cb_row_number(row, CB_NUMBER_VALUE) < 10) {
            *value += cb_row_number(row, CB_NUMBER_VALUE);
            *next = more + 1;
        }
        return !zero || *value > 0;
    }
    if (!cb_row_is(row, "small") || cb_row_number(row, CB_NUMBER_VALUE) < 10)
        return false;
    *value = cb_row_number(row, CB_NUMBER_VALUE);
    *next = at + 1;
    return true;
}

/* "nineteen ninety six", "twenty twenty-four", "nineteen hundred and five". */
static bool year_in_pairs(const struct cb_figure_scan *scan, uint32_t at, int32_t *year, uint32_t *next)
{
    const struct cb_list_row *row = piece_at(scan, at)->number;
    int32_t century =
        cb_row_is(row, "small") || cb_row_is(row, "ten") ? cb_row_number(row, CB_NUMBER_VALUE) : 0;
    int32_t rest = 0;
    uint32_t from = at + 1;

    if (!scan->english || century < 13 || century > 20)
        return false;
    if (cb_row_is(piece_at(scan, from)->number, "hundred")) {
        uint32_t behind = from + 1 + cb_row_is(piece_at(scan, from + 1)->number, "and");
        *next = from + 1;
        if (two_digits(scan, behind, &rest, next) || behind == from + 1)
            *year = century * 100 + rest;
        else
            return false;
        return true;
    }
    if (!two_digits(scan, cb_piece_past_hyphen(scan, from), &rest, next))
        return false;
    *year = century * 100 + rest;
    return true;
}

/* "two thousand and fifteen", "neunzehnhundertneunundachtzig", "zweitausendvierundzwanzig". */
static bool year_in_words(const struct cb_figure_scan *scan, uint32_t at, int32_t *year, uint32_t *next)
{
    struct cb_number n;
    int64_t value;
    struct cb_span counted;
    struct cb_unit unit;

    if (piece_at(scan, at)->kind != CB_PIECE_WORD || !(piece_at(scan, at)->flags & CB_PIECE_NUMBER))
        return false;
    if (year_in_pairs(scan, at, year, next))
        return true;
    if (!cb_number_read(scan, at, &n) || n.form != CB_NUMBER_CARDINAL || n.suffix || n.article || n.digits ||
        !cb_decimal_whole(n.value, &value) || value <= YEAR_OLD || value > YEAR_MAX || value % 1000 == 500 ||
        cb_unit_read(scan, n.end, false, &unit) || cb_what_counted(scan, n.end, &counted))
        return false;
    *year = (int32_t)value;
    *next = n.end;
    return true;
}

/* ---- behind the rest of a date ---- */

/* "dieses Jahres", "of next year", "des Vorjahres". */
static bool relative_year(const struct cb_figure_scan *scan, uint32_t at, int32_t *year, uint32_t *next)
{
    struct cb_unit unit;
    struct cb_date_match m = {0};
    struct cb_str value;

    if (cb_date_is(scan, at, CB_DATE_USE_UNIT)) {
        value = piece_at(scan, at)->date_word->fields[CB_DATE_WORD_VALUE];
        if (!cb_str_starts(value, CB_STR("year ")) || cb_str_ends(value, CB_STR(" 0")) ||
            !scan->has_published)
            return false;
        *year = cb_date_of(scan->published).year - 1;
        *next = at + 1;
        return true;
    }
    if (!cb_date_is(scan, at, CB_DATE_USE_RELATIVE) || !cb_time_unit(scan, at + 1, &unit) ||
        !cb_str_eq(unit.name, CB_STR("year")) || !scan->has_published)
        return false;
    cb_date_set_unit(scan, &m, unit.name, cb_date_value(scan, at));
    *year = cb_date_of(m.low).year;
    *next = unit.end;
    return true;
}

bool cb_year_behind(const struct cb_figure_scan *scan, uint32_t at, int32_t *year, uint32_t *next)
{
    uint32_t i = at, of;
    struct cb_unit unit;

    if (cb_piece_is_sign(scan, i, ',') && (scan->english || piece_at(scan, i - 1)->kind == CB_PIECE_DIGITS))
        i++; /* "October 3, 2024" */
    if ((cb_year_digits(scan, i, year) || (i == at && year_and_stop(scan, i, year))) &&
        !cb_unit_read(scan, i + 1, false, &unit)) {
        *next = i + 1;
        return true;
    }
    if (short_behind(scan, at, year)) {
        *next = at + 2;
        return true;
    }
    if (scan->english && year_in_words(scan, i, year, next))
        return true;
    of = cb_date_past_of(scan, at);
    i = of;
    while (i - of < 2 && cb_date_is(scan, i, CB_DATE_USE_YEAR_NOUN))
        i++; /* "im Jahr 2020", "des Jahres 2005", "of 2024" */
    if (i > at && cb_year_digits(scan, i, year) && !cb_unit_read(scan, i + 1, false, &unit)) {
        *next = i + 1;
        return true;
    }
    if (i > at && scan->english && year_in_words(scan, i, year, next))
        return true;
    return relative_year(scan, of, year, next);
}

/* ---- years that stand alone ---- */

/* "2024/25", "2006/2007": the second of two years. */
static bool short_year(const struct cb_figure_scan *scan, uint32_t at, int32_t year, int32_t *second)
{
    struct cb_str text = cb_piece_text(scan, at);

    if (piece_at(scan, at)->kind != CB_PIECE_DIGITS ||
        (piece_at(scan, at)->flags & (CB_PIECE_SPACE | CB_PIECE_ORDINAL)))
        return false;
    if (!cb_year_digits(scan, at, second)) {
        if (text.len != 2 || !cb_date_digits(scan, at, 2, second))
            return false;
        *second += year - year % 100;
    }
    return *second > year && *second - year <= 10;
}

/* What stands before a year: a word of time, "seit", a bracket. */
static bool is_year_context(const struct cb_figure_scan *scan, uint32_t before)
{
    return cb_date_is(scan, before, CB_DATE_USE_YEAR_NOUN) ||
           cb_date_is(scan, before, CB_DATE_USE_BEFORE_YEAR) || cb_date_is(scan, before, CB_DATE_USE_UNTIL) ||
           cb_date_is(scan, before, CB_DATE_USE_FROM_ON) || cb_date_is(scan, before, CB_DATE_USE_PART) ||
           cb_date_is(scan, before, CB_DATE_USE_SEASON) || piece_at(scan, before)->month != NULL;
}

/* "2000 bis 3000 Grad": the unit stands behind the second number. */
static bool is_range_of_something(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_list_row *row = cb_piece_at(scan, at)->figure_word;
    struct cb_number n;
    struct cb_unit unit;

    if (!cb_row_is(row, "until") && !cb_row_is(row, "to") && !cb_piece_is_dash(scan, at) &&
        !cb_row_is(cb_piece_at(scan, at)->number, "and"))
        return false;
    return cb_number_read(scan, at + 1, &n) && n.form == CB_NUMBER_CARDINAL && n.plain &&
           cb_piece_text(scan, at + 1).len == 4 && cb_unit_read(scan, n.end, false, &unit);
}

/* "2015 Verlust gemacht": what stands behind the number, at `at`, is no plural that could be counted. */
static bool is_singular(const struct cb_figure_scan *scan, uint32_t at, struct cb_span noun)
{
    static const char *const PLURALS[] = {"n", "e", "r", "s"};
    struct cb_str text = cb_document_slice(scan->doc, noun), word = piece_at(scan, at)->lower;

    if (scan->english)
        return false;
    if (piece_at(scan, at)->span.end < noun.start &&
        (cb_str_ends(word, CB_STR("es")) || cb_str_ends(word, CB_STR("em")) ||
         cb_str_eq(cb_piece_class(scan, at - 2), CB_STR("article"))))
        return true; /* "sein 1904 erschienenes Stück", "die 1958 gebaute Brücke" */
    for (size_t i = 0; i < sizeof PLURALS / sizeof *PLURALS; i++)
        if (cb_str_ends(text, cb_str_of(PLURALS[i])))
            return false;
    return true;
}

/* "davon 2000 im Jahr 2011": the year is said behind it. */
static bool has_year_behind(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_str_eq(cb_piece_class(scan, at), CB_STR("preposition")) &&
           cb_date_is(scan, at + 1, CB_DATE_USE_YEAR_NOUN) &&
           cb_piece_at(scan, at + 2)->kind == CB_PIECE_DIGITS;
}

/* Would the number rather count what follows? */
static bool counts_something(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *next = piece_at(scan, at + 1);
    struct cb_unit unit;
    struct cb_span counted;

    if (cb_unit_read(scan, at + 1, false, &unit) || is_range_of_something(scan, at + 1) ||
        has_year_behind(scan, at + 1))
        return true;
    if (cb_row_is(next->number, "scales") || (next->flags & CB_PIECE_NAME) ||
        cb_row_is(next->figure_word, "partitive"))
        return false;
    return cb_what_counted(scan, at + 1, &counted) && !is_singular(scan, at + 1, counted);
}

/* Does a word that bounds amounts stand before? "rund 2000" is no year, "etwa 1930" is. */
static bool is_bounded(const struct cb_figure_scan *scan, uint32_t at, int32_t year)
{
    uint32_t first;
    const struct cb_list_row *row = cb_pieces_match_back(scan, scan->figure_words, true, at, &first);

    if (cb_row_is(row, "label") || cb_row_is(row, "at-least") || cb_row_is(row, "over"))
        return true;
    if (cb_row_is(row, "at-most"))
        return !cb_row_is(row, "to");
    return cb_row_is(row, "about") && year % 100 == 0;
}

/* "500 v. Chr.", "44 BC": the calendar of the database begins with the year 1. */
static bool is_before_christ(const struct cb_figure_scan *scan, uint32_t at)
{
    struct cb_str word = piece_at(scan, at)->lower;

    return cb_date_is(scan, at, CB_DATE_USE_BEFORE_CHRIST) ||
           ((cb_str_eq(word, CB_STR("v.")) || cb_str_eq(word, CB_STR("v")) ||
             cb_str_eq(word, CB_STR("vor"))) &&
            cb_date_is(scan, at + 1 + cb_date_is_stop(scan, at + 1), CB_DATE_USE_BEFORE_CHRIST));
}

static bool is_year(const struct cb_figure_scan *scan, uint32_t at, int32_t year)
{
    const struct cb_piece *piece = piece_at(scan, at), *next = piece_at(scan, at + 1);

    if ((piece->flags & CB_PIECE_NAME) || is_before_christ(scan, at + 1))
        return false;
    if (is_year_context(scan, at - 1))
        return !has_year_behind(scan, at + 1);
    if (year > YEAR_MAX)
        return false;
    if ((piece_at(scan, at - 1)->flags & CB_PIECE_NAME) && year >= YEAR_NEAR)
        return !has_year_behind(scan, at + 1); /* "Ackermann 2002 Vorstandsvorsitzender" */
    if (year < (piece_at(scan, at - 1)->sign == '(' ? YEAR_OLD : YEAR_MIN) || is_bounded(scan, at, year) ||
        cb_piece_is_sign(scan, at - 1, '+') ||
        ((next->flags & CB_PIECE_INNER) && !cb_piece_is_hyphen(scan, at + 1)))
        return false;
    return !counts_something(scan, at);
}

static bool read_year(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t second;

    if (!cb_year_digits(scan, at, &m->year) || !is_year(scan, at, m->year))
        return false;
    m->rule = "any.figure.date-year";
    m->end = at + 1;
    cb_date_set_months(m, m->year, 1, 12);
    if ((cb_piece_is_sign(scan, at + 1, '/') || cb_piece_is_dash(scan, at + 1)) &&
        short_year(scan, at + 2, m->year, &second)) {
        m->high = cb_date_day(second, 12, 31);
        m->end = at + 3;
        m->rule = "any.figure.date-range";
        m->range = true;
    }
    return true;
}

/* "Jahr 578", "im Jahr 1550": with its noun a year may be any number. The noun is left out of the figure. */
static bool read_old_year(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    if (cb_piece_text(scan, at).len != 3 || !cb_date_is(scan, at - 1, CB_DATE_USE_YEAR_NOUN) ||
        !cb_date_digits(scan, at, 3, &m->year) || m->year == 0 || is_before_christ(scan, at + 1))
        return false;
    m->end = at + 1;
    m->rule = "any.figure.date-year";
    cb_date_set_months(m, m->year, 1, 12);
    return true;
}

/* "in nineteen ninety-six", "im Jahr zweitausendzehn", "neunzehnhundertachtundsechzig". */
static bool read_year_words(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_str word = piece_at(scan, at)->lower;
    bool context =
        scan->english ? is_year_context(scan, at - 1) : cb_date_is(scan, at - 1, CB_DATE_USE_YEAR_NOUN);

    if (!scan->english && !context &&
        (cb_str_find(word, CB_STR("zehnhundert"), 0) == SIZE_MAX ||
         cb_str_find(word, CB_STR("tausend"), 0) != SIZE_MAX))
        return false;
    if (!(scan->english && year_in_pairs(scan, at, &m->year, &m->end) && (context || m->year % 100 > 19)) &&
        !((context || !scan->english) && year_in_words(scan, at, &m->year, &m->end)))
        return false;
    if (!context && m->year % 100 == 0)
        return false; /* "neunzehnhundert" may be any number */
    m->rule = "any.figure.date-year";
    cb_date_set_months(m, m->year, 1, 12);
    return true;
}

bool cb_date_year(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    *out = (struct cb_date_match){.first = at};
    if (piece_at(scan, at)->kind == CB_PIECE_DIGITS)
        return read_year(scan, at, out) || read_old_year(scan, at, out);
    return (piece_at(scan, at)->flags & CB_PIECE_NUMBER) && read_year_words(scan, at, out);
}
