/* Direct quotations: with the clause that says who speaks behind, before or around them, or going on without
 * one. */
#include "extract/claims.h"

enum { SOME_WORDS = 3, SHORT_WORDS = 4, LONG_WORDS = 6, FAR_STRETCHES = 2 };

struct quotation {
    uint32_t item;
    uint32_t words;
    bool has_verb; /* a finite verb stands in it */
    bool has_end;  /* it ends with . ! ? */
    bool is_part;  /* it stands inside a clause: no mark or start of the sentence before it */
};

static uint32_t count_items(const struct cb_claim_finder *f)
{
    return (uint32_t)f->stretch.items.count;
}

static struct quotation look_at(const struct cb_claim_finder *f, uint32_t item)
{
    const struct cb_item *it = &f->stretch.items.items[item];
    struct quotation q = {.item = item};
    struct cb_str last;

    for (uint32_t i = it->first + 1; i < it->last; i++) {
        const struct cb_token *token = &f->doc->tokens.items[i];
        bool capital = (token->flags & CB_TOKEN_CAPITAL) && !(token->flags & CB_TOKEN_SENTENCE_START);
        q.words += token->kind != CB_TOKEN_PUNCTUATION;
        q.has_verb = q.has_verb || (!capital && (f->words[i].forms & CB_VERB_FORM_FINITE));
    }
    last = it->last > it->first + 1 ? cb_token_text(f->doc, it->last - 1) : CB_STR("");
    q.has_end = last.len > 0 && (last.ptr[0] == '.' || last.ptr[0] == '!' || last.ptr[0] == '?');
    q.is_part = item > 0 && f->stretch.items.items[item - 1].kind != CB_ITEM_MARK &&
                (!(cb_stretch_word(&f->stretch, item - 1).classes & CB_WORD_COORDINATOR) ||
                 (item > 1 && f->stretch.items.items[item - 2].kind == CB_ITEM_QUOTE));
    return q;
}

static bool is_sentence(const struct quotation *q)
{
    return (q->has_verb && q->words >= 2) || q->has_end || q->words > LONG_WORDS;
}

bool cb_quotation_is_sentence(const struct cb_claim_finder *f, uint32_t item)
{
    struct quotation q = look_at(f, item);

    return is_sentence(&q);
}

static bool is_headline(const struct cb_claim_finder *f)
{
    enum cb_passage_kind kind = f->doc->passages.items[f->stretch.passage].kind;

    return kind == CB_PASSAGE_HEADLINE || kind == CB_PASSAGE_SUBHEADING;
}

/* ---- the frame behind ---- */

/* „…“, sagte er; „…“ sagte er; „…“, so er; „…“, wie er sagte. */
static bool frame_behind(const struct cb_claim_finder *f, const struct quotation *q, struct cb_frame *frame)
{
    uint32_t next = q->item + 1, segment;
    const struct cb_segment *s;

    if (next < count_items(f) &&
        (cb_stretch_sign(&f->stretch, next) == ',' || cb_stretch_sign(&f->stretch, next) == '-'))
        next++;
    if (next >= count_items(f) || f->stretch.items.items[next].kind != CB_ITEM_WORD)
        return false;
    segment = cb_stretch_segment(&f->stretch, next);
    s = &f->stretch.segments.items[segment];
    if (s->first != next && !(s->first <= q->item && s->finite == next))
        return false;
    if (!cb_frame_read(f, segment, frame) &&
        !((is_sentence(q) || q->words > 1) && s->first == next && cb_frame_read_any(f, segment, frame)))
        return false;
    if (frame->kind == CB_FRAME_VERB && s->finite != next && !frame->verb_first)
        return false;
    if (frame->kind == CB_FRAME_VERB && frame->first < next && s->first == next)
        return false; /* the subject stands before the quotation */
    if (cb_phrase_is_empty(cb_frame_speaker(f, frame)) && !frame->predicate.passive &&
        !(frame->predicate.uses & CB_USE_IMPERSONAL))
        return false;
    frame->first = q->item + 1;
    return true;
}

/* „…“, sagte er, „…“: the second half behind the frame. */
static uint32_t second_half(const struct cb_claim_finder *f, const struct cb_frame *frame)
{
    uint32_t next = frame->end;
    uint32_t sign = next < count_items(f) ? cb_stretch_sign(&f->stretch, next) : 0;

    if ((sign == ',' || sign == ':' || sign == 0x2013) && next + 1 < count_items(f) &&
        f->stretch.items.items[next + 1].kind == CB_ITEM_QUOTE)
        return next + 1;
    return CB_NONE;
}

static cb_status add_with_frame_behind(struct cb_claim_finder *f, const struct quotation *q,
                                       const struct cb_frame *frame, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "de.claim.quotation-frame-behind"};
    uint32_t second = second_half(f, frame), end = frame->end;

    if (frame->kind == CB_FRAME_SO)
        draft.rule = "de.claim.quotation-so";
    else if (!frame->predicate.row)
        draft.rule = "de.claim.quotation-verb-behind";
    cb_draft_claim(f, &draft, q->item, q->item + 1);
    if (second != CB_NONE) {
        cb_draft_claim(f, &draft, second, second + 1);
        draft.rule = "de.claim.quotation-frame-inside";
        end = second;
    }
    cb_draft_frame(f, &draft, frame->first, end);
    cb_frame_apply(f, frame, &draft);
    return cb_claim_add(f, &draft, err);
}

/* ---- the frame before ---- */

/* Amodei: „…“ */
static bool name_before_colon(const struct cb_claim_finder *f, const struct cb_segment *s,
                              struct cb_phrase *speaker)
{
    if (s->kind != CB_SEGMENT_FRAGMENT)
        return false;
    *speaker = cb_phrase_at(f, s->start, s->end);
    return !cb_phrase_is_empty(*speaker);
}

/* The main clause of which segment `segment` is the end; CB_NONE when there is none. */
static uint32_t main_before(const struct cb_claim_finder *f, uint32_t segment)
{
    for (int n = 0; n < 6; n++, segment--) {
        if (f->stretch.segments.items[segment].kind == CB_SEGMENT_MAIN)
            return segment;
        if (segment == 0 || f->stretch.segments.items[segment].sign != ',')
            break;
    }
    return CB_NONE;
}

/* The clause before the colon or comma at item `sign`: who speaks there. */
static bool frame_before(const struct cb_claim_finder *f, uint32_t sign, struct cb_frame *frame)
{
    uint32_t segment = cb_stretch_segment(&f->stretch, sign > 0 ? sign - 1 : 0);
    const struct cb_segment *s = &f->stretch.segments.items[segment];

    /* an apposition or relative clause at its end: go back to the verb */
    for (int n = 0; n < 4 && segment > 0 && s->sign == ',' &&
                    (s->kind == CB_SEGMENT_RELATIVE || s->kind == CB_SEGMENT_FRAGMENT);
         n++)
        s = &f->stretch.segments.items[--segment];
    if (!cb_frame_read(f, segment, frame) || frame->kind == CB_FRAME_SO || s->kind == CB_SEGMENT_DASS)
        return false;
    if (!(frame->predicate.uses & (CB_USE_QUOTE | CB_USE_CLAUSE | CB_USE_OBJECT)))
        return false;
    if (frame->verb_first && !cb_phrase_is_empty(frame->subject) && frame->subject.first > s->first &&
        segment > 0 && main_before(f, segment - 1) != CB_NONE && s->sign == ',')
        return false; /* ..., sagte er, „...“: the frame of what stands before it as well */
    if (frame->verb_first && !cb_phrase_is_empty(frame->subject) && frame->subject.first > s->first &&
        segment > 0)
        frame->first = f->stretch.segments.items[0].first; /* Auf die Frage, ob ..., sagte er: */
    frame->end = sign + 1;
    return true;
}

/* A clause without a reporting verb before a colon says at least who: "Dabei sieht er die Modelle kritisch:".
 */
static cb_status add_behind_colon(struct cb_claim_finder *f, const struct quotation *q, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT,
                                   .rule = "de.claim.quotation-colon",
                                   .medium = CB_MEDIUM_SPEECH,
                                   .act = CB_ACT_SAY};
    uint32_t segment = cb_stretch_segment(&f->stretch, q->item > 1 ? q->item - 2 : 0);
    const struct cb_segment *s = &f->stretch.segments.items[segment];
    struct cb_phrase speaker = {0, 0}, cue = {0, 0}, addressee;
    uint32_t first = s->first;
    bool direct = s->kind == CB_SEGMENT_MAIN || s->kind == CB_SEGMENT_FRAGMENT;

    if (name_before_colon(f, s, &speaker) && s->sign != ',')
        draft.rule = "de.claim.quotation-name-colon";
    else if (cb_origin_in(f, f->stretch.segments.items[0].first, s->end, &speaker, &cue))
        draft.cue[draft.cue_count++] = cb_stretch_span(&f->stretch, cue.first, cue.end);
    else if ((segment = main_before(f, segment)) != CB_NONE)
        speaker = cb_phrase_subject(
            f, segment, &(struct cb_predicate){.finite = f->stretch.segments.items[segment].finite},
            &addressee);
    if (!is_sentence(q) && (cb_phrase_is_empty(speaker) || !is_headline(f)))
        return CB_OK;
    for (segment = cb_stretch_segment(&f->stretch, first);
         segment > 0 && f->stretch.segments.items[segment].sign == ',';)
        first = f->stretch.segments.items[--segment].first;
    cb_draft_claim(f, &draft, q->item, q->item + 1);
    if (direct) /* else the clause before is a claim of its own */
        cb_draft_frame(f, &draft, first, q->item);
    draft.speaker = cb_stretch_span(&f->stretch, speaker.first, speaker.end);
    return cb_claim_add(f, &draft, err);
}

static cb_status add_with_frame_before(struct cb_claim_finder *f, const struct quotation *q,
                                       const struct cb_frame *frame, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "de.claim.quotation-frame-before"};

    cb_draft_claim(f, &draft, q->item, q->item + 1);
    cb_draft_frame(f, &draft, frame->first, frame->end);
    cb_frame_apply(f, frame, &draft);
    return cb_claim_add(f, &draft, err);
}

/* ---- a quotation as the object of its verb ---- */

/* für die „X“: what stands behind a preposition is no object of a verb like schreiben. */
static bool is_behind_preposition(const struct cb_claim_finder *f, uint32_t item,
                                  const struct cb_predicate *p)
{
    uint32_t opens = CB_WORD_DETERMINER | CB_WORD_OBLIQUE | CB_WORD_POSSESSIVE;

    while (item > 0 && (cb_stretch_word(&f->stretch, item - 1).classes & opens))
        item--;
    return item > 0 && (cb_stretch_word(&f->stretch, item - 1).classes & CB_WORD_PREPOSITION) &&
           !cb_predicate_governs(p, cb_stretch_lower(&f->stretch, item - 1));
}

static bool holds(struct cb_phrase phrase, uint32_t item)
{
    return phrase.first <= item && item < phrase.end;
}

/* May the quotation be the object of the verb of segment `segment`? */
static bool is_object(const struct cb_claim_finder *f, const struct quotation *q, uint32_t segment,
                      const struct cb_frame *frame)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];
    bool says = (frame->predicate.uses & CB_USE_CLAUSE) != 0;

    if (frame->kind != CB_FRAME_VERB || !(frame->predicate.uses & CB_USE_QUOTE) ||
        (frame->predicate.uses & CB_USE_IMPERSONAL))
        return false;
    if (s->kind != CB_SEGMENT_MAIN && (says || s->kind == CB_SEGMENT_DASS))
        return false;
    if (holds(frame->subject, q->item) || (says && holds(frame->addressee, q->item)))
        return false;
    if (cb_items_taken(f, s->finite, s->finite + 1, says ? CB_TAKEN_CLAIM | CB_TAKEN_FRAME : CB_TAKEN_CLAIM))
        return false;
    return !(says && is_behind_preposition(f, q->item, &frame->predicate));
}

/* bezeichnete ... als: the word before the quotation is part of the cue. */
static void add_als(const struct cb_claim_finder *f, uint32_t item, struct cb_claim_draft *draft)
{
    enum { BACK = 3 };

    for (uint32_t i = item; i > 0 && i + BACK > item; i--)
        if (draft->cue_count < CB_DRAFT_PARTS && cb_stretch_is(&f->stretch, i - 1, CB_STR("als"))) {
            draft->cue[draft->cue_count++] = cb_stretch_span(&f->stretch, i - 1, i);
            return;
        }
}

/* Er nannte das „verrückt“; bezeichnete ihn als „...“; sprach von „...“. *draft gets the claim; it has none
 * where the quotation is no object. */
static cb_status add_as_object(struct cb_claim_finder *f, const struct quotation *q,
                               struct cb_claim_draft *draft, struct cb_err *err)
{
    uint32_t segment = cb_stretch_segment(&f->stretch, q->item);
    const struct cb_segment *s = &f->stretch.segments.items[segment];
    struct cb_frame frame;

    *draft = (struct cb_claim_draft){.kind = CB_CLAIM_DIRECT, .rule = "de.claim.quotation-object"};
    if (!q->is_part || cb_quotation_is_name(f, q->item) || !cb_frame_read(f, segment, &frame) ||
        !is_object(f, q, segment, &frame))
        return CB_OK;
    if (q->item < s->finite && s->kind == CB_SEGMENT_MAIN) {
        cb_draft_frame(f, draft, q->item + 1, cb_stretch_trim(&f->stretch, q->item + 1, s->end));
    } else {
        cb_draft_frame(f, draft, frame.first < q->item ? frame.first : s->first, q->item);
        cb_draft_frame(f, draft, q->item + 1, cb_stretch_trim(&f->stretch, q->item + 1, s->end));
    }
    cb_draft_claim(f, draft, q->item, q->item + 1);
    cb_frame_apply(f, &frame, draft);
    add_als(f, q->item, draft);
    return cb_claim_add(f, draft, err);
}

/* von „Terror“, „Chaos“ und einer „nie gesehenen Gewalt“: does the quotation at `item` go on with a list that
 * the one at `last` began? */
static bool goes_on(const struct cb_claim_finder *f, uint32_t last, uint32_t item)
{
    uint32_t between = CB_WORD_COORDINATOR | CB_WORD_DETERMINER | CB_WORD_OBLIQUE | CB_WORD_PREPOSITION;

    for (uint32_t i = last + 1; i < item; i++)
        if (cb_stretch_sign(&f->stretch, i) != ',' && !(cb_stretch_word(&f->stretch, i).classes & between))
            return false;
    return item > last + 1;
}

static cb_status add_to_list(struct cb_claim_finder *f, uint32_t item, const struct cb_claim_draft *before,
                             struct cb_err *err)
{
    struct cb_claim_draft draft = *before;

    draft.claim_count = 0;
    cb_draft_claim(f, &draft, item, item + 1);
    return cb_claim_add(f, &draft, err);
}

cb_status cb_object_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_claim_draft draft = {.claim_count = 0};
    uint32_t last = CB_NONE;

    for (uint32_t i = 0; i < count_items(f); i++) {
        struct quotation q;
        if (f->stretch.items.items[i].kind != CB_ITEM_QUOTE || cb_items_taken(f, i, i + 1, CB_TAKEN_CLAIM))
            continue;
        q = look_at(f, i);
        if (q.words == 0)
            continue;
        if (last != CB_NONE && goes_on(f, last, i) && !cb_quotation_is_name(f, i)) {
            CB_TRY(add_to_list(f, i, &draft, err));
            last = i;
            continue;
        }
        CB_TRY(add_as_object(f, &q, &draft, err));
        last = draft.claim_count ? i : CB_NONE;
    }
done:
    return rc;
}

/* ---- somebody's words without a reporting verb ---- */

/* Words in quotation marks that are a sentence, or a piece of one: "ist für ihn „ein Zeichen von Schwäche“".
 * A single word or a noun may be a title, or be marked for its tone. */
static bool is_somebodys(const struct cb_claim_finder *f, const struct quotation *q)
{
    const struct cb_token *first = &f->doc->tokens.items[f->stretch.items.items[q->item].first + 1];
    bool small = first->kind == CB_TOKEN_WORD && !(first->flags & CB_TOKEN_CAPITAL);
    bool titled = q->item > 0 && (cb_stretch_flags(&f->stretch, q->item - 1) & CB_TOKEN_CAPITAL);

    return q->words >= SOME_WORDS && (small || (q->has_verb && !titled));
}

static cb_status add_words(struct cb_claim_finder *f, const struct quotation *q, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT,
                                   .rule = "de.claim.quotation-words",
                                   .medium = CB_MEDIUM_SPEECH,
                                   .act = CB_ACT_SAY};

    if (is_headline(f) || !is_somebodys(f, q) || cb_quotation_is_name(f, q->item))
        return CB_OK;
    if (f->talk.claim != CB_NONE && f->stretch_number - f->talk.stretch <= 1) {
        draft.inherited = true; /* goes on with what was said just before */
        draft.speaker = f->talk.speaker;
    }
    cb_draft_claim(f, &draft, q->item, q->item + 1);
    return cb_claim_add(f, &draft, err);
}

cb_status cb_quoted_words_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = 0; i < count_items(f); i++) {
        struct quotation q;
        if (f->stretch.items.items[i].kind != CB_ITEM_QUOTE ||
            cb_items_taken(f, i, i + 1, CB_TAKEN_CLAIM | CB_TAKEN_FRAME))
            continue;
        q = look_at(f, i);
        CB_TRY(add_words(f, &q, err));
    }
done:
    return rc;
}

/* ---- a quotation by itself ---- */

/* The whole stretch is the quotation, give or take a mark. */
static bool stands_alone(const struct cb_claim_finder *f, uint32_t item)
{
    for (uint32_t i = 0; i < count_items(f); i++)
        if (i != item && f->stretch.items.items[i].kind != CB_ITEM_MARK)
            return false;
    return true;
}

/* „…“ after a claim: the same speaker goes on. */
static cb_status add_alone(struct cb_claim_finder *f, const struct quotation *q, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT,
                                   .rule = "de.claim.quotation-continued",
                                   .medium = CB_MEDIUM_SPEECH,
                                   .act = CB_ACT_SAY};

    if (f->talk.claim != CB_NONE && f->stretch_number - f->talk.stretch <= FAR_STRETCHES && !is_headline(f)) {
        draft.inherited = true;
        draft.speaker = f->talk.speaker;
        draft.medium = f->talk.medium;
    } else {
        draft.rule = "de.claim.quotation-alone";
        if (q->words < SHORT_WORDS && !q->has_verb)
            return CB_OK;
    }
    cb_draft_claim(f, &draft, q->item, q->item + 1);
    return cb_claim_add(f, &draft, err);
}

/* „Kein Durchbruch“: Anthropic-Chef bremst: the speaker stands behind the colon. */
static cb_status add_before_colon(struct cb_claim_finder *f, const struct quotation *q, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT,
                                   .rule = "de.claim.quotation-headline",
                                   .medium = CB_MEDIUM_SPEECH,
                                   .act = CB_ACT_SAY};
    uint32_t segment = cb_stretch_segment(&f->stretch, q->item + 2);
    struct cb_phrase speaker = cb_phrase_at(f, f->stretch.segments.items[segment].start, count_items(f));

    if (cb_phrase_is_empty(speaker) || (q->words < 2 && !q->has_end) ||
        cb_stretch_sign(&f->stretch, count_items(f) - 1) == '?')
        return CB_OK;
    cb_draft_claim(f, &draft, q->item, q->item + 1);
    draft.speaker = cb_stretch_span(&f->stretch, speaker.first, speaker.end);
    return cb_claim_add(f, &draft, err);
}

static cb_status find_one(struct cb_claim_finder *f, uint32_t item, struct cb_err *err)
{
    struct quotation q = look_at(f, item);
    struct cb_frame frame;
    uint32_t before = item > 0 ? cb_stretch_sign(&f->stretch, item - 1) : 0;

    if (cb_items_taken(f, item, item + 1, CB_TAKEN_CLAIM | CB_TAKEN_FRAME) || q.words == 0)
        return CB_OK;
    if (!q.is_part && frame_behind(f, &q, &frame))
        return add_with_frame_behind(f, &q, &frame, err);
    if ((before == ':' || (before == ',' && is_sentence(&q))) && frame_before(f, item - 1, &frame))
        return add_with_frame_before(f, &q, &frame, err);
    if (before == ':')
        return add_behind_colon(f, &q, err);
    if (item == 0 && is_headline(f) && cb_stretch_sign(&f->stretch, 1) == ':')
        return add_before_colon(f, &q, err);
    if (stands_alone(f, item))
        return add_alone(f, &q, err);
    return CB_OK;
}

/* Er sagte: „Wir öffnen morgen. (never closed): up to the end of the sentence. */
static cb_status add_unclosed(struct cb_claim_finder *f, uint32_t mark, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "de.claim.quotation-unclosed"};
    struct cb_frame frame;

    if (cb_stretch_sign(&f->stretch, mark - 1) != ':' || !frame_before(f, mark - 1, &frame))
        return CB_OK;
    draft.claim[draft.claim_count++] = cb_stretch_span(&f->stretch, mark, count_items(f));
    cb_draft_frame(f, &draft, frame.first, frame.end);
    cb_frame_apply(f, &frame, &draft);
    return cb_claim_add(f, &draft, err);
}

cb_status cb_direct_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = 0; i < count_items(f); i++) {
        if (f->stretch.items.items[i].kind == CB_ITEM_QUOTE)
            CB_TRY(find_one(f, i, err));
        else if (i > 0 && i + 1 < count_items(f) && (cb_stretch_flags(&f->stretch, i) & CB_TOKEN_QUOTE_MARK))
            CB_TRY(add_unclosed(f, i, err));
    }
done:
    return rc;
}
