#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

void output_prepare(void)
{
    /* Open for reading only: a write to a stream that the caller closed fails, and is noticed. */
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd)
            _exit(EXIT_SYSTEM);
}

static bool write_bytes(void *context, const char *bytes, size_t size)
{
    struct output *output = context;
    unsigned watch = alarm(0); /* the reader may take all the time */

    while (size > 0 && output->error == 0) {
        ssize_t n = write(output->fd, bytes, size);
        if (n < 0 && errno != EINTR)
            output->error = errno;
        if (n > 0) {
            bytes += n;
            size -= (size_t)n;
        }
    }
    if (watch > 0)
        alarm(watch);
    return output->error == 0;
}

/* ---- terminals ---- */

static bool smart_terminal(int fd)
{
    const char *term = getenv("TERM");

    return isatty(fd) && term && strcmp(term, "dumb") != 0;
}

static bool wants_color(const struct request *request, bool terminal)
{
    const char *no_color = getenv("NO_COLOR");

    switch (request->color) {
    case COLOR_ALWAYS:
        return true;
    case COLOR_NEVER:
        return false;
    case COLOR_AUTO:
        break;
    }
    return terminal && smart_terminal(STDOUT_FILENO) && !(no_color && *no_color);
}

static unsigned terminal_width(void)
{
    enum { USUAL = 80 };
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return USUAL;
}

/* What the C library would find out with setlocale, which we do not call. */
static bool terminal_is_utf8(void)
{
    static const char *const NAMES[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        const char *value = getenv(NAMES[i]);
        if (value && *value)
            return strcasestr(value, "UTF-8") || strcasestr(value, "utf8");
    }
    return false;
}

/* ---- files ---- */

static int cannot_write(const struct output *output)
{
    complain("%s: cannot be written (%s); check the space and permissions there",
             output->path ? output->path : "standard output", strerror(output->error));
    return EXIT_SYSTEM;
}

/* What is no plain file (/dev/null, a pipe) is written in place. */
static int open_in_place(struct output *output)
{
    output->fd = open(output->path, O_WRONLY | O_CLOEXEC);
    if (output->fd >= 0)
        return EXIT_DONE;
    output->error = errno;
    return cannot_write(output);
}

/* The file that is being written, for output_forget: a signal handler has no other way to know. */
static const char *volatile unfinished;

void output_remember(const char *part)
{
    unfinished = part;
}

void output_forget(void)
{
    if (unfinished)
        unlink(unfinished);
}

static int open_file(struct output *output)
{
    size_t size = strlen(output->path) + 32;
    struct stat st;

    if (stat(output->path, &st) == 0 && !S_ISREG(st.st_mode))
        return open_in_place(output);
    output->part = malloc(size);
    if (!output->part) {
        complain("out of memory");
        return EXIT_SYSTEM;
    }
    snprintf(output->part, size, "%s.part-%ld", output->path, (long)getpid());
    unlink(output->part);
    output->fd = open(output->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (output->fd >= 0) {
        unfinished = output->part;
        return EXIT_DONE;
    }
    output->error = errno;
    free(output->part);
    output->part = NULL;
    return cannot_write(output);
}

int output_open(const struct request *request, struct output *out)
{
    bool terminal = !request->output && isatty(STDOUT_FILENO);

    *out = (struct output){.path = request->output, .fd = STDOUT_FILENO};
    out->sink = (struct cb_sink){.write = write_bytes,
                                 .context = out,
                                 .width = terminal ? terminal_width() : 0,
                                 .color = wants_color(request, terminal),
                                 .ascii = !terminal_is_utf8()};
    return request->output ? open_file(out) : EXIT_DONE;
}

static void note_failure(struct output *output, int result)
{
    if (result != 0 && output->error == 0)
        output->error = errno;
}

int output_close(struct output *output, int code)
{
    bool whole = code == EXIT_DONE || code == EXIT_PARTLY;

    if (output->path && output->fd >= 0) {
        if (output->part && whole && output->error == 0)
            note_failure(output, fsync(output->fd));
        note_failure(output, close(output->fd));
        if (output->part && whole && output->error == 0)
            note_failure(output, rename(output->part, output->path));
        if (output->part && (!whole || output->error != 0))
            unlink(output->part);
    }
    unfinished = NULL;
    free(output->part);
    output->part = NULL;
    if (output->error == 0)
        return code;
    return output->error == EPIPE ? EXIT_SYSTEM : cannot_write(output);
}

int output_end(struct output *output, cb_status status, const struct cb_err *err)
{
    int code = status == CB_OK ? EXIT_DONE : EXIT_SYSTEM;

    if (status != CB_OK && output->error == 0) /* else output_close says what is wrong */
        code = fail(status, err);
    return output_close(output, code);
}

/* The format that the name of a file says; false where it says none. */
static bool format_of_name(const char *path, enum cb_format *out)
{
    static const struct {
        const char *suffix;
        enum cb_format format;
    } NAMES[] = {{".csv", CB_FORMAT_CSV},     {".tsv", CB_FORMAT_TSV},     {".json", CB_FORMAT_JSON},
                 {".jsonl", CB_FORMAT_JSONL}, {".md", CB_FORMAT_MARKDOWN}, {".html", CB_FORMAT_HTML},
                 {".txt", CB_FORMAT_TABLE}};
    const char *suffix = strrchr(path, '.');

    for (size_t i = 0; suffix && i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (strcmp(suffix, NAMES[i].suffix) == 0) {
            *out = NAMES[i].format;
            return true;
        }
    return false;
}

int choose_format(const struct request *request, enum cb_format *out)
{
    bool terminal = !request->output && isatty(STDOUT_FILENO);

    *out = terminal ? CB_FORMAT_TABLE : CB_FORMAT_CSV;
    if (!request->format && request->output)
        format_of_name(request->output, out);
    if (!request->format || cb_format_by_name(request->format, out))
        return EXIT_DONE;
    complain("no format '%s'; use table, csv, tsv, json, jsonl, markdown or html", request->format);
    return EXIT_USAGE;
}
