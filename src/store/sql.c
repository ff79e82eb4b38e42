#include "store/sql.h"

/* Ties between kinds go by this order: the earlier one wins. */
#define SOURCE_ORDER(kind) "instr('agency outlet report person other', " kind ")"

/* The last word of the key of `e`, as the index entities_by_last_word has it; what stands behind its slash.
 */
#define LAST_WORD(e) "replace(" e ".key, rtrim(" e ".key, replace(replace(" e ".key, '-', ''), '/', '')), '')"
#define REST(e)      "substr(" e ".key, instr(" e ".key, '/') + 1)"

/* Is the rest of a key a surname, alone or with its particles? */
#define IS_SURNAME(e)                                                                                        \
    "(" REST(e) " NOT LIKE '%-%' OR substr(" REST(e) ", 1, instr(" REST(                                     \
        e) ", '-') - 1) IN ('von', 'vom',\n"                                                                 \
           "    'van', 'zu', 'zum', 'zur', 'de', 'den', 'der', 'des', 'di', 'da', 'del', 'della', 'du', "    \
           "'dos',\n"                                                                                        \
           "    'la', 'le', 'ter', 'ten', 'bin', 'al', 'el', 'st'))"

/* A row `m` of mentions before any surname was joined. */
#define UNJOINED(m)                                                                                          \
    "NOT EXISTS (SELECT 1 FROM joins AS j WHERE j.article_id = " m ".article_id\n"                           \
    "            AND j.entity_id = " m ".entity_id AND j.rule <> 'any.resolve.across-alias')"

/* All entities that article ?1 names, and the names that are joined there. */
#define NAMED_IN_ARTICLE                                                                                     \
    "SELECT entity_id FROM mention_rows WHERE article_id = ?1\n"                                             \
    "UNION SELECT short_id FROM joins WHERE article_id = ?1"

/* Figures that claims are compared by, of those where ... */
#define FIGURES_TO_LINK                                                                                      \
    "SELECT f.claim_id, c.speaker_id, f.kind, f.unit, iif(f.kind IN ('money', 'quantity'), NULL, "           \
    "f.what_key),\n"                                                                                         \
    "       f.low, f.high, coalesce(a.published, '')\n"                                                      \
    "FROM figures AS f JOIN claims AS c ON c.id = f.claim_id JOIN articles AS a ON a.id = f.article_id\n"    \
    "WHERE c.speaker_id IS NOT NULL AND (f.kind = 'money'\n"                                                 \
    "      OR f.kind IN ('percent', 'multiple') AND f.what_key IS NOT NULL\n"                                \
    "      OR f.kind IN ('count', 'quantity') AND f.what_key IS NOT NULL AND coalesce(f.low, f.high) >= "    \
    "10)\n"                                                                                                  \
    "AND "

#define DUE "INSERT OR IGNORE INTO links_due (table_name, row_id)\n"

/* The wordings of star ?1, as `id`. */
#define WORDINGS_OF_STAR                                                                                     \
    "SELECT ?1 AS id UNION ALL SELECT l.other_id FROM wording_links AS l\n"                                  \
    "CROSS JOIN linked_wordings AS w ON w.wording_id = l.other_id\n"                                         \
    "WHERE l.wording_id = ?1 AND w.centre_id = ?1"

/* The texts keep the shape of SQL. */
/* clang-format off */
const char *const cb_sql_texts[SQL_COUNT] = {
    [SQL_FIND_ARTICLE] =
        "SELECT id FROM articles WHERE sha256 = ?1",
    [SQL_ADD_ARTICLE] =
        "INSERT INTO articles (sha256, path, url, author, published, text, title, title_found,\n"
        "                      language, language_found, source_id, modified, notice, layout, id)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, nullif(?15, 0))",
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
        "SET kind = iif(origin = 'curated' OR " SOURCE_ORDER("excluded.kind") " < " SOURCE_ORDER("kind") ",\n"
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

    /* Names without a first name that bear the last word of a person that the articles behind ?1 name. */
    [SQL_LINK_SURNAMES] =
        "WITH new AS MATERIALIZED (\n"
        "    SELECT m.entity_id AS id FROM mention_rows AS m INDEXED BY mentions_by_article WHERE m.article_id > ?1\n"
        "    UNION SELECT m.entity_id FROM temp.relinked AS r CROSS JOIN mention_rows AS m\n"
        "    ON m.article_id = r.article_id\n"
        "    UNION SELECT j.short_id FROM temp.relinked AS r CROSS JOIN joins AS j ON j.article_id = r.article_id),\n"
        "words AS MATERIALIZED (\n"
        "    SELECT DISTINCT " LAST_WORD("e") " AS word FROM new AS n CROSS JOIN entities AS e ON e.id = n.id)\n"
        "SELECT s.id FROM words AS w CROSS JOIN entities AS s ON " LAST_WORD("s") " = w.word\n"
        "WHERE s.origin = 'extracted' AND " IS_SURNAME("s") "\n"
        "AND (s.kind IN ('person', 'other') OR EXISTS (SELECT 1 FROM joins AS j WHERE j.short_id = s.id\n"
        "     AND j.rule <> 'any.resolve.across-alias')) /* it was one by then */\n"
        "ORDER BY s.key",
    /* Names that are another form of one that the articles behind ?1 name. */
    [SQL_LINK_SHORT_FORMS] =
        "WITH new AS MATERIALIZED (SELECT DISTINCT m.entity_id AS id\n"
        "    FROM mention_rows AS m INDEXED BY mentions_by_article WHERE m.article_id > ?1),\n"
        "forms AS (SELECT s.id FROM new AS n CROSS JOIN aliases AS a ON a.entity_id = n.id\n"
        "          CROSS JOIN entities AS s ON s.name = a.alias WHERE s.id <> n.id\n"
        "          UNION SELECT s.id FROM new AS n CROSS JOIN entities AS s ON s.id = n.id\n"
        "          CROSS JOIN aliases AS a ON a.alias = s.name WHERE a.entity_id <> s.id)\n"
        "SELECT s.id FROM forms AS f CROSS JOIN entities AS s ON s.id = f.id\n"
        "WHERE s.origin = 'extracted'\n"
        "AND (s.kind = 'organization' OR EXISTS (SELECT 1 FROM joins AS j WHERE j.short_id = s.id\n"
        "     AND j.rule = 'any.resolve.across-alias'))\n"
        "ORDER BY s.key",
    /* Entities with the last word of entity ?1, a surname: those whose name ends with it, whom it may mean (1); and
     * other forms of it (0). */
    [SQL_LINK_BEARERS] =
        "SELECT e.id, 1 FROM entities AS s JOIN entities AS e ON " LAST_WORD("e") " = " LAST_WORD("s") "\n"
        "WHERE s.id = ?1 AND s.kind IN ('person', 'other') AND e.id <> s.id AND e.kind = 'person'\n"
        "AND length(" REST("e") ") > length(" REST("s") ")\n"
        "AND substr(e.key, -1 - length(" REST("s") ")) = '-' || " REST("s") "\n"
        "AND NOT " IS_SURNAME("e") "\n"
        "AND EXISTS (SELECT 1 FROM mentions AS m WHERE m.entity_id = e.id AND " UNJOINED("m") ")\n"
        "UNION ALL\n"
        "SELECT e.id, 0 FROM entities AS s JOIN entities AS e ON " LAST_WORD("e") " = " LAST_WORD("s") "\n"
        "WHERE s.id = ?1 AND e.id <> s.id AND e.kind IN ('person', 'other') AND " IS_SURNAME("e"),
    /* Organizations that have the name of entity ?1 among their aliases. */
    [SQL_LINK_LONG_FORMS] =
        "SELECT e.id FROM entities AS s JOIN aliases AS a ON a.alias = s.name\n"
        "JOIN entities AS e ON e.id = a.entity_id\n"
        "WHERE s.id = ?1 AND s.kind = 'organization' AND e.id <> s.id AND e.kind = 'organization'\n"
        "ORDER BY e.key",
    /* Articles that have the short name ?1; without any meaning (?2 = 0) those where it was joined once. */
    [SQL_LINK_ARTICLES] =
        "SELECT m.article_id FROM mentions AS m WHERE m.entity_id = ?1 AND ?2 > 0 AND " UNJOINED("m") "\n"
        "UNION SELECT article_id FROM joins WHERE short_id = ?1 ORDER BY 1",
    [SQL_LINK_NOW] =
        "SELECT entity_id, rule FROM joins WHERE article_id = ?1 AND short_id = ?2",
    /* Article ?1, the short name ?2, whose it is now ?3: what the article names beside it, by itself. Rows of ?3 are
     * those of the short name: where the article named ?3 itself, it was never joined with that. */
    [SQL_LINK_HERE] =
        "SELECT x.id, iif(x.kind IN ('person', 'other') AND " IS_SURNAME("x") ", " LAST_WORD("x") ", NULL)\n"
        "FROM (SELECT m.entity_id AS id FROM mentions AS m\n"
        "      WHERE m.article_id = ?1 AND " UNJOINED("m") " AND m.entity_id NOT IN (?2, ?3)\n"
        "      UNION SELECT short_id FROM joins WHERE article_id = ?1 AND short_id <> ?2\n"
        "      AND rule <> 'any.resolve.across-alias') AS h JOIN entities AS x ON x.id = h.id",
    /* Does it say whom it means, by a longer form of the name? */
    [SQL_LINK_CERTAIN] =
        "SELECT EXISTS (SELECT 1 FROM mentions WHERE article_id = ?1 AND entity_id = ?3 AND ?2 > 0\n"
        "               AND kind = 'alias' AND link IS NOT NULL AND link NOT LIKE 'any.resolve.across%')",
    [SQL_LINK_KIND] =
        "SELECT kind = 'place', kind = 'organization' FROM entities WHERE id = ?1",
    [SQL_LINK_HELD] =
        "SELECT DISTINCT lower(p.title), coalesce(p.organization_id, 0) FROM positions AS p\n"
        "WHERE p.article_id = ?1 AND p.person_id = ?2",
    /* What the articles that have the surname ?1 say by themselves, of those of which it is not noted yet; rows of
     * an entity that it is joined with are those of the surname, as above. */
    [SQL_NOTE_SHORT_NAMES] =
        "INSERT INTO short_names (short_id, article_id, is_certain, holds_office, beside)\n"
        "SELECT ?1, t.article_id, EXISTS (\n"
        "           SELECT 1 FROM mentions AS m WHERE m.article_id = t.article_id AND m.entity_id = t.now\n"
        "           AND m.kind = 'alias' AND m.link IS NOT NULL AND m.link NOT LIKE 'any.resolve.across%'),\n"
        "       EXISTS (SELECT 1 FROM positions AS p WHERE p.article_id = t.article_id AND p.person_id = t.now),\n"
        "       (SELECT group_concat(h.id, ' ') FROM (\n"
        "            SELECT m.entity_id AS id FROM mentions AS m\n"
        "            WHERE m.article_id = t.article_id AND m.entity_id NOT IN (?1, t.now) AND " UNJOINED("m") "\n"
        "            UNION SELECT j.short_id FROM joins AS j WHERE j.article_id = t.article_id AND j.short_id <> ?1\n"
        "            AND j.rule <> 'any.resolve.across-alias' ORDER BY 1) AS h)\n"
        "FROM (SELECT a.article_id, coalesce((SELECT j.entity_id FROM joins AS j WHERE j.article_id = a.article_id\n"
        "                                     AND j.short_id = ?1), ?1) AS now\n"
        "      FROM (SELECT m.article_id FROM mentions AS m WHERE m.entity_id = ?1 AND " UNJOINED("m") "\n"
        "            UNION SELECT article_id FROM joins WHERE short_id = ?1) AS a\n"
        "      WHERE NOT EXISTS (SELECT 1 FROM short_names AS n WHERE n.short_id = ?1\n"
        "                        AND n.article_id = a.article_id)) AS t",
    /* the next ?3 articles behind ?2, and what the surname is joined with there */
    [SQL_SHORT_NAMES] =
        "SELECT n.article_id, j.entity_id, j.rule, n.is_certain, n.holds_office, n.beside FROM short_names AS n\n"
        "LEFT JOIN joins AS j ON j.article_id = n.article_id AND j.short_id = n.short_id\n"
        "WHERE n.short_id = ?1 AND n.article_id > ?2 ORDER BY n.article_id LIMIT ?3",
    [SQL_LINK_WORD] =
        "SELECT " LAST_WORD("e") " FROM entities AS e WHERE e.id = ?1",
    /* Of the meaning ?1 of a name: in how many articles behind ?2 it stands by itself; its offices there, of rows
     * behind ?2; the entities that stand there with it, in articles behind ?2. */
    [SQL_LINK_COUNT] =
        "SELECT count(DISTINCT m.article_id) FROM mentions AS m\n"
        "WHERE m.entity_id = ?1 AND m.article_id > ?2 AND " UNJOINED("m"),
    [SQL_LINK_OFFICES] =
        "SELECT DISTINCT lower(q.title), coalesce(q.organization_id, 0) FROM positions AS q\n"
        "WHERE q.person_id = ?1 AND q.id > ?2 AND EXISTS (\n"
        "    SELECT 1 FROM mentions AS m WHERE m.entity_id = ?1 AND m.article_id = q.article_id AND " UNJOINED("m") ")",
    [SQL_LINK_COMPANY] =
        "WITH there AS MATERIALIZED (\n"
        "    SELECT DISTINCT m.article_id FROM mentions AS m\n"
        "    WHERE m.entity_id = ?1 AND m.article_id > ?2 AND " UNJOINED("m") ")\n"
        "SELECT m.entity_id FROM there AS t CROSS JOIN mentions AS m ON m.article_id = t.article_id\n"
        "WHERE " UNJOINED("m") "\n"
        "UNION SELECT j.short_id FROM there AS t CROSS JOIN joins AS j ON j.article_id = t.article_id\n"
        "WHERE j.rule <> 'any.resolve.across-alias'",
    [SQL_KNOWN_PERSON] =
        "SELECT articles, last_article, last_position FROM known_persons WHERE entity_id = ?1",
    [SQL_KNOWN_OFFICES] =
        "SELECT title, organization_id FROM known_offices WHERE entity_id = ?1",
    [SQL_KNOWN_COMPANY] =
        "SELECT other_id FROM known_company WHERE entity_id = ?1",
    [SQL_KEEP_PERSON] =
        "INSERT OR REPLACE INTO known_persons (entity_id, articles, last_article, last_position)\n"
        "VALUES (?1, ?2, ?3, ?4)",
    [SQL_KEEP_OFFICE] =
        "INSERT OR IGNORE INTO known_offices (entity_id, organization_id, title) VALUES (?1, ?2, ?3)",
    [SQL_KEEP_COMPANY] =
        "INSERT OR IGNORE INTO known_company (entity_id, other_id) VALUES (?1, ?2)",
    [SQL_FORGET_PERSONS] =
        "DELETE FROM known_persons WHERE entity_id IN (" NAMED_IN_ARTICLE ")",
    [SQL_FORGET_OFFICES] =
        "DELETE FROM known_offices WHERE entity_id IN (" NAMED_IN_ARTICLE ")",
    [SQL_FORGET_COMPANY] =
        "DELETE FROM known_company WHERE entity_id IN (" NAMED_IN_ARTICLE ")",
    [SQL_FORGET_SHORT_NAMES] =
        "DELETE FROM short_names WHERE article_id = ?1 AND short_id IN (" NAMED_IN_ARTICLE ")",
    [SQL_LINK_ADD] =
        "INSERT INTO joins (article_id, short_id, entity_id, rule) VALUES (?1, ?2, ?3, ?4)\n"
        "ON CONFLICT DO UPDATE SET entity_id = excluded.entity_id, rule = excluded.rule",
    [SQL_LINK_DROP] =
        "DELETE FROM joins WHERE article_id = ?1 AND short_id = ?2 AND ?3 = 0",
    [SQL_LINK_CHANGED] =
        "INSERT OR IGNORE INTO temp.relinked (article_id) SELECT ?1 WHERE ?2 = ?3",
    /* In article ?1 from ?2 to ?3; ?4 is why, NULL to undo it. +: by the article, which has few rows. */
    [SQL_LINK_MENTIONS] =
        "UPDATE mention_rows SET entity_id = ?3,\n"
        "    link_term = iif(form & 3 < 2, (SELECT t.id FROM terms AS t WHERE t.term = ?4), link_term),\n"
        "    form = form & 4 | CASE form & 3 WHEN 0 THEN 1 WHEN 1 THEN iif(?4 IS NULL, 0, 1) ELSE form & 3 END\n"
        "WHERE article_id = ?1 AND +entity_id = ?2",
    [SQL_LINK_PERSONS] =
        "UPDATE positions SET person_id = ?3 WHERE article_id = ?1 AND +person_id = ?2",
    [SQL_LINK_ORGANIZATIONS] =
        "UPDATE positions SET organization_id = ?3 WHERE article_id = ?1 AND +organization_id = ?2",
    [SQL_LINK_SPEAKERS] =
        "UPDATE claim_rows SET speaker_id = ?3 WHERE article_id = ?1 AND +speaker_id = ?2",
    [SQL_LINK_CLAIM_ENTITIES] =
        "UPDATE claim_entities SET entity_id = ?3\n"
        "WHERE +entity_id = ?2 AND claim_id IN (SELECT id FROM claim_rows WHERE article_id = ?1)",
    [SQL_LINK_FIGURES] =
        "UPDATE figure_rows SET entity_id = ?3 WHERE article_id = ?1 AND +entity_id = ?2",
    [SQL_LINK_SUBJECTS] =
        "UPDATE proposition_rows SET subject_id = ?3 WHERE article_id = ?1 AND +subject_id = ?2",
    [SQL_LINK_OBJECTS] =
        "UPDATE proposition_rows SET object_id = ?3 WHERE article_id = ?1 AND +object_id = ?2",

    [SQL_LOG_RUN] =
        "INSERT INTO imports (started_at, command, version, imported, skipped, rejected)\n"
        "VALUES (coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'unknown'), ?1, ?2, 0, 0, 0)",
    [SQL_LOG_COUNTS] =
        "UPDATE imports SET imported = ?2, skipped = ?3, rejected = ?4, replaced = ?5, pruned = ?6 WHERE id = ?1",
    [SQL_LOG_ERROR] =
        "INSERT INTO import_errors (import_id, seq, place, reason) VALUES (?1, ?2, ?3, ?4)",

    /* ---- copies of articles ---- */
    [SQL_ARTICLES_TO_LINK] =
        "SELECT coalesce(min(id), 1), coalesce(max(id), 0) FROM articles\n"
        "WHERE id > (SELECT coalesce(max(article_id), 0) FROM article_wordings)",
    [SQL_ARTICLE_CHARS] =
        "SELECT end_char FROM passages WHERE article_id = ?1 ORDER BY seq DESC LIMIT 1",
    [SQL_ARTICLE_TEXT] =
        "SELECT text FROM articles WHERE id = ?1",
    [SQL_ARTICLE_PASSAGES] =
        "SELECT start_char, end_char FROM passages\n"
        "WHERE article_id = ?1 AND kind IN ('body', 'subheading', 'question', 'caption') ORDER BY seq",
    [SQL_ARTICLE_ORDER] =
        "SELECT a.published, w.shingles, w.fingerprints, a.sha256\n"
        "FROM articles AS a JOIN article_wordings AS w ON w.article_id = a.id WHERE a.id = ?1",
    [SQL_ADD_ARTICLE_WORDING] =
        "INSERT INTO article_wordings (article_id, shingles, fingerprints)\n"
        "SELECT id, ?2, ?3 FROM articles WHERE id = ?1",
    [SQL_ADD_ARTICLE_FINGERPRINTS] =
        "INSERT OR FAIL INTO article_fingerprints (fingerprint, article_id, fingerprints)\n"
        "SELECT c0, c1, c2 FROM temp.cb_feed",
    [SQL_ARTICLES_BY_FINGERPRINT] =
        "SELECT article_id, fingerprints FROM article_fingerprints\n"
        "WHERE fingerprint = ?1 ORDER BY article_id LIMIT ?2",
    [SQL_COPY_OF] =
        "SELECT original_id FROM article_copies WHERE article_id = ?1",
    [SQL_SET_COPY] =
        "INSERT OR REPLACE INTO article_copies (article_id, original_id, relation, share, original_share, rule)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_DROP_COPY] =
        "DELETE FROM article_copies WHERE article_id = ?1",
    /* the clustered claims of an article and of all that were copied from it */
    [SQL_TOUCH_COPIES] =
        "WITH RECURSIVE copies (id) AS (\n"
        "    VALUES (?1) UNION\n"
        "    SELECT c.article_id FROM copies JOIN article_copies AS c ON c.original_id = copies.id)\n"
        DUE "SELECT 'clusters', m.claim_id FROM copies CROSS JOIN claims AS c ON c.article_id = copies.id\n"
        "CROSS JOIN claim_cluster_members AS m ON m.claim_id = c.id",
    /* the claims of an article that were linked */
    [SQL_LINKED_CLAIMS] =
        "SELECT c.id FROM claims AS c WHERE c.article_id = ?1\n"
        "AND (EXISTS (SELECT 1 FROM claim_wordings AS w WHERE w.claim_id = c.id)\n"
        "     OR EXISTS (SELECT 1 FROM claim_figures AS f WHERE f.claim_id = c.id)) ORDER BY c.id",

    /* ---- wordings of claims ---- */
    [SQL_CLAIMS_TO_LINK] =
        "SELECT id, text, coalesce(speaker_id, 0) FROM claims WHERE article_id = ?1 ORDER BY id",
    [SQL_FIGURES_TO_LINK] =
        FIGURES_TO_LINK "f.article_id = ?1",
    [SQL_CLAIM_FIGURES_TO_LINK] =
        FIGURES_TO_LINK "f.claim_id = ?1",
    [SQL_CLAIM_WORDS] =
        "SELECT text, coalesce(speaker_id, 0) FROM claims WHERE id = ?1",
    [SQL_FIND_WORDING] =
        "SELECT id FROM wordings WHERE hash = ?1",
    [SQL_CLAIM_STANDING] =
        "SELECT c.text, coalesce(c.speaker_id, 0), w.id, w.hash FROM claims AS c\n"
        "LEFT JOIN claim_wordings AS x ON x.claim_id = c.id LEFT JOIN wordings AS w ON w.id = x.wording_id\n"
        "WHERE c.id = ?1",
    [SQL_WORDS_DUE] =
        "SELECT row_id, text FROM links_due WHERE table_name = 'claims' AND text IS NOT NULL ORDER BY row_id",
    [SQL_DROP_WORDING] =
        "DELETE FROM wordings WHERE id = ?1",
    [SQL_DROP_WORDING_FINGERPRINT] =
        "DELETE FROM wording_fingerprints WHERE wording_id = ?1 AND fingerprint = ?2",
    [SQL_DROP_CLAIM_WORDINGS] =
        "DELETE FROM claim_wordings WHERE wording_id = ?1",
    [SQL_DROP_CLAIM_WORDING] =
        "DELETE FROM claim_wordings WHERE claim_id = ?1",
    [SQL_DROP_CLAIM_FIGURES] =
        "DELETE FROM claim_figures WHERE claim_id = ?1",
    [SQL_ADD_DUE] =
        "INSERT OR IGNORE INTO links_due (table_name, row_id) SELECT 'claims', id FROM claims WHERE article_id = ?1",
    /* of articles before ?1 those of which the links know another day or outlet */
    [SQL_ARTICLES_DUE] =
        "SELECT a.id FROM links_due AS d JOIN articles AS a ON a.id = d.row_id\n"
        "WHERE d.table_name = 'articles' AND a.id < ?1\n"
        "AND d.text <> coalesce(a.published, '') || ' ' || coalesce(a.source_id, '') ORDER BY 1",
    /* behind ?1, of articles before ?2 */
    [SQL_CLAIMS_DUE] =
        "SELECT d.row_id FROM links_due AS d CROSS JOIN claims AS c ON c.id = d.row_id\n"
        "WHERE d.table_name = 'claims' AND d.row_id > ?1 AND c.article_id < ?2\n"
        "ORDER BY d.row_id LIMIT ?3",
    [SQL_STARS_DUE] =
        "SELECT row_id FROM links_due WHERE table_name = 'stars' AND row_id > ?1 ORDER BY row_id",
    [SQL_WORDINGS_BY_FINGERPRINT] =
        "SELECT wording_id FROM wording_fingerprints WHERE fingerprint = ?1 AND wording_id > 0\n"
        "ORDER BY wording_id LIMIT ?2",
    [SQL_OLDER_WORDINGS] =
        "SELECT wording_id FROM wording_fingerprints WHERE fingerprint = ?1 ORDER BY wording_id",
    [SQL_SKETCH] =
        "SELECT sketch, pairs FROM wordings WHERE id = ?1",
    [SQL_ADD_WORDINGS] =
        "INSERT OR FAIL INTO wordings (id, hash, sketch, pairs) SELECT c0, c1, c2, c3 FROM temp.cb_feed",
    [SQL_ADD_CLAIM_WORDINGS] =
        "INSERT OR FAIL INTO claim_wordings (claim_id, wording_id) SELECT c0, c1 FROM temp.cb_feed",
    [SQL_ADD_WORDING_FINGERPRINTS] =
        "INSERT OR FAIL INTO wording_fingerprints (fingerprint, wording_id) SELECT c0, c1 FROM temp.cb_feed",
    /* relation: 0 same, 1 near, 2 part */
    [SQL_ADD_LINKS] =
        "INSERT OR FAIL INTO wording_links (wording_id, other_id, relation, similarity)\n"
        "SELECT c0, c1, CASE c2 WHEN 0 THEN 'same' WHEN 1 THEN 'near' ELSE 'part' END, c3 FROM temp.cb_feed",
    /* both ways */
    [SQL_ADD_LINK] =
        "INSERT OR REPLACE INTO wording_links (wording_id, other_id, relation, similarity)\n"
        "VALUES (?1, ?2, ?3, ?4), (?2, ?1, ?3, ?4)",
    [SQL_DROP_LINK] =
        "DELETE FROM wording_links WHERE wording_id = ?1 AND other_id = ?2",
    [SQL_IS_COMMON] =
        "SELECT EXISTS (SELECT 1 FROM wording_fingerprints WHERE fingerprint = ?1 AND wording_id = 0)",
    [SQL_MARK_COMMON] =
        "INSERT OR IGNORE INTO wording_fingerprints (fingerprint, wording_id) VALUES (?1, 0)",
    [SQL_UNMARK_COMMON] =
        "DELETE FROM wording_fingerprints WHERE fingerprint = ?1 AND wording_id = 0",
    /* first those to it: those from it tell which they are */
    [SQL_DROP_LINKS_TO] =
        "DELETE FROM wording_links\n"
        "WHERE other_id = ?1 AND wording_id IN (SELECT l.other_id FROM wording_links AS l WHERE l.wording_id = ?1)",
    [SQL_DROP_LINKS_FROM] =
        "DELETE FROM wording_links WHERE wording_id = ?1",
    [SQL_ADD_CLAIM_FIGURE] =
        "INSERT OR IGNORE INTO claim_figures (hash, published, claim_id, state) VALUES (?1, ?2, ?3, ?4)",

    /* ---- stars ---- */
    [SQL_ISSUE] =
        "SELECT a.published, a.sha256, EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id)\n"
        "FROM articles AS a INDEXED BY articles_in_short WHERE a.id = ?1",
    [SQL_APPEARANCE] =
        "SELECT article_id, start_char FROM claims WHERE id = ?1",
    [SQL_WORDING_OF_CLAIM] =
        "SELECT wording_id FROM claim_wordings WHERE claim_id = ?1",
    [SQL_CLAIMS_OF_WORDING] =
        "SELECT claim_id FROM claim_wordings WHERE wording_id = ?1 ORDER BY claim_id",
    [SQL_LINKS_OF_WORDING] =
        "SELECT other_id FROM wording_links WHERE wording_id = ?1 ORDER BY other_id",
    [SQL_LINKED_WORDING] =
        "SELECT coalesce(w.centre_id, 0), coalesce(w.is_wide, 0), c.id, c.article_id, c.start_char\n"
        "FROM (SELECT 1) LEFT JOIN linked_wordings AS w ON w.wording_id = ?1\n"
        "LEFT JOIN claims AS c ON c.id = coalesce(w.first_id, ?1)",
    [SQL_SET_LINKED_WORDING] =
        "INSERT OR REPLACE INTO linked_wordings (wording_id, centre_id, first_id, is_wide)\n"
        "VALUES (?1, nullif(?2, 0), nullif(?3, ?1), ?4)",
    [SQL_DROP_LINKED_WORDING] =
        "DELETE FROM linked_wordings WHERE wording_id = ?1",
    [SQL_FIRST_OF_WORDING] =
        "SELECT coalesce((SELECT w.first_id FROM linked_wordings AS w WHERE w.wording_id = ?1), ?1)",
    [SQL_STAR_LINKS] =
        "SELECT l.other_id, l.similarity, l.relation = 'same', w.centre_id IS NULL FROM wording_links AS l\n"
        "LEFT JOIN linked_wordings AS w ON w.wording_id = l.other_id WHERE l.wording_id = ?1 ORDER BY l.other_id",
    /* Do the claims of star ?1 stand in other articles than ?2, too? */
    [SQL_STAR_IS_WIDE] =
        "SELECT EXISTS (SELECT 1 FROM (" WORDINGS_OF_STAR ") AS s CROSS JOIN claim_wordings AS x ON x.wording_id = s.id\n"
        "               CROSS JOIN claims AS c ON c.id = x.claim_id WHERE c.article_id <> ?2)",
    [SQL_STAR_MEMBERS] =
        "SELECT x.claim_id, l.relation, l.similarity FROM wording_links AS l\n"
        "CROSS JOIN linked_wordings AS w ON w.wording_id = l.other_id\n"
        "CROSS JOIN claim_wordings AS x ON x.wording_id = l.other_id\n"
        "WHERE l.wording_id = ?1 AND w.centre_id = ?1",
    /* the cluster of ?1 is to be written again; where there is one, of a claim, of those of a wording, of a star */
    [SQL_TOUCH] =
        DUE "VALUES ('clusters', ?1)",
    [SQL_TOUCH_CLAIM] =
        DUE "SELECT 'clusters', m.claim_id FROM claim_cluster_members AS m WHERE m.claim_id = ?1",
    [SQL_TOUCH_WORDING] =
        DUE "SELECT 'clusters', m.claim_id FROM claim_wordings AS x\n"
        "CROSS JOIN claim_cluster_members AS m ON m.claim_id = x.claim_id WHERE x.wording_id = ?1",
    [SQL_TOUCH_STAR] =
        DUE "SELECT 'clusters', m.claim_id FROM (" WORDINGS_OF_STAR ") AS s\n"
        "CROSS JOIN claim_wordings AS x ON x.wording_id = s.id\n"
        "CROSS JOIN claim_cluster_members AS m ON m.claim_id = x.claim_id",
    /* of a claim that has a wording: its star; is that a cluster; the first claim of it */
    [SQL_CLAIM_PLACE] =
        "SELECT coalesce(w.centre_id, x.wording_id), coalesce(iif(w.centre_id IS NULL, w.is_wide, z.is_wide), 0),\n"
        "       iif(w.centre_id IS NULL, coalesce(w.first_id, x.wording_id), coalesce(z.first_id, w.centre_id))\n"
        "FROM claim_wordings AS x LEFT JOIN linked_wordings AS w ON w.wording_id = x.wording_id\n"
        "LEFT JOIN linked_wordings AS z ON z.wording_id = w.centre_id WHERE x.claim_id = ?1",

    /* ---- figures that claims share; no day is as good as any other of none ---- */
    [SQL_FIGURES_OF_CLAIM] =
        "SELECT hash, published, state FROM claim_figures WHERE claim_id = ?1 ORDER BY hash",
    [SQL_HAS_FIGURE] =
        "SELECT claim_id FROM claim_figures WHERE claim_id = ?1 LIMIT 1",
    [SQL_IS_JOINED] =
        "SELECT 1 FROM claim_figures WHERE claim_id = ?1 AND state = 1 LIMIT 1",
    [SQL_SET_FIGURE_STATE] =
        "UPDATE claim_figures SET state = ?2 WHERE claim_id = ?1",
    /* Is figure ?1 one of other claims than ?3 near ?2 by day? */
    [SQL_FIGURE_HAS_NEIGHBOUR] =
        "SELECT EXISTS (SELECT 1 FROM claim_figures WHERE hash = ?1 AND state IN (0, 1, 2, 3, 4) AND claim_id <> ?3\n"
        "               AND published BETWEEN coalesce(date(?2, '-14 days'), '')\n"
        "               AND coalesce(date(?2, '+14 days'), ''))",
    /* on the first day of the two weeks up to ?3 that has any in state ?2, but for ?4 */
    [SQL_FIGURE_CENTRES] =
        "SELECT claim_id FROM claim_figures WHERE hash = ?1 AND state = ?2 AND claim_id <> ?4 AND published = (\n"
        "    SELECT min(f.published) FROM claim_figures AS f WHERE f.hash = ?1 AND f.state = ?2 AND f.claim_id <> ?4\n"
        "    AND f.published BETWEEN coalesce(date(?3, '-14 days'), '') AND ?3)",
    /* loose claims that might join ?3 */
    [SQL_FIGURE_SHARERS] =
        "SELECT claim_id FROM claim_figures WHERE hash = ?1 AND state IN (0, 1) AND claim_id <> ?3\n"
        "AND published BETWEEN ?2 AND coalesce(date(?2, '+14 days'), '')",
    [SQL_FIGURE_SHARERS_OF] =
        "SELECT x.claim_id FROM claim_figures AS f CROSS JOIN claim_figures AS x\n"
        "ON x.hash = f.hash AND x.state IN (0, 1) WHERE f.claim_id = ?1 AND x.claim_id <> ?1\n"
        "AND x.published BETWEEN f.published AND coalesce(date(f.published, '+14 days'), '')",
    [SQL_FIGURES_JOINED] =
        "SELECT x.claim_id FROM claim_figures AS f CROSS JOIN claim_figures AS x\n"
        "ON x.hash = f.hash AND x.state = 1 WHERE f.claim_id = ?1\n"
        "AND x.published BETWEEN f.published AND coalesce(date(f.published, '+14 days'), '')",
    [SQL_FIGURE_CLAIMS_OF_WORDING] =
        "SELECT f.claim_id FROM claim_wordings AS x CROSS JOIN claim_figures AS f ON f.claim_id = x.claim_id\n"
        "WHERE x.wording_id = ?1",
    [SQL_FIGURE_CLAIMS_OF_STAR] =
        "SELECT f.claim_id FROM (" WORDINGS_OF_STAR ") AS s CROSS JOIN claim_wordings AS x ON x.wording_id = s.id\n"
        "CROSS JOIN claim_figures AS f ON f.claim_id = x.claim_id",

    /* ---- clusters ---- */
    [SQL_NEXT_CLUSTER_DUE] =
        "SELECT row_id FROM links_due WHERE table_name = 'clusters' AND row_id > ?1 ORDER BY row_id LIMIT 1",
    [SQL_DROP_CLUSTER_DUE] =
        "DELETE FROM links_due WHERE table_name = 'clusters' AND row_id = ?1",
    [SQL_MEMBER] =
        "SELECT a.published, a.id, coalesce(a.source_id, -a.id), coalesce(c.speaker_id, 0), k.original_id,\n"
        "       m.cluster_id, m.relation, m.like_claim_id, m.similarity\n"
        "FROM claims AS c JOIN articles AS a INDEXED BY articles_in_short ON a.id = c.article_id\n"
        "LEFT JOIN article_copies AS k ON k.article_id = a.id\n"
        "LEFT JOIN claim_cluster_members AS m ON m.claim_id = c.id WHERE c.id = ?1",
    [SQL_SET_CLUSTER] =
        "INSERT INTO claim_clusters (id, first_claim_id, first_published, last_published, claims, articles,\n"
        "                            outlets, origins, speakers)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO UPDATE\n"
        "SET first_claim_id = ?2, first_published = ?3, last_published = ?4, claims = ?5, articles = ?6, outlets = ?7,\n"
        "    origins = ?8, speakers = ?9\n"
        "WHERE (first_claim_id, first_published, last_published, claims, articles, outlets, origins, speakers)\n"
        "      IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [SQL_ADD_MEMBER] =
        "INSERT INTO claim_cluster_members (cluster_id, claim_id, relation, like_claim_id, similarity, rule)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_CHANGE_MEMBER] =
        "UPDATE claim_cluster_members SET cluster_id = ?1, relation = ?3, like_claim_id = ?4, similarity = ?5, rule = ?6\n"
        "WHERE claim_id = ?2",
    [SQL_DROP_MEMBER] =
        "DELETE FROM claim_cluster_members WHERE claim_id = ?1",
    [SQL_DROP_EMPTY_CLUSTER] =
        "DELETE FROM claim_clusters WHERE id = ?1\n"
        "AND NOT EXISTS (SELECT 1 FROM claim_cluster_members AS m WHERE m.cluster_id = ?1)",

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
