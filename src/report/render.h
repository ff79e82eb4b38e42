/* Floor 3. Values as text that people and programs read: numbers without a locale, text that cannot act on a
 * terminal. */
#ifndef CB_REPORT_RENDER_H
#define CB_REPORT_RENDER_H

#include "base/buf.h"
#include "report/value.h"

/* Appends `value` with as few digits as give it back: at most 15 where those do, else 17. A whole number
 * below 1e21 has neither point nor exponent (10000000000), a point is always '.', and only what is very large
 * or very small gets an exponent (1.5e-9). Infinity is "Infinity". */
void cb_render_real(struct cb_buf *out, double value);

/* Writes the digits of `value` at `room`, which has CB_RENDER_DIGITS bytes; returns the place behind them. */
enum { CB_RENDER_DIGITS = 20 };
char *cb_render_digits(char *room, int64_t value);

/* Appends the value as plain text; NULL appends nothing. */
void cb_render_value(struct cb_buf *out, const struct cb_value *value);

/* Appends `text` in one line, with everything that could act on a terminal or mislead the eye made visible:
 * control characters as their pictures, line ends as U+21B5, bidirectional controls and other C1 bytes as
 * <U+202E>. Soft hyphens and other invisible format characters are left out. Bytes that are no UTF-8 become
 * U+FFFD. */
void cb_render_visible(struct cb_buf *out, struct cb_str text);

/* Appends `text` with bytes that are no UTF-8 replaced by U+FFFD, all else as it is. */
void cb_render_valid(struct cb_buf *out, struct cb_str text);

/* Columns that visible text takes on a terminal. */
size_t cb_render_width(struct cb_str text);

/* Takes the first line of at most `width` columns off *rest (visible text), broken at a space where there is
 * one; that space is in neither. A line has at least one character. */
struct cb_str cb_render_line(struct cb_str *rest, size_t width);

/* Appends `text` in such lines, with `next` before each but the first. */
void cb_render_wrapped(struct cb_buf *out, struct cb_str text, size_t width, const char *next);

#endif
