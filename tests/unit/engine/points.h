/* Failures on demand, inside a unit test: every allocation of ours and every statement of the database goes
 * through a point that can fail (--wrap). A place is a point with the functions that called it; most are met
 * many times. */
#ifndef CB_TESTS_UNIT_ENGINE_POINTS_H
#define CB_TESTS_UNIT_ENGINE_POINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum points_kind { POINTS_NONE, POINTS_MEMORY, POINTS_STATEMENTS };

#define POINTS_MESSAGE "a statement that fails"

/* Counts points of `kind` from 0 on, and remembers the first one of each place that no earlier record has. */
void points_record(enum points_kind kind);
/* Ends that; their numbers, until the next record. */
const uint64_t *points_recorded(size_t *count);

/* Point number `n` of `kind` shall fail, and those behind it where `all`. */
void points_arm(enum points_kind kind, uint64_t n, bool all);
/* No more; was it met? */
bool points_disarm(void);

/* Prints who called the point that failed. */
void points_show(void);

/* While held, no transaction can be committed: all is done, and taken back. */
void points_hold(bool held);

#endif
