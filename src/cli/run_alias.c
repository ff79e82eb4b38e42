/* alias: names of the user's own. */
#include "cli/cli.h"

#include <string.h>

static int need(const struct request *request, size_t least, size_t most, const char *operands)
{
    size_t given = request->operand_count - 1;

    if (given >= least && given <= most)
        return EXIT_DONE;
    complain("alias %s takes %s; see 'claimbase alias --help'", request->operands[0], operands);
    return EXIT_USAGE;
}

static const char *operand(const struct request *request, size_t index)
{
    return index < request->operand_count ? request->operands[index] : NULL;
}

static int add(const struct request *request)
{
    struct cb_kb *kb = NULL;
    struct cb_err err;
    cb_status status;
    int code = need(request, 1, 2, "a name and perhaps an alias");

    if (code == EXIT_DONE)
        code = open_kb(request, CB_OPEN_CREATE, &kb);
    if (code != EXIT_DONE)
        return code;
    status = cb_kb_alias_add(kb, operand(request, 1), operand(request, 2), request->kind, &err);
    if (status != CB_OK)
        code = fail(status, &err);
    else
        tell(request, "added; the next import or 'claimbase rebuild' looks for it in all articles");
    cb_kb_close(kb);
    return code;
}

static int take_back(const struct request *request)
{
    struct cb_kb *kb = NULL;
    struct cb_err err;
    cb_status status;
    int code = need(request, 1, 2, "a name and perhaps one of its aliases");

    if (code == EXIT_DONE)
        code = open_kb(request, CB_OPEN_WRITE, &kb);
    if (code != EXIT_DONE)
        return code;
    status = cb_kb_alias_remove(kb, operand(request, 1), operand(request, 2), &err);
    if (status != CB_OK)
        code = fail(status, &err);
    else
        tell(request, "removed; the next import or 'claimbase rebuild' goes through all articles again");
    cb_kb_close(kb);
    return code;
}

static int list(const struct request *request)
{
    struct cb_kb *kb = NULL;
    struct output output;
    struct cb_err err;
    cb_status status;
    int code = need(request, 0, 0, "no names");

    if (code == EXIT_DONE)
        code = open_kb(request, CB_OPEN_READ, &kb);
    if (code != EXIT_DONE)
        return code;
    code = output_open(request, &output);
    if (code == EXIT_DONE) {
        status = cb_kb_alias_list(kb, &output.sink, &err);
        code = output_end(&output, status, &err);
    }
    cb_kb_close(kb);
    return code;
}

int run_alias(const struct request *request)
{
    static const struct {
        const char *name;
        int (*run)(const struct request *request);
    } ACTIONS[] = {{"add", add}, {"list", list}, {"remove", take_back}};

    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++)
        if (strcmp(request->operands[0], ACTIONS[i].name) == 0)
            return ACTIONS[i].run(request);
    complain("alias does not know '%s'; say add, list or remove", request->operands[0]);
    return EXIT_USAGE;
}
