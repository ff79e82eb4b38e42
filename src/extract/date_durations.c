/* Durations that are more than a number and its unit, or have no number: "an hour and a half", "2 years, 3
 * months", "jahrelang", "seit Monaten", "das ganze Jahr", "all week". */
#include "extract/dates.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

bool cb_duration_read(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out)
{
    struct cb_time_span s;
    bool article = cb_row_is(piece_at(scan, at)->number, "article");

    if (!cb_time_span_read(scan, at, &s) ||
        (s.parts < 2 && !cb_date_is(scan, at + article, CB_DATE_USE_COUPLE)))
        return false;
    *out = cb_draft_of(scan, CB_FIGURE_DURATION, at, s.end, "any.figure.duration");
    cb_draft_set(out, s.low, s.high);
    out->figure.unit = s.unit;
    out->figure.approximate = s.approximate;
    cb_bounds_read(scan, limit, out);
    return true;
}

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

static struct cb_str unit_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return piece_at(scan, at)->date_word->fields[CB_DATE_WORD_VALUE];
}

/* "das ganze Jahr", "all week", "another month", "beide Wochen": a number without a number word. */
static bool read_counted_stretch(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_unit unit;
    bool whole =
        cb_row_is(piece_at(scan, at)->figure_word, "whole") || cb_date_is(scan, at, CB_DATE_USE_WHOLE_BEFORE);

    if (cb_date_is(scan, at + 1, CB_DATE_USE_PLURAL_UNIT))
        return cb_row_is(piece_at(scan, at)->number, "both") &&
               set_stretch(m, unit_at(scan, at + 1), at + 2, 2);
    return whole && cb_time_unit(scan, at + 1, &unit) && unit.factor.digits == 1 &&
           set_stretch(m, unit.name, unit.end, 1);
}

/* What makes a plural at `at + 1` a stretch: "einigen Jahren", "den vergangenen Wochen"; 0: nothing does. */
static uint32_t past_some(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_list_row *number = piece_at(scan, at)->number;

    if (cb_row_is(number, "article"))
        return cb_row_is(piece_at(scan, at + 1)->number, "many") ? at + 2 : 0; /* "ein paar Jahren" */
    if (cb_date_is(scan, at, CB_DATE_USE_RELATIVE))
        return at + 1 + cb_row_is(piece_at(scan, at + 1)->number, "many"); /* "the past few weeks" */
    return cb_row_is(number, "many") ? at + 1 : 0;
}

/* "jahrelang", "einigen Jahren", "den vergangenen Wochen", "seit Jahren". */
bool cb_date_vague(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    uint32_t unit = past_some(scan, at);

    *out = (struct cb_date_match){.first = at};
    if (cb_date_is(scan, at, CB_DATE_USE_STRETCH)) { /* its value is the unit; "day 1": and how many */
        struct cb_str count = unit_at(scan, at), name = cb_str_split(&count, ' ');
        return set_stretch(out, name, at + 1, count.len > 0);
    }
    if (read_counted_stretch(scan, at, out))
        return true;
    if (unit == 0 && (cb_date_is(scan, at - 1, CB_DATE_USE_BEFORE_STRETCH) ||
                      cb_date_is(scan, at - 1, CB_DATE_USE_AGO_BEFORE)))
        unit = at;
    return unit && cb_date_is(scan, unit, CB_DATE_USE_PLURAL_UNIT) &&
           set_stretch(out, unit_at(scan, unit), unit + 1, 0);
}
