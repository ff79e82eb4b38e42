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

/* Of a wording that was read into `scratch` what is compared goes to `arena`. */
static cb_status keep_fresh(struct links *l, struct fresh *fresh)
{
    cb_status rc;
    struct wording *w = &fresh->wording;
    struct cb_hashes *fingerprints = &fresh->fingerprints;

    CB_TRY(cb_hashes_keep(&l->arena, &w->words.items, w->words.count, l->err));
    w->words.capacity = w->words.count;
    CB_TRY(cb_hashes_keep(&l->arena, &w->pairs.items, w->pairs.count, l->err));
    CB_TRY(cb_hashes_keep(&l->arena, &w->numbers.items, w->numbers.count, l->err));
    CB_TRY(cb_hashes_keep(&l->arena, &fingerprints->items, fingerprints->count, l->err));
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
    CB_TRY(cb_wording_measure(&l->scratch, &fresh->wording, err));
    CB_TRY(cb_words_fingerprints(&l->scratch, &words, SHINGLE, WINDOW, FEW, &fresh->fingerprints, err));
    CB_TRY(keep_fresh(l, fresh));
    for (size_t i = 0; i < fresh->fingerprints.count; i++) {
        CB_TRY_NEW(found_by = CB_PUSH(&l->arena, &l->found_by));
        *found_by =
            (struct placed_hash){(uint32_t)fresh->fingerprints.items[i], (uint32_t)(l->fresh.count - 1)};
    }
    CB_TRY(cb_store_add_numbers(&l->wording_rows,
                                (const int64_t[]){id, (int64_t)hash, (int64_t)fresh->wording.sketch,
                                                  (int64_t)fresh->wording.pairs.count},
                                err));
    CB_TRY(cb_store_add_numbers(&l->hash_rows, (const int64_t[]){(int64_t)hash, id}, err));
done:
    return rc;
}

/* Gives the claim its wording, a fresh one where nobody has used these words yet. */
static cb_status index_claim(struct links *l, int64_t claim, struct cb_str text, int64_t speaker)
{
    cb_status rc;
    struct cb_words words;
    int64_t known = 0;
    uint32_t place;
    uint64_t hash;

    CB_TRY(cb_wording_read(&l->scratch, text, &words, l->err));
    if (!cb_wording_is_long_enough(&words, speaker))
        goto done;
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

/* By the other wording, so that the rows of older ones are read once and in their order. */
static int compare_likes(const void *left, const void *right)
{
    const struct like *a = left, *b = right;

    if (a->other != b->other)
        return a->other < b->other ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* Sorts them and leaves each pair once. */
static void sort_likes(struct likes *likes)
{
    size_t count = 0;

    if (likes->count > 1)
        qsort(likes->items, likes->count, sizeof *likes->items, compare_likes);
    for (size_t i = 0; i < likes->count; i++)
        if (count == 0 || compare_likes(&likes->items[count - 1], &likes->items[i]) != 0)
            likes->items[count++] = likes->items[i];
    likes->count = count;
}

/* Where the next other wording begins. */
static size_t end_of_other(const struct likes *likes, size_t first)
{
    size_t end = first + 1;

    while (end < likes->count && likes->items[end].other == likes->items[first].other)
        end++;
    return end;
}

static cb_status add_like(struct links *l, struct likes *likes, int64_t other, uint32_t place)
{
    cb_status rc = CB_OK;
    struct cb_err *err = l->err;
    struct like *like;

    if (likes->count == likes->capacity) {
        sort_likes(likes); /* a pair comes once for each fingerprint that it shares */
        if (likes->count > likes->capacity / 2)
            likes->capacity = likes->count; /* more room */
    }
    CB_TRY_NEW(like = CB_PUSH(&l->arena, likes));
    *like = (struct like){other, place};
done:
    return rc;
}

/* Those of l->sharers whose sketches tell that they may be alike go to l->likes. */
static cb_status sift_sharers(struct links *l)
{
    cb_status rc = CB_OK;
    struct likes *sharers = &l->sharers;
    struct cb_stmt *stmt;
    bool row;

    sort_likes(sharers);
    for (size_t i = 0, end; i < sharers->count; i = end) {
        end = end_of_other(sharers, i);
        CB_TRY(cb_store_bound(l->store, SQL_SKETCH, sharers->items[i].other, &stmt, l->err));
        CB_TRY(cb_stmt_step(stmt, &row, l->err));
        for (size_t j = i; row && j < end; j++)
            if (cb_wording_may_resemble(&l->fresh.items[sharers->items[j].place].wording,
                                        (uint64_t)cb_stmt_int(stmt, 0), (size_t)cb_stmt_int(stmt, 1)))
                CB_TRY(add_like(l, &l->likes, sharers->items[j].other, sharers->items[j].place));
        cb_stmt_reset(stmt);
    }
    sharers->count = 0;
done:
    cb_stmt_reset(&l->store->stmts[SQL_SKETCH]);
    return rc;
}

/* The older wordings that have a fingerprint, in `scratch`; *common, and none of them, where they are too
 * many. */
static cb_status read_olders(struct links *l, uint32_t fingerprint, struct row_ids *out, bool *common)
{
    cb_status rc;
    struct cb_err *err = l->err;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(l->store, SQL_OLDER_WORDINGS, fingerprint, &stmt, err));
    for (;;) {
        int64_t *older;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (row && cb_stmt_int(stmt, 0) == 0)
            *common = true;
        if (!row || *common)
            break;
        CB_TRY_NEW(older = CB_PUSH(&l->scratch, out));
        *older = cb_stmt_int(stmt, 0);
    }
done:
    cb_stmt_reset(&l->store->stmts[SQL_OLDER_WORDINGS]);
    return rc;
}

/* The `count` fresh wordings that have one fingerprint, with each other and with the older ones that have it;
 * not where they are too many from now on: it is marked, and links the older ones no more. */
static cb_status pair_up(struct links *l, const struct placed_hash *group, size_t count,
                         const struct row_ids *olders)
{
    enum { SHARERS_AT_ONCE = 1 << 14 };
    cb_status rc = CB_OK;

    if (olders->count + count > COMMON) {
        CB_TRY(cb_store_add_numbers(&l->fingerprint_rows, (const int64_t[]){group->hash, 0}, l->err));
        for (size_t i = 0; i < olders->count; i++)
            CB_TRY(cb_row_set_add(&l->arena, &l->again, olders->items[i], NULL, NULL, l->err));
        goto done;
    }
    for (size_t i = 0; i < count; i++) {
        const struct wording *fresh = &l->fresh.items[group[i].place].wording;
        for (size_t j = 0; j < olders->count; j++)
            CB_TRY(add_like(l, &l->sharers, olders->items[j], group[i].place));
        for (size_t j = 0; j < i; j++) {
            const struct wording *other = &l->fresh.items[group[j].place].wording;
            if (cb_wording_may_resemble(fresh, other->sketch, other->pairs.count))
                CB_TRY(add_like(l, &l->likes, other->id, group[i].place));
        }
    }
    if (l->sharers.count >= SHARERS_AT_ONCE)
        CB_TRY(sift_sharers(l));
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
        struct row_ids olders = {0};
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
    CB_TRY(sift_sharers(l));
done:
    return rc;
}

/* A row of wording_links. */
struct link {
    int64_t wording, other;
    enum wording_relation relation;
    size_t percent;
};
CB_LIST_TYPE(link_list, struct link)

static int compare_links(const void *left, const void *right)
{
    const struct link *a = left, *b = right;

    if (a->wording != b->wording)
        return a->wording < b->wording ? -1 : 1;
    return (a->other > b->other) - (a->other < b->other);
}

/* Links fresh wordings with the other one of likes [first, end), where they are alike. */
static cb_status link_other(struct links *l, size_t first, size_t end, struct link_list *found)
{
    cb_status rc = CB_OK;
    struct cb_err *err = l->err;
    int64_t other_id = l->likes.items[first].other;
    struct wording other;
    struct link link = {0}, *row;
    uint32_t place;

    if (cb_row_set_find(&l->fresh_ids, other_id, &place))
        other = l->fresh.items[place].wording;
    else
        CB_TRY(cb_wording_recall(l->store, &l->scratch, other_id, &other, err));
    for (size_t i = first; i < end; i++) {
        struct fresh *fresh = &l->fresh.items[l->likes.items[i].place];
        if (!cb_wording_compare(&fresh->wording, &other, &link.relation, &link.percent))
            continue;
        fresh->is_linked = true;
        for (int way = 0; way < 2; way++) {
            link.wording = way ? other_id : fresh->wording.id;
            link.other = way ? fresh->wording.id : other_id;
            CB_TRY_NEW(row = CB_PUSH(&l->arena, found));
            *row = link;
        }
    }
done:
    return rc;
}

static cb_status write_links(struct links *l, struct link_list *found)
{
    cb_status rc = CB_OK;
    struct number_rows rows = {.store = l->store, .insert = SQL_ADD_LINKS, .width = 4};

    if (found->count > 1)
        qsort(found->items, found->count, sizeof *found->items, compare_links);
    for (size_t i = 0; i < found->count; i++) {
        const struct link *link = &found->items[i];
        CB_TRY(cb_store_add_numbers(
            &rows,
            (const int64_t[]){link->wording, link->other, (int64_t)link->relation, (int64_t)link->percent},
            l->err));
    }
    CB_TRY(cb_store_end_numbers(&rows, l->err));
done:
    return rc;
}

static cb_status link_all(struct links *l)
{
    cb_status rc = CB_OK;
    struct link_list found = {0};

    sort_likes(&l->likes);
    for (size_t i = 0, end; i < l->likes.count; i = end) {
        end = end_of_other(&l->likes, i);
        cb_arena_clear(&l->scratch);
        CB_TRY(link_other(l, i, end, &found));
    }
    CB_TRY(write_links(l, &found));
    for (size_t i = 0; i < l->fresh.count; i++)
        if (l->fresh.items[i].is_linked)
            CB_TRY(cb_store_seed_wording(l->store, l->fresh.items[i].wording.id, SEED_FRESH, l->err));
done:
    return rc;
}

cb_status cb_store_link_wordings(struct cb_store *store, struct link_range range, struct cb_err *err)
{
    cb_status rc;
    struct links l = {
        .store = store,
        .wording_rows = {.store = store, .insert = SQL_ADD_WORDINGS, .width = 4},
        .hash_rows = {.store = store, .insert = SQL_ADD_WORDING_HASHES, .width = 2},
        .claim_rows = {.store = store, .insert = SQL_ADD_CLAIM_WORDINGS, .width = 2},
        .fingerprint_rows = {.store = store, .insert = SQL_ADD_WORDING_FINGERPRINTS, .width = 2},
        .err = err};
    int64_t some;

    CB_TRY(cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM wordings)", 0, &some, err));
    l.is_first = !some;
    for (int64_t article = range.first; article <= range.last; article++) {
        CB_TRY(index_claims(&l, article));
        CB_TRY(index_figures(&l, article));
    }
    CB_TRY(cb_store_end_numbers(&l.wording_rows, err));
    CB_TRY(cb_store_end_numbers(&l.hash_rows, err));
    CB_TRY(cb_store_end_numbers(&l.claim_rows, err)); /* they point at wordings */
    CB_TRY(find_likes(&l));
    CB_TRY(link_all(&l));
    CB_TRY(cb_links_lose(&l));
done:
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}
