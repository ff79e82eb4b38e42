/* Rows of ours on their way to a table, many with one statement; private to this folder. */
#ifndef CB_STORE_ROWS_H
#define CB_STORE_ROWS_H

#include "store/sql.h"

/* Rows for one table. They wait in store->cells, so there is one such list at a time. */
struct rows {
    struct cb_store *store;
    enum sql_id insert; /* reads temp.cb_feed */
    size_t width;       /* cells in a row */
    int64_t *ids;       /* where the next row's id goes; NULL: nobody asks for it */
    size_t count;       /* rows that wait */
};

/* The next row, all NULL, in *row. Its texts must live until cb_store_end_rows. */
cb_status cb_store_add_row(struct rows *rows, struct cb_cell **row, struct cb_err *err);

/* Writes those that wait. */
cb_status cb_store_end_rows(struct rows *rows, struct cb_err *err);

/* Rows of numbers for one table, in a place of their own: several such lists may be under way. */
struct number_rows {
    struct cb_store *store;
    enum sql_id insert;
    size_t width; /* 4 at most */
    size_t count;
    struct cb_cell cells[32 * 4];
};

/* One more row, of `width` values; those that wait are written when there are enough, and by end. */
cb_status cb_store_add_numbers(struct number_rows *rows, const int64_t *values, struct cb_err *err);
cb_status cb_store_end_numbers(struct number_rows *rows, struct cb_err *err);

/* Those that wait are written before the next one. */
static inline bool is_full(const struct number_rows *rows)
{
    return (rows->count + 1) * rows->width > sizeof rows->cells / sizeof *rows->cells;
}

static inline void set_int(struct cb_cell *cell, int64_t value)
{
    cell->type = CB_CELL_INT;
    cell->value.number = value;
}

static inline void set_double(struct cb_cell *cell, double value)
{
    cell->type = CB_CELL_DOUBLE;
    cell->value.real = value;
}

/* A cb_str with ptr NULL is NULL. */
static inline void set_text(struct cb_cell *cell, struct cb_str value)
{
    cell->type = value.ptr ? CB_CELL_TEXT : CB_CELL_NULL;
    cell->value.text = value;
}

static inline void set_name(struct cb_cell *cell, const char *value)
{
    set_text(cell, cb_str_of(value));
}

#endif
