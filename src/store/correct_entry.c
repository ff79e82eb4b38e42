/* What a correction finds of its row, and what it leaves in the log. */
#include "store/correct.h"

#include <inttypes.h>

/* ---- what a row says now ---- */

cb_status cb_work_load(struct work *w, const char *table, int64_t row)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool found = false;

    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_FIELDS, &stmt, w->err));
    cb_stmt_bind_text(stmt, 1, cb_str_of(table));
    cb_stmt_bind_int(stmt, 2, row);
    rc = cb_stmt_step(stmt, &found, w->err);
    if (rc == CB_OK && found)
        w->current = json_loadb(cb_stmt_text(stmt, 0).ptr, cb_stmt_text(stmt, 0).len, 0, NULL);
    cb_stmt_reset(stmt);
    if (rc == CB_OK && !found)
        return REFUSE("%s %" PRId64 ": there is no such row", table, row);
done:
    return rc;
}

cb_status cb_work_check_expected(struct work *w, int64_t row)
{
    cb_status rc = CB_OK;
    json_t *expected = NULL;
    const char *name = NULL;

    if (!w->correction->expected)
        goto done;
    CB_TRY(cb_work_values(w, w->correction->expected, NULL, &expected));
    if (cb_work_stopped(w))
        w->result->outcome = CB_CORRECTION_STALE;
    else if (!cb_values_hold(expected, w->current, &name))
        rc = cb_work_stop(w, CB_CORRECTION_STALE, "%s %" PRId64 ": %s is %.*s by now, not %.*s",
                          w->correction->table, row, name,
                          CB_STR_ARG(cb_json_text(&w->arena, json_object_get(w->current, name))),
                          CB_STR_ARG(cb_json_text(&w->arena, json_object_get(expected, name))));
done:
    json_decref(expected);
    return rc;
}

/* ---- writing ---- */

struct cb_str cb_work_filled(const char *text)
{
    return text && *text ? cb_str_of(text) : (struct cb_str){NULL, 0};
}

static void bind_id(struct cb_stmt *stmt, int index, int64_t id)
{
    if (id)
        cb_stmt_bind_int(stmt, index, id);
    else
        cb_stmt_bind_null(stmt, index);
}

static cb_status read_last(struct work *w)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_LAST, &stmt, w->err));
    rc = cb_stmt_step(stmt, &row, w->err);
    if (rc == CB_OK && row) {
        w->result->id = cb_stmt_int(stmt, 0);
        if (!cb_stmt_is_null(stmt, 1))
            w->result->row = cb_stmt_int(stmt, 1);
    }
    cb_stmt_reset(stmt);
done:
    return rc;
}

cb_status cb_work_write(struct work *w, const struct entry *entry)
{
    cb_status rc;
    struct cb_err *err = w->err;
    const struct cb_correction *c = w->correction;
    struct cb_str payload = {NULL, 0}, names = cb_work_filled(c->names);
    struct cb_stmt *stmt;

    if (json_object_size(w->values) > 0)
        CB_TRY_NEW((payload = cb_json_text(&w->arena, w->values)).ptr);
    if (w->names)
        CB_TRY_NEW((names = cb_json_text(&w->arena, w->names)).ptr);
    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_NEW, &stmt, err));
    cb_stmt_bind_text(stmt, 1, cb_str_of(c->action));
    cb_stmt_bind_text(stmt, 2, cb_str_of(c->table));
    bind_id(stmt, 3, entry->row);
    bind_id(stmt, 4, entry->article);
    cb_stmt_bind_int(stmt, 5, entry->start);
    cb_stmt_bind_int(stmt, 6, entry->end);
    cb_stmt_bind_text(stmt, 7, entry->target);
    cb_stmt_bind_text(stmt, 8, payload);
    cb_stmt_bind_text(stmt, 9, names);
    cb_stmt_bind_text(stmt, 10, cb_work_filled(c->by));
    cb_stmt_bind_text(stmt, 11, cb_work_filled(c->note));
    cb_stmt_bind_text(stmt, 12, cb_work_filled(c->made_at));
    cb_stmt_bind_text(stmt, 13, cb_work_filled(c->uid));
    cb_stmt_bind_int(stmt, 14, entry->deferred);
    CB_TRY(cb_stmt_run(stmt, err));
    CB_TRY(read_last(w));
    if (!w->result->row)
        w->result->row = entry->row;
done:
    return rc;
}

cb_status cb_work_defer(struct work *w, struct entry *entry, int what)
{
    entry->deferred = true;
    if ((int)w->store->waiting < what)
        w->store->waiting = what;
    return cb_work_write(w, entry);
}
