/* Floor 0. Slices of text: a pointer and a length, passed by value, never NUL-terminated, never owned.
 * A slice into an article's text is evidence: where it stands is part of what it says. */
#ifndef CB_BASE_STR_H
#define CB_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct cb_str {
    const char *ptr; /* may be NULL only when len is 0 */
    size_t len;      /* bytes */
};

/* A string literal as a slice; CB_STR_INIT in static initializers. */
#define CB_STR(literal) ((struct cb_str){"" literal, sizeof(literal) - 1})
#define CB_STR_INIT(literal)                                                                                 \
    {                                                                                                        \
        "" literal, sizeof(literal) - 1                                                                      \
    }
/* printf: "%.*s" with CB_STR_ARG(s), which is evaluated more than once. printf takes no NULL, not even of no
 * length. */
#define CB_STR_ARG(s) (int)(s).len, ((s).ptr ? (s).ptr : "")

/* A NUL-terminated string as a slice; NULL gives the empty slice. */
static inline struct cb_str cb_str_of(const char *text)
{
    return (struct cb_str){text, text ? strlen(text) : 0};
}

static inline bool cb_str_eq(struct cb_str a, struct cb_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Bytes [from, to) of s, cut to what is there. */
static inline struct cb_str cb_str_sub(struct cb_str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (struct cb_str){s.ptr ? s.ptr + from : s.ptr, to - from};
}

/* Byte order; a prefix comes first. <0, 0, >0. */
int cb_str_compare(struct cb_str a, struct cb_str b);

/* Both are asked of most words and mostly answered "no": the outermost byte says so first. */
static inline bool cb_str_starts(struct cb_str s, struct cb_str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || (s.ptr[0] == prefix.ptr[0] && memcmp(s.ptr, prefix.ptr, prefix.len) == 0));
}

static inline bool cb_str_ends(struct cb_str s, struct cb_str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 || (s.ptr[s.len - 1] == suffix.ptr[suffix.len - 1] &&
                                memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0));
}

/* First byte position of `needle` at or after `from`; SIZE_MAX when there is none. */
size_t cb_str_find(struct cb_str s, struct cb_str needle, size_t from);

/* Without ASCII white space at both ends. */
struct cb_str cb_str_trim(struct cb_str s);

/* Is `part` one of the parts of `s` between separators? */
static inline bool cb_str_has_part(struct cb_str s, char separator, struct cb_str part)
{
    size_t start = 0;

    for (size_t i = 0; part.len <= s.len - start && i <= s.len; i++) {
        if (i < s.len && s.ptr[i] != separator)
            continue;
        if (cb_str_eq(cb_str_sub(s, start, i), part))
            return true;
        start = i + 1 < s.len ? i + 1 : s.len;
    }
    return false;
}

/* Cuts *rest at the first `separator`: returns the part before, leaves the part after. At the end *rest is
 * empty with ptr NULL, so `while (rest.ptr)` walks all parts, empty ones included. */
struct cb_str cb_str_split(struct cb_str *rest, char separator);

/* FNV-1a, 64 bit: the same on every machine, so it may order data. */
uint64_t cb_str_hash(struct cb_str s);

/* Eight bytes at a time, for tables in memory only: its value may differ between machines and versions. */
static inline uint64_t cb_str_hash_quick(struct cb_str s)
{
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t h = s.len * factor, word;

    for (; s.len >= 8; s.ptr += 8, s.len -= 8) {
        memcpy(&word, s.ptr, 8);
        h = (h ^ word) * factor;
        h ^= h >> 32;
    }
    if (s.len >= 4) {
        uint32_t low, high;
        memcpy(&low, s.ptr, 4);
        memcpy(&high, s.ptr + s.len - 4, 4);
        h = (h ^ (low | (uint64_t)high << 32)) * factor;
    } else if (s.len > 0) { /* first, middle and last byte: all there are */
        const unsigned char *b = (const unsigned char *)s.ptr;
        h = (h ^ (b[0] | (uint64_t)b[s.len / 2] << 8 | (uint64_t)b[s.len - 1] << 16)) * factor;
    }
    return h ^ h >> 29; /* not 32: that would undo the last step of the loop */
}

#endif
