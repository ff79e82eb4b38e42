#include "base/str.h"

#include "unit/base/temp.h"

static struct cb_str z(const char *text)
{
    return cb_str_of(text);
}

static void compares_bytes_and_puts_prefixes_first(void **state)
{
    static const struct {
        const char *a, *b;
        int sign;
    } CASES[] = {{"", "", 0}, {"a", "a", 0}, {"", "a", -1}, {"a", "ab", -1}, {"b", "ab", 1}, {"z", "ä", -1}};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int order = cb_str_compare(z(CASES[i].a), z(CASES[i].b));
        if ((order > 0) - (order < 0) != CASES[i].sign)
            fail_msg("'%s' and '%s' compare as %d", CASES[i].a, CASES[i].b, order);
        order = cb_str_compare(z(CASES[i].b), z(CASES[i].a));
        assert_int_equal((order > 0) - (order < 0), -CASES[i].sign);
    }
}

static void splits_at_each_separator(void **state)
{
    static const struct {
        const char *text, *parts; /* parts with '|' behind each */
    } CASES[] = {{"a,b", "a|b|"}, {"a", "a|"}, {"a,", "a||"}, {",", "||"}, {",a,,b", "|a||b|"}, {"", "|"}};
    char joined[64];

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str rest = z(CASES[i].text);
        size_t n = 0;
        while (rest.ptr) {
            struct cb_str part = cb_str_split(&rest, ',');
            n += (size_t)snprintf(joined + n, sizeof joined - n, "%.*s|", CB_STR_ARG(part));
        }
        assert_string_equal(joined, CASES[i].parts);
    }
}

static void trims_white_space_of_ascii_only(void **state)
{
    static const struct {
        const char *text, *trimmed;
    } CASES[] = {{"", ""},
                 {"  ", ""},
                 {" a ", "a"},
                 {"\t\r\na b\v\f", "a b"},
                 {"\xC2\xA0"
                  "a",
                  "\xC2\xA0"
                  "a"}};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_true(cb_str_eq(cb_str_trim(z(CASES[i].text)), z(CASES[i].trimmed)));
}

static void finds_from_a_place_on(void **state)
{
    struct cb_str text = z("abcabc");

    (void)state;
    assert_int_equal(cb_str_find(text, z("bc"), 0), 1);
    assert_int_equal(cb_str_find(text, z("bc"), 1), 1);
    assert_int_equal(cb_str_find(text, z("bc"), 2), 4);
    assert_int_equal(cb_str_find(text, z("bc"), 5), SIZE_MAX);
    assert_int_equal(cb_str_find(text, z("bc"), 99), SIZE_MAX);
    assert_int_equal(cb_str_find(text, z(""), 0), SIZE_MAX);
    assert_int_equal(cb_str_find((struct cb_str){NULL, 0}, z("a"), 0), SIZE_MAX);
}

static void cuts_to_what_is_there(void **state)
{
    struct cb_str text = z("abc");

    (void)state;
    assert_true(cb_str_eq(cb_str_sub(text, 1, 2), z("b")));
    assert_true(cb_str_eq(cb_str_sub(text, 1, 99), z("bc")));
    assert_int_equal(cb_str_sub(text, 3, 1).len, 0);
    assert_int_equal(cb_str_sub((struct cb_str){NULL, 0}, 1, 2).len, 0);
    assert_true(cb_str_starts(text, z("")) && cb_str_starts(text, z("ab")) &&
                !cb_str_starts(text, z("abcd")));
    assert_true(cb_str_ends(text, z("")) && cb_str_ends(text, z("bc")) && !cb_str_ends(text, z("b")));
}

static void hashes_the_same_on_every_machine(void **state)
{
    (void)state;
    assert_int_equal(cb_str_hash(z("")), UINT64_C(0xcbf29ce484222325));
    assert_int_equal(cb_str_hash(z("a")), UINT64_C(0xaf63dc4c8601ec8c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_bytes_and_puts_prefixes_first),
        cmocka_unit_test(splits_at_each_separator),
        cmocka_unit_test(trims_white_space_of_ascii_only),
        cmocka_unit_test(finds_from_a_place_on),
        cmocka_unit_test(cuts_to_what_is_there),
        cmocka_unit_test(hashes_the_same_on_every_machine),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
