/* One article from memory. */
#include "engine/kb.h"

#include "reader/reader.h"
#include "store/corrections.h"

/* Is `day` a day as the table of articles takes it? */
static cb_status check_day(struct cb_kb *kb, struct cb_str day, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(&kb->db, "SELECT 1 WHERE ?1 IS date(?1, '+0 days')", &stmt, err));
    cb_stmt_bind_text(&stmt, 1, day);
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    if (!row)
        rc = cb_err_set(err, CB_USAGE, "published: '%.*s' is not a day; write it as YYYY-MM-DD",
                        CB_STR_ARG(day));
done:
    cb_stmt_release(&stmt);
    return rc;
}

/* NULL and "" are both: not known. */
static struct cb_str given(const char *value)
{
    struct cb_str s = cb_str_trim(cb_str_of(value));

    return s.len > 0 ? s : (struct cb_str){NULL, 0};
}

static cb_status take_meta(struct cb_kb *kb, struct cb_document *doc, const struct cb_article_meta *meta,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str language = given(meta->language);

    doc->path = given(meta->path);
    doc->url = given(meta->url);
    doc->title = given(meta->title);
    doc->author = given(meta->author);
    doc->published = given(meta->published);
    doc->source = given(meta->source);
    if (doc->published.ptr)
        CB_TRY(check_day(kb, doc->published, err));
    if (language.ptr && !cb_language_by_code(language, &doc->language))
        rc = cb_err_set(err, CB_USAGE, "language: '%.*s' is not known; write 'de' or 'en'",
                        CB_STR_ARG(language));
    doc->language_known = language.ptr != NULL;
done:
    return rc;
}

static cb_status store_new(struct cb_kb *kb, struct cb_article *article, int64_t *id, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_article_extract(kb, article, err));
    CB_TRY(cb_kb_begin(kb, err));
    rc = cb_store_article(kb->store, &article->record, id, err);
    if (rc == CB_OK)
        rc = cb_store_join_names(kb->store, err);
    if (rc == CB_OK)
        rc = cb_store_apply_corrections(kb->store, err);
    if (rc == CB_OK)
        rc = cb_kb_commit(kb, err);
    cb_tx_rollback(&kb->db);
done:
    return rc;
}

cb_status cb_kb_import_text(struct cb_kb *kb, const char *text, size_t size,
                            const struct cb_article_meta *meta, int64_t *article_id, struct cb_err *err)
{
    static const struct cb_article_meta NOTHING = {0};
    cb_status rc;
    struct cb_arena arena = {0};
    struct cb_article article = {.doc.arena = &arena};
    const char *place = meta && meta->path ? meta->path : "text";
    int64_t id = 0;

    CB_TRY(cb_kb_check_writable(kb, err));
    CB_TRY(cb_kb_load_lexicons(kb, err));
    CB_TRY(cb_kb_refresh(kb, err));
    CB_TRY(cb_document_read(&article.doc, place, (struct cb_str){text, size}, err));
    CB_TRY(take_meta(kb, &article.doc, meta ? meta : &NOTHING, err));
    CB_TRY(cb_kb_open_store(kb, err));
    CB_TRY(cb_store_find_article(kb->store, article.doc.sha256, &id, err));
    if (id == 0)
        CB_TRY(store_new(kb, &article, &id, err));
    if (article_id)
        *article_id = id;
done:
    cb_arena_release(&arena);
    return rc;
}
