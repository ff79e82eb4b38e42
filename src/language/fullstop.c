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

/* The token before the one at `pos`; NULL when that is the first of its passage. */
static const struct cb_token *previous(const struct cb_scan *s)
{
    const struct cb_tokens *tokens = &s->doc->tokens;

    return tokens->count > s->first ? &tokens->items[tokens->count - 1] : NULL;
}

/* A single capital letter is an initial where a name follows: "Michael B. Jordan", but "Plan B. Das". */
static bool is_initial(const struct cb_scan *s, uint32_t dot)
{
    uint32_t size, c = cb_scan_char(s, s->pos, &size);
    struct next next;

    if (s->pos + size != dot || !cb_char_is_upper(c))
        return false;
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
        const struct cb_token *before = previous(s);
        return before && (before->flags & CB_TOKEN_ORDINAL);
    }
    return at > next.start && at - next.start <= 2 && cb_scan_byte(s, at) == '.';
}

/* Does a number behind `before` tell which one, rather than how many? "am 3. Spieltag", "der 19. Platz". */
static bool asks_for_ordinal(const struct cb_token *before)
{
    if (!before || (before->flags & CB_TOKEN_ORDINAL))
        return true;
    switch (before->word_class) {
    case CB_CLASS_ARTICLE:
    case CB_CLASS_PRONOUN:
    case CB_CLASS_CONJUNCTION:
        return true;
    case CB_CLASS_PREPOSITION: /* those that hold an article, and those of time */
        return before->lower.len >= 2 && strchr("msr", before->lower.ptr[before->lower.len - 1]) != NULL;
    case CB_CLASS_NONE:
        return before->kind == CB_TOKEN_PUNCTUATION;
    case CB_CLASS_SUBORDINATOR:
    case CB_CLASS_PARTICLE:
    case CB_CLASS_ADVERB:
    case CB_CLASS_AUXILIARY:
    case CB_CLASS_MODAL:
        break;
    }
    return false;
}

bool cb_scan_is_ordinal(const struct cb_scan *s, uint32_t dot)
{
    struct next next = look_behind(s, dot + 1);

    if (dot - s->pos > 3 || !next.c)
        return false;
    for (uint32_t i = s->pos; i < dot; i++)
        if (!cb_char_is_digit((unsigned char)s->doc->text.ptr[i]))
            return false;
    if (!previous(s) && next.space)
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
    return next.space && !find_next(s, s->function_words, next) && asks_for_ordinal(previous(s));
}

/* "Ludwig XIV. starb": Roman, behind a name. A sentence that ends so cannot be told; a small letter can. */
bool cb_scan_is_roman_ordinal(const struct cb_scan *s, uint32_t dot)
{
    const struct cb_token *before = previous(s);

    if (!before || !(before->flags & CB_TOKEN_CAPITAL) || before->word_class != CB_CLASS_NONE)
        return false;
    for (uint32_t i = s->pos; i < dot; i++)
        if (!strchr("IVXLC", s->doc->text.ptr[i]))
            return false;
    return cb_char_is_lower(look_behind(s, dot + 1).c);
}
