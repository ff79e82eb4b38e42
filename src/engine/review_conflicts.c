/* The rows of a review against each other: two that want different things of one. */
#include "engine/review.h"

static const struct cb_wish_field *field_of(const struct cb_wish *wish, size_t column)
{
    for (size_t i = 0; i < wish->fields.count; i++)
        if (wish->fields.items[i].column == column)
            return &wish->fields.items[i];
    return NULL;
}

/* The column in which two wishes for one row contradict each other; SIZE_MAX: none. */
static size_t contradiction(const struct cb_plan *plan, const struct cb_wish *a, const struct cb_wish *b)
{
    if (a->reject != b->reject)
        return cb_review_column_of(plan->file.sheet, CB_COLUMN_DECISION);
    if (a->into.ptr && b->into.ptr && !cb_str_eq(a->into, b->into))
        return cb_review_column_of(plan->file.sheet, CB_COLUMN_MERGE);
    for (size_t i = 0; i < a->fields.count; i++) {
        const struct cb_wish_field *other = field_of(b, a->fields.items[i].column);
        if (other && !cb_str_eq(other->now, a->fields.items[i].now))
            return other->column;
    }
    return SIZE_MAX;
}

/* Fields that the other wish has already: dropped, so that they are changed once. */
static void drop_same(struct cb_wish *wish, const struct cb_wish *other)
{
    size_t n = 0;

    for (size_t i = 0; i < wish->fields.count; i++)
        if (!field_of(other, wish->fields.items[i].column))
            wish->fields.items[n++] = wish->fields.items[i];
    wish->fields.count = n;
    wish->reject = wish->reject && !other->reject;
    wish->confirm = wish->confirm && !other->confirm;
    if (other->into.ptr)
        wish->into = (struct cb_str){NULL, 0};
}

static cb_status contradict(struct cb_plan *plan, struct cb_wish *wish, const struct cb_wish *other,
                            size_t column, struct cb_err *err)
{
    wish->refused = cb_arena_printf(
        &plan->arena, "row %llu wants something else of the same %s; keep one of the two",
        (unsigned long long)other->row->line, plan->file.what == CB_REVIEW_ENTITIES ? "entity" : "row");
    wish->column = column;
    return wish->refused.ptr ? CB_OK : cb_err_no_memory(err);
}

static cb_status compare_wishes(struct cb_plan *plan, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_map first = {0}; /* row id -> place of its first wish + 1 */

    for (size_t i = 0; i < plan->wishes.count; i++) {
        struct cb_wish *wish = &plan->wishes.items[i], *other;
        struct cb_str key = cb_arena_printf(&plan->arena, "%lld", (long long)wish->id);
        uint32_t *place;
        size_t column;
        if (wish->id == 0)
            continue;
        CB_TRY_NEW(key.ptr);
        place = cb_map_add(&plan->arena, &first, key, NULL);
        CB_TRY_NEW(place);
        if (*place == 0) {
            *place = (uint32_t)i + 1;
            continue;
        }
        other = &plan->wishes.items[*place - 1];
        column = contradiction(plan, other, wish);
        if (column == SIZE_MAX) {
            drop_same(wish, other);
            continue;
        }
        CB_TRY(contradict(plan, wish, other, column, err));
        CB_TRY(contradict(plan, other, wish, column, err));
    }
done:
    return rc;
}

enum { MERGES_MAX = 64 }; /* entities in a row that are joined to each other */

/* Entities that are joined in a circle. */
static cb_status check_circles(struct cb_plan *plan, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_map by_key = {0};

    for (size_t i = 0; i < plan->wishes.count; i++) {
        const struct cb_wish *wish = &plan->wishes.items[i];
        uint32_t *place;
        if (!wish->into.ptr || wish->refused.ptr)
            continue;
        place = cb_map_add(&plan->arena, &by_key, wish->key, NULL);
        CB_TRY_NEW(place);
        *place = (uint32_t)i;
    }
    for (size_t i = 0; i < plan->wishes.count; i++) {
        struct cb_wish *wish = &plan->wishes.items[i];
        const uint32_t *next = wish->into.ptr && !wish->refused.ptr ? cb_map_find(&by_key, wish->into) : NULL;
        for (size_t steps = 0; next && *next != i && steps < MERGES_MAX; steps++)
            next = cb_map_find(&by_key, plan->wishes.items[*next].into);
        if (!next)
            continue;
        wish->refused =
            CB_STR("entities are joined to each other in a circle; leave the cell of the one that stays "
                   "empty");
        wish->column = cb_review_column_of(plan->file.sheet, CB_COLUMN_MERGE);
    }
done:
    return rc;
}

cb_status cb_plan_check_conflicts(struct cb_plan *plan, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(compare_wishes(plan, err));
    if (plan->file.what == CB_REVIEW_ENTITIES)
        CB_TRY(check_circles(plan, err));
done:
    return rc;
}
