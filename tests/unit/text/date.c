#include "text/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void counts_days(void **state)
{
    static const struct {
        int32_t year, month, day, number;
    } CASES[] = {
        {1970, 1, 1, 0},       {1970, 1, 2, 1},     {1969, 12, 31, -1},
        {2000, 2, 29, 11016},  {2000, 3, 1, 11017}, {2025, 3, 10, 20157},
        {1600, 1, 1, -135140}, {1, 1, 1, -719162},  {9999, 12, 31, 2932896},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_date date = cb_date_of(CASES[i].number);
        assert_int_equal(cb_date_day(CASES[i].year, CASES[i].month, CASES[i].day), CASES[i].number);
        assert_int_equal(date.year, CASES[i].year);
        assert_int_equal(date.month, CASES[i].month);
        assert_int_equal(date.day, CASES[i].day);
    }
}

static void goes_there_and_back(void **state)
{
    int32_t weekday = cb_date_weekday(-800000);

    (void)state;
    for (int32_t day = -800000; day < 800000; day += 1) {
        struct cb_date date = cb_date_of(day);
        if (cb_date_day(date.year, date.month, date.day) != day || cb_date_weekday(day) != weekday)
            fail_msg("day %d is %d-%d-%d, weekday %d", day, date.year, date.month, date.day,
                     cb_date_weekday(day));
        weekday = weekday % 7 + 1;
    }
}

static void takes_months_beyond_the_year(void **state)
{
    (void)state;
    assert_int_equal(cb_date_day(2024, 13, 1), cb_date_day(2025, 1, 1));
    assert_int_equal(cb_date_day(2024, 0, 1), cb_date_day(2023, 12, 1));
    assert_int_equal(cb_date_day(2024, -11, 1), cb_date_day(2023, 1, 1));
    assert_int_equal(cb_date_day(2024, 25, 1) - 1, cb_date_day(2025, 12, 31));
    assert_int_equal(cb_date_day(1990, 121, 1) - 1, cb_date_day(1999, 12, 31));
}

static void knows_weekdays(void **state)
{
    (void)state;
    assert_int_equal(cb_date_weekday(0), 4);
    assert_int_equal(cb_date_weekday(cb_date_day(2025, 3, 10)), 1);
    assert_int_equal(cb_date_weekday(cb_date_day(2025, 3, 16)), 7);
    assert_int_equal(cb_date_weekday(cb_date_day(1899, 12, 31)), 7);
}

static void knows_easter(void **state)
{
    static const struct cb_date SUNDAYS[] = {
        {1954, 4, 18}, {1981, 4, 19}, {2000, 4, 23}, {2008, 3, 23}, {2020, 4, 12},
        {2024, 3, 31}, {2025, 4, 20}, {2038, 4, 25}, {2049, 4, 18},
    };

    (void)state;
    for (size_t i = 0; i < sizeof SUNDAYS / sizeof *SUNDAYS; i++)
        assert_int_equal(cb_date_easter(SUNDAYS[i].year),
                         cb_date_day(SUNDAYS[i].year, SUNDAYS[i].month, SUNDAYS[i].day));
}

static void knows_what_is_a_day(void **state)
{
    (void)state;
    assert_true(cb_date_is_valid((struct cb_date){2024, 2, 29}));
    assert_false(cb_date_is_valid((struct cb_date){2025, 2, 29}));
    assert_false(cb_date_is_valid((struct cb_date){1900, 2, 29}));
    assert_true(cb_date_is_valid((struct cb_date){2000, 2, 29}));
    assert_false(cb_date_is_valid((struct cb_date){2025, 4, 31}));
    assert_false(cb_date_is_valid((struct cb_date){2025, 13, 1}));
    assert_false(cb_date_is_valid((struct cb_date){2025, 0, 1}));
    assert_false(cb_date_is_valid((struct cb_date){0, 1, 1}));
    assert_int_equal(cb_date_month_days(2025, 2), 28);
    assert_int_equal(cb_date_month_days(2025, 12), 31);
}

static void reads_and_writes(void **state)
{
    static const struct {
        const char *text;
        bool ok;
    } CASES[] = {
        {"2025-03-10", true},  {"0001-01-01", true},  {"2025-03-10T08:00", true}, {"2025-3-10", false},
        {"2025-02-30", false}, {"2025/03/10", false}, {"2025-03-1", false},       {"2025-03-101", false},
        {"", false},           {"-", false},
    };
    char text[11];
    int32_t day = 0;

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        bool ok = cb_date_parse(cb_str_of(CASES[i].text), &day);
        if (ok != CASES[i].ok)
            fail_msg("%s: %d", CASES[i].text, ok);
        cb_date_format(day, text);
        if (ok)
            assert_memory_equal(text, CASES[i].text, 10);
    }
    cb_date_format(cb_date_day(9999, 12, 31) + 1, text);
    assert_string_equal(text, "");
    cb_date_format(cb_date_day(1, 1, 1) - 1, text);
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_days),      cmocka_unit_test(goes_there_and_back),
        cmocka_unit_test(knows_easter),     cmocka_unit_test(takes_months_beyond_the_year),
        cmocka_unit_test(knows_weekdays),   cmocka_unit_test(knows_what_is_a_day),
        cmocka_unit_test(reads_and_writes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
