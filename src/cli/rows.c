/* What reports and queries share. */
#include "cli/cli.h"

#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

struct cb_run_options run_options(const struct request *request, int64_t usual_ms)
{
    return (struct cb_run_options){.limit = request->limit,
                                   .timeout_ms = request->timeout_ms < 0 ? usual_ms : request->timeout_ms,
                                   .spreadsheet = request->spreadsheet,
                                   .plan = request->explain};
}

void tell_cut(const struct request *request, const char *what, const struct cb_run_result *result)
{
    if (result->cut)
        tell(request, "%s%sthere are more rows than the first %" PRIu64 "%s", what ? what : "",
             what ? ": " : "", request->limit, request->params_file && !what ? " of a run" : "");
}

int rows_end(const struct request *request, struct output *output, cb_status status,
             const struct cb_run_result *result, const struct cb_err *err)
{
    int code;

    watch_end();
    code = output_end(output, status, err);
    if (code == EXIT_DONE && result->rows == 0)
        tell(request, "no rows");
    if (code == EXIT_DONE)
        tell_cut(request, NULL, result);
    return code;
}

/* ---- the watch ---- */

enum { GRACE_SECONDS = 5 };

static void on_alarm(int signal_number)
{
    static const char WORDS[] =
        "claimbase: stopped: a single step took longer than --timeout allows; ask for less\n";
    ssize_t ignored = write(STDERR_FILENO, WORDS, sizeof WORDS - 1);

    (void)signal_number;
    (void)ignored;
    output_forget(); /* NOLINT(bugprone-signal-handler): it unlinks, which a handler may */
    _exit(EXIT_SYSTEM);
}

void watch_begin(int64_t timeout_ms)
{
    if (timeout_ms <= 0)
        return;
    signal(SIGALRM, on_alarm);
    alarm((unsigned)(timeout_ms / 1000) + GRACE_SECONDS);
}

void watch_end(void)
{
    alarm(0);
}
