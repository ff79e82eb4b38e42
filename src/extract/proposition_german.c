/* A German clause cut into frames: what belongs to a verb stands before it. */
#include "extract/proposition_frames.h"

static bool is_reflexive(const struct cb_cutting *c, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_cut_phrase(c, phrase);

    return cb_cut_is(c, p->head, "sich");
}

static bool is_verb_argument(const struct cb_cutting *c, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_cut_phrase(c, phrase);

    return p->parent == CB_NONE && p->role != CB_ROLE_SUBJECT && phrase != c->clause->subject;
}

/* Does something begin at the phrase that is not the verb's? A dash, or a colon behind other phrases, stands
 * before it; a comma with an adverb between: 'hat Gäste, darunter | Ärzte'; or a comma where only phrases
 * came before: 'liegt am Markt, | ein Büro am Hafen'. */
static bool begins_aside(const struct cb_cutting *c, const struct cb_frame_of *frame,
                         const struct cb_noun_phrase *p)
{
    uint32_t start = p->preposition != CB_NONE && p->preposition < p->first ? p->preposition : p->first,
             i = start;
    const struct cb_token *sign;

    if (c->clause->finite == CB_NONE || start < c->clause->finite)
        return false;
    while (i > c->clause->finite && cb_cut_has_tag(c, i - 1, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_PART)))
        i--;
    sign = cb_pf_token(c->f, i - 1);
    if (sign->tag != CB_TAG_PUNCT)
        return false;
    if (cb_str_eq(sign->lower, CB_STR(":")))
        return frame->argument_count > 0;
    if (cb_str_eq(sign->lower, CB_STR(",")))
        return p->preposition == CB_NONE && cb_cut_owns(c, i - 2) &&
               (i < start || (frame->argument_count > 0 && cb_cut_object(c, frame) == CB_NONE));
    return cb_str_eq(sign->lower, CB_STR("(")) || cb_str_eq(sign->lower, CB_STR("\xE2\x80\x93")) ||
           (cb_str_eq(sign->lower, CB_STR("-")) && (sign->flags & CB_TOKEN_SPACE_BEFORE));
}

/* Does a coordination of verbs go on behind `verb`: 'geprüft | und genehmigt', 'gebaut, verkauft'? */
static bool is_joint(const struct cb_cutting *c, uint32_t verb)
{
    uint32_t next = verb + 1;

    if (!cb_cut_has_tag(c, verb, CB_TAGGED_PARTICIPLE | CB_TAGGED_INFINITIVE) || next >= c->clause->last)
        return false;
    if (!cb_cut_has_tag(c, next, CB_TAGGED(CB_TAG_CCONJ)) && !cb_cut_is(c, next, ","))
        return false;
    for (uint32_t i = c->clause->last; i > next; i--)
        if (cb_cut_owns(c, i) && cb_cut_has_tag(c, i, CB_TAGGED_PARTICIPLE | CB_TAGGED_INFINITIVE))
            return cb_pf_token(c->f, i)->tag == cb_pf_token(c->f, verb)->tag ||
                   cb_cut_has_tag(c, i, CB_TAGGED_AUX);
    return false;
}

/* 'soll eingebrochen | sein und etwas gestohlen haben': is the infinitive only the auxiliary of the
 * participle before it? */
static bool is_own_auxiliary(const struct cb_cutting *c, uint32_t infinitive)
{
    return infinitive > c->clause->first && cb_cut_has_tag(c, infinitive, CB_TAGGED_AUX) &&
           cb_cut_owns(c, infinitive - 1) && cb_cut_has_tag(c, infinitive - 1, CB_TAGGED_PARTICIPLE);
}

/* The auxiliaries of the clause, which all its verbs share, but for one that has its own. */
static void add_shared_words(const struct cb_cutting *c, struct cb_frame_of *frame)
{
    const struct cb_clause *clause = c->clause;

    if (clause->finite != CB_NONE)
        cb_cut_add_token(frame, clause->finite);
    if (frame->verb < clause->last && is_own_auxiliary(c, frame->verb + 1)) {
        cb_cut_add_token(frame, frame->verb + 1);
        return;
    }
    if (clause->tail_first == CB_NONE)
        return;
    for (uint32_t i = clause->tail_first; i <= clause->tail_last; i++)
        if (cb_cut_owns(c, i) && i != clause->verb &&
            (cb_cut_has_tag(c, i, CB_TAGGED_AUX) || i == clause->modal ||
             (cb_cut_has_tag(c, i, CB_TAGGED(CB_TAG_PART)) && i + 1 <= clause->tail_last &&
              i + 1 != clause->verb)))
            cb_cut_add_token(frame, i);
}

/* The last run of adverbs, or of adjectives used as such, before the verbs that end the clause. */
static void find_adverb(const struct cb_cutting *c, struct cb_frame_of *frame, uint32_t from, uint32_t to)
{
    for (uint32_t i = to + 1; i-- > from;) {
        if (!cb_cut_owns(c, i) || cb_pf_token(c->f, i)->phrase != CB_NONE || i == c->clause->negation ||
            i == c->clause->particle || !cb_cut_has_tag(c, i, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_ADJ)))
            continue;
        if (cb_cut_has_tag(c, i, CB_TAGGED(CB_TAG_ADV)) && cb_proposition_is(c->f, i, CB_STR("filler")))
            continue;
        frame->adverb = (struct cb_range){i, i};
        while (frame->adverb.first > from && cb_cut_owns(c, frame->adverb.first - 1) &&
               cb_cut_has_tag(c, frame->adverb.first - 1, CB_TAGGED(CB_TAG_ADV)) &&
               frame->adverb.first - 1 != c->clause->negation)
            frame->adverb.first--;
        if (frame->adverb.first > from && cb_cut_owns(c, frame->adverb.first - 1) &&
            cb_cut_has_tag(c, frame->adverb.first - 1, CB_TAGGED(CB_TAG_ADP)))
            frame->adverb.first--; /* 'für | immer' */
        return;
    }
}

/* 'hat | angeblich | erhalten': a word that takes back what is said is never left out. */
static void add_hedges(const struct cb_cutting *c, struct cb_frame_of *frame, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i <= to; i++) {
        if (!cb_cut_has_tag(c, i, CB_TAGGED(CB_TAG_ADV) | CB_TAGGED(CB_TAG_ADJ)) || !cb_cut_owns(c, i) ||
            cb_pf_token(c->f, i)->phrase != CB_NONE || !cb_proposition_is(c->f, i, CB_STR("hedge")))
            continue;
        cb_cut_add_token(frame, i);
        if (frame->modality == CB_MODALITY_NONE)
            frame->modality = cb_word_modality(c->f, i);
    }
}

/* An adjective, also one taken for an adverb behind a word of degree: 'wurde sehr | krank'. */
static bool is_predicative(const struct cb_cutting *c, uint32_t token)
{
    return cb_cut_has_tag(c, token, CB_TAGGED(CB_TAG_ADJ)) ||
           (cb_cut_has_tag(c, token, CB_TAGGED(CB_TAG_ADV)) && token > c->clause->first &&
            cb_pf_token(c->f, token)->word_class == CB_CLASS_NONE && token != c->clause->particle &&
            cb_proposition_is(c->f, token - 1, CB_STR("degree")));
}

/* 'hält den Plan | für teuer', 'gilt | als sicher': a preposition with an adjective tells with the verb, or
 * is what a verb without object has. */
static void add_judgement(const struct cb_cutting *c, struct cb_frame_of *frame, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        uint32_t last = i + 1;
        if (!cb_cut_owns(c, i) || cb_pf_token(c->f, i)->phrase != CB_NONE || i == c->clause->particle ||
            !(cb_cut_is(c, i, "als") || cb_cut_is(c, i, "f\xC3\xBCr")))
            continue;
        last += last < to && cb_proposition_is(c->f, last, CB_STR("degree"));
        if (!is_predicative(c, last) || !cb_cut_owns(c, last) || cb_pf_token(c->f, last)->phrase != CB_NONE)
            continue;
        if (cb_cut_object(c, frame) == CB_NONE)
            frame->adverb = (struct cb_range){i, last};
        else
            cb_slot_add(&frame->words, (struct cb_range){i, last});
        return;
    }
}

/* 'hat den Wunsch, | Arzt zu werden', 'ist gezwungen, | zu gehen': here the noun or the participle governs.
 */
static bool has_other_governor(const struct cb_cutting *c)
{
    const struct cb_clause *clause = c->clause;

    if (clause->passive || (clause->finite != CB_NONE && clause->finite != clause->verb && !clause->perfect &&
                            cb_cut_has_tag(c, clause->verb, CB_TAGGED_PARTICIPLE)))
        return true;
    for (uint32_t k = clause->phrases; k != CB_NONE; k = cb_cut_phrase(c, k)->next)
        if (cb_cut_phrase(c, k)->role == CB_ROLE_OBJECT && !is_reflexive(c, k) &&
            !cb_cut_is(c, cb_cut_phrase(c, k)->head, "es"))
            return true;
    return false;
}

/* The clause whose verb an infinitive completes and whose subject it shares: 'weigert sich, | zu gehen'. */
static uint32_t governor_of(const struct cb_cutting *c, uint32_t subject)
{
    struct cb_cutting above = {c->f, NULL, c->clause->parent};

    if (c->clause->kind != CB_CLAUSE_INFINITIVE || c->clause->parent == CB_NONE || subject == CB_NONE)
        return CB_NONE;
    above.clause = cb_cut_clause(c, c->clause->parent);
    if (above.clause->subject != subject || above.clause->kind >= CB_CLAUSE_INFINITIVE ||
        above.clause->first >= c->clause->first || !cb_cut_governs(&above, c->clause) ||
        has_other_governor(&above))
        return CB_NONE;
    return above.index;
}

/* 'hat nicht versucht | zu rufen': all that the verb above has, but for its phrases. */
static void add_governor(const struct cb_cutting *c, struct cb_frame_of *frame)
{
    const struct cb_clause *clause = cb_cut_clause(c, frame->governor);
    struct cb_cutting above = {c->f, clause, frame->governor};

    if (clause->finite != CB_NONE)
        cb_cut_add_token(frame, clause->finite);
    for (uint32_t i = clause->tail_first; i != CB_NONE && i <= clause->tail_last; i++)
        cb_cut_add_token(frame, i);
    if (clause->particle != CB_NONE)
        cb_cut_add_token(frame, clause->particle);
    if (clause->negation != CB_NONE && cb_cut_is_negation(&above, clause->negation))
        cb_cut_add_token(frame, clause->negation);
    for (uint32_t k = clause->phrases; k != CB_NONE; k = cb_cut_phrase(c, k)->next)
        if (is_reflexive(c, k) && cb_cut_phrase(c, k)->preposition == CB_NONE)
            cb_cut_add_token(frame, cb_cut_phrase(c, k)->head);
}

static void finish_german(struct cb_cutting *c, struct cb_frame_of *frame, uint32_t from, uint32_t to,
                          bool last)
{
    const struct cb_clause *clause = c->clause;

    add_shared_words(c, frame);
    frame->governor = governor_of(c, frame->subject);
    if (frame->governor != CB_NONE)
        add_governor(c, frame);
    if (last && clause->tail_first != CB_NONE)
        for (uint32_t i = clause->tail_first; i <= clause->tail_last; i++)
            if (clause->kind != CB_CLAUSE_INFINITIVE || frame->governor != CB_NONE || !cb_cut_is(c, i, "zu"))
                cb_cut_add_token(frame, i);
    if (last && clause->particle != CB_NONE)
        cb_cut_add_token(frame, clause->particle);
    cb_cut_add_token(frame, frame->verb);
    if (frame->governor != CB_NONE && frame->verb > from && cb_cut_is(c, frame->verb - 1, "zu"))
        cb_cut_add_token(frame, frame->verb - 1);
    for (uint32_t k = clause->phrases; k != CB_NONE; k = cb_cut_phrase(c, k)->next) {
        const struct cb_noun_phrase *p = cb_cut_phrase(c, k);
        if (p->head < from || p->head > to || !is_verb_argument(c, k))
            continue;
        if (begins_aside(c, frame, p))
            break;
        if (is_reflexive(c, k)) {
            if (p->preposition != CB_NONE)
                cb_cut_add_token(frame, p->preposition); /* 'zieht nach sich' */
            cb_cut_add_token(frame, p->head);
            frame->reflexive = frame->reflexive || p->preposition == CB_NONE;
        } else {
            cb_cut_add_argument(frame, k);
        }
    }
    find_adverb(c, frame, from, to);
    if (clause->negation != CB_NONE && clause->negation >= from && clause->negation <= to &&
        cb_cut_is_negation(c, clause->negation) &&
        (clause->negation == clause->last ||
         !cb_proposition_is(c->f, clause->negation + 1, CB_STR("only")))) /* 'nicht nur' */
        cb_cut_add_token(frame, clause->negation);
    add_judgement(c, frame, from, to);
    add_hedges(c, frame, from, to);
    frame->passive = clause->passive;
}

/* 'Die Lage ist ernst': the adjective that ends the clause, or stands before its last verb. */
void cb_cut_german_adjective(const struct cb_cutting *c, struct cb_frame_of *frame)
{
    uint32_t end = c->clause->finite > c->clause->first + 1 && c->clause->finite != CB_NONE &&
                           c->clause->kind != CB_CLAUSE_MAIN
                       ? c->clause->finite
                       : c->clause->last + 1;

    for (uint32_t i = end; i-- > c->clause->first;) {
        if (!cb_cut_owns(c, i) || cb_cut_has_tag(c, i, CB_TAGGED(CB_TAG_PUNCT) | CB_TAGGED_VERB) ||
            (cb_proposition_is(c->f, i, CB_STR("time-behind")) && i > c->clause->first &&
             cb_pf_token(c->f, i - 1)->phrase != CB_NONE)) /* 'fünf Jahre | später' */
            continue;
        if (is_predicative(c, i) && cb_pf_token(c->f, i)->phrase == CB_NONE) {
            frame->adjective = i;
            return;
        }
    }
}

/* 'Es folgten zwei Lieder': es before the verb only fills the place of a subject behind it. Where the verb
 * has nothing else, it stays the subject, so that what comes is told. */
static void settle_expletive(const struct cb_cutting *c, struct cb_frame_of *frame)
{
    uint32_t es = frame->argument_count > 0 ? frame->arguments[0] : CB_NONE;
    const struct cb_clause *clause = c->clause;

    if (es == CB_NONE || frame->subject == CB_NONE || frame->subject != clause->subject ||
        clause->kind != CB_CLAUSE_MAIN || clause->finite == CB_NONE ||
        !cb_cut_is(c, cb_cut_phrase(c, es)->head, "es") || cb_cut_phrase(c, es)->head > clause->finite ||
        cb_cut_phrase(c, frame->subject)->first < clause->finite ||
        cb_cut_phrase(c, es)->preposition != CB_NONE)
        return;
    if (frame->argument_count == 1) {
        frame->arguments[0] = frame->subject;
        frame->subject = es;
        return;
    }
    frame->argument_count--;
    memmove(frame->arguments, frame->arguments + 1, frame->argument_count * sizeof *frame->arguments);
}

static bool is_plain_object(const struct cb_cutting *c, uint32_t phrase)
{
    const struct cb_noun_phrase *p = cb_cut_phrase(c, phrase);

    return p->preposition == CB_NONE && p->role != CB_ROLE_ADVERBIAL && p->role != CB_ROLE_DATIVE &&
           !cb_cut_has_tag(c, p->head, CB_TAGGED(CB_TAG_PRON)) &&
           !(p->first == p->last && p->first > 0 &&
             cb_cut_has_tag(c, p->head, CB_TAGGED(CB_TAG_NUM)) && /* ', 44,' */
             cb_cut_has_tag(c, p->first - 1, CB_TAGGED(CB_TAG_PUNCT)));
}

/* Two objects in the same case with no sign between them: but for a few verbs ('nannte den Plan einen
 * Fehler') a clause has one, so its parts were not seen as what they are. */
static bool is_doubtful(const struct cb_cutting *c, const struct cb_frame_of *frame)
{
    uint32_t objects = 0;

    for (uint32_t k = 0; k < frame->argument_count; k++) {
        uint32_t first = cb_cut_phrase(c, frame->arguments[k])->first;
        if (!is_plain_object(c, frame->arguments[k]))
            continue;
        if (++objects > 1 && !cb_cut_has_tag(c, first - 1, CB_TAGGED(CB_TAG_PUNCT)))
            return !cb_proposition_is(c->f, frame->verb, CB_STR("two-objects"));
    }
    return false;
}

void cb_cut_german(struct cb_cutting *c)
{
    const struct cb_clause *clause = c->clause;
    uint32_t subject = cb_cut_subject(c), from = clause->first;
    struct cb_frame_of *frame = NULL, *before;

    for (uint32_t i = clause->first; i <= clause->last && clause->verb != clause->finite; i++) {
        if (!cb_cut_owns(c, i) || i == clause->verb || !is_joint(c, i))
            continue;
        frame = cb_cut_frame(c, is_own_auxiliary(c, i) ? i - 1 : i, subject);
        if (!frame)
            return;
        finish_german(c, frame, from, i, false);
        from = i + 1;
    }
    before = frame;
    frame = cb_cut_frame(c, clause->verb, subject);
    if (!frame)
        return;
    finish_german(c, frame, from, clause->last, true);
    if (before && frame->argument_count == 0) { /* 'hat den Plan geprüft und genehmigt' */
        memcpy(frame->arguments, before->arguments, sizeof frame->arguments);
        frame->argument_count = before->argument_count;
    }
    settle_expletive(c, frame);
    for (uint32_t k = 0; k < c->f->frame_count; k++)
        if (is_doubtful(c, &c->f->frames[k]))
            c->f->frames[k].subject = CB_NONE;
}
