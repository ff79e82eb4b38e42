#include "reader/stream.h"

#include "base/limits.h"
#include "reader/html.h"
#include "reader/html_scan.h"
#include "text/chars.h"
#include "text/fold.h"
#include "text/sha256.h"

cb_status cb_stream_all(struct cb_stream *stream, size_t max, const char *advice, struct cb_str *out,
                        struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_io_lines_peek(stream->lines, max + 1, out, err));
    if (out->len > max)
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is larger than the limit of %zu MiB; %s", stream->path,
                        max >> 20, advice);
done:
    return rc;
}

cb_status cb_stream_place(const struct cb_stream *stream, uint64_t number, struct cb_arena *arena,
                          const char **place, struct cb_err *err)
{
    struct cb_str made = number ? cb_arena_printf(arena, "%s:%llu", stream->path, (unsigned long long)number)
                                : cb_arena_printf(arena, "%s", stream->path);

    if (!made.ptr)
        return cb_err_no_memory(err);
    *place = made.ptr;
    return CB_OK;
}

cb_status cb_stream_line(struct cb_str bytes, struct cb_arena *arena, struct cb_str *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_str text;
    char *copy;

    rc = cb_charset_decode("name", bytes, arena, &text, err);
    if (rc == CB_BAD_INPUT) { /* UTF-16 that is cut off is no name */
        *out = CB_STR("?");
        return CB_OK;
    }
    CB_TRY(rc);
    copy = cb_arena_z(arena, text);
    CB_TRY_NEW(copy);
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7F)
            copy[i] = '?';
    CB_TRY(cb_charset_compose((struct cb_str){copy, text.len}, arena, out, err));
done:
    return rc;
}

cb_status cb_stream_name(const struct cb_stream *stream, struct cb_document *doc, struct cb_str id,
                         uint64_t number, struct cb_err *err)
{
    const char *place = NULL;
    cb_status rc = CB_OK;

    id = cb_str_trim(id);
    doc->path_counts = id.len == 0 && number > 0;
    if (id.len > 0) {
        CB_TRY(cb_stream_line(id, doc->arena, &id, err));
        doc->path = cb_arena_printf(doc->arena, "%s#%.*s", stream->path, CB_STR_ARG(id));
        return doc->path.ptr ? CB_OK : cb_err_no_memory(err);
    }
    CB_TRY(cb_stream_place(stream, number, doc->arena, &place, err));
    doc->path = cb_str_of(place);
done:
    return rc;
}

/* ---- notices ---- */

cb_status cb_document_note(struct cb_document *doc, struct cb_str text, struct cb_err *err)
{
    struct cb_str notice = doc->notice.len == 0 ? text
                                                : cb_arena_printf(doc->arena, "%.*s; %.*s",
                                                                  CB_STR_ARG(doc->notice), CB_STR_ARG(text));

    if (!notice.ptr)
        return cb_err_no_memory(err);
    doc->notice = notice;
    return CB_OK;
}

cb_status cb_document_note_charset(struct cb_document *doc, const struct cb_charset_found *found,
                                   struct cb_err *err)
{
    struct cb_str text;

    if (found->broken == 0)
        return CB_OK;
    text = cb_arena_printf(doc->arena, "encoding: %zu byte%s not UTF-8; read as Windows-1252", found->broken,
                           found->broken == 1 ? " is" : "s are");
    return text.ptr ? cb_document_note(doc, text, err) : cb_err_no_memory(err);
}

/* ---- plain text ---- */

static bool is_blank(struct cb_str text)
{
    uint32_t size;

    while (text.len) {
        uint32_t c = cb_char_first(text, &size);
        if (!cb_char_is_space(c))
            return false;
        text = cb_str_sub(text, size, text.len);
    }
    return true;
}

/* cb_document_read but for sha256. */
static cb_status read_bytes(struct cb_document *doc, const char *place, struct cb_str bytes,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_charset_found found;
    struct cb_str text;

    if (bytes.len > CB_ARTICLE_MAX) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is larger than the limit of %zu MiB; split it", place,
                        CB_ARTICLE_MAX >> 20);
        goto done;
    }
    CB_TRY(cb_charset_decode_as(place, bytes, (struct cb_str){NULL, 0}, doc->arena, &text, &found, err));
    if (is_blank(text)) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is empty; an article needs a text", place);
        goto done;
    }
    CB_TRY(cb_charset_clean(place, text, doc->arena, &doc->text, err));
    CB_TRY(cb_document_note_charset(doc, &found, err));
done:
    return rc;
}

cb_status cb_document_read(struct cb_document *doc, const char *place, struct cb_str bytes,
                           struct cb_err *err)
{
    cb_status rc;

    CB_TRY(read_bytes(doc, place, bytes, err));
    cb_sha256(bytes, doc->sha256);
done:
    return rc;
}

/* ---- markup ---- */

cb_status cb_stream_page(const struct cb_stream *stream, struct cb_document *doc, const char *place,
                         struct cb_str bytes, struct cb_err *err)
{
    if (!stream->common->lexicons[0])
        return cb_err_set(err, CB_USAGE, "%s: web pages need word lists; call cb_reader_set_lexicons", place);
    return cb_html_read(doc, place, bytes, stream->common->lexicons, err);
}

/* Without a head, what the markup alone tells of title, author and days is not worth much: only text is kept.
 */
static void keep_text(struct cb_document *doc, const struct cb_document *read)
{
    doc->text = read->text;
    doc->layout = read->layout;
    doc->passages = read->passages;
    doc->notice = read->notice;
    memcpy(doc->sha256, read->sha256, sizeof doc->sha256);
}

cb_status cb_stream_fragment(const struct cb_stream *stream, struct cb_document *doc, const char *place,
                             struct cb_str markup, struct cb_err *err)
{
    cb_status rc;
    struct cb_document read = {.arena = doc->arena}, flat = {.arena = doc->arena};
    struct cb_charset_found found;
    struct cb_str text, page;

    CB_TRY(cb_charset_decode_as(place, markup, cb_html_declared_charset(markup), doc->arena, &text, &found,
                                err));
    page = cb_arena_printf(
        doc->arena, "<html><body><article><div itemprop=\"articleBody\">%.*s</div></article></body></html>",
        CB_STR_ARG(text));
    CB_TRY_NEW(page.ptr);
    rc = cb_stream_page(stream, &read, place, page, err);
    if (rc == CB_BAD_INPUT) {
        CB_TRY(cb_html_read_flat(&flat, place, text, stream->common->lexicons, err));
        read = flat;
    }
    CB_TRY(rc);
    keep_text(doc, &read);
    CB_TRY(cb_document_note_charset(doc, &found, err));
done:
    return rc;
}

cb_status cb_document_read_text(const struct cb_stream *stream, struct cb_document *doc, const char *place,
                                struct cb_str text, struct cb_err *err)
{
    struct cb_str start = cb_str_trim(text);

    if (cb_str_starts(start, CB_STR("<")) && stream->common->lexicons[0] &&
        (cb_str_find(start, CB_STR("</p>"), 0) != SIZE_MAX ||
         cb_str_find(start, CB_STR("<br"), 0) != SIZE_MAX ||
         cb_str_find(start, CB_STR("</div>"), 0) != SIZE_MAX))
        return cb_stream_fragment(stream, doc, place, text, err);
    return read_bytes(doc, place, text, err);
}

/* ---- one file, one article ---- */

cb_status cb_stream_file_next(struct cb_stream *stream, const struct cb_stream_file *kind,
                              struct cb_document *doc, bool *more, const char **place, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str bytes;

    *more = !stream->done;
    if (stream->done)
        goto done;
    stream->done = true;
    CB_TRY(cb_stream_place(stream, 0, doc->arena, place, err));
    CB_TRY(cb_stream_all(stream, kind->max, kind->advice, &bytes, err));
    if (cb_str_trim(bytes).len == 0) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is empty; an article needs a text", *place);
        goto done;
    }
    CB_TRY(kind->read(stream, doc, *place, bytes, err));
    doc->path = cb_str_of(*place);
done:
    return rc;
}

static cb_status read_text(struct cb_stream *stream, struct cb_document *doc, const char *place,
                           struct cb_str bytes, struct cb_err *err)
{
    (void)stream;
    return cb_document_read(doc, place, bytes, err);
}

static cb_status read_page(struct cb_stream *stream, struct cb_document *doc, const char *place,
                           struct cb_str bytes, struct cb_err *err)
{
    return cb_stream_page(stream, doc, place, bytes, err);
}

cb_status cb_text_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                       struct cb_err *err)
{
    static const struct cb_stream_file TEXT = {CB_ARTICLE_MAX, "split it", read_text};

    return cb_stream_file_next(stream, &TEXT, doc, more, place, err);
}

cb_status cb_page_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                       struct cb_err *err)
{
    static const struct cb_stream_file PAGE = {CB_ARTICLE_MAX, "save the page without its pictures",
                                               read_page};

    return cb_stream_file_next(stream, &PAGE, doc, more, place, err);
}

cb_status cb_markdown_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                           struct cb_err *err)
{
    static const struct cb_stream_file MARKDOWN = {CB_ARTICLE_MAX, "split it", cb_markdown_read};

    return cb_stream_file_next(stream, &MARKDOWN, doc, more, place, err);
}
