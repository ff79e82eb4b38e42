/* JSON Lines: one object a line. */
#include "reader/jsonl.h"

#include <jansson.h>

#include "base/limits.h"
#include "text/charset.h"
#include "text/sha256.h"

bool cb_json_nests_too_deep(struct cb_str line)
{
    int depth = 0;
    bool string = false;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (string && c == '\\')
            i++;
        else if (c == '"')
            string = !string;
        else if (!string && (c == '{' || c == '['))
            depth++;
        else if (!string && (c == '}' || c == ']'))
            depth--;
        if (depth > CB_JSON_DEPTH_MAX)
            return true;
    }
    return false;
}

cb_status cb_json_refuse(const char *place, const char *what, const void *why, struct cb_err *err)
{
    const json_error_t *error = why;
    enum json_error_code code = json_error_code(error);
    size_t near =
        cb_str_find(cb_str_of(error->text), CB_STR(" near "), 0); /* a quote that may be cut badly */

    if (code == json_error_out_of_memory)
        return cb_err_no_memory(err);
    if (code == json_error_premature_end_of_input)
        return cb_err_set(err, CB_BAD_INPUT, "%s: the JSON is cut off; write the %s whole, or remove it",
                          place, what);
    return cb_err_set(err, CB_BAD_INPUT, "%s: is not JSON (%.*s, byte %d); mend the %s, or remove it", place,
                      near == SIZE_MAX ? (int)strlen(error->text) : (int)near, error->text, error->position,
                      what);
}

static cb_status parse(const char *place, struct cb_str line, json_t **out, struct cb_err *err)
{
    json_error_t error;

    if (cb_json_nests_too_deep(line))
        return cb_err_set(err, CB_BAD_INPUT, "%s: the JSON nests deeper than %d; flatten it", place,
                          CB_JSON_DEPTH_MAX);
    *out = json_loadb(line.ptr, line.len, 0, &error);
    return *out ? CB_OK : cb_json_refuse(place, "line", &error, err);
}

static cb_status read_line(const struct cb_stream *stream, struct cb_document *doc, uint64_t number,
                           const char *place, struct cb_str line, struct cb_err *err)
{
    cb_status rc;
    json_t *json = NULL;
    struct cb_charset_found found;
    struct cb_str text;

    CB_TRY(cb_charset_decode_as(place, line, (struct cb_str){NULL, 0}, doc->arena, &text, &found, err));
    CB_TRY(parse(place, text, &json, err));
    CB_TRY(cb_json_take(stream, doc, number, place, json, err));
    CB_TRY(cb_document_note_charset(doc, &found, err));
    cb_sha256(line, doc->sha256);
done:
    json_decref(json);
    return rc;
}

/* The next line with something on it. *line->ptr is NULL at the end. */
static cb_status next_line(struct cb_stream *stream, struct cb_arena *arena, struct cb_str *line,
                           uint64_t *number, const char **place, struct cb_err *err)
{
    cb_status rc;
    bool too_long, unended;

    do {
        rc = cb_io_lines_next(stream->lines, CB_LINE_MAX, line, number, &too_long, &unended, err);
        if (rc != CB_OK || !line->ptr) {
            stream->done = true;
            if (rc == CB_OK)
                rc = cb_stream_place(stream, 0, arena, place, err);
            if (rc == CB_OK && stream->number == 0)
                rc =
                    cb_err_set(err, CB_BAD_INPUT, "%s: is empty; write one JSON object a line", stream->path);
            return rc;
        }
        if (*number == 1 && cb_str_starts(*line, CB_STR("\xEF\xBB\xBF")))
            *line = cb_str_sub(*line, 3, line->len);
        *line = cb_str_trim(*line);
    } while (line->len == 0 && !too_long);
    stream->number = *number;
    CB_TRY(cb_stream_place(stream, *number, arena, place, err));
    if (too_long)
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: the line is longer than the limit of %zu MiB; split the article", *place,
                        CB_LINE_MAX >> 20);
done:
    return rc;
}

cb_status cb_jsonl_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                        struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str line = {NULL, 0};
    uint64_t number = 0;

    *more = !stream->done;
    if (stream->done)
        goto done;
    CB_TRY(next_line(stream, doc->arena, &line, &number, place, err));
    *more = line.ptr != NULL;
    if (line.ptr)
        CB_TRY(read_line(stream, doc, number, *place, line, err));
done:
    return rc;
}
