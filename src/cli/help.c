#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

enum { HELP_WIDTH = 79, OPTION_COLUMN = 26 };

void print_wrapped(const char *text, int indent)
{
    int room = HELP_WIDTH - indent;

    for (;;) {
        int size = (int)strlen(text), cut = size;
        if (size > room)
            for (cut = room; cut > 0 && text[cut] != ' '; cut--)
                ;
        if (cut == 0)
            cut = size;
        printf("%.*s\n", cut, text);
        text += cut;
        if (!*text)
            return;
        text++;
        printf("%*s", indent, "");
    }
}

static void print_option(const struct option_spec *spec)
{
    char head[64], letter[5] = "    ";

    if (spec->letter)
        snprintf(letter, sizeof letter, "-%c, ", spec->letter);
    snprintf(head, sizeof head, "  %s--%s%s%s", letter, spec->name, spec->argument ? " " : "",
             spec->argument ? spec->argument : "");
    printf("%-*s", OPTION_COLUMN, head);
    if ((int)strlen(head) >= OPTION_COLUMN)
        printf("\n%*s", OPTION_COLUMN, "");
    print_wrapped(spec->help, OPTION_COLUMN);
}

void help_command(const struct command *command)
{
    printf("usage: claimbase %s%s%s%s%s\n\n", command->name, *command->operands ? " " : "", command->operands,
           command->options & ~OPTION_BIT(OPTION_HELP) ? " [OPTION]..." : "", "");
    print_wrapped(command->description, 0);
    puts("\nOptions:");
    for (int id = 0; id < OPTION_COUNT; id++)
        if (command->options & OPTION_BIT(id) && !option_specs[id].hidden)
            print_option(&option_specs[id]);
}

void help_all(void)
{
    puts("usage: claimbase COMMAND [OPTION]... [OPERAND]...\n\n"
         "Who claimed what, with which figures, according to whom: reads news articles\n"
         "into one SQLite file and answers questions about them.\n\n"
         "Commands:");
    for (size_t i = 0; i < command_count; i++)
        printf("  %-13s%s\n", commands[i].name, commands[i].summary);
    puts("\n'claimbase help COMMAND' explains one of them.\n\n"
         "Exit codes:\n"
         "  0   done\n"
         "  1   done, but some inputs or rows were refused, or verify found violations\n"
         "  2   the command line is wrong\n"
         "  3   bad input: nothing could be imported, or what was asked for is not there\n"
         "  4   the database is missing, locked, not ours, newer or damaged\n"
         "  5   the system refused: no permission, no space, no more time or memory, or\n"
         "      nobody reads the output\n"
         "  70  a mistake in the program itself; please report it\n\n"
         "Example:\n"
         "  claimbase import articles/\n"
         "  claimbase report claims-by-speaker -p speaker='Dario Amodei'");
}

void help_list(void)
{
    for (size_t i = 0; i < command_count; i++) {
        puts(commands[i].name);
        for (int id = 0; id < OPTION_COUNT; id++)
            if (commands[i].options & OPTION_BIT(id) && !option_specs[id].hidden)
                printf("%s --%s\n", commands[i].name, option_specs[id].name);
    }
}

int run_help(const struct request *request)
{
    const struct command *command;

    if (request->list) {
        help_list();
        return EXIT_DONE;
    }
    if (request->operand_count == 0) {
        help_all();
        return EXIT_DONE;
    }
    command = command_find(request->operands[0]);
    if (!command) {
        complain("no command '%s'; 'claimbase help' lists them", request->operands[0]);
        return EXIT_USAGE;
    }
    help_command(command);
    return EXIT_DONE;
}

int run_version(const struct request *request)
{
    (void)request;
    printf("claimbase %s\n", cb_version());
    return EXIT_DONE;
}
