/* Frames to propositions: each subject with each object and each phrase. */
#include "extract/propositions.h"

enum { DEPTH_MAX = 4 };

/* A proposition in the making: what all that a frame gives have in common. */
struct making {
    struct cb_propositions_finder *f;
    const struct cb_frame_of *frame; /* NULL inside a noun phrase */
    struct cb_slot subject;
    struct cb_predicate_words words;
    struct cb_str lemma;
    const char *rule;
    const struct cb_list_row *support; /* of the verb and the noun of `supporting`, or NULL */
    uint32_t supporting;
    bool with_preposition; /* of that noun: then its words are in `words` */
};

/* ---- one row ---- */

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

static bool fits(const struct making *m, const struct cb_slot *object)
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
static struct cb_str lemma_of(const struct making *m, const struct cb_slot *object)
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
    return cb_arena_printf(m->f->doc->arena, "%.*s %.*s", CB_STR_ARG(plain),
                           CB_STR_ARG(cb_pf_token(m->f, preposition)->lemma));
}

static cb_status add(const struct making *m, const struct cb_slot *object, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_propositions_finder *f = m->f;
    struct cb_proposition *p;

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
        p->negated = m->frame->negated;
        p->passive = m->frame->passive;
        p->modality = m->frame->modality;
        p->act = cb_frame_act(f, m->frame);
    }
    p->span = p->subject;
    widen(&p->span, p->object);
    widen(&p->span, p->preposition);
    for (uint32_t k = 0; k < p->predicate_count; k++)
        widen(&p->span, p->predicate[k]);
done:
    return rc;
}

/* ---- a phrase as object, and what hangs on it ---- */

static struct cb_str with_word(const struct cb_propositions_finder *f, struct cb_str lemma,
                               struct cb_str word)
{
    return word.len == 0 || !lemma.ptr
               ? lemma /* what had no memory once stays so */
               : cb_arena_printf(f->doc->arena, "%.*s %.*s", CB_STR_ARG(lemma), CB_STR_ARG(word));
}

static struct cb_str preposition_of(const struct cb_propositions_finder *f, uint32_t phrase)
{
    uint32_t token = cb_pf_phrase(f, phrase)->preposition;

    return token == CB_NONE ? (struct cb_str){0} : cb_pf_token(f, token)->lemma;
}

/* The words of a phrase join the predicate. */
static void extend(struct making *m, uint32_t phrase, bool with_preposition)
{
    struct cb_slot slot = cb_slot_of(m->f, phrase, true, CB_REACH_NOUN);

    if (slot.preposition != CB_NONE)
        cb_slot_add(&m->words, (struct cb_range){slot.preposition, slot.preposition});
    cb_slot_add(&m->words, slot.words);
    if (with_preposition)
        m->lemma = with_word(m->f, m->lemma, preposition_of(m->f, phrase));
    m->lemma = with_word(m->f, m->lemma, cb_pf_token(m->f, cb_pf_phrase(m->f, phrase)->head)->lemma);
}

static cb_status add_phrase(const struct making *m, uint32_t phrase, const char *rule, int depth,
                            struct cb_err *err);

/* What a relative pronoun stands for, with the preposition of the pronoun: 'das Werk, in dem er arbeitet'. */
static cb_status add_antecedent(const struct making *m, uint32_t antecedent, uint32_t pronoun,
                                struct cb_err *err)
{
    struct cb_slot object = cb_slot_of(m->f, antecedent, false, CB_REACH_OF);
    struct making one = *m;

    one.rule = "any.proposition.relative-object";
    if (pronoun != CB_NONE) {
        object.preposition = cb_pf_phrase(m->f, pronoun)->preposition;
        one.lemma = with_word(m->f, m->lemma, preposition_of(m->f, pronoun));
        if (!one.lemma.ptr)
            return cb_err_no_memory(err);
    }
    return add(&one, &object, err);
}

/* 'fordert | ein Gesetz über Chips': the phrase with one that follows it, as one object. */
static cb_status add_grown(const struct making *m, uint32_t phrase, uint32_t next, const char *rule,
                           struct cb_err *err)
{
    uint32_t members[CB_MEMBERS_MAX], count = cb_slot_members(m->f, next, members);
    struct making one = *m;
    struct cb_slot object = cb_slot_of(m->f, phrase, true, CB_REACH_ALL),
                   behind = cb_slot_of(m->f, next, true, CB_REACH_NOUN);

    object.words.last = behind.words.last;
    if (cb_pf_phrase(m->f, members[count - 1])->last > object.words.last)
        object.words.last = cb_pf_phrase(m->f, members[count - 1])->last; /* 'für Kinder und Eltern' */
    one.rule = rule;
    one.lemma = with_word(m->f, m->lemma, preposition_of(m->f, phrase));
    if (!one.lemma.ptr)
        return cb_err_no_memory(err);
    return add(&one, &object, err);
}

/* 'diente als Premierminister von | Australien'. */
static cb_status add_chains(const struct making *m, uint32_t phrase, int depth, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t k = m->f->child[phrase]; k != CB_NONE && depth < DEPTH_MAX; k = m->f->sibling[k]) {
        struct making next = *m;
        const struct cb_noun_phrase *p = cb_pf_phrase(m->f, k);
        if (p->role != CB_ROLE_ATTRIBUTE || p->first < cb_pf_phrase(m->f, phrase)->last ||
            cb_slot_belongs(m->f, k) || (k == m->supporting && m->with_preposition))
            continue;
        if (!m->f->english && !cb_pf_has_tag(m->f, p->head, CB_TAGGED(CB_TAG_PROPN))) {
            CB_TRY(add_grown(m, phrase, k, "any.proposition.chain", err));
            continue;
        }
        extend(&next, phrase, true);
        CB_TRY(add_phrase(&next, k, "any.proposition.chain", depth + 1, err));
    }
done:
    return rc;
}

/* The phrase and what is joined to it, each as the object, then what hangs on it. */
static cb_status add_phrase(const struct making *m, uint32_t phrase, const char *rule, int depth,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t members[CB_MEMBERS_MAX], count = cb_slot_members(m->f, phrase, members);

    for (uint32_t k = 0; k < count; k++) {
        struct cb_slot object = cb_slot_of(m->f, members[k], true, CB_REACH_OF);
        struct making one = *m;
        one.lemma = with_word(m->f, m->lemma, preposition_of(m->f, members[k]));
        CB_TRY_NEW(one.lemma.ptr);
        one.rule = rule;
        CB_TRY(add(&one, &object, err));
        CB_TRY(add_chains(m, members[k], depth, err));
    }
done:
    return rc;
}

/* ---- a frame ---- */

static bool is_direct(const struct making *m, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(m->f, phrase);

    if (p->preposition != CB_NONE || p->role == CB_ROLE_ADVERBIAL)
        return false;
    if (p->role == CB_ROLE_OBJECT || p->role == CB_ROLE_PREDICATE || p->role == CB_ROLE_DATIVE)
        return !(p->first == p->head && cb_pf_has_tag(m->f, p->head, CB_TAGGED(CB_TAG_NUM)) &&
                 p->last == p->head && p->role != CB_ROLE_PREDICATE);
    return cb_pf_has_tag(m->f, p->head, CB_TAGGED_NOUN);
}

/* 'benannt', 'involved': an adjective that is a verb's participle says little without its phrase. */
static bool is_participle(const struct making *m, uint32_t token)
{
    static const char *const BEGINNINGS[] = {"ge", "be", "ver", "ent", "er", "zer"};
    struct cb_str form = cb_pf_token(m->f, token)->lower;

    if (m->f->english)
        return cb_str_ends(form, CB_STR("ed"));
    for (size_t i = 0; i < sizeof BEGINNINGS / sizeof *BEGINNINGS; i++)
        if (cb_str_starts(form, cb_str_of(BEGINNINGS[i])))
            return cb_str_ends(form, CB_STR("t")) || cb_str_ends(form, CB_STR("en"));
    return false;
}

static bool has_oblique(const struct making *m)
{
    for (uint32_t k = 0; k < m->frame->argument_count; k++)
        if (cb_pf_phrase(m->f, m->frame->arguments[k])->preposition != CB_NONE)
            return true;
    return false;
}

/* 'lehnte es ab, ...': the pronoun only announces the clause. */
static bool is_correlate(const struct making *m, uint32_t phrase)
{
    return m->frame->content.first != CB_NONE &&
           cb_str_eq(cb_pf_token(m->f, cb_pf_phrase(m->f, phrase)->head)->lower,
                     m->f->english ? CB_STR("it") : CB_STR("es"));
}

static cb_status add_objects(struct making *m, uint32_t *object, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_frame_of *frame = m->frame;
    const char *rule = frame->copula ? "any.proposition.predicate" : "any.proposition.object";

    for (uint32_t k = 0; k < frame->argument_count; k++) {
        uint32_t phrase = frame->arguments[k];
        bool pronoun = phrase == frame->pronoun;
        if (!is_direct(m, phrase) || is_correlate(m, phrase))
            continue;
        if (*object == CB_NONE && !pronoun)
            *object = phrase;
        CB_TRY(pronoun ? add_antecedent(m, frame->antecedent, phrase, err)
                       : add_phrase(m, phrase, rule, 0, err));
    }
    if (frame->antecedent != CB_NONE && frame->pronoun == CB_NONE)
        CB_TRY(add_antecedent(m, frame->antecedent, CB_NONE, err));
    if (frame->adjective != CB_NONE && frame->copula &&
        !(is_participle(m, frame->adjective) && has_oblique(m))) {
        struct cb_slot slot = {{frame->degree, frame->adjective}, CB_NONE, CB_NONE, CB_NONE};
        m->rule = "any.proposition.predicate";
        CB_TRY(add(m, &slot, err));
    }
done:
    return rc;
}

static bool is_time(const struct cb_propositions_finder *f, uint32_t token)
{
    return cb_proposition_is(f, token, CB_STR("time"));
}

/* German does not show whether a phrase right behind a noun belongs to it; where its preposition is one that
 * nouns take, it is told with the noun. */
static bool grows(const struct making *m, uint32_t before, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(m->f, phrase), *left = cb_pf_phrase(m->f, before);

    if (m->f->english || p->preposition == CB_NONE || p->preposition > p->first || before == m->supporting ||
        cb_pf_has_tag(m->f, p->head,
                      CB_TAGGED(CB_TAG_NUM) | CB_TAGGED(CB_TAG_PRON) | CB_TAGGED(CB_TAG_PROPN)) ||
        cb_pf_has_tag(m->f, left->head, CB_TAGGED(CB_TAG_NUM) | CB_TAGGED(CB_TAG_PRON)) ||
        left->role == CB_ROLE_ADVERBIAL || is_time(m->f, left->head) || is_time(m->f, p->head))
        return false;
    if (cb_slot_of(m->f, before, true, CB_REACH_NOUN).words.last + 1 != p->preposition)
        return false;
    return cb_proposition_is(m->f, p->preposition, CB_STR("of-nouns"));
}

static cb_status add_obliques(struct making *m, struct cb_str lemma, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_frame_of *frame = m->frame;

    for (uint32_t k = 0; k < frame->argument_count; k++) {
        uint32_t phrase = frame->arguments[k];
        if (k > 0 &&
            cb_slot_of(m->f, frame->arguments[k - 1], true, CB_REACH_NOUN).words.last >=
                cb_pf_phrase(m->f, phrase)->first &&
            cb_pf_phrase(m->f, frame->arguments[k - 1])->first < cb_pf_phrase(m->f, phrase)->first)
            continue;
        if (phrase == frame->pronoun && !is_direct(m, phrase)) {
            CB_TRY(add_antecedent(m, frame->antecedent, phrase, err));
            continue;
        }
        if (is_direct(m, phrase) || cb_phrase_is_idle(m->f, phrase) ||
            (phrase == m->supporting && m->with_preposition))
            continue;
        if (k > 0 && grows(m, frame->arguments[k - 1], phrase)) {
            struct making whole = *m;
            if (!m->with_preposition)
                whole.words = frame->words;
            whole.lemma = lemma;
            CB_TRY(add_grown(&whole, frame->arguments[k - 1], phrase, "any.proposition.object", err));
            continue;
        }
        CB_TRY(add_phrase(m, phrase, "any.proposition.phrase", 0, err));
    }
done:
    return rc;
}

/* Is the phrase the noun of a support verb? Then the making knows: 'übte Kritik', 'stellt zur Verfügung', of
 * which the words join the predicate. */
static bool try_support(struct making *m, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(m->f, phrase);

    m->support = cb_frame_support(m->f, m->frame, phrase);
    if (!m->support)
        return false;
    m->supporting = phrase;
    m->with_preposition = p->preposition != CB_NONE;
    if (m->with_preposition)
        cb_slot_add(&m->words, cb_slot_of(m->f, phrase, true, CB_REACH_NOUN).words);
    return true;
}

static void find_support(struct making *m)
{
    for (uint32_t k = 0; k < m->frame->argument_count; k++) {
        uint32_t phrase = m->frame->arguments[k];
        if (try_support(m, phrase))
            return;
        for (uint32_t child = m->f->child[phrase]; child != CB_NONE; child = m->f->sibling[child])
            if (cb_pf_phrase(m->f, child)->role == CB_ROLE_ATTRIBUTE && try_support(m, child))
                return; /* 'stellt eine Halle | zur Verfügung', as if it hung on the noun */
    }
}

/* A clause without the marks around it. */
static struct cb_slot slot_of_clause(const struct cb_propositions_finder *f, struct cb_range clause)
{
    struct cb_slot slot = {clause, CB_NONE, CB_NONE, CB_NONE};

    while (slot.words.first < slot.words.last && cb_pf_has_tag(f, slot.words.first, CB_TAGGED(CB_TAG_PUNCT)))
        slot.words.first++;
    while (slot.words.first < slot.words.last && cb_pf_has_tag(f, slot.words.last, CB_TAGGED(CB_TAG_PUNCT)))
        slot.words.last--;
    return slot;
}

static cb_status add_all(struct making *m, struct cb_err *err)
{
    cb_status rc;
    uint32_t object = CB_NONE, left = m->f->left;
    struct cb_str lemma = m->lemma;

    find_support(m);
    CB_TRY(add_objects(m, &object, err));
    if (object != CB_NONE) {
        extend(m, object, false);
        CB_TRY_NEW(m->lemma.ptr);
    } else if (m->frame->adjective != CB_NONE && m->frame->copula) {
        uint32_t adjective = m->frame->adjective;
        cb_slot_add(&m->words, (struct cb_range){m->frame->degree, adjective});
        m->lemma = with_word(m->f, m->lemma, cb_pf_token(m->f, adjective)->lemma);
        CB_TRY_NEW(m->lemma.ptr);
    }
    CB_TRY(add_obliques(m, lemma, err));
    if (m->frame->content.first != CB_NONE) {
        struct cb_slot clause = slot_of_clause(m->f, m->frame->content);
        m->rule = "any.proposition.clause";
        CB_TRY(add(m, &clause, err));
    } else if (m->f->left == left && m->frame->adverb.first != CB_NONE &&
               (m->f->english || m->frame->copula ||
                cb_pf_has_tag(m->f, m->frame->adverb.last, CB_TAGGED(CB_TAG_ADJ)))) {
        struct cb_slot adverb = {m->frame->adverb, CB_NONE, CB_NONE, CB_NONE};
        m->rule = "any.proposition.manner";
        CB_TRY(add(m, &adverb, err));
    }
done:
    return rc;
}

cb_status cb_frame_facts(struct cb_propositions_finder *f, const struct cb_frame_of *frame,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t members[CB_MEMBERS_MAX], count;
    struct cb_str lemma;

    if (frame->verb == CB_NONE || frame->subject == CB_NONE)
        goto done;
    lemma = cb_frame_lemma(f, frame);
    CB_TRY_NEW(lemma.ptr);
    count = cb_slot_members(f, frame->subject, members);
    for (uint32_t k = 0; k < count; k++) {
        struct making m = {
            f,       frame, cb_slot_of(f, members[k], false, CB_REACH_ALL), frame->words, lemma, NULL, NULL,
            CB_NONE, false};
        CB_TRY(add_all(&m, err));
    }
done:
    return rc;
}

/* ---- inside noun phrases ---- */

/* 'die von den USA erlassenen | Regeln': the participle before the noun with the phrases between. */
static cb_status add_attribute(struct cb_propositions_finder *f, uint32_t phrase, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_noun_phrase *p = cb_pf_phrase(f, phrase);
    uint32_t verb = p->head - 1;
    struct making m = {.f = f, .supporting = CB_NONE};

    while (verb > p->first && cb_pf_token(f, verb)->phrase == phrase &&
           cb_pf_has_tag(f, verb, CB_TAGGED(CB_TAG_ADJ)) && cb_pf_has_tag(f, verb - 1, CB_TAGGED(CB_TAG_ADJ)))
        verb--; /* 'erlassenen neuen Regeln' */
    if (verb <= p->first || !cb_pf_has_tag(f, verb, CB_TAGGED(CB_TAG_ADJ) | CB_TAGGED_PARTICIPLE))
        goto done;
    m.subject = cb_slot_of(f, phrase, false, CB_REACH_NOUN);
    m.subject.words.first = verb + 1;
    cb_slot_add(&m.words, (struct cb_range){verb, verb});
    m.lemma = cb_pf_token(f, verb)->lemma;
    for (uint32_t k = f->child[phrase]; k != CB_NONE; k = f->sibling[k])
        if (cb_pf_phrase(f, k)->role == CB_ROLE_ATTRIBUTE && cb_pf_phrase(f, k)->last < verb)
            CB_TRY(add_phrase(&m, k, "any.proposition.attribute", 0, err));
done:
    return rc;
}

/* 'Huang, Chef von Nvidia', 'der Chef von Nvidia, Huang': the office is the predicate, what hangs on it the
 * object. */
static cb_status add_office(struct cb_propositions_finder *f, uint32_t phrase, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t bearer = cb_pf_phrase(f, phrase)->parent, office = phrase;
    struct making m = {.f = f, .supporting = CB_NONE};

    if (cb_pf_phrase(f, phrase)->role != CB_ROLE_APPOSITION || cb_slot_belongs(f, phrase))
        goto done;
    if (cb_pf_has_tag(f, cb_pf_phrase(f, phrase)->head, CB_TAGGED(CB_TAG_PROPN))) {
        office = bearer;
        bearer = phrase;
    }
    if (!cb_pf_has_tag(f, cb_pf_phrase(f, office)->head, CB_TAGGED(CB_TAG_NOUN)) ||
        !cb_pf_has_tag(f, cb_pf_phrase(f, bearer)->head, CB_TAGGED_NOUN))
        goto done;
    m.subject = cb_slot_of(f, bearer, false, CB_REACH_NOUN);
    cb_slot_add(&m.words, (struct cb_range){cb_pf_phrase(f, office)->first, cb_pf_phrase(f, office)->last});
    m.lemma = cb_pf_token(f, cb_pf_phrase(f, office)->head)->lemma;
    for (uint32_t k = f->child[office]; k != CB_NONE; k = f->sibling[k])
        if ((cb_pf_phrase(f, k)->role == CB_ROLE_ATTRIBUTE || cb_pf_phrase(f, k)->role == CB_ROLE_GENITIVE) &&
            cb_pf_phrase(f, k)->first > cb_pf_phrase(f, office)->last)
            CB_TRY(add_phrase(&m, k, "any.proposition.office", DEPTH_MAX, err));
done:
    return rc;
}

cb_status cb_phrase_facts(struct cb_propositions_finder *f, uint32_t phrase, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (f->child[phrase] != CB_NONE && cb_pf_phrase(f, phrase)->head > 0)
        CB_TRY(add_attribute(f, phrase, err));
    if (cb_pf_phrase(f, phrase)->parent != CB_NONE)
        CB_TRY(add_office(f, phrase, err));
done:
    return rc;
}
