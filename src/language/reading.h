/* Floor 3. The chosen reading of each word of a tagged sentence: lemma and features, by what its neighbours
 * allow. */
#ifndef CB_LANGUAGE_READING_H
#define CB_LANGUAGE_READING_H

#include "base/buf.h"
#include "language/tagger.h"
#include "model/document.h"

struct cb_chosen {
    enum cb_pos pos;
    uint32_t features;   /* CB_FINITE, CB_SUBJUNCTIVE, ...: what is sure */
    struct cb_str lemma; /* of the word as it stands: 'teilte' in 'teilte mit' has teilen */
};

/* Chooses a reading for each of `count` words of one sentence that cb_tagger_run gave `tags`. Lemmas are
 * slices of the forms or of the lexicon, or in `arena`. Linear in count. CB_NO_MEMORY. */
cb_status cb_readings_choose(const struct cb_words *words, enum cb_language language,
                             const struct cb_tag_word *tagged, const uint8_t *tags, uint32_t count,
                             struct cb_arena *arena, struct cb_chosen *out, struct cb_err *err);

/* Appends the features in the way of Universal Dependencies, "Mood=Sub|Number=Sing|..."; nothing when there
 * are none. */
void cb_chosen_print(const struct cb_chosen *chosen, struct cb_buf *out);

#endif
