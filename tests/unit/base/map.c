#include "base/map.h"

#include "unit/base/temp.h"

enum { MANY = 20000 };

static void finds_what_was_added_and_nothing_else(void **state)
{
    struct cb_arena arena = {0};
    struct cb_map map = {0};

    (void)state;
    assert_null(cb_map_find(&map, CB_STR("a")));
    for (uint32_t i = 0; i < MANY; i++) {
        bool added;
        uint32_t *value = cb_map_add(&arena, &map, cb_arena_printf(&arena, "key %u", i), &added);
        assert_non_null(value);
        assert_true(added);
        assert_int_equal(*value, 0);
        *value = i;
    }
    assert_int_equal(map.count, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(*cb_map_find(&map, cb_arena_printf(&arena, "key %u", i)), i);
    assert_int_equal(*cb_map_find_hash(&map, CB_STR("key 7"), (uint32_t)cb_str_hash_quick(CB_STR("key 7"))),
                     7);
    assert_null(cb_map_find(&map, CB_STR("key")));
    cb_arena_release(&arena);
}

static void adds_a_key_once(void **state)
{
    struct cb_arena arena = {0};
    struct cb_map map = {0};
    bool added;

    (void)state;
    *cb_map_add(&arena, &map, CB_STR("a"), NULL) = 7;
    assert_int_equal(*cb_map_add(&arena, &map, CB_STR("a"), &added), 7);
    assert_false(added);
    /* the empty key is a key */
    *cb_map_add(&arena, &map, (struct cb_str){NULL, 0}, &added) = 8;
    assert_true(added);
    assert_int_equal(*cb_map_find(&map, CB_STR("")), 8);
    assert_int_equal(map.count, 2);
    cb_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_added_and_nothing_else),
        cmocka_unit_test(adds_a_key_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
