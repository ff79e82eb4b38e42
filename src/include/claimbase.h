/* claimbase: who claimed what, with which figures, according to whom.
 *
 * The whole public interface. What is not in this header is not a published API.
 *
 * Conventions, stated once:
 * - Text is UTF-8. Paths are file names as the system gives them and need not be UTF-8.
 * - Parameters are borrowed for the call, results belong to the object that gave them and live as
 *   long as it does, unless a comment says otherwise.
 * - A function that can fail returns a cb_status. CB_OK is 0. On failure it describes the failure in
 *   *err (which may be NULL) and leaves its out parameters as they were. On success *err is untouched.
 * - Option structs are valid when zeroed: zero means the default.
 * - The library never prints, never exits, keeps no global state. One cb_kb belongs to one thread.
 */
#ifndef CLAIMBASE_H
#define CLAIMBASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CB_API __attribute__((visibility("default")))

/* The version of the library and of its extractors: a rebuild is due where it changed. */
CB_API const char *cb_version(void);

/* ---- errors ---- */

enum cb_status {
    CB_OK = 0,
    CB_NO_MEMORY, /* an allocation failed */
    CB_USAGE,     /* the call's arguments are wrong: an unknown report, a mistyped parameter */
    CB_BAD_INPUT, /* an input file is missing, unreadable or not what it should be */
    CB_DATABASE,  /* the database is missing, locked, not ours, newer, or broken */
    CB_SYSTEM,    /* the system refused: no permission, no space */
    CB_NOT_FOUND, /* what was asked for by name or id does not exist */
};
typedef enum cb_status cb_status;

/* One line without a final newline: place, what is wrong, what to do. Fixed size, so that running out
 * of memory can be reported without memory; a longer message is cut at a character boundary. */
struct cb_err {
    cb_status code;
    char text[1024];
};

/* ---- output ---- */

/* Where text goes. `write` returns false when it cannot take the bytes; the call then ends with
 * CB_SYSTEM. `width` is the number of columns of a terminal, 0 for none (nothing is cut or coloured). */
struct cb_sink {
    bool (*write)(void *context, const char *bytes, size_t size);
    void *context;
    unsigned width;
    bool color;
    bool ascii; /* the terminal shows nothing but ASCII: charts are drawn with it */
};

/* ---- a knowledge base: one SQLite file ---- */

struct cb_kb;

enum cb_open_mode {
    CB_OPEN_READ = 0, /* must exist; nothing is written */
    CB_OPEN_WRITE,    /* must exist; migrated to this version where it is older */
    CB_OPEN_CREATE,   /* as CB_OPEN_WRITE, made when it does not exist */
};

struct cb_kb_options {
    const char *lists_dir; /* a folder with the layout of import/ whose files replace the built-in lists */
    const char
        *queries_dir; /* a folder with the layout of queries/ whose files replace the built-in reports */
    int busy_ms;      /* how long to wait for another writer; 0 = 5,000; negative = not at all */

    /* cb_read and cb_analyze alone: */
    const char *map; /* names of fields, as in cb_import_options; or NULL */
    void (*on_rejected)(void *context, const char *line); /* why an article could not be read; or NULL */
    void *context;
};

/* Opens `path`. The caller ends *out with cb_kb_close. CB_DATABASE: cannot be opened, is locked, is not a
 * claimbase file, or is newer than this version. */
CB_API cb_status cb_kb_open(const char *path, enum cb_open_mode mode, const struct cb_kb_options *options,
                            struct cb_kb **out, struct cb_err *err);

/* Closes and frees; NULL is fine. */
CB_API void cb_kb_close(struct cb_kb *kb);

/* *stale: the derived tables were made by another version of the program or of its word lists, so
 * cb_kb_rebuild is due. Reports still run, on what is there; an import rebuilds first. */
CB_API cb_status cb_kb_is_stale(struct cb_kb *kb, bool *stale, struct cb_err *err);

/* ---- import ---- */

enum cb_import_outcome {
    CB_ARTICLE_IMPORTED,
    CB_ARTICLE_SKIPPED, /* its bytes are in already, or nothing in it has changed; `reason` says which article
                           it is */
    CB_ARTICLE_REJECTED, /* nothing of it was stored; `reason` says why and what to do */
    CB_ARTICLE_REPLACED, /* stored in place of an older version, which went to article_history */
    CB_ARTICLE_PRUNED,   /* its file is gone: it went to article_history */
    CB_IMPORT_REMARK,    /* about an input, of no article; `reason` says what */
};

/* What happened to one article, or to one input that gave none. The strings live for the call only. */
struct cb_import_event {
    enum cb_import_outcome outcome;
    const char *place;  /* file, file:number, or archive/file */
    const char *reason; /* NULL when imported and nothing is to be said about it */
    uint64_t done;      /* events so far, this one included */
    uint64_t total;     /* files to read, 0 while unknown */
};

struct cb_import_options {
    void (*on_event)(void *context, const struct cb_import_event *event);
    void *context;
    const char *map; /* names of fields in JSON, tables and front matter: "title=headline,text=content.body";
                        or NULL */
    const char *manifest; /* a CSV file with what the files do not say: path, url, outlet, title, author,
                           * published, language; or NULL */
    bool prune;           /* take away articles below the paths whose files are gone */
    bool dry_run;         /* say what would happen, and change nothing; the kb may be open for reading only */
    unsigned jobs;        /* threads; 0: as many as there are processors. The rows do not depend on it */
};

struct cb_import_counts {
    uint64_t imported, skipped, rejected;
    uint64_t replaced, pruned; /* of articles that were in */
};

/* Imports files, directories (recursive, in byte order of their paths) and "-" (standard input: told by its
 * beginning). An article whose path or address is in with other bytes is a new version of that one and takes
 * its row; the old one is kept in article_history. Each article is stored whole or not at all; a rejected one
 * costs nothing else. CB_OK even when articles were rejected: see *counts. Other statuses: the run could not
 * go on; what was stored before stays, and *counts tells it. */
CB_API cb_status cb_kb_import(struct cb_kb *kb, const char *const *paths, size_t path_count,
                              const struct cb_import_options *options, struct cb_import_counts *counts,
                              struct cb_err *err);

/* What is known of an article beside its text. NULL = not known. */
struct cb_article_meta {
    const char *path, *url, *title, *author;
    const char *published; /* ISO date YYYY-MM-DD */
    const char *language;  /* "de" or "en"; NULL = found from the content */
    const char *source;    /* name or domain of the outlet that published it */
};

/* Imports one article from memory. *article_id (may be NULL) gets its row id, also when it was in already. */
CB_API cb_status cb_kb_import_text(struct cb_kb *kb, const char *text, size_t size,
                                   const struct cb_article_meta *meta, int64_t *article_id,
                                   struct cb_err *err);

/* Recomputes every derived table from the stored articles, in one transaction. on_event reports each article.
 */
CB_API cb_status cb_kb_rebuild(struct cb_kb *kb, const struct cb_import_options *options,
                               struct cb_import_counts *counts, struct cb_err *err);

/* ---- names of your own ---- */

/* Names that the word lists do not have, and other forms of names: kept in the file, found in every article
 * that is imported or rebuilt from then on (cb_kb_is_stale is true until then). A form that two names share
 * means neither of them. */

/* Adds `name` and, unless it is NULL or "", its other form `alias`. `kind` is a kind of entity ("person",
 * "organization" ...); NULL where the name is in already. CB_USAGE: an unknown kind, or another one than the
 * name has. */
CB_API cb_status cb_kb_alias_add(struct cb_kb *kb, const char *name, const char *alias, const char *kind,
                                 struct cb_err *err);

/* Removes one alias of `name`, or, when `alias` is NULL, the name with all of them. CB_NOT_FOUND. */
CB_API cb_status cb_kb_alias_remove(struct cb_kb *kb, const char *name, const char *alias,
                                    struct cb_err *err);

/* Writes the names as CSV to `sink`: name,alias,kind. */
CB_API cb_status cb_kb_alias_list(struct cb_kb *kb, const struct cb_sink *sink, struct cb_err *err);

/* Adds the rows of the CSV file `path` ("-" = standard input): name, alias (may be empty), kind (may be left
 * out where another row or the file has it); a first row "name,alias,kind" is passed over. Comma, semicolon
 * or tab between the fields. All rows or none: `on_bad` (may be NULL) gets a line for each that is wrong,
 * CB_BAD_INPUT. *count gets the number of rows. */
CB_API cb_status cb_kb_import_aliases(struct cb_kb *kb, const char *path,
                                      void (*on_bad)(void *context, const char *line), void *context,
                                      uint64_t *count, struct cb_err *err);

/* ---- trust ---- */

/* Checks the file: integrity, foreign keys, every offset against its text, every stored text against its
 * place. Calls `on_violation` (may be NULL) with one line each; *violations gets their number. */
CB_API cb_status cb_kb_verify(struct cb_kb *kb, void (*on_violation)(void *context, const char *line),
                              void *context, uint64_t *violations, struct cb_err *err);

/* Writes to `sink` what is known of the row `id` of `table` (claims, figures, propositions, mentions,
 * citations, positions, passages): the sentence with its spans marked, the rule and its description. Passages
 * have no id of their own: there `id` is an article's, and all its passages are shown. CB_USAGE: no such
 * table; CB_NOT_FOUND: no such row. */
CB_API cb_status cb_kb_explain(struct cb_kb *kb, const char *table, int64_t id, const struct cb_sink *sink,
                               struct cb_err *err);

/* ---- reports ---- */

enum cb_format {
    CB_FORMAT_TABLE = 0, /* aligned columns for people */
    CB_FORMAT_CSV,       /* RFC 4180; NULL is an empty field, the empty string is "" */
    CB_FORMAT_TSV,       /* tab and newline in a value become a space */
    CB_FORMAT_JSON,      /* one array of objects */
    CB_FORMAT_JSONL,     /* one object a line */
    CB_FORMAT_MARKDOWN,
    CB_FORMAT_HTML, /* one page that needs nothing else: sortable, printable, with a chart where there is one
                     */
};

/* false when `name` names no format. */
CB_API bool cb_format_by_name(const char *name, enum cb_format *out);

struct cb_report_param {
    const char *name;
    const char *type;          /* text, integer, real or date */
    const char *default_value; /* NULL = none: the report is not narrowed by it */
    const char *description;
    const char *values; /* a SELECT that gives the values to choose from; NULL = none */
};

struct cb_report_column {
    const char *name;
    const char *type; /* text, integer, real or date */
    const char *description;
};

/* What a report draws where the format can: a bar for each x, or a line over them. */
struct cb_report_chart {
    const char *x, *y;  /* columns; y holds numbers, which are added up where x (and series) is the same */
    const char *series; /* a column whose values are drawn apart; NULL = none */
    const char *title;  /* NULL = that of the report */
    bool line;          /* over x in order; else bars, in the order of the rows */
};

struct cb_report {
    const char *name;  /* the file's name without folder and .sql */
    const char *group; /* the folder under queries/ */
    const char *title;
    const char *description;
    const struct cb_report_param *params;
    size_t param_count;
    const struct cb_report_column *columns;
    size_t column_count;
    const char *order; /* what its rows are sorted by */
    const char *sql;
    const struct cb_report_chart *chart; /* NULL = none */
};

/* The stored reports, in order of group and name; they live as long as `kb`. */
CB_API cb_status cb_kb_reports(struct cb_kb *kb, const struct cb_report **reports, size_t *count,
                               struct cb_err *err);

/* One parameter of a report, as text; it is bound with the type that the report declares. */
struct cb_param {
    const char *name, *value;
};

/* How far a report or query may go. Zeroed: as far as it likes. */
struct cb_run_options {
    uint64_t limit;     /* rows at most; 0 = all */
    int64_t timeout_ms; /* milliseconds that the database may take; those that the sink takes do not count; 0
                         * = any number */
    bool spreadsheet; /* csv, tsv: an apostrophe before text that a spreadsheet would take for a formula (= +
                       * - @ in front), and a byte order mark, by which it knows UTF-8 */
    bool plan;        /* give how the database would go about it, instead of the rows */
};

struct cb_run_result {
    uint64_t rows;
    bool cut;      /* the limit left rows out */
    int64_t where; /* of a failure: the byte of the SQL that it is about, or -1 */
};

/* Runs the report `name` and writes its rows to `sink`; *rows (may be NULL) gets their number.
 * CB_USAGE: no such report, no such parameter, or a value that is not of its type. */
CB_API cb_status cb_kb_report(struct cb_kb *kb, const char *name, const struct cb_param *params,
                              size_t param_count, enum cb_format format, const struct cb_sink *sink,
                              uint64_t *rows, struct cb_err *err);

/* The same with bounds; options and result may be NULL. CB_SYSTEM: it took longer than options->timeout_ms;
 * CB_NO_MEMORY: it needed too much memory. Whatever it is, it cannot change the knowledge base. */
CB_API cb_status cb_kb_report_run(struct cb_kb *kb, const char *name, const struct cb_param *params,
                                  size_t param_count, enum cb_format format,
                                  const struct cb_run_options *options, const struct cb_sink *sink,
                                  struct cb_run_result *result, struct cb_err *err);

/* Runs `sql` (NUL-terminated): one statement that reads; PRAGMA (but for a few that describe tables), ATTACH,
 * functions that touch files, and everything that writes are refused. Its parameters are :name, @name or
 * $name; a value that looks like a number is bound as one, an empty one as NULL. CB_BAD_INPUT: it is refused,
 * is not SQL, or fails on the way; CB_USAGE: a parameter is unknown or missing; else as above. */
CB_API cb_status cb_kb_query(struct cb_kb *kb, const char *sql, const struct cb_param *params,
                             size_t param_count, enum cb_format format, const struct cb_run_options *options,
                             const struct cb_sink *sink, struct cb_run_result *result, struct cb_err *err);

/* Runs the report once for each row of `params_file` (CSV whose first row names parameters, or JSON: an array
 * of objects, or objects one after the other; "-" = standard input) and writes all rows to `sink`, each with
 * the values it was asked for in columns param_NAME before its own. `params` hold for every run. result->rows
 * counts all rows, options->limit holds for each run. */
CB_API cb_status cb_kb_report_each(struct cb_kb *kb, const char *name, const char *params_file,
                                   const struct cb_param *params, size_t param_count, enum cb_format format,
                                   const struct cb_run_options *options, const struct cb_sink *sink,
                                   struct cb_run_result *result, struct cb_err *err);

/* Many reports at once, each into a file of its own. */
struct cb_report_batch {
    const char *const *names; /* NULL = all reports */
    size_t name_count;
    const char *params_file;       /* one report, run once for each row of it; NULL = every report once */
    const struct cb_param *params; /* for every report that has a parameter of that name */
    size_t param_count;
    enum cb_format format;
    struct cb_run_options options;
    /* Before each: the name of its file until it is whole; who ends the program in between takes that away.
     * May be NULL. */
    void (*on_begin)(void *context, const char *part);
    /* After each: its file's name, how it went, and its result; `err` is NULL when it went well. May be NULL.
     */
    void (*on_done)(void *context, const char *file, const struct cb_run_result *result,
                    const struct cb_err *err);
    void *context;
};

/* Writes them into `directory`, made where it does not exist, all from the same state of the knowledge base:
 * NAME.csv (.html ...), or NAME-1-VALUE.csv for the rows of a file of parameters; for html also index.html.
 * A file is replaced only when its successor is whole. A report that fails costs the others nothing: *failed
 * (may be NULL) counts those. CB_USAGE: an unknown report, or a parameter that none of them has. */
CB_API cb_status cb_kb_report_batch(struct cb_kb *kb, const struct cb_report_batch *batch,
                                    const char *directory, uint64_t *failed, struct cb_err *err);

/* Calls `on_value` with each value that the parameter `param` of the report `name` has to choose from in this
 * knowledge base, in order; with none where the report names no such list. CB_USAGE: no such report or
 * parameter. */
CB_API cb_status cb_kb_report_values(struct cb_kb *kb, const char *name, const char *param,
                                     void (*on_value)(void *context, const char *value), void *context,
                                     struct cb_err *err);

/* Writes every table and view as CSV and datapackage.json into `directory`, made where it does not exist. A
 * file is replaced only when its successor is whole. *files gets the number of files written. */
CB_API cb_status cb_kb_export(struct cb_kb *kb, const char *directory, uint64_t *files, struct cb_err *err);

/* ---- corrections ---- */

/* What a person decides about a row, an entity or an article. It is logged in the table corrections and holds
 * until it is undone: through rebuilds, further imports, and new versions of articles as far as its text
 * stands there.
 *
 * action        table                       means the thing by        values (JSON)
 * set           claims, figures, mentions,  id or target              field -> value, see below
 *               citations, articles
 * reject        claims, figures, mentions,  id or target              -
 *               citations, positions,
 *               propositions
 * confirm       as set and reject, and      id, key or target         - (changes nothing: somebody looked at
 *               entities                                              it and found it right)
 * add           claims, figures, mentions,  article, text,            field -> value
 *               citations                   occurrence, or target
 * add           entities                    key: the new name         {"kind": ...}, which may be left out
 *                                                                     where the name is in already
 * merge         entities                    key: which goes away      {"into": entity}
 * split         entities                    key                       {"from": entity}: never the same again;
 *                                                                     {"to": entity or new name,
 *                                                                     "article": id, "kind": ...}: in this
 *                                                                     article the other one is meant
 * rename        entities                    key                       {"name": ...}
 * kind          entities                    key                       {"kind": ...}
 * alias add     entities                    key                       {"alias": ...}
 * alias remove  entities                    key                       {"alias": ...}
 * undo          corrections                 id, or uid in target      -
 *
 * Fields: claims speaker, no_speaker, kind, act, medium, source, about (array); figures kind, low, high,
 * date_low, date_high, unit, bound, approximate, what, what_key, entity; mentions entity, kind; citations
 * source; articles title, author, published, outlet. null clears a field. Entities are named by key, name or
 * alias, in `key` and in values; sources and outlets by name. */
struct cb_correction {
    const char *action, *table;
    int64_t id;          /* of the row, article or log entry; 0: meant otherwise */
    const char *key;     /* an entity */
    int64_t article;     /* add: where; */
    const char *text;    /* ... the words there, */
    unsigned occurrence; /* ... the how manieth time they stand there, from 1; 0: they stand there once */
    const char *target;  /* JSON, as corrections.target has it: of an entry of another file; NULL */
    const char *names;   /* JSON, as corrections.names has it: the same */
    const char *values;  /* JSON object, or NULL */
    const char
        *expected; /* JSON object, or NULL: what the caller believes these fields to be; else it is stale */
    const char *by, *note;     /* who and why, or NULL */
    const char *made_at, *uid; /* of an entry of another file; NULL: now, a new one */
};

enum cb_correction_outcome {
    CB_CORRECTED = 0,
    CB_CORRECTION_NEEDLESS, /* it is so already; nothing was logged */
    CB_CORRECTION_KNOWN,    /* its uid is in the log already; nothing was logged */
    CB_CORRECTION_ORPHANED, /* logged, but what it is about is not found: it waits. Only with `target` */
    CB_CORRECTION_STALE,    /* refused: the row is not what `expected` says */
    CB_CORRECTION_CONFLICT, /* refused: it contradicts another entry (its id is in *result): undo that first
                             */
    CB_CORRECTION_REFUSED,  /* refused: no such row, no such value ... */
};

struct cb_correction_result {
    enum cb_correction_outcome outcome;
    int64_t id;        /* of the log entry; 0: none. Of a conflict, that of the other entry */
    int64_t row;       /* the row, article or entity that it stands in now; 0: none */
    char message[512]; /* one line: what was done, or why not */
};

/* Makes `count` corrections, in order, in one transaction: all, or where one was refused, stale or a
 * conflict, none (CB_BAD_INPUT, *err has the first message; all results are filled). With `dry_run` all is
 * done and taken back: the results say what would be. */
CB_API cb_status cb_kb_correct(struct cb_kb *kb, const struct cb_correction *corrections, size_t count,
                               bool dry_run, struct cb_correction_result *results, struct cb_err *err);

/* Writes the log to `sink`, in order; only orphaned entries where `orphans`. *rows (may be NULL) gets their
 * number. */
CB_API cb_status cb_kb_corrections(struct cb_kb *kb, bool orphans, enum cb_format format,
                                   const struct cb_sink *sink, uint64_t *rows, struct cb_err *err);

/* ---- reading ---- */

enum cb_read_format {
    CB_READ_TEXT = 0,
    CB_READ_JSON, /* one object a line: path, title, author, published, modified, source, url, language,
                   * origins (where each of these came from), notice, text, passages with kind, start_char,
                   * end_char, rule */
};

/* Writes to `sink` what the reader makes of each article in the file `path` ("-" = standard input): its
 * metadata and where each came from, its text by passages. An article that cannot be read goes to
 * options->on_rejected, and the next one is read; without it, the first one ends it. */
CB_API cb_status cb_read(const char *path, const struct cb_kb_options *options, enum cb_read_format format,
                         const struct cb_sink *sink, struct cb_err *err);

/* ---- language ---- */

enum cb_analysis_format {
    CB_ANALYSIS_TABLE = 0,
    CB_ANALYSIS_CONLLU, /* ten columns; Start= and End= in MISC are code points from the start of the text,
                         * Clause= counts the clauses that the comments of the sentence list */
};

/* Writes to `sink` the sentences, tokens and clauses of the article in the file `path` ("-" = standard
 * input). */
CB_API cb_status cb_analyze(const char *path, const struct cb_kb_options *options,
                            enum cb_analysis_format format, const struct cb_sink *sink, struct cb_err *err);

/* ---- figures ---- */

struct cb_figures_options {
    const char *language;  /* "de" or "en"; NULL = found from each phrase */
    const char *published; /* the day that "yesterday" counts from, YYYY-MM-DD; NULL = unknown */
    const char *lists_dir; /* as in cb_kb_options */
};

/* How the program reads these phrases: writes to `sink` a row for each figure and date in them, with the
 * number of its phrase (from 1), text, kind, low and high (days for dates), unit, bound, the thing counted or
 * measured, its place in the phrase in code points, and the rule that found it. The phrase "-" stands for the
 * lines of standard input, each a phrase. *figures (may be NULL) gets the number of rows. No knowledge base
 * is needed. CB_USAGE: no such language, or no day; CB_BAD_INPUT: a phrase is empty or no text. */
CB_API cb_status cb_figures_read(const char *const *phrases, size_t count,
                                 const struct cb_figures_options *options, enum cb_format format,
                                 const struct cb_sink *sink, uint64_t *figures, struct cb_err *err);

/* ---- review in a spreadsheet ---- */

enum cb_review {
    CB_REVIEW_CLAIMS = 0,
    CB_REVIEW_FIGURES,
    CB_REVIEW_ENTITIES,
    CB_REVIEW_ARTICLES,
    CB_REVIEW_COUNT
};

/* false when `name` names no review ("claims", "figures", "entities", "articles"). */
CB_API bool cb_review_by_name(const char *name, enum cb_review *out);

struct cb_review_options {
    const char *article; /* only what stands in this one: its id, path, address or title; or NULL */
    const char *outlet;  /* only what stands in articles of this one: its name or domain; or NULL */
    bool unreviewed;     /* only rows that nobody has decided on */
    bool semicolon; /* ';' between fields and a decimal comma, as spreadsheets in German, French ... expect;
                     * else
                     * ',' and a decimal point */
};

/* Writes a row for each finding to `sink`, as CSV in UTF-8 with a byte order mark: what was found, its
 * sentences, its article, the columns `decision` and `note`, and last what the row is about. *rows (may be
 * NULL) gets their number. CB_NOT_FOUND: no such article or outlet. */
CB_API cb_status cb_kb_review(struct cb_kb *kb, enum cb_review what, const struct cb_review_options *options,
                              const struct cb_sink *sink, uint64_t *rows, struct cb_err *err);

enum cb_apply_outcome {
    CB_APPLY_CHANGED, /* `text` says what: "speaker: Anna Berg -> Bernd Tal" */
    CB_APPLY_REFUSED, /* nothing of the row was taken; `text` says why and what to do */
    CB_APPLY_REMARK,  /* about the file */
};

/* What came of a row of a review. The strings live for the call only. */
struct cb_apply_event {
    enum cb_apply_outcome outcome;
    uint64_t
        row; /* of the file, as spreadsheets count them: the names of the columns are row 1; 0: the file */
    const char *column; /* the one that it is about, as the file names it; or NULL */
    const char *text;
};

struct cb_apply_options {
    const char *by,
        *note; /* who decided, and why: kept with each correction; or NULL. A note in the row comes first */
    bool dry_run; /* say what would change, and change nothing */
    void (*on_event)(void *context, const struct cb_apply_event *event);
    void *context;
};

struct cb_apply_counts {
    uint64_t rows;                                /* of the file, blank ones left out */
    uint64_t unchanged;                           /* nobody decided anything, or it is so already */
    uint64_t changed, confirmed, rejected, added; /* a row that was changed and confirmed counts as changed */
    uint64_t refused;
};

/* Takes back a review from the file `path` ("-" = standard input) as a spreadsheet saved it: any separator,
 * UTF-8, UTF-16 or Windows-1252, columns in any order or left out. What changed since the export is compared
 * with what is in the knowledge base now; a row that wants what cannot be is refused, and costs the others
 * nothing. All in one transaction. CB_OK even when rows were refused: see *counts. CB_BAD_INPUT: the file is
 * no review. */
CB_API cb_status cb_kb_apply(struct cb_kb *kb, const char *path, const struct cb_apply_options *options,
                             struct cb_apply_counts *counts, struct cb_err *err);

/* ---- sharing corrections ---- */

/* Writes the log to `sink`, as CSV or JSON Lines, with all that another knowledge base needs to take it: uid,
 * made_at, made_by, action, target, payload, was, names, note. Undone entries and what undid them are part of
 * it. *rows (may be NULL) gets their number. */
CB_API cb_status cb_kb_log_export(struct cb_kb *kb, bool jsonl, const struct cb_sink *sink, uint64_t *rows,
                                  struct cb_err *err);

enum cb_log_outcome {
    CB_LOG_CONFLICT, /* an entry of the file and one of the log want different things of the same field; the
                      * later one holds, and `text` says which */
    CB_LOG_ORPHANED, /* taken, but what it is about is not in this knowledge base: it waits for it */
    CB_LOG_REFUSED,  /* no entry; `text` says why */
};

struct cb_log_event {
    enum cb_log_outcome outcome;
    uint64_t row; /* of the file, from 1 */
    const char *text;
};

struct cb_log_options {
    bool dry_run;
    void (*on_event)(void *context, const struct cb_log_event *event);
    void *context;
};

struct cb_log_counts {
    uint64_t entries;                      /* of the file */
    uint64_t added, known;                 /* known: the log has it already */
    uint64_t orphaned, conflicts, refused; /* orphaned ones are among the added */
};

/* Adds the entries of the file `path` ("-" = standard input; CSV or JSON Lines) to the log, and applies all
 * of it. The order of the log is then that of both, the earlier entry first; of the same second, by name and
 * then by uid; so that two that take each other's log have the same log and the same rows. Numbers of entries
 * (corrections.id) may change by it, their uid does not. In one transaction. CB_OK even when entries were
 * refused: see *counts. CB_BAD_INPUT: the file is no log. */
CB_API cb_status cb_kb_log_import(struct cb_kb *kb, const char *path, const struct cb_log_options *options,
                                  struct cb_log_counts *counts, struct cb_err *err);

#ifdef __cplusplus
}
#endif
#endif
