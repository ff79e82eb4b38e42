/* A clause cut into frames: one for each verb that carries a meaning, with its auxiliaries and its phrases.
 *
 * German verbs stand behind what belongs to them, English ones before it: so a German frame ends with its
 * verb, an English one begins with it. */
#include "extract/propositions.h"

struct cutting {
    struct cb_propositions_finder *f;
    const struct cb_clause *clause;
    uint32_t index; /* of the clause */
};

static const struct cb_clause *clause_at(const struct cutting *c, uint32_t clause)
{
    return &c->f->doc->clauses.items[clause];
}

static bool owns(const struct cutting *c, uint32_t token)
{
    return cb_pf_token(c->f, token)->clause == c->index;
}

static bool has_tag(const struct cutting *c, uint32_t token, uint32_t tags)
{
    return cb_pf_has_tag(c->f, token, tags);
}

static const struct cb_noun_phrase *phrase_at(const struct cutting *c, uint32_t phrase)
{
    return cb_pf_phrase(c->f, phrase);
}

static bool is_text(const struct cutting *c, uint32_t token, const char *text)
{
    return cb_str_eq(cb_pf_token(c->f, token)->lower, cb_str_of(text));
}

static struct cb_frame_of *new_frame(struct cutting *c, uint32_t verb, uint32_t subject)
{
    struct cb_frame_of *frame;

    if (c->f->frame_count == CB_FRAMES_MAX)
        return NULL;
    frame = &c->f->frames[c->f->frame_count++];
    *frame = (struct cb_frame_of){.clause = c->index,
                                  .verb = verb,
                                  .subject = subject,
                                  .adjective = CB_NONE,
                                  .adverb = {CB_NONE, CB_NONE},
                                  .content = {CB_NONE, CB_NONE},
                                  .pronoun = CB_NONE,
                                  .antecedent = CB_NONE};
    return frame;
}

static void add_token(struct cb_frame_of *frame, uint32_t token)
{
    cb_slot_add(&frame->words, (struct cb_range){token, token});
}

static void add_argument(struct cb_frame_of *frame, uint32_t phrase)
{
    if (frame->argument_count < CB_FRAME_PHRASES)
        frame->arguments[frame->argument_count++] = phrase;
}

/* ---- whose clause ---- */

/* Of an infinitive: what the verb above wants somebody else to do is that one's. */
static uint32_t subject_from_above(const struct cutting *c)
{
    const struct cb_clause *parent;

    if (c->clause->parent == CB_NONE)
        return CB_NONE;
    parent = &c->f->doc->clauses.items[c->clause->parent];
    if (parent->verb != CB_NONE && cb_proposition_is(c->f, parent->verb, CB_STR("object-control")) &&
        c->clause->kind == CB_CLAUSE_INFINITIVE && !parent->passive)
        for (uint32_t k = parent->phrases; k != CB_NONE; k = phrase_at(c, k)->next) {
            const struct cb_noun_phrase *p = phrase_at(c, k);
            if ((p->role == CB_ROLE_OBJECT || p->role == CB_ROLE_DATIVE) && p->parent == CB_NONE &&
                p->last < c->clause->first)
                return k;
        }
    /* 'forderte, den Bau zu stoppen': somebody else is to do it */
    if (c->clause->kind == CB_CLAUSE_INFINITIVE && c->clause->opener == CB_NONE && parent->verb != CB_NONE &&
        cb_verb_act(c->f, parent->verb) == CB_ACT_DEMAND)
        return CB_NONE;
    return parent->subject;
}

/* What the subject means: a relative pronoun stands for its noun, a question word for nothing known. */
static uint32_t noun_of(const struct cutting *c, uint32_t subject)
{
    const struct cb_noun_phrase *p = phrase_at(c, subject);
    const struct cb_clause *of = p->clause == CB_NONE ? NULL : clause_at(c, p->clause);

    if (!of || p->head != of->opener)
        return subject;
    return of->kind == CB_CLAUSE_RELATIVE ? of->antecedent : CB_NONE;
}

static uint32_t subject_of(const struct cutting *c)
{
    const struct cb_clause *clause = c->clause;
    uint32_t subject = clause->subject;

    if (subject == CB_NONE && clause->kind >= CB_CLAUSE_INFINITIVE) {
        subject = subject_from_above(c);
        /* one step more where the clause above has its subject from the one above it */
        if (subject == CB_NONE && clause->parent != CB_NONE &&
            clause_at(c, clause->parent)->subject == CB_NONE &&
            clause_at(c, clause->parent)->parent != CB_NONE)
            subject = clause_at(c, clause_at(c, clause->parent)->parent)->subject;
    }
    return subject == CB_NONE ? CB_NONE : noun_of(c, subject);
}

/* ---- words of the verb ---- */

/* Words between its verbs that belong to the predicate: nicht, sich. */
static bool is_negation(const struct cutting *c, uint32_t token)
{
    return token == c->clause->negation && !has_tag(c, token, CB_TAGGED(CB_TAG_DET) | CB_TAGGED(CB_TAG_PRON));
}

static bool is_reflexive(const struct cutting *c, uint32_t phrase)
{
    const struct cb_noun_phrase *p = phrase_at(c, phrase);

    return p->preposition == CB_NONE && is_text(c, p->head, "sich");
}

static bool is_verb_argument(const struct cutting *c, uint32_t phrase)
{
    const struct cb_noun_phrase *p = phrase_at(c, phrase);

    return p->parent == CB_NONE && p->role != CB_ROLE_SUBJECT && phrase != c->clause->subject;
}

/* ---- German ---- */

/* Does a coordination of verbs go on behind `verb`: 'geprüft | und genehmigt', 'gebaut, verkauft'? */
static bool is_joint(const struct cutting *c, uint32_t verb)
{
    uint32_t next = verb + 1;

    if (!has_tag(c, verb, CB_TAGGED_PARTICIPLE | CB_TAGGED_INFINITIVE) || next >= c->clause->last)
        return false;
    if (!has_tag(c, next, CB_TAGGED(CB_TAG_CCONJ)) && !is_text(c, next, ","))
        return false;
    for (uint32_t i = c->clause->last; i > next; i--)
        if (owns(c, i) && has_tag(c, i, CB_TAGGED_PARTICIPLE | CB_TAGGED_INFINITIVE))
            return cb_pf_token(c->f, i)->tag == cb_pf_token(c->f, verb)->tag || has_tag(c, i, CB_TAGGED_AUX);
    return false;
}

/* The auxiliaries of the clause, which all its verbs share. */
static void add_shared_words(const struct cutting *c, struct cb_frame_of *frame)
{
    const struct cb_clause *clause = c->clause;

    if (clause->finite != CB_NONE)
        add_token(frame, clause->finite);
    if (clause->tail_first == CB_NONE)
        return;
    for (uint32_t i = clause->tail_first; i <= clause->tail_last; i++)
        if (owns(c, i) && i != clause->verb &&
            (has_tag(c, i, CB_TAGGED_AUX) || i == clause->modal ||
             (has_tag(c, i, CB_TAGGED(CB_TAG_PART)) && i + 1 <= clause->tail_last && i + 1 != clause->verb)))
            add_token(frame, i);
}

/* The last run of adverbs, or of adjectives used as such, before the verbs that end the clause. */
static void find_adverb(const struct cutting *c, struct cb_frame_of *frame, uint32_t from, uint32_t to)
{
    for (uint32_t i = to + 1; i-- > from;) {
        if (!owns(c, i) || cb_pf_token(c->f, i)->phrase != CB_NONE || i == c->clause->negation ||
            i == c->clause->particle || !has_tag(c, i, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_ADJ)))
            continue;
        if (has_tag(c, i, CB_TAGGED(CB_TAG_ADV)) && cb_proposition_is(c->f, i, CB_STR("filler")))
            continue;
        frame->adverb = (struct cb_range){i, i};
        while (frame->adverb.first > from && owns(c, frame->adverb.first - 1) &&
               has_tag(c, frame->adverb.first - 1, CB_TAGGED(CB_TAG_ADV)) &&
               frame->adverb.first - 1 != c->clause->negation)
            frame->adverb.first--;
        return;
    }
}

static void finish_german(struct cutting *c, struct cb_frame_of *frame, uint32_t from, uint32_t to, bool last)
{
    const struct cb_clause *clause = c->clause;

    add_shared_words(c, frame);
    if (last && clause->tail_first != CB_NONE)
        for (uint32_t i = clause->tail_first; i <= clause->tail_last; i++)
            if (clause->kind != CB_CLAUSE_INFINITIVE || !is_text(c, i, "zu"))
                add_token(frame, i);
    if (last && clause->particle != CB_NONE)
        add_token(frame, clause->particle);
    add_token(frame, frame->verb);
    for (uint32_t k = clause->phrases; k != CB_NONE; k = phrase_at(c, k)->next) {
        const struct cb_noun_phrase *p = phrase_at(c, k);
        if (p->head < from || p->head > to || !is_verb_argument(c, k))
            continue;
        if (is_reflexive(c, k)) {
            add_token(frame, p->head);
            frame->reflexive = true;
        } else {
            add_argument(frame, k);
        }
    }
    find_adverb(c, frame, from, to);
    if (clause->negation != CB_NONE && clause->negation >= from && clause->negation <= to &&
        is_negation(c, clause->negation))
        add_token(frame, clause->negation);
    frame->passive = clause->passive;
}

/* 'Die Lage ist ernst': the adjective that ends the clause, or stands before its last verb. */
static void find_adjective(const struct cutting *c, struct cb_frame_of *frame)
{
    uint32_t end = c->clause->finite > c->clause->first + 1 && c->clause->finite != CB_NONE &&
                           c->clause->kind != CB_CLAUSE_MAIN
                       ? c->clause->finite
                       : c->clause->last + 1;

    for (uint32_t i = end; i-- > c->clause->first;) {
        if (!owns(c, i) || has_tag(c, i, CB_TAGGED(CB_TAG_PUNCT) | CB_TAGGED_VERB))
            continue;
        if (has_tag(c, i, CB_TAGGED(CB_TAG_ADJ)) && cb_pf_token(c->f, i)->phrase == CB_NONE) {
            frame->adjective = i;
            return;
        }
    }
}

static void cut_german(struct cutting *c)
{
    const struct cb_clause *clause = c->clause;
    uint32_t subject = subject_of(c), from = clause->first;
    struct cb_frame_of *frame = NULL, *before = NULL;

    for (uint32_t i = clause->first; i <= clause->last && clause->verb != clause->finite; i++) {
        if (!owns(c, i) || i == clause->verb || !is_joint(c, i))
            continue;
        before = frame;
        frame = new_frame(c, i, subject);
        if (!frame)
            return;
        finish_german(c, frame, from, i, false);
        from = i + 1;
    }
    before = frame;
    frame = new_frame(c, clause->verb, subject);
    if (!frame)
        return;
    finish_german(c, frame, from, clause->last, true);
    if (before && frame->argument_count == 0) { /* 'hat den Plan geprüft und genehmigt' */
        memcpy(frame->arguments, before->arguments, sizeof frame->arguments);
        frame->argument_count = before->argument_count;
    }
}

/* ---- English ---- */

struct chain {
    uint32_t current; /* frame that takes what comes */
    uint32_t main;
    uint32_t last; /* the last word of a verb, or CB_NONE */
    uint32_t noun; /* the last phrase behind which nothing else came, or CB_NONE */
    bool open;     /* nothing but adverbs stood behind the last verb */
    bool joint;    /* a conjunction or a comma did */
};

static struct cb_frame_of *current(struct cutting *c, const struct chain *s)
{
    return &c->f->frames[s->current];
}

/* A verb of the same form behind and: it has the auxiliaries of the one before. */
static struct cb_frame_of *join_frame(struct cutting *c, const struct chain *s, uint32_t verb)
{
    const struct cb_frame_of *left = current(c, s);
    struct cb_frame_of *frame = new_frame(c, verb, left->subject);

    if (!frame)
        return NULL;
    left = current(c, s);
    for (uint32_t k = 0; k < left->words.count; k++)
        for (uint32_t i = left->words.parts[k].first; i <= left->words.parts[k].last; i++)
            if (i < left->verb)
                add_token(frame, i);
    frame->passive = left->passive;
    add_token(frame, verb);
    return frame;
}

static uint32_t object_of(const struct cutting *c, const struct cb_frame_of *frame)
{
    for (uint32_t k = 0; k < frame->argument_count; k++)
        if (phrase_at(c, frame->arguments[k])->preposition == CB_NONE)
            return frame->arguments[k];
    return CB_NONE;
}

static bool is_passive_participle(const struct cutting *c, uint32_t token)
{
    return has_tag(c, token, CB_TAGGED_PARTICIPLE) && (cb_pf_token(c->f, token)->features & CB_PARTICIPLE_2);
}

/* 'urged the firm to sell', 'a plan to sell': an infinitive behind a phrase. */
static struct cb_frame_of *add_infinitive(struct cutting *c, const struct chain *s, uint32_t verb)
{
    const struct cb_frame_of *left = current(c, s);
    uint32_t subject = left->subject, object = object_of(c, left);
    struct cb_frame_of *frame;

    if (object != CB_NONE && left->verb != CB_NONE &&
        cb_proposition_is(c->f, left->verb, CB_STR("object-control")))
        subject = object;
    frame = new_frame(c, verb, subject);
    if (!frame)
        return NULL;
    left = current(c, s);
    frame->modality = CB_MODALITY_TO;
    if (object != CB_NONE && subject != object) { /* 'used means to obtain', 'were attempts to regain' */
        frame->words = left->words;
        cb_slot_add(&frame->words, cb_slot_of(c->f, object, true, CB_REACH_ALL).words);
    }
    if (verb > c->clause->first && is_text(c, verb - 1, "to"))
        add_token(frame, verb - 1);
    add_token(frame, verb);
    return frame;
}

/* 'in the stages of | negotiating': all before it makes the predicate. */
static struct cb_frame_of *add_gerund(struct cutting *c, const struct chain *s, uint32_t verb)
{
    const struct cb_frame_of *left = current(c, s);
    struct cb_frame_of *frame = new_frame(c, verb, left->subject);

    if (!frame)
        return NULL;
    left = current(c, s);
    frame->words = left->words;
    if (left->argument_count > 0)
        cb_slot_add(&frame->words,
                    cb_slot_of(c->f, left->arguments[left->argument_count - 1], true, CB_REACH_ALL).words);
    add_token(frame, verb - 1);
    return frame;
}

/* 'said reports | were exaggerated': the object so far is the subject of a clause that was not seen as one.
 */
static struct cb_frame_of *split_off(struct cutting *c, const struct chain *s, uint32_t verb)
{
    struct cb_frame_of *left = current(c, s);
    uint32_t subject = object_of(c, left);

    while (left->argument_count > 0 && left->arguments[left->argument_count - 1] != subject)
        left->argument_count--;
    left->argument_count--;
    return new_frame(c, verb, subject);
}

/* The frame of a verb that comes before any other of its clause, or of the finite one. */
static struct cb_frame_of *first_frame(struct cutting *c, struct chain *s, uint32_t i)
{
    uint32_t finite = c->clause->finite;

    if (finite != CB_NONE && i < finite && i > c->clause->first && has_tag(c, i - 1, CB_TAGGED(CB_TAG_ADP)))
        return new_frame(c, i, CB_NONE); /* 'the ease of | acquiring' */
    if (finite != CB_NONE && i < finite && s->noun != CB_NONE && has_tag(c, i, CB_TAGGED_PARTICIPLE))
        return new_frame(c, i, s->noun); /* 'chips | designed for cars are' */
    s->current = s->main;
    return current(c, s);
}

/* The frame of a verb behind which no other stands side by side: phrases are between. */
static struct cb_frame_of *frame_behind_phrases(struct cutting *c, struct chain *s, uint32_t i)
{
    struct cb_frame_of *frame = current(c, s);
    bool known = frame->verb != CB_NONE;

    if (i > c->clause->first && is_text(c, i - 1, "to"))
        return add_infinitive(c, s, i);
    if (s->noun != CB_NONE && has_tag(c, i, CB_TAGGED_FINITE) && known && object_of(c, frame) != CB_NONE &&
        (has_tag(c, i, CB_TAGGED_AUX) || cb_verb_act(c->f, frame->verb) != CB_ACT_UNKNOWN))
        return split_off(c, s, i);
    if (s->noun != CB_NONE && has_tag(c, i, CB_TAGGED_PARTICIPLE | CB_TAGGED_FINITE) &&
        (!has_tag(c, i, CB_TAGGED_AUX) || is_text(c, i, "being")))
        return new_frame(c, i, s->noun);
    if (has_tag(c, i, CB_TAGGED_INFINITIVE))
        return add_infinitive(c, s, i);
    if (i > c->clause->first && has_tag(c, i - 1, CB_TAGGED(CB_TAG_ADP)) &&
        has_tag(c, i, CB_TAGGED(CB_TAG_VERB_PARTICIPLE)))
        return add_gerund(c, s, i);
    if (known && has_tag(c, frame->verb, CB_TAGGED_AUX) && object_of(c, frame) == CB_NONE)
        return frame;
    return new_frame(c, i, CB_NONE); /* of a clause that was not seen as one */
}

/* 'wants to build', 'was able to win': what stands before the infinitive tells how far it holds. */
static void join_infinitive(struct cutting *c, struct cb_frame_of *frame, uint32_t i)
{
    frame->modality = cb_word_modality(c->f, frame->adjective != CB_NONE ? frame->adjective : frame->verb);
    if (frame->adjective != CB_NONE)
        add_token(frame, frame->adjective);
    frame->adjective = CB_NONE;
    add_token(frame, i - 1);
}

static void take_verb(struct cutting *c, struct chain *s, uint32_t i)
{
    struct cb_frame_of *frame = current(c, s);
    bool started = s->last != CB_NONE;

    if (i == c->clause->finite || !started)
        frame = first_frame(c, s, i);
    else if (s->joint && frame->verb != CB_NONE &&
             cb_pf_token(c->f, frame->verb)->tag == cb_pf_token(c->f, i)->tag)
        frame = join_frame(c, s, i);
    else if (!s->open)
        frame = frame_behind_phrases(c, s, i);
    if (!frame)
        return;
    s->current = (uint32_t)(frame - c->f->frames);
    if (s->open && started && i > c->clause->first && is_text(c, i - 1, "to"))
        join_infinitive(c, frame, i);
    frame->passive = is_passive_participle(c, i) && (frame->passive || frame->words.count == 0 ||
                                                     c->clause->passive || s->current != s->main);
    if (frame->words.count == 0 && s->current == s->main && c->clause->finite != CB_NONE)
        frame->passive = false;
    frame->verb = i;
    add_token(frame, i);
    s->last = i;
    s->open = true;
    s->joint = false;
    s->noun = CB_NONE;
}

static void take_phrase(struct cutting *c, struct chain *s, uint32_t phrase)
{
    const struct cb_noun_phrase *p = phrase_at(c, phrase);

    s->open = false;
    s->joint = false;
    s->noun = phrase;
    if (p->preposition != CB_NONE && p->parent == CB_NONE && s->current != s->main && s->last == CB_NONE)
        s->current = s->main;
    if (phrase == c->clause->subject || p->role == CB_ROLE_SUBJECT || p->parent != CB_NONE)
        return;
    add_argument(current(c, s), phrase);
}

static void take_other(struct cutting *c, struct chain *s, uint32_t i)
{
    struct cb_frame_of *frame = current(c, s);
    uint32_t adverbs = CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_PART);

    if (has_tag(c, i, CB_TAGGED(CB_TAG_CCONJ)) || is_text(c, i, ",")) {
        s->joint = true;
        s->noun = CB_NONE;
    } else if (is_negation(c, i)) {
        add_token(frame, i);
    } else if (has_tag(c, i, CB_TAGGED(CB_TAG_ADJ)) && s->open && frame->adjective == CB_NONE) {
        frame->adjective = i;
    } else if (has_tag(c, i, adverbs) && s->last != CB_NONE && s->open) {
        if (frame->adverb.first == CB_NONE || frame->adverb.last + 1 != i)
            frame->adverb.first = i;
        frame->adverb.last = i;
    } else if (!has_tag(c, i, adverbs) && !(cb_pf_token(c->f, i)->flags & CB_TOKEN_QUOTE_MARK)) {
        s->open = s->open && has_tag(c, i, CB_TAGGED(CB_TAG_ADJ));
        s->noun = CB_NONE;
    }
}

static void cut_english(struct cutting *c)
{
    struct chain s = {0, 0, CB_NONE, CB_NONE, false, false};
    uint32_t next = c->clause->phrases;

    if (!new_frame(c, CB_NONE, subject_of(c)))
        return;
    for (uint32_t i = c->clause->first; i <= c->clause->last; i++) {
        if (!owns(c, i))
            continue;
        while (next != CB_NONE && phrase_at(c, next)->head < i)
            next = phrase_at(c, next)->next;
        if (next != CB_NONE && phrase_at(c, next)->head == i)
            take_phrase(c, &s, next);
        else if (cb_pf_token(c->f, i)->phrase != CB_NONE)
            continue;
        else if (has_tag(c, i, CB_TAGGED_VERB))
            take_verb(c, &s, i);
        else
            take_other(c, &s, i);
    }
}

/* ---- both ---- */

static void resolve_pronoun(const struct cutting *c, struct cb_frame_of *frame)
{
    const struct cb_clause *clause = c->clause;

    if (clause->kind != CB_CLAUSE_RELATIVE || clause->opener == CB_NONE || clause->antecedent == CB_NONE)
        return;
    for (uint32_t k = 0; k < frame->argument_count; k++)
        if (phrase_at(c, frame->arguments[k])->head == clause->opener) {
            frame->pronoun = frame->arguments[k];
            frame->antecedent = clause->antecedent;
        }
}

/* 'gimmicks | she used': what a clause without pronoun belongs to is its object. */
static void take_antecedent(const struct cutting *c, struct cb_frame_of *frame)
{
    const struct cb_clause *clause = c->clause;

    if (clause->kind != CB_CLAUSE_RELATIVE || clause->opener != CB_NONE || clause->antecedent == CB_NONE ||
        !c->f->english || object_of(c, frame) != CB_NONE || frame->passive || frame->copula)
        return;
    frame->antecedent = clause->antecedent;
}

static bool is_content(const struct cutting *c, const struct cb_frame_of *frame,
                       const struct cb_clause *below)
{
    const struct cb_propositions_finder *f = c->f;
    enum cb_modality modality = CB_MODALITY_NONE;

    modality = cb_word_modality(f, below->opener);
    if (below->kind == CB_CLAUSE_SUBORDINATE &&
        (modality == CB_MODALITY_REPORTED || modality == CB_MODALITY_WHETHER))
        return true;
    if (below->kind == CB_CLAUSE_INFINITIVE)
        return below->opener == CB_NONE && cb_verb_act(f, frame->verb) != CB_ACT_UNKNOWN;
    if (below->finite == below->first || (below->last == below->verb && below->verb == below->finite))
        return false; /* '..., sagte er', '..., he said' */
    return (below->kind == CB_CLAUSE_MAIN ||
            (f->english && below->opener == CB_NONE && below->kind <= CB_CLAUSE_RELATIVE)) &&
           cb_verb_act(f, frame->verb) != CB_ACT_UNKNOWN;
}

/* 'sagte, dass ...': the first clause below that is what the verb says. '..., sagte er': the one above. */
static void find_content(const struct cutting *c)
{
    enum { LOOK = 4 };
    const struct cb_propositions_finder *f = c->f;
    const struct cb_clause *clause = c->clause, *above;
    struct cb_frame_of *frame = NULL;

    for (uint32_t k = 0; k < f->frame_count; k++)
        if (f->frames[k].verb != CB_NONE)
            frame = &c->f->frames[k];
    if (!frame)
        return;
    for (uint32_t k = c->index + 1; k < f->doc->clauses.count && k < c->index + LOOK; k++) {
        const struct cb_clause *below = &f->doc->clauses.items[k];
        if (below->parent != c->index || below->inserted || below->first < frame->verb ||
            !is_content(c, frame, below))
            continue;
        frame->content = (struct cb_range){below->first, below->last};
        return;
    }
    above = clause->parent == CB_NONE ? NULL : &f->doc->clauses.items[clause->parent];
    if (above && above->kind == CB_CLAUSE_MAIN && clause->kind == CB_CLAUSE_MAIN &&
        above->first < clause->first && (clause->finite == clause->first || clause->last == clause->verb) &&
        clause->last >= above->last && cb_verb_act(f, frame->verb) != CB_ACT_UNKNOWN)
        frame->content = (struct cb_range){above->first, clause->first - 1};
}

/* 'sehr ernst', 'too early' */
static void find_degree(const struct cutting *c, struct cb_frame_of *frame)
{
    frame->degree = frame->adjective;
    while (frame->degree != CB_NONE && frame->degree > c->clause->first && owns(c, frame->degree - 1) &&
           has_tag(c, frame->degree - 1, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_PART)) &&
           frame->degree - 1 != c->clause->negation &&
           cb_proposition_is(c->f, frame->degree - 1, CB_STR("degree")))
        frame->degree--;
}

void cb_frames_of_clause(struct cb_propositions_finder *f, uint32_t clause)
{
    struct cutting c = {f, &f->doc->clauses.items[clause], clause};

    f->frame_count = 0;
    if (c.clause->verb == CB_NONE)
        return;
    if (f->english)
        cut_english(&c);
    else
        cut_german(&c);
    for (uint32_t k = 0; k < f->frame_count; k++) {
        struct cb_frame_of *frame = &f->frames[k];
        if (frame->verb == CB_NONE)
            continue;
        cb_frame_judge(f, frame);
        if (!f->english && frame->copula)
            find_adjective(&c, frame);
        resolve_pronoun(&c, frame);
        take_antecedent(&c, frame);
        find_degree(&c, frame);
    }
    find_content(&c);
}
