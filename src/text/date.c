#include "text/date.h"

/* Days between the start of the 400-year cycle that begins on 0000-03-01 and 1970-01-01. */
enum { CYCLE_YEARS = 400, CYCLE_DAYS = 146097, EPOCH = 719468 };

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % CYCLE_YEARS == 0);
}

int32_t cb_date_month_days(int32_t year, int32_t month)
{
    static const int8_t DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : DAYS[month - 1];
}

bool cb_date_is_valid(struct cb_date date)
{
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= cb_date_month_days(date.year, date.month);
}

/* a / b towards minus infinity. */
static int32_t floor_div(int32_t a, int32_t b)
{
    return a / b - (a % b < 0);
}

int32_t cb_date_day(int32_t year, int32_t month, int32_t day)
{
    int32_t cycle, of_cycle, of_year;

    year += floor_div(month - 1, 12);
    month -= floor_div(month - 1, 12) * 12;
    /* The year begins in March, so that the leap day is its last one. */
    year -= month <= 2;
    cycle = floor_div(year, CYCLE_YEARS);
    of_cycle = year - cycle * CYCLE_YEARS;
    of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return cycle * CYCLE_DAYS + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year - EPOCH;
}

struct cb_date cb_date_of(int32_t day)
{
    int32_t cycle = floor_div(day + EPOCH, CYCLE_DAYS);
    int32_t of_cycle = day + EPOCH - cycle * CYCLE_DAYS;
    int32_t year = (of_cycle - of_cycle / 1460 + of_cycle / 36524 - of_cycle / 146096) / 365;
    int32_t of_year = of_cycle - (365 * year + year / 4 - year / 100);
    int32_t month = (5 * of_year + 2) / 153;
    struct cb_date date = {.day = of_year - (153 * month + 2) / 5 + 1,
                           .month = month < 10 ? month + 3 : month - 9};

    date.year = year + cycle * CYCLE_YEARS + (date.month <= 2);
    return date;
}

int32_t cb_date_weekday(int32_t day)
{
    return day + 3 - floor_div(day + 3, 7) * 7 + 1; /* day 0 was a Thursday */
}

/* The rule of the Gregorian church calendar, in the form of Meeus and others. */
int32_t cb_date_easter(int32_t year)
{
    int32_t golden = year % 19, century = year / 100, rest = year % 100;
    int32_t moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    int32_t sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    int32_t late = (golden + 11 * moon + 22 * sunday) / 451;
    int32_t sum = moon + sunday - 7 * late + 114;

    return cb_date_day(year, sum / 31, sum % 31 + 1);
}

/* `count` digits at `from`; -1 when something else stands there. */
static int32_t digits_at(struct cb_str text, size_t from, size_t count)
{
    int32_t value = 0;

    if (text.len < from + count)
        return -1;
    for (size_t i = from; i < from + count; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return -1;
        value = value * 10 + (text.ptr[i] - '0');
    }
    return value;
}

bool cb_date_parse(struct cb_str text, int32_t *day)
{
    struct cb_date date = {digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2)};

    if (!cb_date_is_valid(date) || text.ptr[4] != '-' || text.ptr[7] != '-')
        return false;
    if (text.len > 10 && text.ptr[10] >= '0' && text.ptr[10] <= '9')
        return false;
    *day = cb_date_day(date.year, date.month, date.day);
    return true;
}

static void put_digits(char *out, int32_t value, int count)
{
    for (int i = count - 1; i >= 0; i--, value /= 10)
        out[i] = (char)('0' + value % 10);
}

void cb_date_format(int32_t day, char out[11])
{
    struct cb_date date = cb_date_of(day);

    out[0] = '\0';
    if (date.year < 1 || date.year > 9999)
        return;
    put_digits(out, date.year, 4);
    out[4] = out[7] = '-';
    put_digits(out + 5, date.month, 2);
    put_digits(out + 8, date.day, 2);
    out[10] = '\0';
}
