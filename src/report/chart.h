/* Floor 3. The chart that a report's head declares: points collected from the rows, drawn as SVG or as lines
 * of text. */
#ifndef CB_REPORT_CHART_H
#define CB_REPORT_CHART_H

#include "base/buf.h"
#include "base/map.h"
#include "report/sheet.h"
#include "report/value.h"

enum { CB_CHART_SERIES_MAX = 6, CB_CHART_BARS_MAX = 40, CB_CHART_LINE_MAX = 1000 };

struct cb_chart_label {
    struct cb_str text; /* harmless, one line */
    double total;       /* of the points */
    double number;      /* what the text says, where `numeric` */
    bool numeric;
};
CB_LIST_TYPE(cb_chart_labels, struct cb_chart_label)

struct cb_chart_point {
    uint32_t x, series;
    double value;
};
CB_LIST_TYPE(cb_chart_points, struct cb_chart_point)

struct cb_chart {
    const struct cb_report_chart *spec;
    const char *title;
    size_t x, y, series; /* columns; series SIZE_MAX where there is none */
    struct cb_arena arena;
    struct cb_map x_index, series_index, point_index;
    struct cb_chart_labels xs, all_series;
    struct cb_chart_points points;
    struct cb_buf scratch;

    /* After cb_chart_settle: what is drawn. */
    uint32_t *shown_x, *shown_series; /* indexes into the lists */
    size_t x_count, series_count;
    double *values;                 /* of series and x: values[s * x_count + x]; NaN = no row */
    double low, high;               /* of the values; low is at most 0, high at least 0 */
    size_t x_hidden, series_hidden; /* left out, for lack of room */
    bool whole;                     /* all values are whole numbers */
};

/* The sheet must have a chart; both are borrowed. The caller ends *out with cb_chart_close (NULL is fine). */
cb_status cb_chart_open(const struct cb_sheet *sheet, struct cb_chart **out, struct cb_err *err);
void cb_chart_close(struct cb_chart *chart);

/* One row. Rows without a number for y are passed over, on a line also those without an x. */
cb_status cb_chart_add(struct cb_chart *chart, const struct cb_value *values, struct cb_err *err);

/* Decides what is drawn: the series with the largest sums, in order of the rows; bars in order of the rows,
 * the first of them; a line in order of x. False (and nothing to draw) where no row has a number. */
cb_status cb_chart_settle(struct cb_chart *chart, bool *any, struct cb_err *err);

/* Round numbers for an axis from chart->low to chart->high: `step` apart, *first to *last. */
struct cb_chart_axis {
    int64_t first, last; /* multiples of the step */
    int64_t digits;      /* step = digits * 10^exponent */
    int exponent;
};
struct cb_chart_axis cb_chart_ticks(const struct cb_chart *chart);
double cb_chart_tick(struct cb_chart_axis axis, int64_t multiple);

/* Appends the chart as SVG in a <figure>; nothing where there is nothing to draw. */
cb_status cb_chart_svg(struct cb_chart *chart, struct cb_buf *out, struct cb_err *err);

/* Appends it as lines of text for a terminal of sink->width columns. */
cb_status cb_chart_text(struct cb_chart *chart, const struct cb_sink *sink, struct cb_buf *out,
                        struct cb_err *err);

#endif
