/* usage: bench_reader FOLDER [ROUNDS]
 * How fast web pages are read: all .html files of FOLDER, from memory, one core. Beside it what libxml2's
 * parser alone needs for a tree of the same pages, and the steps of the reader. The best of ROUNDS counts. */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/limits.h"
#include "bench/bench.h"
#include "reader/html.h"
#include "reader/html_page.h"

enum step { LIBXML, DECODE, SCAN, PARSE, WHOLE, STEPS };

static const char *const NAMES[STEPS] = {"libxml2 alone (tree)", "to UTF-8", "+ scan", "+ parse",
                                         "reader, whole"};

CB_LIST_TYPE(pages, struct cb_str)

struct bench {
    struct cb_arena arena;
    struct pages pages;
    struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT];
    double bytes;
};

static cb_status load(struct bench *b, const char *folder, struct cb_err *err)
{
    cb_status rc;
    struct cb_io_paths paths = {0};
    struct cb_buf buf;

    cb_buf_init(&buf, CB_ARTICLE_MAX);
    CB_TRY(cb_io_list(folder, &b->arena, &paths, err));
    for (size_t i = 0; i < paths.count; i++) {
        struct cb_str *page;
        if (!cb_str_ends(cb_str_of(paths.items[i]), CB_STR(".html")))
            continue;
        cb_buf_clear(&buf);
        CB_TRY(cb_io_read_all(paths.items[i], &buf, err));
        page = CB_PUSH(&b->arena, &b->pages);
        CB_TRY_NEW(page);
        *page = cb_arena_copy(&b->arena, cb_buf_view(&buf));
        CB_TRY_NEW(page->ptr);
        b->bytes += (double)page->len;
    }
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        CB_TRY(cb_lexicon_load((enum cb_language)l, NULL, &b->arena, &b->lexicons[l], err));
done:
    cb_buf_release(&buf);
    return rc;
}

/* One page as far as `step`; what cannot be read counts as well. */
static void run(const struct bench *b, struct cb_str bytes, enum step step, struct cb_arena *arena)
{
    struct cb_document doc = {.arena = arena};
    struct cb_html_page page = {.arena = arena, .lexicon = b->lexicons[0]};
    const struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT];
    struct cb_str text;

    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        lexicons[l] = b->lexicons[l];
    if (step == LIBXML) {
        xmlFreeDoc(
            htmlReadMemory(bytes.ptr, (int)bytes.len, NULL, "UTF-8",
                           HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | XML_PARSE_HUGE));
        return;
    }
    if (step == WHOLE) {
        cb_html_read(&doc, "page", bytes, lexicons, NULL);
        return;
    }
    if (cb_html_decode("page", bytes, arena, &text, NULL, NULL) != CB_OK || step == DECODE)
        return;
    if (cb_html_scan(text, arena, &page.scan, NULL) == CB_OK && step == PARSE)
        cb_html_parse(&page, NULL);
}

static double measure(const struct bench *b, enum step step, int rounds)
{
    double best = 1e9;
    struct cb_arena arena = {0};

    for (int r = 0; r < rounds; r++) {
        double start = bench_now(), spent;
        for (size_t i = 0; i < b->pages.count; i++) {
            run(b, b->pages.items[i], step, &arena);
            cb_arena_clear(&arena);
        }
        spent = bench_now() - start;
        best = spent < best ? spent : best;
    }
    cb_arena_release(&arena);
    return best;
}

int main(int argc, char **argv)
{
    cb_status rc = CB_BAD_INPUT;
    struct cb_err err = {0};
    struct bench b = {0};
    int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 3;

    if (argc < 2 || rounds < 1) {
        fputs("usage: bench_reader FOLDER [ROUNDS]\n", stderr);
        goto done;
    }
    CB_TRY(load(&b, argv[1], &err));
    printf("%zu pages, %.1f MB\n", b.pages.count, b.bytes / 1e6);
    for (int s = 0; s < STEPS; s++)
        printf("  %-24s %9.1f MB/s\n", NAMES[s], b.bytes / 1e6 / measure(&b, (enum step)s, rounds));
done:
    if (err.text[0])
        fprintf(stderr, "bench_reader: %s\n", err.text);
    cb_arena_release(&b.arena);
    return rc == CB_OK ? 0 : 1;
}
