#include "unit/engine/bench.h"

static void names_version_and_rules(void **state)
{
    (void)state;
    assert_non_null(strchr(cb_version(), '.'));
    assert_non_null(strchr(cb_version(), '+'));
}

static void opens_what_is_there(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_kb *kb = NULL;
    struct cb_err err = {0};

    assert_int_equal(cb_kb_open(temp_path(temp, "kb.db"), CB_OPEN_READ, NULL, &kb, &err), CB_DATABASE);
    assert_message(err, "kb.db: no such database");
    assert_null(kb);
    bench_open(&bench, temp, "kb.db");
    assert_int_equal(cb_kb_open(bench.path, CB_OPEN_READ, NULL, &kb, &err), CB_OK);
    cb_kb_close(kb);
    cb_kb_close(NULL);
    bench_close(&bench);
}

static void reading_writes_nothing(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_kb *kb = NULL;
    struct cb_err err = {0};
    const char *path = temp_file(temp, "a.txt", "Ein Satz über etwas.");
    struct cb_import_counts counts = {7, 7, 7, 7, 7};

    bench_open(&bench, temp, "kb.db");
    assert_int_equal(cb_kb_open(bench.path, CB_OPEN_READ, NULL, &kb, &err), CB_OK);
    assert_int_equal(cb_kb_import(kb, &path, 1, NULL, &counts, &err), CB_USAGE);
    assert_message(err, "kb.db: is open for reading only");
    assert_int_equal(counts.imported, 7);
    assert_int_equal(cb_kb_import_text(kb, "x", 1, NULL, NULL, &err), CB_USAGE);
    assert_int_equal(cb_kb_rebuild(kb, NULL, NULL, &err), CB_USAGE);
    cb_kb_close(kb);
    bench_close(&bench);
}

static bool is_stale(struct bench *bench)
{
    bool stale = false;

    assert_int_equal(cb_kb_is_stale(bench->kb, &stale, NULL), CB_OK);
    return stale;
}

/* What another version found is found again before anything is added to it. */
static void an_import_brings_a_stale_file_up_to_date(void **state)
{
    static const char *const CHANGES[] = {
        "UPDATE meta SET value = 'older' WHERE key = 'extractor'",
        "DELETE FROM meta WHERE key = 'extractor'",
        "UPDATE meta SET value = 'older' WHERE key = 'schema'; DROP VIEW v_claims; DROP TABLE figure_rows",
    };
    struct temp *temp = *state;
    const char *first = temp_file(temp, "a.txt", "Ein Satz über etwas.");
    const char *second = temp_file(temp, "b.txt", "Noch ein Satz über etwas.");

    for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
        struct bench bench;
        bench_open(&bench, temp, "kb.db");
        assert_false(is_stale(&bench));
        bench_import(&bench, first, 1, 0, 0);
        assert_false(is_stale(&bench));
        bench_run(&bench, CHANGES[i]);
        bench_run(&bench, "DELETE FROM sentences");
        cb_kb_close(bench.kb);
        assert_int_equal(cb_kb_open(bench.path, CB_OPEN_WRITE, NULL, &bench.kb, NULL), CB_OK);
        assert_true(is_stale(&bench));
        bench_import(&bench, second, 1, 0, 0);
        assert_false(is_stale(&bench));
        assert_int_equal(bench_number(&bench, "SELECT count(*) FROM sentences"), 2);
        assert_int_equal(bench_number(&bench, "SELECT count(*) FROM imports WHERE command = 'rebuild'"), 1);
        bench_verify(&bench, NULL);
        bench_close(&bench);
        assert_int_equal(unlink(bench.path), 0);
    }
}

static void lists_of_ones_own_stand_in(void **state)
{
    struct temp *temp = *state;
    struct cb_kb_options options = {.lists_dir = temp->dir};
    struct cb_kb *kb = NULL;
    struct cb_err err = {0};

    temp_folder(temp, "de");
    temp_file(temp, "de/function_words.csv", "nonsense\n");
    assert_int_equal(cb_kb_open(":memory:", CB_OPEN_CREATE, &options, &kb, &err), CB_OK);
    assert_int_equal(cb_kb_import_text(kb, "Ein Satz.", 9, NULL, NULL, &err), CB_BAD_INPUT);
    assert_message(err, "/de/function_words.csv: the first row");
    cb_kb_close(kb);
    options.lists_dir = temp_path(temp, "none");
    assert_int_equal(cb_kb_open(":memory:", CB_OPEN_CREATE, &options, &kb, &err), CB_OK);
    assert_int_equal(cb_kb_import_text(kb, "Ein Satz.", 9, NULL, NULL, &err), CB_BAD_INPUT);
    assert_message(err, "none: no such folder");
    cb_kb_close(kb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_version_and_rules), temp_test(opens_what_is_there),
        temp_test(reading_writes_nothing),         temp_test(an_import_brings_a_stale_file_up_to_date),
        temp_test(lists_of_ones_own_stand_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
