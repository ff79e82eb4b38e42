-- title: Rows whose place is not what they say
-- description: Figures and claims whose words do not stand at their place in the article, and findings that lie outside
-- description: their article or sentence. None is right; claimbase verify checks more. Every row is looked
-- description: at, so it takes longer the more articles there are.
-- param: limit integer "Largest number of rows"
-- column: finding text "claim, figure, mention, citation, position or proposition"
-- column: finding_id integer "Its id in that table, for claimbase explain"
-- column: problem text "What is wrong"
-- column: text text "What the row says"
-- column: found text "What stands at its place"
-- column: article text "Title of the article"
-- column: article_id integer "The article (articles.id)"
-- column: start_char integer "Where it should begin: characters before it in the article"
-- column: end_char integer "Where it should end"
-- column: rule text "Which rule found it"
-- order: article_id, start_char, finding, finding_id
WITH lengths AS MATERIALIZED (
    -- counted once for all rows of an article
    SELECT a.id AS article_id, length(a.text) AS characters FROM articles AS a WHERE a.id > 0
), placed AS (
    SELECT 'figure' AS finding, f.id AS finding_id, f.article_id, f.sentence, f.start_char, f.end_char, l.characters,
           CASE WHEN r.text IS NOT NULL -- else its words are what stands at its place
                     AND r.text <> substr(a.text, f.start_char + 1, f.end_char - f.start_char) THEN 1 ELSE 0 END AS has_others
    FROM lengths AS l
    CROSS JOIN figure_rows AS r
    CROSS JOIN figures AS f
    CROSS JOIN articles AS a
    WHERE r.article_id = l.article_id AND f.id = r.id AND a.id = l.article_id
    UNION ALL
    SELECT 'claim', c.id, c.article_id, c.sentence, c.start_char, c.end_char, l.characters,
           CASE WHEN c.text <> substr(a.text, c.start_char + 1, c.end_char - c.start_char)
                     AND NOT EXISTS (SELECT 1 FROM claim_spans AS x WHERE x.claim_id = c.id AND x.role = 'claim' AND x.seq = 1)
                THEN 1 ELSE 0 END
    FROM lengths AS l
    CROSS JOIN claims AS c
    CROSS JOIN articles AS a
    WHERE c.article_id = l.article_id AND a.id = l.article_id
    UNION ALL
    SELECT 'mention', m.id, m.article_id, m.sentence, m.start_char, m.end_char, l.characters, 0
    FROM lengths AS l CROSS JOIN mentions AS m WHERE m.article_id = l.article_id
    UNION ALL
    SELECT 'citation', c.id, c.article_id, c.sentence, c.start_char, c.end_char, l.characters, 0
    FROM lengths AS l CROSS JOIN citations AS c WHERE c.article_id = l.article_id
    UNION ALL
    SELECT 'position', p.id, p.article_id, p.sentence, p.start_char, p.end_char, l.characters, 0
    FROM lengths AS l CROSS JOIN positions AS p WHERE p.article_id = l.article_id
    UNION ALL
    SELECT 'proposition', p.id, p.article_id, p.sentence, p.start_char, p.end_char, l.characters, 0
    FROM lengths AS l CROSS JOIN propositions AS p WHERE p.article_id = l.article_id
), wrong AS (
    SELECT p.finding, p.finding_id, p.article_id, p.start_char, p.end_char,
           CASE WHEN p.end_char > p.characters THEN 'ends behind the article'
                WHEN s.seq IS NULL THEN 'its sentence is not there'
                WHEN p.start_char < s.start_char OR p.start_char >= s.end_char THEN 'begins outside its sentence'
                WHEN p.has_others = 1 THEN 'other words stand at its place' END AS problem
    FROM placed AS p
    LEFT JOIN sentences AS s ON s.article_id = p.article_id AND s.seq = p.sentence
), shown AS MATERIALIZED (
    SELECT w.finding, w.finding_id, w.article_id, w.start_char, w.end_char, w.problem
    FROM wrong AS w
    WHERE w.problem IS NOT NULL
    ORDER BY w.article_id, w.start_char, w.finding, w.finding_id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT w.finding, w.finding_id, w.problem,
       CASE w.finding WHEN 'figure' THEN (SELECT f.text FROM figures AS f WHERE f.id = w.finding_id)
            WHEN 'claim' THEN (SELECT c.text FROM claims AS c
                               WHERE c.id = w.finding_id
                                 AND NOT EXISTS (SELECT 1 FROM claim_spans AS x
                                                 WHERE x.claim_id = c.id AND x.role = 'claim' AND x.seq = 1)) END AS text,
       substr(a.text, w.start_char + 1, w.end_char - w.start_char) AS found, a.title AS article, w.article_id, w.start_char,
       w.end_char,
       CASE w.finding WHEN 'figure' THEN (SELECT f.rule FROM figures AS f WHERE f.id = w.finding_id)
            WHEN 'claim' THEN (SELECT c.rule FROM claims AS c WHERE c.id = w.finding_id)
            WHEN 'mention' THEN (SELECT m.rule FROM mentions AS m WHERE m.id = w.finding_id)
            WHEN 'citation' THEN (SELECT c.rule FROM citations AS c WHERE c.id = w.finding_id)
            WHEN 'position' THEN (SELECT p.rule FROM positions AS p WHERE p.id = w.finding_id)
            ELSE (SELECT p.rule FROM propositions AS p WHERE p.id = w.finding_id) END AS rule
FROM shown AS w
JOIN articles AS a ON a.id = w.article_id
ORDER BY w.article_id, w.start_char, w.finding, w.finding_id;
