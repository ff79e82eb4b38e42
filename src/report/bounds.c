#include "report/bounds.h"

#include <sqlite3.h>
#include <time.h>

#include "base/limits.h"

enum { STEPS_BETWEEN_LOOKS = 10000 };

/* What a report may need and an attack may not. A single value is as long as the longest article with room
 * for a list of such; patterns are short, since matching them cannot be interrupted. */
static const struct {
    int id, value;
} LIMITS[CB_BOUNDS_LIMITS] = {
    {SQLITE_LIMIT_LENGTH, CB_VALUE_MAX},      {SQLITE_LIMIT_SQL_LENGTH, CB_SQL_MAX},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000}, {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_VDBE_OP, 1000000},          {SQLITE_LIMIT_WORKER_THREADS, 0},
};

static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* Called by SQLite every few thousand steps; not 0 ends the statement. */
static int look(void *context)
{
    struct cb_bounds *bounds = context;

    bounds->late = bounds->late || now() >= bounds->deadline;
    return bounds->late;
}

static bool write_timed(void *context, const char *bytes, size_t size)
{
    struct cb_bounds *bounds = context;
    int64_t begun = bounds->deadline ? now() : 0;
    bool written = bounds->sink->write(bounds->sink->context, bytes, size);

    if (bounds->deadline)
        bounds->deadline += now() - begun;
    return written;
}

void cb_bounds_begin(struct cb_bounds *bounds, struct cb_db *db, int64_t timeout_ms,
                     const struct cb_sink *sink)
{
    *bounds = (struct cb_bounds){.db = db, .timeout_ms = timeout_ms, .sink = sink};
    if (sink) {
        bounds->timed = *sink;
        bounds->timed.write = write_timed;
        bounds->timed.context = bounds;
    }
    for (size_t i = 0; i < CB_BOUNDS_LIMITS; i++) {
        bounds->before[i] = sqlite3_limit(db->handle, LIMITS[i].id, -1);
        if (LIMITS[i].value < bounds->before[i])
            sqlite3_limit(db->handle, LIMITS[i].id, LIMITS[i].value);
    }
    bounds->heap_before = sqlite3_hard_heap_limit64(-1);
    if (bounds->heap_before == 0)
        sqlite3_hard_heap_limit64(sqlite3_memory_used() + CB_QUERY_MEMORY_MAX);
    if (timeout_ms > 0) {
        bounds->deadline = now() + timeout_ms * 1000000;
        sqlite3_progress_handler(db->handle, STEPS_BETWEEN_LOOKS, look, bounds);
    }
}

void cb_bounds_end(struct cb_bounds *bounds)
{
    if (!bounds->db)
        return;
    sqlite3_progress_handler(bounds->db->handle, 0, NULL, NULL);
    sqlite3_hard_heap_limit64(bounds->heap_before);
    for (size_t i = 0; i < CB_BOUNDS_LIMITS; i++)
        sqlite3_limit(bounds->db->handle, LIMITS[i].id, bounds->before[i]);
    *bounds = (struct cb_bounds){0};
}

cb_status cb_bounds_fail(const struct cb_bounds *bounds, const char *place, struct cb_err *err)
{
    int code = sqlite3_errcode(bounds->db->handle) & 0xFF;
    const char *words = sqlite3_errmsg(bounds->db->handle);

    switch (code) {
    case SQLITE_INTERRUPT:
        return cb_err_set(err, CB_SYSTEM,
                          "%s: stopped after %lld.%03lld s; ask for less, or give it more time (--timeout)",
                          place, (long long)bounds->timeout_ms / 1000, (long long)bounds->timeout_ms % 1000);
    case SQLITE_NOMEM:
        if (sqlite3_memory_highwater(0) < CB_QUERY_MEMORY_MAX / 4) /* it was not our bound that it met */
            return cb_err_no_memory(err);
        return cb_err_set(err, CB_NO_MEMORY,
                          "%s: needs more memory than there is for one query (%d MB); ask for less", place,
                          (int)(CB_QUERY_MEMORY_MAX >> 20));
    case SQLITE_TOOBIG:
        return cb_err_set(err, CB_BAD_INPUT, "%s: a value is longer than %d MB; ask for less", place,
                          CB_VALUE_MAX >> 20);
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
        return cb_err_set(err, CB_BAD_INPUT, "%s: %s; mend its SQL", place, words);
    default:
        return cb_db_fail(bounds->db, err);
    }
}
