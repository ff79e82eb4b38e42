-- title: Who demands what
-- description: What is demanded, as propositions: those inside a demand that somebody makes, and those whose verb is one
-- description: of demanding. Without a topic: all demands.
-- param: topic text "Words that the sentence has, letter for letter, or an entity: name or alias"
-- values: topic SELECT DISTINCT e.name FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id ORDER BY e.name
-- param: who text "Who demands it: name or alias"
-- values: who SELECT DISTINCT e.name FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id ORDER BY e.name
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: who text "Who demands it, as an entity or in the words of the sentence"
-- column: subject text "Who or what"
-- column: predicate text "Does what, in the words of the sentence"
-- column: object text "To whom, what, where, when"
-- column: negated integer "1: it is denied"
-- column: modality text "can, must, will ...; if, whether, to; empty: as it stands"
-- column: sentence text "The sentence"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the words begin: characters before them in the article"
-- column: end_char integer "Where they end"
-- column: proposition_id integer "The proposition (propositions.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: published (newest first), article_id, start_char, proposition_id
WITH chosen AS (
    SELECT a.id AS article_id
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), wanted_topic AS (
    SELECT id AS entity_id FROM entities WHERE name = :topic OR key = :topic
    UNION
    SELECT entity_id FROM aliases WHERE alias = :topic
), wanted_who AS (
    SELECT id AS entity_id FROM entities WHERE name = :who OR key = :who
    UNION
    SELECT entity_id FROM aliases WHERE alias = :who
), picked AS (
    SELECT k.id FROM propositions AS k WHERE k.subject_id IN (SELECT entity_id FROM wanted_who)
    UNION
    SELECT k.id
    FROM claims AS c
    JOIN propositions AS k ON k.claim_id = c.id
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_who) AND c.act = 'demand'
    UNION ALL
    SELECT k.id FROM propositions AS k WHERE nullif(:who, '') IS NULL
)
SELECT coalesce(CASE WHEN k.act = 'demand' THEN coalesce(p.subject_entity, p.subject) END, p.speaker) AS who,
       p.subject, p.predicate, p.object, p.negated, p.modality, p.sentence, p.article, p.outlet, p.published, p.article_id,
       p.passage, p.passage_seq, p.start_char, p.end_char, p.proposition_id, p.rule
FROM picked AS h
JOIN propositions AS k ON k.id = h.id
JOIN chosen AS n ON n.article_id = k.article_id
JOIN v_propositions AS p ON p.proposition_id = k.id
LEFT JOIN claims AS c ON c.id = k.claim_id
WHERE (k.act = 'demand' OR c.act = 'demand')
  AND (nullif(:topic, '') IS NULL
       OR replace(p.sentence, :topic, '') <> p.sentence
       OR k.subject_id IN (SELECT entity_id FROM wanted_topic)
       OR k.object_id IN (SELECT entity_id FROM wanted_topic))
  AND (nullif(:who, '') IS NULL
       OR (k.act = 'demand' AND k.subject_id IN (SELECT entity_id FROM wanted_who))
       OR (c.act = 'demand' AND c.speaker_id IN (SELECT entity_id FROM wanted_who)))
ORDER BY p.published DESC NULLS LAST, p.article_id, p.start_char, p.proposition_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
