#include "db/db.h"

#include <limits.h>
#include <sqlite3.h>

cb_status cb_stmt_prepare(struct cb_db *db, const char *sql, struct cb_stmt *out, struct cb_err *err)
{
    struct cb_stmt stmt = {.db = db};
    const char *tail = "";

    if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt.handle, &tail) != SQLITE_OK)
        return cb_db_fail(db, err);
    if (!stmt.handle || *tail)
        CB_BUG("a statement is one statement");
    *out = stmt;
    return CB_OK;
}

void cb_stmt_release(struct cb_stmt *stmt)
{
    sqlite3_finalize(stmt->handle);
    *stmt = (struct cb_stmt){0};
}

static void note_bind(struct cb_stmt *stmt, int code)
{
    if (code != SQLITE_OK && stmt->bind_failed == SQLITE_OK)
        stmt->bind_failed = code;
}

void cb_stmt_bind_int(struct cb_stmt *stmt, int index, int64_t value)
{
    note_bind(stmt, sqlite3_bind_int64(stmt->handle, index, value));
}

void cb_stmt_bind_double(struct cb_stmt *stmt, int index, double value)
{
    note_bind(stmt, sqlite3_bind_double(stmt->handle, index, value));
}

void cb_stmt_bind_text(struct cb_stmt *stmt, int index, struct cb_str value)
{
    note_bind(stmt,
              sqlite3_bind_text64(stmt->handle, index, value.ptr, value.len, SQLITE_STATIC, SQLITE_UTF8));
}

void cb_stmt_bind_null(struct cb_stmt *stmt, int index)
{
    note_bind(stmt, sqlite3_bind_null(stmt->handle, index));
}

static cb_status bind_failure(struct cb_stmt *stmt, struct cb_err *err)
{
    if (stmt->bind_failed == SQLITE_NOMEM)
        return cb_err_no_memory(err);
    if (stmt->bind_failed == SQLITE_TOOBIG)
        return cb_err_set(err, CB_DATABASE, "%s: a text is too long for the database", stmt->db->path);
    CB_BUG("a value was bound to a parameter that is not there");
}

cb_status cb_stmt_step(struct cb_stmt *stmt, bool *row, struct cb_err *err)
{
    if (stmt->db->text_lost) {
        stmt->db->text_lost = false;
        return cb_err_no_memory(err);
    }
    if (stmt->bind_failed != SQLITE_OK)
        return bind_failure(stmt, err);
    switch (sqlite3_step(stmt->handle)) {
    case SQLITE_ROW:
        *row = true;
        return CB_OK;
    case SQLITE_DONE:
        *row = false;
        return CB_OK;
    default:
        return cb_db_fail(stmt->db, err);
    }
}

cb_status cb_stmt_run(struct cb_stmt *stmt, struct cb_err *err)
{
    cb_status rc;
    bool row = true;

    while (row)
        CB_TRY(cb_stmt_step(stmt, &row, err));
done:
    cb_stmt_reset(stmt);
    return rc;
}

void cb_stmt_reset(struct cb_stmt *stmt)
{
    sqlite3_reset(stmt->handle);
    stmt->bind_failed = SQLITE_OK;
}

int64_t cb_stmt_int(struct cb_stmt *stmt, int column)
{
    return sqlite3_column_int64(stmt->handle, column);
}

double cb_stmt_double(struct cb_stmt *stmt, int column)
{
    return sqlite3_column_double(stmt->handle, column);
}

struct cb_str cb_stmt_text(struct cb_stmt *stmt, int column)
{
    const char *text;

    if (cb_stmt_is_null(stmt, column))
        return (struct cb_str){NULL, 0};
    text = (const char *)sqlite3_column_text(stmt->handle, column);
    if (!text) {
        stmt->db->text_lost = true;
        return CB_STR("");
    }
    return (struct cb_str){text, (size_t)sqlite3_column_bytes(stmt->handle, column)};
}

bool cb_stmt_is_null(struct cb_stmt *stmt, int column)
{
    return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}
