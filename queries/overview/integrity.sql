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
WITH placed AS (
    SELECT 'figure' AS finding, id AS finding_id, article_id, sentence, start_char, end_char, text, rule FROM figures
    UNION ALL
    SELECT 'claim', c.id, c.article_id, c.sentence, c.start_char, c.end_char,
           CASE WHEN EXISTS (SELECT 1 FROM claim_spans AS x WHERE x.claim_id = c.id AND x.role = 'claim' AND x.seq = 1)
                THEN NULL ELSE c.text END, c.rule
    FROM claims AS c
    UNION ALL
    SELECT 'mention', id, article_id, sentence, start_char, end_char, NULL, rule FROM mentions
    UNION ALL
    SELECT 'citation', id, article_id, sentence, start_char, end_char, NULL, rule FROM citations
    UNION ALL
    SELECT 'position', id, article_id, sentence, start_char, end_char, NULL, rule FROM positions
    UNION ALL
    SELECT 'proposition', id, article_id, sentence, start_char, end_char, NULL, rule FROM propositions
), judged AS (
    SELECT p.finding, p.finding_id, p.text, a.title AS article, p.article_id, p.start_char, p.end_char, p.rule,
           substr(a.text, p.start_char + 1, p.end_char - p.start_char) AS found,
           CASE WHEN p.end_char > length(a.text) THEN 'ends behind the article'
                WHEN s.seq IS NULL THEN 'its sentence is not there'
                WHEN p.start_char < s.start_char OR p.start_char >= s.end_char THEN 'begins outside its sentence'
                WHEN p.text <> substr(a.text, p.start_char + 1, p.end_char - p.start_char)
                THEN 'other words stand at its place' END AS problem
    FROM placed AS p
    JOIN articles AS a ON a.id = p.article_id
    LEFT JOIN sentences AS s ON s.article_id = p.article_id AND s.seq = p.sentence
)
SELECT finding, finding_id, problem, text, found, article, article_id, start_char, end_char, rule
FROM judged
WHERE problem IS NOT NULL
ORDER BY article_id, start_char, finding, finding_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
