/* A page's bytes before the parser sees them: decoded, and without what holds no text; private to this
 * folder. */
#ifndef CB_READER_HTML_SCAN_H
#define CB_READER_HTML_SCAN_H

#include "base/arena.h"
#include "base/err.h"
#include "text/charset.h"

CB_LIST_TYPE(cb_html_scripts, struct cb_str)

struct cb_html_scan {
    struct cb_str markup;           /* what is left: valid UTF-8 without NUL, NUL-terminated */
    struct cb_html_scripts scripts; /* contents of the JSON-LD scripts, in page order; slices of the input */
    struct cb_str canonical;        /* the address that a browser noted when it saved the page; ptr NULL */
};

/* The charset that a page declares in its first bytes (meta charset or http-equiv), as written; ptr NULL when
 * it declares none. */
struct cb_str cb_html_declared_charset(struct cb_str bytes);

/* `bytes` as valid UTF-8 in `arena`: byte order mark, strict UTF-8, the declared charset, else as
 * cb_charset_decode. *found may be NULL. CB_BAD_INPUT: UTF-16 that is cut off. */
cb_status cb_html_decode(const char *place, struct cb_str bytes, struct cb_arena *arena, struct cb_str *out,
                         struct cb_charset_found *found, struct cb_err *err);

/* Cuts scripts, styles, drawings, comments and doctypes out of `text` (valid UTF-8), in one pass. It also
 * takes away what would cost the parser more than linear time: attributes beyond CB_HTML_ATTRIBUTES_MAX of a
 * tag, start tags deeper than CB_HTML_DEPTH_MAX, end tags of elements that are not open. Their text stays.
 * Lives in `arena`. */
cb_status cb_html_scan(struct cb_str text, struct cb_arena *arena, struct cb_html_scan *out,
                       struct cb_err *err);

#endif
