/* Periods of the calendar: years, decades, centuries, quarters, half-years, seasons, and parts of any of them
 * ("Ende 2025", "Mitte der siebziger Jahre"), which are read as the whole period. */
#include "extract/dates.h"

/* From when on a number may be a year: with a word of time or in brackets, by itself, right behind a name. */
enum { YEAR_OLD = 1000, YEAR_MIN = 1800, YEAR_NEAR = 1950, YEAR_MAX = 2100 };

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

static bool date_word(const struct cb_figure_scan *scan, uint32_t at, const char *use)
{
    return cb_row_is(piece_at(scan, at)->date_word, use);
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
    return date_word(scan, at - 1 - date_word(scan, at - 1, "part"), "since");
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

/* ---- years ---- */

bool cb_year_digits(const struct cb_figure_scan *scan, uint32_t at, int32_t *year)
{
    const struct cb_piece *piece = piece_at(scan, at);
    struct cb_str text = cb_piece_text(scan, at);

    if (piece->kind != CB_PIECE_DIGITS || (piece->flags & (CB_PIECE_BLOCKED | CB_PIECE_ORDINAL)) ||
        text.len != 4)
        return false;
    *year = 0;
    for (size_t i = 0; i < 4; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        *year = *year * 10 + (text.ptr[i] - '0');
    }
    return *year >= YEAR_OLD && *year <= YEAR_MAX;
}

bool cb_year_behind(const struct cb_figure_scan *scan, uint32_t at, int32_t *year, uint32_t *next)
{
    uint32_t i = at;
    struct cb_unit unit;
    struct cb_date_match m = {0};

    if (cb_piece_is_sign(scan, i, ',') &&
        (scan->english || cb_piece_at(scan, i - 1)->kind == CB_PIECE_DIGITS))
        i++; /* "October 3, 2024" */
    if (cb_year_digits(scan, i, year) && !cb_unit_read(scan, i + 1, false, &unit)) {
        *next = i + 1;
        return true;
    }
    if (cb_piece_is_sign(scan, i, '\'') || cb_piece_is_sign(scan, i, 0x2019))
        return false;
    /* "im Jahr 2020", "des Jahres 2005", "of 2024" */
    i = at;
    while (i - at < 3 && (date_word(scan, i, "of-period") || date_word(scan, i, "year-noun")))
        i++;
    if (i > at && cb_year_digits(scan, i, year)) {
        *next = i + 1;
        return true;
    }
    /* "dieses Jahres", "vergangenen Jahres" */
    i = at + date_word(scan, at, "of-period");
    if (!date_word(scan, i, "relative") || !cb_time_unit(scan, i + 1, &unit) ||
        !cb_str_eq(unit.name, CB_STR("year")) || !scan->has_published)
        return false;
    cb_date_set_unit(scan, &m, unit.name, cb_row_number(piece_at(scan, i)->date_word, CB_DATE_WORD_VALUE));
    *year = cb_date_of(m.low).year;
    *next = unit.end;
    return true;
}

/* "2024/25", "2006/2007": the second of two years. */
static bool short_year(const struct cb_figure_scan *scan, uint32_t at, int32_t year, int32_t *second)
{
    struct cb_str text = cb_piece_text(scan, at);

    if (piece_at(scan, at)->kind != CB_PIECE_DIGITS ||
        (piece_at(scan, at)->flags & (CB_PIECE_SPACE | CB_PIECE_ORDINAL)))
        return false;
    if (!cb_year_digits(scan, at, second)) {
        if (text.len != 2)
            return false;
        *second = year - year % 100 + (text.ptr[0] - '0') * 10 + (text.ptr[1] - '0');
    }
    return *second > year && *second - year <= 10;
}

/* What stands before a year: a word of time, "seit", a bracket. */
static bool is_year_context(const struct cb_figure_scan *scan, uint32_t before)
{
    const struct cb_piece *piece = piece_at(scan, before);

    return date_word(scan, before, "year-noun") || date_word(scan, before, "before-year") ||
           date_word(scan, before, "until") || date_word(scan, before, "from-on") ||
           date_word(scan, before, "part") || date_word(scan, before, "season") || piece->month != NULL;
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

/* Would the number rather count what follows? */
static bool counts_something(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *next = piece_at(scan, at + 1);
    struct cb_unit unit;
    struct cb_span counted;

    if (cb_unit_read(scan, at + 1, false, &unit) || is_range_of_something(scan, at + 1))
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

    if (cb_row_is(row, "label"))
        return true;
    if (cb_row_is(row, "at-least") || cb_row_is(row, "over"))
        return true;
    if (cb_row_is(row, "at-most"))
        return !cb_row_is(row, "to");
    return cb_row_is(row, "about") && year % 100 == 0;
}

static bool is_year(const struct cb_figure_scan *scan, uint32_t at, int32_t year)
{
    const struct cb_piece *piece = piece_at(scan, at), *next = piece_at(scan, at + 1);

    if (piece->flags & CB_PIECE_NAME)
        return false;
    if (is_year_context(scan, at - 1))
        return true;
    if ((piece_at(scan, at - 1)->flags & CB_PIECE_NAME) && year >= YEAR_NEAR)
        return true; /* "Ackermann 2002 Vorstandsvorsitzender" */
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
    struct cb_str text = cb_piece_text(scan, at);
    struct cb_decimal value;
    bool plain;

    if (piece_at(scan, at)->kind != CB_PIECE_DIGITS || text.len != 3 ||
        !date_word(scan, at - 1, "year-noun") || !cb_digits_read(text, scan->english, &value, &plain) ||
        !plain)
        return false;
    m->year = (text.ptr[0] - '0') * 100 + (text.ptr[1] - '0') * 10 + (text.ptr[2] - '0');
    m->end = at + 1;
    m->rule = "any.figure.date-year";
    cb_date_set_months(m, m->year, 1, 12);
    return m->year > 0;
}

bool cb_date_year(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    *out = (struct cb_date_match){.first = at};
    return read_year(scan, at, out) || read_old_year(scan, at, out);
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
        !date_word(scan, n.end, "months"))
        return false;
    m->end = n.end + 1;
    return set_part(scan, m, number, cb_row_number(piece_at(scan, n.end)->date_word, CB_DATE_WORD_VALUE));
}

/* "Q3 2024", "H1/2025". */
static bool read_short_quarter(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_str text = cb_piece_text(scan, at);

    if (piece_at(scan, at)->kind != CB_PIECE_WORD || text.len != 2 ||
        (text.ptr[0] != 'Q' && text.ptr[0] != 'H') || text.ptr[1] < '1' || text.ptr[1] > '4')
        return false;
    m->end = at + 1 + cb_piece_is_sign(scan, at + 1, '/');
    if (text.ptr[0] == 'H' && !cb_year_digits(scan, m->end, &m->year))
        return false; /* "H1" alone may be anything */
    return set_part(scan, m, text.ptr[1] - '0', text.ptr[0] == 'Q' ? 3 : 6);
}

/* "Herbst 2027", "im Frühjahr". The value is the first month. */
static bool read_season(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t from, second;

    if (!date_word(scan, at, "season") || (piece_at(scan, at)->flags & CB_PIECE_NAME))
        return false;
    from = cb_row_number(piece_at(scan, at)->date_word, CB_DATE_WORD_VALUE);
    m->rule = "any.figure.date-season";
    m->end = at + 1;
    if (cb_year_behind(scan, m->end, &m->year, &m->end)) {
        cb_date_set_months(m, m->year, from, from + 2);
        if (cb_piece_is_sign(scan, m->end, '/') && short_year(scan, m->end + 1, m->year, &second))
            m->end += 2;
        return true;
    }
    if (!date_word(scan, at - 1, "before-season") && !date_word(scan, at - 1, "until") &&
        !date_word(scan, at - 1, "part"))
        return false; /* "der Sommer war heiß" */
    cb_date_set_nearest(scan, m, from, from + 2);
    return true;
}

/* ---- decades and centuries ---- */

/* "siebziger Jahre", "Neunzigerjahren": the value is 70, 90. */
static bool read_decade_word(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_unit unit;
    int32_t decade;

    if (!date_word(scan, at, "decade"))
        return false;
    decade = cb_row_number(piece_at(scan, at)->date_word, CB_DATE_WORD_VALUE);
    m->end = at + 1;
    if (cb_time_unit(scan, m->end, &unit) && cb_str_eq(unit.name, CB_STR("year")))
        m->end = unit.end;
    else if (cb_str_find(piece_at(scan, at)->lower, CB_STR("jahr"), 0) == SIZE_MAX && !scan->english)
        return false; /* "Mitte siebziger" is rare, "ein Zwanziger" is money */
    m->rule = "any.figure.date-decade";
    cb_date_set_months(m, 1900 + decade, 1, 120);
    return true;
}

/* "1990er Jahre", "90er-Jahren", "1980s". */
static bool read_decade_digits(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_str text = cb_piece_text(scan, at);
    struct cb_unit unit;
    struct cb_decimal value;
    int64_t year;
    uint32_t after;

    if (piece_at(scan, at)->kind != CB_PIECE_DIGITS || (text.len != 4 && text.len != 2) ||
        !date_word(scan, at + 1, "decade-ending") || !(piece_at(scan, at + 1)->flags & CB_PIECE_INNER) ||
        !cb_digits_read(text, scan->english, &value, NULL) || !cb_decimal_whole(value, &year) || year % 10)
        return false;
    if (year < 100)
        year += 1900;
    m->end = at + 2;
    after = cb_piece_past_hyphen(scan, m->end);
    if (cb_time_unit(scan, after, &unit) && cb_str_eq(unit.name, CB_STR("year")))
        m->end = unit.end;
    else if (!scan->english && piece_at(scan, at + 1)->lower.len < 3)
        return false; /* "1990er" alone: a vintage */
    m->rule = "any.figure.date-decade";
    cb_date_set_months(m, (int32_t)year, 1, 120);
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

    if (!date_word(scan, at, "part"))
        return false;
    if (date_word(scan, inner, "of-period") || cb_str_eq(cb_piece_class(scan, inner), CB_STR("article")))
        inner++;
    if (date_word(scan, inner, "part"))
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
        read_quarter,       read_short_quarter, read_season, read_decade_word,
        read_decade_digits, read_century,       read_part,
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
