/* Floor 1. Case and decoding of single characters; Unicode's own rules through ICU, never the locale's. */
#ifndef CB_TEXT_FOLD_H
#define CB_TEXT_FOLD_H

#include <stdint.h>

#include "base/arena.h"

/* `s` (valid UTF-8) in lower case, letter by letter: `s` itself where nothing changes, else a copy in
 * `arena`; ptr NULL when there is no memory. */
struct cb_str cb_fold_lower(struct cb_arena *arena, struct cb_str s);

/* `s` (valid UTF-8) in the one spelling that all ways to write a name share: lower case, umlauts as two
 * letters
 * ("mueller"), Latin letters without their other marks ("erdogan", "lodz"); other scripts stay. ptr NULL when
 * there is no memory. */
struct cb_str cb_fold_plain(struct cb_arena *arena, struct cb_str s);

/* The first character of valid UTF-8 and its length in bytes; 0 at the end of the text (*size 0). */
uint32_t cb_char_first(struct cb_str s, uint32_t *size);

/* The last character of valid UTF-8; 0 for the empty text. */
uint32_t cb_char_last(struct cb_str s);

#endif
