/* Floor 0. A hash table from a slice to a number, insert only, in an arena. Its order is never looked at:
 * nothing walks it, so no result can depend on it. A zeroed map is valid and empty. */
#ifndef CB_BASE_MAP_H
#define CB_BASE_MAP_H

#include <stdbool.h>

#include "base/arena.h"

struct cb_map_slot {
    struct cb_str key; /* ptr NULL = free */
    uint32_t value;
    uint32_t hash; /* of key: most wrong keys are told without a look at their bytes */
};

struct cb_map {
    struct cb_map_slot *slots;
    size_t count, capacity; /* capacity is 0 or a power of two */
};

/* The place of the value of `key`, NULL when it is not there; valid until the next insertion. */
uint32_t *cb_map_find(const struct cb_map *map, struct cb_str key);

/* The same with what was worked out before: `hash` is (uint32_t)cb_str_hash_quick(key). */
uint32_t *cb_map_find_hash(const struct cb_map *map, struct cb_str key, uint32_t hash);

/* Makes room for `count` keys in an empty map, so that growing leaves nothing behind in the arena. false when
 * there is no memory. */
bool cb_map_reserve(struct cb_arena *arena, struct cb_map *map, size_t count);

/* The place of the value of `key`, made with value 0 where it was not there (*added, may be NULL, says so).
 * The key's bytes must live as long as the map. NULL when there is no memory. */
uint32_t *cb_map_add(struct cb_arena *arena, struct cb_map *map, struct cb_str key, bool *added);

#endif
