/* Reading one number piece by piece; private to figure_numbers.c and figure_reading.c. */
#ifndef CB_EXTRACT_FIGURE_READING_H
#define CB_EXTRACT_FIGURE_READING_H

#include "extract/figures.h"

struct cb_number_reading {
    const struct cb_figure_scan *scan;
    struct cb_numeral numeral;
    const struct cb_list_row *suffix;
    uint32_t at;    /* the next piece */
    uint32_t first; /* where it began */
    bool money;     /* a currency stands before: "$5m" */
    bool digits;    /* it began with digits */
    bool decimals;
};

/* A name may be a number ("Drei"), but no name is a fraction or a scale. */
bool cb_piece_is_usable(const struct cb_piece *piece);

/* Digits at piece `at`, over spaces where groups of three follow: "100 000". *plain: without signs between
 * them. *next gets the piece behind. */
bool cb_number_digits(const struct cb_figure_scan *scan, uint32_t at, struct cb_decimal *value, bool *plain,
                      uint32_t *next);

/* Each takes what stands at r->at and moves r->at behind it. */
bool cb_number_words(struct cb_number_reading *r); /* number words; false: there is none that can follow */
bool cb_number_bare_point(
    struct cb_number_reading *r); /* "point 77", where nothing before it could have the point */
void cb_number_parts(struct cb_number_reading *r); /* what may follow words: fractions, "and ...", decimals */
void cb_number_half_a(struct cb_number_reading *r); /* English: "half a litre", "two thirds of a million" */

#endif
