-- title: How the figure of one source for a thing changed over time
-- description: Each step at which somebody gives another value for the same thing, unit and owner than before, both
-- description: sentences side by side. The source is the speaker of the claim, else the source that the article cites,
-- description: else the outlet. Articles without a date and copies of earlier articles are left out. agrees tells whether
-- description: both values can hold: 'more than 80' and '86' can. Years or months that both sentences name must overlap:
-- description: another year's figure is no revision.
-- param: source text "Who gives the figure: name or alias of a speaker, name of a source or outlet"
-- values: source SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id JOIN figures AS f ON f.claim_id = c.id UNION SELECT name FROM sources ORDER BY 1
-- param: what text "The thing counted or measured: its normalized form, or as written"
-- values: what SELECT DISTINCT what_key FROM figures WHERE what_key IS NOT NULL ORDER BY what_key
-- param: unit text "Unit of the value"
-- values: unit SELECT DISTINCT unit FROM figures WHERE unit IS NOT NULL ORDER BY unit
-- param: only_conflicts integer = 0 "1: only steps to a value that excludes the one before"
-- param: copies integer = 0 "1: also from articles that are copies of earlier ones"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: source text "Who gives the figure"
-- column: source_is text "speaker, cited source or outlet"
-- column: what_key text "The thing, normalized"
-- column: unit text "Unit of both"
-- column: entity text "Whose figure it is"
-- column: step integer "Number of the change, from 1"
-- column: earlier_text text "The exact text of the figure before"
-- column: text text "The exact text of the new figure"
-- column: earlier_low real "Lowest value before; none: open"
-- column: earlier_high real "Highest value before; none: open"
-- column: low real "Lowest new value; none: open"
-- column: high real "Highest new value; none: open"
-- column: change_percent real "Change of the value (middle of low and high) in percent; none: a bound is open"
-- column: agrees integer "1: both values can hold"
-- column: earlier_sentence text "Sentence of the figure before"
-- column: sentence text "Sentence of the new figure"
-- column: earlier_article_id integer "Article of the figure before"
-- column: earlier_published date "Day of its publication"
-- column: earlier_start_char integer "Where it begins"
-- column: earlier_end_char integer "Where it ends"
-- column: earlier_figure_id integer "The figure before, for claimbase explain"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: figure_id integer "The new figure (figures.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: source, what_key, unit, entity, step, figure_id
WITH wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :source OR key = :source
    UNION
    SELECT entity_id FROM aliases WHERE alias = :source
), wanted_source AS (
    SELECT id FROM sources WHERE name = :source OR domain = :source
), first_names AS (
    -- asked for some rows of all: those whose names come before that of the last of 150 figures for
    -- each row, or 20,000
    SELECT max(x.name) AS behind
    FROM (SELECT e.name
          FROM entities AS e
          CROSS JOIN claim_rows AS c
          CROSS JOIN figure_rows AS f
          WHERE c.speaker_id = e.id AND f.claim_id = c.id AND nullif(:source, '') IS NULL
            AND CAST(nullif(:limit, '') AS bigint) > 0
          ORDER BY e.name
          LIMIT CASE WHEN CAST(nullif(:limit, '') AS bigint) <= 133 THEN 150 * CAST(nullif(:limit, '') AS bigint) ELSE 20000 END)
         AS x
), told AS (
    -- what the speakers among them say
    SELECT f.id, f.article_id, f.sentence, f.form & 15 AS kind, f.what_key, f.unit, f.entity_id, c.speaker_id, a.published,
           f.start_char,
           coalesce(f.low - CASE WHEN f.form & 128 = 128 OR f.form & 112 = 48 THEN abs(f.low) * 0.05 ELSE 0 END, -1e300)
               AS least,
           coalesce(f.high + CASE WHEN f.form & 128 = 128 OR f.form & 112 = 48 THEN abs(f.high) * 0.05 ELSE 0 END, 1e300)
               AS most
    FROM first_names AS n
    CROSS JOIN entities AS e
    CROSS JOIN claim_rows AS c
    CROSS JOIN figure_rows AS f
    CROSS JOIN articles AS a
    WHERE e.name < n.behind AND c.speaker_id = e.id AND f.claim_id = c.id AND a.id BETWEEN f.article_id AND f.article_id
      AND f.what_key IS NOT NULL AND f.form & 15 <> 5 AND (f.low IS NOT NULL OR f.high IS NOT NULL)
      AND a.published IS NOT NULL
      AND (coalesce(CAST(nullif(:copies, '') AS bigint), 0) = 1
           OR NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id))
      AND (nullif(:what, '') IS NULL OR f.what_key = :what OR f.what = :what)
      AND (nullif(:unit, '') IS NULL OR f.unit = :unit)
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL
           OR EXISTS (SELECT 1 FROM articles AS x WHERE x.id = a.id AND x.language = :language))
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), enough AS MATERIALIZED (
    -- whose changes are rows enough; each is one where the sentence names no time
    SELECT n.behind
    FROM first_names AS n
    WHERE n.behind IS NOT NULL
      AND (SELECT count(*)
             FROM (SELECT t.article_id, t.sentence, t.least, t.most, lag(t.article_id) OVER w AS earlier_article_id,
                          lag(t.least) OVER w AS earlier_least, lag(t.most) OVER w AS earlier_most
                   FROM told AS t
                   WINDOW w AS (PARTITION BY t.speaker_id, t.entity_id, t.kind, t.what_key, t.unit
                                ORDER BY t.published, t.article_id, t.start_char, t.id)) AS x
             WHERE x.earlier_article_id <> x.article_id
               AND CASE WHEN coalesce(CAST(nullif(:only_conflicts, '') AS bigint), 0) = 0
                             THEN x.least <> x.earlier_least OR x.most <> x.earlier_most
                        ELSE x.earlier_most < x.least OR x.most < x.earlier_least END
               AND NOT EXISTS (SELECT 1 FROM figure_rows AS d
                               WHERE d.article_id = x.article_id AND d.sentence = x.sentence AND d.form & 15 = 5))
            >= CAST(nullif(:limit, '') AS bigint)
), picked AS (
    SELECT f.id, n.behind
    FROM enough AS n
    CROSS JOIN entities AS e
    CROSS JOIN claim_rows AS c
    CROSS JOIN figure_rows AS f
    WHERE e.name < n.behind AND c.speaker_id = e.id AND f.claim_id = c.id
    UNION
    SELECT f.id, n.behind
    FROM enough AS n
    CROSS JOIN sources AS s
    CROSS JOIN claim_rows AS c
    CROSS JOIN figure_rows AS f
    WHERE s.name < n.behind AND c.cited_source_id = s.id AND f.claim_id = c.id
    UNION
    SELECT f.id, n.behind
    FROM enough AS n
    CROSS JOIN sources AS s
    CROSS JOIN articles AS a
    CROSS JOIN figure_rows AS f
    WHERE s.name < n.behind AND a.source_id = s.id AND f.article_id = a.id
    UNION
    SELECT f.id, NULL
    FROM claim_rows AS c
    CROSS JOIN figure_rows AS f
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker) AND f.claim_id = c.id
    UNION
    SELECT f.id, NULL
    FROM claim_rows AS c
    CROSS JOIN figure_rows AS f
    WHERE c.cited_source_id IN (SELECT id FROM wanted_source) AND f.claim_id = c.id
    UNION
    SELECT f.id, NULL
    FROM articles AS a
    CROSS JOIN figure_rows AS f
    WHERE a.source_id IN (SELECT id FROM wanted_source) AND f.article_id = a.id
    UNION ALL
    SELECT f.id, NULL
    FROM (SELECT 1 AS one WHERE nullif(:source, '') IS NULL AND NOT EXISTS (SELECT 1 FROM enough)) AS o
    CROSS JOIN figure_rows AS f
    WHERE f.id > 0 -- in order
), valued AS MATERIALIZED (
    -- form: 15 is the kind (5 a date), 112 the bound (48: about), 128 approximate. The article comes last, and by BETWEEN: by
    -- an index that has day and outlet. With an '=' SQLite would go to the article and its text
    SELECT f.id, f.article_id, f.sentence, f.form & 15 AS kind, f.what_key, coalesce(f.unit, '') AS unit_key,
           coalesce(f.entity_id, 0) AS owner, f.low, f.high, a.published, f.start_char,
           CASE WHEN c.speaker_id IS NOT NULL THEN 'speaker' WHEN c.cited_source_id IS NOT NULL THEN 'cited source'
                ELSE 'outlet' END AS source_is,
           coalesce(c.speaker_id, c.cited_source_id, a.source_id) AS giver_id,
           coalesce(f.low - CASE WHEN f.form & 128 = 128 OR f.form & 112 = 48 THEN abs(f.low) * 0.05 ELSE 0 END, -1e300)
               AS least,
           coalesce(f.high + CASE WHEN f.form & 128 = 128 OR f.form & 112 = 48 THEN abs(f.high) * 0.05 ELSE 0 END, 1e300)
               AS most
    FROM picked AS h
    CROSS JOIN figure_rows AS f
    LEFT JOIN claim_rows AS c ON c.id = f.claim_id
    CROSS JOIN articles AS a
    WHERE f.id = h.id AND a.id BETWEEN f.article_id AND f.article_id
      AND f.what_key IS NOT NULL AND f.form & 15 <> 5 AND (f.low IS NOT NULL OR f.high IS NOT NULL)
      AND a.published IS NOT NULL
      AND (f.entity_id IS NOT NULL OR c.speaker_id IS NOT NULL OR c.cited_source_id IS NOT NULL)
      AND coalesce(c.speaker_id, c.cited_source_id, a.source_id) IS NOT NULL
      AND (coalesce(CAST(nullif(:copies, '') AS bigint), 0) = 1
           OR NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id))
      AND (nullif(:what, '') IS NULL OR f.what_key = :what OR f.what = :what)
      AND (nullif(:unit, '') IS NULL OR f.unit = :unit)
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL
           OR EXISTS (SELECT 1 FROM articles AS x WHERE x.id = a.id AND x.language = :language))
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
      AND (nullif(:source, '') IS NULL OR c.speaker_id IN (SELECT entity_id FROM wanted_speaker)
           OR (c.speaker_id IS NULL AND c.cited_source_id IN (SELECT id FROM wanted_source))
           OR (c.speaker_id IS NULL AND c.cited_source_id IS NULL AND a.source_id IN (SELECT id FROM wanted_source)))
      AND coalesce(CASE WHEN c.speaker_id IS NOT NULL THEN (SELECT e.name FROM entities AS e WHERE e.id = c.speaker_id)
                        ELSE (SELECT s.name FROM sources AS s WHERE s.id = coalesce(c.cited_source_id, a.source_id)) END
                   < h.behind, 1 = 1)
), followed AS (
    SELECT v.id, lag(v.id) OVER w AS earlier_id, v.article_id, lag(v.article_id) OVER w AS earlier_article_id
    FROM valued AS v
    WINDOW w AS (PARTITION BY v.giver_id, v.owner, v.kind, v.what_key, v.unit_key, v.source_is -- quickly told apart
                 ORDER BY v.published, v.article_id, v.start_char, v.id)
), before AS (
    SELECT v.id, v.article_id, v.sentence, v.source_is, v.giver_id, v.what_key, v.unit_key, v.owner, v.kind, v.low, v.high,
           v.least, v.most, v.published, v.start_char, u.id AS earlier_id, u.article_id AS earlier_article_id,
           u.sentence AS earlier_sentence, u.low AS earlier_low, u.high AS earlier_high, u.least AS earlier_least,
           u.most AS earlier_most
    FROM (SELECT n.id, n.earlier_id FROM followed AS n WHERE n.earlier_article_id <> n.article_id) AS n
    JOIN valued AS v ON v.id = n.id
    JOIN valued AS u ON u.id = n.earlier_id
), other AS MATERIALIZED (
    -- another value in another article; and the years or months that both sentences name
    SELECT b.id, b.article_id, b.source_is, b.giver_id, b.what_key, b.unit_key, b.owner, b.kind, b.low, b.high, b.least,
           b.most, b.published, b.start_char, b.earlier_id, b.earlier_low, b.earlier_high, b.earlier_least, b.earlier_most,
           (SELECT min(d.day_low) FROM figure_rows AS d
            WHERE d.article_id = b.article_id AND d.sentence = b.sentence AND d.form & 15 = 5
              AND d.day_low < d.day_high) AS time_low,
           (SELECT max(d.day_high) FROM figure_rows AS d
            WHERE d.article_id = b.article_id AND d.sentence = b.sentence AND d.form & 15 = 5
              AND d.day_low < d.day_high) AS time_high,
           (SELECT min(d.day_low) FROM figure_rows AS d
            WHERE d.article_id = b.earlier_article_id AND d.sentence = b.earlier_sentence AND d.form & 15 = 5
              AND d.day_low < d.day_high) AS earlier_time_low,
           (SELECT max(d.day_high) FROM figure_rows AS d
            WHERE d.article_id = b.earlier_article_id AND d.sentence = b.earlier_sentence AND d.form & 15 = 5
              AND d.day_low < d.day_high) AS earlier_time_high
    FROM before AS b
    WHERE b.least <> b.earlier_least OR b.most <> b.earlier_most
), changed AS (
    SELECT b.id, b.source_is, b.giver_id, b.owner, b.earlier_id, b.low, b.high, b.earlier_low, b.earlier_high,
           CASE WHEN b.earlier_most < b.least OR b.most < b.earlier_least THEN 0 ELSE 1 END AS agrees,
           row_number() OVER (PARTITION BY b.source_is, b.giver_id, b.what_key, b.unit_key, b.owner, b.kind
                              ORDER BY b.published, b.article_id, b.start_char, b.id) AS step
    FROM other AS b
    WHERE b.time_low IS NULL OR b.earlier_time_low IS NULL
       OR (b.time_low <= b.earlier_time_high AND b.earlier_time_low <= b.time_high)
), shown AS (
    -- the figures are looked up behind the limit
    SELECT CASE h.source_is WHEN 'speaker' THEN e.name ELSE s.name END AS source, h.source_is, h.id, h.earlier_id, h.step,
           h.earlier_low, h.earlier_high, h.low, h.high, h.agrees
    FROM changed AS h
    JOIN figures AS f ON f.id = h.id
    LEFT JOIN entities AS e ON h.source_is = 'speaker' AND e.id = h.giver_id
    LEFT JOIN sources AS s ON h.source_is <> 'speaker' AND s.id = h.giver_id
    LEFT JOIN entities AS o ON o.id = f.entity_id
    WHERE coalesce(CAST(nullif(:only_conflicts, '') AS bigint), 0) = 0 OR h.agrees = 0
    ORDER BY CASE h.source_is WHEN 'speaker' THEN e.name ELSE s.name END, h.source_is, f.what_key, f.unit NULLS FIRST,
             o.name NULLS LAST, h.step, h.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT h.source, h.source_is, f.what_key, f.unit, f.entity,
       h.step, g.text AS earlier_text, f.text, h.earlier_low, h.earlier_high, h.low, h.high,
       round(CAST(100 * ((h.low + h.high) - (h.earlier_low + h.earlier_high)) / nullif(abs(h.earlier_low + h.earlier_high), 0)
                  AS numeric), 1) AS change_percent,
       h.agrees, g.sentence AS earlier_sentence, f.sentence, g.article_id AS earlier_article_id,
       g.published AS earlier_published, g.start_char AS earlier_start_char, g.end_char AS earlier_end_char,
       g.figure_id AS earlier_figure_id, f.article, f.outlet, f.published, f.article_id, f.passage, f.passage_seq,
       f.start_char, f.end_char, f.figure_id, f.rule
FROM shown AS h
JOIN v_figures AS f ON f.figure_id = h.id
JOIN v_figures AS g ON g.figure_id = h.earlier_id
ORDER BY h.source, h.source_is, f.what_key, f.unit NULLS FIRST,
         f.entity NULLS LAST, h.step, f.figure_id;
