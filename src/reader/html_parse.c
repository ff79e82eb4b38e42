/* libxml2's HTML parser, heard event by event: no tree of it is ever built. */
#include "reader/html_page.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "text/chars.h"
#include "text/fold.h"

enum { CLASS_BYTES = 400, STACK = CB_HTML_DEPTH_MAX * 8 };

/* An element that is open. */
struct open {
    enum cb_html_tag tag;
    bool is_block;
    uint32_t node;   /* the one it is or stands in */
    uint32_t note;   /* CB_NONE, or the note that ends with it */
    uint32_t marks;  /* of an inline element */
    uint32_t start;  /* bytes of page->text in front of it */
    uint32_t before; /* marked bytes of the block before it */
};

struct parsing {
    struct cb_html_page *page;
    struct cb_map classes; /* value of a class -> marks + 1 */
    char *text;
    uint32_t used;                                /* bytes of text */
    uint32_t node;                                /* the innermost open block-level element */
    struct open *open;                            /* STACK of them */
    uint32_t open_count, lost;                    /* elements beyond STACK */
    uint32_t links, bolds, skipped, titles, pres; /* how many of these are open */
    struct cb_html_block block;                   /* being read; span.start is valid when it has text */
    bool has_text, blank, broken;                 /* broken: a <br> was the last thing */
    uint32_t inline_marks, marked;                /* bytes under inline marks */
    char title[2000];
    size_t title_size;
    bool no_memory;
};

/* ---- text ---- */

static bool is_closing(uint32_t c)
{
    return cb_char_is_quote(c) || c == ')' || c == ']';
}

/* Counts what tells prose from labels: words, sentence ends before a blank or the end, commas. */
static void look_over(struct cb_html_block *block, const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    bool word = false, ended = false;

    for (uint32_t i = block->span.start; i < block->span.end; i++) {
        unsigned char c = s[i];
        if (c == ' ' || c == '\n') {
            block->sentences += ended;
            word = ended = false;
            continue;
        }
        if (!word && (c >= 0x80 || (c | 0x20) >= 'a')) {
            word = true;
            block->words++;
        }
        block->commas += c == ',';
        if (c == '.' || c == '!' || c == '?' || c == ':')
            ended = true;
        else if (c != '"' && c != '\'' && c != ')' && c < 0x80)
            ended = false;
    }
    block->sentences += ended;
    for (struct cb_str rest = {text + block->span.start, block->span.end - block->span.start};
         rest.len > 0;) {
        block->last = cb_char_last(rest);
        if (!is_closing(block->last))
            break;
        do
            rest.len--;
        while (rest.len > 0 && ((unsigned char)rest.ptr[rest.len] & 0xC0) == 0x80);
    }
}

/* p, li, headings and cells name their text; div and span say nothing. */
static uint8_t tag_for(const struct cb_html_page *page, uint32_t node)
{
    for (int up = 0; up < 3; up++) {
        const struct cb_html_node *n = &page->nodes.items[node];
        if (n->tag != CB_TAG_DIV && n->tag != CB_TAG_OTHER)
            return n->tag;
        if (page->nodes.items[n->parent].last != page->nodes.items[n->parent].first && up > 0)
            break;
        node = n->parent;
    }
    return page->nodes.items[node].tag;
}

static void end_block(struct parsing *p)
{
    struct cb_html_block *block = &p->block, *stored;

    if (p->has_text) {
        block->span.end = p->used;
        while (block->span.end > block->span.start &&
               (p->text[block->span.end - 1] == ' ' || p->text[block->span.end - 1] == '\n'))
            block->span.end--;
        look_over(block, p->text);
        block->node = p->node;
        if (p->marked * 10 >= (block->span.end - block->span.start) * 9)
            block->marks = p->inline_marks;
        block->tag = tag_for(p->page, p->node);
        p->used = block->span.end;
        p->text[p->used++] = '\n';
        stored = CB_PUSH(p->page->arena, &p->page->blocks);
        if (stored)
            *stored = *block;
        else
            p->no_memory = true;
    }
    *block = (struct cb_html_block){0};
    p->has_text = p->blank = p->broken = false;
    p->inline_marks = p->marked = 0;
}

static void put(struct parsing *p, const char *bytes, uint32_t size)
{
    if (!p->has_text) {
        p->has_text = true;
        p->block.span.start = p->used;
        p->blank = p->broken = false;
    } else if (p->broken || p->blank) {
        p->text[p->used++] = p->broken ? '\n' : ' ';
        p->blank = p->broken = false;
        p->block.bold += p->bolds > 0;
    }
    memcpy(p->text + p->used, bytes, size);
    p->used += size;
    p->block.link += p->links ? size : 0;
    p->block.bold += p->bolds ? size : 0;
}

static void on_text(void *context, const xmlChar *bytes, int size)
{
    struct parsing *p = context;
    const char *s = (const char *)bytes, *end = s + size;

    if (p->titles) {
        size_t room = sizeof p->title - p->title_size, take = (size_t)size < room ? (size_t)size : room;
        while (take > 0 && take < (size_t)size && ((unsigned char)s[take] & 0xC0) == 0x80)
            take--; /* no character is cut in two */
        memcpy(p->title + p->title_size, s, take);
        p->title_size += take;
        return;
    }
    if (p->skipped)
        return;
    while (s < end) {
        const char *from = s;
        while (s < end && (unsigned char)*s > ' ')
            s++;
        if (s > from)
            put(p, from, (uint32_t)(s - from));
        if (s < end) {
            p->blank = true;
            if (p->pres && *s == '\n')
                p->broken = true;
            s++;
        }
    }
}

/* ---- elements ---- */

static const char *attribute(const xmlChar **attributes, const char *name)
{
    for (; attributes && *attributes; attributes += 2)
        if (strcmp((const char *)attributes[0], name) == 0)
            return (const char *)attributes[1];
    return NULL;
}

static struct cb_str copy_value(struct parsing *p, const char *value)
{
    struct cb_str copy = {NULL, 0}, trimmed = cb_str_trim(cb_str_of(value));

    if (trimmed.len == 0)
        return copy;
    copy = cb_arena_copy(p->page->arena, trimmed);
    p->no_memory = p->no_memory || !copy.ptr;
    return copy;
}

static uint32_t class_marks(struct parsing *p, const char *value)
{
    struct cb_str s = cb_str_sub(cb_str_of(value), 0, CLASS_BYTES);
    uint32_t *slot = s.len ? cb_map_find(&p->classes, s) : NULL;
    uint32_t marks;

    if (s.len == 0)
        return 0;
    if (slot)
        return *slot;
    marks = cb_html_marks_of(p->page->lexicon, s);
    s = cb_arena_copy(p->page->arena, s);
    slot = s.ptr ? cb_map_add(p->page->arena, &p->classes, s, NULL) : NULL;
    if (slot)
        *slot = marks;
    p->no_memory = p->no_memory || !slot;
    return marks;
}

static bool has_word(const char *value, const char *word)
{
    struct cb_str rest = cb_str_of(value);

    while (rest.ptr)
        if (cb_str_eq(cb_str_split(&rest, ' '), cb_str_of(word)))
            return true;
    return false;
}

/* What the element is about, by the vocabulary of schema.org. */
static uint32_t property_marks(const char *property)
{
    if (has_word(property, "articleBody") || has_word(property, "reviewBody"))
        return CB_HTML_BODY;
    if (has_word(property, "comment"))
        return CB_HTML_COMMENTS;
    return has_word(property, "caption") ? CB_HTML_CAPTION : 0;
}

/* style="display: none" */
static bool is_invisible(const char *style)
{
    for (const char *at = strstr(style, "display"); at; at = strstr(at + 1, "display")) {
        const char *value = at + 7 + strspn(at + 7, " :");
        if (strncmp(value, "none", 4) == 0)
            return true;
    }
    return false;
}

static uint32_t marks_of(struct parsing *p, enum cb_html_tag tag, const xmlChar **attributes)
{
    const char *class = NULL, *id = NULL, *role = NULL, *property = NULL;
    uint32_t marks = 0;

    for (const xmlChar **a = attributes; a && *a; a += 2) {
        const char *name = (const char *)a[0];
        if (strcmp(name, "class") == 0)
            class = (const char *)a[1];
        else if (strcmp(name, "id") == 0)
            id = (const char *)a[1];
        else if (strcmp(name, "role") == 0)
            role = (const char *)a[1];
        else if (strcmp(name, "itemprop") == 0 || strcmp(name, "property") == 0)
            property = (const char *)a[1];
        else if (strcmp(name, "hidden") == 0)
            marks |= CB_HTML_HIDDEN;
        else if (strcmp(name, "style") == 0 && a[1] && is_invisible((const char *)a[1]))
            marks |= CB_HTML_HIDDEN;
    }
    if (tag == CB_TAG_HTML || tag == CB_TAG_BODY || tag == CB_TAG_MAIN)
        class = id = NULL; /* they name the site and the kind of page */
    if (class)
        marks |= class_marks(p, class);
    if (id)
        marks |= class_marks(p, id);
    if (role)
        marks |= class_marks(p, role);
    if (tag == CB_TAG_ARTICLE) /* its class lists everything that is in it */
        marks &= CB_HTML_BODY | CB_HTML_ARTICLE | CB_HTML_COMMENTS | CB_HTML_TEASERS | CB_HTML_HIDDEN;
    return property ? marks | property_marks(property) : marks;
}

static uint32_t tag_marks(enum cb_html_tag tag)
{
    if (tag == CB_TAG_NAV || tag == CB_TAG_FOOTER)
        return CB_HTML_NAVIGATION;
    if (tag == CB_TAG_ASIDE)
        return CB_HTML_ASIDE;
    if (tag == CB_TAG_FIGCAPTION)
        return CB_HTML_CAPTION;
    return tag == CB_TAG_FORM                            ? CB_HTML_SIGNUP
           : tag == CB_TAG_ARTICLE || tag == CB_TAG_MAIN ? CB_HTML_ARTICLE
                                                         : 0;
}

/* ---- what the head and single elements say ---- */

static void take_meta(struct parsing *p, const xmlChar **attributes)
{
    const char *name = attribute(attributes, "property"), *content = attribute(attributes, "content");
    struct cb_html_meta *meta;
    struct cb_str lower;

    if (!name)
        name = attribute(attributes, "name");
    if (!name)
        name = attribute(attributes, "itemprop");
    if (!name)
        name = attribute(attributes, "http-equiv");
    if (!name || cb_str_trim(cb_str_of(name)).len == 0 || !content || !*content)
        return;
    lower = cb_fold_lower(p->page->arena, copy_value(p, name));
    meta = CB_PUSH(p->page->arena, &p->page->metas);
    if (meta)
        *meta = (struct cb_html_meta){lower, copy_value(p, content)};
    p->no_memory = p->no_memory || !meta || !lower.ptr;
}

static void take_link(struct parsing *p, const xmlChar **attributes, bool base)
{
    const char *rel = attribute(attributes, "rel"), *href = attribute(attributes, "href");

    if (!href)
        return;
    if (base && !p->page->base.ptr)
        p->page->base = copy_value(p, href);
    else if (rel && strcasecmp(rel, "canonical") == 0 && !p->page->canonical.ptr)
        p->page->canonical = copy_value(p, href);
}

static uint32_t add_note(struct parsing *p, enum cb_html_note_kind kind, const char *value)
{
    struct cb_html_note *note;

    if (p->page->notes.count >= 4000)
        return CB_NONE;
    note = CB_PUSH(p->page->arena, &p->page->notes);
    if (!note) {
        p->no_memory = true;
        return CB_NONE;
    }
    *note = (struct cb_html_note){
        .kind = kind, .span = {p->used, p->used}, .block = (uint32_t)p->page->blocks.count};
    if (value)
        note->value = copy_value(p, value);
    return (uint32_t)p->page->notes.count - 1;
}

static uint32_t note_property(struct parsing *p, const char *property, const xmlChar **attributes)
{
    const char *value = attribute(attributes, "content");

    if (!value)
        value = attribute(attributes, "datetime");
    if (has_word(property, "author") || has_word(property, "creator"))
        return add_note(p, CB_NOTE_AUTHOR, NULL);
    if (has_word(property, "headline"))
        return add_note(p, CB_NOTE_HEADLINE, value);
    if (has_word(property, "datePublished"))
        return add_note(p, CB_NOTE_DATE, value ? value : attribute(attributes, "title"));
    return CB_NONE;
}

static uint32_t note_for(struct parsing *p, enum cb_html_tag tag, uint32_t marks, const xmlChar **attributes)
{
    const char *property = attribute(attributes, "itemprop"), *rel = attribute(attributes, "rel");
    uint32_t note = CB_NONE;

    if (tag == CB_TAG_TIME) {
        note = add_note(p, CB_NOTE_TIME, attribute(attributes, "datetime"));
        if (note != CB_NONE && property)
            p->page->notes.items[note].updated = has_word(property, "dateModified");
        return note;
    }
    if (tag == CB_TAG_H1)
        return add_note(p, CB_NOTE_H1, NULL);
    if (property)
        note = note_property(p, property, attributes);
    if (note == CB_NONE && tag == CB_TAG_A && rel && has_word(rel, "author"))
        note = add_note(p, CB_NOTE_AUTHOR, NULL);
    if (note == CB_NONE && marks & CB_HTML_BYLINE && !(marks & (CB_HTML_COMMENTS | CB_HTML_TEASERS)))
        note = add_note(p, CB_NOTE_BYLINE, NULL);
    if (note == CB_NONE && marks & CB_HTML_HEADLINE)
        note = add_note(p, CB_NOTE_HEADLINE, NULL);
    return note;
}

/* ---- events ---- */

static bool is_block_tag(enum cb_html_tag tag)
{
    return tag != CB_TAG_INLINE && tag != CB_TAG_A && tag != CB_TAG_B && tag != CB_TAG_SPAN &&
           tag != CB_TAG_TIME && tag != CB_TAG_LINK && tag != CB_TAG_META && tag != CB_TAG_BR &&
           tag != CB_TAG_TITLE;
}

static uint32_t add_node(struct parsing *p, enum cb_html_tag tag, uint32_t marks)
{
    struct cb_html_node *node = CB_PUSH(p->page->arena, &p->page->nodes);
    uint32_t depth = p->page->nodes.count > 1 ? p->page->nodes.items[p->node].depth + 1u : 0;

    if (!node) {
        p->no_memory = true;
        return p->node;
    }
    *node = (struct cb_html_node){.parent = p->node,
                                  .first = (uint32_t)p->page->blocks.count,
                                  .last = (uint32_t)p->page->blocks.count,
                                  .marks = marks,
                                  .tag = (uint8_t)tag,
                                  .depth = (uint8_t)(depth > 255 ? 255 : depth)};
    return (uint32_t)p->page->nodes.count - 1;
}

static void count_open(struct parsing *p, enum cb_html_tag tag, bool opens)
{
    uint32_t *counter = tag == CB_TAG_A         ? &p->links
                        : tag == CB_TAG_B       ? &p->bolds
                        : tag == CB_TAG_SKIPPED ? &p->skipped
                        : tag == CB_TAG_TITLE   ? &p->titles
                        : tag == CB_TAG_PRE     ? &p->pres
                                                : NULL;

    if (counter)
        *counter += opens ? 1u : UINT32_MAX;
}

static void take_break(struct parsing *p)
{
    if (p->skipped)
        return;
    if (p->broken)
        end_block(p); /* two of them: a paragraph */
    else if (p->has_text)
        p->broken = true;
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct parsing *p = context;
    struct cb_str tag_name = cb_str_of((const char *)name);
    enum cb_html_tag tag = cb_html_tag_of(tag_name);
    struct open *open;

    if (tag == CB_TAG_META)
        take_meta(p, attributes);
    else if (tag == CB_TAG_LINK)
        take_link(p, attributes, tag_name.len == 4 && tag_name.ptr[0] == 'b');
    else if (tag == CB_TAG_BR)
        take_break(p);
    if (tag == CB_TAG_HTML && attribute(attributes, "lang") && !p->page->language.ptr)
        p->page->language = copy_value(p, attribute(attributes, "lang"));
    if (p->open_count == STACK) {
        p->lost++;
        return;
    }
    open = &p->open[p->open_count++];
    *open = (struct open){.tag = tag, .is_block = is_block_tag(tag), .note = CB_NONE, .node = p->node};
    count_open(p, tag, true);
    if (tag == CB_TAG_META || tag == CB_TAG_LINK || tag == CB_TAG_BR || p->skipped)
        return;
    if (open->is_block)
        end_block(p);
    open->marks = marks_of(p, tag, attributes) | tag_marks(tag);
    open->start = p->used;
    open->before = p->marked;
    open->note = note_for(p, tag, open->marks, attributes);
    if (open->is_block)
        open->node = p->node = add_node(p, tag, open->marks);
}

static void end_element(struct parsing *p)
{
    struct open *open = &p->open[--p->open_count];

    count_open(p, open->tag, false);
    if (open->is_block && !p->skipped) {
        end_block(p);
        p->page->nodes.items[open->node].last = (uint32_t)p->page->blocks.count;
    }
    if (open->note != CB_NONE)
        p->page->notes.items[open->note].span.end = p->used;
    if (open->marks && !open->is_block && p->has_text) {
        uint32_t from = open->start > p->block.span.start ? open->start : p->block.span.start;
        p->inline_marks |= open->marks;
        p->marked = open->before + (p->used - from);
    }
    p->node = p->open_count > 0 ? p->open[p->open_count - 1].node : 0;
}

/* libxml2 closes elements in order and invents missing ends; the stack only lacks what was beyond its size.
 */
static void on_end(void *context, const xmlChar *name)
{
    struct parsing *p = context;

    (void)name;
    if (p->lost > 0)
        p->lost--;
    else if (p->open_count > 0)
        end_element(p);
}

static void stay_silent(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

/* ---- all of it ---- */

static cb_status run(struct parsing *p, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str markup = p->page->scan.markup;
    htmlParserCtxtPtr parser = markup.len ? htmlCreateMemoryParserCtxt(markup.ptr, (int)markup.len) : NULL;

    if (markup.len == 0)
        goto done;
    CB_TRY_NEW(parser);
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                   HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC |
                                   XML_PARSE_HUGE);
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    *parser->sax = (htmlSAXHandler){.startElement = on_start,
                                    .endElement = on_end,
                                    .characters = on_text,
                                    .ignorableWhitespace = on_text,
                                    .cdataBlock = on_text,
                                    .warning = stay_silent,
                                    .error = stay_silent};
    parser->userData = p;
    htmlParseDocument(parser);
    while (p->open_count > 0)
        end_element(p);
    end_block(p);
    if (p->no_memory)
        rc = cb_err_no_memory(err);
done:
    if (parser)
        htmlFreeParserCtxt(parser);
    return rc;
}

cb_status cb_html_parse(struct cb_html_page *page, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct parsing *p = CB_NEW(page->arena, struct parsing);

    CB_TRY_NEW(p);
    p->page = page;
    /* Every byte of text stands for one of the markup, and every line end for a tag. */
    p->text = cb_arena_alloc(page->arena, page->scan.markup.len + 64);
    p->open = CB_NEW_ARRAY(page->arena, struct open, STACK);
    CB_TRY_NEW(p->text && p->open);
    add_node(p, CB_TAG_OTHER, 0);
    CB_TRY(run(p, err));
    page->nodes.items[0].last = (uint32_t)page->blocks.count;
    page->text = (struct cb_str){p->text, p->used};
    if (p->title_size)
        page->title = cb_str_trim(cb_arena_copy(page->arena, (struct cb_str){p->title, p->title_size}));
done:
    return rc;
}
