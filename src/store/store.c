#include "store/sql.h"

#include "base/alloc.h"

cb_status cb_store_open(struct cb_db *db, const char *lists_dir, struct cb_store **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_store *store = cb_alloc(sizeof *store);

    CB_TRY_NEW(store);
    store->db = db;
    store->last_term = -1;
    CB_TRY(cb_store_load_rules(store, lists_dir, err));
    CB_TRY(cb_db_add_feed(db, err));
    *out = store;
    store = NULL;
done:
    cb_store_close(store);
    return rc;
}

void cb_store_close(struct cb_store *store)
{
    if (!store)
        return;
    for (int i = 0; i < SQL_COUNT; i++)
        cb_stmt_release(&store->stmts[i]);
    cb_store_free_cache(store);
    cb_arena_release(&store->seed_arena);
    cb_arena_release(&store->term_arena);
    cb_arena_release(&store->scratch);
    cb_arena_release(&store->arena);
    cb_free(store);
}

/* Differs where a transaction was rolled back, or another one wrote. */
static cb_status read_state(struct cb_store *store, struct db_state *out, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_db_int(store->db, "SELECT max(id) FROM claims", 0, &out->last_claim, err));
    CB_TRY(cb_db_int(store->db, "SELECT total_changes()", 0, &out->changes, err));
    CB_TRY(cb_db_int(store->db, "PRAGMA data_version", 0, &out->version, err));
done:
    return rc;
}

cb_status cb_store_begin(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct db_state now;

    CB_TRY(read_state(store, &now, err));
    if (memcmp(&now, &store->state, sizeof now) != 0) {
        cb_store_free_cache(store);
        cb_store_forget_terms(store);
    }
    CB_TRY(cb_store_write_rules(store, err));
    CB_TRY(cb_store_watch_sums(store, err));
    store->names_joined = false;
    CB_TRY(cb_store_lift_names(store, err));
done:
    return rc;
}

cb_status cb_store_index(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(store, SQL_INDEX_ARTICLES, &stmt, err));
    CB_TRY(cb_stmt_run(stmt, err));
    CB_TRY(cb_store_stmt(store, SQL_INDEX_CLAIMS, &stmt, err));
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

static cb_status end(struct cb_store *store, bool more, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_put_names(store, err));
    CB_TRY(cb_store_index(store, err));
    CB_TRY(cb_store_link(store, more, err));
    if (!more) { /* each sum is written once, not once for each part */
        CB_TRY(cb_store_summarize(store, err));
        CB_TRY(cb_store_settle_retired(store, err));
    }
    CB_TRY(read_state(store, &store->state, err));
done:
    return rc;
}

cb_status cb_store_end(struct cb_store *store, struct cb_err *err)
{
    return end(store, false, err);
}

cb_status cb_store_end_part(struct cb_store *store, struct cb_err *err)
{
    return end(store, true, err);
}

/* ---- articles ---- */

cb_status cb_store_find_article(struct cb_store *store, const char *sha256, int64_t *id, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(store, SQL_FIND_ARTICLE, &stmt, err));
    cb_stmt_bind_text(stmt, 1, cb_str_of(sha256));
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK)
        *id = row ? cb_stmt_int(stmt, 0) : 0;
    cb_stmt_reset(stmt);
done:
    return rc;
}

/* Binds what a rebuild finds again to parameters `index` to `index + 4`. */
static cb_status bind_found(struct cb_store *store, struct cb_stmt *stmt, int index,
                            const struct cb_record *record, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int64_t source;

    cb_stmt_bind_text(stmt, index, record->doc->title);
    cb_stmt_bind_int(stmt, index + 1, record->title_found);
    cb_stmt_bind_text(stmt, index + 2, cb_str_of(cb_language_code(record->doc->language)));
    cb_stmt_bind_int(stmt, index + 3, record->language_found);
    cb_stmt_bind_null(stmt, index + 4);
    if (record->publisher) {
        CB_TRY(cb_store_source(store, record->publisher, &source, err));
        cb_stmt_bind_int(stmt, index + 4, source);
    }
done:
    return rc;
}

static cb_status check_days(struct cb_store *store, const struct cb_document *doc, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row, good = false;

    CB_TRY(cb_store_stmt(store, SQL_CHECK_DAYS, &stmt, err));
    cb_stmt_bind_text(stmt, 1, doc->published);
    cb_stmt_bind_text(stmt, 2, doc->modified);
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK)
        good = cb_stmt_int(stmt, 0) != 0;
    cb_stmt_reset(stmt);
    if (rc == CB_OK && !good)
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "its day of publication is no day of the calendar; please report this bug");
done:
    return rc;
}

static cb_status add_article(struct cb_store *store, const struct cb_record *record, int64_t *id,
                             struct cb_err *err)
{
    cb_status rc;
    const struct cb_document *doc = record->doc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(store, SQL_ADD_ARTICLE, &stmt, err));
    cb_stmt_bind_text(stmt, 1, cb_str_of(doc->sha256));
    cb_stmt_bind_text(stmt, 2, doc->path);
    cb_stmt_bind_text(stmt, 3, doc->url);
    cb_stmt_bind_text(stmt, 4, doc->author);
    cb_stmt_bind_text(stmt, 5, doc->published);
    cb_stmt_bind_text(stmt, 6, doc->text);
    CB_TRY(bind_found(store, stmt, 7, record, err));
    cb_stmt_bind_text(stmt, 12, doc->modified);
    cb_stmt_bind_text(stmt, 13, doc->notice);
    cb_stmt_bind_text(stmt, 14, doc->layout);
    cb_stmt_bind_int(stmt, 15, record->id);
    CB_TRY(cb_stmt_run(stmt, err));
    *id = cb_db_last_id(store->db);
done:
    return rc;
}

static cb_status change_article(struct cb_store *store, int64_t id, const struct cb_record *record,
                                struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, SQL_CHANGE_ARTICLE, id, &stmt, err));
    CB_TRY(bind_found(store, stmt, 2, record, err));
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

/* *id is 0 for a new article. */
static cb_status write_article(struct cb_store *store, const struct cb_record *record, int64_t *id,
                               struct cb_err *err)
{
    cb_status rc;
    struct cb_err why;

    CB_TRY(cb_store_check(store, record, err));
    rc = *id ? change_article(store, *id, record, &why) : add_article(store, record, id, &why);
    if (rc == CB_OK)
        rc = cb_store_facts(store, *id, record, &why);
    if (rc != CB_OK) /* whatever it is, a part of the article is written */
        rc = cb_err_set(err, rc == CB_BAD_INPUT ? CB_DATABASE : rc, "%s", why.text);
done:
    return rc;
}

cb_status cb_store_check(struct cb_store *store, const struct cb_record *record, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(check_days(store, record->doc, err));
    CB_TRY(cb_store_check_facts(store, record, err));
done:
    return rc;
}

cb_status cb_store_article(struct cb_store *store, const struct cb_record *record, int64_t *id,
                           struct cb_err *err)
{
    int64_t row = 0;
    cb_status rc = write_article(store, record, &row, err);

    if (rc == CB_OK)
        *id = row;
    return rc;
}

cb_status cb_store_again(struct cb_store *store, int64_t id, const struct cb_record *record,
                         struct cb_err *err)
{
    return write_article(store, record, &id, err);
}

/* ---- the log of runs ---- */

cb_status cb_store_log_run(struct cb_store *store, const char *command, const char *version, int64_t *id,
                           struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(store, SQL_LOG_RUN, &stmt, err));
    cb_stmt_bind_text(stmt, 1, cb_str_of(command));
    cb_stmt_bind_text(stmt, 2, cb_str_of(version));
    CB_TRY(cb_stmt_run(stmt, err));
    *id = cb_db_last_id(store->db);
done:
    return rc;
}

cb_status cb_store_log_counts(struct cb_store *store, int64_t run, const struct cb_import_counts *counts,
                              struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, SQL_LOG_COUNTS, run, &stmt, err));
    cb_stmt_bind_int(stmt, 2, (int64_t)counts->imported);
    cb_stmt_bind_int(stmt, 3, (int64_t)counts->skipped);
    cb_stmt_bind_int(stmt, 4, (int64_t)counts->rejected);
    cb_stmt_bind_int(stmt, 5, (int64_t)counts->replaced);
    cb_stmt_bind_int(stmt, 6, (int64_t)counts->pruned);
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

cb_status cb_store_log_error(struct cb_store *store, int64_t run, uint64_t seq, struct cb_str place,
                             struct cb_str reason, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, SQL_LOG_ERROR, run, &stmt, err));
    cb_stmt_bind_int(stmt, 2, (int64_t)seq);
    cb_stmt_bind_text(stmt, 3, place);
    cb_stmt_bind_text(stmt, 4, reason);
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}
