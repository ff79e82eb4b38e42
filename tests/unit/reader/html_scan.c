#include "reader/html_scan.h"

#include "base/buf.h"
#include "base/limits.h"
#include "unit/base/temp.h"

static struct cb_str scan(struct temp *temp, const char *page)
{
    struct cb_html_scan out = {0};

    assert_int_equal(cb_html_scan(cb_str_of(page), &temp->arena, &out, NULL), CB_OK);
    return out.markup;
}

static void drops_what_is_no_text(void **state)
{
    static const struct {
        const char *page, *left;
    } CASES[] = {
        {"a<script>b</script>c", "a c"},
        {"a<SCRIPT>b</ScRiPt >c", "a c"},
        {"a<script>'</scripts>'</script>c", "a c"},
        {"a<style>b</style><svg><title>c</title></svg>d", "a  d"},
        {"a<svg/>b", "ab"},
        {"a<!-- <p>b --><!doctype x>c", "ac"},
        {"a<!-- b", "a b"},
        {"a < b <3", "a &lt; b &lt;3"},
        {"<p title='a > b'>c</p>", "<p title='a > b'>c</p>"},
        {"a</b>c", "ac"},
        {"<b>a</b></b>c", "<b>a</b>c"},
        {"<p>a</p></p>", "<p>a</p></p>"},
        {"a<scripture>b</scripture>", "a<scripture>b</scripture>"},
        {"a<p title=\"b>c</p>d", "a<p title=\"b>c</p>d"},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_str left = scan(*state, CASES[i].page);
        if (!cb_str_eq(left, cb_str_of(CASES[i].left)))
            fail_msg("'%s' leaves '%.*s'", CASES[i].page, CB_STR_ARG(left));
    }
}

static void keeps_json_ld_and_where_it_was_saved(void **state)
{
    struct temp *temp = *state;
    struct cb_html_scan out = {0};

    assert_int_equal(cb_html_scan(CB_STR("<!-- saved from url=(0021)https://bote.example/ -->"
                                         "<script type='application/ld+json'>{}</script><script>x</script>"
                                         "<script type=\"application/LD+JSON\" id=a>[1]</script>"),
                                  &temp->arena, &out, NULL),
                     CB_OK);
    assert_int_equal(out.scripts.count, 2);
    assert_true(cb_str_eq(out.scripts.items[0], CB_STR("{}")));
    assert_true(cb_str_eq(out.scripts.items[1], CB_STR("[1]")));
    assert_true(cb_str_eq(out.canonical, CB_STR("https://bote.example/")));
}

static void flattens_what_is_too_deep(void **state)
{
    struct temp *temp = *state;
    struct cb_buf page;
    struct cb_str left;

    cb_buf_init(&page, 1 << 20);
    for (int i = 0; i < CB_HTML_DEPTH_MAX + 10; i++)
        cb_buf_add_z(&page, "<div>");
    cb_buf_add_z(&page, "a");
    left = scan(temp, page.bytes);
    assert_int_equal(left.len, CB_HTML_DEPTH_MAX * 5 + 1);
    cb_buf_release(&page);
}

static struct cb_str decode(struct temp *temp, struct cb_str bytes)
{
    struct cb_str out;

    assert_int_equal(cb_html_decode("page", bytes, &temp->arena, &out, NULL, NULL), CB_OK);
    return out;
}

static void assert_holds(struct cb_str text, const char *part)
{
    if (cb_str_find(text, cb_str_of(part), 0) == SIZE_MAX)
        fail_msg("'%s' is not in '%.*s'", part, CB_STR_ARG(text));
}

static void decodes_by_mark_then_bytes_then_declaration(void **state)
{
    struct temp *temp = *state;

    assert_holds(decode(temp, CB_STR("<meta charset=iso-8859-1>M\xC3\xA4rz")),
                 "März"); /* the bytes are UTF-8 */
    assert_holds(decode(temp, CB_STR("<meta charset=iso-8859-1>M\xE4rz \x84x\x93")), "März „x“");
    assert_holds(decode(temp, CB_STR("M\xE4rz")), "März");
    assert_holds(
        decode(temp, CB_STR("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-15'>\xA4")),
        "€");
    assert_holds(decode(temp, CB_STR("<meta charset='windows-1251'>\xCC\xE8\xF0")), "Мир");
    assert_holds(decode(temp, CB_STR("<meta charset=utf-8>B\xC3\xA4r, M\xC3\xBChle, \xFC!")),
                 "Bär, Mühle, ü!");
    assert_holds(decode(temp, CB_STR("<meta charset=no-such-charset>M\xE4rz")), "März");
    assert_holds(decode(temp, CB_STR("\xFF\xFE<\0p\0>\0\xE4\0")), "<p>ä");
    assert_holds(decode(temp, CB_STR("<\0h\0t\0m\0l\0>\0<\0p\0>\0a\0b\0c\0\xE4\0")), "<html><p>abcä");
}

static void finds_the_declared_charset(void **state)
{
    (void)state;
    assert_true(cb_str_eq(cb_html_declared_charset(CB_STR("<META CharSet = 'x-a' >")), CB_STR("x-a")));
    assert_null(cb_html_declared_charset(CB_STR("<p>charset</p>")).ptr);
    assert_null(cb_html_declared_charset(CB_STR("")).ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(drops_what_is_no_text),
        temp_test(keeps_json_ld_and_where_it_was_saved),
        temp_test(flattens_what_is_too_deep),
        temp_test(decodes_by_mark_then_bytes_then_declaration),
        cmocka_unit_test(finds_the_declared_charset),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
