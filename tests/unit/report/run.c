#include "unit/report/kb.h"

#include "report/header.h"
#include "report/run.h"

static const char TEXT[] =
    "-- title: T\n-- description: D.\n"
    "-- param: what text \"W\"\n"
    "-- values: what SELECT DISTINCT what_key FROM figures ORDER BY what_key\n"
    "-- param: min integer = 1 \"M\"\n"
    "-- param: from date \"F\"\n"
    "-- param: factor real = 0.5 \"X\"\n"
    "-- column: given text \"G\"\n"
    "-- column: kinds text \"K\"\n"
    "-- column: value real \"V\"\n"
    "-- order: given\n"
    "SELECT :what AS given, typeof(:what) || ' ' || typeof(:min) || ' ' || typeof(:from) || ' ' ||\n"
    "typeof(:factor) AS kinds, :min * :factor AS value";

static struct cb_arena arena;
static struct cb_report report;

static int parse(void **state)
{
    struct cb_err err = {0};

    (void)state;
    return cb_report_parse("q.sql", "g", "one", (struct cb_str){TEXT, sizeof TEXT - 1}, &arena, &report,
                           &err) == CB_OK
               ? 0
               : -1;
}

static int release(void **state)
{
    (void)state;
    cb_arena_release(&arena);
    return 0;
}

static void binds_parameters_by_type(void **state)
{
    static const struct {
        struct cb_param params[3];
        size_t count;
        const char *line;
    } CASES[] = {
        {{{0}}, 0, ",null integer null real,0.5\r\n"},
        {{{"what", "Öl"}, {"min", "4"}}, 2, "Öl,text integer null real,2\r\n"},
        {{{"what", ""}, {"min", ""}}, 2, ",null null null real,\r\n"},
        {{{"from", "2025-03-10"}, {"factor", "2"}, {"what", "7"}}, 3, "7,text integer text real,2\r\n"},
        {{{"what", "'; DROP TABLE articles; --"}},
         1,
         "'; DROP TABLE articles; --,text integer null real,0.5\r\n"},
    };
    struct cb_db db;

    (void)state;
    kb_open(&db, true);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct keeping out;
        struct cb_err err = {0};
        struct cb_run_result result = {.rows = 99};
        struct cb_report_job job = {.report = &report,
                                    .params = CASES[i].params,
                                    .param_count = CASES[i].count,
                                    .format = CB_FORMAT_CSV};
        keeping_init(&out);
        if (cb_report_run(&db, &job, &out.sink, &result, &err) != CB_OK)
            fail_msg("%s", err.text);
        assert_int_equal(result.rows, 1);
        assert_string_equal(strchr(kept(&out), '\n') + 1, CASES[i].line);
        cb_buf_release(&out.text);
    }
    cb_db_close(&db);
}

static void refuses_wrong_parameters(void **state)
{
    static const struct {
        struct cb_param params[2];
        size_t count;
        const char *message;
    } CASES[] = {
        {{{"min", "abc"}}, 1, "report one: min='abc' is not a whole number"},
        {{{"from", "2025-13-40"}}, 1, "report one: from='2025-13-40' is not a day as YYYY-MM-DD"},
        {{{"factor", "0,5"}}, 1, "report one: factor='0,5' is not a number"},
        {{{"waht", "x"}},
         1,
         "report one has no parameter 'waht'; did you mean 'what'?; it has: what, min, from, factor"},
        {{{"colour", "x"}}, 1, "report one has no parameter 'colour'; it has: what, min, from, factor"},
        {{{"min", "1"}, {"min", "2"}}, 2, "report one: the parameter 'min' is given twice"},
    };
    struct cb_db db;

    (void)state;
    kb_open(&db, true);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct keeping out;
        struct cb_err err = {0};
        struct cb_report_job job = {.report = &report,
                                    .params = CASES[i].params,
                                    .param_count = CASES[i].count,
                                    .format = CB_FORMAT_CSV};
        keeping_init(&out);
        assert_int_equal(cb_report_run(&db, &job, &out.sink, NULL, &err), CB_USAGE);
        if (!strstr(err.text, CASES[i].message))
            fail_msg("'%s'", err.text);
        assert_string_equal(kept(&out), "");
        cb_buf_release(&out.text);
    }
    cb_db_close(&db);
}

static void join_value(void *context, const char *value)
{
    cb_buf_printf(context, "%s;", value);
}

static void offers_values(void **state)
{
    struct cb_db db;
    struct cb_buf out;
    struct cb_err err = {0};

    (void)state;
    kb_open(&db, true);
    cb_buf_init(&out, 1000);
    assert_int_equal(cb_report_values(&db, &report, "what", join_value, &out, &err), CB_OK);
    assert_string_equal(out.bytes, "halle;leute;");
    cb_buf_clear(&out);
    assert_int_equal(cb_report_values(&db, &report, "min", join_value, &out, &err), CB_OK);
    assert_int_equal(out.len, 0);
    assert_int_equal(cb_report_values(&db, &report, "nix", join_value, &out, &err), CB_USAGE);
    cb_buf_release(&out);
    cb_db_close(&db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binds_parameters_by_type),
        cmocka_unit_test(refuses_wrong_parameters),
        cmocka_unit_test(offers_values),
    };
    return cmocka_run_group_tests(tests, parse, release);
}
