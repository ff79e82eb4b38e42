/* A number over several pieces: digits or words, scale words behind them, fractions, decimals, sign. */
#include "extract/figures.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

/* A name may be a number ("Drei"), but no name is a fraction or a scale. */
static bool is_usable(const struct cb_piece *piece)
{
    static const char *const NO_NAMES[] = {"fraction", "scale", "scales", "thousand",
                                           "hundred",  "group", "vague"};

    if (!(piece->flags & (CB_PIECE_BLOCKED | CB_PIECE_NAME)))
        return true;
    for (size_t i = 0; i < sizeof NO_NAMES / sizeof *NO_NAMES; i++)
        if (cb_row_is(piece->number, NO_NAMES[i]))
            return !(piece->flags & CB_PIECE_BLOCKED);
    return false;
}

/* ---- digits ---- */

/* Is the piece three digits that continue a number written with spaces: "100 000"? */
static bool is_group(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = piece_at(scan, at);
    struct cb_str text = cb_piece_text(scan, at);
    bool decimals = text.len > 4 && text.ptr[3] == (scan->english ? '.' : ',');

    if (piece->kind != CB_PIECE_DIGITS || !(piece->flags & CB_PIECE_SPACE) || !is_usable(piece))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (i >= text.len || text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return text.len == 3 || decimals;
}

/* Digits at `at`, over spaces where groups of three follow. *next gets the piece behind. */
static bool read_digits(const struct cb_figure_scan *scan, uint32_t at, struct cb_decimal *value, bool *plain,
                        uint32_t *next)
{
    char joined[32];
    struct cb_str text = cb_piece_text(scan, at);
    size_t len = 0;

    if (cb_str_ends(text, CB_STR(".")))
        text = cb_str_sub(text, 0, text.len - 1);
    *next = at + 1;
    if (text.len <= 3 && text.ptr[0] != '0') {
        while (is_group(scan, *next) && len + 2 * text.len < sizeof joined) {
            memcpy(joined + len, text.ptr, text.len);
            len += text.len;
            text = cb_piece_text(scan, (*next)++);
        }
    }
    if (len == 0)
        return cb_digits_read(text, scan->english, value, plain);
    if (len + text.len > sizeof joined)
        return false;
    memcpy(joined + len, text.ptr, text.len);
    *plain = false;
    return cb_digits_read((struct cb_str){joined, len + text.len}, scan->english, value, NULL);
}

/* "1/2", glued: the denominator's piece is at + 2. */
static bool read_slash(const struct cb_figure_scan *scan, uint32_t at, struct cb_decimal *value)
{
    struct cb_decimal a, b;
    bool plain;

    if (!cb_piece_is_sign(scan, at + 1, '/') || (piece_at(scan, at + 1)->flags & CB_PIECE_SPACE) ||
        piece_at(scan, at + 2)->kind != CB_PIECE_DIGITS || (piece_at(scan, at + 2)->flags & CB_PIECE_SPACE) ||
        cb_piece_is_sign(scan, at + 3, '/'))
        return false;
    return cb_digits_read(cb_piece_text(scan, at), scan->english, &a, &plain) && plain &&
           cb_digits_read(cb_piece_text(scan, at + 2), scan->english, &b, &plain) && plain &&
           cb_decimal_compare(b, cb_decimal_of(1)) > 0 && cb_decimal_compare(b, cb_decimal_of(100)) <= 0 &&
           cb_decimal_compare(a, b) < 0 && cb_decimal_divide(a, b, value);
}

/* ---- words ---- */

struct reading {
    const struct cb_figure_scan *scan;
    struct cb_numeral numeral;
    const struct cb_list_row *suffix;
    uint32_t at; /* the next piece */
    bool money;  /* a currency stands before: "$5m" */
};

/* A capital in mid-sentence makes small number words nouns in German ("die Elf", "in Acht nehmen"), unless
 * they stand before another noun, as in a headline. */
static bool is_noun(const struct reading *r, const struct cb_piece *piece)
{
    const struct cb_piece *before = piece_at(r->scan, r->at - 1), *next = piece_at(r->scan, r->at + 1);
    bool inside = !(piece->flags & CB_PIECE_START) && (piece->flags & CB_PIECE_CAPITAL);

    return inside && !r->scan->english && !r->numeral.any && before->kind == CB_PIECE_WORD &&
           cb_row_is(piece->number, "small") && !cb_piece_is_hyphen(r->scan, r->at + 1) &&
           !(next->kind == CB_PIECE_WORD && (next->flags & CB_PIECE_CAPITAL));
}

/* May this row follow from another piece? Inside one word everything is tried, between words less. */
static bool may_follow(const struct reading *r, const struct cb_list_row *row)
{
    if (cb_row_is(row, "vague") && r->numeral.group_set)
        return cb_decimal_compare(r->numeral.scale, cb_decimal_of(1)) == 0; /* "drei Dutzende" */
    if (cb_row_is(row, "article") || cb_row_is(row, "vague") || cb_row_is(row, "many") ||
        cb_row_is(row, "minus"))
        return !r->numeral.any && cb_row_is(row, "article");
    if (cb_row_is(row, "glued"))
        return r->numeral.digits && (piece_at(r->scan, r->at)->flags & CB_PIECE_INNER) &&
               (r->money || !(piece_at(r->scan, r->at)->flags & CB_PIECE_CAPITAL)); /* "573K" are Kelvin */
    if (cb_row_is(row, "money-scale"))
        return r->money && r->numeral.any;
    if (!r->scan->english && r->numeral.group_set)
        return !cb_row_is(row, "small") && !cb_row_is(row, "ten") &&
               !(cb_row_is(row, "ordinal") && row->fields[CB_NUMBER_VALUE].len < sizeof "1000000" - 1);
    return true;
}

/* Takes the piece in hand; false when it is no number word that can follow. */
static bool take_piece(struct reading *r)
{
    uint32_t at = r->numeral.any ? cb_piece_past_hyphen(r->scan, r->at) : r->at;
    const struct cb_piece *piece = piece_at(r->scan, at);
    bool ok = false;

    if (!is_usable(piece) || piece->kind == CB_PIECE_DIGITS || piece->kind == CB_PIECE_END ||
        is_noun(r, piece))
        return false;
    r->at = at;
    if (piece->number && may_follow(r, piece->number)) {
        ok = cb_numeral_take(&r->numeral, piece->number);
    } else if (!piece->number && (piece->flags & CB_PIECE_NUMBER) &&
               (!r->numeral.group_set || r->numeral.hundred)) {
        ok = cb_numeral_take_word(r->scan, piece->lower, &r->numeral, &r->suffix);
    }
    r->at += ok;
    return ok;
}

static bool take_words(struct reading *r)
{
    uint32_t first = r->at;

    while (!r->suffix && !r->numeral.ordinal) {
        uint32_t before = r->at;
        if (!take_piece(r)) {
            r->at = before;
            break;
        }
    }
    return r->at > first;
}

/* English: an ordinal behind "one" or "a" is a fraction: "one fifth", "a third of". */
static bool take_ordinal_part(struct reading *r)
{
    uint32_t at = cb_piece_past_hyphen(r->scan, r->at);
    const struct cb_list_row *row = piece_at(r->scan, at)->number;
    struct cb_decimal value;

    if (!r->scan->english || !cb_row_is(row, "ordinal") || !r->numeral.group_set ||
        cb_decimal_compare(r->numeral.group, cb_decimal_of(1)) != 0 || r->numeral.total.digits ||
        !cb_decimal_parse(row->fields[CB_NUMBER_VALUE], &value) || value.digits < 3)
        return false;
    if (r->numeral.article && piece_at(r->scan, at + 1)->kind == CB_PIECE_WORD &&
        !cb_row_is(piece_at(r->scan, at + 1)->figure_word, "of"))
        return false; /* "a third attempt" */
    r->at = at + 1;
    r->numeral.share = true;
    r->numeral.article = false;
    return cb_decimal_divide(cb_decimal_of(1), value, &r->numeral.group);
}

/* "und eine halbe", "and two thirds", "and a half": a part of one behind a number. */
static bool take_and_part(struct reading *r)
{
    struct reading part = {.scan = r->scan, .at = r->at + 1};
    struct cb_decimal value;

    if (!cb_row_is(piece_at(r->scan, r->at)->number, "and") || r->numeral.half || r->numeral.share)
        return false;
    cb_numeral_start(&part.numeral);
    if (!take_words(&part))
        return false;
    (void)take_ordinal_part(&part);
    if (!(part.numeral.half || part.numeral.share) || part.suffix || !cb_numeral_value(&part.numeral, &value))
        return false;
    if (cb_decimal_compare(part.numeral.scale, cb_decimal_of(1)) == 0 && r->numeral.total.digits &&
        !cb_decimal_multiply(value, r->numeral.scale, &value))
        return false; /* "one million and a half" */
    if (cb_decimal_compare(part.numeral.scale, cb_decimal_of(1)) > 0 && r->numeral.group_set) {
        /* "sechs und zwei Drittel Millionen": the scale is that of both */
        if (!cb_decimal_multiply(r->numeral.group, part.numeral.scale, &r->numeral.group))
            return false;
        r->numeral.scale = part.numeral.scale;
    }
    r->at = part.at;
    r->numeral.half = r->numeral.group_set = true;
    return cb_decimal_add(r->numeral.group, value, &r->numeral.group);
}

/* English: "five hundred and nine"; but not the "and" of "between one hundred and two hundred". */
static bool take_and_more(struct reading *r)
{
    struct reading more = *r;
    const struct cb_list_row *next;

    if (!r->scan->english || !cb_row_is(piece_at(r->scan, r->at)->number, "and") || r->numeral.room < 100 ||
        !(r->numeral.hundred || r->numeral.total.digits))
        return false;
    more.at++;
    if (!take_piece(&more))
        return false;
    next = piece_at(r->scan, more.at)->number;
    if (cb_row_is(next, "hundred") || cb_row_is(next, "thousand") || cb_row_is(next, "scale"))
        return false;
    *r = more;
    take_words(r);
    return true;
}

/* "zwei Komma drei", "one point five". */
static bool take_point(struct reading *r)
{
    uint32_t at = r->at + 1;
    int32_t places = 0;
    struct cb_decimal value;

    if (!cb_row_is(piece_at(r->scan, r->at)->number, "point") || !r->numeral.group_set || r->numeral.half)
        return false;
    for (; places < 6; at++) {
        const struct cb_list_row *row = piece_at(r->scan, at)->number;
        if (!(cb_row_is(row, "small") || cb_row_is(row, "zero")) ||
            !cb_decimal_parse(row->fields[CB_NUMBER_VALUE], &value) || value.exponent != 0 ||
            value.digits > 9)
            break;
        value.exponent = -++places;
        if (!cb_decimal_add(r->numeral.group, value, &r->numeral.group))
            return false;
    }
    if (places == 0)
        return false;
    r->at = at;
    take_words(r); /* its scale */
    return true;
}

/* ---- the whole ---- */

static void finish(const struct reading *r, struct cb_number *out)
{
    out->end = r->at;
    out->scale = r->numeral.scale;
    out->suffix = r->suffix;
    out->article = r->numeral.article;
    if (r->numeral.ordinal)
        out->form = CB_NUMBER_ORDINAL;
    else if (r->numeral.share)
        out->form = CB_NUMBER_SHARE;
}

static bool read_number_digits(struct reading *r, struct cb_number *out)
{
    const struct cb_figure_scan *scan = r->scan;
    const struct cb_piece *piece = piece_at(scan, r->at);
    struct cb_decimal value, part;
    bool ending;

    if (read_slash(scan, r->at, &value)) {
        out->form = CB_NUMBER_SHARE;
        out->value = value;
        out->end = r->at + 3;
        return true;
    }
    if (!read_digits(scan, r->at, &value, &out->plain, &r->at))
        return false;
    ending = (piece_at(scan, r->at)->flags & CB_PIECE_INNER) &&
             cb_row_is(piece_at(scan, r->at)->figure_word, "joined-ordinal"); /* "3rd", "4ter" */
    if (out->plain && ((piece->flags & CB_PIECE_ORDINAL) || ending)) {
        out->form = CB_NUMBER_ORDINAL;
        out->value = value;
        out->end = r->at + ending;
        return true;
    }
    /* "10 1/2" */
    if (out->plain && piece_at(scan, r->at)->kind == CB_PIECE_DIGITS && read_slash(scan, r->at, &part) &&
        cb_decimal_add(value, part, &value)) {
        r->at += 3;
        out->plain = false;
    }
    cb_numeral_digits(&r->numeral, value);
    return true;
}

/* English: "half a litre", "half a million". */
static void take_half_a(struct reading *r)
{
    struct cb_unit unit;
    const struct cb_list_row *next = piece_at(r->scan, r->at + 1)->number;

    if (!r->scan->english || !r->numeral.half || r->numeral.article ||
        !cb_row_is(piece_at(r->scan, r->at)->number, "article"))
        return;
    if (cb_row_is(next, "scale") || cb_row_is(next, "thousand") || cb_row_is(next, "hundred") ||
        cb_row_is(next, "group")) {
        r->at++;
        take_words(r);
    } else if (cb_unit_read(r->scan, r->at + 1, false, &unit)) {
        r->at++;
    }
}

static bool read_positive(const struct cb_figure_scan *scan, uint32_t at, bool money, struct cb_number *out)
{
    struct reading r = {.scan = scan, .at = at, .money = money};
    const struct cb_piece *piece = piece_at(scan, at);

    cb_numeral_start(&r.numeral);
    out->digits = piece->kind == CB_PIECE_DIGITS;
    if (out->digits) {
        if (!is_usable(piece) || !read_number_digits(&r, out))
            return false;
        if (out->end)
            return true;
    }
    if (!take_words(&r) && !out->digits)
        return false;
    if (!r.suffix && !r.numeral.ordinal) {
        if (!take_ordinal_part(&r) && !take_and_part(&r))
            (void)(take_and_more(&r) || take_point(&r));
        if (cb_row_is(piece_at(scan, r.at)->number, "and"))
            (void)take_and_part(&r);
    }
    take_half_a(&r);
    finish(&r, out);
    return cb_numeral_value(&r.numeral, &out->value);
}

/* "mehrere zehntausend", "ein paar hundert": the number is at `number`. */
static bool read_some(const struct cb_figure_scan *scan, uint32_t number, struct cb_number *out)
{
    struct cb_number n = {0};

    if (!read_positive(scan, number, false, &n) || n.form != CB_NUMBER_CARDINAL || n.suffix || n.digits ||
        cb_decimal_compare(n.value, cb_decimal_of(12)) < 0)
        return false;
    *out = n;
    out->form = CB_NUMBER_VAGUE;
    return true;
}

/* "Hunderte", "Millionen", and what multiplies them: "Hunderte von Milliarden". */
static bool read_plurals(const struct cb_figure_scan *scan, uint32_t at, struct cb_number *out)
{
    const struct cb_list_row *row = piece_at(scan, at)->number;
    struct cb_decimal value, factor;

    if (!is_usable(piece_at(scan, at)) || !(cb_row_is(row, "vague") || cb_row_is(row, "scales")) ||
        !cb_decimal_parse(row->fields[CB_NUMBER_VALUE], &value))
        return false;
    out->scale = value;
    for (at++;; at++) {
        uint32_t next = at + cb_row_is(piece_at(scan, at)->figure_word, "of");
        row = piece_at(scan, next)->number;
        if (!(cb_row_is(row, "vague") || cb_row_is(row, "scales") || cb_row_is(row, "scale") ||
              cb_row_is(row, "thousand")) ||
            !cb_decimal_parse(row->fields[CB_NUMBER_VALUE], &factor) ||
            !cb_decimal_multiply(value, factor, &value))
            break;
        out->scale = factor;
        at = next;
    }
    out->value = value;
    out->form = CB_NUMBER_VAGUE;
    out->end = at;
    return true;
}

static bool read_vague(const struct cb_figure_scan *scan, uint32_t at, struct cb_number *out)
{
    const struct cb_list_row *row = piece_at(scan, at)->number;

    if (cb_row_is(row, "article") && cb_row_is(piece_at(scan, at + 1)->number, "many"))
        at += 2;
    else if (cb_row_is(row, "many"))
        at++;
    else
        return read_plurals(scan, at, out);
    return cb_row_is(piece_at(scan, at)->number, "vague") ? read_plurals(scan, at, out)
                                                          : read_some(scan, at, out);
}

/* A sign before digits, set off on its left: "-5 Grad", "(+16%)". */
static bool is_number_sign(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = piece_at(scan, at), *before = piece_at(scan, at - (at > 0));

    if (piece->kind != CB_PIECE_SIGN || (piece->flags & CB_PIECE_INNER) ||
        !(piece->sign == '+' || piece->sign == '-' || piece->sign == 0x2212 || piece->sign == 0x2013))
        return false;
    if (piece_at(scan, at + 1)->kind != CB_PIECE_DIGITS || (piece_at(scan, at + 1)->flags & CB_PIECE_SPACE))
        return false;
    return (piece->flags & CB_PIECE_SPACE) || before->kind == CB_PIECE_END || before->sign == '(';
}

bool cb_number_read(const struct cb_figure_scan *scan, uint32_t at, struct cb_number *out)
{
    bool word = cb_row_is(piece_at(scan, at)->number, "minus"), sign = is_number_sign(scan, at);
    bool negative = word || (sign && piece_at(scan, at)->sign != '+');
    uint32_t first = at + (word || sign), before;
    struct cb_unit currency;
    bool money;

    *out = (struct cb_number){.scale = cb_decimal_of(1)};
    if (word && cb_piece_is_sign(scan, at - 1, '/'))
        return false; /* "plus/minus 5" */
    if (!(piece_at(scan, first)->flags & CB_PIECE_NUMBER) && !piece_at(scan, first)->number)
        return false;
    money = piece_at(scan, first)->kind == CB_PIECE_DIGITS && cb_unit_before(scan, first, &currency, &before);
    if (!read_vague(scan, first, out)) {
        *out = (struct cb_number){.scale = cb_decimal_of(1)};
        if (!read_positive(scan, first, money, out))
            return false;
    }
    if (negative && (out->form == CB_NUMBER_ORDINAL || out->article))
        return false;
    out->first = at;
    if (negative)
        out->value.digits = -out->value.digits;
    return true;
}
