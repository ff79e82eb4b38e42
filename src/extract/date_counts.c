/* Stretches of time with their numbers, and the dates that they count from the article's day: "vor zwei
 * Monaten", "two weeks ago", "in den nächsten drei Jahren", "within 5 days". */
#include "extract/dates.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

enum { PARTS_MAX = 6 }; /* from years to seconds */

/* ---- stretches ---- */

/* A unit as calendar months, or as seconds. */
struct measure {
    const char *name;
    int32_t months, seconds;
};

static const struct measure *measure_of(struct cb_str unit)
{
    static const struct measure MEASURES[] = {
        {"century", 1200, 0}, {"decade", 120, 0}, {"year", 12, 0},   {"quarter", 3, 0}, {"month", 1, 0},
        {"week", 0, 604800},  {"day", 0, 86400},  {"hour", 0, 3600}, {"minute", 0, 60}, {"second", 0, 1},
    };

    for (size_t i = 0; i < sizeof MEASURES / sizeof *MEASURES; i++)
        if (cb_str_eq(unit, cb_str_of(MEASURES[i].name)))
            return &MEASURES[i];
    return NULL;
}

/* One number, or two as a range. */
static bool read_count(const struct cb_figure_scan *scan, uint32_t at, struct cb_number *low,
                       struct cb_number *high)
{
    uint32_t next;

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
        cb_row_is(piece_at(scan, next)->figure_word, "or") || cb_piece_is_sign(scan, next, '/'))
        if (!cb_number_read(scan, next + 1, high) || cb_decimal_compare(low->value, high->value) > 0)
            *high = *low;
    return true;
}

/* "three quarters" are quarters of a year here, not three parts of four. */
static bool is_quarters(const struct cb_figure_scan *scan, struct cb_number *n, struct cb_unit *unit)
{
    return n->form == CB_NUMBER_SHARE && cb_str_eq(piece_at(scan, n->end - 1)->lower, CB_STR("quarters")) &&
           cb_time_unit(scan, n->end - 1, unit) && cb_decimal_multiply(n->value, cb_decimal_of(4), &n->value);
}

/* "zwei Wochen", "a couple of days" from *at on. */
static bool read_part(const struct cb_figure_scan *scan, uint32_t at, struct cb_time_span *s,
                      struct cb_unit *unit)
{
    struct cb_number low, high;
    bool article = cb_row_is(piece_at(scan, at)->number, "article");

    while (cb_row_is(piece_at(scan, at)->figure_word, "about")) {
        s->approximate = true;
        at++;
    }
    if (cb_date_is(scan, at + article, CB_DATE_USE_COUPLE)) {
        at += article + 1U;
        at += cb_row_is(piece_at(scan, at)->figure_word, "of");
        s->low = s->high = cb_decimal_of(2);
        s->approximate = true;
        return cb_time_unit(scan, at, unit);
    }
    if (!read_count(scan, at, &low, &high))
        return false;
    if (is_quarters(scan, &low, unit))
        high = low;
    else if (!cb_time_unit(scan, high.end, unit))
        return false;
    s->article = low.article;
    return cb_decimal_multiply(low.value, unit->factor, &s->low) &&
           cb_decimal_multiply(high.value, unit->factor, &s->high);
}

/* "and a half", "und ein halbes": half of the unit before. */
static void add_half(const struct cb_figure_scan *scan, struct cb_time_span *s)
{
    struct cb_decimal part = {5, -1};
    uint32_t at = s->end;

    if (!scan->english || !cb_row_is(piece_at(scan, at)->number, "and") ||
        !cb_row_is(piece_at(scan, at + 1)->number, "article"))
        return;
    if (cb_str_eq(piece_at(scan, at + 2)->lower, CB_STR("quarter")))
        part = (struct cb_decimal){25, -2};
    else if (!cb_str_eq(piece_at(scan, at + 2)->lower, CB_STR("half")))
        return;
    if (!cb_decimal_add(s->low, part, &s->low) || !cb_decimal_add(s->high, part, &s->high))
        return;
    s->end = at + 3;
    s->parts++;
}

/* The value in units of `to`, where years are counted as 365 days, months as 30. */
static bool convert(struct cb_decimal value, const struct measure *from, const struct measure *to,
                    struct cb_decimal *out)
{
    if (from->months && !to->months) {
        int64_t months;
        if (!cb_decimal_multiply(value, cb_decimal_of(from->months), &value) ||
            !cb_decimal_whole(value, &months) || months > 60000)
            return false;
        return cb_decimal_multiply(cb_decimal_of(months / 12 * 365 + months % 12 * 30), cb_decimal_of(86400),
                                   &value) &&
               cb_decimal_divide(value, cb_decimal_of(to->seconds), out);
    }
    if (to->months)
        return from->months && cb_decimal_multiply(value, cb_decimal_of(from->months), &value) &&
               cb_decimal_divide(value, cb_decimal_of(to->months), out);
    return cb_decimal_multiply(value, cb_decimal_of(from->seconds), &value) &&
           cb_decimal_divide(value, cb_decimal_of(to->seconds), out);
}

static int64_t size_of(const struct measure *m)
{
    return m->months ? m->months * (int64_t)2629746 : m->seconds;
}

/* The value as calendar steps; false when they are not whole. */
static bool whole_steps(struct cb_decimal value, const struct measure *m, int32_t *months, int32_t *days)
{
    int64_t whole;

    if (!m || (!m->months && m->seconds < 86400) ||
        !cb_decimal_multiply(value, cb_decimal_of(m->months ? m->months : m->seconds / 86400), &value) ||
        !cb_decimal_whole(value, &whole) || whole < 0 || whole > 60000)
        return false;
    *(m->months ? months : days) += (int32_t)whole;
    return true;
}

/* Adds ", 3 months", "and 45 minutes" to what is read; false when no smaller unit follows. */
static bool add_part(const struct cb_figure_scan *scan, struct cb_time_span *s)
{
    struct cb_time_span more = {0};
    struct cb_unit unit;
    const struct measure *own = measure_of(s->unit), *next;
    struct cb_decimal value;
    uint32_t at = s->end;

    at += cb_piece_is_sign(scan, at, ',');
    at += cb_row_is(piece_at(scan, at)->number, "and");
    if (!read_part(scan, at, &more, &unit) || more.article || cb_decimal_compare(more.low, more.high) != 0)
        return false;
    next = measure_of(unit.name);
    if (!own || !next || size_of(next) >= size_of(own) || !convert(s->low, own, next, &value) ||
        !cb_decimal_add(value, more.low, &s->low))
        return false;
    if (next->months || next->seconds >= 86400)
        s->whole = s->whole && whole_steps(more.low, next, &s->months, &s->days);
    s->months_high = s->months;
    s->days_high = s->days;
    s->approximate = s->approximate || (own->months && !next->months);
    s->high = s->low;
    s->unit = unit.name;
    s->end = unit.end;
    s->parts++;
    return true;
}

bool cb_time_span_read(const struct cb_figure_scan *scan, uint32_t at, struct cb_time_span *out)
{
    const struct cb_piece *piece = piece_at(scan, at);
    struct cb_unit unit;
    const struct measure *m;

    *out = (struct cb_time_span){.parts = 1};
    if ((!(piece->flags & CB_PIECE_NUMBER) && !piece->number && !piece->figure_word && !piece->date_uses) ||
        !read_part(scan, at, out, &unit))
        return false;
    out->unit = unit.name;
    out->end = unit.end;
    add_half(scan, out);
    m = measure_of(out->unit);
    out->below_day = m && !m->months && m->seconds < 86400;
    out->whole = whole_steps(out->low, m, &out->months, &out->days) &&
                 whole_steps(out->high, m, &out->months_high, &out->days_high);
    while (cb_decimal_compare(out->low, out->high) == 0 && out->parts < PARTS_MAX && add_part(scan, out))
        ;
    return true;
}

/* ---- dates ---- */

static void set_count(struct cb_date_match *m, const struct cb_time_span *s)
{
    m->count_low = s->low;
    m->count_high = s->high;
    m->has_count = true;
    m->unit = s->unit;
    m->approximate = s->approximate;
    m->end = s->end;
    m->rule = "any.figure.date-relative-count";
}

/* The period of the stretch's unit that is so far away: "vor zwei Monaten" is a month; of several units, a
 * day. */
static void set_distance(const struct cb_figure_scan *scan, struct cb_date_match *m,
                         const struct cb_time_span *s, int32_t sign)
{
    struct cb_date_match from = {0}, to = {0};
    int64_t low, high;

    if (!scan->has_published)
        return;
    if (s->parts > 1 && s->whole) {
        cb_date_set_day(m, cb_date_move(scan->published, sign * s->months, sign * s->days));
        return;
    }
    if (!cb_decimal_whole(s->low, &low) || !cb_decimal_whole(s->high, &high) || high > 5000) {
        if (s->below_day || (s->whole && s->months))
            cb_date_set_day(m, cb_date_move(scan->published, sign * s->months, sign * s->days));
        return;
    }
    if (!cb_date_set_unit(scan, &from, s->unit, (int32_t)low * sign) ||
        !cb_date_set_unit(scan, &to, s->unit, (int32_t)high * sign) || !from.known || !to.known)
        return;
    m->low = from.low < to.low ? from.low : to.low;
    m->high = from.high > to.high ? from.high : to.high;
    m->known = true;
}

/* "in drei Monaten": a date only where the clause does not tell of the past ("hat sich in drei Monaten
 * halbiert"). */
static bool read_ahead(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    bool before = cb_date_is(scan, at, CB_DATE_USE_AGO_BEFORE),
         in = cb_date_is(scan, at, CB_DATE_USE_AHEAD_BEFORE);
    struct cb_time_span s;

    if ((!before && !in) || !cb_time_span_read(scan, at + 1, &s) ||
        (in && cb_date_tense(scan, at) < (s.below_day ? 1 : 0)))
        return false;
    set_count(m, &s);
    if (in && scan->english && cb_str_eq(piece_at(scan, s.end)->lower, CB_STR("time")))
        m->end++; /* "in two weeks' time" */
    set_distance(scan, m, &s, before ? -1 : 1);
    return true;
}

/* "two weeks ago", "three months hence", "3 days from now". */
static bool read_ago(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_time_span s;
    bool ago, hence, now;

    if (!scan->english || !(piece_at(scan, at)->flags & CB_PIECE_TRIGGER) || !cb_time_span_read(scan, at, &s))
        return false;
    ago = cb_date_is(scan, s.end, CB_DATE_USE_AGO);
    hence = cb_date_is(scan, s.end, CB_DATE_USE_HENCE);
    now = cb_date_is(scan, s.end, CB_DATE_USE_OFFSET_AFTER) && cb_date_is(scan, s.end + 1, CB_DATE_USE_NOW);
    if (!ago && !hence && !now)
        return false;
    set_count(m, &s);
    m->end += now ? 2 : 1;
    set_distance(scan, m, &s, ago ? -1 : 1);
    if (now && m->known && !s.below_day && s.whole)
        cb_date_set_day(m, cb_date_move(scan->published, s.months, s.days));
    return true;
}

/* From or up to the article's day; quarters, decades and centuries are those of the calendar. */
static void set_beside(const struct cb_figure_scan *scan, struct cb_date_match *m,
                       const struct cb_time_span *s, int32_t offset)
{
    int32_t sign = offset < 0 ? -1 : 1, day;

    if (!scan->has_published || offset == 0)
        return;
    if (s->below_day) {
        cb_date_set_day(m, scan->published);
        return;
    }
    if (!s->whole || s->months_high > 6000 || s->days_high > 5000)
        return;
    day = cb_date_move(scan->published, sign * s->months_high, sign * s->days_high);
    m->known = true;
    m->low = offset < 0 ? day : scan->published;
    m->high = offset < 0 ? scan->published : day;
    if (s->parts == 1 && cb_str_eq(s->unit, CB_STR("quarter"))) {
        struct cb_date now = cb_date_of(scan->published);
        int32_t first = (now.month - 1) / 3 * 3 + 1;
        if (offset < 0)
            cb_date_set_months(m, now.year, first - s->months_high, first - 1);
        else
            cb_date_set_months(m, now.year, first + 3, first + 2 + s->months_high);
    }
}

/* "den vergangenen zwei Jahren", "next three weeks"; "zwei vergangenen Jahren", "the 2 next days". */
static bool read_beside(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_time_span s;
    struct cb_number n;
    struct cb_unit unit;
    int32_t offset;

    if (cb_date_is(scan, at, CB_DATE_USE_RELATIVE)) {
        offset = cb_date_value(scan, at);
        if (offset == 0 || !cb_time_span_read(scan, at + 1, &s) || s.article)
            return false;
    } else {
        if (!(piece_at(scan, at)->flags & CB_PIECE_NUMBER) || !cb_number_read(scan, at, &n) ||
            n.form != CB_NUMBER_CARDINAL || n.article || n.suffix ||
            !cb_date_is(scan, n.end, CB_DATE_USE_RELATIVE) ||
            !cb_date_is(scan, n.end + 1, CB_DATE_USE_PLURAL_UNIT) || !cb_time_unit(scan, n.end + 1, &unit))
            return false;
        offset = cb_date_value(scan, n.end);
        s = (struct cb_time_span){
            .parts = 1, .low = n.value, .high = n.value, .unit = unit.name, .end = unit.end};
        s.whole = whole_steps(s.low, measure_of(s.unit), &s.months, &s.days);
        s.below_day = !s.whole;
        s.months_high = s.months;
        s.days_high = s.days;
    }
    set_count(m, &s);
    set_beside(scan, m, &s, offset);
    return true;
}

/* "within 5 days" of what is to come. */
static bool read_within(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_time_span s;

    if (!cb_date_is(scan, at, CB_DATE_USE_WITHIN) || !cb_time_span_read(scan, at + 1, &s) ||
        cb_date_tense(scan, at) <= 0)
        return false;
    set_count(m, &s);
    set_beside(scan, m, &s, 1);
    return true;
}

bool cb_date_counted(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    static bool (*const READERS[])(const struct cb_figure_scan *, uint32_t, struct cb_date_match *) = {
        read_beside,
        read_ahead,
        read_within,
        read_ago,
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
