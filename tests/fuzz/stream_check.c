#include "fuzz/stream_check.h"

#include "fuzz/document_check.h"
#include "fuzz/fuzz.h"
#include "fuzz/reader_check.h"
#include "reader/reader.h"

static void check_message(const struct cb_err *err, const char *place)
{
    struct cb_str text = cb_str_of(err->text);

    if (!is_text(text) || text.len == 0 || cb_str_find(text, CB_STR("\n"), 0) != SIZE_MAX)
        fuzz_stop("a message is one line of text");
    if (!cb_str_starts(text, cb_str_of(place)))
        fuzz_stop("a message begins with its place");
}

static void check_article(struct cb_document *doc)
{
    struct cb_err err = {0};

    fuzz_check(article_fault(doc));
    if (cb_passages_mark(doc, fuzz_lexicons()[doc->language], &err) != CB_OK)
        fuzz_stop(err.text);
    fuzz_check(doc->passages.count == 0 ? "an article without passages" : passages_fault(doc));
}

int check_stream(const char *ending, const uint8_t *data, size_t size)
{
    return check_stream_most(ending, data, size,
                             size * 4 +
                                 16); /* packed ones may hold more than they have bytes, but not in 4 KB */
}

int check_stream_most(const char *ending, const uint8_t *data, size_t size, size_t most)
{
    static struct cb_arena arena;
    struct cb_reader *reader = NULL;
    struct cb_err err = {0};
    bool more = true;
    size_t articles = 0;

    if (cb_reader_open(fuzz_file(ending, (struct cb_str){(const char *)data, size}), &reader, &err) != CB_OK)
        return 0;
    cb_reader_set_lexicons(reader, fuzz_lexicons());
    while (more && articles <= most) {
        struct cb_document doc = {.arena = &arena};
        const char *place = NULL;
        cb_status rc = cb_reader_next(reader, &doc, &more, &place, &err);
        if (rc != CB_OK)
            check_message(&err, place);
        else if (more)
            check_article(&doc);
        else if (doc.text.ptr)
            fuzz_stop("nothing is read behind the end");
        articles += more;
        cb_arena_clear(&arena);
    }
    if (articles > most)
        fuzz_stop("no more articles than there can be");
    cb_reader_close(reader);
    return 0;
}
