/* Which claims have their words, or a figure, in common.
 *
 * A wording is what one speaker says in one form of words, however often it is printed; wordings are linked,
 * not claims, so that an agency text in a hundred outlets is one row to compare with. */
#include "store/wordings.h"

#include <stdlib.h>

/* ---- index ---- */

static uint64_t joined(uint64_t a, uint64_t b)
{
    const uint64_t both[] = {a, b};

    return cb_words_hash(&(struct cb_words){(uint64_t *)both, 2, 2});
}

cb_status cb_links_run(struct links *l, enum sql_id statement, int64_t id)
{
    return cb_store_run(l->store, statement, id, l->err);
}

bool cb_wording_is_long_enough(const struct cb_words *words, int64_t speaker)
{
    return words->count >= (speaker ? SHORTEST_OF_ONE : CB_WORDING_SHORTEST);
}

uint64_t cb_wording_hash(const struct cb_words *words, int64_t speaker)
{
    return joined(cb_words_hash(words), (uint64_t)speaker);
}

cb_status cb_links_find_wording(struct links *l, uint64_t hash, int64_t *known)
{
    cb_status rc;
    struct row_ids ids = {0};

    *known = 0;
    CB_TRY(cb_store_ids(l->store, SQL_FIND_WORDING, (int64_t)hash, &l->scratch, &ids, l->err));
    if (ids.count > 0)
        *known = ids.items[0];
done:
    return rc;
}

static cb_status add_fresh(struct links *l, int64_t id, int64_t speaker, struct cb_words words, uint64_t hash)
{
    cb_status rc;
    struct cb_err *err = l->err;
    struct fresh *fresh;
    struct placed_hash *found_by;

    CB_TRY(cb_row_set_add(&l->arena, &l->fresh_ids, id, NULL, NULL, err));
    CB_TRY(cb_row_set_add(&l->arena, &l->hashes, (int64_t)hash, NULL, NULL, err));
    CB_TRY_NEW(fresh = CB_PUSH(&l->arena, &l->fresh));
    *fresh = (struct fresh){.wording = {.id = id, .speaker = speaker, .words = words}};
    CB_TRY(cb_wording_measure(&l->arena, &fresh->wording, err));
    CB_TRY(cb_words_fingerprints(&l->arena, &words, SHINGLE, WINDOW, FEW, &fresh->fingerprints, err));
    for (size_t i = 0; i < fresh->fingerprints.count; i++) {
        CB_TRY_NEW(found_by = CB_PUSH(&l->arena, &l->found_by));
        *found_by =
            (struct placed_hash){(uint32_t)fresh->fingerprints.items[i], (uint32_t)(l->fresh.count - 1)};
    }
    CB_TRY(cb_store_add_numbers(&l->wording_rows,
                                (const int64_t[]){id, (int64_t)hash, (int64_t)fresh->wording.sketch,
                                                  (int64_t)fresh->wording.pairs.count},
                                err));
done:
    return rc;
}

/* Gives the claim its wording, a fresh one where nobody has used these words yet. */
static cb_status index_claim(struct links *l, int64_t claim, struct cb_str text, int64_t speaker)
{
    cb_status rc;
    struct cb_arena_mark mark = cb_arena_mark(&l->arena);
    struct cb_words words;
    int64_t known = 0;
    uint32_t place;
    uint64_t hash;

    CB_TRY(cb_wording_read(&l->arena, text, &words, l->err));
    if (!cb_wording_is_long_enough(&words, speaker)) {
        cb_arena_rewind(&l->arena, mark);
        goto done;
    }
    hash = cb_wording_hash(&words, speaker);
    if (cb_row_set_find(&l->hashes, (int64_t)hash, &place))
        known = l->fresh.items[place].wording.id;
    else if (!l->is_first)
        CB_TRY(cb_links_find_wording(l, hash, &known));
    if (known)
        CB_TRY(cb_store_seed_claim(l->store, claim, 0, l->err));
    else
        CB_TRY(add_fresh(l, claim, speaker, words, hash));
    if (is_full(&l->claim_rows)) /* they point at wordings */
        CB_TRY(cb_store_end_numbers(&l->wording_rows, l->err));
    CB_TRY(cb_store_add_numbers(&l->claim_rows, (const int64_t[]){claim, known ? known : claim}, l->err));
done:
    return rc;
}

static cb_status index_claims(struct links *l, int64_t article)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(l->store, SQL_CLAIMS_TO_LINK, article, &stmt, l->err));
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, l->err));
        if (!row)
            break;
        cb_arena_clear(&l->scratch);
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

uint64_t cb_links_figure_hash(struct cb_stmt *stmt)
{
    uint64_t hash = (uint64_t)cb_stmt_int(stmt, 1);

    for (int column = 2; column <= 4; column++)
        hash = joined(hash, cb_stmt_is_null(stmt, column) ? 0 : cb_str_hash(cb_stmt_text(stmt, column)));
    hash = joined(hash, amount_hash(stmt, 5));
    return joined(hash, amount_hash(stmt, 6));
}

/* Does another claim near by day give this figure? */
static cb_status has_neighbour(struct links *l, int64_t claim, int64_t hash, struct cb_str day, bool *out)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(l->store, SQL_FIGURE_HAS_NEIGHBOUR, hash, &stmt, l->err));
    cb_stmt_bind_text(stmt, 2, day);
    cb_stmt_bind_int(stmt, 3, claim);
    rc = cb_stmt_step(stmt, &row, l->err);
    *out = rc == CB_OK && cb_stmt_int(stmt, 0) != 0;
    cb_stmt_reset(stmt);
done:
    return rc;
}

cb_status cb_links_add_figure(struct links *l, int64_t claim, int64_t hash, struct cb_str day)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool neighbour;

    CB_TRY(has_neighbour(l, claim, hash, day, &neighbour));
    CB_TRY(cb_store_bound(l->store, SQL_ADD_CLAIM_FIGURE, hash, &stmt, l->err));
    cb_stmt_bind_text(stmt, 2, day);
    cb_stmt_bind_int(stmt, 3, claim);
    cb_stmt_bind_int(stmt, 4, neighbour ? FIGURE_NEW : FIGURE_CENTRE);
    CB_TRY(cb_stmt_run(stmt, l->err));
    if (neighbour)
        CB_TRY(cb_store_seed_claim(l->store, claim, 0, l->err));
done:
    return rc;
}

static cb_status index_figures(struct links *l, int64_t article)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(l->store, SQL_FIGURES_TO_LINK, article, &stmt, l->err));
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, l->err));
        if (!row)
            break;
        CB_TRY(cb_links_add_figure(l, cb_stmt_int(stmt, 0), (int64_t)cb_links_figure_hash(stmt),
                                   cb_stmt_text(stmt, 7)));
    }
done:
    cb_stmt_reset(&l->store->stmts[SQL_FIGURES_TO_LINK]);
    return rc;
}

/* ---- pairs ---- */

/* Links a fresh wording with the one of this id, where they are alike. */
static cb_status link_pair(struct links *l, const struct wording *wording, int64_t other_id, bool *linked)
{
    cb_status rc = CB_OK;
    struct wording other;
    enum wording_relation relation;
    size_t percent;
    uint32_t place;

    if (cb_row_set_find(&l->fresh_ids, other_id, &place))
        other = l->fresh.items[place].wording;
    else
        CB_TRY(cb_wording_recall(l->store, &l->scratch, other_id, &other, l->err));
    *linked = cb_wording_compare(wording, &other, &relation, &percent);
    for (int way = 0; *linked && way < 2; way++)
        CB_TRY(
            cb_store_add_numbers(&l->link_rows,
                                 (const int64_t[]){way ? other_id : wording->id, way ? wording->id : other_id,
                                                   (int64_t)relation, (int64_t)percent},
                                 l->err));
done:
    return rc;
}

/* An older wording that has a fingerprint of fresh ones. */
struct older {
    int64_t id;
    uint64_t sketch;
    size_t pairs;
};
CB_LIST_TYPE(olders, struct older)

/* In `scratch`; *common, and none of them, where they are too many. */
static cb_status read_olders(struct links *l, uint32_t fingerprint, struct olders *out, bool *common)
{
    cb_status rc;
    struct cb_err *err = l->err;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(l->store, SQL_SKETCHES_BY_FINGERPRINT, fingerprint, &stmt, err));
    for (;;) {
        struct older *older;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (row && cb_stmt_int(stmt, 0) == 0)
            *common = true;
        if (!row || *common)
            break;
        CB_TRY_NEW(older = CB_PUSH(&l->scratch, out));
        *older = (struct older){cb_stmt_int(stmt, 0), (uint64_t)cb_stmt_int(stmt, 1),
                                (size_t)cb_stmt_int(stmt, 2)};
    }
done:
    cb_stmt_reset(&l->store->stmts[SQL_SKETCHES_BY_FINGERPRINT]);
    return rc;
}

static cb_status note_like(struct links *l, uint32_t place, const struct older *other)
{
    cb_status rc = CB_OK;
    struct cb_err *err = l->err;
    struct fresh *fresh = &l->fresh.items[place];
    int64_t *like;

    if (!cb_wording_may_resemble(&fresh->wording, other->sketch, other->pairs))
        goto done;
    CB_TRY_NEW(like = CB_PUSH(&l->arena, &fresh->likes));
    *like = other->id;
done:
    return rc;
}

/* The `count` fresh wordings that have one fingerprint, with each other and with the older ones that have it;
 * not where they are too many from now on: it is marked, and links the older ones no more. */
static cb_status pair_up(struct links *l, const struct placed_hash *group, size_t count,
                         const struct olders *olders)
{
    cb_status rc = CB_OK;

    if (olders->count + count > COMMON) {
        CB_TRY(cb_store_add_numbers(&l->fingerprint_rows, (const int64_t[]){group->hash, 0}, l->err));
        for (size_t i = 0; i < olders->count; i++)
            CB_TRY(cb_row_set_add(&l->arena, &l->again, olders->items[i].id, NULL, NULL, l->err));
        goto done;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < olders->count; j++)
            CB_TRY(note_like(l, group[i].place, &olders->items[j]));
        for (size_t j = 0; j < i; j++) {
            const struct wording *other = &l->fresh.items[group[j].place].wording;
            CB_TRY(
                note_like(l, group[i].place, &(struct older){other->id, other->sketch, other->pairs.count}));
        }
    }
done:
    return rc;
}

/* Writes the fingerprints, in the order of the index, and finds on the way what the wordings may resemble. */
static cb_status find_likes(struct links *l)
{
    cb_status rc;
    const struct placed_hash *all;

    CB_TRY(cb_placed_sort(&l->arena, &l->found_by, l->err));
    all = l->found_by.items;
    for (size_t i = 0, end; i < l->found_by.count; i = end) {
        struct olders olders = {0};
        bool common = false;
        for (end = i + 1; end < l->found_by.count && all[end].hash == all[i].hash; end++)
            ;
        cb_arena_clear(&l->scratch);
        if (!l->is_first)
            CB_TRY(read_olders(l, all[i].hash, &olders, &common));
        if (!common)
            CB_TRY(pair_up(l, &all[i], end - i, &olders));
        for (size_t j = i; j < end; j++)
            CB_TRY(cb_store_add_numbers(
                &l->fingerprint_rows, (const int64_t[]){all[j].hash, l->fresh.items[all[j].place].wording.id},
                l->err));
    }
    CB_TRY(cb_store_end_numbers(&l->fingerprint_rows, l->err));
done:
    return rc;
}

static cb_status link_fresh(struct links *l, struct fresh *fresh)
{
    cb_status rc = CB_OK;
    struct row_ids *likes = &fresh->likes;
    bool is_linked = false, linked;

    if (likes->count > 1)
        qsort(likes->items, likes->count, sizeof *likes->items, cb_row_compare);
    for (size_t i = 0; i < likes->count; i++) {
        if (i > 0 && likes->items[i - 1] == likes->items[i])
            continue;
        cb_arena_clear(&l->scratch);
        CB_TRY(link_pair(l, &fresh->wording, likes->items[i], &linked));
        is_linked |= linked;
    }
    if (is_linked)
        CB_TRY(cb_store_seed_wording(l->store, fresh->wording.id, SEED_FRESH, l->err));
done:
    return rc;
}

static cb_status link_all(struct links *l)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < l->fresh.count; i++)
        CB_TRY(link_fresh(l, &l->fresh.items[i]));
    CB_TRY(cb_store_end_numbers(&l->link_rows, l->err));
done:
    return rc;
}

cb_status cb_store_link_wordings(struct cb_store *store, struct link_range range, struct cb_err *err)
{
    cb_status rc;
    struct links l = {
        .store = store,
        .wording_rows = {.store = store, .insert = SQL_ADD_WORDINGS, .width = 4},
        .claim_rows = {.store = store, .insert = SQL_ADD_CLAIM_WORDINGS, .width = 2},
        .fingerprint_rows = {.store = store, .insert = SQL_ADD_WORDING_FINGERPRINTS, .width = 2},
        .link_rows = {.store = store, .insert = SQL_ADD_LINKS, .width = 4},
        .err = err};
    int64_t some;

    CB_TRY(cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM wordings)", 0, &some, err));
    l.is_first = !some;
    for (int64_t article = range.first; article <= range.last; article++) {
        CB_TRY(index_claims(&l, article));
        CB_TRY(index_figures(&l, article));
    }
    CB_TRY(cb_store_end_numbers(&l.wording_rows, err));
    CB_TRY(cb_store_end_numbers(&l.claim_rows, err)); /* they point at wordings */
    CB_TRY(find_likes(&l));
    CB_TRY(link_all(&l));
    CB_TRY(cb_links_lose(&l));
done:
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}
