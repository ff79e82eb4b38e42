/* The end of the run: propositions in text order; who they are about; the claims they stand in. */
#include <stdlib.h>

#include "extract/propositions.h"

static int compare(const void *left, const void *right)
{
    const struct cb_proposition *a = left, *b = right;

    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end > b->span.end ? -1 : 1;
    if (a->subject.start != b->subject.start)
        return a->subject.start < b->subject.start ? -1 : 1;
    if (a->object.start != b->object.start)
        return a->object.start < b->object.start ? -1 : 1;
    if (a->object.end != b->object.end)
        return a->object.end < b->object.end ? -1 : 1;
    if (a->predicate_count != b->predicate_count)
        return a->predicate_count < b->predicate_count ? -1 : 1;
    for (uint32_t k = 0; k < a->predicate_count; k++) {
        if (a->predicate[k].start != b->predicate[k].start)
            return a->predicate[k].start < b->predicate[k].start ? -1 : 1;
        if (a->predicate[k].end != b->predicate[k].end)
            return a->predicate[k].end < b->predicate[k].end ? -1 : 1;
    }
    return strcmp(a->rule, b->rule);
}

/* The index of the first mention that ends behind byte `offset`: mentions are in text order. */
static uint32_t entity_at(const struct cb_facts *facts, uint32_t offset)
{
    size_t low = 0, high = facts->mentions.count;
    uint32_t found = CB_NONE;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (facts->mentions.items[middle].span.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    for (int n = 0; n < 4 && low > 0 && found == CB_NONE; n++, low--)
        if (facts->mentions.items[low - 1].span.end > offset)
            found = facts->mentions.items[low - 1].entity;
    return found;
}

cb_status cb_propositions_link(struct cb_propositions_finder *f, struct cb_err *err)
{
    struct cb_propositions *list = &f->facts->propositions;

    (void)err;
    for (size_t i = 0; i < list->count; i++) {
        struct cb_proposition *p = &list->items[i];
        if (p->subject_entity != CB_NONE)
            p->subject_entity = entity_at(f->facts, cb_pf_token(f, p->subject_entity)->span.start);
        if (p->object_entity != CB_NONE)
            p->object_entity = entity_at(f->facts, cb_pf_token(f, p->object_entity)->span.start);
    }
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare);
    return CB_OK;
}
