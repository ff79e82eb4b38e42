/* Writes the clusters: a star of words in several articles, or a loose claim, with the loose claims that give
 * a figure of its first one (stars.h). Only those that links_due names are looked at, and of their rows only
 * those written that are others now. Where a claim came from another cluster, that one is looked at, too. */
#include "store/stars.h"

#include <stdlib.h>

/* A claim of a cluster. */
struct member {
    int64_t claim, similarity;
    const char *relation;
    int64_t article, outlet, speaker, origin;
    int64_t old_cluster, old_like, old_similarity; /* its row; old_cluster 0: it has none */
    bool keeps_relation;
};
CB_LIST_TYPE(members, struct member)

struct clusters {
    struct cb_store *store;
    struct cb_arena arena; /* of one cluster */
    struct appearances known;
    struct members members; /* the first one is the cluster's first */
    struct row_set claims;
    struct cb_str first_day, last_day; /* ptr NULL: none is known */
    struct cb_err *err;
};

static cb_status run(struct clusters *c, enum sql_id id, int64_t value)
{
    return cb_store_run(c->store, id, value, c->err);
}

static cb_status collect(struct clusters *c, enum sql_id id, int64_t value, struct row_ids *out)
{
    return cb_store_ids(c->store, id, value, &c->arena, out, c->err);
}

/* ---- who is of it ---- */

static const char *const RELATIONS[][2] = {
    {"first", "any.cluster.first"},
    {"same", "any.cluster.same-wording"},
    {"near", "any.cluster.near-wording"},
    {"part", "any.cluster.part-of-wording"},
    {"same-figure", "any.cluster.same-figure"},
};

static const char *relation_of(struct cb_str name)
{
    for (size_t i = 0; i < sizeof RELATIONS / sizeof *RELATIONS; i++)
        if (cb_str_eq(name, cb_str_of(RELATIONS[i][0])))
            return RELATIONS[i][0];
    CB_BUG("a link has no such relation");
}

static const char *rule_of(const char *relation)
{
    for (size_t i = 0; i < sizeof RELATIONS / sizeof *RELATIONS; i++)
        if (RELATIONS[i][0] == relation)
            return RELATIONS[i][1];
    CB_BUG("a member has no such relation");
}

static cb_status add_member(struct clusters *c, int64_t claim, const char *relation, int64_t similarity)
{
    cb_status rc;
    struct cb_err *err = c->err;
    struct member *member;
    bool added;

    CB_TRY(cb_row_set_add(&c->arena, &c->claims, claim, &added, NULL, err));
    if (!added)
        goto done;
    CB_TRY_NEW(member = CB_PUSH(&c->arena, &c->members));
    *member = (struct member){.claim = claim, .relation = relation, .similarity = similarity};
done:
    return rc;
}

static cb_status add_first(struct clusters *c, int64_t claim)
{
    return add_member(c, claim, RELATIONS[0][0], 100);
}

/* The claims of the star's centre, and of the wordings that joined it. */
static cb_status add_star(struct clusters *c, int64_t star)
{
    cb_status rc;
    struct row_ids claims = {0};
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(collect(c, SQL_CLAIMS_OF_WORDING, star, &claims));
    for (size_t i = 0; i < claims.count; i++)
        CB_TRY(add_member(c, claims.items[i], RELATIONS[1][0], 100));
    CB_TRY(cb_store_bound(c->store, SQL_STAR_MEMBERS, star, &stmt, c->err));
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, c->err));
        if (!row)
            break;
        CB_TRY(add_member(c, cb_stmt_int(stmt, 0), relation_of(cb_stmt_text(stmt, 1)), cb_stmt_int(stmt, 2)));
    }
done:
    cb_stmt_reset(&c->store->stmts[SQL_STAR_MEMBERS]);
    return rc;
}

/* The loose claims that joined the first one by a figure. */
static cb_status add_joined(struct clusters *c, int64_t first)
{
    cb_status rc;
    struct row_ids joined = {0};

    CB_TRY(collect(c, SQL_FIGURES_JOINED, first, &joined));
    for (size_t i = 0; i < joined.count; i++) {
        struct appearance centre;
        int64_t similarity;
        CB_TRY(cb_star_figure_centre(&c->known, joined.items[i], &centre, c->err));
        if (centre.claim != first)
            continue;
        CB_TRY(cb_store_resemblance(c->store, &c->arena, joined.items[i], first, &similarity, c->err));
        CB_TRY(add_member(c, joined.items[i], RELATIONS[4][0], similarity));
    }
done:
    return rc;
}

/* The claims of the cluster that `claim` is of; itself alone where it is of none. */
static cb_status find_members(struct clusters *c, int64_t claim)
{
    cb_status rc;
    struct claim_place place;
    struct appearance centre = {0};
    struct row_ids joined = {0};
    int64_t first = claim;

    CB_TRY(cb_star_place(c->store, claim, &place, c->err));
    if (place.class == CLAIM_LOOSE)
        CB_TRY(collect(c, SQL_IS_JOINED, claim, &joined));
    if (joined.count > 0)
        CB_TRY(cb_star_figure_centre(&c->known, claim, &centre, c->err));
    if (centre.issue) {
        first = centre.claim;
        CB_TRY(cb_star_place(c->store, first, &place, c->err));
    }
    if (place.class != CLAIM_LOOSE) {
        struct row_ids found = {0};
        CB_TRY(collect(c, SQL_FIRST_OF_WORDING, place.star, &found));
        first = found.items[0];
    }
    CB_TRY(add_first(c, first));
    if (place.class != CLAIM_LOOSE)
        CB_TRY(add_star(c, place.star));
    CB_TRY(add_joined(c, first));
done:
    return rc;
}

/* In which article the text of an article appeared first, where that is a copy of `original`. */
static cb_status find_origin(struct clusters *c, int64_t original, int64_t *origin)
{
    cb_status rc = CB_OK;
    struct row_ids next = {.count = 1};

    for (*origin = original; next.count > 0; *origin = next.count > 0 ? next.items[0] : *origin) {
        next.count = 0;
        CB_TRY(collect(c, SQL_COPY_OF, *origin, &next));
    }
done:
    return rc;
}

/* Keeps a copy of the day where it is the first or the last one. */
static cb_status note_day(struct clusters *c, struct cb_str day)
{
    cb_status rc = CB_OK;
    struct cb_err *err = c->err;

    if (!c->first_day.ptr || cb_str_compare(day, c->first_day) < 0)
        CB_TRY_NEW((c->first_day = cb_arena_copy(&c->arena, day)).ptr);
    if (!c->last_day.ptr || cb_str_compare(day, c->last_day) > 0)
        CB_TRY_NEW((c->last_day = cb_arena_copy(&c->arena, day)).ptr);
done:
    return rc;
}

static cb_status load_member(struct clusters *c, struct member *m)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(c->store, SQL_MEMBER, m->claim, &stmt, c->err));
    CB_TRY(cb_stmt_step(stmt, &row, c->err));
    if (!row)
        goto done;
    if (!cb_stmt_is_null(stmt, 0))
        CB_TRY(note_day(c, cb_stmt_text(stmt, 0)));
    m->article = m->origin = cb_stmt_int(stmt, 1);
    m->outlet = cb_stmt_int(stmt, 2);
    m->speaker = cb_stmt_int(stmt, 3);
    if (!cb_stmt_is_null(stmt, 4))
        CB_TRY(find_origin(c, cb_stmt_int(stmt, 4), &m->origin));
    m->old_cluster = cb_stmt_int(stmt, 5);
    m->keeps_relation = cb_str_eq(cb_stmt_text(stmt, 6), cb_str_of(m->relation));
    m->old_like = cb_stmt_int(stmt, 7);
    m->old_similarity = cb_stmt_int(stmt, 8);
done:
    cb_stmt_reset(&c->store->stmts[SQL_MEMBER]);
    return rc;
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

/* ---- writing ---- */

static cb_status write_cluster(struct clusters *c, int64_t id, int64_t articles)
{
    static const size_t COUNTED[] = {offsetof(struct member, outlet), offsetof(struct member, origin),
                                     offsetof(struct member, speaker)};
    cb_status rc;
    struct cb_stmt *stmt;
    int64_t n;

    CB_TRY(cb_store_bound(c->store, SQL_SET_CLUSTER, id, &stmt, c->err));
    cb_stmt_bind_int(stmt, 2, c->members.items[0].claim);
    cb_stmt_bind_text(stmt, 3, c->first_day);
    cb_stmt_bind_text(stmt, 4, c->last_day);
    cb_stmt_bind_int(stmt, 5, (int64_t)c->members.count);
    cb_stmt_bind_int(stmt, 6, articles);
    for (int i = 0; i < 3; i++) {
        CB_TRY(count_different(c, COUNTED[i], &n));
        cb_stmt_bind_int(stmt, 7 + i, n);
    }
    CB_TRY(cb_stmt_run(stmt, c->err));
done:
    return rc;
}

static cb_status write_member(struct clusters *c, int64_t cluster, const struct member *m)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;
    const char *rule = rule_of(m->relation);
    int64_t like = m == c->members.items ? 0 : c->members.items[0].claim;

    if (m->old_cluster == cluster && m->keeps_relation && m->old_like == like &&
        m->old_similarity == m->similarity)
        goto done;
    CB_TRY(cb_store_check_rule(c->store, rule, c->err));
    CB_TRY(cb_store_bound(c->store, m->old_cluster ? SQL_CHANGE_MEMBER : SQL_ADD_MEMBER, cluster, &stmt,
                          c->err));
    cb_stmt_bind_int(stmt, 2, m->claim);
    cb_stmt_bind_text(stmt, 3, cb_str_of(m->relation));
    if (like)
        cb_stmt_bind_int(stmt, 4, like);
    else
        cb_stmt_bind_null(stmt, 4);
    cb_stmt_bind_int(stmt, 5, m->similarity);
    cb_stmt_bind_text(stmt, 6, cb_str_of(rule));
    CB_TRY(cb_stmt_run(stmt, c->err));
done:
    return rc;
}

/* Those whose cluster had another first claim: that one is to be looked at, too; old clusters that nobody is
 * of any more go. `id` 0: there is no cluster now. */
static cb_status leave_old(struct clusters *c, int64_t id)
{
    cb_status rc = CB_OK;
    struct row_set old = {0};

    for (size_t i = 0; i < c->members.count; i++) {
        const struct member *m = &c->members.items[i];
        int64_t first = m->old_like ? m->old_like : m->claim;
        if (!m->old_cluster)
            continue;
        if (first != c->members.items[0].claim)
            CB_TRY(cb_star_touch(c->store, first, c->err));
        if (m->old_cluster != id)
            CB_TRY(cb_row_set_add(&c->arena, &old, m->old_cluster, NULL, NULL, c->err));
    }
    for (size_t i = 0; i < old.ids.count; i++)
        CB_TRY(run(c, SQL_DROP_EMPTY_CLUSTER, old.ids.items[i]));
done:
    return rc;
}

/* The cluster of `claim`, where it stands in more than one article. */
static cb_status make_cluster(struct clusters *c, int64_t claim)
{
    cb_status rc;
    int64_t articles = 0, id = INT64_MAX;

    CB_TRY(find_members(c, claim));
    for (size_t i = 0; i < c->members.count; i++) {
        CB_TRY(load_member(c, &c->members.items[i]));
        id = c->members.items[i].claim < id ? c->members.items[i].claim : id;
    }
    CB_TRY(count_different(c, offsetof(struct member, article), &articles));
    if (articles < 2)
        id = 0;
    else
        CB_TRY(write_cluster(c, id, articles));
    for (size_t i = 0; i < c->members.count; i++) {
        if (id)
            CB_TRY(write_member(c, id, &c->members.items[i]));
        else if (c->members.items[i].old_cluster)
            CB_TRY(run(c, SQL_DROP_MEMBER, c->members.items[i].claim));
    }
    CB_TRY(leave_old(c, id));
done:
    return rc;
}

/* The first claim of which the cluster is due, and takes it off the list; 0: there is none. */
static cb_status next_due(struct clusters *c, int64_t *claim)
{
    cb_status rc;
    struct row_ids due = {0};

    *claim = 0;
    CB_TRY(collect(c, SQL_NEXT_CLUSTER_DUE, 0, &due));
    if (due.count == 0)
        goto done;
    *claim = due.items[0];
    CB_TRY(run(c, SQL_DROP_CLUSTER_DUE, *claim));
done:
    return rc;
}

cb_status cb_store_cluster(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct clusters c = {0};
    int64_t claim;

    for (;;) {
        cb_arena_clear(&c.arena);
        c = (struct clusters){.store = store, .arena = c.arena, .err = err};
        c.known = (struct appearances){.store = store, .arena = &c.arena};
        CB_TRY(next_due(&c, &claim));
        if (claim == 0)
            break;
        CB_TRY(make_cluster(&c, claim));
        if (c.members.count > 0) /* it was due by this name, too */
            CB_TRY(run(&c, SQL_DROP_CLUSTER_DUE, c.members.items[0].claim));
    }
done:
    cb_arena_release(&c.arena);
    return rc;
}
