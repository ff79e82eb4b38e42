#include "unit/report/kb.h"

#include "engine/kb.h"

#define ARTICLE_1                                                                                            \
    "article     1 Werft baut aus\n"                                                                         \
    "outlet      Küstenblatt\n"                                                                             \
    "published   2025-03-10\n"                                                                               \
    "path        a.txt\n"
#define RULE                                                                                                 \
    "rule        any.test.rule\n"                                                                            \
    "            A rule of the test.\n"

static int open_kb(void **state)
{
    struct cb_kb *kb = NULL;

    assert_int_equal(cb_kb_open(":memory:", CB_OPEN_CREATE, NULL, &kb, NULL), CB_OK);
    kb_add_rows(&kb->db);
    *state = kb;
    return 0;
}

static int close_kb(void **state)
{
    cb_kb_close(*state);
    return 0;
}

static void shows_spans_values_place_and_rule(void **state)
{
    static const struct {
        const char *table;
        int64_t id;
        const char *text;
    } CASES[] = {
        {"claims", 1,
         "  [claim „Wir stellen rund 80 Leute in Seestadt ein“], [frame [cue sagte] [speaker "
         "Nordwerft-Chefin "
         "Clara Voss] zu [addressee Jan Öllig]].\n\n"
         "kind        direct\nact         say\nmedium      speech\nspeaker     Clara Voss (person, entity "
         "1)\nbecause     the name \"Clara Voss\" stands for it: A rule of the test.\n"
         "to          Jan Öllig\nabout       Seestadt\nfigures     rund 80 (figure 1)\n"
         "repeated    first appearance (cluster 1: 2 claims, 2 articles, 2 outlets, 2 origins; "
         "any.test.rule)\n"
         "text        „Wir stellen rund 80 Leute in Seestadt ein“\norigin      extracted\n" ARTICLE_1
         "place       body passage 1, characters 16-59\n" RULE
         "corrected   correction 1, 2025-03-14T08:00:00Z by Rita: set act = warn (was say)\n"},
        {"claims", 2,
         "  [cue Laut] Seedienst [claim kostet das bis zu 10 Millionen Euro].\n\n"
         "kind        indirect\nact         say\nmedium      writing\n"
         "no speaker  not named: in words only, nobody that is known\nthrough     Seedienst\n"
         "figures     bis zu 10 Millionen Euro (figure 2)\ntext        kostet das bis zu 10 Millionen Euro\n"
         "origin      extracted\n" ARTICLE_1 "place       body passage 1, characters 124-159\n" RULE},
        {"figures", 2,
         "  Laut Seedienst kostet das [figure bis zu 10 Millionen Euro].\n\n"
         "kind        money\nhigh        10000000\nunit        EUR\nbound       at_most\napproximate no\n"
         "of          Nordwerft (organization, entity 2)\nin          claim 2\n"
         "text        bis zu 10 Millionen Euro\norigin      extracted\n" ARTICLE_1
         "place       body passage 1, characters 135-159\n" RULE},
        {"figures", 7,
         "  [figure 50] Leute gehen.\n\n"
         "kind        count\nlow         0.5\nhigh        50.25\nbound       range\napproximate no\n"
         "what        Leute\nkey         leute\nof          Nordwerft (organization, entity 2)\n"
         "in          claim 6\ntext        50\norigin      extracted\narticle     3\npath        c.txt\n"
         "place       body passage 0, characters 28-30\n" RULE},
        {"mentions", 4,
         "  „Wir stellen rund 80 Leute in Seestadt ein“, sagte Nordwerft-Chefin Clara Voss zu [mention Jan "
         "Öllig].\n\n"
         "kind        name\nentity      Jan Öllig (person, entity 3)\nkey         person/jan-ollig\n"
         "text        Jan Öllig\norigin      extracted\n" ARTICLE_1
         "place       body passage 1, characters 98-107\n" RULE},
        {"citations", 1,
         "  Laut [citation Seedienst] kostet das bis zu 10 Millionen Euro.\n\n"
         "source      Seedienst (agency, source 3)\ntext        Seedienst\norigin      extracted\n" ARTICLE_1
         "place       body passage 1, characters 114-123\n" RULE},
        {"positions", 1,
         "  „Wir stellen rund 80 Leute in Seestadt ein“, sagte [position Nordwerft-Chefin Clara Voss] zu Jan "
         "Öllig.\n\n"
         "person      Clara Voss (person, entity 1)\noffice      Chefin\n"
         "at          Nordwerft (organization, entity 2)\ntext        Nordwerft-Chefin Clara Voss\n"
         "origin      extracted\n" ARTICLE_1 "place       body passage 1, characters 67-94\n" RULE},
        /* of the article; what could act on a terminal does not */
        {"passages", 3,
         "  Bis 2027 baut Nordwerft um. 50 Leute gehen. Müll␛\\[31m.\n\n"
         "kind        body\norigin      extracted\narticle     3\npath        c.txt\n"
         "place       body passage 0, characters 0-54\n" RULE},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct keeping out;
        struct cb_err err = {0};
        keeping_init(&out);
        if (cb_kb_explain(*state, CASES[i].table, CASES[i].id, &out.sink, &err) != CB_OK)
            fail_msg("%s", err.text);
        assert_string_equal(kept(&out), CASES[i].text);
        cb_buf_release(&out.text);
    }
}

static void shows_every_passage_of_an_article(void **state)
{
    struct keeping out;

    keeping_init(&out);
    assert_int_equal(cb_kb_explain(*state, "passages", 1, &out.sink, NULL), CB_OK);
    assert_non_null(strstr(kept(&out), "  Werft baut aus\n\nkind        headline\n"));
    assert_non_null(strstr(kept(&out), "place       body passage 1, characters 16-190\n"));
    cb_buf_release(&out.text);
}

static void fits_a_terminal(void **state)
{
    struct keeping out;

    keeping_init(&out);
    out.sink.width = 41;
    out.sink.color = true;
    assert_int_equal(cb_kb_explain(*state, "claims", 1, &out.sink, NULL), CB_OK);
    assert_non_null(strstr(kept(&out), "\033[36m[claim \033[0m„Wir"));
    assert_non_null(strstr(kept(&out), "\033[1mtext        \033[0m„Wir stellen rund 80 Leute in\n"
                                       "            Seestadt ein“\n"));
    cb_buf_release(&out.text);
}

static void says_what_is_not_there(void **state)
{
    static const struct {
        const char *table;
        int64_t id;
        cb_status status;
        const char *message;
    } CASES[] = {
        {"verbs", 1, CB_USAGE, "no table 'verbs' to explain; name claims, figures"},
        {"articles", 1, CB_USAGE, "no table 'articles' to explain"},
        {"claims", 99, CB_NOT_FOUND, "claims has no row 99; ids are shown by reports"},
        {"passages", 99, CB_NOT_FOUND, "passages has no row 99"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct keeping out;
        struct cb_err err = {0};
        keeping_init(&out);
        assert_int_equal(cb_kb_explain(*state, CASES[i].table, CASES[i].id, &out.sink, &err),
                         CASES[i].status);
        assert_non_null(strstr(err.text, CASES[i].message));
        assert_string_equal(kept(&out), "");
        cb_buf_release(&out.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_spans_values_place_and_rule),
        cmocka_unit_test(shows_every_passage_of_an_article),
        cmocka_unit_test(fits_a_terminal),
        cmocka_unit_test(says_what_is_not_there),
    };
    return cmocka_run_group_tests(tests, open_kb, close_kb);
}
