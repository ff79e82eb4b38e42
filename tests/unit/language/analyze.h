/* Documents for tests of this folder: every line of the text is a passage. */
#ifndef CB_TESTS_UNIT_LANGUAGE_ANALYZE_H
#define CB_TESTS_UNIT_LANGUAGE_ANALYZE_H

#include "language/language.h"
#include "unit/base/temp.h"

/* The lists of all languages, loaded once for all tests of the program. */
static struct cb_arena lexicon_arena;
static struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT];

static inline int load_lexicons(void **state)
{
    struct cb_err err = {0};

    (void)state;
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        if (cb_lexicon_load((enum cb_language)l, NULL, &lexicon_arena, &lexicons[l], &err) != CB_OK)
            fail_msg("%s", err.text);
    return 0;
}

static inline int release_lexicons(void **state)
{
    (void)state;
    cb_arena_release(&lexicon_arena);
    return 0;
}

#define run_with_lexicons(tests) cmocka_run_group_tests((tests), load_lexicons, release_lexicons)

/* A document with its passages, before it is analyzed. */
static inline struct cb_document unread(struct temp *temp, enum cb_language language, struct cb_str text)
{
    struct cb_document doc = {.arena = &temp->arena, .text = text, .language = language};
    struct cb_str rest = text;

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
    return doc;
}

static inline struct cb_document analyze(struct temp *temp, enum cb_language language, struct cb_str text)
{
    struct cb_document doc = unread(temp, language, text);

    assert_int_equal(cb_language_analyze(&doc, lexicons[language], NULL, NULL), CB_OK);
    return doc;
}

#endif
