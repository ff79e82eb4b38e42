/* Floor 3. The clauses of each sentence, from tags, lemmas and punctuation. */
#ifndef CB_LANGUAGE_CLAUSE_H
#define CB_LANGUAGE_CLAUSE_H

#include "model/document.h"

/* Fills doc->clauses; tokens have their tags, lemmas and features. CB_NO_MEMORY. */
cb_status cb_clauses_find(struct cb_document *doc, struct cb_err *err);

#endif
