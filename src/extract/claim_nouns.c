/* Nouns that report: die Forderung, ...; ist der Meinung, dass ...; die Begründung: ... */
#include "extract/claims.h"

enum { NOUN_BACK = 12, WORDS_BEHIND = 3 };

struct noun {
    uint32_t item;
    uint32_t first;         /* of its noun phrase, with article and adjectives */
    struct cb_phrase owner; /* der Minister in "die Forderung des Ministers" */
    const struct cb_list_row *row;
};

static const struct cb_list_row *statement_row(const struct cb_claim_finder *f, uint32_t item)
{
    const struct cb_list_row *row;

    if (f->stretch.items.items[item].kind != CB_ITEM_WORD ||
        !(cb_stretch_flags(&f->stretch, item) & CB_TOKEN_CAPITAL))
        return NULL;
    row = cb_stretch_row(&f->stretch, item, CB_LIST_FRAMES);
    return row && cb_field_has(row->fields[CB_FRAME_USE], CB_STR("statement")) ? row : NULL;
}

static uint32_t noun_first(const struct cb_claim_finder *f, uint32_t item, uint32_t start)
{
    uint32_t opens = CB_WORD_DETERMINER | CB_WORD_OBLIQUE | CB_WORD_POSSESSIVE;

    for (uint32_t i = item; i > start && i + 4 > item; i--) {
        struct cb_word word = cb_stretch_word(&f->stretch, i - 1);
        if (word.classes & opens)
            return i - 1;
        if (word.classes & (CB_WORD_PREPOSITION | CB_WORD_PRONOUN) ||
            (cb_stretch_flags(&f->stretch, i - 1) & CB_TOKEN_CAPITAL))
            break;
    }
    return item;
}

/* Only verb parts may stand between the noun (with its owner) and the comma: "den Vorwurf erhoben, ...". */
static bool only_verbs(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    if (end > first + WORDS_BEHIND)
        return false;
    for (uint32_t i = first; i < end; i++) {
        struct cb_word word = cb_stretch_word(&f->stretch, i);
        if (!(word.forms || (word.classes & (CB_WORD_PARTICLE | CB_WORD_CORRELATE | CB_WORD_ADVERB))))
            return false;
    }
    return true;
}

/* nach Angaben, laut Bericht: a phrase that the prepositions' file reads. */
static bool is_according(const struct cb_claim_finder *f, uint32_t first, uint32_t start)
{
    const struct cb_list_row *row =
        first > start ? cb_stretch_row(&f->stretch, first - 1, CB_LIST_FRAMES) : NULL;

    return row && (cb_field_has(row->fields[CB_FRAME_USE], CB_STR("preposition")) ||
                   cb_field_has(row->fields[CB_FRAME_USE], CB_STR("preposition_noun")));
}

/* The reporting noun that segment `segment` ends with. */
static bool read_noun(const struct cb_claim_finder *f, uint32_t segment, struct noun *out)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];
    uint32_t back = s->end > s->start + NOUN_BACK ? s->end - NOUN_BACK : s->start;

    for (uint32_t i = s->end; i > back; i--) {
        struct cb_phrase owner;
        *out = (struct noun){.item = i - 1, .row = statement_row(f, i - 1)};
        if (!out->row)
            continue;
        out->first = noun_first(f, out->item, s->start);
        if (is_according(f, out->first, s->start))
            return false;
        if (only_verbs(f, i, s->end))
            return true;
        owner = cb_phrase_at(f, out->first, s->end);
        if (owner.end <= i && cb_phrase_is_genitive(f, i))
            owner.end = cb_phrase_at(f, i, s->end).end;
        if (cb_phrase_is_empty(owner) || owner.end <= i || !only_verbs(f, owner.end, s->end))
            return false;
        out->owner = (struct cb_phrase){i, owner.end};
        if (cb_stretch_word(&f->stretch, i).classes & CB_WORD_PREPOSITION)
            out->owner.first++; /* die Forderung von Peter */
        return true;
    }
    return false;
}

bool cb_noun_ends(const struct cb_claim_finder *f, uint32_t segment)
{
    struct noun noun;

    return read_noun(f, segment, &noun);
}

static uint32_t uses_of(const struct noun *noun)
{
    uint32_t uses = CB_USE_DASS | CB_USE_INFINITIVE;

    return cb_str_eq(noun->row->fields[CB_FRAME_ACT], CB_STR("ask")) ? uses | CB_USE_QUESTION : uses;
}

/* ist der Meinung: the verb belongs to the cue where the noun's speaker is the subject of that verb. */
static void add_cue(const struct cb_claim_finder *f, struct cb_claim_draft *draft, const struct cb_segment *s,
                    const struct noun *noun)
{
    struct cb_span words = cb_stretch_span(&f->stretch, noun->first, noun->item + 1);

    if (cb_phrase_is_empty(noun->owner) && s->kind == CB_SEGMENT_MAIN && s->finite != CB_NONE &&
        s->finite < noun->first) {
        struct cb_span verb = cb_stretch_span(&f->stretch, s->finite, s->finite + 1);
        if (noun->first > s->finite + 1 &&
            (cb_stretch_word(&f->stretch, noun->first - 1).classes & CB_WORD_PREPOSITION))
            words.start =
                cb_stretch_span(&f->stretch, noun->first - 1, noun->first).start; /* zu dem Schluss */
        if (words.start == cb_stretch_span(&f->stretch, s->finite + 1, s->finite + 2).start)
            words.start = verb.start;
        else
            draft->cue[draft->cue_count++] = verb;
        if (noun->item + 1 < s->end)
            words.end = cb_stretch_span(&f->stretch, noun->item + 1, s->end).end;
    }
    draft->cue[draft->cue_count++] = words;
}

static struct cb_phrase speaker_of(const struct cb_claim_finder *f, uint32_t segment, const struct noun *noun)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];
    struct cb_predicate verb = {.finite = s->finite};
    struct cb_phrase subject, addressee;

    if (!cb_phrase_is_empty(noun->owner))
        return cb_phrase_with_apposition(f, noun->owner);
    if (s->finite == CB_NONE)
        return (struct cb_phrase){0, 0};
    if (cb_predicate_read(f, segment, &verb) &&
        (cb_predicate_act(&verb) == CB_ACT_DENY || cb_predicate_act(&verb) == CB_ACT_REJECT))
        return (struct cb_phrase){0, 0}; /* what he disputes somebody else said */
    verb = (struct cb_predicate){.finite = s->finite};
    subject = cb_phrase_subject(f, segment, &verb, &addressee);
    if (subject.first <= noun->item && noun->item < subject.end)
        return (struct cb_phrase){0, 0}; /* the noun itself is the subject */
    return subject;
}

static cb_status add_noun(struct cb_claim_finder *f, uint32_t segment, const struct noun *noun,
                          struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = "de.claim.reporting-noun"};
    const struct cb_segment *s = &f->stretch.segments.items[segment], *said = s + 1;
    uint32_t end = cb_said_end(f, segment + 1, true);
    struct cb_phrase speaker = speaker_of(f, segment, noun);

    if (cb_phrase_is_empty(speaker) && said->kind == CB_SEGMENT_QUESTION)
        return CB_OK; /* Die Frage ist, ob ...: nobody asks it */

    cb_draft_claim(f, &draft, said->first, end);
    cb_draft_frame(f, &draft, s->first, said->first);
    add_cue(f, &draft, s, noun);
    draft.speaker = cb_stretch_span(&f->stretch, speaker.first, speaker.end);
    cb_medium_by_name(noun->row->fields[CB_FRAME_MEDIUM], &draft.medium);
    cb_act_by_name(noun->row->fields[CB_FRAME_ACT], &draft.act);
    return cb_claim_add(f, &draft, err);
}

/* "Die Begründung: Das Geld fehlt." The one who spoke before gives it. */
static cb_status add_colon(struct cb_claim_finder *f, const struct noun *noun, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_INDIRECT, .rule = "de.claim.reporting-noun-colon"};
    const struct cb_segment *s = &f->stretch.segments.items[0];
    struct cb_phrase speaker = noun->owner;

    cb_draft_claim(f, &draft, s[1].first, cb_said_end(f, 1, false));
    cb_draft_frame(f, &draft, s->first, s[1].first);
    draft.cue[draft.cue_count++] = cb_stretch_span(&f->stretch, noun->first, noun->item + 1);
    draft.speaker = cb_stretch_span(&f->stretch, speaker.first, speaker.end);
    if (cb_phrase_is_empty(speaker) && f->talk.claim != CB_NONE) {
        draft.inherited = true;
        draft.speaker = f->talk.speaker;
    }
    cb_medium_by_name(noun->row->fields[CB_FRAME_MEDIUM], &draft.medium);
    cb_act_by_name(noun->row->fields[CB_FRAME_ACT], &draft.act);
    return cb_claim_add(f, &draft, err);
}

cb_status cb_noun_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_segments *segments = &f->stretch.segments;
    struct noun noun;

    for (uint32_t s = 0; s + 1 < segments->count; s++) {
        const struct cb_segment *next = &segments->items[s + 1];
        if (cb_items_taken(f, segments->items[s].first, segments->items[s].end,
                           CB_TAKEN_CLAIM | CB_TAKEN_FRAME) ||
            !read_noun(f, s, &noun))
            continue;
        if (s == 0 && next->sign == ':' && segments->items[s].kind == CB_SEGMENT_FRAGMENT &&
            noun.first == 0 && next->finite != CB_NONE &&
            !cb_items_taken(f, next->first, next->end, CB_TAKEN_CLAIM | CB_TAKEN_FRAME))
            CB_TRY(add_colon(f, &noun, err));
        else if (next->sign == ',' && cb_is_said(f, s + 1, uses_of(&noun)))
            CB_TRY(add_noun(f, s, &noun, err));
    }
done:
    return rc;
}
