#include "unit/engine/bench.h"

#include <signal.h>
#include <sys/resource.h>

#define SENTENCE "Die Stadt baut im Mai eine neue Brücke über den Fluss."

/* ---- what is taken, what is passed over, what is refused ---- */

static void takes_files_and_folders_in_order(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    const char *paths[2];

    temp_folder(temp, "in");
    temp_folder(temp, "in/b");
    temp_file(temp, "in/b/2.txt", SENTENCE " Zwei.");
    temp_file(temp, "in/c.txt", SENTENCE " Drei.");
    temp_file(temp, "in/A.jsonl",
              "{\"text\": \"" SENTENCE " Eins.\"}\n{\"text\": \"" SENTENCE " Noch eins.\"}\n");
    temp_file(temp, "in/notes.pdf", "x");
    paths[0] = temp_file(temp, "z.txt", SENTENCE " Null.");
    paths[1] = temp_path(temp, "in");
    bench_open(&bench, temp, "kb.db");
    assert_int_equal(bench_try(&bench, paths, 2, NULL), CB_OK);
    bench_check_events(&bench, "+ z.txt\n+ in/A.jsonl:1\n+ in/A.jsonl:2\n+ in/b/2.txt\n+ in/c.txt\n");
    assert_int_equal(bench.counts.imported, 5);
    assert_int_equal(bench_number(&bench, "SELECT id FROM articles WHERE path LIKE '%/in/c.txt'"), 5);
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

static void passes_over_bytes_that_are_in(void **state)
{
    struct temp *temp = *state;
    struct bench bench;

    temp_folder(temp, "in");
    temp_file(temp, "in/a.txt", SENTENCE);
    temp_file(temp, "in/b.txt", SENTENCE "\n");
    temp_file(temp, "in/copy.txt", SENTENCE);
    bench_open(&bench, temp, "kb.db");
    bench_import(&bench, temp_path(temp, "in"), 2, 1, 0);
    bench_check_events(&bench, "+ in/a.txt\n+ in/b.txt\n= in/copy.txt: is in already, as article 1\n");
    bench_import(&bench, temp_path(temp, "in"), 0, 3, 0);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM articles"), 2);
    bench_close(&bench);
}

/* Each bad input is one clear line and costs nothing else. */
static void refuses_bad_input_and_goes_on(void **state)
{
    static const struct {
        const char *name, *bytes;
        size_t size; /* 0 = strlen */
        const char *event;
    } CASES[] = {
        {"empty.txt", "", 0, "- in/empty.txt: is empty"},
        {"blank.txt", " \n\n", 0, "- in/blank.txt: is empty"},
        {"binary.txt", "a\0\1\2b", 5, "- in/binary.txt: "},
        {"cut.jsonl", "{\"text\": \"" SENTENCE "\"}\n{\"text\": \"Ein", 0, "- in/cut.jsonl:2: "},
        {"list.jsonl", "[1]\n", 0, "- in/list.jsonl:1: "},
        {"textless.jsonl", "{\"title\": \"x\"}\n", 0, "- in/textless.jsonl:1: "},
        {"day.jsonl", "{\"text\": \"x\", \"published\": \"2025-02-30\"}\n", 0, "- in/day.jsonl:1: "},
    };
    struct temp *temp = *state;
    struct bench bench;

    bench_open(&bench, temp, "kb.db");
    temp_folder(temp, "in");
    temp_file(temp, "in/a.txt", SENTENCE " Erster.");
    temp_file(temp, "in/z.txt", SENTENCE " Letzter.");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str name = cb_arena_printf(&temp->arena, "in/%s", CASES[i].name);
        temp_bytes(temp, name.ptr, CASES[i].bytes, CASES[i].size ? CASES[i].size : strlen(CASES[i].bytes));
    }
    bench_import(&bench, temp_path(temp, "in"), 3, 0, sizeof CASES / sizeof *CASES);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        if (!strstr(bench.events.bytes, CASES[i].event))
            fail_msg("no event '%s' in\n%s", CASES[i].event, bench.events.bytes);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM articles"), 3);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM import_errors WHERE place LIKE '%/in/%' AND reason <> ''"),
        sizeof CASES / sizeof *CASES);
    assert_int_equal(
        bench_number(&bench, "SELECT imported = 3 AND skipped = 0 AND rejected = 7 FROM imports"), 1);
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

static void refuses_paths_that_give_nothing(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_err err = {0};
    const char *const paths[] = {temp_path(temp, "none.txt"), temp_folder(temp, "bare"),
                                 temp_file(temp, "a.pdf", "x"), temp_file(temp, "a.txt", SENTENCE)};

    bench_open(&bench, temp, "kb.db");
    assert_int_equal(bench_try(&bench, paths, 0, &err), CB_USAGE);
    assert_message(err, "no path named");
    assert_int_equal(bench_try(&bench, paths, 4, NULL), CB_OK);
    bench_check_events(&bench,
                       "- none.txt: no such file or directory; check the path\n"
                       "- bare: no article in it; name a folder with articles\n"
                       "- a.pdf: is no kind of file that can be read; 'claimbase help import' lists them\n"
                       "+ a.txt\n");
    bench_close(&bench);
}

static void an_unreadable_folder_is_one_refusal(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_err err = {0};
    const char *in = temp_folder(temp, "in");
    cb_status rc;

    temp_folder(temp, "in/closed");
    temp_file(temp, "in/closed/x.txt", SENTENCE);
    temp_file(temp, "in/a.txt", SENTENCE);
    temp_file(temp, "in/secret.txt", SENTENCE);
    bench_open(&bench, temp, "kb.db");
    assert_int_equal(chmod(temp_path(temp, "in/closed"), 0), 0);
    assert_int_equal(chmod(temp_path(temp, "in/secret.txt"), 0), 0);
    temp_be_nobody(temp);
    rc = bench_try(&bench, &in, 1, &err);
    temp_be_root();
    assert_int_equal(rc, CB_OK);
    bench_check_events(&bench, "+ in/a.txt\n- in/secret.txt: permission denied; make it readable for you\n"
                               "- in/closed/: permission denied; make it readable for you\n");
    bench_close(&bench);
}

static void refuses_a_huge_file(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    const char *path = temp_file(temp, "huge.txt", "x");

    assert_int_equal(truncate(path, (off_t)200 << 20), 0);
    bench_open(&bench, temp, "kb.db");
    bench_import(&bench, path, 0, 0, 1);
    bench_check_events(&bench, "- huge.txt: is larger than the limit of 16 MiB; split it\n");
    bench_close(&bench);
}

/* File names need not be UTF-8; rows are. */
static void takes_any_file_name(void **state)
{
    struct temp *temp = *state;
    struct bench bench;

    temp_folder(temp, "in");
    temp_file(temp, "in/caf\xE9.txt", SENTENCE);
    temp_file(temp, "in/leer\xE9.txt", "");
    bench_open(&bench, temp, "kb.db");
    bench_import(&bench, temp_path(temp, "in"), 1, 0, 1);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM articles WHERE path LIKE '%/in/café.txt'"),
                     1);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM import_errors WHERE place LIKE '%/in/leeré.txt'"), 1);
    bench_close(&bench);
}

/* ---- from memory ---- */

static void takes_a_text_from_memory(void **state)
{
    static const struct cb_article_meta META = {.path = "redaktion/1",
                                                .url = "https://www.das-blatt.example/a",
                                                .title = "Neue Brücke",
                                                .author = "Wer",
                                                .published = "2025-03-10",
                                                .language = "de-AT"};
    struct temp *temp = *state;
    struct bench bench;
    int64_t id = 0, again = 0;

    bench_open(&bench, temp, "kb.db");
    assert_int_equal(cb_kb_import_text(bench.kb, SENTENCE, strlen(SENTENCE), &META, &id, NULL), CB_OK);
    assert_int_equal(id, 1);
    assert_int_equal(cb_kb_import_text(bench.kb, SENTENCE, strlen(SENTENCE), NULL, &again, NULL), CB_OK);
    assert_int_equal(again, 1);
    assert_int_equal(
        bench_number(&bench,
                     "SELECT count(*) FROM articles AS a JOIN sources AS s ON s.id = a.source_id\n"
                     "WHERE a.path = 'redaktion/1' AND a.title = 'Neue Brücke' AND NOT a.title_found\n"
                     "AND a.language = 'de' AND NOT a.language_found AND a.author = 'Wer'\n"
                     "AND a.published = '2025-03-10' AND s.domain = 'das-blatt.example'"),
        1);
    assert_int_equal(cb_kb_import_text(bench.kb, "This is what we have in the text.", 33, NULL, &id, NULL),
                     CB_OK);
    assert_int_equal(
        bench_number(&bench,
                     "SELECT language = 'en' AND language_found AND path IS NULL AND source_id IS NULL\n"
                     "FROM articles WHERE id = 2"),
        1);
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

static void refuses_bad_text_and_meta_data(void **state)
{
    static const struct {
        const char *text;
        struct cb_article_meta meta;
        cb_status rc;
        const char *message;
    } CASES[] = {
        {"", {0}, CB_BAD_INPUT, "text: is empty"},
        {" \n", {.path = "a.txt"}, CB_BAD_INPUT, "a.txt: is empty"},
        {SENTENCE, {.published = "10.3.2025"}, CB_USAGE, "published: '10.3.2025' is not a day"},
        {SENTENCE, {.published = "2025-02-30"}, CB_USAGE, "published: '2025-02-30' is not a day"},
        {SENTENCE, {.language = "fr"}, CB_USAGE, "language: 'fr' is not known"},
    };
    struct temp *temp = *state;
    struct bench bench;

    bench_open(&bench, temp, "kb.db");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_err err = {0};
        int64_t id = -3;
        assert_int_equal(
            cb_kb_import_text(bench.kb, CASES[i].text, strlen(CASES[i].text), &CASES[i].meta, &id, &err),
            CASES[i].rc);
        assert_message(err, CASES[i].message);
        assert_int_equal(id, -3);
    }
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM articles"), 0);
    bench_close(&bench);
}

/* ---- transactions ---- */

enum { MANY = 600 };

static const char *many_articles(struct temp *temp)
{
    struct cb_buf lines;
    const char *path;

    cb_buf_init(&lines, 1 << 20);
    for (int i = 0; i < MANY; i++)
        cb_buf_printf(&lines, "{\"text\": \"%s%s%s%s Meldung %d.\"}\n", SENTENCE, SENTENCE, SENTENCE,
                      SENTENCE, i);
    path = temp_bytes(temp, "many.jsonl", lines.bytes, lines.len);
    cb_buf_release(&lines);
    return path;
}

/* Counts what another reader of the file sees while the import goes on. */
struct onlooker {
    const char *path;
    uint64_t done;
    int64_t seen_at_500;
};

static void look_on(void *context, const struct cb_import_event *event)
{
    struct onlooker *onlooker = context;
    struct cb_db db = {0};

    assert_int_equal(event->done, ++onlooker->done);
    if (event->done != 500)
        return;
    assert_int_equal(cb_db_open(onlooker->path, CB_OPEN_READ, -1, &db, NULL), CB_OK);
    assert_int_equal(cb_db_int(&db, "SELECT count(*) FROM articles", -1, &onlooker->seen_at_500, NULL),
                     CB_OK);
    cb_db_close(&db);
}

static void commits_in_batches_that_others_can_read(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct onlooker onlooker = {0};
    struct cb_import_options options = {.on_event = look_on, .context = &onlooker};
    const char *path = many_articles(temp);

    bench_open(&bench, temp, "kb.db");
    onlooker.path = bench.path;
    assert_int_equal(cb_kb_import(bench.kb, &path, 1, &options, &bench.counts, NULL), CB_OK);
    assert_int_equal(onlooker.done, MANY);
    assert_in_range(onlooker.seen_at_500, 1, 499);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM articles"), MANY);
    assert_int_equal(bench_number(&bench, "SELECT imported FROM imports"), MANY);
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

/* What another reader that does not wait finds when an index for readers is about to be made. */
struct peep {
    const char *path;
    int64_t articles, indexes;
};

#define FIGURE_INDEXES                                                                                       \
    "SELECT count(*) FROM sqlite_schema WHERE name IN ('figures_by_entity', 'figures_by_what')"

static int look_before_index(unsigned event, void *context, void *stmt, void *sql)
{
    struct peep *peep = context;
    struct cb_db db = {0};

    (void)event, (void)stmt;
    if (!strstr(sql, "CREATE INDEX IF NOT EXISTS figures_by_what"))
        return 0;
    assert_int_equal(cb_db_open(peep->path, CB_OPEN_READ, -1, &db, NULL), CB_OK);
    assert_int_equal(cb_db_int(&db, "SELECT count(*) FROM articles", -1, &peep->articles, NULL), CB_OK);
    assert_int_equal(cb_db_int(&db, FIGURE_INDEXES, -1, &peep->indexes, NULL), CB_OK);
    cb_db_close(&db);
    return 0;
}

static void makes_indexes_one_by_one(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct peep peep = {.articles = -1};
    const char *path = many_articles(temp);

    bench_open(&bench, temp, "kb.db");
    assert_int_equal(bench_number(&bench, FIGURE_INDEXES), 2);
    peep.path = bench.path;
    sqlite3_trace_v2(bench.kb->db.handle, SQLITE_TRACE_STMT, look_before_index, &peep);
    bench_import(&bench, path, MANY, 0, 0);
    sqlite3_trace_v2(bench.kb->db.handle, 0, NULL, NULL);
    assert_int_equal(peep.articles, MANY);
    assert_int_equal(peep.indexes, 1);
    assert_int_equal(bench_number(&bench, FIGURE_INDEXES), 2);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM meta WHERE key = 'unindexed'"), 0);
    bench_close(&bench);
}

static void a_locked_file_is_left_alone(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_db other = {0};
    struct cb_err err = {0};
    struct cb_kb_options options = {.busy_ms = -1};
    const char *path = temp_file(temp, "a.txt", SENTENCE);

    bench_open(&bench, temp, "kb.db");
    cb_kb_close(bench.kb);
    assert_int_equal(cb_kb_open(bench.path, CB_OPEN_CREATE, &options, &bench.kb, NULL), CB_OK);
    assert_int_equal(cb_db_open(bench.path, CB_OPEN_WRITE, -1, &other, NULL), CB_OK);
    assert_int_equal(cb_tx_begin(&other, NULL), CB_OK);
    assert_int_equal(bench_try(&bench, &path, 1, &err), CB_DATABASE);
    assert_message(err, "kb.db: is locked by another process");
    assert_int_equal(bench.counts.imported, 0);
    cb_tx_rollback(&other);
    bench_import(&bench, path, 1, 0, 0); /* and goes on when it is free */
    cb_db_close(&other);
    bench_close(&bench);
}

/* What is counted is there, what is there is whole, and the next run takes the rest. */
static void check_after_failure(struct bench *bench, const char *path)
{
    assert_int_equal(bench_number(bench, "SELECT count(*) FROM articles"), bench->counts.imported);
    assert_int_equal(bench_number(bench, "SELECT coalesce(max(imported), 0) FROM imports"),
                     bench->counts.imported);
    assert_in_range(bench->counts.imported, 0, MANY - 1);
    bench_verify(bench, NULL);
    bench_import(bench, path, MANY - bench->counts.imported, bench->counts.imported, 0);
    bench_verify(bench, NULL);
}

static void a_full_disk_ends_the_run_cleanly(void **state)
{
    static const int ROOM[] = {5, 30, 45}; /* pages beyond those of the empty file */
    struct temp *temp = *state;
    const char *path = many_articles(temp);

    for (size_t i = 0; i < sizeof ROOM / sizeof *ROOM; i++) {
        struct bench bench;
        struct cb_err err = {0};
        char sql[64];
        bench_open(&bench, temp, "kb.db");
        snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d",
                 (int)bench_number(&bench, "PRAGMA page_count") + ROOM[i]);
        bench_run(&bench, sql);
        assert_int_equal(bench_try(&bench, &path, 1, &err), CB_SYSTEM);
        assert_message(err, "kb.db: no space left to write to");
        bench_run(&bench, "PRAGMA max_page_count = 1000000");
        check_after_failure(&bench, path);
        bench_close(&bench);
        assert_int_equal(unlink(bench.path), 0);
    }
}

static void a_failing_disk_ends_the_run_cleanly(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_err err = {0};
    const char *path = many_articles(temp);
    struct rlimit before, narrow;
    cb_status rc;

    bench_open(&bench, temp, "kb.db");
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    narrow = before;
    narrow.rlim_cur = (rlim_t)bench_number(
        &bench, "SELECT page_count * page_size + 60 * 4096 FROM pragma_page_count, pragma_page_size");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &narrow), 0);
    rc = bench_try(&bench, &path, 1, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(rc, CB_SYSTEM);
    assert_message(err, "kb.db: reading or writing failed");
    check_after_failure(&bench, path);
    bench_close(&bench);
}

/* ---- the same again ---- */

static void the_same_files_give_the_same_rows(void **state)
{
    struct temp *temp = *state;
    struct cb_buf dumps[2];

    for (int i = 0; i < 2; i++) {
        struct bench bench;
        bench_open(&bench, temp, i ? "b.db" : "a.db");
        bench_import(&bench, CB_SAMPLES, 12, 0, 0);
        bench_dump(&bench, &dumps[i]);
        bench_close(&bench);
    }
    assert_same_dump(&dumps[0], &dumps[1]);
    cb_buf_release(&dumps[0]);
    cb_buf_release(&dumps[1]);
}

/* Names, kinds, aliases and sources, without ids. */
#define NAMES                                                                                                \
    "SELECT group_concat(line, char(10)) FROM (\n"                                                           \
    "SELECT 'e ' || key || '|' || name || '|' || kind AS line FROM entities UNION ALL\n"                     \
    "SELECT 'a ' || e.key || '|' || a.alias FROM aliases AS a JOIN entities AS e ON e.id = a.entity_id "     \
    "UNION ALL\n"                                                                                            \
    "SELECT 's ' || name || '|' || kind || '|' || coalesce(domain, '-') FROM sources ORDER BY line)"

static void the_order_of_files_changes_no_name(void **state)
{
    static const char *const ORDERS[2][2] = {{CB_SAMPLES "/de", CB_SAMPLES "/en"},
                                             {CB_SAMPLES "/en", CB_SAMPLES "/de"}};
    struct temp *temp = *state;
    struct cb_str names[2];

    for (int i = 0; i < 2; i++) {
        struct bench bench;
        struct cb_stmt stmt = {0};
        bool row;
        bench_open(&bench, temp, i ? "b.db" : "a.db");
        assert_int_equal(bench_try(&bench, ORDERS[i], 2, NULL), CB_OK);
        assert_int_equal(cb_stmt_prepare(&bench.kb->db, NAMES, &stmt, NULL), CB_OK);
        assert_int_equal(cb_stmt_step(&stmt, &row, NULL), CB_OK);
        names[i] = cb_arena_copy(&temp->arena, cb_stmt_text(&stmt, 0));
        cb_stmt_release(&stmt);
        bench_close(&bench);
    }
    assert_string_equal(names[0].ptr, names[1].ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(takes_files_and_folders_in_order),
        temp_test(passes_over_bytes_that_are_in),
        temp_test(refuses_bad_input_and_goes_on),
        temp_test(refuses_paths_that_give_nothing),
        temp_test(an_unreadable_folder_is_one_refusal),
        temp_test(refuses_a_huge_file),
        temp_test(takes_any_file_name),
        temp_test(takes_a_text_from_memory),
        temp_test(refuses_bad_text_and_meta_data),
        temp_test(commits_in_batches_that_others_can_read),
        temp_test(makes_indexes_one_by_one),
        temp_test(a_locked_file_is_left_alone),
        temp_test(a_full_disk_ends_the_run_cleanly),
        temp_test(a_failing_disk_ends_the_run_cleanly),
        temp_test(the_same_files_give_the_same_rows),
        temp_test(the_order_of_files_changes_no_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
