/* Bars of characters, in eighths where the terminal has them. */
#include "report/chart.h"

#include <math.h>

#include "report/render.h"

enum { VALUE_ROOM = 14, LABEL_MAX = 40, BAR_MIN = 8, EIGHTHS = 8 };

struct drawing {
    const struct cb_chart *chart;
    const struct cb_sink *sink;
    struct cb_buf *out;
    size_t label, bar; /* columns */
};

static size_t label_width(const struct cb_chart *chart)
{
    size_t widest = 0;

    for (size_t x = 0; x < chart->x_count; x++) {
        size_t width = cb_render_width(chart->xs.items[chart->shown_x[x]].text);
        widest = width > widest ? width : widest;
    }
    for (size_t s = 0; s < chart->series_count && chart->series != SIZE_MAX; s++) {
        size_t width = cb_render_width(chart->all_series.items[chart->shown_series[s]].text) + 2;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* The label in exactly `width` columns, cut where it is longer. */
static void add_label(struct drawing *d, struct cb_str text, size_t width)
{
    size_t used = cb_render_width(text);

    if (used > width) {
        const char *mark = d->sink->ascii ? "." : "…";
        while (used > width - 1) { /* from the end, character by character */
            do
                text.len--;
            while (((unsigned char)text.ptr[text.len] & 0xC0) == 0x80);
            used = cb_render_width(text);
        }
        cb_buf_add(d->out, text);
        cb_buf_add_z(d->out, mark);
        used++;
    } else {
        cb_buf_add(d->out, text);
    }
    cb_buf_printf(d->out, "%*s", (int)(width - used), "");
}

/* The length says how much, the sign behind it which way. */
static void add_bar(struct drawing *d, double value)
{
    static const char *const PARTS[EIGHTHS] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    double most = fmax(d->chart->high, -d->chart->low);
    size_t eighths = most > 0 ? (size_t)lround(fabs(value) / most * (double)(d->bar * EIGHTHS)) : 0;
    size_t whole = eighths / EIGHTHS, part = eighths % EIGHTHS;

    if (value != 0 && eighths == 0)
        part = 1;
    if (d->sink->ascii && part > 0) {
        whole += part >= EIGHTHS / 2 || whole == 0;
        part = 0;
    }
    for (size_t i = 0; i < whole; i++)
        cb_buf_add_z(d->out, d->sink->ascii ? "#" : "█");
    cb_buf_add_z(d->out, PARTS[part]);
    if (eighths > 0 || part > 0 || whole > 0)
        cb_buf_add_char(d->out, ' ');
    cb_render_real(d->out, value);
    cb_buf_add_char(d->out, '\n');
}

static void add_row(struct drawing *d, struct cb_str label, size_t indent, double value)
{
    cb_buf_printf(d->out, "%*s", (int)indent, "");
    add_label(d, label, d->label - indent);
    cb_buf_add_z(d->out, d->sink->ascii ? " |" : " │");
    add_bar(d, value);
}

static void add_x(struct drawing *d, size_t x)
{
    const struct cb_chart *chart = d->chart;
    struct cb_str label = chart->xs.items[chart->shown_x[x]].text;

    if (chart->series == SIZE_MAX) {
        add_row(d, label, 0, chart->values[x]);
        return;
    }
    add_label(d, label, d->label);
    cb_buf_add_char(d->out, '\n');
    for (size_t s = 0; s < chart->series_count; s++) {
        double value = chart->values[s * chart->x_count + x];
        if (!isnan(value))
            add_row(d, chart->all_series.items[chart->shown_series[s]].text, 2, value);
    }
}

cb_status cb_chart_text(struct cb_chart *chart, const struct cb_sink *sink, struct cb_buf *out,
                        struct cb_err *err)
{
    cb_status rc;
    struct drawing d = {.chart = chart, .sink = sink, .out = out};
    size_t shown, room = sink->width / 2;
    bool any = false;

    CB_TRY(cb_chart_settle(chart, &any, err));
    if (!any)
        goto done;
    d.label = label_width(chart);
    d.label = d.label > LABEL_MAX ? LABEL_MAX : d.label;
    d.label = d.label > room ? room : d.label;
    d.label = d.label < 4 ? 4 : d.label;
    d.bar = sink->width > d.label + VALUE_ROOM + BAR_MIN ? sink->width - d.label - VALUE_ROOM : BAR_MIN;
    cb_buf_printf(out, "\n%s%s (%s)%s\n", sink->color ? "\033[1m" : "", chart->title, chart->spec->y,
                  sink->color ? "\033[0m" : "");
    shown = chart->x_count < CB_CHART_BARS_MAX ? chart->x_count : CB_CHART_BARS_MAX;
    for (size_t x = 0; x < shown; x++)
        add_x(&d, x);
    if (chart->x_count + chart->x_hidden > shown)
        cb_buf_printf(out, "... and %zu more in the table\n", chart->x_count + chart->x_hidden - shown);
    if (chart->series_hidden > 0)
        cb_buf_printf(out, "The %zu largest of %zu series (%s)\n", chart->series_count,
                      chart->series_count + chart->series_hidden, chart->spec->series);
done:
    return rc;
}
