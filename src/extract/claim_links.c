/* The end of the run: claims in text order; whom each is by, about and to; the figures inside. */
#include <stdlib.h>

#include "extract/claims.h"

/* ---- text order ---- */

struct place {
    struct cb_span span;
    uint32_t index;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end > y->span.end ? -1 : 1; /* the longer one first */
    return (x->index > y->index) - (x->index < y->index);
}

static int compare_spans(const void *a, const void *b)
{
    const struct cb_claim_span *x = a, *y = b;

    if (x->claim != y->claim)
        return x->claim < y->claim ? -1 : 1;
    if (x->role != y->role)
        return x->role < y->role ? -1 : 1;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static cb_status sort_claims(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t count = f->facts->claims.count;
    struct place *places = CB_NEW_ARRAY(f->doc->arena, struct place, count + 1);
    struct cb_claim *sorted = CB_NEW_ARRAY(f->doc->arena, struct cb_claim, count + 1);
    uint32_t *moved = CB_NEW_ARRAY(f->doc->arena, uint32_t, count + 1);

    CB_TRY_NEW(places && sorted && moved);
    for (uint32_t i = 0; i < count; i++)
        places[i] = (struct place){f->facts->claims.items[i].span, i};
    if (count > 1)
        qsort(places, count, sizeof *places, compare_places);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = f->facts->claims.items[places[i].index];
        moved[places[i].index] = i;
    }
    if (count)
        memcpy(f->facts->claims.items, sorted, count * sizeof *sorted);
    for (size_t i = 0; i < f->facts->claim_spans.count; i++)
        f->facts->claim_spans.items[i].claim = moved[f->facts->claim_spans.items[i].claim];
    if (f->facts->claim_spans.count > 1)
        qsort(f->facts->claim_spans.items, f->facts->claim_spans.count, sizeof *f->facts->claim_spans.items,
              compare_spans);
done:
    return rc;
}

/* ---- entities ---- */

enum { ENTITIES_MAX = 64 }; /* of one claim: more are a list, not what somebody speaks about */

struct linker {
    struct cb_claim_finder *f;
    size_t span;     /* the next claim span */
    size_t entities; /* links of the claim at hand begin here */
};

static cb_status add_entity(struct linker *l, uint32_t claim, uint32_t entity, enum cb_claim_entity_role role,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_claim_entities *links = &l->f->facts->claim_entities;
    struct cb_claim_entity *link;

    for (size_t i = l->entities; i < links->count; i++)
        if ((links->items[i].entity == entity && links->items[i].role == role) ||
            i >= l->entities + ENTITIES_MAX)
            goto done;
    link = CB_PUSH(l->f->doc->arena, links);
    CB_TRY_NEW(link);
    *link = (struct cb_claim_entity){claim, entity, role};
done:
    return rc;
}

/* All entities named inside `span` but the speaker. */
static cb_status link_mentions(struct linker *l, uint32_t claim, struct cb_span span,
                               enum cb_claim_entity_role role, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_facts *facts = l->f->facts;

    for (size_t m = cb_mention_from(facts, span.start); m < facts->mentions.count; m++) {
        const struct cb_mention *mention = &facts->mentions.items[m];
        if (mention->span.start >= span.end)
            break;
        if (mention->entity == CB_NONE || mention->entity == facts->claims.items[claim].speaker)
            continue;
        CB_TRY(add_entity(l, claim, mention->entity, role, err));
    }
done:
    return rc;
}

static cb_status link_claim(struct linker *l, uint32_t claim, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_claim_spans *spans = &l->f->facts->claim_spans;

    l->entities = l->f->facts->claim_entities.count;
    if (l->f->facts->claims.items[claim].speaker != CB_NONE)
        CB_TRY(add_entity(l, claim, l->f->facts->claims.items[claim].speaker, CB_CLAIM_BY, err));
    for (; l->span < spans->count && spans->items[l->span].claim == claim; l->span++) {
        const struct cb_claim_span *s = &spans->items[l->span];
        if (s->role == CB_ROLE_CLAIM)
            CB_TRY(link_mentions(l, claim, s->span, CB_CLAIM_ABOUT, err));
        else if (s->role == CB_ROLE_ADDRESSEE)
            CB_TRY(link_mentions(l, claim, s->span, CB_CLAIM_TO, err));
    }
done:
    return rc;
}

/* ---- figures ---- */

/* Each figure to the innermost claim with a claim span around it: spans in text order, open ones on a stack.
 */
static void tie_figures(struct cb_claim_finder *f)
{
    enum { DEPTH = 16 };
    const struct cb_claim_spans *spans = &f->facts->claim_spans;
    struct cb_claim_span open[DEPTH];
    size_t depth = 0, next = 0;

    for (size_t g = 0; g < f->facts->figures.count; g++) {
        struct cb_figure *figure = &f->facts->figures.items[g];
        figure->claim = CB_NONE;
        for (; next < spans->count; next++) {
            const struct cb_claim_span *s = &spans->items[next];
            if (f->facts->claims.items[s->claim].span.start > figure->span.start)
                break;
            if (s->role != CB_ROLE_CLAIM)
                continue;
            while (depth > 0 && open[depth - 1].span.end <= s->span.start)
                depth--;
            if (depth < DEPTH)
                open[depth++] = *s;
        }
        for (size_t d = depth; d > 0 && figure->claim == CB_NONE; d--)
            if (cb_span_contains(open[d - 1].span, figure->span))
                figure->claim = open[d - 1].claim;
    }
}

cb_status cb_claims_link(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct linker linker = {.f = f};

    CB_TRY(sort_claims(f, err));
    for (uint32_t c = 0; c < f->facts->claims.count; c++)
        CB_TRY(link_claim(&linker, c, err));
    tie_figures(f);
done:
    return rc;
}
