/* Mentions to entities: the order of the work, and keys. */
#include "resolve/resolve.h"

#include <unicode/uchar.h>

#include "resolve/stages.h"
#include "text/fold.h"

/* ---- keys ---- */

struct cb_str cb_entity_key(struct cb_arena *arena, enum cb_entity_kind kind, struct cb_str name)
{
    struct cb_str lower = cb_fold_plain(arena, name), prefix = CB_STR("name/");
    char *key = lower.ptr || !name.len ? cb_arena_alloc(arena, lower.len + sizeof "person/") : NULL;
    size_t len = 0;
    bool gap = false;
    uint32_t size;

    if (!key)
        return (struct cb_str){NULL, 0};
    if (kind == CB_ENTITY_PERSON)
        prefix = CB_STR("person/");
    memcpy(key, prefix.ptr, prefix.len);
    len = prefix.len;
    for (struct cb_str rest = lower; rest.len; rest = cb_str_sub(rest, size, rest.len)) {
        uint32_t c = cb_char_first(rest, &size);
        if (!u_isalnum((UChar32)c)) {
            gap = len > prefix.len;
            continue;
        }
        if (gap)
            key[len++] = '-';
        gap = false;
        memcpy(key + len, rest.ptr, size);
        len += size;
    }
    return (struct cb_str){key, len};
}

/* ---- nodes ---- */

uint32_t cb_resolve_root(const struct resolving *r, uint32_t node)
{
    struct name_node *nodes = r->nodes.items;

    while (nodes[node].same_as != node) {
        nodes[node].same_as = nodes[nodes[node].same_as].same_as; /* half the way for the next one */
        node = nodes[node].same_as;
    }
    return node;
}

/* Whose name stands for two that are joined: the user's, or else the list's. */
static int rank(const struct name_node *node)
{
    return node->own ? 2 : node->gazetteer ? 1 : 0;
}

void cb_resolve_join(struct resolving *r, uint32_t a, uint32_t b, const char *why)
{
    uint32_t from = cb_resolve_root(r, a), to = cb_resolve_root(r, b);

    if (from == to)
        return;
    if (!r->nodes.items[a].why)
        r->nodes.items[a].why = why;
    if (!r->nodes.items[b].why)
        r->nodes.items[b].why = why;
    if (rank(&r->nodes.items[from]) > rank(&r->nodes.items[to])) {
        uint32_t other = from;
        from = to;
        to = other;
    }
    r->nodes.items[from].same_as = to;
    for (int k = 0; k < CB_ENTITY_KIND_COUNT; k++)
        r->nodes.items[to].score[k] += r->nodes.items[from].score[k];
    if (r->nodes.items[from].first < r->nodes.items[to].first)
        r->nodes.items[to].first = r->nodes.items[from].first;
}

enum cb_entity_kind cb_resolve_kind(const struct name_node *node)
{
    enum cb_entity_kind best = CB_ENTITY_OTHER;

    if (node->own)
        return node->own_kind;
    for (int k = 1; k < CB_ENTITY_KIND_COUNT; k++)
        if (node->score[k] > 0 && (best == CB_ENTITY_OTHER || node->score[k] > node->score[best]))
            best = (enum cb_entity_kind)k;
    return best;
}

/* Did a user give this name, of which `form` is one? Then the kind is settled. */
static void take_own(const struct resolving *r, struct name_node *node, struct cb_str form)
{
    const struct cb_list_row *row = cb_list_find(cb_lexicon_list(r->lexicon, CB_LIST_NAMES), form);

    node->own = row && cb_str_eq(row->fields[CB_NAMES_NAME], node->name) &&
                cb_entity_kind_by_name(row->fields[CB_NAMES_KIND], &node->own_kind);
}

static uint32_t count_words(struct cb_str name)
{
    uint32_t words = name.len > 0;

    for (size_t i = 0; i < name.len; i++)
        words += name.ptr[i] == ' ';
    return words;
}

cb_status cb_resolve_collect(struct resolving *r, struct cb_err *err)
{
    cb_status rc = CB_OK;

    r->node_of = CB_NEW_ARRAY(r->arena, uint32_t, r->facts->mentions.count + 1);
    CB_TRY_NEW(r->node_of);
    for (uint32_t m = 0; m < r->facts->mentions.count; m++) {
        const struct cb_mention *mention = &r->facts->mentions.items[m];
        struct cb_str name = mention->canonical.ptr ? mention->canonical : mention->form;
        bool added;
        uint32_t *slot = cb_map_add(r->arena, &r->index, name, &added);
        struct name_node *node;
        CB_TRY_NEW(slot);
        if (added) {
            node = CB_PUSH(r->arena, &r->nodes);
            CB_TRY_NEW(node);
            *slot = (uint32_t)(r->nodes.count - 1);
            *node = (struct name_node){.name = name,
                                       .stripped = name,
                                       .words = count_words(name),
                                       .first = m,
                                       .same_as = *slot,
                                       .guessed = true};
            take_own(r, node, mention->form);
        }
        node = &r->nodes.items[*slot];
        node->gazetteer = node->gazetteer || mention->canonical.ptr;
        node->guessed = node->guessed && mention->certainty == CB_GUESSED;
        node->score[mention->entity_kind] += 1 + 2 * (uint32_t)mention->certainty;
        r->node_of[m] = *slot;
    }
done:
    return rc;
}

/* ---- all of it ---- */

cb_status cb_resolve_names(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                           struct cb_facts *facts, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct resolving r = {.doc = doc, .lexicon = lexicon, .facts = facts, .arena = doc->arena};

    CB_TRY(cb_resolve_collect(&r, err));
    CB_TRY(cb_resolve_others(&r, err));
    CB_TRY(cb_resolve_persons(&r, err));
    CB_TRY(cb_resolve_write(&r, err));
    CB_TRY(cb_resolve_classes(&r, err));
    CB_TRY(cb_resolve_offices(&r, err));
    CB_TRY(cb_resolve_nominals(&r, err));
done:
    return rc;
}
