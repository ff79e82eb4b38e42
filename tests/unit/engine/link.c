/* Names across articles: the series in tests/unit/engine/series, our own invention, with its traps. */
#include "unit/engine/bench.h"

#include "base/io.h"

enum { ARTICLES = 20 };

/* The files of the series in byte order. */
static void series(struct temp *temp, const char *paths[ARTICLES])
{
    struct cb_io_paths found = {0};

    assert_int_equal(cb_io_list(CB_SERIES, &temp->arena, &found, NULL), CB_OK);
    assert_int_equal(found.count, ARTICLES);
    for (size_t i = 0; i < ARTICLES; i++)
        paths[i] = found.items[i];
}

static void import_all(struct bench *bench, const char *const paths[ARTICLES])
{
    struct cb_err err = {0};

    if (bench_try(bench, paths, ARTICLES, &err) != CB_OK)
        fail_msg("%s", err.text);
    assert_int_equal(bench->counts.imported, ARTICLES);
}

/* How often `text` in the file that begins with `file` means the entity `key`. */
static int64_t count_of(struct bench *bench, const char *file, const char *text, const char *key)
{
    struct cb_str sql =
        cb_arena_printf(&bench->temp->arena,
                        "SELECT count(*) FROM mentions AS m JOIN articles AS a ON a.id = m.article_id\n"
                        "JOIN entities AS e ON e.id = m.entity_id\n"
                        "WHERE a.path LIKE '%%/series/%s%%' AND e.key = '%s'\n"
                        "AND substr(a.text, m.start_char + 1, m.end_char - m.start_char) = '%s'",
                        file, key, text);

    return bench_number(bench, sql.ptr);
}

static void knows_who_is_meant(void **state)
{
    static const struct {
        const char *file, *text, *key;
        int count;
    } CASES[] = {
        {"01", "Osterloh", "person/henrike-osterloh", 1},
        {"15", "Osterloh", "person/henrike-osterloh", 1},
        {"03", "Brackmann", "person/torsten-brackmann", 2},
        {"04", "Brackmann", "person/jens-brackmann", 2},    /* another one */
        {"05", "Brackmann", "person/torsten-brackmann", 3}, /* by his office */
        {"06", "IMK", "name/institut-fuer-moor-und-kueste", 2},
        {"07", "IMK", "name/institut-fuer-moor-und-kueste", 1}, /* explained in 06 */
        {"07", "Thomsen", "person/wiebke-thomsen", 1},          /* works there */
        {"08", "Thomsen", "person/frauke-thomsen", 2},
        {"09", "T4", "name/talvik-t4", 2}, /* the product is not its maker */
        {"09", "Talvik", "name/talvik", 0},
        {"10", "Müller", "person/anne-mueller", 2},
        {"10", "Anne Mueller", "person/anne-mueller", 1},
        {"11", "Müller", "person/mueller", 2}, /* nobody tells which one */
        {"12", "Vereinigten Staaten", "name/usa", 2},
        {"12", "USA", "name/usa", 1},
        {"12", "Feddersen", "person/magnus-feddersen", 1},
        {"14", "Norrbruck SE", "name/norrbruck", 1},
    };
    const char *paths[ARTICLES];
    struct bench bench;

    series(*state, paths);
    bench_open(&bench, *state, "kb.db");
    import_all(&bench, paths);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int64_t seen = count_of(&bench, CASES[i].file, CASES[i].text, CASES[i].key);
        if (seen != CASES[i].count)
            fail_msg("%s: '%s' is %s %d times, not %d", CASES[i].file, CASES[i].text, CASES[i].key, (int)seen,
                     CASES[i].count);
    }
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM positions WHERE state = 'former'"), 2);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM mentions WHERE kind = 'alias' AND link IS NULL"), 0);
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

/* All that a user can see of the names, without ids. */
static void write_rows(struct bench *bench, struct cb_buf *out)
{
    cb_buf_init(out, 16 << 20);
    dump_rows(bench->kb->db.handle,
              "(SELECT a.sha256, m.start_char, m.end_char, e.key, e.name, e.kind, m.kind, m.rule, m.link\n"
              " FROM mentions AS m JOIN articles AS a ON a.id = m.article_id\n"
              " JOIN entities AS e ON e.id = m.entity_id ORDER BY 1, 2, 3, 4)",
              out);
    dump_rows(bench->kb->db.handle,
              "(SELECT a.sha256, p.start_char, e.key, o.key FROM positions AS p\n"
              " JOIN articles AS a ON a.id = p.article_id JOIN entities AS e ON e.id = p.person_id\n"
              " LEFT JOIN entities AS o ON o.id = p.organization_id ORDER BY 1, 2, 3)",
              out);
    dump_rows(
        bench->kb->db.handle,
        "(SELECT a.sha256, s.key, e.key, j.rule FROM joins AS j JOIN articles AS a ON a.id = j.article_id\n"
        " JOIN entities AS s ON s.id = j.short_id JOIN entities AS e ON e.id = j.entity_id ORDER BY 1, 2)",
        out);
    dump_rows(
        bench->kb->db.handle,
        "(SELECT e.key, a.alias FROM aliases AS a JOIN entities AS e ON e.id = a.entity_id ORDER BY 1, 2)",
        out);
    dump_rows(bench->kb->db.handle,
              "(SELECT a.sha256, c.start_char, c.kind, e.key FROM claims AS c JOIN articles AS a\n"
              " ON a.id = c.article_id LEFT JOIN entities AS e ON e.id = c.speaker_id ORDER BY 1, 2, 3)",
              out);
    dump_rows(
        bench->kb->db.handle,
        "(SELECT a.sha256, o.sha256 AS original, c.relation, c.share, c.original_share, c.rule, c.origin\n"
        " FROM article_copies AS c JOIN articles AS a ON a.id = c.article_id\n"
        " JOIN articles AS o ON o.id = c.original_id ORDER BY 1, 2)",
        out);
    dump_rows(bench->kb->db.handle,
              "(SELECT a.sha256, c.start_char, c.end_char, k.first_published, k.last_published, k.claims,\n"
              " k.articles, k.outlets, k.origins, k.speakers\n"
              " FROM claim_clusters AS k JOIN claims AS c ON c.id = k.first_claim_id\n"
              " JOIN articles AS a ON a.id = c.article_id ORDER BY 1, 2, 3, 6)",
              out);
    dump_rows(
        bench->kb->db.handle,
        "(SELECT a.sha256, c.start_char, c.end_char, f.sha256 AS first, fc.start_char AS first_start,\n"
        " m.relation, b.sha256 AS other, l.start_char AS like_start, m.similarity, m.rule, m.origin\n"
        " FROM claim_cluster_members AS m JOIN claims AS c ON c.id = m.claim_id\n"
        " JOIN articles AS a ON a.id = c.article_id\n"
        " JOIN claim_clusters AS k ON k.id = m.cluster_id JOIN claims AS fc ON fc.id = k.first_claim_id\n"
        " JOIN articles AS f ON f.id = fc.article_id\n"
        " LEFT JOIN claims AS l ON l.id = m.like_claim_id LEFT JOIN articles AS b ON b.id = l.article_id\n"
        " ORDER BY 1, 2, 3, 4, 5)",
        out);
    assert_false(cb_buf_failed(out));
}

/* In any order, at once or one by one: the same rows. */
static void order_changes_nothing(void **state)
{
    struct temp *temp = *state;
    const char *paths[ARTICLES], *turned[ARTICLES];
    struct cb_buf first, other;
    struct bench bench;

    series(temp, paths);
    bench_open(&bench, temp, "kb.db");
    import_all(&bench, paths);
    write_rows(&bench, &first);
    bench_close(&bench);
    for (size_t order = 0; order < 4; order++) {
        bench_open(&bench, temp, cb_arena_printf(&temp->arena, "kb%zu.db", order).ptr);
        for (size_t i = 0; i < ARTICLES; i++)
            turned[i] = paths[order == 0 ? ARTICLES - 1 - i : (i * (order == 1 ? 7 : 11) + order) % ARTICLES];
        for (size_t i = 0; order % 2 == 1 && i < ARTICLES; i++)
            bench_import(&bench, turned[i], 1, 0, 0);
        if (order % 2 == 0)
            import_all(&bench, turned);
        write_rows(&bench, &other);
        assert_same_dump(&first, &other);
        assert_int_equal(cb_kb_rebuild(bench.kb, NULL, NULL, NULL), CB_OK);
        cb_buf_release(&other);
        write_rows(&bench, &other);
        assert_same_dump(&first, &other);
        cb_buf_release(&other);
        bench_close(&bench);
    }
    cb_buf_release(&first);
}

enum { FREQUENT = 12 }; /* articles: what is said of whom they name is kept (src/store/joins_known.c) */

/* A person in many articles, and two that name her by the surname alone beside somebody whom none of them
 * names: later ones tell whom they mean, and articles about another bearer make it doubtful again. */
static void hears_of_frequent_persons(void **state)
{
    static const struct {
        const char *name, *text;
        int joined; /* behind it, articles in which "Lorrach" is Selma Lorrach */
    } STEPS[] = {
        {"alone.txt",
         "Streit um den Hafen\n\nLorrach will den Hafen von Tarnewitz ausbauen. Das sagte Lorrach am "
         "Dienstag. "
         "Auch Bodo Quitzau war dabei. „Wir warten seit Jahren“, sagte Quitzau.\n",
         0},
        {"third.txt",
         "Neue Boote\n\nLorrach kaufte am Montag zwei Boote. Ein Bild zeigt Lorrach am Steg. "
         "Neben ihr steht Ansgar Wiebach. Wiebach lachte.\n",
         0},
        {"both.txt",
         "Treffen am Kai\n\nSelma Lorrach und Bodo Quitzau trafen sich am Mittwoch. „Der Kai ist zu kurz“, "
         "sagte "
         "Lorrach. Quitzau nickte.\n",
         1},
        {"more.txt",
         "Fest am Steg\n\nSelma Lorrach und Ansgar Wiebach feierten am Freitag. „Ein guter Tag“, sagte "
         "Wiebach. "
         "Auch Lorrach war froh.\n",
         2},
        {"other.txt", /* ten times as many articles are about Selma */
         "Sieg im Segeln\n\nUwe Lorrach und Bodo Quitzau segelten am Sonntag vorn. „Der Wind war gut“, sagte "
         "Lorrach. Quitzau stimmte zu.\n",
         2},
        {"again.txt",
         "Noch ein Sieg\n\nUwe Lorrach segelte am Sonntag wieder vorn. „Der Wind war besser“, sagte "
         "Lorrach.\n",
         0},
    };
    static const char JOINED[] = "SELECT count(*) FROM joins AS j JOIN entities AS s ON s.id = j.short_id\n"
                                 "JOIN entities AS e ON e.id = j.entity_id\n"
                                 "WHERE s.key = 'person/lorrach' AND e.key = 'person/selma-lorrach'";
    struct temp *temp = *state;
    struct cb_buf first, other;
    struct bench bench;

    bench_open(&bench, temp, "kb.db");
    for (int i = 0; i < FREQUENT; i++) {
        const char *text = cb_arena_printf(&temp->arena,
                                           "Sitzung %d\n\nSelma Lorrach leitete am Montag die Sitzung %d im "
                                           "Rathaus. „Es geht voran“, sagte Lorrach.\n",
                                           i + 1, i + 1)
                               .ptr;
        bench_import(&bench, temp_file(temp, cb_arena_printf(&temp->arena, "s%d.txt", i).ptr, text), 1, 0, 0);
    }
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        bench_import(&bench, temp_file(temp, STEPS[i].name, STEPS[i].text), 1, 0, 0);
        if (bench_number(&bench, JOINED) != STEPS[i].joined)
            fail_msg("behind %s: %d joined, not %d", STEPS[i].name, (int)bench_number(&bench, JOINED),
                     STEPS[i].joined);
        bench_verify(&bench, NULL); /* mentions that became aliases are counted as such */
        if (i == 0)
            assert_int_equal(bench_number(&bench, "SELECT count(*) FROM known_persons"), 1);
    }
    write_rows(&bench, &first);
    assert_int_equal(cb_kb_rebuild(bench.kb, NULL, NULL, NULL), CB_OK);
    write_rows(&bench, &other);
    assert_same_dump(&first, &other);
    cb_buf_release(&other);
    cb_buf_release(&first);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {temp_test(knows_who_is_meant), temp_test(order_changes_nothing),
                                       temp_test(hears_of_frequent_persons)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
