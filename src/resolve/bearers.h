/* Who was introduced with which title, office or noun; private to this folder. "Landrätin Karla Emmel" is
 * "die Landrätin" from there on, "die Krankenkasse Vitalis Nord" is "die Kasse". */
#ifndef CB_RESOLVE_BEARERS_H
#define CB_RESOLVE_BEARERS_H

#include "resolve/stages.h"

struct cb_bearer {
    uint32_t entity; /* CB_NONE where several have the same */
    uint32_t from;   /* byte offset where it was introduced */
};

CB_LIST_TYPE(cb_bearer_list, struct cb_bearer)

/* Zero it and set r. Everything lives in r->arena. */
struct cb_bearers {
    const struct resolving *r;
    const struct cb_list *titles;
    struct cb_bearer_list all;
    /* each of them: text -> place in `all` + 1 */
    struct cb_map titled;       /* lower-case titles of persons; "/chief" for all words for a chief */
    struct cb_map offices;      /* "organization number/title"; title "chief" for all words for a chief */
    struct cb_map nouns;        /* nouns before organizations */
    struct cb_map heads;        /* first words of organizations */
    struct cb_map classes;      /* classes of organizations */
    uint32_t main_organization; /* the one that the article is about, or CB_NONE */
};

/* Reads the names and offices of the article. CB_NO_MEMORY. */
cb_status cb_bearers_collect(struct cb_bearers *b, struct cb_err *err);

/* Does the lower-case word name somebody's office: "Chef", "Ministerin"? */
bool cb_bearers_is_office(const struct cb_bearers *b, struct cb_str lower);

/* The entity that alone was introduced in front of byte `before` ...; CB_NONE: none, or several.
 * ... with this title, "Präsidenten" as "Präsident" */
uint32_t cb_bearers_of_title(const struct cb_bearers *b, struct cb_str lower, uint32_t before);
/* ... with this noun in front of its name */
uint32_t cb_bearers_of_noun(const struct cb_bearers *b, struct cb_str lower, uint32_t before);
/* ... by a name with this first word */
uint32_t cb_bearers_of_head(const struct cb_bearers *b, struct cb_str lower, uint32_t before);
/* ... as of these classes of organizations; firms are too many for that */
uint32_t cb_bearers_of_class(const struct cb_bearers *b, struct cb_str classes, uint32_t before);

/* *entity gets who alone has this office at the organization, wherever the article says so, or CB_NONE.
 * CB_NO_MEMORY. */
cb_status cb_bearers_of_office(const struct cb_bearers *b, uint32_t organization, struct cb_str lower,
                               uint32_t *entity, struct cb_err *err);

#endif
