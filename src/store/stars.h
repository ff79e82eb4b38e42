/* Which wordings, and which figures, stand around which; private to stars.c, stars_figures.c and clusters.c.
 *
 * Wordings that are linked form stars: in order of first appearance, a wording to which no earlier centre is
 * linked is a centre itself, any other one joins the centre that it is most like. So each is itself like the
 * first one of its star, and no chain of small changes leads from one statement to another. This is the
 * greedy (lexicographically first) maximal independent set, the centres of star clustering (Aslam, Pelekhov
 * and Rus 2004, which takes them by degree) and of the leader algorithm (Hartigan 1975): for a given order
 * there is one result, whatever came when, and a change concerns only later ones that are linked with what
 * changed (Censor-Hillel, Haramaty and Karnin 2016: few).
 *
 * Where the words of a star stand in several articles, its claims are a cluster. Claims that are in none by
 * their words, loose ones, may give a figure that another claim of the same speaker gives, in other words:
 * in the same way they join the first claim of a cluster or a loose one that comes before them. */
#ifndef CB_STORE_STARS_H
#define CB_STORE_STARS_H

#include "store/sql.h"

/* When an article appeared. */
struct issue {
    int64_t article;
    struct cb_str published, sha256; /* ptr NULL: no day */
    bool copied;                     /* the article is a copy of another one */
};
CB_LIST_TYPE(issues, const struct issue *)

/* A claim's place in the order of first appearance: the day, those with none behind; an article that is no
 * copy; its hash; the place in it. Zeroed: no claim. */
struct appearance {
    const struct issue *issue;
    int64_t start, claim;
};

/* Negative where `a` appeared first. */
int cb_appearance_compare(const struct appearance *a, const struct appearance *b);

/* What is known of articles and claims during one update. */
struct appearances {
    struct cb_store *store;
    struct cb_arena *arena;
    struct row_set articles;
    struct issues issues; /* of each of them */
};

/* stars_order.c: when an article, a claim appeared; issue NULL: there is no such claim. */
cb_status cb_issue_load(struct appearances *known, int64_t article, const struct issue **out,
                        struct cb_err *err);
cb_status cb_appearance_load(struct appearances *known, int64_t claim, struct appearance *out,
                             struct cb_err *err);

/* How a claim stands to the others by its words. */
enum claim_class {
    CLAIM_FIRST, /* of a cluster */
    CLAIM_LOOSE, /* in no cluster */
    CLAIM_BOUND  /* in one, and not its first */
};
struct claim_place {
    enum claim_class class;
    int64_t star; /* the wording around which its own stands; 0: it has none */
};
cb_status cb_star_place(struct cb_store *store, int64_t claim, struct claim_place *out, struct cb_err *err);

/* claim_figures.state */
enum figure_state {
    FIGURE_CENTRE, /* of a loose claim */
    FIGURE_JOINED, /* of a loose claim that joined another one */
    FIGURE_BOUND,  /* of a claim that its words have joined */
    FIGURE_FIRST,  /* of the first claim of a cluster */
    FIGURE_NEW     /* not decided yet */
};

/* stars_figures.c: decides anew what those of `claims` that have figures join, and what follows from that. */
cb_status cb_star_figures(struct appearances *known, const struct row_set *claims, struct cb_err *err);

/* What the loose claim joins; issue NULL: nothing. */
cb_status cb_star_figure_centre(struct appearances *known, int64_t claim, struct appearance *out,
                                struct cb_err *err);

/* The cluster of `claim` is to be written again. */
cb_status cb_star_touch(struct cb_store *store, int64_t claim, struct cb_err *err);

#endif
