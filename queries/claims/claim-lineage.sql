-- title: Where a claim came up first, and who repeated it
-- description: The claims that say the same, in order of appearance: the first one, then each that is like it, and how
-- description: it differs. Without a claim: every statement that stands in several outlets. Assertions of the articles
-- description: themselves are among them unless kind says otherwise.
-- param: claim integer "The claim (claims.id) whose lineage is wanted"
-- param: kind text "Kind of the claim where it appeared first"
-- values: kind SELECT DISTINCT kind FROM claims ORDER BY kind
-- param: speaker text "Who says it: name or alias"
-- values: speaker SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id ORDER BY e.name
-- param: min_outlets integer = 2 "Fewest outlets that have it; a claim that is named is shown always"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published it: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: cluster_id integer "What belongs together (claim_clusters.id)"
-- column: step integer "Place in the order of appearance, from 1"
-- column: relation text "first, same, near (altered), part (shortened or longer), same-figure (other words)"
-- column: similarity integer "Percent of the words' pairs that are the same"
-- column: like_claim_id integer "The first one, with which it was compared (claims.id); none for the first itself"
-- column: speaker text "Who says it, according to this article"
-- column: kind text "Kind of claim"
-- column: text text "The exact text in this article"
-- column: cited_source text "Through which source the article has it"
-- column: in_copy integer "1: the article is a copy of an earlier one"
-- column: origins integer "Articles that have the statement, copies of one article counted once"
-- column: outlets integer "Outlets that have the statement"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: claim_id integer "The claim (claims.id), for claimbase explain"
-- column: joined_by text "Which rule joined it"
-- order: outlets (most first), cluster_id, step
WITH wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :speaker OR key = :speaker
    UNION
    SELECT entity_id FROM aliases WHERE alias = :speaker
), picked AS (
    SELECT m.cluster_id FROM claim_cluster_members AS m WHERE m.claim_id = CAST(nullif(:claim, '') AS bigint)
    UNION ALL
    SELECT DISTINCT m.cluster_id
    FROM claim_rows AS c
    CROSS JOIN claim_cluster_members AS m
    WHERE nullif(:claim, '') IS NULL AND c.speaker_id IN (SELECT entity_id FROM wanted_speaker) AND m.claim_id = c.id
    UNION ALL
    SELECT x.id
    FROM (
        -- all, from those that most outlets have on; each has a row at least
        SELECT k.id
        FROM claim_clusters AS k
        CROSS JOIN claims AS f
        WHERE f.id = k.first_claim_id AND nullif(:claim, '') IS NULL AND nullif(:speaker, '') IS NULL
          AND k.outlets >= coalesce(CAST(nullif(:min_outlets, '') AS bigint), 2)
          AND (nullif(:kind, '') IS NULL OR f.kind = :kind)
          AND ((nullif(:from, '') IS NULL AND nullif(:to, '') IS NULL AND nullif(:language, '') IS NULL
                AND nullif(:outlet, '') IS NULL)
               OR EXISTS (SELECT 1
                          FROM claim_cluster_members AS m
                          JOIN claims AS c ON c.id = m.claim_id
                          JOIN articles AS a ON a.id = c.article_id
                          LEFT JOIN sources AS p ON p.id = a.source_id
                          WHERE m.cluster_id = k.id
                            AND (nullif(:from, '') IS NULL OR a.published >= :from)
                            AND (nullif(:to, '') IS NULL OR a.published <= :to)
                            AND (nullif(:language, '') IS NULL OR a.language = :language)
                            AND (nullif(:outlet, '') IS NULL OR p.name = :outlet OR p.domain = :outlet)))
        ORDER BY k.outlets DESC, k.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), asked AS (
    SELECT k.id, k.outlets, k.origins
    FROM picked AS h
    JOIN claim_clusters AS k ON k.id = h.cluster_id
    JOIN claims AS f ON f.id = k.first_claim_id
    WHERE (nullif(:claim, '') IS NOT NULL OR k.outlets >= coalesce(CAST(nullif(:min_outlets, '') AS bigint), 2))
      AND (nullif(:kind, '') IS NULL OR f.kind = :kind)
      AND (nullif(:speaker, '') IS NULL OR nullif(:claim, '') IS NULL
           OR k.id IN (SELECT m.cluster_id FROM claim_cluster_members AS m JOIN claims AS c ON c.id = m.claim_id
                       WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker)))
), wanted AS (
    -- asked for some rows, and of all articles: the first statements that have rows enough
    SELECT s.id, s.outlets, s.origins
    FROM (SELECT n.id, n.outlets, n.origins, sum(n.members) OVER (ORDER BY n.outlets DESC, n.id) - n.members AS rows_before
          FROM (SELECT k.id, k.outlets, k.origins,
                       (SELECT count(*) FROM claim_cluster_members AS m WHERE m.cluster_id = k.id) AS members
                FROM asked AS k
                ORDER BY k.outlets DESC, k.id
                LIMIT CASE WHEN nullif(:from, '') IS NULL AND nullif(:to, '') IS NULL AND nullif(:language, '') IS NULL
                                AND nullif(:outlet, '') IS NULL
                           THEN coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
                           ELSE 9223372036854775807 END) AS n) AS s
    WHERE s.rows_before < coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
       OR nullif(:from, '') IS NOT NULL OR nullif(:to, '') IS NOT NULL OR nullif(:language, '') IS NOT NULL
       OR nullif(:outlet, '') IS NOT NULL
), steps AS (
    SELECT m.cluster_id, w.outlets, w.origins, m.claim_id,
           row_number() OVER (PARTITION BY m.cluster_id
                              ORDER BY a.published NULLS LAST, CASE WHEN m.relation = 'first' THEN 0 ELSE 1 END,
                                       CASE WHEN x.article_id IS NULL THEN 0 ELSE 1 END, a.sha256, c.start_char,
                                       c.id) AS step
    FROM wanted AS w
    JOIN claim_cluster_members AS m ON m.cluster_id = w.id
    JOIN claims AS c ON c.id = m.claim_id
    JOIN articles AS a ON a.id = c.article_id
    LEFT JOIN article_copies AS x ON x.article_id = a.id
), shown AS (
    -- what is shown of the claims is looked up behind the limit
    SELECT s.cluster_id, s.step, s.outlets, s.origins, s.claim_id
    FROM steps AS s
    JOIN claims AS c ON c.id = s.claim_id
    JOIN articles AS a ON a.id = c.article_id
    LEFT JOIN sources AS p ON p.id = a.source_id
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL OR p.name = :outlet OR p.domain = :outlet)
    ORDER BY s.outlets DESC, s.cluster_id, s.step
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT s.cluster_id, s.step, v.relation, v.similarity, v.like_claim_id, v.speaker, v.kind, v.text, v.cited_source,
       v.in_copy, s.origins, s.outlets, v.article, v.outlet, v.published, v.article_id, v.passage, v.passage_seq,
       v.start_char, v.end_char, v.claim_id, v.joined_by
FROM shown AS s
JOIN v_cluster_claims AS v ON v.claim_id = s.claim_id
ORDER BY s.outlets DESC, s.cluster_id, s.step;
