#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/value.h"

static void reads_values_by_type(void **state)
{
    static const struct {
        const char *type, *text;
        bool fits;
        enum cb_value_kind kind;
        int64_t integer;
    } CASES[] = {
        {"text", "Jan Öllig", true, CB_VALUE_TEXT, 0},
        {"text", "", true, CB_VALUE_NULL, 0},
        {"integer", "", true, CB_VALUE_NULL, 0},
        {"integer", "0", true, CB_VALUE_INTEGER, 0},
        {"integer", "-12", true, CB_VALUE_INTEGER, -12},
        {"integer", "9223372036854775807", true, CB_VALUE_INTEGER, INT64_MAX},
        {"integer", "-9223372036854775808", true, CB_VALUE_INTEGER, INT64_MIN},
        {"integer", "9223372036854775808", false, 0, 0},
        {"integer", "abc", false, 0, 0},
        {"integer", "1.5", false, 0, 0},
        {"integer", "-", false, 0, 0},
        {"integer", " 1", false, 0, 0},
        {"real", "0.05", true, CB_VALUE_REAL, 0},
        {"real", "7", true, CB_VALUE_REAL, 0},
        {"real", "0,05", false, 0, 0},
        {"real", "1e3", false, 0, 0},
        {"date", "2025-03-10", true, CB_VALUE_TEXT, 0},
        {"date", "2024-02-29", true, CB_VALUE_TEXT, 0},
        {"date", "2025-02-29", false, 0, 0},
        {"date", "1900-02-29", false, 0, 0},
        {"date", "2025-13-40", false, 0, 0},
        {"date", "2025-04-31", false, 0, 0},
        {"date", "2025-00-10", false, 0, 0},
        {"date", "2025-01-00", false, 0, 0},
        {"date", "2025-3-1", false, 0, 0},
        {"date", "2025-03-1x", false, 0, 0},
        {"date", "-025-03-10", false, 0, 0},
        {"date", "gestern", false, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_value value = {.kind = CB_VALUE_NULL, .integer = 0};
        bool fits = cb_value_read(CASES[i].type, cb_str_of(CASES[i].text), &value);
        if (fits != CASES[i].fits ||
            (fits && (value.kind != CASES[i].kind || value.integer != CASES[i].integer)))
            fail_msg("%s '%s'", CASES[i].type, CASES[i].text);
    }
}

static void knows_its_types(void **state)
{
    (void)state;
    assert_true(cb_value_type_known(CB_STR("text")));
    assert_true(cb_value_type_known(CB_STR("date")));
    assert_false(cb_value_type_known(CB_STR("number")));
    assert_false(cb_value_type_known(CB_STR("")));
    assert_string_equal(cb_value_type_form("date"), "a day as YYYY-MM-DD");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_values_by_type),
        cmocka_unit_test(knows_its_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
