/* The steps of cb_resolve_names, in order; private to this folder.
 *
 * A node is one name of the article as its mentions have it: the gazetteer's name, or the form itself. Nodes
 * that are names of one thing are joined; what is joined becomes one entity. */
#ifndef CB_RESOLVE_STAGES_H
#define CB_RESOLVE_STAGES_H

#include "resolve/resolve.h"

struct name_node {
    struct cb_str name;
    struct cb_str stripped;               /* without a legal form: "Solvara" for "Solvara GmbH" */
    uint32_t score[CB_ENTITY_KIND_COUNT]; /* evidence of its mentions */
    uint32_t words;                       /* how many the name has */
    uint32_t first;                       /* its first mention */
    uint32_t same_as;                     /* the node it was joined to; itself when it was not */
    const char *why;                      /* the rule that joined it */
    uint32_t entity;                      /* set once all are joined */
    bool gazetteer;
    bool own;                     /* a user gave the name and its kind */
    enum cb_entity_kind own_kind; /* ... when it is own */
    bool guessed;                 /* no mention is more than a guess */
};

CB_LIST_TYPE(name_nodes, struct name_node)

struct resolving {
    const struct cb_document *doc;
    const struct cb_lexicon *lexicon;
    struct cb_facts *facts;
    struct cb_arena *arena;
    struct name_nodes nodes;
    struct cb_map index; /* name -> node */
    uint32_t *node_of;   /* mention -> node */
    struct cb_str
        *classes;  /* entity -> class of organization (import/X/organization_marks.csv); len 0: unknown */
    char *genders; /* entity -> 'm', 'f' of a person; 0: unknown */
};

/* One node for each name, with the evidence of its mentions. */
cb_status cb_resolve_collect(struct resolving *r, struct cb_err *err);

/* Joins the names of persons: surnames and other short forms to full names. Splits an ambiguous surname by
 * where it stands, so it works on mentions, too. */
cb_status cb_resolve_persons(struct resolving *r, struct cb_err *err);

/* Joins the names of everything else: legal forms, acronyms, short forms of firms and clubs, model numbers.
 */
cb_status cb_resolve_others(struct resolving *r, struct cb_err *err);

/* Makes entities and aliases of the joined nodes and gives each mention its entity and kind. */
cb_status cb_resolve_write(struct resolving *r, struct cb_err *err);

/* Fills classes and genders. */
cb_status cb_resolve_classes(struct resolving *r, struct cb_err *err);

/* The row of the list with this word, or with its ending where the list has "-ending"; NULL when it has none.
 * The second one also takes German endings of cases off. */
const struct cb_list_row *cb_resolve_row(const struct resolving *r, enum cb_list_id id, struct cb_str lower);
const struct cb_list_row *cb_resolve_inflected(const struct resolving *r, enum cb_list_id id,
                                               struct cb_str lower);

/* Is `class` one of the words in `classes`? */
bool cb_resolve_agrees(struct cb_str classes, struct cb_str class);

/* The gender that this word in front of a person shows: Frau, Ministerin; 0 = none. */
char cb_resolve_title_gender(const struct resolving *r, uint32_t token);

/* Fills in the organization of an office where the article leaves it to the reader: the trainer, behind a
 * sentence about a club. */
cb_status cb_resolve_offices(struct resolving *r, struct cb_err *err);

/* Adds the nominal mentions whose entity is sure. */
cb_status cb_resolve_nominals(struct resolving *r, struct cb_err *err);

/* The node that stands for all joined ones. */
uint32_t cb_resolve_root(const struct resolving *r, uint32_t node);

/* The kind that most of a node's evidence speaks for. */
enum cb_entity_kind cb_resolve_kind(const struct name_node *node);

/* Joins node `a` to node `b` (both may be joined already); `why` is the rule. */
void cb_resolve_join(struct resolving *r, uint32_t a, uint32_t b, const char *why);

#endif
