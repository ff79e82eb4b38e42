/* Every CSV file of import/ that is part of the program: RFC 4180, the right columns, no stray blanks, no row
 * twice. The files that the lexicon knows must have its columns; rules and others their own header with as
 * many fields in each row. */
#include <stdio.h>

#include "base/assets.h"
#include "lexicon/lists.h"
#include "text/csv.h"
#include "text/fold.h"

struct check {
    struct cb_arena arena;
    const char *name; /* of the file */
    size_t failed;
};

static void complain(struct check *check, uint64_t row, const char *what, struct cb_str value)
{
    printf("%s: row %llu: %s: '%.*s'\n", check->name, (unsigned long long)row, what, CB_STR_ARG(value));
    check->failed++;
}

/* "import/de/months.csv" -> the shape of that list; NULL for a file that the lexicon does not know. */
static const struct cb_list_shape *shape_of(struct cb_str name)
{
    struct cb_str rest = name, folder = {0}, file = {0};

    while (rest.ptr) {
        folder = file;
        file = cb_str_split(&rest, '/');
    }
    file = cb_str_sub(file, 0, file.len - strlen(".csv"));
    for (int i = 0; i < CB_LIST_COUNT; i++) {
        const struct cb_list_shape *shape = &cb_list_shapes[i];

        if (cb_str_eq(file, cb_str_of(shape->name)) && shape->shared == cb_str_eq(folder, CB_STR("import")))
            return shape;
    }
    return NULL;
}

static void check_header(struct check *check, const struct cb_csv_row *header)
{
    const struct cb_list_shape *shape = shape_of(cb_str_of(check->name));

    for (size_t c = 0; c < header->count; c++)
        if (header->fields[c].len == 0)
            complain(check, 1, "a column has no name", header->fields[c]);
    if (!shape)
        return;
    if (header->count != (size_t)shape->column_count)
        complain(check, 1, "wrong number of columns", header->fields[0]);
    for (size_t c = 0; c < header->count && c < (size_t)shape->column_count; c++)
        if (!cb_str_eq(header->fields[c], cb_str_of(shape->columns[c])))
            complain(check, 1, "not the column that the lexicon expects here", header->fields[c]);
}

static bool has_control(struct cb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20)
            return true;
    return false;
}

static void check_field(struct check *check, uint64_t row, struct cb_str field)
{
    struct cb_str rest = field;

    if (has_control(field))
        complain(check, row, "a control character or line end in a field", field);
    while (rest.ptr) {
        struct cb_str form = cb_str_split(&rest, '|');

        if (form.len != cb_str_trim(form).len)
            complain(check, row, "blanks at the end or beginning", field);
        if (form.len == 0 && field.len > 1)
            complain(check, row, "an empty alternative", field);
    }
}

/* Says so when the row was there before. */
static void check_new(struct check *check, struct cb_map *seen, const struct cb_csv_row *row)
{
    struct cb_buf key;
    struct cb_str copy;
    uint32_t *slot;

    cb_buf_init(&key, 1 << 20);
    for (size_t c = 0; c < row->count; c++) {
        cb_buf_add(&key, row->fields[c]);
        cb_buf_add_char(&key, '\x1f');
    }
    copy = cb_arena_copy(&check->arena, cb_buf_view(&key));
    cb_buf_release(&key);
    slot = copy.ptr ? cb_map_add(&check->arena, seen, copy, NULL) : NULL;
    if (slot && (*slot)++)
        complain(check, row->line, "the row is there twice", row->fields[0]);
}

static void check_file(struct check *check, struct cb_str text)
{
    struct cb_csv_rows rows = {0};
    struct cb_map seen = {0};
    struct cb_err err;

    if (cb_csv_parse(check->name, text, &check->arena, &rows, &err) != CB_OK) {
        printf("%s\n", err.text);
        check->failed++;
        return;
    }
    if (rows.count == 0) {
        complain(check, 1, "the file is empty", CB_STR(""));
        return;
    }
    check_header(check, &rows.items[0]);
    for (size_t r = 1; r < rows.count; r++) {
        const struct cb_csv_row *row = &rows.items[r];

        if (row->count != rows.items[0].count)
            complain(check, row->line, "another number of fields than the header", row->fields[0]);
        if (row->fields[0].len == 0)
            complain(check, row->line, "the first field is empty", row->fields[0]);
        for (size_t c = 0; c < row->count; c++)
            check_field(check, row->line, row->fields[c]);
        check_new(check, &seen, row);
    }
}

int main(void)
{
    struct check check = {0};
    size_t first, last;

    cb_assets_range("import/", &first, &last);
    for (size_t i = first; i < last; i++) {
        check.name = cb_embedded_files[i].name;
        if (!cb_str_ends(cb_str_of(check.name), CB_STR(".csv")))
            continue; /* blocks made by src/lexicon/gen and src/language/gen */
        check_file(&check, cb_assets_find(check.name));
        cb_arena_clear(&check.arena);
    }
    printf("%zu files, %zu complaints\n", last - first, check.failed);
    cb_arena_release(&check.arena);
    return check.failed || first == last ? 1 : 0;
}
