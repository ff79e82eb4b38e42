/* Any bytes as CSV: what is read can be written and read again. */
#include "fuzz/fuzz.h"
#include "text/csv.h"

static void write_rows(const struct cb_csv_rows *rows, struct cb_buf *out)
{
    cb_buf_add_z(out, "\xEF\xBB\xBF"); /* so that one in the first field stays */
    for (size_t i = 0; i < rows->count; i++) {
        for (size_t c = 0; c < rows->items[i].count; c++) {
            if (c > 0)
                cb_buf_add_char(out, ',');
            cb_csv_add_field(out, rows->items[i].fields[c]);
        }
        cb_buf_add_z(out, "\r\n");
    }
}

static bool same_row(const struct cb_csv_row *a, const struct cb_csv_row *b)
{
    bool same = a->count == b->count;

    for (size_t c = 0; same && c < a->count; c++)
        same = cb_str_eq(a->fields[c], b->fields[c]);
    return same;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_csv_rows rows = {0}, again = {0};
    struct cb_buf out;

    cb_buf_init(&out, 1 << 24);
    if (cb_csv_parse("fuzz", (struct cb_str){(const char *)data, size}, &arena, &rows, NULL) == CB_OK) {
        write_rows(&rows, &out);
        if (cb_csv_parse("again", cb_buf_view(&out), &arena, &again, NULL) != CB_OK ||
            again.count != rows.count)
            fuzz_stop("what is written can be read");
        for (size_t i = 0; i < rows.count; i++)
            if (!same_row(&rows.items[i], &again.items[i]))
                fuzz_stop("the same rows again");
    }
    cb_buf_release(&out);
    cb_arena_clear(&arena);
    return 0;
}
