/* The order of first appearance. */
#include "store/stars.h"

int cb_appearance_compare(const struct appearance *a, const struct appearance *b)
{
    const struct issue *x = a->issue, *y = b->issue;
    int order = 0;

    if (x != y) {
        if (!x->published.ptr != !y->published.ptr)
            return x->published.ptr ? -1 : 1;
        order = cb_str_compare(x->published, y->published);
        if (order == 0)
            order = x->copied - y->copied;
        if (order == 0)
            order = cb_str_compare(x->sha256, y->sha256);
    }
    if (order == 0)
        order = (a->start > b->start) - (a->start < b->start);
    return order ? order : (a->claim > b->claim) - (a->claim < b->claim);
}

cb_status cb_issue_load(struct appearances *known, int64_t article, const struct issue **out,
                        struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    struct issue *issue;
    const struct issue **item;
    uint32_t place;
    bool added, row;

    CB_TRY(cb_row_set_add(known->arena, &known->articles, article, &added, &place, err));
    if (added) {
        CB_TRY_NEW(issue = CB_NEW(known->arena, struct issue));
        CB_TRY_NEW(item = CB_PUSH(known->arena, &known->issues));
        *item = issue;
        issue->article = article;
        CB_TRY(cb_store_bound(known->store, SQL_ISSUE, article, &stmt, err));
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (row && !cb_stmt_is_null(stmt, 0))
            CB_TRY_NEW((issue->published = cb_arena_copy(known->arena, cb_stmt_text(stmt, 0))).ptr);
        if (row)
            CB_TRY_NEW((issue->sha256 = cb_arena_copy(known->arena, cb_stmt_text(stmt, 1))).ptr);
        issue->copied = cb_stmt_int(stmt, 2) != 0;
    }
    *out = known->issues.items[place];
done:
    cb_stmt_reset(&known->store->stmts[SQL_ISSUE]);
    return rc;
}

cb_status cb_appearance_load(struct appearances *known, int64_t claim, struct appearance *out,
                             struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    *out = (struct appearance){0};
    CB_TRY(cb_store_bound(known->store, SQL_APPEARANCE, claim, &stmt, err));
    CB_TRY(cb_stmt_step(stmt, &row, err));
    if (row) {
        CB_TRY(cb_issue_load(known, cb_stmt_int(stmt, 0), &out->issue, err));
        out->start = cb_stmt_int(stmt, 1);
        out->claim = claim;
    }
done:
    cb_stmt_reset(&known->store->stmts[SQL_APPEARANCE]);
    return rc;
}
