/* What the reader made of an input: metadata with their origins, then the passages. */
#include <jansson.h>

#include "base/buf.h"
#include "reader/reader.h"

enum { NAME_WIDTH = 12 };

static const char *const META_NAMES[CB_META_COUNT] = {
    [CB_META_TITLE] = "title",       [CB_META_AUTHOR] = "author", [CB_META_PUBLISHED] = "published",
    [CB_META_MODIFIED] = "modified", [CB_META_SOURCE] = "source", [CB_META_URL] = "url",
    [CB_META_LANGUAGE] = "language",
};

static struct cb_str meta_of(const struct cb_document *doc, enum cb_meta which)
{
    switch (which) {
    case CB_META_TITLE:
        return doc->title;
    case CB_META_AUTHOR:
        return doc->author;
    case CB_META_PUBLISHED:
        return doc->published;
    case CB_META_MODIFIED:
        return doc->modified;
    case CB_META_SOURCE:
        return doc->source;
    case CB_META_URL:
        return doc->url;
    case CB_META_LANGUAGE:
        return cb_str_of(cb_language_code(doc->language));
    case CB_META_COUNT:
        break;
    }
    return (struct cb_str){NULL, 0};
}

/* Title and language are also found in the text, everything else comes with the input. */
static const char *origin_of(const struct cb_document *doc, enum cb_meta which)
{
    if (doc->origins[which])
        return doc->origins[which];
    return which == CB_META_TITLE || which == CB_META_LANGUAGE ? "text" : "input";
}

/* ---- text ---- */

/* `text` with its further lines below its first one. */
static void add_indented(struct cb_buf *out, struct cb_str text)
{
    while (text.ptr) {
        cb_buf_add(out, cb_str_split(&text, '\n'));
        if (text.ptr)
            cb_buf_printf(out, "\n%*s  ", NAME_WIDTH, "");
    }
}

static void show_text(const struct cb_document *doc, struct cb_buf *out)
{
    if (doc->path.len)
        cb_buf_printf(out, "%-*s  %.*s\n", NAME_WIDTH, "path", CB_STR_ARG(doc->path));
    for (int m = 0; m < CB_META_COUNT; m++) {
        struct cb_str value = meta_of(doc, (enum cb_meta)m);
        if (value.len == 0)
            continue;
        cb_buf_printf(out, "%-*s  ", NAME_WIDTH, META_NAMES[m]);
        add_indented(out, value);
        cb_buf_printf(out, "  (%s)\n", origin_of(doc, (enum cb_meta)m));
    }
    if (doc->notice.len)
        cb_buf_printf(out, "%-*s  %.*s\n", NAME_WIDTH, "notice", CB_STR_ARG(doc->notice));
    for (size_t i = 0; i < doc->passages.count; i++) {
        const struct cb_passage *passage = &doc->passages.items[i];
        cb_buf_printf(out, "\n%-*s  ", NAME_WIDTH, cb_passage_kind_name(passage->kind));
        add_indented(out, cb_document_slice(doc, passage->span));
        cb_buf_add_char(out, '\n');
    }
}

/* ---- JSON ---- */

static json_t *string_of(struct cb_str s)
{
    return s.ptr ? json_stringn(s.ptr, s.len) : json_null();
}

static json_t *passages_of(const struct cb_document *doc)
{
    json_t *list = json_array();
    struct cb_char_counter counter = {.doc = doc};

    for (size_t i = 0; list && i < doc->passages.count; i++) {
        const struct cb_passage *passage = &doc->passages.items[i];
        uint32_t start = cb_document_char(&counter, passage->span.start);
        uint32_t end = cb_document_char(&counter, passage->span.end);
        if (json_array_append_new(list, json_pack("{s:s, s:I, s:I, s:s}", "kind",
                                                  cb_passage_kind_name(passage->kind), "start_char",
                                                  (json_int_t)start, "end_char", (json_int_t)end, "rule",
                                                  passage->rule)) != 0)
            break;
    }
    return list;
}

/* One object on one line; false when there is no memory. */
static bool show_json(const struct cb_document *doc, struct cb_buf *out)
{
    json_t *object = json_object(), *origins = json_object();
    char *text = NULL;

    json_object_set_new(object, "path", string_of(doc->path));
    for (int m = 0; m < CB_META_COUNT; m++) {
        struct cb_str value = meta_of(doc, (enum cb_meta)m);
        json_object_set_new(object, META_NAMES[m], string_of(value));
        if (value.len)
            json_object_set_new(origins, META_NAMES[m], json_string(origin_of(doc, (enum cb_meta)m)));
    }
    json_object_set_new(object, "origins", origins);
    json_object_set_new(object, "notice", string_of(doc->notice));
    json_object_set_new(object, "text", string_of(doc->text));
    json_object_set_new(object, "passages", passages_of(doc));
    text = object ? json_dumps(object, JSON_COMPACT) : NULL;
    json_decref(object);
    if (!text)
        return false;
    cb_buf_add_z(out, text);
    cb_buf_add_char(out, '\n');
    free(text);
    return true;
}

cb_status cb_document_show(const struct cb_document *doc, enum cb_read_format format,
                           const struct cb_sink *sink, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_buf out;
    bool made = true;

    cb_buf_init(&out, SIZE_MAX / 4);
    if (format == CB_READ_JSON)
        made = show_json(doc, &out);
    else
        show_text(doc, &out);
    if (!made || cb_buf_failed(&out))
        rc = cb_err_no_memory(err);
    else if (!sink->write(sink->context, cb_buf_view(&out).ptr, cb_buf_view(&out).len))
        rc = cb_err_set(err, CB_SYSTEM, "what was read cannot be written; check the output");
    cb_buf_release(&out);
    return rc;
}
