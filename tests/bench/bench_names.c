/* usage: bench_names FILE [ROUNDS [NAMES]]
 * How fast the stage of names reads FILE, cut into articles of ARTICLE bytes with a passage for each line,
 * behind the language layer; with NAMES names of a user, made up, beside the lists. Instructions per byte
 * (Linux, where the kernel counts them) are the same in every run; seconds are not. The best of ROUNDS
 * counts. For valgrind: --tool=callgrind --toggle-collect=cb_names_find */
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

/* ---- a user's names ---- */

/* "Balomire Gutavo": as long as names are, with the letters of none. */
static struct cb_str made_up_name(struct cb_arena *arena, uint32_t number)
{
    static const char *const SYLLABLES[] = {"ba", "lo", "mi", "re", "gu", "ta", "vo", "ne"};
    char text[24];
    size_t len = 0;

    for (int word = 0; word < 2; word++) {
        for (int s = 0; s < 3 + word; s++, number /= 8) {
            memcpy(text + len, SYLLABLES[number % 8], 2);
            text[len] = (char)(text[len] - (s == 0 ? 'a' - 'A' : 0));
            len += 2;
        }
        if (word == 0)
            text[len++] = ' ';
    }
    return cb_arena_copy(arena, (struct cb_str){text, len});
}

static cb_status add_names(struct cb_lexicon *lexicon, size_t count, struct cb_arena *arena,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_list *list;
    struct cb_list_row *rows = CB_NEW_ARRAY(arena, struct cb_list_row, count);

    CB_TRY_NEW(rows);
    for (size_t i = 0; i < count; i++) {
        struct cb_str *fields = CB_NEW_ARRAY(arena, struct cb_str, CB_NAMES_COLUMNS);
        CB_TRY_NEW(fields);
        fields[CB_NAMES_NAME] = made_up_name(arena, (uint32_t)(i * 13));
        fields[CB_NAMES_KIND] = CB_STR("organization");
        fields[CB_NAMES_ALIASES] = CB_STR("");
        CB_TRY_NEW(fields[CB_NAMES_NAME].ptr);
        rows[i].fields = fields;
    }
    CB_TRY(cb_list_of_names(rows, count, arena, &list, err));
    cb_lexicon_use_names(lexicon, list);
done:
    return rc;
}

/* ---- the stage ---- */

struct reader {
    const struct cb_lexicon *lexicon;
    struct cb_vocabulary *vocabulary;
    struct cb_name_vocabulary *names;
    int counter;
};

struct totals {
    double seconds;
    uint64_t instructions, names;
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

static cb_status run_article(const struct reader *reader, struct cb_str text, struct cb_arena *arena,
                             struct totals *totals, struct cb_err *err)
{
    cb_status rc;
    struct cb_document doc = {.arena = arena, .text = text, .published = CB_STR("2025-03-10")};
    struct cb_facts facts = {0};
    double start;
    uint64_t before;

    CB_TRY(mark_lines(&doc, err));
    CB_TRY(cb_language_analyze(&doc, reader->lexicon, reader->vocabulary, err));
    start = now();
    before = read_counter(reader->counter);
    CB_TRY(cb_names_find(&doc, reader->lexicon, reader->names, &facts, err));
    totals->instructions += read_counter(reader->counter) - before;
    totals->seconds += now() - start;
    totals->names += facts.mentions.count;
done:
    return rc;
}

static cb_status run_articles(const struct reader *reader, struct cb_str text, struct totals *totals,
                              struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_arena arena = {0};

    while (text.len > 0) {
        size_t end = text.len > ARTICLE ? cb_str_find(text, CB_STR("\n"), ARTICLE) : SIZE_MAX;
        end = end == SIZE_MAX ? text.len : end + 1;
        CB_TRY(run_article(reader, cb_str_sub(text, 0, end), &arena, totals, err));
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
    struct reader reader = {.lexicon = lexicon, .counter = open_counter()};

    CB_TRY(cb_vocabulary_new(lexicon, &reader.vocabulary, err));
    CB_TRY(cb_name_vocabulary_new(lexicon, &reader.names, err));
    for (int r = 0; r < rounds; r++) {
        struct totals totals = {0};
        CB_TRY(run_articles(&reader, text, &totals, err));
        if (r == 0 || totals.seconds < best.seconds)
            best = totals;
    }
    printf("names: %.1f MB/s, %.1f names in 1,000 bytes", (double)text.len / 1e6 / best.seconds,
           (double)best.names * 1000 / (double)text.len);
    if (best.instructions > 0)
        printf(", %.1f instructions per byte", (double)best.instructions / (double)text.len);
    puts("");
done:
    cb_vocabulary_free(reader.vocabulary);
    cb_name_vocabulary_free(reader.names);
    if (reader.counter >= 0)
        close(reader.counter);
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
    long names = argc > 3 ? strtol(argv[3], NULL, 10) : 0;

    cb_buf_init(&text, LARGEST);
    if (argc < 2 || rounds < 1 || names < 0) {
        fputs("usage: bench_names FILE [ROUNDS [NAMES]]\n", stderr);
        goto done;
    }
    CB_TRY(cb_io_read_all(argv[1], &text, &err));
    CB_TRY(cb_lexicon_load(CB_GERMAN, NULL, &arena, &lexicon, &err));
    if (names > 0)
        CB_TRY(add_names(lexicon, (size_t)names, &arena, &err));
    CB_TRY(measure(cb_buf_view(&text), rounds, lexicon, &err));
done:
    if (err.text[0])
        fprintf(stderr, "bench_names: %s\n", err.text);
    cb_buf_release(&text);
    cb_arena_release(&arena);
    return rc == CB_OK ? 0 : 1;
}
