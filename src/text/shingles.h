/* Floor 1. What two texts have in common, by their words.
 *
 * A text becomes a row of hashed words: small letters, no marks, no white space. Its shingles are its runs of
 * n words; two texts resemble each other by how many shingles they share of all that they have (resemblance),
 * or of those of the shorter one (containment): Broder, "On the resemblance and containment of documents"
 * (1997). Fingerprints are few of the shingles, chosen so that two texts with a long enough run of words in
 * common share one of them: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
 * fingerprinting" (2003). All hashes are the same on every machine. */
#ifndef CB_TEXT_SHINGLES_H
#define CB_TEXT_SHINGLES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* The hashes of a text's words in order. The lowest bit of a hash tells that the word has a digit. */
struct cb_words {
    uint64_t *items;
    size_t count, capacity;
};

/* Hashes, rising, each once. */
struct cb_hashes {
    uint64_t *items;
    size_t count;
};

/* Appends the words of `text` (valid UTF-8) to *words. A word is a run of letters and digits; an apostrophe
 * inside it is passed over, a point or comma between two digits belongs to it. Memory is of `arena`.
 * CB_NO_MEMORY only. */
cb_status cb_words_add(struct cb_arena *arena, struct cb_str text, struct cb_words *words,
                       struct cb_err *err);

/* One hash of all words in their order. */
uint64_t cb_words_hash(const struct cb_words *words);

/* The runs of `length` words; of a text that is shorter, the whole text as one. */
cb_status cb_words_shingles(struct cb_arena *arena, const struct cb_words *words, size_t length,
                            struct cb_hashes *out, struct cb_err *err);

/* The least of each `window` neighbouring shingles of `length` words, or all shingles of a text that has no
 * more than `few`: any run of length + window - 1 words that two texts share gives one that they share. Of
 * each hash 31 bits: a row of the file needs no more, and what is alike by chance is compared by its words.
 */
cb_status cb_words_fingerprints(struct cb_arena *arena, const struct cb_words *words, size_t length,
                                size_t window, size_t few, struct cb_hashes *out, struct cb_err *err);

/* Both at once. */
cb_status cb_words_shingles_and_fingerprints(struct cb_arena *arena, const struct cb_words *words,
                                             size_t length, size_t window, size_t few,
                                             struct cb_hashes *shingles, struct cb_hashes *fingerprints,
                                             struct cb_err *err);

/* The words that have a digit. */
cb_status cb_words_numbers(struct cb_arena *arena, const struct cb_words *words, struct cb_hashes *out,
                           struct cb_err *err);

/* How many both have. */
size_t cb_hashes_common(const struct cb_hashes *a, const struct cb_hashes *b);

#endif
