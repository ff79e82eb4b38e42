/* Floor 1. From an input's bytes to the text that we store. */
#ifndef CB_TEXT_CHARSET_H
#define CB_TEXT_CHARSET_H

#include "base/arena.h"
#include "base/err.h"

/* `bytes` as valid UTF-8 in `arena`, without a byte order mark. UTF-16 where its mark stands in front; else
 * UTF-8; else Windows-1252 (which holds Latin-1's letters). UTF-8 with a few broken bytes in it stays UTF-8:
 * only the broken bytes are read as Windows-1252. `place` stands in messages. CB_BAD_INPUT: UTF-16 that is
 * cut off. */
cb_status cb_charset_decode(const char *place, struct cb_str bytes, struct cb_arena *arena,
                            struct cb_str *out, struct cb_err *err);

/* How bytes were read. */
struct cb_charset_found {
    size_t broken; /* bytes that are not UTF-8 in a text that is UTF-8 otherwise; read as Windows-1252 */
};

/* The same for a text whose `declared` charset is known (empty: none): where the bytes are not UTF-8, it
 * comes before Windows-1252. A name that ICU does not know is passed over. *found may be NULL. */
cb_status cb_charset_decode_as(const char *place, struct cb_str bytes, struct cb_str declared,
                               struct cb_arena *arena, struct cb_str *out, struct cb_charset_found *found,
                               struct cb_err *err);

/* Valid UTF-8 as the text of an article: CRLF and CR become LF, canonical composition (NFC); nothing is cut.
 * CB_BAD_INPUT: binary (a NUL, or more than one control character in a hundred). */
cb_status cb_charset_clean(const char *place, struct cb_str text, struct cb_arena *arena, struct cb_str *out,
                           struct cb_err *err);

/* `text` (valid UTF-8) in NFC: itself where nothing changes, else a copy in `arena`. */
cb_status cb_charset_compose(struct cb_str text, struct cb_arena *arena, struct cb_str *out,
                             struct cb_err *err);

#endif
