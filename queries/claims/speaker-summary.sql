-- title: Speakers: how often, how, where and when they are quoted
-- description: One row for each speaker: claims by kind, the share of direct speech, outlets, first and last day.
-- param: entity_kind text "Kind of speaker"
-- values: entity_kind SELECT DISTINCT kind FROM entities ORDER BY kind
-- param: min_claims integer = 2 "Fewest claims a speaker must have"
-- param: copies integer = 0 "1: count articles that are copies of earlier ones too"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: speaker text "Who speaks"
-- column: speaker_kind text "person, organization ..."
-- column: claims integer "All claims"
-- column: direct integer "Direct speech"
-- column: indirect integer "Indirect speech, also where the frame is left out"
-- column: reported integer "Acts of speaking summed up"
-- column: direct_percent integer "Direct speech in whole percent of all claims"
-- column: articles integer "Articles"
-- column: outlets integer "Known outlets"
-- column: first_published date "First day"
-- column: last_published date "Last day"
-- column: speaker_id integer "The speaker (entities.id)"
-- order: claims (most first), speaker, speaker_id
-- chart: bar x=speaker y=claims "Claims by speaker"
WITH chosen AS (
    SELECT a.id AS article_id
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
      AND (coalesce(CAST(nullif(:copies, '') AS bigint), 0) = 1
           OR NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id))
)
SELECT e.name AS speaker, e.kind AS speaker_kind, count(*) AS claims,
       count(*) FILTER (WHERE c.kind = 'direct') AS direct,
       count(*) FILTER (WHERE c.kind IN ('indirect', 'indirect_free_indirect', 'free_indirect')) AS indirect,
       count(*) FILTER (WHERE c.kind = 'reported') AS reported,
       100 * count(*) FILTER (WHERE c.kind = 'direct') / count(*) AS direct_percent,
       count(DISTINCT c.article_id) AS articles, count(DISTINCT a.source_id) AS outlets,
       min(a.published) AS first_published, max(a.published) AS last_published, e.id AS speaker_id
FROM claims AS c
JOIN entities AS e ON e.id = c.speaker_id
JOIN articles AS a ON a.id = c.article_id
WHERE c.article_id IN (SELECT article_id FROM chosen)
  AND (nullif(:entity_kind, '') IS NULL OR e.kind = :entity_kind)
GROUP BY e.id, e.name, e.kind
HAVING count(*) >= coalesce(CAST(nullif(:min_claims, '') AS bigint), 2)
ORDER BY count(*) DESC, e.name, e.id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
