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

bool cb_io_same(const char *a, const char *b)
{
    struct stat first, second;

    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
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
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: is larger than the limit of %zu MiB; split it", path,
                            out->max >> 20);
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
    int fd; /* -1: `source` is read */
    const struct cb_io_source *source;
    char *path;
    struct cb_buf bytes;
    size_t begin, end;
    uint64_t number;
    bool eof;
};

cb_status cb_io_lines_over(const struct cb_io_source *source, const char *path, struct cb_io_lines **out,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_io_lines *lines = cb_alloc(sizeof *lines);

    CB_TRY_NEW(lines);
    lines->fd = -1;
    lines->source = source;
    cb_buf_init(&lines->bytes, SIZE_MAX / 4);
    lines->path = cb_copy_z(path, strlen(path));
    CB_TRY_NEW(lines->path);
    *out = lines;
    lines = NULL;
done:
    cb_io_lines_close(lines);
    return rc;
}

cb_status cb_io_lines_open(const char *path, struct cb_io_lines **out, struct cb_err *err)
{
    cb_status rc;
    struct cb_io_lines *lines = NULL;

    CB_TRY(cb_io_lines_over(NULL, path, &lines, err));
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
    if (lines->source)
        CB_TRY(lines->source->read(lines->source->context, room, READ_STEP, &got, err));
    else
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

cb_status cb_io_lines_take(struct cb_io_lines *lines, size_t max, struct cb_str *out, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_io_lines_peek(lines, max > 0, out, err));
    *out = (struct cb_str){out->ptr, lines->end - lines->begin < max ? lines->end - lines->begin : max};
    lines->begin += out->len;
done:
    return rc;
}

bool cb_io_lines_seek(struct cb_io_lines *lines, int64_t offset, int whence, int64_t *at)
{
    off_t place;

    if (lines->source)
        return false;
    if (whence == SEEK_CUR) /* what was read ahead was not taken */
        offset -= (int64_t)(lines->end - lines->begin);
    place = lseek(lines->fd, (off_t)offset, whence);
    if (place < 0)
        return false;
    lines->begin = lines->end = lines->bytes.len = 0;
    lines->eof = false;
    *at = place;
    return true;
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

static const char UNKNOWN[] = "?";

/* '/' behind a directory's name, nothing behind a file's; NULL for what is passed over, UNKNOWN, with errno,
 * for what the system will not tell of. */
static const char *mark_of(DIR *dir, const char *name)
{
    struct stat st;

    if (name[0] == '.')
        return NULL;
    if (fstatat(dirfd(dir), name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? NULL : UNKNOWN;
    if (S_ISDIR(st.st_mode))
        return "/";
    if (S_ISLNK(st.st_mode) && fstatat(dirfd(dir), name, &st, 0) != 0)
        return errno == ENOENT || errno == ELOOP ? NULL : UNKNOWN;
    return S_ISREG(st.st_mode) ? "" : NULL;
}

/* The names in `directory`, sorted, marked so that paths sort in byte order. What the system will not tell of
 * ends it where `strict`, and counts as a file else, so that reading it says why. */
static cb_status read_names(const char *directory, bool strict, struct cb_arena *arena,
                            struct cb_io_paths *names, struct cb_err *err)
{
    cb_status rc = CB_OK;
    DIR *dir = opendir(directory);
    struct dirent *entry;

    if (!dir) {
        rc = refuse(directory, err);
        goto done;
    }
    while (errno = 0, (entry = readdir(dir))) {
        const char *mark = mark_of(dir, entry->d_name), **name;
        if (!mark)
            continue;
        if (mark == UNKNOWN && strict) {
            rc = refuse(directory, err);
            goto done;
        }
        mark = mark == UNKNOWN ? "" : mark;
        name = CB_PUSH(arena, names);
        CB_TRY_NEW(name);
        *name = cb_arena_printf(arena, "%s%s", entry->d_name, mark).ptr;
        CB_TRY_NEW(*name);
    }
    if (errno != 0) {
        rc = refuse(directory, err);
        goto done;
    }
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
done:
    if (dir)
        closedir(dir);
    return rc;
}

/* What listing collects; `failures` NULL: the first one ends it. */
struct listing {
    struct cb_arena *arena;
    struct cb_io_paths *out;
    struct cb_io_failures *failures;
};

static cb_status list_below(const struct listing *listing, const char *directory, int depth,
                            struct cb_err *err);

/* Takes a failure note of; anything but bad input still ends the listing. */
static cb_status note_failure(const struct listing *listing, const char *directory, const struct cb_err *why,
                              struct cb_err *err)
{
    struct cb_io_failure *failure;

    if (why->code != CB_BAD_INPUT || !listing->failures)
        return cb_err_set(err, why->code, "%s", why->text);
    failure = CB_PUSH(listing->arena, listing->failures);
    if (!failure)
        return cb_err_no_memory(err);
    *failure = (struct cb_io_failure){directory, *why};
    return CB_OK;
}

static cb_status list_name(const struct listing *listing, const char *directory, const char *name, int depth,
                           struct cb_err *err)
{
    size_t n = strlen(directory);
    const char *join = n && directory[n - 1] == '/' ? "" : "/";
    struct cb_str path = cb_arena_printf(listing->arena, "%s%s%s", directory, join, name);
    const char **slot;

    if (!path.ptr)
        return cb_err_no_memory(err);
    if (path.ptr[path.len - 1] == '/')
        return list_below(listing, path.ptr, depth + 1, err);
    slot = CB_PUSH(listing->arena, listing->out);
    if (!slot)
        return cb_err_no_memory(err);
    *slot = path.ptr;
    return CB_OK;
}

static cb_status list_below(const struct listing *listing, const char *directory, int depth,
                            struct cb_err *err)
{
    cb_status rc;
    struct cb_io_paths names = {0};
    struct cb_err why;

    if (depth > CB_PATH_DEPTH_MAX)
        rc = cb_err_set(&why, CB_BAD_INPUT, "%s: folders nest deeper than %d; name a folder further down",
                        directory, CB_PATH_DEPTH_MAX);
    else
        rc = read_names(directory, !listing->failures, listing->arena, &names, &why);
    if (rc != CB_OK)
        return note_failure(listing, directory, &why, err);
    for (size_t i = 0; i < names.count; i++)
        CB_TRY(list_name(listing, directory, names.items[i], depth, err));
done:
    return rc;
}

cb_status cb_io_list(const char *directory, struct cb_arena *arena, struct cb_io_paths *out,
                     struct cb_err *err)
{
    struct listing listing = {arena, out, NULL};

    return list_below(&listing, directory, 0, err);
}

cb_status cb_io_list_readable(const char *directory, struct cb_arena *arena, struct cb_io_paths *out,
                              struct cb_io_failures *failures, struct cb_err *err)
{
    struct listing listing = {arena, out, failures};

    return list_below(&listing, directory, 0, err);
}

/* Makes one directory whose parent is there. */
static cb_status make_one(const char *path, struct cb_err *err)
{
    int why;

    if (mkdir(path, 0777) == 0)
        return CB_OK;
    why = errno;
    if (cb_io_kind(path) == CB_IO_DIRECTORY)
        return CB_OK;
    return cb_err_set(err, CB_SYSTEM, "%s: cannot make the directory (%s)", path, strerror(why));
}

cb_status cb_io_make_directory(const char *directory, struct cb_err *err)
{
    cb_status rc = CB_OK;
    char *path = cb_copy_z(directory, strlen(directory));

    CB_TRY_NEW(path);
    for (char *p = path + 1; *path; p++) {
        char c = *p;
        if (c != '/' && c != '\0')
            continue;
        *p = '\0';
        CB_TRY(make_one(path, err));
        *p = c;
        if (c == '\0')
            break;
    }
done:
    cb_free(path);
    return rc;
}
