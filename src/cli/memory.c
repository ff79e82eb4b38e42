/* Memory of the libraries that do not survive a lack of it: libxml2 and jansson cut texts short then, ICU
 * gives up tables that are wanted for the whole run. Ending the program leaves the database as it was. */
#include "cli/cli.h"

#include <jansson.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uclean.h>
#include <unistd.h>

static void *or_end(void *memory)
{
    static const char MESSAGE[] = "claimbase: out of memory\n";

    if (memory)
        return memory;
    if (write(STDERR_FILENO, MESSAGE, sizeof MESSAGE - 1) < 0)
        _exit(EXIT_SYSTEM);
    _exit(EXIT_SYSTEM);
}

static void *take(size_t size)
{
    return or_end(malloc(size ? size : 1));
}

static void *resize(void *memory, size_t size)
{
    return or_end(realloc(memory, size ? size : 1));
}

static void give_back(void *memory)
{
    free(memory);
}

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(take(size), text, size);
}

static void *icu_take(const void *context, size_t size)
{
    (void)context;
    return take(size);
}

static void *icu_resize(const void *context, void *memory, size_t size)
{
    (void)context;
    return resize(memory, size);
}

static void icu_give_back(const void *context, void *memory)
{
    (void)context;
    give_back(memory);
}

void memory_prepare(void)
{
    UErrorCode status = U_ZERO_ERROR;

    xmlMemSetup(give_back, take, resize, copy);
    json_set_alloc_funcs(take, give_back);
    u_setMemoryFunctions(NULL, icu_take, icu_resize, icu_give_back, &status);
}
