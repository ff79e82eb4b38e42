/* Dates as figures: one period, two that make a range, days that share a month, and the words that open one
 * side. */
#include "extract/dates.h"

enum { LIST_MAX = 12, DAYS_OF_WEEK = 7 };

static bool date_word(const struct cb_figure_scan *scan, uint32_t at, const char *use)
{
    return cb_row_is(cb_piece_at(scan, at)->date_word, use);
}

bool cb_date_core(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    if (cb_piece_at(scan, at)->flags & CB_PIECE_BLOCKED)
        return false;
    return cb_date_calendar(scan, at, out) || cb_date_period(scan, at, out) || cb_date_year(scan, at, out) ||
           cb_date_relative(scan, at, out) || cb_date_holiday(scan, at, out) ||
           cb_date_vague(scan, at, out) || cb_date_day_only(scan, at, out);
}

static bool is_day_only(const struct cb_date_match *m)
{
    return m->day > 0 && m->month == 0;
}

static uint32_t past_articles(const struct cb_figure_scan *scan, uint32_t at)
{
    uint32_t end = at;

    while (end - at < 3 && (date_word(scan, end, "before-day") || date_word(scan, end, "of-period") ||
                            cb_str_eq(cb_piece_class(scan, end), CB_STR("article"))))
        end++;
    return end;
}

static bool settle(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t year, int32_t month)
{
    struct cb_date date = {year ? year : 2024, month, m->day};

    m->month = month;
    m->year = year;
    if (!cb_date_is_valid(date))
        return false;
    if (year)
        cb_date_set_day(m, cb_date_day(year, month, m->day));
    else
        m->known = scan->has_published && m->known;
    return true;
}

/* The year of a date: as said, or as guessed. */
static int32_t year_of(const struct cb_date_match *m)
{
    return m->year ? m->year : m->known ? cb_date_of(m->low).year : 0;
}

/* The piece behind "," and "und", "sowie am" at `at`. */
static uint32_t past_joints(const struct cb_figure_scan *scan, uint32_t at)
{
    uint32_t end = at;

    while (end - at < 4 &&
           (cb_piece_is_sign(scan, end, ',') || cb_piece_is_sign(scan, end, '/') ||
            cb_row_is(cb_piece_at(scan, end)->figure_word, "joint") ||
            cb_row_is(cb_piece_at(scan, end)->number, "and") || date_word(scan, end, "before-day")))
        end++;
    return end;
}

/* "10., 11. und 12. Februar": the day takes month and year from the last of the list. */
static bool complete_from_list(const struct cb_figure_scan *scan, struct cb_date_match *m)
{
    uint32_t at = m->end;

    for (int i = 0; i < LIST_MAX; i++) {
        struct cb_date_match next;
        uint32_t joint = past_joints(scan, at);
        if (joint == at || cb_piece_at(scan, joint)->kind != CB_PIECE_DIGITS)
            return false;
        if (!cb_date_day_only(scan, joint, &next) || cb_piece_at(scan, next.end)->month)
            return cb_date_calendar(scan, joint, &next) && next.day > 0 &&
                   settle(scan, m, year_of(&next), next.month);
        at = next.end;
    }
    return false;
}

/* ---- ranges ---- */

/* Is the date at `at` announced by "zwischen"? */
static bool is_between(const struct cb_figure_scan *scan, uint32_t at)
{
    for (int i = 0; i < 3 && date_word(scan, at - 1, "before-day"); i++)
        at--;
    while (cb_str_eq(cb_piece_class(scan, at - 1), CB_STR("article")))
        at--;
    return cb_row_is(cb_piece_at(scan, at - 1)->figure_word, "between");
}

static uint32_t past_connector(const struct cb_figure_scan *scan, const struct cb_date_match *m)
{
    uint32_t at = m->end, next;
    const struct cb_list_row *row;

    if (cb_piece_is_dash(scan, at) && !cb_piece_is_hyphen(scan, at))
        return at + 1;
    if (cb_piece_is_sign(scan, at, '/') && is_day_only(m))
        return at + 1; /* "14./15.10.2018" */
    row = cb_pieces_match(scan, scan->figure_words, true, at, &next);
    if (cb_row_is(row, "until") || cb_row_is(row, "to"))
        return past_articles(scan, next);
    if (cb_row_is(cb_piece_at(scan, at)->number, "and") && is_between(scan, m->first))
        return past_articles(scan, at + 1);
    return 0;
}

/* Both ends of a range are named in the calendar; the first may lack month and year. */
static bool join_range(const struct cb_figure_scan *scan, struct cb_date_match *a, struct cb_date_match *b)
{
    int32_t year = year_of(b);

    if (is_day_only(a) && (b->month == 0 || !settle(scan, a, year, b->month)))
        return false;
    if (a->guessed_year && !b->guessed_year && b->known && a->month && year)
        (void)(a->day ? settle(scan, a, year - (a->month > b->month), a->month)
                      : (cb_date_set_months(a, year - (a->month > b->month), a->month, a->month), true));
    if (a->weekday && b->weekday && a->known && a->low > b->high) {
        b->low += DAYS_OF_WEEK;
        b->high += DAYS_OF_WEEK;
    }
    if (a->known != b->known || (a->known && a->low > b->high))
        return false;
    a->high = b->high;
    a->end = b->end;
    a->range = true;
    a->rule = "any.figure.date-range";
    return true;
}

static void read_range(const struct cb_figure_scan *scan, struct cb_date_match *m)
{
    uint32_t at = past_connector(scan, m);
    struct cb_date_match a = *m, b;

    if (at && !m->vague && !m->has_count && cb_date_core(scan, at, &b) && !b.vague && !b.has_count &&
        !is_day_only(&b) && join_range(scan, &a, &b))
        *m = a;
}

/* ---- the draft ---- */

/* "bis", "spätestens im", "ab": the words before a date that leave one side of it open. */
static void read_bounds(const struct cb_figure_scan *scan, uint32_t limit, struct cb_draft *draft)
{
    for (int i = 0; i < 3; i++) {
        uint32_t first = 0;
        const struct cb_list_row *row =
            cb_pieces_match_back(scan, scan->date_words, true, draft->first, &first);
        bool until = cb_row_is(row, "until"), on = cb_row_is(row, "from-on");
        if (!row || first < limit || !(until || on))
            break;
        if (draft->figure.bound == CB_BOUND_EXACT || draft->figure.bound == CB_BOUND_ABOUT) {
            draft->figure.bound = until ? CB_BOUND_AT_MOST : CB_BOUND_AT_LEAST;
            (until ? draft->figure.date_low : draft->figure.date_high)[0] = '\0';
        }
        draft->first = first;
        draft->figure.span.start = cb_piece_at(scan, first)->span.start;
    }
}

/* "etwa 1930", "circa Mai". */
static void read_about(const struct cb_figure_scan *scan, uint32_t limit, struct cb_draft *draft)
{
    uint32_t first = 0;
    const struct cb_list_row *row =
        cb_pieces_match_back(scan, scan->figure_words, true, draft->first, &first);

    if (!cb_row_is(row, "about") || first < limit)
        return;
    draft->first = first;
    draft->figure.span.start = cb_piece_at(scan, first)->span.start;
    draft->figure.approximate = true;
    draft->figure.bound = CB_BOUND_ABOUT;
}

static void fill(const struct cb_figure_scan *scan, const struct cb_date_match *m, uint32_t limit,
                 struct cb_draft *out)
{
    struct cb_figure *figure;

    *out = cb_draft_of(scan, m->vague ? CB_FIGURE_DURATION : CB_FIGURE_DATE, m->first, m->end, m->rule);
    figure = &out->figure;
    figure->unit = m->unit;
    figure->approximate = m->approximate || (m->vague && !m->has_count);
    if (figure->approximate)
        figure->bound = CB_BOUND_ABOUT;
    if (m->has_count)
        cb_draft_set(out, m->count_low, m->count_high);
    if (m->vague)
        return;
    if (m->known) {
        cb_date_format(m->low, figure->date_low);
        cb_date_format(m->high, figure->date_high);
    }
    if (m->range) {
        figure->bound = CB_BOUND_RANGE;
        if (is_between(scan, out->first) && out->first > limit) {
            out->first--;
            figure->span.start = cb_piece_at(scan, out->first)->span.start;
        }
        return;
    }
    if (!m->has_count && !m->approximate)
        read_about(scan, limit, out);
    read_bounds(scan, limit, out);
}

bool cb_date_read(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out)
{
    struct cb_date_match m;

    if (!cb_date_core(scan, at, &m))
        return false;
    read_range(scan, &m);
    if (is_day_only(&m) && !complete_from_list(scan, &m))
        return false;
    fill(scan, &m, limit, out);
    return true;
}
