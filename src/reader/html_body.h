/* Which blocks of a page are its article; private to this folder. */
#ifndef CB_READER_HTML_BODY_H
#define CB_READER_HTML_BODY_H

#include "reader/html_page.h"

enum cb_html_verdict {
    CB_HTML_OUT = 0, /* not in the text at all */
    CB_HTML_TEXT,
    CB_HTML_TITLE,
    CB_HTML_SUBHEADING,
    CB_HTML_UNDER_PICTURE,
    CB_HTML_LEFTOVER, /* among the text, but not of it */
};

/* More words in a block, with more than one sentence, are no heading even in the element of one. */
enum { CB_HTML_LONG_WORDS = 25 };

struct cb_html_choice {
    uint8_t *verdicts;    /* one for each block, enum cb_html_verdict */
    uint32_t *barred;     /* of each node: the marks of it and of those around it that speak against it */
    uint32_t root;        /* the element that holds the article */
    uint32_t headline;    /* block, or CB_NONE */
    uint32_t first, last; /* blocks of the text; CB_NONE: there is none */
};

/* Chooses the article's blocks. `title` is what the metadata say (may be empty), `article_body` the whole
 * text as JSON-LD gives it (may be empty): blocks whose words stand there belong to the article. Linear.
 * CB_NO_MEMORY. */
cb_status cb_html_choose(const struct cb_html_page *page, struct cb_str title, struct cb_str article_body,
                         struct cb_html_choice *out, struct cb_err *err);

#endif
