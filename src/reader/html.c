/* From a page's bytes to an article: decode, scan, parse, choose, write. */
#include "reader/html.h"

#include "base/limits.h"
#include "reader/html_meta.h"
#include "reader/layout.h"
#include "reader/stream.h"
#include "text/charset.h"
#include "text/chars.h"
#include "text/fold.h"
#include "text/sha256.h"

enum { STUB_BYTES = 2500, CELL_BYTES = 80 };

/* ---- phrases ---- */

/* Small letters of ASCII and of the German umlauts, byte by byte; 0 where it does not fit. */
static size_t prefix(struct cb_str line, struct cb_str form)
{
    size_t i;

    if (form.len > line.len || form.len == 0)
        return 0;
    if (form.ptr[0] != line.ptr[0] && (unsigned char)form.ptr[0] < 0x80 &&
        !(line.ptr[0] >= 'A' && line.ptr[0] <= 'Z' && (line.ptr[0] | 0x20) == form.ptr[0]))
        return 0;
    for (i = 0; i < form.len; i++) {
        char c = line.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c |= 0x20;
        else if (i > 0 && (unsigned char)line.ptr[i - 1] == 0xC3 && (unsigned char)c >= 0x80 &&
                 (unsigned char)c < 0x9F)
            c = (char)((unsigned char)c | 0x20);
        if (c != form.ptr[i])
            return 0;
    }
    if (i < line.len &&
        ((unsigned char)line.ptr[i] >= 0xC3 || cb_char_is_letter((unsigned char)line.ptr[i] & 0x7F)) &&
        (unsigned char)line.ptr[i] != 0xE2 && (unsigned char)line.ptr[i] != 0xC2)
        return 0;
    while (i < line.len && strchr(" :|.,-\n", line.ptr[i]))
        i++;
    return i;
}

size_t cb_html_phrase(const struct cb_lexicon *lexicon, struct cb_str line, const char *use)
{
    const struct cb_list *list = cb_lexicon_list(lexicon, CB_LIST_HTML_PHRASES);
    size_t best = 0;

    for (size_t i = 0; i < cb_list_count(list); i++) {
        const struct cb_list_row *row = cb_list_row(list, i);
        struct cb_str forms = row->fields[CB_HTML_PHRASE_FORM];
        if (!cb_str_eq(row->fields[CB_HTML_PHRASE_USE], cb_str_of(use)))
            continue;
        while (forms.ptr) {
            size_t n = prefix(line, cb_str_split(&forms, '|'));
            best = n > best ? n : best;
        }
    }
    return best;
}

/* ---- text ---- */

struct writing {
    const struct cb_html_page *page;
    const struct cb_html_choice *choice;
    struct cb_document *doc;
    char *text;
    size_t used;
    uint32_t row; /* of the block before, where that was a short cell */
};

static bool is_heading(uint8_t tag)
{
    return tag >= CB_TAG_H1 && tag <= CB_TAG_H6;
}

/* A short paragraph in bold type stands for a heading. */
static bool is_bold_heading(const struct cb_html_block *block)
{
    uint32_t size = block->span.end - block->span.start;

    return block->bold * 10 >= size * 9 && block->words <= 12 && block->words > 0 && block->last != '.' &&
           block->last != ':' && block->last != '!';
}

static enum cb_passage_kind kind_of(const struct cb_html_block *block, uint8_t verdict)
{
    bool text = block->sentences > 1 && block->words > CB_HTML_LONG_WORDS;
    bool heading = (is_heading(block->tag) && !text) || is_bold_heading(block);

    switch ((enum cb_html_verdict)verdict) {
    case CB_HTML_TITLE:
        return CB_PASSAGE_HEADLINE;
    case CB_HTML_UNDER_PICTURE:
        return CB_PASSAGE_CAPTION;
    case CB_HTML_LEFTOVER:
    case CB_HTML_OUT:
        return CB_PASSAGE_BOILERPLATE;
    case CB_HTML_SUBHEADING:
    case CB_HTML_TEXT:
        break;
    }
    if (block->last == '?' && block->words >= 3 && block->words <= 60 &&
        (heading || block->bold * 10 >= (block->span.end - block->span.start) * 9))
        return CB_PASSAGE_QUESTION;
    return heading ? CB_PASSAGE_SUBHEADING : CB_PASSAGE_BODY;
}

/* The row of a table that the block is a cell of; 0 when it is none. */
static uint32_t row_of(const struct writing *w, uint32_t i)
{
    const struct cb_html_node *nodes = w->page->nodes.items;
    uint32_t node = w->page->blocks.items[i].node;

    if (w->page->blocks.items[i].tag != CB_TAG_TD)
        return 0;
    while (node != 0 && nodes[node].tag != CB_TAG_TR)
        node = nodes[node].parent;
    return node;
}

/* Short cells of one row are one passage: "Northport | open". */
static bool goes_on(const struct writing *w, uint32_t i, enum cb_passage_kind kind)
{
    const struct cb_passage *last =
        w->doc->passages.count > 0 ? &w->doc->passages.items[w->doc->passages.count - 1] : NULL;
    const struct cb_html_block *block = &w->page->blocks.items[i];

    return last && last->kind == kind && w->row != 0 && row_of(w, i) == w->row &&
           block->span.end - block->span.start <= CELL_BYTES;
}

static void add_text(struct writing *w, struct cb_str text)
{
    memcpy(w->text + w->used, text.ptr, text.len);
    w->used += text.len;
}

static cb_status write_block(struct writing *w, uint32_t i, struct cb_err *err)
{
    cb_status rc;
    const struct cb_html_block *block = &w->page->blocks.items[i];
    enum cb_passage_kind kind = kind_of(block, w->choice->verdicts[i]);
    struct cb_passage *passage;
    struct cb_str text;

    CB_TRY(cb_charset_compose(cb_html_text(w->page, block->span), w->doc->arena, &text, err));
    if (goes_on(w, i, kind)) {
        add_text(w, CB_STR(" | "));
        passage = &w->doc->passages.items[w->doc->passages.count - 1];
    } else {
        passage = CB_PUSH(w->doc->arena, &w->doc->passages);
        CB_TRY_NEW(passage);
        if (w->used > 0)
            add_text(w, CB_STR("\n\n"));
        passage->span.start = (uint32_t)w->used;
        passage->kind = kind;
    }
    add_text(w, text);
    passage->span.end = (uint32_t)w->used;
    w->row = block->span.end - block->span.start <= CELL_BYTES ? row_of(w, i) : 0;
done:
    return rc;
}

/* All blocks that are not out, one blank line between two of them. Composed text is at most three times as
 * long. */
static cb_status write_text(const struct cb_html_page *page, const struct cb_html_choice *choice,
                            struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct writing w = {.page = page, .choice = choice, .doc = doc};
    size_t size = 1;

    for (size_t i = 0; i < page->blocks.count; i++)
        if (choice->verdicts[i] != CB_HTML_OUT)
            size += (size_t)(page->blocks.items[i].span.end - page->blocks.items[i].span.start) * 3 + 3;
    w.text = cb_arena_alloc(doc->arena, size);
    CB_TRY_NEW(w.text);
    for (uint32_t i = 0; i < page->blocks.count; i++)
        if (choice->verdicts[i] != CB_HTML_OUT)
            CB_TRY(write_block(&w, i, err));
    doc->text = (struct cb_str){w.text, w.used};
done:
    return rc;
}

static cb_status write_paragraphs(struct cb_document *doc, struct cb_str text, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_passage *passage = CB_PUSH(doc->arena, &doc->passages);

    CB_TRY_NEW(passage);
    doc->text = text;
    *passage = (struct cb_passage){CB_PASSAGE_BODY, {0, (uint32_t)text.len}, NULL};
done:
    return rc;
}

/* ---- what is said about it ---- */

static size_t body_size(const struct cb_document *doc)
{
    size_t size = 0;

    for (size_t i = 0; i < doc->passages.count; i++)
        if (doc->passages.items[i].kind == CB_PASSAGE_BODY)
            size += doc->passages.items[i].span.end - doc->passages.items[i].span.start;
    return size;
}

static bool page_says(const struct cb_html_page *page, const char *use, uint32_t from)
{
    for (uint32_t i = from; i < page->blocks.count; i++) {
        struct cb_str text = cb_html_text(page, page->blocks.items[i].span);
        if (text.len < 400 && text.len > 8 && cb_html_phrase(page->lexicon, text, use))
            return true;
    }
    return false;
}

static void take_notice(const struct cb_html_page *page, const struct cb_html_ld *ld,
                        const struct cb_html_choice *choice, struct cb_document *doc)
{
    size_t size = body_size(doc);
    uint32_t from = choice->first != CB_NONE ? choice->first : 0;

    if (size < STUB_BYTES && (ld->paid || page_says(page, "paywall", from)))
        doc->notice = CB_STR("paywall: only the beginning of the article is in the file");
}

static cb_status refuse(const struct cb_html_page *page, const char *place, struct cb_err *err)
{
    if (page->text.len == 0)
        return cb_err_set(err, CB_BAD_INPUT, "%s: shows no text; save the page again when it has loaded",
                          place);
    if (page_says(page, "consent", 0))
        return cb_err_set(
            err, CB_BAD_INPUT,
            "%s: shows a cookie notice and no article; answer the notice and save the page again", place);
    return cb_err_set(err, CB_BAD_INPUT, "%s: has no article in it; save the article's own page", place);
}

/* ---- all of it ---- */

bool cb_html_looks_like(struct cb_str bytes)
{
    struct cb_str head = cb_str_sub(bytes, 0, 1024);

    if (cb_str_starts(head, CB_STR("\xEF\xBB\xBF")))
        head = cb_str_sub(head, 3, head.len);
    head = cb_str_trim(head);
    while (cb_str_starts(head, CB_STR("<!--")) || cb_str_starts(head, CB_STR("<?xml"))) {
        size_t end = cb_str_find(head, cb_str_starts(head, CB_STR("<?")) ? CB_STR("?>") : CB_STR("-->"), 2);
        if (end == SIZE_MAX)
            break;
        head = cb_str_trim(cb_str_sub(head, end + 3 - (head.ptr[1] == '?'), head.len));
    }
    return (head.len >= 14 && strncasecmp(head.ptr, "<!doctype html", 14) == 0) ||
           (head.len >= 5 && strncasecmp(head.ptr, "<html", 5) == 0);
}

static cb_status check_size(const char *place, struct cb_str bytes, struct cb_err *err)
{
    if (bytes.len > CB_ARTICLE_MAX)
        return cb_err_set(err, CB_BAD_INPUT,
                          "%s: is larger than the limit of %zu MiB; save the page without its pictures",
                          place, CB_ARTICLE_MAX >> 20);
    if (cb_str_trim(bytes).len == 0)
        return cb_err_set(err, CB_BAD_INPUT, "%s: is empty; an article needs a text", place);
    return CB_OK;
}

cb_status cb_html_read(struct cb_document *doc, const char *place, struct cb_str bytes,
                       const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT], struct cb_err *err)
{
    cb_status rc;
    struct cb_html_page page = {.arena = doc->arena, .lexicon = lexicons[0]};
    struct cb_html_choice choice;
    struct cb_html_ld ld;
    struct cb_charset_found found;
    struct cb_str text;

    CB_TRY(check_size(place, bytes, err));
    CB_TRY(cb_html_decode(place, bytes, doc->arena, &text, &found, err));
    CB_TRY(cb_html_scan(text, doc->arena, &page.scan, err));
    CB_TRY(cb_html_parse(&page, err));
    CB_TRY(cb_html_ld_read(&page, &ld, err));
    CB_TRY(cb_html_find_title(&page, &ld, doc, err));
    CB_TRY(cb_html_choose(&page, doc->title, ld.body, &choice, err));
    CB_TRY(cb_html_mend_title(&page, &ld, &choice, doc, err));
    CB_TRY(write_text(&page, &choice, doc, err));
    if (body_size(doc) * 2 < ld.body.len &&
        ld.body.len > 200) { /* the page's program would have written it */
        doc->passages = (struct cb_passages){0};
        CB_TRY(write_paragraphs(doc, ld.body, err));
    }
    if (body_size(doc) == 0) {
        rc = refuse(&page, place, err);
        goto done;
    }
    CB_TRY(cb_html_find_meta(&page, &ld, &choice, lexicons, doc, err));
    take_notice(&page, &ld, &choice, doc);
    CB_TRY(cb_document_note_charset(doc, &found, err));
    CB_TRY(cb_layout_write(doc, err));
    cb_sha256(bytes, doc->sha256);
done:
    return rc;
}

cb_status cb_html_read_flat(struct cb_document *doc, const char *place, struct cb_str bytes,
                            const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT], struct cb_err *err)
{
    cb_status rc;
    struct cb_html_page page = {.arena = doc->arena, .lexicon = lexicons[0]};
    struct cb_html_choice choice = {0};
    struct cb_str text;

    CB_TRY(check_size(place, bytes, err));
    CB_TRY(cb_html_decode(place, bytes, doc->arena, &text, NULL, err));
    CB_TRY(cb_html_scan(text, doc->arena, &page.scan, err));
    CB_TRY(cb_html_parse(&page, err));
    choice.verdicts = cb_arena_alloc(doc->arena, page.blocks.count + 1);
    CB_TRY_NEW(choice.verdicts);
    memset(choice.verdicts, CB_HTML_TEXT, page.blocks.count);
    CB_TRY(write_text(&page, &choice, doc, err));
    if (doc->text.len == 0) {
        rc = refuse(&page, place, err);
        goto done;
    }
    CB_TRY(cb_layout_write(doc, err));
    cb_sha256(bytes, doc->sha256);
done:
    return rc;
}
