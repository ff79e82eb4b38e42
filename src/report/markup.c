#include "report/markup.h"

#include "report/render.h"
#include "text/fold.h"

/* Spans open at one place: more would say nothing to a reader. */
enum { DEPTH_MAX = 16 };

struct writing {
    struct cb_buf *out;
    const char *indent;
    bool color;
    const struct cb_mark *open[DEPTH_MAX]; /* outermost first */
    size_t depth;
};

static void add_sign(struct writing *w, const char *a, const char *b, const char *c)
{
    cb_buf_printf(w->out, "%s%s%s%s%s", w->color ? "\033[36m" : "", a, b, c, w->color ? "\033[0m" : "");
}

static void begin(struct writing *w, const struct cb_mark *mark, bool again)
{
    if (w->depth == DEPTH_MAX)
        return;
    w->open[w->depth++] = mark;
    add_sign(w, again ? "[…" : "[", mark->label, " ");
}

/* Shuts every mark that ends at `place`; those inside it that go on are shut before and begun again behind
 * it. */
static void end_at(struct writing *w, int64_t place)
{
    const struct cb_mark *on[DEPTH_MAX];
    size_t first = 0, count = 0;

    while (first < w->depth && w->open[first]->end > place)
        first++;
    while (w->depth > first) {
        const struct cb_mark *mark = w->open[--w->depth];
        bool ends = mark->end <= place;
        add_sign(w, ends ? "]" : "…]", "", "");
        if (!ends)
            on[count++] = mark;
    }
    while (count > 0)
        begin(w, on[--count], true);
}

static void add_char(struct writing *w, struct cb_str c)
{
    if (c.ptr[0] == '\n') {
        cb_buf_add_char(w->out, '\n');
        cb_buf_add_z(w->out, w->indent);
        return;
    }
    if (c.ptr[0] == '[' || c.ptr[0] == ']')
        cb_buf_add_char(w->out, '\\');
    cb_render_visible(w->out, c);
}

/* Stable, since equal spans keep the order in which they were given; there are few. */
static void sort_marks(struct cb_mark *marks, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct cb_mark mark = marks[i];
        size_t j = i;
        while (j > 0 && (marks[j - 1].start > mark.start ||
                         (marks[j - 1].start == mark.start && marks[j - 1].end < mark.end))) {
            marks[j] = marks[j - 1];
            j--;
        }
        marks[j] = mark;
    }
}

void cb_markup_add(struct cb_buf *out, struct cb_str text, int64_t start, struct cb_mark *marks, size_t count,
                   const char *indent, bool color)
{
    struct writing w = {.out = out, .indent = indent, .color = color};
    size_t next = 0;
    int64_t place = start;

    sort_marks(marks, count);
    for (size_t i = 0; i < text.len; place++) {
        uint32_t size;
        end_at(&w, place);
        for (; next < count && marks[next].start <= place; next++)
            if (marks[next].end > place && marks[next].start < marks[next].end)
                begin(&w, &marks[next], false);
        cb_char_first(cb_str_sub(text, i, text.len), &size);
        add_char(&w, cb_str_sub(text, i, i + size));
        i += size;
    }
    end_at(&w, INT64_MAX);
}
