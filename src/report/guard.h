/* Floor 3. Stored reports may be anybody's: what is let through to the database is one statement that reads.
 */
#ifndef CB_REPORT_GUARD_H
#define CB_REPORT_GUARD_H

#include "db/db.h"

/* Prepares `sql` after five checks: it is a single statement, gives rows, cannot write, and asks for nothing
 * but tables, views and functions (no ATTACH, load_extension ..., and of the PRAGMAs only those that describe
 * tables). `place` stands in messages.
 * CB_BAD_INPUT: it is refused, or is not SQL for this database. The caller ends *out with cb_stmt_release. */
cb_status cb_guard_prepare(struct cb_db *db, const char *place, const char *sql, struct cb_stmt *out,
                           struct cb_err *err);

/* The same, and *where (may be NULL) gets the byte of `sql` that a refusal is about, or -1; the message has
 * its line and column. */
cb_status cb_guard_check(struct cb_db *db, const char *place, const char *sql, struct cb_stmt *out,
                         int64_t *where, struct cb_err *err);

/* The query plan of a statement that cb_guard_check has let through. */
cb_status cb_guard_plan(struct cb_db *db, const char *place, const char *sql, struct cb_stmt *out,
                        struct cb_err *err);

/* The same as cb_guard_prepare for a whole report, whose statement must also have exactly the columns and
 * parameters that its head declares. */
cb_status cb_guard_report(struct cb_db *db, const struct cb_report *report, struct cb_stmt *out,
                          struct cb_err *err);

/* Ends a statement of cb_guard_report. Of a connection that only reads it is kept for the next run of the same
 * report, with nothing bound: compiling it takes longer than many a report itself. */
void cb_guard_keep(struct cb_stmt *stmt);

#endif
