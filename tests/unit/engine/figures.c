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

static void reads_phrases(void **state)
{
    static const char *const PHRASES[] = {"Zoë zahlt bis zu 10 Milliarden Dollar.", "nichts", "gestern"};
    struct cb_figures_options options = {.language = "de", .published = "2025-03-10"};
    struct cb_buf out;
    struct cb_sink sink = {.write = collect, .context = &out};
    uint64_t figures = 0;

    (void)state;
    cb_buf_init(&out, 1 << 16);
    assert_int_equal(cb_figures_read(PHRASES, 3, &options, CB_FORMAT_JSONL, &sink, &figures, NULL), CB_OK);
    assert_int_equal(figures, 2);
    assert_non_null(strstr(out.bytes,
                           "{\"phrase\":1,\"text\":\"bis zu 10 Milliarden Dollar\",\"kind\":\"money\","
                           "\"low\":null,\"high\":10000000000,"));
    assert_non_null(strstr(out.bytes, "\"start_char\":10,\"end_char\":37,\"rule\":\"any.figure.money\""));
    assert_non_null(strstr(out.bytes, "{\"phrase\":3,\"text\":\"gestern\",\"kind\":\"date\","));
    assert_non_null(strstr(out.bytes, "\"date_low\":\"2025-03-09\""));
    cb_buf_release(&out);
}

/* Looks like a page's footer, or like a list number: a phrase is read all the same. */
static void passes_nothing_over(void **state)
{
    static const char *const PHRASES[] = {"Teilen 30 Euro", "© 2024 Verlag, 5 Euro"};
    struct cb_buf out;
    struct cb_sink sink = {.write = collect, .context = &out};

    (void)state;
    cb_buf_init(&out, 1 << 16);
    assert_int_equal(cb_figures_read(PHRASES, 2, NULL, CB_FORMAT_CSV, &sink, NULL, NULL), CB_OK);
    assert_non_null(strstr(out.bytes, "1,30 Euro,money,30"));
    assert_non_null(strstr(out.bytes, "2,5 Euro,money,5"));
    cb_buf_release(&out);
}

static void says_what_is_wrong(void **state)
{
    static const char *const PHRASE[] = {"3 Euro"}, *const EMPTY[] = {" "};
    struct cb_figures_options french = {.language = "fr"}, no_day = {.published = "gestern"};
    struct cb_figures_options no_lists = {.lists_dir = "/nowhere"};
    struct cb_sink sink = {.write = refuse};
    struct cb_err err = {0};

    (void)state;
    assert_int_equal(cb_figures_read(PHRASE, 1, &french, CB_FORMAT_CSV, &sink, NULL, &err), CB_USAGE);
    assert_message(err, "no language 'fr'");
    assert_int_equal(cb_figures_read(PHRASE, 1, &no_day, CB_FORMAT_CSV, &sink, NULL, &err), CB_USAGE);
    assert_message(err, "'gestern' is no day");
    assert_int_equal(cb_figures_read(PHRASE, 1, &no_lists, CB_FORMAT_CSV, &sink, NULL, &err), CB_BAD_INPUT);
    assert_int_equal(cb_figures_read(PHRASE, 1, NULL, CB_FORMAT_CSV, &sink, NULL, &err), CB_SYSTEM);
    sink.write = collect;
    sink.context = &(struct cb_buf){0};
    assert_int_equal(cb_figures_read(EMPTY, 1, NULL, CB_FORMAT_JSONL, &sink, NULL, &err), CB_BAD_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(reads_phrases),
        temp_test(passes_nothing_over),
        temp_test(says_what_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
