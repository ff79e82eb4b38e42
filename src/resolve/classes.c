/* What class of organization an entity is (firm, authority, club ...), and which gender a person has: what
 * nouns and pronouns that take them up must agree with. */
#include "resolve/stages.h"

const struct cb_list_row *cb_resolve_row(const struct resolving *r, enum cb_list_id id, struct cb_str lower)
{
    enum { SHORTEST = 2 };
    const struct cb_list *list = cb_lexicon_list(r->lexicon, id);
    const struct cb_list_row *row = cb_list_find(list, lower);
    uint64_t lengths = row || lower.len < SHORTEST ? 0 : cb_list_tail_lengths(list, lower);

    for (size_t at = 1; lengths && !row && at + SHORTEST <= lower.len; at++)
        if (cb_lengths_have(lengths, lower.len - at))
            row = cb_list_find_tail(list, cb_str_sub(lower, at, lower.len));
    return row;
}

const struct cb_list_row *cb_resolve_inflected(const struct resolving *r, enum cb_list_id id,
                                               struct cb_str lower)
{
    static const struct cb_str ENDINGS[] = {CB_STR_INIT("s"), CB_STR_INIT("es"), CB_STR_INIT("n"),
                                            CB_STR_INIT("en")};
    const struct cb_list_row *row = cb_resolve_row(r, id, lower);

    for (size_t e = 0; !row && r->doc->language == CB_GERMAN && e < sizeof ENDINGS / sizeof *ENDINGS; e++)
        if (lower.len > ENDINGS[e].len + 3 && cb_str_ends(lower, ENDINGS[e]))
            row = cb_resolve_row(r, id, cb_str_sub(lower, 0, lower.len - ENDINGS[e].len));
    return row;
}

bool cb_resolve_agrees(struct cb_str classes, struct cb_str class)
{
    while (classes.ptr)
        if (cb_str_eq(cb_str_split(&classes, ' '), class))
            return true;
    return false;
}

/* ---- organizations ---- */

static struct cb_str lower_at(const struct resolving *r, uint32_t token)
{
    return r->doc->tokens.items[token].lower;
}

static bool has_use(const struct cb_list_row *row, const char *use)
{
    return row && cb_str_eq(row->fields[CB_ORGANIZATION_WORD_USE], cb_str_of(use));
}

/* The class that a word of a name shows; empty when it shows none. */
static struct cb_str class_of_word(const struct resolving *r, struct cb_str lower)
{
    const struct cb_list_row *row = cb_resolve_row(r, CB_LIST_ORGANIZATION_MARKS, lower);
    const struct cb_list_row *word =
        row ? NULL : cb_list_find(cb_lexicon_list(r->lexicon, CB_LIST_ORGANIZATION_WORDS), lower);
    const struct cb_list_row *name =
        row || word ? NULL : cb_list_find(cb_lexicon_list(r->lexicon, CB_LIST_NAME_WORDS), lower);

    if (row)
        return row->fields[CB_ORGANIZATION_CLASS_CLASS];
    if (has_use(word, "legal") || has_use(word, "ending"))
        return CB_STR("firm");
    if (has_use(word, "club"))
        return CB_STR("club");
    return name && cb_str_eq(name->fields[CB_NAME_WORD_USE], CB_STR("party")) ? CB_STR("party") : CB_STR("");
}

/* The class that a mention's own words show, or the noun in front of it ("das Magazin X"). */
static struct cb_str class_of_mention(const struct resolving *r, const struct cb_mention *m)
{
    uint32_t first = cb_document_token_at(r->doc, m->span.start), count = (uint32_t)r->doc->tokens.count;
    uint32_t before = first > 0 && (r->doc->tokens.items[first - 1].flags & CB_TOKEN_QUOTE_MARK) ? 2 : 1;
    struct cb_str class = CB_STR("");
    const struct cb_list_row *row;

    for (uint32_t i = first; class.len == 0 && i < count && r->doc->tokens.items[i].span.start < m->span.end;
         i++)
        class = class_of_word(r, lower_at(r, i));
    if (class.len > 0 || first < before ||
        r->doc->tokens.items[first - before].sentence != r->doc->tokens.items[first].sentence)
        return class;
    row = cb_resolve_inflected(r, CB_LIST_ORGANIZATION_NOUNS, lower_at(r, first - before));
    if (!row)
        return class;
    class = row->fields[CB_ORGANIZATION_CLASS_CLASS];
    return cb_str_split(&class, ' ');
}

/* ---- persons ---- */

static char letter(struct cb_str field)
{
    return field.len == 1 && (field.ptr[0] == 'm' || field.ptr[0] == 'f') ? field.ptr[0] : 0;
}

/* The gender that the first name of `name` has; 0 = not known. */
static char gender_of_name(const struct resolving *r, struct cb_str name)
{
    struct cb_str first = cb_str_split(&name, ' ');
    const struct cb_list_row *row;

    if (!name.ptr)
        return 0; /* a surname */
    row = cb_list_find(cb_lexicon_list(r->lexicon, CB_LIST_FIRST_NAMES), first);
    return row ? letter(row->fields[CB_FIRST_NAME_GENDER]) : 0;
}

char cb_resolve_title_gender(const struct resolving *r, uint32_t token)
{
    const struct cb_list_row *row = cb_token_row(&r->doc->tokens.items[token], CB_LIST_PERSON_NOUNS);

    if (row && cb_str_eq(row->fields[CB_PERSON_NOUN_USE], CB_STR("title")))
        return letter(row->fields[CB_PERSON_NOUN_GENDER]);
    if (r->doc->language == CB_ENGLISH)
        return 0;
    row = cb_resolve_row(r, CB_LIST_TITLES, lower_at(r, token));
    /* the feminine form tells more than the other: "die Minister Karla Emmel und ..." */
    return row && cb_str_ends(lower_at(r, token), CB_STR("in")) ? letter(row->fields[CB_TITLE_GENDER]) : 0;
}

static char gender_of_mention(const struct resolving *r, const struct cb_mention *m)
{
    uint32_t first = cb_document_token_at(r->doc, m->span.start);
    char gender = gender_of_name(r, m->form);

    if (gender || first == 0 ||
        r->doc->tokens.items[first - 1].sentence != r->doc->tokens.items[first].sentence)
        return gender;
    return cb_resolve_title_gender(r, first - 1);
}

cb_status cb_resolve_classes(struct resolving *r, struct cb_err *err)
{
    cb_status rc = CB_OK;

    r->classes = CB_NEW_ARRAY(r->arena, struct cb_str, r->facts->entities.count + 1);
    r->genders = CB_NEW_ARRAY(r->arena, char, r->facts->entities.count + 1);
    CB_TRY_NEW(r->classes && r->genders);
    for (size_t m = 0; m < r->facts->mentions.count; m++) {
        const struct cb_mention *mention = &r->facts->mentions.items[m];
        uint32_t e = mention->entity;
        enum cb_entity_kind kind = r->facts->entities.items[e].kind;
        if (kind == CB_ENTITY_PERSON && !r->genders[e])
            r->genders[e] = gender_of_mention(r, mention);
        else if (kind == CB_ENTITY_ORGANIZATION && r->classes[e].len == 0)
            r->classes[e] = class_of_mention(r, mention);
    }
done:
    return rc;
}
