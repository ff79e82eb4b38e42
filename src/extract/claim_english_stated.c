/* What an English article asserts by itself: a named entity with a figure, a date, an office or an action;
 * one claim for each main clause with a subject of its own. */
#include "extract/claim_english.h"

static bool has_figure(const struct cb_claim_finder *f, struct cb_span span)
{
    const struct cb_figures *figures = &f->facts->figures;
    size_t low = 0, high = figures->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (figures->items[middle].span.start < span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < figures->count && figures->items[low].span.end <= span.end;
}

static bool names_something(const struct cb_claim_finder *f, struct cb_span span)
{
    size_t m = cb_mention_from(f->facts, span.start);

    return m < f->facts->mentions.count && f->facts->mentions.items[m].span.end <= span.end;
}

/* Is there more than subject and verb: an object, a predicate noun, a phrase with a preposition? */
static bool says_something(const struct cb_claim_finder *f, const struct cb_clause *clause, uint32_t last)
{
    uint32_t from = clause->verb == CB_NONE ? clause->finite : clause->verb;

    for (uint32_t p = clause->phrases; p != CB_NONE; p = f->doc->phrases.items[p].next) {
        const struct cb_noun_phrase *phrase = &f->doc->phrases.items[p];
        if (phrase->head > from && phrase->last <= last && phrase->role != CB_ROLE_SUBJECT)
            return true;
    }
    return false;
}

/* Can what tokens [first, last] say be checked? `clause` is their main clause. */
static bool is_checkable(const struct cb_claim_finder *f, const struct cb_clause *clause, uint32_t first,
                         uint32_t last)
{
    struct cb_span span = cb_tokens_span(f->doc, first, last);

    if (clause->modal != CB_NONE && !cb_str_eq(f->doc->tokens.items[clause->modal].lower, CB_STR("will")))
        return false;
    if (has_figure(f, span))
        return names_something(f, span);
    return !clause->negated && clause->subject_first >= first && clause->subject_last <= last &&
           names_something(f, cb_tokens_span(f->doc, clause->subject_first, clause->subject_last)) &&
           says_something(f, clause, last);
}

static bool is_main(const struct cb_clause *clause)
{
    return clause->kind == CB_CLAUSE_MAIN && clause->finite != CB_NONE && clause->subject_first != CB_NONE &&
           !clause->inserted;
}

/* Does a new assertion begin at `token`: behind a semicolon, or behind ", and" with a subject of its own? */
static bool splits(const struct cb_claim_finder *f, uint32_t token)
{
    const struct cb_token *t = &f->doc->tokens.items[token];
    uint32_t item = cb_english_item(f, token), clause;

    if (item == CB_NONE || item == 0)
        return false;
    if (cb_stretch_sign(&f->stretch, item - 1) == ';')
        return true;
    if (!(cb_english_classes(f, item - 1) & CB_WORD_COORDINATOR) ||
        (item > 1 && cb_stretch_sign(&f->stretch, item - 2) != ','))
        return false;
    clause = t->clause;
    return clause != CB_NONE && is_main(&f->doc->clauses.items[clause]) &&
           f->doc->clauses.items[clause].subject_first == token;
}

/* The main clause whose finite verb stands first in tokens [first, last]; NULL when there is none. */
static const struct cb_clause *main_clause(const struct cb_claim_finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t token = first; token <= last; token++) {
        uint32_t clause = f->doc->tokens.items[token].clause;
        if (clause != CB_NONE && is_main(&f->doc->clauses.items[clause]) &&
            f->doc->clauses.items[clause].finite >= first && f->doc->clauses.items[clause].finite <= last)
            return &f->doc->clauses.items[clause];
    }
    return NULL;
}

static cb_status add_stated(struct cb_claim_finder *f, uint32_t first, uint32_t last, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_STATED, .rule = "en.claim.stated"};
    const struct cb_clause *clause = main_clause(f, first, last);

    if (!clause || !is_checkable(f, clause, first, last))
        return CB_OK;
    draft.claim[draft.claim_count++] = cb_tokens_span(f->doc, first, last);
    return cb_claim_add(f, &draft, err);
}

cb_status cb_english_stated_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t first = f->stretch.first;

    if (f->doc->passages.items[f->stretch.passage].kind != CB_PASSAGE_BODY ||
        cb_stretch_sign(&f->stretch, cb_english_count(f) - 1) == '?' || cb_english_is_taken(f, 0))
        goto done;
    for (uint32_t i = 1; i < cb_english_count(f); i++) {
        uint32_t token = cb_english_token(f, i), last;
        if (!splits(f, token))
            continue;
        if (i == 1) { /* 'But | he left' */
            first = token;
            continue;
        }
        last = f->stretch.items.items[i - 1].first - (cb_stretch_sign(&f->stretch, i - 1) != ';');
        while (last > first && f->doc->tokens.items[last].kind == CB_TOKEN_PUNCTUATION)
            last--;
        CB_TRY(add_stated(f, first, last, err));
        first = token;
    }
    CB_TRY(add_stated(f, first, f->stretch.last, err));
done:
    return rc;
}
