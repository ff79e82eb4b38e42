#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Drops a UTF-8 sequence that the end of a fixed buffer cut in two. */
static void trim_partial_character(char *text)
{
    size_t n = strlen(text);
    size_t back = 0;

    while (back < n && back < 4 && ((unsigned char)text[n - 1 - back] & 0xC0) == 0x80)
        back++;
    if (back < n) {
        unsigned char lead = (unsigned char)text[n - 1 - back];
        size_t need = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
        if (need > back)
            text[n - 1 - back] = '\0';
    }
}

/* What a message quotes may hold line ends. */
static void keep_on_one_line(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            *text = '?';
}

cb_status cb_err_set(struct cb_err *err, cb_status code, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        vsnprintf(err->text, sizeof err->text, format, args);
        va_end(args);
        err->code = code;
        trim_partial_character(err->text);
        keep_on_one_line(err->text);
    }
    return code;
}

void cb_err_prefix(struct cb_err *err, const char *format, ...)
{
    char head[sizeof err->text];
    char whole[2 * sizeof err->text + 2];
    va_list args;

    if (!err)
        return;
    va_start(args, format);
    vsnprintf(head, sizeof head, format, args);
    va_end(args);
    snprintf(whole, sizeof whole, "%s: %s", head, err->text);
    memcpy(err->text, whole, sizeof err->text - 1);
    err->text[sizeof err->text - 1] = '\0';
    trim_partial_character(err->text);
    keep_on_one_line(err->text);
}

cb_status cb_err_no_memory(struct cb_err *err)
{
    return cb_err_set(err, CB_NO_MEMORY, "out of memory");
}

void cb_bug(const char *file, int line, const char *what)
{
    fprintf(stderr, "claimbase: internal error at %s:%d: %s\n", file, line, what);
    abort();
}
