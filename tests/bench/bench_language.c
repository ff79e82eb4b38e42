/* usage: bench_language FILE [ROUNDS]
 * How fast the stages of the language layer read FILE, one article with a passage for each line, and the same
 * text cut into articles of BENCH_ARTICLE bytes. Beside each figure its share of what a plain loop that
 * decodes UTF-8 reaches in the same run: machines differ, the ratio less. The best of ROUNDS counts. */
#include <stdio.h>
#include <stdlib.h>

#include "bench/bench.h"
#include "language/clause.h"
#include "language/language.h"
#include "language/stages.h"
#include "support/lines.h"
#include "text/fold.h"

enum stage { TOKENS, SENTENCES, TAGS, CLAUSES, WHOLE, STAGES };

static const char *const NAMES[STAGES] = {"tokens", "quotations, sentences", "tags, readings", "clauses",
                                          "whole layer"};

/* ---- what the machine can do ---- */

static double copying(struct cb_str text, int rounds)
{
    char *copy = malloc(text.len + 1);
    double best = 1e9;

    for (int r = 0; copy && r < rounds; r++) {
        double start = bench_now();
        memcpy(copy, text.ptr, text.len);
        __asm__ volatile("" : : "r"(copy) : "memory");
        best = bench_now() - start < best ? bench_now() - start : best;
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
        double start = bench_now();
        for (size_t i = 0; i < text.len; i += size)
            all += cb_char_first(cb_str_sub(text, i, text.len), &size);
        sum += all;
        best = bench_now() - start < best ? bench_now() - start : best;
    }
    return best;
}

/* ---- the stages ---- */

struct reader {
    const struct cb_lexicon *lexicon;
    struct cb_vocabulary *stages, *whole;
};

/* The stages one after the other, each over the whole article. */
static cb_status run_stages(struct cb_document *doc, const struct reader *reader, struct bench_cost *costs,
                            struct cb_err *err)
{
    cb_status rc;
    struct bench_clock clock;

    CB_TRY(cb_vocabulary_trim(reader->stages, err));
    CB_TRY(lines_mark(doc, err));
    for (size_t p = 0; p < doc->passages.count; p++) {
        uint32_t first = (uint32_t)doc->tokens.count;
        clock = bench_start();
        CB_TRY(cb_tokens_scan(doc, doc->passages.items[p].span, reader->stages, err));
        bench_stop(clock, 0, &costs[TOKENS]);
        clock = bench_start();
        CB_TRY(cb_quotations_pair(doc, first, err));
        CB_TRY(cb_sentences_split(doc, first, (uint32_t)p, reader->lexicon, err));
        bench_stop(clock, 0, &costs[SENTENCES]);
    }
    clock = bench_start();
    CB_TRY(cb_tokens_tag(doc, reader->stages, err));
    bench_stop(clock, 0, &costs[TAGS]);
    clock = bench_start();
    CB_TRY(cb_clauses_find(doc, reader->lexicon, err));
    bench_stop(clock, 0, &costs[CLAUSES]);
done:
    return rc;
}

/* One text through the stages by themselves and through the layer as it is used. */
static cb_status read_article(void *context, struct cb_str text, struct cb_arena *arena,
                              struct bench_cost *costs, struct cb_err *err)
{
    cb_status rc;
    const struct reader *reader = context;
    struct cb_document doc = {.arena = arena, .text = text};
    struct bench_clock clock;

    CB_TRY(run_stages(&doc, reader, costs, err));
    cb_arena_clear(arena);
    doc = (struct cb_document){.arena = arena, .text = text};
    CB_TRY(lines_mark(&doc, err));
    clock = bench_start();
    CB_TRY(cb_language_analyze(&doc, reader->lexicon, reader->whole, err));
    bench_stop(clock, 0, &costs[WHOLE]);
done:
    return rc;
}

static void print_row(const char *name, double megabytes, double seconds, double decoded)
{
    printf("  %-24s %9.1f MB/s  %6.3f of decoding\n", name, megabytes / seconds, decoded / seconds);
}

static cb_status measure(const struct bench_input *input, struct cb_err *err)
{
    cb_status rc;
    struct cb_str text = cb_buf_view(&input->bytes);
    double megabytes = (double)text.len / 1e6, decoded = decoding(text, input->rounds);
    struct reader reader = {.lexicon = input->lexicon};

    print_row("memcpy", megabytes, copying(text, input->rounds), decoded);
    print_row("decoding UTF-8", megabytes, decoded, decoded);
    CB_TRY(cb_vocabulary_new(input->lexicon, &reader.stages, err));
    CB_TRY(cb_vocabulary_new(input->lexicon, &reader.whole, err));
    for (int small = 1; small >= 0; small--) {
        struct bench_cost costs[STAGES] = {0};
        CB_TRY(bench_run(input, small ? BENCH_ARTICLE : BENCH_LARGEST, read_article, &reader, costs, STAGES,
                         err));
        printf(small ? "articles of %d bytes\n" : "one article\n", BENCH_ARTICLE);
        for (int s = 0; s < STAGES; s++)
            print_row(NAMES[s], megabytes, costs[s].seconds, decoded);
    }
done:
    cb_vocabulary_free(reader.stages);
    cb_vocabulary_free(reader.whole);
    return rc;
}

int main(int argc, char **argv)
{
    cb_status rc;
    struct cb_err err = {0};
    struct bench_input input;

    CB_TRY(bench_open(argc, argv, "bench_language FILE [ROUNDS]", &input, &err));
    CB_TRY(measure(&input, &err));
done:
    bench_close(&input);
    return bench_end("bench_language", rc, &err);
}
