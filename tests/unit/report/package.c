#include "unit/report/kb.h"

#include <jansson.h>

#include "report/package.h"

static struct cb_package_table *find(struct cb_package_tables *tables, const char *name)
{
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->items[i].name, name) == 0)
            return &tables->items[i];
    return NULL;
}

static void lists_tables_and_views_of_ours(void **state)
{
    struct cb_db db;
    struct cb_arena arena = {0};
    struct cb_package_tables tables = {0};

    (void)state;
    kb_open(&db, true);
    assert_int_equal(cb_package_tables(&db, &arena, &tables, NULL), CB_OK);
    assert_non_null(find(&tables, "articles"));
    assert_non_null(find(&tables, "v_claims"));
    assert_true(find(&tables, "v_claims")->view);
    assert_false(find(&tables, "claims")->view);
    for (size_t i = 0; i < tables.count; i++) {
        assert_null(strstr(tables.items[i].name, "_fts"));
        assert_null(strstr(tables.items[i].name, "sqlite_"));
    }
    cb_arena_release(&arena);
    cb_db_close(&db);
}

static void writes_tables_in_order_of_their_key(void **state)
{
    static const struct {
        const char *table, *begins;
    } CASES[] = {
        {"aliases", "entity_id,alias,language,origin\r\n1,Voss,de,extracted\r\n3,Öllig,de,extracted\r\n"},
        {"claim_spans",
         "claim_id,role,seq,start_char,end_char\r\n1,addressee,0,98,107\r\n1,claim,0,16,59\r\n"},
        {"sources",
         "id,name,kind,domain,entity_id,origin\r\n1,Küstenblatt,outlet,kuestenblatt.example,,extracted\r\n"},
        {"propositions", "id,article_id,claim_id,"},
    };
    struct cb_db db;
    struct cb_arena arena = {0};
    struct cb_package_tables tables = {0};

    (void)state;
    kb_open(&db, true);
    assert_int_equal(cb_package_tables(&db, &arena, &tables, NULL), CB_OK);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct keeping out;
        keeping_init(&out);
        assert_int_equal(cb_package_write(&db, find(&tables, CASES[i].table), &out.sink, NULL), CB_OK);
        if (strncmp(kept(&out), CASES[i].begins, strlen(CASES[i].begins)) != 0)
            fail_msg("%s: %s", CASES[i].table, kept(&out));
        cb_buf_release(&out.text);
    }
    assert_int_equal(find(&tables, "aliases")->rows, 2);
    assert_int_equal(find(&tables, "propositions")->rows, 3);
    cb_arena_release(&arena);
    cb_db_close(&db);
}

static json_t *resource(json_t *package, const char *name)
{
    size_t i;
    json_t *item;

    json_array_foreach(json_object_get(package, "resources"), i, item)
    {
        if (strcmp(json_string_value(json_object_get(item, "name")), name) == 0)
            return item;
    }
    fail_msg("no resource %s", name);
    return NULL;
}

static const char *type_of(json_t *package, const char *table, const char *column)
{
    size_t i;
    json_t *field;

    json_array_foreach(json_object_get(json_object_get(resource(package, table), "schema"), "fields"), i,
                       field)
    {
        if (strcmp(json_string_value(json_object_get(field, "name")), column) == 0)
            return json_string_value(json_object_get(field, "type"));
    }
    return "missing";
}

static void expect_schema(json_t *package, const char *table, const char *key, const char *value)
{
    char *text = json_dumps(json_object_get(json_object_get(resource(package, table), "schema"), key),
                            JSON_COMPACT | JSON_ENCODE_ANY);

    assert_non_null(text);
    if (strcmp(text, value) != 0)
        fail_msg("%s.%s is %s", table, key, text);
    free(text);
}

static void describes_what_was_written(void **state)
{
    struct cb_db db;
    struct cb_arena arena = {0};
    struct cb_package_tables tables = {0};
    struct keeping out;
    json_t *package;

    (void)state;
    kb_open(&db, true);
    assert_int_equal(cb_package_tables(&db, &arena, &tables, NULL), CB_OK);
    keeping_init(&out);
    for (size_t i = 0; i < tables.count; i++)
        assert_int_equal(cb_package_write(&db, &tables.items[i], &out.sink, NULL), CB_OK);
    cb_buf_clear(&out.text);
    assert_int_equal(cb_package_describe(&tables, "9.9", &out.sink, NULL), CB_OK);
    package = json_loads(kept(&out), 0, NULL);
    assert_non_null(package);
    assert_int_equal(json_array_size(json_object_get(package, "resources")), tables.count);
    assert_string_equal(json_string_value(json_object_get(resource(package, "claims"), "path")),
                        "claims.csv");
    expect_schema(package, "aliases", "primaryKey", "[\"entity_id\",\"alias\"]");
    expect_schema(package, "aliases", "missingValues", "[\"\"]");
    expect_schema(
        package, "claim_spans", "foreignKeys",
        "[{\"fields\":[\"claim_id\"],\"reference\":{\"resource\":\"claims\",\"fields\":[\"id\"]}}]");
    assert_string_equal(type_of(package, "articles", "published"), "date");
    assert_string_equal(type_of(package, "articles", "text"), "string");
    assert_string_equal(type_of(package, "figures", "low"), "number");
    assert_string_equal(type_of(package, "figures", "id"), "integer");
    assert_string_equal(type_of(package, "v_articles", "claims"), "integer");
    assert_string_equal(type_of(package, "v_claims", "sentence"), "string");
    json_decref(package);
    cb_buf_release(&out.text);
    cb_arena_release(&arena);
    cb_db_close(&db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_tables_and_views_of_ours),
        cmocka_unit_test(writes_tables_in_order_of_their_key),
        cmocka_unit_test(describes_what_was_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
