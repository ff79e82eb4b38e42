/* German: the phrases of a frame in a row.
 *
 * 'führte | zu Forderungen | der Mittelschicht | nach Sicherheit | in den Minen': whether a phrase belongs to
 * the noun before it or to the verb, its form does not say. So each one is told with those that it follows
 * without a gap, as one object; that is true whichever it belongs to. The first one behind an object has it
 * in the predicate: 'baut ein Werk | in Texas', unless its preposition is one that nouns take. */
#include "extract/proposition_facts.h"

enum { UNITS_MAX = 32, TOLD_MAX = 5, NEST_MAX = 4, GAP_MAX = 3 };

struct row {
    const struct cb_making *plain, *with_object; /* the verb; the verb with its object */
    uint32_t object;                             /* or CB_NONE */
    uint32_t units[UNITS_MAX];                   /* phrases, in text order */
    uint32_t count;
    uint32_t first;       /* phrase at which the unbroken stretch begins; CB_NONE: nothing is told yet */
    struct cb_range told; /* its words */
    uint32_t told_count;  /* its phrases */
    bool from_object;     /* the first of them is an object */
    bool alone;           /* nothing but phrases stands with the verb */
    bool agent;           /* of a passive: was told */
    uint32_t source;      /* behind 'nach Angaben': where 'von' names whose they are; or CB_NONE */
    uint32_t added;       /* of them, those that have a row */
};

static const struct cb_propositions_finder *finder(const struct row *r)
{
    return r->plain->f;
}

static const struct cb_noun_phrase *phrase_at(const struct row *r, uint32_t phrase)
{
    return cb_pf_phrase(finder(r), phrase);
}

static bool has_tag(const struct row *r, uint32_t token, uint32_t tags)
{
    return cb_pf_has_tag(finder(r), token, tags);
}

static bool is_time(const struct row *r, uint32_t token)
{
    return cb_proposition_is(finder(r), token, CB_STR("time"));
}

static bool is_preposition(const struct row *r, uint32_t phrase, const char *lemma)
{
    uint32_t preposition = phrase_at(r, phrase)->preposition;

    return preposition != CB_NONE && cb_str_eq(cb_pf_token(finder(r), preposition)->lemma, cb_str_of(lemma));
}

/* ---- the row ---- */

static void collect(struct row *r, uint32_t phrase, int depth)
{
    const struct cb_propositions_finder *f = finder(r);
    uint32_t members[CB_MEMBERS_MAX], count = cb_slot_members(f, phrase, members), at = r->count;

    if (r->count == UNITS_MAX)
        return;
    for (; at > 0 && phrase_at(r, r->units[at - 1])->head > phrase_at(r, phrase)->head; at--)
        r->units[at] = r->units[at - 1];
    r->units[at] = phrase;
    r->count++;
    for (uint32_t m = 0; m < count && depth < NEST_MAX; m++)
        for (uint32_t k = f->child[members[m]]; k != CB_NONE; k = f->sibling[k])
            if (phrase_at(r, k)->role == CB_ROLE_ATTRIBUTE && !cb_slot_belongs(f, k) &&
                phrase_at(r, k)->first > phrase_at(r, members[m])->last)
                collect(r, k, depth + 1);
}

static uint32_t start_of(const struct cb_slot *slot)
{
    return slot->preposition != CB_NONE && slot->preposition < slot->words.first ? slot->preposition
                                                                                 : slot->words.first;
}

/* A phrase with its preposition and the adverbs that limit it. */
static struct cb_slot told_slot(const struct row *r, uint32_t phrase)
{
    struct cb_slot slot = cb_slot_of(finder(r), phrase, true, CB_REACH_NOUN);
    uint32_t adjective = r->plain->frame->adjective, start = slot.words.first;

    if (slot.preposition == CB_NONE && phrase_at(r, phrase)->role != CB_ROLE_CONJUNCT)
        cb_slot_take_adverbs(finder(r), r->plain->frame->clause, &slot);
    if (adjective != CB_NONE && slot.words.first <= adjective && adjective < start)
        slot.words.first = adjective + 1; /* 'ist krank | mit ...': it stands with the verb */
    return slot;
}

/* Does nothing but adverbs stand between what was told and `start`? */
static bool follows(const struct row *r, uint32_t start)
{
    const struct cb_clause *clause = &finder(r)->doc->clauses.items[r->plain->frame->clause];

    if (r->first == CB_NONE || start <= r->told.last || start > r->told.last + 1 + GAP_MAX)
        return false;
    for (uint32_t i = r->told.last + 1; i < start; i++)
        if (cb_pf_token(finder(r), i)->phrase != CB_NONE || i == clause->negation ||
            !(has_tag(r, i, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_PART)) ||
              (cb_pf_token(finder(r), i)->flags & CB_TOKEN_QUOTE_MARK)))
            return false;
    return true;
}

/* Before the finite verb of a main clause stands what the sentence begins with: its time, its place. */
static bool is_fronted(const struct row *r, const struct cb_slot *slot)
{
    const struct cb_clause *clause = &finder(r)->doc->clauses.items[r->plain->frame->clause];

    return clause->kind == CB_CLAUSE_MAIN && clause->finite != CB_NONE && slot->words.last < clause->finite;
}

/* 'OpenAI', 'die Brandt AG' */
static bool is_name(const struct row *r, uint32_t phrase)
{
    const struct cb_noun_phrase *p = phrase_at(r, phrase);

    for (uint32_t i = p->first; i <= p->last; i++)
        if (has_tag(r, i, CB_TAGGED(CB_TAG_PROPN)))
            return true;
    return false;
}

/* Is the phrase right behind the object one that its noun takes: 'ein Gesetz | über Chips'? A name is what
 * the verb takes it to: 'investiert Geld | in OpenAI'. */
static bool is_of_noun(const struct row *r, uint32_t phrase)
{
    const struct cb_noun_phrase *p = phrase_at(r, phrase), *left = phrase_at(r, r->first);

    if (p->preposition == CB_NONE || p->preposition > p->first || r->first == r->plain->supporting ||
        is_name(r, phrase) || has_tag(r, p->head, CB_TAGGED(CB_TAG_NUM) | CB_TAGGED(CB_TAG_PRON)) ||
        (has_tag(r, p->first, CB_TAGGED(CB_TAG_NUM)) && is_preposition(r, phrase, "zu")) ||
        has_tag(r, left->head, CB_TAGGED(CB_TAG_NUM) | CB_TAGGED(CB_TAG_PRON)) || is_time(r, left->head) ||
        is_time(r, p->head))
        return false;
    return p->role == CB_ROLE_ATTRIBUTE || cb_proposition_is(finder(r), p->preposition, CB_STR("of-nouns"));
}

/* 'diente als Minister | von Bayern' */
static bool is_name_of_noun(const struct row *r, uint32_t phrase)
{
    return phrase_at(r, phrase)->role == CB_ROLE_ATTRIBUTE && is_name(r, phrase);
}

/* 'wurde als Schule | von Bürgern | gegründet': who does what is done stands by itself. */
static bool is_agent(const struct row *r, uint32_t phrase)
{
    const struct cb_noun_phrase *p = phrase_at(r, phrase);

    return !r->agent && r->plain->frame->passive && p->role == CB_ROLE_OBLIQUE &&
           (is_preposition(r, phrase, "von") || is_preposition(r, phrase, "durch"));
}

/* ---- facts ---- */

/* All that was told and the phrase, as one object; its entity is that of the phrase, which is what is new. */
static cb_status add_grown(const struct row *r, const struct cb_slot *slot, const char *rule,
                           struct cb_err *err)
{
    struct cb_making one = r->from_object ? *r->plain : *r->with_object;
    struct cb_slot object = *slot;

    object.words.first = r->told.first;
    object.preposition = CB_NONE;
    one.rule = rule;
    return cb_making_add_with(&one, &object, r->first, err);
}

/* 'in der Nacht | zu Freitag': one time in two phrases. */
static bool goes_on_as_time(const struct row *r, uint32_t phrase)
{
    for (uint32_t k = 0; k < r->count; k++) {
        const struct cb_noun_phrase *p = phrase_at(r, r->units[k]);
        if (p->preposition == phrase_at(r, phrase)->last + 1 && is_time(r, p->head))
            return is_preposition(r, r->units[k], "zu") || is_preposition(r, r->units[k], "auf");
    }
    return false;
}

/* 'wurde am Montag | in Essen geboren': when it was, at the head of a row, is a fact of its own. */
static bool is_date(const struct row *r, uint32_t phrase)
{
    static const char *const POINTS[] = {"an", "in", "seit", "ab"};
    const struct cb_noun_phrase *p = phrase_at(r, phrase);

    if (p->preposition == CB_NONE || p->parent != CB_NONE || !is_time(r, p->head) ||
        (r->first != CB_NONE && !(r->from_object && r->told_count == 1)))
        return false;
    for (size_t i = 0; i < sizeof POINTS / sizeof *POINTS; i++)
        if (is_preposition(r, phrase, POINTS[i]))
            return !goes_on_as_time(r, phrase);
    return false;
}

/* The phrase, or one joined to it, as the object; what was told is in the predicate. */
static cb_status add_apart(const struct row *r, const struct cb_slot *slot, const char *rule,
                           struct cb_err *err)
{
    bool other =
        r->first != CB_NONE && r->from_object && r->first != r->object; /* the second of two objects */
    struct cb_making one = other ? *r->plain : *r->with_object;

    if (r->first != CB_NONE && (other || !r->from_object || r->told_count > 1))
        cb_slot_add(&one.words, r->told);
    one.rule = rule;
    return cb_making_add_with(&one, slot, slot->phrase, err);
}

/* 'war der Gründer und Chef | von Olm': of nouns with one article both have the phrase. */
static bool shares_article(const struct row *r)
{
    const struct cb_noun_phrase *told = r->first == CB_NONE ? NULL : phrase_at(r, r->first);

    return told && r->from_object && r->told_count == 1 && told->role == CB_ROLE_CONJUNCT &&
           told->parent == r->object && phrase_at(r, r->object)->role == CB_ROLE_PREDICATE &&
           told->first == told->head && has_tag(r, told->head, CB_TAGGED(CB_TAG_NOUN));
}

/* 'in Dearborn, | Michigan': the name behind a comma is where the same is true. */
static cb_status add_wider_place(const struct row *r, uint32_t phrase, const char *rule, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_propositions_finder *f = finder(r);

    for (uint32_t k = f->child[phrase]; k != CB_NONE; k = f->sibling[k]) {
        struct cb_slot slot;
        if (phrase_at(r, k)->role != CB_ROLE_APPOSITION || cb_slot_belongs(f, k) ||
            phrase_at(r, phrase)->preposition == CB_NONE ||
            !has_tag(r, phrase_at(r, k)->head, CB_TAGGED(CB_TAG_PROPN)) ||
            !has_tag(r, phrase_at(r, phrase)->head, CB_TAGGED(CB_TAG_PROPN)))
            continue;
        slot = cb_slot_of(f, k, false, CB_REACH_NOUN);
        slot.preposition = phrase_at(r, phrase)->preposition;
        slot.phrase = phrase; /* whose preposition the lemma has */
        CB_TRY(add_apart(r, &slot, rule, err));
    }
done:
    return rc;
}

static cb_status add_members(const struct row *r, uint32_t phrase, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_propositions_finder *f = finder(r);
    uint32_t members[CB_MEMBERS_MAX], count = cb_slot_members(f, phrase, members);
    bool attribute = phrase_at(r, phrase)->role == CB_ROLE_ATTRIBUTE;
    const char *rule = attribute ? "any.proposition.chain" : "any.proposition.phrase";

    for (uint32_t m = 0; m < count; m++) {
        struct cb_slot slot = told_slot(r, members[m]);
        bool grown = m == 0 && r->first != CB_NONE && slot.preposition == CB_NONE &&
                     (cb_making_is_partial(r->plain, r->first) || r->told_count > 1 ||
                      (r->from_object ? is_of_noun(r, phrase) : !is_name_of_noun(r, phrase)));
        if (cb_making_is_partial(r->plain, members[m]))
            continue; /* what follows is told with it */
        if (grown)
            CB_TRY(add_grown(r, &slot, r->from_object && !attribute ? "any.proposition.object" : rule, err));
        else
            CB_TRY(add_apart(r, &slot, rule, err));
        CB_TRY(add_wider_place(r, members[m], rule, err));
        if (attribute && shares_article(r)) {
            struct cb_making first = *r->with_object;
            first.rule = rule;
            CB_TRY(cb_making_add_with(&first, &slot, slot.phrase, err));
        }
    }
done:
    return rc;
}

/* What comes next is told with the phrase and all that is joined to it. */
static void note_told(struct row *r, uint32_t phrase, uint32_t start)
{
    uint32_t members[CB_MEMBERS_MAX], count = cb_slot_members(finder(r), phrase, members);

    if (!follows(r, start)) {
        r->first = phrase;
        r->told.first = start;
        r->told_count = 0;
        r->from_object = cb_making_is_direct(r->plain, phrase) && phrase_at(r, phrase)->parent == CB_NONE;
    }
    r->told.last = cb_slot_of(finder(r), members[count - 1], true, CB_REACH_NOUN).words.last;
    r->told_count++;
}

/* 'plant einen Test von Pumpen und eine Prüfung | durch das Amt': what follows one of several phrases that
 * are joined is told with that one alone. */
static void begin_at_member(struct row *r, uint32_t phrase, uint32_t start)
{
    uint32_t members[CB_MEMBERS_MAX], top;
    uint32_t member = phrase_at(r, phrase)->parent != CB_NONE ? phrase_at(r, phrase)->parent : phrase - 1;
    struct cb_slot slot;

    if (phrase == 0 ||
        (phrase_at(r, member)->role != CB_ROLE_CONJUNCT && cb_slot_members(finder(r), member, members) < 2))
        return;
    slot = cb_slot_of(finder(r), member, true, CB_REACH_NOUN);
    if (is_fronted(r, &slot) || slot.words.last + 1 != start || slot.preposition != CB_NONE ||
        (r->told.first == slot.words.first && r->told.last == slot.words.last))
        return;
    top = member;
    for (int n = 0; n < CB_MEMBERS_MAX && phrase_at(r, top)->role == CB_ROLE_CONJUNCT; n++)
        top = phrase_at(r, top)->parent;
    if (phrase_at(r, top)->parent != CB_NONE || phrase_at(r, top)->role == CB_ROLE_SUBJECT ||
        phrase_at(r, top)->clause != phrase_at(r, phrase)->clause)
        return;
    r->first = member;
    r->told = slot.words;
    r->told_count = 1;
    r->from_object = cb_making_is_direct(r->plain, top);
}

static cb_status take(struct row *r, uint32_t phrase, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_frame_of *frame = r->plain->frame;
    struct cb_slot slot = told_slot(r, phrase);
    uint32_t start = start_of(&slot);
    bool direct = cb_making_is_direct(r->plain, phrase), attribute = phrase_at(r, phrase)->parent != CB_NONE,
         agent;

    if (phrase == frame->pronoun && !direct) {
        CB_TRY(cb_making_add_antecedent(r->with_object, frame->antecedent, phrase, err));
        r->added++;
        goto done;
    }
    if (start == r->source && is_preposition(r, phrase, "von"))
        goto done;
    if (cb_phrase_is_idle(finder(r), phrase))
        r->source = slot.words.last + 1;
    if (attribute || (!direct && !follows(r, start)))
        begin_at_member(r, phrase, start);
    if (phrase == frame->pronoun || cb_phrase_is_idle(finder(r), phrase) ||
        (phrase == r->plain->supporting && r->plain->with_preposition) ||
        (r->first != CB_NONE && slot.words.first <= r->told.last)) /* a part of what was told */
        goto done;
    if (direct && !attribute) {
        r->first = CB_NONE;
        if (!is_fronted(r, &slot) || phrase == r->object)
            note_told(r, phrase, start);
        goto done;
    }
    if (is_fronted(r, &slot) && !(attribute && follows(r, start)))
        goto done;
    agent = is_agent(r, phrase);
    r->agent = r->agent || agent;
    if (!follows(r, start) || phrase_at(r, phrase)->role == CB_ROLE_ADVERBIAL || agent)
        r->first = CB_NONE;
    if (r->first == CB_NONE || r->told_count < TOLD_MAX) {
        CB_TRY(add_members(r, phrase, err));
        r->added++;
    }
    if (phrase_at(r, phrase)->role != CB_ROLE_ADVERBIAL && !is_date(r, phrase))
        note_told(r, phrase, start);
done:
    return rc;
}

cb_status cb_chain_facts(const struct cb_making *plain, const struct cb_making *with_object, uint32_t object,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct row r = {
        .plain = plain, .with_object = with_object, .object = object, .first = CB_NONE, .source = CB_NONE};

    r.alone =
        object == CB_NONE && plain->frame->adjective == CB_NONE && plain->frame->content.first == CB_NONE;

    for (uint32_t k = 0; k < plain->frame->argument_count; k++)
        collect(&r, plain->frame->arguments[k], 0);
    for (uint32_t k = 0; k < r.count; k++)
        CB_TRY(take(&r, r.units[k], err));
    r.first = CB_NONE;
    for (uint32_t k = 0; k < r.count && r.alone && r.added == 0; k++) /* 'Zum Kreis gehört die Stadt' */
        if (phrase_at(&r, r.units[k])->role == CB_ROLE_OBLIQUE &&
            !cb_phrase_is_idle(r.plain->f, r.units[k]) && r.units[k] != plain->supporting &&
            r.units[k] != plain->frame->pronoun && !is_time(&r, phrase_at(&r, r.units[k])->head))
            CB_TRY(add_members(&r, r.units[k], err));
done:
    return rc;
}
