/* What a wording is compared by, and how alike two are; private to this folder. */
#ifndef CB_STORE_WORDING_H
#define CB_STORE_WORDING_H

#include "store/sql.h"
#include "text/shingles.h"

enum { CB_WORDING_SHORTEST = 6 }; /* words that are the same by chance no more, whoever says them */

struct wording {
    int64_t id, speaker; /* speaker 0: none */
    struct cb_words words;
    struct cb_hashes pairs, numbers;
    uint64_t sketch; /* one bit for each pair; several may have the same */
};

/* The words of a text, as many as are compared. CB_NO_MEMORY. */
cb_status cb_wording_read(struct cb_arena *arena, struct cb_str text, struct cb_words *out,
                          struct cb_err *err);

/* Sets pairs, numbers and sketch of a wording that has its words. CB_NO_MEMORY. */
cb_status cb_wording_measure(struct cb_arena *arena, struct wording *wording, struct cb_err *err);

/* Reads the wording of claim `id`; it has no words where there is no such claim. */
cb_status cb_wording_load(struct cb_store *store, struct cb_arena *arena, int64_t id, struct wording *out,
                          struct cb_err *err);

/* The same for one comparison: what was looked at lately is not read again; valid until the next call. */
cb_status cb_wording_recall(struct cb_store *store, struct cb_arena *arena, int64_t id, struct wording *out,
                            struct cb_err *err);

/* The wording of this id is to be read again. */
void cb_wording_forget(struct cb_store *store, int64_t id);

/* May a wording with so many pairs and this sketch be alike? What it lacks is seen; false is certain. */
bool cb_wording_may_resemble(const struct wording *wording, uint64_t sketch, size_t pairs);

enum wording_relation { WORDING_SAME, WORDING_NEAR, WORDING_PART };

/* How alike two wordings are, and the percent in common; false where they are not. */
bool cb_wording_compare(const struct wording *a, const struct wording *b, enum wording_relation *relation,
                        size_t *percent);

#endif
