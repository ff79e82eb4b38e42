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
WITH chosen AS NOT MATERIALIZED (
    SELECT a.id AS article_id
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
      AND (coalesce(CAST(nullif(:copies, '') AS bigint), 0) = 1
           OR NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id))
), asked AS (
    -- all articles but copies: their sums are kept
    SELECT 1 AS whole
    WHERE nullif(:from, '') IS NULL AND nullif(:to, '') IS NULL AND nullif(:language, '') IS NULL
      AND nullif(:outlet, '') IS NULL AND coalesce(CAST(nullif(:copies, '') AS bigint), 0) <> 1
), counted AS (
    SELECT x.speaker_id, x.claims, x.direct, x.indirect, x.reported, x.articles,
           (SELECT count(*) FROM speaker_outlets AS u WHERE u.speaker_id = x.speaker_id AND u.source_id > 0) AS outlets,
           substr(CAST(x.first_day AS text), 1, 4) || '-' || substr(CAST(x.first_day AS text), 5, 2) || '-'
           || substr(CAST(x.first_day AS text), 7, 2) AS first_published,
           substr(CAST(x.last_day AS text), 1, 4) || '-' || substr(CAST(x.last_day AS text), 5, 2) || '-'
           || substr(CAST(x.last_day AS text), 7, 2) AS last_published
    FROM (
        SELECT o.speaker_id, o.claims, o.direct, o.indirect, o.reported, o.articles, o.first_published AS first_day,
               o.last_published AS last_day
        FROM speaker_outlets AS o
        CROSS JOIN entities AS e -- in this order
        WHERE EXISTS (SELECT 1 FROM asked) AND o.source_id = -1 AND e.id = o.speaker_id
          AND o.claims >= coalesce(CAST(nullif(:min_claims, '') AS bigint), 2)
          AND (nullif(:entity_kind, '') IS NULL OR e.kind = :entity_kind)
        ORDER BY o.claims DESC, e.name, e.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
    UNION ALL
    SELECT c.speaker_id, count(*), count(*) FILTER (WHERE c.kind = 'direct'),
           count(*) FILTER (WHERE c.kind IN ('indirect', 'indirect_free_indirect', 'free_indirect')),
           count(*) FILTER (WHERE c.kind = 'reported'), count(DISTINCT c.article_id), count(DISTINCT a.source_id),
           min(a.published), max(a.published)
    FROM claims AS c
    JOIN chosen AS n ON n.article_id = c.article_id
    JOIN articles AS a ON a.id = c.article_id
    WHERE NOT EXISTS (SELECT 1 FROM asked) AND c.speaker_id IS NOT NULL
    GROUP BY c.speaker_id
    HAVING count(*) >= coalesce(CAST(nullif(:min_claims, '') AS bigint), 2)
)
SELECT e.name AS speaker, e.kind AS speaker_kind, k.claims, k.direct, k.indirect, k.reported,
       100 * k.direct / k.claims AS direct_percent, k.articles, k.outlets, k.first_published, k.last_published,
       e.id AS speaker_id
FROM counted AS k
JOIN entities AS e ON e.id = k.speaker_id
WHERE (nullif(:entity_kind, '') IS NULL OR e.kind = :entity_kind)
ORDER BY k.claims DESC, e.name, e.id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
