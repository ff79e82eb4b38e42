/* usage: bench_figures FILE [ROUNDS]
 * How fast the stages of figures and dates and of propositions read FILE, cut into articles of ARTICLE bytes
 * with a passage for each line, behind the language layer and the finder of names. Instructions per byte
 * (Linux, where the kernel counts them) are the same in every run; seconds are not. The best of ROUNDS
 * counts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#endif

#include "base/buf.h"
#include "base/io.h"
#include "extract/extract.h"
#include "language/language.h"

enum { ARTICLE = 6000, LARGEST = 1 << 30 };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- instructions ---- */

/* A counter of this thread's instructions; -1 where there is none. */
static int open_counter(void)
{
#ifdef __linux__
    struct perf_event_attr attr = {.type = PERF_TYPE_HARDWARE,
                                   .size = sizeof attr,
                                   .config = PERF_COUNT_HW_INSTRUCTIONS,
                                   .exclude_kernel = 1};

    return (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
#else
    return -1;
#endif
}

static uint64_t read_counter(int counter)
{
    uint64_t value = 0;

    return counter >= 0 && read(counter, &value, sizeof value) == sizeof value ? value : 0;
}

/* ---- the stage ---- */

enum stage { FIGURES, PROPOSITIONS, STAGES };
static const char *const NAMES[STAGES] = {"figures and dates", "propositions"};

struct totals {
    double seconds[STAGES];
    uint64_t instructions[STAGES], found[STAGES];
};

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

static cb_status run_stage(enum stage stage, const struct cb_document *doc, const struct cb_lexicon *lexicon,
                           struct cb_facts *facts, int counter, struct totals *totals, struct cb_err *err)
{
    double start = now();
    uint64_t before = read_counter(counter);
    cb_status rc = stage == FIGURES ? cb_figures_find(doc, lexicon, facts, err)
                                    : cb_propositions_find(doc, lexicon, facts, err);

    totals->instructions[stage] += read_counter(counter) - before;
    totals->seconds[stage] += now() - start;
    totals->found[stage] += stage == FIGURES ? facts->figures.count : facts->propositions.count;
    return rc;
}

static cb_status run_article(struct cb_str text, const struct cb_lexicon *lexicon, struct cb_arena *arena,
                             int counter, struct totals *totals, struct cb_err *err)
{
    cb_status rc;
    struct cb_document doc = {.arena = arena, .text = text, .published = CB_STR("2025-03-10")};
    struct cb_facts facts = {0};

    CB_TRY(mark_lines(&doc, err));
    CB_TRY(cb_language_analyze(&doc, lexicon, NULL, err));
    CB_TRY(cb_names_find(&doc, lexicon, NULL, &facts, err));
    CB_TRY(run_stage(FIGURES, &doc, lexicon, &facts, counter, totals, err));
    CB_TRY(cb_claims_find(&doc, lexicon, &facts, err));
    CB_TRY(run_stage(PROPOSITIONS, &doc, lexicon, &facts, counter, totals, err));
done:
    return rc;
}

static cb_status run_articles(struct cb_str text, const struct cb_lexicon *lexicon, int counter,
                              struct totals *totals, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_arena arena = {0};

    while (text.len > 0) {
        size_t end = text.len > ARTICLE ? cb_str_find(text, CB_STR("\n"), ARTICLE) : SIZE_MAX;
        end = end == SIZE_MAX ? text.len : end + 1;
        CB_TRY(run_article(cb_str_sub(text, 0, end), lexicon, &arena, counter, totals, err));
        cb_arena_clear(&arena);
        text = cb_str_sub(text, end, text.len);
    }
done:
    cb_arena_release(&arena);
    return rc;
}

static cb_status measure(struct cb_str text, int rounds, const struct cb_lexicon *lexicon, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct totals best = {0};
    int counter = open_counter();

    for (int r = 0; r < rounds; r++) {
        struct totals totals = {0};
        CB_TRY(run_articles(text, lexicon, counter, &totals, err));
        for (int s = 0; s < STAGES; s++)
            if (r == 0 || totals.seconds[s] < best.seconds[s]) {
                best.seconds[s] = totals.seconds[s];
                best.instructions[s] = totals.instructions[s];
                best.found[s] = totals.found[s];
            }
    }
    for (int s = 0; s < STAGES; s++) {
        printf("%s: %.1f MB/s, %.1f found in 1,000 bytes", NAMES[s], (double)text.len / 1e6 / best.seconds[s],
               (double)best.found[s] * 1000 / (double)text.len);
        if (best.instructions[s] > 0)
            printf(", %.1f instructions per byte", (double)best.instructions[s] / (double)text.len);
        puts("");
    }
done:
    if (counter >= 0)
        close(counter);
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
        fputs("usage: bench_figures FILE [ROUNDS]\n", stderr);
        goto done;
    }
    CB_TRY(cb_io_read_all(argv[1], &text, &err));
    CB_TRY(cb_lexicon_load(CB_GERMAN, NULL, &arena, &lexicon, &err));
    CB_TRY(measure(cb_buf_view(&text), rounds, lexicon, &err));
done:
    if (err.text[0])
        fprintf(stderr, "bench_figures: %s\n", err.text);
    cb_buf_release(&text);
    cb_arena_release(&arena);
    return rc == CB_OK ? 0 : 1;
}
