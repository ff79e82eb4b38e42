#include "text/charset.h"

#include "unit/base/temp.h"

#define BYTES(literal) literal, sizeof(literal) - 1

static void decodes(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *name, *bytes;
        size_t size;
        const char *text;
    } CASES[] = {
        {"ASCII", BYTES("Haus"), "Haus"},
        {"UTF-8", BYTES("Größe – 5 €"), "Größe – 5 €"},
        {"UTF-8 with its mark", BYTES("\xEF\xBB\xBFTür"), "Tür"},
        {"a mark inside stays", BYTES("a\xEF\xBB\xBF"), "a\xEF\xBB\xBF"},
        {"Windows-1252",
         BYTES("Gr\xF6\xDF"
               "e \x96 5 \x80"),
         "Größe – 5 €"},
        {"Windows-1252: quotation marks", BYTES("\x84Ja\x93"), "„Ja“"},
        {"Latin-1",
         BYTES("Stra\xDF"
               "e nach K\xF6ln"),
         "Straße nach Köln"},
        {"Windows-1252 beside what could be UTF-8", BYTES("\xFC\xFC\xC3\xA4"), "üüÃ¤"},
        {"UTF-8 with a broken byte", BYTES("Käse, Öl, T\xFCr, Süßes"), "Käse, Öl, Tür, Süßes"},
        {"UTF-8 that is cut off", BYTES("Käse, Öl, T\xC3"), "Käse, Öl, TÃ"},
        {"overlong and surrogates are not UTF-8", BYTES("\xC0\xAF\xED\xA0\x80"), "À¯í\xC2\xA0€"},
        {"UTF-16, little end first",
         BYTES("\xFF\xFE"
               "T\0\xFC\0r\0"),
         "Tür"},
        {"UTF-16, big end first", BYTES("\xFE\xFF\0T\0\xFC\0r"), "Tür"},
        {"UTF-16 with a pair", BYTES("\xFF\xFE\x35\xD8\x18\xDD"), "𝔘"},
        {"UTF-16 with half a pair",
         BYTES("\xFF\xFE\x35\xD8"
               "a\0"),
         "\xEF\xBF\xBD"
         "a"},
        {"nothing", BYTES(""), ""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str text = {0};
        struct cb_err err = {0};
        struct cb_str bytes = {CASES[i].bytes, CASES[i].size};
        if (cb_charset_decode("f", bytes, &temp->arena, &text, &err) != CB_OK)
            fail_msg("%s: %s", CASES[i].name, err.text);
        if (!cb_str_eq(text, cb_str_of(CASES[i].text)))
            fail_msg("%s: '%.*s', not '%s'", CASES[i].name, CB_STR_ARG(text), CASES[i].text);
    }
}

static void refuses_half_a_character(void **state)
{
    struct temp *temp = *state;
    struct cb_str text;
    struct cb_err err = {0};

    assert_int_equal(cb_charset_decode("f",
                                       CB_STR("\xFF\xFE"
                                              "abc"),
                                       &temp->arena, &text, &err),
                     CB_BAD_INPUT);
    assert_message(err, "f: ends within a UTF-16 character; save it again");
}

static void cleans(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *name, *text, *clean;
    } CASES[] = {
        {"line ends", "a\r\nb\rc\n\r\nd\r", "a\nb\nc\n\nd\n"},
        {"composition",
         "Gro\xCC\x88\xC3\x9F"
         "e e\xCC\x81",
         "Größe é"},
        {"composition over many signs", "„Café“ – ’s \xE2\x84\xAB 100 \xE2\x84\xA6", "„Café“ – ’s Å 100 Ω"},
        {"composition behind much ASCII", "The ship from the harbour is called Ame\xCC\x81lie now",
         "The ship from the harbour is called Amélie now"},
        {"form feed, tab and one odd sign stay", "a\f\tb\x01", "a\f\tb\x01"},
        {"nothing else changes", "\xC2\xAD\xE2\x80\x8B\xEF\xBB\xBF ", "\xC2\xAD\xE2\x80\x8B\xEF\xBB\xBF "},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str text = {0};
        struct cb_err err = {0};
        if (cb_charset_clean("f", cb_str_of(CASES[i].text), &temp->arena, &text, &err) != CB_OK)
            fail_msg("%s: %s", CASES[i].name, err.text);
        if (!cb_str_eq(text, cb_str_of(CASES[i].clean)))
            fail_msg("%s: '%.*s', not '%s'", CASES[i].name, CB_STR_ARG(text), CASES[i].clean);
    }
}

static void refuses_what_is_no_text(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *message;
    } CASES[] = {
        {BYTES("PK\3\4\0\0"), "f: is not text (byte 0 in it); save it as plain text"},
        {BYTES("\1\2\3 odd"), "f: is not text (3 control characters in it); "},
        {BYTES("The ship is late\1 and the\2 crew\x7F is waiting"),
         "f: is not text (3 control characters in it); "},
        {BYTES("The ship is late and the crew is waiting\0"), "f: is not text (byte 0 in it); "},
        {BYTES("The ship\xC2\x81 is late and\xC2\x8D waits"),
         "f: is not text (2 control characters in it); "},
        {BYTES("\xC2\x81\xC2\x8D odd"), "f: is not text (2 control characters in it); "},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str text;
        struct cb_err err = {0};
        assert_int_equal(
            cb_charset_clean("f", (struct cb_str){CASES[i].bytes, CASES[i].size}, &temp->arena, &text, &err),
            CB_BAD_INPUT);
        assert_message(err, CASES[i].message);
    }
}

/* A text that is composed already is given back as it is, without a copy. */
static void copies_only_what_changes(void **state)
{
    struct temp *temp = *state;
    struct cb_str text = CB_STR("„Größe“ – ja"), out;

    assert_int_equal(cb_charset_compose(text, &temp->arena, &out, NULL), CB_OK);
    assert_ptr_equal(out.ptr, text.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(decodes),
        temp_test(refuses_half_a_character),
        temp_test(cleans),
        temp_test(refuses_what_is_no_text),
        temp_test(copies_only_what_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
