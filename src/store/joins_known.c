/* What the articles say of persons that a surname may mean: in how many they stand, which offices they hold
 * there, who stands there with them. Of those that many articles name it is kept (known_persons,
 * known_offices, known_company), so that an import reads its own articles only. Of others it is read from
 * their few articles whenever it is needed. */
#include "store/joins.h"

enum { FEW = 8 }; /* articles that are read each time */

/* What is kept of a person: how much it contains. */
struct kept {
    int64_t articles;       /* how many name it; 0: nothing is kept */
    int64_t last, position; /* rows up to these are in */
};

static cb_status read_kept(struct linking *l, int64_t entity, struct kept *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    *out = (struct kept){0};
    CB_TRY(cb_store_bound(l->store, SQL_KNOWN_PERSON, entity, &stmt, err));
    rc = cb_stmt_step(stmt, &row, err);
    if (rc == CB_OK && row)
        *out = (struct kept){cb_stmt_int(stmt, 0), cb_stmt_int(stmt, 1), cb_stmt_int(stmt, 2)};
    cb_stmt_reset(stmt);
done:
    return rc;
}

/* Statement `id` for `entity`, of rows behind `behind`. */
static cb_status bound2(struct linking *l, enum sql_id id, int64_t entity, int64_t behind,
                        struct cb_stmt **stmt, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_bound(l->store, id, entity, stmt, err));
    cb_stmt_bind_int(*stmt, 2, behind);
done:
    return rc;
}

cb_status cb_join_read_offices(struct cb_stmt *stmt, struct cb_arena *arena, struct offices *out,
                               struct cb_err *err)
{
    cb_status rc;
    bool row;

    for (;;) {
        struct office *office;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY_NEW(office = CB_PUSH(arena, out));
        CB_TRY_NEW((office->title = cb_arena_copy(arena, cb_stmt_text(stmt, 0))).ptr);
        office->organization = cb_stmt_int(stmt, 1);
    }
done:
    cb_stmt_reset(stmt);
    return rc;
}

static cb_status add_company(struct linking *l, struct meaning *m, struct cb_stmt *stmt, struct cb_err *err)
{
    cb_status rc;
    bool row;

    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        CB_TRY(cb_row_set_add(&l->arena, &m->company, cb_stmt_int(stmt, 0), NULL, NULL, err));
    }
done:
    cb_stmt_reset(stmt);
    return rc;
}

/* With what is kept, *kept_company gets the count of that. */
static cb_status read_company(struct linking *l, struct meaning *m, const struct kept *kept,
                              size_t *kept_company, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    if (kept->articles > 0) {
        CB_TRY(cb_store_bound(l->store, SQL_KNOWN_COMPANY, m->entity, &stmt, err));
        CB_TRY(add_company(l, m, stmt, err));
    }
    *kept_company = m->company.ids.count;
    CB_TRY(bound2(l, SQL_LINK_COMPANY, m->entity, kept->last, &stmt, err));
    CB_TRY(add_company(l, m, stmt, err));
    m->has_company = true;
done:
    return rc;
}

/* Keeps what is known of `m`, so far as it is not kept yet. */
static cb_status keep(struct linking *l, const struct meaning *m, size_t kept_offices, size_t kept_company,
                      struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt *stmt;

    CB_TRY(cb_store_bound(l->store, SQL_KEEP_PERSON, m->entity, &stmt, err));
    cb_stmt_bind_int(stmt, 2, m->articles);
    cb_stmt_bind_int(stmt, 3, l->last);
    cb_stmt_bind_int(stmt, 4, l->last_position);
    CB_TRY(cb_stmt_run(stmt, err));
    for (size_t i = kept_offices; i < m->offices.count; i++) {
        CB_TRY(bound2(l, SQL_KEEP_OFFICE, m->entity, m->offices.items[i].organization, &stmt, err));
        cb_stmt_bind_text(stmt, 3, m->offices.items[i].title);
        CB_TRY(cb_stmt_run(stmt, err));
    }
    for (size_t i = kept_company; i < m->company.ids.count; i++) {
        CB_TRY(bound2(l, SQL_KEEP_COMPANY, m->entity, m->company.ids.items[i], &stmt, err));
        CB_TRY(cb_stmt_run(stmt, err));
    }
done:
    return rc;
}

cb_status cb_join_know(struct linking *l, struct meaning *m, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt;
    struct row_ids more = {0};
    struct kept kept;
    size_t offices, company;

    if (m->is_known)
        goto done;
    m->is_known = true;
    CB_TRY(read_kept(l, m->entity, &kept, err));
    CB_TRY(bound2(l, SQL_LINK_COUNT, m->entity, kept.last, &stmt, err));
    CB_TRY(cb_store_collect(stmt, &l->arena, &more, err));
    m->articles = kept.articles + more.items[0];
    if (kept.articles > 0) {
        CB_TRY(cb_store_bound(l->store, SQL_KNOWN_OFFICES, m->entity, &stmt, err));
        CB_TRY(cb_join_read_offices(stmt, &l->arena, &m->offices, err));
    }
    offices = m->offices.count;
    CB_TRY(bound2(l, SQL_LINK_OFFICES, m->entity, kept.position, &stmt, err));
    CB_TRY(cb_join_read_offices(stmt, &l->arena, &m->offices, err));
    if (m->articles <= FEW)
        goto done;
    CB_TRY(read_company(l, m, &kept, &company, err));
    if (more.items[0] > 0)
        CB_TRY(keep(l, m, offices, company, err));
done:
    return rc;
}

cb_status cb_join_know_company(struct linking *l, struct meaning *m, struct cb_err *err)
{
    cb_status rc = CB_OK;
    size_t count;

    if (!m->has_company) /* nothing is kept */
        CB_TRY(read_company(l, m, &(struct kept){0}, &count, err));
done:
    return rc;
}

cb_status cb_join_forget(struct cb_store *store, int64_t article, struct cb_err *err)
{
    static const enum sql_id FORGET[] = {SQL_FORGET_PERSONS, SQL_FORGET_OFFICES, SQL_FORGET_COMPANY,
                                         SQL_FORGET_SHORT_NAMES};

    return CB_STORE_RUN_ALL(store, FORGET, article, err);
}
