/* English speakers without a name: the engineer, the chief executive. */
#include "extract/claim_english.h"

enum { PHRASES_BACK = 160, POSITIONS = 64, LONGEST = 5 };

/* The entity of the mention that ends inside tokens [first, last]. */
static uint32_t entity_in(const struct cb_claim_finder *f, uint32_t first, uint32_t last)
{
    struct cb_span span = cb_tokens_span(f->doc, first, last);

    for (size_t m = cb_mention_from(f->facts, span.start); m < f->facts->mentions.count; m++) {
        if (f->facts->mentions.items[m].span.start >= span.end)
            break;
        if (f->facts->mentions.items[m].entity != CB_NONE)
            return f->facts->mentions.items[m].entity;
    }
    return CB_NONE;
}

/* Who holds an office with this title, by the positions before `start`: the last one. */
static uint32_t holder_of(const struct cb_claim_finder *f, struct cb_str title, uint32_t start)
{
    uint32_t holder = CB_NONE;

    for (size_t i = 0; i < f->facts->positions.count && i < POSITIONS; i++) {
        const struct cb_position *p = &f->facts->positions.items[i];
        if (p->span.start >= start || !cb_str_ends(p->title, title))
            continue;
        if (p->title.len == title.len || p->title.ptr[p->title.len - title.len - 1] == ' ')
            holder = f->facts->mentions.items[p->person].entity;
    }
    return holder;
}

/* The phrase that phrase `p` says what it is: Marsh, the chief engineer; Marsh is an engineer. */
static uint32_t described(const struct cb_claim_finder *f, const struct cb_noun_phrase *p)
{
    if (p->role == CB_ROLE_APPOSITION)
        return p->parent;
    return p->role == CB_ROLE_PREDICATE && p->clause != CB_NONE ? f->doc->clauses.items[p->clause].subject
                                                                : CB_NONE;
}

/* Who was called by the noun of phrase `from`, a few sentences back. */
static uint32_t called_before(const struct cb_claim_finder *f, uint32_t from)
{
    const struct cb_noun_phrases *all = &f->doc->phrases;
    struct cb_str noun = f->doc->tokens.items[all->items[from].head].lower;

    for (uint32_t n = 0, p = from; p > 0 && n < PHRASES_BACK; n++) {
        const struct cb_noun_phrase *phrase = &all->items[--p];
        uint32_t who, entity;
        if (!cb_str_eq(f->doc->tokens.items[phrase->head].lower, noun) ||
            (who = described(f, phrase)) == CB_NONE)
            continue;
        entity = entity_in(f, all->items[who].first, all->items[who].last);
        if (entity != CB_NONE)
            return entity;
    }
    return CB_NONE;
}

uint32_t cb_english_called(const struct cb_claim_finder *f, struct cb_span words)
{
    uint32_t first = cb_document_token_at(f->doc, words.start), last = first, entity;

    if (first + 1 >= f->doc->tokens.count || !cb_str_eq(f->doc->tokens.items[first].lower, CB_STR("the")))
        return CB_NONE;
    while (last + 1 < f->doc->tokens.count && f->doc->tokens.items[last + 1].span.end <= words.end)
        last++;
    if (last == first || last > first + LONGEST)
        return CB_NONE;
    for (uint32_t i = first + 1; i <= last; i++)
        if (f->doc->tokens.items[i].kind != CB_TOKEN_WORD ||
            (f->doc->tokens.items[i].flags & CB_TOKEN_CAPITAL))
            return CB_NONE;
    words.start = f->doc->tokens.items[first + 1].span.start;
    entity = holder_of(f, cb_document_slice(f->doc, words), words.start);
    if (entity != CB_NONE || f->doc->tokens.items[last].phrase == CB_NONE)
        return entity;
    return called_before(f, f->doc->tokens.items[last].phrase);
}
