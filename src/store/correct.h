/* The steps of one correction; private to this folder. Each returns CB_OK where it stopped the work. */
#ifndef CB_STORE_CORRECT_H
#define CB_STORE_CORRECT_H

#include "store/correct_values.h"

#define REFUSE(...) cb_work_stop(w, CB_CORRECTION_REFUSED, __VA_ARGS__)

/* What goes into the log. */
struct entry {
    int64_t row;          /* 0: none */
    int64_t article;      /* of an addition */
    int64_t start, end;   /* of an addition */
    struct cb_str target; /* ptr NULL: made from the row or the place */
    bool deferred;        /* applied by cb_store_apply_waiting */
};

/* ---- correct_entry.c ---- */

/* Fills work->current; stops where there is no such row. */
cb_status cb_work_load(struct work *w, const char *table, int64_t row);

/* Stops where the row is not what the caller takes it for. */
cb_status cb_work_check_expected(struct work *w, int64_t row);

/* Logs the correction, and applies it where it is not deferred. */
cb_status cb_work_write(struct work *w, const struct entry *entry);

/* Logs it; `what` waits then (CB_WAITING_...). */
cb_status cb_work_defer(struct work *w, struct entry *entry, int what);

/* ptr NULL where `text` is NULL or empty. */
struct cb_str cb_work_filled(const char *text);

/* ---- correct_rows.c, of rows that stand in a text; correct_entities.c ---- */

cb_status cb_work_set(struct work *w);
cb_status cb_work_reject(struct work *w);
cb_status cb_work_add(struct work *w);
cb_status cb_work_add_entity(struct work *w);
cb_status cb_work_correct_entity(struct work *w);

/* The entity that the correction is about: entry->row, and its key. */
cb_status cb_work_find_subject(struct work *w, struct entry *entry, struct cb_str *key);

#endif
