/* A web page as an article; private to this folder. */
#ifndef CB_READER_HTML_H
#define CB_READER_HTML_H

#include "lexicon/lexicon.h"
#include "model/document.h"

/* Does it look like a page? <!doctype html, <html, or a comment and then one of these. */
bool cb_html_looks_like(struct cb_str bytes);

/* Fills *doc (zeroed but for `arena`) from the bytes of a page: text, layout, meta data with their
 * origins. Temporaries live in the arena too.
 * CB_BAD_INPUT: over CB_ARTICLE_MAX, nothing but white space, no article in it. */
cb_status cb_html_read(struct cb_document *doc, const char *place, struct cb_str bytes,
                       const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT], struct cb_err *err);

/* The same for all blocks of the markup, whatever they are: text and layout only. CB_BAD_INPUT: there is no
 * text. */
cb_status cb_html_read_flat(struct cb_document *doc, const char *place, struct cb_str bytes,
                            const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT], struct cb_err *err);

#endif
