#include "reader/jsonl.h"

#include <jansson.h>

#include "base/limits.h"
#include "reader/reader.h"
#include "text/charset.h"
#include "text/sha256.h"

struct object {
    struct cb_document *doc;
    const char *place;
    const json_t *json;
};

bool cb_json_nests_too_deep(struct cb_str line)
{
    int depth = 0;
    bool string = false;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (string && c == '\\')
            i++;
        else if (c == '"')
            string = !string;
        else if (!string && (c == '{' || c == '['))
            depth++;
        else if (!string && (c == '}' || c == ']'))
            depth--;
        if (depth > CB_JSON_DEPTH_MAX)
            return true;
    }
    return false;
}

static cb_status refuse_json(const char *place, const json_error_t *error, struct cb_err *err)
{
    enum json_error_code code = json_error_code(error);
    size_t what =
        cb_str_find(cb_str_of(error->text), CB_STR(" near "), 0); /* a quote that may be cut badly */

    if (code == json_error_out_of_memory)
        return cb_err_no_memory(err);
    if (code == json_error_premature_end_of_input)
        return cb_err_set(err, CB_BAD_INPUT, "%s: the JSON is cut off; write the line whole, or remove it",
                          place);
    return cb_err_set(err, CB_BAD_INPUT, "%s: is not JSON (%.*s, byte %d); mend the line, or remove it",
                      place, what == SIZE_MAX ? (int)strlen(error->text) : (int)what, error->text,
                      error->position);
}

static cb_status parse(const char *place, struct cb_str line, json_t **out, struct cb_err *err)
{
    json_error_t error;

    if (cb_json_nests_too_deep(line))
        return cb_err_set(err, CB_BAD_INPUT, "%s: the JSON nests deeper than %d; flatten it", place,
                          CB_JSON_DEPTH_MAX);
    *out = json_loadb(line.ptr, line.len, 0, &error);
    if (!*out)
        return refuse_json(place, &error, err);
    if (!json_is_object(*out))
        return cb_err_set(err, CB_BAD_INPUT, "%s: is no JSON object; write {\"text\": \"...\"}", place);
    return CB_OK;
}

/* The string `key` without white space at its ends; ptr NULL when it is missing, null or empty. */
static cb_status take_string(const struct object *o, const char *key, struct cb_str *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const json_t *value = json_object_get(o->json, key);
    struct cb_str text;

    *out = (struct cb_str){NULL, 0};
    if (!value || json_is_null(value))
        goto done;
    if (!json_is_string(value)) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: \"%s\" is not a string; put it in quotation marks", o->place,
                        key);
        goto done;
    }
    text = cb_str_trim((struct cb_str){json_string_value(value), json_string_length(value)});
    if (text.len == 0)
        goto done;
    text = cb_arena_copy(o->doc->arena, text);
    CB_TRY_NEW(text.ptr);
    CB_TRY(cb_charset_compose(text, o->doc->arena, out, err));
done:
    return rc;
}

/* "author" may be a list; its names are joined with commas. */
static cb_status take_author(const struct object *o, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const json_t *list = json_object_get(o->json, "author");
    struct cb_str author = {NULL, 0};

    if (!json_is_array(list))
        return take_string(o, "author", &o->doc->author, err);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        if (!json_is_string(item)) {
            rc = cb_err_set(err, CB_BAD_INPUT,
                            "%s: \"author\" holds something that is no string; list names only", o->place);
            goto done;
        }
        author = cb_arena_printf(o->doc->arena, "%.*s%s%s", CB_STR_ARG(author), author.len ? ", " : "",
                                 json_string_value(item));
        CB_TRY_NEW(author.ptr);
    }
    if (author.len)
        CB_TRY(cb_charset_compose(author, o->doc->arena, &o->doc->author, err));
done:
    return rc;
}

static int digits(struct cb_str s, size_t from, size_t to)
{
    int n = 0;

    for (size_t i = from; i < to; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return -1;
        n = n * 10 + (s.ptr[i] - '0');
    }
    return n;
}

/* Is `s` a day of the calendar as YYYY-MM-DD, alone or with a time behind it? */
static bool is_day(struct cb_str s)
{
    static const int DAYS[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day;

    if (s.len < 10 || s.ptr[4] != '-' || s.ptr[7] != '-' ||
        (s.len > 10 && s.ptr[10] != 'T' && s.ptr[10] != ' '))
        return false;
    year = digits(s, 0, 4);
    month = digits(s, 5, 7);
    day = digits(s, 8, 10);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1])
        return false;
    return month != 2 || day < 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

/* As much of a value as a message may quote. */
static struct cb_str quotable(struct cb_str s)
{
    size_t end = s.len < 40 ? s.len : 40;

    while (end < s.len && ((unsigned char)s.ptr[end] & 0xC0) == 0x80)
        end--;
    return cb_str_sub(s, 0, end);
}

/* A day that cannot be read is refused and not forgotten: every date in the article is reckoned from it. */
static cb_status take_published(const struct object *o, struct cb_err *err)
{
    cb_status rc;
    struct cb_str day;

    CB_TRY(take_string(o, "published", &day, err));
    if (day.ptr && !is_day(day)) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: \"published\" is \"%.*s\"; write the day as YYYY-MM-DD",
                        o->place, CB_STR_ARG(quotable(day)));
        goto done;
    }
    o->doc->published = cb_str_sub(day, 0, 10);
done:
    return rc;
}

static cb_status take_language(const struct object *o, struct cb_err *err)
{
    cb_status rc;
    struct cb_str code;

    CB_TRY(take_string(o, "language", &code, err));
    if (!code.ptr)
        goto done;
    o->doc->language_known = cb_language_by_code(code, &o->doc->language);
    if (!o->doc->language_known)
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: \"language\" is \"%.*s\"; articles in de and en can be read",
                        o->place, CB_STR_ARG(quotable(code)));
done:
    return rc;
}

/* "id" may be a number. */
static cb_status take_path(const struct object *o, const char *path, uint64_t number, struct cb_err *err)
{
    cb_status rc = CB_OK;
    const json_t *value = json_object_get(o->json, "id");
    struct cb_arena *arena = o->doc->arena;
    struct cb_str id = {NULL, 0};

    if (json_is_integer(value))
        id = cb_arena_printf(arena, "%lld", (long long)json_integer_value(value));
    else
        CB_TRY(take_string(o, "id", &id, err));
    o->doc->path = id.ptr ? cb_arena_printf(arena, "%s#%.*s", path, CB_STR_ARG(id))
                          : cb_arena_printf(arena, "%s:%llu", path, (unsigned long long)number);
    CB_TRY_NEW(o->doc->path.ptr);
done:
    return rc;
}

static cb_status take_text(const struct object *o, struct cb_err *err)
{
    const json_t *text = json_object_get(o->json, "text");

    if (!json_is_string(text))
        return cb_err_set(err, CB_BAD_INPUT, "%s: %s; each line needs one, as a string", o->place,
                          text ? "\"text\" is not a string" : "has no \"text\"");
    return cb_document_read(o->doc, o->place,
                            (struct cb_str){json_string_value(text), json_string_length(text)}, err);
}

cb_status cb_jsonl_read(struct cb_document *doc, const char *path, uint64_t number, const char *place,
                        struct cb_str line, struct cb_err *err)
{
    cb_status rc;
    json_t *json = NULL;
    struct object o = {.doc = doc, .place = place};
    struct cb_str text;

    CB_TRY(cb_charset_decode(place, line, doc->arena, &text, err));
    CB_TRY(parse(place, text, &json, err));
    o.json = json;
    CB_TRY(take_text(&o, err));
    cb_sha256(line, doc->sha256);
    CB_TRY(take_path(&o, path, number, err));
    CB_TRY(take_string(&o, "title", &doc->title, err));
    CB_TRY(take_author(&o, err));
    CB_TRY(take_published(&o, err));
    CB_TRY(take_language(&o, err));
    CB_TRY(take_string(&o, "url", &doc->url, err));
    CB_TRY(take_string(&o, "source", &doc->source, err));
done:
    json_decref(json);
    return rc;
}
