/* Versions of articles: which stored article an input is a version of, and which ones came from files. */
#include "store/sql.h"

/* One integer of the first row; 0 where there is none. */
static cb_status find_id(struct cb_stmt *stmt, int64_t *id, struct cb_err *err)
{
    bool row = false;
    cb_status rc = cb_stmt_step(stmt, &row, err);

    if (rc == CB_OK)
        *id = row ? cb_stmt_int(stmt, 0) : 0;
    cb_stmt_reset(stmt);
    return rc;
}

static cb_status find_by(struct cb_store *store, enum sql_id sql, struct cb_str value, int64_t *id,
                         struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(store, sql, &stmt, err));
    cb_stmt_bind_text(stmt, 1, value);
    CB_TRY(find_id(stmt, id, err));
done:
    return rc;
}

/* An address tells an article only where it leads further than to a site's front page. */
static bool tells_article(struct cb_str url)
{
    size_t host = cb_str_find(url, CB_STR("://"), 0);
    size_t path = host == SIZE_MAX ? SIZE_MAX : cb_str_find(url, CB_STR("/"), host + 3);

    return path != SIZE_MAX && path + 1 < url.len;
}

static cb_status compare(struct cb_store *store, const struct cb_document *doc, struct cb_version *version,
                         struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row = false;

    CB_TRY(cb_store_bound(store, SQL_COMPARE_ARTICLE, version->id, &stmt, err));
    cb_stmt_bind_text(stmt, 2, doc->text);
    cb_stmt_bind_text(stmt, 3, doc->title);
    cb_stmt_bind_text(stmt, 4, doc->author);
    cb_stmt_bind_text(stmt, 5, doc->published);
    cb_stmt_bind_text(stmt, 6, doc->modified);
    cb_stmt_bind_text(stmt, 7, doc->notice);
    cb_stmt_bind_text(stmt, 8, cb_str_of(doc->sha256));
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK && row) {
        version->same = cb_stmt_int(stmt, 0) != 0;
        version->shorter = cb_stmt_int(stmt, 1) != 0;
        version->older = !version->by_path && cb_stmt_int(stmt, 2) != 0;
    }
    cb_stmt_reset(stmt);
done:
    return rc;
}

cb_status cb_store_find_version(struct cb_store *store, const struct cb_document *doc, struct cb_version *out,
                                struct cb_err *err)
{
    cb_status rc = CB_OK;

    *out = (struct cb_version){0};
    if (doc->path.len > 0 && !doc->path_counts && !cb_str_eq(doc->path, CB_STR("-")))
        CB_TRY(find_by(store, SQL_FIND_BY_PATH, doc->path, &out->id, err));
    out->by_path = out->id != 0;
    if (out->id == 0 && tells_article(doc->url))
        CB_TRY(find_by(store, SQL_FIND_BY_URL, doc->url, &out->id, err));
    if (out->id != 0)
        CB_TRY(compare(store, doc, out, err));
done:
    return rc;
}

cb_status cb_store_find_text(struct cb_store *store, struct cb_str text, int64_t *id, struct cb_err *err)
{
    return find_by(store, SQL_FIND_TEXT, text, id, err);
}

cb_status cb_store_next_path(struct cb_store *store, struct cb_arena *arena, int64_t *id, struct cb_str *path,
                             struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row = false;

    CB_TRY(cb_store_bound(store, SQL_NEXT_PATH, *id, &stmt, err));
    rc = cb_stmt_step(stmt, &row, err);
    *id = rc == CB_OK && row ? cb_stmt_int(stmt, 0) : 0;
    if (*id != 0) {
        *path = cb_arena_copy(arena, cb_stmt_text(stmt, 1));
        rc = path->ptr ? CB_OK : cb_err_no_memory(err);
    }
    cb_stmt_reset(stmt);
done:
    return rc;
}
