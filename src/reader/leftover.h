/* What stays behind when an article is copied out of a web page: told by the words of one line; private to
 * this folder. */
#ifndef CB_READER_LEFTOVER_H
#define CB_READER_LEFTOVER_H

#include "lexicon/lexicon.h"
#include "reader/line.h"

/* Sets line->leftover of all lines. */
cb_status cb_leftovers_judge(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                             struct cb_lines *lines, struct cb_err *err);

#endif
