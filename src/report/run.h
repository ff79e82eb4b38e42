/* Floor 3. Running a stored report. */
#ifndef CB_REPORT_RUN_H
#define CB_REPORT_RUN_H

#include "db/db.h"
#include "report/value.h"

/* Runs `report` with `params` and writes its rows to `sink`; *rows gets their number. A parameter that is not
 * given has its default. CB_USAGE: no such parameter, one given twice, or a value that is not of its type.
 * CB_BAD_INPUT: the report itself is broken. Nothing is written before all of this is checked. */
cb_status cb_report_run(struct cb_db *db, const struct cb_report *report, const struct cb_param *params,
                        size_t param_count, enum cb_format format, const struct cb_sink *sink, uint64_t *rows,
                        struct cb_err *err);

/* Calls `on_value` with each value that `param` of the report has to choose from. */
cb_status cb_report_values(struct cb_db *db, const struct cb_report *report, const char *param,
                           void (*on_value)(void *context, const char *value), void *context,
                           struct cb_err *err);

/* The current row of a statement as values; text is borrowed until the next step. */
void cb_row_read(struct cb_stmt *stmt, struct cb_value *values, size_t count);

#endif
