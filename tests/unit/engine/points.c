#include "unit/engine/points.h"

#include <execinfo.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/alloc.h"
#include "db/db.h"
#include "trust/fault.h"

enum { CALLERS = 9, SHOWN = 24, PLACES = 1 << 16, ROOM = 1 << 14 };

static struct {
    enum points_kind recorded, armed;
    uint64_t met, n;
    bool all, fired, held;
    void *show[SHOWN]; /* callers of the one that failed first */
    int shown;
    uint64_t places[PLACES]; /* sums of callers, open addressing; 0: free */
    uint64_t numbers[ROOM];
    size_t count;
} points;

/* Was nothing with this sum met before? */
static bool is_new(uint64_t sum)
{
    size_t i = sum % PLACES;

    while (points.places[i] != 0 && points.places[i] != sum)
        i = (i + 1) % PLACES;
    if (points.places[i] == sum)
        return false;
    points.places[i] = sum;
    return true;
}

static void note(enum points_kind kind, uint64_t number)
{
    void *callers[CALLERS];
    int count;
    uint64_t sum = kind;

    points.recorded = POINTS_NONE; /* what backtrace takes is no point */
    count =
        backtrace(callers, kind == POINTS_MEMORY ? CALLERS : CALLERS - 3); /* memory's points lie deeper */
    points.recorded = kind;
    for (int i = 3; i < count; i++)
        sum = (sum ^ (uintptr_t)callers[i]) * UINT64_C(0x9E3779B97F4A7C15), sum ^= sum >> 29;
    if (points.count < ROOM && is_new(sum | 1))
        points.numbers[points.count++] = number;
}

static bool fails(enum points_kind kind)
{
    uint64_t number = points.met;

    if (points.recorded != kind && points.armed != kind)
        return false;
    points.met++;
    if (points.recorded == kind)
        note(kind, number);
    if (points.armed != kind || number < points.n || (number > points.n && !points.all))
        return false;
    if (!points.fired) {
        points.armed = POINTS_NONE;
        points.shown = backtrace(points.show, SHOWN);
        points.armed = kind;
    }
    points.fired = true;
    return true;
}

void points_record(enum points_kind kind)
{
    points.recorded = kind;
    points.met = points.count = 0;
}

const uint64_t *points_recorded(size_t *count)
{
    points.recorded = POINTS_NONE;
    *count = points.count;
    return points.numbers;
}

void points_arm(enum points_kind kind, uint64_t n, bool all)
{
    points.armed = kind;
    points.n = n;
    points.all = all;
    points.met = 0;
    points.fired = false;
}

bool points_disarm(void)
{
    points.armed = POINTS_NONE;
    return points.fired;
}

void points_hold(bool held)
{
    points.held = held;
}

void points_show(void)
{
    backtrace_symbols_fd(points.show, points.shown, STDOUT_FILENO);
}

/* ---- memory: trust/fault_arena.c asks for arenas ---- */

bool fault_here(enum fault_kind kind)
{
    (void)kind;
    return fails(POINTS_MEMORY);
}

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names for what it wraps */
void *__real_cb_alloc(size_t size);
void *__real_cb_realloc(void *memory, size_t size);
char *__real_cb_copy_z(const char *text, size_t size);
void *__wrap_cb_alloc(size_t size);
void *__wrap_cb_realloc(void *memory, size_t size);
char *__wrap_cb_copy_z(const char *text, size_t size);

/* trust/fault_arena.c asks for it. */
void __real_free(void *memory);
void __wrap_free(void *memory);
void __wrap_free(void *memory)
{
    __real_free(memory);
}

void *__wrap_cb_alloc(size_t size)
{
    return fails(POINTS_MEMORY) ? NULL : __real_cb_alloc(size);
}

void *__wrap_cb_realloc(void *memory, size_t size)
{
    return fails(POINTS_MEMORY) ? NULL : __real_cb_realloc(memory, size);
}

char *__wrap_cb_copy_z(const char *text, size_t size)
{
    return fails(POINTS_MEMORY) ? NULL : __real_cb_copy_z(text, size);
}

/* ---- statements ---- */

cb_status __real_cb_db_exec(struct cb_db *db, const char *sql, struct cb_err *err);
cb_status __real_cb_stmt_prepare(struct cb_db *db, const char *sql, struct cb_stmt *out, struct cb_err *err);
cb_status __real_cb_stmt_step(struct cb_stmt *stmt, bool *row, struct cb_err *err);
cb_status __real_cb_stmt_run(struct cb_stmt *stmt, struct cb_err *err);
cb_status __real_cb_stmt_feed(struct cb_stmt *stmt, struct cb_feed feed, struct cb_err *err);
cb_status __real_cb_tx_commit(struct cb_db *db, struct cb_err *err);
cb_status __wrap_cb_tx_commit(struct cb_db *db, struct cb_err *err);
cb_status __wrap_cb_db_exec(struct cb_db *db, const char *sql, struct cb_err *err);
cb_status __wrap_cb_stmt_prepare(struct cb_db *db, const char *sql, struct cb_stmt *out, struct cb_err *err);
cb_status __wrap_cb_stmt_step(struct cb_stmt *stmt, bool *row, struct cb_err *err);
cb_status __wrap_cb_stmt_run(struct cb_stmt *stmt, struct cb_err *err);
cb_status __wrap_cb_stmt_feed(struct cb_stmt *stmt, struct cb_feed feed, struct cb_err *err);

static cb_status failure(struct cb_err *err)
{
    return cb_err_set(err, CB_SYSTEM, POINTS_MESSAGE);
}

cb_status __wrap_cb_tx_commit(struct cb_db *db, struct cb_err *err)
{
    return points.held ? failure(err) : __real_cb_tx_commit(db, err);
}

cb_status __wrap_cb_db_exec(struct cb_db *db, const char *sql, struct cb_err *err)
{
    return fails(POINTS_STATEMENTS) ? failure(err) : __real_cb_db_exec(db, sql, err);
}

cb_status __wrap_cb_stmt_prepare(struct cb_db *db, const char *sql, struct cb_stmt *out, struct cb_err *err)
{
    return fails(POINTS_STATEMENTS) ? failure(err) : __real_cb_stmt_prepare(db, sql, out, err);
}

cb_status __wrap_cb_stmt_step(struct cb_stmt *stmt, bool *row, struct cb_err *err)
{
    if (!fails(POINTS_STATEMENTS))
        return __real_cb_stmt_step(stmt, row, err);
    sqlite3_reset(stmt->handle); /* as SQLite does itself where a step fails */
    return failure(err);
}

cb_status __wrap_cb_stmt_run(struct cb_stmt *stmt, struct cb_err *err)
{
    return fails(POINTS_STATEMENTS) ? failure(err) : __real_cb_stmt_run(stmt, err);
}

cb_status __wrap_cb_stmt_feed(struct cb_stmt *stmt, struct cb_feed feed, struct cb_err *err)
{
    return fails(POINTS_STATEMENTS) ? failure(err) : __real_cb_stmt_feed(stmt, feed, err);
}
/* NOLINTEND(bugprone-reserved-identifier) */
