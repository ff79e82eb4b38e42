/* Floor 3. The rows of a statement, inside bounds, on their way to a writer. */
#ifndef CB_REPORT_ROWS_H
#define CB_REPORT_ROWS_H

#include "report/bounds.h"
#include "report/format.h"

struct cb_rows {
    struct cb_stmt *stmt;
    const struct cb_bounds *bounds;
    const char *place; /* in messages */
    bool ahead, row;   /* a step was made already, with this result */
};

/* Steps. CB_SYSTEM, CB_NO_MEMORY, CB_BAD_INPUT: see cb_bounds_fail. */
cb_status cb_rows_next(struct cb_rows *rows, bool *row, struct cb_err *err);

/* The same, and the next cb_rows_next gives this row again. */
cb_status cb_rows_peek(struct cb_rows *rows, struct cb_err *err);

/* Writes up to `limit` rows (0 = all); values[0..lead) stand before those of each row, of which there are
 * `count`. Adds to result->rows, and sets result->cut. */
cb_status cb_rows_write(struct cb_rows *rows, struct cb_value *values, size_t lead, size_t count,
                        uint64_t limit, struct cb_writer *writer, struct cb_run_result *result,
                        struct cb_err *err);

/* The current row of a statement as values; text is borrowed until the next step. */
void cb_row_read(struct cb_stmt *stmt, struct cb_value *values, size_t count);

#endif
