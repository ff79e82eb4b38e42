#include "lexicon/tag.h"

enum cb_pos cb_tag_pos(enum cb_tag tag)
{
    static const uint8_t POS[CB_TAG_COUNT] = {
        CB_POS_X,     CB_POS_NOUN,  CB_POS_PROPN, CB_POS_VERB, CB_POS_VERB, CB_POS_VERB,  CB_POS_AUX,
        CB_POS_AUX,   CB_POS_AUX,   CB_POS_ADJ,   CB_POS_ADV,  CB_POS_DET,  CB_POS_PRON,  CB_POS_ADP,
        CB_POS_CCONJ, CB_POS_SCONJ, CB_POS_PART,  CB_POS_NUM,  CB_POS_INTJ, CB_POS_PUNCT, CB_POS_SYM};

    return (enum cb_pos)POS[tag];
}

static uint32_t verb_tags(uint32_t features, uint32_t finite)
{
    uint32_t tags = 0;

    if (features & (CB_FINITE | CB_IMPERATIVE))
        tags |= finite;
    if (features & (CB_INFINITIVE | CB_ZU_INFINITIVE))
        tags |= finite << 1;
    if (features & (CB_PARTICIPLE_1 | CB_PARTICIPLE_2))
        tags |= finite << 2;
    return tags;
}

uint32_t cb_tag_of_reading(const struct cb_reading *reading)
{
    static const uint8_t TAGS[CB_POS_COUNT] = {CB_TAG_X,    CB_TAG_NOUN, CB_TAG_PROPN, 0,
                                               0,           CB_TAG_ADJ,  CB_TAG_ADV,   CB_TAG_DET,
                                               CB_TAG_PRON, CB_TAG_ADP,  CB_TAG_CCONJ, CB_TAG_SCONJ,
                                               CB_TAG_PART, CB_TAG_NUM,  CB_TAG_INTJ,  CB_TAG_PUNCT,
                                               CB_TAG_SYM};

    if (reading->pos == CB_POS_VERB)
        return verb_tags(reading->features, 1u << CB_TAG_VERB_FINITE);
    if (reading->pos == CB_POS_AUX)
        return verb_tags(reading->features, 1u << CB_TAG_AUX_FINITE);
    return 1u << TAGS[reading->pos];
}
