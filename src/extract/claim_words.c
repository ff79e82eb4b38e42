#include "extract/claim_words.h"

#include "lexicon/tag.h"

struct classifier {
    const struct cb_list *words;
    uint32_t *classes; /* of each row of `words`; 0 = not yet read */
};

static const struct {
    struct cb_str name;
    uint32_t bit;
} CLASSES[] = {
    {CB_STR_INIT("dass"), CB_WORD_DASS},
    {CB_STR_INIT("question"), CB_WORD_QUESTION},
    {CB_STR_INIT("subordinator"), CB_WORD_SUBORDINATOR},
    {CB_STR_INIT("opener"), CB_WORD_OPENER},
    {CB_STR_INIT("determiner"), CB_WORD_DETERMINER},
    {CB_STR_INIT("oblique"), CB_WORD_OBLIQUE},
    {CB_STR_INIT("possessive"), CB_WORD_POSSESSIVE},
    {CB_STR_INIT("pronoun"), CB_WORD_PRONOUN},
    {CB_STR_INIT("objective"), CB_WORD_OBJECTIVE},
    {CB_STR_INIT("relative"), CB_WORD_RELATIVE},
    {CB_STR_INIT("preposition"), CB_WORD_PREPOSITION},
    {CB_STR_INIT("particle"), CB_WORD_PARTICLE},
    {CB_STR_INIT("coordinator"), CB_WORD_COORDINATOR},
    {CB_STR_INIT("adverb"), CB_WORD_ADVERB},
    {CB_STR_INIT("time"), CB_WORD_TIME},
    {CB_STR_INIT("correlate"), CB_WORD_CORRELATE},
    {CB_STR_INIT("reflexive"), CB_WORD_REFLEXIVE},
    {CB_STR_INIT("zu"), CB_WORD_ZU},
    {CB_STR_INIT("have"), CB_WORD_HAVE},
    {CB_STR_INIT("be"), CB_WORD_BE},
    {CB_STR_INIT("become"), CB_WORD_BECOME},
    {CB_STR_INIT("modal"), CB_WORD_MODAL},
    {CB_STR_INIT("shall"), CB_WORD_SHALL},
    {CB_STR_INIT("as"), CB_WORD_AS},
    {CB_STR_INIT("negation"), CB_WORD_NEGATION},
    {CB_STR_INIT("name_particle"), CB_WORD_NAME_PARTICLE},
};

bool cb_field_has(struct cb_str field, struct cb_str word)
{
    size_t from = 0;

    for (size_t i = 0; i <= field.len; i++) {
        if (i < field.len && field.ptr[i] != ' ' && field.ptr[i] != '|')
            continue;
        if (cb_str_eq(cb_str_sub(field, from, i), word))
            return true;
        from = i + 1;
    }
    return false;
}

uint32_t cb_grammar_class_by_name(struct cb_str name)
{
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
        if (cb_str_eq(CLASSES[i].name, name))
            return CLASSES[i].bit;
    return 0;
}

static uint32_t read_classes(struct cb_str field)
{
    uint32_t bits = 0;

    while (field.ptr)
        bits |= cb_grammar_class_by_name(cb_str_split(&field, ' '));
    return bits;
}

static uint32_t classes_of(const struct classifier *c, const struct cb_token *token)
{
    const struct cb_list_row *row = cb_token_row(token, CB_LIST_CLAIM_WORDS);
    uint32_t *known;

    if (!row)
        return 0;
    known = &c->classes[row - cb_list_row(c->words, 0)];
    if (!*known)
        *known = read_classes(row->fields[CB_CLAIM_WORD_CLASS]);
    return *known;
}

/* ---- verbs ---- */

/* Mood and tense of a finite verb; more than one where its form leaves that open. */
static uint32_t finite_forms(uint32_t features)
{
    uint32_t forms = 0;

    if (features & CB_SUBJUNCTIVE)
        forms |= features & CB_PAST ? CB_VERB_FORM_SUBJUNCTIVE_2 : CB_VERB_FORM_SUBJUNCTIVE_1;
    if ((features & CB_INDICATIVE) || !forms)
        forms |= features & CB_PAST ? CB_VERB_FORM_PRETERITE : CB_VERB_FORM_PRESENT;
    return forms;
}

/* What the language layer takes the word for. */
static uint32_t forms_of(const struct cb_token *token)
{
    switch (token->tag) {
    case CB_TAG_VERB_FINITE:
    case CB_TAG_AUX_FINITE:
        return finite_forms(token->features);
    case CB_TAG_VERB_INFINITIVE:
    case CB_TAG_AUX_INFINITIVE:
        return token->features & CB_ZU_INFINITIVE ? CB_VERB_FORM_ZU : CB_VERB_FORM_INFINITIVE;
    case CB_TAG_VERB_PARTICIPLE:
    case CB_TAG_AUX_PARTICIPLE:
        return CB_VERB_FORM_PARTICIPLE;
    default:
        return 0;
    }
}

/* meldet, bezweifelt: a finite form of a reporting verb, whatever the word was taken for; an infinitive looks
 * like the plural of the present. */
static bool may_be_finite(const struct cb_token *token, uint32_t forms_seen)
{
    const struct cb_list_row *row;
    struct cb_str forms;

    if (token->flags & CB_TOKEN_CAPITAL)
        return false;
    if (forms_seen & CB_VERB_FORM_INFINITIVE)
        return true;
    row = cb_token_row(token, CB_LIST_REPORTING_VERBS);
    forms = row ? row->fields[CB_REPORTING_VERB_FORM] : (struct cb_str){NULL, 0};
    while (forms.ptr)
        if (cb_str_eq(cb_str_split(&forms, '|'), token->lower))
            return true;
    return false;
}

cb_status cb_words_classify(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                            struct cb_word **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct classifier c = {.words = cb_lexicon_list(lexicon, CB_LIST_CLAIM_WORDS)};
    struct cb_word *words = CB_NEW_ARRAY(doc->arena, struct cb_word, doc->tokens.count + 1);

    CB_TRY_NEW(words);
    c.classes = CB_NEW_ARRAY(doc->arena, uint32_t, cb_list_count(c.words) + 1);
    CB_TRY_NEW(c.classes);
    for (size_t i = 0; i < doc->tokens.count; i++) {
        const struct cb_token *token = &doc->tokens.items[i];
        if (token->kind != CB_TOKEN_WORD)
            continue;
        words[i].classes = classes_of(&c, token);
        if (!words[i].classes &&
            (token->word_class == CB_CLASS_ADVERB || token->word_class == CB_CLASS_PARTICLE))
            words[i].classes = CB_WORD_ADVERB;
        words[i].forms = forms_of(token);
        if (!(words[i].forms & CB_VERB_FORM_FINITE) && may_be_finite(token, words[i].forms))
            words[i].forms |= CB_VERB_FORM_MAYBE;
    }
    *out = words;
done:
    return rc;
}
