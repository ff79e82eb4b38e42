/* The points of kind FAULT_ARENA: base/arena.h, as its callers see it. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "trust/fault.h"

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names for what it wraps */
void *__real_cb_arena_alloc(struct cb_arena *arena, size_t size);
void *__real_cb_arena_array(struct cb_arena *arena, size_t count, size_t size);
int __real_cb_arena_grow(struct cb_arena *arena, void **items, size_t *capacity, size_t count, size_t size);
struct cb_str __real_cb_arena_join(struct cb_arena *arena, struct cb_str a, struct cb_str b);
void __real_free(void *memory);
void *__wrap_cb_arena_alloc(struct cb_arena *arena, size_t size);
void *__wrap_cb_arena_array(struct cb_arena *arena, size_t count, size_t size);
int __wrap_cb_arena_grow(struct cb_arena *arena, void **items, size_t *capacity, size_t count, size_t size);
struct cb_str __wrap_cb_arena_join(struct cb_arena *arena, struct cb_str a, struct cb_str b);
struct cb_str __wrap_cb_arena_copy(struct cb_arena *arena, struct cb_str s);
char *__wrap_cb_arena_z(struct cb_arena *arena, struct cb_str s);
struct cb_str __wrap_cb_arena_printf(struct cb_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool lacks(struct cb_arena *arena)
{
    bool fails = fault_here(FAULT_ARENA);

    arena->lacking = arena->lacking || fails;
    return fails;
}

void *__wrap_cb_arena_alloc(struct cb_arena *arena, size_t size)
{
    return lacks(arena) ? NULL : __real_cb_arena_alloc(arena, size);
}

void *__wrap_cb_arena_array(struct cb_arena *arena, size_t count, size_t size)
{
    return lacks(arena) ? NULL : __real_cb_arena_array(arena, count, size);
}

int __wrap_cb_arena_grow(struct cb_arena *arena, void **items, size_t *capacity, size_t count, size_t size)
{
    return lacks(arena) ? 0 : __real_cb_arena_grow(arena, items, capacity, count, size);
}

struct cb_str __wrap_cb_arena_join(struct cb_arena *arena, struct cb_str a, struct cb_str b)
{
    return lacks(arena) ? (struct cb_str){NULL, 0} : __real_cb_arena_join(arena, a, b);
}

struct cb_str __wrap_cb_arena_copy(struct cb_arena *arena, struct cb_str s)
{
    return __wrap_cb_arena_join(arena, s, (struct cb_str){NULL, 0});
}

char *__wrap_cb_arena_z(struct cb_arena *arena, struct cb_str s)
{
    return (char *)__wrap_cb_arena_copy(arena, s).ptr;
}

struct cb_str __wrap_cb_arena_printf(struct cb_arena *arena, const char *format, ...)
{
    struct cb_str copy = {NULL, 0};
    char *text = NULL;
    va_list args;
    int size;

    va_start(args, format);
    size = vasprintf(&text, format, args);
    va_end(args);
    if (size >= 0)
        copy = __wrap_cb_arena_copy(arena, (struct cb_str){text, (size_t)size});
    __real_free(text);
    return copy;
}
/* NOLINTEND(bugprone-reserved-identifier) */
