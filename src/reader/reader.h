/* Floor 3. From files to documents, one article at a time: plain text, web pages, Markdown, JSON and JSON
 * Lines, feeds, tables, mails, and archives of all these. What a reader of one format gives is the same for
 * all: a document with text, layout (reader/layout.h) where the input has structure, meta data and their
 * origins; cb_passages_mark makes passages of it. */
#ifndef CB_READER_READER_H
#define CB_READER_READER_H

#include "lexicon/lexicon.h"
#include "model/document.h"

/* One input file, giving articles until its end. */
struct cb_reader;

/* Opens `path` ("-" = standard input) and picks what reads it: by its ending (reader/format.c has all), and
 * by its beginning where that shows another kind. The caller ends *out with cb_reader_close. CB_BAD_INPUT:
 * missing, unreadable, or no kind of file that we read. */
cb_status cb_reader_open(const char *path, struct cb_reader **out, struct cb_err *err);

/* The word lists that web pages and names of fields are read with; they must outlive the reader. To be called
 * before the first cb_reader_next. */
void cb_reader_set_lexicons(struct cb_reader *reader, struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT]);

/* What fields are called in JSON, tables and front matter: "title=headline,text=content.body"; the string
 * must outlive the reader. CB_USAGE: no such field. */
cb_status cb_reader_set_map(struct cb_reader *reader, const char *map, struct cb_err *err);

/* Only tells whether it is one. */
cb_status cb_reader_check_map(const char *map, struct cb_err *err);

void cb_reader_close(struct cb_reader *reader);

/* Is `path`, found in a directory, a kind of file that we read? Others are passed over there. */
bool cb_reader_reads(const char *path);

/* Reads the next article into *doc (zeroed but for `arena`): text, meta data, sha256. *more is false at the
 * end, and *doc is then untouched. *place gets "file", "file:number" or "archive/file" (in the arena), also
 * on failure. CB_BAD_INPUT: this article is broken (empty, binary, no JSON, no text ...), the message says
 * what and what to do; the next call goes on behind it. */
cb_status cb_reader_next(struct cb_reader *reader, struct cb_document *doc, bool *more, const char **place,
                         struct cb_err *err);

/* Makes a document's text of raw bytes: byte order mark, UTF-8 or else Windows-1252, NFC, LF; sets sha256.
 * CB_BAD_INPUT: nothing but white space, binary, or over CB_ARTICLE_MAX. */
cb_status cb_document_read(struct cb_document *doc, const char *place, struct cb_str bytes,
                           struct cb_err *err);

/* Marks the passages of a document's text, by its layout, or where it has none by lines and blank lines; sets
 * the title from the headline where it is not known. */
cb_status cb_passages_mark(struct cb_document *doc, const struct cb_lexicon *lexicon, struct cb_err *err);

/* Writes to `sink` what is known of a document with its passages: metadata, where each came from, passages.
 * JSON is one object on one line. CB_SYSTEM: the sink takes no more. */
cb_status cb_document_show(const struct cb_document *doc, enum cb_read_format format,
                           const struct cb_sink *sink, struct cb_err *err);

#endif
