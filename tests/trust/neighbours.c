/* Several processes at one database, and databases where nothing may be written:
 *   - two imports at once: each waits for the other, or says that the file is locked; what was stored is
 * whole;
 *   - reports during an import see a state between two batches, and nothing half;
 *   - a medium that is read-only is read; with the journal of a run that died beside it, it is not, and that
 * is said;
 *   - a clock that is before 1970, or in the year 10000. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trust/fault.h"
#include "trust/run.h"
#include "trust/scene.h"

enum { MANY = 300 }; /* articles; more than are committed at once */

static int failures;

static void expect(bool good, const char *what)
{
    if (good)
        return;
    failures++;
    printf("FAILED: %s\n", what);
    fflush(stdout);
}

static pid_t start(const char *line)
{
    pid_t child;
    struct run run = {0};

    fflush(stdout);
    child = fork();
    if (child != 0)
        return child;
    run_command(line, &run);
    if (run.code != 0 &&
        strcmp(run.message, "claimbase: kb.db: is locked by another process that works on it; try again "
                            "when that is done\n") != 0) {
        printf("%s: %s", line, run.message);
        fflush(stdout);
    }
    _exit(run.code);
}

static int end_of(pid_t child)
{
    int status;

    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/* ---- at once ---- */

static void two_writers(void)
{
    pid_t first, second;
    int one, two;

    scene_begin(START_NONE);
    must_run("import -q -d kb.db in/note.md");
    first = start("import -q -d kb.db many.jsonl");
    second = start("import -q -d kb.db in/fabrik.txt in/table.csv more");
    one = end_of(first);
    two = end_of(second);
    expect((one == 0 || one == 4) && (two == 0 || two == 4),
           "two imports at once end well, or say that the file is locked");
    expect(one == 0 || two == 0, "one of two imports gets through");
    must_run("import -q -d kb.db many.jsonl in/fabrik.txt in/table.csv more");
    expect(content_of("kb.db").articles == 1 + MANY + 5,
           "after both were run again all articles are in, each once");
    expect(content_of("kb.db").sound && run_verify_is_green("kb.db", false),
           "two imports at once leave a sound file");
}

static void readers_during_an_import(void)
{
    int whole = 0, locked = 0, other = 0;
    pid_t writer;

    scene_begin(START_FILLED);
    writer = start("import -q -d kb.db many.jsonl");
    for (int status; waitpid(writer, &status, WNOHANG) == 0;) {
        struct run run = {0};
        run_command("verify -d kb.db", &run);
        if (run.code == 0)
            whole++;
        else if (run.code == 4 && strstr(run.message, "is locked"))
            locked++;
        else {
            other++;
            printf("%d: %s%s", run.code, run.message, fault_output_text());
        }
    }
    expect(other == 0, "a reader sees a whole state, or is told that the file is locked");
    expect(whole > 0, "a reader gets through during an import");
    expect(run_verify_is_green("kb.db", false), "an import with readers leaves a sound file");
    printf("readers during an import: %d saw a whole state, %d a lock\n", whole, locked);
}

/* ---- nothing may be written ---- */

/* Runs a command as somebody who has no power over permissions. */
static int run_as_nobody(const char *line, struct run *out)
{
    enum { NOBODY = 65534 };

    if (geteuid() == 0 && seteuid(NOBODY) != 0)
        return -1;
    run_command(line, out);
    return geteuid() == NOBODY ? seteuid(0) : 0;
}

static void read_only_folder(void)
{
    static const char *const LINES[] = {"report -d sealed/kb.db overview", "verify -d sealed/kb.db",
                                        "explain -d sealed/kb.db claims 1",
                                        "export -d sealed/kb.db open/csv"};
    struct run run = {0};

    mkdir("sealed", 0755);
    mkdir("open", 0777);
    chmod("open", 0777);
    copy_file("filled.db", "sealed/kb.db");
    chmod("sealed/kb.db", 0444);
    chmod("sealed", 0555);
    chmod(".", 0755);
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        expect(run_as_nobody(LINES[i], &run) == 0 && run.code == 0, LINES[i]);
        if (run.code != 0)
            printf("%s", run.message);
    }
    expect(run_as_nobody("import -d sealed/kb.db in/note.md", &run) == 0 && run.code == 5 &&
               strstr(run.message, "cannot be written"),
           "an import into a read-only file says so");
    chmod("sealed", 0755);
    chmod("sealed/kb.db", 0644);
}

/* Kills an import while its journal is in use; the database is half written then. */
static void leave_journal(void)
{
    struct run run = {0};
    uint64_t points;
    struct stat st;

    scene_begin(START_FILLED);
    fault_arm(FAULT_DATABASE, FAULT_KILL, UINT64_MAX);
    run_command("rebuild -q -d kb.db", &run);
    points = fault_met(FAULT_DATABASE);
    for (uint64_t n = points - 1; n > 0; n--) {
        scene_begin(START_FILLED);
        fault_arm(FAULT_DATABASE, FAULT_KILL, n);
        run_in_child("rebuild -q -d kb.db", &run);
        if (stat("kb.db-journal", &st) == 0 && st.st_size > 512 && file_sum("kb.db") != file_sum("filled.db"))
            break;
    }
    fault_arm(FAULT_NONE, FAULT_ONCE, 0);
}

static void journal_left_behind(void)
{
    struct run run = {0};

    leave_journal();
    copy_file("kb.db", "sealed/kb.db");
    copy_file("kb.db-journal", "sealed/kb.db-journal");
    chmod("sealed", 0555);
    chmod("sealed/kb.db", 0444);
    expect(run_as_nobody("report -d sealed/kb.db overview", &run) == 0 && run.code == 4 &&
               strstr(run.message, "an interrupted run left its journal beside it"),
           "a journal beside a read-only file is told of");
    if (run.code != 4)
        printf("%d: %s", run.code, run.message);
    chmod("sealed", 0755);
    chmod("sealed/kb.db", 0644);
    run_command("report -q -d sealed/kb.db overview", &run);
    expect(run.code == 0,
           "where the folder may be written, the journal is taken back by whoever reads first");
    expect(run_verify_is_green("sealed/kb.db", false) &&
               content_of("sealed/kb.db").all == content_of("filled.db").all,
           "a journal taken back gives the rows from before");
    remove_files("sealed");
    remove_files("open/csv");
    remove_files("open");
}

/* ---- clocks ---- */

static void odd_clocks(void)
{
    static const struct {
        int64_t clock; /* as SQLite counts */
        const char *what;
    } CLOCKS[] = {{208689307200000, "the year 1901"},
                  {464271825600000, "the year 10000"},
                  {1, "the beginning of days"}};

    for (size_t i = 0; i < sizeof CLOCKS / sizeof *CLOCKS; i++) {
        fault_clock = CLOCKS[i].clock;
        scene_begin(START_FILLED);
        must_run("import -q -d kb.db in/note.md");
        must_run("rebuild -q -d kb.db");
        must_run("report -d kb.db import-log");
        expect(run_verify_is_green("kb.db", false), CLOCKS[i].what);
    }
    fault_clock = 0;
}

int main(void)
{
    fault_install();
    fault_vfs_install();
    fault_waits = true;
    workspace_enter();
    scene_make();
    scene_many("many.jsonl", 0, MANY);
    two_writers();
    readers_during_an_import();
    fault_waits = false;
    read_only_folder();
    journal_left_behind();
    odd_clocks();
    workspace_leave();
    printf("%d failures\n", failures);
    return failures > 0;
}
