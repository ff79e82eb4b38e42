/* Floor 1. Exact decimal numbers: what a figure says, without strtod and without a locale. */
#ifndef CB_TEXT_DECIMAL_H
#define CB_TEXT_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* digits * 10^exponent. Normalized: digits has no trailing zero unless it is 0; 0 has exponent 0. */
struct cb_decimal {
    int64_t digits;
    int32_t exponent;
};

/* Reads plain digits with at most one '.' ("12.5", "-3"): the form of numbers in our own lists, never of
 * articles. false when it is not one or does not fit. */
bool cb_decimal_parse(struct cb_str text, struct cb_decimal *out);

/* a * b and a + b; false when the result needs more than 18 digits. */
bool cb_decimal_multiply(struct cb_decimal a, struct cb_decimal b, struct cb_decimal *out);
bool cb_decimal_add(struct cb_decimal a, struct cb_decimal b, struct cb_decimal *out);

/* `value` as a decimal. */
struct cb_decimal cb_decimal_of(int64_t value);

/* a / b to 15 significant digits, rounded half away from zero: "ein Drittel" does not end. false when b is 0
 * or the quotient does not fit. */
bool cb_decimal_divide(struct cb_decimal a, struct cb_decimal b, struct cb_decimal *out);

/* Is it a whole number that fits an int64_t? *out (may be NULL) gets it. */
bool cb_decimal_whole(struct cb_decimal d, int64_t *out);

/* <0, 0, >0. */
int cb_decimal_compare(struct cb_decimal a, struct cb_decimal b);

/* The nearest double: what SQLite's REAL holds. */
double cb_decimal_double(struct cb_decimal d);

#endif
