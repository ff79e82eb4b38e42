/* What reports on many articles begin with: the words of the texts, and counts by some thousand articles. */
#include "unit/store/draft.h"

static void store_text(struct desk *desk, const char *text, const char *day, int number)
{
    struct draft *draft = draft_of(desk, text);

    snprintf(draft->doc.sha256, sizeof draft->doc.sha256, "%064d", number);
    if (day)
        draft->doc.published = cb_str_of(day);
    draft_claim(draft, text, CB_NONE);
    draft_store(desk, draft);
}

static void end(struct desk *desk)
{
    struct cb_err err = {0};

    if (cb_store_end(desk->store, &err) != CB_OK)
        fail_msg("%s", err.text);
}

static void keeps_words_in_small_letters(void **state)
{
    static const struct {
        const char *text, *words; /* in the order of their bytes */
    } CASES[] = {
        {"Die Klima-Politik, die!", "die\nklima\npolitik"},
        {"„Ölpreis“ stieg – ÄRGER", "stieg\närger\nölpreis"},
        {"im\u00a0Herbst »sagte«er", "er\nherbst\nim\nsagte"},
        {"Straße Café ÉCOLE", "café\nstraße\nÉcole"}, /* reports write the umlauts small only */
        {"G7 1.000,5", "000\n1\n5\ng7"},
        {"…", ""},
        {"a\u2019b\u2010c\u2027d", "a\nb\nc\nd"},
        {"a\u2028b", "a\u2028b"}, /* rarer separators stay inside: the index of texts cuts there as well */
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct desk desk;
        const char *found;
        desk_open(&desk, *state);
        store_text(&desk, CASES[i].text, NULL, 1);
        end(&desk);
        found = desk_rows(&desk, "SELECT word FROM words ORDER BY word", 1);
        if (strcmp(found, CASES[i].words) != 0)
            fail_msg("%s: '%s', not '%s'", CASES[i].text, found, CASES[i].words);
        desk_close(&desk);
    }
}

#define COUNTS "SELECT part, name, sum(number) FROM base_counts WHERE part = "

static void adds_what_is_new(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    store_text(&desk, "Der Hafen ist voll.", "2025-01-31", 1);
    end(&desk);
    store_text(&desk, "Der Hafen ist leer.", "2025-02-01", 2);
    store_text(&desk, "Niemand weiß es.", NULL, 3);
    end(&desk);
    end(&desk); /* nothing is new */
    assert_string_equal(desk_rows(&desk, COUNTS "'articles by month' GROUP BY name", 3),
                        "articles by month||1\narticles by month|2025-01|1\narticles by month|2025-02|1");
    assert_int_equal(desk_number(&desk, "SELECT sum(number) FROM base_counts WHERE part = 'claims by kind'"),
                     3);
    assert_int_equal(desk_number(&desk, "SELECT count(*) FROM words WHERE word = 'hafen'"), 1);
    desk_close(&desk);
}

static void counts_again_where_people_decided(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    store_text(&desk, "Der Hafen ist voll.", NULL, 1);
    store_text(&desk, "Der Hafen ist leer.", NULL, 2);
    end(&desk);
    /* as the sqlite3 shell leaves it: the row is gone, the log says why */
    assert_int_equal(cb_db_exec(&desk.db,
                                "DELETE FROM claim_rows WHERE article_id = 2;\n"
                                "INSERT INTO corrections (action, target, table_name, sha256)\n"
                                "SELECT 'reject', '{}', 'claims', sha256 FROM articles WHERE id = 2",
                                NULL),
                     CB_OK);
    assert_int_equal(desk_number(&desk, "SELECT sum(number) FROM base_counts WHERE part = 'claims by kind'"),
                     2);
    end(&desk);
    assert_int_equal(desk_number(&desk, "SELECT sum(number) FROM base_counts WHERE part = 'claims by kind'"),
                     1);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(keeps_words_in_small_letters),
        temp_test(adds_what_is_new),
        temp_test(counts_again_where_people_decided),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
