/* Any bytes as a JSON Lines file, read to its end: broken lines cost nothing but themselves. */
#include <stdio.h>

#include "fuzz/fuzz.h"
#include "fuzz/reader_check.h"
#include "reader/reader.h"

/* A message is one line of text that begins with its place. */
static void check_message(const struct cb_err *err, const char *place)
{
    struct cb_str text = cb_str_of(err->text);

    if (!is_text(text) || text.len == 0 || cb_str_find(text, CB_STR("\n"), 0) != SIZE_MAX)
        fuzz_stop("a message is one line of text");
    if (!cb_str_starts(text, cb_str_of(place)))
        fuzz_stop("a message begins with its place");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cb_arena arena;
    struct cb_str bytes = {(const char *)data, size};
    struct cb_reader *reader = NULL;
    struct cb_err err = {0};
    bool more = true;
    size_t lines = 1, articles = 0;

    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n';
    if (cb_reader_open(fuzz_file("jsonl", bytes), &reader, &err) != CB_OK)
        return 0;
    while (more && articles <= lines) {
        struct cb_document doc = {.arena = &arena};
        const char *place = NULL;
        cb_status rc = cb_reader_next(reader, &doc, &more, &place, &err);
        if (rc != CB_OK)
            check_message(&err, place);
        else if (more)
            fuzz_check(article_fault(&doc));
        else if (doc.text.ptr)
            fuzz_stop("nothing is read behind the end");
        articles += more;
        cb_arena_clear(&arena);
    }
    if (articles > lines)
        fuzz_stop("no more articles than lines");
    cb_reader_close(reader);
    return 0;
}
