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

/* A number in canonical form; ptr NULL: no memory. */
struct cb_str cb_plan_number(struct cb_arena *arena, double value);

/* Why a decision about another value than the one that is there now is refused; ptr NULL: no memory. */
struct cb_str cb_plan_stale(struct cb_arena *arena, struct cb_str now);

/* ---- review_names.c ---- */

/* Notes the names that the file declares to be new. */
cb_status cb_plan_declare(struct cb_plan *plan, struct cb_err *err);

/* The entity that a cell names: key and name; refused.ptr is set where there is none, or several. */
struct cb_named {
    struct cb_str key, name, refused;
    int64_t id; /* 0: a new one */
};
cb_status cb_plan_entity(struct cb_plan *plan, struct cb_str cell, struct cb_named *out, struct cb_err *err);

/* The outlet or source that a cell names. *refused is set where there is none. */
cb_status cb_plan_source(struct cb_plan *plan, struct cb_str cell, struct cb_str *name,
                         struct cb_str *refused, struct cb_err *err);

/* ---- review_words.c ---- */

/* Looks for the words of a row that is added in its article: wish->text gets them as they are spelled there,
 * plan->find is on the row that stands in their place already, if *there. */
cb_status cb_plan_find_words(struct cb_plan *plan, struct cb_wish *wish, bool *there, struct cb_err *err);

/* ---- review_conflicts.c ---- */

/* Refuses wishes that contradict each other; of two that want the same, one keeps it. */
cb_status cb_plan_check_conflicts(struct cb_plan *plan, struct cb_err *err);

#endif
