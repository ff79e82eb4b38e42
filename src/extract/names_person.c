/* Persons: first name and surname, title and surname, and two unknown words beside an office. */
#include "extract/names.h"

#include "text/fold.h"

/* ---- titles ---- */

enum { TITLE_WORDS_MAX = 4, TITLE_BYTES_MAX = 96 };

static enum title_kind kind_of_row(const struct cb_list_row *row)
{
    struct cb_str kind = row->fields[CB_TITLE_KIND];

    if (cb_str_eq(kind, CB_STR("honorific")))
        return TITLE_HONORIFIC;
    if (cb_str_eq(kind, CB_STR("chief")))
        return TITLE_CHIEF;
    if (cb_str_eq(kind, CB_STR("role")))
        return TITLE_ROLE;
    return cb_str_eq(kind, CB_STR("office")) ? TITLE_OFFICE : TITLE_NONE;
}

/* The tokens [first, last] as a title of several words: "chief executive". */
static enum title_kind joined_title(const struct names *n, uint32_t first, uint32_t last)
{
    char key[TITLE_BYTES_MAX];
    size_t len = 0;
    const struct cb_list_row *row;

    for (uint32_t i = first; i <= last; i++) {
        struct cb_str lower = n->doc->tokens.items[i].lower;
        if (len + 1 + lower.len > TITLE_BYTES_MAX)
            return TITLE_NONE;
        if (i > first && (n->doc->tokens.items[i].flags & CB_TOKEN_SPACE_BEFORE))
            key[len++] = ' ';
        memcpy(key + len, lower.ptr, lower.len);
        len += lower.len;
    }
    row = cb_list_find(n->titles, (struct cb_str){key, len});
    return row ? kind_of_row(row) : TITLE_NONE;
}

/* Is there a title that begins with this word and goes on? */
static bool begins_title(const struct names *n, uint32_t token)
{
    const struct name_word *word = name_word(n, token);

    return word->title_reach > word->lower.len;
}

enum title_kind cb_names_title_ending_at(const struct names *n, uint32_t token, uint32_t *first)
{
    uint32_t start = cb_names_sentence_first(n, token);

    for (uint32_t words = TITLE_WORDS_MAX; words > 1; words--) {
        enum title_kind kind;
        if (token + 1 < start + words || n->taken[token + 1 - words] || !begins_title(n, token + 1 - words))
            continue; /* "Harbour Party leader": the party is a name of its own */
        kind = joined_title(n, token + 1 - words, token);
        if (kind != TITLE_NONE) {
            *first = token + 1 - words;
            return kind;
        }
    }
    *first = token;
    return n->doc->tokens.items[token].kind == CB_TOKEN_WORD ? name_word(n, token)->title : TITLE_NONE;
}

enum title_kind cb_names_title_starting_at(const struct names *n, uint32_t token, uint32_t *last)
{
    uint32_t end = cb_names_sentence_end(n, token), count = 0;
    const struct cb_list_row *row =
        begins_title(n, token) ? cb_list_match(n->titles, n->doc, token, end, &count) : NULL;

    if (row && count > 1) {
        *last = token + count - 1;
        return kind_of_row(row);
    }
    *last = token;
    return n->doc->tokens.items[token].kind == CB_TOKEN_WORD ? name_word(n, token)->title : TITLE_NONE;
}

/* ---- parts of a name ---- */

/* "J.": one capital letter with its full stop. */
static bool is_initial(const struct names *n, uint32_t token)
{
    struct cb_str text = cb_token_text(n->doc, token);
    uint32_t size;

    cb_char_first(text, &size);
    return (n->doc->tokens.items[token].flags & CB_TOKEN_ABBREVIATION) && name_has(n, token, NAME_SHAPE) &&
           text.len == size + 1;
}

static bool is_given(const struct names *n, uint32_t token)
{
    return n->doc->tokens.items[token].kind == CB_TOKEN_WORD &&
           (is_initial(n, token) || (name_has(n, token, NAME_FIRST_NAME) && name_has(n, token, NAME_SHAPE) &&
                                     !name_has(n, token, NAME_NEVER)));
}

/* May `token` be a surname, behind a first name? More than elsewhere: Stein, Koch and Richter are. */
static bool is_surname(const struct names *n, uint32_t token)
{
    const struct name_word *word = name_word(n, token);

    if (n->doc->tokens.items[token].kind != CB_TOKEN_WORD || !(word->flags & NAME_SHAPE) || n->taken[token])
        return false;
    if (word->flags & (NAME_NEVER | NAME_COMMON_ENDING))
        return false;
    if ((word->flags & NAME_FUNCTION) &&
        (!n->english || word->lower.len < 3 || (word->flags & NAME_DETERMINER)))
        return false;
    return !word->law && !word->street && word->organization != ORGANIZATION_LEGAL &&
           (word->organization == ORGANIZATION_NONE || word->organization == ORGANIZATION_ENDING);
}

/* Behind `token`, over particles ("von der", "bin"), the token where the surname must stand. */
static uint32_t behind_particles(const struct names *n, uint32_t token)
{
    uint32_t at = token;

    while (at - token < 3 && cb_names_same_sentence(n, token, at + 1) && name_has(n, at, NAME_LOWER_CASE) &&
           (name_has(n, at, NAME_PARTICLE) || (at > token && name_has(n, at, NAME_DETERMINER))))
        at++;
    return at;
}

/* Is the genitive of a name that stands alone as well ("Chef Nvidias")? Then it is no surname behind the
 * title. */
static bool is_genitive_of_other(const struct names *n, uint32_t token)
{
    struct cb_str text = cb_token_text(n->doc, token), base = cb_names_base(n, text, false);
    struct name_find find;

    return cb_names_look_up(n, text, false, &find) || (base.len < text.len) ||
           (text.len > 3 && text.ptr[text.len - 1] == 's' &&
            cb_names_look_up(n, cb_str_sub(text, 0, text.len - 1), false, &find));
}

/* Does a noun follow directly, so that an ending -s is a genitive: "Jens Spahns Vorschlag"? */
static bool noun_follows(const struct names *n, uint32_t token)
{
    const struct name_word *word;

    if (!cb_names_same_sentence(n, token, token + 1) || n->doc->tokens.items[token + 1].kind != CB_TOKEN_WORD)
        return false;
    word = name_word(n, token + 1);
    return (word->flags & NAME_SHAPE) && !(word->flags & NAME_FIRST_NAME) && !(word->flags & NAME_FUNCTION);
}

/* ---- a person is found ---- */

/* The last `words` words of a form. */
static struct cb_str last_words(struct cb_str form, uint32_t words)
{
    size_t at = form.len;

    while (at > 0 && (form.ptr[at - 1] != ' ' || --words > 0))
        at--;
    return cb_str_sub(form, at, form.len);
}

static cb_status know_as_surname(struct names *n, struct cb_str key, struct cb_str surname, uint32_t words,
                                 struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct known_name *known;

    CB_TRY(cb_names_know(n, key, words, CB_ENTITY_PERSON, CB_SURE, &known, err));
    known->form = surname;
    known->surname = true;
    known->bare = true;
    known->rule = "any.name.surname";
done:
    return rc;
}

/* Makes the last words of a full name known by themselves; "von der Leyen" also as it begins a sentence. */
static cb_status know_surname(struct names *n, struct cb_str full, uint32_t words, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str surname = last_words(full, words), capital;

    CB_TRY(know_as_surname(n, surname, surname, words, err));
    if (words == 1 || surname.ptr[0] < 'a' || surname.ptr[0] > 'z')
        goto done;
    capital = cb_arena_printf(n->arena, "%c%.*s", surname.ptr[0] - 32, (int)surname.len - 1, surname.ptr + 1);
    CB_TRY_NEW(capital.ptr);
    CB_TRY(know_as_surname(n, capital, surname, words, err));
done:
    return rc;
}

/* Adds the person of tokens [first, last] whose surname, with particles, begins at `surname`. */
static cb_status add_person(struct names *n, uint32_t first, uint32_t surname, uint32_t last,
                            const char *rule, enum cb_certainty certainty, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str text = cb_token_text(n->doc, last), base = cb_names_base(n, text, noun_follows(n, last));
    struct name_find find = {
        .first = first, .last = last, .kind = CB_ENTITY_PERSON, .certainty = certainty, .rule = rule};

    find.span = cb_tokens_span(n->doc, first, last);
    find.form = cb_names_form(n, first, last);
    CB_TRY_NEW(find.form.ptr);
    find.form.len -= text.len - base.len;
    CB_TRY(cb_names_add_find(n, find, err));
    if (surname > first)
        CB_TRY(know_surname(n, find.form, last + 1 - surname, err));
    if (surname > first && surname < last)
        CB_TRY(know_surname(n, find.form, 1, err));
    if (surname == first && first == last) {
        struct known_name *known = cb_names_known(n, find.form);
        known->bare = true;
    }
    for (uint32_t i = first; i < surname; i++)
        if (name_has(n, i, NAME_SHAPE))
            name_word(n, i)->flags |= NAME_FIRST_NAME;
done:
    return rc;
}

/* ---- the three ways to know one ---- */

/* A first name of the list, or initials, then a surname. */
static cb_status by_first_name(struct names *n, uint32_t first, bool titled, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t at = first, end = cb_names_sentence_end(n, first), surname;
    const char *rule = titled ? "any.name.title-first-name" : "any.name.first-name";

    while (at < end && at - first < 3 && is_given(n, at) && !n->taken[at])
        at++;
    if (at == first ||
        (is_initial(n, first) && at - first == 1 && first == cb_names_sentence_first(n, first)))
        goto done;
    surname = at < end ? behind_particles(n, at) : at;
    if (surname < end && is_surname(n, surname) &&
        !(surname > at &&
          cb_names_look_up(n, cb_token_text(n->doc, surname), false, &(struct name_find){0}))) {
        *found = true;
        CB_TRY(add_person(n, first, at, surname, rule, CB_SURE, err));
    } else if (at - first >= 2 && !is_initial(n, at - 1)) {
        *found = true; /* Thomas Martin: the surname is a first name, too */
        CB_TRY(add_person(n, first, at - 1, at - 1, rule, CB_LIKELY, err));
    } else if (titled && !is_initial(n, first)) {
        *found = true; /* Papst Franziskus */
        CB_TRY(add_person(n, first, first, first, "any.name.title", CB_LIKELY, err));
    }
done:
    return rc;
}

/* How many of the words from `first` on are the name, behind a title: one surname, or a first name that is in
 * no list and a surname. */
static uint32_t last_behind_title(const struct names *n, uint32_t first)
{
    uint32_t last = cb_names_run(n, first, 3);
    struct name_find find;

    if (last == first && cb_names_same_sentence(n, first, first + 2)) {
        uint32_t surname = behind_particles(n, first + 1);
        if (surname > first + 1 && is_surname(n, surname))
            return surname; /* Dr. Katrin von der Aue, with a first name in no list */
    }
    if (last > first + 1 && !is_given(n, first + 1))
        last = first + 1;
    for (uint32_t i = first + 1; i <= last && i >= first + 1; i++) {
        bool listed = cb_names_look_up(n, cb_token_text(n->doc, i), false, &find);
        if ((listed && (i > first + 1 || find.kind == CB_ENTITY_PLACE)) || name_word(n, i)->determined > 0 ||
            name_has(n, i, NAME_DIRECTION))
            return i - 1;
    }
    return last;
}

/* "Kanzler Kohl", "Minister Koch": behind an office without an article even a common noun, when it never has
 * an article of its own. */
static bool is_noun_as_surname(const struct names *n, uint32_t token, uint32_t title)
{
    enum title_kind kind = name_word(n, title)->title;

    return (kind == TITLE_CHIEF || kind == TITLE_OFFICE) && name_has(n, token, NAME_AMBIGUOUS) &&
           name_word(n, token)->determined == 0 && !cb_names_is_determined(n, title) &&
           is_surname(n, token) && !name_word(n, token)->apposition;
}

static cb_status by_title(struct names *n, uint32_t first, uint32_t title, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t last;
    bool honorific = name_word(n, title)->title == TITLE_HONORIFIC;
    bool noun = is_noun_as_surname(n, first, title);

    if (!(noun || cb_names_is_candidate(n, first)) || is_genitive_of_other(n, first))
        goto done;
    last = noun ? first : last_behind_title(n, first);
    if (last + 1 == first || (last == first && !honorific && !noun && name_has(n, first, NAME_NOUN_ENDING)))
        goto done;
    if (last == first && !honorific && !n->english && cb_names_is_determined(n, title)) {
        /* "gab der Minister Auskunft": an article before the title, and one word behind it, prove little */
        cb_names_hint(n, cb_token_text(n->doc, first), CB_ENTITY_PERSON, 1, "any.name.title");
        goto done;
    }
    if (cb_names_same_sentence(n, last, last + 1) &&
        name_word(n, last + 1)->organization == ORGANIZATION_LEGAL)
        goto done; /* "Partner Brightwater Inc." */
    *found = true;
    CB_TRY(add_person(n, first, last, last, last > first ? "any.name.title-first-name" : "any.name.title",
                      last > first ? CB_SURE : CB_LIKELY, err));
done:
    return rc;
}

/* Is there an office behind the comma at `comma`: ", CEO von X", ", die Leiterin", ", a teacher"? */
static bool office_behind_comma(const struct names *n, uint32_t comma)
{
    uint32_t end = cb_names_sentence_end(n, comma), last;

    for (uint32_t i = comma + 1; i < end && i < comma + 5; i++) {
        enum title_kind kind = cb_names_title_starting_at(n, i, &last);
        if (kind == TITLE_CHIEF || kind == TITLE_OFFICE || kind == TITLE_ROLE)
            return true;
        if (n->doc->tokens.items[i].kind != CB_TOKEN_WORD ||
            (name_has(n, i, NAME_SHAPE) && !name_has(n, i, NAME_FUNCTION)))
            return false;
    }
    return false;
}

/* "(47)" or "(SPD)" behind the name: an age or a party. */
static bool bracket_of_person(const struct names *n, uint32_t open)
{
    if (!cb_names_is_sign(n, open, "(") || !cb_names_is_sign(n, open + 2, ")"))
        return false;
    if (n->doc->tokens.items[open + 1].kind == CB_TOKEN_NUMBER)
        return cb_token_text(n->doc, open + 1).len == 2;
    return name_has(n, open + 1, NAME_PARTY);
}

/* Two unknown words with a capital, and an office, an age, a party or a verb of speech beside them. */
static cb_status by_company(struct names *n, uint32_t first, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t last = cb_names_run(n, first, 3), start = cb_names_sentence_first(n, first);
    bool verb;

    if (last != first + 1 || cb_names_is_determined(n, first) ||
        n->capitals[n->doc->tokens.items[first].sentence])
        goto done;
    if (name_word(n, last)->organization != ORGANIZATION_NONE || name_has(n, last, NAME_DIRECTION))
        goto done;
    verb = (first > start && name_has(n, first - 1, NAME_REPORTING)) ||
           (cb_names_same_sentence(n, first, last + 1) && name_has(n, last + 1, NAME_REPORTING));
    if (cb_names_same_sentence(n, first, last + 1) && cb_names_is_sign(n, last + 1, ",") &&
        office_behind_comma(n, last + 1)) {
        *found = true;
        CB_TRY(add_person(n, first, last, last, "any.name.before-office", CB_SURE, err));
    } else if (bracket_of_person(n, last + 1)) {
        *found = true;
        CB_TRY(add_person(n, first, last, last, "any.name.bracket", CB_SURE, err));
    } else if (verb && name_word(n, first)->determined == 0 && name_word(n, last)->determined == 0) {
        *found = true;
        CB_TRY(add_person(n, first, last, last, "any.name.speaks", CB_LIKELY, err));
    }
done:
    return rc;
}

cb_status cb_names_try_person(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t title = token;
    bool titled = false;

    *found = false;
    if (!name_has(n, token, NAME_SHAPE) || name_has(n, token, NAME_NEVER))
        goto done;
    if (token > cb_names_sentence_first(n, token))
        titled = cb_names_title_ending_at(n, token - 1, &title) != TITLE_NONE;
    CB_TRY(by_first_name(n, token, titled, found, err));
    if (!*found && titled)
        CB_TRY(by_title(n, token, title, found, err));
    if (!*found && !titled)
        CB_TRY(by_company(n, token, found, err));
done:
    return rc;
}
