/* One allocation fails, or one statement of the database: at each place of ours where that can happen, in
 * everything that the library does. Asked of each run: it says what was wrong, in the words of the failure;
 * the file is what it was, byte for byte; what is written out well is what is written without failures; and
 * afterwards the same handle does the same work as if nothing had been. (LeakSanitizer and the fixtures look
 * for what is lost.) tests/trust does the same for whole runs of the program, and for the libraries' and the
 * system's failures. */
#include "unit/engine/review.h"

#include "base/io.h"
#include "unit/engine/points.h"

struct stage {
    struct temp *temp;
    struct bench bench;
    const char *in, *more, *review, *entities, *log, *params, *names, *out;
    struct cb_buf written;
};

static bool keep(void *context, const char *bytes, size_t size)
{
    cb_buf_add(context, (struct cb_str){bytes, size});
    return true;
}

static struct cb_sink sink_of(struct stage *s)
{
    return (struct cb_sink){.write = keep, .context = &s->written};
}

/* ---- what is done ---- */

static const char ARTICLE[] = "Tesmar Keramik AG baut um\n\nDie Tesmar Keramik AG baut ihre Halle in "
                              "Oberlinden für rund 12,5 Millionen Euro um, "
                              "teilte das Unternehmen am Montag mit. \"Wir brauchen bis 2027 etwa 80 neue "
                              "Leute\", sagte Geschäftsführerin Jana "
                              "Brandt dem Oberlindener Boten. Brandt zufolge steigt der Umsatz um 4 bis 6 "
                              "Prozent. Die Gewerkschaft warnte, der Umbau "
                              "gefährde Stellen. Er sei nicht überzeugt, dass das reicht, sagte ihr Sprecher "
                              "Uwe Falk. Das bestreitet Tesmar.\n";
static const char NEWER[] =
    "Tesmar Keramik AG baut um\n\nDie Tesmar Keramik AG baut ihre Halle in Oberlinden für rund 14 "
    "Millionen Euro um, "
    "teilte das Unternehmen am Montag mit. \"Wir brauchen bis 2028 etwa 90 neue Leute\", sagte "
    "Geschäftsführerin Jana "
    "Brandt dem Oberlindener Boten. Die Gewerkschaft warnte, der Umbau gefährde Stellen.\n";
static const char ENGLISH[] = "Harbour wall\n\nThe council will spend $3.5 million on the harbour wall, "
                              "mayor Ann Doyle said on Monday. \"We can't wait "
                              "another winter,\" Doyle told the Harbour Post. Critics argued that the plan "
                              "was too expensive. Doyle denied that.\n";

static cb_status import_text(struct stage *s, struct cb_err *err)
{
    static const struct cb_article_meta META = {
        .path = "neu.txt", .published = "2025-05-06", .source = "Bote"};
    static const char TEXT[] = "Tesmar in Not\n\nDie Tesmar Keramik AG baut ihre Halle in Oberlinden für "
                               "rund 12,5 Millionen Euro um, teilte das "
                               "Unternehmen am Montag mit. \"Wir brauchen bis 2027 etwa 80 neue Leute\", "
                               "sagte Brandt. Laut Bote wurden am 3. März "
                               "zwei Drittel der Öfen gelöscht. Der Rat habe das gebilligt, so Falk.\n";

    return cb_kb_import_text(s->bench.kb, TEXT, sizeof TEXT - 1, &META, NULL, err);
}

static cb_status import_english(struct stage *s, struct cb_err *err)
{
    static const char TEXT[] = "Wall\n\nAnn Doyle, mayor of Port Hallow, said the harbour wall would cost "
                               "about 4 million dollars, up 12 percent. "
                               "\"It is money well spent,\" she said. According to the Harbour Post, the "
                               "council voted 7-2 on 3 March 2025.\n";

    return cb_kb_import_text(s->bench.kb, TEXT, sizeof TEXT - 1, NULL, NULL, err);
}

static cb_status import_dry(struct stage *s, struct cb_err *err)
{
    struct cb_import_options options = {.dry_run = true, .jobs = 1, .map = "title=titel"};
    struct cb_import_counts counts;

    return cb_kb_import(s->bench.kb, &s->more, 1, &options, &counts, err);
}

/* A new version of one article; another one's file is gone. */
static cb_status import_newer(struct stage *s, struct cb_err *err)
{
    struct cb_import_options options = {.jobs = 1, .prune = true};
    struct cb_import_counts counts;

    return cb_kb_import(s->bench.kb, &s->in, 1, &options, &counts, err);
}

static cb_status rebuild(struct stage *s, struct cb_err *err)
{
    struct cb_import_options options = {.jobs = 1};

    return cb_kb_rebuild(s->bench.kb, &options, NULL, err);
}

static cb_status alias_add(struct stage *s, struct cb_err *err)
{
    return cb_kb_alias_add(s->bench.kb, "Tesmar Keramik AG", "KWT", "organization", err);
}

static cb_status alias_remove(struct stage *s, struct cb_err *err)
{
    return cb_kb_alias_remove(s->bench.kb, "Hinnerk Voss", "HV", err);
}

static cb_status import_aliases(struct stage *s, struct cb_err *err)
{
    uint64_t count;

    return cb_kb_import_aliases(s->bench.kb, s->names, NULL, NULL, &count, err);
}

static cb_status alias_list(struct stage *s, struct cb_err *err)
{
    struct cb_sink sink = sink_of(s);

    return cb_kb_alias_list(s->bench.kb, &sink, err);
}

static const struct cb_correction CORRECTIONS[] = {
    {.action = "set",
     .table = "claims",
     .id = 1,
     .values = "{\"kind\": \"reported\", \"act\": \"warn\"}",
     .by = "Rita"},
    {.action = "confirm", .table = "claims", .id = 2},
    {.action = "reject", .table = "figures", .id = 1, .note = "Datum"},
    {.action = "set", .table = "figures", .id = 2, .values = "{\"low\": 3, \"high\": 4, \"unit\": \"EUR\"}"},
    {.action = "add",
     .table = "claims",
     .article = 1,
     .text = "bis 2027 etwa 80 neue Leute",
     .values = "{\"speaker\": \"Jana Brandt\", \"kind\": \"reported\"}"},
    {.action = "merge",
     .table = "entities",
     .key = "person/uwe-falk",
     .values = "{\"into\": \"person/jana-brandt\"}"},
    {.action = "rename",
     .table = "entities",
     .key = "person/jana-brandt",
     .values = "{\"name\": \"Jana Maria Brandt\"}"},
    {.action = "alias add",
     .table = "entities",
     .key = "person/jana-brandt",
     .values = "{\"alias\": \"JMB\"}"},
    {.action = "set",
     .table = "articles",
     .id = 1,
     .values = "{\"author\": \"Petra Lang\", \"outlet\": \"Bote\"}"},
    {.action = "undo", .table = "corrections", .id = 1},
};
enum { CORRECTION_COUNT = sizeof CORRECTIONS / sizeof *CORRECTIONS };

static cb_status correct(struct stage *s, struct cb_err *err)
{
    struct cb_correction_result results[CORRECTION_COUNT];

    return cb_kb_correct(s->bench.kb, CORRECTIONS, CORRECTION_COUNT, true, results, err);
}

static cb_status correct_one(struct stage *s, struct cb_err *err)
{
    struct cb_correction_result result;

    return cb_kb_correct(s->bench.kb, &CORRECTIONS[3], 1, false, &result, err);
}

static cb_status list_corrections(struct stage *s, struct cb_err *err)
{
    struct cb_sink sink = sink_of(s);

    return cb_kb_corrections(s->bench.kb, false, CB_FORMAT_JSON, &sink, NULL, err);
}

static cb_status apply(struct stage *s, struct cb_err *err)
{
    struct cb_apply_options options = {.by = "Rita", .dry_run = true};
    struct cb_apply_counts counts;

    return cb_kb_apply(s->bench.kb, s->review, &options, &counts, err);
}

static cb_status apply_entities(struct stage *s, struct cb_err *err)
{
    struct cb_apply_options options = {.dry_run = true};
    struct cb_apply_counts counts;

    return cb_kb_apply(s->bench.kb, s->entities, &options, &counts, err);
}

static cb_status export_reviews(struct stage *s, struct cb_err *err)
{
    static const struct cb_review_options OPTIONS = {.outlet = "Bote", .semicolon = true};
    cb_status rc = CB_OK;
    struct cb_sink sink = sink_of(s);

    for (enum cb_review what = CB_REVIEW_CLAIMS; what < CB_REVIEW_COUNT; what++)
        CB_TRY(cb_kb_review(s->bench.kb, what, what % 2 ? NULL : &OPTIONS, &sink, NULL, err));
done:
    return rc;
}

static cb_status log_export(struct stage *s, struct cb_err *err)
{
    cb_status rc;
    struct cb_sink sink = sink_of(s);

    CB_TRY(cb_kb_log_export(s->bench.kb, true, &sink, NULL, err));
    CB_TRY(cb_kb_log_export(s->bench.kb, false, &sink, NULL, err));
done:
    return rc;
}

static cb_status log_import(struct stage *s, struct cb_err *err)
{
    struct cb_log_options options = {.dry_run = true};
    struct cb_log_counts counts;

    return cb_kb_log_import(s->bench.kb, s->log, &options, &counts, err);
}

static cb_status verify(struct stage *s, struct cb_err *err)
{
    uint64_t violations;

    return cb_kb_verify(s->bench.kb, NULL, NULL, &violations, err);
}

static cb_status explain(struct stage *s, struct cb_err *err)
{
    static const char *const TABLES[] = {"claims",   "figures",   "propositions",
                                         "mentions", "citations", "passages"};
    cb_status rc = CB_OK;
    struct cb_sink sink = sink_of(s);

    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        CB_TRY(cb_kb_explain(s->bench.kb, TABLES[i], 1, &sink, err));
done:
    return rc;
}

static cb_status report(struct stage *s, struct cb_err *err)
{
    static const struct cb_param PARAM = {"article", "1"};
    cb_status rc = CB_OK;
    struct cb_sink sink = sink_of(s);

    for (enum cb_format format = CB_FORMAT_CSV; format <= CB_FORMAT_HTML; format++)
        CB_TRY(cb_kb_report(s->bench.kb, format % 2 ? "article" : "claims-by-speaker", &PARAM,
                            format % 2 ? 1 : 0, format, &sink, NULL, err));
    CB_TRY(cb_kb_report(s->bench.kb, "figures-by-thing", NULL, 0, CB_FORMAT_HTML, &sink, NULL, err));
done:
    return rc;
}

static cb_status query(struct stage *s, struct cb_err *err)
{
    static const struct cb_param PARAM = {"n", "1"};
    static const struct cb_run_options OPTIONS = {.limit = 2, .spreadsheet = true};
    struct cb_sink sink = sink_of(s);

    return cb_kb_query(s->bench.kb, "SELECT id, title, 1.5 FROM articles WHERE id > :n ORDER BY id", &PARAM,
                       1, CB_FORMAT_CSV, &OPTIONS, &sink, NULL, err);
}

static cb_status report_each(struct stage *s, struct cb_err *err)
{
    struct cb_sink sink = sink_of(s);

    return cb_kb_report_each(s->bench.kb, "article", s->params, NULL, 0, CB_FORMAT_JSONL, NULL, &sink, NULL,
                             err);
}

static void note_value(void *context, const char *value)
{
    struct stage *s = context;

    cb_buf_add(&s->written, cb_str_of(value));
}

static cb_status report_values(struct stage *s, struct cb_err *err)
{
    return cb_kb_report_values(s->bench.kb, "claims-by-speaker", "speaker", note_value, s, err);
}

static void note_report(void *context, const char *file, const struct cb_run_result *result,
                        const struct cb_err *err)
{
    struct cb_err *first = context;

    (void)file, (void)result;
    if (err && first->code == CB_OK)
        *first = *err;
}

/* Fails as the first of its reports does. */
static cb_status report_batch(struct stage *s, struct cb_err *err)
{
    static const char *const NAMES[] = {"overview", "claims-by-speaker", "figures-by-thing"};
    cb_status rc;
    struct cb_err first = {0};
    struct cb_report_batch batch = {
        .names = NAMES, .name_count = 3, .format = CB_FORMAT_HTML, .on_done = note_report, .context = &first};
    uint64_t failed = 0;

    CB_TRY(cb_kb_report_batch(s->bench.kb, &batch, s->out, &failed, err));
    if (failed > 0) {
        *err = first;
        rc = first.code;
    }
done:
    return rc;
}

static cb_status export(struct stage *s, struct cb_err *err)
{
    uint64_t files;

    return cb_kb_export(s->bench.kb, s->out, &files, err);
}

static const struct task {
    const char *name;
    cb_status (*run)(struct stage *s, struct cb_err *err);
    bool changes; /* the file, where it goes well */
    bool due;     /* a rebuild is, then */
    bool parts;   /* keeps what was whole before a failure: here no transaction is committed then */
} TASKS[] = {
    {"import a text", import_text, true, false, false},
    {"import an English text", import_english, true, false, false},
    {"import, dry", import_dry, false, false, false},
    {"import newer versions", import_newer, true, false, true},
    {"rebuild", rebuild, true, false, false},
    {"alias add", alias_add, true, true, false},
    {"alias remove", alias_remove, true, true, false},
    {"import aliases", import_aliases, true, true, false},
    {"alias list", alias_list, false, false, false},
    {"correct", correct, false, false, false},
    {"correct one", correct_one, true, false, false},
    {"list corrections", list_corrections, false, false, false},
    {"apply", apply, false, false, false},
    {"apply names", apply_entities, false, false, false},
    {"export reviews", export_reviews, false, false, false},
    {"export the log", log_export, false, false, false},
    {"import a log", log_import, false, false, false},
    {"verify", verify, false, false, false},
    {"explain", explain, false, false, false},
    {"report", report, false, false, false},
    {"query", query, false, false, false},
    {"report for each", report_each, false, false, false},
    {"values of a parameter", report_values, false, false, false},
    {"many reports", report_batch, false, false, false},
    {"export", export, false, false, false},
};

/* ---- what it is done to ---- */

static void write_inputs(struct stage *s)
{
    temp_folder(s->temp, "in");
    temp_file(s->temp, "in/a.txt", ARTICLE);
    temp_file(s->temp, "in/b.txt", ENGLISH);
    temp_file(s->temp, "in/c.jsonl",
              "{\"title\": \"Damm\", \"source\": \"Bote\", \"text\": \"Der Damm hält 40 Jahre, sagte "
              "Deichgraf Hinnerk Voss. Die "
              "Tesmar Keramik AG baut ihre Halle in Oberlinden für rund 12,5 Millionen Euro um.\"}\n");
    s->in = temp_path(s->temp, "in");
    temp_folder(s->temp, "more");
    temp_file(
        s->temp, "more/seite.html",
        "<!doctype html><html lang=de><head><title>Mole - Bote</title><meta name=author content='Petra Lang'>"
        "<script "
        "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-03-01\",\"author\":"
        "{\"name\":\"Petra Lang\"}}</script></head><body><nav><a href=/>Start</a></nav><article><h1>Neue "
        "Mole</h1>"
        "<p>Die Mole kostet 3 Millionen Euro, sagte Jana "
        "Brandt.</p><ul><li>Eins</li></ul></article></body></html>");
    temp_file(s->temp, "more/table.csv",
              "titel,text\r\nMole,\"Die Mole kostet 3 Millionen Euro, sagte Uwe Falk.\"\r\n");
    temp_file(s->temp, "more/news.json",
              "[{\"title\":\"Kai\",\"body\":\"Der Kai wird 2 Meter breiter, sagte Uwe Falk.\"}]");
    temp_file(s->temp, "more/note.md",
              "---\ntitle: Tunnel\ndate: 2025-04-05\n---\n# Tunnel\n\nEr ist *lang*.\n\n- Teuer\n");
    temp_file(s->temp, "more/brief.eml",
              "From: Brief <b@example.org>\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\nDate: Tue, 4 Mar 2025 "
              "10:00:00 +0100\r\n"
              "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; "
              "boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; "
              "charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDie Werft baut f=C3=BCnf "
              "Schiffe.\r\n"
              "--b--\r\n");
    temp_file(s->temp, "more/feed.rss",
              "<?xml version=\"1.0\"?><rss "
              "version=\"2.0\"><channel><title>Bote</title><item><title>Pegel</title><link>https://"
              "bote.example/1</link><description>Der Pegel stieg um zwei "
              "Meter.</description></item></channel></rss>");
    temp_file(s->temp, "more/a.txt", NEWER);
    s->more = temp_path(s->temp, "more");
    s->names = temp_file(s->temp, "names.csv",
                         "name,alias,kind\nMarnstedter Werke,MW,organization\nJana Brandt,,person\n");
    s->params = temp_file(s->temp, "params.csv", "article\n1\n2\n");
    s->out = temp_path(s->temp, "out");
}

/* The bytes of a file: a sum. */
static uint64_t sum_of(const char *path)
{
    struct cb_buf bytes;
    uint64_t sum;

    cb_buf_init(&bytes, 1 << 28);
    assert_int_equal(cb_io_read_all(path, &bytes, NULL), CB_OK);
    sum = cb_str_hash(cb_buf_view(&bytes));
    cb_buf_release(&bytes);
    return sum;
}

static void copy(const char *from, const char *to)
{
    struct cb_buf bytes;
    FILE *file = fopen(to, "wb");

    cb_buf_init(&bytes, 1 << 28);
    assert_int_equal(cb_io_read_all(from, &bytes, NULL), CB_OK);
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.bytes, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
    cb_buf_release(&bytes);
}

static void must(cb_status rc, const struct cb_err *err)
{
    if (rc != CB_OK)
        fail_msg("%s", err->text);
}

/* The log of another knowledge base with the same articles. */
static void write_log(struct stage *s)
{
    struct bench other;
    struct cb_sink sink = {.write = keep, .context = &s->written};
    struct cb_correction_result results[4];
    struct cb_err err = {0};

    copy(s->bench.path, temp_path(s->temp, "other.db"));
    bench_open(&other, s->temp, "other.db");
    must(cb_kb_correct(other.kb, CORRECTIONS, 4, false, results, &err), &err);
    must(cb_kb_log_export(other.kb, true, &sink, NULL, &err), &err);
    s->log = temp_bytes(s->temp, "log.jsonl", s->written.bytes, s->written.len);
    cb_buf_clear(&s->written);
    bench_close(&other);
}

static void write_reviews(struct stage *s)
{
    struct sheet claims, entities;
    size_t row;

    sheet_export(&claims, &s->bench, CB_REVIEW_CLAIMS, NULL);
    sheet_set(&claims, 1, "decision", "reject");
    sheet_set(&claims, 2, "act", "warn");
    sheet_set(&claims, 3, "speaker", "Uwe Falk (person)");
    row = sheet_add(&claims, 0);
    sheet_set(&claims, row, "article", "1");
    sheet_set(&claims, row, "text", "bis 2027 etwa 80 neue Leute");
    sheet_set(&claims, row, "kind", "reported");
    sheet_set(&claims, row, "speaker", "Rosa Neumann (person)");
    s->review = sheet_save(&claims, &DIALECTS[2]);
    assert_int_equal(rename(s->review, temp_path(s->temp, "claims.csv")), 0);
    s->review = temp_path(s->temp, "claims.csv");
    sheet_export(&entities, &s->bench, CB_REVIEW_ENTITIES, NULL);
    sheet_set(&entities, sheet_row(&entities, "name", "Uwe Falk"), "merge_into", "Jana Brandt");
    sheet_set(&entities, sheet_row(&entities, "name", "Tesmar Keramik AG"), "decision", "ok");
    s->entities = sheet_save(&entities, &DIALECTS[0]);
}

static int stage_setup(void **state)
{
    struct stage *s;
    struct cb_correction_result results[4];
    struct cb_err err = {0};

    temp_setup(state);
    s = cb_alloc(sizeof *s);
    assert_non_null(s);
    s->temp = *state;
    cb_buf_init(&s->written, 1 << 28);
    write_inputs(s);
    bench_open(&s->bench, s->temp, "kb.db");
    must(cb_kb_alias_add(s->bench.kb, "Hinnerk Voss", "HV", "person", &err), &err);
    bench_import(&s->bench, s->in, 3, 0, 0);
    write_log(s);
    write_reviews(s);
    must(cb_kb_correct(s->bench.kb, &CORRECTIONS[6], 3, false, results, &err), &err);
    must(cb_kb_rebuild(s->bench.kb, NULL, NULL, &err), &err);
    cb_kb_close(s->bench.kb);
    s->bench.kb = NULL;
    copy(s->bench.path, temp_path(s->temp, "kept.db"));
    temp_file(s->temp, "in/a.txt", NEWER);
    assert_int_equal(unlink(temp_path(s->temp, "in/b.txt")), 0);
    *state = s;
    return 0;
}

static int stage_teardown(void **state)
{
    struct stage *s = *state;

    cb_buf_release(&s->written);
    cb_buf_release(&s->bench.events);
    cb_kb_close(s->bench.kb);
    *state = s->temp;
    cb_free(s);
    return temp_teardown(state);
}

/* The file as it was, opened anew. */
static void begin(struct stage *s)
{
    struct cb_err err = {0};

    cb_kb_close(s->bench.kb);
    s->bench.kb = NULL;
    copy(temp_path(s->temp, "kept.db"), s->bench.path);
    must(cb_kb_open(s->bench.path, CB_OPEN_WRITE, NULL, &s->bench.kb, &err), &err);
    must(cb_kb_load_lexicons(s->bench.kb, &err), &err);
}

/* The same, and it was done once and taken back: what a first run makes and keeps is there. */
static void begin_warm(struct stage *s, const struct task *task)
{
    struct cb_err err;

    begin(s);
    points_hold(task->changes);
    task->run(s, &err);
    points_hold(false);
}

/* ---- what is asked of it ---- */

struct reference {
    uint64_t before;  /* the file */
    uint64_t written; /* what went to the sink */
    int64_t claims, corrections;
};

static void count(struct stage *s, struct reference *out)
{
    out->written = cb_str_hash(cb_buf_view(&s->written));
    out->claims = bench_number(&s->bench, "SELECT count(*) FROM claims");
    out->corrections = bench_number(&s->bench, "SELECT count(*) FROM corrections");
}

static void check_result(struct stage *s, const struct task *task, const struct reference *reference)
{
    struct reference now;

    count(s, &now);
    assert_int_equal(now.written, reference->written);
    assert_int_equal(now.claims, reference->claims);
    assert_int_equal(now.corrections, reference->corrections);
    if (task->changes && !task->due)
        bench_verify(&s->bench, NULL);
    if (!task->changes)
        assert_int_equal(sum_of(s->bench.path), reference->before);
}

static bool try_point(struct stage *s, const struct task *task, enum points_kind kind, uint64_t n, bool all,
                      const struct reference *reference)
{
    struct cb_err err = {0};
    static const char *const WORDS[] = {
        [POINTS_MEMORY] = "out of memory", [POINTS_STATEMENTS] = POINTS_MESSAGE};
    const char *words;
    const char *wrong = NULL;
    cb_status rc;
    bool fired;

    cb_buf_clear(&s->written);
    points_hold(task->parts);
    points_arm(kind, n, all);
    rc = task->run(s, &err);
    fired = points_disarm();
    points_hold(false);
    assert_false(cb_tx_active(&s->bench.kb->db));
    if (rc == CB_OK) { /* it could do without */
        if (cb_str_hash(cb_buf_view(&s->written)) != reference->written)
            points_show();
        check_result(s, task, reference);
        if (task->changes)
            begin_warm(s, task);
        return fired;
    }
    if (task->parts && rc == CB_SYSTEM)
        kind = POINTS_STATEMENTS; /* that of the end */
    words = WORDS[kind];
    if (rc != (kind == POINTS_STATEMENTS ? CB_SYSTEM : CB_NO_MEMORY) || !strstr(err.text, words) ||
        strchr(err.text, '\n'))
        wrong = "is said otherwise";
    else if (sum_of(s->bench.path) != reference->before)
        wrong = "leaves another file";
    if (wrong) {
        points_show();
        fail_msg("%s: '%s' at %d%s %s: status %d, '%s'", task->name, words, (int)n,
                 all ? " and behind it" : "", wrong, rc, err.text);
    }
    return fired;
}

static void try_task(struct stage *s, const struct task *task, enum points_kind kind)
{
    struct cb_err err = {0};
    struct reference reference = {0};
    const uint64_t *numbers;
    size_t places, fired = 0;

    begin(s);
    reference.before = sum_of(s->bench.path);
    cb_buf_clear(&s->written);
    must(task->run(s, &err), &err);
    count(s, &reference);
    begin_warm(s, task);
    points_hold(task->changes);
    points_record(kind);
    task->run(s, &err);
    numbers = points_recorded(&places);
    points_hold(false);
    for (size_t i = 0; i < places; i++)
        fired += try_point(s, task, kind, numbers[i], i % 8 == 7, &reference);
    cb_buf_clear(&s->written);
    must(task->run(s, &err), &err);
    check_result(s, task, &reference);
    print_message("%s: %zu of %zu places\n", task->name, fired, places);
}

static void memory(void **state)
{
    for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++)
        try_task(*state, &TASKS[i], POINTS_MEMORY);
}

static void statements(void **state)
{
    for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++)
        try_task(*state, &TASKS[i], POINTS_STATEMENTS);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(memory, stage_setup, stage_teardown),
        cmocka_unit_test_setup_teardown(statements, stage_setup, stage_teardown),
    };

    cmocka_set_test_filter(argc > 1 ? argv[1] : "memory");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
