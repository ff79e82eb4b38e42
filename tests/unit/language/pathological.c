/* Texts that nobody writes: the layer finishes, and every sign is in exactly one token. That it is linear,
 * scripts/growth measures. */
#include "fuzz/pathological.h"

#include "fuzz/document_check.h"
#include "unit/language/analyze.h"

enum { SMALL = 20000 }; /* bytes of each text, under sanitizers too a moment's work */

static void finishes(void **state)
{
    struct temp *temp = *state;

    for (const struct pathological *t = pathological_texts; t->name; t++) {
        struct cb_str text = pathological_text(t, SMALL, &temp->arena);
        assert_non_null(text.ptr);
        for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
            struct cb_document doc = analyze(*state, (enum cb_language)l, text);
            const char *fault = document_fault(&doc);
            if (fault)
                fail_msg("%s: not so: %s", t->name, fault);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {temp_test(finishes)};

    return run_with_lexicons(tests);
}
