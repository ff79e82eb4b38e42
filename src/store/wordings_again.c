/* The links of claims that changed since they were linked: what they were found by is taken away, where it is
 * not so any more, and made again. */
#include "store/wordings.h"

#include <stdlib.h>

/* Takes away what wording `id`, which has these words, is found by, and its links. */
static cb_status take_fingerprints(struct links *l, int64_t id, const struct cb_words *words)
{
    cb_status rc;
    struct cb_hashes fingerprints;
    struct cb_stmt *stmt;

    CB_TRY(cb_words_fingerprints(&l->scratch, words, SHINGLE, WINDOW, FEW, &fingerprints, l->err));
    for (size_t i = 0; i < fingerprints.count; i++) {
        CB_TRY(cb_links_touch(l, fingerprints.items[i]));
        CB_TRY(cb_store_stmt(l->store, SQL_DROP_WORDING_FINGERPRINT, &stmt, l->err));
        cb_stmt_bind_int(stmt, 1, id);
        cb_stmt_bind_int(stmt, 2, (int64_t)fingerprints.items[i]);
        CB_TRY(cb_stmt_run(stmt, l->err));
    }
    CB_TRY(cb_links_drop(l, id));
    cb_wording_forget(l->store, id);
done:
    return rc;
}

/* Takes a wording away; *claims gets those that have it. */
static cb_status take_wording(struct links *l, int64_t id, struct row_set *claims)
{
    cb_status rc;
    struct wording wording;
    struct row_ids holders = {0};
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(l->store, SQL_CLAIMS_OF_WORDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, id);
    CB_TRY(cb_store_collect(stmt, &l->scratch, &holders, l->err));
    for (size_t i = 0; i < holders.count; i++)
        CB_TRY(cb_row_set_add(&l->arena, claims, holders.items[i], NULL, NULL, l->err));
    CB_TRY(cb_wording_load(l->store, &l->scratch, id, &wording, l->err));
    CB_TRY(take_fingerprints(l, id, &wording.words));
    CB_TRY(cb_links_run(l, SQL_SEED_WORDING, id));
    CB_TRY(cb_links_run(l, SQL_DROP_CLAIM_WORDINGS, id));
    CB_TRY(cb_links_run(l, SQL_DROP_WORDING, id));
done:
    return rc;
}

/* What the links know of a claim, and what it is. */
struct standing {
    int64_t wording; /* 0: none */
    uint64_t known;  /* its hash */
    bool is_there;   /* the claim */
    uint64_t hash;   /* of its wording as it should be; 0: none */
};

static cb_status load_standing(struct links *l, int64_t claim, struct standing *out)
{
    cb_status rc;
    struct cb_words words;
    struct cb_stmt *stmt;
    int64_t speaker;
    bool row;

    *out = (struct standing){0};
    CB_TRY(cb_store_stmt(l->store, SQL_CLAIM_STANDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, claim);
    CB_TRY(cb_stmt_step(stmt, &row, l->err));
    if (!row)
        goto done;
    out->is_there = true;
    speaker = cb_stmt_int(stmt, 1);
    out->wording = cb_stmt_int(stmt, 2);
    out->known = (uint64_t)cb_stmt_int(stmt, 3);
    CB_TRY(cb_wording_read(&l->scratch, cb_stmt_text(stmt, 0), &words, l->err));
    if (cb_wording_is_long_enough(&words, speaker))
        out->hash = cb_wording_hash(&words, speaker);
done:
    cb_stmt_reset(&l->store->stmts[SQL_CLAIM_STANDING]);
    return rc;
}

/* Takes away what `claim` is found by, where that is not so any more; *claims gets all that are to be indexed
 * again. */
static cb_status take_claim(struct links *l, int64_t claim, struct row_set *claims)
{
    cb_status rc;
    struct standing now;

    cb_arena_clear(&l->scratch);
    CB_TRY(load_standing(l, claim, &now));
    if (now.wording && now.hash == now.known)
        goto done;
    if (now.wording == claim) {
        CB_TRY(take_wording(l, claim, claims));
    } else if (now.wording) {
        CB_TRY(cb_links_run(l, SQL_ADD_SEED, claim));
        CB_TRY(cb_links_run(l, SQL_DROP_CLAIM_WORDING, claim));
    }
    if (now.is_there)
        CB_TRY(cb_row_set_add(&l->arena, claims, claim, NULL, NULL, l->err));
done:
    return rc;
}

/* A wording has the id of its first claim: where one of *claims comes before that, it is made again. */
static cb_status take_later_wordings(struct links *l, struct row_set *claims)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < claims->ids.count; i++) {
        struct standing now;
        int64_t known;
        cb_arena_clear(&l->scratch);
        CB_TRY(load_standing(l, claims->ids.items[i], &now));
        if (now.hash == 0)
            continue;
        CB_TRY(cb_links_find_wording(l, now.hash, &known));
        if (known > claims->ids.items[i])
            CB_TRY(take_wording(l, known, claims));
    }
done:
    return rc;
}

static cb_status index_again(struct links *l, int64_t claim)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(l->store, SQL_CLAIM_WORDS, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, claim);
    CB_TRY(cb_stmt_step(stmt, &row, l->err));
    if (row)
        CB_TRY(cb_links_index_claim(l, claim, cb_stmt_text(stmt, 0), cb_stmt_int(stmt, 1)));
done:
    cb_stmt_reset(&l->store->stmts[SQL_CLAIM_WORDS]);
    return rc;
}

/* What a claim is found by besides its words. */
struct claim_figures {
    struct row_ids hashes; /* ascending, each once */
    struct cb_str day;
};

/* As the links know them, or (`known` is false) as they should be. */
static cb_status read_figures(struct links *l, int64_t claim, bool known, struct claim_figures *out)
{
    cb_status rc;
    struct cb_err *err = l->err;
    enum sql_id query = known ? SQL_FIGURES_OF_CLAIM : SQL_CLAIM_FIGURES_TO_LINK;
    struct row_ids *hashes = &out->hashes;
    struct cb_stmt *stmt;
    size_t count = 0;
    bool row;

    CB_TRY(cb_store_stmt(l->store, query, &stmt, err));
    cb_stmt_bind_int(stmt, 1, claim);
    for (;;) {
        int64_t *hash;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(hash = CB_PUSH(&l->scratch, hashes));
        *hash = known ? cb_stmt_int(stmt, 0) : (int64_t)cb_links_figure_hash(stmt);
        if (!out->day.ptr)
            CB_TRY_NEW((out->day = cb_arena_copy(&l->scratch, cb_stmt_text(stmt, known ? 1 : 7))).ptr);
    }
    if (hashes->count > 1)
        qsort(hashes->items, hashes->count, sizeof *hashes->items, cb_row_compare);
    for (size_t i = 0; i < hashes->count; i++)
        if (count == 0 || hashes->items[count - 1] != hashes->items[i])
            hashes->items[count++] = hashes->items[i];
    hashes->count = count;
done:
    cb_stmt_reset(&l->store->stmts[query]);
    return rc;
}

/* The figures of `claim`, where they are others than its links know. */
static cb_status index_figures_again(struct links *l, int64_t claim)
{
    cb_status rc;
    struct claim_figures known = {0}, now = {0};
    size_t count;

    cb_arena_clear(&l->scratch);
    CB_TRY(read_figures(l, claim, true, &known));
    CB_TRY(read_figures(l, claim, false, &now));
    count = now.hashes.count;
    if (count == known.hashes.count &&
        (count == 0 || (cb_str_eq(now.day, known.day) &&
                        memcmp(now.hashes.items, known.hashes.items, count * sizeof *now.hashes.items) == 0)))
        goto done;
    CB_TRY(cb_links_run(l, SQL_ADD_SEED, claim));
    CB_TRY(cb_links_run(l, SQL_DROP_CLAIM_FIGURES, claim));
    for (size_t i = 0; i < count; i++)
        CB_TRY(cb_links_add_figure(l, claim, now.hashes.items[i], now.day));
done:
    return rc;
}

/* What was common and is it no more links its wordings again. */
static cb_status notice_uncommon(struct links *l)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < l->touched.ids.count; i++) {
        struct row_ids ids = {0};
        if (!l->were_common.items[i])
            continue;
        cb_arena_clear(&l->scratch);
        CB_TRY(cb_links_sharers(l, (uint64_t)l->touched.ids.items[i], COMMON + 1, &ids));
        if (ids.count <= COMMON)
            CB_TRY(cb_links_look_again(l, &ids));
    }
done:
    return rc;
}

cb_status cb_store_link_wordings_again(struct cb_store *store, const struct row_ids *claims,
                                       struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct links l = {.store = store, .changed = true, .err = err};
    struct row_set again = {0};

    for (size_t i = 0; i < claims->count; i++) {
        CB_TRY(take_claim(&l, claims->items[i], &again));
        CB_TRY(index_figures_again(&l, claims->items[i]));
    }
    CB_TRY(take_later_wordings(&l, &again));
    if (again.ids.count > 1)
        qsort(again.ids.items, again.ids.count, sizeof *again.ids.items, cb_row_compare);
    for (size_t i = 0; i < again.ids.count; i++)
        CB_TRY(index_again(&l, again.ids.items[i]));
    CB_TRY(notice_uncommon(&l));
    CB_TRY(cb_links_make(&l));
done:
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}

cb_status cb_store_forget_wordings(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct links l = {.store = store, .changed = true, .err = err};
    struct cb_words words;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(store, SQL_WORDS_DUE, &stmt, err));
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        cb_arena_clear(&l.scratch);
        CB_TRY(cb_wording_read(&l.scratch, cb_stmt_text(stmt, 1), &words, err));
        CB_TRY(take_fingerprints(&l, cb_stmt_int(stmt, 0), &words));
    }
    CB_TRY(notice_uncommon(&l));
    CB_TRY(cb_links_make(&l));
done:
    cb_stmt_reset(&store->stmts[SQL_WORDS_DUE]);
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}
