/* Floor 3. JSON of the log of corrections. */
#ifndef CB_STORE_LOG_JSON_H
#define CB_STORE_LOG_JSON_H

#include <jansson.h>

#include "base/arena.h"

/* A value as text in the arena, in one form: no blanks, numbers as short as they are exact. NUL-terminated
 * behind the slice; ptr NULL: no memory. */
struct cb_str cb_json_text(struct cb_arena *arena, const json_t *value);

/* The first member that `target` needs to say which row of `table` is meant, and does not have; or NULL. */
const char *cb_target_missing(const json_t *target, const char *table);

#endif
