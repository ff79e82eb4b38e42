/* Floor 3. The clauses of each sentence and the phrases in them, from tags, lemmas and punctuation. */
#ifndef CB_LANGUAGE_CLAUSE_H
#define CB_LANGUAGE_CLAUSE_H

#include "language/syntax.h"

/* Fills doc->clauses and doc->phrases, `clause` and `phrase` of the tokens, and `joined` of verbs with a
 * separated prefix; tokens have their tags, lemmas and features. Linear in the text's length. CB_BAD_INPUT: a
 * list of words is broken. CB_NO_MEMORY. */
cb_status cb_clauses_find(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err);

/* ---- the steps behind the cut into clauses, in order; private to this folder ---- */

/* Finds the verbs, separated prefix, voice and negation of a clause whose tokens and finite verb are known.
 * CB_NO_MEMORY. */
cb_status cb_predicate_find(const struct cb_syntax *syntax, uint32_t clause, struct cb_err *err);

/* Appends the phrases of a sentence of which the clauses are known: each with its
 * clause, preposition and cases, and hung on the phrase before where it is a genitive, a conjunct, an
 * apposition or an attribute. Linear in the sentence's length. CB_NO_MEMORY. */
cb_status cb_phrases_find(const struct cb_syntax *syntax, uint32_t begin, uint32_t end, struct cb_err *err);

/* The cases, as bits of enum cb_case, that a group of tokens from `first` with its noun or pronoun `head` may
 * have by its words alone. */
uint8_t cb_group_cases(const struct cb_syntax *syntax, uint32_t first, uint32_t head);

/* Is it a German noun or name with the ending of the genitive? */
bool cb_is_inflected(const struct cb_syntax *syntax, uint32_t noun);

/* Hangs the phrases of a sentence, doc->phrases from `first` on, on each other. */
void cb_phrases_attach(const struct cb_syntax *syntax, uint32_t first);

/* Gives the phrases of a clause that hang on its verb their roles. `before`: the clause it is coordinated
 * with, whose subject it may share, or CB_NONE. */
void cb_roles_find(const struct cb_syntax *syntax, uint32_t clause, uint32_t before);

#endif
