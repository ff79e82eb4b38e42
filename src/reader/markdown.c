/* Markdown: front matter, then blocks as md4c finds them. */
#include <md4c.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "base/limits.h"
#include "reader/blocks.h"
#include "reader/stream.h"
#include "text/charset.h"
#include "text/sha256.h"

enum { HEADING_WORDS = 12 };

/* ---- front matter ---- */

/* One "key: value" of YAML, or "key = value" of TOML, kept as text. */
struct entry {
    struct cb_str key, value;
};
CB_LIST_TYPE(entries, struct entry)

static struct cb_str unquoted(struct cb_str s)
{
    s = cb_str_trim(s);
    if (s.len >= 2 && (s.ptr[0] == '"' || s.ptr[0] == '\'') && s.ptr[s.len - 1] == s.ptr[0])
        return cb_str_sub(s, 1, s.len - 1);
    return s;
}

/* `value` joined to what the key has already: items of a list. */
static cb_status add_item(struct cb_arena *arena, struct entry *entry, struct cb_str value,
                          struct cb_err *err)
{
    value = unquoted(value);
    if (cb_str_starts(value, CB_STR("name:"))) /* "- name: A. B." */
        value = unquoted(cb_str_sub(value, 5, value.len));
    if (value.len == 0)
        return CB_OK;
    entry->value = cb_arena_printf(arena, "%.*s%s%.*s", CB_STR_ARG(entry->value),
                                   entry->value.len ? ", " : "", CB_STR_ARG(value));
    return entry->value.ptr ? CB_OK : cb_err_no_memory(err);
}

static cb_status add_value(struct cb_arena *arena, struct entry *entry, struct cb_str value,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;

    value = cb_str_trim(value);
    if (value.len < 2 || value.ptr[0] != '[' || value.ptr[value.len - 1] != ']')
        return add_item(arena, entry, value, err);
    value = cb_str_sub(value, 1, value.len - 1);
    while (value.ptr)
        CB_TRY(add_item(arena, entry, cb_str_split(&value, ','), err));
done:
    return rc;
}

static cb_status read_entries(struct cb_arena *arena, struct cb_str front, char sign, struct entries *out,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;

    while (front.ptr) {
        struct cb_str raw = cb_str_split(&front, '\n'), line = cb_str_trim(raw), key;
        bool inner = raw.len > 0 && (raw.ptr[0] == ' ' || raw.ptr[0] == '\t');
        struct entry *entry = out->count > 0 ? &out->items[out->count - 1] : NULL;
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (cb_str_starts(line, CB_STR("- ")) || inner) {
            if (entry)
                CB_TRY(
                    add_item(arena, entry, line.ptr[0] == '-' ? cb_str_sub(line, 1, line.len) : line, err));
            continue;
        }
        key = cb_str_split(&line, sign);
        if (!line.ptr)
            continue;
        entry = CB_PUSH(arena, out);
        CB_TRY_NEW(entry);
        entry->key = unquoted(key);
        if (!cb_str_eq(cb_str_trim(line), CB_STR(">")) && !cb_str_eq(cb_str_trim(line), CB_STR("|")))
            CB_TRY(add_value(arena, entry, line, err));
    }
done:
    return rc;
}

/* The lines between "---" (or "+++") and the next such line, taken out of *text; ptr NULL: there are none. */
static struct cb_str cut_front(struct cb_str *text, char *sign)
{
    struct cb_str rest = *text, first = cb_str_trim(cb_str_split(&rest, '\n')), fence = first, front;

    *sign = cb_str_eq(first, CB_STR("+++")) ? '=' : ':';
    if (!rest.ptr || !(cb_str_eq(first, CB_STR("---")) || cb_str_eq(first, CB_STR("+++"))))
        return (struct cb_str){NULL, 0};
    front = rest;
    while (rest.ptr) {
        struct cb_str line = cb_str_split(&rest, '\n'), trimmed = cb_str_trim(line);
        if (!cb_str_eq(trimmed, fence) && !cb_str_eq(trimmed, CB_STR("...")))
            continue;
        front.len = (size_t)(line.ptr - front.ptr);
        *text = rest.ptr ? rest : CB_STR("");
        return front;
    }
    return (struct cb_str){NULL, 0};
}

static const struct entry *find_entry(const struct cb_stream *stream, const struct entries *entries,
                                      enum cb_field field)
{
    const struct cb_field_map *map = stream->common->map;
    const struct entry *best = NULL;
    size_t best_rank = SIZE_MAX;

    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *entry = &entries->items[i];
        size_t rank = map && map->names[field].ptr
                          ? cb_str_eq(map->names[field], entry->key) ? 0 : SIZE_MAX
                          : cb_field_rank(stream->common->lexicons[0], field, entry->key);
        if (rank < best_rank && entry->value.len > 0) {
            best = entry;
            best_rank = rank;
        }
    }
    return best;
}

static cb_status take_front(const struct cb_stream *stream, struct cb_document *doc, const char *place,
                            struct cb_str front, char sign, struct cb_err *err)
{
    cb_status rc;
    struct entries entries = {0};
    struct cb_fields fields = {0};

    CB_TRY(read_entries(doc->arena, front, sign, &entries, err));
    for (int f = CB_FIELD_TITLE; f <= CB_FIELD_SOURCE; f++) {
        const struct entry *entry = find_entry(stream, &entries, (enum cb_field)f);
        if (!entry)
            continue;
        fields.keys[f] = entry->key;
        fields.values[f] = entry->value;
    }
    CB_TRY(cb_fields_take(&fields, stream->common->lexicons, "front matter", doc, place, err));
done:
    return rc;
}

/* ---- blocks ---- */

/* A paragraph, heading, item or row on its way. */
struct parsing {
    struct cb_blocks blocks;
    struct cb_buf block;
    size_t strong, plain;   /* bytes in bold type, and others that are no white space */
    int bold, hidden, cell; /* depth of spans; cells of the row so far */
    bool picture;           /* all of it is a picture's words */
    bool headline;          /* one was there */
    cb_status rc;
    struct cb_err *err;
};

static void add(struct parsing *p, struct cb_str text)
{
    if (p->hidden)
        return;
    cb_buf_add(&p->block, text);
    *(p->bold ? &p->strong : &p->plain) += cb_str_trim(text).len;
}

/* Short bold paragraphs stand for headings; those that ask, for an interviewer's questions. */
static enum cb_passage_kind kind_of(const struct parsing *p)
{
    struct cb_str text = cb_str_trim(cb_buf_view(&p->block));
    size_t words = 1;

    for (size_t i = 0; i < text.len; i++)
        words += text.ptr[i] == ' ';
    if (p->picture)
        return CB_PASSAGE_CAPTION;
    if (p->plain > 0 || p->strong == 0)
        return CB_PASSAGE_BODY;
    if (cb_str_ends(text, CB_STR("?")))
        return words >= 3 ? CB_PASSAGE_QUESTION : CB_PASSAGE_SUBHEADING;
    return words <= HEADING_WORDS && !strchr(".:!", text.ptr[text.len - 1]) ? CB_PASSAGE_SUBHEADING
                                                                            : CB_PASSAGE_BODY;
}

static void flush(struct parsing *p, enum cb_passage_kind kind)
{
    if (p->rc == CB_OK && cb_buf_failed(&p->block))
        p->rc = cb_err_no_memory(p->err);
    if (p->rc == CB_OK && p->block.len > 0)
        p->rc = cb_blocks_add(&p->blocks, kind, cb_buf_view(&p->block), p->err);
    cb_buf_clear(&p->block);
    p->strong = p->plain = 0;
    p->picture = false;
}

static void flush_text(struct parsing *p)
{
    if (cb_str_trim(cb_buf_view(&p->block)).len > 0)
        flush(p, kind_of(p));
    else
        flush(p, CB_PASSAGE_BODY);
}

static int on_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct parsing *p = context;

    (void)detail;
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) {
        if (p->cell++ > 0)
            cb_buf_add_z(&p->block, " | ");
        return p->rc != CB_OK;
    }
    if (type == MD_BLOCK_TR)
        p->cell = 0;
    flush_text(p);
    return p->rc != CB_OK;
}

static int on_block_end(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct parsing *p = context;

    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH)
        return p->rc != CB_OK;
    if (type == MD_BLOCK_H) {
        bool first = !p->headline && ((const MD_BLOCK_H_DETAIL *)detail)->level == 1;
        struct cb_str text = cb_str_trim(cb_buf_view(&p->block));
        p->headline = p->headline || first;
        flush(p, first                                      ? CB_PASSAGE_HEADLINE
                 : cb_str_ends(text, CB_STR("?")) && !first ? CB_PASSAGE_QUESTION
                                                            : CB_PASSAGE_SUBHEADING);
    }
    flush_text(p);
    return p->rc != CB_OK;
}

static int on_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct parsing *p = context;

    (void)detail;
    p->bold += type == MD_SPAN_STRONG;
    if (type == MD_SPAN_IMG)
        p->picture = cb_str_trim(cb_buf_view(&p->block)).len == 0;
    return 0;
}

static int on_span_end(MD_SPANTYPE type, void *detail, void *context)
{
    struct parsing *p = context;

    (void)detail;
    p->bold -= type == MD_SPAN_STRONG;
    return 0;
}

/* "228" or "xE4", as far as it is one; 0 for what is none, or too large for a character. */
static unsigned read_number(const char *text)
{
    bool hex = (*text | 0x20) == 'x';
    unsigned value = 0;

    for (text += hex; *text && value <= 0x10FFFF; text++) {
        char c = *text | 0x20;
        unsigned digit = c >= '0' && c <= '9'          ? (unsigned)(c - '0')
                         : hex && c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                                                       : 99;
        if (digit == 99)
            return 0;
        value = value * (hex ? 16 : 10) + digit;
    }
    return value;
}

/* "&auml;", "&#228;", "&#xE4;" */
static void add_entity(struct parsing *p, struct cb_str text)
{
    char name[32] = "", out[8] = "";
    const htmlEntityDesc *entity;
    unsigned value = 0;
    int n;

    if (text.len < 3 || text.len - 2 >= sizeof name) {
        add(p, text);
        return;
    }
    memcpy(name, text.ptr + 1, text.len - 2);
    entity = htmlEntityLookup((const xmlChar *)name);
    if (entity)
        value = entity->value;
    else if (name[0] == '#')
        value = read_number(name + 1);
    if (value < 0x20 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
        add(p, text);
        return;
    }
    n = xmlCopyChar(0, (xmlChar *)out, (int)value);
    add(p, (struct cb_str){out, n > 0 ? (size_t)n : 0});
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    struct parsing *p = context;
    struct cb_str s = {text, size};

    switch (type) {
    case MD_TEXT_NULLCHAR:
    case MD_TEXT_SOFTBR:
        add(p, CB_STR(" "));
        break;
    case MD_TEXT_BR:
        add(p, CB_STR("\n"));
        break;
    case MD_TEXT_ENTITY:
        add_entity(p, s);
        break;
    case MD_TEXT_HTML: /* tags and comments */
        break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_LATEXMATH:
        add(p, s);
        break;
    }
    return p->rc != CB_OK;
}

static cb_status read_blocks(struct cb_document *doc, const char *place, struct cb_str text,
                             struct cb_err *err)
{
    static const MD_PARSER PARSER = {.flags =
                                         MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEAUTOLINKS,
                                     .enter_block = on_block,
                                     .leave_block = on_block_end,
                                     .enter_span = on_span,
                                     .leave_span = on_span_end,
                                     .text = on_text};
    struct parsing p = {.rc = CB_OK, .err = err};
    cb_status rc;

    cb_buf_init(&p.block, CB_ARTICLE_MAX * 4);
    cb_blocks_begin(&p.blocks, doc);
    if (md_parse(text.ptr, (MD_SIZE)text.len, &PARSER, &p) != 0 && p.rc == CB_OK)
        p.rc = cb_err_no_memory(err);
    rc = p.rc;
    cb_buf_release(&p.block);
    if (rc == CB_OK)
        return cb_blocks_end(&p.blocks, place, err);
    if (rc == CB_BAD_INPUT)
        cb_err_set(err, rc, "%s: is not text; save it as plain text in UTF-8", place);
    cb_blocks_drop(&p.blocks);
    return rc;
}

cb_status cb_markdown_read(struct cb_stream *stream, struct cb_document *doc, const char *place,
                           struct cb_str bytes, struct cb_err *err)
{
    cb_status rc;
    struct cb_document plain = {.arena = doc->arena};
    struct cb_str text, front;
    char sign;

    CB_TRY(cb_document_read(&plain, place, bytes, err)); /* decoded, LF, not binary */
    text = plain.text;
    doc->notice = plain.notice;
    memcpy(doc->sha256, plain.sha256, sizeof doc->sha256);
    front = cut_front(&text, &sign);
    if (front.ptr)
        CB_TRY(take_front(stream, doc, place, front, sign, err));
    CB_TRY(read_blocks(doc, place, text, err));
done:
    return rc;
}
