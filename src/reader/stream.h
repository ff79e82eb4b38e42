/* One stream of bytes and what gives its articles; private to this folder.
 *
 * Each format is a function cb_X_next: it reads the next article of the stream into *doc (zeroed but for
 * `arena`). *more is false at the end. *place gets "file" or "file:number" (in the arena), also on failure.
 * CB_BAD_INPUT: this article is broken; the next call goes on behind it, or finds the end. */
#ifndef CB_READER_STREAM_H
#define CB_READER_STREAM_H

#include "base/io.h"
#include "lexicon/lexicon.h"
#include "reader/fields.h"
#include "reader/reader.h"
#include "text/charset.h"

/* What all streams of a reader share. */
struct cb_stream_common {
    const struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT]; /* NULL: none were given */
    const struct cb_field_map *map;                       /* or NULL */
    struct cb_field_ranks *ranks;                         /* by lexicons[0] */
};

struct cb_stream {
    const char *path; /* as messages and articles name it */
    struct cb_io_lines *lines;
    const struct cb_stream_common *common;
    bool done;       /* nothing more is to be had */
    uint64_t number; /* of the article, where the format counts them */
    void *state;     /* of the format, NULL before its first call */
    void (*close)(void *state);
};

typedef cb_status cb_stream_next(struct cb_stream *stream, struct cb_document *doc, bool *more,
                                 const char **place, struct cb_err *err);

cb_stream_next cb_text_next, cb_jsonl_next, cb_json_next, cb_table_next, cb_feed_next, cb_mailbox_next,
    cb_mail_next, cb_mhtml_next, cb_markdown_next, cb_page_next, cb_warc_next;

/* An article that is a file of its own, from its `bytes`: all but the path. */
typedef cb_status cb_stream_read(struct cb_stream *stream, struct cb_document *doc, const char *place,
                                 struct cb_str bytes, struct cb_err *err);

cb_stream_read cb_markdown_read;

/* All that is left of the stream, borrowed until its next call. CB_BAD_INPUT: over `max` bytes; what is to be
 * done then stands in `advice`. */
cb_status cb_stream_all(struct cb_stream *stream, size_t max, const char *advice, struct cb_str *out,
                        struct cb_err *err);

/* A kind of file that is one article: at most `max` bytes (`advice` where it is longer), and how it is read.
 */
struct cb_stream_file {
    size_t max;
    const char *advice;
    cb_stream_read *read;
};

/* What cb_X_next is for such a kind. An empty file is CB_BAD_INPUT. */
cb_status cb_stream_file_next(struct cb_stream *stream, const struct cb_stream_file *kind,
                              struct cb_document *doc, bool *more, const char **place, struct cb_err *err);

/* *place = the path, or "path:number"; in `arena`. */
cb_status cb_stream_place(const struct cb_stream *stream, uint64_t number, struct cb_arena *arena,
                          const char **place, struct cb_err *err);

/* `bytes` of whatever charset as one line of UTF-8 in `arena`: names, addresses and ids as inputs write them.
 * CB_NO_MEMORY. */
cb_status cb_stream_line(struct cb_str bytes, struct cb_arena *arena, struct cb_str *out, struct cb_err *err);

/* Sets doc->path: "path#id", or "path:number" where `id` is empty: then it says only where the article stood.
 */
cb_status cb_stream_name(const struct cb_stream *stream, struct cb_document *doc, struct cb_str id,
                         uint64_t number, struct cb_err *err);

/* A web page; CB_USAGE where the reader has no lexicons. */
cb_status cb_stream_page(const struct cb_stream *stream, struct cb_document *doc, const char *place,
                         struct cb_str bytes, struct cb_err *err);

/* Markup without a page around it, as feeds and tables hold it (any bytes that cb_charset_decode reads): text
 * and layout as of a page; where no article shows in it, all of its text. */
cb_status cb_stream_fragment(const struct cb_stream *stream, struct cb_document *doc, const char *place,
                             struct cb_str markup, struct cb_err *err);

/* The text of a record: markup as above where it begins with a tag and holds others, else plain text. sha256
 * is the caller's to set: it is that of the whole record. */
cb_status cb_document_read_text(const struct cb_stream *stream, struct cb_document *doc, const char *place,
                                struct cb_str text, struct cb_err *err);

/* Adds `text` to doc->notice. */
cb_status cb_document_note(struct cb_document *doc, struct cb_str text, struct cb_err *err);

/* The same about bytes that were not UTF-8; nothing where there are none. */
cb_status cb_document_note_charset(struct cb_document *doc, const struct cb_charset_found *found,
                                   struct cb_err *err);

#endif
