/* import --prune: the articles whose files are gone. */
#include "engine/run.h"

#include "base/io.h"

/* Is `path` one of the operands, or below one: in a folder, an archive, a file of many articles? */
static bool is_below(const char *operand, struct cb_str path)
{
    size_t n = strlen(operand);

    if (!cb_str_starts(path, cb_str_of(operand)))
        return false;
    return path.len == n || operand[n - 1] == '/' || strchr("/#:", path.ptr[n]);
}

/* Is the file of the stored article at `path` gone, or the article gone out of its file? What could not be
 * read whole tells neither. */
static cb_status is_gone(struct cb_run *run, const struct cb_map *inputs, struct cb_str path, bool *out,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    const char *whole = cb_arena_z(&run->scratch, path);

    CB_TRY_NEW(whole);
    *out = cb_io_kind(whole) == CB_IO_MISSING;
    for (size_t n = path.len; *out && n > 0; n--) {
        const uint32_t *index =
            n == path.len || strchr("/#:", path.ptr[n]) ? cb_map_find(inputs, cb_str_sub(path, 0, n)) : NULL;
        if (index && run->inputs.items[*index].rejected)
            *out = false;
    }
done:
    return rc;
}

static cb_status prune_article(struct cb_run *run, int64_t id, const char *path, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (!cb_run_is_dry(run)) {
        CB_TRY(cb_run_retire(run, id, "pruned", err));
        run->torn = false;
    }
    run->counts.pruned++;
    cb_run_tell(run, CB_ARTICLE_PRUNED, path, NULL);
done:
    return rc;
}

cb_status cb_run_prune(struct cb_run *run, const char *const *paths, size_t path_count, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_map inputs = {0};
    struct cb_str path;
    int64_t id = 0;

    for (size_t i = 0; i < run->inputs.count; i++) {
        uint32_t *slot = cb_map_add(&run->arena, &inputs, cb_str_of(run->inputs.items[i].path), NULL);
        CB_TRY_NEW(slot);
        *slot = (uint32_t)i;
    }
    for (;;) {
        bool below = false, gone = false;
        cb_arena_clear(&run->scratch);
        CB_TRY(cb_store_next_path(run->kb->store, &run->scratch, &id, &path, err));
        if (id == 0)
            break;
        for (size_t i = 0; i < path_count && !below; i++)
            below = is_below(paths[i], path);
        if (!below || cb_run_is_met(run, id))
            continue;
        CB_TRY(is_gone(run, &inputs, path, &gone, err));
        if (gone)
            CB_TRY(prune_article(run, id, cb_arena_z(&run->scratch, path), err));
    }
done:
    return rc;
}
