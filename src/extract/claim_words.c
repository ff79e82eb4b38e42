#include "extract/claim_words.h"

struct classifier {
    const struct cb_list *words, *verbs;
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
    {CB_STR_INIT("adjective"), CB_WORD_ADJECTIVE},
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

static uint32_t classes_of(const struct classifier *c, struct cb_str lower)
{
    const struct cb_list_row *row = cb_list_find(c->words, lower);
    uint32_t *known;

    if (!row)
        return 0;
    known = &c->classes[row - cb_list_row(c->words, 0)];
    if (!*known)
        *known = read_classes(row->fields[CB_CLAIM_WORD_CLASS]);
    return *known;
}

/* ---- verbs ---- */

/* Is `form` one of the alternatives of `field`? Like cb_field_has, but a form may hold blanks. */
static bool has_form(struct cb_str field, struct cb_str form)
{
    while (field.ptr)
        if (cb_str_eq(cb_str_split(&field, '|'), form))
            return true;
    return false;
}

static uint32_t simple_forms(const struct classifier *c, struct cb_str lower)
{
    static const uint32_t BITS[] = {[CB_VERB_INFINITIVE] = CB_VERB_FORM_INFINITIVE,
                                    [CB_VERB_PRESENT] = CB_VERB_FORM_PRESENT,
                                    [CB_VERB_PRETERITE] = CB_VERB_FORM_PRETERITE,
                                    [CB_VERB_SUBJUNCTIVE_1] = CB_VERB_FORM_SUBJUNCTIVE_1,
                                    [CB_VERB_SUBJUNCTIVE_2] = CB_VERB_FORM_SUBJUNCTIVE_2,
                                    [CB_VERB_PARTICIPLE] = CB_VERB_FORM_PARTICIPLE};
    const struct cb_list_row *row = cb_list_find(c->verbs, lower);
    uint32_t forms = 0;

    for (int i = CB_VERB_INFINITIVE; row && i <= CB_VERB_PARTICIPLE; i++)
        if (has_form(row->fields[i], lower))
            forms |= BITS[i];
    return forms;
}

static bool is_particle(const struct classifier *c, struct cb_str lower)
{
    return (classes_of(c, lower) & CB_WORD_PARTICLE) != 0;
}

/* ankündigte, anzukündigen, angekündigt: a particle in front of a form. */
static uint32_t joined_forms(const struct classifier *c, struct cb_str lower)
{
    enum { SHORTEST = 2, LONGEST = 12 };

    for (size_t n = SHORTEST; n < LONGEST && n + 2 < lower.len; n++) {
        struct cb_str rest = cb_str_sub(lower, n, lower.len);
        uint32_t forms;
        if (((unsigned char)rest.ptr[0] & 0xC0) == 0x80 || !is_particle(c, cb_str_sub(lower, 0, n)))
            continue;
        forms = simple_forms(c, rest);
        if (!forms && cb_str_starts(rest, CB_STR("zu")) &&
            (simple_forms(c, cb_str_sub(rest, 2, rest.len)) & CB_VERB_FORM_INFINITIVE))
            forms = CB_VERB_FORM_ZU;
        if (forms)
            return forms | CB_VERB_FORM_JOINED;
    }
    return 0;
}

/* Prefixes that stay on their verb and may stand before verbs that the list only has without. */
static uint32_t prefixed_forms(const struct classifier *c, struct cb_str lower)
{
    static const struct cb_str PREFIXES[] = {CB_STR_INIT("be"), CB_STR_INIT("ver"), CB_STR_INIT("er"),
                                             CB_STR_INIT("ent"), CB_STR_INIT("zer")};

    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++)
        if (cb_str_starts(lower, PREFIXES[i]) && lower.len > PREFIXES[i].len + 3)
            return simple_forms(c, cb_str_sub(lower, PREFIXES[i].len, lower.len));
    return 0;
}

static uint32_t forms_of(const struct classifier *c, const struct cb_token *token, uint32_t classes)
{
    uint32_t forms = simple_forms(c, token->lower);

    if (forms || classes || cb_list_count(c->verbs) == 0)
        return forms;
    forms = joined_forms(c, token->lower);
    return forms ? forms : prefixed_forms(c, token->lower);
}

cb_status cb_words_classify(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                            struct cb_word **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct classifier c = {.words = cb_lexicon_list(lexicon, CB_LIST_CLAIM_WORDS),
                           .verbs = cb_lexicon_list(lexicon, CB_LIST_VERBS)};
    struct cb_word *words = CB_NEW_ARRAY(doc->arena, struct cb_word, doc->tokens.count + 1);

    CB_TRY_NEW(words);
    c.classes = CB_NEW_ARRAY(doc->arena, uint32_t, cb_list_count(c.words) + 1);
    CB_TRY_NEW(c.classes);
    for (size_t i = 0; i < doc->tokens.count; i++) {
        const struct cb_token *token = &doc->tokens.items[i];
        if (token->kind != CB_TOKEN_WORD)
            continue;
        words[i].classes = classes_of(&c, token->lower);
        if (!words[i].classes &&
            (token->word_class == CB_CLASS_ADVERB || token->word_class == CB_CLASS_PARTICLE))
            words[i].classes = CB_WORD_ADVERB;
        if (!(token->flags & CB_TOKEN_CAPITAL) || (token->flags & CB_TOKEN_SENTENCE_START))
            words[i].forms = forms_of(&c, token, words[i].classes);
    }
    *out = words;
done:
    return rc;
}
