-- title: Who holds which office where
-- description: Offices as the articles name them ('Anthropic-CEO Dario Amodei'), each place in a row of its own.
-- param: person text "Who holds it: name or alias"
-- values: person SELECT DISTINCT name FROM entities ORDER BY name
-- param: organization text "Where: name or alias"
-- values: organization SELECT DISTINCT name FROM entities ORDER BY name
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: person text "Who holds it"
-- column: title text "The office as written"
-- column: organization text "Where; none: not said"
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
-- column: position_id integer "The position (positions.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: person, organization, title, published (newest first), article_id, start_char, position_id
WITH chosen AS NOT MATERIALIZED (
    SELECT a.id AS article_id, a.published
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), wanted_person AS (
    SELECT id AS entity_id FROM entities WHERE name = :person OR key = :person
    UNION
    SELECT entity_id FROM aliases WHERE alias = :person
), wanted_organization AS (
    SELECT id AS entity_id FROM entities WHERE name = :organization OR key = :organization
    UNION
    SELECT entity_id FROM aliases WHERE alias = :organization
), picked AS (
    SELECT t.id AS position_id FROM positions AS t WHERE t.person_id IN (SELECT entity_id FROM wanted_person)
    UNION ALL
    SELECT t.id FROM positions AS t
    WHERE nullif(:person, '') IS NULL AND t.organization_id IN (SELECT entity_id FROM wanted_organization)
    UNION ALL
    SELECT x.id
    FROM (
        -- all, from the first name on
        SELECT t.id
        FROM entities AS e
        CROSS JOIN positions AS t
        JOIN chosen AS n ON n.article_id = t.article_id
        LEFT JOIN entities AS g ON g.id = t.organization_id
        WHERE t.person_id = e.id AND nullif(:person, '') IS NULL AND nullif(:organization, '') IS NULL
        ORDER BY e.name, e.id, g.name NULLS LAST, t.title, n.published DESC NULLS LAST, t.article_id, t.start_char, t.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
)
SELECT e.name AS person, t.title, g.name AS organization, substr(a.text, t.start_char + 1, t.end_char - t.start_char) AS text,
       substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence, a.title AS article, o.name AS outlet,
       a.published, a.id AS article_id, p.kind AS passage, s.passage_seq, t.start_char, t.end_char, t.id AS position_id,
       t.rule
FROM picked AS h
JOIN positions AS t ON t.id = h.position_id
JOIN chosen AS n ON n.article_id = t.article_id
JOIN entities AS e ON e.id = t.person_id
LEFT JOIN entities AS g ON g.id = t.organization_id
JOIN articles AS a ON a.id = t.article_id
LEFT JOIN sentences AS s ON s.article_id = t.article_id AND s.seq = t.sentence
LEFT JOIN passages AS p ON p.article_id = s.article_id AND p.seq = s.passage_seq
LEFT JOIN sources AS o ON o.id = a.source_id
WHERE (nullif(:organization, '') IS NULL OR t.organization_id IN (SELECT entity_id FROM wanted_organization))
ORDER BY e.name, e.id, g.name NULLS LAST, t.title, a.published DESC NULLS LAST, a.id, t.start_char, t.id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
