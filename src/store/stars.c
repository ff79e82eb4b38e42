/* Stars of wordings, brought up to date for what came or changed: a work list in order of first appearance.
 * Whoever is a centre now, or is none any more, passes that on to the later ones that are linked with it. */
#include "store/stars.h"

struct star_link {
    int64_t other, similarity;
    bool is_same, is_centre; /* the same words; the other one is a centre */
};
CB_LIST_TYPE(star_links, struct star_link)

/* A wording. */
struct node {
    int64_t wording, centre; /* centre 0: it is one itself */
    struct appearance first; /* of its claims; zeroed: there is none */
    bool is_fresh;           /* nobody has counted it as a centre yet */
    bool tells;              /* where it is a centre, the later ones must look at it again */
    bool is_wide;            /* the claims of its star stand in several articles */
    bool waits;              /* in the work list */
};
CB_LIST_TYPE(nodes, struct node)
CB_LIST_TYPE(places, uint32_t)

struct stars {
    struct cb_store *store;
    struct cb_arena arena, scratch; /* of the update; of one wording */
    struct appearances known;
    struct row_set wordings;
    struct nodes nodes;     /* of each of them */
    struct places waiting;  /* a heap of places in `nodes`, the first appearance on top */
    struct row_set changed; /* wordings that are of another star now */
    struct row_set looked;  /* wordings of which the star is to be looked at */
    struct row_set claims;  /* that may stand otherwise to the figures of others */
    struct cb_err *err;
};

/* ---- seeds ---- */

static cb_status add_seed(struct seeds *seeds, struct cb_arena *arena, int64_t id, unsigned flags,
                          struct cb_err *err)
{
    cb_status rc;
    uint32_t place;
    unsigned *item;
    bool added;

    CB_TRY(cb_row_set_add(arena, &seeds->ids, id, &added, &place, err));
    if (added)
        CB_TRY_NEW(CB_PUSH(arena, &seeds->flags));
    item = &seeds->flags.items[place];
    *item |= flags;
done:
    return rc;
}

cb_status cb_store_seed_wording(struct cb_store *store, int64_t wording, unsigned flags, struct cb_err *err)
{
    return add_seed(&store->wording_seeds, &store->seed_arena, wording, flags, err);
}

cb_status cb_store_seed_claim(struct cb_store *store, int64_t claim, unsigned flags, struct cb_err *err)
{
    return add_seed(&store->claim_seeds, &store->seed_arena, claim, flags, err);
}

void cb_store_drop_seeds(struct cb_store *store)
{
    cb_arena_clear(&store->seed_arena);
    store->wording_seeds = store->claim_seeds = (struct seeds){0};
}

cb_status cb_store_seed_claims(struct cb_store *store, enum sql_id query, int64_t id, unsigned flags,
                               struct cb_err *err)
{
    cb_status rc;
    struct row_ids claims = {0};

    CB_TRY(cb_store_ids(store, query, id, &store->seed_arena, &claims, err));
    for (size_t i = 0; i < claims.count; i++)
        CB_TRY(cb_store_seed_claim(store, claims.items[i], flags, err));
done:
    return rc;
}

/* ---- nodes ---- */

/* The first appearance among all claims of a wording. */
static cb_status find_first(struct stars *s, int64_t wording, struct appearance *first)
{
    cb_status rc;
    struct row_ids claims = {0};

    *first = (struct appearance){0};
    CB_TRY(cb_store_ids(s->store, SQL_CLAIMS_OF_WORDING, wording, &s->scratch, &claims, s->err));
    for (size_t i = 0; i < claims.count; i++) {
        struct appearance next;
        CB_TRY(cb_appearance_load(&s->known, claims.items[i], &next, s->err));
        if (next.issue && (!first->issue || cb_appearance_compare(&next, first) < 0))
            *first = next;
    }
done:
    return rc;
}

/* Writes what is known of a wording; most have nothing to tell. */
static cb_status write_node(struct stars *s, const struct node *node)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool tells = node->centre || node->is_wide || node->first.claim != node->wording;

    CB_TRY(cb_store_bound(s->store, tells ? SQL_SET_LINKED_WORDING : SQL_DROP_LINKED_WORDING, node->wording,
                          &stmt, s->err));
    if (tells) {
        cb_stmt_bind_int(stmt, 2, node->centre);
        cb_stmt_bind_int(stmt, 3, node->first.claim);
        cb_stmt_bind_int(stmt, 4, node->is_wide);
    }
    CB_TRY(cb_stmt_run(stmt, s->err));
done:
    return rc;
}

/* The place of a wording in `nodes`. */
static cb_status find_node(struct stars *s, int64_t wording, uint32_t *place)
{
    cb_status rc;
    struct cb_err *err = s->err;
    struct cb_stmt *stmt;
    struct node *node;
    bool added, row;

    CB_TRY(cb_row_set_add(&s->arena, &s->wordings, wording, &added, place, err));
    if (!added)
        goto done;
    CB_TRY_NEW(node = CB_PUSH(&s->arena, &s->nodes));
    node->wording = wording;
    CB_TRY(cb_store_bound(s->store, SQL_LINKED_WORDING, wording, &stmt, err));
    CB_TRY(cb_stmt_step(stmt, &row, err));
    node->centre = cb_stmt_int(stmt, 0);
    node->is_wide = cb_stmt_int(stmt, 1) != 0;
    if (!cb_stmt_is_null(stmt, 2)) {
        node->first = (struct appearance){.start = cb_stmt_int(stmt, 4), .claim = cb_stmt_int(stmt, 2)};
        CB_TRY(cb_issue_load(&s->known, cb_stmt_int(stmt, 3), &node->first.issue, err));
    }
    cb_stmt_reset(stmt);
    if (node->first.issue)
        goto done;
    CB_TRY(find_first(s, wording, &node->first)); /* the claim went that was the first */
    if (node->first.issue)
        CB_TRY(write_node(s, node));
done:
    cb_stmt_reset(&s->store->stmts[SQL_LINKED_WORDING]);
    return rc;
}

static cb_status read_links(struct stars *s, int64_t wording, struct star_links *out)
{
    cb_status rc;
    struct cb_err *err = s->err;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(s->store, SQL_STAR_LINKS, wording, &stmt, err));
    for (;;) {
        struct star_link *link;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(link = CB_PUSH(&s->scratch, out));
        *link = (struct star_link){cb_stmt_int(stmt, 0), cb_stmt_int(stmt, 1), cb_stmt_int(stmt, 2) != 0,
                                   cb_stmt_int(stmt, 3) != 0};
    }
done:
    cb_stmt_reset(&s->store->stmts[SQL_STAR_LINKS]);
    return rc;
}

/* ---- the work list ---- */

static bool is_before(const struct stars *s, uint32_t a, uint32_t b)
{
    return cb_appearance_compare(&s->nodes.items[a].first, &s->nodes.items[b].first) < 0;
}

static cb_status push(struct stars *s, uint32_t place)
{
    cb_status rc = CB_OK;
    struct cb_err *err = s->err;
    struct node *node = &s->nodes.items[place];
    size_t at = s->waiting.count;
    uint32_t *heap;

    if (node->waits || !node->first.issue)
        goto done;
    CB_TRY_NEW(CB_PUSH(&s->arena, &s->waiting));
    node->waits = true;
    heap = s->waiting.items;
    for (; at > 0 && is_before(s, place, heap[(at - 1) / 2]); at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = place;
done:
    return rc;
}

static uint32_t pop(struct stars *s)
{
    uint32_t *heap = s->waiting.items, top = heap[0], last = heap[--s->waiting.count];
    size_t at = 0, count = s->waiting.count;

    for (size_t next = 1; next < count; next = 2 * at + 1) {
        if (next + 1 < count && is_before(s, heap[next + 1], heap[next]))
            next++;
        if (!is_before(s, heap[next], last))
            break;
        heap[at] = heap[next];
        at = next;
    }
    heap[at] = last;
    s->nodes.items[top].waits = false;
    return top;
}

/* All that are linked with `place`, or only the later ones. */
static cb_status push_linked(struct stars *s, uint32_t place, const struct star_links *links, bool later)
{
    cb_status rc = CB_OK;
    uint32_t other;

    for (size_t i = 0; i < links->count; i++) {
        CB_TRY(find_node(s, links->items[i].other, &other));
        if (s->nodes.items[other].first.issue && (!later || is_before(s, place, other)))
            CB_TRY(push(s, other));
    }
done:
    return rc;
}

/* The earlier centre that a wording joins, 0 where there is none: the one that it is most like, so that it
 * stands with what it says most nearly, and of those the first. */
static cb_status choose_centre(struct stars *s, uint32_t place, const struct star_links *links,
                               int64_t *centre)
{
    cb_status rc = CB_OK;
    uint32_t best = UINT32_MAX, other;
    int64_t most = -1;

    for (size_t i = 0; i < links->count; i++) {
        const struct star_link *link = &links->items[i];
        int64_t alike = 2 * link->similarity + link->is_same;
        if (!link->is_centre || alike < most)
            continue;
        CB_TRY(find_node(s, link->other, &other));
        if (!s->nodes.items[other].first.issue || !is_before(s, other, place))
            continue;
        if (alike > most || is_before(s, other, best))
            best = other;
        most = alike;
    }
    *centre = best == UINT32_MAX ? 0 : s->nodes.items[best].wording;
done:
    return rc;
}

static cb_status look(struct row_set *set, struct stars *s, int64_t wording)
{
    return cb_row_set_add(&s->arena, set, wording, NULL, NULL, s->err);
}

/* Where the wording stands; the later ones hear of it where that matters to them. */
static cb_status decide(struct stars *s, uint32_t place)
{
    cb_status rc;
    struct star_links links = {0};
    struct node *node = &s->nodes.items[place];
    bool was_centre = !node->is_fresh && node->centre == 0, was_fresh = node->is_fresh, tells = node->tells;
    int64_t centre, old = node->centre;

    cb_arena_clear(&s->scratch);
    CB_TRY(read_links(s, node->wording, &links));
    CB_TRY(choose_centre(s, place, &links, &centre));
    node = &s->nodes.items[place];
    node->is_fresh = node->tells = false;
    if (was_fresh || centre != old) {
        CB_TRY(look(&s->changed, s, node->wording));
        CB_TRY(look(&s->looked, s, node->wording));
        if (old)
            CB_TRY(look(&s->looked, s, old));
    }
    if (centre != old) {
        node->centre = centre;
        node->is_wide = false;
        CB_TRY(write_node(s, node));
    }
    if ((centre == 0) != was_centre || (centre == 0 && tells))
        CB_TRY(push_linked(s, place, &links, true));
done:
    return rc;
}

/* ---- what starts it ---- */

/* Claims that may stand otherwise to the figures of others. */
static cb_status add_claims(struct stars *s, enum sql_id query, int64_t wording)
{
    cb_status rc;
    struct row_ids claims = {0};

    cb_arena_clear(&s->scratch);
    CB_TRY(cb_store_ids(s->store, query, wording, &s->scratch, &claims, s->err));
    for (size_t i = 0; i < claims.count; i++)
        CB_TRY(look(&s->claims, s, claims.items[i]));
done:
    return rc;
}

/* A claim that has the words of others may be their first appearance now. */
static cb_status take_claim(struct stars *s, int64_t claim, unsigned flags)
{
    cb_status rc;
    struct row_ids wording = {0};
    struct appearance own;
    struct node *node;
    uint32_t place;

    CB_TRY(look(&s->claims, s, claim));
    if (flags & SEED_MOVED) {
        CB_TRY(cb_store_run(s->store, SQL_TOUCH_CLAIM, claim, s->err));
        CB_TRY(add_claims(s, SQL_FIGURE_SHARERS_OF, claim));
    }
    cb_arena_clear(&s->scratch);
    CB_TRY(cb_store_ids(s->store, SQL_WORDING_OF_CLAIM, claim, &s->scratch, &wording, s->err));
    if (wording.count == 0)
        goto done;
    if (flags & SEED_MOVED) {
        CB_TRY(cb_store_seed_wording(s->store, wording.items[0], SEED_MOVED, s->err));
        goto done;
    }
    CB_TRY(find_node(s, wording.items[0], &place));
    CB_TRY(cb_appearance_load(&s->known, claim, &own, s->err));
    CB_TRY(look(&s->looked, s, wording.items[0]));
    node = &s->nodes.items[place];
    if (!own.issue || cb_appearance_compare(&own, &node->first) >= 0)
        goto done;
    CB_TRY(look(&s->claims, s, node->first.claim));
    node->first = own;
    node->tells = true;
    CB_TRY(write_node(s, node));
done:
    return rc;
}

/* Fresh, or to be looked at again; with SEED_MOVED the first of its claims may be another one. */
static cb_status take_wording(struct stars *s, int64_t wording, unsigned flags)
{
    cb_status rc;
    struct appearance first;
    struct node *node;
    uint32_t place;

    cb_arena_clear(&s->scratch);
    CB_TRY(find_node(s, wording, &place));
    CB_TRY(look(&s->looked, s, wording));
    s->nodes.items[place].is_fresh = (flags & SEED_FRESH) != 0;
    if (!(flags & SEED_MOVED))
        goto done;
    CB_TRY(find_first(s, wording, &first));
    node = &s->nodes.items[place];
    if (!first.issue)
        goto done;
    node->tells = true;
    if (first.claim == node->first.claim)
        goto done;
    CB_TRY(look(&s->claims, s, first.claim));
    CB_TRY(look(&s->claims, s, node->first.claim));
    node->first = first;
    CB_TRY(write_node(s, node));
done:
    return rc;
}

static cb_status push_seeds(struct stars *s)
{
    cb_status rc = CB_OK;
    const struct seeds *seeds = &s->store->wording_seeds;
    uint32_t place;

    for (size_t i = 0; i < seeds->ids.ids.count; i++) {
        struct star_links links = {0};
        CB_TRY(find_node(s, seeds->ids.ids.items[i], &place));
        CB_TRY(push(s, place));
        if (!(seeds->flags.items[i] & SEED_MOVED))
            continue;
        cb_arena_clear(&s->scratch);
        CB_TRY(read_links(s, seeds->ids.ids.items[i], &links));
        CB_TRY(push_linked(s, place, &links, false));
    }
    for (size_t i = 0; i < s->nodes.count; i++)
        if (s->nodes.items[i].tells)
            CB_TRY(push(s, (uint32_t)i));
done:
    return rc;
}

/* ---- what follows from it ---- */

cb_status cb_star_touch(struct cb_store *store, int64_t claim, struct cb_err *err)
{
    return cb_store_run(store, SQL_TOUCH, claim, err);
}

/* Do the claims of the star of `place` stand in several articles? */
static cb_status look_at_star(struct stars *s, uint32_t place)
{
    cb_status rc;
    struct node *node = &s->nodes.items[place];
    struct cb_stmt *stmt;
    struct row_ids wide = {0};

    CB_TRY(cb_store_bound(s->store, SQL_STAR_IS_WIDE, node->wording, &stmt, s->err));
    cb_stmt_bind_int(stmt, 2, node->first.issue->article);
    cb_arena_clear(&s->scratch);
    CB_TRY(cb_store_collect(stmt, &s->scratch, &wide, s->err));
    if (wide.items[0])
        CB_TRY(cb_star_touch(s->store, node->first.claim, s->err));
    if ((wide.items[0] != 0) == node->is_wide)
        goto done;
    node->is_wide = wide.items[0] != 0;
    if (!node->is_wide)
        CB_TRY(cb_store_run(s->store, SQL_TOUCH_STAR, node->wording, s->err));
    CB_TRY(write_node(s, node));
    CB_TRY(add_claims(s, SQL_FIGURE_CLAIMS_OF_STAR, node->wording));
done:
    return rc;
}

static cb_status look_at_stars(struct stars *s)
{
    cb_status rc = CB_OK;
    struct row_set stars = {0};
    uint32_t place;

    for (size_t i = 0; i < s->looked.ids.count; i++) {
        CB_TRY(find_node(s, s->looked.ids.items[i], &place));
        if (s->nodes.items[place].first.issue)
            CB_TRY(look(&stars, s,
                        s->nodes.items[place].centre ? s->nodes.items[place].centre
                                                     : s->nodes.items[place].wording));
    }
    for (size_t i = 0; i < stars.ids.count; i++) {
        CB_TRY(find_node(s, stars.ids.items[i], &place));
        if (s->nodes.items[place].first.issue && s->nodes.items[place].centre == 0)
            CB_TRY(look_at_star(s, place));
    }
done:
    return rc;
}

/* Wordings that are of another star now: their claims are of another cluster, or of none. */
static cb_status follow_changes(struct stars *s)
{
    cb_status rc = CB_OK;
    uint32_t place;

    for (size_t i = 0; i < s->changed.ids.count; i++) {
        int64_t wording = s->changed.ids.items[i];
        CB_TRY(find_node(s, wording, &place));
        if (s->nodes.items[place].centre)
            CB_TRY(find_node(s, s->nodes.items[place].centre, &place));
        if (!s->nodes.items[place].is_wide)
            CB_TRY(cb_store_run(s->store, SQL_TOUCH_WORDING, wording, s->err));
        CB_TRY(add_claims(s, SQL_FIGURE_CLAIMS_OF_WORDING, wording));
    }
done:
    return rc;
}

static cb_status settle(struct stars *s)
{
    cb_status rc = CB_OK;
    const struct seeds *claims = &s->store->claim_seeds, *wordings = &s->store->wording_seeds;

    for (size_t i = 0; i < claims->ids.ids.count; i++)
        CB_TRY(take_claim(s, claims->ids.ids.items[i], claims->flags.items[i]));
    for (size_t i = 0; i < wordings->ids.ids.count; i++)
        CB_TRY(take_wording(s, wordings->ids.ids.items[i], wordings->flags.items[i]));
    CB_TRY(push_seeds(s));
    while (s->waiting.count > 0)
        CB_TRY(decide(s, pop(s)));
    CB_TRY(look_at_stars(s));
    CB_TRY(follow_changes(s));
    CB_TRY(cb_star_figures(&s->known, &s->claims, s->err));
done:
    return rc;
}

cb_status cb_store_settle(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct stars s = {.store = store, .err = err};

    s.known = (struct appearances){.store = store, .arena = &s.arena};
    CB_TRY(settle(&s));
    cb_store_drop_seeds(store);
done:
    cb_arena_release(&s.scratch);
    cb_arena_release(&s.arena);
    return rc;
}
