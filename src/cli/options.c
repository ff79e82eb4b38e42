#include "cli/cli.h"

#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Long options without a letter are known to getopt_long by numbers above every character. */
enum { LONG_FIRST = 256, SHORT_MAX = 3 + 2 * OPTION_COUNT };

struct tables {
    struct option longs[OPTION_COUNT + 1];
    char shorts[SHORT_MAX];
};

static void build_tables(const struct command *command, struct tables *tables)
{
    size_t count = 0, letters = 0;

    *tables = (struct tables){0};
    tables->shorts[letters++] = '-'; /* operands come as they stand, whatever the environment says */
    tables->shorts[letters++] = ':'; /* the messages are ours */
    for (int id = 0; id < OPTION_COUNT; id++) {
        const struct option_spec *spec = &option_specs[id];
        if (!(command->options & OPTION_BIT(id)))
            continue;
        tables->longs[count++] = (struct option){spec->name, spec->argument ? required_argument : no_argument,
                                                 NULL, LONG_FIRST + id};
        if (spec->letter) {
            tables->shorts[letters++] = spec->letter;
            if (spec->argument)
                tables->shorts[letters++] = ':';
        }
    }
}

static int unknown_option(const struct command *command, const char *text)
{
    struct nearest nearest = {.wanted = text + strspn(text, "-")};

    for (int id = 0; id < OPTION_COUNT; id++)
        if (command->options & OPTION_BIT(id) && !option_specs[id].hidden)
            nearest_try(&nearest, option_specs[id].name);
    if (nearest.best)
        complain("%s has no option '%s'; did you mean '--%s'?", command->name, text, nearest.best);
    else
        complain("%s has no option '%s'; 'claimbase %s --help' lists them", command->name, text,
                 command->name);
    return EXIT_USAGE;
}

static int take_color(struct request *request, const char *value)
{
    if (strcmp(value, "auto") == 0)
        request->color = COLOR_AUTO;
    else if (strcmp(value, "always") == 0)
        request->color = COLOR_ALWAYS;
    else if (strcmp(value, "never") == 0)
        request->color = COLOR_NEVER;
    else {
        complain("--color '%s' is not auto, always or never", value);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

static int take_param(struct request *request, const char *value)
{
    const char *equals = strchr(value, '=');
    char *name;

    if (!equals || equals == value) {
        complain("--param '%s' is not NAME=VALUE", value);
        return EXIT_USAGE;
    }
    name = strndup(value, (size_t)(equals - value));
    if (!name) {
        complain("out of memory");
        return EXIT_SYSTEM;
    }
    request->params[request->param_count++] = (struct cb_param){name, equals + 1};
    return EXIT_DONE;
}

/* Digits only; false when there are none, others, or too many. */
static bool read_digits(const char **text, size_t most, int64_t *out)
{
    size_t size = strspn(*text, "0123456789");

    if (size == 0 || size > most)
        return false;
    for (*out = 0; size > 0; size--)
        *out = *out * 10 + (*(*text)++ - '0');
    return true;
}

static int take_limit(struct request *request, const char *value)
{
    int64_t limit;
    const char *rest = value;

    if (!read_digits(&rest, 18, &limit) || *rest || limit == 0) {
        complain("--limit '%s' is not a number of rows such as 100", value);
        return EXIT_USAGE;
    }
    request->limit = (uint64_t)limit;
    return EXIT_DONE;
}

static int take_jobs(struct request *request, const char *value)
{
    int64_t jobs;
    const char *rest = value;

    if (!read_digits(&rest, 3, &jobs) || *rest || jobs == 0) {
        complain("--jobs '%s' is not a number from 1 to 999", value);
        return EXIT_USAGE;
    }
    request->jobs = (unsigned)jobs;
    return EXIT_DONE;
}

/* Seconds with up to three digits behind a point. */
static int take_timeout(struct request *request, const char *value)
{
    int64_t seconds, part = 0;
    const char *rest = value, *point;
    bool fits = read_digits(&rest, 9, &seconds);

    if (fits && *rest == '.') {
        point = ++rest;
        fits = read_digits(&rest, 3, &part);
        for (int64_t i = rest - point; i < 3; i++)
            part *= 10;
    }
    if (!fits || *rest) {
        complain("--timeout '%s' is not a number of seconds such as 30 or 0.5", value);
        return EXIT_USAGE;
    }
    request->timeout_ms = seconds * 1000 + part;
    return EXIT_DONE;
}

/* Where a request keeps what an option says: the words behind it, or that it was given; or who reads it. */
struct place {
    size_t text, flag; /* in struct request, where no option is kept at 0 */
    int (*take)(struct request *request, const char *value);
};

#define TEXT(field)                                                                                          \
    {                                                                                                        \
        .text = offsetof(struct request, field)                                                              \
    }
#define FLAG(field)                                                                                          \
    {                                                                                                        \
        .flag = offsetof(struct request, field)                                                              \
    }

static const struct place PLACES[OPTION_COUNT] = {
    [OPTION_DATABASE] = TEXT(database),
    [OPTION_PARAM] = {.take = take_param},
    [OPTION_REPORT_FORMAT] = TEXT(format),
    [OPTION_ANALYSIS_FORMAT] = TEXT(format),
    [OPTION_READ_FORMAT] = TEXT(format),
    [OPTION_OUTPUT] = TEXT(output),
    [OPTION_LANGUAGE] = TEXT(language),
    [OPTION_PUBLISHED] = TEXT(published),
    [OPTION_LISTS] = TEXT(lists),
    [OPTION_QUERIES] = TEXT(queries),
    [OPTION_ALIASES] = TEXT(aliases),
    [OPTION_KIND] = TEXT(kind),
    [OPTION_MAP] = TEXT(map),
    [OPTION_MANIFEST] = TEXT(manifest),
    [OPTION_PRUNE] = FLAG(prune),
    [OPTION_DRY_RUN] = FLAG(dry_run),
    [OPTION_REVIEW] = TEXT(review),
    [OPTION_ARTICLE] = TEXT(article),
    [OPTION_OUTLET] = TEXT(outlet),
    [OPTION_UNREVIEWED] = FLAG(unreviewed),
    [OPTION_SEMICOLON] = FLAG(semicolon),
    [OPTION_ORPHANS] = FLAG(orphans),
    [OPTION_BY] = TEXT(by),
    [OPTION_NOTE] = TEXT(note),
    [OPTION_JOBS] = {.take = take_jobs},
    [OPTION_QUIET] = FLAG(quiet),
    [OPTION_NO_PROGRESS] = FLAG(no_progress),
    [OPTION_COLOR] = {.take = take_color},
    [OPTION_TIMEOUT] = {.take = take_timeout},
    [OPTION_QUERY_TIMEOUT] = {.take = take_timeout},
    [OPTION_LIMIT] = {.take = take_limit},
    [OPTION_EXPLAIN] = FLAG(explain),
    [OPTION_SPREADSHEET] = FLAG(spreadsheet),
    [OPTION_ALL] = FLAG(all),
    [OPTION_PARAMS] = TEXT(params_file),
    [OPTION_CHOICES] = TEXT(choices),
    [OPTION_FILE] = TEXT(file),
    [OPTION_LIST] = FLAG(list),
    [OPTION_HELP] = FLAG(help),
};

static int take_option(struct request *request, enum option_id id, const char *value)
{
    const struct place *place = &PLACES[id];

    if (place->take)
        return place->take(request, value);
    if (place->text)
        *(const char **)(void *)((char *)request + place->text) = value;
    else
        *(bool *)((char *)request + place->flag) = true;
    return EXIT_DONE;
}

static enum option_id option_by_letter(const struct command *command, int letter)
{
    for (int id = 0; id < OPTION_COUNT; id++)
        if (command->options & OPTION_BIT(id) && option_specs[id].letter == letter)
            return (enum option_id)id;
    return OPTION_COUNT;
}

/* One step of getopt_long. */
static int take(struct request *request, int found, char **argv)
{
    char letter[3] = {'-', (char)optopt, '\0'};

    switch (found) {
    case 1:
        request->operands[request->operand_count++] = optarg;
        return EXIT_DONE;
    case ':':
        complain("the option '%s' needs a value; see 'claimbase %s --help'", argv[optind - 1],
                 request->command->name);
        return EXIT_USAGE;
    case '?':
        if (optopt >= LONG_FIRST) {
            complain("the option '--%s' takes no value", option_specs[optopt - LONG_FIRST].name);
            return EXIT_USAGE;
        }
        return unknown_option(request->command, optopt ? letter : argv[optind - 1]);
    default:
        return take_option(request,
                           found >= LONG_FIRST ? (enum option_id)(found - LONG_FIRST)
                                               : option_by_letter(request->command, found),
                           optarg);
    }
}

static int check_operands(const struct request *request)
{
    const struct command *command = request->command;
    int count = (int)request->operand_count;

    if (request->help || request->list)
        return EXIT_DONE;
    if (count < command->least && !request->aliases && !request->file) {
        complain("%s needs %s; see 'claimbase %s --help'", command->name, command->operands, command->name);
        return EXIT_USAGE;
    }
    if (command->most >= 0 && count > command->most) {
        complain("%s does not take '%s'; see 'claimbase %s --help'", command->name,
                 request->operands[command->most], command->name);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

int request_parse(const struct command *command, int argc, char **argv, struct request *out)
{
    struct request request = {.command = command, .database = "claimbase.db", .timeout_ms = -1};
    struct tables tables;
    int code = EXIT_DONE, found;

    request.params = calloc((size_t)argc, sizeof *request.params);
    request.operands = calloc((size_t)argc, sizeof *request.operands);
    if (!request.params || !request.operands) {
        complain("out of memory");
        code = EXIT_SYSTEM;
    }
    build_tables(command, &tables);
    optind = 0; /* makes getopt_long begin anew */
    while (code == EXIT_DONE && (found = getopt_long(argc, argv, tables.shorts, tables.longs, NULL)) != -1)
        code = take(&request, found, argv);
    for (int i = optind; code == EXIT_DONE && i < argc; i++) /* behind "--" */
        request.operands[request.operand_count++] = argv[i];
    if (code == EXIT_DONE)
        code = check_operands(&request);
    if (code == EXIT_DONE)
        *out = request;
    else
        request_release(&request);
    return code;
}

void request_release(struct request *request)
{
    for (size_t i = 0; i < request->param_count; i++)
        free((char *)request->params[i].name); /* ours: strndup */
    free(request->params);
    free(request->operands);
    *request = (struct request){0};
}
