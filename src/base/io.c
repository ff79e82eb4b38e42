#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"

enum { READ_STEP = 64 * 1024 };

static bool is_stdin(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* The failure of a system call on `path` as a message; errno tells which. */
static cb_status refuse(const char *path, struct cb_err *err)
{
    switch (errno) {
    case ENOENT:
        return cb_err_set(err, CB_BAD_INPUT, "%s: no such file or directory; check the path", path);
    case EACCES:
    case EPERM:
        return cb_err_set(err, CB_BAD_INPUT, "%s: permission denied; make it readable for you", path);
    case ENOMEM:
        return cb_err_no_memory(err);
    default:
        return cb_err_set(err, CB_BAD_INPUT, "%s: cannot be read (%s)", path, strerror(errno));
    }
}

enum cb_io_kind cb_io_kind(const char *path)
{
    struct stat st;

    if (is_stdin(path))
        return CB_IO_FILE;
    if (stat(path, &st) != 0)
        return CB_IO_MISSING;
    if (S_ISDIR(st.st_mode))
        return CB_IO_DIRECTORY;
    return S_ISREG(st.st_mode) || S_ISFIFO(st.st_mode) ? CB_IO_FILE : CB_IO_OTHER;
}

static cb_status open_to_read(const char *path, int *fd, struct cb_err *err)
{
    if (is_stdin(path)) {
        *fd = STDIN_FILENO;
        return CB_OK;
    }
    switch (cb_io_kind(path)) {
    case CB_IO_DIRECTORY:
        return cb_err_set(err, CB_BAD_INPUT, "%s: is a directory; name a file", path);
    case CB_IO_OTHER:
        return cb_err_set(err, CB_BAD_INPUT, "%s: is neither a file nor a pipe; name a file", path);
    case CB_IO_MISSING:
    case CB_IO_FILE:
        break;
    }
    *fd = open(path, O_RDONLY | O_CLOEXEC);
    return *fd >= 0 ? CB_OK : refuse(path, err);
}

/* Closes what open_to_read opened; standard input stays open. */
static void close_read(int fd)
{
    if (fd > STDIN_FILENO)
        close(fd);
}

static cb_status read_some(int fd, const char *path, char *room, size_t size, size_t *got, struct cb_err *err)
{
    ssize_t n;

    do
        n = read(fd, room, size);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return refuse(path, err);
    *got = (size_t)n;
    return CB_OK;
}

cb_status cb_io_read_all(const char *path, struct cb_buf *out, struct cb_err *err)
{
    cb_status rc;
    int fd = -1;
    size_t got = 1;

    CB_TRY(open_to_read(path, &fd, err));
    while (got > 0) {
        size_t room = out->max - out->len;
        /* One byte more than the ceiling allows tells "just fits" from "too large". */
        char extra, *place = room ? cb_buf_reserve(out, room < READ_STEP ? room : READ_STEP) : &extra;
        if (!place) {
            rc = cb_err_no_memory(err);
            goto done;
        }
        CB_TRY(read_some(fd, path, place, room ? (room < READ_STEP ? room : READ_STEP) : 1, &got, err));
        if (got > 0 && room == 0) {
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: is larger than the limit of %zu MiB; split it", path, out->max >> 20);
            goto done;
        }
        if (room) {
            out->len += got;
            out->bytes[out->len] = '\0';
        }
    }
done:
    close_read(fd);
    return rc;
}

/* ---- lines ---- */

/* Invariant: bytes[begin..end) of the buffer is read and not yet taken. */
struct cb_io_lines {
    int fd;
    char *path;
    struct cb_buf bytes;
    size_t begin, end;
    uint64_t number;
    bool eof;
};

cb_status cb_io_lines_open(const char *path, struct cb_io_lines **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_io_lines *lines = cb_alloc(sizeof *lines);

    CB_TRY_NEW(lines);
    lines->fd = -1;
    cb_buf_init(&lines->bytes, SIZE_MAX / 4);
    lines->path = strdup(path);
    CB_TRY_NEW(lines->path);
    CB_TRY(open_to_read(path, &lines->fd, err));
    *out = lines;
    lines = NULL;
done:
    cb_io_lines_close(lines);
    return rc;
}

void cb_io_lines_close(struct cb_io_lines *lines)
{
    if (!lines)
        return;
    close_read(lines->fd);
    cb_buf_release(&lines->bytes);
    cb_free(lines->path);
    cb_free(lines);
}

/* Reads more behind what is there; drops what was taken first. Sets eof when nothing is left. */
static cb_status fill(struct cb_io_lines *lines, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t got = 0;
    char *room;

    if (lines->begin > 0) {
        memmove(lines->bytes.bytes, lines->bytes.bytes + lines->begin, lines->end - lines->begin);
        lines->end -= lines->begin;
        lines->bytes.len = lines->end;
        lines->begin = 0;
    }
    room = cb_buf_reserve(&lines->bytes, READ_STEP);
    CB_TRY_NEW(room);
    CB_TRY(read_some(lines->fd, lines->path, room, READ_STEP, &got, err));
    lines->eof = got == 0;
    lines->end += got;
    lines->bytes.len = lines->end;
done:
    return rc;
}

cb_status cb_io_lines_peek(struct cb_io_lines *lines, size_t max, struct cb_str *out, struct cb_err *err)
{
    cb_status rc = CB_OK;

    while (!lines->eof && lines->end - lines->begin < max)
        CB_TRY(fill(lines, err));
    *out = (struct cb_str){lines->bytes.bytes ? lines->bytes.bytes + lines->begin : "",
                           lines->end - lines->begin < max ? lines->end - lines->begin : max};
done:
    return rc;
}

cb_status cb_io_lines_next(struct cb_io_lines *lines, size_t max, struct cb_str *line, uint64_t *number,
                           bool *too_long, bool *unended, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t seen = 0; /* bytes behind begin that hold no LF */
    const char *end = NULL;

    *line = (struct cb_str){NULL, 0};
    *too_long = *unended = false;
    for (;;) {
        size_t have = lines->end - lines->begin;
        end = have > seen ? memchr(lines->bytes.bytes + lines->begin + seen, '\n', have - seen) : NULL;
        if (end || lines->eof)
            break;
        if (have > max) { /* keep nothing of a line that is over the ceiling */
            *too_long = true;
            lines->begin = lines->end;
            have = 0;
        }
        seen = have;
        CB_TRY(fill(lines, err));
    }
    if (end || lines->end > lines->begin || *too_long) {
        const char *start = lines->bytes.bytes + lines->begin;
        size_t size = end ? (size_t)(end - start) : lines->end - lines->begin;
        *too_long = *too_long || size > max;
        *unended = !end;
        *line = *too_long ? CB_STR("") : (struct cb_str){start, size};
        lines->begin += size + (end ? 1 : 0);
        *number = ++lines->number;
    }
done:
    return rc;
}

/* ---- directories ---- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in `directory`, sorted, with '/' behind those of directories so that paths sort in byte order. */
static cb_status read_names(const char *directory, struct cb_arena *arena, struct cb_io_paths *names,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    DIR *dir = opendir(directory);
    struct dirent *entry;

    if (!dir) {
        rc = refuse(directory, err);
        goto done;
    }
    while ((entry = readdir(dir))) {
        struct stat st;
        const char **name, *slash = "";
        if (entry->d_name[0] == '.')
            continue;
        if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        if (S_ISDIR(st.st_mode))
            slash = "/";
        else if (S_ISLNK(st.st_mode) && (fstatat(dirfd(dir), entry->d_name, &st, 0) != 0 || !S_ISREG(st.st_mode)))
            continue;
        else if (!S_ISREG(st.st_mode))
            continue;
        name = CB_PUSH(arena, names);
        CB_TRY_NEW(name);
        *name = cb_arena_printf(arena, "%s%s", entry->d_name, slash).ptr;
        CB_TRY_NEW(*name);
    }
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
done:
    if (dir)
        closedir(dir);
    return rc;
}

static cb_status list_below(const char *directory, int depth, struct cb_arena *arena, struct cb_io_paths *out,
                            struct cb_err *err)
{
    cb_status rc;
    struct cb_io_paths names = {0};
    size_t n = strlen(directory);
    const char *join = n && directory[n - 1] == '/' ? "" : "/";

    if (depth > CB_PATH_DEPTH_MAX) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: directories nest deeper than %d; name a folder further down", directory,
                        CB_PATH_DEPTH_MAX);
        goto done;
    }
    CB_TRY(read_names(directory, arena, &names, err));
    for (size_t i = 0; i < names.count; i++) {
        struct cb_str path = cb_arena_printf(arena, "%s%s%s", directory, join, names.items[i]);
        CB_TRY_NEW(path.ptr);
        if (path.ptr[path.len - 1] == '/') {
            CB_TRY(list_below(path.ptr, depth + 1, arena, out, err));
        } else {
            const char **slot = CB_PUSH(arena, out);
            CB_TRY_NEW(slot);
            *slot = path.ptr;
        }
    }
done:
    return rc;
}

cb_status cb_io_list(const char *directory, struct cb_arena *arena, struct cb_io_paths *out, struct cb_err *err)
{
    return list_below(directory, 0, arena, out, err);
}

cb_status cb_io_make_directory(const char *directory, struct cb_err *err)
{
    cb_status rc = CB_OK;
    char *path = strdup(directory);

    CB_TRY_NEW(path);
    for (char *p = path + 1; *path; p++) {
        char c = *p;
        if (c != '/' && c != '\0')
            continue;
        *p = '\0';
        if (mkdir(path, 0777) != 0 && cb_io_kind(path) != CB_IO_DIRECTORY) {
            rc = cb_err_set(err, CB_SYSTEM, "%s: cannot make the directory (%s)", path, strerror(errno));
            goto done;
        }
        *p = c;
        if (c == '\0')
            break;
    }
done:
    free(path);
    return rc;
}
