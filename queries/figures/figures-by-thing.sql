-- title: All values given for a thing
-- description: Figures with a thing that is counted or measured, sorted so that values for the same thing and unit
-- description: stand together, in order of publication.
-- param: what text "The thing counted or measured: its normalized form, or as written"
-- values: what SELECT DISTINCT what_key FROM figures WHERE what_key IS NOT NULL ORDER BY what_key
-- param: unit text "Unit of the value"
-- values: unit SELECT DISTINCT unit FROM figures WHERE unit IS NOT NULL ORDER BY unit
-- param: entity text "Whose figures: name or alias"
-- values: entity SELECT DISTINCT name FROM entities ORDER BY name
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: what_key text "The thing, normalized"
-- column: what text "The thing as written"
-- column: entity text "Whose figure it is"
-- column: low real "Lowest value; none: open"
-- column: high real "Highest value; none: open"
-- column: unit text "Unit: USD, percent, month ..."
-- column: bound text "exact, at_most, at_least, about or range"
-- column: text text "The exact text of the figure"
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
-- order: what_key, unit, published, low, high, article_id, start_char, figure_id
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
), picked AS (
    SELECT f.id FROM figures AS f WHERE f.entity_id IN (SELECT entity_id FROM wanted_entity)
    UNION ALL
    SELECT f.id FROM figures AS f WHERE nullif(:entity, '') IS NULL AND nullif(:what, '') IS NOT NULL
    UNION ALL
    SELECT x.id
    FROM (
        -- all, from the first thing on
        SELECT f.id
        FROM figures AS f
        CROSS JOIN chosen AS n
        WHERE n.article_id = f.article_id AND nullif(:entity, '') IS NULL AND nullif(:what, '') IS NULL
          AND f.what_key IS NOT NULL
          AND (nullif(:unit, '') IS NULL OR f.unit = :unit)
        ORDER BY f.what_key, f.unit NULLS FIRST, n.published NULLS LAST, f.low NULLS FIRST, f.high NULLS LAST, f.article_id,
                 f.start_char, f.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), first_rows AS (
    -- what is shown of the figures is looked up behind the limit
    SELECT k.id
    FROM picked AS h
    JOIN figures AS k ON k.id = h.id
    JOIN chosen AS n ON n.article_id = k.article_id
    WHERE k.what_key IS NOT NULL
      AND (nullif(:what, '') IS NULL OR k.what_key = :what OR k.what = :what)
      AND (nullif(:unit, '') IS NULL OR k.unit = :unit)
    ORDER BY k.what_key, k.unit NULLS FIRST, n.published NULLS LAST, k.low NULLS FIRST, k.high NULLS LAST, k.article_id,
             k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT f.what_key, f.what, f.entity, f.low, f.high, f.unit, f.bound, f.text, f.speaker, f.sentence, f.article, f.outlet,
       f.published, f.article_id, f.passage, f.passage_seq, f.start_char, f.end_char, f.figure_id, f.rule
FROM first_rows AS h
JOIN v_figures AS f ON f.figure_id = h.id
ORDER BY f.what_key, f.unit NULLS FIRST, f.published NULLS LAST, f.low NULLS FIRST, f.high NULLS LAST, f.article_id,
         f.start_char, f.figure_id;
