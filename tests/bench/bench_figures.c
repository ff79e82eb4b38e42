/* usage: bench_figures FILE [ROUNDS]
 * How fast the stages of figures and dates and of propositions read FILE, cut into articles with a passage
 * for each line, behind the language layer and the finder of names. The best of ROUNDS counts. */
#include "bench/bench.h"
#include "extract/extract.h"
#include "language/language.h"
#include "support/lines.h"

enum stage { FIGURES, PROPOSITIONS, STAGES };
static const char *const NAMES[STAGES] = {"figures and dates", "propositions"};

static cb_status read_article(void *context, struct cb_str text, struct cb_arena *arena,
                              struct bench_cost *costs, struct cb_err *err)
{
    cb_status rc;
    const struct cb_lexicon *lexicon = context;
    struct cb_document doc = {.arena = arena, .text = text, .published = CB_STR("2025-03-10")};
    struct cb_facts facts = {0};
    struct bench_clock clock;

    CB_TRY(lines_mark(&doc, err));
    CB_TRY(cb_language_analyze(&doc, lexicon, NULL, err));
    CB_TRY(cb_names_find(&doc, lexicon, NULL, &facts, err));
    clock = bench_start();
    CB_TRY(cb_figures_find(&doc, lexicon, &facts, err));
    bench_stop(clock, facts.figures.count, &costs[FIGURES]);
    CB_TRY(cb_claims_find(&doc, lexicon, &facts, err));
    clock = bench_start();
    CB_TRY(cb_propositions_find(&doc, lexicon, &facts, err));
    bench_stop(clock, facts.propositions.count, &costs[PROPOSITIONS]);
done:
    return rc;
}

int main(int argc, char **argv)
{
    cb_status rc;
    struct cb_err err = {0};
    struct bench_input input;
    struct bench_cost costs[STAGES] = {0};

    CB_TRY(bench_open(argc, argv, "bench_figures FILE [ROUNDS]", &input, &err));
    CB_TRY(bench_run(&input, BENCH_ARTICLE, read_article, input.lexicon, costs, STAGES, &err));
    for (int s = 0; s < STAGES; s++)
        bench_print(NAMES[s], "found", &costs[s], input.bytes.len);
done:
    bench_close(&input);
    return bench_end("bench_figures", rc, &err);
}
