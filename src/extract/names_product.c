/* Products: names with numbers in them. "H200", "DeepSeek-V3", "Lyra 3", "Qwen 2.5 Max". */
#include "extract/names.h"

#include "text/fold.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "H200", "Trainium2", "GPT-4", "DeepSeek-V3": begins with a capital and ends with a number, or with one
 * letter behind it; not "Tier-2-Länder", which ends with a word. */
static bool is_model_number(struct cb_str text, const struct cb_token *token)
{
    size_t at = text.len;

    if (!(token->flags & CB_TOKEN_HAS_DIGIT) ||
        !(token->flags & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL)) || at < 2)
        return false;
    if (!is_digit(text.ptr[at - 1]) && at > 2)
        at--; /* "S80X", "GPT-4o" */
    if (!is_digit(text.ptr[at - 1]))
        return false;
    return !is_digit(text.ptr[0]);
}

static bool is_version(const struct names *n, uint32_t token)
{
    const struct cb_token *t = &n->doc->tokens.items[token];
    struct cb_str text = cb_token_text(n->doc, token);

    return t->kind == CB_TOKEN_NUMBER && !(t->flags & CB_TOKEN_ORDINAL) && text.len <= 4 &&
           cb_str_find(text, CB_STR(","), 0) == SIZE_MAX && cb_str_find(text, CB_STR(":"), 0) == SIZE_MAX;
}

/* "19xx" and "20xx" behind a word are years far more often than versions. */
static bool is_year(const struct names *n, uint32_t token)
{
    struct cb_str text = cb_token_text(n->doc, token);

    return text.len == 4 && (cb_str_starts(text, CB_STR("19")) || cb_str_starts(text, CB_STR("20")));
}

/* Does a noun that is counted follow the number ("Lyra 3 Millionen", "um 8 Uhr")? */
static bool is_counting(const struct names *n, uint32_t number)
{
    const struct name_word *word;

    if (!cb_names_same_sentence(n, number, number + 1))
        return false;
    if (n->doc->tokens.items[number + 1].kind == CB_TOKEN_SYMBOL)
        return true;
    word = name_word(n, number + 1);
    return (word->flags & NAME_SHAPE) && !(word->flags & NAME_VERSION);
}

static uint32_t with_version_words(const struct names *n, uint32_t last)
{
    while (cb_names_same_sentence(n, last, last + 1) && name_has(n, last + 1, NAME_VERSION) &&
           !n->taken[last + 1])
        last++;
    return last;
}

/* The noun before the name says that it is a product: "Heimspeicher Lyra 3", "Modell Lumo 5". */
static bool product_noun_before(const struct names *n, uint32_t token)
{
    const struct name_word *word;

    if (token == cb_names_sentence_first(n, token))
        return false;
    word = name_word(n, token - 1);
    return word->apposition && word->noun_kind == CB_ENTITY_PRODUCT;
}

static cb_status add(struct names *n, uint32_t first, uint32_t last, enum cb_certainty certainty,
                     const char *rule, struct cb_err *err)
{
    struct name_find find = {
        .first = first, .last = last, .kind = CB_ENTITY_PRODUCT, .certainty = certainty, .rule = rule};

    find.span = cb_tokens_span(n->doc, first, last);
    find.form = cb_names_form(n, first, last);
    return cb_names_add_find(n, find, err);
}

/* A candidate word and a number: a product when a noun says so, or when no year, no counted noun and no
 * common noun is near. */
static cb_status by_word_and_number(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct name_find listed;
    bool noun = product_noun_before(n, token), said;
    bool start = n->doc->tokens.items[token].flags & CB_TOKEN_SENTENCE_START;
    bool before = token > cb_names_sentence_first(n, token) && name_has(n, token - 1, NAME_SHAPE) &&
                  !name_has(n, token - 1, NAME_FUNCTION);

    if (!cb_names_is_candidate(n, token) || !cb_names_same_sentence(n, token, token + 1) ||
        !is_version(n, token + 1) || (is_year(n, token + 1) && !noun) || is_counting(n, token + 1))
        goto done;
    said = noun || (cb_names_look_up(n, cb_token_text(n->doc, token), false, &listed) &&
                    listed.kind == CB_ENTITY_PRODUCT);
    if (!said && (start || !before) && !(n->doc->tokens.items[token].flags & CB_TOKEN_INNER_CAPITAL) &&
        !(n->english && !start))
        goto done;
    *found = true;
    CB_TRY(add(n, token, with_version_words(n, token + 1), said ? CB_SURE : CB_LIKELY,
               "any.name.product-number", err));
done:
    return rc;
}

/* "Voltas S80": a bare word before the model number belongs to it; "der Sortierroboter X200": that is a
 * common noun. */
static cb_status by_model_number(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t number = token;
    struct name_find listed;

    if (cb_names_is_candidate(n, token) && cb_names_same_sentence(n, token, token + 1) &&
        !is_model_number(cb_token_text(n->doc, token), &n->doc->tokens.items[token]) &&
        !cb_names_is_determined(n, token))
        number = token + 1;
    if (n->doc->tokens.items[number].kind != CB_TOKEN_WORD || name_has(n, number, NAME_NEVER) ||
        n->taken[number] || !is_model_number(cb_token_text(n->doc, number), &n->doc->tokens.items[number]))
        goto done;
    if (number == token && cb_names_look_up(n, cb_token_text(n->doc, token), false, &listed))
        goto done; /* the list knows whose it is */
    if (number > token && (n->doc->tokens.items[token].flags & CB_TOKEN_SENTENCE_START) && !n->english &&
        name_word(n, token)->inside == 0)
        goto done;
    *found = true;
    if (number > token) { /* the number alone stands for it, later on */
        struct known_name *known;
        CB_TRY(cb_names_know(n, cb_token_text(n->doc, number), 1, CB_ENTITY_PRODUCT, CB_LIKELY, &known, err));
        known->rule = "any.name.model-number";
    }
    CB_TRY(add(n, token, with_version_words(n, number), CB_LIKELY, "any.name.model-number", err));
done:
    return rc;
}

cb_status cb_names_try_product(struct names *n, uint32_t token, bool *found, struct cb_err *err)
{
    cb_status rc = CB_OK;

    *found = false;
    if (!name_has(n, token, NAME_SHAPE) || name_has(n, token, NAME_NEVER) || n->taken[token])
        goto done;
    CB_TRY(by_model_number(n, token, found, err));
    if (!*found)
        CB_TRY(by_word_and_number(n, token, found, err));
done:
    return rc;
}
