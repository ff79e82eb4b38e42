-- title: The same quotation in several outlets
-- description: Direct quotations whose words are equal (marks, full stops and the case of plain Latin letters
-- description: aside), each place in a row of its own. An article whose outlet is not known counts as an outlet of
-- description: its own.
-- param: speaker text "Who says it: name or alias"
-- values: speaker SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id ORDER BY e.name
-- param: min_outlets integer = 2 "Fewest outlets that have it"
-- param: min_length integer = 20 "Fewest characters of the quotation"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: limit integer "Largest number of rows"
-- column: quotation text "What is equal: the words in small letters, without marks"
-- column: outlets integer "Outlets that have it"
-- column: articles integer "Articles that have it"
-- column: first_published date "First day"
-- column: last_published date "Last day"
-- column: speaker text "Who says it, according to this article"
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
-- order: outlets (most first), articles (most first), quotation, published, article_id, start_char, claim_id
WITH wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :speaker OR key = :speaker
    UNION
    SELECT entity_id FROM aliases WHERE alias = :speaker
), quoted AS (
    SELECT c.id, c.article_id, lower(trim(c.text, ' „“”"»«›‹‚‘’.,;:!?…-–')) AS quotation, a.published,
           coalesce(a.source_id, -a.id) AS outlet_key
    FROM claims AS c
    JOIN articles AS a ON a.id = c.article_id
    WHERE c.kind = 'direct'
      AND (nullif(:speaker, '') IS NULL OR c.speaker_id IN (SELECT entity_id FROM wanted_speaker))
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
), grouped AS (
    SELECT quotation, count(DISTINCT outlet_key) AS outlets, count(DISTINCT article_id) AS articles,
           min(published) AS first_published, max(published) AS last_published
    FROM quoted
    WHERE length(quotation) >= coalesce(CAST(nullif(:min_length, '') AS bigint), 20)
    GROUP BY quotation
    HAVING count(DISTINCT outlet_key) >= coalesce(CAST(nullif(:min_outlets, '') AS bigint), 2)
)
SELECT g.quotation, g.outlets, g.articles, g.first_published, g.last_published, c.speaker, c.text, c.article, c.outlet,
       c.published, c.article_id, c.passage, c.passage_seq, c.start_char, c.end_char, c.claim_id, c.rule
FROM grouped AS g
JOIN quoted AS q ON q.quotation = g.quotation
JOIN v_claims AS c ON c.claim_id = q.id
ORDER BY g.outlets DESC, g.articles DESC, g.quotation, c.published NULLS LAST, c.article_id, c.start_char, c.claim_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
