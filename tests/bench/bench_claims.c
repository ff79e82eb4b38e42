/* usage: bench_claims FILE [ROUNDS]
 * How fast the stage of claims reads FILE, cut into articles with a passage for each line, behind everything
 * that goes before it: language, names, citations, figures. The best of ROUNDS counts. */
#include "bench/bench.h"
#include "extract/extract.h"
#include "language/language.h"
#include "resolve/resolve.h"
#include "support/lines.h"

static cb_status read_article(void *context, struct cb_str text, struct cb_arena *arena,
                              struct bench_cost *cost, struct cb_err *err)
{
    cb_status rc;
    const struct cb_lexicon *lexicon = context;
    struct cb_document doc = {.arena = arena, .text = text, .published = CB_STR("2025-03-10")};
    struct cb_facts facts = {0};
    struct bench_clock clock;

    CB_TRY(lines_mark(&doc, err));
    CB_TRY(cb_language_analyze(&doc, lexicon, NULL, err));
    CB_TRY(cb_names_find(&doc, lexicon, NULL, &facts, err));
    CB_TRY(cb_resolve_names(&doc, lexicon, &facts, err));
    CB_TRY(cb_citations_find(&doc, lexicon, &facts, err));
    CB_TRY(cb_figures_find(&doc, lexicon, &facts, err));
    clock = bench_start();
    CB_TRY(cb_claims_find(&doc, lexicon, &facts, err));
    bench_stop(clock, facts.claims.count, cost);
done:
    return rc;
}

int main(int argc, char **argv)
{
    cb_status rc;
    struct cb_err err = {0};
    struct bench_input input;
    struct bench_cost cost = {0};

    CB_TRY(bench_open(argc, argv, "bench_claims FILE [ROUNDS]", &input, &err));
    CB_TRY(bench_run(&input, BENCH_ARTICLE, read_article, input.lexicon, &cost, 1, &err));
    bench_print("claims", "claims", &cost, input.bytes.len);
done:
    bench_close(&input);
    return bench_end("bench_claims", rc, &err);
}
