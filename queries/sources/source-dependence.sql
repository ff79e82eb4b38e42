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
WITH firsts AS MATERIALIZED (
    SELECT k.id AS cluster_id, f.article_id, b.source_id
    FROM claim_clusters AS k
    CROSS JOIN claim_rows AS f
    CROSS JOIN articles AS b
    WHERE f.id = k.first_claim_id AND b.id BETWEEN f.article_id AND f.article_id
), pairs AS (
    -- BETWEEN: by an index that has day and outlet. With an '=' SQLite would go to the article and its text
    SELECT a.source_id, b.source_id AS earlier_id, k.share, 1 AS copied, 0 AS repeated, a.published, a.id AS article_id
    FROM article_copies AS k
    CROSS JOIN articles AS a
    CROSS JOIN articles AS b
    WHERE a.id BETWEEN k.article_id AND k.article_id AND b.id BETWEEN k.original_id AND k.original_id
    UNION ALL
    SELECT a.source_id, f.source_id, NULL, 0, 1, a.published, a.id
    FROM claim_cluster_members AS m
    CROSS JOIN claim_rows AS c
    CROSS JOIN firsts AS f
    CROSS JOIN articles AS a
    WHERE m.relation <> 'first' AND c.id = m.claim_id AND f.cluster_id = m.cluster_id AND f.article_id <> c.article_id
      AND a.id BETWEEN c.article_id AND c.article_id
      AND (a.source_id IS NULL OR f.source_id IS NULL OR a.source_id <> f.source_id)
      AND NOT EXISTS (SELECT 1 FROM article_copies AS x WHERE x.article_id = c.article_id)
), grouped AS (
    SELECT a.source_id, a.earlier_id, CAST(sum(a.copied) AS bigint) AS copied_articles,
           CAST(round(avg(a.share)) AS bigint) AS share, CAST(sum(a.repeated) AS bigint) AS repeated_claims,
           min(a.published) AS first_published, max(a.published) AS last_published
    FROM pairs AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL
           OR EXISTS (SELECT 1 FROM articles AS x WHERE x.id = a.article_id AND x.language = :language))
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
    GROUP BY a.source_id, a.earlier_id
    HAVING count(*) >= coalesce(CAST(nullif(:min, '') AS bigint), 1)
)
SELECT s.name AS outlet, e.name AS earlier_outlet, g.copied_articles, g.share, g.repeated_claims,
       (SELECT count(*) FROM articles AS x WHERE x.source_id = s.id) AS articles, g.first_published, g.last_published
FROM grouped AS g
LEFT JOIN sources AS s ON s.id = g.source_id
LEFT JOIN sources AS e ON e.id = g.earlier_id
ORDER BY g.copied_articles DESC, g.repeated_claims DESC, s.name NULLS LAST, e.name NULLS LAST
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
