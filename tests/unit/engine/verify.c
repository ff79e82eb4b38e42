#include "unit/engine/bench.h"

/* Two sentences of an article, and facts in it that are as they should be. */
static const char TEXT[] = "Größe zählt, sagte Zoë Öz. Sie zahlt 12 €.";

/* A span as claim_rows.spans has it. */
#define SPAN(role, seq, first, length)                                                                       \
    "(" #role " + 8 * (" #first " + 16777216) + 268435456 * " #length " + 4503599627370496 * " #seq ")"

/* The words of a claim in two pieces, before its other spans. */
#define PIECES(first, length) SPAN(0, 0, 0, 11) " || ',' || " SPAN(0, 1, first, length) " || spans"

/* clang-format off */
static const char FACTS[] =
    "INSERT INTO rules VALUES ('any.x.y', 'x', NULL, 'd');\n"
    "DELETE FROM figure_rows;\n"
    "DELETE FROM claim_rows;\n"
    "DELETE FROM mention_rows;\n"
    "DELETE FROM positions;\n"
    "DELETE FROM citations;\n"
    "INSERT INTO entities (id, key, name, kind, origin)\n"
    "VALUES (500, 'person/z', 'Zoë Öz', 'person', 'extracted');\n"
    "INSERT INTO sources (id, name, kind) VALUES (500, 'Blatt', 'outlet');\n"
    "INSERT INTO terms (id, term) VALUES (500, 'any.x.y');\n"
    "INSERT INTO mention_rows (id, article_id, entity_id, sentence, start_char, length, form, rule_term)\n"
    "VALUES (50, 1, 500, 0, 19, 6, 0, 500);\n"
    "INSERT INTO citations VALUES (50, 1, 500, 0, 0, 5, 'any.x.y', 'extracted');\n"
    "INSERT INTO claim_rows (id, article_id, form, speaker_id, sentence, start_char, length, rule_term, spans, text)\n"
    "VALUES (50, 1, 2, 500, 0, 0, 11, 500, ',' || " SPAN(2, 0, 13, 5) ", 'Größe zählt');\n" /* indirect, a cue */
    "INSERT INTO figure_rows (id, article_id, claim_id, form, low, high, unit, entity_id, sentence, start_char,\n"
    "                         length, rule_term, text)\n"
    "VALUES (50, 1, 50, 1, 12, 12, 'EUR', 500, 1, 37, 4, 500, '12 €');\n" /* money */
    "DELETE FROM proposition_rows;\n"
    "INSERT INTO proposition_rows (id, article_id, sentence, subject_start, subject_length, predicate_start,\n"
    "    predicate_length, object_start, object_length, form, rule_term)\n"
    "VALUES (50, 1, 1, 27, 3, 31, 5, 37, 4, 0, 500);\n"
    "INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');\n"
    "UPDATE summary_state SET article_id = 0;"; /* base_counts is due */
/* clang-format on */

static void open_with_facts(struct bench *bench, struct temp *temp)
{
    bench_open(bench, temp, "kb.db");
    assert_int_equal(cb_kb_import_text(bench->kb, TEXT, sizeof TEXT - 1, NULL, NULL, NULL), CB_OK);
    bench_run(bench, FACTS);
    bench_verify(bench, NULL);
}

static void finds_what_was_planted(void **state)
{
    static const struct {
        const char *damage, *said;
    } CASES[] = {
        {"UPDATE mention_rows SET length = 980",
         "mentions 50 (article 1): characters 19 to 999 are no place in a text of 42"},
        {"UPDATE mention_rows SET length = 0", "mentions 50 (article 1): characters 19 to 19 are no place"},
        {"UPDATE mention_rows SET start_char = -1, length = 26",
         "mentions 50 (article 1): characters -1 to 25 are no place"},
        {"UPDATE citations SET end_char = 43", "citations 50 (article 1): characters 0 to 43"},
        {"UPDATE passages SET end_char = 43", "passages 0 (article 1): characters"},
        {"UPDATE claim_rows SET spans = ',' || " SPAN(2, 0, 13, 986),
         "claim_spans of claim 50 (article 1): characters"},
        {"UPDATE figure_rows SET start_char = 36",
         "figures 50 (article 1): its text is not what stands at its place"},
        {"UPDATE figure_rows SET text = '12 $'", "figures 50 (article 1): its text is not"},
        {"UPDATE claim_rows SET text = 'Grösse zählt'", "claims 50 (article 1): its text is not"},
        {"UPDATE articles SET text = replace(text, 'Größe', 'Groesse')",
         "claims 50 (article 1): its text is not"},
        {"UPDATE claim_rows SET form = form | 8192, spans = " SPAN(0, 0, 0, 12) " || spans",
         "claim_spans of claim 50: its words reach out of it"},
        {"UPDATE claim_rows SET form = form | 8192, spans = " SPAN(0, 0, 0, 9) " || spans",
         "claims 50 (article 1): its text is not its own words"},
        {"UPDATE claim_rows SET form = form | 8192, spans = " SPAN(0, 0, 0, 11) " || spans, length = 18",
         "claims 50 (article 1): its one span is not its place"},
        {"UPDATE claim_rows SET form = form | 8192, spans = " PIECES(13, 5) ", length = 18,\n"
                                                                            "text = 'Größe zählt … agte'",
         "claims 50 (article 1): its text is not its own words"},
        {"UPDATE proposition_rows SET subject_length = 99",
         "the subject of proposition 50 (article 1): characters 27 to 126 are no place"},
        {"UPDATE proposition_rows SET object_start = 90",
         "the object of proposition 50 (article 1): characters 90 to 94 are no place"},
        {"UPDATE proposition_rows SET predicate_more = ',36,99'",
         "proposition_spans of proposition 50 (article 1): characters 36 to 99 are no place"},
        {"UPDATE proposition_rows SET second_start = 36, second_length = 63",
         "proposition_spans of proposition 50 (article 1): characters 36 to 99 are no place"},
        {"UPDATE proposition_rows SET preposition_start = 99, preposition_length = 2",
         "proposition_spans of proposition 50 (article 1): characters 99 to 101 are no place"},
        {"UPDATE proposition_rows SET sentence = 0",
         "propositions 50 (article 1): does not begin in its sentence"},
        {"INSERT INTO terms (id, term) VALUES (501, 'any.x.z'); UPDATE proposition_rows SET rule_term = 501",
         "propositions 50: its rule is in no list"},
        {"UPDATE claim_rows SET form = form | 8192, spans = substr(spans, 2)",
         "claims 50: has no span of its own words"},
        {"UPDATE summary_state SET article_id = 1", "base_counts claims by kind stated: counts other rows"},
        {"UPDATE summary_state SET article_id = 1", "base_counts propositions by rule"},
        {"UPDATE figure_rows SET sentence = 7", "figures 50 (article 1): its sentence is not there"},
        {"UPDATE figure_rows SET sentence = 0", "figures 50 (article 1): does not begin in its sentence"},
        {"UPDATE summary_state SET article_id = 1; INSERT INTO entity_months VALUES (7, 0, 1, 1, 0, 0)",
         "entity_months of entity 7: counts other rows than there are"},
        {"UPDATE summary_state SET article_id = 1; INSERT INTO speaker_outlets VALUES (7, -1, 1, 1, 0, 0, 1, "
         "0, 0)",
         "speaker_outlets of speaker 7: counts other rows than there are"},
        {"DELETE FROM passages", "sentences 0 of article 1: lies in no passage"},
        {"UPDATE sentences SET passage_seq = 3", "sentences 0 of article 1: lies in no passage"},
        {"INSERT INTO passages SELECT 1, 1, 'body', 5, 9, rule, origin FROM passages",
         "passages 1 of article 1: begins inside"},
        {"UPDATE mention_rows SET entity_id = 12345",
         "mentions 50: points at a row of entities that is not there"},
        {"UPDATE mention_rows SET rule_term = 12345",
         "mentions 50: points at a row of terms that is not there"},
        {"INSERT INTO terms (id, term) VALUES (501, 'any.x.z'); UPDATE claim_rows SET rule_term = 501",
         "claims 50: its rule is in no list"},
        {"INSERT INTO terms (id, term) VALUES (501, 'any.x.z'); UPDATE figure_rows SET rule_term = 501",
         "figures 50: its rule is in no list"},
        {"INSERT INTO terms (id, term) VALUES (501, 'any.x.z'); UPDATE mention_rows SET link_term = 501",
         "mentions 50: its rule is in no list"},
        {"UPDATE claim_rows SET form = form | 7", "CHECK constraint failed in claim_rows"},
        {"UPDATE figure_rows SET form = 15", "CHECK constraint failed in figure_rows"},
        {"UPDATE mention_rows SET form = 8", "CHECK constraint failed in mention_rows"},
        {"UPDATE claim_rows SET speaker_id = NULL", "CHECK constraint failed in claim_rows"},
        {"INSERT INTO corrections (id, action, table_name, target) VALUES (1, 'split', 'x', 'no json')",
         "corrections 1: target"},
        {"DELETE FROM article_wordings", "articles 1: was not compared with the others"},
        {"INSERT INTO claim_clusters VALUES (50, 50, NULL, NULL, 2, 2, 1, 1, 1)",
         "claim_clusters 50: its counts are not those of its claims"},
        {"INSERT INTO claim_clusters VALUES (50, 50, NULL, NULL, 2, 2, 1, 1, 1);\n"
         "INSERT INTO claim_cluster_members VALUES (50, 50, 'same', 50, 100, 'any.x.y', 'extracted')",
         "claim_clusters 50: does not begin with its first claim"},
        {"INSERT INTO claim_clusters VALUES (50, 50, NULL, NULL, 2, 2, 1, 1, 1);\n"
         "INSERT INTO claim_cluster_members VALUES (50, 50, 'same', 51, 100, 'any.x.y', 'extracted')",
         "claim_cluster_members 50: is like a claim of another cluster"},
        {"INSERT INTO articles SELECT 2, path, url, title, title_found, author, '2025-01-02', language,\n"
         "language_found, source_id, replace(sha256, '0', '1') || '', text, modified, notice, layout FROM "
         "articles;\n"
         "INSERT INTO article_copies VALUES (1, 2, 'same', 100, 100, 'any.x.y', 'extracted');\n"
         "UPDATE articles SET published = '2025-01-01' WHERE id = 1",
         "article_copies 1: appeared before its original"},
        {"INSERT INTO claims_fts (claims_fts, rowid, text) VALUES ('delete', 50, 'Größe zählt')",
         "claims_fts: the search index"},
        {"INSERT INTO articles_fts (rowid, title, text) VALUES (7, '', 'x')",
         "articles_fts 7: there is no such article"},
        {"UPDATE articles SET title = 'Anders'", "articles_fts: the search index does not fit"},
        {"UPDATE meta SET value = 'x' WHERE key = 'extractor'",
         "is of another version; run 'claimbase rebuild'"},
    };
    struct temp *temp = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct bench bench;
        open_with_facts(&bench, temp);
        bench_run(&bench, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
        bench_run(&bench, CASES[i].damage);
        bench_run(&bench, "PRAGMA ignore_check_constraints = OFF");
        bench_verify(&bench, CASES[i].said);
        bench_close(&bench);
        assert_int_equal(unlink(bench.path), 0);
    }
}

/* "Größe zählt, sagte Zoë Öz. Sie" */
static void takes_a_claim_in_pieces(void **state)
{
    struct temp *temp = *state;
    struct bench bench;

    open_with_facts(&bench, temp);
    bench_run(&bench, "UPDATE claim_rows SET length = 30, text = 'Größe zählt … Sie', form = form | 8192,\n"
                      "spans = " PIECES(27, 3) ";\n"
                                               "INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')");
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

static void reads_only_where_it_may_only_read(void **state)
{
    struct temp *temp = *state;
    struct bench bench;

    open_with_facts(&bench, temp);
    cb_kb_close(bench.kb);
    assert_int_equal(cb_kb_open(bench.path, CB_OPEN_READ, NULL, &bench.kb, NULL), CB_OK);
    bench_verify(&bench, NULL);
    cb_kb_close(bench.kb);
    assert_int_equal(cb_kb_open(bench.path, CB_OPEN_WRITE, NULL, &bench.kb, NULL), CB_OK);
    bench_run(&bench, "DELETE FROM claim_rows");
    cb_kb_close(bench.kb);
    assert_int_equal(cb_kb_open(bench.path, CB_OPEN_READ, NULL, &bench.kb, NULL), CB_OK);
    bench_verify(&bench, "claims_fts 50: there is no such claim");
    bench_close(&bench);
}

static void says_that_a_file_is_damaged(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_err err = {0};
    uint64_t count = 0;
    FILE *file;
    cb_status rc;

    open_with_facts(&bench, temp);
    cb_kb_close(bench.kb);
    file = fopen(bench.path, "r+b");
    assert_non_null(file);
    for (long at = 8192; at < 8192 + 30 * 4096; at += 4096) { /* pages of all kinds */
        assert_int_equal(fseek(file, at, SEEK_SET), 0);
        assert_int_equal(fwrite("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 1, 12, file), 12);
    }
    assert_int_equal(fclose(file), 0);
    bench.kb = NULL;
    rc = cb_kb_open(bench.path, CB_OPEN_READ, NULL, &bench.kb, &err);
    if (rc == CB_OK)
        rc = cb_kb_verify(bench.kb, NULL, NULL, &count, &err);
    assert_true(count > 0 || rc == CB_DATABASE);
    if (rc != CB_OK)
        assert_message(err, "kb.db: is damaged");
    bench_close(&bench);
}

static void places_count_in_characters_of_any_length(void **state)
{
    struct temp *temp = *state;
    struct bench bench;
    struct cb_buf text;
    char sql[256];

    bench_open(&bench, temp, "kb.db");
    cb_buf_init(&text, 1 << 20);
    for (int i = 0; i < 50; i++) /* places beyond many marks of the offset table */
        cb_buf_add_z(&text, "Ä€😀x\xCC\x81. ");
    cb_buf_add_z(&text, "Ende 7 km.");
    assert_int_equal(cb_kb_import_text(bench.kb, text.bytes, text.len, NULL, NULL, NULL), CB_OK);
    bench_run(&bench, "INSERT INTO rules VALUES ('any.x.y', 'x', NULL, 'd'); DELETE FROM figure_rows;\n"
                      "INSERT INTO terms (id, term) VALUES (12345, 'any.x.y');\n"
                      "UPDATE summary_state SET article_id = 0"); /* base_counts is due */
    for (int i = 0; i < 2; i++) {
        snprintf(sql, sizeof sql,
                 "INSERT INTO figure_rows (article_id, form, unit, text, sentence, start_char, length, "
                 "rule_term)\n"
                 "SELECT 1, 8, 'km', '7 km', seq, %d, 4, 12345 FROM sentences\n" /* quantity */
                 "WHERE start_char <= %d ORDER BY seq DESC LIMIT 1",
                 350 + 5 + i, 350 + 5 + i);
        bench_run(&bench, sql);
        bench_verify(&bench, i ? "figures 2 (article 1): its text is not" : NULL);
    }
    cb_buf_release(&text);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(finds_what_was_planted),
        temp_test(takes_a_claim_in_pieces),
        temp_test(reads_only_where_it_may_only_read),
        temp_test(says_that_a_file_is_damaged),
        temp_test(places_count_in_characters_of_any_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
