/* Failures on demand. The test programs of this folder are linked so that every allocation, every call to the
 * system and every operation of SQLite on a file goes through a point where it can be made to fail (--wrap,
 * and the hooks of the libraries); the program itself has no code for it. Points are counted from 0, each
 * kind alone. */
#ifndef CB_TESTS_TRUST_FAULT_H
#define CB_TESTS_TRUST_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fault_kind {
    FAULT_NONE = 0,
    FAULT_ARENA,   /* pieces of an arena: all that belongs to an article, word lists, reports */
    FAULT_MEMORY,  /* malloc and its family, as our own code calls them */
    FAULT_SQLITE,  /* SQLite's allocations */
    FAULT_LIBRARY, /* those of libxml2, jansson and ICU, which end the program; libarchive and md4c have no
                      hook */
    FAULT_FILE,    /* our own calls to the system: open, read, write, fsync, rename, stat, readdir ... */
    FAULT_DATABASE /* SQLite's: the VFS's open, read, write, sync, truncate, delete, lock ... */
};
enum { FAULT_KINDS = FAULT_DATABASE + 1 };

/* How a point fails. */
enum fault_manner {
    FAULT_ONCE,       /* that one; the next ones work again */
    FAULT_FROM_THERE, /* that one and all behind it, as when a disk is full or gone */
    FAULT_SHORT,      /* files: fewer bytes than wanted are read or written; databases: half is written, then
                         SQLITE_FULL */
    FAULT_CUT,        /* files: a read finds the end of the file, from there on */
    FAULT_KILL,       /* databases: half of a write is done, then the process kills itself with SIGKILL */
    FAULT_POWER       /* the same, and what was written since the last sync is kept or lost by chance */
};

/* Installs the hooks of the libraries; first thing in main. */
void fault_install(void);

/* Point number `n` of `kind` shall fail. fault_arm(FAULT_NONE, 0, 0) ends it; both set all counters to 0. */
void fault_arm(enum fault_kind kind, enum fault_manner manner, uint64_t n);

/* Points of `kind` that were met, and whether the armed one was. */
uint64_t fault_met(enum fault_kind kind);
bool fault_fired(void);

/* Prints the chain of callers of each point that fails. */
void fault_show(bool shown);

/* Remembers where in the program each point of `kind` is met from now on, until fault_recorded: one number
 * for each point, the same for the same chain of callers. The caller frees it. */
void fault_record(enum fault_kind kind);
uint64_t *fault_recorded(size_t *count);

/* Allocations of our own code that were not freed. */
int64_t fault_outstanding(void);

/* Called at each point; true: it shall fail. */
bool fault_here(enum fault_kind kind);
enum fault_manner fault_manner(void);

/* What was written to standard output since fault_output_begin goes to this sum instead of to the stream. */
void fault_output_begin(void);
uint64_t fault_output_sum(void);
/* The beginning of it; ends with a NUL. */
const char *fault_output_text(void);

/* Numbers by chance that are the same in every run. */
uint64_t fault_random(uint64_t *state);

/* ---- fault_vfs.c ---- */

/* Makes the VFS "trust" the default one: that of the system with the points. It syncs nothing, so that tests
 * are fast, and says that the day is fault_clock, when that is set (ms since noon of 24 November 4714 BC, as
 * SQLite counts). */
void fault_vfs_install(void);
extern int64_t fault_clock;
/* Where libraries get their memory (memory.c). */
void *fault_library_malloc(size_t size);
void *fault_library_realloc(void *memory, size_t size);

/* How long a wait for a lock really takes: 0 = no time (default). */
extern bool fault_waits;

#endif
