#include "reader/fields.h"

#include "unit/base/temp.h"

static void ranks_names(void **state)
{
    struct temp *temp = *state;
    struct cb_lexicon *lexicon = NULL;

    assert_int_equal(cb_lexicon_load(CB_GERMAN, NULL, &temp->arena, &lexicon, NULL), CB_OK);
    assert_int_equal(cb_field_rank(lexicon, CB_FIELD_TITLE, CB_STR("title")), 0);
    assert_int_equal(cb_field_rank(NULL, CB_FIELD_TITLE, CB_STR("Title")), 0);
    assert_int_equal(cb_field_rank(NULL, CB_FIELD_TITLE, CB_STR("headline")), SIZE_MAX);
    assert_int_not_equal(cb_field_rank(lexicon, CB_FIELD_TITLE, CB_STR("Überschrift")), SIZE_MAX);
    assert_int_not_equal(cb_field_rank(lexicon, CB_FIELD_PUBLISHED, CB_STR("Date-Published")), SIZE_MAX);
    assert_int_not_equal(cb_field_rank(lexicon, CB_FIELD_PUBLISHED, CB_STR("publishing_date")), SIZE_MAX);
    assert_int_equal(cb_field_rank(lexicon, CB_FIELD_PUBLISHED, CB_STR("updated")), SIZE_MAX);
    assert_true(cb_field_rank(lexicon, CB_FIELD_TEXT, CB_STR("maintext")) <
                cb_field_rank(lexicon, CB_FIELD_TEXT, CB_STR("article")));
}

static void keeps_ranks(void **state)
{
    struct temp *temp = *state;
    struct cb_lexicon *lexicon = NULL;
    struct cb_field_ranks ranks = {.count = 0};
    struct cb_str names[] = {CB_STR_INIT("title"), CB_STR_INIT("Überschrift"), CB_STR_INIT("maintext"),
                             CB_STR_INIT(""), CB_STR_INIT("a_name_that_is_longer_than_what_is_kept")};

    assert_int_equal(cb_lexicon_load(CB_GERMAN, NULL, &temp->arena, &lexicon, NULL), CB_OK);
    for (int again = 0; again < 2; again++) {
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            for (int f = 0; f < CB_FIELD_COUNT; f++)
                assert_int_equal(cb_field_rank_kept(&ranks, lexicon, (enum cb_field)f, names[i]),
                                 cb_field_rank(lexicon, (enum cb_field)f, names[i]));
        for (int i = 0; i < 60; i++) { /* more names than there is room for */
            struct cb_str name = cb_arena_printf(&temp->arena, "name%d", i);
            assert_int_equal(cb_field_rank_kept(&ranks, lexicon, CB_FIELD_TITLE, name), SIZE_MAX);
        }
    }
}

static void reads_values(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *published, *day; /* NULL: refused */
    } CASES[] = {
        {"2025-03-12", "2025-03-12"},
        {"2025-03-12T23:59:00+01:00", "2025-03-12"},
        {"Wed, 12 Mar 2025 10:00:00 +0100", "2025-03-12"},
        {"12.03.2025", "2025-03-12"},
        {"12. März 2025", "2025-03-12"},
        {"1741773600", "2025-03-12"},
        {"1741773600000", "2025-03-12"},
        {"gestern", NULL},
        {"2025-02-30", NULL},
    };
    struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT] = {0};
    const struct cb_lexicon *views[CB_LANGUAGE_COUNT];

    for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
        assert_int_equal(cb_lexicon_load((enum cb_language)l, NULL, &temp->arena, &lexicons[l], NULL), CB_OK);
        views[l] = lexicons[l];
    }
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc = {.arena = &temp->arena};
        struct cb_fields fields = {.values[CB_FIELD_PUBLISHED] = cb_str_of(CASES[i].published),
                                   .values[CB_FIELD_TITLE] = CB_STR(" Der \n\t Hafen "),
                                   .values[CB_FIELD_SOURCE] = CB_STR("https://a.example/1")};
        cb_status rc = cb_fields_take(&fields, views, "test", &doc, "f", NULL);
        if (rc != (CASES[i].day ? CB_OK : CB_BAD_INPUT) || !cb_str_eq(doc.published, cb_str_of(CASES[i].day)))
            fail_msg("%s: '%.*s'", CASES[i].published, CB_STR_ARG(doc.published));
        assert_true(cb_str_eq(doc.title, CB_STR("Der Hafen")));
        assert_null(doc.source.ptr); /* an address is no name of an outlet */
        assert_true(cb_str_eq(doc.url, CB_STR("https://a.example/1")));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {temp_test(ranks_names), temp_test(keeps_ranks),
                                       temp_test(reads_values)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
