#include "text/fold.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

static bool is_lower_already(struct cb_str s)
{
    const uint8_t *bytes = (const uint8_t *)s.ptr;

    for (size_t i = 0; i < s.len;) {
        UChar32 c = bytes[i];
        if (c < 0x80) {
            if (c >= 'A' && c <= 'Z')
                return false;
            i++;
            continue;
        }
        U8_NEXT_UNSAFE(bytes, i, c);
        if (u_tolower(c) != c)
            return false;
    }
    return true;
}

struct cb_str cb_fold_lower(struct cb_arena *arena, struct cb_str s)
{
    const uint8_t *bytes = (const uint8_t *)s.ptr;
    size_t n = 0;
    uint8_t *copy;

    if (is_lower_already(s))
        return s;
    copy = cb_arena_alloc(arena,
                          s.len + s.len / 2 + 1); /* some letters of two bytes have a small form of three */
    if (!copy)
        return (struct cb_str){NULL, 0};
    for (size_t i = 0; i < s.len;) {
        UChar32 c = bytes[i];
        if (c < 0x80) {
            copy[n++] = (uint8_t)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            i++;
            continue;
        }
        U8_NEXT_UNSAFE(bytes, i, c);
        c = u_tolower(c);
        U8_APPEND_UNSAFE(copy, n, c);
    }
    return (struct cb_str){(const char *)copy, n};
}

uint32_t cb_char_first(struct cb_str s, uint32_t *size)
{
    int32_t i = 0;
    UChar32 c = 0;

    if (s.len)
        U8_NEXT_UNSAFE((const uint8_t *)s.ptr, i, c);
    if (size)
        *size = (uint32_t)i;
    return (uint32_t)c;
}

uint32_t cb_char_last(struct cb_str s)
{
    size_t start = s.len;

    while (start > 0 && ((unsigned char)s.ptr[--start] & 0xC0) == 0x80)
        ;
    return cb_char_first(cb_str_sub(s, start, s.len), NULL);
}
