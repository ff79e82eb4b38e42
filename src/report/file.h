/* Floor 3. Files that are written whole or not at all: under another name first, renamed when all is there.
 */
#ifndef CB_REPORT_FILE_H
#define CB_REPORT_FILE_H

#include "base/arena.h"
#include "base/err.h"

/* Zeroed is "none". */
struct cb_outfile {
    int fd;
    int error;               /* errno of the first failed write */
    const char *path, *part; /* in the arena */
    uint64_t size;
    struct cb_sink sink; /* writes to the file */
    bool open;
};

/* Begins `path`; whoever opens it ends it with cb_outfile_commit or cb_outfile_abandon. CB_SYSTEM: it cannot
 * be made. */
cb_status cb_outfile_open(const char *path, struct cb_arena *arena, struct cb_outfile *out,
                          struct cb_err *err);

/* Puts the file in its place. CB_SYSTEM: it is not whole or cannot be put there; then it is abandoned. */
cb_status cb_outfile_commit(struct cb_outfile *file, struct cb_err *err);

/* Removes what was written; fine on one that is not open. */
void cb_outfile_abandon(struct cb_outfile *file);

/* Either of both, as `written` went; a sink that refused is the reason why, then. Returns how it went in all.
 */
cb_status cb_outfile_end(struct cb_outfile *file, cb_status written, struct cb_err *err);

/* "PATH: cannot be written (why)", when the sink refused. */
cb_status cb_outfile_fail(const struct cb_outfile *file, struct cb_err *err);

#endif
