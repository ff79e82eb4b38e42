#include "base/map.h"

static struct cb_map_slot *slot_of(const struct cb_map *map, struct cb_str key, uint32_t hash)
{
    size_t mask = map->capacity - 1, i = hash & mask;

    while (map->slots[i].key.ptr && (map->slots[i].hash != hash || !cb_str_eq(map->slots[i].key, key)))
        i = (i + 1) & mask;
    return &map->slots[i];
}

uint32_t *cb_map_find(const struct cb_map *map, struct cb_str key)
{
    return map->capacity ? cb_map_find_hash(map, key, (uint32_t)cb_str_hash_quick(key)) : NULL;
}

uint32_t *cb_map_find_hash(const struct cb_map *map, struct cb_str key, uint32_t hash)
{
    struct cb_map_slot *slot = map->capacity ? slot_of(map, key, hash) : NULL;

    return slot && slot->key.ptr ? &slot->value : NULL;
}

static bool grow(struct cb_arena *arena, struct cb_map *map)
{
    struct cb_map old = *map;
    size_t capacity = old.capacity ? old.capacity * 2 : 16;
    struct cb_map_slot *slots = CB_NEW_ARRAY(arena, struct cb_map_slot, capacity);

    if (!slots)
        return false;
    map->slots = slots;
    map->capacity = capacity;
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].key.ptr)
            *slot_of(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
    return true;
}

bool cb_map_reserve(struct cb_arena *arena, struct cb_map *map, size_t count)
{
    size_t capacity = 16;

    while (count * 4 >= capacity * 3)
        capacity *= 2;
    map->slots = CB_NEW_ARRAY(arena, struct cb_map_slot, capacity);
    map->capacity = map->slots ? capacity : 0;
    return map->slots != NULL;
}

uint32_t *cb_map_add(struct cb_arena *arena, struct cb_map *map, struct cb_str key, bool *added)
{
    struct cb_map_slot *slot;
    uint32_t hash = (uint32_t)cb_str_hash_quick(key);

    if (map->count * 4 >= map->capacity * 3 && !grow(arena, map))
        return NULL;
    slot = slot_of(map, key, hash);
    if (added)
        *added = !slot->key.ptr;
    if (!slot->key.ptr) {
        slot->key = key.ptr ? key : CB_STR("");
        slot->hash = hash;
        map->count++;
    }
    return &slot->value;
}
