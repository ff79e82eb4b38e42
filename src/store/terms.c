/* Texts that many rows share, by number: the table terms, and those of it that were asked for lately. Numbers
 * of new ones are given here; their rows are written when an article has named all of its terms. */
#include "store/rows.h"

enum { REMEMBERED = 1 << 15 };

void cb_store_forget_terms(struct cb_store *store)
{
    cb_arena_clear(&store->term_arena);
    store->terms = (struct cb_map){0};
    store->new_terms = (struct new_terms){0};
    store->term_count = 0;
    store->last_term = -1;
}

cb_status cb_store_begin_terms(struct cb_store *store, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (store->term_count >= REMEMBERED || store->new_terms.count > 0) /* an article failed halfway */
        cb_store_forget_terms(store);
    if (store->last_term >= 0)
        goto done;
    CB_TRY(cb_db_int(store->db, "SELECT coalesce(max(id), 0) FROM terms", 0, &store->last_term, err));
    store->knows_all_terms = store->last_term == 0;
done:
    return rc;
}

/* *id is 0 where it is in no row. */
static cb_status look_up(struct cb_store *store, struct cb_str term, int64_t *id, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;
    bool row;

    *id = 0;
    if (store->knows_all_terms)
        goto done;
    CB_TRY(cb_store_stmt(store, SQL_FIND_TERM, &stmt, err));
    cb_stmt_bind_text(stmt, 1, term);
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK && row)
        *id = cb_stmt_int(stmt, 0);
    cb_stmt_reset(stmt);
done:
    return rc;
}

cb_status cb_store_term(struct cb_store *store, struct cb_str term, int64_t *id, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const uint32_t *known = cb_map_find(&store->terms, term);
    uint32_t *slot;
    struct new_term *fresh;
    struct cb_str copy;

    if (known) {
        *id = *known;
        return CB_OK;
    }
    CB_TRY(look_up(store, term, id, err));
    CB_TRY_NEW((copy = cb_arena_copy(&store->term_arena, term)).ptr);
    if (*id == 0) {
        CB_TRY_NEW(fresh = CB_PUSH(&store->term_arena, &store->new_terms));
        *fresh = (struct new_term){*id = ++store->last_term, copy};
    }
    if (*id > UINT32_MAX) {
        rc = cb_err_set(err, CB_DATABASE, "%s: there is no room for more terms", store->db->path);
        goto done;
    }
    CB_TRY_NEW(slot = cb_map_add(&store->term_arena, &store->terms, copy, NULL));
    *slot = (uint32_t)*id;
    store->term_count++;
done:
    return rc;
}

cb_status cb_store_end_terms(struct cb_store *store, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = store, .insert = SQL_ADD_TERMS, .width = 2};
    struct cb_cell *row;

    for (size_t i = 0; i < store->new_terms.count; i++) {
        CB_TRY(cb_store_add_row(&rows, &row, err));
        set_int(&row[0], store->new_terms.items[i].id);
        set_text(&row[1], store->new_terms.items[i].term);
    }
    CB_TRY(cb_store_end_rows(&rows, err));
    store->new_terms.count = 0;
done:
    return rc;
}
