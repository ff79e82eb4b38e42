#include "reader/fields.h"

#include "reader/html_meta.h"
#include "text/charset.h"
#include "text/date.h"
#include "text/fold.h"

static const char *const NAMES[CB_FIELD_COUNT] = {
    [CB_FIELD_TEXT] = "text",           [CB_FIELD_MARKUP] = "markup",
    [CB_FIELD_TITLE] = "title",         [CB_FIELD_AUTHOR] = "author",
    [CB_FIELD_PUBLISHED] = "published", [CB_FIELD_MODIFIED] = "modified",
    [CB_FIELD_LANGUAGE] = "language",   [CB_FIELD_URL] = "url",
    [CB_FIELD_SOURCE] = "source",       [CB_FIELD_ID] = "id",
};

const char *cb_field_name(enum cb_field field)
{
    return NAMES[field];
}

static bool field_by_name(struct cb_str name, enum cb_field *out)
{
    for (int f = 0; f < CB_FIELD_COUNT; f++)
        if (cb_str_eq(name, cb_str_of(NAMES[f]))) {
            *out = (enum cb_field)f;
            return true;
        }
    return false;
}

cb_status cb_field_map_read(const char *text, struct cb_field_map *out, struct cb_err *err)
{
    struct cb_str rest = cb_str_of(text);
    struct cb_field_map map = *out;

    while (rest.ptr) {
        struct cb_str name = cb_str_split(&rest, ','), field = cb_str_trim(cb_str_split(&name, '='));
        enum cb_field which;
        name = cb_str_trim(name);
        if (name.len == 0)
            return cb_err_set(err, CB_USAGE, "'%.*s' is not FIELD=NAME, as in title=headline",
                              CB_STR_ARG(field));
        if (!field_by_name(field, &which))
            return cb_err_set(
                err, CB_USAGE,
                "'%.*s' is no field; there are text, markup, title, author, published, modified, language, "
                "url, source and id",
                CB_STR_ARG(field));
        map.names[which] = name;
    }
    *out = map;
    return CB_OK;
}

/* ---- names ---- */

/* The next character of a name in small letters, without what may stand between its words; 0 at the end. */
static uint32_t next_of(struct cb_str *name)
{
    while (name->len > 0) {
        uint32_t size, c = cb_char_first(*name, &size);
        *name = cb_str_sub(*name, size, name->len);
        if (c == '_' || c == '-' || c == ' ' || c == ':' || c == '.')
            continue;
        if (c == 0xC4 || c == 0xD6 || c == 0xDC)
            return c + 0x20;
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }
    return 0;
}

static bool is_name(struct cb_str name, struct cb_str form)
{
    uint32_t a, b;

    do {
        a = next_of(&name);
        b = next_of(&form);
    } while (a == b && a != 0);
    return a == b;
}

size_t cb_field_rank(const struct cb_lexicon *lexicon, enum cb_field field, struct cb_str name)
{
    const struct cb_list *list = lexicon ? cb_lexicon_list(lexicon, CB_LIST_INPUT_FIELDS) : NULL;
    size_t rank = 1;

    if (is_name(name, cb_str_of(NAMES[field])))
        return 0;
    for (size_t i = 0; list && i < cb_list_count(list); i++) {
        const struct cb_list_row *row = cb_list_row(list, i);
        struct cb_str forms = row->fields[CB_INPUT_FIELD_FORM];
        if (!cb_str_eq(row->fields[CB_INPUT_FIELD_FIELD], cb_str_of(NAMES[field])))
            continue;
        for (; forms.ptr; rank++)
            if (is_name(name, cb_str_split(&forms, '|')))
                return rank;
    }
    return SIZE_MAX;
}

size_t cb_field_rank_kept(struct cb_field_ranks *ranks, const struct cb_lexicon *lexicon, enum cb_field field,
                          struct cb_str name)
{
    struct cb_field_name *kept = ranks->names, *end = kept + ranks->count;

    if (name.len == 0 || name.len > sizeof kept->name)
        return cb_field_rank(lexicon, field, name);
    while (kept < end && (kept->len != name.len || memcmp(kept->name, name.ptr, name.len) != 0))
        kept++;
    if (kept == ranks->names + sizeof ranks->names / sizeof *ranks->names)
        return cb_field_rank(lexicon, field, name);
    if (kept == end) {
        ranks->count++;
        *kept = (struct cb_field_name){.len = (uint8_t)name.len};
        memcpy(kept->name, name.ptr, name.len);
    }
    if (!kept->known[field]) {
        kept->of[field] = cb_field_rank(lexicon, field, name);
        kept->known[field] = true;
    }
    return kept->of[field];
}

/* ---- values ---- */

/* As much of a value as a message may quote. */
static struct cb_str quotable(struct cb_str s)
{
    size_t end = s.len < 40 ? s.len : 40;

    while (end < s.len && ((unsigned char)s.ptr[end] & 0xC0) == 0x80)
        end--;
    for (size_t i = 0; i < end; i++)
        if (s.ptr[i] == '\n')
            end = i;
    return cb_str_sub(s, 0, end);
}

static struct cb_str key_of(const struct cb_fields *fields, enum cb_field field)
{
    return fields->keys[field].ptr ? fields->keys[field] : cb_str_of(NAMES[field]);
}

/* Seconds or milliseconds since 1970. */
static bool read_stamp(struct cb_str s, int32_t *day)
{
    int64_t n = 0;

    if (s.len < 9 || s.len > 13)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        n = n * 10 + (s.ptr[i] - '0');
    }
    *day = (int32_t)((s.len > 10 ? n / 1000 : n) / 86400);
    return true;
}

/* A day that cannot be read is refused and not forgotten: every date in the article is reckoned from it. */
static cb_status take_day(const struct cb_fields *fields, enum cb_field field,
                          const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT], struct cb_arena *arena,
                          const char *place, struct cb_str *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str value = cb_str_trim(fields->values[field]);
    char iso[11] = "";
    int32_t day;

    if (value.len == 0)
        goto done;
    if (cb_date_parse(value, &day) || (value.len != 8 && read_stamp(value, &day)))
        cb_date_format(day, iso);
    else if (!lexicons[0] || !cb_html_day(value, lexicons, iso))
        iso[0] = '\0';
    if (!iso[0]) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: \"%.*s\" is \"%.*s\"; write the day as YYYY-MM-DD", place,
                        CB_STR_ARG(key_of(fields, field)), CB_STR_ARG(quotable(value)));
        goto done;
    }
    *out = cb_arena_copy(arena, cb_str_of(iso));
    CB_TRY_NEW(out->ptr);
done:
    return rc;
}

static cb_status take_language(const struct cb_fields *fields, struct cb_document *doc, const char *place,
                               struct cb_err *err)
{
    struct cb_str code = cb_str_trim(fields->values[CB_FIELD_LANGUAGE]);

    if (code.len == 0)
        return CB_OK;
    if (!cb_language_by_code(code, &doc->language))
        return cb_err_set(err, CB_BAD_INPUT, "%s: \"%.*s\" is \"%.*s\"; articles in de and en can be read",
                          place, CB_STR_ARG(key_of(fields, CB_FIELD_LANGUAGE)), CB_STR_ARG(quotable(code)));
    doc->language_known = true;
    return CB_OK;
}

/* One line: white space of any kind is one blank, control characters are none. */
static cb_status take_line(struct cb_str value, struct cb_arena *arena, struct cb_str *out,
                           struct cb_err *err)
{
    cb_status rc = CB_OK;
    char *copy = cb_arena_alloc(arena, value.len + 1);
    size_t n = 0;

    CB_TRY_NEW(copy);
    for (size_t i = 0; i < value.len; i++) {
        char c = (unsigned char)value.ptr[i] <= ' ' || value.ptr[i] == 0x7F ? ' ' : value.ptr[i];
        if (c != ' ' || (n > 0 && copy[n - 1] != ' '))
            copy[n++] = c;
    }
    n -= n > 0 && copy[n - 1] == ' ';
    if (n > 0)
        CB_TRY(cb_charset_compose((struct cb_str){copy, n}, arena, out, err));
done:
    return rc;
}

static bool is_address(struct cb_str s)
{
    return cb_str_starts(s, CB_STR("http://")) || cb_str_starts(s, CB_STR("https://"));
}

cb_status cb_fields_take(const struct cb_fields *fields,
                         const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT], const char *origin,
                         struct cb_document *doc, const char *place, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str *const lines[CB_FIELD_COUNT] = {[CB_FIELD_TITLE] = &doc->title,
                                                  [CB_FIELD_AUTHOR] = &doc->author,
                                                  [CB_FIELD_URL] = &doc->url,
                                                  [CB_FIELD_SOURCE] = &doc->source};
    static const int METAS[CB_FIELD_COUNT] = {
        [CB_FIELD_TITLE] = CB_META_TITLE,         [CB_FIELD_AUTHOR] = CB_META_AUTHOR,
        [CB_FIELD_PUBLISHED] = CB_META_PUBLISHED, [CB_FIELD_MODIFIED] = CB_META_MODIFIED,
        [CB_FIELD_LANGUAGE] = CB_META_LANGUAGE,   [CB_FIELD_URL] = CB_META_URL,
        [CB_FIELD_SOURCE] = CB_META_SOURCE,
    };

    for (int f = 0; f < CB_FIELD_COUNT; f++)
        if (lines[f])
            CB_TRY(take_line(fields->values[f], doc->arena, lines[f], err));
    if (is_address(fields->values[CB_FIELD_SOURCE])) { /* trafilatura: the page's address is its source */
        doc->source = (struct cb_str){NULL, 0};
        if (!doc->url.ptr)
            CB_TRY(take_line(fields->values[CB_FIELD_SOURCE], doc->arena, &doc->url, err));
    }
    CB_TRY(take_day(fields, CB_FIELD_PUBLISHED, lexicons, doc->arena, place, &doc->published, err));
    CB_TRY(take_day(fields, CB_FIELD_MODIFIED, lexicons, doc->arena, place, &doc->modified, err));
    CB_TRY(take_language(fields, doc, place, err));
    for (int f = CB_FIELD_TITLE; f <= CB_FIELD_SOURCE; f++)
        if (cb_str_trim(fields->values[f]).len > 0) {
            doc->origins[METAS[f]] =
                cb_arena_printf(doc->arena, "%s %.*s", origin, CB_STR_ARG(key_of(fields, (enum cb_field)f)))
                    .ptr;
            CB_TRY_NEW(doc->origins[METAS[f]]);
        }
done:
    return rc;
}
