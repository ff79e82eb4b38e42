/* Speech without a reporting clause: the subjunctive that goes on with what somebody said, and the "soll" of
 * hearsay. */
#include "extract/claims.h"

enum { FAR_STRETCHES = 3, FAR_SUBJUNCTIVE = 10 };

static bool is_subjunctive_2(const struct cb_segment *s)
{
    return (s->forms & CB_VERB_FORM_SUBJUNCTIVE_2) &&
           !(s->forms & (CB_VERB_FORM_INDICATIVE | CB_VERB_FORM_SUBJUNCTIVE_1));
}

/* hätten, wären, würden stand in where habe, seien, werde look like the indicative; könnte and müsste need
 * not. */
static bool is_stand_in(const struct cb_claim_finder *f, const struct cb_segment *s)
{
    uint32_t classes = cb_stretch_word(&f->stretch, s->finite).classes;

    return is_subjunctive_2(s) && (classes & (CB_WORD_HAVE | CB_WORD_BE | CB_WORD_BECOME));
}

static bool talk_is_near(const struct cb_claim_finder *f)
{
    return f->talk.claim != CB_NONE && f->stretch_number - f->talk.stretch <= FAR_STRETCHES;
}

/* The main verb of the stretch: the first clause that is no subordinate one. */
static const struct cb_segment *main_clause(const struct cb_claim_finder *f)
{
    for (uint32_t s = 0; s < f->stretch.segments.count; s++)
        if (f->stretch.segments.items[s].kind == CB_SEGMENT_MAIN)
            return &f->stretch.segments.items[s];
    return NULL;
}

static bool is_first_person(const struct cb_claim_finder *f, const struct cb_segment *s)
{
    for (uint32_t i = s->first; i < s->end; i++)
        if (cb_stretch_is(&f->stretch, i, CB_STR("ich")) || cb_stretch_is(&f->stretch, i, CB_STR("wir")))
            return true;
    return false;
}

/* soll ... gewesen sein, sollen ... gestohlen haben: hearsay beyond doubt, where "soll" alone may be a plan.
 */
static bool is_past(const struct cb_claim_finder *f, const struct cb_segment *s)
{
    uint32_t end = cb_stretch_trim(&f->stretch, s->first, s->end);
    struct cb_word last = cb_stretch_word(&f->stretch, end - 1),
                   before = cb_stretch_word(&f->stretch, end - 2);

    return (last.classes & (CB_WORD_HAVE | CB_WORD_BE)) && (before.forms & CB_VERB_FORM_PARTICIPLE);
}

/* Which kind of free speech the stretch is; CB_CLAIM_STATED when it is none. */
static enum cb_claim_kind free_kind(const struct cb_claim_finder *f)
{
    const struct cb_segment *s = main_clause(f);
    uint32_t classes;

    if (!s || s->finite == CB_NONE || is_first_person(f, s))
        return CB_CLAIM_STATED;
    if (cb_segment_is_reported(s))
        return CB_CLAIM_INDIRECT_FREE_INDIRECT;
    if (is_stand_in(f, s) && talk_is_near(f) && f->stretch_number - f->talk.stretch <= 1)
        return CB_CLAIM_INDIRECT_FREE_INDIRECT;
    classes = cb_stretch_word(&f->stretch, s->finite).classes;
    if ((classes & CB_WORD_SHALL) && (s->forms & CB_VERB_FORM_PRESENT) && (talk_is_near(f) || is_past(f, s)))
        return CB_CLAIM_FREE_INDIRECT;
    return CB_CLAIM_STATED;
}

bool cb_free_extend(struct cb_claim_finder *f, enum cb_claim_kind kind)
{
    struct cb_claim *claim;
    uint32_t end = f->doc->tokens.items[f->stretch.last].span.end;

    if (f->free_claim == CB_NONE || f->free_stretch + 1 != f->stretch_number)
        return false;
    claim = &f->facts->claims.items[f->free_claim];
    if (claim->kind != kind)
        return false;
    claim->span.end = end;
    f->facts->claim_spans.items[f->free_span].span.end = end;
    f->free_stretch = f->talk.stretch = f->stretch_number;
    for (uint32_t i = f->stretch.first; i <= f->stretch.last; i++)
        f->taken[i] |= CB_TAKEN_CLAIM;
    return true;
}

cb_status cb_free_add(struct cb_claim_finder *f, struct cb_claim_draft *draft, struct cb_err *err)
{
    cb_status rc;
    size_t span = f->facts->claim_spans.count;

    draft->claim[draft->claim_count++] = cb_tokens_span(f->doc, f->stretch.first, f->stretch.last);
    CB_TRY(cb_claim_add(f, draft, err));
    f->free_claim = (uint32_t)(f->facts->claims.count - 1);
    f->free_span = span;
    f->free_stretch = f->stretch_number;
done:
    return rc;
}

static cb_status add_free(struct cb_claim_finder *f, enum cb_claim_kind kind, struct cb_err *err)
{
    struct cb_claim_draft draft = {.kind = kind,
                                   .rule = kind == CB_CLAIM_FREE_INDIRECT ? "de.claim.hearsay-soll"
                                                                          : "de.claim.subjunctive",
                                   .medium = f->talk.medium ? f->talk.medium : CB_MEDIUM_SPEECH,
                                   .act = CB_ACT_SAY};

    if (cb_free_extend(f, kind))
        return CB_OK;
    if (talk_is_near(f) || (kind == CB_CLAIM_INDIRECT_FREE_INDIRECT && f->talk.claim != CB_NONE &&
                            f->stretch_number - f->talk.stretch <= FAR_SUBJUNCTIVE)) {
        draft.inherited = true;
        draft.speaker = f->talk.speaker;
    }
    return cb_free_add(f, &draft, err);
}

cb_status cb_free_find(struct cb_claim_finder *f, struct cb_err *err)
{
    cb_status rc = CB_OK;
    enum cb_claim_kind kind;

    if (f->facts->claims.count > f->stretch_claims)
        goto done;
    kind = free_kind(f);
    if (kind == CB_CLAIM_STATED)
        goto done;
    CB_TRY(add_free(f, kind, err));
    CB_TRY(cb_nested_find(f, err));
done:
    return rc;
}
