/* Title, outlet, address and language of a page's article. */
#include "reader/html_meta.h"

#include "text/charset.h"
#include "text/chars.h"
#include "text/fold.h"

enum { TITLE_BYTES = 500, SAMPLE_BYTES = 20000, TITLE_BLOCKS = 12 };

struct cb_str cb_html_meta_find(const struct cb_html_page *page, const char *names, struct cb_str *name)
{
    struct cb_str rest = cb_str_of(names);

    while (rest.ptr) {
        struct cb_str wanted = cb_str_split(&rest, ' ');
        for (size_t i = 0; i < page->metas.count; i++) {
            const struct cb_html_meta *meta = &page->metas.items[i];
            if (meta->content.len && cb_str_eq(meta->name, wanted)) {
                *name = wanted;
                return meta->content;
            }
        }
    }
    return (struct cb_str){NULL, 0};
}

static cb_status set(struct cb_document *doc, enum cb_meta which, struct cb_str *field, struct cb_str value,
                     const char *origin, struct cb_err *err)
{
    cb_status rc = CB_OK;

    value = cb_str_trim(value);
    if (value.len == 0)
        goto done;
    CB_TRY(cb_charset_compose(value, doc->arena, field, err));
    doc->origins[which] = origin;
done:
    return rc;
}

/* The first of these metas, with "meta NAME" as its origin. */
static cb_status set_meta(const struct cb_html_page *page, struct cb_document *doc, enum cb_meta which,
                          struct cb_str *field, const char *names, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str name = {NULL, 0}, value = cb_html_meta_find(page, names, &name), origin;

    if (!value.ptr)
        goto done;
    origin = cb_arena_printf(doc->arena, "meta %.*s", CB_STR_ARG(name));
    CB_TRY_NEW(origin.ptr);
    CB_TRY(set(doc, which, field, value, origin.ptr, err));
done:
    return rc;
}

/* ---- title ---- */

/* White space and line ends as single blanks. */
static struct cb_str on_one_line(struct cb_arena *arena, struct cb_str s)
{
    char *out = s.len ? cb_arena_alloc(arena, s.len + 1) : NULL;
    size_t n = 0;

    for (size_t i = 0; out && i < s.len; i++) {
        bool blank = (unsigned char)s.ptr[i] <= ' ';
        if (!blank)
            out[n++] = s.ptr[i];
        else if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    return cb_str_trim((struct cb_str){out, n});
}

/* The only h1 that is no logo: the longest one of some words outside of teasers. */
static struct cb_str heading_of(const struct cb_html_page *page, enum cb_html_note_kind kind,
                                struct cb_str like)
{
    struct cb_str best = {NULL, 0};

    for (size_t i = 0; i < page->notes.count; i++) {
        const struct cb_html_note *note = &page->notes.items[i];
        struct cb_str text = on_one_line(page->arena, cb_html_text(page, note->span));
        if (note->kind != kind || text.len < 3 || text.len > TITLE_BYTES)
            continue;
        if (like.len && (cb_str_find(like, text, 0) != SIZE_MAX || cb_str_find(text, like, 0) != SIZE_MAX))
            return text;
        if (!best.ptr)
            best = text;
    }
    return best;
}

/* The longest heading that stands in the title element: blogs have the site's name as their h1. */
static struct cb_str heading_in_title(const struct cb_html_page *page)
{
    struct cb_str best = {NULL, 0}, title = on_one_line(page->arena, page->title);

    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct cb_html_block *block = &page->blocks.items[i];
        struct cb_str text = cb_html_text(page, block->span);
        if (block->tag >= CB_TAG_H1 && block->tag <= CB_TAG_H3 && text.len >= 8 && text.len <= title.len &&
            text.len > best.len && cb_str_find(title, text, 0) != SIZE_MAX)
            best = text;
    }
    return best;
}

/* "Title - Outlet", "Title | Outlet": cut at the last such sign when what follows is short or the outlet. */
static struct cb_str without_site(struct cb_document *doc, struct cb_str title)
{
    static const struct cb_str SIGNS[] = {
        CB_STR_INIT(" | "),        CB_STR_INIT(" - "),        CB_STR_INIT(" \xE2\x80\x93 "),
        CB_STR_INIT(" \xC2\xAB "), CB_STR_INIT(" \xC2\xBB "), CB_STR_INIT(" \xE2\x80\x94 "),
        CB_STR_INIT(" \xC2\xB7 ")};
    struct cb_str lower = cb_fold_lower(doc->arena, title), site = cb_fold_lower(doc->arena, doc->source);
    size_t cut = SIZE_MAX;

    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        for (size_t at = cb_str_find(title, SIGNS[i], 0); at != SIZE_MAX;
             at = cb_str_find(title, SIGNS[i], at + 1)) {
            struct cb_str rest = cb_str_sub(lower, at + SIGNS[i].len, lower.len);
            bool own = site.len > 2 && (cb_str_starts(rest, site) || cb_str_starts(site, rest));
            bool bar = i == 0 && rest.len < title.len / 2 && at > 15;
            if ((own || bar) && (cut == SIZE_MAX || at < cut) && at > 3)
                cut = at;
        }
    }
    return cut == SIZE_MAX || lower.len != title.len ? title : cb_str_trim(cb_str_sub(title, 0, cut));
}

/* A headline that was shortened for search engines: the same one may be there in full. */
static bool is_shortened(struct cb_str title, struct cb_str full)
{
    size_t n = title.len;

    if (cb_str_ends(title, CB_STR("...")))
        n -= 3;
    else if (cb_str_ends(title, CB_STR("\xE2\x80\xA6")))
        n -= 3;
    else
        return false;
    while (n > 0 && title.ptr[n - 1] == ' ')
        n--;
    return n > 10 && full.len > n && cb_str_starts(full, cb_str_sub(title, 0, n));
}

/* Number of words of four letters and more in `s`; those that `other` has too go to *shared. Small letters.
 */
static size_t count_shared(struct cb_str s, struct cb_str other, size_t *shared)
{
    size_t words = 0;

    *shared = 0;
    while (s.ptr) {
        struct cb_str word = cb_str_split(&s, ' ');
        if (word.len < 4)
            continue;
        words++;
        *shared += cb_str_find(other, word, 0) != SIZE_MAX;
    }
    return words;
}

/* Metadata may hold a headline written for search engines; readers saw the heading. Both are about the same
 * thing. */
static bool is_told_otherwise(struct cb_arena *arena, struct cb_str title, struct cb_str h1)
{
    struct cb_str a = cb_fold_lower(arena, title), b = cb_fold_lower(arena, h1);
    size_t shared, words = count_shared(b, a, &shared);

    return a.ptr && b.ptr && words >= 3 && shared >= 2 && cb_str_find(a, b, 0) == SIZE_MAX;
}

cb_status cb_html_find_title(const struct cb_html_page *page, const struct cb_html_ld *ld,
                             struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str headline = heading_of(page, CB_NOTE_HEADLINE, page->title);
    struct cb_str h1 = heading_in_title(page);

    if (!h1.ptr)
        h1 = heading_of(page, CB_NOTE_H1, page->title);

    CB_TRY(set_meta(page, doc, CB_META_SOURCE, &doc->source,
                    "og:site_name application-name publisher dc.publisher", err));
    if (!doc->source.ptr)
        CB_TRY(set(doc, CB_META_SOURCE, &doc->source, ld->publisher, "JSON-LD publisher", err));
    CB_TRY(set(doc, CB_META_TITLE, &doc->title, ld->headline, "JSON-LD headline", err));
    if (!doc->title.ptr)
        CB_TRY(set_meta(
            page, doc, CB_META_TITLE, &doc->title,
            "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title title headline",
            err));
    if (doc->title.ptr && h1.ptr &&
        (is_shortened(doc->title, h1) ||
         (!ld->headline.ptr && is_told_otherwise(doc->arena, doc->title, h1))))
        CB_TRY(set(doc, CB_META_TITLE, &doc->title, h1, "h1", err));
    if (!doc->title.ptr && h1.ptr)
        CB_TRY(set(doc, CB_META_TITLE, &doc->title, h1, "h1", err));
    if (!doc->title.ptr && headline.ptr)
        CB_TRY(set(doc, CB_META_TITLE, &doc->title, headline, "headline element", err));
    if (!doc->title.ptr)
        CB_TRY(
            set(doc, CB_META_TITLE, &doc->title, on_one_line(doc->arena, page->title), "title element", err));
    if (doc->title.ptr)
        doc->title = without_site(doc, on_one_line(doc->arena, doc->title));
done:
    return rc;
}

cb_status cb_html_mend_title(const struct cb_html_page *page, const struct cb_html_ld *ld,
                             struct cb_html_choice *choice, struct cb_document *doc, struct cb_err *err)
{
    uint32_t first = choice->first, headline = choice->headline;

    if (first == CB_NONE || ld->headline.ptr || !doc->origins[CB_META_TITLE] ||
        cb_str_starts(cb_str_of(doc->origins[CB_META_TITLE]), CB_STR("meta")))
        return CB_OK;
    if (headline != CB_NONE && headline <= choice->last && headline + TITLE_BLOCKS >= first)
        return CB_OK;
    for (uint32_t i = first; i-- > 0 && i + TITLE_BLOCKS >= first;) {
        const struct cb_html_block *block = &page->blocks.items[i];
        if (block->tag < CB_TAG_H1 || block->tag > CB_TAG_H3 || block->words < 2)
            continue;
        choice->headline = i;
        choice->verdicts[i] = CB_HTML_TITLE;
        return set(doc, CB_META_TITLE, &doc->title, on_one_line(doc->arena, cb_html_text(page, block->span)),
                   "heading", err);
    }
    return CB_OK;
}

/* ---- address, language ---- */

static bool is_address(struct cb_str s)
{
    return (cb_str_starts(s, CB_STR("http://")) || cb_str_starts(s, CB_STR("https://"))) && s.len > 11 &&
           !memchr(s.ptr, ' ', s.len);
}

/* With the scheme that "//host/path" leaves out. */
static struct cb_str absolute(struct cb_document *doc, struct cb_str s)
{
    return cb_str_starts(s, CB_STR("//")) ? cb_arena_join(doc->arena, CB_STR("https:"), s) : s;
}

static cb_status find_address(const struct cb_html_page *page, const struct cb_html_ld *ld,
                              struct cb_document *doc, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str name = {NULL, 0};
    struct cb_str og = absolute(doc, cb_html_meta_find(page, "og:url twitter:url parsely-link", &name));
    const struct {
        struct cb_str value;
        const char *origin;
    } found[] = {{absolute(doc, page->canonical), "link canonical"},
                 {og, "meta og:url"},
                 {ld->url, "JSON-LD url"},
                 {page->scan.canonical, "saved from"},
                 {page->base, "base element"}};

    for (size_t i = 0; i < sizeof found / sizeof *found && !doc->url.ptr; i++)
        if (is_address(found[i].value))
            CB_TRY(set(doc, CB_META_URL, &doc->url, found[i].value, found[i].origin, err));
done:
    return rc;
}

/* Function words of `language` among the words of the text: two thirds of them decide against what a page
 * says. */
static size_t count_words(const struct cb_document *doc, const struct cb_lexicon *lexicon)
{
    const struct cb_list *list = cb_lexicon_list(lexicon, CB_LIST_FUNCTION_WORDS);
    struct cb_str rest = cb_str_sub(doc->text, 0, SAMPLE_BYTES);
    size_t count = 0;

    while (rest.ptr) {
        struct cb_str word = cb_str_split(&rest, ' ');
        count += word.len >= 3 && cb_list_find(list, word) != NULL;
    }
    return count;
}

static void check_language(struct cb_document *doc,
                           const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT])
{
    size_t said = count_words(doc, lexicons[doc->language]);
    size_t other = count_words(doc, lexicons[doc->language == CB_GERMAN ? CB_ENGLISH : CB_GERMAN]);

    if (other > 12 && other > said * 3) {
        doc->language = doc->language == CB_GERMAN ? CB_ENGLISH : CB_GERMAN;
        doc->origins[CB_META_LANGUAGE] = "words of the text";
    }
}

static void find_language(const struct cb_html_page *page, const struct cb_html_ld *ld,
                          struct cb_document *doc)
{
    struct cb_str name = {NULL, 0};
    const struct {
        struct cb_str value;
        const char *origin;
    } found[] = {{page->language, "html lang"},
                 {ld->language, "JSON-LD inLanguage"},
                 {cb_html_meta_find(page, "og:locale", &name), "meta og:locale"},
                 {cb_html_meta_find(page, "content-language dc.language language", &name), "meta language"}};

    for (size_t i = 0; i < sizeof found / sizeof *found && !doc->language_known; i++) {
        struct cb_str code = cb_str_sub(found[i].value, 0, 2);
        if (found[i].value.len < 2 ||
            (found[i].value.len > 2 && cb_char_is_letter((unsigned char)found[i].value.ptr[2])))
            continue;
        doc->language_known = cb_language_by_code(code, &doc->language);
        doc->origins[CB_META_LANGUAGE] = doc->language_known ? found[i].origin : NULL;
    }
}

cb_status cb_html_find_meta(const struct cb_html_page *page, const struct cb_html_ld *ld,
                            const struct cb_html_choice *choice,
                            const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                            struct cb_document *doc, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(find_address(page, ld, doc, err));
    find_language(page, ld, doc);
    if (doc->language_known)
        check_language(doc, lexicons);
    CB_TRY(cb_html_find_days(page, ld, choice, lexicons, doc, err));
    CB_TRY(cb_html_find_authors(page, ld, choice, doc, err));
done:
    return rc;
}
