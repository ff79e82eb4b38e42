/* Floor 3. From the passages of an article to tokens, sentences and quotations. */
#ifndef CB_LANGUAGE_LANGUAGE_H
#define CB_LANGUAGE_LANGUAGE_H

#include "lexicon/lexicon.h"
#include "model/document.h"

/* Fills tokens with their readings, sentences, quotations and clauses of `doc`, whose text and passages are
 * there. Every character of a passage that is not white space belongs to exactly one token, every token to
 * exactly one sentence; no sentence and no quotation crosses the border of a passage. Linear in the length of
 * the text. CB_NO_MEMORY.
 */
cb_status cb_language_analyze(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err);

/* The language that most of the frequent words of `text` belong to; German when none is seen. `lexicons` has
 * one of each language. */
enum cb_language cb_language_detect(struct cb_str text,
                                    const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT]);

/* Writes the sentences and tokens of an analyzed document to `sink`. Places are code points from the start of
 * the text. CB_SYSTEM: the sink takes no more. */
cb_status cb_language_write(const struct cb_document *doc, enum cb_analysis_format format,
                            const struct cb_sink *sink, struct cb_err *err);

#endif
