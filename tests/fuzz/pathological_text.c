/* usage: pathological_text            lists the names of the texts
 *        pathological_text NAME SIZE  prints that text, about SIZE bytes */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz/pathological.h"

int main(int argc, char **argv)
{
    struct cb_arena arena = {0};
    int code = argc == 1 ? 0 : 2;

    for (const struct pathological *t = pathological_texts; t->name; t++) {
        struct cb_str text;
        if (argc == 1)
            puts(t->name);
        if (argc != 3 || strcmp(argv[1], t->name) != 0)
            continue;
        text = pathological_text(t, strtoul(argv[2], NULL, 10), &arena);
        code = fwrite(text.ptr, 1, text.len, stdout) == text.len ? 0 : 1;
    }
    cb_arena_release(&arena);
    return code;
}
