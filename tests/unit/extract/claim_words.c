/* Forms of verbs and classes of words, one word at a time. */
#include "unit/extract/claims.h"

#include "extract/claim_words.h"

static struct cb_word word_of(struct temp *temp, enum cb_language language, const char *word)
{
    struct cb_str text = cb_arena_printf(&temp->arena, "Es %s.", word);
    struct named_text t = analyze_text(temp, language, text.ptr);
    struct cb_word *words = NULL;

    assert_int_equal(cb_words_classify(&t.doc, t.lexicon, &words, NULL), CB_OK);
    return words[1];
}

static uint32_t forms_in(struct temp *temp, const char *text, const char *word)
{
    struct named_text t = analyze_text(temp, CB_GERMAN, text);
    struct cb_word *words = NULL;

    assert_int_equal(cb_words_classify(&t.doc, t.lexicon, &words, NULL), CB_OK);
    for (uint32_t i = 0; i < t.doc.tokens.count; i++)
        if (cb_str_eq(t.doc.tokens.items[i].lower, cb_str_of(word)))
            return words[i].forms;
    fail_msg("%s: no word %s", text, word);
    return 0;
}

static void knows_verb_forms(void **state)
{
    static const struct {
        const char *text, *word;
        uint32_t forms;
    } ROWS[] = {
        {"Er sagt nichts.", "sagt", CB_VERB_FORM_PRESENT},
        {"Er sagte nichts.", "sagte", CB_VERB_FORM_PRETERITE},
        {"Er meint, sie sage nichts.", "sage", CB_VERB_FORM_SUBJUNCTIVE_1},
        {"Er hat nichts gesagt.", "gesagt", CB_VERB_FORM_PARTICIPLE},
        {"Sie will nichts sagen.", "sagen", CB_VERB_FORM_INFINITIVE | CB_VERB_FORM_MAYBE},
        {"Er sagt, sie habe Zeit.", "habe", CB_VERB_FORM_SUBJUNCTIVE_1},
        {"Er sagt, sie hätten Zeit.", "hätten", CB_VERB_FORM_SUBJUNCTIVE_2},
        {"Er sagt, sie seien alt.", "seien", CB_VERB_FORM_SUBJUNCTIVE_1},
        {"Er ging heim.", "ging", CB_VERB_FORM_PRETERITE},
        {"Er hat den Umzug angekündigt.", "angekündigt", CB_VERB_FORM_PARTICIPLE},
        {"Er kam, um den Umzug anzukündigen.", "anzukündigen", CB_VERB_FORM_ZU},
        {"Das Gras ist grün.", "grün", 0},
        {"Er sagt, dass es regnet.", "dass", 0},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        uint32_t forms = forms_in(*state, ROWS[i].text, ROWS[i].word);
        if (forms != ROWS[i].forms)
            fail_msg("%s: %s has forms %x, not %x", ROWS[i].text, ROWS[i].word, forms, ROWS[i].forms);
    }
}

static void knows_classes(void **state)
{
    static const struct {
        enum cb_language language;
        const char *word;
        uint32_t class;
    } ROWS[] = {
        {CB_GERMAN, "dass", CB_WORD_DASS},         {CB_GERMAN, "ob", CB_WORD_QUESTION},
        {CB_GERMAN, "dem", CB_WORD_OBLIQUE},       {CB_GERMAN, "er", CB_WORD_PRONOUN},
        {CB_GERMAN, "mit", CB_WORD_PARTICLE},      {CB_GERMAN, "und", CB_WORD_COORDINATOR},
        {CB_GERMAN, "wird", CB_WORD_BECOME},       {CB_GERMAN, "soll", CB_WORD_SHALL},
        {CB_GERMAN, "darauf", CB_WORD_CORRELATE},  {CB_ENGLISH, "that", CB_WORD_DASS},
        {CB_ENGLISH, "whether", CB_WORD_QUESTION}, {CB_ENGLISH, "she", CB_WORD_PRONOUN},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        if (!(word_of(*state, ROWS[i].language, ROWS[i].word).classes & ROWS[i].class))
            fail_msg("%s lacks its class", ROWS[i].word);
}

/* A class that the list names and C does not know would be passed over in silence. */
static void knows_every_class_of_the_list(void **state)
{
    (void)state;
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
        const struct cb_list *list = cb_lexicon_list(lists_of((enum cb_language)l), CB_LIST_CLAIM_WORDS);
        for (size_t i = 0; i < cb_list_count(list); i++) {
            struct cb_str classes = cb_list_row(list, i)->fields[CB_CLAIM_WORD_CLASS];
            while (classes.ptr) {
                struct cb_str class = cb_str_split(&classes, ' ');
                if (!cb_grammar_class_by_name(class))
                    fail_msg("no class is called %.*s", CB_STR_ARG(class));
            }
        }
    }
}

static void finds_words_in_a_field(void **state)
{
    (void)state;
    assert_true(cb_field_has(CB_STR("dass|clause|quote"), CB_STR("clause")));
    assert_true(cb_field_has(CB_STR("source statement"), CB_STR("source")));
    assert_false(cb_field_has(CB_STR("sources"), CB_STR("source")));
    assert_false(cb_field_has(CB_STR(""), CB_STR("source")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(knows_verb_forms),
        temp_test(knows_classes),
        cmocka_unit_test(knows_every_class_of_the_list),
        cmocka_unit_test(finds_words_in_a_field),
    };

    return cmocka_run_group_tests(tests, NULL, release_lists);
}
