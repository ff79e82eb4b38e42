/* How much is written about an entity by month, and who is quoted how often in which outlet: entity_months
 * and speaker_outlets (schema/summaries.sql), without articles that are copies.
 *
 * What the sums have of each article stands in article_sums. So an article that changes is taken out as it
 * was and added as it is, and none of the others is looked at. Which ones change: those that corrections are
 * about (store/summaries.c), those of which there is a new version, or none any more, and those in which a
 * name is joined with another entity, or which become copies or stop being some: triggers of this connection
 * note them while the links are made. */
#include "store/sql.h"

#include <stdlib.h>

enum { AT_ONCE = 4096 };
_Static_assert(CB_STORE_BLOCK == 4096, "as the text BLOCK says");

/* How an article names an entity: in claims by it, those of three kinds apart. */
enum way { MENTIONED, ABOUT, SAID, SAID_DIRECTLY, SAID_INDIRECTLY, REPORTED, WAYS };

struct named {
    int64_t entity;
    enum way way;
};
CB_LIST_TYPE(named_list, struct named)

/* clang-format off */
/* The block of counts that a row of `row` is in, by the kind of the mention. */
#define BY_KIND(row) \
    "block = NEW.article_id / " BLOCK " AND part = 'mentions by kind' AND source_id = 0 AND name = " KIND(row)
#define KIND(row) \
    "CASE " row ".form & 3 WHEN 0 THEN 'name' WHEN 1 THEN 'alias' WHEN 2 THEN 'nominal' ELSE 'pronoun' END"
#define BLOCK "4096"
#define NOTE(name, table, event, row) \
    "CREATE TEMP TRIGGER IF NOT EXISTS " name " AFTER " event " ON main." table " BEGIN\n" \
    "    INSERT INTO sums_due SELECT " row ".article_id\n" \
    "    WHERE NOT EXISTS (SELECT 1 FROM sums_due WHERE article_id = " row ".article_id);\n" \
    "END;\n"
static const char WATCH[] =
    "CREATE TEMP TABLE IF NOT EXISTS sums_due (article_id INTEGER PRIMARY KEY);\n"
    /* an entity in one article */
    "CREATE TEMP TABLE IF NOT EXISTS sums_rows (\n"
    "    article_id INTEGER NOT NULL, entity_id INTEGER NOT NULL, mentions INTEGER NOT NULL, about INTEGER NOT NULL,\n"
    "    claims INTEGER NOT NULL, direct INTEGER NOT NULL, indirect INTEGER NOT NULL, reported INTEGER NOT NULL,\n"
    "    PRIMARY KEY (article_id, entity_id)) WITHOUT ROWID;\n"
    NOTE("sums_joined", "joins", "INSERT", "NEW")
    NOTE("sums_joined_again", "joins", "UPDATE", "NEW")
    NOTE("sums_parted", "joins", "DELETE", "OLD")
    NOTE("sums_copied", "article_copies", "INSERT", "NEW")
    NOTE("sums_copied_again", "article_copies", "UPDATE", "NEW")
    NOTE("sums_no_copy", "article_copies", "DELETE", "OLD")
    /* a name that is joined is an alias from then on: of articles that were counted */
    "CREATE TEMP TRIGGER IF NOT EXISTS counts_of_mentions AFTER UPDATE OF form ON main.mention_rows\n"
    "WHEN NEW.form & 3 <> OLD.form & 3 AND NEW.article_id <= (SELECT s.article_id FROM main.summary_state AS s) BEGIN\n"
    "    UPDATE base_counts SET number = number - 1 WHERE " BY_KIND("OLD") ";\n"
    "    DELETE FROM base_counts WHERE number = 0 AND " BY_KIND("OLD") ";\n"
    "    INSERT INTO base_counts (block, part, name, source_id, number)\n"
    "    VALUES (NEW.article_id / " BLOCK ", 'mentions by kind', " KIND("NEW") ", 0, 1)\n"
    "    ON CONFLICT DO UPDATE SET number = number + 1;\n"
    "END;\n";

/* Articles that entries of the log behind row ?1 are about; for entities that are merged or parted, all that have
 * them now. */
static const char NOTE_CORRECTED[] =
    "WITH RECURSIVE entry (id) AS (\n"
    "    SELECT id FROM corrections WHERE id > ?1\n"
    "    UNION\n"
    "    SELECT t.id FROM entry AS e JOIN corrections AS c ON c.id = e.id\n"
    "    JOIN corrections AS t ON t.uid = json_extract(c.target, '$.uid')\n"
    "    WHERE c.action = 'undo'),\n"
    "named (id) AS (\n"
    "    SELECT n.id\n"
    "    FROM entry AS e JOIN corrections AS c ON c.id = e.id\n"
    "    JOIN entities AS n ON n.key IN (c.entity_key, json_extract(c.payload, '$.into'),\n"
    "                                    json_extract(c.payload, '$.from'), json_extract(c.payload, '$.to'))\n"
    "    WHERE c.action IN ('merge', 'split') AND c.sha256 IS NULL\n"
    "    UNION\n"
    "    SELECT e.merged_into FROM named AS n JOIN entities AS e ON e.id = n.id WHERE e.merged_into IS NOT NULL)\n"
    "INSERT OR IGNORE INTO temp.sums_due (article_id)\n"
    "SELECT a.id FROM entry AS e JOIN corrections AS c ON c.id = e.id JOIN articles AS a ON a.sha256 = c.sha256\n"
    "UNION SELECT m.article_id FROM named AS n CROSS JOIN mentions AS m ON m.entity_id = n.id\n"
    "UNION SELECT c.article_id FROM named AS n CROSS JOIN claims AS c ON c.speaker_id = n.id\n"
    "UNION SELECT c.article_id FROM named AS n CROSS JOIN claim_entities AS x ON x.entity_id = n.id\n"
    "      CROSS JOIN claims AS c ON c.id = x.claim_id";

/* The rows of articles that are due, as they were counted. */
static const char AS_COUNTED[] =
    "INSERT INTO temp.sums_rows\n"
    "SELECT s.article_id, json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]'),\n"
    "       coalesce(json_extract(j.value, '$[2]'), 0), coalesce(json_extract(j.value, '$[3]'), 0),\n"
    "       coalesce(json_extract(j.value, '$[4]'), 0), coalesce(json_extract(j.value, '$[5]'), 0),\n"
    "       coalesce(json_extract(j.value, '$[6]'), 0)\n"
    "FROM temp.sums_due AS d CROSS JOIN article_sums AS s CROSS JOIN json_each(s.counted) AS j\n"
    "WHERE s.article_id = d.article_id";
/* Of article ?1: who is named, and how (enum way). */
static const char NAMED[] =
    "SELECT entity_id, 0 FROM mentions WHERE article_id = ?1\n"
    "UNION ALL\n"
    "SELECT x.entity_id, 1 FROM claims AS c CROSS JOIN claim_entities AS x\n"
    "WHERE c.article_id = ?1 AND x.claim_id = c.id AND x.role = 'about'\n"
    "UNION ALL\n"
    "SELECT speaker_id, CASE kind WHEN 'direct' THEN 3 WHEN 'reported' THEN 5 WHEN 'stated' THEN 2 ELSE 4 END\n"
    "FROM claims WHERE article_id = ?1 AND speaker_id IS NOT NULL";
static const char ADD_ROW[] = "INSERT INTO temp.sums_rows VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
static const char KEEP[] =
    "INSERT INTO article_sums (article_id, published, source_id, counted)\n"
    "SELECT a.id, CAST(replace(a.published, '-', '') AS INTEGER), coalesce(a.source_id, 0), (\n"
    "           SELECT '[' || group_concat(\n"
    "               CASE WHEN r.claims > 0 THEN json_array(r.entity_id, r.mentions, r.about, r.claims, r.direct,\n"
    "                                                      r.indirect, r.reported)\n"
    "                    WHEN r.about > 0 THEN json_array(r.entity_id, r.mentions, r.about)\n"
    "                    ELSE json_array(r.entity_id, r.mentions) END) || ']'\n"
    "           FROM temp.sums_rows AS r WHERE r.article_id = a.id)\n"
    "FROM (SELECT DISTINCT article_id FROM temp.sums_rows) AS d CROSS JOIN articles AS a WHERE a.id = d.article_id";

/* The rows into the sums; ?1 is 1 to add and -1 to take away. */
static const char INTO_MONTHS[] =
    "INSERT INTO entity_months (entity_id, month, articles, mentions, claims_by, claims_about)\n"
    "SELECT r.entity_id, coalesce(s.published / 100, 0), ?1 * count(*), ?1 * sum(r.mentions),\n"
    "       ?1 * sum(r.claims), ?1 * sum(r.about)\n"
    "FROM temp.sums_rows AS r CROSS JOIN article_sums AS s WHERE s.article_id = r.article_id GROUP BY 1, 2\n"
    "ON CONFLICT DO UPDATE SET articles = articles + excluded.articles, mentions = mentions + excluded.mentions,\n"
    "    claims_by = claims_by + excluded.claims_by, claims_about = claims_about + excluded.claims_about";
static const char INTO_OUTLETS[] =
    "INSERT INTO speaker_outlets (speaker_id, source_id, claims, direct, indirect, reported, articles,\n"
    "                             first_published, last_published)\n"
    "SELECT r.entity_id, iif(k.whole, -1, s.source_id), ?1 * sum(r.claims), ?1 * sum(r.direct),\n"
    "       ?1 * sum(r.indirect), ?1 * sum(r.reported), ?1 * count(*), min(s.published), max(s.published)\n"
    "FROM temp.sums_rows AS r CROSS JOIN article_sums AS s CROSS JOIN (SELECT 0 AS whole UNION ALL SELECT 1) AS k\n"
    "WHERE s.article_id = r.article_id AND r.claims > 0 GROUP BY 1, 2\n"
    "ON CONFLICT DO UPDATE SET claims = claims + excluded.claims, direct = direct + excluded.direct,\n"
    "    indirect = indirect + excluded.indirect, reported = reported + excluded.reported,\n"
    "    articles = articles + excluded.articles,\n"
    "    first_published = coalesce(min(first_published, excluded.first_published), first_published,\n"
    "                               excluded.first_published),\n"
    "    last_published = coalesce(max(last_published, excluded.last_published), last_published,\n"
    "                              excluded.last_published)";

/* Behind what was taken away: rows of nothing; and days looked up anew where the first or last one went. */
static const char TIDY[] =
    "DELETE FROM entity_months WHERE articles = 0 AND entity_id IN (SELECT entity_id FROM temp.sums_rows);\n"
    "DELETE FROM speaker_outlets WHERE articles = 0 AND speaker_id IN (SELECT entity_id FROM temp.sums_rows);\n"
    "UPDATE speaker_outlets AS o SET (first_published, last_published) = (\n"
    "    SELECT min(a.published), max(a.published)\n"
    "    FROM claims AS c CROSS JOIN article_sums AS a\n"
    "    WHERE c.speaker_id = o.speaker_id AND a.article_id = c.article_id AND o.source_id IN (-1, a.source_id)\n"
    "    AND NOT EXISTS (SELECT 1 FROM temp.sums_due AS d WHERE d.article_id = a.article_id))\n"
    "WHERE (speaker_id, source_id) IN (\n"
    "    SELECT x.speaker_id, x.source_id\n"
    "    FROM temp.sums_rows AS r CROSS JOIN article_sums AS s CROSS JOIN speaker_outlets AS x\n"
    "    WHERE s.article_id = r.article_id AND r.claims > 0 AND x.speaker_id = r.entity_id\n"
    "    AND x.source_id IN (-1, s.source_id) AND s.published IN (x.first_published, x.last_published));\n"
    "DELETE FROM article_sums WHERE article_id IN (SELECT article_id FROM temp.sums_due)";
/* clang-format on */

cb_status cb_store_watch_sums(struct cb_store *store, struct cb_err *err)
{
    return cb_db_exec(store->db, WATCH, err);
}

static cb_status run_with(struct cb_store *store, const char *sql, int64_t first, int64_t second,
                          struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt stmt = {0};

    CB_TRY(cb_stmt_prepare(store->db, sql, &stmt, err));
    cb_stmt_bind_int(&stmt, 1, first);
    if (second != 0)
        cb_stmt_bind_int(&stmt, 2, second);
    CB_TRY(cb_stmt_run(&stmt, err));
done:
    cb_stmt_release(&stmt);
    return rc;
}

static cb_status move_rows(struct cb_store *store, int64_t sign, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(run_with(store, INTO_MONTHS, sign, 0, err));
    CB_TRY(run_with(store, INTO_OUTLETS, sign, 0, err));
    if (sign < 0)
        CB_TRY(cb_db_exec(store->db, TIDY, err));
    CB_TRY(cb_db_exec(store->db, "DELETE FROM temp.sums_rows", err));
done:
    return rc;
}

static int by_entity(const void *a, const void *b)
{
    int64_t x = ((const struct named *)a)->entity, y = ((const struct named *)b)->entity;

    return x < y ? -1 : x > y;
}

/* The row of an entity in an article, of `count` times that it is named. */
static cb_status add_row(struct cb_stmt *add, int64_t article, const struct named *named, size_t count,
                         struct cb_err *err)
{
    int64_t ways[WAYS] = {0};

    for (size_t i = 0; i < count; i++)
        ways[named[i].way]++;
    ways[SAID] += ways[SAID_DIRECTLY] + ways[SAID_INDIRECTLY] + ways[REPORTED];
    cb_stmt_bind_int(add, 1, article);
    cb_stmt_bind_int(add, 2, named->entity);
    for (int way = 0; way < WAYS; way++)
        cb_stmt_bind_int(add, 3 + way, ways[way]);
    return cb_stmt_run(add, err);
}

static cb_status read_named(struct cb_stmt *read, struct cb_arena *arena, struct named_list *list,
                            struct cb_err *err)
{
    cb_status rc;
    struct named *named;
    bool row;

    for (;;) {
        CB_TRY(cb_stmt_step(read, &row, err));
        if (!row)
            break;
        named = CB_PUSH(arena, list);
        CB_TRY_NEW(named);
        *named = (struct named){cb_stmt_int(read, 0), (enum way)cb_stmt_int(read, 1)};
    }
    if (list->count > 0)
        qsort(list->items, list->count, sizeof *list->items, by_entity);
done:
    return rc;
}

/* The rows of articles that are due, as they are. (SQLite's GROUP BY would sort them all at once, for five
 * times the cost of reading them.) */
static cb_status add_rows(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;
    struct cb_stmt due = {0}, read = {0}, add = {0};
    struct cb_arena arena = {0}, rows = {0};
    struct row_ids articles = {0};

    CB_TRY(cb_stmt_prepare(store->db, "SELECT article_id FROM temp.sums_due ORDER BY 1", &due, err));
    CB_TRY(cb_store_collect(&due, &arena, &articles, err));
    CB_TRY(cb_stmt_prepare(store->db, NAMED, &read, err));
    CB_TRY(cb_stmt_prepare(store->db, ADD_ROW, &add, err));
    for (size_t i = 0; i < articles.count; i++) {
        struct named_list list = {0};
        cb_arena_clear(&rows);
        cb_stmt_bind_int(&read, 1, articles.items[i]);
        CB_TRY(read_named(&read, &rows, &list, err));
        cb_stmt_reset(&read);
        for (size_t first = 0, end; first < list.count; first = end) {
            for (end = first + 1; end < list.count && list.items[end].entity == list.items[first].entity;)
                end++;
            CB_TRY(add_row(&add, articles.items[i], list.items + first, end - first, err));
        }
    }
done:
    cb_stmt_release(&due);
    cb_stmt_release(&read);
    cb_stmt_release(&add);
    cb_arena_release(&rows);
    cb_arena_release(&arena);
    return rc;
}

static cb_status add_due(struct cb_store *store, struct cb_err *err)
{
    cb_status rc;

    CB_TRY(cb_db_exec(
        store->db,
        "DELETE FROM temp.sums_due\n"
        "WHERE EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = sums_due.article_id)",
        err));
    CB_TRY(add_rows(store, err));
    CB_TRY(cb_db_exec(store->db, KEEP, err));
    CB_TRY(move_rows(store, 1, err));
    CB_TRY(cb_db_exec(store->db, "DELETE FROM temp.sums_due", err));
done:
    return rc;
}

cb_status cb_store_note_corrected(struct cb_store *store, int64_t behind, struct cb_err *err)
{
    return run_with(store, NOTE_CORRECTED, behind, 0, err);
}

cb_status cb_store_sum(struct cb_store *store, int64_t counted, int64_t last, struct cb_err *err)
{
    cb_status rc;
    int64_t due;

    CB_TRY(cb_db_exec(
        store->db, "INSERT OR IGNORE INTO temp.sums_due (article_id) SELECT article_id FROM retired", err));
    CB_TRY(run_with(store, "DELETE FROM temp.sums_due WHERE article_id > ?1", counted, 0, err));
    CB_TRY(cb_db_int(store->db, "SELECT EXISTS (SELECT 1 FROM temp.sums_due)", 0, &due, err));
    if (due) {
        CB_TRY(cb_db_exec(store->db, AS_COUNTED, err));
        CB_TRY(move_rows(store, -1, err));
        CB_TRY(add_due(store, err));
    }
    for (int64_t first = counted + 1; first <= last; first += AT_ONCE) {
        int64_t end = first + AT_ONCE - 1 < last ? first + AT_ONCE - 1 : last;
        CB_TRY(run_with(store, "INSERT INTO temp.sums_due SELECT id FROM articles WHERE id BETWEEN ?1 AND ?2",
                        first, end, err));
        CB_TRY(add_due(store, err));
    }
done:
    return rc;
}
