/* What kind of file an input is, by its name and its beginning; private to this folder. */
#ifndef CB_READER_FORMAT_H
#define CB_READER_FORMAT_H

#include "reader/stream.h"

enum cb_format_kind {
    CB_KIND_UNKNOWN = 0,
    CB_KIND_TEXT,
    CB_KIND_PAGE,
    CB_KIND_MARKDOWN,
    CB_KIND_JSON,
    CB_KIND_JSON_LINES,
    CB_KIND_FEED,
    CB_KIND_TABLE,
    CB_KIND_MAIL,
    CB_KIND_MAILBOX,
    CB_KIND_MHTML,
    CB_KIND_WARC,
    CB_KIND_ARCHIVE, /* also one packed file */
    CB_KIND_COUNT
};

enum { CB_KIND_START_BYTES = 4096 }; /* what the beginning is told from */

/* By the name's ending. */
enum cb_format_kind cb_format_by_ending(struct cb_str name);

/* The same, set right by the beginning of the bytes where that shows another kind: a page in a .txt, an
 * archive under any name, JSON Lines in a .json. `name` "-": by the beginning alone. */
enum cb_format_kind cb_format_of(struct cb_str name, struct cb_str start);

/* What reads it; NULL for archives and unknown ones. */
cb_stream_next *cb_format_next(enum cb_format_kind kind);

/* `name` without the endings of what packed it: "a.jsonl.gz" -> "a.jsonl"; ".tgz" and the like are none. */
struct cb_str cb_format_unpacked(struct cb_str name);

#endif
