/* Any bytes as a text file: what is read is text, and its passages lie in it. */
#include "fuzz/document_check.h"
#include "fuzz/fuzz.h"
#include "fuzz/reader_check.h"
#include "reader/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_lexicon *const *lexicons = fuzz_lexicons();
    struct cb_document doc = {.arena = &arena};

    if (cb_document_read(&doc, "fuzz", (struct cb_str){(const char *)data, size}, NULL) == CB_OK) {
        fuzz_check(article_fault(&doc));
        if (cb_passages_mark(&doc, lexicons[doc.language], NULL) != CB_OK)
            fuzz_stop("passages fail for lack of memory only");
        fuzz_check(passages_fault(&doc));
    }
    cb_arena_clear(&arena);
    return 0;
}
