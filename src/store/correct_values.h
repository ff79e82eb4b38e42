/* What a correction says, brought into one form; private to this folder. */
#ifndef CB_STORE_CORRECT_VALUES_H
#define CB_STORE_CORRECT_VALUES_H

#include "store/log_json.h"
#include "store/sql.h"

/* One correction on its way. */
struct work {
    struct cb_store *store;
    const struct cb_correction *correction;
    struct cb_correction_result *result;
    struct cb_arena arena;
    json_t *values;  /* in one form; or NULL */
    json_t *current; /* what the row says; or NULL */
    json_t *names;   /* entities that are not in the file yet: key -> {name, kind} */
    struct cb_err *err;
};

/* Is `word` one of "|a|b|"? */
bool cb_is_listed(const char *words, const char *word);

/* Ends the work: sets outcome and message. Returns CB_OK. */
cb_status cb_work_stop(struct work *work, enum cb_correction_outcome outcome, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool cb_work_stopped(const struct work *work);

/* The members of the JSON object `text` (NULL: none) as `table` has its fields: entities by key, numbers as
 * REAL, "" as null; a figure's "value" is low and high. Stops where one is none, or not allowed: `takes` is
 * "|a|b|" or NULL for all fields. *out is a new reference. */
cb_status cb_work_values(struct work *work, const char *text, const char *takes, json_t **out);

/* Is each member of `values` what `current` says? Where one is not, *name tells which. */
bool cb_values_hold(const json_t *values, const json_t *current, const char **name);

#endif
