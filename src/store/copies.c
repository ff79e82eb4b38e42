/* Which articles have their text from an earlier one.
 *
 * Copies of one article all point at its first appearance, not at each other: as many rows as copies. First
 * is the earlier day of publication; on one day the longer text, of which the shorter one is a part; then the
 * smaller hash of the article's bytes. */
#include "store/sql.h"

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

/* A new article's fingerprints. */
struct indexed {
    int64_t id;
    struct cb_hashes fingerprints;
};
CB_LIST_TYPE(indexeds, struct indexed)

struct copies {
    struct cb_store *store;
    struct link_range range;
    struct cb_arena arena, scratch; /* of the update; of one article */
    struct indexeds indexed;
    struct row_set again; /* older articles of which a fingerprint became common */
    struct cb_err *err;
};

/* ---- words ---- */

/* The bytes of code points [start, end) of `text`; *byte and *chars are a place before them, and move on. */
static struct cb_str slice_of(struct cb_str text, int64_t start, int64_t end, size_t *byte, int64_t *chars)
{
    size_t from = *byte;

    for (; *byte < text.len; (*byte)++) {
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

/* Writes the article's fingerprints. */
static cb_status index_article(struct copies *c, int64_t article)
{
    cb_status rc;
    struct cb_err *err = c->err;
    struct cb_words words;
    struct cb_hashes shingles, fingerprints;
    struct indexed *indexed;
    struct cb_stmt *stmt;

    cb_arena_clear(&c->scratch);
    CB_TRY_NEW(indexed = CB_PUSH(&c->arena, &c->indexed));
    CB_TRY(read_words(c, article, &words));
    CB_TRY(cb_words_shingles(&c->scratch, &words, SHINGLE, &shingles, c->err));
    CB_TRY(cb_words_fingerprints(&c->arena, &words, SHINGLE, WINDOW, FEW, &fingerprints, c->err));
    *indexed = (struct indexed){article, fingerprints};
    if (shingles.count < SHORTEST)
        fingerprints.count = 0;
    CB_TRY(cb_store_stmt(c->store, SQL_ADD_ARTICLE_WORDING, &stmt, c->err));
    cb_stmt_bind_int(stmt, 1, article);
    cb_stmt_bind_int(stmt, 2, (int64_t)shingles.count);
    cb_stmt_bind_int(stmt, 3, (int64_t)fingerprints.count);
    CB_TRY(cb_stmt_run(stmt, c->err));
    CB_TRY(cb_store_stmt(c->store, SQL_ADD_ARTICLE_FINGERPRINT, &stmt, c->err));
    cb_stmt_bind_int(stmt, 1, article);
    for (size_t i = 0; i < fingerprints.count; i++) {
        cb_stmt_bind_int(stmt, 2, (int64_t)fingerprints.items[i]);
        CB_TRY(cb_stmt_run(stmt, c->err));
    }
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
    CB_TRY(cb_store_stmt(c->store, SQL_ARTICLE_ORDER, &stmt, c->err));
    cb_stmt_bind_int(stmt, 1, article);
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

static cb_status count_fingerprints(struct copies *c, int64_t article, int64_t *count)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(c->store, SQL_COUNT_FINGERPRINTS, &stmt, c->err));
    cb_stmt_bind_int(stmt, 1, article);
    CB_TRY(cb_stmt_step(stmt, &row, c->err));
    *count = row ? cb_stmt_int(stmt, 0) : 0;
done:
    cb_stmt_reset(&c->store->stmts[SQL_COUNT_FINGERPRINTS]);
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

/* ---- pairs ---- */

/* Puts the articles that share `fingerprint` behind *found. One that became common with this update links
 * nothing any more: its older articles are to be looked at again. */
static cb_status add_sharers(struct copies *c, uint64_t fingerprint, struct row_ids *found)
{
    cb_status rc;
    struct cb_stmt *stmt;
    size_t before = found->count;

    CB_TRY(cb_store_stmt(c->store, SQL_ARTICLES_BY_FINGERPRINT, &stmt, c->err));
    cb_stmt_bind_int(stmt, 1, (int64_t)fingerprint);
    cb_stmt_bind_int(stmt, 2, COMMON + 1);
    CB_TRY(cb_store_collect(stmt, &c->scratch, found, c->err));
    if (found->count - before <= COMMON)
        goto done;
    if (found->items[found->count - 1] >= c->range.first)
        for (size_t i = before; i < found->count && found->items[i] < c->range.first; i++)
            CB_TRY(cb_row_set_add(&c->arena, &c->again, found->items[i], NULL, NULL, c->err));
    found->count = before;
done:
    return rc;
}

CB_LIST_TYPE(versions, struct version)

/* The articles that share so many fingerprints with `article` that they are worth a comparison, in order of
 * first appearance. */
static cb_status find_candidates(struct copies *c, const struct version *article,
                                 const struct cb_hashes *fingerprints, struct versions *out)
{
    enum { LEAST_PART = 5 }; /* of the fingerprints of the one that has fewer */
    cb_status rc = CB_OK;
    struct cb_err *err = c->err;
    struct row_ids found = {0};

    for (size_t i = 0; i < fingerprints->count; i++)
        CB_TRY(add_sharers(c, fingerprints->items[i], &found));
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, cb_row_compare);
    for (size_t i = 0, end; i < found.count; i = end) {
        struct version other, *item;
        int64_t fewer;
        for (end = i + 1; end < found.count && found.items[end] == found.items[i]; end++)
            ;
        if (found.items[i] == article->id)
            continue;
        CB_TRY(count_fingerprints(c, found.items[i], &fewer));
        fewer = fewer < article->fingerprint_count ? fewer : article->fingerprint_count;
        if ((int64_t)(end - i) * LEAST_PART < fewer)
            continue;
        CB_TRY(load_version(c, found.items[i], &other));
        CB_TRY_NEW(item = CB_PUSH(&c->scratch, out));
        *item = other;
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
    CB_TRY(read_words(c, version->id, &words));
    CB_TRY(cb_words_shingles(&c->scratch, &words, SHINGLE, &version->shingles, c->err));
done:
    return rc;
}

/* Writes that `copy` has its text from `original`; *is_copy tells whether it has. */
static cb_status join_pair(struct copies *c, struct version *original, struct version *copy, bool *is_copy)
{
    cb_status rc;
    struct cb_stmt *stmt;
    size_t common, share, original_share;
    const char *relation = "part", *rule = "any.copy.part-of-text";

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
    CB_TRY(cb_store_stmt(c->store, SQL_SET_COPY, &stmt, c->err));
    cb_stmt_bind_int(stmt, 1, copy->id);
    cb_stmt_bind_int(stmt, 2, original->id);
    cb_stmt_bind_text(stmt, 3, cb_str_of(relation));
    cb_stmt_bind_int(stmt, 4, (int64_t)share);
    cb_stmt_bind_int(stmt, 5, (int64_t)original_share);
    cb_stmt_bind_text(stmt, 6, cb_str_of(rule));
    CB_TRY(cb_stmt_run(stmt, c->err));
    CB_TRY(cb_store_stmt(c->store, SQL_SEED_COPIES, &stmt, c->err));
    cb_stmt_bind_int(stmt, 1, copy->id);
    CB_TRY(cb_stmt_run(stmt, c->err));
done:
    return rc;
}

/* Does `article`, which comes before `later`, come before what `later` is known to be a copy of? */
static cb_status is_earlier_original(struct copies *c, const struct version *article,
                                     const struct version *later, bool *earlier)
{
    cb_status rc;
    struct cb_stmt *stmt;
    struct row_ids known = {0};
    struct version original;

    *earlier = true;
    CB_TRY(cb_store_stmt(c->store, SQL_COPY_OF, &stmt, c->err));
    cb_stmt_bind_int(stmt, 1, later->id);
    CB_TRY(cb_store_collect(stmt, &c->scratch, &known, c->err));
    if (known.count == 0)
        goto done;
    CB_TRY(load_version(c, known.items[0], &original));
    *earlier = compare_versions(article, &original) < 0;
done:
    return rc;
}

/* Finds what `id` is a copy of; with `is_new`, also what has its text from it. */
static cb_status link_article(struct copies *c, int64_t id, const struct cb_hashes *fingerprints, bool is_new)
{
    cb_status rc;
    struct version article;
    struct versions others = {0};
    bool is_copy = false, earlier;

    CB_TRY(load_version(c, id, &article));
    if (article.fingerprint_count == 0)
        goto done;
    CB_TRY(find_candidates(c, &article, fingerprints, &others));
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

static cb_status link_again(struct copies *c, int64_t id)
{
    cb_status rc;
    struct cb_words words;
    struct cb_hashes fingerprints;
    struct cb_stmt *stmt;
    static const enum sql_id BEFORE[] = {SQL_SEED_COPIES, SQL_DROP_COPY};

    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++) {
        CB_TRY(cb_store_stmt(c->store, BEFORE[i], &stmt, c->err));
        cb_stmt_bind_int(stmt, 1, id);
        CB_TRY(cb_stmt_run(stmt, c->err));
    }
    cb_arena_clear(&c->scratch);
    CB_TRY(read_words(c, id, &words));
    CB_TRY(cb_words_fingerprints(&c->scratch, &words, SHINGLE, WINDOW, FEW, &fingerprints, c->err));
    CB_TRY(link_article(c, id, &fingerprints, false));
done:
    return rc;
}

cb_status cb_store_link_articles(struct cb_store *store, struct link_range range, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct copies c = {.store = store, .range = range, .err = err};

    for (int64_t id = range.first; id <= range.last; id++)
        CB_TRY(index_article(&c, id));
    for (size_t i = 0; i < c.indexed.count; i++) {
        cb_arena_clear(&c.scratch);
        CB_TRY(link_article(&c, c.indexed.items[i].id, &c.indexed.items[i].fingerprints, true));
    }
    for (size_t i = 0; i < c.again.ids.count; i++)
        CB_TRY(link_again(&c, c.again.ids.items[i]));
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
    struct cb_words words;
    struct cb_hashes fingerprints;
    struct row_set again = {0};

    CB_TRY(cb_row_set_add(&c.arena, &again, article, NULL, NULL, err));
    CB_TRY(load_version(&c, article, &version));
    if (version.fingerprint_count > 0) {
        CB_TRY(read_words(&c, article, &words));
        CB_TRY(cb_words_fingerprints(&c.scratch, &words, SHINGLE, WINDOW, FEW, &fingerprints, err));
        CB_TRY(find_candidates(&c, &version, &fingerprints, &others));
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
