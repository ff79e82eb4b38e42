-- title: Every figure of an entity, said by it, or in a claim about it
-- description: Figures with their values, and how they belong to the entity: 'its own', 'said by it' or 'in a claim
-- description: about it' (the first of these that holds). Without an entity: the figures of all.
-- param: entity text "Whose figures: name or alias"
-- values: entity SELECT DISTINCT name FROM entities ORDER BY name
-- param: kind text "Kind of figure"
-- values: kind SELECT DISTINCT kind FROM figures ORDER BY kind
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: entity text "The entity"
-- column: relation text "How the figure belongs to it"
-- column: kind text "money, percent, count ..."
-- column: text text "The exact text of the figure"
-- column: low real "Lowest value; none: open"
-- column: high real "Highest value; none: open"
-- column: unit text "Unit: USD, percent, month ..."
-- column: bound text "exact, at_most, at_least, about or range"
-- column: date_low date "First day, for dates"
-- column: date_high date "Last day, for dates"
-- column: what text "The thing counted or measured"
-- column: speaker text "Who says it"
-- column: speaker_words text "The one who says it, in the words of the article"
-- column: cue text "The word that reports it: 'widerspricht' tells that it is denied"
-- column: cited_source text "Outlet or document through which the article has it"
-- column: sentence text "The sentence it stands in"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: figure_id integer "The figure (figures.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: entity, published (newest first), article_id, start_char, figure_id, entity id
WITH chosen AS NOT MATERIALIZED (
    SELECT a.id AS article_id, a.published
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), first_entities AS (
    -- asked for some rows of all: the first entities that have a figure
    SELECT max(x.name) AS last_name
    FROM (
        SELECT e.name
        FROM entities AS e
        WHERE nullif(:entity, '') IS NULL AND nullif(:limit, '') IS NOT NULL
          AND (EXISTS (SELECT 1 FROM figures AS f JOIN chosen AS n ON n.article_id = f.article_id
                       WHERE f.entity_id = e.id AND (nullif(:kind, '') IS NULL OR f.kind = :kind))
               OR EXISTS (SELECT 1 FROM claims AS c JOIN figures AS f ON f.claim_id = c.id
                          JOIN chosen AS n ON n.article_id = f.article_id
                          WHERE c.speaker_id = e.id AND (nullif(:kind, '') IS NULL OR f.kind = :kind))
               OR EXISTS (SELECT 1 FROM claim_entities AS x JOIN figures AS f ON f.claim_id = x.claim_id
                          JOIN chosen AS n ON n.article_id = f.article_id
                          WHERE x.entity_id = e.id AND x.role = 'about'
                            AND (nullif(:kind, '') IS NULL OR f.kind = :kind)))
        ORDER BY e.name
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), named AS (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
), often AS MATERIALIZED (
    -- asked for some rows of one of whom much is said; of several the rows are in order of their names
    SELECT k.entity_id,
           (SELECT a.published FROM articles AS a ORDER BY a.published DESC NULLS LAST LIMIT 1 OFFSET 10000) AS since
    FROM (SELECT min(w.entity_id) AS entity_id FROM named AS w HAVING count(*) = 1) AS k
    WHERE CAST(nullif(:limit, '') AS bigint) >= 0
      AND (SELECT count(*) FROM (SELECT 1 FROM claim_entities AS x WHERE x.entity_id = k.entity_id LIMIT 3000) AS x) = 3000
), recent AS MATERIALIZED (
    -- where the newest 10,000 articles have enough of its rows, these are all. What has a claim about it names it, if people
    -- have not corrected the article
    SELECT t.entity_id, t.article_id
    FROM (SELECT r.entity_id, r.article_id, count(*) OVER () AS found
          FROM (SELECT o.entity_id, n.article_id
                FROM chosen AS n
                CROSS JOIN often AS o
                WHERE n.published >= (SELECT x.since FROM often AS x)
                  AND (EXISTS (SELECT 1 FROM mention_rows AS m WHERE m.entity_id = o.entity_id AND m.article_id = n.article_id)
                       OR n.article_id IN (SELECT k.article_id FROM correction_rows AS k))
                  AND EXISTS (SELECT 1 FROM figures AS f
                              WHERE f.article_id = n.article_id AND (nullif(:kind, '') IS NULL OR f.kind = :kind)
                                AND (f.entity_id = o.entity_id
                                     OR EXISTS (SELECT 1 FROM claim_rows AS c
                                                WHERE c.id = f.claim_id AND c.speaker_id = o.entity_id)
                                     OR EXISTS (SELECT 1 FROM claim_entities AS x
                                                WHERE x.claim_id = f.claim_id AND x.entity_id = o.entity_id
                                                  AND x.role = 'about')))
                ORDER BY n.published DESC NULLS LAST, n.article_id
                LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)) AS r) AS t
    WHERE t.found >= CAST(nullif(:limit, '') AS bigint)
), wanted_entity AS MATERIALIZED (
    SELECT w.entity_id FROM named AS w WHERE NOT EXISTS (SELECT 1 FROM recent)
    UNION
    SELECT e.id FROM first_entities AS n JOIN entities AS e ON e.name <= n.last_name
), related AS (
    SELECT r.entity_id, f.id AS figure_id,
           CASE WHEN f.entity_id = r.entity_id THEN 1
                WHEN EXISTS (SELECT 1 FROM claim_rows AS c WHERE c.id = f.claim_id AND c.speaker_id = r.entity_id) THEN 2
                WHEN EXISTS (SELECT 1 FROM claim_entities AS x
                             WHERE x.claim_id = f.claim_id AND x.entity_id = r.entity_id AND x.role = 'about') THEN 3
           END AS place
    FROM recent AS r
    CROSS JOIN figure_rows AS f
    WHERE f.article_id = r.article_id
    UNION ALL
    SELECT f.entity_id, f.id, 1 FROM figures AS f
    WHERE f.entity_id IN (SELECT entity_id FROM wanted_entity)
    UNION ALL
    SELECT c.speaker_id, f.id, 2
    FROM claims AS c
    CROSS JOIN figures AS f -- in this order: the few claims first
    WHERE f.claim_id = c.id AND c.speaker_id IN (SELECT entity_id FROM wanted_entity)
    UNION ALL
    SELECT x.entity_id, f.id, 3
    FROM claim_entities AS x
    CROSS JOIN figures AS f
    WHERE f.claim_id = x.claim_id AND x.role = 'about' AND x.entity_id IN (SELECT entity_id FROM wanted_entity)
    UNION ALL
    SELECT f.entity_id, f.id, 1 FROM figures AS f
    WHERE nullif(:entity, '') IS NULL AND nullif(:limit, '') IS NULL AND f.entity_id IS NOT NULL
    UNION ALL
    SELECT c.speaker_id, f.id, 2
    FROM figures AS f
    JOIN claims AS c ON c.id = f.claim_id
    WHERE nullif(:entity, '') IS NULL AND nullif(:limit, '') IS NULL AND c.speaker_id IS NOT NULL
    UNION ALL
    SELECT x.entity_id, f.id, 3
    FROM figures AS f
    JOIN claim_entities AS x ON x.claim_id = f.claim_id
    WHERE nullif(:entity, '') IS NULL AND nullif(:limit, '') IS NULL AND x.role = 'about'
), nearest AS (
    SELECT r.entity_id, r.figure_id, min(r.place) AS place
    FROM related AS r
    WHERE r.place IS NOT NULL
    GROUP BY r.entity_id, r.figure_id
), newest AS (
    -- what is shown of the figures is looked up behind the limit
    SELECT r.entity_id, r.figure_id, r.place
    FROM nearest AS r
    JOIN entities AS e ON e.id = r.entity_id
    JOIN figures AS f ON f.id = r.figure_id
    JOIN chosen AS n ON n.article_id = f.article_id
    WHERE (nullif(:kind, '') IS NULL OR f.kind = :kind)
    ORDER BY e.name, n.published DESC NULLS LAST, f.article_id, f.start_char, f.id, e.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT e.name AS entity,
       CASE n.place WHEN 1 THEN 'its own' WHEN 2 THEN 'said by it' ELSE 'in a claim about it' END AS relation, f.kind,
       f.text, f.low, f.high, f.unit, f.bound, f.date_low, f.date_high, f.what, f.speaker,
       (SELECT v.speaker_words FROM v_claims AS v WHERE v.claim_id = f.claim_id) AS speaker_words,
       (SELECT v.cue FROM v_claims AS v WHERE v.claim_id = f.claim_id) AS cue,
       (SELECT v.cited_source FROM v_claims AS v WHERE v.claim_id = f.claim_id) AS cited_source,
       f.sentence, f.article, f.outlet, f.published, f.article_id, f.passage, f.passage_seq,
       f.start_char, f.end_char, f.figure_id, f.rule
FROM newest AS n
JOIN entities AS e ON e.id = n.entity_id
JOIN v_figures AS f ON f.figure_id = n.figure_id
ORDER BY e.name, f.published DESC NULLS LAST, f.article_id, f.start_char, f.figure_id, e.id;
