/* Corrections over the samples, at random from fixed seeds: what is decided stays, whatever happens to the
 * file, and undone it is as if it had never been. */
#include "unit/engine/corrections.h"

enum { SEEDS = 2, ENTRIES = 24 };

/* ---- the tests ---- */

static void stays_and_goes(void **state)
{
    for (uint64_t s = 1; s <= SEEDS; s++) {
        struct bench bench;
        uint64_t seed = s;
        char name[32], *before, *corrected;

        snprintf(name, sizeof name, "kb%d.db", (int)s);
        bench_open(&bench, *state, name);
        import(&bench, CB_SAMPLES);
        rebuild(&bench); /* every table from one hand */
        before = extracted(&bench);
        for (int i = 0; i < ENTRIES; i++)
            make_one(&bench, &seed);
        assert_true(bench_number(&bench, "SELECT count(*) FROM corrections") > ENTRIES / 2);
        bench_verify(&bench, NULL);
        corrected = content(&bench);
        rebuild(&bench);
        check_same("rebuilt", corrected, content(&bench));
        import(&bench, CB_SAMPLES);
        check_same("imported again", corrected, content(&bench));
        bench_verify(&bench, NULL);
        while (undo_one(&bench, &seed))
            ;
        check_same("undone", before, extracted(&bench));
        bench_verify(&bench, NULL);
        cb_free(before);
        cb_free(corrected);
        bench_close(&bench);
    }
}

/* ---- the log, in another file ---- */

struct entry {
    char *fields[6]; /* uid, action, table, target, payload, names */
};

static char *copy_text(struct cb_stmt *stmt, int column)
{
    struct cb_str text = cb_stmt_text(stmt, column);

    return text.ptr ? cb_copy_z(text.ptr, text.len) : NULL;
}

/* Makes the entries of `from` in `to`, as they would come from a file of the log: those that stand alone
 * forwards or backwards, behind them those that must keep their order. */
static void carry_over(struct bench *from, struct bench *to, bool backwards)
{
    struct cb_stmt stmt = {0};
    char sql[256];
    bool row;

    snprintf(
        sql, sizeof sql,
        "SELECT uid, action, table_name, target, payload, names FROM corrections WHERE action <> 'undo'\n"
        "ORDER BY id * %d",
        backwards ? -1 : 1);
    assert_int_equal(cb_stmt_prepare(&from->kb->db, sql, &stmt, NULL), CB_OK);
    while (cb_stmt_step(&stmt, &row, NULL) == CB_OK && row) {
        struct entry e;
        struct cb_correction c = {.by = "another"};
        struct cb_correction_result result;
        for (int f = 0; f < 6; f++)
            e.fields[f] = copy_text(&stmt, f);
        c.uid = e.fields[0], c.action = e.fields[1], c.table = e.fields[2], c.target = e.fields[3];
        c.values = e.fields[4], c.names = e.fields[5];
        result = correct(to, c);
        if (result.outcome != CB_CORRECTED && result.outcome != CB_CORRECTION_ORPHANED)
            fail_msg("%s %s %s: %s", c.action, c.target, c.values ? c.values : "", result.message);
        assert_int_equal(correct(to, c).outcome, CB_CORRECTION_KNOWN);
        for (int f = 0; f < 6; f++)
            cb_free(e.fields[f]);
    }
    cb_stmt_release(&stmt);
}

/* Independent entries: each of another row or entity. */
static void make_apart(struct bench *bench)
{
    static const char *const VALUES[] = {"{\"kind\": \"reported\", \"act\": \"deny\"}",
                                         "{\"act\": \"praise\"}"};
    uint64_t seed = 77;
    char words[256], key[256], values[512];

    for (int i = 0; i < 12; i++) {
        struct cb_correction set = {
            .action = "set", .table = "claims", .id = 3 + 9 * i, .values = VALUES[i % 2]};
        struct cb_correction reject = {
            .action = "reject", .table = i % 2 ? "figures" : "propositions", .id = 2 + 7 * i};
        struct cb_correction drop = {.action = "reject", .table = "claims", .id = 5 + 9 * i};
        struct cb_correction add = {.action = "add",
                                    .table = i % 2 ? "claims" : "figures",
                                    .article = 1 + i % 5,
                                    .values = "{\"kind\": null}"};
        add.values = i % 2 ? "{\"kind\": \"stated\"}" : "{\"kind\": \"rank\", \"value\": 3}";
        add.text = words_of(bench, add.article, &seed, words);
        correct(bench, set);
        correct(bench, reject);
        correct(bench, drop);
        correct(bench, add);
    }
    for (int i = 0; i < 4; i++) { /* pairs of entities that have nothing to do with each other */
        char other[256];
        snprintf(values, sizeof values, "{\"into\": \"%s\"}", key_of(bench, 4 * i + 2, other));
        correct(bench, (struct cb_correction){.action = "merge",
                                              .table = "entities",
                                              .key = key_of(bench, 4 * i + 1, key),
                                              .values = values});
        snprintf(values, sizeof values, "{\"name\": \"Anders %d\"}", i);
        correct(bench, (struct cb_correction){.action = "rename",
                                              .table = "entities",
                                              .key = key_of(bench, 4 * i + 3, key),
                                              .values = values});
    }
}

/* However the same entries and articles come together, the file says the same. */
static void comes_to_the_same(void **state)
{
    struct bench first, second;
    char *one;

    bench_open(&first, *state, "first.db");
    import(&first, CB_SAMPLES);
    make_apart(&first);
    bench_verify(&first, NULL);
    one = content(&first);

    bench_open(&second, *state, "backwards.db");
    import(&second, CB_SAMPLES);
    carry_over(&first, &second, true);
    check_same("backwards", one, content(&second));
    bench_close(&second);

    /* the log first, then the articles */
    bench_open(&second, *state, "before.db");
    import(&second, CB_SAMPLES "/en");
    carry_over(&first, &second, false);
    assert_true(bench_number(&second, "SELECT count(*) FROM corrections WHERE status = 'orphaned'") > 5);
    bench_verify(&second, NULL);
    import(&second, CB_SAMPLES "/de");
    assert_int_equal(bench_number(&second, "SELECT count(*) FROM corrections WHERE status = 'orphaned'"), 0);
    bench_verify(&second, NULL);
    check_same("before", one, content(&second));
    bench_close(&second);
    cb_free(one);
    bench_close(&first);
}

/* ---- texts that change ---- */

#define HEAD   "Der Hafen wird gesperrt\n\n"
#define FIRST  "\u201eWir warten nicht l\u00e4nger\u201c, sagte Hafenmeisterin Berta Ohlsen am Montag. "
#define SECOND "Die Sperrung kostet rund 20 Millionen Euro, erkl\u00e4rte Ohlsen. "
#define THIRD  "Der Reeder Karl Stumm nannte das falsch. "

static void change(struct bench *bench, const char *text, const char *path)
{
    temp_file(bench->temp, "hafen.txt", text);
    import(bench, path);
}

static int64_t orphans(struct bench *bench)
{
    return bench_number(bench, "SELECT count(*) FROM corrections WHERE status = 'orphaned'");
}

/* A correction goes with its text, waits where that is gone, and never takes another one for it. */
static void goes_with_its_text(void **state)
{
    struct bench bench;
    const char *path = temp_path(*state, "hafen.txt");
    int64_t figure;

    bench_open(&bench, *state, "kb.db");
    change(&bench, HEAD FIRST SECOND THIRD, path);
    figure = bench_number(&bench, "SELECT id FROM figures WHERE kind = 'money'");
    assert_true(figure > 0);
    assert_int_equal(correct(&bench, (struct cb_correction){.action = "set",
                                                            .table = "figures",
                                                            .id = figure,
                                                            .values = "{\"unit\": \"CHF\"}"})
                         .outcome,
                     CB_CORRECTED);
    assert_int_equal(correct(&bench, (struct cb_correction){.action = "add",
                                                            .table = "claims",
                                                            .article = 1,
                                                            .text = "Der Hafen wird gesperrt",
                                                            .values = "{\"kind\": \"stated\"}"})
                         .outcome,
                     CB_CORRECTED);
    /* before it something else: it stands elsewhere */
    change(&bench, HEAD "Am Morgen lag Nebel \u00fcber der Bucht. " FIRST SECOND THIRD, path);
    assert_int_equal(orphans(&bench), 0);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM figures WHERE unit = 'CHF'"), 1);
    bench_verify(&bench, NULL);
    /* the same words about something else */
    change(&bench, HEAD FIRST "Ein neues Schiff kommt f\u00fcr rund 20 Millionen Euro aus Polen. " THIRD,
           path);
    assert_int_equal(orphans(&bench), 1);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM figures WHERE unit = 'CHF'"), 0);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM figures WHERE origin = 'curated'"), 0);
    bench_verify(&bench, NULL);
    /* it is back */
    change(&bench, HEAD SECOND FIRST THIRD "Nun denn.", path);
    assert_int_equal(orphans(&bench), 0);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM figures WHERE unit = 'CHF'"), 1);
    /* twice, with the same words around */
    change(&bench, HEAD "Am Kai. " FIRST SECOND THIRD "Am Kai. " FIRST SECOND THIRD, path);
    assert_int_equal(orphans(&bench), 1);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM figures WHERE origin = 'curated'"), 0);
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

/* What people joined stays joined for articles to come; what they parted is not joined by itself. */
static void holds_for_articles_to_come(void **state)
{
    static const char ONE[] = "Das Unternehmen Nordsee Kabel baut in Emden. Die Nordkabel Gruppe plant mehr.";
    static const char TWO[] =
        "Die Nordkabel Gruppe kauft ein Werk. Das sagte Vorstand Elke Brandis von der Nordkabel Gruppe.";
    struct bench bench;
    struct cb_correction merge = {.action = "merge",
                                  .table = "entities",
                                  .key = "Nordkabel Gruppe",
                                  .values = "{\"into\": \"name/nordsee-kabel\"}"};

    bench_open(&bench, *state, "kb.db");
    assert_int_equal(correct(&bench, (struct cb_correction){.action = "add",
                                                            .table = "entities",
                                                            .key = "Nordsee Kabel",
                                                            .values = "{\"kind\": \"organization\"}"})
                         .outcome,
                     CB_CORRECTED);
    assert_int_equal(correct(&bench, (struct cb_correction){.action = "add",
                                                            .table = "entities",
                                                            .key = "Nordkabel Gruppe",
                                                            .values = "{\"kind\": \"organization\"}"})
                         .outcome,
                     CB_CORRECTED);
    assert_int_equal(cb_kb_import_text(bench.kb, ONE, sizeof ONE - 1, NULL, NULL, NULL), CB_OK);
    assert_int_equal(correct(&bench, merge).outcome, CB_CORRECTED);
    assert_int_equal(correct(&bench, merge).outcome, CB_CORRECTION_NEEDLESS);
    assert_int_equal(cb_kb_import_text(bench.kb, TWO, sizeof TWO - 1, NULL, NULL, NULL), CB_OK);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id\n"
                             "WHERE e.key = 'name/nordkabel-gruppe'"),
        0);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id\n"
                             "WHERE e.key = 'name/nordsee-kabel' AND m.article_id = 2"),
        2);
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

/* In the shell somebody may join an entity anew that is joined already: it belongs to the later one alone. */
static void the_later_join_holds(void **state)
{
    static const char TEXT[] = "Karl Stumm warnt vor Eis. Berta Ohlsen warnt auch. Elke Brandis schweigt.";
    struct bench bench;
    sqlite3 *shell = NULL;
    char *corrected;

    bench_open(&bench, *state, "kb.db");
    assert_int_equal(cb_kb_import_text(bench.kb, TEXT, sizeof TEXT - 1, NULL, NULL, NULL), CB_OK);
    assert_int_equal(sqlite3_open(bench.path, &shell), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(shell,
                     "UPDATE correct_entities SET merged_into = 'Berta Ohlsen' WHERE name = 'Karl Stumm';\n"
                     "UPDATE correct_entities SET merged_into = 'Elke Brandis' WHERE name = 'Karl Stumm'",
                     NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_close(shell), SQLITE_OK);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM mentions AS m JOIN entities AS e\n"
                                          "ON e.id = m.entity_id WHERE e.name = 'Elke Brandis'"),
                     2);
    bench_verify(&bench, NULL);
    corrected = content(&bench);
    rebuild(&bench);
    check_same("rebuilt", corrected, content(&bench));
    bench_verify(&bench, NULL);
    cb_free(corrected);
    bench_close(&bench);
}

/* What cannot be is refused with a reason, and leaves nothing behind. */
static void refuses(void **state)
{
    static const struct {
        struct cb_correction correction;
        enum cb_correction_outcome outcome;
        const char *says;
    } CASES[] = {
        {{.action = "set", .table = "claims", .id = 999, .values = "{\"kind\": \"direct\"}"},
         CB_CORRECTION_REFUSED,
         "claims 999: there is no such row"},
        {{.action = "set", .table = "claims", .id = 1, .values = "{\"kind\": \"odd\"}"},
         CB_CORRECTION_REFUSED,
         "kind: 'odd' is not one of"},
        {{.action = "set", .table = "claims", .id = 1, .values = "{\"kind\": null}"},
         CB_CORRECTION_REFUSED,
         "kind: cannot be empty"},
        {{.action = "set", .table = "claims", .id = 1, .values = "{\"speaker\": \"Niemand\"}"},
         CB_CORRECTION_REFUSED,
         "there is no entity 'Niemand'"},
        {{.action = "set",
          .table = "claims",
          .target = "{\"table\": \"claims\", \"start\": 0, \"end\": 4}",
          .values = "{}"},
         CB_CORRECTION_REFUSED,
         "the target does not say which row is meant: no sha256"},
        {{.action = "reject",
          .table = "figures",
          .target = "{\"table\": \"figures\", \"sha256\": \"ab\", \"end\": 4}",
          .values = "{}"},
         CB_CORRECTION_REFUSED,
         "the target does not say which row is meant: no start"},
        {{.action = "confirm",
          .table = "mentions",
          .target = "{\"table\": \"mentions\", \"sha256\": \"ab\", \"start\": 0}",
          .values = "{}"},
         CB_CORRECTION_REFUSED,
         "the target does not say which row is meant: no end"},
        {{.action = "set",
          .table = "articles",
          .target = "{\"table\": \"articles\", \"sha256\": 7}",
          .values = "{}"},
         CB_CORRECTION_REFUSED,
         "the target does not say which row is meant: no sha256"},
        {{.action = "kind", .table = "entities", .target = "{\"table\": \"entities\"}", .values = "{}"},
         CB_CORRECTION_REFUSED,
         "the target does not say which row is meant: no key"},
        {{.action = "set", .table = "claims", .target = "{\"table\": \"figures\"}", .values = "{}"},
         CB_CORRECTION_REFUSED,
         "names the table 'claims'"},
        {{.action = "set", .table = "claims", .target = "[]", .values = "{}"},
         CB_CORRECTION_REFUSED,
         "names the table 'claims'"},
        {{.action = "set", .table = "claims", .id = 1, .values = "[1"},
         CB_CORRECTION_REFUSED,
         "no JSON object"},
        {{.action = "set", .table = "claims", .id = 1, .values = "{\"text\": \"x\"}"},
         CB_CORRECTION_REFUSED,
         "claims has no field 'text'"},
        {{.action = "set",
          .table = "claims",
          .id = 1,
          .values = "{\"act\": \"deny\"}",
          .expected = "{\"kind\": \"stated\"}"},
         CB_CORRECTION_STALE,
         "kind is"},
        {{.action = "set", .table = "figures", .id = 1, .values = "{\"low\": 5, \"high\": 2}"},
         CB_CORRECTION_REFUSED,
         "low is greater than high"},
        {{.action = "set", .table = "articles", .id = 1, .values = "{\"published\": \"2025-02-30\"}"},
         CB_CORRECTION_REFUSED,
         "is no day"},
        {{.action = "add", .table = "claims", .article = 1, .text = "steht nicht da", .values = "{}"},
         CB_CORRECTION_REFUSED,
         "do not stand in article 1"},
        {{.action = "merge", .table = "entities", .key = "person/niemand", .values = "{\"into\": \"x\"}"},
         CB_CORRECTION_REFUSED,
         "there is no entity"},
        {{.action = "undo", .table = "corrections", .id = 9}, CB_CORRECTION_REFUSED, "no such entry"},
        {{.action = "explode", .table = "claims", .id = 1}, CB_CORRECTION_REFUSED, "no correction 'explode'"},
        {{.action = "reject", .table = "laims", .id = 1}, CB_CORRECTION_REFUSED, "no correction 'reject'"},
    };
    struct bench bench;
    char *before;

    bench_open(&bench, *state, "kb.db");
    temp_file(*state, "hafen.txt", HEAD FIRST SECOND THIRD);
    import(&bench, temp_path(*state, "hafen.txt"));
    before = extracted(&bench);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_correction_result result = correct(&bench, CASES[i].correction);
        if (result.outcome != CASES[i].outcome || !strstr(result.message, CASES[i].says))
            fail_msg("%d: %d, %s", (int)i, result.outcome, result.message);
    }
    check_same("refused", before, extracted(&bench));
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM corrections"), 0);
    cb_free(before);
    bench_close(&bench);
}

/* Who rejects a row and adds one at its place has that one, and its own id, whatever comes behind. */
static void adds_where_one_was_rejected(void **state)
{
    static const struct cb_correction REJECT = {.action = "reject", .table = "claims", .id = 3};
    static const struct cb_correction UNDO = {.action = "undo", .table = "corrections", .id = 1};
    struct cb_correction add = {.action = "add",
                                .table = "claims",
                                .article = 1,
                                .text = "Der Reeder Karl Stumm nannte das falsch",
                                .values = "{\"kind\": \"reported\", \"act\": \"deny\"}"};
    struct bench bench;
    char *corrected;

    bench_open(&bench, *state, "kb.db");
    temp_file(*state, "hafen.txt", HEAD FIRST SECOND THIRD);
    import(&bench, temp_path(*state, "hafen.txt"));
    assert_int_equal(bench_number(&bench, "SELECT max(id) FROM claims"), 3);
    assert_int_equal(correct(&bench, REJECT).outcome, CB_CORRECTED);
    assert_int_equal(correct(&bench, add).outcome, CB_CORRECTED);
    assert_int_equal(bench_number(&bench, "SELECT max(id) FROM claims"), 4);
    corrected = content(&bench);
    rebuild(&bench);
    check_same("rebuilt", corrected, content(&bench));
    cb_free(corrected);
    /* a third one, whose row is not given to a new article's claims */
    add.text = "gesperrt";
    assert_int_equal(correct(&bench, add).outcome, CB_CORRECTED);
    assert_int_equal(
        correct(&bench, (struct cb_correction){.action = "reject", .table = "claims", .id = 5}).outcome,
        CB_CORRECTED);
    temp_file(*state, "zweiter.txt", "Mehr vom Hafen\n\n" THIRD SECOND);
    import(&bench, temp_path(*state, "zweiter.txt"));
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM claims WHERE article_id = 2"), 2);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM claims WHERE act = 'deny' AND article_id = 1"), 1);
    corrected = content(&bench);
    rebuild(&bench);
    check_same("rebuilt with another article", corrected, content(&bench));
    bench_verify(&bench, NULL);
    assert_int_equal(correct(&bench, UNDO).outcome, CB_CORRECTED);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM claims WHERE id = 3 AND origin = 'extracted'"), 1);
    bench_verify(&bench, NULL);
    cb_free(corrected);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(stays_and_goes),
        temp_test(comes_to_the_same),
        temp_test(goes_with_its_text),
        temp_test(adds_where_one_was_rejected),
        temp_test(holds_for_articles_to_come),
        temp_test(the_later_join_holds),
        temp_test(refuses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
