/* What stands at a piece, and the forms of lists that begin or end there. figure_cuts.c makes the pieces. */
#include "extract/figures.h"

enum { MATCH_PIECES = 5, MATCH_BYTES = 96 };

bool cb_row_has_use(const struct cb_list_row *row, const char *use, size_t size)
{
    struct cb_str uses = row->fields[CB_ROW_USE];

    while (uses.len >= size) {
        const char *blank;
        if (uses.ptr[0] == use[0] && (uses.len == size || uses.ptr[size] == ' ') &&
            memcmp(uses.ptr, use, size) == 0)
            return true;
        blank = memchr(uses.ptr, ' ', uses.len);
        if (!blank)
            return false;
        uses = cb_str_sub(uses, (size_t)(blank - uses.ptr) + 1, uses.len);
    }
    return false;
}

struct cb_str cb_piece_text(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_document_slice(scan->doc, cb_piece_at(scan, at)->span);
}

bool cb_piece_is_sign(const struct cb_figure_scan *scan, uint32_t at, uint32_t sign)
{
    return cb_piece_at(scan, at)->kind == CB_PIECE_SIGN && cb_piece_at(scan, at)->sign == sign;
}

bool cb_piece_is_dash(const struct cb_figure_scan *scan, uint32_t at)
{
    uint32_t sign = cb_piece_at(scan, at)->sign;

    return cb_piece_at(scan, at)->kind == CB_PIECE_SIGN &&
           (sign == '-' || (sign >= 0x2010 && sign <= 0x2015) || sign == 0x2212);
}

bool cb_piece_is_hyphen(const struct cb_figure_scan *scan, uint32_t at)
{
    return (cb_piece_at(scan, at)->flags & CB_PIECE_INNER) && cb_piece_is_dash(scan, at);
}

uint32_t cb_piece_past_hyphen(const struct cb_figure_scan *scan, uint32_t at)
{
    return cb_piece_is_hyphen(scan, at) ? at + 1 : at;
}

struct cb_str cb_piece_class(const struct cb_figure_scan *scan, uint32_t at)
{
    const struct cb_piece *piece = cb_piece_at(scan, at);
    const struct cb_list_row *row =
        piece->kind == CB_PIECE_WORD ? cb_list_find(scan->function_words, piece->lower) : NULL;

    return row ? row->fields[CB_FUNCTION_WORD_CLASS] : CB_STR("");
}

/* A form that grows by one piece after the other. */
struct form {
    char bytes[MATCH_BYTES];
    size_t len;
};

/* false: it becomes too long. */
static bool add_to_form(struct form *form, const struct cb_piece *piece, struct cb_str word, bool first)
{
    bool space = !first && (piece->flags & CB_PIECE_SPACE);

    if (form->len + space + word.len > MATCH_BYTES)
        return false;
    if (space)
        form->bytes[form->len++] = ' ';
    memcpy(form->bytes + form->len, word.ptr, word.len);
    form->len += word.len;
    return true;
}

static struct cb_str word_of(const struct cb_figure_scan *scan, uint32_t at, bool lower)
{
    return lower ? cb_piece_at(scan, at)->lower : cb_piece_text(scan, at);
}

/* Pieces [first, end) as one form; len 0 when it is too long. */
static struct cb_str join(const struct cb_figure_scan *scan, uint32_t first, uint32_t end, bool lower,
                          struct form *form)
{
    form->len = 0;
    for (uint32_t i = first; i < end; i++)
        if (!add_to_form(form, cb_piece_at(scan, i), word_of(scan, i, lower), i == first))
            return CB_STR("");
    return (struct cb_str){form->bytes, form->len};
}

/* Bytes of the longest form of the list that may begin at piece `at`; 0 for most. */
static uint32_t longest_form(const struct cb_figure_scan *scan, const struct cb_list *list, bool lower,
                             uint32_t at)
{
    struct form form;
    uint32_t end = at + 1;
    struct cb_str word = word_of(scan, at, lower);

    if (word.len > 1 && !cb_list_may_begin(list, word))
        return 0;
    while (end - at < MATCH_PIECES && cb_piece_at(scan, end)->kind != CB_PIECE_END &&
           !(cb_piece_at(scan, end)->flags & CB_PIECE_SPACE))
        end++; /* what is glued on may belong to the form's first word */
    return cb_list_longest(list, end == at + 1 ? word : join(scan, at, end, lower, &form));
}

const struct cb_list_row *cb_pieces_match(const struct cb_figure_scan *scan, const struct cb_list *list,
                                          bool lower, uint32_t at, uint32_t *next)
{
    const struct cb_list_row *best = NULL;
    struct form form;
    uint32_t longest;

    if (cb_piece_at(scan, at)->kind == CB_PIECE_END)
        return NULL;
    longest = longest_form(scan, list, lower, at);
    form.len = 0;
    for (uint32_t end = at; longest > 0 && end - at < MATCH_PIECES; end++) {
        const struct cb_piece *piece = cb_piece_at(scan, end);
        const struct cb_list_row *row;
        if (piece->kind == CB_PIECE_END || !add_to_form(&form, piece, word_of(scan, end, lower), end == at) ||
            form.len > longest + 1)
            break;
        row = cb_list_find(list, (struct cb_str){form.bytes, form.len});
        if (!row && form.len > 2 && form.bytes[form.len - 1] == '.' &&
            piece->kind == CB_PIECE_WORD) /* "3 km." at the end of a sentence */
            row = cb_list_find(list, (struct cb_str){form.bytes, form.len - 1});
        if (row) {
            best = row;
            *next = end + 1;
        }
    }
    return best;
}

const struct cb_list_row *cb_pieces_match_back(const struct cb_figure_scan *scan, const struct cb_list *list,
                                               bool lower, uint32_t at, uint32_t *first)
{
    const struct cb_list_row *best = NULL;
    struct cb_str last = word_of(scan, at - 1, lower);
    struct form form;

    if (last.len > 1 && cb_list_end_lengths(list, last) == 0)
        return NULL; /* no form ends as this does */
    for (uint32_t i = at; at - i < MATCH_PIECES && cb_piece_at(scan, i - 1)->kind != CB_PIECE_END; i--) {
        const struct cb_list_row *row = cb_list_find(list, join(scan, i - 1, at, lower, &form));
        if (row) {
            best = row;
            *first = i - 1;
        }
    }
    return best;
}
