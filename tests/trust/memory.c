/* cli/memory.c, with points where libraries get their memory. */
#include <stdlib.h>

#include "trust/fault.h"

#define malloc  fault_library_malloc
#define realloc fault_library_realloc
#include "../../src/cli/memory.c" /* NOLINT(bugprone-suspicious-include) */
