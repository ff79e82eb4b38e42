#include "unit/engine/bench.h"

static void rebuild(struct bench *bench, uint64_t articles)
{
    struct cb_import_options options = {.on_event = bench_note, .context = bench};
    struct cb_err err = {0};

    cb_buf_clear(&bench->events);
    if (cb_kb_rebuild(bench->kb, &options, &bench->counts, &err) != CB_OK)
        fail_msg("%s", err.text);
    if (bench->counts.imported != articles || bench->counts.rejected != 0)
        fail_msg("not %d articles:\n%s", (int)articles, bench->events.bytes);
}

static void finds_what_the_import_found(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_buf before, after;

    bench_open(&bench, temp, "kb.db");
    bench_import(&bench, CB_SAMPLES, 12, 0, 0);
    bench_dump(&bench, &before);
    rebuild(&bench, 12);
    bench_dump(&bench, &after);
    assert_same_dump(&before, &after);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM imports WHERE command = 'rebuild' AND imported = 12"), 1);
    bench_verify(&bench, NULL);
    cb_buf_release(&before);
    cb_buf_release(&after);
    bench_close(&bench);
}

static void mends_what_was_damaged(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_buf before, after;

    bench_open(&bench, temp, "kb.db");
    bench_import(&bench, CB_SAMPLES "/de", 10, 0, 0);
    bench_dump(&bench, &before);
    bench_run(&bench,
              "DELETE FROM sentences; DELETE FROM passages WHERE seq > 0; DROP VIEW v_claims;\n"
              "INSERT INTO rules VALUES ('de.x.y', 'x', 'de', 'd');\n"
              "INSERT INTO entities (key, name, kind, origin) VALUES ('name/x', 'X', 'other', 'extracted');\n"
              "UPDATE articles SET title = 'Falsch' WHERE title_found;");
    rebuild(&bench, 10);
    bench_dump(&bench, &after);
    assert_same_dump(&before, &after);
    cb_buf_release(&before);
    cb_buf_release(&after);
    bench_close(&bench);
}

static void keeps_what_came_with_the_articles(void **state)
{
    static const struct cb_article_meta META = {.title = "Gegeben", .language = "en", .source = "Das Blatt"};
    static const char TEXT[] =
        "Neue Brücke\n\nDie Stadt baut im Mai eine neue Brücke, und das ist nicht alles.\n";
    struct temp *temp = *state;
    struct bench bench;

    bench_open(&bench, temp, "kb.db");
    assert_int_equal(cb_kb_import_text(bench.kb, TEXT, sizeof TEXT - 1, &META, NULL, NULL), CB_OK);
    rebuild(&bench, 1);
    bench_check_events(&bench, "+ article 1\n");
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM articles AS a JOIN sources AS s ON s.id = a.source_id\n"
                             "WHERE a.title = 'Gegeben' AND a.language = 'en' AND s.name = 'Das Blatt'"),
        1);
    bench_close(&bench);
}

static void keeps_what_people_decided(void **state)
{
    struct temp *temp = *state;
    struct bench bench;

    bench_open(&bench, temp, "kb.db");
    bench_import(&bench, CB_SAMPLES "/en", 2, 0, 0);
    assert_int_equal(cb_kb_alias_add(bench.kb, "Unnamed", "The Unnamed", "work", NULL), CB_OK);
    bench_run(&bench, "CREATE TABLE my_notes (x);");
    rebuild(&bench, 2);
    assert_int_equal(
        bench_number(&bench, "SELECT (SELECT count(*) FROM entities WHERE key = 'name/unnamed')\n"
                             "+ (SELECT count(*) FROM aliases WHERE alias = 'The Unnamed')\n"
                             "+ (SELECT count(*) FROM corrections) + (SELECT count(*) = 0 FROM my_notes)"),
        5);
    bench_close(&bench);
}

/* A rebuild that cannot be finished changes nothing. */
static void changes_all_or_nothing(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_buf before, after;
    struct cb_err err = {0};
    char sql[64];

    bench_open(&bench, temp, "kb.db");
    bench_import(&bench, CB_SAMPLES, 12, 0, 0);
    bench_run(&bench, "DELETE FROM sentences; DELETE FROM proposition_rows; DELETE FROM meta WHERE key = "
                      "'extractor'; VACUUM");
    bench_dump(&bench, &before);
    snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d", (int)bench_number(&bench, "PRAGMA page_count"));
    bench_run(&bench, sql);
    assert_int_equal(cb_kb_rebuild(bench.kb, NULL, NULL, &err), CB_SYSTEM);
    assert_message(err, "no space left");
    bench_dump(&bench, &after);
    assert_same_dump(&before, &after);
    bench_run(&bench, "PRAGMA max_page_count = 1000000");
    rebuild(&bench, 12);
    bench_verify(&bench, NULL);
    cb_buf_release(&before);
    cb_buf_release(&after);
    bench_close(&bench);
}

static void needs_no_articles(void **state)
{
    struct temp *temp = *state;
    struct bench bench;

    bench_open(&bench, temp, "kb.db");
    rebuild(&bench, 0);
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(finds_what_the_import_found),
        temp_test(mends_what_was_damaged),
        temp_test(keeps_what_came_with_the_articles),
        temp_test(keeps_what_people_decided),
        temp_test(changes_all_or_nothing),
        temp_test(needs_no_articles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
