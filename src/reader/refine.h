/* Passages that the input's structure gave, looked at again by their words; private to this folder. */
#ifndef CB_READER_REFINE_H
#define CB_READER_REFINE_H

#include "lexicon/lexicon.h"
#include "model/document.h"

/* Marks as leftovers those passages of doc whose words say so (bylines, buttons, notices, credits,
 * repetitions): what class names and links did not show. Sets the title from the headline where it is not
 * known. CB_NO_MEMORY. */
cb_status cb_passages_refine(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err);

#endif
