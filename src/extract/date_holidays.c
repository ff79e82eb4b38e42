/* Days with names of their own: "Ostern 2025", "Thanksgiving", "der zweite Advent", "Labor Day weekend". */
#include "extract/dates.h"

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

/* "4x4+1" of a month: one day behind its fourth Thursday; "Lx1": its last Monday. */
static int32_t counted_weekday(struct cb_str value, int32_t year, int32_t month)
{
    struct cb_str rest = value, nth = cb_str_split(&rest, 'x');
    int32_t weekday = number_in(cb_str_sub(rest, 0, 1)), first = cb_date_day(year, month, 1);
    int32_t last = cb_date_day(year, month + 1, 1) - 1,
            more = rest.len > 1 ? number_in(cb_str_sub(rest, 1, rest.len)) : 0;

    if (cb_str_eq(nth, CB_STR("L")))
        return last - (cb_date_weekday(last) - weekday + 7) % 7 + more;
    return first + (weekday - cb_date_weekday(first) + 7) % 7 + 7 * (number_in(nth) - 1) + more;
}

/* The day of the holiday in the year: "12-25"; "easter+1"; "advent-7", counted from the fourth Sunday of
 * Advent; "11-4x4", the fourth Thursday of November. */
static int32_t holiday_in(struct cb_str value, int32_t year)
{
    int32_t christmas = cb_date_day(year, 12, 25), month;

    if (cb_str_starts(value, CB_STR("easter")))
        return cb_date_easter(year) + number_in(cb_str_sub(value, sizeof "easter" - 1, value.len));
    if (cb_str_starts(value, CB_STR("advent")))
        return christmas - cb_date_weekday(christmas) +
               number_in(cb_str_sub(value, sizeof "advent" - 1, value.len));
    month = number_in(cb_str_split(&value, '-'));
    if (cb_str_find(value, CB_STR("x"), 0) != SIZE_MAX)
        return counted_weekday(value, year, month);
    return cb_date_day(year, month, number_in(value));
}

/* Sets the holiday's days in the year; the value is one day, or the first and the last with a blank between.
 */
static void set_holiday(struct cb_date_match *m, struct cb_str value, int32_t year)
{
    struct cb_str last = value, first = cb_str_split(&last, ' ');

    cb_date_set_day(m, holiday_in(first, year));
    if (last.len)
        m->high = holiday_in(last, year);
}

static int32_t distance(const struct cb_date_match *m, int32_t day)
{
    return m->low > day ? m->low - day : m->high < day ? day - m->high : 0;
}

/* "Labor Day weekend": the Saturday and Sunday next to it. */
static void past_weekend(const struct cb_figure_scan *scan, struct cb_date_match *m)
{
    if (!cb_date_is(scan, m->end, CB_DATE_USE_WEEKEND))
        return;
    m->end++;
    if (!m->known)
        return;
    m->low += 6 - cb_date_weekday(m->low) - (cb_date_weekday(m->low) < 3 ? 7 : 0);
    m->high = m->low + 1;
}

static const struct cb_list_row *holiday_at(const struct cb_figure_scan *scan, uint32_t at, uint32_t *next)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);
    const struct cb_list_row *row;

    if (!cb_date_is(scan, at, CB_DATE_USE_HOLIDAY) && !cb_date_is(scan, at, CB_DATE_USE_HOLIDAY_BEGINS) &&
        !cb_row_is(piece->number, "ordinal") && !(piece->flags & CB_PIECE_ORDINAL) && !piece->month)
        return NULL;
    row = cb_pieces_match(scan, scan->date_words, true, at, next);
    if (!cb_row_is(row, "holiday"))
        return NULL;
    if (*next == at + 1 && (cb_piece_at(scan, *next)->kind == CB_PIECE_WORD) &&
        ((cb_piece_at(scan, *next)->flags & piece->flags & CB_PIECE_NAME) ||
         cb_str_eq(cb_piece_at(scan, *next)->lower, CB_STR("der"))))
        return NULL; /* "Nikolaus der Zweite", "Martini Meier" */
    return row;
}

bool cb_date_holiday(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out)
{
    uint32_t next;
    const struct cb_list_row *row = holiday_at(scan, at, &next);
    struct cb_date_match other;
    struct cb_str value;
    int32_t now = scan->published, year;

    *out = (struct cb_date_match){.first = at, .rule = "any.figure.date-holiday"};
    if (!row)
        return false;
    value = row->fields[CB_DATE_WORD_VALUE];
    out->end = next;
    if (cb_year_behind(scan, next, &out->year, &out->end)) {
        set_holiday(out, value, out->year);
    } else if (scan->has_published) {
        year = cb_date_of(now).year;
        other = *out;
        set_holiday(out, value, year);
        for (int32_t y = year - 1; y <= year + 1; y += 2) {
            set_holiday(&other, value, y);
            if (distance(&other, now) < distance(out, now))
                *out = other;
        }
    }
    past_weekend(scan, out);
    return true;
}

bool cb_date_holiday_relative(const struct cb_figure_scan *scan, uint32_t at, int32_t offset,
                              struct cb_date_match *out)
{
    const struct cb_list_row *row = holiday_at(scan, at, &out->end);
    int32_t year;

    if (!row)
        return false;
    out->rule = "any.figure.date-holiday";
    if (!scan->has_published)
        return true;
    year = cb_date_of(scan->published).year;
    set_holiday(out, row->fields[CB_DATE_WORD_VALUE], year);
    if (offset < 0 && out->high >= scan->published)
        set_holiday(out, row->fields[CB_DATE_WORD_VALUE], year - 1);
    if (offset > 0 && out->low <= scan->published)
        set_holiday(out, row->fields[CB_DATE_WORD_VALUE], year + 1);
    past_weekend(scan, out);
    return true;
}
