#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/markup.h"

static void marks_spans(void **state)
{
    static const struct {
        const char *text;
        int64_t start;
        struct cb_mark marks[4];
        size_t count;
        const char *marked;
    } CASES[] = {
        {"Öl kostet.", 0, {{0}}, 0, "Öl kostet."},
        {"", 0, {{0, 3, "a"}}, 1, ""},
        {"Voss sagte: „Ja.“",
         100,
         {{112, 117, "claim"}, {100, 104, "speaker"}, {105, 110, "cue"}},
         3,
         "[speaker Voss] [cue sagte]: [claim „Ja.“]"},
        /* nested, and equal spans in the order given */
        {"so Voss heute",
         0,
         {{0, 13, "frame"}, {3, 7, "speaker"}, {0, 2, "cue"}},
         3,
         "[frame [cue so] [speaker Voss] heute]"},
        {"Voss", 0, {{0, 4, "a"}, {0, 4, "b"}}, 2, "[a [b Voss]]"},
        /* crossing: the inner one goes on behind the outer one */
        {"eins zwei drei", 0, {{0, 9, "a"}, {5, 14, "b"}}, 2, "[a eins [b zwei…]][…b  drei]"},
        {"abcdef", 0, {{0, 3, "x"}, {1, 5, "y"}, {2, 6, "z"}}, 3, "[x a[y b[z c…]…]][…y […z de…]][…z f]"},
        /* cut to the text, empty ones left out */
        {"abc", 10, {{5, 11, "p"}, {12, 20, "q"}, {11, 11, "r"}, {2, 4, "s"}}, 4, "[p a]b[q c]"},
        /* the text's own brackets, line ends and controls */
        {"a [b]\nc\x1b", 0, {{2, 7, "m"}}, 1, "a [m \\[b\\]\n    c]␛"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cb_mark marks[4];
        struct cb_buf out;
        memcpy(marks, CASES[i].marks, sizeof marks);
        cb_buf_init(&out, 1000);
        cb_markup_add(&out, cb_str_of(CASES[i].text), CASES[i].start, marks, CASES[i].count, "    ", false);
        assert_string_equal(out.bytes ? out.bytes : "", CASES[i].marked);
        cb_buf_release(&out);
    }
}

static void colours_signs_only(void **state)
{
    struct cb_mark mark = {0, 1, "m"};
    struct cb_buf out;

    (void)state;
    cb_buf_init(&out, 1000);
    cb_markup_add(&out, CB_STR("ab"), 0, &mark, 1, "", true);
    assert_string_equal(out.bytes, "\033[36m[m \033[0ma\033[36m]\033[0mb");
    cb_buf_release(&out);
}

/* More spans at one place than a reader could follow: the text stays whole, every sign is shut. */
static void survives_deep_nesting(void **state)
{
    struct cb_mark marks[40];
    struct cb_buf out;
    int open = 0;

    (void)state;
    for (int i = 0; i < 40; i++)
        marks[i] = (struct cb_mark){i, 80 - (i % 7), "m"};
    cb_buf_init(&out, 10000);
    cb_markup_add(&out,
                  CB_STR("01234567890123456789012345678901234567890123456789012345678901234567890123456789012"
                         "34567890123456789"),
                  0, marks, 40, "", false);
    for (size_t i = 0; i < out.len; i++) {
        open += out.bytes[i] == '[' ? 1 : out.bytes[i] == ']' ? -1 : 0;
        assert_in_range(open, 0, 16);
    }
    assert_int_equal(open, 0);
    cb_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_spans),
        cmocka_unit_test(colours_signs_only),
        cmocka_unit_test(survives_deep_nesting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
