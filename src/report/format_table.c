/* A table for people. Rows are kept until the end, since the widest cell decides a column's width. On a
 * terminal that the table does not fit, text is broken at words; where even that would leave slivers, each
 * row is shown as a block of lines, one value a line. Elsewhere a row is one line, but for text that is wider
 * than WIDEST: every other row would be padded to it. Nothing is cut. */
#include "report/writer.h"

#include <libsmartcols/libsmartcols.h>
#include <locale.h>
#include <stdlib.h>

#include "report/render.h"

enum { GAP = 2, TEXT_MIN = 18, WIDEST = 1000 };

struct layout {
    size_t *natural, *width; /* columns of the terminal, one for each column of the table */
    struct cb_str *rest;     /* of the row: what is not yet written of each cell */
    bool blocks;
};

static struct cb_str cell(const struct cb_writer *writer, size_t row, size_t column)
{
    return writer->cells[row * writer->column_count + column];
}

static cb_status keep_row(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t size = writer->column_count * sizeof *writer->cells;

    while ((writer->row_count + 1) * writer->column_count > writer->cell_capacity)
        CB_TRY_NEW(cb_arena_grow(&writer->arena, (void **)&writer->cells, &writer->cell_capacity,
                                 writer->row_count * writer->column_count, sizeof *writer->cells));
    for (size_t i = 0; i < writer->column_count; i++) {
        struct cb_str *kept = &writer->cells[writer->row_count * writer->column_count + i];
        *kept = values[i].text; /* made harmless, so in the arena already */
        if (values[i].kind != CB_VALUE_TEXT) {
            *kept = cb_arena_copy(&writer->arena, cb_writer_text(writer, &values[i]));
            CB_TRY_NEW(kept->ptr);
        }
        size += kept->len;
    }
    CB_TRY(cb_writer_keep(writer, size, err));
done:
    return rc;
}

/* ---- widths ---- */

static size_t total(const struct cb_writer *writer, const size_t *widths)
{
    size_t sum = 0;

    for (size_t i = 0; i < writer->column_count; i++)
        sum += widths[i] + (i > 0 ? GAP : 0);
    return sum;
}

static void measure(const struct cb_writer *writer, struct layout *layout)
{
    for (size_t i = 0; i < writer->column_count; i++) {
        layout->natural[i] = cb_render_width(cb_str_of(writer->columns[i].name));
        for (size_t r = 0; r < writer->row_count; r++) {
            size_t width = cb_render_width(cell(writer, r, i));
            if (width > layout->natural[i])
                layout->natural[i] = width;
        }
    }
}

/* The width of a column when no text column may be wider than `cap`. */
static size_t capped(const struct cb_writer *writer, const struct layout *layout, size_t column, size_t cap)
{
    size_t head = cb_render_width(cb_str_of(writer->columns[column].name));
    size_t least = head > TEXT_MIN ? head : TEXT_MIN;

    if (writer->columns[column].number || layout->natural[column] <= least)
        return layout->natural[column];
    if (cap < least)
        cap = least;
    return layout->natural[column] < cap ? layout->natural[column] : cap;
}

/* Gives the text columns the same ceiling, the highest with which the table fits; without a terminal all
 * columns have the ceiling WIDEST. */
static void fit(const struct cb_writer *writer, struct layout *layout)
{
    size_t width = writer->sink->width;

    measure(writer, layout);
    for (size_t i = 0; i < writer->column_count; i++)
        layout->width[i] = width == 0 && layout->natural[i] > WIDEST ? WIDEST : layout->natural[i];
    if (width == 0)
        return;
    for (size_t cap = width; total(writer, layout->width) > width && cap >= TEXT_MIN; cap--)
        for (size_t i = 0; i < writer->column_count; i++)
            layout->width[i] = capped(writer, layout, i, cap);
    layout->blocks = total(writer, layout->width) > width;
}

/* ---- blocks ---- */

static void add_rule(struct cb_writer *writer, size_t number)
{
    size_t from = writer->out.len;

    cb_buf_printf(&writer->out, "--[ %zu ]", number);
    while (writer->out.len - from < writer->sink->width && !cb_buf_failed(&writer->out))
        cb_buf_add_char(&writer->out, '-');
    cb_buf_add_char(&writer->out, '\n');
}

static void add_blocks(struct cb_writer *writer)
{
    size_t head = 0, room;
    struct cb_buf indent;

    for (size_t i = 0; i < writer->column_count; i++) {
        size_t width = cb_render_width(cb_str_of(writer->columns[i].name));
        head = width > head ? width : head;
    }
    cb_buf_init(&indent, SIZE_MAX / 4);
    cb_buf_printf(&indent, "\n%*s", (int)(head + GAP), "");
    room = writer->sink->width > head + GAP + TEXT_MIN ? writer->sink->width - head - GAP : TEXT_MIN;
    for (size_t r = 0; r < writer->row_count; r++) {
        add_rule(writer, r + 1);
        for (size_t i = 0; i < writer->column_count; i++) {
            if (cell(writer, r, i).len == 0)
                continue;
            cb_buf_printf(&writer->out, "%s%-*s%s", writer->sink->color ? "\033[1m" : "", (int)(head + GAP),
                          writer->columns[i].name, writer->sink->color ? "\033[0m" : "");
            cb_render_wrapped(&writer->out, cell(writer, r, i), room, indent.bytes ? indent.bytes : "");
            cb_buf_add_char(&writer->out, '\n');
        }
    }
    if (cb_buf_failed(&indent))
        writer->out.failed = true;
    cb_buf_release(&indent);
}

/* ---- columns ---- */

static bool add_columns(struct cb_writer *writer, struct libscols_table *table)
{
    for (size_t i = 0; i < writer->column_count; i++)
        if (!scols_table_new_column(table, NULL, 0, writer->columns[i].number ? SCOLS_FL_RIGHT : 0))
            return false;
    return true;
}

static bool set_cell(struct cb_writer *writer, struct libscols_line *line, size_t column, struct cb_str text,
                     bool bold)
{
    cb_buf_clear(&writer->scratch);
    cb_buf_add(&writer->scratch, text);
    return !cb_buf_failed(&writer->scratch) &&
           scols_line_set_data(line, column, writer->scratch.bytes) == 0 &&
           (!bold || scols_cell_set_color(scols_line_get_cell(line, column), "bold") == 0);
}

/* Adds layout->rest in as many lines as its longest cell needs. Each is a line of libsmartcols, too, whose
 * own wrapping takes time quadratic in the length of a cell. */
static bool add_row(struct cb_writer *writer, struct libscols_table *table, const struct layout *layout,
                    bool bold)
{
    bool more = true;

    while (more) {
        struct libscols_line *line = scols_table_new_line(table, NULL);
        more = false;
        for (size_t i = 0; i < writer->column_count; i++) {
            struct cb_str text = cb_render_line(&layout->rest[i], layout->width[i]);
            if (!line || !set_cell(writer, line, i, text, bold))
                return false;
            more = more || layout->rest[i].len > 0;
        }
    }
    return true;
}

/* The head is a row as the others, since it may be as wide as any. */
static bool add_rows(struct cb_writer *writer, struct libscols_table *table, const struct layout *layout)
{
    for (size_t i = 0; i < writer->column_count; i++)
        layout->rest[i] = cb_str_of(writer->columns[i].name);
    if (!add_row(writer, table, layout, writer->sink->color))
        return false;
    for (size_t r = 0; r < writer->row_count; r++) {
        for (size_t i = 0; i < writer->column_count; i++)
            layout->rest[i] = cell(writer, r, i);
        if (!add_row(writer, table, layout, false))
            return false;
    }
    return true;
}

/* libsmartcols measures text by the thread's character type; this gives it UTF-8 for as long as it works,
 * whatever the program's locale is, and touches nothing else. */
static cb_status print(struct libscols_table *table, char **text, struct cb_err *err)
{
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before;
    int failed;

    if (!utf8)
        return cb_err_set(err, CB_SYSTEM,
                          "the system lacks the locale C.UTF-8; choose another format than table");
    before = uselocale(utf8);
    failed = scols_print_table_to_string(table, text);
    uselocale(before);
    freelocale(utf8);
    return failed ? cb_err_no_memory(err) : CB_OK;
}

static cb_status add_table(struct cb_writer *writer, const struct layout *layout, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct libscols_table *table = scols_new_table();
    char *text = NULL;

    CB_TRY_NEW(table);
    scols_table_enable_noencoding(table, 1); /* the text is harmless already */
    scols_table_enable_noheadings(table, 1);
    scols_table_enable_colors(table, writer->sink->color);
    scols_table_set_termforce(table, SCOLS_TERMFORCE_NEVER); /* the widths are ours */
    CB_TRY_NEW(scols_table_set_column_separator(table, "  ") == 0 && add_columns(writer, table) &&
               add_rows(writer, table, layout));
    CB_TRY(print(table, &text, err));
    cb_buf_add_z(&writer->out, text);
    cb_buf_add_char(&writer->out, '\n');
done:
    free(text);
    scols_unref_table(table);
    return rc;
}

static cb_status finish(struct cb_writer *writer, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct layout layout = {.natural = CB_NEW_ARRAY(&writer->arena, size_t, writer->column_count),
                            .width = CB_NEW_ARRAY(&writer->arena, size_t, writer->column_count),
                            .rest = CB_NEW_ARRAY(&writer->arena, struct cb_str, writer->column_count)};

    CB_TRY_NEW(layout.natural && layout.width && layout.rest);
    fit(writer, &layout);
    if (layout.blocks && writer->row_count > 0)
        add_blocks(writer);
    else
        CB_TRY(add_table(writer, &layout, err));
    if (writer->chart)
        CB_TRY(cb_chart_text(writer->chart, writer->sink, &writer->out, err));
done:
    return rc;
}

const struct cb_writer_kind cb_writer_table = {
    .row = keep_row, .finish = finish, .visible = true, .keeps = true};
