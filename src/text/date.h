/* Floor 1. Days of the proleptic Gregorian calendar as numbers: arithmetic without time zones and without the
 * C library's clock. Day 0 is 1970-01-01. */
#ifndef CB_TEXT_DATE_H
#define CB_TEXT_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct cb_date {
    int32_t year; /* 1..9999 */
    int32_t month, day;
};

/* Is there such a day? */
bool cb_date_is_valid(struct cb_date date);

/* The day's number. `month` may lie outside 1..12 (13 is the next January), `day` outside its month. */
int32_t cb_date_day(int32_t year, int32_t month, int32_t day);

struct cb_date cb_date_of(int32_t day);

/* 28..31; `month` is 1..12. */
int32_t cb_date_month_days(int32_t year, int32_t month);

/* 1 is Monday, 7 is Sunday. */
int32_t cb_date_weekday(int32_t day);

/* Easter Sunday of the western churches. */
int32_t cb_date_easter(int32_t year);

/* Reads "2025-03-12"; what follows the day ("T10:00") does not matter. */
bool cb_date_parse(struct cb_str text, int32_t *day);

/* Writes "2025-03-12"; the empty text where the year is not 1..9999. */
void cb_date_format(int32_t day, char out[11]);

#endif
