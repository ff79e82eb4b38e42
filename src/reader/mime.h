/* Mail's own notation: headers, encoded words, parts, transfer encodings (RFC 5322, 2045 to 2047); private to
 * this folder. Everything is read from memory, in linear time, and forgives what mail programs do. */
#ifndef CB_READER_MIME_H
#define CB_READER_MIME_H

#include "base/arena.h"
#include "base/err.h"

/* A message or a part of one; slices of the input. */
struct cb_mime {
    struct cb_str head, body;
};

/* Cuts at the first blank line. */
struct cb_mime cb_mime_split(struct cb_str bytes);

/* The value of the header `name`, unfolded, as it stands; ptr NULL: there is none, or no memory. */
struct cb_str cb_mime_header(const struct cb_mime *part, const char *name, struct cb_arena *arena);

/* The same with its encoded words decoded, valid UTF-8. CB_NO_MEMORY. */
cb_status cb_mime_text(const struct cb_mime *part, const char *name, struct cb_arena *arena,
                       struct cb_str *out, struct cb_err *err);

/* The parameter `name` of a header's value, without quotation marks: charset, boundary; empty: none. */
struct cb_str cb_mime_parameter(struct cb_str value, const char *name);

/* Does the value begin with `type`, in any case? "text/" fits every text. */
bool cb_mime_is(struct cb_str value, const char *type);

/* The body without its transfer encoding (base64, quoted-printable), in `arena`. CB_NO_MEMORY. */
cb_status cb_mime_body(const struct cb_mime *part, struct cb_arena *arena, struct cb_str *out,
                       struct cb_err *err);

/* The next part of a multipart body: *rest is what is left, ptr NULL at the end. False: no more. A part
 * without its closing line reaches to the end. */
bool cb_mime_next(struct cb_str *rest, struct cb_str boundary, struct cb_mime *out);

#endif
