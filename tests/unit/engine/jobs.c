/* Threads: the same rows, the same messages, in the same order, however many there are. */
#include "unit/engine/bench.h"

static const unsigned JOBS[] = {1, 2, 16};
enum { WAYS = sizeof JOBS / sizeof *JOBS };

static const char *const OFFICES[] = {"Bürgermeisterin", "Sprecherin", "Forscherin", "Händlerin"};
static const char *const NAMES[] = {"Ilse Tamm", "Wiebke Korn", "Rike Sandmann", "Mona Feld", "Tamm"};

/* Many short articles in one file: some broken, some twice, some with the text of another one. */
static const char *lines_of_articles(struct temp *temp)
{
    struct cb_buf out;
    const char *path;

    cb_buf_init(&out, 1 << 20);
    for (int i = 0; i < 90; i++) {
        int n = i % 11 == 10 ? i - 4 : i;
        if (i % 17 == 16)
            cb_buf_add_z(&out, "{\"text\": \n");
        else
            cb_buf_printf(
                &out,
                "{\"title\": \"Der Hafen, Folge %d\", \"url\": \"https://blatt.example/%d\", \"text\": "
                "\"Der Ausbau kostet %d Millionen Euro. „Wir bauen den Kai %d bis März“, sagte die %s "
                "%s am Montag. Die Stadt werde %d Stellen schaffen, kündigte sie an.\"}\n",
                n % 7, i % 13 == 12 ? n : i, n + 2, n % 5, OFFICES[n % 4], NAMES[n % 5], n * 3 + 1);
    }
    path = temp_bytes(temp, "viele.jsonl", out.bytes, out.len);
    cb_buf_release(&out);
    return path;
}

static void import_with(struct bench *bench, const char *path, unsigned jobs)
{
    const char *paths[] = {path, CB_SAMPLES, "/nowhere/at/all", CB_SERIES, CB_SERIES};
    struct cb_import_options options = {.on_event = bench_note, .context = bench, .jobs = jobs};
    struct cb_err err = {0};

    cb_buf_clear(&bench->events);
    if (cb_kb_import(bench->kb, paths, 5, &options, &bench->counts, &err) != CB_OK)
        fail_msg("%s", err.text);
}

static void check_same(struct bench *bench, struct cb_buf *dump, struct cb_buf *first)
{
    bench_dump(bench, dump);
    if (!first->bytes) {
        *first = *dump;
        return;
    }
    assert_same_dump(first, dump);
    cb_buf_release(dump);
}

static void the_same_rows_with_any_number(void **state)
{
    struct temp *temp = *state;
    const char *path = lines_of_articles(temp);
    struct cb_buf dump, first = {0}, events = {0};

    for (int i = 0; i < WAYS; i++) {
        struct bench bench;
        bench_open(&bench, temp, cb_arena_printf(&temp->arena, "%d.db", i).ptr);
        import_with(&bench, path, JOBS[i]);
        if (bench.counts.skipped == 0)
            fail_msg("%d %d: %s", (int)bench.counts.imported, (int)bench.counts.rejected, bench.events.bytes);
        assert_true(bench.counts.imported > 60 && bench.counts.rejected > 3 && bench.counts.skipped > 0);
        check_same(&bench, &dump, &first);
        if (i == 0) {
            events = bench.events;
            bench.events = (struct cb_buf){0};
        } else {
            assert_same_dump(&events, &bench.events);
        }
        bench_verify(&bench, NULL);
        bench_close(&bench);
    }
    cb_buf_release(&events);
    cb_buf_release(&first);
}

static void a_rebuild_gives_them_too(void **state)
{
    struct temp *temp = *state;
    const char *path = lines_of_articles(temp);
    struct cb_buf dump, first = {0};
    struct bench bench;

    bench_open(&bench, temp, "kb.db");
    import_with(&bench, path, 3);
    for (int i = 0; i < WAYS; i++) {
        struct cb_import_options options = {.jobs = JOBS[i]};
        assert_int_equal(cb_kb_rebuild(bench.kb, &options, NULL, NULL), CB_OK);
        check_same(&bench, &dump, &first);
    }
    cb_buf_release(&first);
    bench_close(&bench);
}

/* Read again, everything is skipped, and nothing changes. */
static void a_second_import_changes_nothing(void **state)
{
    struct temp *temp = *state;
    const char *path = lines_of_articles(temp);
    struct cb_buf before, after;
    struct bench bench;

    bench_open(&bench, temp, "kb.db");
    import_with(&bench, path, 4);
    bench_dump(&bench, &before);
    import_with(&bench, path, 4);
    assert_int_equal(bench.counts.imported + bench.counts.replaced, 0);
    bench_dump(&bench, &after);
    assert_same_dump(&before, &after);
    cb_buf_release(&before);
    cb_buf_release(&after);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {temp_test(the_same_rows_with_any_number),
                                       temp_test(a_rebuild_gives_them_too),
                                       temp_test(a_second_import_changes_nothing)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
