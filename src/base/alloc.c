#include "base/alloc.h"

#include <stdlib.h>

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
