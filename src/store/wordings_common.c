/* A fingerprint that became common links nothing any more: two older wordings that had no other one in common
 * are linked no more. No link comes, and none changes otherwise: the words are the same. */
#include "store/wordings.h"

CB_LIST_TYPE(hash_lists, struct cb_hashes)

struct losing {
    struct links *links;
    struct row_set wordings; /* that were read ... */
    struct hash_lists known; /* ... and their fingerprints */
    struct row_set counted;  /* fingerprints ... */
    struct row_ids common;   /* ... and whether they are common: 0, 1 */
};

/* The place of a wording in `known`. */
static cb_status read_fingerprints(struct losing *s, int64_t wording, uint32_t *place)
{
    cb_status rc;
    struct links *l = s->links;
    struct cb_err *err = l->err;
    struct wording loaded;
    struct cb_hashes *fingerprints;
    bool added;

    CB_TRY(cb_row_set_add(&l->arena, &s->wordings, wording, &added, place, err));
    if (!added)
        goto done;
    CB_TRY_NEW(fingerprints = CB_PUSH(&l->arena, &s->known));
    if (cb_row_set_find(&l->fresh_ids, wording, place)) {
        *fingerprints = l->fresh.items[*place].fingerprints;
    } else {
        CB_TRY(cb_wording_recall(l->store, &l->scratch, wording, &loaded, err));
        CB_TRY(cb_words_fingerprints(&l->arena, &loaded.words, SHINGLE, WINDOW, FEW, fingerprints, err));
    }
    *place = (uint32_t)(s->known.count - 1);
done:
    return rc;
}

static cb_status is_common(struct losing *s, uint64_t fingerprint, bool *common)
{
    cb_status rc;
    struct links *l = s->links;
    struct cb_err *err = l->err;
    struct row_ids marked = {0};
    int64_t *known;
    uint32_t place;
    bool added;

    CB_TRY(cb_row_set_add(&l->arena, &s->counted, (int64_t)fingerprint, &added, &place, err));
    if (added) {
        CB_TRY(cb_store_ids(l->store, SQL_IS_COMMON, (int64_t)fingerprint, &l->scratch, &marked, err));
        CB_TRY_NEW(known = CB_PUSH(&l->arena, &s->common));
        *known = marked.items[0];
    }
    *common = s->common.items[place] != 0;
done:
    return rc;
}

/* Do two wordings share a fingerprint that is not common? */
static cb_status is_held(struct losing *s, uint32_t a, uint32_t b, bool *held)
{
    cb_status rc = CB_OK;
    const struct cb_hashes *x = &s->known.items[a], *y = &s->known.items[b];

    *held = false;
    for (size_t i = 0, j = 0; i < x->count && j < y->count && !*held;) {
        uint64_t left = x->items[i], right = y->items[j];
        if (left == right) {
            CB_TRY(is_common(s, left, held));
            *held = !*held;
        }
        i += left <= right;
        j += right <= left;
    }
done:
    return rc;
}

static cb_status drop_link(struct links *l, int64_t a, int64_t b)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_seed_wording(l->store, a, 0, l->err));
    CB_TRY(cb_store_seed_wording(l->store, b, 0, l->err));
    CB_TRY(cb_store_stmt(l->store, SQL_DROP_LINK, &stmt, l->err));
    for (int way = 0; way < 2; way++) {
        cb_stmt_bind_int(stmt, 1, way ? b : a);
        cb_stmt_bind_int(stmt, 2, way ? a : b);
        CB_TRY(cb_stmt_run(stmt, l->err));
    }
done:
    return rc;
}

static cb_status lose_links(struct losing *s, int64_t wording)
{
    cb_status rc;
    struct links *l = s->links;
    struct row_ids others = {0};
    uint32_t mine, place;
    bool held;

    cb_arena_clear(&l->scratch);
    CB_TRY(cb_store_ids(l->store, SQL_LINKS_OF_WORDING, wording, &l->scratch, &others, l->err));
    for (size_t i = 0; i < others.count; i++) {
        int64_t other = others.items[i];
        if (!cb_row_set_find(&l->again, other, &place) || other < wording)
            continue; /* it has not the fingerprint, or it was looked at from there */
        CB_TRY(read_fingerprints(s, wording, &mine));
        CB_TRY(read_fingerprints(s, other, &place));
        CB_TRY(is_held(s, mine, place, &held));
        if (!held)
            CB_TRY(drop_link(l, wording, other));
    }
done:
    return rc;
}

cb_status cb_links_lose(struct links *l)
{
    cb_status rc = CB_OK;
    struct losing s = {.links = l};

    for (size_t i = 0; i < l->again.ids.count; i++)
        CB_TRY(lose_links(&s, l->again.ids.items[i]));
done:
    return rc;
}
