#include "text/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct cb_decimal decimal(const char *text)
{
    struct cb_decimal d = {-1, -1};

    if (!cb_decimal_parse(cb_str_of(text), &d))
        fail_msg("%s is a number", text);
    return d;
}

static void assert_decimal(struct cb_decimal d, int64_t digits, int32_t exponent)
{
    assert_int_equal(d.digits, digits);
    assert_int_equal(d.exponent, exponent);
}

static void reads(void **state)
{
    static const struct {
        const char *text;
        int64_t digits;
        int32_t exponent;
    } CASES[] = {
        {"0", 0, 0},        {"7", 7, 0},     {"12.5", 125, -1}, {"-3", -3, 0},
        {"1000000", 1, 6},  {"0.50", 5, -1}, {".5", 5, -1},     {"5.", 5, 0},
        {"-0.25", -25, -2}, {"000", 0, 0},   {"100.00", 1, 2},  {"123456789012345678", 123456789012345678, 0},
    };
    static const char *const WRONG[] = {
        "", "-", ".", "1,5", "1.2.3", "x", "1e5", " 1", "99999999999999999999"};
    struct cb_decimal d;

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_decimal(decimal(CASES[i].text), CASES[i].digits, CASES[i].exponent);
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        if (cb_decimal_parse(cb_str_of(WRONG[i]), &d))
            fail_msg("%s is no number", WRONG[i]);
}

static void calculates(void **state)
{
    struct cb_decimal d;

    (void)state;
    assert_true(cb_decimal_multiply(decimal("2.4"), decimal("1000000000"), &d));
    assert_decimal(d, 24, 8);
    assert_true(cb_decimal_multiply(decimal("0.1"), decimal("3"), &d));
    assert_decimal(d, 3, -1);
    assert_true(cb_decimal_add(decimal("0.1"), decimal("0.2"), &d));
    assert_decimal(d, 3, -1);
    assert_true(cb_decimal_add(decimal("2000000"), decimal("0.5"), &d));
    assert_decimal(d, 20000005, -1);
    assert_true(cb_decimal_add(decimal("-5"), decimal("5"), &d));
    assert_decimal(d, 0, 0);
    assert_false(cb_decimal_multiply(decimal("123456789012345678"), decimal("123456789"), &d));
    assert_false(cb_decimal_add((struct cb_decimal){1, 30}, decimal("1"), &d));
}

static void divides(void **state)
{
    struct cb_decimal d;

    (void)state;
    assert_true(cb_decimal_divide(decimal("1"), decimal("4"), &d));
    assert_decimal(d, 25, -2);
    assert_true(cb_decimal_divide(decimal("1"), decimal("3"), &d));
    assert_decimal(d, 333333333333333, -15);
    assert_true(cb_decimal_divide(decimal("2"), decimal("3"), &d));
    assert_decimal(d, 666666666666667, -15);
    assert_true(cb_decimal_divide(decimal("-1"), decimal("8"), &d));
    assert_decimal(d, -125, -3);
    assert_true(cb_decimal_divide(decimal("100"), decimal("0.5"), &d));
    assert_decimal(d, 2, 2);
    assert_true(cb_decimal_divide(decimal("0"), decimal("7"), &d));
    assert_decimal(d, 0, 0);
    assert_false(cb_decimal_divide(decimal("1"), decimal("0"), &d));
}

static void knows_whole_numbers(void **state)
{
    int64_t whole = 0;

    (void)state;
    assert_true(cb_decimal_whole(decimal("12000"), &whole));
    assert_int_equal(whole, 12000);
    assert_true(cb_decimal_whole(cb_decimal_of(-7), &whole));
    assert_int_equal(whole, -7);
    assert_false(cb_decimal_whole(decimal("1.5"), &whole));
    assert_false(cb_decimal_whole((struct cb_decimal){5, 40}, &whole));
    assert_false(cb_decimal_whole((struct cb_decimal){99, 18}, NULL));
}

static void compares(void **state)
{
    (void)state;
    assert_true(cb_decimal_compare(decimal("2"), decimal("10")) < 0);
    assert_true(cb_decimal_compare(decimal("1000"), decimal("999.99")) > 0);
    assert_int_equal(cb_decimal_compare(decimal("2.50"), decimal("2.5")), 0);
    assert_true(cb_decimal_compare(decimal("-1"), decimal("0")) < 0);
    assert_true(cb_decimal_compare((struct cb_decimal){1, 60}, (struct cb_decimal){1, -60}) > 0);
    assert_true(cb_decimal_compare((struct cb_decimal){-1, 60}, decimal("5")) < 0);
}

static void becomes_the_nearest_double(void **state)
{
    (void)state;
    assert_true(cb_decimal_double(decimal("0.1")) == 0.1);
    assert_true(cb_decimal_double(decimal("2400000000")) == 2.4e9);
    assert_true(cb_decimal_double(decimal("-12.4")) == -12.4);
    assert_true(cb_decimal_double((struct cb_decimal){5, 30}) == 5e30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),
        cmocka_unit_test(calculates),
        cmocka_unit_test(divides),
        cmocka_unit_test(compares),
        cmocka_unit_test(knows_whole_numbers),
        cmocka_unit_test(becomes_the_nearest_double),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
