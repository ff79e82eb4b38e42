-- title: How right the program is, where people looked
-- description: Of the claims, figures, mentions, citations, positions and propositions that the program found: how many
-- description: a person has decided on, and what was decided. Nothing is said about rows that nobody looked at; so what
-- description: was chosen for review decides what the precision stands for. By kind, language or outlet, or of a part
-- description: of the articles, every row is counted: this takes longer the more articles there are.
-- param: by text = rule "What each row of the report counts: rule, kind, language, outlet or table"
-- values: by SELECT 'rule' UNION ALL SELECT 'kind' UNION ALL SELECT 'language' UNION ALL SELECT 'outlet' UNION ALL SELECT 'table'
-- param: table text "Only these rows: claims, figures, mentions, citations, positions or propositions"
-- values: table SELECT 'claims' UNION ALL SELECT 'figures' UNION ALL SELECT 'mentions' UNION ALL SELECT 'citations' UNION ALL SELECT 'positions' UNION ALL SELECT 'propositions'
-- param: rule text "Rows that this rule found"
-- values: rule SELECT id FROM rules ORDER BY id
-- param: reviewer text "Only what this one decided"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: table_name text "Where the rows stand: claims, figures ..."
-- column: counted text "The rule, kind, language or outlet; empty where the article has none"
-- column: rows integer "Rows that the program found"
-- column: reviewed integer "Of them: those that somebody decided on"
-- column: confirmed integer "Of the reviewed: found right"
-- column: corrected integer "Of the reviewed: a value was changed"
-- column: rejected integer "Of the reviewed: taken away"
-- column: added integer "Rows that people added, since the program had missed them; not by rule"
-- column: precision real "Percent of the reviewed rows that were right as they were"
-- column: kept real "Percent of the reviewed rows that were not taken away"
-- order: table_name, reviewed (most first), rows (most first), counted
WITH chosen AS (
    SELECT a.id AS article_id, a.language, o.name AS outlet
    FROM articles AS a
    LEFT JOIN sources AS o ON o.id = a.source_id
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL OR o.name = :outlet OR o.domain = :outlet)
), asked AS (
    -- base_counts has the rows of all articles by their rules
    SELECT CASE WHEN coalesce(nullif(:by, ''), 'rule') NOT IN ('kind', 'language', 'outlet')
                     AND nullif(:from, '') IS NULL AND nullif(:to, '') IS NULL
                     AND nullif(:language, '') IS NULL AND nullif(:outlet, '') IS NULL
                     -- unless something was corrected since, in the sqlite3 shell
                     AND EXISTS (SELECT 1 FROM summary_state AS s
                                 WHERE s.correction_id = (SELECT coalesce(max(c.id), 0) FROM corrections AS c)
                                   AND s.orphaned = (SELECT count(*) FROM corrections AS c WHERE c.status = 'orphaned'))
                     AND NOT EXISTS (SELECT 1 FROM meta AS m WHERE m.key = 'changed') THEN 1 ELSE 0 END AS of_all
), decided AS MATERIALIZED (
    SELECT r.table_name, r.row_id, max(r.made) AS made,
           max(CASE WHEN c.action = 'reject' THEN 1 ELSE 0 END) AS rejected,
           max(CASE WHEN c.action = 'set' THEN 1 ELSE 0 END) AS changed,
           max(CASE WHEN c.action = 'confirm' THEN 1 ELSE 0 END) AS confirmed
    FROM correction_rows AS r
    JOIN corrections AS c ON c.id = r.correction_id AND c.status = 'applied'
    WHERE r.table_name <> 'articles' AND (nullif(:reviewer, '') IS NULL OR c.made_by = :reviewer)
    GROUP BY r.table_name, r.row_id
), extracted AS (
    SELECT 'claims' AS table_name, x.id, x.article_id, x.kind, x.rule FROM extracted_claims AS x
    UNION ALL
    SELECT 'figures', x.id, x.article_id, x.kind, x.rule FROM extracted_figures AS x
    UNION ALL
    SELECT 'mentions', x.id, x.article_id, x.kind, x.rule FROM extracted_mentions AS x
    UNION ALL
    SELECT 'citations', x.id, x.article_id, NULL, x.rule FROM extracted_citations AS x
    UNION ALL
    SELECT 'positions', x.id, x.article_id, NULL, x.rule FROM extracted_positions AS x
    UNION ALL
    SELECT 'propositions', x.id, x.article_id, NULL, t.term
    FROM extracted_proposition_rows AS x JOIN terms AS t ON t.id = x.rule_term
), looked_at AS (
    -- beside sums: a row that was touched is taken out of them, one that was confirmed is in them
    SELECT x.table_name, CAST(NULL AS bigint) AS row_id, x.id AS present_id, -1 AS number
    FROM asked AS q
    CROSS JOIN extracted AS x
    WHERE q.of_all = 1
    UNION ALL
    SELECT d.table_name, d.row_id, d.row_id, 0
    FROM asked AS q
    CROSS JOIN decided AS d
    WHERE q.of_all = 1
      AND NOT EXISTS (SELECT 1 FROM extracted AS x WHERE x.table_name = d.table_name AND x.id = d.row_id)
), found AS (
    -- rows as they were extracted, one by one: all; or, beside sums, those that somebody looked at
    SELECT x.table_name, x.id, x.article_id, x.kind, x.rule, 1 AS number FROM extracted AS x
    UNION ALL
    SELECT 'claims', c.id, c.article_id, c.kind, c.rule, 1 FROM asked AS q CROSS JOIN claims AS c
    WHERE q.of_all = 0 AND NOT EXISTS (SELECT 1 FROM extracted_claims AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'figures', c.id, c.article_id, c.kind, c.rule, 1 FROM asked AS q CROSS JOIN figures AS c
    WHERE q.of_all = 0 AND NOT EXISTS (SELECT 1 FROM extracted_figures AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'mentions', c.id, c.article_id, c.kind, c.rule, 1 FROM asked AS q CROSS JOIN mentions AS c
    WHERE q.of_all = 0 AND NOT EXISTS (SELECT 1 FROM extracted_mentions AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'citations', c.id, c.article_id, NULL, c.rule, 1 FROM asked AS q CROSS JOIN citations AS c
    WHERE q.of_all = 0 AND NOT EXISTS (SELECT 1 FROM extracted_citations AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'positions', c.id, c.article_id, NULL, c.rule, 1 FROM asked AS q CROSS JOIN positions AS c
    WHERE q.of_all = 0 AND NOT EXISTS (SELECT 1 FROM extracted_positions AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'propositions', c.id, c.article_id, NULL, c.rule, 1 FROM asked AS q CROSS JOIN propositions AS c
    WHERE q.of_all = 0 AND NOT EXISTS (SELECT 1 FROM extracted_proposition_rows AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'claims', d.row_id, c.article_id, NULL, c.rule, d.number FROM looked_at AS d CROSS JOIN claims AS c
    WHERE d.table_name = 'claims' AND c.id = d.present_id
    UNION ALL
    SELECT 'figures', d.row_id, c.article_id, NULL, c.rule, d.number FROM looked_at AS d CROSS JOIN figures AS c
    WHERE d.table_name = 'figures' AND c.id = d.present_id
    UNION ALL
    SELECT 'mentions', d.row_id, c.article_id, NULL, c.rule, d.number FROM looked_at AS d CROSS JOIN mentions AS c
    WHERE d.table_name = 'mentions' AND c.id = d.present_id
    UNION ALL
    SELECT 'citations', d.row_id, c.article_id, NULL, c.rule, d.number FROM looked_at AS d CROSS JOIN citations AS c
    WHERE d.table_name = 'citations' AND c.id = d.present_id
    UNION ALL
    SELECT 'positions', d.row_id, c.article_id, NULL, c.rule, d.number FROM looked_at AS d CROSS JOIN positions AS c
    WHERE d.table_name = 'positions' AND c.id = d.present_id
    UNION ALL
    SELECT 'propositions', d.row_id, c.article_id, NULL, c.rule, d.number FROM looked_at AS d CROSS JOIN propositions AS c
    WHERE d.table_name = 'propositions' AND c.id = d.present_id
), judged AS (
    SELECT f.table_name,
           CASE coalesce(nullif(:by, ''), 'rule')
               WHEN 'kind' THEN f.kind WHEN 'language' THEN a.language WHEN 'outlet' THEN a.outlet
               WHEN 'table' THEN f.table_name ELSE f.rule END AS counted,
           CASE WHEN f.rule = 'any.correction.add' THEN 0 ELSE 1 END AS extracted, f.number,
           CASE WHEN d.row_id IS NOT NULL THEN 1 ELSE 0 END AS reviewed, coalesce(d.rejected, 0) AS rejected,
           coalesce(d.changed, 0) AS changed
    FROM found AS f
    JOIN chosen AS a ON a.article_id = f.article_id
    LEFT JOIN decided AS d ON d.table_name = f.table_name AND d.row_id = f.id
    WHERE (nullif(:table, '') IS NULL OR f.table_name = :table)
      AND (nullif(:rule, '') IS NULL OR f.rule = :rule)
    UNION ALL
    SELECT k.table_name, CASE WHEN :by = 'table' THEN k.table_name ELSE k.rule END,
           CASE WHEN k.rule = 'any.correction.add' THEN 0 ELSE 1 END, k.number, 0, 0, 0
    FROM (SELECT replace(s.part, ' by rule', '') AS table_name, s.name AS rule, s.number
          FROM asked AS q
          CROSS JOIN base_counts AS s
          WHERE q.of_all = 1 AND replace(s.part, ' by rule', '') <> s.part) AS k
    WHERE (nullif(:table, '') IS NULL OR k.table_name = :table)
      AND (nullif(:rule, '') IS NULL OR k.rule = :rule)
), counts AS (
    SELECT table_name, counted, CAST(sum(extracted * number) AS bigint) AS all_rows, sum(extracted * reviewed) AS reviewed,
           sum(CASE WHEN extracted * reviewed = 1 AND rejected = 0 AND changed = 0 THEN 1 ELSE 0 END) AS confirmed,
           sum(CASE WHEN extracted * reviewed = 1 AND rejected = 0 AND changed = 1 THEN 1 ELSE 0 END) AS corrected,
           sum(CASE WHEN extracted * reviewed = 1 AND rejected = 1 THEN 1 ELSE 0 END) AS rejected,
           CAST(sum((1 - extracted) * number) AS bigint) AS added
    FROM judged
    GROUP BY table_name, counted
    HAVING sum(number) > 0
)
SELECT table_name, counted, all_rows AS rows, reviewed, confirmed, corrected, rejected, added,
       CASE WHEN reviewed > 0 THEN round(100.0 * confirmed / reviewed, 1) END AS precision,
       CASE WHEN reviewed > 0 THEN round(100.0 * (reviewed - rejected) / reviewed, 1) END AS kept
FROM counts
ORDER BY table_name, reviewed DESC, all_rows DESC, counted
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
