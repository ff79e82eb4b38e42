-- title: What two entities have to do with each other
-- description: Propositions with one entity as subject and another as object, in both directions.
-- description: Without entities: all pairs. With one: all that it has to do with others.
-- param: a text "The one: name or alias"
-- values: a SELECT DISTINCT e.name FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id ORDER BY e.name
-- param: b text "The other: name or alias"
-- values: b SELECT DISTINCT e.name FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id ORDER BY e.name
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: subject_entity text "Who"
-- column: predicate_lemma text "Does what, in one form for all wordings"
-- column: object_entity text "To whom"
-- column: subject text "Who or what"
-- column: predicate text "Does what, in the words of the sentence"
-- column: object text "To whom, what, where, when"
-- column: negated integer "1: it is denied"
-- column: modality text "can, must, will ...; if, whether, to; empty: as it stands"
-- column: standing text "fact: the article says so; said: somebody does; open: demanded, feared, possible ..."
-- column: speaker text "Who says so"
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
WITH chosen AS NOT MATERIALIZED (
    SELECT a.id AS article_id, a.published
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), wanted_a AS (
    SELECT id AS entity_id FROM entities WHERE name = :a OR key = :a
    UNION
    SELECT entity_id FROM aliases WHERE alias = :a
), wanted_b AS (
    SELECT id AS entity_id FROM entities WHERE name = :b OR key = :b
    UNION
    SELECT entity_id FROM aliases WHERE alias = :b
), wanted AS (
    -- one of the two is enough to find their rows
    SELECT entity_id FROM wanted_a
    UNION ALL
    SELECT entity_id FROM wanted_b WHERE nullif(:a, '') IS NULL
), picked AS (
    SELECT k.id FROM proposition_rows AS k
    WHERE k.subject_id IN (SELECT entity_id FROM wanted) AND k.object_id <> k.subject_id
    UNION
    SELECT k.id FROM proposition_rows AS k
    WHERE k.object_id IN (SELECT entity_id FROM wanted) AND k.subject_id <> k.object_id
    UNION ALL
    SELECT x.id
    FROM (
        -- all, from the newest article on
        SELECT k.id
        FROM chosen AS n
        CROSS JOIN propositions AS k
        WHERE k.article_id = n.article_id AND nullif(:a, '') IS NULL AND nullif(:b, '') IS NULL
          AND k.subject_id <> k.object_id
        ORDER BY n.published DESC NULLS LAST, n.article_id, k.start_char, k.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), newest AS (
    -- what is shown of the propositions is looked up behind the limit
    SELECT k.id
    FROM picked AS h
    JOIN propositions AS k ON k.id = h.id
    JOIN chosen AS n ON n.article_id = k.article_id
    WHERE k.subject_id <> k.object_id
      AND ((nullif(:a, '') IS NULL OR k.subject_id IN (SELECT entity_id FROM wanted_a))
           AND (nullif(:b, '') IS NULL OR k.object_id IN (SELECT entity_id FROM wanted_b))
           OR (nullif(:b, '') IS NULL OR k.subject_id IN (SELECT entity_id FROM wanted_b))
              AND (nullif(:a, '') IS NULL OR k.object_id IN (SELECT entity_id FROM wanted_a)))
    ORDER BY n.published DESC NULLS LAST, k.article_id, k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT p.subject_entity, p.predicate_lemma, p.object_entity, p.subject, p.predicate, p.object, p.negated, p.modality,
       p.standing, p.speaker, p.article, p.outlet, p.published, p.article_id,
       p.passage, p.passage_seq, p.start_char, p.end_char, p.proposition_id, p.rule
FROM newest AS h
JOIN v_propositions AS p ON p.proposition_id = h.id
ORDER BY p.published DESC NULLS LAST, p.article_id, p.start_char, p.proposition_id;
