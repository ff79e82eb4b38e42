/* SQL written on the spot, and query plans. */
#include "report/run.h"

#include <sqlite3.h>

#include "base/limits.h"
#include "report/bind.h"
#include "report/guard.h"
#include "report/render.h"

/* ---- columns ---- */

static bool declared_number(const char *type)
{
    return type && (sqlite3_stricmp(type, "INTEGER") == 0 || sqlite3_stricmp(type, "REAL") == 0);
}

static bool taken(const struct cb_writer_column *columns, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(columns[i].name, name) == 0)
            return true;
    return false;
}

/* Names of the statement; one that is there already gets a number, since objects have each name once. A
 * column holds numbers where its table says so, or where it is computed and the first row has one. */
static cb_status list_columns(struct cb_rows *rows, struct cb_arena *arena, struct cb_sheet *sheet,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;
    sqlite3_stmt *stmt = rows->stmt->handle;
    size_t count = (size_t)sqlite3_column_count(stmt);
    struct cb_writer_column *columns = CB_NEW_ARRAY(arena, struct cb_writer_column, count);

    CB_TRY_NEW(columns);
    for (size_t i = 0; i < count; i++) {
        const char *name = sqlite3_column_name(stmt, (int)i), *type = sqlite3_column_decltype(stmt, (int)i);
        int first = rows->row ? sqlite3_column_type(stmt, (int)i) : SQLITE_NULL;
        struct cb_str unique;
        CB_TRY_NEW(name);
        unique = cb_arena_printf(arena, "%s", name);
        for (size_t n = 2; unique.ptr && taken(columns, i, unique.ptr); n++)
            unique = cb_arena_printf(arena, "%s:%zu", name, n);
        CB_TRY_NEW(unique.ptr);
        columns[i].name = unique.ptr;
        columns[i].number = type ? declared_number(type) : first == SQLITE_INTEGER || first == SQLITE_FLOAT;
    }
    sheet->columns = columns;
    sheet->column_count = count;
done:
    return rc;
}

/* ---- plans ---- */

enum { PLAN_ID, PLAN_PARENT, PLAN_DETAIL, PLAN_COLUMNS };

static const struct cb_writer_column PLAN[PLAN_COLUMNS] = {
    [PLAN_ID] = {"id", true, NULL},
    [PLAN_PARENT] = {"parent", true, NULL},
    [PLAN_DETAIL] = {"detail", false, NULL},
};

CB_LIST_TYPE(steps, int64_t)

/* How deep a step stands below those before it, and puts it there: the list has the open steps, outermost
 * first. */
static cb_status plan_depth(struct steps *open, int64_t id, int64_t parent, struct cb_arena *arena,
                            size_t *depth, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int64_t *step;

    while (open->count > 0 && open->items[open->count - 1] != parent)
        open->count--;
    *depth = open->count;
    step = CB_PUSH(arena, open);
    CB_TRY_NEW(step);
    *step = id;
done:
    return rc;
}

cb_status cb_plan_write(struct cb_db *db, const char *place, const char *sql, enum cb_format format,
                        const struct cb_bounds *bounds, struct cb_run_result *result, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    struct cb_rows rows = {&stmt, bounds, place, false, false};
    struct cb_writer *writer = NULL;
    struct cb_arena arena = {0};
    struct steps open = {0};
    bool row = true;

    CB_TRY(cb_guard_plan(db, place, sql, &stmt, err));
    CB_TRY(cb_writer_open(format, PLAN, PLAN_COLUMNS, &bounds->timed, &writer, err));
    for (;; result->rows++) {
        struct cb_value values[PLAN_COLUMNS + 1]; /* SQLite's third column means nothing */
        struct cb_str detail;
        size_t depth;
        CB_TRY(cb_rows_next(&rows, &row, err));
        if (!row)
            break;
        cb_row_read(&stmt, values, PLAN_COLUMNS + 1);
        CB_TRY(plan_depth(&open, values[PLAN_ID].integer, values[PLAN_PARENT].integer, &arena, &depth, err));
        detail = cb_arena_printf(&arena, "%*s%.*s", format == CB_FORMAT_TABLE ? (int)depth * 2 : 0, "",
                                 CB_STR_ARG(values[PLAN_COLUMNS].text));
        CB_TRY_NEW(detail.ptr);
        values[PLAN_DETAIL] = (struct cb_value){.kind = CB_VALUE_TEXT, .text = detail};
        CB_TRY(cb_writer_row(writer, values, err));
    }
    CB_TRY(cb_writer_finish(writer, err));
done:
    cb_writer_close(writer);
    cb_stmt_release(&stmt);
    cb_arena_release(&arena);
    return rc;
}

/* ---- running ---- */

static cb_status write_all(struct cb_rows *rows, enum cb_format format, uint64_t limit,
                           struct cb_sheet *sheet, struct cb_run_result *result, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    struct cb_writer *writer = NULL;
    struct cb_value *values;

    CB_TRY(cb_rows_peek(rows, err));
    CB_TRY(list_columns(rows, &arena, sheet, err));
    values = CB_NEW_ARRAY(&arena, struct cb_value, sheet->column_count);
    CB_TRY_NEW(values);
    CB_TRY(cb_writer_open_sheet(format, sheet, &rows->bounds->timed, &writer, err));
    CB_TRY(cb_rows_write(rows, values, 0, sheet->column_count, limit, writer, result, err));
    CB_TRY(cb_writer_finish(writer, err));
done:
    cb_writer_close(writer);
    cb_arena_release(&arena);
    return rc;
}

cb_status cb_query_run(struct cb_db *db, const char *sql, const struct cb_report_job *job,
                       const struct cb_sink *sink, struct cb_run_result *result, struct cb_err *err)
{
    cb_status rc;
    struct cb_run_result ignored = {0};
    struct cb_bounds bounds = {0};
    struct cb_stmt stmt = {0};
    struct cb_rows rows = {&stmt, &bounds, "query", false, false};
    struct cb_sheet sheet = {.sql = sql,
                             .params = job->params,
                             .param_count = job->param_count,
                             .spreadsheet = job->options.spreadsheet};

    result = result ? result : &ignored;
    *result = (struct cb_run_result){.where = -1};
    if (strlen(sql) > CB_SQL_MAX)
        return cb_err_set(err, CB_BAD_INPUT, "query: longer than %d MB", CB_SQL_MAX >> 20);
    cb_bounds_begin(&bounds, db, job->options.timeout_ms, sink);
    CB_TRY(cb_guard_check(db, "query", sql, &stmt, &result->where, err));
    CB_TRY(cb_bind_query(&stmt, job->params, job->param_count, err));
    if (job->options.plan)
        CB_TRY(cb_plan_write(db, "query", sql, job->format, &bounds, result, err));
    else
        CB_TRY(write_all(&rows, job->format, job->options.limit, &sheet, result, err));
done:
    cb_stmt_release(&stmt);
    cb_bounds_end(&bounds);
    return rc;
}
