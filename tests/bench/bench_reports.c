/* usage: bench_reports DATABASE [SECONDS [REPORT...]]
 * What each stored report costs on DATABASE, written as CSV to nowhere: as it runs without parameters and
 * with `limit` = 50, for one entity that is at the top, in the middle and far down in the list of speakers by
 * their claims (50 rows, and all), and for words of the texts. The time is CPU time of a warm run, median and
 * largest of a few; "scan" is its ratio to reading the texts of all articles once, in the same run: what is
 * bound to one entity has to be far below 1 and to stay where it is while the base grows. All of it takes
 * SECONDS (100) at most: each way of asking has its share for repeated runs, and a run that takes five times
 * that is stopped ("-"). The runs of 50 rows come first; below them stand their 95th percentiles, by class,
 * beside what they should be on a million articles, and rows a second of the largest tables as CSV, beside
 * those of the sqlite3 shell. */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "claimbase.h"

enum { RUNS = 5, NAMES = 3, PLACES = 3, SLOW_MS = 1000, STOPPED_BEHIND = 5, COPIED = 1 << 28 };

/* Parameters that name an entity. */
static const char *const ENTITY_PARAMS[] = {"speaker", "entity", "person", "who", "subject", "a"};

static struct {
    const char *label;
    double share; /* how far down the list */
    char names[NAMES][256];
    int count;
} places[PLACES] = {{.label = "top"}, {.label = "middle", .share = 0.02}, {.label = "rare", .share = 0.7}};

/* Words to look for: long ones, by their place in the alphabet. */
static char words[NAMES][256];

/* What a run belongs to, and the milliseconds that 95 of 100 warm runs should take on a million articles. */
enum class { ONE_ENTITY, CONFLICTS, WHOLE_BASE, FULL_TEXT, CLASSES, NO_CLASS };
static const struct {
    const char *label;
    double target;
} CLASS[CLASSES] = {
    {"one entity", 5}, {"conflicts of one entity", 15}, {"whole base", 50}, {"full text", 250}};

static struct {
    double *ms;
    size_t count, capacity;
    int stopped;
} runs_of[CLASSES];

static double scan_ms, text_bytes;

static double cpu_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double wall_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void stop(const char *what, const char *why)
{
    fprintf(stderr, "bench_reports: %s: %s\n", what, why);
    exit(1);
}

static bool take_bytes(void *context, const char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return true;
}

/* ---- the base ---- */

static void run_sql(sqlite3 *db, const char *sql, int (*on_row)(void *, int, char **, char **), void *context)
{
    if (sqlite3_exec(db, sql, on_row, context, NULL) != SQLITE_OK)
        stop(sql, sqlite3_errmsg(db));
}

static int add_name(void *context, int count, char **values, char **columns)
{
    int place = *(int *)context;

    (void)count;
    (void)columns;
    snprintf(places[place].names[places[place].count++], sizeof places[place].names[0], "%s", values[0]);
    return 0;
}

static int add_word(void *context, int count, char **values, char **columns)
{
    (void)count;
    (void)columns;
    snprintf(words[*(int *)context], sizeof words[0], "%s", values[0]);
    return 0;
}

static int add_bytes(void *context, int count, char **values, char **columns)
{
    (void)context;
    (void)count;
    (void)columns;
    text_bytes = values[0] ? (double)strtoull(values[0], NULL, 10) : 0;
    return 0;
}

static void look_at(const char *path)
{
    sqlite3 *db = NULL;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        stop(path, sqlite3_errmsg(db));
    for (int i = 0; i < PLACES; i++) {
        char sql[512];
        snprintf(sql, sizeof sql,
                 "WITH spoken AS (SELECT speaker_id, count(*) AS n FROM claims WHERE speaker_id IS NOT NULL "
                 "GROUP BY 1)"
                 " SELECT e.name FROM spoken AS s JOIN entities AS e ON e.id = s.speaker_id ORDER BY s.n "
                 "DESC, e.id"
                 " LIMIT %d OFFSET (SELECT CAST(%f * count(*) AS integer) FROM spoken)",
                 NAMES, places[i].share);
        run_sql(db, sql, add_name, &i);
    }
    for (int i = 0; i < NAMES; i++) {
        char sql[256];
        snprintf(sql, sizeof sql,
                 "SELECT word FROM words WHERE length(word) >= 12 LIMIT 1 OFFSET"
                 " (SELECT %d * count(*) / %d FROM words WHERE length(word) >= 12)",
                 2 * i + 1, 2 * NAMES);
        run_sql(db, sql, add_word, &i);
    }
    for (int i = 0; i < 2; i++) { /* the second one is warm */
        double start = cpu_ms();
        run_sql(db, "SELECT sum(length(CAST(text AS blob))) FROM articles WHERE instr(text, char(7)) >= 0",
                add_bytes, NULL);
        scan_ms = cpu_ms() - start;
    }
    sqlite3_close(db);
}

/* ---- runs ---- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

struct times {
    double ms[RUNS * NAMES];
    int count;
    uint64_t rows; /* of the last run */
    bool stopped;
};

static void note_run(enum class class, double ms)
{
    if (runs_of[class].count == runs_of[class].capacity) {
        runs_of[class].capacity = runs_of[class].capacity * 2 + 64;
        runs_of[class].ms = realloc(runs_of[class].ms, runs_of[class].capacity * sizeof *runs_of[class].ms);
        if (!runs_of[class].ms)
            stop("runs", "out of memory");
    }
    runs_of[class].ms[runs_of[class].count++] = ms;
}

/* A report with the parameters asked for, as often as it takes. */
struct asked {
    const struct cb_report *report;
    struct cb_param params[2];
    size_t count;
    enum class class;
};

/* What the time is parted by: ways of asking, first counted, then run. */
static struct {
    bool counting;
    int ways, missed;   /* missed: no time was left */
    double share, ends; /* milliseconds; by the clock on the wall */
} plan = {.counting = true};

static void run_once(struct cb_kb *kb, const struct asked *asked, struct times *times, bool warm)
{
    const struct cb_run_options options = {.timeout_ms = (int64_t)(plan.share * STOPPED_BEHIND)};
    const struct cb_sink sink = {.write = take_bytes};
    struct cb_run_result result = {0};
    struct cb_err err;
    double start = cpu_ms(), took;
    cb_status rc = cb_kb_report_run(kb, asked->report->name, asked->params, asked->count, CB_FORMAT_CSV,
                                    &options, &sink, &result, &err);

    took = cpu_ms() - start;
    times->stopped = rc == CB_SYSTEM;
    if (rc != CB_OK && !times->stopped)
        stop(asked->report->name, err.text);
    times->ms[times->count++] = took;
    times->rows = result.rows;
    if (asked->class == NO_CLASS)
        return;
    if (times->stopped)
        runs_of[asked->class].stopped++;
    if (warm || took > SLOW_MS)
        note_run(asked->class, took);
}

static void run_some(struct cb_kb *kb, const struct asked *asked, double share, struct times *times)
{
    double start = wall_ms();

    for (int i = 0; i < RUNS && !times->stopped; i++) {
        if (i > 1 && wall_ms() - start > share)
            break;
        run_once(kb, asked, times, i > 0);
        if (times->ms[times->count - 1] > SLOW_MS)
            break;
    }
}

/* Whether the next way of asking is to be run. */
static bool has_turn(const char *report, const char *what)
{
    if (plan.counting) {
        plan.ways++;
        return false;
    }
    if (wall_ms() < plan.ends)
        return true;
    plan.missed++;
    printf("%-26s %-24s %9s\n", report, what, "no time");
    return false;
}

static void print_times(const char *report, const char *what, struct times *times)
{
    double median, most;

    if (times->stopped) {
        printf("%-26s %-24s %9s %12s %12s %9s\n", report, what, "-", "-", "-", "-");
        return;
    }
    qsort(times->ms, (size_t)times->count, sizeof times->ms[0], by_value);
    median = times->ms[times->count / 2];
    most = times->ms[times->count - 1];
    printf("%-26s %-24s %9" PRIu64 " %12.2f %12.2f %9.3f\n", report, what, times->rows, median, most,
           median / scan_ms);
    fflush(stdout);
}

static bool has_param(const struct cb_report *report, const char *name)
{
    for (size_t i = 0; i < report->param_count; i++)
        if (strcmp(report->params[i].name, name) == 0)
            return true;
    return false;
}

static enum class class_of(const struct cb_report *report, const char *param) {
    static const char *const CONFLICT[] = {"figures-in-conflict", "figure-revisions", "claimed-but-disputed"};

    if (strcmp(param, "words") == 0 || strcmp(param, "topic") == 0) return FULL_TEXT;
    for (size_t i = 0; i < sizeof CONFLICT / sizeof CONFLICT[0];
         i++) if (strcmp(report->name, CONFLICT[i]) == 0) return CONFLICTS;
    return ONE_ENTITY;
}

/* `param` with each of the values, 50 rows or all. */
static void run_for(struct cb_kb *kb, const struct cb_report *report, const char *param, const char *label,
                    char values[NAMES][256], int count, bool all)
{
    struct asked asked = {
        report, {{param, NULL}, {"limit", "50"}}, all ? 1 : 2, all ? NO_CLASS : class_of(report, param)};
    struct times times = {0};
    char what[64];

    snprintf(what, sizeof what, "%s, %s%s", param, label, all ? ", all rows" : "");
    if (count == 0 || !has_turn(report->name, what))
        return;
    for (int i = 0; i < count; i++) {
        asked.params[0].value = values[i];
        run_some(kb, &asked, plan.share / count, &times);
    }
    print_times(report->name, what, &times);
}

static void run_for_all(struct cb_kb *kb, const struct cb_report *report, bool limit)
{
    bool whole = limit || !has_param(report, "limit");
    struct asked asked = {report, {{"limit", "50"}}, limit ? 1 : 0, whole ? WHOLE_BASE : NO_CLASS};
    const char *what = limit ? "all, limit 50" : "all";
    struct times times = {0};

    if (!has_turn(report->name, what))
        return;
    run_some(kb, &asked, plan.share, &times);
    print_times(report->name, what, &times);
}

/* All that it says, or 50 rows (where it gives them all anyway: all). */
static void run_report(struct cb_kb *kb, const struct cb_report *report, bool all)
{
    bool limit = has_param(report, "limit");

    if (limit || !all)
        run_for_all(kb, report, limit && !all);
    for (size_t i = 0; i < sizeof ENTITY_PARAMS / sizeof ENTITY_PARAMS[0]; i++)
        for (int place = 0; place < PLACES && has_param(report, ENTITY_PARAMS[i]); place++)
            run_for(kb, report, ENTITY_PARAMS[i], places[place].label, places[place].names,
                    places[place].count, all);
    for (int i = 0; i < 2; i++)
        if (!all && has_param(report, i ? "topic" : "words"))
            run_for(kb, report, i ? "topic" : "words", "long words", words, NAMES, false);
}

/* All reports, or those of `names`. */
static void run_reports(struct cb_kb *kb, char **names, int count, bool rows)
{
    const struct cb_report *reports = NULL;
    size_t all = 0;
    struct cb_err err;

    if (cb_kb_reports(kb, &reports, &all, &err) != CB_OK)
        stop("reports", err.text);
    for (size_t i = 0; i < all; i++) {
        bool wanted = count == 0;
        for (int k = 0; k < count; k++)
            wanted = wanted || strcmp(names[k], reports[i].name) == 0;
        if (wanted)
            run_report(kb, &reports[i], rows);
    }
}

static void print_classes(void)
{
    printf("\n%-26s %6s %8s %12s %12s %9s\n", "class (50 rows)", "runs", "stopped", "p95 ms", "should be",
           "scan");
    for (int c = 0; c < CLASSES; c++) {
        double p95;
        if (runs_of[c].count == 0)
            continue;
        qsort(runs_of[c].ms, runs_of[c].count, sizeof *runs_of[c].ms, by_value);
        p95 = runs_of[c].ms[(runs_of[c].count * 95 - 1) / 100];
        printf("%-26s %6zu %8d %12.2f %12.0f %9.3f\n", CLASS[c].label, runs_of[c].count, runs_of[c].stopped,
               p95, CLASS[c].target, p95 / scan_ms);
        free(runs_of[c].ms);
    }
}

/* ---- rows as CSV ---- */

static double children_ms(void)
{
    struct rusage used;

    getrusage(RUSAGE_CHILDREN, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

/* 0 where there is no such shell. */
static double shell_ms(const char *path, const char *sql)
{
    double start = children_ms();
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout))
            execlp("sqlite3", "sqlite3", "-readonly", "-csv", "-header", path, sql, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        return 0;
    return children_ms() - start;
}

static bool count_bytes(void *context, const char *bytes, size_t size)
{
    (void)bytes;
    *(double *)context += (double)size;
    return true;
}

static double ours_ms(struct cb_kb *kb, const char *sql, uint64_t *rows, double *bytes)
{
    const struct cb_sink sink = {.write = count_bytes, .context = bytes};
    struct cb_run_result result = {0};
    struct cb_err err;
    double start = cpu_ms();

    *bytes = 0;
    if (cb_kb_query(kb, sql, NULL, 0, CB_FORMAT_CSV, NULL, &sink, &result, &err) != CB_OK)
        stop(sql, err.text);
    *rows = result.rows;
    return cpu_ms() - start;
}

/* By turns, the least of three. */
static void compare_csv(struct cb_kb *kb, const char *path, const char *table)
{
    double ours = 0, theirs = 0, bytes = 0;
    uint64_t rows = 0;
    char sql[256];

    snprintf(sql, sizeof sql, "SELECT * FROM %s LIMIT 1000000", table);
    for (int i = 0; i < 3; i++) {
        double one = ours_ms(kb, sql, &rows, &bytes), other = shell_ms(path, sql);
        ours = i == 0 || one < ours ? one : ours;
        theirs = i == 0 || other < theirs ? other : theirs;
    }
    printf("%-26s %9" PRIu64 " %12.0f %12.0f %12.0f", table, rows, bytes / 1e3 / ours,
           (double)rows / ours * 1e3, theirs > 0 ? (double)rows / theirs * 1e3 : 0);
    printf(" %9.2f\n", theirs / ours);
}

static void print_csv(struct cb_kb *kb, const char *path)
{
    static const char *const TABLES[] = {"sentences", "mentions", "claims", "figures", "claim_spans"};

    printf("\n%-26s %9s %12s %12s %12s %9s\n", "table as CSV", "rows", "MB/s", "rows/s", "shell rows/s",
           "times");
    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++)
        compare_csv(kb, path, TABLES[i]);
}

/* What the machine can do at all. */
static void print_limits(void)
{
    char *from = malloc(COPIED), *to = malloc(COPIED);
    void *(*volatile copy)(void *, const void *, size_t) = memcpy; /* or the compiler leaves it out */
    double start;

    if (!from || !to)
        stop("memcpy", "out of memory");
    memset(from, 1, COPIED);
    memset(to, 2, COPIED);
    start = cpu_ms();
    copy(to, from, COPIED);
    printf("memory copied: %.0f MB/s\n", COPIED / 1e3 / (cpu_ms() - start));
    printf("texts of all articles read once: %.2f ms CPU, %.0f MB/s\n\n", scan_ms,
           text_bytes / 1e3 / scan_ms);
    free(from);
    free(to);
}

int main(int argc, char **argv)
{
    struct cb_kb *kb = NULL;
    struct cb_err err;
    int named = argc > 3 ? argc - 3 : 0; /* reports; 0: all of them */
    double seconds = argc > 2 ? (double)strtoul(argv[2], NULL, 10) : 100;

    if (argc < 2 || seconds < 1) {
        fprintf(stderr, "usage: bench_reports DATABASE [SECONDS [REPORT...]]\n");
        return 2;
    }
    plan.ends = wall_ms() + seconds * 1000;
    look_at(argv[1]);
    if (cb_kb_open(argv[1], CB_OPEN_READ, NULL, &kb, &err) != CB_OK)
        stop(argv[1], err.text);
    print_limits();
    for (int all = 0; all < 2; all++) /* counts them */
        run_reports(kb, argv + 3, named, all == 1);
    plan.counting = false;
    plan.share = plan.ways > 0 ? seconds * 1000 / plan.ways : 0;
    for (int all = 0; all < 2; all++) {
        printf("%-26s %-24s %9s %12s %12s %9s\n", "report", "asked for", "rows", "median ms", "largest ms",
               "scan");
        run_reports(kb, argv + 3, named, all == 1);
        if (all == 0) {
            print_classes();
            if (named == 0)
                print_csv(kb, argv[1]);
        }
    }
    if (plan.missed > 0)
        printf("no time was left for %d of %d ways of asking\n", plan.missed, plan.ways);
    cb_kb_close(kb);
    return 0;
}
