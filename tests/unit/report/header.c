#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/header.h"

#define HEAD "-- title: T\n-- description: D.\n"
#define TAIL "-- column: x text \"X\"\n-- order: x\nSELECT 1 AS x;\n"

static void reads_a_whole_head(void **state)
{
    static const char TEXT[] = "-- title: Claims of one speaker\r\n"
                               "-- description: First line\r\n"
                               "-- description: and second.\r\n"
                               "--\r\n"
                               "-- just a remark\r\n"
                               "-- param: speaker text \"Who: name \"or\" alias\"\r\n"
                               "-- values: speaker SELECT name FROM entities ORDER BY name\r\n"
                               "-- param: min integer = 2 \"Fewest\"\r\n"
                               "-- param: from date = 2025-01-31 \"First day\"\r\n"
                               "\r\n"
                               "-- column: claim_id integer \"The claim\"\r\n"
                               "-- column: low real \"Lowest\"\r\n"
                               "-- order: claim_id\r\n"
                               "SELECT 1 AS claim_id, 2.0 AS low -- title: not any more\r\n";
    struct cb_arena arena = {0};
    struct cb_report report = {0};
    struct cb_err err = {0};

    (void)state;
    if (cb_report_parse("q.sql", "claims", "one", (struct cb_str){TEXT, sizeof TEXT - 1}, &arena, &report,
                        &err) != CB_OK)
        fail_msg("%s", err.text);
    assert_string_equal(report.name, "one");
    assert_string_equal(report.group, "claims");
    assert_string_equal(report.title, "Claims of one speaker");
    assert_string_equal(report.description, "First line and second.");
    assert_string_equal(report.order, "claim_id");
    assert_int_equal(report.param_count, 3);
    assert_string_equal(report.params[0].name, "speaker");
    assert_string_equal(report.params[0].type, "text");
    assert_string_equal(report.params[0].description, "Who: name \"or\" alias");
    assert_string_equal(report.params[0].values, "SELECT name FROM entities ORDER BY name");
    assert_null(report.params[0].default_value);
    assert_string_equal(report.params[1].default_value, "2");
    assert_null(report.params[1].values);
    assert_string_equal(report.params[2].default_value, "2025-01-31");
    assert_int_equal(report.column_count, 2);
    assert_string_equal(report.columns[1].name, "low");
    assert_string_equal(report.columns[1].type, "real");
    assert_string_equal(report.columns[1].description, "Lowest");
    assert_ptr_equal(report.sql, TEXT);
    cb_arena_release(&arena);
}

static void reads_a_chart(void **state)
{
    static const char TEXT[] = HEAD "-- chart: line x=month y=n series=outlet \"By month\"\n"
                                    "-- column: outlet text \"O\"\n-- column: month text \"M\"\n"
                                    "-- column: n integer \"N\"\n-- order: month\nSELECT 1";
    struct cb_arena arena = {0};
    struct cb_report report = {0};
    struct cb_err err = {0};

    (void)state;
    if (cb_report_parse("q.sql", "g", "n", cb_str_of(TEXT), &arena, &report, &err) != CB_OK)
        fail_msg("%s", err.text);
    assert_non_null(report.chart);
    assert_true(report.chart->line);
    assert_string_equal(report.chart->x, "month");
    assert_string_equal(report.chart->y, "n");
    assert_string_equal(report.chart->series, "outlet");
    assert_string_equal(report.chart->title, "By month");
    cb_arena_release(&arena);
}

static void says_where_a_head_is_broken(void **state)
{
    static const struct {
        const char *text, *message;
    } CASES[] = {
        {"", "q.sql:1: the report lacks a 'title' line"},
        {"SELECT 1", "q.sql:1: the report lacks a 'title' line"},
        {"-- title: T\n" TAIL, "q.sql:4: the report lacks a 'description' line"},
        {HEAD "-- order: x\nSELECT 1", "q.sql:4: the report lacks 'column' lines"},
        {HEAD "-- column: x text \"X\"\nSELECT 1", "q.sql:4: the report lacks an 'order' line"},
        {HEAD "-- column: x text \"X\"\n-- order: x\n", "the report lacks SQL"},
        {HEAD "-- tilte: U\n" TAIL, "q.sql:3: unknown word 'tilte'"},
        {HEAD "-- title: U\n" TAIL, "q.sql:3: a second line"},
        {"-- title:\n" HEAD TAIL, "q.sql:1: nothing behind 'title'"},
        {HEAD "-- param: Speaker text \"S\"\n" TAIL, "q.sql:3: no name: 'Speaker'"},
        {HEAD "-- param: 1st text \"S\"\n" TAIL, "q.sql:3: no name: '1st'"},
        {HEAD "-- param: speaker string \"S\"\n" TAIL, "q.sql:3: no type: 'string'"},
        {HEAD "-- param: speaker\n" TAIL, "q.sql:3: no type: ''"},
        {HEAD "-- param: speaker text\n" TAIL, "q.sql:3: no description: ''"},
        {HEAD "-- param: speaker text \"S\n" TAIL, "q.sql:3: no description: '\"S'"},
        {HEAD "-- param: n integer = two \"N\"\n" TAIL, "q.sql:3: no default of that type: 'two'"},
        {HEAD "-- param: n integer = \"N\"\n" TAIL, "q.sql:3: no default of that type: '\"N\"'"},
        {HEAD "-- param: d date = 2025-13-01 \"D\"\n" TAIL, "q.sql:3: no default of that type"},
        {HEAD "-- param: a text \"A\"\n-- param: a text \"A\"\n" TAIL, "q.sql:4: a second parameter 'a'"},
        {HEAD "-- values: a SELECT 1\n" TAIL, "q.sql:3: values of an unknown parameter 'a'"},
        {HEAD "-- param: a text \"A\"\n-- values: a DELETE FROM x\n" TAIL, "q.sql:4: values need a SELECT"},
        {HEAD "-- column: x blob \"X\"\n" TAIL, "q.sql:3: no type: 'blob'"},
        {HEAD "-- column: x text \"X\"\n" TAIL, "q.sql:4: a second column 'x'"},
        {HEAD "-- chart: pie x=x y=x\n" TAIL, "q.sql:3: no kind of chart: 'pie'"},
        {HEAD "-- chart: bar x=x\n" TAIL, "q.sql:3: a chart needs x= and y=, not only 'bar'"},
        {HEAD "-- chart: bar x=x z=x y=x\n" TAIL, "q.sql:3: a chart has no 'z=x'"},
        {HEAD "-- chart: bar x=x x=x y=x\n" TAIL, "q.sql:3: a chart has no 'x=x'"},
        {HEAD "-- chart: bar x= y=x\n" TAIL, "q.sql:3: a chart has no 'x='"},
        {HEAD "-- chart: bar x=x y=n\n" TAIL, "q.sql:3: a chart of an unknown column 'n'"},
        {HEAD "-- chart: bar x=x y=x\n" TAIL, "q.sql:3: a chart's y is no number: 'x'"},
        {HEAD "-- chart: bar x=x y=n\n-- chart: bar x=x y=n\n" TAIL, "q.sql:4: a second chart 'bar'"},
        {HEAD "-- chart: bar x=x y=n \"T\n" TAIL, "q.sql:3: no description: '\"T'"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_arena arena = {0};
        struct cb_report report = {0};
        struct cb_err err = {0};
        cb_status status =
            cb_report_parse("q.sql", "g", "n", cb_str_of(CASES[i].text), &arena, &report, &err);
        if (status != CB_BAD_INPUT || !strstr(err.text, CASES[i].message))
            fail_msg("case %zu: status %d, '%s' instead of '%s'", i, (int)status, err.text, CASES[i].message);
        assert_null(report.name);
        cb_arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_whole_head),
        cmocka_unit_test(reads_a_chart),
        cmocka_unit_test(says_where_a_head_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
