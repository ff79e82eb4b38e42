/* Joined nodes to entities: name, kind, key, aliases. */
#include "resolve/stages.h"

/* A name that a user gave is the canonical one, or else a list's; of other names the longest that is not only
 * a legal form longer.
 */
static bool is_better_name(const struct name_node *a, const struct name_node *b)
{
    if (a->own != b->own)
        return a->own;
    if (a->gazetteer != b->gazetteer)
        return a->gazetteer;
    if (cb_str_eq(a->name, b->stripped) && a->name.len < b->name.len)
        return true; /* Solvara, where the article has it beside Solvara GmbH */
    if (cb_str_eq(b->name, a->stripped) && b->name.len < a->name.len)
        return false;
    return a->words > b->words;
}

static cb_status add_entity(struct resolving *r, uint32_t root, const struct name_node *best, uint32_t *out,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_entity *entity = CB_PUSH(r->arena, &r->facts->entities);

    CB_TRY_NEW(entity);
    entity->name = best->name;
    entity->kind = cb_resolve_kind(&r->nodes.items[root]);
    entity->weight = r->nodes.items[root].score[entity->kind];
    entity->key = cb_entity_key(r->arena, entity->kind, best->own ? best->name : best->stripped);
    CB_TRY_NEW(entity->key.ptr);
    *out = (uint32_t)(r->facts->entities.count - 1);
done:
    return rc;
}

/* Two roots may have one key ("Solvara AG", "Solvara GmbH"; "E.On", "E-On"): same key, same entity. */
static cb_status entity_of_root(struct resolving *r, struct cb_map *keys, uint32_t root,
                                const struct name_node *best, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t entity = CB_NONE;
    bool added;
    uint32_t *slot;

    CB_TRY(add_entity(r, root, best, &entity, err));
    slot = cb_map_add(r->arena, keys, r->facts->entities.items[entity].key, &added);
    CB_TRY_NEW(slot);
    if (added) {
        *slot = entity;
    } else {
        r->facts->entities.items[*slot].weight += r->facts->entities.items[entity].weight;
        r->facts->entities.count--;
    }
    r->nodes.items[root].entity = *slot;
done:
    return rc;
}

static cb_status add_entities(struct resolving *r, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_map keys = {0};
    uint32_t *best = CB_NEW_ARRAY(r->arena, uint32_t, r->nodes.count + 1);

    CB_TRY_NEW(best);
    for (uint32_t n = 0; n < r->nodes.count; n++) {
        uint32_t root = cb_resolve_root(r, n);
        if (best[root] == 0 || is_better_name(&r->nodes.items[n], &r->nodes.items[best[root] - 1]))
            best[root] = n + 1;
        r->nodes.items[n].entity = CB_NONE;
    }
    for (uint32_t m = 0; m < r->facts->mentions.count; m++) { /* in text order */
        uint32_t root = cb_resolve_root(r, r->node_of[m]);
        if (r->nodes.items[root].entity == CB_NONE)
            CB_TRY(entity_of_root(r, &keys, root, &r->nodes.items[best[root] - 1], err));
        r->facts->mentions.items[m].entity = r->nodes.items[root].entity;
    }
done:
    return rc;
}

/* Each form of an entity other than its name, once. */
static cb_status add_alias(struct resolving *r, struct cb_map *seen, uint32_t entity, struct cb_str form,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str key = cb_arena_printf(r->arena, "%u %.*s", entity, CB_STR_ARG(form));
    bool added;
    struct cb_alias *alias;

    CB_TRY_NEW(key.ptr);
    CB_TRY_NEW(cb_map_add(r->arena, seen, key, &added));
    if (!added)
        goto done;
    alias = CB_PUSH(r->arena, &r->facts->aliases);
    CB_TRY_NEW(alias);
    *alias = (struct cb_alias){entity, form};
done:
    return rc;
}

/* The rule by which mention `m`, an alias, means its entity. */
static const char *why(const struct resolving *r, uint32_t m)
{
    const struct cb_mention *mention = &r->facts->mentions.items[m];
    const struct name_node *node = &r->nodes.items[r->node_of[m]];

    if (mention->link)
        return mention->link; /* a surname at this place */
    if (!cb_str_eq(mention->form, node->name))
        return node->own ? "any.resolve.own" : "any.resolve.list";
    return node->why ? node->why : "any.resolve.spelling";
}

cb_status cb_resolve_write(struct resolving *r, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_map seen = {0};

    CB_TRY(add_entities(r, err));
    for (uint32_t m = 0; m < r->facts->mentions.count; m++) {
        struct cb_mention *mention = &r->facts->mentions.items[m];
        const struct cb_entity *entity = &r->facts->entities.items[mention->entity];
        mention->entity_kind = entity->kind;
        mention->kind = cb_str_eq(mention->form, entity->name) ? CB_MENTION_NAME : CB_MENTION_ALIAS;
        mention->link = mention->kind == CB_MENTION_ALIAS ? why(r, m) : NULL;
        if (mention->kind == CB_MENTION_ALIAS)
            CB_TRY(add_alias(r, &seen, mention->entity, mention->form, err));
    }
done:
    return rc;
}
