-- title: Names that may mean the same, for people to decide
-- description: Pairs that the program did not join because it is not sure, short names of several, other spellings,
-- description: names with and without a legal form or first names, and names that look odd. `command` joins the pair;
-- description: where it is right, run it, or leave them apart.
-- param: entity text "One of the two: name or alias"
-- values: entity SELECT DISTINCT name FROM entities ORDER BY name
-- param: reason text "Why it is doubtful"
-- values: reason SELECT 'surname' UNION ALL SELECT 'first word' UNION ALL SELECT 'same name' UNION ALL SELECT 'shared alias' UNION ALL SELECT 'spelling' UNION ALL SELECT 'legal form' UNION ALL SELECT 'initial' UNION ALL SELECT 'odd name'
-- param: limit integer "Largest number of rows"
-- column: entity text "The one: the shorter name"
-- column: entity_kind text "Its kind"
-- column: other_entity text "The other, whom it may mean; of an odd name none"
-- column: other_kind text "Its kind"
-- column: reason text "surname, first word, same name, shared alias, spelling, legal form, initial (M. Berg and Maria Berg) or odd name"
-- column: articles integer "Articles that name the one"
-- column: other_articles integer "Articles that name the other"
-- column: choices integer "How many others there are for the one and this reason"
-- column: entity_id integer "The one (entities.id)"
-- column: other_entity_id integer "The other"
-- column: command text "What joins the pair; empty where there are several choices"
-- order: articles (most first), entity, reason, other_entity, entity_id, other_entity_id
WITH wanted AS (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
), forms AS (
    SELECT ' AG' AS form, 'AG' AS last_word UNION ALL SELECT ' SE', 'SE' UNION ALL SELECT ' GmbH', 'GmbH'
    UNION ALL SELECT ' GmbH & Co. KG', 'KG' UNION ALL SELECT ' KG', 'KG' UNION ALL SELECT ' e. V.', 'V.'
    UNION ALL SELECT ' e.V.', 'e.V.' UNION ALL SELECT ' Inc.', 'Inc.' UNION ALL SELECT ' Ltd.', 'Ltd.'
    UNION ALL SELECT ' Ltd', 'Ltd' UNION ALL SELECT ' plc', 'plc' UNION ALL SELECT ' Corp.', 'Corp.'
    UNION ALL SELECT ' LLC', 'LLC' UNION ALL SELECT ' S.A.', 'S.A.'
), asked AS MATERIALIZED (
    -- the words and the spelling of an entity that is asked for; entities_by_name_end and entities_by_spelling know them of all
    SELECT e.id, e.name, e.kind, replace(e.name, rtrim(e.name, replace(e.name, ' ', '')), '') AS last_word,
           substr(e.name, 1, length(e.name) - length(ltrim(e.name, replace(e.name, ' ', '')))) AS first_word,
           replace(replace(replace(replace(replace(replace(replace(replace(lower(e.name), 'Ä', 'ae'), 'Ö', 'oe'),
               'Ü', 'ue'), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), '-', ' ') AS plain
    FROM wanted AS w
    JOIN entities AS e ON e.id = w.entity_id
), candidates AS (
    SELECT e.id FROM entities AS e WHERE nullif(:entity, '') IS NULL
    UNION ALL
    SELECT x.id
    FROM (
        SELECT q.id FROM asked AS q
        UNION
        -- only persons are known by their last word
        SELECT e.id
        FROM asked AS q
        CROSS JOIN entities AS e
        WHERE replace(e.name, rtrim(e.name, replace(e.name, ' ', '')), '')
              IN (q.name, CASE q.kind WHEN 'person' THEN q.last_word ELSE q.name END)
        UNION
        SELECT e.id FROM asked AS q CROSS JOIN entities AS e WHERE e.name IN (q.name, q.last_word, q.first_word)
        UNION
        SELECT e.id
        FROM asked AS q
        CROSS JOIN forms AS f
        CROSS JOIN entities AS e
        WHERE e.name = CASE WHEN length(q.name) > length(f.form) THEN substr(q.name, 1, length(q.name) - length(f.form)) END
        UNION
        SELECT b.entity_id FROM asked AS q CROSS JOIN aliases AS a CROSS JOIN aliases AS b
        WHERE a.entity_id = q.id AND b.alias = a.alias
    ) AS x
), named AS MATERIALIZED (
    SELECT e.id, e.name, e.key, e.kind
    FROM candidates AS n
    CROSS JOIN entities AS e
    WHERE e.id = n.id
), same_names AS (
    SELECT e.name FROM entities AS e WHERE nullif(:entity, '') IS NULL GROUP BY e.name HAVING count(*) > 1
    UNION
    SELECT q.name FROM asked AS q
), spellings AS (
    -- one form for all ways to write a name
    SELECT replace(replace(replace(replace(replace(replace(replace(replace(lower(e.name), 'Ä', 'ae'), 'Ö', 'oe'),
               'Ü', 'ue'), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), '-', ' ') AS plain
    FROM entities AS e
    WHERE nullif(:entity, '') IS NULL
    GROUP BY replace(replace(replace(replace(replace(replace(replace(replace(lower(e.name), 'Ä', 'ae'), 'Ö', 'oe'),
               'Ü', 'ue'), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), '-', ' ')
    HAVING count(*) > 1
    UNION
    SELECT q.plain FROM asked AS q
), pairs AS (
    SELECT s.id, o.id AS other_id, 'surname' AS reason
    FROM named AS s
    CROSS JOIN entities AS o
    WHERE s.kind IN ('person', 'other') AND replace(s.name, ' ', '') = s.name
      AND replace(o.name, rtrim(o.name, replace(o.name, ' ', '')), '') = replace(s.name, ' ', '') AND o.kind = 'person'
      AND o.name <> s.name
    UNION
    SELECT s.id, o.id, 'first word'
    FROM named AS s
    CROSS JOIN entities AS o
    WHERE s.kind IN ('organization', 'other') AND replace(s.name, ' ', '') = s.name
      AND o.name > s.name || ' ' AND o.name < s.name || '!' AND o.kind IN ('organization', 'product')
    UNION
    SELECT s.id, o.id, 'same name'
    FROM same_names AS n
    CROSS JOIN entities AS s
    CROSS JOIN entities AS o
    WHERE s.name = n.name AND o.name = n.name AND o.key > s.key
    UNION
    SELECT s.id, o.id, 'shared alias'
    FROM named AS s
    CROSS JOIN aliases AS a
    CROSS JOIN aliases AS b
    CROSS JOIN entities AS o
    WHERE a.entity_id = s.id AND b.alias = a.alias AND b.entity_id <> a.entity_id AND o.id = b.entity_id AND o.key > s.key
      AND s.kind <> 'person' AND o.kind <> 'person'
    UNION
    SELECT s.id, o.id, 'spelling'
    FROM spellings AS n
    CROSS JOIN entities AS s
    CROSS JOIN entities AS o
    WHERE replace(replace(replace(replace(replace(replace(replace(replace(lower(s.name), 'Ä', 'ae'), 'Ö', 'oe'),
               'Ü', 'ue'), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), '-', ' ') = n.plain
      AND replace(replace(replace(replace(replace(replace(replace(replace(lower(o.name), 'Ä', 'ae'), 'Ö', 'oe'),
               'Ü', 'ue'), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), '-', ' ') = n.plain
      AND o.key > s.key AND o.name <> s.name
    UNION
    SELECT s.id, o.id, 'legal form'
    FROM named AS s
    CROSS JOIN forms AS f
    CROSS JOIN entities AS o
    WHERE nullif(:entity, '') IS NOT NULL AND o.name = s.name || f.form
    UNION
    SELECT s.id, o.id, 'legal form'
    FROM forms AS f
    CROSS JOIN entities AS o
    CROSS JOIN entities AS s
    WHERE nullif(:entity, '') IS NULL AND replace(o.name, rtrim(o.name, replace(o.name, ' ', '')), '') = f.last_word
      AND s.name || f.form = o.name AND s.name = substr(o.name, 1, length(o.name) - length(f.form))
    UNION
    SELECT s.id, o.id, 'initial'
    FROM named AS s
    CROSS JOIN entities AS o
    WHERE s.kind = 'person' AND substr(s.name, 2, 2) IN ('. ', '.') AND substr(s.name, 1, 1) <> ' '
      AND replace(o.name, rtrim(o.name, replace(o.name, ' ', '')), '')
          = replace(s.name, rtrim(s.name, replace(s.name, ' ', '')), '') AND o.id <> s.id
      AND o.kind = 'person' AND substr(o.name, 1, 1) = substr(s.name, 1, 1)
      AND length(substr(o.name, 1, length(o.name) - length(ltrim(o.name, replace(o.name, ' ', ''))))) > 2
    UNION
    SELECT s.id, CAST(NULL AS bigint), 'odd name'
    FROM named AS s
    WHERE length(s.name) > 60 OR length(s.name) < 2 OR substr(s.name, 1, 1) IN ('-', ',', '.', '"', '(', '&')
       OR substr(s.name, length(s.name), 1) IN ('-', ',', '(', '&', ':', ';')
       OR (s.kind = 'person' AND substr(s.name, 1, 1) BETWEEN '0' AND '9')
), wanted_pairs AS (
    -- those that are named somewhere; articles are counted for these only
    SELECT p.id, p.other_id, p.reason,
           (SELECT count(DISTINCT m.article_id) FROM mention_rows AS m WHERE m.entity_id = p.id) AS articles,
           CASE WHEN p.other_id IS NOT NULL
                THEN (SELECT count(DISTINCT m.article_id) FROM mention_rows AS m WHERE m.entity_id = p.other_id) END
               AS other_articles
    FROM pairs AS p
    WHERE (nullif(:entity, '') IS NULL OR p.id IN (SELECT entity_id FROM wanted)
           OR p.other_id IN (SELECT entity_id FROM wanted))
      AND (nullif(:reason, '') IS NULL OR p.reason = :reason)
      AND EXISTS (SELECT 1 FROM mention_rows AS m WHERE m.entity_id = p.id)
      AND (p.other_id IS NULL OR EXISTS (SELECT 1 FROM mention_rows AS m WHERE m.entity_id = p.other_id))
)
SELECT s.name AS entity, s.kind AS entity_kind, o.name AS other_entity, o.kind AS other_kind, p.reason, p.articles,
       p.other_articles, count(*) OVER (PARTITION BY p.id, p.reason) AS choices, p.id AS entity_id,
       p.other_id AS other_entity_id,
       CASE WHEN o.id IS NOT NULL AND count(*) OVER (PARTITION BY p.id, p.reason) = 1
            THEN 'claimbase entity merge ' || CASE WHEN p.reason IN ('spelling', 'same name', 'shared alias')
                                                        AND p.articles > p.other_articles
                                                   THEN o.key || ' ' || s.key ELSE s.key || ' ' || o.key END
       END AS command
FROM wanted_pairs AS p
JOIN entities AS s ON s.id = p.id
LEFT JOIN entities AS o ON o.id = p.other_id
ORDER BY p.articles DESC, s.name, p.reason, o.name NULLS FIRST, p.id, p.other_id NULLS FIRST
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
