/* What the verb of a frame says: its lemma, voice, negation, modality. */
#include "extract/propositions.h"

static bool has_lemma(const struct cb_propositions_finder *f, uint32_t token, struct cb_str lemma)
{
    return cb_str_eq(cb_pf_token(f, token)->lemma, lemma);
}

static struct cb_str classes_of(const struct cb_propositions_finder *f, uint32_t token)
{
    const struct cb_list_row *row = cb_token_row(cb_pf_token(f, token), CB_LIST_PROPOSITION_WORDS);

    if (!row)
        row = cb_list_find(f->words, cb_pf_token(f, token)->lemma);
    return row ? row->fields[CB_PROPOSITION_WORD_CLASS] : (struct cb_str){0};
}

static bool has_class(const struct cb_list_row *row, struct cb_str name)
{
    return row && cb_str_has_part(row->fields[CB_PROPOSITION_WORD_CLASS], ' ', name);
}

bool cb_proposition_is(const struct cb_propositions_finder *f, uint32_t token, struct cb_str name)
{
    const struct cb_token *t = cb_pf_token(f, token);
    struct cb_str lemma = t->joined.len > 0 && !f->english ? t->joined : t->lemma;

    return has_class(cb_token_row(t, CB_LIST_PROPOSITION_WORDS), name) ||
           has_class(cb_token_word_row(t, lemma, f->words, CB_LIST_PROPOSITION_WORDS), name);
}

bool cb_phrase_is_idle(const struct cb_propositions_finder *f, uint32_t phrase)
{
    enum { KEY_BYTES = 64 };
    char key[KEY_BYTES];
    const struct cb_noun_phrase *p = cb_pf_phrase(f, phrase);
    struct cb_str first, second;
    const struct cb_list_row *row;

    if (p->preposition == CB_NONE)
        return false;
    if (cb_proposition_is(f, p->preposition, CB_STR("source")))
        return true;
    if (p->preposition > p->first)
        return false;
    first = cb_pf_token(f, p->preposition)->lower;
    second = cb_pf_token(f, p->head)->lower;
    if (first.len + second.len + 1 > sizeof key)
        return false;
    memcpy(key, first.ptr, first.len);
    key[first.len] = ' ';
    memcpy(key + first.len + 1, second.ptr, second.len);
    row = cb_list_find(f->words, (struct cb_str){key, first.len + second.len + 1});
    return row && cb_str_eq(row->fields[CB_PROPOSITION_WORD_CLASS], CB_STR("idle"));
}

enum cb_modality cb_word_modality(const struct cb_propositions_finder *f, uint32_t token)
{
    enum cb_modality modality = CB_MODALITY_NONE;
    struct cb_str classes = token != CB_NONE ? classes_of(f, token) : (struct cb_str){0};

    while (classes.ptr && modality == CB_MODALITY_NONE)
        cb_modality_by_name(cb_str_split(&classes, ' '), &modality);
    return modality;
}

/* Of an infinitive: does the verb above say that it came true? */
static enum cb_modality modality_of_infinitive(const struct cb_propositions_finder *f,
                                               const struct cb_clause *clause)
{
    const struct cb_clause *parent =
        clause->parent == CB_NONE ? NULL : &f->doc->clauses.items[clause->parent];

    if (parent && parent->verb != CB_NONE && cb_proposition_is(f, parent->verb, CB_STR("fulfilled")))
        return CB_MODALITY_NONE;
    return CB_MODALITY_TO;
}

static enum cb_modality modality_of(const struct cb_propositions_finder *f, const struct cb_frame_of *frame)
{
    const struct cb_clause *clause = &f->doc->clauses.items[frame->clause];
    uint32_t features = clause->finite == CB_NONE ? 0 : cb_pf_token(f, clause->finite)->features;
    enum cb_modality modality = CB_MODALITY_NONE;

    if (clause->modal != CB_NONE && clause->modal != frame->verb)
        modality = cb_word_modality(f, clause->modal);
    else if (clause->finite != CB_NONE && clause->finite != frame->verb && !frame->passive &&
             !cb_pf_has_tag(f, frame->verb, CB_TAGGED_PARTICIPLE) &&
             cb_pf_has_tag(f, clause->finite, CB_TAGGED(CB_TAG_AUX_FINITE)))
        modality = cb_word_modality(f, clause->finite); /* wird kommen, will come */
    if (modality == CB_MODALITY_NONE && clause->kind == CB_CLAUSE_SUBORDINATE)
        modality = cb_word_modality(f, clause->opener);
    if (modality == CB_MODALITY_NONE && clause->kind == CB_CLAUSE_INFINITIVE)
        modality = modality_of_infinitive(f, clause);
    if (modality == CB_MODALITY_NONE && !f->english && (features & CB_SUBJUNCTIVE) &&
        !(features & CB_INDICATIVE))
        modality = features & CB_PRESENT ? CB_MODALITY_REPORTED : CB_MODALITY_WOULD;
    return modality;
}

static bool is_copula(const struct cb_propositions_finder *f, uint32_t verb)
{
    if (f->english)
        return has_lemma(f, verb, CB_STR("be")) || has_lemma(f, verb, CB_STR("become")) ||
               has_lemma(f, verb, CB_STR("remain")) || has_lemma(f, verb, CB_STR("seem"));
    return has_lemma(f, verb, CB_STR("sein")) || has_lemma(f, verb, CB_STR("werden")) ||
           has_lemma(f, verb, CB_STR("bleiben"));
}

/* 'nicht nur' denies nothing. */
static bool is_denied(const struct cb_propositions_finder *f, const struct cb_clause *clause)
{
    return clause->negated && !(clause->negation != CB_NONE && clause->negation < clause->last &&
                                cb_proposition_is(f, clause->negation + 1, CB_STR("only")));
}

static bool is_within(const struct cb_propositions_finder *f, uint32_t phrase, uint32_t token)
{
    return phrase != CB_NONE && cb_pf_phrase(f, phrase)->first <= token &&
           token <= cb_pf_phrase(f, phrase)->reach;
}

/* English: does what negates the clause stand in the frame, not in another one: 'sells no software | written
 * for phones', 'urged the firm | not to sell'? */
static bool is_negated(const struct cb_propositions_finder *f, const struct cb_frame_of *frame)
{
    const struct cb_clause *clause = &f->doc->clauses.items[frame->clause];

    if (!clause->negated || clause->negation == CB_NONE || !f->english || clause->negation < clause->first)
        return is_denied(f, clause);
    for (uint32_t k = 0; k < frame->words.count; k++)
        if (frame->words.parts[k].first <= clause->negation && clause->negation <= frame->words.parts[k].last)
            return true;
    for (uint32_t k = 0; k < frame->argument_count; k++)
        if (is_within(f, frame->arguments[k], clause->negation))
            return true;
    return is_within(f, frame->subject, clause->negation);
}

void cb_frame_judge(const struct cb_propositions_finder *f, struct cb_frame_of *frame)
{
    frame->copula = is_copula(f, frame->verb);
    frame->negated = is_negated(f, frame) ||
                     (frame->governor != CB_NONE && is_denied(f, &f->doc->clauses.items[frame->governor]));
    if (frame->modality == CB_MODALITY_NONE)
        frame->modality = modality_of(f, frame);
}

struct cb_str cb_frame_lemma(const struct cb_propositions_finder *f, const struct cb_frame_of *frame)
{
    const struct cb_token *verb = cb_pf_token(f, frame->verb);
    struct cb_str lemma = verb->joined.len > 0 ? verb->joined : verb->lemma;

    return frame->reflexive ? cb_arena_join(f->doc->arena, CB_STR("sich "), lemma) : lemma;
}

static const struct cb_list_row *reporting_row(const struct cb_propositions_finder *f, uint32_t verb)
{
    const struct cb_token *token = cb_pf_token(f, verb);

    return cb_token_word_row(token, token->joined.len > 0 ? token->joined : token->lemma, f->reporting,
                             CB_LIST_REPORTING_VERBS);
}

static enum cb_act act_of(const struct cb_list_row *row)
{
    enum cb_act act = CB_ACT_UNKNOWN;

    if (row)
        cb_act_by_name(row->fields[CB_REPORTING_VERB_ACT], &act);
    return act;
}

enum cb_act cb_verb_act(const struct cb_propositions_finder *f, uint32_t verb)
{
    return act_of(reporting_row(f, verb));
}

enum cb_act cb_lemma_act(const struct cb_propositions_finder *f, struct cb_str lemma)
{
    return act_of(cb_list_find(f->reporting, lemma));
}

/* Does `field`, words with '|' between, have `word`? */
static bool has_word(struct cb_str field, struct cb_str word)
{
    while (field.ptr)
        if (cb_str_eq(cb_str_split(&field, '|'), word))
            return true;
    return false;
}

/* Does the frame have what the verb takes when it reports: a clause, an object, 'vor' of 'warnen'? */
static bool has_complement(const struct cb_propositions_finder *f, const struct cb_frame_of *frame,
                           struct cb_str use)
{
    if (frame->content.first != CB_NONE)
        return true;
    for (uint32_t k = 0; k < frame->argument_count; k++) {
        uint32_t preposition = cb_pf_phrase(f, frame->arguments[k])->preposition;
        if (has_word(use, preposition == CB_NONE ? CB_STR("object") : cb_pf_token(f, preposition)->lemma) ||
            (f->english && preposition == CB_NONE && has_word(use, CB_STR("addressee"))))
            return true;
    }
    return false;
}

/* English: 'called for', 'voiced concern': the row of the verb with its preposition or its object's noun. */
static const struct cb_list_row *phrasal_row(const struct cb_propositions_finder *f,
                                             const struct cb_frame_of *frame)
{
    enum { KEY_BYTES = 80 };
    char key[KEY_BYTES];
    const struct cb_token *verb = cb_pf_token(f, frame->verb);
    const struct cb_list_row *row = NULL;

    for (uint32_t k = 0; k < frame->argument_count && !row && f->english; k++) {
        const struct cb_noun_phrase *p = cb_pf_phrase(f, frame->arguments[k]);
        struct cb_str word = cb_pf_token(f, p->preposition == CB_NONE ? p->head : p->preposition)->lower;
        if (p->first < frame->verb || verb->lemma.len + word.len + 1 > sizeof key)
            continue;
        if (p->preposition != CB_NONE && p->preposition != frame->verb + 1)
            continue;
        memcpy(key, verb->lemma.ptr, verb->lemma.len);
        key[verb->lemma.len] = ' ';
        memcpy(key + verb->lemma.len + 1, word.ptr, word.len);
        row = cb_list_find(f->reporting, (struct cb_str){key, verb->lemma.len + word.len + 1});
    }
    return row;
}

enum cb_act cb_frame_act(const struct cb_propositions_finder *f, const struct cb_frame_of *frame)
{
    const struct cb_list_row *phrasal = phrasal_row(f, frame), *row = reporting_row(f, frame->verb);
    struct cb_str use = row ? row->fields[CB_REPORTING_VERB_USE] : (struct cb_str){0};

    if (phrasal)
        return act_of(phrasal);
    if (!row || !has_complement(f, frame, use) ||
        (!frame->reflexive && has_word(use, CB_STR("reflexive")))) /* 'setzt ein' is not 'setzt sich ein' */
        return CB_ACT_UNKNOWN;
    return act_of(row);
}

const struct cb_list_row *cb_frame_support(const struct cb_propositions_finder *f,
                                           const struct cb_frame_of *frame, uint32_t phrase)
{
    enum { KEY_BYTES = 120 };
    char key[KEY_BYTES];
    const struct cb_noun_phrase *p = cb_pf_phrase(f, phrase);
    const struct cb_token *verb = cb_pf_token(f, frame->verb);
    const struct cb_str words[] = {
        p->preposition == CB_NONE ? CB_STR("") : cb_pf_token(f, p->preposition)->lower,
        cb_pf_token(f, p->head)->lower, verb->joined.len > 0 ? verb->joined : verb->lemma};
    size_t len = 0;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].len == 0)
            continue;
        if (len + words[i].len + 1 > sizeof key)
            return NULL;
        if (len > 0)
            key[len++] = ' ';
        memcpy(key + len, words[i].ptr, words[i].len);
        len += words[i].len;
    }
    return cb_list_find(f->support, (struct cb_str){key, len});
}
