/* English writes common nouns small: a capital inside a sentence is a name, and its neighbours tell the kind.
 */
#include "extract/names.h"

/* May the run of capitals go on over the small word at `token`: "Ministry of Transport", "Bank for Trade and
 * Industry"? */
static bool connects(const struct names *n, uint32_t token, bool organization)
{
    struct cb_str lower = name_word(n, token)->lower;

    if (!cb_names_same_sentence(n, token, token + 1) || n->taken[token + 1] ||
        !name_has(n, token + 1, NAME_SHAPE) || name_has(n, token + 1, NAME_NEVER))
        return false;
    if (cb_names_is_sign(n, token, "&"))
        return true;
    return organization && (cb_str_eq(lower, CB_STR("of")) || cb_str_eq(lower, CB_STR("for")) ||
                            cb_str_eq(lower, CB_STR("and")));
}

static bool is_part(const struct names *n, uint32_t token)
{
    const struct name_word *word = name_word(n, token);

    return n->doc->tokens.items[token].kind == CB_TOKEN_WORD && !n->taken[token] &&
           (word->flags & NAME_SHAPE) && !(word->flags & (NAME_FUNCTION | NAME_NEVER)) &&
           word->title == TITLE_NONE;
}

/* The last token of the run of capitals from `first` on; *organization: a word in it says that it is one. */
static uint32_t run_end(const struct names *n, uint32_t first, bool *organization)
{
    uint32_t end = cb_names_sentence_end(n, first), at = first, last = first;

    *organization = false;
    while (at < end && at - first < 7) {
        if (is_part(n, at)) {
            *organization = *organization || name_word(n, at)->organization != ORGANIZATION_NONE;
            last = at++;
        } else if (at > first && connects(n, at, *organization)) {
            at++;
        } else {
            break;
        }
    }
    if (last + 1 < end && name_has(n, last + 1, NAME_LOWER_CASE) &&
        name_word(n, last + 1)->organization == ORGANIZATION_TAIL) {
        *organization = true; /* Calder Islands council */
        last++;
    }
    return last;
}

/* Is `token` a verb of speech in the sentence of `near`? */
static bool reports(const struct names *n, uint32_t token, uint32_t near)
{
    return cb_names_same_sentence(n, near, token) && name_has(n, token, NAME_REPORTING) &&
           name_has(n, token, NAME_LOWER_CASE);
}

static enum cb_entity_kind kind_of_run(const struct names *n, uint32_t first, uint32_t last,
                                       bool organization)
{
    if (organization)
        return CB_ENTITY_ORGANIZATION;
    if (first > cb_names_sentence_first(n, first) && name_has(n, first - 1, NAME_PLACE_AFTER))
        return CB_ENTITY_PLACE;
    if (!cb_names_is_determined(n, first) &&
        (last == first + 1 ||
         (first == last && (reports(n, first - 1, first) || reports(n, last + 1, first)))))
        return CB_ENTITY_PERSON;
    return first < last ? CB_ENTITY_ORGANIZATION : CB_ENTITY_OTHER;
}

/* "Quantara CEO Elias Moretti": who has an officer is an organization. */
static bool office_follows(const struct names *n, uint32_t last)
{
    uint32_t title;
    enum title_kind kind;

    if (!cb_names_same_sentence(n, last, last + 1))
        return false;
    kind = cb_names_title_starting_at(n, last + 1, &title);
    return kind == TITLE_CHIEF && cb_names_same_sentence(n, last, title + 1) &&
           name_has(n, title + 1, NAME_SHAPE) && !name_has(n, title + 1, NAME_FUNCTION);
}

static bool is_possessive(const struct names *n, uint32_t token)
{
    struct cb_str text = cb_token_text(n->doc, token);

    return cb_names_base(n, text, false).len < text.len;
}

cb_status cb_names_try_english(struct names *n, uint32_t token, bool only_organizations, bool *found,
                               struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_token *t = &n->doc->tokens.items[token];
    bool start = t->flags & CB_TOKEN_SENTENCE_START, organization, officer;
    uint32_t last, title;
    struct name_find find = {.first = token, .rule = "en.name.capital"};

    *found = false;
    if (n->capitals[t->sentence] || !is_part(n, token) || (t->flags & CB_TOKEN_HAS_HYPHEN) ||
        cb_names_title_starting_at(n, token, &title) != TITLE_NONE)
        goto done;
    last = run_end(n, token, &organization);
    officer = office_follows(n, last);
    if (only_organizations && (!organization || last == token))
        goto done;
    /* a capital that begins a sentence counts only with another one behind it, or one inside another sentence
     */
    if (start && name_word(n, token)->inside == 0 && !officer && !is_possessive(n, last) &&
        (last == token || cb_names_word_by_text(n, name_word(n, token)->lower)))
        goto done;
    find.last = last;
    find.kind = kind_of_run(n, token, last, organization || officer);
    find.certainty = organization || officer || find.kind == CB_ENTITY_PLACE ? CB_LIKELY : CB_GUESSED;
    find.span = cb_tokens_span(n->doc, token, last);
    find.form = cb_names_form(n, token, last);
    CB_TRY_NEW(find.form.ptr);
    find.form.len -=
        cb_token_text(n->doc, last).len - cb_names_base(n, cb_token_text(n->doc, last), false).len;
    *found = true;
    CB_TRY(cb_names_add_find(n, find, err));
done:
    return rc;
}
