/* Lines of JSON as nearly all are: one object of strings, whole numbers and words. Such a line is read here
 * in one go; jansson looks at every character of it three times. Whatever else may stand in a line, and
 * whatever is wrong with it, is jansson's. */
#include <jansson.h>

#include "reader/jsonl.h"

struct flat {
    const char *at, *end;
    char *room; /* for strings without their escapes: as many bytes as the line has */
    struct cb_str key, text;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next byte behind blanks; 0 at the end, where no JSON has one. */
static char next_byte(struct flat *f)
{
    while (f->at < f->end && is_blank(*f->at))
        f->at++;
    return f->at < f->end ? *f->at : '\0';
}

static bool take_byte(struct flat *f, char c)
{
    bool found = next_byte(f) == c;

    f->at += found;
    return found;
}

/* ---- strings ---- */

/* The bytes of a string that stand for themselves. */
static const char *past_plain(const char *at, const char *end)
{
    while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
        at++;
    return at;
}

static bool read_hex(struct flat *f, uint32_t *value)
{
    *value = 0;
    if (f->end - f->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        char c = *f->at++;
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16)
            return false;
        *value = *value << 4 | digit;
    }
    return true;
}

/* Behind "\u": a character that is not 0, of one or two units. */
static bool read_unicode(struct flat *f, char **to)
{
    uint32_t c, low;
    char *out = *to;

    if (!read_hex(f, &c) || c == 0 || (c >= 0xDC00 && c <= 0xDFFF))
        return false;
    if (c >= 0xD800 && c <= 0xDBFF) {
        if (f->end - f->at < 2 || f->at[0] != '\\' || f->at[1] != 'u')
            return false;
        f->at += 2;
        if (!read_hex(f, &low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
        *out++ = (char)(0x80 | (c & 0x3F));
    } else {
        if (c < 0x10000) {
            *out++ = (char)(0xE0 | c >> 12);
        } else {
            *out++ = (char)(0xF0 | c >> 18);
            *out++ = (char)(0x80 | (c >> 12 & 0x3F));
        }
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    }
    *to = out;
    return true;
}

/* Behind the backslash. */
static bool read_escape(struct flat *f, char **to)
{
    static const char FROM[] = "\"\\/bfnrt", INTO[] = "\"\\/\b\f\n\r\t";
    const char *which;

    if (f->at == f->end)
        return false;
    if (*f->at == 'u') {
        f->at++;
        return read_unicode(f, to);
    }
    which = memchr(FROM, *f->at++, sizeof FROM - 1);
    if (!which)
        return false;
    *(*to)++ = INTO[which - FROM];
    return true;
}

/* *out borrows from the line, or from `room`. */
static bool read_string(struct flat *f, struct cb_str *out)
{
    const char *start;
    char *to = f->room;

    if (!take_byte(f, '"'))
        return false;
    start = f->at;
    f->at = past_plain(f->at, f->end);
    if (f->at < f->end && *f->at == '"') {
        *out = (struct cb_str){start, (size_t)(f->at++ - start)};
        return true;
    }
    for (;;) {
        memcpy(to, start, (size_t)(f->at - start));
        to += f->at - start;
        if (f->at == f->end || (*f->at != '"' && *f->at != '\\'))
            return false;
        if (*f->at++ == '"')
            break;
        if (!read_escape(f, &to))
            return false;
        start = f->at;
        f->at = past_plain(f->at, f->end);
    }
    *out = (struct cb_str){f->room, (size_t)(to - f->room)};
    f->room = to;
    return true;
}

/* ---- values ---- */

static bool take_word(struct flat *f, struct cb_str word)
{
    bool found = (size_t)(f->end - f->at) >= word.len && memcmp(f->at, word.ptr, word.len) == 0;

    f->at += found ? word.len : 0;
    return found;
}

/* A whole number that fits, without zeros in front. */
static json_t *read_number(struct flat *f)
{
    const char *start = f->at, *digits;
    json_int_t value = 0;
    bool negative = *f->at == '-';

    f->at += negative;
    digits = f->at;
    while (f->at < f->end && *f->at >= '0' && *f->at <= '9' && f->at - digits < 18)
        value = value * 10 + (*f->at++ - '0');
    if (f->at == digits || (*digits == '0' && f->at - start > 1) || f->at == f->end ||
        !(is_blank(*f->at) || *f->at == ',' || *f->at == '}'))
        return NULL;
    return json_integer(negative ? -value : value);
}

static json_t *read_value(struct flat *f)
{
    char c = next_byte(f);

    if (c == '"')
        return read_string(f, &f->text) ? json_stringn_nocheck(f->text.ptr, f->text.len) : NULL;
    if (c == '-' || (c >= '0' && c <= '9'))
        return read_number(f);
    if (take_word(f, CB_STR("null")))
        return json_null();
    if (take_word(f, CB_STR("true")))
        return json_true();
    return take_word(f, CB_STR("false")) ? json_false() : NULL;
}

json_t *cb_json_flat(struct cb_str line, struct cb_arena *arena)
{
    struct flat f = {.at = line.ptr, .end = line.ptr + line.len};
    json_t *object = NULL;
    bool more;

    if (!take_byte(&f, '{') || next_byte(&f) != '"')
        return NULL;
    f.room = CB_NEW_ARRAY_UNSET(arena, char, line.len);
    object = f.room ? json_object() : NULL;
    do {
        json_t *value = NULL;
        if (!object || !read_string(&f, &f.key) || !take_byte(&f, ':'))
            goto refuse;
        value = read_value(&f);
        if (!value || json_object_setn_new_nocheck(object, f.key.ptr, f.key.len, value) != 0)
            goto refuse;
        more = take_byte(&f, ',');
    } while (more);
    if (take_byte(&f, '}') && next_byte(&f) == '\0' && f.at == f.end)
        return object;
refuse:
    json_decref(object);
    return NULL;
}
