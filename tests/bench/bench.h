/* What the measuring programs share: their arguments, the clock, the counter of instructions, and the reading
 * of a file article by article. */
#ifndef CB_TESTS_BENCH_BENCH_H
#define CB_TESTS_BENCH_BENCH_H

#include "base/buf.h"
#include "base/io.h"
#include "lexicon/lexicon.h"

enum { BENCH_ARTICLE = 6000, BENCH_LARGEST = 1 << 30 }; /* bytes of an article, of a file */

/* Seconds of processor time. */
double bench_now(void);

/* argv[place] as a number, `otherwise` where it is missing. */
long bench_number(int argc, char **argv, int place, long otherwise);

/* Prints what went wrong, if something did; gives what main returns. */
int bench_end(const char *program, cb_status rc, const struct cb_err *err);

/* ---- one stage ---- */

/* Instructions are zero where the kernel does not count them (anywhere but on Linux); where it does they are
 * the same in every run, while seconds are not. */
struct bench_cost {
    double seconds;
    uint64_t instructions, found;
};

struct bench_clock {
    double start;
    uint64_t before;
};

struct bench_clock bench_start(void);

/* Adds what was spent since bench_start, and what was found. */
void bench_stop(struct bench_clock clock, size_t found, struct bench_cost *cost);

/* Prints the speed of a stage over a text of `bytes`, and how much of `things` it found there. */
void bench_print(const char *stage, const char *things, const struct bench_cost *cost, size_t bytes);

/* ---- a file ---- */

struct bench_input {
    struct cb_arena arena;
    struct cb_buf bytes;
    struct cb_lexicon *lexicon; /* the German lists */
    int rounds;
};

/* Reads the file argv[1], takes the rounds from argv[2] (3 where they are missing) and loads the lists.
 * CB_BAD_INPUT with `usage` as the message. The caller ends it with bench_close in any case. */
cb_status bench_open(int argc, char **argv, const char *usage, struct bench_input *out, struct cb_err *err);
void bench_close(struct bench_input *input);

/* Reads one article, in an arena that is cleared behind it, and adds to the costs of its stages. */
typedef cb_status bench_article(void *context, struct cb_str text, struct cb_arena *arena,
                                struct bench_cost *costs, struct cb_err *err);

/* Cuts the input into articles of about `size` bytes at line ends and reads all of them, input->rounds times;
 * costs[0..stages) become the least that each stage took. */
cb_status bench_run(const struct bench_input *input, size_t size, bench_article *read_one, void *context,
                    struct bench_cost *costs, size_t stages, struct cb_err *err);

#endif
