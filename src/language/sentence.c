/* Sentences: a terminator, its closing marks, and then something that can begin a sentence. */
#include "language/stages.h"
#include "text/fold.h"

struct splitting {
    struct cb_document *doc;
    const struct cb_list *abbreviations;
    uint32_t end; /* tokens of the passage end here */
};

static uint32_t sign_of(const struct splitting *s, uint32_t token)
{
    return cb_char_first(cb_token_text(s->doc, token), NULL);
}

static bool is_terminator(const struct splitting *s, uint32_t token)
{
    uint32_t c = sign_of(s, token);

    return s->doc->tokens.items[token].kind == CB_TOKEN_PUNCTUATION &&
           (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203D);
}

/* A closing quotation mark or bracket that stands against what is before it. */
static bool belongs_to_end(const struct splitting *s, uint32_t token)
{
    const struct cb_token *t = &s->doc->tokens.items[token];
    uint32_t c = sign_of(s, token);

    if (t->kind != CB_TOKEN_PUNCTUATION || (t->flags & CB_TOKEN_SPACE_BEFORE))
        return false;
    return (t->flags & CB_TOKEN_QUOTE_MARK) || c == ')' || c == ']' || is_terminator(s, token);
}

static bool is_function_word(const struct cb_token *token)
{
    return token->kind == CB_TOKEN_WORD && token->word_class != CB_CLASS_NONE;
}

/* An abbreviation ends its sentence only where a word that opens sentences follows, and the list does not
 * deny it. */
static bool abbreviation_ends(const struct splitting *s, uint32_t token)
{
    const struct cb_list_row *row = cb_list_find(s->abbreviations, cb_token_text(s->doc, token));
    const struct cb_token *next = token + 1 < s->end ? &s->doc->tokens.items[token + 1] : NULL;

    if (row && !cb_str_eq(row->fields[CB_ABBREVIATION_ENDS], CB_STR("1")))
        return false;
    return next && (next->flags & CB_TOKEN_CAPITAL) && (next->flags & CB_TOKEN_SPACE_BEFORE) &&
           is_function_word(next);
}

/* Signs that may stand before the first word of a sentence. */
static bool may_lead(const struct splitting *s, uint32_t token)
{
    uint32_t c = sign_of(s, token);

    return (s->doc->tokens.items[token].flags & CB_TOKEN_QUOTE_MARK) || c == '(' || c == '[' || c == 0x2013 ||
           c == 0x2014 || c == '-' || c == 0x2022;
}

/* Can `token` be the first of a sentence? Behind a closed quotation a small letter goes on with the frame. */
static bool can_begin(const struct splitting *s, uint32_t token)
{
    const struct cb_token *t = &s->doc->tokens.items[token];

    while (token < s->end && t->kind == CB_TOKEN_PUNCTUATION) {
        if (!may_lead(s, token))
            return false;
        t = &s->doc->tokens.items[++token];
    }
    return token >= s->end || t->kind != CB_TOKEN_WORD ||
           (t->flags & (CB_TOKEN_CAPITAL | CB_TOKEN_INNER_CAPITAL | CB_TOKEN_HAS_DIGIT));
}

/* Behind `last`, which ends with a terminator and its closing marks: is that the end of the sentence? */
static bool ends_sentence(const struct splitting *s, uint32_t last)
{
    const struct cb_token *next;

    if (last + 1 >= s->end)
        return true;
    next = &s->doc->tokens.items[last + 1];
    if (!(next->flags & CB_TOKEN_SPACE_BEFORE)) /* "Ende.Der": a blank was forgotten */
        return (next->flags & CB_TOKEN_CAPITAL) && is_function_word(next);
    return can_begin(s, last + 1);
}

static cb_status add_sentence(struct splitting *s, uint32_t first, uint32_t last, uint32_t passage,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_sentence *sentence = CB_PUSH(s->doc->arena, &s->doc->sentences);

    CB_TRY_NEW(sentence);
    *sentence = (struct cb_sentence){cb_tokens_span(s->doc, first, last), first, last + 1 - first, passage};
    for (uint32_t i = first; i <= last; i++)
        s->doc->tokens.items[i].sentence = (uint32_t)(s->doc->sentences.count - 1);
done:
    return rc;
}

cb_status cb_sentences_split(struct cb_document *doc, uint32_t first, uint32_t passage,
                             const struct cb_lexicon *lexicon, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct splitting s = {.doc = doc,
                          .abbreviations = cb_lexicon_list(lexicon, CB_LIST_ABBREVIATIONS),
                          .end = (uint32_t)doc->tokens.count};

    for (uint32_t i = first; i < s.end; i++) {
        uint32_t last = i;
        bool end = i + 1 == s.end;
        if (is_terminator(&s, i)) {
            while (last + 1 < s.end && belongs_to_end(&s, last + 1))
                last++;
            end = ends_sentence(&s, last);
        } else if (doc->tokens.items[i].flags & CB_TOKEN_ABBREVIATION) {
            end = end || abbreviation_ends(&s, i);
        }
        if (end) {
            CB_TRY(add_sentence(&s, first, last, passage, err));
            first = last + 1;
        }
        i = last;
    }
done:
    return rc;
}
