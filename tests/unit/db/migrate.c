#include "db/db.h"

#include <sqlite3.h>

#include "unit/base/temp.h"

static void open_fresh(struct cb_db *db, const char *path)
{
    struct cb_err err = {0};
    bool stale = true;

    if (cb_db_open(path, CB_OPEN_CREATE, -1, db, &err) != CB_OK || cb_db_migrate(db, &stale, &err) != CB_OK)
        fail_msg("%s", err.text);
    assert_false(stale);
}

static int64_t number(struct cb_db *db, const char *sql)
{
    int64_t value = -1;
    struct cb_err err = {0};

    if (cb_db_int(db, sql, -1, &value, &err) != CB_OK)
        fail_msg("%s", err.text);
    return value;
}

static void run(struct cb_db *db, const char *sql)
{
    struct cb_err err = {0};

    if (cb_db_exec(db, sql, &err) != CB_OK)
        fail_msg("%s: %s", sql, err.text);
}

static void makes_a_new_file(void **state)
{
    struct temp *temp = *state;
    struct cb_db db = {0};

    open_fresh(&db, temp_path(temp, "kb.db"));
    assert_int_equal(number(&db, "PRAGMA application_id"), CB_APPLICATION_ID);
    assert_true(number(&db, "PRAGMA user_version") >= 1);
    assert_int_equal(
        number(&db, "SELECT count(*) FROM sqlite_schema WHERE name IN ('articles', 'claims', 'v_claims',\n"
                    "'articles_fts', 'rules', 'claims_by_speaker')"),
        6);
    cb_db_close(&db);
}

/* The conventions that users are promised. */
static void all_tables_are_strict_and_of_one_form(void **state)
{
    struct cb_db db = {0};

    (void)state;
    open_fresh(&db, ":memory:");
    /* views that correct rows read JSON: their columns are only told where the schema is trusted */
    sqlite3_db_config(db.handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL);
    /* extracted_% are made AS SELECT, which cannot say STRICT */
    assert_int_equal(
        number(&db,
               "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'\n"
               "AND NOT strict AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'extracted\\_%' ESCAPE '\\'\n"
               "AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'"),
        0);
    assert_int_equal(number(&db,
                            "SELECT count(*) FROM pragma_table_list AS l, pragma_table_info(l.name) AS c\n"
                            "WHERE l.schema = 'main' AND l.type IN ('table', 'view')\n"
                            "AND (lower(c.name) <> c.name OR lower(l.name) <> l.name)"),
                     0);
    assert_int_equal(number(&db, "SELECT count(*) FROM pragma_table_info('correct_claims')"), 14);
    assert_int_equal(number(&db, "SELECT count(*) FROM pragma_table_info('v_corrections')"), 16);
    /* whatever names a rule says where it came from */
    assert_int_equal(number(&db,
                            "SELECT count(*) FROM pragma_table_list AS l, pragma_table_info(l.name) AS c\n"
                            "WHERE l.type = 'table' AND c.name = 'rule' AND NOT EXISTS\n"
                            "(SELECT 1 FROM pragma_table_info(l.name) AS o WHERE o.name = 'origin')"),
                     0);
    /* what is kept as it was extracted has the columns of what it is kept of */
    assert_int_equal(
        number(&db, "SELECT count(*) FROM pragma_table_list AS l, pragma_table_info(l.name) AS c\n"
                    "WHERE l.name LIKE 'extracted\\_%' ESCAPE '\\' AND NOT EXISTS (\n"
                    "SELECT 1 FROM pragma_table_info(substr(l.name, 11)) AS o WHERE o.name = c.name)"),
        0);
    assert_int_equal(
        number(&db,
               "SELECT count(*) FROM pragma_table_list AS l, pragma_table_info(substr(l.name, 11)) AS o\n"
               "WHERE l.name LIKE 'extracted\\_%' ESCAPE '\\' AND l.name <> 'extracted_entities'\n"
               "AND l.type = 'table'\n"
               "AND NOT EXISTS (SELECT 1 FROM pragma_table_info(l.name) AS c\n"
               "                WHERE c.name = o.name AND c.cid = o.cid)"),
        0);
    cb_db_close(&db);
}

static void opens_again_without_change(void **state)
{
    struct temp *temp = *state;
    const char *path = temp_path(temp, "kb.db");
    struct cb_db db = {0};
    int64_t version;
    bool stale = true;

    open_fresh(&db, path);
    cb_db_close(&db);
    assert_int_equal(cb_db_open(path, CB_OPEN_WRITE, -1, &db, NULL), CB_OK);
    version = number(&db, "PRAGMA data_version");
    assert_int_equal(cb_db_migrate(&db, &stale, NULL), CB_OK);
    assert_false(stale);
    assert_int_equal(number(&db, "PRAGMA data_version"), version);
    assert_int_equal(number(&db, "SELECT total_changes()"), 0);
    cb_db_close(&db);
}

#define WAITING                                                                                              \
    "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name IN ('claims_by_speaker', "             \
    "'figures_by_what')"

static void makes_indexes_when_rows_are_in(void **state)
{
    struct cb_db db = {0};
    int64_t all;

    (void)state;
    open_fresh(&db, ":memory:");
    all = number(&db, "SELECT count(*) FROM sqlite_schema");
    assert_int_equal(cb_db_index(&db, NULL), CB_OK); /* none is missing */
    assert_int_equal(number(&db, WAITING), 2);
    assert_int_equal(cb_db_unindex(&db, NULL), CB_OK);
    assert_int_equal(number(&db, WAITING), 0);
    assert_int_equal(number(&db, "SELECT count(*) FROM sqlite_schema WHERE name = 'claims_by_article'"), 1);
    assert_int_equal(cb_db_index(&db, NULL), CB_OK);
    assert_int_equal(number(&db, "SELECT count(*) FROM sqlite_schema"), all);
    run(&db, "PRAGMA foreign_keys = OFF; INSERT INTO sentences VALUES (1, 0, 0, 0, 1)");
    assert_int_equal(cb_db_unindex(&db, NULL), CB_OK); /* readers have something to look for */
    assert_int_equal(number(&db, WAITING), 2);
    cb_db_close(&db);
}

static void completes_what_was_cut_short(void **state)
{
    const char *path = temp_path(*state, "kb.db");
    struct cb_db db = {0};

    open_fresh(&db, path);
    assert_int_equal(cb_db_unindex(&db, NULL), CB_OK);
    cb_db_close(&db);
    assert_int_equal(cb_db_open(path, CB_OPEN_READ, -1, &db, NULL), CB_OK);
    assert_int_equal(cb_db_migrate(&db, NULL, NULL), CB_OK);
    assert_int_equal(number(&db, WAITING), 0); /* a reader goes without */
    cb_db_close(&db);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(cb_db_open(path, CB_OPEN_WRITE, -1, &db, NULL), CB_OK);
        assert_int_equal(cb_db_migrate(&db, NULL, NULL), CB_OK);
        assert_int_equal(number(&db, WAITING), 2);
        assert_int_equal(number(&db, "SELECT count(*) FROM meta WHERE key = 'unindexed'"), 0);
        cb_db_close(&db);
    }
}

static void refuses_a_newer_file(void **state)
{
    struct temp *temp = *state;
    const char *path = temp_path(temp, "kb.db");

    for (enum cb_open_mode mode = CB_OPEN_READ; mode <= CB_OPEN_CREATE; mode++) {
        struct cb_db db = {0};
        struct cb_err err = {0};
        if (mode == CB_OPEN_READ) {
            open_fresh(&db, path);
            run(&db, "PRAGMA user_version = 999");
            cb_db_close(&db);
        }
        assert_int_equal(cb_db_open(path, mode, -1, &db, &err), CB_OK);
        assert_int_equal(cb_db_migrate(&db, NULL, &err), CB_DATABASE);
        assert_message(err, "kb.db: was written by a newer claimbase (schema 999, ");
        assert_int_equal(number(&db, "PRAGMA user_version"), 999);
        cb_db_close(&db);
    }
}

static void refuses_to_read_an_older_file(void **state)
{
    struct temp *temp = *state;
    const char *path = temp_path(temp, "kb.db");
    struct cb_db db = {0};
    struct cb_err err = {0};

    open_fresh(&db, path);
    run(&db, "PRAGMA user_version = 0");
    cb_db_close(&db);
    assert_int_equal(cb_db_open(path, CB_OPEN_READ, -1, &db, &err), CB_OK);
    assert_int_equal(cb_db_migrate(&db, NULL, &err), CB_DATABASE);
    assert_message(err, "kb.db: was written by an older claimbase; run 'claimbase rebuild'");
    cb_db_close(&db);
}

/* A migration that fails leaves the file as it was. */
static void migrates_whole_or_not_at_all(void **state)
{
    struct temp *temp = *state;
    const char *path = temp_path(temp, "kb.db");
    struct cb_db db = {0};

    assert_int_equal(cb_db_open(path, CB_OPEN_CREATE, -1, &db, NULL), CB_OK);
    run(&db, "CREATE TABLE imports (x)"); /* in the way of the first migration's last table */
    assert_int_equal(cb_db_migrate(&db, NULL, NULL), CB_DATABASE);
    assert_int_equal(number(&db, "PRAGMA user_version"), 0);
    assert_int_equal(number(&db, "SELECT count(*) FROM sqlite_schema"), 1);
    assert_false(cb_tx_active(&db));
    cb_db_close(&db);
}

static void tells_that_derived_tables_are_of_another_version(void **state)
{
    struct temp *temp = *state;
    const char *path = temp_path(temp, "kb.db");
    struct cb_db db = {0};
    bool stale = false;

    open_fresh(&db, path);
    run(&db, "UPDATE meta SET value = 'other' WHERE key = 'schema'");
    cb_db_close(&db);
    assert_int_equal(cb_db_open(path, CB_OPEN_READ, -1, &db, NULL), CB_OK);
    assert_int_equal(cb_db_migrate(&db, &stale, NULL), CB_OK);
    assert_true(stale);
    cb_db_close(&db);
}

/* What another version made goes, whatever it was called; what users made stays. */
static void makes_derived_tables_again(void **state)
{
    struct temp *temp = *state;
    struct cb_db db = {0};
    bool stale = true;

    open_fresh(&db, temp_path(temp, "kb.db"));
    run(&db, "CREATE TABLE old_table (x); CREATE VIEW old_view AS SELECT x FROM old_table;\n"
             "UPDATE meta SET value = value || char(10) || 'table old_table' || char(10) || 'view old_view'\n"
             "WHERE key = 'derived';\n"
             "UPDATE meta SET value = 'other' WHERE key = 'schema';\n"
             "DROP TABLE figure_rows;\n"
             "CREATE TABLE my_notes (x); INSERT INTO my_notes VALUES (7);\n"
             "CREATE VIEW my_view AS SELECT id FROM claims;\n"
             "INSERT INTO sources (name, kind) VALUES ('A', 'other');\n"
             "INSERT INTO rules VALUES ('any.x.y', 'x', NULL, 'd');");
    assert_int_equal(cb_tx_begin(&db, NULL), CB_OK);
    assert_int_equal(cb_db_remake(&db, NULL), CB_OK);
    assert_int_equal(cb_tx_commit(&db, NULL), CB_OK);
    assert_int_equal(cb_db_migrate(&db, &stale, NULL), CB_OK);
    assert_false(stale);
    assert_int_equal(number(&db, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'old%'"), 0);
    assert_int_equal(number(&db, "SELECT x FROM my_notes"), 7);
    assert_int_equal(number(&db, "SELECT count(*) FROM my_view"), 0);
    assert_int_equal(number(&db, "SELECT count(*) FROM sources"), 1);
    assert_int_equal(number(&db, "SELECT count(*) FROM rules"), 0);
    assert_int_equal(number(&db, "SELECT count(*) FROM figures"), 0);
    cb_db_close(&db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(makes_a_new_file),
        cmocka_unit_test(all_tables_are_strict_and_of_one_form),
        temp_test(opens_again_without_change),
        temp_test(makes_indexes_when_rows_are_in),
        temp_test(completes_what_was_cut_short),
        temp_test(refuses_a_newer_file),
        temp_test(refuses_to_read_an_older_file),
        temp_test(migrates_whole_or_not_at_all),
        temp_test(tells_that_derived_tables_are_of_another_version),
        temp_test(makes_derived_tables_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
