/* Floor 0. A growing run of bytes with a ceiling. A failed append is remembered: build freely, check
 * cb_buf_failed once at the end. */
#ifndef CB_BASE_BUF_H
#define CB_BASE_BUF_H

#include <stdbool.h>

#include "base/str.h"

/* Invariant: bytes[len] is 0 whenever bytes is not NULL. */
struct cb_buf {
    char *bytes;
    size_t len, capacity;
    size_t max; /* ceiling of len */
    bool failed;
};

void cb_buf_init(struct cb_buf *buf, size_t max);
void cb_buf_release(struct cb_buf *buf);

/* Empties it and keeps the memory; a remembered failure is forgotten. */
void cb_buf_clear(struct cb_buf *buf);

void cb_buf_add(struct cb_buf *buf, struct cb_str s);
void cb_buf_add_z(struct cb_buf *buf, const char *text);
void cb_buf_add_char(struct cb_buf *buf, char c);
void cb_buf_printf(struct cb_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for `more` bytes behind len (the caller writes there and raises len); NULL when over the ceiling or
 * out of memory. */
char *cb_buf_reserve(struct cb_buf *buf, size_t more);

/* True when something did not fit: the ceiling was reached or memory ran out. */
static inline bool cb_buf_failed(const struct cb_buf *buf)
{
    return buf->failed;
}

/* Borrowed until the next append. */
static inline struct cb_str cb_buf_view(const struct cb_buf *buf)
{
    return (struct cb_str){buf->bytes, buf->len};
}

#endif
