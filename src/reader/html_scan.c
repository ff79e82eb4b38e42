#include "reader/html_scan.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "text/charset.h"

/* ---- charset ---- */

enum { DECLARATION_BYTES = 8192, CHARSET_BYTES = 40 };

static char lower_of(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name(char c)
{
    c = lower_of(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
}

/* Does `s` hold `word` at `at`, in whatever case? */
static bool stands_at(struct cb_str s, size_t at, struct cb_str word)
{
    if (at + word.len > s.len)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (lower_of(s.ptr[at + i]) != lower_of(word.ptr[i]))
            return false;
    return true;
}

struct cb_str cb_html_declared_charset(struct cb_str bytes)
{
    struct cb_str head = cb_str_sub(bytes, 0, DECLARATION_BYTES);

    for (size_t i = 0; i + 8 < head.len; i++) {
        size_t from = i + 7, to;
        if (!stands_at(head, i, CB_STR("charset")))
            continue;
        while (from < head.len && (is_blank(head.ptr[from]) || strchr("=\"'", head.ptr[from])))
            from++;
        for (to = from; to < head.len && is_name(head.ptr[to]); to++)
            ;
        if (to > from && to - from < CHARSET_BYTES)
            return cb_str_sub(head, from, to);
    }
    return (struct cb_str){NULL, 0};
}

cb_status cb_html_decode(const char *place, struct cb_str bytes, struct cb_arena *arena, struct cb_str *out,
                         struct cb_charset_found *found, struct cb_err *err)
{
    return cb_charset_decode_as(place, bytes, cb_html_declared_charset(bytes), arena, out, found, err);
}

/* ---- what the parser need not see ---- */

enum { OPEN_SLOTS = 1024 };

struct scan {
    struct cb_str text;
    struct cb_arena *arena;
    struct cb_html_scan *out;
    char *kept;
    size_t kept_count, at;
    uint32_t open[OPEN_SLOTS]; /* elements that are open, by a hash of their names */
    uint32_t depth;
    bool no_comment_end, no_tag_end; /* looked for to the end of the text in vain: never again */
};

static void keep(struct scan *s, size_t from, size_t to)
{
    memcpy(s->kept + s->kept_count, s->text.ptr + from, to - from);
    for (char *at = s->kept + s->kept_count, *end = at + (to - from);
         (at = memchr(at, '\0', (size_t)(end - at)));)
        *at = ' '; /* libxml2 would write U+FFFD, which is longer */
    s->kept_count += to - from;
}

/* The end of the tag that begins at `at`, behind its '>'; quoted values may hold one. *attributes counts
 * them. Where quotes never close the tag ends at the first '>'. */
static size_t end_of_tag(const struct scan *s, size_t at, uint32_t *attributes)
{
    const char *p = s->text.ptr + at, *end = s->text.ptr + s->text.len, *close;
    char before = 0;

    *attributes = 0;
    for (; p < end && *p != '>'; p++) {
        if ((*p == '"' || *p == '\'') && before == '=') {
            close = memchr(p + 1, *p, (size_t)(end - p - 1));
            if (!close)
                break;
            p = close;
            ++*attributes;
        }
        if (!is_blank(*p))
            before = *p;
        else if (p > s->text.ptr && !is_blank(p[-1]))
            ++*attributes;
    }
    if (p < end && *p != '>')
        p = memchr(s->text.ptr + at, '>', (size_t)(end - s->text.ptr) - at);
    return p && p < end ? (size_t)(p - s->text.ptr) + 1 : s->text.len;
}

/* Where "</name" begins at or after `from`; the end of the text when it does not. */
static size_t find_end(const struct scan *s, size_t from, struct cb_str name)
{
    while (from < s->text.len) {
        const char *p = memchr(s->text.ptr + from, '<', s->text.len - from);
        if (!p)
            break;
        from = (size_t)(p - s->text.ptr) + 1;
        if (from < s->text.len && *(p + 1) == '/' && stands_at(s->text, from + 1, name) &&
            !is_name(from + 1 + name.len < s->text.len ? s->text.ptr[from + 1 + name.len] : '>'))
            return from - 1;
    }
    return s->text.len;
}

static struct cb_str name_at(const struct scan *s, size_t at)
{
    size_t end = at;

    while (end < s->text.len && is_name(s->text.ptr[end]))
        end++;
    return cb_str_sub(s->text, at, end);
}

static bool is_one_of(struct cb_str name, const char *const names[])
{
    for (size_t i = 0; names[i]; i++)
        if (strlen(names[i]) == name.len && stands_at(name, 0, cb_str_of(names[i])))
            return true;
    return false;
}

/* Elements whose content is not text of the page. */
static bool is_dropped(struct cb_str name)
{
    static const char *const NAMES[] = {"script", "style", "svg", "noscript", "iframe", "canvas", NULL};

    return name.len >= 3 && name.len <= 8 && is_one_of(name, NAMES);
}

/* Elements that are never open behind their start tag, or end by themselves when the next of their kind
 * begins. */
static bool ends_by_itself(struct cb_str name)
{
    static const char *const NAMES[] = {
        "br",    "img",   "meta", "link", "input", "hr",    "source", "area",     "base", "col", "embed",
        "param", "track", "wbr",  "p",    "li",    "dt",    "dd",     "tr",       "td",   "th",  "option",
        "thead", "tbody", "html", "head", "body",  "tfoot", "frame",  "colgroup", NULL};

    return name.len <= 8 && is_one_of(name, NAMES);
}

static uint32_t slot_of(struct cb_str name)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < name.len; i++)
        h = (h ^ (unsigned char)lower_of(name.ptr[i])) * 16777619u;
    return (h ^ h >> 16) % OPEN_SLOTS;
}

static bool is_json_ld(struct cb_str tag)
{
    for (size_t i = 0; i + 7 <= tag.len; i++)
        if (stands_at(tag, i, CB_STR("ld+json")))
            return true;
    return false;
}

static cb_status drop_element(struct scan *s, struct cb_str name, size_t tag_end, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint32_t attributes;
    struct cb_str tag = cb_str_sub(s->text, s->at, tag_end);
    size_t end;

    if (tag.len > 1 && tag.ptr[tag.len - 2] == '/' && lower_of(name.ptr[0]) == 's' && name.len == 3) {
        s->at = tag_end; /* <svg/> */
        goto done;
    }
    end = find_end(s, tag_end, name);
    if (lower_of(name.ptr[1]) == 'c' && is_json_ld(tag)) {
        struct cb_str *script = CB_PUSH(s->arena, &s->out->scripts);
        CB_TRY_NEW(script);
        *script = cb_str_sub(s->text, tag_end, end);
    }
    s->kept[s->kept_count++] = ' ';
    s->at = end < s->text.len ? end_of_tag(s, end, &attributes) : end;
done:
    return rc;
}

/* An end tag stays where such an element is open. */
static void take_end_tag(struct scan *s)
{
    struct cb_str name = name_at(s, s->at + 2);
    uint32_t attributes, *open = &s->open[slot_of(name)];
    size_t end = end_of_tag(s, s->at, &attributes);

    if (ends_by_itself(name)) {
        keep(s, s->at, end);
    } else if (*open > 0) {
        --*open;
        s->depth--;
        keep(s, s->at, end);
    }
    s->at = end;
}

static cb_status take_start_tag(struct scan *s, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str name = name_at(s, s->at + 1);
    uint32_t attributes;
    size_t end = end_of_tag(s, s->at, &attributes);

    if (is_dropped(name)) {
        CB_TRY(drop_element(s, name, end, err));
        goto done;
    }
    if (!ends_by_itself(name)) {
        if (s->depth >= CB_HTML_DEPTH_MAX) {
            s->at = end;
            goto done;
        }
        s->depth++;
        s->open[slot_of(name)]++;
    }
    if (attributes > CB_HTML_ATTRIBUTES_MAX) {
        keep(s, s->at, s->at + 1 + name.len);
        s->kept[s->kept_count++] = '>';
    } else {
        keep(s, s->at, end);
    }
    s->at = end;
done:
    return rc;
}

/* "saved from url=(0031)https://..." is what browsers write into saved pages. */
static void look_at_comment(struct scan *s, struct cb_str comment)
{
    size_t at = s->at < DECLARATION_BYTES ? cb_str_find(comment, CB_STR("saved from url=("), 0) : SIZE_MAX;

    if (at == SIZE_MAX || s->out->canonical.ptr)
        return;
    at = cb_str_find(comment, CB_STR(")"), at);
    if (at != SIZE_MAX)
        s->out->canonical = cb_str_trim(cb_str_sub(comment, at + 1, comment.len));
}

/* Comments, doctypes, processing instructions. */
static void take_declaration(struct scan *s)
{
    bool comment = stands_at(s->text, s->at, CB_STR("<!--")), *vain;
    size_t end = SIZE_MAX;

    vain = comment ? &s->no_comment_end : &s->no_tag_end;
    if (!*vain)
        end = cb_str_find(s->text, comment ? CB_STR("-->") : CB_STR(">"), s->at + (comment ? 2 : 1));
    if (end == SIZE_MAX) { /* never closed: what follows is better read than lost */
        *vain = true;
        s->at += comment ? 4 : 2;
        return;
    }
    if (comment)
        look_at_comment(s, cb_str_sub(s->text, s->at + 4, end));
    s->at = end + (comment ? 3 : 1);
}

static cb_status take_markup(struct scan *s, struct cb_err *err)
{
    cb_status rc = CB_OK;
    char next = s->at + 1 < s->text.len ? s->text.ptr[s->at + 1] : ' ';

    if (next == '!' || next == '?') {
        take_declaration(s);
    } else if (next == '/' && s->at + 2 < s->text.len && is_name(s->text.ptr[s->at + 2])) {
        take_end_tag(s);
    } else if (lower_of(next) >= 'a' && lower_of(next) <= 'z') {
        CB_TRY(take_start_tag(s, err));
    } else { /* no tag: "a < b" */
        memcpy(s->kept + s->kept_count, "&lt;", 4);
        s->kept_count += 4;
        s->at++;
    }
done:
    return rc;
}

static void replace_nuls(char *text, size_t size)
{
    for (char *p = text; (p = memchr(p, 0, size - (size_t)(p - text))) != NULL; p++)
        *p = ' ';
}

cb_status cb_html_scan(struct cb_str text, struct cb_arena *arena, struct cb_html_scan *out,
                       struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct scan *s = CB_NEW(arena, struct scan);
    size_t wild = 0;

    CB_TRY_NEW(s);
    for (const char *p = text.ptr;
         text.len > 0 && p && (p = memchr(p, '<', text.len - (size_t)(p - text.ptr))) != NULL; p++)
        wild++;
    *s = (struct scan){.text = text, .arena = arena, .out = out};
    s->kept = cb_arena_alloc(arena, text.len + 3 * wild + 2);
    CB_TRY_NEW(s->kept);
    while (s->at < text.len) {
        const char *p = memchr(text.ptr + s->at, '<', text.len - s->at);
        size_t markup = p ? (size_t)(p - text.ptr) : text.len;
        keep(s, s->at, markup);
        s->at = markup;
        if (p)
            CB_TRY(take_markup(s, err));
    }
    replace_nuls(s->kept, s->kept_count);
    s->kept[s->kept_count] = '\0';
    out->markup = (struct cb_str){s->kept, s->kept_count};
done:
    return rc;
}
