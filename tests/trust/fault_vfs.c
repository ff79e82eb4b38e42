/* The points of kind FAULT_DATABASE: a VFS that stands before that of the system. */
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "trust/fault.h"

enum { SECTOR = 512 };

int64_t fault_clock;
bool fault_waits;

struct shim {
    sqlite3_file base; /* must be first */
    const char *path;  /* SQLite's; NULL: a temporary file */
    sqlite3_file *real;
};

static sqlite3_vfs *system_vfs;
static sqlite3_vfs shim_vfs;

/* ---- power cuts ---- */

/* What a write that is not synced yet stands in place of. */
struct unsynced {
    struct unsynced *next;
    char *path;
    sqlite3_int64 offset;
    int size, old_size; /* old_size bytes were there */
    unsigned char old[];
};
static struct unsynced *unsynced;

static void remember(const struct shim *shim, int size, sqlite3_int64 offset)
{
    struct unsynced *entry;
    int fd;

    if (!shim->path || fault_manner() != FAULT_POWER)
        return;
    fd = open(shim->path, O_RDONLY | O_CLOEXEC);
    entry = malloc(sizeof *entry + (size_t)size);
    if (!entry || fd < 0)
        abort();
    *entry = (struct unsynced){.next = unsynced, .path = strdup(shim->path), .offset = offset, .size = size};
    entry->old_size = (int)pread(fd, entry->old, (size_t)size, offset);
    close(fd);
    unsynced = entry;
}

/* `path` is on the disk, or gone. */
static void settle(const char *path)
{
    struct unsynced **link = &unsynced;

    while (path && *link) {
        struct unsynced *entry = *link;
        if (strcmp(entry->path, path) != 0) {
            link = &entry->next;
            continue;
        }
        *link = entry->next;
        free(entry->path);
        free(entry);
    }
}

static void lose(const struct unsynced *entry, int begin, int fd)
{
    unsigned char zeros[SECTOR] = {0};
    int size = entry->size - begin < SECTOR ? entry->size - begin : SECTOR;
    int known = entry->old_size - begin < 0      ? 0
                : entry->old_size - begin < size ? entry->old_size - begin
                                                 : size;

    memcpy(zeros, entry->old + begin, (size_t)known);
    if (pwrite(fd, zeros, (size_t)size, entry->offset + begin) != size)
        abort();
}

/* What was not synced reached the disk, or did not, sector by sector. */
static void cut_power(void)
{
    uint64_t chance = fault_met(FAULT_DATABASE);
    bool all = fault_random(&chance) % 4 == 0;

    for (struct unsynced *entry = unsynced; entry; entry = entry->next) {
        int fd = open(entry->path, O_WRONLY | O_CLOEXEC);
        for (int begin = 0; fd >= 0 && begin < entry->size; begin += SECTOR)
            if (all || fault_random(&chance) % 2 == 0)
                lose(entry, begin, fd);
        if (fd >= 0)
            close(fd);
    }
}

/* ---- points ---- */

/* Is it the turn of this operation to fail? Does not return where the process shall die. */
static bool fails(void)
{
    if (!fault_here(FAULT_DATABASE))
        return false;
    if (fault_manner() == FAULT_POWER)
        cut_power();
    if (fault_manner() == FAULT_POWER || fault_manner() == FAULT_KILL)
        raise(SIGKILL);
    return true;
}

#define SHIM(file) ((struct shim *)(file))
#define REAL(file) (SHIM(file)->real)

static int vfs_close(sqlite3_file *file)
{
    sqlite3_file *real = REAL(file);
    int code = real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;

    free(real);
    return code;
}

static int vfs_read(sqlite3_file *file, void *room, int size, sqlite3_int64 offset)
{
    return fails() ? SQLITE_IOERR_READ : REAL(file)->pMethods->xRead(REAL(file), room, size, offset);
}

/* Half of a write that fails is done. */
static int vfs_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    sqlite3_file *real = REAL(file);
    bool half =
        fault_manner() == FAULT_KILL || fault_manner() == FAULT_POWER || fault_manner() == FAULT_SHORT;

    remember(SHIM(file), size, offset);
    if (half)
        (void)real->pMethods->xWrite(real, bytes, size / 2, offset);
    if (fails())
        return half ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    return real->pMethods->xWrite(real, bytes, size, offset);
}

static int vfs_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return fails() ? SQLITE_IOERR_TRUNCATE : REAL(file)->pMethods->xTruncate(REAL(file), size);
}

static int vfs_sync(sqlite3_file *file, int flags)
{
    (void)flags;
    if (fails())
        return SQLITE_IOERR_FSYNC;
    settle(SHIM(file)->path);
    return SQLITE_OK;
}

static int vfs_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return fails() ? SQLITE_IOERR_FSTAT : REAL(file)->pMethods->xFileSize(REAL(file), size);
}

static int vfs_lock(sqlite3_file *file, int level)
{
    if (fails())
        return fault_manner() == FAULT_SHORT ? SQLITE_BUSY : SQLITE_IOERR_LOCK;
    return REAL(file)->pMethods->xLock(REAL(file), level);
}

/* The lock is given back all the same: whoever comes next in this process would wait for ever. */
static int vfs_unlock(sqlite3_file *file, int level)
{
    int code = REAL(file)->pMethods->xUnlock(REAL(file), level);

    return fails() ? SQLITE_IOERR_UNLOCK : code;
}

static int vfs_reserved(sqlite3_file *file, int *out)
{
    return fails() ? SQLITE_IOERR_CHECKRESERVEDLOCK
                   : REAL(file)->pMethods->xCheckReservedLock(REAL(file), out);
}

static int vfs_control(sqlite3_file *file, int what, void *value)
{
    return REAL(file)->pMethods->xFileControl(REAL(file), what, value);
}

static int vfs_sector_size(sqlite3_file *file)
{
    return REAL(file)->pMethods->xSectorSize(REAL(file));
}

/* What the system's VFS promises of the disk is not what is tested. */
static int vfs_properties(sqlite3_file *file)
{
    (void)file;
    return 0;
}

/* Version 1: no shared memory, no mapped reads, so that everything goes through the points. */
static const sqlite3_io_methods METHODS = {
    .iVersion = 1,
    .xClose = vfs_close,
    .xRead = vfs_read,
    .xWrite = vfs_write,
    .xTruncate = vfs_truncate,
    .xSync = vfs_sync,
    .xFileSize = vfs_file_size,
    .xLock = vfs_lock,
    .xUnlock = vfs_unlock,
    .xCheckReservedLock = vfs_reserved,
    .xFileControl = vfs_control,
    .xSectorSize = vfs_sector_size,
    .xDeviceCharacteristics = vfs_properties,
};

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
    struct shim *shim = SHIM(file);
    int code;

    (void)vfs;
    shim->base.pMethods = NULL;
    if (fails())
        return SQLITE_CANTOPEN;
    shim->path = path;
    shim->real = calloc(1, (size_t)system_vfs->szOsFile);
    if (!shim->real)
        return SQLITE_NOMEM;
    code = system_vfs->xOpen(system_vfs, path, shim->real, flags, out_flags);
    if (code == SQLITE_OK)
        shim->base.pMethods = &METHODS;
    else
        free(shim->real);
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    (void)vfs;
    (void)sync;
    if (fails())
        return SQLITE_IOERR_DELETE;
    settle(path);
    return system_vfs->xDelete(system_vfs, path, 0);
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
    (void)vfs;
    return fails() ? SQLITE_IOERR_ACCESS : system_vfs->xAccess(system_vfs, path, flags, out);
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return fault_waits ? system_vfs->xSleep(system_vfs, microseconds) : microseconds;
}

static int vfs_time(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
    (void)vfs;
    if (fault_clock == 0)
        return system_vfs->xCurrentTimeInt64(system_vfs, now);
    *now = fault_clock;
    return SQLITE_OK;
}

void fault_vfs_install(void)
{
    system_vfs = sqlite3_vfs_find(NULL);
    shim_vfs = *system_vfs;
    shim_vfs.zName = "trust";
    shim_vfs.pNext = NULL;
    shim_vfs.szOsFile = sizeof(struct shim);
    shim_vfs.xOpen = vfs_open;
    shim_vfs.xDelete = vfs_delete;
    shim_vfs.xAccess = vfs_access;
    shim_vfs.xSleep = vfs_sleep;
    shim_vfs.xCurrentTimeInt64 = vfs_time;
    sqlite3_vfs_register(&shim_vfs, 1);
}
