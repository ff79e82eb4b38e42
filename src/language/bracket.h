/* Floor 3. Corrects the tags of German verbs by what a clause can hold: one finite verb, and in a bracket
 * ('hat ... erhalten', 'soll ... erhalten') an infinite one. */
#ifndef CB_LANGUAGE_BRACKET_H
#define CB_LANGUAGE_BRACKET_H

#include "language/tagger.h"

/* Changes finite to infinite tags and back in `tags`, which cb_tagger_run gave to the `count` words of one
 * sentence. Linear in count. */
void cb_bracket_mend(const struct cb_tag_word *words, uint32_t count, uint8_t *tags);

#endif
