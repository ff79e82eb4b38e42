/* Names that mean an entity of other articles. An article that says "Moretti" alone has the entity
 * person/moretti; where the other articles know one Moretti who fits, its rows go over to that one.
 *
 * What decides is what each article says by itself, before anything was joined, so that the order of import
 * changes nothing: joins are remembered, and every look at the rows goes back behind them. */
#include "store/corrections.h"
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

/* An entity that an article names beside the short name. */
struct neighbour {
    int64_t entity;
    struct cb_str surname; /* where it is nothing but that */
};
CB_LIST_TYPE(neighbours, struct neighbour)

/* An article that has the short name. */
struct place {
    int64_t article;
    int64_t now;                   /* whose its rows are; the short name's own where it is not joined */
    struct cb_str rule;            /* ... and why; ptr NULL: it is not joined */
    bool is_certain, holds_office; /* of a surname */
    struct row_ids beside;
};
CB_LIST_TYPE(places, struct place)

enum { PROMINENT_ARTICLES = 10, PROMINENT_TIMES = 10 };

/* ---- reading ---- */

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

static cb_status read_neighbours(struct linking *l, const struct place *place, struct neighbours *out,
                                 struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(bound3(l, SQL_LINK_HERE, place->article, place->now, &stmt, err));
    for (;;) {
        struct neighbour *n;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(n = CB_PUSH(&l->scratch, out));
        n->entity = cb_stmt_int(stmt, 0);
        if (!cb_stmt_is_null(stmt, 1))
            CB_TRY_NEW((n->surname = cb_arena_copy(&l->scratch, cb_stmt_text(stmt, 1))).ptr);
    }
done:
    cb_stmt_reset(&l->store->stmts[SQL_LINK_HERE]);
    return rc;
}

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

/* May a short form mean any of its meanings at `place`? Not where the article tells by itself whom it means.
 */
static cb_status is_open(struct linking *l, const struct place *place, bool *open, struct cb_err *err)
{
    cb_status rc;
    struct neighbours here = {0};
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(read_neighbours(l, place, &here, err));
    *open = l->meanings.count > 0;
    for (size_t m = 0; m < l->meanings.count && *open; m++)
        *open = !is_named_beside(&l->meanings.items[m], &here);
    if (!*open)
        goto done;
    CB_TRY(bound3(l, SQL_LINK_CERTAIN, place->article, place->now, &stmt, err));
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK)
        *open = cb_stmt_int(stmt, 0) == 0;
    cb_stmt_reset(stmt);
done:
    return rc;
}

/* Whom a short form means at `place`, and why; its own entity where that is doubtful. */
static cb_status decide_form(struct linking *l, const struct place *place, int64_t *entity, const char **rule,
                             struct cb_err *err)
{
    cb_status rc;
    bool open;

    CB_TRY(is_open(l, place, &open, err));
    *rule = "any.resolve.across-alias";
    *entity = open && l->meanings.count == 1 ? l->meanings.items[0].entity : l->short_id;
done:
    return rc;
}

/* The same for a surname: not where the article names one beside it whom it may mean, or who may be the same.
 */
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

static cb_status decide_surname(struct linking *l, const struct place *place, int64_t *entity,
                                const char **rule, struct cb_err *err)
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

static cb_status link_place(struct linking *l, const struct place *place, struct cb_err *err)
{
    cb_status rc;
    int64_t now = place->now, entity;
    const char *rule = NULL;

    CB_TRY(l->person ? decide_surname(l, place, &entity, &rule, err)
                     : decide_form(l, place, &entity, &rule, err));
    if (now == entity && (entity == l->short_id || cb_str_eq(place->rule, cb_str_of(rule))))
        goto done;
    if (now != entity && (!l->person || cb_str_eq(place->rule, CB_STR("any.resolve.across-alias"))))
        CB_TRY(cb_join_forget(l, place->article, err));
    if (now != entity && !l->person)
        CB_TRY(run3(l, SQL_LINK_CHANGED, place->article, 0, 0, NULL, err));
    if (now != l->short_id && now != entity)
        CB_TRY(move_rows(l, place->article, now, l->short_id, NULL, err));
    if (entity == l->short_id) {
        CB_TRY(run3(l, SQL_LINK_DROP, place->article, l->short_id, 0, NULL, err));
        goto done;
    }
    CB_TRY(cb_store_check_rule(l->store, rule, err));
    CB_TRY(run3(l, SQL_LINK_ADD, place->article, l->short_id, entity, rule, err));
    CB_TRY(move_rows(l, place->article, now == entity ? entity : l->short_id, entity, rule, err));
done:
    return rc;
}

/* The last word of each meaning of a short form: another one of that surname may be the same. */
static cb_status read_last_words(struct linking *l, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;
    bool row;

    for (size_t i = 0; i < l->meanings.count; i++) {
        struct meaning *m = &l->meanings.items[i];
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

/* Whom the name may mean. */
static cb_status read_meanings(struct linking *l, struct cb_err *err)
{
    cb_status rc;
    enum sql_id query = l->person ? SQL_LINK_BEARERS : SQL_LINK_LONG_FORMS;
    struct cb_stmt *stmt;
    bool row;

    l->meanings = (struct meanings){0};
    l->family = (struct row_set){0};
    CB_TRY(cb_store_bound(l->store, query, l->short_id, &stmt, err));
    for (;;) {
        int64_t entity;
        struct meaning *m;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        entity = cb_stmt_int(stmt, 0);
        if (l->person)
            CB_TRY(cb_row_set_add(&l->arena, &l->family, entity, NULL, NULL, err));
        if (l->person && cb_stmt_int(stmt, 1) == 0)
            continue;
        CB_TRY_NEW(m = CB_PUSH(&l->arena, &l->meanings));
        m->entity = entity;
    }
    if (!l->person)
        CB_TRY(read_last_words(l, err));
done:
    cb_stmt_reset(&l->store->stmts[query]);
    return rc;
}

/* Articles that have the short name, by what they say now; without any meaning those where it was joined. */
static cb_status link_by_article(struct linking *l, struct cb_err *err)
{
    cb_status rc;
    struct row_ids articles = {0};
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(l->store, SQL_LINK_ARTICLES, l->short_id, &stmt, err));
    cb_stmt_bind_int(stmt, 2, (int64_t)l->meanings.count);
    CB_TRY(cb_store_collect(stmt, &l->arena, &articles, err));
    for (size_t a = 0; a < articles.count; a++) {
        struct place place = {.article = articles.items[a], .now = l->short_id};
        cb_arena_clear(&l->scratch);
        CB_TRY(cb_store_bound(l->store, SQL_LINK_NOW, place.article, &stmt, err));
        cb_stmt_bind_int(stmt, 2, l->short_id);
        rc = cb_stmt_step(stmt, &row, err);
        if (rc == CB_OK && row) {
            place.now = cb_stmt_int(stmt, 0);
            place.rule = cb_arena_copy(&l->scratch, cb_stmt_text(stmt, 1));
            rc = place.rule.ptr ? CB_OK : cb_err_no_memory(err);
        }
        cb_stmt_reset(stmt);
        CB_TRY(rc);
        CB_TRY(link_place(l, &place, err));
    }
done:
    return rc;
}

/* "12 345 6789" */
static cb_status read_beside(struct linking *l, struct cb_str text, struct row_ids *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int64_t *id = NULL;

    for (size_t i = 0; i < text.len; i++) {
        if (i == 0 || text.ptr[i] == ' ')
            CB_TRY_NEW(id = CB_PUSH(&l->scratch, out));
        if (text.ptr[i] != ' ')
            *id = *id * 10 + (text.ptr[i] - '0');
    }
done:
    return rc;
}

/* The next articles that have the surname, behind *last. */
static cb_status read_places(struct linking *l, int64_t *last, struct places *out, struct cb_err *err)
{
    enum { AT_ONCE = 256 };
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(l->store, SQL_SHORT_NAMES, l->short_id, &stmt, err));
    cb_stmt_bind_int(stmt, 2, *last);
    cb_stmt_bind_int(stmt, 3, AT_ONCE);
    for (;;) {
        struct place *place;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(place = CB_PUSH(&l->scratch, out));
        *last = place->article = cb_stmt_int(stmt, 0);
        place->now = cb_stmt_is_null(stmt, 1) ? l->short_id : cb_stmt_int(stmt, 1);
        if (!cb_stmt_is_null(stmt, 2))
            CB_TRY_NEW((place->rule = cb_arena_copy(&l->scratch, cb_stmt_text(stmt, 2))).ptr);
        place->is_certain = cb_stmt_int(stmt, 3) != 0;
        place->holds_office = cb_stmt_int(stmt, 4) != 0;
        CB_TRY(read_beside(l, cb_stmt_text(stmt, 5), &place->beside, err));
    }
done:
    cb_stmt_reset(&l->store->stmts[SQL_SHORT_NAMES]);
    return rc;
}

static cb_status link_surname(struct linking *l, struct cb_err *err)
{
    cb_status rc;
    struct places places = {.count = 1};
    int64_t last = 0;

    CB_TRY(cb_store_run(l->store, SQL_NOTE_SHORT_NAMES, l->short_id, err));
    while (places.count > 0) {
        cb_arena_clear(&l->scratch);
        places = (struct places){0};
        CB_TRY(read_places(l, &last, &places, err));
        for (size_t i = 0; i < places.count; i++)
            CB_TRY(link_place(l, &places.items[i], err));
    }
done:
    return rc;
}

static cb_status link_names(struct linking *l, enum sql_id query, bool person, struct cb_err *err)
{
    cb_status rc;
    struct row_ids names = {0};
    struct cb_arena arena = {0};

    CB_TRY(cb_store_ids(l->store, query, l->since, &arena, &names, err));
    for (size_t n = 0; n < names.count; n++) {
        cb_arena_clear(&l->arena);
        l->short_id = names.items[n];
        l->person = person;
        CB_TRY(read_meanings(l, err));
        CB_TRY(person && l->meanings.count > 0 ? link_surname(l, err) : link_by_article(l, err));
    }
done:
    cb_arena_release(&arena);
    return rc;
}

cb_status cb_store_join_names(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct linking l = {.store = store};

    CB_TRY(cb_db_index(store->db, err));
    CB_TRY(cb_db_int(store->db, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'linked'", 0, &l.since,
                     err));
    CB_TRY(cb_db_int(store->db, "SELECT coalesce(max(id), 0) FROM articles", 0, &l.last, err));
    CB_TRY(cb_db_int(store->db, "SELECT coalesce(max(id), 0) FROM positions", 0, &l.last_position, err));
    if (l.last > l.since)
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
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}
