/* One article through all stages but the first (reader/ opens the files) and the last (store/). */
#include "engine/kb.h"

#include "extract/extract.h"
#include "language/language.h"
#include "reader/reader.h"
#include "resolve/resolve.h"
#include "text/charset.h"
#include "text/fold.h"

cb_status cb_article_mark(struct cb_document *doc, struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                          struct cb_err *err)
{
    cb_status rc;
    const struct cb_lexicon *views[CB_LANGUAGE_COUNT];

    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        views[l] = lexicons[l];
    if (!doc->language_known)
        doc->language = cb_language_detect(doc->text, views);
    CB_TRY(cb_passages_mark(doc, lexicons[doc->language], err));
done:
    return rc;
}

cb_status cb_article_analyze(struct cb_document *doc, struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                             struct cb_vocabulary *vocabularies[CB_LANGUAGE_COUNT], struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_article_mark(doc, lexicons, err));
    if (!vocabularies[doc->language])
        CB_TRY(cb_vocabulary_new(lexicons[doc->language], &vocabularies[doc->language], err));
    CB_TRY(cb_language_analyze(doc, lexicons[doc->language], vocabularies[doc->language], err));
    CB_TRY_NEW(!doc->arena->lacking);
done:
    return rc;
}

/* ---- who published it ---- */

/* The host of a URL without "www.": "spiegel.de" of "https://www.spiegel.de/x"; empty when it has none. */
static struct cb_str host_of(struct cb_str url)
{
    size_t start = cb_str_find(url, CB_STR("://"), 0), end;
    struct cb_str host;

    if (start == SIZE_MAX)
        return (struct cb_str){NULL, 0};
    host = cb_str_sub(url, start + 3, url.len);
    for (end = 0; end < host.len && !strchr("/?#:", host.ptr[end]); end++)
        ;
    host = cb_str_sub(host, 0, end);
    return cb_str_starts(host, CB_STR("www.")) ? cb_str_sub(host, 4, host.len) : host;
}

static bool looks_like_domain(struct cb_str s)
{
    return cb_str_find(s, CB_STR("."), 1) != SIZE_MAX && cb_str_find(s, CB_STR(" "), 0) == SIZE_MAX;
}

/* The outlet with that domain, or with the domain that it is below of: "newsletter.zeit.de" is zeit.de's. */
static const struct cb_list_row *find_domain(const struct cb_list *sources, struct cb_str domain)
{
    const struct cb_list_row *row = cb_list_find(sources, domain);

    while (!row && cb_str_find(domain, CB_STR("."), 0) != SIZE_MAX) {
        cb_str_split(&domain, '.');
        row = cb_list_find(sources, domain);
    }
    return row;
}

/* The outlet that published the article: what came with it, or else its site; by the list of sources where
 * that has it. *found is false when nothing is known. */
static cb_status find_publisher(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                                struct cb_source *out, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_list *sources = cb_lexicon_list(lexicon, CB_LIST_SOURCES);
    struct cb_str host = cb_fold_lower(doc->arena, host_of(doc->url));
    struct cb_str name = doc->source.len > 0 ? doc->source : host;
    struct cb_str lower = cb_fold_lower(doc->arena, name);
    const struct cb_list_row *row = cb_list_find(sources, name);

    *found = name.len > 0;
    if (!*found)
        goto done;
    CB_TRY_NEW(lower.ptr);
    if (!row && looks_like_domain(name))
        row = find_domain(sources, lower);
    *out = (struct cb_source){.name = name, .kind = CB_SOURCE_OUTLET};
    if (row) {
        out->name = row->fields[CB_SOURCE_NAME];
        cb_source_kind_by_name(row->fields[CB_SOURCE_KIND], &out->kind);
        out->domain = row->fields[CB_SOURCE_DOMAIN];
    }
    if (out->domain.len == 0)
        out->domain = looks_like_domain(name) ? lower : host;
    if (out->domain.len == 0)
        out->domain = (struct cb_str){NULL, 0};
done:
    return rc;
}

/* ---- all stages ---- */

cb_status cb_article_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                          struct cb_name_vocabulary *names, struct cb_facts *facts, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_names_find(doc, lexicon, names, facts, err));
    CB_TRY(cb_resolve_names(doc, lexicon, facts, err));
    CB_TRY(cb_citations_find(doc, lexicon, facts, err));
    CB_TRY(cb_figures_find(doc, lexicon, facts, err));
    CB_TRY(cb_claims_find(doc, lexicon, facts, err));
    CB_TRY(cb_propositions_find(doc, lexicon, facts, err));
    CB_TRY(cb_stances_find(doc, lexicon, facts, err));
    CB_TRY_NEW(!doc->arena->lacking); /* no finder need watch each small piece */
done:
    return rc;
}

cb_status cb_article_extract_with(struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                                  struct cb_vocabulary *vocabularies[CB_LANGUAGE_COUNT],
                                  struct cb_name_vocabulary *names[CB_LANGUAGE_COUNT],
                                  struct cb_article *article, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_document *doc = &article->doc;
    struct cb_record *record = &article->record;
    const struct cb_lexicon *lexicon;
    bool published;

    record->title_found = doc->title.len == 0;
    record->language_found = !doc->language_known;
    if (doc->path.len > 0) /* file names need not be UTF-8, rows must */
        CB_TRY(cb_charset_decode("path", doc->path, doc->arena, &doc->path, err));
    CB_TRY(cb_article_analyze(doc, lexicons, vocabularies, err));
    lexicon = lexicons[doc->language];
    CB_TRY(find_publisher(doc, lexicon, &article->publisher, &published, err));
    if (!names[doc->language])
        CB_TRY(cb_name_vocabulary_new(lexicon, &names[doc->language], err));
    CB_TRY(cb_article_find(doc, lexicon, names[doc->language], &article->facts, err));
    record->doc = doc;
    record->facts = &article->facts;
    record->publisher = published ? &article->publisher : NULL;
done:
    return rc;
}

cb_status cb_article_extract(struct cb_kb *kb, struct cb_article *article, struct cb_err *err)
{
    return cb_article_extract_with(kb->lexicons, kb->vocabularies, kb->name_vocabularies, article, err);
}
