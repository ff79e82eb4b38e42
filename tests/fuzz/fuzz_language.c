/* Any text through the language layer: its first byte chooses the language, every line is a passage. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz/document_check.h"
#include "fuzz/fuzz.h"
#include "text/charset.h"

static struct cb_arena lexicon_arena;
static const struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT];

static void stop(const char *why)
{
    fprintf(stderr, "fuzz_language: %s\n", why);
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

static void mark_lines(struct cb_document *doc)
{
    struct cb_str rest = doc->text;

    while (rest.ptr) {
        struct cb_str line = cb_str_trim(cb_str_split(&rest, '\n'));
        struct cb_passage *passage = line.len ? CB_PUSH(doc->arena, &doc->passages) : NULL;
        if (!passage)
            continue;
        passage->span.start = (uint32_t)(line.ptr - doc->text.ptr);
        passage->span.end = passage->span.start + (uint32_t)line.len;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_document doc = {.arena = &arena};
    struct cb_str bytes = {(const char *)data + 1, size ? size - 1 : 0};
    const char *fault;

    if (!lexicons[0])
        load_lexicons();
    if (size < 2 || cb_charset_decode("fuzz", bytes, &arena, &doc.text, NULL) != CB_OK ||
        cb_charset_clean("fuzz", doc.text, &arena, &doc.text, NULL) != CB_OK)
        goto done;
    doc.language = data[0] & 1 ? CB_ENGLISH : CB_GERMAN;
    mark_lines(&doc);
    (void)cb_language_detect(doc.text, lexicons);
    if (cb_language_analyze(&doc, lexicons[doc.language], NULL, NULL) != CB_OK)
        stop("no memory");
    fault = document_fault(&doc);
    if (fault)
        stop(fault);
done:
    cb_arena_clear(&arena);
    return 0;
}
