#include "text/csv.h"

#include "unit/base/temp.h"

/* Rows as "a|b;c|d". */
static struct cb_str render(struct cb_arena *arena, const struct cb_csv_rows *rows)
{
    struct cb_str out = CB_STR("");

    for (size_t r = 0; r < rows->count; r++)
        for (size_t f = 0; f < rows->items[r].count; f++)
            out = cb_arena_printf(arena, "%.*s%s%.*s", CB_STR_ARG(out),
                                  f   ? "|"
                                  : r ? ";"
                                      : "",
                                  CB_STR_ARG(rows->items[r].fields[f]));
    return out;
}

static void parses(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *text, *rows;
    } CASES[] = {
        {"", ""},
        {"a,b\nc,d\n", "a|b;c|d"},
        {"a,b\r\nc,d", "a|b;c|d"},
        {"\xEF\xBB\xBF"
         "a,b\n",
         "a|b"},
        {"a,\n,b\n", "a|;|b"},
        {"\"a, b\",\"say \"\"x\"\"\"\n", "a, b|say \"x\""},
        {"\"two\nlines\",b\n", "two\nlines|b"},
        {"a\n\n\nb\n", "a;b"},
        {"ä ,\" ö \"\n", "ä| ö "},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_csv_rows rows = {0};
        struct cb_err err = {0};
        struct cb_str seen;
        if (cb_csv_parse("f.csv", cb_str_of(CASES[i].text), &temp->arena, &rows, &err) != CB_OK)
            fail_msg("case %zu: %s", i, err.text);
        seen = render(&temp->arena, &rows);
        if (!cb_str_eq(seen, cb_str_of(CASES[i].rows)))
            fail_msg("case %zu: '%.*s', not '%s'", i, CB_STR_ARG(seen), CASES[i].rows);
    }
}

static void counts_rows_with_the_blank_ones(void **state)
{
    struct temp *temp = *state;
    static const struct {
        char separator;
        const char *text, *rows;
        uint64_t last;
    } CASES[] = {
        {',', "a\n\n\nb\n", "a;b", 4},    {',', "a\r\n\r\nb\r\n", "a;b", 3},
        {',', "a\r\nb\r\nc", "a;b;c", 3}, {';', "a,b;c\n\"d;e\";f\n", "a,b|c;d;e|f", 2},
        {'\t', "a\tb\n", "a|b", 1},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_csv_rows rows = {0};
        struct cb_str seen;
        assert_int_equal(
            cb_csv_parse_by(CASES[i].separator, "f.csv", cb_str_of(CASES[i].text), &temp->arena, &rows, NULL),
            CB_OK);
        seen = render(&temp->arena, &rows);
        if (!cb_str_eq(seen, cb_str_of(CASES[i].rows)) || rows.items[rows.count - 1].line != CASES[i].last)
            fail_msg("case %zu: '%.*s', last row %d", i, CB_STR_ARG(seen),
                     (int)rows.items[rows.count - 1].line);
    }
}

static void finds_the_separator(void **state)
{
    static const struct {
        const char *text;
        char separator;
    } CASES[] = {
        {"", ','},
        {"a", ','},
        {"a,b\nc;d;e;f\n", ','},
        {"a;b,c;d\n", ';'},
        {"a\tb\r\n1,5\t2,5\n", '\t'},
        {"a|b", '|'},
        {"\"x,y,z\";b\n", ';'},
        {"\"two\nlines, and, commas\";b\n", ';'},
        {"a,b;c", ','},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        if (cb_csv_separator(cb_str_of(CASES[i].text)) != CASES[i].separator)
            fail_msg("case %zu", i);
}

static void says_which_row_is_broken(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *text, *message;
    } CASES[] = {
        {"a\n\"b\n", "f.csv: row 2 is not CSV"},
        {"a\nb\n\"c\" d\n", "f.csv: row 3 is not CSV"},
        {"x \"y\" z\n", "f.csv: row 1 is not CSV"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_csv_rows rows = {0};
        struct cb_err err = {0};
        assert_int_equal(cb_csv_parse("f.csv", cb_str_of(CASES[i].text), &temp->arena, &rows, &err),
                         CB_BAD_INPUT);
        assert_message(err, CASES[i].message);
    }
}

static void writes_fields(void **state)
{
    static const struct {
        struct cb_str field;
        const char *text;
    } CASES[] = {
        {{NULL, 0}, ""},
        {CB_STR_INIT(""), "\"\""},
        {CB_STR_INIT("plain"), "plain"},
        {CB_STR_INIT("a,b"), "\"a,b\""},
        {CB_STR_INIT("say \"x\""), "\"say \"\"x\"\"\""},
        {CB_STR_INIT("two\nlines"), "\"two\nlines\""},
        {CB_STR_INIT(" begins"), "\" begins\""},
        {CB_STR_INIT("ends\t"), "\"ends\t\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_buf buf;
        cb_buf_init(&buf, 100);
        cb_csv_add_field(&buf, CASES[i].field);
        assert_false(cb_buf_failed(&buf));
        assert_string_equal(buf.bytes ? buf.bytes : "", CASES[i].text);
        cb_buf_release(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(parses),
        temp_test(counts_rows_with_the_blank_ones),
        cmocka_unit_test(finds_the_separator),
        temp_test(says_which_row_is_broken),
        cmocka_unit_test(writes_fields),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
