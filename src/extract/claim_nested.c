/* Quoted words inside what is reported: a second claim inside the first, with the same speaker. */
#include "extract/claims.h"

/* What the words of a quotation look like. */
struct look {
    uint32_t words, capitals;
    bool has_verb, begins_small, ends_small;
};

static struct look look_at(const struct cb_claim_finder *f, uint32_t item)
{
    const struct cb_item *it = &f->stretch.items.items[item];
    struct look look = {0};

    for (uint32_t i = it->first + 1; i < it->last; i++) {
        const struct cb_token *token = &f->doc->tokens.items[i];
        bool capital =
            (token->flags & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL)) || token->kind != CB_TOKEN_WORD;
        if (token->kind == CB_TOKEN_PUNCTUATION)
            continue;
        if (look.words++ == 0)
            look.begins_small = !capital;
        look.capitals += capital;
        look.ends_small = !capital;
        look.has_verb = look.has_verb ||
                        (!(token->flags & CB_TOKEN_CAPITAL) && (f->words[i].forms & CB_VERB_FORM_FINITE));
    }
    return look;
}

static bool is_called(const struct cb_claim_finder *f, uint32_t before)
{
    static const struct cb_str CALLED[] = {CB_STR_INIT("sogenannte"),  CB_STR_INIT("sogenannten"),
                                           CB_STR_INIT("sogenannter"), CB_STR_INIT("sogenanntes"),
                                           CB_STR_INIT("genannte"),    CB_STR_INIT("genannten"),
                                           CB_STR_INIT("namens"),      CB_STR_INIT("titel"),
                                           CB_STR_INIT("motto"),       CB_STR_INIT("so-called")};

    for (size_t i = 0; i < sizeof CALLED / sizeof *CALLED; i++)
        if (cb_stretch_is(&f->stretch, before, CALLED[i]))
            return true;
    return false;
}

/* der „Spiegel“, im „Standard“: a definite article or a preposition with one. */
static bool is_definite(const struct cb_claim_finder *f, uint32_t before)
{
    static const struct cb_str DEFINITE[] = {CB_STR_INIT("der"), CB_STR_INIT("die"), CB_STR_INIT("das"),
                                             CB_STR_INIT("dem"), CB_STR_INIT("den"), CB_STR_INIT("des"),
                                             CB_STR_INIT("im"),  CB_STR_INIT("vom"), CB_STR_INIT("beim"),
                                             CB_STR_INIT("am"),  CB_STR_INIT("the")};

    for (size_t i = 0; i < sizeof DEFINITE / sizeof *DEFINITE; i++)
        if (cb_stretch_is(&f->stretch, before, DEFINITE[i]))
            return true;
    return false;
}

/* „Full Metal Jacket“: one name fills the quotation. */
static bool is_mention(const struct cb_claim_finder *f, uint32_t item)
{
    const struct cb_item *it = &f->stretch.items.items[item];
    struct cb_span inside = cb_tokens_span(f->doc, it->first + 1, it->last - 1);
    size_t m = cb_mention_from(f->facts, inside.start);

    return m < f->facts->mentions.count && f->facts->mentions.items[m].span.start == inside.start &&
           f->facts->mentions.items[m].span.end >= inside.end;
}

bool cb_quotation_is_name(const struct cb_claim_finder *f, uint32_t item)
{
    struct look look = look_at(f, item);
    uint32_t before = item > 0 ? item - 1 : item;

    if (cb_cited_in(f, cb_stretch_span(&f->stretch, item, item + 1)) != CB_NONE)
        return true;
    if (item > 0 && f->stretch.items.items[before].kind == CB_ITEM_WORD && is_called(f, before))
        return true;
    if (look.words > 0 && is_mention(f, item))
        return true;
    if (look.has_verb || look.begins_small || look.ends_small)
        return false;
    if (item == 0 || f->stretch.items.items[before].kind != CB_ITEM_WORD)
        return look.capitals == look.words && look.words > 0 && look.words < 4;
    if ((cb_stretch_flags(&f->stretch, before) & CB_TOKEN_CAPITAL) &&
        !(cb_stretch_flags(&f->stretch, before) & CB_TOKEN_SENTENCE_START))
        return true; /* die Zeitung „X“ */
    return look.capitals == look.words && is_definite(f, before);
}

/* The spans of claim `outer`, as a draft of a quotation inside it. */
static void copy_roles(const struct cb_claim_finder *f, uint32_t outer, struct cb_claim_draft *draft)
{
    const struct cb_claim_spans *spans = &f->facts->claim_spans;

    for (size_t i = spans->count; i > 0 && spans->items[i - 1].claim >= outer; i--) {
        const struct cb_claim_span *s = &spans->items[i - 1];
        if (s->claim != outer)
            continue;
        if (s->role == CB_ROLE_SPEAKER)
            draft->speaker = s->span;
        else if (s->role == CB_ROLE_ADDRESSEE)
            draft->addressee = s->span;
        else if (s->role == CB_ROLE_CUE && draft->cue_count < CB_DRAFT_PARTS)
            draft->cue[draft->cue_count++] = s->span;
        else if (s->role == CB_ROLE_FRAME && draft->frame_count < CB_DRAFT_PARTS)
            draft->frame[draft->frame_count++] = s->span;
    }
}

static void reverse(struct cb_span *spans, size_t count)
{
    for (size_t i = 0; i + 1 < count - i; i++) {
        struct cb_span swap = spans[i];
        spans[i] = spans[count - 1 - i];
        spans[count - 1 - i] = swap;
    }
}

/* The first claim of the stretch, from claim `first` on, that holds `span` and is no quotation. */
static uint32_t outer_claim(const struct cb_claim_finder *f, size_t first, struct cb_span span)
{
    for (size_t c = first; c < f->facts->claims.count; c++) {
        const struct cb_claim *claim = &f->facts->claims.items[c];
        if (cb_span_contains(claim->span, span) && claim->kind != CB_CLAIM_DIRECT &&
            claim->kind != CB_CLAIM_STATED)
            return (uint32_t)c;
    }
    return CB_NONE;
}

static bool is_claim_itself(const struct cb_claim_finder *f, size_t first, struct cb_span span)
{
    for (size_t c = first; c < f->facts->claims.count; c++)
        if (f->facts->claims.items[c].kind == CB_CLAIM_DIRECT &&
            cb_span_contains(f->facts->claims.items[c].span, span))
            return true;
    return false;
}

static cb_status add_nested(struct cb_claim_finder *f, size_t first, uint32_t item, struct cb_err *err)
{
    struct cb_span span = cb_stretch_span(&f->stretch, item, item + 1);
    uint32_t outer = outer_claim(f, first, span);
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "any.claim.quotation-nested"};
    struct cb_talk talk = f->talk;
    cb_status rc;

    if (outer == CB_NONE || is_claim_itself(f, first, span) || cb_quotation_is_name(f, item))
        return CB_OK;
    draft.medium = f->facts->claims.items[outer].medium;
    draft.act = f->facts->claims.items[outer].act;
    cb_draft_claim(f, &draft, item, item + 1);
    copy_roles(f, outer, &draft);
    if (cb_span_contains(draft.speaker, span) || cb_span_contains(draft.addressee, span))
        return CB_OK;
    reverse(draft.cue, draft.cue_count);
    reverse(draft.frame, draft.frame_count);
    rc = cb_claim_add(f, &draft, err);
    if (rc == CB_OK) {
        struct cb_claim *claim = &f->facts->claims.items[f->facts->claims.count - 1];
        claim->speaker = f->facts->claims.items[outer].speaker;
        claim->no_speaker = f->facts->claims.items[outer].no_speaker;
        claim->cited_source = f->facts->claims.items[outer].cited_source;
        f->talk = talk; /* who speaks next is said by the outer claim */
    }
    return rc;
}

cb_status cb_nested_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool goes_on = f->free_claim != CB_NONE && f->free_stretch == f->stretch_number;
    size_t first = goes_on && f->free_claim < f->stretch_claims ? f->free_claim : f->stretch_claims;

    for (uint32_t i = 0; i < f->stretch.items.count && first < f->facts->claims.count; i++)
        if (f->stretch.items.items[i].kind == CB_ITEM_QUOTE)
            CB_TRY(add_nested(f, first, i, err));
done:
    return rc;
}
