/* CSV: a table whose rows are articles, its first row their fields. One row at a time: a row ends at the
 * first line end outside of double quotes. */
#include "base/alloc.h"
#include "base/limits.h"
#include "reader/stream.h"
#include "text/charset.h"
#include "text/csv.h"
#include "text/sha256.h"

struct table {
    struct cb_arena arena; /* of the head */
    char separator;
    size_t columns;
    struct cb_str names[CB_FIELD_COUNT]; /* of the columns taken; ptr NULL: there is none */
    size_t places[CB_FIELD_COUNT];
    struct cb_buf row;
};

static void close_table(void *state)
{
    struct table *table = state;

    cb_buf_release(&table->row);
    cb_arena_release(&table->arena);
    cb_free(table);
}

/* ---- rows ---- */

/* Nothing but blanks and the signs of empty fields: between rows, and what spreadsheets leave behind the
 * last. */
static bool is_blank(const struct table *table, struct cb_str line)
{
    size_t quotes = 0;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        quotes += c == '"';
        if (c != '"' && c != ' ' && c != '\t' && c != '\r' && (c != table->separator || !c))
            return false;
    }
    return quotes % 2 == 0;
}

/* The lines of the next row into table->row; *number: its first line; false at the end. */
static cb_status gather(struct cb_stream *stream, struct table *table, uint64_t *number, bool *more,
                        bool *too_long, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t quotes = 0;

    cb_buf_clear(&table->row);
    *more = *too_long = false;
    do {
        struct cb_str line;
        uint64_t at = 0;
        bool long_line, unended;
        CB_TRY(cb_io_lines_next(stream->lines, CB_LINE_MAX, &line, &at, &long_line, &unended, err));
        if (!line.ptr)
            break;
        if (!*more && !long_line && is_blank(table, line))
            continue;
        if (!*more)
            *number = at;
        *more = true;
        if (long_line || table->row.len + line.len > CB_LINE_MAX) {
            *too_long = true;
            break;
        }
        for (size_t i = 0; i < line.len; i++)
            quotes += line.ptr[i] == '"';
        cb_buf_add(&table->row, line);
        cb_buf_add_char(&table->row, '\n');
    } while (!*more || quotes % 2 == 1);
    if (cb_buf_failed(&table->row))
        rc = cb_err_no_memory(err);
done:
    return rc;
}

static cb_status split(const char *place, const struct table *table, struct cb_str text,
                       struct cb_arena *arena, struct cb_csv_row *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_csv_rows rows = {0};

    rc = cb_csv_parse_by(table->separator, place, text, arena, &rows, err);
    if (rc == CB_BAD_INPUT)
        rc = cb_err_set(err, rc, "%s: is not CSV (a stray or unclosed double quote); mend the row", place);
    CB_TRY(rc);
    *out = rows.count > 0 ? rows.items[0] : (struct cb_csv_row){0};
done:
    return rc;
}

/* ---- the head ---- */

static void find_columns(const struct cb_stream *stream, struct table *table, const struct cb_csv_row *head)
{
    const struct cb_field_map *map = stream->common->map;

    for (int f = 0; f < CB_FIELD_COUNT; f++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < head->count; i++) {
            struct cb_str name = cb_str_trim(head->fields[i]);
            size_t rank = map && map->names[f].ptr
                              ? cb_str_eq(map->names[f], name) ? 0 : SIZE_MAX
                              : cb_field_rank(stream->common->lexicons[0], (enum cb_field)f, name);
            if (rank >= best)
                continue;
            best = rank;
            table->places[f] = i;
            table->names[f] = name;
        }
    }
}

static cb_status open_table(struct cb_stream *stream, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct table *table = cb_alloc(sizeof *table);
    struct cb_csv_row head;
    struct cb_str text;
    uint64_t number;
    bool more, too_long;

    CB_TRY_NEW(table);
    stream->state = table;
    stream->close = close_table;
    cb_buf_init(&table->row, CB_LINE_MAX + 2);
    CB_TRY(gather(stream, table, &number, &more, &too_long, err));
    text = cb_buf_view(&table->row);
    if (cb_str_starts(text, CB_STR("\xFF\xFE")) || cb_str_starts(text, CB_STR("\xFE\xFF"))) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is CSV in UTF-16; save it as UTF-8", stream->path);
        goto done;
    }
    if (!more || too_long) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: %s; its first row names the columns", stream->path,
                        more ? "has no first row that can be read" : "is empty");
        goto done;
    }
    CB_TRY(cb_charset_decode(stream->path, text, &table->arena, &text, err));
    table->separator = cb_csv_separator(text);
    CB_TRY(split(stream->path, table, text, &table->arena, &head, err));
    if (head.count > CB_TABLE_COLUMNS_MAX) {
        rc =
            cb_err_set(err, CB_BAD_INPUT, "%s: has more than %d columns; leave out those that are not needed",
                       stream->path, CB_TABLE_COLUMNS_MAX);
        goto done;
    }
    table->columns = head.count;
    find_columns(stream, table, &head);
    if (!table->names[CB_FIELD_TEXT].ptr && !table->names[CB_FIELD_MARKUP].ptr)
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: has no column \"text\"; name it in the first row, or with --map text=NAME",
                        stream->path);
done:
    stream->done = rc != CB_OK;
    return rc;
}

/* ---- articles ---- */

static cb_status take_row(const struct cb_stream *stream, const struct table *table, struct cb_document *doc,
                          const char *place, uint64_t number, const struct cb_csv_row *row,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_fields fields = {0};

    if (row->count != table->columns) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: has %zu fields where the first row has %zu; mend the row",
                        place, row->count, table->columns);
        goto done;
    }
    for (int f = 0; f < CB_FIELD_COUNT; f++) {
        fields.keys[f] = table->names[f];
        if (table->names[f].ptr && cb_str_trim(row->fields[table->places[f]]).len > 0)
            fields.values[f] = row->fields[table->places[f]];
    }
    if (!fields.values[CB_FIELD_TEXT].ptr && fields.values[CB_FIELD_MARKUP].ptr)
        CB_TRY(cb_stream_fragment(stream, doc, place, fields.values[CB_FIELD_MARKUP], err));
    else
        CB_TRY(cb_document_read_text(stream, doc, place, fields.values[CB_FIELD_TEXT], err));
    CB_TRY(cb_fields_take(&fields, stream->common->lexicons, "column", doc, place, err));
    CB_TRY(cb_stream_name(stream, doc, fields.values[CB_FIELD_ID], number, err));
done:
    return rc;
}

cb_status cb_table_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                        struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct table *table;
    struct cb_charset_found found;
    struct cb_csv_row row;
    struct cb_str text;
    uint64_t number = 0;
    bool too_long;

    *more = !stream->done;
    if (stream->done)
        goto done;
    CB_TRY(cb_stream_place(stream, 0, doc->arena, place, err));
    if (!stream->state)
        CB_TRY(open_table(stream, err));
    table = stream->state;
    rc = gather(stream, table, &number, more, &too_long, err);
    stream->done = rc != CB_OK || !*more;
    CB_TRY(rc);
    if (!*more)
        goto done;
    CB_TRY(cb_stream_place(stream, number, doc->arena, place, err));
    if (too_long) {
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: the row is longer than the limit of %zu MiB; split the article", *place,
                        CB_LINE_MAX >> 20);
        goto done;
    }
    CB_TRY(cb_charset_decode_as(*place, cb_buf_view(&table->row), (struct cb_str){NULL, 0}, doc->arena, &text,
                                &found, err));
    CB_TRY(split(*place, table, text, doc->arena, &row, err));
    CB_TRY(take_row(stream, table, doc, *place, number, &row, err));
    CB_TRY(cb_document_note_charset(doc, &found, err));
    cb_sha256(cb_buf_view(&table->row), doc->sha256);
done:
    return rc;
}
