/* Floor 2. The forms of a list that stand at the beginning, the end or anywhere in a line: found by their
 * first byte, their last byte and their first byte again, without a look at all of them. */
#ifndef CB_LEXICON_PATTERNS_H
#define CB_LEXICON_PATTERNS_H

#include "lexicon/lexicon.h"

struct cb_pattern {
    struct cb_str form; /* not empty */
    const struct cb_list_row *row;
};

/* Patterns by one of their bytes; those of a byte are in the order of the list. */
struct cb_pattern_index {
    const struct cb_pattern *items;
    uint32_t first[257]; /* items [first[b], first[b + 1]) have byte b there */
};

struct cb_patterns {
    struct cb_pattern_index prefixes; /* by first byte */
    struct cb_pattern_index inner;    /* by first byte */
    struct cb_pattern_index suffixes; /* by last byte */
};

/* Sorts the forms of `list` by what the column `match` says of their row: "prefix", "contains", "suffix";
 * others are left out. Everything lives in `arena`. CB_NO_MEMORY. */
cb_status cb_patterns_make(const struct cb_list *list, size_t match, struct cb_arena *arena,
                           struct cb_patterns *out, struct cb_err *err);

#endif
