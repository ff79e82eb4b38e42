/* What cannot be corrected so: each value, each way of naming an entity, with its reason; and nothing is left
 * behind. */
#include "unit/engine/corrections.h"

#define TEXT                                                                                                 \
    "Der Hafen wird gesperrt\n\n\u201eWir warten nicht l\u00e4nger\u201c, sagte Hafenmeisterin Berta "       \
    "Ohlsen am "                                                                                             \
    "Montag. Die Sperrung kostet rund 20 Millionen Euro, erkl\u00e4rte Ohlsen. Der Reeder Karl Stumm "       \
    "nannte "                                                                                                \
    "das falsch. "

static const struct {
    struct cb_correction correction;
    enum cb_correction_outcome outcome;
    const char *says;
} CASES[] = {
    {{.action = "merge", .table = "entities", .key = "Chefin", .values = "{\"into\": \"Karl Stumm\"}"},
     CB_CORRECTION_REFUSED,
     "'Chefin' may mean "},
    {{.action = "merge", .table = "entities", .key = "Karl Stumm", .values = "{\"into\": \"Chefin\"}"},
     CB_CORRECTION_REFUSED,
     "into: 'Chefin' may mean "},
    {{.action = "merge", .table = "entities", .key = "Karl Stumm", .values = "{}"},
     CB_CORRECTION_REFUSED,
     "say into which entity it goes"},
    {{.action = "merge", .table = "entities", .key = "Karl Stumm", .values = "{\"into\": \"Karl Stumm\"}"},
     CB_CORRECTION_NEEDLESS,
     "these two are one entity already"},
    {{.action = "merge", .table = "entities", .key = "Karl Stumm", .values = "{\"from\": \"Berta Ohlsen\"}"},
     CB_CORRECTION_REFUSED,
     "entities has no field 'from'"},
    {{.action = "merge", .table = "entities", .key = "Karl Stumm", .values = "{\"into\": 7}"},
     CB_CORRECTION_REFUSED,
     "into: is no text"},
    {{.action = "merge", .table = "entities", .key = "Karl Stumm", .values = "{\"into\": \" \"}"},
     CB_CORRECTION_REFUSED,
     "into: cannot be empty"},
    {{.action = "split", .table = "entities", .key = "Karl Stumm", .values = "{}"},
     CB_CORRECTION_REFUSED,
     "say from which entity it differs, or which one is meant in which article"},
    {{.action = "split",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"from\": \"Berta Ohlsen\", \"kind\": \"person\"}"},
     CB_CORRECTION_REFUSED,
     "say from which entity it differs"},
    {{.action = "split", .table = "entities", .key = "Karl Stumm", .values = "{\"to\": \"Berta Ohlsen\"}"},
     CB_CORRECTION_REFUSED,
     "say from which entity it differs"},
    {{.action = "split", .table = "entities", .key = "Karl Stumm", .values = "{\"from\": \"Niemand\"}"},
     CB_CORRECTION_REFUSED,
     "from: there is no entity 'Niemand'"},
    {{.action = "split",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"to\": \"Chefin\", \"article\": 1}"},
     CB_CORRECTION_REFUSED,
     "'Chefin' may mean "},
    {{.action = "split",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"to\": \"Otto Neu\", \"article\": 1}"},
     CB_CORRECTION_REFUSED,
     "there is no entity 'Otto Neu'; say what it is (kind) to make it"},
    {{.action = "split",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"to\": \"---\", \"article\": 1, \"kind\": \"person\"}"},
     CB_CORRECTION_REFUSED,
     "'---' has neither letter nor digit"},
    {{.action = "split",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"to\": \"Karl Stumm\", \"article\": 1}"},
     CB_CORRECTION_REFUSED,
     "'Karl Stumm' is the same entity"},
    {{.action = "split",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"to\": \"Berta Ohlsen\", \"article\": 99}"},
     CB_CORRECTION_REFUSED,
     "there is no article 99"},
    {{.action = "split",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"to\": \"Berta Ohlsen\", \"article\": \"eins\"}"},
     CB_CORRECTION_REFUSED,
     "article: is no number"},
    {{.action = "rename", .table = "entities", .key = "Karl Stumm", .values = "{}"},
     CB_CORRECTION_REFUSED,
     "say its new name"},
    {{.action = "rename", .table = "entities", .key = "Karl Stumm", .values = "{\"name\": \"Karl Stumm\"}"},
     CB_CORRECTION_NEEDLESS,
     "it has this name already"},
    {{.action = "rename", .table = "entities", .key = "Karl Stumm", .values = "{\"name\": \"\"}"},
     CB_CORRECTION_REFUSED,
     "name: cannot be empty"},
    {{.action = "rename", .table = "entities", .key = "Karl Stumm", .values = "{\"name\": [\"Karl\"]}"},
     CB_CORRECTION_REFUSED,
     "name: is no text"},
    {{.action = "rename",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"name\": \"Karl Strumm\"}",
      .expected = "{\"name\": \"Karl Stamm\"}"},
     CB_CORRECTION_STALE,
     "name is "},
    {{.action = "rename",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"name\": \"Karl Strumm\"}",
      .expected = "{\"kind\": \"mensch\"}"},
     CB_CORRECTION_STALE,
     "is not one of "},
    {{.action = "kind", .table = "entities", .key = "Karl Stumm", .values = "{}"},
     CB_CORRECTION_REFUSED,
     "say its new kind"},
    {{.action = "kind", .table = "entities", .key = "Karl Stumm", .values = "{\"kind\": \"person\"}"},
     CB_CORRECTION_NEEDLESS,
     "it has this kind already"},
    {{.action = "kind", .table = "entities", .key = "Karl Stumm", .values = "{\"kind\": \"pers\"}"},
     CB_CORRECTION_REFUSED,
     "kind: 'pers' is not one of person"},
    {{.action = "kind",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"kind\": \"person|organization\"}"},
     CB_CORRECTION_REFUSED,
     "is not one of person"},
    {{.action = "alias add", .table = "entities", .key = "Karl Stumm", .values = "{}"},
     CB_CORRECTION_REFUSED,
     "say which alias"},
    {{.action = "alias add", .table = "entities", .key = "Anna Ohlsen", .values = "{\"alias\": \"Chefin\"}"},
     CB_CORRECTION_NEEDLESS,
     "it has this alias already"},
    {{.action = "alias remove",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"alias\": \"Karlchen\"}"},
     CB_CORRECTION_REFUSED,
     "'Karlchen' is none of its aliases"},
    {{.action = "alias remove",
      .table = "entities",
      .key = "Karl Stumm",
      .values = "{\"name\": \"Karlchen\"}"},
     CB_CORRECTION_REFUSED,
     "entities has no field 'name'"},
    {{.action = "add", .table = "entities", .key = "", .values = "{\"kind\": \"person\"}"},
     CB_CORRECTION_REFUSED,
     "name the entity, and say what it is: its kind"},
    {{.action = "add", .table = "entities", .key = "  ", .values = "{\"kind\": \"person\"}"},
     CB_CORRECTION_REFUSED,
     "name the entity, and say what it is: its kind"},
    {{.action = "add", .table = "entities", .key = "Otto Neu", .values = "{}"},
     CB_CORRECTION_REFUSED,
     "name the entity, and say what it is: its kind"},
    {{.action = "add", .table = "entities", .key = "Otto Neu", .values = "{\"kind\": null}"},
     CB_CORRECTION_REFUSED,
     "kind: cannot be empty"},
    {{.action = "add", .table = "entities", .key = "?!", .values = "{\"kind\": \"person\"}"},
     CB_CORRECTION_REFUSED,
     "'?!' has neither letter nor digit"},
    {{.action = "add", .table = "entities", .key = "Otto Neu", .values = "{\"into\": \"x\"}"},
     CB_CORRECTION_REFUSED,
     "entities has no field 'into'"},
    {{.action = "confirm", .table = "entities", .id = 99},
     CB_CORRECTION_REFUSED,
     "entities 99: there is no such row"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"low\": \"viel\"}"},
     CB_CORRECTION_REFUSED,
     "low: is no number"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"low\": true}"},
     CB_CORRECTION_REFUSED,
     "low: is no number"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"low\": [1]}"},
     CB_CORRECTION_REFUSED,
     "low: is no number"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"high\": \"1,5\"}"},
     CB_CORRECTION_REFUSED,
     "high: is no number"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"approximate\": 2}"},
     CB_CORRECTION_REFUSED,
     "approximate: is neither 0 nor 1"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"approximate\": \"ja\"}"},
     CB_CORRECTION_REFUSED,
     "approximate: is neither 0 nor 1"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"approximate\": {}}"},
     CB_CORRECTION_REFUSED,
     "approximate: is neither 0 nor 1"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"bound\": \"circa\"}"},
     CB_CORRECTION_REFUSED,
     "bound: 'circa' is not one of "},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"bound\": \"range|about\"}"},
     CB_CORRECTION_REFUSED,
     "bound: 'range|about' is not one of "},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"date_low\": \"2025-3-1\"}"},
     CB_CORRECTION_REFUSED,
     "date_low: '2025-3-1' is no day"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"date_low\": \"2025/03/01\"}"},
     CB_CORRECTION_REFUSED,
     "date_low: '2025/03/01' is no day"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"date_low\": \"20x5-03-01\"}"},
     CB_CORRECTION_REFUSED,
     "date_low: '20x5-03-01' is no day"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"date_low\": \"2025-13-01\"}"},
     CB_CORRECTION_REFUSED,
     "date_low: '2025-13-01' is no day"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"kind\": \"\"}"},
     CB_CORRECTION_REFUSED,
     "kind: cannot be empty"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"entity\": \"Chefin\"}"},
     CB_CORRECTION_REFUSED,
     "entity: 'Chefin' may mean "},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"entity\": {\"key\": \"x\"}}"},
     CB_CORRECTION_REFUSED,
     "entity: is no text"},
    {{.action = "set", .table = "figures", .id = 1, .values = "{\"value\": \"viel\"}"},
     CB_CORRECTION_REFUSED,
     "is no number"},
    {{.action = "set", .table = "figures", .id = 1, .values = "[]"}, CB_CORRECTION_REFUSED, "no JSON object"},
    {{.action = "set", .table = "figures", .id = 1, .values = "7"}, CB_CORRECTION_REFUSED, "no JSON object"},
    {{.action = "set", .table = "claims", .id = 1, .values = "{\"about\": \"Karl Stumm; Niemand\"}"},
     CB_CORRECTION_REFUSED,
     "about: there is no entity 'Niemand'"},
    {{.action = "set", .table = "claims", .id = 1, .values = "{\"about\": \"Karl Stumm; Chefin\"}"},
     CB_CORRECTION_REFUSED,
     "about: 'Chefin' may mean "},
    {{.action = "set", .table = "claims", .id = 1, .values = "{\"medium\": \"rauch\"}"},
     CB_CORRECTION_REFUSED,
     "medium: 'rauch' is not one of "},
    {{.action = "set", .table = "claims", .id = 1, .values = "{\"no_speaker\": \"keiner\"}"},
     CB_CORRECTION_REFUSED,
     "no_speaker: 'keiner' is not one of "},
    {{.action = "set", .table = "claims", .id = 1, .values = "{\"value\": 3}"},
     CB_CORRECTION_REFUSED,
     "claims has no field 'value'"},
    {{.action = "set", .table = "claims|figures", .id = 1, .values = "{}"},
     CB_CORRECTION_REFUSED,
     "there is no correction 'set' of claims|figures"},
    {{.action = "set", .table = "", .id = 1, .values = "{}"},
     CB_CORRECTION_REFUSED,
     "there is no correction 'set' of "},
    {{.action = "rename", .table = "claims", .id = 1, .values = "{}"},
     CB_CORRECTION_REFUSED,
     "there is no correction 'rename' of claims"},
};

static void must_correct(struct bench *bench, const char *action, const char *key, const char *values)
{
    struct cb_correction correction = {.action = action, .table = "entities", .key = key, .values = values};
    struct cb_correction_result result = correct(bench, correction);

    if (result.outcome != CB_CORRECTED)
        fail_msg("%s %s: %s", action, key, result.message);
}

static void refuses(void **state)
{
    struct bench bench;
    char *before;
    int64_t count;
    size_t wrong = 0;

    bench_open(&bench, *state, "kb.db");
    temp_file(*state, "hafen.txt", TEXT);
    import(&bench, temp_path(*state, "hafen.txt"));
    must_correct(&bench, "add", "Anna Ohlsen", "{\"kind\": \"person\"}");
    must_correct(&bench, "alias add", "Anna Ohlsen", "{\"alias\": \"Chefin\"}");
    must_correct(&bench, "alias add", "Berta Ohlsen", "{\"alias\": \"Chefin\"}");
    rebuild(&bench);
    before = extracted(&bench);
    count = bench_number(&bench, "SELECT count(*) FROM corrections");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_correction c = CASES[i].correction;
        struct cb_correction_result result = correct(&bench, c);
        if (result.outcome != CASES[i].outcome || !strstr(result.message, CASES[i].says)) {
            print_error("%s %s %s %s: outcome %d, '%s'\n", c.action, c.table, c.key ? c.key : "",
                        c.values ? c.values : "", (int)result.outcome, result.message);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    check_same("refused", before, extracted(&bench));
    assert_int_equal(bench_number(&bench, "SELECT count(*) FROM corrections"), count);
    bench_verify(&bench, NULL);
    cb_free(before);
    bench_close(&bench);
}

/* What may be written in more than one way. */
static void takes_values_as_people_write_them(void **state)
{
    static const struct {
        const char *table, *values, *sql;
    } TAKEN[] = {
        {"figures", "{\"low\": \"1.5\", \"high\": 2}",
         "SELECT low = 1.5 AND high = 2 FROM figures WHERE id = 1"},
        {"figures", "{\"value\": \"7\"}", "SELECT low = 7 AND high = 7 FROM figures WHERE id = 1"},
        {"figures", "{\"approximate\": true}", "SELECT approximate = 1 FROM figures WHERE id = 1"},
        {"figures", "{\"approximate\": \"0\"}", "SELECT approximate = 0 FROM figures WHERE id = 1"},
        {"figures", "{\"what\": \" \"}", "SELECT what IS NULL FROM figures WHERE id = 1"},
        {"figures", "{\"unit\": null}", "SELECT unit IS NULL FROM figures WHERE id = 1"},
        {"figures", "{\"entity\": \" Karl Stumm \"}",
         "SELECT (SELECT name FROM entities WHERE id = entity_id) = 'Karl Stumm' FROM figures WHERE id = 1"},
        {"claims", "{\"about\": \"Karl Stumm;; Berta Ohlsen \"}",
         "SELECT count(*) = 2 FROM claim_entities WHERE claim_id = 1 AND role = 'about'"},
        {"claims", "{\"about\": \"\"}",
         "SELECT count(*) = 0 FROM claim_entities WHERE claim_id = 1 AND role = 'about'"},
    };
    struct bench bench;

    bench_open(&bench, *state, "kb.db");
    temp_file(*state, "hafen.txt", TEXT);
    import(&bench, temp_path(*state, "hafen.txt"));
    for (size_t i = 0; i < sizeof TAKEN / sizeof *TAKEN; i++) {
        struct cb_correction_result result = correct(
            &bench, (struct cb_correction){
                        .action = "set", .table = TAKEN[i].table, .id = 1, .values = TAKEN[i].values});
        if (result.outcome > CB_CORRECTION_NEEDLESS)
            fail_msg("%s: %s", TAKEN[i].values, result.message);
        if (bench_number(&bench, TAKEN[i].sql) != 1)
            fail_msg("%s: it is not so", TAKEN[i].values);
    }
    bench_verify(&bench, NULL);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(refuses),
        temp_test(takes_values_as_people_write_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
