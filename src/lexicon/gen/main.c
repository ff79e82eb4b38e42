/* morph-build LANGUAGE SOURCE_DIR OUTPUT [SEIN_VERBS.csv]: writes the full-form lexicon of a language. See
 * import/README.md for where the sources come from. A tool for maintainers; building and running claimbase
 * need neither it nor its sources. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lexicon/gen/morph_build.h"

static bool write_file(const char *path, struct cb_str bytes)
{
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;

    return file && fclose(file) == 0 && ok;
}

/* The first column of sein_verbs.csv; one plain word a line. */
static cb_status read_sein_verbs(struct morph_build *build, const char *path, struct cb_err *err)
{
    cb_status rc = CB_OK;
    FILE *file = fopen(path, "rb");
    char *line = NULL;
    size_t room = 0;

    if (!file)
        return cb_err_set(err, CB_BAD_INPUT, "%s: cannot be read", path);
    while (getline(&line, &room, file) > 0) {
        struct cb_str word = cb_arena_copy(&build->arena, cb_str_trim(cb_str_of(line)));
        CB_TRY_NEW(word.ptr && cb_map_add(&build->arena, &build->sein_verbs, word, NULL));
    }
done:
    free(line);
    fclose(file);
    return rc;
}

int main(int argc, char **argv)
{
    cb_status rc = CB_OK;
    struct cb_err error = {0}, *err = &error;
    struct morph_build build = {0};
    struct cb_buf block;

    if ((argc != 4 || strcmp(argv[1], "en") != 0) && (argc != 5 || strcmp(argv[1], "de") != 0)) {
        fprintf(stderr, "usage: morph-build de SOURCE_DIR OUTPUT SEIN_VERBS.csv\n"
                        "       morph-build en SOURCE_DIR OUTPUT\n");
        return 2;
    }
    cb_buf_init(&block, (size_t)1 << 26);
    if (argc == 5)
        CB_TRY(read_sein_verbs(&build, argv[4], err));
    CB_TRY((argv[1][0] == 'd' ? morph_read_german : morph_read_english)(&build, argv[2], err));
    printf("%zu readings read\n", build.entries.count);
    CB_TRY(morph_write(&build, &block, err));
    if (!write_file(argv[3], cb_buf_view(&block)))
        rc = cb_err_set(err, CB_SYSTEM, "%s: cannot be written", argv[3]);
    else
        printf("%zu bytes written\n", block.len);
done:
    if (rc != CB_OK)
        fprintf(stderr, "morph-build: %s\n", error.text);
    cb_buf_release(&block);
    cb_arena_release(&build.arena);
    return rc == CB_OK ? 0 : 3;
}
