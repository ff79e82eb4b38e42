/* The program: finds the command, reads its options, runs it. */
#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The library aborts on a mistake of its own; the caller shall see which kind of end this is. */
static void on_abort(int signal_number)
{
    (void)signal_number;
    _exit(EXIT_BUG);
}

static int unknown_command(const char *name)
{
    struct nearest nearest = {.wanted = name};

    for (size_t i = 0; i < command_count; i++)
        nearest_try(&nearest, commands[i].name);
    if (name[0] == '-')
        complain("no option '%s' before the command; 'claimbase help' explains the rest", name);
    else if (nearest.best)
        complain("no command '%s'; did you mean '%s'?", name, nearest.best);
    else
        complain("no command '%s'; 'claimbase help' lists them", name);
    return EXIT_USAGE;
}

static const char *command_name(const char *word)
{
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return "help";
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return "version";
    return word;
}

static int run(int argc, char **argv)
{
    const struct command *command;
    struct request request;
    int code;

    if (argc < 2) {
        complain("no command given; 'claimbase help' lists them");
        return EXIT_USAGE;
    }
    command = command_find(command_name(argv[1]));
    if (!command)
        return unknown_command(argv[1]);
    code = request_parse(command, argc - 1, argv + 1, &request);
    if (code != EXIT_DONE)
        return code;
    if (request.help && !(command->run == run_report && request.operand_count > 0))
        help_command(command);
    else
        code = command->run(&request);
    request_release(&request);
    return code;
}

int main(int argc, char **argv)
{
    int code;

    output_prepare();
    memory_prepare();
    signal(SIGPIPE, SIG_IGN); /* a reader who left shows as a failed write */
    signal(SIGABRT, on_abort);
    code = run(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) { /* help and lists go through stdio */
        if (errno != EPIPE)
            complain("standard output: cannot be written (%s); check the space there", strerror(errno));
        code = EXIT_SYSTEM;
    }
    return code;
}
