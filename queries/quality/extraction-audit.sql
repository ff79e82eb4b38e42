-- title: How right the program is, where people looked
-- description: Of the claims, figures, mentions, citations, positions and propositions that the program found: how many
-- description: a person has decided on, and what was decided. Nothing is said about rows that nobody looked at; so what
-- description: was chosen for review decides what the precision stands for. Every row is counted, so it
-- description: takes longer the more articles there are.
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
), found AS (
    -- As they were extracted: those that corrections touched are kept in extracted_*.
    SELECT 'claims' AS table_name, c.id, c.article_id, c.kind, c.rule FROM claims AS c
    WHERE NOT EXISTS (SELECT 1 FROM extracted_claims AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'claims', x.id, x.article_id, x.kind, x.rule FROM extracted_claims AS x
    UNION ALL
    SELECT 'figures', c.id, c.article_id, c.kind, c.rule FROM figures AS c
    WHERE NOT EXISTS (SELECT 1 FROM extracted_figures AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'figures', x.id, x.article_id, x.kind, x.rule FROM extracted_figures AS x
    UNION ALL
    SELECT 'mentions', c.id, c.article_id, c.kind, c.rule FROM mentions AS c
    WHERE NOT EXISTS (SELECT 1 FROM extracted_mentions AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'mentions', x.id, x.article_id, x.kind, x.rule FROM extracted_mentions AS x
    UNION ALL
    SELECT 'citations', c.id, c.article_id, NULL, c.rule FROM citations AS c
    WHERE NOT EXISTS (SELECT 1 FROM extracted_citations AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'citations', x.id, x.article_id, NULL, x.rule FROM extracted_citations AS x
    UNION ALL
    SELECT 'positions', c.id, c.article_id, NULL, c.rule FROM positions AS c
    WHERE NOT EXISTS (SELECT 1 FROM extracted_positions AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'positions', x.id, x.article_id, NULL, x.rule FROM extracted_positions AS x
    UNION ALL
    SELECT 'propositions', c.id, c.article_id, NULL, c.rule FROM propositions AS c
    WHERE NOT EXISTS (SELECT 1 FROM extracted_proposition_rows AS x WHERE x.id = c.id)
    UNION ALL
    SELECT 'propositions', x.id, x.article_id, NULL, t.term
    FROM extracted_proposition_rows AS x JOIN terms AS t ON t.id = x.rule_term
), decided AS (
    SELECT r.table_name, r.row_id, max(r.made) AS made,
           max(CASE WHEN c.action = 'reject' THEN 1 ELSE 0 END) AS rejected,
           max(CASE WHEN c.action = 'set' THEN 1 ELSE 0 END) AS changed,
           max(CASE WHEN c.action = 'confirm' THEN 1 ELSE 0 END) AS confirmed
    FROM correction_rows AS r
    JOIN corrections AS c ON c.id = r.correction_id AND c.status = 'applied'
    WHERE r.table_name <> 'articles' AND (nullif(:reviewer, '') IS NULL OR c.made_by = :reviewer)
    GROUP BY r.table_name, r.row_id
), judged AS (
    SELECT f.table_name,
           CASE coalesce(nullif(:by, ''), 'rule')
               WHEN 'kind' THEN f.kind WHEN 'language' THEN a.language WHEN 'outlet' THEN a.outlet
               WHEN 'table' THEN f.table_name ELSE f.rule END AS counted,
           CASE WHEN f.rule = 'any.correction.add' THEN 0 ELSE 1 END AS extracted,
           CASE WHEN d.row_id IS NOT NULL THEN 1 ELSE 0 END AS reviewed, coalesce(d.rejected, 0) AS rejected,
           coalesce(d.changed, 0) AS changed
    FROM found AS f
    JOIN chosen AS a ON a.article_id = f.article_id
    LEFT JOIN decided AS d ON d.table_name = f.table_name AND d.row_id = f.id
    WHERE (nullif(:table, '') IS NULL OR f.table_name = :table)
      AND (nullif(:rule, '') IS NULL OR f.rule = :rule)
), counts AS (
    SELECT table_name, counted, sum(extracted) AS all_rows, sum(extracted * reviewed) AS reviewed,
           sum(CASE WHEN extracted * reviewed = 1 AND rejected = 0 AND changed = 0 THEN 1 ELSE 0 END) AS confirmed,
           sum(CASE WHEN extracted * reviewed = 1 AND rejected = 0 AND changed = 1 THEN 1 ELSE 0 END) AS corrected,
           sum(CASE WHEN extracted * reviewed = 1 AND rejected = 1 THEN 1 ELSE 0 END) AS rejected,
           sum(1 - extracted) AS added
    FROM judged
    GROUP BY table_name, counted
)
SELECT table_name, counted, all_rows AS rows, reviewed, confirmed, corrected, rejected, added,
       CASE WHEN reviewed > 0 THEN round(100.0 * confirmed / reviewed, 1) END AS precision,
       CASE WHEN reviewed > 0 THEN round(100.0 * (reviewed - rejected) / reviewed, 1) END AS kept
FROM counts
ORDER BY table_name, reviewed DESC, all_rows DESC, counted
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
