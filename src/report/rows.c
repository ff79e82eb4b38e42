#include "report/rows.h"

#include <sqlite3.h>

cb_status cb_rows_next(struct cb_rows *rows, bool *row, struct cb_err *err)
{
    if (rows->ahead) {
        rows->ahead = false;
        *row = rows->row;
        return CB_OK;
    }
    if (rows->stmt->bind_failed != SQLITE_OK)
        return cb_stmt_step(rows->stmt, row, err); /* says why */
    switch (sqlite3_step(rows->stmt->handle)) {
    case SQLITE_ROW:
        *row = true;
        return CB_OK;
    case SQLITE_DONE:
        *row = false;
        return CB_OK;
    default:
        return cb_bounds_fail(rows->bounds, rows->place, err);
    }
}

cb_status cb_rows_peek(struct cb_rows *rows, struct cb_err *err)
{
    cb_status rc = cb_rows_next(rows, &rows->row, err);

    rows->ahead = rc == CB_OK;
    return rc;
}

static void read_value(sqlite3_value *value, struct cb_value *out)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
        out->kind = CB_VALUE_NULL;
        break;
    case SQLITE_INTEGER:
        out->kind = CB_VALUE_INTEGER;
        out->integer = sqlite3_value_int64(value);
        break;
    case SQLITE_FLOAT:
        out->kind = CB_VALUE_REAL;
        out->real = sqlite3_value_double(value);
        break;
    default: {
        const char *text = (const char *)sqlite3_value_text(value);
        out->kind = CB_VALUE_TEXT;
        out->text = (struct cb_str){text ? text : "", text ? (size_t)sqlite3_value_bytes(value) : 0};
    }
    }
}

void cb_row_read(struct cb_stmt *stmt, struct cb_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        read_value(sqlite3_column_value(stmt->handle, (int)i), &values[i]);
}

cb_status cb_rows_write(struct cb_rows *rows, struct cb_value *values, size_t lead, size_t count,
                        uint64_t limit, struct cb_writer *writer, struct cb_run_result *result,
                        struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool row = true;

    for (uint64_t written = 0;; written++) {
        CB_TRY(cb_rows_next(rows, &row, err));
        if (!row)
            break;
        if (limit > 0 && written == limit) {
            result->cut = true;
            cb_writer_note_cut(writer);
            break;
        }
        cb_row_read(rows->stmt, values + lead, count);
        CB_TRY(cb_writer_row(writer, values, err));
        result->rows++;
    }
done:
    return rc;
}
