#include "report/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_to(void *context, const char *bytes, size_t size)
{
    struct cb_outfile *file = context;

    file->size += size;
    while (size > 0) {
        ssize_t n = write(file->fd, bytes, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            file->error = errno;
            return false;
        }
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

cb_status cb_outfile_fail(const struct cb_outfile *file, struct cb_err *err)
{
    return cb_err_set(err, CB_SYSTEM, "%s: cannot be written (%s); check the space and permissions there",
                      file->path, strerror(file->error));
}

cb_status cb_outfile_open(const char *path, struct cb_arena *arena, struct cb_outfile *out,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    /* Not a name that two runs share, and not one that anybody could have laid a link under. */
    struct cb_str part = cb_arena_printf(arena, "%s.part-%ld", path, (long)getpid());
    struct cb_outfile file = {.path = path, .part = part.ptr};

    CB_TRY_NEW(part.ptr);
    unlink(file.part);
    file.fd = open(file.part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file.fd < 0) {
        file.error = errno;
        rc = cb_outfile_fail(&file, err);
        goto done;
    }
    file.open = true;
    *out = file;
    out->sink = (struct cb_sink){.write = write_to, .context = out};
done:
    return rc;
}

/* Keeps the first failure. */
static void note_failure(struct cb_outfile *file, int result)
{
    if (result != 0 && file->error == 0)
        file->error = errno;
}

cb_status cb_outfile_commit(struct cb_outfile *file, struct cb_err *err)
{
    if (file->error == 0)
        note_failure(file, fsync(file->fd));
    note_failure(file, close(file->fd));
    file->open = false;
    if (file->error == 0)
        note_failure(file, rename(file->part, file->path));
    if (file->error == 0)
        return CB_OK;
    unlink(file->part);
    return cb_outfile_fail(file, err);
}

void cb_outfile_abandon(struct cb_outfile *file)
{
    if (!file->open)
        return;
    close(file->fd);
    unlink(file->part);
    file->open = false;
}

cb_status cb_outfile_end(struct cb_outfile *file, cb_status written, struct cb_err *err)
{
    if (written == CB_OK)
        written = cb_outfile_commit(file, err);
    else if (file->error != 0)
        written = cb_outfile_fail(file, err);
    cb_outfile_abandon(file);
    return written;
}
