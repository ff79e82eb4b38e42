/* Private to names*.c and gen/: the sequence model that decides where names stand.
 *
 * A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001, "Conditional Random Fields")
 * over the tokens that may be part of a name; its features are what the lists, the language layer, the rules
 * of this folder and the article itself say of a word and its neighbours. Weights are small integers in one
 * read-only block made by gen/names_train.c; the best sequence is found by Viterbi's algorithm. The same
 * words give the same names everywhere. */
#ifndef CB_EXTRACT_NAMES_MODEL_H
#define CB_EXTRACT_NAMES_MODEL_H

#include "extract/names.h"
#include "lexicon/words.h"

/* Outside, and begin or inside of each of four kinds: the last stands for products, events, works, laws. */
enum {
    NAME_LABELS = 9,
    NAME_OUTSIDE = 0,
    NAME_ROOM = 14, /* weights of a feature */
    NAME_BUCKET = 4,
    NAME_MODEL_MAGIC = 0x314e4243, /* "CBN1" */
    NAME_WORD_FEATURES = 96,
    NAME_TOKEN_FEATURES = 48,
    NAME_REACH = 2 /* words looked at on each side */
};

#define NAME_BEGIN(kind)     (1 + 2 * (kind))
#define NAME_INSIDE(kind)    (2 + 2 * (kind))
#define NAME_CHECK(hash)     ((uint16_t)((hash) >> 48 | 1))
#define NAME_LABEL_KIND(lab) (((lab)-1) / 2)

/* The model's four kinds. */
enum name_class {
    NAME_CLASS_PERSON,
    NAME_CLASS_ORGANIZATION,
    NAME_CLASS_PLACE,
    NAME_CLASS_OTHER,
    NAME_CLASSES
};
enum name_class cb_name_class(enum cb_entity_kind kind);

struct name_row {
    int8_t weights[NAME_ROOM];
    uint16_t check; /* bits of the feature's hash; 0: free */
};

/* from: label before; NAME_LABELS: nothing before */
struct name_model_header {
    uint32_t magic, rows;
    int16_t steps[NAME_LABELS + 1][NAME_LABELS];
    char pad[4];
};

struct name_model {
    const struct name_row *rows; /* NULL: none */
    uint32_t mask;
    const struct name_model_header *header;
};

/* false when `block` is not a model of ours. */
bool cb_name_model_open(struct cb_str block, struct name_model *out);

/* ---- features: shared with gen/ ---- */

/* What some features depend on, exactly: equal keys, equal features. */
struct name_key {
    uint64_t numbers; /* never 0 */
    const char *rule; /* or NULL */
};

/* Fills what the features need of a word, as far as the article does not matter. `analysis` is what
 * cb_words_analyze says of its text; NULL: not known. */
void cb_names_describe_word(const struct names *n, struct name_word *w, bool word,
                            const struct cb_word *analysis);

/* The rest, for each word of the article: once, when the proposals are there. */
cb_status cb_names_describe(struct names *n, struct cb_err *err);

/* Fills n->open, when the words are described. */
cb_status cb_names_find_open(struct names *n, struct cb_err *err);

/* The features of a word (NULL: none, beyond the sentence) for its neighbour `offset` words before it,
 * -NAME_REACH to NAME_REACH: those that depend on the word alone, and those that depend on how the article
 * uses it. Both return their number. */
uint32_t cb_names_word_features(const struct name_word *word, int offset, uint64_t out[NAME_WORD_FEATURES]);
uint32_t cb_names_use_features(const struct name_word *word, int offset, uint64_t out[NAME_WORD_FEATURES]);

/* The same features for the same key. */
struct name_key cb_names_use_key(const struct name_word *word, int offset);

/* What the model looks at around a token. */
struct name_place {
    const struct name_word *before, *here, *after; /* NULL beyond the sentence */
    uint64_t tag_before, tag, tag_after;
    uint64_t coarse_before, coarse, coarse_after;
    uint64_t proposed_before, proposed, proposed_after; /* what the rules say: kind, begin, end, how sure */
    const struct name_proposal *proposal;               /* or NULL */
    uint64_t phrase, table_after;
    uint64_t start, passage, capitals, quotes, determined, space, kind, length; /* of token and sentence */
};

struct name_place cb_names_place(const struct names *n, uint32_t token);

/* Most features of a place are of a few small numbers that come together again and again: their weights are
 * summed once for each key of a group and kept. */
enum name_group {
    NAME_GROUP_TAGS = 0,
    NAME_GROUP_PROPOSALS,
    NAME_GROUP_PLACE,
    NAME_GROUP_WORD,
    NAME_GROUP_TABLE,
    NAME_GROUPS
};

struct name_key cb_names_group_key(const struct name_place *at, enum name_group group);
uint32_t cb_names_group_features(const struct name_place *at, enum name_group group,
                                 uint64_t out[NAME_TOKEN_FEATURES]);

/* The features that are in no group. */
uint32_t cb_names_lone_features(const struct name_place *at, uint64_t out[NAME_TOKEN_FEATURES]);

/* All those of the place itself. */
uint32_t cb_names_token_features(const struct names *n, uint32_t token, uint64_t out[NAME_TOKEN_FEATURES]);

/* The word of token + offset in the same sentence; NULL outside. */
static inline const struct name_word *name_word_beside(const struct names *n, uint32_t token, int offset)
{
    int64_t at = (int64_t)token + offset;

    if (at < 0 || !cb_names_same_sentence(n, token, (uint32_t)at))
        return NULL;
    return name_word(n, (uint32_t)at);
}

/* Makes the labels consistent within the article (names_memory.c). */
cb_status cb_names_remember(struct names *n, uint8_t *labels, struct cb_err *err);

/* Writes the label of every token to `labels`. */
cb_status cb_name_model_run(const struct names *n, const struct name_model *model, uint8_t *labels,
                            struct cb_err *err);

#endif
