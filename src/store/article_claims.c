/* The claims and figures of one article. */
#include "store/writer.h"

#include <stdlib.h>

#include "base/buf.h"
#include "text/date.h"

static int compare_claim_spans(const void *left, const void *right)
{
    const struct cb_claim_span *a = left, *b = right;

    if (a->claim != b->claim)
        return a->claim < b->claim ? -1 : 1;
    if (a->role != b->role)
        return a->role < b->role ? -1 : 1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return (a->span.end > b->span.end) - (a->span.end < b->span.end);
}

enum { SPANS_MAX = 2048 }; /* of one role of a claim; further ones are left out */

/* The spans by claim and role, in text order and each once: their order is their seq. A claim for which the
 * finder gave no span of its own words is one span. */
static cb_status sort_claim_spans(struct writer *w)
{
    const struct cb_claim_spans *spans = &w->facts->claim_spans;
    struct cb_claim_spans *out = &w->spans;
    size_t claims = w->facts->claims.count;
    bool *has_words = CB_NEW_ARRAY(w->doc->arena, bool, claims);
    size_t n = 0;

    out->items = CB_NEW_ARRAY(w->doc->arena, struct cb_claim_span, spans->count + claims);
    if (!has_words || !out->items)
        return cb_err_no_memory(w->err);
    for (size_t i = 0; i < spans->count; i++) {
        out->items[n++] = spans->items[i];
        has_words[spans->items[i].claim] |= spans->items[i].role == CB_ROLE_CLAIM;
    }
    for (size_t i = 0; i < claims; i++)
        if (!has_words[i])
            out->items[n++] =
                (struct cb_claim_span){(uint32_t)i, CB_ROLE_CLAIM, w->facts->claims.items[i].span};
    qsort(out->items, n, sizeof *out->items, compare_claim_spans);
    for (size_t i = 0, seq = 0; i < n; i++) {
        const struct cb_claim_span *last = out->count > 0 ? &out->items[out->count - 1] : NULL;
        if (last && compare_claim_spans(last, &out->items[i]) == 0)
            continue;
        seq = last && last->claim == out->items[i].claim && last->role == out->items[i].role ? seq + 1 : 0;
        if (seq < SPANS_MAX)
            out->items[out->count++] = out->items[i];
    }
    return CB_OK;
}

#define ELLIPSIS " \u2026 " /* joins the pieces of a claim */

/* A claim's own words; where its frame cuts them, the pieces are joined. `first` is the first of its `count`
 * spans; those of its words come first. ptr NULL when there is no memory. */
static struct cb_str join_words(const struct writer *w, const struct cb_claim_span *first, size_t count)
{
    struct cb_buf text;
    struct cb_str copy;

    cb_buf_init(&text, SIZE_MAX / 4);
    for (size_t i = 0; i < count && first[i].role == CB_ROLE_CLAIM; i++) {
        if (i > 0)
            cb_buf_add_z(&text, ELLIPSIS);
        cb_buf_add(&text, cb_document_slice(w->doc, first[i].span));
    }
    copy = cb_buf_failed(&text) ? (struct cb_str){NULL, 0} : cb_arena_copy(w->doc->arena, cb_buf_view(&text));
    cb_buf_release(&text);
    return copy;
}

/* One span as the view claim_spans reads it. An article has less than 2^24 bytes. */
static int64_t span_number(int64_t role, int64_t seq, int64_t first, int64_t length)
{
    return role + 8 * (first + (INT64_C(1) << 24)) + (length << 28) + (seq << 52);
}

/* "NUMBER,NUMBER": the spans of a claim, with a comma before them where that of its own words is left out.
 * Empty: there is nothing else. ptr NULL: no memory. */
static struct cb_str list_spans(struct writer *w, const struct cb_claim *claim,
                                const struct cb_claim_span *spans, size_t count, bool own)
{
    int64_t from = cb_document_char(&w->counter, claim->span.start);
    char *out = cb_arena_alloc(w->doc->arena, 20 * count + 1), *at = out;
    int64_t seq = 0;

    for (size_t i = 0; out && i < count; i++) {
        int64_t start = cb_document_char(&w->counter, spans[i].span.start);
        int64_t end = cb_document_char(&w->counter, spans[i].span.end);
        seq = i > 0 && spans[i - 1].role == spans[i].role ? seq + 1 : 0;
        if (i == 0 && own)
            continue;
        if (i > 0)
            *at++ = ',';
        at = cb_writer_number(at, span_number(spans[i].role, seq, start - from, end - start));
    }
    return (struct cb_str){out, (size_t)(at - out)};
}

/* What claim_rows.form says, as the view claims reads it. */
static int64_t claim_form(const struct cb_claim *claim, bool own)
{
    return (int64_t)claim->kind + 8 * (int64_t)claim->no_speaker + 64 * (int64_t)claim->medium +
           256 * (int64_t)claim->act + (own ? 0 : 8192);
}

/* `spans`: its own, the first of them is one of its words. */
static cb_status set_claim(struct writer *w, struct cb_cell *row, const struct cb_claim *claim,
                           const struct cb_claim_span *spans, size_t count)
{
    cb_status rc = CB_OK;
    struct cb_err *err = w->err;
    bool pieces = count > 1 && spans[1].role == CB_ROLE_CLAIM;
    bool own = !pieces && spans->span.start == claim->span.start && spans->span.end == claim->span.end;
    struct cb_str list, text = cb_writer_long_text(w, claim->span);

    CB_TRY_NEW((list = list_spans(w, claim, spans, count, own)).ptr);
    if (!own)
        CB_TRY_NEW((text = join_words(w, spans, count)).ptr);
    set_int(&row[5], claim_form(claim, own));
    set_index(&row[6], w->entities, claim->speaker);
    set_index(&row[7], w->sources, claim->cited_source);
    set_text(&row[8], filled(list));
    set_text(&row[9], text);
    set_int(&row[10], (int64_t)claim->span.start - row[2].value.number);
    set_int(&row[11], (int64_t)(claim->span.end - claim->span.start) - row[3].value.number);
done:
    return rc;
}

cb_status cb_writer_claims(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_CLAIMS, .width = 12};
    struct cb_cell *row;
    size_t first = 0, end = 0;

    CB_TRY(sort_claim_spans(w));
    w->claims = rows.ids = CB_NEW_ARRAY(w->doc->arena, int64_t, w->facts->claims.count);
    if (!w->claims)
        return cb_err_no_memory(w->err);
    for (size_t i = 0; i < w->facts->claims.count; i++, first = end) {
        const struct cb_claim *claim = &w->facts->claims.items[i];
        while (end < w->spans.count && w->spans.items[end].claim == i)
            end++;
        CB_TRY(cb_writer_add(w, &rows, claim->span, claim->rule, &row));
        CB_TRY(set_claim(w, row, claim, &w->spans.items[first], end - first));
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

cb_status cb_writer_claim_entities(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_CLAIM_ENTITIES, .width = 3};
    struct cb_cell *row;

    for (size_t i = 0; i < w->facts->claim_entities.count; i++) {
        const struct cb_claim_entity *link = &w->facts->claim_entities.items[i];
        CB_TRY(cb_store_add_row(&rows, &row, w->err));
        set_int(&row[0], w->claims[link->claim]);
        set_int(&row[1], w->entities[link->entity]);
        set_name(&row[2], cb_claim_entity_role_name(link->role));
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}

/* ---- figures ---- */

static void set_decimal(struct cb_cell *cell, bool known, struct cb_decimal value)
{
    if (known)
        set_double(cell, cb_decimal_double(value));
}

static void set_day(struct cb_cell *cell, const char *date)
{
    int32_t day;

    if (*date && cb_date_parse(cb_str_of(date), &day))
        set_int(cell, day);
}

static void set_figure(const struct writer *w, struct cb_cell *row, const struct cb_figure *figure)
{
    /* as the view figures reads it */
    set_int(&row[5],
            (int64_t)figure->kind + 16 * (int64_t)figure->bound + 128 * (int64_t)figure->approximate);
    set_decimal(&row[6], figure->has_low, figure->low);
    set_decimal(&row[7], figure->has_high, figure->high);
    set_text(&row[8], filled(figure->unit));
    set_text(&row[9], filled(figure->what_key));
    set_text(&row[10], filled(cb_document_slice(w->doc, figure->what)));
    set_day(&row[11], figure->date_low);
    set_day(&row[12], figure->date_high);
    set_index(&row[13], w->entities, figure->entity);
    set_index(&row[14], w->claims, figure->claim);
    set_text(&row[15], cb_writer_long_text(w, figure->span));
}

cb_status cb_writer_figures(struct writer *w)
{
    cb_status rc = CB_OK;
    struct rows rows = {.store = w->store, .insert = SQL_ADD_FIGURES, .width = 16};
    struct cb_cell *row;

    w->figures = rows.ids = CB_NEW_ARRAY(w->doc->arena, int64_t, w->facts->figures.count);
    if (!w->figures)
        return cb_err_no_memory(w->err);
    for (size_t i = 0; i < w->facts->figures.count; i++) {
        const struct cb_figure *figure = &w->facts->figures.items[i];
        CB_TRY(cb_writer_add(w, &rows, figure->span, figure->rule, &row));
        set_figure(w, row, figure);
    }
    CB_TRY(cb_store_end_rows(&rows, w->err));
done:
    return rc;
}
