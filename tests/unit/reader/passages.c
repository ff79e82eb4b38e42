#include "reader/reader.h"

#include "unit/base/temp.h"

/* One letter for each line: Headline, subheading, body, caption, Question, references, - for boilerplate. */
static const char LETTERS[CB_PASSAGE_KIND_COUNT] = {
    [CB_PASSAGE_BODY] = 'b',       [CB_PASSAGE_HEADLINE] = 'H', [CB_PASSAGE_SUBHEADING] = 's',
    [CB_PASSAGE_CAPTION] = 'c',    [CB_PASSAGE_QUESTION] = 'Q', [CB_PASSAGE_REFERENCES] = 'r',
    [CB_PASSAGE_BOILERPLATE] = '-'};

/* Loaded once for all tests. */
static struct cb_arena lexicon_arena;
static struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT];

static int load_lexicons(void **state)
{
    (void)state;
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        assert_int_equal(cb_lexicon_load((enum cb_language)l, NULL, &lexicon_arena, &lexicons[l], NULL),
                         CB_OK);
    return 0;
}

static int release_lexicons(void **state)
{
    (void)state;
    cb_arena_release(&lexicon_arena);
    return 0;
}

static struct cb_document mark(struct cb_arena *arena, enum cb_language language, const char *text,
                               const char *title)
{
    struct cb_document doc = {.arena = arena, .text = cb_str_of(text), .title = cb_str_of(title)};

    assert_int_equal(cb_passages_mark(&doc, lexicons[language], NULL), CB_OK);
    return doc;
}

static void check(void **state, enum cb_language language, const char *name, const char *text,
                  const char *kinds)
{
    struct temp *temp = *state;
    struct cb_document doc = mark(&temp->arena, language, text, NULL);
    char seen[100] = "";
    uint32_t end = 0;

    assert_true(doc.passages.count < sizeof seen);
    for (size_t i = 0; i < doc.passages.count; i++) {
        const struct cb_passage *p = &doc.passages.items[i];
        seen[i] = LETTERS[p->kind];
        assert_true(p->span.start >= end && p->span.start < p->span.end && p->span.end <= doc.text.len);
        assert_non_null(p->rule);
        end = p->span.end;
    }
    if (strcmp(seen, kinds) != 0)
        fail_msg("%s: %s, not %s", name, seen, kinds);
}

#define BODY "Der Rat hat am Montag lange beraten. Am Ende stimmten alle zu.\n"

static void marks_german(void **state)
{
    static const struct {
        const char *name, *text, *kinds;
    } CASES[] = {
        {"one line", "sieben Euro", "b"},
        {"text only", BODY BODY "Danach gingen alle nach Hause.\n", "b-b"},
        {"headline", "Rat stimmt dem Haushalt zu\n\n" BODY, "Hb"},
        {"a headline that asks", "Wer zahlt die neue Brücke?\n\n" BODY, "Hb"},
        {"a short headline", "Deich gebrochen\n\n" BODY, "Hb"},
        {"deck", "Rat stimmt dem Haushalt zu\nKritik kommt von den Vereinen\n" BODY, "Hsb"},
        {"kickers", "Essay\nPolitik\nRat stimmt dem Haushalt zu\n" BODY, "--Hb"},
        {"headline with its section in front",
         "Lokales Rat stimmt dem Haushalt zu\nRat stimmt dem Haushalt zu\n" BODY, "-Hb"},
        {"headline twice", "Rat stimmt dem Haushalt zu\nRat stimmt dem Haushalt zu\n" BODY, "H-b"},
        {"subheading",
         "Rat stimmt dem Haushalt zu\n" BODY "Kritik der Vereine\nNicht alle sind zufrieden damit.\n",
         "Hbsb"},
        {"speech as subheading", BODY "„Das war ein guter Tag“\nNicht alle sind zufrieden damit.\n", "bsb"},
        {"speech alone", BODY "„Das war ein guter Tag für uns.“\nNicht alle sind zufrieden damit.\n", "bbb"},
        {"questions", BODY "Wer zahlt das?\nDas Land zahlt die Hälfte davon.\nUnd wann?\nBald.\n", "bQbQb"},
        {"a heading with a question mark", BODY "Chance oder Gefahr?\nNicht alle sind zufrieden damit.\n",
         "bsb"},
        {"interview",
         "Frau Bär, Sie bauen ein Haus. Warum?\nWeil es regnet.\nUnd jetzt?\nJa.\nSind Sie froh?\nSehr.\n",
         "QbQbQb"},
        {"list",
         BODY "Das wurde auch noch beschlossen am Abend:\n- ein neuer Zaun\n- ein Tor\n" BODY
              "Mehr war nicht zu tun.\n",
         "bbbb-b"},
        {"leftovers at the head",
         "Startseite > Lokales > Rat\nRat stimmt dem Haushalt zu\nVon Anna Muster und Ben Bär\n3. März 2025, "
         "14:07 Uhr\n"
         "Lesezeit: 3 Min.\nTeilen\nMerken\nPer E-Mail teilen Drucken\n" BODY,
         "-H------b"},
        {"leftovers inside",
         BODY "Anzeige\nLesen Sie auch: Der Zaun wird teurer\nDie Vereine wollen nun klagen, sagte Bär.\n",
         "b--b"},
        {"newsletter",
         BODY "Jetzt unseren Newsletter abonnieren\nMit der Anmeldung stimmen Sie unseren "
              "Nutzungsbedingungen zu.\n"
              "Die Vereine wollen nun klagen, sagte Bär.\n",
         "b--b"},
        {"teasers",
         BODY
         "Mehr zum Thema\nDer Zaun wird teurer\nDas Tor klemmt\nDie Vereine wollen nun klagen, sagte Bär.\n",
         "b---b"},
        {"end of the page",
         BODY "Mehr zum Thema\nDer Zaun wird teurer\nImpressum Datenschutz AGB\n© Bote 2025\n", "b----"},
        {"tail without a sign", BODY "Der Zaun wird teurer\nDas Tor klemmt\nHund gefunden\n", "b---"},
        {"one open end", BODY "Der Zaun wird teurer\n", "bb"},
        {"sign-off", BODY "(abc/dpa)\n", "b-"},
        {"agency numbers", BODY "dpa-infocom, dpa:250312-930-401234/1\n", "b-"},
        {"interviewer", BODY "Das Gespräch führte Anna Muster.\n", "bb"},
        {"caption",
         "Rat stimmt dem Haushalt zu\nDer Rat am Montag. Foto: Anna Muster/dpa\nFoto: Anna Muster\n" BODY,
         "Hc-b"},
        {"caption in brackets", "Rat stimmt dem Haushalt zu\nDer Rat am Montag (Foto: Anna Muster)\n" BODY,
         "Hcb"},
        {"archive", "Rat stimmt dem Haushalt zu\nDer Rat bei einer Sitzung (Archivbild)\n" BODY, "Hcb"},
        {"caption twice", "Rat stimmt dem Haushalt zu\nDer Rat. © Anna Muster\nDer Rat. © Anna Muster\n" BODY,
         "Hc-b"},
        {"sources", BODY "Quellen: „Bote“, eigene Recherche\n", "br"},
        {"list of sources", BODY "Quellen\nBote vom 3. März\nhttps://bote.example/1\n", "brrr"},
        {"comments",
         BODY BODY
         "Kommentare (2)\nMax M. 3.3.2025, 18:02 Uhr\nSehr schön ist das. Danke an alle dafür.\nAntworten\n",
         "b-----"},
        {"wrapped by hand",
         "Der Rat hat am Montag lange über den Haushalt des\nkommenden Jahres beraten. Am Ende stimmten "
         "alle\n"
         "zu. Nur Bär schwieg.\n\nNeue Zäune\n\nDie Vereine wollen nun klagen, sagte Bär. Auch die\nAnwohner "
         "sind nicht froh.\n",
         "bsb"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check(state, CB_GERMAN, CASES[i].name, CASES[i].text, CASES[i].kinds);
}

/* Sentences that hold the words of leftovers. */
static void keeps_text(void **state)
{
    static const char *const LINES[] = {
        "Wir teilen den Gewinn nun mit den Bauern der Gegend.",
        "„Drucken lohnt sich nicht mehr“, sagte Bär am Montag.",
        "Die Anzeige gegen den Wirt wurde später zurückgezogen.",
        "Es ist ein trauriges Bild: Der Park liegt im Dunkeln.",
        "Von Juli an kostet die Karte für den Bus 49 Euro im Monat.",
        "Von Bär war am Montag keine Stellungnahme zu bekommen.",
        "Das Foto von Anna Muster ging um die ganze Welt damals.",
        "Der Verlag wirbt mit einer neuen App um jüngere Leser.",
        "Getty Images verklagt einen Hersteller von Software.",
        "Nach oben offen ist die Skala der Preise noch immer.",
        "Die Datenschutzbehörde prüft nun die Cookies der Seite.",
        "Quelle des Ärgers ist ein Brief aus dem Jahr 2019.",
        "Merken können sich die Schüler den Satz nicht so leicht.",
    };

    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        char text[400];
        snprintf(text, sizeof text, "Rat stimmt dem Haushalt zu\n%s%s\n\nDanach gingen alle nach Hause.\n",
                 BODY, LINES[i]);
        check(state, CB_GERMAN, LINES[i], text, "Hbbb");
    }
}

#define ENGLISH "The council voted on Monday. In the end all of them agreed.\n"

static void marks_english(void **state)
{
    static const struct {
        const char *name, *text, *kinds;
    } CASES[] = {
        {"head",
         "Home / News / Business\nBreaking news\nCouncil votes for the new bridge\nBy Ann Ode and Tom "
         "Archer\nUpdated 2 hours ago\nShare\n" ENGLISH,
         "--H---b"},
        {"caption",
         "Council votes for the new bridge\nThe bridge on Monday. Photograph: Ann Ode/AP\n" ENGLISH, "Hcb"},
        {"question", ENGLISH "What happens next?\nTalks are to go on in June.\n", "bQb"},
        {"subheading", ENGLISH "A bridge too dear\nTalks are to go on in June.\n", "bsb"},
        {"foot",
         ENGLISH "Sign up to our daily newsletter for more.\nRelated articles\nBridge closed\nTerms of use "
                 "Privacy policy\n",
         "b----"},
        {"sources", ENGLISH "Sources: Reuters, own reporting\n", "br"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check(state, CB_ENGLISH, CASES[i].name, CASES[i].text, CASES[i].kinds);
}

static void takes_the_title(void **state)
{
    struct temp *temp = *state;
    struct cb_document doc = mark(&temp->arena, CB_GERMAN, "Politik\nRat stimmt zu am Montag\n" BODY, NULL);

    assert_true(cb_str_eq(doc.title, CB_STR("Rat stimmt zu am Montag")));
    doc = mark(&temp->arena, CB_GERMAN, BODY, NULL);
    assert_null(doc.title.ptr);
    doc = mark(&temp->arena, CB_GERMAN, "Der Rat hat getagt heute\nRat tagt\n" BODY, "Rat tagt");
    assert_true(cb_str_eq(doc.title, CB_STR("Rat tagt")));
    assert_int_equal(doc.passages.items[1].kind, CB_PASSAGE_HEADLINE);
}

static void leaves_white_space_out(void **state)
{
    struct temp *temp = *state;
    struct cb_document doc =
        mark(&temp->arena, CB_GERMAN, "\n \xC2\xA0 Er ging sofort nach Hause.\xC2\xA0 \n\n\n", NULL);

    assert_int_equal(doc.passages.count, 1);
    assert_true(
        cb_str_eq(cb_document_slice(&doc, doc.passages.items[0].span), CB_STR("Er ging sofort nach Hause.")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(marks_german),           temp_test(keeps_text),
        temp_test(marks_english),          temp_test(takes_the_title),
        temp_test(leaves_white_space_out),
    };

    return cmocka_run_group_tests(tests, load_lexicons, release_lexicons);
}
