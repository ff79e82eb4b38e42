/* Articles that go, because a new version came or their file is gone: what they have given to what the
 * articles say together is taken back, so that only what depends on them is made again, not the whole file.
 *
 * Until the end of the import, or of the next one where it is cut short, the tables retired, retired_names
 * and retired_forms hold which articles went, and the names in them. */
#include "store/joins.h"

/* clang-format off */
/* Rows may get numbers that rows had which went: what is kept of persons must not take new ones for old. */
static const char LOWER[] =
    "UPDATE known_persons SET last_article = (SELECT coalesce(max(id), 0) FROM articles)\n"
    "WHERE last_article > (SELECT coalesce(max(id), 0) FROM articles);\n"
    "UPDATE known_persons SET last_position = (SELECT coalesce(max(id), 0) FROM positions)\n"
    "WHERE last_position > (SELECT coalesce(max(id), 0) FROM positions);\n";
static const char EMPTY[] =
    "DELETE FROM retired; DELETE FROM retired_names; DELETE FROM retired_forms";
/* clang-format on */

/* All that rests on what was found in the article, while its rows are there. */
static cb_status take_back(struct cb_store *store, int64_t id, const struct cb_record *found,
                           struct cb_err *err)
{
    /* first what hangs on rows that the next ones take away */
    static const enum sql_id NOTES[] = {SQL_RETIRE, SQL_RETIRE_NAMES, SQL_RETIRE_FORMS,
                                        SQL_RETIRE_INDEXED_CLAIMS, SQL_RETIRE_INDEXED_ARTICLE};
    static const enum sql_id LINKS[] = {
        SQL_RETIRE_CLUSTER_MEMBERS, SQL_RETIRE_CLUSTERS,       SQL_RETIRE_HOLDERS,
        SQL_RETIRE_STARS,           SQL_RETIRE_WORDS,          SQL_RETIRE_FIGURES,
        SQL_RETIRE_CLAIM_WORDINGS,  SQL_RETIRE_WORDING_HASHES, SQL_RETIRE_RECENT_WORDING_HASHES,
        SQL_RETIRE_WORDINGS,
    };
    cb_status rc;

    CB_TRY(CB_STORE_RUN_ALL(store, NOTES, id, err));
    CB_TRY(cb_store_uncount(store, id, err));
    CB_TRY(cb_store_unlink_article(store, id, err));
    CB_TRY(CB_STORE_RUN_ALL(store, LINKS, id, err));
    CB_TRY(cb_join_forget(store, id, err));
    CB_TRY(cb_store_take_names(store, found, err));
done:
    return rc;
}

cb_status cb_store_retire(struct cb_store *store, int64_t id, const char *reason, int64_t run,
                          const struct cb_record *found, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, SQL_ADD_HISTORY, id, &stmt, err));
    cb_stmt_bind_text(stmt, 2, cb_str_of(reason));
    cb_stmt_bind_int(stmt, 3, run);
    CB_TRY(cb_stmt_run(stmt, err));
    if (found)
        CB_TRY(take_back(store, id, found, err));
    CB_TRY(cb_store_run(store, SQL_DROP_ARTICLE, id, err));
done:
    return rc;
}

cb_status cb_store_is_corrected(struct cb_store *store, int64_t id, bool *out, struct cb_err *err)
{
    return cb_store_has(store, SQL_IS_CORRECTED, id, out, err);
}

cb_status cb_store_return(struct cb_store *store, int64_t id, struct cb_err *err)
{
    static const enum sql_id NOTES[] = {SQL_RETIRE_NAMES, SQL_INDEX_ARTICLE};
    cb_status rc;

    CB_TRY(CB_STORE_RUN_ALL(store, NOTES, id, err));
    CB_TRY(cb_join_forget(store, id, err));
    CB_TRY(cb_store_recount(store, id, err));
done:
    return rc;
}

cb_status cb_store_settle_retired(struct cb_store *store, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int64_t some;

    if (!store->names_joined)
        goto done;
    CB_TRY(cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM retired)", 0, &some, err));
    if (!some)
        goto done;
    CB_TRY(cb_store_prune_retired(store, err));
    CB_TRY(cb_db_exec(store->db, LOWER, err));
    CB_TRY(cb_db_exec(store->db, EMPTY, err));
done:
    return rc;
}
