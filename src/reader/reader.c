#include "reader/reader.h"

#include <unicode/uchar.h>

#include "base/alloc.h"
#include "base/io.h"
#include "base/limits.h"
#include "reader/html.h"
#include "reader/jsonl.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/sha256.h"

enum ending { ENDING_OTHER, ENDING_TEXT, ENDING_JSON_LINES, ENDING_PAGE };

enum { START_BYTES = 1024 };

struct cb_reader {
    const char *path; /* behind the struct */
    struct cb_io_lines *lines;
    enum ending kind;
    const struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT]; /* NULL: none were given */
    bool begun;                                           /* a line was there */
    bool done;                                            /* nothing more is to be had */
};

static enum ending ending_of(const char *path)
{
    const char *dot = strrchr(path, '.');

    if (dot && strcasecmp(dot, ".txt") == 0)
        return ENDING_TEXT;
    if (dot &&
        (strcasecmp(dot, ".html") == 0 || strcasecmp(dot, ".htm") == 0 || strcasecmp(dot, ".xhtml") == 0))
        return ENDING_PAGE;
    return dot && strcasecmp(dot, ".jsonl") == 0 ? ENDING_JSON_LINES : ENDING_OTHER;
}

bool cb_reader_reads(const char *path)
{
    return ending_of(path) != ENDING_OTHER;
}

/* Standard input has no name: what begins with '{' is JSON Lines. A page is a page under any name. */
static cb_status look_at_start(struct cb_reader *reader, struct cb_err *err)
{
    cb_status rc;
    struct cb_str start;

    CB_TRY(cb_io_lines_peek(reader->lines, START_BYTES, &start, err));
    if (reader->kind != ENDING_JSON_LINES && cb_html_looks_like(start)) {
        reader->kind = ENDING_PAGE;
        goto done;
    }
    if (strcmp(reader->path, "-") == 0) {
        if (cb_str_starts(start, CB_STR("\xEF\xBB\xBF")))
            start = cb_str_sub(start, 3, start.len);
        start = cb_str_trim(start);
        reader->kind = start.len > 0 && start.ptr[0] == '{' ? ENDING_JSON_LINES : ENDING_TEXT;
    } else if (reader->kind == ENDING_JSON_LINES &&
               (cb_str_starts(start, CB_STR("\xFF\xFE")) || cb_str_starts(start, CB_STR("\xFE\xFF")))) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is JSON in UTF-16; save it as UTF-8", reader->path);
    }
done:
    return rc;
}

cb_status cb_reader_open(const char *path, struct cb_reader **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t size = strlen(path) + 1;
    struct cb_reader *reader = cb_alloc(sizeof *reader + size);

    CB_TRY_NEW(reader);
    reader->path = memcpy(reader + 1, path, size);
    CB_TRY(cb_io_lines_open(path, &reader->lines, err));
    if (!cb_reader_reads(path) && strcmp(path, "-") != 0) {
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: is no kind of file that can be read; give it the ending .txt, .html or .jsonl",
                        path);
        goto done;
    }
    reader->kind = ending_of(path);
    CB_TRY(look_at_start(reader, err));
    *out = reader;
    reader = NULL;
done:
    cb_reader_close(reader);
    return rc;
}

void cb_reader_set_lexicons(struct cb_reader *reader, struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT])
{
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        reader->lexicons[l] = lexicons[l];
}

void cb_reader_close(struct cb_reader *reader)
{
    if (!reader)
        return;
    cb_io_lines_close(reader->lines);
    cb_free(reader);
}

/* ---- one article ---- */

static bool is_blank(struct cb_str text)
{
    uint32_t size;

    while (text.len) {
        uint32_t c = cb_char_first(text, &size);
        if (!u_isUWhiteSpace((UChar32)c) && c != 0x200B && c != 0xFEFF)
            return false;
        text = cb_str_sub(text, size, text.len);
    }
    return true;
}

cb_status cb_document_read(struct cb_document *doc, const char *place, struct cb_str bytes,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str text;

    if (bytes.len > CB_ARTICLE_MAX) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is larger than the limit of %zu MiB; split it", place,
                        CB_ARTICLE_MAX >> 20);
        goto done;
    }
    CB_TRY(cb_charset_decode(place, bytes, doc->arena, &text, err));
    if (is_blank(text)) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is empty; an article needs a text", place);
        goto done;
    }
    CB_TRY(cb_charset_clean(place, text, doc->arena, &doc->text, err));
    cb_sha256(bytes, doc->sha256);
done:
    return rc;
}

static cb_status read_page(const struct cb_reader *reader, struct cb_document *doc, const char *place,
                           struct cb_str bytes, struct cb_err *err)
{
    if (!reader->lexicons[0])
        return cb_err_set(err, CB_USAGE, "%s: web pages need word lists; call cb_reader_set_lexicons", place);
    return cb_html_read(doc, place, bytes, reader->lexicons, err);
}

/* A text file or page is one article. The lines below it are never cut: the whole file is one look ahead. */
static cb_status next_text(struct cb_reader *reader, struct cb_document *doc, bool *more, const char **place,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str bytes;

    *more = !reader->done;
    if (reader->done)
        goto done;
    reader->done = true;
    *place = cb_arena_z(doc->arena, cb_str_of(reader->path));
    CB_TRY_NEW(*place);
    CB_TRY(cb_io_lines_peek(reader->lines, CB_ARTICLE_MAX + 1, &bytes, err));
    if (reader->kind == ENDING_PAGE)
        CB_TRY(read_page(reader, doc, *place, bytes, err));
    else
        CB_TRY(cb_document_read(doc, *place, bytes, err));
    doc->path = cb_str_of(*place);
done:
    return rc;
}

/* The next line with something on it. *line->ptr is NULL at the end. */
static cb_status next_line(struct cb_reader *reader, struct cb_arena *arena, struct cb_str *line,
                           uint64_t *number, const char **place, struct cb_err *err)
{
    cb_status rc;
    bool too_long, unended;

    do {
        rc = cb_io_lines_next(reader->lines, CB_LINE_MAX, line, number, &too_long, &unended, err);
        if (rc != CB_OK || !line->ptr) {
            reader->done = true;
            *place = cb_arena_z(arena, cb_str_of(reader->path));
            if (rc == CB_OK && !reader->begun)
                rc =
                    cb_err_set(err, CB_BAD_INPUT, "%s: is empty; write one JSON object a line", reader->path);
            return rc;
        }
        if (*number == 1 && cb_str_starts(*line, CB_STR("\xEF\xBB\xBF")))
            *line = cb_str_sub(*line, 3, line->len);
        *line = cb_str_trim(*line);
    } while (line->len == 0 && !too_long);
    reader->begun = true;
    *place = cb_arena_printf(arena, "%s:%llu", reader->path, (unsigned long long)*number).ptr;
    CB_TRY_NEW(*place);
    if (too_long)
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: the line is longer than the limit of %zu MiB; split the article", *place,
                        CB_LINE_MAX >> 20);
done:
    return rc;
}

static cb_status next_json_line(struct cb_reader *reader, struct cb_document *doc, bool *more,
                                const char **place, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_document found = {.arena = doc->arena};
    struct cb_str line = {NULL, 0};
    uint64_t number = 0;

    *more = !reader->done;
    if (reader->done)
        goto done;
    CB_TRY(next_line(reader, doc->arena, &line, &number, place, err));
    *more = line.ptr != NULL;
    if (!line.ptr)
        goto done;
    CB_TRY(cb_jsonl_read(&found, reader->path, number, *place, line, err));
    *doc = found;
done:
    return rc;
}

cb_status cb_reader_next(struct cb_reader *reader, struct cb_document *doc, bool *more, const char **place,
                         struct cb_err *err)
{
    return reader->kind == ENDING_JSON_LINES ? next_json_line(reader, doc, more, place, err)
                                             : next_text(reader, doc, more, place, err);
}
