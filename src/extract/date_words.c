/* The uses of the rows of date_words as sets of bits. */
#include "extract/dates.h"

#define BIT(use) ((uint64_t)1 << (use))

static const char *const NAMES[CB_DATE_USE_COUNT] = {
    [CB_DATE_USE_DAY] = "day",
    [CB_DATE_USE_DAYPART] = "daypart",
    [CB_DATE_USE_WEEKDAY] = "weekday",
    [CB_DATE_USE_WEEKDAY_SHORT] = "weekday-short",
    [CB_DATE_USE_RELATIVE] = "relative",
    [CB_DATE_USE_UNIT] = "unit",
    [CB_DATE_USE_WEEKEND] = "weekend",
    [CB_DATE_USE_SEASON] = "season",
    [CB_DATE_USE_PART] = "part",
    [CB_DATE_USE_MONTHS] = "months",
    [CB_DATE_USE_WEEK_NUMBER] = "week-number",
    [CB_DATE_USE_WORKWEEK] = "workweek",
    [CB_DATE_USE_DECADE] = "decade",
    [CB_DATE_USE_DECADE_ENDING] = "decade-ending",
    [CB_DATE_USE_DECADE_SCALE] = "decade-scale",
    [CB_DATE_USE_YEAR_NOUN] = "year-noun",
    [CB_DATE_USE_PLURAL_UNIT] = "plural-unit",
    [CB_DATE_USE_STRETCH] = "stretch",
    [CB_DATE_USE_AGO] = "ago",
    [CB_DATE_USE_AGO_BEFORE] = "ago-before",
    [CB_DATE_USE_HENCE] = "hence",
    [CB_DATE_USE_AHEAD_BEFORE] = "ahead-before",
    [CB_DATE_USE_WITHIN] = "within",
    [CB_DATE_USE_OFFSET_AFTER] = "offset-after",
    [CB_DATE_USE_OFFSET_BEFORE] = "offset-before",
    [CB_DATE_USE_NOW] = "now",
    [CB_DATE_USE_REST] = "rest",
    [CB_DATE_USE_WHOLE_BEFORE] = "whole-before",
    [CB_DATE_USE_COUPLE] = "couple",
    [CB_DATE_USE_SINGLE] = "single",
    [CB_DATE_USE_SINCE] = "since",
    [CB_DATE_USE_UNTIL] = "until",
    [CB_DATE_USE_FROM_ON] = "from-on",
    [CB_DATE_USE_OF_PERIOD] = "of-period",
    [CB_DATE_USE_BEFORE_DAY] = "before-day",
    [CB_DATE_USE_BEFORE_SEASON] = "before-season",
    [CB_DATE_USE_BEFORE_STRETCH] = "before-stretch",
    [CB_DATE_USE_BEFORE_WEEKEND] = "before-weekend",
    [CB_DATE_USE_BEFORE_YEAR] = "before-year",
    [CB_DATE_USE_BEFORE_CHRIST] = "before-christ",
    [CB_DATE_USE_BEFORE_NAME] = "before-name",
    [CB_DATE_USE_PAST] = "past",
    [CB_DATE_USE_FUTURE] = "future",
    [CB_DATE_USE_HOLIDAY] = "holiday",
    [CB_DATE_USE_HOLIDAY_BEGINS] = "holiday-begins",
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
            if (cb_str_eq(use, cb_str_of(NAMES[i])))
                bits |= BIT(i);
    }
    return bits;
}
