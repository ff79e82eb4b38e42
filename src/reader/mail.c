/* Newsletters: mails (.eml), mailboxes (.mbox); and pages that a browser saved as a mail (MHTML). */
#include "base/alloc.h"
#include "base/limits.h"
#include "reader/html.h"
#include "reader/mime.h"
#include "reader/stream.h"
#include "text/sha256.h"

/* The first HTML and the first plain text of a mail, decoded; ptr NULL: none. */
struct bodies {
    const char *place;                   /* of the mail, for messages */
    struct cb_str html, plain, location; /* Content-Location of html */
    size_t parts;
};

/* Lines that the mail program broke (RFC 3676) are whole again. */
static struct cb_str unflow(struct cb_str text, struct cb_arena *arena)
{
    char *copy = cb_arena_alloc(arena, text.len + 1);
    size_t n = 0;

    for (size_t i = 0; copy && i < text.len; i++) {
        bool crlf = text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
        if ((crlf || text.ptr[i] == '\n') && n > 0 && copy[n - 1] == ' ' &&
            !(n >= 3 && memcmp(copy + n - 3, "-- ", 3) == 0))
            i += crlf;
        else
            copy[n++] = text.ptr[i];
    }
    return (struct cb_str){copy, n};
}

static cb_status take_leaf(const struct cb_mime *part, struct cb_str type, struct bodies *bodies,
                           struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool html = cb_mime_is(type, "text/html") || cb_mime_is(type, "application/xhtml+xml");
    bool plain = type.len == 0 || cb_mime_is(type, "text/plain");
    struct cb_str *slot = html ? &bodies->html : &bodies->plain, bytes;

    if ((!html && !plain) || slot->ptr ||
        cb_mime_is(cb_mime_header(part, "Content-Disposition", arena), "attachment"))
        goto done;
    CB_TRY(cb_mime_body(part, arena, &bytes, err));
    CB_TRY(cb_charset_decode_as(bodies->place, bytes, cb_mime_parameter(type, "charset"), arena, slot, NULL,
                                err));
    if (html)
        bodies->location = cb_mime_header(part, "Content-Location", arena);
    else if (cb_mime_is(cb_mime_parameter(type, "format"), "flowed"))
        *slot = unflow(*slot, arena);
done:
    return rc;
}

static cb_status take_part(const struct cb_mime *part, int depth, struct bodies *bodies,
                           struct cb_arena *arena, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_str type = cb_mime_header(part, "Content-Type", arena), rest = part->body;
    struct cb_mime inner;

    if (depth > CB_MAIL_DEPTH_MAX || ++bodies->parts > CB_MAIL_PARTS_MAX)
        goto done;
    if (cb_mime_is(type, "message/rfc822")) {
        inner = cb_mime_split(part->body);
        return take_part(&inner, depth + 1, bodies, arena, err);
    }
    if (!cb_mime_is(type, "multipart/"))
        return take_leaf(part, type, bodies, arena, err);
    while (bodies->parts <= CB_MAIL_PARTS_MAX &&
           cb_mime_next(&rest, cb_mime_parameter(type, "boundary"), &inner))
        CB_TRY(take_part(&inner, depth + 1, bodies, arena, err));
done:
    return rc;
}

/* ---- what the head says ---- */

/* "Name" of "Name <a@b.example>", and "b.example". */
static void split_address(struct cb_str from, struct cb_str *name, struct cb_str *domain)
{
    size_t open = cb_str_find(from, CB_STR("<"), 0), at;
    struct cb_str address = open == SIZE_MAX ? from : cb_str_sub(from, open + 1, from.len);

    *name = open == SIZE_MAX ? (struct cb_str){NULL, 0} : cb_str_trim(cb_str_sub(from, 0, open));
    while (name->len >= 2 && name->ptr[0] == '"' && name->ptr[name->len - 1] == '"')
        *name = cb_str_trim(cb_str_sub(*name, 1, name->len - 1));
    at = cb_str_find(address, CB_STR("@"), 0);
    *domain = at == SIZE_MAX ? (struct cb_str){NULL, 0} : cb_str_sub(address, at + 1, address.len);
    for (size_t i = 0; i < domain->len; i++)
        if (strchr("> \t,;", domain->ptr[i]))
            domain->len = i;
}

static cb_status take_head(const struct cb_mime *mail, const struct cb_stream *stream,
                           struct cb_document *doc, const char *place, struct cb_err *err)
{
    cb_status rc;
    struct cb_fields fields = {0};
    struct cb_str *values = fields.values, from;
    struct cb_arena *arena = doc->arena;
    struct cb_document none = {.arena = arena};

    CB_TRY(cb_mime_text(mail, "From", arena, &from, err));
    split_address(from, &values[CB_FIELD_AUTHOR], &values[CB_FIELD_SOURCE]);
    CB_TRY(cb_mime_text(mail, "Subject", arena, &values[CB_FIELD_TITLE], err));
    CB_TRY(cb_mime_text(mail, "Date", arena, &values[CB_FIELD_PUBLISHED], err));
    fields.keys[CB_FIELD_AUTHOR] = fields.keys[CB_FIELD_SOURCE] = CB_STR("From");
    fields.keys[CB_FIELD_TITLE] = CB_STR("Subject");
    fields.keys[CB_FIELD_PUBLISHED] = CB_STR("Date");
    if (cb_fields_take(&fields, stream->common->lexicons, "header", &none, place, NULL) == CB_BAD_INPUT)
        values[CB_FIELD_PUBLISHED] =
            (struct cb_str){NULL, 0}; /* mail programs write the day; spam does not */
    CB_TRY(cb_fields_take(&fields, stream->common->lexicons, "header", doc, place, err));
done:
    return rc;
}

static bool looks_like_mail(const struct cb_mime *mail, struct cb_arena *arena)
{
    static const char *const NAMES[] = {"From",         "Subject",      "Date",
                                        "MIME-Version", "Content-Type", "Received"};
    size_t found = 0;

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        found += cb_mime_header(mail, NAMES[i], arena).ptr != NULL;
    return found >= 2;
}

/* ---- the text ---- */

static cb_status read_bodies(const struct cb_stream *stream, struct cb_document *doc, const char *place,
                             const struct bodies *bodies, struct cb_err *err)
{
    cb_status rc = CB_BAD_INPUT;

    if (bodies->html.ptr && stream->common->lexicons[0]) {
        struct cb_document page = {.arena = doc->arena};
        rc = cb_html_read(&page, place, bodies->html, stream->common->lexicons, err);
        if (rc == CB_OK)
            *doc = page;
        else if (rc == CB_BAD_INPUT && !bodies->plain.ptr)
            return cb_html_read_flat(doc, place, bodies->html, stream->common->lexicons, err);
    }
    if (rc == CB_BAD_INPUT && bodies->plain.ptr)
        return cb_document_read(doc, place, bodies->plain, err);
    if (rc == CB_BAD_INPUT && !bodies->html.ptr)
        return cb_err_set(err, rc, "%s: has no text in it, only attachments", place);
    return rc;
}

static cb_status read_mail(struct cb_stream *stream, struct cb_document *doc, const char *place,
                           struct cb_str bytes, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_mime mail = cb_mime_split(bytes);
    struct bodies bodies = {.place = place};

    if (!looks_like_mail(&mail, doc->arena)) {
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: is no mail (From, Subject, Date are missing); save the mail's source", place);
        goto done;
    }
    CB_TRY(take_part(&mail, 0, &bodies, doc->arena, err));
    CB_TRY(read_bodies(stream, doc, place, &bodies, err));
    CB_TRY(take_head(&mail, stream, doc, place, err));
    cb_sha256(bytes, doc->sha256);
done:
    return rc;
}

/* A page whose parts a browser put into one file. */
static cb_status read_mhtml(struct cb_stream *stream, struct cb_document *doc, const char *place,
                            struct cb_str bytes, struct cb_err *err)
{
    cb_status rc;
    struct cb_mime mail = cb_mime_split(bytes);
    struct bodies bodies = {.place = place};
    struct cb_fields fields = {.keys[CB_FIELD_URL] = CB_STR("Content-Location")};
    struct cb_str *url = &fields.values[CB_FIELD_URL];

    CB_TRY(take_part(&mail, 0, &bodies, doc->arena, err));
    if (!bodies.html.ptr) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: has no page in it; save the page again", place);
        goto done;
    }
    CB_TRY(cb_stream_page(stream, doc, place, bodies.html, err));
    CB_TRY(cb_mime_text(&mail, "Snapshot-Content-Location", doc->arena, url, err));
    if (!url->ptr)
        CB_TRY(cb_stream_line(bodies.location, doc->arena, url, err));
    if (!doc->url.ptr && cb_str_starts(*url, CB_STR("http")))
        CB_TRY(cb_fields_take(&fields, stream->common->lexicons, "header", doc, place, err));
    cb_sha256(bytes, doc->sha256);
done:
    return rc;
}

/* ---- files ---- */

cb_status cb_mail_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                       struct cb_err *err)
{
    static const struct cb_stream_file MAIL = {CB_WHOLE_MAX, "save it without attachments", read_mail};

    return cb_stream_file_next(stream, &MAIL, doc, more, place, err);
}

cb_status cb_mhtml_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                        struct cb_err *err)
{
    static const struct cb_stream_file MHTML = {CB_WHOLE_MAX, "save it without attachments", read_mhtml};

    return cb_stream_file_next(stream, &MHTML, doc, more, place, err);
}

/* ---- mailboxes ---- */

/* The mail being read; a line "From " behind a blank one begins the next. */
struct mailbox {
    struct cb_buf mail;
    bool begun;
};

static void close_mailbox(void *state)
{
    struct mailbox *mailbox = state;

    cb_buf_release(&mailbox->mail);
    cb_free(mailbox);
}

static void add_line(struct mailbox *mailbox, struct cb_str line)
{
    struct cb_str bare = line;

    while (cb_str_starts(bare, CB_STR(">")))
        bare = cb_str_sub(bare, 1, bare.len);
    if (bare.len < line.len && cb_str_starts(bare, CB_STR("From "))) /* as the mailbox protects such a line */
        line = cb_str_sub(line, 1, line.len);
    cb_buf_add(&mailbox->mail, line);
    cb_buf_add_char(&mailbox->mail, '\n');
}

static cb_status gather(struct cb_stream *stream, struct mailbox *mailbox, bool *more, bool *too_long,
                        struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool blank = true;

    cb_buf_clear(&mailbox->mail);
    *more = mailbox->begun;
    *too_long = false;
    for (;;) {
        struct cb_str line;
        uint64_t number;
        bool long_line, unended;
        CB_TRY(cb_io_lines_next(stream->lines, CB_LINE_MAX, &line, &number, &long_line, &unended, err));
        if (!line.ptr)
            break;
        if (blank && cb_str_starts(line, CB_STR("From "))) {
            if (mailbox->begun)
                goto done;
            mailbox->begun = *more = true;
            continue;
        }
        blank = cb_str_trim(line).len == 0 && !long_line;
        if (blank && !mailbox->begun)
            continue;
        mailbox->begun = *more = true; /* a mail without its line in front */
        *too_long = *too_long || long_line || mailbox->mail.len + line.len > CB_WHOLE_MAX;
        if (!*too_long)
            add_line(mailbox, line);
    }
    mailbox->begun = false;
    stream->done = true;
    if (cb_buf_failed(&mailbox->mail))
        rc = cb_err_no_memory(err);
done:
    return rc;
}

cb_status cb_mailbox_next(struct cb_stream *stream, struct cb_document *doc, bool *more, const char **place,
                          struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct mailbox *mailbox = stream->state;
    struct cb_mime mail;
    bool too_long;

    *more = !stream->done;
    if (stream->done)
        goto done;
    CB_TRY(cb_stream_place(stream, 0, doc->arena, place, err));
    if (!mailbox) {
        mailbox = cb_alloc(sizeof *mailbox);
        CB_TRY_NEW(mailbox);
        stream->state = mailbox;
        stream->close = close_mailbox;
        cb_buf_init(&mailbox->mail, CB_WHOLE_MAX + 2);
    }
    rc = gather(stream, mailbox, more, &too_long, err);
    stream->done = stream->done || rc != CB_OK;
    CB_TRY(rc);
    if (!*more && stream->number == 0)
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is empty; a mailbox has mails in it", stream->path);
    if (!*more || rc != CB_OK) {
        *more = rc != CB_OK;
        goto done;
    }
    stream->number++;
    CB_TRY(cb_stream_place(stream, stream->number, doc->arena, place, err));
    if (too_long) {
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: is larger than the limit of %zu MiB; save the mail without attachments", *place,
                        CB_WHOLE_MAX >> 20);
        goto done;
    }
    CB_TRY(read_mail(stream, doc, *place, cb_buf_view(&mailbox->mail), err));
    mail = cb_mime_split(cb_buf_view(&mailbox->mail));
    CB_TRY(cb_stream_name(stream, doc, cb_mime_header(&mail, "Message-ID", doc->arena), stream->number, err));
done:
    return rc;
}
