#include "unit/language/analyze.h"

/* The quotations with '|' between them; '>' before each for every quotation it stands in, '~' where it was
 * not closed. */
static void check(void **state, const char *text, const char *quotations)
{
    struct cb_document doc = analyze(*state, CB_GERMAN, cb_str_of(text));
    struct cb_str seen = CB_STR("");

    for (size_t i = 0; i < doc.quotations.count; i++) {
        const struct cb_quotation *q = &doc.quotations.items[i];
        uint32_t depth = 0;
        assert_true(q->open <= q->close && q->close < doc.tokens.count);
        assert_true(i == 0 || doc.quotations.items[i - 1].open < q->open);
        for (uint32_t p = q->parent; p != CB_NONE; p = doc.quotations.items[p].parent) {
            assert_true(p < i && cb_span_contains(doc.quotations.items[p].span, q->span));
            depth++;
        }
        seen =
            cb_arena_printf(doc.arena, "%.*s%s%.*s%s%.*s", CB_STR_ARG(seen), i ? "|" : "", (int)depth,
                            ">>>>>>>>", q->closed ? "" : "~", CB_STR_ARG(cb_document_slice(&doc, q->span)));
    }
    if (!cb_str_eq(seen, cb_str_of(quotations)))
        fail_msg("%s: %.*s, not %s", text, CB_STR_ARG(seen), quotations);
}

static void pairs(void **state)
{
    static const struct {
        const char *text, *quotations;
    } CASES[] = {
        {"kein Zitat", ""},
        {"„Ja“, sagte er.", "„Ja“"},
        {"»Ja«, sagte er. »Nein.«", "»Ja«|»Nein.«"},
        {"«Ja», sagte er. «Nein.»", "«Ja»|«Nein.»"},
        {"“Yes,” he said. “No.”", "“Yes,”|“No.”"},
        {"\"Ja\", sagte er. \"Nein.\"", "\"Ja\"|\"Nein.\""},
        {"‚Ja‘ und ‘yes’ und ›so‹", "‚Ja‘|‘yes’|›so‹"},
        {"„Ja\" und \"Nein“ und „so”", "„Ja\"|\"Nein“|„so”"},
        {"(„Ja“) – „Nein“-Sager: „so“", "„Ja“|„Nein“|„so“"},
        {"« Oui », sagte er. \" Ja \" auch.", "« Oui »|\" Ja \""},
        {"„Er sagte ‚ja‘ zu mir“, sagte sie.", "„Er sagte ‚ja‘ zu mir“|>‚ja‘"},
        {"„Er sagte »ja« zu mir“", "„Er sagte »ja« zu mir“|>»ja«"},
        {"„Er sagte „ja“ zu mir“, sagte sie.", "„Er sagte „ja“ zu mir“|>„ja“"},
        {"\"Er sagte \"ja\" zu mir\"", "\"Er sagte \"ja\" zu mir\"|>\"ja\""},
        {"„‚Ja‘, sagte er“", "„‚Ja‘, sagte er“|>‚Ja‘"},
        {"„Ja, sagte er. „Nein“, sagte sie.", "~„Ja, sagte er.|„Nein“"},
        {"\"Ja, sagte er. \"Nein\", sagte sie. \"So\".", "~\"Ja, sagte er.|\"Nein\"|\"So\""},
        {"Er sagte: „Ja, so ist das.", "~„Ja, so ist das."},
        {"„Er rief »Halt“ und ging.", "„Er rief »Halt“|>~»Halt“"},
        {"Ein Ende“ ohne Anfang", ""},
        {"Hans’ Auto und Grass' Buch", ""},
        {"‘s ist so, wie's ist", ""},
        {"’s ist 'ne Sache von '68", ""},
        {"„It’s fine“, sagte Hans’ Freund.", "„It’s fine“"},
        {"Ein 12\"-Rohr", ""},
        {"„Ja “, sagte er, „nein.“", "„Ja “|„nein.“"},
        {"„Ja“\n„Nein", "„Ja“|~„Nein"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check(state, CASES[i].text, CASES[i].quotations);
}

int main(void)
{
    const struct CMUnitTest tests[] = {temp_test(pairs)};

    return run_with_lexicons(tests);
}
