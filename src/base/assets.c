#include "base/assets.h"

#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"

/* Position of the first embedded file that is not before `name`. */
static size_t lower_bound(struct cb_str name)
{
    size_t low = 0, high = cb_embedded_file_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (cb_str_compare(cb_str_of(cb_embedded_files[middle].name), name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct cb_str content_of(const struct cb_embedded_file *file)
{
    return (struct cb_str){file->begin, (size_t)(file->end - file->begin)};
}

struct cb_str cb_assets_find(const char *name)
{
    struct cb_str wanted = cb_str_of(name);
    size_t i = lower_bound(wanted);

    if (i < cb_embedded_file_count && cb_str_eq(cb_str_of(cb_embedded_files[i].name), wanted))
        return content_of(&cb_embedded_files[i]);
    return (struct cb_str){NULL, 0};
}

void cb_assets_range(const char *prefix, size_t *first, size_t *last)
{
    struct cb_str head = cb_str_of(prefix);
    size_t i = lower_bound(head);

    *first = i;
    while (i < cb_embedded_file_count && cb_str_starts(cb_str_of(cb_embedded_files[i].name), head))
        i++;
    *last = i;
}

static cb_status read_from_disk(const char *path, struct cb_arena *arena, struct cb_str *out,
                                struct cb_err *err)
{
    cb_status rc;
    struct cb_buf bytes;
    struct cb_str copy;

    cb_buf_init(&bytes, CB_LIST_FILE_MAX);
    CB_TRY(cb_io_read_all(path, &bytes, err));
    copy = cb_arena_copy(arena, cb_buf_view(&bytes));
    CB_TRY_NEW(copy.ptr);
    *out = copy;
done:
    cb_buf_release(&bytes);
    return rc;
}

/* `name` of `directory` when it is there, else of `top`; *on_disk says which. */
static struct cb_str place_of(const char *directory, const char *top, const char *name,
                              struct cb_arena *arena, bool *on_disk)
{
    struct cb_str path = {NULL, 0};

    *on_disk = false;
    if (directory) {
        path = cb_arena_printf(arena, "%s/%s", directory, name);
        *on_disk = path.ptr && cb_io_kind(path.ptr) != CB_IO_MISSING;
    }
    return *on_disk || (directory && !path.ptr) ? path : cb_arena_printf(arena, "%s%s", top, name);
}

struct cb_str cb_assets_place(const char *directory, const char *top, const char *name,
                              struct cb_arena *arena)
{
    bool on_disk;

    return place_of(directory, top, name, arena, &on_disk);
}

cb_status cb_assets_read(const char *directory, const char *top, const char *name, struct cb_arena *arena,
                         struct cb_str *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool on_disk;
    struct cb_str path = place_of(directory, top, name, arena, &on_disk);

    CB_TRY_NEW(path.ptr);
    if (on_disk)
        CB_TRY(read_from_disk(path.ptr, arena, out, err));
    else
        *out = cb_assets_find(path.ptr);
done:
    return rc;
}
