/* Floor 4. The log of corrections as a file that a team shares; private to this folder. */
#ifndef CB_ENGINE_LOG_H
#define CB_ENGINE_LOG_H

#include "engine/kb.h"

/* What an entry is in a file. */
enum cb_log_field {
    CB_LOG_UID,
    CB_LOG_MADE_AT,
    CB_LOG_MADE_BY,
    CB_LOG_ACTION,
    CB_LOG_TARGET, /* from here JSON */
    CB_LOG_PAYLOAD,
    CB_LOG_WAS,
    CB_LOG_NAMES,
    CB_LOG_NOTE, /* to here */
    CB_LOG_FIELDS
};
extern const char *const cb_log_names[CB_LOG_FIELDS];

static inline bool cb_log_is_json(int field)
{
    return field >= CB_LOG_TARGET && field < CB_LOG_NOTE;
}

struct cb_log_entry {
    const char *fields[CB_LOG_FIELDS]; /* NULL: not said */
    const char *table;                 /* of the target */
    uint64_t row;                      /* of the file; of an entry of the log, its id */
    const char *refused;               /* why it is none; NULL: it is one */
    size_t twin;                       /* of the same entry in the other list; SIZE_MAX: there is none */
    bool placed;
};
CB_LIST_TYPE(cb_log_entries, struct cb_log_entry)

/* Reads a file of entries, CSV or JSON Lines. CB_BAD_INPUT: it is neither. */
cb_status cb_log_read(const char *path, struct cb_arena *arena, struct cb_log_entries *out,
                      struct cb_err *err);

/* The order in which two logs are one: indices of `mine` as they are, those of `theirs` behind mine->count;
 * an entry that both have comes once, as that of `mine`. Each log keeps its own order; where neither goes
 * first by that, the earlier entry does, then by name, then by uid. The same whichever of the two is called
 * mine. In `arena`; *count gets their number. NULL: no memory. */
size_t *cb_log_merge(struct cb_arena *arena, struct cb_log_entries *mine, struct cb_log_entries *theirs,
                     size_t *count);

#endif
