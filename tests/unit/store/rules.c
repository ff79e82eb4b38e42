#include "unit/store/draft.h"

#define HEADER "id,stage,language,description\n"

static void fills_the_table(void **state)
{
    struct desk desk;

    desk_open_with(&desk, *state, HEADER "de.test.a,test,de,\"Eins, zwei.\"\nany.test.b,test,,Drei.\n");
    desk_check(&desk, "SELECT id, stage, language, description FROM rules WHERE stage = 'test' ORDER BY id",
               4, "any.test.b|test|-|Drei.\nde.test.a|test|de|Eins, zwei.");
    desk_close(&desk);
}

static void brings_it_up_to_date(void **state)
{
    struct desk desk;
    int64_t changes;

    desk_open_with(&desk, *state, HEADER "de.test.a,test,de,Eins.\n");
    assert_int_equal(cb_db_exec(&desk.db, "UPDATE rules SET description = 'alt', language = NULL", NULL),
                     CB_OK);
    assert_int_equal(cb_store_begin(desk.store, NULL), CB_OK);
    desk_check(&desk, "SELECT language, description FROM rules WHERE stage = 'test'", 2, "de|Eins.");
    changes = desk_number(&desk, "SELECT total_changes()");
    assert_int_equal(cb_store_begin(desk.store, NULL), CB_OK); /* nothing to do */
    assert_int_equal(desk_number(&desk, "SELECT total_changes()"), changes);
    desk_close(&desk);
}

static void refuses_broken_lists(void **state)
{
    static const struct {
        const char *list, *message;
    } CASES[] = {
        {"", "/rules/names.csv: the first row is not"},
        {"id,stage\n", "/rules/names.csv: the first row is not"},
        {HEADER "a,b\n", "/rules/names.csv: row 2 is not a rule"},
        {HEADER ",s,,d\n", "row 2 is not a rule"},
        {HEADER "a,s,,\n", "row 2 is not a rule"},
        {HEADER "a,s,,d\nb,s,,d\na,s,,d\n", "row 4: the rule a is listed twice"},
    };
    struct temp *temp = *state;
    struct cb_db db = {0};

    temp_folder(temp, "rules");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_store *store = NULL;
        struct cb_err err = {0};
        temp_file(temp, "rules/names.csv", CASES[i].list);
        assert_int_equal(cb_store_open(&db, temp->dir, &store, &err), CB_BAD_INPUT);
        assert_message(err, CASES[i].message);
        assert_null(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(fills_the_table),
        temp_test(brings_it_up_to_date),
        temp_test(refuses_broken_lists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
