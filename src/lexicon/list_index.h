/* Floor 2. How a list is looked up: what lexicon.c builds and list_find.c asks; private to the two. */
#ifndef CB_LEXICON_LIST_INDEX_H
#define CB_LEXICON_LIST_INDEX_H

#include "lexicon/lists.h"
#include "lexicon/patterns.h"
#include "lexicon/words.h"

/* Bits of the hashes of what is in a map (Bloom 1970, with one hash): nearly all look-ups are of words that
 * are not there, and this says so from a few bytes that stay near the processor. */
struct cb_filter {
    uint64_t *words;
    uint32_t mask; /* bits - 1 */
};

enum { CB_BEGIN_SLOTS = 1024, CB_END_SLOTS = 256, CB_FOUR_BITS = 11, CB_FOUR_SLOTS = 1 << CB_FOUR_BITS };

struct cb_list {
    const struct cb_list_shape *shape;
    struct cb_list_row *rows;
    size_t count;
    struct cb_map forms; /* form -> row + 1 */
    struct cb_map heads; /* first run of letters of a form -> longest form with it, in bytes */
    struct cb_filter forms_filter, heads_filter;
    /* Most words are in few lists. What says so at once: */
    uint64_t begins[CB_BEGIN_SLOTS / 64];    /* which two bytes the forms begin with */
    uint64_t ends[CB_END_SLOTS];             /* lengths of the forms, by their last two bytes */
    uint64_t tails[CB_END_SLOTS];            /* and those of what stands behind the hyphen of "-tail" */
    uint64_t fours[CB_FOUR_SLOTS / 64];      /* which four bytes the forms of four and more end with */
    uint64_t tail_fours[CB_FOUR_SLOTS / 64]; /* and the tails */
    uint64_t head_ends[CB_END_SLOTS];        /* the same as `ends` for the first runs of letters */
};

/* In place of a row: a form of the users' names that two of them have, so that it means neither. */
#define CB_LIST_SHARED UINT32_MAX

_Static_assert(CB_LIST_COUNT <= 64, "the lists of a word are bits of a number");

struct cb_lexicon {
    struct cb_list lists[CB_LIST_COUNT];
    uint64_t begin_lists[CB_BEGIN_SLOTS]; /* which lists have forms that begin with these two bytes */
    uint64_t case_sensitive;              /* lists, one bit each */
    struct cb_patterns boilerplate;
    struct cb_words words;
    struct cb_str tagger, names, name_table;
};

/* The place in `ends` and `tails` of what ends as `s`, which is not empty. */
static inline uint32_t cb_list_end_slot(struct cb_str s)
{
    uint32_t before = s.len > 1 ? (unsigned char)s.ptr[s.len - 2] : 0;

    return (before * 37u + (unsigned char)s.ptr[s.len - 1]) % CB_END_SLOTS;
}

static inline uint64_t cb_list_length_bit(size_t len)
{
    return UINT64_C(1) << (len < 63 ? len : 63);
}

/* The place in `fours` of what ends as `s`, which has four bytes at least. */
static inline uint32_t cb_list_four_slot(struct cb_str s)
{
    uint32_t four;

    memcpy(&four, s.ptr + s.len - sizeof four, sizeof four);
    return four * UINT32_C(0x9E3779B1) >> (32 - CB_FOUR_BITS);
}

static inline uint32_t cb_filter_bit(const struct cb_filter *filter, uint32_t bit)
{
    return bit & filter->mask;
}

static inline bool cb_is_head_byte(unsigned char c)
{
    return c >= 'a' ? c <= 'z' || c >= 0x80 : (unsigned char)(c - 'A') < 26 || (unsigned char)(c - '0') < 10;
}

/* The run of letters and digits that `s` begins with: the same for a form in a list and for the text of a
 * document, however that was cut into tokens. */
static inline struct cb_str cb_list_head_of(struct cb_str s)
{
    size_t n = 0;

    while (n < s.len && cb_is_head_byte((unsigned char)s.ptr[n]))
        n++;
    return cb_str_sub(s, 0, n);
}

/* The place in `begins` of the run of letters and digits that `s` begins with: of its first two bytes. */
static inline uint32_t cb_list_begin_slot(struct cb_str s)
{
    unsigned char second = s.len > 1 ? (unsigned char)s.ptr[1] : 0;

    return ((unsigned char)s.ptr[0] * 31u + (cb_is_head_byte(second) ? second : 0u)) % CB_BEGIN_SLOTS;
}

#endif
