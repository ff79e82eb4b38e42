/* Articles that go during an import: replaced by a new version, or pruned.
 *
 * What was found in such an article is found once more, to take it back from what the articles say together;
 * then only what depends on it is made again, by the end of this import or of the next one. All is made again
 * (meta 'changed': a rebuild is due) where corrections stand in rows of such an article, and where many
 * articles go. */
#include "engine/run.h"

/* A rebuild costs less than to take back more than this part of the articles. */
enum { LARGEST_PART = 8, ALWAYS = 8 };

static bool are_many(const struct cb_run *run)
{
    uint64_t gone = run->counts.replaced + run->counts.pruned;

    return gone >= ALWAYS && gone >= (uint64_t)run->articles / LARGEST_PART;
}

static cb_status take_away(struct cb_run *run, int64_t id, const char *reason, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    struct cb_article article = {.doc.arena = &arena};
    struct cb_stmt next = {0};
    int64_t row = id - 1;

    CB_TRY(cb_stored_open(run->kb, &next, err));
    CB_TRY(cb_stored_next(&next, &row, &article.doc, err));
    CB_TRY(cb_article_extract(run->kb, &article, err));
    CB_TRY(cb_store_retire(run->kb->store, id, reason, run->id, &article.record, err));
done:
    cb_stmt_release(&next);
    cb_arena_release(&arena);
    return rc;
}

cb_status cb_run_retire(struct cb_run *run, int64_t id, const char *reason, struct cb_err *err)
{
    cb_status rc;
    bool corrected;

    CB_TRY(cb_run_begin_deletes(run, err));
    run->torn = true;
    if (run->articles == 0)
        CB_TRY(cb_db_int(&run->kb->db, "SELECT count(*) FROM articles", 0, &run->articles, err));
    CB_TRY(cb_store_is_corrected(run->kb->store, id, &corrected, err));
    run->rebuild_due = run->rebuild_due || corrected || are_many(run);
    if (!run->rebuild_due) {
        CB_TRY(take_away(run, id, reason, err));
    } else {
        CB_TRY(cb_store_retire(run->kb->store, id, reason, run->id, NULL, err));
        CB_TRY(cb_kb_note_change(run->kb, err));
    }
done:
    return rc;
}

cb_status cb_run_return(struct cb_run *run, int64_t id, struct cb_err *err)
{
    return run->rebuild_due ? CB_OK : cb_store_return(run->kb->store, id, err);
}
