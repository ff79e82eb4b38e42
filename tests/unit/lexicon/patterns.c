/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lexicon/patterns.h"

/* A list with the columns of boilerplate.csv: forms, kind, match. */
enum { COLUMNS = 3 };

static const struct cb_str FIELDS[][COLUMNS] = {
    {CB_STR_INIT("read more|reply"), CB_STR_INIT("remains"), CB_STR_INIT("prefix")},
    {CB_STR_INIT("photo:|(photo"), CB_STR_INIT("credit"), CB_STR_INIT("contains")},
    {CB_STR_INIT("politics"), CB_STR_INIT("section"), CB_STR_INIT("line")},
    {CB_STR_INIT("| share |"), CB_STR_INIT("remains"), CB_STR_INIT("suffix")},
    {CB_STR_INIT("related"), CB_STR_INIT("teasers"), CB_STR_INIT("prefix")},
    {CB_STR_INIT("in space"), CB_STR_INIT("remains"), CB_STR_INIT("suffix")},
    {CB_STR_INIT("\xC3\xB6"
                 "ffnen"),
     CB_STR_INIT("remains"), CB_STR_INIT("prefix")},
};
enum { ROWS = sizeof FIELDS / sizeof *FIELDS };

struct fixture {
    struct cb_arena arena;
    struct cb_patterns patterns;
};

static int make(void **state)
{
    static struct fixture f;
    struct cb_list *list = NULL;
    struct cb_list_row *rows;
    struct cb_err err = {0};

    f = (struct fixture){0};
    *state = &f;
    rows = CB_NEW_ARRAY(&f.arena, struct cb_list_row, ROWS);
    for (size_t i = 0; rows && i < ROWS; i++)
        rows[i].fields = FIELDS[i];
    return cb_list_of_names(rows, ROWS, &f.arena, &list, &err) != CB_OK ||
           cb_patterns_make(list, CB_BOILERPLATE_MATCH, &f.arena, &f.patterns, &err) != CB_OK;
}

static int unmake(void **state)
{
    cb_arena_release(&((struct fixture *)*state)->arena);
    return 0;
}

/* The forms of one byte, each behind a '/'. */
static void assert_forms(const struct cb_pattern_index *index, char byte, const char *expected)
{
    char found[200];
    size_t len = 0;
    unsigned char b = (unsigned char)byte;

    for (uint32_t i = index->first[b]; i < index->first[b + 1]; i++) {
        struct cb_str form = index->items[i].form;
        assert_true(len + 1 + form.len < sizeof found);
        found[len++] = '/';
        memcpy(found + len, form.ptr, form.len);
        len += form.len;
    }
    found[len] = '\0';
    assert_string_equal(found, expected);
}

static void finds_by_the_outer_byte(void **state)
{
    const struct cb_patterns *p = &((const struct fixture *)*state)->patterns;

    assert_forms(&p->prefixes, 'r', "/read more/reply/related"); /* in the order of the list */
    assert_forms(&p->prefixes, '\xC3',
                 "/\xC3\xB6"
                 "ffnen");
    assert_forms(&p->prefixes, 'p', ""); /* a whole line is no pattern */
    assert_forms(&p->inner, 'p', "/photo:");
    assert_forms(&p->inner, '(', "/(photo");
    assert_forms(&p->inner, ':', "");
    assert_forms(&p->suffixes, 'e', "/share/in space"); /* empty alternatives are none */
    assert_forms(&p->suffixes, 's', "");
}

static void counts_each_form_once(void **state)
{
    const struct cb_patterns *p = &((const struct fixture *)*state)->patterns;

    assert_int_equal(p->prefixes.first[256], 4);
    assert_int_equal(p->inner.first[256], 2);
    assert_int_equal(p->suffixes.first[256], 2);
}

static void keeps_the_row(void **state)
{
    const struct cb_patterns *p = &((const struct fixture *)*state)->patterns;
    const struct cb_pattern *related = &p->prefixes.items[p->prefixes.first['r'] + 2];

    assert_true(cb_str_eq(related->row->fields[CB_BOILERPLATE_KIND], CB_STR("teasers")));
}

static void an_empty_list_has_none(void **state)
{
    struct cb_arena arena = {0};
    struct cb_patterns none;
    struct cb_list *list = NULL;
    struct cb_err err = {0};

    (void)state;
    assert_int_equal(cb_list_of_names(NULL, 0, &arena, &list, &err), CB_OK);
    assert_int_equal(cb_patterns_make(list, CB_BOILERPLATE_MATCH, &arena, &none, &err), CB_OK);
    assert_forms(&none.prefixes, 'r', "");
    assert_int_equal(none.suffixes.first[256], 0);
    cb_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_by_the_outer_byte, make, unmake),
        cmocka_unit_test_setup_teardown(counts_each_form_once, make, unmake),
        cmocka_unit_test_setup_teardown(keeps_the_row, make, unmake),
        cmocka_unit_test(an_empty_list_has_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
