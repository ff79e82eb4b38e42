-- title: How much is written about an entity over time
-- description: For each entity and month (or day or year) of publication: articles, mentions, claims by it and
-- description: claims about it. Articles without a date are counted in a row without a period.
-- param: entity text "Who or what: name or alias"
-- values: entity SELECT DISTINCT name FROM entities ORDER BY name
-- param: entity_kind text "Kind of entity"
-- values: entity_kind SELECT DISTINCT kind FROM entities ORDER BY kind
-- param: grain text = month "Length of a period: day, month or year"
-- values: grain SELECT 'day' UNION ALL SELECT 'month' UNION ALL SELECT 'year'
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: entity text "The entity"
-- column: period text "Day, month or year of publication; none: not known"
-- column: articles integer "Articles that name it"
-- column: mentions integer "Mentions"
-- column: claims_by integer "Claims by it"
-- column: claims_about integer "Claims about it"
-- column: entity_id integer "The entity (entities.id)"
-- order: entity, entity_id, period
-- chart: line x=period y=mentions series=entity "Mentions over time"
WITH chosen AS (
    SELECT a.id AS article_id
    FROM articles AS a
    LEFT JOIN sources AS o ON o.id = a.source_id
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL OR o.name = :outlet OR o.domain = :outlet)
), wanted_entity AS (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
), dated AS (
    SELECT a.id AS article_id,
           substr(a.published, 1, CASE coalesce(nullif(:grain, ''), 'month') WHEN 'day' THEN 10 WHEN 'year' THEN 4
                                       ELSE 7 END) AS period
    FROM articles AS a
    WHERE a.id IN (SELECT article_id FROM chosen)
), happened AS (
    SELECT m.entity_id, m.article_id, 1 AS mentions, 0 AS claims_by, 0 AS claims_about FROM mentions AS m
    UNION ALL
    SELECT c.speaker_id, c.article_id, 0, 1, 0 FROM claims AS c WHERE c.speaker_id IS NOT NULL
    UNION ALL
    SELECT x.entity_id, c.article_id, 0, 0, 1
    FROM claim_entities AS x
    JOIN claims AS c ON c.id = x.claim_id
    WHERE x.role = 'about'
)
SELECT e.name AS entity, d.period, count(DISTINCT h.article_id) AS articles, sum(h.mentions) AS mentions,
       sum(h.claims_by) AS claims_by, sum(h.claims_about) AS claims_about, e.id AS entity_id
FROM happened AS h
JOIN dated AS d ON d.article_id = h.article_id
JOIN entities AS e ON e.id = h.entity_id
WHERE (nullif(:entity, '') IS NULL OR h.entity_id IN (SELECT entity_id FROM wanted_entity))
  AND (nullif(:entity_kind, '') IS NULL OR e.kind = :entity_kind)
GROUP BY e.id, e.name, d.period
ORDER BY e.name, e.id, d.period NULLS LAST
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
