#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/nearest.h"

static void finds_the_nearest_name(void **state)
{
    static const char *const NAMES[] = {"overview", "article", "claims-by-speaker", "speaker-summary",
                                        "positions"};
    static const struct {
        const char *wanted, *best;
    } CASES[] = {
        {"overwiev", "overview"},
        {"overview", "overview"},
        {"articles", "article"},
        {"artcile", "article"},
        {"claims-by-speker", "claims-by-speaker"},
        {"claims_by_speaker", "claims-by-speaker"},
        {"summary", "speaker-summary"},
        {"xyz", NULL},
        {"", NULL},
        {"a-name-that-is-much-longer-than-any-name-of-a-report-could-ever-be-in-here", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_nearest nearest = {.wanted = CASES[i].wanted};
        for (size_t j = 0; j < sizeof NAMES / sizeof NAMES[0]; j++)
            cb_nearest_try(&nearest, NAMES[j]);
        if (!nearest.best != !CASES[i].best || (nearest.best && strcmp(nearest.best, CASES[i].best) != 0))
            fail_msg("'%s' gives '%s'", CASES[i].wanted, nearest.best ? nearest.best : "nothing");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_the_nearest_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
