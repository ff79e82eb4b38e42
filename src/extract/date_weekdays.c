/* Weekdays and weekends: "am Dienstag", "next Friday", "Wednesday of next week", "nächste Woche Dienstag",
 * "Freitag, der 13.". Which one is meant is settled by the article's day, the week that is named, or the
 * tense of the clause. */
#include "extract/dates.h"
#include "lexicon/morph.h"

enum { DAYS_OF_WEEK = 7 };

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

/* "Dienstagabend": the weekday ends with "tag", or is "mittwoch". */
static int32_t weekday_in_word(const struct cb_figure_scan *scan, struct cb_str word)
{
    for (size_t len = 6; len <= 10 && len + 3 < word.len; len++) {
        const struct cb_list_row *day = cb_list_find(scan->date_words, cb_str_sub(word, 0, len));
        const struct cb_list_row *part = cb_row_is(day, "weekday")
                                             ? cb_list_find(scan->date_words, cb_str_sub(word, len, word.len))
                                             : NULL;
        if (cb_row_is(part, "daypart"))
            return cb_row_number(day, CB_DATE_WORD_VALUE);
    }
    return 0;
}

int32_t cb_date_weekday_at(const struct cb_figure_scan *scan, uint32_t at, uint32_t *next)
{
    const struct cb_piece *piece = piece_at(scan, at);

    if (piece->kind != CB_PIECE_WORD || (piece->flags & CB_PIECE_NAME) ||
        (!(piece->flags & CB_PIECE_CAPITAL) && !scan->english))
        return 0;
    *next = at + 1;
    if (cb_date_is(scan, at, CB_DATE_USE_WEEKDAY)) {
        *next += cb_date_is(scan, at + 1, CB_DATE_USE_DAYPART);
        return cb_date_value(scan, at);
    }
    if (piece->date_word || scan->english)
        return 0;
    return weekday_in_word(scan, piece->lower);
}

static bool ends_clause(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = piece_at(scan, at);

    return piece->kind == CB_PIECE_END || (scan->english && cb_row_is(piece->number, "and")) ||
           (piece->kind == CB_PIECE_SIGN && (piece->sign == ',' || piece->sign == ';' || piece->sign == ':'));
}

/* Is the finite verb of the clause around `at` in the past, after the language layer? */
static bool has_past_verb(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_document *doc = scan->doc;
    uint32_t token = cb_document_token_at(doc, piece_at(scan, at)->span.start), clause, finite;

    clause = token < doc->tokens.count ? doc->tokens.items[token].clause : CB_NONE;
    finite = clause < doc->clauses.count ? doc->clauses.items[clause].finite : CB_NONE;
    if (finite >= doc->tokens.count)
        return false;
    return (doc->tokens.items[finite].features & CB_PAST) &&
           !(doc->tokens.items[finite].features & (CB_SUBJUNCTIVE | CB_PRESENT));
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
        if (cb_date_is(scan, i, CB_DATE_USE_PAST))
            return -1;
        tense |= cb_date_is(scan, i, CB_DATE_USE_FUTURE);
    }
    return tense == 0 && has_past_verb(scan, at) ? -1 : tense;
}

int32_t cb_date_weekday_in_week(const struct cb_figure_scan *scan, int32_t weekday, int32_t offset)
{
    return scan->published - cb_date_weekday(scan->published) + weekday + DAYS_OF_WEEK * offset;
}

/* Without a week that is named: the last one before the article's day (that day itself is in), or the next
 * where the clause looks ahead. */
static void set_weekday(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t weekday)
{
    int32_t now = cb_date_weekday(scan->published);

    if (cb_date_tense(scan, m->first) > 0)
        cb_date_set_day(m, scan->published + (weekday - now + DAYS_OF_WEEK) % DAYS_OF_WEEK);
    else
        cb_date_set_day(m, scan->published - (now - weekday + DAYS_OF_WEEK) % DAYS_OF_WEEK);
}

/* "vergangenen Freitag", "diesen Donnerstag", "next Friday". In German the nearest one on that side; in
 * English "next" is the day of the next week, "last" and "previous" the nearest. */
static void set_relative(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t weekday,
                         int32_t offset)
{
    int32_t now = cb_date_weekday(scan->published);
    int32_t back = (now - weekday + DAYS_OF_WEEK) % DAYS_OF_WEEK;
    int32_t ahead = (weekday - now + DAYS_OF_WEEK) % DAYS_OF_WEEK;

    if (offset == 0)
        cb_date_set_day(m, scan->published + ahead);
    else if (offset < 0)
        cb_date_set_day(m, scan->published - (back ? back : DAYS_OF_WEEK) + DAYS_OF_WEEK * (offset + 1));
    else if (scan->english)
        cb_date_set_day(m, cb_date_weekday_in_week(scan, weekday, offset));
    else
        cb_date_set_day(m, scan->published + (ahead ? ahead : DAYS_OF_WEEK) + DAYS_OF_WEEK * (offset - 1));
}

/* ---- which week, behind the weekday ---- */

/* "of next week", "der vergangenen Woche", "dieser Woche". */
static bool relative_week(const struct cb_figure_scan *scan, uint32_t at, int32_t *offset, uint32_t *next)
{
    struct cb_unit unit;

    at += scan->english && cb_date_is(scan, at, CB_DATE_USE_OFFSET_AFTER); /* "Sunday from last week" */
    at = cb_date_past_of(scan, at);
    if (!cb_date_is(scan, at, CB_DATE_USE_RELATIVE) || !cb_time_unit(scan, at + 1, &unit) ||
        !cb_str_eq(unit.name, CB_STR("week")) || unit.factor.digits != 1)
        return false;
    *offset = cb_date_value(scan, at);
    *next = unit.end;
    return true;
}

/* "in zwei Wochen", "two weeks from now", "vor einer Woche". */
static bool counted_weeks(const struct cb_figure_scan *scan, uint32_t at, int32_t *offset, uint32_t *next)
{
    struct cb_time_span s;
    bool in, before;

    at += cb_piece_is_sign(scan, at, ',');
    in = cb_date_is(scan, at, CB_DATE_USE_AHEAD_BEFORE);
    before = cb_date_is(scan, at, CB_DATE_USE_AGO_BEFORE);
    if (!cb_time_span_read(scan, at + (in || before), &s) || !s.whole || s.months || s.days % DAYS_OF_WEEK)
        return false;
    *next = s.end;
    *offset = s.days / DAYS_OF_WEEK;
    if (in)
        return true;
    if (before || cb_date_is(scan, s.end, CB_DATE_USE_AGO)) {
        *offset = -*offset;
        *next += !before;
        return true;
    }
    if (cb_date_is(scan, s.end, CB_DATE_USE_OFFSET_AFTER) && cb_date_is(scan, s.end + 1, CB_DATE_USE_NOW)) {
        *next = s.end + 2;
        return true;
    }
    *next = s.end + 1;
    return cb_date_is(scan, s.end, CB_DATE_USE_HENCE);
}

/* "after next", "nach dem nächsten": *next behind it; false when there is none. */
static bool after_next(const struct cb_figure_scan *scan, uint32_t at, uint32_t *next)
{
    struct cb_unit unit;

    if (!cb_date_is(scan, at, CB_DATE_USE_OFFSET_AFTER))
        return false;
    at++;
    at += cb_str_eq(cb_piece_class(scan, at), CB_STR("article"));
    if (!cb_date_is(scan, at, CB_DATE_USE_RELATIVE) || cb_date_value(scan, at) != 1 ||
        cb_time_unit(scan, at + 1, &unit))
        return false;
    *next = at + 1;
    return true;
}

/* The day-th of a month that is this weekday: ahead, or behind where the clause tells of the past. */
static bool set_weekday_and_day(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t weekday,
                                int32_t day)
{
    struct cb_date now = cb_date_of(scan->published);
    int step = cb_date_tense(scan, m->first) < 0 ? -1 : 1;

    for (int i = 0; i < 60; i++) {
        struct cb_date date = cb_date_of(cb_date_day(now.year, now.month + step * i, 1));
        int32_t found;
        date.day = day;
        found = cb_date_day(date.year, date.month, day);
        if (cb_date_is_valid(date) && cb_date_weekday(found) == weekday &&
            (found - scan->published) * step >= 0) {
            cb_date_set_day(m, found);
            return true;
        }
    }
    return false;
}

/* "Friday the 15th", "Tue 13th", "Freitag, der 13.". */
static bool read_weekday_day(const struct cb_figure_scan *scan, int32_t weekday, uint32_t end,
                             struct cb_date_match *m)
{
    uint32_t day = end + cb_piece_is_sign(scan, end, ',');
    int32_t value;
    bool marked;

    day += cb_str_eq(cb_piece_class(scan, day), CB_STR("article"));
    if (!cb_day_at(scan, day, &value, &end, &marked) || !marked || !cb_date_no_noun(scan, end))
        return false;
    m->end = end;
    m->rule = "any.figure.date-weekday";
    return !scan->has_published || set_weekday_and_day(scan, m, weekday, value);
}

static bool read_weekday(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t weekday = cb_date_weekday_at(scan, at, &m->end), offset;

    if (weekday == 0) {
        return cb_date_is(scan, at, CB_DATE_USE_WEEKDAY_SHORT) &&
               (scan->english || (piece_at(scan, at)->flags & CB_PIECE_CAPITAL)) &&
               read_weekday_day(scan, cb_date_value(scan, at), at + 1, m);
    }
    if (read_weekday_day(scan, weekday, m->end, m))
        return true;
    m->rule = "any.figure.date-weekday";
    if (relative_week(scan, m->end, &offset, &m->end) || counted_weeks(scan, m->end, &offset, &m->end)) {
        if (scan->has_published)
            cb_date_set_day(m, cb_date_weekday_in_week(scan, weekday, offset));
        return true;
    }
    m->weekday = true;
    if (!scan->has_published) {
        (void)after_next(scan, m->end, &m->end);
        return true;
    }
    if (after_next(scan, m->end, &m->end)) {
        int32_t ahead = (weekday - cb_date_weekday(scan->published) + DAYS_OF_WEEK) % DAYS_OF_WEEK;
        cb_date_set_day(m, scan->published + (ahead ? ahead : DAYS_OF_WEEK) + DAYS_OF_WEEK);
    } else {
        set_weekday(scan, m, weekday);
    }
    return true;
}

static bool read_relative_weekday(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    int32_t weekday;

    if (!cb_date_is(scan, at, CB_DATE_USE_RELATIVE))
        return false;
    weekday = cb_date_weekday_at(scan, at + 1, &m->end);
    if (!weekday)
        return false;
    if (piece_at(scan, m->end)->kind == CB_PIECE_DIGITS) {
        struct cb_date_match date;
        if (cb_date_digit_form(scan, m->end, &date) && date.day > 0) { /* "next Friday 5/12" */
            *m = date;
            return true;
        }
    }
    m->rule = "any.figure.date-weekday";
    m->weekday = true;
    if (scan->has_published)
        set_relative(scan, m, weekday, cb_date_value(scan, at));
    return true;
}

/* "nächste Woche Dienstag", "next week on Friday", "last week's Sunday". */
static bool read_week_weekday(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    struct cb_unit unit;
    uint32_t next;
    int32_t weekday;

    if (!cb_date_is(scan, at, CB_DATE_USE_RELATIVE) || !cb_time_unit(scan, at + 1, &unit) ||
        !cb_str_eq(unit.name, CB_STR("week")) || unit.factor.digits != 1)
        return false;
    next = unit.end;
    next += cb_piece_is_sign(scan, next, ',') || cb_piece_is_dash(scan, next) ||
            cb_date_is(scan, next, CB_DATE_USE_DECADE_ENDING); /* "week's" */
    next += cb_date_is(scan, next, CB_DATE_USE_BEFORE_DAY);
    weekday = cb_date_weekday_at(scan, next, &m->end);
    if (!weekday)
        return false;
    m->rule = "any.figure.date-weekday";
    if (scan->has_published)
        cb_date_set_day(m, cb_date_weekday_in_week(scan, weekday, cb_date_value(scan, at)));
    return true;
}

/* ---- weekends ---- */

static void set_weekend(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t offset)
{
    if (!scan->has_published)
        return;
    cb_date_set_day(m, cb_date_weekday_in_week(scan, 6, offset));
    m->high = m->low + 1;
}

/* "am Wochenende", "this weekend", "the weekend after next". */
static bool read_weekend(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    bool relative = cb_date_is(scan, at, CB_DATE_USE_RELATIVE);
    uint32_t word = at + relative;
    int32_t offset = 0;

    if (!cb_date_is(scan, word, CB_DATE_USE_WEEKEND))
        return false;
    m->rule = "any.figure.date-weekday";
    m->end = word + 1;
    if (relative)
        offset = cb_date_value(scan, at);
    else if (after_next(scan, m->end, &m->end))
        offset = 2;
    else if (!cb_date_is(scan, at - 1, CB_DATE_USE_BEFORE_WEEKEND))
        return false;
    else if (scan->has_published && cb_date_weekday(scan->published) < 6)
        offset = -(cb_date_tense(scan, at) < 0);
    set_weekend(scan, m, offset);
    return true;
}

bool cb_date_weekday_form(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    static bool (*const READERS[])(const struct cb_figure_scan *, uint32_t, struct cb_date_match *) = {
        read_week_weekday,
        read_relative_weekday,
        read_weekend,
        read_weekday,
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
