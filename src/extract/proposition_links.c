/* The end of the run: propositions in text order, each once; who they are about; the claims that they stand
 * in; their figures. */
#include <stdlib.h>

#include "extract/propositions.h"

/* ---- order ---- */

static int compare_offsets(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_spans(struct cb_span a, struct cb_span b)
{
    return a.start != b.start ? compare_offsets(a.start, b.start) : compare_offsets(b.end, a.end);
}

/* 0: the same words in the same slots. */
static int compare_words(const struct cb_proposition *a, const struct cb_proposition *b)
{
    int order = compare_spans(a->span, b->span);

    if (order == 0)
        order = compare_spans(a->subject, b->subject);
    if (order == 0)
        order = compare_spans(a->object, b->object);
    if (order == 0)
        order = compare_spans(a->preposition, b->preposition);
    if (order == 0)
        order = compare_offsets(a->predicate_count, b->predicate_count);
    for (uint32_t k = 0; order == 0 && k < a->predicate_count; k++)
        order = compare_spans(a->predicate[k], b->predicate[k]);
    return order;
}

static int compare(const void *left, const void *right)
{
    const struct cb_proposition *a = left, *b = right;
    int order = compare_words(a, b);

    return order ? order : strcmp(a->rule, b->rule);
}

/* Clauses come in text order, and so do nearly all propositions: each is put in its place from the end on, as
 * long as that is near. false: too much was to be moved; equals are still in their order. */
static bool sort_near(struct cb_propositions *list)
{
    size_t moves = list->count * 4;

    for (size_t i = 1; i < list->count; i++) {
        struct cb_proposition one;
        size_t at = i;
        while (at > 0 && compare(&list->items[at - 1], &list->items[i]) > 0)
            at--;
        if (at == i)
            continue;
        if (moves < i - at)
            return false;
        moves -= i - at;
        one = list->items[i];
        memmove(&list->items[at + 1], &list->items[at], (i - at) * sizeof one);
        list->items[at] = one;
    }
    return true;
}

static void sort_and_drop(struct cb_propositions *list)
{
    size_t kept = 0;

    if (list->count > 1 && !sort_near(list))
        qsort(list->items, list->count, sizeof *list->items, compare);
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || compare_words(&list->items[kept - 1], &list->items[i]) != 0)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

/* ---- entities ---- */

/* The entity of the innermost mention over byte `offset`: mentions are in text order. */
static uint32_t entity_at(const struct cb_facts *facts, uint32_t offset)
{
    enum { NESTED = 4 };
    size_t low = 0, high = facts->mentions.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (facts->mentions.items[middle].span.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    for (int n = 0; n < NESTED && low > 0; n++, low--)
        if (facts->mentions.items[low - 1].span.end > offset &&
            facts->mentions.items[low - 1].entity != CB_NONE)
            return facts->mentions.items[low - 1].entity;
    return CB_NONE;
}

uint32_t cb_slot_entity(const struct cb_propositions_finder *f, const struct cb_slot *slot)
{
    uint32_t entity;

    if (slot->phrase == CB_NONE)
        return CB_NONE;
    for (uint32_t k = f->child[slot->phrase]; k != CB_NONE; k = f->sibling[k])
        if (cb_pf_phrase(f, k)->role == CB_ROLE_APPOSITION &&
            (cb_slot_belongs(f, k) || cb_pf_has_tag(f, cb_pf_phrase(f, k)->head, CB_TAGGED(CB_TAG_PROPN)))) {
            /* 'Nvidia-Chef | Jensen Huang' */
            entity = entity_at(f->facts, cb_pf_token(f, cb_pf_phrase(f, k)->head)->span.start);
            if (entity != CB_NONE)
                return entity;
        }
    return entity_at(f->facts, cb_pf_token(f, slot->head)->span.start);
}

/* ---- claims ---- */

enum { DEPTH = 16 };

/* The claim spans over a place that moves through the text, outer ones first. */
struct stack {
    struct cb_claim_span open[DEPTH];
    size_t depth, next;
};

static uint32_t claim_at(const struct cb_facts *facts, struct stack *s, uint32_t offset)
{
    for (; s->next < facts->claim_spans.count; s->next++) {
        const struct cb_claim_span *span = &facts->claim_spans.items[s->next];
        if (facts->claims.items[span->claim].span.start > offset)
            break;
        if (span->role != CB_ROLE_CLAIM)
            continue;
        while (s->depth > 0 && s->open[s->depth - 1].span.end <= span->span.start)
            s->depth--;
        if (s->depth < DEPTH)
            s->open[s->depth++] = *span;
    }
    for (size_t d = s->depth; d > 0; d--)
        if (s->open[d - 1].span.start <= offset && offset < s->open[d - 1].span.end)
            return s->open[d - 1].claim;
    return CB_NONE;
}

/* ---- figures ---- */

static bool is_inside(const struct cb_proposition *p, struct cb_span figure)
{
    if (cb_span_overlaps(p->object, figure) || cb_span_overlaps(p->subject, figure))
        return true;
    for (uint32_t k = 0; k < p->predicate_count; k++)
        if (cb_span_overlaps(p->predicate[k], figure))
            return true;
    return false;
}

static uint32_t clause_at(const struct cb_document *doc, uint32_t offset)
{
    uint32_t token = cb_document_token_at(doc, offset);

    return token < doc->tokens.count ? doc->tokens.items[token].clause : CB_NONE;
}

/* The figures of the proposition's words, and the dates and durations of its clause. */
static cb_status link_figures(struct cb_propositions_finder *f, uint32_t index, size_t *first,
                              struct cb_err *err)
{
    enum { LOOK = 64 };
    cb_status rc = CB_OK;
    const struct cb_figures *figures = &f->facts->figures;
    const struct cb_proposition *p = &f->facts->propositions.items[index];
    uint32_t sentence = cb_document_sentence_at(f->doc, p->span.start);
    struct cb_span within = f->doc->sentences.items[sentence].span;

    while (*first < figures->count && figures->items[*first].span.end <= within.start)
        ++*first;
    for (size_t g = *first;
         g < figures->count && g < *first + LOOK && figures->items[g].span.start < within.end; g++) {
        const struct cb_figure *figure = &figures->items[g];
        bool time = figure->kind == CB_FIGURE_DATE || figure->kind == CB_FIGURE_DURATION;
        struct cb_proposition_figure *link;
        if (!is_inside(p, figure->span) &&
            !(time && clause_at(f->doc, figure->span.start) == clause_at(f->doc, p->predicate[0].start)))
            continue;
        link = CB_PUSH(f->doc->arena, &f->facts->proposition_figures);
        CB_TRY_NEW(link);
        *link = (struct cb_proposition_figure){index, (uint32_t)g};
    }
done:
    return rc;
}

/* ---- all ---- */

/* The claim that the verb stands in. */
static cb_status link_claims(struct cb_propositions_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t count = (uint32_t)f->doc->tokens.count;
    uint32_t *claims = CB_NEW_ARRAY(f->doc->arena, uint32_t, count + 1);
    struct stack stack = {.depth = 0};

    CB_TRY_NEW(claims);
    for (uint32_t i = 0; i < count; i++)
        claims[i] = claim_at(f->facts, &stack, cb_pf_token(f, i)->span.start);
    for (size_t i = 0; i < f->facts->propositions.count; i++) {
        struct cb_proposition *p = &f->facts->propositions.items[i];
        p->claim = claims[cb_document_token_at(f->doc, p->predicate[0].start)];
    }
done:
    return rc;
}

cb_status cb_propositions_link(struct cb_propositions_finder *f, struct cb_err *err)
{
    cb_status rc;
    size_t figure = 0;

    sort_and_drop(&f->facts->propositions);
    CB_TRY(link_claims(f, err));
    for (uint32_t i = 0; i < f->facts->propositions.count; i++)
        CB_TRY(link_figures(f, i, &figure, err));
done:
    return rc;
}
