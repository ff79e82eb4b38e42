#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#endif

enum { STAGES_MAX = 8 };

double bench_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

long bench_number(int argc, char **argv, int place, long otherwise)
{
    return argc > place ? strtol(argv[place], NULL, 10) : otherwise;
}

int bench_end(const char *program, cb_status rc, const struct cb_err *err)
{
    if (rc != CB_OK)
        fprintf(stderr, "%s: %s\n", program, err->text);
    return rc == CB_OK ? 0 : 1;
}

/* ---- one stage ---- */

/* A counter of this thread's instructions, open until the program ends; -1 where there is none. */
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

static uint64_t instructions(void)
{
    static int counter = -2;
    uint64_t value = 0;

    if (counter == -2)
        counter = open_counter();
    return counter >= 0 && read(counter, &value, sizeof value) == sizeof value ? value : 0;
}

struct bench_clock bench_start(void)
{
    double start = bench_now();

    return (struct bench_clock){start, instructions()};
}

void bench_stop(struct bench_clock clock, size_t found, struct bench_cost *cost)
{
    cost->instructions += instructions() - clock.before;
    cost->seconds += bench_now() - clock.start;
    cost->found += found;
}

void bench_print(const char *stage, const char *things, const struct bench_cost *cost, size_t bytes)
{
    printf("%s: %.1f MB/s, %.1f %s in 1,000 bytes", stage, (double)bytes / 1e6 / cost->seconds,
           (double)cost->found * 1000 / (double)bytes, things);
    if (cost->instructions > 0)
        printf(", %.1f instructions per byte", (double)cost->instructions / (double)bytes);
    puts("");
}

/* ---- a file ---- */

cb_status bench_open(int argc, char **argv, const char *usage, struct bench_input *out, struct cb_err *err)
{
    cb_status rc;
    long rounds = bench_number(argc, argv, 2, 3);

    *out = (struct bench_input){.rounds = (int)rounds};
    cb_buf_init(&out->bytes, BENCH_LARGEST);
    if (argc < 2 || rounds < 1)
        return cb_err_set(err, CB_BAD_INPUT, "usage: %s", usage);
    CB_TRY(cb_io_read_all(argv[1], &out->bytes, err));
    CB_TRY(cb_lexicon_load(CB_GERMAN, NULL, &out->arena, &out->lexicon, err));
done:
    return rc;
}

void bench_close(struct bench_input *input)
{
    cb_buf_release(&input->bytes);
    cb_arena_release(&input->arena);
}

static cb_status read_articles(struct cb_str text, size_t size, bench_article *read_one, void *context,
                               struct bench_cost *costs, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_arena arena = {0};

    while (text.len > 0) {
        size_t end = text.len > size ? cb_str_find(text, CB_STR("\n"), size) : SIZE_MAX;
        end = end == SIZE_MAX ? text.len : end + 1;
        CB_TRY(read_one(context, cb_str_sub(text, 0, end), &arena, costs, err));
        cb_arena_clear(&arena);
        text = cb_str_sub(text, end, text.len);
    }
done:
    cb_arena_release(&arena);
    return rc;
}

cb_status bench_run(const struct bench_input *input, size_t size, bench_article *read_one, void *context,
                    struct bench_cost *costs, size_t stages, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (stages > STAGES_MAX)
        CB_BUG("more stages than places for them");
    for (int r = 0; r < input->rounds; r++) {
        struct bench_cost spent[STAGES_MAX] = {0};
        CB_TRY(read_articles(cb_buf_view(&input->bytes), size, read_one, context, spent, err));
        for (size_t s = 0; s < stages; s++)
            if (r == 0 || spent[s].seconds < costs[s].seconds)
                costs[s] = spent[s];
    }
done:
    return rc;
}
