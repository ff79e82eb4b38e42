/* The steps of cb_language_analyze, in order; private to this folder. */
#ifndef CB_LANGUAGE_STAGES_H
#define CB_LANGUAGE_STAGES_H

#include "language/vocabulary.h"

/* Appends the tokens of one passage; their sentence is set later. */
cb_status cb_tokens_scan(struct cb_document *doc, struct cb_span passage, struct cb_vocabulary *vocabulary,
                         struct cb_err *err);

/* Pairs the quotation marks among tokens [first, count) of one passage. */
cb_status cb_quotations_pair(struct cb_document *doc, uint32_t first, struct cb_err *err);

/* Cuts tokens [first, count) of passage number `passage` into sentences. */
cb_status cb_sentences_split(struct cb_document *doc, uint32_t first, uint32_t passage,
                             const struct cb_lexicon *lexicon, struct cb_err *err);

/* Gives every token its tag, lemma and features; the tokens were scanned with the same vocabulary. */
cb_status cb_tokens_tag(struct cb_document *doc, struct cb_vocabulary *vocabulary, struct cb_err *err);

#endif
