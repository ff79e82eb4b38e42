/* "von 84 auf 97,5 Millionen Euro", "100 Milliarden oder auch nur 10 Milliarden": a figure takes scale and
 * unit from the one it stands beside. */
#include "extract/figures.h"

enum { GAP_MAX = 16, JOINTS_MAX = 4 };

/* May the piece stand between two figures of one unit? */
static bool is_joint(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);

    if (piece->kind == CB_PIECE_SIGN)
        return piece->sign == ',' || piece->sign == '/' || cb_piece_is_dash(scan, at);
    if (piece->kind == CB_PIECE_WORD && cb_str_ends(piece->lower, CB_STR("lich")))
        return true; /* "von 3,1 auf voraussichtlich 4,4 Millionen" */
    return cb_row_is(piece->figure_word, "joint") || cb_row_is(piece->number, "and") ||
           cb_row_is(piece->figure_word, "of") || cb_row_is(piece->figure_word, "until");
}

/* Nothing but joints, and perhaps something in brackets, in pieces [from, to). */
static bool are_joined(const struct cb_figure_scan *scan, uint32_t from, uint32_t to)
{
    uint32_t joints = 0;
    bool inside = false;

    if (from >= to || to - from > GAP_MAX)
        return false;
    for (uint32_t i = from; i < to; i++) {
        uint32_t sign = cb_piece_at(scan, i)->kind == CB_PIECE_SIGN ? cb_piece_at(scan, i)->sign : 0;
        if (sign == '(' || sign == ')') {
            inside = sign == '(';
            continue;
        }
        if (inside)
            continue;
        if (!is_joint(scan, i) || ++joints > JOINTS_MAX)
            return false;
    }
    return joints > 0;
}

static bool measures(const struct cb_figure *figure)
{
    return figure->kind == CB_FIGURE_MONEY || figure->kind == CB_FIGURE_PERCENT ||
           figure->kind == CB_FIGURE_QUANTITY || figure->kind == CB_FIGURE_DURATION;
}

static bool is_large(struct cb_decimal scale)
{
    return cb_decimal_compare(scale, cb_decimal_of(1000)) > 0;
}

static void take_unit(struct cb_draft *draft, const struct cb_draft *from)
{
    draft->figure.kind = from->figure.kind;
    draft->figure.unit = from->figure.unit;
    draft->figure.rule = "any.figure.elided-unit";
    draft->bare = false;
}

/* The figure behind has the unit, and perhaps the scale, of both. */
static void take_from_next(struct cb_draft *draft, const struct cb_draft *next)
{
    struct cb_decimal low = draft->figure.low, high = draft->figure.high;
    bool small = cb_decimal_compare(draft->scale, cb_decimal_of(1)) == 0 &&
                 cb_decimal_compare(high, cb_decimal_of(1000)) < 0;

    if (small && cb_decimal_compare(next->scale, cb_decimal_of(1)) > 0) {
        if (!cb_decimal_multiply(low, next->scale, &low) || !cb_decimal_multiply(high, next->scale, &high))
            return;
        draft->figure.low = low;
        draft->figure.high = high;
        draft->scale = next->scale;
    }
    take_unit(draft, next);
}

void cb_elided_complete(struct cb_figure_scan *scan)
{
    struct cb_draft *drafts = scan->drafts.items;
    const struct cb_draft *money = NULL;

    for (size_t i = scan->drafts.count; i-- > 1;) {
        struct cb_draft *draft = &drafts[i - 1], *next = &drafts[i];
        if (draft->bare && draft->figure.kind == CB_FIGURE_NUMBER && measures(&next->figure) &&
            are_joined(scan, draft->end, next->first))
            take_from_next(draft, next);
    }
    for (size_t i = 0; i < scan->drafts.count; i++) {
        struct cb_draft *draft = &drafts[i];
        bool number = draft->bare && draft->figure.kind == CB_FIGURE_NUMBER;
        if (number && i > 0 && measures(&drafts[i - 1].figure) && draft->digits && !is_large(draft->scale) &&
            are_joined(scan, drafts[i - 1].end, draft->first) && !is_large(drafts[i - 1].scale))
            take_unit(draft, &drafts[i - 1]);
        else if (number && money && is_large(draft->scale))
            take_unit(draft, money);
        if (draft->figure.kind == CB_FIGURE_MONEY)
            money = draft;
    }
}
