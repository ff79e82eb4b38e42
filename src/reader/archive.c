#include "reader/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/limits.h"

enum { STEP = 64 * 1024 };

struct cb_archive {
    struct archive *handle;
    struct cb_io_lines *lines;
    const char *path;
    const char *entry; /* as messages name the one being read */
    bool outermost;
    bool broken; /* and said so: there is no more */
    struct cb_archive_budget *budget;
    struct cb_io_source source;
    struct cb_err read_err; /* why `lines` could not be read */
};

bool cb_archive_looks_like(struct cb_str start)
{
    static const struct cb_str MARKS[] = {CB_STR_INIT("PK\x03\x04"),
                                          CB_STR_INIT("PK\x05\x06"),
                                          CB_STR_INIT("\x1F\x8B"),
                                          CB_STR_INIT("\xFD"
                                                      "7zXZ"),
                                          CB_STR_INIT("\x28\xB5\x2F\xFD"),
                                          CB_STR_INIT("BZh")};

    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (cb_str_starts(start, MARKS[i]))
            return true;
    return cb_str_eq(cb_str_sub(start, 257, 262), CB_STR("ustar"));
}

/* ---- libarchive's questions ---- */

static la_ssize_t on_read(struct archive *handle, void *context, const void **bytes)
{
    struct cb_archive *archive = context;
    struct cb_str got;

    if (cb_io_lines_take(archive->lines, STEP, &got, &archive->read_err) != CB_OK) {
        archive_set_error(handle, -1, "cannot be read");
        return -1;
    }
    if (archive->outermost)
        archive->budget->in += got.len;
    *bytes = got.ptr;
    return (la_ssize_t)got.len;
}

static la_int64_t on_seek(struct archive *handle, void *context, la_int64_t offset, int whence)
{
    struct cb_archive *archive = context;
    int64_t at;

    (void)handle;
    return cb_io_lines_seek(archive->lines, offset, whence, &at) ? at : ARCHIVE_FATAL;
}

/* ---- failures ---- */

static cb_status refuse(const struct cb_archive *archive, const char *place, const char *what,
                        struct cb_err *err)
{
    const char *said = archive_error_string(archive->handle);
    char why[160] = "no reason given";

    if (archive->read_err.text[0])
        return cb_err_set(err, archive->read_err.code, "%s", archive->read_err.text);
    if (said)
        snprintf(why, sizeof why, "%s", said);
    for (char *c = why; *c; c++) /* it may quote what stands in the archive */
        if ((unsigned char)*c < ' ' || (unsigned char)*c >= 0x7F)
            *c = '?';
    return cb_err_set(err, CB_BAD_INPUT, "%s: %s (%s); fetch or pack it again", place, what, why);
}

/* More than texts ever pack to is made to fill the memory or the time of whoever unpacks it. */
static cb_status check_budget(const struct cb_archive *archive, struct cb_err *err)
{
    const struct cb_archive_budget *budget = archive->budget;

    if (budget->out > CB_ARCHIVE_FREE && budget->out / CB_ARCHIVE_RATIO_MAX > budget->in)
        return cb_err_set(err, CB_BAD_INPUT,
                          "%s: unpacks to more than %d times its size; unpack it yourself, if you trust it",
                          archive->path, CB_ARCHIVE_RATIO_MAX);
    return CB_OK;
}

/* ---- entries ---- */

static cb_status on_entry_bytes(void *context, char *room, size_t size, size_t *got, struct cb_err *err)
{
    cb_status rc;
    struct cb_archive *archive = context;
    la_ssize_t n = archive_read_data(archive->handle, room, size);

    if (n < 0) {
        archive->broken = n == ARCHIVE_FATAL;
        rc = refuse(archive, archive->entry, "is broken in its archive", err);
        goto done;
    }
    archive->budget->out += (uint64_t)n;
    rc = check_budget(archive, err);
    archive->broken = rc != CB_OK;
    *got = (size_t)n;
done:
    return rc;
}

const struct cb_io_source *cb_archive_source(struct cb_archive *archive, const char *path)
{
    archive->entry = path;
    return &archive->source;
}

cb_status cb_archive_open(struct cb_io_lines *lines, const char *path, bool outermost,
                          struct cb_archive_budget *budget, struct cb_archive **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_archive *archive = cb_alloc(sizeof *archive);

    CB_TRY_NEW(archive);
    *archive = (struct cb_archive){
        .lines = lines, .path = path, .entry = path, .outermost = outermost, .budget = budget};
    archive->source = (struct cb_io_source){on_entry_bytes, archive};
    archive->handle = archive_read_new();
    CB_TRY_NEW(archive->handle);
    archive_read_support_filter_gzip(archive->handle); /* not _all: that would run other programs */
    archive_read_support_filter_bzip2(archive->handle);
    archive_read_support_filter_xz(archive->handle);
    archive_read_support_filter_zstd(archive->handle);
    archive_read_support_format_zip(archive->handle);
    archive_read_support_format_tar(archive->handle);
    archive_read_support_format_raw(archive->handle);
    archive_read_support_format_empty(archive->handle);
    archive_read_set_read_callback(archive->handle, on_read);
    archive_read_set_seek_callback(archive->handle, on_seek);
    archive_read_set_callback_data(archive->handle, archive);
    if (archive_read_open1(archive->handle) != ARCHIVE_OK) {
        rc = refuse(archive, path, "is no archive that can be read", err);
        goto done;
    }
    *out = archive;
    archive = NULL;
done:
    cb_archive_close(archive);
    return rc;
}

void cb_archive_close(struct cb_archive *archive)
{
    if (!archive)
        return;
    archive_read_free(archive->handle);
    cb_free(archive);
}

/* What is left of an entry that nobody wanted; where it is packed, it comes out all the same, and counts. */
static cb_status skip(struct cb_archive *archive, struct cb_err *err)
{
    cb_status rc = CB_OK;
    char *room;
    size_t got = 1;

    if (archive_filter_count(archive->handle) < 2) {
        if (archive_read_data_skip(archive->handle) == ARCHIVE_FATAL)
            return refuse(archive, archive->path, "is broken", err);
        return CB_OK;
    }
    room = cb_alloc(STEP);
    CB_TRY_NEW(room);
    while (got > 0)
        CB_TRY(on_entry_bytes(archive, room, STEP, &got, err));
done:
    cb_free(room);
    return rc;
}

/* The entry's name; names that libarchive cannot read get their number. */
static cb_status take_name(const struct cb_archive *archive, struct archive_entry *entry,
                           struct cb_arena *arena, struct cb_str *out, struct cb_err *err)
{
    const char *name = archive_entry_pathname_utf8(entry);

    if (!name)
        name = archive_entry_pathname(entry);
    if (!name || !*name)
        *out = cb_arena_printf(arena, "%llu", (unsigned long long)archive->budget->entries);
    else
        *out = cb_arena_copy(arena, cb_str_of(name));
    return out->ptr ? CB_OK : cb_err_no_memory(err);
}

cb_status cb_archive_next(struct cb_archive *archive, struct cb_arena *arena, struct cb_str *name, bool *more,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct archive_entry *entry;
    int found;

    *more = false;
    *name = (struct cb_str){NULL, 0};
    if (archive->broken || (archive_file_count(archive->handle) > 0 &&
                            archive_format(archive->handle) == ARCHIVE_FORMAT_RAW)) /* one packed file */
        goto done;
    do {
        archive->entry = archive->path;
        if (archive_file_count(archive->handle) > 0)
            CB_TRY(skip(archive, err));
        found = archive_read_next_header(archive->handle, &entry);
        if (found == ARCHIVE_EOF)
            goto done;
        if (found == ARCHIVE_FATAL || found == ARCHIVE_FAILED) {
            rc = refuse(archive, archive->path, "is broken", err);
            goto done;
        }
        if (++archive->budget->entries > CB_ARCHIVE_ENTRIES_MAX) {
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: has more than %d entries; split it", archive->path,
                            CB_ARCHIVE_ENTRIES_MAX);
            goto done;
        }
        CB_TRY(check_budget(archive, err));
    } while (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0);
    if (archive_format(archive->handle) == ARCHIVE_FORMAT_RAW && archive_filter_count(archive->handle) < 2) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is no archive that can be read; fetch or pack it again",
                        archive->path);
        goto done;
    }
    *more = true;
    if (archive_format(archive->handle) != ARCHIVE_FORMAT_RAW)
        CB_TRY(take_name(archive, entry, arena, name, err));
done:
    return rc;
}

bool cb_archive_unpack(struct cb_str bytes, struct cb_buf *out)
{
    struct archive *handle = archive_read_new();
    struct archive_entry *entry;
    bool whole = false;

    if (handle) {
        archive_read_support_filter_gzip(handle);
        archive_read_support_filter_zstd(handle);
        archive_read_support_format_raw(handle);
        whole = archive_read_open_memory(handle, bytes.ptr, bytes.len) == ARCHIVE_OK &&
                archive_read_next_header(handle, &entry) == ARCHIVE_OK;
        while (whole) {
            size_t room = out->max - out->len < STEP ? out->max - out->len : STEP;
            char *place = room ? cb_buf_reserve(out, room) : NULL;
            la_ssize_t n = place ? archive_read_data(handle, place, room) : -1;
            whole = n >= 0;
            if (n <= 0)
                break;
            out->len += (size_t)n;
            out->bytes[out->len] = '\0';
        }
        archive_read_free(handle);
    }
    return whole;
}
