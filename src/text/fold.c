#include "text/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

/* ---- lower case ---- */

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Eight bytes of ASCII: 0x80 in each that is a capital letter. */
static uint64_t capitals_of(uint64_t eight)
{
    return (eight + EACH(0x80 - 'A')) & ~(eight + EACH(0x80 - 'Z' - 1)) & EACH(0x80);
}

/* The next eight bytes; false where there are not as many, or not of ASCII alone. */
static bool read_eight(struct cb_str s, size_t i, uint64_t *eight)
{
    if (s.len - i < sizeof *eight)
        return false;
    memcpy(eight, s.ptr + i, sizeof *eight);
    return !(*eight & EACH(0x80));
}

/* The character at byte *i, which is not ASCII, in lower case; *i is moved behind it. */
static UChar32 next_lower(const uint8_t *bytes, size_t *i, UChar32 *written)
{
    UChar32 c;

    U8_NEXT_UNSAFE(bytes, *i, c);
    *written = c;
    if (c < 0x100) /* Latin-1, where the sign × stands among the capitals */
        return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 0x20 : c;
    return u_tolower(c);
}

static bool is_lower_already(struct cb_str s)
{
    const uint8_t *bytes = (const uint8_t *)s.ptr;
    uint64_t eight;

    for (size_t i = 0; i < s.len;) {
        UChar32 c;
        if (read_eight(s, i, &eight)) {
            if (capitals_of(eight))
                return false;
            i += sizeof eight;
        } else if (bytes[i] < 0x80) {
            if (bytes[i] >= 'A' && bytes[i] <= 'Z')
                return false;
            i++;
        } else if (next_lower(bytes, &i, &c) != c) {
            return false;
        }
    }
    return true;
}

struct cb_str cb_fold_lower(struct cb_arena *arena, struct cb_str s)
{
    const uint8_t *bytes = (const uint8_t *)s.ptr;
    size_t n = 0;
    uint64_t eight;
    uint8_t *copy;

    if (is_lower_already(s))
        return s;
    /* some letters of two bytes have a small form of three */
    copy = CB_NEW_ARRAY_UNSET(arena, uint8_t, s.len + s.len / 2 + 1);
    if (!copy)
        return (struct cb_str){NULL, 0};
    for (size_t i = 0; i < s.len;) {
        UChar32 c = bytes[i], written;
        if (read_eight(s, i, &eight)) {
            eight |= capitals_of(eight) >> 2;
            memcpy(copy + n, &eight, sizeof eight);
            n += sizeof eight;
            i += sizeof eight;
        } else if (c < 0x80) {
            copy[n++] = (uint8_t)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            i++;
        } else {
            c = next_lower(bytes, &i, &written);
            U8_APPEND_UNSAFE(copy, n, c);
        }
    }
    copy[n] = '\0';
    return (struct cb_str){(const char *)copy, n};
}

/* ---- plain spelling ---- */

/* Letters whose plain spelling is no matter of marks. */
static const struct {
    UChar32 letter;
    const char *plain;
} PLAIN[] = {{0xE4, "ae"},  {0xF6, "oe"}, {0xFC, "ue"},  {0xDF, "ss"},  {0xE6, "ae"}, {0xF8, "oe"},
             {0x153, "oe"}, {0x142, "l"}, {0x111, "d"},  {0xF0, "d"},   {0xFE, "th"}, {0x131, "i"},
             {0x2019, "'"}, {0x2BC, "'"}, {0x2011, "-"}, {0x2010, "-"}, {0x2013, "-"}};

/* Writes the plain spelling of `c`, at most three bytes or those of `c`, behind out[n]; returns the new n. */
static size_t add_plain(uint8_t *out, size_t n, UChar32 c, const UNormalizer2 *nfd)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar parts[8];

    for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++)
        if (PLAIN[i].letter == c) {
            for (const char *p = PLAIN[i].plain; *p; p++)
                out[n++] = (uint8_t)*p;
            return n;
        }
    if (nfd && unorm2_getDecomposition(nfd, c, parts, 8, &status) > 1 && U_SUCCESS(status) &&
        parts[0] >= 'a' && parts[0] <= 'z') {
        out[n++] = (uint8_t)parts[0];
        return n;
    }
    U8_APPEND_UNSAFE(out, n, c);
    return n;
}

struct cb_str cb_fold_plain(struct cb_arena *arena, struct cb_str s)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    struct cb_str lower = cb_fold_lower(arena, s);
    const uint8_t *bytes = (const uint8_t *)lower.ptr;
    size_t n = 0, plain = 0;
    uint8_t *copy;

    while (plain < lower.len && bytes[plain] < 0x80)
        plain++;
    if (plain == lower.len)
        return lower;                            /* nothing but ASCII; or no memory */
    copy = cb_arena_alloc(arena, lower.len + 4); /* no letter has a longer plain spelling */
    if (!copy)
        return (struct cb_str){NULL, 0};
    for (size_t i = 0; i < lower.len;) {
        UChar32 c;
        U8_NEXT_UNSAFE(bytes, i, c);
        n = add_plain(copy, n, c, nfd);
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
