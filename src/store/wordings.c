/* Which claims have their words, or a figure, in common.
 *
 * A wording is what one speaker says in one form of words, however often it is printed; wordings are linked,
 * not claims, so that an agency text in a hundred outlets is one row to compare with. */
#include "store/sql.h"

#include <stdlib.h>

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

    /* Claims changed hands: fresh wordings may have smaller ids than others. */
    bool changed;
    struct row_set touched;     /* fingerprints of what was taken away or added ... */
    struct row_ids were_common; /* ... and whether they were common before: 0, 1 */
    struct cb_err *err;
};

/* ---- index ---- */

static uint64_t joined(uint64_t a, uint64_t b)
{
    const uint64_t both[] = {a, b};

    return cb_words_hash(&(struct cb_words){(uint64_t *)both, 2, 2});
}

static cb_status run1(struct links *l, enum sql_id statement, int64_t id)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(l->store, statement, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, id);
    CB_TRY(cb_stmt_run(stmt, l->err));
done:
    return rc;
}

/* The first `limit` wordings that have `fingerprint`. */
static cb_status collect_sharers(struct links *l, uint64_t fingerprint, size_t limit, struct row_ids *out)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(l->store, SQL_WORDINGS_BY_FINGERPRINT, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, (int64_t)fingerprint);
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

static cb_status add_fresh(struct links *l, int64_t id, int64_t speaker, struct cb_words words)
{
    cb_status rc;
    struct cb_err *err = l->err;
    struct fresh *fresh;
    struct cb_stmt *stmt;

    CB_TRY_NEW(fresh = CB_PUSH(&l->arena, &l->fresh));
    *fresh = (struct fresh){.wording = {.id = id, .speaker = speaker, .words = words}};
    CB_TRY(cb_row_set_add(&l->arena, &l->fresh_ids, id, NULL, NULL, err));
    CB_TRY(cb_wording_measure(&l->arena, &fresh->wording, err));
    CB_TRY(cb_words_fingerprints(&l->arena, &words, SHINGLE, WINDOW, FEW, &fresh->fingerprints, err));
    for (size_t i = 0; l->changed && i < fresh->fingerprints.count; i++)
        CB_TRY(touch(l, fresh->fingerprints.items[i]));
    CB_TRY(cb_store_stmt(l->store, SQL_ADD_WORDING_FINGERPRINT, &stmt, err));
    cb_stmt_bind_int(stmt, 1, id);
    for (size_t i = 0; i < fresh->fingerprints.count; i++) {
        cb_stmt_bind_int(stmt, 2, (int64_t)fresh->fingerprints.items[i]);
        CB_TRY(cb_stmt_run(stmt, err));
    }
done:
    return rc;
}

static cb_status add_wording(struct links *l, int64_t id, uint64_t hash)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(l->store, SQL_ADD_WORDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, id);
    cb_stmt_bind_int(stmt, 2, (int64_t)hash);
    CB_TRY(cb_stmt_run(stmt, l->err));
done:
    return rc;
}

/* Gives the claim its wording, a new one where nobody has used these words yet. */
static cb_status index_claim(struct links *l, int64_t claim, struct cb_str text, int64_t speaker)
{
    cb_status rc;
    struct cb_words words;
    struct row_ids known = {0};
    struct cb_stmt *stmt;
    uint64_t hash;

    cb_arena_clear(&l->scratch);
    CB_TRY(run1(l, SQL_ADD_SEED, claim));
    CB_TRY(cb_wording_read(&l->arena, text, &words, l->err));
    if (words.count < (speaker ? SHORTEST_OF_ONE : CB_WORDING_SHORTEST))
        goto done;
    hash = joined(cb_words_hash(&words), (uint64_t)speaker);
    CB_TRY(cb_store_stmt(l->store, SQL_FIND_WORDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, (int64_t)hash);
    CB_TRY(cb_store_collect(stmt, &l->scratch, &known, l->err));
    if (known.count == 0) {
        CB_TRY(add_wording(l, claim, hash));
        CB_TRY(add_fresh(l, claim, speaker, words));
    }
    CB_TRY(cb_store_stmt(l->store, SQL_ADD_CLAIM_WORDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, claim);
    cb_stmt_bind_int(stmt, 2, known.count ? known.items[0] : claim);
    CB_TRY(cb_stmt_run(stmt, l->err));
done:
    return rc;
}

static cb_status index_claims(struct links *l, int64_t article)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(l->store, SQL_CLAIMS_TO_LINK, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, article);
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, l->err));
        if (!row)
            break;
        CB_TRY(index_claim(l, cb_stmt_int(stmt, 0), cb_stmt_text(stmt, 1), cb_stmt_int(stmt, 2)));
    }
done:
    cb_stmt_reset(&l->store->stmts[SQL_CLAIMS_TO_LINK]);
    return rc;
}

/* ---- figures ---- */

/* One number for an amount; equal amounts are equal in every bit but for the sign of zero. */
static uint64_t amount_hash(struct cb_stmt *stmt, int column)
{
    double value = cb_stmt_double(stmt, column) + 0.0;
    uint64_t bits;

    if (cb_stmt_is_null(stmt, column))
        return 1;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* Speaker, kind, unit, thing and value of a row of SQL_FIGURES_TO_LINK. The thing is left out where value and
 * unit are enough: one writes what the clearing costs, another what the costs are. */
static uint64_t figure_hash(struct cb_stmt *stmt)
{
    uint64_t hash = (uint64_t)cb_stmt_int(stmt, 1);

    for (int column = 2; column <= 4; column++)
        hash = joined(hash, cb_stmt_is_null(stmt, column) ? 0 : cb_str_hash(cb_stmt_text(stmt, column)));
    hash = joined(hash, amount_hash(stmt, 5));
    return joined(hash, amount_hash(stmt, 6));
}

static cb_status index_figures(struct links *l, int64_t article)
{
    cb_status rc;
    struct cb_stmt *figures, *add;
    bool row;

    CB_TRY(cb_store_stmt(l->store, SQL_FIGURES_TO_LINK, &figures, l->err));
    CB_TRY(cb_store_stmt(l->store, SQL_ADD_CLAIM_FIGURE, &add, l->err));
    cb_stmt_bind_int(figures, 1, article);
    for (;;) {
        CB_TRY(cb_stmt_step(figures, &row, l->err));
        if (!row)
            break;
        cb_stmt_bind_int(add, 1, (int64_t)figure_hash(figures));
        cb_stmt_bind_text(add, 2, cb_stmt_text(figures, 7));
        cb_stmt_bind_int(add, 3, cb_stmt_int(figures, 0));
        CB_TRY(cb_stmt_run(add, l->err));
    }
done:
    cb_stmt_reset(&l->store->stmts[SQL_FIGURES_TO_LINK]);
    return rc;
}

/* ---- pairs ---- */

static cb_status compare_with(struct links *l, const struct wording *wording, int64_t other_id)
{
    cb_status rc;
    struct wording other;
    struct cb_stmt *stmt;
    const char *relation;
    size_t percent;

    CB_TRY(cb_wording_recall(l->store, &l->scratch, other_id, &other, l->err));
    if (!cb_wording_compare(wording, &other, &relation, &percent))
        goto done;
    CB_TRY(cb_store_stmt(l->store, SQL_ADD_LINK, &stmt, l->err));
    cb_stmt_bind_text(stmt, 3, cb_str_of(relation));
    cb_stmt_bind_int(stmt, 4, (int64_t)percent);
    for (int way = 0; way < 2; way++) {
        cb_stmt_bind_int(stmt, 1, way ? other_id : wording->id);
        cb_stmt_bind_int(stmt, 2, way ? wording->id : other_id);
        CB_TRY(cb_stmt_run(stmt, l->err));
    }
done:
    return rc;
}

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
static cb_status notice_common(struct links *l, uint64_t fingerprint, const struct row_ids *first)
{
    cb_status rc = CB_OK;
    struct row_ids all = {0};
    uint32_t place;

    if (!l->changed) { /* the fresh ones are the last */
        if (cb_row_set_find(&l->fresh_ids, first->items[COMMON], &place))
            CB_TRY(look_again(l, first));
        goto done;
    }
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
        CB_TRY(notice_common(l, fingerprint, &ids));
        goto done;
    }
    for (size_t i = 0; i < ids.count; i++)
        CB_TRY(cb_row_set_add(&l->scratch, found, ids.items[i], NULL, NULL, l->err));
done:
    return rc;
}

/* Links a wording with all that are alike; `before_only`: the others follow. */
static cb_status link_wording(struct links *l, const struct wording *wording,
                              const struct cb_hashes *fingerprints, bool before_only)
{
    cb_status rc = CB_OK;
    struct row_set found = {0};

    for (size_t i = 0; i < fingerprints->count; i++)
        CB_TRY(add_sharers(l, fingerprints->items[i], &found));
    for (size_t i = 0; i < found.ids.count; i++)
        if (before_only ? found.ids.items[i] < wording->id : found.ids.items[i] != wording->id)
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
    CB_TRY(run1(l, SQL_SEED_WORDING, id));
    CB_TRY(run1(l, SQL_DROP_LINKS, id));
    CB_TRY(cb_wording_load(l->store, &l->scratch, id, &wording, l->err));
    CB_TRY(cb_words_fingerprints(&l->scratch, &wording.words, SHINGLE, WINDOW, FEW, &fingerprints, l->err));
    CB_TRY(link_wording(l, &wording, &fingerprints, false));
done:
    return rc;
}

static cb_status link_all(struct links *l)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < l->fresh.count; i++) {
        cb_arena_clear(&l->scratch);
        CB_TRY(link_wording(l, &l->fresh.items[i].wording, &l->fresh.items[i].fingerprints, !l->changed));
    }
    for (size_t i = 0; i < l->again.ids.count; i++)
        CB_TRY(link_again(l, l->again.ids.items[i]));
done:
    return rc;
}

cb_status cb_store_link_wordings(struct cb_store *store, struct link_range range, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct links l = {.store = store, .err = err};

    for (int64_t article = range.first; article <= range.last; article++) {
        CB_TRY(index_claims(&l, article));
        CB_TRY(index_figures(&l, article));
    }
    CB_TRY(link_all(&l));
done:
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}

/* ---- claims that changed hands ---- */

/* Takes a wording away; *claims gets those that have it. */
static cb_status take_wording(struct links *l, int64_t id, struct row_set *claims)
{
    cb_status rc;
    struct wording wording;
    struct cb_hashes fingerprints;
    struct row_ids holders = {0};
    struct cb_stmt *stmt;

    cb_arena_clear(&l->scratch);
    CB_TRY(cb_store_stmt(l->store, SQL_CLAIMS_OF_WORDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, id);
    CB_TRY(cb_store_collect(stmt, &l->scratch, &holders, l->err));
    for (size_t i = 0; i < holders.count; i++)
        CB_TRY(cb_row_set_add(&l->arena, claims, holders.items[i], NULL, NULL, l->err));
    CB_TRY(cb_wording_load(l->store, &l->scratch, id, &wording, l->err));
    CB_TRY(cb_words_fingerprints(&l->scratch, &wording.words, SHINGLE, WINDOW, FEW, &fingerprints, l->err));
    for (size_t i = 0; i < fingerprints.count; i++) {
        CB_TRY(touch(l, fingerprints.items[i]));
        CB_TRY(cb_store_stmt(l->store, SQL_DROP_WORDING_FINGERPRINT, &stmt, l->err));
        cb_stmt_bind_int(stmt, 1, id);
        cb_stmt_bind_int(stmt, 2, (int64_t)fingerprints.items[i]);
        CB_TRY(cb_stmt_run(stmt, l->err));
    }
    CB_TRY(run1(l, SQL_SEED_WORDING, id));
    CB_TRY(run1(l, SQL_DROP_LINKS, id));
    CB_TRY(run1(l, SQL_DROP_CLAIM_WORDINGS, id));
    CB_TRY(run1(l, SQL_DROP_WORDING, id));
    cb_wording_forget(l->store, id);
done:
    return rc;
}

/* Takes away what the claims of `article` are found by. */
static cb_status take_article(struct links *l, int64_t article, struct row_set *claims)
{
    cb_status rc;
    struct row_ids own = {0}, wordings = {0};
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(l->store, SQL_CLAIMS_TO_LINK, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, article);
    CB_TRY(cb_store_collect(stmt, &l->arena, &own, l->err));
    for (size_t i = 0; i < own.count; i++)
        CB_TRY(cb_row_set_add(&l->arena, claims, own.items[i], NULL, NULL, l->err));
    CB_TRY(cb_store_stmt(l->store, SQL_WORDINGS_OF_ARTICLE, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, article);
    CB_TRY(cb_store_collect(stmt, &l->arena, &wordings, l->err));
    for (size_t i = 0; i < wordings.count; i++)
        CB_TRY(take_wording(l, wordings.items[i], claims));
    CB_TRY(run1(l, SQL_DROP_CLAIM_FIGURES, article));
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
        CB_TRY(index_claim(l, claim, cb_stmt_text(stmt, 0), cb_stmt_int(stmt, 1)));
done:
    cb_stmt_reset(&l->store->stmts[SQL_CLAIM_WORDS]);
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

cb_status cb_store_link_wordings_again(struct cb_store *store, const struct row_ids *articles,
                                       struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct links l = {.store = store, .changed = true, .err = err};
    struct row_set claims = {0};

    for (size_t i = 0; i < articles->count; i++)
        CB_TRY(take_article(&l, articles->items[i], &claims));
    if (claims.ids.count > 1)
        qsort(claims.ids.items, claims.ids.count, sizeof *claims.ids.items, cb_row_compare);
    for (size_t i = 0; i < claims.ids.count; i++)
        CB_TRY(index_again(&l, claims.ids.items[i]));
    for (size_t i = 0; i < articles->count; i++)
        CB_TRY(index_figures(&l, articles->items[i]));
    CB_TRY(notice_uncommon(&l));
    CB_TRY(link_all(&l));
done:
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}
