/* Corrections at random, and what is in a file behind them. */
#ifndef CB_TESTS_UNIT_ENGINE_CORRECTIONS_H
#define CB_TESTS_UNIT_ENGINE_CORRECTIONS_H

#include "unit/engine/bench.h"

#include "base/alloc.h"

/* ---- chance ---- */

static inline uint32_t chance(uint64_t *seed, uint32_t below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % below;
}

/* What one of many says in nearly the same words. */
static inline const char *crowd_text(int number, char text[256])
{
    static const char *const FIRST[] = {"Anna", "Bert", "Cora", "Dirk", "Edda", "Fritz", "Grete", "Hanno"};
    static const char *const LAST[] = {"Ahrens",    "Boysen", "Carsten", "Dirks", "Ehlers",
                                       "Feddersen", "Gerdes", "Harms",   "Ihnen"};

    snprintf(text, 256, "\u201eWir warten auf den Regen dieses langen Sommers%s\u201c, sagte %s %s.",
             number % 3 ? "" : " schon", FIRST[number % 8], LAST[number / 8]);
    return text;
}

/* ---- what is in a file ---- */

/* All rows of `sql`, as bytes. */
static inline void add_rows(struct bench *bench, struct cb_buf *out, const char *sql)
{
    struct cb_stmt stmt = {0};
    struct cb_err err = {0};
    bool row = true;

    if (cb_stmt_prepare(&bench->kb->db, sql, &stmt, &err) != CB_OK)
        fail_msg("%s: %s", sql, err.text);
    for (;;) {
        if (cb_stmt_step(&stmt, &row, &err) != CB_OK)
            fail_msg("%s", err.text);
        if (!row)
            break;
        for (int c = 0; c < sqlite3_column_count(stmt.handle); c++) {
            struct cb_str text = cb_stmt_text(&stmt, c);
            cb_buf_printf(out, "%.*s|", CB_STR_ARG(text.ptr ? text : CB_STR("-")));
        }
        cb_buf_add_char(out, '\n');
    }
    cb_stmt_release(&stmt);
}

/* The same of several ones. The caller frees them. */
static inline char *all_rows(struct bench *bench, const char *const *sql, size_t count)
{
    struct cb_buf out;

    cb_buf_init(&out, SIZE_MAX / 4);
    for (size_t q = 0; q < count; q++) {
        cb_buf_printf(&out, "-- %d\n", (int)q);
        add_rows(bench, &out, sql[q]);
    }
    assert_false(cb_buf_failed(&out));
    return out.bytes;
}

/* Every row of every table that extraction fills, with its ids. */
static inline char *extracted(struct bench *bench)
{
    static const char *const TABLES[] = {"articles",
                                         "entities",
                                         "aliases",
                                         "sources",
                                         "passages",
                                         "sentences",
                                         "mentions",
                                         "joins",
                                         "positions",
                                         "citations",
                                         "claims",
                                         "claim_spans",
                                         "claim_entities",
                                         "figures",
                                         "propositions",
                                         "proposition_spans",
                                         "proposition_figures",
                                         "claim_clusters",
                                         "claim_cluster_members",
                                         "article_copies",
                                         "entity_evidence",
                                         "claim_wordings",
                                         "wording_links",
                                         "extracted_claim_rows",
                                         "extracted_figure_rows",
                                         "extracted_mention_rows",
                                         "extracted_entities",
                                         "extracted_aliases",
                                         "correction_rows",
                                         "correction_search"};
    struct cb_buf out;

    cb_buf_init(&out, SIZE_MAX / 4);
    for (size_t t = 0; t < sizeof TABLES / sizeof *TABLES; t++) {
        char sql[128];
        snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2", TABLES[t]);
        cb_buf_printf(&out, "%s\n", TABLES[t]);
        add_rows(bench, &out, sql);
    }
    return out.bytes;
}

#define E(column) "(SELECT e.key FROM entities AS e WHERE e.id = " column ")"
#define A(column) "(SELECT a.sha256 FROM articles AS a WHERE a.id = " column ")"
#define S(column) "(SELECT s.name FROM sources AS s WHERE s.id = " column ")"

/* What the file says, by what things are called: the ids depend on when what came. */
static inline char *content(struct bench *bench)
{
    static const char *const SQL[] = {
        "SELECT a.sha256, a.title, a.author, a.published, " S("a.source_id") " FROM articles AS a ORDER BY 1",
        "SELECT e.key, e.name, e.kind, e.origin, " E("e.merged_into") " FROM entities AS e ORDER BY 1",
        "SELECT " E("l.entity_id") ", l.alias, l.origin FROM aliases AS l ORDER BY 1, 2",
        "SELECT s.name, s.kind, s.origin FROM sources AS s ORDER BY 1",
        "SELECT " A("m.article_id") ", m.start_char, m.end_char, " E(
            "m.entity_id") ", m.kind, m.rule, m.origin, m.link\n"
                           "FROM mentions AS m ORDER BY 1, 2, 3, 4",
        "SELECT " A("m.article_id") ", m.start_char, m.end_char, " E("m.person_id") ", m.title, " E(
            "m.organization_id") "\n"
                                 "FROM positions AS m ORDER BY 1, 2, 3, 4, 5, 6",
        "SELECT " A("m.article_id") ", m.start_char, m.end_char, " S(
            "m.source_id") ", m.rule, m.origin\n"
                           "FROM citations AS m ORDER BY 1, 2, 3, 4",
        "SELECT " A("c.article_id") ", c.start_char, c.end_char, c.kind, c.medium, c.act, " E(
            "c.speaker_id") ",\n"
                            "c.no_speaker, " S("c.cited_source_id") ", c.text, c.rule, c.origin FROM claims "
                                                                    "AS c ORDER BY 1, 2, 3, 4, 7",
        "SELECT " A("c.article_id") ", c.start_char, c.end_char, l.role, " E(
            "l.entity_id") "\n"
                           "FROM claim_entities AS l JOIN claims AS c ON c.id = l.claim_id ORDER BY 1, 2, 3, "
                           "4, 5",
        "SELECT " A("f.article_id") ", f.start_char, f.end_char, f.kind, f.low, f.high, f.date_low, "
                                    "f.date_high, f.unit,\n"
                                    "f.bound, f.approximate, f.what, f.what_key, " E(
                                        "f.entity_id") ", f.rule, f.origin, c.start_char, c.end_char\n"
                                                       "FROM figures AS f LEFT JOIN claims AS c ON c.id = "
                                                       "f.claim_id ORDER BY 1, 2, 3, 4, 5, 6, 7",
        "SELECT " A("p.article_id") ", p.start_char, p.end_char, p.subject, p.predicate, p.object, " E(
            "p.subject_id") ",\n" E("p.object_id") ", c.start_char, c.end_char FROM propositions AS p LEFT "
                                                   "JOIN claims AS c ON c.id = p.claim_id\n"
                                                   "ORDER BY 1, 2, 3, 4, 5, 6",
        "SELECT " A(
            "c.article_id") ", c.start_char, c.end_char, m.relation, k.claims, k.articles, k.speakers\n"
                            "FROM claim_cluster_members AS m JOIN claims AS c ON c.id = m.claim_id\n"
                            "JOIN claim_clusters AS k ON k.id = m.cluster_id ORDER BY 1, 2, 3, 4",
        "SELECT c.uid, c.status FROM corrections AS c ORDER BY c.uid",
    };

    return all_rows(bench, SQL, sizeof SQL / sizeof *SQL);
}

/* Fails with the first line that differs, and frees `is`. */
static inline void check_same(const char *what, const char *was, char *is)
{
    const char *a = was, *b = is;

    while (*a && *a == *b) {
        a++;
        b++;
    }
    if (*a || *b) {
        while (a > was && a[-1] != '\n') {
            a--;
            b--;
        }
        fail_msg("%s:\n%.*s\n%.*s", what, (int)strcspn(a, "\n"), a, (int)strcspn(b, "\n"), b);
    }
    cb_free(is);
}

/* ---- corrections at random ---- */

static inline struct cb_correction_result correct(struct bench *bench, struct cb_correction correction)
{
    struct cb_correction_result result = {0};
    struct cb_err err = {0};
    cb_status rc = cb_kb_correct(bench->kb, &correction, 1, false, &result, &err);

    if (rc != CB_OK && rc != CB_BAD_INPUT)
        fail_msg("%s %s: %s", correction.action, correction.table, err.text);
    return result;
}

/* The id of a row at random, 0 where there is none. */
static inline int64_t pick(struct bench *bench, const char *table, uint64_t *seed)
{
    char sql[160];

    snprintf(sql, sizeof sql,
             "SELECT id FROM %s WHERE id >= %u %% (SELECT max(id) + 1 FROM %s) ORDER BY id LIMIT 1", table,
             chance(seed, 1000000), table);
    return bench_number(bench, sql);
}

/* The first column of the first row, "" where there is none. */
static inline const char *text_of(struct bench *bench, const char *sql, char text[256])
{
    struct cb_buf out;

    cb_buf_init(&out, 1 << 20);
    add_rows(bench, &out, sql);
    snprintf(text, 256, "%.*s", (int)strcspn(out.bytes ? out.bytes : "", "|"), out.bytes ? out.bytes : "");
    cb_buf_release(&out);
    return text;
}

static inline const char *key_of(struct bench *bench, int64_t entity, char key[256])
{
    char sql[96];

    snprintf(sql, sizeof sql, "SELECT key FROM entities WHERE id = %lld", (long long)entity);
    return text_of(bench, sql, key);
}

/* Some words of an article: a word in the middle of a sentence. */
static inline const char *words_of(struct bench *bench, int64_t article, uint64_t *seed, char words[256])
{
    char sql[512];

    snprintf(
        sql, sizeof sql,
        "SELECT substr(a.text, s.start_char + 1, min(s.end_char - s.start_char, %u)) FROM articles AS a\n"
        "JOIN sentences AS s ON s.article_id = a.id WHERE a.id = %lld ORDER BY (s.seq * 7919 + %u) %% 101 "
        "LIMIT 1",
        5 + chance(seed, 30), (long long)article, chance(seed, 1000));
    return text_of(bench, sql, words);
}

/* A correction with the texts that it points at. */
struct planned {
    struct cb_correction c;
    char key[256], values[640], words[256];
};

__attribute__((format(printf, 2, 3))) static inline void give(struct planned *p, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(p->values, sizeof p->values, format, args);
    va_end(args);
    p->c.values = p->values;
}

static inline void plan_set(struct bench *bench, uint64_t *seed, struct planned *p, const char *other)
{
    static const char *const KINDS[] = {"direct", "indirect", "reported", "stated"};

    p->c.action = "set", p->c.table = "claims";
    switch (chance(seed, 7)) {
    case 0:
    case 1:
        give(p, "{\"speaker\": \"%s\"}", other);
        break;
    case 2:
        give(p, "{\"kind\": \"%s\", \"act\": \"warn\", \"about\": \"%s; %s\", \"source\": \"Blatt %u\"}",
             KINDS[chance(seed, 4)], p->key, other, chance(seed, 3));
        break;
    case 3:
        give(p, "{\"speaker\": null, \"no_speaker\": \"passive\"}");
        break;
    case 4:
        p->c.table = "figures";
        give(p, "{\"value\": %u.25, \"unit\": \"EUR\", \"bound\": \"about\", \"entity\": \"%s\"}",
             chance(seed, 100), other);
        break;
    case 5:
        p->c.table = "citations";
        give(p, "{\"source\": \"Blatt %u\"}", chance(seed, 3));
        break;
    default:
        p->c.table = "mentions";
        give(p, "{\"entity\": \"%s\"}", other);
    }
    p->c.id = pick(bench, p->c.table, seed);
}

static inline void plan_add(struct bench *bench, uint64_t *seed, struct planned *p, const char *other)
{
    static const char *const TABLES[] = {"claims", "figures", "mentions", "citations"};

    p->c.action = "add", p->c.table = TABLES[chance(seed, 4)], p->c.article = pick(bench, "articles", seed);
    p->c.text = words_of(bench, p->c.article, seed, p->words);
    switch (p->c.table[0]) {
    case 'f':
        give(p, "{\"kind\": \"count\", \"value\": %u, \"what\": \"Dinge\", \"what_key\": \"ding\"}",
             30 + chance(seed, 3));
        break;
    case 'm':
        give(p, "{\"entity\": \"%s\"}", other);
        break;
    default:
        give(p,
             p->c.table[1] == 'l' ? "{\"kind\": \"indirect\", \"speaker\": \"%s\"}" : "{\"source\": \"%s\"}",
             other);
    }
}

static inline void plan_entity(struct bench *bench, uint64_t *seed, struct planned *p, const char *other)
{
    char sql[512], alias[256];

    p->c.table = "entities", p->c.key = p->key;
    switch (chance(seed, 8)) {
    case 0:
    case 1:
    case 2:
        p->c.action = "merge";
        give(p, "{\"into\": \"%s\"}", other);
        break;
    case 3:
        p->c.action = "rename";
        give(p, "{\"name\": \"Name %u\"}", chance(seed, 1000));
        break;
    case 4:
        p->c.action = "kind";
        give(p, "{\"kind\": \"%s\"}", chance(seed, 2) ? "organization" : "person");
        break;
    case 5:
        p->c.action = "alias remove";
        snprintf(
            sql, sizeof sql,
            "SELECT alias FROM aliases AS a JOIN entities AS e ON e.id = a.entity_id WHERE e.key = '%s'\n"
            "ORDER BY length(alias) %% 7, alias",
            p->key);
        give(p, "{\"alias\": \"%s\"}", text_of(bench, sql, alias));
        break;
    case 6:
        p->c.action = "split";
        give(p, "{\"from\": \"%s\"}", other);
        break;
    default:
        p->c.action = "split";
        give(p, "{\"to\": \"Neu %u\", \"kind\": \"organization\", \"article\": %lld}", chance(seed, 9),
             (long long)pick(bench, "articles", seed));
    }
}

static inline void plan_one(struct bench *bench, uint64_t *seed, struct planned *p)
{
    static const char *const REJECTED[] = {"claims",    "figures",   "mentions",    "claims",
                                           "citations", "positions", "propositions"};
    char other[256];

    *p = (struct planned){.c = {.by = "chance", .note = "at random"}};
    key_of(bench, pick(bench, "entities", seed), p->key);
    key_of(bench, pick(bench, "entities", seed), other);
    switch (chance(seed, 16)) {
    case 0:
    case 1:
    case 2:
        p->c.action = "reject", p->c.table = REJECTED[chance(seed, 7)];
        p->c.id = pick(bench, p->c.table, seed);
        break;
    case 3:
    case 4:
    case 5:
        plan_add(bench, seed, p, other);
        break;
    case 6:
    case 7:
    case 8:
    case 9:
        plan_entity(bench, seed, p, other);
        break;
    default:
        plan_set(bench, seed, p, other);
    }
}

static inline void make_one(struct bench *bench, uint64_t *seed)
{
    struct planned p;

    plan_one(bench, seed, &p);
    correct(bench, p.c);
}

/* Undoes an entry that holds, whichever comes; false where none is left. */
static inline bool undo_one(struct bench *bench, uint64_t *seed)
{
    char sql[200];
    struct cb_correction c = {.action = "undo", .table = "corrections"};

    snprintf(sql, sizeof sql,
             "SELECT id FROM corrections WHERE action <> 'undo' AND status <> 'undone'\n"
             "ORDER BY (id * 7919 + %u) %% 997 LIMIT 1",
             chance(seed, 1000));
    c.id = bench_number(bench, sql);
    return c.id > 0 && correct(bench, c).outcome == CB_CORRECTED;
}

static inline void rebuild(struct bench *bench)
{
    struct cb_err err = {0};

    if (cb_kb_rebuild(bench->kb, NULL, NULL, &err) != CB_OK)
        fail_msg("%s", err.text);
}

static inline void import(struct bench *bench, const char *path)
{
    struct cb_err err = {0};

    if (bench_try(bench, &path, 1, &err) != CB_OK)
        fail_msg("%s", err.text);
}

#endif
