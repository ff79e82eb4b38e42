/* Loose claims that give a figure which another claim gives, in other words: the same order and the same rule
 * as for wordings, over claims of one speaker that share a figure within two weeks. The first claims of
 * clusters are centres always, and come before the loose ones of their day. */
#include "store/stars.h"

#include <stdlib.h>

struct figure {
    int64_t hash;
    struct cb_str day; /* "": not known */
};
CB_LIST_TYPE(figure_list, struct figure)

struct figure_node {
    struct appearance own;
    bool waits;
};
CB_LIST_TYPE(figure_nodes, struct figure_node)

struct figuring {
    struct appearances *known;
    struct cb_store *store;
    struct cb_arena arena, scratch;
    struct row_set claims;
    struct figure_nodes nodes;
    struct row_ids waiting; /* places in `nodes`; those before `next` are done */
    size_t next;
    struct cb_err *err;
};

cb_status cb_star_place(struct cb_store *store, int64_t claim, struct claim_place *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    *out = (struct claim_place){.class = CLAIM_LOOSE};
    CB_TRY(cb_store_bound(store, SQL_CLAIM_PLACE, claim, &stmt, err));
    CB_TRY(cb_stmt_step(stmt, &row, err));
    if (row) {
        out->star = cb_stmt_int(stmt, 0);
        if (cb_stmt_int(stmt, 1))
            out->class = cb_stmt_int(stmt, 2) == claim ? CLAIM_FIRST : CLAIM_BOUND;
    }
done:
    cb_stmt_reset(&store->stmts[SQL_CLAIM_PLACE]);
    return rc;
}

/* The figures of a claim, and the greatest of their states: they are new together. */
static cb_status read_figures(struct cb_store *store, struct cb_arena *arena, int64_t claim,
                              struct figure_list *out, enum figure_state *state, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    *state = FIGURE_CENTRE;
    CB_TRY(cb_store_bound(store, SQL_FIGURES_OF_CLAIM, claim, &stmt, err));
    for (;;) {
        struct figure *figure;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(figure = CB_PUSH(arena, out));
        figure->hash = cb_stmt_int(stmt, 0);
        CB_TRY_NEW((figure->day = cb_arena_copy(arena, cb_stmt_text(stmt, 1))).ptr);
        if (cb_stmt_int(stmt, 2) > (int64_t)*state)
            *state = (enum figure_state)cb_stmt_int(stmt, 2);
    }
done:
    cb_stmt_reset(&store->stmts[SQL_FIGURES_OF_CLAIM]);
    return rc;
}

/* ---- what a claim joins ---- */

struct choice {
    struct appearance best; /* zeroed: nothing yet */
    enum figure_state state;
};

/* The better one comes first by day; on one day, the first claim of a cluster; then it appeared first. */
static void consider(struct choice *choice, const struct appearance *other, enum figure_state state)
{
    const struct issue *a = choice->best.issue, *b = other->issue;
    int order = 1;

    if (a) {
        order = cb_str_compare(a->published, b->published);
        if (order == 0)
            order = (choice->state == FIGURE_CENTRE) - (state == FIGURE_CENTRE);
        if (order == 0)
            order = cb_appearance_compare(&choice->best, other);
    }
    if (order > 0)
        *choice = (struct choice){*other, state};
}

/* The first centres of one kind that have a figure of the claim `own` in the two weeks before it. */
static cb_status consider_centres(struct appearances *known, struct cb_arena *arena,
                                  const struct appearance *own, const struct figure *figure,
                                  enum figure_state state, struct choice *choice, struct cb_err *err)
{
    cb_status rc;
    struct row_ids centres = {0};
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(known->store, SQL_FIGURE_CENTRES, figure->hash, &stmt, err));
    cb_stmt_bind_int(stmt, 2, state);
    cb_stmt_bind_text(stmt, 3, figure->day);
    cb_stmt_bind_int(stmt, 4, own->claim);
    CB_TRY(cb_store_collect(stmt, arena, &centres, err));
    for (size_t i = 0; i < centres.count; i++) {
        struct appearance other;
        CB_TRY(cb_appearance_load(known, centres.items[i], &other, err));
        if (other.issue && (state == FIGURE_FIRST || cb_appearance_compare(&other, own) < 0))
            consider(choice, &other, state);
    }
done:
    return rc;
}

cb_status cb_star_figure_centre(struct appearances *known, int64_t claim, struct appearance *out,
                                struct cb_err *err)
{
    cb_status rc;
    struct cb_arena *arena = known->arena;
    struct figure_list figures = {0};
    struct appearance own;
    struct choice choice = {0};
    enum figure_state state;

    CB_TRY(cb_appearance_load(known, claim, &own, err));
    CB_TRY(read_figures(known->store, arena, claim, &figures, &state, err));
    for (size_t i = 0; own.issue && i < figures.count; i++) {
        CB_TRY(consider_centres(known, arena, &own, &figures.items[i], FIGURE_FIRST, &choice, err));
        CB_TRY(consider_centres(known, arena, &own, &figures.items[i], FIGURE_CENTRE, &choice, err));
    }
    *out = choice.best;
done:
    return rc;
}

/* ---- the work list ---- */

static cb_status push(struct figuring *f, int64_t claim)
{
    cb_status rc;
    struct cb_err *err = f->err;
    struct figure_node *node;
    int64_t *item;
    uint32_t place;
    bool added;

    CB_TRY(cb_row_set_add(&f->arena, &f->claims, claim, &added, &place, err));
    if (added) {
        CB_TRY_NEW(node = CB_PUSH(&f->arena, &f->nodes));
        CB_TRY(cb_appearance_load(f->known, claim, &node->own, err));
    }
    node = &f->nodes.items[place];
    if (node->waits || !node->own.issue)
        goto done;
    node->waits = true;
    CB_TRY_NEW(item = CB_PUSH(&f->arena, &f->waiting));
    *item = place;
done:
    return rc;
}

/* The loose claims that may have joined this one, or may do so now. */
static cb_status push_sharers(struct figuring *f, int64_t claim, const struct figure_list *figures)
{
    cb_status rc = CB_OK;
    struct row_ids sharers = {0};
    struct cb_stmt *stmt;

    for (size_t i = 0; i < figures->count; i++) {
        CB_TRY(cb_store_bound(f->store, SQL_FIGURE_SHARERS, figures->items[i].hash, &stmt, f->err));
        cb_stmt_bind_text(stmt, 2, figures->items[i].day);
        cb_stmt_bind_int(stmt, 3, claim);
        CB_TRY(cb_store_collect(stmt, &f->scratch, &sharers, f->err));
    }
    for (size_t i = 0; i < sharers.count; i++)
        CB_TRY(push(f, sharers.items[i]));
done:
    return rc;
}

static cb_status write_state(struct figuring *f, int64_t claim, enum figure_state state)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(f->store, SQL_SET_FIGURE_STATE, claim, &stmt, f->err));
    cb_stmt_bind_int(stmt, 2, state);
    CB_TRY(cb_stmt_run(stmt, f->err));
done:
    return rc;
}

static bool is_centre(enum figure_state state)
{
    return state == FIGURE_CENTRE || state == FIGURE_FIRST;
}

static cb_status decide(struct figuring *f, int64_t claim)
{
    cb_status rc;
    struct figure_list figures = {0};
    struct claim_place place;
    struct appearance centre = {0};
    enum figure_state old, now;

    cb_arena_clear(&f->scratch);
    CB_TRY(read_figures(f->store, &f->scratch, claim, &figures, &old, f->err));
    if (figures.count == 0)
        goto done;
    CB_TRY(cb_star_place(f->store, claim, &place, f->err));
    if (place.class == CLAIM_LOOSE)
        CB_TRY(cb_star_figure_centre(f->known, claim, &centre, f->err));
    now = place.class == CLAIM_FIRST   ? FIGURE_FIRST
          : place.class == CLAIM_BOUND ? FIGURE_BOUND
          : centre.issue               ? FIGURE_JOINED
                                       : FIGURE_CENTRE;
    if (now == FIGURE_JOINED || old == FIGURE_JOINED)
        CB_TRY(cb_star_touch(f->store, claim, f->err));
    if (now == old)
        goto done;
    CB_TRY(write_state(f, claim, now));
    if (is_centre(now) || is_centre(old))
        CB_TRY(push_sharers(f, claim, &figures));
done:
    return rc;
}

static int compare_nodes(const void *left, const void *right)
{
    const struct figure_node *a = left, *b = right;

    return cb_appearance_compare(&a->own, &b->own);
}

/* Sorted, most are decided once. */
static cb_status push_sorted(struct figuring *f, const struct row_set *claims)
{
    cb_status rc = CB_OK;
    struct cb_err *err = f->err;
    struct figure_nodes nodes = {0};
    struct row_ids with_figures = {0};

    for (size_t i = 0; i < claims->ids.count; i++) {
        CB_TRY(cb_store_ids(f->store, SQL_HAS_FIGURE, claims->ids.items[i], &f->arena, &with_figures, err));
    }
    for (size_t i = 0; i < with_figures.count; i++) {
        struct figure_node *node;
        struct appearance own;
        CB_TRY(cb_appearance_load(f->known, with_figures.items[i], &own, err));
        if (!own.issue)
            continue;
        CB_TRY_NEW(node = CB_PUSH(&f->arena, &nodes));
        node->own = own;
    }
    if (nodes.count > 1)
        qsort(nodes.items, nodes.count, sizeof *nodes.items, compare_nodes);
    for (size_t i = 0; i < nodes.count; i++)
        CB_TRY(push(f, nodes.items[i].own.claim));
done:
    return rc;
}

cb_status cb_star_figures(struct appearances *known, const struct row_set *claims, struct cb_err *err)
{
    cb_status rc;
    struct figuring f = {.known = known, .store = known->store, .err = err};

    CB_TRY(push_sorted(&f, claims));
    while (f.next < f.waiting.count) {
        struct figure_node *node = &f.nodes.items[f.waiting.items[f.next++]];
        node->waits = false;
        CB_TRY(decide(&f, node->own.claim));
    }
done:
    cb_arena_release(&f.scratch);
    cb_arena_release(&f.arena);
    return rc;
}
