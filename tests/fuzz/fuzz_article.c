/* Any article through all stages between its bytes and its rows. */
#include "engine/kb.h"
#include "fuzz/document_check.h"
#include "fuzz/facts_check.h"
#include "fuzz/fuzz.h"
#include "extract/extract.h"
#include "language/language.h"
#include "reader/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_lexicon *const *lexicons = fuzz_lexicons();
    struct cb_kb kb = {.lexicons = {lexicons[CB_GERMAN], lexicons[CB_ENGLISH]}};
    struct cb_article article = {.doc.arena = &arena};
    struct fuzz_options options;
    struct cb_str bytes;

    if (!fuzz_options(data, size, &options, &bytes) ||
        cb_document_read(&article.doc, "fuzz", bytes, NULL) != CB_OK)
        goto done;
    article.doc.language = options.language;
    article.doc.language_known = options.known;
    if (options.published)
        article.doc.published = CB_STR("2024-02-29");
    if (cb_article_extract(&kb, &article, NULL) != CB_OK)
        fuzz_stop("finders fail for lack of memory only");
    fuzz_check(passages_fault(&article.doc));
    fuzz_check(document_fault(&article.doc));
    fuzz_check(facts_fault(&article.doc, &article.facts));
done:
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
        cb_vocabulary_free(kb.vocabularies[l]);
        cb_name_vocabulary_free(kb.name_vocabularies[l]);
    }
    cb_arena_clear(&arena);
    return 0;
}
