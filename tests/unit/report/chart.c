#include "unit/report/kb.h"

#include <stdio.h>

#include "report/chart.h"

static const struct cb_writer_column COLUMNS[] = {
    {"month", false, NULL}, {"outlet", false, NULL}, {"claims", true, NULL}};

struct point {
    const char *month, *outlet;
    int64_t claims;
};

static const struct point POINTS[] = {
    {"2025-03", "Abend", 4}, {"2025-01", "Abend", 1}, {"2025-01", "Bote", 8},
    {NULL, "Abend", 2},      {"2025-01", "Abend", 1},
};

static struct cb_value text(const char *s)
{
    return (struct cb_value){.kind = s ? CB_VALUE_TEXT : CB_VALUE_NULL, .text = cb_str_of(s)};
}

/* A chart of the points, ready to be drawn. */
static struct cb_chart *chart_of(const struct cb_report_chart *spec, const struct point *points, size_t count)
{
    static struct cb_sheet sheet;
    struct cb_chart *chart = NULL;

    sheet =
        (struct cb_sheet){.columns = COLUMNS, .column_count = 3, .title = "Claims <by> month", .chart = spec};
    assert_int_equal(cb_chart_open(&sheet, &chart, NULL), CB_OK);
    for (size_t i = 0; i < count; i++) {
        struct cb_value row[] = {text(points[i].month),
                                 text(points[i].outlet),
                                 {.kind = CB_VALUE_INTEGER, .integer = points[i].claims}};
        assert_int_equal(cb_chart_add(chart, row, NULL), CB_OK);
    }
    return chart;
}

static void draws_text(const struct cb_report_chart *spec, bool ascii, const char *expected)
{
    struct cb_chart *chart = chart_of(spec, POINTS, sizeof POINTS / sizeof POINTS[0]);
    struct cb_sink sink = {.width = 40, .ascii = ascii};
    struct cb_buf out;

    cb_buf_init(&out, 10000);
    assert_int_equal(cb_chart_text(chart, &sink, &out, NULL), CB_OK);
    assert_string_equal(out.bytes, expected);
    cb_buf_release(&out);
    cb_chart_close(chart);
}

/* Bars keep the order of the rows and add up what is the same; nothing known is a bar, too. */
static void draws_bars_of_text(void **state)
{
    static const struct cb_report_chart SPEC = {.x = "month", .y = "claims"};

    (void)state;
    draws_text(&SPEC, false,
               "\nClaims <by> month (claims)\n"
               "2025-03 │███████▋ 4\n"
               "2025-01 │███████████████████ 10\n"
               "-       │███▊ 2\n");
    draws_text(&SPEC, true,
               "\nClaims <by> month (claims)\n"
               "2025-03 |######## 4\n"
               "2025-01 |################### 10\n"
               "-       |#### 2\n");
}

/* A line goes by x, whatever the order of the rows, and needs one. */
static void draws_series_of_text(void **state)
{
    static const struct cb_report_chart SPEC = {
        .x = "month", .y = "claims", .series = "outlet", .title = "Both", .line = true};

    (void)state;
    draws_text(&SPEC, true,
               "\nBoth (claims)\n"
               "2025-01\n"
               "  Abend |##### 2\n"
               "  Bote  |################### 8\n"
               "2025-03\n"
               "  Abend |########## 4\n");
}

static void finds_round_ticks(void **state)
{
    static const struct {
        double low, high;
        bool whole;
        double step;
        int64_t first, last;
    } CASES[] = {
        {0, 10, true, 2, 0, 5},      {0, 9, true, 2, 0, 5},       {0, 1, true, 1, 0, 1},
        {0, 3, true, 1, 0, 3},       {0, 0.3, false, 0.1, 0, 3},  {-5, 12, true, 5, -1, 3},
        {0, 4200, true, 1000, 0, 5}, {0, 1e12, true, 2e11, 0, 5}, {0, 0, true, 1, 0, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_chart chart = {.low = CASES[i].low, .high = CASES[i].high, .whole = CASES[i].whole};
        struct cb_chart_axis axis = cb_chart_ticks(&chart);
        if (cb_chart_tick(axis, 1) != CASES[i].step || axis.first != CASES[i].first ||
            axis.last != CASES[i].last)
            fail_msg("case %zu: step %g from %d to %d", i, cb_chart_tick(axis, 1), (int)axis.first,
                     (int)axis.last);
    }
}

static void holds(const char *svg, const char *part, bool there)
{
    if (!strstr(svg, part) == there)
        fail_msg("'%s' %s in: %s", part, there ? "is not" : "is", svg);
}

static void draws_svg(void **state)
{
    static const struct cb_report_chart BAR = {.x = "month", .y = "claims"},
                                        LINE = {
                                            .x = "month", .y = "claims", .series = "outlet", .line = true};
    static const struct point HOSTILE[] = {{"<script>alert(1)</script>", "\"><img src=x>", 3},
                                           {"b\x1b[2J", "b", 5}};
    struct cb_chart *chart = chart_of(&BAR, POINTS, 5);
    struct cb_buf out;

    (void)state;
    cb_buf_init(&out, 100000);
    assert_int_equal(cb_chart_svg(chart, &out, NULL), CB_OK);
    holds(out.bytes, "role=\"img\" aria-labelledby=\"chart-title chart-says\"", true);
    holds(out.bytes, "<title id=\"chart-title\">Claims &lt;by&gt; month</title>", true);
    holds(out.bytes, "Bar chart of claims by month: 3 values. Highest: 10 (2025-01). Lowest: 2 (-).", true);
    holds(out.bytes, "<title>2025-03: 4</title>", true);
    cb_chart_close(chart);

    cb_buf_clear(&out);
    chart = chart_of(&LINE, HOSTILE, 2);
    assert_int_equal(cb_chart_svg(chart, &out, NULL), CB_OK);
    holds(out.bytes, "<script", false);
    holds(out.bytes, "<img", false);
    holds(out.bytes, "\x1b", false);
    holds(out.bytes, "polyline", true);
    cb_chart_close(chart);
    cb_buf_release(&out);
}

/* More than there is room for is left out, and it is said. */
static void says_what_is_left_out(void **state)
{
    static const struct cb_report_chart SPEC = {.x = "month", .y = "claims", .series = "outlet"};
    static char names[60][8];
    struct point points[60];
    struct cb_chart *chart;
    struct cb_buf out;

    (void)state;
    for (int i = 0; i < 60; i++) {
        snprintf(names[i], sizeof names[i], "n%02d", i);
        points[i] = (struct point){names[i], i < 50 ? "a" : names[i], i};
    }
    chart = chart_of(&SPEC, points, 60);
    cb_buf_init(&out, 100000);
    assert_int_equal(cb_chart_svg(chart, &out, NULL), CB_OK);
    holds(out.bytes, "The first 40 of 55 (month). The 6 largest of 11 series (outlet). The table has all.",
          true);
    cb_chart_close(chart);
    cb_buf_release(&out);
}

static void draws_nothing_of_nothing(void **state)
{
    static const struct cb_report_chart SPEC = {.x = "month", .y = "claims"};
    struct cb_chart *chart = chart_of(&SPEC, NULL, 0);
    struct cb_buf out;

    (void)state;
    cb_buf_init(&out, 1000);
    assert_int_equal(cb_chart_svg(chart, &out, NULL), CB_OK);
    assert_int_equal(out.len, 0);
    cb_chart_close(chart);
    cb_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_bars_of_text),    cmocka_unit_test(draws_series_of_text),
        cmocka_unit_test(finds_round_ticks),     cmocka_unit_test(draws_svg),
        cmocka_unit_test(says_what_is_left_out), cmocka_unit_test(draws_nothing_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
