/* Floor 3. The words that were read already, with all that is known of each by itself: news repeats its
 * words, within an article and from one to the next. What is kept of a word depends on the word and the
 * lexicon alone, so that an article gives the same rows whatever was read before it.
 *
 * Private to this folder; language.h shows cb_vocabulary_new and cb_vocabulary_free. */
#ifndef CB_LANGUAGE_VOCABULARY_H
#define CB_LANGUAGE_VOCABULARY_H

#include "language/language.h"
#include "language/tagger.h"

/* Its bytes follow it: what a look-up touches lies together. */
struct cb_vocabulary_word {
    struct cb_str lower;           /* without soft hyphens, in lower case; of signs the form */
    struct cb_tag_word *tagged[2]; /* inside a sentence; where one begins. NULL until it was met there */
    uint32_t len;                  /* of the form */
    uint16_t flags;                /* of enum cb_token_flag: those that the letters give */
    uint8_t kind, word_class;
    struct cb_listed listed;
    struct cb_notes notes;
    char form[];
};

struct cb_vocabulary_slot {
    struct cb_vocabulary_word *word; /* NULL = free */
    uint32_t hash;
};

struct cb_vocabulary {
    const struct cb_lexicon *lexicon;
    struct cb_arena own;
    struct cb_kept kept;     /* its arena is &own, or that of the one article */
    struct cb_tagger tagger; /* rows NULL: the language has none */
    struct cb_tag_tables *tables;
    struct cb_vocabulary_slot *slots;
    size_t count, capacity; /* capacity is 0 or a power of two */
};

/* Sets up a zeroed vocabulary that lives in `arena`, or, when that is NULL, in its own. */
cb_status cb_vocabulary_init(struct cb_vocabulary *vocabulary, const struct cb_lexicon *lexicon,
                             struct cb_arena *arena, struct cb_err *err);

/* Forgets all words when they take more than CB_VOCABULARY_MAX. */
cb_status cb_vocabulary_trim(struct cb_vocabulary *vocabulary, struct cb_err *err);

/* What a form is looked up by. */
static inline uint32_t cb_vocabulary_hash(struct cb_str form, enum cb_token_kind kind)
{
    return (uint32_t)cb_str_hash_quick(form) + (uint32_t)kind;
}

/* What is known of `form` as a token of `kind`; NULL when there is no memory. */
struct cb_vocabulary_word *cb_vocabulary_find(struct cb_vocabulary *vocabulary, struct cb_str form,
                                              enum cb_token_kind kind, uint32_t hash);

/* Rare words lie far from the processor: their place is fetched a few tokens before they are looked up, then
 * what lies there. */
static inline void cb_vocabulary_fetch_slot(const struct cb_vocabulary *vocabulary, uint32_t hash)
{
    if (vocabulary->capacity > 0)
        __builtin_prefetch(&vocabulary->slots[hash & (vocabulary->capacity - 1)]);
}

static inline void cb_vocabulary_fetch_word(const struct cb_vocabulary *vocabulary, uint32_t hash)
{
    const struct cb_vocabulary_word *word =
        vocabulary->capacity > 0 ? vocabulary->slots[hash & (vocabulary->capacity - 1)].word : NULL;

    if (word) {
        __builtin_prefetch(word);
        __builtin_prefetch((const char *)word + 48);
    }
}

/* The word as the tagger sees it, inside a sentence or where one begins; NULL when there is no memory. */
const struct cb_tag_word *cb_vocabulary_tagged(struct cb_vocabulary *vocabulary,
                                               struct cb_vocabulary_word *word, bool begins);

#endif
