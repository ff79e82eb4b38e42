-- title: What one affirms and another denies
-- description: Two propositions with the same verb, the same subject and the same object (entities, or the same words),
-- description: of which one is affirmed and one is negated, denied or rejected; with both speakers and places.
-- param: entity text "Subject or object: name or alias"
-- values: entity SELECT DISTINCT e.name FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id ORDER BY e.name
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: predicate_lemma text "The verb in one form"
-- column: subject text "Who or what, as the one has it"
-- column: predicate text "Does what"
-- column: object text "To whom, what, where, when"
-- column: affirmed_by text "Who says so: a speaker, or the outlet itself"
-- column: disputed_by text "Who says that it is not so"
-- column: disputed_words text "The words that say so"
-- column: article text "Title of the article that has the one"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the words begin: characters before them in the article"
-- column: end_char integer "Where they end"
-- column: proposition_id integer "The one (propositions.id), for claimbase explain"
-- column: disputed_article_id integer "The article of the other (articles.id)"
-- column: disputed_start_char integer "Where its words begin"
-- column: disputed_end_char integer "Where they end"
-- column: disputed_id integer "The other (propositions.id), for claimbase explain"
-- column: rule text "Which rule found the one"
-- order: predicate_lemma, article_id, start_char, proposition_id, disputed_id
WITH chosen AS NOT MATERIALIZED (
    -- joined row by row: else SQLite would look at all articles first
    SELECT a.id AS article_id
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), wanted AS (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
), picked AS (
    SELECT k.id FROM propositions AS k WHERE k.subject_id IN (SELECT entity_id FROM wanted)
    UNION
    SELECT k.id FROM propositions AS k WHERE k.object_id IN (SELECT entity_id FROM wanted)
    UNION ALL
    SELECT k.id FROM propositions AS k WHERE nullif(:entity, '') IS NULL
), stances AS MATERIALIZED (
    SELECT k.id, k.predicate_lemma, k.subject_id, k.object_id,
           coalesce('entity ' || k.subject_id, k.subject) AS subject_key,
           coalesce('entity ' || k.object_id, k.object) AS object_key,
           CASE WHEN c.act IN ('deny', 'reject') THEN 1 - k.negated ELSE k.negated END AS disputed
    FROM picked AS h
    JOIN propositions AS k ON k.id = h.id
    JOIN chosen AS n ON n.article_id = k.article_id
    LEFT JOIN claims AS c ON c.id = k.claim_id
    WHERE k.predicate_lemma IS NOT NULL
      AND (k.modality IS NULL OR k.modality NOT IN ('if', 'whether', 'to'))
)
SELECT x.predicate_lemma, p.subject, p.predicate, p.object,
       coalesce(p.speaker, p.outlet) AS affirmed_by, coalesce(q.speaker, q.outlet) AS disputed_by,
       q.subject || ' ' || q.predicate || ' ' || q.object AS disputed_words,
       p.article, p.outlet, p.published, p.article_id, p.passage, p.passage_seq, p.start_char, p.end_char,
       p.proposition_id, q.article_id AS disputed_article_id, q.start_char AS disputed_start_char,
       q.end_char AS disputed_end_char, q.proposition_id AS disputed_id, p.rule
FROM stances AS x
JOIN stances AS y ON y.predicate_lemma = x.predicate_lemma AND y.subject_key = x.subject_key
                 AND y.object_key = x.object_key AND y.disputed = 1
JOIN v_propositions AS p ON p.proposition_id = x.id
JOIN v_propositions AS q ON q.proposition_id = y.id
WHERE x.disputed = 0
  AND (nullif(:entity, '') IS NULL OR x.subject_id IN (SELECT entity_id FROM wanted)
       OR x.object_id IN (SELECT entity_id FROM wanted))
ORDER BY x.predicate_lemma, p.article_id, p.start_char, p.proposition_id, q.proposition_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
