/* What articles and claims have to do with each other, brought up to date for what was written.
 *
 * Fingerprints of words (text/shingles.h) are an inverted index in the file: only rows that share one are
 * compared, so the cost of a claim or an article does not depend on how many there are. A fingerprint that
 * many share tells nothing and is passed over. Every link depends on two texts and on which fingerprints are
 * common, not on the order in which they came; where a fingerprint becomes common, its few rows are linked
 * anew. */
#include "store/sql.h"

/* An import's batches wait until there are so many articles, or so many characters. */
enum { LINKED_AT_ONCE = 512, CHARS_AT_ONCE = 4 << 20 };

int cb_row_compare(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

/* The slot of `id`, or the free one where it would be. */
static uint32_t *find_slot(const struct row_set *set, int64_t id)
{
    uint64_t hash = (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15); /* Fibonacci hashing: the upper bits */
    size_t at = (size_t)(hash >> 32) & (set->size - 1);

    while (set->slots[at] != 0 && set->ids.items[set->slots[at] - 1] != id)
        at = (at + 1) & (set->size - 1);
    return &set->slots[at];
}

static cb_status grow_set(struct cb_arena *arena, struct row_set *set, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t size = set->size ? set->size * 2 : 16;
    uint32_t *slots = CB_NEW_ARRAY(arena, uint32_t, size);

    CB_TRY_NEW(slots);
    set->slots = slots;
    set->size = size;
    for (size_t i = 0; i < set->ids.count; i++)
        *find_slot(set, set->ids.items[i]) = (uint32_t)(i + 1);
done:
    return rc;
}

cb_status cb_row_set_add(struct cb_arena *arena, struct row_set *set, int64_t id, bool *added,
                         uint32_t *place, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t *slot;
    int64_t *item;
    bool is_new;

    if (2 * (set->ids.count + 1) > set->size)
        CB_TRY(grow_set(arena, set, err));
    slot = find_slot(set, id);
    is_new = *slot == 0;
    if (is_new) {
        CB_TRY_NEW(item = CB_PUSH(arena, &set->ids));
        *item = id;
        *slot = (uint32_t)set->ids.count;
    }
    if (added)
        *added = is_new;
    if (place)
        *place = *slot - 1;
done:
    return rc;
}

bool cb_row_set_find(const struct row_set *set, int64_t id, uint32_t *place)
{
    uint32_t found = set->size ? *find_slot(set, id) : 0;

    if (found)
        *place = found - 1;
    return found != 0;
}

cb_status cb_placed_sort(struct cb_arena *arena, struct placed_hashes *list, struct cb_err *err)
{
    enum { BITS = 11, ROUNDS = 3, VALUES = 1 << BITS }; /* radix sort, from the lowest digits on */
    struct placed_hash *from = list->items, *to = CB_NEW_ARRAY_UNSET(arena, struct placed_hash, list->count);

    if (list->count > 0 && !to)
        return cb_err_no_memory(err);
    for (int round = 0; round < ROUNDS; round++) {
        size_t starts[VALUES + 1] = {0};
        struct placed_hash *sorted = to;
        for (size_t i = 0; i < list->count; i++)
            starts[(from[i].hash >> round * BITS) % VALUES + 1]++;
        for (size_t v = 1; v < VALUES; v++)
            starts[v] += starts[v - 1];
        for (size_t i = 0; i < list->count; i++)
            to[starts[(from[i].hash >> round * BITS) % VALUES]++] = from[i];
        to = from;
        from = sorted;
    }
    list->items = from;
    list->capacity = list->count;
    return CB_OK;
}

cb_status cb_hashes_keep(struct cb_arena *arena, uint64_t **items, size_t count, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint64_t *kept = NULL;

    if (count > 0) {
        CB_TRY_NEW(kept = CB_NEW_ARRAY_UNSET(arena, uint64_t, count));
        memcpy(kept, *items, count * sizeof *kept);
    }
    *items = kept;
done:
    return rc;
}

static cb_status new_articles(struct cb_store *store, struct link_range *range, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(store, SQL_ARTICLES_TO_LINK, &stmt, err));
    CB_TRY(cb_stmt_step(stmt, &row, err));
    *range = (struct link_range){cb_stmt_int(stmt, 0), cb_stmt_int(stmt, 1)};
    cb_stmt_reset(stmt);
done:
    return rc;
}

cb_status cb_store_note_changed(struct cb_store *store, int64_t article, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_run(store, SQL_ADD_DUE, article, err));
done:
    return rc;
}

/* Articles that have another day of publication, or another outlet. */
static cb_status link_articles_due(struct cb_store *store, int64_t before, struct cb_arena *arena,
                                   struct cb_err *err)
{
    cb_status rc;
    struct row_ids articles = {0};

    CB_TRY(cb_store_ids(store, SQL_ARTICLES_DUE, before, arena, &articles, err));
    for (size_t i = 0; i < articles.count; i++) {
        CB_TRY(cb_store_link_article_again(store, articles.items[i], err));
        CB_TRY(cb_store_seed_claims(store, SQL_LINKED_CLAIMS, articles.items[i], SEED_MOVED, err));
        CB_TRY(cb_store_note_changed(store, articles.items[i], err)); /* figures are compared by day */
    }
done:
    return rc;
}

/* The next claims behind *last; none: all are done. */
static cb_status link_some_due(struct cb_store *store, int64_t before, int64_t *last, struct cb_arena *arena,
                               bool *more, struct cb_err *err)
{
    enum { AT_ONCE = 256 };
    cb_status rc;
    struct row_ids claims = {0};
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, SQL_CLAIMS_DUE, *last, &stmt, err));
    cb_stmt_bind_int(stmt, 2, before);
    cb_stmt_bind_int(stmt, 3, AT_ONCE);
    CB_TRY(cb_store_collect(stmt, arena, &claims, err));
    *more = claims.count > 0;
    if (!*more)
        goto done;
    *last = claims.items[claims.count - 1];
    CB_TRY(cb_store_link_wordings_again(store, &claims, err));
    CB_TRY(cb_store_settle(store, err));
done:
    return rc;
}

/* What is noted in links_due, but for the articles from row `before` on: they are linked as they are. */
static cb_status link_due(struct cb_store *store, int64_t before, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    int64_t last = 0;
    bool more = true;

    CB_TRY(link_articles_due(store, before, &arena, err));
    CB_TRY(cb_store_link_copies_due(store, before, err));
    CB_TRY(cb_store_seed_claims(store, SQL_STARS_DUE, 0, SEED_MOVED, err));
    CB_TRY(cb_store_settle(store, err));
    while (more) {
        cb_arena_clear(&arena);
        CB_TRY(link_some_due(store, before, &last, &arena, &more, err));
    }
done:
    cb_arena_release(&arena);
    return rc;
}

static cb_status link_range(struct cb_store *store, struct link_range range, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_link_articles(store, range, err));
    CB_TRY(cb_store_link_wordings(store, range, err));
    CB_TRY(cb_store_settle(store, err));
done:
    return rc;
}

/* The first articles of `range`, as many as are linked at once; *is_full: there are so many. */
static cb_status first_piece(struct cb_store *store, struct link_range range, struct link_range *piece,
                             bool *is_full, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int64_t chars = 0;
    struct cb_stmt *stmt;
    bool row;

    *piece = (struct link_range){range.first, range.first - 1};
    *is_full = false;
    while (piece->last < range.last && !*is_full) {
        CB_TRY(cb_store_bound(store, SQL_ARTICLE_CHARS, ++piece->last, &stmt, err));
        CB_TRY(cb_stmt_step(stmt, &row, err));
        chars += row ? cb_stmt_int(stmt, 0) : 0;
        cb_stmt_reset(stmt);
        *is_full = piece->last - piece->first + 1 >= LINKED_AT_ONCE || chars >= CHARS_AT_ONCE;
    }
done:
    cb_stmt_reset(&store->stmts[SQL_ARTICLE_CHARS]);
    return rc;
}

/* In pieces, so that what is known of them fits into memory; large ones, because each walks through all
 * fingerprints of the file. */
static cb_status link_new(struct cb_store *store, struct link_range range, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct link_range piece;
    bool is_full;

    for (; range.first <= range.last; range.first = piece.last + 1) {
        CB_TRY(first_piece(store, range, &piece, &is_full, err));
        CB_TRY(link_range(store, piece, err));
        CB_TRY(cb_store_merge_levels(store, piece, err));
    }
done:
    return rc;
}

/* New versions of articles before row `before`, which have come with the old one's id. */
static cb_status link_returned(struct cb_store *store, int64_t before, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    struct row_ids articles = {0};

    CB_TRY(cb_store_ids(store, SQL_RETURNED, before, &arena, &articles, err));
    for (size_t i = 0; i < articles.count; i++)
        CB_TRY(link_range(store, (struct link_range){articles.items[i], articles.items[i]}, err));
done:
    cb_arena_release(&arena);
    return rc;
}

/* What was noted in links_due, so far as it concerns words, figures or days. */
static cb_status are_due(struct cb_store *store, bool *due, struct cb_err *err)
{
    cb_status rc;
    int64_t some;

    CB_TRY(cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM links_due WHERE table_name <> 'clusters')", 0,
                     &some, err));
    *due = some != 0;
done:
    return rc;
}

static cb_status link_all(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct link_range range = {0};
    int64_t behind;
    bool due;

    CB_TRY(new_articles(store, &range, err));
    behind = range.first <= range.last ? range.first : INT64_MAX;
    CB_TRY(are_due(store, &due, err));
    if (due) {
        cb_store_free_cache(store);
        CB_TRY(cb_store_forget_wordings(store, err));
        CB_TRY(cb_store_settle(store, err));
    }
    CB_TRY(link_returned(store, behind, err));
    CB_TRY(link_new(store, range, err));
    if (due)
        CB_TRY(link_due(store, behind, err));
    CB_TRY(cb_db_exec(store->db, "DELETE FROM links_due WHERE table_name <> 'clusters'", err));
    CB_TRY(cb_store_cluster(store, err));
done:
    return rc;
}

/* The articles that are ready for it, where they are many; their clusters follow. */
static cb_status link_some(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct link_range range = {0}, piece;
    bool due, is_full;

    CB_TRY(new_articles(store, &range, err));
    CB_TRY(are_due(store, &due, err));
    CB_TRY(first_piece(store, range, &piece, &is_full, err));
    if (is_full && !due)
        CB_TRY(link_new(store, range, err));
done:
    return rc;
}

cb_status cb_store_link(struct cb_store *store, bool more, struct cb_err *err)
{
    cb_status rc;
    int64_t changed;

    cb_store_drop_seeds(store); /* of an update that failed */
    /* an article went: what is left of it here would be taken for others, until all is put right */
    CB_TRY(
        cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'changed')", 0, &changed, err));
    if (!changed)
        CB_TRY(more ? link_some(store, err) : link_all(store, err));
done:
    return rc;
}
