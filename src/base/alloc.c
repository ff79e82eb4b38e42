#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

void *cb_alloc(size_t size)
{
    return calloc(1, size ? size : 1);
}

void *cb_realloc(void *memory, size_t size)
{
    return realloc(memory, size ? size : 1);
}

void cb_free(void *memory)
{
    free(memory);
}

char *cb_copy_z(const char *text, size_t size)
{
    char *copy = cb_alloc(size + 1);

    if (copy && size > 0)
        memcpy(copy, text, size);
    return copy;
}
