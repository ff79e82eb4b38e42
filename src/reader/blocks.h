/* A document's text made of blocks whose kind the input tells; private to this folder. */
#ifndef CB_READER_BLOCKS_H
#define CB_READER_BLOCKS_H

#include "base/buf.h"
#include "model/document.h"

struct cb_blocks {
    struct cb_document *doc;
    struct cb_buf text; /* of all blocks, one blank line between two */
};

/* cb_blocks_end or cb_blocks_drop ends it. */
void cb_blocks_begin(struct cb_blocks *blocks, struct cb_document *doc);
void cb_blocks_drop(struct cb_blocks *blocks);

/* Adds `text` (valid UTF-8; white space at its ends is cut, nothing is added of blank text). */
cb_status cb_blocks_add(struct cb_blocks *blocks, enum cb_passage_kind kind, struct cb_str text,
                        struct cb_err *err);

/* Sets doc->text (clean as cb_charset_clean makes it) and doc->layout, and ends *blocks. CB_BAD_INPUT: there
 * is no text, or it is binary; `place` stands in the message. */
cb_status cb_blocks_end(struct cb_blocks *blocks, const char *place, struct cb_err *err);

#endif
