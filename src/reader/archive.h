/* What is packed, through libarchive: zip, tar, and files packed by gzip, bzip2, xz, zstd; private to this
 * folder. Entries are read one behind the other, in constant memory; nothing is ever written, so that names
 * are only names. */
#ifndef CB_READER_ARCHIVE_H
#define CB_READER_ARCHIVE_H

#include "base/io.h"

struct cb_archive;

/* What all archives of one input share: the outermost one's bytes, and what came out of all of them. */
struct cb_archive_budget {
    uint64_t in, out, entries;
};

/* Does the beginning of a file show an archive or packed bytes? */
bool cb_archive_looks_like(struct cb_str start);

/* Opens what `lines` hold. `path` stands in messages; `outermost`: its bytes count as the input's. All three
 * must outlive *out, which cb_archive_close ends. CB_BAD_INPUT: no archive, or broken. */
cb_status cb_archive_open(struct cb_io_lines *lines, const char *path, bool outermost,
                          struct cb_archive_budget *budget, struct cb_archive **out, struct cb_err *err);
void cb_archive_close(struct cb_archive *archive); /* NULL is fine */

/* Goes to the next entry that is a file. *name (in `arena`) is its path as the archive has it, any bytes; ptr
 * NULL where the archive is one packed file without a name. *more is false at the end. CB_BAD_INPUT: broken,
 * or over a ceiling; there is no more. */
cb_status cb_archive_next(struct cb_archive *archive, struct cb_arena *arena, struct cb_str *name, bool *more,
                          struct cb_err *err);

/* The bytes of the entry; messages name it `path`, which must outlive it. */
const struct cb_io_source *cb_archive_source(struct cb_archive *archive, const char *path);

/* `bytes` unpacked by gzip, bzip2, xz, zstd or as they are, into `out`, up to out->max bytes; false: they are
 * broken, or more. */
bool cb_archive_unpack(struct cb_str bytes, struct cb_buf *out);

#endif
