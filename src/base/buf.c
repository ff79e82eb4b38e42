#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/alloc.h"

void cb_buf_init(struct cb_buf *buf, size_t max)
{
    *buf = (struct cb_buf){.max = max};
}

void cb_buf_release(struct cb_buf *buf)
{
    cb_free(buf->bytes);
    *buf = (struct cb_buf){.max = buf->max};
}

void cb_buf_clear(struct cb_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
    if (buf->bytes)
        buf->bytes[0] = '\0';
}

char *cb_buf_reserve(struct cb_buf *buf, size_t more)
{
    size_t need, room;
    char *bytes;

    if (buf->failed || more > buf->max || buf->len > buf->max - more) {
        buf->failed = true;
        return NULL;
    }
    need = buf->len + more + 1;
    if (need > buf->capacity) {
        room = buf->capacity + buf->capacity / 2;
        if (room < need)
            room = need < 64 ? 64 : need;
        bytes = cb_realloc(buf->bytes, room);
        if (!bytes) {
            buf->failed = true;
            return NULL;
        }
        buf->bytes = bytes;
        buf->capacity = room;
    }
    return buf->bytes + buf->len;
}

void cb_buf_add(struct cb_buf *buf, struct cb_str s)
{
    char *room = cb_buf_reserve(buf, s.len);

    if (room) {
        if (s.len)
            memcpy(room, s.ptr, s.len);
        buf->len += s.len;
        buf->bytes[buf->len] = '\0';
    }
}

void cb_buf_add_z(struct cb_buf *buf, const char *text)
{
    cb_buf_add(buf, cb_str_of(text));
}

void cb_buf_add_char(struct cb_buf *buf, char c)
{
    cb_buf_add(buf, (struct cb_str){&c, 1});
}

void cb_buf_printf(struct cb_buf *buf, const char *format, ...)
{
    va_list args, again;
    int size;
    char *room;

    va_start(args, format);
    va_copy(again, args);
    size = vsnprintf(NULL, 0, format, args);
    room = size >= 0 ? cb_buf_reserve(buf, (size_t)size) : NULL;
    if (room) {
        vsnprintf(room, (size_t)size + 1, format, again);
        buf->len += (size_t)size;
    } else {
        buf->failed = true;
    }
    va_end(again);
    va_end(args);
}
