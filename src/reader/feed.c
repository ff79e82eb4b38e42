/* RSS 0.9 to 2.0, RDF and Atom: libxml2's reader walks the file, one item at a time is in memory. */
#include <libxml/xmlreader.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "reader/stream.h"
#include "text/charset.h"
#include "text/sha256.h"

enum {
    XML_OPTIONS =
        XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET | XML_PARSE_NOCDATA
};

struct feed {
    struct cb_stream *stream;
    xmlTextReaderPtr reader;
    struct cb_err err;     /* why the stream could not be read */
    cb_status failed;      /* ... CB_OK: it could */
    struct cb_arena arena; /* of what the head says */
    struct cb_str title, language, home;
    uint64_t taken;      /* bytes */
    uint32_t attributes; /* of the tag in hand */
    char last;           /* byte read */
};

static void close_feed(void *state)
{
    struct feed *feed = state;

    if (feed->reader) {
        xmlFreeTextReader(feed->reader);
    }
    cb_arena_release(&feed->arena);
    cb_free(feed);
}

/* libxml2 compares each attribute of a tag with all before it. Counted as '=' with a quote behind it. */
static bool has_many_attributes(struct feed *feed, struct cb_str bytes)
{
    for (size_t i = 0; i < bytes.len && feed->attributes <= CB_XML_ATTRIBUTES_MAX; i++) {
        char c = bytes.ptr[i];
        if (c == '<' || c == '>')
            feed->attributes = 0;
        feed->attributes += feed->last == '=' && (c == '"' || c == '\'');
        feed->last = c;
    }
    return feed->attributes > CB_XML_ATTRIBUTES_MAX;
}

static int read_bytes(void *context, char *room, int size)
{
    struct feed *feed = context;
    struct cb_str bytes;

    feed->failed = cb_io_lines_take(feed->stream->lines, (size_t)size, &bytes, &feed->err);
    if (feed->failed == CB_OK && has_many_attributes(feed, bytes))
        feed->failed = cb_err_set(&feed->err, CB_BAD_INPUT,
                                  "%s: has a tag with more than %d attributes; save the articles' own pages",
                                  feed->stream->path, CB_XML_ATTRIBUTES_MAX);
    if (feed->failed != CB_OK)
        return -1;
    if (bytes.len > 0)
        memcpy(room, bytes.ptr, bytes.len);
    return (int)bytes.len;
}

static cb_status open_feed(struct cb_stream *stream, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct feed *feed = cb_alloc(sizeof *feed);

    CB_TRY_NEW(feed);
    stream->state = feed;
    stream->close = close_feed;
    feed->stream = stream;
    feed->failed = CB_OK;
    feed->reader = xmlReaderForIO(read_bytes, NULL, feed, NULL, NULL, XML_OPTIONS);
    CB_TRY_NEW(feed->reader);
done:
    stream->done = rc != CB_OK;
    return rc;
}

/* ---- elements ---- */

static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* libxml2 mends what it can: bytes that are no UTF-8 it hands on as they are. */
static cb_status copy_text(const xmlChar *text, struct cb_arena *arena, struct cb_str *out,
                           struct cb_err *err)
{
    return cb_charset_decode("feed", cb_str_trim(cb_str_of((const char *)text)), arena, out, err);
}

static cb_status text_of(const xmlNode *node, struct cb_arena *arena, struct cb_str *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    xmlChar *text = xmlNodeGetContent((const xmlNode *)node);
    struct cb_str copy;

    CB_TRY(copy_text(text, arena, &copy, err));
    if (copy.len > 0)
        *out = copy;
done:
    if (text)
        xmlFree(text);
    return rc;
}

static cb_status attribute_of(const xmlNode *node, const char *name, struct cb_arena *arena,
                              struct cb_str *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    xmlChar *value = xmlGetNoNsProp((xmlNode *)node, (const xmlChar *)name);

    *out = (struct cb_str){NULL, 0};
    if (value)
        CB_TRY(copy_text(value, arena, out, err));
done:
    if (value)
        xmlFree(value);
    return rc;
}

/* Atom's content may be elements of XHTML: their source. */
static cb_status markup_of(xmlNode *node, struct cb_arena *arena, struct cb_str *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    xmlBufferPtr buffer = NULL;
    struct cb_str type;

    CB_TRY(attribute_of(node, "type", arena, &type, err));
    if (!cb_str_eq(type, CB_STR("xhtml"))) {
        rc = text_of(node, arena, out, err);
        goto done;
    }
    buffer = xmlBufferCreate();
    CB_TRY_NEW(buffer);
    if (xmlNodeDump(buffer, node->doc, node, 0, 0) >= 0)
        CB_TRY(copy_text(xmlBufferContent(buffer), arena, out, err));
done:
    if (buffer)
        xmlBufferFree(buffer);
    return rc;
}

/* ---- an item ---- */

struct item {
    struct cb_fields fields;
    struct cb_str content, summary;
};

/* Names of persons, joined with commas; Atom has them in <name>. */
static cb_status add_author(struct item *item, const xmlNode *node, struct cb_arena *arena,
                            struct cb_err *err)
{
    cb_status rc;
    struct cb_str name = {NULL, 0}, *all = &item->fields.values[CB_FIELD_AUTHOR];
    const xmlNode *from = node;
    size_t open, close;

    for (const xmlNode *child = node->children; child; child = child->next)
        if (is_named(child, "name"))
            from = child;
    CB_TRY(text_of(from, arena, &name, err));
    open = cb_str_find(name, CB_STR("("), 0); /* RSS: "editor@a.example (A. B.)" */
    close = cb_str_find(name, CB_STR(")"), 0);
    if (cb_str_find(name, CB_STR("@"), 0) != SIZE_MAX)
        name = open != SIZE_MAX && close != SIZE_MAX && open < close
                   ? cb_str_trim(cb_str_sub(name, open + 1, close))
                   : (struct cb_str){NULL, 0};
    if (name.len == 0)
        goto done;
    *all = cb_arena_printf(arena, "%.*s%s%.*s", CB_STR_ARG(*all), all->len ? ", " : "", CB_STR_ARG(name));
    CB_TRY_NEW(all->ptr);
done:
    return rc;
}

static cb_status add_link(struct item *item, const xmlNode *node, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;
    struct cb_str href, rel, *url = &item->fields.values[CB_FIELD_URL];

    CB_TRY(attribute_of(node, "href", arena, &href, err));
    CB_TRY(attribute_of(node, "rel", arena, &rel, err));
    if (href.len == 0)
        CB_TRY(text_of(node, arena, &href, err));
    if (href.len > 0 && (rel.len == 0 || cb_str_eq(rel, CB_STR("alternate"))) && url->len == 0)
        *url = href;
done:
    return rc;
}

static cb_status take_element(struct item *item, xmlNode *node, struct cb_arena *arena, struct cb_err *err)
{
    static const struct {
        const char *name;
        enum cb_field field;
    } PLAIN[] = {{"title", CB_FIELD_TITLE},
                 {"guid", CB_FIELD_ID},
                 {"id", CB_FIELD_ID},
                 {"pubDate", CB_FIELD_PUBLISHED},
                 {"published", CB_FIELD_PUBLISHED},
                 {"date", CB_FIELD_PUBLISHED},
                 {"issued", CB_FIELD_PUBLISHED},
                 {"updated", CB_FIELD_MODIFIED},
                 {"modified", CB_FIELD_MODIFIED},
                 {"language", CB_FIELD_LANGUAGE}};
    struct cb_str *slot;

    for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++) {
        slot = &item->fields.values[PLAIN[i].field];
        if (is_named(node, PLAIN[i].name) && slot->len == 0)
            return text_of(node, arena, slot, err);
    }
    if (is_named(node, "author") || is_named(node, "creator"))
        return add_author(item, node, arena, err);
    if (is_named(node, "link"))
        return add_link(item, node, arena, err);
    if (is_named(node, "encoded") || is_named(node, "content"))
        return item->content.len > 0 ? CB_OK : markup_of(node, arena, &item->content, err);
    if (is_named(node, "description") || is_named(node, "summary"))
        return item->summary.len > 0 ? CB_OK : markup_of(node, arena, &item->summary, err);
    return CB_OK;
}

/* Days of a feed are made by programs: one that cannot be read is left out, as is a language that we do not
 * have where the text itself tells it. */
static void drop_unreadable(struct item *item, const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT])
{
    static const enum cb_field CHECKED[] = {CB_FIELD_PUBLISHED, CB_FIELD_MODIFIED, CB_FIELD_LANGUAGE};
    struct cb_arena arena = {0};

    for (size_t i = 0; i < sizeof CHECKED / sizeof *CHECKED; i++) {
        struct cb_document doc = {.arena = &arena};
        struct cb_fields one = {0};
        one.values[CHECKED[i]] = item->fields.values[CHECKED[i]];
        if (cb_fields_take(&one, lexicons, "feed", &doc, "feed", NULL) == CB_BAD_INPUT)
            item->fields.values[CHECKED[i]] = (struct cb_str){NULL, 0};
    }
    cb_arena_release(&arena);
}

static cb_status read_item(struct feed *feed, struct cb_document *doc, const char *place, xmlNode *node,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct item item = {0};
    struct cb_str *values = item.fields.values, text, sum;
    const struct cb_stream *stream = feed->stream;
    bool summary;

    for (xmlNode *child = node->children; child; child = child->next)
        CB_TRY(take_element(&item, child, doc->arena, err));
    summary = item.content.len == 0;
    text = summary ? item.summary : item.content;
    if (text.len == 0) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: has no text; fetch the page it links to", place);
        goto done;
    }
    values[CB_FIELD_SOURCE] =
        feed->home.len > 0 && values[CB_FIELD_URL].len == 0 ? feed->title : (struct cb_str){NULL, 0};
    if (values[CB_FIELD_LANGUAGE].len == 0)
        values[CB_FIELD_LANGUAGE] = feed->language;
    drop_unreadable(&item, stream->common->lexicons);
    if (stream->common->lexicons[0])
        CB_TRY(cb_stream_fragment(stream, doc, place, text, err));
    else
        CB_TRY(cb_document_read(doc, place, text, err));
    CB_TRY(cb_fields_take(&item.fields, stream->common->lexicons, "feed", doc, place, err));
    if (!doc->published.ptr)
        doc->published = doc->modified;
    if (summary)
        CB_TRY(cb_document_note(doc, CB_STR("feed: only the summary of the article is in the file"), err));
    sum = cb_arena_printf(doc->arena, "%.*s\n%.*s\n%.*s\n%.*s", CB_STR_ARG(values[CB_FIELD_URL]),
                          CB_STR_ARG(values[CB_FIELD_TITLE]), CB_STR_ARG(values[CB_FIELD_PUBLISHED]),
                          CB_STR_ARG(text));
    CB_TRY_NEW(sum.ptr);
    cb_sha256(sum, doc->sha256);
    CB_TRY(cb_stream_name(stream, doc, values[CB_FIELD_ID].len ? values[CB_FIELD_ID] : values[CB_FIELD_URL],
                          stream->number, err));
done:
    return rc;
}

/* ---- the feed ---- */

static bool is_head_of(const xmlNode *node, const char *name)
{
    return node->parent && is_named(node, name) &&
           (is_named(node->parent, "channel") || is_named(node->parent, "feed"));
}

/* What the head says stands before the items, but in RDF, where the order is free. */
static cb_status take_head(struct feed *feed, xmlNode *node, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (is_head_of(node, "title") && xmlTextReaderExpand(feed->reader))
        CB_TRY(text_of(node, &feed->arena, &feed->title, err));
    else if (is_head_of(node, "language") && xmlTextReaderExpand(feed->reader))
        CB_TRY(text_of(node, &feed->arena, &feed->language, err));
    else if (is_head_of(node, "link") && xmlTextReaderExpand(feed->reader) && feed->home.len == 0)
        CB_TRY(text_of(node, &feed->arena, &feed->home, err));
    if (is_named(node, "feed") && feed->language.len == 0) {
        xmlChar *language = xmlNodeGetLang(node);
        if (language)
            rc = copy_text(language, &feed->arena, &feed->language, err);
        xmlFree(language);
    }
done:
    return rc;
}

static cb_status refuse(const struct feed *feed, struct cb_err *err)
{
    if (feed->failed != CB_OK)
        return cb_err_set(err, feed->err.code, "%s", feed->err.text);
    if (feed->stream->number == 0)
        return cb_err_set(err, CB_BAD_INPUT,
                          "%s: is no feed with articles (RSS or Atom); save the articles' own pages",
                          feed->stream->path);
    return cb_err_set(err, CB_BAD_INPUT, "%s: breaks off behind article %llu; fetch the feed again",
                      feed->stream->path, (unsigned long long)feed->stream->number);
}

/* Moves to the next item; *node NULL at the end. */
static cb_status find_item(struct feed *feed, xmlNode **node, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int found = feed->stream->number > 0 ? xmlTextReaderNext(feed->reader) : xmlTextReaderRead(feed->reader);

    *node = NULL;
    for (; found == 1; found = xmlTextReaderRead(feed->reader)) {
        xmlNode *at = xmlTextReaderCurrentNode(feed->reader);
        if (xmlTextReaderNodeType(feed->reader) != XML_READER_TYPE_ELEMENT || !at)
            continue;
        if (is_named(at, "item") || is_named(at, "entry")) {
            *node = xmlTextReaderExpand(feed->reader);
            if (*node)
                goto done;
            found = -1;
            break;
        }
        CB_TRY(take_head(feed, at, err));
    }
    if (found != 0 || feed->failed != CB_OK || feed->stream->number == 0)
        rc = refuse(feed, err);
done:
    return rc;
}

cb_status cb_feed_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                       struct cb_err *err)
{
    cb_status rc = CB_OK;
    xmlNode *node;

    *more = !stream->done;
    if (stream->done)
        goto done;
    CB_TRY(cb_stream_place(stream, 0, doc->arena, place, err));
    if (!stream->state)
        CB_TRY(open_feed(stream, err));
    rc = find_item(stream->state, &node, err);
    stream->done = rc != CB_OK || !node;
    *more = rc != CB_OK || node;
    if (stream->done)
        goto done;
    stream->number++;
    CB_TRY(cb_stream_place(stream, stream->number, doc->arena, place, err));
    CB_TRY(read_item(stream->state, doc, *place, node, err));
done:
    return rc;
}
