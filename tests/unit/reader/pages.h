/* Web pages written for the tests, and what is read of them. */
#ifndef CB_TESTS_UNIT_READER_PAGES_H
#define CB_TESTS_UNIT_READER_PAGES_H

#include <stdio.h>

#include "reader/html.h"
#include "reader/reader.h"
#include "unit/base/temp.h"

static struct cb_arena page_arena; /* of the word lists */

/* The word lists of both languages, loaded once. */
static inline const struct cb_lexicon *const *page_lexicons(void)
{
    static const struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT];
    struct cb_lexicon *loaded;

    for (int l = 0; l < CB_LANGUAGE_COUNT && !lexicons[l]; l++) {
        assert_int_equal(cb_lexicon_load((enum cb_language)l, NULL, &page_arena, &loaded, NULL), CB_OK);
        lexicons[l] = loaded;
    }
    return lexicons;
}

static inline void page_lexicons_release(void)
{
    cb_arena_release(&page_arena);
}

/* Teardown of a group. */
static inline int pages_release(void **state)
{
    (void)state;
    page_lexicons_release();
    return 0;
}

/* Reads `bytes` with its passages into *doc, whose arena is set. */
static inline cb_status read_bytes(struct cb_document *doc, struct cb_str bytes, struct cb_err *err)
{
    cb_status rc = cb_html_read(doc, "page.html", bytes, page_lexicons(), err);

    return rc == CB_OK ? cb_passages_mark(doc, page_lexicons()[doc->language], err) : rc;
}

static inline void assert_text(struct cb_str actual, const char *expected)
{
    if (!cb_str_eq(actual, cb_str_of(expected)))
        fail_msg("'%.*s', not '%s'", CB_STR_ARG(actual), expected);
}

/* The passage that begins with `start` is of `kind`. */
static inline void assert_kind(const struct cb_document *doc, const char *start, enum cb_passage_kind kind)
{
    for (size_t i = 0; i < doc->passages.count; i++)
        if (cb_str_starts(cb_document_slice(doc, doc->passages.items[i].span), cb_str_of(start))) {
            if (doc->passages.items[i].kind != kind)
                fail_msg("'%s' is %s, not %s", start, cb_passage_kind_name(doc->passages.items[i].kind),
                         cb_passage_kind_name(kind));
            return;
        }
    fail_msg("no passage begins with '%s'", start);
}

static inline void assert_not_body(const struct cb_document *doc, const char *words)
{
    for (size_t i = 0; i < doc->passages.count; i++)
        if (doc->passages.items[i].kind != CB_PASSAGE_BOILERPLATE &&
            cb_str_find(cb_document_slice(doc, doc->passages.items[i].span), cb_str_of(words), 0) != SIZE_MAX)
            fail_msg("'%s' is %s", words, cb_passage_kind_name(doc->passages.items[i].kind));
}

#endif
