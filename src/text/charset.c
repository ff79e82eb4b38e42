#include "text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/alloc.h"

/* ---- eight bytes at a time ---- */

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

static uint64_t eight_at(const void *bytes, size_t i)
{
    uint64_t eight;

    memcpy(&eight, (const char *)bytes + i, sizeof eight);
    return eight;
}

/* `i`, or behind the ASCII from there on, in steps of eight bytes. */
static size_t past_ascii(const void *bytes, size_t i, size_t len)
{
    while (len - i >= 8 && !(eight_at(bytes, i) & EACH(0x80)))
        i += 8;
    return i;
}

static bool has_zero(uint64_t eight)
{
    return (eight - EACH(1)) & ~eight & EACH(0x80);
}

/* May one of the eight be a control character, or begin one? */
static bool may_have_control(uint64_t eight)
{
    return ((eight - EACH(0x20)) & ~eight & EACH(0x80)) || has_zero(eight ^ EACH(0x7F)) ||
           has_zero(eight ^ EACH(0xC2));
}

/* ---- bytes to UTF-8 ---- */

/* How much of `bytes` is UTF-8: whole sequences of two to four bytes, and bytes that belong to none. */
struct census {
    size_t sequences, broken;
};

static struct census count_sequences(struct cb_str bytes)
{
    struct census n = {0, 0};
    const uint8_t *s = (const uint8_t *)bytes.ptr;

    for (size_t i = past_ascii(s, 0, bytes.len); i < bytes.len; i = past_ascii(s, i, bytes.len)) {
        size_t start = i;
        UChar32 c;
        U8_NEXT(s, i, bytes.len, c);
        if (c < 0) {
            n.broken++;
            i = start + 1;
        } else if (c >= 0x80) {
            n.sequences++;
        }
    }
    return n;
}

/* What the bytes 0x80 to 0xFF are in Windows-1252. */
static bool read_high_half(UChar high[128])
{
    char bytes[128];
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open("windows-1252", &status);

    for (int i = 0; i < 128; i++)
        bytes[i] = (char)(128 + i);
    ucnv_toUChars(converter, high, 128, bytes, 128, &status);
    ucnv_close(converter);
    return U_SUCCESS(status) || status == U_STRING_NOT_TERMINATED_WARNING;
}

/* Windows-1252, but for the UTF-8 sequences in it where those are to be kept. */
static cb_status decode_windows(struct cb_str bytes, bool keep_sequences, struct cb_arena *arena,
                                struct cb_str *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const uint8_t *s = (const uint8_t *)bytes.ptr;
    size_t n = 0;
    UChar high[128];
    uint8_t *text = cb_arena_alloc(arena, bytes.len * 3 + 1);

    CB_TRY_NEW(text);
    if (!read_high_half(high)) {
        rc = cb_err_set(err, CB_SYSTEM, "ICU's converter for windows-1252 is missing; install its data");
        goto done;
    }
    for (size_t i = 0; i < bytes.len;) {
        size_t start = i;
        UChar32 c;
        U8_NEXT(s, i, bytes.len, c);
        if (c < 0 || (c >= 0x80 && !keep_sequences)) {
            c = high[s[start] - 128];
            i = start + 1;
        }
        U8_APPEND_UNSAFE(text, n, c);
    }
    *out = (struct cb_str){(char *)text, n};
done:
    return rc;
}

/* `bytes` without their mark. A surrogate that stands alone becomes U+FFFD. */
static cb_status decode_utf16(const char *place, struct cb_str bytes, bool big_endian, struct cb_arena *arena,
                              struct cb_str *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const uint8_t *s = (const uint8_t *)bytes.ptr;
    size_t units = bytes.len / 2, n = 0;
    uint8_t *text = cb_arena_alloc(arena, units * 3 + 1);

    CB_TRY_NEW(text);
    if (bytes.len % 2) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: ends within a UTF-16 character; save it again, as UTF-8",
                        place);
        goto done;
    }
    for (size_t i = 0; i < units; i++) {
        UChar32 c = big_endian ? s[2 * i] << 8 | s[2 * i + 1] : s[2 * i + 1] << 8 | s[2 * i];
        UChar32 next = i + 1 == units ? 0
                       : big_endian   ? s[2 * i + 2] << 8 | s[2 * i + 3]
                                      : s[2 * i + 3] << 8 | s[2 * i + 2];
        if (U16_IS_LEAD(c) && U16_IS_TRAIL(next)) {
            c = U16_GET_SUPPLEMENTARY(c, next);
            i++;
        } else if (U_IS_SURROGATE(c)) {
            c = 0xFFFD;
        }
        U8_APPEND_UNSAFE(text, n, c);
    }
    *out = (struct cb_str){(char *)text, n};
done:
    return rc;
}

/* UTF-16 without its mark: every second byte of the beginning is 0, as in Latin letters. */
static bool is_bare_utf16(struct cb_str bytes, bool *big_endian)
{
    size_t zeros[2] = {0}, n = bytes.len < 64 ? bytes.len & ~(size_t)1 : 64;

    for (size_t i = 0; i < n; i++)
        zeros[i % 2] += bytes.ptr[i] == 0;
    *big_endian = zeros[0] > zeros[1];
    return n >= 16 && zeros[!*big_endian] * 2 >= n * 9 / 10 && zeros[*big_endian] == 0;
}

/* Declared Latin-1 is Windows-1252 to browsers, and what we fall back to anyway. */
static bool needs_converter(const char *name)
{
    static const char *const OURS[] = {"UTF-8",      "UTF-16",   "UTF-16LE",    "UTF-16BE",
                                       "ISO-8859-1", "US-ASCII", "windows-1252"};

    for (size_t i = 0; i < sizeof OURS / sizeof *OURS; i++)
        if (ucnv_compareNames(name, OURS[i]) == 0)
            return false;
    return true;
}

/* out->ptr is NULL where ICU does not know the charset. */
static cb_status convert(struct cb_str bytes, const char *charset, struct cb_arena *arena, struct cb_str *out,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    UErrorCode status = U_ZERO_ERROR;
    size_t size = bytes.len * 3 + 1;
    char *copy = cb_arena_alloc(arena, size);
    int32_t n;

    CB_TRY_NEW(copy);
    n = ucnv_convert("UTF-8", charset, copy, (int32_t)size, bytes.ptr, (int32_t)bytes.len, &status);
    *out = U_FAILURE(status) ? (struct cb_str){NULL, 0} : (struct cb_str){copy, (size_t)n};
done:
    return rc;
}

enum { CHARSET_BYTES = 40 };

cb_status cb_charset_decode_as(const char *place, struct cb_str bytes, struct cb_str declared,
                               struct cb_arena *arena, struct cb_str *out, struct cb_charset_found *found,
                               struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool marked = cb_str_starts(bytes, CB_STR("\xFE\xFF")) || cb_str_starts(bytes, CB_STR("\xFF\xFE"));
    bool big_endian = cb_str_starts(bytes, CB_STR("\xFE\xFF"));
    char name[CHARSET_BYTES] = "";
    struct census n;

    if (found)
        *found = (struct cb_charset_found){0};
    if (marked)
        return decode_utf16(place, cb_str_sub(bytes, 2, bytes.len), big_endian, arena, out, err);
    if (is_bare_utf16(bytes, &big_endian))
        return decode_utf16(place, cb_str_sub(bytes, 0, bytes.len & ~(size_t)1), big_endian, arena, out, err);
    if (cb_str_starts(bytes, CB_STR("\xEF\xBB\xBF")))
        bytes = cb_str_sub(bytes, 3, bytes.len);
    n = count_sequences(bytes);
    if (!n.broken) {
        *out = cb_arena_copy(arena, bytes);
        CB_TRY_NEW(out->ptr);
        goto done;
    }
    if (declared.len > 0 && declared.len < sizeof name) {
        memcpy(name, declared.ptr, declared.len);
        *out = (struct cb_str){NULL, 0};
        if (needs_converter(name))
            CB_TRY(convert(bytes, name, arena, out, err));
        if (out->ptr && name[0])
            goto done;
    }
    if (found && n.sequences > n.broken)
        found->broken = n.broken;
    CB_TRY(decode_windows(bytes, n.sequences > n.broken, arena, out, err));
done:
    return rc;
}

cb_status cb_charset_decode(const char *place, struct cb_str bytes, struct cb_arena *arena,
                            struct cb_str *out, struct cb_err *err)
{
    return cb_charset_decode_as(place, bytes, (struct cb_str){NULL, 0}, arena, out, NULL, err);
}

/* ---- line ends and composition ---- */

/* Binary files show by their control characters; text has next to none. */
static cb_status check_controls(const char *place, struct cb_str text, struct cb_err *err)
{
    size_t controls = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (text.len - i >= 8 && !may_have_control(eight_at(text.ptr, i))) {
            i += 7;
            continue;
        }
        if (c == 0)
            return cb_err_set(err, CB_BAD_INPUT,
                              "%s: is not text (byte 0 in it); save it as plain text in UTF-8", place);
        controls += (c < 0x20 && !(c >= '\t' && c <= '\r')) || c == 0x7F ||
                    (c == 0xC2 && i + 1 < text.len && (unsigned char)text.ptr[i + 1] < 0xA0);
    }
    if (controls > text.len / 100 + 1)
        return cb_err_set(err, CB_BAD_INPUT,
                          "%s: is not text (%zu control characters in it); save it as plain text in UTF-8",
                          place, controls);
    return CB_OK;
}

static struct cb_str fold_line_ends(struct cb_arena *arena, struct cb_str text)
{
    char *copy = cb_arena_alloc(arena, text.len + 1);
    size_t n = 0;

    for (size_t i = 0; copy && i < text.len; i++) {
        if (text.ptr[i] != '\r')
            copy[n++] = text.ptr[i];
        else if (i + 1 == text.len || text.ptr[i + 1] != '\n')
            copy[n++] = '\n';
    }
    return (struct cb_str){copy, copy ? n : 0};
}

/* Nothing below U+0300 composes with anything: most texts are through after one look. */
static bool is_composed(const UNormalizer2 *nfc, struct cb_str text)
{
    const uint8_t *s = (const uint8_t *)text.ptr;

    for (size_t i = past_ascii(s, 0, text.len); i < text.len; i = past_ascii(s, i, text.len)) {
        UChar32 c;
        U8_NEXT(s, i, text.len, c);
        if (c >= 0x300 && !unorm2_isInert(nfc, c))
            return false;
    }
    return true;
}

cb_status cb_charset_compose(struct cb_str text, struct cb_arena *arena, struct cb_str *out,
                             struct cb_err *err)
{
    cb_status rc = CB_OK;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    /* In UTF-16 a text has at most as many units as it has bytes in UTF-8, and NFC at most three times as
     * many. */
    int32_t size = (int32_t)text.len + 1, n;
    UChar *units = NULL, *composed = NULL;
    char *bytes;

    if (U_FAILURE(status) || is_composed(nfc, text)) {
        *out = text;
        goto done;
    }
    units = cb_realloc(NULL, (size_t)size * sizeof *units);
    composed = cb_realloc(NULL, (size_t)size * 3 * sizeof *composed);
    bytes = cb_arena_alloc(arena, (size_t)size * 3);
    CB_TRY_NEW(units && composed && bytes);
    u_strFromUTF8(units, size, &n, text.ptr, (int32_t)text.len, &status);
    n = unorm2_normalize(nfc, units, n, composed, size * 3, &status);
    u_strToUTF8(bytes, size * 3, &n, composed, n, &status);
    if (U_FAILURE(status)) {
        rc = cb_err_no_memory(err);
        goto done;
    }
    *out = (struct cb_str){bytes, (size_t)n};
done:
    cb_free(composed);
    cb_free(units);
    return rc;
}

cb_status cb_charset_clean(const char *place, struct cb_str text, struct cb_arena *arena, struct cb_str *out,
                           struct cb_err *err)
{
    cb_status rc;

    CB_TRY(check_controls(place, text, err));
    if (text.len && memchr(text.ptr, '\r', text.len)) {
        text = fold_line_ends(arena, text);
        CB_TRY_NEW(text.ptr);
    }
    CB_TRY(cb_charset_compose(text, arena, out, err));
done:
    return rc;
}
