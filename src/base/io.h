/* Floor 0. Files: whole reads with a ceiling, lines, sorted directory listings, whole writes. */
#ifndef CB_BASE_IO_H
#define CB_BASE_IO_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* Reads the file `path` ("-" = standard input) to the end behind what *out holds, up to out->max bytes in
 * all. CB_BAD_INPUT: missing, not a file, no permission, or larger than the ceiling; the message names the
 * path. */
cb_status cb_io_read_all(const char *path, struct cb_buf *out, struct cb_err *err);

/* A file read line by line. */
struct cb_io_lines;

/* Opens `path` ("-" = standard input). The caller ends *out with cb_io_lines_close. CB_BAD_INPUT as above. */
cb_status cb_io_lines_open(const char *path, struct cb_io_lines **out, struct cb_err *err);

/* Where bytes come from that are no file of their own: an entry of an archive. `read` gives up to `size`
 * bytes into `room`; *got is 0 at the end. */
struct cb_io_source {
    cb_status (*read)(void *context, char *room, size_t size, size_t *got, struct cb_err *err);
    void *context;
};

/* The same over `source`, which must outlive *out. */
cb_status cb_io_lines_over(const struct cb_io_source *source, const char *path, struct cb_io_lines **out,
                           struct cb_err *err);

/* The next line without its LF, borrowed until the next call. At the end line->ptr is NULL and *number stays.
 * *number counts lines from 1. *too_long: the line was over `max` bytes and was passed over (line is empty).
 * *unended: the last line has no LF. */
cb_status cb_io_lines_next(struct cb_io_lines *lines, size_t max, struct cb_str *line, uint64_t *number,
                           bool *too_long, bool *unended, struct cb_err *err);

/* The first bytes that the next lines will come from (up to `max`, at the start of the file), without taking
 * them. */
cb_status cb_io_lines_peek(struct cb_io_lines *lines, size_t max, struct cb_str *out, struct cb_err *err);

/* Takes the next bytes, up to `max` of those that are at hand, borrowed until the next call; out->len is 0 at
 * the end. */
cb_status cb_io_lines_take(struct cb_io_lines *lines, size_t max, struct cb_str *out, struct cb_err *err);

/* Goes on reading at `offset` of a file, counted as lseek does with `whence`; *at gets the place from the
 * start. False where that is no file, or refused. */
bool cb_io_lines_seek(struct cb_io_lines *lines, int64_t offset, int whence, int64_t *at);

void cb_io_lines_close(struct cb_io_lines *lines);

enum cb_io_kind { CB_IO_MISSING, CB_IO_FILE, CB_IO_DIRECTORY, CB_IO_OTHER };

/* What `path` is; links are followed. */
enum cb_io_kind cb_io_kind(const char *path);

/* Do both paths lead to one file that is there? */
bool cb_io_same(const char *a, const char *b);

CB_LIST_TYPE(cb_io_paths, const char *)

/* A directory that could not be listed. */
struct cb_io_failure {
    const char *path;
    struct cb_err err;
};
CB_LIST_TYPE(cb_io_failures, struct cb_io_failure)

/* Appends to *out the files below `directory`, recursive, in byte order of their paths (the order does not
 * depend on the file system or the locale). Names that begin with '.' are passed over; links to directories
 * are not followed. The strings live in `arena`. CB_BAD_INPUT: a directory cannot be read, or nests deeper
 * than CB_PATH_DEPTH_MAX. */
cb_status cb_io_list(const char *directory, struct cb_arena *arena, struct cb_io_paths *out,
                     struct cb_err *err);

/* The same, but what cannot be listed goes to *failures and costs nothing else. */
cb_status cb_io_list_readable(const char *directory, struct cb_arena *arena, struct cb_io_paths *out,
                              struct cb_io_failures *failures, struct cb_err *err);

/* Makes `directory` and its missing parents. CB_SYSTEM when that is refused. */
cb_status cb_io_make_directory(const char *directory, struct cb_err *err);

#endif
