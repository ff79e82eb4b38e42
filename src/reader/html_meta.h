/* What a page says about its article; private to this folder. */
#ifndef CB_READER_HTML_META_H
#define CB_READER_HTML_META_H

#include "reader/html_body.h"

/* What JSON-LD says of the article. All slices live in the page's arena; ptr NULL = not said. */
struct cb_html_ld {
    struct cb_str headline, published, modified, publisher, url, language, body;
    struct cb_str persons, organizations; /* authors, one a line */
    bool paid;                            /* isAccessibleForFree is false */
};

/* Reads the page's JSON-LD scripts; what cannot be read is passed over. CB_NO_MEMORY. */
cb_status cb_html_ld_read(const struct cb_html_page *page, struct cb_html_ld *out, struct cb_err *err);

/* The content of the first <meta> with one of `names` (space-separated) that is not empty; *name gets its
 * name. */
struct cb_str cb_html_meta_find(const struct cb_html_page *page, const char *names, struct cb_str *name);

/* The title that the metadata give. */
cb_status cb_html_find_title(const struct cb_html_page *page, const struct cb_html_ld *ld,
                             struct cb_document *doc, struct cb_err *err);

/* Where the title came from a heading or the title element and no block near the text says it, it names the
 * site: takes the nearest heading above the text instead. */
cb_status cb_html_mend_title(const struct cb_html_page *page, const struct cb_html_ld *ld,
                             struct cb_html_choice *choice, struct cb_document *doc, struct cb_err *err);

/* Everything else: author, published, modified, source, url, language, with their origins. */
cb_status cb_html_find_meta(const struct cb_html_page *page, const struct cb_html_ld *ld,
                            const struct cb_html_choice *choice,
                            const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                            struct cb_document *doc, struct cb_err *err);

/* ---- html_dates.c ---- */

/* The first day in `text`, however it is written ("2025-03-12T10:00", "12.03.2025", "12. März 2025", "March
 * 12, 2025", "20250312"), as ISO date into out; false when there is none between 1990 and 2100. */
bool cb_html_day(struct cb_str text, const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                 char out[11]);

/* The day in an address: /2025/03/12/, 2025-03-12. */
bool cb_html_day_in_url(struct cb_str url, char out[11]);

/* published and modified of doc. */
cb_status cb_html_find_days(const struct cb_html_page *page, const struct cb_html_ld *ld,
                            const struct cb_html_choice *choice,
                            const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                            struct cb_document *doc, struct cb_err *err);

/* ---- html_authors.c ---- */

/* author of doc. */
cb_status cb_html_find_authors(const struct cb_html_page *page, const struct cb_html_ld *ld,
                               const struct cb_html_choice *choice, struct cb_document *doc,
                               struct cb_err *err);

/* ---- html.c ---- */

/* Does the line begin with a phrase of `use` in the list html_phrases? Returns the bytes of the longest one
 * with the signs behind it, 0 when there is none. */
size_t cb_html_phrase(const struct cb_lexicon *lexicon, struct cb_str line, const char *use);

#endif
