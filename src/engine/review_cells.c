/* One cell of a review: what it says, and what it wants changed. */
#include "engine/review.h"

#include <stdlib.h>
#include <strings.h>

#include "engine/json.h"
#include "report/nearest.h"
#include "report/render.h"
#include "text/cell.h"
#include "text/date.h"

/* Text as JSON in the arena; the empty text is null. */
static struct cb_str json_text(struct cb_arena *arena, struct cb_str text)
{
    struct cb_buf buf;
    struct cb_str copy;

    if (text.len == 0)
        return CB_STR("null");
    cb_buf_init(&buf, SIZE_MAX / 4);
    cb_json_add(&buf, text);
    copy = buf.failed ? (struct cb_str){NULL, 0} : cb_arena_copy(arena, cb_buf_view(&buf));
    cb_buf_release(&buf);
    return copy;
}

/* ---- names ---- */

static cb_status take_entity(struct cb_plan *plan, struct cb_str cell, struct cb_cell_wish *out,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_named named = {.id = 0};

    if (cell.len > 0)
        CB_TRY(cb_plan_entity(plan, cell, &named, err));
    out->refused = named.refused;
    out->now = named.name;
    out->json = json_text(&plan->arena, named.key);
    CB_TRY_NEW(out->json.ptr);
done:
    return rc;
}

static cb_status take_source(struct cb_plan *plan, struct cb_str cell, struct cb_cell_wish *out,
                             struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_plan_source(plan, cell, &out->now, &out->refused, err));
    out->json = json_text(&plan->arena, out->now);
    CB_TRY_NEW(out->json.ptr);
done:
    return rc;
}

/* ---- lists ---- */

static int compare_texts(const void *a, const void *b)
{
    return cb_str_compare(*(const struct cb_str *)a, *(const struct cb_str *)b);
}

/* The parts of a cell between semicolons, sorted, each once. */
static cb_status split_list(struct cb_arena *arena, struct cb_str rest, struct cb_wish_texts *out,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t n = 0;

    while (rest.ptr && rest.len > 0) {
        struct cb_str part = cb_str_trim(cb_str_split(&rest, ';')), *slot;
        if (part.len == 0)
            continue;
        slot = CB_PUSH(arena, out);
        CB_TRY_NEW(slot);
        *slot = cb_cell_text(arena, part);
        CB_TRY_NEW(slot->ptr);
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, compare_texts);
    for (size_t i = 0; i < out->count; i++)
        if (n == 0 || !cb_str_eq(out->items[i], out->items[n - 1]))
            out->items[n++] = out->items[i];
    out->count = n;
done:
    return rc;
}

static bool same_item(struct cb_str cell, struct cb_str before)
{
    return cb_cell_compare(cell, before) == CB_CELL_SAME;
}

/* Are they the same, up to what spreadsheets do? Both are sorted. */
static bool same_list(const struct cb_wish_texts *a, const struct cb_wish_texts *b)
{
    bool same = a->count == b->count;

    for (size_t i = 0; same && i < a->count; i++)
        same = same_item(a->items[i], b->items[i]);
    return same;
}

/* What `a` has and `b` has not. */
static cb_status difference(struct cb_arena *arena, const struct cb_wish_texts *a,
                            const struct cb_wish_texts *b, struct cb_wish_texts *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_map have = {0};

    for (size_t i = 0; i < b->count; i++)
        CB_TRY_NEW(cb_map_add(arena, &have, b->items[i], NULL));
    for (size_t i = 0; i < a->count; i++) {
        struct cb_str *slot;
        if (cb_map_find(&have, a->items[i]))
            continue;
        slot = CB_PUSH(arena, out);
        CB_TRY_NEW(slot);
        *slot = a->items[i];
    }
done:
    return rc;
}

static struct cb_str join(struct cb_arena *arena, const struct cb_wish_texts *list)
{
    struct cb_buf buf;
    struct cb_str copy;

    cb_buf_init(&buf, SIZE_MAX / 4);
    for (size_t i = 0; i < list->count; i++) {
        cb_buf_add_z(&buf, i > 0 ? "; " : "");
        cb_buf_add(&buf, list->items[i]);
    }
    copy = buf.failed ? (struct cb_str){NULL, 0} : cb_arena_copy(arena, cb_buf_view(&buf));
    cb_buf_release(&buf);
    return copy;
}

static cb_status take_texts(struct cb_plan *plan, struct cb_str cell, struct cb_str before,
                            struct cb_cell_wish *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_wish_texts now = {0}, then = {0};

    CB_TRY(split_list(&plan->arena, cell, &now, err));
    CB_TRY(split_list(&plan->arena, before, &then, err));
    out->changed = !same_list(&now, &then);
    out->now = join(&plan->arena, &now);
    CB_TRY_NEW(out->now.ptr);
    CB_TRY(difference(&plan->arena, &now, &then, &out->more, err));
    CB_TRY(difference(&plan->arena, &then, &now, &out->less, err));
done:
    return rc;
}

static cb_status take_entities(struct cb_plan *plan, struct cb_str cell, struct cb_str before,
                               struct cb_cell_wish *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_wish_texts items = {0}, then = {0}, names = {0}, keys = {0};
    struct cb_str joined;

    CB_TRY(split_list(&plan->arena, cell, &items, err));
    CB_TRY(split_list(&plan->arena, before, &then, err));
    out->changed = !same_list(&items, &then);
    for (size_t i = 0; out->changed && i < items.count && !out->refused.ptr; i++) {
        struct cb_named named;
        struct cb_str *name = CB_PUSH(&plan->arena, &names), *key = CB_PUSH(&plan->arena, &keys);
        CB_TRY_NEW(name && key);
        CB_TRY(cb_plan_entity(plan, items.items[i], &named, err));
        out->refused = named.refused;
        *name = named.name;
        *key = named.key;
    }
    out->now = join(&plan->arena, &names);
    joined = join(&plan->arena, &keys);
    CB_TRY_NEW(out->now.ptr && joined.ptr);
    out->json = json_text(&plan->arena, joined);
    CB_TRY_NEW(out->json.ptr);
done:
    return rc;
}

/* ---- values ---- */

static cb_status refuse(struct cb_cell_wish *out, struct cb_str text, struct cb_err *err)
{
    if (!text.ptr)
        return cb_err_no_memory(err);
    out->refused = text;
    return CB_OK;
}

struct cb_str cb_plan_number(struct cb_arena *arena, double value)
{
    struct cb_buf buf;
    struct cb_str copy;

    cb_buf_init(&buf, 64);
    cb_render_real(&buf, value);
    copy = cb_arena_copy(arena, cb_buf_view(&buf));
    cb_buf_release(&buf);
    return copy;
}

static double number_of(struct cb_str canonical)
{
    struct cb_cell_number n;

    return cb_cell_read_number(canonical, '.', &n) ? n.readings[0] : 0;
}

static cb_status take_number(struct cb_plan *plan, struct cb_str cell, struct cb_str before,
                             const uint32_t *check, struct cb_cell_wish *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_cell_number n;

    if (!cb_cell_read_number(cell, plan->file.decimal, &n)) {
        CB_TRY(refuse(out,
                      cb_arena_printf(&plan->arena,
                                      "'%.*s' is no number; write digits alone, as in 1250.5 or 1250,5",
                                      CB_STR_ARG(cell)),
                      err));
        goto done;
    }
    out->changed = before.len == 0 || !cb_cell_is_number(&n, number_of(before));
    out->now = cb_plan_number(&plan->arena, n.readings[0]);
    CB_TRY_NEW(out->now.ptr);
    if (out->changed && n.count > 1) {
        struct cb_str other = cb_plan_number(&plan->arena, n.readings[1]);
        CB_TRY_NEW(other.ptr);
        if (check && (*check == cb_review_hash(out->now) || *check == cb_review_hash(other)))
            out->changed = false;
        else
            CB_TRY(refuse(out,
                          cb_arena_printf(&plan->arena,
                                          "'%.*s' may be %.*s or %.*s; write it without a sign between "
                                          "thousands, or with one more digit behind the decimal sign",
                                          CB_STR_ARG(cell), CB_STR_ARG(out->now), CB_STR_ARG(other)),
                          err));
    }
    out->json = out->now;
done:
    return rc;
}

static struct cb_str render_day(struct cb_arena *arena, int32_t day)
{
    char text[11];

    cb_date_format(day, text);
    return cb_arena_copy(arena, cb_str_of(text));
}

static cb_status take_day(struct cb_plan *plan, struct cb_str cell, struct cb_str before,
                          const uint32_t *check, struct cb_cell_wish *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_cell_date d;
    int32_t then;

    if (!cb_cell_read_date(cell, &d)) {
        CB_TRY(refuse(
            out,
            cb_arena_printf(&plan->arena, "'%.*s' is no day; write it as in 2026-11-22", CB_STR_ARG(cell)),
            err));
        goto done;
    }
    out->changed = !cb_date_parse(before, &then) || !cb_cell_is_date(&d, then);
    for (size_t i = 0; i < d.count; i++) {
        out->now = render_day(&plan->arena, d.readings[i]);
        CB_TRY_NEW(out->now.ptr);
        if (check && *check == cb_review_hash(out->now))
            out->changed = false;
    }
    if (out->changed && !d.sure)
        CB_TRY(
            refuse(out,
                   cb_arena_printf(&plan->arena, "'%.*s' may be more than one day; write it as in 2026-11-22",
                                   CB_STR_ARG(cell)),
                   err));
    out->json = json_text(&plan->arena, out->now);
    CB_TRY_NEW(out->json.ptr);
done:
    return rc;
}

static cb_status take_flag(struct cb_plan *plan, struct cb_str cell, struct cb_cell_wish *out,
                           struct cb_err *err)
{
    bool flag;

    if (!cb_cell_read_flag(cell, &flag))
        return refuse(out, cb_arena_printf(&plan->arena, "'%.*s' is neither 1 nor 0", CB_STR_ARG(cell)), err);
    out->now = out->json = flag ? CB_STR("1") : CB_STR("0");
    return CB_OK;
}

static cb_status take_word(struct cb_plan *plan, const struct cb_review_column *column, struct cb_str cell,
                           struct cb_cell_wish *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str words = cb_str_of(column->words);
    struct cb_nearest nearest = {.wanted = cb_arena_z(&plan->arena, cell)};
    char *listed = cb_arena_z(&plan->arena, words);

    CB_TRY_NEW(nearest.wanted && listed);
    while (words.ptr) {
        struct cb_str word = cb_str_split(&words, '|');
        if (word.len == cell.len && strncasecmp(word.ptr, cell.ptr, word.len) == 0) {
            out->now = word;
            out->json = json_text(&plan->arena, word);
            CB_TRY_NEW(out->json.ptr);
            goto done;
        }
        const char *candidate = cb_arena_z(&plan->arena, word);
        CB_TRY_NEW(candidate);
        cb_nearest_try(&nearest, candidate);
    }
    for (char *c = listed; *c; c++)
        if (*c == '|')
            *c = ' ';
    CB_TRY(refuse(out,
                  nearest.best ? cb_arena_printf(&plan->arena,
                                                 "'%.*s' is not known; did you mean '%s'? The words are: %s",
                                                 CB_STR_ARG(cell), nearest.best, listed)
                               : cb_arena_printf(&plan->arena, "'%.*s' is not known; the words are: %s",
                                                 CB_STR_ARG(cell), listed),
                  err));
done:
    return rc;
}

static cb_status take_text(struct cb_plan *plan, struct cb_str cell, struct cb_str before,
                           struct cb_cell_wish *out, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (before.len > 0 && cb_cell_compare(cell, before) == CB_CELL_REWRITTEN)
        CB_TRY(refuse(
            out,
            cb_arena_printf(&plan->arena,
                            "'%.*s' became '%.*s', which spreadsheets do by themselves; where it is meant, "
                            "use the command line",
                            CB_STR_ARG(before), CB_STR_ARG(cell)),
            err));
    out->now = cb_cell_text(&plan->arena, cell);
    out->json = json_text(&plan->arena, out->now);
    CB_TRY_NEW(out->json.ptr && out->now.ptr);
done:
    return rc;
}

static cb_status take_value(struct cb_plan *plan, const struct cb_review_column *column, struct cb_str cell,
                            struct cb_str before, const uint32_t *check, struct cb_cell_wish *out,
                            struct cb_err *err)
{
    out->changed = true;
    if (column->type == CB_COLUMN_ENTITIES)
        return take_entities(plan, cell, before, out, err);
    if (column->type == CB_COLUMN_TEXTS)
        return take_texts(plan, cell, before, out, err);
    if (cell.len == 0) {
        out->json = CB_STR("null");
        return column->needed ? refuse(out, CB_STR("may not be empty"), err) : CB_OK;
    }
    if (column->type == CB_COLUMN_NUMBER)
        return take_number(plan, cell, before, check, out, err);
    if (column->type == CB_COLUMN_DAY)
        return take_day(plan, cell, before, check, out, err);
    if (column->type == CB_COLUMN_FLAG)
        return take_flag(plan, cell, out, err);
    if (column->type == CB_COLUMN_WORD)
        return take_word(plan, column, cell, out, err);
    if (column->type == CB_COLUMN_ENTITY)
        return take_entity(plan, cell, out, err);
    if (column->type == CB_COLUMN_SOURCE)
        return take_source(plan, cell, out, err);
    return take_text(plan, cell, before, out, err);
}

/* Cells that are the value in its canonical form, or nearly: most of a file. */
static bool is_same(const struct cb_review_column *column, struct cb_str cell, struct cb_str before)
{
    if (cb_str_eq(cell, before))
        return true;
    return column->type != CB_COLUMN_NUMBER && column->type != CB_COLUMN_DAY &&
           column->type != CB_COLUMN_FLAG && cb_cell_compare(cell, before) == CB_CELL_SAME;
}

struct cb_str cb_plan_stale(struct cb_arena *arena, struct cb_str now)
{
    return cb_arena_printf(arena, "changed since the export: it is now '%.*s'; export again",
                           CB_STR_ARG(now));
}

cb_status cb_plan_cell(struct cb_plan *plan, size_t c, struct cb_str cell, struct cb_str before,
                       const uint32_t *check, struct cb_cell_wish *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_review_column *column = &plan->file.sheet->columns[c];

    *out = (struct cb_cell_wish){.changed = false};
    if (is_same(column, cell, before))
        goto done;
    if (check && cb_review_hash(cell) == *check && cb_review_hash(before) != *check)
        goto done; /* left as it was exported */
    CB_TRY(take_value(plan, column, cell, before, check, out, err));
    if (!out->changed || out->refused.ptr)
        goto done;
    if (cb_str_eq(out->now, before) ||
        (check && cb_review_hash(out->now) == *check && cb_review_hash(before) != *check)) {
        out->changed = false;
        goto done;
    }
    if (check && cb_review_hash(before) != *check)
        CB_TRY(refuse(out, cb_plan_stale(&plan->arena, before), err));
done:
    return rc;
}
