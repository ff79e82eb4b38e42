/* Private to names*.c and gen/: a table of names that are too many for lists, with what each can be.
 *
 * The table keeps no names, only 20 bits of each one's hash beside 12 bits of classes, from the start of its
 * bucket (a cache line) on: a word that is not there is taken for one that is once in 65,000 times. So it is
 * evidence for the model among other evidence, never a name by itself. */
#ifndef CB_EXTRACT_NAMES_CLASSES_H
#define CB_EXTRACT_NAMES_CLASSES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum name_table_class {
    NAMES_CITY_LARGE = 1,  /* 100,000 inhabitants */
    NAMES_CITY_MIDDLE = 2, /* 15,000 */
    NAMES_CITY_SMALL = 4,
    NAMES_FIRST = 8,
    NAMES_SURNAME = 16,
    NAMES_LANDSCAPE = 32, /* rivers, mountains, regions ... */
    NAMES_GROUP = 64,     /* organizations, peoples */
    NAMES_PERSON = 128,   /* a whole name of a known person */
    NAMES_WORK = 256,     /* works, events, things */
    NAMES_BEGINS = 512,   /* the first word of a name of several */
    NAMES_CLASS_BITS = 12,
    NAMES_SLOTS = 16,              /* of a bucket */
    NAMES_TABLE_MAGIC = 0x314c4243 /* "CBL1" */
};

struct names_table_header {
    uint32_t magic, buckets; /* a power of two */
    char pad[56];
};

struct names_table {
    const uint32_t *slots; /* NULL: no table, nothing is in it */
    uint32_t buckets;
};

/* Where a hash belongs, and what is kept of it: for cb_names_table_find and gen/. */
static inline uint32_t names_table_bucket(uint64_t hash, uint32_t buckets)
{
    return (uint32_t)(hash * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (buckets - 1);
}

static inline uint32_t names_table_check(uint64_t hash)
{
    return (uint32_t)(hash >> 20) & 0xFFFFF;
}

/* false when `block` (may be empty) is not one of ours; *out is then an empty table. */
bool cb_names_table_open(struct cb_str block, struct names_table *out);

/* What `name`, as written, can be: enum name_table_class; 0 when it is not there. */
uint32_t cb_names_table_find(const struct names_table *table, struct cb_str name);

#endif
