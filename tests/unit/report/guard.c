#include "unit/report/kb.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/guard.h"

static void lets_only_one_reading_statement_through(void **state)
{
    static const struct {
        const char *sql, *message; /* NULL = let through */
    } CASES[] = {
        {"SELECT 1", NULL},
        {"SELECT title FROM articles -- a remark", NULL},
        {"SELECT title FROM articles; -- a remark\n/* another */\n", NULL},
        {"WITH x AS (SELECT 1 AS n) SELECT n FROM x", NULL},
        {"WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 3) SELECT n FROM x",
         NULL},
        {"SELECT claim_id FROM v_claims", NULL},
        {"SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'halle'", NULL},
        {"VALUES (1)", NULL},
        {"SELECT value FROM json_each('[1]')", NULL},
        {"", "what gives no rows is not allowed"},
        {"-- nothing", "what gives no rows is not allowed"},
        {"DELETE FROM articles", "a statement that changes something is not allowed"},
        {"DELETE FROM articles RETURNING title", "a statement that changes something is not allowed"},
        {"INSERT INTO meta VALUES ('a', 'b')", "a statement that changes something is not allowed"},
        {"UPDATE articles SET title = 'x'", "a statement that changes something is not allowed"},
        {"DROP TABLE articles", "a statement that changes something is not allowed"},
        {"CREATE TEMP TABLE t (a)", "a statement that changes something is not allowed"},
        {"BEGIN", "a statement that changes something is not allowed"},
        {"SAVEPOINT x", "a statement that changes something is not allowed"},
        {"REINDEX", "a statement that changes something is not allowed"},
        {"VACUUM", "not allowed"},
        {"UPDATE sqlite_master SET sql = ''", "table sqlite_master may not be modified"},
        {"PRAGMA user_version", "PRAGMA user_version is not allowed"},
        {"PRAGMA writable_schema = 1", "PRAGMA writable_schema is not allowed"},
        {"SELECT name FROM pragma_table_info('articles')", NULL},
        {"PRAGMA table_info('articles')", NULL},
        {"SELECT file FROM pragma_database_list", "the use of pragma_database_list is not allowed"},
        {"SELECT * FROM pragma_user_version", "the use of pragma_user_version is not allowed"},
        {"SELECT * FROM pragma_journal_mode('wal')", "not allowed"},
        {"PRAGMA query_only = 0", "PRAGMA query_only is not allowed"},
        {"PRAGMA trusted_schema = 1", "PRAGMA trusted_schema is not allowed"},
        {"SELECT writefile('x', 'y')", "writefile"},
        {"SELECT fts3_tokenizer('x', 'y')", "fts3_tokenizer"},
        {"SELECT edit('x')", "edit"},
        {"SELECT readfile('/etc/passwd')", "readfile"},
        {"ATTACH 'other.db' AS other", "ATTACH other.db is not allowed"},
        {"DETACH main", "a statement that changes something is not allowed"},
        {"EXPLAIN SELECT 1", "what gives no rows is not allowed"},
        {"SELECT 1; SELECT 2", "a second statement is not allowed"},
        {"SELECT 1; DELETE FROM articles", "a statement that changes something is not allowed"},
        {"SELECT 1;;", NULL},
        {"SELECT load_extension('x')", "the use of load_extension is not allowed"},
        {"SELECT nowhere FROM articles", "no such column: nowhere; mend its SQL"},
        {"SELECT 1 FROM nowhere", "no such table: nowhere"},
        {"SELECT", "incomplete input"},
        {"SELEC 1", "syntax error"},
    };
    struct cb_db db;

    (void)state;
    kb_open(&db, true);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_stmt stmt = {0};
        struct cb_err err = {0};
        cb_status status = cb_guard_prepare(&db, "report x", CASES[i].sql, &stmt, &err);
        if (status != (CASES[i].message ? CB_BAD_INPUT : CB_OK))
            fail_msg("'%s': status %d, '%s'", CASES[i].sql, (int)status, err.text);
        if (CASES[i].message &&
            (!strstr(err.text, CASES[i].message) || strncmp(err.text, "report x", 8) != 0))
            fail_msg("'%s': '%s'", CASES[i].sql, err.text);
        assert_true(!stmt.handle == (status != CB_OK));
        cb_stmt_release(&stmt);
    }
    cb_db_close(&db);
}

/* The first use of the full-text index on a connection asks SQLite for more than a later one. */
static void lets_the_first_search_through(void **state)
{
    char path[] = "/tmp/claimbase-test-XXXXXX";
    int fd = mkstemp(path);
    struct cb_db db;
    struct cb_stmt stmt = {0};
    struct cb_err err = {0};

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(cb_db_open(path, CB_OPEN_CREATE, 0, &db, &err), CB_OK);
    assert_int_equal(cb_db_migrate(&db, NULL, &err), CB_OK);
    cb_db_close(&db);
    assert_int_equal(cb_db_open(path, CB_OPEN_READ, 0, &db, &err), CB_OK);
    if (cb_guard_prepare(&db, "r", "SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'halle'", &stmt,
                         &err) != CB_OK)
        fail_msg("%s", err.text);
    cb_stmt_release(&stmt);
    cb_db_close(&db);
    unlink(path);
}

/* The authorizer asks nothing of the program's own statements. */
static void leaves_the_connection_as_it_was(void **state)
{
    struct cb_db db;
    struct cb_stmt stmt = {0};

    (void)state;
    kb_open(&db, false);
    assert_int_equal(cb_guard_prepare(&db, "r", "DELETE FROM meta", &stmt, NULL), CB_BAD_INPUT);
    assert_int_equal(cb_db_exec(&db, "DELETE FROM import_errors", NULL), CB_OK);
    cb_db_close(&db);
}

static size_t kept_statements(const struct cb_db *db)
{
    size_t count = 0;

    for (size_t i = 0; i < CB_DB_KEPT; i++)
        count += db->kept[i] != NULL;
    return count;
}

/* Runs "SELECT n AS a" with :p; the value that it gives, or -1 where it gives none. */
static int64_t run_kept(struct cb_db *db, const char *sql, const char *value, const void **handle)
{
    static const struct cb_report_column COLUMNS[] = {{"a", "integer", "A"}};
    static const struct cb_report_param PARAMS[] = {{.name = "p", .type = "text", .description = "P"}};
    const struct cb_report report = {
        .name = "x", .sql = sql, .params = PARAMS, .param_count = 1, .columns = COLUMNS, .column_count = 1};
    struct cb_stmt stmt = {0};
    struct cb_err err = {0};
    bool row;
    int64_t found;

    if (cb_guard_report(db, &report, &stmt, &err) != CB_OK)
        fail_msg("'%s': %s", sql, err.text);
    *handle = stmt.handle;
    if (value)
        cb_stmt_bind_text(&stmt, 1, cb_str_of(value));
    assert_int_equal(cb_stmt_step(&stmt, &row, &err), CB_OK);
    found = row && !cb_stmt_is_null(&stmt, 0) ? cb_stmt_int(&stmt, 0) : -1;
    cb_guard_keep(&stmt);
    assert_null(stmt.handle);
    return found;
}

/* A reader's statement is at rest until the same text asks for it: with nothing bound, also where it was left
 * in the middle of its rows, and with what others have changed since. One that writes keeps none. */
static void keeps_statements_of_readers(void **state)
{
    static const char SQL[] = "SELECT length(:p) + count(*) AS a FROM meta";
    char path[] = "/tmp/claimbase-test-XXXXXX", other[64];
    int fd = mkstemp(path);
    struct cb_db writer, reader;
    const void *first, *again;
    struct cb_err err = {0};

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(cb_db_open(path, CB_OPEN_CREATE, 0, &writer, &err), CB_OK);
    assert_int_equal(cb_db_migrate(&writer, NULL, &err), CB_OK);
    assert_int_equal(cb_db_exec(&writer, "DELETE FROM meta", &err), CB_OK);
    assert_int_equal(run_kept(&writer, SQL, "abc", &first), 3);
    assert_int_equal(kept_statements(&writer), 0);

    assert_int_equal(cb_db_open(path, CB_OPEN_READ, 0, &reader, &err), CB_OK);
    assert_int_equal(run_kept(&reader, SQL, "abc", &first), 3);
    assert_int_equal(kept_statements(&reader), 1);
    assert_int_equal(run_kept(&reader, SQL, NULL, &again), -1);
    assert_ptr_equal(again, first);
    assert_int_equal(run_kept(&reader, "SELECT length(:p) + count(*) AS a FROM meta -- more", "a", &again),
                     1);
    assert_ptr_not_equal(again, first);
    assert_int_equal(cb_db_exec(&writer, "INSERT INTO meta VALUES ('k', 'v'); CREATE TABLE theirs (a)", &err),
                     CB_OK);
    assert_int_equal(run_kept(&reader, SQL, "abc", &again), 4);
    assert_ptr_equal(again, first);
    for (int i = 0; i < 2 * CB_DB_KEPT; i++) {
        snprintf(other, sizeof other, "SELECT %d + length(:p) AS a", i);
        assert_int_equal(run_kept(&reader, other, "abc", &again), i + 3);
    }
    assert_int_equal(kept_statements(&reader), CB_DB_KEPT);
    cb_db_close(&reader);
    cb_db_close(&writer);
    unlink(path);
}

static void compares_head_and_statement(void **state)
{
    static const struct cb_report_column COLUMNS[] = {{"a", "integer", "A"}, {"b", "text", "B"}};
    static const struct cb_report_param PARAMS[] = {{.name = "p", .type = "text", .description = "P"}};
    static const struct {
        const char *sql, *message;
    } CASES[] = {
        {"SELECT 1 AS a, :p AS b", NULL},
        {"SELECT 1 AS a, :p AS c", "column 2 is 'b' in its head and 'c' in its SQL"},
        {"SELECT :p AS a", "column 2 is 'b' in its head and 'none' in its SQL"},
        {"SELECT 1 AS a, 2 AS b, :p AS c", "column 3 is 'none' in its head and 'c' in its SQL"},
        {"SELECT 1 AS a, 2 AS b", "its head has the parameter 'p', its SQL does not"},
        {"SELECT 1 AS a, :p || :q AS b", "its SQL has the parameter ':q', its head does not"},
        {"SELECT 1 AS a, :p || ? AS b", "its SQL has the parameter '?', its head does not"},
        {"SELECT 1 AS a, @p || :p AS b", "its SQL has the parameter '@p', its head does not"},
    };
    struct cb_db db;

    (void)state;
    kb_open(&db, false);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_report report = {
            .name = "x", .params = PARAMS, .param_count = 1, .columns = COLUMNS, .column_count = 2};
        struct cb_stmt stmt = {0};
        struct cb_err err = {0};
        report.sql = CASES[i].sql;
        if (cb_guard_report(&db, &report, &stmt, &err) != (CASES[i].message ? CB_BAD_INPUT : CB_OK))
            fail_msg("'%s': '%s'", CASES[i].sql, err.text);
        if (CASES[i].message && !strstr(err.text, CASES[i].message))
            fail_msg("'%s': '%s'", CASES[i].sql, err.text);
        cb_stmt_release(&stmt);
    }
    cb_db_close(&db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lets_only_one_reading_statement_through),
        cmocka_unit_test(lets_the_first_search_through),
        cmocka_unit_test(leaves_the_connection_as_it_was),
        cmocka_unit_test(keeps_statements_of_readers),
        cmocka_unit_test(compares_head_and_statement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
