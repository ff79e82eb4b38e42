/* The table of many names. */
#include "extract/names_classes.h"

bool cb_names_table_open(struct cb_str block, struct names_table *out)
{
    const struct names_table_header *header = (const void *)block.ptr;

    *out = (struct names_table){NULL, 0};
    if (block.len < sizeof *header || header->magic != NAMES_TABLE_MAGIC || header->buckets == 0 ||
        (header->buckets & (header->buckets - 1)) ||
        block.len < sizeof *header + (size_t)header->buckets * NAMES_SLOTS * sizeof(uint32_t))
        return false;
    *out = (struct names_table){(const uint32_t *)(header + 1), header->buckets};
    return true;
}

uint32_t cb_names_table_find(const struct names_table *table, struct cb_str name)
{
    uint64_t hash = cb_str_hash(name);
    uint32_t check = names_table_check(hash);
    uint32_t mask = table->buckets * NAMES_SLOTS - 1, at;

    if (!table->slots)
        return 0;
    at = names_table_bucket(hash, table->buckets) * NAMES_SLOTS;
    for (; table->slots[at]; at = (at + 1) & mask) /* the table always has free slots */
        if (table->slots[at] >> NAMES_CLASS_BITS == check)
            return table->slots[at] & ((1u << NAMES_CLASS_BITS) - 1);
    return 0;
}
