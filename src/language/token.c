/* Tokens: words with their inner hyphens and apostrophes, numbers with their inner separators, addresses,
 * hashtags, and every other sign by itself. */
#include "base/limits.h"
#include "language/scan.h"
#include "language/stages.h"

static bool is_word_char(uint32_t c)
{
    if (c < 0x80)
        return cb_char_is_letter(c) || cb_char_is_digit(c) || c == '_';
    return cb_char_is_letter(c) || c == 0xAD || c == 0x200C || c == 0x200D ||
           u_charType((UChar32)c) == U_OTHER_NUMBER || u_isdigit((UChar32)c);
}

/* ---- what one token is ---- */

static cb_status add_token(struct cb_scan *s, uint32_t end, enum cb_token_kind kind, uint32_t flags,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_token *token = CB_PUSH(s->doc->arena, &s->doc->tokens);
    uint32_t number = (uint32_t)s->doc->tokens.count - 1;
    uint32_t hash = cb_vocabulary_hash(cb_scan_slice(s, s->pos, end), kind);

    CB_TRY_NEW(token);
    *token = (struct cb_token){
        .span = {s->pos, end}, .kind = kind, .flags = flags | (s->space ? CB_TOKEN_SPACE_BEFORE : 0)};
    s->hashes[number % CB_SCAN_AHEAD] = hash;
    cb_vocabulary_fetch_slot(s->vocabulary, hash);
    if (number >= s->known + CB_SCAN_AHEAD / 2)
        cb_vocabulary_fetch_word(s->vocabulary, s->hashes[(number - CB_SCAN_AHEAD / 2) % CB_SCAN_AHEAD]);
    if (number + 1 == s->known + CB_SCAN_AHEAD)
        CB_TRY(cb_scan_look_up(s, s->known + 1, err));
    s->pos = end;
    s->space = false;
done:
    return rc;
}

cb_status cb_scan_look_up(struct cb_scan *s, uint32_t end, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (; s->known < end; s->known++) {
        struct cb_token *token = &s->doc->tokens.items[s->known];
        struct cb_vocabulary_word *word =
            cb_vocabulary_find(s->vocabulary, cb_scan_slice(s, token->span.start, token->span.end),
                               token->kind, s->hashes[s->known % CB_SCAN_AHEAD]);
        CB_TRY_NEW(word);
        token->flags |= word->flags;
        token->word_class = (enum cb_word_class)word->word_class;
        token->word = word;
        token->listed = &word->listed;
        token->notes = &word->notes;
        token->lower = word->lower;
    }
done:
    return rc;
}

/* ---- words and numbers ---- */

/* End of digits with inner separators: 50.000 12,4 1.234,56 17:30 3'000. */
static uint32_t number_end(const struct cb_scan *s, uint32_t at)
{
    for (; at < s->end && at - s->pos < CB_TOKEN_MAX; at++) {
        char c = s->doc->text.ptr[at];
        if (!cb_char_is_digit((unsigned char)c) &&
            !((c == '.' || c == ',' || c == ':' || c == '\'') &&
              cb_char_is_digit((unsigned char)cb_scan_byte(s, at + 1))))
            break;
    }
    return at;
}

/* "Kolleg:innen", "Schüler*in": an ending joined with a sign that else would part words. */
static bool is_gender_sign(const struct cb_scan *s, uint32_t c, uint32_t at)
{
    uint32_t end = at + 3, size;

    if ((c != ':' && c != '*') || cb_scan_byte(s, at + 1) != 'i' || cb_scan_byte(s, at + 2) != 'n')
        return false;
    if (cb_scan_byte(s, end) == 'n' && cb_scan_byte(s, end + 1) == 'e' && cb_scan_byte(s, end + 2) == 'n')
        end += 3;
    return !is_word_char(cb_scan_char(s, end, &size));
}

/* The word that is being read. */
struct word {
    uint32_t end;
    bool letters; /* it has one: else it is a number */
    bool address;
};

/* Bytes of the joining sign `c` at word->end that belong to the word, with a character behind it of its own;
 * 0: the word ends here. */
static uint32_t joint_size(const struct cb_scan *s, const struct word *word, uint32_t c, uint32_t size)
{
    uint32_t next_size, next = cb_scan_char(s, word->end + size, &next_size);

    if (cb_char_is_hyphen(c)) /* Anthropic-CEO, 36-Jährige; but 7-10 are two numbers */
        return is_word_char(next) && (word->letters || !cb_char_is_digit(next)) ? size : 0;
    if (!word->letters)
        return 0;
    if (cb_char_is_apostrophe(c))
        return cb_char_is_letter(next) ? size : 0;
    if (c == '.') /* V2.5 */
        return cb_char_is_digit(next) && cb_char_is_digit((unsigned char)s->doc->text.ptr[word->end - 1])
                   ? size
                   : 0;
    if (c == '&') /* AT&T */
        return cb_char_is_upper(next) && cb_char_is_upper((unsigned char)s->doc->text.ptr[word->end - 1])
                   ? size
                   : 0;
    return is_gender_sign(s, c, word->end) ? size : 0;
}

/* A hyphen that stands for the rest of a compound: "Wirtschafts- und Finanzminister". */
static bool ends_with_hyphen(const struct cb_scan *s, const struct word *word, uint32_t c, uint32_t size)
{
    uint32_t next_size, next = cb_scan_char(s, word->end + size, &next_size);

    return cb_char_is_hyphen(c) && word->letters && (cb_char_is_space(next) || next == ',' || next == '/');
}

enum { LETTER = 1, DIGIT = 2 };

/* What is_word_char says of ASCII. */
static uint8_t ascii_kind(unsigned char c)
{
    static const uint8_t KINDS[128] = {
        ['0'] = DIGIT,  ['1'] = DIGIT,  ['2'] = DIGIT,  ['3'] = DIGIT,  ['4'] = DIGIT,  ['5'] = DIGIT,
        ['6'] = DIGIT,  ['7'] = DIGIT,  ['8'] = DIGIT,  ['9'] = DIGIT,  ['_'] = LETTER, ['a'] = LETTER,
        ['b'] = LETTER, ['c'] = LETTER, ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER, ['g'] = LETTER,
        ['h'] = LETTER, ['i'] = LETTER, ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER,
        ['n'] = LETTER, ['o'] = LETTER, ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER, ['s'] = LETTER,
        ['t'] = LETTER, ['u'] = LETTER, ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER, ['y'] = LETTER,
        ['z'] = LETTER, ['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER,
        ['F'] = LETTER, ['G'] = LETTER, ['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER, ['K'] = LETTER,
        ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER, ['P'] = LETTER, ['Q'] = LETTER,
        ['R'] = LETTER, ['S'] = LETTER, ['T'] = LETTER, ['U'] = LETTER, ['V'] = LETTER, ['W'] = LETTER,
        ['X'] = LETTER, ['Y'] = LETTER, ['Z'] = LETTER};

    return c < 0x80 ? KINDS[c] : 0;
}

/* Over the letters and digits of ASCII, and the letters from À to ÿ: nearly all there are. */
static void read_plain(const struct cb_scan *s, struct word *word)
{
    const char *text = s->doc->text.ptr;
    uint32_t limit = s->end - s->pos > CB_TOKEN_MAX ? s->pos + (uint32_t)CB_TOKEN_MAX : s->end;
    uint8_t kind;

    while (word->end < limit) {
        unsigned char c = (unsigned char)text[word->end];
        if ((kind = ascii_kind(c)) != 0) {
            uint32_t end = word->end;
            uint8_t kinds = 0;
            do {
                kinds |= kind;
                kind = ++end < limit ? ascii_kind((unsigned char)text[end]) : 0;
            } while (kind != 0);
            word->letters = word->letters || (kinds & LETTER);
            word->end = end;
        } else if (c == 0xC3 && (unsigned char)text[word->end + 1] != 0x97 &&
                   (unsigned char)text[word->end + 1] != 0xB7) { /* not the signs × and ÷ */
            word->letters = true;
            word->end += 2;
        } else {
            return;
        }
    }
}

/* Reads on from word->end. */
static void read_word(const struct cb_scan *s, struct word *word)
{
    uint32_t size, c, joint;

    for (;;) {
        read_plain(s, word);
        if (word->end >= s->end || word->end - s->pos >= CB_TOKEN_MAX)
            return;
        c = cb_scan_char(s, word->end, &size);
        joint = size;
        if (c == ' ' || c == ',') /* ends nearly all words */
            return;
        if (is_word_char(c)) {
            word->letters = word->letters || cb_char_is_letter(c) || c == '_';
        } else if (c == '@' || c == '.') {
            uint32_t end = cb_scan_mail(s, word->end);
            end = end || c == '@' ? end : cb_scan_domain(s, word->end);
            if (end) {
                word->address = true;
                word->end = end;
                return;
            }
            joint = joint_size(s, word, c, size);
        } else {
            joint = joint_size(s, word, c, size);
            if (!joint && ends_with_hyphen(s, word, c, size)) {
                word->end += size;
                return;
            }
        }
        if (!joint)
            return;
        word->end += joint;
    }
}

static cb_status scan_word(struct cb_scan *s, struct cb_err *err)
{
    cb_status rc = CB_OK;
    unsigned char first = (unsigned char)s->doc->text.ptr[s->pos];
    struct word word = {.end = first >= 0x80 || cb_scan_byte(s, s->pos + 1) == '.' ? cb_scan_dotted_letters(s)
                                                                                   : 0};
    uint32_t flags = 0, size;

    if (word.end) {
        word.letters = true;
        flags = CB_TOKEN_ABBREVIATION;
    } else {
        word.end = cb_char_is_digit(first) ? number_end(s, s->pos) : s->pos;
        read_word(s, &word);
    }
    /* An abbreviation may be the first part of a word: Dipl.-Ing., U.S.-Regierung. */
    while (!word.address && word.letters) {
        bool dot = cb_scan_byte(s, word.end) == '.' && !flags && cb_scan_is_abbreviation(s, word.end);
        uint32_t end = word.end + dot, c = cb_scan_char(s, end, &size);
        if (dot)
            flags = CB_TOKEN_ABBREVIATION;
        word.end = end;
        if (!flags || !cb_char_is_hyphen(c) || !joint_size(s, &word, c, size))
            break;
        flags = 0;
        read_word(s, &word);
    }
    if (word.address)
        return add_token(s, word.end, CB_TOKEN_ADDRESS, 0, err);
    if (cb_scan_byte(s, word.end) == '.' && !flags &&
        (!word.letters || strchr("IVXLC", s->doc->text.ptr[s->pos]))) {
        CB_TRY(cb_scan_look_up(s, (uint32_t)s->doc->tokens.count, err)); /* what is before is asked */
        if (!word.letters && cb_scan_is_ordinal(s, word.end))
            return add_token(s, word.end + 1, CB_TOKEN_NUMBER, CB_TOKEN_ORDINAL, err);
        if (word.letters && cb_scan_is_roman_ordinal(s, word.end))
            return add_token(s, word.end + 1, CB_TOKEN_WORD, CB_TOKEN_ORDINAL, err);
    }
    rc = add_token(s, word.end, word.letters ? CB_TOKEN_WORD : CB_TOKEN_NUMBER, flags, err);
done:
    return rc;
}

/* ---- the rest ---- */

static bool is_symbol(uint32_t c)
{
    if (c < 0x80)
        return strchr("%+&$<=>^`|~*", (int)c) != NULL;
    return !u_ispunct((UChar32)c) || c == 0xA7 || c == 0x2030;
}

static cb_status scan_sign(struct cb_scan *s, uint32_t c, uint32_t size, struct cb_err *err)
{
    uint32_t end = s->pos + size;

    if (c == '.' || c == '-') /* "..." and "--" are one sign each */
        while (end < s->end && end - s->pos < CB_TOKEN_MAX && (unsigned char)s->doc->text.ptr[end] == c)
            end++;
    return add_token(s, end, is_symbol(c) ? CB_TOKEN_SYMBOL : CB_TOKEN_PUNCTUATION,
                     cb_char_is_quote(c) ? CB_TOKEN_QUOTE_MARK : 0, err);
}

static cb_status scan_one(struct cb_scan *s, uint32_t c, uint32_t size, struct cb_err *err)
{
    uint32_t next_size, end = (c | 0x20) == 'h' || c == 'w' ? cb_scan_url(s) : 0;

    if (end)
        return add_token(s, end, CB_TOKEN_ADDRESS, 0, err);
    if ((c == '#' || c == '@') && cb_char_is_letter(cb_scan_char(s, s->pos + size, &next_size))) {
        end = s->pos + size;
        while (end - s->pos < CB_TOKEN_MAX && is_word_char(cb_scan_char(s, end, &next_size)))
            end += next_size;
        return add_token(s, end, CB_TOKEN_HASHTAG, 0, err);
    }
    return is_word_char(c) ? scan_word(s, err) : scan_sign(s, c, size, err);
}

/* A token has six bytes of prose: to grow in steps would copy all of them again. */
static cb_status make_room(struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (doc->tokens.capacity > 0)
        goto done;
    doc->tokens.items = CB_NEW_ARRAY_UNSET(doc->arena, struct cb_token, doc->text.len / 5 + 16);
    CB_TRY_NEW(doc->tokens.items);
    doc->tokens.capacity = doc->text.len / 5 + 16;
done:
    return rc;
}

cb_status cb_tokens_scan(struct cb_document *doc, struct cb_span passage, struct cb_vocabulary *vocabulary,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_lexicon *lexicon = vocabulary->lexicon;
    struct cb_scan s = {.doc = doc,
                        .vocabulary = vocabulary,
                        .abbreviations = cb_lexicon_list(lexicon, CB_LIST_ABBREVIATIONS),
                        .function_words = cb_lexicon_list(lexicon, CB_LIST_FUNCTION_WORDS),
                        .months = cb_lexicon_list(lexicon, CB_LIST_MONTHS),
                        .domain_endings = cb_lexicon_list(lexicon, CB_LIST_DOMAIN_ENDINGS),
                        .pos = passage.start,
                        .end = passage.end,
                        .first = (uint32_t)doc->tokens.count,
                        .known = (uint32_t)doc->tokens.count,
                        .space = true};

    CB_TRY(make_room(doc, err));
    while (s.pos < s.end) {
        uint32_t size, c = cb_scan_char(&s, s.pos, &size);
        if (cb_char_is_space(c)) {
            s.pos += size;
            s.space = true;
        } else {
            CB_TRY(scan_one(&s, c, size, err));
        }
    }
    CB_TRY(cb_scan_look_up(&s, (uint32_t)doc->tokens.count, err));
done:
    return rc;
}
