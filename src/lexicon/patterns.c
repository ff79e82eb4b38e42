#include "lexicon/patterns.h"

CB_LIST_TYPE(pattern_list, struct cb_pattern)

/* A stable sort by one byte, in two walks. */
static cb_status make_index(const struct pattern_list *patterns, bool by_last, struct cb_arena *arena,
                            struct cb_pattern_index *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_pattern *items = CB_NEW_ARRAY(arena, struct cb_pattern, patterns->count + 1);
    uint32_t next[257] = {0};

    CB_TRY_NEW(items);
    for (size_t i = 0; i < patterns->count; i++) {
        struct cb_str form = patterns->items[i].form;
        next[(unsigned char)form.ptr[by_last ? form.len - 1 : 0] + 1]++;
    }
    for (size_t b = 1; b < sizeof next / sizeof *next; b++)
        next[b] += next[b - 1];
    memcpy(out->first, next, sizeof next);
    for (size_t i = 0; i < patterns->count; i++) {
        struct cb_str form = patterns->items[i].form;
        items[next[(unsigned char)form.ptr[by_last ? form.len - 1 : 0]]++] = patterns->items[i];
    }
    out->items = items;
done:
    return rc;
}

static cb_status add_forms(const struct cb_list_row *row, struct cb_str forms, struct pattern_list *patterns,
                           struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc = CB_OK;

    while (forms.ptr) {
        struct cb_str form = cb_str_trim(cb_str_split(&forms, '|'));
        struct cb_pattern *pattern;
        if (form.len == 0)
            continue;
        pattern = CB_PUSH(arena, patterns);
        CB_TRY_NEW(pattern);
        *pattern = (struct cb_pattern){form, row};
    }
done:
    return rc;
}

cb_status cb_patterns_make(const struct cb_list *list, size_t match, struct cb_arena *arena,
                           struct cb_patterns *out, struct cb_err *err)
{
    enum { PREFIX, CONTAINS, SUFFIX, PLACES };
    static const struct cb_str NAMES[] = {CB_STR_INIT("prefix"), CB_STR_INIT("contains"),
                                          CB_STR_INIT("suffix")};
    struct cb_pattern_index *indexes[] = {&out->prefixes, &out->inner, &out->suffixes};
    struct pattern_list lists[PLACES] = {0};
    cb_status rc = CB_OK;

    for (size_t i = 0; i < cb_list_count(list); i++) {
        const struct cb_list_row *row = cb_list_row(list, i);
        for (int p = 0; p < PLACES; p++)
            if (cb_str_eq(row->fields[match], NAMES[p]))
                CB_TRY(add_forms(row, row->fields[0], &lists[p], arena, err));
    }
    for (int p = 0; p < PLACES; p++)
        CB_TRY(make_index(&lists[p], p == SUFFIX, arena, indexes[p], err));
done:
    return rc;
}
