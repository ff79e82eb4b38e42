#include "store/log_json.h"

#include <string.h>

struct cb_str cb_json_text(struct cb_arena *arena, const json_t *value)
{
    struct cb_str text = {NULL, 0};

    for (size_t precision = 15; precision <= 17; precision++) {
        char *written = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(precision));
        json_t *again = written ? json_loads(written, JSON_DECODE_ANY, NULL) : NULL;
        bool exact = precision == 17 || json_equal(again, value);
        json_decref(again);
        if (written && exact)
            text = cb_arena_copy(arena, cb_str_of(written));
        free(written);
        if (exact)
            break;
    }
    return text;
}

const char *cb_target_missing(const json_t *target, const char *table)
{
    static const struct {
        const char *name;
        bool places; /* only where a row has a place in a text */
        json_type type;
    } NEEDED[] = {{"sha256", false, JSON_STRING}, {"start", true, JSON_INTEGER}, {"end", true, JSON_INTEGER}};
    bool places = strcmp(table, "articles") != 0;

    if (strcmp(table, "entities") == 0)
        return json_is_string(json_object_get(target, "key")) ? NULL : "key";
    if (strcmp(table, "corrections") == 0)
        return json_is_string(json_object_get(target, "uid")) ? NULL : "uid";
    for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++) {
        const json_t *value = json_object_get(target, NEEDED[i].name);
        if ((places || !NEEDED[i].places) && (!value || json_typeof(value) != NEEDED[i].type))
            return NEEDED[i].name;
    }
    return NULL;
}
