/* The reports themselves, as they are built in. */
#include "unit/report/kb.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/guard.h"
#include "report/library.h"
#include "report/run.h"

static void load(struct cb_report_list *reports, const char *directory, struct cb_arena *arena)
{
    struct cb_err err = {0};

    if (cb_reports_load(directory, arena, reports, &err) != CB_OK)
        fail_msg("%s", err.text);
}

static void run(struct cb_db *db, const struct cb_report *report, const struct cb_param *params, size_t count,
                struct keeping *out, uint64_t *rows)
{
    struct cb_err err = {0};
    struct cb_report_job job = {
        .report = report, .params = params, .param_count = count, .format = CB_FORMAT_CSV};
    struct cb_run_result result;

    keeping_init(out);
    if (cb_report_run(db, &job, &out->sink, &result, &err) != CB_OK)
        fail_msg("%s", err.text);
    *rows = result.rows;
}

/* Nothing is wrong in these rows, nobody gives another value than before, and one person speaks of each
 * topic. */
static bool may_be_empty(const char *report)
{
    return strcmp(report, "integrity") == 0 || strcmp(report, "figure-revisions") == 0 ||
           strcmp(report, "who-stands-where") == 0;
}

/* Without a parameter each report has rows, and the same ones as with all its parameters empty: the defaults
 * of its head are those of its SQL. */
static void every_report_runs_without_parameters(void **state)
{
    struct cb_db db;
    struct cb_arena arena = {0};
    struct cb_report_list reports = {0};

    (void)state;
    kb_open(&db, true);
    load(&reports, NULL, &arena);
    assert_true(reports.count >= 20);
    for (size_t i = 0; i < reports.count; i++) {
        const struct cb_report *report = &reports.items[i];
        struct cb_param empty[32];
        struct keeping plain, emptied;
        uint64_t rows = 0;
        run(&db, report, NULL, 0, &plain, &rows);
        if (rows == 0 && !may_be_empty(report->name))
            fail_msg("%s has no rows", report->name);
        for (size_t p = 0; p < report->param_count; p++)
            empty[p] = (struct cb_param){report->params[p].name, ""};
        run(&db, report, empty, report->param_count, &emptied, &rows);
        if (strcmp(kept(&plain), kept(&emptied)) != 0)
            fail_msg("%s has other defaults in its SQL than in its head", report->name);
        cb_buf_release(&plain.text);
        cb_buf_release(&emptied.text);
    }
    cb_arena_release(&arena);
    cb_db_close(&db);
}

static void ignore_value(void *context, const char *value)
{
    (void)context;
    (void)value;
}

static void every_list_of_values_runs(void **state)
{
    struct cb_db db;
    struct cb_arena arena = {0};
    struct cb_report_list reports = {0};
    struct cb_err err = {0};

    (void)state;
    kb_open(&db, true);
    load(&reports, NULL, &arena);
    for (size_t i = 0; i < reports.count; i++)
        for (size_t p = 0; p < reports.items[i].param_count; p++)
            if (cb_report_values(&db, &reports.items[i], reports.items[i].params[p].name, ignore_value, NULL,
                                 &err) != CB_OK)
                fail_msg("%s", err.text);
    cb_arena_release(&arena);
    cb_db_close(&db);
}

/* What a parameter narrows to. */
static void parameters_narrow(void **state)
{
    static const struct {
        const char *report;
        struct cb_param params[3];
        size_t count, rows;
    } CASES[] = {
        {"claims-by-speaker", {{0}}, 0, 2},
        {"claims-by-speaker", {{"speaker", "Voss"}}, 1, 2},
        {"claims-by-speaker", {{"speaker", "person/clara-voss"}, {"outlet", "Hafenpost"}}, 2, 1},
        {"claims-by-speaker", {{"speaker", "Öllig"}}, 1, 0},
        {"claims-by-speaker", {{"about", "Seestadt"}, {"limit", "1"}}, 2, 1},
        {"claims-by-speaker", {{"from", "2025-03-11"}, {"to", "2025-03-31"}}, 2, 1},
        {"claims-by-speaker", {{"language", "en"}}, 1, 0},
        {"speaker-summary", {{"min_claims", "3"}}, 1, 0},
        {"unattributed-claims", {{"reason", "passive"}}, 1, 1},
        {"article-own-claims", {{"article", "3"}}, 1, 1},
        {"article-own-claims", {{"min_figures", "2"}}, 1, 0},
        {"quotes-across-outlets", {{0}}, 0, 2},
        {"quotes-across-outlets", {{"min_outlets", "3"}}, 1, 0},
        {"quotes-across-outlets", {{"min_length", "100"}}, 1, 0},
        {"claim-lineage", {{0}}, 0, 2},
        {"claim-lineage", {{"claim", "4"}, {"min_outlets", "3"}}, 2, 2},
        {"claim-lineage", {{"claim", "2"}}, 1, 0},
        {"claim-lineage", {{"kind", "direct"}, {"outlet", "hafenpost.example"}}, 2, 1},
        {"claim-lineage", {{"kind", "stated"}}, 1, 0},
        {"claim-lineage", {{"speaker", "Öllig"}}, 1, 0},
        {"altered-quotes", {{"speaker", "Voss"}, {"min_similarity", "90"}}, 2, 1},
        {"altered-quotes", {{"min_similarity", "91"}}, 1, 0},
        {"altered-quotes", {{"outlet", "Küstenblatt"}}, 1, 0},
        {"source-dependence", {{"outlet", "Hafenpost"}}, 1, 1},
        {"source-dependence", {{"outlet", "Küstenblatt"}}, 1, 0},
        {"source-dependence", {{"min", "2"}}, 1, 0},
        {"said-to-whom", {{"addressee", "Öllig"}}, 1, 1},
        {"figures-for-entity", {{"entity", "Nordwerft"}, {"kind", "money"}}, 2, 1},
        {"figures-for-entity", {{"entity", "Clara Voss"}}, 1, 2},
        {"figures-by-thing", {{"what", "Leute"}}, 1, 4},
        {"figures-by-thing", {{"what", "halle"}, {"unit", "m"}}, 2, 1},
        /* three values, of which 'rund 80' stands in two articles */
        {"figures-in-conflict", {{0}}, 0, 3},
        {"figures-in-conflict", {{"tolerance", "0.6"}}, 1, 1},
        {"figures-in-conflict", {{"period", "year"}}, 1, 1},
        {"figures-in-conflict", {{"same_by", "sentence"}}, 1, 0},
        {"who-stands-where", {{"min_speakers", "1"}}, 1, 1},
        {"who-stands-where", {{"topic", "leute"}}, 1, 1},
        {"speaker-position-on-topic", {{"topic", "Seestadt"}, {"speaker", "Voss"}}, 2, 1},
        {"according-to-chains", {{"source", "Seedienst"}}, 1, 1},
        {"independent-origins", {{"max_origins", "1"}}, 1, 0},
        {"vague-figures", {{"bound", "at_most"}}, 1, 2},
        {"unsourced-figures", {{0}}, 0, 3},
        {"unsourced-figures", {{"kind", "date"}}, 1, 1},
        {"dates-and-deadlines", {{"after", "2028-01-01"}}, 1, 0},
        {"dates-and-deadlines", {{"before", "2027-12-31"}, {"entity", "Nordwerft"}}, 2, 1},
        {"entity-mentions", {{"entity", "Clara Voss"}}, 1, 2},
        {"co-mentions", {{"min", "1"}, {"window", "sentence"}}, 2, 6},
        {"co-mentions", {{"entity", "Clara Voss"}}, 1, 1},
        {"entity-timeline", {{"entity", "Clara Voss"}, {"grain", "day"}}, 2, 2},
        {"entity-timeline", {{"entity", "Clara Voss"}}, 1, 1},
        {"positions", {{"organization", "Nordwerft"}}, 1, 1},
        {"positions", {{"person", "Jan Öllig"}}, 1, 0},
        {"cited-sources", {{"source_kind", "agency"}}, 1, 1},
        {"article", {{"article", "2"}}, 1, 7},
        {"import-log", {{"limit", "0"}}, 1, 0},
    };
    struct cb_db db;
    struct cb_arena arena = {0};
    struct cb_report_list reports = {0};

    (void)state;
    kb_open(&db, true);
    load(&reports, NULL, &arena);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const struct cb_report *report = NULL;
        struct keeping out;
        uint64_t rows = 0;
        assert_int_equal(cb_reports_find(&reports, CASES[i].report, &report, NULL), CB_OK);
        run(&db, report, CASES[i].params, CASES[i].count, &out, &rows);
        if (rows != CASES[i].rows)
            fail_msg("case %zu, %s: %llu rows\n%s", i, CASES[i].report, (unsigned long long)rows, kept(&out));
        cb_buf_release(&out.text);
    }
    cb_arena_release(&arena);
    cb_db_close(&db);
}

static void finds_reports_by_name(void **state)
{
    struct cb_arena arena = {0};
    struct cb_report_list reports = {0};
    const struct cb_report *report = NULL;
    struct cb_err err = {0};

    (void)state;
    load(&reports, NULL, &arena);
    assert_int_equal(cb_reports_find(&reports, "claims/claims-by-speaker", &report, &err), CB_OK);
    assert_string_equal(report->name, "claims-by-speaker");
    assert_int_equal(cb_reports_find(&reports, "figures/claims-by-speaker", &report, &err), CB_USAGE);
    assert_int_equal(cb_reports_find(&reports, "overwiev", &report, &err), CB_USAGE);
    assert_string_equal(err.text, "no report 'overwiev'; did you mean 'overview'?");
    assert_int_equal(cb_reports_find(&reports, "zzz", &report, &err), CB_USAGE);
    assert_string_equal(err.text, "no report 'zzz'; 'claimbase report' lists them");
    for (size_t i = 1; i < reports.count; i++)
        assert_true(strcmp(reports.items[i - 1].group, reports.items[i].group) <= 0);
    cb_arena_release(&arena);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[200];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void a_folder_replaces_and_adds(void **state)
{
    static const char REPORT[] =
        "-- title: Mine\n-- description: D.\n-- column: x integer \"X\"\n-- order: x\nSELECT 1 AS x\n";
    struct cb_arena arena = {0};
    struct cb_report_list builtin = {0}, reports = {0};
    const struct cb_report *report = NULL;
    struct cb_err err = {0};
    char folder[] = "/tmp/claimbase-test-XXXXXX", group[64], path[100];
    static const char *const FILES[] = {"own/overview.sql", "own/new.sql", "top.sql", "notes.txt",
                                        "own/broken.sql"};

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(group, sizeof group, "%s/own", folder);
    assert_int_equal(mkdir(group, 0700), 0);
    for (size_t i = 0; i < 4; i++)
        write_file(folder, FILES[i], REPORT);
    load(&builtin, NULL, &arena);
    load(&reports, folder, &arena);
    assert_int_equal(reports.count, builtin.count + 2);
    assert_int_equal(cb_reports_find(&reports, "overview", &report, &err), CB_OK);
    assert_string_equal(report->title, "Mine");
    assert_int_equal(cb_reports_find(&reports, "own/new", &report, &err), CB_OK);
    assert_int_equal(cb_reports_find(&reports, "top", &report, &err), CB_OK);
    assert_string_equal(report->group, "");

    write_file(folder, "own/broken.sql", "-- titel: x\nSELECT 1");
    assert_int_equal(cb_reports_load(folder, &arena, &reports, &err), CB_BAD_INPUT);
    assert_non_null(strstr(err.text, "own/broken.sql:1: unknown word 'titel'"));
    assert_int_equal(cb_reports_load("/nowhere/at/all", &arena, &reports, &err), CB_BAD_INPUT);
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, FILES[i]);
        unlink(path);
    }
    rmdir(group);
    rmdir(folder);
    cb_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_report_runs_without_parameters),
        cmocka_unit_test(every_list_of_values_runs),
        cmocka_unit_test(parameters_narrow),
        cmocka_unit_test(finds_reports_by_name),
        cmocka_unit_test(a_folder_replaces_and_adds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
