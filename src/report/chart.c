#include "report/chart.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "report/render.h"
#include "text/decimal.h"

static size_t column_of(const struct cb_sheet *sheet, const char *name)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (name && strcmp(sheet->columns[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

cb_status cb_chart_open(const struct cb_sheet *sheet, struct cb_chart **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_chart *chart = cb_alloc(sizeof *chart);

    CB_TRY_NEW(chart);
    chart->spec = sheet->chart;
    chart->title = sheet->chart->title ? sheet->chart->title : sheet->title ? sheet->title : sheet->chart->y;
    chart->x = column_of(sheet, sheet->chart->x);
    chart->y = column_of(sheet, sheet->chart->y);
    chart->series = column_of(sheet, sheet->chart->series);
    if (chart->x == SIZE_MAX || chart->y == SIZE_MAX)
        CB_BUG("a chart of columns that the header parser lets through");
    cb_buf_init(&chart->scratch, SIZE_MAX / 4);
    *out = chart;
done:
    return rc;
}

void cb_chart_close(struct cb_chart *chart)
{
    if (!chart)
        return;
    cb_arena_release(&chart->arena);
    cb_buf_release(&chart->scratch);
    cb_free(chart);
}

/* ---- collecting ---- */

static bool number_of(const struct cb_value *value, double *out)
{
    if (value->kind == CB_VALUE_INTEGER)
        *out = (double)value->integer;
    else if (value->kind == CB_VALUE_REAL)
        *out = value->real;
    else
        return false;
    return isfinite(*out);
}

/* The label that `value` shows as: its number in *list. */
static cb_status label_of(struct cb_chart *chart, struct cb_map *index, struct cb_chart_labels *list,
                          const struct cb_value *value, uint32_t *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_chart_label *label;
    struct cb_str text;
    uint32_t *slot;

    cb_buf_clear(&chart->scratch);
    if (value->kind == CB_VALUE_TEXT)
        cb_render_visible(&chart->scratch, value->text);
    else
        cb_render_value(&chart->scratch, value);
    CB_TRY_NEW(!cb_buf_failed(&chart->scratch));
    text = chart->scratch.len ? cb_buf_view(&chart->scratch) : CB_STR("-");
    slot = cb_map_find(index, text);
    if (slot) {
        *out = *slot;
        goto done;
    }
    label = CB_PUSH(&chart->arena, list);
    CB_TRY_NEW(label);
    label->text = cb_arena_copy(&chart->arena, text);
    label->numeric = number_of(value, &label->number);
    CB_TRY_NEW(label->text.ptr);
    slot = cb_map_add(&chart->arena, index, label->text, NULL);
    CB_TRY_NEW(slot);
    *out = *slot = (uint32_t)list->count - 1;
done:
    return rc;
}

static cb_status add_point(struct cb_chart *chart, uint32_t x, uint32_t series, double y, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t pair[2] = {x, series};
    struct cb_str key = {(const char *)pair, sizeof pair};
    const uint32_t *known = cb_map_find(&chart->point_index, key);
    uint32_t *slot;
    struct cb_chart_point *point;

    if (known) {
        point = &chart->points.items[*known];
    } else {
        point = CB_PUSH(&chart->arena, &chart->points);
        CB_TRY_NEW(point);
        *point = (struct cb_chart_point){x, series, 0};
        key = cb_arena_copy(&chart->arena, key);
        slot = key.ptr ? cb_map_add(&chart->arena, &chart->point_index, key, NULL) : NULL;
        CB_TRY_NEW(slot);
        *slot = (uint32_t)chart->points.count - 1;
    }
    point->value += y;
    chart->all_series.items[series].total += y;
done:
    return rc;
}

cb_status cb_chart_add(struct cb_chart *chart, const struct cb_value *values, struct cb_err *err)
{
    static const struct cb_value ALONE = {.kind = CB_VALUE_NULL};
    cb_status rc = CB_OK;
    uint32_t x = 0, series = 0;
    double y;

    if (!number_of(&values[chart->y], &y) || (chart->spec->line && values[chart->x].kind == CB_VALUE_NULL))
        goto done;
    CB_TRY(label_of(chart, &chart->x_index, &chart->xs, &values[chart->x], &x, err));
    CB_TRY(label_of(chart, &chart->series_index, &chart->all_series,
                    chart->series == SIZE_MAX ? &ALONE : &values[chart->series], &series, err));
    CB_TRY(add_point(chart, x, series, y, err));
done:
    return rc;
}

/* ---- what is drawn ---- */

struct ranked {
    uint32_t index;
    const struct cb_chart_label *label;
};

static int by_total(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    double p = fabs(x->label->total), q = fabs(y->label->total);

    return p != q ? (p < q ? 1 : -1) : x->index < y->index ? -1 : 1;
}

static int by_index(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    return x->index < y->index ? -1 : x->index > y->index;
}

static int by_label(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->label->numeric && y->label->numeric && x->label->number != y->label->number)
        return x->label->number < y->label->number ? -1 : 1;
    return cb_str_compare(x->label->text, y->label->text);
}

static struct ranked *rank(struct cb_chart *chart, const struct cb_chart_labels *labels)
{
    struct ranked *out = CB_NEW_ARRAY(&chart->arena, struct ranked, labels->count);

    for (size_t i = 0; out && i < labels->count; i++)
        out[i] = (struct ranked){(uint32_t)i, &labels->items[i]};
    return out;
}

static cb_status choose_series(struct cb_chart *chart, bool *shown, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t all = chart->all_series.count, count = all < CB_CHART_SERIES_MAX ? all : CB_CHART_SERIES_MAX;
    struct ranked *ranked = rank(chart, &chart->all_series);

    CB_TRY_NEW(ranked);
    qsort(ranked, all, sizeof *ranked, by_total);
    qsort(ranked, count, sizeof *ranked, by_index);
    chart->shown_series = CB_NEW_ARRAY(&chart->arena, uint32_t, count);
    CB_TRY_NEW(chart->shown_series);
    for (size_t i = 0; i < count; i++) {
        chart->shown_series[i] = ranked[i].index;
        shown[ranked[i].index] = true;
    }
    chart->series_count = count;
    chart->series_hidden = all - count;
done:
    return rc;
}

/* Those x that a shown series has a point at. */
static cb_status choose_x(struct cb_chart *chart, const bool *shown, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t most = chart->spec->line ? CB_CHART_LINE_MAX : CB_CHART_BARS_MAX, count = 0;
    struct ranked *ranked = rank(chart, &chart->xs);
    bool *used = CB_NEW_ARRAY(&chart->arena, bool, chart->xs.count);

    CB_TRY_NEW(ranked && used);
    for (size_t i = 0; i < chart->points.count; i++)
        used[chart->points.items[i].x] |= shown[chart->points.items[i].series];
    for (size_t i = 0; i < chart->xs.count; i++)
        if (used[i])
            ranked[count++] = ranked[i];
    if (chart->spec->line)
        qsort(ranked, count, sizeof *ranked, by_label);
    chart->x_hidden = count > most ? count - most : 0;
    chart->x_count = count - chart->x_hidden;
    chart->shown_x = CB_NEW_ARRAY(&chart->arena, uint32_t, chart->x_count);
    CB_TRY_NEW(chart->shown_x);
    for (size_t i = 0; i < chart->x_count; i++)
        chart->shown_x[i] = ranked[i].index;
done:
    return rc;
}

/* Place of each index in the list of shown ones, SIZE_MAX where it is not shown. */
static size_t *places(struct cb_chart *chart, const uint32_t *shown, size_t count, size_t all)
{
    size_t *out = CB_NEW_ARRAY(&chart->arena, size_t, all);

    for (size_t i = 0; out && i < all; i++)
        out[i] = SIZE_MAX;
    for (size_t i = 0; out && i < count; i++)
        out[shown[i]] = i;
    return out;
}

static cb_status fill(struct cb_chart *chart, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t size = chart->series_count * chart->x_count;
    size_t *x = places(chart, chart->shown_x, chart->x_count, chart->xs.count);
    size_t *series = places(chart, chart->shown_series, chart->series_count, chart->all_series.count);

    chart->values = CB_NEW_ARRAY(&chart->arena, double, size);
    CB_TRY_NEW(x && series && chart->values);
    for (size_t i = 0; i < size; i++)
        chart->values[i] = (double)NAN;
    chart->whole = true;
    for (size_t i = 0; i < chart->points.count; i++) {
        const struct cb_chart_point *point = &chart->points.items[i];
        if (x[point->x] == SIZE_MAX || series[point->series] == SIZE_MAX)
            continue;
        chart->values[series[point->series] * chart->x_count + x[point->x]] = point->value;
        chart->low = point->value < chart->low ? point->value : chart->low;
        chart->high = point->value > chart->high ? point->value : chart->high;
        chart->whole = chart->whole && point->value == floor(point->value);
    }
done:
    return rc;
}

cb_status cb_chart_settle(struct cb_chart *chart, bool *any, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool *shown = CB_NEW_ARRAY(&chart->arena, bool, chart->all_series.count + 1);

    CB_TRY_NEW(shown);
    *any = chart->points.count > 0;
    if (!*any)
        goto done;
    CB_TRY(choose_series(chart, shown, err));
    CB_TRY(choose_x(chart, shown, err));
    CB_TRY(fill(chart, err));
    *any = isfinite(chart->high - chart->low);
done:
    return rc;
}

/* ---- axis ---- */

double cb_chart_tick(struct cb_chart_axis axis, int64_t multiple)
{
    return cb_decimal_double((struct cb_decimal){multiple * axis.digits, axis.exponent});
}

/* Steps of 1, 2 or 5 times a power of ten, of which about five make the axis. */
struct cb_chart_axis cb_chart_ticks(const struct cb_chart *chart)
{
    static const int DIGITS[] = {1, 2, 5, 10};
    enum { STEPS = 5 };
    double range = chart->high - chart->low, rough = (range > 0 ? range : 1) / STEPS, step;
    struct cb_chart_axis axis = {.exponent = (int)floor(log10(rough)), .digits = 10};

    for (size_t i = 0; i < sizeof DIGITS / sizeof *DIGITS && axis.digits == 10; i++)
        if (rough <= DIGITS[i] * pow(10, axis.exponent) * (1 + 1e-9))
            axis.digits = DIGITS[i];
    if (chart->whole && axis.exponent < 0)
        axis = (struct cb_chart_axis){.digits = 1};
    step = cb_chart_tick(axis, 1);
    axis.first = (int64_t)floor(chart->low / step);
    axis.last = (int64_t)ceil(chart->high / step);
    if (axis.last == axis.first)
        axis.last++;
    return axis;
}
