/* The committed blocks and lists of a language, for tests. */
#ifndef CB_TEST_BLOCKS_H
#define CB_TEST_BLOCKS_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "lexicon/words.h"

static inline struct cb_str read_import(struct cb_arena *arena, const char *language, const char *name)
{
    char path[512];
    struct cb_buf bytes;
    struct cb_err err = {0};
    struct cb_str copy;

    snprintf(path, sizeof path, CB_IMPORT "/%s/%s", language, name);
    cb_buf_init(&bytes, (size_t)1 << 26);
    if (cb_io_read_all(path, &bytes, &err) != CB_OK)
        fail_msg("%s", err.text);
    copy = cb_arena_copy(arena, cb_buf_view(&bytes));
    cb_buf_release(&bytes);
    return copy;
}

static inline void load_words(struct cb_arena *arena, const char *language, struct cb_words *words)
{
    struct cb_err err = {0};

    if (cb_words_load(read_import(arena, language, "morphology.bin"), "words.csv",
                      read_import(arena, language, "words.csv"), arena, words, &err) != CB_OK)
        fail_msg("%s", err.text);
}

#endif
