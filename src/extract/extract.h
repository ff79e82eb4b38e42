/* Floor 3. The finders, in the order in which they build on each other. Each takes an analyzed document and
 * adds to *facts, in text order; each row names its rule (import/rules/<stage>.csv). They only fail for lack
 * of memory. */
#ifndef CB_EXTRACT_EXTRACT_H
#define CB_EXTRACT_EXTRACT_H

#include "lexicon/lexicon.h"
#include "model/facts.h"

struct cb_name_vocabulary;

/* What the finder of names knows of the words that it has met, kept from one article to the next
 * (base/limits.h says how much): the same rows, sooner. One for each lexicon and thread; the lexicon must
 * live as long. CB_NO_MEMORY. */
cb_status cb_name_vocabulary_new(const struct cb_lexicon *lexicon, struct cb_name_vocabulary **out,
                                 struct cb_err *err);
void cb_name_vocabulary_free(struct cb_name_vocabulary *vocabulary); /* NULL is allowed */

/* Names (mentions without entity) and who holds which office (positions). `vocabulary` may be NULL. */
cb_status cb_names_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                        struct cb_name_vocabulary *vocabulary, struct cb_facts *facts, struct cb_err *err);

/* After resolve/: outlets and documents that the article has something from (sources, citations). */
cb_status cb_citations_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                            struct cb_facts *facts, struct cb_err *err);

/* Figures and dates; whose they are where that is plain. */
cb_status cb_figures_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                          struct cb_facts *facts, struct cb_err *err);

/* Claims with their spans, speakers, sources and entities; then ties the figures to the claims they stand in.
 */
cb_status cb_claims_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                         struct cb_facts *facts, struct cb_err *err);

/* After all others: who does what to whom (propositions), with their entities, claims and figures. */
cb_status cb_propositions_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                               struct cb_facts *facts, struct cb_err *err);

/* Words that say which way a thing should go (stricter, looser), wherever the article itself speaks. */
cb_status cb_stances_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                          struct cb_facts *facts, struct cb_err *err);

#endif
