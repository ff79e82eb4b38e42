/* JSON and JSON Lines. Objects are put together here, so that keys keep the order of the columns and numbers
 * their digits; jansson writes the strings. */
#include "report/writer.h"

#include <jansson.h>
#include <math.h>

#include "report/render.h"

static int append(const char *bytes, size_t size, void *context)
{
    struct cb_buf *out = context;

    cb_buf_add(out, (struct cb_str){bytes, size});
    return cb_buf_failed(out) ? -1 : 0;
}

static bool add_string(struct cb_writer *writer, struct cb_str text)
{
    json_t *string = json_stringn(text.ptr, text.len);
    bool done;

    if (!string) { /* no memory, or not UTF-8 */
        cb_render_valid(cb_writer_scratch(writer), text);
        text = cb_buf_view(&writer->scratch);
        string = json_stringn(text.ptr, text.len);
    }
    done = string && json_dump_callback(string, append, &writer->out, JSON_ENCODE_ANY) == 0;
    json_decref(string);
    return done;
}

static bool add_value(struct cb_writer *writer, const struct cb_value *value)
{
    bool number = value->kind == CB_VALUE_INTEGER || (value->kind == CB_VALUE_REAL && isfinite(value->real));

    if (value->kind == CB_VALUE_TEXT)
        return add_string(writer, value->text);
    if (number)
        cb_render_value(&writer->out, value);
    else
        cb_buf_add_z(&writer->out, "null");
    return true;
}

static cb_status add_object(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    bool done = true;

    cb_buf_add_char(&writer->out, '{');
    for (size_t i = 0; done && i < writer->column_count; i++) {
        if (i > 0)
            cb_buf_add_char(&writer->out, ',');
        done = add_string(writer, cb_str_of(writer->columns[i].name));
        cb_buf_add_char(&writer->out, ':');
        done = done && add_value(writer, &values[i]);
    }
    cb_buf_add_char(&writer->out, '}');
    return done ? CB_OK : cb_err_no_memory(err);
}

static cb_status json_row(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    cb_buf_add_z(&writer->out, writer->row_count ? ",\n" : "[\n");
    return add_object(writer, values, err);
}

static cb_status finish_json(struct cb_writer *writer, struct cb_err *err)
{
    (void)err;
    cb_buf_add_z(&writer->out, writer->row_count ? "\n]\n" : "[]\n");
    return CB_OK;
}

static cb_status jsonl_row(struct cb_writer *writer, const struct cb_value *values, struct cb_err *err)
{
    cb_status rc = add_object(writer, values, err);

    cb_buf_add_char(&writer->out, '\n');
    return rc;
}

const struct cb_writer_kind cb_writer_json = {.row = json_row, .finish = finish_json};
const struct cb_writer_kind cb_writer_jsonl = {.row = jsonl_row};
