#include "reader/format.h"

#include <jansson.h>

#include "reader/archive.h"
#include "reader/html.h"
#include "reader/jsonl.h"

static const struct {
    const char *ending;
    enum cb_format_kind kind;
} ENDINGS[] = {
    {"atom", CB_KIND_FEED},         {"bz2", CB_KIND_ARCHIVE},  {"csv", CB_KIND_TABLE},
    {"eml", CB_KIND_MAIL},          {"gz", CB_KIND_ARCHIVE},   {"htm", CB_KIND_PAGE},
    {"html", CB_KIND_PAGE},         {"json", CB_KIND_JSON},    {"jsonl", CB_KIND_JSON_LINES},
    {"markdown", CB_KIND_MARKDOWN}, {"mbox", CB_KIND_MAILBOX}, {"md", CB_KIND_MARKDOWN},
    {"mht", CB_KIND_MHTML},         {"mhtml", CB_KIND_MHTML},  {"ndjson", CB_KIND_JSON_LINES},
    {"rdf", CB_KIND_FEED},          {"rss", CB_KIND_FEED},     {"tar", CB_KIND_ARCHIVE},
    {"tbz2", CB_KIND_ARCHIVE},      {"tgz", CB_KIND_ARCHIVE},  {"tsv", CB_KIND_TABLE},
    {"txt", CB_KIND_TEXT},          {"txz", CB_KIND_ARCHIVE},  {"tzst", CB_KIND_ARCHIVE},
    {"warc", CB_KIND_WARC},         {"xhtml", CB_KIND_PAGE},   {"xml", CB_KIND_FEED},
    {"xz", CB_KIND_ARCHIVE},        {"zip", CB_KIND_ARCHIVE},  {"zst", CB_KIND_ARCHIVE},
};

static struct cb_str ending_of(struct cb_str name)
{
    for (size_t i = name.len; i > 0 && name.ptr[i - 1] != '/'; i--)
        if (name.ptr[i - 1] == '.')
            return cb_str_sub(name, i, name.len);
    return (struct cb_str){NULL, 0};
}

static bool same(struct cb_str a, const char *b)
{
    return a.len == strlen(b) && strncasecmp(a.ptr, b, a.len) == 0;
}

enum cb_format_kind cb_format_by_ending(struct cb_str name)
{
    struct cb_str ending = ending_of(name);

    for (size_t i = 0; ending.len > 0 && i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (same(ending, ENDINGS[i].ending))
            return ENDINGS[i].kind;
    return CB_KIND_UNKNOWN;
}

struct cb_str cb_format_unpacked(struct cb_str name)
{
    static const char *const PACKED[] = {"gz", "bz2", "xz", "zst"};
    struct cb_str ending;

    for (size_t i = 0; i < sizeof PACKED / sizeof *PACKED; i++) {
        ending = ending_of(name);
        if (same(ending, PACKED[i])) {
            name = cb_str_sub(name, 0, name.len - ending.len - 1);
            i = SIZE_MAX; /* from the first on: libarchive takes off all of them at once */
        }
    }
    return name;
}

/* ---- by the beginning ---- */

/* "<?xml ... <rss", "<feed", "<rdf:RDF", comments and the like in front. */
static bool looks_like_feed(struct cb_str start)
{
    static const char *const ROOTS[] = {"rss", "feed", "rdf:RDF", "atom:feed"};

    while (start.ptr) {
        size_t at = cb_str_find(start, CB_STR("<"), 0);
        struct cb_str tag = at == SIZE_MAX ? (struct cb_str){NULL, 0} : cb_str_sub(start, at + 1, start.len);
        if (tag.len == 0)
            return false;
        if (tag.ptr[0] != '?' && tag.ptr[0] != '!') {
            for (size_t i = 0; i < sizeof ROOTS / sizeof *ROOTS; i++)
                if (cb_str_starts(tag, cb_str_of(ROOTS[i])))
                    return true;
            return false;
        }
        start = tag;
    }
    return false;
}

/* A whole object on the first line, and something behind it. */
static bool looks_like_lines(struct cb_str start)
{
    size_t end = cb_str_find(start, CB_STR("\n"), 0);
    struct cb_str line = cb_str_sub(start, 0, end);
    json_error_t error;
    json_t *json;

    if (end == SIZE_MAX || cb_json_nests_too_deep(line) ||
        cb_str_trim(cb_str_sub(start, end, start.len)).len == 0)
        return false;
    json = json_loadb(line.ptr, line.len, 0, &error);
    json_decref(json);
    return json != NULL;
}

static enum cb_format_kind without_name(struct cb_str start)
{
    if (cb_str_starts(start, CB_STR("{")) || cb_str_starts(start, CB_STR("["))) {
        size_t second = cb_str_starts(start, CB_STR("[")) ? 1 : 0;
        struct cb_str behind = cb_str_trim(cb_str_sub(start, second, start.len));
        if (second == 0)
            return CB_KIND_JSON_LINES;
        return behind.len > 0 && behind.ptr[0] == '{' ? CB_KIND_JSON : CB_KIND_TEXT;
    }
    if (looks_like_feed(start) && start.ptr[0] == '<')
        return CB_KIND_FEED;
    return CB_KIND_TEXT;
}

enum cb_format_kind cb_format_of(struct cb_str name, struct cb_str start)
{
    enum cb_format_kind kind = cb_format_by_ending(name);
    bool nameless = cb_str_eq(name, CB_STR("-"));

    if (!nameless && kind == CB_KIND_UNKNOWN)
        return kind;
    if (cb_archive_looks_like(start))
        return CB_KIND_ARCHIVE;
    if (cb_str_starts(start, CB_STR("WARC/1.")))
        return CB_KIND_WARC;
    if (cb_str_starts(start, CB_STR("\xEF\xBB\xBF")))
        start = cb_str_sub(start, 3, start.len);
    if (cb_html_looks_like(start) && kind != CB_KIND_JSON_LINES && kind != CB_KIND_ARCHIVE)
        return CB_KIND_PAGE;
    start = cb_str_trim(start);
    if (nameless)
        return without_name(start);
    if (kind == CB_KIND_JSON && looks_like_lines(start))
        return CB_KIND_JSON_LINES;
    if ((kind == CB_KIND_PAGE || kind == CB_KIND_TEXT) && cb_str_starts(start, CB_STR("<")) &&
        looks_like_feed(start))
        return CB_KIND_FEED;
    if (kind == CB_KIND_MAIL && cb_str_starts(start, CB_STR("From ")))
        return CB_KIND_MAILBOX;
    return kind;
}

cb_stream_next *cb_format_next(enum cb_format_kind kind)
{
    static cb_stream_next *const NEXT[CB_KIND_COUNT] = {
        [CB_KIND_TEXT] = cb_text_next,         [CB_KIND_PAGE] = cb_page_next,
        [CB_KIND_MARKDOWN] = cb_markdown_next, [CB_KIND_JSON] = cb_json_next,
        [CB_KIND_JSON_LINES] = cb_jsonl_next,  [CB_KIND_FEED] = cb_feed_next,
        [CB_KIND_TABLE] = cb_table_next,       [CB_KIND_MAIL] = cb_mail_next,
        [CB_KIND_MAILBOX] = cb_mailbox_next,   [CB_KIND_MHTML] = cb_mhtml_next,
        [CB_KIND_WARC] = cb_warc_next,
    };

    return NEXT[kind];
}
