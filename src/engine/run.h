/* An import on its way; private to import.c, inputs.c, prune.c and retire.c. */
#ifndef CB_ENGINE_RUN_H
#define CB_ENGINE_RUN_H

#include "base/map.h"
#include "engine/kb.h"

/* A file to read, or why nothing can be read there. */
struct cb_input {
    const char *path, *failure;
    uint64_t rejected; /* of its entries, not read: what is missing of it need not be gone */
};
CB_LIST_TYPE(cb_inputs, struct cb_input)

struct cb_run {
    struct cb_kb *kb;
    const struct cb_import_options *options;
    struct cb_arena arena;   /* lives as long as the run */
    struct cb_arena scratch; /* emptied before each article */
    struct cb_inputs inputs;
    size_t next_input;        /* to be opened */
    struct cb_reader *reader; /* of the one before it; NULL: it is read */
    struct cb_pool *pool;
    struct cb_input *input;       /* of the article being stored */
    struct cb_manifest *manifest; /* or NULL */
    unsigned char *met;           /* a bit for each id of a stored article: the inputs hold it */
    size_t met_size;              /* bytes */
    struct cb_map seen;           /* sums of what a dry run would have stored */
    int64_t id;                   /* row of `imports`, 0 until the first batch */
    uint64_t events;
    struct cb_import_counts counts, committed;
    size_t batch_bytes;
    int64_t articles; /* that were stored when the first one went; 0: none did */
    bool rebuild_due; /* so much goes that all is made again behind the last input */
    bool deletes;     /* foreign keys are on: articles are taken away, and their rows go with them */
    bool torn;        /* a step that only makes sense as a whole is on its way in the open batch */
};

/* A transaction that the run has its row in; nothing where there is one. */
cb_status cb_run_begin_batch(struct cb_run *run, struct cb_err *err);

/* The same for a transaction that takes articles away; what was stored before is committed first. */
cb_status cb_run_begin_deletes(struct cb_run *run, struct cb_err *err);

/* Takes away the stored article `id`, because of `reason`, in a transaction of cb_run_begin_deletes that it
 * begins where there is none. A new version may follow at once: cb_run_return, when it is written. */
cb_status cb_run_retire(struct cb_run *run, int64_t id, const char *reason, struct cb_err *err);
cb_status cb_run_return(struct cb_run *run, int64_t id, struct cb_err *err);

void cb_run_tell(struct cb_run *run, enum cb_import_outcome outcome, const char *place, const char *reason);
bool cb_run_is_dry(const struct cb_run *run);

/* Do the inputs hold the stored article `id`? */
bool cb_run_is_met(const struct cb_run *run, int64_t id);

/* Fills run->inputs: the files named, and those of a readable kind below the folders named. */
cb_status cb_run_collect_inputs(struct cb_run *run, const char *const *paths, size_t path_count,
                                struct cb_err *err);

/* Takes away the articles from `paths` that are no longer there; behind the last input. What could not be
 * read whole stays, and so does all of a path where nothing that is stored from there was met: it is another
 * folder of that name, or a mistake. */
cb_status cb_run_prune(struct cb_run *run, const char *const *paths, size_t path_count, struct cb_err *err);

#endif
