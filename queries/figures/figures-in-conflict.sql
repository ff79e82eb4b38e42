-- title: Figures for the same thing that cannot both hold
-- description: Two values for the same thing, unit and time that exclude each other, with the sentence that has each
-- description: first and how many articles of independent origin have it (copies of one article count once). Bounds are
-- description: compared as bounds: 'more than 80', '80 to 90' and '86' agree. What is approximate may differ by the
-- description: tolerance. Figures are of the same thing (column same_by) when they have the same owner; or none, and their
-- description: sentences name the same entity; or the beginnings of their articles do; or nobody is named and the time is
-- description: the same. The last two compare articles of neighbouring months only. Years or months that both sentences
-- description: name must overlap.
-- param: what text "The thing counted or measured: its normalized form, or as written"
-- values: what SELECT DISTINCT what_key FROM figures WHERE what_key IS NOT NULL ORDER BY what_key
-- param: unit text "Unit of the value"
-- values: unit SELECT DISTINCT unit FROM figures WHERE unit IS NOT NULL ORDER BY unit
-- param: entity text "Whose figures, or who is named with them: name or alias"
-- values: entity SELECT DISTINCT name FROM entities ORDER BY name
-- param: tolerance real = 0.05 "By what share an approximate value may be off"
-- param: period text = any "Compare only articles of the same year or month: any, year, month"
-- values: period SELECT 'any' UNION ALL SELECT 'year' UNION ALL SELECT 'month'
-- param: months integer = 12 "Most months between the days of publication"
-- param: same_by text "How it is known to be the same: owner, sentence, beginning or time"
-- values: same_by SELECT 'owner' UNION ALL SELECT 'sentence' UNION ALL SELECT 'beginning' UNION ALL SELECT 'time'
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: limit integer "Largest number of rows"
-- column: what_key text "The thing, normalized"
-- column: unit text "Unit of both"
-- column: entity text "Whose figures they are, or who is named with both; none: nobody"
-- column: same_by text "owner, sentence, beginning or time: how they are known to be of the same thing"
-- column: text text "The exact text of the figure that came first"
-- column: other_text text "The exact text of the other"
-- column: low real "Lowest value of the first; none: open"
-- column: high real "Highest value of the first; none: open"
-- column: other_low real "Lowest value of the other; none: open"
-- column: other_high real "Highest value of the other; none: open"
-- column: origins integer "Articles of independent origin with the first value"
-- column: other_origins integer "Articles of independent origin with the other value"
-- column: speaker text "Who says the first"
-- column: other_speaker text "Who says the other"
-- column: sentence text "Sentence of the first"
-- column: other_sentence text "Sentence of the other"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: other_article text "Title of the other article"
-- column: other_outlet text "Its outlet"
-- column: other_published date "Its day of publication"
-- column: other_article_id integer "The other article"
-- column: other_passage text "Kind of passage of the other"
-- column: other_passage_seq integer "Number of that passage"
-- column: other_start_char integer "Where the other begins"
-- column: other_end_char integer "Where it ends"
-- column: figure_id integer "The first figure, for claimbase explain"
-- column: other_figure_id integer "The other"
-- column: rule text "Which rule found the first"
-- column: other_rule text "Which rule found the other"
-- order: what_key, unit, same_by (owner first), entity, published, figure_id, other_figure_id
WITH RECURSIVE wanted_entity AS (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
), things (thing, place, found, before) AS (
    -- asked for some rows of all: one thing after the other, until there are rows enough. Two figures of an owner that are
    -- apart, in articles of one year, are one; where the first 200 things have too few, all are looked at
    SELECT min(f.what_key), 1, CAST(0 AS bigint), min(f.what_key)
    FROM figure_rows AS f
    WHERE nullif(:entity, '') IS NULL AND nullif(:limit, '') IS NOT NULL AND nullif(:what, '') IS NULL
      AND coalesce(nullif(:period, ''), 'any') NOT IN ('year', 'month') AND nullif(:same_by, '') IS NULL
      AND coalesce(CAST(nullif(:months, '') AS bigint), 12) >= 12
    UNION ALL
    SELECT (SELECT min(x.what_key) FROM figure_rows AS x WHERE x.what_key > t.thing), t.place + 1, t.found + (
        SELECT count(*)
        FROM (
            SELECT DISTINCT f.entity_id, f.low, f.high, g.low AS other_low, g.high AS other_high
            FROM figure_rows AS f
            CROSS JOIN articles AS a
            CROSS JOIN figure_rows AS g -- of the owner, not of the thing
            CROSS JOIN articles AS b
            WHERE f.what_key = t.thing AND f.entity_id IS NOT NULL AND f.form & 15 <> 5 AND f.form & 240 = 0 -- exact
              AND f.low = f.high AND a.id = f.article_id
              AND (nullif(:unit, '') IS NULL OR f.unit = :unit)
              AND NOT EXISTS (SELECT 1 FROM figure_rows AS d
                              WHERE d.article_id = f.article_id AND d.sentence = f.sentence AND d.form & 15 = 5)
              AND g.entity_id = f.entity_id AND g.what_key || '' = f.what_key AND g.form & 15 = f.form & 15
              AND g.form & 240 = 0 AND g.low > f.low AND g.low = g.high
              AND coalesce(g.unit, '') = coalesce(f.unit, '')
              AND g.article_id <> f.article_id AND b.id = g.article_id
              AND substr(a.published, 1, 4) = substr(b.published, 1, 4)
              AND (nullif(:from, '') IS NULL OR (a.published >= :from AND b.published >= :from))
              AND (nullif(:to, '') IS NULL OR (a.published <= :to AND b.published <= :to))
              AND (nullif(:language, '') IS NULL OR (a.language = :language AND b.language = :language))
            LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)
        ) AS p), t.thing
    FROM things AS t
    WHERE t.thing IS NOT NULL AND t.place <= 200 AND t.found < CAST(nullif(:limit, '') AS bigint)
), near AS MATERIALIZED (
    -- of an entity: 1, its own figures; those that have no owner and stand in a sentence with its name (2) or in an
    -- article that begins with it (3). form: 1, 3, 8 are money, count, quantity, 5 a date
    SELECT f.id, f.what_key, 1 AS place
    FROM figure_rows AS f
    WHERE f.entity_id IN (SELECT entity_id FROM wanted_entity) AND f.what_key IS NOT NULL AND f.form & 15 <> 5
    UNION ALL
    SELECT f.id, f.what_key, (SELECT min(CASE WHEN x.sentence = f.sentence THEN 2 WHEN x.sentence <= 2 THEN 3 END)
                              FROM wanted_entity AS w
                              CROSS JOIN mention_rows AS x
                              WHERE x.entity_id = w.entity_id AND x.article_id = f.article_id)
    FROM (SELECT DISTINCT x.article_id FROM mention_rows AS x WHERE x.entity_id IN (SELECT entity_id FROM wanted_entity)) AS n
    CROSS JOIN figure_rows AS f
    WHERE f.article_id = n.article_id AND f.form & 15 IN (1, 3, 8) AND f.what_key IS NOT NULL AND f.entity_id IS NULL
), apart AS (
    -- asked for some rows of one entity: how many exact values a thing has in one year, one of each article
    SELECT v.what_key, v.unit, v.kind, v.place, v.year, count(DISTINCT v.low) AS number
    FROM (SELECT h.what_key, f.unit, f.form & 15 AS kind, h.place, substr(a.published, 1, 4) AS year, min(f.low) AS low
          FROM (SELECT 1 AS one
                WHERE nullif(:limit, '') IS NOT NULL AND nullif(:what, '') IS NULL AND nullif(:same_by, '') IS NULL
                  AND coalesce(nullif(:period, ''), 'any') NOT IN ('year', 'month')
                  AND coalesce(CAST(nullif(:months, '') AS bigint), 12) >= 12
                  AND (SELECT count(*) FROM wanted_entity) = 1) AS o
          CROSS JOIN near AS h
          CROSS JOIN figure_rows AS f
          CROSS JOIN articles AS a
          WHERE h.place <= 2 AND f.id = h.id AND f.form & 240 = 0 AND f.low = f.high -- exact
            AND NOT EXISTS (SELECT 1 FROM figure_rows AS d
                            WHERE d.article_id = f.article_id AND d.sentence = f.sentence AND d.form & 15 = 5)
            AND a.id = f.article_id AND a.published IS NOT NULL
            AND (nullif(:unit, '') IS NULL OR f.unit = :unit)
            AND (nullif(:from, '') IS NULL OR a.published >= :from)
            AND (nullif(:to, '') IS NULL OR a.published <= :to)
            AND (nullif(:language, '') IS NULL OR a.language = :language)
          GROUP BY h.what_key, f.unit, f.form & 15, h.place, substr(a.published, 1, 4), f.article_id) AS v
    GROUP BY v.what_key, v.unit, v.kind, v.place, v.year
), first_things AS (
    -- each two of these are a row: the first things that have rows enough
    SELECT min(k.what_key) AS last_key
    FROM (SELECT n.what_key, sum(n.number * (n.number - 1) / 2) OVER (ORDER BY n.what_key) AS found
          FROM (SELECT p.what_key, p.unit, p.kind, p.place, max(p.number) AS number FROM apart AS p
                GROUP BY p.what_key, p.unit, p.kind, p.place) AS n) AS k
    WHERE k.found >= CAST(nullif(:limit, '') AS bigint)
), picked AS (
    SELECT h.id
    FROM first_things AS n
    CROSS JOIN near AS h
    WHERE h.place IS NOT NULL AND (n.last_key IS NULL OR h.what_key <= n.last_key)
    UNION ALL
    SELECT f.id
    FROM (SELECT coalesce(max(CASE WHEN t.found >= CAST(nullif(:limit, '') AS bigint) THEN t.before END),
                          (SELECT max(x.what_key) FROM figure_rows AS x)) AS last_key
          FROM things AS t) AS n
    JOIN figure_rows AS f ON f.what_key <= n.last_key
    WHERE nullif(:entity, '') IS NULL
), measured AS MATERIALIZED (
    -- a figure with its bounds as numbers, and the years or months that its sentence names
    SELECT f.id, f.article_id, f.sentence, f.kind, f.what_key, coalesce(f.unit, '') AS unit_key, f.entity_id, f.start_char,
           a.published, a.sha256,
           -- the first article that has its text, as in v_origins
           (WITH RECURSIVE up (id, steps) AS (
                SELECT a.id, 0
                UNION ALL
                SELECT u.original_id, up.steps + 1 FROM up JOIN article_copies AS u ON u.article_id = up.id)
            SELECT id FROM up ORDER BY steps DESC LIMIT 1) AS origin_id,
           CASE coalesce(nullif(:period, ''), 'any') WHEN 'year' THEN coalesce(substr(a.published, 1, 4), '')
                WHEN 'month' THEN coalesce(substr(a.published, 1, 7), '') ELSE '' END AS period_key,
           CAST(substr(a.published, 1, 4) AS bigint) * 12 + CAST(substr(a.published, 6, 2) AS bigint) AS month,
           coalesce(f.low - CASE WHEN f.approximate = 1 OR f.bound = 'about' THEN abs(f.low) ELSE 0 END
                          * coalesce(CAST(nullif(:tolerance, '') AS double precision), 0.05), -1e300) AS least,
           coalesce(f.high + CASE WHEN f.approximate = 1 OR f.bound = 'about' THEN abs(f.high) ELSE 0 END
                           * coalesce(CAST(nullif(:tolerance, '') AS double precision), 0.05), 1e300) AS most,
           (SELECT min(d.day_low) FROM figure_rows AS d
            WHERE d.article_id = f.article_id AND d.sentence = f.sentence AND d.form & 15 = 5
              AND d.day_low < d.day_high) AS time_low,
           (SELECT max(d.day_high) FROM figure_rows AS d
            WHERE d.article_id = f.article_id AND d.sentence = f.sentence AND d.form & 15 = 5
              AND d.day_low < d.day_high) AS time_high
    FROM picked AS h
    JOIN figures AS f ON f.id = h.id
    JOIN articles AS a ON a.id = f.article_id
    WHERE f.what_key IS NOT NULL AND f.kind <> 'date' AND (f.low IS NOT NULL OR f.high IS NOT NULL)
      AND (nullif(:what, '') IS NULL OR f.what_key = :what OR f.what = :what)
      AND (nullif(:unit, '') IS NULL OR f.unit = :unit)
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
), named AS MATERIALIZED (
    -- figures without an owner, with the entities of their sentence, or else of the article's beginning
    SELECT DISTINCT m.id AS figure_id, x.entity_id, CASE WHEN x.sentence = m.sentence THEN 'sentence' ELSE 'beginning' END AS near
    FROM measured AS m
    JOIN mentions AS x ON x.article_id = m.article_id AND (x.sentence = m.sentence OR x.sentence <= 2)
    WHERE m.entity_id IS NULL AND m.kind IN ('money', 'count', 'quantity')
      AND (nullif(:entity, '') IS NULL OR x.entity_id IN (SELECT entity_id FROM wanted_entity))
), kept AS (
    SELECT CASE WHEN m.entity_id IS NOT NULL THEN 'owner' ELSE coalesce(n.near, 'time') END AS same_by,
           coalesce(m.entity_id, n.entity_id, 0) AS owner, m.id, m.article_id, m.what_key, m.unit_key, m.kind, m.period_key,
           m.sha256, m.month, m.least, m.most, m.time_low, m.time_high, m.origin_id, m.start_char,
           coalesce(m.published, '9999-12-31') AS day
    FROM measured AS m
    LEFT JOIN named AS n ON n.figure_id = m.id
    WHERE (m.entity_id IS NOT NULL OR m.kind IN ('money', 'count', 'quantity'))
      AND (nullif(:entity, '') IS NULL OR coalesce(m.entity_id, n.entity_id) IN (SELECT entity_id FROM wanted_entity))
), placed AS (
    SELECT k.same_by, k.owner, k.id, k.article_id, k.what_key, k.unit_key, k.kind, k.period_key, k.sha256, k.month, k.least,
           k.most, k.time_low, k.time_high, k.origin_id, k.day,
           row_number() OVER (PARTITION BY k.same_by, k.owner, k.what_key, k.unit_key, k.kind, k.period_key, k.least,
                                           k.most, k.time_low, k.time_high
                              ORDER BY k.day, CASE WHEN k.origin_id = k.article_id THEN 0 ELSE 1 END, k.sha256, k.start_char,
                                       k.id) AS place
    FROM kept AS k
    WHERE nullif(:same_by, '') IS NULL OR k.same_by = :same_by
), given AS MATERIALIZED (
    -- one row for each value of a thing: who said so first, and how many say so
    SELECT same_by, owner, what_key, unit_key, kind, period_key, least, most, time_low, time_high,
           max(CASE place WHEN 1 THEN id END) AS figure_id, max(CASE place WHEN 1 THEN sha256 END) AS sha256,
           min(day) AS day, min(month) AS first_month, max(month) AS last_month, min(article_id) AS first_article,
           max(article_id) AS last_article,
           count(DISTINCT origin_id) AS origins
    FROM placed
    GROUP BY same_by, owner, what_key, unit_key, kind, period_key, least, most, time_low, time_high
), pairs AS (
    SELECT x.figure_id, y.figure_id AS other_figure_id, x.same_by, x.owner, x.origins, y.origins AS other_origins,
           row_number() OVER (PARTITION BY x.figure_id, y.figure_id
                              ORDER BY CASE x.same_by WHEN 'owner' THEN 1 WHEN 'sentence' THEN 2 ELSE 3 END, x.owner)
               AS place
    FROM given AS x
    JOIN given AS y ON y.what_key = x.what_key AND y.unit_key = x.unit_key AND y.kind = x.kind AND y.owner = x.owner
                   AND y.same_by = x.same_by AND y.period_key = x.period_key
    WHERE (x.most < y.least OR y.most < x.least)
      AND (x.day, x.sha256, x.figure_id) < (y.day, y.sha256, y.figure_id)
      AND (x.time_low IS NULL OR y.time_low IS NULL OR (x.time_low <= y.time_high AND y.time_low <= x.time_high))
      AND (x.first_article < x.last_article OR y.first_article < y.last_article OR x.first_article <> y.first_article)
      AND (x.first_month IS NULL OR y.first_month IS NULL
           OR (x.first_month - y.last_month <= CASE WHEN x.same_by IN ('owner', 'sentence')
                                                    THEN coalesce(CAST(nullif(:months, '') AS bigint), 12) ELSE 1 END
               AND y.first_month - x.last_month <= CASE WHEN x.same_by IN ('owner', 'sentence')
                                                        THEN coalesce(CAST(nullif(:months, '') AS bigint), 12) ELSE 1 END))
), first_rows AS (
    -- what is shown of the figures is looked up behind the limit
    SELECT p.figure_id, p.other_figure_id, p.same_by, p.owner, p.origins, p.other_origins
    FROM pairs AS p
    JOIN figures AS f ON f.id = p.figure_id
    JOIN articles AS a ON a.id = f.article_id
    LEFT JOIN entities AS e ON e.id = p.owner
    WHERE p.place = 1
    ORDER BY f.what_key, f.unit NULLS FIRST, CASE p.same_by WHEN 'owner' THEN 1 WHEN 'sentence' THEN 2
                                                  WHEN 'beginning' THEN 3 ELSE 4 END,
             e.name NULLS LAST, a.published NULLS LAST, p.figure_id, p.other_figure_id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT f.what_key, f.unit, e.name AS entity, p.same_by, f.text, g.text AS other_text, f.low, f.high, g.low AS other_low,
       g.high AS other_high, p.origins, p.other_origins, f.speaker, g.speaker AS other_speaker, f.sentence,
       g.sentence AS other_sentence, f.article, f.outlet, f.published, f.article_id, f.passage, f.passage_seq,
       f.start_char, f.end_char, g.article AS other_article, g.outlet AS other_outlet, g.published AS other_published,
       g.article_id AS other_article_id, g.passage AS other_passage, g.passage_seq AS other_passage_seq,
       g.start_char AS other_start_char, g.end_char AS other_end_char, f.figure_id, g.figure_id AS other_figure_id,
       f.rule, g.rule AS other_rule
FROM first_rows AS p
JOIN v_figures AS f ON f.figure_id = p.figure_id
JOIN v_figures AS g ON g.figure_id = p.other_figure_id
LEFT JOIN entities AS e ON e.id = p.owner
ORDER BY f.what_key, f.unit NULLS FIRST, CASE p.same_by WHEN 'owner' THEN 1 WHEN 'sentence' THEN 2 WHEN 'beginning' THEN 3
                                              ELSE 4 END, e.name NULLS LAST, f.published NULLS LAST, f.figure_id, g.figure_id;
