/* The cases that a nominal group may have. German: by its article or first adjective and the number and
 * gender of its noun; English: by its pronoun. */
#include "language/clause.h"

enum { N = CB_CASE_NOMINATIVE, G = CB_CASE_GENITIVE, D = CB_CASE_DATIVE, A = CB_CASE_ACCUSATIVE, ALL = 15 };
enum ending { END_ER, END_E, END_DAS, END_ES, END_EN, END_EM, END_DES, END_BARE, END_NONE };
enum gender { MASCULINE, FEMININE, NEUTER, PLURAL, GENDER_COUNT };

/* The cases that an article or strong adjective allows before a noun. */
static const uint8_t CASES[][GENDER_COUNT] = {
    [END_ER] = {N, G | D, 0, G},
    [END_E] = {0, N | A, 0, N | A},
    [END_DAS] = {0, 0, N | A, 0},
    [END_ES] = {G, 0, N | G | A, 0},
    [END_EN] = {A, 0, 0, D},
    [END_EM] = {D, 0, D, 0},
    [END_DES] = {G, 0, G, 0},
    [END_BARE] = {N, 0, N | A, 0},
    [END_NONE] = {N | D | A, N | D | A, N | D | A, N | D | A},
};

static const struct cb_token *token_at(const struct cb_syntax *s, uint32_t token)
{
    return &s->doc->tokens.items[token];
}

static enum ending ending_of(const struct cb_syntax *s, uint32_t first, uint32_t head)
{
    struct cb_str form = token_at(s, first)->lower;
    bool article = cb_has_tag(s, first, CB_TAG_BIT(CB_TAG_DET) | CB_TAG_BIT(CB_TAG_PRON));

    if (first == head || cb_is_word(s, first, CB_WORD_POSSESSIVE) ||
        !(article || cb_has_tag(s, first, CB_TAG_BIT(CB_TAG_ADJ))) || form.len < 3)
        return END_NONE;
    if (cb_str_eq(form, CB_STR("das")))
        return END_DAS;
    if (cb_str_eq(form, CB_STR("weniger")))
        return END_NONE;
    if (cb_str_eq(form, CB_STR("des")) || (article && cb_str_ends(form, CB_STR("ines"))))
        return END_DES;
    if (article && (cb_str_ends(form, CB_STR("ein")) || cb_str_eq(form, CB_STR("ihr")) ||
                    cb_str_eq(form, CB_STR("unser")) || cb_str_eq(form, CB_STR("euer"))))
        return END_BARE;
    if (cb_str_ends(form, CB_STR("er")))
        return END_ER;
    if (cb_str_ends(form, CB_STR("es")))
        return END_ES;
    if (cb_str_ends(form, CB_STR("en")))
        return END_EN;
    if (cb_str_ends(form, CB_STR("em")))
        return END_EM;
    return cb_str_ends(form, CB_STR("e")) || cb_str_eq(form, CB_STR("die")) ? END_E : END_NONE;
}

/* Of a pronoun, by its form. */
static uint8_t pronoun_cases(const struct cb_syntax *s, uint32_t token)
{
    struct cb_str form = token_at(s, token)->lower;

    if (cb_is_word(s, token, CB_WORD_NOMINATIVE))
        return cb_is_word(s, token, CB_WORD_LIGHT) ? N | A : N;
    if (cb_is_word(s, token, CB_WORD_OBLIQUE)) {
        if (cb_str_ends(form, CB_STR("m")) || cb_str_ends(form, CB_STR("nen")) ||
            cb_str_ends(form, CB_STR("ir")))
            return D;
        return cb_str_ends(form, CB_STR("n")) ? A : D | A;
    }
    if (cb_is_word(s, token, CB_WORD_DATIVE_OR_YOU))
        return N | D;
    if (cb_str_ends(form, CB_STR("er")))
        return N | D;
    if (cb_str_ends(form, CB_STR("em")))
        return D;
    return cb_str_ends(form, CB_STR("en")) ? D | A : N | A;
}

bool cb_is_inflected(const struct cb_syntax *s, uint32_t noun)
{
    const struct cb_token *token = token_at(s, noun);

    return cb_str_ends(token->lower, CB_STR("s")) && token->lemma.len < token->span.end - token->span.start;
}

static uint8_t noun_cases(const struct cb_syntax *s, uint32_t first, uint32_t head)
{
    uint32_t features = token_at(s, head)->features;
    bool singular = (features & CB_SINGULAR) || !(features & CB_PLURAL),
         plural = (features & CB_PLURAL) || !(features & CB_SINGULAR),
         any = !(features & (CB_MASCULINE | CB_FEMININE | CB_NEUTER));
    const uint8_t *row = CASES[ending_of(s, first, head)];
    uint8_t cases = 0;

    if (singular && (any || features & CB_MASCULINE))
        cases |= row[MASCULINE];
    if (singular && (any || features & CB_FEMININE))
        cases |= row[FEMININE];
    if (singular && (any || features & CB_NEUTER))
        cases |= row[NEUTER];
    if (plural)
        cases |= row[PLURAL];
    if (cases == 0) /* the noun's number or gender is not what was taken for it: 'der Fahrer' */
        cases = row[MASCULINE] | row[FEMININE] | row[NEUTER] | row[PLURAL];
    if (singular && ending_of(s, first, head) == END_EN && cb_has_tag(s, first, CB_TAG_BIT(CB_TAG_ADJ)) &&
        (features & (CB_MASCULINE | CB_NEUTER)) && cb_is_inflected(s, head))
        return G; /* 'mittleren Alters' */
    if (ending_of(s, first, head) == END_EN && cb_str_ends(token_at(s, head)->lower, CB_STR("n")))
        cases |= D | (features & CB_MASCULINE ? A : 0); /* 'den Kunden' is one or many */
    if (!singular && !cb_str_ends(token_at(s, head)->lower, CB_STR("n")) &&
        !cb_str_ends(token_at(s, head)->lower, CB_STR("s")))
        cases &= (uint8_t)~D;
    if (cases == G && cb_str_eq(token_at(s, first)->lower, CB_STR("der")) && first < head &&
        (cb_str_ends(token_at(s, head)->lower, CB_STR("en")) ||
         cb_str_ends(token_at(s, head)->lower, CB_STR("er")) ||
         cb_str_ends(token_at(s, head)->lower, CB_STR("el"))))
        cases |= N; /* 'der Wagen' is one or of many */
    return cases ? cases : ALL;
}

uint8_t cb_group_cases(const struct cb_syntax *s, uint32_t first, uint32_t head)
{
    if (s->english) {
        if (cb_is_word(s, head, CB_WORD_NOMINATIVE) && !cb_is_word(s, head, CB_WORD_LIGHT))
            return N;
        return cb_is_word(s, head, CB_WORD_OBLIQUE) ? D | A : ALL;
    }
    if (cb_has_tag(s, head, CB_TAG_BIT(CB_TAG_PRON) | CB_TAG_BIT(CB_TAG_DET)))
        return pronoun_cases(s, head);
    return noun_cases(s, first, head);
}
