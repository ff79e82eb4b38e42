/* Articles that are replaced and pruned, one upon the other: after each import the file says what a rebuild
 * makes of it, though none was made. Texts at random from a few sentences, so that articles share names,
 * surnames alone, statements and whole texts. */
#include "unit/engine/corrections.h"

enum { FILES = 16, SENTENCES_MAX = 9, FILES_OF_CHANCE = 3, ROUNDS = 5 };

static const char *const SENTENCES[] = {
    "Selma Lorrach leitete am Montag die Sitzung im Rathaus von Tarnewitz.",
    "\u201eWir bauen den Deich um genau zwei Meter h\u00f6her\u201c, sagte Lorrach.",
    "\u201eWir bauen den Deich um genau zwei Meter h\u00f6her\u201c, sagte Selma Lorrach am Abend.",
    "\u201eWir bauen den Deich jetzt um fast zwei Meter h\u00f6her\u201c, sagte Bodo Quitzau.",
    "Lorrach will den Hafen von Tarnewitz ausbauen.",
    "Auch Bodo Quitzau war dabei.",
    "\u201eWir warten seit vielen Jahren auf diesen Kai\u201c, sagte Quitzau.",
    "Uwe Lorrach und Bodo Quitzau segelten am Sonntag vorn.",
    "Die Nordkabel Gruppe (NKG) rechnet mit 30 Prozent mehr Sand.",
    "Die NKG zahlt daf\u00fcr 14 Millionen Euro, teilte die NKG mit.",
    "Die Arbeiten kosten 14 Millionen Euro, sagte Selma Lorrach.",
    "Der Ausbau kostet 14 Millionen Euro, erkl\u00e4rte Selma Lorrach.",
    "Laut Marschpost kostet der Deich 15 Millionen Euro.",
    "Wie die Nachrichtenagentur K\u00fcstendienst berichtet, sinkt der Wasserstand um 20 Zentimeter.",
    "Ministerin Selma Lorrach forderte h\u00f6here Geb\u00fchren.",
    "Ministerin Lorrach lehnte eine Senkung ab.",
    "Ansgar Wiebach, Chef der Nordkabel Gruppe, kritisierte die Pl\u00e4ne scharf.",
    "Wiebach warnte vor Verz\u00f6gerungen bei den Arbeiten am Kai von Tarnewitz.",
    "Die Sturmflut vom vergangenen Winter hat gro\u00dfe Teile der Marsch unter Wasser gesetzt.",
    "Seither streiten die Gemeinden dar\u00fcber, wer f\u00fcr die Sch\u00e4den an den Wegen aufkommt.",
};
enum { SENTENCE_COUNT = sizeof SENTENCES / sizeof *SENTENCES };

/* ---- what is in a file, by what things are called ---- */

#define WORDS_OF(column) "(SELECT w.hash FROM wordings AS w WHERE w.id = " column ")"
#define BOTH(table)      "(SELECT * FROM " table " UNION ALL SELECT * FROM recent_" table ")"
#define PLACE_OF(column)                                                                                     \
    "(SELECT c.article_id || ' ' || c.start_char || ' ' || c.end_char || ' ' || c.kind FROM claims AS c\n"   \
    " WHERE c.id = " column ")"

/* Beside `content`: what follows from all articles together. */
static char *together(struct bench *bench)
{
    static const char *const SQL[] = {
        "SELECT name, kind, domain FROM sources ORDER BY 1",
        "SELECT " E("short_id") ", article_id, " E("entity_id") ", rule FROM joins ORDER BY 1, 2",
        "SELECT " E("entity_id") ", kind, name, weight, articles FROM entity_evidence ORDER BY 1, 2, 3",
        "SELECT " E("entity_id") ", alias, times FROM alias_evidence ORDER BY 1, 2",
        "SELECT " S("source_id") ", kind, domain, times FROM source_evidence ORDER BY 1, 2, 3",
        "SELECT article_id, original_id, relation, share, original_share, rule FROM article_copies ORDER BY "
        "1",
        "SELECT article_id, shingles, fingerprints FROM article_wordings ORDER BY 1",
        "SELECT fingerprint, article_id, fingerprints FROM " BOTH("article_fingerprints") " ORDER BY 1, 2",
        "SELECT hash, sketch, pairs FROM wordings ORDER BY 1",
        "SELECT fingerprint, coalesce(" WORDS_OF("wording_id") ", 0) FROM " BOTH(
            "wording_fingerprints") " ORDER BY 1, 2",
        "SELECT w.hash FROM wordings AS w WHERE EXISTS (SELECT 1 FROM " BOTH(
            "wording_hashes") " AS h\n"
                              "WHERE h.hash = w.hash AND h.wording_id = w.id) ORDER BY 1",
        "SELECT " WORDS_OF("wording_id") ", " WORDS_OF(
            "other_id") ", relation, similarity FROM wording_links\n"
                        "ORDER BY 1, 2",
        "SELECT " PLACE_OF("claim_id") ", " WORDS_OF("wording_id") " FROM claim_wordings ORDER BY 1, 2",
        "SELECT hash, state, published, " PLACE_OF("claim_id") " FROM claim_figures ORDER BY 1, 2, 3, 4",
        "SELECT " PLACE_OF("first_claim_id") ", first_published, last_published, claims, articles, outlets,\n"
                                             "       origins, speakers FROM claim_clusters ORDER BY 1",
        "SELECT " PLACE_OF("m.claim_id") ", " PLACE_OF(
            "k.first_claim_id") ", m.relation, m.similarity, m.rule\n"
                                "FROM claim_cluster_members AS m JOIN claim_clusters AS k ON k.id = "
                                "m.cluster_id ORDER BY 1, 2",
        "SELECT block, part, name, " S("source_id") ", number FROM base_counts ORDER BY 1, 2, 3, 4",
        "SELECT " E("entity_id") ", month, articles, mentions, claims_by, claims_about FROM entity_months\n"
                                 "ORDER BY 1, 2",
        "SELECT " E("speaker_id") ", " S(
            "source_id") ", claims, direct, indirect, reported, articles,\n"
                         "       first_published, last_published FROM speaker_outlets ORDER BY 1, 2, 3",
        "SELECT article_id, published, " S("source_id") " FROM article_sums ORDER BY 1",
        "SELECT id FROM articles_fts_docsize ORDER BY 1",
        "SELECT " PLACE_OF("rowid") " FROM claims_fts WHERE claims_fts MATCH 'wir OR euro' ORDER BY 1",
        "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'lorrach' ORDER BY 1",
        "SELECT key, value FROM meta WHERE key IN ('changed', 'linked', 'reread') ORDER BY 1",
        "SELECT table_name, row_id FROM links_due",
    };

    return all_rows(bench, SQL, sizeof SQL / sizeof *SQL);
}

/* The file against a copy of it that is rebuilt. */
static void check_against_rebuild(struct bench *bench, const char *what)
{
    const char *path = temp_path(bench->temp, "copy.db");
    char *was_content = content(bench), *was_together = together(bench);
    struct bench copy;

    bench_run(bench, cb_arena_printf(&bench->temp->arena, "VACUUM INTO '%s'", path).ptr);
    bench_open(&copy, bench->temp, "copy.db");
    assert_int_equal(cb_kb_rebuild(copy.kb, NULL, NULL, NULL), CB_OK);
    check_same(what, was_content, content(&copy));
    check_same(what, was_together, together(&copy));
    bench_close(&copy);
    assert_int_equal(unlink(path), 0);
    cb_free(was_content);
    cb_free(was_together);
    bench_verify(bench, NULL);
}

static int64_t rebuilds(struct bench *bench)
{
    return bench_number(bench, "SELECT count(*) FROM imports WHERE command = 'rebuild'");
}

/* ---- texts at random ---- */

/* A folder of articles, each in a file of its own. */
struct folder {
    struct temp *temp;
    const char *path;
    int last; /* number of the next one */
};

static void open_folder(struct folder *folder, struct temp *temp, const char *name)
{
    *folder = (struct folder){.temp = temp, .path = temp_folder(temp, name)};
}

static const char *path_of(const struct folder *folder, int number)
{
    return cb_arena_printf(&folder->temp->arena, "%s/%03d.json", folder->path, number).ptr;
}

static void write_text(const struct folder *folder, int number, const char *published, const char *outlet,
                       const char *text)
{
    FILE *file = fopen(path_of(folder, number), "wb");

    assert_non_null(file);
    fprintf(file,
            "{\"title\": \"Nachricht %d\", \"published\": \"%s\", \"source\": \"%s\", \"language\": \"de\", "
            "\"text\": \"%s\"}\n",
            number, published, outlet, text);
    assert_int_equal(fclose(file), 0);
}

/* Half of them begin in the same way, so that some are copies. */
static void write_article(const struct folder *folder, int number, uint64_t *seed)
{
    static const char *const OUTLETS[] = {"Marschpost", "Inselkurier", "K\u00fcstendienst"};
    uint32_t first = chance(seed, 2) ? SENTENCE_COUNT - 4 : chance(seed, SENTENCE_COUNT);
    struct cb_buf out;
    char day[16];

    cb_buf_init(&out, 1 << 16);
    for (uint32_t i = 0, count = 3 + chance(seed, SENTENCES_MAX - 3); i < count; i++)
        cb_buf_printf(&out, "%s%s",
                      i == 0   ? ""
                      : i == 3 ? "\\n\\n"
                               : " ",
                      SENTENCES[i < 4 ? (first + i) % SENTENCE_COUNT : chance(seed, SENTENCE_COUNT)]);
    assert_false(cb_buf_failed(&out));
    snprintf(day, sizeof day, "2026-0%u-1%u", 1 + chance(seed, 3), chance(seed, 3));
    write_text(folder, number, day, OUTLETS[chance(seed, 3)], out.bytes);
    cb_buf_release(&out);
}

static void import_folder(struct bench *bench, const struct folder *folder)
{
    struct cb_import_options options = {.jobs = 1, .prune = true};
    struct cb_err err = {0};

    if (cb_kb_import(bench->kb, &folder->path, 1, &options, &bench->counts, &err) != CB_OK)
        fail_msg("%s", err.text);
}

/* Some of the hashes that were recent are so no more, as behind many articles (src/store/levels.c). */
static void part_levels(struct bench *bench)
{
    static const char *const TABLES[][2] = {{"article_fingerprints", "fingerprint"},
                                            {"wording_fingerprints", "fingerprint"},
                                            {"wording_hashes", "hash"}};

    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        bench_run(bench, cb_arena_printf(&bench->temp->arena,
                                         "INSERT OR IGNORE INTO %s SELECT * FROM recent_%s WHERE %s & 1;\n"
                                         "DELETE FROM recent_%s WHERE %s & 1",
                                         TABLES[i][0], TABLES[i][0], TABLES[i][1], TABLES[i][0], TABLES[i][1])
                             .ptr);
}

static void change_some(struct folder *folder, uint64_t *seed)
{
    for (uint32_t i = 1 + chance(seed, 2); i > 0; i--)
        write_article(folder, (int)chance(seed, (uint32_t)folder->last), seed);
    if (chance(seed, 3) == 0)
        write_article(folder, folder->last++, seed);
    if (chance(seed, 2) == 0)
        unlink(path_of(folder, (int)chance(seed, (uint32_t)folder->last)));
}

static void open_filled(struct bench *bench, struct folder *folder, struct temp *temp, uint64_t *seed)
{
    open_folder(folder, temp, cb_arena_printf(&temp->arena, "in%u", (unsigned)*seed).ptr);
    bench_open(bench, temp, cb_arena_printf(&temp->arena, "kb%u.db", (unsigned)*seed).ptr);
    bench_run(bench, "PRAGMA synchronous = OFF");
    while (folder->last < FILES)
        write_article(folder, folder->last++, seed);
    import_folder(bench, folder);
}

/* ---- the tests ---- */

static void is_as_rebuilt(void **state)
{
    for (uint64_t file = 0; file < FILES_OF_CHANCE; file++) {
        struct bench bench;
        struct folder folder;
        uint64_t seed = 77 + file, gone = 0;
        char what[32];
        open_filled(&bench, &folder, *state, &seed);
        for (int round = 0; round < ROUNDS; round++) {
            part_levels(&bench);
            change_some(&folder, &seed);
            import_folder(&bench, &folder);
            gone += bench.counts.replaced + bench.counts.pruned;
            snprintf(what, sizeof what, "file %d, round %d", (int)file, round);
            if (round % 2 == 0)
                check_against_rebuild(&bench, what);
        }
        assert_true(gone > ROUNDS);
        assert_int_equal(rebuilds(&bench), 0);
        bench_close(&bench);
    }
}

/* What many claims share tells nothing, until some of them went. */
static void is_as_rebuilt_in_a_crowd(void **state)
{
    enum { CROWD = 66 };
    struct bench bench;
    struct folder folder;
    char text[256];

    open_folder(&folder, *state, "in");
    for (int i = 0; i < CROWD; i++) {
        write_text(&folder, i, "2026-05-01", i % 2 ? "Marschpost" : "Inselkurier", crowd_text(i, text));
    }
    bench_open(&bench, *state, "kb.db");
    import_folder(&bench, &folder);
    part_levels(&bench);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(unlink(path_of(&folder, 7 * i)), 0);
        import_folder(&bench, &folder);
        assert_int_equal(bench.counts.pruned, 1);
        if (i % 2 == 1)
            check_against_rebuild(&bench, "less");
    }
    assert_int_equal(rebuilds(&bench), 0);
    bench_close(&bench);
}

/* The same with whole texts. */
static void finds_copies_when_they_are_few(void **state)
{
    enum { TEXTS = 257 };
    static const char TEXT[] =
        "In Ostermarn begannen die Vermessungen f\u00fcr den neuen Deich, der die Marsch vor Sturm "
        "sch\u00fctzen "
        "soll. Die Arbeiten dauern bis zum Herbst und kosten nach ersten Angaben mehr als geplant. Der Sand "
        "kommt "
        "aus der n\u00f6rdlichen Bucht, wo ein Bagger seit dem Fr\u00fchjahr arbeitet. Tarnewitz, Nummer %d.";
    struct bench bench;
    struct folder folder;
    char text[512];

    open_folder(&folder, *state, "in");
    for (int i = 0; i < TEXTS; i++) {
        snprintf(text, sizeof text, TEXT, i);
        write_text(&folder, i, "2026-05-01", "Marschpost", text);
    }
    bench_open(&bench, *state, "kb.db");
    import_folder(&bench, &folder);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM article_copies"), 0);
    part_levels(&bench);
    assert_int_equal(unlink(path_of(&folder, 100)), 0);
    import_folder(&bench, &folder);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM article_copies"), TEXTS - 2);
    check_against_rebuild(&bench, "few enough");
    assert_int_equal(rebuilds(&bench), 0);
    bench_close(&bench);
}

/* Nothing of it has to do with any other. */
static void takes_one_that_names_nobody(void **state)
{
    struct bench bench;
    struct folder folder;

    open_folder(&folder, *state, "in");
    write_text(&folder, 0, "2026-05-01", "", "es regnet den ganzen tag.");
    bench_open(&bench, *state, "kb.db");
    import_folder(&bench, &folder);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM entities"), 0);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM sources"), 0);
    write_text(&folder, 0, "2026-05-01", "", "es regnet auch noch in der nacht.");
    import_folder(&bench, &folder);
    assert_int_equal(bench.counts.replaced, 1);
    assert_int_equal(unlink(path_of(&folder, 0)), 0);
    write_text(&folder, 1, "2026-05-01", "", "es regnet nicht mehr.");
    import_folder(&bench, &folder);
    assert_int_equal(bench.counts.pruned, 1);
    check_against_rebuild(&bench, "nobody");
    assert_int_equal(rebuilds(&bench), 0);
    bench_close(&bench);
}

static void rebuilds_where_many_go(void **state)
{
    struct bench bench;
    struct folder folder;
    uint64_t seed = 5;

    open_filled(&bench, &folder, *state, &seed);
    for (int i = 0; i < FILES; i++)
        write_text(&folder, i, "2026-01-01", "Marschpost", SENTENCES[i]);
    import_folder(&bench, &folder);
    assert_int_equal(bench.counts.replaced, FILES);
    assert_int_equal(rebuilds(&bench), 1);
    check_against_rebuild(&bench, "many");
    bench_close(&bench);
}

/* Corrections elsewhere stay; those of the article itself are put on again by a rebuild. */
static void keeps_corrections(void **state)
{
    static const char CURATED[] =
        "SELECT count(*) FROM claims AS c JOIN entities AS e ON e.id = c.speaker_id\n"
        "WHERE c.article_id = 3 AND e.key = 'person/bodo-quitzau' AND c.origin = 'curated'";
    struct bench bench;
    struct folder folder;
    uint64_t seed = 6;
    struct cb_correction correction = {
        .action = "set", .table = "claims", .values = "{\"speaker\": \"person/bodo-quitzau\"}"};

    open_filled(&bench, &folder, *state, &seed);
    write_text(&folder, 1, "2026-01-01", "Marschpost", SENTENCES[3]);
    write_text(&folder, 2, "2026-01-01", "Marschpost", SENTENCES[2]);
    import_folder(&bench, &folder);
    correction.id = bench_number(&bench, "SELECT id FROM claims WHERE article_id = 3 AND kind = 'direct'");
    assert_int_equal(correct(&bench, correction).outcome, CB_CORRECTED);
    write_article(&folder, 5, &seed);
    unlink(path_of(&folder, 6));
    import_folder(&bench, &folder);
    assert_int_equal(bench.counts.replaced + bench.counts.pruned, 2);
    assert_int_equal(rebuilds(&bench), 0);
    assert_int_equal(bench_number(&bench, CURATED), 1);
    check_against_rebuild(&bench, "elsewhere");
    write_text(&folder, 2, "2026-01-02", "Marschpost", SENTENCES[2]);
    import_folder(&bench, &folder);
    assert_int_equal(bench.counts.replaced, 1);
    assert_int_equal(rebuilds(&bench), 1);
    assert_int_equal(bench_number(&bench, CURATED), 1);
    check_against_rebuild(&bench, "there");
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(keeps_corrections),           temp_test(is_as_rebuilt),
        temp_test(is_as_rebuilt_in_a_crowd),    temp_test(finds_copies_when_they_are_few),
        temp_test(takes_one_that_names_nobody), temp_test(rebuilds_where_many_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
