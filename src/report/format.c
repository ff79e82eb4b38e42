#include "report/format.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "report/render.h"
#include "report/writer.h"

enum { SEND_AT = 64 * 1024 };

cb_status cb_sink_write(const struct cb_sink *sink, struct cb_str bytes, struct cb_err *err)
{
    if (bytes.len && !sink->write(sink->context, bytes.ptr, bytes.len))
        return cb_err_set(err, CB_SYSTEM, "the output cannot be written");
    return CB_OK;
}

static const struct cb_writer_kind *kind_of(enum cb_format format)
{
    switch (format) {
    case CB_FORMAT_CSV:
        return &cb_writer_csv;
    case CB_FORMAT_TSV:
        return &cb_writer_tsv;
    case CB_FORMAT_JSON:
        return &cb_writer_json;
    case CB_FORMAT_JSONL:
        return &cb_writer_jsonl;
    case CB_FORMAT_MARKDOWN:
        return &cb_writer_markdown;
    case CB_FORMAT_HTML:
        return &cb_writer_html;
    case CB_FORMAT_TABLE:
        break;
    }
    return &cb_writer_table;
}

static cb_status send(struct cb_writer *writer, struct cb_err *err)
{
    cb_status rc;

    if (cb_buf_failed(&writer->out) || cb_buf_failed(&writer->scratch))
        return cb_err_no_memory(err);
    rc = cb_sink_write(writer->sink, cb_buf_view(&writer->out), err);
    cb_buf_clear(&writer->out);
    return rc;
}

/* Names come from anybody's SQL: where text is made harmless, they are, too. */
static cb_status make_names_visible(struct cb_writer *writer, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_writer_column *columns =
        CB_NEW_ARRAY(&writer->arena, struct cb_writer_column, writer->column_count);

    CB_TRY_NEW(columns);
    for (size_t i = 0; i < writer->column_count; i++) {
        columns[i] = writer->columns[i];
        cb_render_visible(cb_writer_scratch(writer), cb_str_of(columns[i].name));
        columns[i].name = cb_arena_z(&writer->arena, cb_buf_view(&writer->scratch));
        CB_TRY_NEW(columns[i].name && !cb_buf_failed(&writer->scratch));
    }
    writer->columns = columns;
done:
    return rc;
}

cb_status cb_writer_open_sheet(enum cb_format format, const struct cb_sheet *sheet,
                               const struct cb_sink *sink, struct cb_writer **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_writer *writer = cb_alloc(sizeof *writer);
    bool draws;

    CB_TRY_NEW(writer);
    writer->kind = kind_of(format);
    writer->sheet = *sheet;
    writer->columns = sheet->columns;
    writer->column_count = sheet->column_count;
    writer->sink = sink;
    cb_buf_init(&writer->out, SIZE_MAX / 4);
    cb_buf_init(&writer->scratch, SIZE_MAX / 4);
    cb_buf_init(&writer->body, SIZE_MAX / 4);
    writer->shown = CB_NEW_ARRAY(&writer->arena, struct cb_value, writer->column_count);
    CB_TRY_NEW(writer->shown);
    if (writer->kind->visible || sink->width > 0)
        CB_TRY(make_names_visible(writer, err));
    draws = format == CB_FORMAT_HTML || (format == CB_FORMAT_TABLE && sink->width > 0);
    if (sheet->chart && draws)
        CB_TRY(cb_chart_open(sheet, &writer->chart, err));
    if (writer->kind->begin)
        CB_TRY(writer->kind->begin(writer, err));
    *out = writer;
    writer = NULL;
done:
    cb_writer_close(writer);
    return rc;
}

cb_status cb_writer_open(enum cb_format format, const struct cb_writer_column *columns, size_t count,
                         const struct cb_sink *sink, struct cb_writer **out, struct cb_err *err)
{
    struct cb_sheet sheet = {.columns = columns, .column_count = count};

    return cb_writer_open_sheet(format, &sheet, sink, out, err);
}

void cb_writer_close(struct cb_writer *writer)
{
    if (!writer)
        return;
    cb_buf_release(&writer->out);
    cb_buf_release(&writer->scratch);
    cb_buf_release(&writer->body);
    cb_chart_close(writer->chart);
    cb_arena_release(&writer->arena);
    cb_free(writer);
}

void cb_writer_note_cut(struct cb_writer *writer)
{
    writer->cut = true;
}

cb_status cb_writer_keep(struct cb_writer *writer, size_t bytes, struct cb_err *err)
{
    writer->kept += bytes;
    if (writer->kept > CB_ROWS_KEPT_MAX)
        return cb_err_set(err, CB_NO_MEMORY,
                          "more than %d MB of rows, too many for one table or page; choose csv, or --limit",
                          (int)(CB_ROWS_KEPT_MAX >> 20));
    return CB_OK;
}

struct cb_buf *cb_writer_scratch(struct cb_writer *writer)
{
    bool failed = cb_buf_failed(&writer->scratch);

    cb_buf_clear(&writer->scratch);
    writer->scratch.failed = failed;
    return &writer->scratch;
}

struct cb_str cb_writer_text(struct cb_writer *writer, const struct cb_value *value)
{
    cb_render_value(cb_writer_scratch(writer), value);
    return cb_buf_view(&writer->scratch);
}

/* Makes the text of a row harmless; the texts live in the arena until the caller rewinds it. */
static cb_status make_visible(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < writer->column_count; i++) {
        writer->shown[i] = values[i];
        if (values[i].kind != CB_VALUE_TEXT)
            continue;
        cb_render_visible(cb_writer_scratch(writer), values[i].text);
        writer->shown[i].text = cb_arena_copy(&writer->arena, cb_buf_view(&writer->scratch));
        CB_TRY_NEW(writer->shown[i].text.ptr && !cb_buf_failed(&writer->scratch));
    }
done:
    return rc;
}

cb_status cb_writer_row(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena_mark mark = cb_arena_mark(&writer->arena);

    if (writer->chart)
        CB_TRY(cb_chart_add(writer->chart, values, err));
    if (writer->kind->visible || writer->sink->width > 0) {
        CB_TRY(make_visible(writer, values, err));
        values = writer->shown;
    }
    CB_TRY(writer->kind->row(writer, values, err));
    writer->row_count++;
    if (writer->out.len >= SEND_AT)
        CB_TRY(send(writer, err));
done:
    if (!writer->kind->keeps)
        cb_arena_rewind(&writer->arena, mark);
    return rc;
}

cb_status cb_writer_finish(struct cb_writer *writer, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (writer->kind->finish)
        CB_TRY(writer->kind->finish(writer, err));
    CB_TRY(send(writer, err));
done:
    return rc;
}
