/* usage: faults [-p POINTS] [-r STEP] [-s SEED] [-k KIND] [-n POINT] [-v] [COMMAND...]
 *
 * Runs commands of the program again and again, and lets one allocation, one call to the system or one
 * operation on the database fail each time (fault.h): POINTS of them for each command and kind of fault
 * (default 40; 0: all there are), the first of each chain of callers before others. What is asked of each
 * run:
 *   - it ends with a status that is documented, and says in one line what was wrong; for lack of memory just
 * that;
 *   - where it ends well, everything is as in a run without faults: rows, output, files;
 *   - the database is sound and holds what it held before, or what the command makes of it, and nothing
 * between;
 *   - files that it wrote are whole;
 *   - no memory of ours is lost (in the end LeakSanitizer looks for the rest), no file is left open.
 * With -r each command takes every STEPth kind of fault only, another one first each time.
 * A further command is one row of ROWS. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trust/fault.h"
#include "trust/run.h"
#include "trust/scene.h"

static const struct row {
    const char *name, *line;
    enum start start;
    bool pieces; /* done article by article, each whole or not at all, and then what they say together */
    bool stale;  /* a rebuild is due afterwards */
} ROWS[] = {
    {"import-text", "import -q -d kb.db in/fabrik.txt", START_NONE, true, false},
    {"import-page", "import -q -d kb.db in/bruecke.html", START_NONE, true, false},
    {"import-lines", "import -q -d kb.db in/news.jsonl", START_NONE, true, false},
    {"import-table", "import -q -d kb.db in/table.csv", START_NONE, true, false},
    {"import-archive", "import -q -d kb.db in/two.zip", START_NONE, true, false},
    {"import-mail", "import -q -d kb.db in/mail.eml", START_NONE, true, false},
    {"import-markdown", "import -q -d kb.db in/note.md", START_NONE, true, false},
    {"import-feed", "import -q -d kb.db in/feed.rss", START_NONE, true, false},
    {"import-folder", "import -q -d kb.db --manifest list.csv --map title=titel in", START_NONE, true, false},
    {"import-samples", "import -q -d kb.db samples", START_NONE, true, false},
    {"import-more", "import -q -d kb.db in/note.md", START_FILLED, true, false},
    {"import-version", "import -q -d kb.db more", START_FILLED, true, false},
    {"import-prune", "import -q -d kb.db --prune gone", START_FILLED, true, false},
    {"import-dry", "import -q -d kb.db --dry-run in", START_FILLED, false, false},
    {"import-aliases", "import -q -d kb.db --aliases names.csv", START_FILLED, false, true},
    {"alias-add", "alias add -q -d kb.db --kind organization Marnstedter-Werke MW", START_FILLED, false,
     true},
    {"claim-set", "claim set -q -d kb.db 1 kind=reported act=warn", START_FILLED, false, false},
    {"entity-merge", "entity merge -q -d kb.db person/eva-lohse person/hinnerk-voss", START_FILLED, false,
     false},
    {"undo", "undo -q -d kb.db 4", START_CORRECTED, false, false},
    {"log-import", "corrections import -q -d kb.db log.jsonl", START_FILLED, false, false},
    {"apply", "apply -q -d kb.db --by Rita review.csv", START_FILLED, false, false},
    {"apply-dry", "apply -q -d kb.db --by Rita --dry-run review.csv", START_FILLED, false, false},
    {"log-export", "corrections export -q -d kb.db -o out/log.csv", START_CORRECTED, false, false},
    {"log-export-lines", "corrections export -q -d kb.db -o out/log.jsonl --format jsonl", START_CORRECTED,
     false, false},
    {"alias-list", "alias list -d kb.db", START_FILLED, false, false},
    {"rebuild", "rebuild -q -d kb.db", START_FILLED, false, false},
    {"migrate", "rebuild -q -d kb.db", START_OLD, true, false},
    {"verify", "verify -q -d kb.db", START_FILLED, false, false},
    {"explain", "explain -d kb.db claims 1", START_FILLED, false, false},
    {"explain-figure", "explain -d kb.db figures 1", START_FILLED, false, false},
    {"explain-passages", "explain -d kb.db passages 1", START_FILLED, false, false},
    {"reports", "report", START_FILLED, false, false},
    {"report-help", "report -d kb.db claims-by-speaker --help", START_FILLED, false, false},
    {"report-csv", "report -d kb.db -o out/rows.csv claims-by-speaker", START_FILLED, false, false},
    {"report-table", "report -d kb.db --format table overview", START_FILLED, false, false},
    {"report-json", "report -d kb.db --format json figures-by-thing", START_FILLED, false, false},
    {"report-markdown", "report -d kb.db --format markdown article -p article=1", START_FILLED, false, false},
    {"report-own", "report -d kb.db --queries queries all-titles", START_FILLED, false, false},
    {"export", "export -q -d kb.db out", START_FILLED, false, false},
    {"export-review", "export -q --review claims -o out/review.csv -d kb.db", START_FILLED, false, false},
    {"read", "read in/bruecke.html", START_NONE, false, false},
    {"read-json", "read --format json in/news.jsonl", START_NONE, false, false},
    {"analyze", "analyze in/fabrik.txt", START_NONE, false, false},
    {"figures", "figures --language de 12,5 Millionen", START_NONE, false, false},
    {"own-lists", "figures --lists lists --language de 3 Taler", START_NONE, false, false},
    {"help", "help import", START_NONE, false, false},
};

static const char *const KIND_NAMES[FAULT_KINDS] = {
    [FAULT_NONE] = "none",         [FAULT_ARENA] = "arena",     [FAULT_MEMORY] = "memory",
    [FAULT_SQLITE] = "sqlite",     [FAULT_LIBRARY] = "library", [FAULT_FILE] = "file",
    [FAULT_DATABASE] = "database",
};

static const struct {
    enum fault_kind kind;
    enum fault_manner manner;
    const char *name;
} MANNERS[] = {
    {FAULT_ARENA, FAULT_ONCE, "once"},
    {FAULT_MEMORY, FAULT_ONCE, "once"},
    {FAULT_MEMORY, FAULT_FROM_THERE, "from there on"},
    {FAULT_SQLITE, FAULT_ONCE, "once"},
    {FAULT_SQLITE, FAULT_FROM_THERE, "from there on"},
    {FAULT_LIBRARY, FAULT_ONCE, "once"},
    {FAULT_FILE, FAULT_ONCE, "once"},
    {FAULT_FILE, FAULT_FROM_THERE, "from there on"},
    {FAULT_FILE, FAULT_SHORT, "short"},
    {FAULT_FILE, FAULT_CUT, "cut"},
    {FAULT_DATABASE, FAULT_ONCE, "once"},
    {FAULT_DATABASE, FAULT_FROM_THERE, "from there on"},
    {FAULT_DATABASE, FAULT_SHORT, "full or locked"},
};
enum { MANNER_COUNT = sizeof MANNERS / sizeof *MANNERS, ROW_COUNT = sizeof ROWS / sizeof *ROWS };

static struct {
    size_t points;
    uint64_t seed;
    enum fault_kind kind; /* FAULT_NONE: all */
    bool talk;
    int step;
    long long only; /* this point and no other; -1: chosen ones */
    char *const *names;
    int name_count;

    uint64_t runs, failures;
} job = {.points = 40, .seed = 1, .step = 1, .only = -1};

static void begin(const struct row *row)
{
    scene_begin(row->start);
    remove_files("out");
    mkdir("out", 0777);
}

/* ---- a run without faults ---- */

struct reference {
    struct run run;
    struct content before, after;
};

static void run_undisturbed(const struct row *row, struct reference *out)
{
    begin(row);
    out->before = content_of("kb.db");
    run_command(row->line, &out->run); /* libraries keep what they need once */
    begin(row);
    run_command(row->line, &out->run);
    out->after = content_of("kb.db");
    remove_files("reference");
    copy_folder("out", "reference");
    if (out->run.code != 0 || out->run.kept != 0 ||
        (out->after.articles > 0 && !run_verify_is_green("kb.db", row->stale))) {
        printf("faults: %s without a fault: status %d, %lld pieces of memory kept, message: %s\n", row->name,
               out->run.code, (long long)out->run.kept, out->run.message);
        exit(2);
    }
}

/* ---- what is asked of a run ---- */

/* NULL, or what is wrong with the message of a run that ended with `code`. */
static const char *judge_message(const struct run *run)
{
    const char *text = run->message, *end = strchr(text, '\n');

    if (run->code == 0)
        return NULL;
    if (!*text)
        return "it says nothing";
    if (strncmp(text, "claimbase: ", 11) != 0)
        return "the message does not begin with the program's name";
    if (!end || end - text < 20)
        return "the message is no whole line";
    if (run->code >= 4 && end[1] != '\0')
        return "the message is more than one line";
    return NULL;
}

static const char *judge_status(int manner, const struct run *run, const struct reference *reference)
{
    bool memory = MANNERS[manner].kind <= FAULT_LIBRARY;
    bool changed = run->output != reference->run.output;

    if (MANNERS[manner].manner == FAULT_CUT)
        return run->code == 70 ? "it found a mistake of its own" : NULL;
    switch (run->code) {
    case 0:
        return changed ? "it ended well, but wrote something else" : NULL;
    case 1:
    case 3:
        return MANNERS[manner].kind == FAULT_FILE ? NULL : "the status means bad input";
    case 4:
        return memory ? "the status means a bad database" : NULL;
    case 5:
        return memory && !strstr(run->message, "out of memory") ? "it does not say that memory was short"
                                                                : NULL;
    default:
        return "the status is not documented for this";
    }
}

static bool same_state(const struct content *a, const struct content *b)
{
    return a->found == b->found && a->articles == b->articles;
}

/* A part of it was done, and the run has ended: the next one brings the rest, to the same rows. Where a file
 * could not be read in its turn its article comes last, with other numbers. */
static const char *judge_rest(const struct row *row, int manner, const struct reference *reference)
{
    bool in_order = MANNERS[manner].kind != FAULT_FILE;
    struct run again;
    struct content content;

    if (!row->pieces)
        return "the database is neither as before nor as after";
    if (!run_verify_is_green("kb.db", true))
        return "verify finds something";
    run_command(row->line, &again);
    content = content_of("kb.db");
    if (again.code != 0 || content.articles != reference->after.articles ||
        (in_order && content.found != reference->after.found))
        return "running it again does not bring the rest";
    return run_verify_is_green("kb.db", row->stale) ? NULL : "verify finds something after another run";
}

static const char *judge_database(const struct row *row, int manner, const struct run *run,
                                  const struct reference *reference)
{
    struct content content = content_of("kb.db");

    if (!content.sound)
        return "the database is broken";
    if (MANNERS[manner].manner == FAULT_CUT)
        return content.articles == 0 || run_verify_is_green("kb.db", row->stale) ? NULL
                                                                                 : "verify finds something";
    if (run->code == 0 && content.all != reference->after.all)
        return "it ended well, but the database is not what it should be";
    if (same_state(&content, &reference->before) || same_state(&content, &reference->after))
        return NULL;
    return judge_rest(row, manner, reference);
}

/* SQLite's own check lists a page that cannot be read among those that are broken: verify finds that, and
 * says it as what it found. */
static bool is_finding(const struct row *row, int manner, const struct run *run,
                       const struct reference *reference)
{
    return MANNERS[manner].kind == FAULT_DATABASE && strcmp(row->name, "verify") == 0 && run->code == 1 &&
           run->output != reference->run.output;
}

static const char *judge(const struct row *row, int manner, const struct run *run,
                         const struct reference *reference, int files)
{
    const char *wrong;

    if (open_files() != files)
        return "a file was left open";
    if (run->kept != 0)
        return "memory was not freed";
    if (!is_finding(row, manner, run, reference) &&
        ((wrong = judge_message(run)) || (wrong = judge_status(manner, run, reference))))
        return wrong;
    if (MANNERS[manner].kind == FAULT_LIBRARY)
        remove_parts("out");
    if (!folder_is_part_of("out", "reference"))
        return "a file is not whole, or was left behind";
    if (run->code == 0 && MANNERS[manner].manner != FAULT_CUT && folder_sum("out") != folder_sum("reference"))
        return "it ended well, but files are missing";
    return judge_database(row, manner, run, reference);
}

/* ---- points ---- */

static void try_point(const struct row *row, int manner, uint64_t n, const struct reference *reference)
{
    struct run run;
    const char *wrong;
    int files = open_files();

    begin(row);
    if (job.talk) {
        printf("%s: %s %llu fails %s\n", row->name, KIND_NAMES[MANNERS[manner].kind], (unsigned long long)n,
               MANNERS[manner].name);
        fflush(stdout);
    }
    fault_arm(MANNERS[manner].kind, MANNERS[manner].manner, n);
    if (MANNERS[manner].kind == FAULT_LIBRARY)
        run_in_child(row->line, &run);
    else
        run_command(row->line, &run);
    fault_arm(FAULT_NONE, FAULT_ONCE, 0);
    job.runs++;
    wrong = judge(row, manner, &run, reference, files);
    if (!wrong)
        return;
    job.failures++;
    if (job.talk && access("kb.db", F_OK) == 0)
        copy_file("kb.db", "/tmp/failed.db");
    printf("FAILED %s, %s %llu fails %s: %s; status %d, message: %s\n", row->name,
           KIND_NAMES[MANNERS[manner].kind], (unsigned long long)n, MANNERS[manner].name, wrong, run.code,
           run.message);
}

struct point {
    uint64_t rank, n;
};

static int compare_points(const void *a, const void *b)
{
    const struct point *x = a, *y = b;

    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->n < y->n ? -1 : x->n > y->n;
}

/* Places where a point has failed, of all commands, for each manner: a table of sums, open addressing. */
enum { PLACES_MAX = 1 << 18 };
static uint64_t tried[MANNER_COUNT][PLACES_MAX];

static bool was_tried(int manner, uint64_t place, bool note)
{
    size_t i = place % PLACES_MAX;

    for (int steps = 0; steps < 64 && tried[manner][i] != 0; steps++, i = (i + 1) % PLACES_MAX)
        if (tried[manner][i] == place)
            return true;
    if (note && tried[manner][i] == 0)
        tried[manner][i] = place;
    return false;
}

/* The points in the order in which they are worth trying: the first of each place that was not tried yet by
 * chance, then the others. *fresh gets the number of such places. */
static struct point *rank_points(int manner, const uint64_t *places, size_t count, size_t *fresh)
{
    struct point *points = calloc(count + 1, sizeof *points);
    uint64_t state = job.seed, before = 0;

    *fresh = 0;
    for (size_t i = 0; points && i < count; i++)
        points[i] = (struct point){places[i], i};
    qsort(points, count, sizeof *points, compare_points);
    for (size_t i = 0; i < count; i++) {
        bool first = (i == 0 || points[i].rank != before) && !was_tried(manner, points[i].rank, false);
        *fresh += first;
        before = points[i].rank;
        points[i].rank = fault_random(&state) >> 1 | (first ? 0 : (uint64_t)1 << 63);
    }
    qsort(points, count, sizeof *points, compare_points);
    return points;
}

static void try_manner(const struct row *row, int manner, const struct reference *reference)
{
    struct run run;
    uint64_t *places;
    struct point *points;
    size_t count, fresh, done = 0;

    begin(row);
    fault_arm(MANNERS[manner].kind, MANNERS[manner].manner, UINT64_MAX);
    fault_record(MANNERS[manner].kind);
    run_command(row->line, &run);
    places = fault_recorded(&count);
    fault_arm(FAULT_NONE, FAULT_ONCE, 0);
    points = rank_points(manner, places, count, &fresh);
    if (job.only >= 0)
        try_point(row, manner, (uint64_t)job.only, reference);
    for (; job.only < 0 && done < count && (job.points == 0 || done < job.points); done++) {
        was_tried(manner, places[points[done].n], true);
        try_point(row, manner, points[done].n, reference);
    }
    if (count > 0)
        printf("%-16s %-8s %-14s %6zu tried of %7zu points; %zu new places\n", row->name,
               KIND_NAMES[MANNERS[manner].kind], MANNERS[manner].name, done, count, fresh);
    fflush(stdout);
    free(points);
    free(places);
}

static void try_row(const struct row *row)
{
    struct reference reference;

    run_undisturbed(row, &reference);
    for (int manner = 0; manner < MANNER_COUNT; manner++)
        if ((job.kind == FAULT_NONE || MANNERS[manner].kind == job.kind) &&
            (row - ROWS + manner) % job.step == 0)
            try_manner(row, manner, &reference);
}

static int read_options(int argc, char **argv)
{
    int option;

    while ((option = getopt(argc, argv, "p:r:s:k:n:v")) != -1)
        switch (option) {
        case 'p':
            job.points = strtoul(optarg, NULL, 10);
            break;
        case 'n':
            job.only = strtoll(optarg, NULL, 10);
            break;
        case 'r':
            job.step = (int)strtol(optarg, NULL, 10);
            break;
        case 's':
            job.seed = strtoull(optarg, NULL, 10);
            break;
        case 'k':
            for (int kind = 0; kind < FAULT_KINDS; kind++)
                if (strcmp(optarg, KIND_NAMES[kind]) == 0)
                    job.kind = (enum fault_kind)kind;
            break;
        case 'v':
            job.talk = true;
            fault_show(true);
            break;
        default:
            return 2;
        }
    job.names = argv + optind;
    job.name_count = argc - optind;
    return 0;
}

int main(int argc, char **argv)
{
    if (read_options(argc, argv) != 0 || job.step < 1)
        return 2;
    fault_install();
    fault_vfs_install();
    workspace_enter();
    scene_make();
    for (int i = 0; i < ROW_COUNT; i++)
        if (is_wanted(ROWS[i].name, job.name_count, job.names))
            try_row(&ROWS[i]);
    workspace_leave();
    printf("%llu points, %llu failures\n", (unsigned long long)job.runs, (unsigned long long)job.failures);
    return job.failures > 0;
}
