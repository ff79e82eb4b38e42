#include "unit/engine/bench.h"

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
        bench_run(&bench, "UPDATE articles SET source_id = NULL; DELETE FROM citations; UPDATE claims SET "
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(knows_who_published_an_article),
        temp_test(tells_what_was_found_from_what_came_along),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
