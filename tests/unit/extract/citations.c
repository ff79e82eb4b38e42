/* Sources: which name, which kind, one source for all its names. What counts as citing is pinned down in
 * tests/cases. */
#include "unit/extract/claims.h"

static struct cb_str render_citations(const struct named_text *t)
{
    struct cb_str out = CB_STR("");

    for (size_t i = 0; i < t->facts.citations.count; i++) {
        const struct cb_citation *c = &t->facts.citations.items[i];
        const struct cb_source *source = &t->facts.sources.items[c->source];
        struct cb_str words = cb_document_slice(&t->doc, c->span);
        out = cb_arena_printf(t->doc.arena, "%.*s%s%.*s=%.*s/%s", CB_STR_ARG(out), i ? ", " : "",
                              CB_STR_ARG(words), CB_STR_ARG(source->name), cb_source_kind_name(source->kind));
    }
    return out;
}

static void finds_sources(void **state)
{
    static const struct {
        enum cb_language language;
        const char *text, *expected;
    } ROWS[] = {
        {CB_GERMAN, "Laut Reuters regnet es.", "Reuters=Reuters/agency"},
        {CB_GERMAN, "Laut „Spiegel“ regnet es.", "Spiegel=Der Spiegel/outlet"},
        {CB_GERMAN, "Laut bloomberg.com regnet es.", "bloomberg.com=Bloomberg/agency"},
        {CB_GERMAN, "Laut https://www.bloomberg.com/news regnet es.",
         "https://www.bloomberg.com/news=Bloomberg/agency"},
        {CB_GERMAN, "Laut nordblick.example regnet es.", "nordblick.example=nordblick.example/outlet"},
        {CB_GERMAN, "Er sagte der „Neuen Harnauer Zeitung“, es regne.",
         "Neuen Harnauer Zeitung=Neue Harnauer Zeitung/outlet"},
        {CB_GERMAN, "Laut einer Studie der Universität Kiel regnet es.",
         "Studie der Universität Kiel=Studie der Universität Kiel/report"},
        {CB_GERMAN, "Rostow (dpa) - Es regnet.", "dpa=Deutsche Presse-Agentur/agency"},
        {CB_GERMAN, "Reuters ist eine Agentur.", ""},
        {CB_GERMAN, "Schreiben Sie an redaktion@bloomberg.com, berichtet er.", ""},
        {CB_GERMAN, "- Laut Reuters regnet es.", ""},
        {CB_ENGLISH, "According to Reuters, it rains.", "Reuters=Reuters/agency"},
        {CB_ENGLISH, "“It rains,” she told the Calder Gazette.", "Calder Gazette=Calder Gazette/outlet"},
        {CB_ENGLISH, "According to a report by the audit office, it rains.",
         "report by the audit office=report by the audit office/report"},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct named_text t = analyze_text(*state, ROWS[i].language, ROWS[i].text);
        struct cb_str actual;
        assert_int_equal(cb_citations_find(&t.doc, t.lexicon, &t.facts, NULL), CB_OK);
        actual = render_citations(&t);
        if (!cb_str_eq(actual, cb_str_of(ROWS[i].expected)))
            fail_msg("%s\n  %.*s\n  not %s", ROWS[i].text, CB_STR_ARG(actual), ROWS[i].expected);
    }
}

static void one_source_for_all_its_names(void **state)
{
    struct named_text t = analyze_text(*state, CB_GERMAN,
                                       "Laut „Bloomberg“ regnet es. Das berichtet bloomberg.com.\n"
                                       "Laut Bloomberg regnet es.");

    assert_int_equal(cb_citations_find(&t.doc, t.lexicon, &t.facts, NULL), CB_OK);
    assert_int_equal(t.facts.sources.count, 1);
    assert_int_equal(t.facts.citations.count, 3);
}

static void every_outlet_of_a_list(void **state)
{
    struct named_text t =
        analyze_text(*state, CB_GERMAN, "Quellen: „TechCrunch“, „theregister.com“, „bloomberg.com");

    t.doc.passages.items[0].kind = CB_PASSAGE_REFERENCES;
    assert_int_equal(cb_citations_find(&t.doc, t.lexicon, &t.facts, NULL), CB_OK);
    assert_string_equal(render_citations(&t).ptr,
                        "TechCrunch=TechCrunch/outlet, theregister.com=The Register/outlet, "
                        "bloomberg.com=Bloomberg/agency");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(finds_sources),
        temp_test(one_source_for_all_its_names),
        temp_test(every_outlet_of_a_list),
    };

    return cmocka_run_group_tests(tests, NULL, release_lists);
}
