#include "reader/blocks.h"

#include "reader/layout.h"
#include "text/charset.h"
#include "text/chars.h"
#include "text/fold.h"

void cb_blocks_begin(struct cb_blocks *blocks, struct cb_document *doc)
{
    blocks->doc = doc;
    doc->passages = (struct cb_passages){0};
    cb_buf_init(&blocks->text, INT32_MAX / 4);
}

void cb_blocks_drop(struct cb_blocks *blocks)
{
    cb_buf_release(&blocks->text);
}

static struct cb_str trim(struct cb_str text)
{
    uint32_t size, c;

    while (text.len > 0 && (c = cb_char_first(text, &size), cb_char_is_space(c)))
        text = cb_str_sub(text, size, text.len);
    while (text.len > 0 && cb_char_is_space(cb_char_last(text)))
        do
            text.len--;
        while (((unsigned char)text.ptr[text.len] & 0xC0) == 0x80);
    return text;
}

cb_status cb_blocks_add(struct cb_blocks *blocks, enum cb_passage_kind kind, struct cb_str text,
                        struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_document *doc = blocks->doc;
    struct cb_passage *passage;

    CB_TRY(cb_charset_clean("text", text, doc->arena, &text, err));
    text = trim(text);
    if (text.len == 0)
        goto done;
    passage = CB_PUSH(doc->arena, &doc->passages);
    CB_TRY_NEW(passage);
    if (blocks->text.len > 0)
        cb_buf_add(&blocks->text, CB_STR("\n\n"));
    *passage = (struct cb_passage){kind, {(uint32_t)blocks->text.len, 0}, NULL};
    cb_buf_add(&blocks->text, text);
    passage->span.end = (uint32_t)blocks->text.len;
    if (cb_buf_failed(&blocks->text))
        rc = cb_err_no_memory(err);
done:
    return rc;
}

cb_status cb_blocks_end(struct cb_blocks *blocks, const char *place, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_document *doc = blocks->doc;

    if (doc->passages.count == 0) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: has no text in it; an article needs one", place);
        goto done;
    }
    doc->text = cb_arena_copy(doc->arena, cb_buf_view(&blocks->text));
    CB_TRY_NEW(doc->text.ptr);
    CB_TRY(cb_layout_write(doc, err));
done:
    cb_blocks_drop(blocks);
    return rc;
}
