/* Which articles have their text from an earlier one.
 *
 * Copies of one article all point at its first appearance, not at each other: as many rows as copies. First
 * is the earlier day of publication; on one day the longer text, of which the shorter one is a part; then the
 * smaller hash of the article's bytes. */
#include "store/rows.h"

#include <stdlib.h>

#include "text/shingles.h"

enum {
    SHINGLE = 4,        /* words */
    WINDOW = 32,        /* so that 35 words in a row are always seen */
    FEW = 24,           /* shingles that are all kept as fingerprints */
    SHORTEST = 20,      /* shingles of an article that can be a copy or have one */
    COMMON = 256,       /* articles that share a fingerprint; more tell nothing */
    SHARE_OF_COPY = 60, /* percent of its text that a copy shares with the original */
};

/* An article's place in the order of first appearance, and what it is compared by. */
struct version {
    int64_t id;
    struct cb_str published, sha256; /* ptr NULL: no day */
    int64_t shingle_count, fingerprint_count;
    struct cb_hashes shingles; /* empty until they are needed */
};

/* An article that has a fingerprint of another one; how many it has. */
struct sharer {
    int64_t id, fingerprints;
};
CB_LIST_TYPE(sharers, struct sharer)

/* A new article, with what it is found and compared by. */
struct indexed {
    int64_t id;
    struct cb_hashes fingerprints, shingles;
    struct sharers sharers; /* once for each fingerprint that they have in common */
};
CB_LIST_TYPE(indexeds, struct indexed)

struct copies {
    struct cb_store *store;
    struct link_range range;
    struct cb_arena arena, scratch; /* of the update; of one article */
    struct indexeds indexed;        /* those of the range, in its order */
    struct placed_hashes placed;    /* their fingerprints */
    bool is_first;                  /* there were no articles before */
    struct row_set again;           /* older articles of which a fingerprint became common */
    struct cb_err *err;
};

/* ---- words ---- */

/* Are there eight bytes from `byte` on, all ASCII? */
static bool is_ascii8(struct cb_str text, size_t byte)
{
    uint64_t bytes;

    if (byte + sizeof bytes > text.len)
        return false;
    memcpy(&bytes, text.ptr + byte, sizeof bytes);
    return (bytes & UINT64_C(0x8080808080808080)) == 0;
}

/* The bytes of code points [start, end) of `text`; *byte and *chars are a place before them, and move on. */
static struct cb_str slice_of(struct cb_str text, int64_t start, int64_t end, size_t *byte, int64_t *chars)
{
    size_t from = *byte;

    for (; *byte < text.len; (*byte)++) {
        for (; *chars != start && *chars + 8 <= (*chars < start ? start : end) && is_ascii8(text, *byte);
             *chars += 8)
            *byte += 8;
        if (*byte >= text.len)
            break;
        if (((unsigned char)text.ptr[*byte] & 0xC0) == 0x80)
            continue;
        if (*chars == start)
            from = *byte;
        if (*chars == end)
            break;
        (*chars)++;
    }
    return cb_str_sub(text, from, *byte);
}

static cb_status read_words(struct copies *c, int64_t article, struct cb_words *words)
{
    cb_status rc;
    struct cb_stmt *text, *passages;
    size_t byte = 0;
    int64_t chars = 0;
    bool row;

    *words = (struct cb_words){0};
    CB_TRY(cb_store_stmt(c->store, SQL_ARTICLE_TEXT, &text, c->err));
    CB_TRY(cb_store_stmt(c->store, SQL_ARTICLE_PASSAGES, &passages, c->err));
    cb_stmt_bind_int(text, 1, article);
    cb_stmt_bind_int(passages, 1, article);
    CB_TRY(cb_stmt_step(text, &row, c->err));
    while (row) {
        CB_TRY(cb_stmt_step(passages, &row, c->err));
        if (!row)
            break;
        CB_TRY(cb_words_add(&c->scratch,
                            slice_of(cb_stmt_text(text, 0), cb_stmt_int(passages, 0),
                                     cb_stmt_int(passages, 1), &byte, &chars),
                            words, c->err));
    }
done:
    cb_stmt_reset(&c->store->stmts[SQL_ARTICLE_TEXT]);
    cb_stmt_reset(&c->store->stmts[SQL_ARTICLE_PASSAGES]);
    return rc;
}

static cb_status index_article(struct copies *c, int64_t article)
{
    cb_status rc;
    struct cb_err *err = c->err;
    struct cb_words words;
    struct indexed *indexed;
    struct cb_stmt *stmt;

    cb_arena_clear(&c->scratch);
    CB_TRY_NEW(indexed = CB_PUSH(&c->arena, &c->indexed));
    indexed->id = article;
    CB_TRY(read_words(c, article, &words));
    CB_TRY(cb_words_shingles_and_fingerprints(&c->scratch, &words, SHINGLE, WINDOW, FEW, &indexed->shingles,
                                              &indexed->fingerprints, err));
    if (indexed->shingles.count < SHORTEST)
        indexed->fingerprints.count = 0;
    CB_TRY(cb_hashes_keep(&c->arena, &indexed->shingles.items, indexed->shingles.count, err));
    CB_TRY(cb_hashes_keep(&c->arena, &indexed->fingerprints.items, indexed->fingerprints.count, err));
    for (size_t i = 0; i < indexed->fingerprints.count; i++) {
        struct placed_hash *placed;
        CB_TRY_NEW(placed = CB_PUSH(&c->arena, &c->placed));
        *placed =
            (struct placed_hash){(uint32_t)indexed->fingerprints.items[i], (uint32_t)(c->indexed.count - 1)};
    }
    CB_TRY(cb_store_bound(c->store, SQL_ADD_ARTICLE_WORDING, article, &stmt, err));
    cb_stmt_bind_int(stmt, 2, (int64_t)indexed->shingles.count);
    cb_stmt_bind_int(stmt, 3, (int64_t)indexed->fingerprints.count);
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

/* ---- order ---- */

static cb_status load_version(struct copies *c, int64_t article, struct version *out)
{
    cb_status rc;
    struct cb_err *err = c->err;
    struct cb_stmt *stmt;
    bool row;

    *out = (struct version){.id = article};
    CB_TRY(cb_store_bound(c->store, SQL_ARTICLE_ORDER, article, &stmt, c->err));
    CB_TRY(cb_stmt_step(stmt, &row, c->err));
    if (row) {
        if (!cb_stmt_is_null(stmt, 0))
            CB_TRY_NEW((out->published = cb_arena_copy(&c->scratch, cb_stmt_text(stmt, 0))).ptr);
        out->shingle_count = cb_stmt_int(stmt, 1);
        out->fingerprint_count = cb_stmt_int(stmt, 2);
        CB_TRY_NEW((out->sha256 = cb_arena_copy(&c->scratch, cb_stmt_text(stmt, 3))).ptr);
    }
done:
    cb_stmt_reset(&c->store->stmts[SQL_ARTICLE_ORDER]);
    return rc;
}

static int compare_versions(const void *left, const void *right)
{
    const struct version *a = left, *b = right;
    int order;

    if (!a->published.ptr != !b->published.ptr)
        return a->published.ptr ? -1 : 1;
    order = cb_str_compare(a->published, b->published);
    if (order == 0)
        order = (a->shingle_count < b->shingle_count) - (a->shingle_count > b->shingle_count);
    return order ? order : cb_str_compare(a->sha256, b->sha256);
}

/* ---- who shares fingerprints ---- */

/* Puts the articles that have `fingerprint` behind *sharers, at most `limit`. */
static cb_status read_some_sharers(struct copies *c, uint64_t fingerprint, int64_t limit, struct sharers *out)
{
    cb_status rc;
    struct cb_err *err = c->err;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(c->store, SQL_ARTICLES_BY_FINGERPRINT, (int64_t)fingerprint, &stmt, err));
    cb_stmt_bind_int(stmt, 2, limit);
    for (;;) {
        struct sharer *sharer;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(sharer = CB_PUSH(&c->scratch, out));
        *sharer = (struct sharer){cb_stmt_int(stmt, 0), cb_stmt_int(stmt, 1)};
    }
done:
    cb_stmt_reset(&c->store->stmts[SQL_ARTICLES_BY_FINGERPRINT]);
    return rc;
}

/* The same, so many that it shows whether they are too many. */
static cb_status read_sharers(struct copies *c, uint64_t fingerprint, struct sharers *out)
{
    return read_some_sharers(c, fingerprint, COMMON + 1, out);
}

static cb_status add_sharer(struct copies *c, struct indexed *article, struct sharer sharer)
{
    cb_status rc = CB_OK;
    struct cb_err *err = c->err;
    struct sharer *item;

    if (sharer.id == article->id)
        goto done;
    CB_TRY_NEW(item = CB_PUSH(&c->arena, &article->sharers));
    *item = sharer;
done:
    return rc;
}

/* Puts together the `count` new articles that have one fingerprint and the older ones that have it; not where
 * they are too many. Where that is so from now on, it links the older ones no more. */
static cb_status share(struct copies *c, const struct placed_hash *group, size_t count,
                       const struct sharers *older)
{
    cb_status rc = CB_OK;

    if (older->count + count > COMMON) {
        for (size_t i = 0; older->count <= COMMON && i < older->count; i++)
            CB_TRY(cb_row_set_add(&c->arena, &c->again, older->items[i].id, NULL, NULL, c->err));
        goto done;
    }
    for (size_t i = 0; i < count; i++) {
        struct indexed *article = &c->indexed.items[group[i].place];
        for (size_t j = 0; j < older->count; j++)
            CB_TRY(add_sharer(c, article, older->items[j]));
        for (size_t j = 0; j < count; j++) {
            const struct indexed *other = &c->indexed.items[group[j].place];
            CB_TRY(add_sharer(c, article, (struct sharer){other->id, (int64_t)other->fingerprints.count}));
        }
    }
done:
    return rc;
}

static cb_status write_fingerprints(struct copies *c, const struct placed_hash *group, size_t count,
                                    struct number_rows *rows)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < count; i++) {
        const struct indexed *article = &c->indexed.items[group[i].place];
        CB_TRY(cb_store_add_numbers(
            rows, (const int64_t[]){group->hash, article->id, (int64_t)article->fingerprints.count}, c->err));
    }
done:
    return rc;
}

/* Writes the fingerprints, in the order of the index, and finds on the way who shares them. */
static cb_status find_sharers(struct copies *c)
{
    cb_status rc;
    const struct placed_hash *all;
    struct number_rows rows = {.store = c->store, .insert = SQL_ADD_ARTICLE_FINGERPRINTS, .width = 3};

    CB_TRY(cb_placed_sort(&c->arena, &c->placed, c->err));
    all = c->placed.items;
    for (size_t i = 0, end; i < c->placed.count; i = end) {
        struct sharers older = {0};
        for (end = i + 1; end < c->placed.count && all[end].hash == all[i].hash; end++)
            ;
        cb_arena_clear(&c->scratch);
        if (!c->is_first)
            CB_TRY(read_sharers(c, all[i].hash, &older));
        CB_TRY(share(c, &all[i], end - i, &older));
        CB_TRY(write_fingerprints(c, &all[i], end - i, &rows));
    }
    CB_TRY(cb_store_end_numbers(&rows, c->err));
done:
    return rc;
}

/* The same for one older article. */
static cb_status find_sharers_of(struct copies *c, const struct cb_hashes *fingerprints, struct sharers *out)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < fingerprints->count; i++) {
        size_t before = out->count;
        CB_TRY(read_sharers(c, fingerprints->items[i], out));
        if (out->count - before > COMMON)
            out->count = before;
    }
done:
    return rc;
}

/* ---- pairs ---- */

CB_LIST_TYPE(versions, struct version)

/* Of `fewer` fingerprints, those of the article that has fewer, so many are shared by a copy: half as many as
 * its part of the text lets expect. One quotation is in fewer. */
static int64_t least_shared(int64_t fewer)
{
    int64_t least = (fewer * SHARE_OF_COPY / 2 + 40) / 100;

    return least > 0 ? least : 1;
}

/* Of the articles that share fingerprints with `article` those that share so many that they are worth a
 * comparison, in order of first appearance. */
static cb_status find_candidates(struct copies *c, const struct version *article,
                                 const struct sharers *sharers, struct versions *out)
{
    cb_status rc = CB_OK;
    struct cb_err *err = c->err;
    struct row_set found = {0};
    struct sharers counts = {0}; /* for each found one, what it must have and has not yet */

    for (size_t i = 0; i < sharers->count; i++) {
        const struct sharer *sharer = &sharers->items[i];
        struct version *item;
        struct sharer *count;
        uint32_t place;
        bool added;
        if (sharer->id == article->id)
            continue;
        CB_TRY(cb_row_set_add(&c->scratch, &found, sharer->id, &added, &place, err));
        if (added) {
            int64_t fewer = sharer->fingerprints;
            fewer = fewer < article->fingerprint_count ? fewer : article->fingerprint_count;
            CB_TRY_NEW(count = CB_PUSH(&c->scratch, &counts));
            *count = (struct sharer){sharer->id, least_shared(fewer)};
        }
        if (--counts.items[place].fingerprints != 0)
            continue;
        CB_TRY_NEW(item = CB_PUSH(&c->scratch, out));
        CB_TRY(load_version(c, sharer->id, item));
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, compare_versions);
done:
    return rc;
}

static cb_status need_shingles(struct copies *c, struct version *version)
{
    cb_status rc = CB_OK;
    struct cb_words words;

    if (version->shingles.items)
        goto done;
    if (version->id >= c->range.first && version->id <= c->range.last) {
        version->shingles = c->indexed.items[version->id - c->range.first].shingles;
        goto done;
    }
    CB_TRY(read_words(c, version->id, &words));
    CB_TRY(cb_words_shingles(&c->scratch, &words, SHINGLE, &version->shingles, c->err));
done:
    return rc;
}

/* An article is a copy now, or none any more: its claims have another place in the order of first appearance,
 * and they and those of its own copies another origin. */
static cb_status seed_copies(struct copies *c, int64_t article)
{
    cb_status rc;

    CB_TRY(cb_store_run(c->store, SQL_TOUCH_COPIES, article, c->err));
    CB_TRY(cb_store_seed_claims(c->store, SQL_LINKED_CLAIMS, article, SEED_MOVED, c->err));
done:
    return rc;
}

/* Writes that `copy` has its text from `original`; *is_copy tells whether it has. */
static cb_status join_pair(struct copies *c, struct version *original, struct version *copy, bool *is_copy)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;
    size_t common, share, original_share;
    const char *relation = "part", *rule = "any.copy.part-of-text";

    *is_copy = false;
    if (original->shingle_count * 100 < copy->shingle_count * SHARE_OF_COPY)
        goto done; /* too short to have so much of it */
    CB_TRY(need_shingles(c, original));
    CB_TRY(need_shingles(c, copy));
    common = cb_hashes_common(&original->shingles, &copy->shingles);
    *is_copy = common * 100 >= copy->shingles.count * SHARE_OF_COPY;
    if (!*is_copy)
        goto done;
    share = common * 100 / copy->shingles.count;
    original_share = common * 100 / original->shingles.count;
    if (common == copy->shingles.count && common == original->shingles.count) {
        relation = "same";
        rule = "any.copy.same-text";
    } else if (original_share >= SHARE_OF_COPY) {
        relation = "near";
        rule = "any.copy.near-text";
    }
    CB_TRY(cb_store_check_rule(c->store, rule, c->err));
    CB_TRY(cb_store_bound(c->store, SQL_SET_COPY, copy->id, &stmt, c->err));
    cb_stmt_bind_int(stmt, 2, original->id);
    cb_stmt_bind_text(stmt, 3, cb_str_of(relation));
    cb_stmt_bind_int(stmt, 4, (int64_t)share);
    cb_stmt_bind_int(stmt, 5, (int64_t)original_share);
    cb_stmt_bind_text(stmt, 6, cb_str_of(rule));
    CB_TRY(cb_stmt_run(stmt, c->err));
    CB_TRY(seed_copies(c, copy->id));
done:
    return rc;
}

/* Does `article`, which comes before `later`, come before what `later` is known to be a copy of? */
static cb_status is_earlier_original(struct copies *c, const struct version *article,
                                     const struct version *later, bool *earlier)
{
    cb_status rc;
    struct row_ids known = {0};
    struct version original;

    *earlier = true;
    CB_TRY(cb_store_ids(c->store, SQL_COPY_OF, later->id, &c->scratch, &known, c->err));
    if (known.count == 0)
        goto done;
    CB_TRY(load_version(c, known.items[0], &original));
    *earlier = compare_versions(article, &original) < 0;
done:
    return rc;
}

/* Finds what `id` is a copy of; with `is_new`, also what has its text from it. */
static cb_status link_article(struct copies *c, int64_t id, const struct sharers *sharers, bool is_new)
{
    cb_status rc;
    struct version article;
    struct versions others = {0};
    bool is_copy = false, earlier;

    CB_TRY(load_version(c, id, &article));
    if (article.fingerprint_count == 0)
        goto done;
    CB_TRY(find_candidates(c, &article, sharers, &others));
    for (size_t i = 0; i < others.count; i++) {
        struct version *other = &others.items[i];
        if (compare_versions(other, &article) < 0) {
            if (!is_copy)
                CB_TRY(join_pair(c, other, &article, &is_copy));
            continue;
        }
        if (!is_new)
            break;
        CB_TRY(is_earlier_original(c, &article, other, &earlier));
        if (earlier)
            CB_TRY(join_pair(c, &article, other, &earlier));
    }
done:
    return rc;
}

/* Who shares fingerprints with an older article. */
static cb_status read_sharers_of(struct copies *c, int64_t id, struct sharers *out)
{
    cb_status rc;
    struct cb_words words;
    struct cb_hashes fingerprints;

    CB_TRY(read_words(c, id, &words));
    CB_TRY(cb_words_fingerprints(&c->scratch, &words, SHINGLE, WINDOW, FEW, &fingerprints, c->err));
    CB_TRY(find_sharers_of(c, &fingerprints, out));
done:
    return rc;
}

static cb_status link_again(struct copies *c, int64_t id)
{
    cb_status rc;
    struct sharers sharers = {0};

    CB_TRY(seed_copies(c, id));
    CB_TRY(cb_store_run(c->store, SQL_DROP_COPY, id, c->err));
    cb_arena_clear(&c->scratch);
    CB_TRY(read_sharers_of(c, id, &sharers));
    CB_TRY(link_article(c, id, &sharers, false));
done:
    return rc;
}

/* Older articles of which a fingerprint became common: they can only be copies no more, or of another one. */
static cb_status link_copies_again(struct copies *c)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < c->again.ids.count; i++) {
        struct row_ids original = {0};
        cb_arena_clear(&c->scratch);
        CB_TRY(cb_store_ids(c->store, SQL_COPY_OF, c->again.ids.items[i], &c->scratch, &original, c->err));
        if (original.count > 0)
            CB_TRY(link_again(c, c->again.ids.items[i]));
    }
done:
    return rc;
}

cb_status cb_store_link_articles(struct cb_store *store, struct link_range range, struct cb_err *err)
{
    cb_status rc;
    struct copies c = {.store = store, .range = range, .err = err};
    int64_t some;

    CB_TRY(cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM article_wordings)", 0, &some, err));
    c.is_first = !some;
    for (int64_t id = range.first; id <= range.last; id++)
        CB_TRY(index_article(&c, id));
    CB_TRY(find_sharers(&c));
    for (size_t i = 0; i < c.indexed.count; i++) {
        cb_arena_clear(&c.scratch);
        if (c.indexed.items[i].sharers.count > 0)
            CB_TRY(link_article(&c, c.indexed.items[i].id, &c.indexed.items[i].sharers, true));
    }
    CB_TRY(link_copies_again(&c));
done:
    cb_arena_release(&c.scratch);
    cb_arena_release(&c.arena);
    return rc;
}

cb_status cb_store_link_article_again(struct cb_store *store, int64_t article, struct cb_err *err)
{
    cb_status rc;
    struct copies c = {.store = store, .range = {INT64_MAX, INT64_MAX}, .err = err};
    struct version version;
    struct versions others = {0};
    struct sharers sharers = {0};
    struct row_set again = {0};

    CB_TRY(cb_row_set_add(&c.arena, &again, article, NULL, NULL, err));
    CB_TRY(load_version(&c, article, &version));
    if (version.fingerprint_count > 0) {
        CB_TRY(read_sharers_of(&c, article, &sharers));
        CB_TRY(find_candidates(&c, &version, &sharers, &others));
    }
    for (size_t i = 0; i < others.count; i++)
        CB_TRY(cb_row_set_add(&c.arena, &again, others.items[i].id, NULL, NULL, err));
    for (size_t i = 0; i < again.ids.count; i++)
        CB_TRY(link_again(&c, again.ids.items[i]));
done:
    cb_arena_release(&c.scratch);
    cb_arena_release(&c.arena);
    return rc;
}

cb_status cb_store_link_copies_due(struct cb_store *store, int64_t before, struct cb_err *err)
{
    cb_status rc;
    struct copies c = {.store = store, .range = {INT64_MAX, INT64_MAX}, .err = err};
    struct row_ids articles = {0};

    CB_TRY(cb_store_ids(store, SQL_COPIES_DUE, before, &c.arena, &articles, err));
    for (size_t i = 0; i < articles.count; i++)
        CB_TRY(link_again(&c, articles.items[i]));
done:
    cb_arena_release(&c.scratch);
    cb_arena_release(&c.arena);
    return rc;
}

/* A fingerprint that is common with this article only, and links the others when that is gone. */
static cb_status note_uncommon(struct copies *c, uint64_t fingerprint)
{
    cb_status rc;
    struct sharers sharers = {0};

    cb_arena_clear(&c->scratch);
    CB_TRY(read_some_sharers(c, fingerprint, COMMON + 2, &sharers));
    for (size_t i = 0; sharers.count == COMMON + 1 && i < sharers.count; i++)
        CB_TRY(cb_store_run(c->store, SQL_COPY_DUE, sharers.items[i].id, c->err));
done:
    return rc;
}

cb_status cb_store_unlink_article(struct cb_store *store, int64_t article, struct cb_err *err)
{
    static const enum sql_id FINGERPRINT[CB_LEVELS] = {SQL_DROP_ARTICLE_FINGERPRINT,
                                                       SQL_DROP_RECENT_ARTICLE_FINGERPRINT};
    cb_status rc;
    struct copies c = {.store = store, .range = {INT64_MAX, INT64_MAX}, .err = err};
    struct cb_words words;
    struct cb_hashes fingerprints;

    CB_TRY(read_words(&c, article, &words));
    CB_TRY(cb_words_fingerprints(&c.scratch, &words, SHINGLE, WINDOW, FEW, &fingerprints, err));
    CB_TRY(cb_hashes_keep(&c.arena, &fingerprints.items, fingerprints.count, err));
    for (size_t i = 0; i < fingerprints.count; i++) {
        CB_TRY(note_uncommon(&c, fingerprints.items[i]));
        CB_TRY(cb_store_drop_hash(store, FINGERPRINT, article, fingerprints.items[i], err));
    }
    CB_TRY(cb_store_run(store, SQL_RETIRE_COPIES, article, err));
    CB_TRY(cb_store_run(store, SQL_RETIRE_ARTICLE_WORDING, article, err));
done:
    cb_arena_release(&c.scratch);
    cb_arena_release(&c.arena);
    return rc;
}
