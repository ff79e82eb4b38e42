#include "engine/kb.h"

#include "language/language.h"
#include "reader/reader.h"

/* Every article of the file, one behind the other; the first one that cannot be read ends it. */
static cb_status analyze_all(struct cb_reader *reader, struct cb_lexicon *const lexicons[CB_LANGUAGE_COUNT],
                             enum cb_analysis_format format, const struct cb_sink *sink, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    const char *place;
    bool more = true;

    for (;;) {
        struct cb_document doc = {.arena = &arena};
        cb_arena_clear(&arena);
        CB_TRY(cb_reader_next(reader, &doc, &more, &place, err));
        if (!more)
            break;
        CB_TRY(cb_article_analyze(&doc, lexicons, err));
        CB_TRY(cb_language_write(&doc, format, sink, err));
    }
done:
    cb_arena_release(&arena);
    return rc;
}

cb_status cb_analyze(const char *path, const struct cb_kb_options *options, enum cb_analysis_format format,
                     const struct cb_sink *sink, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT] = {0};
    struct cb_reader *reader = NULL;

    CB_TRY(cb_reader_open(path, &reader, err));
    CB_TRY(cb_lexicons_load(options ? options->lists_dir : NULL, &arena, lexicons, err));
    CB_TRY(analyze_all(reader, lexicons, format, sink, err));
done:
    cb_reader_close(reader);
    cb_arena_release(&arena);
    return rc;
}
