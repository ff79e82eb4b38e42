/* Names that stand in import/places.csv, organizations.csv and sources.csv, in all their inflected forms. */
#include "extract/names.h"

enum { KEY_MAX = 256, ENDING_MAX = 4 };

/* Does column `column` of the row hold `form` among its alternatives? */
static bool column_has(const struct cb_list_row *row, int column, struct cb_str form)
{
    struct cb_str forms = row->fields[column];

    while (forms.ptr)
        if (cb_str_eq(cb_str_trim(cb_str_split(&forms, '|')), form))
            return true;
    return false;
}

static bool needs_quotes(const struct cb_list_row *row, struct cb_str form)
{
    return column_has(row, CB_SOURCE_QUOTED_ALIASES, form) && !column_has(row, CB_SOURCE_NAME, form) &&
           !column_has(row, CB_SOURCE_ALIASES, form);
}

bool cb_names_look_up(const struct names *n, struct cb_str text, bool quoted, struct name_find *out)
{
    const struct cb_list_row *row;
    uint32_t bit = cb_list_bit(text);
    int l = 0;
    enum cb_source_kind source;

    for (; l < NAME_LISTS && !(row = cb_list_find_bit(n->name_lists[l], text, bit)); l++)
        ;
    out->certainty = CB_SURE;
    out->outlet = false;
    out->rule = l == NAME_LIST_OWN ? "any.name.own" : "any.name.gazetteer";
    switch (l) {
    case NAME_LIST_OWN:
        out->canonical = row->fields[CB_NAMES_NAME];
        return cb_entity_kind_by_name(row->fields[CB_NAMES_KIND], &out->kind);
    case NAME_LIST_ORGANIZATIONS:
        out->canonical = row->fields[CB_ORGANIZATION_NAME];
        return cb_entity_kind_by_name(row->fields[CB_ORGANIZATION_KIND], &out->kind);
    case NAME_LIST_PLACES:
        out->canonical = row->fields[CB_PLACE_NAME];
        out->kind = CB_ENTITY_PLACE;
        return true;
    default:
        break;
    }
    if (l == NAME_LISTS || (!quoted && needs_quotes(row, text)))
        return false;
    if (!cb_source_kind_by_name(row->fields[CB_SOURCE_KIND], &source))
        source = CB_SOURCE_OTHER;
    out->canonical = row->fields[CB_SOURCE_NAME];
    out->kind = source == CB_SOURCE_REPORT ? CB_ENTITY_WORK : CB_ENTITY_ORGANIZATION;
    out->outlet = true;
    out->rule = "any.name.outlet";
    return true;
}

/* "Deutschen Bank" where the list has "Deutsche Bank": the same name, in another case. */
static bool is_inflection(struct cb_str form, struct cb_str canonical)
{
    static const struct cb_str ENDINGS[] = {CB_STR_INIT("er"), CB_STR_INIT("en"), CB_STR_INIT("es"),
                                            CB_STR_INIT("em"), CB_STR_INIT("e")};
    struct cb_str a = cb_str_split(&form, ' '), b = cb_str_split(&canonical, ' ');
    bool cut_a = false, cut_b = false;

    for (size_t e = 0; e < sizeof ENDINGS / sizeof *ENDINGS; e++) {
        size_t len = ENDINGS[e].len;
        if (!cut_a && a.len > len + 2 && cb_str_ends(a, ENDINGS[e])) {
            a.len -= len;
            cut_a = true;
        }
        if (!cut_b && b.len > len + 2 && cb_str_ends(b, ENDINGS[e])) {
            b.len -= len;
            cut_b = true;
        }
    }
    if (!form.ptr || !cut_a || !cut_b || !cb_str_eq(a, b) || !cb_str_starts(form, canonical))
        return false;
    form = cb_str_sub(form, canonical.len, form.len);
    return form.len == 0 || cb_str_eq(form, CB_STR("s")) || cb_str_eq(form, CB_STR("es"));
}

/* ---- longest match from a token on ---- */

struct match {
    const struct names *n;
    uint32_t first, least;
    uint32_t last; /* of the best so far; first - 1 = none */
    struct name_find find;
};

/* Do the tokens fill a quotation, or stand where an outlet is named ("sagte dem Spiegel", "laut Spiegel")? */
static bool is_quoted(const struct names *n, uint32_t first, uint32_t last)
{
    const struct cb_token *tokens = n->doc->tokens.items;
    uint32_t start = cb_names_sentence_first(n, first);
    struct cb_str before = first > start ? tokens[first - 1].lower : CB_STR("");

    if (first > 0 && (tokens[first - 1].flags & CB_TOKEN_QUOTE_MARK) && last + 1 < n->doc->tokens.count &&
        (tokens[last + 1].flags & CB_TOKEN_QUOTE_MARK))
        return true;
    if (cb_str_eq(before, CB_STR("laut")) || cb_str_eq(before, CB_STR("via")))
        return true;
    return first > start + 1 && name_has(n, first - 1, NAME_DETERMINER) &&
           name_has(n, first - 2, NAME_REPORTING);
}

static void try_key(struct match *m, struct cb_str key, uint32_t last)
{
    static const struct cb_str ENDINGS[] = {CB_STR_INIT(""), CB_STR_INIT("s"), CB_STR_INIT("es"),
                                            CB_STR_INIT("'s"), CB_STR_INIT("\xE2\x80\x99s")};
    struct name_find find = {0};

    for (size_t e = 0; e < sizeof ENDINGS / sizeof *ENDINGS; e++) {
        struct cb_str base = cb_str_sub(key, 0, key.len - ENDINGS[e].len);
        if (key.len < ENDINGS[e].len + 2 || !cb_str_ends(key, ENDINGS[e]))
            continue;
        if (m->n->english && (e == 1 || e == 2))
            continue;
        if (!cb_names_look_up(m->n, base, is_quoted(m->n, m->first, last), &find))
            continue;
        find.form = base; /* borrowed from the key: copied when the match is taken */
        find.first = m->first;
        find.last = last;
        m->find = find;
        m->last = last;
        return;
    }
}

/* May a name go on over this token? Names hold capitals, digits, signs, and small function words ("für",
 * "of"). */
static bool goes_on(const struct names *n, uint32_t token)
{
    const struct cb_token *t = &n->doc->tokens.items[token];
    const struct name_word *word = name_word(n, token);

    if (t->kind == CB_TOKEN_PUNCTUATION)
        return !(t->flags & CB_TOKEN_QUOTE_MARK) && !(t->flags & CB_TOKEN_SPACE_BEFORE) &&
               t->span.end - t->span.start == 1;
    return t->kind != CB_TOKEN_WORD || (word->flags & (NAME_SHAPE | NAME_FUNCTION | NAME_PARTICLE));
}

/* Tries all runs that begin with the word `head` in place of the first token and are names of at most `reach`
 * bytes; the longest stays in m->find, its form in the arena. */
static cb_status match_runs(struct match *m, struct cb_str head, size_t reach, struct cb_err *err)
{
    cb_status rc = CB_OK;
    char key[KEY_MAX];
    size_t len = 0;
    uint32_t end = cb_names_sentence_end(m->n, m->first), before = m->last;

    for (uint32_t i = m->first; i < end && i < m->first + 8 && !m->n->taken[i]; i++) {
        struct cb_str text = i == m->first ? head : cb_token_text(m->n->doc, i);
        bool space = i > m->first && (m->n->doc->tokens.items[i].flags & CB_TOKEN_SPACE_BEFORE);
        if (len + space + text.len > KEY_MAX || (i > m->first && !goes_on(m->n, i)) ||
            len + space + text.len > reach + ENDING_MAX)
            break;
        if (space)
            key[len++] = ' ';
        memcpy(key + len, text.ptr, text.len);
        len += text.len;
        if (i + 1 - m->first >= m->least && (m->last + 1 == m->first || i > m->last))
            try_key(m, (struct cb_str){key, len}, i);
    }
    if (m->last != before) {
        m->find.form = cb_arena_copy(m->n->arena, m->find.form);
        CB_TRY_NEW(m->find.form.ptr);
    }
done:
    return rc;
}

/* "Deutschen Bank", "Vereinigter Staaten": the first word with another ending of adjectives. */
static cb_status match_adjective(struct match *m, struct cb_err *err)
{
    static const char *const ENDINGS[] = {"e", "er", "es", "en"};
    cb_status rc = CB_OK;
    struct cb_str head = cb_token_text(m->n->doc, m->first);
    size_t cut = head.len > 4 && head.ptr[head.len - 1] == 'e' ? 1 : 2;
    bool next =
        cb_names_same_sentence(m->n, m->first, m->first + 1) && name_has(m->n, m->first + 1, NAME_SHAPE);

    if (m->n->english || !next || head.len < 5 || head.ptr[head.len - (cut == 2 ? 2 : 1)] != 'e')
        goto done;
    for (int e = 0; e < 4; e++) {
        struct cb_str other =
            cb_arena_printf(m->n->arena, "%.*s%s", (int)(head.len - cut), head.ptr, ENDINGS[e]);
        CB_TRY_NEW(other.ptr);
        m->least = m->least < 2 ? 2 : m->least;
        CB_TRY(match_runs(m, other, name_word(m->n, m->first)->adjective_reach, err));
    }
done:
    return rc;
}

/* Names that hold words in small letters ("heute journal"), and those that begin with one ("dpa", "taz"). */
static cb_status match_as_written(struct match *m, struct cb_err *err)
{
    const struct name_word *word = name_word(m->n, m->first);
    cb_status rc = CB_OK;
    uint32_t end = cb_names_sentence_end(m->n, m->first), count;

    for (int l = 0; l < NAME_LISTS; l++) {
        struct name_find find = {0};
        if (word->reach[l] == 0 ||
            !cb_list_match_within(m->n->name_lists[l], m->n->doc, m->first, end, word->reach[l], &count) ||
            count < m->least)
            continue;
        if (m->last + 1 != m->first && m->first + count - 1 <= m->last)
            continue;
        find.form = cb_names_form(m->n, m->first, m->first + count - 1);
        CB_TRY_NEW(find.form.ptr);
        if (!cb_names_look_up(m->n, find.form, is_quoted(m->n, m->first, m->first + count - 1), &find))
            continue;
        find.first = m->first;
        find.last = m->last = m->first + count - 1;
        m->find = find;
    }
done:
    return rc;
}

/* ---- is a single word that is in a list really the name here? ---- */

static bool is_city(const struct names *n, struct cb_str form)
{
    const struct cb_list_row *row = cb_list_find(n->name_lists[NAME_LIST_PLACES], form);

    return row && cb_str_eq(row->fields[CB_PLACE_KIND], CB_STR("city"));
}

/* A line of a few words, all with a capital, of which the match is only a part. */
static bool is_caption_like(const struct names *n, const struct name_find *find)
{
    uint32_t first = cb_names_sentence_first(n, find->first), end = cb_names_sentence_end(n, find->first);

    if (end - first > 4 || (find->first == first && find->last + 1 == end))
        return false;
    for (uint32_t i = first; i < end; i++)
        if (!name_has(n, i, NAME_SHAPE))
            return false;
    return true;
}

/* "Essen", "Halle", "Post": also common nouns. As places they need a preposition of place, or no article;
 * other names of one word must not follow an indefinite article. */
static bool is_meant(const struct names *n, const struct name_find *find)
{
    const struct name_word *word = name_word(n, find->first);
    bool first = find->first == cb_names_sentence_first(n, find->first);
    bool determined = cb_names_is_determined(n, find->first);
    bool ambiguous = word->flags & (NAME_AMBIGUOUS | NAME_NEVER);

    if (cb_list_find(n->name_lists[NAME_LIST_OWN], find->form))
        return true;
    if (n->doc->tokens.items[find->first].kind != CB_TOKEN_WORD || is_quoted(n, find->first, find->last))
        return true;
    if (find->outlet && (is_caption_like(n, find) || (first && (word->flags & NAME_DETERMINER))))
        return false; /* "Die Zeit drängt", "Business Punk Check" */
    if (find->last > find->first)
        return true;
    if ((word->organization == ORGANIZATION_LEGAL || word->organization == ORGANIZATION_ENDING) && !first &&
        name_has(n, find->first - 1, NAME_SHAPE) && !name_has(n, find->first - 1, NAME_FUNCTION))
        return false; /* the end of another name: "Halden Capital", "Brightwater Inc." */
    if (find->outlet && n->english && word->inside == 0 &&
        (n->doc->tokens.items[find->first].flags & CB_TOKEN_SENTENCE_START))
        return false; /* "People here ..." */
    if (find->outlet && !(word->flags & NAME_ACRONYM) && (ambiguous || (word->flags & NAME_COMMON)))
        return false;
    if ((word->flags & NAME_FUNCTION) && !(word->flags & NAME_ACRONYM))
        return false;
    if ((word->flags & NAME_LOWER_CASE) && (word->flags & (NAME_REPORTING | NAME_DETERMINER)))
        return false;
    if (find->kind == CB_ENTITY_PLACE && ambiguous)
        return !first && !determined && name_has(n, find->first - 1, NAME_PLACE_AFTER);
    if (find->kind == CB_ENTITY_PLACE && determined && is_city(n, find->form))
        return false;
    if (ambiguous && !(word->flags & (NAME_ACRONYM | NAME_NEVER)) && word->organization == ORGANIZATION_NONE)
        return !determined;
    return true;
}

/* Bytes of the longest name of the lists that may begin here. */
static size_t reach_of(const struct names *n, uint32_t token)
{
    const struct name_word *word = name_word(n, token);
    size_t reach = word->listed_cut ? word->text.len : 0;

    for (int l = 0; l < NAME_LISTS; l++)
        if (word->reach[l] > reach)
            reach = word->reach[l];
    return reach;
}

__attribute__((noinline)) static cb_status try_lists(struct names *n, uint32_t token, uint32_t least,
                                                     bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct match m = {.n = n, .first = token, .least = least, .last = token - 1};
    const struct name_word *word = name_word(n, token);
    size_t reach = reach_of(n, token);

    CB_TRY(match_as_written(&m, err));
    if (name_has(n, token, NAME_SHAPE)) {
        if (reach > 0)
            CB_TRY(match_runs(&m, cb_token_text(n->doc, token), reach, err));
        if (word->adjective_reach > 0)
            CB_TRY(match_adjective(&m, err));
    }
    if (m.last + 1 == token || !is_meant(n, &m.find))
        goto done;
    m.find.span = cb_tokens_span(n->doc, m.find.first, m.find.last);
    if (is_inflection(m.find.form, m.find.canonical))
        m.find.form = m.find.canonical;
    m.find.quoted = is_quoted(n, m.find.first, m.find.last);
    *found = true;
    CB_TRY(cb_names_add_find(n, m.find, err));
done:
    return rc;
}

cb_status cb_names_try_gazetteer(struct names *n, uint32_t token, uint32_t least, bool *found,
                                 struct cb_err *err)
{
    *found = false;
    return name_word(n, token)->reaches ? try_lists(n, token, least, found, err) : CB_OK;
}
