/* German writes all nouns with a capital. What speaks for a name, where no list and no neighbour tells: a
 * word that no list knows, without article and adjective; and beside it, a name that is one already. */
#include "extract/names.h"

#include "text/fold.h"

/* A longer word is a compound of common nouns. */
enum { LONGEST_NAME = 13 };

static bool ends_name(const struct names *n, uint32_t token)
{
    return n->taken[token];
}

static enum cb_entity_kind kind_of_find_at(const struct names *n, uint32_t token)
{
    while (token > 0 && !n->find_of[token])
        token--;
    return n->find_of[token] ? n->finds.items[n->find_of[token] - 1].kind : CB_ENTITY_OTHER;
}

static bool joins(const struct names *n, uint32_t token)
{
    struct cb_str lower = n->doc->tokens.items[token].lower;

    return cb_str_eq(lower, CB_STR("und")) || cb_str_eq(lower, CB_STR("oder")) ||
           cb_str_eq(lower, CB_STR("sowie")) || cb_str_eq(lower, CB_STR("/"));
}

/* "Blatter und Beckenbauer": one of the two is a name, so is the other, and of the same kind. */
static void hint_coordination(struct names *n, uint32_t token)
{
    uint32_t start = cb_names_sentence_first(n, token), end = cb_names_sentence_end(n, token),
             other = CB_NONE;

    if (token + 2 < end && joins(n, token + 1) && ends_name(n, token + 2))
        other = token + 2;
    else if (token >= start + 2 && joins(n, token - 1) && ends_name(n, token - 2))
        other = token - 2;
    if (other != CB_NONE)
        cb_names_hint(n, cb_names_base(n, cb_token_text(n->doc, token), false), kind_of_find_at(n, other), 2,
                      "de.name.beside-name");
}

static bool is_class(const struct names *n, uint32_t token, struct cb_str class)
{
    const struct cb_list_row *row = cb_list_find(n->function_words, name_word(n, token)->lower);

    return row && cb_str_eq(row->fields[CB_FUNCTION_WORD_CLASS], class);
}

/* A small word that is no preposition, article, conjunction or adverb: most often the verb of which the name
 * is the subject. */
static bool is_verb_like(const struct names *n, uint32_t token)
{
    const struct name_word *word = name_word(n, token);

    if (n->doc->tokens.items[token].kind != CB_TOKEN_WORD || !(word->flags & NAME_LOWER_CASE))
        return false;
    if (!(word->flags & NAME_FUNCTION))
        return cb_str_ends(word->lower, CB_STR("t")) || cb_str_ends(word->lower, CB_STR("te")) ||
               (word->flags & NAME_REPORTING);
    return is_class(n, token, CB_STR("auxiliary")) || is_class(n, token, CB_STR("modal"));
}

/* The kind that the words beside [first, last] speak for. */
static enum cb_entity_kind kind_by_neighbours(const struct names *n, uint32_t first, uint32_t last)
{
    if (first > cb_names_sentence_first(n, first)) {
        if (name_has(n, first - 1, NAME_PLACE_AFTER))
            return CB_ENTITY_PLACE;
        if (is_verb_like(n, first - 1))
            return CB_ENTITY_PERSON;
        if (is_class(n, first - 1, CB_STR("preposition")))
            return CB_ENTITY_OTHER; /* "am Hafen von X wächst": the verb is not its own */
    }
    if (cb_names_same_sentence(n, last, last + 1) && is_verb_like(n, last + 1))
        return CB_ENTITY_PERSON;
    return CB_ENTITY_OTHER;
}

/* Letters or an ending that German nouns hardly ever have: "Moretti", "Ayşe", "Kovač". */
static bool looks_foreign(struct cb_str lower)
{
    uint32_t size;
    char last = lower.ptr[lower.len - 1];

    for (struct cb_str rest = lower; rest.len; rest = cb_str_sub(rest, size, rest.len)) {
        uint32_t c = cb_char_first(rest, &size);
        if (c >= 0x80 && c != 0xE4 && c != 0xF6 && c != 0xFC && c != 0xDF && c != 0xE9)
            return true;
    }
    return last == 'a' || last == 'i' || last == 'o' || last == 'u' || last == 'y';
}

/* Does the word stand without article, adjective or number before it, inside the sentence? */
static bool is_bare(const struct names *n, uint32_t token)
{
    const struct name_word *before;
    struct cb_str s;

    if (n->doc->tokens.items[token].flags & CB_TOKEN_SENTENCE_START || cb_names_is_determined(n, token))
        return false;
    if (token == cb_names_sentence_first(n, token))
        return false;
    before = name_word(n, token - 1);
    s = before->lower;
    if (n->doc->tokens.items[token - 1].kind == CB_TOKEN_NUMBER || (before->flags & NAME_SHAPE))
        return false;
    if (before->flags & (NAME_FUNCTION | NAME_REPORTING) ||
        n->doc->tokens.items[token - 1].kind != CB_TOKEN_WORD)
        return true;
    return !(s.len > 3 &&
             (cb_str_ends(s, CB_STR("e")) || cb_str_ends(s, CB_STR("en")) || cb_str_ends(s, CB_STR("er")) ||
              cb_str_ends(s, CB_STR("es")) || cb_str_ends(s, CB_STR("em"))));
}

/* Plurals of common nouns need no article. */
static bool looks_plural(struct cb_str lower)
{
    return cb_str_ends(lower, CB_STR("en")) || cb_str_ends(lower, CB_STR("e")) ||
           cb_str_ends(lower, CB_STR("er")) || cb_str_ends(lower, CB_STR("ern")) ||
           cb_str_ends(lower, CB_STR("eln"));
}

static bool noun_follows(const struct names *n, uint32_t token)
{
    return cb_names_same_sentence(n, token, token + 1) && name_has(n, token + 1, NAME_SHAPE) &&
           n->doc->tokens.items[token + 1].kind == CB_TOKEN_WORD && !n->taken[token + 1];
}

void cb_names_hint_bare(struct names *n, uint32_t token)
{
    const struct name_word *word = name_word(n, token);
    struct cb_str form;

    if (n->taken[token] || n->english || n->capitals[n->doc->tokens.items[token].sentence] ||
        n->doc->tokens.items[token].kind != CB_TOKEN_WORD ||
        (n->doc->tokens.items[token].flags & CB_TOKEN_ABBREVIATION) || !cb_names_is_unknown(n, token) ||
        word->text.len < 4 || word->text.len > LONGEST_NAME)
        return;
    hint_coordination(n, token);
    if (!is_bare(n, token) || noun_follows(n, token))
        return;
    form = cb_names_base(n, word->text, false);
    if (!looks_plural(word->lower))
        cb_names_hint(n, form, kind_by_neighbours(n, token, token), 1, "de.name.bare");
    if (looks_foreign(word->lower))
        cb_names_hint(n, form, CB_ENTITY_OTHER, 1, "de.name.foreign");
}

/* "Bilfinger Berger", "Hadden Dolores": two words that no list knows, side by side and without article. */
cb_status cb_names_try_pair(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str text = name_word(n, token)->lower;
    struct name_find find = {.first = token,
                             .last = token + 1,
                             .kind = CB_ENTITY_PERSON,
                             .certainty = CB_GUESSED,
                             .rule = "de.name.pair"};
    struct name_find listed;
    bool start;

    *found = false;
    if (n->english || n->taken[token] || cb_names_run(n, token, 3) != token + 1 ||
        !cb_names_is_unknown(n, token) || !cb_names_is_unknown(n, token + 1) ||
        n->capitals[n->doc->tokens.items[token].sentence])
        goto done;
    start = n->doc->tokens.items[token].flags & CB_TOKEN_SENTENCE_START;
    if (start ? cb_names_word_by_text(n, text) || cb_str_ends(text, CB_STR("e")) ||
                    cb_str_ends(text, CB_STR("en")) || cb_str_ends(text, CB_STR("es")) ||
                    cb_str_ends(text, CB_STR("er")) || cb_str_ends(text, CB_STR("t"))
              : !is_bare(n, token))
        goto done;
    if (cb_names_look_up(n, cb_token_text(n->doc, token + 1), false, &listed) ||
        (name_has(n, token, NAME_ACRONYM) && name_has(n, token + 1, NAME_ACRONYM)))
        goto done; /* "Softwareprimus Microsoft": the second is the name */
    if (name_word(n, token)->determined > 0 || name_word(n, token + 1)->determined > 0 || n->taken[token + 1])
        goto done;
    *found = true;
    find.kind = kind_by_neighbours(n, token, token + 1);
    if (find.kind == CB_ENTITY_OTHER && !start)
        find.kind = CB_ENTITY_PERSON;
    find.span = cb_tokens_span(n->doc, token, token + 1);
    find.form = cb_names_form(n, token, token + 1);
    CB_TRY_NEW(find.form.ptr);
    find.form.len -=
        name_word(n, token + 1)->text.len - cb_names_base(n, name_word(n, token + 1)->text, false).len;
    CB_TRY(cb_names_add_find(n, find, err));
done:
    return rc;
}
