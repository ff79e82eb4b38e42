/* Lifting corrections off the rows and putting them on again: which step comes when. The steps themselves are
 * triggers of schema/corrections.sql. */
#include "store/corrections.h"

#include <sqlite3.h>

#include "base/assets.h"
#include "base/buf.h"
#include "store/sql.h"

/* The search index, for rows that corrections made, took away or changed; as correction_index does it in the
 * shell, which may trust the schema. */
#define INDEX_ROWS                                                                                           \
    "INSERT INTO claims_fts (claims_fts, rowid, text)\n"                                                     \
    "SELECT 'delete', s.row_id, s.text FROM correction_search AS s LEFT JOIN claims AS c ON c.id = "         \
    "s.row_id\n"                                                                                             \
    "WHERE s.table_name = 'claims' AND s.text IS NOT NULL AND c.text IS NOT s.text;\n"                       \
    "INSERT INTO claims_fts (rowid, text)\n"                                                                 \
    "SELECT c.id, c.text FROM correction_search AS s JOIN claims AS c ON c.id = s.row_id\n"                  \
    "WHERE s.table_name = 'claims' AND c.id NOT IN (SELECT d.id FROM claims_fts_docsize AS d);\n"            \
    "INSERT INTO articles_fts (articles_fts, rowid, title, text)\n"                                          \
    "SELECT 'delete', s.row_id, s.title, a.text FROM correction_search AS s JOIN articles AS a ON a.id = "   \
    "s.row_id\n"                                                                                             \
    "WHERE s.table_name = 'articles' AND a.title IS NOT s.title;\n"                                          \
    "INSERT INTO articles_fts (rowid, title, text)\n"                                                        \
    "SELECT a.id, a.title, a.text FROM correction_search AS s JOIN articles AS a ON a.id = s.row_id\n"       \
    "WHERE s.table_name = 'articles' AND a.title IS NOT s.title;\n"                                          \
    "DELETE FROM correction_search;"

/* Runs one of the triggers. */
#define STEP(name) "INSERT INTO correction_" name " VALUES (1);\n"

/* The steps need triggers, and with them every trigger of the file would run: only ours may be there. What a
 * hostile file says of a row of its schema need not be true, so its text is looked at alone. */
static cb_status allow_triggers(struct cb_store *store, struct cb_err *err)
{
    static const char FOREIGN[] = "SELECT name FROM main.sqlite_schema WHERE sql LIKE '%trigger%'\n"
                                  "AND instr(?1, sql) = 0 AND instr(?2, sql) = 0 ORDER BY name LIMIT 1";
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool foreign;

    CB_TRY(cb_stmt_prepare(store->db, FOREIGN, &stmt, err));
    cb_stmt_bind_text(&stmt, 1, cb_assets_find("schema/corrections.sql"));
    cb_stmt_bind_text(&stmt, 2, cb_assets_find("schema/corrections-steps.sql"));
    CB_TRY(cb_stmt_step(&stmt, &foreign, err));
    if (foreign) {
        rc = cb_err_set(
            err, CB_BAD_INPUT,
            "%s: has a trigger that is not claimbase's own (%.*s), which corrections would set off; "
            "drop it",
            store->db->path, CB_STR_ARG(cb_stmt_text(&stmt, 0)));
        goto done;
    }
    sqlite3_db_config(store->db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
done:
    cb_stmt_release(&stmt);
    return rc;
}

cb_status cb_store_use_steps(struct cb_store *store, struct cb_err *err)
{
    static const struct cb_str CREATE = CB_STR_INIT("\nCREATE "), TEMP = CB_STR_INIT("\nCREATE TEMP ");
    cb_status rc;
    struct cb_str text = cb_assets_find("schema/corrections-steps.sql");
    struct cb_buf sql;
    int64_t made;

    cb_buf_init(&sql, SIZE_MAX / 4);
    CB_TRY(allow_triggers(store, err));
    CB_TRY(cb_db_int(store->db,
                     "SELECT EXISTS (SELECT 1 FROM temp.sqlite_schema WHERE name = 'correction_put')", 0,
                     &made, err));
    for (size_t at = 0, next; !made && at < text.len; at = next) {
        next = cb_str_find(text, CREATE, at);
        cb_buf_add(&sql, cb_str_sub(text, at, next));
        if (next == SIZE_MAX)
            break;
        cb_buf_add(&sql, TEMP);
        next += CREATE.len;
    }
    CB_TRY_NEW(!cb_buf_failed(&sql));
    if (!made)
        CB_TRY(cb_db_exec(store->db, sql.bytes, err));
done:
    cb_buf_release(&sql);
    return rc;
}

static cb_status has_log(struct cb_store *store, bool *out, struct cb_err *err)
{
    int64_t any = 0;
    cb_status rc = cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM corrections)", 0, &any, err);

    *out = any != 0;
    return rc;
}

/* ---- around articles that are written ---- */

cb_status cb_store_lift_names(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;

    store->rows_lifted = false;
    CB_TRY(has_log(store, &store->names_lifted, err));
    if (!store->names_lifted)
        goto done;
    CB_TRY(cb_store_use_steps(store, err));
    CB_TRY(cb_db_exec(store->db, STEP("lift_names") STEP("hold"), err));
done:
    return rc;
}

cb_status cb_store_put_names(struct cb_store *store, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (!store->names_lifted)
        goto done;
    CB_TRY(cb_db_exec(store->db, STEP("release") STEP("put_names"), err));
    store->names_lifted = false;
done:
    return rc;
}

cb_status cb_store_lift_corrections(struct cb_store *store, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (!store->names_lifted || store->rows_lifted)
        goto done;
    CB_TRY(cb_db_exec(store->db, STEP("lift_rows"), err));
    store->rows_lifted = true;
done:
    return rc;
}

static cb_status count_articles(struct cb_store *store, int64_t *count, struct cb_err *err)
{
    return cb_db_int(store->db, "SELECT count(*) FROM correction_rows WHERE table_name = 'articles'", 0,
                     count, err);
}

cb_status cb_store_apply_corrections(struct cb_store *store, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int64_t before, behind;

    if (!store->rows_lifted)
        goto done;
    CB_TRY(cb_store_index(store, err)); /* new rows have their place there before rows of corrections come */
    CB_TRY(count_articles(store, &before, err));
    CB_TRY(cb_db_exec(store->db, STEP("lift_articles"), err));
    CB_TRY(cb_store_put_names(store, err));
    CB_TRY(cb_db_exec(store->db, STEP("put_articles") STEP("put_rows") INDEX_ROWS, err));
    CB_TRY(count_articles(store, &behind, err));
    if (behind != before) /* a new article waited for: its facts were found without what is known now */
        CB_TRY(cb_db_set_meta(store->db, "reread", CB_STR("1"), err));
    store->rows_lifted = false;
done:
    return rc;
}

cb_status cb_store_correct_articles(struct cb_store *store, struct cb_err *err)
{
    return store->names_lifted ? cb_db_exec(store->db, STEP("lift_articles") STEP("put_articles"), err)
                               : CB_OK;
}

/* ---- corrections that are being made ---- */

cb_status cb_store_begin_corrections(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;

    cb_store_drop_corrections(store);
    CB_TRY(cb_store_write_rules(store, err));
    CB_TRY(cb_store_watch_sums(store, err));
    CB_TRY(cb_store_check_rule(store, "any.correction.add", err)); /* of rows that people add */
    CB_TRY(cb_store_use_steps(store, err));
done:
    return rc;
}

void cb_store_drop_corrections(struct cb_store *store)
{
    store->waiting = CB_WAITING_NOTHING;
    store->names_lifted = store->rows_lifted = false;
}

cb_status cb_store_apply_waiting(struct cb_store *store, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (store->waiting == CB_WAITING_ALL)
        CB_TRY(cb_db_exec(store->db, STEP("reapply"), err));
    else if (store->waiting == CB_WAITING_NAMES)
        CB_TRY(cb_db_exec(store->db, STEP("lift_names") STEP("put_names") STEP("put_merges"), err));
    store->waiting = CB_WAITING_NOTHING;
done:
    return rc;
}

cb_status cb_store_finish_corrections(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_apply_waiting(store, err));
    CB_TRY(cb_db_exec(store->db, STEP("tidy") INDEX_ROWS, err));
    CB_TRY(cb_store_link(store, false, err));
    CB_TRY(cb_store_summarize(store, err));
done:
    return rc;
}
