-- title: Pairs of entities that are named together
-- description: How often two entities stand in the same passage (or sentence), in how many articles, and when. Each
-- description: pair once; boilerplate and references are left out. Made to be used as the edges of a network.
-- param: entity text "One of the two: name or alias"
-- values: entity SELECT DISTINCT name FROM entities ORDER BY name
-- param: entity_kind text "Kind of both entities"
-- values: entity_kind SELECT DISTINCT kind FROM entities ORDER BY kind
-- param: window text = passage "What counts as together: passage or sentence"
-- values: window SELECT 'passage' UNION ALL SELECT 'sentence'
-- param: min integer = 2 "Fewest times together"
-- param: copies integer = 0 "1: count articles that are copies of earlier ones too"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: entity text "The one"
-- column: entity_kind text "Its kind"
-- column: other_entity text "The other"
-- column: other_kind text "Its kind"
-- column: times integer "Passages (or sentences) with both"
-- column: articles integer "Articles with such a passage"
-- column: outlets integer "Known outlets"
-- column: first_published date "First day"
-- column: last_published date "Last day"
-- column: entity_id integer "The one (entities.id)"
-- column: other_entity_id integer "The other"
-- order: times (most first), articles (most first), entity, other_entity, entity_id, other_entity_id
WITH chosen AS NOT MATERIALIZED (
    -- joined row by row: else SQLite would look at all articles first
    SELECT a.id AS article_id
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
      AND (coalesce(CAST(nullif(:copies, '') AS bigint), 0) = 1
           OR NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id))
), wanted_entity AS (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
), picked AS (
    SELECT DISTINCT n.article_id FROM mentions AS n WHERE n.entity_id IN (SELECT entity_id FROM wanted_entity)
    UNION ALL
    SELECT a.id FROM articles AS a WHERE a.id > 0 AND nullif(:entity, '') IS NULL -- in order
), places AS MATERIALIZED (
    SELECT DISTINCT m.article_id,
           CASE coalesce(nullif(:window, ''), 'passage') WHEN 'sentence' THEN s.seq ELSE s.passage_seq END AS place,
           m.entity_id
    FROM picked AS h
    CROSS JOIN mentions AS m -- in this order: the few articles first
    JOIN chosen AS c ON c.article_id = m.article_id
    JOIN sentences AS s ON s.article_id = m.article_id AND s.seq = m.sentence
    JOIN passages AS p ON p.article_id = s.article_id AND p.seq = s.passage_seq
    WHERE m.article_id = h.article_id
      AND p.kind NOT IN ('boilerplate', 'references')
      AND (nullif(:entity_kind, '') IS NULL
           OR EXISTS (SELECT 1 FROM entities AS e WHERE e.id = m.entity_id AND e.kind = :entity_kind))
), pairs AS (
    -- each pair once, the smaller number first; with the places of the entity that is asked for begun
    SELECT CASE WHEN x.entity_id < y.entity_id THEN x.entity_id ELSE y.entity_id END AS entity_id,
           CASE WHEN x.entity_id < y.entity_id THEN y.entity_id ELSE x.entity_id END AS other_id,
           count(*) AS times, count(DISTINCT x.article_id) AS articles,
           count(DISTINCT a.source_id) AS outlets, min(a.published) AS first_published,
           max(a.published) AS last_published
    FROM places AS x
    JOIN places AS y ON y.article_id = x.article_id AND y.place = x.place
    JOIN articles AS a ON a.id = x.article_id
    WHERE (nullif(:entity, '') IS NULL OR x.entity_id IN (SELECT entity_id FROM wanted_entity))
      AND (x.entity_id < y.entity_id
           OR (nullif(:entity, '') IS NOT NULL AND y.entity_id NOT IN (SELECT entity_id FROM wanted_entity)))
    GROUP BY CASE WHEN x.entity_id < y.entity_id THEN x.entity_id ELSE y.entity_id END,
             CASE WHEN x.entity_id < y.entity_id THEN y.entity_id ELSE x.entity_id END
    HAVING count(*) >= coalesce(CAST(nullif(:min, '') AS bigint), 2)
)
SELECT e.name AS entity, e.kind AS entity_kind, o.name AS other_entity, o.kind AS other_kind, p.times, p.articles, p.outlets,
       p.first_published, p.last_published, p.entity_id, p.other_id AS other_entity_id
FROM pairs AS p
JOIN entities AS e ON e.id = p.entity_id
JOIN entities AS o ON o.id = p.other_id
ORDER BY p.times DESC, p.articles DESC, e.name, o.name, p.entity_id, p.other_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
