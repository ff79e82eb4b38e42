-- title: Everything found in one article, in reading order
-- description: Passages, names, positions, cited sources, figures and claims with their places. Without a
-- description: parameter: of all articles.
-- param: article integer "The article (articles.id)"
-- values: article SELECT id FROM articles ORDER BY id
-- param: limit integer "Largest number of rows"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: finding text "passage, claim, figure, citation, position or mention"
-- column: finding_id integer "Its id in that table, for claimbase explain; none for passages"
-- column: kind text "Its kind"
-- column: who text "Speaker, entity or source"
-- column: detail text "What it says: reason for no speaker, values of a figure, office"
-- column: text text "The exact text"
-- column: rule text "Which rule found it (none: rules.id)"
-- order: article_id, start_char, end_char (longest first), kind of finding, finding_id
WITH RECURSIVE first_articles (article_id, found) AS (
    -- asked for some rows of all: one article after the other, until there are rows enough in those before it
    SELECT min(a.id), CAST(0 AS bigint) FROM articles AS a WHERE nullif(:article, '') IS NULL AND nullif(:limit, '') IS NOT NULL
    UNION ALL
    SELECT (SELECT min(a.id) FROM articles AS a WHERE a.id > f.article_id),
           f.found + (SELECT count(*) FROM passages AS p WHERE p.article_id = f.article_id)
           + (SELECT count(*) FROM mentions AS m WHERE m.article_id = f.article_id)
    FROM first_articles AS f
    WHERE f.article_id IS NOT NULL AND f.found < CAST(nullif(:limit, '') AS bigint)
), picked AS MATERIALIZED (
    SELECT a.id AS article_id FROM articles AS a WHERE a.id = CAST(nullif(:article, '') AS bigint)
    UNION ALL
    SELECT f.article_id FROM first_articles AS f
    WHERE f.article_id IS NOT NULL AND f.found < CAST(nullif(:limit, '') AS bigint)
    UNION ALL
    SELECT a.id FROM articles AS a WHERE a.id > 0 AND nullif(:article, '') IS NULL AND nullif(:limit, '') IS NULL -- in order
), found AS (
    SELECT p.article_id, p.start_char, p.end_char, 0 AS place, 'passage' AS finding, CAST(NULL AS bigint) AS finding_id,
           p.kind, CAST(NULL AS text) AS who, CAST(NULL AS text) AS detail, p.rule
    FROM picked AS h
    JOIN passages AS p ON p.article_id = h.article_id
    UNION ALL
    SELECT c.article_id, c.start_char, c.end_char, 1, 'claim', c.id, c.kind, e.name, c.no_speaker, c.rule
    FROM picked AS h
    JOIN claims AS c ON c.article_id = h.article_id
    LEFT JOIN entities AS e ON e.id = c.speaker_id
    UNION ALL
    SELECT f.article_id, f.start_char, f.end_char, 2, 'figure', f.id, f.kind, e.name,
           f.bound || coalesce(' ' || f.unit, '') || coalesce(' ' || f.what, ''), f.rule
    FROM picked AS h
    JOIN figures AS f ON f.article_id = h.article_id
    LEFT JOIN entities AS e ON e.id = f.entity_id
    UNION ALL
    SELECT c.article_id, c.start_char, c.end_char, 3, 'citation', c.id, s.kind, s.name, s.domain, c.rule
    FROM picked AS h
    CROSS JOIN citations AS c -- in this order
    JOIN sources AS s ON s.id = c.source_id
    WHERE c.article_id = h.article_id
    UNION ALL
    SELECT p.article_id, p.start_char, p.end_char, 4, 'position', p.id, e.kind, e.name,
           p.title || coalesce(', ' || o.name, ''), p.rule
    FROM picked AS h
    CROSS JOIN positions AS p
    JOIN entities AS e ON e.id = p.person_id
    LEFT JOIN entities AS o ON o.id = p.organization_id
    WHERE p.article_id = h.article_id
    UNION ALL
    SELECT m.article_id, m.start_char, m.end_char, 5, 'mention', m.id, m.kind, e.name, e.kind, m.rule
    FROM picked AS h
    CROSS JOIN mentions AS m
    JOIN entities AS e ON e.id = m.entity_id
    WHERE m.article_id = h.article_id
)
SELECT a.title AS article, o.name AS outlet, a.published, a.id AS article_id, p.kind AS passage,
       p.seq AS passage_seq, f.start_char, f.end_char, f.finding, f.finding_id, f.kind, f.who, f.detail,
       substr(a.text, f.start_char + 1, f.end_char - f.start_char) AS text, f.rule
FROM found AS f
JOIN articles AS a ON a.id = f.article_id
LEFT JOIN sources AS o ON o.id = a.source_id
LEFT JOIN passages AS p ON p.article_id = f.article_id AND p.start_char <= f.start_char AND p.end_char > f.start_char
ORDER BY f.article_id, f.start_char, f.end_char DESC, f.place, f.finding_id NULLS FIRST
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
