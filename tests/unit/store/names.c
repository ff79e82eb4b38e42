#include "unit/store/draft.h"

/* What single articles say. */
struct say {
    const char *key, *name;
    enum cb_entity_kind kind;
    uint32_t weight;
    const char *alias; /* or NULL */
};

static void tell(struct desk *desk, const struct say *say)
{
    struct draft *draft = draft_of(desk, "Etwas.");
    uint32_t entity = draft_entity(draft, say->key, say->name, say->kind, say->weight);

    if (say->alias) {
        struct cb_alias *alias = CB_PUSH(draft->arena, &draft->facts.aliases);
        *alias = (struct cb_alias){entity, cb_str_of(say->alias)};
    }
    draft_store(desk, draft);
}

/* The entity that the articles make together in the order that `order` numbers, and its aliases. */
static const char *told_in_order(struct temp *temp, const struct say *says, const int *order, int count)
{
    struct desk desk;
    const char *entity, *aliases;

    desk_open(&desk, temp);
    for (int i = 0; i < count; i++)
        tell(&desk, &says[order[i]]);
    entity = desk_rows(&desk, "SELECT name, kind FROM entities", 2);
    aliases = desk_rows(&desk, "SELECT alias FROM aliases ORDER BY alias", 1);
    desk_close(&desk);
    return cb_arena_printf(&temp->arena, "%s; %s", entity, aliases).ptr;
}

static bool next_order(int *order, int count)
{
    int i = count - 2, j = count - 1;

    while (i >= 0 && order[i] > order[i + 1])
        i--;
    if (i < 0)
        return false;
    while (order[j] < order[i])
        j--;
    for (int left = i, right = j; left < right; left = i + 1, right = count - 1, i++, count--) {
        int kept = order[left];
        order[left] = order[right];
        order[right] = kept;
    }
    return true;
}

enum { SAYS = 4 };

static void the_order_of_articles_does_not_matter(void **state)
{
    static const struct {
        struct say says[SAYS];
        const char *together;
    } CASES[] = {
        /* the sum of the weights decides */
        {{{"k", "Nova", CB_ENTITY_PERSON, 1, NULL},
          {"k", "Nova", CB_ENTITY_ORGANIZATION, 3, "Nova AG"},
          {"k", "Nova", CB_ENTITY_PERSON, 1, NULL},
          {"k", "Nova", CB_ENTITY_PRODUCT, 2, NULL}},
         "Nova|organization; Nova AG"},
        /* names that gave way are aliases, the name is none */
        {{{"k", "Deepseek", CB_ENTITY_ORGANIZATION, 1, NULL},
          {"k", "DeepSeek", CB_ENTITY_ORGANIZATION, 2, "Deepseek"},
          {"k", "DEEPSEEK", CB_ENTITY_ORGANIZATION, 1, "DeepSeek"},
          {"k", "Deepseek", CB_ENTITY_ORGANIZATION, 0, NULL}},
         "DeepSeek|organization; DEEPSEEK\nDeepseek"},
        /* even sums: more articles, then the fixed order */
        {{{"k", "A", CB_ENTITY_PLACE, 2, NULL},
          {"k", "B", CB_ENTITY_PRODUCT, 1, NULL},
          {"k", "B", CB_ENTITY_PRODUCT, 1, NULL},
          {"k", "C", CB_ENTITY_WORK, 2, NULL}},
         "B|product; A\nC"},
        {{{"k", "B", CB_ENTITY_OTHER, 1, NULL},
          {"k", "A", CB_ENTITY_WORK, 1, NULL},
          {"k", "D", CB_ENTITY_PLACE, 1, NULL},
          {"k", "C", CB_ENTITY_LAW, 1, NULL}},
         "A|place; B\nC\nD"},
    };

    for (size_t c = 0; c < sizeof CASES / sizeof *CASES; c++) {
        int order[SAYS] = {0, 1, 2, 3}, orders = 0;
        do {
            assert_string_equal(told_in_order(*state, CASES[c].says, order, SAYS), CASES[c].together);
            orders++;
        } while (next_order(order, SAYS));
        assert_int_equal(orders, 24);
    }
}

static void the_same_key_is_the_same_entity(void **state)
{
    static const struct say SAYS_OF_TWO[] = {{"person/a-b", "A B", CB_ENTITY_PERSON, 3, NULL},
                                             {"person/c-d", "C D", CB_ENTITY_PERSON, 3, NULL},
                                             {"person/a-b", "A B", CB_ENTITY_PERSON, 3, NULL}};
    struct desk desk;

    desk_open(&desk, *state);
    for (int i = 0; i < 3; i++)
        tell(&desk, &SAYS_OF_TWO[i]);
    desk_check(&desk, "SELECT id, key FROM entities ORDER BY id", 2, "1|person/a-b\n2|person/c-d");
    desk_check(&desk, "SELECT weight, articles FROM entity_evidence WHERE entity_id = 1", 2, "6|2");
    desk_close(&desk);
}

static void what_people_decided_stays(void **state)
{
    static const struct say SAY = {"k", "Nova", CB_ENTITY_PERSON, 9, "Novi"};
    struct desk desk;

    desk_open(&desk, *state);
    assert_int_equal(
        cb_db_exec(&desk.db,
                   "INSERT INTO entities (key, name, kind, origin) VALUES ('k', 'NOVA', 'work', 'curated');\n"
                   "INSERT INTO aliases VALUES (1, 'Novi', NULL, 'curated');",
                   NULL),
        CB_OK);
    tell(&desk, &SAY);
    desk_check(&desk, "SELECT name, kind, origin FROM entities", 3, "NOVA|work|curated");
    desk_check(&desk, "SELECT alias, origin FROM aliases ORDER BY alias", 2, "Nova|extracted\nNovi|curated");
    desk_close(&desk);
}

static void sources_join_what_articles_say(void **state)
{
    static const struct {
        enum cb_source_kind kind;
        const char *domain;
    } SAID[] = {{CB_SOURCE_OTHER, NULL}, {CB_SOURCE_OUTLET, "b.de"}, {CB_SOURCE_REPORT, "a.de"}};

    for (int first = 0; first < 3; first++) {
        struct desk desk;
        desk_open(&desk, *state);
        for (int i = 0; i < 3; i++) {
            struct draft *draft = draft_of(&desk, "Etwas.");
            draft_source(draft, "Das Blatt", SAID[(first + i) % 3].kind, SAID[(first + i) % 3].domain);
            draft_store(&desk, draft);
        }
        desk_check(&desk, "SELECT id, name, kind, domain FROM sources", 4, "1|Das Blatt|outlet|a.de");
        desk_close(&desk);
    }
}

static void a_rebuild_keeps_ids_and_drops_what_nobody_names(void **state)
{
    static const struct say SAID[] = {{"k", "Alt", CB_ENTITY_OTHER, 1, "Alias"},
                                      {"l", "Bleibt", CB_ENTITY_PERSON, 1, NULL}};
    static const struct say SAID_AGAIN = {"l", "Neu", CB_ENTITY_PLACE, 1, NULL};
    struct desk desk;

    desk_open(&desk, *state);
    tell(&desk, &SAID[0]);
    tell(&desk, &SAID[1]);
    assert_int_equal(
        cb_db_exec(&desk.db,
                   "INSERT INTO sources (name, kind, origin) VALUES ('Weg', 'other', 'extracted'),\n"
                   "('Da', 'other', 'curated')",
                   NULL),
        CB_OK);
    assert_int_equal(cb_db_remake(&desk.db, NULL), CB_OK);
    assert_int_equal(cb_store_begin(desk.store, NULL), CB_OK);
    assert_int_equal(cb_store_reset_names(desk.store, NULL), CB_OK);
    tell(&desk, &SAID_AGAIN);
    assert_int_equal(cb_store_prune_names(desk.store, NULL), CB_OK);
    desk_check(&desk, "SELECT id, key, name, kind FROM entities", 4, "2|l|Neu|place");
    desk_check(&desk, "SELECT alias FROM aliases", 1, ""); /* 'Bleibt' stands in no article any more */
    desk_check(&desk, "SELECT name FROM sources", 1, "Da");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(the_order_of_articles_does_not_matter),
        temp_test(the_same_key_is_the_same_entity),
        temp_test(what_people_decided_stays),
        temp_test(sources_join_what_articles_say),
        temp_test(a_rebuild_keeps_ids_and_drops_what_nobody_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
