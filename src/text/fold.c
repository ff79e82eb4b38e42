#include "text/fold.h"

#include <unicode/ucasemap.h>
#include <unicode/utf8.h>

struct cb_str cb_fold_lower(struct cb_arena *arena, struct cb_str s)
{
    struct cb_str none = {NULL, 0}, out;
    bool ascii = true, upper = false;
    UErrorCode status = U_ZERO_ERROR;
    UCaseMap *map;
    char *copy;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        ascii = ascii && c < 0x80;
        upper = upper || (c >= 'A' && c <= 'Z');
    }
    if (ascii && !upper)
        return s;
    if (ascii) {
        out = cb_arena_copy(arena, s);
        copy = (char *)out.ptr; /* fresh memory of ours */
        for (size_t i = 0; copy && i < out.len; i++)
            if (copy[i] >= 'A' && copy[i] <= 'Z')
                copy[i] = (char)(copy[i] + 32);
        return out;
    }
    map = ucasemap_open("", 0, &status);
    if (U_FAILURE(status))
        return none;
    /* A lower-case form takes at most three times the bytes of its upper-case one. */
    copy = cb_arena_alloc(arena, s.len * 3 + 1);
    if (copy) {
        int32_t n = ucasemap_utf8ToLower(map, copy, (int32_t)(s.len * 3 + 1), s.ptr, (int32_t)s.len, &status);
        if (U_FAILURE(status))
            copy = NULL;
        else
            out = (struct cb_str){copy, (size_t)n};
    }
    ucasemap_close(map);
    return copy ? out : none;
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
