#include "report/run.h"

#include <stdio.h>

#include "report/bind.h"
#include "report/guard.h"

/* ---- what the page says ---- */

/* "12 articles, published 2025-03-01 to 2025-03-12" in `arena`. */
static cb_status describe_data(struct cb_db *db, struct cb_arena *arena, const char **out, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_str first, last, text;
    long long count;
    bool row;

    CB_TRY(cb_stmt_prepare(db, "SELECT count(*), min(published), max(published) FROM articles", &stmt, err));
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    count = (long long)cb_stmt_int(&stmt, 0);
    first = cb_stmt_text(&stmt, 1);
    last = cb_stmt_text(&stmt, 2);
    text = first.ptr ? cb_arena_printf(arena, "%lld article%s, published %.*s to %.*s", count,
                                       count == 1 ? "" : "s", CB_STR_ARG(first), CB_STR_ARG(last))
                     : cb_arena_printf(arena, "%lld article%s", count, count == 1 ? "" : "s");
    CB_TRY_NEW(text.ptr);
    *out = text.ptr;
    CB_TRY(cb_stmt_step(&stmt, &row, err)); /* the end; or a text was lost for lack of memory */
done:
    cb_stmt_release(&stmt);
    return rc;
}

static const char *given_value(const struct cb_param *params, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(params[i].name, name) == 0)
            return params[i].value;
    return NULL;
}

/* The parameters that hold: those given, and defaults. */
static cb_status list_params(const struct cb_report_job *job, struct cb_arena *arena, struct cb_sheet *sheet,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_report *report = job->report;
    struct cb_param *out = CB_NEW_ARRAY(arena, struct cb_param, report->param_count);

    CB_TRY_NEW(out);
    for (size_t i = 0; i < report->param_count; i++) {
        const char *value = given_value(job->params, job->param_count, report->params[i].name);
        if (!value || !*value)
            value = report->params[i].default_value;
        if (value)
            out[sheet->param_count++] = (struct cb_param){report->params[i].name, value};
    }
    sheet->params = out;
done:
    return rc;
}

/* The columns of the report, behind `lead` columns param_NAME for `sets`. */
static cb_status list_columns(const struct cb_report *report, const struct cb_param_sets *sets,
                              struct cb_arena *arena, struct cb_sheet *sheet, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t lead = sets ? sets->names.count : 0;
    struct cb_writer_column *columns =
        CB_NEW_ARRAY(arena, struct cb_writer_column, lead + report->column_count);

    CB_TRY_NEW(columns);
    for (size_t i = 0; i < lead; i++) {
        struct cb_str name = cb_arena_printf(arena, "param_%s", sets->names.items[i]);
        CB_TRY_NEW(name.ptr);
        columns[i].name = name.ptr;
    }
    for (size_t i = 0; i < report->column_count; i++)
        columns[lead + i] = (struct cb_writer_column){
            report->columns[i].name, report->columns[i].type[0] == 'i' || report->columns[i].type[0] == 'r',
            report->columns[i].description};
    sheet->columns = columns;
    sheet->column_count = lead + report->column_count;
done:
    return rc;
}

static cb_status describe(struct cb_db *db, const struct cb_report_job *job, const struct cb_param_sets *sets,
                          struct cb_arena *arena, struct cb_sheet *sheet, struct cb_err *err)
{
    cb_status rc;

    sheet->title = job->report->title;
    sheet->description = job->report->description;
    sheet->order = job->report->order;
    sheet->chart = job->report->chart;
    sheet->back = job->back;
    sheet->spreadsheet = job->options.spreadsheet;
    CB_TRY(list_columns(job->report, sets, arena, sheet, err));
    if (job->format == CB_FORMAT_HTML) {
        CB_TRY(list_params(job, arena, sheet, err));
        CB_TRY(describe_data(db, arena, &sheet->data, err));
    }
done:
    return rc;
}

/* ---- running ---- */

/* One output, of one run or of several. */
struct running {
    struct cb_db *db;
    const struct cb_report_job *job;
    struct cb_run_result *result, unwanted;
    struct cb_bounds bounds;
    struct cb_writer *writer;
    struct cb_arena arena;
    struct cb_stmt stmt;
    struct cb_value *values; /* a row, behind the values of its set */
    char place[128];
};

static cb_status begin(struct running *run, size_t lead, const struct cb_sink *sink,
                       struct cb_run_result *result, struct cb_err *err)
{
    cb_status rc;

    run->result = result ? result : &run->unwanted;
    *run->result = (struct cb_run_result){.where = -1};
    snprintf(run->place, sizeof run->place, "report %s", run->job->report->name);
    run->values = CB_NEW_ARRAY(&run->arena, struct cb_value, lead + run->job->report->column_count);
    CB_TRY_NEW(run->values);
    cb_bounds_begin(&run->bounds, run->db, run->job->options.timeout_ms, sink);
    CB_TRY(cb_guard_report(run->db, run->job->report, &run->stmt, err));
done:
    return rc;
}

static cb_status write_rows(struct running *run, size_t lead, struct cb_err *err)
{
    struct cb_rows rows = {&run->stmt, &run->bounds, run->place, false, false};

    return cb_rows_write(&rows, run->values, lead, run->job->report->column_count, run->job->options.limit,
                         run->writer, run->result, err);
}

static void end(struct running *run)
{
    cb_writer_close(run->writer);
    cb_guard_keep(&run->stmt);
    cb_bounds_end(&run->bounds);
    cb_arena_release(&run->arena);
}

cb_status cb_report_run(struct cb_db *db, const struct cb_report_job *job, const struct cb_sink *sink,
                        struct cb_run_result *result, struct cb_err *err)
{
    cb_status rc;
    struct running run = {.db = db, .job = job};
    struct cb_sheet sheet = {0};

    CB_TRY(begin(&run, 0, sink, result, err));
    CB_TRY(cb_bind_report(&run.stmt, job->report, job->params, job->param_count, err));
    if (job->options.plan) {
        CB_TRY(cb_plan_write(db, run.place, job->report->sql, job->format, &run.bounds, run.result, err));
        goto done;
    }
    CB_TRY(describe(db, job, NULL, &run.arena, &sheet, err));
    CB_TRY(cb_writer_open_sheet(job->format, &sheet, &run.bounds.timed, &run.writer, err));
    CB_TRY(write_rows(&run, 0, err));
    CB_TRY(cb_writer_finish(run.writer, err));
done:
    end(&run);
    return rc;
}

/* ---- many runs ---- */

static cb_status bind_set(struct running *run, const struct cb_param_sets *sets, size_t set,
                          struct cb_err *err)
{
    cb_status rc;
    const struct cb_report_job *job = run->job;
    struct cb_arena_mark mark = cb_arena_mark(&run->arena);
    struct cb_param *joined =
        CB_NEW_ARRAY(&run->arena, struct cb_param, sets->names.count + job->param_count);

    CB_TRY_NEW(joined);
    cb_stmt_reset(&run->stmt);
    CB_TRY(cb_bind_report(&run->stmt, job->report, joined,
                          cb_params_join(sets, set, job->params, job->param_count, joined), err));
done:
    if (rc != CB_OK)
        cb_err_prefix(err, "row %zu of the parameters", set + 1);
    cb_arena_rewind(&run->arena, mark); /* the values themselves live longer */
    return rc;
}

static cb_status write_set(struct running *run, const struct cb_param_sets *sets, size_t set,
                           struct cb_err *err)
{
    cb_status rc;

    CB_TRY(bind_set(run, sets, set, err));
    for (size_t i = 0; i < sets->names.count; i++) {
        const char *value = sets->sets.items[set].params[i].value;
        run->values[i] =
            (struct cb_value){.kind = value ? CB_VALUE_TEXT : CB_VALUE_NULL, .text = cb_str_of(value)};
    }
    CB_TRY(write_rows(run, sets->names.count, err));
done:
    return rc;
}

cb_status cb_report_run_each(struct cb_db *db, const struct cb_report_job *job,
                             const struct cb_param_sets *sets, const struct cb_sink *sink,
                             struct cb_run_result *result, struct cb_err *err)
{
    cb_status rc;
    struct running run = {.db = db, .job = job};
    struct cb_sheet sheet = {0};

    CB_TRY(begin(&run, sets->names.count, sink, result, err));
    for (size_t i = 0; i < sets->sets.count; i++)
        CB_TRY(bind_set(&run, sets, i, err));
    CB_TRY(describe(db, job, sets, &run.arena, &sheet, err));
    CB_TRY(cb_writer_open_sheet(job->format, &sheet, &run.bounds.timed, &run.writer, err));
    for (size_t i = 0; i < sets->sets.count; i++)
        CB_TRY(write_set(&run, sets, i, err));
    CB_TRY(cb_writer_finish(run.writer, err));
done:
    end(&run);
    return rc;
}

/* ---- values to choose from ---- */

cb_status cb_report_values(struct cb_db *db, const struct cb_report *report, const char *param,
                           void (*on_value)(void *context, const char *value), void *context,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_report_param *found = cb_report_param_find(report, param);
    struct cb_stmt stmt = {0};
    struct cb_bounds bounds = {0};
    char place[128];
    struct cb_rows rows = {&stmt, &bounds, place, false, false};
    bool row = true;

    if (!found) {
        rc = cb_report_param_unknown(report, param, err);
        goto done;
    }
    if (!found->values)
        goto done;
    snprintf(place, sizeof place, "report %s, values of %s", report->name, param);
    cb_bounds_begin(&bounds, db, 0, NULL);
    CB_TRY(cb_guard_prepare(db, place, found->values, &stmt, err));
    for (;;) {
        CB_TRY(cb_rows_next(&rows, &row, err));
        if (!row)
            break;
        if (!cb_stmt_is_null(&stmt, 0))
            on_value(context, cb_stmt_text(&stmt, 0).ptr); /* SQLite ends it with a NUL */
    }
done:
    cb_stmt_release(&stmt);
    cb_bounds_end(&bounds);
    return rc;
}
