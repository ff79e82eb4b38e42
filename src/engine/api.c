#include "engine/kb.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/assets.h"
#include "base/io.h"
#include "extract/extract.h"
#include "language/language.h"

const char *cb_version(void)
{
    return CB_VERSION "+" CB_EXTRACTOR_REVISION;
}

/* ---- open and close ---- */

static cb_status copy_option(struct cb_kb *kb, const char *value, const char **out, struct cb_err *err)
{
    if (!value)
        return CB_OK;
    *out = cb_arena_z(&kb->arena, cb_str_of(value));
    return *out ? CB_OK : cb_err_no_memory(err);
}

cb_status cb_kb_open(const char *path, enum cb_open_mode mode, const struct cb_kb_options *options,
                     struct cb_kb **out, struct cb_err *err)
{
    static const struct cb_kb_options DEFAULTS = {0};
    cb_status rc = CB_OK;
    struct cb_kb *kb = cb_alloc(sizeof *kb);

    CB_TRY_NEW(kb);
    if (!options)
        options = &DEFAULTS;
    CB_TRY(copy_option(kb, options->lists_dir, &kb->lists_dir, err));
    CB_TRY(copy_option(kb, options->queries_dir, &kb->queries_dir, err));
    CB_TRY(cb_db_open(path, mode, options->busy_ms, &kb->db, err));
    CB_TRY(cb_db_migrate(&kb->db, &kb->other_schema, err));
    *out = kb;
    kb = NULL;
done:
    cb_kb_close(kb);
    return rc;
}

void cb_kb_close(struct cb_kb *kb)
{
    if (!kb)
        return;
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++) {
        cb_vocabulary_free(kb->vocabularies[l]);
        cb_name_vocabulary_free(kb->name_vocabularies[l]);
    }
    cb_store_close(kb->store);
    cb_db_close(&kb->db);
    cb_arena_release(&kb->names);
    cb_arena_release(&kb->arena);
    cb_free(kb);
}

cb_status cb_kb_check_writable(const struct cb_kb *kb, struct cb_err *err)
{
    if (kb->db.read_only)
        return cb_err_set(err, CB_USAGE, "%s: is open for reading only; open it for writing", kb->db.path);
    return CB_OK;
}

cb_status cb_lexicons_load(const char *lists_dir, struct cb_arena *arena,
                           struct cb_lexicon *out[CB_LANGUAGE_COUNT], struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (lists_dir && cb_io_kind(lists_dir) != CB_IO_DIRECTORY) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: no such folder; check the path", lists_dir);
        goto done;
    }
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        if (!out[l])
            CB_TRY(cb_lexicon_load((enum cb_language)l, lists_dir, arena, &out[l], err));
done:
    return rc;
}

cb_status cb_kb_load_lexicons(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_lexicons_load(kb->lists_dir, &kb->arena, kb->lexicons, err));
    CB_TRY(cb_kb_load_names(kb, err));
done:
    return rc;
}

/* ---- which version filled the derived tables ---- */

/* Fills kb->fingerprint. */
static cb_status take_fingerprint(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc = CB_OK;
    uint64_t lists = 0, names;
    size_t first, last;
    char sum[18] = "";

    if (kb->fingerprint.ptr)
        goto done;
    CB_TRY(cb_kb_sum_names(kb, &names, err));
    cb_assets_range("import/", &first, &last);
    for (size_t i = first; i < last; i++)
        lists = lists * 31 + cb_str_hash(cb_str_of(cb_embedded_files[i].sha256));
    if (names)
        snprintf(sum, sizeof sum, " %016" PRIx64, names);
    kb->fingerprint = cb_arena_printf(&kb->arena, "%s %016" PRIx64 "%s", cb_version(), lists, sum);
    CB_TRY_NEW(kb->fingerprint.ptr);
done:
    return rc;
}

cb_status cb_kb_is_stale(struct cb_kb *kb, bool *stale, struct cb_err *err)
{
    cb_status rc;
    struct cb_str filled_by, changed, reread;
    int64_t articles;

    CB_TRY(cb_db_int(&kb->db, "SELECT EXISTS (SELECT 1 FROM articles)", 0, &articles, err));
    CB_TRY(cb_db_meta(&kb->db, "extractor", &kb->arena, &filled_by, err));
    CB_TRY(take_fingerprint(kb, err));
    CB_TRY(cb_db_meta(&kb->db, "changed", &kb->arena, &changed, err));
    CB_TRY(cb_db_meta(&kb->db, "reread", &kb->arena, &reread, err));
    *stale =
        kb->other_schema || changed.ptr || reread.ptr || (articles && !cb_str_eq(filled_by, kb->fingerprint));
done:
    return rc;
}

cb_status cb_kb_note_change(struct cb_kb *kb, struct cb_err *err)
{
    return cb_db_set_meta(&kb->db, "changed", CB_STR("1"), err);
}

cb_status cb_kb_refresh(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;
    struct cb_import_counts counts = {0};
    bool stale = false;

    CB_TRY(cb_kb_is_stale(kb, &stale, err));
    if (stale)
        CB_TRY(cb_kb_rebuild(kb, NULL, &counts, err));
done:
    return rc;
}

/* ---- transactions ---- */

/* Notes that the rows to come are of this version. */
static cb_status note_version(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;
    struct cb_str filled_by;

    CB_TRY(take_fingerprint(kb, err));
    CB_TRY(cb_db_meta(&kb->db, "extractor", &kb->arena, &filled_by, err));
    if (!cb_str_eq(filled_by, kb->fingerprint))
        CB_TRY(cb_db_set_meta(&kb->db, "extractor", kb->fingerprint, err));
done:
    return rc;
}

cb_status cb_kb_open_store(struct cb_kb *kb, struct cb_err *err)
{
    return kb->store ? CB_OK : cb_store_open(&kb->db, kb->lists_dir, &kb->store, err);
}

cb_status cb_kb_prepare(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_kb_open_store(kb, err));
    CB_TRY(cb_store_begin(kb->store, err));
    CB_TRY(note_version(kb, err));
done:
    return rc;
}

cb_status cb_kb_begin(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_tx_begin(&kb->db, err));
    rc = cb_kb_prepare(kb, err);
    if (rc != CB_OK)
        cb_tx_rollback(&kb->db);
done:
    return rc;
}

cb_status cb_kb_commit(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_end(kb->store, err));
    CB_TRY(cb_tx_commit(&kb->db, err));
done:
    return rc;
}

cb_status cb_kb_commit_part(struct cb_kb *kb, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_store_end_part(kb->store, err));
    CB_TRY(cb_tx_commit(&kb->db, err));
done:
    return rc;
}
