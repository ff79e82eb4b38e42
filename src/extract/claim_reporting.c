/* Reporting clauses: verb with subject ("sagte der Minister am Montag"), "so der Minister", "wie der Minister
 * sagte". */
#include "extract/claims.h"

enum { TAIL_SEGMENTS = 6 };

static const struct cb_segment *segment_at(const struct cb_claim_finder *f, uint32_t segment)
{
    return &f->stretch.segments.items[segment];
}

/* Behind a frame that follows what is said: the apposition of its subject, and relative clauses. */
static uint32_t tail_end(const struct cb_claim_finder *f, uint32_t segment, struct cb_phrase subject)
{
    uint32_t end = segment_at(f, segment)->end;

    for (uint32_t n = 0; n < TAIL_SEGMENTS && ++segment < f->stretch.segments.count; n++) {
        const struct cb_segment *s = segment_at(f, segment);
        bool apposition = s->kind == CB_SEGMENT_FRAGMENT && subject.end > s->first;
        if (s->sign != ',' || (s->kind != CB_SEGMENT_RELATIVE && !apposition))
            break;
        end = s->end;
    }
    return cb_stretch_trim(&f->stretch, subject.first, end);
}

/* "so Amodei laut „Bloomberg“" */
static bool read_so(const struct cb_claim_finder *f, uint32_t segment, struct cb_frame *out)
{
    const struct cb_segment *s = segment_at(f, segment);
    struct cb_phrase subject;

    uint32_t next = cb_stretch_word(&f->stretch, s->start + 1).classes;

    if (!cb_stretch_is(&f->stretch, s->start, CB_STR("so")) || s->finite == s->start + 1)
        return false;
    if (next & (CB_WORD_DASS | CB_WORD_PREPOSITION | CB_WORD_ADVERB | CB_WORD_NEGATION))
        return false; /* so dass, so zum Beispiel */
    subject = cb_phrase_at(f, s->start + 1, s->end);
    if (cb_phrase_is_empty(subject) || s->start + 1 == s->end)
        return false;
    if (s->finite != CB_NONE && s->finite < subject.end + 1)
        return false; /* so viele Menschen kamen: a clause of its own */
    if (s->kind == CB_SEGMENT_MAIN && s->finite != CB_NONE)
        return false;
    out->kind = CB_FRAME_SO;
    out->predicate = (struct cb_predicate){.finite = CB_NONE, .cue = {s->start}, .cue_count = 1};
    out->subject = cb_phrase_with_apposition(f, subject);
    out->verb_first = true;
    return true;
}

/* so, das: takes up what was said, in front of the verb. */
static bool takes_up(const struct cb_claim_finder *f, uint32_t item)
{
    return cb_stretch_is(&f->stretch, item, CB_STR("so")) ||
           cb_stretch_is(&f->stretch, item, CB_STR("das")) ||
           cb_stretch_is(&f->stretch, item, CB_STR("dies"));
}

/* Where the subject stands left of the segment, the frame begins there too; so does what stands before the
 * verb. */
static uint32_t frame_first(const struct cb_claim_finder *f, uint32_t segment, struct cb_phrase subject)
{
    const struct cb_segment *s = segment_at(f, segment);
    uint32_t first = s->first;

    if (s->start == s->finite && s->start == s->first && s->sign != '&' && !cb_phrase_is_empty(subject) &&
        subject.first < s->first) {
        segment = cb_stretch_segment(&f->stretch, subject.first);
        first = segment_at(f, segment)->first;
    }
    return first;
}

bool cb_frame_read(const struct cb_claim_finder *f, uint32_t segment, struct cb_frame *out)
{
    const struct cb_segment *s = segment_at(f, segment);

    *out = (struct cb_frame){.segment = segment, .first = s->first, .end = s->end};
    if (read_so(f, segment, out)) {
        out->end = tail_end(f, segment, out->subject);
        return true;
    }
    if (s->kind == CB_SEGMENT_FRAGMENT || s->kind == CB_SEGMENT_INFINITIVE)
        return false;
    if (!cb_predicate_read(f, segment, &out->predicate))
        return false;
    out->kind = s->kind == CB_SEGMENT_AS ? CB_FRAME_AS : CB_FRAME_VERB;
    out->subject = cb_phrase_subject(f, segment, &out->predicate, &out->addressee);
    out->verb_first =
        s->finite == s->start || (s->finite == s->start + 1 && s->sign != 0 && takes_up(f, s->start));
    if (s->finite == s->start + 1 && cb_stretch_is(&f->stretch, s->start, CB_STR("so")) &&
        out->predicate.cue_count < 4) {
        for (uint32_t i = out->predicate.cue_count++; i > 0; i--)
            out->predicate.cue[i] = out->predicate.cue[i - 1];
        out->predicate.cue[0] = s->start; /* so heißt es */
    }
    out->addressee = cb_addressee_of(f, segment, &out->predicate);
    out->first = frame_first(f, segment, out->subject);
    if (out->kind == CB_FRAME_AS ||
        (out->verb_first && (cb_phrase_is_empty(out->subject) || out->subject.first > s->first)))
        out->end = tail_end(f, segment, out->subject);
    return true;
}

bool cb_frame_read_any(const struct cb_claim_finder *f, uint32_t segment, struct cb_frame *out)
{
    const struct cb_segment *s = segment_at(f, segment);

    *out = (struct cb_frame){.kind = CB_FRAME_VERB, .segment = segment, .first = s->first, .end = s->end};
    if (s->kind != CB_SEGMENT_MAIN || s->finite != s->start || s->start != s->first)
        return false;
    cb_predicate_of_verb(f, segment, &out->predicate);
    out->subject = cb_phrase_subject(f, segment, &out->predicate, &out->addressee);
    out->addressee = (struct cb_phrase){0, 0};
    out->verb_first = true;
    if (out->subject.first <= s->finite)
        return false;
    out->end = tail_end(f, segment, out->subject);
    return true;
}

/* "In dieser Resolution, die ..., heißt es": where the clause begins whose verb begins the segment. */
static uint32_t clause_first(const struct cb_claim_finder *f, uint32_t segment)
{
    const struct cb_segment *s = segment_at(f, segment);

    while (segment > 0 && s->finite == s->start && s->sign == ',' &&
           (segment_at(f, segment - 1)->kind == CB_SEGMENT_FRAGMENT ||
            segment_at(f, segment - 1)->kind == CB_SEGMENT_RELATIVE))
        segment--;
    return segment_at(f, segment)->kind == CB_SEGMENT_FRAGMENT ? segment_at(f, segment)->first : s->start;
}

/* es heißt in dem Bericht: who speaks stands behind a preposition. */
static struct cb_phrase document_in(const struct cb_claim_finder *f, uint32_t segment)
{
    const struct cb_segment *s = segment_at(f, segment);

    for (uint32_t i = clause_first(f, segment); i < s->end; i++) {
        uint32_t classes = cb_stretch_word(&f->stretch, i).classes;
        if ((classes & CB_WORD_PREPOSITION) && !(classes & CB_WORD_ADVERB)) {
            struct cb_phrase phrase = cb_phrase_at(f, i + 1, s->end);
            if (!cb_phrase_is_empty(phrase))
                return phrase;
        }
    }
    return (struct cb_phrase){0, 0};
}

static bool has_lemma(const struct cb_predicate *p, struct cb_str lemma)
{
    return p->row && cb_str_eq(p->row->fields[CB_REPORTING_VERB_LEMMA], lemma);
}

/* der Kapitän | von der „Rundschau“: by whom he is quoted does not belong to him. */
static struct cb_phrase without_agent(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    for (uint32_t i = phrase.first; i < phrase.end; i++)
        if (cb_stretch_is(&f->stretch, i, CB_STR("von")) || cb_stretch_is(&f->stretch, i, CB_STR("vom")))
            phrase.end = i;
    return phrase;
}

/* The first phrase of the clause that is no outlet and not its subject; that may be it where an outlet is
 * there too, which must be who quotes. */
static struct cb_phrase object_of(const struct cb_claim_finder *f, uint32_t segment)
{
    const struct cb_segment *s = segment_at(f, segment);
    const struct cb_clause *clause = cb_segment_clause(f, segment);
    uint32_t phrase = clause ? clause->phrases : CB_NONE;
    bool outlet = cb_cited_in(f, cb_stretch_span(&f->stretch, s->first, s->end)) != CB_NONE;

    for (; phrase != CB_NONE && f->doc->phrases.items[phrase].first <= f->stretch.last;
         phrase = f->doc->phrases.items[phrase].next) {
        const struct cb_noun_phrase *p = &f->doc->phrases.items[phrase];
        struct cb_phrase items;
        if (p->preposition != CB_NONE || p->parent != CB_NONE || !(p->cases & CB_CASE_ACCUSATIVE) ||
            (p->role == CB_ROLE_SUBJECT && !outlet))
            continue;
        items = cb_phrase_items(f, phrase);
        if (cb_cited_in(f, cb_stretch_span(&f->stretch, items.first, items.end)) == CB_NONE)
            return items;
    }
    return (struct cb_phrase){0, 0};
}

/* zitiert „theregister.com“ den CEO: the second phrase behind the verb. */
static struct cb_phrase quoted_person(const struct cb_claim_finder *f, const struct cb_frame *frame)
{
    const struct cb_segment *s = segment_at(f, frame->segment);
    struct cb_phrase phrase = {0, 0};

    if (frame->predicate.passive) { /* wird er von „theregister.com“ zitiert */
        uint32_t i = s->finite + 1;
        phrase = without_agent(f, cb_phrase_at(f, i, s->end));
        if (!cb_phrase_is_empty(phrase) && !(cb_stretch_word(&f->stretch, i).classes & CB_WORD_PREPOSITION))
            return cb_phrase_with_apposition(f, phrase);
        return s->kind == CB_SEGMENT_MAIN ? cb_phrase_at(f, s->start, s->finite)
                                          : cb_phrase_at(f, s->start + 1, s->finite);
    }
    phrase = object_of(f, frame->segment);
    if (!cb_phrase_is_empty(phrase))
        return phrase;
    if (cb_phrase_is_empty(frame->subject))
        return phrase;
    if (frame->subject.first > s->finite)
        return cb_phrase_at(f, frame->subject.end, s->end);
    return cb_phrase_at(f, s->finite + 1, s->end);
}

struct cb_phrase cb_frame_speaker(const struct cb_claim_finder *f, const struct cb_frame *frame)
{
    if (has_lemma(&frame->predicate, CB_STR("zitieren")))
        return quoted_person(f, frame);
    if (frame->predicate.row && (frame->predicate.uses & CB_USE_IMPERSONAL))
        return document_in(f, frame->segment);
    if (!cb_phrase_is_empty(frame->subject) && frame->subject.end == frame->subject.first + 1) {
        struct cb_str word = cb_stretch_lower(&f->stretch, frame->subject.first);
        if (cb_str_eq(word, CB_STR("es")))
            return (struct cb_phrase){0, 0};
    }
    return frame->subject;
}

void cb_frame_apply(const struct cb_claim_finder *f, const struct cb_frame *frame,
                    struct cb_claim_draft *draft)
{
    struct cb_phrase speaker = cb_frame_speaker(f, frame);

    draft->cue_count = 0;
    cb_draft_cue(f, draft, &frame->predicate);
    draft->speaker = cb_stretch_span(&f->stretch, speaker.first, speaker.end);
    draft->addressee = (struct cb_span){0, 0};
    if (!has_lemma(&frame->predicate, CB_STR("zitieren")))
        draft->addressee = cb_stretch_span(&f->stretch, frame->addressee.first, frame->addressee.end);
    draft->medium = frame->predicate.row ? cb_predicate_medium(&frame->predicate) : CB_MEDIUM_SPEECH;
    draft->act = frame->predicate.row ? cb_predicate_act(&frame->predicate) : CB_ACT_SAY;
    draft->passive = frame->predicate.passive || (frame->predicate.uses & CB_USE_IMPERSONAL);
}
