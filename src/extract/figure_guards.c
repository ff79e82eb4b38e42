/* Numbers that are no figures: names of models and codes, labels, telephone numbers, list numbers, clock
 * times, postcodes, footnotes. */
#include "extract/figures.h"

enum { LABELLED_MAX = 4 }; /* numbers that one label stands before */

static bool is_digits(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_at(scan, at)->kind == CB_PIECE_DIGITS;
}

/* "0 44 21", "0800 / 5": digits that begin with a 0 that is no decimal's. */
static bool is_idle_zero(const struct cb_figure_scan *scan, uint32_t at)
{
    struct cb_str text = cb_piece_text(scan, at);

    return text.len > 0 && text.ptr[0] == '0' &&
           (text.len == 1 || (text.ptr[1] >= '0' && text.ptr[1] <= '9'));
}

/* Behind a number: numbers that follow it with nothing but blanks, dashes and strokes between. A third one
 * makes them a code: "5 29 55 55", "222-2222/2222". */
static bool is_code(const struct cb_figure_scan *scan, const struct cb_number *n, uint32_t *end)
{
    uint32_t at = n->end, numbers = 1;

    for (;; numbers++) {
        struct cb_number next;
        uint32_t joint = cb_piece_is_dash(scan, at) || cb_piece_is_sign(scan, at, '/');
        if (!is_digits(scan, at + joint))
            break;
        if (!cb_number_read(scan, at + joint, &next)) {
            *end = at + joint + 1; /* "285 82 01" */
            return numbers > 1;
        }
        if (next.form != CB_NUMBER_CARDINAL)
            break;
        at = next.end;
    }
    *end = at;
    return numbers > 2 || (numbers > 1 && is_idle_zero(scan, n->first));
}

/* "-93160" behind "04491", "2872" behind "05443 /": what hangs on a code is part of it. */
static bool hangs_on_code(const struct cb_figure_scan *scan, const struct cb_number *n)
{
    const struct cb_piece *joint = cb_piece_at(scan, n->first - 1);

    if (is_digits(scan, n->first - 1))
        return is_idle_zero(scan, n->first - 1); /* "05555 881240" */
    if (!cb_piece_is_dash(scan, n->first - 1) && joint->sign != '/')
        return false;
    return is_digits(scan, n->first - 2) && (joint->sign == '/' || is_idle_zero(scan, n->first - 2));
}

/* "1%2%3%": numbers run together, of a web page's scroll bar. */
static bool is_run_together(const struct cb_figure_scan *scan, const struct cb_number *n)
{
    uint32_t before = cb_piece_at(scan, n->first - 1)->sign;

    if (cb_piece_is_sign(scan, n->end, '%') && is_digits(scan, n->end + 1) &&
        !(cb_piece_at(scan, n->end + 1)->flags & CB_PIECE_SPACE))
        return true;
    return !(cb_piece_at(scan, n->first)->flags & CB_PIECE_SPACE) && (before == '%' || before == 0xB0);
}

/* Something is glued to the digits that is neither unit nor scale: "5G", "3er". */
static bool is_glued(const struct cb_figure_scan *scan, const struct cb_number *n)
{
    const struct cb_piece *next = cb_piece_at(scan, n->end);
    struct cb_unit unit;

    if (!n->digits || next->kind != CB_PIECE_WORD || !(next->flags & CB_PIECE_INNER))
        return false;
    if (next->figure_word && cb_str_starts(next->figure_word->fields[CB_FIGURE_WORD_USE], CB_STR("joined-")))
        return false;
    return !cb_unit_read(scan, n->end, false, &unit);
}

/* "§ 5", "Artikel 5", "Halle 27", "Version 2.5", "§§ 12 und 13", "Phone 555-1212". */
static bool is_labelled(const struct cb_figure_scan *scan, const struct cb_number *n)
{
    uint32_t before = n->first - 1;

    for (int i = 0; i < LABELLED_MAX && is_digits(scan, before - 1); i++) {
        const struct cb_piece *joint = cb_piece_at(scan, before);
        if (!cb_row_is(joint->number, "and") && joint->sign != ',' && !cb_piece_is_dash(scan, before))
            break;
        before -= 2;
    }
    if (cb_piece_is_sign(scan, before, '.') && !(cb_piece_at(scan, before)->flags & CB_PIECE_SPACE))
        before--;
    return cb_row_is(cb_piece_at(scan, before)->figure_word, "label");
}

/* A full stop that stands before decimals, not between thousands. */
static bool has_point(const struct cb_figure_scan *scan, const struct cb_number *n)
{
    struct cb_str rest = cb_piece_text(scan, n->first);

    if (!n->digits || n->plain || cb_str_find(rest, CB_STR(","), 0) != SIZE_MAX)
        return false;
    (void)cb_str_split(&rest, '.');
    return rest.ptr && rest.len != 3 && cb_str_find(rest, CB_STR("."), 0) == SIZE_MAX;
}

/* A bare number right behind a noun or name names one of its kind: "Boeing 737", "Tier 3", "Qwen 2.5". */
static bool is_designation(const struct cb_figure_scan *scan, const struct cb_number *n)
{
    const struct cb_piece *before = cb_piece_at(scan, n->first - 1);

    if (!n->digits || !(n->plain || has_point(scan, n)) || before->kind != CB_PIECE_WORD ||
        !(before->flags & CB_PIECE_CAPITAL))
        return false;
    return cb_piece_class(scan, n->first - 1).len == 0 && !before->figure_word && !before->date_word;
}

/* "(2)", "[3]", "1)" */
static bool is_footnote(const struct cb_figure_scan *scan, const struct cb_number *n)
{
    const struct cb_piece *before = cb_piece_at(scan, n->first - 1), *next = cb_piece_at(scan, n->end);
    bool closed = cb_piece_is_sign(scan, n->end, ')') || cb_piece_is_sign(scan, n->end, ']');

    if (!n->digits || !closed || (next->flags & CB_PIECE_SPACE))
        return false;
    return before->sign == '(' || before->sign == '[' || before->kind == CB_PIECE_END;
}

/* Five digits (in Austria and Switzerland four) before a place: "39100 Bozen". */
static bool is_postcode(const struct cb_figure_scan *scan, const struct cb_number *n)
{
    struct cb_str text = cb_piece_text(scan, n->first);

    return n->plain && (text.len == 5 || text.len == 4) &&
           (cb_piece_at(scan, n->end)->flags & CB_PIECE_PLACE);
}

bool cb_guard_rejects(const struct cb_figure_scan *scan, const struct cb_number *n, uint32_t *end)
{
    struct cb_unit unit;
    struct cb_span counted;
    uint32_t first;
    bool bare;

    *end = n->end;
    if (is_glued(scan, n) || is_run_together(scan, n) ||
        cb_row_is(cb_piece_at(scan, n->end)->figure_word, "clock"))
        return true;
    if (n->digits && (is_code(scan, n, end) || hangs_on_code(scan, n)))
        return true;
    *end = n->end;
    if (cb_unit_read(scan, n->end, false, &unit) || cb_unit_before(scan, n->first, &unit, &first))
        return false;
    if (is_labelled(scan, n) || is_footnote(scan, n) || is_postcode(scan, n))
        return true;
    if (has_point(scan, n) && !scan->english)
        return true; /* "2.5" where decimals have a comma: a version */
    if (cb_row_is(cb_piece_at(scan, n->first)->number, "pronoun") && n->end == n->first + 1 &&
        !cb_what_counted(scan, n->end, &counted) && !cb_row_is(cb_piece_at(scan, n->end)->figure_word, "of"))
        return true; /* "that one" */
    bare = n->form == CB_NUMBER_CARDINAL && !cb_what_counted(scan, n->end, &counted) &&
           !cb_piece_is_dash(scan, n->end) && !cb_row_is(cb_piece_at(scan, n->end)->figure_word, "until");
    return bare && is_designation(scan, n);
}
