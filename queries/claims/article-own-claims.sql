-- title: What the articles state by themselves
-- description: Checkable assertions that are attributed to nobody inside the text ('stated'), with the number of
-- description: figures in them.
-- param: article integer "The article (articles.id)"
-- values: article SELECT id FROM articles ORDER BY id
-- param: min_figures integer = 0 "Fewest figures in the statement"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: text text "The exact text of the statement"
-- column: figures integer "Figures in it"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: claim_id integer "The claim (claims.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: published (newest first), article_id, start_char, claim_id
WITH chosen AS NOT MATERIALIZED (
    SELECT a.id AS article_id, a.published
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), picked AS (
    SELECT c.id AS claim_id
    FROM claims AS c
    JOIN chosen AS n ON n.article_id = c.article_id
    WHERE c.article_id = CAST(nullif(:article, '') AS bigint) AND c.kind = 'stated'
    UNION ALL
    SELECT x.id
    FROM (
        -- from the newest article on; what is shown of the rows is looked up behind the limit
        SELECT c.id
        FROM chosen AS n
        CROSS JOIN claims AS c
        WHERE c.article_id = n.article_id AND nullif(:article, '') IS NULL AND c.kind = 'stated'
          AND (coalesce(CAST(nullif(:min_figures, '') AS bigint), 0) = 0
               OR (SELECT count(*) FROM figures AS f WHERE f.claim_id = c.id) >= CAST(:min_figures AS bigint))
        ORDER BY n.published DESC NULLS LAST, n.article_id, c.start_char, c.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), stated AS (
    SELECT c.text, (SELECT count(*) FROM figures AS f WHERE f.claim_id = c.claim_id) AS figures, c.article, c.outlet,
           c.published, c.article_id, c.passage, c.passage_seq, c.start_char, c.end_char, c.claim_id, c.rule
    FROM picked AS k
    JOIN v_claims AS c ON c.claim_id = k.claim_id
)
SELECT text, figures, article, outlet, published, article_id, passage, passage_seq, start_char, end_char, claim_id, rule
FROM stated
WHERE figures >= coalesce(CAST(nullif(:min_figures, '') AS bigint), 0)
ORDER BY published DESC NULLS LAST, article_id, start_char, claim_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
