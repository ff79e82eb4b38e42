/* usage: hostile_files FOLDER
 * Writes the corpus of hostile inputs into folders below FOLDER, which must be there: the same bytes each
 * time. */
#include "hostile/bytes.h"

#include <stdlib.h>
#include <sys/stat.h>

FILE *hostile_open(const char *folder, const char *name)
{
    char path[1024];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}

void hostile_close(FILE *file)
{
    if (fclose(file) != 0) {
        perror("hostile_files");
        exit(1);
    }
}

void hostile_write(FILE *file, struct bytes bytes)
{
    if (bytes.len)
        fwrite(bytes.ptr, 1, bytes.len, file);
}

void hostile_repeat(FILE *file, struct bytes bytes, size_t times)
{
    for (size_t i = 0; i < times; i++)
        hostile_write(file, bytes);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *folder;
        void (*write)(const char *folder);
    } PARTS[] = {{"encodings", hostile_encodings},
                 {"payloads", hostile_payloads},
                 {"structures", hostile_structures},
                 {"archives", hostile_archives},
                 {"names", hostile_names}};

    if (argc != 2) {
        fputs("usage: hostile_files FOLDER\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        char folder[900];
        snprintf(folder, sizeof folder, "%s/%s", argv[1], PARTS[i].folder);
        if (mkdir(folder, 0700) != 0) {
            perror(folder);
            return 1;
        }
        PARTS[i].write(folder);
    }
    return 0;
}
