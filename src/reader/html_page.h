/* A page as the parser left it: elements, runs of text, and what the head says; private to this folder. */
#ifndef CB_READER_HTML_PAGE_H
#define CB_READER_HTML_PAGE_H

#include "lexicon/lexicon.h"
#include "model/document.h"
#include "reader/html_scan.h"

/* What an element says about its content, by tag, class, id, role or property. Bits. */
enum cb_html_mark {
    CB_HTML_BODY = 1,       /* the text of an article, in so many words: articleBody, entry-content */
    CB_HTML_ARTICLE = 2,    /* something about an article, or a main part */
    CB_HTML_NAVIGATION = 4, /* menus, page heads and feet, breadcrumbs, lists of tags */
    CB_HTML_COMMENTS = 8,   /* what readers wrote */
    CB_HTML_TEASERS = 16,   /* other articles */
    CB_HTML_SHARE = 32,     /* buttons */
    CB_HTML_ADVERT = 64,
    CB_HTML_CONSENT = 128,     /* cookies */
    CB_HTML_SIGNUP = 256,      /* newsletters, subscriptions, logins */
    CB_HTML_CAPTION = 512,     /* below pictures */
    CB_HTML_BYLINE = 1024,     /* who and when */
    CB_HTML_AUTHOR_BOX = 2048, /* about the author */
    CB_HTML_HIDDEN = 4096,
    CB_HTML_PAYWALL = 8192,
    CB_HTML_ASIDE = 16384, /* boxes beside the text */
    CB_HTML_HEADLINE = 32768,
    CB_HTML_LEAD = 65536, /* the first paragraph, set apart */
};

enum cb_html_tag {
    CB_TAG_OTHER = 0, /* block-level, nothing special */
    CB_TAG_INLINE,
    CB_TAG_A,
    CB_TAG_ADDRESS,
    CB_TAG_ARTICLE,
    CB_TAG_ASIDE,
    CB_TAG_B,
    CB_TAG_BLOCKQUOTE,
    CB_TAG_BODY,
    CB_TAG_BR,
    CB_TAG_DD,
    CB_TAG_DIV,
    CB_TAG_DT,
    CB_TAG_FIGCAPTION,
    CB_TAG_FIGURE,
    CB_TAG_FOOTER,
    CB_TAG_FORM,
    CB_TAG_H1,
    CB_TAG_H2,
    CB_TAG_H3,
    CB_TAG_H4,
    CB_TAG_H5,
    CB_TAG_H6,
    CB_TAG_HEAD,
    CB_TAG_HEADER,
    CB_TAG_HR,
    CB_TAG_HTML,
    CB_TAG_LI,
    CB_TAG_LINK,
    CB_TAG_MAIN,
    CB_TAG_META,
    CB_TAG_NAV,
    CB_TAG_OL,
    CB_TAG_P,
    CB_TAG_PRE,
    CB_TAG_SECTION,
    CB_TAG_SKIPPED,
    CB_TAG_SPAN,
    CB_TAG_TABLE,
    CB_TAG_TD,
    CB_TAG_TIME,
    CB_TAG_TITLE,
    CB_TAG_TR,
    CB_TAG_UL,
};

/* A block-level element. Parents come before their children. */
struct cb_html_node {
    uint32_t parent;      /* index; node 0 is the page and its own parent */
    uint32_t first, last; /* its blocks: [first, last) */
    uint32_t marks;       /* enum cb_html_mark, of the element itself */
    uint8_t tag;          /* enum cb_html_tag */
    uint8_t depth;        /* cut at 255 */
};

/* A run of text between the borders of block-level elements. */
struct cb_html_block {
    struct cb_span span; /* in page->text, without white space at its ends */
    uint32_t node;       /* the innermost element around it */
    uint32_t link, bold; /* bytes inside of links, of bold type */
    uint32_t words, sentences, commas;
    uint32_t marks; /* of inline elements that hold nearly all of it */
    uint32_t last;  /* its last character, but for closing marks */
    uint8_t tag;    /* of the node, or of the nearest one that says more than div: p, li, h2, td ... */
};

/* <meta name content>, also itemprop. */
struct cb_html_meta {
    struct cb_str name, content; /* name in small letters */
};

/* An element whose text is a statement about the article: <time>, a link to the author, itemprop=headline. */
struct cb_html_note {
    enum cb_html_note_kind {
        CB_NOTE_TIME,
        CB_NOTE_AUTHOR,
        CB_NOTE_BYLINE,
        CB_NOTE_H1,
        CB_NOTE_HEADLINE,
        CB_NOTE_DATE,
    } kind;
    struct cb_span span; /* of page->text */
    struct cb_str value; /* datetime or content; ptr NULL */
    uint32_t block;      /* the first block behind its start */
    bool updated;        /* its words say that it is about a change */
};

CB_LIST_TYPE(cb_html_nodes, struct cb_html_node)
CB_LIST_TYPE(cb_html_blocks, struct cb_html_block)
CB_LIST_TYPE(cb_html_metas, struct cb_html_meta)
CB_LIST_TYPE(cb_html_notes, struct cb_html_note)

struct cb_html_page {
    struct cb_arena *arena;
    const struct cb_lexicon *lexicon; /* for the lists of all languages */
    struct cb_html_scan scan;
    struct cb_str text; /* of all blocks, white space collapsed, one line end between blocks */
    struct cb_html_nodes nodes;
    struct cb_html_blocks blocks;
    struct cb_html_metas metas;
    struct cb_html_notes notes;
    struct cb_str title, language, canonical, base;
};

static inline struct cb_str cb_html_text(const struct cb_html_page *page, struct cb_span span)
{
    return cb_str_sub(page->text, span.start, span.end);
}

/* Parses page->scan.markup into the rest of *page (zeroed but for arena, lexicon, scan). Linear.
 * CB_NO_MEMORY. */
cb_status cb_html_parse(struct cb_html_page *page, struct cb_err *err);

/* What the words of `value` (a class, id or role) say, by the list html_words. */
uint32_t cb_html_marks_of(const struct cb_lexicon *lexicon, struct cb_str value);

/* enum cb_html_tag of a tag's name in small letters. */
enum cb_html_tag cb_html_tag_of(struct cb_str name);

#endif
