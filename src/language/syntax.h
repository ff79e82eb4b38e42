/* What the steps from tokens to clauses and phrases share; private to this folder. */
#ifndef CB_LANGUAGE_SYNTAX_H
#define CB_LANGUAGE_SYNTAX_H

#include "lexicon/lexicon.h"
#include "lexicon/tag.h"
#include "lexicon/words.h"
#include "model/document.h"

/* Classes of clause_words.csv, one bit each; import/README.md says what they mean. */
enum cb_clause_word {
    CB_WORD_RELATIVE = 1 << 0,
    CB_WORD_QUESTION = 1 << 1,
    CB_WORD_NOMINATIVE = 1 << 2,
    CB_WORD_OBLIQUE = 1 << 3,
    CB_WORD_SINGULAR = 1 << 4,
    CB_WORD_PLURAL = 1 << 5,
    CB_WORD_EITHER = 1 << 6,
    CB_WORD_LIGHT = 1 << 7,
    CB_WORD_POSSESSIVE = 1 << 8,
    CB_WORD_DEMONSTRATIVE = 1 << 9,
    CB_WORD_REFLEXIVE = 1 << 10,
    CB_WORD_OBJECT = 1 << 11,
    CB_WORD_DATIVE_OR_YOU = 1 << 12,
    CB_WORD_PURPOSE = 1 << 13,
    CB_WORD_ZU = 1 << 14,
    CB_WORD_NEGATION = 1 << 15,
    CB_WORD_COMPARISON = 1 << 16,
    CB_WORD_SO = 1 << 17,
    CB_WORD_THEN = 1 << 18,
    CB_WORD_OF = 1 << 19,
    CB_WORD_TO_NOUN = 1 << 20,
    CB_WORD_BEHIND = 1 << 21,
    CB_WORD_TIME = 1 << 22,
    CB_WORD_MEASURE = 1 << 23,
    CB_WORD_OWNER = 1 << 24,
    CB_WORD_THAT = 1 << 25,
    CB_WORD_CONTENT = 1 << 26,
    CB_WORD_PARTICLE = 1 << 27,
    CB_WORD_MOVES = 1 << 28,
    CB_WORD_SAYS = 1 << 29,
    CB_WORD_CLITIC = 1 << 30, /* of no list: "he's", "they've", a pronoun with its finite verb */
};

#define CB_TAG_BIT(tag) (UINT32_C(1) << (tag))

#define CB_FINITE_TAGS     (CB_TAG_BIT(CB_TAG_VERB_FINITE) | CB_TAG_BIT(CB_TAG_AUX_FINITE))
#define CB_INFINITIVE_TAGS (CB_TAG_BIT(CB_TAG_VERB_INFINITIVE) | CB_TAG_BIT(CB_TAG_AUX_INFINITIVE))
#define CB_PARTICIPLE_TAGS (CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE) | CB_TAG_BIT(CB_TAG_AUX_PARTICIPLE))
#define CB_INFINITE_TAGS   (CB_INFINITIVE_TAGS | CB_PARTICIPLE_TAGS)
#define CB_AUX_TAGS                                                                                          \
    (CB_TAG_BIT(CB_TAG_AUX_FINITE) | CB_TAG_BIT(CB_TAG_AUX_INFINITIVE) | CB_TAG_BIT(CB_TAG_AUX_PARTICIPLE))
#define CB_VERB_TAGS (CB_FINITE_TAGS | CB_INFINITE_TAGS)
#define CB_NOUN_TAGS (CB_TAG_BIT(CB_TAG_NOUN) | CB_TAG_BIT(CB_TAG_PROPN))

struct cb_syntax {
    struct cb_document *doc;
    const struct cb_words *words;
    bool english;
    uint32_t *classes; /* of each token, bits of enum cb_clause_word */
};

/* Sets *out up over a document whose tokens have their tags: looks each word up in clause_words.csv once.
 * CB_BAD_INPUT: the list names a class that does not exist. CB_NO_MEMORY. */
cb_status cb_syntax_init(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_syntax *out,
                         struct cb_err *err);

static inline const struct cb_token *cb_syntax_token(const struct cb_syntax *s, uint32_t token)
{
    return &s->doc->tokens.items[token];
}

/* Does the token have one of the tags (CB_TAG_BIT)? */
static inline bool cb_has_tag(const struct cb_syntax *s, uint32_t token, uint32_t tags)
{
    return (CB_TAG_BIT(s->doc->tokens.items[token].tag) & tags) != 0;
}

/* Is the word in one of the classes? */
static inline bool cb_is_word(const struct cb_syntax *s, uint32_t token, uint32_t classes)
{
    return (s->classes[token] & classes) != 0;
}

/* A finite verb, or an English word that ends in one: "he's". */
static inline bool cb_is_finite(const struct cb_syntax *s, uint32_t token)
{
    return cb_has_tag(s, token, CB_FINITE_TAGS) || cb_is_word(s, token, CB_WORD_CLITIC);
}

static inline bool cb_is_lemma(const struct cb_syntax *s, uint32_t token, struct cb_str lemma)
{
    return cb_str_eq(s->doc->tokens.items[token].lemma, lemma);
}

/* English: a participle between an article and its noun: 'the following day', 'an electronically controlled
 * engine'. */
bool cb_is_attributive(const struct cb_syntax *s, uint32_t token);

/* English: an adverb that belongs to the verb before it and is no preposition: 'carried | out the work',
 * 'switched | over to'. */
bool cb_is_particle(const struct cb_syntax *s, uint32_t token);

/* English: the last word of 'as well as', which joins like and. */
bool cb_joins_as_well(const struct cb_syntax *s, uint32_t token);

/* The sign of a token that is punctuation. */
char cb_syntax_mark(const struct cb_syntax *s, uint32_t token);

/* The first byte of a sign; 0 for words. '"': any quotation mark, '-': any dash, '.': also dots. */
static inline char cb_syntax_sign(const struct cb_syntax *s, uint32_t token)
{
    return cb_syntax_token(s, token)->kind == CB_TOKEN_PUNCTUATION ? cb_syntax_mark(s, token) : 0;
}

#endif
