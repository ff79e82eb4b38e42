/* Runs one case file: each case is imported as an article into an empty knowledge base, and what the program
 * found is compared with what the case expects. README.md in this folder explains the files.
 *
 * The knowledge base is opened once, since that reads all word lists, and emptied before each case by writing
 * its first state over it.
 *
 * usage: run_cases FILE */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "support/facts.h"
#include "support/structure.h"

#define SETTING_COUNT (sizeof settings / sizeof settings[0])

enum setting { PUBLISHED, TITLE, SOURCE, AUTHOR, URL, FACTS, KNOWN_GAP };
static const char *const settings[] = {"published", "title", "source", "author", "url", "facts", "known gap"};

struct test_case {
    struct cb_str name, text;
    const char *settings[SETTING_COUNT]; /* NULL = not given */
    size_t line;                         /* of its name in the file */
    size_t expected_line;                /* the first line behind "--" */
    struct cb_str expected;
};
CB_LIST_TYPE(test_cases, struct test_case)

/* The file being read, line by line. */
struct lines {
    const char *path;
    struct cb_str rest;
    size_t number; /* of the line read last */
};

struct run {
    const char *path;
    char language[3]; /* the name of the folder that the file is in */
    char folder[64];  /* for the database; removed at the end */
    char database[96];
    struct cb_kb *kb;
    struct sqlite3 *empty; /* a copy of the database in memory, from before the first case */
    struct cb_arena arena;
    struct cb_lexicon *lexicon; /* for clauses and phrases; NULL until a case asks for them */
    struct test_cases cases;
    size_t failed, gaps;
};

static cb_status bad_line(const struct lines *lines, struct cb_err *err, const char *what)
{
    return cb_err_set(err, CB_BAD_INPUT, "%s:%zu: %s", lines->path, lines->number, what);
}

/* ---- reading a case file ---- */

static bool next_line(struct lines *lines, struct cb_str *line)
{
    if (!lines->rest.ptr)
        return false;
    *line = cb_str_split(&lines->rest, '\n');
    lines->number++;
    return true;
}

/* "name: value" with a known name: stores the value and returns true. */
static bool read_setting(struct cb_str line, const char **values, struct cb_arena *arena)
{
    struct cb_str value = line, name = cb_str_trim(cb_str_split(&value, ':'));

    for (size_t i = 0; value.ptr && i < SETTING_COUNT; i++) {
        if (!cb_str_eq(name, cb_str_of(settings[i])))
            continue;
        values[i] = cb_arena_z(arena, cb_str_trim(value));
        return true;
    }
    return false;
}

/* From the settings behind "== name" to the next "==": *line is that next one, or empty at the end. */
static cb_status read_case(struct lines *lines, struct cb_str *line, struct test_case *test,
                           struct cb_arena *arena, struct cb_err *err)
{
    const char *text_begin = NULL, *begin;

    while (next_line(lines, line) && !cb_str_eq(*line, CB_STR("--"))) {
        if (cb_str_starts(*line, CB_STR("==")))
            return bad_line(lines, err, "the case above has no line '--' before what it expects");
        if (!text_begin && !read_setting(*line, test->settings, arena))
            text_begin = line->ptr;
    }
    if (!text_begin || !lines->rest.ptr)
        return bad_line(lines, err, "a case needs a text, a line '--' and what it expects");
    test->text = cb_str_trim((struct cb_str){text_begin, (size_t)(line->ptr - text_begin)});
    test->expected_line = lines->number + 1;
    begin = lines->rest.ptr;
    *line = (struct cb_str){0};
    while (next_line(lines, line) && !cb_str_starts(*line, CB_STR("==")))
        ;
    if (!cb_str_starts(*line, CB_STR("==")))
        *line = (struct cb_str){line->ptr + line->len, 0};
    test->expected = (struct cb_str){begin, (size_t)(line->ptr - begin)};
    return CB_OK;
}

static cb_status read_cases(struct run *run, struct cb_str file, struct cb_err *err)
{
    struct lines lines = {run->path, file, 0};
    const char *shared[SETTING_COUNT] = {0};
    struct cb_str line = {0};
    cb_status rc = CB_OK;

    while (next_line(&lines, &line) && !cb_str_starts(line, CB_STR("==")))
        if (cb_str_trim(line).len && line.ptr[0] != '#' && !read_setting(line, shared, &run->arena))
            return bad_line(&lines, err, "neither a setting nor '== name of a case'");
    while (cb_str_starts(line, CB_STR("=="))) {
        struct test_case *test = CB_PUSH(&run->arena, &run->cases);

        CB_TRY_NEW(test);
        memcpy(test->settings, shared, sizeof shared);
        test->line = lines.number;
        test->name = cb_str_trim(cb_str_sub(line, 2, line.len));
        CB_TRY(read_case(&lines, &line, test, &run->arena, err));
        if (!test->settings[FACTS])
            CB_TRY(bad_line(&lines, err, "'facts:' at the head of the file must say which kinds it checks"));
    }
    if (run->cases.count == 0)
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: no case in it", run->path);
done:
    return rc;
}

/* The expected lines of a case; they may only be of the kinds that it checks. */
static cb_status read_expected(const struct run *run, const struct test_case *test,
                               const struct fact_shapes *shapes, struct cb_arena *arena,
                               struct fact_list *out, struct cb_err *err)
{
    struct lines lines = {run->path, test->expected, test->expected_line - 1};
    struct cb_str kinds = cb_str_of(test->settings[FACTS]), line;
    cb_status rc = CB_OK;

    for (struct cb_str rest = kinds; rest.ptr;) {
        struct cb_str kind = cb_str_split(&rest, ' ');

        if (!fact_shape_find(shapes, kind))
            return cb_err_set(err, CB_BAD_INPUT, "%s:%zu: facts: '%.*s' is no kind of fact", run->path,
                              test->line, CB_STR_ARG(kind));
    }
    while (next_line(&lines, &line)) {
        struct fact *fact;

        if (cb_str_trim(line).len == 0 || line.ptr[0] == '#')
            continue;
        fact = CB_PUSH(arena, out);
        CB_TRY_NEW(fact);
        rc = fact_parse(shapes, line, arena, fact, err);
        if (rc != CB_OK) {
            cb_err_prefix(err, "%s:%zu", run->path, lines.number);
            goto done;
        }
        fact->line = lines.number;
        if (!words_have(kinds, fact->kind))
            CB_TRY(bad_line(&lines, err, "the file head ('facts:') does not list this kind"));
    }
done:
    return rc;
}

/* ---- running a case ---- */

static void keep_first(void *context, const char *line)
{
    struct cb_err *first = context;

    if (first->code == CB_OK)
        cb_err_set(first, CB_DATABASE, "verify: %s", line);
}

/* Writes all of one database over another. */
static cb_status copy_database(struct sqlite3 *from, struct sqlite3 *to, struct cb_err *err)
{
    struct sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

    if (backup)
        sqlite3_backup_step(backup, -1);
    if (!backup || sqlite3_backup_finish(backup) != SQLITE_OK)
        return cb_err_set(err, CB_DATABASE, "the database cannot be copied: %s", sqlite3_errmsg(to));
    return CB_OK;
}

/* Between the database in the file and the one in memory: saves the empty state, or brings it back. */
static cb_status copy_empty(struct run *run, bool save, struct cb_err *err)
{
    struct sqlite3 *file = NULL;
    cb_status rc;

    if (sqlite3_open(run->database, &file) != SQLITE_OK)
        rc = cb_err_set(err, CB_DATABASE, "%s: %s", run->database, sqlite3_errmsg(file));
    else
        rc = copy_database(save ? file : run->empty, save ? run->empty : file, err);
    sqlite3_close(file);
    return rc;
}

/* A rebuild of nothing writes what every knowledge base holds beside its articles. */
static cb_status make_database(struct run *run, struct cb_err *err)
{
    struct cb_import_counts counts;
    cb_status rc;

    snprintf(run->database, sizeof run->database, "%s/case.db", run->folder);
    CB_TRY(cb_kb_open(run->database, CB_OPEN_CREATE, NULL, &run->kb, err));
    CB_TRY(cb_kb_rebuild(run->kb, NULL, &counts, err));
    if (sqlite3_open(":memory:", &run->empty) != SQLITE_OK)
        CB_TRY(cb_err_no_memory(err));
    CB_TRY(copy_empty(run, true, err));
done:
    return rc;
}

/* Imports the text of a case. A row that does not agree with its text is a failure of the whole run, whatever
 * the case says. */
static cb_status import_case(struct run *run, const struct test_case *test, int64_t *article,
                             struct cb_err *err)
{
    struct cb_article_meta meta = {
        .url = test->settings[URL],
        .title = test->settings[TITLE],
        .author = test->settings[AUTHOR],
        .published = test->settings[PUBLISHED],
        .language = run->language,
        .source = test->settings[SOURCE],
    };
    struct cb_err first = {0};
    uint64_t violations;
    cb_status rc;

    CB_TRY(copy_empty(run, false, err));
    CB_TRY(cb_kb_import_text(run->kb, test->text.ptr, test->text.len, &meta, article, err));
    CB_TRY(cb_kb_verify(run->kb, keep_first, &first, &violations, err));
    if (violations) {
        *err = first;
        rc = CB_DATABASE;
    }
done:
    if (rc != CB_OK)
        cb_err_prefix(err, "%s:%zu", run->path, test->line);
    return rc;
}

static void report_fact(struct cb_buf *report, const char *label, const struct fact *fact)
{
    cb_buf_add_z(report, label);
    if (fact->line)
        cb_buf_printf(report, " (line %zu)", fact->line);
    cb_buf_add_z(report, ":\n    ");
    fact_write(fact, report);
    cb_buf_add_char(report, '\n');
}

/* Adds to `report` what is missing, what is too much, and what is in another order than expected. */
static cb_status compare(const struct fact_list *expected, const struct fact_list *found,
                         struct cb_arena *arena, struct cb_buf *report, struct cb_err *err)
{
    size_t *pairs = CB_NEW_ARRAY(arena, size_t, expected->count + 1);
    bool *used = CB_NEW_ARRAY(arena, bool, found->count + 1);

    if (!pairs || !used)
        return cb_err_no_memory(err);
    facts_pair(expected, found, pairs, used);
    for (size_t e = 0; e < expected->count; e++)
        if (pairs[e] == SIZE_MAX)
            report_fact(report, "  missing", &expected->items[e]);
    for (size_t f = 0; f < found->count; f++)
        if (!used[f])
            report_fact(report, "  unexpected", &found->items[f]);
    for (size_t e = 1; e < expected->count; e++)
        for (size_t before = e; before-- > 0;) {
            if (!cb_str_eq(expected->items[before].kind, expected->items[e].kind))
                continue;
            if (pairs[e] < pairs[before] && pairs[before] != SIZE_MAX)
                report_fact(report, "  stands earlier in the text", &expected->items[e]);
            break;
        }
    return CB_OK;
}

/* The clauses and phrases of a case: from the language layer, not from the database. */
static cb_status read_structure(struct run *run, const struct test_case *test, struct cb_arena *arena,
                                struct fact_list *found, struct cb_err *err)
{
    enum cb_language language = CB_GERMAN;
    struct cb_str kinds = cb_str_of(test->settings[FACTS]);
    cb_status rc = CB_OK;

    if (!words_have(kinds, CB_STR("clause")) && !words_have(kinds, CB_STR("phrase")))
        return CB_OK;
    if (!cb_language_by_code(cb_str_of(run->language), &language))
        return cb_err_set(err, CB_BAD_INPUT, "%s: no language '%s'", run->path, run->language);
    if (!run->lexicon)
        CB_TRY(cb_lexicon_load(language, NULL, &run->arena, &run->lexicon, err));
    CB_TRY(structure_read(run->lexicon, language, test->text, kinds, arena, found, err));
done:
    return rc;
}

static cb_status check_case(struct run *run, const struct test_case *test, struct cb_arena *arena,
                            struct cb_buf *report, struct cb_err *err)
{
    struct fact_list expected = {0}, found = {0};
    struct fact_reader reader = {0};
    int64_t article = 0;
    cb_status rc;

    CB_TRY(import_case(run, test, &article, err));
    CB_TRY(fact_reader_open(run->database, arena, &reader, err));
    CB_TRY(fact_reader_read(&reader, article, cb_str_of(test->settings[FACTS]), arena, &found, err));
    CB_TRY(structure_shapes(&reader.shapes, arena, err));
    CB_TRY(read_expected(run, test, &reader.shapes, arena, &expected, err));
    CB_TRY(read_structure(run, test, arena, &found, err));
    CB_TRY(compare(&expected, &found, arena, report, err));
done:
    fact_reader_close(&reader);
    return rc;
}

/* Runs one case and prints what is wrong. A failure here ends the run. */
static cb_status run_case(struct run *run, const struct test_case *test, struct cb_err *err)
{
    struct cb_arena arena = {0};
    struct cb_buf report;
    const char *gap = test->settings[KNOWN_GAP];
    cb_status rc;

    cb_buf_init(&report, CB_ARTICLE_MAX);
    CB_TRY(check_case(run, test, &arena, &report, err));
    if (report.len && gap)
        run->gaps++;
    else if (report.len || gap)
        run->failed++;
    if (report.len && !gap)
        printf("%s:%zu: %.*s\n%s\n", run->path, test->line, CB_STR_ARG(test->name), report.bytes);
    if (!report.len && gap)
        printf("%s:%zu: %.*s\n  the gap is closed: remove its line 'known gap: %s'\n\n", run->path,
               test->line, CB_STR_ARG(test->name), gap);
done:
    cb_buf_release(&report);
    cb_arena_release(&arena);
    return rc;
}

/* The folder that the file is in names the language. */
static cb_status find_language(struct run *run, struct cb_err *err)
{
    struct cb_str rest = cb_str_of(run->path), folder = {0}, name = {0};

    while (rest.ptr) {
        folder = name;
        name = cb_str_split(&rest, '/');
    }
    if (folder.len != 2)
        return cb_err_set(err, CB_USAGE, "%s: the folder of a case file is named after its language: de, en",
                          run->path);
    memcpy(run->language, folder.ptr, 2);
    return CB_OK;
}

/* In memory where the system has a place for that: the database is written for each case. */
static cb_status make_folder(struct run *run, struct cb_err *err)
{
    const char *const tops[] = {getenv("TMPDIR"), "/dev/shm", "/tmp"};

    for (size_t i = 0; i < sizeof tops / sizeof tops[0]; i++) {
        if (!tops[i] || !*tops[i])
            continue;
        snprintf(run->folder, sizeof run->folder, "%.40s/cases-XXXXXX", tops[i]);
        if (mkdtemp(run->folder))
            return CB_OK;
    }
    run->folder[0] = '\0';
    return cb_err_set(err, CB_SYSTEM, "no temporary directory could be made in TMPDIR, /dev/shm or /tmp");
}

static cb_status run_file(struct run *run, struct cb_err *err)
{
    struct cb_buf file;
    cb_status rc;

    cb_buf_init(&file, CB_LIST_FILE_MAX);
    CB_TRY(find_language(run, err));
    CB_TRY(cb_io_read_all(run->path, &file, err));
    CB_TRY(read_cases(run, cb_buf_view(&file), err));
    CB_TRY(make_folder(run, err));
    CB_TRY(make_database(run, err));
    for (size_t i = 0; i < run->cases.count; i++)
        CB_TRY(run_case(run, &run->cases.items[i], err));
done:
    cb_kb_close(run->kb);
    sqlite3_close(run->empty);
    if (run->database[0])
        unlink(run->database);
    if (run->folder[0])
        rmdir(run->folder);
    cb_buf_release(&file);
    return rc;
}

int main(int argc, char **argv)
{
    struct run run = {0};
    struct cb_err err = {0};

    if (argc != 2) {
        fputs("usage: run_cases FILE\n", stderr);
        return 2;
    }
    run.path = argv[1];
    if (run_file(&run, &err) != CB_OK) {
        printf("%s\n", err.text);
        run.failed++;
    }
    printf("%zu cases, %zu failed, %zu known gaps\n", run.cases.count, run.failed, run.gaps);
    cb_arena_release(&run.arena);
    return run.failed ? 1 : 0;
}
