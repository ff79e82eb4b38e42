#include "db/db.h"

#include "unit/base/temp.h"

static int64_t rows(struct cb_db *db)
{
    int64_t n = -1;

    assert_int_equal(cb_db_int(db, "SELECT count(*) FROM t", -1, &n, NULL), CB_OK);
    return n;
}

static int open_memory(void **state)
{
    struct cb_db *db = cb_alloc(sizeof *db);

    assert_int_equal(cb_db_open(":memory:", CB_OPEN_CREATE, -1, db, NULL), CB_OK);
    assert_int_equal(cb_db_exec(db, "CREATE TABLE t (x)", NULL), CB_OK);
    *state = db;
    return 0;
}

static int close_memory(void **state)
{
    cb_db_close(*state);
    cb_free(*state);
    return 0;
}

static void commits_or_leaves_no_trace(void **state)
{
    struct cb_db *db = *state;

    cb_tx_rollback(db); /* fine outside */
    assert_int_equal(cb_tx_begin(db, NULL), CB_OK);
    assert_true(cb_tx_active(db));
    assert_int_equal(cb_db_exec(db, "INSERT INTO t VALUES (1)", NULL), CB_OK);
    cb_tx_rollback(db);
    assert_false(cb_tx_active(db));
    assert_int_equal(rows(db), 0);
    assert_int_equal(cb_tx_begin(db, NULL), CB_OK);
    assert_int_equal(cb_db_exec(db, "INSERT INTO t VALUES (1)", NULL), CB_OK);
    assert_int_equal(cb_tx_commit(db, NULL), CB_OK);
    cb_tx_rollback(db);
    assert_int_equal(rows(db), 1);
}

static void a_full_disk_leaves_what_was_there(void **state)
{
    struct cb_db *db = *state;
    struct cb_err err = {0};
    cb_status rc = CB_OK;

    assert_int_equal(cb_db_exec(db, "INSERT INTO t VALUES (1); PRAGMA max_page_count = 20;", NULL), CB_OK);
    assert_int_equal(cb_tx_begin(db, NULL), CB_OK);
    for (int i = 0; i < 100 && rc == CB_OK; i++)
        rc = cb_db_exec(db, "INSERT INTO t VALUES (zeroblob(5000))", &err);
    assert_int_equal(rc, CB_SYSTEM);
    assert_message(err, "no space left");
    cb_tx_rollback(db);
    assert_int_equal(rows(db), 1);
}

#define tx_test(function) cmocka_unit_test_setup_teardown(function, open_memory, close_memory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        tx_test(commits_or_leaves_no_trace),
        tx_test(a_full_disk_leaves_what_was_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
