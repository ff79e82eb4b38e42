/* Any bytes as a review sheet: what is read is what a spreadsheet could have meant. */
#include "fuzz/fuzz.h"
#include "report/review.h"
#include "text/cell.h"
#include "text/date.h"

static void check_cell(struct cb_str cell, struct cb_arena *arena)
{
    struct cb_cell_number number;
    struct cb_cell_date date;
    struct cb_buf guarded;
    bool flag;

    if (cb_cell_read_number(cell, 0, &number) && !cb_cell_is_number(&number, number.readings[0]))
        fuzz_stop("a number is what it is read as");
    if (cb_cell_read_date(cell, &date) && (date.count == 0 || (date.sure && date.count != 1)))
        fuzz_stop("a sure day is one");
    cb_cell_read_flag(cell, &flag);
    if (cb_cell_compare(cell, cell) != CB_CELL_SAME)
        fuzz_stop("a cell is the same as itself");
    if (!cb_cell_text(arena, cell).ptr)
        fuzz_stop("a cell is a text");
    cb_buf_init(&guarded, 1 << 24);
    cb_cell_guard(&guarded, cell);
    if (!cb_str_eq(cb_cell_unguard(cb_buf_view(&guarded)), cell))
        fuzz_stop("what is guarded comes back");
    cb_buf_release(&guarded);
}

static void check_row(const struct cb_review_file *file, const struct cb_csv_row *row, struct cb_arena *arena)
{
    uint32_t hashes[CB_REVIEW_COLUMNS_MAX];

    for (size_t c = 0; c < file->sheet->column_count; c++) {
        struct cb_str cell = cb_review_cell(file, row, c);
        struct cb_review_row_id id;
        check_cell(cell, arena);
        if (cb_review_row_id(cell, &id) && (id.identity.len == 0 || id.which == 0))
            fuzz_stop("a row has a name");
        cb_review_check(file->sheet, cell, hashes);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_review_file file;
    struct cb_err err = {0};
    cb_status rc = cb_review_read("fuzz", (struct cb_str){(const char *)data, size}, &arena, &file, &err);

    if (rc == CB_OK)
        for (size_t r = 0; r < file.rows.count; r++)
            check_row(&file, &file.rows.items[r], &arena);
    else if (rc != CB_BAD_INPUT || !err.text[0])
        fuzz_stop("fails without a word");
    cb_arena_clear(&arena);
    return 0;
}
