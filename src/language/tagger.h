/* Floor 3. One tag for each word of a sentence, chosen by its context: an averaged perceptron (Collins 2002,
 * "Discriminative Training Methods for Hidden Markov Models") over the word, its readings and its neighbours,
 * left to right. The weights are one read-only block made by gen/ from treebanks that allow it; the same
 * words give the same tags everywhere. */
#ifndef CB_LANGUAGE_TAGGER_H
#define CB_LANGUAGE_TAGGER_H

#include <stdbool.h>
#include <stdint.h>

#include "lexicon/tag.h"
#include "lexicon/words.h"

enum {
    CB_TAG_ROOM = 22, /* weights of a feature */
    CB_TAG_MASK = 0x1F,
    CB_TAG_UNSURE = 0x80 /* between the passes */
};

/* Sums of the weights of some features, one for each tag; the last ones mean nothing. */
enum { CB_TAG_SUMS = 24 };
struct cb_tag_sums {
    int16_t of[CB_TAG_SUMS];
};

/* What the features that need no neighbour add to the scores of a word and of its neighbours: summed once
 * for each form, by cb_tag_word_score. */
struct cb_tag_shares {
    struct cb_tag_sums own;
    struct cb_tag_sums usual; /* between words that are in no list of names, in a sentence with a full stop */
    struct cb_tag_sums next, before, before2; /* for the word behind it, the one before it, and that before */
};

/* The reading that was chosen last for a form with a tag that leaves nothing to its neighbours. */
struct cb_tag_choice {
    const struct cb_reading *reading; /* NULL: none fits */
    uint8_t tag;                      /* plus 1; 0: none was chosen yet */
    bool small_first;                 /* readings with a small first letter were looked at first */
    bool lowered;                     /* it is one of these */
};

/* What the tagger looks at of one word. */
struct cb_tag_word {
    struct cb_str form, lower;
    uint32_t exact;                /* tags of its readings as written */
    uint32_t lowered;              /* and with a small first letter, when it has a capital */
    uint32_t shape;                /* CB_SHAPE_ bits */
    uint64_t hash;                 /* of lower */
    uint64_t ending[3], beginning; /* hashes of its last 2, 3, 4 and its first 3 bytes */
    uint64_t class;                /* of exact, lowered, shape */
    uint64_t lemma;                /* hash of the lemma of an auxiliary */
    uint32_t allowed;              /* tags it can get */
    struct cb_word as_written,
        small;     /* its readings; small: with a small first letter, when it has a capital */
    bool analyzed; /* as_written is by cb_words_analyze */
    const struct cb_tag_shares *shares; /* NULL: not summed */
    struct cb_tag_choice *choice;       /* NULL: kept nowhere */
    struct cb_str *lemmas; /* of the readings, those of `small` last, once they were asked for (ptr
                            * NULL before); NULL: kept nowhere */
};

enum cb_shape {
    CB_SHAPE_CAPITAL = 1,
    CB_SHAPE_ALL_CAPITALS = 2,
    CB_SHAPE_DIGIT = 4,
    CB_SHAPE_HYPHEN = 8,
    CB_SHAPE_NAME = 16, /* in a list of names */
    CB_SHAPE_COMPOUND = 32,
    CB_SHAPE_HEAD = 64,   /* only its last part is known */
    CB_SHAPE_FIRST = 128, /* where a sentence begins: see cb_tag_starts */
    CB_SHAPE_PUNCTUATION = 256,
    CB_SHAPE_SYMBOL = 512,
    CB_SHAPE_INNER_CAPITAL = 1024,
    CB_SHAPE_NUMBER = 2048,  /* digits and their marks alone */
    CB_SHAPE_ORDINAL = 4096, /* digits and a full stop */
    CB_SHAPE_MOVED = 8192,   /* a participle whose perfect is with sein */
};

/* Does a sentence, or one inside it, begin behind `before` (NULL: nothing is before)? Then CB_SHAPE_FIRST is
 * due. */
bool cb_tag_starts(const struct cb_tag_word *before);

/* Fills *word for a form: its readings and shape. `lower` is the form in lower case; `shape` has the bits
 * that the caller knows (FIRST, NAME). */
void cb_tag_word_init(const struct cb_words *words, struct cb_str form, struct cb_str lower, uint32_t shape,
                      struct cb_tag_word *word);

/* The weights of one feature: int8 for each tag, and bits of the feature's hash that tell it from others. */
struct cb_tag_row {
    int8_t weights[CB_TAG_ROOM];
    uint16_t check; /* 0: free */
};

/* The sums for a key of two hashes and some tags (0: none yet). */
enum { CB_TAG_KEPT_BITS = 10 };
struct cb_tag_kept {
    uint64_t a, b;
    uint32_t tags;
    struct cb_tag_sums sums;
};

/* What the tags before a word add to its scores, and the words that are none, before and behind the sentence.
 */
struct cb_tag_tables {
    struct cb_tag_sums before[CB_TAG_ROOM][CB_TAG_ROOM]; /* tag before, the one before that */
    struct cb_tag_sums no_determiner[CB_TAG_ROOM];       /* tag before */
    struct cb_tag_shares outside;
    /* Sums that were asked for last: of the word's class with the next one's and two tags; of the word with
     * the tag before. */
    struct cb_tag_kept classes[1 << CB_TAG_KEPT_BITS], behind[1 << CB_TAG_KEPT_BITS];
};

struct cb_tagger {
    const struct cb_tag_row *rows;
    uint32_t mask;                /* rows - 1 */
    uint32_t margin;              /* closer decisions are looked at again */
    uint64_t full_stop;           /* hash of "." */
    struct cb_tag_tables *tables; /* NULL: not summed; of one thread */
};

/* false when `block` is not a model of ours. */
bool cb_tagger_open(struct cb_str block, struct cb_tagger *out);

/* Fills *tables, for tagger->tables, and the shares of one word: the tags stay the same and come faster. */
void cb_tagger_sum(const struct cb_tagger *tagger, struct cb_tag_tables *tables);
void cb_tag_word_sum(const struct cb_tagger *tagger, const struct cb_tag_word *word,
                     struct cb_tag_shares *shares);

/* Chooses a tag for each of `count` words of one sentence: left to right, then the unsure ones again, knowing
 * the tags on both sides. Linear in count. */
void cb_tagger_run(const struct cb_tagger *tagger, const struct cb_tag_word *words, uint32_t count,
                   uint8_t *tags);

static inline uint64_t cb_tag_mix(uint64_t a, uint64_t b)
{
    a = (a ^ b) * UINT64_C(0x9E3779B97F4A7C15);
    return a ^ a >> 29;
}

/* ---- shared with gen/ ---- */

enum { CB_TAGGER_MAGIC = 0x32544243 /* "CBT2" */, CB_TAG_FEATURES_MAX = 48, CB_TAG_BUCKET = 4 };

#define CB_TAG_CHECK(hash) ((uint16_t)((hash) >> 48 | 1))

struct cb_tagger_header {
    uint32_t magic, rows, row_size, margin;
};

/* The features of word `i`, as hashes, given the tags before it (CB_TAG_UNSURE is looked past). Returns their
 * number. */
uint32_t cb_tag_features(const struct cb_tag_word *words, uint32_t count, uint32_t i, const uint8_t *tags,
                         uint64_t features[CB_TAG_FEATURES_MAX]);

/* Those of the second pass, given the tags of all words; they come beside those of the first. */
uint32_t cb_tag_features_again(const struct cb_tag_word *words, uint32_t count, uint32_t i,
                               const uint8_t *tags, uint64_t features[CB_TAG_FEATURES_MAX]);

#endif
