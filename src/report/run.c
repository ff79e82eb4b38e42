#include "report/run.h"

#include <sqlite3.h>
#include <stdio.h>

#include "base/buf.h"
#include "report/format.h"
#include "report/guard.h"
#include "report/nearest.h"

/* ---- parameters ---- */

static cb_status unknown_param(const struct cb_report *report, const char *name, struct cb_err *err)
{
    struct cb_nearest nearest = {.wanted = name};
    struct cb_buf names;
    cb_status rc;

    cb_buf_init(&names, sizeof err->text);
    for (size_t i = 0; i < report->param_count; i++) {
        cb_buf_printf(&names, "%s%s", i > 0 ? ", " : "", report->params[i].name);
        cb_nearest_try(&nearest, report->params[i].name);
    }
    rc = cb_err_set(err, CB_USAGE, "report %s has no parameter '%s'%s%s%s; it has: %s", report->name, name,
                    nearest.best ? "; did you mean '" : "", nearest.best ? nearest.best : "",
                    nearest.best ? "'?" : "", names.bytes ? names.bytes : "none");
    cb_buf_release(&names);
    return rc;
}

static const struct cb_report_param *find_param(const struct cb_report *report, const char *name)
{
    for (size_t i = 0; i < report->param_count; i++)
        if (strcmp(report->params[i].name, name) == 0)
            return &report->params[i];
    return NULL;
}

static cb_status bind(struct cb_stmt *stmt, const struct cb_report *report,
                      const struct cb_report_param *param, const char *text, struct cb_err *err)
{
    struct cb_value value;
    char name[128];
    int index;

    if (!cb_value_read(param->type, cb_str_of(text), &value))
        return cb_err_set(err, CB_USAGE, "report %s: %s='%s' is not %s", report->name, param->name, text,
                          cb_value_type_form(param->type));
    snprintf(name, sizeof name, ":%s", param->name);
    index = sqlite3_bind_parameter_index(stmt->handle, name);
    switch (value.kind) {
    case CB_VALUE_NULL:
        cb_stmt_bind_null(stmt, index);
        break;
    case CB_VALUE_INTEGER:
        cb_stmt_bind_int(stmt, index, value.integer);
        break;
    case CB_VALUE_REAL:
        cb_stmt_bind_double(stmt, index, value.real);
        break;
    case CB_VALUE_TEXT:
        cb_stmt_bind_text(stmt, index, value.text);
        break;
    }
    return CB_OK;
}

static cb_status bind_all(struct cb_stmt *stmt, const struct cb_report *report, const struct cb_param *params,
                          size_t count, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < report->param_count; i++)
        if (report->params[i].default_value)
            CB_TRY(bind(stmt, report, &report->params[i], report->params[i].default_value, err));
    for (size_t i = 0; i < count; i++) {
        const struct cb_report_param *param = find_param(report, params[i].name);
        if (!param) {
            rc = unknown_param(report, params[i].name, err);
            goto done;
        }
        for (size_t j = 0; j < i; j++)
            if (strcmp(params[j].name, params[i].name) == 0) {
                rc = cb_err_set(err, CB_USAGE, "report %s: the parameter '%s' is given twice; give it once",
                                report->name, params[i].name);
                goto done;
            }
        CB_TRY(bind(stmt, report, param, params[i].value, err));
    }
done:
    return rc;
}

/* ---- rows ---- */

void cb_row_read(struct cb_stmt *stmt, struct cb_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int column = (int)i;
        switch (sqlite3_column_type(stmt->handle, column)) {
        case SQLITE_NULL:
            values[i] = (struct cb_value){.kind = CB_VALUE_NULL};
            break;
        case SQLITE_INTEGER:
            values[i] = (struct cb_value){.kind = CB_VALUE_INTEGER, .integer = cb_stmt_int(stmt, column)};
            break;
        case SQLITE_FLOAT:
            values[i] = (struct cb_value){.kind = CB_VALUE_REAL, .real = cb_stmt_double(stmt, column)};
            break;
        default:
            values[i] = (struct cb_value){.kind = CB_VALUE_TEXT, .text = cb_stmt_text(stmt, column)};
        }
    }
}

static cb_status write_rows(struct cb_stmt *stmt, struct cb_writer *writer, struct cb_value *values,
                            size_t count, uint64_t *rows, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool row = true;

    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        cb_row_read(stmt, values, count);
        CB_TRY(cb_writer_row(writer, values, err));
        (*rows)++;
    }
    CB_TRY(cb_writer_finish(writer, err));
done:
    return rc;
}

cb_status cb_report_run(struct cb_db *db, const struct cb_report *report, const struct cb_param *params,
                        size_t param_count, enum cb_format format, const struct cb_sink *sink, uint64_t *rows,
                        struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_arena arena = {0};
    struct cb_writer *writer = NULL;
    struct cb_writer_column *columns = CB_NEW_ARRAY(&arena, struct cb_writer_column, report->column_count);
    struct cb_value *values = CB_NEW_ARRAY(&arena, struct cb_value, report->column_count);
    uint64_t count = 0;

    CB_TRY_NEW(columns && values);
    CB_TRY(cb_guard_report(db, report, &stmt, err));
    CB_TRY(bind_all(&stmt, report, params, param_count, err));
    for (size_t i = 0; i < report->column_count; i++)
        columns[i] = (struct cb_writer_column){
            report->columns[i].name, report->columns[i].type[0] == 'i' || report->columns[i].type[0] == 'r'};
    CB_TRY(cb_writer_open(format, columns, report->column_count, sink, &writer, err));
    CB_TRY(write_rows(&stmt, writer, values, report->column_count, &count, err));
    if (rows)
        *rows = count;
done:
    cb_writer_close(writer);
    cb_stmt_release(&stmt);
    cb_arena_release(&arena);
    return rc;
}

cb_status cb_report_values(struct cb_db *db, const struct cb_report *report, const char *param,
                           void (*on_value)(void *context, const char *value), void *context,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_report_param *found = find_param(report, param);
    struct cb_stmt stmt = {0};
    char place[128];
    bool row = true;

    if (!found) {
        rc = unknown_param(report, param, err);
        goto done;
    }
    if (!found->values)
        goto done;
    snprintf(place, sizeof place, "report %s, values of %s", report->name, param);
    CB_TRY(cb_guard_prepare(db, place, found->values, &stmt, err));
    for (;;) {
        CB_TRY(cb_stmt_step(&stmt, &row, err));
        if (!row)
            break;
        if (!cb_stmt_is_null(&stmt, 0))
            on_value(context, cb_stmt_text(&stmt, 0).ptr); /* SQLite ends it with a NUL */
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}
