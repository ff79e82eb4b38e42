/* usage: faults [-p POINTS] [-s SEED] [-k KIND] [-n POINT] [-v] [COMMAND...]
 *
 * Runs commands of the program again and again, and lets one allocation, one call to the system or one operation on
 * the database fail each time (fault.h): POINTS of them for each command and kind of fault (default 40; 0: all there
 * are), the first of each chain of callers before others. What is asked of each run:
 *   - it ends with a status that is documented, and says in one line what was wrong; for lack of memory just that;
 *   - where it ends well, everything is as in a run without faults: rows, output, files;
 *   - the database is sound and holds what it held before, or what the command makes of it, and nothing between;
 *   - files that it wrote are whole;
 *   - no memory of ours is lost (in the end LeakSanitizer looks for the rest), no file is left open.
 * A further command is one row of ROWS. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trust/fault.h"
#include "trust/run.h"

/* The database that a command finds. */
enum start { START_NONE, START_FILLED, START_OLD, START_COUNT };

static const struct row {
    const char *name, *line;
    enum start start;
    bool pieces; /* done article by article, each whole or not at all, and then what they say together */
} ROWS[] = {
    {"import-text", "import -q -d kb.db in/fabrik.txt", START_NONE, true},
    {"import-page", "import -q -d kb.db in/bruecke.html", START_NONE, true},
    {"import-lines", "import -q -d kb.db in/news.jsonl", START_NONE, true},
    {"import-table", "import -q -d kb.db in/table.csv", START_NONE, true},
    {"import-archive", "import -q -d kb.db in/two.zip", START_NONE, true},
    {"import-mail", "import -q -d kb.db in/mail.eml", START_NONE, true},
    {"import-markdown", "import -q -d kb.db in/note.md", START_NONE, true},
    {"import-feed", "import -q -d kb.db in/feed.rss", START_NONE, true},
    {"import-folder", "import -q -d kb.db --manifest list.csv --map title=titel in", START_NONE, true},
    {"import-more", "import -q -d kb.db in/note.md", START_FILLED, true},
    {"import-version", "import -q -d kb.db more", START_FILLED, true},
    {"import-prune", "import -q -d kb.db --prune gone", START_FILLED, true},
    {"import-dry", "import -q -d kb.db --dry-run in", START_FILLED, false},
    {"import-aliases", "import -q -d kb.db --aliases names.csv", START_FILLED, false},
    {"alias-add", "alias add -q -d kb.db --kind organization Marnstedter-Werke MW", START_FILLED, false},
    {"alias-list", "alias list -d kb.db", START_FILLED, false},
    {"rebuild", "rebuild -q -d kb.db", START_FILLED, false},
    {"migrate", "rebuild -q -d kb.db", START_OLD, false},
    {"verify", "verify -q -d kb.db", START_FILLED, false},
    {"explain", "explain -d kb.db claims 1", START_FILLED, false},
    {"explain-figure", "explain -d kb.db figures 1", START_FILLED, false},
    {"explain-passages", "explain -d kb.db passages 1", START_FILLED, false},
    {"reports", "report", START_FILLED, false},
    {"report-help", "report -d kb.db claims-by-speaker --help", START_FILLED, false},
    {"report-csv", "report -d kb.db -o out/rows.csv claims-by-speaker", START_FILLED, false},
    {"report-table", "report -d kb.db --format table overview", START_FILLED, false},
    {"report-json", "report -d kb.db --format json figures-by-thing", START_FILLED, false},
    {"report-markdown", "report -d kb.db --format markdown article -p id=1", START_FILLED, false},
    {"report-own", "report -d kb.db --queries queries all-titles", START_FILLED, false},
    {"export", "export -q -d kb.db out", START_FILLED, false},
    {"read", "read in/bruecke.html", START_NONE, false},
    {"read-json", "read --format json in/news.jsonl", START_NONE, false},
    {"analyze", "analyze in/fabrik.txt", START_NONE, false},
    {"figures", "figures --language de 12,5 Millionen", START_NONE, false},
    {"own-lists", "figures --lists lists --language de 3 Taler", START_NONE, false},
    {"help", "help import", START_NONE, false},
};

static const char *const KIND_NAMES[FAULT_KINDS] = {
    [FAULT_NONE] = "none",     [FAULT_ARENA] = "arena",     [FAULT_MEMORY] = "memory",    [FAULT_SQLITE] = "sqlite",
    [FAULT_LIBRARY] = "library", [FAULT_FILE] = "file", [FAULT_DATABASE] = "database",
};

static const struct {
    enum fault_kind kind;
    enum fault_manner manner;
    const char *name;
} MANNERS[] = {
    {FAULT_ARENA, FAULT_ONCE, "once"},       {FAULT_MEMORY, FAULT_ONCE, "once"},
    {FAULT_MEMORY, FAULT_FROM_THERE, "from there on"}, {FAULT_SQLITE, FAULT_ONCE, "once"},
    {FAULT_SQLITE, FAULT_FROM_THERE, "from there on"}, {FAULT_LIBRARY, FAULT_ONCE, "once"},
    {FAULT_FILE, FAULT_ONCE, "once"},        {FAULT_FILE, FAULT_FROM_THERE, "from there on"},
    {FAULT_FILE, FAULT_SHORT, "short"},      {FAULT_FILE, FAULT_CUT, "cut"},
    {FAULT_DATABASE, FAULT_ONCE, "once"},    {FAULT_DATABASE, FAULT_FROM_THERE, "from there on"},
    {FAULT_DATABASE, FAULT_SHORT, "full or locked"},
};
enum { MANNER_COUNT = sizeof MANNERS / sizeof *MANNERS, ROW_COUNT = sizeof ROWS / sizeof *ROWS };

static struct {
    size_t points;
    uint64_t seed;
    enum fault_kind kind; /* FAULT_NONE: all */
    bool talk;
    long long only; /* this point and no other; -1: chosen ones */
    char *const *names;
    int name_count;

    uint64_t runs, failures;
} job = {.points = 40, .seed = 1, .only = -1};

/* ---- what the commands find ---- */

static const char OWN_REPORT[] = "-- title: All titles\n-- description: Titles of all articles.\n"
                                 "-- column: title text The title\n-- order: title\n\n"
                                 "SELECT title FROM articles ORDER BY title;\n";

static void make_inputs(void)
{
    mkdir("in", 0777);
    mkdir("more", 0777);
    mkdir("gone", 0777);
    mkdir("queries", 0777);
    mkdir("queries/own", 0777);
    mkdir("lists", 0777);
    copy_file(CB_SOURCE_DIR "/tests/cli/fixtures/articles/fabrik.txt", "in/fabrik.txt");
    copy_file(CB_SOURCE_DIR "/tests/cli/fixtures/pages/bruecke.html", "in/bruecke.html");
    copy_file(CB_SOURCE_DIR "/tests/cli/fixtures/news.jsonl", "in/news.jsonl");
    copy_file(CB_SOURCE_DIR "/tests/trust/two.zip", "in/two.zip");
    copy_file(CB_SOURCE_DIR "/import/units.csv", "lists/units.csv");
    write_file("in/table.csv", "titel,text,published\r\nNeue Mole,\"Die Mole kostet 3 Millionen Euro, sagte Bürgermeisterin "
                               "Jana Brandt.\",2025-03-01\r\nAlte Mole,\"Die alte Mole bleibt. \"\"Sie hält noch zehn Jahre\"\", "
                               "sagte Jana Brandt.\",2025-03-02\r\n");
    write_file("in/note.md", "---\ntitle: Ein Tunnel\ndate: 2025-04-05\n---\n# Ein Tunnel\n\nDer Tunnel ist *zwölf Kilometer* lang, "
                             "teilte die Bahn mit.\n\n- Er kostet 900 Millionen Euro.\n");
    write_file("in/mail.eml", "From: Brief <brief@example.org>\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\n"
                              "Date: Tue, 4 Mar 2025 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; "
                              "boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                              "quoted-printable\r\n\r\nDie Werft baut f=C3=BCnf Schiffe, sagte Direktor Ole Hansen.\r\n--b--\r\n");
    write_file("in/feed.rss", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Bote</title><item><title>Pegel steigt</title>"
                              "<link>https://bote.example/1</link><description>Der Pegel stieg am Montag um zwei Meter. \"Wir "
                              "sind vorbereitet\", sagte Landrat Uwe Falk. Die Stadt rechnet mit weiteren 30 Zentimetern."
                              "</description></item></channel></rss>");
    write_file("gone/kanal.txt", "Der Kanal wird tiefer\n\nDer Kanal wird zwei Meter tiefer, sagte Ministerin Eva Lohse.\n");
    write_file("gone/kai.txt", "Der Kai wird breiter\n\nDer Kai wird breiter, sagte Ministerin Lohse am 3. März 2025.\n");
    write_file("more/damm.txt", "Der Damm hält\n\nDer Damm hält seit 40 Jahren, sagte Deichgraf Hinnerk Voss.\n");
    write_file("more/deich.txt", "Der Deich bricht\n\nDer Deich brach am Sonntag. \"Das war abzusehen\", sagte Voss.\n");
    write_file("names.csv", "name,alias,kind\nMarnstedter Werke,MW,organization\nJana Brandt,,person\n");
    write_file("list.csv", "path,outlet,author\nin/fabrik.txt,Marnstedter Bote,Petra Lang\n");
    write_file("queries/own/all-titles.sql", OWN_REPORT);
}

static const char *const START_FILES[START_COUNT] = {NULL, "filled.db", "old.db"};

static void must_run(const char *line)
{
    struct run run;

    run_command(line, &run);
    if (run.code != 0) {
        printf("faults: %s: ends with %d: %s\n", line, run.code, run.message);
        exit(2);
    }
}

/* A file of the first schema, as an old version of the program has left it. */
static void make_old(void)
{
    char sql[16384];
    FILE *file = fopen(CB_SOURCE_DIR "/schema/migrations/0001-durable.sql", "r");
    size_t size = file ? fread(sql, 1, sizeof sql - 1, file) : 0;

    sql[size] = '\0';
    if (file)
        fclose(file);
    run_sql("old.db", sql);
    run_sql("old.db", "PRAGMA application_id = 0x636c6d62; PRAGMA user_version = 1;\n"
                      "INSERT INTO articles (path, title, title_found, language, language_found, sha256, text) VALUES\n"
                      "('alt.txt', 'Alt', 1, 'de', 1, hex(zeroblob(32)), 'Alt\n\nDer Turm ist 80 Meter hoch, sagte Karl Roth.')");
}

/* Made by the program, then changed so that the commands find something to do. */
static void make_starts(void)
{
    must_run("import -q -d filled.db in/fabrik.txt in/news.jsonl gone more");
    must_run("alias add -q -d filled.db --kind person Hinnerk-Voss HV");
    must_run("rebuild -q -d filled.db");
    write_file("more/damm.txt", "Der Damm hält\n\nDer Damm hält seit 41 Jahren, sagte Deichgraf Hinnerk Voss.\n");
    unlink("gone/kai.txt");
    make_old();
}

static void begin(const struct row *row)
{
    remove_database("kb.db");
    remove_files("out");
    mkdir("out", 0777);
    if (START_FILES[row->start])
        copy_file(START_FILES[row->start], "kb.db");
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
    if (out->run.code != 0 || out->run.kept != 0 || !run_verify_is_green(row->start == START_NONE && out->after.articles == 0
                                                                              ? "filled.db"
                                                                              : "kb.db")) {
        printf("faults: %s without a fault: status %d, %lld pieces of memory kept, message: %s\n", row->name, out->run.code,
               (long long)out->run.kept, out->run.message);
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
        return memory && !strstr(run->message, "out of memory") ? "it does not say that memory was short" : NULL;
    default:
        return "the status is not documented for this";
    }
}

static bool same_state(const struct content *a, const struct content *b)
{
    return a->found == b->found && a->articles == b->articles;
}

/* A part of it was done, and the run has ended: the next one brings the rest, to the same rows. Where a file could not be
 * read in its turn its article comes last, with other numbers. */
static const char *judge_rest(const struct row *row, int manner, const struct reference *reference)
{
    bool in_order = MANNERS[manner].kind != FAULT_FILE;
    struct run again;
    struct content content;

    if (!row->pieces)
        return "the database is neither as before nor as after";
    if (!run_verify_is_green("kb.db"))
        return "verify finds something";
    run_command(row->line, &again);
    content = content_of("kb.db");
    if (again.code != 0 || content.articles != reference->after.articles ||
        (in_order && content.found != reference->after.found))
        return "running it again does not bring the rest";
    return run_verify_is_green("kb.db") ? NULL : "verify finds something after another run";
}

static const char *judge_database(const struct row *row, int manner, const struct run *run,
                                  const struct reference *reference)
{
    struct content content = content_of("kb.db");

    if (!content.sound)
        return "the database is broken";
    if (MANNERS[manner].manner == FAULT_CUT)
        return content.articles == 0 || run_verify_is_green("kb.db") ? NULL : "verify finds something";
    if (run->code == 0 && content.all != reference->after.all)
        return "it ended well, but the database is not what it should be";
    if (same_state(&content, &reference->before) || same_state(&content, &reference->after))
        return NULL;
    return judge_rest(row, manner, reference);
}

static const char *judge(const struct row *row, int manner, const struct run *run, const struct reference *reference,
                         int files)
{
    const char *wrong;

    if (open_files() != files)
        return "a file was left open";
    if (run->kept != 0)
        return "memory was not freed";
    if ((wrong = judge_message(run)) || (wrong = judge_status(manner, run, reference)))
        return wrong;
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
    printf("FAILED %s, %s %llu fails %s: %s; status %d, message: %s\n", row->name, KIND_NAMES[MANNERS[manner].kind],
           (unsigned long long)n, MANNERS[manner].name, wrong, run.code, run.message);
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

/* The points in the order in which they are worth trying: the first of each place that was not tried yet by chance, then
 * the others. *fresh gets the number of such places. */
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

static bool is_wanted(const char *name)
{
    for (int i = 0; i < job.name_count; i++)
        if (strcmp(job.names[i], name) == 0)
            return true;
    return job.name_count == 0;
}

static void try_row(const struct row *row)
{
    struct reference reference;

    run_undisturbed(row, &reference);
    for (int manner = 0; manner < MANNER_COUNT; manner++)
        if (job.kind == FAULT_NONE || MANNERS[manner].kind == job.kind)
            try_manner(row, manner, &reference);
}

static int read_options(int argc, char **argv)
{
    int option;

    while ((option = getopt(argc, argv, "p:s:k:n:v")) != -1)
        switch (option) {
        case 'p':
            job.points = strtoul(optarg, NULL, 10);
            break;
        case 'n':
            job.only = strtoll(optarg, NULL, 10);
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
    if (read_options(argc, argv) != 0)
        return 2;
    fault_install();
    fault_vfs_install();
    workspace_enter();
    make_inputs();
    make_starts();
    for (int i = 0; i < ROW_COUNT; i++)
        if (is_wanted(ROWS[i].name))
            try_row(&ROWS[i]);
    remove_files("queries/own");
    workspace_leave();
    printf("%llu points, %llu failures\n", (unsigned long long)job.runs, (unsigned long long)job.failures);
    return job.failures > 0;
}
