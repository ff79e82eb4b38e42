/* Who was introduced with which title, office or noun, so that a later "die Landrätin" or "die Kasse" means
 * them. */
#include "resolve/bearers.h"

static const struct cb_token *token_at(const struct cb_bearers *b, uint32_t i)
{
    return &b->r->doc->tokens.items[i];
}

static bool same_sentence(const struct cb_bearers *b, uint32_t a, uint32_t c)
{
    return token_at(b, a)->sentence == token_at(b, c)->sentence;
}

static bool is_kind(const struct cb_list_row *row, const char *kind)
{
    return cb_str_eq(row->fields[CB_TITLE_KIND], cb_str_of(kind));
}

static bool is_chief(const struct cb_bearers *b, struct cb_str lower)
{
    const struct cb_list_row *row = cb_list_find(b->titles, lower);

    return row && is_kind(row, "chief");
}

static cb_status remember(struct cb_bearers *b, struct cb_map *map, struct cb_str key, uint32_t entity,
                          uint32_t from, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool added;
    uint32_t *slot = cb_map_add(b->r->arena, map, key, &added);
    struct cb_bearer *bearer;

    CB_TRY_NEW(slot);
    if (!added) {
        bearer = &b->all.items[*slot - 1];
        if (bearer->entity != entity)
            bearer->entity = CB_NONE;
        goto done;
    }
    bearer = CB_PUSH(b->r->arena, &b->all);
    CB_TRY_NEW(bearer);
    *bearer = (struct cb_bearer){entity, from};
    *slot = (uint32_t)b->all.count;
done:
    return rc;
}

static struct cb_str office_key(const struct cb_bearers *b, uint32_t organization, struct cb_str lower)
{
    return cb_arena_printf(b->r->arena, "%u/%.*s", organization,
                           CB_STR_ARG(is_chief(b, lower) ? CB_STR("chief") : lower));
}

/* The lower-case form of the title at the end of `title` that the document has as a token. */
static struct cb_str lower_of(const struct cb_bearers *b, struct cb_str title)
{
    uint32_t token =
        cb_document_token_at(b->r->doc, (uint32_t)(title.ptr + title.len - 1 - b->r->doc->text.ptr));
    struct cb_str lower = token_at(b, token)->lower;

    return title.len < lower.len ? cb_str_sub(lower, lower.len - title.len, lower.len) : lower;
}

/* From the positions: who holds which office where. */
static cb_status collect_offices(struct cb_bearers *b, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_facts *facts = b->r->facts;

    for (size_t p = 0; p < facts->positions.count; p++) {
        const struct cb_position *position = &facts->positions.items[p];
        uint32_t person = facts->mentions.items[position->person].entity;
        uint32_t organization = position->organization == CB_NONE
                                    ? CB_NONE
                                    : facts->mentions.items[position->organization].entity;
        struct cb_str lower = lower_of(b, position->title), key;
        CB_TRY(remember(b, &b->titled, lower, person, position->span.start, err));
        if (is_chief(b, lower))
            CB_TRY(remember(b, &b->titled, CB_STR("/chief"), person, position->span.start, err));
        if (organization == CB_NONE)
            continue;
        key = office_key(b, organization, lower);
        CB_TRY_NEW(key.ptr);
        CB_TRY(remember(b, &b->offices, key, person, position->span.start, err));
    }
done:
    return rc;
}

/* From the words before persons: "die Medizinerin Carlotta Brehmer". */
static cb_status collect_roles(struct cb_bearers *b, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_facts *facts = b->r->facts;

    for (size_t m = 0; m < facts->mentions.count; m++) {
        const struct cb_mention *mention = &facts->mentions.items[m];
        uint32_t token = cb_document_token_at(b->r->doc, mention->span.start);
        const struct cb_list_row *row;
        if (mention->entity_kind != CB_ENTITY_PERSON || token == 0 || !same_sentence(b, token, token - 1))
            continue;
        row = cb_token_row(token_at(b, token - 1), CB_LIST_TITLES);
        if (row && is_kind(row, "role"))
            CB_TRY(remember(b, &b->titled, token_at(b, token - 1)->lower, mention->entity,
                            mention->span.start, err));
    }
done:
    return rc;
}

/* From the words before organizations: "die Krankenkasse Vitalis Nord" is "die Kasse", too. */
static cb_status collect_noun(struct cb_bearers *b, struct cb_str noun, const struct cb_mention *mention,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_list *words = cb_lexicon_list(b->r->lexicon, CB_LIST_NAME_WORDS);

    for (size_t at = 0; at + 3 < noun.len; at++) {
        struct cb_str tail = cb_str_sub(noun, at, noun.len);
        if (at > 0 && !cb_list_find_tail(words, tail))
            continue;
        CB_TRY(remember(b, &b->nouns, tail, mention->entity, mention->span.start, err));
    }
done:
    return rc;
}

/* From the first words of organizations: "Kreistag" of "Kreistag Emmerau". */
static cb_status collect_head(struct cb_bearers *b, uint32_t token, const struct cb_mention *mention,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_list_row *row = cb_token_row(token_at(b, token), CB_LIST_ORGANIZATION_WORDS);

    if (!row || token_at(b, token)->span.end >= mention->span.end ||
        !(cb_str_eq(row->fields[CB_ORGANIZATION_WORD_USE], CB_STR("head")) ||
          cb_str_eq(row->fields[CB_ORGANIZATION_WORD_USE], CB_STR("head_of"))))
        goto done;
    CB_TRY(remember(b, &b->heads, token_at(b, token)->lower, mention->entity, mention->span.end, err));
done:
    return rc;
}

static cb_status collect_organizations(struct cb_bearers *b, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_facts *facts = b->r->facts;

    for (size_t m = 0; m < facts->mentions.count; m++) {
        const struct cb_mention *mention = &facts->mentions.items[m];
        uint32_t token = cb_document_token_at(b->r->doc, mention->span.start);
        struct cb_str before;
        if (mention->entity_kind != CB_ENTITY_ORGANIZATION)
            continue;
        if (b->r->classes[mention->entity].len > 0)
            CB_TRY(remember(b, &b->classes, b->r->classes[mention->entity], mention->entity,
                            mention->span.start, err));
        CB_TRY(collect_head(b, token, mention, err));
        if (token > 0 && token_at(b, token - 1)->flags & CB_TOKEN_QUOTE_MARK)
            token--;
        if (token == 0 || !same_sentence(b, token, token - 1))
            continue;
        before = token_at(b, token - 1)->lower;
        if (token_at(b, token - 1)->flags & CB_TOKEN_CAPITAL && b->r->doc->language == CB_GERMAN)
            CB_TRY(collect_noun(b, before, mention, err));
    }
done:
    return rc;
}

/* The organization with at least three mentions and three times as many as any other: the article is about
 * it. */
static cb_status find_main_organization(struct cb_bearers *b, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_facts *facts = b->r->facts;
    uint32_t *counts = CB_NEW_ARRAY(b->r->arena, uint32_t, facts->entities.count + 1), best = CB_NONE,
             second = 0;

    CB_TRY_NEW(counts);
    for (size_t m = 0; m < facts->mentions.count; m++)
        counts[facts->mentions.items[m].entity]++;
    for (uint32_t e = 0; e < facts->entities.count; e++) {
        if (facts->entities.items[e].kind != CB_ENTITY_ORGANIZATION)
            continue;
        if (best == CB_NONE || counts[e] > counts[best]) {
            second = best == CB_NONE ? 0 : counts[best];
            best = e;
        } else if (counts[e] > second) {
            second = counts[e];
        }
    }
    b->main_organization =
        best != CB_NONE && counts[best] >= 3 && counts[best] >= 3 * second ? best : CB_NONE;
done:
    return rc;
}

/* "Landrätin" and "Präsidenten": the title without an ending of its case, as the map knows it. */
static struct cb_str base_of(const struct cb_bearers *b, struct cb_str lower)
{
    for (size_t cut = 0; cut <= 2 && lower.len > cut + 3; cut++) {
        char last = lower.ptr[lower.len - 1];
        if (cut > 0 && last != 'n' && last != 's')
            break;
        if (cb_map_find(&b->titled, cb_str_sub(lower, 0, lower.len - cut)))
            return cb_str_sub(lower, 0, lower.len - cut);
    }
    return lower;
}

/* What the slot of a map says: the one entity introduced in front of byte `before`. */
static uint32_t only_one(const struct cb_bearers *b, const uint32_t *slot, uint32_t before)
{
    const struct cb_bearer *bearer = slot ? &b->all.items[*slot - 1] : NULL;

    return bearer && bearer->from < before ? bearer->entity : CB_NONE;
}

/* ---- the header ---- */

cb_status cb_bearers_collect(struct cb_bearers *b, struct cb_err *err)
{
    cb_status rc;

    b->titles = cb_lexicon_list(b->r->lexicon, CB_LIST_TITLES);
    CB_TRY(collect_offices(b, err));
    CB_TRY(collect_roles(b, err));
    CB_TRY(collect_organizations(b, err));
    CB_TRY(find_main_organization(b, err));
done:
    return rc;
}

bool cb_bearers_is_office(const struct cb_bearers *b, struct cb_str lower)
{
    const struct cb_list_row *row = cb_list_find(b->titles, lower);

    return row && (is_kind(row, "chief") || is_kind(row, "office"));
}

uint32_t cb_bearers_of_title(const struct cb_bearers *b, struct cb_str lower, uint32_t before)
{
    const uint32_t *slot = cb_map_find(&b->titled, base_of(b, lower));

    if (!slot && is_chief(b, lower))
        slot = cb_map_find(&b->titled, CB_STR("/chief"));
    return only_one(b, slot, before);
}

uint32_t cb_bearers_of_noun(const struct cb_bearers *b, struct cb_str lower, uint32_t before)
{
    return only_one(b, cb_map_find(&b->nouns, lower), before);
}

uint32_t cb_bearers_of_head(const struct cb_bearers *b, struct cb_str lower, uint32_t before)
{
    return only_one(b, cb_map_find(&b->heads, lower), before);
}

uint32_t cb_bearers_of_class(const struct cb_bearers *b, struct cb_str classes, uint32_t before)
{
    return cb_str_eq(classes, CB_STR("firm")) ? CB_NONE
                                              : only_one(b, cb_map_find(&b->classes, classes), before);
}

cb_status cb_bearers_of_office(const struct cb_bearers *b, uint32_t organization, struct cb_str lower,
                               uint32_t *entity, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str key = office_key(b, organization, lower);

    *entity = CB_NONE;
    CB_TRY_NEW(key.ptr);
    *entity = only_one(b, cb_map_find(&b->offices, key), UINT32_MAX);
done:
    return rc;
}
