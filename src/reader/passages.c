#include "reader/reader.h"

cb_status cb_passages_mark(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str rest = doc->text;

    (void)lexicon;
    while (rest.ptr) {
        struct cb_str line = cb_str_trim(cb_str_split(&rest, '\n'));
        struct cb_passage *passage;
        if (line.len == 0)
            continue;
        passage = CB_PUSH(doc->arena, &doc->passages);
        CB_TRY_NEW(passage);
        passage->span.start = (uint32_t)(line.ptr - doc->text.ptr);
        passage->span.end = passage->span.start + (uint32_t)line.len;
        passage->rule = "any.passage.paragraph";
    }
done:
    return rc;
}
