/* Whole claims: roles, speakers, sources, order, figures. The constructions are pinned down in tests/cases.
 */
#include "unit/extract/claims.h"

/* ---- roles ---- */

static struct cb_str render_roles(const struct named_text *t, uint32_t claim)
{
    struct cb_str what = render_role(t, claim, CB_ROLE_CLAIM), who = render_role(t, claim, CB_ROLE_SPEAKER);
    struct cb_str cue = render_role(t, claim, CB_ROLE_CUE), frame = render_role(t, claim, CB_ROLE_FRAME);
    struct cb_str to = render_role(t, claim, CB_ROLE_ADDRESSEE);

    return cb_arena_printf(t->doc.arena, "%s: %.*s | %.*s | %.*s | %.*s | %.*s",
                           cb_claim_kind_name(t->facts.claims.items[claim].kind), CB_STR_ARG(what),
                           CB_STR_ARG(who), CB_STR_ARG(cue), CB_STR_ARG(frame), CB_STR_ARG(to));
}

static void test_roles(void **state)
{
    static const struct {
        enum cb_language language;
        const char *text, *expected; /* kind: claim | speaker | cue | frame | addressee */
    } ROWS[] = {
        {CB_GERMAN, "„Der Deich hält“, sagte Brandt am Montag.",
         "direct: „Der Deich hält“ | Brandt | sagte | , sagte Brandt am Montag | -"},
        {CB_GERMAN, "Weiter sagte Brandt: „Der Deich hält.“",
         "direct: „Der Deich hält.“ | Brandt | sagte | Weiter sagte Brandt: | -"},
        {CB_GERMAN, "„Der Deich“, sagte Brandt, „hält.“",
         "direct: „Der Deich“ ... „hält.“ | Brandt | sagte | , sagte Brandt, | -"},
        {CB_GERMAN, "Brandt nannte das „verrückt“.",
         "direct: „verrückt“ | Brandt | nannte | Brandt nannte das | -"},
        {CB_GERMAN, "Brandt teilte dem Rat mit, dass der Deich hält.",
         "indirect: dass der Deich hält | Brandt | teilte ... mit | Brandt teilte dem Rat mit, | dem Rat"},
        {CB_GERMAN, "Der Deich halte, so Brandt, noch lange.",
         "indirect: Der Deich halte ... noch lange | Brandt | so | , so Brandt, | -"},
        {CB_GERMAN, "Der Deich hält nach Angaben des Amts noch lange.",
         "indirect: Der Deich hält ... noch lange | Angaben des Amts | nach | nach Angaben des Amts | -"},
        {CB_GERMAN, "Das Amt forderte die Anwohner auf, zu gehen.",
         "indirect: zu gehen | Das Amt | forderte ... auf | Das Amt forderte die Anwohner auf, | die "
         "Anwohner"},
        {CB_GERMAN, "Das Amt kritisierte den Bau.",
         "reported: Das Amt kritisierte den Bau. | Das Amt | - | - | -"},
        {CB_ENGLISH, "“The dam will hold,” Marsh told reporters.",
         "direct: “The dam will hold,” | Marsh | told | Marsh told reporters | reporters"},
        {CB_ENGLISH, "The dam, Marsh said, will hold.",
         "indirect: The dam ... will hold | Marsh | said | , Marsh said, | -"},
        {CB_ENGLISH, "Marsh told the council that the dam will hold.",
         "indirect: that the dam will hold | Marsh | told | Marsh told the council | the council"},
        {CB_ENGLISH, "“The dam,” Marsh said, “will hold.”",
         "direct: “The dam,” ... “will hold.” | Marsh | said | Marsh said, | -"},
        {CB_ENGLISH, "Residents were urged by police to leave.",
         "indirect: to leave | police | were urged | Residents were urged by police | Residents"},
        {CB_ENGLISH, "Her warning that the dam could break came too late.",
         "indirect: that the dam could break | Her | warning | Her warning | -"},
        {CB_ENGLISH, "Marsh was quoted by Reuters as saying that the dam will hold.",
         "indirect: that the dam will hold | Marsh | was quoted ... as saying | Marsh was quoted by Reuters "
         "as "
         "saying | -"},
        {CB_ENGLISH, "The council praised the crew.",
         "reported: The council praised the crew. | The council | - | - | -"},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct named_text t = analyze_text(*state, ROWS[i].language, ROWS[i].text);
        struct cb_str actual;
        find_claims(&t);
        if (t.facts.claims.count != 1)
            fail_msg("%s: %zu claims", ROWS[i].text, t.facts.claims.count);
        actual = render_roles(&t, 0);
        if (!cb_str_eq(actual, cb_str_of(ROWS[i].expected)))
            fail_msg("%s\nexpected %s\nactual   %.*s", ROWS[i].text, ROWS[i].expected, CB_STR_ARG(actual));
    }
}

/* ---- speakers and sources ---- */

static void test_speakers(void **state)
{
    static const struct {
        const char *names, *text, *expected; /* of the last claim: speaker, reason, source */
    } ROWS[] = {
        {"Karla Brandt", "„Ja“, sagte Karla Brandt.", "Karla Brandt, -, -"},
        {"Karla Brandt", "Karla Brandt kam. „Das hält“, sagte sie.", "Karla Brandt, -, -"},
        {"Karla Brandt|Peter Holm", "Karla Brandt traf Peter Holm. „Das hält“, sagte sie.",
         "Karla Brandt, -, -"},
        {"Karla Brandt|Peter Holm", "Karla Brandt traf Peter Holm. „Das hält“, sagte er.",
         "Peter Holm, -, -"},
        {"Nordwerk", "Ein Sprecher von Nordwerk sagte, das Werk bleibe.", "-, not named, -"},
        {"Nordwerk", "Nordwerk teilte mit, das Werk bleibe.", "Nordwerk, -, -"},
        {"Nordwerk", "Nach Angaben von Nordwerk bleibt das Werk.", "Nordwerk, -, -"},
        {"Nordwerk", "Nordwerk hat nach eigenen Angaben 90 Leute.", "Nordwerk, -, -"},
        {"Nordwerk", "Es wurde berichtet, dass Nordwerk schließt.", "-, passive, -"},
        {"Nordwerk", "Nordwerk soll Geld gestohlen haben.", "-, not found, -"},
        {"Nordwerk", "Laut Reuters schließt Nordwerk.", "-, not named, Reuters"},
        {"Karla Brandt", "„Das hält“, sagte Karla Brandt dem „Küstenkurier“.",
         "Karla Brandt, -, Küstenkurier"},
        {"Karla Brandt", "„Das hält“, zitiert „theregister.com“ Karla Brandt.",
         "Karla Brandt, -, The Register"},
        {"Karla Brandt", "Karla Brandt sagte, das halte. Mehr gebe es nicht.", "Karla Brandt, -, -"},
        {"Karla Brandt", "Laut Reuters hält das. Mehr gebe es nicht.", "-, not named, Reuters"},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct named_text t = analyze_text(*state, CB_GERMAN, ROWS[i].text);
        const struct cb_claim *claim;
        struct cb_str actual, speaker, source;
        add_entities(&t, ROWS[i].names);
        find_claims(&t);
        assert_true(t.facts.claims.count > 0);
        claim = &t.facts.claims.items[t.facts.claims.count - 1];
        speaker = entity_name(&t, claim->speaker);
        source =
            claim->cited_source == CB_NONE ? CB_STR("-") : t.facts.sources.items[claim->cited_source].name;
        actual = cb_arena_printf(t.doc.arena, "%.*s, %s, %.*s", CB_STR_ARG(speaker),
                                 cb_no_speaker_name(claim->no_speaker) ? cb_no_speaker_name(claim->no_speaker)
                                                                       : "-",
                                 CB_STR_ARG(source));
        if (!cb_str_eq(actual, cb_str_of(ROWS[i].expected)))
            fail_msg("%s\nexpected %s\nactual   %.*s", ROWS[i].text, ROWS[i].expected, CB_STR_ARG(actual));
    }
}

/* ---- links ---- */

static void test_english_speakers(void **state)
{
    static const struct {
        const char *names, *text, *expected; /* speaker and reason of the last claim */
    } ROWS[] = {
        {"Karla Brandt", "Karla Brandt came late. She said the train had stopped.", "Karla Brandt, -"},
        {"Karla Brandt|Peter Holm", "Karla Brandt met Peter Holm. He said the train had stopped.",
         "Peter Holm, -"},
        {"Karla Brandt", "Karla Brandt, a lawyer, came late. The lawyer said the train had stopped.",
         "Karla Brandt, -"},
        {"Karla Brandt", "Karla Brandt’s claim that the train had stopped was true.", "Karla Brandt, -"},
        {"Karla Brandt", "Prosecutors accuse Karla Brandt of theft. She denies the charge.",
         "Karla Brandt, -"},
        {"Karla Brandt", "It was announced that Karla Brandt will leave.", "-, passive"},
        {"Karla Brandt", "Karla Brandt allegedly stole the money.", "-, passive"},
        {"Karla Brandt", "Experts said Karla Brandt was right.", "-, not named"},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct named_text t = analyze_text(*state, CB_ENGLISH, ROWS[i].text);
        const struct cb_claim *claim;
        const char *reason;
        struct cb_str actual;
        add_entities(&t, ROWS[i].names);
        find_claims(&t);
        assert_true(t.facts.claims.count > 0);
        claim = &t.facts.claims.items[t.facts.claims.count - 1];
        reason = cb_no_speaker_name(claim->no_speaker);
        actual = cb_arena_printf(t.doc.arena, "%.*s, %s", CB_STR_ARG(entity_name(&t, claim->speaker)),
                                 reason ? reason : "-");
        if (!cb_str_eq(actual, cb_str_of(ROWS[i].expected)))
            fail_msg("%s\nexpected %s\nactual   %.*s", ROWS[i].text, ROWS[i].expected, CB_STR_ARG(actual));
    }
}

static void test_about_and_addressee(void **state)
{
    struct named_text t =
        analyze_text(*state, CB_GERMAN, "Karla Brandt sagte dem Amt, dass Nordwerk schließt.");
    struct cb_str actual = CB_STR("");

    add_entities(&t, "Karla Brandt|Nordwerk|Amt");
    find_claims(&t);
    for (size_t i = 0; i < t.facts.claim_entities.count; i++) {
        const struct cb_claim_entity *link = &t.facts.claim_entities.items[i];
        actual =
            cb_arena_printf(t.doc.arena, "%.*s%s %.*s; ", CB_STR_ARG(actual),
                            cb_claim_entity_role_name(link->role), CB_STR_ARG(entity_name(&t, link->entity)));
    }
    assert_string_equal(actual.ptr, "speaker Karla Brandt; about Nordwerk; addressee Amt; ");
}

static void test_figure_goes_to_innermost_claim(void **state)
{
    struct named_text t =
        analyze_text(*state, CB_GERMAN, "Das Amt sagte, es fehlten „90 Leute“ und 12 Boote. Es waren 3.");
    static const char *const NUMBERS[] = {"90", "12", "3."};
    static const uint32_t CLAIMS[] = {1, 0, CB_NONE}; /* the quotation is the second claim */

    for (size_t i = 0; i < 3; i++) {
        struct cb_figure *figure = CB_PUSH(t.doc.arena, &t.facts.figures);
        size_t at =
            cb_str_find(t.doc.text, cb_str_of(NUMBERS[i]), i ? t.facts.figures.items[i - 1].span.end : 0);
        assert_non_null(figure);
        figure->span = (struct cb_span){(uint32_t)at, (uint32_t)at + 2};
        figure->claim = CB_NONE;
    }
    find_claims(&t);
    assert_int_equal(t.facts.claims.count, 2);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(t.facts.figures.items[i].claim, CLAIMS[i]);
}

static void test_text_order(void **state)
{
    struct named_text t = analyze_text(
        *state, CB_GERMAN,
        "Man habe geprüft, sagte Brandt, „und gelacht“. Laut Amt fehlt Geld, „und zwar viel“, so Holm.\n"
        "Das Amt kritisierte den Bau. Er sei „zu groß“. Er sei zu teuer.");

    find_claims(&t);
    assert_true(t.facts.claims.count > 4);
    for (size_t i = 1; i < t.facts.claims.count; i++) {
        struct cb_span a = t.facts.claims.items[i - 1].span, b = t.facts.claims.items[i].span;
        assert_true(a.start < b.start || (a.start == b.start && a.end >= b.end));
    }
    for (size_t i = 0; i < t.facts.claim_spans.count; i++) {
        const struct cb_claim_span *s = &t.facts.claim_spans.items[i];
        assert_true(s->claim < t.facts.claims.count && s->span.start < s->span.end &&
                    s->span.end <= t.doc.text.len);
        if (s->role == CB_ROLE_CLAIM)
            assert_true(cb_span_contains(t.facts.claims.items[s->claim].span, s->span));
    }
}

static void test_passages(void **state)
{
    struct named_text t = analyze_text(*state, CB_GERMAN,
                                       "= Prüfer warnen vor Lücken\n"
                                       "- „Der Deich hält“, sagte Brandt.\n");

    find_claims(&t);
    assert_int_equal(t.facts.claims.count, 1); /* headlines may claim, boilerplate never */
    assert_int_equal(t.facts.claims.items[0].kind, CB_CLAIM_REPORTED);
}

/* ---- hard inputs: they must end, and in good time ---- */

static void test_hard_inputs(void **state)
{
    static const char *const PARTS[] = {"„",
                                        "„a“ ",
                                        "sagte, ",
                                        "und sagte ",
                                        "(",
                                        "laut ",
                                        ", dass ",
                                        "nach Angaben der ",
                                        "“ “ ",
                                        "soll ",
                                        "a, ",
                                        ": ",
                                        "sagte er, „ja“, ",
                                        "zufolge ",
                                        ", so X",
                                        "die ",
                                        "Bericht der ",
                                        "(dpa) ",
                                        "zitiert „a.com“ ",
                                        "said ",
                                        "and said that ",
                                        ", X said",
                                        ", adding that ",
                                        "X told Y the ",
                                        "the claim that ",
                                        "according to the ",
                                        ", according to X",
                                        "“a,” said X, ",
                                        "was quoted by ",
                                        "called for the X to ",
                                        "as X said, "};

    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        size_t len = strlen(PARTS[i]), count = 60000 / len;
        char *text = cb_arena_alloc(&((struct temp *)*state)->arena, len * count + 1);
        struct named_text t;
        assert_non_null(text);
        for (size_t n = 0; n < count; n++)
            memcpy(text + n * len, PARTS[i], len);
        for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
            t = analyze_text(*state, (enum cb_language)l, text);
            find_claims(&t);
        }
    }
}

static void test_nothing(void **state)
{
    static const char *const TEXTS[] = {"",
                                        ".",
                                        "„“",
                                        "„",
                                        "“",
                                        "sagte",
                                        "laut",
                                        "Er sagte",
                                        "Er sagte,",
                                        "Er sagte:",
                                        ": „a“",
                                        ", sagte er",
                                        "dass",
                                        "nach Angaben",
                                        "zufolge",
                                        ", so",
                                        "said",
                                        "said that",
                                        "according to",
                                        "quoted as saying",
                                        "the claim that",
                                        "in his view",
                                        "called for",
                                        "was said to",
                                        "allegedly",
                                        "“ said",
                                        "Laut",
                                        "so"};

    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
            struct named_text t = analyze_text(*state, (enum cb_language)l, TEXTS[i]);
            find_claims(&t);
            for (size_t c = 0; c < t.facts.claims.count; c++)
                assert_true(t.facts.claims.items[c].span.start < t.facts.claims.items[c].span.end);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(test_roles),
        temp_test(test_speakers),
        temp_test(test_english_speakers),
        temp_test(test_about_and_addressee),
        temp_test(test_figure_goes_to_innermost_claim),
        temp_test(test_text_order),
        temp_test(test_passages),
        temp_test(test_hard_inputs),
        temp_test(test_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, release_lists);
}
