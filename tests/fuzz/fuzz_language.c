/* Any text through the language layer: every line is a passage. */
#include "fuzz/document_check.h"
#include "fuzz/fuzz.h"
#include "language/language.h"

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
    struct cb_lexicon *const *lexicons = fuzz_lexicons();
    const struct cb_lexicon *views[CB_LANGUAGE_COUNT] = {lexicons[CB_GERMAN], lexicons[CB_ENGLISH]};
    struct cb_document doc = {.arena = &arena};
    struct fuzz_options options;
    struct cb_str bytes;

    if (!fuzz_options(data, size, &options, &bytes) || !fuzz_text(&doc, bytes))
        goto done;
    doc.language = options.language;
    mark_lines(&doc);
    (void)cb_language_detect(doc.text, views);
    if (cb_language_analyze(&doc, lexicons[doc.language], NULL, NULL) != CB_OK)
        fuzz_stop("the layer fails for lack of memory only");
    fuzz_check(document_fault(&doc));
done:
    cb_arena_clear(&arena);
    return 0;
}
