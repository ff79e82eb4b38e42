/* Links between wordings on their way: what wordings.c and wordings_again.c have in common; private to them.
 */
#ifndef CB_STORE_WORDINGS_H
#define CB_STORE_WORDINGS_H

#include "store/sql.h"
#include "store/wording.h"

enum {
    SHINGLE = 3,        /* words of a fingerprint's shingle */
    WINDOW = 4,         /* so that 6 words in a row are always seen */
    FEW = 8,            /* shingles that are all kept as fingerprints */
    COMMON = 64,        /* wordings that share a fingerprint; more tell nothing */
    SHORTEST_OF_ONE = 4 /* words that are linked of one speaker */
};

/* A wording of this update, with what it is compared by. */
struct fresh {
    struct wording wording;
    struct cb_hashes fingerprints;
};
CB_LIST_TYPE(freshes, struct fresh)

struct links {
    struct cb_store *store;
    struct cb_arena arena, scratch; /* of the update; of one wording */
    struct freshes fresh;
    struct row_set fresh_ids;
    struct row_set again; /* older wordings of which a fingerprint became common, or is it no more */

    /* Older claims changed: fresh wordings may have smaller ids than others. */
    bool changed;
    struct row_set touched;     /* fingerprints of what was taken away or added ... */
    struct row_ids were_common; /* ... and whether they were common before: 0, 1 */
    struct cb_err *err;
};

/* Runs a statement that has one parameter. */
cb_status cb_links_run(struct links *l, enum sql_id statement, int64_t id);

/* Takes away all links of a wording. */
cb_status cb_links_drop(struct links *l, int64_t id);

/* The first `limit` wordings that have `fingerprint`. */
cb_status cb_links_sharers(struct links *l, uint64_t fingerprint, size_t limit, struct row_ids *out);

/* Remembers whether `fingerprint` is common, before it is taken away or added for the first time. */
cb_status cb_links_touch(struct links *l, uint64_t fingerprint);

/* Of the wordings that share a fingerprint those that are not of this update are to be looked at again. */
cb_status cb_links_look_again(struct links *l, const struct row_ids *ids);

/* Are these words enough to be linked? The hash of a wording. */
bool cb_wording_is_long_enough(const struct cb_words *words, int64_t speaker);
uint64_t cb_wording_hash(const struct cb_words *words, int64_t speaker);

/* The wording that has this hash; 0: there is none. */
cb_status cb_links_find_wording(struct links *l, uint64_t hash, int64_t *known);

/* Gives the claim its wording, a new one where nobody has used these words yet. */
cb_status cb_links_index_claim(struct links *l, int64_t claim, struct cb_str text, int64_t speaker);

/* Speaker, kind, unit, thing and value of a row of SQL_FIGURES_TO_LINK, as one number; a row of
 * claim_figures.
 */
uint64_t cb_links_figure_hash(struct cb_stmt *stmt);
cb_status cb_links_add_figure(struct links *l, int64_t claim, int64_t hash, struct cb_str day);

/* Links the fresh wordings, and those that are to be looked at again. */
cb_status cb_links_make(struct links *l);

#endif
