#include "extract/propositions.h"

#include "extract/extract.h"
#include "language/language.h"
#include "unit/extract/lists.h"

/* ---- words of a predicate ---- */

static const struct words_case {
    struct cb_range added[6];
    uint32_t count;
    struct cb_range expected[6];
    uint32_t expected_count;
} WORDS[] = {
    {{{4, 4}, {1, 1}}, 2, {{1, 1}, {4, 4}}, 2},
    {{{1, 1}, {2, 3}}, 2, {{1, 3}}, 1},
    {{{1, 1}, {3, 3}, {2, 2}}, 3, {{1, 3}}, 1},
    {{{1, 6}, {2, 3}}, 2, {{1, 6}}, 1},
    {{{5, 6}, {1, 2}, {9, 9}, {3, 4}}, 4, {{1, 6}, {9, 9}}, 2},
};

static void adds_words_in_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        struct cb_predicate_words words = {0};
        for (uint32_t k = 0; k < WORDS[i].count; k++)
            cb_slot_add(&words, WORDS[i].added[k]);
        assert_int_equal(words.count, WORDS[i].expected_count);
        assert_memory_equal(words.parts, WORDS[i].expected, words.count * sizeof *words.parts);
    }
}

static void drops_words_without_room(void **state)
{
    struct cb_predicate_words words = {0};

    (void)state;
    for (uint32_t k = 0; k < CB_PREDICATE_PARTS + 8; k++)
        cb_slot_add(&words, (struct cb_range){k * 2, k * 2});
    assert_int_equal(words.count, CB_PREDICATE_PARTS);
}

/* ---- the finder by itself ---- */

struct found {
    struct cb_arena arena;
    struct cb_document doc;
    struct cb_facts facts;
};

static void find(struct found *f, enum cb_language language, enum cb_passage_kind kind, const char *text)
{
    struct cb_err err = {0};
    struct cb_passage *passage;

    *f = (struct found){0};
    f->doc.arena = &f->arena;
    f->doc.language = language;
    f->doc.text = cb_str_of(text);
    passage = CB_PUSH(&f->arena, &f->doc.passages);
    assert_non_null(passage);
    *passage = (struct cb_passage){.kind = kind, .span = {0, (uint32_t)f->doc.text.len}};
    assert_int_equal(cb_language_analyze(&f->doc, lists_of(language), NULL, &err), CB_OK);
    assert_int_equal(cb_propositions_find(&f->doc, lists_of(language), &f->facts, &err), CB_OK);
}

static void finds_places(void **state)
{
    struct found f;
    const struct cb_proposition *p;

    (void)state;
    find(&f, CB_GERMAN, CB_PASSAGE_BODY, "Die Firma hat das Werk gekauft.");
    assert_int_equal(f.facts.propositions.count, 1);
    p = &f.facts.propositions.items[0];
    assert_int_equal(p->predicate_count, 2);
    assert_true(cb_str_eq(cb_document_slice(&f.doc, p->subject), CB_STR("Die Firma")));
    assert_true(cb_str_eq(cb_document_slice(&f.doc, p->predicate[0]), CB_STR("hat")));
    assert_true(cb_str_eq(cb_document_slice(&f.doc, p->predicate[1]), CB_STR("gekauft")));
    assert_true(cb_str_eq(cb_document_slice(&f.doc, p->object), CB_STR("das Werk")));
    assert_true(cb_str_eq(p->lemma, CB_STR("kaufen")));
    cb_arena_release(&f.arena);
}

static void keeps_a_preposition_before_a_list(void **state)
{
    struct found f;
    const struct cb_proposition *p;

    (void)state;
    find(&f, CB_GERMAN, CB_PASSAGE_BODY, "Der Bote reist nach Rom und Paris.");
    assert_int_equal(f.facts.propositions.count, 2);
    p = &f.facts.propositions.items[0];
    assert_true(cb_str_eq(cb_document_slice(&f.doc, p->object), CB_STR("Paris")));
    assert_true(cb_str_eq(cb_document_slice(&f.doc, p->preposition), CB_STR("nach")));
    cb_arena_release(&f.arena);
}

static void leaves_the_frame_of_the_page_alone(void **state)
{
    struct found f;

    (void)state;
    find(&f, CB_ENGLISH, CB_PASSAGE_BOILERPLATE, "The company sells its products in many countries.");
    assert_int_equal(f.facts.propositions.count, 0);
    cb_arena_release(&f.arena);
    find(&f, CB_ENGLISH, CB_PASSAGE_BODY, "");
    assert_int_equal(f.facts.propositions.count, 0);
    cb_arena_release(&f.arena);
}

/* Each clause gives so many and no more, however long its lists are. */
static void is_bounded(void **state)
{
    struct found f;
    char text[4096] = "Rom", *end = text + strlen(text);

    (void)state;
    for (int i = 0; i < 60; i++)
        end += snprintf(end, (size_t)(text + sizeof text - end), ", Rom");
    end += snprintf(end, (size_t)(text + sizeof text - end), " und Bonn kaufen Rom");
    for (int i = 0; i < 60; i++)
        end += snprintf(end, (size_t)(text + sizeof text - end), ", Rom");
    find(&f, CB_GERMAN, CB_PASSAGE_BODY, text);
    assert_true(f.facts.propositions.count <= 64 + 1);
    cb_arena_release(&f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_words_in_order),
        cmocka_unit_test(drops_words_without_room),
        cmocka_unit_test(finds_places),
        cmocka_unit_test(keeps_a_preposition_before_a_list),
        cmocka_unit_test(leaves_the_frame_of_the_page_alone),
        cmocka_unit_test(is_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, release_lists);
}
