/* The words that bound a figure or make it approximate, before and behind it. */
#include "extract/figures.h"

enum { BOUND_WORDS_MAX = 3 };

struct cb_draft cb_draft_of(const struct cb_figure_scan *scan, enum cb_figure_kind kind, uint32_t first,
                            uint32_t end, const char *rule)
{
    struct cb_draft draft = {
        .first = first, .end = end, .core = first, .core_end = end, .scale = cb_decimal_of(1)};

    draft.figure.kind = kind;
    draft.figure.span.start = cb_piece_at(scan, first)->span.start;
    draft.figure.span.end = cb_piece_at(scan, end - 1)->span.end;
    draft.figure.entity = draft.figure.claim = CB_NONE;
    draft.figure.rule = rule;
    return draft;
}

void cb_draft_set(struct cb_draft *draft, struct cb_decimal low, struct cb_decimal high)
{
    draft->figure.low = low;
    draft->figure.high = high;
    draft->figure.has_low = draft->figure.has_high = true;
}

static void open_side(struct cb_figure *figure, enum cb_bound bound)
{
    if (figure->bound == CB_BOUND_RANGE)
        return; /* "bis zu 5 bis 6": both sides are said */
    figure->bound = bound;
    if (bound == CB_BOUND_AT_MOST) {
        figure->has_low = false;
        figure->date_low[0] = '\0';
    } else {
        figure->has_high = false;
        figure->date_high[0] = '\0';
    }
}

/* "eine Rechnung über 500 Euro" says what it is about, not that it is more. */
static bool is_about_noun(const struct cb_figure_scan *scan, uint32_t first, const struct cb_draft *draft)
{
    const struct cb_piece *before = cb_piece_at(scan, first - 1);

    return draft->figure.kind == CB_FIGURE_MONEY && before->kind == CB_PIECE_WORD &&
           (before->flags & CB_PIECE_CAPITAL) && !(before->flags & CB_PIECE_NAME);
}

/* Applies the row to the draft; false when its word bounds nothing here. */
static bool apply(const struct cb_figure_scan *scan, const struct cb_list_row *row, uint32_t first,
                  struct cb_draft *draft)
{
    struct cb_figure *figure = &draft->figure;

    if (cb_row_is(row, "about"))
        figure->approximate = true;
    else if (cb_row_is(row, "at-most") || cb_row_is(row, "until"))
        open_side(figure, CB_BOUND_AT_MOST);
    else if (cb_row_is(row, "at-least"))
        open_side(figure, CB_BOUND_AT_LEAST);
    else if (cb_row_is(row, "over") && !is_about_noun(scan, first, draft) && !figure->approximate)
        open_side(figure, CB_BOUND_AT_LEAST); /* but "verfügt über etwa 50.000 Chips" */
    else
        return false;
    return true;
}

static void read_before(const struct cb_figure_scan *scan, uint32_t limit, struct cb_draft *draft)
{
    for (int i = 0; i < BOUND_WORDS_MAX; i++) {
        uint32_t first;
        const struct cb_list_row *row =
            cb_pieces_match_back(scan, scan->figure_words, true, draft->first, &first);
        if (!row || first < limit)
            break;
        if (!apply(scan, row, first, draft)) { /* "and below" bounds what stands before it, "below" this */
            row = cb_piece_at(scan, draft->first - 1)->figure_word;
            if (first + 1 == draft->first || !row || !apply(scan, row, draft->first - 1, draft))
                break;
            first = draft->first - 1;
        }
        draft->first = first;
        draft->figure.span.start = cb_piece_at(scan, first)->span.start;
    }
}

/* "above 1000 and below 1500", "no more than 12 and more than 5": the words begin another figure. */
static bool begins_next(const struct cb_figure_scan *scan, uint32_t at)
{
    return (cb_piece_at(scan, at)->flags & CB_PIECE_NUMBER) ||
           cb_piece_at(scan, at)->kind == CB_PIECE_DIGITS || cb_piece_is_sign(scan, at, '$') ||
           cb_row_is(cb_piece_at(scan, at)->figure_word, "than");
}

static void read_behind(const struct cb_figure_scan *scan, struct cb_draft *draft)
{
    uint32_t end = draft->end;
    const struct cb_list_row *row = cb_pieces_match(scan, scan->figure_words, true, draft->end, &end);

    if (begins_next(scan, end))
        return;
    if (cb_row_is(row, "at-most-behind"))
        open_side(&draft->figure, CB_BOUND_AT_MOST);
    else if (cb_row_is(row, "at-least-behind"))
        open_side(&draft->figure, CB_BOUND_AT_LEAST);
    else
        return;
    draft->end = end;
    draft->figure.span.end = cb_piece_at(scan, end - 1)->span.end;
}

void cb_bounds_read(const struct cb_figure_scan *scan, uint32_t limit, struct cb_draft *draft)
{
    read_before(scan, limit, draft);
    read_behind(scan, draft);
    if (draft->figure.approximate && draft->figure.bound == CB_BOUND_EXACT)
        draft->figure.bound = CB_BOUND_ABOUT;
}

/* ---- two bounds of one figure ---- */

static bool is_open(const struct cb_draft *draft, enum cb_bound bound)
{
    return draft->figure.bound == bound && draft->figure.kind != CB_FIGURE_DATE;
}

/* "mehr als 10 und weniger als 40", "at most 100 and at least 20": *b is the other side of *a. */
static bool take_other_side(const struct cb_figure_scan *scan, struct cb_draft *a, const struct cb_draft *b)
{
    const struct cb_draft *least = is_open(a, CB_BOUND_AT_LEAST) ? a : b, *most = least == a ? b : a;
    const struct cb_piece *joint = cb_piece_at(scan, a->end);

    if (!is_open(least, CB_BOUND_AT_LEAST) || !is_open(most, CB_BOUND_AT_MOST) || b->first != a->end + 1 ||
        !(cb_row_is(joint->number, "and") || joint->sign == ',' || cb_row_is(joint->figure_word, "but")) ||
        a->figure.kind != b->figure.kind || !cb_str_eq(a->figure.unit, b->figure.unit) ||
        cb_decimal_compare(least->figure.low, most->figure.high) >= 0)
        return false;
    cb_draft_set(a, least->figure.low, most->figure.high);
    a->figure.bound = CB_BOUND_RANGE;
    a->figure.rule = "any.figure.two-bounds";
    a->figure.span.end = b->figure.span.end;
    a->end = b->end;
    a->core_end = b->core_end;
    return true;
}

void cb_bounds_join(struct cb_figure_scan *scan)
{
    struct cb_draft *drafts = scan->drafts.items;
    size_t kept = 0;

    for (size_t i = 1; i < scan->drafts.count; i++)
        if (!take_other_side(scan, &drafts[kept], &drafts[i]))
            drafts[++kept] = drafts[i];
    scan->drafts.count = kept + 1;
}
