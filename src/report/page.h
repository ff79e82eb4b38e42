/* Floor 3. Pages: HTML that needs nothing but itself, and text that cannot become part of it. */
#ifndef CB_REPORT_PAGE_H
#define CB_REPORT_PAGE_H

#include "base/buf.h"

/* Appends `text` so that it is nothing but text, between tags and in quoted attributes: signs of HTML are
 * escaped, characters that could mislead the eye made visible as cb_render_visible does, line ends kept. */
void cb_html_add(struct cb_buf *out, struct cb_str text);
void cb_html_add_z(struct cb_buf *out, const char *text);

/* Appends the page up to and with <main>. Its policy lets nothing in but our own style sheet and script
 * (page.css, page.js, both inside the page), named by their hashes. */
void cb_page_begin(struct cb_buf *out, const char *title);
void cb_page_end(struct cb_buf *out);

#endif
