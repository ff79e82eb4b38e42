#include "trust/run.h"

#include <dirent.h>
#include <fcntl.h>
#include <libxml/xmlerror.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trust/fault.h"

int claimbase_main(int argc, char **argv); /* cli/claimbase.c */

_Noreturn static void give_up(const char *what, const char *name)
{
    printf("trust: %s: %s\n", what, name);
    fflush(stdout);
    exit(2);
}

/* ---- the program ---- */

enum { WORDS_MAX = 32 };

static struct {
    FILE *out, *err, *real_out;
    char *out_text, *err_text;
    size_t out_size, err_size;
} streams;

static void capture(void)
{
    streams.real_out = stdout;
    streams.out = open_memstream(&streams.out_text, &streams.out_size);
    streams.err = open_memstream(&streams.err_text, &streams.err_size);
    if (!streams.out || !streams.err)
        give_up("no stream", "");
    stdout = streams.out;
    stderr = streams.err;
    fault_output_begin();
}

static uint64_t sum_of(const char *bytes, size_t size, uint64_t sum)
{
    for (size_t i = 0; i < size; i++)
        sum = (sum ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    return sum;
}

static void release(struct run *out, FILE *real_err)
{
    stdout = streams.real_out;
    stderr = real_err;
    fclose(streams.out);
    fclose(streams.err);
    out->output = sum_of(streams.out_text, streams.out_size, fault_output_sum());
    snprintf(out->message, sizeof out->message, "%s", streams.err_text);
    free(streams.out_text);
    free(streams.err_text);
    streams.err_text = NULL;
}

void run_command(const char *line, struct run *out)
{
    char text[1024], *argv[WORDS_MAX] = {(char *)"claimbase"};
    FILE *real_err = stderr;
    int argc = 1;

    snprintf(text, sizeof text, "%s", line);
    for (char *rest = text; rest && argc < WORDS_MAX - 1;)
        argv[argc++] = strsep(&rest, " ");
    fflush(stdout);
    capture();
    out->kept = -fault_outstanding();
    out->code = claimbase_main(argc, argv);
    xmlResetLastError(); /* libxml2 keeps its words */
    out->kept += fault_outstanding();
    release(out, real_err);
}

static void run_and_tell(const char *line, int pipe_end)
{
    struct run run;
    int messages = open("child.err", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    dup2(messages, STDERR_FILENO);
    run_command(line, &run);
    _exit(write(pipe_end, &run, sizeof run) == (ssize_t)sizeof run ? 0 : 2);
}

/* How a child ended that could not tell by itself. */
static void read_end(pid_t child, bool told, struct run *out)
{
    int status;
    FILE *messages;
    size_t size = 0;

    waitpid(child, &status, 0);
    if (told)
        return;
    *out = (struct run){.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)};
    messages = fopen("child.err", "r");
    if (messages) {
        size = fread(out->message, 1, sizeof out->message - 1, messages);
        fclose(messages);
    }
    out->message[size] = '\0';
}

void run_in_child(const char *line, struct run *out)
{
    int ends[2];
    pid_t child;
    bool told;

    fflush(stdout);
    if (pipe(ends) != 0 || (child = fork()) < 0)
        give_up("no process", line);
    if (child == 0) {
        close(ends[0]);
        run_and_tell(line, ends[1]);
    }
    close(ends[1]);
    told = read(ends[0], out, sizeof *out) == (ssize_t)sizeof *out;
    close(ends[0]);
    read_end(child, told, out);
    unlink("child.err");
}

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names for what it wraps */
_Noreturn void __real__exit(int code);
_Noreturn void __wrap__exit(int code);

/* The program ends itself when it finds a mistake of its own: what it said would be lost. */
_Noreturn void __wrap__exit(int code)
{
    if (code == 70 && streams.err) {
        fflush(streams.err);
        fprintf(streams.real_out, "the program ended itself with %d: %s\n", code,
                streams.err_text ? streams.err_text : "");
        fflush(streams.real_out);
    }
    __real__exit(code);
}
/* NOLINTEND(bugprone-reserved-identifier) */

/* ---- databases ---- */

static sqlite3 *open_stock(const char *path)
{
    sqlite3 *db = NULL;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, "unix") != SQLITE_OK)
        give_up(path, sqlite3_errmsg(db));
    sqlite3_busy_timeout(db, 10000);
    return db;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        give_up(sql, sqlite3_errmsg(db));
    return stmt;
}

static uint64_t row_sum(sqlite3_stmt *stmt, uint64_t sum)
{
    for (int i = 0; i < sqlite3_column_count(stmt); i++) {
        const char *bytes = (const char *)sqlite3_column_text(stmt, i);
        char type = (char)sqlite3_column_type(stmt, i);
        if (strcmp(sqlite3_column_name(stmt, i), "started_at") == 0 ||
            strcmp(sqlite3_column_name(stmt, i), "import_id") == 0)
            continue; /* when it was done, or in which run */
        sum = sum_of(&type, 1, sum);
        sum = sum_of(bytes ? bytes : "", (size_t)sqlite3_column_bytes(stmt, i) + 1, sum);
    }
    return sum;
}

/* The log of corrections has its clock and numbers drawn by lot: what was decided counts. */
static uint64_t table_sum(sqlite3 *db, const char *table)
{
    const char *columns =
        strcmp(table, "corrections") == 0 ? "id, action, target, payload, note, status" : "*";
    char *sql = sqlite3_mprintf("SELECT %s FROM \"%w\"", columns, table);
    sqlite3_stmt *stmt = prepare(db, sql);
    uint64_t sum = sum_of(table, strlen(table), 0);

    while (sqlite3_step(stmt) == SQLITE_ROW)
        sum = row_sum(stmt, sum);
    sqlite3_finalize(stmt);
    sqlite3_free(sql);
    return sum;
}

/* Tables whose rows tell how often and when something was done, or are the same in every file of this
 * version. */
static bool is_found(const char *table)
{
    static const char *const OTHERS[] = {"imports", "import_errors", "meta", "rules"};

    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (strcmp(table, OTHERS[i]) == 0)
            return false;
    return !strstr(table, "_fts");
}

static bool check(sqlite3 *db)
{
    sqlite3_stmt *stmt =
        prepare(db, "SELECT (SELECT group_concat(integrity_check) FROM pragma_integrity_check) IS 'ok'\n"
                    "       AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_check)");
    bool sound = sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_int(stmt, 0) == 1;

    sqlite3_finalize(stmt);
    return sound;
}

struct content content_of(const char *path)
{
    struct content content = {.sound = true};
    struct stat st;
    sqlite3 *db;
    sqlite3_stmt *tables;

    if (stat(path, &st) != 0)
        return content;
    db = open_stock(path);
    tables = prepare(
        db,
        "SELECT name, (SELECT count(*) FROM sqlite_schema WHERE name = 'articles') FROM pragma_table_list\n"
        "WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite%' ORDER BY name");
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(tables, 0);
        uint64_t sum = table_sum(db, table);
        content.all = content.all * 31 + sum;
        if (is_found(table) && sum != sum_of(table, strlen(table), 0)) /* an empty table is as good as none */
            content.found = content.found * 31 + sum;
        if (strcmp(table, "articles") == 0) {
            sqlite3_stmt *count = prepare(db, "SELECT count(*) FROM articles");
            content.articles = sqlite3_step(count) == SQLITE_ROW ? sqlite3_column_int64(count, 0) : -1;
            sqlite3_finalize(count);
        }
    }
    sqlite3_finalize(tables);
    content.sound = check(db);
    sqlite3_close(db);
    return content;
}

bool run_verify_is_green(const char *path, bool due)
{
    static const char DUE[] =
        "what was found in the articles is of another version; run 'claimbase rebuild'\n";
    char line[256];
    struct run run;

    snprintf(line, sizeof line, "verify -d %s", path);
    run_command(line, &run);
    if (due && run.code == 1 && strncmp(fault_output_text(), DUE, sizeof DUE - 1) == 0)
        return true;
    if (run.code != 0)
        printf("trust: verify ends with %d: %s%s", run.code, run.message, fault_output_text());
    return run.code == 0;
}

void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix") != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        give_up(sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

int64_t sql_number(const char *path, const char *sql)
{
    sqlite3 *db = open_stock(path);
    sqlite3_stmt *stmt = prepare(db, sql);
    int64_t value = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : -1;

    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return value;
}

/* ---- files ---- */

static size_t load(const char *path, char **out)
{
    FILE *file = fopen(path, "rb");
    struct stat st;
    size_t size = file && fstat(fileno(file), &st) == 0 ? (size_t)st.st_size : 0;
    char *bytes = malloc(size + 1);

    if (!file || !bytes || fread(bytes, 1, size, file) != size)
        give_up("cannot be read", path);
    fclose(file);
    *out = bytes;
    return size;
}

static void store(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        give_up("cannot be written", path);
}

void write_file(const char *path, const char *text)
{
    store(path, text, strlen(text));
}

void copy_file(const char *from, const char *to)
{
    char *bytes;
    size_t size = load(from, &bytes);

    store(to, bytes, size);
    free(bytes);
}

uint64_t file_sum(const char *path)
{
    struct stat st;
    char *bytes;
    uint64_t sum;

    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return 0;
    sum = load(path, &bytes);
    sum = sum_of(bytes, sum, 1);
    free(bytes);
    return sum;
}

/* Calls `each` with the path of every plain file in `folder`, and its name. */
static void walk(const char *folder, void (*each)(void *context, const char *path, const char *name),
                 void *context)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    struct stat st;
    char path[512];

    while (dir && (entry = readdir(dir))) {
        if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= (int)sizeof path)
            give_up("is too long", entry->d_name);
        if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
            each(context, path, entry->d_name);
    }
    if (dir)
        closedir(dir);
}

static void add_to_sum(void *context, const char *path, const char *name)
{
    uint64_t *sum = context;

    *sum += sum_of(name, strlen(name), file_sum(path)); /* in any order */
}

uint64_t folder_sum(const char *path)
{
    uint64_t sum = 0;

    walk(path, add_to_sum, &sum);
    return sum;
}

struct comparison {
    const char *reference;
    bool same;
};

static void compare(void *context, const char *path, const char *name)
{
    struct comparison *comparison = context;
    char other[512];

    if (snprintf(other, sizeof other, "%s/%s", comparison->reference, name) >= (int)sizeof other)
        give_up("is too long", name);
    if (file_sum(path) != file_sum(other)) {
        printf("trust: %s is not what it should be\n", path);
        comparison->same = false;
    }
}

bool folder_is_part_of(const char *folder, const char *reference)
{
    struct comparison comparison = {reference, true};

    walk(folder, compare, &comparison);
    return comparison.same;
}

static void copy_into(void *context, const char *path, const char *name)
{
    char to[512];

    if (snprintf(to, sizeof to, "%s/%s", (const char *)context, name) >= (int)sizeof to)
        give_up("is too long", name);
    copy_file(path, to);
}

void copy_folder(const char *from, const char *to)
{
    char folder[512];

    snprintf(folder, sizeof folder, "%s", to);
    mkdir(folder, 0777);
    walk(from, copy_into, folder);
}

static void remove_one(void *context, const char *path, const char *name)
{
    (void)context;
    (void)name;
    unlink(path);
}

void remove_files(const char *folder)
{
    walk(folder, remove_one, NULL);
    rmdir(folder);
}

static void remove_part(void *context, const char *path, const char *name)
{
    (void)context;
    if (strstr(name, ".part-"))
        unlink(path);
}

void remove_parts(const char *folder)
{
    walk(folder, remove_part, NULL);
}

void remove_database(const char *path)
{
    char journal[512];

    unlink(path);
    snprintf(journal, sizeof journal, "%s-journal", path);
    unlink(journal);
}

int open_files(void)
{
    int count = 0;

    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

bool is_wanted(const char *name, int count, char *const *names)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return count == 0;
}

/* ---- the workspace ---- */

static char workspace[] = "/tmp/claimbase-trust-XXXXXX";

void workspace_enter(void)
{
    if (!mkdtemp(workspace) || chdir(workspace) != 0)
        give_up("no workspace", workspace);
}

void workspace_leave(void)
{
    DIR *dir = opendir(".");
    struct dirent *entry;

    while (dir && (entry = readdir(dir)))
        if (entry->d_name[0] != '.') {
            char below[300];
            snprintf(below, sizeof below, "%s/own", entry->d_name);
            remove_files(below);
            remove_files(entry->d_name);
        }
    if (dir)
        closedir(dir);
    remove_files(".");
    if (chdir("/") == 0)
        rmdir(workspace);
}
