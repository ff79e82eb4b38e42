/* usage: bench_language FILE [ROUNDS]
 * How fast the stages of the language layer read FILE, one article with a passage for each line, and the same
 * text cut into articles of ARTICLE bytes. Beside each figure its share of what a plain loop that decodes
 * UTF-8 reaches in the same run: machines differ, the ratio less. The best of ROUNDS counts. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/io.h"
#include "language/clause.h"
#include "language/stages.h"
#include "text/fold.h"

enum { ARTICLE = 6000, LARGEST = 1 << 30 };

enum stage { TOKENS, SENTENCES, TAGS, CLAUSES, WHOLE, STAGES };

static const char *const NAMES[STAGES] = {"tokens", "quotations, sentences", "tags, readings", "clauses",
                                          "whole layer"};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- what the machine can do ---- */

static double copying(struct cb_str text, int rounds)
{
    char *copy = malloc(text.len + 1);
    double best = 1e9;

    for (int r = 0; copy && r < rounds; r++) {
        double start = now();
        memcpy(copy, text.ptr, text.len);
        __asm__ volatile("" : : "r"(copy) : "memory");
        best = now() - start < best ? now() - start : best;
    }
    free(copy);
    return best;
}

static double decoding(struct cb_str text, int rounds)
{
    volatile uint32_t sum = 0;
    double best = 1e9;

    for (int r = 0; r < rounds; r++) {
        uint32_t size, all = 0;
        double start = now();
        for (size_t i = 0; i < text.len; i += size)
            all += cb_char_first(cb_str_sub(text, i, text.len), &size);
        sum += all;
        best = now() - start < best ? now() - start : best;
    }
    return best;
}

/* ---- the stages ---- */

/* Every line that is not empty is a passage. */
static cb_status mark_lines(struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str rest = doc->text;

    while (rest.ptr) {
        struct cb_str line = cb_str_trim(cb_str_split(&rest, '\n'));
        struct cb_passage *passage;
        if (line.len == 0)
            continue;
        passage = CB_PUSH(doc->arena, &doc->passages);
        CB_TRY_NEW(passage);
        passage->span.start = (uint32_t)(line.ptr - doc->text.ptr);
        passage->span.end = passage->span.start + (uint32_t)line.len;
    }
done:
    return rc;
}

/* The stages one after the other, each over the whole article: seconds are added to `spent`. */
static cb_status run_stages(struct cb_document *doc, const struct cb_lexicon *lexicon,
                            struct cb_vocabulary *vocabulary, double spent[STAGES], struct cb_err *err)
{
    cb_status rc = CB_OK;
    double start;

    CB_TRY(cb_vocabulary_trim(vocabulary, err));
    CB_TRY(mark_lines(doc, err));
    for (size_t p = 0; p < doc->passages.count; p++) {
        uint32_t first = (uint32_t)doc->tokens.count;
        start = now();
        CB_TRY(cb_tokens_scan(doc, doc->passages.items[p].span, vocabulary, err));
        spent[TOKENS] += now() - start;
        start = now();
        CB_TRY(cb_quotations_pair(doc, first, err));
        CB_TRY(cb_sentences_split(doc, first, (uint32_t)p, lexicon, err));
        spent[SENTENCES] += now() - start;
    }
    start = now();
    CB_TRY(cb_tokens_tag(doc, vocabulary, err));
    spent[TAGS] += now() - start;
    start = now();
    CB_TRY(cb_clauses_find(doc, lexicon, err));
    spent[CLAUSES] += now() - start;
done:
    return rc;
}

/* One text through the stages by themselves and through the layer as it is used. */
static cb_status run_text(struct cb_str text, const struct cb_lexicon *lexicon,
                          struct cb_vocabulary *vocabularies[2], struct cb_arena *arena, double spent[STAGES],
                          struct cb_err *err)
{
    cb_status rc;
    struct cb_document doc = {.arena = arena, .text = text};
    double start;

    CB_TRY(run_stages(&doc, lexicon, vocabularies[0], spent, err));
    cb_arena_clear(arena);
    doc = (struct cb_document){.arena = arena, .text = text};
    CB_TRY(mark_lines(&doc, err));
    start = now();
    CB_TRY(cb_language_analyze(&doc, lexicon, vocabularies[1], err));
    spent[WHOLE] += now() - start;
    cb_arena_clear(arena);
done:
    return rc;
}

/* `text` in articles of about `size` bytes, cut at line ends. */
static cb_status run_articles(struct cb_str text, size_t size, const struct cb_lexicon *lexicon,
                              double spent[STAGES], struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_arena arena = {0};
    struct cb_vocabulary *vocabularies[2] = {0}; /* for the stages, for the whole */

    for (int i = 0; i < 2; i++)
        CB_TRY(cb_vocabulary_new(lexicon, &vocabularies[i], err));
    while (text.len > 0) {
        size_t end = text.len > size ? cb_str_find(text, CB_STR("\n"), size) : SIZE_MAX;
        end = end == SIZE_MAX ? text.len : end + 1;
        CB_TRY(run_text(cb_str_sub(text, 0, end), lexicon, vocabularies, &arena, spent, err));
        text = cb_str_sub(text, end, text.len);
    }
done:
    for (int i = 0; i < 2; i++)
        cb_vocabulary_free(vocabularies[i]);
    cb_arena_release(&arena);
    return rc;
}

static void print_row(const char *name, double megabytes, double seconds, double decoded)
{
    printf("  %-24s %9.1f MB/s  %6.3f of decoding\n", name, megabytes / seconds, decoded / seconds);
}

static cb_status measure(struct cb_str text, int rounds, const struct cb_lexicon *lexicon, struct cb_err *err)
{
    cb_status rc = CB_OK;
    double megabytes = (double)text.len / 1e6, decoded = decoding(text, rounds);

    print_row("memcpy", megabytes, copying(text, rounds), decoded);
    print_row("decoding UTF-8", megabytes, decoded, decoded);
    for (int small = 1; small >= 0; small--) {
        double best[STAGES] = {0};
        for (int r = 0; r < rounds; r++) {
            double spent[STAGES] = {0};
            CB_TRY(run_articles(text, small ? ARTICLE : LARGEST, lexicon, spent, err));
            for (int s = 0; s < STAGES; s++)
                best[s] = r > 0 && best[s] < spent[s] ? best[s] : spent[s];
        }
        printf(small ? "articles of %d bytes\n" : "one article\n", ARTICLE);
        for (int s = 0; s < STAGES; s++)
            print_row(NAMES[s], megabytes, best[s], decoded);
    }
done:
    return rc;
}

int main(int argc, char **argv)
{
    cb_status rc = CB_BAD_INPUT;
    struct cb_err err = {0};
    struct cb_arena arena = {0};
    struct cb_buf text;
    struct cb_lexicon *lexicon = NULL;
    int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 3;

    cb_buf_init(&text, LARGEST);
    if (argc < 2 || rounds < 1) {
        fputs("usage: bench_language FILE [ROUNDS]\n", stderr);
        goto done;
    }
    CB_TRY(cb_io_read_all(argv[1], &text, &err));
    CB_TRY(cb_lexicon_load(CB_GERMAN, NULL, &arena, &lexicon, &err));
    CB_TRY(measure(cb_buf_view(&text), rounds, lexicon, &err));
done:
    if (err.text[0])
        fprintf(stderr, "bench_language: %s\n", err.text);
    cb_buf_release(&text);
    cb_arena_release(&arena);
    return rc == CB_OK ? 0 : 1;
}
