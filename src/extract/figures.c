/* Figures and dates: one walk over the pieces of the article. */
#include "extract/figures.h"

enum { WORDS_MAX = 5 }; /* pieces from a number word to the word of time behind it */

/* "nineteen eighteen", "two thousand and fifteen" */
static bool may_be_year_in_words(const struct cb_figure_scan *scan, const struct cb_piece *piece,
                                 const struct cb_piece *next)
{
    return scan->english && piece->kind == CB_PIECE_WORD && next->kind == CB_PIECE_WORD && next->number &&
           (!cb_row_is(next->number, "scale") || cb_str_eq(next->lower, CB_STR("thousand")));
}

/* May a date begin with the number at `at`? Not before "%" or "Millionen"; and what is no digits needs a word
 * of time near it. */
static bool may_be_date(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = cb_piece_at(scan, at), *next = cb_piece_at(scan, at + 1);
    struct cb_unit unit;

    if (piece->date_word || piece->month || !(piece->flags & CB_PIECE_NUMBER))
        return true;
    if (may_be_year_in_words(scan, piece, next))
        return true;
    if (next->sign == '%' || cb_row_is(next->number, "scale") || cb_row_is(next->number, "scales"))
        return false;
    if (piece->kind == CB_PIECE_DIGITS || !piece->number || cb_row_is(piece->number, "ordinal"))
        return true; /* "2025", "neunzehnhundertachtzig", "dritter Advent" */
    for (uint32_t i = at + 1; i < at + WORDS_MAX; i++) {
        piece = cb_piece_at(scan, i);
        if (piece->kind == CB_PIECE_END)
            return false;
        if (piece->date_word || piece->month || piece->kind == CB_PIECE_DIGITS ||
            (cb_unit_read(scan, i, false, &unit) && unit.kind == CB_FIGURE_DURATION))
            return true;
    }
    return false;
}

static bool read_any(const struct cb_figure_scan *scan, uint32_t at, uint32_t limit, struct cb_draft *out)
{
    out->end = 0;
    if ((may_be_date(scan, at) && cb_date_read(scan, at, limit, out)) ||
        cb_multiple_read(scan, at, limit, out))
        return true;
    out->end = 0;
    if (cb_share_read(scan, at, limit, out))
        return true;
    return out->end == 0 && cb_amount_read(scan, at, limit, out);
}

/* The sentence is over: its drafts become figures. */
static cb_status finish_sentence(struct cb_figure_scan *scan, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (scan->drafts.count == 0)
        goto done;
    cb_elided_complete(scan);
    cb_bounds_join(scan);
    CB_TRY(cb_what_find(scan, err));
    CB_TRY(cb_owner_find(scan, err));
    for (size_t i = 0; i < scan->drafts.count; i++) {
        struct cb_figure *figure = CB_PUSH(scan->doc->arena, &scan->facts->figures);
        CB_TRY_NEW(figure);
        *figure = scan->drafts.items[i].figure;
    }
    scan->drafts.count = 0;
done:
    return rc;
}

static cb_status walk(struct cb_figure_scan *scan, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t at = CB_PIECES_BEFORE, limit = at;

    while (at < scan->pieces.count) {
        const struct cb_piece *piece = cb_piece_at(scan, at);
        struct cb_draft draft, *added;
        if (piece->kind == CB_PIECE_END) {
            CB_TRY(finish_sentence(scan, err));
            scan->sentence_first = limit = ++at;
            continue;
        }
        if (!(piece->flags & CB_PIECE_TRIGGER)) {
            at++;
            continue;
        }
        draft = (struct cb_draft){0};
        if (!read_any(scan, at, limit, &draft)) {
            at = draft.end > at ? draft.end : at + 1;
            continue;
        }
        added = CB_PUSH(scan->arena, &scan->drafts);
        CB_TRY_NEW(added);
        *added = draft;
        at = limit = draft.end;
    }
done:
    return rc;
}

cb_status cb_figures_find(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                          struct cb_facts *facts, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_arena arena = {0};
    struct cb_read_cache cache = {0};
    struct cb_figure_scan scan = {
        .cache = &cache,
        .doc = doc,
        .arena = &arena,
        .facts = facts,
        .numbers = cb_lexicon_list(lexicon, CB_LIST_NUMBERS),
        .months = cb_lexicon_list(lexicon, CB_LIST_MONTHS),
        .date_words = cb_lexicon_list(lexicon, CB_LIST_DATE_WORDS),
        .figure_words = cb_lexicon_list(lexicon, CB_LIST_FIGURE_WORDS),
        .units = cb_lexicon_list(lexicon, CB_LIST_UNITS),
        .currencies = cb_lexicon_list(lexicon, CB_LIST_CURRENCIES),
        .function_words = cb_lexicon_list(lexicon, CB_LIST_FUNCTION_WORDS),
        .words = cb_lexicon_words(lexicon),
        .english = doc->language == CB_ENGLISH,
        .sentence_first = CB_PIECES_BEFORE,
        .topic = CB_NONE,
    };

    scan.has_published = doc->published.ptr && cb_date_parse(doc->published, &scan.published);
    CB_TRY(cb_pieces_cut(&scan, err));
    CB_TRY(walk(&scan, err));
done:
    cb_arena_release(&arena);
    return rc;
}
