/* Floor 3. Text with its spans marked, for people. Each span is written as [label text]; spans may nest:
 *
 *     [frame [speaker Dario Amodei] [cue sagte]]: [claim „All dies bedeutet ...“]
 *
 * Where two spans cross, the inner one is shut at the end of the outer one and goes on behind it, with an
 * ellipsis on both sides of the break: [a one [b two…]] […b three]. A bracket of the text itself is written
 * \[ or \]. */
#ifndef CB_REPORT_MARKUP_H
#define CB_REPORT_MARKUP_H

#include "base/arena.h"
#include "base/buf.h"

struct cb_mark {
    int64_t start, end; /* code points, half-open */
    const char *label;
};

/* Appends `text`, whose first character stands at `start`, with `marks` (sorted in place: by start, longer
 * first, then in the order given). Marks are cut to the text; empty ones are left out. Characters that could
 * act on a terminal are made harmless; a line end is kept and followed by `indent`. `color`: labels and
 * brackets get a colour. */
void cb_markup_add(struct cb_buf *out, struct cb_str text, int64_t start, struct cb_mark *marks, size_t count,
                   const char *indent, bool color);

#endif
