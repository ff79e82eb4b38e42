/* Any phrase through the finder of figures and dates, with no name known. */
#include "extract/extract.h"
#include "fuzz/document_check.h"
#include "fuzz/facts_check.h"
#include "fuzz/fuzz.h"
#include "language/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_lexicon *const *lexicons = fuzz_lexicons();
    struct cb_document doc = {.arena = &arena};
    struct cb_facts facts = {0};
    struct fuzz_options options;
    struct cb_passage *passage;
    struct cb_str bytes, all;

    if (!fuzz_options(data, size, &options, &bytes) || !fuzz_text(&doc, bytes))
        goto done;
    all = cb_str_trim(doc.text);
    if (all.len == 0)
        goto done;
    doc.language = options.language;
    if (options.published)
        doc.published = CB_STR("2024-02-29");
    passage = CB_PUSH(&arena, &doc.passages);
    if (!passage)
        goto done;
    passage->span.start = (uint32_t)(all.ptr - doc.text.ptr);
    passage->span.end = passage->span.start + (uint32_t)all.len;
    if (cb_language_analyze(&doc, lexicons[doc.language], NULL, NULL) != CB_OK ||
        cb_figures_find(&doc, lexicons[doc.language], &facts, NULL) != CB_OK)
        fuzz_stop("finders fail for lack of memory only");
    fuzz_check(document_fault(&doc));
    fuzz_check(facts_fault(&doc, &facts));
done:
    cb_arena_clear(&arena);
    return 0;
}
