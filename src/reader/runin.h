/* Subheadings that a copy from a browser left in one line with their paragraph; private to this folder. */
#ifndef CB_READER_RUNIN_H
#define CB_READER_RUNIN_H

#include "lexicon/lexicon.h"
#include "reader/line.h"

/* Cuts lines such as "Folgen für den Handel Die Firmen rechnen mit ..." into subheading and paragraph:
 * German begins no article, pronoun or preposition with a capital letter within a sentence, so that one
 * behind a noun begins another text. What stands before it must read like a heading: nouns and small words,
 * no verb. English: the same, with small letters behind the word that begins. Linear. */
cb_status cb_lines_split(const struct cb_document *doc, const struct cb_lexicon *lexicon,
                         struct cb_lines *lines, struct cb_err *err);

#endif
