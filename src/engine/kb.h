/* Floor 4. What an open knowledge base is; private to this folder. */
#ifndef CB_ENGINE_KB_H
#define CB_ENGINE_KB_H

#include "db/db.h"
#include "lexicon/lexicon.h"
#include "store/store.h"

/* Raised by hand when the C code of reader/, language/, extract/ or resolve/ finds other rows than before.
 * Changed word lists are seen without it. */
#define CB_EXTRACTOR_REVISION 1

struct cb_reports; /* report_api.c */

struct cb_kb {
    struct cb_db db;
    struct cb_arena arena; /* lives as long as the kb: option strings, lexicons, report definitions */
    const char *lists_dir, *queries_dir;            /* copies, or NULL */
    struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT]; /* cb_kb_load_lexicons */
    struct cb_store *store;                         /* cb_kb_begin; NULL until the first write */
    bool other_schema;                              /* the derived tables are those of another version */
    struct cb_reports *reports;                     /* in the arena; NULL until the first report */
};

/* Loads the word lists of every language, once. */
cb_status cb_kb_load_lexicons(struct cb_kb *kb, struct cb_err *err);

/* What the derived tables depend on beside the articles: version, extractor revision, word lists. Kept in
 * meta.extractor. In the kb's arena; ptr NULL when there is no memory. */
struct cb_str cb_kb_fingerprint(struct cb_kb *kb);

#endif
