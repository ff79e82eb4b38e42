#include "unit/report/kb.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/file.h"

struct folder {
    char path[64], file[96];
};

static int make(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);

    snprintf(folder->path, sizeof folder->path, "/tmp/claimbase-test-XXXXXX");
    if (!mkdtemp(folder->path)) {
        free(folder);
        return -1;
    }
    snprintf(folder->file, sizeof folder->file, "%s/out.csv", folder->path);
    *state = folder;
    return 0;
}

static int unmake(void **state)
{
    struct folder *folder = *state;
    struct cb_arena arena = {0};
    struct cb_io_paths left = {0};
    int bad = cb_io_list(folder->path, &arena, &left, NULL) != CB_OK;

    for (size_t i = 0; i < left.count; i++)
        unlink(left.items[i]);
    bad = bad || left.count > 1; /* nothing but the file itself may stay behind */
    cb_arena_release(&arena);
    bad = rmdir(folder->path) != 0 || bad;
    free(folder);
    return bad ? -1 : 0;
}

static void expect_content(const struct folder *folder, const char *content)
{
    struct cb_buf bytes;

    cb_buf_init(&bytes, 1000);
    assert_int_equal(cb_io_read_all(folder->file, &bytes, NULL), CB_OK);
    assert_string_equal(bytes.bytes ? bytes.bytes : "", content);
    cb_buf_release(&bytes);
}

static void put(const struct folder *folder, const char *content, bool commit)
{
    struct cb_arena arena = {0};
    struct cb_outfile file = {0};

    assert_int_equal(cb_outfile_open(folder->file, &arena, &file, NULL), CB_OK);
    assert_true(file.sink.write(file.sink.context, content, strlen(content)));
    assert_int_equal(file.size, strlen(content));
    if (commit)
        assert_int_equal(cb_outfile_commit(&file, NULL), CB_OK);
    cb_outfile_abandon(&file);
    cb_arena_release(&arena);
}

static void replaces_a_file_when_whole(void **state)
{
    put(*state, "one", true);
    expect_content(*state, "one");
    put(*state, "two", false);
    expect_content(*state, "one");
    put(*state, "three", true);
    expect_content(*state, "three");
}

static void says_why_not(void **state)
{
    struct folder *folder = *state;
    struct cb_arena arena = {0};
    struct cb_outfile file = {0};
    struct cb_err err = {0};
    char path[128];

    snprintf(path, sizeof path, "%s/no/such/out.csv", folder->path);
    assert_int_equal(cb_outfile_open(path, &arena, &file, &err), CB_SYSTEM);
    assert_non_null(strstr(err.text, "out.csv: cannot be written (No such file or directory)"));
    cb_outfile_abandon(&file);

    assert_int_equal(cb_outfile_open(folder->file, &arena, &file, &err), CB_OK);
    close(file.fd); /* as a disk that fails */
    assert_false(file.sink.write(file.sink.context, "x", 1));
    assert_int_equal(cb_outfile_commit(&file, &err), CB_SYSTEM);
    assert_non_null(strstr(err.text, "out.csv: cannot be written (Bad file descriptor)"));
    assert_int_equal(cb_io_kind(folder->file), CB_IO_MISSING);
    cb_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(replaces_a_file_when_whole, make, unmake),
        cmocka_unit_test_setup_teardown(says_why_not, make, unmake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
