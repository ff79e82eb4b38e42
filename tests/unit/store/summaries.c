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

#define BY_RULE                                                                                              \
    "SELECT part, name, sum(number) FROM base_counts WHERE part IN ('claims by kind', 'claims by rule',\n"   \
    "    'mentions by kind', 'mentions by rule') GROUP BY part, name ORDER BY part, name"
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

#define OTHER_RULE "any.test.other"

/* Two claims and a mention by one rule, a claim by another; then one of the first two goes, and an old row
 * comes. */
static void counts_rows_by_kind_and_rule(void **state)
{
    struct desk desk;
    struct draft *draft;

    desk_open_with(&desk, *state,
                   "id,stage,language,description\n" RULE ",test,,Made by hand.\n" OTHER_RULE
                   ",test,,Made by hand.\n");
    draft = draft_of(&desk, "Der Hafen ist voll. Es regnet. Holm schweigt.");
    draft_claim(draft, "Der Hafen ist voll.", CB_NONE);
    draft_claim(draft, "Es regnet.", CB_NONE);
    draft_claim(draft, "Holm schweigt.", CB_NONE)->rule = OTHER_RULE;
    draft_mention(draft, "Holm", draft_entity(draft, "holm", "Holm", CB_ENTITY_PERSON, 1));
    draft_store(&desk, draft);
    end(&desk);
    desk_check(&desk, BY_RULE, 3,
               "claims by kind|indirect|3\nclaims by rule|" RULE "|2\nclaims by rule|" OTHER_RULE
               "|1\nmentions by kind|name|1\nmentions by rule|" RULE "|1");
    /* far from the other rows of its article, as a correction puts it */
    assert_int_equal(cb_db_exec(&desk.db,
                                "UPDATE claim_rows SET id = 900 WHERE start_char = 0;\n"
                                "DELETE FROM claim_rows WHERE start_char = 20;\n"
                                "INSERT INTO corrections (action, target, table_name, sha256)\n"
                                "SELECT 'reject', '{}', 'claims', sha256 FROM articles",
                                NULL),
                     CB_OK);
    end(&desk);
    desk_check(&desk, BY_RULE, 3,
               "claims by kind|indirect|2\nclaims by rule|" RULE "|1\nclaims by rule|" OTHER_RULE
               "|1\nmentions by kind|name|1\nmentions by rule|" RULE "|1");
    desk_close(&desk);
}

/* ---- sums by entity ---- */

static const struct cb_source BLATT = {CB_STR_INIT("Blatt"), CB_SOURCE_OUTLET, {NULL, 0}};

/* An article that names Holm once, and has one claim by him in quotation marks; `publisher` may be NULL. */
static int64_t store_quoted(struct desk *desk, const char *text, const char *quoted, const char *day,
                            const struct cb_source *publisher)
{
    struct draft *draft = draft_of(desk, text);
    uint32_t holm = draft_entity(draft, "holm", "Holm", CB_ENTITY_PERSON, 1);

    if (day)
        draft->doc.published = cb_str_of(day);
    draft->record.publisher = publisher;
    draft_mention(draft, "Holm", holm);
    draft_claim(draft, quoted, holm)->kind = CB_CLAIM_DIRECT;
    return draft_store(desk, draft);
}

#define MONTHS                                                                                               \
    "SELECT month, articles, mentions, claims_by, claims_about FROM entity_months ORDER BY entity_id, month"
#define OUTLETS                                                                                              \
    "SELECT coalesce(s.name, o.source_id), o.claims, o.direct, o.indirect, o.reported, o.articles,\n"        \
    "       o.first_published, o.last_published\n"                                                           \
    "FROM speaker_outlets AS o LEFT JOIN sources AS s ON s.id = o.source_id ORDER BY o.speaker_id, "         \
    "o.source_id"

static void sums_by_month_and_outlet(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    store_quoted(&desk, "\"Der Hafen ist voll\", sagte Holm.", "\"Der Hafen ist voll\"", "2025-01-31",
                 &BLATT);
    end(&desk);
    store_quoted(&desk, "Holm rief: \"Es regnet!\"", "\"Es regnet!\"", "2025-01-02", NULL);
    store_quoted(&desk, "\"Niemand geht\", so Holm.", "\"Niemand geht\"", NULL, &BLATT);
    end(&desk);
    desk_check(&desk, MONTHS, 5, "0|1|1|1|0\n202501|2|2|2|0");
    desk_check(&desk, OUTLETS, 8,
               "-1|3|3|0|0|3|20250102|20250131\n"
               "0|1|1|0|0|1|20250102|20250102\n"
               "Blatt|2|2|0|0|2|20250131|20250131");
    desk_close(&desk);
}

static void takes_out_what_was_counted(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    store_quoted(&desk, "\"Der Hafen ist voll\", sagte Holm.", "\"Der Hafen ist voll\"", "2025-01-31",
                 &BLATT);
    store_quoted(&desk, "Holm rief: \"Es regnet!\"", "\"Es regnet!\"", "2025-03-02", NULL);
    end(&desk);
    /* as the sqlite3 shell leaves it: another speaker in the second article, and the log says so */
    assert_int_equal(
        cb_db_exec(&desk.db,
                   "INSERT INTO entities VALUES (77, 'jens', 'Jens', 'person', 'extracted', NULL);\n"
                   "UPDATE claim_rows SET speaker_id = 77 WHERE article_id = 2;\n"
                   "UPDATE claim_entities SET entity_id = 77 WHERE role = 'speaker' AND claim_id IN\n"
                   "    (SELECT id FROM claims WHERE article_id = 2);\n"
                   "INSERT INTO corrections (action, target, table_name, sha256)\n"
                   "SELECT 'set', '{}', 'claims', sha256 FROM articles WHERE id = 2",
                   NULL),
        CB_OK);
    end(&desk);
    desk_check(&desk, MONTHS, 5, "202501|1|1|1|0\n202503|1|1|0|0\n202503|1|0|1|0");
    desk_check(&desk, OUTLETS, 8,
               "-1|1|1|0|0|1|20250131|20250131\n" /* the last day of Holm is looked up anew */
               "Blatt|1|1|0|0|1|20250131|20250131\n"
               "-1|1|1|0|0|1|20250302|20250302\n"
               "0|1|1|0|0|1|20250302|20250302");
    desk_close(&desk);
}

#define LONG                                                                                                 \
    "Die Stadt am Fluss will ihren alten Hafen noch in diesem Jahr ausbauen und dafür drei neue Kräne "    \
    "kaufen, die im Winter geliefert werden. \"Der Hafen ist voll\", sagte Holm am Rand der Sitzung."

static void leaves_copies_out(void **state)
{
    struct desk desk;

    desk_open(&desk, *state);
    store_quoted(&desk, LONG, "\"Der Hafen ist voll\"", "2025-02-01", &BLATT);
    end(&desk);
    desk_check(&desk, MONTHS, 5, "202502|1|1|1|0");
    /* the same text, and earlier: now the first one is a copy */
    store_quoted(&desk, LONG, "\"Der Hafen ist voll\"", "2025-01-01", NULL);
    end(&desk);
    assert_int_equal(desk_number(&desk, "SELECT article_id FROM article_copies"), 1);
    desk_check(&desk, MONTHS, 5, "202501|1|1|1|0");
    desk_check(&desk, OUTLETS, 8, "-1|1|1|0|0|1|20250101|20250101\n0|1|1|0|0|1|20250101|20250101");
    assert_int_equal(desk_number(&desk, "SELECT count(*) FROM article_sums"), 1);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(keeps_words_in_small_letters),
        temp_test(adds_what_is_new),
        temp_test(counts_again_where_people_decided),
        temp_test(counts_rows_by_kind_and_rule),
        temp_test(sums_by_month_and_outlet),
        temp_test(takes_out_what_was_counted),
        temp_test(leaves_copies_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
