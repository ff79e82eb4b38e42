/* Organizations by the words they are made of: legal forms, head words, adjectives, clubs, institutions. */
#include "extract/names.h"

/* The last word of a name without its genitive ending: by the list of head words ("Bundesamtes"), or because
 * the article has the word without it, too. */
static struct cb_str last_word_base(const struct names *n, uint32_t last)
{
    struct cb_str text = cb_token_text(n->doc, last), lower = name_word(n, last)->lower;

    if (n->english || cb_list_find(n->organization_words, lower) || lower.len != text.len)
        return cb_names_base(n, text, false);
    for (size_t cut = 1; cut <= 2 && text.len > 4 && text.ptr[text.len - 1] == 's'; cut++)
        if (cb_list_find(n->organization_words, cb_str_sub(lower, 0, lower.len - cut)))
            return cb_str_sub(text, 0, text.len - cut);
    if (name_word(n, last)->organization == ORGANIZATION_INSTITUTION && text.ptr[text.len - 1] == 's')
        return cb_str_sub(text, 0, text.len - 1);
    return cb_names_base(n, text, false);
}

static cb_status add(struct names *n, uint32_t first, uint32_t last, struct cb_str nominative,
                     const char *rule, enum cb_certainty certainty, struct cb_err *err)
{
    struct name_find find = {
        .first = first, .last = last, .kind = CB_ENTITY_ORGANIZATION, .certainty = certainty, .rule = rule};

    find.span = cb_tokens_span(n->doc, first, last);
    find.form = cb_names_form(n, first, last);
    if (find.form.ptr)
        find.form.len -= cb_token_text(n->doc, last).len - last_word_base(n, last).len;
    if (nominative.ptr)
        find.form = nominative;
    return cb_names_add_find(n, find, err);
}

/* ---- legal forms: "Haldorf Fördertechnik AG", "Vossberg SE & Co. KGaA" ---- */

/* Number of tokens of the legal form at `token`; 0 when there is none. */
static uint32_t legal_form_at(const struct names *n, uint32_t token)
{
    uint32_t count = 0;
    const struct cb_list_row *row;

    if (name_word(n, token)->firm_reach == 0)
        return 0;
    if (!(name_has(n, token, NAME_SHAPE) || cb_names_is_sign(n, token, "e.V.") ||
          cb_names_is_sign(n, token, "mbH")))
        return 0;
    row = cb_list_match(n->organization_words, n->doc, token, cb_names_sentence_end(n, token), &count);
    return row && cb_str_eq(row->fields[CB_ORGANIZATION_WORD_USE], CB_STR("legal")) ? count : 0;
}

/* Can the token stand inside the name of a firm? */
static bool inside_firm(const struct names *n, uint32_t token)
{
    const struct name_word *word = name_word(n, token);

    if (n->taken[token])
        return false;
    if (n->doc->tokens.items[token].kind != CB_TOKEN_WORD)
        return cb_names_is_sign(n, token, "&") || cb_names_is_sign(n, token, "+");
    return (word->flags & NAME_SHAPE) && !(word->flags & (NAME_FUNCTION | NAME_NEVER)) && !word->apposition &&
           word->title == TITLE_NONE;
}

/* The first word of a firm's name makes it known, too: "Haldorf" for "Haldorf Fördertechnik AG". */
static cb_status know_short_form(struct names *n, uint32_t first, uint32_t legal, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct known_name *known;
    const struct name_word *word = name_word(n, first);

    if (legal > first + 1) {
        struct cb_str form = cb_names_form(n, first, legal - 1);
        CB_TRY_NEW(form.ptr);
        CB_TRY(cb_names_know(n, form, legal - first, CB_ENTITY_ORGANIZATION, CB_SURE, NULL, err));
    }
    if ((word->flags & (NAME_COMMON | NAME_FIRST_NAME)) || word->organization != ORGANIZATION_NONE ||
        word->determined > (uint32_t)cb_names_is_determined(n, first))
        goto done;
    CB_TRY(cb_names_know(n, word->text, 1, CB_ENTITY_ORGANIZATION, CB_SURE, &known, err));
    known->bare = legal > first + 1;
    known->rule = "any.name.short-firm";
done:
    return rc;
}

static cb_status by_legal_form(struct names *n, uint32_t first, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t at = first, end = cb_names_sentence_end(n, first), count = 0;

    while (at < end && at - first < 6 && inside_firm(n, at)) {
        if (at > first && (count = legal_form_at(n, at)) > 0)
            break;
        if (at > first && !n->english && name_word(n, at)->organization == ORGANIZATION_ENDING &&
            cb_names_is_unknown(n, first)) {
            *found = true; /* Halden Capital */
            rc = add(n, first, at, (struct cb_str){NULL, 0}, "any.name.firm-ending", CB_LIKELY, err);
            goto done;
        }
        at++;
    }
    if (count == 0 && at < end && at > first)
        count = legal_form_at(n, at);
    if (count == 0 || at == first)
        goto done;
    *found = true;
    CB_TRY(add(n, first, at + count - 1, (struct cb_str){NULL, 0}, "any.name.legal-form", CB_SURE, err));
    CB_TRY(know_short_form(n, first, at, err));
done:
    return rc;
}

/* ---- head words: "Universität Lindau", "Institut für Arbeit und Technik", "Verband der Bauern" ---- */

/* Behind "für" or "der": adjectives and nouns, also two with "und". The last token, or `token` when it does
 * not go on. */
static uint32_t noun_phrase_behind(const struct names *n, uint32_t token)
{
    uint32_t end = cb_names_sentence_end(n, token), at = token + 1, last = token;

    if (at < end && name_has(n, at, NAME_DETERMINER))
        at++;
    while (at < end && at - token < 8) {
        const struct name_word *word = name_word(n, at);
        if (n->doc->tokens.items[at].kind != CB_TOKEN_WORD)
            break;
        if ((word->flags & NAME_SHAPE) && !(word->flags & NAME_FUNCTION)) {
            last = at++;
            /* a second noun goes on only behind "und": "für Arbeit und Technik" */
            if (!(at + 1 < end && cb_str_eq(name_word(n, at)->lower, CB_STR("und")) &&
                  name_has(n, at + 1, NAME_SHAPE)))
                break;
            at++;
        } else if (last == token && !(word->flags & NAME_FUNCTION)) {
            at++; /* an adjective */
        } else {
            break;
        }
    }
    return last;
}

static bool is_genitive_article(const struct names *n, uint32_t token)
{
    return cb_str_eq(name_word(n, token)->text, CB_STR("der")) ||
           cb_str_eq(name_word(n, token)->text, CB_STR("des"));
}

/* A name in a gazetteer, or a word that nothing speaks against: what a head word is told apart by. */
static uint32_t name_behind(const struct names *n, uint32_t head)
{
    struct name_find find;
    uint32_t last;

    if (!cb_names_same_sentence(n, head, head + 1))
        return head;
    last = cb_names_run(n, head + 1, 2);
    if (last == head && cb_names_look_up(n, cb_token_text(n->doc, head + 1), false, &find))
        return head + 1;
    if (last > head + 1 && cb_names_look_up(n, cb_token_text(n->doc, head + 1), false, &find) &&
        !name_has(n, last, NAME_DIRECTION))
        return head + 1;
    return last;
}

/* The last token of the organization whose head word stands at `head`; `head` when nothing tells it apart. */
static uint32_t behind_head(const struct names *n, uint32_t head)
{
    const struct name_word *word = name_word(n, head);
    uint32_t next = head + 1, last;
    struct name_find find;

    if (!cb_names_same_sentence(n, head, next))
        return head;
    if (cb_str_eq(name_word(n, next)->text, CB_STR("für"))) {
        last = noun_phrase_behind(n, next);
        return last > next ? last : head;
    }
    if (word->organization == ORGANIZATION_HEAD_OF && is_genitive_article(n, next)) {
        last = noun_phrase_behind(n, next);
        return last > next ? last : head;
    }
    if (cb_str_eq(name_word(n, next)->text, CB_STR("von")) && cb_names_same_sentence(n, head, next + 1) &&
        cb_names_look_up(n, cb_token_text(n->doc, next + 1), false, &find))
        return next + 1;
    if (n->english && cb_str_eq(name_word(n, next)->text, CB_STR("of"))) {
        last = cb_names_same_sentence(n, next, next + 1) ? cb_names_run(n, next + 1, 3) : next;
        return last > next ? last : head;
    }
    return word->organization == ORGANIZATION_HEAD_OF ? head : name_behind(n, head);
}

/* "Kreistag" alone is short for "Kreistag Emmerau", and "Talheide" for "FC Talheide". */
static cb_status know_parts(struct names *n, uint32_t head, uint32_t last, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct known_name *known;
    const struct name_word *word = name_word(n, head);
    struct cb_str rest;

    if (last != head + 1)
        goto done;
    rest = cb_names_base(n, cb_token_text(n->doc, last), false);
    if (word->organization == ORGANIZATION_CLUB) {
        CB_TRY(cb_names_know(n, rest, 1, CB_ENTITY_ORGANIZATION, CB_GUESSED, &known, err));
        known->bare = true;
        known->rule = "any.name.short-club";
    } else {
        cb_names_hint(n, rest, CB_ENTITY_PLACE, 1, "any.name.place-in-organization");
    }
done:
    return rc;
}

/* ---- adjectives: "Frankfurter Börse", "Statistisches Bundesamt", "Neue Harnauer Zeitung" ---- */

/* "Frankfurter", "Harnauer": made of the name of a place, never inflected. */
static bool is_place_adjective(const struct names *n, struct cb_str text)
{
    struct name_find find;
    struct cb_str stem = cb_str_sub(text, 0, text.len - 2);

    return text.len > 4 && cb_str_ends(text, CB_STR("er")) &&
           (cb_names_look_up(n, stem, false, &find) || cb_names_word_by_text(n, stem));
}

/* A word with a capital that is an adjective by its ending, where no sentence begins. */
static bool is_capital_adjective(const struct names *n, uint32_t token)
{
    const struct cb_token *t = &n->doc->tokens.items[token];
    const struct name_word *word = name_word(n, token);
    struct cb_str s = word->lower;
    char last = s.len > 3 ? s.ptr[s.len - 1] : 0;

    if (t->kind != CB_TOKEN_WORD || !last || !(word->flags & NAME_SHAPE) || n->taken[token] ||
        (word->flags & (NAME_FUNCTION | NAME_COMMON | NAME_NEVER)) || word->title != TITLE_NONE)
        return false;
    if (last != 'e' &&
        !(s.ptr[s.len - 2] == 'e' && (last == 'r' || last == 'n' || last == 's' || last == 'm')))
        return false;
    return !(t->flags & CB_TOKEN_SENTENCE_START) || is_place_adjective(n, word->text);
}

/* The head word behind one or two adjectives at `first`; `first` when there is none. */
static uint32_t head_behind_adjectives(const struct names *n, uint32_t first)
{
    uint32_t head = first;

    while (head - first < 2 && cb_names_same_sentence(n, first, head + 1) && is_capital_adjective(n, head)) {
        enum organization_use use;
        head++;
        use = name_word(n, head)->organization;
        if (use == ORGANIZATION_HEAD || use == ORGANIZATION_HEAD_OF || use == ORGANIZATION_TAIL ||
            use == ORGANIZATION_INSTITUTION)
            return head;
    }
    return first;
}

/* "Statistischen Bundesamtes" as it stands in a register: "Statistisches Bundesamt"; ptr NULL where nothing
 * changes. */
static cb_status nominative_of(const struct names *n, uint32_t first, uint32_t head, struct cb_str *out,
                               struct cb_err *err)
{
    static const struct cb_str STEMS[] = {CB_STR_INIT("isch"), CB_STR_INIT("lich"), CB_STR_INIT("ig"),
                                          CB_STR_INIT("neu"),  CB_STR_INIT("alt"),  CB_STR_INIT("deutsch"),
                                          CB_STR_INIT("rot"),  CB_STR_INIT("al")};
    cb_status rc = CB_OK;
    struct cb_str text = name_word(n, first)->text, lower = name_word(n, first)->lower, rest;
    size_t cut = lower.ptr[lower.len - 1] == 'e' ? 1 : 2;
    char gender = name_word(n, head)->gender;
    bool declined = cut == 1 || !cb_str_ends(lower, CB_STR("er"));

    *out = (struct cb_str){NULL, 0};
    for (size_t i = 0; i < sizeof STEMS / sizeof *STEMS; i++)
        declined = declined || cb_str_ends(cb_str_sub(lower, 0, lower.len - cut), STEMS[i]);
    if (!declined || !gender || head == first)
        goto done;
    rest = cb_names_form(n, first + 1, head);
    CB_TRY_NEW(rest.ptr);
    rest.len -= cb_token_text(n->doc, head).len - last_word_base(n, head).len;
    *out = cb_arena_printf(n->arena, "%.*s%s %.*s", (int)(text.len - cut), text.ptr,
                           gender == 'm'   ? "er"
                           : gender == 'n' ? "es"
                                           : "e",
                           CB_STR_ARG(rest));
    CB_TRY_NEW(out->ptr);
done:
    return rc;
}

/* Adds the organization that begins at `first` and has its head word at `head`. */
static cb_status by_head(struct names *n, uint32_t first, uint32_t head, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    enum organization_use use = name_word(n, head)->organization;
    bool club = use == ORGANIZATION_CLUB, adjective = head > first;
    uint32_t last = head;
    struct cb_str nominative = {NULL, 0};

    if (use == ORGANIZATION_HEAD || use == ORGANIZATION_HEAD_OF || club)
        last = behind_head(n, head);
    if (last == head && !adjective)
        goto done;
    *found = true;
    if (adjective && last == head)
        CB_TRY(nominative_of(n, first, head, &nominative, err));
    CB_TRY(add(n, first, last, nominative,
               club        ? "any.name.club"
               : adjective ? "de.name.adjective-head"
                           : "any.name.head-word",
               CB_SURE, err));
    CB_TRY(know_parts(n, head, last, err));
done:
    return rc;
}

/* ---- institutions: "Bundesregierung", "Wirtschaftsministerium" ---- */

static cb_status by_institution(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct name_word *word = name_word(n, token);

    if (word->organization != ORGANIZATION_INSTITUTION ||
        (n->doc->tokens.items[token].flags & CB_TOKEN_HAS_HYPHEN))
        goto done;
    if (token > cb_names_sentence_first(n, token) && name_has(n, token - 1, NAME_INDEFINITE))
        goto done; /* ein Landesministerium: none in particular */
    *found = true;
    CB_TRY(add(n, token, token, (struct cb_str){NULL, 0}, "any.name.institution", CB_LIKELY, err));
done:
    return rc;
}

cb_status cb_names_try_organization(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t head;

    *found = false;
    if (!name_has(n, token, NAME_SHAPE))
        goto done;
    if (inside_firm(n, token))
        CB_TRY(by_legal_form(n, token, found, err));
    head = *found || n->english ? token : head_behind_adjectives(n, token);
    if (!*found && head > token)
        CB_TRY(by_head(n, token, head, found, err));
    if (!*found)
        CB_TRY(by_head(n, token, token, found, err));
    if (!*found)
        CB_TRY(by_institution(n, token, found, err));
done:
    return rc;
}
