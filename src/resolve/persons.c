/* Persons: "Amodei" is Dario Amodei where one full name of the article ends with it. Two people with one
 * surname are never joined: then the one who was introduced before it is meant, or the one with the title
 * that stands before it. */
#include "resolve/stages.h"

#include "text/fold.h"

/* Full names by surname: a list of nodes for each. */
struct bearer {
    uint32_t node;
    uint32_t next; /* bearer + 1; 0 = last */
};

CB_LIST_TYPE(bearers, struct bearer)

struct persons {
    struct resolving *r;
    struct bearers bearers;
    struct cb_map by_surname; /* surname in plain spelling -> bearer + 1 */
    struct cb_map by_ends;    /* "first name + surname" -> node + 1 */
};

static struct cb_str behind_last_space(struct cb_str name)
{
    size_t at = name.len;

    while (at > 0 && name.ptr[at - 1] != ' ')
        at--;
    return cb_str_sub(name, at, name.len);
}

static struct cb_str before_first_space(struct cb_str name)
{
    size_t at = cb_str_find(name, CB_STR(" "), 0);

    return at == SIZE_MAX ? name : cb_str_sub(name, 0, at);
}

/* Is the name a first name (or initial) and a surname, not a surname with particles ("von der Leyen")? */
static bool is_full(const struct name_node *node)
{
    return node->words > 1 && !(node->name.ptr[0] >= 'a' && node->name.ptr[0] <= 'z');
}

static bool is_person(const struct resolving *r, uint32_t node)
{
    return cb_resolve_kind(&r->nodes.items[node]) == CB_ENTITY_PERSON;
}

static cb_status add_bearer(struct persons *p, struct cb_str surname, uint32_t node, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str plain = cb_fold_plain(p->r->arena, surname);
    uint32_t *slot = plain.ptr ? cb_map_add(p->r->arena, &p->by_surname, plain, NULL) : NULL;
    struct bearer *bearer;

    CB_TRY_NEW(slot);
    bearer = CB_PUSH(p->r->arena, &p->bearers);
    CB_TRY_NEW(bearer);
    *bearer = (struct bearer){node, *slot};
    *slot = (uint32_t)p->bearers.count;
done:
    return rc;
}

/* "Donald J. Trump" and "Donald Trump" are one. */
static cb_status join_by_ends(struct persons *p, uint32_t node, bool *joined, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str name = p->r->nodes.items[node].name;
    struct cb_str ends = cb_arena_printf(p->r->arena, "%.*s %.*s", CB_STR_ARG(before_first_space(name)),
                                         CB_STR_ARG(behind_last_space(name)));
    uint32_t *slot;

    *joined = false;
    CB_TRY_NEW(ends.ptr);
    ends = cb_fold_plain(p->r->arena, ends);
    CB_TRY_NEW(ends.ptr);
    slot = cb_map_add(p->r->arena, &p->by_ends, ends, NULL);
    CB_TRY_NEW(slot);
    if (*slot) {
        bool same = p->r->nodes.items[node].words == p->r->nodes.items[*slot - 1].words;
        cb_resolve_join(p->r, node, *slot - 1, same ? "any.resolve.spelling" : "any.resolve.middle-name");
        *joined = true;
    } else {
        *slot = node + 1;
    }
done:
    return rc;
}

static cb_status add_full_name(struct persons *p, uint32_t node, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str name = p->r->nodes.items[node].name, rest = name;
    bool joined;

    CB_TRY(join_by_ends(p, node, &joined, err));
    if (joined)
        goto done;
    cb_str_split(&rest, ' ');
    while (rest.ptr) { /* every ending: "von der Leyen", "der Leyen", "Leyen" */
        CB_TRY(add_bearer(p, rest, node, err));
        cb_str_split(&rest, ' ');
    }
done:
    return rc;
}

/* The title in front of a mention, in lower case; empty when there is none. */
static struct cb_str title_before(const struct resolving *r, uint32_t mention)
{
    uint32_t token = cb_document_token_at(r->doc, r->facts->mentions.items[mention].span.start);
    const struct cb_list *titles = cb_lexicon_list(r->lexicon, CB_LIST_TITLES);

    if (token == 0 || r->doc->tokens.items[token - 1].sentence != r->doc->tokens.items[token].sentence ||
        !cb_list_find(titles, r->doc->tokens.items[token - 1].lower))
        return CB_STR("");
    return r->doc->tokens.items[token - 1].lower;
}

/* Does a mention of `node` have this title before it? Only the first one is asked: that is where it is
 * introduced. */
static bool has_title(const struct resolving *r, uint32_t node, struct cb_str title)
{
    return title.len > 0 && cb_str_eq(title_before(r, r->nodes.items[node].first), title);
}

/* The gender of the first name; 0 = unknown. */
static char first_gender(const struct resolving *r, uint32_t node)
{
    const struct cb_list_row *row = cb_list_find(cb_lexicon_list(r->lexicon, CB_LIST_FIRST_NAMES),
                                                 before_first_space(r->nodes.items[node].name));
    struct cb_str gender = row ? row->fields[CB_FIRST_NAME_GENDER] : CB_STR("");

    return gender.len == 1 && gender.ptr[0] != 'u' ? gender.ptr[0] : 0;
}

/* The gender that the word in front of a mention shows: Frau, Ministerin; 0 = none. */
static char gender_before(const struct resolving *r, uint32_t mention)
{
    uint32_t token = cb_document_token_at(r->doc, r->facts->mentions.items[mention].span.start);

    if (token == 0 || r->doc->tokens.items[token - 1].sentence != r->doc->tokens.items[token].sentence)
        return 0;
    return cb_resolve_title_gender(r, token - 1);
}

/* Whom a surname at this place means; CB_NONE when it is not sure. */
static uint32_t bearer_of(const struct persons *p, struct cb_str surname, uint32_t mention)
{
    const uint32_t *slot = cb_map_find(&p->by_surname, cb_fold_plain(p->r->arena, surname));
    uint32_t only = CB_NONE, count = 0, before = CB_NONE, count_before = 0, titled = CB_NONE, steps = 0;
    struct cb_str title = title_before(p->r, mention);
    char gender = gender_before(p->r, mention);

    for (uint32_t b = slot ? *slot : 0; b && steps < 16; b = p->bearers.items[b - 1].next, steps++) {
        uint32_t node = cb_resolve_root(p->r, p->bearers.items[b - 1].node);
        if (node == only || (gender && first_gender(p->r, node) && first_gender(p->r, node) != gender))
            continue;
        only = node;
        count++;
        if (p->r->nodes.items[node].first < mention) {
            before = node;
            count_before++;
        }
        if (has_title(p->r, node, title))
            titled = node;
    }
    if (count == 1)
        return only;
    if (titled != CB_NONE)
        return titled;
    return count_before == 1 ? before : CB_NONE;
}

cb_status cb_resolve_persons(struct resolving *r, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct persons p = {.r = r};

    for (uint32_t n = 0; n < r->nodes.count; n++)
        if (is_full(&r->nodes.items[n]) && is_person(r, n))
            CB_TRY(add_full_name(&p, n, err));
    for (uint32_t m = 0; m < r->facts->mentions.count; m++) {
        uint32_t node = r->node_of[m], bearer;
        if (is_full(&r->nodes.items[node]) || !is_person(r, node) || r->nodes.items[node].gazetteer)
            continue;
        bearer = bearer_of(&p, r->nodes.items[node].name, m);
        if (bearer == CB_NONE)
            continue;
        r->node_of[m] = bearer; /* by mention: at another place the surname may be somebody else's */
        r->facts->mentions.items[m].link = "any.resolve.surname";
    }
done:
    return rc;
}
