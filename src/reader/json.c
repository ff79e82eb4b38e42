/* JSON objects as articles, and files of JSON: one object, or a list of them. */
#include "reader/jsonl.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "reader/blocks.h"
#include "text/sha256.h"

/* ---- values ---- */

struct taking {
    const struct cb_stream *stream;
    struct cb_document *doc;
    const char *place;
    const json_t *object;
};

static struct cb_str string_of(const json_t *value)
{
    return (struct cb_str){json_string_value(value), json_string_length(value)};
}

/* `path` is a key, or keys joined by full stops. */
static const json_t *walk(const json_t *object, struct cb_str path)
{
    const json_t *value = json_object_getn(object, path.ptr, path.len);

    while (!value && path.ptr && object) {
        struct cb_str key = cb_str_split(&path, '.');
        object = json_object_getn(object, key.ptr, key.len);
        value = path.ptr ? NULL : object;
    }
    return value;
}

/* A person or an outlet as an object: {"name": "..."}. */
static const json_t *name_in(const json_t *value)
{
    const json_t *name = json_is_object(value) ? json_object_get(value, "name") : NULL;

    return name ? name : value;
}

/* fundus: {"summary": [...], "sections": [{"headline": [...], "paragraphs": [...]}]} */
static bool has_sections(const json_t *value)
{
    return json_is_array(json_object_get(value, "sections"));
}

/* Can `value` be what `field` holds? */
static bool fits(enum cb_field field, const json_t *value)
{
    switch (field) {
    case CB_FIELD_TEXT:
        return json_is_string(value) || has_sections(value) ||
               (json_is_array(value) && json_is_string(json_array_get(value, 0)));
    case CB_FIELD_AUTHOR:
        return json_is_string(name_in(value)) || json_is_array(value);
    case CB_FIELD_SOURCE:
        return json_is_string(name_in(value));
    case CB_FIELD_ID:
    case CB_FIELD_PUBLISHED:
    case CB_FIELD_MODIFIED:
        return json_is_string(value) || json_is_integer(value);
    case CB_FIELD_MARKUP:
    case CB_FIELD_TITLE:
    case CB_FIELD_LANGUAGE:
    case CB_FIELD_URL:
    case CB_FIELD_COUNT:
        break;
    }
    return json_is_string(value);
}

/* The value of `field`, by the user's map, or by the name that comes first in the list; a value of another
 * type than the field has is taken for something else, unless it bears the field's own name. */
static const json_t *find_value(const struct taking *t, enum cb_field field, struct cb_str *key)
{
    const struct cb_stream_common *common = t->stream->common;
    const struct cb_field_map *map = common->map;
    const json_t *best = NULL;
    size_t best_rank = SIZE_MAX;
    const char *name;
    json_t *value;

    if (map && map->names[field].ptr) {
        *key = map->names[field];
        best = walk(t->object, map->names[field]);
        return json_is_null(best) ? NULL : best;
    }
    json_object_foreach((json_t *)t->object, name, value) /* not changed */
    {
        size_t rank = cb_field_rank_kept(common->ranks, common->lexicons[0], field, cb_str_of(name));
        if (rank >= best_rank || json_is_null(value) || (rank > 0 && !fits(field, value)) ||
            (rank > 0 && json_is_string(value) && json_string_length(value) == 0))
            continue;
        best = value;
        best_rank = rank;
        *key = cb_str_of(name);
    }
    return best;
}

static cb_status refuse_type(const struct taking *t, struct cb_str key, const char *what, struct cb_err *err)
{
    return cb_err_set(err, CB_BAD_INPUT, "%s: \"%.*s\" %s", t->place, CB_STR_ARG(key), what);
}

/* Names of a list, joined with commas. */
static cb_status take_names(const struct taking *t, struct cb_str key, const json_t *list, struct cb_str *out,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str all = {NULL, 0};

    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = name_in(json_array_get(list, i));
        if (!json_is_string(item)) {
            rc = refuse_type(t, key, "holds something that is no string; list names only", err);
            goto done;
        }
        all = cb_arena_printf(t->doc->arena, "%.*s%s%s", CB_STR_ARG(all), all.len ? ", " : "",
                              json_string_value(item));
        CB_TRY_NEW(all.ptr);
    }
    *out = all;
done:
    return rc;
}

static cb_status take_value(const struct taking *t, enum cb_field field, struct cb_fields *fields,
                            struct cb_err *err)
{
    struct cb_str key = {NULL, 0};
    const json_t *value = find_value(t, field, &key);

    fields->keys[field] = key;
    if (!value)
        return CB_OK;
    if (field == CB_FIELD_AUTHOR && json_is_array(value))
        return take_names(t, key, value, &fields->values[field], err);
    value = field == CB_FIELD_AUTHOR || field == CB_FIELD_SOURCE ? name_in(value) : value;
    if (json_is_integer(value) && fits(field, value)) {
        fields->values[field] = cb_arena_printf(t->doc->arena, "%lld", (long long)json_integer_value(value));
        return fields->values[field].ptr ? CB_OK : cb_err_no_memory(err);
    }
    if (!json_is_string(value))
        return refuse_type(t, key, "is not a string; put it in quotation marks", err);
    fields->values[field] = string_of(value);
    return CB_OK;
}

/* ---- text ---- */

static cb_status add_all(struct cb_blocks *blocks, const json_t *list, enum cb_passage_kind kind,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (json_is_string(list))
        return cb_blocks_add(blocks, kind, string_of(list), err);
    for (size_t i = 0; i < json_array_size(list); i++)
        CB_TRY(cb_blocks_add(blocks, kind, string_of(json_array_get(list, i)), err));
done:
    return rc;
}

static cb_status take_blocks(const struct taking *t, const json_t *text, struct cb_err *err)
{
    cb_status rc;
    struct cb_blocks blocks;
    const json_t *sections = json_object_get(text, "sections");

    cb_blocks_begin(&blocks, t->doc);
    CB_TRY(add_all(&blocks, json_is_array(text) ? text : json_object_get(text, "summary"), CB_PASSAGE_BODY,
                   err));
    for (size_t i = 0; i < json_array_size(sections); i++) {
        const json_t *section = json_array_get(sections, i);
        CB_TRY(add_all(&blocks, json_object_get(section, "headline"), CB_PASSAGE_SUBHEADING, err));
        CB_TRY(add_all(&blocks, json_object_get(section, "paragraphs"), CB_PASSAGE_BODY, err));
    }
    return cb_blocks_end(&blocks, t->place, err);
done:
    cb_blocks_drop(&blocks);
    return rc;
}

static cb_status take_text(const struct taking *t, struct cb_err *err)
{
    struct cb_str key = CB_STR("text");
    const json_t *text = find_value(t, CB_FIELD_TEXT, &key);
    const json_t *markup = text ? NULL : find_value(t, CB_FIELD_MARKUP, &key);

    if (has_sections(text) || json_is_array(text))
        return take_blocks(t, text, err);
    if (json_is_string(markup))
        return cb_stream_fragment(t->stream, t->doc, t->place, string_of(markup), err);
    if (!json_is_string(text))
        return cb_err_set(err, CB_BAD_INPUT, "%s: %s; each article needs one, as a string", t->place,
                          text || json_object_get(t->object, "text") ? "\"text\" is not a string"
                                                                     : "has no \"text\"");
    return cb_document_read_text(t->stream, t->doc, t->place, string_of(text), err);
}

cb_status cb_json_take(const struct cb_stream *stream, struct cb_document *doc, uint64_t number,
                       const char *place, const void *object, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct taking t = {stream, doc, place, object};
    struct cb_fields fields = {0};

    if (!json_is_object(t.object)) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is no JSON object; write {\"text\": \"...\"}", place);
        goto done;
    }
    CB_TRY(take_text(&t, err));
    for (int f = CB_FIELD_TITLE; f < CB_FIELD_COUNT; f++)
        CB_TRY(take_value(&t, (enum cb_field)f, &fields, err));
    CB_TRY(cb_fields_take(&fields, stream->common->lexicons, "JSON", doc, place, err));
    CB_TRY(cb_stream_name(stream, doc, fields.values[CB_FIELD_ID], number, err));
done:
    return rc;
}

/* ---- a file ---- */

struct list {
    json_t *root, *items; /* items NULL: the root is the only one */
    size_t at;
};

static void close_list(void *state)
{
    struct list *list = state;

    json_decref(list->root);
    cb_free(list);
}

/* The list of articles: the root, or the first list of objects in it that the root has no text beside. */
static json_t *items_of(const struct cb_stream *stream, json_t *root)
{
    static const char *const NAMES[] = {"articles", "items", "results", "data", "documents", "docs"};
    struct taking t = {.stream = stream, .object = root};
    struct cb_str key;

    if (json_is_array(root) || find_value(&t, CB_FIELD_TEXT, &key))
        return json_is_array(root) ? root : NULL;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (json_is_array(json_object_get(root, NAMES[i])))
            return json_object_get(root, NAMES[i]);
    return NULL;
}

static cb_status open_list(struct cb_stream *stream, struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc;
    struct list *list = NULL;
    struct cb_str bytes, text;
    json_error_t error;

    CB_TRY(cb_stream_all(stream, CB_WHOLE_MAX, "write one JSON object a line, as .jsonl", &bytes, err));
    CB_TRY(cb_charset_decode(stream->path, bytes, arena, &text, err));
    if (cb_str_trim(text).len == 0) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is empty; write {\"text\": \"...\"}", stream->path);
        goto done;
    }
    if (cb_json_nests_too_deep(text)) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: the JSON nests deeper than %d; flatten it", stream->path,
                        CB_JSON_DEPTH_MAX);
        goto done;
    }
    list = cb_alloc(sizeof *list);
    CB_TRY_NEW(list);
    stream->state = list;
    stream->close = close_list;
    list->root = json_loadb(text.ptr, text.len, 0, &error);
    if (!list->root) {
        rc = cb_json_refuse(stream->path, "file", &error, err);
        goto done;
    }
    list->items = items_of(stream, list->root);
    if (list->items && json_array_size(list->items) == 0)
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is an empty list; it gives no article", stream->path);
done:
    stream->done = rc != CB_OK;
    return rc;
}

cb_status cb_json_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                       struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct list *list;
    const json_t *item;
    char *bytes = NULL;

    *more = !stream->done;
    if (stream->done)
        goto done;
    CB_TRY(cb_stream_place(stream, 0, doc->arena, place, err));
    if (!stream->state)
        CB_TRY(open_list(stream, doc->arena, err));
    list = stream->state;
    item = list->items ? json_array_get(list->items, list->at) : list->at == 0 ? list->root : NULL;
    *more = item != NULL;
    stream->done = !item;
    if (!item)
        goto done;
    list->at++;
    if (list->items)
        CB_TRY(cb_stream_place(stream, list->at, doc->arena, place, err));
    CB_TRY(cb_json_take(stream, doc, list->items ? list->at : 0, *place, item, err));
    bytes = json_dumps(item, JSON_COMPACT | JSON_SORT_KEYS);
    CB_TRY_NEW(bytes);
    cb_sha256(cb_str_of(bytes), doc->sha256);
done:
    free(bytes);
    return rc;
}
