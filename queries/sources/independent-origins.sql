-- title: How many independent origins a statement has
-- description: One row for each statement that stands in several articles: outlets that have it, origins (all copies of
-- description: one article count once), how many of its articles are copies, and how many go back to an agency: published
-- description: by one, a copy of one's text, or with the claim through one. Many outlets and one origin: nobody checked.
-- param: min_outlets integer = 2 "Fewest outlets that have it"
-- param: max_origins integer "Most origins: 1 shows what everybody has from one place"
-- param: speaker text "Who says it: name or alias"
-- values: speaker SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id ORDER BY e.name
-- param: figures integer = 0 "1: only statements with a figure in them"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: limit integer "Largest number of rows"
-- column: cluster_id integer "What belongs together (claim_clusters.id)"
-- column: outlets integer "Outlets that have it"
-- column: articles integer "Articles that have it"
-- column: origins integer "The same, copies of one article counted once"
-- column: copies integer "Articles among them that are copies of earlier ones"
-- column: agency_percent integer "Percent of the articles that go back to an agency"
-- column: cited_sources integer "Different sources through which they have it"
-- column: figures integer "Figures in the statement where it appeared first"
-- column: first_published date "First day"
-- column: last_published date "Last day"
-- column: speaker text "Who says it where it appeared first"
-- column: text text "The exact text where it appeared first"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: claim_id integer "The claim that was first (claims.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: outlets (most first), origins (fewest first), text, cluster_id
WITH wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :speaker OR key = :speaker
    UNION
    SELECT entity_id FROM aliases WHERE alias = :speaker
), told_by AS MATERIALIZED (
    SELECT k.id, k.outlets, k.origins
    FROM claim_rows AS c
    CROSS JOIN claim_clusters AS k
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker) AND k.first_claim_id = c.id
), picked AS (
    -- asked for some rows and for no part of the articles: none below those that most outlets have
    SELECT k.id FROM told_by AS k
    WHERE k.outlets >= coalesce((SELECT min(x.outlets)
                                 FROM (SELECT u.outlets
                                       FROM told_by AS u
                                       WHERE nullif(:from, '') IS NULL AND nullif(:to, '') IS NULL
                                         AND nullif(:language, '') IS NULL AND nullif(:limit, '') IS NOT NULL
                                         AND coalesce(CAST(nullif(:figures, '') AS bigint), 0) = 0
                                         AND u.origins <= coalesce(CAST(nullif(:max_origins, '') AS bigint),
                                                                   9223372036854775807)
                                       ORDER BY u.outlets DESC
                                       LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)) AS x), 0)
    UNION ALL
    SELECT k.id FROM claim_clusters AS k
    WHERE nullif(:speaker, '') IS NULL
      AND k.outlets >= coalesce((SELECT min(x.outlets)
                                 FROM (SELECT u.outlets
                                       FROM claim_clusters AS u
                                       WHERE nullif(:from, '') IS NULL AND nullif(:to, '') IS NULL
                                         AND nullif(:language, '') IS NULL AND nullif(:limit, '') IS NOT NULL
                                         AND coalesce(CAST(nullif(:figures, '') AS bigint), 0) = 0
                                         AND u.origins <= coalesce(CAST(nullif(:max_origins, '') AS bigint),
                                                                   9223372036854775807)
                                       ORDER BY u.outlets DESC
                                       LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)) AS x), 0)
), origin AS (
    -- the first article that has the text of a member's article, as in v_origins
    SELECT m.cluster_id, m.claim_id, c.article_id, c.cited_source_id,
           (WITH RECURSIVE up (id, steps) AS (
                SELECT c.article_id, 0
                UNION ALL
                SELECT u.original_id, up.steps + 1 FROM up JOIN article_copies AS u ON u.article_id = up.id)
            SELECT id FROM up ORDER BY steps DESC LIMIT 1) AS origin_id
    FROM picked AS h
    CROSS JOIN claim_cluster_members AS m
    CROSS JOIN claim_rows AS c
    WHERE m.cluster_id = h.id AND c.id = m.claim_id
), stands AS (
    -- a statement's articles
    SELECT o.cluster_id, a.id AS article_id, a.published, coalesce(a.source_id, -a.id) AS outlet_key, o.origin_id,
           CASE WHEN o.origin_id = a.id THEN 0 ELSE 1 END AS is_copy,
           max(CASE WHEN p.kind = 'agency' OR g.kind = 'agency' OR s.kind = 'agency' THEN 1 ELSE 0 END) AS from_agency
    FROM origin AS o
    CROSS JOIN articles AS a -- by BETWEEN: by an index that has day and outlet. With an '=' SQLite would go to its text
    CROSS JOIN articles AS b
    LEFT JOIN sources AS p ON p.id = a.source_id
    LEFT JOIN sources AS g ON g.id = b.source_id
    LEFT JOIN sources AS s ON s.id = o.cited_source_id
    WHERE a.id BETWEEN o.article_id AND o.article_id AND b.id BETWEEN o.origin_id AND o.origin_id
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL
           OR EXISTS (SELECT 1 FROM articles AS l WHERE l.id = o.article_id AND l.language = :language))
    GROUP BY o.cluster_id, a.id, a.published, a.source_id, o.origin_id
), counted AS (
    SELECT cluster_id, count(DISTINCT outlet_key) AS outlets, count(*) AS articles,
           count(DISTINCT origin_id) AS origins, CAST(sum(is_copy) AS bigint) AS copies,
           100 * CAST(sum(from_agency) AS bigint) / count(*) AS agency_percent, min(published) AS first_published,
           max(published) AS last_published
    FROM stands
    GROUP BY cluster_id
    HAVING count(DISTINCT outlet_key) >= coalesce(CAST(nullif(:min_outlets, '') AS bigint), 2)
       AND count(DISTINCT origin_id) <= coalesce(CAST(nullif(:max_origins, '') AS bigint), 9223372036854775807)
), told AS (
    SELECT n.cluster_id, n.outlets, n.articles, n.origins, n.copies, n.agency_percent, n.first_published,
           n.last_published, k.first_claim_id,
           (SELECT count(DISTINCT c.cited_source_id) FROM claim_cluster_members AS m JOIN claims AS c ON c.id = m.claim_id
            WHERE m.cluster_id = n.cluster_id) AS cited_sources,
           (SELECT count(*) FROM figures AS f WHERE f.claim_id = k.first_claim_id AND f.kind <> 'date') AS figures
    FROM counted AS n
    JOIN claim_clusters AS k ON k.id = n.cluster_id
)
SELECT t.cluster_id, t.outlets, t.articles, t.origins, t.copies, t.agency_percent, t.cited_sources, t.figures,
       t.first_published, t.last_published, v.speaker, v.text, v.article, v.outlet, v.published, v.article_id, v.passage,
       v.passage_seq, v.start_char, v.end_char, v.claim_id, v.rule
FROM told AS t
JOIN claims AS c ON c.id = t.first_claim_id
JOIN v_claims AS v ON v.claim_id = c.id
WHERE (coalesce(CAST(nullif(:figures, '') AS bigint), 0) = 0 OR t.figures > 0)
ORDER BY t.outlets DESC, t.origins, v.text, t.cluster_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
