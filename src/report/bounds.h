/* Floor 3. What SQL of anybody's may take: time, memory, sizes. Set on the connection for as long as it runs.
 */
#ifndef CB_REPORT_BOUNDS_H
#define CB_REPORT_BOUNDS_H

#include "db/db.h"

enum { CB_BOUNDS_LIMITS = 6 };

struct cb_bounds {
    struct cb_db *db;
    int before[CB_BOUNDS_LIMITS]; /* what held before */
    int64_t heap_before;
    int64_t timeout_ms, deadline; /* nanoseconds of the steady clock; 0 = none */
    const struct cb_sink *sink;   /* behind `timed` */
    struct cb_sink timed;         /* moves the deadline by what the reader of the output takes */
    bool late;
};

/* Sets them; cb_bounds_end takes them back, and is fine on a zeroed one. SQLite knows one ceiling of memory
 * for the whole process: it holds for other connections too while this one runs. */
void cb_bounds_begin(struct cb_bounds *bounds, struct cb_db *db, int64_t timeout_ms,
                     const struct cb_sink *sink);
void cb_bounds_end(struct cb_bounds *bounds);

/* Why a step failed, behind `place`. CB_SYSTEM: the time is over; CB_NO_MEMORY; CB_BAD_INPUT: SQLite says
 * that it cannot be computed. */
cb_status cb_bounds_fail(const struct cb_bounds *bounds, const char *place, struct cb_err *err);

#endif
