/* Sentences cut into clauses: "MAIN(sagte) DASS(sei)". */
#include "unit/extract/claims.h"

#include "extract/claim_stretches.h"

static const char *const KINDS[] = {"FRAGMENT", "MAIN",     "DASS", "QUESTION",
                                    "SUB",      "RELATIVE", "AS",   "INFINITIVE"};

static struct cb_stretch read_stretch(struct temp *temp, const char *text, struct named_text *t)
{
    struct cb_word *words = NULL;
    struct cb_stretch stretch;
    uint32_t next;

    *t = analyze_text(temp, CB_GERMAN, text);
    assert_int_equal(cb_words_classify(&t->doc, t->lexicon, &words, NULL), CB_OK);
    stretch = (struct cb_stretch){.doc = &t->doc, .words = words};
    assert_int_equal(cb_stretch_read(&stretch, 0, &next, NULL), CB_OK);
    return stretch;
}

static void cuts_clauses(void **state)
{
    static const struct {
        const char *text, *expected;
    } ROWS[] = {
        {"Das Haus ist alt.", "MAIN(ist)"},
        {"Er sagte, dass das Haus alt sei.", "MAIN(sagte) DASS(sei)"},
        {"Er sagte, das Haus sei alt.", "MAIN(sagte) MAIN(sei)"},
        {"Das Haus, das alt ist, wird verkauft.", "FRAGMENT RELATIVE(ist) MAIN(wird)"},
        {"Wie er sagte, kommt sie.", "AS(sagte) MAIN(kommt)"},
        {"Wie Holm, der Leiter, sagte, kommt sie.", "AS(sagte) MAIN(kommt)"},
        {"Sie drohte, das Haus zu verkaufen.", "MAIN(drohte) INFINITIVE"},
        {"Er kündigte an, das Haus prüfen zu lassen.", "MAIN(kündigte) INFINITIVE"},
        {"Als er kam, regnete es.", "SUB(kam) MAIN(regnete)"},
        {"Während der Sitzung regnete es.", "MAIN(regnete)"},
        {"Er fragte, ob sie komme.", "MAIN(fragte) QUESTION(komme)"},
        {"Er hat verloren und warnt davor.", "MAIN(hat) MAIN(warnt)"},
        {"Entscheiden will der Rat.", "MAIN(will)"},
        {"Versuche des Piloten scheiterten.", "MAIN(scheiterten)"},
        {"Die bekannte Firma schloss.", "MAIN(schloss)"},
        {"Es hieß, die Lage eskaliere.", "MAIN(hieß) RELATIVE(eskaliere)"},
        {"Holm – er kam zu spät – lachte.", "FRAGMENT MAIN(kam) MAIN(lachte)"},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct named_text t;
        struct cb_stretch stretch = read_stretch(*state, ROWS[i].text, &t);
        struct cb_str actual = CB_STR("");
        for (size_t s = 0; s < stretch.segments.count; s++) {
            const struct cb_segment *segment = &stretch.segments.items[s];
            struct cb_str verb =
                segment->finite == CB_NONE ? CB_STR("") : cb_stretch_lower(&stretch, segment->finite);
            actual = cb_arena_printf(t.doc.arena, "%.*s%s%s%s%.*s%s", CB_STR_ARG(actual), s ? " " : "",
                                     KINDS[segment->kind], verb.len ? "(" : "", CB_STR_ARG(verb),
                                     verb.len ? ")" : "");
        }
        if (!cb_str_eq(actual, cb_str_of(ROWS[i].expected)))
            fail_msg("%s\n  %.*s\n  not %s", ROWS[i].text, CB_STR_ARG(actual), ROWS[i].expected);
    }
}

static void keeps_a_quotation_whole(void **state)
{
    struct named_text t;
    struct cb_stretch stretch =
        read_stretch(*state, "„Es regnet. Wir gehen, und zwar bald“, sagte er (leise).", &t);

    assert_int_equal(stretch.items.items[0].kind, CB_ITEM_QUOTE);
    assert_int_equal(stretch.items.items[4].kind, CB_ITEM_GROUP);
    assert_int_equal(stretch.last, t.doc.tokens.count - 1);
}

static void knows_speech_by_its_mood(void **state)
{
    struct named_text t;
    struct cb_stretch stretch = read_stretch(*state, "Das Haus sei alt.", &t);

    assert_true(cb_segment_is_reported(&stretch.segments.items[0]));
    stretch = read_stretch(*state, "Das Haus ist alt.", &t);
    assert_false(cb_segment_is_reported(&stretch.segments.items[0]));
    stretch = read_stretch(*state, "Die Leute sagen es.", &t);
    assert_false(cb_segment_is_reported(&stretch.segments.items[0]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(cuts_clauses),
        temp_test(keeps_a_quotation_whole),
        temp_test(knows_speech_by_its_mood),
    };

    return cmocka_run_group_tests(tests, NULL, release_lists);
}
