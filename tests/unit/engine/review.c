/* Reviews that nobody edited, in all ways in which spreadsheets write. */
#include "unit/engine/review.h"

static void check_unchanged(struct bench *bench, enum cb_review what, const struct cb_review_options *options)
{
    struct sheet sheet;

    sheet_export(&sheet, bench, what, options);
    assert_true(sheet.rows.count > 1);
    for (size_t d = 0; d < DIALECT_COUNT; d++) {
        struct applied applied;
        if (options && options->semicolon && d > 0)
            continue;
        sheet_apply_with(&sheet, bench, &DIALECTS[d], (struct cb_apply_options){.by = NULL}, &applied);
        if (applied.counts.unchanged != sheet.rows.count - 1 || applied.counts.refused != 0)
            fail_msg("%s: %d of %d rows unchanged, %d refused:\n%.2000s", DIALECTS[d].name,
                     (int)applied.counts.unchanged, (int)sheet.rows.count - 1, (int)applied.counts.refused,
                     applied.said.bytes);
        cb_buf_release(&applied.said);
    }
}

static void changes_nothing_by_itself(void **state)
{
    struct bench bench;

    bench_open(&bench, *state, "kb.db");
    bench_import(&bench, CB_SAMPLES, 12, 0, 0);
    for (int what = 0; what < CB_REVIEW_COUNT; what++)
        check_unchanged(&bench, (enum cb_review)what, NULL);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM corrections"), 0);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(changes_nothing_by_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
