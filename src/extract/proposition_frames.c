/* A clause cut into frames: one for each verb that carries a meaning, with its auxiliaries and its phrases:
 * what German and English have in common. */
#include "extract/proposition_frames.h"

struct cb_frame_of *cb_cut_frame(struct cb_cutting *c, uint32_t verb, uint32_t subject)
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
                                  .antecedent = CB_NONE,
                                  .governor = CB_NONE};
    return frame;
}

void cb_cut_add_token(struct cb_frame_of *frame, uint32_t token)
{
    cb_slot_add(&frame->words, (struct cb_range){token, token});
}

void cb_cut_add_argument(struct cb_frame_of *frame, uint32_t phrase)
{
    if (frame->argument_count < CB_FRAME_PHRASES)
        frame->arguments[frame->argument_count++] = phrase;
}

bool cb_cut_is_negation(const struct cb_cutting *c, uint32_t token)
{
    return token == c->clause->negation &&
           !cb_cut_has_tag(c, token, CB_TAGGED(CB_TAG_DET) | CB_TAGGED(CB_TAG_PRON));
}

uint32_t cb_cut_object(const struct cb_cutting *c, const struct cb_frame_of *frame)
{
    for (uint32_t k = 0; k < frame->argument_count; k++)
        if (cb_cut_phrase(c, frame->arguments[k])->preposition == CB_NONE)
            return frame->arguments[k];
    return CB_NONE;
}

/* ---- whose clause ---- */

/* 'forderte, den Bau zu stoppen', 'warnte davor, den Bau zu stoppen': somebody else is to do it. */
static bool is_for_others(const struct cb_cutting *c, uint32_t verb)
{
    return cb_verb_act(c->f, verb) == CB_ACT_DEMAND || cb_proposition_is(c->f, verb, CB_STR("others"));
}

/* 'ist schwer, | das zu bauen': an adjective right before the infinitive that says nothing of who does it. */
static bool is_impersonal(const struct cb_cutting *c)
{
    uint32_t before = c->clause->first;

    while (before > 0 && cb_cut_has_tag(c, before - 1, CB_TAGGED(CB_TAG_PUNCT)))
        before--;
    return !c->f->english && before-- > 0 && cb_cut_has_tag(c, before, CB_TAGGED(CB_TAG_ADJ)) &&
           cb_pf_token(c->f, before)->phrase == CB_NONE &&
           cb_pf_token(c->f, before)->clause == c->clause->parent &&
           !cb_proposition_is(c->f, before, CB_STR("able"));
}

/* Of an infinitive: what the verb above wants somebody else to do is that one's. */
static uint32_t subject_from_above(const struct cb_cutting *c)
{
    const struct cb_clause *parent;

    if (c->clause->parent == CB_NONE)
        return CB_NONE;
    parent = &c->f->doc->clauses.items[c->clause->parent];
    if (parent->verb != CB_NONE && cb_proposition_is(c->f, parent->verb, CB_STR("object-control")) &&
        c->clause->kind == CB_CLAUSE_INFINITIVE && !parent->passive)
        for (uint32_t k = parent->phrases; k != CB_NONE; k = cb_cut_phrase(c, k)->next) {
            const struct cb_noun_phrase *p = cb_cut_phrase(c, k);
            if ((p->role == CB_ROLE_OBJECT || p->role == CB_ROLE_DATIVE) && p->parent == CB_NONE &&
                p->last < c->clause->first)
                return k;
        }
    if (c->clause->kind == CB_CLAUSE_INFINITIVE && c->clause->opener == CB_NONE && parent->verb != CB_NONE &&
        (is_for_others(c, parent->verb) || is_impersonal(c)))
        return CB_NONE;
    return parent->subject;
}

/* 'Besitzer, die den Plan befolgen', 'keine Fehler, die auffielen': behind a noun without article, or one
 * that is denied, a German relative clause tells which ones are meant, and nothing by itself. */
static bool is_narrowed(const struct cb_cutting *c, uint32_t noun)
{
    const struct cb_noun_phrase *p = noun == CB_NONE ? NULL : cb_cut_phrase(c, noun);

    if (!p || c->f->english || !cb_cut_has_tag(c, p->head, CB_TAGGED(CB_TAG_NOUN)))
        return false;
    return cb_str_starts(cb_pf_token(c->f, p->first)->lower, CB_STR("kein")) ||
           !cb_cut_has_tag(c, p->first,
                           CB_TAGGED(CB_TAG_DET) | CB_TAGGED(CB_TAG_PRON) | CB_TAGGED(CB_TAG_NUM));
}

/* 'Die Bote AG ist ein Verlag, | der Zeitungen druckt': what is said of such a noun is said of what it is. */
static uint32_t bearer_of(const struct cb_cutting *c, uint32_t noun)
{
    const struct cb_noun_phrase *p = cb_cut_phrase(c, noun);
    const struct cb_clause *of = p->clause == CB_NONE ? NULL : cb_cut_clause(c, p->clause);

    if (c->f->english || !of || p->role != CB_ROLE_PREDICATE || of->subject == CB_NONE || of->negated ||
        of->kind != CB_CLAUSE_MAIN || !cb_str_starts(cb_pf_token(c->f, p->first)->lower, CB_STR("ein")) ||
        cb_cut_has_tag(c, cb_cut_phrase(c, of->subject)->head,
                       CB_TAGGED(CB_TAG_PRON) | CB_TAGGED(CB_TAG_DET)))
        return noun;
    return of->subject;
}

/* What the subject means: a relative pronoun stands for its noun, a question word for nothing known. */
static uint32_t noun_of(const struct cb_cutting *c, uint32_t subject)
{
    const struct cb_noun_phrase *p = cb_cut_phrase(c, subject);
    const struct cb_clause *of = p->clause == CB_NONE ? NULL : cb_cut_clause(c, p->clause);

    if (!of || p->head != of->opener)
        return subject;
    if (of->kind == CB_CLAUSE_RELATIVE && is_narrowed(c, of->antecedent))
        return CB_NONE;
    return of->kind == CB_CLAUSE_RELATIVE && of->antecedent != CB_NONE ? bearer_of(c, of->antecedent)
                                                                       : CB_NONE;
}

/* English: ', founded in May', ', including Berlin' behind a noun say something of it, ', saying that' of the
 * subject. */
static uint32_t noun_before(const struct cb_cutting *c)
{
    const struct cb_clause *clause = c->clause, *above;
    uint32_t noun;

    if (!c->f->english || clause->kind != CB_CLAUSE_PARTICIPLE || clause->parent == CB_NONE ||
        clause->first < cb_cut_clause(c, clause->parent)->first + 2 ||
        !((cb_pf_token(c->f, clause->verb)->features & CB_PARTICIPLE_2) ||
          cb_cut_is(c, clause->verb, "including")))
        return CB_NONE;
    noun = cb_pf_token(c->f, clause->first - 2)->phrase;
    above = cb_cut_clause(c, clause->parent);
    if (noun == CB_NONE || cb_cut_phrase(c, noun)->clause != clause->parent ||
        (above->subject != CB_NONE &&
         cb_cut_phrase(c, above->subject)->first <= cb_cut_phrase(c, noun)->first &&
         cb_cut_phrase(c, noun)->last <= cb_cut_phrase(c, above->subject)->reach))
        return CB_NONE;
    if (cb_cut_phrase(c, noun)->preposition == CB_NONE ||
        !cb_cut_has_tag(c, cb_cut_phrase(c, noun)->head, CB_TAGGED(CB_TAG_PROPN) | CB_TAGGED(CB_TAG_NUM)))
        return noun;
    if (cb_cut_phrase(c, noun)->parent != CB_NONE && cb_cut_phrase(c, noun)->role == CB_ROLE_ATTRIBUTE)
        return cb_cut_phrase(c, noun)->parent; /* 'the carnival in Europe, called' */
    return CB_NONE;
}

/* In 'it is safer to wait', 'es gilt zu warten' nobody waits. English: 'what was written' names nobody. */
static bool is_empty(const struct cb_cutting *c, uint32_t subject)
{
    const struct cb_noun_phrase *p = cb_cut_phrase(c, subject);

    if (c->clause->kind == CB_CLAUSE_INFINITIVE && c->clause->subject == CB_NONE &&
        cb_cut_is(c, p->head, c->f->english ? "it" : "es"))
        return true;
    if (!c->f->english)
        return false;
    return p->first == p->head && c->clause->kind != CB_CLAUSE_RELATIVE &&
           (cb_cut_is(c, p->head, "what") || cb_cut_is(c, p->head, "who") || cb_cut_is(c, p->head, "which"));
}

uint32_t cb_cut_subject(const struct cb_cutting *c)
{
    const struct cb_clause *clause = c->clause;
    uint32_t subject = clause->subject != CB_NONE ? clause->subject : noun_before(c);

    if (subject == CB_NONE && clause->kind >= CB_CLAUSE_INFINITIVE) {
        subject = subject_from_above(c);
        /* one step more where the clause above has its subject from the one above it */
        if (subject == CB_NONE && clause->parent != CB_NONE &&
            cb_cut_clause(c, clause->parent)->subject == CB_NONE &&
            cb_cut_clause(c, clause->parent)->parent != CB_NONE)
            subject = cb_cut_clause(c, cb_cut_clause(c, clause->parent)->parent)->subject;
    }
    if (subject == CB_NONE || is_empty(c, subject))
        return CB_NONE;
    return noun_of(c, subject);
}

/* ---- what the clause says beside its verb ---- */

static void resolve_pronoun(const struct cb_cutting *c, struct cb_frame_of *frame)
{
    const struct cb_clause *clause = c->clause;

    if (clause->kind != CB_CLAUSE_RELATIVE || clause->opener == CB_NONE || clause->antecedent == CB_NONE)
        return;
    if (is_narrowed(c, clause->antecedent))
        frame->subject = CB_NONE;
    for (uint32_t k = 0; k < frame->argument_count; k++)
        if (cb_cut_phrase(c, frame->arguments[k])->head == clause->opener) {
            frame->pronoun = frame->arguments[k];
            frame->antecedent = clause->antecedent;
        }
}

/* 'gimmicks | she used': what a clause without pronoun belongs to is its object. */
static void take_antecedent(const struct cb_cutting *c, struct cb_frame_of *frame)
{
    const struct cb_clause *clause = c->clause;

    if (clause->kind != CB_CLAUSE_RELATIVE || clause->opener != CB_NONE || clause->antecedent == CB_NONE ||
        !c->f->english || cb_cut_object(c, frame) != CB_NONE || frame->passive || frame->copula)
        return;
    frame->antecedent = clause->antecedent;
}

/* 'versucht, den Chef zu rufen', 'hat es gewagt zu gehen': does an infinitive stand right behind the verb,
 * not behind a noun that it could belong to? */
static bool is_complement(const struct cb_cutting *c, const struct cb_clause *below)
{
    uint32_t before = below->first;

    while (before > c->clause->first && cb_cut_has_tag(c, before - 1, CB_TAGGED(CB_TAG_PUNCT)))
        before--;
    before--;
    return before >= c->clause->first && cb_cut_owns(c, before) &&
           (cb_cut_has_tag(c, before, CB_TAGGED_VERB) || before == c->clause->particle);
}

/* 'die Tatsache, | dass ...': a noun that is not the subject stands right before the clause. */
static bool is_of_noun(const struct cb_cutting *c, const struct cb_clause *below)
{
    uint32_t before = below->first, phrase;

    while (before > c->clause->first && cb_cut_has_tag(c, before - 1, CB_TAGGED(CB_TAG_PUNCT)))
        before--;
    if (before == c->clause->first || !cb_cut_owns(c, before - 1))
        return false;
    phrase = cb_pf_token(c->f, before - 1)->phrase;
    return phrase != CB_NONE && cb_cut_has_tag(c, before - 1, CB_TAGGED(CB_TAG_NOUN)) &&
           (cb_cut_phrase(c, phrase)->preposition != CB_NONE ||
            cb_cut_phrase(c, phrase)->role == CB_ROLE_OBJECT);
}

/* 'ist so gebaut, dass ...', 'so dass' */
static bool is_consequence(const struct cb_cutting *c, const struct cb_clause *below)
{
    enum { LOOK = 8 };

    for (uint32_t i = below->opener; i-- > c->clause->first && i + LOOK >= below->opener;)
        if (cb_cut_is(c, i, "so") || cb_cut_is(c, i, "derart") || cb_cut_is(c, i, "dermaßen"))
            return true;
    return false;
}

bool cb_cut_governs(const struct cb_cutting *c, const struct cb_clause *below)
{
    return c->clause->verb != CB_NONE && below->opener == CB_NONE &&
           (cb_verb_act(c->f, c->clause->verb) != CB_ACT_UNKNOWN ||
            (!c->f->english && is_complement(c, below)));
}

static bool has_object(const struct cb_cutting *c, const struct cb_frame_of *frame)
{
    for (uint32_t k = 0; k < frame->argument_count; k++)
        if (cb_cut_phrase(c, frame->arguments[k])->role == CB_ROLE_OBJECT)
            return true;
    return false;
}

static bool is_content(const struct cb_cutting *c, const struct cb_frame_of *frame,
                       const struct cb_clause *below)
{
    const struct cb_propositions_finder *f = c->f;
    enum cb_modality modality = CB_MODALITY_NONE;

    if (cb_cut_has_tag(c, below->first, CB_TAGGED(CB_TAG_CCONJ)))
        return false; /* another one, beside this */
    modality = cb_word_modality(f, below->opener);
    if (below->kind == CB_CLAUSE_SUBORDINATE &&
        (modality == CB_MODALITY_REPORTED || modality == CB_MODALITY_WHETHER))
        return cb_verb_act(f, frame->verb) != CB_ACT_UNKNOWN ||
               (!f->english && !is_of_noun(c, below) && !is_consequence(c, below));
    if (below->kind == CB_CLAUSE_INFINITIVE)
        return cb_cut_governs(c, below);
    if (!f->english && has_object(c, frame))
        return false; /* 'lehnte den Plan ab, er sei zu teuer' */
    if (below->finite == below->first || (below->last == below->verb && below->verb == below->finite))
        return false; /* '..., sagte er', '..., he said' */
    return (below->kind == CB_CLAUSE_MAIN ||
            (f->english && below->opener == CB_NONE && below->kind <= CB_CLAUSE_RELATIVE)) &&
           cb_verb_act(f, frame->verb) != CB_ACT_UNKNOWN;
}

/* 'bestand | darauf, dass ...': the word that stands for the clause tells with the verb. */
static void add_correlate(const struct cb_cutting *c, struct cb_frame_of *frame, uint32_t below)
{
    enum { LOOK = 4 };

    for (uint32_t i = below; !c->f->english && i-- > c->clause->first && i + LOOK >= below;)
        if (cb_cut_owns(c, i) && cb_proposition_is(c->f, i, CB_STR("correlate")))
            cb_cut_add_token(frame, i);
}

/* 'sagte, dass ...': the first clause below that is what the verb says. '..., sagte er': the one above. */
static void find_content(const struct cb_cutting *c)
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
        add_correlate(c, frame, below->first);
        return;
    }
    above = clause->parent == CB_NONE ? NULL : &f->doc->clauses.items[clause->parent];
    if (above && above->kind == CB_CLAUSE_MAIN && above->finite != CB_NONE &&
        clause->kind == CB_CLAUSE_MAIN && above->first < clause->first &&
        (clause->finite == clause->first || clause->last == clause->verb) && clause->last >= above->last &&
        cb_verb_act(f, frame->verb) != CB_ACT_UNKNOWN)
        frame->content = (struct cb_range){above->first, clause->first - 1};
}

/* 'sehr ernst', 'too early' */
static void find_degree(const struct cb_cutting *c, struct cb_frame_of *frame)
{
    frame->degree = frame->adjective;
    while (frame->degree != CB_NONE && frame->degree > c->clause->first &&
           cb_cut_owns(c, frame->degree - 1) &&
           cb_cut_has_tag(c, frame->degree - 1, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_PART)) &&
           frame->degree - 1 != c->clause->negation &&
           cb_proposition_is(c->f, frame->degree - 1, CB_STR("degree")))
        frame->degree--;
}

void cb_frames_of_clause(struct cb_propositions_finder *f, uint32_t clause)
{
    struct cb_cutting c = {f, &f->doc->clauses.items[clause], clause};

    f->frame_count = 0;
    if (c.clause->verb == CB_NONE)
        return;
    if (f->english)
        cb_cut_english(&c);
    else
        cb_cut_german(&c);
    for (uint32_t k = 0; k < f->frame_count; k++) {
        struct cb_frame_of *frame = &f->frames[k];
        if (frame->verb == CB_NONE)
            continue;
        cb_frame_judge(f, frame);
        if (!f->english && frame->copula)
            cb_cut_german_adjective(&c, frame);
        resolve_pronoun(&c, frame);
        take_antecedent(&c, frame);
        find_degree(&c, frame);
    }
    find_content(&c);
}
