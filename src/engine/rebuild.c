#include "engine/kb.h"
#include "store/corrections.h"

#include "engine/pool.h"

struct rebuild {
    struct cb_kb *kb;
    const struct cb_import_options *options;
    struct cb_import_counts counts;
    int64_t run, total;
};

static void tell(const struct rebuild *rebuild, enum cb_import_outcome outcome, const char *place,
                 const char *reason)
{
    struct cb_import_event event = {
        .outcome = outcome,
        .place = place,
        .reason = reason,
        .done = rebuild->counts.imported + rebuild->counts.rejected,
        .total = (uint64_t)rebuild->total,
    };

    if (rebuild->options && rebuild->options->on_event)
        rebuild->options->on_event(rebuild->options->context, &event);
}

/* Finds the facts of a stored article and writes them. An article that cannot be written stays, without
 * facts. */
static cb_status store_again(struct rebuild *rebuild, struct cb_work *work, struct cb_err *err)
{
    cb_status rc;
    struct cb_kb *kb = rebuild->kb;
    struct cb_err why;
    struct cb_str place = cb_arena_printf(&work->arena, "article %lld", (long long)work->id);

    CB_TRY_NEW(place.ptr);
    rc = cb_store_again(kb->store, work->id, &work->article.record, &why);
    if (rc == CB_OK) {
        rebuild->counts.imported++;
        tell(rebuild, CB_ARTICLE_IMPORTED, place.ptr, NULL);
    } else if (rc == CB_BAD_INPUT && cb_tx_active(&kb->db)) {
        rebuild->counts.rejected++;
        CB_TRY(cb_store_log_error(kb->store, rebuild->run, rebuild->counts.rejected, place,
                                  cb_str_of(why.text), err));
        tell(rebuild, CB_ARTICLE_REJECTED, place.ptr, why.text);
    } else {
        cb_err_set(err, why.code, "%s", why.text);
    }
done:
    return rc;
}

/* Puts stored articles on their way as far as there is room. *id is the last one, -1 behind the end. */
static cb_status fill_pool(struct cb_pool *pool, struct cb_stmt *next, int64_t *id, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_work *work;

    while (*id >= 0 && (work = cb_pool_reserve(pool)) != NULL) {
        CB_TRY(cb_stored_next(next, id, &work->article.doc, err));
        work->id = *id;
        if (*id == 0)
            *id = -1;
        else
            cb_pool_submit(pool, work, true);
    }
done:
    return rc;
}

static cb_status rebuild_articles(struct rebuild *rebuild, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt next = {0};
    struct cb_pool *pool = NULL;
    struct cb_work *work;
    int64_t id = 0;

    CB_TRY(cb_db_int(&rebuild->kb->db, "SELECT count(*) FROM articles", 0, &rebuild->total, err));
    CB_TRY(cb_stored_open(rebuild->kb, &next, err));
    CB_TRY(cb_pool_open(rebuild->kb, rebuild->options ? rebuild->options->jobs : 0, &pool, err));
    for (;;) {
        CB_TRY(fill_pool(pool, &next, &id, err));
        CB_TRY(cb_pool_oldest(pool, &work, err));
        if (!work)
            break;
        CB_TRY(store_again(rebuild, work, err));
        cb_pool_drop(pool);
    }
done:
    cb_pool_close(pool);
    cb_stmt_release(&next);
    return rc;
}

/* All between BEGIN and COMMIT. */
static cb_status rebuild_all(struct rebuild *rebuild, struct cb_err *err)
{
    cb_status rc;
    struct cb_kb *kb = rebuild->kb;

    CB_TRY(cb_db_remake(&kb->db, err));
    CB_TRY(cb_db_unindex(&kb->db, err));
    CB_TRY(cb_kb_prepare(kb, err));
    CB_TRY(cb_store_log_run(kb->store, "rebuild", cb_version(), &rebuild->run, err));
    CB_TRY(cb_store_reset_names(kb->store, err));
    CB_TRY(cb_store_correct_articles(kb->store, err));
    CB_TRY(rebuild_articles(rebuild, err));
    CB_TRY(cb_db_set_meta(&kb->db, "changed", (struct cb_str){NULL, 0}, err));
    CB_TRY(cb_db_set_meta(&kb->db, "reread", (struct cb_str){NULL, 0}, err));
    CB_TRY(cb_db_set_meta(&kb->db, "linked", (struct cb_str){NULL, 0}, err));
    CB_TRY(cb_store_join_names(kb->store, err));
    CB_TRY(cb_store_apply_corrections(kb->store, err));
    CB_TRY(cb_store_prune_names(kb->store, err));
    CB_TRY(cb_store_log_counts(kb->store, rebuild->run, &rebuild->counts, err));
    CB_TRY(cb_kb_commit(kb, err));
done:
    return rc;
}

cb_status cb_kb_rebuild(struct cb_kb *kb, const struct cb_import_options *options,
                        struct cb_import_counts *counts, struct cb_err *err)
{
    cb_status rc;
    struct rebuild rebuild = {.kb = kb, .options = options};

    CB_TRY(cb_kb_check_writable(kb, err));
    CB_TRY(cb_kb_load_lexicons(kb, err));
    CB_TRY(cb_db_trust(&kb->db, true, err));
    CB_TRY(cb_tx_begin(&kb->db, err));
    CB_TRY(rebuild_all(&rebuild, err));
    kb->other_schema = false;
    if (counts)
        *counts = rebuild.counts;
done:
    cb_tx_rollback(&kb->db);
    cb_db_trust(&kb->db, false, NULL);
    return rc;
}
