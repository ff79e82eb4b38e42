/* Floor 3. Running a stored report, or SQL that somebody wrote on the spot. */
#ifndef CB_REPORT_RUN_H
#define CB_REPORT_RUN_H

#include "report/params.h"
#include "report/rows.h"

/* What is to be run, and how it shall look. */
struct cb_report_job {
    const struct cb_report *report; /* NULL: SQL */
    const struct cb_param *params;
    size_t param_count;
    enum cb_format format;
    struct cb_run_options options;
    bool back; /* a page with a way back to index.html */
};

/* Runs it and writes its rows to `sink`. A parameter that is not given has its default. CB_USAGE: no such
 * parameter, one given twice, or a value that is not of its type. CB_BAD_INPUT: the report itself is broken.
 * Nothing is written before all of this is checked. CB_SYSTEM, CB_NO_MEMORY: see claimbase.h. `result` may be
 * NULL. */
cb_status cb_report_run(struct cb_db *db, const struct cb_report_job *job, const struct cb_sink *sink,
                        struct cb_run_result *result, struct cb_err *err);

/* Runs it once for each of `sets` (report/params.h), with the job's parameters in every run, and writes the
 * rows of all with the values of their set in columns param_NAME before them. */
cb_status cb_report_run_each(struct cb_db *db, const struct cb_report_job *job,
                             const struct cb_param_sets *sets, const struct cb_sink *sink,
                             struct cb_run_result *result, struct cb_err *err);

/* Runs `sql` (report/guard.h) as the job says, which has no report. result->where: the byte that a refusal is
 * about, or -1. */
cb_status cb_query_run(struct cb_db *db, const char *sql, const struct cb_report_job *job,
                       const struct cb_sink *sink, struct cb_run_result *result, struct cb_err *err);

/* Writes how SQLite would go about `sql`, which cb_guard_check has let through: id, parent, detail. */
cb_status cb_plan_write(struct cb_db *db, const char *place, const char *sql, enum cb_format format,
                        const struct cb_bounds *bounds, struct cb_run_result *result, struct cb_err *err);

/* Calls `on_value` with each value that `param` of the report has to choose from. */
cb_status cb_report_values(struct cb_db *db, const struct cb_report *report, const char *param,
                           void (*on_value)(void *context, const char *value), void *context,
                           struct cb_err *err);

#endif
