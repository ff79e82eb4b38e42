-- title: Claims with the one they are said to
-- description: One row for each claim and addressee.
-- param: speaker text "Who says it: name or alias"
-- values: speaker SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id ORDER BY e.name
-- param: addressee text "Whom it is said to: name or alias"
-- values: addressee SELECT DISTINCT name FROM entities ORDER BY name
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: speaker text "Who says it; none: not known"
-- column: addressee text "Whom it is said to"
-- column: kind text "direct, indirect, reported ..."
-- column: act text "What the words do"
-- column: text text "The exact text of the claim"
-- column: cue text "The word that reports it"
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
-- order: speaker, addressee, published (newest first), article_id, start_char, claim_id, addressee id
WITH chosen AS (
    SELECT a.id AS article_id
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :speaker OR key = :speaker
    UNION
    SELECT entity_id FROM aliases WHERE alias = :speaker
), wanted_addressee AS (
    SELECT id AS entity_id FROM entities WHERE name = :addressee OR key = :addressee
    UNION
    SELECT entity_id FROM aliases WHERE alias = :addressee
), picked AS (
    SELECT x.claim_id, x.entity_id
    FROM claims AS c
    JOIN claim_entities AS x ON x.claim_id = c.id AND x.role = 'addressee'
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker)
    UNION ALL
    SELECT x.claim_id, x.entity_id FROM claim_entities AS x
    WHERE nullif(:speaker, '') IS NULL AND x.role = 'addressee'
      AND x.entity_id IN (SELECT entity_id FROM wanted_addressee)
    UNION ALL
    SELECT x.claim_id, x.entity_id FROM claim_entities AS x
    WHERE nullif(:speaker, '') IS NULL AND nullif(:addressee, '') IS NULL AND x.role = 'addressee'
)
SELECT c.speaker, e.name AS addressee, c.kind, c.act, c.text, c.cue, c.article, c.outlet, c.published, c.article_id,
       c.passage, c.passage_seq, c.start_char, c.end_char, c.claim_id, c.rule
FROM picked AS t
JOIN entities AS e ON e.id = t.entity_id
JOIN claims AS k ON k.id = t.claim_id
JOIN chosen AS n ON n.article_id = k.article_id
JOIN v_claims AS c ON c.claim_id = k.id
WHERE (nullif(:addressee, '') IS NULL OR t.entity_id IN (SELECT entity_id FROM wanted_addressee))
ORDER BY c.speaker NULLS LAST, e.name, c.published DESC NULLS LAST, c.article_id, c.start_char, c.claim_id, e.id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
