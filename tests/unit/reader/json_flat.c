#include <jansson.h>

#include "reader/jsonl.h"

#include "unit/base/temp.h"

/* Lines that are read at once say the same as jansson's; all others are left to it. */
static void reads_as_jansson(void **state)
{
    struct temp *temp = *state;
    static const struct {
        const char *line;
        bool flat;
    } CASES[] = {
        {"{\"text\": \"Der Hafen bleibt.\"}", true},
        {" { \"a\" : 1 , \"b\" : null,\t\"c\":true,\"d\":false } \r", true},
        {"{\"text\": \"\"}", true},
        {"{\"\": \"x\"}", true},
        {"{\"a\": \"eins\", \"b\": 2, \"a\": \"drei\"}", true}, /* the last one holds */
        {"{\"a\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", true},
        {"{\"a\": \"x\\u0041\\u00e4\\u20AC\\ud83d\\ude00y\"}", true},
        {"{\"k\\u00e4\\n\": \"\\tund\\t\", \"l\": \"\\u00dc\"}", true},
        {"{\"a\": \"Tür – „auf“\"}", true},
        {"{\"a\": 0, \"b\": -17, \"c\": 999999999999999999}", true},
        {"{\"a\": 1000000000000000000}", false},
        {"{\"a\": -0}", false},
        {"{\"a\": 01}", false},
        {"{\"a\": 1.5}", false},
        {"{\"a\": 1e3}", false},
        {"{\"a\": -}", false},
        {"{\"a\": 12", false},
        {"{}", false},
        {"[\"a\"]", false},
        {"\"a\"", false},
        {"", false},
        {"{", false},
        {"{\"a\"", false},
        {"{\"a\":", false},
        {"{\"a\": [\"b\"]}", false},
        {"{\"a\": {\"b\": 1}}", false},
        {"{\"a\": \"b\",}", false},
        {"{\"a\": \"b\"} x", false},
        {"{\"a\": \"b\" \"c\"}", false},
        {"{\"a\" \"b\"}", false},
        {"{a: 1}", false},
        {"{\"a\": nul}", false},
        {"{\"a\": trueish}", false},
        {"{\"a\": \"b}", false},
        {"{\"a\": \"b\\\"}", false},
        {"{\"a\": \"b\tc\"}", false},
        {"{\"a\": \"\\x\"}", false},
        {"{\"a\": \"\\u12\"}", false},
        {"{\"a\": \"\\u12g4\"}", false},
        {"{\"a\": \"\\u0000\"}", false},
        {"{\"a\": \"\\ud83d\"}", false},
        {"{\"a\": \"\\ud83dx\"}", false},
        {"{\"a\": \"\\ud83d\\u0041\"}", false},
        {"{\"a\": \"\\ude00\"}", false},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str line = cb_str_of(CASES[i].line);
        json_t *flat = cb_json_flat(line, &temp->arena), *whole = json_loadb(line.ptr, line.len, 0, NULL);
        if (!flat != !CASES[i].flat || (flat && !json_equal(flat, whole)))
            fail_msg("%s", CASES[i].line);
        json_decref(flat);
        json_decref(whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(reads_as_jansson),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
