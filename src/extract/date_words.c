/* The uses of the rows of date_words as sets of bits. */
#include "extract/dates.h"

#define BIT(use) ((uint64_t)1 << (use))

static const struct cb_str NAMES[CB_DATE_USE_COUNT] = {
    [CB_DATE_USE_DAY] = CB_STR_INIT("day"),
    [CB_DATE_USE_DAYPART] = CB_STR_INIT("daypart"),
    [CB_DATE_USE_WEEKDAY] = CB_STR_INIT("weekday"),
    [CB_DATE_USE_WEEKDAY_SHORT] = CB_STR_INIT("weekday-short"),
    [CB_DATE_USE_RELATIVE] = CB_STR_INIT("relative"),
    [CB_DATE_USE_UNIT] = CB_STR_INIT("unit"),
    [CB_DATE_USE_WEEKEND] = CB_STR_INIT("weekend"),
    [CB_DATE_USE_SEASON] = CB_STR_INIT("season"),
    [CB_DATE_USE_PART] = CB_STR_INIT("part"),
    [CB_DATE_USE_MONTHS] = CB_STR_INIT("months"),
    [CB_DATE_USE_WEEK_NUMBER] = CB_STR_INIT("week-number"),
    [CB_DATE_USE_WORKWEEK] = CB_STR_INIT("workweek"),
    [CB_DATE_USE_DECADE] = CB_STR_INIT("decade"),
    [CB_DATE_USE_DECADE_ENDING] = CB_STR_INIT("decade-ending"),
    [CB_DATE_USE_DECADE_SCALE] = CB_STR_INIT("decade-scale"),
    [CB_DATE_USE_YEAR_NOUN] = CB_STR_INIT("year-noun"),
    [CB_DATE_USE_PLURAL_UNIT] = CB_STR_INIT("plural-unit"),
    [CB_DATE_USE_STRETCH] = CB_STR_INIT("stretch"),
    [CB_DATE_USE_AGO] = CB_STR_INIT("ago"),
    [CB_DATE_USE_AGO_BEFORE] = CB_STR_INIT("ago-before"),
    [CB_DATE_USE_HENCE] = CB_STR_INIT("hence"),
    [CB_DATE_USE_AHEAD_BEFORE] = CB_STR_INIT("ahead-before"),
    [CB_DATE_USE_WITHIN] = CB_STR_INIT("within"),
    [CB_DATE_USE_OFFSET_AFTER] = CB_STR_INIT("offset-after"),
    [CB_DATE_USE_OFFSET_BEFORE] = CB_STR_INIT("offset-before"),
    [CB_DATE_USE_NOW] = CB_STR_INIT("now"),
    [CB_DATE_USE_REST] = CB_STR_INIT("rest"),
    [CB_DATE_USE_WHOLE_BEFORE] = CB_STR_INIT("whole-before"),
    [CB_DATE_USE_COUPLE] = CB_STR_INIT("couple"),
    [CB_DATE_USE_SINGLE] = CB_STR_INIT("single"),
    [CB_DATE_USE_SINCE] = CB_STR_INIT("since"),
    [CB_DATE_USE_UNTIL] = CB_STR_INIT("until"),
    [CB_DATE_USE_FROM_ON] = CB_STR_INIT("from-on"),
    [CB_DATE_USE_OF_PERIOD] = CB_STR_INIT("of-period"),
    [CB_DATE_USE_BEFORE_DAY] = CB_STR_INIT("before-day"),
    [CB_DATE_USE_BEFORE_SEASON] = CB_STR_INIT("before-season"),
    [CB_DATE_USE_BEFORE_STRETCH] = CB_STR_INIT("before-stretch"),
    [CB_DATE_USE_BEFORE_WEEKEND] = CB_STR_INIT("before-weekend"),
    [CB_DATE_USE_BEFORE_YEAR] = CB_STR_INIT("before-year"),
    [CB_DATE_USE_BEFORE_CHRIST] = CB_STR_INIT("before-christ"),
    [CB_DATE_USE_BEFORE_NAME] = CB_STR_INIT("before-name"),
    [CB_DATE_USE_PAST] = CB_STR_INIT("past"),
    [CB_DATE_USE_FUTURE] = CB_STR_INIT("future"),
    [CB_DATE_USE_HOLIDAY] = CB_STR_INIT("holiday"),
    [CB_DATE_USE_HOLIDAY_BEGINS] = CB_STR_INIT("holiday-begins"),
};

_Static_assert(CB_DATE_USE_COUNT <= 64, "the uses of a word are bits of a number");

const uint64_t cb_date_uses_that_begin =
    BIT(CB_DATE_USE_DAY) | BIT(CB_DATE_USE_WEEKDAY) | BIT(CB_DATE_USE_WEEKDAY_SHORT) |
    BIT(CB_DATE_USE_RELATIVE) | BIT(CB_DATE_USE_UNIT) | BIT(CB_DATE_USE_WEEKEND) | BIT(CB_DATE_USE_SEASON) |
    BIT(CB_DATE_USE_PART) | BIT(CB_DATE_USE_WEEK_NUMBER) | BIT(CB_DATE_USE_DECADE) |
    BIT(CB_DATE_USE_DECADE_SCALE) | BIT(CB_DATE_USE_PLURAL_UNIT) | BIT(CB_DATE_USE_STRETCH) |
    BIT(CB_DATE_USE_AGO_BEFORE) | BIT(CB_DATE_USE_AHEAD_BEFORE) | BIT(CB_DATE_USE_WITHIN) |
    BIT(CB_DATE_USE_NOW) | BIT(CB_DATE_USE_REST) | BIT(CB_DATE_USE_WHOLE_BEFORE) | BIT(CB_DATE_USE_COUPLE) |
    BIT(CB_DATE_USE_SINGLE) | BIT(CB_DATE_USE_HOLIDAY) | BIT(CB_DATE_USE_HOLIDAY_BEGINS);

uint64_t cb_date_uses(const struct cb_list_row *row)
{
    struct cb_str uses = row ? row->fields[CB_DATE_WORD_USE] : CB_STR("");
    uint64_t bits = 0;

    while (uses.len > 0) {
        struct cb_str use = cb_str_split(&uses, ' ');
        for (int i = 0; i < CB_DATE_USE_COUNT; i++)
            if (cb_str_eq(use, NAMES[i]))
                bits |= BIT(i);
    }
    return bits;
}
