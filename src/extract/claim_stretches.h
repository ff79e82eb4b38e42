/* A sentence as the claim finders see it: items (words, marks, whole quotations, whole parentheses), cut at
 * commas and the like into segments that are clauses, or parts of one. */
#ifndef CB_EXTRACT_CLAIM_STRETCHES_H
#define CB_EXTRACT_CLAIM_STRETCHES_H

#include "extract/claim_words.h"

enum cb_item_kind {
    CB_ITEM_WORD = 0, /* a word, number, address or sign */
    CB_ITEM_MARK,     /* punctuation */
    CB_ITEM_QUOTE,    /* a closed quotation with its marks */
    CB_ITEM_GROUP,    /* a parenthesis */
};

struct cb_item {
    enum cb_item_kind kind;
    uint32_t first, last; /* tokens */
    uint32_t quotation;   /* index, of a CB_ITEM_QUOTE */
};

/* What a segment is, as far as its first word and the place of its verb tell. */
enum cb_segment_kind {
    CB_SEGMENT_FRAGMENT = 0, /* no finite verb: an apposition, a part of a list */
    CB_SEGMENT_MAIN,         /* verb second or first */
    CB_SEGMENT_DASS,
    CB_SEGMENT_QUESTION,
    CB_SEGMENT_SUBORDINATE,
    CB_SEGMENT_RELATIVE,
    CB_SEGMENT_AS, /* wie die Polizei mitteilte */
    CB_SEGMENT_INFINITIVE,
};

struct cb_segment {
    uint32_t first, end; /* items */
    uint32_t start;      /* first item behind a coordinator */
    uint32_t sign;       /* before it: 0 at the start, ',', ':', ';', '-' for a dash, '&' for a coordinator */
    enum cb_segment_kind kind;
    uint32_t finite; /* item of its finite verb, or CB_NONE */
    uint32_t forms;  /* of that verb, of enum cb_verb_form */
};

CB_LIST_TYPE(cb_items, struct cb_item)
CB_LIST_TYPE(cb_segments, struct cb_segment)

struct cb_stretch {
    const struct cb_document *doc;
    const struct cb_word *words; /* of all tokens of the document */
    uint32_t first, last;        /* tokens */
    uint32_t sentence;           /* index of its first sentence */
    uint32_t passage;
    struct cb_items items;
    struct cb_segments segments;
};

/* Makes *stretch (zeroed at first, used again for the next one) of the sentences from `sentence` on: one, or
 * more where a quotation runs over several. *next gets the first sentence behind it. CB_NO_MEMORY. */
cb_status cb_stretch_read(struct cb_stretch *stretch, uint32_t sentence, uint32_t *next, struct cb_err *err);

/* The row of a list for the first token of an item. */
static inline const struct cb_list_row *cb_stretch_row(const struct cb_stretch *stretch, uint32_t item,
                                                       enum cb_list_id list)
{
    return cb_token_row(&stretch->doc->tokens.items[stretch->items.items[item].first], list);
}

/* The classes and verb forms of an item; nothing for one that is no single word. */
static inline struct cb_word cb_stretch_word(const struct cb_stretch *stretch, uint32_t item)
{
    if (item >= stretch->items.count || stretch->items.items[item].kind != CB_ITEM_WORD)
        return (struct cb_word){0, 0};
    return stretch->words[stretch->items.items[item].first];
}

/* The text of an item's first token in lower case. */
static inline struct cb_str cb_stretch_lower(const struct cb_stretch *stretch, uint32_t item)
{
    return stretch->doc->tokens.items[stretch->items.items[item].first].lower;
}

/* Is the item the word `word` (lower case)? False for an item that does not exist. */
static inline bool cb_stretch_is(const struct cb_stretch *stretch, uint32_t item, struct cb_str word)
{
    return item < stretch->items.count && stretch->items.items[item].kind == CB_ITEM_WORD &&
           cb_str_eq(cb_stretch_lower(stretch, item), word);
}

/* The flags of an item's first token. */
static inline uint32_t cb_stretch_flags(const struct cb_stretch *stretch, uint32_t item)
{
    return stretch->doc->tokens.items[stretch->items.items[item].first].flags;
}

/* The code point of a mark; 0 for any other item. */
uint32_t cb_stretch_sign(const struct cb_stretch *stretch, uint32_t item);

/* The span of items [first, end). */
struct cb_span cb_stretch_span(const struct cb_stretch *stretch, uint32_t first, uint32_t end);

/* The forms with which the item can be the finite verb where it stands; 0 when it cannot. */
uint32_t cb_stretch_finite(const struct cb_stretch *stretch, uint32_t item);

/* Items [first, end) without marks at their end. */
uint32_t cb_stretch_trim(const struct cb_stretch *stretch, uint32_t first, uint32_t end);

/* The segment that holds `item`. */
uint32_t cb_stretch_segment(const struct cb_stretch *stretch, uint32_t item);

/* Subjunctive beyond doubt: no form of the indicative looks like it. */
bool cb_segment_is_reported(const struct cb_segment *segment);

#endif
