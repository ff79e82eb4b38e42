/* Words of stance in a sentence: "+strengere" wants more, "-lockern" less, "<" and ">" too little and too
 * much; "!" before it: turned round. */
#include "extract/extract.h"
#include "language/language.h"
#include "unit/extract/lists.h"

struct stance_case {
    const char *text, *expected;
};

static const struct stance_case GERMAN[] = {
    {"Der Verband fordert strengere Regeln.", "+strengere"},
    {"Die Regeln sind streng.", ""}, /* only the comparative wants something */
    {"Sie will die Regeln lockern.", "-lockern"},
    {"Die Stadt lockert die Regeln.", "-lockert"},
    {"Er warnt vor Lockerungen.", "-Lockerungen"},
    {"Der Rat hob die Sperre auf.", "-hob"}, /* aufheben, with its prefix behind */
    {"Der Minister plant eine Beitragserhöhung.", "+Beitragserhöhung"},
    {"Der Minister plant einen Stellenabbau.", "-Stellenabbau"},
    {"Die Auflagen gehen nicht weit genug.", "<nicht weit genug"},
    {"Die Miete ist zu hoch.", ">zu hoch"},
    {"Die Stadt will die Regeln nicht lockern.", "!-lockern"},
    {"Die Stadt will die Regeln nicht nur lockern.", "-lockern"},
    {"Er sprach sich gegen strengere Regeln aus.", "!+strengere"},
    {"Keiner will höhere Preise.", "!+höhere"},
    {"Die Stadt sagt, dass sie nicht zahlt, und fordert strengere Regeln.",
     "+strengere"}, /* another clause */
    {"Der Zug fuhr anstrengend langsam über die Brücke.", ""},
    {"Mehr Geld brauche die Schule und kleinere Klassen.", "+Mehr Geld"},
    {"", ""},
};

static const struct stance_case ENGLISH[] = {
    {"The union demanded tougher rules.", "+tougher"},
    {"They want to water down the law.", "-water down"},
    {"The plan does not go far enough.", "<not go far enough"},
    {"The council will not raise the tax.", "!+raise"},
    {"He argued against stricter limits.", "!+stricter"},
    {"The rent is too high.", ">too high"},
};

static void check(enum cb_language language, enum cb_passage_kind kind, const struct stance_case *row)
{
    static const char SIGNS[] = {'+', '-', '<', '>'};
    struct cb_arena arena = {0};
    struct cb_document doc = {.arena = &arena, .language = language, .text = cb_str_of(row->text)};
    struct cb_facts facts = {0};
    struct cb_err err = {0};
    struct cb_passage *passage = CB_PUSH(&arena, &doc.passages);
    struct cb_str found = CB_STR("");

    assert_non_null(passage);
    *passage = (struct cb_passage){.kind = kind, .span = {0, (uint32_t)doc.text.len}};
    assert_int_equal(cb_language_analyze(&doc, lists_of(language), NULL, &err), CB_OK);
    assert_int_equal(cb_stances_find(&doc, lists_of(language), &facts, &err), CB_OK);
    for (size_t i = 0; i < facts.stance_words.count; i++) {
        const struct cb_stance_word *word = &facts.stance_words.items[i];
        found = cb_arena_printf(&arena, "%.*s%s%s%c%.*s", CB_STR_ARG(found), i > 0 ? " " : "",
                                word->turned ? "!" : "", SIGNS[word->direction],
                                CB_STR_ARG(cb_document_slice(&doc, word->span)));
    }
    if (!cb_str_eq(found, cb_str_of(row->expected)))
        print_error("%s\n  %.*s\n  not %s\n", row->text, CB_STR_ARG(found), row->expected);
    assert_true(cb_str_eq(found, cb_str_of(row->expected)));
    cb_arena_release(&arena);
}

static void finds_german_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof GERMAN / sizeof *GERMAN; i++)
        check(CB_GERMAN, CB_PASSAGE_BODY, &GERMAN[i]);
}

static void finds_english_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ENGLISH / sizeof *ENGLISH; i++)
        check(CB_ENGLISH, CB_PASSAGE_BODY, &ENGLISH[i]);
}

static void leaves_the_frame_of_the_page_alone(void **state)
{
    (void)state;
    check(CB_GERMAN, CB_PASSAGE_BOILERPLATE, &(struct stance_case){"Wir fordern strengere Regeln.", ""});
}

static void names_directions(void **state)
{
    enum cb_direction direction = CB_DIRECTION_MORE;

    (void)state;
    assert_true(cb_direction_by_name(CB_STR("too_much"), &direction));
    assert_int_equal(direction, CB_DIRECTION_TOO_MUCH);
    assert_string_equal(cb_direction_name(CB_DIRECTION_LESS), "less");
    assert_false(cb_direction_by_name(CB_STR("up"), &direction));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_german_words),
        cmocka_unit_test(finds_english_words),
        cmocka_unit_test(leaves_the_frame_of_the_page_alone),
        cmocka_unit_test(names_directions),
    };

    return cmocka_run_group_tests(tests, NULL, release_lists);
}
