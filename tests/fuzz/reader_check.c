#include "fuzz/reader_check.h"

#include <unicode/utf8.h>

#include "text/charset.h"

bool is_text(struct cb_str s)
{
    UChar32 c = 0;

    for (int32_t i = 0; i < (int32_t)s.len && c >= 0;)
        U8_NEXT((const uint8_t *)s.ptr, i, (int32_t)s.len, c);
    return c >= 0;
}

static bool is_composed(struct cb_str s, struct cb_arena *arena)
{
    struct cb_str out = s;

    return s.len == 0 || (cb_charset_compose(s, arena, &out, NULL) == CB_OK && cb_str_eq(s, out));
}

static bool has(struct cb_str text, char c)
{
    return text.len > 0 && memchr(text.ptr, c, text.len) != NULL;
}

/* YYYY-MM-DD */
static bool is_iso_day(struct cb_str s)
{
    static const char FORM[] = "0000-00-00";

    if (s.len != sizeof FORM - 1)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (FORM[i] == '0' ? s.ptr[i] < '0' || s.ptr[i] > '9' : s.ptr[i] != FORM[i])
            return false;
    return true;
}

const char *article_fault(const struct cb_document *doc)
{
    const struct cb_str parts[] = {doc->text, doc->title, doc->author, doc->url, doc->source, doc->path};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!is_text(parts[i]))
            return "texts in UTF-8";
        if (!is_composed(parts[i], doc->arena))
            return "texts in NFC";
        if (parts[i].ptr && parts[i].len == 0)
            return "what is not said has no pointer";
    }
    if (cb_str_trim(doc->text).len == 0)
        return "a text that is not empty";
    if (has(doc->text, '\r') || has(doc->text, '\0'))
        return "no carriage return and no NUL in the text";
    if (strlen(doc->sha256) != 64)
        return "the sum of the bytes";
    if (doc->published.ptr && !is_iso_day(doc->published))
        return "the day of publication as YYYY-MM-DD";
    return NULL;
}
