/* Numbers in words: number words and what may follow them, with or without digits before: fractions, "and a
 * half", decimals behind "point". */
#include "extract/figure_reading.h"

static const struct cb_piece *piece_at(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at);
}

/* A name may be a number ("Drei"), but no name is a fraction or a scale. */
bool cb_piece_is_usable(const struct cb_piece *piece)
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

    if (piece->kind != CB_PIECE_DIGITS || !(piece->flags & CB_PIECE_SPACE) || !cb_piece_is_usable(piece))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (i >= text.len || text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return text.len == 3 || decimals;
}

/* Digits at `at`, over spaces where groups of three follow. *next gets the piece behind. */
bool cb_number_digits(const struct cb_figure_scan *scan, uint32_t at, struct cb_decimal *value, bool *plain,
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

/* ---- words ---- */

/* A capital in mid-sentence makes small number words nouns in German ("die Elf", "in Acht nehmen"), unless
 * they stand before another noun, as in a headline. */
static bool is_noun(const struct cb_number_reading *r, const struct cb_piece *piece)
{
    const struct cb_piece *before = piece_at(r->scan, r->at - 1), *next = piece_at(r->scan, r->at + 1);
    bool inside = !(piece->flags & CB_PIECE_START) && (piece->flags & CB_PIECE_CAPITAL);

    return inside && !r->scan->english && !r->numeral.any && before->kind == CB_PIECE_WORD &&
           cb_row_is(piece->number, "small") && !cb_piece_is_hyphen(r->scan, r->at + 1) &&
           !(next->kind == CB_PIECE_WORD && (next->flags & CB_PIECE_CAPITAL));
}

/* May this row follow from another piece? Inside one word everything is tried, between words less. */
static bool may_follow(const struct cb_number_reading *r, const struct cb_list_row *row)
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
        return r->numeral.any && (r->money || (r->decimals && cb_row_is(row, "glued-scale") &&
                                               (piece_at(r->scan, r->at)->flags & CB_PIECE_INNER)));
    if (cb_row_is(row, "ordinal") && r->digits)
        return false; /* "$280 million first mortgage notes" */
    if (!r->scan->english && r->numeral.group_set)
        return !cb_row_is(row, "small") && !cb_row_is(row, "ten") &&
               !(cb_row_is(row, "ordinal") && row->fields[CB_NUMBER_VALUE].len < sizeof "1000000" - 1);
    return true;
}

static bool is_scale(const struct cb_list_row *row)
{
    return cb_row_is(row, "scale") || cb_row_is(row, "scales") || cb_row_is(row, "thousand");
}

/* The value of an English ordinal at piece `at`, with or without the plural that makes it a denominator:
 * "fifth", "fifths". */
static bool read_ordinal(const struct cb_figure_scan *scan, uint32_t at, struct cb_decimal *value,
                         bool *plural)
{
    const struct cb_piece *piece = piece_at(scan, at);
    const struct cb_list_row *row = piece->number;

    *plural = !row && piece->kind == CB_PIECE_WORD && piece->lower.len > 4 &&
              cb_str_ends(piece->lower, CB_STR("s"));
    if (*plural)
        row = cb_list_find(scan->numbers, cb_str_sub(piece->lower, 0, piece->lower.len - 1));
    return cb_row_is(row, "ordinal") && cb_decimal_parse(row->fields[CB_NUMBER_VALUE], value);
}

/* The denominator at piece `at`, simple or composed: "fifths", "twenty-firsts". *end gets the piece behind.
 */
static bool read_denominator(const struct cb_figure_scan *scan, uint32_t at, struct cb_decimal *value,
                             bool *plural, uint32_t *end)
{
    const struct cb_list_row *row = piece_at(scan, at)->number;
    struct cb_decimal tens;

    if (!cb_row_is(row, "ten")) {
        *end = at + 1;
        return read_ordinal(scan, at, value, plural) && cb_decimal_compare(*value, cb_decimal_of(3)) >= 0;
    }
    if (!cb_piece_is_hyphen(scan, at + 1))
        return false;
    *end = at + 3;
    row = piece_at(scan, at + 2)->number;
    *plural = cb_row_is(row, "fraction");
    if (!(*plural ? cb_decimal_parse(row->fields[CB_NUMBER_VALUE], value)
                  : read_ordinal(scan, at + 2, value, plural)) ||
        !cb_decimal_parse(piece_at(scan, at)->number->fields[CB_NUMBER_VALUE], &tens))
        return false;
    return cb_decimal_compare(*value, cb_decimal_of(10)) < 0 && cb_decimal_add(tens, *value, value);
}

/* Does a denominator in the plural begin here that the number in hand must not run into: "one hundred
 * thirty-fifths"? */
static bool is_plural_denominator(const struct cb_number_reading *r, uint32_t at)
{
    struct cb_decimal value;
    bool plural = false;
    uint32_t end;

    return r->scan->english && r->numeral.any && cb_piece_is_hyphen(r->scan, at + 1) &&
           cb_row_is(piece_at(r->scan, at)->number, "ten") &&
           read_denominator(r->scan, at, &value, &plural, &end) && plural;
}

/* The piece behind a hyphen or, between tens and their unit, any dash: "twenty-five", "ninety - five". */
static uint32_t past_dash(const struct cb_number_reading *r)
{
    uint32_t at = r->at;
    const struct cb_list_row *row;

    if (!r->numeral.any || !cb_piece_is_dash(r->scan, at))
        return at;
    row = piece_at(r->scan, at + 1)->number;
    if (cb_piece_is_hyphen(r->scan, at) ||
        (r->scan->english && r->numeral.room == 10 && (cb_row_is(row, "small") || cb_row_is(row, "ordinal"))))
        return at + 1;
    return at;
}

/* Digits in the middle of a number: "4 thousand 3 hundred". */
static bool take_digits(struct cb_number_reading *r)
{
    struct cb_decimal value;
    bool plain;

    if (r->numeral.group_set || r->numeral.total.digits == 0 ||
        !cb_row_is(piece_at(r->scan, r->at + 1)->number, "hundred") ||
        !cb_digits_read(cb_piece_text(r->scan, r->at), r->scan->english, &value, &plain) || !plain ||
        cb_decimal_compare(value, cb_decimal_of(10)) >= 0)
        return false;
    r->numeral.group = value;
    r->numeral.group_set = true;
    r->at++;
    return true;
}

/* Takes the piece in hand; false when it is no number word that can follow. */
static bool take_piece(struct cb_number_reading *r)
{
    uint32_t at = past_dash(r);
    const struct cb_piece *piece = piece_at(r->scan, at);
    bool ok = false;

    if (piece->kind == CB_PIECE_DIGITS && at == r->at)
        return take_digits(r);
    if (!cb_piece_is_usable(piece) || piece->kind == CB_PIECE_DIGITS || piece->kind == CB_PIECE_END ||
        is_noun(r, piece) || is_plural_denominator(r, at))
        return false;
    r->at = at;
    if (r->scan->english && !r->numeral.any && cb_row_is(piece->number, "fraction") &&
        is_scale(piece_at(r->scan, at + 1)->number)) { /* "quarter million" */
        r->numeral.group = cb_decimal_of(1);
        r->numeral.group_set = true;
    }
    if (piece->number && may_follow(r, piece->number)) {
        ok = cb_numeral_take(&r->numeral, piece->number);
    } else if (!piece->number && (piece->flags & CB_PIECE_NUMBER) &&
               (!r->numeral.group_set || r->numeral.hundred)) {
        ok = cb_numeral_take_word(r->scan, piece->lower, &r->numeral, &r->suffix);
    }
    r->at += ok;
    return ok;
}

bool cb_number_words(struct cb_number_reading *r)
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

/* English: an ordinal behind "one" or "a" is a fraction, one in the plural behind any number: "one fifth", "a
 * third of", "three twenty-firsts". */
static bool take_ordinal_part(struct cb_number_reading *r)
{
    uint32_t at = cb_piece_past_hyphen(r->scan, r->at), end;
    struct cb_decimal value;
    bool plural, one;

    if (!r->scan->english || !r->numeral.any || !read_denominator(r->scan, at, &value, &plural, &end))
        return false;
    one = r->numeral.group_set && r->numeral.total.digits == 0 &&
          cb_decimal_compare(r->numeral.group, cb_decimal_of(1)) == 0;
    if (!plural && !one)
        return false;
    if (r->numeral.article && piece_at(r->scan, end)->kind == CB_PIECE_WORD &&
        !cb_row_is(piece_at(r->scan, end)->figure_word, "of"))
        return false; /* "a third attempt" */
    r->numeral.group_set = true;
    if (!cb_numeral_divide(&r->numeral, value))
        return false;
    r->at = end;
    r->numeral.article = false;
    return true;
}

/* "und eine halbe", "and two thirds", "and a half": a part of one behind a number. */
static bool take_and_part(struct cb_number_reading *r)
{
    struct cb_number_reading part = {.scan = r->scan, .at = r->at + 1};
    struct cb_decimal value;

    if (!cb_row_is(piece_at(r->scan, r->at)->number, "and") || r->numeral.half || r->numeral.share)
        return false;
    cb_numeral_start(&part.numeral);
    if (!cb_number_words(&part))
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

/* Is the number that begins at `at` the first one of "between ... and ..."? */
bool cb_number_is_between(const struct cb_figure_scan *scan, uint32_t at)
{
    at -= cb_row_is(piece_at(scan, at - 1)->figure_word, "about");
    return cb_row_is(piece_at(scan, at - 1)->figure_word, "between");
}

/* "and 21" of "three hundred and 21". */
static bool take_more_digits(struct cb_number_reading *r)
{
    struct cb_decimal value;
    bool plain;

    if (!r->numeral.hundred || r->numeral.room != 100 || r->digits != r->numeral.digits ||
        !cb_digits_read(cb_piece_text(r->scan, r->at), true, &value, &plain) || !plain ||
        cb_decimal_compare(value, cb_decimal_of(100)) >= 0 ||
        !cb_decimal_add(r->numeral.group, value, &r->numeral.group))
        return false;
    r->numeral.room = 1;
    r->at++;
    return true;
}

/* English: "five hundred and nine", "two hundred and two thousand"; but not the "and" of "between one hundred
 * and two hundred". */
static bool take_and_more(struct cb_number_reading *r)
{
    struct cb_number_reading more = *r;

    if (!r->scan->english || !cb_row_is(piece_at(r->scan, r->at)->number, "and") || r->numeral.room < 100 ||
        !(r->numeral.hundred || r->numeral.total.digits) || cb_number_is_between(r->scan, r->first))
        return false;
    more.at++;
    if (piece_at(r->scan, more.at)->kind == CB_PIECE_DIGITS
            ? !take_more_digits(&more)
            : (r->digits && !r->numeral.hundred) || !take_piece(&more))
        return false;
    cb_number_words(&more);
    if (is_scale(piece_at(r->scan, more.at)->number) ||
        cb_row_is(piece_at(r->scan, more.at)->number, "hundred"))
        return false;
    *r = more;
    return true;
}

/* One word of the decimals behind a point, *places of them: "three", or "seventy-one" and "eleven" at once.
 */
static bool read_places(struct cb_number_reading *r, struct cb_decimal *value, int32_t *places)
{
    struct cb_number_reading part = {.scan = r->scan, .at = r->at};
    const struct cb_piece *piece = piece_at(r->scan, r->at);
    int64_t whole;
    bool plain;

    if (piece->kind == CB_PIECE_DIGITS) {
        struct cb_str text = cb_piece_text(r->scan, r->at);
        while (text.len > 1 && text.ptr[0] == '0') {
            text = cb_str_sub(text, 1, text.len);
            ++*places;
        }
        *places += (int32_t)text.len;
        r->at++;
        return text.len < 9 && cb_digits_read(text, r->scan->english, value, &plain) && plain;
    }
    cb_numeral_start(&part.numeral);
    if (!(piece->flags & CB_PIECE_NUMBER) || !take_piece(&part) || part.suffix)
        return false;
    if (part.numeral.room == 10)
        (void)take_piece(&part); /* "seventy-one" */
    if (!cb_numeral_value(&part.numeral, value) || !cb_decimal_whole(*value, &whole) || whole >= 100 ||
        part.numeral.ordinal)
        return false;
    *places = whole < 10 ? 1 : 2;
    r->at = part.at;
    return true;
}

/* "zwei Komma drei", "one point five", "1 point 1"; "point seven" without a number before it. */
static bool take_point(struct cb_number_reading *r)
{
    enum { PLACES_MAX = 9 };
    struct cb_number_reading next = *r;
    int32_t places = 0, more = 0;
    struct cb_decimal value;

    if (!cb_row_is(piece_at(r->scan, r->at)->number, "point") || r->numeral.half || r->numeral.share)
        return false;
    for (next.at++; places < PLACES_MAX && read_places(&next, &value, &more); more = 0) {
        places += more;
        value.exponent -= places;
        if (!cb_decimal_add(next.numeral.group, value, &next.numeral.group))
            return false;
        r->at = next.at;
        r->numeral.group = next.numeral.group;
        if (piece_at(r->scan, next.at - 1)->kind == CB_PIECE_DIGITS)
            break;
    }
    if (places == 0)
        return false;
    r->numeral.any = r->numeral.group_set = r->numeral.digits = true;
    r->numeral.room = 1;
    cb_number_words(r); /* its scale */
    return true;
}

/* "point 77" by itself, where nothing before it could have the point. */
bool cb_number_bare_point(struct cb_number_reading *r)
{
    return r->scan->english && piece_at(r->scan, r->at - 1)->kind != CB_PIECE_WORD && take_point(r);
}

/* "one over twenty". */
static void take_over(struct cb_number_reading *r)
{
    struct cb_number_reading below = {.scan = r->scan, .at = r->at + 1, .first = r->at + 1};
    struct cb_decimal value;
    struct cb_span counted;
    struct cb_unit unit;
    bool plain,
        one = cb_numeral_value(&r->numeral, &value) && cb_decimal_compare(value, cb_decimal_of(1)) == 0;

    if (!r->scan->english || !one || r->numeral.article ||
        !cb_row_is(piece_at(r->scan, r->at)->figure_word, "over"))
        return;
    cb_numeral_start(&below.numeral);
    if (piece_at(r->scan, below.at)->kind == CB_PIECE_DIGITS) {
        if (!cb_number_digits(r->scan, below.at, &value, &plain, &below.at))
            return;
    } else {
        if (!cb_number_words(&below) || below.numeral.article || below.numeral.ordinal)
            return;
        (void)take_and_more(&below);
        if (!cb_numeral_value(&below.numeral, &value))
            return;
    }
    if (cb_decimal_compare(value, cb_decimal_of(1)) > 0 && !cb_unit_read(r->scan, below.at, false, &unit) &&
        !cb_what_counted(r->scan, below.at, &counted) && cb_numeral_divide(&r->numeral, value))
        r->at = below.at;
}

/* English: "half a litre", "half a million", "two thirds of a million". */
void cb_number_half_a(struct cb_number_reading *r)
{
    struct cb_unit unit;
    uint32_t at = r->at + cb_row_is(piece_at(r->scan, r->at)->figure_word, "of");
    const struct cb_list_row *next = piece_at(r->scan, at + 1)->number;

    if (!r->scan->english || !(r->numeral.half || r->numeral.share) || r->numeral.article ||
        !cb_row_is(piece_at(r->scan, at)->number, "article"))
        return;
    if (is_scale(next) || cb_row_is(next, "hundred") || cb_row_is(next, "group")) {
        r->at = at + 1;
        cb_number_words(r);
    } else if (cb_unit_read(r->scan, at + 1, false, &unit)) {
        r->at = at + 1;
    }
}

/* What may follow the words: fractions, "and ...", decimals. */
void cb_number_parts(struct cb_number_reading *r)
{
    const struct cb_list_row *next = piece_at(r->scan, r->at + 1)->number;

    if (cb_row_is(next, "ten") && take_and_more(r)) /* "one hundred and thirty fifths" */
        (void)take_ordinal_part(r);
    else if (!take_ordinal_part(r) && !take_and_part(r))
        (void)(take_and_more(r) || take_point(r));
    if (cb_row_is(piece_at(r->scan, r->at)->number, "and"))
        (void)take_and_part(r);
    else if (cb_row_is(piece_at(r->scan, r->at)->number, "point"))
        (void)take_point(r); /* "two hundred and one point five" */
    take_over(r);
}
