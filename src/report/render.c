#include "report/render.h"

#include <math.h>
#include <stdio.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "text/decimal.h"

/* ---- numbers ---- */

#define WHOLE_MAX 1e15
enum { SHORT_DIGITS = 15, ALL_DIGITS = 17, PLAIN_EXPONENT_MAX = 20, PLAIN_EXPONENT_MIN = -7 };

/* digits[0].digits[1..] * 10^exponent, without trailing zeros. */
struct digits {
    char digits[ALL_DIGITS + 1];
    int count, exponent;
};

/* Reads what printf's %e wrote, whatever the locale's decimal point is. */
static struct digits digits_of(double value, int count)
{
    struct digits out = {0};
    char text[64];
    const char *p = text;
    int sign = 1;

    snprintf(text, sizeof text, "%.*e", count - 1, value);
    for (; *p != 'e'; p++)
        if (*p >= '0' && *p <= '9')
            out.digits[out.count++] = *p;
    p++;
    if (*p == '-' || *p == '+')
        sign = *p++ == '-' ? -1 : 1;
    for (; *p; p++)
        out.exponent = out.exponent * 10 + (*p - '0');
    out.exponent *= sign;
    while (out.count > 1 && out.digits[out.count - 1] == '0')
        out.count--;
    return out;
}

/* Are these digits surely `value` again? Up to 15 digits and powers of ten up to 22 are exact. */
static bool gives_back(const struct digits *d, double value)
{
    struct cb_decimal decimal = {0, d->exponent - d->count + 1};

    for (int i = 0; i < d->count; i++)
        decimal.digits = decimal.digits * 10 + (d->digits[i] - '0');
    return decimal.exponent >= -22 && decimal.exponent <= 22 && cb_decimal_double(decimal) == value;
}

static void add_plain(struct cb_buf *out, const struct digits *d)
{
    int point = d->exponent + 1; /* digits before the point */

    if (point <= 0) {
        cb_buf_add_z(out, "0.");
        for (int i = point; i < 0; i++)
            cb_buf_add_char(out, '0');
    }
    for (int i = 0; i < d->count || i < point; i++) {
        if (i == point && i > 0)
            cb_buf_add_char(out, '.');
        cb_buf_add_char(out, i < d->count ? d->digits[i] : '0');
    }
}

static void add_scientific(struct cb_buf *out, const struct digits *d)
{
    cb_buf_add_char(out, d->digits[0]);
    if (d->count > 1) {
        cb_buf_add_char(out, '.');
        cb_buf_add(out, (struct cb_str){d->digits + 1, (size_t)d->count - 1});
    }
    cb_buf_printf(out, "e%d", d->exponent);
}

char *cb_render_digits(char *room, int64_t value)
{
    static const char PAIRS[] =
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444"
        "5464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990"
        "919293949596979899";
    char text[CB_RENDER_DIGITS], *p = text + sizeof text;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    for (; rest >= 100; rest /= 100) {
        p -= 2;
        memcpy(p, PAIRS + rest % 100 * 2, 2);
    }
    if (rest >= 10) {
        p -= 2;
        memcpy(p, PAIRS + rest * 2, 2);
    } else {
        *--p = (char)('0' + rest);
    }
    if (value < 0)
        *--p = '-';
    memcpy(room, p, (size_t)(text + sizeof text - p));
    return room + (text + sizeof text - p);
}

static void add_integer(struct cb_buf *out, int64_t value)
{
    char *room = cb_buf_reserve(out, CB_RENDER_DIGITS);

    if (!room)
        return;
    out->len = (size_t)(cb_render_digits(room, value) - out->bytes);
    out->bytes[out->len] = '\0';
}

void cb_render_real(struct cb_buf *out, double value)
{
    struct digits d;

    if (fabs(value) < WHOLE_MAX && value == (double)(int64_t)value) { /* up to 15 digits: no need to try */
        add_integer(out, (int64_t)value);
        return;
    }
    if (signbit(value) && value != 0)
        cb_buf_add_char(out, '-');
    value = fabs(value);
    if (!isfinite(value)) { /* NaN is NULL to SQLite and does not come here */
        cb_buf_add_z(out, "Infinity");
        return;
    }
    d = digits_of(value, SHORT_DIGITS);
    if (!gives_back(&d, value))
        d = digits_of(value, ALL_DIGITS);
    if (d.exponent >= PLAIN_EXPONENT_MIN && d.exponent <= PLAIN_EXPONENT_MAX)
        add_plain(out, &d);
    else
        add_scientific(out, &d);
}

void cb_render_value(struct cb_buf *out, const struct cb_value *value)
{
    switch (value->kind) {
    case CB_VALUE_NULL:
        return;
    case CB_VALUE_INTEGER:
        add_integer(out, value->integer);
        return;
    case CB_VALUE_REAL:
        cb_render_real(out, value->real);
        return;
    case CB_VALUE_TEXT:
        cb_buf_add(out, value->text);
        return;
    }
}

/* ---- text ---- */

/* The character at *i, -1 for a broken one; *i goes behind it. */
static UChar32 next_char(struct cb_str text, size_t *i)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr;
    UChar32 c;

    U8_NEXT(bytes, *i, text.len, c);
    return c;
}

static void add_char(struct cb_buf *out, UChar32 c)
{
    char bytes[U8_MAX_LENGTH];
    size_t n = 0;

    U8_APPEND_UNSAFE((uint8_t *)bytes, n, (uint32_t)c);
    cb_buf_add(out, (struct cb_str){bytes, n});
}

enum { REPLACEMENT = 0xFFFD, RETURN_ARROW = 0x21B5, PICTURES = 0x2400, PICTURE_DELETE = 0x2421 };

static void add_visible(struct cb_buf *out, UChar32 c)
{
    if (c < 0)
        add_char(out, REPLACEMENT);
    else if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85)
        add_char(out, RETURN_ARROW);
    else if (c == '\t')
        cb_buf_add_char(out, ' ');
    else if (c < 0x20)
        add_char(out, PICTURES + c);
    else if (c == 0x7F)
        add_char(out, PICTURE_DELETE);
    else if (c < 0xA0 && c > 0x7F)
        cb_buf_printf(out, "<U+%04X>", (unsigned)c);
    else if (u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL))
        cb_buf_printf(out, "<U+%04X>", (unsigned)c);
    else if (u_charType(c) != U_FORMAT_CHAR || c == 0x200C || c == 0x200D) /* joiners carry meaning */
        add_char(out, c);
}

void cb_render_visible(struct cb_buf *out, struct cb_str text)
{
    size_t i = 0;

    while (i < text.len) {
        size_t run = i;
        while (run < text.len && text.ptr[run] >= 0x20 && text.ptr[run] < 0x7F)
            run++;
        cb_buf_add(out, cb_str_sub(text, i, run));
        i = run;
        if (i < text.len)
            add_visible(out, next_char(text, &i));
    }
}

void cb_render_valid(struct cb_buf *out, struct cb_str text)
{
    size_t from = 0, i = 0;

    while (i < text.len) {
        size_t start = i;
        if (next_char(text, &i) < 0) {
            cb_buf_add(out, cb_str_sub(text, from, start));
            add_char(out, REPLACEMENT);
            from = i;
        }
    }
    cb_buf_add(out, cb_str_sub(text, from, text.len));
}

static size_t char_width(UChar32 c)
{
    int wide;

    if (c < 0x300)
        return 1;
    if (U_MASK(u_charType(c)) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK))
        return 0;
    wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

size_t cb_render_width(struct cb_str text)
{
    size_t width = 0;

    for (size_t i = 0; i < text.len;)
        width += char_width(next_char(text, &i));
    return width;
}

struct cb_str cb_render_line(struct cb_str *rest, size_t width)
{
    struct cb_str text = *rest;
    size_t used = 0, i = 0, space = 0;

    while (i < text.len) {
        size_t start = i;
        UChar32 c = next_char(text, &i);
        size_t w = char_width(c);
        if (c == ' ')
            space = start;
        if (used + w > width && start > 0) {
            *rest = cb_str_sub(text, space > 0 ? space + 1 : start, text.len);
            return cb_str_sub(text, 0, space > 0 ? space : start);
        }
        used += w;
    }
    *rest = cb_str_sub(text, text.len, text.len);
    return text;
}

void cb_render_wrapped(struct cb_buf *out, struct cb_str text, size_t width, const char *next)
{
    cb_buf_add(out, cb_render_line(&text, width));
    while (text.len > 0) {
        cb_buf_add_z(out, next);
        cb_buf_add(out, cb_render_line(&text, width));
    }
}
