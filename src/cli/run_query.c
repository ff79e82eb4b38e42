/* query: SQL of the user's. */
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_MAX_BYTES = 1 << 20, USUAL_TIMEOUT_MS = 60000 };

/* ---- the SQL ---- */

static int cannot_read(const char *place, const char *why)
{
    complain("%s: cannot be read (%s)", place, why);
    return EXIT_INPUT;
}

/* All of `file` in *out, which the caller frees. */
static int read_sql(FILE *file, const char *place, char **out)
{
    char *text = malloc(SQL_MAX_BYTES + 2);
    size_t size = text ? fread(text, 1, SQL_MAX_BYTES + 1, file) : 0;
    int code = EXIT_DONE;

    if (!text || ferror(file))
        code = cannot_read(place, text ? strerror(errno) : "out of memory");
    else if (size > SQL_MAX_BYTES)
        code = cannot_read(place, "it is longer than 1 MB");
    else if (memchr(text, '\0', size))
        code = cannot_read(place, "it holds a NUL character");
    if (code != EXIT_DONE) {
        free(text);
        return code;
    }
    text[size] = '\0';
    if (strncmp(text, "\xEF\xBB\xBF", 3) == 0) /* a byte order mark */
        memmove(text, text + 3, size - 2);
    *out = text;
    return EXIT_DONE;
}

static int find_sql(const struct request *request, char **out)
{
    bool stdin_named =
        request->file ? strcmp(request->file, "-") == 0 : strcmp(request->operands[0], "-") == 0;
    FILE *file;
    int code;

    if (stdin_named)
        return read_sql(stdin, "standard input", out);
    if (!request->file) {
        *out = strdup(request->operands[0]);
        if (*out)
            return EXIT_DONE;
        complain("out of memory");
        return EXIT_SYSTEM;
    }
    file = fopen(request->file, "rb");
    if (!file)
        return cannot_read(request->file, strerror(errno));
    code = read_sql(file, request->file, out);
    fclose(file);
    return code;
}

/* ---- where it is wrong ---- */

enum { WINDOW = 60 }; /* bytes shown before and behind */

static bool continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The line of the SQL, and below it a mark at the byte `where`. */
static void show_place(const char *sql, size_t where)
{
    size_t from = where, to = where, column = 0;
    char line[2 * WINDOW + 8];

    while (from > 0 && sql[from - 1] != '\n' && where - from < WINDOW)
        from--;
    while (from < where && continues(sql[from]))
        from++;
    while (sql[to] && sql[to] != '\n' && to - where < WINDOW)
        to++;
    while (to > where && continues(sql[to]))
        to--;
    snprintf(line, sizeof line, "%.*s", (int)(to - from), sql + from);
    disarm(line);
    for (size_t i = from; i < where; i++)
        column += !continues(sql[i]);
    fprintf(stderr, "  %s\n  %*s^\n", line, (int)column, "");
}

/* ---- run ---- */

static int run(const struct request *request, struct cb_kb *kb, const char *sql, enum cb_format format)
{
    struct cb_run_options options = run_options(request, USUAL_TIMEOUT_MS);
    struct cb_run_result result = {.where = -1};
    struct output output;
    struct cb_err err;
    cb_status status;
    int code = output_open(request, &output);

    if (code != EXIT_DONE)
        return code;
    watch_begin(options.timeout_ms);
    status = cb_kb_query(kb, sql, request->params, request->param_count, format, &options, &output.sink,
                         &result, &err);
    code = rows_end(request, &output, status, &result, &err);
    if (status != CB_OK && result.where >= 0 && (size_t)result.where <= strlen(sql))
        show_place(sql, (size_t)result.where);
    return code;
}

int run_query(const struct request *request)
{
    struct cb_kb *kb = NULL;
    char *sql = NULL;
    enum cb_format format;
    int code = EXIT_DONE;

    if (request->file && request->operand_count > 0) {
        complain("query: the SQL stands in '%s' and on the command line; name one", request->file);
        code = EXIT_USAGE;
    }
    if (code == EXIT_DONE)
        code = choose_format(request, &format);
    if (code == EXIT_DONE)
        code = find_sql(request, &sql);
    if (code == EXIT_DONE)
        code = open_kb(request, CB_OPEN_READ, &kb);
    if (code == EXIT_DONE)
        code = run(request, kb, sql, format);
    cb_kb_close(kb);
    free(sql);
    return code;
}
