#include "reader/runin.h"

#include "unit/base/temp.h"

#define REST                                                                                                  \
    "rechnen mit hohen Kosten, sagte ein Sprecher der Kammer am Mittwoch. Einen Termin für den Beginn gibt " \
    "es noch nicht."

/* The first line of the text behind the cut. */
static const char *first_line(struct temp *temp, const struct cb_lexicon *lexicon, const char *text)
{
    struct cb_document doc = {.arena = &temp->arena, .text = cb_str_of(text), .language = CB_GERMAN};
    struct cb_lines lines = {0};

    assert_int_equal(cb_lines_cut(&doc, &lines, NULL), CB_OK);
    assert_int_equal(cb_lines_split(&doc, lexicon, &lines, NULL), CB_OK);
    return cb_arena_z(&temp->arena, lines.items[0].text);
}

static void cuts_headings(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *text, *heading; /* NULL: nothing is cut */
    } CASES[] = {
        {"Folgen für den Handel Die Firmen " REST, "Folgen für den Handel"},
        {"Hohe Kosten, lange Wege und volle Lager Für die Firmen " REST,
         "Hohe Kosten, lange Wege und volle Lager"},
        {"Ausblick: Neue Regeln ab Herbst Die Firmen " REST, "Ausblick: Neue Regeln ab Herbst"},
        {"Die großen Firmen der Region " REST, NULL},
        {"Nach einem Bericht der Zeitung Der Standard " REST, NULL}, /* a name that begins with an article */
        {"Der Minister sieht im Werk Die Firmen " REST, NULL},       /* a verb */
        {"Folgen für den Handel. Die Firmen " REST, NULL},           /* a sentence of its own */
        {"Ein Sprecher: Die Firmen " REST, NULL},
        {"Folgen für den Handel Die Firmen zahlen.", NULL}, /* too short for a paragraph */
    };
    struct cb_lexicon *lexicon = NULL;

    assert_int_equal(cb_lexicon_load(CB_GERMAN, NULL, &temp->arena, &lexicon, NULL), CB_OK);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *line = first_line(temp, lexicon, CASES[i].text);
        if (strcmp(line, CASES[i].heading ? CASES[i].heading : CASES[i].text) != 0)
            fail_msg("%s: '%s'", CASES[i].text, line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {temp_test(cuts_headings)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
