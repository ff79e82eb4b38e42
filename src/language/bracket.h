/* Floor 3. Corrects the tags of verbs by what a clause can hold: one finite verb, and in a German bracket
 * ('hat ... erhalten', 'soll ... erhalten') an infinite one; in English a past tense is often written like a
 * participle. */
#ifndef CB_LANGUAGE_BRACKET_H
#define CB_LANGUAGE_BRACKET_H

#include "language/tagger.h"

/* Changes finite to infinite tags and back in `tags`, which cb_tagger_run gave to the `count` words of one
 * sentence. Linear in count. */
void cb_bracket_mend(const struct cb_tag_word *words, uint32_t count, uint8_t *tags);
void cb_bracket_mend_english(const struct cb_tag_word *words, uint32_t count, uint8_t *tags);

/* Gives a word one of the wanted tags (bits) that its readings have, an auxiliary staying one; false when
 * they have none. */
bool cb_bracket_retag(const struct cb_tag_word *word, uint8_t *tag, uint32_t wanted);

/* Is the word, in small letters, one of these? */
bool cb_bracket_is_form(const struct cb_tag_word *word, const char *const *forms, size_t count);

#define CB_IS_FORM(word, ...)                                                                                \
    cb_bracket_is_form(word, (const char *const[]){__VA_ARGS__},                                             \
                       sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

#endif
