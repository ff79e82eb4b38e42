/* Any bytes as a review and as a log of corrections, taken into a knowledge base of one article: a dry run
 * leaves everything as it is, and where it says that something would change, the knowledge base is sound
 * behind that change. */
#include <stdio.h>

#include "base/io.h"
#include "claimbase.h"
#include "fuzz/fuzz.h"
#include "fuzz/reader_check.h"

static const char ARTICLE[] =
    "Hafen soll wachsen\n\nDer Ausbau kostet 12 Millionen Euro. „Wir bauen den Kai bis März“, sagte die "
    "Bürgermeisterin Ilse Tamm am Montag. Die Stadt werde 30 Stellen schaffen, kündigte sie an.\n";

static struct cb_kb *open_kb(const char *path, enum cb_open_mode mode)
{
    struct cb_kb *kb = NULL;
    struct cb_err err = {0};

    if (cb_kb_open(path, mode, NULL, &kb, &err) != CB_OK)
        fuzz_stop(err.text);
    return kb;
}

static struct cb_str read_file(const char *path, struct cb_buf *out)
{
    struct cb_err err = {0};

    cb_buf_init(out, SIZE_MAX / 4);
    if (cb_io_read_all(path, out, &err) != CB_OK)
        fuzz_stop(err.text);
    return cb_buf_view(out);
}

/* The knowledge base that is only looked at; its bytes are *file. */
static struct cb_kb *first_kb(struct cb_str *file)
{
    static struct cb_kb *kb;
    static struct cb_buf bytes;
    const char *path = fuzz_path("db"), *text;
    struct cb_err err = {0};

    if (!kb) {
        text = fuzz_file("txt", (struct cb_str){ARTICLE, sizeof ARTICLE - 1});
        kb = open_kb(path, CB_OPEN_CREATE);
        if (cb_kb_import(kb, &text, 1, NULL, NULL, &err) != CB_OK)
            fuzz_stop(err.text);
        read_file(path, &bytes);
    }
    *file = cb_buf_view(&bytes);
    return kb;
}

static void on_apply(void *context, const struct cb_apply_event *event)
{
    (void)context;
    if (!is_text(cb_str_of(event->text)) || (event->outcome == CB_APPLY_REFUSED && !*event->text))
        fuzz_stop("what is said is a text");
}

static void on_log(void *context, const struct cb_log_event *event)
{
    (void)context;
    if (!is_text(cb_str_of(event->text)) || !*event->text)
        fuzz_stop("what is said is a text");
}

static void on_violation(void *context, const char *line)
{
    (void)context;
    fuzz_stop(line);
}

/* Takes the file at `path`; would it change anything? */
static bool take(struct cb_kb *kb, const char *path, bool dry_run)
{
    const struct cb_apply_options apply = {.dry_run = dry_run, .on_event = on_apply};
    const struct cb_log_options log = {.dry_run = dry_run, .on_event = on_log};
    struct cb_apply_counts applied = {0};
    struct cb_log_counts logged = {0};
    struct cb_err err = {0};
    cb_status rc = cb_kb_apply(kb, path, &apply, &applied, &err);

    if (rc != CB_OK && (rc != CB_BAD_INPUT || !err.text[0]))
        fuzz_stop(err.text[0] ? err.text : "a review fails without a word");
    err.text[0] = '\0';
    rc = cb_kb_log_import(kb, path, &log, &logged, &err);
    if (rc != CB_OK && (rc != CB_BAD_INPUT || !err.text[0]))
        fuzz_stop(err.text[0] ? err.text : "a log fails without a word");
    return applied.changed + applied.confirmed + applied.rejected + applied.added + logged.added > 0;
}

static void take_into_a_copy(struct cb_str file, const char *path)
{
    struct cb_kb *kb = open_kb(fuzz_file("copy", file), CB_OPEN_WRITE);
    struct cb_err err = {0};
    uint64_t count = 0;
    bool stale = false;

    if (!take(kb, path, false))
        fuzz_stop("a dry run says what would change");
    if (cb_kb_is_stale(kb, &stale, &err) != CB_OK || (stale && cb_kb_rebuild(kb, NULL, NULL, &err) != CB_OK))
        fuzz_stop(err.text);
    if (cb_kb_verify(kb, on_violation, NULL, &count, &err) != CB_OK)
        fuzz_stop(err.text);
    cb_kb_close(kb);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cb_str file;
    struct cb_kb *kb = first_kb(&file);
    const char *path = fuzz_file("csv", (struct cb_str){(const char *)data, size});

    if (take(kb, path, true)) {
        struct cb_buf now;
        if (!cb_str_eq(read_file(fuzz_path("db"), &now), file))
            fuzz_stop("a dry run changes nothing");
        cb_buf_release(&now);
        take_into_a_copy(file, path);
    }
    return 0;
}
