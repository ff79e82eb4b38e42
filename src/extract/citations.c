/* Outlets and documents that an article names as where it has something from. */
#include <stdlib.h>

#include "extract/citations.h"

#include "extract/extract.h"

cb_status cb_citation_add(struct cb_citation_finder *f, struct cb_span span, struct cb_str name,
                          struct cb_str domain, enum cb_source_kind kind, const char *rule,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_citation *citation;
    uint32_t *index = cb_map_add(f->doc->arena, &f->names, name, NULL);

    CB_TRY_NEW(index);
    if (*index == 0) {
        struct cb_source *made = CB_PUSH(f->doc->arena, &f->facts->sources);
        CB_TRY_NEW(made);
        *made = (struct cb_source){name, kind, domain};
        *index = (uint32_t)f->facts->sources.count;
    }
    citation = CB_PUSH(f->doc->arena, &f->facts->citations);
    CB_TRY_NEW(citation);
    *citation = (struct cb_citation){*index - 1, span, rule};
done:
    return rc;
}

/* ---- outlets ---- */

static cb_status add_name(struct cb_citation_finder *f, const struct cb_source_name *name, const char *rule,
                          struct cb_err *err)
{
    return cb_citation_add(f, cb_tokens_span(f->doc, name->first, name->last), name->name, name->domain,
                           name->kind, rule, err);
}

static cb_status find_in_sentence(struct cb_citation_finder *f, uint32_t sentence, bool references,
                                  struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_sentence *s = &f->doc->sentences.items[sentence];
    uint32_t end = s->first + s->count;

    for (uint32_t i = s->first; i < end; i++) {
        struct cb_source_name name;
        const char *rule;
        if (!cb_source_name_read(f, i, end, &name))
            continue;
        rule = references ? "any.citation.reference-list" : cb_citation_rule(f, &name);
        if (rule)
            CB_TRY(add_name(f, &name, rule, err));
        i = name.last;
    }
done:
    return rc;
}

/* ---- the run ---- */

static int compare_citations(const void *a, const void *b)
{
    const struct cb_citation *x = a, *y = b;

    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return (x->span.end < y->span.end) - (x->span.end > y->span.end);
}

cb_status cb_citations_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                            struct cb_facts *facts, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_citation_finder f = {.doc = doc,
                                   .sources = cb_lexicon_list(lexicon, CB_LIST_SOURCES),
                                   .frames = cb_lexicon_list(lexicon, CB_LIST_FRAMES),
                                   .facts = facts};

    for (uint32_t s = 0; s < doc->sentences.count; s++) {
        const struct cb_passage *passage = &doc->passages.items[doc->sentences.items[s].passage];
        enum cb_passage_kind kind = passage->kind;
        bool signs = passage->rule && strcmp(passage->rule, "any.passage.sign-off") == 0;
        if (kind == CB_PASSAGE_BOILERPLATE && !signs)
            continue;
        CB_TRY(find_in_sentence(&f, s, kind == CB_PASSAGE_REFERENCES, err));
        if (kind != CB_PASSAGE_REFERENCES && !signs)
            CB_TRY(cb_documents_find(&f, s, err));
    }
    if (facts->citations.count > 1)
        qsort(facts->citations.items, facts->citations.count, sizeof *facts->citations.items,
              compare_citations);
done:
    return rc;
}
