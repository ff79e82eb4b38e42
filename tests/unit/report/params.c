#include "unit/report/kb.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/params.h"

/* Reads `text` from a file. */
static cb_status read_text(const char *text, struct cb_arena *arena, struct cb_param_sets *out,
                           struct cb_err *err)
{
    char path[] = "/tmp/claimbase-test-XXXXXX";
    int fd = mkstemp(path);
    size_t size = strlen(text);
    cb_status status;

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, size), (ssize_t)size);
    close(fd);
    status = cb_params_read(path, arena, out, err);
    unlink(path);
    return status;
}

/* "a=1 b=2; a=3" */
static void describe(const struct cb_param_sets *sets, struct cb_buf *out)
{
    for (size_t i = 0; i < sets->sets.count; i++) {
        struct cb_param joined[8];
        size_t count = cb_params_join(sets, i, NULL, 0, joined);
        cb_buf_add_z(out, i > 0 ? "; " : "");
        for (size_t j = 0; j < count; j++)
            cb_buf_printf(out, "%s%s=%s", j > 0 ? " " : "", joined[j].name, joined[j].value);
    }
}

static void reads_csv_and_json(void **state)
{
    static const struct {
        const char *text, *sets;
    } CASES[] = {
        {"speaker\nMeike Andersen\n\"Öllig, Jan\"\n", "speaker=Meike Andersen; speaker=Öllig, Jan"},
        {"a,b\n1,2\n3,\n", "a=1 b=2; a=3"},
        {"\xEF\xBB\xBF"
         "a;b\r\n1;2,5\r\n",
         "a=1 b=2,5"},
        {"a\tb\n1\t2\n", "a=1 b=2"},
        {"[{\"a\": 1, \"b\": \"x\"}, {\"b\": null, \"c\": 0.5, \"a\": true}]", "a=1 b=x; a=1 c=0.5"},
        {"{\"a\": 1}\n{\"a\": 2}\n", "a=1; a=2"},
        {"a\n../../etc/passwd\n", "a=../../etc/passwd"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_arena arena = {0};
        struct cb_param_sets sets = {0};
        struct cb_err err = {0};
        struct cb_buf out;
        cb_buf_init(&out, 1000);
        if (read_text(CASES[i].text, &arena, &sets, &err) != CB_OK)
            fail_msg("'%s': %s", CASES[i].text, err.text);
        describe(&sets, &out);
        assert_string_equal(out.bytes, CASES[i].sets);
        cb_buf_release(&out);
        cb_arena_release(&arena);
    }
}

static void refuses_what_is_neither(void **state)
{
    static const struct {
        const char *text, *message;
    } CASES[] = {
        {"", "no parameters in it"},
        {"a,b\n", "no parameters in it"},
        {"[]", "no parameters in it"},
        {"a,b\n1\n", "row 2 has 1 fields, the first one 2"},
        {"a,a\n1,2\n", "names a parameter twice"},
        {"[1, 2]", "something else than objects"},
        {"[{\"a\": [1]}]", "the value of 'a' is neither text nor a number"},
        {"[{\"a\": 1}", "is not JSON"},
        {"[{\"a\": 1, \"a\": 2}]", "is not JSON"},
        {"a\n\"open\n", "is not CSV"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_arena arena = {0};
        struct cb_param_sets sets = {0};
        struct cb_err err = {0};
        assert_int_equal(read_text(CASES[i].text, &arena, &sets, &err), CB_BAD_INPUT);
        if (!strstr(err.text, CASES[i].message))
            fail_msg("'%s': '%s'", CASES[i].text, err.text);
        cb_arena_release(&arena);
    }
}

/* What a row gives stands before what holds for all. */
static void joins_with_those_of_all(void **state)
{
    static const struct cb_param MORE[] = {{"a", "9"}, {"c", "7"}};
    struct cb_arena arena = {0};
    struct cb_param_sets sets = {0};
    struct cb_param joined[4];

    (void)state;
    assert_int_equal(read_text("a,b\n1,2\n,3\n", &arena, &sets, NULL), CB_OK);
    assert_int_equal(cb_params_join(&sets, 0, MORE, 2, joined), 3);
    assert_string_equal(joined[0].value, "1");
    assert_string_equal(joined[2].value, "7");
    assert_int_equal(cb_params_join(&sets, 1, MORE, 2, joined), 3);
    assert_string_equal(joined[0].value, "3");
    assert_string_equal(joined[1].value, "9");
    cb_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_csv_and_json),
        cmocka_unit_test(refuses_what_is_neither),
        cmocka_unit_test(joins_with_those_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
