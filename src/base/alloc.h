/* Floor 0. The one gate to malloc: everything else in the tree allocates through these or an arena, so that a
 * build with faults has one place to make fail. */
#ifndef CB_BASE_ALLOC_H
#define CB_BASE_ALLOC_H

#include <stddef.h>

/* Zeroed memory, or NULL. The caller ends it with cb_free. */
void *cb_alloc(size_t size);

/* Grown or shrunk in place or moved; new bytes are not zeroed. NULL leaves the old memory as it was. */
void *cb_realloc(void *memory, size_t size);

void cb_free(void *memory);

/* The `size` bytes at `text` with a NUL behind, or NULL. The caller ends it with cb_free. */
char *cb_copy_z(const char *text, size_t size);

#endif
