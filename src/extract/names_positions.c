/* Who holds which office where, from the words around the mentions of persons. */
#include "extract/names.h"

struct office {
    uint32_t first, last;  /* tokens of the title */
    struct cb_str title;   /* as written, without the name before a hyphen */
    uint32_t organization; /* mention, or CB_NONE */
    struct cb_span span;
    enum cb_position_state state;
    const char *rule;
};

static const struct cb_mention *mention(const struct names *n, uint32_t index)
{
    return &n->facts->mentions.items[index];
}

static uint32_t first_token(const struct names *n, uint32_t index)
{
    return cb_document_token_at(n->doc, mention(n, index)->span.start);
}

static uint32_t last_token(const struct names *n, uint32_t index)
{
    return cb_document_token_at(n->doc, mention(n, index)->span.end - 1);
}

static bool is_employer(const struct names *n, uint32_t index)
{
    enum cb_entity_kind kind = mention(n, index)->entity_kind;

    return kind == CB_ENTITY_ORGANIZATION || kind == CB_ENTITY_PLACE || kind == CB_ENTITY_OTHER;
}

/* The mention that ends with token `token`, at or before mention `from`; CB_NONE when there is none. */
static uint32_t mention_ending_at(const struct names *n, uint32_t from, uint32_t token)
{
    for (uint32_t i = from; i != CB_NONE && i + 6 > from; i--) {
        if (mention(n, i)->span.end == n->doc->tokens.items[token].span.end)
            return i;
        if (i == 0)
            break;
    }
    return CB_NONE;
}

/* The mention that begins with token `token`, at or behind mention `from`. */
static uint32_t mention_starting_at(const struct names *n, uint32_t from, uint32_t token)
{
    for (uint32_t i = from; i < n->facts->mentions.count && i < from + 6; i++)
        if (mention(n, i)->span.start == n->doc->tokens.items[token].span.start)
            return i;
    return CB_NONE;
}

static bool is_office(enum title_kind kind)
{
    return kind == TITLE_CHIEF || kind == TITLE_OFFICE;
}

/* In "Anthropic-CEO" the title is "CEO" and the organization what stands before the hyphen. */
static void cut_compound(const struct names *n, uint32_t from, struct office *o)
{
    struct cb_span token = n->doc->tokens.items[o->first].span;

    o->title = cb_document_slice(n->doc, cb_tokens_span(n->doc, o->first, o->last));
    o->organization = CB_NONE;
    for (uint32_t i = from; i != CB_NONE && i + 4 > from && n->facts->mentions.count > 0; i--) {
        const struct cb_mention *m = mention(n, i);
        if (m->span.start == token.start && m->span.end < token.end && is_employer(n, i)) {
            o->organization = i;
            o->title = cb_str_sub(n->doc->text, m->span.end + 1, n->doc->tokens.items[o->last].span.end);
        }
        if (i == 0)
            break;
    }
    o->span = cb_tokens_span(n->doc, o->first, o->last);
}

/* A word that ties an office to an organization: "von", "der", "bei", "of". */
static bool is_tie(const struct names *n, uint32_t token)
{
    static const struct cb_str TIES[] = {CB_STR_INIT("von"),
                                         CB_STR_INIT("vom"),
                                         CB_STR_INIT("der"),
                                         CB_STR_INIT("des"),
                                         CB_STR_INIT("bei"),
                                         CB_STR_INIT("beim"),
                                         CB_STR_INIT("of"),
                                         CB_STR_INIT("at"),
                                         CB_STR_INIT("for"),
                                         CB_STR_INIT("f\xC3\xBC"
                                                     "r"),
                                         CB_STR_INIT("in"),
                                         CB_STR_INIT("im")};

    for (size_t i = 0; i < sizeof TIES / sizeof *TIES; i++)
        if (cb_str_eq(name_word(n, token)->lower, TIES[i]))
            return true;
    return false;
}

/* From the token `at`: a tie, perhaps an article and a noun ("des Chipherstellers"), and the mention of an
 * organization. */
static uint32_t organization_from(const struct names *n, uint32_t from, uint32_t at)
{
    uint32_t end = at < n->doc->tokens.count ? cb_names_sentence_end(n, at) : at, found;

    if (at >= end || !is_tie(n, at))
        return CB_NONE;
    for (uint32_t i = at + 1; i < end && i < at + 5; i++) {
        const struct name_word *word = name_word(n, i);
        found = mention_starting_at(n, from, i);
        if (found != CB_NONE)
            return is_employer(n, found) ? found : CB_NONE;
        if (!(word->flags & NAME_DETERMINER) && !word->apposition && !(word->flags & NAME_LOWER_CASE))
            return CB_NONE;
    }
    return CB_NONE;
}

/* The organization before the title: "Nvidias Chef", "Sachsens Wirtschaftsminister", "Acme chief executive".
 */
static uint32_t organization_before(const struct names *n, uint32_t person, uint32_t title)
{
    uint32_t before;

    if (title == cb_names_sentence_first(n, title) || person == 0)
        return CB_NONE;
    before = mention_ending_at(n, person - 1, title - 1);
    if (before == CB_NONE || !is_employer(n, before))
        return CB_NONE;
    return before;
}

/* What a word says of the office behind it: ehemaliger, designierte, Ex. */
static enum cb_position_state state_of(const struct names *n, struct cb_str word)
{
    const struct cb_list_row *row = cb_list_find(cb_lexicon_list(n->lexicon, CB_LIST_POSITION_WORDS), word);

    if (!row)
        return CB_POSITION_HELD;
    return cb_str_eq(row->fields[CB_POSITION_WORD_USE], CB_STR("former")) ? CB_POSITION_FORMER
                                                                          : CB_POSITION_DESIGNATED;
}

/* The same for a word with an ending of adjectives: frühere, früherer, früheren. */
static enum cb_position_state state_of_adjective(const struct names *n, struct cb_str lower)
{
    enum cb_position_state state = state_of(n, lower);

    for (size_t cut = 1; !n->english && state == CB_POSITION_HELD && cut <= 2 && lower.len > cut + 3; cut++)
        state = state_of(n, cb_str_sub(lower, 0, lower.len - cut));
    return state;
}

/* From the two words before the office or in front of it, with the organization between ("der frühere
 * Talvik-Chef", "Talvik's former chief"), or from the first part of its compound ("Ex-Minister"), which is
 * cut off the title. */
static void take_state(const struct names *n, struct office *o)
{
    uint32_t start = cb_names_sentence_first(n, o->first);
    size_t hyphen = cb_str_find(o->title, CB_STR("-"), 1);
    struct cb_str word = cb_token_text(n->doc, o->first), part;

    for (uint32_t back = 1; back <= 2 && o->first >= start + back && o->state == CB_POSITION_HELD; back++)
        if (name_has(n, o->first - back, NAME_LOWER_CASE) || o->first - back == start)
            o->state = state_of_adjective(n, name_word(n, o->first - back)->lower);
    part = cb_str_split(&word, '-');
    if (!word.ptr || o->state != CB_POSITION_HELD)
        return;
    part = cb_str_sub(name_word(n, o->first)->lower, 0, part.len);
    o->state = state_of(n, part);
    if (o->state != CB_POSITION_HELD && hyphen != SIZE_MAX && o->title.len > hyphen + 1 &&
        o->title.ptr == n->doc->text.ptr + n->doc->tokens.items[o->first].span.start)
        o->title = cb_str_sub(o->title, hyphen + 1, o->title.len);
}

/* The token before `first` that is no honorific: in front of "Prof. Dr. Wiebke Thomsen". */
static uint32_t before_honorifics(const struct names *n, uint32_t first)
{
    uint32_t start = cb_names_sentence_first(n, first), at = first - 1;

    while (at > start && name_word(n, at)->title == TITLE_HONORIFIC)
        at--;
    return at;
}

/* "... CEO Dario Amodei", with the organization before or inside the title, or behind the person ("von der
 * Bürgerliste"). */
static bool office_before(const struct names *n, uint32_t person, struct office *o)
{
    uint32_t first = first_token(n, person), last = last_token(n, person), at;

    if (first == cb_names_sentence_first(n, first))
        return false;
    o->last = before_honorifics(n, first);
    if (!is_office(cb_names_title_ending_at(n, o->last, &o->first)))
        return false;
    cut_compound(n, person ? person - 1 : 0, o);
    o->rule = "any.position.title-before";
    if (o->organization == CB_NONE) {
        o->organization = organization_before(n, person, o->first);
        if (o->organization != CB_NONE)
            o->rule = "any.position.organization-before";
    }
    o->span.end = mention(n, person)->span.end;
    if (o->organization == CB_NONE && cb_names_same_sentence(n, last, last + 1)) {
        at = organization_from(n, person + 1, last + 1);
        if (at != CB_NONE && mention(n, at)->entity_kind == CB_ENTITY_ORGANIZATION &&
            !cb_str_eq(name_word(n, last + 1)->lower, CB_STR("in"))) {
            o->organization = at;
            o->span.end = mention(n, at)->span.end;
            o->rule = "any.position.organization-behind";
        }
    }
    if (o->organization != CB_NONE && mention(n, o->organization)->span.start < o->span.start)
        o->span.start = mention(n, o->organization)->span.start;
    return true;
}

/* "Dario Amodei, CEO von Anthropic": the office behind a comma. */
static bool office_behind(const struct names *n, uint32_t person, struct office *o)
{
    uint32_t last = last_token(n, person), end = cb_names_sentence_end(n, last);

    if (last + 1 >= end || !(cb_names_is_sign(n, last + 1, ",") || cb_names_is_sign(n, last + 1, "(")))
        return false;
    for (uint32_t i = last + 2; i < end && i < last + 7; i++) {
        enum title_kind kind = cb_names_title_starting_at(n, i, &o->last);
        uint32_t before = mention_starting_at(n, person + 1, i);
        if (is_office(kind) || (kind == TITLE_ROLE && !(i > last + 2 && before != CB_NONE) && n->english)) {
            o->first = i;
            cut_compound(n,
                         person + 2 < n->facts->mentions.count ? person + 2
                                                               : (uint32_t)n->facts->mentions.count - 1,
                         o);
            o->rule = "any.position.apposition";
            if (o->organization == CB_NONE)
                o->organization = organization_from(n, person + 1, o->last + 1);
            if (o->organization == CB_NONE && i > last + 2)
                o->organization = mention_ending_at(n, person + 1, i - 1); /* "..., Solvaras Chefin" */
            if (o->organization != CB_NONE && (o->organization == person || !is_employer(n, o->organization)))
                o->organization = CB_NONE;
            o->span.start = mention(n, person)->span.start;
            if (o->organization != CB_NONE && mention(n, o->organization)->span.end > o->span.end)
                o->span.end = mention(n, o->organization)->span.end;
            return true;
        }
        if (n->doc->tokens.items[i].kind != CB_TOKEN_WORD || name_has(n, i, NAME_REPORTING))
            return false;
        if (name_has(n, i, NAME_SHAPE) && before == CB_NONE)
            return false;
    }
    return false;
}

/* "Der Vorstandschef der Solvara AG, Meike Andersen": the organization stands between the title and the
 * person. */
static bool office_far_before(const struct names *n, uint32_t person, struct office *o)
{
    uint32_t first = first_token(n, person), start = cb_names_sentence_first(n, first), at = first,
             organization;

    if (person == 0 || first == start)
        return false;
    at--;
    if (cb_names_is_sign(n, at, ",") && at > start)
        at--;
    organization = mention_ending_at(n, person - 1, at);
    if (organization == CB_NONE || !is_employer(n, organization))
        return false;
    at = first_token(n, organization);
    for (uint32_t back = 0; back < 4 && at > start; back++) {
        at--;
        if (is_office(cb_names_title_ending_at(n, at, &o->first))) {
            if (organization_from(n, organization, at + 1) != organization)
                return false;
            o->last = at;
            cut_compound(n, organization, o);
            o->organization = organization;
            o->span.end = mention(n, person)->span.end;
            o->rule = "any.position.organization-between";
            return true;
        }
        if (n->doc->tokens.items[at].kind != CB_TOKEN_WORD)
            return false;
    }
    return false;
}

/* "Die Bürgermeisterin von Kieritzsch, Anne Müller", where nothing tells that Kieritzsch is a name. */
static bool office_unclear(const struct names *n, uint32_t person, struct office *o)
{
    uint32_t first = first_token(n, person), start = cb_names_sentence_first(n, first);

    if (n->english || first < start + 4 || !cb_names_is_sign(n, first - 1, ","))
        return false;
    for (uint32_t at = first - 2; at > start && at + 6 > first; at--) {
        if (n->doc->tokens.items[at].kind != CB_TOKEN_WORD)
            return false;
        if (!is_tie(n, at) || !is_office(cb_names_title_ending_at(n, at - 1, &o->first)))
            continue;
        o->last = at - 1;
        cut_compound(n, person ? person - 1 : 0, o);
        o->span.end = mention(n, person)->span.end;
        o->rule = "any.position.organization-between";
        return true;
    }
    return false;
}

static cb_status push(struct names *n, uint32_t person, const struct office *o, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_position *position = CB_PUSH(n->arena, &n->facts->positions);

    CB_TRY_NEW(position);
    *position = (struct cb_position){.person = person,
                                     .organization = o->organization,
                                     .title = o->title,
                                     .state = o->state,
                                     .span = o->span,
                                     .rule = o->rule};
done:
    return rc;
}

cb_status cb_names_find_positions(struct names *n, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (uint32_t p = 0; p < n->facts->mentions.count; p++) {
        struct office o = {.organization = CB_NONE};
        bool before;
        if (mention(n, p)->entity_kind != CB_ENTITY_PERSON)
            continue;
        before = office_before(n, p, &o) || office_far_before(n, p, &o);
        if (!before && !office_unclear(n, p, &o) && !office_behind(n, p, &o))
            continue;
        take_state(n, &o);
        CB_TRY(push(n, p, &o, err));
    }
done:
    return rc;
}
