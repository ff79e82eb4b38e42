/* Statements that write the rows of articles, the log of imports and corrections. */
#include "store/sql.h"

/* The texts keep the shape of SQL; each is several strings. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
/* clang-format off */
static const char *const ROWS[SQL_COUNT] = {
    [SQL_FIND_ARTICLE] =
        "SELECT id FROM articles WHERE sha256 = ?1",
    /* the number of one that went is not given again before all is done without it (retire.c) */
    [SQL_ADD_ARTICLE] =
        "INSERT INTO articles (sha256, path, url, author, published, text, title, title_found,\n"
        "                      language, language_found, source_id, modified, notice, layout, id)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, coalesce(nullif(?15, 0),\n"
        "        (SELECT max(r.article_id) + 1 FROM retired AS r\n"
        "         WHERE r.article_id > (SELECT coalesce(max(a.id), 0) FROM articles AS a))))",
    /* what the table's CHECKs would say, which imports do without (cb_db_trust) */
    [SQL_CHECK_DAYS] =
        "SELECT ?1 IS date(?1, '+0 days') AND ?2 IS date(?2, '+0 days')",
    [SQL_CHANGE_ARTICLE] =
        "UPDATE articles\n"
        "SET title = ?2, title_found = ?3, language = ?4, language_found = ?5, source_id = ?6\n"
        "WHERE id = ?1",
    [SQL_FIND_BY_PATH] =
        "SELECT id FROM articles WHERE path = ?1 ORDER BY id DESC LIMIT 1",
    [SQL_FIND_BY_URL] =
        "SELECT id FROM articles WHERE url = ?1 ORDER BY id DESC LIMIT 1",
    /* +: else the text asked for is put into the other terms, and no index fits */
    [SQL_FIND_TEXT] =
        "SELECT id FROM articles INDEXED BY articles_by_middle\n"
        "WHERE length(text) = length(?1) AND substr(text, length(text) / 2, 24) = substr(?1, length(?1) / 2, 24)\n"
        "      AND +text = ?1 ORDER BY id LIMIT 1",
    /* Is all the same that the input says; is its text shorter; are its bytes those of an older version? */
    [SQL_COMPARE_ARTICLE] =
        "SELECT text = ?2 AND (title_found OR title IS ?3) AND author IS ?4 AND published IS ?5 AND modified IS ?6\n"
        "       AND notice IS ?7, length(?2) < length(text),\n"
        "       EXISTS (SELECT 1 FROM article_history AS h WHERE h.sha256 = ?8 AND h.article_id = ?1)\n"
        "FROM articles WHERE id = ?1",
    [SQL_ADD_HISTORY] =
        "INSERT INTO article_history (article_id, reason, import_id, path, url, title, author, published, modified,\n"
        "                             language, source, notice, layout, sha256, text)\n"
        "SELECT a.id, ?2, ?3, a.path, a.url, a.title, a.author, a.published, a.modified, a.language, s.name,\n"
        "       a.notice, a.layout, a.sha256, a.text\n"
        "FROM articles AS a LEFT JOIN sources AS s ON s.id = a.source_id WHERE a.id = ?1",
    [SQL_DROP_ARTICLE] =
        "DELETE FROM articles WHERE id = ?1",
    [SQL_NEXT_PATH] =
        "SELECT id, path FROM articles WHERE id > ?1 AND path IS NOT NULL ORDER BY id LIMIT 1",
    [SQL_ADD_PASSAGES] =
        "INSERT OR FAIL INTO passages (article_id, seq, kind, start_char, end_char, rule)\n"
        "SELECT c0, c1, c2, c3, c4, c5 FROM temp.cb_feed",
    [SQL_ADD_SENTENCES] =
        "INSERT OR FAIL INTO sentences (article_id, seq, passage_seq, start_char, end_char)\n"
        "SELECT c0, c1, c2, c3, c4 FROM temp.cb_feed",

    [SQL_ADD_ENTITY] =
        "INSERT INTO entities (key, name, kind, origin) VALUES (?1, ?2, ?3, 'extracted')",
    [SQL_FIND_ENTITY] =
        "SELECT id, name = ?2 AND kind = ?3 FROM entities WHERE key = ?1",
    [SQL_ADD_EVIDENCE] =
        "INSERT OR FAIL INTO entity_evidence (entity_id, kind, name, weight, articles)\n"
        "SELECT c0, c1, c2, c3, 1 FROM temp.cb_feed WHERE 1\n"
        "ON CONFLICT DO UPDATE SET weight = weight + excluded.weight, articles = articles + 1",
    [SQL_EXTRACTED_ENTITY] =
        "SELECT name, kind FROM entities WHERE id = ?1 AND origin = 'extracted'",
    [SQL_EVIDENCE] =
        "SELECT name, kind, weight, articles FROM entity_evidence WHERE entity_id = ?1",
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
        "SET kind = iif(origin = 'curated' OR " CB_SOURCE_ORDER("excluded.kind") " < " CB_SOURCE_ORDER("kind") ",\n"
        "               excluded.kind, kind),\n"
        "    domain = iif(domain IS NULL OR excluded.domain < domain, excluded.domain, domain), origin = 'extracted'",
    [SQL_FIND_SOURCE] =
        "SELECT id FROM sources WHERE name = ?1",

    [SQL_ADD_MENTIONS] =
        "INSERT OR FAIL INTO mention_rows (article_id, sentence, start_char, length, rule_term, entity_id, form,\n"
        "                          link_term)\n"
        "SELECT c0, c1, c2, c3, c4, c5, c6, c7 FROM temp.cb_feed",
    [SQL_ADD_POSITIONS] =
        "INSERT OR FAIL INTO positions (article_id, sentence, start_char, end_char, person_id, organization_id,\n"
        "                       title, rule, state)\n"
        "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8 FROM temp.cb_feed",
    [SQL_ADD_CITATIONS] =
        "INSERT OR FAIL INTO citations (article_id, sentence, start_char, end_char, source_id, rule)\n"
        "SELECT c0, c1, c2, c3, c4, c5 FROM temp.cb_feed",
    [SQL_ADD_CLAIMS] =
        "INSERT OR FAIL INTO claim_rows (article_id, sentence, start_char, length, rule_term, form, speaker_id,\n"
        "                        cited_source_id, spans, text, bytes_before, bytes_within)\n"
        "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 FROM temp.cb_feed",
    [SQL_ADD_CLAIM_ENTITIES] =
        "INSERT OR FAIL INTO claim_entities (claim_id, entity_id, role)\n"
        "SELECT c0, c1, c2 FROM temp.cb_feed WHERE 1\n"
        "ON CONFLICT DO NOTHING",
    [SQL_ADD_FIGURES] =
        "INSERT OR FAIL INTO figure_rows (article_id, sentence, start_char, length, rule_term, form, low, high, unit,\n"
        "                         what_key, what, day_low, day_high, entity_id, claim_id, text)\n"
        "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15 FROM temp.cb_feed",
    [SQL_ADD_PROPOSITIONS] =
        "INSERT OR FAIL INTO proposition_rows (article_id, sentence, subject_start, subject_length, predicate_start,\n"
        "                              predicate_length, object_start, object_length, claim_id, lemma_term,\n"
        "                              form, subject_id, object_id, rule_term,\n"
        "                              predicate_more, preposition_start, preposition_length, second_start,\n"
        "                              second_length)\n"
        "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18\n"
        "FROM temp.cb_feed",
    [SQL_FIND_TERM] =
        "SELECT id FROM terms WHERE term = ?1",
    [SQL_ADD_TERMS] =
        "INSERT OR FAIL INTO terms (id, term) SELECT c0, c1 FROM temp.cb_feed",
    [SQL_ADD_PROPOSITION_FIGURES] =
        "INSERT OR FAIL INTO proposition_figures (proposition_id, figure_id)\n"
        "SELECT c0, c1 FROM temp.cb_feed WHERE 1\n"
        "ON CONFLICT DO NOTHING",

    [SQL_ADD_STANCE_WORDS] =
        "INSERT OR FAIL INTO stance_words (article_id, sentence, start_char, end_char, text, direction, turned, rule)\n"
        "SELECT c0, c1, c2, c3, c4, c5, c6, c7 FROM temp.cb_feed",
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
        "VALUES (coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'unknown'), ?1, ?2, 0, 0, 0)",
    [SQL_LOG_COUNTS] =
        "UPDATE imports SET imported = ?2, skipped = ?3, rejected = ?4, replaced = ?5, pruned = ?6 WHERE id = ?1",
    [SQL_LOG_ERROR] =
        "INSERT INTO import_errors (import_id, seq, place, reason) VALUES (?1, ?2, ?3, ?4)",

    /* ---- corrections ---- */
    [SQL_CORRECTION_FIELDS] =
        "SELECT fields FROM correction_values WHERE table_name = ?1 AND row_id = ?2",
    /* Was the row ?2 of ?1, or the entity ?2, found right, and not changed since? */
    [SQL_CORRECTION_CONFIRMED] =
        "SELECT 1 FROM corrections AS c WHERE c.action = 'confirm' AND c.status = 'applied' AND c.id IN (\n"
        "    SELECT r.correction_id FROM correction_rows AS r WHERE r.table_name = ?1 AND r.row_id = ?2\n"
        "    UNION ALL SELECT k.id FROM corrections AS k JOIN entities AS e ON e.key = k.entity_key\n"
        "    WHERE ?1 = 'entities' AND e.id = ?2)\n"
        "AND NOT EXISTS (\n"
        "    SELECT 1 FROM correction_rows AS r JOIN corrections AS k ON k.id = r.correction_id\n"
        "    WHERE r.table_name = ?1 AND r.row_id = ?2 AND k.action = 'set' AND k.status = 'applied' AND k.id > c.id)",
    [SQL_CORRECTION_NEW] =
        "INSERT INTO correction_new (action, table_name, row_id, article_id, start_char, end_char, target, payload,\n"
        "                            names, made_by, note, made_at, uid, defer)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [SQL_CORRECTION_LAST] =
        "SELECT c.id, r.row_id FROM corrections AS c LEFT JOIN correction_rows AS r ON r.correction_id = c.id\n"
        "ORDER BY c.id DESC LIMIT 1",
    /* Where the words ?2 stand in article ?1. */
    [SQL_CORRECTION_PLACES] =
        "WITH RECURSIVE found (place) AS (\n"
        "    SELECT instr(a.text, ?2) - 1 FROM articles AS a WHERE a.id = ?1 AND instr(a.text, ?2) > 0\n"
        "    UNION ALL\n"
        "    SELECT found.place + instr(substr(a.text, found.place + 2), ?2)\n"
        "    FROM found JOIN articles AS a ON a.id = ?1 WHERE instr(substr(a.text, found.place + 2), ?2) > 0)\n"
        "SELECT f.place, f.place + length(?2),\n"
        "       EXISTS (SELECT 1 FROM sentences AS s WHERE s.article_id = ?1 AND s.start_char <= f.place\n"
        "               AND s.end_char > f.place)\n"
        "FROM found AS f",
    [SQL_CORRECTION_AT_PLACE] =
        "SELECT row_id FROM correction_places\n"
        "WHERE table_name = ?1 AND article_id = ?2 AND start_char = ?3 AND end_char = ?4 LIMIT 1",
    [SQL_CORRECTION_BY_ID] =
        "SELECT id, status, action, table_name FROM corrections WHERE id = ?1",
    [SQL_CORRECTION_BY_UID] =
        "SELECT id, status, action, table_name FROM corrections WHERE uid = ?1",
    [SQL_CORRECTION_UNDO] =
        "INSERT INTO correction_undo VALUES (?1)",
    /* ?1 key, ?2 name, ?3 kind, ?4 alias */
    [SQL_GIVE_NAME] =
        "INSERT INTO correction_new (action, table_name, target, payload, names, defer)\n"
        "VALUES ('add', 'entities', json_object('table', 'entities', 'key', ?1), json_object('name', ?2, 'kind', ?3),\n"
        "        json_object(?1, json_object('name', ?2, 'kind', ?3)), 1)",
    [SQL_GIVE_ALIAS] =
        "INSERT INTO correction_new (action, table_name, target, payload, names, defer)\n"
        "VALUES ('alias add', 'entities', json_object('table', 'entities', 'key', ?1), json_object('alias', ?4),\n"
        "        json_object(?1, json_object('name', ?2, 'kind', ?3)), 1)",
    [SQL_ENTITY_BY_KEY] =
        "SELECT r.id, r.key, e.id FROM entities AS e JOIN entities AS r ON r.id = coalesce(e.merged_into, e.id)\n"
        "WHERE e.key = ?1",
    [SQL_ENTITY_BY_NAME] =
        "SELECT DISTINCT r.id, r.key, r.id FROM entities AS e JOIN entities AS r ON r.id = coalesce(e.merged_into, e.id)\n"
        "WHERE e.name = ?1 ORDER BY r.key",
    [SQL_ENTITY_BY_ALIAS] =
        "SELECT DISTINCT r.id, r.key, r.id FROM aliases AS a JOIN entities AS e ON e.id = a.entity_id\n"
        "JOIN entities AS r ON r.id = coalesce(e.merged_into, e.id) WHERE a.alias = ?1 ORDER BY r.key",
    [SQL_ENTITY_MERGED] =
        "SELECT 1 FROM entities WHERE id = ?1 AND merged_into IS NOT NULL",
    [SQL_ALIAS_OF] =
        "SELECT a.origin FROM aliases AS a WHERE a.entity_id = ?1 AND a.alias = ?2",
};
/* clang-format on */
/* NOLINTEND(bugprone-suspicious-missing-comma) */

const char *cb_sql_text(enum sql_id id)
{
    const char *const texts[] = {ROWS[id], cb_sql_joins[id], cb_sql_links[id], cb_sql_retire[id]};
    size_t i = 0;

    while (!texts[i])
        i++;
    return texts[i];
}
