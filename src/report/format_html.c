/* One page: what the report is, its chart, its rows. The rows wait until all are there, since their number
 * stands before them. */
#include "report/writer.h"

#include "report/page.h"
#include "report/render.h"

enum { LINK_MAX = 2000 };

/* An address that is shown as it is and leads where it says: http or https, no white space, no quotes,
 * nothing hidden. */
static bool is_link(struct cb_writer *writer, struct cb_str text)
{
    struct cb_str rest = cb_str_starts(text, CB_STR("https://"))  ? cb_str_sub(text, 8, text.len)
                         : cb_str_starts(text, CB_STR("http://")) ? cb_str_sub(text, 7, text.len)
                                                                  : (struct cb_str){"", 0};

    if (rest.len == 0 || text.len > LINK_MAX)
        return false;
    for (size_t i = 0; i < rest.len; i++)
        if (strchr(" \t\r\n\"'<>\\`", rest.ptr[i])) /* and NUL */
            return false;
    cb_render_visible(cb_writer_scratch(writer), text);
    return cb_str_eq(cb_buf_view(&writer->scratch), text);
}

static void add_cell(struct cb_writer *writer, size_t column, const struct cb_value *value)
{
    struct cb_buf *out = &writer->body;

    cb_buf_add_z(out, writer->columns[column].number ? "<td class=\"n\">" : "<td>");
    if (value->kind == CB_VALUE_TEXT && is_link(writer, value->text)) {
        cb_buf_add_z(out, "<a rel=\"noopener noreferrer\" href=\"");
        cb_html_add(out, value->text);
        cb_buf_add_z(out, "\">");
        cb_html_add(out, value->text);
        cb_buf_add_z(out, "</a>");
    } else {
        cb_html_add(out, value->kind == CB_VALUE_TEXT ? value->text : cb_writer_text(writer, value));
    }
    cb_buf_add_z(out, "</td>");
}

static cb_status row(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    size_t before = writer->body.len;

    cb_buf_add_z(&writer->body, "<tr>");
    for (size_t i = 0; i < writer->column_count; i++)
        add_cell(writer, i, &values[i]);
    cb_buf_add_z(&writer->body, "</tr>\n");
    if (cb_buf_failed(&writer->body))
        return cb_err_no_memory(err);
    return cb_writer_keep(writer, writer->body.len - before, err);
}

/* ---- around the rows ---- */

static void add_fact(struct cb_buf *out, const char *name, const char *value)
{
    if (!value)
        return;
    cb_buf_printf(out, "<dt>%s</dt><dd>", name);
    cb_html_add_z(out, value);
    cb_buf_add_z(out, "</dd>\n");
}

static void add_facts(struct cb_writer *writer)
{
    const struct cb_sheet *sheet = &writer->sheet;
    struct cb_buf *out = &writer->out;

    cb_buf_printf(out, "<dl>\n<dt>Rows</dt><dd>%s%zu%s</dd>\n", writer->cut ? "the first " : "",
                  writer->row_count, writer->cut ? "; there are more" : "");
    for (size_t i = 0; i < sheet->param_count; i++) {
        cb_buf_add_z(out, "<dt>Parameter ");
        cb_html_add_z(out, sheet->params[i].name);
        cb_buf_add_z(out, "</dt><dd>");
        cb_html_add_z(out, sheet->params[i].value);
        cb_buf_add_z(out, "</dd>\n");
    }
    add_fact(out, "Sorted by", sheet->order);
    add_fact(out, "Knowledge base", sheet->data);
    cb_buf_add_z(out, "</dl>\n");
}

static void add_head(struct cb_writer *writer, const char *title)
{
    struct cb_buf *out = &writer->out;

    cb_buf_add_z(out, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"rows\">\n"
                      "<table>\n<caption id=\"rows\">");
    cb_html_add_z(out, title);
    cb_buf_printf(out, ", %zu row%s</caption>\n<thead>\n<tr>", writer->row_count,
                  writer->row_count == 1 ? "" : "s");
    for (size_t i = 0; i < writer->column_count; i++) {
        const struct cb_writer_column *column = &writer->columns[i];
        cb_buf_printf(out, "<th scope=\"col\"%s", column->number ? " class=\"n\"" : "");
        if (column->description) {
            cb_buf_add_z(out, " title=\"");
            cb_html_add_z(out, column->description);
            cb_buf_add_char(out, '"');
        }
        cb_buf_add_char(out, '>');
        cb_html_add_z(out, column->name);
        cb_buf_add_z(out, "</th>");
    }
    cb_buf_add_z(out, "</tr>\n</thead>\n<tbody>\n");
}

static cb_status finish(struct cb_writer *writer, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_buf *out = &writer->out;
    const char *title = writer->sheet.title ? writer->sheet.title : "Query";

    cb_page_begin(out, title);
    if (writer->sheet.back)
        cb_buf_add_z(out, "<nav><a href=\"index.html\">All reports</a></nav>\n");
    cb_buf_add_z(out, "<h1>");
    cb_html_add_z(out, title);
    cb_buf_add_z(out, "</h1>\n");
    if (writer->sheet.description) {
        cb_buf_add_z(out, "<p>");
        cb_html_add_z(out, writer->sheet.description);
        cb_buf_add_z(out, "</p>\n");
    }
    if (writer->sheet.sql) {
        cb_buf_add_z(out, "<pre>");
        cb_html_add_z(out, writer->sheet.sql);
        cb_buf_add_z(out, "</pre>\n");
    }
    add_facts(writer);
    if (writer->chart)
        CB_TRY(cb_chart_svg(writer->chart, out, err));
    add_head(writer, title);
    cb_buf_add(out, cb_buf_view(&writer->body));
    cb_buf_add_z(out, "</tbody>\n</table>\n</div>\n");
    cb_page_end(out);
done:
    return rc;
}

const struct cb_writer_kind cb_writer_html = {.row = row, .finish = finish};
