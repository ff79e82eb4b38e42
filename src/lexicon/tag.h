/* Floor 2. The tags that the language layer gives to tokens. */
#ifndef CB_LEXICON_TAG_H
#define CB_LEXICON_TAG_H

#include "lexicon/morph.h"

/* Universal parts of speech, verbs cut by form: what clauses are made of. */
enum cb_tag {
    CB_TAG_X = 0,
    CB_TAG_NOUN,
    CB_TAG_PROPN,
    CB_TAG_VERB_FINITE,
    CB_TAG_VERB_INFINITIVE,
    CB_TAG_VERB_PARTICIPLE,
    CB_TAG_AUX_FINITE,
    CB_TAG_AUX_INFINITIVE,
    CB_TAG_AUX_PARTICIPLE,
    CB_TAG_ADJ,
    CB_TAG_ADV,
    CB_TAG_DET,
    CB_TAG_PRON,
    CB_TAG_ADP,
    CB_TAG_CCONJ,
    CB_TAG_SCONJ,
    CB_TAG_PART,
    CB_TAG_NUM,
    CB_TAG_INTJ,
    CB_TAG_PUNCT,
    CB_TAG_SYM,
    CB_TAG_COUNT
};

enum cb_pos cb_tag_pos(enum cb_tag tag);

/* The tags that `reading` stands for, one bit each. */
uint32_t cb_tag_of_reading(const struct cb_reading *reading);

#endif
