/* names-table NAMES.tsv OUTPUT: makes the table of names_classes.h. A line is the sum of the name's classes,
 * a tab, the name; where the names are from is told in import/README.md. */
#include <stdio.h>
#include <stdlib.h>

#include "extract/names_classes.h"

int main(int argc, char **argv)
{
    uint32_t buckets = 1u << 13, count = 0;
    struct names_table_header header = {.magic = NAMES_TABLE_MAGIC, .buckets = buckets};
    uint32_t *slots = calloc((size_t)buckets * NAMES_SLOTS, sizeof *slots);
    FILE *in = argc > 2 ? fopen(argv[1], "r") : NULL, *out = argc > 2 ? fopen(argv[2], "wb") : NULL;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    bool ok = in && out && slots;

    while (ok && (length = getline(&line, &room, in)) > 0) {
        char *name;
        uint32_t classes = (uint32_t)strtoul(line, &name, 10), at;
        struct cb_str text = {name + 1, (size_t)(line + length - name - 2)};
        uint64_t hash = cb_str_hash(text);
        if (++count > buckets * NAMES_SLOTS / 10 * 9) {
            fprintf(stderr, "names-table: more names than %u buckets hold well\n", buckets);
            free(slots);
            return 3;
        }
        at = names_table_bucket(hash, buckets) * NAMES_SLOTS;
        while (slots[at])
            at = (at + 1) & (buckets * NAMES_SLOTS - 1);
        slots[at] = names_table_check(hash) << NAMES_CLASS_BITS | classes;
    }
    printf("%u names\n", count);
    ok = ok && fwrite(&header, sizeof header, 1, out) == 1 &&
         fwrite(slots, sizeof *slots, (size_t)buckets * NAMES_SLOTS, out) == (size_t)buckets * NAMES_SLOTS;
    free(slots);
    return ok && fclose(out) == 0 ? 0 : 5;
}
