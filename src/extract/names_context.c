/* Names by what stands around them: a noun that tells their kind, quotation marks, the start of a report,
 * capitals. */
#include "extract/names.h"

#include "text/fold.h"

static cb_status add(struct names *n, uint32_t first, uint32_t last, enum cb_entity_kind kind,
                     enum cb_certainty certainty, const char *rule, struct cb_err *err)
{
    struct name_find find = {
        .first = first, .last = last, .kind = kind, .certainty = certainty, .rule = rule};

    find.span = cb_tokens_span(n->doc, first, last);
    find.form = cb_names_form(n, first, last);
    if (find.form.ptr) {
        struct cb_str text = cb_token_text(n->doc, last);
        find.form.len -= text.len - cb_names_base(n, text, false).len;
    }
    return cb_names_add_find(n, find, err);
}

/* ---- apposition: "die KI-Firma DeepSeek", "die Insel Oldersand" ---- */

/* Is the word inside a clause that a subordinator opened? There a noun can stand directly before another one:
 * "weil das Unternehmen Stellen streicht". */
static bool in_subordinate_clause(const struct names *n, uint32_t token)
{
    uint32_t start = cb_names_sentence_first(n, token);

    for (uint32_t back = 0; back < 8 && token > start; back++) {
        token--;
        if (cb_names_is_sign(n, token, ","))
            return true; /* what follows a comma is most often subordinate, or a list */
        if (n->doc->tokens.items[token].kind != CB_TOKEN_WORD)
            return false;
    }
    return false;
}

/* Could the word be the plural of a common noun, or one without an article? */
static bool looks_plural(const struct name_word *word)
{
    struct cb_str s = word->lower;

    return s.len > 4 &&
           (cb_str_ends(s, CB_STR("en")) || cb_str_ends(s, CB_STR("er")) || cb_str_ends(s, CB_STR("ern")));
}

static cb_status by_apposition(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t last = cb_names_run(n, token, 3);
    const struct name_word *noun, *word = name_word(n, token);
    bool plain;

    if (last + 1 == token && (word->flags & NAME_COMMON) && cb_names_same_sentence(n, token, token + 1) &&
        name_has(n, token + 1, NAME_DIRECTION) && !n->taken[token + 1])
        last = token + 1; /* der Sender Welle Mitte */

    if (last + 1 == token || token == cb_names_sentence_first(n, token) ||
        n->capitals[n->doc->tokens.items[token].sentence])
        goto done;
    noun = name_word(n, token - 1);
    if (!noun->apposition || n->doc->tokens.items[token - 1].kind != CB_TOKEN_WORD)
        goto done;
    plain = last == token &&
            !(n->doc->tokens.items[token].flags & (CB_TOKEN_INNER_CAPITAL | CB_TOKEN_ALL_CAPITALS));
    if (plain && (word->determined > 0 ||
                  (word->count == 1 && in_subordinate_clause(n, token) && looks_plural(word)))) {
        cb_names_hint(n, word->text, noun->noun_kind, 1, "any.name.apposition");
        goto done;
    }
    if (noun->noun_kind == CB_ENTITY_EVENT && cb_names_same_sentence(n, last, last + 1) &&
        n->doc->tokens.items[last + 1].kind == CB_TOKEN_NUMBER && cb_token_text(n->doc, last + 1).len == 4)
        last++; /* die Konferenz Waterline 2026 */
    *found = true;
    CB_TRY(add(n, token, last, noun->noun_kind, CB_SURE, "any.name.apposition", err));
done:
    return rc;
}

/* ---- places ---- */

/* "Lindhafen (dpa) – ...", "Wiesmoorden. ...": where a report begins, the place it comes from. */
static cb_status by_dateline(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_sentence *sentence = &n->doc->sentences.items[n->doc->tokens.items[token].sentence];
    const struct cb_passage *passage = &n->doc->passages.items[sentence->passage];
    uint32_t last = token, end = sentence->first + sentence->count;
    bool dateline;

    if (n->doc->tokens.items[token].span.start != passage->span.start || passage->kind != CB_PASSAGE_BODY)
        goto done;
    while (last + 1 < end && last - token < 2 && cb_names_is_candidate(n, last + 1))
        last++;
    if (!cb_names_is_candidate(n, token))
        goto done;
    if (last + 2 == end && cb_names_is_sign(n, last + 1, ".") && end < n->doc->tokens.count &&
        n->doc->sentences.items[n->doc->tokens.items[end].sentence].passage == sentence->passage)
        dateline = true; /* "Emmerau." and the report goes on */
    else
        dateline = cb_names_is_sign(n, last + 1, "\xE2\x80\x93") ||
                   (cb_names_is_sign(n, last + 1, "(") && cb_names_is_sign(n, last + 3, ")") &&
                    cb_names_is_sign(n, last + 4, "\xE2\x80\x93"));
    if (!dateline)
        goto done;
    *found = true;
    CB_TRY(add(n, token, last, CB_ENTITY_PLACE, CB_LIKELY, "any.name.dateline", err));
done:
    return rc;
}

/* "in Steinbüchen", "aus Gerlsdorf": a preposition of place, no article, and the ending of a name of a place;
 * "Bad X", "Sankt X". */
static cb_status by_place(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct name_word *word = name_word(n, token);
    bool preposition =
        token > cb_names_sentence_first(n, token) && name_has(n, token - 1, NAME_PLACE_AFTER | NAME_WAY);

    if (name_has(n, token, NAME_PLACE_START) && cb_names_same_sentence(n, token, token + 1) &&
        cb_names_is_candidate(n, token + 1)) {
        *found = true;
        CB_TRY(add(n, token, token + 1, CB_ENTITY_PLACE, CB_LIKELY, "any.name.place-start", err));
    } else if (preposition && name_has(n, token, NAME_PLACE_ENDING) && cb_names_is_candidate(n, token) &&
               word->determined == 0) {
        *found = true;
        CB_TRY(add(n, token, token, CB_ENTITY_PLACE, CB_LIKELY, "any.name.place-preposition", err));
    } else if (word->street && cb_names_is_determined(n, token) &&
               !(name_has(n, token - 1, NAME_INDEFINITE)) &&
               (n->doc->tokens.items[token].flags & CB_TOKEN_HAS_HYPHEN ||
                cb_str_ends(word->lower, CB_STR("allee")))) {
        *found = true;
        CB_TRY(add(n, token, token, CB_ENTITY_PLACE, CB_LIKELY, "de.name.street", err));
    } else if (word->law && word->text.len > 10 && cb_names_is_determined(n, token) &&
               !name_has(n, token - 1, NAME_INDEFINITE)) {
        *found = true;
        CB_TRY(add(n, token, token, CB_ENTITY_LAW, CB_LIKELY, "de.name.law", err));
    }
done:
    return rc;
}

/* "der Alten Mühlbrücke": an adjective with a capital inside a sentence, before the noun of a street or a
 * building. */
static cb_status by_capital_adjective(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str lower = name_word(n, token)->lower, text = name_word(n, token)->text, noun;
    size_t cut = cb_str_ends(lower, CB_STR("e")) ? 1 : 2;
    struct name_find find = {.first = token,
                             .last = token + 1,
                             .kind = CB_ENTITY_PLACE,
                             .certainty = CB_LIKELY,
                             .rule = "de.name.capital-adjective"};

    if (n->english || !(cut == 1 || cb_str_ends(lower, CB_STR("en"))) || !cb_names_is_unknown(n, token) ||
        (n->doc->tokens.items[token].flags & CB_TOKEN_SENTENCE_START) ||
        !cb_names_same_sentence(n, token, token + 1) || n->taken[token + 1] ||
        !name_word(n, token + 1)->street)
        goto done;
    noun = cb_token_text(n->doc, token + 1);
    find.span = cb_tokens_span(n->doc, token, token + 1);
    find.form = cb_arena_printf(n->arena, "%.*s%s %.*s", (int)(text.len - cut), text.ptr,
                                cb_str_ends(noun, CB_STR("e"))    ? "e"
                                : cb_str_ends(noun, CB_STR("tz")) ? "er"
                                                                  : "es",
                                CB_STR_ARG(noun));
    CB_TRY_NEW(find.form.ptr);
    *found = true;
    CB_TRY(cb_names_add_find(n, find, err));
done:
    return rc;
}

cb_status cb_names_try_context(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;

    *found = false;
    if (!name_has(n, token, NAME_SHAPE) || n->taken[token])
        goto done;
    CB_TRY(by_dateline(n, token, found, err));
    if (!*found)
        CB_TRY(by_apposition(n, token, found, err));
    if (!*found)
        CB_TRY(by_place(n, token, found, err));
    if (!*found)
        CB_TRY(by_capital_adjective(n, token, found, err));
done:
    return rc;
}

/* ---- quotation marks around a name ---- */

/* What stands before the opening mark: a noun that tells the kind, or words that name an outlet. */
static bool kind_before_quotation(const struct names *n, uint32_t open, enum cb_entity_kind *kind,
                                  const char **rule)
{
    uint32_t start = cb_names_sentence_first(n, open), at = open - 1;
    const struct name_word *word;

    if (open == start)
        return false;
    word = name_word(n, at);
    for (uint32_t back = 0;
         (name_word(n, open - 1)->flags & NAME_NAMING) && !word->apposition && back < 5 && at > start; back++)
        word = name_word(n, --at); /* a petition called “X”, ein Programm mit dem schönen Namen „X“ */
    if (word->apposition) {
        *kind = word->noun_kind;
        *rule = "any.name.apposition-quoted";
        return true;
    }
    *kind = CB_ENTITY_ORGANIZATION;
    *rule = "any.name.outlet-quoted";
    if (cb_str_eq(word->lower, CB_STR("laut")) || (word->flags & NAME_REPORTING))
        return true; /* laut „X“, zitiert „X“ */
    return (word->flags & NAME_DETERMINER) && at > start &&
           (name_has(n, at - 1, NAME_REPORTING) || cb_str_eq(name_word(n, at - 1)->lower, CB_STR("sie")) ||
            cb_str_eq(name_word(n, at - 1)->lower, CB_STR("er")) ||
            cb_str_eq(name_word(n, at - 1)->lower, CB_STR("laut")) ||
            cb_str_eq(name_word(n, at - 1)->lower, CB_STR("gegen\xC3\xBC"
                                                          "ber")));
}

/* „Neue Harnauer Zeitung“, „Archiv für Statik“: a word of it says what it is, and there is no verb in it. */
static bool is_outlet_word(const struct names *n, uint32_t first, uint32_t last, struct name_find *find)
{
    enum organization_use use = name_word(n, last)->organization;

    for (uint32_t i = first; i <= last; i++)
        if (!name_has(n, i, NAME_SHAPE) && !name_has(n, i, NAME_DETERMINER | NAME_PLACE_AFTER | NAME_WAY))
            return false;
    find->kind = CB_ENTITY_ORGANIZATION;
    find->rule = "any.name.outlet-word";
    if (first == last) /* „Ruhrzeitung“ */
        return name_word(n, first)->apposition && name_word(n, first)->noun_kind == CB_ENTITY_ORGANIZATION &&
               !name_has(n, first, NAME_AMBIGUOUS);
    return use == ORGANIZATION_TAIL || use == ORGANIZATION_HEAD || use == ORGANIZATION_ENDING;
}

/* A name is short, begins with a capital and holds no sign that ends a sentence. */
static bool looks_like_title(const struct names *n, uint32_t first, uint32_t last)
{
    if (last - first >= 7 || n->doc->tokens.items[first].kind == CB_TOKEN_PUNCTUATION)
        return false;
    for (uint32_t i = first; i <= last; i++)
        if (n->doc->tokens.items[i].kind == CB_TOKEN_PUNCTUATION && !cb_names_is_sign(n, i, "-") &&
            !cb_names_is_sign(n, i, ":") && !cb_names_is_sign(n, i, "\xE2\x80\x93"))
            return false;
    return name_has(n, first, NAME_SHAPE) || n->doc->tokens.items[first].kind == CB_TOKEN_NUMBER ||
           n->doc->tokens.items[first].kind == CB_TOKEN_ADDRESS;
}

/* The whole of an outlet in an inflected form: „Neuen Harnauer Zeitung“ is the Neue Harnauer Zeitung. */
static cb_status outlet_name(const struct names *n, uint32_t first, uint32_t last, struct cb_str *out,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str head = cb_token_text(n->doc, first), rest;
    char gender = name_word(n, last)->gender;

    if (n->english || first == last || !gender || head.len < 5 || !cb_str_ends(head, CB_STR("en")))
        goto done;
    rest = cb_names_form(n, first + 1, last);
    CB_TRY_NEW(rest.ptr);
    *out = cb_arena_printf(n->arena, "%.*s%s %.*s", (int)(head.len - 2), head.ptr,
                           gender == 'm'   ? "er"
                           : gender == 'n' ? "es"
                                           : "e",
                           CB_STR_ARG(rest));
    CB_TRY_NEW(out->ptr);
done:
    return rc;
}

/* „kreisblick.example“: no white space, a full stop inside. */
static bool is_address(const struct names *n, uint32_t first, uint32_t last, struct cb_str form)
{
    size_t dot = cb_str_find(form, CB_STR("."), 1);

    if (first == last && n->doc->tokens.items[first].kind == CB_TOKEN_ADDRESS)
        return cb_str_find(form, CB_STR("@"), 0) == SIZE_MAX && cb_str_find(form, CB_STR("/"), 0) == SIZE_MAX;
    return dot != SIZE_MAX && dot + 2 < form.len && cb_str_find(form, CB_STR(" "), 0) == SIZE_MAX &&
           n->doc->tokens.items[first].kind == CB_TOKEN_WORD;
}

cb_status cb_names_try_quoted(struct names *n, uint32_t quotation, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_quotation *q = &n->doc->quotations.items[quotation];
    uint32_t first = q->open + 1, last = q->close - 1;
    struct name_find find = {.first = first, .last = last, .certainty = CB_LIKELY, .quoted = true};
    bool references, address;

    if (!q->closed || q->close < q->open + 2 || !cb_names_same_sentence(n, first, last) ||
        n->skipped[n->doc->tokens.items[first].sentence])
        goto done;
    references =
        n->doc->passages.items[n->doc->sentences.items[n->doc->tokens.items[first].sentence].passage].kind ==
        CB_PASSAGE_REFERENCES;
    find.span = cb_tokens_span(n->doc, first, last);
    find.form = cb_names_form(n, first, last);
    CB_TRY_NEW(find.form.ptr);
    address = is_address(n, first, last, find.form);
    if (!cb_names_look_up(n, find.form, true, &find)) {
        if (!looks_like_title(n, first, last) && !address)
            goto done;
        if (!kind_before_quotation(n, q->open, &find.kind, &find.rule) &&
            !is_outlet_word(n, first, last, &find)) {
            if (!references && !address)
                goto done;
            find.kind = CB_ENTITY_ORGANIZATION;
            find.rule = references ? "any.name.outlet-in-references" : "any.name.outlet-address";
        }
        if (find.kind == CB_ENTITY_ORGANIZATION)
            CB_TRY(outlet_name(n, first, last, &find.form, err));
    }
    for (uint32_t i = first; i <= last; i++)
        n->taken[i] = false; /* what was found inside is part of this name */
    for (uint32_t i = first; i <= last; i++)
        n->find_of[i] = 0;
    CB_TRY(cb_names_add_find(n, find, err));
done:
    return rc;
}

/* ---- capitals: acronyms, and capitals inside a word ---- */

/* "(LLM)" behind a common noun introduces a term, "(AWS)" behind a name another form of it. */
static bool introduces_term(const struct names *n, uint32_t token)
{
    return token > cb_names_sentence_first(n, token) + 1 && cb_names_is_sign(n, token - 1, "(") &&
           cb_names_is_sign(n, token + 1, ")") && !n->taken[token - 2];
}

/* "CC BY 2.0", "196 MW", "ISBN 3": capitals beside capitals or numbers are codes and units. */
static bool is_among_codes(const struct names *n, uint32_t token)
{
    for (uint32_t i = token - (token > 0); i <= token + 1; i++) {
        const struct cb_token *t = i < n->doc->tokens.count ? &n->doc->tokens.items[i] : NULL;
        if (!t || i == token || !cb_names_same_sentence(n, token, i))
            continue;
        if (t->kind == CB_TOKEN_NUMBER || (t->kind == CB_TOKEN_WORD && t->flags & CB_TOKEN_ALL_CAPITALS))
            return true;
    }
    return cb_list_find(n->currencies, cb_token_text(n->doc, token)) != NULL;
}

/* "BürgerInnen" is no name. */
static bool is_gendered(struct cb_str text)
{
    return cb_str_ends(text, CB_STR("Innen")) || cb_str_ends(text, CB_STR("In"));
}

cb_status cb_names_try_capital(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_token *t = &n->doc->tokens.items[token];
    struct cb_str text = cb_token_text(n->doc, token);
    struct cb_str singular = cb_str_sub(text, 0, text.len - (text.len > 0));
    const struct name_word *base;

    *found = false;
    if (t->kind != CB_TOKEN_WORD || n->taken[token] ||
        (t->flags & (CB_TOKEN_HAS_HYPHEN | CB_TOKEN_ABBREVIATION)) || n->capitals[t->sentence] ||
        !cb_names_is_candidate(n, token))
        goto done;
    if (t->flags & CB_TOKEN_ALL_CAPITALS) {
        if (introduces_term(n, token)) {
            name_word(n, token)->flags |= NAME_NEVER;
            goto done;
        }
        if (text.len > 8 || (t->flags & CB_TOKEN_HAS_DIGIT) || is_among_codes(n, token))
            goto done;
        *found = true;
        CB_TRY(add(n, token, token, CB_ENTITY_ORGANIZATION, CB_GUESSED, "any.name.acronym", err));
    } else if ((t->flags & CB_TOKEN_INNER_CAPITAL) && text.len > 3 && !is_gendered(text)) {
        base = cb_str_ends(text, CB_STR("s")) ? cb_names_word_by_text(n, singular) : NULL;
        if ((base && (base->flags & NAME_NEVER)) || cb_list_find(n->units, text))
            goto done;
        *found = true;
        CB_TRY(add(n, token, token, CB_ENTITY_ORGANIZATION, CB_GUESSED, "any.name.inner-capital", err));
    }
done:
    return rc;
}

/* ---- hints ---- */

/* "Quantaras Bewertung": the word with -s, no article, and a noun behind it; the article has "Quantara", too.
 */
static void hint_genitive(struct names *n, uint32_t token)
{
    struct cb_str text = cb_token_text(n->doc, token), base = cb_names_base(n, text, false);

    if (base.len == text.len || n->english || !cb_names_same_sentence(n, token, token + 1) ||
        cb_names_is_determined(n, token))
        return;
    if (!name_has(n, token + 1, NAME_SHAPE) && !name_has(n, token + 1, NAME_LOWER_CASE))
        return;
    if (name_has(n, token + 1, NAME_SHAPE))
        cb_names_hint(n, base, CB_ENTITY_OTHER, 2, "de.name.genitive");
}

/* "sagte Terwiesch", "Terwiesch sagte". */
static void hint_speech(struct names *n, uint32_t token)
{
    uint32_t start = cb_names_sentence_first(n, token);
    bool before =
        token > start && name_has(n, token - 1, NAME_REPORTING) && name_has(n, token - 1, NAME_LOWER_CASE);
    bool after = cb_names_same_sentence(n, token, token + 1) && name_has(n, token + 1, NAME_REPORTING) &&
                 name_has(n, token + 1, NAME_LOWER_CASE);

    if ((before || after) && !cb_names_is_determined(n, token))
        cb_names_hint(n, cb_token_text(n->doc, token), CB_ENTITY_PERSON, 1, "any.name.speaks");
}

static void hint_place(struct names *n, uint32_t token)
{
    if (token > cb_names_sentence_first(n, token) && name_has(n, token - 1, NAME_PLACE_AFTER))
        cb_names_hint(n, cb_token_text(n->doc, token), CB_ENTITY_PLACE, 1, "any.name.place-preposition");
}

/* "Quantara-Chef", "Quantara-Aktie": what stands before the hyphen is an organization. */
static cb_status hint_compound(struct names *n, uint32_t token, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str text = cb_token_text(n->doc, token), part;
    const struct name_word *whole = name_word(n, token);
    size_t hyphen = cb_str_find(text, CB_STR("-"), 0);
    struct known_name *known;
    struct name_find find;
    bool before_name;

    if (hyphen == SIZE_MAX || hyphen < 2 || cb_str_find(text, CB_STR("-"), hyphen + 1) != SIZE_MAX)
        goto done;
    part = cb_str_sub(text, 0, hyphen);
    if (!(whole->title == TITLE_CHIEF || whole->title == TITLE_OFFICE || whole->title == TITLE_ROLE ||
          (whole->compound && whole->noun_kind == CB_ENTITY_ORGANIZATION)) ||
        cb_names_look_up(n, part, false, &find) || !cb_names_is_part(n, part))
        goto done;
    before_name = cb_names_same_sentence(n, token, token + 1) && name_has(n, token + 1, NAME_SHAPE) &&
                  !name_has(n, token + 1, NAME_FUNCTION);
    if (whole->title == TITLE_CHIEF || (whole->title != TITLE_NONE && before_name)) {
        CB_TRY(cb_names_know(n, part, 1, CB_ENTITY_ORGANIZATION, CB_LIKELY, &known, err));
        known->bare = true;
        known->rule = "any.name.office-compound";
    } else {
        cb_names_hint(n, part, CB_ENTITY_ORGANIZATION, 2, "any.name.office-compound");
    }
done:
    return rc;
}

cb_status cb_names_take_hints(struct names *n, uint32_t token, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (n->taken[token] || !name_has(n, token, NAME_SHAPE) ||
        n->doc->tokens.items[token].kind != CB_TOKEN_WORD)
        goto done;
    if (n->doc->tokens.items[token].flags & CB_TOKEN_HAS_HYPHEN)
        CB_TRY(hint_compound(n, token, err));
    if (!cb_names_is_candidate(n, token) || n->capitals[n->doc->tokens.items[token].sentence])
        goto done;
    hint_genitive(n, token);
    hint_speech(n, token);
    hint_place(n, token);
done:
    return rc;
}
