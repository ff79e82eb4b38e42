/* Rows in memory as a table that statements read: the virtual table cb_feed. It is there by its name alone
 * (eponymous), in no file. */
#include "db/db.h"

#include <sqlite3.h>

#include "base/alloc.h"

#define NAME    "cb_feed"
#define COLUMNS "c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19"

struct feed_table {
    sqlite3_vtab base;
    const struct cb_feed *feed;
};

struct feed_cursor {
    sqlite3_vtab_cursor base;
    const struct cb_feed *feed;
    size_t row;
};

static int connect_feed(sqlite3 *handle, void *context, int count, const char *const *names,
                        sqlite3_vtab **out, char **message)
{
    struct feed_table *table;
    int code = sqlite3_declare_vtab(handle, "CREATE TABLE x (" COLUMNS ")");

    (void)count, (void)names, (void)message;
    if (code != SQLITE_OK)
        return code;
    table = cb_alloc(sizeof *table);
    if (!table)
        return SQLITE_NOMEM;
    table->feed = context;
    *out = &table->base;
    return SQLITE_OK;
}

static int disconnect_feed(sqlite3_vtab *base)
{
    cb_free(base);
    return SQLITE_OK;
}

/* There is one way to read it: all of it, in order. */
static int plan_feed(sqlite3_vtab *base, sqlite3_index_info *info)
{
    (void)base;
    info->estimatedCost = 1;
    info->estimatedRows = 1;
    return SQLITE_OK;
}

static int open_feed(sqlite3_vtab *base, sqlite3_vtab_cursor **out)
{
    struct feed_cursor *cursor = cb_alloc(sizeof *cursor);

    if (!cursor)
        return SQLITE_NOMEM;
    cursor->feed = ((const struct feed_table *)base)->feed;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int close_feed(sqlite3_vtab_cursor *base)
{
    cb_free(base);
    return SQLITE_OK;
}

static int start_feed(sqlite3_vtab_cursor *base, int plan, const char *name, int count,
                      sqlite3_value **values)
{
    (void)plan, (void)name, (void)count, (void)values;
    ((struct feed_cursor *)base)->row = 0;
    return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *base)
{
    ((struct feed_cursor *)base)->row++;
    return SQLITE_OK;
}

static int is_at_end(sqlite3_vtab_cursor *base)
{
    const struct feed_cursor *cursor = (const struct feed_cursor *)base;

    return cursor->row >= cursor->feed->count;
}

static int give_cell(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const struct feed_cursor *cursor = (const struct feed_cursor *)base;
    const struct cb_feed *feed = cursor->feed;
    const struct cb_cell *cell;

    if ((size_t)column >= feed->width)
        return SQLITE_ERROR;
    cell = &feed->cells[cursor->row * feed->width + (size_t)column];
    switch (cell->type) {
    case CB_CELL_INT:
        sqlite3_result_int64(context, cell->value.number);
        break;
    case CB_CELL_DOUBLE:
        sqlite3_result_double(context, cell->value.real);
        break;
    case CB_CELL_TEXT:
        sqlite3_result_text64(context, cell->value.text.ptr, cell->value.text.len, SQLITE_STATIC,
                              SQLITE_UTF8);
        break;
    case CB_CELL_NULL: /* what a column is when nothing is said */
        break;
    }
    return SQLITE_OK;
}

static int give_row_number(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)((const struct feed_cursor *)base)->row;
    return SQLITE_OK;
}

static const sqlite3_module MODULE = {
    .iVersion = 1,
    .xConnect = connect_feed,
    .xBestIndex = plan_feed,
    .xDisconnect = disconnect_feed,
    .xOpen = open_feed,
    .xClose = close_feed,
    .xFilter = start_feed,
    .xNext = next_row,
    .xEof = is_at_end,
    .xColumn = give_cell,
    .xRowid = give_row_number,
};

cb_status cb_db_add_feed(struct cb_db *db, struct cb_err *err)
{
    struct cb_feed *feed;

    if (db->feed)
        return CB_OK;
    feed = cb_alloc(sizeof *feed);
    if (!feed)
        return cb_err_no_memory(err);
    if (sqlite3_create_module_v2(db->handle, NAME, &MODULE, feed, cb_free) != SQLITE_OK)
        return cb_db_fail(db, err); /* which has freed it */
    db->feed = feed;
    return CB_OK;
}

cb_status cb_stmt_feed(struct cb_stmt *stmt, struct cb_feed feed, struct cb_err *err)
{
    cb_status rc;

    if (feed.count == 0)
        return CB_OK;
    *stmt->db->feed = feed;
    rc = cb_stmt_run(stmt, err);
    *stmt->db->feed = (struct cb_feed){0};
    return rc;
}
