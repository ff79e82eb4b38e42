/* Texts that nobody writes, through all stages: they end, and what was found is sound. */
#include "fuzz/pathological.h"

#include "engine/kb.h"
#include "fuzz/document_check.h"
#include "fuzz/facts_check.h"
#include "reader/reader.h"
#include "unit/base/temp.h"

enum { SMALL = 8000 }; /* bytes of each text */

static struct cb_arena lexicon_arena;
static struct cb_kb kb;

static int load_lexicons(void **state)
{
    (void)state;
    return cb_lexicons_load(NULL, &lexicon_arena, kb.lexicons, NULL) == CB_OK ? 0 : -1;
}

static int release_lexicons(void **state)
{
    (void)state;
    cb_arena_release(&lexicon_arena);
    return 0;
}

static void check(const char *name, const char *fault)
{
    if (fault)
        fail_msg("%s: not so: %s", name, fault);
}

static void is_sound(void **state)
{
    (void)state;
    for (const struct pathological *t = pathological_texts; t->name; t++)
        for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
            struct cb_arena arena = {0};
            struct cb_article article = {
                .doc = {.arena = &arena, .language_known = true, .language = (enum cb_language)l}};
            struct cb_str text = pathological_text(t, SMALL, &arena);
            if (cb_document_read(&article.doc, "text", text, NULL) == CB_OK) {
                assert_int_equal(cb_article_extract(&kb, &article, NULL), CB_OK);
                check(t->name, passages_fault(&article.doc));
                check(t->name, document_fault(&article.doc));
                check(t->name, facts_fault(&article.doc, &article.facts));
            }
            cb_arena_release(&arena);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(is_sound)};

    return cmocka_run_group_tests(tests, load_lexicons, release_lexicons);
}
