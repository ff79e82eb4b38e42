#include "db/db.h"

#include <math.h>

#include "unit/base/temp.h"

static int open_memory(void **state)
{
    struct cb_db *db = cb_alloc(sizeof *db);

    assert_int_equal(cb_db_open(":memory:", CB_OPEN_CREATE, -1, db, NULL), CB_OK);
    *state = db;
    return 0;
}

static int close_memory(void **state)
{
    cb_db_close(*state);
    cb_free(*state);
    return 0;
}

static void carries_values_there_and_back(void **state)
{
    struct cb_stmt stmt = {0};
    bool row = false;

    assert_int_equal(cb_stmt_prepare(*state, "SELECT ?1, ?2, ?3, ?4, ?5, ?6", &stmt, NULL), CB_OK);
    cb_stmt_bind_int(&stmt, 1, INT64_MIN);
    cb_stmt_bind_double(&stmt, 2, 0.1);
    cb_stmt_bind_text(&stmt, 3, cb_str_sub(CB_STR("xÄy"), 1, 3));
    cb_stmt_bind_text(&stmt, 4, CB_STR(""));
    cb_stmt_bind_text(&stmt, 5, (struct cb_str){NULL, 0});
    cb_stmt_bind_null(&stmt, 6);
    assert_int_equal(cb_stmt_step(&stmt, &row, NULL), CB_OK);
    assert_true(row);
    assert_true(cb_stmt_int(&stmt, 0) == INT64_MIN);
    assert_true(fabs(cb_stmt_double(&stmt, 1) - 0.1) < 1e-18);
    assert_true(cb_str_eq(cb_stmt_text(&stmt, 2), CB_STR("Ä")));
    assert_non_null(cb_stmt_text(&stmt, 3).ptr);
    assert_int_equal(cb_stmt_text(&stmt, 3).len, 0);
    assert_null(cb_stmt_text(&stmt, 4).ptr);
    assert_false(cb_stmt_is_null(&stmt, 3));
    assert_true(cb_stmt_is_null(&stmt, 4));
    assert_true(cb_stmt_is_null(&stmt, 5));
    assert_int_equal(cb_stmt_step(&stmt, &row, NULL), CB_OK);
    assert_false(row);
    cb_stmt_release(&stmt);
}

static void runs_again_and_again(void **state)
{
    struct cb_db *db = *state;
    struct cb_stmt stmt = {0};
    int64_t sum;

    assert_int_equal(cb_db_exec(db, "CREATE TABLE t (x INTEGER PRIMARY KEY)", NULL), CB_OK);
    assert_int_equal(cb_stmt_prepare(db, "INSERT INTO t VALUES (?1)", &stmt, NULL), CB_OK);
    for (int i = 1; i <= 10; i++) {
        cb_stmt_bind_int(&stmt, 1, i);
        assert_int_equal(cb_stmt_run(&stmt, NULL), CB_OK);
        assert_int_equal(cb_db_last_id(db), i);
    }
    cb_stmt_release(&stmt);
    assert_int_equal(cb_db_int(db, "SELECT sum(x) FROM t", -1, &sum, NULL), CB_OK);
    assert_int_equal(sum, 55);
    assert_int_equal(cb_db_int(db, "SELECT x FROM t WHERE x > 99", -7, &sum, NULL), CB_OK);
    assert_int_equal(sum, -7);
}

static void a_row_that_fits_nowhere_is_bad_input(void **state)
{
    struct cb_db *db = *state;
    struct cb_stmt stmt = {0};
    struct cb_err err = {0};

    assert_int_equal(cb_db_exec(db, "CREATE TABLE t (x INTEGER CHECK (x > 0)) STRICT", NULL), CB_OK);
    assert_int_equal(cb_stmt_prepare(db, "INSERT INTO t VALUES (?1)", &stmt, NULL), CB_OK);
    cb_stmt_bind_int(&stmt, 1, 0);
    assert_int_equal(cb_stmt_run(&stmt, &err), CB_BAD_INPUT);
    assert_message(err, "CHECK constraint failed");
    cb_stmt_bind_int(&stmt, 1, 1); /* and the statement goes on */
    assert_int_equal(cb_stmt_run(&stmt, &err), CB_OK);
    cb_stmt_release(&stmt);
    assert_int_equal(cb_db_exec(db, "SELECT nonsense", &err), CB_DATABASE);
    assert_message(err, ":memory:: no such column: nonsense");
}

#define stmt_test(function) cmocka_unit_test_setup_teardown(function, open_memory, close_memory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        stmt_test(carries_values_there_and_back),
        stmt_test(runs_again_and_again),
        stmt_test(a_row_that_fits_nowhere_is_bad_input),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
