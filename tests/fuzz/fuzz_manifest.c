/* Any bytes as a manifest: its rows fit articles or are refused, one line each. */
#include "fuzz/fuzz.h"
#include "fuzz/reader_check.h"
#include "reader/manifest.h"

static cb_status on_bad(void *context, const char *place, const char *reason, struct cb_err *err)
{
    (void)context;
    (void)err;
    if (!is_text(cb_str_of(reason)) || !cb_str_starts(cb_str_of(reason), cb_str_of(place)))
        fuzz_stop("a reason begins with its place");
    return CB_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_lexicon *const *lexicons = fuzz_lexicons();
    const struct cb_lexicon *views[CB_LANGUAGE_COUNT] = {lexicons[CB_GERMAN], lexicons[CB_ENGLISH]};
    struct cb_manifest *manifest = NULL;
    struct cb_document doc = {.arena = &arena, .path = CB_STR("a.txt"), .text = CB_STR("T"), .sha256 = "-"};
    struct cb_err err = {0};
    const char *place;
    struct cb_str name;
    cb_status rc = cb_manifest_read(fuzz_file("csv", (struct cb_str){(const char *)data, size}), views,
                                    &arena, on_bad, NULL, &manifest, &err);

    if (rc == CB_OK) {
        if (cb_manifest_apply(manifest, &doc, &err) != CB_OK)
            fuzz_stop(err.text);
        memset(doc.sha256, '0', 64);
        fuzz_check(article_fault(&doc));
        cb_manifest_unused(manifest, &place, &name);
    } else if (rc != CB_BAD_INPUT || !err.text[0]) {
        fuzz_stop("fails without a word");
    }
    cb_arena_clear(&arena);
    return 0;
}
