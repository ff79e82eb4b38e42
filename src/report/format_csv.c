/* CSV as RFC 4180 wants it, and TSV. */
#include "report/writer.h"

#include "text/csv.h"

static void end_csv_row(struct cb_writer *writer)
{
    cb_buf_add_z(&writer->out, "\r\n");
}

static cb_status begin_csv(struct cb_writer *writer, struct cb_err *err)
{
    (void)err;
    for (size_t i = 0; i < writer->column_count; i++) {
        if (i > 0)
            cb_buf_add_char(&writer->out, ',');
        cb_csv_add_field(&writer->out, cb_str_of(writer->columns[i].name));
    }
    end_csv_row(writer);
    return CB_OK;
}

/* NULL is an empty field and the empty string is "", so that both survive. */
static cb_status csv_row(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    (void)err;
    for (size_t i = 0; i < writer->column_count; i++) {
        if (i > 0)
            cb_buf_add_char(&writer->out, ',');
        if (values[i].kind == CB_VALUE_TEXT)
            cb_csv_add_field(&writer->out, values[i].text);
        else if (values[i].kind != CB_VALUE_NULL)
            cb_csv_add_field(&writer->out, cb_writer_text(writer, &values[i]));
    }
    end_csv_row(writer);
    return CB_OK;
}

static void add_tsv_field(struct cb_buf *out, struct cb_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        cb_buf_add_char(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
}

static cb_status begin_tsv(struct cb_writer *writer, struct cb_err *err)
{
    (void)err;
    for (size_t i = 0; i < writer->column_count; i++) {
        if (i > 0)
            cb_buf_add_char(&writer->out, '\t');
        add_tsv_field(&writer->out, cb_str_of(writer->columns[i].name));
    }
    cb_buf_add_char(&writer->out, '\n');
    return CB_OK;
}

static cb_status tsv_row(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    (void)err;
    for (size_t i = 0; i < writer->column_count; i++) {
        if (i > 0)
            cb_buf_add_char(&writer->out, '\t');
        add_tsv_field(&writer->out, cb_writer_text(writer, &values[i]));
    }
    cb_buf_add_char(&writer->out, '\n');
    return CB_OK;
}

const struct cb_writer_kind cb_writer_csv = {.begin = begin_csv, .row = csv_row};
const struct cb_writer_kind cb_writer_tsv = {.begin = begin_tsv, .row = tsv_row};
