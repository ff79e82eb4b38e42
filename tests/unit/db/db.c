#include "db/db.h"

#include <sqlite3.h>
#include <sys/wait.h>

#include "unit/base/temp.h"

/* A database that another program made. */
static const char *made_by_others(struct temp *temp, const char *name, const char *sql)
{
    sqlite3 *handle = NULL;
    const char *path = temp_path(temp, name);

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
    return path;
}

/* A database of ours, closed again. */
static const char *made_by_us(struct temp *temp, const char *name)
{
    struct cb_db db = {0};
    struct cb_err err = {0};
    const char *path = temp_path(temp, name);

    if (cb_db_open(path, CB_OPEN_CREATE, -1, &db, &err) != CB_OK || cb_db_migrate(&db, NULL, &err) != CB_OK)
        fail_msg("%s", err.text);
    cb_db_close(&db);
    return path;
}

static void check_refused(const char *path, enum cb_open_mode mode, cb_status status, const char *message)
{
    struct cb_db db = {0};
    struct cb_err err = {0};

    assert_int_equal(cb_db_open(path, mode, -1, &db, &err), status);
    assert_message(err, message);
    assert_null(db.handle);
}

static void refuses_what_is_not_ours(void **state)
{
    struct temp *temp = *state;
    const char *other = made_by_others(temp, "other.db", "CREATE TABLE t (x)");
    const char *marked = made_by_others(temp, "marked.db", "PRAGMA application_id = 17");
    const char *text = temp_file(temp, "notes.db",
                                 "Notes. More notes than a database header is long ... and some more.\n"
                                 "These lines only make the file longer than a hundred bytes.\n");
    const char *empty = temp_file(temp, "empty.db", "");

    for (enum cb_open_mode mode = CB_OPEN_READ; mode <= CB_OPEN_CREATE; mode++) {
        check_refused(other, mode, CB_DATABASE, "other.db: is not a claimbase database; ");
        check_refused(marked, mode, CB_DATABASE, "marked.db: is not a claimbase database; ");
        check_refused(text, mode, CB_DATABASE, "notes.db: is not a claimbase database; ");
        check_refused(temp->dir, mode, CB_DATABASE, ": is a directory; ");
        check_refused("", mode, CB_USAGE, "no database named");
        if (mode != CB_OPEN_CREATE)
            check_refused(empty, mode, CB_DATABASE, "empty.db: is an empty file; fill it ");
    }
}

static void refuses_what_is_missing(void **state)
{
    struct temp *temp = *state;
    const char *path = temp_path(temp, "none.db");

    check_refused(path, CB_OPEN_READ, CB_DATABASE, "none.db: no such database; ");
    check_refused(path, CB_OPEN_WRITE, CB_DATABASE, "none.db: no such database; ");
    check_refused(temp_path(temp, "none/x.db"), CB_OPEN_CREATE, CB_SYSTEM, "the folder it should lie in");
    assert_int_not_equal(access(path, F_OK), 0);
}

static void refuses_what_permissions_forbid(void **state)
{
    struct temp *temp = *state;
    const char *folder = temp_folder(temp, "closed");
    const char *path = made_by_us(temp, "closed/kb.db"), *secret = made_by_us(temp, "secret.db");
    struct cb_db db = {0};
    struct cb_err err = {0};

    assert_int_equal(chmod(secret, 0), 0);
    assert_int_equal(chmod(path, 0444), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    temp_be_nobody(temp);
    check_refused(secret, CB_OPEN_READ, CB_SYSTEM, "secret.db: permission denied");
    check_refused(path, CB_OPEN_WRITE, CB_SYSTEM, "kb.db: cannot be written; ");
    check_refused(temp_path(temp, "closed/new.db"), CB_OPEN_CREATE, CB_SYSTEM,
                  "new.db: the file or the journal");
    /* reading needs neither */
    assert_int_equal(cb_db_open(path, CB_OPEN_READ, -1, &db, &err), CB_OK);
    assert_int_equal(cb_db_migrate(&db, NULL, &err), CB_OK);
    cb_db_close(&db);
    temp_be_root();
}

/* The file may be written, but not the journal beside it. */
static void says_when_the_journal_cannot_be_made(void **state)
{
    struct temp *temp = *state;
    const char *folder = temp_folder(temp, "closed"), *path = made_by_us(temp, "closed/kb.db");
    struct cb_db db = {0};
    struct cb_err err = {0};

    assert_int_equal(chmod(path, 0666), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    temp_be_nobody(temp);
    assert_int_equal(cb_db_open(path, CB_OPEN_WRITE, -1, &db, &err), CB_OK);
    assert_int_equal(cb_db_set_meta(&db, "x", CB_STR("y"), &err), CB_SYSTEM);
    temp_be_root();
    assert_message(err, "check the permissions of the file and its folder");
    cb_db_close(&db);
}

static void takes_any_name_as_a_file_name(void **state)
{
    struct temp *temp = *state;
    char here[256];

    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(temp->dir), 0);
    for (int i = 0; i < 2; i++) {
        static const char *const NAMES[] = {"file:x.db?mode=memory", "ä ö %41.db"};
        struct cb_db db = {0};
        assert_int_equal(cb_db_open(NAMES[i], CB_OPEN_CREATE, -1, &db, NULL), CB_OK);
        assert_int_equal(cb_db_migrate(&db, NULL, NULL), CB_OK);
        cb_db_close(&db);
        assert_int_equal(access(NAMES[i], F_OK), 0);
    }
    assert_int_equal(chdir(here), 0);
}

static void sets_what_every_connection_needs(void **state)
{
    static const struct {
        const char *pragma;
        int64_t value;
    } CASES[] = {{"PRAGMA foreign_keys", 1},
                 {"PRAGMA trusted_schema", 0},
                 {"PRAGMA cell_size_check", 1},
                 {"PRAGMA synchronous", 2},
                 {"PRAGMA busy_timeout", 5000}};
    struct cb_db db = {0};
    int64_t value;

    (void)state;
    assert_int_equal(cb_db_open(":memory:", CB_OPEN_CREATE, 0, &db, NULL), CB_OK);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        assert_int_equal(cb_db_int(&db, CASES[i].pragma, -1, &value, NULL), CB_OK);
        if (value != CASES[i].value)
            fail_msg("%s is %d", CASES[i].pragma, (int)value);
    }
    /* defensive: the tables of the search index cannot be written around it */
    assert_int_equal(cb_db_migrate(&db, NULL, NULL), CB_OK);
    assert_int_equal(cb_db_exec(&db, "DELETE FROM articles_fts_docsize", NULL), CB_DATABASE);
    cb_db_close(&db);
}

static void keeps_one_file(void **state)
{
    struct temp *temp = *state;
    const char *path = made_by_us(temp, "kb.db");
    struct cb_db db = {0};

    made_by_others(temp, "kb.db", "PRAGMA journal_mode = WAL; INSERT INTO meta VALUES ('a', 'b')");
    assert_int_equal(cb_db_open(path, CB_OPEN_WRITE, -1, &db, NULL), CB_OK);
    assert_int_equal(cb_db_set_meta(&db, "x", CB_STR("y"), NULL), CB_OK);
    assert_int_not_equal(access(temp_path(temp, "kb.db-wal"), F_OK), 0);
    assert_int_not_equal(access(temp_path(temp, "kb.db-shm"), F_OK), 0);
    cb_db_close(&db);
}

/* ---- two connections ---- */

static void a_writer_keeps_other_writers_out_and_readers_in(void **state)
{
    struct temp *temp = *state;
    const char *path = made_by_us(temp, "kb.db");
    struct cb_db writer = {0}, other = {0}, reader = {0};
    struct cb_err err = {0};
    int64_t rows = -1;

    assert_int_equal(cb_db_open(path, CB_OPEN_WRITE, -1, &writer, NULL), CB_OK);
    assert_int_equal(cb_tx_begin(&writer, NULL), CB_OK);
    assert_int_equal(cb_db_exec(&writer, "INSERT INTO sources (name, kind) VALUES ('A', 'other')", NULL),
                     CB_OK);

    assert_int_equal(cb_db_open(path, CB_OPEN_WRITE, -1, &other, NULL), CB_OK);
    assert_int_equal(cb_tx_begin(&other, &err), CB_DATABASE);
    assert_message(err, "kb.db: is locked by another process");
    assert_false(cb_tx_active(&other));

    assert_int_equal(cb_db_open(path, CB_OPEN_READ, -1, &reader, NULL), CB_OK);
    assert_int_equal(cb_db_int(&reader, "SELECT count(*) FROM sources", -1, &rows, NULL), CB_OK);
    assert_int_equal(rows, 0);
    assert_int_equal(cb_tx_commit(&writer, NULL), CB_OK);
    assert_int_equal(cb_db_int(&reader, "SELECT count(*) FROM sources", -1, &rows, NULL), CB_OK);
    assert_int_equal(rows, 1);
    cb_db_close(&reader);
    cb_db_close(&other);
    cb_db_close(&writer);
}

/* A process that dies in the middle of a transaction whose pages are partly in the file already. */
static void die_while_writing(const char *path)
{
    struct cb_db db = {0};

    if (cb_db_open(path, CB_OPEN_WRITE, -1, &db, NULL) != CB_OK || cb_tx_begin(&db, NULL) != CB_OK ||
        cb_db_exec(
            &db,
            "PRAGMA cache_size = 10;\n"
            "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)\n"
            "INSERT INTO sources (name, kind) SELECT 'A name that takes some room ' || i, 'other' FROM n;",
            NULL) != CB_OK)
        _exit(1);
    _exit(0);
}

static void what_was_half_written_is_taken_back(void **state)
{
    struct temp *temp = *state;
    const char *path = made_by_us(temp, "kb.db");

    for (enum cb_open_mode mode = CB_OPEN_READ; mode <= CB_OPEN_CREATE; mode++) {
        struct cb_db db = {0};
        struct cb_err err = {0};
        int64_t rows = -1;
        int status;
        pid_t child = fork();
        if (child == 0)
            die_while_writing(path);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
        assert_int_equal(access(temp_path(temp, "kb.db-journal"), F_OK), 0);
        if (cb_db_open(path, mode, -1, &db, &err) != CB_OK)
            fail_msg("%s", err.text);
        assert_int_equal(cb_db_int(&db, "SELECT count(*) FROM sources", -1, &rows, NULL), CB_OK);
        assert_int_equal(rows, 0);
        cb_db_close(&db);
    }
}

/* ---- meta ---- */

static void remembers_lines(void **state)
{
    struct temp *temp = *state;
    struct cb_db db = {0};
    struct cb_str value;

    assert_int_equal(cb_db_open(":memory:", CB_OPEN_CREATE, -1, &db, NULL), CB_OK);
    assert_int_equal(cb_db_migrate(&db, NULL, NULL), CB_OK);
    assert_int_equal(cb_db_meta(&db, "x", &temp->arena, &value, NULL), CB_OK);
    assert_null(value.ptr);
    assert_int_equal(cb_db_set_meta(&db, "x", CB_STR("1"), NULL), CB_OK);
    assert_int_equal(cb_db_set_meta(&db, "x", CB_STR("2"), NULL), CB_OK);
    assert_int_equal(cb_db_meta(&db, "x", &temp->arena, &value, NULL), CB_OK);
    assert_true(cb_str_eq(value, CB_STR("2")));
    assert_int_equal(cb_db_set_meta(&db, "x", (struct cb_str){NULL, 0}, NULL), CB_OK);
    assert_int_equal(cb_db_meta(&db, "x", &temp->arena, &value, NULL), CB_OK);
    assert_null(value.ptr);
    cb_db_close(&db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(refuses_what_is_not_ours),
        temp_test(refuses_what_is_missing),
        temp_test(refuses_what_permissions_forbid),
        temp_test(says_when_the_journal_cannot_be_made),
        temp_test(takes_any_name_as_a_file_name),
        cmocka_unit_test(sets_what_every_connection_needs),
        temp_test(keeps_one_file),
        temp_test(a_writer_keeps_other_writers_out_and_readers_in),
        temp_test(what_was_half_written_is_taken_back),
        temp_test(remembers_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
