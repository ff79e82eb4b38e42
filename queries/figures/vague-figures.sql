-- title: Figures that are not one exact value
-- description: Bounds ('at most', 'more than'), ranges and approximate values, with the words that make them so.
-- param: bound text "at_most, at_least, about or range"
-- values: bound SELECT DISTINCT bound FROM figures WHERE bound <> 'exact' ORDER BY bound
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
-- column: bound text "exact, at_most, at_least, about or range"
-- column: approximate integer "1: said to be approximate"
-- column: kind text "money, percent, count ..."
-- column: low real "Lowest value; none: open"
-- column: high real "Highest value; none: open"
-- column: unit text "Unit: USD, percent, month ..."
-- column: date_low date "First day, for dates"
-- column: date_high date "Last day, for dates"
-- column: what text "The thing counted or measured"
-- column: speaker text "Who says it"
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
    SELECT f.id
    FROM chosen AS n
    CROSS JOIN figures AS f
    WHERE f.article_id = n.article_id
      AND (f.bound <> 'exact' OR f.approximate = 1)
      AND (nullif(:bound, '') IS NULL OR f.bound = :bound)
      AND (nullif(:kind, '') IS NULL OR f.kind = :kind)
    ORDER BY n.published DESC NULLS LAST, n.article_id, f.start_char, f.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT f.text, f.bound, f.approximate, f.kind, f.low, f.high, f.unit, f.date_low, f.date_high, f.what, f.speaker,
       f.sentence, f.article, f.outlet, f.published, f.article_id, f.passage, f.passage_seq, f.start_char, f.end_char,
       f.figure_id, f.rule
FROM newest AS h
JOIN v_figures AS f ON f.figure_id = h.id
ORDER BY f.published DESC NULLS LAST, f.article_id, f.start_char, f.figure_id;
