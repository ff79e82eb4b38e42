/* English: what its two files share. */
#ifndef CB_EXTRACT_CLAIM_ENGLISH_H
#define CB_EXTRACT_CLAIM_ENGLISH_H

#include "extract/claims.h"

/* A reporting verb with its subject: "Smith told investors", "said Smith". */
struct cb_english_frame {
    const struct cb_list_row *row;
    uint32_t uses;       /* of enum cb_verb_use */
    uint32_t verb;       /* item */
    uint32_t first, end; /* items, without marks on either side */
    uint32_t complement; /* item where what is said may begin */
    struct cb_phrase subject, addressee;
    struct cb_phrase cue; /* the verb with its auxiliaries */
    bool inverted;        /* said Smith */
    bool shared;          /* , adding that ...: the speaker is that of the claim before */
};

/* Reads the reporting clause whose verb is `item`; false when the item is no reporting verb or has no
 * subject. */
bool cb_english_frame_read(const struct cb_claim_finder *f, uint32_t item, struct cb_english_frame *out);

/* The phrase of items from `first` on that names somebody, up to `limit`. */
struct cb_phrase cb_english_phrase(const struct cb_claim_finder *f, uint32_t first, uint32_t limit);

#endif
