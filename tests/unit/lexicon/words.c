#include "unit/lexicon/blocks.h"

struct fixture {
    struct cb_arena arena;
    struct cb_words german, english;
};

static int set_up(void **state)
{
    static struct fixture f;

    f = (struct fixture){0};
    *state = &f;
    load_words(&f.arena, "de", &f.german);
    load_words(&f.arena, "en", &f.english);
    return 0;
}

static int tear_down(void **state)
{
    cb_arena_release(&((struct fixture *)*state)->arena);
    return 0;
}

static void analyzes(void **state)
{
    static const struct {
        const char *form;
        enum cb_pos pos;
        const char *lemma;
        enum cb_word_origin origin;
    } CASES[] = {
        {"Exportkontrollen", CB_POS_NOUN, "Exportkontrolle", CB_WORD_COMPOUND},
        {"Stadtratssitzungen", CB_POS_NOUN, "Stadtratssitzung", CB_WORD_COMPOUND},
        {"KI-Firmen", CB_POS_NOUN, "KI-Firma", CB_WORD_COMPOUND},
        {"25-j\xC3\xA4hrige", CB_POS_ADJ, "25-j\xC3\xA4hrig", CB_WORD_COMPOUND},
        {"25j\xC3\xA4hrige", CB_POS_ADJ, "25j\xC3\xA4hrig", CB_WORD_COMPOUND},
        {"Lohn-", CB_POS_NOUN, "Lohn-", CB_WORD_ENDING},
        {"Xylofizierungen", CB_POS_NOUN, "Xylofizierung", CB_WORD_ENDING},
        {"xylotischen", CB_POS_ADJ, "xylotisch", CB_WORD_ENDING},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str form = cb_str_of(CASES[i].form), lemma = CB_STR("");
        struct cb_word word = cb_words_analyze(&f->german, form);
        for (uint32_t k = 0; k < word.count && !lemma.len; k++)
            if (word.items[k].pos == CASES[i].pos)
                lemma = cb_words_lemma(&f->german, form, &word, &word.items[k], &f->arena);
        if (word.origin != CASES[i].origin || !cb_str_eq(lemma, cb_str_of(CASES[i].lemma)))
            fail_msg("%s: origin %d, lemma %.*s", CASES[i].form, word.origin, CB_STR_ARG(lemma));
    }
}

static void finds_nothing_in_nonsense(void **state)
{
    static const char *const FORMS[] = {"", "x", "Qqqqq", "-", "--", "xyzzyqq"};
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (cb_words_analyze(&f->german, cb_str_of(FORMS[i])).count)
            fail_msg("%s: found", FORMS[i]);
}

static void lists_bind_or_add(void **state)
{
    struct fixture *f = *state;
    struct cb_word der = cb_words_exact(&f->german, CB_STR("der")),
                   sicher = cb_words_exact(&f->german, CB_STR("sicher"));
    bool adjective = false;

    assert_true(der.closed);
    assert_int_equal(der.items[0].pos, CB_POS_DET);
    assert_true(der.items[0].features & CB_NOMINATIVE);
    assert_false(sicher.closed); /* "+": an adverb beside the lexicon's adjective */
    assert_int_equal(sicher.items[0].pos, CB_POS_ADV);
    for (uint32_t i = 0; i < sicher.count; i++)
        adjective = adjective || sicher.items[i].pos == CB_POS_ADJ;
    assert_true(adjective);
}

static void reads_possessives(void **state)
{
    struct fixture *f = *state;
    struct cb_str form = CB_STR("countries's");
    struct cb_word word = cb_words_analyze(&f->english, form);

    assert_true(word.count > 0);
    assert_true(
        cb_str_eq(cb_words_lemma(&f->english, form, &word, &word.items[0], &f->arena), CB_STR("country")));
}

static void refuses_broken_lists(void **state)
{
    static const char *const LISTS[] = {
        "form,pos,lemma,features\nx,NOPOS,,\n",
        "form,pos,lemma,features\nx,NOUN,,nofeature\n",
        "form,pos,lemma,features\nx,NOUN\n",
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
        struct cb_words words = {0};
        struct cb_err err = {0};
        assert_int_equal(cb_words_load(CB_STR(""), "mine.csv", cb_str_of(LISTS[i]), &f->arena, &words, &err),
                         CB_BAD_INPUT);
        assert_non_null(strstr(err.text, "mine.csv: row 2"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(analyzes),
        cmocka_unit_test(finds_nothing_in_nonsense),
        cmocka_unit_test(lists_bind_or_add),
        cmocka_unit_test(reads_possessives),
        cmocka_unit_test(refuses_broken_lists),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
