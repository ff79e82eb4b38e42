#include "engine/run.h"

#include <stdio.h>

#include "base/alloc.h"
#include "engine/pool.h"
#include "base/limits.h"
#include "reader/manifest.h"
#include "reader/reader.h"
#include "store/corrections.h"
#include "text/charset.h"

/* A transaction is committed when it holds this much: small enough for the page cache, so that readers are
 * locked out only while it is written, and over before another writer gives up. Counted, not timed, so that
 * two runs make the same file. */
enum { BATCH_ARTICLES = 256, BATCH_BYTES = 2 << 20 };

/* ---- batches ---- */

cb_status cb_run_begin_batch(struct cb_run *run, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int64_t id = run->id;

    if (cb_tx_active(&run->kb->db))
        goto done;
    CB_TRY(cb_kb_begin(run->kb, err));
    if (id == 0) {
        CB_TRY(cb_store_log_run(run->kb->store, "import", cb_version(), &run->id, err));
        CB_TRY(cb_db_unindex(&run->kb->db, err)); /* until cb_store_join_names */
    }
done:
    return rc;
}

/* `more`: the run goes on. */
static cb_status commit_batch(struct cb_run *run, bool more, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_log_counts(run->kb->store, run->id, &run->counts, err));
    run->torn = true; /* what the articles say together is written */
    CB_TRY(more ? cb_kb_commit_part(run->kb, err) : cb_kb_commit(run->kb, err));
    run->torn = false;
    run->committed = run->counts;
    run->batch_bytes = 0;
done:
    return rc;
}

cb_status cb_run_begin_deletes(struct cb_run *run, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (!run->deletes) {
        if (cb_tx_active(&run->kb->db))
            CB_TRY(commit_batch(run, true, err));
        CB_TRY(cb_db_trust(&run->kb->db, false, err));
        run->deletes = true;
    }
    CB_TRY(cb_run_begin_batch(run, err));
done:
    return rc;
}

static uint64_t stored(const struct cb_import_counts *counts)
{
    return counts->imported + counts->replaced;
}

static cb_status count_into_batch(struct cb_run *run, size_t bytes, bool replaces, struct cb_err *err)
{
    *(replaces ? &run->counts.replaced : &run->counts.imported) += 1;
    run->batch_bytes += bytes;
    if (run->batch_bytes < BATCH_BYTES && stored(&run->counts) - stored(&run->committed) < BATCH_ARTICLES)
        return CB_OK;
    return commit_batch(run, true, err);
}

/* ---- what happened ---- */

void cb_run_tell(struct cb_run *run, enum cb_import_outcome outcome, const char *place, const char *reason)
{
    struct cb_import_event event = {outcome, place, reason, ++run->events, run->inputs.count};

    if (run->options && run->options->on_event)
        run->options->on_event(run->options->context, &event);
}

bool cb_run_is_dry(const struct cb_run *run)
{
    return run->options && run->options->dry_run;
}

static cb_status note_rejected(struct cb_run *run, const char *place, const char *message, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str stored;

    if (!cb_run_is_dry(run)) {
        CB_TRY(cb_run_begin_batch(run, err));
        CB_TRY(cb_charset_decode(place, cb_str_of(place), &run->scratch, &stored, err));
        CB_TRY(cb_store_log_error(run->kb->store, run->id, run->counts.rejected, stored, cb_str_of(message),
                                  err));
    }
    cb_run_tell(run, CB_ARTICLE_REJECTED, place, message);
done:
    return rc;
}

/* One line for all entries of the last input behind the first CB_REJECTIONS_MAX. */
static cb_status note_other_rejected(struct cb_run *run, struct cb_err *err)
{
    uint64_t rejected = run->input ? run->input->rejected : 0;
    char message[96];

    if (rejected <= CB_REJECTIONS_MAX)
        return CB_OK;
    snprintf(message, sizeof message,
             "%llu more entries were rejected; mend the first ones and import it again",
             (unsigned long long)(rejected - CB_REJECTIONS_MAX));
    return note_rejected(run, run->input->path, message, err);
}

/* Notes that `place` gave nothing. The message may begin with the place: it is not said twice. */
static cb_status reject(struct cb_run *run, const char *place, const char *message, struct cb_err *err)
{
    size_t n = strlen(place);

    if (strncmp(message, place, n) == 0 && strncmp(message + n, ": ", 2) == 0)
        message += n + 2;
    run->counts.rejected++;
    if (run->input && ++run->input->rejected > CB_REJECTIONS_MAX)
        return CB_OK;
    return note_rejected(run, place, message, err);
}

/* Remembers that the inputs hold the stored article `id`. */
static cb_status meet(struct cb_run *run, int64_t id, struct cb_err *err)
{
    size_t at = (size_t)id / 8, size = run->met_size;
    unsigned char *more;

    if (at >= size) {
        while (at >= size)
            size = size ? size * 2 : 4096;
        more = cb_realloc(run->met, size);
        if (!more)
            return cb_err_no_memory(err);
        memset(more + run->met_size, 0, size - run->met_size);
        run->met = more;
        run->met_size = size;
    }
    run->met[at] |= (unsigned char)(1 << id % 8);
    return CB_OK;
}

bool cb_run_is_met(const struct cb_run *run, int64_t id)
{
    size_t at = (size_t)id / 8;

    return at < run->met_size && (run->met[at] >> id % 8 & 1);
}

static cb_status skip(struct cb_run *run, const char *place, const char *why, int64_t id, struct cb_err *err)
{
    char reason[128];

    snprintf(reason, sizeof reason, "%s, as article %lld", why, (long long)id);
    run->counts.skipped++;
    cb_run_tell(run, CB_ARTICLE_SKIPPED, place, reason);
    return meet(run, id, err);
}

/* ---- articles ---- */

/* What the reader has to say about an article, and whether its text is in already; in its arena; NULL:
 * nothing. */
static cb_status remark_on(struct cb_run *run, struct cb_document *doc, int64_t replaced, const char **out,
                           struct cb_err *err)
{
    cb_status rc;
    struct cb_str notice = doc->notice;
    int64_t twin;

    CB_TRY(cb_store_find_text(run->kb->store, doc->text, &twin, err));
    if (twin != 0 && twin != replaced)
        notice = cb_arena_printf(doc->arena, "%.*s%shas the text of article %lld", CB_STR_ARG(notice),
                                 notice.len ? "; " : "", (long long)twin);
    *out = notice.len > 0 ? cb_arena_z(doc->arena, notice) : NULL;
    if (notice.len > 0)
        CB_TRY_NEW(*out);
done:
    return rc;
}

static cb_status count_article(struct cb_run *run, const struct cb_document *doc, bool replaces,
                               struct cb_err *err)
{
    if (cb_run_is_dry(run)) {
        *(replaces ? &run->counts.replaced : &run->counts.imported) += 1;
        return CB_OK;
    }
    return count_into_batch(run, doc->text.len, replaces, err);
}

/* Stores the article, in place of the one that it is a new version of. */
static cb_status store_article(struct cb_run *run, struct cb_work *work, int64_t replaced, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_article *article = &work->article;
    struct cb_err why;
    int64_t id = 0;

    if (!work->extracted) /* when it was read, it was not to be stored */
        CB_TRY(cb_article_extract(run->kb, article, err));
    CB_TRY(replaced ? cb_run_begin_deletes(run, err) : cb_run_begin_batch(run, err));
    article->record.id = replaced;
    rc = cb_store_check(run->kb->store, &article->record, &why);
    if (rc == CB_BAD_INPUT)
        return reject(run, work->place, why.text, err);
    run->torn = rc == CB_OK;
    if (rc == CB_OK && replaced)
        rc = cb_run_retire(run, replaced, "replaced", &why);
    if (rc == CB_OK)
        rc = cb_store_article(run->kb->store, &article->record, &id, &why);
    if (rc == CB_OK && replaced)
        rc = cb_run_return(run, id, &why);
    if (rc != CB_OK) {
        cb_err_set(err, why.code, "%s", why.text);
        goto done;
    }
    run->torn = false;
    CB_TRY(meet(run, id, err));
done:
    return rc;
}

/* A new article, or a new version of the stored one `replaced`. */
static cb_status add_article(struct cb_run *run, struct cb_work *work, int64_t replaced, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_article *article = &work->article;
    const char *place = work->place, *remark;
    uint64_t rejected = run->counts.rejected;
    struct cb_str sum;
    bool added;

    CB_TRY(remark_on(run, &article->doc, replaced, &remark, err));
    if (!cb_run_is_dry(run)) {
        CB_TRY(store_article(run, work, replaced, err));
        if (run->counts.rejected > rejected)
            goto done;
    } else {
        sum = cb_arena_copy(&run->arena, cb_str_of(article->doc.sha256));
        CB_TRY_NEW(sum.ptr && cb_map_add(&run->arena, &run->seen, sum, &added));
        if (!added) {
            run->counts.skipped++;
            cb_run_tell(run, CB_ARTICLE_SKIPPED, place, "is named twice");
            goto done;
        }
        if (replaced)
            CB_TRY(meet(run, replaced, err));
    }
    CB_TRY(count_article(run, &article->doc, replaced != 0, err));
    cb_run_tell(run, replaced ? CB_ARTICLE_REPLACED : CB_ARTICLE_IMPORTED, place, remark);
done:
    return rc;
}

/* Parts of an article: a summary from a feed, the beginning before a paywall. */
static bool is_part(const struct cb_document *doc)
{
    return cb_str_find(doc->notice, CB_STR("feed: "), 0) != SIZE_MAX ||
           cb_str_find(doc->notice, CB_STR("paywall: "), 0) != SIZE_MAX;
}

/* What is to be done with an article that was read: `why` it is passed over, as what stands in `id`; or,
 * where that is NULL, it is stored, in place of `id` unless that is 0. */
struct verdict {
    const char *why;
    int64_t id;
};

static cb_status judge(struct cb_run *run, struct cb_work *work, struct verdict *out, struct cb_err *err)
{
    cb_status rc;
    struct cb_document *doc = &work->article.doc;
    struct cb_version version;

    *out = (struct verdict){0};
    CB_TRY(cb_store_find_article(run->kb->store, doc->sha256, &out->id, err));
    if (out->id != 0) {
        out->why = "is in already";
        goto done;
    }
    if (run->manifest && !work->told) {
        CB_TRY(cb_manifest_apply(run->manifest, doc, err));
        work->told = true;
    }
    CB_TRY(cb_store_find_version(run->kb->store, doc, &version, err));
    if (version.id != 0 && cb_run_is_met(run, version.id)) /* of this very run: no version of anything */
        version.id = 0;
    out->id = version.id;
    if (version.id == 0)
        goto done;
    if (version.same)
        out->why = "says the same as before";
    else if (version.older)
        out->why = "is an older version of what is in";
    else if (!version.by_path && version.shorter && is_part(doc))
        out->why = "is only a part of what is in";
done:
    return rc;
}

/* Stores what was read, or says why not. All decisions fall here, in the order of the input. */
static cb_status take_work(struct cb_run *run, struct cb_work *work, struct cb_err *err)
{
    cb_status rc;
    struct verdict verdict;

    cb_arena_clear(&run->scratch);
    if (run->input != work->input)
        CB_TRY(note_other_rejected(run, err));
    run->input = work->input;
    if (work->rejected)
        return reject(run, work->place, work->rejected, err);
    CB_TRY(judge(run, work, &verdict, err));
    if (verdict.why)
        CB_TRY(skip(run, work->place, verdict.why, verdict.id, err));
    else
        CB_TRY(add_article(run, work, verdict.id, err));
done:
    return rc;
}

/* ---- reading ---- */

/* Puts an article that was read on its way. What seems to be in is not extracted; whether it is, shows when
 * its turn comes. */
static cb_status submit_article(struct cb_run *run, struct cb_work *work, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_document *doc = &work->article.doc;
    struct verdict verdict = {.why = "is on its way"};

    if (doc->path.len > 0) /* file names need not be UTF-8, rows must */
        CB_TRY(cb_charset_decode("path", doc->path, doc->arena, &doc->path, err));
    if (!cb_pool_has(run->pool, doc->sha256))
        CB_TRY(judge(run, work, &verdict, err));
    cb_pool_submit(run->pool, work, !verdict.why && !cb_run_is_dry(run));
done:
    return rc;
}

static cb_status submit_rejection(struct cb_run *run, struct cb_work *work, const char *message,
                                  struct cb_err *err)
{
    cb_status rc = CB_OK;

    work->rejected = cb_arena_z(&work->arena, cb_str_of(message));
    CB_TRY_NEW(work->rejected);
    work->article.doc.text = (struct cb_str){NULL, 0};
    cb_pool_submit(run->pool, work, false);
done:
    return rc;
}

/* Opens the next input, or puts in why that cannot be done. */
static cb_status open_input(struct cb_run *run, struct cb_work *work, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_input *input = &run->inputs.items[run->next_input++];
    struct cb_err why = {0};

    work->input = input;
    work->place = input->path;
    if (input->failure)
        return submit_rejection(run, work, input->failure, err);
    rc = cb_reader_open(input->path, &run->reader, &why);
    if (rc == CB_BAD_INPUT)
        return submit_rejection(run, work, why.text, err);
    if (rc != CB_OK)
        return cb_err_set(err, why.code, "%s", why.text);
    cb_reader_set_lexicons(run->reader, run->kb->lexicons);
    if (run->options && run->options->map)
        CB_TRY(cb_reader_set_map(run->reader, run->options->map, err));
done:
    return rc;
}

static cb_status read_article(struct cb_run *run, struct cb_work *work, struct cb_err *err)
{
    cb_status rc;
    struct cb_err why;
    bool more = true;

    work->input = &run->inputs.items[run->next_input - 1];
    work->place = work->input->path;
    rc = cb_reader_next(run->reader, &work->article.doc, &more, &work->place, &why);
    if (rc == CB_BAD_INPUT)
        return submit_rejection(run, work, why.text, err);
    if (rc != CB_OK)
        return cb_err_set(err, why.code, "%s", why.text);
    if (more)
        return submit_article(run, work, err);
    cb_reader_close(run->reader);
    run->reader = NULL;
    return CB_OK;
}

/* Reads as much as there is room for; *more is false when all was read. */
static cb_status fill_pool(struct cb_run *run, bool *more, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_work *work;

    while (*more && (work = cb_pool_reserve(run->pool)) != NULL) {
        if (run->reader)
            CB_TRY(read_article(run, work, err));
        else if (run->next_input < run->inputs.count)
            CB_TRY(open_input(run, work, err));
        else
            *more = false;
    }
done:
    return rc;
}

/* Where reading cannot go on, what was read before is stored all the same. */
static cb_status read_all(struct cb_run *run, struct cb_err *err)
{
    cb_status rc, reading = CB_OK;
    struct cb_err why = {0};
    struct cb_work *work;
    bool more = true;

    for (;;) {
        if (more)
            reading = fill_pool(run, &more, &why);
        more = more && reading == CB_OK;
        CB_TRY(cb_pool_oldest(run->pool, &work, err));
        if (!work)
            break;
        CB_TRY(take_work(run, work, err));
        cb_pool_drop(run->pool);
    }
    if (reading != CB_OK)
        rc = cb_err_set(err, why.code, "%s", why.text);
done:
    cb_reader_close(run->reader);
    run->reader = NULL;
    return rc;
}

/* A run that cannot go on: what is stored whole is kept if that can be done. */
static void save_or_drop(struct cb_run *run, struct cb_err *err)
{
    uint64_t lost;

    if (!run->torn && cb_tx_active(&run->kb->db) && commit_batch(run, false, NULL) == CB_OK)
        return;
    cb_tx_rollback(&run->kb->db);
    lost = stored(&run->counts) - stored(&run->committed);
    run->counts = run->committed;
    if (lost > 0 && err) {
        struct cb_err whole = *err;
        if (lost == 1)
            cb_err_set(err, whole.code, "%s (the last article was not stored)", whole.text);
        else
            cb_err_set(err, whole.code, "%s (the last %llu articles were not stored)", whole.text,
                       (unsigned long long)lost);
    }
}

/* ---- the run ---- */

static cb_status reject_row(void *context, const char *place, const char *reason, struct cb_err *err)
{
    return reject(context, place, reason, err);
}

static cb_status read_manifest(struct cb_run *run, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const struct cb_lexicon *const *lexicons = (const struct cb_lexicon *const *)run->kb->lexicons;

    if (run->options && run->options->manifest)
        CB_TRY(cb_manifest_read(run->options->manifest, lexicons, &run->arena, reject_row, run,
                                &run->manifest, err));
done:
    return rc;
}

/* Makes the indexes that are due. Behind several batches one by one, so that readers get through between
 * them; behind a single one cb_store_join_names makes them in its transaction. */
static cb_status make_indexes(struct cb_run *run, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (stored(&run->committed) == 0)
        goto done;
    if (cb_tx_active(&run->kb->db))
        CB_TRY(commit_batch(run, true, err));
    CB_TRY(cb_db_index(&run->kb->db, err));
done:
    return rc;
}

/* Rows of the manifest that no article was read for: a mistake in a path would show nowhere else. */
static void tell_unused(struct cb_run *run)
{
    const char *place = NULL;
    struct cb_str name = {NULL, 0};
    size_t count = run->manifest ? cb_manifest_unused(run->manifest, &place, &name) : 0;
    char reason[256];

    if (count == 0)
        return;
    snprintf(reason, sizeof reason, "names '%.*s', which was not read now%s",
             (int)(name.len < 120 ? name.len : 120), name.ptr, count > 1 ? "; nor were other rows" : "");
    cb_run_tell(run, CB_IMPORT_REMARK, place, reason);
}

static cb_status read_inputs(struct cb_run *run, const char *const *paths, size_t path_count,
                             struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_kb_open_store(run->kb, err));
    CB_TRY(read_manifest(run, err));
    CB_TRY(cb_run_collect_inputs(run, paths, path_count, err));
    CB_TRY(cb_pool_open(run->kb, run->options ? run->options->jobs : 0, &run->pool, err));
    CB_TRY(read_all(run, err));
    CB_TRY(note_other_rejected(run, err));
    run->input = NULL;
    if (run->options && run->options->prune)
        CB_TRY(cb_run_prune(run, paths, path_count, err));
    tell_unused(run);
done:
    cb_pool_close(run->pool);
    run->pool = NULL;
    return rc;
}

static cb_status run_import(struct cb_run *run, const char *const *paths, size_t path_count,
                            struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_kb_load_lexicons(run->kb, err));
    if (cb_run_is_dry(run))
        return read_inputs(run, paths, path_count, err);
    CB_TRY(cb_kb_refresh(run->kb, err));
    CB_TRY(cb_db_trust(&run->kb->db, true, err)); /* the rows of an article point at each other only */
    CB_TRY(read_inputs(run, paths, path_count, err));
    CB_TRY(make_indexes(run, err));
    CB_TRY(cb_run_begin_batch(run, err));
    run->torn = true;
    if (!run->rebuild_due)
        CB_TRY(cb_store_join_names(run->kb->store, err));
    CB_TRY(cb_store_apply_corrections(run->kb->store, err));
    CB_TRY(commit_batch(run, false, err));
    CB_TRY(cb_kb_refresh(run->kb, err)); /* where it is due */
done:
    if (rc != CB_OK)
        save_or_drop(run, err);
    if (!cb_tx_active(&run->kb->db))
        cb_db_trust(&run->kb->db, false, NULL);
    return rc;
}

cb_status cb_kb_import(struct cb_kb *kb, const char *const *paths, size_t path_count,
                       const struct cb_import_options *options, struct cb_import_counts *counts,
                       struct cb_err *err)
{
    cb_status rc;
    struct cb_run run = {.kb = kb, .options = options};

    if (!cb_run_is_dry(&run))
        CB_TRY(cb_kb_check_writable(kb, err));
    if (path_count == 0) {
        rc = cb_err_set(err, CB_USAGE, "no path named; name files or folders with articles");
        goto done;
    }
    if (options && options->map)
        CB_TRY(cb_reader_check_map(options->map, err));
    rc = run_import(&run, paths, path_count, err);
    if (counts)
        *counts = run.counts;
done:
    cb_free(run.met);
    cb_arena_release(&run.scratch);
    cb_arena_release(&run.arena);
    return rc;
}
