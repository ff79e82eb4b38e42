/* Floor 3. The words of one article that were looked up already: news repeats its words, and all that is
 * known of a word by itself is the same each time. */
#ifndef CB_LANGUAGE_VOCABULARY_H
#define CB_LANGUAGE_VOCABULARY_H

#include "language/tagger.h"

struct cb_vocabulary_slot {
    struct cb_tag_word *word; /* NULL = free */
    uint64_t hash;
    uint32_t shape;
};

/* A zeroed one is valid and empty. */
struct cb_vocabulary {
    struct cb_vocabulary_slot *slots;
    size_t count, capacity; /* capacity is 0 or a power of two */
};

/* The word `form` that was seen with `shape`; where it is new (*added says so), a zeroed one, for the caller
 * to fill with that form. NULL when there is no memory. */
struct cb_tag_word *cb_vocabulary_add(struct cb_vocabulary *vocabulary, struct cb_str form, uint32_t shape,
                                      struct cb_arena *arena, bool *added);

#endif
