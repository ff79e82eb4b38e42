/* Floor 0. Memory that is given back all at once: one arena for each article, emptied after it was stored.
 *
 * Invariant: `head` is the chunk in use, `head->next` an older one. A zeroed arena is valid and empty. */
#ifndef CB_BASE_ARENA_H
#define CB_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct cb_arena_chunk;

struct cb_arena {
    struct cb_arena_chunk *head;
    size_t used;                  /* bytes of head in use */
    struct cb_arena_chunk *spare; /* a few chunks given back, for the next article */
    size_t spare_count;
    bool lacking; /* an allocation found no memory since the arena was cleared: what lies in it may have gaps
                   */
};

/* A place to return to. */
struct cb_arena_mark {
    struct cb_arena_chunk *head;
    size_t used;
};

/* `size` zeroed bytes, aligned for any type, living until the arena is rewound, cleared or released; NULL
 * when there is no memory. */
void *cb_arena_alloc(struct cb_arena *arena, size_t size);

/* Marks where the arena stands; cb_arena_rewind gives back all that was taken since (temporaries). */
struct cb_arena_mark cb_arena_mark(const struct cb_arena *arena);
void cb_arena_rewind(struct cb_arena *arena, struct cb_arena_mark mark);

/* Empties the arena, keeping one chunk for the next article. */
void cb_arena_clear(struct cb_arena *arena);

/* Gives everything back; the arena is empty and valid afterwards. */
void cb_arena_release(struct cb_arena *arena);

/* A copy of `s` in the arena; ptr is NULL when there is no memory. */
struct cb_str cb_arena_copy(struct cb_arena *arena, struct cb_str s);

/* A NUL-terminated copy; NULL when there is no memory. */
char *cb_arena_z(struct cb_arena *arena, struct cb_str s);

/* "a" followed by "b"; ptr is NULL when there is no memory. */
struct cb_str cb_arena_join(struct cb_arena *arena, struct cb_str a, struct cb_str b);

/* "a b"; ptr is NULL when there is no memory. */
struct cb_str cb_arena_join_words(struct cb_arena *arena, struct cb_str a, struct cb_str b);

/* printf into the arena, NUL-terminated behind the slice; ptr is NULL when there is no memory. */
struct cb_str cb_arena_printf(struct cb_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#define CB_NEW(arena, type)              ((type *)cb_arena_alloc((arena), sizeof(type)))
#define CB_NEW_ARRAY(arena, type, count) ((type *)cb_arena_array((arena), (count), sizeof(type)))
void *cb_arena_array(struct cb_arena *arena, size_t count, size_t size);

/* The same without the zeros, for large arrays of which every item is written before it is read. */
#define CB_NEW_ARRAY_UNSET(arena, type, count) ((type *)cb_arena_array_unset((arena), (count), sizeof(type)))
void *cb_arena_array_unset(struct cb_arena *arena, size_t count, size_t size);

/* A growing array whose items live in an arena: { type *items; size_t count, capacity; }.
 * CB_LIST_TYPE(name, type) declares one. CB_PUSH gives a pointer to a new zeroed last item (valid until the
 * next push), or NULL when there is no memory. */
#define CB_LIST_TYPE(name, type)                                                                             \
    struct name {                                                                                            \
        type *items;                                                                                         \
        size_t count, capacity;                                                                              \
    };
#define CB_PUSH(arena, list)                                                                                 \
    ((list)->count < (list)->capacity || cb_arena_grow((arena), (void **)&(list)->items, &(list)->capacity,  \
                                                       (list)->count, sizeof *(list)->items)                 \
         ? &(list)->items[(list)->count++]                                                                   \
         : NULL)
int cb_arena_grow(struct cb_arena *arena, void **items, size_t *capacity, size_t count, size_t size);

#endif
