/* A folder of its own for each test, removed behind it. */
#ifndef CB_TESTS_UNIT_BASE_TEMP_H
#define CB_TESTS_UNIT_BASE_TEMP_H

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/arena.h"

#define NOBODY 65534 /* a user without rights, for tests of permissions that run as root */

struct temp {
    char dir[32];
    struct cb_arena arena; /* of the test's strings */
};

static inline int temp_setup(void **state)
{
    struct temp *temp = cb_alloc(sizeof *temp);

    assert_non_null(temp);
    snprintf(temp->dir, sizeof temp->dir, "/tmp/claimbase-XXXXXX");
    assert_non_null(mkdtemp(temp->dir));
    *state = temp;
    return 0;
}

/* Removes `path` and what is below it, whatever permissions a test gave it. */
static inline void temp_remove(struct cb_arena *arena, const char *path)
{
    DIR *dir;
    struct dirent *entry;
    struct stat st;

    assert_int_equal(lstat(path, &st), 0);
    if (!S_ISDIR(st.st_mode)) {
        assert_int_equal(unlink(path), 0);
        return;
    }
    assert_int_equal(chmod(path, 0700), 0);
    dir = opendir(path);
    assert_non_null(dir);
    while ((entry = readdir(dir)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            temp_remove(arena, cb_arena_printf(arena, "%s/%s", path, entry->d_name).ptr);
    closedir(dir);
    assert_int_equal(rmdir(path), 0);
}

static inline int temp_teardown(void **state)
{
    struct temp *temp = *state;

    temp_remove(&temp->arena, temp->dir);
    cb_arena_release(&temp->arena);
    cb_free(temp);
    return 0;
}

/* The path of `name` in the folder. */
static inline const char *temp_path(struct temp *temp, const char *name)
{
    struct cb_str path = cb_arena_printf(&temp->arena, "%s/%s", temp->dir, name);

    assert_non_null(path.ptr);
    return path.ptr;
}

/* Writes a file into the folder, and gives its path. */
static inline const char *temp_bytes(struct temp *temp, const char *name, const void *bytes, size_t size)
{
    const char *path = temp_path(temp, name);
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return path;
}

static inline const char *temp_file(struct temp *temp, const char *name, const char *text)
{
    return temp_bytes(temp, name, text, strlen(text));
}

static inline const char *temp_folder(struct temp *temp, const char *name)
{
    const char *path = temp_path(temp, name);

    assert_int_equal(mkdir(path, 0777), 0);
    return path;
}

/* From here on without root's rights; temp_be_root ends it. Nothing where the tests run as a user. */
static inline void temp_be_nobody(struct temp *temp)
{
    if (geteuid() != 0)
        return;
    assert_int_equal(chmod(temp->dir, 0777), 0);
    assert_int_equal(seteuid(NOBODY), 0);
}

static inline void temp_be_root(void)
{
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
}

#define assert_message(err, part)                                                                            \
    do {                                                                                                     \
        if (!strstr((err).text, (part)))                                                                     \
            fail_msg("the message '%s' does not say '%s'", (err).text, (part));                              \
    } while (0)

#define temp_test(function) cmocka_unit_test_setup_teardown(function, temp_setup, temp_teardown)

#endif
