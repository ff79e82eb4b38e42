/* URLs, domain names, e-mail addresses. All looks ahead are bounded, so that no text costs more than linear
 * time. */
#include "base/limits.h"
#include "language/scan.h"

enum { DOMAIN_LABELS = 6, LABEL_BYTES = 63 };

static bool ends_address(uint32_t c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' || c == ']' ||
           c == '*' || c == 0x2026 || cb_char_is_quote(c);
}

/* End of the run without white space or quotation marks from `from`, less the punctuation behind it. */
static uint32_t address_end(const struct cb_scan *s, uint32_t from)
{
    uint32_t at = from, end = from, size, c;

    while (at < s->end && at - s->pos < CB_TOKEN_MAX) {
        c = cb_scan_char(s, at, &size);
        if (cb_char_is_space(c) || (cb_char_is_quote(c) && c != '\'') || c == '<' || c == '>' || c == '|')
            break;
        at += size;
        if (!ends_address(c))
            end = at;
    }
    return end;
}

static bool is_label_byte(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* Bytes of letters, digits and hyphens from `from`, at most `most`. */
static uint32_t label_end(const struct cb_scan *s, uint32_t from, uint32_t most)
{
    uint32_t at = from;

    while (at < s->end && at - from < most && is_label_byte(s->doc->text.ptr[at]))
        at++;
    return at;
}

/* Is `label` an ending of domain names, all in small letters or all in capitals? "Ende.Team" is a forgotten
 * blank. */
static bool is_ending(const struct cb_scan *s, struct cb_str label)
{
    char lower[16];
    size_t capitals = 0;

    if (label.len > sizeof lower)
        return false;
    for (size_t i = 0; i < label.len; i++) {
        capitals += label.ptr[i] >= 'A' && label.ptr[i] <= 'Z';
        lower[i] = (char)(label.ptr[i] | 0x20);
    }
    return (capitals == 0 || capitals == label.len) &&
           cb_list_find(s->domain_endings, (struct cb_str){lower, label.len}) != NULL;
}

uint32_t cb_scan_domain(const struct cb_scan *s, uint32_t dot)
{
    uint32_t end = 0, at = dot;

    for (int labels = 0; cb_scan_byte(s, at) == '.' && labels < DOMAIN_LABELS; labels++) {
        uint32_t next = label_end(s, at + 1, LABEL_BYTES);
        if (next == at + 1 || is_label_byte(cb_scan_byte(s, next)))
            break;
        if (is_ending(s, cb_scan_slice(s, at + 1, next)))
            end = next;
        at = next;
    }
    if (end && (unsigned char)cb_scan_byte(s, end) >= 0xC3 && (unsigned char)cb_scan_byte(s, end) < 0xE2)
        return 0; /* a letter follows: "Datei.täglich"; from E2 on there are quotation marks, dashes */
    return end && cb_scan_byte(s, end) == '/' ? address_end(s, end) : end;
}

uint32_t cb_scan_url(const struct cb_scan *s)
{
    struct cb_str rest = cb_scan_slice(s, s->pos, s->pos + 9 < s->end ? s->pos + 9 : s->end);

    if (!cb_str_starts(rest, CB_STR("http://")) && !cb_str_starts(rest, CB_STR("https://")) &&
        !(cb_str_starts(rest, CB_STR("www.")) && rest.len > 4 && is_label_byte(rest.ptr[4])))
        return 0;
    return address_end(s, s->pos);
}

uint32_t cb_scan_mail(const struct cb_scan *s, uint32_t at)
{
    uint32_t sign = at, host, next;

    while (sign - at < LABEL_BYTES && cb_scan_byte(s, sign) &&
           (is_label_byte(cb_scan_byte(s, sign)) || strchr("._+", cb_scan_byte(s, sign))))
        sign++;
    if (cb_scan_byte(s, sign) != '@')
        return 0;
    host = label_end(s, sign + 1, LABEL_BYTES);
    if (host == sign + 1 || cb_scan_byte(s, host) != '.')
        return 0;
    next = label_end(s, host + 1, LABEL_BYTES);
    return next > host + 1 ? address_end(s, sign) : 0;
}
