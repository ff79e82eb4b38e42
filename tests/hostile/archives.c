/* Archives that are bombs, point outside of their folder, or are broken. */
#include "hostile/bytes.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 16 };

static const char ARTICLE[] = "Die Stadtwerke Marnstedt bauen 4 Windr\xC3\xA4"
                              "der.\n";

struct packing {
    struct archive *archive;
    char path[1024];
};

static void stop(const struct packing *p)
{
    fprintf(stderr, "hostile_files: %s: %s\n", p->path, archive_error_string(p->archive));
    exit(1);
}

static void begin(struct packing *p, const char *folder, const char *name)
{
    snprintf(p->path, sizeof p->path, "%s/%s", folder, name);
    p->archive = archive_write_new();
    if ((strstr(name, ".tar") ? archive_write_set_format_gnutar(p->archive) /* names are bytes there */
                              : archive_write_set_format_zip(p->archive)) != ARCHIVE_OK ||
        (strstr(name, ".gz") && archive_write_add_filter_gzip(p->archive) != ARCHIVE_OK) ||
        (strstr(name, ".xz") && archive_write_add_filter_xz(p->archive) != ARCHIVE_OK) ||
        archive_write_open_filename(p->archive, p->path) != ARCHIVE_OK)
        stop(p);
}

static void end(struct packing *p)
{
    if (archive_write_close(p->archive) != ARCHIVE_OK)
        stop(p);
    archive_write_free(p->archive);
}

static void add_header(struct packing *p, const char *name, size_t size, unsigned type, const char *target)
{
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, 0644);
    if (type == AE_IFREG)
        archive_entry_set_size(entry, (la_int64_t)size);
    if (type == AE_IFLNK)
        archive_entry_set_symlink(entry, target);
    if (archive_write_header(p->archive, entry) != ARCHIVE_OK)
        stop(p);
    archive_entry_free(entry);
}

static void add(struct packing *p, const char *name, const char *data, size_t size)
{
    add_header(p, name, size, AE_IFREG, NULL);
    if (archive_write_data(p->archive, data, size) < 0)
        stop(p);
}

static void add_article(struct packing *p, const char *name)
{
    add(p, name, ARTICLE, sizeof ARTICLE - 1);
}

/* A file of `megabytes` of one byte: packs to a thousandth. */
static void add_flat(struct packing *p, const char *name, size_t megabytes, char byte)
{
    static char block[BLOCK];

    memset(block, byte, sizeof block);
    add_header(p, name, megabytes << 20, AE_IFREG, NULL);
    for (size_t i = 0; i < (megabytes << 20) / BLOCK; i++)
        if (archive_write_data(p->archive, block, BLOCK) < 0)
            stop(p);
}

static void write_bombs(const char *folder)
{
    static const char *const NAMES[] = {"bomb.zip", "bomb.tar.gz", "bomb.tar.xz"};
    struct packing p = {0};

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        begin(&p, folder, NAMES[i]);
        add_article(&p, "first.txt");
        add_flat(&p, "flat.txt", 100, 'a');
        add_article(&p, "last.txt");
        end(&p);
    }
    begin(&p, folder, "many-bombs.zip"); /* each within the ceiling, not all of them */
    for (int i = 0; i < 8; i++) {
        char name[32];
        snprintf(name, sizeof name, "flat%d.txt", i);
        add_flat(&p, name, 15, (char)('a' + i));
    }
    end(&p);
}

/* The bytes of FOLDER/NAME; *size gets how many. The caller frees them. */
static char *load(const char *folder, const char *name, size_t *size)
{
    char path[1024], *bytes = malloc(1 << 20);
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (!file || !bytes) {
        perror(path);
        exit(1);
    }
    *size = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

static void write_nested(const char *folder)
{
    struct packing p;
    char *bytes;
    size_t size;

    begin(&p, folder, "nested0.zip");
    add_article(&p, "deep.txt");
    end(&p);
    for (int i = 1; i <= 20; i++) {
        char inner[32], name[32];
        snprintf(inner, sizeof inner, "nested%d.zip", i - 1);
        snprintf(name, sizeof name, "nested%d.zip", i);
        bytes = load(folder, inner, &size);
        begin(&p, folder, name);
        add(&p, inner, bytes, size);
        end(&p);
        free(bytes);
    }
}

static void write_paths(const char *folder)
{
    static const char *const PATHS[] = {"../../../../tmp/gotcha.txt",
                                        "/tmp/gotcha.txt",
                                        "C:\\gotcha.txt",
                                        "..\\..\\gotcha.txt",
                                        "a/../../gotcha.txt",
                                        "./././gotcha.txt",
                                        "-rf.txt",
                                        "a\nb.txt",
                                        "\x1B[31mred.txt",
                                        "\xE2\x80\xAEtxt.gpj.txt",
                                        "no\xFFutf8.txt",
                                        "con.txt",
                                        "same.txt",
                                        "same.txt",
                                        "$(gotcha).txt",
                                        "=gotcha.txt"};
    static const char *const NAMES[] = {"paths.tar", "paths.zip"};
    struct packing p;

    for (size_t a = 0; a < sizeof NAMES / sizeof *NAMES; a++) {
        begin(&p, folder, NAMES[a]);
        for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
            char text[128];
            snprintf(text, sizeof text, "In Nummer %zu von %s baut die Stadt.\n", i, NAMES[a]);
            add(&p, PATHS[i], text, strlen(text));
        }
        end(&p);
    }
    begin(&p, folder, "links.tar");
    add_header(&p, "passwd.txt", 0, AE_IFLNK, "/etc/passwd");
    add_header(&p, "self.txt", 0, AE_IFLNK, "self.txt");
    add_header(&p, "pipe.txt", 0, AE_IFIFO, NULL);
    add_header(&p, "folder.txt", 0, AE_IFDIR, NULL);
    add_article(&p, "passwd.txt");
    end(&p);
    begin(&p, folder, "entries.zip");
    for (int i = 0; i < 20000; i++) {
        char name[32];
        snprintf(name, sizeof name, "%d.bin", i);
        add(&p, name, "", 0);
    }
    end(&p);
}

/* `name` with `take` bytes cut off at its end and, from byte 20 on, every `flip`th bit turned. */
static void write_broken(const char *folder, const char *whole, const char *name, size_t take, size_t flip)
{
    size_t size;
    char *bytes = load(folder, whole, &size);
    FILE *file = hostile_open(folder, name);

    for (size_t i = 20; flip && i < size; i += flip)
        bytes[i] = (char)(bytes[i] ^ 0x10);
    fwrite(bytes, 1, size > take ? size - take : 0, file);
    hostile_close(file);
    free(bytes);
}

void hostile_archives(const char *folder)
{
    write_bombs(folder);
    write_nested(folder);
    write_paths(folder);
    write_broken(folder, "paths.zip", "cut.zip", 300, 0);
    write_broken(folder, "paths.tar", "cut.tar", 5000, 0);
    write_broken(folder, "bomb.tar.gz", "cut.tar.gz", 1000, 0);
    write_broken(folder, "paths.zip", "damaged.zip", 0, 97);
    write_broken(folder, "paths.tar", "damaged.tar", 0, 997);
    write_broken(folder, "bomb.tar.gz", "damaged.tar.gz", 0, 5000);
    write_broken(folder, "bomb.tar.xz", "damaged.tar.xz", 0, 5000);
    write_broken(folder, "paths.zip", "zip.tar.gz", 0, 0);
    write_broken(folder, "paths.zip", "zip.html", 0, 0);
    write_broken(folder, "bomb.tar.gz", "gz.txt", 0, 0);
}
