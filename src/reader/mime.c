#include "reader/mime.h"

#include "text/charset.h"

enum { BOUNDARY_BYTES = 200, HEADER_BYTES = 16384 }; /* of a header that is decoded: no title is longer */

static char lower_of(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool same(struct cb_str a, struct cb_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower_of(a.ptr[i]) != lower_of(b.ptr[i]))
            return false;
    return true;
}

bool cb_mime_is(struct cb_str value, const char *type)
{
    return same(cb_str_sub(value, 0, strlen(type)), cb_str_of(type));
}

/* ---- headers ---- */

struct cb_mime cb_mime_split(struct cb_str bytes)
{
    struct cb_str rest = bytes;

    while (rest.ptr) {
        struct cb_str line = cb_str_split(&rest, '\n');
        if (cb_str_trim(line).len == 0)
            return (struct cb_mime){cb_str_sub(bytes, 0, (size_t)(line.ptr - bytes.ptr)),
                                    rest.ptr ? rest : CB_STR("")};
    }
    return (struct cb_mime){bytes, CB_STR("")};
}

struct cb_str cb_mime_header(const struct cb_mime *part, const char *name, struct cb_arena *arena)
{
    struct cb_str rest = part->head, found = {NULL, 0};
    char *copy;
    size_t n = 0;

    while (rest.ptr) {
        struct cb_str line = cb_str_split(&rest, '\n'), key;
        bool goes_on = line.len > 0 && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
        if (found.ptr && goes_on) {
            found.len = (size_t)(line.ptr + line.len - found.ptr);
            continue;
        }
        if (found.ptr)
            break;
        key = cb_str_split(&line, ':');
        if (line.ptr && same(cb_str_trim(key), cb_str_of(name)))
            found = line;
    }
    found = cb_str_trim(found);
    copy = found.ptr ? cb_arena_alloc(arena, found.len + 1) : NULL;
    for (size_t i = 0; copy && i < found.len; i++)
        if (found.ptr[i] != '\r' && found.ptr[i] != '\n')
            copy[n++] = found.ptr[i] == '\t' ? ' ' : found.ptr[i];
    return (struct cb_str){copy, n};
}

struct cb_str cb_mime_parameter(struct cb_str value, const char *name)
{
    struct cb_str rest = value;

    cb_str_split(&rest, ';');
    while (rest.ptr) {
        struct cb_str part = cb_str_split(&rest, ';'), key = cb_str_trim(cb_str_split(&part, '='));
        part = cb_str_trim(part);
        if (!same(key, cb_str_of(name)))
            continue;
        if (part.len > 0 && part.ptr[0] == '"') {
            size_t end = cb_str_find(part, CB_STR("\""), 1);
            return cb_str_sub(part, 1, end == SIZE_MAX ? part.len : end);
        }
        return part;
    }
    return (struct cb_str){NULL, 0};
}

/* ---- transfer encodings ---- */

static int base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

static size_t decode_base64(struct cb_str s, char *out)
{
    uint32_t bits = 0;
    size_t n = 0, have = 0;

    for (size_t i = 0; i < s.len; i++) {
        int digit = base64_digit(s.ptr[i]);
        if (digit < 0) /* line ends, padding */
            continue;
        bits = bits << 6 | (uint32_t)digit;
        if (++have == 4) {
            out[n++] = (char)(bits >> 16 & 0xFF);
            out[n++] = (char)(bits >> 8 & 0xFF);
            out[n++] = (char)(bits & 0xFF);
            have = 0;
            bits = 0;
        }
    }
    if (have == 3) {
        out[n++] = (char)(bits >> 10 & 0xFF);
        out[n++] = (char)(bits >> 2 & 0xFF);
    } else if (have == 2) {
        out[n++] = (char)(bits >> 4 & 0xFF);
    }
    return n;
}

static int hex_digit(char c)
{
    c = lower_of(c);
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* `word`: an encoded word of a header, where '_' is a blank. */
static size_t decode_quoted(struct cb_str s, bool word, char *out)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        int high = -1, low = -1;
        if (s.ptr[i] == '=' && i + 2 < s.len) {
            high = hex_digit(s.ptr[i + 1]);
            low = hex_digit(s.ptr[i + 2]);
        }
        if (high >= 0 && low >= 0) {
            out[n++] = (char)(high << 4 | low);
            i += 2;
        } else if (s.ptr[i] == '=' && i + 1 < s.len && s.ptr[i + 1] == '\n') {
            i++;
        } else if (s.ptr[i] == '=' && i + 2 < s.len && s.ptr[i + 1] == '\r' && s.ptr[i + 2] == '\n') {
            i += 2;
        } else {
            out[n++] = word && s.ptr[i] == '_' ? ' ' : s.ptr[i];
        }
    }
    return n;
}

cb_status cb_mime_body(const struct cb_mime *part, struct cb_arena *arena, struct cb_str *out,
                       struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str encoding = cb_mime_header(part, "Content-Transfer-Encoding", arena);
    bool base64 = cb_mime_is(encoding, "base64"), quoted = cb_mime_is(encoding, "quoted-printable");
    char *copy;

    *out = part->body;
    if (!base64 && !quoted)
        goto done;
    copy = cb_arena_alloc(arena, part->body.len + 4);
    CB_TRY_NEW(copy);
    *out = (struct cb_str){copy,
                           base64 ? decode_base64(part->body, copy) : decode_quoted(part->body, false, copy)};
done:
    return rc;
}

/* ---- encoded words ---- */

/* "=?utf-8?Q?T=C3=BCr?=" at `at`: its parts; the place behind it, 0 when there is none. */
static size_t find_word(struct cb_str s, size_t at, struct cb_str *charset, char *encoding,
                        struct cb_str *text)
{
    size_t first, end;

    if (at + 6 > s.len || s.ptr[at] != '=' || s.ptr[at + 1] != '?')
        return 0;
    for (first = at + 2; first < s.len && s.ptr[first] != '?' && s.ptr[first] != ' '; first++)
        ;
    if (first + 2 >= s.len || s.ptr[first] != '?' || s.ptr[first + 2] != '?')
        return 0;
    for (end = first + 3; end + 1 < s.len && !(s.ptr[end] == '?' && s.ptr[end + 1] == '='); end++)
        if (s.ptr[end] == ' ')
            return 0;
    if (end + 1 >= s.len)
        return 0;
    *charset = cb_str_sub(s, at + 2, first);
    *encoding = lower_of(s.ptr[first + 1]);
    *text = cb_str_sub(s, first + 3, end);
    return end + 2;
}

/* Words in a row may cut a character in two: their bytes are joined before they are decoded. */
static cb_status decode_words(struct cb_str s, size_t *at, struct cb_arena *arena, struct cb_str *out,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str charset = {NULL, 0}, next_charset, text;
    char encoding, *bytes = cb_arena_alloc(arena, s.len - *at + 4);
    size_t n = 0, end, next = *at;

    CB_TRY_NEW(bytes);
    while ((end = find_word(s, next, &next_charset, &encoding, &text)) != 0 &&
           (!charset.ptr || same(charset, next_charset))) {
        charset = next_charset;
        n += encoding == 'b' ? decode_base64(text, bytes + n) : decode_quoted(text, true, bytes + n);
        *at = next = end;
        while (next < s.len && s.ptr[next] == ' ')
            next++;
    }
    if (find_word(s, next, &next_charset, &encoding, &text))
        *at = next; /* the blanks between two words are none of the text */
    CB_TRY(cb_charset_decode_as("header", (struct cb_str){bytes, n}, charset, arena, out, NULL, NULL));
done:
    return rc == CB_BAD_INPUT ? CB_OK : rc;
}

cb_status cb_mime_text(const struct cb_mime *part, const char *name, struct cb_arena *arena,
                       struct cb_str *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_str raw = cb_str_sub(cb_mime_header(part, name, arena), 0, HEADER_BYTES), s, charset, text,
                  all = {NULL, 0};
    char encoding;

    *out = (struct cb_str){NULL, 0};
    rc = cb_charset_decode("header", raw, arena, &s, err);
    if (rc == CB_BAD_INPUT) { /* a header that is no text says nothing */
        rc = CB_OK;
        goto done;
    }
    CB_TRY(rc);
    for (size_t at = 0, from = 0; at <= s.len; at++) {
        bool word = at < s.len && find_word(s, at, &charset, &encoding, &text) != 0;
        struct cb_str decoded = {NULL, 0};
        if (!word && at < s.len)
            continue;
        all = cb_arena_join(arena, all, cb_str_sub(s, from, at));
        if (word)
            CB_TRY(decode_words(s, &at, arena, &decoded, err));
        all = cb_arena_join(arena, all, decoded);
        CB_TRY_NEW(all.ptr);
        from = at;
        at -= word;
    }
    all = cb_str_trim(all);
    if (all.len > 0)
        *out = all;
done:
    return rc == CB_BAD_INPUT ? CB_OK : rc;
}

/* ---- parts ---- */

/* Is `line` "--boundary" or "--boundary--"? */
static bool is_border(struct cb_str line, struct cb_str boundary, bool *last)
{
    struct cb_str behind;

    if (!cb_str_starts(line, CB_STR("--")) || !cb_str_starts(cb_str_sub(line, 2, line.len), boundary))
        return false;
    behind = cb_str_trim(cb_str_sub(line, 2 + boundary.len, line.len));
    *last = cb_str_eq(behind, CB_STR("--"));
    return behind.len == 0 || *last;
}

bool cb_mime_next(struct cb_str *rest, struct cb_str boundary, struct cb_mime *out)
{
    struct cb_str part = {NULL, 0}, line;
    bool last = false;

    if (boundary.len == 0 || boundary.len > BOUNDARY_BYTES)
        return false;
    while (rest->ptr) {
        struct cb_str before = *rest;
        line = cb_str_split(rest, '\n');
        if (!is_border(line, boundary, &last))
            continue;
        if (part.ptr) { /* the next border begins the next part */
            part.len = (size_t)(line.ptr - part.ptr);
            if (!last)
                *rest = before;
            else
                *rest = (struct cb_str){NULL, 0};
            *out = cb_mime_split(part);
            return true;
        }
        if (last)
            return false;
        part = rest->ptr ? *rest : CB_STR("");
    }
    if (!part.ptr)
        return false;
    *out = cb_mime_split(part);
    return true;
}
