#include "reader/layout.h"

#include "unit/base/temp.h"

static struct cb_passage *add(struct cb_document *doc, enum cb_passage_kind kind, uint32_t start,
                              uint32_t end)
{
    struct cb_passage *passage = CB_PUSH(doc->arena, &doc->passages);

    assert_non_null(passage);
    *passage = (struct cb_passage){.kind = kind, .span = {start, end}};
    return passage;
}

static void comes_back_as_it_was(void **state)
{
    struct temp *temp = *state;
    struct cb_document doc = {.arena = &temp->arena, .text = CB_STR("Füße\n\nÄrger im Süden\n\nEnde")};

    add(&doc, CB_PASSAGE_HEADLINE, 0, 6);
    add(&doc, CB_PASSAGE_BODY, 8, 25);
    assert_int_equal(cb_layout_write(&doc, NULL), CB_OK);
    assert_true(cb_str_eq(doc.layout, CB_STR("headline 0 4\nbody 6 21")));
    assert_int_equal(cb_layout_read(&doc, NULL), CB_OK);
    assert_int_equal(doc.passages.count, 2);
    assert_int_equal(doc.passages.items[1].span.start, 8);
    assert_int_equal(doc.passages.items[1].span.end, 25);
    assert_string_equal(doc.passages.items[0].rule, "any.passage.marked-headline");
}

static void leaves_out_what_does_not_fit(void **state)
{
    struct temp *temp = *state;
    struct cb_document doc = {
        .arena = &temp->arena,
        .text = CB_STR("Ärger"),
        .layout = CB_STR("body 0 2\nfoot 2 3\nbody 4 3\nbody 1 2\nbody\nbody 2 99\nbody x 3\n"),
    };

    assert_int_equal(cb_layout_read(&doc, NULL), CB_OK);
    assert_int_equal(doc.passages.count, 1);
    assert_int_equal(doc.passages.items[0].span.end, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(comes_back_as_it_was),
        temp_test(leaves_out_what_does_not_fit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
