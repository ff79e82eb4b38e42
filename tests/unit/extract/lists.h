/* The word lists of a test program. */
#ifndef CB_TESTS_UNIT_EXTRACT_LISTS_H
#define CB_TESTS_UNIT_EXTRACT_LISTS_H

#include "lexicon/lexicon.h"
#include "unit/base/temp.h"

/* Read once for all tests; release_lists is the group teardown. */
static struct {
    struct cb_arena arena;
    struct cb_lexicon *of[CB_LANGUAGE_COUNT];
} lists;

static inline struct cb_lexicon *lists_of(enum cb_language language)
{
    struct cb_err err = {0};

    if (!lists.of[language] &&
        cb_lexicon_load(language, NULL, &lists.arena, &lists.of[language], &err) != CB_OK)
        fail_msg("%s", err.text);
    return lists.of[language];
}

static inline int release_lists(void **state)
{
    (void)state;
    cb_arena_release(&lists.arena);
    return 0;
}

#endif
