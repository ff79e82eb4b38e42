/* Statements by number, each prepared once, and the usual ways to run one. */
#include "store/sql.h"

cb_status cb_store_stmt(struct cb_store *store, enum sql_id id, struct cb_stmt **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = &store->stmts[id];

    if (!stmt->handle)
        CB_TRY(cb_stmt_prepare(store->db, cb_sql_text(id), stmt, err));
    *out = stmt;
done:
    return rc;
}

cb_status cb_store_bound(struct cb_store *store, enum sql_id id, int64_t value, struct cb_stmt **out,
                         struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_stmt(store, id, out, err));
    cb_stmt_bind_int(*out, 1, value);
done:
    return rc;
}

cb_status cb_store_run(struct cb_store *store, enum sql_id id, int64_t value, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, id, value, &stmt, err));
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

cb_status cb_store_run_all(struct cb_store *store, const enum sql_id *ids, size_t count, int64_t value,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < count; i++)
        CB_TRY(cb_store_run(store, ids[i], value, err));
done:
    return rc;
}

cb_status cb_store_has(struct cb_store *store, enum sql_id id, int64_t value, bool *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, id, value, &stmt, err));
    rc = cb_stmt_step(stmt, out, err);
    cb_stmt_reset(stmt);
done:
    return rc;
}

cb_status cb_store_collect(struct cb_stmt *stmt, struct cb_arena *arena, struct row_ids *out,
                           struct cb_err *err)
{
    cb_status rc;
    bool row;

    for (;;) {
        int64_t *id;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(id = CB_PUSH(arena, out));
        *id = cb_stmt_int(stmt, 0);
    }
done:
    cb_stmt_reset(stmt);
    return rc;
}

cb_status cb_store_ids(struct cb_store *store, enum sql_id id, int64_t value, struct cb_arena *arena,
                       struct row_ids *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, id, value, &stmt, err));
    CB_TRY(cb_store_collect(stmt, arena, out, err));
done:
    return rc;
}
