/* Which claims have their words, or a figure, in common.
 *
 * A wording is what one speaker says in one form of words, however often it is printed; wordings are linked,
 * not claims, so that an agency text in a hundred outlets is one row to compare with. */
#include "store/sql.h"

#include <stdlib.h>

#include "text/shingles.h"

enum {
    WORDS_MAX = 1000,   /* of a claim; those behind are not compared */
    COMPARED_BY = 2,    /* words of a shingle that likeness is counted in */
    SHINGLE = 3,        /* words of a fingerprint's shingle */
    WINDOW = 4,         /* so that 6 words in a row are always seen */
    FEW = 8,            /* shingles that are all kept as fingerprints */
    COMMON = 64,        /* wordings that share a fingerprint; more tell nothing */
    OTHER_NUMBERS = 1,  /* that near wordings may have */
    PART = 80,          /* percent of the shorter one's shingles that the longer one has */
    CUT = 5,            /* a part is at least a fifth shorter, or has no words of its own */
    SHORTEST_SAME = 6,  /* words that are the same by chance no more, whoever says them */
    SHORTEST_OF_ONE = 4 /* the same of one speaker */
};

/* What counts as alike: more is asked where it is not known that one speaker says both. */
static const struct {
    size_t near_percent, near_words, part_words;
} LIKENESS[2] = {{50, 6, 7}, {40, 4, 4}};

struct wording {
    int64_t id, speaker; /* speaker 0: none */
    struct cb_words words;
    struct cb_hashes pairs, numbers;
};

struct links {
    struct cb_store *store;
    int64_t first; /* the first claim of the update */
    struct cb_arena arena, scratch;
    struct row_set again; /* older wordings of which a fingerprint became common */
    struct cb_err *err;
};

/* ---- words ---- */

static cb_status read_words(struct cb_arena *arena, struct cb_str text, struct cb_words *out,
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

static cb_status load_wording(struct cb_store *store, struct cb_arena *arena, int64_t id, struct wording *out,
                              struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    *out = (struct wording){.id = id};
    CB_TRY(cb_store_stmt(store, SQL_CLAIM_WORDS, &stmt, err));
    cb_stmt_bind_int(stmt, 1, id);
    CB_TRY(cb_stmt_step(stmt, &row, err));
    if (row) {
        out->speaker = cb_stmt_int(stmt, 1);
        CB_TRY(read_words(arena, cb_stmt_text(stmt, 0), &out->words, err));
    }
    CB_TRY(cb_words_shingles(arena, &out->words, COMPARED_BY, &out->pairs, err));
    CB_TRY(cb_words_numbers(arena, &out->words, &out->numbers, err));
done:
    cb_stmt_reset(&store->stmts[SQL_CLAIM_WORDS]);
    return rc;
}

static uint64_t joined(uint64_t a, uint64_t b)
{
    const uint64_t both[] = {a, b};

    return cb_words_hash(&(struct cb_words){(uint64_t *)both, 2, 2});
}

static cb_status index_wording(struct links *l, int64_t id, uint64_t hash, const struct cb_words *words)
{
    cb_status rc;
    struct cb_hashes fingerprints;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(l->store, SQL_ADD_WORDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, id);
    cb_stmt_bind_int(stmt, 2, (int64_t)hash);
    cb_stmt_bind_int(stmt, 3, (int64_t)cb_words_hash(words));
    cb_stmt_bind_int(stmt, 4, (int64_t)words->count);
    CB_TRY(cb_stmt_run(stmt, l->err));
    CB_TRY(cb_words_fingerprints(&l->scratch, words, SHINGLE, WINDOW, FEW, &fingerprints, l->err));
    CB_TRY(cb_store_stmt(l->store, SQL_ADD_WORDING_FINGERPRINT, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, id);
    for (size_t i = 0; i < fingerprints.count; i++) {
        cb_stmt_bind_int(stmt, 2, (int64_t)fingerprints.items[i]);
        CB_TRY(cb_stmt_run(stmt, l->err));
    }
done:
    return rc;
}

static cb_status seed(struct links *l, enum sql_id statement, int64_t id)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(l->store, statement, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, id);
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
    CB_TRY(seed(l, SQL_ADD_SEED, claim));
    CB_TRY(read_words(&l->scratch, text, &words, l->err));
    if (words.count < (speaker ? SHORTEST_OF_ONE : SHORTEST_SAME))
        goto done;
    hash = joined(cb_words_hash(&words), (uint64_t)speaker);
    CB_TRY(cb_store_stmt(l->store, SQL_FIND_WORDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, (int64_t)hash);
    CB_TRY(cb_store_collect(stmt, &l->scratch, &known, l->err));
    if (known.count == 0)
        CB_TRY(index_wording(l, claim, hash, &words));
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
        if (l->first == 0)
            l->first = cb_stmt_int(stmt, 0);
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

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How alike two wordings are; false where they are not. */
static bool compare_wordings(const struct wording *a, const struct wording *b, const char **relation,
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
        *relation = "same";
        *percent = 100;
        return words >= SHORTEST_SAME;
    }
    *relation = "part";
    *percent = common * 100 / shorter;
    if (*percent == 100 || (*percent >= PART && shorter * CUT <= longer * (CUT - 1)))
        return words >= LIKENESS[one_speaker].part_words;
    *relation = "near";
    *percent = common * 100 / (shorter + longer - common);
    return *percent >= LIKENESS[one_speaker].near_percent && words >= LIKENESS[one_speaker].near_words &&
           numbers <= OTHER_NUMBERS;
}

static cb_status compare_with(struct links *l, const struct wording *wording, int64_t other_id)
{
    cb_status rc;
    struct wording other;
    struct cb_stmt *stmt;
    const char *relation;
    size_t percent;

    CB_TRY(load_wording(l->store, &l->scratch, other_id, &other, l->err));
    if (!compare_wordings(wording, &other, &relation, &percent))
        goto done;
    CB_TRY(cb_store_stmt(l->store, SQL_ADD_LINK, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, wording->id);
    cb_stmt_bind_int(stmt, 2, other_id);
    cb_stmt_bind_text(stmt, 3, cb_str_of(relation));
    cb_stmt_bind_int(stmt, 4, (int64_t)percent);
    CB_TRY(cb_stmt_run(stmt, l->err));
done:
    return rc;
}

/* Puts the wordings that share `fingerprint` into *found. One that became common with this update links
 * nothing any more: its older wordings are to be looked at again. */
static cb_status add_sharers(struct links *l, uint64_t fingerprint, struct row_set *found)
{
    cb_status rc;
    struct cb_stmt *stmt;
    struct row_ids ids = {0};

    CB_TRY(cb_store_stmt(l->store, SQL_WORDINGS_BY_FINGERPRINT, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, (int64_t)fingerprint);
    cb_stmt_bind_int(stmt, 2, COMMON + 1);
    CB_TRY(cb_store_collect(stmt, &l->scratch, &ids, l->err));
    if (ids.count <= COMMON) {
        for (size_t i = 0; i < ids.count; i++)
            CB_TRY(cb_row_set_add(&l->scratch, found, ids.items[i], NULL, NULL, l->err));
    } else if (ids.items[COMMON] >= l->first) {
        for (size_t i = 0; i < ids.count && ids.items[i] < l->first; i++)
            CB_TRY(cb_row_set_add(&l->arena, &l->again, ids.items[i], NULL, NULL, l->err));
    }
done:
    return rc;
}

/* Links a wording with all that are alike; a new one with those before it only, as the others follow. */
static cb_status link_wording(struct links *l, int64_t id)
{
    cb_status rc;
    struct wording wording;
    struct cb_hashes fingerprints;
    struct row_set found = {0};

    cb_arena_clear(&l->scratch);
    CB_TRY(load_wording(l->store, &l->scratch, id, &wording, l->err));
    CB_TRY(cb_words_fingerprints(&l->scratch, &wording.words, SHINGLE, WINDOW, FEW, &fingerprints, l->err));
    for (size_t i = 0; i < fingerprints.count; i++)
        CB_TRY(add_sharers(l, fingerprints.items[i], &found));
    for (size_t i = 0; i < found.ids.count; i++)
        if (found.ids.items[i] < id || (id < l->first && found.ids.items[i] != id))
            CB_TRY(compare_with(l, &wording, found.ids.items[i]));
done:
    return rc;
}

static cb_status link_again(struct links *l, int64_t id)
{
    cb_status rc;

    CB_TRY(seed(l, SQL_SEED_WORDING, id));
    CB_TRY(seed(l, SQL_DROP_LINKS, id));
    CB_TRY(link_wording(l, id));
done:
    return rc;
}

/* The first wording behind `*id`, 0 when there is none. */
static cb_status next_wording(struct links *l, int64_t *id)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(l->store, SQL_NEXT_WORDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, *id);
    CB_TRY(cb_stmt_step(stmt, &row, l->err));
    *id = row ? cb_stmt_int(stmt, 0) : 0;
done:
    cb_stmt_reset(&l->store->stmts[SQL_NEXT_WORDING]);
    return rc;
}

cb_status cb_store_link_wordings(struct cb_store *store, struct link_range range, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct links l = {.store = store, .err = err};
    int64_t id;

    for (int64_t article = range.first; article <= range.last; article++) {
        CB_TRY(index_claims(&l, article));
        CB_TRY(index_figures(&l, article));
    }
    if (l.first == 0)
        goto done;
    id = l.first - 1;
    for (;;) {
        CB_TRY(next_wording(&l, &id));
        if (id == 0)
            break;
        CB_TRY(link_wording(&l, id));
    }
    for (size_t i = 0; i < l.again.ids.count; i++)
        CB_TRY(link_again(&l, l.again.ids.items[i]));
done:
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}

cb_status cb_store_resemblance(struct cb_store *store, struct cb_arena *arena, int64_t claim, int64_t other,
                               int64_t *percent, struct cb_err *err)
{
    cb_status rc;
    struct wording a, b;
    size_t common, all;

    CB_TRY(load_wording(store, arena, claim, &a, err));
    CB_TRY(load_wording(store, arena, other, &b, err));
    common = cb_hashes_common(&a.pairs, &b.pairs);
    all = a.pairs.count + b.pairs.count - common;
    *percent = all ? (int64_t)(common * 100 / all) : 0;
done:
    return rc;
}
