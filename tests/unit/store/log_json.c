/* JSON of the log of corrections: one form of a value, and what a target lacks. */
#include "store/log_json.h"

#include "unit/base/temp.h"

static void writes_one_form(void **state)
{
    static const struct {
        const char *value, *text;
    } CASES[] = {
        {" { \"a\" : [ 1 , true , null ] } ", "{\"a\":[1,true,null]}"},
        {"0.1", "0.1"},
        {"0.30000000000000004", "0.30000000000000004"}, /* another number than 0.3 */
        {"1e21", "1e21"},
        {"2.50", "2.5"},
        {"12", "12"},
        {"\"M\u00fcll\"", "\"M\xc3\xbcll\""},
        {"\"a\\u0007b\"", "\"a\\u0007b\""},
    };
    struct cb_arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        json_t *value = json_loads(CASES[i].value, JSON_DECODE_ANY, NULL);
        struct cb_str text = cb_json_text(&arena, value);
        assert_non_null(text.ptr);
        assert_string_equal(text.ptr, CASES[i].text);
        assert_int_equal(text.len, strlen(CASES[i].text));
        json_decref(value);
    }
    assert_null(cb_json_text(&arena, NULL).ptr);
    cb_arena_release(&arena);
}

static void tells_what_a_target_lacks(void **state)
{
    static const struct {
        const char *table, *target, *missing;
    } CASES[] = {
        {"claims", "{\"sha256\": \"ab\", \"start\": 3, \"end\": 9}", NULL},
        {"claims", "{\"start\": 3, \"end\": 9}", "sha256"},
        {"claims", "{\"sha256\": \"ab\", \"start\": 3.5, \"end\": 9}", "start"},
        {"claims", "{\"sha256\": \"ab\", \"start\": 3, \"end\": null}", "end"},
        {"articles", "{\"sha256\": \"ab\"}", NULL},
        {"articles", "{\"path\": \"a.txt\"}", "sha256"},
        {"entities", "{\"key\": \"person/anna-berg\"}", NULL},
        {"entities", "{\"name\": \"Anna Berg\"}", "key"},
        {"corrections", "{\"uid\": \"1\"}", NULL},
        {"corrections", "{\"uid\": 1}", "uid"},
        {"positions", "[]", "sha256"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        json_t *target = json_loads(CASES[i].target, 0, NULL);
        const char *missing = cb_target_missing(target, CASES[i].table);
        if ((missing == NULL) != (CASES[i].missing == NULL) ||
            (missing && strcmp(missing, CASES[i].missing) != 0))
            fail_msg("%s %s: lacks %s", CASES[i].table, CASES[i].target, missing ? missing : "nothing");
        json_decref(target);
    }
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(writes_one_form),
        cmocka_unit_test(tells_what_a_target_lacks),
    };

    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
