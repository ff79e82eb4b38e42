#include "reader/layout.h"

#include "base/buf.h"

static const char *const RULES[CB_PASSAGE_KIND_COUNT] = {
    [CB_PASSAGE_BODY] = "any.passage.marked-body",
    [CB_PASSAGE_HEADLINE] = "any.passage.marked-headline",
    [CB_PASSAGE_SUBHEADING] = "any.passage.marked-subheading",
    [CB_PASSAGE_CAPTION] = "any.passage.marked-caption",
    [CB_PASSAGE_QUESTION] = "any.passage.marked-question",
    [CB_PASSAGE_REFERENCES] = "any.passage.marked-references",
    [CB_PASSAGE_BOILERPLATE] = "any.passage.marked-boilerplate",
};

cb_status cb_layout_write(struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_char_counter counter = {.doc = doc};
    struct cb_buf out;

    cb_buf_init(&out, SIZE_MAX / 4);
    for (size_t i = 0; i < doc->passages.count; i++) {
        const struct cb_passage *passage = &doc->passages.items[i];
        uint32_t start = cb_document_char(&counter, passage->span.start);
        cb_buf_printf(&out, "%s%s %u %u", i ? "\n" : "", cb_passage_kind_name(passage->kind), start,
                      cb_document_char(&counter, passage->span.end));
    }
    if (cb_buf_failed(&out)) {
        rc = cb_err_no_memory(err);
        goto done;
    }
    doc->layout = cb_arena_copy(doc->arena, cb_buf_view(&out));
    CB_TRY_NEW(doc->layout.ptr);
done:
    cb_buf_release(&out);
    return rc;
}

/* ---- and back ---- */

/* Walks the text forward by code points. */
struct walk {
    const struct cb_document *doc;
    uint32_t chars, bytes;
};

static bool walk_to(struct walk *w, uint32_t chars)
{
    if (chars < w->chars)
        return false;
    while (w->chars < chars && w->bytes < w->doc->text.len) {
        w->bytes++;
        while (w->bytes < w->doc->text.len && ((unsigned char)w->doc->text.ptr[w->bytes] & 0xC0) == 0x80)
            w->bytes++;
        w->chars++;
    }
    return w->chars == chars;
}

static bool read_number(struct cb_str word, uint32_t *out)
{
    uint64_t n = 0;

    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] < '0' || word.ptr[i] > '9' || n > UINT32_MAX)
            return false;
        n = n * 10 + (uint64_t)(word.ptr[i] - '0');
    }
    *out = (uint32_t)n;
    return word.len > 0 && n < UINT32_MAX;
}

static bool read_kind(struct cb_str word, enum cb_passage_kind *out)
{
    for (int k = 0; k < CB_PASSAGE_KIND_COUNT; k++)
        if (cb_str_eq(word, cb_str_of(cb_passage_kind_name((enum cb_passage_kind)k)))) {
            *out = (enum cb_passage_kind)k;
            return true;
        }
    return false;
}

cb_status cb_layout_read(struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str rest = doc->layout;
    struct walk walk = {.doc = doc};

    doc->passages = (struct cb_passages){0};
    while (rest.ptr) {
        struct cb_str line = cb_str_split(&rest, '\n');
        struct cb_str kind_word = cb_str_split(&line, ' '), start_word = cb_str_split(&line, ' ');
        struct cb_passage found, *passage;
        uint32_t start, end;
        if (!read_kind(kind_word, &found.kind) || !read_number(start_word, &start) ||
            !read_number(line, &end) || start >= end || !walk_to(&walk, start))
            continue;
        found.span.start = walk.bytes;
        if (!walk_to(&walk, end))
            continue;
        found.span.end = walk.bytes;
        found.rule = RULES[found.kind];
        passage = CB_PUSH(doc->arena, &doc->passages);
        CB_TRY_NEW(passage);
        *passage = found;
    }
done:
    return rc;
}
