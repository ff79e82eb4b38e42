/* What joins of names go by; private to joins.c, joins_decide.c and joins_known.c. */
#ifndef CB_STORE_JOINS_H
#define CB_STORE_JOINS_H

#include "store/sql.h"

struct office {
    struct cb_str title;  /* in small letters */
    int64_t organization; /* 0: not said */
};
CB_LIST_TYPE(offices, struct office)

/* Whom a name may mean; read once for all articles that have the name. */
struct meaning {
    int64_t entity;
    struct cb_str last_word; /* of another form of an organization's name */
    bool is_known;           /* what follows is read */
    int64_t articles;
    struct offices offices;
    bool has_company;       /* what follows is, too */
    struct row_set company; /* entities that stand in one article with it */
};
CB_LIST_TYPE(meanings, struct meaning)

struct linking {
    struct cb_store *store;
    struct cb_arena arena, scratch; /* of the name being looked at; of some of its articles */
    int64_t since;                  /* the last article that the joins know */
    int64_t last, last_position;    /* the last article and row of positions that there is */
    int64_t short_id;               /* the name being looked at */
    bool person;                    /* it may be a surname; else a short form */
    struct meanings meanings;       /* whom it may mean */
    struct row_set family;          /* of a surname: all that it may mean, or that may mean the same */
};

/* An article that has the short name. */
struct place {
    int64_t article;
    int64_t now;                   /* whose its rows are; the short name's own where it is not joined */
    struct cb_str rule;            /* ... and why; ptr NULL: it is not joined */
    bool is_certain, holds_office; /* of a surname */
    struct row_ids beside;         /* of a surname: the entities that the article names */
};
CB_LIST_TYPE(places, struct place)

/* joins_decide.c: whom a surname means at `place`, and why; its own entity where that is doubtful. */
cb_status cb_join_decide(struct linking *l, const struct place *place, int64_t *entity, const char **rule,
                         struct cb_err *err);

/* joins_known.c: sets what is known of `m` but for its company. */
cb_status cb_join_know(struct linking *l, struct meaning *m, struct cb_err *err);

/* Sets the company of `m`: that of frequent persons is long, so it is read where nothing else decides. */
cb_status cb_join_know_company(struct linking *l, struct meaning *m, struct cb_err *err);

/* A name in `article` goes over to another entity: what the file remembers of those that it names is wrong.
 */
cb_status cb_join_forget(struct cb_store *store, int64_t article, struct cb_err *err);

/* Puts the rows of `stmt`, title and organization, behind *out, which lives in `arena`. */
cb_status cb_join_read_offices(struct cb_stmt *stmt, struct cb_arena *arena, struct offices *out,
                               struct cb_err *err);

#endif
