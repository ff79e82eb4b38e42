/* WARC (ISO 28500), as crawlers write it: the pages among its records. Other records, pages of other kinds
 * and those that a server did not find are passed over. */
#include "base/alloc.h"
#include "base/limits.h"
#include "reader/archive.h"
#include "reader/mime.h"
#include "reader/stream.h"
#include "text/sha256.h"

enum { HEAD_MAX = 64 * 1024 };

struct warc {
    struct cb_buf head, block;
    uint64_t left; /* bytes of the record that were not read yet */
};

/* One record: what it is about and its bytes; borrowed until the next one. */
struct record {
    struct cb_str url, type, content_type;
    struct cb_mime http; /* of a response */
};

static void close_warc(void *state)
{
    struct warc *warc = state;

    cb_buf_release(&warc->head);
    cb_buf_release(&warc->block);
    cb_free(warc);
}

/* Passes over what is left of the record, or reads it behind the block. */
static cb_status read_block(struct cb_stream *stream, struct warc *warc, bool keep, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str bytes;

    while (warc->left > 0) {
        CB_TRY(cb_io_lines_take(stream->lines, warc->left < HEAD_MAX ? (size_t)warc->left : HEAD_MAX, &bytes,
                                err));
        if (bytes.len == 0) {
            warc->left = 0;
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: breaks off within record %llu; fetch it again",
                            stream->path, (unsigned long long)stream->number);
            goto done;
        }
        warc->left -= bytes.len;
        if (keep)
            cb_buf_add(&warc->block, bytes);
    }
    if (cb_buf_failed(&warc->block))
        rc = cb_err_no_memory(err);
done:
    return rc;
}

static bool read_size(struct cb_str text, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || i > 17)
            return false;
        *out = *out * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    return text.len > 0;
}

/* The lines of the next record's head; *more is false at the end of the file. */
static cb_status read_head(struct cb_stream *stream, struct warc *warc, bool *more, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str line;
    uint64_t number;
    bool too_long, unended;

    cb_buf_clear(&warc->head);
    *more = false;
    for (;;) {
        CB_TRY(cb_io_lines_next(stream->lines, HEAD_MAX, &line, &number, &too_long, &unended, err));
        if (!line.ptr && *more) {
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: breaks off within record %llu; fetch it again",
                            stream->path, (unsigned long long)stream->number + 1);
            goto done;
        }
        if (!line.ptr && stream->number == 0) {
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: is empty; a WARC file has records in it", stream->path);
            goto done;
        }
        if (!line.ptr)
            break;
        if (!*more && cb_str_trim(line).len == 0)
            continue;
        if (!*more && !cb_str_starts(line, CB_STR("WARC/"))) {
            rc = cb_err_set(err, CB_BAD_INPUT,
                            "%s: has no record where record %llu should begin; fetch it again", stream->path,
                            (unsigned long long)stream->number + 1);
            goto done;
        }
        *more = true;
        if (cb_str_trim(line).len == 0)
            break;
        cb_buf_add(&warc->head, line);
        cb_buf_add_char(&warc->head, '\n');
        if (cb_buf_failed(&warc->head)) {
            rc = cb_err_set(err, CB_BAD_INPUT,
                            "%s: the head of record %llu is larger than %d KiB; fetch it again", stream->path,
                            (unsigned long long)stream->number + 1, HEAD_MAX >> 10);
            goto done;
        }
    }
done:
    return rc;
}

/* ---- HTTP ---- */

/* The body of chunks: "SIZE\r\nBYTES\r\n" until a chunk of size 0. */
static struct cb_str unchunk(struct cb_str body, struct cb_arena *arena)
{
    char *copy = cb_arena_alloc(arena, body.len + 1);
    size_t n = 0;

    while (copy && body.ptr) {
        struct cb_str line = cb_str_trim(cb_str_split(&body, '\n'));
        size_t size = 0, digits = 0;
        for (; digits < line.len && digits < 8; digits++) {
            char c = line.ptr[digits] | 0x20;
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
                break;
            size = size * 16 + (size_t)(c <= '9' ? c - '0' : c - 'a' + 10);
        }
        if (digits == 0 || size == 0 || !body.ptr)
            break;
        size = size < body.len ? size : body.len;
        memcpy(copy + n, body.ptr, size);
        n += size;
        body = cb_str_sub(body, size, body.len);
        cb_str_split(&body, '\n'); /* the line end behind the chunk */
    }
    return (struct cb_str){copy, n};
}

static bool is_found(struct cb_str head)
{
    struct cb_str line = cb_str_split(&head, '\n');

    cb_str_split(&line, ' ');
    return cb_str_starts(line, CB_STR("200"));
}

/* The bytes of the page behind its transfer and content encodings. */
static cb_status page_of(const struct record *record, const char *place, struct cb_arena *arena,
                         struct cb_str *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str encoding = cb_mime_header(&record->http, "Content-Encoding", arena);
    struct cb_buf plain;

    cb_buf_init(&plain, CB_ARTICLE_MAX + 1);
    *out = record->http.body;
    if (cb_mime_is(cb_mime_header(&record->http, "Transfer-Encoding", arena), "chunked")) {
        *out = unchunk(*out, arena);
        CB_TRY_NEW(out->ptr);
    }
    if (cb_mime_is(encoding, "gzip") || cb_mime_is(encoding, "zstd") ||
        cb_str_starts(*out, CB_STR("\x1F\x8B"))) {
        if (!cb_archive_unpack(*out, &plain)) {
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: is packed, and broken or too large", place);
            goto done;
        }
        *out = cb_arena_copy(arena, cb_buf_view(&plain));
        CB_TRY_NEW(out->ptr);
    } else if (cb_mime_is(encoding, "br") || cb_mime_is(encoding, "deflate")) {
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: is packed by %.*s, which cannot be read; write the archive unpacked", place,
                        CB_STR_ARG(cb_str_sub(encoding, 0, 10)));
    }
done:
    cb_buf_release(&plain);
    return rc;
}

/* ---- records ---- */

/* Is it a page, or the text of one? Reads its block, then. */
static cb_status look_at(struct cb_stream *stream, struct warc *warc, struct cb_arena *arena,
                         struct record *record, bool *wanted, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_mime head = {cb_buf_view(&warc->head), CB_STR("")};
    bool response;

    *wanted = false;
    *record = (struct record){.url = cb_mime_header(&head, "WARC-Target-URI", arena),
                              .type = cb_mime_header(&head, "WARC-Type", arena),
                              .content_type = cb_mime_header(&head, "Content-Type", arena)};
    if (!read_size(cb_mime_header(&head, "Content-Length", arena), &warc->left)) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: record %llu has no Content-Length; fetch it again",
                        stream->path, (unsigned long long)stream->number);
        goto done;
    }
    if (record->url.len > 2 && record->url.ptr[0] == '<') /* WARC 0.18 */
        record->url = cb_str_sub(record->url, 1, record->url.len - 1);
    CB_TRY(cb_stream_line(record->url, arena, &record->url, err));
    response = cb_mime_is(record->type, "response") && cb_mime_is(record->content_type, "application/http");
    if (!response && !cb_mime_is(record->type, "resource") && !cb_mime_is(record->type, "conversion"))
        goto done;
    if (warc->left > CB_ARTICLE_MAX)
        goto done; /* films */
    cb_buf_clear(&warc->block);
    CB_TRY(read_block(stream, warc, true, err));
    record->http = (struct cb_mime){CB_STR(""), cb_buf_view(&warc->block)};
    if (response) {
        record->http = cb_mime_split(cb_buf_view(&warc->block));
        record->content_type = cb_mime_header(&record->http, "Content-Type", arena);
    }
    *wanted = (!response || is_found(record->http.head)) &&
              (cb_mime_is(record->content_type, "text/html") ||
               cb_mime_is(record->content_type, "application/xhtml") ||
               cb_mime_is(record->content_type, "text/plain"));
    *wanted = *wanted && !cb_str_ends(record->url, CB_STR("/robots.txt"));
done:
    return rc;
}

static cb_status read_record(const struct cb_stream *stream, struct cb_document *doc, const char *place,
                             const struct record *record, struct cb_err *err)
{
    cb_status rc;
    struct cb_str bytes, text, charset = cb_mime_parameter(record->content_type, "charset");
    struct cb_fields fields = {.values[CB_FIELD_URL] = record->url,
                               .keys[CB_FIELD_URL] = CB_STR("WARC-Target-URI")};
    struct cb_charset_found found = {0};

    CB_TRY(page_of(record, place, doc->arena, &bytes, err));
    text = bytes;
    if (charset.len > 0) /* the server's word comes before the page's */
        CB_TRY(cb_charset_decode_as(place, bytes, charset, doc->arena, &text, &found, err));
    if (cb_mime_is(record->content_type, "text/plain"))
        CB_TRY(cb_document_read(doc, place, text, err));
    else
        CB_TRY(cb_stream_page(stream, doc, place, text, err));
    CB_TRY(cb_document_note_charset(doc, &found, err));
    if (!doc->url.ptr)
        CB_TRY(cb_fields_take(&fields, stream->common->lexicons, "header", doc, place, err));
    cb_sha256(bytes, doc->sha256);
done:
    return rc;
}

static cb_status open_warc(struct cb_stream *stream, struct cb_err *err)
{
    struct warc *warc = cb_alloc(sizeof *warc);

    if (!warc)
        return cb_err_no_memory(err);
    cb_buf_init(&warc->head, HEAD_MAX);
    cb_buf_init(&warc->block, CB_ARTICLE_MAX + 1);
    stream->state = warc;
    stream->close = close_warc;
    return CB_OK;
}

cb_status cb_warc_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                       struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct warc *warc;
    struct record record;
    bool wanted = false;

    *more = !stream->done;
    if (stream->done)
        goto done;
    CB_TRY(cb_stream_place(stream, 0, doc->arena, place, err));
    if (!stream->state)
        CB_TRY(open_warc(stream, err));
    warc = stream->state;
    stream->done = true; /* a broken record ends it: nobody knows where the next one begins */
    while (!wanted) {
        struct cb_arena_mark mark = cb_arena_mark(doc->arena);
        CB_TRY(read_block(stream, warc, false, err));
        CB_TRY(read_head(stream, warc, more, err));
        if (!*more)
            goto done;
        stream->number++;
        CB_TRY(look_at(stream, warc, doc->arena, &record, &wanted, err));
        if (!wanted)
            cb_arena_rewind(doc->arena, mark);
    }
    stream->done = false;
    CB_TRY(cb_stream_place(stream, stream->number, doc->arena, place, err));
    rc = read_record(stream, doc, *place, &record, err);
    if (rc == CB_OK)
        rc = cb_stream_name(stream, doc, record.url, stream->number, err);
    if (rc == CB_BAD_INPUT && record.url.len > 0) { /* a page is told by its address, not by its number */
        struct cb_str by_url = cb_arena_printf(doc->arena, "%s#%.*s", stream->path, CB_STR_ARG(record.url));
        size_t n = strlen(*place);
        if (by_url.ptr && err && strncmp(err->text, *place, n) == 0) {
            struct cb_err whole = *err;
            cb_err_set(err, rc, "%s%s", by_url.ptr, whole.text + n);
        }
        *place = by_url.ptr ? by_url.ptr : *place;
    }
done:
    return rc;
}
