/* JSON-LD: what a page says about its article in the words of schema.org. */
#include "reader/html_meta.h"

#include <jansson.h>
#include <unicode/utf8.h>

#include "base/alloc.h"
#include "reader/jsonl.h"
#include "text/charset.h"

enum { SCRIPTS_MAX = 64, OBJECTS_MAX = 4000, AUTHORS_MAX = 24 };

/* The objects of all scripts that may be or describe the article. */
struct graph {
    const struct cb_html_page *page;
    const json_t *objects[OBJECTS_MAX];
    size_t count;
};

/* ---- text to JSON ---- */

/* Scripts come wrapped in comments, with raw line ends in strings, with something behind them. */
static json_t *parse(const struct cb_html_page *page, struct cb_str script)
{
    static const struct cb_str CDATA = CB_STR_INIT("<![CDATA[");
    size_t wrapped = cb_str_find(script, CDATA, 0);
    const char *from, *list;
    struct cb_str copy;
    json_error_t error;

    if (wrapped < cb_str_find(script, CB_STR("{"), 0))
        script = cb_str_sub(script, wrapped + CDATA.len, script.len);
    from = script.len ? memchr(script.ptr, '{', script.len) : NULL;
    list = script.len ? memchr(script.ptr, '[', script.len) : NULL;
    if (list && (!from || list < from))
        from = list;
    if (!from)
        return NULL;
    script = cb_str_sub(script, (size_t)(from - script.ptr), script.len);
    if (cb_json_nests_too_deep(script))
        return NULL;
    copy = cb_arena_copy(page->arena, script);
    for (size_t i = 0; copy.ptr && i < copy.len; i++)
        if ((unsigned char)copy.ptr[i] < 0x20)
            ((char *)copy.ptr)[i] = ' ';
    return copy.ptr ? json_loadb(copy.ptr, copy.len, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error) : NULL;
}

/* ---- objects ---- */

static void collect(struct graph *g, const json_t *value)
{
    static const char *const DOWN[] = {"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "@list", NULL};
    size_t next = g->count;

    if (json_is_object(value) && g->count < OBJECTS_MAX)
        g->objects[g->count++] = value;
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value) && g->count < OBJECTS_MAX; i++)
        if (json_is_object(json_array_get(value, i)))
            g->objects[g->count++] = json_array_get(value, i);
    for (; next < g->count; next++)
        for (size_t d = 0; DOWN[d]; d++) {
            const json_t *child = json_object_get(g->objects[next], DOWN[d]);
            if (json_is_object(child) && g->count < OBJECTS_MAX)
                g->objects[g->count++] = child;
            for (size_t i = 0; json_is_array(child) && i < json_array_size(child) && g->count < OBJECTS_MAX;
                 i++)
                if (json_is_object(json_array_get(child, i)))
                    g->objects[g->count++] = json_array_get(child, i);
        }
}

static bool names_type(const json_t *type, const char *ending)
{
    struct cb_str s = cb_str_of(json_string_value(type));

    return s.len > 0 && cb_str_ends(s, cb_str_of(ending));
}

static bool has_type(const json_t *object, const char *ending)
{
    const json_t *type = json_object_get(object, "@type");

    if (json_is_string(type))
        return names_type(type, ending);
    for (size_t i = 0; i < json_array_size(type); i++)
        if (names_type(json_array_get(type, i), ending))
            return true;
    return false;
}

static bool is_article(const json_t *object)
{
    return has_type(object, "Article") || has_type(object, "Posting") || has_type(object, "Report") ||
           has_type(object, "Review") || has_type(object, "Recipe");
}

static bool is_organization(const json_t *object)
{
    return has_type(object, "Organization") || has_type(object, "Corporation") || has_type(object, "WebSite");
}

/* What {"@id": "..."} points at. */
static const json_t *resolve(const struct graph *g, const json_t *value)
{
    const char *id = json_string_value(json_object_get(value, "@id"));

    if (!id || json_object_size(value) > 2 || json_object_get(value, "name"))
        return value;
    for (size_t i = 0; i < g->count; i++) {
        const char *other = json_string_value(json_object_get(g->objects[i], "@id"));
        if (other && g->objects[i] != value && json_object_get(g->objects[i], "name") &&
            strcmp(id, other) == 0)
            return g->objects[i];
    }
    return value;
}

static const json_t *choose(const struct graph *g)
{
    const json_t *best = NULL;
    int most = 0;

    for (size_t i = 0; i < g->count; i++) {
        const json_t *o = g->objects[i];
        int points = is_article(o) ? 8 : has_type(o, "WebPage") || has_type(o, "VideoObject") ? 1 : 0;
        if (points == 0)
            continue;
        points += (json_object_get(o, "headline") != NULL) * 4 +
                  (json_object_get(o, "datePublished") != NULL) * 2 + (json_object_get(o, "author") != NULL) +
                  (json_object_get(o, "articleBody") != NULL);
        if (points > most) {
            most = points;
            best = o;
        }
    }
    return best;
}

/* ---- values ---- */

static size_t decode_reference(struct cb_str s, char *out, size_t *size);

/* "&amp;uuml;": a reference in which the sign was written as a reference, too. */
static size_t decode_doubled(struct cb_str s, char *out, size_t *size)
{
    static const struct cb_str SIGN = CB_STR_INIT("&amp;");
    char inner[16] = "&";
    size_t used, n = s.len - SIGN.len < sizeof inner - 1 ? s.len - SIGN.len : sizeof inner - 1;

    memcpy(inner + 1, s.ptr + SIGN.len, n);
    used = decode_reference((struct cb_str){inner, n + 1}, out, size);
    return used ? used - 1 + SIGN.len : 0;
}

/* Character references that were written into JSON. */
static size_t decode_reference(struct cb_str s, char *out, size_t *size)
{
    static const struct {
        struct cb_str name;
        const char *text;
    } NAMED[] = {{CB_STR_INIT("&amp;"), "&"},
                 {CB_STR_INIT("&quot;"), "\""},
                 {CB_STR_INIT("&lt;"), "<"},
                 {CB_STR_INIT("&gt;"), ">"},
                 {CB_STR_INIT("&apos;"), "'"},
                 {CB_STR_INIT("&nbsp;"), "\xC2\xA0"},
                 {CB_STR_INIT("&bdquo;"), "\xE2\x80\x9E"},
                 {CB_STR_INIT("&ldquo;"), "\xE2\x80\x9C"},
                 {CB_STR_INIT("&rdquo;"), "\xE2\x80\x9D"},
                 {CB_STR_INIT("&rsquo;"), "\xE2\x80\x99"},
                 {CB_STR_INIT("&ndash;"), "\xE2\x80\x93"},
                 {CB_STR_INIT("&shy;"), "\xC2\xAD"},
                 {CB_STR_INIT("&auml;"), "\xC3\xA4"},
                 {CB_STR_INIT("&ouml;"), "\xC3\xB6"},
                 {CB_STR_INIT("&uuml;"), "\xC3\xBC"},
                 {CB_STR_INIT("&Auml;"), "\xC3\x84"},
                 {CB_STR_INIT("&Ouml;"), "\xC3\x96"},
                 {CB_STR_INIT("&Uuml;"), "\xC3\x9C"},
                 {CB_STR_INIT("&szlig;"), "\xC3\x9F"}};
    uint32_t c = 0, digits = 0, base;
    size_t i;

    if (cb_str_starts(s, CB_STR("&amp;")) && (i = decode_doubled(s, out, size)) > 0)
        return i;
    for (i = 0; i < sizeof NAMED / sizeof *NAMED; i++)
        if (cb_str_starts(s, NAMED[i].name)) {
            *size = strlen(NAMED[i].text);
            memcpy(out, NAMED[i].text, *size);
            return NAMED[i].name.len;
        }
    if (!cb_str_starts(s, CB_STR("&#")))
        return 0;
    base = s.len > 2 && (s.ptr[2] | 0x20) == 'x' ? 16 : 10;
    for (i = base == 16 ? 3 : 2; i < s.len && digits < 7; i++, digits++) {
        unsigned char d = (unsigned char)(s.ptr[i] | 0x20);
        uint32_t v = d >= '0' && d <= '9'   ? (uint32_t)d - '0'
                     : d >= 'a' && d <= 'f' ? (uint32_t)d - 'a' + 10u
                                            : 99;
        if (v >= base)
            break;
        c = c * base + v;
    }
    if (digits == 0 || i >= s.len || s.ptr[i] != ';' || c < 0x20 || c > 0x10FFFF ||
        (c >= 0xD800 && c < 0xE000))
        return 0;
    *size = 0;
    U8_APPEND_UNSAFE(out, *size, (UChar32)c);
    return i + 1;
}

/* The string as one line of text: references decoded (also doubly), tags taken out, white space collapsed. */
static struct cb_str plain(const struct cb_html_page *page, const json_t *value)
{
    struct cb_str s = {json_string_value(value), json_string_length(value)}, composed = {NULL, 0};
    char *out = s.len ? cb_arena_alloc(page->arena, s.len + 8) : NULL;
    size_t n = 0;

    for (size_t i = 0; out && i < s.len;) {
        size_t size = 0,
               used = s.ptr[i] == '&' ? decode_reference(cb_str_sub(s, i, s.len), out + n, &size) : 0;
        const char *close =
            s.ptr[i] == '<' ? memchr(s.ptr + i, '>', s.len - i < 300 ? s.len - i : 300) : NULL;
        if (close) {
            i = (size_t)(close - s.ptr) + 1;
            out[n++] = ' ';
        } else if (used) {
            i += used;
            n += size;
        } else {
            out[n] = (unsigned char)s.ptr[i] <= ' ' ? ' ' : s.ptr[i];
            n += out[n] != ' ' || (n > 0 && out[n - 1] != ' ');
            i++;
        }
    }
    s = cb_str_trim((struct cb_str){out, n});
    if (!out || s.len == 0 || cb_charset_compose(s, page->arena, &composed, NULL) != CB_OK)
        return (struct cb_str){NULL, 0};
    return composed;
}

static struct cb_str string_of(const struct graph *g, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value)) {
        const json_t *inner = json_object_get(resolve(g, value), "name");
        value = inner ? inner : json_object_get(value, "@id");
    }
    return plain(g->page, value);
}

/* ---- authors ---- */

static void add_line(const struct cb_html_page *page, struct cb_str *lines, struct cb_str line)
{
    if (line.len == 0 || line.len > 200)
        return;
    *lines =
        lines->ptr ? cb_arena_printf(page->arena, "%.*s\n%.*s", CB_STR_ARG(*lines), CB_STR_ARG(line)) : line;
}

static void take_author(const struct graph *g, const json_t *value, struct cb_html_ld *out)
{
    const json_t *person = json_is_object(value) ? resolve(g, value) : value;
    const json_t *name = json_is_object(person) ? json_object_get(person, "name") : person;
    struct cb_str *lines = is_organization(person) ? &out->organizations : &out->persons;

    if (json_is_string(name))
        add_line(g->page, lines, plain(g->page, name));
    for (size_t i = 0; json_is_array(name) && i < json_array_size(name) && i < AUTHORS_MAX; i++)
        if (json_is_string(json_array_get(name, i)))
            add_line(g->page, lines, plain(g->page, json_array_get(name, i)));
}

static void take_authors(const struct graph *g, const json_t *article, struct cb_html_ld *out)
{
    const json_t *authors = json_object_get(article, "author");

    if (!authors)
        authors = json_object_get(article, "creator");
    if (json_is_string(authors) || json_is_object(authors))
        take_author(g, authors, out);
    for (size_t i = 0; json_is_array(authors) && i < json_array_size(authors) && i < AUTHORS_MAX; i++)
        take_author(g, json_array_get(authors, i), out);
}

/* ---- the article ---- */

static bool is_false(const json_t *value)
{
    return json_is_false(value) ||
           (json_is_string(value) && strcasecmp(json_string_value(value), "false") == 0);
}

static void take_article(const struct graph *g, const json_t *article, struct cb_html_ld *out)
{
    out->headline = string_of(g, article, "headline");
    if (!out->headline.ptr && is_article(article))
        out->headline = string_of(g, article, "name");
    out->published = string_of(g, article, "datePublished");
    if (!out->published.ptr)
        out->published = string_of(g, article, "dateCreated");
    if (!out->published.ptr)
        out->published = string_of(g, article, "uploadDate");
    out->modified = string_of(g, article, "dateModified");
    out->publisher = string_of(g, article, "publisher");
    out->language = string_of(g, article, "inLanguage");
    out->url = string_of(g, article, "url");
    if (!out->url.ptr)
        out->url = string_of(g, article, "mainEntityOfPage");
    out->paid = is_false(json_object_get(article, "isAccessibleForFree"));
    if (is_article(article)) {
        out->body = string_of(g, article, "articleBody");
        if (!out->body.ptr)
            out->body = string_of(g, article, "reviewBody");
    }
    take_authors(g, article, out);
}

/* What the chosen object leaves open: another one of the page may say it. */
static void fill_up(const struct graph *g, struct cb_html_ld *out)
{
    for (size_t i = 0; i < g->count; i++) {
        const json_t *o = g->objects[i];
        if (!is_article(o) && !has_type(o, "WebPage"))
            continue;
        if (!out->published.ptr)
            out->published = string_of(g, o, "datePublished");
        if (!out->modified.ptr)
            out->modified = string_of(g, o, "dateModified");
        if (!out->persons.ptr && !out->organizations.ptr)
            take_authors(g, o, out);
    }
}

cb_status cb_html_ld_read(const struct cb_html_page *page, struct cb_html_ld *out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct graph *g = CB_NEW(page->arena, struct graph);
    json_t *roots[SCRIPTS_MAX] = {NULL};
    const json_t *article;

    *out = (struct cb_html_ld){0};
    CB_TRY_NEW(g);
    g->page = page;
    for (size_t i = 0; i < page->scan.scripts.count && i < SCRIPTS_MAX; i++) {
        roots[i] = parse(page, page->scan.scripts.items[i]);
        collect(g, roots[i]);
    }
    article = choose(g);
    if (article)
        take_article(g, article, out);
    fill_up(g, out);
done:
    for (size_t i = 0; i < SCRIPTS_MAX; i++)
        json_decref(roots[i]);
    return rc;
}
