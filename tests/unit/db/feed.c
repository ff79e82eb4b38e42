#include "db/db.h"

#include "unit/base/temp.h"

#define NUMBER(n)                                                                                            \
    {                                                                                                        \
        CB_CELL_INT,                                                                                         \
        {                                                                                                    \
            .number = (n)                                                                                    \
        }                                                                                                    \
    }
#define REAL(x)                                                                                              \
    {                                                                                                        \
        CB_CELL_DOUBLE,                                                                                      \
        {                                                                                                    \
            .real = (x)                                                                                      \
        }                                                                                                    \
    }
#define TEXT(z)                                                                                              \
    {                                                                                                        \
        CB_CELL_TEXT,                                                                                        \
        {                                                                                                    \
            .text = {(z), sizeof(z) - 1 }                                                                    \
        }                                                                                                    \
    }
#define NOTHING                                                                                              \
    {                                                                                                        \
        CB_CELL_NULL,                                                                                        \
        {                                                                                                    \
            .number = 0                                                                                      \
        }                                                                                                    \
    }

#define SEEN "SELECT count(*) FROM t WHERE (id, a, b, c) IS "

static int open_fed(void **state)
{
    struct cb_db *db = cb_alloc(sizeof *db);

    assert_int_equal(cb_db_open(":memory:", CB_OPEN_CREATE, -1, db, NULL), CB_OK);
    assert_int_equal(
        cb_db_exec(db,
                   "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b REAL, c INTEGER NOT NULL) STRICT;\n"
                   "CREATE TABLE cb_feed (c0, c1, c2); -- somebody's: it is not what is read\n"
                   "INSERT INTO cb_feed VALUES ('bad', 1, 1)",
                   NULL),
        CB_OK);
    assert_int_equal(cb_db_add_feed(db, NULL), CB_OK);
    assert_int_equal(cb_db_add_feed(db, NULL), CB_OK);
    *state = db;
    return 0;
}

static int close_fed(void **state)
{
    cb_db_close(*state);
    cb_free(*state);
    return 0;
}

static cb_status feed_t(struct cb_db *db, struct cb_feed feed, struct cb_err *err)
{
    struct cb_stmt stmt = {0};
    cb_status rc;

    assert_int_equal(cb_stmt_prepare(db,
                                     "INSERT OR FAIL INTO t (a, b, c) SELECT c0, c1, c2 FROM temp.cb_feed",
                                     &stmt, err),
                     CB_OK);
    rc = cb_stmt_feed(&stmt, feed, err);
    cb_stmt_release(&stmt);
    return rc;
}

static int64_t number(struct cb_db *db, const char *sql)
{
    int64_t n = -1;

    assert_int_equal(cb_db_int(db, sql, -1, &n, NULL), CB_OK);
    return n;
}

static void writes_rows_in_their_order(void **state)
{
    static const struct cb_cell CELLS[] = {
        TEXT("Ärger"), REAL(0.5), NUMBER(INT64_MIN), NOTHING,   NOTHING,
        NUMBER(7),     TEXT(""),  REAL(-1),          NUMBER(0),
    };
    struct cb_db *db = *state;

    assert_int_equal(feed_t(db, (struct cb_feed){CELLS, 3, 3}, NULL), CB_OK);
    assert_int_equal(cb_db_last_id(db), 3);
    assert_int_equal(number(db, SEEN "(1, 'Ärger', 0.5, -9223372036854775808)"), 1);
    assert_int_equal(number(db, SEEN "(2, NULL, NULL, 7)"), 1);
    assert_int_equal(number(db, SEEN "(3, '', -1.0, 0)"), 1);
    assert_int_equal(feed_t(db, (struct cb_feed){CELLS, 3, 1}, NULL), CB_OK); /* the next ones go behind */
    assert_int_equal(number(db, SEEN "(4, 'Ärger', 0.5, -9223372036854775808)"), 1);
    assert_int_equal(feed_t(db, (struct cb_feed){NULL, 3, 0}, NULL), CB_OK);
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 4);
    assert_int_equal(number(db, "SELECT count(*) FROM temp.cb_feed"), 0); /* nothing stays in it */
}

static void says_what_does_not_fit(void **state)
{
    static const struct cb_cell WRONG[] = {NOTHING, NOTHING, NUMBER(1), TEXT("x"), NOTHING, NOTHING};
    struct cb_db *db = *state;
    struct cb_err err = {0};

    assert_int_equal(feed_t(db, (struct cb_feed){WRONG, 3, 2}, &err), CB_BAD_INPUT);
    assert_string_equal(err.text, "NOT NULL constraint failed: t.c");
    assert_int_equal(feed_t(db, (struct cb_feed){WRONG, 2, 1}, &err), CB_DATABASE); /* a cell is missing */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_rows_in_their_order, open_fed, close_fed),
        cmocka_unit_test_setup_teardown(says_what_does_not_fit, open_fed, close_fed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
