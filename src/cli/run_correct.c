/* entity, claim, figure, mention, citation, position, proposition, article, undo: one correction each;
 * corrections: the log. */
#include "cli/cli.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what the operands say ---- */

struct asked {
    const struct request *request;
    struct cb_correction correction;
    json_t *values;
    char *text; /* of values */
};

static int wrong(const struct asked *asked, const char *how)
{
    const char *name = asked->request->command->name;

    complain("write it as 'claimbase %s %s'; see 'claimbase %s --help'", name, how, name);
    return EXIT_USAGE;
}

static const char *operand(const struct asked *asked, size_t index)
{
    return index < asked->request->operand_count ? asked->request->operands[index] : NULL;
}

/* A number above 0, as ids are. */
static int take_id(const char *text, int64_t *out)
{
    char *end = NULL;
    long long id = text && *text >= '0' && *text <= '9' ? strtoll(text, &end, 10) : 0;

    if (id <= 0 || *end) {
        complain("'%s' is no id; reports and views show them", text ? text : "");
        return EXIT_USAGE;
    }
    *out = id;
    return EXIT_DONE;
}

static int put(struct asked *asked, const char *field, const char *value)
{
    if (!asked->values)
        asked->values = json_object();
    if (json_object_set_new(asked->values, field, json_string(value)) == 0)
        return EXIT_DONE;
    complain("'%s' is no text in UTF-8, or there is no memory", value);
    return EXIT_INPUT;
}

/* FIELD=VALUE from operand `first` on; an empty value clears the field. */
static int take_fields(struct asked *asked, size_t first)
{
    int code = EXIT_DONE;

    for (size_t i = first; i < asked->request->operand_count && code == EXIT_DONE; i++) {
        const char *word = asked->request->operands[i], *sign = strchr(word, '=');
        char field[64];
        if (!sign || sign == word || (size_t)(sign - word) >= sizeof field) {
            complain("'%s' is not FIELD=VALUE", word);
            return EXIT_USAGE;
        }
        memcpy(field, word, (size_t)(sign - word));
        field[sign - word] = '\0';
        if (strcmp(field, "occurrence") == 0) {
            int64_t n = 0;
            code = take_id(sign + 1, &n);
            asked->correction.occurrence = (unsigned)n;
        } else {
            code = put(asked, field, sign + 1);
        }
    }
    return code;
}

/* ---- the commands ---- */

static const struct {
    const char *command, *table, *actions;
} TABLES[] = {
    {"claim", "claims", "|set|reject|add|"},
    {"figure", "figures", "|set|reject|add|"},
    {"mention", "mentions", "|set|reject|add|"},
    {"citation", "citations", "|set|reject|add|"},
    {"position", "positions", "|reject|"},
    {"proposition", "propositions", "|reject|"},
    {"article", "articles", "|set|"},
};

static int take_row(struct asked *asked)
{
    struct cb_correction *c = &asked->correction;
    const char *action = operand(asked, 0), *id = operand(asked, 1);
    size_t t = 0;
    int code;

    while (strcmp(TABLES[t].command, asked->request->command->name) != 0)
        t++;
    c->table = TABLES[t].table;
    c->action = strcmp(action, "set") == 0      ? "set"
                : strcmp(action, "reject") == 0 ? "reject"
                : strcmp(action, "add") == 0    ? "add"
                                                : NULL;
    if (!c->action || !strstr(TABLES[t].actions, c->action) || !id)
        return wrong(asked, asked->request->command->operands);
    if (strcmp(c->action, "add") == 0) {
        c->text = operand(asked, 2);
        if (!c->text)
            return wrong(asked, "add ARTICLE WORDS [FIELD=VALUE]...");
        code = take_id(id, &c->article);
        return code == EXIT_DONE ? take_fields(asked, 3) : code;
    }
    if (strcmp(c->action, "reject") == 0 && operand(asked, 2))
        return wrong(asked, "reject ID");
    code = take_id(id, &c->id);
    return code == EXIT_DONE ? take_fields(asked, 2) : code;
}

static const struct {
    const char *word, *action, *field; /* field: what the third operand is; NULL: FIELD=VALUE follow */
    const char *how;
} ENTITY[] = {
    {"merge", "merge", "into", "merge ENTITY INTO"},
    {"split", "split", NULL, "split ENTITY from=OTHER, or split ENTITY to=OTHER article=ID [kind=KIND]"},
    {"rename", "rename", "name", "rename ENTITY NAME"},
    {"kind", "kind", "kind", "kind ENTITY KIND"},
    {"alias", "alias add", "alias", "alias ENTITY ALIAS"},
    {"unalias", "alias remove", "alias", "unalias ENTITY ALIAS"},
    {"add", "add", "kind", "add NAME KIND"},
};

static int take_entity(struct asked *asked)
{
    struct cb_correction *c = &asked->correction;

    c->table = "entities";
    for (size_t i = 0; i < sizeof ENTITY / sizeof *ENTITY; i++) {
        if (strcmp(ENTITY[i].word, operand(asked, 0)) != 0)
            continue;
        c->action = ENTITY[i].action;
        c->key = operand(asked, 1);
        if (!operand(asked, 2) || (ENTITY[i].field && operand(asked, 3)))
            return wrong(asked, ENTITY[i].how);
        return ENTITY[i].field ? put(asked, ENTITY[i].field, operand(asked, 2)) : take_fields(asked, 2);
    }
    return wrong(asked, asked->request->command->operands);
}

static int take_undo(struct asked *asked)
{
    asked->correction.action = "undo";
    asked->correction.table = "corrections";
    return take_id(operand(asked, 0), &asked->correction.id);
}

/* ---- making it ---- */

static void tell_result(const struct request *request, const struct cb_correction_result *result)
{
    if (result->outcome == CB_CORRECTION_NEEDLESS || result->outcome == CB_CORRECTION_KNOWN)
        tell(request, "nothing to do: %s", result->message);
    else if (request->dry_run)
        tell(request, "would be: %s", result->message);
    else
        tell(request, "correction %" PRId64 ": %s", result->id, result->message);
}

static int correct(const struct request *request, int (*take)(struct asked *asked))
{
    struct asked asked = {.request = request, .correction = {.by = request->by, .note = request->note}};
    struct cb_correction_result result;
    struct cb_kb *kb = NULL;
    struct cb_err err;
    cb_status status;
    int code = take(&asked);

    if (code == EXIT_DONE && asked.values) {
        asked.text = json_dumps(asked.values, JSON_COMPACT);
        asked.correction.values = asked.text;
    }
    if (code == EXIT_DONE)
        code = open_kb(request, CB_OPEN_WRITE, &kb);
    if (code == EXIT_DONE) {
        status = cb_kb_correct(kb, &asked.correction, 1, request->dry_run, &result, &err);
        if (status != CB_OK)
            code = fail(status, &err);
        else
            tell_result(request, &result);
    }
    cb_kb_close(kb);
    free(asked.text);
    json_decref(asked.values);
    return code;
}

int run_correct(const struct request *request)
{
    return correct(request, take_row);
}

int run_entity(const struct request *request)
{
    return correct(request, take_entity);
}

int run_undo(const struct request *request)
{
    return correct(request, take_undo);
}

/* ---- the log ---- */

static int list(const struct request *request)
{
    struct output output;
    struct cb_kb *kb = NULL;
    struct cb_err err;
    enum cb_format format;
    cb_status status;
    uint64_t rows = 0;
    int code = choose_format(request, &format);

    if (code == EXIT_DONE)
        code = open_kb(request, CB_OPEN_READ, &kb);
    if (code == EXIT_DONE)
        code = output_open(request, &output);
    if (code == EXIT_DONE) {
        status = cb_kb_corrections(kb, request->orphans, format, &output.sink, &rows, &err);
        code = output_end(&output, status, &err);
        if (code == EXIT_DONE && rows == 0)
            tell(request, request->orphans ? "no correction is orphaned" : "no corrections");
    }
    cb_kb_close(kb);
    return code;
}

int run_corrections(const struct request *request)
{
    if (request->operand_count == 0)
        return list(request);
    if (strcmp(request->operands[0], "export") == 0)
        return run_corrections_export(request);
    if (strcmp(request->operands[0], "import") == 0)
        return run_corrections_import(request);
    complain("corrections does not know '%s'; say export or import, or nothing for the list",
             request->operands[0]);
    return EXIT_USAGE;
}
