/* Names that mean an entity of other articles. An article that says "Moretti" alone has the entity
 * person/moretti; where the other articles know one Moretti who fits, its rows go over to that one.
 *
 * What decides is what each article says by itself, before anything was joined, so that the order of import
 * changes nothing: joins are remembered, and every look at the rows goes back behind them. */
#include "store/corrections.h"
#include "store/sql.h"

CB_LIST_TYPE(ids, int64_t)

/* What speaks for one meaning of a name in one article. */
struct support {
    int64_t entity;
    int64_t articles; /* that name the entity */
    int64_t office;   /* 2: the same office at the same place in another article; 1: the same office */
    int64_t employer; /* 1: the article names an organization where the entity holds an office */
    int64_t shared;   /* names that the article shares with those of the entity, at most 2; no places */
    int64_t near;     /* 1: it shares any name with them, places too */
};

struct office {
    struct cb_str title;  /* in small letters */
    int64_t organization; /* 0: not said */
};
CB_LIST_TYPE(offices, struct office)

/* Whom a name may mean; read once for all articles that have the name. */
struct meaning {
    int64_t entity;
    struct cb_str last_word;
    bool is_known; /* what follows is read */
    int64_t articles;
    struct offices offices;
    bool has_company;       /* what follows is, too */
    struct row_set company; /* entities that stand in one article with it */
};
CB_LIST_TYPE(meanings, struct meaning)

/* An entity that an article names beside the short name. */
struct neighbour {
    int64_t entity;
    bool is_place, is_organization;
    struct cb_str surname; /* where it is nothing but that */
};
CB_LIST_TYPE(neighbours, struct neighbour)

struct linking {
    struct cb_store *store;
    struct cb_arena arena;
    int64_t since;            /* the last article that the joins know */
    int64_t short_id;         /* the name being looked at */
    bool person;              /* it may be a surname; else a short form */
    struct meanings meanings; /* whom it may mean */
};

enum { PROMINENT_ARTICLES = 10, PROMINENT_TIMES = 10 };

/* ---- reading ---- */

static cb_status read_ids(struct linking *l, enum sql_id query, int64_t a, int64_t b, struct ids *out,
                          struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row = true;

    CB_TRY(cb_store_bound(l->store, query, a, &stmt, err));
    cb_stmt_bind_int(stmt, 2, b);
    for (;;) {
        int64_t *id;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        id = CB_PUSH(&l->arena, out);
        CB_TRY_NEW(id);
        *id = cb_stmt_int(stmt, 0);
    }
done:
    cb_stmt_reset(&l->store->stmts[query]);
    return rc;
}

static cb_status bound3(struct linking *l, enum sql_id query, int64_t article, int64_t now,
                        struct cb_stmt **stmt, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_stmt(l->store, query, stmt, err));
    cb_stmt_bind_int(*stmt, 1, article);
    cb_stmt_bind_int(*stmt, 2, l->short_id);
    cb_stmt_bind_int(*stmt, 3, now);
done:
    return rc;
}

static cb_status read_neighbours(struct linking *l, int64_t article, int64_t now, struct neighbours *out,
                                 struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(bound3(l, SQL_LINK_HERE, article, now, &stmt, err));
    for (;;) {
        struct neighbour *n;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(n = CB_PUSH(&l->arena, out));
        *n = (struct neighbour){.entity = cb_stmt_int(stmt, 0),
                                .is_place = cb_stmt_int(stmt, 1) != 0,
                                .is_organization = cb_stmt_int(stmt, 2) != 0};
        if (!cb_stmt_is_null(stmt, 3))
            CB_TRY_NEW((n->surname = cb_arena_copy(&l->arena, cb_stmt_text(stmt, 3))).ptr);
    }
done:
    cb_stmt_reset(&l->store->stmts[SQL_LINK_HERE]);
    return rc;
}

/* The rows of `stmt`: title, organization. */
static cb_status read_offices(struct linking *l, struct cb_stmt *stmt, struct offices *out,
                              struct cb_err *err)
{
    cb_status rc;
    bool row;

    for (;;) {
        struct office *office;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(office = CB_PUSH(&l->arena, out));
        CB_TRY_NEW((office->title = cb_arena_copy(&l->arena, cb_stmt_text(stmt, 0))).ptr);
        office->organization = cb_stmt_int(stmt, 1);
    }
done:
    cb_stmt_reset(stmt);
    return rc;
}

static cb_status read_meaning(struct linking *l, struct meaning *m, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;
    struct ids numbers = {0};

    if (m->is_known)
        goto done;
    CB_TRY(read_ids(l, SQL_LINK_COUNT, m->entity, 0, &numbers, err));
    m->articles = numbers.items[0];
    CB_TRY(bound3(l, SQL_LINK_OFFICES, m->entity, 0, &stmt, err));
    CB_TRY(read_offices(l, stmt, &m->offices, err));
    m->is_known = true;
done:
    return rc;
}

/* Those of frequent persons are many: they are read where nothing else decides. */
static cb_status read_company(struct linking *l, struct meaning *m, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;
    bool row;

    if (m->has_company)
        goto done;
    CB_TRY(bound3(l, SQL_LINK_COMPANY, m->entity, 0, &stmt, err));
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY(cb_row_set_add(&l->arena, &m->company, cb_stmt_int(stmt, 0), NULL, NULL, err));
    }
    m->has_company = true;
done:
    cb_stmt_reset(&l->store->stmts[SQL_LINK_COMPANY]);
    return rc;
}

/* Does the article name `m` itself beside the short name, or could another short name there mean it? */
static bool is_named_beside(const struct meaning *m, const struct neighbours *here)
{
    for (size_t i = 0; i < here->count; i++)
        if (here->items[i].entity == m->entity ||
            (here->items[i].surname.ptr && cb_str_eq(here->items[i].surname, m->last_word)))
            return true;
    return false;
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

static bool is_employer(const struct neighbour *n, const struct offices *known)
{
    for (size_t k = 0; n->is_organization && k < known->count; k++)
        if (known->items[k].organization == n->entity)
            return true;
    return false;
}

/* What speaks for `m` in an article that names `here`, where the name holds the offices `held`; of its
 * company what is known of that. */
static struct support support_for(const struct meaning *m, const struct neighbours *here,
                                  const struct offices *held)
{
    struct support s = {
        .entity = m->entity, .articles = m->articles, .office = compare_offices(held, &m->offices)};
    uint32_t place;

    for (size_t i = 0; i < here->count; i++) {
        const struct neighbour *n = &here->items[i];
        s.employer |= is_employer(n, &m->offices);
        if (!cb_row_set_find(&m->company, n->entity, &place))
            continue;
        s.near = 1;
        if (!n->is_place && s.shared < 2)
            s.shared++;
    }
    return s;
}

/* The entity that the name means in `article` by now; the name's own where it is not joined. */
static cb_status read_now(struct linking *l, int64_t article, int64_t *now, struct cb_err *err)
{
    cb_status rc;
    struct ids found = {0};

    *now = l->short_id;
    CB_TRY(read_ids(l, SQL_LINK_NOW, article, l->short_id, &found, err));
    if (found.count > 0)
        *now = found.items[0];
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

/* May the name mean any of its meanings in `article`? Not where the article tells by itself whom it means. */
static cb_status is_open(struct linking *l, int64_t article, int64_t now, const struct neighbours *here,
                         bool *open, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;
    bool row;

    *open = l->meanings.count > 0;
    for (size_t m = 0; m < l->meanings.count && *open; m++)
        *open = !is_named_beside(&l->meanings.items[m], here);
    if (!*open)
        goto done;
    CB_TRY(bound3(l, SQL_LINK_CERTAIN, article, now, &stmt, err));
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK)
        *open = cb_stmt_int(stmt, 0) == 0;
    cb_stmt_reset(stmt);
done:
    return rc;
}

/* Whom the name means in `article`, and why; the name's own entity where that is doubtful. */
static cb_status decide(struct linking *l, int64_t article, int64_t now, int64_t *entity, const char **rule,
                        struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct support *all;
    struct neighbours here = {0};
    struct offices held = {0};
    struct cb_stmt *stmt;
    const struct support *chosen;
    bool open, enough;

    *entity = l->short_id;
    CB_TRY(read_neighbours(l, article, now, &here, err));
    CB_TRY(is_open(l, article, now, &here, &open, err));
    if (!open)
        goto done;
    if (!l->person) {
        *rule = "any.resolve.across-alias";
        if (l->meanings.count == 1)
            *entity = l->meanings.items[0].entity;
        goto done;
    }
    CB_TRY(bound3(l, SQL_LINK_HELD, article, now, &stmt, err));
    CB_TRY(read_offices(l, stmt, &held, err));
    CB_TRY_NEW(all = CB_NEW_ARRAY(&l->arena, struct support, l->meanings.count));
    for (size_t m = 0; m < l->meanings.count; m++) {
        CB_TRY(read_meaning(l, &l->meanings.items[m], err));
        all[m] = support_for(&l->meanings.items[m], &here, &held);
    }
    enough = is_enough(all, l->meanings.count);
    for (size_t m = 0; !enough && m < l->meanings.count; m++) {
        CB_TRY(read_company(l, &l->meanings.items[m], err));
        all[m] = support_for(&l->meanings.items[m], &here, &held);
    }
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

/* ---- writing ---- */

static cb_status run3(struct linking *l, enum sql_id id, int64_t article, int64_t from, int64_t to,
                      const char *rule, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(l->store, id, article, &stmt, err));
    cb_stmt_bind_int(stmt, 2, from);
    cb_stmt_bind_int(stmt, 3, to);
    if (id == SQL_LINK_MENTIONS || id == SQL_LINK_ADD)
        cb_stmt_bind_text(stmt, 4, rule ? cb_str_of(rule) : (struct cb_str){NULL, 0});
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

/* Gives all rows of `article` that are `from`'s to `to`; `rule` is why, NULL when a join is undone. */
static cb_status move_rows(struct linking *l, int64_t article, int64_t from, int64_t to, const char *rule,
                           struct cb_err *err)
{
    static const enum sql_id MOVES[] = {SQL_LINK_MENTIONS, SQL_LINK_PERSONS,        SQL_LINK_ORGANIZATIONS,
                                        SQL_LINK_SPEAKERS, SQL_LINK_CLAIM_ENTITIES, SQL_LINK_FIGURES,
                                        SQL_LINK_SUBJECTS, SQL_LINK_OBJECTS};
    cb_status rc = CB_OK;

    for (size_t i = 0; i < sizeof MOVES / sizeof *MOVES; i++)
        CB_TRY(run3(l, MOVES[i], article, from, to, rule, err));
    if (from != to) /* a claim with another speaker is another wording */
        CB_TRY(cb_store_note_changed(l->store, article, err));
done:
    return rc;
}

static cb_status link_article(struct linking *l, int64_t article, struct cb_err *err)
{
    cb_status rc;
    int64_t now, entity;
    const char *rule = NULL;

    CB_TRY(read_now(l, article, &now, err));
    CB_TRY(decide(l, article, now, &entity, &rule, err));
    if (now != entity && !l->person)
        CB_TRY(run3(l, SQL_LINK_CHANGED, article, 0, 0, NULL, err));
    if (now != l->short_id && now != entity)
        CB_TRY(move_rows(l, article, now, l->short_id, NULL, err));
    if (entity == l->short_id) {
        CB_TRY(run3(l, SQL_LINK_DROP, article, l->short_id, 0, NULL, err));
        goto done;
    }
    CB_TRY(cb_store_check_rule(l->store, rule, err));
    CB_TRY(run3(l, SQL_LINK_ADD, article, l->short_id, entity, rule, err));
    CB_TRY(move_rows(l, article, now == entity ? entity : l->short_id, entity, rule, err));
done:
    return rc;
}

/* Whom the name may mean. */
static cb_status read_meanings(struct linking *l, struct cb_err *err)
{
    cb_status rc;
    struct ids ids = {0};
    struct cb_stmt *stmt;

    l->meanings = (struct meanings){0};
    CB_TRY(read_ids(l, l->person ? SQL_LINK_BEARERS : SQL_LINK_LONG_FORMS, l->short_id, 0, &ids, err));
    for (size_t i = 0; i < ids.count; i++) {
        struct meaning *m;
        bool row;
        CB_TRY_NEW(m = CB_PUSH(&l->arena, &l->meanings));
        *m = (struct meaning){.entity = ids.items[i]};
        CB_TRY(cb_store_bound(l->store, SQL_LINK_WORD, m->entity, &stmt, err));
        rc = cb_stmt_step(stmt, &row, err);
        if (rc == CB_OK)
            m->last_word = cb_arena_copy(&l->arena, cb_stmt_text(stmt, 0));
        cb_stmt_reset(stmt);
        CB_TRY(rc);
        CB_TRY_NEW(m->last_word.ptr);
    }
done:
    return rc;
}

static cb_status link_name(struct linking *l, int64_t short_id, bool person, struct cb_err *err)
{
    cb_status rc;
    struct ids articles = {0};

    l->short_id = short_id;
    l->person = person;
    CB_TRY(read_meanings(l, err));
    CB_TRY(read_ids(l, SQL_LINK_ARTICLES, short_id, (int64_t)l->meanings.count, &articles, err));
    for (size_t a = 0; a < articles.count; a++)
        CB_TRY(link_article(l, articles.items[a], err));
done:
    return rc;
}

static cb_status link_names(struct linking *l, enum sql_id query, bool person, struct cb_err *err)
{
    cb_status rc;
    struct ids names = {0};
    struct cb_arena_mark mark;

    CB_TRY(read_ids(l, query, l->since, 0, &names, err));
    for (size_t n = 0; n < names.count; n++) {
        mark = cb_arena_mark(&l->arena);
        CB_TRY(link_name(l, names.items[n], person, err));
        cb_arena_rewind(&l->arena, mark);
    }
done:
    return rc;
}

cb_status cb_store_join_names(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct linking l = {.store = store};
    int64_t last;

    CB_TRY(cb_db_index(store->db, err));
    CB_TRY(cb_db_int(store->db, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'linked'", 0, &l.since,
                     err));
    CB_TRY(cb_db_int(store->db, "SELECT coalesce(max(id), 0) FROM articles", 0, &last, err));
    if (last > l.since)
        CB_TRY(cb_store_lift_corrections(store, err)); /* they would be taken for what articles say */
    CB_TRY(cb_db_exec(store->db,
                      "CREATE TEMP TABLE IF NOT EXISTS relinked (article_id INTEGER PRIMARY KEY);\n"
                      "DELETE FROM temp.relinked",
                      err));
    CB_TRY(link_names(&l, SQL_LINK_SHORT_FORMS, false, err));
    CB_TRY(link_names(&l, SQL_LINK_SURNAMES, true, err)); /* what it means depends on the organizations */
    CB_TRY(cb_db_exec(store->db,
                      "INSERT OR REPLACE INTO meta (key, value)\n"
                      "SELECT 'linked', id FROM articles ORDER BY id DESC LIMIT 1",
                      err));
done:
    cb_arena_release(&l.arena);
    return rc;
}
