/* Who is meant by a noun or a pronoun that takes up a person; private to this folder. */
#ifndef CB_RESOLVE_REFERENCES_H
#define CB_RESOLVE_REFERENCES_H

#include "resolve/stages.h"

enum { CB_RECENT_MAX = 16 };

struct cb_named_person {
    uint32_t entity, sentence;
};

/* The persons named up to the token in hand, the last ones of them; zero it and set r. */
struct cb_references {
    const struct resolving *r;
    struct cb_named_person recent[CB_RECENT_MAX]; /* a ring */
    size_t count;
    struct cb_map unnamed; /* nouns that brought in somebody without a name */
};

/* A person is named in `sentence`; called in text order. */
void cb_references_note(struct cb_references *f, uint32_t entity, uint32_t sentence);

/* "ein Forscher": the noun `lower` is somebody's whose name is not told. */
cb_status cb_references_note_unnamed(struct cb_references *f, struct cb_str lower, struct cb_err *err);

/* Whom the noun at `token`, behind a definite article, takes up: "die Managerin"; CB_NONE where it is none or
 * not sure. */
uint32_t cb_references_noun(const struct cb_references *f, uint32_t token);

/* All pronouns that are taken up are short. */
static inline bool cb_references_may_be_pronoun(const struct cb_token *token)
{
    return token->span.end - token->span.start <= 3;
}

/* Whom the pronoun at `token` takes up where it is the subject of its clause: "er"; CB_NONE. */
uint32_t cb_references_pronoun(const struct cb_references *f, uint32_t token);

#endif
