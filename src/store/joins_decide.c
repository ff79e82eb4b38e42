/* Whom a surname means in an article: what speaks for each one who bears it, and which one that tells. */
#include "store/joins.h"

/* What speaks for one meaning of a name in one article. */
struct support {
    int64_t entity;
    int64_t articles; /* that name the entity */
    int64_t office;   /* 2: the same office at the same place in another article; 1: the same office */
    int64_t employer; /* 1: the article names an organization where the entity holds an office */
    int64_t shared;   /* names that the article shares with those of the entity, at most 2; no places */
    int64_t near;     /* 1: it shares any name with them, places too */
};

enum { PROMINENT_ARTICLES = 10, PROMINENT_TIMES = 10 };

/* ---- what speaks for a meaning ---- */

/* What an entity is taken for by now. */
struct kind {
    bool is_place, is_organization;
};

static cb_status read_kind(struct linking *l, int64_t entity, struct kind *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(l->store, SQL_LINK_KIND, entity, &stmt, err));
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK)
        *out = (struct kind){cb_stmt_int(stmt, 0) != 0, cb_stmt_int(stmt, 1) != 0};
    cb_stmt_reset(stmt);
done:
    return rc;
}

static bool are_same_title(struct cb_str a, struct cb_str b)
{
    return cb_str_ends(a, b) || cb_str_ends(b, a);
}

/* 2: one of the offices is the same at the same place; 1: it may be. */
static int64_t compare_offices(const struct offices *held, const struct offices *known)
{
    int64_t best = 0;

    for (size_t i = 0; i < held->count; i++)
        for (size_t k = 0; k < known->count; k++) {
            const struct office *a = &held->items[i], *b = &known->items[k];
            bool same_place = a->organization && a->organization == b->organization;
            int64_t score = same_place ? 2 : !a->organization || !b->organization ? 1 : 0;
            if (score > best && are_same_title(a->title, b->title))
                best = score;
        }
    return best;
}

/* Is `entity`, an organization, where one of these offices is held? */
static cb_status is_employer(struct linking *l, int64_t entity, const struct offices *known, bool *out,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct kind kind;

    *out = false;
    for (size_t k = 0; k < known->count && !*out; k++)
        if (known->items[k].organization == entity) {
            CB_TRY(read_kind(l, entity, &kind, err));
            *out = kind.is_organization;
        }
done:
    return rc;
}

/* What speaks for `m` at `place`, where the name holds the offices `held`; of its company what is known of
 * that. */
static cb_status support_for(struct linking *l, const struct meaning *m, const struct place *place,
                             const struct offices *held, struct support *s, struct cb_err *err)
{
    cb_status rc = CB_OK;

    *s = (struct support){
        .entity = m->entity, .articles = m->articles, .office = compare_offices(held, &m->offices)};
    for (size_t i = 0; i < place->beside.count; i++) {
        int64_t entity = place->beside.items[i];
        struct kind kind;
        uint32_t found;
        bool employer;
        CB_TRY(is_employer(l, entity, &m->offices, &employer, err));
        s->employer |= employer;
        if (!cb_row_set_find(&m->company, entity, &found))
            continue;
        s->near = 1;
        if (s->shared == 2)
            continue;
        CB_TRY(read_kind(l, entity, &kind, err));
        s->shared += !kind.is_place;
    }
done:
    return rc;
}

/* ---- deciding ---- */

/* Why the only bearer of a surname is meant; NULL where nothing but the surname says so. */
static const char *rule_for_only(const struct support *s)
{
    if (s->office > 0)
        return "any.resolve.across-office";
    if (s->employer > 0)
        return "any.resolve.across-employer";
    if (s->shared > 0)
        return "any.resolve.across-company";
    return s->articles >= PROMINENT_ARTICLES && s->near > 0 ? "any.resolve.across-prominent" : NULL;
}

/* The one of several bearers that the article's words fit while they fit no other; NULL when there is none.
 */
static const struct support *only_with(const struct support *all, size_t count,
                                       bool (*fits)(const struct support *))
{
    const struct support *found = NULL;

    for (size_t i = 0; i < count; i++) {
        if (!fits(&all[i]))
            continue;
        if (found)
            return NULL;
        found = &all[i];
    }
    return found;
}

static bool has_office(const struct support *s)
{
    return s->office == 2;
}

static bool has_title(const struct support *s)
{
    return s->office > 0 && s->near > 0;
}

static bool has_employer(const struct support *s)
{
    return s->employer > 0;
}

static bool has_company(const struct support *s)
{
    return s->shared > 0;
}

/* One bearer of whom ten times as many articles speak as of all others together. */
static const struct support *prominent(const struct support *all, size_t count)
{
    const struct support *best = &all[0];
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += all[i].articles;
        if (all[i].articles > best->articles)
            best = &all[i];
    }
    return best->articles >= PROMINENT_ARTICLES && best->near > 0 &&
                   best->articles >= PROMINENT_TIMES * (sum - best->articles)
               ? best
               : NULL;
}

/* Which of several bearers is meant, and *rule why; NULL when it is doubtful. */
static const struct support *choose(const struct support *all, size_t count, const char **rule)
{
    const struct support *found;

    *rule = "any.resolve.across-office";
    found = only_with(all, count, has_office);
    if (found)
        return found;
    found = only_with(all, count, has_title);
    if (found)
        return found;
    *rule = "any.resolve.across-employer";
    found = only_with(all, count, has_employer);
    if (found)
        return found;
    *rule = "any.resolve.across-prominent";
    found = prominent(all, count);
    if (found)
        return found;
    *rule = "any.resolve.across-company";
    found = only_with(all, count, has_company);
    return found && found->shared > 1 ? found : NULL;
}

/* Do offices alone tell what is chosen below? */
static bool is_enough(const struct support *all, size_t count)
{
    return count == 1 ? all->office > 0 || all->employer > 0 : only_with(all, count, has_office) != NULL;
}

/* May a surname mean any of its meanings at `place`? Not where the article tells by itself whom it means, or
 * names one beside it whom it may mean, or who may be the same. */
static bool is_open_surname(const struct linking *l, const struct place *place)
{
    uint32_t found;

    if (l->meanings.count == 0 || place->is_certain)
        return false;
    for (size_t i = 0; i < place->beside.count; i++)
        if (cb_row_set_find(&l->family, place->beside.items[i], &found))
            return false;
    return true;
}

/* What speaks for each meaning, as far as it is needed. */
static cb_status weigh(struct linking *l, const struct place *place, struct support *all, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct offices held = {0};
    struct cb_stmt *stmt;

    if (place->holds_office) {
        CB_TRY(cb_store_bound(l->store, SQL_LINK_HELD, place->article, &stmt, err));
        cb_stmt_bind_int(stmt, 2, place->now);
        CB_TRY(cb_join_read_offices(stmt, &l->scratch, &held, err));
    }
    for (size_t m = 0; m < l->meanings.count; m++) {
        CB_TRY(cb_join_know(l, &l->meanings.items[m], err));
        CB_TRY(support_for(l, &l->meanings.items[m], place, &held, &all[m], err));
    }
    if (is_enough(all, l->meanings.count))
        goto done;
    for (size_t m = 0; m < l->meanings.count; m++) {
        if (l->meanings.items[m].has_company)
            continue;
        CB_TRY(cb_join_know_company(l, &l->meanings.items[m], err));
        CB_TRY(support_for(l, &l->meanings.items[m], place, &held, &all[m], err));
    }
done:
    return rc;
}

cb_status cb_join_decide(struct linking *l, const struct place *place, int64_t *entity, const char **rule,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct support *all;
    const struct support *chosen;

    *entity = l->short_id;
    if (!is_open_surname(l, place))
        goto done;
    CB_TRY_NEW(all = CB_NEW_ARRAY(&l->scratch, struct support, l->meanings.count));
    CB_TRY(weigh(l, place, all, err));
    if (l->meanings.count == 1) {
        *rule = rule_for_only(all);
        chosen = *rule ? all : NULL;
    } else {
        chosen = choose(all, l->meanings.count, rule);
    }
    if (chosen)
        *entity = chosen->entity;
done:
    return rc;
}
