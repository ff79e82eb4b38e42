-- title: Who has it from whom: chains of sources
-- description: A claim that an article has through a source, and, where that source's own articles are in the knowledge
-- description: base and have the same claim, through whom they have it, to the end of the chain. One row for each step.
-- description: Links are the same claim (claim_clusters), never a guess; a chain that ends tells why (column ends).
-- param: source text "A source somewhere in the chain: name or domain"
-- values: source SELECT DISTINCT s.name FROM sources AS s JOIN claims AS c ON c.cited_source_id = s.id ORDER BY s.name
-- param: speaker text "Who says it: name or alias"
-- values: speaker SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id WHERE c.cited_source_id IS NOT NULL ORDER BY e.name
-- param: depth integer = 4 "Most steps of a chain"
-- param: min_steps integer = 1 "Fewest steps of a chain"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: chain integer "The claim that the chain begins with (claims.id)"
-- column: step integer "Number of the step, from 1"
-- column: steps integer "Steps of the chain"
-- column: path text "The chain so far: outlet < its source < the source of that one"
-- column: cited_source text "Through whom the article of this step has it; none: in its own name"
-- column: source_kind text "outlet, agency, report, person or other"
-- column: ends text "Why the chain ends here; none: it goes on"
-- column: speaker text "Who says it"
-- column: text text "The exact text of the claim in this article"
-- column: sentence text "The sentence in which it begins"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: claim_id integer "The claim of this step (claims.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: steps (most first), chain, step, path, claim_id
WITH RECURSIVE wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :speaker OR key = :speaker
    UNION
    SELECT entity_id FROM aliases WHERE alias = :speaker
), picked AS (
    SELECT c.id FROM claims AS c
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker) AND c.cited_source_id IS NOT NULL
    UNION ALL
    SELECT c.id FROM claims AS c WHERE nullif(:speaker, '') IS NULL AND c.cited_source_id IS NOT NULL
), steps (chain, step, claim_id, from_claim_id, article_id, source_id, path) AS (
    SELECT c.id, 1, c.id, CAST(NULL AS bigint), c.article_id, c.cited_source_id,
           coalesce(o.name, 'article ' || a.id) || ' < ' || s.name
    FROM picked AS h
    JOIN claims AS c ON c.id = h.id
    JOIN articles AS a ON a.id = c.article_id
    JOIN sources AS s ON s.id = c.cited_source_id
    LEFT JOIN sources AS o ON o.id = a.source_id
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL OR o.name = :outlet OR o.domain = :outlet)
    UNION ALL
    SELECT t.chain, t.step + 1, c.id, t.claim_id, c.article_id, c.cited_source_id, t.path || coalesce(' < ' || s.name, '')
    FROM steps AS t
    JOIN claim_cluster_members AS m ON m.claim_id = t.claim_id
    JOIN claim_cluster_members AS n ON n.cluster_id = m.cluster_id AND n.claim_id <> m.claim_id
    JOIN claims AS c ON c.id = n.claim_id
    JOIN articles AS a ON a.id = c.article_id AND a.source_id = t.source_id
    JOIN articles AS b ON b.id = t.article_id
    LEFT JOIN sources AS s ON s.id = c.cited_source_id
    WHERE t.step < coalesce(CAST(nullif(:depth, '') AS bigint), 4)
      AND a.id <> t.article_id
      AND coalesce(a.published, '0001-01-01') <= coalesce(b.published, '9999-12-31')
      AND (c.cited_source_id IS NULL OR c.cited_source_id <> a.source_id)
), walked AS MATERIALIZED (
    SELECT chain, step, claim_id, from_claim_id, source_id, path FROM steps
), reached AS (
    SELECT t.chain, t.step, t.claim_id, t.source_id, t.path, max(t.step) OVER (PARTITION BY t.chain) AS steps,
           CASE WHEN n.claim_id IS NULL THEN 0 ELSE 1 END AS goes_on
    FROM walked AS t
    LEFT JOIN (SELECT DISTINCT chain, step, from_claim_id AS claim_id FROM walked) AS n
           ON n.chain = t.chain AND n.step = t.step + 1 AND n.claim_id = t.claim_id
)
SELECT t.chain, t.step, t.steps, t.path, s.name AS cited_source, s.kind AS source_kind,
       CASE WHEN t.source_id IS NULL THEN 'the outlet has it in its own name'
            WHEN t.goes_on = 1 THEN NULL
            WHEN NOT EXISTS (SELECT 1 FROM articles AS x WHERE x.source_id = t.source_id)
            THEN 'the source has no article in the knowledge base'
            WHEN t.step >= coalesce(CAST(nullif(:depth, '') AS bigint), 4) THEN 'as deep as asked for'
            ELSE 'the source''s articles do not have this claim' END AS ends,
       v.speaker, v.text, v.sentence, v.article, v.outlet, v.published, v.article_id, v.passage, v.passage_seq,
       v.start_char, v.end_char, v.claim_id, v.rule
FROM reached AS t
JOIN v_claims AS v ON v.claim_id = t.claim_id
LEFT JOIN sources AS s ON s.id = t.source_id
WHERE t.steps >= coalesce(CAST(nullif(:min_steps, '') AS bigint), 1)
  AND (nullif(:source, '') IS NULL
       OR t.chain IN (SELECT u.chain FROM walked AS u JOIN sources AS x ON x.id = u.source_id
                      WHERE x.name = :source OR x.domain = :source))
ORDER BY t.steps DESC, t.chain, t.step, t.path, t.claim_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
