/* laut, nach Angaben von, zufolge, aus Sicht: the source stands in a phrase, the claim is the clause around
 * it. */
#include "extract/claims.h"

#include "lexicon/tag.h"

enum { PHRASE_ITEMS = 30, POSTPOSED_BACK = 16, SEGMENTS = 16, HEAD_ITEMS = 8 };

/* One phrase that names where something comes from. */
struct origin {
    uint32_t first, end;  /* items of the whole phrase */
    struct cb_phrase cue; /* laut; nach; zufolge */
    struct cb_phrase speaker;
    const struct cb_list_row *row; /* what it says about medium and act, or NULL */
    const char *rule;
};

static bool has_use(const struct cb_list_row *row, struct cb_str use)
{
    return row && cb_field_has(row->fields[CB_FRAME_USE], use);
}

/* The row of a noun like Angaben, or of a compound that ends with one (Polizeiangaben). */
static const struct cb_list_row *source_noun(const struct cb_claim_finder *f, uint32_t item)
{
    enum { SHORTEST = 4 };
    struct cb_str lower;
    uint64_t lengths;
    const struct cb_list_row *row;

    if (item >= f->stretch.items.count || f->stretch.items.items[item].kind != CB_ITEM_WORD ||
        !(cb_stretch_flags(&f->stretch, item) & CB_TOKEN_CAPITAL))
        return NULL;
    lower = cb_stretch_lower(&f->stretch, item);
    row = cb_stretch_row(&f->stretch, item, CB_LIST_FRAMES);
    lengths = cb_list_end_lengths(f->frames, lower);
    for (size_t i = 1; !has_use(row, CB_STR("source")) && i + SHORTEST < lower.len; i++)
        if (cb_lengths_have(lengths, lower.len - i) && ((unsigned char)lower.ptr[i] & 0xC0) != 0x80)
            row = cb_list_find(f->frames, cb_str_sub(lower, i, lower.len));
    return has_use(row, CB_STR("source")) ? row : NULL;
}

/* The first source noun of a phrase. */
static const struct cb_list_row *source_in(const struct cb_claim_finder *f, struct cb_phrase phrase)
{
    for (uint32_t i = phrase.first; i < phrase.end && i < phrase.first + HEAD_ITEMS; i++) {
        const struct cb_list_row *row = source_noun(f, i);
        if (row)
            return row;
    }
    return NULL;
}

/* Nothing but the phrase stands before the verb of a clause that it begins: "Laut einem Bericht vom Mai
 * wurden ..." */
static struct cb_phrase whole_phrase(const struct cb_claim_finder *f, uint32_t item, struct cb_phrase phrase)
{
    enum { GAP = 12 };
    uint32_t segment = cb_stretch_segment(&f->stretch, item);
    const struct cb_segment *s = &f->stretch.segments.items[segment];

    if (s->start == item && s->kind == CB_SEGMENT_MAIN && s->finite > phrase.end &&
        s->finite < phrase.end + GAP) {
        phrase.end = s->finite;
        return phrase;
    }
    if (s->start == item && s->kind == CB_SEGMENT_FRAGMENT && segment + 2 < f->stretch.segments.count &&
        s[1].sign == ',' && s[1].kind == CB_SEGMENT_FRAGMENT && s[2].sign == ',' &&
        s[2].kind == CB_SEGMENT_MAIN && s[2].finite == s[2].start) {
        phrase.end = s[1].end; /* Nach Angaben von Peter Beck, dem Dekan, befanden sich ... */
        return phrase;
    }
    return cb_phrase_with_apposition(f, phrase);
}

/* laut dem Bericht, nach Angaben der Polizei. */
static bool read_preposed(const struct cb_claim_finder *f, uint32_t item, const struct cb_list_row *row,
                          struct origin *out)
{
    bool noun = has_use(row, CB_STR("preposition_noun"));
    struct cb_phrase phrase = cb_phrase_at(f, item + 1, item + PHRASE_ITEMS);

    if (!noun && !has_use(row, CB_STR("preposition")))
        return false;
    if (cb_phrase_is_empty(phrase) && item + 1 < f->stretch.items.count &&
        f->stretch.items.items[item + 1].kind == CB_ITEM_QUOTE)
        phrase.end = item + 2; /* laut „Bloomberg“ */
    if (cb_phrase_is_empty(phrase) && !noun && cb_stretch_word(&f->stretch, item + 1).classes == 0 &&
        cb_stretch_sign(&f->stretch, item + 1) == 0 && item + 1 < f->stretch.items.count)
        phrase.end = item + 2; /* laut taz */
    if (cb_phrase_is_empty(phrase))
        return false;
    out->row = source_in(f, phrase);
    if (noun && !out->row)
        return false;
    phrase = whole_phrase(f, item, phrase);
    *out = (struct origin){item,   phrase.end, {item, item + 1},
                           phrase, out->row,   noun ? "de.claim.according-nach" : "de.claim.according-laut"};
    return true;
}

/* A source noun that has no article or adjective before it. */
static bool is_bare_noun(const struct cb_claim_finder *f, uint32_t item)
{
    struct cb_word before = item > 0 ? cb_stretch_word(&f->stretch, item - 1) : (struct cb_word){0, 0};

    return source_noun(f, item) != NULL && item > 0 &&
           !(before.classes & (CB_WORD_DETERMINER | CB_WORD_OBLIQUE)) &&
           (cb_stretch_flags(&f->stretch, item - 1) & CB_TOKEN_CAPITAL) &&
           !cb_phrase_is_person(f, item - 1) &&
           f->doc->tokens.items[f->stretch.items.items[item - 1].first].tag != CB_TAG_ADJ;
}

/* The phrases from `first` on as one, where they leave nothing out before `end`. */
static struct cb_phrase phrases_up_to(const struct cb_claim_finder *f, uint32_t first, uint32_t end)
{
    struct cb_phrase all = cb_phrase_at(f, first, end);

    while (!cb_phrase_is_empty(all) && all.end < end) {
        struct cb_phrase next = cb_phrase_at(f, all.end, end);
        if (cb_phrase_is_empty(next) || !cb_phrase_is_genitive(f, all.end))
            break;
        all.end = next.end;
    }
    return all;
}

/* der Polizei zufolge; meiner Meinung nach. */
static bool read_postposed(const struct cb_claim_finder *f, uint32_t item, uint32_t count,
                           const struct cb_list_row *row, struct origin *out)
{
    uint32_t from = item > POSTPOSED_BACK ? item - POSTPOSED_BACK : 0;
    bool noun = has_use(row, CB_STR("preposition_noun"));

    if (!noun && !has_use(row, CB_STR("postposition")))
        return false;
    for (uint32_t i = from; i < item; i++) {
        struct cb_phrase phrase = phrases_up_to(f, i, item);
        bool opens = i == 0 || !(cb_stretch_flags(&f->stretch, i - 1) & CB_TOKEN_CAPITAL) ||
                     f->stretch.items.items[i - 1].kind != CB_ITEM_WORD;
        if (phrase.end != item || cb_phrase_is_empty(phrase) || !opens ||
            (cb_stretch_word(&f->stretch, i).classes & CB_WORD_REFLEXIVE))
            continue;
        if (is_bare_noun(f, item - 1))
            phrase.first = i = item - 1; /* Berichten zufolge */
        out->row = source_in(f, phrase);
        if (noun && (!out->row || !has_use(out->row, CB_STR("source")) || item - i > 3))
            return false;
        *out = (struct origin){i,      item + count, {item, item + count},
                               phrase, out->row,     "de.claim.according-zufolge"};
        return true;
    }
    return false;
}

static bool read_origin(const struct cb_claim_finder *f, uint32_t item, struct origin *out)
{
    uint32_t count = 1, token = f->stretch.items.items[item].first;
    const struct cb_list_row *row;

    if (f->stretch.items.items[item].kind != CB_ITEM_WORD ||
        !cb_token_may_begin(&f->doc->tokens.items[token], CB_LIST_FRAMES))
        return false;
    *out = (struct origin){0};
    row = cb_list_match(f->frames, f->doc, token, f->stretch.last + 1, &count);
    if (!row)
        return false;
    if (has_use(row, CB_STR("view"))) {
        struct cb_phrase phrase = cb_phrase_at(f, item + count, item + PHRASE_ITEMS);
        *out =
            (struct origin){item, phrase.end, {item, item + count}, phrase, row, "de.claim.according-view"};
        return !cb_phrase_is_empty(phrase);
    }
    if (has_use(row, CB_STR("back"))) {
        *out = (struct origin){item, item + 1, {item, item + 1}, {0, 0}, row, "de.claim.according-demnach"};
        return true;
    }
    return read_preposed(f, item, row, out) || read_postposed(f, item, count, row, out);
}

/* ---- the clause around it ---- */

static const struct cb_segment *segment_at(const struct cb_claim_finder *f, uint32_t segment)
{
    return &f->stretch.segments.items[segment];
}

static bool is_free(const struct cb_claim_finder *f, const struct cb_segment *s)
{
    return !cb_items_taken(f, s->first, s->end, CB_TAKEN_CLAIM | CB_TAKEN_FRAME);
}

static bool is_bound(enum cb_segment_kind kind)
{
    return kind == CB_SEGMENT_RELATIVE || kind == CB_SEGMENT_SUBORDINATE || kind == CB_SEGMENT_DASS ||
           kind == CB_SEGMENT_QUESTION;
}

/* The first item of the clause that the phrase stands in. */
static uint32_t clause_first(const struct cb_claim_finder *f, uint32_t segment)
{
    uint32_t first = segment;

    if (is_bound(segment_at(f, segment)->kind))
        return segment_at(f, segment)->start;
    for (uint32_t n = 0; n < SEGMENTS && first > 0; n++) {
        const struct cb_segment *s = segment_at(f, first), *before = segment_at(f, first - 1);
        if (s->sign == ';' || s->sign == ':' || s->sign == '&' || !is_free(f, before))
            break;
        if (s->kind == CB_SEGMENT_MAIN && s->start > s->first)
            break; /* , und nach Angaben ... */
        if (s->kind == CB_SEGMENT_MAIN && before->kind == CB_SEGMENT_MAIN && s->finite != s->start)
            break;
        first--;
    }
    return segment_at(f, first)->first;
}

/* The end of that clause with what depends on it. */
static uint32_t clause_end(const struct cb_claim_finder *f, uint32_t segment)
{
    enum cb_segment_kind kind = segment_at(f, segment)->kind;
    uint32_t end = segment_at(f, segment)->end;

    for (uint32_t next = segment + 1; next < f->stretch.segments.count && next < segment + SEGMENTS; next++) {
        const struct cb_segment *s = segment_at(f, next);
        if (!is_free(f, s) || s->sign == ';')
            break;
        if (is_bound(kind) &&
            (s->kind == CB_SEGMENT_MAIN || s->kind == kind || s->kind == CB_SEGMENT_FRAGMENT))
            break;
        end = s->end;
    }
    return end;
}

static bool has_verb_outside(const struct cb_claim_finder *f, const struct origin *o, uint32_t first,
                             uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if ((i < o->first || i >= o->end) && cb_stretch_finite(&f->stretch, i))
            return true;
    return false;
}

bool cb_origin_in(const struct cb_claim_finder *f, uint32_t first, uint32_t end, struct cb_phrase *speaker,
                  struct cb_phrase *cue)
{
    struct origin origin;

    for (uint32_t i = first; i < end; i++) {
        if (!read_origin(f, i, &origin) || origin.end > end || cb_phrase_is_empty(origin.speaker))
            continue;
        *speaker = origin.speaker;
        *cue = origin.cue;
        return true;
    }
    return false;
}

/* nach eigenen Angaben: those of whoever the clause is about. */
static bool is_own(const struct cb_claim_finder *f, struct cb_phrase speaker)
{
    return !cb_phrase_is_empty(speaker) && f->stretch.items.items[speaker.first].kind == CB_ITEM_WORD &&
           cb_str_starts(cb_stretch_lower(&f->stretch, speaker.first), CB_STR("eigene"));
}

static struct cb_span own_subject(const struct cb_claim_finder *f, uint32_t segment)
{
    struct cb_predicate verb = {.finite = segment_at(f, segment)->finite};
    struct cb_phrase subject = {0, 0}, addressee;

    if (verb.finite != CB_NONE)
        subject = cb_phrase_subject(f, segment, &verb, &addressee);
    return cb_stretch_span(&f->stretch, subject.first, subject.end);
}

static cb_status add_origin(struct cb_claim_finder *f, const struct origin *o, struct cb_err *err)
{
    struct cb_claim_draft draft = {
        .kind = CB_CLAIM_INDIRECT, .rule = o->rule, .medium = CB_MEDIUM_SPEECH, .act = CB_ACT_SAY};
    uint32_t segment = cb_stretch_segment(&f->stretch, o->first),
             last = cb_stretch_segment(&f->stretch, o->end - 1);
    uint32_t first = clause_first(f, segment), end = clause_end(f, last);

    if (first < o->first && f->stretch.segments.items[segment].first == o->first &&
        f->stretch.segments.items[segment].sign != ',')
        first = o->first;
    if (!has_verb_outside(f, o, first, end))
        return CB_OK;
    if (o->row) {
        cb_medium_by_name(o->row->fields[CB_FRAME_MEDIUM], &draft.medium);
        cb_act_by_name(o->row->fields[CB_FRAME_ACT], &draft.act);
    }
    if (cb_stretch_word(&f->stretch, first).classes & CB_WORD_COORDINATOR && first < o->first)
        first++;
    cb_draft_claim(f, &draft, first, o->first);
    cb_draft_claim(f, &draft, o->end, end);
    cb_draft_frame(f, &draft, o->first, o->end);
    draft.cue[draft.cue_count++] = cb_stretch_span(&f->stretch, o->cue.first, o->cue.end);
    draft.speaker = cb_stretch_span(&f->stretch, o->speaker.first, o->speaker.end);
    if (is_own(f, o->speaker))
        draft.meant = own_subject(f, segment);
    if (cb_phrase_is_empty(o->speaker) && f->talk.claim != CB_NONE) {
        draft.inherited = true; /* demnach: according to whom was said before */
        draft.speaker = f->talk.speaker;
    }
    return cb_claim_add(f, &draft, err);
}

cb_status cb_prepositional_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct origin origin;

    for (uint32_t i = 0; i < f->stretch.items.count; i++) {
        if (cb_items_taken(f, i, i + 1, CB_TAKEN_CLAIM | CB_TAKEN_FRAME) || !read_origin(f, i, &origin))
            continue;
        CB_TRY(add_origin(f, &origin, err));
    }
done:
    return rc;
}
