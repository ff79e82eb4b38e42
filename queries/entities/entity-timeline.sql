-- title: How much is written about an entity over time
-- description: For each entity and month (or day, week, year) of publication: articles, mentions, claims by it and
-- description: claims about it. Articles without a date are counted in a row without a period.
-- param: entity text "Who or what: name or alias"
-- values: entity SELECT DISTINCT name FROM entities ORDER BY name
-- param: entity_kind text "Kind of entity"
-- values: entity_kind SELECT DISTINCT kind FROM entities ORDER BY kind
-- param: grain text = month "Length of a period: day, week (named by its Monday), month or year"
-- values: grain SELECT 'day' UNION ALL SELECT 'week' UNION ALL SELECT 'month' UNION ALL SELECT 'year'
-- param: copies integer = 0 "1: count articles that are copies of earlier ones too"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: entity text "The entity"
-- column: period text "Day, Monday of the week, month or year of publication; none: not known"
-- column: articles integer "Articles that name it"
-- column: mentions integer "Mentions"
-- column: claims_by integer "Claims by it"
-- column: claims_about integer "Claims about it"
-- column: entity_id integer "The entity (entities.id)"
-- order: entity, entity_id, period
-- chart: line x=period y=mentions series=entity "Mentions over time"
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
), first_entities AS (
    -- asked for some rows of all: each entity that is named in these articles has one at least
    SELECT max(x.name) AS last_name
    FROM (
        SELECT e.name
        FROM entities AS e
        WHERE nullif(:entity, '') IS NULL AND nullif(:limit, '') IS NOT NULL
          AND (nullif(:entity_kind, '') IS NULL OR e.kind = :entity_kind)
          AND EXISTS (SELECT 1 FROM mentions AS m JOIN chosen AS n ON n.article_id = m.article_id WHERE m.entity_id = e.id)
        ORDER BY e.name, e.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), wanted_entity AS MATERIALIZED (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
    UNION
    SELECT e.id FROM first_entities AS n JOIN entities AS e ON e.name <= n.last_name
    UNION
    SELECT id FROM entities WHERE nullif(:entity, '') IS NULL AND nullif(:limit, '') IS NULL
), asked AS (
    -- months or years of all articles but copies: their sums are kept
    SELECT 1 AS whole
    WHERE nullif(:from, '') IS NULL AND nullif(:to, '') IS NULL AND nullif(:language, '') IS NULL
      AND nullif(:outlet, '') IS NULL AND coalesce(CAST(nullif(:copies, '') AS bigint), 0) <> 1
      AND coalesce(nullif(:grain, ''), 'month') NOT IN ('day', 'week')
), rest AS (
    -- else their rows are counted
    SELECT w.entity_id FROM wanted_entity AS w WHERE NOT EXISTS (SELECT 1 FROM asked)
), happened AS (
    SELECT m.entity_id, m.article_id, count(*) AS mentions, 0 AS claims_by, 0 AS claims_about
    FROM mention_rows AS m
    WHERE m.entity_id IN (SELECT entity_id FROM rest)
    GROUP BY m.entity_id, m.article_id
    UNION ALL
    SELECT c.speaker_id, c.article_id, 0, count(*), 0
    FROM claim_rows AS c
    WHERE c.speaker_id IN (SELECT entity_id FROM rest)
    GROUP BY c.speaker_id, c.article_id
    UNION ALL
    SELECT x.entity_id, c.article_id, 0, 0, 1
    FROM claim_entities AS x
    CROSS JOIN claim_rows AS c
    WHERE x.role = 'about' AND x.entity_id IN (SELECT entity_id FROM rest) AND c.id = x.claim_id
), by_article AS (
    -- each article once before its day is looked up
    SELECT h.entity_id, h.article_id, sum(h.mentions) AS mentions, sum(h.claims_by) AS claims_by,
           sum(h.claims_about) AS claims_about
    FROM happened AS h
    GROUP BY h.entity_id, h.article_id
), by_day AS MATERIALIZED (
    SELECT b.entity_id, n.published, count(*) AS articles, sum(b.mentions) AS mentions, sum(b.claims_by) AS claims_by,
           sum(b.claims_about) AS claims_about
    FROM by_article AS b
    CROSS JOIN articles AS n -- by BETWEEN, by an index that has day and outlet
    WHERE n.id BETWEEN b.article_id AND b.article_id
      AND (nullif(:from, '') IS NULL OR n.published >= :from)
      AND (nullif(:to, '') IS NULL OR n.published <= :to)
      AND (nullif(:outlet, '') IS NULL
           OR n.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
      AND (nullif(:language, '') IS NULL OR EXISTS (SELECT 1 FROM articles AS a WHERE a.id = n.id AND a.language = :language))
      AND (coalesce(CAST(nullif(:copies, '') AS bigint), 0) = 1
           OR NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = n.id))
    GROUP BY b.entity_id, n.published
), days AS (
    -- the Monday of a day, in whole numbers: no function for it is in both databases. Days are counted from 1 March of
    -- year 0, a Wednesday, so that the leap day is the last of its year (Hinnant 2013, "chrono-Compatible Low-Level Date
    -- Algorithms")
    SELECT DISTINCT published, CAST(substr(published, 1, 4) AS bigint) AS y, CAST(substr(published, 6, 2) AS bigint) AS m,
           CAST(substr(published, 9, 2) AS bigint) AS d
    FROM by_day
    WHERE published IS NOT NULL AND :grain = 'week'
), numbered AS MATERIALIZED (
    SELECT published, 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d - 1 AS n
    FROM (SELECT published, CASE WHEN m <= 2 THEN y - 1 ELSE y END AS y, CASE WHEN m <= 2 THEN m + 9 ELSE m - 3 END AS m, d
          FROM days) AS x
), eras AS MATERIALIZED (
    SELECT published, (n - (n + 2) % 7) / 146097 AS era, (n - (n + 2) % 7) % 146097 AS day_of_era FROM numbered
), years AS MATERIALIZED (
    SELECT published, era, day_of_era,
           (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365 AS year_of_era
    FROM eras
), months AS MATERIALIZED (
    SELECT published, era * 400 + year_of_era AS y,
           day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100) AS day_of_year,
           (5 * (day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100)) + 2) / 153 AS m
    FROM years
), mondays AS MATERIALIZED (
    SELECT published, CASE WHEN m >= 10 THEN y + 1 ELSE y END AS y, CASE WHEN m >= 10 THEN m - 9 ELSE m + 3 END AS m,
           day_of_year - (153 * m + 2) / 5 + 1 AS d
    FROM months
), weeks AS MATERIALIZED (
    SELECT published, substr('000' || y, length('000' || y) - 3, 4) || '-' || substr('0' || m, length('0' || m) - 1, 2)
                      || '-' || substr('0' || d, length('0' || d) - 1, 2) AS monday
    FROM mondays
), counted AS (
    SELECT m.entity_id,
           CASE WHEN m.month > 0
                THEN substr(CAST(m.month AS text), 1, 4)
                     || CASE WHEN :grain = 'year' THEN '' ELSE '-' || substr(CAST(m.month AS text), 5, 2) END
           END AS period,
           m.articles, m.mentions, m.claims_by, m.claims_about
    FROM asked AS q
    CROSS JOIN wanted_entity AS w -- in this order
    CROSS JOIN entity_months AS m
    WHERE m.entity_id = w.entity_id
    UNION ALL
    SELECT b.entity_id,
           CASE coalesce(nullif(:grain, ''), 'month')
                WHEN 'week' THEN (SELECT w.monday FROM weeks AS w WHERE w.published = b.published)
                WHEN 'day' THEN b.published
                WHEN 'year' THEN substr(b.published, 1, 4) ELSE substr(b.published, 1, 7) END,
           b.articles, b.mentions, b.claims_by, b.claims_about
    FROM by_day AS b
)
SELECT e.name AS entity, k.period, CAST(sum(k.articles) AS bigint) AS articles,
       CAST(sum(k.mentions) AS bigint) AS mentions, CAST(sum(k.claims_by) AS bigint) AS claims_by,
       CAST(sum(k.claims_about) AS bigint) AS claims_about, e.id AS entity_id
FROM counted AS k
JOIN entities AS e ON e.id = k.entity_id
WHERE (nullif(:entity_kind, '') IS NULL OR e.kind = :entity_kind)
GROUP BY e.id, e.name, k.period
ORDER BY e.name, e.id, k.period NULLS LAST
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
