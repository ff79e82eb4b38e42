#include "unit/language/analyze.h"

static void detects(void **state)
{
    static const struct {
        const char *text;
        enum cb_language language;
    } CASES[] = {
        {"", CB_GERMAN},
        {"12 34", CB_GERMAN},
        {"Der Rat hat am Montag über den Haushalt beraten.", CB_GERMAN},
        {"The council has talked about the budget on Monday.", CB_ENGLISH},
        {"Über uns, Überall, ÜBER ALLES, für alle", CB_GERMAN},
        {"Der Slogan „The best is yet to come“ hängt über der Tür und nicht nur dort, sagte sie.", CB_GERMAN},
        {"It's what they're saying.", CB_ENGLISH},
        {"OpenAI Google Nvidia", CB_GERMAN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        if (cb_language_detect(cb_str_of(CASES[i].text), (const struct cb_lexicon *const *)lexicons) !=
            CASES[i].language)
            fail_msg("'%s' is taken for the other language", CASES[i].text);
}

/* First words: of each sentence, and behind an opening mark; signs before them do not count. */
static void marks_first_words(void **state)
{
    static const struct {
        const char *text, *words;
    } CASES[] = {
        {"Er geht. Sie bleibt.", "Er Sie"},
        {"– 14 Menschen kamen.", "14"},
        {"Er sagte: „Nun ja, ‚gut so‘“.", "Er Nun gut"},
        {"(Es regnet.) »›Ja‹ heißt das.«", "Es Ja"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc = analyze(*state, CB_GERMAN, cb_str_of(CASES[i].text));
        struct cb_str seen = CB_STR("");
        for (uint32_t t = 0; t < doc.tokens.count; t++)
            if (doc.tokens.items[t].flags & CB_TOKEN_SENTENCE_START)
                seen = cb_arena_printf(doc.arena, "%.*s%s%.*s", CB_STR_ARG(seen), seen.len ? " " : "",
                                       CB_STR_ARG(cb_token_text(&doc, t)));
        if (!cb_str_eq(seen, cb_str_of(CASES[i].words)))
            fail_msg("'%s': %.*s", CASES[i].text, CB_STR_ARG(seen));
    }
}

/* No function word is in two rows with two classes, and each class is one that the analysis knows. */
static void lists_are_sound(void **state)
{
    static const char *const CLASSES =
        "|article|pronoun|preposition|conjunction|subordinator|particle|adverb|auxiliary|modal|";
    struct temp *temp = *state;

    for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
        const struct cb_list *list = cb_lexicon_list(lexicons[l], CB_LIST_FUNCTION_WORDS);
        assert_true(cb_list_count(list) > 10);
        for (size_t i = 0; i < cb_list_count(list); i++) {
            struct cb_str forms = cb_list_row(list, i)->fields[CB_FUNCTION_WORD_FORM];
            struct cb_str class = cb_arena_printf(
                &temp->arena, "|%.*s|", CB_STR_ARG(cb_list_row(list, i)->fields[CB_FUNCTION_WORD_CLASS]));
            assert_non_null(strstr(CLASSES, class.ptr));
            while (forms.ptr) {
                struct cb_str form = cb_str_split(&forms, '|');
                if (cb_list_find(list, form) != cb_list_row(list, i))
                    fail_msg("%s: '%.*s' stands in two rows", cb_language_code((enum cb_language)l),
                             CB_STR_ARG(form));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(detects),
        temp_test(marks_first_words),
        temp_test(lists_are_sound),
    };

    return run_with_lexicons(tests);
}
