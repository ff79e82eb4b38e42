#include "unit/engine/bench.h"

#include "base/io.h"
#include "extract/names.h"
#include "language/language.h"
#include "reader/reader.h"

#define SOURCES                                                                                              \
    "name,kind,domain,language,country,aliases,quoted_aliases\n"                                             \
    "Das Blatt,outlet,blatt.example,de,DE,DB|Blatt,\n"                                                       \
    "Fernmeldedienst,agency,,de,DE,fmd,\n"

/* Who published an article: by what came with it, else by its address; by the list, where that has it. */
static void knows_who_published_an_article(void **state)
{
    static const struct {
        const char *source, *url, *found; /* name|kind|domain, or NULL */
    } CASES[] = {
        {"Das Blatt", NULL, "Das Blatt|outlet|blatt.example"},
        {"Blatt", "https://anderswo.example/x", "Das Blatt|outlet|blatt.example"},
        {"blatt.example", NULL, "Das Blatt|outlet|blatt.example"},
        {"Blatt.Example", NULL, "Das Blatt|outlet|blatt.example"},
        {NULL, "https://www.blatt.example/a?b=http://c", "Das Blatt|outlet|blatt.example"},
        {"fmd", "https://kunde.example", "Fernmeldedienst|agency|kunde.example"},
        {"Neues Heft", NULL, "Neues Heft|outlet|-"},
        {"Neues Heft", "http://heft.example:8080/1", "Neues Heft|outlet|heft.example"},
        {NULL, "https://Unbekannt.example#x", "unbekannt.example|outlet|unbekannt.example"},
        {" ", "mailto:a@b.example", NULL},
        {NULL, NULL, NULL},
    };
    struct temp *temp = *state;
    struct cb_kb_options options = {.lists_dir = temp->dir};
    struct bench bench;

    temp_file(temp, "sources.csv", SOURCES);
    bench_open(&bench, temp, "kb.db");
    cb_kb_close(bench.kb);
    assert_int_equal(cb_kb_open(bench.path, CB_OPEN_WRITE, &options, &bench.kb, NULL), CB_OK);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_article_meta meta = {.source = CASES[i].source, .url = CASES[i].url};
        struct cb_str text = cb_arena_printf(&temp->arena, "Ein Satz mit der Nummer %d.", (int)i);
        struct cb_str sql;
        int64_t id = 0;
        assert_int_equal(cb_kb_import_text(bench.kb, text.ptr, text.len, &meta, &id, NULL), CB_OK);
        sql = cb_arena_printf(
            &temp->arena,
            "SELECT coalesce(s.name || '|' || s.kind || '|' || coalesce(s.domain, '-'), '') = '%s'\n"
            "FROM articles AS a LEFT JOIN sources AS s ON s.id = a.source_id WHERE a.id = %d",
            CASES[i].found ? CASES[i].found : "", (int)id);
        if (bench_number(&bench, sql.ptr) != 1)
            fail_msg("'%s' and '%s' do not give '%s'", CASES[i].source, CASES[i].url, CASES[i].found);
        /* a later article may add to what is known of a source */
        bench_run(&bench, "UPDATE articles SET source_id = NULL; DELETE FROM citations; UPDATE claim_rows SET "
                          "cited_source_id = NULL;\n"
                          "DELETE FROM sources");
    }
    bench_close(&bench);
}

static void tells_what_was_found_from_what_came_along(void **state)
{
    static const char GERMAN[] =
        "Neue Brücke eröffnet\n\nDie Stadt hat am Montag eine neue Brücke, und das ist nicht alles.\n";
    static const struct cb_article_meta GIVEN = {.title = "Titel", .language = "de"};
    struct temp *temp = *state;
    struct bench bench;

    bench_open(&bench, temp, "kb.db");
    assert_int_equal(cb_kb_import_text(bench.kb, GERMAN, sizeof GERMAN - 1, NULL, NULL, NULL), CB_OK);
    assert_int_equal(cb_kb_import_text(bench.kb, GERMAN, sizeof GERMAN - 2, &GIVEN, NULL, NULL), CB_OK);
    assert_int_equal(
        bench_number(&bench,
                     "SELECT title_found AND language_found AND language = 'de' FROM articles WHERE id = 1"),
        1);
    assert_int_equal(bench_number(&bench,
                                  "SELECT title = 'Titel' AND NOT title_found AND NOT language_found\n"
                                  "FROM articles WHERE id = 2"),
                     1);
    bench_close(&bench);
}

/* Extracts the article of a file, throws away what was kept of its words, and stores it then. */
static void store_without_words(struct bench *bench, const char *path)
{
    struct cb_kb *kb = bench->kb;
    struct cb_article article = {.doc.arena = &bench->temp->arena};
    struct cb_buf bytes;
    int64_t id;

    cb_buf_init(&bytes, 1 << 20);
    assert_int_equal(cb_io_read_all(path, &bytes, NULL), CB_OK);
    assert_int_equal(cb_document_read(&article.doc, path, cb_buf_view(&bytes), NULL), CB_OK);
    assert_int_equal(cb_article_extract(kb, &article, NULL), CB_OK);
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
        cb_name_vocabulary_free(kb->name_vocabularies[l]);
        cb_vocabulary_free(kb->vocabularies[l]);
        kb->name_vocabularies[l] = NULL;
        kb->vocabularies[l] = NULL;
    }
    assert_int_equal(cb_store_article(kb->store, &article.record, &id, NULL), CB_OK);
    cb_buf_release(&bytes);
}

/* An article waits to be stored while others are read, and the vocabularies are emptied when they are full:
 * what was found in it may not lie there. */
static void what_is_found_outlives_the_vocabularies(void **state)
{
    static const char *const TABLES[] = {"entities",     "aliases", "claims",    "figures", "propositions",
                                         "stance_words", "sources", "positions", "mentions"};
    struct temp *temp = *state;
    struct cb_io_paths paths = {0};
    struct bench together, apart;
    struct cb_buf rows[2];

    bench_open(&together, temp, "together.db");
    bench_open(&apart, temp, "apart.db");
    assert_int_equal(cb_kb_load_lexicons(apart.kb, NULL), CB_OK);
    assert_int_equal(cb_kb_refresh(apart.kb, NULL), CB_OK);
    assert_int_equal(cb_kb_open_store(apart.kb, NULL), CB_OK);
    assert_int_equal(cb_io_list(CB_SAMPLES, &temp->arena, &paths, NULL), CB_OK);
    assert_int_equal(cb_kb_begin(apart.kb, NULL), CB_OK);
    for (size_t i = 0; i < paths.count; i++)
        if (cb_str_ends(cb_str_of(paths.items[i]), CB_STR(".txt"))) {
            bench_import(&together, paths.items[i], 1, 0, 0);
            store_without_words(&apart, paths.items[i]);
        }
    assert_int_equal(cb_store_join_names(apart.kb->store, NULL), CB_OK);
    assert_int_equal(cb_kb_commit(apart.kb, NULL), CB_OK);
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        for (int k = 0; k < 2; k++) {
            cb_buf_init(&rows[k], 1 << 26);
            dump_rows((k == 0 ? &together : &apart)->kb->db.handle, TABLES[i], &rows[k]);
        }
        assert_true(rows[0].len > 0);
        assert_string_equal(rows[0].bytes, rows[1].bytes);
        for (int k = 0; k < 2; k++)
            cb_buf_release(&rows[k]);
    }
    bench_close(&together);
    bench_close(&apart);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(knows_who_published_an_article),
        temp_test(tells_what_was_found_from_what_came_along),
        temp_test(what_is_found_outlives_the_vocabularies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
