#include "store/sql.h"

/* Ties between kinds go by these orders: the earlier one wins. */
#define ENTITY_ORDER(kind) "instr('person organization place product event work law other', " kind ")"
#define SOURCE_ORDER(kind) "instr('agency outlet report person other', " kind ")"

/* The texts keep the shape of SQL. */
/* clang-format off */
const char *const cb_sql_texts[SQL_COUNT] = {
    [SQL_FIND_ARTICLE] =
        "SELECT id FROM articles WHERE sha256 = ?1",
    [SQL_ADD_ARTICLE] =
        "INSERT INTO articles (sha256, path, url, author, published, text, title, title_found,\n"
        "                      language, language_found, source_id, modified, notice, layout)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [SQL_CHANGE_ARTICLE] =
        "UPDATE articles\n"
        "SET title = ?2, title_found = ?3, language = ?4, language_found = ?5, source_id = ?6\n"
        "WHERE id = ?1",
    [SQL_ADD_PASSAGE] =
        "INSERT INTO passages (article_id, seq, kind, start_char, end_char, rule)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_ADD_SENTENCE] =
        "INSERT INTO sentences (article_id, seq, passage_seq, start_char, end_char)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5)",

    [SQL_ADD_ENTITY] =
        "INSERT INTO entities (key, name, kind, origin) VALUES (?1, ?2, ?3, 'extracted')",
    [SQL_FIND_ENTITY] =
        "SELECT id FROM entities WHERE key = ?1",
    [SQL_ADD_EVIDENCE] =
        "INSERT INTO entity_evidence (entity_id, kind, name, weight, articles) VALUES (?1, ?2, ?3, ?4, 1)\n"
        "ON CONFLICT DO UPDATE SET weight = weight + excluded.weight, articles = articles + 1",
    /* As it is, and as the articles together are surest; was its name ever seen? */
    [SQL_DECIDE_ENTITY] =
        "SELECT e.name, e.kind,\n"
        "       (SELECT v.name FROM entity_evidence AS v WHERE v.entity_id = e.id GROUP BY v.name\n"
        "        ORDER BY sum(v.weight) DESC, sum(v.articles) DESC, v.name LIMIT 1),\n"
        "       (SELECT v.kind FROM entity_evidence AS v WHERE v.entity_id = e.id GROUP BY v.kind\n"
        "        ORDER BY sum(v.weight) DESC, sum(v.articles) DESC, " ENTITY_ORDER("v.kind") " LIMIT 1),\n"
        "       EXISTS (SELECT 1 FROM entity_evidence AS v WHERE v.entity_id = e.id AND v.name = e.name)\n"
        "FROM entities AS e WHERE e.id = ?1 AND e.origin = 'extracted'",
    [SQL_RENAME_ENTITY] =
        "UPDATE entities SET name = ?2, kind = ?3 WHERE id = ?1",
    [SQL_ADD_ALIAS] =
        "INSERT INTO aliases (entity_id, alias, origin)\n"
        "SELECT id, ?2, 'extracted' FROM entities WHERE id = ?1 AND name <> ?2\n"
        "ON CONFLICT DO NOTHING",
    [SQL_DROP_ALIAS] =
        "DELETE FROM aliases WHERE entity_id = ?1 AND alias = ?2 AND origin = 'extracted'",
    [SQL_ADD_SOURCE] =
        "INSERT INTO sources (name, kind, domain) VALUES (?1, ?2, ?3)\n"
        "ON CONFLICT (name) DO UPDATE\n"
        "SET kind = iif(" SOURCE_ORDER("excluded.kind") " < " SOURCE_ORDER("kind") ", excluded.kind, kind),\n"
        "    domain = iif(domain IS NULL OR excluded.domain < domain, excluded.domain, domain)\n"
        "WHERE origin = 'extracted'",
    [SQL_FIND_SOURCE] =
        "SELECT id FROM sources WHERE name = ?1",

    [SQL_ADD_MENTION] =
        "INSERT INTO mentions (article_id, sentence, start_char, end_char, entity_id, kind, rule)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [SQL_ADD_POSITION] =
        "INSERT INTO positions (article_id, sentence, start_char, end_char, person_id, organization_id,\n"
        "                       title, rule)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [SQL_ADD_CITATION] =
        "INSERT INTO citations (article_id, sentence, start_char, end_char, source_id, rule)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_ADD_CLAIM] =
        "INSERT INTO claims (article_id, sentence, start_char, end_char, text, kind, medium, act,\n"
        "                    speaker_id, no_speaker, cited_source_id, rule)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [SQL_ADD_CLAIM_SPAN] =
        "INSERT INTO claim_spans (claim_id, role, seq, start_char, end_char) VALUES (?1, ?2, ?3, ?4, ?5)",
    [SQL_ADD_CLAIM_ENTITY] =
        "INSERT INTO claim_entities (claim_id, entity_id, role) VALUES (?1, ?2, ?3)\n"
        "ON CONFLICT DO NOTHING",
    [SQL_ADD_FIGURE] =
        "INSERT INTO figures (article_id, sentence, start_char, end_char, text, kind, low, high, date_low,\n"
        "                     date_high, unit, approximate, bound, what, what_key, entity_id,\n"
        "                     claim_id, rule)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",

    [SQL_ADD_RULE] =
        "INSERT INTO rules (id, stage, language, description) VALUES (?1, ?2, ?3, ?4)\n"
        "ON CONFLICT (id) DO UPDATE\n"
        "SET stage = excluded.stage, language = excluded.language, description = excluded.description\n"
        "WHERE (stage, language, description)\n"
        "      IS NOT (excluded.stage, excluded.language, excluded.description)",
    [SQL_INDEX_ARTICLES] =
        "INSERT INTO articles_fts (rowid, title, text)\n"
        "SELECT id, title, text FROM articles\n"
        "WHERE id > (SELECT coalesce(max(id), 0) FROM articles_fts_docsize) ORDER BY id",
    [SQL_INDEX_CLAIMS] =
        "INSERT INTO claims_fts (rowid, text)\n"
        "SELECT id, text FROM claims\n"
        "WHERE id > (SELECT coalesce(max(id), 0) FROM claims_fts_docsize) ORDER BY id",

    [SQL_LOG_RUN] =
        "INSERT INTO imports (started_at, command, version, imported, skipped, rejected)\n"
        "VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, 0, 0, 0)",
    [SQL_LOG_COUNTS] =
        "UPDATE imports SET imported = ?2, skipped = ?3, rejected = ?4 WHERE id = ?1",
    [SQL_LOG_ERROR] =
        "INSERT INTO import_errors (import_id, seq, place, reason) VALUES (?1, ?2, ?3, ?4)",
};
/* clang-format on */

cb_status cb_store_stmt(struct cb_store *store, enum sql_id id, struct cb_stmt **out, struct cb_err *err)
{
    cb_status rc = CB_OK;
    struct cb_stmt *stmt = &store->stmts[id];

    if (!stmt->handle)
        CB_TRY(cb_stmt_prepare(store->db, cb_sql_texts[id], stmt, err));
    *out = stmt;
done:
    return rc;
}
