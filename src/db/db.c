#include "db/db.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/io.h"
#include "db/substr.h"

enum { BUSY_MS = 5000 };

static bool in_memory(const char *path)
{
    return strcmp(path, ":memory:") == 0;
}

/* ---- failures ---- */

/* What SQLite's codes mean to a user; the longer, extended codes come before their families. */
static const struct {
    int code;
    cb_status status;
    bool detail; /* SQLite's own words stand behind what is wrong */
    const char *wrong, *advice;
} FAILURES[] = {
    {SQLITE_BUSY, CB_DATABASE, false, "is locked by another process that works on it",
     "try again when that is done"},
    {SQLITE_LOCKED, CB_DATABASE, false, "is locked by another process that works on it",
     "try again when that is done"},
    {SQLITE_FULL, CB_SYSTEM, false, "no space left to write to", "make room and run the command again"},
    {SQLITE_IOERR, CB_SYSTEM, true, "reading or writing failed", "check the disk and its free space"},
    {SQLITE_READONLY_ROLLBACK, CB_DATABASE, false, "an interrupted run left its journal beside it",
     "open it once where you may write"},
    {SQLITE_READONLY, CB_SYSTEM, false, "cannot be written",
     "check the permissions of the file and its folder"},
    {SQLITE_CANTOPEN, CB_SYSTEM, false, "the file or the journal beside it cannot be opened",
     "check the permissions of the file and its folder"},
    {SQLITE_PERM, CB_SYSTEM, false, "permission denied", "check the permissions of the file and its folder"},
    {SQLITE_NOTADB, CB_DATABASE, false, "is not a claimbase database", "name another file"},
    {SQLITE_CORRUPT, CB_DATABASE, true, "is damaged",
     "restore a copy, or import the articles into a new file"},
};

cb_status cb_db_fail(struct cb_db *db, struct cb_err *err)
{
    int code = sqlite3_extended_errcode(db->handle);
    const char *words = sqlite3_errmsg(db->handle);

    if ((code & 0xFF) == SQLITE_NOMEM)
        return cb_err_no_memory(err);
    if ((code & 0xFF) == SQLITE_CONSTRAINT)
        return cb_err_set(err, CB_BAD_INPUT, "%s", words);
    for (size_t i = 0; i < sizeof FAILURES / sizeof *FAILURES; i++) {
        bool detail = FAILURES[i].detail;
        if (FAILURES[i].code == code || FAILURES[i].code == (code & 0xFF))
            return cb_err_set(err, FAILURES[i].status, "%s: %s%s%s%s; %s", db->path, FAILURES[i].wrong,
                              detail ? " (" : "", detail ? words : "", detail ? ")" : "", FAILURES[i].advice);
    }
    return cb_err_set(err, CB_DATABASE, "%s: %s", db->path, words);
}

/* ---- opening ---- */

/* The folder that `path` lies in is there. */
static bool folder_exists(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder;
    bool exists;

    if (!slash || slash == path)
        return true;
    folder = cb_copy_z(path, (size_t)(slash - path));
    exists = folder && cb_io_kind(folder) == CB_IO_DIRECTORY;
    cb_free(folder);
    return exists;
}

/* What SQLite would say less clearly, or not at all. */
static cb_status check_path(const char *path, enum cb_open_mode mode, struct cb_err *err)
{
    struct stat st;

    if (!*path)
        return cb_err_set(err, CB_USAGE, "no database named; name a file");
    if (in_memory(path))
        return CB_OK;
    if (stat(path, &st) == 0) {
        if (!S_ISREG(st.st_mode))
            return cb_err_set(err, CB_DATABASE, "%s: is %s; name a database file", path,
                              S_ISDIR(st.st_mode) ? "a directory" : "not a file");
        if (faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0)
            return cb_err_set(err, CB_SYSTEM, "%s: permission denied; make it readable for you", path);
        if (mode != CB_OPEN_READ && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
            return cb_err_set(err, CB_SYSTEM,
                              "%s: cannot be written; check the permissions of the file and its folder",
                              path);
        return CB_OK;
    }
    if (mode != CB_OPEN_CREATE)
        return cb_err_set(err, CB_DATABASE,
                          "%s: no such database; check the path, or make it with 'claimbase import'", path);
    if (!folder_exists(path))
        return cb_err_set(err, CB_SYSTEM, "%s: the folder it should lie in does not exist; make it first",
                          path);
    return CB_OK;
}

/* A name that SQLite takes as a file name, whatever it was compiled with. */
static char *plain_name(const char *path)
{
    bool uri = strncmp(path, "file:", 5) == 0;
    size_t size = strlen(path) + 3;
    char *name = cb_alloc(size);

    if (name)
        snprintf(name, size, "%s%s", uri ? "./" : "", path);
    return name;
}

/* Refuses files of other programs; reads the file for the first time, so that what is no database shows here.
 */
static cb_status check_ours(struct cb_db *db, bool may_be_empty, struct cb_err *err)
{
    cb_status rc;
    int64_t application = 0, objects = 0;

    CB_TRY(cb_db_int(db, "PRAGMA application_id", 0, &application, err));
    if (application == CB_APPLICATION_ID)
        goto done;
    CB_TRY(cb_db_int(db, "SELECT count(*) FROM sqlite_schema", 0, &objects, err));
    if (application != 0 || objects != 0)
        rc = cb_err_set(err, CB_DATABASE, "%s: is not a claimbase database; name another file", db->path);
    else if (!may_be_empty) /* or a first import ended before it had anything */
        rc = cb_err_set(err, CB_DATABASE, "%s: is an empty file; fill it with 'claimbase import'", db->path);
done:
    return rc;
}

static cb_status configure(struct cb_db *db, int busy_ms, struct cb_err *err)
{
    cb_status rc = CB_OK;

    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, busy_ms);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (cb_db_add_substr(db->handle) != SQLITE_OK) {
        rc = cb_db_fail(db, err);
        goto done;
    }
    /* They may be somebody's; corrections, which need ours, look at them first. */
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    CB_TRY(cb_db_exec(db, "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;", err));
    if (!db->read_only)
        CB_TRY(cb_db_exec(db, "PRAGMA synchronous = FULL;" CB_PAGE_SIZE, err));
done:
    return rc;
}

/* A run that was killed left its journal beside the file: opening the file for writing once takes back what
 * was half written. False when that is refused. */
static bool take_back(const struct cb_db *db, int busy_ms)
{
    sqlite3 *handle = NULL;
    bool done =
        sqlite3_open_v2(db->path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
        sqlite3_busy_timeout(handle, busy_ms) == SQLITE_OK && /* another may be at it */
        sqlite3_exec(handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK;

    sqlite3_close(handle);
    return done;
}

static cb_status first_look(struct cb_db *db, bool may_be_empty, int busy_ms, struct cb_err *err)
{
    struct cb_err why;
    cb_status rc = check_ours(db, may_be_empty, &why);

    if (rc != CB_OK && sqlite3_extended_errcode(db->handle) == SQLITE_READONLY_ROLLBACK &&
        take_back(db, busy_ms))
        rc = check_ours(db, may_be_empty, &why);
    return rc == CB_OK ? CB_OK : cb_err_set(err, rc, "%s", why.text);
}

cb_status cb_db_open(const char *path, enum cb_open_mode mode, int busy_ms, struct cb_db *out,
                     struct cb_err *err)
{
    cb_status rc;
    struct cb_db db = {.read_only = mode == CB_OPEN_READ};
    int flags = mode == CB_OPEN_READ    ? SQLITE_OPEN_READONLY
                : mode == CB_OPEN_WRITE ? SQLITE_OPEN_READWRITE
                                        : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

    CB_TRY(check_path(path, mode, err));
    db.path = plain_name(path);
    CB_TRY_NEW(db.path);
    if (sqlite3_open_v2(db.path, &db.handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        rc = cb_db_fail(&db, err);
        goto done;
    }
    busy_ms = busy_ms < 0 ? 0 : busy_ms == 0 ? BUSY_MS : busy_ms;
    CB_TRY(configure(&db, busy_ms, err));
    CB_TRY(first_look(&db, mode == CB_OPEN_CREATE, busy_ms, err));
    /* A batch of import fits in the cache, so that readers are locked out at its commit only; and what reports
     * look up all over the file. Not before the first look: SQLite counts pages, by the size that it believes
     * they have. */
    CB_TRY(cb_db_exec(&db, CB_CACHE, err));
    /* Somebody may have turned WAL on in the shell. Where the file is in use it stays so, which works as
     * well. */
    if (!db.read_only)
        sqlite3_exec(db.handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    *out = db;
    db = (struct cb_db){0};
done:
    cb_db_close(&db);
    return rc;
}

void cb_db_close(struct cb_db *db)
{
    for (size_t i = 0; i < CB_DB_KEPT; i++)
        sqlite3_finalize(db->kept[i]);
    if (sqlite3_close(db->handle) != SQLITE_OK)
        CB_BUG("a statement outlives its database");
    cb_free(db->path);
    *db = (struct cb_db){0};
}

/* ---- small things ---- */

cb_status cb_db_exec(struct cb_db *db, const char *sql, struct cb_err *err)
{
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? CB_OK : cb_db_fail(db, err);
}

int64_t cb_db_last_id(const struct cb_db *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}

cb_status cb_db_int(struct cb_db *db, const char *sql, int64_t fallback, int64_t *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(db, sql, &stmt, err));
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    *out = row ? cb_stmt_int(&stmt, 0) : fallback;
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_db_meta(struct cb_db *db, const char *key, struct cb_arena *arena, struct cb_str *value,
                     struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(db, "SELECT value FROM meta WHERE key = ?", &stmt, err));
    cb_stmt_bind_text(&stmt, 1, cb_str_of(key));
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    *value = (struct cb_str){NULL, 0};
    if (row) {
        *value = cb_arena_copy(arena, cb_stmt_text(&stmt, 0));
        CB_TRY_NEW(value->ptr);
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_db_set_meta(struct cb_db *db, const char *key, struct cb_str value, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};

    CB_TRY(cb_stmt_prepare(db,
                           value.ptr ? "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)"
                                     : "DELETE FROM meta WHERE key = ?1",
                           &stmt, err));
    cb_stmt_bind_text(&stmt, 1, cb_str_of(key));
    if (value.ptr)
        cb_stmt_bind_text(&stmt, 2, value);
    CB_TRY(cb_stmt_run(&stmt, err));
done:
    cb_stmt_release(&stmt);
    return rc;
}
