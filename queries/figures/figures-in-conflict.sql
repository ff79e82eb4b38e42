-- title: Figures for the same thing that cannot both hold
-- description: Pairs of figures from different articles with the same thing, kind, unit and owner whose values
-- description: exclude each other. Bounds are compared as bounds: 'more than 80', '80 to 90' and '86' agree. What
-- description: is approximate may differ by the tolerance. Figures for different times may rightly differ: see the
-- description: two days of publication.
-- param: what text "The thing counted or measured: its normalized form, or as written"
-- values: what SELECT DISTINCT what_key FROM figures WHERE what_key IS NOT NULL ORDER BY what_key
-- param: unit text "Unit of the value"
-- values: unit SELECT DISTINCT unit FROM figures WHERE unit IS NOT NULL ORDER BY unit
-- param: entity text "Whose figures: name or alias"
-- values: entity SELECT DISTINCT name FROM entities ORDER BY name
-- param: tolerance real = 0.05 "By what share an approximate value may be off"
-- param: period text = any "Compare only articles of the same year or month: any, year, month"
-- values: period SELECT 'any' UNION ALL SELECT 'year' UNION ALL SELECT 'month'
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: limit integer "Largest number of rows"
-- column: what_key text "The thing, normalized"
-- column: unit text "Unit of both"
-- column: entity text "Whose figures they are"
-- column: text text "The exact text of the first figure"
-- column: other_text text "The exact text of the second"
-- column: low real "Lowest value of the first; none: open"
-- column: high real "Highest value of the first; none: open"
-- column: other_low real "Lowest value of the second; none: open"
-- column: other_high real "Highest value of the second; none: open"
-- column: speaker text "Who says the first"
-- column: other_speaker text "Who says the second"
-- column: sentence text "Sentence of the first"
-- column: other_sentence text "Sentence of the second"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: other_article text "Title of the second article"
-- column: other_outlet text "Its outlet"
-- column: other_published date "Its day of publication"
-- column: other_article_id integer "The second article"
-- column: other_passage text "Kind of passage of the second"
-- column: other_passage_seq integer "Number of that passage"
-- column: other_start_char integer "Where the second begins"
-- column: other_end_char integer "Where it ends"
-- column: figure_id integer "The first figure, for claimbase explain"
-- column: other_figure_id integer "The second"
-- column: rule text "Which rule found the first"
-- column: other_rule text "Which rule found the second"
-- order: what_key, unit, entity, published, figure_id, other_figure_id
WITH wanted_entity AS (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
), bounded AS (
    SELECT f.id, f.article_id, f.kind, f.what_key, coalesce(f.unit, '') AS unit_key, coalesce(f.entity_id, 0) AS owner,
           CASE coalesce(nullif(:period, ''), 'any') WHEN 'year' THEN coalesce(substr(a.published, 1, 4), '')
                WHEN 'month' THEN coalesce(substr(a.published, 1, 7), '') ELSE '' END AS period_key,
           coalesce(f.low - abs(f.low) * m.margin, -1e300) AS least,
           coalesce(f.high + abs(f.high) * m.margin, 1e300) AS most
    FROM figures AS f
    JOIN articles AS a ON a.id = f.article_id
    JOIN (SELECT id, CASE WHEN approximate = 1 OR bound = 'about'
                          THEN coalesce(CAST(nullif(:tolerance, '') AS double precision), 0.05) ELSE 0 END AS margin
          FROM figures) AS m ON m.id = f.id
    WHERE f.what_key IS NOT NULL AND f.kind <> 'date' AND (f.low IS NOT NULL OR f.high IS NOT NULL)
      AND (nullif(:what, '') IS NULL OR f.what_key = :what OR f.what = :what)
      AND (nullif(:unit, '') IS NULL OR f.unit = :unit)
      AND (nullif(:entity, '') IS NULL OR f.entity_id IN (SELECT entity_id FROM wanted_entity))
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
)
SELECT f.what_key, f.unit, f.entity, f.text, g.text AS other_text, f.low, f.high, g.low AS other_low,
       g.high AS other_high, f.speaker, g.speaker AS other_speaker, f.sentence, g.sentence AS other_sentence, f.article,
       f.outlet, f.published, f.article_id, f.passage, f.passage_seq, f.start_char, f.end_char,
       g.article AS other_article, g.outlet AS other_outlet, g.published AS other_published,
       g.article_id AS other_article_id, g.passage AS other_passage, g.passage_seq AS other_passage_seq,
       g.start_char AS other_start_char, g.end_char AS other_end_char, f.figure_id, g.figure_id AS other_figure_id,
       f.rule, g.rule AS other_rule
FROM bounded AS x
JOIN bounded AS y ON y.what_key = x.what_key AND y.unit_key = x.unit_key AND y.kind = x.kind AND y.owner = x.owner
                 AND y.period_key = x.period_key AND y.article_id <> x.article_id AND y.id > x.id
JOIN v_figures AS f ON f.figure_id = x.id
JOIN v_figures AS g ON g.figure_id = y.id
WHERE x.most < y.least OR y.most < x.least
ORDER BY f.what_key, f.unit NULLS FIRST, f.entity NULLS LAST, f.published NULLS LAST, f.figure_id, g.figure_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
