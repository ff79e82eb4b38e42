#include "engine/kb.h"

#include <stdio.h>

#include "base/io.h"
#include "reader/reader.h"
#include "text/charset.h"

/* A transaction is committed when it holds this much: small enough for the page cache, so that readers are
 * locked out only while it is written, and over before another writer gives up. Counted, not timed, so that
 * two runs make the same file. */
enum { BATCH_ARTICLES = 64, BATCH_BYTES = 2 << 20 };

/* A file to read, or why nothing can be read there. */
struct input {
    const char *path, *failure;
};
CB_LIST_TYPE(inputs, struct input)

struct run {
    struct cb_kb *kb;
    const struct cb_import_options *options;
    struct cb_arena arena;   /* lives as long as the run */
    struct cb_arena scratch; /* emptied before each article */
    struct inputs inputs;
    int64_t id; /* row of `imports`, 0 until the first batch */
    uint64_t events;
    struct cb_import_counts counts, committed;
    size_t batch_bytes;
};

/* ---- batches ---- */

static cb_status begin_batch(struct run *run, struct cb_err *err)
{
    cb_status rc = CB_OK;
    int64_t id = run->id;

    if (cb_tx_active(&run->kb->db))
        goto done;
    CB_TRY(cb_kb_begin(run->kb, err));
    if (id == 0)
        CB_TRY(cb_store_log_run(run->kb->store, "import", cb_version(), &run->id, err));
done:
    return rc;
}

static cb_status commit_batch(struct run *run, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_log_counts(run->kb->store, run->id, &run->counts, err));
    CB_TRY(cb_kb_commit(run->kb, err));
    run->committed = run->counts;
    run->batch_bytes = 0;
done:
    return rc;
}

static cb_status count_into_batch(struct run *run, size_t bytes, struct cb_err *err)
{
    run->counts.imported++;
    run->batch_bytes += bytes;
    if (run->batch_bytes < BATCH_BYTES && run->counts.imported - run->committed.imported < BATCH_ARTICLES)
        return CB_OK;
    return commit_batch(run, err);
}

/* ---- what happened ---- */

static void tell(struct run *run, enum cb_import_outcome outcome, const char *place, const char *reason)
{
    struct cb_import_event event = {outcome, place, reason, ++run->events, run->inputs.count};

    if (run->options && run->options->on_event)
        run->options->on_event(run->options->context, &event);
}

/* Notes that `place` gave nothing. The message may begin with the place: it is not said twice. */
static cb_status reject(struct run *run, const char *place, const char *message, struct cb_err *err)
{
    cb_status rc;
    size_t n = strlen(place);
    struct cb_str stored;

    if (strncmp(message, place, n) == 0 && strncmp(message + n, ": ", 2) == 0)
        message += n + 2;
    CB_TRY(begin_batch(run, err));
    CB_TRY(cb_charset_decode(place, cb_str_of(place), &run->scratch, &stored, err));
    run->counts.rejected++;
    CB_TRY(
        cb_store_log_error(run->kb->store, run->id, run->counts.rejected, stored, cb_str_of(message), err));
    tell(run, CB_ARTICLE_REJECTED, place, message);
done:
    return rc;
}

static void skip(struct run *run, const char *place, int64_t id)
{
    char reason[64];

    snprintf(reason, sizeof reason, "is in already, as article %lld", (long long)id);
    run->counts.skipped++;
    tell(run, CB_ARTICLE_SKIPPED, place, reason);
}

/* ---- articles ---- */

/* What the reader has to say about an article, in its arena; NULL: nothing. */
static const char *notice_of(const struct cb_document *doc)
{
    return doc->notice.len > 0 ? cb_arena_z(doc->arena, doc->notice) : NULL;
}

static cb_status take_article(struct run *run, struct cb_article *article, const char *place,
                              struct cb_err *err)
{
    cb_status rc;
    struct cb_err why;
    int64_t id;

    CB_TRY(cb_store_find_article(run->kb->store, article->doc.sha256, &id, err));
    if (id != 0) {
        skip(run, place, id);
        goto done;
    }
    CB_TRY(cb_article_extract(run->kb, article, err));
    CB_TRY(begin_batch(run, err));
    rc = cb_store_article(run->kb->store, &article->record, &id, &why);
    if (rc == CB_BAD_INPUT && cb_tx_active(&run->kb->db)) {
        rc = reject(run, place, why.text, err);
    } else if (rc != CB_OK) {
        cb_err_set(err, why.code, "%s", why.text);
    } else {
        CB_TRY(count_into_batch(run, article->doc.text.len, err));
        tell(run, CB_ARTICLE_IMPORTED, place, notice_of(&article->doc));
    }
done:
    return rc;
}

static cb_status next_article(struct run *run, struct cb_reader *reader, const char *path, bool *more,
                              struct cb_err *err)
{
    cb_status rc;
    struct cb_article article = {.doc.arena = &run->scratch};
    struct cb_err why;
    const char *place = path;

    cb_arena_clear(&run->scratch);
    *more = true;
    rc = cb_reader_next(reader, &article.doc, more, &place, &why);
    if (rc == CB_BAD_INPUT)
        return reject(run, place, why.text, err);
    if (rc != CB_OK)
        return cb_err_set(err, why.code, "%s", why.text);
    return *more ? take_article(run, &article, place, err) : CB_OK;
}

static cb_status read_input(struct run *run, const struct input *input, struct cb_err *err)
{
    cb_status rc;
    struct cb_reader *reader = NULL;
    struct cb_err why;
    bool more = true;

    cb_arena_clear(&run->scratch);
    if (input->failure)
        return reject(run, input->path, input->failure, err);
    rc = cb_reader_open(input->path, &reader, &why);
    if (rc == CB_BAD_INPUT)
        return reject(run, input->path, why.text, err);
    if (rc != CB_OK)
        return cb_err_set(err, why.code, "%s", why.text);
    cb_reader_set_lexicons(reader, run->kb->lexicons);
    while (more)
        CB_TRY(next_article(run, reader, input->path, &more, err));
done:
    cb_reader_close(reader);
    return rc;
}

/* ---- which files ---- */

static cb_status add_input(struct run *run, const char *path, const char *failure, struct cb_err *err)
{
    struct input *input = CB_PUSH(&run->arena, &run->inputs);

    if (!input)
        return cb_err_no_memory(err);
    *input = (struct input){path, failure};
    return CB_OK;
}

/* The files of a directory that are of a kind we read; others are passed over there. */
static cb_status add_directory(struct run *run, const char *directory, struct cb_err *err)
{
    cb_status rc;
    struct cb_io_paths paths = {0};
    struct cb_io_failures failures = {0};
    size_t before = run->inputs.count;

    CB_TRY(cb_io_list_readable(directory, &run->arena, &paths, &failures, err));
    for (size_t i = 0; i < paths.count; i++)
        if (cb_reader_reads(paths.items[i]))
            CB_TRY(add_input(run, paths.items[i], NULL, err));
    for (size_t i = 0; i < failures.count; i++)
        CB_TRY(add_input(run, failures.items[i].path, failures.items[i].err.text, err));
    if (run->inputs.count == before)
        CB_TRY(add_input(run, directory, "no article in it; name a folder with .txt, .html or .jsonl files",
                         err));
done:
    return rc;
}

static cb_status collect_inputs(struct run *run, const char *const *paths, size_t path_count,
                                struct cb_err *err)
{
    cb_status rc = CB_OK;

    for (size_t i = 0; i < path_count; i++) {
        if (cb_io_kind(paths[i]) == CB_IO_DIRECTORY)
            CB_TRY(add_directory(run, paths[i], err));
        else
            CB_TRY(add_input(run, paths[i], NULL, err));
    }
done:
    return rc;
}

/* ---- the run ---- */

/* A run that cannot go on: what is stored whole is kept if that can be done. */
static void save_or_drop(struct run *run, struct cb_err *err)
{
    uint64_t lost;

    if (cb_tx_active(&run->kb->db) && commit_batch(run, NULL) == CB_OK)
        return;
    cb_tx_rollback(&run->kb->db);
    lost = run->counts.imported - run->committed.imported;
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

static cb_status run_import(struct run *run, const char *const *paths, size_t path_count, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_kb_load_lexicons(run->kb, err));
    CB_TRY(cb_kb_refresh(run->kb, err));
    CB_TRY(cb_kb_open_store(run->kb, err));
    CB_TRY(collect_inputs(run, paths, path_count, err));
    for (size_t i = 0; i < run->inputs.count; i++)
        CB_TRY(read_input(run, &run->inputs.items[i], err));
    CB_TRY(begin_batch(run, err));
    CB_TRY(cb_store_join_names(run->kb->store, err));
    CB_TRY(commit_batch(run, err));
done:
    if (rc != CB_OK)
        save_or_drop(run, err);
    return rc;
}

cb_status cb_kb_import(struct cb_kb *kb, const char *const *paths, size_t path_count,
                       const struct cb_import_options *options, struct cb_import_counts *counts,
                       struct cb_err *err)
{
    cb_status rc;
    struct run run = {.kb = kb, .options = options};

    CB_TRY(cb_kb_check_writable(kb, err));
    if (path_count == 0) {
        rc = cb_err_set(err, CB_USAGE, "no path named; name files or folders with articles");
        goto done;
    }
    rc = run_import(&run, paths, path_count, err);
    if (counts)
        *counts = run.counts;
done:
    cb_arena_release(&run.scratch);
    cb_arena_release(&run.arena);
    return rc;
}

/* ---- one article from memory ---- */

/* Is `day` a day as the table of articles takes it? */
static cb_status check_day(struct cb_kb *kb, struct cb_str day, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};
    bool row;

    CB_TRY(cb_stmt_prepare(&kb->db, "SELECT 1 WHERE ?1 IS date(?1, '+0 days')", &stmt, err));
    cb_stmt_bind_text(&stmt, 1, day);
    CB_TRY(cb_stmt_step(&stmt, &row, err));
    if (!row)
        rc = cb_err_set(err, CB_USAGE, "published: '%.*s' is not a day; write it as YYYY-MM-DD",
                        CB_STR_ARG(day));
done:
    cb_stmt_release(&stmt);
    return rc;
}

/* NULL and "" are both: not known. */
static struct cb_str given(const char *value)
{
    struct cb_str s = cb_str_trim(cb_str_of(value));

    return s.len > 0 ? s : (struct cb_str){NULL, 0};
}

static cb_status take_meta(struct cb_kb *kb, struct cb_document *doc, const struct cb_article_meta *meta,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str language = given(meta->language);

    doc->path = given(meta->path);
    doc->url = given(meta->url);
    doc->title = given(meta->title);
    doc->author = given(meta->author);
    doc->published = given(meta->published);
    doc->source = given(meta->source);
    if (doc->published.ptr)
        CB_TRY(check_day(kb, doc->published, err));
    if (language.ptr && !cb_language_by_code(language, &doc->language))
        rc = cb_err_set(err, CB_USAGE, "language: '%.*s' is not known; write 'de' or 'en'",
                        CB_STR_ARG(language));
    doc->language_known = language.ptr != NULL;
done:
    return rc;
}

static cb_status store_new(struct cb_kb *kb, struct cb_article *article, int64_t *id, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_article_extract(kb, article, err));
    CB_TRY(cb_kb_begin(kb, err));
    rc = cb_store_article(kb->store, &article->record, id, err);
    if (rc == CB_OK)
        rc = cb_store_join_names(kb->store, err);
    if (rc == CB_OK)
        rc = cb_kb_commit(kb, err);
    cb_tx_rollback(&kb->db);
done:
    return rc;
}

cb_status cb_kb_import_text(struct cb_kb *kb, const char *text, size_t size,
                            const struct cb_article_meta *meta, int64_t *article_id, struct cb_err *err)
{
    static const struct cb_article_meta NOTHING = {0};
    cb_status rc;
    struct cb_arena arena = {0};
    struct cb_article article = {.doc.arena = &arena};
    const char *place = meta && meta->path ? meta->path : "text";
    int64_t id = 0;

    CB_TRY(cb_kb_check_writable(kb, err));
    CB_TRY(cb_kb_load_lexicons(kb, err));
    CB_TRY(cb_kb_refresh(kb, err));
    CB_TRY(cb_document_read(&article.doc, place, (struct cb_str){text, size}, err));
    CB_TRY(take_meta(kb, &article.doc, meta ? meta : &NOTHING, err));
    CB_TRY(cb_kb_open_store(kb, err));
    CB_TRY(cb_store_find_article(kb->store, article.doc.sha256, &id, err));
    if (id == 0)
        CB_TRY(store_new(kb, &article, &id, err));
    if (article_id)
        *article_id = id;
done:
    cb_arena_release(&arena);
    return rc;
}
