/* usage: growth [BYTES [NAME...]]
 * How the cost of an import grows with the text, for the texts of pathological.c, or those named: processor
 * time per kilobyte, the least of a few rounds, for a text of BYTES (default 100000) and for one of twice
 * that. Where the second is well above the first, the cost grows faster than the text: such a row ends with
 * '!'. The exit code is 1 when there is one. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "claimbase.h"
#include "fuzz/pathological.h"

enum { ROUNDS = 5 };

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void stop(const char *why)
{
    fprintf(stderr, "growth: %s\n", why);
    exit(2);
}

/* Imports the text into an empty knowledge base, in memory. */
static double import_once(struct cb_str text, const char *language)
{
    struct cb_err err = {0};
    struct cb_kb *kb = NULL;
    struct cb_article_meta meta = {.language = language};
    double start;

    if (cb_kb_open(":memory:", CB_OPEN_CREATE, NULL, &kb, &err) != CB_OK ||
        cb_kb_import_text(kb, "Ja.", 3, &meta, NULL, &err) != CB_OK) /* loads the word lists */
        stop(err.text);
    start = seconds();
    if (cb_kb_import_text(kb, text.ptr, text.len, &meta, NULL, &err) != CB_OK && err.code != CB_BAD_INPUT)
        stop(err.text);
    start = seconds() - start;
    cb_kb_close(kb);
    return start;
}

/* Microseconds per kilobyte. */
static double cost(const struct pathological *text, size_t bytes, const char *language)
{
    struct cb_arena arena = {0};
    struct cb_str s = pathological_text(text, bytes, &arena);
    double least = 1e9;

    if (!s.ptr)
        stop("out of memory");
    for (int i = 0; i < ROUNDS && least * i < 5; i++) {
        double t = import_once(s, language);
        least = t < least ? t : least;
    }
    cb_arena_release(&arena);
    return least * 1e6 / ((double)s.len / 1e3);
}

static bool is_named(const char *name, char **names, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return count == 0;
}

int main(int argc, char **argv)
{
    static const char *const LANGUAGES[] = {"de", "en"};
    size_t bytes = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
    int names = argc > 2 ? argc - 2 : 0, code = 0;

    printf("%-36s    %9zu %9zu  growth (microseconds per kilobyte)\n", "text", bytes, bytes * 2);
    for (const struct pathological *t = pathological_texts; t->name; t++) {
        for (size_t l = 0; is_named(t->name, argv + 2, names) && l < 2; l++) {
            double once = cost(t, bytes, LANGUAGES[l]), twice = cost(t, bytes * 2, LANGUAGES[l]);
            bool fast = twice > 1.35 * once;
            printf("%-36s %s %9.1f %9.1f %7.2f%s\n", t->name, LANGUAGES[l], once, twice, twice / once,
                   fast ? " !" : "");
            fflush(stdout);
            code = fast ? 1 : code;
        }
    }
    return code;
}
