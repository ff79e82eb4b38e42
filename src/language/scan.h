/* Reading characters of a passage from left to right; private to this folder. */
#ifndef CB_LANGUAGE_SCAN_H
#define CB_LANGUAGE_SCAN_H

#include "language/vocabulary.h"
#include "text/chars.h"
#include "text/fold.h"

enum { CB_SCAN_AHEAD = 16 };

struct cb_scan {
    struct cb_document *doc;
    struct cb_vocabulary *vocabulary;
    const struct cb_list *abbreviations, *function_words, *months, *domain_endings;
    uint32_t pos, end;              /* bytes of the text: what is left of the passage */
    uint32_t first;                 /* the passage's first token */
    bool space;                     /* white space was passed since the last token */
    uint32_t known;                 /* tokens that were looked up; the last few are not yet */
    uint32_t hashes[CB_SCAN_AHEAD]; /* of those: token % CB_SCAN_AHEAD */
};

/* Looks up all tokens before `end`: their flags, word class and lower-case form are there then. */
cb_status cb_scan_look_up(struct cb_scan *s, uint32_t end, struct cb_err *err);

/* The character at byte `at` and its size; 0 and 0 behind the end of the passage. */
static inline uint32_t cb_scan_char(const struct cb_scan *s, uint32_t at, uint32_t *size)
{
    uint32_t c;

    if (at >= s->end) {
        *size = 0;
        return 0;
    }
    c = (unsigned char)s->doc->text.ptr[at];
    *size = 1;
    return c < 0x80 ? c : cb_char_first(cb_str_sub(s->doc->text, at, s->end), size);
}

static inline char cb_scan_byte(const struct cb_scan *s, uint32_t at)
{
    return at < s->end ? s->doc->text.ptr[at] : '\0';
}

static inline struct cb_str cb_scan_slice(const struct cb_scan *s, uint32_t from, uint32_t to)
{
    return cb_str_sub(s->doc->text, from, to);
}

/* End of the URL that begins at `pos` ("https://...", "www..."); 0 when none does. */
uint32_t cb_scan_url(const struct cb_scan *s);

/* End of the domain name, with the path behind it, that has its first full stop at `dot`; 0 when it is none.
 */
uint32_t cb_scan_domain(const struct cb_scan *s, uint32_t dot);

/* End of the e-mail address of which the first part ends, or goes on, at `at`; 0 when it is none. */
uint32_t cb_scan_mail(const struct cb_scan *s, uint32_t at);

/* Is the full stop at `dot`, behind the word or number from `pos`, part of it? */
bool cb_scan_is_abbreviation(const struct cb_scan *s, uint32_t dot);
bool cb_scan_is_ordinal(const struct cb_scan *s, uint32_t dot);
bool cb_scan_is_roman_ordinal(const struct cb_scan *s, uint32_t dot);

/* "z.B.", "U.S.": single letters, each with its full stop. The end behind the last one, or 0. */
uint32_t cb_scan_dotted_letters(const struct cb_scan *s);

#endif
