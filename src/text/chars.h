/* Floor 1. What a character is: letter, digit, white space, quotation mark. ASCII is answered here, the rest
 * by ICU. */
#ifndef CB_TEXT_CHARS_H
#define CB_TEXT_CHARS_H

#include <stdbool.h>
#include <stdint.h>

#include <unicode/uchar.h>

static inline bool cb_char_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Letters, and the marks that combine with them. */
static inline bool cb_char_is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    return u_isalpha((UChar32)c) || u_getCombiningClass((UChar32)c) != 0;
}

static inline bool cb_char_is_upper(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    return u_isupper((UChar32)c) || u_istitle((UChar32)c);
}

static inline bool cb_char_is_lower(uint32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : (bool)u_islower((UChar32)c);
}

/* White space of any width, and the invisible signs that web pages put between words. */
static inline bool cb_char_is_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    return u_isUWhiteSpace((UChar32)c) || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

/* The quotation marks of all conventions, the apostrophe among them. */
static inline bool cb_char_is_quote(uint32_t c)
{
    return c == '"' || c == '\'' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F && c != 0x201B) ||
           c == 0x2039 || c == 0x203A;
}

static inline bool cb_char_is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

static inline bool cb_char_is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019;
}

#endif
