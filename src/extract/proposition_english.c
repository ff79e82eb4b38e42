/* An English clause cut into frames: what belongs to a verb stands behind it. */
#include "extract/proposition_frames.h"

struct chain {
    uint32_t current; /* frame that takes what comes */
    uint32_t main;
    uint32_t last; /* the last word of a verb, or CB_NONE */
    uint32_t noun; /* the last phrase behind which nothing else came, or CB_NONE */
    bool open;     /* nothing but adverbs stood behind the last verb */
    bool joint;    /* a conjunction or a comma did */
};

static struct cb_frame_of *current(struct cb_cutting *c, const struct chain *s)
{
    return &c->f->frames[s->current];
}

/* A verb of the same form behind and: it has the auxiliaries of the one before. */
static struct cb_frame_of *join_frame(struct cb_cutting *c, const struct chain *s, uint32_t verb)
{
    const struct cb_frame_of *left = current(c, s);
    struct cb_frame_of *frame = cb_cut_frame(c, verb, left->subject);

    if (!frame)
        return NULL;
    left = current(c, s);
    for (uint32_t k = 0; k < left->words.count; k++)
        for (uint32_t i = left->words.parts[k].first; i <= left->words.parts[k].last; i++)
            if (i < left->verb)
                cb_cut_add_token(frame, i);
    frame->passive = left->passive;
    cb_cut_add_token(frame, verb);
    return frame;
}

static bool is_passive_participle(const struct cb_cutting *c, uint32_t token)
{
    return cb_cut_has_tag(c, token, CB_TAGGED_PARTICIPLE) &&
           (cb_pf_token(c->f, token)->features & CB_PARTICIPLE_2);
}

/* 'urged the firm to sell', 'a plan to sell': an infinitive behind a phrase. */
static struct cb_frame_of *add_infinitive(struct cb_cutting *c, const struct chain *s, uint32_t verb)
{
    const struct cb_frame_of *left = current(c, s);
    uint32_t subject = left->subject, object = cb_cut_object(c, left);
    struct cb_frame_of *frame;

    if (object != CB_NONE && left->verb != CB_NONE &&
        cb_proposition_is(c->f, left->verb, CB_STR("object-control")))
        subject = object;
    frame = cb_cut_frame(c, verb, subject);
    if (!frame)
        return NULL;
    left = current(c, s);
    frame->modality = CB_MODALITY_TO;
    if (object != CB_NONE && subject != object) { /* 'used means to obtain', 'were attempts to regain' */
        frame->words = left->words;
        cb_slot_add(&frame->words, cb_slot_of(c->f, object, true, CB_REACH_ALL).words);
    }
    if (verb > c->clause->first && cb_cut_is(c, verb - 1, "to"))
        cb_cut_add_token(frame, verb - 1);
    if (verb > c->clause->first + 1 && cb_cut_is_negation(c, verb - 2))
        cb_cut_add_token(frame, verb - 2);
    cb_cut_add_token(frame, verb);
    return frame;
}

/* 'of | buying', 'from | selling': prepositions are conjunctions before a verb for the tagger. */
static bool is_before_gerund(const struct cb_cutting *c, uint32_t token)
{
    return cb_cut_has_tag(c, token, CB_TAGGED(CB_TAG_ADP) | CB_TAGGED(CB_TAG_SCONJ)) &&
           !cb_cut_is(c, token, "as") && !cb_cut_is(c, token, "like");
}

/* 'in the stages of | negotiating': all before it makes the predicate. */
static struct cb_frame_of *add_gerund(struct cb_cutting *c, const struct chain *s, uint32_t verb)
{
    const struct cb_frame_of *left = current(c, s);
    struct cb_frame_of *frame = cb_cut_frame(c, verb, left->subject);

    if (!frame)
        return NULL;
    left = current(c, s);
    frame->words = left->words;
    if (left->argument_count > 0 && left->verb != CB_NONE &&
        cb_cut_phrase(c, left->arguments[left->argument_count - 1])->first > left->verb)
        cb_slot_add(&frame->words,
                    cb_slot_of(c->f, left->arguments[left->argument_count - 1], true, CB_REACH_ALL).words);
    cb_cut_add_token(frame, verb - 1);
    return frame;
}

/* 'said reports | were exaggerated': the object so far is the subject of a clause that was not seen as one.
 */
static struct cb_frame_of *split_off(struct cb_cutting *c, const struct chain *s, uint32_t verb)
{
    struct cb_frame_of *left = current(c, s);
    uint32_t subject = cb_cut_object(c, left);

    while (left->argument_count > 0 && left->arguments[left->argument_count - 1] != subject)
        left->argument_count--;
    left->argument_count--;
    return cb_cut_frame(c, verb, subject);
}

/* The frame of a verb that comes before any other of its clause, or of the finite one. */
static struct cb_frame_of *first_frame(struct cb_cutting *c, struct chain *s, uint32_t i)
{
    uint32_t finite = c->clause->finite;

    if (finite != CB_NONE && i < finite && i > c->clause->first && is_before_gerund(c, i - 1))
        return cb_cut_frame(c, i, CB_NONE); /* 'the ease of | acquiring' */
    if (finite != CB_NONE && i < finite && s->noun != CB_NONE && cb_cut_has_tag(c, i, CB_TAGGED_PARTICIPLE))
        return cb_cut_frame(c, i, s->noun); /* 'chips | designed for cars are' */
    s->current = s->main;
    return current(c, s);
}

/* The frame of a verb behind which no other stands side by side: phrases are between. */
static struct cb_frame_of *frame_behind_phrases(struct cb_cutting *c, struct chain *s, uint32_t i)
{
    struct cb_frame_of *frame = current(c, s);
    bool known = frame->verb != CB_NONE;

    if (i > c->clause->first && cb_cut_is(c, i - 1, "to"))
        return add_infinitive(c, s, i);
    if (s->noun != CB_NONE && cb_cut_has_tag(c, i, CB_TAGGED_FINITE) && known &&
        cb_cut_object(c, frame) != CB_NONE &&
        (cb_cut_has_tag(c, i, CB_TAGGED_AUX) || cb_verb_act(c->f, frame->verb) != CB_ACT_UNKNOWN))
        return split_off(c, s, i);
    if (s->noun != CB_NONE && cb_cut_has_tag(c, i, CB_TAGGED_PARTICIPLE | CB_TAGGED_FINITE) &&
        (!cb_cut_has_tag(c, i, CB_TAGGED_AUX) || cb_cut_is(c, i, "being")))
        return cb_cut_frame(c, i, s->noun);
    if (cb_cut_has_tag(c, i, CB_TAGGED_INFINITIVE))
        return add_infinitive(c, s, i);
    if (i > c->clause->first && is_before_gerund(c, i - 1) &&
        cb_cut_has_tag(c, i, CB_TAGGED(CB_TAG_VERB_PARTICIPLE)))
        return add_gerund(c, s, i);
    if (known && cb_cut_has_tag(c, frame->verb, CB_TAGGED_AUX) && cb_cut_object(c, frame) == CB_NONE)
        return frame;
    return cb_cut_frame(c, i, CB_NONE); /* of a clause that was not seen as one */
}

/* 'wants to build', 'was able to win': what stands before the infinitive tells how far it holds. */
static void join_infinitive(struct cb_cutting *c, struct cb_frame_of *frame, uint32_t i)
{
    frame->modality = cb_word_modality(c->f, frame->adjective != CB_NONE ? frame->adjective : frame->verb);
    if (frame->adjective != CB_NONE)
        cb_cut_add_token(frame, frame->adjective);
    frame->adjective = CB_NONE;
    cb_cut_add_token(frame, i - 1);
}

static void take_verb(struct cb_cutting *c, struct chain *s, uint32_t i)
{
    struct cb_frame_of *frame = current(c, s);
    bool started = s->last != CB_NONE;

    if (c->clause->finite != CB_NONE && i < c->clause->finite && cb_cut_has_tag(c, i, CB_TAGGED_INFINITIVE))
        frame = cb_cut_frame(c, i, CB_NONE); /* 'the failure to | arrive' */
    else if (i == c->clause->finite || !started)
        frame = first_frame(c, s, i);
    else if (s->joint && frame->verb != CB_NONE &&
             cb_pf_token(c->f, frame->verb)->tag == cb_pf_token(c->f, i)->tag)
        frame = join_frame(c, s, i);
    else if (!s->open)
        frame = frame_behind_phrases(c, s, i);
    if (!frame)
        return;
    s->current = (uint32_t)(frame - c->f->frames);
    if (s->open && started && i > c->clause->first && cb_cut_is(c, i - 1, "to"))
        join_infinitive(c, frame, i);
    frame->passive = is_passive_participle(c, i) && (frame->passive || frame->words.count == 0 ||
                                                     c->clause->passive || s->current != s->main);
    if (frame->words.count == 0 && s->current == s->main && c->clause->finite != CB_NONE)
        frame->passive = false;
    frame->verb = i;
    cb_cut_add_token(frame, i);
    s->last = i;
    s->open = true;
    s->joint = false;
    s->noun = CB_NONE;
}

/* Before the verb only the subject, times, phrases with prepositions and question words have their place. */
static bool is_misplaced(const struct cb_cutting *c, const struct cb_noun_phrase *p)
{
    return c->clause->finite != CB_NONE && p->head < c->clause->finite && p->preposition == CB_NONE &&
           (p->role != CB_ROLE_ADVERBIAL || cb_cut_has_tag(c, p->head, CB_TAGGED(CB_TAG_PRON))) &&
           p->head != c->clause->opener;
}

static void take_phrase(struct cb_cutting *c, struct chain *s, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_cut_phrase(c, phrase);

    s->open = false;
    s->joint = false;
    s->noun = phrase;
    if (p->preposition != CB_NONE && p->parent == CB_NONE && s->current != s->main && s->last == CB_NONE)
        s->current = s->main;
    if (phrase == c->clause->subject || p->role == CB_ROLE_SUBJECT || p->parent != CB_NONE ||
        is_misplaced(c, p))
        return;
    cb_cut_add_argument(current(c, s), phrase);
}

/* 'carried | out the work', 'wrapped it | up' */
static bool is_particle(const struct cb_cutting *c, const struct chain *s, uint32_t i)
{
    if (s->last == CB_NONE ||
        !cb_cut_has_tag(c, i, CB_TAGGED(CB_TAG_ADP) | CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_PART)))
        return false;
    if (s->last + 1 == i)
        return cb_pf_token(c->f, s->last)->joined.len > 0;
    return s->noun != CB_NONE && cb_cut_phrase(c, s->noun)->preposition == CB_NONE &&
           cb_cut_phrase(c, s->noun)->last + 1 == i && cb_cut_phrase(c, s->noun)->first == s->last + 1 &&
           cb_proposition_is(c->f, i, CB_STR("particle"));
}

static void take_other(struct cb_cutting *c, struct chain *s, uint32_t i)
{
    struct cb_frame_of *frame = current(c, s);
    uint32_t adverbs = CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_PART);

    if (is_particle(c, s, i)) {
        cb_cut_add_token(frame, i);
    } else if (cb_cut_has_tag(c, i, CB_TAGGED(CB_TAG_CCONJ)) || cb_cut_is(c, i, ",")) {
        s->joint = true;
        s->noun = CB_NONE;
    } else if (cb_cut_is_negation(c, i)) {
        if (i == c->clause->last || s->open || !cb_cut_is(c, i + 1, "to"))
            cb_cut_add_token(frame, i); /* 'urged the firm | not to sell' is the infinitive's */
    } else if (cb_cut_has_tag(c, i, CB_TAGGED(CB_TAG_ADJ)) && s->open && frame->adjective == CB_NONE) {
        frame->adjective = i;
    } else if (cb_cut_has_tag(c, i, adverbs) && s->last != CB_NONE && s->open) {
        if (frame->adverb.first == CB_NONE || frame->adverb.last + 1 != i)
            frame->adverb.first = i;
        frame->adverb.last = i;
    } else if (!cb_cut_has_tag(c, i, adverbs) && !(cb_pf_token(c->f, i)->flags & CB_TOKEN_QUOTE_MARK)) {
        s->open = s->open && cb_cut_has_tag(c, i, CB_TAGGED(CB_TAG_ADJ));
        s->noun = CB_NONE;
    }
}

void cb_cut_english(struct cb_cutting *c)
{
    struct chain s = {0, 0, CB_NONE, CB_NONE, false, false};
    uint32_t next = c->clause->phrases;

    if (!cb_cut_frame(c, CB_NONE, cb_cut_subject(c)))
        return;
    for (uint32_t i = c->clause->first; i <= c->clause->last; i++) {
        if (!cb_cut_owns(c, i))
            continue;
        while (next != CB_NONE && cb_cut_phrase(c, next)->head < i)
            next = cb_cut_phrase(c, next)->next;
        if (next != CB_NONE && cb_cut_phrase(c, next)->head == i)
            take_phrase(c, &s, next);
        else if (cb_pf_token(c->f, i)->phrase != CB_NONE)
            continue;
        else if (cb_cut_has_tag(c, i, CB_TAGGED_VERB))
            take_verb(c, &s, i);
        else
            take_other(c, &s, i);
    }
}
