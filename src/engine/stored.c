/* Stored articles as they came from their files, to be read again. */
#include "engine/kb.h"

/* Title and language only where they came with the article. */
#define LOAD_NEXT                                                                                            \
    "SELECT a.id, a.sha256, iif(a.language_found, NULL, a.language), a.text, a.path, a.url, a.author,\n"     \
    "       a.published, s.name, iif(a.title_found, NULL, a.title), a.layout\n"                              \
    "FROM articles AS a LEFT JOIN sources AS s ON s.id = a.source_id\n"                                      \
    "WHERE a.id > ?1 ORDER BY a.id LIMIT 1"
enum { FIRST_TEXT = 3 };

static cb_status load_texts(struct cb_stmt *stmt, struct cb_document *doc, struct cb_err *err)
{
    struct cb_str *const fields[] = {&doc->text,      &doc->path,   &doc->url,   &doc->author,
                                     &doc->published, &doc->source, &doc->title, &doc->layout};

    for (int i = 0; i < (int)(sizeof fields / sizeof *fields); i++) {
        if (cb_stmt_is_null(stmt, FIRST_TEXT + i))
            continue;
        *fields[i] = cb_arena_copy(doc->arena, cb_stmt_text(stmt, FIRST_TEXT + i));
        if (!fields[i]->ptr)
            return cb_err_no_memory(err);
    }
    return CB_OK;
}

cb_status cb_stored_open(struct cb_kb *kb, struct cb_stmt *next, struct cb_err *err)
{
    return cb_stmt_prepare(&kb->db, LOAD_NEXT, next, err);
}

cb_status cb_stored_next(struct cb_stmt *next, int64_t *id, struct cb_document *doc, struct cb_err *err)
{
    cb_status rc;
    struct cb_str sha256, language;
    bool row = false;

    cb_stmt_bind_int(next, 1, *id);
    CB_TRY(cb_stmt_step(next, &row, err));
    *id = row ? cb_stmt_int(next, 0) : 0;
    if (!row)
        goto done;
    sha256 = cb_stmt_text(next, 1);
    memcpy(doc->sha256, sha256.ptr, sha256.len < sizeof doc->sha256 ? sha256.len : sizeof doc->sha256 - 1);
    language = cb_stmt_text(next, 2);
    doc->language_known = language.ptr && cb_language_by_code(language, &doc->language);
    CB_TRY(load_texts(next, doc, err));
done:
    cb_stmt_reset(next);
    return rc;
}
