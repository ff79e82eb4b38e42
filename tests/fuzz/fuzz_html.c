/* Any bytes as a web page: what is read is valid text, its passages lie in it in order, its layout gives them
 * back. */
#include <stdio.h>
#include <stdlib.h>

#include <unicode/utf8.h>

#include "fuzz/fuzz.h"
#include "reader/html.h"
#include "reader/reader.h"

static struct cb_arena lexicon_arena;
static const struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT];

static void stop(const char *why)
{
    fprintf(stderr, "fuzz_html: %s\n", why);
    abort();
}

static void load_lexicons(void)
{
    struct cb_err err = {0};

    for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
        struct cb_lexicon *lexicon;
        if (cb_lexicon_load((enum cb_language)l, NULL, &lexicon_arena, &lexicon, &err) != CB_OK)
            stop(err.text);
        lexicons[l] = lexicon;
    }
}

static void check_utf8(struct cb_str text, const char *why)
{
    const uint8_t *s = (const uint8_t *)text.ptr;

    for (int32_t i = 0; i < (int32_t)text.len;) {
        UChar32 c;
        U8_NEXT(s, i, (int32_t)text.len, c);
        if (c <= 0)
            stop(why);
    }
}

static void check(const struct cb_document *doc)
{
    uint32_t end = 0;

    check_utf8(doc->text, "the text is not UTF-8");
    check_utf8(doc->title, "the title is not UTF-8");
    check_utf8(doc->author, "the author is not UTF-8");
    check_utf8(doc->url, "the address is not UTF-8");
    if (doc->passages.count == 0)
        stop("an article without passages");
    for (size_t i = 0; i < doc->passages.count; i++) {
        const struct cb_passage *passage = &doc->passages.items[i];
        if (passage->span.start < end || passage->span.end <= passage->span.start ||
            passage->span.end > doc->text.len || !passage->rule)
            stop("a passage lies outside of the text or has no rule");
        end = passage->span.end;
    }
    if (doc->published.ptr && doc->published.len != 10)
        stop("a day that is none");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_document doc = {.arena = &arena};
    struct cb_err err = {0};
    cb_status status;

    if (!lexicons[0])
        load_lexicons();
    status = cb_html_read(&doc, "fuzz", (struct cb_str){(const char *)data, size}, lexicons, &err);
    if (status == CB_OK) {
        if (cb_passages_mark(&doc, lexicons[doc.language], &err) != CB_OK)
            stop(err.text);
        check(&doc);
    } else if (status != CB_BAD_INPUT || !err.text[0]) {
        stop("fails without a word");
    }
    cb_arena_clear(&arena);
    return 0;
}
