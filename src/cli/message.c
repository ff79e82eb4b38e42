#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int exit_code(cb_status status)
{
    switch (status) {
    case CB_OK:
        return EXIT_DONE;
    case CB_USAGE:
        return EXIT_USAGE;
    case CB_BAD_INPUT:
    case CB_NOT_FOUND:
        return EXIT_INPUT;
    case CB_DATABASE:
        return EXIT_DATABASE;
    case CB_NO_MEMORY:
    case CB_SYSTEM:
        return EXIT_SYSTEM;
    }
    return EXIT_BUG;
}

/* Bytes of the character at `p` that could act on a terminal or turn text round, 0 for any other: controls,
 * C1 controls (U+0080 to U+009F) and the bidirectional ones (U+200E, U+200F, U+202A to U+202E, U+2066 to
 * U+2069). */
static size_t dangerous(const unsigned char *p)
{
    if (*p < 0x20 || *p == 0x7F)
        return 1;
    if (p[0] == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0)
        return 2;
    if (p[0] == 0xE2 && ((p[1] == 0x80 && ((p[2] >= 0xAA && p[2] <= 0xAE) || p[2] == 0x8E || p[2] == 0x8F)) ||
                         (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9)))
        return 3;
    return 0;
}

void disarm(char *text)
{
    for (unsigned char *p = (unsigned char *)text; *p; p++)
        for (size_t n = dangerous(p); n > 0; n--)
            p[n - 1] = '?';
}

enum { LINE_MAX_BYTES = 2048 };

static void print_line(const char *head, char *text)
{
    disarm(text);
    fprintf(stderr, "%s%s\n", head, text);
}

void complain(const char *format, ...)
{
    char text[LINE_MAX_BYTES];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    print_line("claimbase: ", text);
}

void tell(const struct request *request, const char *format, ...)
{
    char text[LINE_MAX_BYTES];
    va_list args;

    if (request->quiet)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    print_line("", text);
}

int fail(cb_status status, const struct cb_err *err)
{
    complain("%s", err->text);
    return exit_code(status);
}

/* ---- did you mean ---- */

enum { NAME_MAX_BYTES = 32 };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* Edits between two names: insert, drop, replace; a swap of neighbours counts as one. */
static size_t edits(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t table[NAME_MAX_BYTES + 1][NAME_MAX_BYTES + 1];

    for (size_t i = 0; i <= a_size; i++)
        for (size_t j = 0; j <= b_size; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            table[i][j] = least(table[i - 1][j] + 1, table[i][j - 1] + 1,
                                table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                table[i - 2][j - 2] + 1 < table[i][j])
                table[i][j] = table[i - 2][j - 2] + 1;
        }
    return table[a_size][b_size];
}

void nearest_try(struct nearest *nearest, const char *candidate)
{
    size_t a = strlen(nearest->wanted), b = strlen(candidate), distance;

    if (a == 0 || a > NAME_MAX_BYTES || b > NAME_MAX_BYTES)
        return;
    distance = edits(nearest->wanted, a, candidate, b);
    if (distance <= 1 + a / 3 && distance < a && (!nearest->best || distance < nearest->distance)) {
        nearest->best = candidate;
        nearest->distance = distance;
    }
}
