#include "unit/language/tagged.h"

static void tags_sentences(void **state)
{
    static const struct {
        enum cb_language language;
        const char *text, *tags;
    } CASES[] = {
        {CB_GERMAN, "Der Hafen bleibt bis Montag voll .", "DET NOUN VERB ADP NOUN ADJ PUNCT"},
        {CB_GERMAN, "Die Werft hat 120 Leute eingestellt .", "DET NOUN AUX NUM NOUN VERB PUNCT"},
        {CB_GERMAN, "Das Kind , das wir sahen , lachte .", "DET NOUN PUNCT PRON PRON VERB PUNCT VERB PUNCT"},
        {CB_GERMAN, "Wir wollen das Haus nicht verkaufen .", "PRON AUX DET NOUN PART VERB PUNCT"},
        {CB_GERMAN, "Der 2. Versuch gelang .", "DET ADJ NOUN VERB PUNCT"},
        {CB_ENGLISH, "The ferry left the harbour at 9 .", "DET NOUN VERB DET NOUN ADP NUM PUNCT"},
        {CB_ENGLISH, "She has not signed the contract yet .", "PRON AUX PART VERB DET NOUN ADV PUNCT"},
    };
    struct tagged s;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char seen[512] = "";
        tag_sentence(*state, CASES[i].language, CASES[i].text, &s);
        for (uint32_t k = 0; k < s.count; k++)
            snprintf(seen + strlen(seen), sizeof seen - strlen(seen), "%s%s", k ? " " : "",
                     cb_pos_name(cb_tag_pos((enum cb_tag)s.tags[k])));
        if (strcmp(seen, CASES[i].tags) != 0)
            fail_msg("%s: %s", CASES[i].text, seen);
    }
}

static void signs_are_signs(void **state)
{
    static const struct {
        const char *form;
        uint32_t shape;
    } CASES[] = {
        {"%", CB_SHAPE_SYMBOL},
        {"\xE2\x82\xAC", CB_SHAPE_SYMBOL},
        {":-)", CB_SHAPE_SYMBOL},
        {".", CB_SHAPE_PUNCTUATION},
        {"...", CB_SHAPE_PUNCTUATION},
        {"\xE2\x80\x9E", CB_SHAPE_PUNCTUATION},
        {"\xC2\xBB", CB_SHAPE_PUNCTUATION},
        {"12,5", CB_SHAPE_NUMBER},
        {"3.", CB_SHAPE_ORDINAL},
        {"Haus", 0},
        {"\xC3\xA4", 0},
    };
    const uint32_t mask = CB_SHAPE_SYMBOL | CB_SHAPE_PUNCTUATION | CB_SHAPE_NUMBER | CB_SHAPE_ORDINAL;
    struct tagged_fixture *f = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_tag_word word;
        struct cb_str form = cb_str_of(CASES[i].form);
        cb_tag_word_init(&f->words[CB_GERMAN], form, form, 0, &word);
        if ((word.shape & mask) != CASES[i].shape)
            fail_msg("%s: shape %x", CASES[i].form, word.shape);
    }
}

static void gives_allowed_tags_to_anything(void **state)
{
    static const char *const TEXTS[] = {
        "", " ", "\xC3\xBC \xFF \x80", "- -- ---", "A A A A A A", "12 12 12", "\xE6\xBC\xA2\xE5\xAD\x97 abc"};
    struct tagged s;

    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        tag_sentence(*state, CB_GERMAN, TEXTS[i], &s);
        for (uint32_t k = 0; k < s.count; k++) {
            assert_true(s.tags[k] < CB_TAG_COUNT);
            assert_true(s.words[k].allowed >> s.tags[k] & 1);
        }
    }
}

static void refuses_other_bytes(void **state)
{
    _Alignas(8) static const char BYTES[64] = "not a model";
    struct cb_tagger tagger;

    (void)state;
    assert_false(cb_tagger_open(CB_STR(""), &tagger));
    assert_false(cb_tagger_open((struct cb_str){BYTES, sizeof BYTES}, &tagger));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_sentences),
        cmocka_unit_test(signs_are_signs),
        cmocka_unit_test(gives_allowed_tags_to_anything),
        cmocka_unit_test(refuses_other_bytes),
    };

    return cmocka_run_group_tests(tests, set_up_tagged, tear_down_tagged);
}
