/* Speech summed up ("Die Firma forderte eine schnellere Entscheidung."), and what the article itself asserts.
 */
#include "extract/claims.h"

static bool is_headline(const struct cb_claim_finder *f)
{
    enum cb_passage_kind kind = f->doc->passages.items[f->stretch.passage].kind;

    return kind == CB_PASSAGE_HEADLINE || kind == CB_PASSAGE_SUBHEADING;
}

/* forderte drei Todesopfer: nobody says that. */
static bool is_toll(const struct cb_claim_finder *f, uint32_t item)
{
    const struct cb_list_row *row = cb_stretch_row(&f->stretch, item, CB_LIST_FRAMES);

    return row && cb_field_has(row->fields[CB_FRAME_USE], CB_STR("toll"));
}

/* sprach von, warnt vor, pocht auf: some verbs sum up only with their preposition, which the list names. */
static bool has_object(const struct cb_claim_finder *f, uint32_t segment, const struct cb_predicate *p)
{
    const struct cb_segment *s = &f->stretch.segments.items[segment];
    bool found = !cb_predicate_governs(p, CB_STR(""));

    for (uint32_t i = s->start; i < s->end; i++) {
        if (i == p->finite || f->stretch.items.items[i].kind != CB_ITEM_WORD)
            continue;
        if (is_toll(f, i))
            return false;
        found = found || cb_predicate_governs(p, cb_stretch_lower(&f->stretch, i));
    }
    return found;
}

/* Somebody says it: no passive without an agent, no "dies", "das". */
static bool is_somebody(const struct cb_claim_finder *f, const struct cb_frame *frame)
{
    static const struct cb_str THINGS[] = {CB_STR_INIT("dies"), CB_STR_INIT("das"), CB_STR_INIT("es"),
                                           CB_STR_INIT("dieses"), CB_STR_INIT("was")};

    if (cb_phrase_is_empty(frame->subject))
        return false;
    for (size_t i = 0; i < sizeof THINGS / sizeof *THINGS && frame->subject.end == frame->subject.first + 1;
         i++)
        if (cb_stretch_is(&f->stretch, frame->subject.first, THINGS[i]))
            return false;
    return true;
}

/* The main clause whose verb sums up what its subject says; CB_NONE when there is none. */
static uint32_t summing_segment(const struct cb_claim_finder *f, struct cb_frame *frame)
{
    for (uint32_t s = 0; s < f->stretch.segments.count; s++) {
        if (f->stretch.segments.items[s].kind != CB_SEGMENT_MAIN)
            continue;
        if (cb_frame_read(f, s, frame) && frame->kind == CB_FRAME_VERB &&
            (frame->predicate.uses & CB_USE_OBJECT) && !(frame->predicate.uses & CB_USE_IMPERSONAL) &&
            !(frame->predicate.negated && cb_predicate_act(&frame->predicate) == CB_ACT_CONFIRM) &&
            has_object(f, s, &frame->predicate) && is_somebody(f, frame))
            return s;
    }
    return CB_NONE;
}

static cb_status add_reported(struct cb_claim_finder *f, const struct cb_frame *frame, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_REPORTED, .rule = "de.claim.speech-act"};
    cb_status rc;

    cb_frame_apply(f, frame, &draft);
    draft.cue_count = 0; /* the whole sentence is the claim: it has no frame of its own */
    draft.claim[draft.claim_count++] = cb_tokens_span(f->doc, f->stretch.first, f->stretch.last);
    CB_TRY(cb_claim_add(f, &draft, err));
    CB_TRY(cb_nested_find(f, err));
done:
    return rc;
}

/* ---- stated ---- */

static size_t first_figure(const struct cb_facts *facts, uint32_t offset)
{
    size_t low = 0, high = facts->figures.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (facts->figures.items[middle].span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* An entity and a figure, in a whole sentence of the body: can be checked. */
static bool is_checkable(const struct cb_claim_finder *f, struct cb_span stretch)
{
    size_t m = cb_mention_from(f->facts, stretch.start), g = first_figure(f->facts, stretch.start);
    bool named = m < f->facts->mentions.count && f->facts->mentions.items[m].span.start < stretch.end;
    bool counted = g < f->facts->figures.count && f->facts->figures.items[g].span.start < stretch.end;

    if (f->doc->passages.items[f->stretch.passage].kind != CB_PASSAGE_BODY || !named || !counted)
        return false;
    for (uint32_t s = 0; s < f->stretch.segments.count; s++)
        if (f->stretch.segments.items[s].kind == CB_SEGMENT_MAIN &&
            (f->stretch.segments.items[s].forms & CB_VERB_FORM_INDICATIVE)) /* könnte: nothing to check */
            return cb_stretch_sign(&f->stretch, (uint32_t)f->stretch.items.count - 1) != '?';
    return false;
}

static cb_status add_stated(struct cb_claim_finder *f, struct cb_span stretch, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = CB_CLAIM_STATED, .rule = "any.claim.stated"};

    draft.claim[draft.claim_count++] = stretch;
    return cb_claim_add(f, &draft, err);
}

void cb_stated_drop(struct cb_claim_finder *f, struct cb_span span)
{
    struct cb_facts *facts = f->facts;
    const struct cb_claim *last = facts->claims.count ? &facts->claims.items[facts->claims.count - 1] : NULL;

    if (!last || last->kind != CB_CLAIM_STATED || last->span.start != span.start)
        return;
    facts->claims.count--;
    while (facts->claim_spans.count > 0 &&
           facts->claim_spans.items[facts->claim_spans.count - 1].claim == facts->claims.count)
        facts->claim_spans.count--;
    f->stretch_claims = facts->claims.count;
}

cb_status cb_stated_find(struct cb_claim_finder *f, struct cb_err *err)
{
    struct cb_span stretch = cb_tokens_span(f->doc, f->stretch.first, f->stretch.last);

    if (f->facts->claims.count > f->stretch_claims || f->taken[f->stretch.first] || !is_checkable(f, stretch))
        return CB_OK;
    return add_stated(f, stretch, err);
}

cb_status cb_reported_find(struct cb_claim_finder *f, struct cb_err *err)
{
    struct cb_frame frame;

    if (f->facts->claims.count > f->stretch_claims || f->taken[f->stretch.first])
        return CB_OK;
    if (summing_segment(f, &frame) == CB_NONE || (is_headline(f) && frame.predicate.passive))
        return CB_OK;
    return add_reported(f, &frame, err);
}
