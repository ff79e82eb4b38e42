/* substr() for SQLite, which counts characters by blocks where SQLite's own takes them one by one:
 * the views cut the words of every row out of the text of its article. It means the same in every case. */
#include "db/substr.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

/* So many bytes at once; a compiler makes it a handful of instructions. */
enum { BLOCK = 32 };

/* All bytes but 10xxxxxx begin a character. */
static bool begins(unsigned char byte)
{
    return (byte & 0xC0) != 0x80;
}

static int64_t count_in_block(const unsigned char *p)
{
    uint8_t count = 0;

    for (int i = 0; i < BLOCK; i++)
        count = (uint8_t)(count + begins(p[i]));
    return count;
}

/* Where the character number `chars` of the text begins; its end where it has fewer. */
static const unsigned char *skip(const unsigned char *p, const unsigned char *end, int64_t chars)
{
    for (; end - p >= BLOCK && chars >= BLOCK; p += BLOCK)
        chars -= count_in_block(p);
    /* In front of the next character now, or within one, whose rest is no new one. */
    for (; p < end; p++)
        if (begins(*p) && chars-- <= 0)
            break;
    return p;
}

static int64_t count_chars(const unsigned char *p, const unsigned char *end)
{
    int64_t count = 0;

    for (; end - p >= BLOCK; p += BLOCK)
        count += count_in_block(p);
    for (; p < end; p++)
        count += begins(*p);
    return count;
}

/* What is meant by substr(X, start, length) of `count` characters, as places counted from 0; they may lie
 * behind the end. */
static void read_range(int64_t count, int64_t start, int64_t length, int64_t *from, int64_t *to)
{
    int64_t place = start < 0 ? count + start : start - 1;

    *from = length < 0 ? place + length : place;
    *to = length < 0 ? place : place + length;
    *from = *from < 0 ? 0 : *from;
    *to = *to < *from ? *from : *to;
}

static void cut_blob(sqlite3_context *context, sqlite3_value *value, int64_t start, int64_t length)
{
    const unsigned char *bytes = sqlite3_value_blob(value);
    int64_t count = sqlite3_value_bytes(value), from, to;

    if (!bytes)
        return; /* an empty one gives NULL, as SQLite's does */
    read_range(count, start, length, &from, &to);
    from = from < count ? from : count;
    to = to < count ? to : count;
    sqlite3_result_blob(context, bytes + from, (int)(to - from), SQLITE_TRANSIENT);
}

static void cut_text(sqlite3_context *context, sqlite3_value *value, int64_t start, int64_t length)
{
    /* Asked for as a blob it is not copied for the sake of a zero behind it. */
    bool as_it_is = sqlite3_value_type(value) == SQLITE_TEXT && sqlite3_value_encoding(value) == SQLITE_UTF8;
    const unsigned char *text = as_it_is ? sqlite3_value_blob(value) : sqlite3_value_text(value);
    const unsigned char *end;
    int64_t from, to;

    if (!text) /* an empty one; lack of memory SQLite remembers itself */
        text = (const unsigned char *)"";
    end = text + sqlite3_value_bytes(value);
    read_range(start < 0 ? count_chars(text, end) : 0, start, length, &from, &to);
    text = skip(text, end, from);
    end = skip(text, end, to - from);
    sqlite3_result_text(context, (const char *)text, (int)(end - text), SQLITE_TRANSIENT);
}

static void substr(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    int64_t start = sqlite3_value_int(argv[1]);
    int64_t length = argc == 3 ? sqlite3_value_int(argv[2])
                               : sqlite3_limit(sqlite3_context_db_handle(context), SQLITE_LIMIT_LENGTH, -1);

    for (int i = 0; i < argc; i++)
        if (sqlite3_value_type(argv[i]) == SQLITE_NULL)
            return;
    if (sqlite3_value_type(argv[0]) == SQLITE_BLOB)
        cut_blob(context, argv[0], start, length);
    else
        cut_text(context, argv[0], start, length);
}

int cb_db_add_substr(sqlite3 *handle)
{
    int code = SQLITE_OK;

    for (int arguments = 2; code == SQLITE_OK && arguments <= 3; arguments++)
        code = sqlite3_create_function_v2(handle, "substr", arguments,
                                          SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, substr,
                                          NULL, NULL, NULL);
    return code;
}
