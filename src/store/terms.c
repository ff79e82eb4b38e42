/* Texts that many rows share, by number: the table terms, and those of it that were asked for lately. */
#include "store/sql.h"

enum { REMEMBERED = 1 << 15 };

void cb_store_forget_terms(struct cb_store *store)
{
    cb_arena_clear(&store->term_arena);
    store->terms = (struct cb_map){0};
    store->term_count = 0;
}

static cb_status find_or_add(struct cb_store *store, struct cb_str term, int64_t *id, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(store, SQL_FIND_TERM, &stmt, err));
    cb_stmt_bind_text(stmt, 1, term);
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK)
        *id = row ? cb_stmt_int(stmt, 0) : 0;
    cb_stmt_reset(stmt);
    if (rc != CB_OK || *id != 0)
        goto done;
    CB_TRY(cb_store_stmt(store, SQL_ADD_TERM, &stmt, err));
    cb_stmt_bind_text(stmt, 1, term);
    CB_TRY(cb_stmt_run(stmt, err));
    *id = cb_db_last_id(store->db);
done:
    return rc;
}

cb_status cb_store_term(struct cb_store *store, struct cb_str term, int64_t *id, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const uint32_t *known = cb_map_find(&store->terms, term);
    uint32_t *slot;
    struct cb_str copy;

    if (known) {
        *id = *known;
        return CB_OK;
    }
    CB_TRY(find_or_add(store, term, id, err));
    if (*id > UINT32_MAX)
        goto done;
    if (store->term_count == REMEMBERED)
        cb_store_forget_terms(store);
    copy = cb_arena_copy(&store->term_arena, term);
    CB_TRY_NEW(copy.ptr);
    slot = cb_map_add(&store->term_arena, &store->terms, copy, NULL);
    CB_TRY_NEW(slot);
    *slot = (uint32_t)*id;
    store->term_count++;
done:
    return rc;
}
