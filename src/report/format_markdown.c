/* A Markdown table (GitHub's dialect). */
#include "report/writer.h"

#include "report/render.h"

/* What Markdown or HTML would take for a sign of its own gets a backslash. */
static void add_escaped(struct cb_buf *out, struct cb_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] && strchr("\\|*_`[]<>&~", text.ptr[i]))
            cb_buf_add_char(out, '\\');
        cb_buf_add_char(out, text.ptr[i]);
    }
}

static cb_status begin(struct cb_writer *writer, struct cb_err *err)
{
    (void)err;
    for (size_t i = 0; i < writer->column_count; i++) {
        cb_buf_add_z(&writer->out, "| ");
        add_escaped(&writer->out, cb_str_of(writer->columns[i].name));
        cb_buf_add_char(&writer->out, ' ');
    }
    cb_buf_add_z(&writer->out, "|\n");
    for (size_t i = 0; i < writer->column_count; i++)
        cb_buf_add_z(&writer->out, writer->columns[i].number ? "| ---: " : "| --- ");
    cb_buf_add_z(&writer->out, "|\n");
    return CB_OK;
}

static cb_status row(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    (void)err;
    for (size_t i = 0; i < writer->column_count; i++) {
        cb_buf_add_z(&writer->out, "| ");
        add_escaped(&writer->out, cb_writer_text(writer, &values[i]));
        cb_buf_add_char(&writer->out, ' ');
    }
    cb_buf_add_z(&writer->out, "|\n");
    return CB_OK;
}

const struct cb_writer_kind cb_writer_markdown = {.begin = begin, .row = row, .visible = true};
