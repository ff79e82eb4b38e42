/* CSV as RFC 4180 wants it, and TSV. */
#include "report/writer.h"

#include "report/render.h"
#include "text/csv.h"

/* ---- text that a spreadsheet could take for a formula ---- */

/* With --spreadsheet such text gets an apostrophe in front, which spreadsheets take for "this is text".
 * Numbers are numbers and stay as they are. */
static bool looks_like_formula(struct cb_str text)
{
    return text.len > 0 && memchr("=+-@\t\r", text.ptr[0], 6);
}

static const struct cb_value *made_text(struct cb_writer *writer, const struct cb_value *value,
                                        struct cb_value *room)
{
    if (!writer->sheet.spreadsheet || value->kind != CB_VALUE_TEXT || !looks_like_formula(value->text))
        return value;
    cb_buf_add_char(cb_writer_scratch(writer), '\'');
    cb_buf_add(&writer->scratch, value->text);
    *room = (struct cb_value){.kind = CB_VALUE_TEXT, .text = cb_buf_view(&writer->scratch)};
    return room;
}

/* ---- CSV ---- */

/* Spreadsheets know UTF-8 by its mark alone. */
static void begin_file(struct cb_writer *writer)
{
    if (writer->sheet.spreadsheet)
        cb_buf_add_z(&writer->out, "\xEF\xBB\xBF");
}

static cb_status begin_csv(struct cb_writer *writer, struct cb_err *err)
{
    (void)err;
    begin_file(writer);
    for (size_t i = 0; i < writer->column_count; i++) {
        if (i > 0)
            cb_buf_add_char(&writer->out, ',');
        cb_csv_add_field(&writer->out, cb_str_of(writer->columns[i].name));
    }
    cb_buf_add_z(&writer->out, "\r\n");
    return CB_OK;
}

enum { REAL_ROOM = 64 }; /* more than the digits, the point and the exponent of any real */

/* The whole row at once: an export is millions of them. */
static size_t row_room(const struct cb_value *values, size_t count)
{
    size_t room = 2;

    for (size_t i = 0; i < count; i++)
        room += values[i].kind == CB_VALUE_TEXT ? CB_CSV_FIELD_ROOM(values[i].text.len) + 1 : REAL_ROOM;
    return room;
}

/* NULL is an empty field and the empty string is "", so that both survive. */
static cb_status csv_row(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    struct cb_buf *out = &writer->out;
    char *p = cb_buf_reserve(out, row_room(values, writer->column_count) + 2 * writer->column_count);

    (void)err; /* a buffer that failed shows when it is sent */
    if (!p)
        return CB_OK;
    for (size_t i = 0; i < writer->column_count; i++) {
        if (i > 0)
            *p++ = ',';
        if (values[i].kind == CB_VALUE_TEXT) {
            struct cb_value room;
            p = cb_csv_write_field(p, made_text(writer, &values[i], &room)->text);
        } else if (values[i].kind == CB_VALUE_INTEGER) {
            p = cb_render_digits(p, values[i].integer);
        } else if (values[i].kind == CB_VALUE_REAL) {
            p = cb_csv_write_field(p, cb_writer_text(writer, &values[i]));
        }
    }
    *p++ = '\r';
    *p++ = '\n';
    *p = '\0';
    out->len = (size_t)(p - out->bytes);
    return CB_OK;
}

/* ---- TSV ---- */

static void add_tsv_field(struct cb_buf *out, struct cb_str text)
{
    char *room = cb_buf_reserve(out, text.len);

    for (size_t i = 0; room && i < text.len; i++) {
        char c = text.ptr[i];
        room[i] = c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    }
    if (room)
        out->len += text.len;
}

static cb_status begin_tsv(struct cb_writer *writer, struct cb_err *err)
{
    (void)err;
    begin_file(writer);
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
        struct cb_value room;
        const struct cb_value *value = made_text(writer, &values[i], &room);
        if (i > 0)
            cb_buf_add_char(&writer->out, '\t');
        add_tsv_field(&writer->out,
                      value->kind == CB_VALUE_TEXT ? value->text : cb_writer_text(writer, value));
    }
    cb_buf_add_char(&writer->out, '\n');
    return CB_OK;
}

const struct cb_writer_kind cb_writer_csv = {.begin = begin_csv, .row = csv_row};
const struct cb_writer_kind cb_writer_tsv = {.begin = begin_tsv, .row = tsv_row};
