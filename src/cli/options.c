#include "cli/cli.h"

#include <getopt.h>
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

static int take_option(struct request *request, enum option_id id, const char *value)
{
    switch (id) {
    case OPTION_DATABASE:
        request->database = value;
        break;
    case OPTION_PARAM:
        return take_param(request, value);
    case OPTION_REPORT_FORMAT:
    case OPTION_ANALYSIS_FORMAT:
    case OPTION_READ_FORMAT:
        request->format = value;
        break;
    case OPTION_OUTPUT:
        request->output = value;
        break;
    case OPTION_LANGUAGE:
        request->language = value;
        break;
    case OPTION_PUBLISHED:
        request->published = value;
        break;
    case OPTION_LISTS:
        request->lists = value;
        break;
    case OPTION_QUERIES:
        request->queries = value;
        break;
    case OPTION_ALIASES:
        request->aliases = value;
        break;
    case OPTION_KIND:
        request->kind = value;
        break;
    case OPTION_MAP:
        request->map = value;
        break;
    case OPTION_MANIFEST:
        request->manifest = value;
        break;
    case OPTION_PRUNE:
        request->prune = true;
        break;
    case OPTION_DRY_RUN:
        request->dry_run = true;
        break;
    case OPTION_REVIEW:
        request->review = value;
        break;
    case OPTION_ARTICLE:
        request->article = value;
        break;
    case OPTION_OUTLET:
        request->outlet = value;
        break;
    case OPTION_UNREVIEWED:
        request->unreviewed = true;
        break;
    case OPTION_SEMICOLON:
        request->semicolon = true;
        break;
    case OPTION_ORPHANS:
        request->orphans = true;
        break;
    case OPTION_BY:
        request->by = value;
        break;
    case OPTION_NOTE:
        request->note = value;
        break;
    case OPTION_JOBS:
        return take_jobs(request, value);
    case OPTION_QUIET:
        request->quiet = true;
        break;
    case OPTION_NO_PROGRESS:
        request->no_progress = true;
        break;
    case OPTION_COLOR:
        return take_color(request, value);
    case OPTION_TIMEOUT:
    case OPTION_QUERY_TIMEOUT:
        return take_timeout(request, value);
    case OPTION_LIMIT:
        return take_limit(request, value);
    case OPTION_EXPLAIN:
        request->explain = true;
        break;
    case OPTION_SPREADSHEET:
        request->spreadsheet = true;
        break;
    case OPTION_ALL:
        request->all = true;
        break;
    case OPTION_PARAMS:
        request->params_file = value;
        break;
    case OPTION_CHOICES:
        request->choices = value;
        break;
    case OPTION_FILE:
        request->file = value;
        break;
    case OPTION_LIST:
        request->list = true;
        break;
    case OPTION_HELP:
        request->help = true;
        break;
    case OPTION_COUNT:
        break;
    }
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
