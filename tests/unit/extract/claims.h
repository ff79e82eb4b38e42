/* Claims found in a text, and each as one line to compare. Entities are named by the test, so that it does
 * not depend on the finder of names. */
#ifndef CB_TESTS_UNIT_EXTRACT_CLAIMS_H
#define CB_TESTS_UNIT_EXTRACT_CLAIMS_H

#include "unit/extract/names.h"

/* Makes `name` an entity, mentioned wherever `form` stands. */
static inline void add_mentions(struct named_text *t, enum cb_entity_kind kind, const char *name,
                                const char *form)
{
    struct cb_entity *entity = CB_PUSH(t->doc.arena, &t->facts.entities);
    size_t at = 0;

    assert_non_null(entity);
    *entity = (struct cb_entity){.key = cb_str_of(name), .name = cb_str_of(name), .kind = kind, .weight = 1};
    while ((at = cb_str_find(t->doc.text, cb_str_of(form), at)) != SIZE_MAX) {
        struct cb_mention *m = CB_PUSH(t->doc.arena, &t->facts.mentions);
        assert_non_null(m);
        *m = (struct cb_mention){.span = {(uint32_t)at, (uint32_t)(at + strlen(form))},
                                 .form = cb_str_of(form),
                                 .entity_kind = kind,
                                 .certainty = CB_SURE,
                                 .entity = (uint32_t)(t->facts.entities.count - 1),
                                 .rule = "any.name.test"};
        at += strlen(form);
    }
}

/* Mentions in text order: an insertion sort is enough for a test. */
static inline void sort_mentions(struct named_text *t)
{
    struct cb_mention *items = t->facts.mentions.items;

    for (size_t i = 1; i < t->facts.mentions.count; i++)
        for (size_t j = i; j > 0 && items[j - 1].span.start > items[j].span.start; j--) {
            struct cb_mention swap = items[j];
            items[j] = items[j - 1];
            items[j - 1] = swap;
        }
}

/* "Karla Brandt|Nordwerk": a first name makes a person, anything else an organization; each is also mentioned
 * by its last word. */
static inline void add_entities(struct named_text *t, const char *names)
{
    struct cb_str rest = cb_str_of(names);

    while (rest.len) {
        struct cb_str name = cb_str_split(&rest, '|');
        char *z = cb_arena_z(t->doc.arena, name);
        add_mentions(t, strchr(z, ' ') ? CB_ENTITY_PERSON : CB_ENTITY_ORGANIZATION, z, z);
    }
    sort_mentions(t);
}

static inline struct named_text analyze_text(struct temp *temp, enum cb_language language, const char *text)
{
    struct named_text t = {.doc = {.arena = &temp->arena, .text = cb_str_of(text), .language = language}};
    struct cb_err err = {0};

    split_passages(&t.doc);
    t.lexicon = lists_of(language);
    if (cb_language_analyze(&t.doc, t.lexicon, NULL, &err) != CB_OK)
        fail_msg("%s", err.text);
    return t;
}

static inline void find_claims(struct named_text *t)
{
    struct cb_err err = {0};

    if (cb_citations_find(&t->doc, t->lexicon, &t->facts, &err) != CB_OK ||
        cb_claims_find(&t->doc, t->lexicon, &t->facts, &err) != CB_OK)
        fail_msg("%s", err.text);
}

/* The spans of one role, joined by " ... ". */
static inline struct cb_str render_role(const struct named_text *t, uint32_t claim, enum cb_role role)
{
    struct cb_str out = CB_STR("");

    for (size_t i = 0; i < t->facts.claim_spans.count; i++) {
        const struct cb_claim_span *s = &t->facts.claim_spans.items[i];
        struct cb_str words = cb_document_slice(&t->doc, s->span);
        if (s->claim == claim && s->role == role)
            out = cb_arena_printf(t->doc.arena, "%.*s%s%.*s", CB_STR_ARG(out), out.len ? " ... " : "",
                                  CB_STR_ARG(words));
    }
    return out.len ? out : CB_STR("-");
}

static inline struct cb_str entity_name(const struct named_text *t, uint32_t entity)
{
    return entity == CB_NONE ? CB_STR("-") : t->facts.entities.items[entity].name;
}

#endif
