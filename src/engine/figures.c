/* How phrases are read: the figures of each, without a knowledge base. */
#include "engine/kb.h"

#include "base/io.h"
#include "base/limits.h"
#include "language/language.h"
#include "reader/reader.h"
#include "report/format.h"
#include "text/date.h"

enum {
    PHRASE,
    TEXT,
    KIND,
    LOW,
    HIGH,
    DATE_LOW,
    DATE_HIGH,
    UNIT,
    BOUND,
    APPROXIMATE,
    WHAT,
    WHAT_KEY,
    OF,
    START,
    END,
    RULE,
    COLUMNS
};

static const struct cb_writer_column COLUMN[COLUMNS] = {
    [PHRASE] = {.name = "phrase", .number = true},
    [TEXT] = {.name = "text"},
    [KIND] = {.name = "kind"},
    [LOW] = {.name = "low", .number = true},
    [HIGH] = {.name = "high", .number = true},
    [DATE_LOW] = {.name = "date_low"},
    [DATE_HIGH] = {.name = "date_high"},
    [UNIT] = {.name = "unit"},
    [BOUND] = {.name = "bound"},
    [APPROXIMATE] = {.name = "approximate", .number = true},
    [WHAT] = {.name = "what"},
    [WHAT_KEY] = {.name = "what_key"},
    [OF] = {.name = "entity"},
    [START] = {.name = "start_char", .number = true},
    [END] = {.name = "end_char", .number = true},
    [RULE] = {.name = "rule"},
};

struct phrases {
    const struct cb_figures_options *options;
    struct cb_lexicon *lexicons[CB_LANGUAGE_COUNT];
    struct cb_writer *writer;
    uint64_t phrase, figures;
    bool language_known;
    enum cb_language language;
};

static struct cb_value integer(int64_t value)
{
    return (struct cb_value){.kind = CB_VALUE_INTEGER, .integer = value};
}

static struct cb_value side(bool has, struct cb_decimal value)
{
    return (struct cb_value){.kind = has ? CB_VALUE_REAL : CB_VALUE_NULL, .real = cb_decimal_double(value)};
}

/* Empty text is NULL: not said. */
static struct cb_value words(struct cb_str text)
{
    return (struct cb_value){.kind = text.len > 0 ? CB_VALUE_TEXT : CB_VALUE_NULL, .text = text};
}

static cb_status write_figure(struct phrases *p, const struct cb_document *doc, const struct cb_facts *facts,
                              const struct cb_figure *figure, struct cb_char_counter *counter,
                              struct cb_err *err)
{
    bool date = figure->kind == CB_FIGURE_DATE;
    struct cb_value values[COLUMNS] = {
        [PHRASE] = integer((int64_t)p->phrase),
        [TEXT] = words(cb_document_slice(doc, figure->span)),
        [KIND] = words(cb_str_of(cb_figure_kind_name(figure->kind))),
        [LOW] = side(figure->has_low && !date, figure->low),
        [HIGH] = side(figure->has_high && !date, figure->high),
        [DATE_LOW] = words(cb_str_of(figure->date_low)),
        [DATE_HIGH] = words(cb_str_of(figure->date_high)),
        [UNIT] = words(figure->unit),
        [BOUND] = words(cb_str_of(cb_bound_name(figure->bound))),
        [APPROXIMATE] = integer(figure->approximate),
        [WHAT] = words(cb_document_slice(doc, figure->what)),
        [WHAT_KEY] = words(figure->what_key),
        [RULE] = words(cb_str_of(figure->rule)),
    };

    values[START] = integer(cb_document_char(counter, figure->span.start));
    values[END] = integer(cb_document_char(counter, figure->span.end));
    if (figure->entity < facts->entities.count)
        values[OF] = words(facts->entities.items[figure->entity].name);
    return cb_writer_row(p->writer, values, err);
}

/* The whole phrase is one passage: whatever it looks like, nothing in it is passed over. */
static cb_status analyze_phrase(struct phrases *p, struct cb_document *doc, struct cb_str bytes,
                                struct cb_err *err)
{
    cb_status rc;
    struct cb_passage *passage;
    struct cb_str text;
    const struct cb_lexicon *views[CB_LANGUAGE_COUNT];

    CB_TRY(cb_document_read(doc, "phrase", bytes, err));
    text = cb_str_trim(doc->text);
    passage = CB_PUSH(doc->arena, &doc->passages);
    CB_TRY_NEW(passage);
    passage->span.start = (uint32_t)(text.ptr - doc->text.ptr);
    passage->span.end = passage->span.start + (uint32_t)text.len;
    for (int l = 0; l < CB_LANGUAGE_COUNT; l++)
        views[l] = p->lexicons[l];
    doc->language = p->language_known ? p->language : cb_language_detect(doc->text, views);
    doc->published = cb_str_of(p->options->published);
    CB_TRY(cb_language_analyze(doc, p->lexicons[doc->language], NULL, err));
done:
    return rc;
}

static cb_status read_phrase(struct phrases *p, struct cb_str bytes, struct cb_arena *arena,
                             struct cb_err *err)
{
    cb_status rc;
    struct cb_document doc = {.arena = arena};
    struct cb_facts facts = {0};
    struct cb_char_counter counter = {.doc = &doc};

    CB_TRY(analyze_phrase(p, &doc, bytes, err));
    CB_TRY(cb_article_find(&doc, p->lexicons[doc.language], NULL, &facts, err));
    for (size_t i = 0; i < facts.figures.count; i++)
        CB_TRY(write_figure(p, &doc, &facts, &facts.figures.items[i], &counter, err));
    p->figures += facts.figures.count;
done:
    return rc;
}

/* Every line of standard input that is not empty. */
static cb_status read_lines(struct phrases *p, struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    struct cb_buf input;
    struct cb_str rest;

    cb_buf_init(&input, CB_ARTICLE_MAX);
    CB_TRY(cb_io_read_all("-", &input, err));
    rest = cb_buf_view(&input);
    while (rest.ptr) {
        struct cb_str line = cb_str_split(&rest, '\n');
        p->phrase++;
        if (cb_str_trim(line).len > 0)
            CB_TRY(read_phrase(p, line, &arena, err));
        cb_arena_clear(&arena);
    }
done:
    cb_buf_release(&input);
    cb_arena_release(&arena);
    return rc;
}

static cb_status read_all(struct phrases *p, const char *const *phrases, size_t count, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_arena arena = {0};

    for (size_t i = 0; i < count; i++) {
        if (strcmp(phrases[i], "-") == 0) {
            CB_TRY(read_lines(p, err));
            continue;
        }
        p->phrase++;
        CB_TRY(read_phrase(p, cb_str_of(phrases[i]), &arena, err));
        cb_arena_clear(&arena);
    }
    CB_TRY(cb_writer_finish(p->writer, err));
done:
    cb_arena_release(&arena);
    return rc;
}

static cb_status check_options(struct phrases *p, struct cb_err *err)
{
    const struct cb_figures_options *options = p->options;
    int32_t day;

    if (options->published && !cb_date_parse(cb_str_of(options->published), &day))
        return cb_err_set(err, CB_USAGE, "'%s' is no day; write it as YYYY-MM-DD", options->published);
    p->language_known = options->language != NULL;
    if (p->language_known && !cb_language_by_code(cb_str_of(options->language), &p->language))
        return cb_err_set(err, CB_USAGE, "no language '%s'; use de or en", options->language);
    return CB_OK;
}

cb_status cb_figures_read(const char *const *phrases, size_t count, const struct cb_figures_options *options,
                          enum cb_format format, const struct cb_sink *sink, uint64_t *figures,
                          struct cb_err *err)
{
    static const struct cb_figures_options NONE = {0};
    cb_status rc;
    struct cb_arena arena = {0};
    struct phrases p = {.options = options ? options : &NONE};

    CB_TRY(check_options(&p, err));
    CB_TRY(cb_lexicons_load(p.options->lists_dir, &arena, p.lexicons, err));
    CB_TRY(cb_writer_open(format, COLUMN, COLUMNS, sink, &p.writer, err));
    CB_TRY(read_all(&p, phrases, count, err));
    if (figures)
        *figures = p.figures;
done:
    cb_writer_close(p.writer);
    cb_arena_release(&arena);
    return rc;
}
