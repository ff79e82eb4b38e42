#include "base/io.h"

#include "unit/base/temp.h"

/* ---- whole files ---- */

static void reads_up_to_the_ceiling(void **state)
{
    struct temp *temp = *state;
    static const struct {
        size_t size, max;
        cb_status rc;
    } CASES[] = {{0, 10, CB_OK},
                 {10, 10, CB_OK},
                 {11, 10, CB_BAD_INPUT},
                 {200000, 1 << 20, CB_OK},
                 {200000, 65536, CB_BAD_INPUT},
                 {65536, 65536, CB_OK}};

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_err err = {0};
        struct cb_buf buf;
        char *bytes = cb_arena_alloc(&temp->arena, CASES[i].size);
        memset(bytes, 'x', CASES[i].size);
        cb_buf_init(&buf, CASES[i].max);
        assert_int_equal(cb_io_read_all(temp_bytes(temp, "f", bytes, CASES[i].size), &buf, &err),
                         CASES[i].rc);
        if (CASES[i].rc == CB_OK)
            assert_int_equal(buf.len, CASES[i].size);
        else
            assert_message(err, "larger than the limit");
        cb_buf_release(&buf);
    }
}

static void says_what_cannot_be_read(void **state)
{
    struct temp *temp = *state;
    const char *secret = temp_file(temp, "secret", "x");
    const struct {
        const char *path, *message;
    } CASES[] = {{temp_path(temp, "none"), "none: no such file or directory"},
                 {temp->dir, ": is a directory"},
                 {"/dev/null", ": is neither a file nor a pipe"},
                 {secret, "secret: permission denied"}};

    assert_int_equal(chmod(secret, 0), 0);
    temp_be_nobody(temp);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_err err = {0};
        struct cb_buf buf;
        cb_buf_init(&buf, 10);
        assert_int_equal(cb_io_read_all(CASES[i].path, &buf, &err), CB_BAD_INPUT);
        assert_message(err, CASES[i].message);
        assert_memory_equal(err.text, CASES[i].path, strlen(CASES[i].path));
        cb_buf_release(&buf);
    }
    temp_be_root();
}

/* ---- lines ---- */

/* Each line as "number:text" with '*' for a line that is too long, '.' for one that does not end; joined by
 * '|'. */
static void check_lines(struct temp *temp, const char *text, size_t max, const char *expected)
{
    struct cb_io_lines *lines = NULL;
    struct cb_err err = {0};
    struct cb_buf seen;
    struct cb_str line;
    uint64_t number = 0;
    bool too_long, unended;

    cb_buf_init(&seen, 1000);
    assert_int_equal(cb_io_lines_open(temp_file(temp, "lines", text), &lines, &err), CB_OK);
    for (;;) {
        assert_int_equal(cb_io_lines_next(lines, max, &line, &number, &too_long, &unended, &err), CB_OK);
        if (!line.ptr)
            break;
        cb_buf_printf(&seen, "%d:%.*s%s%s|", (int)number, CB_STR_ARG(line), too_long ? "*" : "",
                      unended ? "." : "");
    }
    assert_string_equal(seen.bytes ? seen.bytes : "", expected);
    cb_io_lines_close(lines);
    cb_buf_release(&seen);
}

static void counts_lines(void **state)
{
    static const struct {
        const char *text;
        size_t max;
        const char *lines;
    } CASES[] = {{"", 10, ""},
                 {"a\nb\n", 10, "1:a|2:b|"},
                 {"a\n\nb", 10, "1:a|2:|3:b.|"},
                 {"12345\n123456\n1\n", 5, "1:12345|2:*|3:1|"},
                 {"123456", 5, "1:*.|"},
                 {"a\r\n", 10, "1:a\r|"}};

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_lines(*state, CASES[i].text, CASES[i].max, CASES[i].lines);
}

static void passes_over_a_line_of_many_blocks(void **state)
{
    struct temp *temp = *state;
    size_t size = 300000;
    char *text = cb_arena_alloc(&temp->arena, size + 10);

    memset(text, 'x', size);
    memcpy(text + size, "\nb\n", 4);
    check_lines(temp, text, 1000, "1:*|2:b|");
}

static void peeks_without_taking(void **state)
{
    struct temp *temp = *state;
    struct cb_io_lines *lines = NULL;
    struct cb_str seen;
    uint64_t number;
    bool too_long, unended;

    assert_int_equal(cb_io_lines_open(temp_file(temp, "f", "abc\ndef\n"), &lines, NULL), CB_OK);
    assert_int_equal(cb_io_lines_peek(lines, 5, &seen, NULL), CB_OK);
    assert_true(cb_str_eq(seen, CB_STR("abc\nd")));
    assert_int_equal(cb_io_lines_peek(lines, 500, &seen, NULL), CB_OK);
    assert_int_equal(seen.len, 8);
    assert_int_equal(cb_io_lines_next(lines, 10, &seen, &number, &too_long, &unended, NULL), CB_OK);
    assert_true(cb_str_eq(seen, CB_STR("abc")));
    cb_io_lines_close(lines);
}

/* ---- directories ---- */

/* Some files, their names in an order that differs from that of the paths. */
static void make_tree(struct temp *temp)
{
    temp_folder(temp, "a");
    temp_folder(temp, "a/secret");
    temp_file(temp, "a/secret/s.txt", "");
    temp_file(temp, "a/z.txt", "");
    temp_file(temp, "a-b.txt", "");
    temp_file(temp, "B.txt", "");
    temp_file(temp, ".hidden.txt", "");
    temp_folder(temp, ".git");
    temp_file(temp, ".git/x.txt", "");
    assert_int_equal(symlink("a", temp_path(temp, "loop")), 0);
    assert_int_equal(symlink("B.txt", temp_path(temp, "link.txt")), 0);
    assert_int_equal(symlink("none", temp_path(temp, "broken.txt")), 0);
}

static void check_paths(struct temp *temp, const struct cb_io_paths *paths, const char *expected)
{
    struct cb_buf seen;

    cb_buf_init(&seen, 1000);
    for (size_t i = 0; i < paths->count; i++) {
        assert_memory_equal(paths->items[i], temp->dir, strlen(temp->dir));
        cb_buf_printf(&seen, "%s ", paths->items[i] + strlen(temp->dir) + 1);
    }
    assert_string_equal(seen.bytes, expected);
    cb_buf_release(&seen);
}

static void lists_files_in_byte_order_of_their_paths(void **state)
{
    struct temp *temp = *state;
    struct cb_io_paths paths = {0};

    make_tree(temp);
    assert_int_equal(cb_io_list(temp->dir, &temp->arena, &paths, NULL), CB_OK);
    check_paths(temp, &paths, "B.txt a-b.txt a/secret/s.txt a/z.txt link.txt ");
}

static void an_unreadable_folder_costs_nothing_else(void **state)
{
    struct temp *temp = *state;
    struct cb_io_paths paths = {0};
    struct cb_io_failures failures = {0};
    struct cb_err err = {0};

    make_tree(temp);
    assert_int_equal(chmod(temp_path(temp, "a/secret"), 0), 0);
    temp_be_nobody(temp);
    assert_int_equal(cb_io_list(temp->dir, &temp->arena, &paths, &err), CB_BAD_INPUT);
    assert_message(err, "a/secret/: permission denied");
    paths.count = 0;
    assert_int_equal(cb_io_list_readable(temp->dir, &temp->arena, &paths, &failures, NULL), CB_OK);
    temp_be_root();
    check_paths(temp, &paths, "B.txt a-b.txt a/z.txt link.txt ");
    assert_int_equal(failures.count, 1);
    assert_message(failures.items[0].err, "a/secret/: permission denied");
}

static void stops_at_a_depth(void **state)
{
    struct temp *temp = *state;
    struct cb_io_paths paths = {0};
    struct cb_io_failures failures = {0};
    const char *folder = "d";

    temp_file(temp, "top.txt", "");
    for (int i = 0; i < 70; i++) {
        temp_folder(temp, folder);
        folder = cb_arena_printf(&temp->arena, "%s/d", folder).ptr;
    }
    assert_int_equal(cb_io_list_readable(temp->dir, &temp->arena, &paths, &failures, NULL), CB_OK);
    check_paths(temp, &paths, "top.txt ");
    assert_int_equal(failures.count, 1);
    assert_message(failures.items[0].err, "nest deeper than 64");
}

static void makes_folders_with_their_parents(void **state)
{
    struct temp *temp = *state;
    struct cb_err err = {0};
    const char *path = temp_path(temp, "x/y/z");

    assert_int_equal(cb_io_make_directory(path, &err), CB_OK);
    assert_int_equal(cb_io_make_directory(path, &err), CB_OK); /* again is fine */
    assert_int_equal(cb_io_kind(path), CB_IO_DIRECTORY);
    temp_file(temp, "file", "");
    assert_int_equal(cb_io_make_directory(temp_path(temp, "file/y"), &err), CB_SYSTEM);
    assert_message(err, "cannot make the directory (File exists)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(reads_up_to_the_ceiling),
        temp_test(says_what_cannot_be_read),
        temp_test(counts_lines),
        temp_test(passes_over_a_line_of_many_blocks),
        temp_test(peeks_without_taking),
        temp_test(lists_files_in_byte_order_of_their_paths),
        temp_test(an_unreadable_folder_costs_nothing_else),
        temp_test(stops_at_a_depth),
        temp_test(makes_folders_with_their_parents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
