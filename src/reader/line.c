#include "reader/line.h"

#include "text/chars.h"
#include "text/fold.h"

/* ---- where lines begin and end ---- */

/* A line of the file. */
struct raw {
    struct cb_span span;
    uint32_t chars;
    bool glued; /* no blank line stands before it */
};
CB_LIST_TYPE(raws, struct raw)

static struct cb_span trim(const struct cb_document *doc, uint32_t start, uint32_t end)
{
    while (start < end) {
        uint32_t size, c = cb_char_first(cb_str_sub(doc->text, start, end), &size);
        if (!cb_char_is_space(c))
            break;
        start += size;
    }
    while (end > start && cb_char_is_space(cb_char_last(cb_str_sub(doc->text, start, end))))
        do
            end--;
        while (((unsigned char)doc->text.ptr[end] & 0xC0) == 0x80);
    return (struct cb_span){start, end};
}

static uint32_t count_chars(struct cb_str s)
{
    uint32_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

static cb_status read_raws(const struct cb_document *doc, struct raws *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str rest = doc->text;
    bool glued = false;

    while (rest.ptr) {
        struct cb_str line = cb_str_split(&rest, '\n');
        uint32_t start = (uint32_t)(line.ptr - doc->text.ptr);
        struct cb_span span = trim(doc, start, start + (uint32_t)line.len);
        struct raw *raw;
        if (cb_span_is_empty(span)) {
            glued = false;
            continue;
        }
        raw = CB_PUSH(doc->arena, out);
        CB_TRY_NEW(raw);
        *raw = (struct raw){span, count_chars(cb_document_slice(doc, span)), glued};
        glued = true;
    }
done:
    return rc;
}

/* ---- wrapped by hand ---- */

static bool ends_sentence(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

enum { WRAP_MIN = 50, WRAP_MAX = 100 }; /* characters of a full line in a text that was wrapped by hand */

/* Would the first word of `next` not have fitted behind `line` in `width` characters? Then the break may be a
 * wrap. */
static bool is_full(const struct cb_document *doc, const struct raw *line, const struct raw *next,
                    uint32_t width)
{
    struct cb_str text = cb_document_slice(doc, next->span);
    size_t end = cb_str_find(text, CB_STR(" "), 0);

    return line->chars + 1 + count_chars(cb_str_sub(text, 0, end)) > width;
}

/* The width that the whole text was wrapped at; 0 when it was not: then every line is a paragraph. */
static uint32_t wrap_width(const struct cb_document *doc, const struct raws *raws)
{
    uint32_t width = 0, pairs = 0, full = 0, running_on = 0;

    for (size_t i = 0; i < raws->count; i++)
        if (raws->items[i].chars > width)
            width = raws->items[i].chars;
    if (width < WRAP_MIN || width > WRAP_MAX)
        return 0;
    for (size_t i = 1; i < raws->count; i++) {
        const struct raw *line = &raws->items[i - 1], *next = &raws->items[i];
        if (!next->glued)
            continue;
        pairs++;
        full += is_full(doc, line, next, width);
        running_on += cb_char_is_lower(cb_char_first(cb_document_slice(doc, next->span), NULL)) &&
                      !ends_sentence(cb_char_last(cb_document_slice(doc, line->span)));
    }
    return pairs && full * 10 >= pairs * 6 && running_on * 4 >= pairs ? width : 0;
}

/* ---- what a line looks like ---- */

static bool closes(uint32_t c)
{
    return cb_char_is_quote(c) || c == ')' || c == ']';
}

/* What is seen while a line is read from left to right. */
struct look {
    uint32_t before, word; /* the character before; letters and digits of the word so far */
    uint32_t quotes;       /* double quotation marks */
    bool ended;            /* a sentence may have ended, if a new one begins */
};

static void look_at(struct cb_line *line, struct look *look, uint32_t c)
{
    bool inner = cb_char_is_letter(c) || cb_char_is_digit(c);

    if (look->ended && cb_char_is_space(look->before) && (cb_char_is_upper(c) || cb_char_is_quote(c))) {
        line->sentences++;
        look->ended = false;
    }
    if (inner && look->word == 0)
        line->words++;
    if (ends_sentence(c))
        look->ended = look->word != 1 && look->word != 2; /* z.B., Dr. */
    else if (!cb_char_is_space(c) && !closes(c))
        look->ended = false;
    look->quotes += cb_char_is_quote(c) && !cb_char_is_apostrophe(c) && c != 0x2018 && c != 0x201A;
    look->word = inner ? look->word + 1 : cb_char_is_hyphen(c) ? look->word : 0;
    look->before = c;
}

static bool begins_item(struct cb_str text)
{
    uint32_t size, c = cb_char_first(text, &size);

    return (c == '-' || c == '*' || c == 0x2022 || c == 0x2013 || c == 0x25AA || c == 0x25CF) &&
           size < text.len && cb_char_is_space(cb_char_first(cb_str_sub(text, size, text.len), NULL));
}

static inline bool is_plain(char c)
{
    return c >= 'a' ? c <= 'z' : (unsigned char)(c - 'A') < 26 || (unsigned char)(c - '0') < 10;
}

/* What look_at does, for the blank and for letters and digits of ASCII: nearly all there are. */
static bool look_at_plain(struct cb_line *line, struct look *look, char c)
{
    if (c == ' ') {
        look->word = 0;
    } else if (is_plain(c)) {
        line->sentences += look->ended && cb_char_is_space(look->before) && c >= 'A' && c <= 'Z';
        line->words += look->word == 0;
        look->ended = false;
        look->word++;
    } else {
        return false;
    }
    look->before = line->last = (unsigned char)c;
    return true;
}

void cb_line_look_over(const struct cb_document *doc, struct cb_line *line)
{
    struct look look = {.before = ' '};
    uint32_t size, first, last;

    line->text = cb_document_slice(doc, line->span);
    first = cb_char_first(line->text, NULL);
    last = cb_char_last(line->text);
    for (size_t i = 0; i < line->text.len; i += size) {
        size = 1;
        if (!look_at_plain(line, &look, line->text.ptr[i])) {
            uint32_t c = cb_char_first(cb_str_sub(line->text, i, line->text.len), &size);
            look_at(line, &look, c);
            if (!closes(c))
                line->last = c;
        }
        if (look.word > 0) { /* the rest of a word changes nothing but its length */
            size_t end = i + size;
            while (end < line->text.len && is_plain(line->text.ptr[end]))
                end++;
            if (end > i + size) {
                look.word += (uint32_t)(end - i - size);
                look.before = line->last = (unsigned char)line->text.ptr[end - 1];
                look.ended = false;
                size = (uint32_t)(end - i);
            }
        }
    }
    line->sentences += ends_sentence(line->last);
    line->quoted = look.quotes == 2 && cb_char_is_quote(first) && cb_char_is_quote(last);
    line->item = begins_item(line->text);
}

cb_status cb_lines_cut(const struct cb_document *doc, struct cb_lines *out, struct cb_err *err)
{
    cb_status rc;
    struct raws raws = {0};
    uint32_t width;

    CB_TRY(read_raws(doc, &raws, err));
    width = wrap_width(doc, &raws);
    for (size_t i = 0; i < raws.count; i++) {
        struct raw *raw = &raws.items[i];
        struct cb_line *line;
        if (width && raw->glued && is_full(doc, raw - 1, raw, width)) {
            out->items[out->count - 1].span.end = raw->span.end;
            continue;
        }
        line = CB_PUSH(doc->arena, out);
        CB_TRY_NEW(line);
        line->span = raw->span;
    }
    for (size_t i = 0; i < out->count; i++)
        cb_line_look_over(doc, &out->items[i]);
done:
    return rc;
}
