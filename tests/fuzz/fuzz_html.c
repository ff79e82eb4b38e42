/* Any bytes as a web page: what is read is text, its passages lie in it; what is not read is refused with a
 * word. */
#include "fuzz/document_check.h"
#include "fuzz/fuzz.h"
#include "fuzz/reader_check.h"
#include "reader/html.h"
#include "reader/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_lexicon *const *lexicons = fuzz_lexicons();
    const struct cb_lexicon *views[CB_LANGUAGE_COUNT] = {lexicons[CB_GERMAN], lexicons[CB_ENGLISH]};
    struct cb_document doc = {.arena = &arena};
    struct cb_err err = {0};
    cb_status status = cb_html_read(&doc, "fuzz", (struct cb_str){(const char *)data, size}, views, &err);

    if (status == CB_OK) {
        fuzz_check(article_fault(&doc));
        if (cb_passages_mark(&doc, lexicons[doc.language], &err) != CB_OK)
            fuzz_stop(err.text);
        fuzz_check(doc.passages.count == 0 ? "an article without passages" : passages_fault(&doc));
    } else if (status != CB_BAD_INPUT || !err.text[0]) {
        fuzz_stop("fails without a word");
    }
    cb_arena_clear(&arena);
    return 0;
}
