/* Floor 3. Mentions to entities, inside one article: surname to full name, acronym to long form, office to
 * its holder. */
#ifndef CB_RESOLVE_RESOLVE_H
#define CB_RESOLVE_RESOLVE_H

#include "lexicon/lexicon.h"
#include "model/facts.h"

/* Gives every mention of *facts its entity, fills entities and aliases, and adds nominal and pronoun mentions
 * whose entity is sure. Keys depend on the article and the word lists alone, so the order of import does not
 * matter. CB_NO_MEMORY. */
cb_status cb_resolve_names(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                           struct cb_facts *facts, struct cb_err *err);

/* The key of an entity: its kind's word ("person", "name" for all others) and the name in its plain spelling
 * (cb_fold_plain: "person/katrin-mueller" for Müller and Mueller), letters and digits kept, everything else a
 * single '-'. In `arena`; ptr NULL when there is no memory. */
struct cb_str cb_entity_key(struct cb_arena *arena, enum cb_entity_kind kind, struct cb_str name);

#endif
