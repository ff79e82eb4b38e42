/* Writing hostile files: bytes that may hold NULs, again and again. */
#ifndef CB_TESTS_HOSTILE_BYTES_H
#define CB_TESTS_HOSTILE_BYTES_H

#include <stddef.h>
#include <stdio.h>

struct bytes {
    const char *ptr;
    size_t len;
};

/* A string literal with all its bytes but the last NUL. */
#define BYTES(literal)                                                                                       \
    {                                                                                                        \
        literal, sizeof literal - 1                                                                          \
    }

/* FOLDER/NAME for writing; ends the program with a message where that fails. */
FILE *hostile_open(const char *folder, const char *name);
void hostile_close(FILE *file);
void hostile_write(FILE *file, struct bytes bytes);
void hostile_repeat(FILE *file, struct bytes bytes, size_t times);

/* Each writes its part of the corpus below `folder`. */
void hostile_encodings(const char *folder);
void hostile_payloads(const char *folder);
void hostile_structures(const char *folder);
void hostile_archives(const char *folder);
void hostile_names(const char *folder);

#endif
