/* The facts of the sample articles, for the golden tests.
 *
 * usage: golden names DATABASE             the name of each sample
 *        golden dump DATABASE NAME         all facts of a sample, with places and rules
 *        golden check DATABASE FILE...     are the expected facts of FILE (named like the sample) there?
 *        golden mark DATABASE FILE         FILE with its marks '? ' set anew, to standard output
 *
 * An expected line marked '? ' is a known gap: it must not be found. A sample is named by its path below
 * import/samples, "de-meldungen-2" for the second article of de/meldungen.jsonl. */
#include <sqlite3.h>
#include <stdio.h>

#include "base/io.h"
#include "base/limits.h"
#include "support/facts.h"

struct sample {
    int64_t id;
    struct cb_str name;
};
CB_LIST_TYPE(samples, struct sample)

struct tally {
    size_t expected, found, others;
};

struct golden {
    struct cb_arena arena;
    struct fact_reader reader;
    struct samples samples;
    struct tally tallies[16]; /* by index of the kind in reader.shapes */
    size_t failed;
};

/* ---- names ---- */

/* "import/samples/de/meldungen.jsonl" or "...jsonl:2" -> "de-meldungen". */
static struct cb_str base_name(const char *path, struct cb_arena *arena)
{
    struct cb_str s = cb_str_of(path), top = CB_STR("samples/");
    size_t at = cb_str_find(s, top, 0);
    char *name;

    s = cb_str_sub(s, at == SIZE_MAX ? 0 : at + top.len, s.len);
    at = cb_str_find(s, CB_STR("."), 0);
    s = cb_str_sub(s, 0, at);
    name = cb_arena_z(arena, s);
    if (!name)
        return (struct cb_str){0};
    for (char *c = name; *c; c++)
        if (*c == '/')
            *c = '-';
    return (struct cb_str){name, s.len};
}

/* Samples of one file get "-1", "-2" ... in the order of their ids. */
static cb_status number_samples(struct golden *golden, struct cb_err *err)
{
    struct samples *samples = &golden->samples;

    for (size_t i = 0, same = 0; i < samples->count; i += same) {
        struct cb_str base = samples->items[i].name;

        for (same = 1; i + same < samples->count && cb_str_eq(samples->items[i + same].name, base);)
            same++;
        for (size_t k = 0; same > 1 && k < same; k++) {
            struct cb_str name = cb_arena_printf(&golden->arena, "%.*s-%zu", CB_STR_ARG(base), k + 1);

            if (!name.ptr)
                return cb_err_no_memory(err);
            samples->items[i + k].name = name;
        }
    }
    return CB_OK;
}

static cb_status read_samples(struct golden *golden, struct cb_err *err)
{
    struct sqlite3_stmt *stmt = NULL;
    cb_status rc = CB_OK;

    if (sqlite3_prepare_v2(golden->reader.db, "SELECT id, path FROM articles ORDER BY id", -1, &stmt, NULL) !=
        SQLITE_OK)
        return cb_err_set(err, CB_DATABASE, "articles: %s", sqlite3_errmsg(golden->reader.db));
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        struct sample *sample = CB_PUSH(&golden->arena, &golden->samples);

        CB_TRY_NEW(sample);
        sample->id = sqlite3_column_int64(stmt, 0);
        sample->name = base_name((const char *)sqlite3_column_text(stmt, 1), &golden->arena);
        CB_TRY_NEW(sample->name.ptr);
    }
    rc = number_samples(golden, err);
done:
    sqlite3_finalize(stmt);
    return rc;
}

static cb_status find_sample(const struct golden *golden, struct cb_str name, int64_t *id, struct cb_err *err)
{
    for (size_t i = 0; i < golden->samples.count; i++) {
        if (!cb_str_eq(golden->samples.items[i].name, name))
            continue;
        *id = golden->samples.items[i].id;
        return CB_OK;
    }
    return cb_err_set(err, CB_NOT_FOUND, "no sample is named '%.*s'", CB_STR_ARG(name));
}

/* ---- dump ---- */

/* Passages are shown by their beginning: their place says the rest. */
static void shorten(struct fact *fact, struct cb_arena *arena)
{
    size_t cut = 60;

    if (!cb_str_eq(fact->kind, CB_STR("passage")) || fact->head.len <= cut)
        return;
    while (((unsigned char)fact->head.ptr[cut] & 0xC0) == 0x80)
        cut--;
    fact->head = cb_arena_join(arena, cb_str_trim(cb_str_sub(fact->head, 0, cut)), CB_STR(" ..."));
}

static cb_status add_place(struct fact *fact, struct cb_arena *arena, struct cb_err *err)
{
    struct cb_str place = cb_arena_printf(arena, "%lld-%lld", (long long)fact->start, (long long)fact->end);

    if (!place.ptr)
        return cb_err_no_memory(err);
    if (fact->field_count < FACT_FIELDS_MAX)
        fact->fields[fact->field_count++] = (struct fact_field){CB_STR("at"), place};
    return CB_OK;
}

static cb_status dump(struct golden *golden, const char *name, struct cb_err *err)
{
    struct fact_list facts = {0};
    struct cb_buf out;
    int64_t id = 0;
    cb_status rc;

    cb_buf_init(&out, CB_LIST_FILE_MAX);
    CB_TRY(find_sample(golden, cb_str_of(name), &id, err));
    CB_TRY(fact_reader_read(&golden->reader, id, (struct cb_str){0}, &golden->arena, &facts, err));
    for (size_t i = 0; i < facts.count; i++) {
        CB_TRY(add_place(&facts.items[i], &golden->arena, err));
        shorten(&facts.items[i], &golden->arena);
        if (i == 0 || !cb_str_eq(facts.items[i].kind, facts.items[i - 1].kind))
            cb_buf_printf(&out, "%s# %.*ss\n", i ? "\n" : "", CB_STR_ARG(facts.items[i].kind));
        fact_write(&facts.items[i], &out);
        cb_buf_add_char(&out, '\n');
    }
    if (out.len)
        fwrite(out.bytes, 1, out.len, stdout);
done:
    cb_buf_release(&out);
    return rc;
}

/* ---- expected facts ---- */

/* A file of expected facts and what of it was found. */
struct expectation {
    const char *path;
    struct cb_buf file;
    struct fact_list expected, found;
    size_t *pairs; /* as facts_pair */
    bool *used;
};

static struct cb_str sample_of(const char *path)
{
    struct cb_str rest = cb_str_of(path), name = {0};

    while (rest.ptr)
        name = cb_str_split(&rest, '/');
    return cb_str_sub(name, 0, cb_str_find(name, CB_STR("."), 0));
}

static cb_status parse_expected(struct golden *golden, struct expectation *e, struct cb_err *err)
{
    struct cb_str rest = cb_buf_view(&e->file);

    for (size_t number = 1; rest.ptr; number++) {
        struct cb_str line = cb_str_trim(cb_str_split(&rest, '\n'));
        struct fact *fact;
        bool gap = cb_str_starts(line, CB_STR("? "));

        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        fact = CB_PUSH(&golden->arena, &e->expected);
        if (!fact)
            return cb_err_no_memory(err);
        if (fact_parse(&golden->reader.shapes, cb_str_sub(line, gap ? 2 : 0, line.len), &golden->arena, fact,
                       err) != CB_OK) {
            cb_err_prefix(err, "%s:%zu", e->path, number);
            return CB_BAD_INPUT;
        }
        fact->gap = gap;
        fact->line = number;
    }
    return CB_OK;
}

/* The caller ends it with cb_buf_release(&out->file), also after a failure. */
static cb_status read_expectation(struct golden *golden, const char *path, struct expectation *out,
                                  struct cb_err *err)
{
    int64_t id = 0;
    cb_status rc;

    *out = (struct expectation){.path = path};
    cb_buf_init(&out->file, CB_LIST_FILE_MAX);
    CB_TRY(find_sample(golden, sample_of(path), &id, err));
    CB_TRY(cb_io_read_all(path, &out->file, err));
    CB_TRY(parse_expected(golden, out, err));
    CB_TRY(fact_reader_read(&golden->reader, id, (struct cb_str){0}, &golden->arena, &out->found, err));
    out->pairs = CB_NEW_ARRAY(&golden->arena, size_t, out->expected.count + 1);
    out->used = CB_NEW_ARRAY(&golden->arena, bool, out->found.count + 1);
    CB_TRY_NEW(out->pairs);
    CB_TRY_NEW(out->used);
    facts_pair(&out->expected, &out->found, out->pairs, out->used);
done:
    return rc;
}

static struct tally *tally_of(struct golden *golden, struct cb_str kind)
{
    return &golden->tallies[fact_shape_find(&golden->reader.shapes, kind) - golden->reader.shapes.items];
}

static void complain(const struct expectation *e, const struct fact *fact, const char *what)
{
    struct cb_buf line;

    cb_buf_init(&line, CB_ARTICLE_MAX);
    fact_write(fact, &line);
    printf("%s:%zu: %s\n    %s\n", e->path, fact->line, what, line.bytes);
    cb_buf_release(&line);
}

static cb_status check(struct golden *golden, const char *path, struct cb_err *err)
{
    struct expectation e;
    cb_status rc;

    CB_TRY(read_expectation(golden, path, &e, err));
    for (size_t i = 0; i < e.expected.count; i++) {
        const struct fact *fact = &e.expected.items[i];
        bool found = e.pairs[i] != SIZE_MAX;

        tally_of(golden, fact->kind)->expected++;
        tally_of(golden, fact->kind)->found += found;
        if (found && fact->gap)
            complain(&e, fact, "found meanwhile: remove the mark '? ' (scripts/update-golden marks)");
        if (!found && !fact->gap)
            complain(&e, fact, "no longer found");
        golden->failed += found == fact->gap;
    }
    for (size_t i = 0; i < e.found.count; i++)
        tally_of(golden, e.found.items[i].kind)->others += !e.used[i];
done:
    cb_buf_release(&e.file);
    return rc;
}

static void print_tallies(const struct golden *golden)
{
    struct tally sum = {0};

    printf("%-10s %8s %8s %8s\n", "facts", "expected", "found", "others");
    for (size_t i = 0; i < golden->reader.shapes.count; i++) {
        const struct tally *t = &golden->tallies[i];

        printf("%-10.*s %8zu %8zu %8zu\n", CB_STR_ARG(golden->reader.shapes.items[i].kind), t->expected,
               t->found, t->others);
        sum = (struct tally){sum.expected + t->expected, sum.found + t->found, sum.others + t->others};
    }
    printf("%-10s %8zu %8zu %8zu\n", "all", sum.expected, sum.found, sum.others);
}

static cb_status mark(struct golden *golden, const char *path, struct cb_err *err)
{
    struct expectation e;
    struct cb_str rest;
    cb_status rc;

    CB_TRY(read_expectation(golden, path, &e, err));
    rest = cb_buf_view(&e.file);
    for (size_t number = 1, i = 0; rest.len; number++) {
        struct cb_str line = cb_str_split(&rest, '\n');

        if (i < e.expected.count && e.expected.items[i].line == number) {
            line = cb_str_trim(line);
            line = cb_str_sub(line, e.expected.items[i].gap ? 2 : 0, line.len);
            printf("%s", e.pairs[i] == SIZE_MAX ? "? " : "");
            i++;
        }
        printf("%.*s\n", CB_STR_ARG(line));
    }
done:
    cb_buf_release(&e.file);
    return rc;
}

/* ---- the program ---- */

static cb_status run(struct golden *golden, int argc, char **argv, struct cb_err *err)
{
    struct cb_str verb = cb_str_of(argv[1]);
    cb_status rc;

    CB_TRY(fact_reader_open(argv[2], &golden->arena, &golden->reader, err));
    CB_TRY(read_samples(golden, err));
    if (cb_str_eq(verb, CB_STR("names"))) {
        for (size_t i = 0; i < golden->samples.count; i++)
            printf("%.*s\n", CB_STR_ARG(golden->samples.items[i].name));
    } else if (cb_str_eq(verb, CB_STR("dump")) && argc == 4) {
        CB_TRY(dump(golden, argv[3], err));
    } else if (cb_str_eq(verb, CB_STR("mark")) && argc == 4) {
        CB_TRY(mark(golden, argv[3], err));
    } else if (cb_str_eq(verb, CB_STR("check")) && argc > 3) {
        for (int i = 3; i < argc; i++)
            CB_TRY(check(golden, argv[i], err));
        print_tallies(golden);
    } else {
        rc = cb_err_set(err, CB_USAGE, "usage: golden names|dump|check|mark DATABASE [NAME|FILE...]");
    }
done:
    return rc;
}

int main(int argc, char **argv)
{
    struct golden golden = {0};
    struct cb_err err = {0};

    if (argc < 3)
        cb_err_set(&err, CB_USAGE, "usage: golden names|dump|check|mark DATABASE [NAME|FILE...]");
    else
        run(&golden, argc, argv, &err);
    if (err.code != CB_OK)
        fprintf(stderr, "golden: %s\n", err.text);
    fact_reader_close(&golden.reader);
    cb_arena_release(&golden.arena);
    return err.code != CB_OK || golden.failed ? 1 : 0;
}
