/* Statements of joins.c and its like: whom the names of several articles mean. */
#include "store/sql.h"

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

/* Names that are another form of one in `new`, and those in `new` that are another form of one. */
#define FORMS_OF(new)                                                                                        \
    "SELECT s.id FROM " new " AS n CROSS JOIN aliases AS a ON a.entity_id = n.id\n"                          \
                            "CROSS JOIN entities AS s ON s.name = a.alias WHERE s.id <> n.id\n"              \
                            "UNION SELECT s.id FROM " new " AS n CROSS JOIN entities AS s ON s.id = n.id\n"  \
                                                          "CROSS JOIN aliases AS a ON a.alias = s.name "     \
                                                          "WHERE a.entity_id <> s.id\n"

/* The texts keep the shape of SQL; each is several strings. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
/* clang-format off */
const char *const cb_sql_joins[SQL_COUNT] = {
    /* Names without a first name that bear the last word of a person that the articles behind ?1 name. */
    [SQL_LINK_SURNAMES] =
        "WITH new AS MATERIALIZED (\n"
        "    SELECT m.entity_id AS id FROM mention_rows AS m INDEXED BY mentions_by_article WHERE m.article_id > ?1\n"
        "    UNION SELECT m.entity_id FROM temp.relinked AS r CROSS JOIN mention_rows AS m\n"
        "    ON m.article_id = r.article_id\n"
        "    UNION SELECT j.short_id FROM temp.relinked AS r CROSS JOIN joins AS j ON j.article_id = r.article_id\n"
        "    UNION SELECT entity_id FROM retired_names),\n"
        "words AS MATERIALIZED (\n"
        "    SELECT DISTINCT " LAST_WORD("e") " AS word FROM new AS n CROSS JOIN entities AS e ON e.id = n.id)\n"
        "SELECT s.id FROM words AS w CROSS JOIN entities AS s ON " LAST_WORD("s") " = w.word\n"
        "WHERE s.origin = 'extracted' AND " IS_SURNAME("s") "\n"
        "AND (s.kind IN ('person', 'other') OR EXISTS (SELECT 1 FROM joins AS j WHERE j.short_id = s.id\n"
        "     AND j.rule <> 'any.resolve.across-alias')) /* it was one by then */\n"
        "ORDER BY s.key",
    /* Names that are another form of one that the articles behind ?1 name. */
    [SQL_LINK_SHORT_FORMS] =
        "WITH new AS MATERIALIZED (SELECT m.entity_id AS id\n"
        "    FROM mention_rows AS m INDEXED BY mentions_by_article WHERE m.article_id > ?1\n"
        "    UNION SELECT entity_id FROM retired_names),\n"
        "forms AS (" FORMS_OF("new")
        "          UNION SELECT short_id FROM retired_forms)\n"
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
    /* ---- articles that go: what they say is to be decided again without them (retire.c) ---- */
    [SQL_RETIRE_NAMES] =
        "INSERT OR IGNORE INTO retired_names (entity_id) " NAMED_IN_ARTICLE,
    [SQL_RETIRE_FORMS] =
        "WITH named AS MATERIALIZED (SELECT entity_id AS id FROM (" NAMED_IN_ARTICLE "))\n"
        "INSERT OR IGNORE INTO retired_forms (short_id) " FORMS_OF("named"),
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
};
/* clang-format on */
/* NOLINTEND(bugprone-suspicious-missing-comma) */
