/* Clauses and phrases of a text as lines of facts ("clause: main; finite: hat; ..."), read from the language
 * layer itself: no database knows them. tests/cases/README.md explains the lines. */
#ifndef CB_TESTS_SUPPORT_STRUCTURE_H
#define CB_TESTS_SUPPORT_STRUCTURE_H

#include "lexicon/lexicon.h"
#include "support/facts.h"

/* Appends the shapes of the kinds `clause` and `phrase`. CB_NO_MEMORY. */
cb_status structure_shapes(struct fact_shapes *shapes, struct cb_arena *arena, struct cb_err *err);

/* Appends the clauses and phrases of `text`, those of the wanted kinds (words separated by spaces). Each line
 * of the text is a passage. What is found lives in `arena`. */
cb_status structure_read(const struct cb_lexicon *lexicon, enum cb_language language, struct cb_str text,
                         struct cb_str kinds, struct cb_arena *arena, struct fact_list *out,
                         struct cb_err *err);

#endif
