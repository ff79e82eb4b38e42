/* What tags and the words of class attributes say. */
#include "reader/html_page.h"

#include "base/alloc.h"
#include "text/fold.h"

static const struct {
    const char *name;
    enum cb_html_tag tag;
} TAGS[] = {
    {"a", CB_TAG_A},
    {"abbr", CB_TAG_INLINE},
    {"acronym", CB_TAG_INLINE},
    {"address", CB_TAG_ADDRESS},
    {"article", CB_TAG_ARTICLE},
    {"aside", CB_TAG_ASIDE},
    {"audio", CB_TAG_SKIPPED},
    {"b", CB_TAG_B},
    {"base", CB_TAG_LINK},
    {"bdi", CB_TAG_INLINE},
    {"bdo", CB_TAG_INLINE},
    {"big", CB_TAG_INLINE},
    {"blockquote", CB_TAG_BLOCKQUOTE},
    {"body", CB_TAG_BODY},
    {"br", CB_TAG_BR},
    {"button", CB_TAG_SKIPPED},
    {"canvas", CB_TAG_SKIPPED},
    {"cite", CB_TAG_INLINE},
    {"code", CB_TAG_INLINE},
    {"data", CB_TAG_INLINE},
    {"datalist", CB_TAG_SKIPPED},
    {"dd", CB_TAG_DD},
    {"del", CB_TAG_INLINE},
    {"dfn", CB_TAG_INLINE},
    {"dialog", CB_TAG_NAV},
    {"div", CB_TAG_DIV},
    {"dt", CB_TAG_DT},
    {"em", CB_TAG_INLINE},
    {"embed", CB_TAG_INLINE},
    {"figcaption", CB_TAG_FIGCAPTION},
    {"figure", CB_TAG_FIGURE},
    {"font", CB_TAG_INLINE},
    {"footer", CB_TAG_FOOTER},
    {"form", CB_TAG_FORM},
    {"h1", CB_TAG_H1},
    {"h2", CB_TAG_H2},
    {"h3", CB_TAG_H3},
    {"h4", CB_TAG_H4},
    {"h5", CB_TAG_H5},
    {"h6", CB_TAG_H6},
    {"head", CB_TAG_HEAD},
    {"header", CB_TAG_HEADER},
    {"hr", CB_TAG_HR},
    {"html", CB_TAG_HTML},
    {"i", CB_TAG_INLINE},
    {"iframe", CB_TAG_SKIPPED},
    {"img", CB_TAG_INLINE},
    {"input", CB_TAG_INLINE},
    {"ins", CB_TAG_INLINE},
    {"kbd", CB_TAG_INLINE},
    {"label", CB_TAG_INLINE},
    {"li", CB_TAG_LI},
    {"link", CB_TAG_LINK},
    {"main", CB_TAG_MAIN},
    {"mark", CB_TAG_INLINE},
    {"menu", CB_TAG_NAV},
    {"meta", CB_TAG_META},
    {"nav", CB_TAG_NAV},
    {"nobr", CB_TAG_INLINE},
    {"noscript", CB_TAG_SKIPPED},
    {"object", CB_TAG_SKIPPED},
    {"ol", CB_TAG_OL},
    {"optgroup", CB_TAG_SKIPPED},
    {"option", CB_TAG_SKIPPED},
    {"p", CB_TAG_P},
    {"picture", CB_TAG_INLINE},
    {"pre", CB_TAG_PRE},
    {"q", CB_TAG_INLINE},
    {"rp", CB_TAG_SKIPPED},
    {"rt", CB_TAG_SKIPPED},
    {"ruby", CB_TAG_INLINE},
    {"s", CB_TAG_INLINE},
    {"samp", CB_TAG_INLINE},
    {"script", CB_TAG_SKIPPED},
    {"section", CB_TAG_SECTION},
    {"select", CB_TAG_SKIPPED},
    {"small", CB_TAG_INLINE},
    {"source", CB_TAG_INLINE},
    {"span", CB_TAG_SPAN},
    {"strike", CB_TAG_INLINE},
    {"strong", CB_TAG_B},
    {"style", CB_TAG_SKIPPED},
    {"sub", CB_TAG_INLINE},
    {"sup", CB_TAG_INLINE},
    {"svg", CB_TAG_SKIPPED},
    {"table", CB_TAG_TABLE},
    {"td", CB_TAG_TD},
    {"template", CB_TAG_SKIPPED},
    {"textarea", CB_TAG_SKIPPED},
    {"th", CB_TAG_TD},
    {"time", CB_TAG_TIME},
    {"title", CB_TAG_TITLE},
    {"tr", CB_TAG_TR},
    {"tt", CB_TAG_INLINE},
    {"u", CB_TAG_INLINE},
    {"ul", CB_TAG_UL},
    {"var", CB_TAG_INLINE},
    {"video", CB_TAG_SKIPPED},
    {"wbr", CB_TAG_INLINE},
};

enum cb_html_tag cb_html_tag_of(struct cb_str name)
{
    size_t low = 0, high = sizeof TAGS / sizeof *TAGS;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = cb_str_compare(cb_str_of(TAGS[middle].name), name);
        if (order == 0)
            return TAGS[middle].tag;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return CB_TAG_OTHER;
}

/* ---- words of classes ---- */

enum { WORDS_MAX = 48, WORD_BYTES = 24 };

static const struct {
    const char *name;
    uint32_t mark;
} USES[] = {
    {"body", CB_HTML_BODY},
    {"article", CB_HTML_ARTICLE},
    {"navigation", CB_HTML_NAVIGATION},
    {"comments", CB_HTML_COMMENTS},
    {"teasers", CB_HTML_TEASERS},
    {"share", CB_HTML_SHARE},
    {"advertisement", CB_HTML_ADVERT},
    {"consent", CB_HTML_CONSENT},
    {"signup", CB_HTML_SIGNUP},
    {"caption", CB_HTML_CAPTION},
    {"byline", CB_HTML_BYLINE},
    {"author box", CB_HTML_AUTHOR_BOX},
    {"hidden", CB_HTML_HIDDEN},
    {"paywall", CB_HTML_PAYWALL},
    {"aside", CB_HTML_ASIDE},
    {"headline", CB_HTML_HEADLINE},
    {"lead", CB_HTML_LEAD},
    {"nothing", 0},
};

static uint32_t mark_of(const struct cb_list_row *row)
{
    for (size_t i = 0; i < sizeof USES / sizeof *USES; i++)
        if (cb_str_eq(row->fields[CB_HTML_WORD_USE], cb_str_of(USES[i].name)))
            return USES[i].mark;
    return 0;
}

/* The words of a class, in small letters, one blank between those of one name: "article-Body" and
 * "articleBody" are "article body". */
struct words {
    char text[WORDS_MAX * (WORD_BYTES + 1)];
    struct cb_str items[WORDS_MAX];
    bool joined[WORDS_MAX]; /* to the word before it */
    size_t count, used;
};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static void split(struct cb_str value, struct words *w)
{
    bool joined = false;
    size_t i = 0;

    w->count = w->used = 0;
    while (i < value.len && w->count < WORDS_MAX) {
        size_t from = i;
        while (i < value.len && (is_lower(value.ptr[i]) || is_upper(value.ptr[i])) &&
               !(i > from && is_upper(value.ptr[i]) && is_lower(value.ptr[i - 1])))
            i++;
        if (i > from && i - from <= WORD_BYTES) {
            if (w->used > 0)
                w->text[w->used++] = ' ';
            w->items[w->count] = (struct cb_str){w->text + w->used, i - from};
            w->joined[w->count++] = joined;
            for (size_t k = from; k < i; k++)
                w->text[w->used++] = (char)(is_upper(value.ptr[k]) ? value.ptr[k] | 0x20 : value.ptr[k]);
            joined = true;
        } else if (i == from) {
            joined = joined && value.ptr[i] != ' ' && !(value.ptr[i] >= '\t' && value.ptr[i] <= '\r');
            i++;
        } else {
            joined = false;
        }
    }
}

/* A row for up to three words from `at` on; *n gets their number. */
static const struct cb_list_row *find(const struct cb_list *list, const struct words *w, size_t at, size_t *n)
{
    size_t most = 1;

    while (most < 3 && at + most < w->count && w->joined[at + most])
        most++;
    for (*n = most; *n > 0; --*n) {
        struct cb_str last = w->items[at + *n - 1];
        struct cb_str form = {w->items[at].ptr, (size_t)(last.ptr + last.len - w->items[at].ptr)};
        const struct cb_list_row *row = cb_list_find(list, form);
        if (row)
            return row;
    }
    *n = 1;
    return NULL;
}

uint32_t cb_html_marks_of(const struct cb_lexicon *lexicon, struct cb_str value)
{
    const struct cb_list *list = cb_lexicon_list(lexicon, CB_LIST_HTML_WORDS);
    struct words w;
    uint32_t marks = 0;

    split(value, &w);
    for (size_t i = 0, n; i < w.count; i += n) {
        const struct cb_list_row *row = find(list, &w, i, &n);
        marks |= row ? mark_of(row) : 0;
    }
    return marks;
}
