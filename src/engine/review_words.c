/* The words of a row that is added, in its article. */
#include "engine/review.h"
#include "text/chars.h"
#include "text/fold.h"

/* Text for comparison: quotation marks, dashes and white space in one form; ends[i]: the byte of `text`
 * behind what became byte i of the copy. */
static struct cb_str fold_text(struct cb_arena *arena, struct cb_str text, size_t **ends)
{
    char *out = cb_arena_alloc(arena, text.len + 1);
    size_t *places = ends ? CB_NEW_ARRAY(arena, size_t, text.len + 1) : NULL, n = 0;
    struct cb_str rest = text;

    while (out && rest.len > 0) {
        uint32_t size, c = cb_char_first(rest, &size);
        char buf[4];
        memcpy(buf, rest.ptr, size < sizeof buf ? size : sizeof buf);
        rest = cb_str_sub(rest, size, rest.len);
        if (cb_char_is_quote(c))
            buf[0] = '"', size = 1;
        else if (cb_char_is_hyphen(c) || c == 0x2013 || c == 0x2014)
            buf[0] = '-', size = 1;
        else if (cb_char_is_space(c))
            buf[0] = ' ', size = 1;
        if (buf[0] == ' ' && n > 0 && out[n - 1] == ' ')
            n--;
        for (uint32_t i = 0; i < size; i++, n++) {
            out[n] = buf[i];
            if (places)
                places[n] = (size_t)(rest.ptr - text.ptr);
        }
    }
    if (ends)
        *ends = places;
    return (struct cb_str){ends && !places ? NULL : out, n};
}

/* The words as the article has them, where the spreadsheet or a person wrote other quotation marks: a copy,
 * or the words themselves. */
static cb_status spell_words(struct cb_plan *plan, struct cb_wish *wish, struct cb_str text,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_arena *arena = &plan->arena;
    struct cb_str wanted, folded;
    size_t *ends, from;

    if (cb_str_find(text, wish->text, 0) != SIZE_MAX)
        goto done;
    folded = fold_text(arena, text, &ends);
    wanted = fold_text(arena, wish->text, NULL);
    CB_TRY_NEW(folded.ptr && wanted.ptr);
    from = cb_str_find(folded, wanted, 0);
    if (from == SIZE_MAX || wanted.len == 0)
        goto done;
    wish->text =
        cb_arena_copy(arena, cb_str_sub(text, from > 0 ? ends[from - 1] : 0, ends[from + wanted.len - 1]));
    CB_TRY_NEW(wish->text.ptr);
done:
    return rc;
}

static int64_t count_characters(struct cb_str text)
{
    int64_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return n;
}

/* Steps plan->find to the row that stands where the words stand: the file was applied before, or the program
 * found it, too. *there: there is one. */
static cb_status find_row_there(struct cb_plan *plan, struct cb_wish *wish, struct cb_str text,
                                struct cb_str sha256, bool *there, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = &plan->find;
    size_t from = cb_str_find(text, wish->text, 0);
    int64_t start;

    *there = false;
    for (unsigned n = 1; from != SIZE_MAX && n < wish->occurrence; n++)
        from = cb_str_find(text, wish->text, from + 1);
    if (from == SIZE_MAX)
        goto done;
    start = count_characters(cb_str_sub(text, 0, from));
    cb_stmt_bind_text(stmt, 1, sha256);
    cb_stmt_bind_int(stmt, 2, start);
    cb_stmt_bind_int(stmt, 3, start + count_characters(wish->text));
    CB_TRY(cb_stmt_step(stmt, there, err));
done:
    return rc;
}

cb_status cb_plan_find_words(struct cb_plan *plan, struct cb_wish *wish, bool *there, struct cb_err *err)
{
    cb_status rc;
    struct cb_str text;
    bool row = false;

    *there = false;
    cb_stmt_bind_int(&plan->text, 1, wish->article);
    CB_TRY(cb_stmt_step(&plan->text, &row, err));
    if (!row)
        goto done;
    text = cb_stmt_text(&plan->text, 0);
    CB_TRY(spell_words(plan, wish, text, err));
    CB_TRY(find_row_there(plan, wish, text, cb_stmt_text(&plan->text, 1), there, err));
done:
    cb_stmt_reset(&plan->text);
    return rc;
}
