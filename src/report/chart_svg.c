/* The chart as SVG inside a page: lying bars, whose labels have room, or lines over time. Colours and type
 * come from page.css; lengths are in units of the view box. */
#include "report/chart.h"

#include <math.h>
#include <stdlib.h>

#include "report/page.h"
#include "report/render.h"
#include "text/date.h"

enum {
    WIDTH = 720,
    TOP = 30,    /* the title */
    LEGEND = 20, /* a line of the legend */
    BOTTOM = 42, /* tick labels and the title of the axis */
    RIGHT = 16,
    BAR = 15,
    BAR_GAP = 7,
    LETTER = 7,     /* a wide letter of the labels */
    LABEL_MAX = 36, /* letters */
    LINE_HEIGHT = 260,
    DOT = 3,
    DOTS_MAX = 120, /* points of a line beyond which dots would hide it */
};

struct svg {
    const struct cb_chart *chart;
    struct cb_buf *out;
    struct cb_chart_axis axis;
    double left, right, top, bottom; /* of the field */
};

/* ---- small things ---- */

/* With one digit behind the point, so that it is the same everywhere. */
static void add_length(struct cb_buf *out, double value)
{
    long long tenths = llround(value * 10);

    cb_buf_printf(out, "%s%lld.%lld", tenths < 0 ? "-" : "", llabs(tenths) / 10, llabs(tenths) % 10);
}

static void add_attribute(struct cb_buf *out, const char *name, double value)
{
    cb_buf_printf(out, " %s=\"", name);
    add_length(out, value);
    cb_buf_add_char(out, '"');
}

static void add_line(struct svg *g, const char *class, double x1, double y1, double x2, double y2)
{
    cb_buf_printf(g->out, "<line class=\"%s\"", class);
    add_attribute(g->out, "x1", x1);
    add_attribute(g->out, "y1", y1);
    add_attribute(g->out, "x2", x2);
    add_attribute(g->out, "y2", y2);
    cb_buf_add_z(g->out, "/>\n");
}

/* Text of at most LABEL_MAX columns; what is longer is cut and stands whole in a tooltip. */
static void add_text(struct svg *g, const char *class, double x, double y, struct cb_str text)
{
    struct cb_str shown = text;

    while (cb_render_width(shown) > LABEL_MAX)
        do
            shown.len--;
        while (((unsigned char)shown.ptr[shown.len] & 0xC0) == 0x80);
    cb_buf_printf(g->out, "<text class=\"%s\"", class);
    add_attribute(g->out, "x", x);
    add_attribute(g->out, "y", y);
    cb_buf_add_char(g->out, '>');
    cb_html_add(g->out, shown);
    if (shown.len < text.len) {
        cb_buf_add_z(g->out, "…<title>");
        cb_html_add(g->out, text);
        cb_buf_add_z(g->out, "</title>");
    }
    cb_buf_add_z(g->out, "</text>\n");
}

static void add_number(struct svg *g, const char *class, double x, double y, double value)
{
    struct cb_buf text;

    cb_buf_init(&text, 64);
    cb_render_real(&text, value);
    add_text(g, class, x, y, cb_buf_view(&text));
    cb_buf_release(&text);
}

static struct cb_str x_label(const struct cb_chart *chart, size_t x)
{
    return chart->xs.items[chart->shown_x[x]].text;
}

static struct cb_str series_label(const struct cb_chart *chart, size_t s)
{
    return chart->all_series.items[chart->shown_series[s]].text;
}

static double value_at(const struct cb_chart *chart, size_t s, size_t x)
{
    return chart->values[s * chart->x_count + x];
}

/* Where on the axis `value` stands, from 0 to 1. */
static double share(const struct svg *g, double value)
{
    double low = cb_chart_tick(g->axis, g->axis.first), high = cb_chart_tick(g->axis, g->axis.last);

    return (value - low) / (high - low);
}

/* "x: value", shown where the pointer rests. */
static void add_tooltip(struct svg *g, size_t s, size_t x)
{
    cb_buf_add_z(g->out, "<title>");
    cb_html_add(g->out, x_label(g->chart, x));
    if (g->chart->series != SIZE_MAX) {
        cb_buf_add_z(g->out, ", ");
        cb_html_add(g->out, series_label(g->chart, s));
    }
    cb_buf_add_z(g->out, ": ");
    cb_render_real(g->out, value_at(g->chart, s, x));
    cb_buf_add_z(g->out, "</title>");
}

/* ---- bars ---- */

static double label_room(const struct cb_chart *chart)
{
    size_t widest = 4;

    for (size_t x = 0; x < chart->x_count; x++) {
        size_t width = cb_render_width(x_label(chart, x));
        widest = width > widest ? width : widest;
    }
    return (double)((widest > LABEL_MAX ? LABEL_MAX + 1 : widest) * LETTER + 12);
}

static double axis_x(const struct svg *g, double value)
{
    return g->left + share(g, value) * (g->right - g->left);
}

static void add_bar(struct svg *g, size_t s, size_t x, double y)
{
    double value = value_at(g->chart, s, x), a = axis_x(g, value < 0 ? value : 0),
           b = axis_x(g, value < 0 ? 0 : value);

    if (isnan(value))
        return;
    cb_buf_printf(g->out, "<rect class=\"s%zu\"", s);
    add_attribute(g->out, "x", a);
    add_attribute(g->out, "y", y);
    add_attribute(g->out, "width", b - a);
    cb_buf_printf(g->out, " height=\"%d\">", BAR);
    add_tooltip(g, s, x);
    cb_buf_add_z(g->out, "</rect>\n");
}

static void add_value_ticks(struct svg *g)
{
    for (int64_t i = g->axis.first; i <= g->axis.last; i++) {
        double value = cb_chart_tick(g->axis, i), x = axis_x(g, value);
        add_line(g, i == 0 ? "axis" : "grid", x, g->top, x, g->bottom);
        add_number(g, "dim m", x, g->bottom + 15, value);
    }
    add_text(g, "dim m", (g->left + g->right) / 2, g->bottom + 33, cb_str_of(g->chart->spec->y));
}

static void add_bars(struct svg *g)
{
    double band = (double)g->chart->series_count * BAR + BAR_GAP;

    add_value_ticks(g);
    for (size_t x = 0; x < g->chart->x_count; x++) {
        double y = g->top + (double)x * band + BAR_GAP / 2.0;
        add_text(g, "e", g->left - 8, y + (band - BAR_GAP) / 2 + 4, x_label(g->chart, x));
        for (size_t s = 0; s < g->chart->series_count; s++)
            add_bar(g, s, x, y + (double)s * BAR);
    }
}

/* ---- lines ---- */

/* The day that "2025", "2025-03" or "2025-03-12" begins with. */
static bool day_of(struct cb_str text, int32_t *day)
{
    char whole[] = "0000-01-01";

    if (text.len != 4 && text.len != 7 && text.len != 10)
        return false;
    memcpy(whole, text.ptr, text.len);
    return cb_date_parse((struct cb_str){whole, 10}, day);
}

static double axis_y(const struct svg *g, double value)
{
    return g->bottom - share(g, value) * (g->bottom - g->top);
}

/* Where each x stands: days at their distance, anything else evenly. */
static double *x_places(const struct svg *g, struct cb_arena *arena)
{
    const struct cb_chart *chart = g->chart;
    double *places = CB_NEW_ARRAY(arena, double, chart->x_count);
    int32_t first = 0, last = 0, day;
    bool days = chart->x_count > 1 && day_of(x_label(chart, 0), &first) &&
                day_of(x_label(chart, chart->x_count - 1), &last) && last > first;

    for (size_t x = 0; x < chart->x_count; x++)
        days = days && day_of(x_label(chart, x), &day);
    for (size_t x = 0; places && x < chart->x_count; x++) {
        double at = chart->x_count > 1 ? (double)x / (double)(chart->x_count - 1) : 0.5;
        if (days && day_of(x_label(chart, x), &day))
            at = (double)(day - first) / (double)(last - first);
        places[x] = g->left + at * (g->right - g->left);
    }
    return places;
}

/* As many labels as there is room for, from left to right. */
static void add_x_labels(struct svg *g, const double *places)
{
    double free_from = -1e9;

    for (size_t x = 0; x < g->chart->x_count; x++) {
        double width = (double)cb_render_width(x_label(g->chart, x)) * LETTER;
        width = width > LABEL_MAX * LETTER ? LABEL_MAX * LETTER : width;
        if (places[x] - width / 2 < free_from)
            continue;
        add_line(g, "axis", places[x], g->bottom, places[x], g->bottom + 4);
        add_text(g, "dim m", places[x], g->bottom + 17, x_label(g->chart, x));
        free_from = places[x] + width / 2 + LETTER;
    }
    add_text(g, "dim m", (g->left + g->right) / 2, g->bottom + 35, cb_str_of(g->chart->spec->x));
}

static void add_one_line(struct svg *g, size_t s, const double *places)
{
    const struct cb_chart *chart = g->chart;
    bool dots = chart->x_count <= DOTS_MAX;

    cb_buf_printf(g->out, "<polyline class=\"s%zu d%zu\" points=\"", s, s);
    for (size_t x = 0; x < chart->x_count; x++) {
        if (isnan(value_at(chart, s, x)))
            continue;
        add_length(g->out, places[x]);
        cb_buf_add_char(g->out, ',');
        add_length(g->out, axis_y(g, value_at(chart, s, x)));
        cb_buf_add_char(g->out, ' ');
    }
    cb_buf_add_z(g->out, "\"/>\n");
    for (size_t x = 0; dots && x < chart->x_count; x++) {
        if (isnan(value_at(chart, s, x)))
            continue;
        cb_buf_printf(g->out, "<circle class=\"s%zu\" r=\"%d\"", s, DOT);
        add_attribute(g->out, "cx", places[x]);
        add_attribute(g->out, "cy", axis_y(g, value_at(chart, s, x)));
        cb_buf_add_char(g->out, '>');
        add_tooltip(g, s, x);
        cb_buf_add_z(g->out, "</circle>\n");
    }
}

static cb_status add_lines(struct svg *g, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc = CB_OK;
    double *places = x_places(g, arena);

    CB_TRY_NEW(places);
    for (int64_t i = g->axis.first; i <= g->axis.last; i++) {
        double value = cb_chart_tick(g->axis, i), y = axis_y(g, value);
        add_line(g, i == 0 ? "axis" : "grid", g->left, y, g->right, y);
        add_number(g, "dim e", g->left - 8, y + 4, value);
    }
    add_text(g, "dim", 4, g->top - 14, cb_str_of(g->chart->spec->y));
    add_x_labels(g, places);
    for (size_t s = 0; s < g->chart->series_count; s++)
        add_one_line(g, s, places);
done:
    return rc;
}

/* ---- all of it ---- */

/* The letters of the longest tick. */
static double tick_room(const struct svg *g)
{
    struct cb_buf text;
    size_t widest = 2;

    cb_buf_init(&text, 64);
    for (int64_t i = g->axis.first; i <= g->axis.last; i++) {
        cb_buf_clear(&text);
        cb_render_real(&text, cb_chart_tick(g->axis, i));
        widest = text.len > widest ? text.len : widest;
    }
    cb_buf_release(&text);
    return (double)(widest * LETTER + 14);
}

static void add_legend(struct svg *g)
{
    for (size_t s = 0; s < g->chart->series_count; s++) {
        double y = TOP + (double)s * LEGEND;
        cb_buf_printf(g->out, "<rect class=\"s%zu\" width=\"12\" height=\"12\"", s);
        add_attribute(g->out, "x", 4);
        add_attribute(g->out, "y", y);
        cb_buf_add_z(g->out, "/>\n");
        add_text(g, "", 22, y + 10, series_label(g->chart, s));
    }
}

/* What the chart says, for those who do not see it. */
static void add_description(struct svg *g)
{
    const struct cb_chart *chart = g->chart;
    size_t least = SIZE_MAX, most = SIZE_MAX, size = chart->series_count * chart->x_count, count = 0;

    for (size_t i = 0; i < size; i++) {
        if (isnan(chart->values[i]))
            continue;
        count++;
        least = least == SIZE_MAX || chart->values[i] < chart->values[least] ? i : least;
        most = most == SIZE_MAX || chart->values[i] > chart->values[most] ? i : most;
    }
    cb_buf_printf(g->out,
                  "%s chart of %s by %s%s%s: %zu value%s. Highest: ", chart->spec->line ? "Line" : "Bar",
                  chart->spec->y, chart->spec->x, chart->series != SIZE_MAX ? " and " : "",
                  chart->series != SIZE_MAX ? chart->spec->series : "", count, count == 1 ? "" : "s");
    cb_render_real(g->out, chart->values[most]);
    cb_buf_add_z(g->out, " (");
    cb_html_add(g->out, x_label(chart, most % chart->x_count));
    cb_buf_add_z(g->out, "). Lowest: ");
    cb_render_real(g->out, chart->values[least]);
    cb_buf_add_z(g->out, " (");
    cb_html_add(g->out, x_label(chart, least % chart->x_count));
    cb_buf_add_z(g->out, "). All of them stand in the table.");
}

static void add_caption(struct svg *g)
{
    const struct cb_chart *chart = g->chart;

    if (chart->x_hidden == 0 && chart->series_hidden == 0)
        return;
    cb_buf_add_z(g->out, "<figcaption>");
    if (chart->x_hidden > 0)
        cb_buf_printf(g->out, "The first %zu of %zu (%s). ", chart->x_count, chart->x_count + chart->x_hidden,
                      chart->spec->x);
    if (chart->series_hidden > 0)
        cb_buf_printf(g->out, "The %zu largest of %zu series (%s). ", chart->series_count,
                      chart->series_count + chart->series_hidden, chart->spec->series);
    cb_buf_add_z(g->out, "The table has all.</figcaption>\n");
}

static void place_field(struct svg *g)
{
    const struct cb_chart *chart = g->chart;
    double band = (double)chart->series_count * BAR + BAR_GAP;

    g->top = TOP + (chart->series != SIZE_MAX ? (double)chart->series_count * LEGEND : 0) +
             (chart->spec->line ? 26 : 4);
    g->left = chart->spec->line ? tick_room(g) : label_room(chart);
    g->right = WIDTH - RIGHT - (chart->spec->line ? 20 : tick_room(g) / 2);
    g->bottom = g->top + (chart->spec->line ? LINE_HEIGHT : (double)chart->x_count * band);
}

cb_status cb_chart_svg(struct cb_chart *chart, struct cb_buf *out, struct cb_err *err)
{
    cb_status rc;
    struct svg g = {.chart = chart, .out = out};
    bool any = false;

    CB_TRY(cb_chart_settle(chart, &any, err));
    if (!any)
        goto done;
    g.axis = cb_chart_ticks(chart);
    place_field(&g);
    cb_buf_printf(out, "<figure>\n<svg viewBox=\"0 0 %d ", WIDTH);
    add_length(out, g.bottom + BOTTOM);
    cb_buf_add_z(out,
                 "\" role=\"img\" aria-labelledby=\"chart-title chart-says\">\n<title id=\"chart-title\">");
    cb_html_add_z(out, chart->title);
    cb_buf_add_z(out, "</title>\n<desc id=\"chart-says\">");
    add_description(&g);
    cb_buf_add_z(out, "</desc>\n<text class=\"title\" x=\"4\" y=\"16\">");
    cb_html_add_z(out, chart->title);
    cb_buf_add_z(out, "</text>\n");
    if (chart->series != SIZE_MAX)
        add_legend(&g);
    if (chart->spec->line)
        CB_TRY(add_lines(&g, &chart->arena, err));
    else
        add_bars(&g);
    cb_buf_add_z(out, "</svg>\n");
    add_caption(&g);
    cb_buf_add_z(out, "</figure>\n");
done:
    return rc;
}
