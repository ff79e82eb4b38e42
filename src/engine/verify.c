#include "engine/kb.h"
#include "store/corrections.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

struct verify {
    struct cb_kb *kb;
    void (*on_violation)(void *context, const char *line);
    void *context;
    uint64_t violations;
};

static void __attribute__((format(printf, 2, 3))) violation(struct verify *verify, const char *format, ...)
{
    char line[1024];
    va_list args;

    verify->violations++;
    if (!verify->on_violation)
        return;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    verify->on_violation(verify->context, line);
}

/* ---- checks that SQL can make: each row of their only column is a violation ---- */

static const char *const FILE_CHECKS[] = {
    "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    ("SELECT replace(\"table\", '_rows', 's') || coalesce(' ' || rowid, '') || ': points at a row of '\n"
     "       || replace(parent, '_rows', 's') || ' that is not there'\n"
     "FROM pragma_foreign_key_check"),
    ("SELECT 'corrections ' || id || ': target or payload is not JSON' FROM corrections\n"
     "WHERE NOT json_valid(target) OR NOT json_valid(coalesce(payload, 'null'))"),
};

/* clang-format off */
#define COUNTED(table) \
    "SELECT 'table' AS part, '" table "' AS name, 0 AS source_id, count(*) AS number FROM " table "\n" \
    "UNION ALL "
#define RULES_OF(table) \
    "SELECT '" table " by rule', rule, 0, count(*) FROM " table " GROUP BY rule\n" \
    "UNION ALL "
#define KINDS_OF(table) \
    "SELECT '" table " by kind', kind, 0, count(*) FROM " table " GROUP BY kind\n" \
    "UNION ALL "

/* What is due is counted by the next command that writes. */
#define COUNTED_ALL \
    "NOT EXISTS (SELECT 1 FROM meta WHERE key = 'changed') AND NOT EXISTS (SELECT 1 FROM retired) AND EXISTS (\n" \
    "    SELECT 1 FROM summary_state WHERE (article_id, correction_id, orphaned) = (\n" \
    "        SELECT (SELECT coalesce(max(id), 0) FROM articles), (SELECT coalesce(max(id), 0) FROM corrections),\n" \
    "               (SELECT count(*) FROM corrections WHERE status = 'orphaned')))"

static const char COUNTS_CHECK[] =
    "WITH kept AS (SELECT part, name, source_id, sum(number) AS number FROM base_counts GROUP BY 1, 2, 3),\n"
    "there AS (\n"
    COUNTED("passages") COUNTED("sentences") KINDS_OF("claims") KINDS_OF("figures") KINDS_OF("mentions")
    RULES_OF("claims") RULES_OF("figures") RULES_OF("mentions") RULES_OF("citations") RULES_OF("positions")
    RULES_OF("propositions")
    "SELECT 'articles by language', language, 0, count(*) FROM articles GROUP BY language\n"
    "UNION ALL SELECT 'articles by outlet', '', coalesce(source_id, 0), count(*) FROM articles GROUP BY 3\n"
    "UNION ALL SELECT 'articles by month', coalesce(substr(published, 1, 7), ''), 0, count(*)\n"
    "FROM articles GROUP BY 2)\n"
    "SELECT 'base_counts ' || rtrim(k.part || ' ' || k.name) || ': counts other rows than there are'\n"
    "FROM (SELECT part, name, source_id FROM (SELECT * FROM there WHERE number > 0 EXCEPT SELECT * FROM kept)\n"
    "      UNION\n"
    "      SELECT part, name, source_id FROM (SELECT * FROM kept WHERE number <> 0 EXCEPT SELECT * FROM there)) AS k\n"
    "WHERE " COUNTED_ALL;

#define BOTH_WAYS(a, b) \
    "(SELECT * FROM (SELECT * FROM " a " EXCEPT SELECT * FROM " b ")\n" \
    " UNION ALL SELECT * FROM (SELECT * FROM " b " EXCEPT SELECT * FROM " a "))"
#define DAY_NUMBER(day) "CAST(replace(" day ", '-', '') AS INTEGER)"
#define NO_COPIES "WHERE NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id)\n"

static const char MONTHS_CHECK[] =
    "WITH named (entity_id, article_id, mentions, claims_by, claims_about) AS (\n"
    "    SELECT entity_id, article_id, 1, 0, 0 FROM mentions\n"
    "    UNION ALL SELECT speaker_id, article_id, 0, 1, 0 FROM claims WHERE speaker_id IS NOT NULL\n"
    "    UNION ALL SELECT x.entity_id, c.article_id, 0, 0, 1\n"
    "    FROM claim_entities AS x JOIN claims AS c ON c.id = x.claim_id WHERE x.role = 'about'),\n"
    "there (entity_id, month, articles, mentions, claims_by, claims_about) AS (\n"
    "    SELECT n.entity_id, coalesce(" DAY_NUMBER("substr(a.published, 1, 7)") ", 0), count(DISTINCT a.id),\n"
    "           sum(n.mentions), sum(n.claims_by), sum(n.claims_about)\n"
    "    FROM named AS n JOIN articles AS a ON a.id = n.article_id " NO_COPIES "GROUP BY 1, 2)\n"
    "SELECT DISTINCT 'entity_months of entity ' || entity_id || ': counts other rows than there are'\n"
    "FROM " BOTH_WAYS("there", "entity_months") " WHERE " COUNTED_ALL;

static const char OUTLETS_CHECK[] =
    "WITH there AS (\n"
    "    SELECT c.speaker_id, iif(w.whole, -1, coalesce(a.source_id, 0)), count(*), sum(c.kind = 'direct'),\n"
    "           sum(c.kind IN ('indirect', 'indirect_free_indirect', 'free_indirect')), sum(c.kind = 'reported'),\n"
    "           count(DISTINCT a.id), " DAY_NUMBER("min(a.published)") ", " DAY_NUMBER("max(a.published)") "\n"
    "    FROM claims AS c JOIN articles AS a ON a.id = c.article_id JOIN (SELECT 0 AS whole UNION ALL SELECT 1) AS w\n"
    "    " NO_COPIES "AND c.speaker_id IS NOT NULL GROUP BY 1, 2)\n"
    "SELECT DISTINCT 'speaker_outlets of speaker ' || speaker_id || ': counts other rows than there are'\n"
    "FROM " BOTH_WAYS("speaker_outlets", "there") " WHERE " COUNTED_ALL;
/* clang-format on */

#define RULE_CHECK(name, table, column)                                                                      \
    "SELECT '" name " ' || p.id || ': its rule is in no list' FROM " table " AS p\n"                         \
    "WHERE p." column " NOT IN (SELECT t.id FROM rules AS r JOIN terms AS t ON t.term = r.id)"

static const char *const ROW_CHECKS[] = {
    ("SELECT 'passages ' || p.seq || ' of article ' || p.article_id || ': begins inside the one before'\n"
     "FROM passages AS p JOIN passages AS before ON before.article_id = p.article_id AND before.seq = p.seq "
     "- "
     "1\n"
     "WHERE p.start_char < before.end_char"),
    ("SELECT 'sentences ' || s.seq || ' of article ' || s.article_id || ': lies in no passage'\n"
     "FROM sentences AS s LEFT JOIN passages AS p ON p.article_id = s.article_id AND p.seq = s.passage_seq\n"
     "WHERE p.seq IS NULL OR s.start_char < p.start_char OR s.end_char > p.end_char"),
    ("SELECT 'claims ' || c.id || ': has no span of its own words' FROM claims AS c\n"
     "WHERE NOT EXISTS (SELECT 1 FROM claim_spans AS x WHERE x.claim_id = c.id AND x.role = 'claim')"),
    ("SELECT 'claim_spans of claim ' || c.id || ': its words reach out of it'\n"
     "FROM claims AS c JOIN claim_spans AS x ON x.claim_id = c.id AND x.role = 'claim'\n"
     "WHERE x.start_char < c.start_char OR x.end_char > c.end_char"),
    ("SELECT 'figures ' || f.id || ': stands in a claim of another article'\n"
     "FROM figures AS f JOIN claims AS c ON c.id = f.claim_id WHERE c.article_id <> f.article_id"),
    /* but for what an import that was cut short has left to the next one */
    ("SELECT 'articles ' || id || ': was not compared with the others' FROM articles\n"
     "WHERE id NOT IN (SELECT article_id FROM article_wordings) AND id NOT IN (SELECT article_id FROM "
     "retired)\n"
     "AND id <= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'linked')"),
    ("SELECT 'article_copies ' || k.article_id || ': appeared before its original'\n"
     "FROM article_copies AS k JOIN articles AS a ON a.id = k.article_id JOIN articles AS o ON o.id = "
     "k.original_id\n"
     "WHERE coalesce(o.published, '9999-12-31') > coalesce(a.published, '9999-12-31')"),
    ("SELECT 'claim_clusters ' || k.id || ': its counts are not those of its claims' FROM claim_clusters AS "
     "k\n"
     "LEFT JOIN (SELECT m.cluster_id, count(*) AS claims, count(DISTINCT c.article_id) AS articles,\n"
     "                  min(m.claim_id) AS least\n"
     "           FROM claim_cluster_members AS m JOIN claims AS c ON c.id = m.claim_id GROUP BY "
     "m.cluster_id) "
     "AS "
     "x\n"
     "ON x.cluster_id = k.id\n"
     "WHERE (k.claims, k.articles, k.id) IS NOT (x.claims, x.articles, x.least)\n"
     "OR k.origins > k.articles OR k.outlets > k.articles"),
    ("SELECT 'claim_clusters ' || k.id || ': does not begin with its first claim' FROM claim_clusters AS k\n"
     "WHERE (SELECT group_concat(m.claim_id) FROM claim_cluster_members AS m\n"
     "       WHERE m.cluster_id = k.id AND m.relation = 'first') IS NOT CAST(k.first_claim_id AS TEXT)"),
    ("SELECT 'claim_cluster_members ' || m.claim_id || ': is like a claim of another cluster'\n"
     "FROM claim_cluster_members AS m LEFT JOIN claim_cluster_members AS x ON x.claim_id = m.like_claim_id\n"
     "WHERE m.like_claim_id IS NOT NULL AND x.cluster_id IS NOT m.cluster_id"),
    ("SELECT 'propositions ' || p.id || ': stands in a claim of another article'\n"
     "FROM proposition_rows AS p JOIN claims AS c ON c.id = p.claim_id WHERE c.article_id <> p.article_id"),
    ("SELECT 'propositions ' || p.id || ': its figure is one of another article'\n"
     "FROM proposition_rows AS p JOIN proposition_figures AS x ON x.proposition_id = p.id\n"
     "LEFT JOIN figures AS f ON f.id = x.figure_id WHERE f.article_id IS NOT p.article_id"),
    RULE_CHECK("mentions", "mention_rows", "rule_term"),
    RULE_CHECK("mentions", "mention_rows", "link_term"),
    RULE_CHECK("claims", "claim_rows", "rule_term"),
    RULE_CHECK("figures", "figure_rows", "rule_term"),
    RULE_CHECK("propositions", "proposition_rows", "rule_term"),
    ("SELECT 'claims ' || c.id || ' (article ' || c.article_id || '): its one span is not its place'\n"
     "FROM claims AS c\n"
     "JOIN claim_spans AS x ON x.claim_id = c.id AND x.role = 'claim' AND x.seq = 0\n"
     "WHERE (x.start_char, x.end_char) IS NOT (c.start_char, c.end_char) AND NOT EXISTS\n"
     "(SELECT 1 FROM claim_spans AS y WHERE y.claim_id = c.id AND y.role = 'claim' AND y.seq > 0)"),
    ("SELECT 'articles ' || id || ': is not in the search index' FROM articles\n"
     "WHERE id NOT IN (SELECT id FROM articles_fts_docsize)"),
    ("SELECT 'claims ' || id || ': is not in the search index' FROM claims\n"
     "WHERE id NOT IN (SELECT id FROM claims_fts_docsize)"),
    ("SELECT 'articles_fts ' || id || ': there is no such article' FROM articles_fts_docsize\n"
     "WHERE id NOT IN (SELECT id FROM articles)"),
    ("SELECT 'claims_fts ' || id || ': there is no such claim' FROM claims_fts_docsize\n"
     "WHERE id NOT IN (SELECT id FROM claims)"),
    COUNTS_CHECK,
    MONTHS_CHECK,
    OUTLETS_CHECK,
};

/* Do the rows say what the log says? */
#define IS_IN_LOG(table)                                                                                     \
    "SELECT '" table " ' || x.id || ': is curated, but no correction says so' FROM " table " AS x\n"         \
    "WHERE x.origin = 'curated' AND NOT EXISTS (\n"                                                          \
    "    SELECT 1 FROM correction_rows AS r WHERE r.table_name = '" table "' AND r.row_id = x.id)"
#define IS_GONE(table)                                                                                       \
    "SELECT 'corrections ' || c.id || ': what it rejects is there, " table " ' || x.id\n"                    \
    "FROM corrections AS c JOIN correction_rows AS r ON r.correction_id = c.id\n"                            \
    "JOIN " table " AS x ON x.id = r.row_id\n"                                                               \
    "WHERE r.table_name = '" table "' AND c.action = 'reject' AND c.status = 'applied'"

static const char *const CORRECTION_CHECKS[] = {
    IS_IN_LOG("claims"),
    IS_IN_LOG("figures"),
    IS_IN_LOG("mentions"),
    IS_IN_LOG("citations"),
    IS_GONE("claims"),
    IS_GONE("figures"),
    IS_GONE("mentions"),
    IS_GONE("citations"),
    IS_GONE("positions"),
    IS_GONE("propositions"),
    ("SELECT 'corrections ' || c.id || ': is applied, but stands nowhere' FROM corrections AS c\n"
     "WHERE c.status = 'applied' AND c.action IN ('set', 'reject', 'add') AND c.table_name <> 'entities'\n"
     "AND NOT EXISTS (SELECT 1 FROM correction_rows AS r WHERE r.correction_id = c.id)"),
    ("SELECT 'corrections ' || c.id || ': is ' || c.status || ', but applied' FROM corrections AS c\n"
     "JOIN correction_rows AS r ON r.correction_id = c.id WHERE c.status <> 'applied'"),
    /* the last word on each field is what the row says; a speaker and the reason for none are one field */
    ("SELECT 'corrections ' || c.id || ': ' || r.table_name || ' ' || r.row_id || ' does not say its ' || "
     "j.key\n"
     "FROM corrections AS c JOIN correction_rows AS r ON r.correction_id = c.id\n"
     "JOIN json_each(c.payload) AS j\n"
     "JOIN correction_values AS v ON v.table_name = r.table_name AND v.row_id = r.row_id\n"
     "WHERE c.status = 'applied' AND c.action IN ('set', 'add') AND j.key <> 'about'\n"
     "AND (j.key <> 'no_speaker' OR j.value IS NOT NULL)\n"
     "AND json_extract(v.fields, '$.' || j.key) IS NOT iif(\n"
     "    j.key IN ('speaker', 'entity'),\n"
     "    (SELECT i.key FROM entities AS e JOIN entities AS i ON i.id = coalesce(e.merged_into, e.id)\n"
     "     WHERE e.key = j.value), j.value)\n"
     "AND NOT EXISTS (\n"
     "    SELECT 1 FROM correction_rows AS s JOIN corrections AS l ON l.id = s.correction_id\n"
     "    WHERE s.table_name = r.table_name AND s.row_id = r.row_id AND l.id > c.id AND l.status = "
     "'applied'\n"
     "    AND (json_type(l.payload, '$.' || j.key) IS NOT NULL\n"
     "         OR j.key IN ('speaker', 'no_speaker') AND (json_type(l.payload, '$.speaker') IS NOT NULL\n"
     "                                                    OR json_type(l.payload, '$.no_speaker') IS NOT "
     "NULL)))"),
    ("SELECT 'corrections ' || c.id || ': ' || c.entity_key || ' does not have its ' || j.key\n"
     "FROM corrections AS c JOIN json_each(c.payload) AS j JOIN entities AS e ON e.key = c.entity_key\n"
     "WHERE c.status = 'applied' AND c.action IN ('add', 'rename', 'kind')\n"
     "AND j.value IS NOT iif(j.key = 'name', e.name, e.kind)\n"
     "AND NOT EXISTS (SELECT 1 FROM corrections AS l WHERE l.entity_key = c.entity_key AND l.id > c.id\n"
     "                AND l.status = 'applied' AND l.action IN ('add', 'rename', 'kind')\n"
     "                AND json_type(l.payload, '$.' || j.key) IS NOT NULL)"),
    ("SELECT 'entities ' || e.id || ': is one with entity ' || e.merged_into || ', but rows speak of it'\n"
     "FROM entities AS e WHERE e.merged_into IS NOT NULL\n"
     "AND (EXISTS (SELECT 1 FROM mentions AS m WHERE m.entity_id = e.id)\n"
     "     OR EXISTS (SELECT 1 FROM claims AS c WHERE c.speaker_id = e.id)\n"
     "     OR EXISTS (SELECT 1 FROM claim_entities AS l WHERE l.entity_id = e.id)\n"
     "     OR EXISTS (SELECT 1 FROM figures AS f WHERE f.entity_id = e.id)\n"
     "     OR EXISTS (SELECT 1 FROM proposition_rows AS p WHERE e.id IN (p.subject_id, p.object_id)))"),
    ("SELECT 'corrections ' || c.id || ': ' || c.entity_key || ' is not one with ' || "
     "json_extract(c.payload, '$.into')\n"
     "FROM corrections AS c JOIN entities AS e ON e.key = c.entity_key\n"
     "JOIN entities AS i ON i.key = json_extract(c.payload, '$.into')\n"
     "WHERE c.action = 'merge' AND c.status = 'applied'\n"
     "AND coalesce(e.merged_into, e.id) <> coalesce(i.merged_into, i.id)\n"
     "AND NOT EXISTS (SELECT 1 FROM corrections AS s WHERE s.status = 'applied' AND s.id > c.id\n"
     "                AND (s.action = 'split' OR s.action = 'merge' AND s.entity_key = c.entity_key))"),
};

static cb_status run_checks(struct verify *verify, const char *const *checks, size_t count,
                            struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt stmt = {0};
    bool row;

    for (size_t i = 0; i < count; i++) {
        CB_TRY(cb_stmt_prepare(&verify->kb->db, checks[i], &stmt, err));
        for (;;) {
            CB_TRY(cb_stmt_step(&stmt, &row, err));
            if (!row)
                break;
            violation(verify, "%.*s", CB_STR_ARG(cb_stmt_text(&stmt, 0)));
        }
        cb_stmt_release(&stmt);
    }
done:
    cb_stmt_release(&stmt);
    return rc;
}

/* FTS5 compares its index with the texts when it is told to in an INSERT, so this needs a connection that may
 * write. */
static void check_search_index(struct verify *verify)
{
    static const char *const TABLES[] = {"articles_fts", "claims_fts"};
    char sql[128];

    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        snprintf(sql, sizeof sql, "INSERT INTO %s (%s, rank) VALUES ('integrity-check', 1)", TABLES[i],
                 TABLES[i]);
        if (cb_db_exec(&verify->kb->db, sql, NULL) != CB_OK)
            violation(verify, "%s: the search index does not fit the texts; run 'claimbase rebuild'",
                      TABLES[i]);
    }
}

/* ---- places ---- */

enum { MARK_EVERY = 64 };

/* An article's text with the byte offset of every 64th character, so that any place is a few steps away. */
struct text {
    struct cb_str bytes;
    uint32_t *marks;
    int64_t chars;
};

static cb_status mark_text(struct text *text, struct cb_arena *arena, struct cb_err *err)
{
    text->chars = 0;
    text->marks = CB_NEW_ARRAY(arena, uint32_t, text->bytes.len / MARK_EVERY + 2);
    if (!text->marks)
        return cb_err_no_memory(err);
    for (size_t i = 0; i < text->bytes.len; i++) {
        if (((unsigned char)text->bytes.ptr[i] & 0xC0) == 0x80)
            continue;
        if (text->chars % MARK_EVERY == 0)
            text->marks[text->chars / MARK_EVERY] = (uint32_t)i;
        text->chars++;
    }
    if (text->chars % MARK_EVERY == 0)
        text->marks[text->chars / MARK_EVERY] = (uint32_t)text->bytes.len;
    return CB_OK;
}

/* The byte offset of character `place`, which is not behind the end. */
static size_t byte_of(const struct text *text, int64_t place)
{
    size_t i = text->marks[place / MARK_EVERY];

    for (int64_t left = place % MARK_EVERY; left > 0; left--) {
        i++;
        while (i < text->bytes.len && ((unsigned char)text->bytes.ptr[i] & 0xC0) == 0x80)
            i++;
    }
    return i;
}

static struct cb_str substring(const struct text *text, int64_t start, int64_t end)
{
    return cb_str_sub(text->bytes, byte_of(text, start), byte_of(text, end));
}

/* Every table with places. Columns: label of the row, start, end, its text (or NULL), start and end of its
 * sentence (NULL where there is none; both NULL for tables without sentences). */
static const struct {
    const char *table;
    bool in_sentence;
    const char *sql;
} PLACES[] = {
    {"passages", false, "SELECT seq, start_char, end_char, NULL FROM passages WHERE article_id = ?1"},
    {"sentences", false, "SELECT seq, start_char, end_char, NULL FROM sentences WHERE article_id = ?1"},
#define IN_SENTENCE(table, text)                                                                             \
    {                                                                                                        \
        table, true,                                                                                         \
            "SELECT x.id, x.start_char, x.end_char, " text ", s.start_char, s.end_char FROM " table          \
            " AS x\n"                                                                                        \
            "LEFT JOIN sentences AS s ON s.article_id = x.article_id AND s.seq = x.sentence WHERE "          \
            "x.article_id = ?1"                                                                              \
    }
    IN_SENTENCE("mentions", "NULL"),
    IN_SENTENCE("positions", "NULL"),
    IN_SENTENCE("citations", "NULL"),
    IN_SENTENCE("claims", "NULL"),
    IN_SENTENCE("figures", "x.text"),
    IN_SENTENCE("propositions", "NULL"),
    IN_SENTENCE("stance_words", "x.text"),
    {"the subject of proposition", false,
     "SELECT id, subject_start, subject_start + subject_length, NULL FROM proposition_rows WHERE article_id "
     "= ?1"},
    {"the object of proposition", false,
     "SELECT id, object_start, object_start + object_length, NULL FROM proposition_rows WHERE article_id = "
     "?1"},
    {"proposition_spans of proposition", false,
     "SELECT x.proposition_id, x.start_char, x.end_char, NULL\n"
     "FROM proposition_rows AS p JOIN proposition_spans AS x ON x.proposition_id = p.id WHERE p.article_id = "
     "?1"},
    {"claim_spans of claim", false,
     "SELECT x.claim_id, x.start_char, x.end_char, NULL\n"
     "FROM claims AS c JOIN claim_spans AS x ON x.claim_id = c.id WHERE c.article_id = ?1"},
};
enum { PLACES_COUNT = sizeof PLACES / sizeof *PLACES };

static void check_place(struct verify *verify, int table, struct cb_stmt *row, int64_t article,
                        const struct text *text)
{
    const char *name = PLACES[table].table;
    int64_t id = cb_stmt_int(row, 0), start = cb_stmt_int(row, 1), end = cb_stmt_int(row, 2);

    if (start < 0 || start >= end || end > text->chars)
        violation(verify,
                  "%s %" PRId64 " (article %" PRId64 "): characters %" PRId64 " to %" PRId64
                  " are no place in a text of %" PRId64,
                  name, id, article, start, end, text->chars);
    else if (!cb_stmt_is_null(row, 3) && !cb_str_eq(cb_stmt_text(row, 3), substring(text, start, end)))
        violation(verify, "%s %" PRId64 " (article %" PRId64 "): its text is not what stands at its place",
                  name, id, article);
    if (!PLACES[table].in_sentence)
        return;
    if (cb_stmt_is_null(row, 4))
        violation(verify, "%s %" PRId64 " (article %" PRId64 "): its sentence is not there", name, id,
                  article);
    else if (start < cb_stmt_int(row, 4) || start >= cb_stmt_int(row, 5))
        violation(verify, "%s %" PRId64 " (article %" PRId64 "): does not begin in its sentence", name, id,
                  article);
}

/* Words that are joined of pieces of the text, and by what. Columns: whose they are, the words, start and end
 * of a piece, its number from 0, how many there are, what is wrong where they do not fit; in order. */
static const struct {
    const char *joint, *sql;
} PIECES[] = {
    {" \u2026 ", "SELECT 'claims ' || c.id, c.text, x.start_char, x.end_char, x.seq,\n"
                 "       count(*) OVER (PARTITION BY c.id), 'its text is not its own words'\n"
                 "FROM claims AS c JOIN claim_spans AS x ON x.claim_id = c.id AND x.role = 'claim'\n"
                 "WHERE c.article_id = ?1 ORDER BY c.id, x.seq"},
};
enum { PIECES_COUNT = sizeof PIECES / sizeof *PIECES };

/* Cuts from *rest what stands at characters `start` to `end`, and the joint before it unless it is the first
 * piece. */
static bool take_piece(struct cb_str *rest, struct cb_str joint, const struct text *text, int64_t start,
                       int64_t end, bool first)
{
    struct cb_str piece;

    if (start < 0 || start >= end || end > text->chars || (!first && !cb_str_starts(*rest, joint)))
        return false;
    if (!first)
        *rest = cb_str_sub(*rest, joint.len, rest->len);
    piece = substring(text, start, end);
    if (!cb_str_starts(*rest, piece))
        return false;
    *rest = cb_str_sub(*rest, piece.len, rest->len);
    return true;
}

static cb_status check_pieces(struct verify *verify, struct cb_stmt *stmt, struct cb_str joint,
                              int64_t article, const struct text *text, struct cb_err *err)
{
    cb_status rc;
    struct cb_str whole, rest = {NULL, 0};
    bool row, sound = true;

    cb_stmt_bind_int(stmt, 1, article);
    for (;;) {
        int64_t seq;
        CB_TRY(cb_stmt_step(stmt, &row, err));
        if (!row)
            break;
        whole = cb_stmt_text(stmt, 1);
        seq = cb_stmt_int(stmt, 4);
        rest = seq == 0 ? whole : cb_str_sub(whole, whole.len - rest.len, whole.len);
        sound = (seq == 0 || sound) &&
                take_piece(&rest, joint, text, cb_stmt_int(stmt, 2), cb_stmt_int(stmt, 3), seq == 0);
        if (seq == cb_stmt_int(stmt, 5) - 1 && (!sound || rest.len > 0))
            violation(verify, "%.*s (article %" PRId64 "): %.*s", CB_STR_ARG(cb_stmt_text(stmt, 0)), article,
                      CB_STR_ARG(cb_stmt_text(stmt, 6)));
    }
done:
    cb_stmt_reset(stmt);
    return rc;
}

static cb_status check_article(struct verify *verify, struct cb_stmt tables[PLACES_COUNT],
                               struct cb_stmt pieces[PIECES_COUNT], int64_t article, struct cb_str bytes,
                               struct cb_err *err)
{
    cb_status rc;
    struct cb_arena arena = {0};
    struct text text = {.bytes = bytes};
    bool row;

    CB_TRY(mark_text(&text, &arena, err));
    for (int t = 0; t < PLACES_COUNT; t++) {
        cb_stmt_bind_int(&tables[t], 1, article);
        for (;;) {
            CB_TRY(cb_stmt_step(&tables[t], &row, err));
            if (!row)
                break;
            check_place(verify, t, &tables[t], article, &text);
        }
        cb_stmt_reset(&tables[t]);
    }
    for (int p = 0; p < PIECES_COUNT; p++)
        CB_TRY(check_pieces(verify, &pieces[p], cb_str_of(PIECES[p].joint), article, &text, err));
done:
    cb_arena_release(&arena);
    return rc;
}

static cb_status check_articles(struct verify *verify, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt articles = {0}, tables[PLACES_COUNT] = {0}, pieces[PIECES_COUNT] = {0};
    bool row;

    for (int t = 0; t < PLACES_COUNT; t++)
        CB_TRY(cb_stmt_prepare(&verify->kb->db, PLACES[t].sql, &tables[t], err));
    for (int p = 0; p < PIECES_COUNT; p++)
        CB_TRY(cb_stmt_prepare(&verify->kb->db, PIECES[p].sql, &pieces[p], err));
    CB_TRY(cb_stmt_prepare(&verify->kb->db, "SELECT id, text FROM articles ORDER BY id", &articles, err));
    for (;;) {
        CB_TRY(cb_stmt_step(&articles, &row, err));
        if (!row)
            break;
        CB_TRY(check_article(verify, tables, pieces, cb_stmt_int(&articles, 0), cb_stmt_text(&articles, 1),
                             err));
    }
done:
    cb_stmt_release(&articles);
    for (int p = 0; p < PIECES_COUNT; p++)
        cb_stmt_release(&pieces[p]);
    for (int t = 0; t < PLACES_COUNT; t++)
        cb_stmt_release(&tables[t]);
    return rc;
}

/* ---- all of it ---- */

#define RUN(checks) run_checks(verify, checks, sizeof(checks) / sizeof *(checks), err)

static cb_status check_all(struct verify *verify, struct cb_err *err)
{
    cb_status rc;
    bool stale = false;

    CB_TRY(RUN(FILE_CHECKS));
    CB_TRY(cb_kb_is_stale(verify->kb, &stale, err));
    if (stale)
        violation(verify, "what was found in the articles is of another version; run 'claimbase rebuild'");
    if (verify->kb->other_schema)
        goto done; /* the checks below know this version's tables only */
    CB_TRY(RUN(ROW_CHECKS));
    CB_TRY(cb_kb_open_store(verify->kb, err));
    CB_TRY(cb_store_use_steps(verify->kb->store, err));
    CB_TRY(RUN(CORRECTION_CHECKS));
    CB_TRY(check_articles(verify, err));
    if (!verify->kb->db.read_only)
        check_search_index(verify);
done:
    return rc;
}

cb_status cb_kb_verify(struct cb_kb *kb, void (*on_violation)(void *context, const char *line), void *context,
                       uint64_t *violations, struct cb_err *err)
{
    cb_status rc;
    struct verify verify = {kb, on_violation, context, 0};

    /* one transaction: the file as it is at one moment */
    CB_TRY(kb->db.read_only ? cb_db_exec(&kb->db, "BEGIN", err) : cb_tx_begin(&kb->db, err));
    CB_TRY(check_all(&verify, err));
    if (violations)
        *violations = verify.violations;
done:
    cb_tx_rollback(&kb->db);
    return rc;
}
