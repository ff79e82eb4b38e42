/* What articles and claims have to do with each other, brought up to date for what was written.
 *
 * Fingerprints of words (text/shingles.h) are an inverted index in the file: only rows that share one are
 * compared, so the cost of a claim or an article does not depend on how many there are. A fingerprint that
 * many share tells nothing and is passed over. Every link depends on two texts and on which fingerprints are
 * common, not on the order in which they came; where a fingerprint becomes common, its few rows are linked
 * anew. */
#include "store/sql.h"

int cb_row_compare(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

cb_status cb_row_set_add(struct cb_arena *arena, struct row_set *set, int64_t id, bool *added,
                         uint32_t *place, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int64_t *key = CB_NEW(arena, int64_t), *item;
    uint32_t *value;
    bool is_new = false;

    CB_TRY_NEW(key);
    *key = id;
    value = cb_map_add(arena, &set->map, (struct cb_str){(const char *)key, sizeof *key}, &is_new);
    CB_TRY_NEW(value);
    if (is_new) {
        *value = (uint32_t)set->ids.count;
        CB_TRY_NEW(item = CB_PUSH(arena, &set->ids));
        *item = id;
    }
    if (added)
        *added = is_new;
    if (place)
        *place = *value;
done:
    return rc;
}

bool cb_row_set_find(const struct row_set *set, int64_t id, uint32_t *place)
{
    const uint32_t *value = cb_map_find(&set->map, (struct cb_str){(const char *)&id, sizeof id});

    if (value)
        *place = *value;
    return value != NULL;
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

static cb_status new_articles(struct cb_store *store, struct link_range *range, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(store, SQL_ARTICLES_TO_LINK, &stmt, err));
    CB_TRY(cb_stmt_step(stmt, &row, err));
    *range = (struct link_range){cb_stmt_int(stmt, 0), cb_stmt_int(stmt, 1)};
    cb_stmt_reset(stmt);
done:
    return rc;
}

#define FORGET_CLAIMS                                                                                        \
    "DELETE FROM claim_cluster_members; DELETE FROM claim_clusters; DELETE FROM wording_links;\n"            \
    "DELETE FROM wording_fingerprints; DELETE FROM claim_wordings; DELETE FROM wordings;\n"                  \
    "DELETE FROM claim_figures;\n"

static cb_status forget_links(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_db_exec(
        store->db,
        FORGET_CLAIMS
        "DELETE FROM article_copies; DELETE FROM article_fingerprints; DELETE FROM article_wordings;",
        err));
    store->links_stale = store->claims_stale = false;
done:
    return rc;
}

/* Claims of all articles are compared again; the articles are linked as they were. */
static cb_status relink_claims(struct cb_store *store, struct link_range *range, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_db_exec(store->db, FORGET_CLAIMS, err));
    CB_TRY(cb_db_int(store->db, "SELECT min(id) FROM articles", 1, &range->first, err));
    CB_TRY(cb_db_int(store->db, "SELECT max(id) FROM articles", 0, &range->last, err));
    store->claims_stale = false;
done:
    return rc;
}

cb_status cb_store_note_changed(struct cb_store *store, int64_t article, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    if (!store->changed)
        CB_TRY(
            cb_db_exec(store->db,
                       "CREATE TEMP TABLE IF NOT EXISTS changed_articles (article_id INTEGER PRIMARY KEY);\n"
                       "DELETE FROM temp.changed_articles;",
                       err));
    store->changed = true;
    CB_TRY(cb_store_stmt(store, SQL_ADD_CHANGED, &stmt, err));
    cb_stmt_bind_int(stmt, 1, article);
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

static cb_status begin_seeds(struct cb_store *store, struct cb_err *err)
{
    return cb_db_exec(store->db,
                      "CREATE TEMP TABLE IF NOT EXISTS cluster_seeds (claim_id INTEGER PRIMARY KEY);\n"
                      "DELETE FROM temp.cluster_seeds;",
                      err);
}

/* The next older articles whose claims changed hands; none: all are done. */
static cb_status link_some_again(struct cb_store *store, int64_t before, struct cb_arena *arena, bool *more,
                                 struct cb_err *err)
{
    enum { AT_ONCE = 64 };
    cb_status rc;
    struct row_ids articles = {0};
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(store, SQL_CHANGED_ARTICLES, &stmt, err));
    cb_stmt_bind_int(stmt, 1, before);
    cb_stmt_bind_int(stmt, 2, AT_ONCE);
    CB_TRY(cb_store_collect(stmt, arena, &articles, err));
    *more = articles.count > 0;
    if (!*more)
        goto done;
    CB_TRY(begin_seeds(store, err));
    CB_TRY(cb_store_link_wordings_again(store, &articles, err));
    CB_TRY(cb_store_cluster(store, err));
    CB_TRY(cb_store_stmt(store, SQL_DROP_CHANGED, &stmt, err));
    cb_stmt_bind_int(stmt, 1, articles.items[articles.count - 1]);
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

/* New articles have their claims as they are now: only those before row `before` are looked at. */
static cb_status link_again(struct cb_store *store, int64_t before, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_arena arena = {0};
    bool more = store->changed;

    while (more) {
        cb_arena_clear(&arena);
        CB_TRY(link_some_again(store, before, &arena, &more, err));
    }
    store->changed = false;
done:
    cb_arena_release(&arena);
    return rc;
}

cb_status cb_store_link(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct link_range range = {0}, claims;
    int64_t changed;

    /* an article was taken away: what is left of it here would be taken for others, and a rebuild is due */
    CB_TRY(cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'changed')", 0, &changed, err));
    if (changed)
        goto done;
    if (store->links_stale || store->claims_stale)
        cb_store_free_cache(store);
    if (store->links_stale)
        CB_TRY(forget_links(store, err));
    CB_TRY(new_articles(store, &range, err));
    claims = range;
    if (store->claims_stale)
        CB_TRY(relink_claims(store, &claims, err));
    if (claims.first <= claims.last) {
        CB_TRY(begin_seeds(store, err));
        if (range.first <= range.last)
            CB_TRY(cb_store_link_articles(store, range, err));
        CB_TRY(cb_store_link_wordings(store, claims, err));
        CB_TRY(cb_store_cluster(store, err));
    }
    CB_TRY(link_again(store, claims.first <= claims.last ? claims.first : INT64_MAX, err));
done:
    return rc;
}
