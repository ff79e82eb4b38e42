-- title: Every place where an entity is named
-- description: Names, other forms, descriptions and pronouns that stand for the entity. Without an entity: all
-- description: mentions.
-- param: entity text "Who or what: name or alias"
-- values: entity SELECT DISTINCT name FROM entities ORDER BY name
-- param: entity_kind text "Kind of entity"
-- values: entity_kind SELECT DISTINCT kind FROM entities ORDER BY kind
-- param: kind text "name, alias, nominal or pronoun"
-- values: kind SELECT DISTINCT kind FROM mentions ORDER BY kind
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: entity text "The entity"
-- column: entity_kind text "person, organization ..."
-- column: kind text "name, alias, nominal or pronoun"
-- column: text text "The exact text"
-- column: sentence text "The sentence it stands in"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: mention_id integer "The mention (mentions.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: entity, published (newest first), article_id, start_char, mention_id
WITH chosen AS NOT MATERIALIZED (
    SELECT a.id AS article_id, a.published
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), wanted_entity AS (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
), recent AS MATERIALIZED (
    -- asked for some rows of one that is named often: where the newest 5,000 articles have enough of them, these are all
    SELECT t.article_id
    FROM (SELECT r.article_id, count(*) OVER () AS found
          FROM (SELECT n.article_id
                FROM chosen AS n
                WHERE n.published >= CASE WHEN (SELECT count(*) FROM wanted_entity) = 1
                                           AND (SELECT count(*)
                                                FROM (SELECT 1 FROM mention_rows AS m
                                                      WHERE m.entity_id IN (SELECT entity_id FROM wanted_entity)
                                                      LIMIT 500) AS x) = 500
                                          THEN (SELECT a.published FROM articles AS a
                                                ORDER BY a.published DESC NULLS LAST LIMIT 1 OFFSET 5000) END
                  AND EXISTS (SELECT 1 FROM mentions AS m
                              WHERE m.entity_id IN (SELECT entity_id FROM wanted_entity) AND m.article_id = n.article_id
                                AND (nullif(:kind, '') IS NULL OR m.kind = :kind))
                ORDER BY n.published DESC NULLS LAST, n.article_id
                LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)) AS r) AS t
    WHERE t.found >= CAST(nullif(:limit, '') AS bigint) AND CAST(nullif(:limit, '') AS bigint) >= 0
), picked AS (
    SELECT m.id AS mention_id
    FROM recent AS r
    CROSS JOIN mention_rows AS m
    WHERE m.entity_id IN (SELECT entity_id FROM wanted_entity) AND m.article_id = r.article_id
    UNION ALL
    SELECT m.id
    FROM (SELECT 1 AS one WHERE NOT EXISTS (SELECT 1 FROM recent)) AS r
    CROSS JOIN mention_rows AS m
    WHERE m.entity_id IN (SELECT entity_id FROM wanted_entity)
    UNION ALL
    SELECT x.id
    FROM (
        -- all, from the first name on
        SELECT m.id
        FROM entities AS e
        CROSS JOIN mentions AS m
        JOIN chosen AS n ON n.article_id = m.article_id
        WHERE m.entity_id = e.id AND nullif(:entity, '') IS NULL
          AND (nullif(:entity_kind, '') IS NULL OR e.kind = :entity_kind)
          AND (nullif(:kind, '') IS NULL OR m.kind = :kind)
        ORDER BY e.name, e.id, n.published DESC NULLS LAST, m.article_id, m.start_char, m.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), newest AS (
    -- what is shown of the mentions is looked up behind the limit
    SELECT m.id
    FROM picked AS h
    JOIN mentions AS m ON m.id = h.mention_id
    JOIN chosen AS n ON n.article_id = m.article_id
    JOIN entities AS e ON e.id = m.entity_id
    WHERE (nullif(:entity_kind, '') IS NULL OR e.kind = :entity_kind)
      AND (nullif(:kind, '') IS NULL OR m.kind = :kind)
    ORDER BY e.name, e.id, n.published DESC NULLS LAST, m.article_id, m.start_char, m.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT e.name AS entity, e.kind AS entity_kind, m.kind, substr(a.text, m.start_char + 1, m.end_char - m.start_char) AS text,
       substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence, a.title AS article, o.name AS outlet,
       a.published, a.id AS article_id, p.kind AS passage, s.passage_seq, m.start_char, m.end_char, m.id AS mention_id,
       m.rule
FROM newest AS h
JOIN mentions AS m ON m.id = h.id
JOIN entities AS e ON e.id = m.entity_id
JOIN articles AS a ON a.id = m.article_id
LEFT JOIN sentences AS s ON s.article_id = m.article_id AND s.seq = m.sentence
LEFT JOIN passages AS p ON p.article_id = s.article_id AND p.seq = s.passage_seq
LEFT JOIN sources AS o ON o.id = a.source_id
ORDER BY e.name, e.id, a.published DESC NULLS LAST, a.id, m.start_char, m.id;
