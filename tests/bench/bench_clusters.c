/* usage: bench_clusters [CLAIMS]
 * What linking costs as a knowledge base grows. Stores made-up articles of CLAIMS_EACH claims in batches, as
 * an import does, and shows for each tenth of them the time of linking, alone and beside that of storing the
 * same rows: machines and their load differ, the ratio less. One claim in four is a repetition of an earlier
 * one, as it was or cut or altered; the words are as unequally frequent as those of a language. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "bench/bench.h"
#include "store/store.h"

enum { CLAIMS_EACH = 20, BATCH = 64, SPEAKERS = 500, KEPT = 4096, BLOCKS = 10 };

struct bench {
    struct cb_db db;
    struct cb_store *store;
    struct cb_arena arena;
    uint64_t seed;
    char kept[KEPT][400]; /* claims to repeat */
    size_t kept_count;
    double storing, linking;
};

static uint32_t chance(struct bench *b, uint32_t below)
{
    b->seed = b->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(b->seed >> 33) % below;
}

/* A made-up word: the rarer, the longer. */
static void add_word(struct bench *b, struct cb_buf *out)
{
    static const char *const SYLLABLES[] = {"ba", "del", "mi", "ro", "tan", "ke",  "lu", "sor",
                                            "an", "fe",  "gi", "no", "ur",  "hal", "wi", "et"};
    uint32_t power = 1u << chance(b, 15);

    for (uint32_t n = power + chance(b, power); n > 0; n /= 16)
        cb_buf_add_z(out, SYLLABLES[n % 16]);
}

static void add_new_claim(struct bench *b, struct cb_buf *out)
{
    size_t start = out->len, size;

    for (uint32_t words = 8 + chance(b, 20); words > 0; words--) {
        add_word(b, out);
        cb_buf_add_char(out, words > 1 ? ' ' : '.');
    }
    size = out->len - start;
    if (size >= sizeof b->kept[0])
        return;
    memcpy(b->kept[b->kept_count % KEPT], out->bytes + start, size);
    b->kept[b->kept_count++ % KEPT][size] = 0;
}

/* A third of them whole, a third cut, a third with another word at the end. */
static void repeat_claim(struct bench *b, struct cb_buf *out)
{
    size_t count = b->kept_count < KEPT ? b->kept_count : KEPT;
    struct cb_str claim = cb_str_of(b->kept[chance(b, (uint32_t)count)]);
    uint32_t how = chance(b, 3);

    if (how > 0)
        claim.len = claim.len * 2 / 3;
    cb_buf_add(out, claim);
    cb_buf_add_char(out, ' ');
    if (how == 2)
        add_word(b, out);
    cb_buf_add_char(out, '.');
}

static void check(cb_status rc, const struct cb_err *err)
{
    if (rc == CB_OK)
        return;
    fprintf(stderr, "bench_clusters: %s\n", err->text);
    exit(1);
}

static void add_claim(struct bench *b, struct cb_facts *facts, struct cb_span span)
{
    struct cb_claim *claim = CB_PUSH(&b->arena, &facts->claims);

    *claim = (struct cb_claim){
        .span = span,
        .kind = CB_CLAIM_INDIRECT,
        .speaker = chance(b, 3) ? chance(b, (uint32_t)facts->entities.count) : CB_NONE,
        .cited_source = CB_NONE,
        .rule = "any.claim.stated",
    };
    claim->no_speaker = claim->speaker == CB_NONE ? CB_SPEAKER_NOT_FOUND : CB_SPEAKER_KNOWN;
}

/* An article, one claim a sentence. */
static void store_article(struct bench *b, uint32_t number)
{
    struct cb_buf text;
    struct cb_document doc = {.arena = &b->arena};
    struct cb_facts facts = {0};
    struct cb_record record = {.doc = &doc, .facts = &facts};
    struct cb_err err;
    int64_t id;

    cb_buf_init(&text, 1 << 20);
    for (int i = 0; i < 4; i++) {
        struct cb_str name = cb_arena_printf(&b->arena, "S%u", chance(b, SPEAKERS));
        *CB_PUSH(&b->arena, &facts.entities) = (struct cb_entity){name, name, CB_ENTITY_PERSON, 1};
    }
    for (int i = 0; i < CLAIMS_EACH; i++) {
        uint32_t start = (uint32_t)text.len;
        struct cb_span span;
        if (b->kept_count > 0 && chance(b, 4) == 0)
            repeat_claim(b, &text);
        else
            add_new_claim(b, &text);
        span = (struct cb_span){start, (uint32_t)text.len};
        cb_buf_add_char(&text, '\n');
        *CB_PUSH(&b->arena, &doc.sentences) = (struct cb_sentence){.span = span};
        add_claim(b, &facts, span);
    }
    doc.text = cb_buf_view(&text);
    *CB_PUSH(&b->arena, &doc.passages) =
        (struct cb_passage){CB_PASSAGE_BODY, {0, (uint32_t)doc.text.len}, "any.passage.paragraph"};
    doc.published = cb_arena_printf(&b->arena, "2025-%02u-%02u", 1 + number / 300 % 12, 1 + number % 28);
    snprintf(doc.sha256, sizeof doc.sha256, "%064u", number);
    check(cb_store_article(b->store, &record, &id, &err), &err);
    cb_buf_release(&text);
    cb_arena_clear(&b->arena);
}

static void store_batch(struct bench *b, uint32_t *number)
{
    struct cb_err err;
    double start = bench_now();

    check(cb_tx_begin(&b->db, &err), &err);
    check(cb_store_begin(b->store, &err), &err);
    for (int i = 0; i < BATCH; i++)
        store_article(b, (*number)++);
    b->storing += bench_now() - start;
    start = bench_now();
    check(cb_store_end(b->store, &err), &err);
    b->linking += bench_now() - start;
    check(cb_tx_commit(&b->db, &err), &err);
}

int main(int argc, char **argv)
{
    static struct bench b = {.seed = 7};
    uint32_t claims = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 100000, number = 0;
    struct cb_err err;

    check(cb_db_open(":memory:", CB_OPEN_CREATE, 0, &b.db, &err), &err);
    check(cb_db_migrate(&b.db, NULL, &err), &err);
    check(cb_store_open(&b.db, NULL, &b.store, &err), &err);
    printf("  claims  storing  linking  linking/storing\n");
    for (uint32_t block = 1; block <= BLOCKS; block++) {
        uint32_t before = number;
        b.storing = b.linking = 0;
        while ((uint64_t)number * CLAIMS_EACH * BLOCKS < (uint64_t)claims * block)
            store_batch(&b, &number);
        printf("%8u %6.1fus %6.1fus %16.2f\n", number * CLAIMS_EACH,
               b.storing * 1e6 / ((number - before) * CLAIMS_EACH),
               b.linking * 1e6 / ((number - before) * CLAIMS_EACH), b.linking / b.storing);
    }
    cb_store_close(b.store);
    cb_db_close(&b.db);
    cb_arena_release(&b.arena);
    return 0;
}
