/* One proposition: its words, its lemma and what its frame says of it. */
#include "extract/proposition_facts.h"

static struct cb_span span_of(const struct cb_propositions_finder *f, struct cb_range words)
{
    return cb_tokens_span(f->doc, words.first, words.last);
}

static cb_status set_predicate(struct cb_propositions_finder *f, const struct cb_predicate_words *words,
                               struct cb_proposition *p, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_span *spans = CB_NEW_ARRAY(f->doc->arena, struct cb_span, words->count);

    CB_TRY_NEW(spans);
    for (uint32_t k = 0; k < words->count; k++)
        spans[k] = span_of(f, words->parts[k]);
    p->predicate = spans;
    p->predicate_count = words->count;
done:
    return rc;
}

static void widen(struct cb_span *span, struct cb_span by)
{
    if (cb_span_is_empty(by))
        return;
    span->start = by.start < span->start ? by.start : span->start;
    span->end = by.end > span->end ? by.end : span->end;
}

static bool overlap(struct cb_range a, struct cb_range b)
{
    return a.first <= b.last && b.first <= a.last;
}

static bool fits(const struct cb_making *m, const struct cb_slot *object)
{
    uint32_t sentence = cb_pf_token(m->f, m->subject.words.first)->sentence;

    if (overlap(m->subject.words, object->words) ||
        cb_pf_token(m->f, object->words.last)->sentence != sentence)
        return false;
    for (uint32_t k = 0; k < m->words.count; k++)
        if (overlap(m->words.parts[k], object->words) || overlap(m->words.parts[k], m->subject.words) ||
            cb_pf_token(m->f, m->words.parts[k].first)->sentence != sentence)
            return false;
    return true;
}

/* The lemma; for the words of a support verb that of the verb they mean, where the phrase behind them is one
 * that it takes: 'Kritik üben an' = 'kritisieren'. */
static struct cb_str lemma_of(const struct cb_making *m, const struct cb_slot *object)
{
    const struct cb_list_row *row = m->support;
    uint32_t preposition =
        object->phrase == CB_NONE ? CB_NONE : cb_pf_phrase(m->f, object->phrase)->preposition;
    struct cb_str plain, wanted;

    if (!row)
        return m->lemma;
    plain = row->fields[CB_SUPPORT_VERB_LEMMA];
    wanted = row->fields[CB_SUPPORT_VERB_PREPOSITION];
    if (preposition == CB_NONE || object->phrase == m->supporting ||
        (wanted.len > 0 && cb_str_eq(cb_pf_token(m->f, preposition)->lemma, wanted)))
        return plain;
    return cb_arena_join_words(m->f->doc->arena, plain, cb_pf_token(m->f, preposition)->lemma);
}

/* Without the negation. */
static cb_status add_instead(const struct cb_making *m, const struct cb_slot *object, struct cb_err *err)
{
    struct cb_frame_of frame = *m->frame;
    struct cb_making one = *m;

    frame.negated = false;
    one.frame = &frame;
    cb_slot_drop(&one.words, m->f->doc->clauses.items[frame.clause].negation);
    return cb_making_add(&one, object, err);
}

cb_status cb_making_add(const struct cb_making *m, const struct cb_slot *object, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_propositions_finder *f = m->f;
    struct cb_proposition *p;
    bool denied = m->frame && m->frame->negated;

    if (denied && cb_slot_is_instead(f, object))
        return add_instead(m, object, err);
    if (f->left == 0 || m->words.count == 0 || !fits(m, object))
        goto done;
    f->left--;
    p = CB_PUSH(f->doc->arena, &f->facts->propositions);
    CB_TRY_NEW(p);
    *p = (struct cb_proposition){.subject = span_of(f, m->subject.words),
                                 .object = span_of(f, object->words),
                                 .lemma = lemma_of(m, object),
                                 .subject_entity = cb_slot_entity(f, &m->subject),
                                 .object_entity = cb_slot_entity(f, object),
                                 .claim = CB_NONE,
                                 .rule = m->rule};
    CB_TRY_NEW(p->lemma.ptr);
    CB_TRY(set_predicate(f, &m->words, p, err));
    if (object->preposition != CB_NONE)
        p->preposition = cb_pf_token(f, object->preposition)->span;
    if (m->frame) {
        p->negated = denied;
        p->passive = m->frame->passive;
        p->modality = m->frame->modality;
        p->act = cb_frame_act(f, m->frame);
        if (m->support) /* 'übte Kritik' */
            p->act = cb_lemma_act(f, m->support->fields[CB_SUPPORT_VERB_LEMMA]);
    }
    p->span = p->subject;
    widen(&p->span, p->object);
    widen(&p->span, p->preposition);
    for (uint32_t k = 0; k < p->predicate_count; k++)
        widen(&p->span, p->predicate[k]);
done:
    return rc;
}
