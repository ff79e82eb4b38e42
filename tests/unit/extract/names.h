/* Names found in a text, as one line to compare: "Nvidias=Nvidia/organization, H200=H200/product". */
#ifndef CB_TESTS_UNIT_EXTRACT_NAMES_H
#define CB_TESTS_UNIT_EXTRACT_NAMES_H

#include "extract/extract.h"
#include "language/language.h"
#include "support/lines.h"
#include "unit/base/temp.h"
#include "unit/extract/lists.h"

struct named_text {
    struct cb_document doc;
    struct cb_facts facts;
    struct cb_lexicon *lexicon;
};

/* Every line is a passage; one that begins with '=' a headline, one with '-' boilerplate (the sign is part of
 * it). */
static inline void split_passages(struct cb_document *doc)
{
    struct cb_err err;

    assert_int_equal(lines_mark(doc, &err), CB_OK);
    for (size_t i = 0; i < doc->passages.count; i++) {
        struct cb_passage *passage = &doc->passages.items[i];
        char first = doc->text.ptr[passage->span.start];
        if (first == '=')
            passage->kind = CB_PASSAGE_HEADLINE;
        if (first == '-')
            passage->kind = CB_PASSAGE_BOILERPLATE;
    }
}

/* `vocabulary` may be NULL. */
static inline struct named_text find_names_with(struct temp *temp, enum cb_language language,
                                                const char *text, struct cb_name_vocabulary *vocabulary)
{
    struct named_text t = {.doc = {.arena = &temp->arena, .text = cb_str_of(text), .language = language}};
    struct cb_err err = {0};

    split_passages(&t.doc);
    t.lexicon = lists_of(language);
    if (cb_language_analyze(&t.doc, t.lexicon, NULL, &err) != CB_OK ||
        cb_names_find(&t.doc, t.lexicon, vocabulary, &t.facts, &err) != CB_OK)
        fail_msg("%s", err.text);
    return t;
}

static inline struct named_text find_names(struct temp *temp, enum cb_language language, const char *text)
{
    return find_names_with(temp, language, text, NULL);
}

static inline struct cb_str render_mentions(const struct named_text *t)
{
    struct cb_str out = CB_STR("");

    for (size_t i = 0; i < t->facts.mentions.count; i++) {
        const struct cb_mention *m = &t->facts.mentions.items[i];
        struct cb_str words = cb_document_slice(&t->doc, m->span);
        out = cb_arena_printf(t->doc.arena, "%.*s%s%.*s=%.*s/%s", CB_STR_ARG(out), i ? ", " : "",
                              CB_STR_ARG(words), CB_STR_ARG(m->form), cb_entity_kind_name(m->entity_kind));
    }
    return out;
}

#endif
