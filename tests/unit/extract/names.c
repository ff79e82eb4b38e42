#include "unit/extract/names.h"

struct names_case {
    const char *text, *mentions;
};

static void check(struct temp *temp, enum cb_language language, const struct names_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct named_text t = find_names(temp, language, cases[i].text);
        struct cb_str seen = render_mentions(&t);
        if (!cb_str_eq(seen, cb_str_of(cases[i].mentions)))
            fail_msg("%s\n  %.*s\n  not %s", cases[i].text, CB_STR_ARG(seen), cases[i].mentions);
    }
}

#define CHECK(language, cases) check(*state, language, cases, sizeof(cases) / sizeof *(cases))

static void cuts_inflection(void **state)
{
    static const struct names_case CASES[] = {
        {"Wir sahen Nvidias Chips.", "Nvidias=Nvidia/organization"},
        {"Sie arbeitet bei der Deutschen Bank.", "Deutschen Bank=Deutsche Bank/organization"},
        {"Das gilt in den Vereinigten Staaten.", "Vereinigten Staaten=Vereinigten Staaten/place"},
        {"Das Haus des Auswärtigen Amtes steht leer.", "Auswärtigen Amtes=Auswärtiges Amt/organization"},
        {"Reuters fragte Siemens.", "Reuters=Reuters/organization, Siemens=Siemens/organization"},
    };

    CHECK(CB_GERMAN, CASES);
}

static void finds_parts_of_compounds(void **state)
{
    static const struct names_case CASES[] = {
        {"Die Nvidia-Chips fehlen.", "Nvidia=Nvidia/organization"},
        {"Die KI-Firma schweigt.", ""},
        {"Die US-Regierung und die EU-Staaten beraten.", "US=US/place, EU=EU/organization"},
        {"Eine US-amerikanische Firma kam.", ""},
        {"Die Nordrhein-Westfalen-Wahl naht.", "Nordrhein-Westfalen=Nordrhein-Westfalen/place"},
        {"Der 36-Jährige und die 58-jährige Frau gingen.", ""},
        {"Die Tier-2-Länder zahlen in US-Dollar.", ""},
    };

    CHECK(CB_GERMAN, CASES);
}

static void keeps_common_nouns_out(void **state)
{
    static const struct names_case CASES[] = {
        {"Die Stadt sucht Lehrer, Ärzte und Pfleger.", ""},
        {"Möglicherweise steigen die Preise.", ""},
        {"Am Montag um 8 Uhr kamen 14 Kinder.", ""},
        {"Das ist eine Frage der Zeit.", ""},
        {"Es geht um Sicherheit, Wohlstand und Freiheit.", ""},
        {"Danach gab der Minister Auskunft.", ""},
        {"= Fazit: Warum Vorsicht hilft", ""},
    };

    CHECK(CB_GERMAN, CASES);
}

/* What one place teaches holds for the whole article, before and behind it. */
static void remembers(void **state)
{
    static const struct names_case CASES[] = {
        {"= Quorvex baut aus\nDer Chiphersteller Quorvex baut.",
         "Quorvex=Quorvex/organization, Quorvex=Quorvex/organization"},
        {"= Wiegelmann bleibt\nIrgendwann kam Thomas Wiegelmann an.",
         "Wiegelmann=Wiegelmann/person, Thomas Wiegelmann=Thomas Wiegelmann/person"},
        {"Jörg Stein kam. Ein Stein fiel. Dann lachte Stein.",
         "Jörg Stein=Jörg Stein/person, Stein=Stein/person"},
        {"Die „Zeit“ schrieb es. Die Zeit verging.", "Zeit=Zeit/organization"},
        {"Essen ist fern. Sie wohnt in Essen.", "Essen=Essen/place, Essen=Essen/place"},
    };

    CHECK(CB_GERMAN, CASES);
}

static void passes_over_boilerplate(void **state)
{
    static const struct names_case CASES[] = {
        {"Nvidia wächst.\n-Mehr zu Nvidia und Thomas Wiegelmann", "Nvidia=Nvidia/organization"},
    };

    CHECK(CB_GERMAN, CASES);
}

static void finds_persons(void **state)
{
    static const struct names_case CASES[] = {
        {"Es sprach Dr. Karla Emmel-Voss.", "Karla Emmel-Voss=Karla Emmel-Voss/person"},
        {"Es sprach Bundeskanzler Wollin.", "Wollin=Wollin/person"},
        {"Es sprach Hans Peter von der Wiese.", "Hans Peter von der Wiese=Hans Peter von der Wiese/person"},
        {"Es sprach Karla Emmels Bruder. Emmel schwieg.",
         "Karla Emmels=Karla Emmel/person, Emmel=Emmel/person"},
        {"Es sprach Xandru Belk (47).", "Xandru Belk=Xandru Belk/person"},
        {"Der Sprecher Nvidias schwieg.", "Nvidias=Nvidia/organization"},
        {"Papst Franziskus kam.", "Franziskus=Franziskus/person"},
    };

    CHECK(CB_GERMAN, CASES);
}

static void finds_organizations(void **state)
{
    static const struct names_case CASES[] = {
        {"Die Vossfeld SE & Co. KGaA zahlt.", "Vossfeld SE & Co. KGaA=Vossfeld SE & Co. KGaA/organization"},
        {"Das Institut für Moor und Klima misst.",
         "Institut für Moor und Klima=Institut für Moor und Klima/organization"},
        {"Er ruft bei der Staatsanwaltschaft Holtmar an.",
         "Staatsanwaltschaft Holtmar=Staatsanwaltschaft Holtmar/organization"},
        {"Es siegte der TSV Wiesmoorden.", "TSV Wiesmoorden=TSV Wiesmoorden/organization"},
        {"Große Sprachmodelle (LLM) sind teuer. Ein LLM rechnet.", ""},
    };

    CHECK(CB_GERMAN, CASES);
}

static void finds_products(void **state)
{
    static const struct names_case CASES[] = {
        {"Das Sprachmodell Lumo 5 ist da.", "Lumo 5=Lumo 5/product"},
        {"Der Sortierroboter X200 greift.", "X200=X200/product"},
        {"Sie kauft das Modell Qwen 2.5 Max heute.", "Qwen 2.5 Max=Qwen 2.5 Max/product"},
        {"Im Sommer 2025 kamen 30 Prozent mehr.", ""},
    };

    CHECK(CB_GERMAN, CASES);
}

static void finds_english(void **state)
{
    static const struct names_case CASES[] = {
        {"Later Nvidia’s board met.", "Nvidia=Nvidia/organization"},
        {"The mayor met Ruth Tamblyn on Monday.", "Ruth Tamblyn=Ruth Tamblyn/person"},
        {"Officials said nothing.", ""},
        {"He works for the Bank of Harwick.", "Bank of Harwick=Bank of Harwick/organization"},
        {"He lives in Harlow Bend.", "Harlow Bend=Harlow Bend/place"},
    };

    CHECK(CB_ENGLISH, CASES);
}

struct position_case {
    enum cb_language language;
    const char *text, *positions; /* "person; title; organization [span]" */
};

static struct cb_str render_positions(const struct named_text *t)
{
    struct cb_str out = CB_STR("");

    for (size_t i = 0; i < t->facts.positions.count; i++) {
        const struct cb_position *p = &t->facts.positions.items[i];
        struct cb_str organization =
            p->organization == CB_NONE ? CB_STR("-") : t->facts.mentions.items[p->organization].form;
        out = cb_arena_printf(t->doc.arena, "%.*s%s%.*s; %.*s; %.*s [%.*s]", CB_STR_ARG(out), i ? ", " : "",
                              CB_STR_ARG(t->facts.mentions.items[p->person].form), CB_STR_ARG(p->title),
                              CB_STR_ARG(organization), CB_STR_ARG(cb_document_slice(&t->doc, p->span)));
    }
    return out;
}

static void finds_positions(void **state)
{
    static const struct position_case CASES[] = {
        {CB_GERMAN, "Nun warnt Anthropic-CEO Dario Amodei.",
         "Dario Amodei; CEO; Anthropic [Anthropic-CEO Dario Amodei]"},
        {CB_GERMAN, "Nun warnt Nvidias Chef Jensen Huang.",
         "Jensen Huang; Chef; Nvidia [Nvidias Chef Jensen Huang]"},
        {CB_GERMAN, "Dario Amodei, CEO von Anthropic, warnt.",
         "Dario Amodei; CEO; Anthropic [Dario Amodei, CEO von Anthropic]"},
        {CB_GERMAN, "Es warnt Polizeisprecherin Karla Emmel.",
         "Karla Emmel; Polizeisprecherin; - [Polizeisprecherin Karla Emmel]"},
        {CB_GERMAN, "Der Vorstandschef der Solvara AG, Karla Emmel, geht.",
         "Karla Emmel; Vorstandschef; Solvara AG [Vorstandschef der Solvara AG, Karla Emmel]"},
        {CB_GERMAN, "Die Medizinerin Karla Emmel warnt.", ""},
        {CB_ENGLISH, "Then Nvidia chief executive Ruth Tamblyn spoke.",
         "Ruth Tamblyn; chief executive; Nvidia [Nvidia chief executive Ruth Tamblyn]"},
        {CB_ENGLISH, "Ruth Tamblyn, the chief executive of Nvidia, spoke.",
         "Ruth Tamblyn; chief executive; Nvidia [Ruth Tamblyn, the chief executive of Nvidia]"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct named_text t = find_names(*state, CASES[i].language, CASES[i].text);
        struct cb_str seen = render_positions(&t);
        if (!cb_str_eq(seen, cb_str_of(CASES[i].positions)))
            fail_msg("%s\n  %.*s\n  not %s", CASES[i].text, CB_STR_ARG(seen), CASES[i].positions);
    }
}

/* Whatever the text: in order, inside sentences, not overlapping, every mention with a rule. */
static void keeps_order(void **state)
{
    static const char *const TEXTS[] = {
        "",
        "-",
        "X-",
        "„",
        "„“",
        "CEO",
        "CEO, CEO",
        "Dr. Dr.",
        "von der",
        "Anna von der",
        "GmbH",
        "GmbH & Co.",
        "Institut für",
        "A. B. C.",
        "((((",
        "Nvidia-Nvidia-Nvidia-CEO Nvidia",
        "US-US-US",
        "„Nvidia“ „Nvidia",
        "Anna-Anna Anna Anna Anna Anna",
        "Bad",
        "Sankt Sankt",
        "Die Die Die",
        "Verband der",
        "Union der und",
    };

    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct named_text t = find_names(*state, CB_GERMAN, TEXTS[i]);
        uint32_t end = 0;
        for (size_t m = 0; m < t.facts.mentions.count; m++) {
            const struct cb_mention *mention = &t.facts.mentions.items[m];
            assert_true(mention->span.start >= end);
            assert_true(mention->span.end > mention->span.start);
            assert_non_null(mention->rule);
            assert_true(mention->form.len > 0);
            end = mention->span.end;
        }
    }
}

/* What is kept of words changes no name, whatever was read before. */
static void vocabulary_changes_nothing(void **state)
{
    static const char *const TEXTS[] = {
        "Der Konzern Solvara wächst. Solvaras Chefin Herr Stein bleibt.",
        "Der Stein fiel. Herr Stein sah es, und Solvara schwieg.",
        "Das Werk Solvara steht in Berlin. Nvidias H200 kostet mehr.",
        "Der Stein fiel. Herr Stein sah es, und Solvara schwieg.",
    };
    struct cb_name_vocabulary *vocabulary = NULL;
    struct cb_err err = {0};

    assert_int_equal(cb_name_vocabulary_new(lists_of(CB_GERMAN), &vocabulary, &err), CB_OK);
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct named_text alone = find_names(*state, CB_GERMAN, TEXTS[i]);
        struct named_text kept = find_names_with(*state, CB_GERMAN, TEXTS[i], vocabulary);
        struct cb_str a = render_mentions(&alone), b = render_mentions(&kept);
        assert_true(alone.facts.mentions.count > 0);
        if (!cb_str_eq(a, b))
            fail_msg("%s: %.*s, with a vocabulary %.*s", TEXTS[i], CB_STR_ARG(a), CB_STR_ARG(b));
    }
    cb_name_vocabulary_free(vocabulary);
    cb_name_vocabulary_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(cuts_inflection),
        temp_test(finds_parts_of_compounds),
        temp_test(keeps_common_nouns_out),
        temp_test(remembers),
        temp_test(passes_over_boilerplate),
        temp_test(finds_persons),
        temp_test(finds_organizations),
        temp_test(finds_products),
        temp_test(finds_english),
        temp_test(finds_positions),
        temp_test(keeps_order),
        temp_test(vocabulary_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, release_lists);
}
