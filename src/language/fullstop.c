/* Full stops that end no sentence: those of abbreviations and of ordinal numbers. */
#include "language/scan.h"

enum { WORD_BYTES = 64, DOTTED_LETTERS = 12 };

/* What stands behind a full stop: white space or not, and the word there (cut at WORD_BYTES). */
struct next {
    bool space;
    uint32_t start, end; /* of the word; equal when there is none */
    uint32_t c;          /* its first character, whatever it is */
};

static struct next look_behind(const struct cb_scan *s, uint32_t at)
{
    struct next next = {false, 0, 0, 0};
    uint32_t size, c = cb_scan_char(s, at, &size);

    while (size && cb_char_is_space(c)) {
        next.space = true;
        at += size;
        c = cb_scan_char(s, at, &size);
    }
    next.start = at;
    next.c = c;
    while (size && cb_char_is_letter(c) && at - next.start < WORD_BYTES) {
        at += size;
        c = cb_scan_char(s, at, &size);
    }
    next.end = at;
    return next;
}

static const struct cb_list_row *find_next(const struct cb_scan *s, const struct cb_list *list,
                                           struct next next)
{
    struct cb_str word = cb_fold_lower(s->doc->arena, cb_scan_slice(s, next.start, next.end));

    return word.ptr && word.len ? cb_list_find(list, word) : NULL;
}

/* The token `back` places before the one at `pos` (1: the one before it); NULL when the passage has none
 * there. */
static const struct cb_token *previous(const struct cb_scan *s, uint32_t back)
{
    const struct cb_tokens *tokens = &s->doc->tokens;

    return tokens->count >= s->first + back ? &tokens->items[tokens->count - back] : NULL;
}

/* A single capital letter is an initial where a name follows: "Michael B. Jordan", but "Plan B. Das". Behind
 * another letter with a full stop it goes on with that: "z. B." */
static bool is_initial(const struct cb_scan *s, uint32_t dot)
{
    uint32_t size, c = cb_scan_char(s, s->pos, &size);
    const struct cb_token *before = previous(s, 1);
    struct next next;

    if (s->pos + size != dot || !cb_char_is_upper(c))
        return false;
    if (before && (before->flags & CB_TOKEN_ABBREVIATION) && before->span.end - before->span.start == 2)
        return true;
    next = look_behind(s, dot + 1);
    return cb_char_is_upper(next.c) && !find_next(s, s->function_words, next);
}

bool cb_scan_is_abbreviation(const struct cb_scan *s, uint32_t dot)
{
    const struct cb_list_row *row = cb_list_find(s->abbreviations, cb_scan_slice(s, s->pos, dot + 1));

    if (!row)
        return is_initial(s, dot);
    if (cb_str_eq(row->fields[CB_ABBREVIATION_ENDS], CB_STR("number")))
        return cb_char_is_digit(look_behind(s, dot + 1).c);
    return true;
}

uint32_t cb_scan_dotted_letters(const struct cb_scan *s)
{
    uint32_t at = s->pos, size, n = 0, c = cb_scan_char(s, at, &size);

    if (cb_scan_byte(s, at + size) != '.')
        return 0;
    while (cb_char_is_letter(c) && cb_scan_byte(s, at + size) == '.' && n < DOTTED_LETTERS) {
        at += size + 1;
        n++;
        c = cb_scan_char(s, at, &size);
    }
    return n >= 2 && !cb_char_is_letter(c) && !cb_char_is_digit(c) ? at : 0;
}

/* "24. 12. 2024": a day before a month, or a month before a year, in figures. */
static bool is_part_of_date(const struct cb_scan *s, struct next next)
{
    uint32_t at = next.start;

    while (cb_char_is_digit((unsigned char)cb_scan_byte(s, at)) && at - next.start < 5)
        at++;
    if (at - next.start == 4) {
        const struct cb_token *before = previous(s, 1);
        return before && (before->flags & CB_TOKEN_ORDINAL);
    }
    return at > next.start && at - next.start <= 2 && cb_scan_byte(s, at) == '.';
}

static bool is_determiner(const struct cb_token *token)
{
    return token->word_class == CB_CLASS_ARTICLE || token->word_class == CB_CLASS_PRONOUN;
}

/* Does a number behind this tell which one, rather than how many? "am 3. Spieltag", "des späten 19.
 * Jahrhunderts". */
static bool asks_for_ordinal(const struct cb_scan *s)
{
    const struct cb_token *before = previous(s, 1), *earlier = previous(s, 2);

    if (!before || (before->flags & CB_TOKEN_ORDINAL) || before->kind == CB_TOKEN_PUNCTUATION ||
        is_determiner(before))
        return true;
    if (before->word_class == CB_CLASS_PREPOSITION) /* those that hold an article, and those of time */
        return strchr("msr", before->lower.ptr[before->lower.len - 1]) != NULL;
    if (before->word_class == CB_CLASS_NONE && before->kind == CB_TOKEN_WORD &&
        !(before->flags & CB_TOKEN_CAPITAL))
        return earlier && is_determiner(earlier);
    return before->word_class == CB_CLASS_CONJUNCTION;
}

bool cb_scan_is_ordinal(const struct cb_scan *s, uint32_t dot)
{
    struct next next = look_behind(s, dot + 1);

    if (dot - s->pos > 3 || !next.c)
        return false;
    for (uint32_t i = s->pos; i < dot; i++)
        if (!cb_char_is_digit((unsigned char)s->doc->text.ptr[i]))
            return false;
    if (!previous(s, 1) && next.space)
        return true; /* "1. Wer kandidiert": the first of a list */
    if (s->doc->language != CB_GERMAN)
        return false;
    if (cb_char_is_digit(next.c))
        return next.space && dot - s->pos <= 2 && is_part_of_date(s, next);
    if (next.end == next.start)
        return false;
    if (cb_char_is_lower(next.c))
        return true;
    if (find_next(s, s->months, next))
        return true;
    return next.space && !find_next(s, s->function_words, next) && asks_for_ordinal(s);
}

/* "Ludwig XIV. starb": Roman, behind a name. A sentence that ends so cannot be told; a small letter can. */
bool cb_scan_is_roman_ordinal(const struct cb_scan *s, uint32_t dot)
{
    const struct cb_token *before = previous(s, 1);

    if (!before || !(before->flags & CB_TOKEN_CAPITAL) || before->word_class != CB_CLASS_NONE)
        return false;
    for (uint32_t i = s->pos; i < dot; i++)
        if (!strchr("IVXLC", s->doc->text.ptr[i]))
            return false;
    return cb_char_is_lower(look_behind(s, dot + 1).c);
}
