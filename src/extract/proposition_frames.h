/* What the files that cut a clause into frames share; private to them.
 *
 * German verbs stand behind what belongs to them, English ones before it: so a German frame ends with its
 * verb (proposition_german.c), an English one begins with it (proposition_english.c); what is the same in
 * both stands in proposition_frames.c. */
#ifndef CB_EXTRACT_PROPOSITION_FRAMES_H
#define CB_EXTRACT_PROPOSITION_FRAMES_H

#include "extract/propositions.h"

struct cb_cutting {
    struct cb_propositions_finder *f;
    const struct cb_clause *clause;
    uint32_t index; /* of the clause */
};

static inline const struct cb_clause *cb_cut_clause(const struct cb_cutting *c, uint32_t clause)
{
    return &c->f->doc->clauses.items[clause];
}

/* Does the token stand in the clause itself, not in one inside it? */
static inline bool cb_cut_owns(const struct cb_cutting *c, uint32_t token)
{
    return cb_pf_token(c->f, token)->clause == c->index;
}

static inline bool cb_cut_has_tag(const struct cb_cutting *c, uint32_t token, uint32_t tags)
{
    return cb_pf_has_tag(c->f, token, tags);
}

static inline const struct cb_noun_phrase *cb_cut_phrase(const struct cb_cutting *c, uint32_t phrase)
{
    return cb_pf_phrase(c->f, phrase);
}

static inline bool cb_cut_is(const struct cb_cutting *c, uint32_t token, const char *text)
{
    return cb_str_eq(cb_pf_token(c->f, token)->lower, cb_str_of(text));
}

/* ---- proposition_frames.c ---- */

/* A frame that has its verb and subject (either CB_NONE) and nothing else; NULL when there are too many. */
struct cb_frame_of *cb_cut_frame(struct cb_cutting *c, uint32_t verb, uint32_t subject);

/* Adds a word to the predicate. */
void cb_cut_add_token(struct cb_frame_of *frame, uint32_t token);

/* Adds a phrase; too many are dropped. */
void cb_cut_add_argument(struct cb_frame_of *frame, uint32_t phrase);

/* The clause's subject: its own, or that of the clause above; the noun for a relative pronoun; or CB_NONE. */
uint32_t cb_cut_subject(const struct cb_cutting *c);

/* Is the token the clause's negation, and no determiner or pronoun ('kein', 'nobody')? */
bool cb_cut_is_negation(const struct cb_cutting *c, uint32_t token);

/* Does the infinitive `below` complete the verb of the clause: 'versucht, den Chef zu rufen'? */
bool cb_cut_governs(const struct cb_cutting *c, const struct cb_clause *below);

/* The first phrase without a preposition that the frame has, or CB_NONE. */
uint32_t cb_cut_object(const struct cb_cutting *c, const struct cb_frame_of *frame);

/* ---- proposition_german.c, proposition_english.c ---- */

/* Fill f->frames with those of the clause. */
void cb_cut_german(struct cb_cutting *c);
void cb_cut_english(struct cb_cutting *c);

/* German: the adjective of a copula: 'Die Lage ist | ernst'. */
void cb_cut_german_adjective(const struct cb_cutting *c, struct cb_frame_of *frame);

#endif
