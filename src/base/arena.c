#include "base/arena.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>

#include "base/alloc.h"

#if defined(__has_feature) && !defined(__SANITIZE_ADDRESS__)
#if __has_feature(address_sanitizer) /* Clang's way to say it */
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   __asan_poison_memory_region((p), (n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
enum { GAP = 16 }; /* poisoned bytes between objects, so that an overrun shows */
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { CHUNK = 256 * 1024, SPARE_MAX = 16, ALIGN = alignof(max_align_t) };

struct cb_arena_chunk {
    struct cb_arena_chunk *next;
    size_t size; /* bytes of data */
    alignas(max_align_t) char data[];
};

static struct cb_arena_chunk *new_chunk(size_t size, struct cb_arena_chunk *next)
{
    struct cb_arena_chunk *chunk = NULL;

    if (size <= SIZE_MAX - sizeof *chunk)
        chunk = cb_realloc(NULL, sizeof *chunk + size);
    if (chunk) {
        chunk->next = next;
        chunk->size = size;
        POISON(chunk->data, size);
    }
    return chunk;
}

static struct cb_arena_chunk *take_chunk(struct cb_arena *arena, size_t size)
{
    struct cb_arena_chunk *chunk = arena->spare;

    if (size > CHUNK || !chunk)
        return new_chunk(size > CHUNK ? size : CHUNK, arena->head);
    arena->spare = chunk->next;
    arena->spare_count--;
    chunk->next = arena->head;
    return chunk;
}

static void free_chunk(struct cb_arena_chunk *chunk)
{
    UNPOISON(chunk->data, chunk->size);
    cb_free(chunk);
}

/* Memory that goes back to the system has to be cleared by it before it comes again. */
static void give_back(struct cb_arena *arena, struct cb_arena_chunk *chunk)
{
    if (chunk->size != CHUNK || arena->spare_count == SPARE_MAX) {
        free_chunk(chunk);
        return;
    }
    POISON(chunk->data, chunk->size);
    chunk->next = arena->spare;
    arena->spare = chunk;
    arena->spare_count++;
}

/* Room whose bytes may be anything. */
static void *take(struct cb_arena *arena, size_t size)
{
    size_t step;
    char *memory;

    if (size > SIZE_MAX / 2) {
        arena->lacking = true;
        return NULL;
    }
    step = (size + GAP + ALIGN - 1) / ALIGN * ALIGN;
    if (!arena->head || arena->head->size - arena->used < step) {
        struct cb_arena_chunk *chunk = take_chunk(arena, step);
        if (!chunk) {
            arena->lacking = true;
            return NULL;
        }
        arena->head = chunk;
        arena->used = 0;
    }
    memory = arena->head->data + arena->used;
    arena->used += step;
    UNPOISON(memory, size);
    return memory;
}

void *cb_arena_alloc(struct cb_arena *arena, size_t size)
{
    void *memory = take(arena, size);

    if (memory)
        memset(memory, 0, size);
    return memory;
}

void *cb_arena_array(struct cb_arena *arena, size_t count, size_t size)
{
    return size && count > SIZE_MAX / 2 / size ? NULL : cb_arena_alloc(arena, count * size);
}

void *cb_arena_array_unset(struct cb_arena *arena, size_t count, size_t size)
{
    return size && count > SIZE_MAX / 2 / size ? NULL : take(arena, count * size);
}

int cb_arena_grow(struct cb_arena *arena, void **items, size_t *capacity, size_t count, size_t size)
{
    size_t room = *capacity ? *capacity * 2 : 8;
    char *memory = cb_arena_array_unset(arena, room, size);

    if (!memory)
        return 0;
    if (count)
        memcpy(memory, *items, count * size);
    memset(memory + count * size, 0, (room - count) * size);
    *items = memory;
    *capacity = room;
    return 1;
}

struct cb_arena_mark cb_arena_mark(const struct cb_arena *arena)
{
    return (struct cb_arena_mark){arena->head, arena->used};
}

void cb_arena_rewind(struct cb_arena *arena, struct cb_arena_mark mark)
{
    while (arena->head != mark.head) {
        struct cb_arena_chunk *next = arena->head->next;
        if (!mark.head && !next)
            break; /* the first chunk stays for what comes next */
        give_back(arena, arena->head);
        arena->head = next;
    }
    arena->used = mark.head ? mark.used : 0;
    if (arena->head)
        POISON(arena->head->data + arena->used, arena->head->size - arena->used);
}

void cb_arena_clear(struct cb_arena *arena)
{
    arena->lacking = false;
    cb_arena_rewind(arena, (struct cb_arena_mark){NULL, 0});
}

void cb_arena_release(struct cb_arena *arena)
{
    while (arena->head) {
        struct cb_arena_chunk *next = arena->head->next;
        free_chunk(arena->head);
        arena->head = next;
    }
    while (arena->spare) {
        struct cb_arena_chunk *next = arena->spare->next;
        free_chunk(arena->spare);
        arena->spare = next;
    }
    arena->used = arena->spare_count = 0;
    arena->lacking = false;
}

/* Both, with `blank` between where that is not 0. */
static struct cb_str join(struct cb_arena *arena, struct cb_str a, char blank, struct cb_str b)
{
    size_t room = blank ? 2 : 1, from = a.len + room - 1;
    char *memory = a.len <= SIZE_MAX / 4 && b.len <= SIZE_MAX / 4 ? take(arena, a.len + b.len + room) : NULL;

    if (!memory)
        return (struct cb_str){NULL, 0};
    if (a.len)
        memcpy(memory, a.ptr, a.len);
    if (blank)
        memory[a.len] = blank;
    if (b.len)
        memcpy(memory + from, b.ptr, b.len);
    memory[from + b.len] = '\0';
    return (struct cb_str){memory, from + b.len};
}

struct cb_str cb_arena_join(struct cb_arena *arena, struct cb_str a, struct cb_str b)
{
    return join(arena, a, 0, b);
}

struct cb_str cb_arena_join_words(struct cb_arena *arena, struct cb_str a, struct cb_str b)
{
    return join(arena, a, ' ', b);
}

struct cb_str cb_arena_copy(struct cb_arena *arena, struct cb_str s)
{
    return cb_arena_join(arena, s, (struct cb_str){NULL, 0});
}

char *cb_arena_z(struct cb_arena *arena, struct cb_str s)
{
    /* cb_arena_join leaves a zero byte behind its result, in memory of ours. */
    return (char *)cb_arena_copy(arena, s).ptr;
}

struct cb_str cb_arena_printf(struct cb_arena *arena, const char *format, ...)
{
    va_list args, again;
    int size;
    char room[256], *memory = NULL; /* most fit: they are formatted once */

    va_start(args, format);
    va_copy(again, args);
    size = vsnprintf(room, sizeof room, format, args);
    if (size >= 0)
        memory = take(arena, (size_t)size + 1);
    if (memory && (size_t)size < sizeof room)
        memcpy(memory, room, (size_t)size + 1);
    else if (memory)
        vsnprintf(memory, (size_t)size + 1, format, again);
    va_end(again);
    va_end(args);
    return (struct cb_str){memory, memory ? (size_t)size : 0};
}
