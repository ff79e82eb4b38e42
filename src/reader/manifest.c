#include "reader/manifest.h"

#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "reader/fields.h"
#include "text/charset.h"
#include "text/csv.h"

struct entry {
    struct cb_fields fields;
    struct cb_str name; /* path, or else address, as written */
    const char *place;
    bool used;
};
CB_LIST_TYPE(entries, struct entry)

struct cb_manifest {
    struct cb_arena *arena;
    const struct cb_lexicon *const *lexicons;
    struct cb_str folder; /* of the list, with '/'; empty: the one we are in */
    struct entries entries;
    struct cb_map by_path, by_url; /* to the index in entries */
};

/* ---- columns ---- */

/* No field of an article, but the list's own. */
static bool is_path(struct cb_str name)
{
    static const char *const NAMES[] = {"path", "file", "filename", "pfad", "datei", "dateiname"};

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (name.len == strlen(NAMES[i]) && strncasecmp(name.ptr, NAMES[i], name.len) == 0)
            return true;
    return false;
}

struct columns {
    size_t path, fields[CB_FIELD_COUNT]; /* SIZE_MAX: there is none */
    const struct cb_csv_row *head;
};

static void find_columns(const struct cb_lexicon *lexicon, const struct cb_csv_row *head, struct columns *out)
{
    *out = (struct columns){.path = SIZE_MAX, .head = head};
    for (size_t i = 0; i < head->count; i++)
        if (out->path == SIZE_MAX && is_path(cb_str_trim(head->fields[i])))
            out->path = i;
    for (int f = 0; f < CB_FIELD_COUNT; f++) {
        size_t best = SIZE_MAX;
        out->fields[f] = SIZE_MAX;
        for (size_t i = 0; i < head->count && f >= CB_FIELD_TITLE && f != CB_FIELD_ID; i++) {
            size_t rank = cb_field_rank(lexicon, (enum cb_field)f, cb_str_trim(head->fields[i]));
            if (rank < best) {
                best = rank;
                out->fields[f] = i;
            }
        }
    }
}

/* ---- rows ---- */

/* "./a//b" -> "a/b"; the slice itself where nothing changes. */
static struct cb_str plain_path(struct cb_arena *arena, struct cb_str path)
{
    char *copy = cb_arena_alloc(arena, path.len + 1);
    size_t n = 0;

    for (size_t i = 0; copy && i < path.len; i++) {
        bool begins = i == 0 || path.ptr[i - 1] == '/';
        if (begins && path.ptr[i] == '.' && (i + 1 == path.len || path.ptr[i + 1] == '/')) {
            i++;
            continue;
        }
        if (begins && path.ptr[i] == '/' && n > 0)
            continue;
        copy[n++] = path.ptr[i] == '\\' ? '/' : path.ptr[i];
    }
    return (struct cb_str){copy, n};
}

static cb_status add_key(struct cb_manifest *manifest, struct cb_map *map, struct cb_str key, size_t index,
                         struct cb_err *err)
{
    bool added;
    uint32_t *slot = key.ptr ? cb_map_add(manifest->arena, map, key, &added) : NULL;

    if (!slot)
        return cb_err_no_memory(err);
    if (added) /* the first row holds */
        *slot = (uint32_t)index;
    return CB_OK;
}

static struct cb_str cell(const struct cb_csv_row *row, size_t column)
{
    struct cb_str value = column < row->count ? cb_str_trim(row->fields[column]) : (struct cb_str){NULL, 0};

    return value.len > 0 ? value : (struct cb_str){NULL, 0};
}

/* CB_BAD_INPUT: the row is wrong. */
static cb_status add_row(struct cb_manifest *manifest, const struct columns *columns,
                         const struct cb_csv_row *row, const char *place, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct entry entry = {.place = place}, *slot;
    struct cb_document trial = {.arena = manifest->arena};
    struct cb_str path = cell(row, columns->path), url, plain;

    if (row->count > columns->head->count) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: has %zu fields where the first row has %zu; mend the row",
                        place, row->count, columns->head->count);
        goto done;
    }
    for (int f = 0; f < CB_FIELD_COUNT; f++)
        if (columns->fields[f] != SIZE_MAX) {
            entry.fields.values[f] = cell(row, columns->fields[f]);
            entry.fields.keys[f] = columns->head->fields[columns->fields[f]];
        }
    url = entry.fields.values[CB_FIELD_URL];
    entry.name = path.ptr ? path : url;
    if (!entry.name.ptr) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: names neither a path nor an address", place);
        goto done;
    }
    CB_TRY(cb_fields_take(&entry.fields, manifest->lexicons, "manifest", &trial, place, err));
    slot = CB_PUSH(manifest->arena, &manifest->entries);
    CB_TRY_NEW(slot);
    *slot = entry;
    if (url.ptr)
        CB_TRY(add_key(manifest, &manifest->by_url, url, manifest->entries.count - 1, err));
    if (path.ptr) {
        plain = plain_path(manifest->arena, path);
        CB_TRY(add_key(manifest, &manifest->by_path, plain, manifest->entries.count - 1, err));
        if (path.ptr[0] != '/' && manifest->folder.len > 0)
            CB_TRY(add_key(manifest, &manifest->by_path,
                           cb_arena_join(manifest->arena, manifest->folder, plain),
                           manifest->entries.count - 1, err));
    }
done:
    return rc;
}

/* ---- the list ---- */

static cb_status parse(const char *path, struct cb_arena *arena, struct cb_csv_rows *rows, struct cb_err *err)
{
    cb_status rc;
    struct cb_buf bytes;
    struct cb_str text;

    cb_buf_init(&bytes, CB_LIST_FILE_MAX);
    CB_TRY(cb_io_read_all(path, &bytes, err));
    CB_TRY(cb_charset_decode(path, cb_buf_view(&bytes), arena, &text, err));
    CB_TRY(cb_csv_parse_by(cb_csv_separator(text), path, text, arena, rows, err));
done:
    cb_buf_release(&bytes);
    return rc;
}

/* The folder of a path, with '/'. */
static struct cb_str folder_of(struct cb_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return CB_STR("");
    return plain_path(arena, (struct cb_str){path, (size_t)(slash - path) + 1});
}

cb_status cb_manifest_read(const char *path, const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                           struct cb_arena *arena,
                           cb_status (*on_bad)(void *context, const char *place, const char *reason,
                                               struct cb_err *err),
                           void *context, struct cb_manifest **out, struct cb_err *err)
{
    cb_status rc;
    struct cb_manifest *manifest = CB_NEW(arena, struct cb_manifest);
    struct cb_csv_rows rows = {0};
    struct columns columns;
    struct cb_err why;

    CB_TRY_NEW(manifest);
    *manifest = (struct cb_manifest){.arena = arena, .lexicons = lexicons, .folder = folder_of(arena, path)};
    CB_TRY(parse(path, arena, &rows, err));
    if (rows.count > 0)
        find_columns(lexicons[0], &rows.items[0], &columns);
    if (rows.count == 0 || (columns.path == SIZE_MAX && columns.fields[CB_FIELD_URL] == SIZE_MAX)) {
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: has no column \"path\" or \"url\"; name the columns in the first row", path);
        goto done;
    }
    for (size_t i = 1; i < rows.count; i++) {
        struct cb_str place = cb_arena_printf(arena, "%s:%llu", path, (unsigned long long)rows.items[i].line);
        CB_TRY_NEW(place.ptr);
        rc = add_row(manifest, &columns, &rows.items[i], place.ptr, &why);
        if (rc == CB_BAD_INPUT)
            rc = on_bad(context, place.ptr, why.text, err);
        else if (rc != CB_OK)
            cb_err_set(err, why.code, "%s", why.text);
        CB_TRY(rc);
    }
    *out = manifest;
done:
    return rc;
}

/* ---- what it says of an article ---- */

static void fill(struct cb_str *value, struct cb_str given, const struct cb_document *from, enum cb_meta meta,
                 struct cb_document *doc)
{
    if (value->len > 0 || given.len == 0)
        return;
    *value = given;
    doc->origins[meta] = from->origins[meta];
}

cb_status cb_manifest_apply(struct cb_manifest *manifest, struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str path = plain_path(doc->arena, doc->path);
    uint32_t *slot = path.ptr ? cb_map_find(&manifest->by_path, path) : NULL;
    struct cb_document said = {.arena = doc->arena};
    struct entry *entry;

    CB_TRY_NEW(path.ptr);
    if (!slot && doc->url.len > 0)
        slot = cb_map_find(&manifest->by_url, doc->url);
    if (!slot)
        goto done;
    entry = &manifest->entries.items[*slot];
    entry->used = true;
    CB_TRY(cb_fields_take(&entry->fields, manifest->lexicons, "manifest", &said, entry->place, err));
    fill(&doc->title, said.title, &said, CB_META_TITLE, doc);
    fill(&doc->author, said.author, &said, CB_META_AUTHOR, doc);
    fill(&doc->published, said.published, &said, CB_META_PUBLISHED, doc);
    fill(&doc->modified, said.modified, &said, CB_META_MODIFIED, doc);
    fill(&doc->url, said.url, &said, CB_META_URL, doc);
    fill(&doc->source, said.source, &said, CB_META_SOURCE, doc);
    if (!doc->language_known && said.language_known) {
        doc->language = said.language;
        doc->language_known = true;
        doc->origins[CB_META_LANGUAGE] = said.origins[CB_META_LANGUAGE];
    }
done:
    return rc;
}

size_t cb_manifest_unused(const struct cb_manifest *manifest, const char **place, struct cb_str *name)
{
    size_t count = 0;

    for (size_t i = 0; i < manifest->entries.count; i++) {
        if (manifest->entries.items[i].used)
            continue;
        if (count++ == 0) {
            *place = manifest->entries.items[i].place;
            *name = manifest->entries.items[i].name;
        }
    }
    return count;
}
