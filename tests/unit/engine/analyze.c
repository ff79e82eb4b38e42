#include "unit/engine/bench.h"

static bool collect(void *context, const char *bytes, size_t size)
{
    cb_buf_add(context, (struct cb_str){bytes, size});
    return true;
}

static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)context, (void)bytes, (void)size;
    return false;
}

static void writes_every_article_of_a_file(void **state)
{
    struct temp *temp = *state;
    struct cb_buf out;
    struct cb_sink sink = {.write = collect, .context = &out};
    const char *path = temp_file(temp, "a.jsonl", "{\"text\": \"Zoë geht.\"}\n{\"text\": \"Er kommt.\"}\n");

    cb_buf_init(&out, 1 << 16);
    assert_int_equal(cb_analyze(path, NULL, CB_ANALYSIS_CONLLU, &sink, NULL), CB_OK);
    assert_non_null(strstr(out.bytes, "1\tZoë\t"));
    assert_non_null(strstr(out.bytes, "Start=4|End=8"));
    assert_non_null(strstr(out.bytes, "2\tkommt\t"));
    cb_buf_clear(&out);
    assert_int_equal(cb_analyze(path, NULL, CB_ANALYSIS_TABLE, &sink, NULL), CB_OK);
    assert_non_null(strstr(out.bytes, "geht"));
    cb_buf_release(&out);
}

static void says_what_is_wrong(void **state)
{
    struct temp *temp = *state;
    struct cb_sink sink = {.write = refuse};
    struct cb_err err = {0};

    assert_int_equal(cb_analyze(temp_path(temp, "none.txt"), NULL, CB_ANALYSIS_TABLE, &sink, &err),
                     CB_BAD_INPUT);
    assert_message(err, "none.txt: no such file");
    assert_int_equal(cb_analyze(temp_file(temp, "e.txt", ""), NULL, CB_ANALYSIS_TABLE, &sink, &err),
                     CB_BAD_INPUT);
    assert_message(err, "e.txt: is empty");
    assert_int_equal(cb_analyze(temp_file(temp, "a.txt", "Ja."), NULL, CB_ANALYSIS_TABLE, &sink, &err),
                     CB_SYSTEM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(writes_every_article_of_a_file),
        temp_test(says_what_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
