#include "report/review.h"

#include "unit/base/temp.h"

static struct cb_review_file read_file(struct temp *temp, const char *text, size_t size)
{
    struct cb_review_file file;
    struct cb_err err = {0};

    if (cb_review_read("f.csv", (struct cb_str){text, size}, &temp->arena, &file, &err) != CB_OK)
        fail_msg("%s", err.text);
    return file;
}

static size_t column(const struct cb_review_file *file, const char *name)
{
    for (size_t c = 0; c < file->sheet->column_count; c++)
        if (strcmp(file->sheet->columns[c].name, name) == 0)
            return c;
    fail_msg("no column %s", name);
    return 0;
}

static void finds_the_sheet_and_its_columns(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *text, *sheet, *column, *cell;
        int line;
    } CASES[] = {
        {"speaker,act\nAnna,say\n", "claims", "act", "say", 2},
        {"ACT;Speaker\n\nsay; Anna \n", "claims", "speaker", "Anna", 3},
        {"sep=;\r\nact;speaker\r\nsay;Anna\r\n", "claims", "speaker", "Anna", 3},
        {"low,high,thing\n1,2,Euro\n", "figures", "what", "Euro", 2},
        {"merge-into,name\nperson/x,X\n", "entities", "merge_into", "person/x", 2},
        {"decision,row\nok,figures ab 1-2\n", "figures", "decision", "ok", 2},
        {"decision,row\nok,\nok,claims ab 1-2\n", "claims", "decision", "ok", 2},
        {"speaker,act,,\n'=x,say,,\n,,,\n", "claims", "speaker", "=x", 2},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_review_file file = read_file(temp, CASES[i].text, strlen(CASES[i].text));
        struct cb_str cell = cb_review_cell(&file, &file.rows.items[0], column(&file, CASES[i].column));
        if (strcmp(file.sheet->name, CASES[i].sheet) != 0 || !cb_str_eq(cell, cb_str_of(CASES[i].cell)) ||
            file.rows.items[0].line != (uint64_t)CASES[i].line)
            fail_msg("case %zu: %s, '%.*s' in row %d", i, file.sheet->name, CB_STR_ARG(cell),
                     (int)file.rows.items[0].line);
    }
}

static void refuses_what_is_no_review(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *text, *message;
    } CASES[] = {
        {"", "f.csv: is empty"},
        {"a,b\n1,2\n", "f.csv: is no review"},
        {"decision,note\nok,\n", "f.csv: is no review"}, /* of what? */
        {"speaker,act,Speaker\nAnna,say,Anna\n", "f.csv: has two columns \"speaker\""},
        {"speaker,act\n\"Anna\" B,say\n", "f.csv: row 2 is not CSV"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_review_file file;
        struct cb_err err = {0};
        assert_int_equal(cb_review_read("f.csv", cb_str_of(CASES[i].text), &temp->arena, &file, &err),
                         CB_BAD_INPUT);
        assert_message(err, CASES[i].message);
    }
}

static void names_the_column_it_does_not_know(void **state)
{
    struct cb_review_file file = read_file(*state, "speaker,act,spekaer\n", 20);

    assert_true(cb_str_eq(file.unknown, CB_STR("spekaer")));
    file = read_file(*state, "speaker,act,\n", 13);
    assert_null(file.unknown.ptr);
}

static void finds_the_decimal_sign(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *text;
        char sign;
    } CASES[] = {
        {"low;high\n1,5;1.234\n", ','}, {"low;high\n1.5;1.234\n", '.'},   {"low;high\n1.234;1,234\n", 0},
        {"low;high\n1.5;1,5\n", 0},     {"low;high\n1.234.567;2\n", ','},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_review_file file = read_file(temp, CASES[i].text, strlen(CASES[i].text));
        if (file.decimal != CASES[i].sign)
            fail_msg("case %zu: '%c'", i, file.decimal ? file.decimal : '0');
    }
}

static void reads_what_a_row_is_about(void **state)
{
    static const struct {
        const char *cell, *table, *identity;
        int start, end, which;
    } CASES[] = {
        {"claims ab12 126-207", "claims", "ab12", 126, 207, 1},
        {" figures ab12 0-3 #2 ", "figures", "ab12", 0, 3, 2},
        {"entities person/anna-berg", "entities", "person/anna-berg", -1, -1, 1},
        {"articles ab12", "articles", "ab12", -1, -1, 1},
    };
    static const char *const NONE[] = {"",
                                       "claims",
                                       "claims ab12",
                                       "claims ab12 1",
                                       "claims ab12 1-",
                                       "claims ab12 1-2 #0",
                                       "claims ab12 1-2 x",
                                       "mentions ab12 1-2",
                                       "entities",
                                       "claims ab12 1-2 #",
                                       "claims  1-2",
                                       "claims ab12 1234567890123456-2"};
    struct cb_review_row_id id;

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        if (!cb_review_row_id(cb_str_of(CASES[i].cell), &id))
            fail_msg("'%s' is not read", CASES[i].cell);
        if (!cb_str_eq(id.table, cb_str_of(CASES[i].table)) ||
            !cb_str_eq(id.identity, cb_str_of(CASES[i].identity)) || id.start != CASES[i].start ||
            id.end != CASES[i].end || id.which != (size_t)CASES[i].which)
            fail_msg("'%s' is read otherwise", CASES[i].cell);
    }
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        if (cb_review_row_id(cb_str_of(NONE[i]), &id))
            fail_msg("'%s' is read", NONE[i]);
}

static void reads_checks(void **state)
{
    const struct cb_review_sheet *sheet = cb_review_sheet(CB_REVIEW_ENTITIES);
    uint32_t hashes[CB_REVIEW_COLUMNS_MAX];

    (void)state;
    assert_true(cb_review_check(sheet, CB_STR("c-00000a-ffffff-123456"), hashes));
    assert_int_equal(hashes[0], 10);
    assert_int_equal(hashes[1], 0xFFFFFF);
    assert_false(cb_review_check(sheet, CB_STR("c-00000a-ffffff"), hashes));
    assert_false(cb_review_check(sheet, CB_STR("c-00000a-ffffff-123456-123456"), hashes));
    assert_false(cb_review_check(sheet, CB_STR("c-00000A-ffffff-123456"), hashes));
    assert_false(cb_review_check(sheet, CB_STR("1.2E+10"), hashes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(finds_the_sheet_and_its_columns),   temp_test(refuses_what_is_no_review),
        temp_test(names_the_column_it_does_not_know), temp_test(finds_the_decimal_sign),
        cmocka_unit_test(reads_what_a_row_is_about),  cmocka_unit_test(reads_checks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
