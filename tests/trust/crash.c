/* usage: crash [-m MOMENTS] [-s SEED] [-v] [COMMAND...]
 *
 * Kills the program, with a signal that it cannot catch, while a command works on a database: MOMENTS times
 * in all (default 32), each command in turn, in three manners: kill   at an operation on the database chosen
 * by chance, a write being done by half power  the same, and what was written since the last sync is lost or
 * kept by chance, in pieces of 512 bytes clock  after a time chosen by chance Afterwards the stock SQLite has
 * to find the file sound, `claimbase verify` has to be green or say that a rebuild is due (which the next
 * import does by itself), a command of one transaction has to be done or not done, and the same command once
 * more has to bring the database to the rows of a run that nobody disturbed. A further command is one row of
 * ROWS. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "trust/fault.h"
#include "trust/run.h"
#include "trust/scene.h"

static const struct row {
    const char *name, *line;
    enum start start;
    bool pieces; /* done article by article, or the schema first */
    bool stale;  /* a rebuild is due afterwards */
} ROWS[] = {
    {"import", "import -q -d kb.db many.jsonl", START_NONE, true, false},
    {"import-text", "import -q -d kb.db in/fabrik.txt", START_NONE, true, false},
    {"import-version", "import -q -d kb.db more late.jsonl", START_FILLED, true, false},
    {"prune", "import -q -d kb.db --prune gone late.jsonl", START_FILLED, true, false},
    {"rebuild", "rebuild -q -d kb.db", START_FILLED, false, false},
    {"migrate", "rebuild -q -d kb.db", START_OLD, true, false},
    {"alias", "alias add -q -d kb.db --kind organization Marnstedter-Werke MW", START_FILLED, false, true},
    {"aliases", "import -q -d kb.db --aliases names.csv", START_FILLED, false, true},
    {"claim-set", "claim set -q -d kb.db 1 kind=reported act=warn", START_FILLED, false, false},
    {"entity-merge", "entity merge -q -d kb.db person/eva-lohse person/hinnerk-voss", START_FILLED, false,
     false},
    {"undo", "undo -q -d kb.db 4", START_CORRECTED, false, false},
    {"apply", "apply -q -d kb.db --by Rita review.csv", START_FILLED, false, false},
    {"log-import", "corrections import -q -d kb.db log.jsonl", START_FILLED, false, false},
};
enum { ROW_COUNT = sizeof ROWS / sizeof *ROWS, MANNER_COUNT = 3 };

static const struct {
    const char *name;
    enum fault_manner manner;
} MANNERS[MANNER_COUNT] = {{"kill", FAULT_KILL}, {"power", FAULT_POWER}, {"clock", FAULT_ONCE}};

struct undisturbed {
    struct content before, after;
    uint64_t points;
    long microseconds;
};

static struct {
    unsigned long moments;
    uint64_t chance;
    bool talk;
    unsigned long killed, failures;
} job = {.moments = 32, .chance = 1};

static long now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void run_undisturbed(const struct row *row, struct undisturbed *out)
{
    struct run run;
    long start;

    scene_begin(row->start);
    out->before = content_of("kb.db");
    fault_arm(FAULT_DATABASE, FAULT_KILL, UINT64_MAX);
    start = now();
    run_command(row->line, &run);
    out->microseconds = now() - start;
    out->points = fault_met(FAULT_DATABASE);
    fault_arm(FAULT_NONE, FAULT_ONCE, 0);
    out->after = content_of("kb.db");
    if (run.code != 0 || !run_verify_is_green("kb.db", row->stale)) {
        printf("crash: %s without a crash: status %d, message: %s\n", row->name, run.code, run.message);
        exit(2);
    }
}

/* ---- the end ---- */

static void kill_at_point(const struct row *row, enum fault_manner manner, uint64_t n, struct run *out)
{
    fault_arm(FAULT_DATABASE, manner, n);
    run_in_child(row->line, out);
    fault_arm(FAULT_NONE, FAULT_ONCE, 0);
}

static void kill_after(const struct row *row, long microseconds, struct run *out)
{
    pid_t child;
    int status;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        run_command(row->line, out);
        _exit(out->code);
    }
    usleep((useconds_t)microseconds);
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    *out = (struct run){.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)};
}

/* ---- afterwards ---- */

static bool is_empty(const char *path)
{
    struct stat st;

    return stat(path, &st) != 0 || st.st_size == 0;
}

static bool same_state(const struct content *a, const struct content *b)
{
    return a->found == b->found && a->articles == b->articles;
}

static const char *judge(const struct row *row, const struct undisturbed *undisturbed, bool verify_first)
{
    struct content content;
    struct run again;
    /* a file that is empty when its journal has been taken back is as it was, too */
    bool green = !verify_first || is_empty("kb.db") || row->start == START_OLD ||
                 run_verify_is_green("kb.db", true) || is_empty("kb.db");

    content = content_of("kb.db");
    if (!content.sound)
        return "the stock SQLite finds it broken";
    if (!green ||
        (!is_empty("kb.db") && content.all != undisturbed->before.all && !run_verify_is_green("kb.db", true)))
        return "verify finds something";
    if (same_state(&content, &undisturbed->after))
        return NULL;
    if (!row->pieces && !same_state(&content, &undisturbed->before))
        return "it is neither as before nor as after";
    run_command(row->line, &again);
    if (again.code != 0) {
        printf("%s", again.message);
        return "the command cannot be run again";
    }
    content = content_of("kb.db");
    if (!same_state(&content, &undisturbed->after))
        return "running it again does not bring the rest";
    return content.sound && run_verify_is_green("kb.db", row->stale)
               ? NULL
               : "verify finds something after another run";
}

static void try_moment(const struct row *row, int manner, const struct undisturbed *undisturbed)
{
    uint64_t chance = fault_random(&job.chance), place = chance % undisturbed->points;
    long delay = (long)(chance % (uint64_t)(undisturbed->microseconds + 1));
    bool by_clock = MANNERS[manner].manner == FAULT_ONCE;
    struct run run;
    const char *wrong;

    scene_begin(row->start);
    if (by_clock)
        kill_after(row, delay, &run);
    else
        kill_at_point(row, MANNERS[manner].manner, place, &run);
    wrong = by_clock || run.code == 128 + SIGKILL ? judge(row, undisturbed, chance >> 40 & 1)
                                                  : "it was not killed";
    job.killed += run.code == 128 + SIGKILL;
    if (job.talk || wrong)
        printf("%s%s, %s at %ld: status %d%s%s\n", wrong ? "FAILED " : "", row->name, MANNERS[manner].name,
               by_clock ? delay : (long)place, run.code, wrong ? ": " : "", wrong ? wrong : "");
    fflush(stdout);
    job.failures += wrong != NULL;
}

/* ---- all ---- */

static int read_options(int argc, char **argv)
{
    int option;

    while ((option = getopt(argc, argv, "m:s:v")) != -1)
        switch (option) {
        case 'm':
            job.moments = strtoul(optarg, NULL, 10);
            break;
        case 's':
            job.chance = strtoull(optarg, NULL, 10);
            break;
        case 'v':
            job.talk = true;
            break;
        default:
            return 2;
        }
    return 0;
}

int main(int argc, char **argv)
{
    struct undisturbed undisturbed[ROW_COUNT];
    unsigned long done = 0;

    if (read_options(argc, argv) != 0)
        return 2;
    argv += optind; /* the program reads options, too */
    argc -= optind;
    fault_install();
    fault_vfs_install();
    workspace_enter();
    scene_make();
    scene_many("many.jsonl", 0, 600); /* more than are committed at once */
    scene_many("late.jsonl", 600, 300);
    for (int i = 0; i < ROW_COUNT; i++)
        if (is_wanted(ROWS[i].name, argc, argv))
            run_undisturbed(&ROWS[i], &undisturbed[i]);
    for (unsigned long round = 0; done < job.moments; round++)
        for (int i = 0; i < ROW_COUNT && done < job.moments; i++)
            if (is_wanted(ROWS[i].name, argc, argv)) {
                try_moment(&ROWS[i], (int)((round + (unsigned long)i) % MANNER_COUNT), &undisturbed[i]);
                done++;
            }
    workspace_leave();
    printf("%lu moments, %lu killed, %lu failures\n", done, job.killed, job.failures);
    return job.failures > 0;
}
