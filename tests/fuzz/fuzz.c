#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "text/charset.h"

_Noreturn void fuzz_stop(const char *why)
{
    fprintf(stderr, "not so: %s\n", why);
    abort();
}

void fuzz_check(const char *why)
{
    if (why)
        fuzz_stop(why);
}

struct cb_lexicon *const *fuzz_lexicons(void)
{
    static struct cb_arena arena;
    static struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT];
    struct cb_err err = {0};

    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        if (!lexicons[l] && cb_lexicon_load((enum cb_language)l, NULL, &arena, &lexicons[l], &err) != CB_OK)
            fuzz_stop(err.text);
    return lexicons;
}

bool fuzz_text(struct cb_document *doc, struct cb_str bytes)
{
    return cb_charset_decode("fuzz", bytes, doc->arena, &doc->text, NULL) == CB_OK &&
           cb_charset_clean("fuzz", doc->text, doc->arena, &doc->text, NULL) == CB_OK;
}

bool fuzz_options(const uint8_t *data, size_t size, struct fuzz_options *out, struct cb_str *rest)
{
    if (size < 2)
        return false;
    *out = (struct fuzz_options){
        .language = data[0] & 1 ? CB_ENGLISH : CB_GERMAN,
        .published = data[0] & 2,
        .known = !(data[0] & 8),
    };
    *rest = (struct cb_str){(const char *)data + 1, size - 1};
    return true;
}

enum { FILES_MAX = 4 };
static char paths[FILES_MAX][64];

static void remove_files(void)
{
    for (int i = 0; i < FILES_MAX && paths[i][0]; i++)
        unlink(paths[i]);
}

const char *fuzz_path(const char *ending)
{
    char path[64];
    int i = 0;

    snprintf(path, sizeof path, "/tmp/claimbase-fuzz-%ld.%s", (long)getpid(), ending);
    while (i < FILES_MAX && paths[i][0] && strcmp(paths[i], path) != 0)
        i++;
    if (i == FILES_MAX)
        fuzz_stop("few files are enough");
    if (!paths[0][0])
        atexit(remove_files);
    memcpy(paths[i], path, sizeof path);
    return paths[i];
}

const char *fuzz_file(const char *ending, struct cb_str bytes)
{
    const char *path = fuzz_path(ending);
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len || fclose(file) != 0)
        fuzz_stop("the file can be written");
    return path;
}
