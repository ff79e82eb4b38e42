/* Floor 2. Sets of small words that the grammar asks for again and again. Each word of a document knows the
 * sets it is in as bits (struct cb_token, `sets`), so that a question is one AND instead of a run of string
 * compares. The words themselves are in wordset.c; a new set is a line in the enum and one there. */
#ifndef CB_LEXICON_WORDSET_H
#define CB_LEXICON_WORDSET_H

#include "base/map.h"
#include "model/document.h"

/* Numbers of the sets; CB_WORDSET_BIT(set) is the bit. At most 64. */
enum cb_wordset {
    CB_SET_RELATIVE,         /* der, die, welche, ...; who, which, that */
    CB_SET_QUESTION,         /* wer, wann, womit, ...; what, how */
    CB_SET_SUBJECT_PRONOUN,  /* forms that can be a nominative: ich, er, sie, es, man; he, it */
    CB_SET_THAT,             /* that */
    CB_SET_WHO,              /* who, which, whose, whom */
    CB_SET_AS,               /* als, wie */
    CB_SET_DER,              /* der */
    CB_SET_DAS,              /* das */
    CB_SET_ZU,               /* zu; to */
    CB_SET_UM,               /* um, ohne, statt, anstatt, außer: before a zu-infinitive */
    CB_SET_SO,               /* so */
    CB_SET_DANN,             /* dann */
    CB_SET_WERDEN,           /* werden */
    CB_SET_WORDEN,           /* worden */
    CB_SET_NEGATION,         /* nicht, nie, niemand, ...; not, never, nobody */
    CB_SET_WHOSE,            /* deren, dessen; whose */
    CB_SET_TIME,             /* Tag, Woche, Montag, ...: nouns of time in the accusative */
    CB_SET_GENITIVE_ARTICLE, /* der, des, eines, einer, dieser, seiner, ... */
    CB_SET_POSSESSIVE_MARK,  /* 's and ' */
    CB_SET_ONE,              /* ein, eine, 1; one */
    CB_SET_BUT,              /* aber, denn, sondern; but */
    CB_SET_OR,               /* oder; or */
    CB_SET_OBLIQUE,          /* forms that are no nominative: ihn, mich, uns, den; its, my */
    CB_SET_IHR,              /* ihr */
    CB_SET_HER,              /* her */
    CB_SET_SURE_SUBJECT,     /* forms that are nothing but nominative: ich, du, er, wir, man, jeder; he, they */
    CB_SET_SIE_ES,           /* nominative or accusative: sie, es; it, you */
    CB_SET_COMMA,            /* , */
    CB_SET_COUNT
};

#define CB_WORDSET_BIT(set) (UINT64_C(1) << (set))

/* Is the token one of the words of the set? */
static inline bool cb_token_in_set(const struct cb_document *doc, uint32_t token, enum cb_wordset set)
{
    return (doc->tokens.items[token].sets >> set & 1) != 0;
}

/* The sets of one language as a table. */
struct cb_wordsets {
    struct cb_map places; /* word -> index in bits */
    struct cb_wordset_bits {
        uint64_t *items;
        size_t count, capacity;
    } bits;
};

/* CB_NO_MEMORY. */
cb_status cb_wordsets_load(enum cb_language language, struct cb_arena *arena, struct cb_wordsets *out,
                           struct cb_err *err);

/* The bits of the sets that `lower` is in. */
uint64_t cb_wordsets_of(const struct cb_wordsets *sets, struct cb_str lower);

#endif
