/* Everything but persons: "Solvara GmbH" and "Solvara", "AWS" and its long form, "S80" and "Voltas S80". */
#include "resolve/stages.h"

#include "text/fold.h"

/* ---- legal forms ---- */

/* Does organization_words.csv hold `words` with this use? */
static bool has_use(const struct resolving *r, struct cb_str words, struct cb_str use)
{
    const struct cb_list *list = cb_lexicon_list(r->lexicon, CB_LIST_ORGANIZATION_WORDS);
    struct cb_str lower = cb_fold_lower(r->arena, words);
    const struct cb_list_row *row = lower.ptr ? cb_list_find(list, lower) : NULL;

    return row && cb_str_eq(row->fields[CB_ORGANIZATION_WORD_USE], use);
}

static struct cb_str first_word(struct cb_str name)
{
    return cb_str_split(&name, ' ');
}

/* The longest ending that is a legal form, up to four words ("SE & Co. KGaA"), is cut. */
static struct cb_str strip_legal(const struct resolving *r, struct cb_str name)
{
    size_t at = name.len, best = name.len;

    for (int words = 0; words < 4; words++) {
        while (at > 0 && name.ptr[at - 1] != ' ')
            at--;
        if (at == 0)
            break;
        if (has_use(r, cb_str_sub(name, at, name.len), CB_STR("legal")))
            best = at - 1;
        at--;
    }
    return cb_str_sub(name, 0, best);
}

static bool is_organization(const struct resolving *r, uint32_t node)
{
    return cb_resolve_kind(&r->nodes.items[node]) == CB_ENTITY_ORGANIZATION;
}

static void join_legal_forms(struct resolving *r)
{
    for (uint32_t n = 0; n < r->nodes.count; n++) {
        struct name_node *node = &r->nodes.items[n];
        const uint32_t *other;
        if (node->words < 2 || (node->gazetteer && !node->own) || !is_organization(r, n))
            continue;
        node->stripped = strip_legal(r, node->name);
        if (node->stripped.len == node->name.len)
            continue;
        other = cb_map_find(&r->index, node->stripped);
        if (other)
            cb_resolve_join(r, n, *other, "any.resolve.legal-form");
    }
}

/* ---- short forms ---- */

/* Remembers which node alone has `part`; CB_NONE - 1 when several have it. */
static cb_status remember(struct resolving *r, struct cb_map *map, struct cb_str part, uint32_t node,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool added;
    uint32_t *slot = cb_map_add(r->arena, map, part, &added);

    CB_TRY_NEW(slot);
    if (added)
        *slot = node;
    else if (cb_resolve_root(r, *slot == CB_NONE ? node : *slot) != cb_resolve_root(r, node))
        *slot = CB_NONE;
done:
    return rc;
}

/* What stands behind the last space or hyphen: "S80" of "Voltas S80", "V3" of "DeepSeek-V3". */
static struct cb_str last_part(struct cb_str name)
{
    size_t at = name.len;

    while (at > 0 && name.ptr[at - 1] != ' ' && name.ptr[at - 1] != '-')
        at--;
    return cb_str_sub(name, at, name.len);
}

/* The first word of a firm, the last of a club, and the number of a model stand for the whole. */
static cb_status collect_parts(struct resolving *r, struct cb_map *first, struct cb_map *last,
                               struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t n = 0; n < r->nodes.count; n++) {
        struct name_node *node = &r->nodes.items[n];
        enum cb_entity_kind kind = cb_resolve_kind(node);
        struct cb_str part = last_part(node->name);
        bool club = node->words > 1 && has_use(r, first_word(node->name), CB_STR("club"));
        if (kind == CB_ENTITY_ORGANIZATION && node->words > 1 && !node->gazetteer && !club)
            CB_TRY(remember(r, first, first_word(node->name), n, err));
        if (part.len < node->name.len && (kind == CB_ENTITY_PRODUCT || (club && !node->gazetteer)))
            CB_TRY(remember(r, last, part, n, err));
    }
done:
    return rc;
}

static cb_status join_short_forms(struct resolving *r, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_map first = {0}, last = {0};

    CB_TRY(collect_parts(r, &first, &last, err));
    for (uint32_t n = 0; n < r->nodes.count; n++) {
        const struct name_node *node = &r->nodes.items[n];
        enum cb_entity_kind kind = cb_resolve_kind(node), whole;
        const uint32_t *long_form = NULL;
        if (node->words > 1 || node->gazetteer)
            continue;
        if (kind == CB_ENTITY_ORGANIZATION || kind == CB_ENTITY_OTHER || node->guessed)
            long_form = cb_map_find(&first, node->name);
        if (!long_form && (kind == CB_ENTITY_ORGANIZATION || kind == CB_ENTITY_PRODUCT))
            long_form = cb_map_find(&last, node->name);
        if (!long_form || *long_form == CB_NONE)
            continue;
        whole = cb_resolve_kind(&r->nodes.items[cb_resolve_root(r, *long_form)]);
        if (whole == kind || kind == CB_ENTITY_OTHER || node->guessed)
            cb_resolve_join(r, n, *long_form, "any.resolve.short-name");
    }
done:
    return rc;
}

/* ---- "Institut für Arbeit und Technik (IAT)" ---- */

static bool is_letter_of(struct cb_str name, struct cb_str acronym)
{
    return name.len && acronym.len && ((name.ptr[0] ^ acronym.ptr[0]) & ~0x20) == 0;
}

/* Is mention `m + 1` another name of mention `m`, in brackets right behind it? */
static bool is_introduced(const struct resolving *r, uint32_t m)
{
    const struct cb_mention *whole = &r->facts->mentions.items[m], *other = whole + 1;
    const char *text = r->doc->text.ptr;
    uint32_t gap = whole->span.end;

    if (other->span.start < gap + 2 || other->span.start > gap + 3 || text[other->span.start - 1] != '(' ||
        text[other->span.end] != ')')
        return false;
    return other->form.len * 2 <= whole->form.len && is_letter_of(whole->form, other->form) &&
           whole->entity_kind != CB_ENTITY_PERSON;
}

static void join_acronyms(struct resolving *r)
{
    for (uint32_t m = 0; m + 1 < r->facts->mentions.count; m++) {
        uint32_t a = r->node_of[m], b = r->node_of[m + 1];
        if (!is_introduced(r, m) || (r->nodes.items[a].gazetteer && r->nodes.items[b].gazetteer))
            continue;
        if (!cb_str_starts(r->nodes.items[b].name, first_word(r->nodes.items[a].name)))
            r->nodes.items[b].gazetteer = false; /* the list knows another one with these letters */
        cb_resolve_join(r, b, a, "any.resolve.acronym");
    }
}

cb_status cb_resolve_others(struct resolving *r, struct cb_err *err)
{
    cb_status rc = CB_OK;

    join_legal_forms(r);
    CB_TRY(join_short_forms(r, err));
    join_acronyms(r);
done:
    return rc;
}
