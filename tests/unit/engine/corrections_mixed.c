/* Corrections at random, one upon the other: after each mix the file says, row for row, what a rebuild makes
 * of it. Links between claims and articles are brought up to date for what changed; here it shows whether
 * anything was forgotten.
 *
 * An argument says which part of the mixes (1, 2 ...), so that parts run at the same time. With
 * CLAIMBASE_MIXES=N in the environment N mixes in each part in place of those of a normal run. */
#include "unit/engine/corrections.h"

enum { MIXES = 52, MIXES_OF_A_FILE = 26, FILES_MAX = 1000, STEPS_MAX = 5, BATCH_MAX = 4 };

static long part = 1; /* set by main */

/* ---- the articles ---- */

#define QUOTE    "\u201eWir bauen den Deich um genau zwei Meter h\u00f6her\u201c"
#define QUOTE_2  "\u201eWir bauen den Deich nun sogar um fast drei Meter h\u00f6her\u201c"
#define NARROW   "\u201eDie Stra\u00dfe ist zu schmal f\u00fcr die Lastwagen der Baufirma\u201c"
#define NARROW_2 "\u201eDie Stra\u00dfe ist viel zu schmal f\u00fcr Lastwagen der Baufirma\u201c"
#define AGENCY                                                                                               \
    "In Ostermarn begannen die Vermessungen f\u00fcr den neuen Deich, der die Marsch vor Sturm "             \
    "sch\u00fctzen soll. " QUOTE ", sagte Deichgr\u00e4fin Elke Brandis. Die Arbeiten kosten nach ihren "    \
    "Worten 14 Millionen Euro. " NARROW ", kritisierte der Landwirt Karl Stumm."

static const struct {
    const char *title, *published, *outlet, *text;
} ARTICLES[] = {
    {"Der Deich wird erh\u00f6ht", "2026-03-02", "K\u00fcstenblatt", AGENCY},
    {"Deich w\u00e4chst", "2026-03-03", "Marschpost", AGENCY " Mehr dazu steht im Netz."},
    {"Zwei Meter mehr", "2026-03-04", "Inselkurier",
     QUOTE ", sagte Elke Brandis am Rand einer Sitzung. Brandis sprach von Kosten von 14 Millionen Euro. Der "
           "Verband Nordkabel Gruppe rechnet mit 30 Prozent mehr Sand."},
    {"Streit um die Stra\u00dfe", "2026-03-05", "Marschpost",
     NARROW ", sagte Stumm. " NARROW_2 ", sagte auch die Nachbarin Frauke Jens. Brandis widersprach: " QUOTE_2
            ", sagte sie."},
    {"Sand wird knapp", "2026-03-20", "K\u00fcstenblatt",
     "Die Nordkabel Gruppe rechnet mit 30 Prozent mehr Sand. " QUOTE_2 ", sagte Karl Stumm sp\u00e4ter. Laut "
     "Marschpost kostet der Deich 14 Millionen Euro, sagte Elke Brandis."},
    {"Noch teurer", "2026-04-09", "Inselkurier",
     "Die Sprecherin der Nordkabel Gruppe, Frauke Jens, sagte, der Deich koste 14 Millionen Euro. " NARROW
     ", sagte Frauke Jens der Marschpost. Elke Brandis erkl\u00e4rte, der Deich koste 14 Millionen Euro."},
    /* these come while corrections are there */
    {"Nachgefragt", "2026-03-12", "Marschpost",
     "Die Nordkabel Gruppe rechnet mit 30 Prozent mehr Sand, sagte Sprecherin Frauke Jens. " QUOTE
     ", sagte Elke Brandis."},
    {"Der Deich, noch einmal", "2026-03-01", "Abendblick", AGENCY},
    {"Kurz gesagt", "2026-03-21", "Abendblick", NARROW ", sagte Karl Stumm. " QUOTE_2 ", sagte Brandis."},
};
enum { ARTICLE_COUNT = sizeof ARTICLES / sizeof *ARTICLES, FIRST_ARTICLES = 6 };

/* As many that one fingerprint of their claims becomes common, and is it no more when some are corrected. */
enum { CROWD = 66 };

static void add_article(struct cb_buf *out, const char *title, const char *published, const char *outlet,
                        const char *text)
{
    cb_buf_printf(
        out,
        "{\"title\": \"%s\", \"published\": \"%s\", \"source\": \"%s\", \"language\": \"de\", \"text\": "
        "\"%s\"}\n",
        title, published, outlet, text);
}

static void import_articles(struct bench *bench, size_t first, size_t behind)
{
    struct cb_buf out;

    cb_buf_init(&out, 1 << 20);
    for (size_t i = first; i < behind; i++)
        add_article(&out, ARTICLES[i].title, ARTICLES[i].published, ARTICLES[i].outlet, ARTICLES[i].text);
    import(bench, temp_file(bench->temp, "some.jsonl", out.bytes));
    cb_buf_release(&out);
}

static void import_crowd(struct bench *bench)
{
    struct cb_buf out;
    char text[256], title[32];

    cb_buf_init(&out, 1 << 20);
    for (int i = 0; i < CROWD; i++) {
        snprintf(title, sizeof title, "Stimme %d", i);
        add_article(&out, title, "2026-05-01", i % 2 ? "Marschpost" : "Inselkurier", crowd_text(i, text));
    }
    import(bench, temp_file(bench->temp, "crowd.jsonl", out.bytes));
    cb_buf_release(&out);
}

/* ---- all rows ---- */

/* Every row of every table, with its ids; but for the log of runs and what is due. */
static char *everything(struct bench *bench)
{
    struct cb_stmt tables = {0};
    struct cb_buf out;
    bool row;

    cb_buf_init(&out, SIZE_MAX / 4);
    assert_int_equal(
        cb_stmt_prepare(&bench->kb->db,
                        "SELECT t.name, group_concat(c.cid + 1) FROM pragma_table_list AS t\n"
                        "JOIN pragma_table_info(t.name) AS c WHERE t.schema = 'main' AND t.type = 'table'\n"
                        "AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'import%' AND t.name <> 'meta'\n"
                        "GROUP BY t.name ORDER BY t.name",
                        &tables, NULL),
        CB_OK);
    while (cb_stmt_step(&tables, &row, NULL) == CB_OK && row) {
        struct cb_str name = cb_stmt_text(&tables, 0), columns = cb_stmt_text(&tables, 1);
        char sql[512];
        snprintf(sql, sizeof sql, "SELECT '%.*s', * FROM %.*s ORDER BY %.*s", CB_STR_ARG(name),
                 CB_STR_ARG(name), CB_STR_ARG(columns));
        add_rows(bench, &out, sql);
    }
    cb_stmt_release(&tables);
    assert_false(cb_buf_failed(&out));
    return out.bytes;
}

/* ---- steps ---- */

/* Plain SQL, as in the sqlite3 shell: with another connection, which knows nothing of the program. */
static void correct_in_shell(struct bench *bench, uint64_t *seed)
{
    char sql[1024], key[256], words[256];
    long long claim = pick(bench, "claims", seed), figure = pick(bench, "figures", seed),
              article = pick(bench, "articles", seed);
    sqlite3 *handle = NULL;

    key_of(bench, pick(bench, "entities", seed), key);
    switch (chance(seed, 9)) {
    case 0:
        snprintf(sql, sizeof sql, "UPDATE correct_claims SET speaker = '%s' WHERE claim_id = %lld", key,
                 claim);
        break;
    case 1:
        snprintf(sql, sizeof sql, "DELETE FROM correct_claims WHERE claim_id = %lld", claim);
        break;
    case 2:
        snprintf(sql, sizeof sql, "UPDATE correct_figures SET low = %u, high = 32 WHERE figure_id = %lld",
                 30 + chance(seed, 2), figure);
        break;
    case 3:
        snprintf(sql, sizeof sql, "DELETE FROM correct_figures WHERE figure_id = %lld", figure);
        break;
    case 4:
        snprintf(
            sql, sizeof sql,
            "INSERT INTO correct_claims (article_id, text, occurrence, speaker) VALUES (%lld, '%s', 1, '%s')",
            article, words_of(bench, article, seed, words), key);
        break;
    case 5:
        snprintf(
            sql, sizeof sql,
            "UPDATE correct_entities SET merged_into = '%s' WHERE entity_id = %lld AND merged_into IS NULL",
            key, (long long)pick(bench, "entities", seed));
        break;
    case 6:
        snprintf(sql, sizeof sql,
                 "UPDATE correct_articles SET published = '2026-03-%02u', outlet = 'Marschpost' WHERE "
                 "article_id = "
                 "%lld",
                 1 + chance(seed, 9), article);
        break;
    case 7:
        snprintf(
            sql, sizeof sql,
            "INSERT INTO correct_figures (article_id, text, occurrence, kind, low) VALUES (%lld, '%s', 1, "
            "'count', 31)",
            article, words_of(bench, article, seed, words));
        break;
    default:
        snprintf(sql, sizeof sql,
                 "DELETE FROM v_corrections WHERE correction_id = (SELECT correction_id FROM v_corrections\n"
                 "WHERE status <> 'undone' ORDER BY (correction_id * 7919 + %u) %% 997 LIMIT 1)",
                 chance(seed, 1000));
    }
    assert_int_equal(sqlite3_open(bench->path, &handle), SQLITE_OK);
    sqlite3_busy_timeout(handle, 10000);
    assert_int_equal(sqlite3_exec(handle, "PRAGMA synchronous = OFF", NULL, NULL, NULL), SQLITE_OK);
    if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK &&
        sqlite3_errcode(handle) != SQLITE_CONSTRAINT)
        fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
    sqlite3_close(handle);
}

static void correct_article(struct bench *bench, uint64_t *seed)
{
    struct planned p = {.c = {.action = "set", .table = "articles"}};

    p.c.id = pick(bench, "articles", seed);
    if (chance(seed, 2))
        give(&p, "{\"published\": \"2026-03-%02u\"}", 1 + chance(seed, 28));
    else if (chance(seed, 2))
        give(&p, "{\"outlet\": \"Marschpost\", \"author\": \"E. B.\"}");
    else
        give(&p, "{\"published\": null, \"outlet\": null}");
    correct(bench, p.c);
}

/* Several in one transaction: where one is refused, none is made. */
static void correct_at_once(struct bench *bench, uint64_t *seed)
{
    struct planned planned[BATCH_MAX];
    struct cb_correction corrections[BATCH_MAX];
    struct cb_correction_result results[BATCH_MAX] = {0};
    struct cb_err err = {0};
    size_t count = 1 + chance(seed, BATCH_MAX);
    cb_status rc;

    for (size_t i = 0; i < count; i++) {
        plan_one(bench, seed, &planned[i]);
        corrections[i] = planned[i].c;
    }
    rc = cb_kb_correct(bench->kb, corrections, count, chance(seed, 8) == 0, results, &err);
    if (rc != CB_OK && rc != CB_BAD_INPUT)
        fail_msg("%s", err.text);
}

static void undo_any(struct bench *bench, uint64_t *seed)
{
    char sql[160];
    struct cb_correction c = {.action = "undo", .table = "corrections"};

    snprintf(sql, sizeof sql,
             "SELECT id FROM corrections WHERE status <> 'undone' ORDER BY (id * 7919 + %u) %% 997 LIMIT 1",
             chance(seed, 1000));
    c.id = bench_number(bench, sql);
    if (c.id > 0)
        correct(bench, c);
}

static void make_step(struct bench *bench, uint64_t *seed)
{
    switch (chance(seed, 10)) {
    case 0:
    case 1:
        correct_in_shell(bench, seed);
        break;
    case 2:
        correct_at_once(bench, seed);
        break;
    case 3:
        undo_any(bench, seed);
        break;
    case 4:
        correct_article(bench, seed);
        break;
    default:
        make_one(bench, seed);
    }
}

/* ---- the tests ---- */

static void open_quickly(struct bench *bench, struct temp *temp, const char *name)
{
    bench_open(bench, temp, name);
    bench_run(bench, "PRAGMA synchronous = OFF");
}

/* What kind of source an outlet is depends on what articles say of it, and on which ones it has: after
 * corrections of articles that is known when they are read again, and so is what speaks for it. */
#define FORGET_KINDS "UPDATE sources SET kind = 'outlet'; DELETE FROM source_evidence"

/* A mix of corrections, and what is behind it against what a rebuild says. Ids depend on when articles came:
 * where some did (`came`), rows are compared by what they are called. */
static void check_mix(struct bench *bench, uint64_t *seed, bool came)
{
    char *before;
    char what[32];

    snprintf(what, sizeof what, "mix %016llx", (unsigned long long)*seed);
    for (uint32_t steps = 1 + chance(seed, STEPS_MAX); steps > 0; steps--)
        make_step(bench, seed);
    assert_int_equal(cb_kb_correct(bench->kb, NULL, 0, false, NULL, NULL),
                     CB_OK); /* links what the shell left */
    bench_run(bench, FORGET_KINDS);
    before = came ? content(bench) : everything(bench);
    rebuild(bench);
    bench_run(bench, FORGET_KINDS);
    check_same(what, before, came ? content(bench) : everything(bench));
    cb_free(before);
}

static long mixes(void)
{
    const char *text = getenv("CLAIMBASE_MIXES");
    long count = text ? strtol(text, NULL, 10) : 0;

    return count > 0 ? count : MIXES;
}

static void are_as_rebuilt(void **state)
{
    for (long done = 0, file = 0; done < mixes(); file++) {
        struct bench bench;
        uint64_t seed = (uint64_t)(part * FILES_MAX + file);
        char name[32];
        size_t articles = FIRST_ARTICLES;

        snprintf(name, sizeof name, "kb%ld.db", file);
        open_quickly(&bench, *state, name);
        import_articles(&bench, 0, articles);
        for (int i = 0; i < MIXES_OF_A_FILE && done < mixes(); i++, done++) {
            bool more = i % 8 == 7 && articles < ARTICLE_COUNT;
            if (more) {
                import_articles(&bench, articles, articles + 1);
                articles++;
            }
            check_mix(&bench, &seed, more);
        }
        bench_verify(&bench, NULL);
        bench_close(&bench);
    }
}

/* What many claims share tells nothing: corrections make it common, and rare again. */
static void are_as_rebuilt_in_a_crowd(void **state)
{
    struct bench bench;
    uint64_t seed = 4711 + (uint64_t)part;

    open_quickly(&bench, *state, "kb.db");
    import_crowd(&bench);
    for (int i = 0; i < 4; i++)
        check_mix(&bench, &seed, false);
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        temp_test(are_as_rebuilt),
        temp_test(are_as_rebuilt_in_a_crowd),
    };

    if (argc > 1)
        part = strtol(argv[1], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
