/* Floor 3. What the tagger's two passes share: tags of verbs, readings of a word, and features that are
 * fetched as they are listed. For tagger.c and tagger_again.c alone. */
#ifndef CB_LANGUAGE_TAGGER_PASS_H
#define CB_LANGUAGE_TAGGER_PASS_H

#include "language/syntax.h"
#include "language/tagger.h"

/* Those of full verbs, without auxiliaries. */
#define CB_NONFINITE_TAGS (CB_TAG_BIT(CB_TAG_VERB_INFINITIVE) | CB_TAG_BIT(CB_TAG_VERB_PARTICIPLE))

/* Its readings, those with a small letter too where a sentence begins. */
static inline uint32_t cb_tag_readings(const struct cb_tag_word *word)
{
    return word->exact | (word->shape & (CB_SHAPE_FIRST | CB_SHAPE_ALL_CAPITALS) ? word->lowered : 0);
}

static inline bool cb_tag_may_be(const struct cb_tag_word *word, uint32_t tags)
{
    return (cb_tag_readings(word) & tags) != 0;
}

enum { CB_TAG_SCAN = 25 };

static inline bool cb_tag_ends_clause(const struct cb_tag_word *word)
{
    return (word->shape & CB_SHAPE_PUNCTUATION) && word->form.len == 1 && strchr(",.;:!?", word->form.ptr[0]);
}

static inline const struct cb_tag_row *cb_tag_bucket(const struct cb_tagger *tagger, uint64_t feature)
{
    return &tagger->rows[feature & tagger->mask & ~(uint64_t)(CB_TAG_BUCKET - 1)];
}

struct cb_tag_list {
    uint64_t *items;
    uint32_t count;
    uint64_t salt;
    const struct cb_tagger *tagger; /* NULL: their weights are not asked for */
    uint8_t *slots;                 /* numbers of the items, in the first pass; NULL: not asked for */
};

/* The rows lie anywhere in a megabyte: they are fetched as soon as they are known. */
static inline void cb_tag_keep(struct cb_tag_list *f, uint64_t feature)
{
    if (f->tagger) {
        const struct cb_tag_row *bucket = cb_tag_bucket(f->tagger, feature);
        __builtin_prefetch(bucket);
        __builtin_prefetch((const char *)(bucket + CB_TAG_BUCKET) - 1);
    }
    f->items[f->count++] = feature;
}

/* Adds the features of the second pass: word `i`, given the tags of all words. */
void cb_tag_put_again(struct cb_tag_list *into, const struct cb_tag_word *words, uint32_t count, uint32_t i,
                      const uint8_t *tags);

#endif
