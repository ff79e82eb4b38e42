/* Files with names that act on a terminal or a shell, and things that are no files. */
#include "hostile/bytes.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const NAMES[] = {
    "-rf.txt",
    "--help.txt",
    "a\nclaimbase: gotcha.txt",
    "\x1B[31mred.txt",
    "\x1B]0;gotcha\x07.txt",
    "\xE2\x80\xAEtxt.exe.txt",
    "no\xFFutf8.txt",
    "\xC2\x9B"
    "31m.txt",
    "$(gotcha).txt",
    "`gotcha`.txt",
    "' OR 1=1.txt",
    "\"quoted\".txt",
    "=gotcha.txt",
    " .txt",
    "..txt",
    "%n%s.txt",
    "*.txt",
    "~.txt",
    "a;b|c&d.txt",
    "\r.txt",
};

static void check(int status, const char *path)
{
    if (status != 0) {
        perror(path);
        exit(1);
    }
}

void hostile_names(const char *folder)
{
    char path[1024], name[256];

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        FILE *file = hostile_open(folder, NAMES[i]);
        fprintf(file, "In der Datei %zu baut die Stadt Marnstedt.\n", i);
        hostile_close(file);
    }
    memset(name, 'x', 250);
    memcpy(name + 250, ".txt", 5);
    hostile_close(hostile_open(folder, name));

    snprintf(path, sizeof path, "%s/pipe.txt", folder);
    check(mkfifo(path, 0600), path);
    snprintf(path, sizeof path, "%s/endless.txt", folder);
    check(symlink("/dev/zero", path), path);
    snprintf(path, sizeof path, "%s/random.html", folder);
    check(symlink("/dev/urandom", path), path);
    snprintf(path, sizeof path, "%s/circle.txt", folder);
    check(symlink("circle.txt", path), path);
    snprintf(path, sizeof path, "%s/nowhere.txt", folder);
    check(symlink("there/is/none", path), path);
    snprintf(path, sizeof path, "%s/folder.txt", folder);
    check(mkdir(path, 0700), path);
    snprintf(path, sizeof path, "%s/folder.txt/up", folder);
    check(symlink("..", path), path);
}
