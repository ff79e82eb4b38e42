/* Floor 4. What a review sheet wants changed; private to this folder. */
#ifndef CB_ENGINE_REVIEW_H
#define CB_ENGINE_REVIEW_H

#include "engine/kb.h"
#include "report/review.h"

/* A cell that was changed. */
struct cb_wish_field {
    size_t column;             /* of the sheet */
    struct cb_str before, now; /* in canonical form */
    struct cb_str json;        /* `now` as corrections have it */
};
CB_LIST_TYPE(cb_wish_fields, struct cb_wish_field)
CB_LIST_TYPE(cb_wish_texts, struct cb_str)

/* What one row of the file wants. */
struct cb_wish {
    const struct cb_csv_row *row;
    int64_t id;          /* of the row, entity or article; 0: it is to be added */
    struct cb_str key;   /* of an entity */
    struct cb_str label; /* its words or name, for people */
    bool reject, confirm, add;
    struct cb_wish_fields fields;
    struct cb_wish_texts more, less; /* aliases */
    struct cb_str into;              /* key of the entity that it is joined to; ptr NULL: none */
    struct cb_str note;
    int64_t article;       /* of what is to be added: where, */
    struct cb_str text;    /* ... its words there, */
    unsigned occurrence;   /* ... the how manieth time */
    struct cb_str refused; /* why nothing comes of it; ptr NULL: it does */
    size_t column;         /* the one that `refused` is about; SIZE_MAX: the row */
};
CB_LIST_TYPE(cb_wishes, struct cb_wish)

/* A name with the sign of a new one: "new: Anna Berg (person)". */
struct cb_new_name {
    struct cb_str name, kind; /* kind empty: a source */
};
CB_LIST_TYPE(cb_new_names, struct cb_new_name)

/* A file on its way to corrections; zero it, set kb. */
struct cb_plan {
    struct cb_kb *kb;
    struct cb_arena arena;
    struct cb_review_file file;
    struct cb_wishes wishes;                 /* one for each row that wants something, or is refused */
    struct cb_new_names names;               /* entities to be made first */
    struct cb_map new_entities, new_sources; /* name -> place in `names` + 1 */
    uint64_t unchanged;
    struct cb_stmt find, entity_by_key, entity_by_name, entity_by_alias, source, article, was_rejected, text;
};

/* Compares the rows of plan->file with the knowledge base: fills `wishes`, `names`, `unchanged`. */
cb_status cb_plan_make(struct cb_plan *plan, struct cb_err *err);

void cb_plan_release(struct cb_plan *plan);

/* ---- review_cells.c ---- */

/* What a cell wants. */
struct cb_cell_wish {
    bool changed;
    struct cb_str now, json, refused; /* refused.ptr NULL: it can be done */
    struct cb_wish_texts more, less;
};

/* Compares the cell of `column` with `before`. `check`: hash of the value as it was exported; NULL: not
 * known. */
cb_status cb_plan_cell(struct cb_plan *plan, size_t column, struct cb_str cell, struct cb_str before,
                       const uint32_t *check, struct cb_cell_wish *out, struct cb_err *err);

/* Notes the names that the file declares to be new. */
cb_status cb_plan_declare(struct cb_plan *plan, struct cb_err *err);

/* The entity that a cell names: key and name; refused.ptr is set where there is none, or several. */
struct cb_named {
    struct cb_str key, name, refused;
    int64_t id; /* 0: a new one */
};
cb_status cb_plan_entity(struct cb_plan *plan, struct cb_str cell, struct cb_named *out, struct cb_err *err);

/* Appends `text` as a JSON string. */
void cb_json_add(struct cb_buf *out, struct cb_str text);

#endif
