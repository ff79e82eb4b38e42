#include "unit/report/kb.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include "engine/kb.h"

struct bench {
    struct cb_kb *kb;
    char folder[64];
};

static int open_bench(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);

    assert_non_null(bench);
    snprintf(bench->folder, sizeof bench->folder, "/tmp/claimbase-test-XXXXXX");
    assert_non_null(mkdtemp(bench->folder));
    assert_int_equal(cb_kb_open(":memory:", CB_OPEN_CREATE, NULL, &bench->kb, NULL), CB_OK);
    kb_add_rows(&bench->kb->db);
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    struct bench *bench = *state;
    struct cb_arena arena = {0};
    struct cb_io_paths files = {0};
    char inner[80];

    assert_int_equal(cb_io_list(bench->folder, &arena, &files, NULL), CB_OK);
    for (size_t i = 0; i < files.count; i++)
        unlink(files.items[i]);
    snprintf(inner, sizeof inner, "%s/out", bench->folder);
    rmdir(inner);
    rmdir(bench->folder);
    cb_arena_release(&arena);
    cb_kb_close(bench->kb);
    free(bench);
    return 0;
}

static void names_formats(void **state)
{
    static const char *const NAMES[] = {"table", "csv", "tsv", "json", "jsonl", "markdown"};
    enum cb_format format = CB_FORMAT_TABLE;

    (void)state;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        assert_true(cb_format_by_name(NAMES[i], &format));
        assert_int_equal(format, i);
    }
    assert_false(cb_format_by_name("excel", &format));
    assert_false(cb_format_by_name("", &format));
}

static void lists_and_runs_reports(void **state)
{
    struct bench *bench = *state;
    const struct cb_report *reports = NULL;
    size_t count = 0;
    uint64_t rows = 0;
    struct cb_param speaker = {"speaker", "Voss"};
    struct cb_err err = {0};
    struct keeping out;

    assert_int_equal(cb_kb_reports(bench->kb, &reports, &count, NULL), CB_OK);
    assert_true(count >= 20);
    keeping_init(&out);
    assert_int_equal(
        cb_kb_report(bench->kb, "claims-by-speaker", &speaker, 1, CB_FORMAT_JSONL, &out.sink, &rows, NULL),
        CB_OK);
    assert_int_equal(rows, 2);
    assert_int_equal(strncmp(kept(&out), "{\"speaker\":\"Clara Voss\",", 24), 0);
    assert_int_equal(cb_kb_report(bench->kb, "nix", NULL, 0, CB_FORMAT_CSV, &out.sink, NULL, &err), CB_USAGE);
    assert_int_equal(cb_kb_report_values(bench->kb, "nix", "speaker", NULL, NULL, &err), CB_USAGE);
    cb_buf_release(&out.text);
}

/* Every file that datapackage.json names is there, with as many bytes. */
static void check_package(const char *folder, uint64_t files)
{
    char path[128];
    json_error_t error;
    json_t *package, *resource;
    size_t i;

    snprintf(path, sizeof path, "%s/datapackage.json", folder);
    package = json_load_file(path, 0, &error);
    if (!package)
        fail_msg("%s: %s", path, error.text);
    assert_int_equal(json_array_size(json_object_get(package, "resources")), files - 1);
    json_array_foreach(json_object_get(package, "resources"), i, resource)
    {
        struct stat st;
        snprintf(path, sizeof path, "%s/%s", folder, json_string_value(json_object_get(resource, "path")));
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal(st.st_size, json_integer_value(json_object_get(resource, "bytes")));
    }
    json_decref(package);
}

static void exports_everything(void **state)
{
    struct bench *bench = *state;
    char folder[80];
    uint64_t files = 0;
    struct cb_err err = {0};

    snprintf(folder, sizeof folder, "%s/out", bench->folder);
    for (int again = 0; again < 2; again++) {
        if (cb_kb_export(bench->kb, folder, &files, &err) != CB_OK)
            fail_msg("%s", err.text);
        assert_true(files >= 20);
        check_package(folder, files);
    }
    /* The connection is free again. */
    assert_int_equal(cb_db_exec(&bench->kb->db, "BEGIN; ROLLBACK", NULL), CB_OK);
}

static void says_where_it_cannot_export(void **state)
{
    struct bench *bench = *state;
    char path[128];
    struct cb_err err = {0};
    FILE *file;

    assert_int_equal(cb_kb_export(bench->kb, "", NULL, &err), CB_USAGE);
    snprintf(path, sizeof path, "%s/file", bench->folder);
    file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
    assert_int_equal(cb_kb_export(bench->kb, path, NULL, &err), CB_SYSTEM);
    assert_non_null(strstr(err.text, path));
    assert_false(cb_tx_active(&bench->kb->db));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_formats),
        cmocka_unit_test_setup_teardown(lists_and_runs_reports, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(exports_everything, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(says_where_it_cannot_export, open_bench, close_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
