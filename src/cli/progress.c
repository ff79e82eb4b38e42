#include "cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DELAY_MS = 500, STEP_MS = 100 };

static int64_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, const struct request *request, const char *verb)
{
    const char *term = getenv("TERM");
    bool foreground = tcgetpgrp(STDERR_FILENO) == getpgrp();

    *progress = (struct progress){.request = request, .verb = verb, .begun = now()};
    progress->line = isatty(STDERR_FILENO) && foreground && term && strcmp(term, "dumb") != 0 &&
                     !request->quiet && !request->no_progress;
    progress->at = progress->begun + DELAY_MS - STEP_MS;
}

static void erase(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}

static void show(struct progress *progress, const struct cb_import_event *event)
{
    int64_t time = now();

    if (!progress->line || time - progress->at < STEP_MS)
        return;
    progress->at = time;
    erase(progress);
    fprintf(stderr, "%" PRIu64, event->done);
    if (event->total >= event->done) /* files: no measure where one file holds many articles */
        fprintf(stderr, " of %" PRIu64, event->total);
    fprintf(stderr, ": %" PRIu64 " %s, %" PRIu64 " skipped, %" PRIu64 " rejected", progress->counts.imported,
            progress->verb, progress->counts.skipped, progress->counts.rejected);
    fflush(stderr);
    progress->shown = true;
}

/* A message has a '?' where a file name has a line end or another control character. */
static bool begins_with_place(const char *reason, const char *place)
{
    for (; *place; place++, reason++)
        if (*reason != ((unsigned char)*place < 0x20 || *place == 0x7F ? '?' : *place))
            return false;
    return *reason == ':';
}

/* "PLACE: REASON", where the reason does not begin with the place already. */
static void complain_of(const struct cb_import_event *event)
{
    if (begins_with_place(event->reason, event->place))
        complain("%s", event->reason);
    else
        complain("%s: %s", event->place, event->reason);
}

/* "PLACE: WHAT; REASON", whichever of both there is; nothing where there is neither. */
static void say(struct progress *progress, const struct cb_import_event *event, const char *what)
{
    if (!what && !event->reason)
        return;
    erase(progress);
    tell(progress->request, "%s: %s%s%s", event->place, what ? what : "", what && event->reason ? "; " : "",
         event->reason ? event->reason : "");
}

void progress_event(void *context, const struct cb_import_event *event)
{
    struct progress *progress = context;

    switch (event->outcome) {
    case CB_ARTICLE_IMPORTED:
        progress->counts.imported++;
        say(progress, event, progress->request->dry_run ? "new" : NULL);
        break;
    case CB_ARTICLE_REPLACED:
        progress->counts.replaced++;
        say(progress, event, "a new version");
        break;
    case CB_ARTICLE_PRUNED:
        progress->counts.pruned++;
        say(progress, event, "is gone");
        break;
    case CB_IMPORT_REMARK:
        say(progress, event, NULL);
        break;
    case CB_ARTICLE_SKIPPED:
        progress->counts.skipped++;
        if (!isatty(STDERR_FILENO)) /* on a terminal the sum at the end is enough */
            tell(progress->request, "%s: skipped, %s", event->place,
                 event->reason ? event->reason : "it is in already");
        break;
    case CB_ARTICLE_REJECTED:
        progress->counts.rejected++;
        erase(progress);
        complain_of(event);
        break;
    }
    show(progress, event);
}

void progress_end(struct progress *progress)
{
    erase(progress);
    fflush(stderr);
}
