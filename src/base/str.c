#include "base/str.h"

int cb_str_compare(struct cb_str a, struct cb_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

size_t cb_str_find(struct cb_str s, struct cb_str needle, size_t from)
{
    const char *hit = NULL;

    if (from <= s.len && needle.len > 0 && s.ptr)
        hit = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct cb_str cb_str_trim(struct cb_str s)
{
    while (s.len > 0 && is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

struct cb_str cb_str_split(struct cb_str *rest, char separator)
{
    struct cb_str part = *rest;
    const char *hit = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;

    if (hit) {
        part.len = (size_t)(hit - rest->ptr);
        *rest = cb_str_sub(*rest, part.len + 1, rest->len);
    } else {
        *rest = (struct cb_str){NULL, 0};
    }
    return part;
}

uint64_t cb_str_hash(struct cb_str s)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(1099511628211);
    return h;
}
