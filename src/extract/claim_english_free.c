/* English speech without what is said as a clause of its own: summed up by a verb and its object, hearsay,
 * and the "would" that goes on with what somebody said. */
#include "extract/claim_english.h"

/* ---- summed up ---- */

/* Does an object begin at `item`: an article, a noun, a pronoun, a gerund? */
static bool starts_object(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t classes = cb_english_classes(f, item);
    uint8_t tag;

    if (cb_english_is_quote(f, item))
        return true;
    if (!cb_english_is_word(f, item))
        return false;
    if (classes & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE | CB_WORD_OBJECTIVE | CB_WORD_PRONOUN))
        return true;
    if (classes & (CB_WORD_PREPOSITION | CB_WORD_ADVERB | CB_WORD_AUXILIARY | CB_WORD_COORDINATOR |
                   CB_WORD_SUBORDINATOR | CB_WORD_QUESTION | CB_WORD_TIME | CB_WORD_PARTICLE))
        return cb_stretch_is(&f->stretch, item, CB_STR("at")) &&
               (cb_stretch_is(&f->stretch, item + 1, CB_STR("least")) ||
                cb_stretch_is(&f->stretch, item + 1, CB_STR("most")));
    tag = f->doc->tokens.items[cb_english_token(f, item)].tag;
    return tag != CB_TAG_ADP && tag != CB_TAG_VERB_FINITE && tag != CB_TAG_AUX_FINITE;
}

/* Does the verb have what it needs to sum something up? */
static bool has_object(const struct cb_claim_finder *f, const struct cb_english_frame *frame)
{
    struct cb_str field = frame->row->fields[CB_REPORTING_VERB_USE];
    uint32_t at = frame->behind;

    if (cb_english_takes(frame, "sums"))
        return true;
    if ((frame->uses & CB_USE_OBJECT) && starts_object(f, at))
        return true;
    if ((frame->uses & CB_USE_ADDRESSEE) && !cb_phrase_is_empty((struct cb_phrase){at, frame->end}))
        at = frame->end; /* warned residents of floods */
    while (field.ptr && cb_english_is_word(f, at)) {
        struct cb_str word = cb_str_split(&field, '|');
        if (!cb_str_eq(word, CB_STR("to")) && cb_stretch_is(&f->stretch, at, word) &&
            (cb_english_classes(f, at) & CB_WORD_PREPOSITION))
            return true;
    }
    return false;
}

static bool is_summed(const struct cb_claim_finder *f, const struct cb_english_frame *frame)
{
    if (frame->inverted || frame->relative || frame->negated || frame->modal || frame->as)
        return false;
    if (!frame->passive)
        return has_object(f, frame);
    if (!(frame->uses & CB_USE_OBJECT))
        return false;
    return !cb_span_is_empty(frame->speaker) ||
           (cb_english_takes(frame, "passive") && cb_stretch_is(&f->stretch, frame->behind, CB_STR("of")));
}

cb_status cb_english_sums_find(struct cb_claim_finder *f, struct cb_err *err)
{
    for (uint32_t i = 0; i < cb_english_count(f); i++) {
        struct cb_claim_draft draft = {.kind = CB_CLAIM_REPORTED, .rule = "en.claim.speech-act"};
        struct cb_english_frame frame;
        if (cb_english_is_taken(f, i) || !cb_english_frame_read(f, i, &frame) || !is_summed(f, &frame))
            continue;
        if (frame.passive)
            draft.rule = "en.claim.speech-act-passive";
        cb_english_apply(f, &frame, 0, 0, &draft);
        draft.cue_count = draft.frame_count = 0; /* the whole sentence is the claim: it has no frame */
        draft.claim[draft.claim_count++] = cb_tokens_span(f->doc, f->stretch.first, f->stretch.last);
        return cb_claim_add(f, &draft, err);
    }
    return CB_OK;
}

/* ---- hearsay ---- */

/* is said to, is reported to have: no forecast, and nobody is told. */
static bool is_hearsay(const struct cb_claim_finder *f, const struct cb_english_frame *frame)
{
    return frame->passive && !frame->negated && !frame->modal && !(frame->uses & CB_USE_ADDRESSEE) &&
           (frame->uses & (CB_USE_DASS | CB_USE_CLAUSE)) && cb_english_act(frame) != CB_ACT_PREDICT &&
           cb_stretch_is(&f->stretch, frame->end, CB_STR("to"));
}

static const struct cb_list_row *hearsay_adverb(const struct cb_claim_finder *f, uint32_t item)
{
    const struct cb_list_row *row = cb_english_classes(f, item) & CB_WORD_ADVERB
                                        ? cb_stretch_row(&f->stretch, item, CB_LIST_FRAMES)
                                        : NULL;

    return row && cb_field_has(row->fields[CB_FRAME_USE], CB_STR("hearsay")) ? row : NULL;
}

static cb_status add_hearsay(struct cb_claim_finder *f, uint32_t item, bool *added, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_FREE_INDIRECT, .rule = "en.claim.hearsay-adverb"};
    const struct cb_list_row *row = hearsay_adverb(f, item);
    struct cb_english_frame frame;

    if (row) {
        cb_medium_by_name(row->fields[CB_FRAME_MEDIUM], &draft.medium);
        cb_act_by_name(row->fields[CB_FRAME_ACT], &draft.act);
        draft.cue[draft.cue_count++] = cb_stretch_span(&f->stretch, item, item + 1);
        draft.passive = true;
    } else if (cb_english_frame_read(f, item, &frame) && is_hearsay(f, &frame)) {
        cb_english_apply(f, &frame, 0, 0, &draft);
        draft.rule = "en.claim.hearsay-passive";
    } else {
        return CB_OK;
    }
    *added = true;
    draft.claim[draft.claim_count++] = cb_tokens_span(f->doc, f->stretch.first, f->stretch.last);
    return cb_claim_add(f, &draft, err);
}

/* ---- would ---- */

/* Was the last claim said in the past: said, not says? */
static bool talk_is_past(const struct cb_claim_finder *f)
{
    const struct cb_claim_spans *spans = &f->facts->claim_spans;

    for (size_t i = spans->count; i > 0 && spans->items[i - 1].claim >= f->talk.claim; i--) {
        const struct cb_claim_span *s = &spans->items[i - 1];
        uint32_t token;
        const struct cb_list_row *row;
        if (s->claim != f->talk.claim || s->role != CB_ROLE_CUE)
            continue;
        token = cb_document_token_at(f->doc, s->span.start);
        row = cb_token_row(&f->doc->tokens.items[token], CB_LIST_REPORTING_VERBS);
        return row && !cb_str_eq(f->doc->tokens.items[token].lower, row->fields[CB_REPORTING_VERB_LEMMA]) &&
               !cb_str_ends(f->doc->tokens.items[token].lower, CB_STR("s"));
    }
    return false;
}

/* A main clause with "would", about a thing: no condition, no comment on what was said. */
static bool goes_on(const struct cb_claim_finder *f)
{
    bool found = false;

    if (cb_stretch_is(&f->stretch, 0, CB_STR("that")) || cb_stretch_is(&f->stretch, 0, CB_STR("this")))
        return false;
    for (uint32_t i = 0; i < cb_english_count(f); i++) {
        const struct cb_token *token = &f->doc->tokens.items[cb_english_token(f, i)];
        if (cb_stretch_is(&f->stretch, i, CB_STR("if")) || cb_english_is_quote(f, i) ||
            cb_stretch_sign(&f->stretch, i) == '?')
            return false;
        if ((cb_stretch_is(&f->stretch, i, CB_STR("would")) ||
             cb_stretch_is(&f->stretch, i, CB_STR("wouldn’t"))) &&
            token->clause != CB_NONE && f->doc->clauses.items[token->clause].kind == CB_CLAUSE_MAIN)
            found = true;
    }
    return found;
}

static cb_status add_would(struct cb_claim_finder *f, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT_FREE_INDIRECT,
                                   .rule = "en.claim.would-goes-on",
                                   .medium = f->talk.medium,
                                   .act = CB_ACT_SAY,
                                   .inherited = true};
    enum cb_passage_kind kind = f->doc->passages.items[f->stretch.passage].kind;

    if (kind != CB_PASSAGE_BODY || f->talk.claim == CB_NONE || f->stretch_number - f->talk.stretch > 1 ||
        !goes_on(f) || cb_free_extend(f, draft.kind))
        return CB_OK;
    if (f->facts->claims.items[f->talk.claim].kind != CB_CLAIM_INDIRECT || !talk_is_past(f))
        return CB_OK;
    draft.speaker = f->talk.speaker;
    return cb_free_add(f, &draft, err);
}

cb_status cb_english_free_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool added = false;

    for (uint32_t i = 0; i < cb_english_count(f) && !added; i++)
        CB_TRY(add_hearsay(f, i, &added, err));
    if (!added)
        CB_TRY(add_would(f, err));
done:
    return rc;
}
