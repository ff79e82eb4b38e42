/* Floor 2. What can be known of a word by itself: the readings of its form in the full-form lexicon, with
 * words.csv of the language over it (what words.csv says of a form is all that is said of it), and of
 * compounds and unknown words by their parts and endings. */
#ifndef CB_LEXICON_WORDS_H
#define CB_LEXICON_WORDS_H

#include "base/err.h"
#include "base/map.h"
#include "lexicon/morph.h"

CB_LIST_TYPE(cb_readings, struct cb_reading)
CB_LIST_TYPE(cb_lemmas, struct cb_str)

struct cb_words {
    struct cb_morph morph;
    struct cb_map closed;        /* form -> first of its readings in `readings` */
    uint32_t lengths[256];       /* of the forms in `closed` by their first byte: bit n, n bytes; 31, more */
    struct cb_readings readings; /* of words.csv, those of one form side by side */
    struct cb_lemmas lemmas;     /* parallel */
};

/* How a word was found. */
enum cb_word_origin {
    CB_WORD_UNKNOWN = 0,
    CB_WORD_LISTED,   /* as it stands */
    CB_WORD_LOWERED,  /* with a small first letter */
    CB_WORD_COMPOUND, /* its parts are known */
    CB_WORD_HEAD,     /* only its last part is known */
    CB_WORD_ENDING,   /* by its ending */
};

/* Readings of one form: `items` are read-only and live as long as the lexicon. */
struct cb_word {
    const struct cb_reading *items;
    uint32_t count;
    uint32_t head; /* byte where the known part begins: 0 but for compounds */
    enum cb_word_origin origin;
    bool closed; /* words.csv says all there is to say of it */
};

/* Sets up `words` from the block (may be empty: then nothing is known but words.csv) and the text of
 * words.csv (may be empty), which must live as long; `place` stands in messages about that one. CB_BAD_INPUT:
 * the block or the list is broken. */
cb_status cb_words_load(struct cb_str block, const char *place, struct cb_str csv, struct cb_arena *arena,
                        struct cb_words *words, struct cb_err *err);

/* The readings of exactly `form`. */
struct cb_word cb_words_exact(const struct cb_words *words, struct cb_str form);

/* A German compound or a word of a known ending that is not listed; origin CB_WORD_UNKNOWN when nothing fits.
 */
struct cb_word cb_words_analyze(const struct cb_words *words, struct cb_str form);

/* The lemma of `form` under `reading`, one of `word`'s. A slice of `form` or of the lexicon, or in `arena`.
 */
struct cb_str cb_words_lemma(const struct cb_words *words, struct cb_str form, const struct cb_word *word,
                             const struct cb_reading *reading, struct cb_arena *arena);

/* A German adjective without the ending e, en, em, er, es. */
struct cb_str cb_words_adjective_stem(struct cb_str form);

#endif
