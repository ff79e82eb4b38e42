/* The lines of a plain text, as its passages are made of them; private to this folder. */
#ifndef CB_READER_LINE_H
#define CB_READER_LINE_H

#include "model/document.h"

/* What a line is by its own words, wherever it stands. */
enum cb_leftover {
    CB_LEFT_NONE = 0, /* nothing says that it is not part of the article */
    CB_LEFT_REMAINS,  /* buttons, menus, advertisements, notices */
    CB_LEFT_SECTION,  /* the name of a section: Politik */
    CB_LEFT_BYLINE,
    CB_LEFT_DATE,     /* a day without a time */
    CB_LEFT_TIME,     /* day and time, reading time */
    CB_LEFT_SIGN_OFF, /* jog/dpa */
    CB_LEFT_TEASERS,  /* announces other articles: Mehr zum Thema */
    CB_LEFT_COMMENTS, /* announces what readers wrote */
    CB_LEFT_CREDIT,   /* who took the picture, and nothing else */
    CB_LEFT_CAPTION,
    CB_LEFT_REFERENCES,
    CB_LEFT_REFERENCE_HEAD, /* announces references: Quellen */
};

struct cb_line {
    struct cb_span
        span; /* without white space at its ends; several lines of the file where they were wrapped */
    struct cb_str text;
    uint32_t words;
    uint32_t sentences; /* full stops and the like behind which something goes on, and the last one */
    uint32_t last;      /* its last character, but for closing quotation marks and brackets */
    bool quoted;        /* stands wholly between one pair of quotation marks */
    bool item;          /* begins as an item of a list does */
    enum cb_leftover leftover;
};

CB_LIST_TYPE(cb_lines, struct cb_line)

/* Cuts the text of `doc` into its lines that are not blank; lines of a paragraph that was wrapped by hand are
 * joined. */
cb_status cb_lines_cut(const struct cb_document *doc, struct cb_lines *out, struct cb_err *err);

/* Fills everything of a line whose span is set, but for `leftover`. */
void cb_line_look_over(const struct cb_document *doc, struct cb_line *line);

#endif
