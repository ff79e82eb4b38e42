#include "text/csv.h"

#include <csv.h>

#include "base/alloc.h"

CB_LIST_TYPE(fields, struct cb_str)

/* libcsv's fields are neither terminated nor kept: each is copied in its callback, at once. */
struct reading {
    struct cb_arena *arena;
    struct cb_csv_rows *rows;
    struct fields fields;
    uint64_t line;
    int ended_by; /* the line end seen last, 0 at the start */
    bool failed;
};

static void on_field(void *bytes, size_t size, void *context)
{
    struct reading *reading = context;
    struct cb_str *field = CB_PUSH(reading->arena, &reading->fields);

    if (field)
        *field = cb_arena_copy(reading->arena, (struct cb_str){bytes, size});
    reading->failed = reading->failed || !field || !field->ptr;
}

static void on_row(int separator, void *context)
{
    struct reading *reading = context;
    bool blank = reading->fields.count == 0, pair = separator == '\n' && reading->ended_by == '\r';
    struct cb_csv_row *row;

    reading->ended_by = separator;
    if (blank && pair)
        return; /* the second half of a CRLF */
    reading->line++;
    if (blank)
        return;
    row = CB_PUSH(reading->arena, reading->rows);
    if (row)
        *row = (struct cb_csv_row){reading->fields.items, reading->fields.count, reading->line};
    reading->failed = reading->failed || !row;
    reading->fields = (struct fields){0};
}

cb_status cb_csv_parse(const char *place, struct cb_str text, struct cb_arena *arena, struct cb_csv_rows *out,
                       struct cb_err *err)
{
    return cb_csv_parse_by(',', place, text, arena, out, err);
}

cb_status cb_csv_parse_by(char separator, const char *place, struct cb_str text, struct cb_arena *arena,
                          struct cb_csv_rows *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct csv_parser parser;
    struct reading reading = {.arena = arena, .rows = out};
    bool ready = csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL) == 0;

    CB_TRY_NEW(ready);
    csv_set_delim(&parser, (unsigned char)separator);
    csv_set_blk_size(&parser, text.len / 16 + 128); /* by its 128 bytes a time a long field grows slowly */
    csv_set_realloc_func(&parser, cb_realloc);
    csv_set_free_func(&parser, cb_free);
    if (cb_str_starts(text, CB_STR("\xEF\xBB\xBF")))
        text = cb_str_sub(text, 3, text.len);
    if (csv_parse(&parser, text.ptr, text.len, on_field, on_row, &reading) != text.len ||
        csv_fini(&parser, on_field, on_row, &reading) != 0) {
        rc = csv_error(&parser) == CSV_ENOMEM
                 ? cb_err_no_memory(err)
                 : cb_err_set(err, CB_BAD_INPUT,
                              "%s: row %llu is not CSV (a stray or unclosed double quote); mend the row",
                              place, (unsigned long long)reading.line + 1);
        goto done;
    }
    if (reading.failed)
        rc = cb_err_no_memory(err);
done:
    if (ready)
        csv_free(&parser);
    return rc;
}

char cb_csv_separator(struct cb_str text)
{
    static const char SIGNS[] = {',', ';', '\t', '|'};
    size_t counts[sizeof SIGNS] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.len && (quoted || (text.ptr[i] != '\n' && text.ptr[i] != '\r')); i++) {
        quoted = quoted != (text.ptr[i] == '"');
        for (size_t s = 0; s < sizeof SIGNS; s++)
            counts[s] += !quoted && text.ptr[i] == SIGNS[s];
    }
    for (size_t s = 1; s < sizeof SIGNS; s++)
        if (counts[s] > counts[best])
            best = s;
    return SIGNS[best];
}

/* Does one of eight bytes equal `c`? */
static uint64_t has_byte(uint64_t word, unsigned char c)
{
    uint64_t x = word ^ (UINT64_C(0x0101010101010101) * c);

    return (x - UINT64_C(0x0101010101010101)) & ~x & UINT64_C(0x8080808080808080);
}

static bool is_special(char c, char separator)
{
    return c == separator || c == '"' || c == '\r' || c == '\n';
}

/* Many readers, libcsv among them, drop white space at the ends of a field that is not quoted. */
static bool is_trimmed(char c)
{
    return c == ' ' || c == '\t';
}

static bool needs_quotes(char separator, struct cb_str field)
{
    size_t i = 0;

    if (field.len == 0 || is_trimmed(field.ptr[0]) || is_trimmed(field.ptr[field.len - 1]))
        return true;
    for (; i + 8 <= field.len; i += 8) {
        uint64_t word;
        memcpy(&word, field.ptr + i, 8);
        if (has_byte(word, (unsigned char)separator) | has_byte(word, '"') | has_byte(word, '\r') |
            has_byte(word, '\n'))
            return true;
    }
    for (; i < field.len; i++)
        if (is_special(field.ptr[i], separator))
            return true;
    return false;
}

static char *write_field(char separator, char *room, struct cb_str field)
{
    if (!needs_quotes(separator, field)) {
        memcpy(room, field.ptr, field.len);
        return room + field.len;
    }
    *room++ = '"';
    while (field.len > 0) {
        const char *quote = memchr(field.ptr, '"', field.len);
        size_t size = quote ? (size_t)(quote - field.ptr) + 1 : field.len;
        memcpy(room, field.ptr, size);
        room += size;
        if (quote)
            *room++ = '"';
        field = cb_str_sub(field, size, field.len);
    }
    *room++ = '"';
    return room;
}

char *cb_csv_write_field(char *room, struct cb_str field)
{
    return write_field(',', room, field);
}

void cb_csv_add_field(struct cb_buf *out, struct cb_str field)
{
    cb_csv_add_field_by(',', out, field);
}

void cb_csv_add_field_by(char separator, struct cb_buf *out, struct cb_str field)
{
    char *room = field.ptr ? cb_buf_reserve(out, CB_CSV_FIELD_ROOM(field.len)) : NULL;

    if (!room)
        return;
    out->len = (size_t)(write_field(separator, room, field) - out->bytes);
    out->bytes[out->len] = '\0';
}
