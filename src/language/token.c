/* Tokens: words with their inner hyphens and apostrophes, numbers with their inner separators, addresses, hashtags,
 * and every other sign by itself. */
#include <unicode/uchar.h>

#include "base/limits.h"
#include "language/stages.h"
#include "text/fold.h"

struct scanner {
    struct cb_document *doc;
    const struct cb_list *abbreviations;
    const struct cb_list *function_words;
    uint32_t pos, end; /* bytes of the text */
    bool space;        /* white space was passed since the last token */
};

static struct cb_str rest_of(const struct scanner *s, uint32_t from)
{
    return cb_str_sub(s->doc->text, from, s->end);
}

/* The character at byte `from` (0 behind the end) and its length. */
static uint32_t char_at(const struct scanner *s, uint32_t from, uint32_t *size)
{
    return cb_char_first(rest_of(s, from), size);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(uint32_t c)
{
    return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : u_isalpha((UChar32)c) || u_getCombiningClass((UChar32)c);
}

static bool is_word_char(uint32_t c)
{
    return is_letter(c) || is_digit(c) || c == '_' || (c >= 0x80 && (u_isdigit((UChar32)c) || c == 0xAD));
}

static bool is_space(uint32_t c)
{
    return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : u_isUWhiteSpace((UChar32)c) || c == 0x200B || c == 0xFEFF;
}

static bool is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019;
}

bool cb_is_quote_mark(uint32_t c)
{
    switch (c) {
    case '"':
    case '\'':
    case 0xAB:   /* « */
    case 0xBB:   /* » */
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
    case 0x201A: /* ‚ */
    case 0x201C: /* “ */
    case 0x201D: /* ” */
    case 0x201E: /* „ */
    case 0x201F: /* ‟ */
    case 0x2039: /* ‹ */
    case 0x203A: /* › */
        return true;
    default:
        return false;
    }
}

/* ---- what one token is ---- */

static uint32_t flags_of(struct cb_str text)
{
    uint32_t flags = 0, size, letters = 0;
    bool lower = false, first = true;

    while (text.len) {
        uint32_t c = cb_char_first(text, &size);
        bool upper = c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper((UChar32)c) || u_istitle((UChar32)c);
        if (is_digit(c))
            flags |= CB_TOKEN_HAS_DIGIT;
        else if (is_hyphen(c))
            flags |= CB_TOKEN_HAS_HYPHEN;
        if (upper && first)
            flags |= CB_TOKEN_CAPITAL;
        if (upper && lower)
            flags |= CB_TOKEN_INNER_CAPITAL;
        if (is_letter(c)) {
            letters++;
            lower = lower || !upper;
            if (!upper)
                flags |= CB_TOKEN_ALL_CAPITALS; /* taken as "saw a small letter" until the end */
        } else {
            lower = false; /* H200-Chips, KI-Firma: a capital behind a hyphen is no inner one */
        }
        first = false;
        text = cb_str_sub(text, size, text.len);
    }
    flags ^= CB_TOKEN_ALL_CAPITALS;
    if (letters < 2)
        flags &= ~(uint32_t)CB_TOKEN_ALL_CAPITALS;
    return flags;
}

static cb_status add_token(struct scanner *s, uint32_t end, enum cb_token_kind kind, uint32_t flags, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_token *token = CB_PUSH(s->doc->arena, &s->doc->tokens);
    struct cb_str text = cb_str_sub(s->doc->text, s->pos, end);

    CB_TRY_NEW(token);
    token->span = (struct cb_span){s->pos, end};
    token->kind = kind;
    token->flags = flags | (s->space ? CB_TOKEN_SPACE_BEFORE : 0);
    if (kind == CB_TOKEN_WORD || kind == CB_TOKEN_NUMBER || kind == CB_TOKEN_ADDRESS || kind == CB_TOKEN_HASHTAG)
        token->flags |= flags_of(text);
    token->lower = kind == CB_TOKEN_PUNCTUATION ? text : cb_fold_lower(s->doc->arena, text);
    CB_TRY_NEW(token->lower.ptr);
    s->pos = end;
    s->space = false;
done:
    return rc;
}

/* ---- addresses ---- */

static bool is_address_end(uint32_t c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' || c == ']' || c == '*' ||
           cb_is_quote_mark(c) || c == 0x2026;
}

/* End of the run without white space or quotation marks from `from`, less the punctuation behind it. */
static uint32_t address_end(const struct scanner *s, uint32_t from)
{
    uint32_t at = from, size, c;

    while (at < s->end && at - from < CB_TOKEN_MAX) {
        c = char_at(s, at, &size);
        if (is_space(c) || (cb_is_quote_mark(c) && c != '\'') || c == '<' || c == '>' || c == '|')
            break;
        at += size;
    }
    while (at > from && is_address_end(cb_char_last(cb_str_sub(s->doc->text, from, at))))
        at -= cb_char_last(cb_str_sub(s->doc->text, from, at)) >= 0x800 ? 3 : 1;
    return at;
}

/* Endings that mark "name.ending" as an address rather than a full stop with a blank forgotten behind it. */
static bool is_top_level_domain(struct cb_str label)
{
    static const char *const ENDINGS[] = {"ai",  "at",  "be",   "biz",  "ch",   "cn",  "co",      "com", "de",   "dev",
                                          "edu", "es",  "eu",   "example", "fm", "fr", "gov",     "gmbh", "info", "int",
                                          "io",  "it",  "jp",   "li",   "lu",   "me",  "mil",     "net", "news", "nl",
                                          "org", "pl",  "ru",   "shop", "social", "se", "tv",     "ua",  "uk",   "us"};

    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (cb_str_eq(cb_str_of(ENDINGS[i]), label))
            return true;
    return false;
}

/* Bytes of ASCII letters, digits and hyphens from `from`. */
static uint32_t label_end(const struct scanner *s, uint32_t from)
{
    while (from < s->end) {
        char c = s->doc->text.ptr[from];
        if (!is_letter((unsigned char)c & 0x7F) && !is_digit((unsigned char)c) && c != '-')
            break;
        if ((unsigned char)c >= 0x80)
            break;
        from++;
    }
    return from;
}

/* End of a domain name ("theregister.com", with a path behind it) whose first dot is at `dot`; 0 when it is none. */
static uint32_t domain_end(const struct scanner *s, uint32_t dot)
{
    uint32_t end = 0, at = dot;

    while (at < s->end && s->doc->text.ptr[at] == '.') {
        uint32_t next = label_end(s, at + 1);
        struct cb_str label = cb_str_sub(s->doc->text, at + 1, next);
        if (label.len == 0)
            break;
        if (is_top_level_domain(label))
            end = next;
        at = next;
    }
    if (end && end < s->end && s->doc->text.ptr[end] == '/')
        end = address_end(s, end);
    return end;
}

static bool starts_address(const struct scanner *s)
{
    struct cb_str rest = cb_str_sub(rest_of(s, s->pos), 0, 8);

    return cb_str_starts(rest, CB_STR("http://")) || cb_str_starts(rest, CB_STR("https://")) ||
           cb_str_starts(rest, CB_STR("www."));
}

/* "name@host.de" with `at` on the '@'. */
static bool is_mail(const struct scanner *s, uint32_t at)
{
    uint32_t next = label_end(s, at + 1);

    return next > at + 1 && next < s->end && s->doc->text.ptr[next] == '.' && label_end(s, next + 1) > next + 1;
}

/* ---- words and numbers ---- */

/* End of digits with inner separators: 50.000 12,4 1.234,56 17:30 3'000. */
static uint32_t number_end(const struct scanner *s, uint32_t at)
{
    while (at < s->end) {
        char c = s->doc->text.ptr[at], next = at + 1 < s->end ? s->doc->text.ptr[at + 1] : 0;
        if (is_digit((unsigned char)c))
            at++;
        else if ((c == '.' || c == ',' || c == ':' || c == '\'') && is_digit((unsigned char)next))
            at += 2;
        else
            break;
    }
    return at;
}

/* End of the word that begins at `pos` with a letter or digit. *letters: it has one. */
static uint32_t word_end(const struct scanner *s, bool *letters, bool *address)
{
    uint32_t at = s->pos, size, next_size, c, next;

    *letters = *address = false;
    if (is_digit(char_at(s, at, &size)))
        at = number_end(s, at);
    while (at < s->end && at - s->pos < CB_TOKEN_MAX) {
        c = char_at(s, at, &size);
        next = char_at(s, at + size, &next_size);
        if (is_word_char(c)) {
            *letters = *letters || !is_digit(c);
            at += size;
        } else if (is_hyphen(c) && is_word_char(next) && (*letters || !is_digit(next))) {
            at += size; /* Anthropic-CEO, 36-Jährige; but 7-10 are two numbers */
        } else if (is_hyphen(c) && *letters && (is_space(next) || next == ',') && at > s->pos) {
            at += size; /* Wirtschafts- und Finanzminister */
            break;
        } else if (is_apostrophe(c) && is_letter(next) && *letters) {
            at += size;
        } else if (c == '.' && domain_end(s, at)) {
            *address = true;
            return domain_end(s, at);
        } else if (c == '@' && is_mail(s, at)) {
            *address = true;
            return address_end(s, s->pos);
        } else if ((c == '.' || c == ',') && is_digit(next) && *letters && is_digit((unsigned char)s->doc->text.ptr[at - 1]) &&
                   c == '.') {
            at = number_end(s, at + 1); /* V2.5 */
        } else {
            break;
        }
    }
    return at;
}

/* "z.B.", "U.S.", "F.A.Z.": single letters, each with its full stop. Returns the end behind the last one, or 0. */
static uint32_t dotted_letters_end(const struct scanner *s)
{
    uint32_t at = s->pos, size, n = 0;

    while (at < s->end && is_letter(char_at(s, at, &size)) && at + size < s->end && s->doc->text.ptr[at + size] == '.') {
        at += size + 1;
        n++;
    }
    return n >= 2 && !is_word_char(char_at(s, at, &size)) ? at : 0;
}

/* Is the full stop at `dot`, behind a token that began at `pos`, part of it? A single capital letter is an initial. */
static bool is_abbreviation(const struct scanner *s, uint32_t dot)
{
    struct cb_str word = cb_str_sub(s->doc->text, s->pos, dot), with = cb_str_sub(s->doc->text, s->pos, dot + 1);
    uint32_t size, c = cb_char_first(word, &size);

    return cb_list_find(s->abbreviations, with) || (size == word.len && u_isupper((UChar32)c));
}

/* A number of one or two digits with a full stop is an ordinal when a small letter follows, or a capitalised word
 * that begins no sentence: "am 3. Oktober", "im 19. Jahrhundert". */
static bool is_ordinal(const struct scanner *s, uint32_t dot)
{
    uint32_t at = dot + 1, size, c, start;
    bool short_number = dot - s->pos <= 2;
    struct cb_str word;

    c = char_at(s, at, &size);
    if (!is_space(c) || !short_number)
        return false;
    while (at < s->end && is_space(c)) {
        at += size;
        c = char_at(s, at, &size);
    }
    start = at;
    while (at < s->end && is_letter(c)) {
        at += size;
        c = char_at(s, at, &size);
    }
    word = cb_fold_lower(s->doc->arena, cb_str_sub(s->doc->text, start, at));
    if (!word.len || !word.ptr)
        return false;
    c = char_at(s, start, NULL);
    return u_islower((UChar32)c) || !cb_list_find(s->function_words, word);
}

static cb_status scan_word(struct scanner *s, struct cb_err *err)
{
    bool letters, address;
    uint32_t end = dotted_letters_end(s), size;

    if (end)
        return add_token(s, end, CB_TOKEN_WORD, CB_TOKEN_ABBREVIATION, err);
    end = word_end(s, &letters, &address);
    if (address)
        return add_token(s, end, CB_TOKEN_ADDRESS, 0, err);
    if (char_at(s, end, &size) == '.') {
        if (letters && is_abbreviation(s, end))
            return add_token(s, end + 1, CB_TOKEN_WORD, CB_TOKEN_ABBREVIATION, err);
        if (!letters && is_ordinal(s, end))
            return add_token(s, end + 1, CB_TOKEN_NUMBER, CB_TOKEN_ORDINAL, err);
    }
    return add_token(s, end, letters ? CB_TOKEN_WORD : CB_TOKEN_NUMBER, 0, err);
}

static cb_status scan_sign(struct scanner *s, uint32_t c, uint32_t size, struct cb_err *err)
{
    uint32_t end = s->pos + size;
    enum cb_token_kind kind = CB_TOKEN_PUNCTUATION;

    if (c == '.' || c == '-') /* "..." and "--" are one sign each */
        while (end < s->end && (uint32_t)(unsigned char)s->doc->text.ptr[end] == c)
            end++;
    else if (!u_ispunct((UChar32)c) || c == '%' || c == '+' || c == '&' || c == 0xA7 || c == 0x2030)
        kind = CB_TOKEN_SYMBOL;
    return add_token(s, end, kind, cb_is_quote_mark(c) ? CB_TOKEN_QUOTE_MARK : 0, err);
}

static cb_status scan_one(struct scanner *s, uint32_t c, uint32_t size, struct cb_err *err)
{
    uint32_t next_size, next = char_at(s, s->pos + size, &next_size);

    if (starts_address(s))
        return add_token(s, address_end(s, s->pos), CB_TOKEN_ADDRESS, 0, err);
    if ((c == '#' || c == '@') && is_letter(next)) {
        uint32_t end = s->pos + size;
        while (end < s->end && is_word_char(char_at(s, end, &next_size)))
            end += next_size;
        return add_token(s, end, CB_TOKEN_HASHTAG, 0, err);
    }
    if (is_word_char(c))
        return scan_word(s, err);
    return scan_sign(s, c, size, err);
}

cb_status cb_tokens_scan(struct cb_document *doc, struct cb_span passage, const struct cb_lexicon *lexicon,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct scanner s = {.doc = doc,
                        .abbreviations = cb_lexicon_list(lexicon, CB_LIST_ABBREVIATIONS),
                        .function_words = cb_lexicon_list(lexicon, CB_LIST_FUNCTION_WORDS),
                        .pos = passage.start,
                        .end = passage.end,
                        .space = true};

    while (s.pos < s.end) {
        uint32_t size, c = char_at(&s, s.pos, &size);
        if (is_space(c)) {
            s.pos += size;
            s.space = true;
        } else {
            CB_TRY(scan_one(&s, c, size, err));
        }
    }
done:
    return rc;
}
