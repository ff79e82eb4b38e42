#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>

#include "unit/base/temp.h"

CB_LIST_TYPE(numbers, int)

static void gives_zeroed_aligned_memory(void **state)
{
    static const size_t SIZES[] = {0, 1, 7, 16, 1000, 300 * 1024, 3};
    struct cb_arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        unsigned char *memory = cb_arena_alloc(&arena, SIZES[i]);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
        for (size_t k = 0; k < SIZES[i]; k++)
            assert_int_equal(memory[k], 0);
        memset(memory, 0xAA, SIZES[i]);
    }
    cb_arena_release(&arena);
}

static void gives_used_memory_back_zeroed(void **state)
{
    struct cb_arena arena = {0};
    struct cb_arena_mark mark;
    unsigned char *first, *again;

    (void)state;
    assert_non_null(cb_arena_alloc(&arena, 10));
    mark = cb_arena_mark(&arena);
    first = cb_arena_alloc(&arena, 100);
    memset(first, 0xAA, 100);
    assert_non_null(cb_arena_alloc(&arena, 1024 * 1024)); /* a chunk of its own */
    cb_arena_rewind(&arena, mark);
    again = cb_arena_alloc(&arena, 100);
    assert_ptr_equal(first, again);
    for (int i = 0; i < 100; i++)
        assert_int_equal(again[i], 0);
    cb_arena_release(&arena);
}

static void grows_with_zeroed_items_in_used_memory(void **state)
{
    struct cb_arena arena = {0};
    struct cb_arena_mark mark;
    struct numbers list = {0};

    (void)state;
    assert_non_null(cb_arena_alloc(&arena, 10));
    mark = cb_arena_mark(&arena);
    memset(CB_NEW_ARRAY_UNSET(&arena, int, 1000), 0xAA, 1000 * sizeof(int));
    cb_arena_rewind(&arena, mark);
    for (int i = 0; i < 40; i++) {
        int *item = CB_PUSH(&arena, &list);
        assert_non_null(item);
        assert_int_equal(*item, 0);
        *item = i;
    }
    for (int i = 0; i < 40; i++)
        assert_int_equal(list.items[i], i);
    cb_arena_release(&arena);
}

static void copies_end_with_a_zero_byte(void **state)
{
    struct cb_arena arena = {0};
    struct cb_arena_mark mark;

    (void)state;
    assert_non_null(cb_arena_alloc(&arena, 10));
    mark = cb_arena_mark(&arena);
    memset(cb_arena_alloc(&arena, 100), 0xAA, 100);
    cb_arena_rewind(&arena, mark);
    assert_string_equal(cb_arena_z(&arena, CB_STR("abc")), "abc");
    assert_string_equal(cb_arena_join(&arena, CB_STR("a"), CB_STR("bc")).ptr, "abc");
    assert_string_equal(cb_arena_z(&arena, (struct cb_str){NULL, 0}), "");
    cb_arena_release(&arena);
}

static void keeps_one_chunk_when_cleared(void **state)
{
    struct cb_arena arena = {0};
    void *first;

    (void)state;
    first = cb_arena_alloc(&arena, 10);
    assert_non_null(cb_arena_alloc(&arena, 1024 * 1024));
    cb_arena_clear(&arena);
    assert_ptr_equal(cb_arena_alloc(&arena, 10), first);
    cb_arena_release(&arena);
    assert_null(arena.head);
    cb_arena_clear(&arena); /* fine when empty */
}

static void refuses_sizes_that_do_not_fit(void **state)
{
    struct cb_arena arena = {0};

    (void)state;
    assert_null(cb_arena_alloc(&arena, SIZE_MAX));
    assert_null(cb_arena_array(&arena, SIZE_MAX / 4, 16));
    assert_null(cb_arena_join(&arena, (struct cb_str){"", SIZE_MAX / 2}, CB_STR("a")).ptr);
    cb_arena_release(&arena);
}

static void copies_with_a_final_zero(void **state)
{
    struct cb_arena arena = {0};
    struct cb_str joined = cb_arena_join(&arena, CB_STR("ab"), CB_STR("cd"));
    struct cb_str printed = cb_arena_printf(&arena, "%d-%s", 12, "x");

    (void)state;
    assert_string_equal(joined.ptr, "abcd");
    assert_int_equal(joined.len, 4);
    assert_string_equal(printed.ptr, "12-x");
    assert_int_equal(printed.len, 4);
    assert_string_equal(cb_arena_z(&arena, cb_str_sub(CB_STR("xyz"), 1, 2)), "y");
    assert_string_equal(cb_arena_z(&arena, (struct cb_str){NULL, 0}), "");
    cb_arena_release(&arena);
}

static void lists_keep_their_items_when_they_grow(void **state)
{
    struct cb_arena arena = {0};
    struct numbers list = {0};

    (void)state;
    for (int i = 0; i < 1000; i++) {
        int *slot = CB_PUSH(&arena, &list);
        assert_non_null(slot);
        assert_int_equal(*slot, 0);
        *slot = i;
    }
    assert_int_equal(list.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list.items[i], i);
    cb_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory),
        cmocka_unit_test(gives_used_memory_back_zeroed),
        cmocka_unit_test(grows_with_zeroed_items_in_used_memory),
        cmocka_unit_test(copies_end_with_a_zero_byte),
        cmocka_unit_test(keeps_one_chunk_when_cleared),
        cmocka_unit_test(refuses_sizes_that_do_not_fit),
        cmocka_unit_test(copies_with_a_final_zero),
        cmocka_unit_test(lists_keep_their_items_when_they_grow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
