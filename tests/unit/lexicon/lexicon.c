/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lexicon/lexicon.h"

enum { COLUMNS = 3 };

/* Lists are asked for words that they lack: what turns those away must never turn away one that is there. */
static const struct cb_str FIELDS[][COLUMNS] = {
    {CB_STR_INIT("-burg"), CB_STR_INIT(""), CB_STR_INIT("-e|-x y")},
    {CB_STR_INIT("Anna"), CB_STR_INIT(""), CB_STR_INIT("A|z B")},
    {CB_STR_INIT("\xC3\x84rzte"), CB_STR_INIT(""), CB_STR_INIT("&Co")},
    {CB_STR_INIT("-abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl"), CB_STR_INIT(""),
     CB_STR_INIT("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqr")},
};
enum { ROWS = sizeof FIELDS / sizeof *FIELDS };

struct fixture {
    struct cb_arena arena;
    struct cb_list *list;
};

static int make(void **state)
{
    static struct fixture f;
    struct cb_list_row *rows;
    struct cb_err err = {0};

    f = (struct fixture){0};
    *state = &f;
    rows = CB_NEW_ARRAY(&f.arena, struct cb_list_row, ROWS);
    for (size_t i = 0; rows && i < ROWS; i++)
        rows[i].fields = FIELDS[i];
    return rows == NULL || cb_list_of_names(rows, ROWS, &f.arena, &f.list, &err) != CB_OK;
}

static int unmake(void **state)
{
    cb_arena_release(&((struct fixture *)*state)->arena);
    return 0;
}

static void finds_each_form_and_its_tail(void **state)
{
    const struct cb_list *list = ((const struct fixture *)*state)->list;

    for (size_t i = 0; i < ROWS; i++)
        for (int c = 0; c < COLUMNS; c += 2) {
            struct cb_str forms = FIELDS[i][c];
            while (forms.ptr) {
                struct cb_str form = cb_str_split(&forms, '|');
                assert_ptr_equal(cb_list_find(list, form), cb_list_row(list, i));
                assert_true(cb_list_may_begin(list, form));
                if (form.ptr[0] == '-')
                    assert_ptr_equal(cb_list_find_tail(list, cb_str_sub(form, 1, form.len)),
                                     cb_list_row(list, i));
            }
        }
}

static void finds_nothing_else(void **state)
{
    static const char *const FORMS[] = {"",      "-", "burg", "anna", "Ann", "Anna ",
                                        "Hanna", "e", "z",    "B",    "Co"};
    const struct cb_list *list = ((const struct fixture *)*state)->list;

    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        assert_null(cb_list_find(list, cb_str_of(FORMS[i])));
    assert_null(cb_list_find_tail(list, CB_STR("")));
    assert_null(cb_list_find_tail(list, CB_STR("Anna")));
    assert_false(cb_list_may_begin(list, CB_STR("qu")));
    assert_true(cb_list_may_begin(list, CB_STR("z B"))); /* "z" is a run of its own */
}

static void tells_the_lengths_of_tails(void **state)
{
    const struct cb_list *list = ((const struct fixture *)*state)->list;

    assert_true(cb_list_tail_lengths(list, CB_STR("Neuburg")) >> 4 & 1);
    assert_true(cb_list_tail_lengths(list, CB_STR("Frage")) >> 1 & 1);
    assert_int_equal(cb_list_tail_lengths(list, CB_STR("Qualm")), 0);
}

static void knows_the_longest_form(void **state)
{
    const struct cb_list *list = ((const struct fixture *)*state)->list;

    assert_int_equal(cb_list_longest(list, CB_STR("Anna")), 4);
    assert_int_equal(cb_list_longest(list, CB_STR("z")), 3);
    assert_int_equal(cb_list_longest(list, CB_STR("z-5")), 3);
    assert_int_equal(cb_list_longest(list, CB_STR("zu")), 0);
    assert_int_equal(cb_list_longest(list, CB_STR("\xC3\x84rzte")), 6);
    assert_true(cb_list_longest(list, CB_STR("&")) > 0); /* forms that begin with a sign share one run */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_each_form_and_its_tail, make, unmake),
        cmocka_unit_test_setup_teardown(finds_nothing_else, make, unmake),
        cmocka_unit_test_setup_teardown(tells_the_lengths_of_tails, make, unmake),
        cmocka_unit_test_setup_teardown(knows_the_longest_form, make, unmake),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
