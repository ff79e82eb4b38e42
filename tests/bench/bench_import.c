/* usage: bench_import FILE FOLDER [JOBS...]
 * What importing FILE (lines of JSON, as bench_articles writes them) costs, stage by stage and by threads (1
 * and 2 where none are named), beside what the machine can do at all: copying memory, and writing the same
 * texts into one bare SQLite table. Each row is measured in a process of its own; databases are made in
 * FOLDER. CPU time is what compares on a machine that others use, too. The last import's file is taken apart:
 * bytes of each table and index for a byte of text. */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/kb.h"
#include "reader/reader.h"

struct job {
    const char *file;
    char path[512]; /* of the database */
    unsigned jobs;
};

struct cost {
    double wall, cpu, megabytes; /* of memory */
};

static double text_bytes; /* of all articles */

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void stop(const char *what, const struct cb_err *err)
{
    fprintf(stderr, "bench_import: %s: %s\n", what, err ? err->text : "failed");
    exit(1);
}

/* Runs `step` in a process of its own. */
static struct cost measure(void (*step)(const struct job *), const struct job *job)
{
    struct cost cost = {.wall = now()};
    struct rusage used;
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        step(job);
        exit(0);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0)
        stop("a step", NULL);
    cost.wall = now() - cost.wall;
    cost.cpu = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
               (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    cost.megabytes = (double)used.ru_maxrss / 1024;
    return cost;
}

/* ---- steps ---- */

/* Every article of the file, extracted or not; the bytes of their texts. */
static double go_through(const struct job *job, bool extract)
{
    struct cb_kb *kb = NULL;
    struct cb_reader *reader = NULL;
    struct cb_arena arena = {0};
    struct cb_err err;
    const char *place;
    double bytes = 0;
    bool more = true;

    if (cb_kb_open(":memory:", CB_OPEN_CREATE, NULL, &kb, &err) != CB_OK ||
        cb_kb_load_lexicons(kb, &err) != CB_OK || cb_reader_open(job->file, &reader, &err) != CB_OK)
        stop(job->file, &err);
    cb_reader_set_lexicons(reader, kb->lexicons);
    while (more) {
        struct cb_article article = {.doc.arena = &arena};
        cb_arena_clear(&arena);
        if (cb_reader_next(reader, &article.doc, &more, &place, &err) != CB_OK)
            stop(place, &err);
        bytes += more ? (double)article.doc.text.len : 0;
        if (more && extract && cb_article_extract(kb, &article, &err) != CB_OK)
            stop(place, &err);
    }
    cb_reader_close(reader);
    cb_arena_release(&arena);
    cb_kb_close(kb);
    return bytes;
}

static void read_only(const struct job *job)
{
    go_through(job, false);
}

static void read_and_extract(const struct job *job)
{
    go_through(job, true);
}

static void import_all(const struct job *job)
{
    struct cb_kb *kb = NULL;
    struct cb_err err;
    struct cb_import_options options = {.jobs = job->jobs};

    unlink(job->path);
    if (cb_kb_open(job->path, CB_OPEN_CREATE, NULL, &kb, &err) != CB_OK ||
        cb_kb_import(kb, &job->file, 1, &options, NULL, &err) != CB_OK)
        stop(job->path, &err);
    cb_kb_close(kb);
}

static void nothing(const struct job *job)
{
    (void)job;
}

static void copy_memory(const struct job *job)
{
    static char from[1 << 20], to[1 << 20];

    (void)job;
    for (double done = 0; done < text_bytes; done += sizeof from) {
        memset(from, (int)done & 0xFF, 1);
        memcpy(to, from, sizeof from);
        __asm__ volatile("" : : "r"(to) : "memory");
    }
}

/* The texts alone: one table, one transaction, durable at the end. */
static void insert_texts(const struct job *job)
{
    struct cb_reader *reader = NULL;
    struct cb_arena arena = {0};
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    const char *place;
    bool more = true;

    unlink(job->path);
    if (sqlite3_open(job->path, &db) != SQLITE_OK ||
        sqlite3_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT); BEGIN", NULL, NULL, NULL) !=
            SQLITE_OK ||
        sqlite3_prepare_v2(db, "INSERT INTO t (text) VALUES (?)", -1, &stmt, NULL) != SQLITE_OK ||
        cb_reader_open(job->file, &reader, NULL) != CB_OK)
        stop(job->path, NULL);
    while (more) {
        struct cb_document doc = {.arena = &arena};
        cb_arena_clear(&arena);
        if (cb_reader_next(reader, &doc, &more, &place, NULL) != CB_OK)
            stop(job->path, NULL);
        sqlite3_bind_text(stmt, 1, more ? doc.text.ptr : "", (int)doc.text.len, SQLITE_STATIC);
        sqlite3_step(stmt);
        sqlite3_reset(stmt);
    }
    sqlite3_finalize(stmt);
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    sqlite3_close(db);
    cb_reader_close(reader);
    cb_arena_release(&arena);
}

/* ---- results ---- */

static void print_row(const char *what, struct cost cost, struct cost less)
{
    double cpu = cost.cpu - less.cpu, wall = cost.wall - less.wall;

    printf("%-42s %8.2f s CPU %8.2f s wall %10.2f MB/s CPU %10.2f MB/s wall %7.0f MB\n", what, cpu, wall,
           cpu > 0 ? text_bytes / 1e6 / cpu : 0, wall > 0 ? text_bytes / 1e6 / wall : 0, cost.megabytes);
}

static void print_sizes(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    struct stat st;

    if (stat(path, &st) == 0)
        printf("\nfile: %.2f bytes a byte of text, of that\n", (double)st.st_size / text_bytes);
    sqlite3_open(path, &db);
    if (sqlite3_prepare_v2(db, "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 24",
                           -1, &stmt, NULL) == SQLITE_OK)
        while (sqlite3_step(stmt) == SQLITE_ROW)
            printf("  %-34s %6.3f\n", (const char *)sqlite3_column_text(stmt, 0),
                   sqlite3_column_double(stmt, 1) / text_bytes);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}

int main(int argc, char **argv)
{
    static const unsigned DEFAULT_JOBS[] = {1, 2};
    struct job job = {.file = argc > 1 ? argv[1] : NULL};
    struct cost start, read, extract, cost, raw;
    int count = argc > 3 ? argc - 3 : 2;
    double first = 0;

    if (argc < 3) {
        fprintf(stderr, "usage: bench_import FILE FOLDER [JOBS...]\n");
        return 2;
    }
    snprintf(job.path, sizeof job.path, "%s/bench.db", argv[2]);
    text_bytes = go_through(&job, false);
    printf("%s: %.1f MB of text\n", job.file, text_bytes / 1e6);
    start = measure(nothing, &job);
    print_row("copying memory", measure(copy_memory, &job), start);
    raw = measure(insert_texts, &job);
    print_row("reading, and the texts into a bare table", raw, start);
    read = measure(read_only, &job);
    print_row("reading (with the start: word lists)", read, start);
    extract = measure(read_and_extract, &job);
    print_row("extraction", extract, read);
    for (int i = 0; i < count; i++) {
        char what[64];
        job.jobs = argc > 3 ? (unsigned)strtoul(argv[3 + i], NULL, 10) : DEFAULT_JOBS[i];
        cost = measure(import_all, &job);
        snprintf(what, sizeof what, "import, %u thread%s", job.jobs, job.jobs > 1 ? "s" : "");
        print_row(what, cost, start);
        if (job.jobs == 1)
            print_row("  of that storing and linking", cost, extract);
        if (i == 0)
            first = cost.wall;
        printf("  %.1f x the CPU time of the bare table, %.2f x the speed of the first\n", cost.cpu / raw.cpu,
               first / cost.wall);
    }
    print_sizes(job.path);
    unlink(job.path);
    return 0;
}
