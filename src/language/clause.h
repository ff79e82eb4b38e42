/* Floor 3. The clauses of each sentence, from tags, lemmas and punctuation. */
#ifndef CB_LANGUAGE_CLAUSE_H
#define CB_LANGUAGE_CLAUSE_H

#include "language/tagger.h"
#include "lexicon/lexicon.h"
#include "model/document.h"

/* Fills doc->clauses, `clause` of the tokens, and `joined` of verbs with a separated prefix; tokens have
 * their tags, lemmas and features. Linear in the text's length. CB_NO_MEMORY. */
cb_status cb_clauses_find(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err);

/* ---- private to this folder ---- */

/* Finds the verb, separated prefix, voice and negation of a clause whose tokens and finite verb are known,
 * then its subject. `before`: the clause it is coordinated with, whose subject it may share, or CB_NONE.
 * CB_NO_MEMORY. */
cb_status cb_clause_complete(struct cb_document *doc, const struct cb_words *words, uint32_t clause,
                             uint32_t before, struct cb_err *err);

/* Its subject; cb_clause_complete has found the rest. */
void cb_clause_find_subject(struct cb_document *doc, const struct cb_words *words, uint32_t clause,
                            uint32_t before);

#define CB_TAG_BIT(tag) (UINT32_C(1) << (tag))

static inline bool cb_token_has_tag(const struct cb_document *doc, uint32_t token, uint32_t tags)
{
    return (CB_TAG_BIT(doc->tokens.items[token].tag) & tags) != 0;
}

/* Is the token, in lower case, one of the words? They are parted by spaces, with one before and behind: " um
 * ohne ". */
bool cb_token_in(const struct cb_document *doc, uint32_t token, const char *words);

#define CB_FINITE_TAGS     (CB_TAG_BIT(CB_TAG_VERB_FINITE) | CB_TAG_BIT(CB_TAG_AUX_FINITE))
#define CB_INFINITIVE_TAGS (CB_TAG_BIT(CB_TAG_VERB_INFINITIVE) | CB_TAG_BIT(CB_TAG_AUX_INFINITIVE))
#define CB_PARTICIPLE_TAGS (CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE) | CB_TAG_BIT(CB_TAG_AUX_PARTICIPLE))
#define CB_INFINITE_TAGS   (CB_INFINITIVE_TAGS | CB_PARTICIPLE_TAGS)

#endif
