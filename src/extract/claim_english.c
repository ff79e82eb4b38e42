/* Claims in English: quotations and reported speech with verb and subject, "according to". */
#include "extract/claim_english.h"

enum { FAR_STRETCHES = 2, TAIL_ITEMS = 12, CLAUSE_WORDS = 3 };

static uint32_t item_count(const struct cb_claim_finder *f)
{
    return (uint32_t)f->stretch.items.count;
}

static uint32_t classes_at(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_stretch_word(&f->stretch, item).classes;
}

static bool is_quote(const struct cb_claim_finder *f, uint32_t item)
{
    return item < item_count(f) && f->stretch.items.items[item].kind == CB_ITEM_QUOTE;
}

static bool is_taken(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_items_taken(f, item, item + 1, CB_TAKEN_CLAIM | CB_TAKEN_FRAME);
}

static bool is_end(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t sign = cb_stretch_sign(&f->stretch, item);

    return item >= item_count(f) || sign == '.' || sign == '!' || sign == '?';
}

/* ---- drafts ---- */

static void apply_frame(const struct cb_claim_finder *f, const struct cb_english_frame *frame, uint32_t first,
                        uint32_t end, struct cb_claim_draft *draft)
{
    cb_draft_frame(f, draft, first, end);
    draft->cue[draft->cue_count++] = cb_stretch_span(&f->stretch, frame->cue.first, frame->cue.end);
    draft->speaker = cb_stretch_span(&f->stretch, frame->subject.first, frame->subject.end);
    draft->addressee = cb_stretch_span(&f->stretch, frame->addressee.first, frame->addressee.end);
    cb_medium_by_name(frame->row->fields[CB_REPORTING_VERB_MEDIUM], &draft->medium);
    cb_act_by_name(frame->row->fields[CB_REPORTING_VERB_ACT], &draft->act);
    if (frame->shared && f->talk.claim != CB_NONE) {
        draft->inherited = true;
        draft->speaker = f->talk.speaker;
    }
}

/* Behind a reporting clause: "on Monday", "in an interview", up to the next mark. */
static uint32_t tail_end(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t end = item;

    while (end < item_count(f) && end < item + TAIL_ITEMS && f->stretch.items.items[end].kind == CB_ITEM_WORD)
        end++;
    return end;
}

/* ---- quotations ---- */

/* The reporting clause that begins at `item`: "said Smith", "Smith told investors". */
static bool frame_at(const struct cb_claim_finder *f, uint32_t item, struct cb_english_frame *out)
{
    enum { REACH = 26 };

    for (uint32_t i = item; i < item_count(f) && i < item + REACH; i++) {
        if (is_quote(f, i) || is_end(f, i))
            break;
        if (cb_english_frame_read(f, i, out) && !out->shared &&
            (out->uses & (CB_USE_QUOTE | CB_USE_ADDRESSEE)))
            return out->first == item;
    }
    return false;
}

/* The reporting clause that ends before `item`, where a quotation begins. */
static bool frame_before(const struct cb_claim_finder *f, uint32_t item, struct cb_english_frame *out)
{
    enum { REACH = 14 };
    uint32_t end = item;

    while (end > 0 && f->stretch.items.items[end - 1].kind == CB_ITEM_MARK)
        end--;
    for (uint32_t i = end; i > 0 && i + REACH > end; i--)
        if (cb_english_frame_read(f, i - 1, out) && !out->inverted &&
            (out->uses & (CB_USE_QUOTE | CB_USE_ADDRESSEE)))
            return true;
    return false;
}

static cb_status add_quote(struct cb_claim_finder *f, uint32_t quote, const struct cb_english_frame *frame,
                           bool behind, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "en.claim.quotation-frame-behind"};
    uint32_t first = behind ? quote + 1 : frame->first, end = behind ? tail_end(f, frame->end) : quote;

    cb_draft_claim(f, &draft, quote, quote + 1);
    if (behind && cb_stretch_sign(&f->stretch, end) == ',' && is_quote(f, end + 1)) {
        end++;
        cb_draft_claim(f, &draft, end, end + 1);
        draft.rule = "en.claim.quotation-frame-inside";
    }
    if (!behind)
        draft.rule = "en.claim.quotation-frame-before";
    apply_frame(f, frame, first, end, &draft);
    return cb_claim_add(f, &draft, err);
}

static bool stands_alone(const struct cb_claim_finder *f, uint32_t item)
{
    for (uint32_t i = 0; i < item_count(f); i++)
        if (i != item && f->stretch.items.items[i].kind != CB_ITEM_MARK)
            return false;
    return true;
}

static cb_status add_continued(struct cb_claim_finder *f, uint32_t quote, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT,
                                   .rule = "en.claim.quotation-continued",
                                   .medium = f->talk.medium,
                                   .act = CB_ACT_SAY};

    if (f->talk.claim == CB_NONE || f->stretch_number - f->talk.stretch > FAR_STRETCHES)
        return CB_OK;
    draft.inherited = true;
    draft.speaker = f->talk.speaker;
    cb_draft_claim(f, &draft, quote, quote + 1);
    return cb_claim_add(f, &draft, err);
}

/* called it “mad”: the quotation is the object of its verb. */
static cb_status add_object(struct cb_claim_finder *f, uint32_t quote, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "en.claim.quotation-object"};
    struct cb_english_frame frame;

    if (cb_quotation_is_name(f, quote) || !frame_before(f, quote, &frame) || (frame.uses & CB_USE_CLAUSE) ||
        is_taken(f, frame.verb) || frame.verb + 1 == quote)
        return CB_OK; /* a petition called “X” */
    cb_draft_claim(f, &draft, quote, quote + 1);
    apply_frame(f, &frame, frame.first, quote, &draft);
    return cb_claim_add(f, &draft, err);
}

static cb_status find_quote(struct cb_claim_finder *f, uint32_t quote, struct cb_err *err)
{
    struct cb_english_frame frame;
    uint32_t next = quote + 1, before = quote > 0 ? cb_stretch_sign(&f->stretch, quote - 1) : 0;

    if (is_taken(f, quote))
        return CB_OK;
    if (cb_stretch_sign(&f->stretch, next) == ',')
        next++;
    if ((quote == 0 || before) && frame_at(f, next, &frame))
        return add_quote(f, quote, &frame, true, err);
    if ((before == ':' || before == ',') && frame_before(f, quote, &frame))
        return add_quote(f, quote, &frame, false, err);
    return stands_alone(f, quote) ? add_continued(f, quote, err) : CB_OK;
}

/* ---- reported speech ---- */

/* adding that, warned that: a verb with what it reports right behind it. */
static bool goes_on(const struct cb_claim_finder *f, uint32_t item)
{
    if (item + 1 >= item_count(f) || f->stretch.items.items[item].kind != CB_ITEM_WORD)
        return false;
    return cb_list_find(f->reporting, cb_stretch_lower(&f->stretch, item)) != NULL &&
           cb_stretch_is(&f->stretch, item + 1, CB_STR("that"));
}

/* The end of what is said: the sentence's end, or before ", adding that" and the like. */
static uint32_t said_end(const struct cb_claim_finder *f, uint32_t first)
{
    for (uint32_t i = first; i < item_count(f); i++) {
        if (is_taken(f, i))
            return i;
        if (cb_stretch_sign(&f->stretch, i) != ',')
            continue;
        if (goes_on(f, i + 1) || ((classes_at(f, i + 1) & CB_WORD_COORDINATOR) && goes_on(f, i + 2)))
            return i;
    }
    return cb_stretch_trim(&f->stretch, first, item_count(f));
}

/* Can a clause without "that" begin here? It begins with its subject. */
static bool starts_clause(const struct cb_claim_finder *f, uint32_t item)
{
    uint32_t classes = classes_at(f, item), words = 0;

    for (uint32_t i = item; i < item_count(f) && words < CLAUSE_WORDS; i++)
        words += f->stretch.items.items[i].kind == CB_ITEM_WORD;
    if (words < CLAUSE_WORDS || f->stretch.items.items[item].kind != CB_ITEM_WORD)
        return false;
    if (classes & (CB_WORD_PARTICLE | CB_WORD_PREPOSITION | CB_WORD_TIME | CB_WORD_ADVERB |
                   CB_WORD_COORDINATOR | CB_WORD_OBJECTIVE | CB_WORD_REFLEXIVE | CB_WORD_AUXILIARY))
        return cb_stretch_is(&f->stretch, item, CB_STR("there")) ||
               cb_stretch_is(&f->stretch, item, CB_STR("only"));
    return true;
}

/* Skips "on Monday", "in a statement" between the verb and "that" (or "to", where the verb takes an
 * infinitive). */
static uint32_t behind_adverbial(const struct cb_claim_finder *f, uint32_t item, uint32_t uses)
{
    enum { REACH = 10 };

    if (!(classes_at(f, item) & (CB_WORD_PREPOSITION | CB_WORD_TIME | CB_WORD_ADVERB)))
        return item;
    for (uint32_t i = item; i < item_count(f) && i < item + REACH; i++) {
        if (f->stretch.items.items[i].kind != CB_ITEM_WORD)
            break;
        if (cb_stretch_is(&f->stretch, i, CB_STR("that")) ||
            (i > item && cb_stretch_is(&f->stretch, i, CB_STR("to")) && (uses & CB_USE_INFINITIVE)))
            return i;
    }
    return item;
}

static const char *complement_rule(const struct cb_claim_finder *f, const struct cb_english_frame *frame,
                                   uint32_t at)
{
    if (at >= item_count(f))
        return NULL;
    if (cb_stretch_is(&f->stretch, at, CB_STR("that")) && (frame->uses & CB_USE_DASS))
        return "en.claim.reporting-verb-that";
    if (cb_stretch_is(&f->stretch, at, CB_STR("to")) && (frame->uses & CB_USE_INFINITIVE))
        return "en.claim.reporting-verb-infinitive";
    if ((classes_at(f, at) & CB_WORD_QUESTION) && (frame->uses & CB_USE_QUESTION))
        return "en.claim.reporting-verb-question";
    if ((frame->uses & CB_USE_CLAUSE) && starts_clause(f, at))
        return "en.claim.reporting-verb-clause";
    return NULL;
}

static cb_status add_reported_speech(struct cb_claim_finder *f, const struct cb_english_frame *frame,
                                     bool *added, struct cb_err *err)
{
    uint32_t at = behind_adverbial(f, frame->complement, frame->uses);
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = complement_rule(f, frame, at)};

    if (!draft.rule || frame->inverted)
        return CB_OK;
    *added = true;
    cb_draft_claim(f, &draft, at, said_end(f, at));
    apply_frame(f, frame, frame->first, at, &draft);
    return cb_claim_add(f, &draft, err);
}

/* "The line will close, the company said on Monday." */
static cb_status add_frame_behind(struct cb_claim_finder *f, const struct cb_english_frame *frame,
                                  bool *added, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = "en.claim.frame-behind"};
    uint32_t end = tail_end(f, frame->end), first = frame->first;

    if (frame->shared || !(frame->uses & CB_USE_CLAUSE) || first < 3 ||
        cb_stretch_sign(&f->stretch, first - 1) != ',' || is_quote(f, first - 2) ||
        !(is_end(f, end) || cb_stretch_sign(&f->stretch, end) == ','))
        return CB_OK;
    if (cb_items_taken(f, 0, first, CB_TAKEN_CLAIM | CB_TAKEN_FRAME))
        return CB_OK;
    *added = true;
    cb_draft_claim(f, &draft, 0, first - 1);
    if (!is_end(f, end)) {
        end++;
        cb_draft_claim(f, &draft, end, said_end(f, end));
        draft.rule = "en.claim.frame-inside";
    }
    apply_frame(f, frame, first - 1, end, &draft);
    return cb_claim_add(f, &draft, err);
}

/* ---- according to ---- */

static cb_status add_according(struct cb_claim_finder *f, uint32_t item, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT,
                                   .rule = "en.claim.according-to",
                                   .medium = CB_MEDIUM_SPEECH,
                                   .act = CB_ACT_SAY};
    uint32_t end = item + 2;

    while (end < item_count(f) && !is_end(f, end) && cb_stretch_sign(&f->stretch, end) != ',')
        end++;
    if (end == item + 2)
        return CB_OK;
    cb_draft_claim(f, &draft, 0, item);
    cb_draft_claim(f, &draft, end, cb_stretch_trim(&f->stretch, end, item_count(f)));
    cb_draft_frame(f, &draft, item, end);
    draft.cue[draft.cue_count++] = cb_stretch_span(&f->stretch, item, item + 2);
    draft.speaker = cb_stretch_span(&f->stretch, item + 2, end);
    return cb_claim_add(f, &draft, err);
}

/* ---- speech acts ---- */

static cb_status add_speech_act(struct cb_claim_finder *f, uint32_t verb, bool *added, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_REPORTED, .rule = "en.claim.speech-act"};
    struct cb_english_frame frame;
    uint32_t next = classes_at(f, verb + 1);

    if (!cb_english_frame_read(f, verb, &frame) || frame.inverted || frame.shared ||
        !(frame.uses & CB_USE_OBJECT) || is_end(f, verb + 1) ||
        cb_stretch_is(&f->stretch, verb + 1, CB_STR("by")))
        return CB_OK;
    if (cb_stretch_word(&f->stretch, frame.cue.first).classes & CB_WORD_BE)
        return CB_OK; /* was criticized */
    if (!(next & (CB_WORD_DETERMINER | CB_WORD_POSSESSIVE | CB_WORD_OBJECTIVE)) && next != 0 &&
        !cb_stretch_is(&f->stretch, verb + 2, CB_STR("least")) &&
        !cb_stretch_is(&f->stretch, verb + 2, CB_STR("most")))
        return CB_OK;
    *added = true;
    apply_frame(f, &frame, 0, 0, &draft);
    draft.cue_count = draft.frame_count = 0;
    draft.claim[draft.claim_count++] = cb_tokens_span(f->doc, f->stretch.first, f->stretch.last);
    return cb_claim_add(f, &draft, err);
}

/* ---- one stretch ---- */

static cb_status find_speech(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = 0; i < item_count(f); i++) {
        struct cb_english_frame frame;
        bool added = false;
        if (is_taken(f, i))
            continue;
        if (cb_stretch_is(&f->stretch, i, CB_STR("according")) &&
            cb_stretch_is(&f->stretch, i + 1, CB_STR("to"))) {
            CB_TRY(add_according(f, i, err));
            continue;
        }
        if (!cb_english_frame_read(f, i, &frame))
            continue;
        CB_TRY(add_frame_behind(f, &frame, &added, err));
        if (!added)
            CB_TRY(add_reported_speech(f, &frame, &added, err));
    }
done:
    return rc;
}

static cb_status find_quotes(struct cb_claim_finder *f, bool objects, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = 0; i < item_count(f); i++) {
        if (!is_quote(f, i) || is_taken(f, i))
            continue;
        if (objects)
            CB_TRY(add_object(f, i, err));
        else
            CB_TRY(find_quote(f, i, err));
    }
done:
    return rc;
}

cb_status cb_english_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool added = false;

    CB_TRY(find_quotes(f, false, err));
    CB_TRY(find_speech(f, err));
    CB_TRY(find_quotes(f, true, err));
    for (uint32_t i = 0; i < item_count(f) && f->facts->claims.count == f->stretch_claims && !added; i++)
        CB_TRY(add_speech_act(f, i, &added, err));
    CB_TRY(cb_nested_find(f, err));
done:
    return rc;
}
