/* What a wording is compared by, and how alike two are. */
#include "store/wording.h"

#include "base/alloc.h"

enum {
    WORDS_MAX = 1000,  /* of a claim; those behind are not compared */
    COMPARED_BY = 2,   /* words of a shingle that likeness is counted in */
    OTHER_NUMBERS = 1, /* that near wordings may have */
    PART = 80,         /* percent of the shorter one's shingles that the longer one has */
    CUT = 5            /* a part is at least a fifth shorter, or has no words of its own */
};

/* What counts as alike: more is asked where it is not known that one speaker says both. */
static const struct {
    size_t near_percent, near_words, part_words;
} LIKENESS[2] = {{50, 6, 7}, {40, 4, 4}};

/* The same wordings are compared again and again: those of the last time, at their row id modulo CACHED. */
enum { CACHED = 4096 };

struct wording_cache {
    struct wording places[CACHED]; /* id 0: nothing */
    uint64_t *hashes[CACHED];      /* words, pairs and numbers of each, in one piece */
};

cb_status cb_wording_read(struct cb_arena *arena, struct cb_str text, struct cb_words *out,
                          struct cb_err *err)
{
    cb_status rc;

    *out = (struct cb_words){0};
    CB_TRY(cb_words_add(arena, text, out, err));
    if (out->count > WORDS_MAX)
        out->count = WORDS_MAX;
done:
    return rc;
}

cb_status cb_wording_measure(struct cb_arena *arena, struct wording *wording, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_words_shingles(arena, &wording->words, COMPARED_BY, &wording->pairs, err));
    CB_TRY(cb_words_numbers(arena, &wording->words, &wording->numbers, err));
    wording->sketch = 0;
    for (size_t i = 0; i < wording->pairs.count; i++)
        wording->sketch |= UINT64_C(1) << (wording->pairs.items[i] >> 32) % 64;
done:
    return rc;
}

cb_status cb_wording_load(struct cb_store *store, struct cb_arena *arena, int64_t id, struct wording *out,
                          struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    *out = (struct wording){.id = id};
    CB_TRY(cb_store_bound(store, SQL_CLAIM_WORDS, id, &stmt, err));
    CB_TRY(cb_stmt_step(stmt, &row, err));
    if (row) {
        out->speaker = cb_stmt_int(stmt, 1);
        CB_TRY(cb_wording_read(arena, cb_stmt_text(stmt, 0), &out->words, err));
    }
    CB_TRY(cb_wording_measure(arena, out, err));
done:
    cb_stmt_reset(&store->stmts[SQL_CLAIM_WORDS]);
    return rc;
}

void cb_store_free_cache(struct cb_store *store)
{
    for (size_t i = 0; store->cache && i < CACHED; i++)
        cb_free(store->cache->hashes[i]);
    cb_free(store->cache);
    store->cache = NULL;
}

void cb_wording_forget(struct cb_store *store, int64_t id)
{
    struct wording *place = store->cache ? &store->cache->places[id % CACHED] : NULL;

    if (place && place->id == id)
        place->id = 0;
}

static void copy_hashes(uint64_t **to, uint64_t **items, size_t count)
{
    if (count > 0)
        memcpy(*to, *items, count * sizeof **items);
    *items = *to;
    *to += count;
}

/* Puts `wording` into the cache; where there is no memory for that, it is not in. */
static void remember_wording(struct cb_store *store, struct wording wording)
{
    size_t place = (size_t)(wording.id % CACHED);
    size_t count = wording.words.count + wording.pairs.count + wording.numbers.count;
    uint64_t *hashes = cb_alloc((count + 1) * sizeof *hashes), *to = hashes;

    if (!store->cache)
        store->cache = cb_alloc(sizeof *store->cache);
    if (!store->cache || !hashes) {
        cb_free(hashes);
        return;
    }
    copy_hashes(&to, &wording.words.items, wording.words.count);
    copy_hashes(&to, &wording.pairs.items, wording.pairs.count);
    copy_hashes(&to, &wording.numbers.items, wording.numbers.count);
    cb_free(store->cache->hashes[place]);
    store->cache->hashes[place] = hashes;
    store->cache->places[place] = wording;
}

cb_status cb_wording_recall(struct cb_store *store, struct cb_arena *arena, int64_t id, struct wording *out,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (store->cache && store->cache->places[id % CACHED].id == id) {
        *out = store->cache->places[id % CACHED];
        goto done;
    }
    CB_TRY(cb_wording_load(store, arena, id, out, err));
    remember_wording(store, *out);
done:
    return rc;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t count_bits(uint64_t bits)
{
    size_t count = 0;

    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

bool cb_wording_may_resemble(const struct wording *wording, uint64_t sketch, size_t pairs)
{
    size_t mine = wording->pairs.count, shorter = least(mine, pairs);
    size_t alone = count_bits(wording->sketch & ~sketch), alone_there = count_bits(sketch & ~wording->sketch);
    size_t common = least(mine - least(mine, alone), pairs - least(pairs, alone_there));

    return common * 100 >= shorter * PART ||
           common * 100 >= (mine + pairs - common) * LIKENESS[1].near_percent;
}

bool cb_wording_compare(const struct wording *a, const struct wording *b, enum wording_relation *relation,
                        size_t *percent)
{
    size_t common = cb_hashes_common(&a->pairs, &b->pairs), words = least(a->words.count, b->words.count);
    size_t shorter = least(a->pairs.count, b->pairs.count),
           longer = a->pairs.count + b->pairs.count - shorter;
    size_t numbers = least(a->numbers.count, b->numbers.count) - cb_hashes_common(&a->numbers, &b->numbers);
    bool one_speaker = a->speaker && a->speaker == b->speaker;

    if (shorter == 0)
        return false;
    if (a->words.count == b->words.count && cb_words_hash(&a->words) == cb_words_hash(&b->words)) {
        *relation = WORDING_SAME;
        *percent = 100;
        return words >= CB_WORDING_SHORTEST;
    }
    *relation = WORDING_PART;
    *percent = common * 100 / shorter;
    if (*percent == 100 || (*percent >= PART && shorter * CUT <= longer * (CUT - 1)))
        return words >= LIKENESS[one_speaker].part_words;
    *relation = WORDING_NEAR;
    *percent = common * 100 / (shorter + longer - common);
    return *percent >= LIKENESS[one_speaker].near_percent && words >= LIKENESS[one_speaker].near_words &&
           numbers <= OTHER_NUMBERS;
}

cb_status cb_store_resemblance(struct cb_store *store, struct cb_arena *arena, int64_t claim, int64_t other,
                               int64_t *percent, struct cb_err *err)
{
    cb_status rc;
    struct wording a, b;
    size_t common, all;

    CB_TRY(cb_wording_load(store, arena, claim, &a, err));
    CB_TRY(cb_wording_load(store, arena, other, &b, err));
    common = cb_hashes_common(&a.pairs, &b.pairs);
    all = a.pairs.count + b.pairs.count - common;
    *percent = all ? (int64_t)(common * 100 / all) : 0;
done:
    return rc;
}
