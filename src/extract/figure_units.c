/* What a number measures: a currency before or behind it, a unit behind it. */
#include "extract/figures.h"

enum { LOWER_MIN = 4 }; /* bytes of a unit's form from which case does not matter: "MW" is not "mw" */

static const struct cb_list_row *match(const struct cb_figure_scan *scan, const struct cb_list *list,
                                       uint32_t at, uint32_t *end)
{
    const struct cb_list_row *row = cb_pieces_match(scan, list, false, at, end);

    if (!row && cb_piece_at(scan, at)->lower.len >= LOWER_MIN)
        row = cb_pieces_match(scan, list, true, at, end);
    return row;
}

static enum cb_figure_kind kind_of(struct cb_str name)
{
    if (cb_str_eq(name, CB_STR("percent")))
        return CB_FIGURE_PERCENT;
    if (cb_str_eq(name, CB_STR("duration")))
        return CB_FIGURE_DURATION;
    if (cb_str_eq(name, CB_STR("multiple")))
        return CB_FIGURE_MULTIPLE;
    if (cb_str_eq(name, CB_STR("times")))
        return CB_FIGURE_COUNT;
    return CB_FIGURE_QUANTITY;
}

static bool set_unit(struct cb_unit *out, const struct cb_list_row *row, uint32_t end)
{
    out->kind = kind_of(row->fields[CB_UNIT_KIND]);
    out->noun = cb_str_eq(row->fields[CB_UNIT_KIND], CB_STR("quantity-noun"));
    out->name = row->fields[CB_UNIT_NAME];
    out->end = end;
    return cb_decimal_parse(row->fields[CB_UNIT_FACTOR], &out->factor);
}

static bool set_currency(struct cb_unit *out, const struct cb_list_row *row, uint32_t end)
{
    out->kind = CB_FIGURE_MONEY;
    out->name = row->fields[CB_CURRENCY_CODE];
    out->end = end;
    return cb_decimal_parse(row->fields[CB_CURRENCY_FACTOR], &out->factor);
}

/* One letter is a unit only when it is glued to digits, or nothing follows that it could begin. */
static bool is_plain_letter(const struct cb_figure_scan *scan, uint32_t at, uint32_t end)
{
    const struct cb_piece *piece = cb_piece_at(scan, at), *next = cb_piece_at(scan, end);

    if (end != at + 1 || piece->kind != CB_PIECE_WORD || piece->lower.len > 1)
        return false;
    return !(piece->flags & CB_PIECE_INNER) && next->kind == CB_PIECE_WORD &&
           (next->flags & CB_PIECE_CAPITAL);
}

/* A sign that digits are glued to belongs to them ("1 $10 bill"), and one letter only to digits that it is
 * glued to ("50p"). */
static bool may_be_behind(const struct cb_figure_scan *scan, uint32_t at, uint32_t end)
{
    const struct cb_piece *piece = cb_piece_at(scan, at), *next = cb_piece_at(scan, end);

    if (piece->kind == CB_PIECE_SIGN)
        return !((piece->flags & CB_PIECE_SPACE) && next->kind == CB_PIECE_DIGITS &&
                 !(next->flags & CB_PIECE_SPACE));
    return piece->lower.len > 1 || (piece->flags & CB_PIECE_INNER);
}

static bool read_unit(const struct cb_figure_scan *scan, uint32_t at, bool large, struct cb_unit *out)
{
    uint32_t first = cb_piece_past_hyphen(scan, at), unit_end = 0, money_end = 0;
    const struct cb_list_row *unit, *money;

    *out = (struct cb_unit){.joined = first > at};
    if (cb_piece_is_sign(scan, at, ',') && cb_piece_is_dash(scan, at + 1))
        first += 2; /* "35,- Euro" */
    if (cb_row_is(cb_piece_at(scan, first)->figure_word, "filler"))
        first++; /* "zwei volle Jahre" */
    if (cb_piece_at(scan, first)->kind == CB_PIECE_END || cb_piece_at(scan, first)->kind == CB_PIECE_DIGITS)
        return false;
    unit = match(scan, scan->units, first, &unit_end);
    money = match(scan, scan->currencies, first, &money_end);
    if (money && !may_be_behind(scan, first, money_end))
        money = NULL;
    if (money && (!unit || money_end > unit_end || (money_end == unit_end && large)))
        return set_currency(out, money, money_end);
    if (!unit || is_plain_letter(scan, first, unit_end))
        return false;
    return set_unit(out, unit, unit_end);
}

bool cb_unit_read(const struct cb_figure_scan *scan, uint32_t at, bool large, struct cb_unit *out)
{
    struct cb_read_cache *cache = scan->cache;
    uint32_t key = at * 2 + large + 1, slot = key % CB_CACHED;

    if (cache->unit_key[slot] != key) {
        cache->unit_found[slot] = read_unit(scan, at, large, &cache->units[slot]); /* reads no other unit */
        cache->unit_key[slot] = key;
    }
    *out = cache->units[slot];
    return cache->unit_found[slot];
}

/* "Euro 22,5 Millionen", "ringgits 42.": with a word before it, the number goes on with a scale or not at
 * all. */
static bool is_alone(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *next = cb_piece_at(scan, at + 1);

    if (cb_row_is(next->number, "scale") || cb_row_is(next->number, "scales"))
        return true;
    return scan->english && (next->kind == CB_PIECE_END || next->sign == '.' || next->sign == ',');
}

/* A sign, a code in capitals, a short one with its full stop ("Fr."), or the whole name. */
static bool stands_before(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = cb_piece_at(scan, at - 1);

    return piece->kind == CB_PIECE_SIGN ||
           (piece->kind == CB_PIECE_WORD &&
            (((piece->flags & CB_PIECE_CAPITAL) && piece->lower.len <= 4) || is_alone(scan, at)));
}

bool cb_unit_before(const struct cb_figure_scan *scan, uint32_t at, struct cb_unit *out, uint32_t *first)
{
    const struct cb_list_row *row;

    if (at == 0 || !stands_before(scan, at))
        return false;
    row = cb_pieces_match_back(scan, scan->currencies, false, at, first);
    if (!row &&
        (cb_piece_at(scan, at - 1)->kind == CB_PIECE_SIGN || cb_piece_at(scan, at - 1)->lower.len > 3))
        row = cb_pieces_match_back(scan, scan->currencies, true, at, first);
    *out = (struct cb_unit){0};
    return row && set_currency(out, row, at);
}
