/* A number over several pieces: digits or words, scale words behind them, fractions, decimals, sign. */
#include "extract/figure_reading.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

/* ---- digits ---- */

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

/* ---- the whole ---- */

static void finish(const struct cb_number_reading *r, struct cb_number *out)
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

static bool read_number_digits(struct cb_number_reading *r, struct cb_number *out)
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
    if (!cb_number_digits(scan, r->at, &value, &out->plain, &r->at))
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

static bool read_positive(const struct cb_figure_scan *scan, uint32_t at, bool money, struct cb_number *out)
{
    struct cb_number_reading r = {.scan = scan, .at = at, .first = at, .money = money};
    const struct cb_piece *piece = piece_at(scan, at);

    cb_numeral_start(&r.numeral);
    out->digits = r.digits = piece->kind == CB_PIECE_DIGITS;
    if (cb_row_is(piece->number, "point") && cb_number_bare_point(&r)) {
        finish(&r, out);
        return cb_numeral_value(&r.numeral, &out->value);
    }
    if (out->digits) {
        if (!cb_piece_is_usable(piece) || !read_number_digits(&r, out))
            return false;
        if (out->end)
            return true;
        r.decimals = r.numeral.group.exponent < 0;
    }
    if (!cb_number_words(&r) && !out->digits)
        return false;
    if (!r.suffix && !r.numeral.ordinal)
        cb_number_parts(&r);
    cb_number_half_a(&r);
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

    if (!cb_piece_is_usable(piece_at(scan, at)) || !(cb_row_is(row, "vague") || cb_row_is(row, "scales")) ||
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
    return (piece->flags & CB_PIECE_SPACE) || before->kind == CB_PIECE_END || before->sign == '(' ||
           before->sign == '$' || before->sign == 0x20AC || before->sign == 0xA3;
}

static bool read_number(const struct cb_figure_scan *scan, uint32_t at, struct cb_number *out)
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

bool cb_number_read(const struct cb_figure_scan *scan, uint32_t at, struct cb_number *out)
{
    struct cb_read_cache *cache = scan->cache;
    uint32_t slot = at % CB_CACHED;

    if (cache->number_key[slot] != at + 1) {
        bool found = read_number(scan, at, out); /* which may read others into the slot */
        cache->number_found[slot] = found;
        cache->numbers[slot] = *out;
        cache->number_key[slot] = at + 1;
        return found;
    }
    *out = cache->numbers[slot];
    return cache->number_found[slot];
}
