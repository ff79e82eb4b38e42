/* Reviews in all ways in which spreadsheets write: what nobody edited changes nothing, what somebody did
 * becomes corrections, what cannot be is refused. */
#include "unit/engine/review.h"

static void check_unchanged(struct bench *bench, enum cb_review what, const struct cb_review_options *options)
{
    struct sheet sheet;

    sheet_export(&sheet, bench, what, options);
    assert_true(sheet.rows.count > 1);
    for (size_t d = 0; d < DIALECT_COUNT; d++) {
        struct applied applied;
        if (options && options->semicolon && d > 0)
            continue;
        sheet_apply_with(&sheet, bench, &DIALECTS[d], (struct cb_apply_options){.by = NULL}, &applied);
        if (applied.counts.unchanged != sheet.rows.count - 1 || applied.counts.refused != 0)
            fail_msg("%s: %d of %d rows unchanged, %d refused:\n%.2000s", DIALECTS[d].name,
                     (int)applied.counts.unchanged, (int)sheet.rows.count - 1, (int)applied.counts.refused,
                     applied.said.bytes);
        cb_buf_release(&applied.said);
    }
}

static void changes_nothing_by_itself(void **state)
{
    struct bench bench;

    bench_open(&bench, *state, "kb.db");
    bench_import(&bench, CB_SAMPLES, 12, 0, 0);
    for (int what = 0; what < CB_REVIEW_COUNT; what++)
        check_unchanged(&bench, (enum cb_review)what, NULL);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM corrections"), 0);
    bench_close(&bench);
}

static size_t figure_row(const struct sheet *sheet, const char *text)
{
    return sheet_row(sheet, "text", text);
}

/* The same edits, written in each way, give the same values. */
static void takes_edits_from_any_spreadsheet(void **state)
{
    for (size_t d = 0; d < DIALECT_COUNT; d++) {
        struct bench bench;
        struct sheet sheet;
        struct applied applied;
        char name[32];

        snprintf(name, sizeof name, "kb%zu.db", d);
        bench_open(&bench, *state, name);
        bench_import(&bench, CB_SAMPLES "/de/agentur-faehrunfall.txt", 1, 0, 0);
        sheet_export(&sheet, &bench, CB_REVIEW_FIGURES, NULL);
        sheet_set(&sheet, figure_row(&sheet, "212"), "low", "212.5");
        sheet_set(&sheet, figure_row(&sheet, "212"), "high", "212.5");
        sheet_set(&sheet, figure_row(&sheet, "212"), "unit", "Reisende");
        sheet_set(&sheet, figure_row(&sheet, "19"), "approximate", "1");
        sheet_set(&sheet, figure_row(&sheet, "zwei"), "decision", "OK");
        sheet_apply_with(&sheet, &bench, &DIALECTS[d], (struct cb_apply_options){.by = "Test"}, &applied);
        if (applied.counts.changed != 2 || applied.counts.confirmed != 1 || applied.counts.refused != 0)
            fail_msg("%s:\n%s", DIALECTS[d].name, applied.said.bytes);
        assert_int_equal(bench_number(&bench,
                                      "SELECT count(*) FROM figures WHERE text = '212' AND low = 212.5 AND "
                                      "high = 212.5 AND unit = 'Reisende' AND origin = 'curated'"),
                         1);
        assert_int_equal(
            bench_number(&bench, "SELECT count(*) FROM figures WHERE text = '19' AND approximate = 1"), 1);
        assert_int_equal(bench_number(&bench, "SELECT count(*) FROM corrections"), 3);
        cb_buf_release(&applied.said);
        /* again: it is so already */
        sheet_apply_with(&sheet, &bench, &DIALECTS[d], (struct cb_apply_options){.by = "Test"}, &applied);
        assert_int_equal(applied.counts.unchanged, applied.counts.rows);
        cb_buf_release(&applied.said);
        bench_close(&bench);
    }
}

static void refuses_what_cannot_be(void **state)
{
    static const struct {
        enum cb_review what;
        const char *find, *row, *column, *value, *said; /* `said`: column and beginning of the message */
    } CASES[] = {
        {CB_REVIEW_FIGURES, "text", "212", "low", "1.234", "low: '1.234' may be 1.234 or 1234"},
        {CB_REVIEW_FIGURES, "text", "212", "low", "viel", "low: 'viel' is no number"},
        {CB_REVIEW_FIGURES, "text", "212", "kind", "anzahl", "kind: 'anzahl' is not known"},
        {CB_REVIEW_FIGURES, "text", "212", "kind", "", "kind: may not be empty"},
        {CB_REVIEW_FIGURES, "text", "212", "bound", "exakt",
         "bound: 'exakt' is not known; did you mean 'exact'?"},
        {CB_REVIEW_FIGURES, "text", "212", "approximate", "3", "approximate: '3' is neither 1 nor 0"},
        {CB_REVIEW_FIGURES, "text", "212", "date_low", "3/5/2026",
         "date_low: '3/5/2026' may be more than one day"},
        {CB_REVIEW_FIGURES, "text", "212", "date_low", "22.11.26",
         "date_low: '22.11.26' may be more than one day"},
        {CB_REVIEW_FIGURES, "text", "212", "text", "213", "text: cannot be changed"},
        {CB_REVIEW_FIGURES, "text", "212", "row", "figures x", "row: is not as it was exported"},
        {CB_REVIEW_FIGURES, "text", "212", "row", "claims ab 1-2",
         "row: is a row of claims in a review of figures"},
        {CB_REVIEW_FIGURES, "text", "212", "check", "c-1", "check: is not as it was exported"},
        {CB_REVIEW_FIGURES, "text", "212", "decision", "weg", "decision: 'weg' is not known"},
        {CB_REVIEW_CLAIMS, "text", "An Bord", "speaker", "Nordhaf-Linien",
         "speaker: no entity is called 'Nordhaf-Linien'; did you mean 'Nordhaff-Linien'?"},
        {CB_REVIEW_CLAIMS, "text", "An Bord", "speaker", "new: Anna Berg",
         "speaker: say what 'Anna Berg' is"},
        {CB_REVIEW_CLAIMS, "text", "An Bord", "speaker", "new: Anna Berg (firma)",
         "speaker: 'firma' is no kind of entity"},
        {CB_REVIEW_CLAIMS, "text", "An Bord", "source", "Kurier",
         "source: no outlet or source is called 'Kurier'"},
        {CB_REVIEW_ENTITIES, "name", "Lindhafen", "merge_into", "Lindhafen",
         "merge_into: is the entity of the row"},
        {CB_REVIEW_ENTITIES, "name", "Lindhafen", "decision", "reject", "decision: only claims and figures"},
        {CB_REVIEW_ARTICLES, "title", "F", "published", "2026-02-30", "published: '2026-02-30' is no day"},
    };
    struct bench bench;

    bench_open(&bench, *state, "kb.db");
    bench_import(&bench, CB_SAMPLES "/de/agentur-faehrunfall.txt", 1, 0, 0);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct sheet sheet;
        struct applied applied;
        const char *expected;
        size_t row;
        sheet_export(&sheet, &bench, CASES[i].what, NULL);
        row = sheet_row(&sheet, CASES[i].find, CASES[i].row);
        sheet_set(&sheet, row, CASES[i].column, CASES[i].value);
        sheet_apply(&sheet, &bench, &applied);
        expected = cb_arena_printf(&bench.temp->arena, "! %zu %s", row + 1, CASES[i].said).ptr;
        if (applied.counts.refused != 1 || strncmp(applied.said.bytes, expected, strlen(expected)) != 0)
            fail_msg("case %zu: not '%s':\n%s", i, expected, applied.said.bytes ? applied.said.bytes : "");
        cb_buf_release(&applied.said);
    }
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM corrections"), 0);
    bench_close(&bench);
}

/* What changed since the export: a cell that nobody touched gives way, one that somebody did is refused. */
static void keeps_what_came_since(void **state)
{
    struct bench bench;
    struct sheet sheet, later;
    struct applied applied;
    size_t row;

    bench_open(&bench, *state, "kb.db");
    bench_import(&bench, CB_SAMPLES "/de/agentur-faehrunfall.txt", 1, 0, 0);
    sheet_export(&sheet, &bench, CB_REVIEW_FIGURES, NULL);
    later = sheet;
    later.rows.items = cb_arena_array(&bench.temp->arena, sheet.rows.count, sizeof *sheet.rows.items);
    memcpy(later.rows.items, sheet.rows.items, sheet.rows.count * sizeof *sheet.rows.items);
    row = figure_row(&sheet, "212");
    sheet_set(&sheet, row, "unit", "Reisende");
    sheet_apply(&sheet, &bench, &applied);
    assert_int_equal(applied.counts.changed, 1);
    cb_buf_release(&applied.said);

    sheet_export(&later, &bench, CB_REVIEW_FIGURES, NULL);
    sheet_set(&later, row, "unit", "Leute");
    sheet_apply(&later, &bench, &applied);
    assert_int_equal(applied.counts.changed, 1);
    cb_buf_release(&applied.said);

    sheet_set(&sheet, row, "what",
              "Reisende"); /* its unit is "Reisende", exported as "passagiere", now "Leute" */
    sheet_apply(&sheet, &bench, &applied);
    assert_int_equal(applied.counts.refused, 1);
    assert_non_null(strstr(applied.said.bytes, "unit: changed since the export: it is now 'Leute'"));
    cb_buf_release(&applied.said);

    sheet_export(&later, &bench, CB_REVIEW_FIGURES, NULL);
    sheet_set(&later, row, "decision", "reject");
    sheet_apply(&later, &bench, &applied);
    assert_int_equal(applied.counts.rejected, 1);
    cb_buf_release(&applied.said);
    sheet_apply(&later, &bench, &applied); /* gone, as it should be */
    assert_int_equal(applied.counts.unchanged, applied.counts.rows);
    cb_buf_release(&applied.said);
    sheet_apply(&sheet, &bench, &applied);
    assert_int_equal(applied.counts.refused, 1);
    assert_non_null(strstr(applied.said.bytes, "row: is not in this knowledge base, or not any more"));
    cb_buf_release(&applied.said);
    bench_close(&bench);
}

static void adds_rejects_and_joins(void **state)
{
    struct bench bench;
    struct sheet sheet;
    struct applied applied;
    size_t row;

    bench_open(&bench, *state, "kb.db");
    bench_import(&bench, CB_SAMPLES "/de/agentur-faehrunfall.txt", 1, 0, 0);
    sheet_export(&sheet, &bench, CB_REVIEW_CLAIMS, NULL);
    sheet_set(&sheet, sheet_row(&sheet, "text", "An Bord"), "decision", "reject");
    row = sheet_add(&sheet, 0);
    sheet_set(&sheet, row, "article", "1");
    sheet_set(&sheet, row, "text", "drei von ihnen  schwer");
    sheet_set(&sheet, row, "kind", "reported");
    sheet_set(&sheet, row, "speaker", "'+Anna Berg (person)");
    sheet_apply(&sheet, &bench, &applied);
    if (applied.counts.rejected != 1 || applied.counts.added != 1 || applied.counts.refused != 0)
        fail_msg("%s", applied.said.bytes);
    cb_buf_release(&applied.said);
    assert_int_equal(bench_number(&bench,
                                  "SELECT count(*) FROM v_claims WHERE text = 'drei von ihnen schwer' AND "
                                  "kind = 'reported' AND speaker = 'Anna Berg'"),
                     1);
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM claims WHERE text LIKE 'An Bord%'"), 0);

    sheet_export(&sheet, &bench, CB_REVIEW_ENTITIES, NULL);
    sheet_set(&sheet, sheet_row(&sheet, "name", "Anna Berg"), "merge_into", "Nordhaff-Linien");
    sheet_set(&sheet, sheet_row(&sheet, "name", "Nordhaff-Linien"), "merge_into", "Anna Berg");
    sheet_apply(&sheet, &bench, &applied);
    assert_int_equal(applied.counts.refused, 2);
    cb_buf_release(&applied.said);
    sheet_set(&sheet, sheet_row(&sheet, "name", "Nordhaff-Linien"), "merge_into", "");
    sheet_apply(&sheet, &bench, &applied);
    assert_int_equal(applied.counts.changed, 1);
    cb_buf_release(&applied.said);
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM v_claims WHERE speaker = 'Nordhaff-Linien' AND text = "
                             "'drei von ihnen schwer'"),
        1);
    bench_close(&bench);
}

/* One row twice in the file, with two decisions: what comes of it. */
static void takes_a_row_once(void **state)
{
    static const struct {
        enum cb_review what;
        const char *find, *row, *column, *values[2]; /* of the row, and of its copy */
        uint64_t changed, rejected, refused;
        const char *said; /* column and beginning of a message, or NULL */
    } CASES[] = {
        {CB_REVIEW_FIGURES, "text", "212", "unit", {"person", "person"}, 1, 0, 0, NULL},
        {CB_REVIEW_FIGURES,
         "text",
         "212",
         "unit",
         {"person", "Gast"},
         0,
         0,
         2,
         "unit: row 2 wants something else"},
        {CB_REVIEW_FIGURES, "text", "212", "unit", {"person", NULL}, 1, 0, 0, NULL},
        {CB_REVIEW_FIGURES, "text", "212", "decision", {"reject", "reject"}, 0, 1, 0, NULL},
        {CB_REVIEW_FIGURES, "text", "212", "decision", {"reject", "ok"}, 0, 0, 2, "decision: row 2 wants"},
        {CB_REVIEW_ENTITIES, "name", "Lindhafen", "merge_into", {"Oldersand", "Oldersand"}, 1, 0, 0, NULL},
        {CB_REVIEW_ENTITIES,
         "name",
         "Lindhafen",
         "merge_into",
         {"Oldersand", "Nordhaff-Linien"},
         0,
         0,
         2,
         "merge_into: row 2 wants something else of the same entity"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct bench bench;
        struct sheet sheet;
        struct applied applied;
        size_t rows[2];
        char name[32];

        snprintf(name, sizeof name, "kb%zu.db", i);
        bench_open(&bench, *state, name);
        bench_import(&bench, CB_SAMPLES "/de/agentur-faehrunfall.txt", 1, 0, 0);
        sheet_export(&sheet, &bench, CASES[i].what, NULL);
        rows[0] = sheet_row(&sheet, CASES[i].find, CASES[i].row);
        sheet.rows.items[1] = sheet.rows.items[rows[0]]; /* rows that nobody decided about say nothing here */
        sheet.rows.count = 2;
        rows[0] = 1;
        rows[1] = sheet_add(&sheet, rows[0]);
        for (size_t r = 0; r < 2; r++)
            if (CASES[i].values[r])
                sheet_set(&sheet, rows[r], CASES[i].column, CASES[i].values[r]);
        sheet_apply(&sheet, &bench, &applied);
        if (applied.counts.changed != CASES[i].changed || applied.counts.rejected != CASES[i].rejected ||
            applied.counts.refused != CASES[i].refused ||
            (CASES[i].said && !strstr(applied.said.bytes, CASES[i].said)))
            fail_msg("case %zu: %d changed, %d rejected, %d refused: %s", i, (int)applied.counts.changed,
                     (int)applied.counts.rejected, (int)applied.counts.refused, applied.said.bytes);
        assert_int_equal(bench_number(&bench, "SELECT count(*) FROM corrections"),
                         CASES[i].changed + CASES[i].rejected);
        cb_buf_release(&applied.said);
        bench_close(&bench);
    }
}

#define ABOUT                                                                                                \
    "SELECT count(*) FROM claim_entities AS l JOIN entities AS e ON e.id = l.entity_id\n"                    \
    "JOIN claims AS c ON c.id = l.claim_id WHERE c.text LIKE 'An Bord%' AND l.role = 'about'"

/* What a claim is about is a list: any order, each once, names that are new declared. */
static void takes_lists_of_entities(void **state)
{
    static const struct {
        const char *cell;
        int64_t count; /* of what it is about then, -1: refused */
        uint64_t changed;
    } CASES[] = {
        {"Lindhafen; Oldersand", 2, 1},
        {" Oldersand ;Lindhafen;; Oldersand", 2, 0},
        {"Lindhafen; Oldersand; Atlantis", -1, 0},
        {"Lindhafen; new: Atlantis (place)", 2, 1},
        {"", 0, 1},
    };
    struct bench bench;

    bench_open(&bench, *state, "kb.db");
    bench_import(&bench, CB_SAMPLES "/de/agentur-faehrunfall.txt", 1, 0, 0);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct sheet sheet;
        struct applied applied;
        sheet_export(&sheet, &bench, CB_REVIEW_CLAIMS, NULL);
        sheet_set(&sheet, sheet_row(&sheet, "text", "An Bord"), "about", CASES[i].cell);
        sheet_apply(&sheet, &bench, &applied);
        if (applied.counts.changed != CASES[i].changed || applied.counts.refused != (CASES[i].count < 0))
            fail_msg("%s: %d changed, %s", CASES[i].cell, (int)applied.counts.changed, applied.said.bytes);
        if (CASES[i].count >= 0)
            assert_int_equal(bench_number(&bench, ABOUT), CASES[i].count);
        cb_buf_release(&applied.said);
    }
    assert_int_equal(
        bench_number(&bench, "SELECT count(*) FROM entities WHERE name = 'Atlantis' AND kind = 'place'"), 1);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(changes_nothing_by_itself), temp_test(takes_edits_from_any_spreadsheet),
        temp_test(refuses_what_cannot_be),    temp_test(keeps_what_came_since),
        temp_test(adds_rejects_and_joins),    temp_test(takes_a_row_once),
        temp_test(takes_lists_of_entities),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
