#include "store/rows.h"

#include <string.h>

cb_status cb_store_end_rows(struct rows *rows, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;
    int64_t last;

    if (rows->count == 0)
        goto done;
    CB_TRY(cb_store_stmt(rows->store, rows->insert, &stmt, err));
    CB_TRY(cb_stmt_feed(stmt, (struct cb_feed){rows->store->cells, rows->width, rows->count}, err));
    last = cb_db_last_id(rows->store->db);
    for (size_t i = 0; rows->ids && i < rows->count; i++)
        *rows->ids++ = last - (int64_t)(rows->count - 1 - i);
    rows->count = 0;
done:
    return rc;
}

cb_status cb_store_add_row(struct rows *rows, struct cb_cell **row, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if ((rows->count + 1) * rows->width > CELLS_WAITING)
        CB_TRY(cb_store_end_rows(rows, err));
    *row = &rows->store->cells[rows->count++ * rows->width];
    memset(*row, 0, rows->width * sizeof **row);
done:
    return rc;
}

cb_status cb_store_end_numbers(struct number_rows *rows, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;

    if (rows->count == 0)
        goto done;
    CB_TRY(cb_store_stmt(rows->store, rows->insert, &stmt, err));
    CB_TRY(cb_stmt_feed(stmt, (struct cb_feed){rows->cells, rows->width, rows->count}, err));
    rows->count = 0;
done:
    return rc;
}

cb_status cb_store_add_numbers(struct number_rows *rows, const int64_t *values, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t used;

    if (is_full(rows))
        CB_TRY(cb_store_end_numbers(rows, err));
    used = rows->count++ * rows->width;
    for (size_t i = 0; i < rows->width; i++)
        set_int(&rows->cells[used + i], values[i]);
done:
    return rc;
}
