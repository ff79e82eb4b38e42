#include "db/db.h"

#include <sqlite3.h>

#include "unit/base/temp.h"

/* Texts with letters of one to four bytes, around the blocks in which they are counted; ones that are none.
 */
static const char *const VALUES[] = {
    "''",
    "'a'",
    "'äöü€𝄞z'",
    "'Die Größe zählt für uns alle, sagte Jörg, und 5 € kostet es nicht.'",
    "'0123456789abcdef0123456789abcde'",
    "'0123456789abcdef0123456789abcdeé'",
    "'0123456789abcdef0123456789abcdefé0123456789abcdef0123456789abcd€f-'",
    "'ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää'",
    "x''",
    "x'c3a4c3b6c3bc'",
    "12345",
    "-1.5",
    "NULL",
};
enum { COUNT = sizeof VALUES / sizeof *VALUES };

/* What SQLite itself says to it, on a connection of its own. */
static char *ask(sqlite3 *handle, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    char *answer;

    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    answer = sqlite3_mprintf("%s", sqlite3_column_text(stmt, 0));
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    return answer;
}

static void same(sqlite3 *theirs, sqlite3 *ours, const char *value, const char *range)
{
    char *sql = sqlite3_mprintf("SELECT quote(substr(%s, %s))", value, range);
    char *expected = ask(theirs, sql), *found = ask(ours, sql);

    if (strcmp(expected, found) != 0)
        fail_msg("%s: expected %s, found %s", sql, expected, found);
    sqlite3_free(sql);
    sqlite3_free(expected);
    sqlite3_free(found);
}

static void means_what_sqlites_own_means(void **state)
{
    static const int PLACES[] = {-2147483647, -70, -33, -32, -5, -1, 0,  1,  2,
                                 5,           31,  32,  33,  34, 64, 65, 70, 2147483647};
    enum { PLACE_COUNT = sizeof PLACES / sizeof *PLACES };
    struct cb_db db;
    sqlite3 *theirs = NULL;

    (void)state;
    assert_int_equal(sqlite3_open(":memory:", &theirs), SQLITE_OK);
    assert_int_equal(cb_db_open(":memory:", CB_OPEN_CREATE, -1, &db, NULL), CB_OK);
    for (int v = 0; v < COUNT; v++)
        for (int i = 0; i < PLACE_COUNT; i++) {
            char range[64];
            snprintf(range, sizeof range, "%d", PLACES[i]);
            same(theirs, db.handle, VALUES[v], range);
            for (int k = 0; k < PLACE_COUNT; k++) {
                snprintf(range, sizeof range, "%d, %d", PLACES[i], PLACES[k]);
                same(theirs, db.handle, VALUES[v], range);
            }
        }
    for (int v = 0; v < COUNT; v++) {
        same(theirs, db.handle, VALUES[v], "NULL");
        same(theirs, db.handle, VALUES[v], "1, NULL");
        same(theirs, db.handle, VALUES[v], "NULL, 1");
        same(theirs, db.handle, VALUES[v], "'2', '3'");
    }
    cb_db_close(&db);
    sqlite3_close(theirs);
}

/* A file in UTF-16, which somebody else made. */
static void takes_other_encodings(void **state)
{
    struct cb_db db;
    char *found;

    (void)state;
    assert_int_equal(cb_db_open(":memory:", CB_OPEN_CREATE, -1, &db, NULL), CB_OK);
    assert_int_equal(cb_db_exec(&db, "PRAGMA encoding = 'UTF-16le'", NULL), CB_OK);
    found = ask(db.handle, "SELECT substr('Größe zählt', 2, 7)");
    assert_string_equal(found, "röße zä");
    sqlite3_free(found);
    cb_db_close(&db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_what_sqlites_own_means),
        cmocka_unit_test(takes_other_encodings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
