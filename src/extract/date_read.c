/* Dates as figures: one period, two that make a range, days that share a month, and the words that open one
 * side. */
#include "extract/dates.h"

enum { LIST_MAX = 12, DAYS_OF_WEEK = 7 };

#define BIT(use) ((uint64_t)1 << (use))

/* Which readers may find something at the piece: what it is decides, so that most words ask none. */
static bool may_be_anchored(const struct cb_piece *piece)
{
    return (piece->flags & CB_PIECE_NUMBER) || piece->number ||
           (piece->date_uses & (BIT(CB_DATE_USE_RELATIVE) | BIT(CB_DATE_USE_SINGLE) | BIT(CB_DATE_USE_REST) |
                                BIT(CB_DATE_USE_WEEKEND) | BIT(CB_DATE_USE_COUPLE)));
}

static bool may_be_holiday(const struct cb_piece *piece)
{
    return piece->month || (piece->flags & CB_PIECE_ORDINAL) || piece->number ||
           (piece->date_uses & (BIT(CB_DATE_USE_HOLIDAY) | BIT(CB_DATE_USE_HOLIDAY_BEGINS)));
}

static bool may_be_calendar(const struct cb_piece *piece)
{
    return piece->month || (piece->flags & CB_PIECE_NUMBER) || (piece->flags & CB_PIECE_CAPITAL) ||
           (piece->date_uses & (BIT(CB_DATE_USE_WEEKDAY) | BIT(CB_DATE_USE_WEEKDAY_SHORT)));
}

static bool may_be_counted(const struct cb_piece *piece)
{
    return may_be_anchored(piece) ||
           (piece->date_uses &
            (BIT(CB_DATE_USE_AGO_BEFORE) | BIT(CB_DATE_USE_AHEAD_BEFORE) | BIT(CB_DATE_USE_WITHIN)));
}

bool cb_date_core(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);
    bool digits = piece->kind == CB_PIECE_DIGITS;

    if ((piece->flags & CB_PIECE_BLOCKED) || (!digits && piece->kind != CB_PIECE_WORD))
        return false;
    return (may_be_anchored(piece) && cb_date_anchored(scan, at, out)) ||
           (may_be_holiday(piece) && cb_date_holiday(scan, at, out)) ||
           (may_be_calendar(piece) &&
            (cb_date_calendar(scan, at, out) || cb_date_weekday_form(scan, at, out))) ||
           (piece->date_uses && cb_date_weekday_form(scan, at, out)) || cb_date_period(scan, at, out) ||
           cb_date_year(scan, at, out) || (may_be_counted(piece) && cb_date_counted(scan, at, out)) ||
           ((digits || piece->date_uses) && cb_date_relative(scan, at, out)) ||
           cb_date_vague(scan, at, out) || cb_date_day_only(scan, at, out);
}

/* "now", "jetzt": a date only as one end of a range. */
static bool read_now(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *m)
{
    *m = (struct cb_date_match){.first = at, .end = at + 1, .rule = "any.figure.date-relative"};
    return cb_date_is(scan, at, CB_DATE_USE_NOW) && cb_date_set_unit(scan, m, CB_STR("day"), 0);
}

static bool is_day_only(const struct cb_date_match *m)
{
    return m->day > 0 && m->month == 0;
}

static uint32_t past_articles(const struct cb_figure_scan *scan, uint32_t at)
{
    uint32_t end = at;

    while (end - at < 3 &&
           (cb_date_is(scan, end, CB_DATE_USE_BEFORE_DAY) || cb_date_is(scan, end, CB_DATE_USE_OF_PERIOD) ||
            cb_str_eq(cb_piece_class(scan, end), CB_STR("article"))))
        end++;
    return end;
}

/* Gives the match the year (0: none) and month; false when there is no such day. */
static bool settle(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t year, int32_t month)
{
    struct cb_date date = {year ? year : 2024, month, m->day};

    m->month = month;
    m->year = year;
    m->bare = false;
    if (m->day == 0) {
        if (year)
            cb_date_set_months(m, year, month, month);
        return true;
    }
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

    while (end - at < 4 && (cb_piece_is_sign(scan, end, ',') || cb_piece_is_sign(scan, end, '/') ||
                            cb_row_is(cb_piece_at(scan, end)->figure_word, "joint") ||
                            cb_row_is(cb_piece_at(scan, end)->number, "and") ||
                            cb_date_is(scan, end, CB_DATE_USE_BEFORE_DAY)))
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
        if (!cb_date_day_only(scan, joint, &next) || cb_piece_at(scan, next.end)->month ||
            cb_row_is(cb_piece_at(scan, next.end)->figure_word, "of"))
            return cb_date_calendar(scan, joint, &next) && next.day > 0 && next.month > 0 &&
                   settle(scan, m, year_of(&next), next.month);
        at = next.end;
    }
    return false;
}

/* ---- ranges ---- */

/* The "zwischen" that announces the date at `at`; 0 when none does. */
static uint32_t between_before(const struct cb_figure_scan *scan, uint32_t at)
{
    for (int i = 0; i < 3 && cb_date_is(scan, at - 1, CB_DATE_USE_BEFORE_DAY); i++)
        at--;
    while (cb_str_eq(cb_piece_class(scan, at - 1), CB_STR("article")))
        at--;
    return cb_row_is(cb_piece_at(scan, at - 1)->figure_word, "between") ? at - 1 : 0;
}

/* Behind "7 Uhr", "um 17.30 Uhr", "at 5 pm"; `at` where no time of day stands there. */
static uint32_t past_clock(const struct cb_figure_scan *scan, uint32_t at)
{
    uint32_t digits = at + cb_piece_is_sign(scan, at, ',');

    digits += cb_str_eq(cb_piece_class(scan, digits), CB_STR("preposition"));
    if (cb_piece_at(scan, digits)->kind != CB_PIECE_DIGITS)
        return at;
    if (cb_row_is(cb_piece_at(scan, digits + 1)->figure_word, "clock"))
        return digits + 2;
    return cb_piece_at(scan, digits)->flags & CB_PIECE_BLOCKED ? digits + 1 : at;
}

static uint32_t past_connector(const struct cb_figure_scan *scan, const struct cb_date_match *m)
{
    uint32_t at = m->end, next;
    const struct cb_list_row *row;

    if (cb_piece_is_dash(scan, at))
        return cb_piece_is_hyphen(scan, at) && !m->month && !m->year ? 0 : at + 1;
    if (cb_piece_is_sign(scan, at, '/') && is_day_only(m))
        return at + 1; /* "14./15.10.2018" */
    if (cb_piece_is_sign(scan, at, '~') && m->year)
        return at + 1;
    at = past_clock(scan, at);
    row = cb_pieces_match(scan, scan->figure_words, true, at, &next);
    if (cb_row_is(row, "until") || cb_row_is(row, "to"))
        return past_articles(scan, next);
    if (cb_row_is(cb_piece_at(scan, at)->number, "and") && between_before(scan, m->first))
        return past_articles(scan, at + 1);
    return 0;
}

/* The first end takes from the second what it does not say, and the second from the first. */
static bool share_year(const struct cb_figure_scan *scan, struct cb_date_match *a, struct cb_date_match *b)
{
    int32_t year = year_of(b);
    bool later = a->month > b->month || (a->month == b->month && a->day > b->day && b->day);

    if (a->bare && b->bare && a->known) {
        struct cb_date date = cb_date_of(a->low);
        int32_t month = date.month + (b->day < a->day);
        return settle(scan, b, date.year + (month > 12), month > 12 ? 1 : month);
    }
    if (is_day_only(a) && (b->month == 0 || b->bare ? !a->bare : !settle(scan, a, year, b->month)))
        return false;
    if (a->guessed_year && b->known && a->month && b->month && year)
        return settle(scan, a, year - later, a->month);
    if (b->guessed_year && a->year && a->month && b->month)
        return settle(scan, b, a->year + later, b->month);
    return true;
}

/* Both ends of a range are named in the calendar; the first may lack month and year. */
static bool join_range(const struct cb_figure_scan *scan, struct cb_date_match *a, struct cb_date_match *b)
{
    if (!share_year(scan, a, b))
        return false;
    while (a->known && b->weekday && a->low > b->high) {
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

/* "July 13 to 15, 2024", "april 9th through seventeenth": the second day is of the first one's month, or the
 * next. */
static bool second_day(const struct cb_figure_scan *scan, const struct cb_date_match *a, uint32_t at,
                       struct cb_date_match *b)
{
    struct cb_unit unit;
    int32_t month = a->month;

    if (!scan->english || a->day == 0 || a->month == 0 || !cb_date_day_only(scan, at, b) ||
        cb_piece_at(scan, b->end)->month || cb_piece_is_sign(scan, b->end, '/') ||
        cb_piece_is_hyphen(scan, b->end) || cb_unit_read(scan, b->end, false, &unit) ||
        cb_row_is(cb_piece_at(scan, b->end)->figure_word, "clock"))
        return false;
    if (!cb_year_behind(scan, b->end, &b->year, &b->end))
        b->year = year_of(a);
    month += b->day <= a->day;
    return settle(scan, b, b->year + (month > 12), month > 12 ? 1 : month);
}

/* "4 to 23 next month", "from 4-23 in next month": two days of a month that is told by its distance. */
static bool days_of_month(const struct cb_figure_scan *scan, struct cb_date_match *a, uint32_t at,
                          struct cb_date_match *b)
{
    struct cb_date_match month;
    struct cb_date first;
    uint32_t next;

    if (!is_day_only(a) || !cb_date_day_only(scan, at, b))
        return false;
    next = cb_date_past_of(scan, b->end);
    if (!cb_date_is(scan, next, CB_DATE_USE_RELATIVE) || !cb_date_relative(scan, next, &month) ||
        !month.known)
        return false;
    first = cb_date_of(month.low);
    b->end = month.end;
    return month.high - month.low < 31 && month.high - month.low > 26 &&
           settle(scan, a, first.year, first.month) && settle(scan, b, first.year, first.month);
}

static void read_range(const struct cb_figure_scan *scan, struct cb_date_match *m)
{
    uint32_t at = m->vague || m->has_count ? 0 : past_connector(scan, m);
    struct cb_date_match a = *m, b = {0};

    if (!at)
        return;
    if (second_day(scan, &a, at, &b)) {
        if (a.guessed_year && b.year)
            (void)settle(scan, &a, b.year - (a.month > b.month), a.month);
    } else if (!days_of_month(scan, &a, at, &b)) {
        a = *m;
        if (!(cb_date_core(scan, at, &b) || read_now(scan, at, &b)) || b.vague || b.has_count ||
            (is_day_only(&b) && !b.bare))
            return;
    }
    if (join_range(scan, &a, &b))
        *m = a;
}

/* ---- the draft ---- */

/* "bis", "spätestens im", "ab": the words before a date that leave one side of it open. The days are those of
 * the period that is named: "bis 2027" keeps the year 2027, its bound says that the time before is meant. */
static void read_bounds(const struct cb_figure_scan *scan, uint32_t limit, struct cb_draft *draft)
{
    for (int i = 0; i < 3; i++) {
        uint32_t first = 0;
        const struct cb_list_row *row =
            cb_pieces_match_back(scan, scan->date_words, true, draft->first, &first);
        uint64_t uses = cb_date_uses(row);
        bool until = uses & BIT(CB_DATE_USE_UNTIL), on = uses & BIT(CB_DATE_USE_FROM_ON);
        if (first < limit || !(until || on))
            break;
        if (draft->figure.bound == CB_BOUND_EXACT || draft->figure.bound == CB_BOUND_ABOUT)
            draft->figure.bound = until ? CB_BOUND_AT_MOST : CB_BOUND_AT_LEAST;
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
        uint32_t between = between_before(scan, out->first);
        if (between && between >= limit) {
            out->first = between;
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

    bool core = cb_date_core(scan, at, &m), now = !core && read_now(scan, at, &m);

    if (core || now) {
        read_range(scan, &m);
        if (!(is_day_only(&m) && !complete_from_list(scan, &m) && !m.bare) && (m.range || !now)) {
            fill(scan, &m, limit, out);
            return true;
        }
    }
    return cb_duration_read(scan, at, limit, out);
}
