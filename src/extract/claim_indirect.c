/* Indirect speech: a reporting clause with what it reports before, behind or around it. */
#include "extract/claims.h"

enum { SEGMENTS_FORWARD = 24, SEGMENTS_BACK = 12, APPOSITIONS = 4 };

static const struct cb_segment *segment_at(const struct cb_claim_finder *f, uint32_t segment)
{
    return &f->stretch.segments.items[segment];
}

static uint32_t segment_count(const struct cb_claim_finder *f)
{
    return (uint32_t)f->stretch.segments.count;
}

static uint32_t item_count(const struct cb_claim_finder *f)
{
    return (uint32_t)f->stretch.items.count;
}

static bool begins_with_quote(const struct cb_claim_finder *f, uint32_t item)
{
    return item < item_count(f) && f->stretch.items.items[item].kind == CB_ITEM_QUOTE;
}

/* Subjunctive, or a form that stands in for one where the subjunctive looks like the indicative. */
static bool is_subjunctive(const struct cb_segment *s)
{
    return (s->forms & CB_VERB_FORM_SUBJUNCTIVE) && !(s->forms & CB_VERB_FORM_INDICATIVE);
}

/* ---- how far what is said reaches ---- */

/* Der Vorwurf, er habe gelogen, ist falsch: the sentence has no main verb before this one but for what is
 * said. */
static bool is_embedded(const struct cb_claim_finder *f, uint32_t segment)
{
    if (segment < 2 || segment_at(f, segment - 1)->kind == CB_SEGMENT_SUBORDINATE)
        return false;
    return segment_at(f, 0)->kind == CB_SEGMENT_FRAGMENT;
}

/* Does segment `next` take up the article's own voice again, behind what somebody said? */
static bool resumes(const struct cb_claim_finder *f, uint32_t next, bool reported)
{
    const struct cb_segment *s = segment_at(f, next);
    struct cb_frame frame;

    if (cb_items_taken(f, s->first, s->end, CB_TAKEN_FRAME | CB_TAKEN_CLAIM))
        return true;
    if ((s->sign == ';' || s->sign == ':') && reported && s->kind <= CB_SEGMENT_MAIN && !is_subjunctive(s))
        return true;
    if (s->kind == CB_SEGMENT_FRAGMENT)
        return cb_frame_read(f, next, &frame) && frame.kind == CB_FRAME_SO;
    if (s->kind != CB_SEGMENT_MAIN || is_subjunctive(s))
        return false;
    if (s->start > s->first || s->sign == '&') /* , und forderte ...: coordinated with the reporting clause */
        return reported && s->finite == s->start &&
               cb_stretch_word(&f->stretch, s->start).forms & CB_VERB_FORM_FINITE;
    if (s->finite == s->start && s->sign == ',' && is_embedded(f, next))
        return true;
    if (s->finite == s->start && cb_frame_read(f, next, &frame))
        return !cb_phrase_is_empty(frame.subject);
    return s->sign == ';' && reported;
}

/* The end (item) of what is said from segment `from` on; `reported`: its mood or its dass shows that it is
 * said. */
uint32_t cb_said_end(const struct cb_claim_finder *f, uint32_t from, bool reported)
{
    uint32_t end = segment_at(f, from)->end;

    for (uint32_t next = from + 1; next < segment_count(f) && next < from + SEGMENTS_FORWARD; next++) {
        if (resumes(f, next, reported))
            break;
        end = segment_at(f, next)->end;
    }
    return end;
}

/* The first segment of what was said before segment `frame`: back to a semicolon, a colon or something taken.
 */
static uint32_t said_start(const struct cb_claim_finder *f, uint32_t frame)
{
    uint32_t first = frame;

    for (uint32_t n = 0; n < SEGMENTS_BACK && first > 0; n++) {
        uint32_t sign = segment_at(f, first)->sign;
        const struct cb_segment *before = segment_at(f, first - 1);
        if (first < frame && (sign == ';' || sign == ':'))
            break;
        if (cb_items_taken(f, before->first, before->end, CB_TAKEN_CLAIM | CB_TAKEN_FRAME))
            break;
        first--;
    }
    return first;
}

/* ---- the complement behind a reporting clause ---- */

/* A noun phrase cut off by a comma from its verb in the subjunctive: "die Anlage, die ..., sei sicher". */
static bool is_subjunctive_behind(const struct cb_claim_finder *f, uint32_t segment)
{
    for (uint32_t s = segment + 1; s < segment_count(f) && s <= segment + APPOSITIONS; s++) {
        const struct cb_segment *next = segment_at(f, s);
        if (next->sign != ',')
            return false;
        if (next->kind == CB_SEGMENT_MAIN)
            return is_subjunctive(next) && next->finite == next->start;
        if (next->kind != CB_SEGMENT_FRAGMENT && next->kind != CB_SEGMENT_RELATIVE)
            return false;
    }
    return false;
}

/* der Ehemann „konnte sich nicht abfinden“: the verb stands in the quotation. */
static bool has_quoted_verb(const struct cb_claim_finder *f, const struct cb_segment *s)
{
    for (uint32_t i = s->start + 1; i < s->end; i++) {
        const struct cb_item *item = &f->stretch.items.items[i];
        for (uint32_t t = item->first + 1; item->kind == CB_ITEM_QUOTE && t < item->last; t++)
            if (f->words[t].forms & CB_VERB_FORM_FINITE)
                return true;
    }
    return false;
}

bool cb_is_said(const struct cb_claim_finder *f, uint32_t segment, uint32_t uses)
{
    const struct cb_segment *s = segment_at(f, segment);
    struct cb_frame frame;

    if (cb_items_taken(f, s->first, s->end, CB_TAKEN_CLAIM | CB_TAKEN_FRAME))
        return false;
    switch (s->kind) {
    case CB_SEGMENT_DASS:
        return (uses & CB_USE_DASS) != 0;
    case CB_SEGMENT_QUESTION:
        return (uses & CB_USE_QUESTION) && s->sign == ',';
    case CB_SEGMENT_INFINITIVE:
        return (uses & CB_USE_INFINITIVE) &&
               !(cb_stretch_word(&f->stretch, s->start).classes & CB_WORD_OPENER) && s->start == s->first;
    case CB_SEGMENT_MAIN:
        if (s->start > s->first || s->sign != ',' || s->finite == s->start)
            return false;
        return is_subjunctive(s) ||
               ((uses & CB_USE_CLAUSE) && segment > 0 && !(segment_at(f, segment - 1)->sign == '&'));
    case CB_SEGMENT_SUBORDINATE:
    case CB_SEGMENT_FRAGMENT:
        return s->sign == ',' && s->start == s->first &&
               (is_subjunctive_behind(f, segment) ||
                ((uses & CB_USE_CLAUSE) && s->kind == CB_SEGMENT_FRAGMENT && has_quoted_verb(f, s)));
    case CB_SEGMENT_RELATIVE: /* "die Lage eskaliere": looks like a relative clause */
        return (s->forms & CB_VERB_FORM_SUBJUNCTIVE_1) && is_subjunctive(s) &&
               (s->finite == s->start + 1 ||
                (s->finite == s->start + 2 && cb_stretch_word(&f->stretch, s->start + 1).classes == 0));
    case CB_SEGMENT_AS: /* erklärt, wie der Teig gelingt; but not: sagte, wie die Polizei mitteilte */
        return (uses & CB_USE_QUESTION) && s->sign == ',' && !cb_frame_read(f, segment, &frame);
    }
    return false;
}

static bool has_verb(const struct cb_claim_finder *f, const struct cb_segment *s)
{
    for (uint32_t i = s->start; i < s->end; i++)
        if (cb_stretch_word(&f->stretch, i).forms)
            return true;
    return false;
}

/* The segment behind `frame` where the complement begins, behind appositions and relative clauses; CB_NONE.
 */
static uint32_t complement_of(const struct cb_claim_finder *f, uint32_t frame, const struct cb_predicate *p)
{
    for (uint32_t s = frame + 1; s < segment_count(f) && s <= frame + APPOSITIONS; s++) {
        const struct cb_segment *segment = segment_at(f, s);
        if (segment->sign == ':' && !begins_with_quote(f, segment->first))
            return has_verb(f, segment) ? s : CB_NONE;
        if (segment->sign != ',')
            return CB_NONE;
        if (cb_is_said(f, s, p->uses))
            return s;
        if (segment->kind != CB_SEGMENT_FRAGMENT && segment->kind != CB_SEGMENT_RELATIVE)
            return CB_NONE;
    }
    return CB_NONE;
}

static const char *rule_of(const struct cb_claim_finder *f, uint32_t complement)
{
    switch (segment_at(f, complement)->kind) {
    case CB_SEGMENT_DASS:
        return "de.claim.reporting-verb-dass";
    case CB_SEGMENT_QUESTION:
    case CB_SEGMENT_AS:
        return "de.claim.reporting-verb-question";
    case CB_SEGMENT_INFINITIVE:
        return "de.claim.reporting-verb-infinitive";
    case CB_SEGMENT_FRAGMENT:
    case CB_SEGMENT_MAIN:
    case CB_SEGMENT_SUBORDINATE:
    case CB_SEGMENT_RELATIVE:
        break;
    }
    return "de.claim.reporting-verb-clause";
}

static cb_status add_before(struct cb_claim_finder *f, const struct cb_frame *frame, uint32_t complement,
                            struct cb_err *err)
{
    const struct cb_segment *s = segment_at(f, complement);
    bool reported = s->kind != CB_SEGMENT_MAIN || is_subjunctive(s);
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = rule_of(f, complement)};

    cb_draft_claim(f, &draft, s->first, cb_said_end(f, complement, reported));
    cb_draft_frame(f, &draft, frame->first, s->first);
    cb_frame_apply(f, frame, &draft);
    return cb_claim_add(f, &draft, err);
}

/* ---- what is said before or around the reporting clause ---- */

static bool has_clause(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    for (uint32_t s = first; s < end; s++)
        if (segment_at(f, s)->finite != CB_NONE && segment_at(f, s)->kind != CB_SEGMENT_RELATIVE)
            return true;
    return false;
}

/* The segment is a quotation and nothing else. */
static bool is_quote_alone(const struct cb_claim_finder *f, const struct cb_segment *s)
{
    return begins_with_quote(f, s->first) && cb_stretch_trim(&f->stretch, s->first, s->end) == s->first + 1;
}

/* Behind "sagte er,": does what was said go on? */
static bool goes_on(const struct cb_claim_finder *f, uint32_t segment)
{
    const struct cb_segment *s = segment_at(f, segment);

    if (s->sign != ',' && s->sign != '-')
        return false;
    if (cb_items_taken(f, s->first, s->end, CB_TAKEN_CLAIM | CB_TAKEN_FRAME) || is_quote_alone(f, s))
        return false;
    if (s->kind == CB_SEGMENT_MAIN && s->start > s->first && !is_subjunctive(s))
        return false;
    return true;
}

static cb_status add_quote_behind(struct cb_claim_finder *f, const struct cb_frame *frame, uint32_t frame_end,
                                  struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "de.claim.quotation-frame-before"};

    if (!begins_with_quote(f, frame_end))
        return CB_OK;
    cb_draft_claim(f, &draft, frame_end, frame_end + 1);
    cb_draft_frame(f, &draft, frame->first > 0 ? frame->first - 1 : 0, frame_end);
    cb_frame_apply(f, frame, &draft);
    return cb_claim_add(f, &draft, err);
}

static cb_status add_behind(struct cb_claim_finder *f, const struct cb_frame *frame, uint32_t first,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = "de.claim.frame-behind"};
    uint32_t start = segment_at(f, first)->first, from = segment_at(f, frame->segment)->first,
             end = frame->end;
    uint32_t next = frame->segment + 1;

    while (next < segment_count(f) && segment_at(f, next)->first < frame->end)
        next++;
    if (frame->kind == CB_FRAME_SO)
        draft.rule = "de.claim.frame-so";
    if (frame->kind == CB_FRAME_AS)
        draft.rule = "de.claim.frame-wie";
    cb_draft_claim(f, &draft, start, from);
    if (next < segment_count(f) && goes_on(f, next)) {
        end = segment_at(f, next)->first;
        cb_draft_claim(f, &draft, end, cb_said_end(f, next, true));
        draft.rule = "de.claim.frame-inside";
    } else if (next < segment_count(f) && is_quote_alone(f, segment_at(f, next))) {
        end = segment_at(f, next)->first;
    }
    cb_draft_frame(f, &draft, from > 0 ? from - 1 : 0, end);
    cb_frame_apply(f, frame, &draft);
    CB_TRY(cb_claim_add(f, &draft, err));
    CB_TRY(add_quote_behind(f, frame, end, err));
done:
    return rc;
}

/* "Wie die Polizei mitteilte, ...": what is said follows. */
static cb_status add_behind_as(struct cb_claim_finder *f, const struct cb_frame *frame, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = "de.claim.frame-wie"};
    uint32_t next = frame->segment + 1;

    while (next < segment_count(f) && segment_at(f, next)->first < frame->end)
        next++;
    if (next >= segment_count(f) || segment_at(f, next)->sign != ',')
        return CB_OK;
    cb_draft_claim(f, &draft, segment_at(f, next)->first, cb_said_end(f, next, false));
    cb_draft_frame(f, &draft, frame->first, segment_at(f, next)->first);
    cb_frame_apply(f, frame, &draft);
    return cb_claim_add(f, &draft, err);
}

/* ---- one segment ---- */

/* What a verb must take so that what is said, beginning with segment `first`, can stand before it. */
static uint32_t uses_behind(const struct cb_claim_finder *f, uint32_t first)
{
    switch (segment_at(f, first)->kind) {
    case CB_SEGMENT_DASS:
        return CB_USE_DASS;
    case CB_SEGMENT_QUESTION:
        return CB_USE_QUESTION;
    case CB_SEGMENT_INFINITIVE:
        return CB_USE_INFINITIVE | CB_USE_CLAUSE;
    case CB_SEGMENT_FRAGMENT:
    case CB_SEGMENT_MAIN:
    case CB_SEGMENT_SUBORDINATE:
    case CB_SEGMENT_RELATIVE:
    case CB_SEGMENT_AS:
        break;
    }
    return CB_USE_CLAUSE;
}

/* Der Damm, sagte sie, sei sicher: the clause begun before goes on with its verb. */
static bool is_cut_off(const struct cb_claim_finder *f, uint32_t frame)
{
    const struct cb_segment *next = frame + 1 < segment_count(f) ? segment_at(f, frame + 1) : NULL;

    return next && next->sign == ',' && next->kind == CB_SEGMENT_MAIN && next->finite == next->start &&
           next->start == next->first;
}

/* Can the frame stand behind what is said? */
static bool stands_behind(const struct cb_claim_finder *f, const struct cb_frame *frame, uint32_t first)
{
    const struct cb_segment *s = segment_at(f, frame->segment);

    if (first >= frame->segment || (s->sign != ',' && s->sign != '-'))
        return false;
    if (frame->kind == CB_FRAME_SO)
        return true;
    if (frame->kind == CB_FRAME_AS)
        return (frame->predicate.uses & CB_USE_CLAUSE) != 0;
    if (!frame->verb_first || s->start > s->first || !(frame->predicate.uses & uses_behind(f, first)))
        return false;
    if (cb_phrase_is_empty(frame->subject) && !frame->predicate.passive)
        return false;
    if (!cb_phrase_is_empty(frame->subject) && frame->subject.first < s->first)
        return false;
    if (segment_at(f, first)->kind == CB_SEGMENT_SUBORDINATE && !has_clause(f, first + 1, frame->segment) &&
        !is_subjunctive(segment_at(f, first)))
        return false; /* Als er ankam, sagte er ... */
    return has_clause(f, first, frame->segment) || is_cut_off(f, frame->segment);
}

/* ---- "Das teilte die Polizei mit.": what is said is the sentence before ---- */

static bool is_das(const struct cb_claim_finder *f)
{
    struct cb_str word = cb_stretch_lower(&f->stretch, segment_at(f, 0)->start);

    return cb_str_eq(word, CB_STR("das")) || cb_str_eq(word, CB_STR("dies"));
}

static bool is_document(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    return cb_cited_in(f, cb_stretch_span(&f->stretch, phrase.first, phrase.end)) != CB_NONE;
}

static cb_status find_sentence_before(struct cb_claim_finder *f, bool *found, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = "de.claim.das-takes-up"};
    const struct cb_segment *s = segment_at(f, 0);
    struct cb_frame frame;

    if (cb_span_is_empty(f->last_stretch) || s->kind != CB_SEGMENT_MAIN || s->finite != s->start + 1 ||
        !is_das(f) || !cb_frame_read(f, 0, &frame) || frame.predicate.negated ||
        !(frame.predicate.uses & (CB_USE_CLAUSE | CB_USE_DASS)))
        return CB_OK;
    if (!(frame.predicate.uses & CB_USE_CLAUSE) && !is_document(f, frame.subject))
        return CB_OK; /* das zeigt eine Studie, but not: das zeigt der Hund */
    if (cb_phrase_is_empty(frame.subject) || frame.subject.first < s->finite ||
        complement_of(f, 0, &frame.predicate) != CB_NONE)
        return CB_OK;
    *found = true;
    cb_stated_drop(f, f->last_stretch);
    draft.claim[draft.claim_count++] = f->last_stretch;
    cb_draft_claim(f, &draft, s->start, s->start + 1);
    cb_draft_frame(f, &draft, s->finite, cb_stretch_trim(&f->stretch, s->finite, item_count(f)));
    cb_frame_apply(f, &frame, &draft);
    return cb_claim_add(f, &draft, err);
}

/* widerspricht Behauptungen, ...: what the noun says is not his. Er habe gesagt, ...: the sentence as a whole
 * goes on with what somebody said. */
static bool is_left_to_others(const struct cb_claim_finder *f, uint32_t segment, const struct cb_frame *frame,
                              uint32_t complement)
{
    const struct cb_segment *s = segment_at(f, segment);
    enum cb_act act = cb_predicate_act(&frame->predicate);

    if ((act == CB_ACT_DENY || act == CB_ACT_REJECT) && complement == segment + 1 &&
        segment_at(f, complement)->sign == ',' && cb_noun_ends(f, segment))
        return true;
    if (segment > 0 || s->kind != CB_SEGMENT_MAIN)
        return false;
    return cb_segment_is_reported(s) ||
           (is_subjunctive(s) && f->talk.claim != CB_NONE && f->stretch_number == f->talk.stretch + 1);
}

static cb_status find_at(struct cb_claim_finder *f, uint32_t segment, struct cb_err *err)
{
    const struct cb_segment *s = segment_at(f, segment);
    struct cb_frame frame;
    uint32_t first, complement;

    if (cb_items_taken(f, s->first, s->end, CB_TAKEN_CLAIM | CB_TAKEN_FRAME) ||
        !cb_frame_read(f, segment, &frame))
        return CB_OK;
    first = said_start(f, segment);
    if (frame.kind == CB_FRAME_AS && segment == 0)
        return frame.predicate.uses & CB_USE_CLAUSE ? add_behind_as(f, &frame, err) : CB_OK;
    if (stands_behind(f, &frame, first)) {
        complement = frame.kind == CB_FRAME_VERB ? complement_of(f, segment, &frame.predicate) : CB_NONE;
        if (complement == CB_NONE || segment_at(f, complement)->kind != CB_SEGMENT_DASS)
            return add_behind(f, &frame, first, err);
    }
    if (frame.kind != CB_FRAME_VERB)
        return CB_OK;
    complement = complement_of(f, segment, &frame.predicate);
    if (complement == CB_NONE || is_left_to_others(f, segment, &frame, complement))
        return CB_OK;
    if (frame.verb_first && first < segment &&
        (cb_phrase_is_empty(frame.subject) || frame.subject.first > s->first))
        frame.first = segment_at(f, first)->first; /* Als er ankam, sagte er, dass ... */
    return add_before(f, &frame, complement, err);
}

cb_status cb_indirect_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool found = false;

    CB_TRY(find_sentence_before(f, &found, err));
    for (uint32_t s = 0; s < segment_count(f) && !found; s++)
        CB_TRY(find_at(f, s, err));
done:
    return rc;
}
