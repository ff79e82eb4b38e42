/* The passages of a text that has no other marks: its lines. */
#ifndef CB_TESTS_SUPPORT_LINES_H
#define CB_TESTS_SUPPORT_LINES_H

#include "base/err.h"
#include "model/document.h"

/* Makes every line of doc->text that is not empty a passage, without the blanks at its ends. CB_NO_MEMORY. */
static inline cb_status lines_mark(struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str rest = doc->text;

    while (rest.ptr) {
        struct cb_str line = cb_str_trim(cb_str_split(&rest, '\n'));
        struct cb_passage *passage;
        if (line.len == 0)
            continue;
        passage = CB_PUSH(doc->arena, &doc->passages);
        CB_TRY_NEW(passage);
        passage->span.start = (uint32_t)(line.ptr - doc->text.ptr);
        passage->span.end = passage->span.start + (uint32_t)line.len;
    }
done:
    return rc;
}

#endif
