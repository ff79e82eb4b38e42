#include "unit/language/tagged.h"

/* One word of a sentence: its lemma and features. */
static void chooses_readings(void **state)
{
    static const struct {
        const char *text;
        uint32_t word;
        const char *lemma, *features; /* NULL: not looked at */
    } CASES[] = {
        {"Er sagte , die Firma habe keine Fehler gemacht .", 5, "haben",
         "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
        {"Ich habe keine Fehler gemacht .", 1, "haben",
         "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin"},
        {"Ich warte und habe Zeit .", 3, "haben", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin"},
        {"Er meint , sie komme sp\xC3\xA4ter .", 4, "kommen",
         "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
        {"Die Firmen h\xC3\xA4tten mehr gezahlt .", 2, "haben",
         "Mood=Sub|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"},
        {"Die Stadt zahlte den Rest .", 2, "zahlen", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"},
        {"Wenn er das zahlte , w\xC3\xA4re ich froh .", 3, "zahlen",
         "Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"},
        {"Wir haben gewartet .", 1, "haben", "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin"},
        {"Der Laden war voll .", 1, "Laden", NULL},
        {"Sie kamen aus den H\xC3\xA4usern .", 4, "Haus", "Case=Dat|Gender=Neut|Number=Plur"},
        {"Sie standen in den Exportkontrollen .", 4, "Exportkontrolle", NULL},
        {"Drei Fragen bleiben .", 1, "Frage", NULL},
        /* one finite verb in a clause: bracket.c */
        {"Der Chor hat viele Briefe erhalten .", 5, "erhalten", "VerbForm=Part"},
        {"Der Lehrer soll morgen die Pl\xC3\xA4tze verteilen -- alle warten .", 6, "verteilen",
         "VerbForm=Inf"},
        {"Er glaubt , dass die Nachbarn Bienen haben .", 7, "haben",
         "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"},
        {"Es gibt Vereine , die im Sommer Boote verleihen .", 8, "verleihen",
         "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"},
        {"Sie haben den Turm nicht besteigen k\xC3\xB6nnen .", 6, "k\xC3\xB6nnen", "VerbForm=Inf"},
        {"Er will den Hund im Garten toben lassen .", 6, "toben", "VerbForm=Inf"},
        {"Man muss den Teig ruhen zu lassen wissen .", 4, "ruhen", "VerbForm=Inf"},
    };
    struct tagged s;
    struct cb_buf features;

    cb_buf_init(&features, 1000);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const struct cb_chosen *word = &s.chosen[CASES[i].word];
        tag_sentence(*state, CB_GERMAN, CASES[i].text, &s);
        cb_buf_clear(&features);
        cb_chosen_print(word, &features);
        if (!cb_str_eq(word->lemma, cb_str_of(CASES[i].lemma)) ||
            (CASES[i].features && !cb_str_eq(cb_buf_view(&features), cb_str_of(CASES[i].features))))
            fail_msg("%s: %.*s, %.*s", CASES[i].text, CB_STR_ARG(word->lemma),
                     CB_STR_ARG(cb_buf_view(&features)));
    }
    cb_buf_release(&features);
}

static void reads_english(void **state)
{
    static const struct {
        const char *text;
        uint32_t word;
        const char *lemma;
    } CASES[] = {
        {"The women went home .", 1, "woman"},
        {"The women went home .", 2, "go"},
        {"She has signed it .", 1, "have"},
        {"They were told .", 2, "tell"},
    };
    struct tagged s;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tag_sentence(*state, CB_ENGLISH, CASES[i].text, &s);
        if (!cb_str_eq(s.chosen[CASES[i].word].lemma, cb_str_of(CASES[i].lemma)))
            fail_msg("%s: %.*s", CASES[i].text, CB_STR_ARG(s.chosen[CASES[i].word].lemma));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chooses_readings),
        cmocka_unit_test(reads_english),
    };

    return cmocka_run_group_tests(tests, set_up_tagged, tear_down_tagged);
}
