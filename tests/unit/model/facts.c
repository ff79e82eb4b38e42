#include "model/facts.h"

#include "base/assets.h"
#include "unit/base/temp.h"

/* Is `word` one of the words that stand in `column` of `table`: those of "CHECK (column IN (...))", or, of a
 * view, those of "CASE ... AS column"? */
static bool schema_allows(const char *file, const char *table, const char *column, const char *word)
{
    char text[128];
    struct cb_str schema = cb_assets_find(file);
    size_t from, to, next;

    assert_non_null(schema.ptr);
    snprintf(text, sizeof text, "CREATE VIEW %s AS", table);
    from = cb_str_find(schema, cb_str_of(text), 0);
    if (from != SIZE_MAX) {
        snprintf(text, sizeof text, " AS %s", column);
        to = cb_str_find(schema, cb_str_of(text), from);
        assert_true(to != SIZE_MAX);
        while ((next = cb_str_find(schema, CB_STR("CASE "), from + 1)) < to)
            from = next;
    } else {
        snprintf(text, sizeof text, "CREATE TABLE %s (", table);
        from = cb_str_find(schema, cb_str_of(text), 0);
        snprintf(text, sizeof text, "(%s IN (", column);
        from = cb_str_find(schema, cb_str_of(text), from);
        assert_true(from != SIZE_MAX);
        to = cb_str_find(schema, CB_STR("))"), from);
    }
    snprintf(text, sizeof text, "'%s'", word);
    return cb_str_find(cb_str_sub(schema, from, to), cb_str_of(text), 0) != SIZE_MAX;
}

#define DERIVED "schema/derived.sql"
#define DURABLE "schema/migrations/0001-durable.sql"

static const char *name_of(int word, int value)
{
    switch (word) {
    case 0:
        return cb_entity_kind_name((enum cb_entity_kind)value);
    case 1:
        return cb_mention_kind_name((enum cb_mention_kind)value);
    case 2:
        return cb_source_kind_name((enum cb_source_kind)value);
    case 3:
        return cb_figure_kind_name((enum cb_figure_kind)value);
    case 4:
        return cb_bound_name((enum cb_bound)value);
    case 5:
        return cb_claim_kind_name((enum cb_claim_kind)value);
    case 6:
        return cb_medium_name((enum cb_medium)value);
    case 7:
        return cb_act_name((enum cb_act)value);
    case 8:
        return cb_no_speaker_name((enum cb_no_speaker)value);
    case 9:
        return cb_role_name((enum cb_role)value);
    case 10:
        return cb_claim_entity_role_name((enum cb_claim_entity_role)value);
    case 11:
        return cb_passage_kind_name((enum cb_passage_kind)value);
    default:
        return NULL;
    }
}

/* Every word of the program may stand in its column. */
static void words_are_those_of_the_schema(void **state)
{
    static const struct {
        int word, last;
        const char *file, *table, *column;
    } WORDS[] = {
        {0, CB_ENTITY_KIND_COUNT - 1, DURABLE, "entities", "kind"},
        {1, CB_MENTION_PRONOUN, DERIVED, "mentions", "kind"},
        {2, CB_SOURCE_PERSON, DURABLE, "sources", "kind"},
        {3, CB_FIGURE_QUANTITY, DERIVED, "figures", "kind"},
        {4, CB_BOUND_RANGE, DERIVED, "figures", "bound"},
        {5, CB_CLAIM_REPORTED, DERIVED, "claims", "kind"},
        {6, CB_MEDIUM_WRITING, DERIVED, "claims", "medium"},
        {7, CB_ACT_REJECT, DERIVED, "claims", "act"},
        {8, CB_SPEAKER_OWN_VOICE, DERIVED, "claims", "no_speaker"},
        {9, CB_ROLE_ADDRESSEE, DERIVED, "claim_spans", "role"},
        {10, CB_CLAIM_TO, DERIVED, "claim_entities", "role"},
        {11, CB_PASSAGE_KIND_COUNT - 1, DERIVED, "passages", "kind"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        for (int value = 0; value <= WORDS[i].last; value++) {
            const char *word = name_of(WORDS[i].word, value);
            if (word && !schema_allows(WORDS[i].file, WORDS[i].table, WORDS[i].column, word))
                fail_msg("'%s' may not stand in %s.%s", word, WORDS[i].table, WORDS[i].column);
            /* only a first value may have no word: it means 'not known' */
            assert_true(word || value == 0);
        }
}

static void words_lead_back_to_their_values(void **state)
{
    (void)state;
    for (int i = 0; i < CB_ENTITY_KIND_COUNT; i++) {
        enum cb_entity_kind kind = CB_ENTITY_KIND_COUNT;
        assert_true(cb_entity_kind_by_name(cb_str_of(cb_entity_kind_name((enum cb_entity_kind)i)), &kind));
        assert_int_equal(kind, i);
    }
    for (int i = CB_SOURCE_OTHER; i <= CB_SOURCE_PERSON; i++) {
        enum cb_source_kind kind = CB_SOURCE_OTHER;
        assert_true(cb_source_kind_by_name(cb_str_of(cb_source_kind_name((enum cb_source_kind)i)), &kind));
        assert_int_equal(kind, i);
    }
    for (int i = CB_MEDIUM_SPEECH; i <= CB_MEDIUM_WRITING; i++) {
        enum cb_medium medium = CB_MEDIUM_UNKNOWN;
        assert_true(cb_medium_by_name(cb_str_of(cb_medium_name((enum cb_medium)i)), &medium));
        assert_int_equal(medium, i);
    }
    for (int i = CB_ACT_SAY; i <= CB_ACT_REJECT; i++) {
        enum cb_act act = CB_ACT_UNKNOWN;
        assert_true(cb_act_by_name(cb_str_of(cb_act_name((enum cb_act)i)), &act));
        assert_int_equal(act, i);
    }
}

static void other_words_lead_nowhere(void **state)
{
    enum cb_entity_kind kind = CB_ENTITY_LAW;
    enum cb_act act = CB_ACT_ASK;

    (void)state;
    assert_false(cb_entity_kind_by_name(CB_STR("Person"), &kind));
    assert_int_equal(kind, CB_ENTITY_LAW);
    assert_false(cb_act_by_name(CB_STR(""), &act));
    assert_int_equal(act, CB_ACT_ASK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_those_of_the_schema),
        cmocka_unit_test(words_lead_back_to_their_values),
        cmocka_unit_test(other_words_lead_nowhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
