#include "engine/kb.h"

#include "language/language.h"
#include "reader/reader.h"
#include "report/render.h"

/* A sink in front of the caller's: nothing in an article can act on a terminal. */
struct visible {
    const struct cb_sink *sink;
    struct cb_buf out;
};

/* Lines and columns stay; in the columns everything is visible. */
static bool write_visible(void *context, const char *bytes, size_t size)
{
    struct visible *v = context;
    size_t start = 0;

    cb_buf_clear(&v->out);
    for (size_t i = 0; i <= size; i++) {
        if (i < size && bytes[i] != '\n' && bytes[i] != '\t')
            continue;
        cb_render_visible(&v->out, (struct cb_str){bytes + start, i - start});
        if (i < size)
            cb_buf_add_char(&v->out, bytes[i]);
        start = i + 1;
    }
    return !cb_buf_failed(&v->out) &&
           v->sink->write(v->sink->context, cb_buf_view(&v->out).ptr, cb_buf_view(&v->out).len);
}

/* What is shown of each article. */
struct view {
    bool reading; /* cb_read; else cb_analyze */
    enum cb_read_format read_format;
    enum cb_analysis_format analysis_format;
};

static cb_status show_article(struct cb_document *doc, struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                              struct cb_vocabulary *vocabularies[CB_LANGUAGE_COUNT], const struct view *view,
                              const struct cb_sink *sink, struct cb_err *err)
{
    cb_status rc;

    if (view->reading) {
        CB_TRY(cb_article_mark(doc, lexicons, err));
        CB_TRY(cb_document_show(doc, view->read_format, sink, err));
    } else {
        CB_TRY(cb_article_analyze(doc, lexicons, vocabularies, err));
        CB_TRY(cb_language_write(doc, view->analysis_format, sink, err));
    }
done:
    return rc;
}

/* Every article of the file, one behind the other. One that cannot be read is told to options->on_rejected;
 * where there is none, it ends it. */
static cb_status show_all(struct cb_reader *reader, struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                          const struct cb_kb_options *options, const struct view *view,
                          const struct cb_sink *sink, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    struct cb_vocabulary *vocabularies[CB_LANGUAGE_COUNT] = {0};
    struct cb_err why;
    const char *place;
    bool more = true;

    for (;;) {
        struct cb_document doc = {.arena = &arena};
        cb_arena_clear(&arena);
        rc = cb_reader_next(reader, &doc, &more, &place, &why);
        if (rc == CB_BAD_INPUT && options && options->on_rejected) {
            options->on_rejected(options->context, why.text);
            continue;
        }
        if (rc != CB_OK) {
            cb_err_set(err, why.code, "%s", why.text);
            goto done;
        }
        if (!more)
            break;
        CB_TRY(show_article(&doc, lexicons, vocabularies, view, sink, err));
    }
done:
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        cb_vocabulary_free(vocabularies[l]);
    cb_arena_release(&arena);
    return rc;
}

/* `guarded`: what the articles hold is made visible. */
static cb_status show_file(const char *path, const struct cb_kb_options *options, const struct view *view,
                           bool guarded, const struct cb_sink *sink, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT] = {0};
    struct cb_reader *reader = NULL;
    struct visible visible = {.sink = sink};
    struct cb_sink front = *sink;

    cb_buf_init(&visible.out, SIZE_MAX / 4);
    if (guarded || sink->width > 0) {
        front.write = write_visible;
        front.context = &visible;
    }
    CB_TRY(cb_reader_open(path, &reader, err));
    CB_TRY(cb_lexicons_load(options ? options->lists_dir : NULL, &arena, lexicons, err));
    cb_reader_set_lexicons(reader, lexicons);
    if (options && options->map)
        CB_TRY(cb_reader_set_map(reader, options->map, err));
    CB_TRY(show_all(reader, lexicons, options, view, &front, err));
done:
    cb_buf_release(&visible.out);
    cb_reader_close(reader);
    cb_arena_release(&arena);
    return rc;
}

cb_status cb_analyze(const char *path, const struct cb_kb_options *options, enum cb_analysis_format format,
                     const struct cb_sink *sink, struct cb_err *err)
{
    struct view view = {.analysis_format = format};

    return show_file(path, options, &view, format == CB_ANALYSIS_TABLE, sink, err);
}

cb_status cb_read(const char *path, const struct cb_kb_options *options, enum cb_read_format format,
                  const struct cb_sink *sink, struct cb_err *err)
{
    struct view view = {.reading = true, .read_format = format};

    return show_file(path, options, &view, format == CB_READ_TEXT, sink, err);
}
