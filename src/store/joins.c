/* Names that mean an entity of other articles. An article that says "Moretti" alone has the entity
 * person/moretti; where the other articles know one Moretti who fits, its rows go over to that one.
 *
 * What decides is what each article says by itself, before anything was joined, so that the order of import
 * changes nothing: joins are remembered, and every look at the rows goes back behind them. */
#include "store/corrections.h"
#include "store/joins.h"

/* An entity that an article names beside the short name. */
struct neighbour {
    int64_t entity;
    struct cb_str surname; /* where it is nothing but that */
};
CB_LIST_TYPE(neighbours, struct neighbour)

/* ---- short forms ---- */

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

/* Does the article name `m` itself beside the short name, or could another short name there mean it? */
static bool is_named_beside(const struct meaning *m, const struct neighbours *here)
{
    for (size_t i = 0; i < here->count; i++)
        if (here->items[i].entity == m->entity ||
            (here->items[i].surname.ptr && cb_str_eq(here->items[i].surname, m->last_word)))
            return true;
    return false;
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

    CB_TRY(l->person ? cb_join_decide(l, place, &entity, &rule, err)
                     : decide_form(l, place, &entity, &rule, err));
    if (now == entity && (entity == l->short_id || cb_str_eq(place->rule, cb_str_of(rule))))
        goto done;
    if (now != entity && (!l->person || cb_str_eq(place->rule, CB_STR("any.resolve.across-alias"))))
        CB_TRY(cb_join_forget(l->store, place->article, err));
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
        for (size_t i = 0; i < places.count; i++) {
            struct cb_arena_mark mark = cb_arena_mark(&l->scratch);
            CB_TRY(link_place(l, &places.items[i], err));
            cb_arena_rewind(&l->scratch, mark);
        }
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
    int64_t retired;

    CB_TRY(cb_db_index(store->db, err));
    CB_TRY(cb_db_int(store->db, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'linked'", 0, &l.since,
                     err));
    CB_TRY(cb_db_int(store->db, "SELECT coalesce(max(id), 0) FROM articles", 0, &l.last, err));
    CB_TRY(cb_db_int(store->db, "SELECT coalesce(max(id), 0) FROM positions", 0, &l.last_position, err));
    CB_TRY(cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM retired)", 0, &retired, err));
    if (l.last > l.since || retired)
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
    store->names_joined = true;
done:
    cb_arena_release(&l.scratch);
    cb_arena_release(&l.arena);
    return rc;
}
