/* Floor 3. Review sheets: findings as a table that a person goes through in a spreadsheet, one row for each,
 * with all that is needed to judge it; and such a file read again, whatever the spreadsheet made of it.
 *
 * A row says what it is about by its place and not by a number: table, the article's sha256, the first and
 * the end character ("claims 3f2a... 126-207", "#2" behind it for the second row at the same place), or an
 * entity's key. Its column `check` holds a short hash of each value as it was exported: so the values that a
 * person changed are told from those that changed in the knowledge base since. */
#ifndef CB_REPORT_REVIEW_H
#define CB_REPORT_REVIEW_H

#include "base/map.h"
#include "db/db.h"
#include "text/csv.h"

enum cb_column_type {
    CB_COLUMN_SHOWN = 0, /* for reading: changes are not looked at */
    CB_COLUMN_PLACE,     /* the words of the row: for reading, and the place of a row that is added */
    CB_COLUMN_ARTICLE,   /* for reading, and the article of a row that is added: title, path, address or id */
    CB_COLUMN_CONTEXT,   /* the sentences around it */
    CB_COLUMN_DECISION,  /* empty, ok or reject */
    CB_COLUMN_NOTE,
    CB_COLUMN_ROW,   /* what the row is about */
    CB_COLUMN_CHECK, /* hashes of its values */
    CB_COLUMN_MERGE, /* the entity that it is joined to */
    CB_COLUMN_FIRST_VALUE,
    CB_COLUMN_TEXT = CB_COLUMN_FIRST_VALUE, /* values that can be changed, from here on */
    CB_COLUMN_WORD,                         /* one of `words` */
    CB_COLUMN_NUMBER,
    CB_COLUMN_DAY,
    CB_COLUMN_FLAG,
    CB_COLUMN_ENTITY,   /* name, or key where two have the name */
    CB_COLUMN_SOURCE,   /* name */
    CB_COLUMN_ENTITIES, /* several, with "; " between them */
    CB_COLUMN_TEXTS,    /* the same, of texts: aliases */
};

struct cb_review_column {
    const char *name;
    enum cb_column_type type;
    const char *sql;   /* its value in the SELECT of the sheet; NULL: made by the program */
    const char *words; /* of CB_COLUMN_WORD: "say|demand|..." */
    const char *other; /* other names in the first row of a file, "what|thing"; or NULL */
    bool needed;       /* it may not be empty */
};

enum { CB_REVIEW_COLUMNS_MAX = 32 };

struct cb_review_sheet {
    const char *name; /* the table: "claims" */
    bool places;      /* its rows stand in a text; else they are entities or articles */
    const struct cb_review_column *columns;
    size_t column_count;
    const char *key, *from,
        *order;       /* SQL: id, article id, identity, first and end character, context; FROM; ORDER BY */
    const char *find; /* SQL: WHERE and ORDER BY of one row: ?1 identity, ?2 and ?3 the characters */
};

const struct cb_review_sheet *cb_review_sheet(enum cb_review what);

/* ---- to a file ---- */

/* Writes the rows to `sink`, in the order of the articles (entities: most mentioned first); *rows gets their
 * number. CB_NOT_FOUND: no such article or outlet. */
cb_status cb_review_write(struct cb_db *db, enum cb_review what, const struct cb_review_options *options,
                          const struct cb_sink *sink, uint64_t *rows, struct cb_err *err);

/* ---- from a file ---- */

/* What a row is about. */
struct cb_review_row_id {
    struct cb_str table, identity; /* identity: sha256 or key */
    int64_t start, end;            /* -1: none */
    size_t which;                  /* from 1, of those at the same place */
};

/* Reads the cell of a column of type CB_COLUMN_ROW; false: it is none. The slices point into `cell`. */
bool cb_review_row_id(struct cb_str cell, struct cb_review_row_id *out);

/* The hash that `check` holds of a value, for its canonical form. */
uint32_t cb_review_hash(struct cb_str value);

/* Reads the cell of a column of type CB_COLUMN_CHECK: a hash for each column of the sheet that can be
 * changed, in their order; false: it is none of this sheet. */
bool cb_review_check(const struct cb_review_sheet *sheet, struct cb_str cell, uint32_t *out);

/* A file of rows, in an arena. */
struct cb_review_file {
    const struct cb_review_sheet *sheet;
    enum cb_review what;
    char decimal;                               /* the file's decimal sign where its cells show one, else 0 */
    size_t places[CB_REVIEW_COLUMNS_MAX];       /* of the sheet's columns in a row; SIZE_MAX: left out */
    struct cb_str names[CB_REVIEW_COLUMNS_MAX]; /* what the file calls them */
    struct cb_csv_rows rows;                    /* those with something in them, without the first */
    struct cb_str unknown; /* the first column that is none of the sheet's; ptr NULL: there is none */
};

/* Reads `bytes` as a table that a spreadsheet wrote: UTF-8, UTF-16 or Windows-1252, any separator, with or
 * without a line "sep=;", columns in any order. CB_BAD_INPUT: no table, or not one of these sheets; the
 * message names `place`. */
cb_status cb_review_read(const char *place, struct cb_str bytes, struct cb_arena *arena,
                         struct cb_review_file *out, struct cb_err *err);

/* The cell of column `column` (of the sheet) in a row, without what guards it and without white space at its
 * ends; empty where there is none. */
struct cb_str cb_review_cell(const struct cb_review_file *file, const struct cb_csv_row *row, size_t column);

/* The place of the sheet's first column of a type; SIZE_MAX: it has none. */
size_t cb_review_column_of(const struct cb_review_sheet *sheet, enum cb_column_type type);

#endif
