/* Reviews as spreadsheets save them: an export read, changed, and written in somebody's way. */
#ifndef CB_TESTS_UNIT_ENGINE_REVIEW_H
#define CB_TESTS_UNIT_ENGINE_REVIEW_H

#include "unit/engine/bench.h"

#include "text/cell.h"
#include "text/csv.h"
#include "text/date.h"
#include "text/fold.h"

/* How a spreadsheet writes. */
struct dialect {
    const char *name;
    char separator;
    enum { UTF8, UTF8_MARK, UTF16_LE, UTF16_BE, WINDOWS_1252 } charset;
    enum { ISO, DAY_FIRST, MONTH_FIRST, SHORT_YEAR, SERIAL } days;
    bool comma;       /* decimal */
    bool thousands;   /* signs between them */
    bool exponent;    /* long numbers as 1.23457E+11 */
    bool yes_no;      /* 1 is TRUE, or WAHR with a decimal comma */
    bool bare_lines;  /* LF, not CRLF */
    bool quoted;      /* all fields */
    bool reversed;    /* columns */
    bool values_only; /* columns for reading left out */
    bool empties;     /* columns and rows behind the last */
    bool sep_line, upper_head, cut, unguarded;
};

static const struct dialect DIALECTS[] = {
    {.name = "as exported", .separator = ','},
    {.name = "LibreOffice", .separator = ',', .charset = UTF8, .bare_lines = true, .quoted = true},
    {.name = "Excel, German",
     .separator = ';',
     .charset = WINDOWS_1252,
     .days = DAY_FIRST,
     .comma = true,
     .exponent = true,
     .yes_no = true,
     .empties = true,
     .cut = true},
    {.name = "Excel, German, UTF-8",
     .separator = ';',
     .charset = UTF8_MARK,
     .days = DAY_FIRST,
     .comma = true,
     .thousands = true,
     .unguarded = true},
    {.name = "Excel, American",
     .separator = ',',
     .charset = UTF8_MARK,
     .days = MONTH_FIRST,
     .thousands = true,
     .exponent = true,
     .yes_no = true,
     .empties = true},
    {.name = "Excel, Unicode text", .separator = '\t', .charset = UTF16_LE, .days = DAY_FIRST, .comma = true},
    {.name = "UTF-16, big end first", .separator = '\t', .charset = UTF16_BE, .days = SHORT_YEAR},
    {.name = "columns turned around", .separator = ',', .reversed = true, .days = SERIAL},
    {.name = "values alone", .separator = ';', .values_only = true, .upper_head = true},
    {.name = "sep", .separator = '|', .sep_line = true, .comma = true},
};
enum { DIALECT_COUNT = sizeof DIALECTS / sizeof *DIALECTS };

/* ---- a sheet in memory ---- */

struct sheet {
    struct temp *temp;
    struct cb_csv_rows rows;
};

static inline bool sheet_keep(void *context, const char *bytes, size_t size)
{
    cb_buf_add(context, (struct cb_str){bytes, size});
    return true;
}

static inline void sheet_export(struct sheet *sheet, struct bench *bench, enum cb_review what,
                                const struct cb_review_options *options)
{
    struct cb_buf out;
    struct cb_sink sink = {.write = sheet_keep, .context = &out};
    struct cb_err err = {0};
    uint64_t rows = 0;

    *sheet = (struct sheet){.temp = bench->temp};
    cb_buf_init(&out, 1 << 26);
    if (cb_kb_review(bench->kb, what, options, &sink, &rows, &err) != CB_OK)
        fail_msg("%s", err.text);
    assert_int_equal(cb_csv_parse("export", cb_buf_view(&out), &bench->temp->arena, &sheet->rows, &err),
                     CB_OK);
    assert_int_equal(sheet->rows.count, rows + 1);
    cb_buf_release(&out);
}

static inline size_t sheet_column(const struct sheet *sheet, const char *name)
{
    for (size_t c = 0; c < sheet->rows.items[0].count; c++)
        if (cb_str_eq(sheet->rows.items[0].fields[c], cb_str_of(name)))
            return c;
    fail_msg("no column %s", name);
    return 0;
}

/* The row (from 1) whose `column` is, or begins with, `value`. */
static inline size_t sheet_row(const struct sheet *sheet, const char *column, const char *value)
{
    size_t c = sheet_column(sheet, column);

    for (size_t r = 1; r < sheet->rows.count; r++)
        if (cb_str_starts(sheet->rows.items[r].fields[c], cb_str_of(value)))
            return r;
    fail_msg("no row with %s '%s'", column, value);
    return 0;
}

static inline void sheet_set(struct sheet *sheet, size_t row, const char *column, const char *value)
{
    struct cb_str *fields = (struct cb_str *)sheet->rows.items[row].fields;

    fields[sheet_column(sheet, column)] = cb_str_of(value);
}

static inline const char *sheet_get(const struct sheet *sheet, size_t row, const char *column)
{
    return cb_arena_z(&sheet->temp->arena, sheet->rows.items[row].fields[sheet_column(sheet, column)]);
}

/* A new row at the end, a copy of `row`, or an empty one for 0; gives its number. */
static inline size_t sheet_add(struct sheet *sheet, size_t row)
{
    size_t count = sheet->rows.items[0].count;
    struct cb_str *fields = CB_NEW_ARRAY(&sheet->temp->arena, struct cb_str, count);
    struct cb_csv_row *slot = CB_PUSH(&sheet->temp->arena, &sheet->rows);

    for (size_t c = 0; c < count; c++)
        fields[c] = row ? sheet->rows.items[row].fields[c] : CB_STR("");
    *slot = (struct cb_csv_row){.fields = fields, .count = count};
    return sheet->rows.count - 1;
}

/* ---- what a spreadsheet makes of a cell ---- */

static inline bool sheet_is_one_of(struct cb_str name, const char *words)
{
    struct cb_str rest = cb_str_of(words);

    while (rest.ptr)
        if (cb_str_eq(name, cb_str_split(&rest, ' ')))
            return true;
    return false;
}

static inline void sheet_number(const struct dialect *d, struct cb_str cell, struct cb_buf *out)
{
    struct cb_cell_number n;
    size_t start = out->len, point;

    if (!cb_cell_read_number(cell, '.', &n)) {
        cb_buf_add(out, cell);
        return;
    }
    if (d->exponent && cell.len >= 12) {
        cb_buf_printf(out, "%.5E", n.readings[0]);
    } else {
        cb_buf_add(out, cell);
        for (point = start; point < out->len && out->bytes[point] != '.'; point++)
            ;
        while (d->thousands && point - start > 3) { /* from the right */
            point -= 3;
            if (point == start || out->bytes[point - 1] == '-')
                break;
            cb_buf_add_char(out, ' ');
            memmove(out->bytes + point + 1, out->bytes + point, out->len - 1 - point);
            out->bytes[point] = d->comma ? '!' : ',';
        }
    }
    for (size_t i = start; i < out->len; i++)
        if (d->comma && out->bytes[i] == '.')
            out->bytes[i] = ',';
        else if (out->bytes[i] == '!')
            out->bytes[i] = '.';
}

static inline void sheet_day(const struct dialect *d, struct cb_str cell, struct cb_buf *out)
{
    int32_t day;
    struct cb_date date;

    if (!cb_date_parse(cell, &day)) {
        cb_buf_add(out, cell);
        return;
    }
    date = cb_date_of(day);
    switch (day < -5000 ? ISO : d->days) { /* the number of such a day could be any number */
    case ISO:
        cb_buf_add(out, cell);
        return;
    case DAY_FIRST:
        cb_buf_printf(out, "%02d.%02d.%d", (int)date.day, (int)date.month, (int)date.year);
        return;
    case MONTH_FIRST:
        cb_buf_printf(out, "%d/%d/%d", (int)date.month, (int)date.day, (int)date.year);
        return;
    case SHORT_YEAR:
        cb_buf_printf(out, "%02d.%02d.%02d", (int)date.day, (int)date.month, (int)date.year % 100);
        return;
    case SERIAL:
        cb_buf_printf(out, "%d", (int)day + 25569);
        return;
    }
}

static inline void sheet_cell(const struct dialect *d, struct cb_str name, struct cb_str cell,
                              struct cb_buf *out)
{
    bool flag = sheet_is_one_of(name, "approximate") || d->yes_no;

    if (cell.len == 0)
        return;
    if (sheet_is_one_of(name, "low high"))
        sheet_number(d, cell, out);
    else if (sheet_is_one_of(name, "date_low date_high published") && cell.len == 10)
        sheet_day(d, cell, out);
    else if (flag && d->yes_no && sheet_is_one_of(name, "approximate"))
        cb_buf_add_z(out, cell.ptr[0] == '1' ? d->comma ? "WAHR" : "TRUE" : d->comma ? "FALSCH" : "FALSE");
    else if (d->unguarded)
        cb_buf_add(out, cb_cell_unguard(cell));
    else
        cb_buf_add(out, d->cut ? cb_str_sub(cell, 0, 32767) : cell);
}

static inline void sheet_field(const struct dialect *d, bool first, struct cb_str cell, struct cb_buf *out)
{
    if (!first)
        cb_buf_add_char(out, d->separator);
    if (!d->quoted) {
        cb_csv_add_field_by(d->separator, out, cell.len > 0 ? cell : (struct cb_str){NULL, 0});
        return;
    }
    cb_buf_add_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"')
            cb_buf_add_char(out, '"');
        cb_buf_add_char(out, cell.ptr[i]);
    }
    cb_buf_add_char(out, '"');
}

static inline bool sheet_leaves_out(const struct dialect *d, struct cb_str name)
{
    return d->values_only &&
           sheet_is_one_of(name, "context article outlet published language path url rule reviewed "
                                 "mentions articles claims figures position characters note");
}

static inline void sheet_row_out(const struct dialect *d, const struct sheet *sheet, size_t r,
                                 struct cb_buf *out)
{
    const struct cb_csv_row *head = &sheet->rows.items[0], *row = &sheet->rows.items[r];
    struct cb_buf cell;
    bool first = true;

    cb_buf_init(&cell, 1 << 24);
    for (size_t i = 0; i < row->count; i++) {
        size_t c = d->reversed ? row->count - 1 - i : i;
        if (sheet_leaves_out(d, head->fields[c]))
            continue;
        cb_buf_clear(&cell);
        if (r == 0)
            cb_buf_add(&cell, row->fields[c]);
        else
            sheet_cell(d, head->fields[c], row->fields[c], &cell);
        for (size_t k = 0; r == 0 && d->upper_head && k < cell.len; k++)
            if (cell.bytes[k] >= 'a' && cell.bytes[k] <= 'z')
                cell.bytes[k] = (char)(cell.bytes[k] - 32);
        sheet_field(d, first, cb_buf_view(&cell), out);
        first = false;
    }
    for (int i = 0; d->empties && i < 3; i++)
        sheet_field(d, false, CB_STR(""), out);
    cb_buf_add_z(out, d->bare_lines ? "\n" : "\r\n");
    cb_buf_release(&cell);
}

/* ---- bytes ---- */

static inline void sheet_encode(const struct dialect *d, struct cb_str text, struct cb_buf *out)
{
    struct cb_str rest = text;

    if (d->charset == UTF8 || d->charset == UTF8_MARK) {
        cb_buf_add_z(out, d->charset == UTF8_MARK ? "\xEF\xBB\xBF" : "");
        cb_buf_add(out, text);
        return;
    }
    if (d->charset != WINDOWS_1252)
        cb_buf_add(out, d->charset == UTF16_LE ? CB_STR("\xFF\xFE") : CB_STR("\xFE\xFF"));
    while (rest.len > 0) {
        uint32_t size, c = cb_char_first(rest, &size);
        rest = cb_str_sub(rest, size, rest.len);
        if (d->charset == WINDOWS_1252) { /* what it has not, gets lost; so do marks and dashes here */
            cb_buf_add_char(out, c < 0x80 || (c >= 0xA0 && c < 0x100) ? (char)c : '?');
            continue;
        }
        assert_true(c < 0x10000);
        cb_buf_add_char(out, (char)(d->charset == UTF16_LE ? c & 0xFF : c >> 8));
        cb_buf_add_char(out, (char)(d->charset == UTF16_LE ? c >> 8 : c & 0xFF));
    }
}

/* Writes the sheet as the spreadsheet does, and gives the file. */
static inline const char *sheet_save(const struct sheet *sheet, const struct dialect *d)
{
    struct cb_buf text, bytes;
    const char *path;

    cb_buf_init(&text, 1 << 26);
    cb_buf_init(&bytes, 1 << 27);
    if (d->sep_line)
        cb_buf_printf(&text, "sep=%c\r\n", d->separator);
    for (size_t r = 0; r < sheet->rows.count; r++)
        sheet_row_out(d, sheet, r, &text);
    for (int i = 0; d->empties && i < 3; i++)
        cb_buf_printf(&text, "%c%c%c\r\n", d->separator, d->separator, d->separator);
    sheet_encode(d, cb_buf_view(&text), &bytes);
    assert_false(text.failed || bytes.failed);
    path = temp_bytes(sheet->temp, "review.csv", bytes.bytes, bytes.len);
    cb_buf_release(&text);
    cb_buf_release(&bytes);
    return path;
}

/* ---- apply ---- */

struct applied {
    struct cb_apply_counts counts;
    struct cb_buf said; /* a line for each event: "! 3 speaker: why" or "+ 3: what"; the caller releases it */
};

static inline void sheet_note(void *context, const struct cb_apply_event *event)
{
    struct applied *applied = context;

    cb_buf_printf(&applied->said, "%c %d%s%s: %s\n", "+!?"[event->outcome], (int)event -> row,
                  event -> column ? " " : "", event->column ? event->column : "", event->text);
}

static inline void sheet_apply_with(const struct sheet *sheet, struct bench *bench,
                                    const struct dialect *dialect, struct cb_apply_options options,
                                    struct applied *out)
{
    struct cb_err err = {0};

    *out = (struct applied){.counts = {0}};
    cb_buf_init(&out->said, 1 << 24);
    options.on_event = sheet_note;
    options.context = out;
    if (cb_kb_apply(bench->kb, sheet_save(sheet, dialect), &options, &out->counts, &err) != CB_OK)
        fail_msg("%s: %s", dialect->name, err.text);
}

static inline void sheet_apply(const struct sheet *sheet, struct bench *bench, struct applied *out)
{
    sheet_apply_with(sheet, bench, &DIALECTS[0], (struct cb_apply_options){.by = "Test"}, out);
}

#endif
