#include "unit/lexicon/blocks.h"

struct fixture {
    struct cb_arena arena;
    struct cb_morph german, english;
};

static int set_up(void **state)
{
    static struct fixture f;

    f = (struct fixture){0};
    *state = &f;
    return cb_morph_open(read_import(&f.arena, "de", "morphology.bin"), &f.german) &&
                   cb_morph_open(read_import(&f.arena, "en", "morphology.bin"), &f.english)
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    cb_arena_release(&((struct fixture *)*state)->arena);
    return 0;
}

/* Has `form` a reading with this part of speech, lemma and at least these features? */
static bool has(struct fixture *f, const struct cb_morph *morph, const char *form, enum cb_pos pos,
                const char *lemma, uint32_t features)
{
    uint32_t count;
    const struct cb_reading *r = cb_morph_find(morph, cb_str_of(form), &count);

    for (uint32_t i = 0; i < count; i++)
        if (r[i].pos == pos && (r[i].features & features) == features &&
            cb_str_eq(cb_morph_lemma(morph, cb_str_of(form), &r[i], &f->arena), cb_str_of(lemma)))
            return true;
    return false;
}

static void knows_forms(void **state)
{
    static const struct {
        bool german;
        const char *form;
        enum cb_pos pos;
        const char *lemma;
        uint32_t features;
    } CASES[] = {
        {true, "teilte", CB_POS_VERB, "teilen",
         CB_FINITE | CB_INDICATIVE | CB_PAST | CB_PERSON_3 | CB_SINGULAR},
        {true, "mitgeteilt", CB_POS_VERB, "mitteilen", CB_PARTICIPLE_2},
        {true, "mitzuteilen", CB_POS_VERB, "mitteilen", CB_ZU_INFINITIVE},
        {true, "gegangen", CB_POS_VERB, "gehen", CB_PARTICIPLE_2 | CB_WITH_SEIN},
        {true, "ginge", CB_POS_VERB, "gehen", CB_FINITE | CB_SUBJUNCTIVE | CB_PAST},
        {true, "H\xC3\xA4usern", CB_POS_NOUN, "Haus", CB_PLURAL | CB_DATIVE | CB_NEUTER},
        {true,
         "Stra\xC3\x9F"
         "en",
         CB_POS_NOUN,
         "Stra\xC3\x9F"
         "e",
         CB_PLURAL | CB_FEMININE},
        {true, "Strassen", CB_POS_NOUN, "Strasse", CB_PLURAL},
        {true, "sp\xC3\xA4ter", CB_POS_ADJ, "sp\xC3\xA4t", CB_COMPARATIVE},
        {false, "went", CB_POS_VERB, "go", CB_FINITE | CB_PAST},
        {false, "women", CB_POS_NOUN, "woman", CB_PLURAL},
        {false, "stopped", CB_POS_VERB, "stop", CB_PARTICIPLE_2},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        if (!has(f, CASES[i].german ? &f->german : &f->english, CASES[i].form, CASES[i].pos, CASES[i].lemma,
                 CASES[i].features))
            fail_msg("%s: no such reading", CASES[i].form);
}

static void knows_no_others(void **state)
{
    static const char *const FORMS[] = {"",     "h",       "Hausx",    "xHaus",
                                        "haus", "Hau\xC3", "\xC3\x9F", "teilt\xFF"};
    struct fixture *f = *state;
    uint32_t count;

    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (cb_morph_find(&f->german, cb_str_of(FORMS[i]), &count) || count)
            fail_msg("%s: found", FORMS[i]);
}

static void refuses_other_bytes(void **state)
{
    _Alignas(8) static const char BYTES[64] = "not a lexicon";
    struct cb_morph morph;

    (void)state;
    assert_false(cb_morph_open(CB_STR(""), &morph));
    assert_false(cb_morph_open((struct cb_str){BYTES, sizeof BYTES}, &morph));
}

static void refuses_a_cut_block(void **state)
{
    struct fixture *f = *state;
    struct cb_str block = read_import(&f->arena, "en", "morphology.bin");
    struct cb_morph morph;

    assert_false(cb_morph_open(cb_str_sub(block, 0, block.len / 2), &morph));
    assert_false(cb_morph_open(cb_str_sub(block, 0, 16), &morph));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_forms),
        cmocka_unit_test(knows_no_others),
        cmocka_unit_test(refuses_other_bytes),
        cmocka_unit_test(refuses_a_cut_block),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
