/* Floor 0. Files that are part of the program: schema, word lists, reports, linked in at build time and read
 * in place. A folder on disk may stand in for part of them, so that a journalist can try a changed list
 * without a compiler. */
#ifndef CB_BASE_ASSETS_H
#define CB_BASE_ASSETS_H

#include "base/arena.h"
#include "base/err.h"

struct cb_embedded_file {
    const char *name; /* path from the top of the project: "import/de/months.csv" */
    const char *begin, *end;
    const char *sha256; /* of its bytes, in hexadecimal digits; made with the program */
};

/* Sorted by name; the generated table. */
extern const struct cb_embedded_file cb_embedded_files[];
extern const size_t cb_embedded_file_count;

/* The embedded file `name`; ptr is NULL when there is none. Lives as long as the program. */
struct cb_str cb_assets_find(const char *name);

/* Indexes [*first, *last) of the embedded files whose names begin with `prefix`. */
void cb_assets_range(const char *prefix, size_t *first, size_t *last);

/* The file `name` of folder `top` ("import/de/months.csv" of "import/" is "de/months.csv"): from `directory`
 * when that is not NULL and has it, else the embedded one. *out lives in `arena` or as long as the program;
 * its ptr is NULL when neither exists. CB_BAD_INPUT: the file on disk cannot be read. */
cb_status cb_assets_read(const char *directory, const char *top, const char *name, struct cb_arena *arena,
                         struct cb_str *out, struct cb_err *err);

/* Which file that is, for messages: its path on disk, or its embedded name. In `arena`; ptr NULL when there
 * is no memory. */
struct cb_str cb_assets_place(const char *directory, const char *top, const char *name,
                              struct cb_arena *arena);

#endif
