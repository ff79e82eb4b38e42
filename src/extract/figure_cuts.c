/* The article as pieces: tokens, with numbers cut off what they are joined to. */
#include "extract/dates.h"
#include "text/fold.h"

struct cutting {
    struct cb_figure_scan *scan;
    const struct cb_mention *mention, *mentions_end; /* the first that ends behind the token in hand */
    struct cb_err *err;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Words of the list that a figure may begin with; the others only stand around figures. */
static bool begins_figure(const struct cb_list_row *row)
{
    static const char *const USES[] = {"multiple", "double", "factor", "each", "rank-noun", "whole"};

    for (size_t i = 0; row && i < sizeof USES / sizeof *USES; i++)
        if (cb_row_is(row, USES[i]))
            return true;
    return false;
}

/* "verdreifachen", "Dienstagabend", "Q3": words that no list has as a whole. */
static bool is_composed_trigger(const struct cb_figure_scan *scan, const struct cb_piece *piece,
                                struct cb_str text)
{
    if (text.len == 2)
        return text.ptr[1] >= '1' && text.ptr[1] <= '4';
    if (cb_str_starts(piece->lower, CB_STR("ver")) && !scan->english)
        return cb_numeral_is_composed(scan, cb_str_sub(piece->lower, 3, piece->lower.len));
    return (piece->flags & CB_PIECE_CAPITAL) && !scan->english && piece->lower.len > 5 &&
           (cb_str_find(piece->lower, CB_STR("tag"), 0) != SIZE_MAX ||
            cb_str_starts(piece->lower, CB_STR("mittwoch")));
}

/* What the lists say of the piece, and what follows from it. */
static void look_up(const struct cb_figure_scan *scan, struct cb_piece *piece)
{
    struct cb_str text = cb_document_slice(scan->doc, piece->span);
    uint32_t bit = cb_list_bit(piece->lower);

    piece->number = cb_list_find_bit(scan->numbers, piece->lower, bit);
    piece->date_word = cb_list_find_bit(scan->date_words, piece->lower, bit);
    piece->date_uses = cb_date_uses(piece->date_word);
    piece->figure_word = cb_list_find_bit(scan->figure_words, piece->lower, bit);
    if (piece->kind == CB_PIECE_WORD) {
        piece->month = cb_list_find_bit(scan->months, piece->lower, bit);
        if (piece->number || cb_numeral_is_composed(scan, piece->lower))
            piece->flags |= CB_PIECE_NUMBER;
    }
    if (piece->number || piece->month || (piece->date_uses & cb_date_uses_that_begin) ||
        (piece->flags & CB_PIECE_NUMBER) || begins_figure(piece->figure_word) ||
        is_composed_trigger(scan, piece, text))
        piece->flags |= CB_PIECE_TRIGGER;
    if (piece->kind == CB_PIECE_SIGN &&
        (piece->sign == '+' || piece->sign == '-' || piece->sign == 0x2212 || piece->sign == 0x2013))
        piece->flags |= CB_PIECE_TRIGGER;
}

/* Everything that does not depend on the place; span, lower and kind are set. */
static void describe(const struct cb_figure_scan *scan, struct cb_piece *piece)
{
    struct cb_str text = cb_document_slice(scan->doc, piece->span);

    if (piece->kind == CB_PIECE_SIGN)
        piece->sign = cb_char_first(text, NULL);
    else if (piece->kind == CB_PIECE_WORD && cb_char_first(text, NULL) != cb_char_first(piece->lower, NULL))
        piece->flags |= CB_PIECE_CAPITAL;
    if (piece->kind != CB_PIECE_DIGITS)
        look_up(scan, piece);
    else
        piece->flags |= CB_PIECE_NUMBER | CB_PIECE_TRIGGER;
}

/* Most words have nothing to do with figures: two notes serve them all. NULL for others. */
static const struct cb_piece *plain_note(const struct cb_piece *piece)
{
    static const struct cb_piece PLAIN[] = {{.kind = CB_PIECE_WORD},
                                            {.kind = CB_PIECE_WORD, .flags = CB_PIECE_CAPITAL}};

    if (piece->kind != CB_PIECE_WORD || piece->number || piece->month || piece->date_word ||
        piece->figure_word || (piece->flags & ~(uint32_t)CB_PIECE_CAPITAL))
        return NULL;
    return &PLAIN[piece->flags != 0];
}

/* The whole token as one piece: what is known of the form is kept with it. */
static cb_status describe_token(const struct cb_figure_scan *scan, const struct cb_token *token,
                                enum cb_piece_kind kind, struct cb_piece *piece, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_piece *known = token->notes->of[CB_NOTE_PIECE];
    const struct cb_piece *note;

    if (known && known->kind == kind) {
        *piece = *known;
        piece->span = token->span;
        piece->lower = token->lower;
        goto done;
    }
    *piece = (struct cb_piece){.span = token->span, .lower = token->lower, .kind = kind};
    describe(scan, piece);
    note = plain_note(piece);
    if (!note) {
        struct cb_piece *made = CB_NEW(scan->doc->kept->arena, struct cb_piece);
        CB_TRY_NEW(made);
        scan->doc->kept->bytes += sizeof *made;
        *made = *piece;
        note = made;
    }
    token->notes->of[CB_NOTE_PIECE] = (void *)note; /* only read */
done:
    return rc;
}

/* Appends bytes [from, to) of the token as one piece. */
static cb_status add_piece(struct cutting *c, const struct cb_token *token, uint32_t from, uint32_t to,
                           enum cb_piece_kind kind, uint32_t flags)
{
    cb_status rc = CB_OK;
    struct cb_err *err = c->err;
    struct cb_piece *piece = CB_PUSH(c->scan->arena, &c->scan->pieces);

    CB_TRY_NEW(piece);
    if (to - from == token->span.end - token->span.start) {
        CB_TRY(describe_token(c->scan, token, kind, piece, err));
    } else {
        *piece = (struct cb_piece){.span = {token->span.start + from, token->span.start + to}, .kind = kind};
        piece->lower = cb_fold_lower(c->scan->doc->arena, cb_document_slice(c->scan->doc, piece->span));
        CB_TRY_NEW(piece->lower.ptr);
        describe(c->scan, piece);
    }
    piece->flags |= flags;
    if (from == 0)
        piece->flags |= (token->flags & CB_TOKEN_SPACE_BEFORE ? CB_PIECE_SPACE : 0) |
                        (token->flags & CB_TOKEN_SENTENCE_START ? CB_PIECE_START : 0);
    else
        piece->flags |= CB_PIECE_INNER;
done:
    return rc;
}

/* The end of the digits and separators at byte `from` of the token. */
static uint32_t digits_end(struct cb_str text, uint32_t from)
{
    uint32_t at = from;

    while (at < text.len && (is_digit(text.ptr[at]) || (at + 1 < text.len && is_digit(text.ptr[at + 1]) &&
                                                        (text.ptr[at] == '.' || text.ptr[at] == ','))))
        at++;
    return at;
}

/* The end of the word at byte `from` of the token: at its next hyphen. */
static uint32_t word_end(struct cb_str text, uint32_t from, uint32_t *hyphen)
{
    uint32_t at = from, size;

    for (*hyphen = 0; at < text.len; at += size) {
        uint32_t sign = cb_char_first(cb_str_sub(text, at, text.len), &size);
        if (sign == '-' || sign == 0x2010 || sign == 0x2011) {
            *hyphen = size;
            break;
        }
    }
    return at;
}

/* Cuts a joined token from byte `from` on: digits, words and the hyphens between. */
static cb_status cut_joined(struct cutting *c, const struct cb_token *token, uint32_t from, uint32_t flags)
{
    cb_status rc = CB_OK;
    struct cb_str text = cb_document_slice(c->scan->doc, token->span);

    while (from < text.len) {
        uint32_t hyphen = 0, end = digits_end(text, from);
        enum cb_piece_kind kind = end > from ? CB_PIECE_DIGITS : CB_PIECE_WORD;
        if (end == from)
            end = word_end(text, from, &hyphen);
        if (end > from)
            CB_TRY(add_piece(c, token, from, end, kind, flags));
        if (hyphen)
            CB_TRY(add_piece(c, token, end, end + hyphen, CB_PIECE_SIGN, flags));
        from = end + hyphen;
    }
done:
    return rc;
}

/* Is `word` a number word of its own, other than an article? */
static bool is_number_word(const struct cb_figure_scan *scan, struct cb_str word)
{
    const struct cb_list_row *row = cb_list_find(scan->numbers, word);

    if (row)
        return !cb_row_is(row, "article") && !cb_row_is(row, "and") && !cb_row_is(row, "many");
    return cb_numeral_is_composed(scan, word);
}

/* Bytes of a currency code that digits are glued to: "CHF3.04". 0 for other tokens. */
static uint32_t code_before_digits(const struct cb_figure_scan *scan, struct cb_str text)
{
    uint32_t at = 0;

    while (at < text.len && at < 4 && text.ptr[at] >= 'A' && (text.ptr[at] | 0x20) <= 'z')
        at++;
    if (at < 2 || at >= text.len || !is_digit(text.ptr[at]) || digits_end(text, at) < text.len)
        return 0;
    return cb_list_find(scan->currencies, cb_str_sub(text, 0, at)) ? at : 0;
}

/* "Oct-2", "Dec31", "mid-2025", "q1-2019", "Jan-Feb": bytes of the word of time that a number or month is
 * joined to; 0 for other tokens. */
static uint32_t dated_part(const struct cb_figure_scan *scan, const struct cb_token *token)
{
    struct cb_str word = token->lower, rest;
    uint32_t size = 0, end;
    bool part;

    if (!(token->flags & (CB_TOKEN_HAS_DIGIT | CB_TOKEN_HAS_HYPHEN)))
        return 0;
    while (size < word.len && word.ptr[size] != '-' && !is_digit(word.ptr[size]))
        size++;
    if (size == 1 && word.len == 7 && word.ptr[2] == '-' && (word.ptr[0] == 'q' || word.ptr[0] == 'h'))
        return is_digit(word.ptr[6]) ? 2 : 0;
    end = size + (size < word.len && word.ptr[size] == '-');
    if (size < 3 || end >= word.len)
        return 0;
    rest = cb_str_sub(word, end, word.len);
    word = cb_str_sub(word, 0, size);
    part = cb_row_is(cb_list_find(scan->date_words, word), "part");
    if (!part && !cb_list_find(scan->months, word))
        return 0;
    return is_digit(rest.ptr[0]) || cb_list_find(scan->months, rest) ? size : 0;
}

static cb_status cut_word(struct cutting *c, const struct cb_token *token, uint32_t flags)
{
    struct cb_str text = cb_document_slice(c->scan->doc, token->span);
    uint32_t hyphen, end, code;
    bool whole = token->lower.len == text.len;

    if (is_digit(text.ptr[0])) {
        if (token->flags & CB_TOKEN_HAS_HYPHEN)
            flags &= ~(uint32_t)CB_PIECE_NAME; /* "10-Milliarden-Dollar-Deal" is no model's name */
        return cut_joined(c, token, 0, flags);
    }
    if ((token->flags & CB_TOKEN_HAS_HYPHEN) && whole) {
        end = word_end(text, 0, &hyphen);
        if (end > 0 && is_number_word(c->scan, cb_str_sub(token->lower, 0, end)))
            return cut_joined(c, token, 0, flags);
    }
    code = whole ? dated_part(c->scan, token) : 0;
    if (code) {
        cb_status rc = add_piece(c, token, 0, code, CB_PIECE_WORD, flags & ~(uint32_t)CB_PIECE_NAME);
        return rc == CB_OK ? cut_joined(c, token, code, flags & ~(uint32_t)CB_PIECE_NAME) : rc;
    }
    code = token->flags & CB_TOKEN_HAS_DIGIT ? code_before_digits(c->scan, text) : 0;
    if (code) {
        cb_status rc = add_piece(c, token, 0, code, CB_PIECE_WORD, flags);
        return rc == CB_OK ? cut_joined(c, token, code, flags) : rc;
    }
    return add_piece(c, token, 0, (uint32_t)text.len, CB_PIECE_WORD, flags);
}

/* A guess without digits may be anything with capitals: "Zwei Drittel" in a headline; and one that begins
 * with a currency is money: "CHF 3.04". */
static bool is_sure(const struct cb_figure_scan *scan, const struct cb_mention *mention)
{
    struct cb_str text = cb_document_slice(scan->doc, mention->span);
    size_t letters = 0;

    if (mention->certainty == CB_SURE)
        return true;
    while (letters < text.len && text.ptr[letters] != ' ' && !is_digit(text.ptr[letters]))
        letters++;
    if (letters < text.len && cb_list_find(scan->currencies, cb_str_sub(text, 0, letters)))
        return false;
    if (mention->certainty != CB_GUESSED || mention->entity_kind != CB_ENTITY_OTHER)
        return true;
    for (size_t i = 0; i < text.len; i++)
        if (is_digit(text.ptr[i]))
            return true;
    return false;
}

/* What the names that the token belongs to say of its pieces. */
static uint32_t name_flags(struct cutting *c, const struct cb_token *token)
{
    uint32_t flags = 0;

    while (c->mention < c->mentions_end && c->mention->span.end <= token->span.start)
        c->mention++;
    for (const struct cb_mention *m = c->mention; m < c->mentions_end && m->span.start < token->span.end;
         m++) {
        if ((m->kind != CB_MENTION_NAME && m->kind != CB_MENTION_ALIAS) || m->span.end <= token->span.start ||
            !is_sure(c->scan, m))
            continue;
        flags |= CB_PIECE_NAME;
        if (m->entity_kind == CB_ENTITY_PLACE)
            flags |= CB_PIECE_PLACE;
    }
    return flags;
}

/* "10½": the sign is a word of the list of numbers. */
static bool has_fraction_sign(struct cb_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80)
            return true;
    return false;
}

/* "22,24,26": digits with commas that are no number are several. */
static bool is_digit_list(const struct cb_figure_scan *scan, struct cb_str text)
{
    struct cb_decimal value;
    size_t first = cb_str_find(text, CB_STR(","), 0);

    return first != SIZE_MAX && cb_str_find(text, CB_STR(","), first + 1) != SIZE_MAX &&
           !cb_digits_read(text, scan->english, &value, NULL);
}

static cb_status cut_digit_list(struct cutting *c, const struct cb_token *token, uint32_t flags)
{
    cb_status rc = CB_OK;
    struct cb_str text = cb_document_slice(c->scan->doc, token->span);
    uint32_t from = 0, end;

    for (; from < text.len; from = end) {
        end = from + 1;
        while (end < text.len && text.ptr[from] != ',' && text.ptr[end] != ',')
            end++;
        CB_TRY(
            add_piece(c, token, from, end, text.ptr[from] == ',' ? CB_PIECE_SIGN : CB_PIECE_DIGITS, flags));
        c->scan->pieces.items[c->scan->pieces.count - 1].flags &=
            ~(uint32_t)CB_PIECE_INNER; /* each by itself */
    }
done:
    return rc;
}

static cb_status cut_token(struct cutting *c, const struct cb_token *token)
{
    uint32_t size = token->span.end - token->span.start, flags = name_flags(c, token);
    struct cb_str text = cb_document_slice(c->scan->doc, token->span);

    switch (token->kind) {
    case CB_TOKEN_WORD:
        return cut_word(c, token, flags);
    case CB_TOKEN_NUMBER:
        if (has_fraction_sign(text))
            return cut_joined(c, token, 0, flags);
        if (is_digit_list(c->scan, text))
            return cut_digit_list(c, token, flags);
        if (cb_str_find(text, CB_STR(":"), 0) != SIZE_MAX)
            flags |= CB_PIECE_BLOCKED; /* a score or a clock time */
        if (token->flags & CB_TOKEN_ORDINAL)
            flags |= CB_PIECE_ORDINAL;
        return add_piece(c, token, 0, size, CB_PIECE_DIGITS, flags);
    case CB_TOKEN_ADDRESS:
    case CB_TOKEN_HASHTAG:
        return add_piece(c, token, 0, size, CB_PIECE_WORD, flags | CB_PIECE_BLOCKED);
    case CB_TOKEN_PUNCTUATION:
    case CB_TOKEN_SYMBOL:
        break;
    }
    return add_piece(c, token, 0, size, CB_PIECE_SIGN, flags);
}

/* The point of ".75" right before the digits of token `i`, which follows it in the sentence. */
static bool has_leading_point(const struct cutting *c, uint32_t i, uint32_t end)
{
    const struct cb_token *point = &c->scan->doc->tokens.items[i], *digits = point + 1;
    struct cb_str text = cb_document_slice(c->scan->doc, point->span);

    return text.ptr[0] == '.' && text.len == 1 && i + 1 < end && c->scan->english &&
           (point->flags & (CB_TOKEN_SPACE_BEFORE | CB_TOKEN_SENTENCE_START)) &&
           digits->kind == CB_TOKEN_NUMBER && !(digits->flags & CB_TOKEN_SPACE_BEFORE);
}

static cb_status cut_sentence(struct cutting *c, uint32_t first, uint32_t end)
{
    cb_status rc = CB_OK;

    for (uint32_t i = first; i < end; i++) {
        bool point = has_leading_point(c, i, end);
        i += point;
        CB_TRY(cut_token(c, &c->scan->doc->tokens.items[i]));
        if (point) {
            struct cb_piece *piece = &c->scan->pieces.items[c->scan->pieces.count - 1];
            piece->span.start--;
            piece->flags |= CB_PIECE_SPACE;
        }
    }
done:
    return rc;
}

static cb_status add_ends(struct cutting *c, int count)
{
    cb_status rc = CB_OK;
    struct cb_err *err = c->err;

    for (int i = 0; i < count; i++) {
        struct cb_piece *piece = CB_PUSH(c->scan->arena, &c->scan->pieces);
        CB_TRY_NEW(piece);
        *piece = (struct cb_piece){.kind = CB_PIECE_END};
    }
done:
    return rc;
}

cb_status cb_pieces_cut(struct cb_figure_scan *scan, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_document *doc = scan->doc;
    const struct cb_mentions *mentions = &scan->facts->mentions;
    struct cutting c = {scan, mentions->items, mentions->items, err};

    if (mentions->count)
        c.mentions_end += mentions->count;
    /* Room for all of them at once: most tokens are one piece. */
    scan->pieces.capacity = doc->tokens.count + doc->tokens.count / 8 + doc->sentences.count +
                            CB_PIECES_BEFORE + CB_PIECES_BEHIND;
    scan->pieces.items = CB_NEW_ARRAY_UNSET(scan->arena, struct cb_piece, scan->pieces.capacity);
    CB_TRY_NEW(scan->pieces.items);
    CB_TRY(add_ends(&c, CB_PIECES_BEFORE));
    for (size_t s = 0; s < doc->sentences.count; s++) {
        const struct cb_sentence *sentence = &doc->sentences.items[s];
        if (doc->passages.items[sentence->passage].kind == CB_PASSAGE_BOILERPLATE)
            continue;
        CB_TRY(cut_sentence(&c, sentence->first, sentence->first + sentence->count));
        CB_TRY(add_ends(&c, 1));
    }
    CB_TRY(add_ends(&c, CB_PIECES_BEHIND));
done:
    return rc;
}
