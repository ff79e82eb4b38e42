-- title: What is said to be, to do and to be done to an entity
-- description: Propositions that have the entity as their subject or object, with how sure they are and who says so.
-- description: Without an entity: those of all entities.
-- param: entity text "The entity: name or alias"
-- values: entity SELECT DISTINCT e.name FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id ORDER BY e.name
-- param: as text "As what: subject or object"
-- values: as SELECT 'subject' UNION ALL SELECT 'object'
-- param: standing text "How sure: fact, said, open"
-- values: standing SELECT 'fact' UNION ALL SELECT 'said' UNION ALL SELECT 'open'
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: subject text "Who or what"
-- column: predicate text "Does what, in the words of the sentence"
-- column: object text "To whom, what, where, when"
-- column: negated integer "1: it is denied"
-- column: modality text "can, must, will ...; if, whether, to; empty: as it stands"
-- column: standing text "fact: the article says so; said: somebody does; open: demanded, feared, possible ..."
-- column: speaker text "Who says so"
-- column: figures text "Figures in it, and the dates of its clause"
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
), wanted AS (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
), recent AS MATERIALIZED (
    -- asked for some rows of one of whom much is said: where the newest 5,000 articles have enough of them, these are all
    SELECT t.article_id
    FROM (SELECT r.article_id, count(*) OVER () AS found
          FROM (SELECT n.article_id
                FROM chosen AS n
                WHERE n.published >= CASE WHEN nullif(:standing, '') IS NULL
                                           AND (SELECT count(*)
                                                FROM (SELECT 1 FROM proposition_rows AS k
                                                      WHERE k.subject_id IN (SELECT entity_id FROM wanted) LIMIT 500) AS x)
                                               + (SELECT count(*)
                                                  FROM (SELECT 1 FROM proposition_rows AS k
                                                        WHERE k.object_id IN (SELECT entity_id FROM wanted) LIMIT 500) AS x)
                                               >= 500
                                          THEN (SELECT a.published FROM articles AS a
                                                ORDER BY a.published DESC NULLS LAST LIMIT 1 OFFSET 5000) END
                  AND (((nullif(:as, '') IS NULL OR :as = 'subject')
                        AND EXISTS (SELECT 1 FROM proposition_rows AS k
                                    WHERE k.subject_id IN (SELECT entity_id FROM wanted) AND k.article_id = n.article_id))
                       OR ((nullif(:as, '') IS NULL OR :as = 'object')
                           AND EXISTS (SELECT 1 FROM proposition_rows AS k
                                       WHERE k.object_id IN (SELECT entity_id FROM wanted)
                                         AND k.article_id = n.article_id)))
                ORDER BY n.published DESC NULLS LAST, n.article_id
                LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)) AS r) AS t
    WHERE t.found >= CAST(nullif(:limit, '') AS bigint) AND CAST(nullif(:limit, '') AS bigint) >= 0
), picked AS (
    SELECT k.id
    FROM recent AS r
    CROSS JOIN proposition_rows AS k
    WHERE k.subject_id IN (SELECT entity_id FROM wanted) AND k.article_id = r.article_id
    UNION
    SELECT k.id
    FROM recent AS r
    CROSS JOIN proposition_rows AS k
    WHERE k.object_id IN (SELECT entity_id FROM wanted) AND k.article_id = r.article_id
    UNION
    SELECT k.id
    FROM (SELECT 1 AS one WHERE NOT EXISTS (SELECT 1 FROM recent)) AS r
    CROSS JOIN proposition_rows AS k
    WHERE k.subject_id IN (SELECT entity_id FROM wanted)
    UNION
    SELECT k.id
    FROM (SELECT 1 AS one WHERE NOT EXISTS (SELECT 1 FROM recent)) AS r
    CROSS JOIN proposition_rows AS k
    WHERE k.object_id IN (SELECT entity_id FROM wanted)
    UNION ALL
    SELECT x.id
    FROM (
        -- all, from the newest article on
        SELECT k.id
        FROM chosen AS n
        CROSS JOIN propositions AS k
        WHERE k.article_id = n.article_id AND nullif(:entity, '') IS NULL
          AND (((nullif(:as, '') IS NULL OR :as = 'subject') AND k.subject_id IS NOT NULL)
               OR ((nullif(:as, '') IS NULL OR :as = 'object') AND k.object_id IS NOT NULL))
          AND (nullif(:standing, '') IS NULL
               OR (SELECT v.standing FROM v_propositions AS v WHERE v.proposition_id = k.id) = :standing)
        ORDER BY n.published DESC NULLS LAST, n.article_id, k.start_char, k.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), newest AS (
    -- what is shown of the propositions is looked up behind the limit
    SELECT k.id
    FROM picked AS h
    JOIN propositions AS k ON k.id = h.id
    JOIN chosen AS n ON n.article_id = k.article_id
    WHERE (((nullif(:as, '') IS NULL OR :as = 'subject') AND k.subject_id IS NOT NULL
            AND (nullif(:entity, '') IS NULL OR k.subject_id IN (SELECT entity_id FROM wanted)))
           OR ((nullif(:as, '') IS NULL OR :as = 'object') AND k.object_id IS NOT NULL
               AND (nullif(:entity, '') IS NULL OR k.object_id IN (SELECT entity_id FROM wanted))))
      AND (nullif(:standing, '') IS NULL
           OR (SELECT v.standing FROM v_propositions AS v WHERE v.proposition_id = k.id) = :standing)
    ORDER BY n.published DESC NULLS LAST, k.article_id, k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT p.subject, p.predicate, p.object, p.negated, p.modality, p.standing, p.speaker, p.figures, p.article, p.outlet, p.published, p.article_id,
       p.passage, p.passage_seq, p.start_char, p.end_char, p.proposition_id, p.rule
FROM newest AS h
JOIN v_propositions AS p ON p.proposition_id = h.id
ORDER BY p.published DESC NULLS LAST, p.article_id, p.start_char, p.proposition_id;
