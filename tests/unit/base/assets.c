#include "base/assets.h"

#include "unit/base/temp.h"

static void finds_files_by_their_path(void **state)
{
    struct cb_str schema = cb_assets_find("schema/derived.sql");

    (void)state;
    assert_non_null(schema.ptr);
    assert_true(cb_str_find(schema, CB_STR("CREATE TABLE claim_rows"), 0) != SIZE_MAX);
    assert_int_equal(schema.ptr[schema.len], '\0'); /* SQL is run in place */
    assert_null(cb_assets_find("schema/derived").ptr);
    assert_null(cb_assets_find("").ptr);
    assert_null(cb_assets_find("import/samples/de/kreistag-busnetz.txt").ptr); /* samples stay outside */
}

static void gives_all_files_of_a_folder(void **state)
{
    size_t first, last;

    (void)state;
    cb_assets_range("schema/migrations/", &first, &last);
    assert_true(last > first);
    assert_string_equal(cb_embedded_files[first].name, "schema/migrations/0001-durable.sql");
    cb_assets_range("no such folder/", &first, &last);
    assert_int_equal(first, last);
    cb_assets_range("", &first, &last);
    assert_int_equal(first, 0);
    assert_int_equal(last, cb_embedded_file_count);
}

static void are_sorted_by_name(void **state)
{
    (void)state;
    for (size_t i = 1; i < cb_embedded_file_count; i++)
        assert_true(strcmp(cb_embedded_files[i - 1].name, cb_embedded_files[i].name) < 0);
}

static void a_folder_stands_in_for_single_files(void **state)
{
    struct temp *temp = *state;
    struct cb_err err = {0};
    struct cb_str text = {NULL, 0};

    temp_folder(temp, "de");
    temp_file(temp, "de/abbreviations.csv", "mine");
    assert_int_equal(cb_assets_read(temp->dir, "import/", "de/abbreviations.csv", &temp->arena, &text, &err),
                     CB_OK);
    assert_true(cb_str_eq(text, CB_STR("mine")));
    assert_int_equal(cb_assets_read(temp->dir, "import/", "de/function_words.csv", &temp->arena, &text, &err),
                     CB_OK);
    assert_true(cb_str_eq(text, cb_assets_find("import/de/function_words.csv")));
    assert_int_equal(cb_assets_read(temp->dir, "import/", "de/none.csv", &temp->arena, &text, &err), CB_OK);
    assert_null(text.ptr);
}

static void messages_name_the_file_that_was_read(void **state)
{
    struct temp *temp = *state;

    temp_folder(temp, "de");
    temp_file(temp, "de/abbreviations.csv", "mine");
    assert_string_equal(cb_assets_place(temp->dir, "import/", "de/abbreviations.csv", &temp->arena).ptr,
                        temp_path(temp, "de/abbreviations.csv"));
    assert_string_equal(cb_assets_place(temp->dir, "import/", "de/months.csv", &temp->arena).ptr,
                        "import/de/months.csv");
    assert_string_equal(cb_assets_place(NULL, "import/", "de/months.csv", &temp->arena).ptr,
                        "import/de/months.csv");
}

static void says_which_file_cannot_be_read(void **state)
{
    struct temp *temp = *state;
    struct cb_err err = {0};
    struct cb_str text = {NULL, 0};

    temp_folder(temp, "months.csv"); /* a folder of that name */
    assert_int_equal(cb_assets_read(temp->dir, "import/", "months.csv", &temp->arena, &text, &err),
                     CB_BAD_INPUT);
    assert_message(err, "months.csv: is a directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_files_by_their_path),
        cmocka_unit_test(gives_all_files_of_a_folder),
        cmocka_unit_test(are_sorted_by_name),
        temp_test(a_folder_stands_in_for_single_files),
        temp_test(messages_name_the_file_that_was_read),
        temp_test(says_which_file_cannot_be_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
