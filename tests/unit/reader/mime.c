#include "reader/mime.h"

#include "unit/base/temp.h"

static void reads_headers(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *header, *text;
    } CASES[] = {
        {"Subject: Der Hafen", "Der Hafen"},
        {"SUBJECT:Der\r\n Hafen\r\n\tbleibt", "Der Hafen bleibt"},
        {"Subject: =?utf-8?Q?T=C3=BCr_auf?=", "Tür auf"},
        {"Subject: =?UTF-8?B?VMO8cg==?= zu", "Tür zu"},
        {"Subject: =?utf-8?Q?=C3?= =?utf-8?Q?=BCber?=", "über"}, /* a character cut in two */
        {"Subject: =?iso-8859-1?q?T=FCr?= =?utf-8?q?_T=C3=BCr?=", "Tür Tür"},
        {"Subject: =?utf-8?Q?offen", "=?utf-8?Q?offen"},
        {"Subject: 2 =? 3", "2 =? 3"},
        {"Subject: T\xFCr", "Tür"},
        {"X-Subject: nein\nSubject: ja", "ja"},
        {"From: a", NULL},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_mime mail = cb_mime_split(cb_str_of(CASES[i].header));
        struct cb_str text;
        assert_int_equal(cb_mime_text(&mail, "Subject", &temp->arena, &text, NULL), CB_OK);
        if (!cb_str_eq(text, cb_str_of(CASES[i].text)) || !text.ptr != !CASES[i].text)
            fail_msg("%s: '%.*s'", CASES[i].header, CB_STR_ARG(text));
    }
}

static void decodes_bodies(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *mail, *body;
    } CASES[] = {
        {"A: b\n\nText\n\nMehr", "Text\n\nMehr"},
        {"A: b\r\n\r\nText", "Text"},
        {"A: b", ""},
        {"Content-Transfer-Encoding: quoted-printable\n\n=54=\n=C3=BC=\r\nr =4 =G1 =", "T\xC3\xBCr =4 =G1 ="},
        {"Content-Transfer-Encoding: BASE64\n\nVMO8\r\ncg==\n", "T\xC3\xBCr"},
        {"Content-Transfer-Encoding: base64\n\nVG8", "To"},
        {"Content-Transfer-Encoding: 8bit\n\n=54", "=54"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_mime mail = cb_mime_split(cb_str_of(CASES[i].mail));
        struct cb_str body;
        assert_int_equal(cb_mime_body(&mail, &temp->arena, &body, NULL), CB_OK);
        if (!cb_str_eq(body, cb_str_of(CASES[i].body)))
            fail_msg("%s: '%.*s'", CASES[i].mail, CB_STR_ARG(body));
    }
}

static void finds_parts(void **state)
{
    (void)state;
    struct cb_str value = CB_STR("multipart/mixed; charset=utf-8;\n boundary=\"a b\"; x=y");
    struct cb_str rest =
        CB_STR("before\n--a b\nA: 1\n\neins\n--a bc\n\n--a b\n\nzwei\n--a b--\nbehind\n--a b\n\nno\n");
    struct cb_mime part;

    assert_true(cb_mime_is(value, "Multipart/"));
    assert_true(cb_str_eq(cb_mime_parameter(value, "charset"), CB_STR("utf-8")));
    assert_true(cb_str_eq(cb_mime_parameter(value, "boundary"), CB_STR("a b")));
    assert_null(cb_mime_parameter(value, "name").ptr);
    assert_true(cb_mime_next(&rest, CB_STR("a b"), &part));
    assert_true(cb_str_eq(part.body, CB_STR("eins\n--a bc\n\n")));
    assert_true(cb_mime_next(&rest, CB_STR("a b"), &part));
    assert_true(cb_str_eq(part.body, CB_STR("zwei\n")));
    assert_false(cb_mime_next(&rest, CB_STR("a b"), &part));
    rest = CB_STR("--x\n\ncut off");
    assert_true(cb_mime_next(&rest, CB_STR("x"), &part));
    assert_true(cb_str_eq(part.body, CB_STR("cut off")));
    assert_false(cb_mime_next(&rest, CB_STR(""), &part));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(reads_headers),
        temp_test(decodes_bodies),
        cmocka_unit_test(finds_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
