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
), picked AS (
    SELECT c.id AS claim_id FROM claims AS c WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker)
    UNION ALL
    SELECT c.id FROM claims AS c WHERE nullif(:speaker, '') IS NULL
), quoted AS MATERIALIZED (
    SELECT c.id, c.speaker_id, c.article_id, w.wording_id, a.sha256, c.start_char, a.language, a.source_id, a.published,
           coalesce(a.published, '9999-12-31') AS day, CASE WHEN k.article_id IS NULL THEN 0 ELSE 1 END AS copied
    FROM picked AS h
    JOIN claims AS c ON c.id = h.claim_id
    JOIN claim_wordings AS w ON w.claim_id = c.id
    JOIN articles AS a ON a.id = c.article_id
    LEFT JOIN article_copies AS k ON k.article_id = a.id
    WHERE c.kind = 'direct'
      AND c.speaker_id IS NOT NULL
), alike AS (
    -- the wordings that each is compared with: its own, and those that are altered
    SELECT q.id, q.wording_id AS other_id, 'same' AS relation, 100 AS similarity FROM quoted AS q
    UNION ALL
    SELECT q.id, l.other_id, l.relation, l.similarity
    FROM quoted AS q
    JOIN wording_links AS l ON l.wording_id = q.wording_id
    WHERE l.relation = 'near' OR (l.relation = 'part' AND l.similarity < 100)
), pairs AS (
    SELECT a.id, b.id AS earlier_id, l.relation, l.similarity, a.published, a.language, a.source_id,
           row_number() OVER (PARTITION BY a.id ORDER BY b.day, b.copied, b.sha256, b.start_char, b.id) AS place
    FROM alike AS l
    JOIN quoted AS a ON a.id = l.id
    JOIN quoted AS b ON b.wording_id = l.other_id AND b.speaker_id = a.speaker_id AND b.article_id <> a.article_id
    WHERE (b.day, b.copied, b.sha256, b.start_char) < (a.day, a.copied, a.sha256, a.start_char)
)
SELECT v.speaker, e.text AS earlier_text, v.text, a.similarity, a.relation, e.outlet AS earlier_outlet,
       e.published AS earlier_published, e.article_id AS earlier_article_id, e.claim_id AS earlier_claim_id,
       m.cluster_id, v.article, v.outlet, v.published, v.article_id, v.passage, v.passage_seq, v.start_char,
       v.end_char, v.claim_id, v.rule
FROM pairs AS a
JOIN v_claims AS v ON v.claim_id = a.id
JOIN v_claims AS e ON e.claim_id = a.earlier_id
JOIN claim_cluster_members AS m ON m.claim_id = a.id
LEFT JOIN sources AS p ON p.id = a.source_id
WHERE a.place = 1
  AND a.relation <> 'same'
  AND a.similarity >= coalesce(CAST(nullif(:min_similarity, '') AS bigint), 0)
  AND (nullif(:from, '') IS NULL OR a.published >= :from)
  AND (nullif(:to, '') IS NULL OR a.published <= :to)
  AND (nullif(:language, '') IS NULL OR a.language = :language)
  AND (nullif(:outlet, '') IS NULL OR p.name = :outlet OR p.domain = :outlet)
ORDER BY v.speaker, v.published NULLS LAST, v.article_id, v.start_char, v.claim_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
