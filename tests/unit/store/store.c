#include "unit/store/draft.h"

static void finds_an_article_by_its_bytes(void **state)
{
    struct desk desk;
    struct draft *draft;
    int64_t id = -1;

    desk_open(&desk, *state);
    draft = draft_of(&desk, "Etwas.");
    assert_int_equal(cb_store_find_article(desk.store, draft->doc.sha256, &id, NULL), CB_OK);
    assert_int_equal(id, 0);
    draft_store(&desk, draft);
    assert_int_equal(cb_store_find_article(desk.store, draft->doc.sha256, &id, NULL), CB_OK);
    assert_int_equal(id, 1);
    desk_close(&desk);
}

static void keeps_what_came_with_an_article(void **state)
{
    static const struct cb_source PUBLISHER = {CB_STR_INIT("Das Blatt"), CB_SOURCE_OUTLET,
                                               CB_STR_INIT("blatt.de")};
    struct desk desk;
    struct draft *draft;

    desk_open(&desk, *state);
    draft = draft_of(&desk, "Etwas.");
    draft->doc.path = CB_STR("a.txt");
    draft->doc.url = CB_STR("https://blatt.de/1");
    draft->doc.title = CB_STR("Titel");
    draft->doc.author = CB_STR("Wer");
    draft->doc.published = CB_STR("2025-01-31");
    draft->record.publisher = &PUBLISHER;
    draft->record.language_found = true;
    draft_store(&desk, draft);
    desk_check(
        &desk,
        "SELECT path, url, title, title_found, author, published, language, language_found, source_id, text\n"
        "FROM articles",
        10, "a.txt|https://blatt.de/1|Titel|0|Wer|2025-01-31|de|1|1|Etwas.");
    desk_check(&desk, "SELECT name, kind, domain FROM sources", 3, "Das Blatt|outlet|blatt.de");
    desk_close(&desk);
}

static void writes_an_article_again(void **state)
{
    struct desk desk;
    struct draft *draft;

    desk_open(&desk, *state);
    draft = draft_of(&desk, "Etwas über Nova.");
    draft->doc.title = CB_STR("Alt");
    draft->record.title_found = true;
    draft_mention(draft, "Nova", draft_entity(draft, "k", "Nova", CB_ENTITY_OTHER, 1));
    assert_int_equal(draft_store(&desk, draft), 1);
    assert_int_equal(cb_db_remake(&desk.db, NULL), CB_OK);
    assert_int_equal(cb_store_begin(desk.store, NULL), CB_OK);
    draft->doc.title = CB_STR("Neu");
    draft->doc.language = CB_ENGLISH;
    assert_int_equal(cb_store_again(desk.store, 1, &draft->record, NULL), CB_OK);
    desk_check(&desk, "SELECT id, title, language FROM articles", 3, "1|Neu|en");
    desk_check(&desk, "SELECT id, entity_id FROM mentions", 2, "1|1");
    desk_close(&desk);
}

#define HITS(table, word) "SELECT count(*) FROM " table " WHERE " table " MATCH '" word "'"

static void what_was_written_can_be_searched(void **state)
{
    struct desk desk;
    struct draft *draft;

    desk_open(&desk, *state);
    for (int i = 0; i < 3; i++) {
        draft = draft_of(&desk, "Die Größe zählt. Sie sagt, sie bleibe.");
        draft->doc.title = CB_STR("Überschrift");
        draft_claim(draft, "sie bleibe", CB_NONE);
        draft_store(&desk, draft);
        assert_int_equal(cb_store_end(desk.store, NULL), CB_OK);
        assert_int_equal(desk_number(&desk, HITS("articles_fts", "größe")), i + 1);
        assert_int_equal(desk_number(&desk, HITS("articles_fts", "uberschrift")), i + 1);
        assert_int_equal(desk_number(&desk, HITS("claims_fts", "bleibe")), i + 1);
        assert_int_equal(desk_number(&desk, HITS("claims_fts", "größe")), 0);
    }
    desk_close(&desk);
}

static void logs_runs(void **state)
{
    static const struct cb_import_counts COUNTS = {3, 2, 1, 0, 0};
    struct desk desk;
    int64_t run = 0;

    desk_open(&desk, *state);
    assert_int_equal(cb_store_log_run(desk.store, "import", "1.2.3", &run, NULL), CB_OK);
    assert_int_equal(cb_store_log_error(desk.store, run, 1, CB_STR("a.txt"), CB_STR("leer"), NULL), CB_OK);
    assert_int_equal(cb_store_log_counts(desk.store, run, &COUNTS, NULL), CB_OK);
    desk_check(&desk, "SELECT id, version, command, imported, skipped, rejected FROM imports", 6,
               "1|1.2.3|import|3|2|1");
    desk_check(&desk, "SELECT import_id, seq, place, reason FROM import_errors", 4, "1|1|a.txt|leer");
    assert_int_equal(desk_number(&desk,
                                 "SELECT count(*) FROM imports WHERE started_at GLOB\n"
                                 "'20[0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'"),
                     1);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(finds_an_article_by_its_bytes),
        temp_test(keeps_what_came_with_an_article),
        temp_test(writes_an_article_again),
        temp_test(what_was_written_can_be_searched),
        temp_test(logs_runs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
