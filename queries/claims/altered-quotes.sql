-- title: Direct quotations whose words were altered
-- description: Two direct quotations of one speaker that are nearly the same, both texts side by side: other words
-- description: stand between the marks. Which of them is right the knowledge base cannot say. Quotations that are
-- description: only shortened at their ends are left out, and so are those that have the words of an earlier one.
-- param: speaker text "Who says it: name or alias"
-- values: speaker SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id ORDER BY e.name
-- param: min_similarity integer = 0 "Least percent of the words' pairs that are the same"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published it: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: speaker text "Who says it"
-- column: earlier_text text "The first quotation that it is like"
-- column: text text "The altered quotation"
-- column: similarity integer "Percent of the words' pairs that are the same"
-- column: relation text "near: about as long; part: shortened as well"
-- column: earlier_outlet text "Outlet of the quotation it was compared with"
-- column: earlier_published date "Day of its publication"
-- column: earlier_article_id integer "Its article (articles.id)"
-- column: earlier_claim_id integer "Its claim (claims.id)"
-- column: cluster_id integer "What belongs together (claim_clusters.id)"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: claim_id integer "The claim (claims.id), for claimbase explain"
-- column: rule text "Which rule found the quotation"
-- order: speaker, published, article_id, start_char, claim_id
WITH wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :speaker OR key = :speaker
    UNION
    SELECT entity_id FROM aliases WHERE alias = :speaker
), quoted AS NOT MATERIALIZED (
    -- an article by BETWEEN: by an index that has day and outlet. With an '=' SQLite would go to its text
    SELECT c.id, c.speaker_id, c.article_id, w.wording_id, a.sha256, c.start_char, a.source_id, a.published,
           coalesce(a.published, '9999-12-31') AS day,
           CASE WHEN EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id) THEN 1 ELSE 0 END AS copied
    FROM claim_rows AS c
    CROSS JOIN claim_wordings AS w
    CROSS JOIN articles AS a
    WHERE w.claim_id = c.id AND a.id BETWEEN c.article_id AND c.article_id AND c.form & 7 = 1 -- direct
), altered AS NOT MATERIALIZED (
    -- with the first of those that have its words or nearly
    SELECT q.id, e.id AS speaker_id, e.name AS speaker, q.wording_id, q.article_id, q.start_char, q.published, q.source_id,
           (SELECT b.id
            FROM (SELECT q.wording_id AS other_id
                  UNION ALL
                  SELECT l.other_id FROM wording_links AS l
                  WHERE l.wording_id = q.wording_id AND (l.relation = 'near' OR (l.relation = 'part' AND l.similarity < 100))
                 ) AS l
            CROSS JOIN claim_wordings AS w
            CROSS JOIN quoted AS b
            WHERE w.wording_id = l.other_id AND b.id = w.claim_id AND b.speaker_id = q.speaker_id
              AND b.article_id <> q.article_id
              AND (b.day, b.copied, b.sha256, b.start_char) < (q.day, q.copied, q.sha256, q.start_char)
            ORDER BY b.day, b.copied, b.sha256, b.start_char, b.id
            LIMIT 1) AS earlier_id
    FROM entities AS e
    CROSS JOIN quoted AS q
    WHERE q.speaker_id = e.id
      AND EXISTS (SELECT 1 FROM wording_links AS l
                  WHERE l.wording_id = q.wording_id AND (l.relation = 'near' OR (l.relation = 'part' AND l.similarity < 100)))
), fitting AS NOT MATERIALIZED (
    -- those that were asked for, whoever said them
    SELECT q.id, q.earlier_id, q.speaker_id, q.speaker, q.published, q.article_id, q.start_char, l.relation, l.similarity
    FROM altered AS q
    CROSS JOIN claim_wordings AS w
    CROSS JOIN wording_links AS l -- none: the first one has its words
    LEFT JOIN sources AS p ON p.id = q.source_id
    WHERE w.claim_id = q.earlier_id AND l.wording_id = q.wording_id AND l.other_id = w.wording_id
      AND l.similarity >= coalesce(CAST(nullif(:min_similarity, '') AS bigint), 0)
      AND (nullif(:from, '') IS NULL OR q.published >= :from)
      AND (nullif(:to, '') IS NULL OR q.published <= :to)
      AND (nullif(:language, '') IS NULL
           OR EXISTS (SELECT 1 FROM articles AS l WHERE l.id = q.article_id AND l.language = :language))
      AND (nullif(:outlet, '') IS NULL OR p.name = :outlet OR p.domain = :outlet)
      AND EXISTS (SELECT 1 FROM claim_cluster_members AS m WHERE m.claim_id = q.id)
), first_found AS (
    -- of all speakers, from the first name on, until there are rows enough
    SELECT q.id, q.earlier_id, q.relation, q.similarity
    FROM fitting AS q
    WHERE nullif(:speaker, '') IS NULL
    ORDER BY q.speaker, q.published NULLS LAST, q.article_id, q.start_char, q.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
), found AS MATERIALIZED (
    SELECT f.id, f.earlier_id, f.relation, f.similarity FROM first_found AS f
    UNION ALL
    SELECT q.id, q.earlier_id, q.relation, q.similarity
    FROM wanted_speaker AS n
    CROSS JOIN fitting AS q
    WHERE q.speaker_id = n.entity_id
)
SELECT v.speaker, e.text AS earlier_text, v.text, h.similarity, h.relation, e.outlet AS earlier_outlet,
       e.published AS earlier_published, e.article_id AS earlier_article_id, e.claim_id AS earlier_claim_id,
       m.cluster_id, v.article, v.outlet, v.published, v.article_id, v.passage, v.passage_seq, v.start_char,
       v.end_char, v.claim_id, v.rule
FROM found AS h
CROSS JOIN v_claims AS v -- in this order: the few rows first
CROSS JOIN v_claims AS e
CROSS JOIN claim_cluster_members AS m
WHERE v.claim_id = h.id AND e.claim_id = h.earlier_id AND m.claim_id = h.id
ORDER BY v.speaker, v.published NULLS LAST, v.article_id, v.start_char, v.claim_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
