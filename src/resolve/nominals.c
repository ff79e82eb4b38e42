/* Nominal mentions with one sure referent: "der Anthropic-Chef", "die Landrätin", "das Unternehmen". */
#include "lexicon/tag.h"
#include "resolve/bearers.h"
#include "resolve/references.h"

#define SEVERAL (UINT32_MAX - 1)

struct nominals {
    struct resolving *r;
    struct cb_bearers bearers;
    struct cb_references persons;
    struct cb_mentions found;
    size_t quotation; /* the first that does not end before the token in hand */
    uint32_t next;    /* first mention that begins at or behind the token in hand */
};

static const struct cb_token *token_at(const struct nominals *n, uint32_t i)
{
    return &n->r->doc->tokens.items[i];
}

static bool same_sentence(const struct nominals *n, uint32_t a, uint32_t b)
{
    return b < n->r->doc->tokens.count && token_at(n, a)->sentence == token_at(n, b)->sentence;
}

/* ---- questions ---- */

/* "der", "die", "den", "dem", "des", "the". */
static bool is_definite(const struct nominals *n, uint32_t token)
{
    static const struct cb_str ARTICLES[] = {CB_STR_INIT("der"), CB_STR_INIT("die"), CB_STR_INIT("das"),
                                             CB_STR_INIT("den"), CB_STR_INIT("dem"), CB_STR_INIT("des"),
                                             CB_STR_INIT("the")};

    struct cb_str lower = token_at(n, token)->lower;

    if (lower.len != 3 || (lower.ptr[0] != 'd' && lower.ptr[0] != 't'))
        return false;
    for (size_t i = 0; i < sizeof ARTICLES / sizeof *ARTICLES; i++)
        if (cb_str_eq(lower, ARTICLES[i]))
            return true;
    return false;
}

/* "ein", "eine", "a": somebody new. */
static bool is_indefinite(const struct nominals *n, uint32_t token)
{
    struct cb_str lower = token_at(n, token)->lower;

    return cb_str_eq(lower, CB_STR("a")) || cb_str_eq(lower, CB_STR("an")) ||
           (n->r->doc->language == CB_GERMAN && lower.len <= 5 && cb_str_starts(lower, CB_STR("ein")));
}

/* "ein Forscher", "ein junger Forscher". */
static bool is_brought_in(const struct nominals *n, uint32_t token)
{
    for (uint32_t back = 1; back <= 3 && back <= token && same_sentence(n, token, token - back); back++) {
        if (is_indefinite(n, token - back))
            return true;
        if (token_at(n, token - back)->tag != CB_TAG_ADJ)
            return false;
    }
    return false;
}

/* Does the token stand in quotation marks? Quotations are in order, so the one in hand is near. */
static bool quoted_at(struct nominals *n, uint32_t token)
{
    const struct cb_quotations *all = &n->r->doc->quotations;

    while (n->quotation < all->count && all->items[n->quotation].close < token)
        n->quotation++;
    return n->quotation < all->count && all->items[n->quotation].open < token;
}

/* "die Forscher" are several; "die Forscherin" is one. */
static bool is_plural(const struct nominals *n, uint32_t article, struct cb_str lower)
{
    struct cb_str word = token_at(n, article)->lower;

    if (cb_str_ends(lower, CB_STR("innen")))
        return true;
    if (n->r->doc->language != CB_GERMAN || !cb_str_eq(word, CB_STR("die")))
        return n->r->doc->language == CB_ENGLISH && cb_str_ends(lower, CB_STR("s")) &&
               !cb_str_ends(lower, CB_STR("ss"));
    return !cb_str_ends(lower, CB_STR("in")) && !cb_str_ends(lower, CB_STR("e")) &&
           !cb_str_ends(lower, CB_STR("frau"));
}

/* The mention that begins with this token, CB_NONE when there is none. n->next is near. */
static uint32_t mention_from(const struct nominals *n, uint32_t token)
{
    const struct cb_mentions *mentions = &n->r->facts->mentions;

    if (token >= n->r->doc->tokens.count)
        return CB_NONE;
    for (uint32_t m = n->next;
         m < mentions->count && mentions->items[m].span.start <= token_at(n, token)->span.start; m++)
        if (mentions->items[m].span.start == token_at(n, token)->span.start)
            return m;
    return CB_NONE;
}

/* Does something follow that says more closely who is meant: a name, "von X", "des X"? */
static bool is_continued(const struct nominals *n, uint32_t token)
{
    struct cb_str lower;

    if (!same_sentence(n, token, token + 1))
        return false;
    lower = token_at(n, token + 1)->lower;
    return mention_from(n, token + 1) != CB_NONE || cb_str_eq(lower, CB_STR("von")) ||
           cb_str_eq(lower, CB_STR("vom")) || cb_str_eq(lower, CB_STR("der")) ||
           cb_str_eq(lower, CB_STR("des")) || cb_str_eq(lower, CB_STR("of")) ||
           cb_str_eq(lower, CB_STR("f\xC3\xBC"
                                   "r")) ||
           cb_str_eq(lower, CB_STR("and")) || cb_str_eq(lower, CB_STR("und"));
}

static cb_status push(struct nominals *n, uint32_t first, uint32_t last, uint32_t entity, const char *rule,
                      struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_mention *mention = CB_PUSH(n->r->arena, &n->found);
    struct cb_span span = cb_tokens_span(n->r->doc, first, last);

    CB_TRY_NEW(mention);
    *mention = (struct cb_mention){.span = span,
                                   .form = cb_document_slice(n->r->doc, span),
                                   .entity_kind = n->r->facts->entities.items[entity].kind,
                                   .certainty = CB_LIKELY,
                                   .kind = CB_MENTION_NOMINAL,
                                   .entity = entity,
                                   .rule = rule};
done:
    return rc;
}

/* ---- the three kinds ---- */

/* "der Anthropic-CEO": the organization before the hyphen and the office behind it. */
static cb_status try_compound(struct nominals *n, uint32_t token, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t m = mention_from(n, token), first = token;
    struct cb_str lower = token_at(n, token)->lower, office;
    uint32_t chief;

    if (m == CB_NONE || !(token_at(n, token)->flags & CB_TOKEN_HAS_HYPHEN) ||
        n->r->facts->mentions.items[m].span.end >= token_at(n, token)->span.end)
        goto done;
    office = cb_str_sub(lower, n->r->facts->mentions.items[m].span.end + 1 - token_at(n, token)->span.start,
                        lower.len);
    if (!cb_bearers_is_office(&n->bearers, office) && cb_str_ends(office, CB_STR("s")))
        office.len--; /* des Anthropic-CEOs */
    if (!cb_bearers_is_office(&n->bearers, office) || is_continued(n, token))
        goto done;
    if (token > 0 && same_sentence(n, token, token - 1) && is_definite(n, token - 1))
        first = token - 1;
    else if (!(token_at(n, token)->flags & CB_TOKEN_SENTENCE_START))
        goto done;
    if (first < token && is_plural(n, first, office))
        goto done;
    CB_TRY(cb_bearers_of_office(&n->bearers, n->r->facts->mentions.items[m].entity, office, &chief, err));
    if (chief != CB_NONE)
        CB_TRY(push(n, first, token, chief, "any.resolve.office-compound", err));
done:
    return rc;
}

/* Behind a definite article: "die Landrätin", "der CEO": the only person of the article with that title, once
 * introduced. */
static cb_status try_title(struct nominals *n, uint32_t token, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t person;
    struct cb_str lower = token_at(n, token)->lower;

    if (is_plural(n, token - 1, lower) || is_continued(n, token) || mention_from(n, token) != CB_NONE)
        goto done;
    person = cb_bearers_of_title(&n->bearers, lower, token_at(n, token)->span.start);
    if (person != CB_NONE)
        CB_TRY(push(n, token - 1, token, person, "any.resolve.title", err));
done:
    return rc;
}

/* The organizations named in one sentence, the first few of them. */
enum { NAMED_MAX = 6 };

struct named {
    uint32_t organizations[NAMED_MAX]; /* entities */
    size_t count;
};

static void add_named(struct named *named, uint32_t entity)
{
    for (size_t i = 0; i < named->count; i++)
        if (named->organizations[i] == entity)
            return;
    if (named->count < NAMED_MAX)
        named->organizations[named->count++] = entity;
}

/* May a noun that takes up organizations of these classes mean the entity? One whose class nothing shows is
 * taken for a firm. */
static bool may_mean(const struct nominals *n, struct cb_str classes, uint32_t entity)
{
    struct cb_str class = n->r->classes[entity];

    return cb_resolve_agrees(classes, class.len > 0 ? class : CB_STR("firm"));
}

/* The only one named there that the classes fit; CB_NONE when there is none, or SEVERAL. */
static uint32_t only_named(const struct nominals *n, const struct named *named, struct cb_str classes)
{
    uint32_t found = CB_NONE;

    for (size_t i = 0; i < named->count; i++)
        if (may_mean(n, classes, named->organizations[i]))
            found = found == CB_NONE ? named->organizations[i] : SEVERAL;
    return found;
}

/* "die Firma", not "die Firmen", "der Hersteller", not "die Hersteller". */
static bool is_singular(const struct nominals *n, uint32_t article, struct cb_str lower)
{
    struct cb_str word = token_at(n, article)->lower;
    uint32_t number = token_at(n, article + 1)->features & (CB_SINGULAR | CB_PLURAL);

    if (number == CB_SINGULAR || number == CB_PLURAL)
        return number == CB_SINGULAR;
    if (cb_str_eq(word, CB_STR("the")))
        return !cb_str_ends(lower, CB_STR("s"));
    if (cb_str_ends(lower, CB_STR("en"))) /* das Unternehmen */
        return cb_str_eq(word, CB_STR("das")) || cb_str_eq(word, CB_STR("dem")) ||
               cb_str_eq(word, CB_STR("des"));
    return !cb_str_eq(word, CB_STR("die")) ||
           (!cb_str_ends(lower, CB_STR("er")) && !cb_str_ends(lower, CB_STR("e")) &&
            !cb_str_ends(lower, CB_STR("s")));
}

/* The noun without its ending in *lower, and the row of the list that has it; NULL when it takes up nobody.
 */
static const struct cb_list_row *noun_row(const struct nominals *n, struct cb_str *lower)
{
    const struct cb_list_row *row = cb_resolve_row(n->r, CB_LIST_ORGANIZATION_NOUNS, *lower);

    if (!row && lower->len > 3 && lower->ptr[lower->len - 1] == 's') {
        lower->len--; /* des Konzerns */
        row = cb_resolve_row(n->r, CB_LIST_ORGANIZATION_NOUNS, *lower);
    }
    return row;
}

/* Whom the noun means: who was introduced with it ("die Reederei Nordhaff-Linien"), else the only
 * organization near that its classes fit, else the one that the article is about. */
static uint32_t meant_by_noun(const struct nominals *n, uint32_t token, struct cb_str lower,
                              struct cb_str classes, const struct named *before, const struct named *here)
{
    uint32_t start = token_at(n, token)->span.start;
    uint32_t inside = cb_bearers_of_noun(&n->bearers, lower, start), earlier;

    if (inside != CB_NONE)
        return inside;
    inside = only_named(n, here, classes);
    earlier = only_named(n, before, classes);
    if (classes.len == 0 || inside == SEVERAL || (inside == CB_NONE && earlier == SEVERAL) ||
        (inside != CB_NONE && earlier != CB_NONE && inside != earlier))
        return CB_NONE;
    if (inside == CB_NONE)
        inside = earlier;
    if (inside == CB_NONE)
        inside = cb_bearers_of_class(&n->bearers, classes, start);
    if (inside == CB_NONE && n->bearers.main_organization != CB_NONE &&
        may_mean(n, classes, n->bearers.main_organization))
        inside = n->bearers.main_organization;
    return inside;
}

/* Behind a definite article. */
static cb_status try_noun(struct nominals *n, uint32_t token, const struct named *before,
                          const struct named *here, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str lower = token_at(n, token)->lower;
    const struct cb_list_row *row;
    uint32_t entity;

    row = noun_row(n, &lower);
    if (!cb_map_find(&n->bearers.nouns, lower) && !row)
        goto done;
    if (!is_singular(n, token - 1, token_at(n, token)->lower) || is_continued(n, token) ||
        mention_from(n, token) != CB_NONE)
        goto done;
    entity = meant_by_noun(n, token, lower, row ? row->fields[CB_ORGANIZATION_CLASS_CLASS] : CB_STR(""),
                           before, here);
    if (entity != CB_NONE)
        CB_TRY(push(n, token - 1, token, entity, "any.resolve.noun", err));
done:
    return rc;
}

/* "im Kreistag", "die Universität": the first word of the only organization that begins with it. */
static cb_status try_head(struct nominals *n, uint32_t token, bool definite, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t organization;

    if (token == 0 || !same_sentence(n, token, token - 1))
        goto done;
    if (!definite && !cb_str_eq(token_at(n, token - 1)->lower, CB_STR("im")) &&
        !cb_str_eq(token_at(n, token - 1)->lower, CB_STR("vom")) &&
        !cb_str_eq(token_at(n, token - 1)->lower, CB_STR("beim")))
        goto done;
    organization = cb_bearers_of_head(&n->bearers, token_at(n, token)->lower, token_at(n, token)->span.start);
    if (organization == CB_NONE || mention_from(n, token) != CB_NONE || is_continued(n, token))
        goto done;
    CB_TRY(push(n, token, token, organization, "any.resolve.head-word", err));
    n->found.items[n->found.count - 1].kind = CB_MENTION_ALIAS;
    n->found.items[n->found.count - 1].link = "any.resolve.head-word";
done:
    return rc;
}

/* "die Managerin", "der 47-Jährige": the person named just before. "Ein Forscher" is somebody else. */
static cb_status try_person(struct nominals *n, uint32_t token, bool definite, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t entity;

    if (token == 0 || !same_sentence(n, token, token - 1))
        goto done;
    if (is_brought_in(n, token)) {
        CB_TRY(cb_references_note_unnamed(&n->persons, token_at(n, token)->lower, err));
        goto done;
    }
    if (!definite || is_continued(n, token) || mention_from(n, token) != CB_NONE)
        goto done;
    entity = cb_references_noun(&n->persons, token);
    if (entity != CB_NONE)
        CB_TRY(push(n, token - 1, token, entity, "any.resolve.person-noun", err));
done:
    return rc;
}

static cb_status try_pronoun(struct nominals *n, uint32_t token, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t entity = cb_references_pronoun(&n->persons, token);

    if (entity == CB_NONE || quoted_at(n, token))
        goto done;
    CB_TRY(push(n, token, token, entity, "any.resolve.pronoun", err));
    n->found.items[n->found.count - 1].kind = CB_MENTION_PRONOUN;
done:
    return rc;
}

/* ---- the walk ---- */

static void note_mention(struct nominals *n, const struct cb_mention *m, struct named *here,
                         uint32_t sentence)
{
    if (m->entity_kind == CB_ENTITY_ORGANIZATION)
        add_named(here, m->entity);
    else if (m->entity_kind == CB_ENTITY_PERSON)
        cb_references_note(&n->persons, m->entity, sentence);
}

/* German: nouns and names have a capital or a digit; nothing else is more than a pronoun. */
static bool may_be_noun(const struct nominals *n, uint32_t token)
{
    return n->r->doc->language != CB_GERMAN ||
           (token_at(n, token)->flags & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL | CB_TOKEN_HAS_DIGIT));
}

/* The first reading that fits is taken. */
static cb_status try_token(struct nominals *n, uint32_t i, const struct named *before,
                           const struct named *here, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t found = n->found.count;
    bool capital = may_be_noun(n, i);
    bool definite = capital && i > 0 && same_sentence(n, i, i - 1) && is_definite(n, i - 1);

    if (capital)
        CB_TRY(try_compound(n, i, err));
    if (capital && definite && n->found.count == found)
        CB_TRY(try_title(n, i, err));
    if (capital && definite && n->found.count == found)
        CB_TRY(try_noun(n, i, before, here, err));
    if (capital && n->found.count == found)
        CB_TRY(try_head(n, i, definite, err));
    if (capital && n->found.count == found)
        CB_TRY(try_person(n, i, definite, err));
    if (n->found.count == found)
        CB_TRY(try_pronoun(n, i, err));
    if (n->found.count > found &&
        n->r->facts->entities.items[n->found.items[found].entity].kind == CB_ENTITY_PERSON)
        cb_references_note(&n->persons, n->found.items[found].entity, token_at(n, i)->sentence);
done:
    return rc;
}

static cb_status walk(struct nominals *n, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_document *doc = n->r->doc;
    const struct cb_mentions *mentions = &n->r->facts->mentions;
    struct named before = {0}, here = {0};
    uint32_t paragraphs = 0; /* since `before` */

    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        const struct cb_token *t = token_at(n, i);
        enum cb_passage_kind passage = doc->passages.items[doc->sentences.items[t->sentence].passage].kind;
        if (i > 0 && !same_sentence(n, i, i - 1)) {
            bool paragraph = doc->sentences.items[t->sentence].passage !=
                             doc->sentences.items[token_at(n, i - 1)->sentence].passage;
            paragraphs = here.count > 0 ? paragraph : paragraphs + paragraph;
            if (here.count > 0 || paragraphs > 1)
                before =
                    here; /* sentences that name none change nothing, up to the end of the next paragraph */
            here = (struct named){0};
        }
        for (; n->next < mentions->count && mentions->items[n->next].span.start < t->span.start; n->next++)
            note_mention(n, &mentions->items[n->next], &here, t->sentence);
        if (t->kind == CB_TOKEN_PUNCTUATION || passage == CB_PASSAGE_BOILERPLATE ||
            passage == CB_PASSAGE_REFERENCES)
            continue;
        if (may_be_noun(n, i) || cb_references_may_be_pronoun(t))
            CB_TRY(try_token(n, i, &before, &here, err));
    }
done:
    return rc;
}

/* The longer one first: a nominal may hold the name that it begins with, or begin one. */
static bool stands_before(struct cb_span a, struct cb_span b)
{
    return a.start < b.start || (a.start == b.start && a.end >= b.end);
}

/* Merges the found ones into facts->mentions, in text order, and moves the indexes of the positions along. */
static cb_status merge(struct nominals *n, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_facts *facts = n->r->facts;
    struct cb_mentions all = {0};
    size_t count = facts->mentions.count, f = 0;
    uint32_t *moved = CB_NEW_ARRAY(n->r->arena, uint32_t, count + 1);

    CB_TRY_NEW(moved);
    all.items = CB_NEW_ARRAY(n->r->arena, struct cb_mention, count + n->found.count + 1);
    CB_TRY_NEW(all.items);
    all.capacity = count + n->found.count + 1;
    for (size_t m = 0; m < count; m++) {
        while (f < n->found.count && stands_before(n->found.items[f].span, facts->mentions.items[m].span))
            all.items[all.count++] = n->found.items[f++];
        moved[m] = (uint32_t)all.count;
        all.items[all.count++] = facts->mentions.items[m];
    }
    while (f < n->found.count)
        all.items[all.count++] = n->found.items[f++];
    facts->mentions = all;
    for (size_t p = 0; p < facts->positions.count; p++) {
        struct cb_position *position = &facts->positions.items[p];
        position->person = moved[position->person];
        if (position->organization != CB_NONE)
            position->organization = moved[position->organization];
    }
done:
    return rc;
}

cb_status cb_resolve_nominals(struct resolving *r, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct nominals n = {.r = r, .bearers = {.r = r}, .persons = {.r = r}};

    CB_TRY(cb_bearers_collect(&n.bearers, err));
    CB_TRY(walk(&n, err));
    if (n.found.count > 0)
        CB_TRY(merge(&n, err));
done:
    return rc;
}
