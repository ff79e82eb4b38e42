/* Dates inside cb_figures_find; private to this folder. A match is a period that the words name; what they
 * leave open (the year, which Monday) is settled by the article's day where that is known, and left unknown
 * where it is not. */
#ifndef CB_EXTRACT_DATES_H
#define CB_EXTRACT_DATES_H

#include "extract/figures.h"

/* What a row of date_words is for; the names in the list's column `use` are these, in small letters with
 * hyphens (date_words.c). A piece keeps them as a set, so that no word is looked up or compared twice. */
enum cb_date_use {
    CB_DATE_USE_DAY = 0, /* "gestern": value = days away */
    CB_DATE_USE_DAYPART, /* "Abend" */
    CB_DATE_USE_WEEKDAY,
    CB_DATE_USE_WEEKDAY_SHORT,
    CB_DATE_USE_RELATIVE, /* "vergangene", "next": value = -1, 0, 1 */
    CB_DATE_USE_UNIT,     /* "Vorjahr": value = unit and offset */
    CB_DATE_USE_WEEKEND,
    CB_DATE_USE_SEASON, /* value = its first month */
    CB_DATE_USE_PART,   /* "Anfang" */
    CB_DATE_USE_MONTHS, /* "Quartal": value = how many months */
    CB_DATE_USE_WEEK_NUMBER,
    CB_DATE_USE_WORKWEEK,
    CB_DATE_USE_DECADE,
    CB_DATE_USE_DECADE_ENDING,
    CB_DATE_USE_DECADE_SCALE, /* "zweitausender": value = its first year */
    CB_DATE_USE_YEAR_NOUN,
    CB_DATE_USE_PLURAL_UNIT,
    CB_DATE_USE_STRETCH,
    CB_DATE_USE_AGO, /* "ago": behind the distance */
    CB_DATE_USE_AGO_BEFORE,
    CB_DATE_USE_HENCE,
    CB_DATE_USE_AHEAD_BEFORE,
    CB_DATE_USE_WITHIN,
    CB_DATE_USE_OFFSET_AFTER,  /* "zwei Tage nach Ostern" */
    CB_DATE_USE_OFFSET_BEFORE, /* "zwei Tage vor Ostern" */
    CB_DATE_USE_NOW,
    CB_DATE_USE_REST,
    CB_DATE_USE_WHOLE_BEFORE, /* "all year" */
    CB_DATE_USE_COUPLE,
    CB_DATE_USE_SINGLE, /* "day", "Tag": one of the unit: "the day after Christmas" */
    CB_DATE_USE_SINCE,
    CB_DATE_USE_UNTIL,
    CB_DATE_USE_FROM_ON,
    CB_DATE_USE_OF_PERIOD,
    CB_DATE_USE_BEFORE_DAY,
    CB_DATE_USE_BEFORE_SEASON,
    CB_DATE_USE_BEFORE_STRETCH,
    CB_DATE_USE_BEFORE_WEEKEND,
    CB_DATE_USE_BEFORE_YEAR,
    CB_DATE_USE_BEFORE_CHRIST,
    CB_DATE_USE_BEFORE_NAME, /* "Frau": what follows is no month */
    CB_DATE_USE_PAST,
    CB_DATE_USE_FUTURE,
    CB_DATE_USE_HOLIDAY, /* value = its day, see holiday_in in date_holidays.c */
    CB_DATE_USE_HOLIDAY_BEGINS,
    CB_DATE_USE_COUNT
};

/* The uses of a row of date_words, one bit each; 0 for NULL. */
uint64_t cb_date_uses(const struct cb_list_row *row);

/* Those with which a date may begin. */
extern const uint64_t cb_date_uses_that_begin;

static inline bool cb_date_is(const struct cb_figure_scan *scan, uint32_t at, enum cb_date_use use)
{
    return cb_piece_at(scan, at)->date_uses >> use & 1;
}

struct cb_date_match {
    uint32_t first, end; /* pieces */
    bool known;          /* low and high are the days of the period */
    int32_t low, high;
    int32_t year, month, day; /* as said; 0 = not said. `day` without `month` waits for what follows. */
    bool guessed_year;        /* the year is the nearest one */
    bool bare;                /* "am 15.": the month is the nearest one */
    bool has_count;           /* "vor zwei Jahren": the distance as said */
    struct cb_decimal count_low, count_high;
    struct cb_str unit;
    bool weekday; /* "Montag": the next week's counts too when it ends a range */
    bool range;
    bool approximate;
    bool vague; /* a stretch of time without digits: "jahrelang", "das ganze Jahr": a duration, no date */
    const char *rule;
};

/* A stretch of time with its number: "zwei Wochen", "zwei bis drei Jahre", "1 year, 2 months", "an hour and a
 * half". As calendar steps it is so many months and days, where these are whole. */
struct cb_time_span {
    uint32_t end; /* piece */
    struct cb_decimal low, high;
    struct cb_str unit;
    int parts;        /* "an hour and a half" has two */
    bool article;     /* its only number is an article */
    bool approximate; /* "etwa", "a couple of", or years counted in days */
    bool below_day;   /* hours, minutes, seconds only */
    bool whole;
    int32_t months, days, months_high, days_high;
};

/* ---- setting ---- */

/* Sets the period to months [from, to] of `year`; `to` may lie behind December. */
void cb_date_set_months(struct cb_date_match *m, int32_t year, int32_t from, int32_t to);
void cb_date_set_day(struct cb_date_match *m, int32_t day);

/* The same in the article's year, or in the one before or after where it is more than half a year away; stays
 * unknown without the article's day. */
void cb_date_set_nearest(const struct cb_figure_scan *scan, struct cb_date_match *m, int32_t from,
                         int32_t to);

/* The period of `unit` ("day", "week", "month", "quarter", "year", "decade", "century") that is `offset` of
 * them away from the article's day. false when it has no calendar. */
bool cb_date_set_unit(const struct cb_figure_scan *scan, struct cb_date_match *m, struct cb_str unit,
                      int32_t offset);

/* `day` moved by months and then days; to the last of the month where it is shorter. */
int32_t cb_date_move(int32_t day, int32_t months, int32_t days);

/* The number in the value column; 0 when it is none. */
int32_t cb_row_number(const struct cb_list_row *row, int column);

/* The number in the value of the date word at `at`. */
int32_t cb_date_value(const struct cb_figure_scan *scan, uint32_t at);

/* ---- parts of dates ---- */

/* Digits without separators, at most `max` of them; a full stop at their end does not count. */
bool cb_date_digits(const struct cb_figure_scan *scan, uint32_t at, size_t max, int32_t *value);

/* A full stop glued to the digits before it. */
bool cb_date_is_stop(const struct cb_figure_scan *scan, uint32_t at);

/* A year of four digits at `at`. */
bool cb_year_digits(const struct cb_figure_scan *scan, uint32_t at, int32_t *year);

/* Two-digit years are those of the last eighty and the next twenty. */
int32_t cb_year_full(const struct cb_figure_scan *scan, int32_t year, size_t digits);

/* What says the year behind a month, season, quarter or holiday at `at`: "2024", ", 2024", "des Jahres 2005",
 * "dieses Jahres", "'24". *next is moved behind it. */
bool cb_year_behind(const struct cb_figure_scan *scan, uint32_t at, int32_t *year, uint32_t *next);

/* A month at `at`; in mid-sentence its name has a capital unless a day stands before it. */
bool cb_month_at(const struct cb_figure_scan *scan, uint32_t at, bool after_day, int32_t *month,
                 uint32_t *next);

/* A day of the month at `at`: "3.", "3", "3rd", "dritten". *marked: it looks like an ordinal. */
bool cb_day_at(const struct cb_figure_scan *scan, uint32_t at, int32_t *day, uint32_t *next, bool *marked);

/* From year, month, day of the match to its days; false when there is no such day. */
bool cb_date_settle_day(const struct cb_figure_scan *scan, struct cb_date_match *m);
bool cb_date_settle_month(const struct cb_figure_scan *scan, struct cb_date_match *m);

/* The weekday (1..7) at `at`, with the part of the day that may be joined to it or follow; 0 when there is
 * none. */
int32_t cb_date_weekday_at(const struct cb_figure_scan *scan, uint32_t at, uint32_t *next);

/* The day of the weekday in the week `offset` weeks away from the article's. */
int32_t cb_date_weekday_in_week(const struct cb_figure_scan *scan, int32_t weekday, int32_t offset);

/* Does the clause around `at` speak of what is to come? 1 yes, -1 no: it tells of the past; 0: it does not
 * say. */
int cb_date_tense(const struct cb_figure_scan *scan, uint32_t at);

/* The duration unit at `at`. */
bool cb_time_unit(const struct cb_figure_scan *scan, uint32_t at, struct cb_unit *out);

bool cb_time_span_read(const struct cb_figure_scan *scan, uint32_t at, struct cb_time_span *out);

/* `at`, or behind the words that may stand between two parts of a date: "of", "in", "im", "des", articles. */
uint32_t cb_date_past_of(const struct cb_figure_scan *scan, uint32_t at);

/* Is what stands at `at` no noun that an ordinal before it could count? */
bool cb_date_no_noun(const struct cb_figure_scan *scan, uint32_t at);

/* ---- readers: does such a date begin at piece `at`? ---- */

bool cb_date_digit_form(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_calendar(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_year(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_period(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_weekday_form(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_relative(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_counted(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_anchored(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_holiday(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_vague(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);

/* A holiday behind "last", "nächste": the one before, in, or after the article's year's. */
bool cb_date_holiday_relative(const struct cb_figure_scan *scan, uint32_t at, int32_t offset,
                              struct cb_date_match *out);

/* A day without its month, "5." of "vom 5. bis 22. November": its match has only `day`. */
bool cb_date_day_only(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);

/* All of them in turn. */
bool cb_date_core(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);

/* "an hour and a half", "2 years, 3 months", "a couple of days": durations that are more than one number and
 * its unit. */
bool cb_duration_read(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out);

#endif
