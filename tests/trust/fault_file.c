/* The points of kind FAULT_FILE: the calls to the system of base/io.c, report/file.c and cli/output.c. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trust/fault.h"

static struct {
    bool captured;
    uint64_t sum;
    char text[2048];
    size_t size;
} output;

void fault_output_begin(void)
{
    output.captured = true;
    output.sum = 1;
    output.size = 0;
    output.text[0] = '\0';
}

const char *fault_output_text(void)
{
    return output.text;
}

uint64_t fault_output_sum(void)
{
    return output.sum;
}

/* Fails a call that gives -1, when it is its turn. */
static bool fails(int why)
{
    if (!fault_here(FAULT_FILE))
        return false;
    errno = why;
    return true;
}

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names for what it wraps */
int __real_open(const char *path, int flags, ...);
ssize_t __real_read(int fd, void *room, size_t size);
ssize_t __real_write(int fd, const void *bytes, size_t size);
int __real_close(int fd);
int __real_rename(const char *from, const char *to);
int __real_stat(const char *path, struct stat *out);
int __real_fstatat(int fd, const char *path, struct stat *out, int flags);
DIR *__real_opendir(const char *path);
struct dirent *__real_readdir(DIR *dir);
off_t __real_lseek(int fd, off_t offset, int whence);
int __real_mkdir(const char *path, mode_t mode);
int __wrap_open(const char *path, int flags, ...);
ssize_t __wrap_read(int fd, void *room, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
int __wrap_fsync(int fd);
int __wrap_close(int fd);
int __wrap_rename(const char *from, const char *to);
int __wrap_stat(const char *path, struct stat *out);
int __wrap_fstatat(int fd, const char *path, struct stat *out, int flags);
DIR *__wrap_opendir(const char *path);
struct dirent *__wrap_readdir(DIR *dir);
off_t __wrap_lseek(int fd, off_t offset, int whence);
int __wrap_mkdir(const char *path, mode_t mode);

int __wrap_open(const char *path, int flags, ...)
{
    va_list args;
    int mode;

    va_start(args, flags);
    mode = flags & O_CREAT ? va_arg(args, int) : 0;
    va_end(args);
    if (fails(flags & O_CREAT ? ENOSPC : EIO))
        return -1;
    return __real_open(path, flags, mode);
}

ssize_t __wrap_read(int fd, void *room, size_t size)
{
    if (fault_manner() == FAULT_CUT || fault_manner() == FAULT_SHORT) {
        if (!fault_here(FAULT_FILE))
            return __real_read(fd, room, size);
        return fault_manner() == FAULT_CUT ? 0 : __real_read(fd, room, size > 1);
    }
    return fails(EIO) ? -1 : __real_read(fd, room, size);
}

static ssize_t put_out(int fd, const char *bytes, size_t size)
{
    if (fd != STDOUT_FILENO || !output.captured)
        return __real_write(fd, bytes, size);
    for (size_t i = 0; i < size && output.size + 1 < sizeof output.text; i++) {
        output.text[output.size++] = bytes[i];
        output.text[output.size] = '\0';
    }
    for (size_t i = 0; i < size; i++)
        output.sum = output.sum * 0x100000001B3u + (unsigned char)bytes[i];
    return (ssize_t)size;
}

ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
    if (fault_manner() == FAULT_SHORT && size > 1)
        return put_out(fd, bytes, fault_here(FAULT_FILE) ? size / 2 : size);
    return fault_manner() != FAULT_SHORT && fails(ENOSPC) ? -1 : put_out(fd, bytes, size);
}

/* These take no part in short transfers. */
static bool refused(int why)
{
    return fault_manner() != FAULT_SHORT && fault_manner() != FAULT_CUT && fails(why);
}

int __wrap_fsync(int fd)
{
    (void)fd;
    return refused(EIO) ? -1 : 0;
}

int __wrap_close(int fd)
{
    int result = __real_close(fd);

    return refused(EIO) ? -1 : result;
}

int __wrap_rename(const char *from, const char *to)
{
    return refused(EACCES) ? -1 : __real_rename(from, to);
}

int __wrap_stat(const char *path, struct stat *out)
{
    return refused(EACCES) ? -1 : __real_stat(path, out);
}

int __wrap_fstatat(int fd, const char *path, struct stat *out, int flags)
{
    return refused(EACCES) ? -1 : __real_fstatat(fd, path, out, flags);
}

DIR *__wrap_opendir(const char *path)
{
    return refused(EMFILE) ? NULL : __real_opendir(path);
}

struct dirent *__wrap_readdir(DIR *dir)
{
    return refused(EIO) ? NULL : __real_readdir(dir);
}

off_t __wrap_lseek(int fd, off_t offset, int whence)
{
    return refused(ESPIPE) ? -1 : __real_lseek(fd, offset, whence);
}

int __wrap_mkdir(const char *path, mode_t mode)
{
    return refused(ENOSPC) ? -1 : __real_mkdir(path, mode);
}
/* NOLINTEND(bugprone-reserved-identifier) */
