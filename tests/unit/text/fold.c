#include "text/fold.h"

#include "text/chars.h"
#include "unit/base/temp.h"

static void lowers(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *text, *lower;
    } CASES[] = {
        {"", ""},
        {"haus 3", "haus 3"},
        {"HAUS 3", "haus 3"},
        {"ÄRGER über ÖL", "ärger über öl"},
        {"STRASSE", "strasse"},
        {"[AZ@`az{] Der Hafen Von Lindhafen BLEIBT Offen", "[az@`az{] der hafen von lindhafen bleibt offen"},
        {"abcdefgÄÖÜßÀÞ×÷abcdefgHIJKLMNO", "abcdefgäöüßàþ×÷abcdefghijklmno"},
        {"abcdefghijklmnop\xC8\xBAQRSTUVWXYZ\xC8\xBA", "abcdefghijklmnop\xE2\xB1\xA5qrstuvwxyz\xE2\xB1\xA5"},
        {"GROẞ", "groß"},
        {"ÇA Éclair ŁÓDŹ Ñ", "ça éclair łódź ñ"},
        {"МОСКВА ΑΘΗΝΑ", "москва αθηνα"},
        {"\xC8\xBA", "\xE2\xB1\xA5"}, /* two bytes become three */
        {"„Ja“ – 5 €", "„ja“ – 5 €"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str lower = cb_fold_lower(&temp->arena, cb_str_of(CASES[i].text));
        if (!cb_str_eq(lower, cb_str_of(CASES[i].lower)))
            fail_msg("'%s': '%.*s'", CASES[i].text, CB_STR_ARG(lower));
    }
}

static void spells_plainly(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *text, *plain;
    } CASES[] = {
        {"", ""},
        {"Haus 3", "haus 3"},
        {"Müller", "mueller"},
        {"MÜLLER", "mueller"},
        {"Mueller", "mueller"},
        {"Groß", "gross"},
        {"Erdoğan", "erdogan"},
        {"Şahin", "sahin"},
        {"Łódź", "lodz"},
        {"Jørgensen", "joergensen"},
        {"Çelik d’Été", "celik d'ete"},
        {"Ǆ Москва", "ǆ москва"}, /* no Latin letter with a mark: as it is */
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str plain = cb_fold_plain(&temp->arena, cb_str_of(CASES[i].text));
        if (!cb_str_eq(plain, cb_str_of(CASES[i].plain)))
            fail_msg("'%s': '%.*s'", CASES[i].text, CB_STR_ARG(plain));
    }
}

static void copies_only_what_changes(void **state)
{
    struct temp *temp = *state;
    struct cb_str text = CB_STR("straße, größe – öl");

    assert_ptr_equal(cb_fold_lower(&temp->arena, text).ptr, text.ptr);
}

static void reads_characters(void **state)
{
    uint32_t size;

    (void)state;
    assert_int_equal(cb_char_first(CB_STR("€5"), &size), 0x20AC);
    assert_int_equal(size, 3);
    assert_int_equal(cb_char_first(CB_STR(""), &size), 0);
    assert_int_equal(size, 0);
    assert_int_equal(cb_char_last(CB_STR("5€")), 0x20AC);
    assert_int_equal(cb_char_last(CB_STR("5")), '5');
    assert_int_equal(cb_char_last(CB_STR("")), 0);
}

static void knows_characters(void **state)
{
    (void)state;
    assert_true(cb_char_is_letter('z') && cb_char_is_letter(0xDF) && cb_char_is_letter(0x416));
    assert_true(cb_char_is_letter(0x308)); /* a combining mark belongs to its letter */
    assert_false(cb_char_is_letter('0') || cb_char_is_letter('[') || cb_char_is_letter(0x20AC));
    assert_true(cb_char_is_upper('A') && cb_char_is_upper(0xC4) && cb_char_is_upper(0x1E9E));
    assert_false(cb_char_is_upper('a') || cb_char_is_upper('1') || cb_char_is_upper(0xE4));
    assert_true(cb_char_is_lower('a') && cb_char_is_lower(0xDF));
    assert_true(cb_char_is_space(' ') && cb_char_is_space(0xA0) && cb_char_is_space(0x202F) &&
                cb_char_is_space(0x200B));
    assert_false(cb_char_is_space('_') || cb_char_is_space(0xAD));
    assert_true(cb_char_is_quote('"') && cb_char_is_quote(0x201E) && cb_char_is_quote(0xBB) &&
                cb_char_is_quote(0x203A));
    assert_false(cb_char_is_quote(0x201B) || cb_char_is_quote(',') || cb_char_is_quote('`'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(lowers),
        temp_test(spells_plainly),
        temp_test(copies_only_what_changes),
        cmocka_unit_test(reads_characters),
        cmocka_unit_test(knows_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
