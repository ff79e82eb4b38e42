/* Multiples that are no plain "3x": verbs ("verdoppeln", "verzehnfachen"), "doppelt so hoch", "Faktor 2 bis
 * 3"; and shares that are no plain fraction: "jeder fünfte", "drei von vier", "die Hälfte". */
#include "extract/figures.h"

static const struct cb_list_row *figure_word(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at)->figure_word;
}

static bool finish(const struct cb_figure_scan *scan, enum cb_figure_kind kind, uint32_t first, uint32_t end,
                   uint32_t limit, struct cb_decimal value, const char *rule, struct cb_draft *out)
{
    *out = cb_draft_of(scan, kind, first, end, rule);
    cb_draft_set(out, value, value);
    if (kind == CB_FIGURE_MULTIPLE)
        out->figure.unit = CB_STR("times");
    cb_bounds_read(scan, limit, out);
    return true;
}

/* "verdreifacht": "ver" around a number word and a verb's ending. */
static bool read_fold_verb(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit,
                           struct cb_draft *out)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);
    const struct cb_list_row *suffix = NULL;
    struct cb_numeral numeral;
    struct cb_decimal value;

    if (piece->kind != CB_PIECE_WORD || scan->english || !cb_str_starts(piece->lower, CB_STR("ver")))
        return false;
    cb_numeral_start(&numeral);
    if (!cb_numeral_take_word(scan, cb_str_sub(piece->lower, 3, piece->lower.len), &numeral, &suffix) ||
        !(cb_row_is(suffix, "joined-fold-verb") || cb_row_is(suffix, "joined-fold")) ||
        !cb_numeral_value(&numeral, &value) || cb_decimal_compare(value, cb_decimal_of(2)) < 0)
        return false; /* "vereinfachen" */
    return finish(scan, CB_FIGURE_MULTIPLE, at, at + 1, limit, value, "any.figure.multiple-verb", out);
}

/* The end of "doppelt so hoch", "halb so viel", "twice as many" from the word behind "doppelt" on; 0 when it
 * does not go on like that. */
static uint32_t as_end(const struct cb_figure_scan *scan, uint32_t at)
{
    if (!cb_row_is(figure_word(scan, at), "as"))
        return 0;
    return cb_piece_at(scan, at + 1)->kind == CB_PIECE_WORD ? at + 2 : at + 1;
}

static bool read_as(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);
    struct cb_decimal value;
    uint32_t end = 0;

    if (cb_row_is(piece->figure_word, "double")) {
        if (!cb_decimal_parse(piece->figure_word->fields[CB_FIGURE_WORD_VALUE], &value))
            return false;
        end = as_end(scan, at + 1);
        if (!end && (piece->flags & CB_PIECE_CAPITAL) && !(piece->flags & CB_PIECE_START))
            end = at + 1; /* "auf das Doppelte" */
    } else if (cb_row_is(piece->number, "half") &&
               cb_decimal_parse(piece->number->fields[CB_NUMBER_VALUE], &value)) {
        end = as_end(scan, at + 1);
    }
    return end && finish(scan, CB_FIGURE_MULTIPLE, at, end, limit, value, "any.figure.multiple-as", out);
}

/* "Faktor 2 bis 3", "um den Faktor zehn", "ein Faktor von ~2-3x". */
static bool read_factor(const struct cb_figure_scan *scan, uint32_t at, struct cb_draft *out)
{
    uint32_t number = at + 1;
    struct cb_draft amount;

    if (!cb_row_is(figure_word(scan, at), "factor"))
        return false;
    number += cb_row_is(figure_word(scan, number), "of");
    while (cb_row_is(figure_word(scan, number), "about"))
        number++;
    if (!cb_amount_read(scan, number, at + 1, &amount) ||
        (amount.figure.kind != CB_FIGURE_NUMBER && amount.figure.kind != CB_FIGURE_MULTIPLE))
        return false;
    *out = amount;
    out->first = out->core = at;
    out->figure.span.start = cb_piece_at(scan, at)->span.start;
    out->figure.kind = CB_FIGURE_MULTIPLE;
    out->figure.unit = CB_STR("times");
    out->figure.rule = "any.figure.multiple-factor";
    out->bare = false;
    return true;
}

bool cb_multiple_read(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out)
{
    const struct cb_list_row *row = figure_word(scan, at);
    struct cb_decimal value;

    if (cb_piece_at(scan, at)->flags & CB_PIECE_NAME)
        return false;
    if (cb_row_is(row, "multiple") && cb_decimal_parse(row->fields[CB_FIGURE_WORD_VALUE], &value))
        return finish(scan, CB_FIGURE_MULTIPLE, at, at + 1, limit, value, "any.figure.multiple-verb", out);
    return read_as(scan, at, limit, out) || read_factor(scan, at, out) ||
           read_fold_verb(scan, at, limit, out);
}

/* ---- shares ---- */

static bool is_time(const struct cb_figure_scan *scan, uint32_t at)
{
    struct cb_unit unit;

    return (cb_unit_read(scan, at, false, &unit) && unit.kind == CB_FIGURE_DURATION) ||
           cb_row_is(cb_piece_at(scan, at)->date_word, "weekday") || cb_piece_at(scan, at)->month;
}

/* "jeder fünfte Haushalt"; "jeden zweiten Tag" is a habit. */
static bool read_each(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out)
{
    struct cb_number n;
    struct cb_decimal value;

    if (!cb_row_is(figure_word(scan, at), "each") || !cb_number_read(scan, at + 1, &n) ||
        n.form != CB_NUMBER_ORDINAL || cb_decimal_compare(n.value, cb_decimal_of(2)) < 0)
        return false;
    if (is_time(scan, n.end) || !cb_decimal_divide(cb_decimal_of(1), n.value, &value)) {
        out->end = n.end;
        return false;
    }
    return finish(scan, CB_FIGURE_NUMBER, at, n.end, limit, value, "any.figure.share-each", out);
}

/* "drei von vier", "one in five": of a small or round number. */
static bool read_of(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out)
{
    struct cb_number a, b;
    struct cb_decimal value;
    uint32_t next = 0;
    int64_t whole;
    const struct cb_list_row *row;

    if (!cb_number_read(scan, at, &a) || a.form != CB_NUMBER_CARDINAL || a.suffix)
        return false;
    row = cb_pieces_match(scan, scan->figure_words, true, a.end, &next);
    if (!(cb_row_is(row, "of") || cb_row_is(row, "out-of")) || !cb_number_read(scan, next, &b) ||
        b.form != CB_NUMBER_CARDINAL || b.suffix || b.article || !cb_decimal_whole(b.value, &whole))
        return false;
    if (!(whole <= 10 || whole == 100 || whole == 1000) || cb_decimal_compare(a.value, b.value) >= 0 ||
        is_time(scan, b.end) || !cb_decimal_divide(a.value, b.value, &value))
        return false;
    return finish(scan, CB_FIGURE_NUMBER, at, b.end, limit, value, "any.figure.share-of", out);
}

/* "die Hälfte", "half of". The article belongs to it only where a word that bounds it stands before. */
static bool read_half(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);
    struct cb_decimal value;
    bool english =
        scan->english && cb_row_is(piece->number, "half") &&
        (cb_row_is(figure_word(scan, at + 1), "partitive") || cb_row_is(figure_word(scan, at + 1), "of"));

    if (!(cb_row_is(piece->number, "share") || english) ||
        !cb_decimal_parse(piece->number->fields[CB_NUMBER_VALUE], &value))
        return false;
    if (at > limit && cb_str_eq(cb_piece_class(scan, at - 1), CB_STR("article"))) {
        finish(scan, CB_FIGURE_NUMBER, at - 1, at + 1, limit, value, "any.figure.share", out);
        if (out->first < at - 1)
            return true;
    }
    return finish(scan, CB_FIGURE_NUMBER, at, at + 1, limit, value, "any.figure.share", out);
}

/* "ein gutes Drittel", "ein knappes Jahr": the adjective makes it approximate. */
static bool read_adjective(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit,
                           struct cb_draft *out)
{
    struct cb_decimal denominator, value;
    const struct cb_list_row *row = cb_piece_at(scan, at + 2)->number;
    struct cb_unit unit;

    if (!cb_row_is(cb_piece_at(scan, at)->number, "article") ||
        !cb_row_is(figure_word(scan, at + 1), "about-adjective"))
        return false;
    if (cb_row_is(row, "fraction") && cb_decimal_parse(row->fields[CB_NUMBER_VALUE], &denominator) &&
        cb_decimal_divide(cb_decimal_of(1), denominator, &value)) {
        finish(scan, CB_FIGURE_NUMBER, at, at + 3, limit, value, "any.figure.share", out);
    } else if (cb_unit_read(scan, at + 2, false, &unit) && unit.kind == CB_FIGURE_DURATION) {
        finish(scan, CB_FIGURE_DURATION, at, unit.end, limit, unit.factor, "any.figure.duration", out);
        out->figure.unit = unit.name;
    } else {
        return false;
    }
    out->figure.approximate = true;
    if (out->figure.bound == CB_BOUND_EXACT)
        out->figure.bound = CB_BOUND_ABOUT;
    return true;
}

bool cb_share_read(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out)
{
    return read_each(scan, at, limit, out) || read_of(scan, at, limit, out) ||
           read_half(scan, at, limit, out) || read_adjective(scan, at, limit, out);
}
