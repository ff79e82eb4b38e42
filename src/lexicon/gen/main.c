/* morph-build LANGUAGE SOURCE_DIR OUTPUT: writes the full-form lexicon of a language. See import/README.md for where the
 * sources come from. A tool for maintainers; building and running claimbase need neither it nor its sources. */
#include <stdio.h>
#include <string.h>

#include "lexicon/gen/morph_build.h"

static bool write_file(const char *path, struct cb_str bytes)
{
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;

    return file && fclose(file) == 0 && ok;
}

int main(int argc, char **argv)
{
    cb_status rc = CB_OK;
    struct cb_err error = {0}, *err = &error;
    struct morph_build build = {0};
    struct cb_buf block;

    if (argc != 4 || (strcmp(argv[1], "de") != 0 && strcmp(argv[1], "en") != 0)) {
        fprintf(stderr, "usage: morph-build de|en SOURCE_DIR OUTPUT\n");
        return 2;
    }
    cb_buf_init(&block, (size_t)1 << 26);
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
