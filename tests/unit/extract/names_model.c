/* The blocks that the model and the table of names are read from. */
#include "extract/names_model.h"
#include "unit/base/temp.h"

static void broken_model_is_refused(void **state)
{
    static const struct {
        struct name_model_header header;
        struct name_row rows[NAME_BUCKET];
    } GOOD = {.header = {.magic = NAME_MODEL_MAGIC, .rows = NAME_BUCKET}},
      ODD = {.header = {.magic = NAME_MODEL_MAGIC, .rows = NAME_BUCKET - 1}},
      LARGE = {.header = {.magic = NAME_MODEL_MAGIC, .rows = 2 * NAME_BUCKET}},
      OTHER = {.header = {.magic = 1, .rows = NAME_BUCKET}};
    struct name_model model;

    (void)state;
    assert_true(cb_name_model_open((struct cb_str){(const char *)&GOOD, sizeof GOOD}, &model));
    assert_false(cb_name_model_open((struct cb_str){(const char *)&ODD, sizeof ODD}, &model));
    assert_false(cb_name_model_open((struct cb_str){(const char *)&LARGE, sizeof LARGE}, &model));
    assert_false(cb_name_model_open((struct cb_str){(const char *)&OTHER, sizeof OTHER}, &model));
    assert_false(cb_name_model_open(CB_STR(""), &model));
}

static void table_has_its_names(void **state)
{
    static struct {
        struct names_table_header header;
        uint32_t slots[2 * NAMES_SLOTS];
    } table = {.header = {.magic = NAMES_TABLE_MAGIC, .buckets = 2}};
    struct names_table opened;
    uint64_t hash = cb_str_hash(CB_STR("Talheide"));

    (void)state;
    table.slots[names_table_bucket(hash, 2) * NAMES_SLOTS] =
        names_table_check(hash) << NAMES_CLASS_BITS | NAMES_CITY_SMALL;
    assert_true(cb_names_table_open((struct cb_str){(const char *)&table, sizeof table}, &opened));
    assert_int_equal(cb_names_table_find(&opened, CB_STR("Talheide")), NAMES_CITY_SMALL);
    assert_int_equal(cb_names_table_find(&opened, CB_STR("Lindhafen")), 0);
    assert_false(cb_names_table_open((struct cb_str){(const char *)&table, sizeof table - 4}, &opened));
    assert_int_equal(cb_names_table_find(&opened, CB_STR("Talheide")), 0);
}

static void kinds_have_classes(void **state)
{
    (void)state;
    assert_int_equal(cb_name_class(CB_ENTITY_PERSON), NAME_CLASS_PERSON);
    assert_int_equal(cb_name_class(CB_ENTITY_PLACE), NAME_CLASS_PLACE);
    assert_int_equal(cb_name_class(CB_ENTITY_LAW), NAME_CLASS_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_model_is_refused),
        cmocka_unit_test(table_has_its_names),
        cmocka_unit_test(kinds_have_classes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
