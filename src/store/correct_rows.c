/* Corrections of rows that stand in a text. */
#include "store/correct.h"

#include <inttypes.h>

static cb_status check_figure(struct work *w)
{
    const json_t *low = json_object_get(w->values, "low"), *high = json_object_get(w->values, "high");

    if (!low)
        low = json_object_get(w->current, "low");
    if (!high)
        high = json_object_get(w->current, "high");
    if (json_is_number(low) && json_is_number(high) && json_number_value(low) > json_number_value(high))
        return REFUSE("low is greater than high; correct both");
    return CB_OK;
}

static cb_status check_row(struct work *w)
{
    const struct cb_correction *c = w->correction;

    if (strcmp(c->table, "figures") == 0)
        return check_figure(w);
    if (json_is_string(json_object_get(w->values, "speaker")) &&
        json_is_string(json_object_get(w->values, "no_speaker")))
        return REFUSE("a claim has a speaker, or a reason why it has none, not both");
    return CB_OK;
}

cb_status cb_work_set(struct work *w)
{
    cb_status rc;
    struct entry entry = {.row = w->correction->id};
    const char *name;

    CB_TRY(cb_work_load(w, w->correction->table, entry.row));
    if (!cb_work_stopped(w))
        CB_TRY(cb_work_check_expected(w, entry.row));
    if (!cb_work_stopped(w))
        CB_TRY(cb_work_values(w, w->correction->values, NULL, &w->values));
    if (!cb_work_stopped(w) && json_object_size(w->values) == 0)
        return REFUSE("no field is named that should be set");
    if (!cb_work_stopped(w))
        CB_TRY(check_row(w));
    if (!cb_work_stopped(w) && cb_values_hold(w->values, w->current, &name))
        return cb_work_stop(w, CB_CORRECTION_NEEDLESS, "%s %" PRId64 " says so already", w->correction->table,
                            entry.row);
    if (!cb_work_stopped(w))
        CB_TRY(cb_work_write(w, &entry));
done:
    return rc;
}

cb_status cb_work_reject(struct work *w)
{
    cb_status rc;
    struct entry entry = {.row = w->correction->id};

    CB_TRY(cb_work_load(w, w->correction->table, entry.row));
    if (!cb_work_stopped(w))
        CB_TRY(cb_work_check_expected(w, entry.row));
    if (!cb_work_stopped(w))
        CB_TRY(cb_work_write(w, &entry));
done:
    return rc;
}

/* Fills *entry with the place that the words have in the article. */
static cb_status find_words(struct work *w, struct entry *entry)
{
    cb_status rc;
    const struct cb_correction *c = w->correction;
    struct cb_stmt *stmt;
    unsigned count = 0;
    bool row, in_sentence = false;

    CB_TRY(cb_store_bound(w->store, SQL_CORRECTION_PLACES, c->article, &stmt, w->err));
    cb_stmt_bind_text(stmt, 2, cb_str_of(c->text));
    for (;;) {
        CB_TRY(cb_stmt_step(stmt, &row, w->err));
        if (!row)
            break;
        if (++count != (c->occurrence ? c->occurrence : 1))
            continue;
        entry->start = cb_stmt_int(stmt, 0);
        entry->end = cb_stmt_int(stmt, 1);
        in_sentence = cb_stmt_int(stmt, 2) != 0;
    }
    entry->article = c->article;
    if (count == 0)
        rc = REFUSE("these words do not stand in article %" PRId64 "; copy them from its text", c->article);
    else if (c->occurrence > count)
        rc = REFUSE("these words stand only %u times in article %" PRId64, count, c->article);
    else if (!c->occurrence && count > 1)
        rc = REFUSE("these words stand %u times in article %" PRId64 "; say which with occurrence=N", count,
                    c->article);
    else if (!in_sentence)
        rc = REFUSE("these words do not begin in a sentence; leave out the blanks before them");
done:
    cb_stmt_reset(&w->store->stmts[SQL_CORRECTION_PLACES]);
    return rc;
}

/* Stops where a row of this table stands at the place already. */
static cb_status check_place(struct work *w, const struct entry *entry)
{
    cb_status rc;
    struct cb_stmt *stmt;
    bool row;

    CB_TRY(cb_store_stmt(w->store, SQL_CORRECTION_AT_PLACE, &stmt, w->err));
    cb_stmt_bind_text(stmt, 1, cb_str_of(w->correction->table));
    cb_stmt_bind_int(stmt, 2, entry->article);
    cb_stmt_bind_int(stmt, 3, entry->start);
    cb_stmt_bind_int(stmt, 4, entry->end);
    rc = cb_stmt_step(stmt, &row, w->err);
    if (rc == CB_OK && row)
        rc = REFUSE("%s %" PRId64 " stands there already; set its fields instead", w->correction->table,
                    cb_stmt_int(stmt, 0));
    cb_stmt_reset(stmt);
done:
    return rc;
}

cb_status cb_work_add(struct work *w)
{
    cb_status rc;
    struct entry entry = {0};
    const struct cb_correction *c = w->correction;
    const char *needs = strcmp(c->table, "mentions") == 0    ? "entity"
                        : strcmp(c->table, "citations") == 0 ? "source"
                                                             : NULL;

    CB_TRY(cb_work_values(w, c->values, NULL, &w->values));
    if (!cb_work_stopped(w) && needs && !json_object_get(w->values, needs))
        return REFUSE("%s: it is missing; what is added needs it", needs);
    if (!cb_work_stopped(w) && (!c->text || !*c->text))
        return REFUSE("say which words of the article");
    if (!cb_work_stopped(w))
        CB_TRY(check_row(w));
    if (!cb_work_stopped(w))
        CB_TRY(find_words(w, &entry));
    if (!cb_work_stopped(w))
        CB_TRY(check_place(w, &entry));
    if (cb_work_stopped(w))
        goto done;
    if (json_object_size(w->values) == 0 && strcmp(c->table, "claims") == 0)
        json_object_set_new(w->values, "kind", json_string("stated"));
    CB_TRY(cb_work_write(w, &entry));
done:
    return rc;
}
