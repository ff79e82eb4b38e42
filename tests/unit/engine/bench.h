/* A knowledge base in a file of its own, what happened to it, and what is in it. */
#ifndef CB_TESTS_UNIT_ENGINE_BENCH_H
#define CB_TESTS_UNIT_ENGINE_BENCH_H

#include "unit/base/temp.h"

#include <sqlite3.h>

#include "base/buf.h"
#include "engine/kb.h"

struct bench {
    struct temp *temp;
    const char *path;
    struct cb_kb *kb;
    struct cb_import_counts counts;
    struct cb_buf events; /* a line for each: "+ place", "= place: reason", "- place: reason" */
};

static inline void bench_open(struct bench *bench, struct temp *temp, const char *name)
{
    struct cb_err err = {0};

    *bench = (struct bench){.temp = temp, .path = temp_path(temp, name)};
    cb_buf_init(&bench->events, 1 << 20);
    if (cb_kb_open(bench->path, CB_OPEN_CREATE, NULL, &bench->kb, &err) != CB_OK)
        fail_msg("%s", err.text);
}

static inline void bench_close(struct bench *bench)
{
    cb_buf_release(&bench->events);
    cb_kb_close(bench->kb);
}

static inline void bench_note(void *context, const struct cb_import_event *event)
{
    struct bench *bench = context;
    size_t n = strlen(bench->temp->dir);
    const char *place = event->place;

    if (strncmp(place, bench->temp->dir, n) == 0 && place[n] == '/')
        place += n + 1;
    cb_buf_printf(&bench->events, "%c %s%s%s\n", "+=-"[event->outcome], place, event -> reason ? ": " : "",
                  event->reason ? event->reason : "");
}

static inline cb_status bench_try(struct bench *bench, const char *const *paths, size_t count,
                                  struct cb_err *err)
{
    struct cb_import_options options = {.on_event = bench_note, .context = bench};

    cb_buf_clear(&bench->events);
    return cb_kb_import(bench->kb, paths, count, &options, &bench->counts, err);
}

/* Imports one path, which must go well, and checks the counts. */
static inline void bench_import(struct bench *bench, const char *path, uint64_t imported, uint64_t skipped,
                                uint64_t rejected)
{
    struct cb_err err = {0};

    if (bench_try(bench, &path, 1, &err) != CB_OK)
        fail_msg("%s", err.text);
    if (bench->counts.imported != imported || bench->counts.skipped != skipped ||
        bench->counts.rejected != rejected)
        fail_msg("%d imported, %d skipped, %d rejected:\n%s", (int)bench->counts.imported,
                 (int)bench->counts.skipped, (int)bench->counts.rejected, bench->events.bytes);
}

static inline void bench_check_events(struct bench *bench, const char *expected)
{
    assert_string_equal(bench->events.bytes ? bench->events.bytes : "", expected);
}

static inline int64_t bench_number(struct bench *bench, const char *sql)
{
    int64_t value = -1;
    struct cb_err err = {0};

    if (cb_db_int(&bench->kb->db, sql, -1, &value, &err) != CB_OK)
        fail_msg("%s: %s", sql, err.text);
    return value;
}

static inline void bench_run(struct bench *bench, const char *sql)
{
    struct cb_err err = {0};

    if (cb_db_exec(&bench->kb->db, sql, &err) != CB_OK)
        fail_msg("%s: %s", sql, err.text);
}

/* How many violations there are; with `part`, one of them must say it. */
struct bench_violations {
    const char *part;
    bool said;
    char first[256];
};

static inline void bench_note_violation(void *context, const char *line)
{
    struct bench_violations *violations = context;

    violations->said |= violations->part && strstr(line, violations->part);
    if (!violations->first[0])
        snprintf(violations->first, sizeof violations->first, "%s", line);
}

static inline void bench_verify(struct bench *bench, const char *part)
{
    struct bench_violations violations = {.part = part};
    struct cb_err err = {0};
    uint64_t count = 0;

    if (cb_kb_verify(bench->kb, bench_note_violation, &violations, &count, &err) != CB_OK)
        fail_msg("%s", err.text);
    if (!part && count > 0)
        fail_msg("%d violations: %s", (int)count, violations.first);
    if (part && !violations.said)
        fail_msg("no violation says '%s'; the first: '%s'", part, violations.first);
}

/* ---- all rows ---- */

static inline void dump_rows(sqlite3 *handle, const char *table, struct cb_buf *out)
{
    char sql[1024];
    sqlite3_stmt *stmt = NULL;

    snprintf(sql, sizeof sql, "SELECT * FROM %s", table);
    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        cb_buf_printf(out, "%s", table);
        for (int c = 0; c < sqlite3_column_count(stmt); c++)
            cb_buf_printf(out, "|%s",
                          sqlite3_column_type(stmt, c) == SQLITE_NULL
                              ? "-"
                              : (const char *)sqlite3_column_text(stmt, c));
        cb_buf_add_char(out, '\n');
    }
    sqlite3_finalize(stmt);
}

/* Every row of every table but the log of runs, which has times in it. Those of the search index are told by
 * its own check. The caller ends it with cb_buf_release. */
static inline void bench_dump(const struct bench *bench, struct cb_buf *out)
{
    sqlite3_stmt *tables = NULL;
    sqlite3 *handle = bench->kb->db.handle;

    cb_buf_init(out, 64 << 20);
    assert_int_equal(
        sqlite3_prepare_v2(handle,
                           "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'\n"
                           "AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'import%' ORDER BY name",
                           -1, &tables, NULL),
        SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW)
        dump_rows(handle, (const char *)sqlite3_column_text(tables, 0), out);
    sqlite3_finalize(tables);
    assert_false(cb_buf_failed(out));
}

/* The first line in which two dumps differ. */
static inline void assert_same_dump(const struct cb_buf *a, const struct cb_buf *b)
{
    struct cb_str x = cb_buf_view(a), y = cb_buf_view(b);

    while (x.ptr && y.ptr) {
        struct cb_str left = cb_str_split(&x, '\n'), right = cb_str_split(&y, '\n');
        if (!cb_str_eq(left, right))
            fail_msg("these rows differ:\n%.*s\n%.*s", CB_STR_ARG(left), CB_STR_ARG(right));
    }
    assert_true(!x.ptr && !y.ptr);
}

#endif
