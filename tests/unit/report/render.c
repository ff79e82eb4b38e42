#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "report/render.h"

static void writes_reals_short_and_exact(void **state)
{
    static const struct {
        double value;
        const char *text;
    } CASES[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-7, "-7"},
        {0.5, "0.5"},
        {0.1, "0.1"},
        {-12.25, "-12.25"},
        {2.675, "2.675"},
        {100, "100"},
        {10000000000.0, "10000000000"},
        {123456789012345.0, "123456789012345"},
        {9007199254740993.0, "9007199254740992"},
        {1e20, "100000000000000000000"},
        {1e21, "1e21"},
        {1.5e300, "1.5000000000000001e300"},
        {0.0000001, "0.0000001"},
        {1.5e-9, "1.5e-9"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3, "0.33333333333333331"},
        {INFINITY, "Infinity"},
        {-INFINITY, "-Infinity"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_buf out;
        cb_buf_init(&out, 100);
        cb_render_real(&out, CASES[i].value);
        assert_string_equal(out.bytes, CASES[i].text);
        cb_buf_release(&out);
    }
}

static void makes_text_harmless(void **state)
{
    static const struct {
        const char *text, *shown;
    } CASES[] = {
        {"Öl für 5 €", "Öl für 5 €"},
        {"a\nb\tc", "a↵b c"},
        {"\x1b[31mrot\x07", "␛[31mrot␇"},
        {"\x7f", "␡"},
        {"a\302\23331m", "a<U+009B>31m"},
        {"a\342\200\256b\342\200\254", "a<U+202E>b<U+202C>"},
        {"a\342\201\246b\342\201\251", "a<U+2066>b<U+2069>"},
        {"Mit\u00adarbeiter", "Mitarbeiter"},
        {"a\u200b\ufeffb", "ab"},
        {"\u2028", "↵"},
        {"a\377b\303", "a\ufffdb\ufffd"},
        {"👩\u200d🚒", "👩\u200d🚒"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_buf out;
        cb_buf_init(&out, 100);
        cb_render_visible(&out, cb_str_of(CASES[i].text));
        assert_string_equal(out.bytes, CASES[i].shown);
        cb_buf_release(&out);
    }
}

static void mends_broken_text(void **state)
{
    struct cb_buf out;

    (void)state;
    cb_buf_init(&out, 100);
    cb_render_valid(&out, CB_STR("\360\237 z\n\355\240\200ä"));
    assert_string_equal(out.bytes, "\ufffd z\n\ufffd\ufffd\ufffdä");
    cb_buf_release(&out);
}

static void measures_columns_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(cb_render_width(CB_STR("")), 0);
    assert_int_equal(cb_render_width(CB_STR("Größe")), 5);
    assert_int_equal(cb_render_width(CB_STR("e\u0301nde")), 4);
    assert_int_equal(cb_render_width(CB_STR("漢字")), 4);
    assert_int_equal(cb_render_width(CB_STR("„Öl“ …")), 6);
}

static void breaks_lines_at_words(void **state)
{
    static const struct {
        const char *text;
        size_t width;
        const char *lines;
    } CASES[] = {
        {"", 5, ""},
        {"kurz", 5, "kurz"},
        {"eins zwei drei", 9, "eins zwei|drei"},
        {"eins zwei drei", 8, "eins|zwei|drei"},
        {"Überübergrößen da", 5, "Überü|bergr|ößen|da"},
        {"漢字漢字", 3, "漢|字|漢|字"},
        {"漢", 1, "漢"},
        {"a b", 0, "a|b"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_buf out;
        cb_buf_init(&out, 100);
        cb_render_wrapped(&out, cb_str_of(CASES[i].text), CASES[i].width, "|");
        assert_string_equal(out.bytes ? out.bytes : "", CASES[i].lines);
        cb_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_reals_short_and_exact),
        cmocka_unit_test(makes_text_harmless),
        cmocka_unit_test(mends_broken_text),
        cmocka_unit_test(measures_columns_of_a_terminal),
        cmocka_unit_test(breaks_lines_at_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
