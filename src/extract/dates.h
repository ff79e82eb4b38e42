/* Dates inside cb_figures_find; private to this folder. A match is a period that the words name; what they
 * leave open (the year, which Monday) is settled by the article's day where that is known, and left unknown
 * where it is not. */
#ifndef CB_EXTRACT_DATES_H
#define CB_EXTRACT_DATES_H

#include "extract/figures.h"

struct cb_date_match {
    uint32_t first, end; /* pieces */
    bool known;          /* low and high are the days of the period */
    int32_t low, high;
    int32_t year, month, day; /* as said; 0 = not said. `day` without `month` waits for what follows. */
    bool guessed_year;        /* the year is the nearest one */
    bool has_count;           /* "vor zwei Jahren": the distance as said */
    struct cb_decimal count_low, count_high;
    struct cb_str unit;
    bool weekday; /* "Montag": the next week's counts too when it ends a range */
    bool range;
    bool approximate;
    bool vague; /* a stretch of time without digits: "jahrelang", "das ganze Jahr": a duration, no date */
    const char *rule;
};

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

/* The number in the value column; 0 when it is none. */
int32_t cb_row_number(const struct cb_list_row *row, int column);

/* A year of four digits at `at`. */
bool cb_year_digits(const struct cb_figure_scan *scan, uint32_t at, int32_t *year);

/* What says the year behind a month, season, quarter or holiday at `at`: "2024", ", 2024", "des Jahres 2005",
 * "dieses Jahres". *next is moved behind it. */
bool cb_year_behind(const struct cb_figure_scan *scan, uint32_t at, int32_t *year, uint32_t *next);

/* Does the clause around `at` speak of what is to come? 1 yes, -1 no: it tells of the past; 0: it does not
 * say. */
int cb_date_tense(const struct cb_figure_scan *scan, uint32_t at);

/* The duration unit at `at`. */
bool cb_time_unit(const struct cb_figure_scan *scan, uint32_t at, struct cb_unit *out);

/* Each: does such a date begin at piece `at`? */
bool cb_date_calendar(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_year(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_period(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_relative(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_holiday(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);
bool cb_date_vague(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);

/* A day without its month, "5." of "vom 5. bis 22. November": its match has only `day`. */
bool cb_date_day_only(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);

/* All of them in turn. */
bool cb_date_core(const struct cb_figure_scan *scan, uint32_t at, struct cb_date_match *out);

/* The weekday (1..7) at `at`, with the part of the day that may be joined to it or follow; 0 when there is
 * none. */
int32_t cb_date_weekday_at(const struct cb_figure_scan *scan, uint32_t at, uint32_t *next);

#endif
