/* What an input's own structure says about its text, as it is kept beside the text: one line for each block,
 * "KIND START END", code points. Every reader of structured input (web pages, Markdown ...) writes one;
 * passages are made of it at import and again at every rebuild. Private to this folder. */
#ifndef CB_READER_LAYOUT_H
#define CB_READER_LAYOUT_H

#include "model/document.h"

/* Sets doc->layout from doc->passages. CB_NO_MEMORY. */
cb_status cb_layout_write(struct cb_document *doc, struct cb_err *err);

/* Sets doc->passages from doc->layout, with the rules any.passage.marked-KIND. Blocks that do not lie in the
 * text in order are left out. CB_NO_MEMORY. */
cb_status cb_layout_read(struct cb_document *doc, struct cb_err *err);

#endif
