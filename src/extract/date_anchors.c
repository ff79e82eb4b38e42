/* Dates counted from another date or inside a period: "two weeks before Christmas", "the day after
 * tomorrow", "the first Monday in March", "letzter Tag im Oktober", "the rest of the week". */
#include "extract/dates.h"

enum { DAYS_OF_WEEK = 7, THURSDAY = 4 };

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

/* ---- from a day ---- */

/* A single day that something may be counted from; nothing that is counted itself. */
static bool read_anchor(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    *m = (struct cb_date_match){.first = at};
    if (cb_date_is(scan, at, CB_DATE_USE_NOW)) {
        m->end = at + 1;
        return cb_date_set_unit(scan, m, CB_STR("day"), 0);
    }
    at += cb_str_eq(cb_piece_class(scan, at), CB_STR("article"));
    return (cb_date_calendar(scan, at, m) && m->day > 0) || cb_date_holiday(scan, at, m) ||
           (cb_date_relative(scan, at, m) && m->low == m->high && !m->has_count) ||
           (cb_date_weekday_form(scan, at, m) && m->low == m->high);
}

/* "vor", "nach", "after", "from" at `at`: 1 behind the day, -1 before it, 0 none. */
static int direction(const struct cb_figure_scan *scan, uint32_t at)
{
    if (cb_date_is(scan, at, CB_DATE_USE_OFFSET_AFTER))
        return 1;
    return cb_date_is(scan, at, CB_DATE_USE_OFFSET_BEFORE) ? -1 : 0;
}

/* "three days after Easter", "2 Wochen vor Weihnachten", "3 weeks from 1 May". */
static bool read_offset(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_time_span s;
    struct cb_date_match anchor;
    int sign;

    if (!(piece_at(scan, at)->flags & CB_PIECE_NUMBER) && !piece_at(scan, at)->number)
        return false;
    if (!cb_time_span_read(scan, at, &s) || s.below_day || !s.whole)
        return false;
    sign = direction(scan, s.end);
    if (!sign || !read_anchor(scan, s.end + 1, &anchor))
        return false;
    m->end = anchor.end;
    m->rule = "any.figure.date-anchored";
    if (anchor.known)
        cb_date_set_day(m, cb_date_move(anchor.low, sign * s.months, sign * s.days));
    return true;
}

/* "the day after tomorrow", "am Tag vor Heiligabend", "the week after next". */
static bool read_one_off(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int sign = direction(scan, at + 1);
    struct cb_unit unit;
    struct cb_date_match anchor;
    uint32_t next = at + 2;

    if (!cb_date_is(scan, at, CB_DATE_USE_SINGLE) || !sign || !cb_time_unit(scan, at, &unit))
        return false;
    next += cb_str_eq(cb_piece_class(scan, next), CB_STR("article"));
    m->rule = "any.figure.date-anchored";
    if (cb_date_is(scan, next, CB_DATE_USE_RELATIVE) && !cb_time_unit(scan, next + 1, &(struct cb_unit){0}) &&
        !cb_date_weekday_at(scan, next + 1, &(uint32_t){0})) {
        int32_t offset = cb_date_value(scan, next);
        m->end = next + 1;
        return offset == sign && cb_date_set_unit(scan, m, unit.name, offset + sign);
    }
    if (!cb_str_eq(unit.name, CB_STR("day")) || !read_anchor(scan, at + 2, &anchor))
        return false;
    m->end = anchor.end;
    if (anchor.known)
        cb_date_set_day(m, anchor.low + sign);
    return true;
}

/* ---- inside a period ---- */

/* The period behind "of", "in", "im", "des": "October 2015", "next month", "the year", "dieser Woche". */
static bool read_frame(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t inner = cb_date_past_of(scan, at);
    struct cb_unit unit;

    inner +=
        cb_date_is(scan, inner, CB_DATE_USE_YEAR_NOUN) && piece_at(scan, inner + 1)->kind == CB_PIECE_DIGITS;
    *m = (struct cb_date_match){.first = inner};
    if (cb_date_is(scan, inner, CB_DATE_USE_PART))
        return false; /* which may frame such a date itself: no endless nesting */
    if (cb_date_calendar(scan, inner, m))
        return m->day == 0;
    if (cb_date_period(scan, inner, m) || cb_date_year(scan, inner, m))
        return true;
    if (cb_date_is(scan, inner, CB_DATE_USE_RELATIVE) && cb_date_relative(scan, inner, m))
        return m->day == 0 && !m->has_count;
    if (inner == at || !cb_time_unit(scan, inner, &unit) || unit.factor.digits != 1)
        return false;
    m->end = unit.end;
    return cb_date_set_unit(scan, m, unit.name, 0);
}

/* Which one: the number of an ordinal, -1 for "last"; 0 for none. */
static int32_t read_which(const struct cb_figure_scan *scan, uint32_t at, uint32_t *next)
{
    struct cb_number n;
    int64_t value;

    if (cb_date_is(scan, at, CB_DATE_USE_RELATIVE)) {
        *next = at + 1;
        return cb_date_value(scan, at) == -1 ? -1 : 0;
    }
    if ((!(piece_at(scan, at)->flags & CB_PIECE_NUMBER) && !piece_at(scan, at)->number) ||
        !cb_number_read(scan, at, &n) || n.form != CB_NUMBER_ORDINAL || !cb_decimal_whole(n.value, &value) ||
        value < 1 || value > 366)
        return 0;
    *next = n.end;
    return (int32_t)value;
}

static void set_nth_weekday(struct cb_date_match *m, const struct cb_date_match *frame, int32_t which,
                            int32_t weekday)
{
    int32_t day = frame->low + (weekday - cb_date_weekday(frame->low) + DAYS_OF_WEEK) % DAYS_OF_WEEK +
                  DAYS_OF_WEEK * (which - 1);

    if (which < 0)
        day = frame->high - (cb_date_weekday(frame->high) - weekday + DAYS_OF_WEEK) % DAYS_OF_WEEK;
    if (day <= frame->high)
        cb_date_set_day(m, day);
}

/* The first week of a year or month is that of its first Thursday, as in ISO 8601. */
static bool set_nth_unit(struct cb_date_match *m, const struct cb_date_match *frame, int32_t which,
                         struct cb_str unit)
{
    struct cb_date first = cb_date_of(frame->low), last = cb_date_of(frame->high);
    int32_t month = first.month + which - 1;

    if (cb_str_eq(unit, CB_STR("day"))) {
        cb_date_set_day(m, which < 0 ? frame->high : frame->low + which - 1);
    } else if (cb_str_eq(unit, CB_STR("week"))) {
        set_nth_weekday(m, frame, which, THURSDAY);
        m->low -= THURSDAY - 1;
        m->high = m->low + DAYS_OF_WEEK - 1;
    } else if (cb_str_eq(unit, CB_STR("month"))) {
        if (which < 0)
            month = last.month;
        cb_date_set_months(m, which < 0 ? last.year : first.year, month, month);
    } else {
        return false;
    }
    m->known = m->known && m->low <= frame->high;
    return true;
}

/* "first Monday of May", "letzter Tag im Oktober 2015", "dritte Woche des Monats". */
static bool read_nth(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t next = at, end;
    int32_t which = read_which(scan, at, &next), weekday;
    struct cb_date_match frame;
    struct cb_unit unit = {0};

    if (which == 0)
        return false;
    weekday = cb_date_weekday_at(scan, next, &end);
    if (!weekday && !cb_time_unit(scan, next, &unit))
        return false;
    end = weekday ? end : unit.end;
    if (weekday && which > 0 && direction(scan, end) > 0 && read_anchor(scan, end + 1, &frame)) {
        /* "third Tuesday after Christmas" */
        m->end = frame.end;
        m->rule = "any.figure.date-nth";
        frame.low++;
        frame.high = frame.low + 400;
        if (frame.known)
            set_nth_weekday(m, &frame, which, weekday);
        return true;
    }
    if (cb_date_past_of(scan, end) == end || !read_frame(scan, end, &frame))
        return false;
    m->end = frame.end;
    m->rule = "any.figure.date-nth";
    if (weekday && frame.known)
        set_nth_weekday(m, &frame, which, weekday);
    return weekday ||
           (frame.known ? set_nth_unit(m, &frame, which, unit.name)
                        : cb_str_eq(unit.name, CB_STR("day")) || cb_str_eq(unit.name, CB_STR("week")));
}

/* "the rest of the week", "Rest des Jahres": from the article's day on, where it lies in the period. */
static bool read_rest(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t next = at + 1;
    struct cb_unit unit;

    if (!cb_date_is(scan, at, CB_DATE_USE_REST))
        return false;
    if (scan->english && cb_row_is(piece_at(scan, next)->figure_word, "of") &&
        cb_time_unit(scan, next + 1, &unit)) {
        m->end = unit.end; /* "rest of week" */
        (void)cb_date_set_unit(scan, m, unit.name, 0);
    } else if (!read_frame(scan, next, m)) {
        return false;
    }
    m->rule = "any.figure.date-rest";
    m->month = m->year = 0;
    if (m->known && scan->has_published && m->low < scan->published && m->high >= scan->published)
        m->low = scan->published;
    return true;
}

/* "weekend of Thanksgiving 2023", "week of October 6". */
static bool read_around(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    bool weekend = cb_date_is(scan, at, CB_DATE_USE_WEEKEND), week = cb_date_is(scan, at, CB_DATE_USE_SINGLE);
    struct cb_unit unit;
    struct cb_date_match day;
    int32_t monday;

    if (!scan->english || !(weekend || week) || !cb_row_is(piece_at(scan, at + 1)->figure_word, "of") ||
        (!weekend && (!cb_time_unit(scan, at, &unit) || !cb_str_eq(unit.name, CB_STR("week")))) ||
        !read_anchor(scan, at + 2, &day))
        return false;
    m->end = day.end;
    m->rule = "any.figure.date-anchored";
    if (!day.known)
        return true;
    monday = day.low - cb_date_weekday(day.low) + 1;
    if (weekend && day.low - monday < 2)
        monday -= DAYS_OF_WEEK;
    m->known = true;
    m->low = weekend ? monday + 5 : monday;
    m->high = monday + 6;
    return true;
}

/* "year to date". */
static bool read_to_date(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    uint32_t next = cb_piece_past_hyphen(scan, at + 1), last = cb_piece_past_hyphen(scan, next + 1);
    struct cb_unit unit;

    if (!scan->english || !cb_date_is(scan, at, CB_DATE_USE_SINGLE) ||
        !cb_str_eq(piece_at(scan, next)->lower, CB_STR("to")) ||
        !cb_str_eq(piece_at(scan, last)->lower, CB_STR("date")) || !cb_time_unit(scan, at, &unit) ||
        !cb_date_set_unit(scan, m, unit.name, 0))
        return false;
    m->end = last + 1;
    m->rule = "any.figure.date-rest";
    m->high = m->known ? scan->published : 0;
    return true;
}

bool cb_date_anchored(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    static bool (*const READERS[])(const struct cb_figure_scan *, uint32_t, struct cb_date_match *) = {
        read_nth, read_offset, read_one_off, read_rest, read_around, read_to_date,
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
