/* Floor 0. Sums of small weights, sixteen or eight at once: GCC's and Clang's vectors, the same sums on every
 * machine. */
#ifndef CB_BASE_WEIGHTS_H
#define CB_BASE_WEIGHTS_H

#include <stdint.h>
#include <string.h>

typedef int8_t cb_bytes16 __attribute__((vector_size(16)));
typedef int16_t cb_shorts8 __attribute__((vector_size(16)));
typedef int32_t cb_ints4 __attribute__((vector_size(16)));
typedef uint64_t cb_longs2 __attribute__((vector_size(16)));

/* The first eight bytes, or the last, as shorts: each byte twice, which its sign then fills. */
static inline cb_shorts8 cb_weights_low(cb_bytes16 w)
{
    return (cb_shorts8)__builtin_shufflevector(w, w, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7) >> 8;
}

static inline cb_shorts8 cb_weights_high(cb_bytes16 w)
{
    return (cb_shorts8)__builtin_shufflevector(w, w, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15,
                                               15) >>
           8;
}

/* Adds the sixteen weights at `row`. */
static inline void cb_weights_add16(const void *row, cb_shorts8 sums[2])
{
    cb_bytes16 weights;

    memcpy(&weights, row, sizeof weights);
    sums[0] += cb_weights_low(weights);
    sums[1] += cb_weights_high(weights);
}

/* Adds the eight weights at `row`. */
static inline void cb_weights_add8(const void *row, cb_shorts8 *sums)
{
    uint64_t weights;

    memcpy(&weights, row, sizeof weights);
    *sums += cb_weights_low((cb_bytes16)(cb_longs2){weights, 0});
}

#endif
