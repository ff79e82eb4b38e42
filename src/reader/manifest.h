/* Floor 3. A list that says of articles what their files do not: path, url, outlet, title, author, published,
 * language. */
#ifndef CB_READER_MANIFEST_H
#define CB_READER_MANIFEST_H

#include "lexicon/lexicon.h"
#include "model/document.h"

struct cb_manifest;

/* Reads the CSV file `path` into `arena`: comma, semicolon or tab; the first row names the columns, in
 * English or German, one of them path or url. A row that is wrong goes to `on_bad` with its place "file:row"
 * and the reason, and is passed over. CB_BAD_INPUT: the file cannot be read, or has no such columns. */
cb_status cb_manifest_read(const char *path, const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                           struct cb_arena *arena,
                           cb_status (*on_bad)(void *context, const char *place, const char *reason,
                                               struct cb_err *err),
                           void *context, struct cb_manifest **out, struct cb_err *err);

/* Fills what `doc` does not say itself from the row of its path, or else of its address. Paths are as named
 * at import, or seen from the folder of the list. CB_NO_MEMORY. */
cb_status cb_manifest_apply(struct cb_manifest *manifest, struct cb_document *doc, struct cb_err *err);

/* The number of rows that fitted no article, and the first of them ("file:row") with what it names. */
size_t cb_manifest_unused(const struct cb_manifest *manifest, const char **place, struct cb_str *name);

#endif
