-- title: How much outlets have from each other
-- description: For each pair of outlets: the articles of the one that are copies of articles of the other (agency text,
-- description: reprints), and the claims that it repeats in articles of its own. Where the outlet is not known the
-- description: column is empty.
-- param: outlet text "Outlet that published the later text: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: min integer = 1 "Fewest copies and repeated claims together"
-- param: from date "First day of publication of the later text; articles without a date are left out"
-- param: to date "Last day of publication of the later text; articles without a date are left out"
-- param: language text "Language of the later article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: limit integer "Largest number of rows"
-- column: outlet text "Outlet that published the later text"
-- column: earlier_outlet text "Outlet that had it first"
-- column: copied_articles integer "Articles that are copies"
-- column: share integer "Percent of their text that stood there, on average"
-- column: repeated_claims integer "Claims that appeared there first, outside copies"
-- column: articles integer "Articles of the later outlet in the knowledge base"
-- column: first_published date "First day of the later texts"
-- column: last_published date "Last day of the later texts"
-- chart: bar x=outlet y=copied_articles series=earlier_outlet "Articles copied from others"
-- order: copied_articles (most first), repeated_claims (most first), outlet, earlier_outlet
WITH pairs AS (
    SELECT a.source_id, b.source_id AS earlier_id, k.share, 1 AS copied, 0 AS repeated, a.published, a.language
    FROM article_copies AS k
    JOIN articles AS a ON a.id = k.article_id
    JOIN articles AS b ON b.id = k.original_id
    UNION ALL
    SELECT a.source_id, b.source_id, NULL, 0, 1, a.published, a.language
    FROM claim_cluster_members AS m
    JOIN claim_clusters AS k ON k.id = m.cluster_id
    JOIN claims AS c ON c.id = m.claim_id
    JOIN claims AS f ON f.id = k.first_claim_id
    JOIN articles AS a ON a.id = c.article_id
    JOIN articles AS b ON b.id = f.article_id
    WHERE a.id <> b.id
      AND NOT EXISTS (SELECT 1 FROM article_copies AS x WHERE x.article_id = a.id)
      AND (a.source_id IS NULL OR b.source_id IS NULL OR a.source_id <> b.source_id)
)
SELECT s.name AS outlet, e.name AS earlier_outlet, CAST(sum(a.copied) AS bigint) AS copied_articles,
       CAST(round(avg(a.share)) AS bigint) AS share, CAST(sum(a.repeated) AS bigint) AS repeated_claims,
       (SELECT count(*) FROM articles AS x WHERE x.source_id = s.id) AS articles,
       min(a.published) AS first_published, max(a.published) AS last_published
FROM pairs AS a
LEFT JOIN sources AS s ON s.id = a.source_id
LEFT JOIN sources AS e ON e.id = a.earlier_id
WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
  AND (nullif(:to, '') IS NULL OR a.published <= :to)
  AND (nullif(:language, '') IS NULL OR a.language = :language)
  AND (nullif(:outlet, '') IS NULL OR s.name = :outlet OR s.domain = :outlet)
GROUP BY s.id, s.name, e.id, e.name
HAVING count(*) >= coalesce(CAST(nullif(:min, '') AS bigint), 1)
ORDER BY sum(a.copied) DESC, sum(a.repeated) DESC, s.name NULLS LAST, e.name NULLS LAST
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
