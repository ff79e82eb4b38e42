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

/* Puts the list that the CSV `text` (UTF-8) holds in the place of what the lexicon has; `place` stands in
 * messages. `text` and what is made of it live as long as `arena`. CB_BAD_INPUT as for cb_lexicon_load; the
 * list is then cut short. */
cb_status cb_lexicon_read_list(struct cb_lexicon *lexicon, enum cb_list_id id, const char *place,
                               struct cb_str text, struct cb_arena *arena, struct cb_err *err);

#endif
