-- title: Figures for which the article names nobody
-- description: Figures outside any claim with a speaker or a cited source, in sentences that cite no source. Dates
-- description: are left out unless asked for with kind, and so are boilerplate and references.
-- param: kind text "Kind of figure"
-- values: kind SELECT DISTINCT kind FROM figures ORDER BY kind
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: text text "The exact text of the figure"
-- column: kind text "money, percent, count ..."
-- column: low real "Lowest value; none: open"
-- column: high real "Highest value; none: open"
-- column: unit text "Unit: USD, percent, month ..."
-- column: bound text "exact, at_most, at_least, about or range"
-- column: what text "The thing counted or measured"
-- column: entity text "Whose figure it is"
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
-- order: published (newest first), article_id, start_char, figure_id
WITH chosen AS (
    SELECT a.id AS article_id, a.published
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), newest AS (
    -- from the newest article on; what is shown of the rows is looked up behind the limit
    SELECT k.id
    FROM chosen AS n
    CROSS JOIN figures AS k
    JOIN sentences AS s ON s.article_id = k.article_id AND s.seq = k.sentence
    JOIN passages AS p ON p.article_id = s.article_id AND p.seq = s.passage_seq
    LEFT JOIN claims AS c ON c.id = k.claim_id
    WHERE k.article_id = n.article_id
      AND c.speaker_id IS NULL AND c.cited_source_id IS NULL
      AND p.kind NOT IN ('boilerplate', 'references')
      AND (k.kind = nullif(:kind, '') OR (nullif(:kind, '') IS NULL AND k.kind <> 'date'))
      AND NOT EXISTS (SELECT 1 FROM citations AS t WHERE t.article_id = k.article_id AND t.sentence = k.sentence)
    ORDER BY n.published DESC NULLS LAST, n.article_id, k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT f.text, f.kind, f.low, f.high, f.unit, f.bound, f.what, f.entity, f.sentence, f.article, f.outlet, f.published,
       f.article_id, f.passage, f.passage_seq, f.start_char, f.end_char, f.figure_id, f.rule
FROM newest AS h
JOIN v_figures AS f ON f.figure_id = h.id
ORDER BY f.published DESC NULLS LAST, f.article_id, f.start_char, f.figure_id;
