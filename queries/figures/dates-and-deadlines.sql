-- title: Dates and deadlines as a timeline
-- description: Dates named in the articles in their own order, with who named them. A bound of at_most is a
-- description: deadline ('until 2027').
-- param: entity text "Who says it or whose date it is: name or alias"
-- values: entity SELECT DISTINCT name FROM entities ORDER BY name
-- param: after date "First day of the dates themselves"
-- param: before date "Last day of the dates themselves"
-- param: bound text "exact, at_most, at_least, about or range"
-- values: bound SELECT DISTINCT bound FROM figures WHERE kind = 'date' ORDER BY bound
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: date_low date "First day; none: open"
-- column: date_high date "Last day; none: open"
-- column: bound text "exact, at_most (a deadline), at_least, about or range"
-- column: text text "The exact text of the date"
-- column: entity text "Whose date it is"
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
-- order: date_low (or date_high), date_high, article_id, start_char, figure_id
WITH chosen AS NOT MATERIALIZED (
    SELECT a.id AS article_id
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
    UNION
    SELECT f.id
    FROM claims AS c
    JOIN figures AS f ON f.claim_id = c.id
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_entity)
    UNION ALL
    SELECT x.id
    FROM (
        -- all, from the first day on
        SELECT k.id
        FROM figure_rows AS r
        CROSS JOIN figures AS k
        CROSS JOIN chosen AS n
        WHERE r.form & 15 = 5 -- dates: as figures_by_day has them
          AND coalesce(r.day_low, r.day_high) IS NOT NULL AND k.id = r.id AND n.article_id = k.article_id
          AND nullif(:entity, '') IS NULL
          AND (nullif(:after, '') IS NULL OR coalesce(k.date_high, k.date_low) >= :after)
          AND (nullif(:before, '') IS NULL OR coalesce(k.date_low, k.date_high) <= :before)
          AND (nullif(:bound, '') IS NULL OR k.bound = :bound)
        ORDER BY coalesce(r.day_low, r.day_high), k.date_high NULLS LAST, k.article_id, k.start_char, k.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), first_rows AS (
    -- what is shown of the dates is looked up behind the limit
    SELECT k.id
    FROM picked AS h
    JOIN figures AS k ON k.id = h.id
    JOIN chosen AS n ON n.article_id = k.article_id
    WHERE k.kind = 'date' AND (k.date_low IS NOT NULL OR k.date_high IS NOT NULL)
      AND (nullif(:after, '') IS NULL OR coalesce(k.date_high, k.date_low) >= :after)
      AND (nullif(:before, '') IS NULL OR coalesce(k.date_low, k.date_high) <= :before)
      AND (nullif(:bound, '') IS NULL OR k.bound = :bound)
    ORDER BY coalesce(k.date_low, k.date_high), k.date_high NULLS LAST, k.article_id, k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT f.date_low, f.date_high, f.bound, f.text, f.entity, f.speaker, f.sentence, f.article, f.outlet, f.published,
       f.article_id, f.passage, f.passage_seq, f.start_char, f.end_char, f.figure_id, f.rule
FROM first_rows AS h
JOIN v_figures AS f ON f.figure_id = h.id
ORDER BY coalesce(f.date_low, f.date_high), f.date_high NULLS LAST, f.article_id, f.start_char, f.figure_id;
