/* Frames to propositions: each subject with each object and each phrase. */
#include "extract/proposition_facts.h"

enum { DEPTH_MAX = 4 };

/* ---- a phrase as object, and what hangs on it ---- */

static struct cb_str with_word(const struct cb_propositions_finder *f, struct cb_str lemma,
                               struct cb_str word)
{
    return word.len == 0 || !lemma.ptr ? lemma /* what had no memory once stays so */
                                       : cb_arena_join_words(f->doc->arena, lemma, word);
}

static struct cb_str preposition_of(const struct cb_propositions_finder *f, uint32_t phrase)
{
    uint32_t token = cb_pf_phrase(f, phrase)->preposition;

    return token != CB_NONE ? cb_pf_token(f, token)->lemma : (struct cb_str){0};
}

/* The words of a phrase join the predicate. */
static void extend(struct cb_making *m, uint32_t phrase, bool with_preposition)
{
    uint32_t members[CB_MEMBERS_MAX];
    struct cb_slot slot;

    if (cb_slot_members(m->f, phrase, members) > 0)
        phrase = members[0]; /* of 'Hör- und Sehtests' the one that has both */
    slot = cb_slot_of(m->f, phrase, true, CB_REACH_NOUN);

    if (slot.preposition != CB_NONE)
        cb_slot_add(&m->words, (struct cb_range){slot.preposition, slot.preposition});
    cb_slot_add(&m->words, slot.words);
    if (with_preposition)
        m->lemma = with_word(m->f, m->lemma, preposition_of(m->f, phrase));
    m->lemma = with_word(m->f, m->lemma, cb_pf_token(m->f, cb_pf_phrase(m->f, phrase)->head)->lemma);
}

cb_status cb_making_add_with(const struct cb_making *m, const struct cb_slot *object, uint32_t phrase,
                             struct cb_err *err)
{
    struct cb_making one = *m;

    one.lemma = with_word(m->f, m->lemma, preposition_of(m->f, phrase));
    if (!one.lemma.ptr)
        return cb_err_no_memory(err);
    return cb_making_add(&one, object, err);
}

static cb_status add_phrase(const struct cb_making *m, uint32_t phrase, const char *rule, int depth,
                            struct cb_err *err);

/* What a relative pronoun stands for, with the preposition of the pronoun: 'das Werk, in dem er arbeitet'. */
cb_status cb_making_add_antecedent(const struct cb_making *m, uint32_t antecedent, uint32_t pronoun,
                                   struct cb_err *err)
{
    struct cb_slot object = cb_slot_of(m->f, antecedent, false, CB_REACH_OF);
    struct cb_making one = *m;

    one.rule = "any.proposition.relative-object";
    if (pronoun == CB_NONE)
        return cb_making_add(&one, &object, err);
    object.preposition = cb_pf_phrase(m->f, pronoun)->preposition;
    return cb_making_add_with(&one, &object, pronoun, err);
}

/* Is what hangs on an English noun with 'of' a thing of its own, not a part of what the noun means: 'ally of
 * Meyer', 'acquisition of the plant', but not 'a range of colours', 'one of them', 'the end of May'? */
static bool stands_alone(const struct cb_making *m, uint32_t phrase, uint32_t of)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(m->f, of);

    if (!cb_str_eq(cb_pf_token(m->f, p->preposition)->lower, CB_STR("of")))
        return true;
    if (cb_proposition_is(m->f, cb_pf_phrase(m->f, phrase)->head, CB_STR("quantity")) ||
        cb_pf_has_tag(m->f, cb_pf_phrase(m->f, phrase)->head,
                      CB_TAGGED(CB_TAG_NUM) | CB_TAGGED(CB_TAG_SYM) | CB_TAGGED(CB_TAG_ADJ)))
        return false;
    return cb_pf_has_tag(m->f, p->head, CB_TAGGED(CB_TAG_PROPN) | CB_TAGGED(CB_TAG_PRON)) ||
           cb_proposition_is(m->f, p->first, CB_STR("definite"));
}

/* What stands before an English verb would make a predicate that nobody says: 'After a break became'. */
static bool is_fronted(const struct cb_making *m, uint32_t phrase)
{
    return m->f->english && m->frame && cb_pf_phrase(m->f, phrase)->last < m->frame->verb;
}

/* 'diente als Premierminister von | Australien'. */
static cb_status add_chains(const struct cb_making *m, uint32_t phrase, int depth, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t k = m->f->child[phrase]; k != CB_NONE && depth < DEPTH_MAX; k = m->f->sibling[k]) {
        struct cb_making next;
        const struct cb_noun_phrase *p = cb_pf_phrase(m->f, k);
        if (p->role != CB_ROLE_ATTRIBUTE || p->first < cb_pf_phrase(m->f, phrase)->last ||
            cb_slot_belongs(m->f, k) || (k == m->supporting && m->with_preposition) ||
            is_fronted(m, phrase) ||
            (m->f->english && p->preposition != CB_NONE && !stands_alone(m, phrase, k)))
            continue;
        next = *m;
        extend(&next, phrase, true);
        CB_TRY(add_phrase(&next, k, "any.proposition.chain", depth + 1, err));
    }
done:
    return rc;
}

/* 'between May and June': two that make one. */
static bool is_between(const struct cb_propositions_finder *f, uint32_t phrase)
{
    uint32_t preposition = cb_pf_phrase(f, phrase)->preposition;

    return f->english && preposition != CB_NONE &&
           cb_str_eq(cb_pf_token(f, preposition)->lower, CB_STR("between"));
}

/* The phrase and what is joined to it, each as the object, then what hangs on it. */
static cb_status add_phrase(const struct cb_making *m, uint32_t phrase, const char *rule, int depth,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t members[CB_MEMBERS_MAX], count = cb_slot_members(m->f, phrase, members), last = CB_NONE;

    if (count > 1 && is_between(m->f, phrase)) {
        last = cb_pf_phrase(m->f, members[count - 1])->last;
        count = 1;
    }
    for (uint32_t k = 0; k < count; k++) {
        struct cb_slot object = cb_slot_of(m->f, members[k], true, CB_REACH_OF);
        struct cb_making one = *m;
        if (last != CB_NONE && last > object.words.last)
            object.words.last = last;
        one.rule = rule;
        if (k == 0 && m->frame && !m->f->english)
            cb_slot_take_adverbs(m->f, m->frame->clause, &object);
        CB_TRY(cb_making_add_with(&one, &object, members[k], err));
        CB_TRY(add_chains(m, members[k], depth, err));
    }
done:
    return rc;
}

/* ---- a frame ---- */

bool cb_making_is_direct(const struct cb_making *m, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(m->f, phrase);

    if (p->preposition != CB_NONE || p->role == CB_ROLE_ADVERBIAL ||
        (!m->f->english && cb_proposition_is(m->f, cb_slot_of(m->f, phrase, false, CB_REACH_NOUN).words.last,
                                             CB_STR("time-behind")))) /* 'fünf Jahre später' */
        return false;
    if (p->role == CB_ROLE_OBJECT || p->role == CB_ROLE_PREDICATE || p->role == CB_ROLE_DATIVE)
        return p->reach > p->last || /* 'one of the posters' */
               !(p->first == p->head && cb_pf_has_tag(m->f, p->head, CB_TAGGED(CB_TAG_NUM)) &&
                 p->last == p->head && p->role != CB_ROLE_PREDICATE);
    return cb_pf_has_tag(m->f, p->head, CB_TAGGED_NOUN);
}

bool cb_making_is_partial(const struct cb_making *m, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(m->f, phrase), *next = p + 1;

    if (m->f->english || phrase + 1 >= m->f->doc->phrases.count || next->preposition != p->last + 1 ||
        next->clause != p->clause || !cb_proposition_is(m->f, p->head, CB_STR("quantity")))
        return false;
    return (p->preposition != CB_NONE && p->first == p->head) ||
           cb_str_eq(cb_pf_token(m->f, next->preposition)->lower, CB_STR("von")) ||
           cb_str_eq(cb_pf_token(m->f, next->preposition)->lower, CB_STR("an"));
}

/* 'benannt', 'involved': an adjective that is a verb's participle says little without its phrase. */
static bool is_participle(const struct cb_making *m, uint32_t token)
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

static bool has_oblique(const struct cb_making *m)
{
    for (uint32_t k = 0; k < m->frame->argument_count; k++)
        if (cb_pf_phrase(m->f, m->frame->arguments[k])->preposition != CB_NONE)
            return true;
    return false;
}

/* English: 'is aware | of the danger': without its phrase it says little. */
static bool is_incomplete(const struct cb_making *m)
{
    uint32_t next = m->frame->adjective + 1;

    return m->f->english && next < m->f->doc->tokens.count &&
           cb_str_eq(cb_pf_token(m->f, next)->lower, CB_STR("of"));
}

/* 'lehnte es ab, ...': the pronoun only announces the clause. */
static bool is_correlate(const struct cb_making *m, uint32_t phrase)
{
    return m->frame->content.first != CB_NONE &&
           cb_str_eq(cb_pf_token(m->f, cb_pf_phrase(m->f, phrase)->head)->lower,
                     m->f->english ? CB_STR("it") : CB_STR("es"));
}

/* Stands a phrase with a preposition between the verb and this one? */
static bool is_behind_oblique(const struct cb_making *m, uint32_t phrase)
{
    for (uint32_t k = 0; k < m->frame->argument_count; k++) {
        const struct cb_noun_phrase *p = cb_pf_phrase(m->f, m->frame->arguments[k]);
        if (p->preposition != CB_NONE && p->first > m->frame->verb &&
            p->last < cb_pf_phrase(m->f, phrase)->first)
            return true;
    }
    return false;
}

/* English: an object that is none by its place: words of a name or a list that were not seen as such. */
static bool is_stray(const struct cb_making *m, uint32_t phrase, uint32_t object)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(m->f, phrase);

    if (!m->f->english || phrase == m->frame->pronoun)
        return false;
    if (object != CB_NONE)
        return p->role == CB_ROLE_NONE || p->role == CB_ROLE_PREDICATE;
    return is_behind_oblique(m, phrase) &&
           (cb_pf_has_tag(m->f, p->first - 1, CB_TAGGED(CB_TAG_PUNCT) | CB_TAGGED(CB_TAG_CCONJ)) ||
            !cb_pf_has_tag(m->f, p->first, CB_TAGGED(CB_TAG_DET)));
}

static cb_status add_objects(struct cb_making *m, uint32_t *object, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_frame_of *frame = m->frame;
    const char *rule = frame->copula ? "any.proposition.predicate" : "any.proposition.object";

    for (uint32_t k = 0; k < frame->argument_count; k++) {
        uint32_t phrase = frame->arguments[k];
        bool pronoun = phrase == frame->pronoun;
        if (!cb_making_is_direct(m, phrase) || is_correlate(m, phrase) || is_stray(m, phrase, *object))
            continue;
        if (*object == CB_NONE && !pronoun)
            *object = phrase;
        if (cb_making_is_partial(m, phrase))
            continue;
        CB_TRY(pronoun ? cb_making_add_antecedent(m, frame->antecedent, phrase, err)
                       : add_phrase(m, phrase, rule, m->f->english ? 0 : DEPTH_MAX, err));
    }
    if (frame->antecedent != CB_NONE && frame->pronoun == CB_NONE)
        CB_TRY(cb_making_add_antecedent(m, frame->antecedent, CB_NONE, err));
    if (frame->adjective != CB_NONE && frame->copula &&
        !(is_participle(m, frame->adjective) && has_oblique(m)) && !is_incomplete(m)) {
        struct cb_slot slot = {{frame->degree, frame->adjective}, CB_NONE, CB_NONE, CB_NONE};
        m->rule = "any.proposition.predicate";
        CB_TRY(cb_making_add(m, &slot, err));
    }
done:
    return rc;
}

/* English: 'part number 12 | - 13': a number without preposition that is no measure. */
static bool is_bare_number(const struct cb_making *m, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(m->f, phrase);

    return m->f->english && p->preposition == CB_NONE && p->first == p->last &&
           cb_pf_has_tag(m->f, p->head, CB_TAGGED(CB_TAG_NUM)) && p->role != CB_ROLE_ADVERBIAL;
}

/* English: 'with shares | falling': what the phrase and the participle say is told by itself. */
static bool is_absolute(const struct cb_making *m, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_pf_phrase(m->f, phrase);
    uint32_t next = p->reach + 1;

    return m->f->english && p->preposition != CB_NONE && next < m->f->doc->tokens.count &&
           cb_str_eq(cb_pf_token(m->f, p->preposition)->lower, CB_STR("with")) &&
           cb_pf_has_tag(m->f, next, CB_TAGGED_PARTICIPLE) && cb_pf_token(m->f, next)->clause == p->clause;
}

/* English: each phrase by itself. */
static cb_status add_obliques(struct cb_making *m, struct cb_err *err)
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
        if (phrase == frame->pronoun && !cb_making_is_direct(m, phrase)) {
            CB_TRY(cb_making_add_antecedent(m, frame->antecedent, phrase, err));
            continue;
        }
        if (cb_making_is_direct(m, phrase) || cb_phrase_is_idle(m->f, phrase) || is_bare_number(m, phrase) ||
            is_absolute(m, phrase) || (phrase == m->supporting && m->with_preposition))
            continue;
        CB_TRY(add_phrase(m, phrase, "any.proposition.phrase", 0, err));
    }
done:
    return rc;
}

/* Is the phrase the noun of a support verb? Then the making knows: 'übte Kritik', 'stellt zur Verfügung', of
 * which the words join the predicate. */
static bool try_support(struct cb_making *m, uint32_t phrase)
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

static void find_support(struct cb_making *m)
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

/* 'läuft schnell', 'recovers quickly': not what only weakens or strengthens an adjective behind it. */
static bool tells_manner(const struct cb_making *m)
{
    const struct cb_frame_of *frame = m->frame;

    if (frame->adverb.first == CB_NONE)
        return false;
    if (m->f->english)
        return frame->copula || (frame->adverb.first > frame->verb && frame->adjective == CB_NONE &&
                                 !(frame->adverb.first == frame->adverb.last &&
                                   cb_proposition_is(m->f, frame->adverb.last, CB_STR("degree"))));
    return frame->copula || cb_pf_has_tag(m->f, frame->adverb.last, CB_TAGGED(CB_TAG_ADJ));
}

static cb_status add_all(struct cb_making *m, struct cb_err *err)
{
    cb_status rc;
    uint32_t object = CB_NONE, left = m->f->left;
    struct cb_making plain;

    find_support(m);
    plain = *m;
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
    CB_TRY(m->f->english ? add_obliques(m, err) : cb_chain_facts(&plain, m, object, err));
    if (m->frame->content.first != CB_NONE) {
        struct cb_slot clause = slot_of_clause(m->f, m->frame->content);
        m->rule = "any.proposition.clause";
        CB_TRY(cb_making_add(m, &clause, err));
    } else if (m->f->left == left && tells_manner(m)) {
        struct cb_slot adverb = {m->frame->adverb, CB_NONE, CB_NONE, CB_NONE};
        m->rule = "any.proposition.manner";
        CB_TRY(cb_making_add(m, &adverb, err));
    }
done:
    return rc;
}

/* English: 'The failure | to repair the bridge | shocked', 'The cost | of repairing it | rose': a verb that
 * belongs to the subject is told with it, up to the finite verb. */
static void take_verb_of_subject(const struct cb_propositions_finder *f, const struct cb_frame_of *frame,
                                 struct cb_slot *subject)
{
    const struct cb_clause *clause = &f->doc->clauses.items[frame->clause];
    uint32_t link = subject->words.last + 1, last = clause->finite;

    if (!f->english || last == CB_NONE || link + 1 >= last || frame->verb < last ||
        subject->words.first < clause->first || cb_pf_token(f, link)->clause != frame->clause ||
        !cb_pf_has_tag(f, link, CB_TAGGED(CB_TAG_ADP) | CB_TAGGED(CB_TAG_SCONJ) | CB_TAGGED(CB_TAG_PART)) ||
        !cb_pf_has_tag(f, link + 1, CB_TAGGED_INFINITIVE | CB_TAGGED(CB_TAG_VERB_PARTICIPLE)))
        return;
    for (uint32_t i = link; i < last; i++)
        if (cb_pf_has_tag(f, i, CB_TAGGED(CB_TAG_PUNCT)) || cb_pf_token(f, i)->clause != frame->clause)
            return;
    do
        last--;
    while (last > link && cb_pf_has_tag(f, last, CB_TAGGED(CB_TAG_ADV)));
    subject->words.last = last;
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
        struct cb_making m = {
            f,       frame, cb_slot_of(f, members[k], false, CB_REACH_ALL), frame->words, lemma, NULL, NULL,
            CB_NONE, false};
        take_verb_of_subject(f, frame, &m.subject);
        cb_slot_take_limits(f, &m.subject);
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
    struct cb_making m = {.f = f, .supporting = CB_NONE};

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
    struct cb_making m = {.f = f, .supporting = CB_NONE};

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
