/* What a record says of an article (a JSON object, a row of a table, the head of a Markdown file, an item of
 * a feed), under whatever names; private to this folder. */
#ifndef CB_READER_FIELDS_H
#define CB_READER_FIELDS_H

#include "lexicon/lexicon.h"
#include "model/document.h"

enum cb_field {
    CB_FIELD_TEXT = 0,
    CB_FIELD_MARKUP, /* HTML, used where there is no text */
    CB_FIELD_TITLE,
    CB_FIELD_AUTHOR, /* one or several */
    CB_FIELD_PUBLISHED,
    CB_FIELD_MODIFIED,
    CB_FIELD_LANGUAGE,
    CB_FIELD_URL,
    CB_FIELD_SOURCE,
    CB_FIELD_ID,
    CB_FIELD_COUNT
};

/* "text", "title" ... as messages and --map name them. */
const char *cb_field_name(enum cb_field field);

/* Names that the user gave: `title=headline,text=content.body`. */
struct cb_field_map {
    struct cb_str names[CB_FIELD_COUNT]; /* ptr NULL: not given */
};

/* Reads --map; the slices point into `text`. CB_USAGE: no such field, or a part without '='. */
cb_status cb_field_map_read(const char *text, struct cb_field_map *out, struct cb_err *err);

/* The values of a record, valid UTF-8; ptr NULL: not said. `keys` are their names in the record, for
 * messages. */
struct cb_fields {
    struct cb_str values[CB_FIELD_COUNT], keys[CB_FIELD_COUNT];
};

/* The place of `name` among the names that the list input_fields has for `field`, 0 first; SIZE_MAX: it is
 * none of them. Case, hyphens, underscores and blanks do not matter. `lexicon` NULL: only the field's own
 * name. */
size_t cb_field_rank(const struct cb_lexicon *lexicon, enum cb_field field, struct cb_str name);

/* Ranks that were asked already: the records of a file mostly have the same names. Zeroed = none. */
struct cb_field_ranks {
    struct cb_field_name {
        char name[32];
        uint8_t len;
        bool known[CB_FIELD_COUNT];
        size_t of[CB_FIELD_COUNT];
    } names[32];
    size_t count;
};

/* As cb_field_rank, out of *ranks where it is there; of one lexicon only. */
size_t cb_field_rank_kept(struct cb_field_ranks *ranks, const struct cb_lexicon *lexicon, enum cb_field field,
                          struct cb_str name);

/* Sets what the record says of the article, but for its text and path: title, author, published, modified,
 * language, url, source. `lexicons` for written days, entries may be NULL. CB_BAD_INPUT: a day or language
 * that we cannot read. */
cb_status cb_fields_take(const struct cb_fields *fields,
                         const struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT], const char *origin,
                         struct cb_document *doc, const char *place, struct cb_err *err);

#endif
