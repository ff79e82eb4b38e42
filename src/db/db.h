/* Floor 1. SQLite, wrapped once: opening, statements, transactions. sqlite3.h stays in db/, store/ and
 * report/ (a lint test checks it).
 *
 * One file is one knowledge base: the journal mode is DELETE, not WAL. WAL would leave -wal and -shm files
 * beside it that a user who copies or mails the file forgets, and cannot be read from a read-only folder. The
 * price is that readers wait while a transaction is written out; import keeps its transactions short for
 * that. */
#ifndef CB_DB_DB_H
#define CB_DB_DB_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* "clmb": marks a file as ours. */
#define CB_APPLICATION_ID 0x636c6d62

/* Of new files; one that is there keeps its own. An article of usual length with its search index needs fewer
 * pages of this size; twice as much costs small files more than it gives large ones. */
#define CB_PAGE_SIZE "PRAGMA main.page_size = 8192;"

/* The page cache, in KiB: reports look up rows all over the file; and while indexes are made, whose sorting
 * takes as much again. */
#define CB_CACHE          "PRAGMA main.cache_size = -34816;"
#define CB_CACHE_INDEXING "PRAGMA main.cache_size = -20480;"

/* To compile a report takes up to 5 ms, and 100 to 300 KB to keep it. */
enum { CB_DB_KEPT = 8 };

struct sqlite3;
struct sqlite3_stmt;
struct cb_refusal;

struct cb_db {
    struct sqlite3 *handle;
    char *path;
    bool read_only;
    struct cb_feed *feed; /* what the table cb_feed shows; NULL: there is none yet. SQLite frees it */
    bool text_lost;       /* there was no memory for the text of a column: the next step or commit says so */

    /* Of report/guard.c. */
    struct cb_refusal *refusal; /* of the statement of a report that is being compiled; NULL: there is none */
    bool guarded;               /* SQLite asks it what a statement may do */
    struct sqlite3_stmt *kept[CB_DB_KEPT]; /* of reports that ran, at rest; they end with the connection */
    size_t kept_next;                      /* the place of the next one */
};

/* Opens the file (":memory:": a private one without a file) and sets what every connection needs: foreign
 * keys, busy time-out, defensive mode, no trusted schema. The caller ends it with cb_db_close. CB_DATABASE:
 * missing (unless CB_OPEN_CREATE), not SQLite, not ours, locked; CB_SYSTEM: no permission. Does not migrate
 * (cb_db_migrate). */
cb_status cb_db_open(const char *path, enum cb_open_mode mode, int busy_ms, struct cb_db *out,
                     struct cb_err *err);
void cb_db_close(struct cb_db *db); /* a zeroed one is fine */

/* Brings the file to this version's schema: runs the numbered migrations that are missing, in one
 * transaction, and makes the derived tables where there are none. Refuses a newer file (CB_DATABASE). *stale
 * (may be NULL): the derived tables are defined otherwise than in this version; cb_db_remake is due, and all
 * derived rows after it. On a read-only connection it only checks, and refuses an older file. */
cb_status cb_db_migrate(struct cb_db *db, bool *stale, struct cb_err *err);

/* Drops the derived tables, search index and views and makes them again, empty. In the caller's transaction.
 * Tables and views that a user added to the file stay. */
cb_status cb_db_remake(struct cb_db *db, struct cb_err *err);

/* Before many articles are written in a transaction of the caller: where there is none yet, drops the indexes
 * of schema/indexes.sql; and when all are in, makes those that were dropped, in the caller's transaction or
 * each in one of its own, so that readers get through between them. Where a run was cut short in between,
 * cb_db_migrate makes them for the next one that writes; meta remembers it ('unindexed'). */
cb_status cb_db_unindex(struct cb_db *db, struct cb_err *err);
cb_status cb_db_index(struct cb_db *db, struct cb_err *err);

/* One line of text that the file remembers under `key` (table meta). The value lives in `arena`, ptr NULL
 * where there is none; setting it to ptr NULL forgets it. */
cb_status cb_db_meta(struct cb_db *db, const char *key, struct cb_arena *arena, struct cb_str *value,
                     struct cb_err *err);
cb_status cb_db_set_meta(struct cb_db *db, const char *key, struct cb_str value, struct cb_err *err);

/* Runs SQL text of ours, all statements of it. */
cb_status cb_db_exec(struct cb_db *db, const char *sql, struct cb_err *err);

/* Fills *err from the connection's last failure: "PATH: what is wrong; what to do". SQLITE_NOMEM becomes
 * CB_NO_MEMORY; a full disk, a failing one or a missing permission CB_SYSTEM; a row that breaks a constraint
 * CB_BAD_INPUT; everything else CB_DATABASE. */
cb_status cb_db_fail(struct cb_db *db, struct cb_err *err);

/* ---- statements ---- */

/* A prepared statement; keep it as long as the work lasts, then cb_stmt_release (zeroed is fine). */
struct cb_stmt {
    struct cb_db *db;
    struct sqlite3_stmt *handle;
    int bind_failed; /* SQLite's code of the first bind that failed since the last reset */
};

/* One statement; text behind it is our bug. */
cb_status cb_stmt_prepare(struct cb_db *db, const char *sql, struct cb_stmt *out, struct cb_err *err);
void cb_stmt_release(struct cb_stmt *stmt);

/* Binds by number, from 1. Text is not copied: it must live until the statement is reset. A cb_str with ptr
 * NULL binds NULL. */
void cb_stmt_bind_int(struct cb_stmt *stmt, int index, int64_t value);
void cb_stmt_bind_double(struct cb_stmt *stmt, int index, double value);
void cb_stmt_bind_text(struct cb_stmt *stmt, int index, struct cb_str value);
void cb_stmt_bind_null(struct cb_stmt *stmt, int index);

/* Steps: *row tells whether there is a row to read. A failed bind before shows here. */
cb_status cb_stmt_step(struct cb_stmt *stmt, bool *row, struct cb_err *err);

/* Steps a statement that gives no rows to its end, and resets it. */
cb_status cb_stmt_run(struct cb_stmt *stmt, struct cb_err *err);

/* Makes it ready for the next run; its values stay bound. */
void cb_stmt_reset(struct cb_stmt *stmt);

/* Columns of the current row, from 0; text lives until the next step. NULL gives ptr NULL. */
int64_t cb_stmt_int(struct cb_stmt *stmt, int column);
double cb_stmt_double(struct cb_stmt *stmt, int column);
struct cb_str cb_stmt_text(struct cb_stmt *stmt, int column);
bool cb_stmt_is_null(struct cb_stmt *stmt, int column);

/* ---- many rows with one statement ---- */

/* One value. Zeroed: NULL. */
struct cb_cell {
    enum { CB_CELL_NULL = 0, CB_CELL_INT, CB_CELL_DOUBLE, CB_CELL_TEXT } type;
    union {
        int64_t number;
        double real;
        struct cb_str text; /* not copied */
    } value;
};

/* `count` rows of `width` cells each (20 at most), one behind the other. */
struct cb_feed {
    const struct cb_cell *cells;
    size_t width, count;
};

/* Makes the table temp.cb_feed for statements on this connection; its columns are c0, c1, c2 ... A row that
 * is bound, stepped and reset by itself costs three times as much as one of INSERT ... SELECT ... FROM it.
 * (Such a statement should say OR FAIL: to be able to take back half of its rows, SQLite copies all pages
 * that it touches.) Fine to call twice. */
cb_status cb_db_add_feed(struct cb_db *db, struct cb_err *err);

/* Runs `stmt`, which reads temp.cb_feed, for these rows; none: does nothing. */
cb_status cb_stmt_feed(struct cb_stmt *stmt, struct cb_feed feed, struct cb_err *err);

int64_t cb_db_last_id(const struct cb_db *db);

/* One integer from `sql`, `fallback` where it gives no row. */
cb_status cb_db_int(struct cb_db *db, const char *sql, int64_t fallback, int64_t *out, struct cb_err *err);

/* ---- transactions ---- */

/* BEGIN IMMEDIATE; CB_DATABASE when another writer holds the file. */
cb_status cb_tx_begin(struct cb_db *db, struct cb_err *err);
cb_status cb_tx_commit(struct cb_db *db, struct cb_err *err);
void cb_tx_rollback(struct cb_db *db); /* fine outside a transaction */

/* Outside a transaction: rows are written as they come, without a look at foreign keys and CHECKs, and none
 * goes with another one. It is off from the start; whoever turns it on must turn it off again. For rows of
 * ours, of which the program knows what `verify` checks: CHECK (x IN (...)) makes a table of its words for
 * each row, a third of an import's time. */
cb_status cb_db_trust(struct cb_db *db, bool on, struct cb_err *err);

/* False also when SQLite has rolled back by itself, as it does when the disk is full. */
bool cb_tx_active(const struct cb_db *db);

#endif
