/* Floor 2. What each word list is called and looks like. */
#ifndef CB_LEXICON_LISTS_H
#define CB_LEXICON_LISTS_H

#include "lexicon/lexicon.h"

struct cb_list_shape {
    const char *name; /* file: import/<language>/<name>.csv, or import/<name>.csv when shared */
    bool shared;      /* one file for all languages */
    bool case_sensitive;
    unsigned form_columns; /* bit c: column c holds forms, cut at '|' */
    int column_count;
    const char *columns[8];
};

extern const struct cb_list_shape cb_list_shapes[CB_LIST_COUNT];

#endif
