#include "base/buf.h"

#include "unit/base/temp.h"

static void builds_text_with_a_final_zero(void **state)
{
    struct cb_buf buf;

    (void)state;
    cb_buf_init(&buf, 100);
    cb_buf_add(&buf, CB_STR("ab"));
    cb_buf_add_z(&buf, "cd");
    cb_buf_add_char(&buf, 'e');
    cb_buf_printf(&buf, "%03d", 7);
    assert_false(cb_buf_failed(&buf));
    assert_string_equal(buf.bytes, "abcde007");
    assert_int_equal(cb_buf_view(&buf).len, 8);
    cb_buf_release(&buf);
}

static void remembers_that_something_did_not_fit(void **state)
{
    struct cb_buf buf;

    (void)state;
    cb_buf_init(&buf, 4);
    cb_buf_add_z(&buf, "abcd"); /* just fits */
    assert_false(cb_buf_failed(&buf));
    cb_buf_add_char(&buf, 'e');
    assert_true(cb_buf_failed(&buf));
    cb_buf_add_z(&buf, "");
    assert_true(cb_buf_failed(&buf));
    assert_string_equal(buf.bytes, "abcd");
    cb_buf_clear(&buf);
    assert_false(cb_buf_failed(&buf));
    cb_buf_printf(&buf, "%s", "too long");
    assert_true(cb_buf_failed(&buf));
    assert_string_equal(buf.bytes, "");
    cb_buf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builds_text_with_a_final_zero),
        cmocka_unit_test(remembers_that_something_did_not_fit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
