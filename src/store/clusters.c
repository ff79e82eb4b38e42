/* Which claims are one statement: the connected ones. A claim is connected with those of its wording, with
 * those of linked wordings, and with the next ones by day that give the same figure. Only what hangs together
 * with a seeded claim is looked at; of that, the old clusters are dropped and made again. */
#include "store/sql.h"

#include <stdlib.h>

/* How a wording is linked with another one. */
struct link {
    int64_t other, similarity;
    const char *relation, *rule;
};
CB_LIST_TYPE(wording_links, struct link)
CB_LIST_TYPE(links_of_wordings, struct wording_links)

/* A claim of a cluster. */
struct member {
    int64_t claim, wording; /* wording 0: none */
    struct cb_str published, sha256;
    int64_t start, article, outlet, speaker, origin;
    bool copied;            /* the article is a copy of another one */
    struct row_ids figures; /* hashes, ascending */
};
CB_LIST_TYPE(members, struct member)

/* Two members; the second may be missing. */
struct pair {
    size_t members[2], count;
};
CB_LIST_TYPE(pairs, struct pair)

struct clusters {
    struct cb_store *store;
    struct cb_arena arena; /* of one cluster */
    struct row_set claims; /* reached so far; those behind `done` wait for their neighbours */
    struct row_set wordings;
    struct links_of_wordings links; /* of each of them */
    struct row_set old_clusters;    /* that members are of */
    struct members members;         /* the same claims, in order of first appearance */
    struct row_set places;          /* wordings in the order of their first member */
    uint32_t *first_of;             /* for each of `places` its first member */
    struct row_set figures;         /* hashes of the members' figures */
    struct pairs holders;           /* for each of `figures` the first two members that have it */
    struct cb_err *err;
};

/* How a member is joined to its cluster. */
struct joint {
    const char *relation, *rule;
    int64_t like; /* claim */
    int64_t similarity;
};

static cb_status bound(struct clusters *c, enum sql_id id, int64_t value, struct cb_stmt **stmt)
{
    cb_status rc;

    CB_TRY(cb_store_stmt(c->store, id, stmt, c->err));
    cb_stmt_bind_int(*stmt, 1, value);
done:
    return rc;
}

static cb_status run(struct clusters *c, enum sql_id id, int64_t value)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(bound(c, id, value, &stmt));
    CB_TRY(cb_stmt_run(stmt, c->err));
done:
    return rc;
}

static cb_status collect(struct clusters *c, enum sql_id id, int64_t value, struct row_ids *out)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(bound(c, id, value, &stmt));
    CB_TRY(cb_store_collect(stmt, &c->arena, out, c->err));
done:
    return rc;
}

/* ---- what hangs together ---- */

static cb_status reach_claim(struct clusters *c, int64_t claim)
{
    return cb_row_set_add(&c->arena, &c->claims, claim, NULL, NULL, c->err);
}

static const char *rule_of(struct cb_str relation, const char **name)
{
    static const char *const RULES[][2] = {
        {"same", "any.cluster.same-wording"},
        {"near", "any.cluster.near-wording"},
        {"part", "any.cluster.part-of-wording"},
    };

    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++)
        if (cb_str_eq(relation, cb_str_of(RULES[i][0]))) {
            *name = RULES[i][0];
            return RULES[i][1];
        }
    CB_BUG("a link has no such relation");
}

static cb_status read_links(struct clusters *c, int64_t wording, struct wording_links *out)
{
    cb_status rc;
    struct cb_err *err = c->err;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(bound(c, SQL_LINKS_OF_WORDING, wording, &stmt));
    for (;;) {
        struct link *link;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(link = CB_PUSH(&c->arena, out));
        *link = (struct link){.other = cb_stmt_int(stmt, 0), .similarity = cb_stmt_int(stmt, 2)};
        link->rule = rule_of(cb_stmt_text(stmt, 1), &link->relation);
    }
done:
    cb_stmt_reset(&c->store->stmts[SQL_LINKS_OF_WORDING]);
    return rc;
}

/* The claims of a wording and of all that are linked with it, however far. */
static cb_status reach_wording(struct clusters *c, int64_t wording)
{
    cb_status rc;
    struct cb_err *err = c->err;
    size_t next = c->wordings.ids.count;

    CB_TRY(cb_row_set_add(&c->arena, &c->wordings, wording, NULL, NULL, err));
    for (; next < c->wordings.ids.count; next++) {
        struct row_ids claims = {0};
        struct wording_links *links;
        CB_TRY_NEW(links = CB_PUSH(&c->arena, &c->links));
        CB_TRY(collect(c, SQL_CLAIMS_OF_WORDING, c->wordings.ids.items[next], &claims));
        CB_TRY(read_links(c, c->wordings.ids.items[next], links));
        for (size_t i = 0; i < claims.count; i++)
            CB_TRY(reach_claim(c, claims.items[i]));
        for (size_t i = 0; i < links->count; i++)
            CB_TRY(cb_row_set_add(&c->arena, &c->wordings, links->items[i].other, NULL, NULL, err));
    }
done:
    return rc;
}

/* The claim next to `claim` by day on one side, where both give the figure `hash`. */
static cb_status reach_neighbour(struct clusters *c, enum sql_id side, int64_t hash, struct cb_str day,
                                 int64_t claim)
{
    cb_status rc;
    struct row_ids neighbours = {0};
    struct cb_stmt *stmt;

    CB_TRY(bound(c, side, hash, &stmt));
    cb_stmt_bind_text(stmt, 2, day);
    cb_stmt_bind_int(stmt, 3, claim);
    CB_TRY(cb_store_collect(stmt, &c->arena, &neighbours, c->err));
    for (size_t i = 0; i < neighbours.count; i++)
        CB_TRY(reach_claim(c, neighbours.items[i]));
done:
    return rc;
}

/* Reads the figures of `claim` into *out; the claims next to it by day that have one of them are reached. */
static cb_status reach_by_figures(struct clusters *c, int64_t claim, struct row_ids *out)
{
    cb_status rc;
    struct cb_err *err = c->err;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(bound(c, SQL_FIGURES_OF_CLAIM, claim, &stmt));
    for (;;) {
        int64_t *hash;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(hash = CB_PUSH(&c->arena, out));
        *hash = cb_stmt_int(stmt, 0);
        CB_TRY(reach_neighbour(c, SQL_FIGURE_BEFORE, *hash, cb_stmt_text(stmt, 1), claim));
        CB_TRY(reach_neighbour(c, SQL_FIGURE_BEHIND, *hash, cb_stmt_text(stmt, 1), claim));
    }
done:
    cb_stmt_reset(&c->store->stmts[SQL_FIGURES_OF_CLAIM]);
    return rc;
}

/* In which article the text of its article appeared first, where that is a copy of `original`. */
static cb_status find_origin(struct clusters *c, struct member *m, int64_t original)
{
    cb_status rc = CB_OK;
    struct row_ids next = {.count = 1};

    m->copied = true;
    for (m->origin = original; next.count > 0; m->origin = next.count > 0 ? next.items[0] : m->origin) {
        next.count = 0;
        CB_TRY(collect(c, SQL_COPY_OF, m->origin, &next));
    }
done:
    return rc;
}

static cb_status load_member(struct clusters *c, int64_t claim)
{
    cb_status rc;
    struct cb_err *err = c->err;
    struct cb_stmt *stmt;
    struct member *m = CB_PUSH(&c->arena, &c->members);
    bool row;

    CB_TRY_NEW(m);
    CB_TRY(bound(c, SQL_MEMBER, claim, &stmt));
    CB_TRY(cb_stmt_step(stmt, &row, err));
    *m = (struct member){.claim = claim};
    if (row) {
        if (!cb_stmt_is_null(stmt, 0))
            CB_TRY_NEW((m->published = cb_arena_copy(&c->arena, cb_stmt_text(stmt, 0))).ptr);
        CB_TRY_NEW((m->sha256 = cb_arena_copy(&c->arena, cb_stmt_text(stmt, 1))).ptr);
        m->start = cb_stmt_int(stmt, 2);
        m->article = cb_stmt_int(stmt, 3);
        m->outlet = cb_stmt_int(stmt, 4);
        m->speaker = cb_stmt_int(stmt, 5);
        m->wording = cb_stmt_int(stmt, 6);
        m->origin = m->article;
        if (!cb_stmt_is_null(stmt, 7))
            CB_TRY(find_origin(c, m, cb_stmt_int(stmt, 7)));
        if (!cb_stmt_is_null(stmt, 8))
            CB_TRY(cb_row_set_add(&c->arena, &c->old_clusters, cb_stmt_int(stmt, 8), NULL, NULL, err));
    }
done:
    cb_stmt_reset(&c->store->stmts[SQL_MEMBER]);
    return rc;
}

/* All that hangs together with `seed`. */
static cb_status find_members(struct clusters *c, int64_t seed)
{
    cb_status rc;

    CB_TRY(reach_claim(c, seed));
    for (size_t i = 0; i < c->claims.ids.count; i++) {
        struct member *m;
        CB_TRY(load_member(c, c->claims.ids.items[i]));
        m = &c->members.items[i];
        if (m->wording)
            CB_TRY(reach_wording(c, m->wording));
        CB_TRY(reach_by_figures(c, m->claim, &m->figures));
    }
done:
    return rc;
}

/* ---- order ---- */

static int compare_members(const void *left, const void *right)
{
    const struct member *a = left, *b = right;
    int order;

    if (!a->published.ptr != !b->published.ptr)
        return a->published.ptr ? -1 : 1;
    order = cb_str_compare(a->published, b->published);
    if (order == 0)
        order = a->copied - b->copied;
    if (order == 0)
        order = cb_str_compare(a->sha256, b->sha256);
    if (order == 0)
        order = (a->start > b->start) - (a->start < b->start);
    return order ? order : (a->claim > b->claim) - (a->claim < b->claim);
}

/* How many different values the members have in the field at `offset`, 0 aside. */
static cb_status count_different(struct clusters *c, size_t offset, int64_t *out)
{
    int64_t *values = CB_NEW_ARRAY(&c->arena, int64_t, c->members.count);

    if (!values)
        return cb_err_no_memory(c->err);
    for (size_t i = 0; i < c->members.count; i++)
        memcpy(&values[i], (const char *)&c->members.items[i] + offset, sizeof values[i]);
    qsort(values, c->members.count, sizeof *values, cb_row_compare);
    *out = 0;
    for (size_t i = 0; i < c->members.count; i++)
        *out += values[i] != 0 && (i == 0 || values[i] != values[i - 1]);
    return CB_OK;
}

static cb_status note_figures(struct clusters *c, size_t index)
{
    cb_status rc = CB_OK;
    struct cb_err *err = c->err;
    const struct row_ids *figures = &c->members.items[index].figures;

    for (size_t i = 0; i < figures->count; i++) {
        bool added;
        uint32_t place;
        struct pair *pair;
        CB_TRY(cb_row_set_add(&c->arena, &c->figures, figures->items[i], &added, &place, err));
        if (added)
            CB_TRY_NEW(CB_PUSH(&c->arena, &c->holders));
        pair = &c->holders.items[place];
        if (pair->count < 2)
            pair->members[pair->count++] = index;
    }
done:
    return rc;
}

static cb_status order_members(struct clusters *c)
{
    cb_status rc = CB_OK;
    struct cb_err *err = c->err;
    bool added;
    uint32_t place;

    qsort(c->members.items, c->members.count, sizeof *c->members.items, compare_members);
    CB_TRY_NEW(c->first_of = CB_NEW_ARRAY(&c->arena, uint32_t, c->members.count));
    for (size_t i = 0; i < c->members.count; i++) {
        CB_TRY(cb_row_set_add(&c->arena, &c->places, c->members.items[i].wording, &added, &place, c->err));
        if (added)
            c->first_of[place] = (uint32_t)i;
        CB_TRY(note_figures(c, i));
    }
done:
    return rc;
}

/* ---- how each is joined ---- */

static struct joint same_as(int64_t claim)
{
    return (struct joint){"same", "any.cluster.same-wording", claim, 100};
}

/* The linked wording that appeared first, when there is one: like is 0 then. */
static void join_by_link(struct clusters *c, int64_t wording, struct joint *joint)
{
    uint32_t place, earliest = UINT32_MAX;
    const struct wording_links *links;

    *joint = (struct joint){0};
    if (!cb_row_set_find(&c->wordings, wording, &place))
        return;
    links = &c->links.items[place];
    for (size_t i = 0; i < links->count; i++) {
        const struct link *link = &links->items[i];
        if (!cb_row_set_find(&c->places, link->other, &place) || c->first_of[place] >= earliest)
            continue;
        earliest = c->first_of[place];
        *joint =
            (struct joint){link->relation, link->rule, c->members.items[earliest].claim, link->similarity};
    }
}

/* With the first other member that has one of its figures. */
static cb_status join_by_figure(struct clusters *c, size_t index, struct joint *joint)
{
    cb_status rc;
    const struct row_ids *figures = &c->members.items[index].figures;
    int64_t claim = c->members.items[index].claim;
    size_t like = SIZE_MAX;

    for (size_t i = 0; i < figures->count; i++) {
        uint32_t place;
        const struct pair *pair;
        if (!cb_row_set_find(&c->figures, figures->items[i], &place))
            continue;
        pair = &c->holders.items[place];
        for (size_t p = 0; p < pair->count; p++)
            if (pair->members[p] != index && pair->members[p] < like)
                like = pair->members[p];
    }
    if (like == SIZE_MAX)
        like = 0; /* only where somebody changed the tables by hand */
    *joint = (struct joint){"same-figure", "any.cluster.same-figure", c->members.items[like].claim, 0};
    CB_TRY(cb_store_resemblance(c->store, &c->arena, claim, joint->like, &joint->similarity, c->err));
done:
    return rc;
}

/* Words before figures, and the first appearance before any other. */
static cb_status join_member(struct clusters *c, size_t index, struct joint *joint)
{
    cb_status rc = CB_OK;
    const struct member *m = &c->members.items[index], *first = &c->members.items[0];
    uint32_t place = 0;

    if (index == 0) {
        *joint = (struct joint){"first", "any.cluster.first", 0, 100};
        goto done;
    }
    if (m->wording && m->wording == first->wording) {
        *joint = same_as(first->claim);
        goto done;
    }
    *joint = (struct joint){0};
    if (m->wording)
        join_by_link(c, m->wording, joint);
    if (joint->like)
        goto done;
    if (m->wording && cb_row_set_find(&c->places, m->wording, &place) && c->first_of[place] < index)
        *joint = same_as(c->members.items[c->first_of[place]].claim);
    else
        CB_TRY(join_by_figure(c, index, joint));
done:
    return rc;
}

static cb_status write_member(struct clusters *c, int64_t cluster, size_t index)
{
    cb_status rc;
    struct joint joint;
    struct cb_stmt *stmt;

    CB_TRY(join_member(c, index, &joint));
    CB_TRY(cb_store_check_rule(c->store, joint.rule, c->err));
    CB_TRY(bound(c, SQL_ADD_MEMBER, cluster, &stmt));
    cb_stmt_bind_int(stmt, 2, c->members.items[index].claim);
    cb_stmt_bind_text(stmt, 3, cb_str_of(joint.relation));
    if (joint.like)
        cb_stmt_bind_int(stmt, 4, joint.like);
    else
        cb_stmt_bind_null(stmt, 4);
    cb_stmt_bind_int(stmt, 5, joint.similarity);
    cb_stmt_bind_text(stmt, 6, cb_str_of(joint.rule));
    CB_TRY(cb_stmt_run(stmt, c->err));
done:
    return rc;
}

/* ---- one cluster ---- */

static struct cb_str last_day(const struct clusters *c)
{
    for (size_t i = c->members.count; i > 0; i--)
        if (c->members.items[i - 1].published.ptr)
            return c->members.items[i - 1].published;
    return (struct cb_str){NULL, 0};
}

static cb_status write_cluster(struct clusters *c, int64_t id, int64_t articles)
{
    static const size_t COUNTED[] = {offsetof(struct member, outlet), offsetof(struct member, origin),
                                     offsetof(struct member, speaker)};
    cb_status rc;
    struct cb_stmt *stmt;
    int64_t n;

    CB_TRY(bound(c, SQL_ADD_CLUSTER, id, &stmt));
    cb_stmt_bind_int(stmt, 2, c->members.items[0].claim);
    cb_stmt_bind_text(stmt, 3, c->members.items[0].published);
    cb_stmt_bind_text(stmt, 4, last_day(c));
    cb_stmt_bind_int(stmt, 5, (int64_t)c->members.count);
    cb_stmt_bind_int(stmt, 6, articles);
    for (int i = 0; i < 3; i++) {
        CB_TRY(count_different(c, COUNTED[i], &n));
        cb_stmt_bind_int(stmt, 7 + i, n);
    }
    CB_TRY(cb_stmt_run(stmt, c->err));
    for (size_t i = 0; i < c->members.count; i++)
        CB_TRY(write_member(c, id, i));
done:
    return rc;
}

/* The cluster of `seed`, when it stands in more than one article. */
static cb_status make_cluster(struct clusters *c, int64_t seed)
{
    cb_status rc;
    int64_t articles, id = seed;

    CB_TRY(find_members(c, seed));
    if (c->members.count < 2)
        goto done;
    CB_TRY(count_different(c, offsetof(struct member, article), &articles));
    if (articles < 2)
        goto done;
    for (size_t i = 0; i < c->old_clusters.ids.count; i++) {
        CB_TRY(run(c, SQL_DROP_CLUSTER, c->old_clusters.ids.items[i]));
        CB_TRY(run(c, SQL_DROP_MEMBERS_OF, c->old_clusters.ids.items[i]));
    }
    for (size_t i = 0; i < c->members.count; i++)
        id = c->members.items[i].claim < id ? c->members.items[i].claim : id;
    CB_TRY(order_members(c));
    CB_TRY(write_cluster(c, id, articles));
done:
    return rc;
}

/* The next seed behind *seed that is in no cluster yet; 0: there is none. */
static cb_status next_seed(struct cb_store *store, int64_t *seed, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(store, SQL_NEXT_SEED, &stmt, err));
    cb_stmt_bind_int(stmt, 1, *seed);
    CB_TRY(cb_stmt_step(stmt, &row, err));
    *seed = row ? cb_stmt_int(stmt, 0) : 0;
    cb_stmt_reset(stmt);
done:
    return rc;
}

cb_status cb_store_cluster(struct cb_store *store, struct cb_err *err)
{
    static const enum sql_id BEFORE[] = {SQL_SEED_CLUSTERS, SQL_DROP_SEEDED_CLUSTERS, SQL_DROP_SEEDED_MEMBERS,
                                         SQL_DROP_LONELY_SEEDS};
    cb_status rc;
    struct clusters c = {0};
    struct cb_stmt *stmt;
    int64_t seed = 0;

    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++) {
        CB_TRY(cb_store_stmt(store, BEFORE[i], &stmt, err));
        CB_TRY(cb_stmt_run(stmt, err));
    }
    for (;;) {
        cb_arena_clear(&c.arena);
        c = (struct clusters){.store = store, .arena = c.arena, .err = err};
        CB_TRY(next_seed(store, &seed, err));
        if (seed == 0)
            break;
        CB_TRY(make_cluster(&c, seed));
    }
done:
    cb_arena_release(&c.arena);
    return rc;
}
