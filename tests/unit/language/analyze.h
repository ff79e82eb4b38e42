/* Documents for tests of this folder: every line of the text is a passage. */
#ifndef CB_TESTS_UNIT_LANGUAGE_ANALYZE_H
#define CB_TESTS_UNIT_LANGUAGE_ANALYZE_H

#include "language/language.h"
#include "unit/base/temp.h"

static inline struct cb_document analyze(struct temp *temp, enum cb_language language, struct cb_str text)
{
    struct cb_document doc = {.arena = &temp->arena, .text = text, .language = language};
    struct cb_str rest = text;
    struct cb_lexicon *lexicon;
    struct cb_err err = {0};

    while (rest.ptr) {
        struct cb_str line = cb_str_trim(cb_str_split(&rest, '\n'));
        struct cb_passage *passage;
        if (line.len == 0)
            continue;
        passage = CB_PUSH(doc.arena, &doc.passages);
        assert_non_null(passage);
        passage->span.start = (uint32_t)(line.ptr - text.ptr);
        passage->span.end = passage->span.start + (uint32_t)line.len;
    }
    if (cb_lexicon_load(language, NULL, doc.arena, &lexicon, &err) != CB_OK ||
        cb_language_analyze(&doc, lexicon, &err) != CB_OK)
        fail_msg("%s", err.text);
    return doc;
}

#endif
