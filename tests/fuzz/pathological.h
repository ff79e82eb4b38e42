/* Texts that nobody writes: one piece (and what closes it) again and again. */
#ifndef CB_TESTS_FUZZ_PATHOLOGICAL_H
#define CB_TESTS_FUZZ_PATHOLOGICAL_H

#include "base/arena.h"

struct pathological {
    const char *name, *piece, *last;
};

/* Ends with a row of NULL. */
extern const struct pathological pathological_texts[];

/* About `size` bytes: as often the piece, then as often the last one. ptr NULL when there is no memory. */
struct cb_str pathological_text(const struct pathological *text, size_t size, struct cb_arena *arena);

#endif
