/* Hashes in two levels, as a log-structured merge-tree has them (O'Neil and others, "The log-structured
 * merge-tree", Acta Informatica 33, 1996): what is new stands in a small table, which stays in the page
 * cache, and is put into the large one from time to time, in its order. Whoever looks for a hash asks both.
 */
#include "store/sql.h"

/* So many articles have hashes that fit into the page cache, and enough that there is one for each page of
 * the large tables of a million articles. */
enum { ARTICLES_BETWEEN = 1 << 14 };

#define MERGE(table)                                                                                         \
    "INSERT OR IGNORE INTO " table " SELECT * FROM recent_" table ";\n"                                      \
    "DELETE FROM recent_" table ";\n"

cb_status cb_store_drop_hash(struct cb_store *store, const enum sql_id levels[CB_LEVELS], int64_t row,
                             uint64_t hash, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;

    for (int i = 0; i < CB_LEVELS; i++) {
        CB_TRY(cb_store_bound(store, levels[i], row, &stmt, err));
        cb_stmt_bind_int(stmt, 2, (int64_t)hash);
        CB_TRY(cb_stmt_run(stmt, err));
    }
done:
    return rc;
}

cb_status cb_store_merge_levels(struct cb_store *store, struct link_range linked, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (linked.first / ARTICLES_BETWEEN != (linked.last + 1) / ARTICLES_BETWEEN)
        CB_TRY(cb_db_exec(store->db,
                          MERGE("article_fingerprints") MERGE("wording_fingerprints") MERGE("wording_hashes"),
                          err));
done:
    return rc;
}
