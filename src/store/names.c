/* Entities and sources: one row each, across all articles. What they are called and what kind they are is
 * decided by all articles together, so nothing here may depend on which article came first. */
#include "store/rows.h"

/* The id of the row that has `name`. */
static cb_status find_id(struct cb_store *store, enum sql_id query, struct cb_str name, int64_t *id,
                         struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(store, query, &stmt, err));
    cb_stmt_bind_text(stmt, 1, name);
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK)
        *id = row ? cb_stmt_int(stmt, 0) : 0;
    cb_stmt_reset(stmt);
done:
    return rc;
}

/* Runs a statement that has an id and a text for parameters. */
static cb_status run_with_text(struct cb_store *store, enum sql_id statement, int64_t id, struct cb_str text,
                               struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, statement, id, &stmt, err));
    cb_stmt_bind_text(stmt, 2, text);
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

/* ---- entities ---- */

static cb_status add_evidence(struct cb_store *store, const struct cb_entities *entities, const int64_t *ids,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = store, .insert = SQL_ADD_EVIDENCE, .width = 4};
    struct cb_cell *row;

    for (size_t i = 0; i < entities->count; i++) {
        CB_TRY(cb_store_add_row(&rows, &row, err));
        set_int(&row[0], ids[i]);
        set_name(&row[1], cb_entity_kind_name(entities->items[i].kind));
        set_text(&row[2], entities->items[i].name);
        set_int(&row[3], entities->items[i].weight);
    }
    CB_TRY(cb_store_end_rows(&rows, err));
done:
    return rc;
}

static cb_status rename_entity(struct cb_store *store, int64_t id, struct cb_str name, struct cb_str kind,
                               struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, SQL_RENAME_ENTITY, id, &stmt, err));
    cb_stmt_bind_text(stmt, 2, name);
    cb_stmt_bind_text(stmt, 3, kind);
    CB_TRY(cb_stmt_run(stmt, err));
    CB_TRY(run_with_text(store, SQL_DROP_ALIAS, id, name, err));
done:
    return rc;
}

/* A name or a kind, and what speaks for it. */
struct vote {
    struct cb_str value;
    int64_t weight, articles;
};
CB_LIST_TYPE(votes, struct vote)

static bool add_vote(struct cb_arena *arena, struct votes *votes, struct cb_str value, int64_t weight,
                     int64_t articles)
{
    struct vote *vote = NULL;

    for (size_t i = 0; i < votes->count && !vote; i++)
        if (cb_str_eq(votes->items[i].value, value))
            vote = &votes->items[i];
    if (!vote) {
        vote = CB_PUSH(arena, votes);
        if (!vote)
            return false;
        vote->value = cb_arena_copy(arena, value);
    }
    vote->weight += weight;
    vote->articles += articles;
    return vote->value.ptr != NULL;
}

/* Ties between kinds go by this order: the earlier one wins. */
static int place_of_kind(struct cb_str kind)
{
    static const char *const ORDER[] = {"person", "organization", "place", "product", "event", "work", "law"};
    int place = 0;

    while (place < (int)(sizeof ORDER / sizeof *ORDER) && !cb_str_eq(kind, cb_str_of(ORDER[place])))
        place++;
    return place;
}

static bool is_before(const struct vote *a, const struct vote *b, bool kinds)
{
    if (a->weight != b->weight)
        return a->weight > b->weight;
    if (a->articles != b->articles)
        return a->articles > b->articles;
    return kinds ? place_of_kind(a->value) < place_of_kind(b->value) : cb_str_compare(a->value, b->value) < 0;
}

static struct cb_str winner(const struct votes *votes, bool kinds)
{
    const struct vote *best = votes->items;

    for (size_t i = 1; i < votes->count; i++)
        if (is_before(&votes->items[i], best, kinds))
            best = &votes->items[i];
    return best ? best->value : (struct cb_str){NULL, 0};
}

static cb_status count_votes(struct cb_store *store, int64_t id, struct votes *names, struct votes *kinds,
                             struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_bound(store, SQL_EVIDENCE, id, &stmt, err));
    for (;;) {
        int64_t weight, articles;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        weight = cb_stmt_int(stmt, 2);
        articles = cb_stmt_int(stmt, 3);
        CB_TRY_NEW(add_vote(&store->scratch, names, cb_stmt_text(stmt, 0), weight, articles));
        CB_TRY_NEW(add_vote(&store->scratch, kinds, cb_stmt_text(stmt, 1), weight, articles));
    }
done:
    cb_stmt_reset(&store->stmts[SQL_EVIDENCE]);
    return rc;
}

static bool was_seen(const struct votes *names, struct cb_str name)
{
    for (size_t i = 0; i < names->count; i++)
        if (cb_str_eq(names->items[i].value, name))
            return true;
    return false;
}

/* Gives the entity the name and kind that all articles together are surest of. Its aliases are always all
 * forms seen but the name, so a name that gives way becomes an alias. */
static cb_status decide(struct cb_store *store, int64_t id, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    struct votes names = {0}, kinds = {0};
    struct cb_str old_name, name, kind;
    bool row, same;

    CB_TRY(count_votes(store, id, &names, &kinds, err));
    if (names.count == 0) /* nobody speaks of it any more */
        goto done;
    name = winner(&names, false);
    kind = winner(&kinds, true);
    CB_TRY(cb_store_bound(store, SQL_EXTRACTED_ENTITY, id, &stmt, err));
    CB_TRY(cb_stmt_step(stmt, &row, err));
    if (!row)
        goto done; /* curated: people decided */
    same = cb_str_eq(cb_stmt_text(stmt, 0), name) && cb_str_eq(cb_stmt_text(stmt, 1), kind);
    if (same)
        goto done;
    old_name = cb_arena_copy(&store->scratch, cb_stmt_text(stmt, 0));
    CB_TRY_NEW(old_name.ptr);
    cb_stmt_reset(stmt);
    CB_TRY(rename_entity(store, id, name, kind, err));
    if (was_seen(&names, old_name))
        CB_TRY(cb_store_alias(store, id, old_name, err));
done:
    cb_stmt_reset(&store->stmts[SQL_EXTRACTED_ENTITY]);
    return rc;
}

/* *known: it has the very name and kind that this article gives it. What speaks for them once more changes
 * neither. */
static cb_status find_entity(struct cb_store *store, const struct cb_entity *entity, int64_t *id, bool *known,
                             struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(store, SQL_FIND_ENTITY, &stmt, err));
    cb_stmt_bind_text(stmt, 1, entity->key);
    cb_stmt_bind_text(stmt, 2, entity->name);
    cb_stmt_bind_text(stmt, 3, cb_str_of(cb_entity_kind_name(entity->kind)));
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK) {
        *id = row ? cb_stmt_int(stmt, 0) : 0;
        *known = row && cb_stmt_int(stmt, 1) != 0;
    }
    cb_stmt_reset(stmt);
done:
    return rc;
}

static cb_status add_entity(struct cb_store *store, const struct cb_entity *entity, int64_t *id,
                            struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(store, SQL_ADD_ENTITY, &stmt, err));
    cb_stmt_bind_text(stmt, 1, entity->key);
    cb_stmt_bind_text(stmt, 2, entity->name);
    cb_stmt_bind_text(stmt, 3, cb_str_of(cb_entity_kind_name(entity->kind)));
    CB_TRY(cb_stmt_run(stmt, err));
    *id = cb_db_last_id(store->db);
done:
    return rc;
}

cb_status cb_store_entities(struct cb_store *store, const struct cb_entities *entities, int64_t *ids,
                            struct cb_err *err)
{
    cb_status rc;
    bool *known;

    cb_arena_clear(&store->scratch);
    CB_TRY_NEW(known = CB_NEW_ARRAY(&store->scratch, bool, entities->count));
    for (size_t i = 0; i < entities->count; i++) {
        CB_TRY(find_entity(store, &entities->items[i], &ids[i], &known[i], err));
        if (ids[i] != 0)
            continue;
        CB_TRY(add_entity(store, &entities->items[i], &ids[i], err));
        known[i] = true; /* by this name and kind only */
    }
    CB_TRY(add_evidence(store, entities, ids, err));
    for (size_t i = 0; i < entities->count; i++) {
        if (known[i])
            continue;
        CB_TRY(decide(store, ids[i], err));
        CB_TRY(cb_store_alias(store, ids[i], entities->items[i].name, err));
    }
done:
    return rc;
}

cb_status cb_store_alias(struct cb_store *store, int64_t entity, struct cb_str alias, struct cb_err *err)
{
    return run_with_text(store, SQL_ADD_ALIAS, entity, alias, err);
}

cb_status cb_store_said_alias(struct cb_store *store, int64_t entity, struct cb_str alias, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(run_with_text(store, SQL_ADD_ALIAS_EVIDENCE, entity, alias, err));
    CB_TRY(cb_store_alias(store, entity, alias, err));
done:
    return rc;
}

/* ---- sources ---- */

/* Adds to, or takes off, what speaks for the kind and domain of source `id`. */
static cb_status weigh_source(struct cb_store *store, enum sql_id statement, int64_t id,
                              const struct cb_source *source, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(store, statement, id, &stmt, err));
    cb_stmt_bind_text(stmt, 2, cb_str_of(cb_source_kind_name(source->kind)));
    cb_stmt_bind_text(stmt, 3, source->domain.ptr ? source->domain : CB_STR(""));
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

cb_status cb_store_source(struct cb_store *store, const struct cb_source *source, int64_t *id,
                          struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_stmt(store, SQL_ADD_SOURCE, &stmt, err));
    cb_stmt_bind_text(stmt, 1, source->name);
    cb_stmt_bind_text(stmt, 2, cb_str_of(cb_source_kind_name(source->kind)));
    cb_stmt_bind_text(stmt, 3, source->domain);
    CB_TRY(cb_stmt_run(stmt, err));
    CB_TRY(find_id(store, SQL_FIND_SOURCE, source->name, id, err));
    CB_TRY(weigh_source(store, SQL_ADD_SOURCE_EVIDENCE, *id, source, err));
done:
    return rc;
}

/* ---- articles that go ---- */

static cb_status take_entity(struct cb_store *store, const struct cb_entity *entity, int64_t *id,
                             struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool known;

    CB_TRY(find_entity(store, entity, id, &known, err));
    CB_TRY(cb_store_bound(store, SQL_TAKE_EVIDENCE, *id, &stmt, err));
    cb_stmt_bind_text(stmt, 2, cb_str_of(cb_entity_kind_name(entity->kind)));
    cb_stmt_bind_text(stmt, 3, entity->name);
    cb_stmt_bind_int(stmt, 4, entity->weight);
    CB_TRY(cb_stmt_run(stmt, err));
done:
    return rc;
}

/* Its name, kind and aliases by what is left. */
static cb_status decide_again(struct cb_store *store, int64_t id, struct cb_err *err)
{
    static const enum sql_id BEFORE[] = {SQL_DROP_EVIDENCE, SQL_DROP_ALIAS_EVIDENCE, SQL_NAME_DUE},
                             BEHIND[] = {SQL_DROP_UNSEEN_ALIASES, SQL_ADD_SAID_ALIASES};
    cb_status rc;

    CB_TRY(CB_STORE_RUN_ALL(store, BEFORE, id, err));
    CB_TRY(decide(store, id, err));
    CB_TRY(CB_STORE_RUN_ALL(store, BEHIND, id, err));
done:
    return rc;
}

static cb_status take_source(struct cb_store *store, const struct cb_source *source, struct cb_err *err)
{
    cb_status rc;
    int64_t id;

    CB_TRY(find_id(store, SQL_FIND_SOURCE, source->name, &id, err));
    CB_TRY(weigh_source(store, SQL_TAKE_SOURCE_EVIDENCE, id, source, err));
    CB_TRY(cb_store_run(store, SQL_DROP_SOURCE_EVIDENCE, id, err));
    CB_TRY(cb_store_run(store, SQL_DECIDE_SOURCE, id, err));
done:
    return rc;
}

cb_status cb_store_take_names(struct cb_store *store, const struct cb_record *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_facts *facts = found->facts;
    int64_t *ids;

    cb_arena_clear(&store->scratch);
    CB_TRY_NEW(ids = CB_NEW_ARRAY(&store->scratch, int64_t, facts->entities.count));
    for (size_t i = 0; i < facts->entities.count; i++)
        CB_TRY(take_entity(store, &facts->entities.items[i], &ids[i], err));
    for (size_t i = 0; i < facts->aliases.count; i++)
        CB_TRY(run_with_text(store, SQL_TAKE_ALIAS_EVIDENCE, ids[facts->aliases.items[i].entity],
                             facts->aliases.items[i].alias, err));
    for (size_t i = 0; i < facts->entities.count; i++)
        CB_TRY(decide_again(store, ids[i], err));
    for (size_t i = 0; i < facts->sources.count; i++)
        CB_TRY(take_source(store, &facts->sources.items[i], err));
    if (found->publisher)
        CB_TRY(take_source(store, found->publisher, err));
done:
    return rc;
}

/* Nothing that people said about an entity or a source hangs on it. */
#define UNUSED_SOURCE                                                                                        \
    "origin = 'extracted' AND entity_id IS NULL\n"                                                           \
    "AND NOT EXISTS (SELECT 1 FROM articles AS a WHERE a.source_id = sources.id)\n"                          \
    "AND NOT EXISTS (SELECT 1 FROM citations AS c WHERE c.source_id = sources.id)\n"                         \
    "AND NOT EXISTS (SELECT 1 FROM claims AS c WHERE c.cited_source_id = sources.id)\n"                      \
    "AND id NOT IN (SELECT x.source_id FROM article_originals AS x WHERE x.source_id IS NOT NULL\n"          \
    "               UNION SELECT x.source_id FROM extracted_citations AS x\n"                                \
    "               UNION SELECT x.cited_source_id FROM extracted_claim_rows AS x\n"                         \
    "               WHERE x.cited_source_id IS NOT NULL)"
#define UNUSED_ENTITY                                                                                        \
    "origin = 'extracted'\n"                                                                                 \
    "AND NOT EXISTS (SELECT 1 FROM entity_evidence AS v WHERE v.entity_id = entities.id)\n"                  \
    "AND NOT EXISTS (SELECT 1 FROM aliases AS l WHERE l.entity_id = entities.id)\n"                          \
    "AND NOT EXISTS (SELECT 1 FROM sources AS s WHERE s.entity_id = entities.id)"

cb_status cb_store_prune_retired(struct cb_store *store, struct cb_err *err)
{
    return cb_db_exec(
        store->db,
        "DELETE FROM sources WHERE id NOT IN (SELECT source_id FROM source_evidence) AND " UNUSED_SOURCE ";\n"
        "DELETE FROM entities WHERE id IN (SELECT entity_id FROM retired_names) AND " UNUSED_ENTITY,
        err);
}

/* ---- rebuild ---- */

cb_status cb_store_reset_names(struct cb_store *store, struct cb_err *err)
{
    return cb_db_exec(store->db,
                      "DELETE FROM aliases;\n"
                      "UPDATE entities SET origin = 'extracted', merged_into = NULL\n"
                      "WHERE origin = 'curated' OR merged_into IS NOT NULL;\n"
                      "UPDATE sources SET kind = 'other', domain = NULL WHERE origin = 'extracted';",
                      err);
}

cb_status cb_store_prune_names(struct cb_store *store, struct cb_err *err)
{
    return cb_db_exec(store->db,
                      "DELETE FROM sources WHERE " UNUSED_SOURCE ";\n"
                      "DELETE FROM entities WHERE " UNUSED_ENTITY,
                      err);
}
