#include "unit/engine/bench.h"

static const char TEXT[] =
    "Das Halligwerk baut um. NWHs Chefin Els van Bruun freut sich. Die NWH-Aktie stieg.\n";

static void note_line(void *context, const char *line)
{
    struct cb_buf *out = context;
    const char *slash = strrchr(line, '/');

    cb_buf_printf(out, "%s\n", slash ? slash + 1 : line);
}

/* Imports a file of names; *said gets the bad rows and the message. The caller releases it. */
static cb_status take(struct bench *bench, const char *csv, size_t size, struct cb_buf *said, uint64_t *count)
{
    struct cb_err err = {0};
    const char *path = temp_bytes(bench->temp, "names.csv", csv, size);
    cb_status rc;

    cb_buf_init(said, 1 << 16);
    rc = cb_kb_import_aliases(bench->kb, path, note_line, said, count, &err);
    if (rc != CB_OK)
        note_line(said, err.text);
    return rc;
}

static int64_t names(struct bench *bench)
{
    return bench_number(bench, "SELECT (SELECT count(*) FROM entities WHERE origin = 'curated')\n"
                               "     + (SELECT count(*) FROM aliases WHERE origin = 'curated')");
}

static void reads_files(void **state)
{
    static const struct {
        const char *csv, *said;
        int rows, names;
    } CASES[] = {
        {"name,alias,kind\nNordwerk,NW,organization\n", "", 1, 2},
        {"\xEF\xBB\xBFname;alias;kind\r\nNordwerk;NW;organization\r\nNordwerk;Werk Nord;\r\n", "", 2, 3},
        {"Nordwerk\tNW\torganization\n", "", 1, 2},
        {"Nordwerk,,organization\n", "", 1, 1},
        {"Nordwerk,NW\nNordwerk,,organization\n", "", 2, 2}, /* the kind may come later */
        {"\"Hansen, Söhne & Co.\",Hansen,organization\n", "", 1, 2},
        {"Nordwerk,NW,firm\n",
         "names.csv:1: 'firm' is no kind; write person, organization, place, product, event, work, law or "
         "other\n"
         "names.csv: 1 row is wrong, so none was taken; mend the file\n",
         0, 0},
        {"Nordwerk,NW,organization\n\n,NW,person\nA,B,person\n",
         "names.csv:3: the name is missing\nnames.csv:4: 'A' has only one letter\n"
         "names.csv: 2 rows are wrong, so none was taken; mend the file\n",
         0, 0},
        {"Nordwerk,NW,organization\nNordwerk,N.W.,product\n",
         "names.csv:2: 'Nordwerk' is product here and organization in an earlier row or in the knowledge "
         "base\n"
         "names.csv: 1 row is wrong, so none was taken; mend the file\n",
         0, 0},
        {"Nordwerk,NW,\n",
         "names.csv:1: 'Nordwerk' has no kind in any row; write it in the third field\n"
         "names.csv: 1 row is wrong, so none was taken; mend the file\n",
         0, 0},
        {"a,b,c,d\n",
         "names.csv:1: has more than three fields; they are name, alias and kind\n"
         "names.csv: 1 row is wrong, so none was taken; mend the file\n",
         0, 0},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct bench bench;
        struct cb_buf said;
        uint64_t count = 0;
        bench_open(&bench, *state, cb_arena_printf(&((struct temp *)*state)->arena, "kb%zu.db", i).ptr);
        take(&bench, CASES[i].csv, strlen(CASES[i].csv), &said, &count);
        if (strcmp(said.bytes ? said.bytes : "", CASES[i].said) != 0)
            fail_msg("case %zu: '%s'", i, said.bytes);
        assert_int_equal(count, CASES[i].rows);
        assert_int_equal(names(&bench), CASES[i].names);
        cb_buf_release(&said);
        bench_close(&bench);
    }
}

static void finds_them_in_articles(void **state)
{
    struct bench bench;

    bench_open(&bench, *state, "kb.db");
    assert_int_equal(cb_kb_alias_add(bench.kb, "Nordwerk Hallig", "NWH", "organization", NULL), CB_OK);
    assert_int_equal(cb_kb_alias_add(bench.kb, "Nordwerk Hallig", "Halligwerk", NULL, NULL), CB_OK);
    assert_int_equal(cb_kb_alias_add(bench.kb, "Nordwerk Hallig", "X Y", "person", NULL),
                     CB_OK); /* a namesake */
    assert_int_equal(cb_kb_alias_add(bench.kb, "Els van Bruun", NULL, "person", NULL), CB_OK);
    assert_int_equal(cb_kb_alias_remove(bench.kb, "Nordwerk Hallig", "X Y", NULL), CB_OK);
    assert_int_equal(cb_kb_import_text(bench.kb, TEXT, sizeof TEXT - 1, NULL, NULL, NULL), CB_OK);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM mentions AS m JOIN entities AS e ON e.id = entity_id\n"
                             "WHERE e.key = 'name/nordwerk-hallig' AND m.link = 'any.resolve.own'"),
        3);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM mentions AS m JOIN entities AS e ON e.id = entity_id\n"
                             "WHERE e.key = 'person/els-van-bruun' AND m.rule = 'any.name.own'"),
        1);
    assert_int_equal(cb_kb_rebuild(bench.kb, NULL, NULL, NULL), CB_OK);
    assert_int_equal(names(&bench), 5);
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

/* A form of two names means neither; a change makes the file stale until the articles are gone through again.
 */
static void changes_need_a_rebuild(void **state)
{
    struct bench bench;
    bool stale;

    bench_open(&bench, *state, "kb.db");
    assert_int_equal(cb_kb_import_text(bench.kb, TEXT, sizeof TEXT - 1, NULL, NULL, NULL), CB_OK);
    assert_int_equal(cb_kb_alias_add(bench.kb, "Nordwerk", "Halligwerk", "organization", NULL), CB_OK);
    assert_int_equal(cb_kb_is_stale(bench.kb, &stale, NULL), CB_OK);
    assert_true(stale);
    assert_int_equal(cb_kb_rebuild(bench.kb, NULL, NULL, NULL), CB_OK);
    assert_int_equal(cb_kb_is_stale(bench.kb, &stale, NULL), CB_OK);
    assert_false(stale);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM mentions AS m JOIN entities AS e ON e.id = entity_id\n"
                             "WHERE e.name = 'Nordwerk'"),
        1);
    assert_int_equal(cb_kb_alias_add(bench.kb, "Südwerk", "Halligwerk", "organization", NULL), CB_OK);
    assert_int_equal(cb_kb_rebuild(bench.kb, NULL, NULL, NULL), CB_OK);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM mentions AS m JOIN entities AS e ON e.id = entity_id\n"
                             "WHERE e.name IN ('Nordwerk', 'Südwerk')"),
        0);
    assert_int_equal(cb_kb_alias_remove(bench.kb, "Nordwerk", NULL, NULL), CB_OK);
    assert_int_equal(cb_kb_alias_remove(bench.kb, "Nordwerk", NULL, NULL), CB_NOT_FOUND);
    bench_close(&bench);
}

/* Thousands of names: every one is found, whatever the order in which they came. */
static void takes_many(void **state)
{
    enum { NAMES = 3000 };
    struct temp *temp = *state;
    struct cb_buf csv, said, text, first = {0}, rows;

    for (int turn = 0; turn < 2; turn++) {
        struct bench bench;
        uint64_t count = 0;
        cb_buf_init(&csv, 1 << 20);
        cb_buf_init(&text, 1 << 20);
        for (int i = 0; i < NAMES; i++) {
            int n = turn ? NAMES - 1 - i : i;
            cb_buf_printf(&csv, "Wobrak Quell%d GmbH,Quellwobrak%d,organization\n", n, n);
        }
        for (int i = 0; i < NAMES; i += 100)
            cb_buf_printf(&text, "Gestern kaufte Quellwobrak%d zwei Pumpen. ", i);
        bench_open(&bench, temp, turn ? "b.db" : "a.db");
        assert_int_equal(take(&bench, csv.bytes, csv.len, &said, &count), CB_OK);
        assert_int_equal(count, NAMES);
        assert_int_equal(cb_kb_import_text(bench.kb, text.bytes, text.len, NULL, NULL, NULL), CB_OK);
        assert_int_equal(bench_number(&bench, "SELECT count(*) FROM mentions WHERE rule = 'any.name.own'"),
                         NAMES / 100);
        cb_buf_init(&rows, 1 << 20);
        dump_rows(bench.kb->db.handle,
                  "(SELECT start_char, key, link FROM mentions JOIN entities ON entities.id = entity_id "
                  "ORDER BY 1)",
                  &rows);
        if (turn) {
            assert_same_dump(&first, &rows);
            cb_buf_release(&rows);
        } else {
            first = rows;
        }
        cb_buf_release(&csv);
        cb_buf_release(&text);
        cb_buf_release(&said);
        bench_close(&bench);
    }
    cb_buf_release(&first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {temp_test(reads_files), temp_test(finds_them_in_articles),
                                       temp_test(changes_need_a_rebuild), temp_test(takes_many)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
