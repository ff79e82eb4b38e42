/* The links of claims that changed since they were linked: what they were found by is taken away, where it is
 * not so any more, and made again. */
#include "store/wordings.h"

#include <stdlib.h>

static cb_status drop_links(struct links *l, int64_t id)
{
    cb_status rc;
    struct row_ids others = {0};

    CB_TRY(cb_store_ids(l->store, SQL_LINKS_OF_WORDING, id, &l->scratch, &others, l->err));
    for (size_t i = 0; i < others.count; i++)
        CB_TRY(cb_store_seed_wording(l->store, others.items[i], 0, l->err));
    CB_TRY(cb_links_run(l, SQL_DROP_LINKS_TO, id));
    CB_TRY(cb_links_run(l, SQL_DROP_LINKS_FROM, id));
done:
    return rc;
}

/* The first `limit` wordings that have `fingerprint`. */
static cb_status collect_sharers(struct links *l, uint64_t fingerprint, size_t limit, struct row_ids *out)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(l->store, SQL_WORDINGS_BY_FINGERPRINT, (int64_t)fingerprint, &stmt, l->err));
    cb_stmt_bind_int(stmt, 2, (int64_t)limit);
    CB_TRY(cb_store_collect(stmt, &l->scratch, out, l->err));
done:
    return rc;
}

/* Remembers whether `fingerprint` is common, before it is taken away or added for the first time. */
static cb_status touch(struct links *l, uint64_t fingerprint)
{
    cb_status rc;
    struct cb_err *err = l->err;
    struct row_ids ids = {0};
    int64_t *was_common;
    bool added;

    CB_TRY(cb_row_set_add(&l->arena, &l->touched, (int64_t)fingerprint, &added, NULL, err));
    if (!added)
        goto done;
    CB_TRY(collect_sharers(l, fingerprint, COMMON + 1, &ids));
    CB_TRY_NEW(was_common = CB_PUSH(&l->arena, &l->were_common));
    *was_common = ids.count > COMMON;
done:
    return rc;
}

/* One row, there at once: what follows looks for it. */
static cb_status add_row(struct links *l, enum sql_id insert, size_t width, const int64_t *values)
{
    cb_status rc;
    struct number_rows rows = {.store = l->store, .insert = insert, .width = width};

    CB_TRY(cb_store_add_numbers(&rows, values, l->err));
    CB_TRY(cb_store_end_numbers(&rows, l->err));
done:
    return rc;
}

/* A new wording, with what it is found by. */
static cb_status add_fresh(struct links *l, int64_t id, int64_t speaker, struct cb_words words, uint64_t hash)
{
    cb_status rc;
    struct cb_err *err = l->err;
    struct fresh *fresh;

    CB_TRY_NEW(fresh = CB_PUSH(&l->arena, &l->fresh));
    *fresh = (struct fresh){.wording = {.id = id, .speaker = speaker, .words = words}};
    CB_TRY(cb_row_set_add(&l->arena, &l->fresh_ids, id, NULL, NULL, err));
    CB_TRY(cb_store_seed_wording(l->store, id, SEED_FRESH, err));
    CB_TRY(cb_wording_measure(&l->arena, &fresh->wording, err));
    CB_TRY(add_row(l, SQL_ADD_WORDINGS, 4,
                   (const int64_t[]){id, (int64_t)hash, (int64_t)fresh->wording.sketch,
                                     (int64_t)fresh->wording.pairs.count}));
    CB_TRY(add_row(l, SQL_ADD_WORDING_HASHES, 2, (const int64_t[]){(int64_t)hash, id}));
    CB_TRY(cb_words_fingerprints(&l->arena, &words, SHINGLE, WINDOW, FEW, &fresh->fingerprints, err));
    for (size_t i = 0; i < fresh->fingerprints.count; i++)
        CB_TRY(touch(l, fresh->fingerprints.items[i]));
    for (size_t i = 0; i < fresh->fingerprints.count; i++)
        CB_TRY(add_row(l, SQL_ADD_WORDING_FINGERPRINTS, 2,
                       (const int64_t[]){(int64_t)fresh->fingerprints.items[i], id}));
done:
    return rc;
}

/* Gives the claim its wording, a new one where nobody has used these words yet. */
static cb_status index_claim(struct links *l, int64_t claim, struct cb_str text, int64_t speaker)
{
    cb_status rc;
    struct cb_words words;
    int64_t known;
    uint64_t hash;

    cb_arena_clear(&l->scratch);
    CB_TRY(cb_store_seed_claim(l->store, claim, SEED_MOVED, l->err));
    CB_TRY(cb_wording_read(&l->arena, text, &words, l->err));
    if (!cb_wording_is_long_enough(&words, speaker))
        goto done;
    hash = cb_wording_hash(&words, speaker);
    CB_TRY(cb_links_find_wording(l, hash, &known));
    if (known == 0)
        CB_TRY(add_fresh(l, claim, speaker, words, hash));
    CB_TRY(add_row(l, SQL_ADD_CLAIM_WORDINGS, 2, (const int64_t[]){claim, known ? known : claim}));
done:
    return rc;
}

/* ---- pairs ---- */

/* Of the wordings that share a fingerprint those that are not of this update are to be looked at again. */
static cb_status look_again(struct links *l, const struct row_ids *ids)
{
    cb_status rc = CB_OK;
    uint32_t place;

    for (size_t i = 0; i < ids->count; i++)
        if (!cb_row_set_find(&l->fresh_ids, ids->items[i], &place))
            CB_TRY(cb_row_set_add(&l->arena, &l->again, ids->items[i], NULL, NULL, l->err));
done:
    return rc;
}

/* A common fingerprint: has this update made it so? Then it links nothing any more. */
static cb_status notice_common(struct links *l, uint64_t fingerprint)
{
    cb_status rc = CB_OK;
    struct row_ids all = {0};
    uint32_t place;

    if (!cb_row_set_find(&l->touched, (int64_t)fingerprint, &place) || l->were_common.items[place])
        goto done;
    CB_TRY(collect_sharers(l, fingerprint, COMMON + 1 + l->fresh.count, &all));
    CB_TRY(look_again(l, &all));
done:
    return rc;
}

/* Puts the wordings that share `fingerprint` into *found, where they are not too many. */
static cb_status add_sharers(struct links *l, uint64_t fingerprint, struct row_set *found)
{
    cb_status rc;
    struct row_ids ids = {0};

    CB_TRY(collect_sharers(l, fingerprint, COMMON + 1, &ids));
    if (ids.count > COMMON) {
        CB_TRY(notice_common(l, fingerprint));
        goto done;
    }
    for (size_t i = 0; i < ids.count; i++)
        CB_TRY(cb_row_set_add(&l->scratch, found, ids.items[i], NULL, NULL, l->err));
done:
    return rc;
}

static cb_status compare_with(struct links *l, const struct wording *wording, int64_t other_id)
{
    static const char *const RELATIONS[] = {
        [WORDING_SAME] = "same", [WORDING_NEAR] = "near", [WORDING_PART] = "part"};
    cb_status rc;
    struct wording other;
    struct cb_stmt *stmt;
    enum wording_relation relation;
    size_t percent;

    CB_TRY(cb_wording_recall(l->store, &l->scratch, other_id, &other, l->err));
    if (!cb_wording_compare(wording, &other, &relation, &percent))
        goto done;
    CB_TRY(cb_store_bound(l->store, SQL_ADD_LINK, wording->id, &stmt, l->err));
    cb_stmt_bind_int(stmt, 2, other_id);
    cb_stmt_bind_text(stmt, 3, cb_str_of(RELATIONS[relation]));
    cb_stmt_bind_int(stmt, 4, (int64_t)percent);
    CB_TRY(cb_stmt_run(stmt, l->err));
done:
    return rc;
}

/* Links a wording with all that are alike. */
static cb_status link_wording(struct links *l, const struct wording *wording,
                              const struct cb_hashes *fingerprints)
{
    cb_status rc = CB_OK;
    struct row_set found = {0};

    for (size_t i = 0; i < fingerprints->count; i++)
        CB_TRY(add_sharers(l, fingerprints->items[i], &found));
    for (size_t i = 0; i < found.ids.count; i++)
        if (found.ids.items[i] != wording->id)
            CB_TRY(compare_with(l, wording, found.ids.items[i]));
done:
    return rc;
}

static cb_status link_again(struct links *l, int64_t id)
{
    cb_status rc;
    struct wording wording;
    struct cb_hashes fingerprints;

    cb_arena_clear(&l->scratch);
    CB_TRY(cb_store_seed_wording(l->store, id, SEED_MOVED, l->err));
    CB_TRY(drop_links(l, id));
    CB_TRY(cb_wording_load(l->store, &l->scratch, id, &wording, l->err));
    CB_TRY(cb_words_fingerprints(&l->scratch, &wording.words, SHINGLE, WINDOW, FEW, &fingerprints, l->err));
    CB_TRY(link_wording(l, &wording, &fingerprints));
done:
    return rc;
}

static cb_status link_all(struct links *l)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < l->fresh.count; i++) {
        cb_arena_clear(&l->scratch);
        CB_TRY(link_wording(l, &l->fresh.items[i].wording, &l->fresh.items[i].fingerprints));
    }
    for (size_t i = 0; i < l->again.ids.count; i++)
        CB_TRY(link_again(l, l->again.ids.items[i]));
done:
    return rc;
}

/* ---- what is taken away ---- */

/* Takes away what wording `id`, which has these words, is found by, and its links. */
static cb_status take_fingerprints(struct links *l, int64_t id, const struct cb_words *words)
{
    static const enum sql_id FINGERPRINT[CB_LEVELS] = {SQL_DROP_WORDING_FINGERPRINT,
                                                       SQL_DROP_RECENT_WORDING_FINGERPRINT};
    cb_status rc;
    struct cb_hashes fingerprints;

    CB_TRY(cb_words_fingerprints(&l->scratch, words, SHINGLE, WINDOW, FEW, &fingerprints, l->err));
    for (size_t i = 0; i < fingerprints.count; i++) {
        CB_TRY(touch(l, fingerprints.items[i]));
        CB_TRY(cb_store_drop_hash(l->store, FINGERPRINT, id, fingerprints.items[i], l->err));
    }
    CB_TRY(drop_links(l, id));
    CB_TRY(cb_links_run(l, SQL_DROP_LINKED_WORDING, id));
    cb_wording_forget(l->store, id);
done:
    return rc;
}

/* Takes a wording away; *claims gets those that have it. */
static cb_status take_wording(struct links *l, int64_t id, struct row_set *claims)
{
    static const enum sql_id WORDING[] = {SQL_DROP_WORDING_HASH, SQL_DROP_RECENT_WORDING_HASH,
                                          SQL_DROP_WORDING};
    cb_status rc;
    struct wording wording;
    struct row_ids holders = {0};

    CB_TRY(cb_store_ids(l->store, SQL_CLAIMS_OF_WORDING, id, &l->scratch, &holders, l->err));
    for (size_t i = 0; i < holders.count; i++) {
        CB_TRY(cb_row_set_add(&l->arena, claims, holders.items[i], NULL, NULL, l->err));
        CB_TRY(cb_store_seed_claim(l->store, holders.items[i], SEED_MOVED, l->err));
    }
    CB_TRY(cb_wording_load(l->store, &l->scratch, id, &wording, l->err));
    CB_TRY(take_fingerprints(l, id, &wording.words));
    CB_TRY(cb_links_run(l, SQL_DROP_CLAIM_WORDINGS, id));
    CB_TRY(CB_STORE_RUN_ALL(l->store, WORDING, id, l->err));
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
    CB_TRY(cb_store_bound(l->store, SQL_CLAIM_STANDING, claim, &stmt, l->err));
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
        CB_TRY(cb_store_seed_claim(l->store, claim, SEED_MOVED, l->err));
        CB_TRY(cb_store_seed_wording(l->store, now.wording, SEED_MOVED, l->err));
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

    CB_TRY(cb_store_bound(l->store, SQL_CLAIM_WORDS, claim, &stmt, l->err));
    CB_TRY(cb_stmt_step(stmt, &row, l->err));
    if (row)
        CB_TRY(index_claim(l, claim, cb_stmt_text(stmt, 0), cb_stmt_int(stmt, 1)));
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

    CB_TRY(cb_store_bound(l->store, query, claim, &stmt, err));
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
    CB_TRY(cb_store_seed_claim(l->store, claim, SEED_MOVED, l->err));
    CB_TRY(cb_store_seed_claims(l->store, SQL_FIGURE_SHARERS_OF, claim, 0, l->err));
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
        CB_TRY(collect_sharers(l, (uint64_t)l->touched.ids.items[i], COMMON + 1, &ids));
        if (ids.count <= COMMON)
            CB_TRY(look_again(l, &ids));
    }
done:
    return rc;
}

/* Marks what is common by now, behind all other changes. */
static cb_status mark_common(struct links *l)
{
    static const enum sql_id UNMARK[CB_LEVELS] = {SQL_UNMARK_COMMON, SQL_UNMARK_RECENT_COMMON};
    cb_status rc = CB_OK;

    for (size_t i = 0; i < l->touched.ids.count; i++) {
        struct row_ids ids = {0};
        cb_arena_clear(&l->scratch);
        CB_TRY(collect_sharers(l, (uint64_t)l->touched.ids.items[i], COMMON + 1, &ids));
        if (ids.count > COMMON && !l->were_common.items[i])
            CB_TRY(cb_links_run(l, SQL_MARK_COMMON, l->touched.ids.items[i]));
        else if (ids.count <= COMMON && l->were_common.items[i])
            CB_TRY(CB_STORE_RUN_ALL(l->store, UNMARK, l->touched.ids.items[i], l->err));
    }
done:
    return rc;
}

cb_status cb_store_link_wordings_again(struct cb_store *store, const struct row_ids *claims,
                                       struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct links l = {.store = store, .err = err};
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
    CB_TRY(link_all(&l));
    CB_TRY(mark_common(&l));
done:
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}

cb_status cb_store_forget_wordings(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct links l = {.store = store, .err = err};
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
    CB_TRY(link_all(&l));
    CB_TRY(mark_common(&l));
done:
    cb_stmt_reset(&store->stmts[SQL_WORDS_DUE]);
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}
