/* Links between wordings on their way; private to wordings.c (new claims), wordings_again.c (changed ones)
 * and wordings_common.c (fingerprints that became common). */
#ifndef CB_STORE_WORDINGS_H
#define CB_STORE_WORDINGS_H

#include "store/rows.h"
#include "store/stars.h"
#include "store/wording.h"

enum {
    SHINGLE = 3,        /* words of a fingerprint's shingle */
    WINDOW = 4,         /* so that 6 words in a row are always seen */
    FEW = 8,            /* shingles that are all kept as fingerprints */
    COMMON = 64,        /* wordings that share a fingerprint; more tell nothing */
    SHORTEST_OF_ONE = 4 /* words that are linked of one speaker */
};

/* A wording of this update, with what it is found by. */
struct fresh {
    struct wording wording;
    struct cb_hashes fingerprints;
    bool is_linked;
};
CB_LIST_TYPE(freshes, struct fresh)

/* A wording that the fresh one at `place` may resemble. */
struct like {
    int64_t other;
    uint32_t place;
};
CB_LIST_TYPE(likes, struct like)

struct links {
    struct cb_store *store;
    struct cb_arena arena, scratch; /* of the update; of one wording */
    struct freshes fresh;
    struct row_set fresh_ids;
    struct row_set again; /* older wordings of which a fingerprint became common, or is it no more */

    /* wordings.c */
    bool is_first;                 /* there were none before */
    struct row_set hashes;         /* of the fresh wordings, in their order */
    struct placed_hashes found_by; /* their fingerprints */
    struct likes sharers;          /* older ones that share a fingerprint, not looked at yet */
    struct likes likes;            /* some several times */
    struct number_rows wording_rows, hash_rows, claim_rows, fingerprint_rows;

    /* wordings_again.c */
    struct row_set touched;     /* fingerprints of what was taken away or added ... */
    struct row_ids were_common; /* ... and whether they were common before: 0, 1 */
    struct cb_err *err;
};

/* Runs a statement that has one parameter. */
cb_status cb_links_run(struct links *l, enum sql_id statement, int64_t id);

/* Are these words enough to be linked? The hash of a wording. */
bool cb_wording_is_long_enough(const struct cb_words *words, int64_t speaker);
uint64_t cb_wording_hash(const struct cb_words *words, int64_t speaker);

/* The wording that has this hash; 0: there is none. */
cb_status cb_links_find_wording(struct links *l, uint64_t hash, int64_t *known);

/* Speaker, kind, unit, thing and value of a row of SQL_FIGURES_TO_LINK, as one number. The thing is left out
 * where value and unit are enough: one writes what the clearing costs, another what the costs are. */
uint64_t cb_links_figure_hash(struct cb_stmt *stmt);

/* A row of claim_figures; the claim is seeded where another one near by day gives the same. */
cb_status cb_links_add_figure(struct links *l, int64_t claim, int64_t hash, struct cb_str day);

/* wordings_common.c: takes away the links of the wordings in `again` that rest on fingerprints that are
 * common now. */
cb_status cb_links_lose(struct links *l);

#endif
