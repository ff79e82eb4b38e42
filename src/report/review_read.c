/* A review sheet read again, as a spreadsheet left it. */
#include "report/review.h"

#include <strings.h>

#include "report/nearest.h"
#include "text/cell.h"
#include "text/charset.h"

/* ---- what a row is about ---- */

static bool take_digits(struct cb_str *text, int64_t *out)
{
    int64_t value = 0;
    size_t i = 0;

    for (; i < text->len && text->ptr[i] >= '0' && text->ptr[i] <= '9'; i++)
        if (i >= 15)
            return false;
        else
            value = value * 10 + (text->ptr[i] - '0');
    *text = cb_str_sub(*text, i, text->len);
    *out = value;
    return i > 0;
}

static bool take_sign(struct cb_str *text, char sign)
{
    bool found = text->len > 0 && text->ptr[0] == sign;

    if (found)
        *text = cb_str_sub(*text, 1, text->len);
    return found;
}

/* "126-207" or "126-207 #2" */
static bool take_place(struct cb_str text, struct cb_review_row_id *out)
{
    int64_t which = 1;

    if (!take_digits(&text, &out->start) || !take_sign(&text, '-') || !take_digits(&text, &out->end))
        return false;
    if (text.len > 0 &&
        (!take_sign(&text, ' ') || !take_sign(&text, '#') || !take_digits(&text, &which) || which < 1))
        return false;
    out->which = (size_t)which;
    return text.len == 0;
}

bool cb_review_row_id(struct cb_str cell, struct cb_review_row_id *out)
{
    struct cb_str rest = cb_str_trim(cell);

    *out = (struct cb_review_row_id){.start = -1, .end = -1, .which = 1};
    out->table = cb_str_split(&rest, ' ');
    for (int i = 0; i < CB_REVIEW_COUNT; i++) {
        const struct cb_review_sheet *sheet = cb_review_sheet((enum cb_review)i);
        if (!cb_str_eq(out->table, cb_str_of(sheet->name)))
            continue;
        if (!sheet->places) {
            out->identity = rest;
            return rest.len > 0;
        }
        out->identity = cb_str_split(&rest, ' ');
        return out->identity.len > 0 && rest.ptr && take_place(rest, out);
    }
    return false;
}

static bool take_hash(struct cb_str text, uint32_t *out)
{
    uint32_t value = 0;

    if (text.len != 6)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0)
            return false;
        value = value * 16 + (uint32_t)digit;
    }
    *out = value;
    return true;
}

bool cb_review_check(const struct cb_review_sheet *sheet, struct cb_str cell, uint32_t *out)
{
    struct cb_str rest = cb_str_trim(cell), part = cb_str_split(&rest, '-');
    size_t n = 0;

    if (!cb_str_eq(part, CB_STR("c")))
        return false;
    for (size_t i = 0; i < sheet->column_count; i++)
        if (sheet->columns[i].type >= CB_COLUMN_FIRST_VALUE &&
            (!rest.ptr || !take_hash(cb_str_split(&rest, '-'), &out[n++])))
            return false;
    return !rest.ptr;
}

/* ---- columns ---- */

static bool is_word(struct cb_str name, struct cb_str word)
{
    return name.len == word.len && strncasecmp(name.ptr, word.ptr, name.len) == 0;
}

static bool is_named(const struct cb_review_column *column, struct cb_str name)
{
    struct cb_str others = cb_str_of(column->other);

    if (is_word(name, cb_str_of(column->name)))
        return true;
    while (others.ptr)
        if (is_word(name, cb_str_split(&others, '|')))
            return true;
    return false;
}

static bool is_blank(const struct cb_csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (cb_str_trim(row->fields[i]).len > 0)
            return false;
    return true;
}

/* Columns of the sheet that the first row names. */
static size_t count_known(const struct cb_review_sheet *sheet, const struct cb_csv_row *head)
{
    size_t known = 0;

    for (size_t c = 0; c < sheet->column_count; c++)
        for (size_t i = 0; i < head->count; i++)
            if (is_named(&sheet->columns[c], cb_str_trim(head->fields[i]))) {
                known++;
                break;
            }
    return known;
}

/* The sheet of the first row that says what it is about; else the one that has most of the columns. */
static bool find_sheet(const struct cb_csv_rows *rows, enum cb_review *out)
{
    const struct cb_csv_row *head = &rows->items[0];
    size_t best = 0, row_column = SIZE_MAX;
    bool alone = false;

    for (size_t i = 0; i < head->count; i++)
        if (is_word(cb_str_trim(head->fields[i]), CB_STR("row")))
            row_column = i;
    for (size_t r = 1; r < rows->count && row_column != SIZE_MAX; r++) {
        struct cb_review_row_id id;
        if (row_column < rows->items[r].count && cb_review_row_id(rows->items[r].fields[row_column], &id)) {
            char name[16];
            memcpy(name, id.table.ptr, id.table.len); /* the name of a table */
            name[id.table.len] = '\0';
            return cb_review_by_name(name, out);
        }
    }
    for (int i = 0; i < CB_REVIEW_COUNT; i++) {
        size_t known = count_known(cb_review_sheet((enum cb_review)i), head);
        if (known >= best) {
            alone = known > best;
            best = known;
            if (alone)
                *out = (enum cb_review)i;
        }
    }
    return alone;
}

static cb_status find_columns(const char *place, const struct cb_csv_row *head, struct cb_review_file *file,
                              struct cb_err *err)
{
    for (size_t c = 0; c < file->sheet->column_count; c++)
        file->places[c] = SIZE_MAX;
    for (size_t i = 0; i < head->count; i++) {
        struct cb_str name = cb_str_trim(head->fields[i]);
        size_t c = 0;
        if (name.len == 0)
            continue;
        while (c < file->sheet->column_count && !is_named(&file->sheet->columns[c], name))
            c++;
        if (c == file->sheet->column_count) {
            file->unknown = file->unknown.ptr ? file->unknown : name;
            continue;
        }
        if (file->places[c] != SIZE_MAX)
            return cb_err_set(err, CB_BAD_INPUT, "%s: has two columns \"%s\"; take one away", place,
                              file->sheet->columns[c].name);
        file->places[c] = i;
        file->names[c] = name;
    }
    return CB_OK;
}

/* The decimal sign that all cells agree on. */
static char find_decimal(const struct cb_review_file *file)
{
    size_t points = 0, commas = 0;

    for (size_t c = 0; c < file->sheet->column_count; c++)
        for (size_t r = 0; file->sheet->columns[c].type == CB_COLUMN_NUMBER && r < file->rows.count; r++) {
            struct cb_cell_number n;
            if (cb_cell_read_number(cb_review_cell(file, &file->rows.items[r], c), 0, &n)) {
                points += n.decimal == '.';
                commas += n.decimal == ',';
            }
        }
    return points > 0 && commas > 0 ? 0 : points > 0 ? '.' : commas > 0 ? ',' : 0;
}

/* ---- the file ---- */

/* Excel's own first line: "sep=;" */
static char take_sep_line(struct cb_str *text)
{
    struct cb_str rest = *text, line = cb_str_split(&rest, '\n');

    if (cb_str_ends(line, CB_STR("\r")))
        line.len--;
    if (line.len > 2 && line.ptr[0] == '"' && line.ptr[line.len - 1] == '"')
        line = cb_str_sub(line, 1, line.len - 1);
    if (line.len != 5 || !is_word(cb_str_sub(line, 0, 4), CB_STR("sep=")))
        return 0;
    *text = rest.ptr ? rest : CB_STR("");
    return line.ptr[4];
}

/* Rows with something in them, without the first. */
static void keep_rows(struct cb_csv_rows *rows)
{
    size_t n = 0;

    for (size_t r = 1; r < rows->count; r++)
        if (!is_blank(&rows->items[r]))
            rows->items[n++] = rows->items[r];
    rows->count = n;
}

cb_status cb_review_read(const char *place, struct cb_str bytes, struct cb_arena *arena,
                         struct cb_review_file *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_review_file file = {.sheet = NULL};
    struct cb_str text;
    struct cb_csv_row head;
    char separator;
    uint64_t skipped;

    CB_TRY(cb_charset_decode(place, bytes, arena, &text, err));
    CB_TRY(cb_charset_compose(text, arena, &text, err));
    separator = take_sep_line(&text);
    skipped = separator != 0;
    CB_TRY(
        cb_csv_parse_by(separator ? separator : cb_csv_separator(text), place, text, arena, &file.rows, err));
    if (file.rows.count == 0) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is empty; its first row names the columns", place);
        goto done;
    }
    if (!find_sheet(&file.rows, &file.what)) {
        rc = cb_err_set(
            err, CB_BAD_INPUT,
            "%s: is no review: neither its first row nor a column \"row\" is one that 'export --review' "
            "writes",
            place);
        goto done;
    }
    for (size_t r = 0; r < file.rows.count; r++)
        file.rows.items[r].line += skipped;
    head = file.rows.items[0];
    file.sheet = cb_review_sheet(file.what);
    CB_TRY(find_columns(place, &head, &file, err));
    keep_rows(&file.rows);
    file.decimal = find_decimal(&file);
    *out = file;
done:
    return rc;
}

struct cb_str cb_review_cell(const struct cb_review_file *file, const struct cb_csv_row *row, size_t column)
{
    size_t place = file->places[column];

    return place < row->count ? cb_cell_unguard(cb_str_trim(row->fields[place])) : CB_STR("");
}
