/* Dates that only the article's day settles: "gestern", "vergangene Woche", "vor zwei Monaten", "am
 * Dienstag", "Vorjahr", "Weihnachten". Without that day they keep what they say and get no day. */
#include "extract/dates.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

static bool date_word(const struct cb_figure_scan *scan, uint32_t at, const char *use)
{
    return cb_row_is(piece_at(scan, at)->date_word, use);
}

static int32_t value_of(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_row_number(piece_at(scan, at)->date_word, CB_DATE_WORD_VALUE);
}

bool cb_time_unit(const struct cb_figure_scan *scan, uint32_t at, struct cb_unit *out)
{
    return piece_at(scan, at)->kind == CB_PIECE_WORD && cb_unit_read(scan, at, false, out) &&
           out->kind == CB_FIGURE_DURATION;
}

/* "Abend", "früh" behind a day. */
static uint32_t past_daypart(const struct cb_figure_scan *scan, uint32_t at)
{
    return at + date_word(scan, at, "daypart");
}

/* ---- weekdays ---- */

int32_t cb_date_weekday_at(const struct cb_figure_scan *scan, uint32_t at, uint32_t *next)
{
    const struct cb_piece *piece = piece_at(scan, at);

    if (piece->kind != CB_PIECE_WORD || !(piece->flags & CB_PIECE_CAPITAL) || (piece->flags & CB_PIECE_NAME))
        return 0;
    if (date_word(scan, at, "weekday")) {
        *next = past_daypart(scan, at + 1);
        return value_of(scan, at);
    }
    if (piece->date_word || scan->english)
        return 0;
    /* "Dienstagabend": the weekday ends with "tag", or is "mittwoch". */
    for (size_t len = 6; len <= 10 && len + 3 < piece->lower.len; len++) {
        const struct cb_list_row *day = cb_list_find(scan->date_words, cb_str_sub(piece->lower, 0, len));
        const struct cb_list_row *part =
            cb_row_is(day, "weekday")
                ? cb_list_find(scan->date_words, cb_str_sub(piece->lower, len, piece->lower.len))
                : NULL;
        if (cb_row_is(part, "daypart")) {
            *next = at + 1;
            return cb_row_number(day, CB_DATE_WORD_VALUE);
        }
    }
    return 0;
}

static bool ends_clause(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = piece_at(scan, at);

    return piece->kind == CB_PIECE_END || (scan->english && cb_row_is(piece->number, "and")) ||
           (piece->kind == CB_PIECE_SIGN && (piece->sign == ',' || piece->sign == ';' || piece->sign == ':'));
}

int cb_date_tense(const struct cb_figure_scan *scan, uint32_t at)
{
    enum { REACH = 30 }; /* pieces */
    uint32_t first = at, end = at;
    int tense = 0;

    while (at - first < REACH && !ends_clause(scan, first - 1))
        first--;
    while (end - at < REACH && !ends_clause(scan, end))
        end++;
    for (uint32_t i = first; i < end; i++) {
        if (date_word(scan, i, "past"))
            return -1;
        tense |= date_word(scan, i, "future");
    }
    return tense;
}

/* The weekday in the week that `offset` says; without one, the last before the article's day (that day itself
 * is in), or the next where the clause looks ahead. */
static void set_weekday(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t weekday,
                        int32_t offset, bool has_offset)
{
    int32_t now = scan->has_published ? cb_date_weekday(scan->published) : 0;
    int32_t back = (now - weekday + 7) % 7, ahead = (weekday - now + 7) % 7;

    m->rule = "any.figure.date-weekday";
    m->weekday = true;
    if (!scan->has_published)
        return;
    if (has_offset && offset == 0)
        cb_date_set_day(m, scan->published + ahead);
    else if (has_offset && offset < 0)
        cb_date_set_day(m, scan->published - (back ? back : 7) + 7 * (offset + 1));
    else if (has_offset)
        cb_date_set_day(m, scan->published + (ahead ? ahead : 7) + 7 * (offset - 1));
    else if (cb_date_tense(scan, m->first) > 0)
        cb_date_set_day(m, scan->published + ahead);
    else
        cb_date_set_day(m, scan->published - back);
}

static bool read_weekday(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t weekday = cb_date_weekday_at(scan, at, &m->end);

    if (weekday == 0)
        return false;
    set_weekday(scan, m, weekday, 0, false);
    return true;
}

/* ---- days ---- */

/* "gestern", "heute Abend"; "Morgen" with a capital is a time of day. */
static bool read_day_word(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    const struct cb_piece *piece = piece_at(scan, at);

    if (!date_word(scan, at, "day") || (piece->flags & CB_PIECE_NAME))
        return false;
    if (date_word(scan, at, "day") && (piece->flags & CB_PIECE_CAPITAL) && !(piece->flags & CB_PIECE_START))
        return false;
    m->rule = "any.figure.date-relative";
    m->end = past_daypart(scan, at + 1);
    return cb_date_set_unit(scan, m, CB_STR("day"), value_of(scan, at));
}

/* "Vorjahr", "heuer", "Jahresende": the value is a unit and how many of them away. */
static bool read_unit_word(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_str unit, value;
    struct cb_decimal offset;
    int64_t whole;

    if (!date_word(scan, at, "unit"))
        return false;
    value = piece_at(scan, at)->date_word->fields[CB_DATE_WORD_VALUE];
    unit = cb_str_split(&value, ' ');
    if (!cb_decimal_parse(value, &offset) || !cb_decimal_whole(offset, &whole))
        return false;
    m->rule = "any.figure.date-relative";
    m->end = at + 1;
    return cb_date_set_unit(scan, m, unit, (int32_t)whole);
}

/* ---- "vergangene", "nächste", "diese" ---- */

static bool read_count(const struct cb_figure_scan *scan, uint32_t at, struct cb_number *low,
                       struct cb_number *high)
{
    uint32_t next;

    while (cb_row_is(piece_at(scan, at)->figure_word, "about"))
        at++;
    if (cb_row_is(piece_at(scan, at)->number, "both")) {
        *low = *high = (struct cb_number){.first = at, .end = at + 1, .value = cb_decimal_of(2)};
        return true;
    }
    if (!cb_number_read(scan, at, low) || low->form == CB_NUMBER_ORDINAL || low->form == CB_NUMBER_VAGUE ||
        low->suffix)
        return false;
    *high = *low;
    next = low->end;
    if (cb_row_is(piece_at(scan, next)->figure_word, "until") ||
        cb_row_is(piece_at(scan, next)->figure_word, "to") || cb_piece_is_dash(scan, next) ||
        cb_row_is(piece_at(scan, next)->figure_word, "or"))
        if (!cb_number_read(scan, next + 1, high) || cb_decimal_compare(low->value, high->value) > 0)
            *high = *low;
    return true;
}

static void set_count(struct cb_date_match *m, const struct cb_number *low, const struct cb_number *high,
                      const struct cb_unit *unit)
{
    if (!cb_decimal_multiply(low->value, unit->factor, &m->count_low) ||
        !cb_decimal_multiply(high->value, unit->factor, &m->count_high))
        return;
    m->has_count = true;
    m->unit = unit->name;
}

/* The article's day moved by `count` units; false when that cannot be said. */
static bool shift(const struct cb_figure_scan *scan, struct cb_str unit, struct cb_decimal count,
                  int32_t sign, int32_t *day)
{
    static const struct {
        const char *name;
        int32_t days, months;
    } UNITS[] = {{"day", 1, 0},     {"week", 7, 0},  {"month", 0, 1},
                 {"quarter", 0, 3}, {"year", 0, 12}, {"decade", 0, 120}};
    struct cb_date now = cb_date_of(scan->published);
    int64_t whole;

    if (!cb_decimal_whole(count, &whole) || whole < 1 || whole > 500)
        return false;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        int32_t n = sign * (int32_t)whole, month = now.month + n * UNITS[i].months;
        if (!cb_str_eq(unit, cb_str_of(UNITS[i].name)))
            continue;
        *day = cb_date_day(now.year, month + 1, 1) - 1; /* the last of the month, where it is shorter */
        if (cb_date_of(*day).day > now.day)
            *day = cb_date_day(now.year, month, now.day);
        *day += n * UNITS[i].days;
        return true;
    }
    return false;
}

/* "den vergangenen zwei Jahren", "next three weeks": from or up to the article's day. */
static bool read_relative_count(const struct cb_figure_scan *scan, uint32_t at, int32_t offset,
                                struct cb_date_match *m)
{
    struct cb_number low, high;
    struct cb_unit unit;
    int32_t day;

    if (!read_count(scan, at, &low, &high) || low.article || !cb_time_unit(scan, high.end, &unit) ||
        offset == 0)
        return false;
    m->rule = "any.figure.date-relative-count";
    m->end = unit.end;
    set_count(m, &low, &high, &unit);
    if (!scan->has_published)
        return true;
    if (!m->has_count || !shift(scan, m->unit, m->count_high, offset < 0 ? -1 : 1, &day))
        return true;
    m->known = true;
    m->low = offset < 0 ? day : scan->published;
    m->high = offset < 0 ? scan->published : day;
    return true;
}

static bool read_relative_weekend(const struct cb_figure_scan *scan, uint32_t at, int32_t offset,
                                  struct cb_date_match *m)
{
    int32_t saturday;

    if (!date_word(scan, at, "weekend"))
        return false;
    m->rule = "any.figure.date-weekday";
    m->end = at + 1;
    if (!scan->has_published)
        return true;
    saturday = scan->published - cb_date_weekday(scan->published) + 6 + 7 * offset;
    cb_date_set_day(m, saturday);
    m->high = saturday + 1;
    return true;
}

/* The year in which the months lie before, around or after the article's day. */
static void set_relative_months(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t from,
                                int32_t to, int32_t offset)
{
    int32_t year;

    if (!scan->has_published)
        return;
    year = cb_date_of(scan->published).year;
    cb_date_set_months(m, year, from, to);
    if (offset < 0)
        year -= m->high >= scan->published;
    else if (offset > 0)
        year += m->low <= scan->published;
    cb_date_set_months(m, year + (offset < 0 ? offset + 1 : offset > 0 ? offset - 1 : 0), from, to);
}

/* "vergangenen Herbst", "nächsten März". */
static bool read_relative_months(const struct cb_figure_scan *scan, uint32_t at, int32_t offset,
                                 struct cb_date_match *m)
{
    int32_t from;

    if (date_word(scan, at, "season"))
        from = value_of(scan, at);
    else if (piece_at(scan, at)->month)
        from = cb_row_number(piece_at(scan, at)->month, CB_MONTH_NUMBER);
    else
        return false;
    m->rule = "any.figure.date-relative";
    m->end = at + 1;
    set_relative_months(scan, m, from, piece_at(scan, at)->month ? from : from + 2, offset);
    return true;
}

static bool read_relative(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t offset, weekday;
    struct cb_unit unit;

    if (!date_word(scan, at, "relative"))
        return false;
    offset = value_of(scan, at);
    weekday = cb_date_weekday_at(scan, at + 1, &m->end);
    if (weekday) {
        set_weekday(scan, m, weekday, offset, true);
        return true;
    }
    if (read_relative_count(scan, at + 1, offset, m) || read_relative_weekend(scan, at + 1, offset, m) ||
        read_relative_months(scan, at + 1, offset, m))
        return true;
    if (date_word(scan, at + 1, "plural-unit"))
        return false; /* "den vergangenen Jahren": a stretch */
    if (!cb_time_unit(scan, at + 1, &unit) || cb_str_eq(unit.name, CB_STR("day")))
        return false;
    m->rule = "any.figure.date-relative";
    m->end = unit.end;
    return unit.factor.digits == 1 && unit.factor.exponent == 0 &&
           cb_date_set_unit(scan, m, unit.name, offset);
}

/* ---- "vor zwei Monaten", "in drei Jahren", "two weeks ago" ---- */

static void set_distance(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t sign)
{
    struct cb_date_match from = {0}, to = {0};
    int64_t low, high;

    if (!cb_decimal_whole(m->count_low, &low) || !cb_decimal_whole(m->count_high, &high) || high > 5000 ||
        !cb_date_set_unit(scan, &from, m->unit, (int32_t)low * sign) ||
        !cb_date_set_unit(scan, &to, m->unit, (int32_t)high * sign) || !from.known || !to.known)
        return;
    m->low = from.low < to.low ? from.low : to.low;
    m->high = from.high > to.high ? from.high : to.high;
    m->known = true;
}

static bool is_short(const struct cb_unit *unit)
{
    return cb_str_eq(unit->name, CB_STR("hour")) || cb_str_eq(unit->name, CB_STR("minute")) ||
           cb_str_eq(unit->name, CB_STR("second"));
}

/* "in drei Monaten": a date only where the clause does not tell of the past ("hat sich in drei Monaten
 * halbiert"). */
static bool read_ahead(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    bool before = date_word(scan, at, "ago-before"), in = date_word(scan, at, "ahead-before");
    struct cb_number low, high;
    struct cb_unit unit;

    if ((!before && !in) || !read_count(scan, at + 1, &low, &high) || !cb_time_unit(scan, high.end, &unit))
        return false;
    if (in && cb_date_tense(scan, at) < (is_short(&unit) ? 1 : 0))
        return false;
    m->rule = "any.figure.date-relative-count";
    m->end = unit.end;
    m->approximate = cb_row_is(piece_at(scan, at + 1)->figure_word, "about");
    set_count(m, &low, &high, &unit);
    set_distance(scan, m, before ? -1 : 1);
    return true;
}

static bool read_ago(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_number low, high;
    struct cb_unit unit;

    if (!scan->english || (piece_at(scan, at)->kind != CB_PIECE_DIGITS && !piece_at(scan, at)->number) ||
        !read_count(scan, at, &low, &high) || !cb_time_unit(scan, high.end, &unit) ||
        !(date_word(scan, unit.end, "ago") || date_word(scan, unit.end, "hence")))
        return false;
    m->rule = "any.figure.date-relative-count";
    m->end = unit.end + 1;
    set_count(m, &low, &high, &unit);
    set_distance(scan, m, date_word(scan, unit.end, "ago") ? -1 : 1);
    return true;
}

bool cb_date_relative(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    static bool (*const READERS[])(const struct cb_figure_scan *, uint32_t, struct cb_date_match *) = {
        read_day_word, read_unit_word, read_relative, read_ahead, read_ago, read_weekday,
    };

    for (size_t i = 0; i < sizeof READERS / sizeof *READERS; i++) {
        *out = (struct cb_date_match){.first = at};
        if (READERS[i](scan, at, out)) {
            out->first = at;
            return true;
        }
    }
    *out = (struct cb_date_match){.first = at, .rule = "any.figure.date-weekday"};
    return date_word(scan, at - 1, "before-weekend") && read_relative_weekend(scan, at, 0, out);
}

/* ---- holidays ---- */

static int32_t number_in(struct cb_str text)
{
    struct cb_decimal number;
    int64_t whole = 0;

    if (cb_str_starts(text, CB_STR("+")))
        text = cb_str_sub(text, 1, text.len);
    if (!cb_decimal_parse(text, &number) || !cb_decimal_whole(number, &whole) || whole < -400 || whole > 400)
        return 0;
    return (int32_t)whole;
}

/* The day of the holiday in the year: "12-25"; "easter+1"; "advent-7", counted from the fourth Sunday of
 * Advent. */
static int32_t holiday_in(struct cb_str value, int32_t year)
{
    int32_t christmas = cb_date_day(year, 12, 25), month;

    if (cb_str_starts(value, CB_STR("easter")))
        return cb_date_easter(year) + number_in(cb_str_sub(value, sizeof "easter" - 1, value.len));
    if (cb_str_starts(value, CB_STR("advent")))
        return christmas - cb_date_weekday(christmas) +
               number_in(cb_str_sub(value, sizeof "advent" - 1, value.len));
    month = number_in(cb_str_split(&value, '-'));
    return cb_date_day(year, month, number_in(value));
}

bool cb_date_holiday(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    uint32_t next;
    const struct cb_list_row *row;
    struct cb_str value;
    int32_t now = scan->published, year;

    *out = (struct cb_date_match){.first = at, .rule = "any.figure.date-holiday"};
    if (!date_word(scan, at, "holiday") && !date_word(scan, at, "holiday-begins") &&
        !cb_row_is(piece_at(scan, at)->number, "ordinal") && !(piece_at(scan, at)->flags & CB_PIECE_ORDINAL))
        return false;
    row = cb_pieces_match(scan, scan->date_words, true, at, &next);
    if (!cb_row_is(row, "holiday"))
        return false;
    value = row->fields[CB_DATE_WORD_VALUE];
    out->end = next;
    if (cb_year_behind(scan, next, &out->year, &out->end)) {
        cb_date_set_day(out, holiday_in(value, out->year));
        return true;
    }
    if (!scan->has_published)
        return true;
    year = cb_date_of(now).year;
    cb_date_set_day(out, holiday_in(value, year));
    for (int32_t y = year - 1; y <= year + 1; y += 2) {
        int32_t day = holiday_in(value, y);
        if ((day > now ? day - now : now - day) < (out->low > now ? out->low - now : now - out->low))
            cb_date_set_day(out, day);
    }
    return true;
}

/* ---- stretches without a number ---- */

static bool set_stretch(struct cb_date_match *m, struct cb_str unit, uint32_t end, int64_t count)
{
    m->vague = true;
    m->unit = unit;
    m->end = end;
    m->rule = "any.figure.duration-vague";
    if (count) {
        m->has_count = true;
        m->count_low = m->count_high = cb_decimal_of(count);
        m->rule = "any.figure.duration";
    }
    return true;
}

/* "das ganze Jahr", "beide Wochen": a number without a number word. */
static bool read_counted_stretch(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_unit unit;

    if (date_word(scan, at + 1, "plural-unit"))
        return cb_row_is(piece_at(scan, at)->number, "both") &&
               set_stretch(m, piece_at(scan, at + 1)->date_word->fields[CB_DATE_WORD_VALUE], at + 2, 2);
    return cb_row_is(piece_at(scan, at)->figure_word, "whole") && cb_time_unit(scan, at + 1, &unit) &&
           set_stretch(m, unit.name, unit.end, 1);
}

/* What makes a plural at `at + 1` a stretch: "einigen Jahren", "den vergangenen Wochen"; 0: nothing does. */
static uint32_t past_some(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_list_row *number = piece_at(scan, at)->number;

    if (cb_row_is(number, "article"))
        return cb_row_is(piece_at(scan, at + 1)->number, "many") ? at + 2 : 0; /* "ein paar Jahren" */
    return date_word(scan, at, "relative") || cb_row_is(number, "many") ? at + 1 : 0;
}

/* "jahrelang", "einigen Jahren", "den vergangenen Wochen", "seit Jahren". */
bool cb_date_vague(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    uint32_t unit = past_some(scan, at);

    *out = (struct cb_date_match){.first = at};
    if (date_word(scan, at, "stretch"))
        return set_stretch(out, piece_at(scan, at)->date_word->fields[CB_DATE_WORD_VALUE], at + 1, 0);
    if (read_counted_stretch(scan, at, out))
        return true;
    if (unit == 0 && (date_word(scan, at - 1, "before-stretch") || date_word(scan, at - 1, "ago-before")))
        unit = at;
    return unit && date_word(scan, unit, "plural-unit") &&
           set_stretch(out, piece_at(scan, unit)->date_word->fields[CB_DATE_WORD_VALUE], unit + 1, 0);
}
