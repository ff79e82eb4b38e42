-- title: The same quotation in several outlets
-- description: Direct quotations that are one and the same, each place in a row of its own: equal words, shortened,
-- description: or with a word altered (column relation). Origins counts articles, all copies of one article once; an
-- description: article whose outlet is not known counts as an outlet of its own.
-- param: speaker text "Who says it: name or alias"
-- values: speaker SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id ORDER BY e.name
-- param: min_outlets integer = 2 "Fewest outlets that have it"
-- param: min_length integer = 20 "Fewest characters of the quotation"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: limit integer "Largest number of rows"
-- column: cluster_id integer "What belongs together (claim_clusters.id)"
-- column: quotation text "The quotation as it appeared first"
-- column: outlets integer "Outlets that have it"
-- column: articles integer "Articles that have it"
-- column: origins integer "The same, copies of one article counted once"
-- column: first_published date "First day"
-- column: last_published date "Last day"
-- column: speaker text "Who says it, according to this article"
-- column: relation text "first, or how it was joined: same, near (altered), part (shortened)"
-- column: similarity integer "Percent of the words' pairs that are the same"
-- column: text text "The exact text in this article"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: claim_id integer "The claim (claims.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: outlets (most first), articles (most first), quotation, cluster_id, published, article_id, start_char, claim_id
WITH wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :speaker OR key = :speaker
    UNION
    SELECT entity_id FROM aliases WHERE alias = :speaker
), most_outlets AS (
    -- asked for some rows of all: a quotation has no more outlets than its statement, and a row for each of them at least.
    -- Of the statements that most outlets have, those whose quotations have rows enough: none below the last is wanted
    SELECT max(CASE WHEN t.places >= CAST(nullif(:limit, '') AS bigint) THEN t.outlets END) AS outlets
    FROM (SELECT n.outlets, sum(n.outlets) OVER (ORDER BY n.outlets DESC, n.cluster_id) AS places FROM (
        SELECT m.cluster_id, count(DISTINCT coalesce(a.source_id, -a.id)) AS outlets
        FROM (SELECT k.id
              FROM claim_clusters AS k
              WHERE nullif(:speaker, '') IS NULL AND nullif(:limit, '') IS NOT NULL
              ORDER BY k.outlets DESC, k.id
              LIMIT 2 * coalesce(CAST(nullif(:limit, '') AS bigint), 0) + 100) AS k
        CROSS JOIN claim_cluster_members AS m
        CROSS JOIN claim_rows AS c
        CROSS JOIN articles AS a -- by BETWEEN: by an index that has day and outlet. With an '=' SQLite would go to its text
        WHERE m.cluster_id = k.id AND c.id = m.claim_id AND a.id BETWEEN c.article_id AND c.article_id
          AND c.form & 7 = 1 -- direct
          AND coalesce(length(c.text), c.length) >= coalesce(CAST(nullif(:min_length, '') AS bigint), 20)
          AND (nullif(:from, '') IS NULL OR a.published >= :from)
          AND (nullif(:to, '') IS NULL OR a.published <= :to)
          AND (nullif(:language, '') IS NULL
               OR EXISTS (SELECT 1 FROM articles AS l WHERE l.id = c.article_id AND l.language = :language))
        GROUP BY m.cluster_id
        HAVING count(DISTINCT coalesce(a.source_id, -a.id)) >= coalesce(CAST(nullif(:min_outlets, '') AS bigint), 2)
    ) AS n) AS t
), picked AS (
    SELECT m.claim_id
    FROM claim_rows AS c
    CROSS JOIN claim_cluster_members AS m
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker) AND c.form & 7 = 1 AND m.claim_id = c.id
    UNION ALL
    SELECT m.claim_id
    FROM most_outlets AS n
    CROSS JOIN claim_clusters AS k -- in this order
    CROSS JOIN claim_cluster_members AS m
    WHERE nullif(:speaker, '') IS NULL AND k.outlets >= coalesce(n.outlets, 0) AND m.cluster_id = k.id
), quoted AS MATERIALIZED (
    SELECT m.cluster_id, m.relation, m.similarity, c.id, c.article_id, a.published,
           -- the first article that has its text, as in v_origins
           (WITH RECURSIVE up (id, steps) AS (
                SELECT a.id, 0
                UNION ALL
                SELECT u.original_id, up.steps + 1 FROM up JOIN article_copies AS u ON u.article_id = up.id)
            SELECT id FROM up ORDER BY steps DESC LIMIT 1) AS origin_id,
           coalesce(a.source_id, -a.id) AS outlet_key
    FROM picked AS h
    CROSS JOIN claim_cluster_members AS m
    CROSS JOIN claim_rows AS c
    CROSS JOIN articles AS a
    WHERE m.claim_id = h.claim_id AND c.id = m.claim_id AND a.id BETWEEN c.article_id AND c.article_id
      AND c.form & 7 = 1
      AND coalesce(length(c.text), c.length) >= coalesce(CAST(nullif(:min_length, '') AS bigint), 20)
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL
           OR EXISTS (SELECT 1 FROM articles AS l WHERE l.id = c.article_id AND l.language = :language))
), grouped AS (
    SELECT cluster_id, count(DISTINCT outlet_key) AS outlets, count(DISTINCT article_id) AS articles,
           count(DISTINCT origin_id) AS origins, min(published) AS first_published, max(published) AS last_published
    FROM quoted
    GROUP BY cluster_id
    HAVING count(DISTINCT outlet_key) >= coalesce(CAST(nullif(:min_outlets, '') AS bigint), 2)
)
SELECT g.cluster_id, f.text AS quotation, g.outlets, g.articles, g.origins, g.first_published, g.last_published, c.speaker,
       q.relation, q.similarity, c.text, c.article, c.outlet, c.published, c.article_id, c.passage, c.passage_seq,
       c.start_char, c.end_char, c.claim_id, c.rule
FROM grouped AS g
JOIN quoted AS q ON q.cluster_id = g.cluster_id
JOIN claim_clusters AS k ON k.id = g.cluster_id
JOIN claims AS f ON f.id = k.first_claim_id
JOIN v_claims AS c ON c.claim_id = q.id
ORDER BY g.outlets DESC, g.articles DESC, f.text, g.cluster_id, c.published NULLS LAST, c.article_id, c.start_char,
         c.claim_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
