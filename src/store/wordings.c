/* Which claims have their words, or a figure, in common.
 *
 * A wording is what one speaker says in one form of words, however often it is printed; wordings are linked,
 * not claims, so that an agency text in a hundred outlets is one row to compare with. */
#include "store/wordings.h"

/* ---- index ---- */

static uint64_t joined(uint64_t a, uint64_t b)
{
    const uint64_t both[] = {a, b};

    return cb_words_hash(&(struct cb_words){(uint64_t *)both, 2, 2});
}

cb_status cb_links_run(struct links *l, enum sql_id statement, int64_t id)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(l->store, statement, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, id);
    CB_TRY(cb_stmt_run(stmt, l->err));
done:
    return rc;
}

cb_status cb_links_drop(struct links *l, int64_t id)
{
    cb_status rc;

    CB_TRY(cb_links_run(l, SQL_DROP_LINKS_TO, id));
    CB_TRY(cb_links_run(l, SQL_DROP_LINKS_FROM, id));
done:
    return rc;
}

/* The first `limit` wordings that have `fingerprint`. */
cb_status cb_links_sharers(struct links *l, uint64_t fingerprint, size_t limit, struct row_ids *out)
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
cb_status cb_links_touch(struct links *l, uint64_t fingerprint)
{
    cb_status rc;
    struct cb_err *err = l->err;
    struct row_ids ids = {0};
    int64_t *was_common;
    bool added;

    CB_TRY(cb_row_set_add(&l->arena, &l->touched, (int64_t)fingerprint, &added, NULL, err));
    if (!added)
        goto done;
    CB_TRY(cb_links_sharers(l, fingerprint, COMMON + 1, &ids));
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
        CB_TRY(cb_links_touch(l, fresh->fingerprints.items[i]));
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

bool cb_wording_is_long_enough(const struct cb_words *words, int64_t speaker)
{
    return words->count >= (speaker ? SHORTEST_OF_ONE : CB_WORDING_SHORTEST);
}

uint64_t cb_wording_hash(const struct cb_words *words, int64_t speaker)
{
    return joined(cb_words_hash(words), (uint64_t)speaker);
}

/* The wording that has this hash; 0: there is none. */
cb_status cb_links_find_wording(struct links *l, uint64_t hash, int64_t *known)
{
    cb_status rc;
    struct row_ids ids = {0};
    struct cb_stmt *stmt;

    *known = 0;
    CB_TRY(cb_store_stmt(l->store, SQL_FIND_WORDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, (int64_t)hash);
    CB_TRY(cb_store_collect(stmt, &l->scratch, &ids, l->err));
    if (ids.count > 0)
        *known = ids.items[0];
done:
    return rc;
}

/* Gives the claim its wording, a new one where nobody has used these words yet. */
cb_status cb_links_index_claim(struct links *l, int64_t claim, struct cb_str text, int64_t speaker)
{
    cb_status rc;
    struct cb_words words;
    struct cb_stmt *stmt;
    int64_t known;
    uint64_t hash;

    cb_arena_clear(&l->scratch);
    CB_TRY(cb_links_run(l, SQL_ADD_SEED, claim));
    CB_TRY(cb_wording_read(&l->arena, text, &words, l->err));
    if (!cb_wording_is_long_enough(&words, speaker))
        goto done;
    hash = cb_wording_hash(&words, speaker);
    CB_TRY(cb_links_find_wording(l, hash, &known));
    if (known == 0) {
        CB_TRY(add_wording(l, claim, hash));
        CB_TRY(add_fresh(l, claim, speaker, words));
    }
    CB_TRY(cb_store_stmt(l->store, SQL_ADD_CLAIM_WORDING, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, claim);
    cb_stmt_bind_int(stmt, 2, known ? known : claim);
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
        CB_TRY(cb_links_index_claim(l, cb_stmt_int(stmt, 0), cb_stmt_text(stmt, 1), cb_stmt_int(stmt, 2)));
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
uint64_t cb_links_figure_hash(struct cb_stmt *stmt)
{
    uint64_t hash = (uint64_t)cb_stmt_int(stmt, 1);

    for (int column = 2; column <= 4; column++)
        hash = joined(hash, cb_stmt_is_null(stmt, column) ? 0 : cb_str_hash(cb_stmt_text(stmt, column)));
    hash = joined(hash, amount_hash(stmt, 5));
    return joined(hash, amount_hash(stmt, 6));
}

cb_status cb_links_add_figure(struct links *l, int64_t claim, int64_t hash, struct cb_str day)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(l->store, SQL_ADD_CLAIM_FIGURE, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, hash);
    cb_stmt_bind_text(stmt, 2, day);
    cb_stmt_bind_int(stmt, 3, claim);
    CB_TRY(cb_stmt_run(stmt, l->err));
done:
    return rc;
}

static cb_status index_figures(struct links *l, int64_t article)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(l->store, SQL_FIGURES_TO_LINK, &stmt, l->err));
    cb_stmt_bind_int(stmt, 1, article);
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
cb_status cb_links_look_again(struct links *l, const struct row_ids *ids)
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
            CB_TRY(cb_links_look_again(l, first));
        goto done;
    }
    if (!cb_row_set_find(&l->touched, (int64_t)fingerprint, &place) || l->were_common.items[place])
        goto done;
    CB_TRY(cb_links_sharers(l, fingerprint, COMMON + 1 + l->fresh.count, &all));
    CB_TRY(cb_links_look_again(l, &all));
done:
    return rc;
}

/* Puts the wordings that share `fingerprint` into *found, where they are not too many. */
static cb_status add_sharers(struct links *l, uint64_t fingerprint, struct row_set *found)
{
    cb_status rc;
    struct row_ids ids = {0};

    CB_TRY(cb_links_sharers(l, fingerprint, COMMON + 1, &ids));
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
    CB_TRY(cb_links_run(l, SQL_SEED_WORDING, id));
    CB_TRY(cb_links_drop(l, id));
    CB_TRY(cb_wording_load(l->store, &l->scratch, id, &wording, l->err));
    CB_TRY(cb_words_fingerprints(&l->scratch, &wording.words, SHINGLE, WINDOW, FEW, &fingerprints, l->err));
    CB_TRY(link_wording(l, &wording, &fingerprints, false));
done:
    return rc;
}

cb_status cb_links_make(struct links *l)
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
    CB_TRY(cb_links_make(&l));
done:
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}
