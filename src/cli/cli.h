/* Floor 5. The program: commands, their options, and what they share. It knows the library by claimbase.h
 * alone. */
#ifndef CB_CLI_CLI_H
#define CB_CLI_CLI_H

#include "include/claimbase.h"

/* ---- exit codes: documented in 'claimbase help' and claimbase.1 ---- */

enum {
    EXIT_DONE = 0,
    EXIT_PARTLY = 1,   /* done, but inputs were rejected or violations found */
    EXIT_USAGE = 2,    /* the command line is wrong */
    EXIT_INPUT = 3,    /* nothing could be read, or what was asked for does not exist */
    EXIT_DATABASE = 4, /* the database is missing, locked, not ours, newer or broken */
    EXIT_SYSTEM = 5,   /* the system refused: no permission, no space, no memory */
    EXIT_BUG = 70,
};

/* The exit code of a failed call; CB_OK gives EXIT_DONE. */
int exit_code(cb_status status);

/* ---- options ---- */

enum option_id {
    OPTION_DATABASE,
    OPTION_PARAM,
    OPTION_REPORT_FORMAT,
    OPTION_ANALYSIS_FORMAT,
    OPTION_READ_FORMAT,
    OPTION_OUTPUT,
    OPTION_LANGUAGE,
    OPTION_PUBLISHED,
    OPTION_LISTS,
    OPTION_QUERIES,
    OPTION_ALIASES,
    OPTION_KIND,
    OPTION_MAP,
    OPTION_MANIFEST,
    OPTION_PRUNE,
    OPTION_DRY_RUN,
    OPTION_REVIEW,
    OPTION_ARTICLE,
    OPTION_OUTLET,
    OPTION_UNREVIEWED,
    OPTION_SEMICOLON,
    OPTION_BY,
    OPTION_NOTE,
    OPTION_ORPHANS,
    OPTION_JOBS,
    OPTION_QUIET,
    OPTION_NO_PROGRESS,
    OPTION_COLOR,
    OPTION_TIMEOUT,
    OPTION_QUERY_TIMEOUT,
    OPTION_LIMIT,
    OPTION_EXPLAIN,
    OPTION_SPREADSHEET,
    OPTION_ALL,
    OPTION_PARAMS,
    OPTION_CHOICES,
    OPTION_FILE,
    OPTION_LIST,
    OPTION_HELP,
    OPTION_COUNT
};

#define OPTION_BIT(id) ((uint64_t)1 << (id))

struct option_spec {
    const char *name;
    const char *argument; /* NULL = takes none */
    const char *help;
    char letter; /* or 0 */
    bool hidden; /* not shown in help */
};

extern const struct option_spec option_specs[OPTION_COUNT];

/* ---- commands ---- */

struct request;

struct command {
    const char *name, *operands, *summary, *description;
    uint64_t options; /* bits OPTION_BIT(enum option_id) */
    int least, most;  /* operands; most -1 = any number */
    int (*run)(const struct request *request);
};

extern const struct command commands[];
extern const size_t command_count;

const struct command *command_find(const char *name);

/* ---- a command line that was understood ---- */

enum color { COLOR_AUTO = 0, COLOR_ALWAYS, COLOR_NEVER };

struct request {
    const struct command *command;
    const char *database, *lists, *queries, *format, *output, *language, *published, *aliases, *kind, *map,
        *manifest;
    const char *params_file, *choices, *file;
    const char *review, *article, *outlet, *by, *note;
    bool unreviewed, semicolon, orphans;
    bool quiet, no_progress, help, list, prune, dry_run, all, explain, spreadsheet;
    int64_t timeout_ms; /* -1 = not given */
    uint64_t limit;     /* 0 = not given */
    unsigned jobs;
    enum color color;
    struct cb_param *params;
    size_t param_count;
    const char **operands;
    size_t operand_count;
};

/* Reads argv[1...] for *command: options may stand before and after operands, "--" ends them. Says what is
 * wrong and returns EXIT_USAGE; EXIT_DONE otherwise. The caller ends *out with request_release. */
int request_parse(const struct command *command, int argc, char **argv, struct request *out);
void request_release(struct request *request);

/* ---- help ---- */

void help_all(void);
void help_command(const struct command *command);
void help_list(void); /* "command" and "command --option" lines, for the test of the man page */

/* Prints `text` broken at spaces, with `indent` blanks before each line but the first. */
void print_wrapped(const char *text, int indent);

/* ---- memory ---- */

/* Makes the libraries for pages, JSON and characters end the program with a message where there is no memory:
 * they would go on with half of a text. First thing in main. */
void memory_prepare(void);

/* ---- messages, on standard error ---- */

/* Replaces what could act on a terminal by question marks: names and texts from articles may hold anything.
 */
void disarm(char *text);

/* "claimbase: ..." and a line end; characters that could act on a terminal are replaced. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same without "claimbase: ", unless -q. */
void tell(const struct request *request, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says err->text and returns the exit code of `status`. */
int fail(cb_status status, const struct cb_err *err);

/* The nearest of the names that were tried, as with "did you mean": start with a zeroed struct and `wanted`.
 */
struct nearest {
    const char *wanted, *best;
    size_t distance;
};
void nearest_try(struct nearest *nearest, const char *candidate);

/* ---- results ---- */

/* Where results go: standard output, or a file that is there whole or not at all. */
struct output {
    struct cb_sink sink;
    int fd, error;
    const char *path; /* NULL = standard output */
    char *part;       /* name until it is whole; NULL = written in place */
};

/* Before anything is opened: fills the places of standard streams that the caller closed, so that no other
 * file gets there. */
void output_prepare(void);

/* request->output names the file. Complains and returns an exit code when it cannot be made. */
int output_open(const struct request *request, struct output *out);

/* The format of rows that the request names, or the one that fits the output. Complains about an unknown one.
 */
int choose_format(const struct request *request, enum cb_format *out);

/* Ends it: with `code` EXIT_DONE or EXIT_PARTLY the file is put in place. Returns the exit code of the
 * command: `code`, or EXIT_SYSTEM when not everything could be written (said here, except that a reader who
 * left is not worth a word). */
int output_close(struct output *output, int code);

/* Ends it behind a call that wrote to it: says why the call failed, if not because of the output, and returns
 * the exit code as output_close does. */
int output_end(struct output *output, cb_status status, const struct cb_err *err);

/* An unfinished file that the library writes, for output_forget; it keeps the pointer. NULL: none. */
void output_remember(const char *part);

/* In a signal handler, before the end: takes the unfinished file away. */
void output_forget(void);

/* ---- rows of reports and queries ---- */

/* What --timeout, --limit and --explain say; `usual_ms` where no time is named. */
struct cb_run_options run_options(const struct request *request, int64_t usual_ms);

/* Some steps of the database cannot be interrupted. These end the program a few seconds behind the time limit
 * when one of them does not come to its end; output_* stop the watch while a reader of the output takes its
 * time. */
void watch_begin(int64_t timeout_ms); /* 0 = no limit */
void watch_end(void);

/* Ends watch and output behind a run: says why it failed, or what its rows do not tell. Returns the exit
 * code. */
int rows_end(const struct request *request, struct output *output, cb_status status,
             const struct cb_run_result *result, const struct cb_err *err);

/* Says on standard error when the limit left rows out. */
void tell_cut(const struct request *request, const char *what, const struct cb_run_result *result);

/* ---- progress of import and rebuild ---- */

struct progress {
    const struct request *request;
    const char *verb;  /* "imported" */
    bool line;         /* a terminal: one line, rewritten */
    bool shown;        /* it stands there now */
    int64_t begun, at; /* milliseconds */
    struct cb_import_counts counts;
};

void progress_begin(struct progress *progress, const struct request *request, const char *verb);
void progress_event(void *context, const struct cb_import_event *event);
void progress_end(struct progress *progress); /* takes the line away */

/* ---- the knowledge base ---- */

/* Opens the one that the request names; complains when it cannot. */
int open_kb(const struct request *request, enum cb_open_mode mode, struct cb_kb **out);

/* ---- commands ---- */

int run_import(const struct request *request);
int run_alias(const struct request *request);
int run_correct(const struct request *request); /* of a row */
int run_entity(const struct request *request);
int run_undo(const struct request *request);
int run_corrections(const struct request *request);
int run_rebuild(const struct request *request);
int run_report(const struct request *request);
int run_query(const struct request *request);

/* Explains a report (report NAME --help), lists the values of a parameter (--choices), lists all reports. */
int explain_report(const struct request *request);
int list_choices(const struct request *request);
int list_reports(const struct request *request);

int run_export(const struct request *request);
int run_review(const struct request *request); /* export --review */
int run_apply(const struct request *request);
int run_corrections_export(const struct request *request);
int run_corrections_import(const struct request *request);
int run_explain(const struct request *request);
int run_verify(const struct request *request);
int run_read(const struct request *request);
int run_analyze(const struct request *request);
int run_figures(const struct request *request);
int run_help(const struct request *request);
int run_version(const struct request *request);

#endif
