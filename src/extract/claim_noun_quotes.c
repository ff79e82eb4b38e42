/* A noun beside a quotation says that it is one: mit den Worten „...“, die Parole „...“; „...“, mit diesen
 * Worten.
 */
#include "extract/claims.h"

enum { NEAR = 4 };

/* The row of a noun for something said or written. */
static const struct cb_list_row *quoting_noun(const struct cb_claim_finder *f, uint32_t item)
{
    const struct cb_list_row *row;

    if (item >= f->stretch.items.count || f->stretch.items.items[item].kind != CB_ITEM_WORD ||
        !(cb_stretch_flags(&f->stretch, item) & CB_TOKEN_CAPITAL))
        return NULL;
    row = cb_stretch_row(&f->stretch, item, CB_LIST_FRAMES);
    if (!row || !(cb_field_has(row->fields[CB_FRAME_USE], CB_STR("statement")) ||
                  cb_field_has(row->fields[CB_FRAME_USE], CB_STR("quoted"))))
        return NULL;
    return row;
}

/* „...“, mit diesen Worten: the noun of a phrase with mit right behind the quotation; CB_NONE. */
static uint32_t noun_behind(const struct cb_claim_finder *f, uint32_t quote)
{
    uint32_t i = quote + 1;

    if (cb_stretch_sign(&f->stretch, i) == ',')
        i++;
    if (!cb_stretch_is(&f->stretch, i, CB_STR("mit")))
        return CB_NONE;
    for (uint32_t n = i + 1; n < i + NEAR; n++)
        if (quoting_noun(f, n))
            return n;
    return CB_NONE;
}

/* The first item of the noun's phrase, its preposition included. */
static uint32_t phrase_first(const struct cb_claim_finder *f, uint32_t noun, uint32_t start)
{
    uint32_t opens = CB_WORD_DETERMINER | CB_WORD_OBLIQUE | CB_WORD_POSSESSIVE | CB_WORD_PREPOSITION;
    uint32_t first = noun;

    for (uint32_t i = noun; i > start && i + NEAR > noun; i--)
        if (cb_stretch_word(&f->stretch, i - 1).classes & opens)
            first = i - 1;
    return first;
}

static struct cb_phrase speaker_of(const struct cb_claim_finder *f, uint32_t segment, uint32_t noun)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];
    struct cb_predicate verb = {.finite = s->finite};
    struct cb_phrase subject, addressee;

    if (s->finite == CB_NONE)
        return (struct cb_phrase){0, 0};
    subject = cb_phrase_subject(f, segment, &verb, &addressee);
    return subject.first <= noun && noun < subject.end ? (struct cb_phrase){0, 0} : subject;
}

static cb_status add_quote(struct cb_claim_finder *f, uint32_t quote, uint32_t noun, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_DIRECT, .rule = "de.claim.quotation-noun"};
    uint32_t segment = cb_stretch_segment(&f->stretch, noun);
    const struct cb_segment *s = &f->stretch.segments.items[segment];
    const struct cb_list_row *row = quoting_noun(f, noun);
    struct cb_phrase speaker = speaker_of(f, segment, noun);
    uint32_t cue = phrase_first(f, noun, s->start);

    cb_draft_claim(f, &draft, quote, quote + 1);
    if (quote > s->first)
        cb_draft_frame(f, &draft, s->first, quote);
    if (quote + 1 < s->end)
        cb_draft_frame(f, &draft, quote + 1, cb_stretch_trim(&f->stretch, quote + 1, s->end));
    draft.cue[draft.cue_count++] = cb_stretch_span(&f->stretch, cue, noun + 1);
    draft.speaker = cb_stretch_span(&f->stretch, speaker.first, speaker.end);
    draft.medium = CB_MEDIUM_SPEECH;
    draft.act = CB_ACT_SAY;
    cb_medium_by_name(row->fields[CB_FRAME_MEDIUM], &draft.medium);
    cb_act_by_name(row->fields[CB_FRAME_ACT], &draft.act);
    return cb_claim_add(f, &draft, err);
}

cb_status cb_noun_quote_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t i = 0; i < f->stretch.items.count; i++) {
        uint32_t noun;
        if (f->stretch.items.items[i].kind != CB_ITEM_QUOTE || !cb_quotation_is_sentence(f, i) ||
            cb_items_taken(f, i, i + 1, CB_TAKEN_CLAIM | CB_TAKEN_FRAME))
            continue;
        noun = i > 0 && quoting_noun(f, i - 1) ? i - 1 : noun_behind(f, i);
        if (noun != CB_NONE)
            CB_TRY(add_quote(f, i, noun, err));
    }
done:
    return rc;
}
