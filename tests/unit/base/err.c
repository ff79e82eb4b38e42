#include "base/err.h"

#include "unit/base/temp.h"

static void keeps_code_and_message(void **state)
{
    struct cb_err err = {0};

    (void)state;
    assert_int_equal(cb_err_set(&err, CB_BAD_INPUT, "%s: %d", "a.txt", 3), CB_BAD_INPUT);
    assert_int_equal(err.code, CB_BAD_INPUT);
    assert_string_equal(err.text, "a.txt: 3");
    cb_err_prefix(&err, "importing %s", "b");
    assert_string_equal(err.text, "importing b: a.txt: 3");
    assert_int_equal(err.code, CB_BAD_INPUT);
}

static void needs_no_place_to_report_to(void **state)
{
    (void)state;
    assert_int_equal(cb_err_set(NULL, CB_SYSTEM, "x"), CB_SYSTEM);
    assert_int_equal(cb_err_no_memory(NULL), CB_NO_MEMORY);
    cb_err_prefix(NULL, "x");
}

/* A message that does not fit ends at a character's border, wherever the cut falls. */
static void cuts_long_messages_between_characters(void **state)
{
    char text[2 * sizeof((struct cb_err *)0)->text];

    (void)state;
    for (size_t ascii = 0; ascii < 4; ascii++) {
        struct cb_err err = {0};
        size_t n = ascii, characters = 0;
        memset(text, 'a', ascii);
        for (; n + 5 < sizeof text; n += 4)
            memcpy(text + n, "\xF0\x9F\x98\x80", 4);
        text[n] = '\0';
        cb_err_set(&err, CB_BAD_INPUT, "%s", text);
        n = strlen(err.text);
        assert_in_range(n, sizeof err.text - 5, sizeof err.text - 1);
        for (size_t i = 0; i < n; i++)
            characters += ((unsigned char)err.text[i] & 0xC0) != 0x80;
        assert_int_equal(ascii + 4 * (characters - ascii), n);
        cb_err_prefix(&err, "ä");
        n = strlen(err.text);
        assert_true(n < sizeof err.text);
        assert_int_equal((n - 4 - ascii) % 4, 0);
    }
}

static void keeps_messages_on_one_line(void **state)
{
    struct cb_err err = {0};

    (void)state;
    cb_err_set(&err, CB_BAD_INPUT, "%s: is no day", "10.\r\nMai\x7F");
    assert_string_equal(err.text, "10.??Mai?: is no day");
    cb_err_prefix(&err, "%s", "two\nlines.txt");
    assert_string_equal(err.text, "two?lines.txt: 10.??Mai?: is no day");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_code_and_message),
        cmocka_unit_test(needs_no_place_to_report_to),
        cmocka_unit_test(cuts_long_messages_between_characters),
        cmocka_unit_test(keeps_messages_on_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
