/* One input: a stream of bytes, and where that is an archive, the streams of its entries, one inside the
 * other. */
#include "reader/reader.h"

#include <libxml/parser.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "reader/archive.h"
#include "reader/format.h"

/* A file, or an entry of the archive around it. */
struct level {
    struct cb_stream stream;
    cb_stream_next *next;       /* what reads it; NULL: an archive */
    struct cb_archive *archive; /* or NULL */
    char *path;
    uint64_t articles; /* of an archive: streams that were opened in it */
};

struct cb_reader {
    struct cb_stream_common common;
    struct cb_field_map map;
    struct cb_field_ranks ranks;
    struct cb_archive_budget budget;
    struct level levels[CB_ARCHIVE_DEPTH_MAX + 1];
    int depth; /* levels in use */
};

bool cb_reader_reads(const char *path)
{
    return cb_format_by_ending(cb_str_of(path)) != CB_KIND_UNKNOWN;
}

/* ---- levels ---- */

static void close_level(struct level *level)
{
    if (level->stream.close)
        level->stream.close(level->stream.state);
    cb_archive_close(level->archive);
    cb_io_lines_close(level->stream.lines);
    cb_free(level->path);
    *level = (struct level){0};
}

static cb_status open_archive(struct cb_reader *reader, struct level *level, struct cb_err *err)
{
    cb_status rc = CB_OK;

    if (reader->depth >= CB_ARCHIVE_DEPTH_MAX) {
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: archives nest deeper than %d; unpack it first", level->path,
                        CB_ARCHIVE_DEPTH_MAX);
        goto done;
    }
    CB_TRY(cb_archive_open(level->stream.lines, level->path, reader->depth == 0, &reader->budget,
                           &level->archive, err));
done:
    return rc;
}

/* Finds out what the level's bytes are. CB_BAD_INPUT: nothing that is read. */
static cb_status look_at(struct cb_reader *reader, struct level *level, struct cb_str name,
                         struct cb_err *err)
{
    cb_status rc;
    struct cb_str start;
    enum cb_format_kind kind;

    CB_TRY(cb_io_lines_peek(level->stream.lines, CB_KIND_START_BYTES, &start, err));
    kind = cb_format_of(name, start);
    level->next = cb_format_next(kind);
    if (kind == CB_KIND_UNKNOWN)
        rc = cb_err_set(err, CB_BAD_INPUT,
                        "%s: is no kind of file that can be read; 'claimbase help import' lists them",
                        level->path);
    else if ((kind == CB_KIND_JSON_LINES || kind == CB_KIND_JSON) &&
             (cb_str_starts(start, CB_STR("\xFF\xFE")) || cb_str_starts(start, CB_STR("\xFE\xFF"))))
        rc = cb_err_set(err, CB_BAD_INPUT, "%s: is JSON in UTF-16; save it as UTF-8", level->path);
    else if (kind == CB_KIND_ARCHIVE)
        rc = open_archive(reader, level, err);
done:
    return rc;
}

/* A new innermost level over the file `path`, or over the entry that the archive around has reached. */
static cb_status push(struct cb_reader *reader, const char *path, struct cb_str name, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct level *level = &reader->levels[reader->depth];
    struct cb_archive *around = reader->depth > 0 ? level[-1].archive : NULL;

    level->path = cb_copy_z(path, strlen(path));
    CB_TRY_NEW(level->path);
    level->stream = (struct cb_stream){.path = level->path, .common = &reader->common};
    if (around)
        CB_TRY(cb_io_lines_over(cb_archive_source(around, level->path), path, &level->stream.lines, err));
    else
        CB_TRY(cb_io_lines_open(path, &level->stream.lines, err));
    CB_TRY(look_at(reader, level, name, err));
    reader->depth++;
    level = NULL;
done:
    if (level)
        close_level(level);
    return rc;
}

cb_status cb_reader_open(const char *path, struct cb_reader **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_reader *reader = cb_alloc(sizeof *reader);

    CB_TRY_NEW(reader);
    xmlInitParser(); /* before the first parser, as libxml2 asks of programs with threads; later calls do
                        nothing */
    reader->common.ranks = &reader->ranks;
    CB_TRY(push(reader, path, cb_str_of(path), err));
    *out = reader;
    reader = NULL;
done:
    cb_reader_close(reader);
    return rc;
}

void cb_reader_close(struct cb_reader *reader)
{
    if (!reader)
        return;
    while (reader->depth > 0)
        close_level(&reader->levels[--reader->depth]);
    cb_free(reader);
}

void cb_reader_set_lexicons(struct cb_reader *reader, struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT])
{
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        reader->common.lexicons[l] = lexicons[l];
    reader->ranks.count = 0;
}

cb_status cb_reader_set_map(struct cb_reader *reader, const char *map, struct cb_err *err)
{
    reader->common.map = &reader->map;
    return cb_field_map_read(map, &reader->map, err);
}

cb_status cb_reader_check_map(const char *map, struct cb_err *err)
{
    struct cb_field_map fields = {0};

    return cb_field_map_read(map, &fields, err);
}

/* ---- articles ---- */

/* The next entry of the archive that is of a kind we read, as a level of its own; those of other kinds are
 * passed over, as in a folder. *more: there was one; *entered: a failure is the entry's own. */
static cb_status enter_next(struct cb_reader *reader, struct cb_arena *arena, bool *more, bool *entered,
                            const char **place, struct cb_err *err)
{
    cb_status rc;
    struct level *level = &reader->levels[reader->depth - 1];
    struct cb_str name, path, inner;
    struct cb_arena_mark mark;

    *entered = false;
    CB_TRY(cb_stream_place(&level->stream, 0, arena, place, err));
    mark = cb_arena_mark(arena);
    do {
        cb_arena_rewind(arena, mark); /* of the entries passed over nothing stays */
        CB_TRY(cb_archive_next(level->archive, arena, &name, more, err));
        if (!*more)
            goto done;
        if (name.ptr)
            CB_TRY(cb_stream_line(name, arena, &name, err));
        /* One packed file bears the path of its archive, and the kind that its name has without what packed
         * it. */
        path = name.ptr ? cb_arena_printf(arena, "%s/%.*s", level->path, CB_STR_ARG(name))
                        : cb_str_of(level->path);
        path.ptr = cb_arena_z(arena, path);
        CB_TRY_NEW(path.ptr);
        inner = name.ptr ? path : cb_format_unpacked(path);
    } while (name.ptr && cb_format_by_ending(inner) == CB_KIND_UNKNOWN);
    *place = path.ptr;
    level->articles++;
    *entered = true;
    CB_TRY(push(reader, path.ptr, cb_format_by_ending(inner) == CB_KIND_UNKNOWN ? CB_STR("-") : inner, err));
done:
    return rc;
}

/* One step: an article, or *stepped false where only a level began or ended. */
static cb_status step(struct cb_reader *reader, struct cb_document *doc, bool *more, const char **place,
                      bool *stepped, struct cb_err *err)
{
    cb_status rc;
    struct level *level = &reader->levels[reader->depth - 1];
    int depth = reader->depth;
    bool entered;

    *stepped = true;
    if (level->next) {
        rc = level->next(&level->stream, doc, more, place, err);
        *stepped = rc != CB_OK || *more;
        if (rc == CB_OK && !*more)
            close_level(&reader->levels[--reader->depth]);
        goto done;
    }
    rc = enter_next(reader, doc->arena, more, &entered, place, err);
    if (rc == CB_BAD_INPUT && entered)
        goto done; /* of one entry: the next call goes on behind it */
    *stepped = rc != CB_OK;
    if (rc != CB_OK || !*more) {
        if (rc == CB_OK && level->articles == 0) {
            rc = cb_err_set(err, CB_BAD_INPUT, "%s: no article in it; name an archive with articles",
                            level->path);
            *stepped = true;
        }
        close_level(&reader->levels[depth - 1]);
        reader->depth = depth - 1;
    }
done:
    return rc;
}

cb_status cb_reader_next(struct cb_reader *reader, struct cb_document *doc, bool *more, const char **place,
                         struct cb_err *err)
{
    cb_status rc = CB_OK;
    bool stepped = false;

    *more = false;
    while (reader->depth > 0 && !stepped) {
        struct cb_document found = {.arena = doc->arena};
        rc = step(reader, &found, more, place, &stepped, err);
        if (rc == CB_OK && stepped)
            *doc = found;
    }
    *more = stepped;
    return doc->arena->lacking ? cb_err_no_memory(err) : rc;
}
