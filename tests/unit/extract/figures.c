#include "extract/extract.h"
#include "language/language.h"
#include "unit/extract/lists.h"

/* ---- a text and what was found in it ---- */

struct figures_case {
    const char *text;
    const char *figures; /* "words=kind low..high unit bound; ..." */
    const char *names; /* "organization:Nvidia|product:H200": what resolve/ would have found; NULL for none */
    const char *published;
    enum cb_language language;
};

struct found {
    struct cb_document doc;
    struct cb_facts facts;
};

static void add_name(struct found *f, struct cb_str name)
{
    struct cb_mention *mention = CB_PUSH(f->doc.arena, &f->facts.mentions);
    struct cb_entity *entity = CB_PUSH(f->doc.arena, &f->facts.entities);
    struct cb_str kind = cb_str_split(&name, ':');
    size_t at = cb_str_find(f->doc.text, name, 0);

    assert_non_null(mention);
    assert_non_null(entity);
    assert_true(at != SIZE_MAX);
    assert_true(cb_entity_kind_by_name(kind, &entity->kind));
    entity->name = name;
    *mention = (struct cb_mention){.span = {(uint32_t)at, (uint32_t)(at + name.len)},
                                   .entity_kind = entity->kind,
                                   .certainty = CB_SURE,
                                   .entity = (uint32_t)(f->facts.entities.count - 1)};
}

/* Every line is a passage; one that begins with '-' is boilerplate. */
static void add_passages(struct cb_document *doc)
{
    struct cb_str rest = doc->text;

    while (rest.ptr) {
        struct cb_str line = cb_str_split(&rest, '\n');
        struct cb_passage *passage = CB_PUSH(doc->arena, &doc->passages);
        assert_non_null(passage);
        passage->kind = line.ptr[0] == '-' ? CB_PASSAGE_BOILERPLATE : CB_PASSAGE_BODY;
        passage->span.start = (uint32_t)(line.ptr - doc->text.ptr);
        passage->span.end = passage->span.start + (uint32_t)line.len;
    }
}

static struct found find(struct temp *temp, const struct figures_case *c)
{
    struct found f = {.doc = {.arena = &temp->arena,
                              .text = cb_str_of(c->text),
                              .language = c->language,
                              .published = cb_str_of(c->published)}};
    struct cb_str names = cb_str_of(c->names);
    struct cb_err err = {0};

    add_passages(&f.doc);
    while (names.ptr)
        add_name(&f, cb_str_split(&names, '|'));
    if (cb_language_analyze(&f.doc, lists_of(c->language), NULL, &err) != CB_OK ||
        cb_figures_find(&f.doc, lists_of(c->language), &f.facts, &err) != CB_OK)
        fail_msg("%s", err.text);
    return f;
}

static struct cb_str side(struct cb_arena *arena, bool has, struct cb_decimal value)
{
    return has ? cb_arena_printf(arena, "%.15g", cb_decimal_double(value)) : CB_STR("-");
}

static struct cb_str render_one(const struct found *f, const struct cb_figure *figure)
{
    struct cb_arena *arena = f->doc.arena;
    struct cb_str words = cb_document_slice(&f->doc, figure->span);
    struct cb_str unit = figure->unit.ptr ? figure->unit : CB_STR("-");
    struct cb_str low = side(arena, figure->has_low, figure->low);
    struct cb_str high = side(arena, figure->has_high, figure->high);

    if (figure->kind == CB_FIGURE_DATE) {
        low = cb_str_of(figure->date_low[0] ? figure->date_low : "-");
        high = cb_str_of(figure->date_high[0] ? figure->date_high : "-");
    }
    return cb_arena_printf(arena, "%.*s=%s %.*s..%.*s %.*s %s", CB_STR_ARG(words),
                           cb_figure_kind_name(figure->kind), CB_STR_ARG(low), CB_STR_ARG(high),
                           CB_STR_ARG(unit), cb_bound_name(figure->bound));
}

static void check(struct temp *temp, const struct figures_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct found f = find(temp, &cases[i]);
        struct cb_str seen = CB_STR("");
        for (size_t k = 0; k < f.facts.figures.count; k++) {
            const struct cb_figure *figure = &f.facts.figures.items[k];
            struct cb_str one = render_one(&f, figure);
            assert_non_null(figure->rule);
            assert_true(figure->claim == CB_NONE);
            assert_true(figure->approximate || figure->bound != CB_BOUND_ABOUT);
            seen =
                cb_arena_printf(f.doc.arena, "%.*s%s%.*s", CB_STR_ARG(seen), k ? "; " : "", CB_STR_ARG(one));
        }
        if (!cb_str_eq(seen, cb_str_of(cases[i].figures)))
            fail_msg("%s\n  %.*s\n  not %s", cases[i].text, CB_STR_ARG(seen), cases[i].figures);
    }
}

#define CHECK(cases) check(*state, cases, sizeof(cases) / sizeof *(cases))

/* ---- the tests; more texts are in tests/cases ---- */

static void reads_amounts(void **state)
{
    static const struct figures_case CASES[] = {
        {.text = "Sie zahlt 2,4 Milliarden Euro.",
         .figures = "2,4 Milliarden Euro=money 2400000000..2400000000 EUR exact"},
        {.text = "Sie zahlt bis zu 10 Milliarden Dollar.",
         .figures = "bis zu 10 Milliarden Dollar=money -..10000000000 USD at_most"},
        {.text = "Es sind 12,4 Prozent, nicht 124.",
         .figures = "12,4 Prozent=percent 12.4..12.4 percent exact; 124=number 124..124 - exact"},
        {.text = "Der Deal kostet zwischen 1,5 und 2 Mio. Euro.",
         .figures = "zwischen 1,5 und 2 Mio. Euro=money 1500000..2000000 EUR range"},
        {.text = "Es waren 800.000 bis 1,2 Millionen Euro.",
         .figures = "800.000 bis 1,2 Millionen Euro=money 800000..1200000 EUR range"},
        {.text = "Der Wert liegt bei 9999999999999999999999 Euro.", .figures = ""},
        {.text = "Sie raised 5 million.",
         .figures = "5 million=number 5000000..5000000 - exact",
         .language = CB_ENGLISH},
        {.text = "Profit grew 14 percent to $682 million.",
         .figures =
             "14 percent=percent 14..14 percent exact; $682 million=money 682000000..682000000 USD exact",
         .language = CB_ENGLISH},
    };

    CHECK(CASES);
}

static void composes_number_words(void **state)
{
    static const struct {
        const char *word;
        int64_t value;
    } CASES[] = {
        {"eins", 1},
        {"siebzehn", 17},
        {"einundzwanzig", 21},
        {"neunundneunzig", 99},
        {"hundert", 100},
        {"hundertzwei", 102},
        {"zweihundertdrei", 203},
        {"neunzehnhundert", 1900},
        {"tausend", 1000},
        {"eintausendeins", 1001},
        {"zwölftausenddreihundertfünfundvierzig", 12345},
        {"siebenhunderteinundzwanzigtausendundzwölf", 721012},
        {"dreihunderttausend", 300000},
    };
    static const char *const WRONG[] = {"einsam",     "dreist",   "achtung",        "hundertschaft",
                                        "zweifel",    "zehnzehn", "zwanzigdreißig", "tausendtausend",
                                        "undzwanzig", "einund"};

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct figures_case c = {.text = CASES[i].word};
        struct found f = find(*state, &c);
        if (f.facts.figures.count != 1 ||
            cb_decimal_compare(f.facts.figures.items[0].low, cb_decimal_of(CASES[i].value)) != 0)
            fail_msg("%s is not %lld", CASES[i].word, (long long)CASES[i].value);
    }
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct figures_case c = {.text = WRONG[i]};
        if (find(*state, &c).facts.figures.count != 0)
            fail_msg("%s is no number", WRONG[i]);
    }
}

static void leaves_names_alone(void **state)
{
    static const struct figures_case CASES[] = {
        {.text = "Qwen 2.5 Max kostet 3 Euro.",
         .figures = "3 Euro=money 3..3 EUR exact",
         .names = "product:Qwen 2.5 Max"},
        {.text = "Die H200 und die RTX 4090 fehlen.",
         .figures = "",
         .names = "product:H200|product:RTX 4090"},
        {.text = "Der Anbieter Drei wächst.", .figures = "", .names = "organization:Drei"},
        {.text = "Frau Mai kocht.", .figures = "", .names = "person:Mai"},
        {.text = "Er zog 1998 nach 39100 Bozen.",
         .figures = "1998=date 1998-01-01..1998-12-31 - exact",
         .names = "place:Bozen"},
        {.text = "2015 Volkswagen zahlte 3 Euro.",
         .figures = "2015=date 2015-01-01..2015-12-31 - exact; 3 Euro=money 3..3 EUR exact",
         .names = "organization:Volkswagen"},
    };

    CHECK(CASES);
}

static void finds_nothing_where_nothing_is(void **state)
{
    static const struct figures_case CASES[] = {
        {.text = "Das regelt § 5 und Artikel 12.", .figures = ""},
        {.text = "Er gewann 2:1 um 17:30 und um 16.05 Uhr.", .figures = ""},
        {.text = "Tel. 0 44 21 - 99 85 85", .figures = ""},
        {.text = "Ruf an: 05555 881240.", .figures = ""},
        {.text = "Das gilt (3).", .figures = ""},
        {.text = "0%1%2%3%4%", .figures = ""},
        {.text = "Der 3er und 5G, V3 und A12AZ5.", .figures = ""},
        {.text = "www.beispiel.example/2024 und #2024", .figures = ""},
        {.text = "Die letzte Hoffnung, ein Hund.", .figures = ""},
        {.text = "- Copyright 2024, 30 Euro im Jahr", .figures = ""},
        {.text = "", .figures = ""},
        {.text = "That one is a good one.", .figures = "", .language = CB_ENGLISH},
        {.text = "It costs nothing a year.",
         .figures = "a year=duration 1..1 year exact",
         .language = CB_ENGLISH},
        {.text = "It costs $9 a year.", .figures = "$9=money 9..9 USD exact", .language = CB_ENGLISH},
    };

    CHECK(CASES);
}

static void reads_dates(void **state)
{
    static const struct figures_case CASES[] = {
        {.text = "Am 29. Februar 2024 und am 30. Februar 2024.",
         .figures = "29. Februar 2024=date 2024-02-29..2024-02-29 - exact; Februar 2024=date "
                    "2024-02-01..2024-02-29 - exact"},
        {.text = "Gestern.",
         .figures = "Gestern=date 2024-12-31..2024-12-31 - exact",
         .published = "2025-01-01"},
        {.text = "Gestern.", .figures = "Gestern=date -..- - exact"},
        {.text = "Vor einem Monat.",
         .figures = "Vor einem Monat=date 2024-12-01..2024-12-31 month exact",
         .published = "2025-01-31"},
        {.text = "In den vergangenen drei Monaten.",
         .figures = "vergangenen drei Monaten=date 2025-02-28..2025-05-31 month exact",
         .published = "2025-05-31"},
        {.text = "Vor 5000000 Jahren.",
         .figures = "Vor 5000000 Jahren=date -..- year exact",
         .published = "2025-05-31"},
        {.text = "Ende Ende Mitte Mitte.", .figures = ""},
        {.text = "Vom 5. bis 22. November 2023.",
         .figures = "5. bis 22. November 2023=date 2023-11-05..2023-11-22 - range"},
        {.text = "Am 3., 4. und 30. April 2025.",
         .figures = "3.=date 2025-04-03..2025-04-03 - exact; 4.=date 2025-04-04..2025-04-04 - exact; "
                    "30. April 2025=date 2025-04-30..2025-04-30 - exact"},
        {.text = "Im 1. Jahrhundert.", .figures = "1. Jahrhundert=date 0001-01-01..0099-12-31 - exact"},
        {.text = "On May 3, 2025 and in June.",
         .figures =
             "May 3, 2025=date 2025-05-03..2025-05-03 - exact; June=date 2025-06-01..2025-06-30 - exact",
         .published = "2025-07-01",
         .language = CB_ENGLISH},
        {.text = "On 10/1/2018.",
         .figures = "10/1/2018=date 2018-10-01..2018-10-01 - exact",
         .language = CB_ENGLISH},
        {.text = "Am 10/1/2018.", .figures = "10/1/2018=date 2018-01-10..2018-01-10 - exact"},
    };

    CHECK(CASES);
}

/* The keys make "Stelle" and "Stellen" one thing. */
static void says_what_is_counted(void **state)
{
    static const struct {
        const char *text, *what, *key, *unit;
    } CASES[] = {
        {"Es fehlen 50.000 Hopper-Generation-Chips.", "Hopper-Generation-Chips", "chip", "chips"},
        {"Es fehlt eine Million Stellen.", "Stellen", "stelle", "stellen"},
        {"Es kamen 14 Menschen.", "Menschen", "mensch", "menschen"},
        {"Sie baut 3 neue Häuser.", "Häuser", "haus", "häuser"},
        {"Er prüft 12 Zeitungen.", "Zeitungen", "zeitung", "zeitungen"},
        {"Sieben von 13 Mitgliedern fehlen.", "Mitgliedern", "mitglied", "mitglieder"},
        {"Er prüft 12 Verfahren.", "Verfahren", "verfahren", "verfahren"},
        {"Er zählt 12 Schrauben.", "Schrauben", "schraube", "schrauben"},
        {"Es gab 9 Verletzte.", "Verletzte", "verletzte", "verletzte"},
        {"Ein Umsatz von 5 Euro.", "Umsatz", "umsatz", "EUR"},
        {"Der Umsatz stieg auf 5 Euro.", "Umsatz", "umsatz", "EUR"},
        {"Er bezifferte den Schaden auf 5 Euro.", "Schaden", "schaden", "EUR"},
        {"5 Prozent der Kinder.", "Kinder", "kind", "percent"},
        {"Der 10-Milliarden-Dollar-Deal.", "Deal", "deal", "USD"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct figures_case c = {.text = CASES[i].text};
        struct found f = find(*state, &c);
        const struct cb_figure *figure = &f.facts.figures.items[0];
        assert_true(f.facts.figures.count > 0);
        if (!cb_str_eq(cb_document_slice(&f.doc, figure->what), cb_str_of(CASES[i].what)) ||
            !cb_str_eq(figure->what_key, cb_str_of(CASES[i].key)) ||
            !cb_str_eq(figure->unit, cb_str_of(CASES[i].unit)))
            fail_msg("%s: %.*s, %.*s, %.*s", CASES[i].text,
                     CB_STR_ARG(cb_document_slice(&f.doc, figure->what)), CB_STR_ARG(figure->what_key),
                     CB_STR_ARG(figure->unit));
    }
}

static void says_whose_it_is(void **state)
{
    static const struct {
        const char *text, *names, *owner;
    } CASES[] = {
        {"Siemens zahlt 5 Euro.", "organization:Siemens", "Siemens"},
        {"Siemens klagt, doch der Rat zahlt 5 Euro.", "organization:Siemens", NULL},
        {"Der Umsatz von Siemens stieg auf 5 Euro.", "organization:Siemens", "Siemens"},
        {"Anna Bär spricht von 5 Euro.", "person:Anna Bär", NULL},
        {"Bärs Vermögen von 5 Euro schwindet.", "person:Bärs", "Bärs"},
        {"Berlin zahlt 5 Euro.", "place:Berlin", NULL},
        {"Siemens und Bosch zahlen 5 Euro.", "organization:Siemens|organization:Bosch", "Bosch"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct figures_case c = {.text = CASES[i].text, .names = CASES[i].names};
        struct found f = find(*state, &c);
        uint32_t owner = f.facts.figures.items[0].entity;
        assert_int_equal(f.facts.figures.count, 1);
        if (!CASES[i].owner)
            assert_true(owner == CB_NONE);
        else if (owner == CB_NONE ||
                 !cb_str_eq(f.facts.entities.items[owner].name, cb_str_of(CASES[i].owner)))
            fail_msg("%s: not whose it is", CASES[i].text);
    }
}

/* Long runs of what could begin something: the readers look a bounded way ahead. */
static void survives_long_runs(void **state)
{
    static const char *const RUNS[] = {
        "5., ",           "zwei-",        "Mitte der ", "500 000 ", "1 2 ",
        "Millionen von ", "ein und ",     "von 5 auf ", "Ende ",    "in den ",
        "dreiund",        "bis zu rund ", "am 3. und ", "½",        "vor rund "};
    struct temp *temp = *state;

    for (size_t i = 0; i < sizeof RUNS / sizeof *RUNS; i++) {
        size_t len = strlen(RUNS[i]), count = 20000;
        char *text = cb_arena_alloc(&temp->arena, len * count + 1);
        struct figures_case c = {.text = text, .published = "2025-03-10"};
        assert_non_null(text);
        for (size_t k = 0; k < count; k++)
            memcpy(text + k * len, RUNS[i], len);
        (void)find(temp, &c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(reads_amounts),        temp_test(composes_number_words),
        temp_test(leaves_names_alone),   temp_test(reads_dates),
        temp_test(says_what_is_counted), temp_test(finds_nothing_where_nothing_is),
        temp_test(says_whose_it_is),     temp_test(survives_long_runs),
    };

    return cmocka_run_group_tests(tests, NULL, release_lists);
}
