#include "report/nearest.h"

enum { NAME_MAX_BYTES = 64, CONTAINED_MIN = 4 };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* Edits (insert, drop, replace, swap of neighbours) between two names of at most NAME_MAX_BYTES. */
static size_t edits(struct cb_str a, struct cb_str b)
{
    size_t rows[3][NAME_MAX_BYTES + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];

    for (size_t j = 0; j <= b.len; j++)
        above[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *spare = before;
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t same = a.ptr[i - 1] == b.ptr[j - 1] ? 0 : 1;
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + same);
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1] &&
                before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
        }
        before = above;
        above = row;
        row = spare;
    }
    return above[b.len];
}

void cb_nearest_try(struct cb_nearest *nearest, const char *candidate)
{
    struct cb_str a = cb_str_of(nearest->wanted), b = cb_str_of(candidate);
    size_t limit = 1 + a.len / 3, distance;

    if (a.len == 0 || a.len > NAME_MAX_BYTES || b.len > NAME_MAX_BYTES)
        return;
    distance = edits(a, b);
    if (distance > limit && a.len >= CONTAINED_MIN && cb_str_find(b, a, 0) != SIZE_MAX)
        distance = limit;
    if (distance <= limit && (!nearest->best || distance < nearest->distance)) {
        nearest->best = candidate;
        nearest->distance = distance;
    }
}
