#include "unit/report/kb.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/batch.h"
#include "report/header.h"

#define HEAD "-- title: T\n-- description: D.\n-- param: n text \"N\"\n-- column: x text \"X\"\n-- order: x\n"

struct fixture {
    struct cb_db db;
    struct cb_arena arena;
    struct cb_report_list reports;
    char directory[40], params[60];
};

static void add_report(struct fixture *f, const char *name, const char *text)
{
    struct cb_report *report = CB_PUSH(&f->arena, &f->reports);
    struct cb_err err = {0};

    if (cb_report_parse("q.sql", "g", name, cb_str_of(text), &f->arena, report, &err) != CB_OK)
        fail_msg("%s", err.text);
}

static void begin(struct fixture *f)
{
    *f = (struct fixture){.directory = "/tmp/claimbase-test-XXXXXX"};
    kb_open(&f->db, true);
    add_report(f, "one", HEAD "SELECT 'one ' || coalesce(:n, '') AS x");
    add_report(f, "broken", HEAD "SELECT absent AS x, :n FROM articles");
    add_report(f, "index", HEAD "SELECT 'index' || coalesce(:n, '') AS x");
    assert_non_null(mkdtemp(f->directory));
    snprintf(f->params, sizeof f->params, "%s/params", f->directory);
}

static void end(struct fixture *f)
{
    struct cb_io_paths paths = {0};

    assert_int_equal(cb_io_list(f->directory, &f->arena, &paths, NULL), CB_OK);
    for (size_t i = 0; i < paths.count; i++)
        unlink(paths.items[i]);
    rmdir(f->directory);
    cb_arena_release(&f->arena);
    cb_db_close(&f->db);
}

/* "name name ..." of the files there. */
static void list(struct fixture *f, struct cb_buf *out)
{
    struct cb_io_paths paths = {0};

    cb_buf_clear(out);
    assert_int_equal(cb_io_list(f->directory, &f->arena, &paths, NULL), CB_OK);
    for (size_t i = 0; i < paths.count; i++)
        if (strcmp(paths.items[i], f->params) != 0)
            cb_buf_printf(out, "%s%s", out->len ? " " : "", strrchr(paths.items[i], '/') + 1);
}

static void note_failure(void *context, const char *file, const struct cb_run_result *result,
                         const struct cb_err *err)
{
    (void)result;
    if (err)
        cb_buf_printf(context, "%s: %s\n", file, err->text);
}

/* The broken one costs the others nothing, and a report called index does not take the index's place. */
static void writes_each_report(void **state)
{
    struct fixture f;
    struct cb_buf said, files;
    struct cb_report_batch batch = {.format = CB_FORMAT_HTML, .on_done = note_failure, .context = &said};
    struct cb_err err = {0};
    uint64_t failed = 0;

    (void)state;
    begin(&f);
    cb_buf_init(&said, 1000);
    cb_buf_init(&files, 1000);
    if (cb_batch_write(&f.db, &f.reports, &batch, f.directory, &failed, &err) != CB_OK)
        fail_msg("%s", err.text);
    assert_int_equal(failed, 1);
    assert_non_null(
        strstr(said.bytes, "broken.html: report broken, line 6, column 8: no such column: absent"));
    list(&f, &files);
    assert_string_equal(files.bytes, "index-report.html index.html one.html");
    cb_buf_release(&said);
    cb_buf_release(&files);
    end(&f);
}

/* Values become parts of file names, and nothing but that. */
static void writes_a_file_for_each_row(void **state)
{
    static const char *const NAMES[] = {"one"};
    static const char PARAMS[] = "n\nMeike Andersen\n../../etc/passwd\n/\n\xE2\x80\xAE\x1b[2J\n-\n";
    struct fixture f;
    struct cb_buf files;
    struct cb_report_batch batch = {.names = NAMES, .name_count = 1, .format = CB_FORMAT_CSV};
    struct cb_err err = {0};
    FILE *file;

    (void)state;
    begin(&f);
    cb_buf_init(&files, 1000);
    file = fopen(f.params, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(PARAMS, 1, sizeof PARAMS - 1, file), sizeof PARAMS - 1);
    fclose(file);
    batch.params_file = f.params;
    if (cb_batch_write(&f.db, &f.reports, &batch, f.directory, NULL, &err) != CB_OK)
        fail_msg("%s", err.text);
    list(&f, &files);
    assert_string_equal(files.bytes,
                        "one-1-Meike-Andersen.csv one-2-etc-passwd.csv one-3.csv one-4-2J.csv one-5.csv");
    cb_buf_release(&files);
    end(&f);
}

static void refuses_what_would_do_nothing(void **state)
{
    static const char *const ONE[] = {"one"}, *const NONE[] = {"../one"};
    static const struct cb_param PARAM = {"m", "1"};
    static const struct {
        struct cb_report_batch batch;
        const char *message;
    } CASES[] = {
        {{.names = ONE, .name_count = 1, .params = &PARAM, .param_count = 1},
         "none of the reports has a parameter 'm'"},
        {{.names = NONE, .name_count = 1}, "no report '../one'"},
        {{.params_file = "x"}, "goes with one report"},
    };
    struct fixture f;

    (void)state;
    begin(&f);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_err err = {0};
        assert_int_equal(cb_batch_write(&f.db, &f.reports, &CASES[i].batch, f.directory, NULL, &err),
                         CB_USAGE);
        if (!strstr(err.text, CASES[i].message))
            fail_msg("'%s'", err.text);
    }
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_each_report),
        cmocka_unit_test(writes_a_file_for_each_row),
        cmocka_unit_test(refuses_what_would_do_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
