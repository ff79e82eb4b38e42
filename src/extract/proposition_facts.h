/* A proposition in the making; private to the files that make them.
 *
 * What all propositions of a frame have in common is set once, what differs is its object
 * (proposition_facts.c); each is written by proposition_rows.c. German does not show whether a phrase with a
 * preposition belongs to the noun before it or to the verb: proposition_chains.c tells such phrases in a row,
 * each with those before it. */
#ifndef CB_EXTRACT_PROPOSITION_FACTS_H
#define CB_EXTRACT_PROPOSITION_FACTS_H

#include "extract/propositions.h"

struct cb_making {
    struct cb_propositions_finder *f;
    const struct cb_frame_of *frame; /* NULL inside a noun phrase */
    struct cb_slot subject;
    struct cb_predicate_words words;
    struct cb_str lemma;
    const char *rule;
    const struct cb_list_row *support; /* of the verb and the noun of `supporting`, or NULL */
    uint32_t supporting;
    bool with_preposition; /* of that noun: then its words are in `words` */
};

/* ---- proposition_rows.c ---- */

/* Adds the proposition that has this object, if its slots do not overlap and the clause may give more.
 * CB_NO_MEMORY. */
cb_status cb_making_add(const struct cb_making *m, const struct cb_slot *object, struct cb_err *err);

/* ---- proposition_facts.c; all may fail with CB_NO_MEMORY ---- */

/* The same with the preposition of `phrase` behind the lemma. */
cb_status cb_making_add_with(const struct cb_making *m, const struct cb_slot *object, uint32_t phrase,
                             struct cb_err *err);

/* What a relative pronoun (a phrase, or CB_NONE where it is left out) stands for, as the object. */
cb_status cb_making_add_antecedent(const struct cb_making *m, uint32_t antecedent, uint32_t pronoun,
                                   struct cb_err *err);

/* Is the phrase an object or what a copula says, not a phrase of time or with a preposition? */
bool cb_making_is_direct(const struct cb_making *m, uint32_t phrase);

/* German: 'eine Reihe | von Fällen', 'mit Sitz | in Olm': a noun that says little without the phrase right
 * behind it. */
bool cb_making_is_partial(const struct cb_making *m, uint32_t phrase);

/* ---- proposition_chains.c ---- */

/* German: the frame's phrases in a row. `object` is its first object or CB_NONE; its words, or a copula's
 * adjective, are among the words of `with_object`, not of `plain`. */
cb_status cb_chain_facts(const struct cb_making *plain, const struct cb_making *with_object, uint32_t object,
                         struct cb_err *err);

#endif
