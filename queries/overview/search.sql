-- title: Full-text search: sentences with the words, and who says them
-- description: Sentences of the articles that have all the words, wherever these stand in the article: each sentence with
-- description: one of them (also inside a longer word), how many different ones it has, and the claim in it. Capitals do
-- description: not count; a word that ends with * stands for all that begin so. Without words: every sentence of a claim.
-- param: words text "Words that the article must have, blanks between: exportkontrolle* china"
-- param: min_words integer = 1 "Fewest of the words in the sentence"
-- param: speaker text "Who says it: name or alias"
-- values: speaker SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id ORDER BY e.name
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: words_found integer "Different words in the sentence"
-- column: speaker text "Who says it"
-- column: kind text "Kind of the claim: direct, indirect, stated ...; none: the sentence has none"
-- column: text text "The exact text of the sentence"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: claim_id integer "The first claim in it, of a speaker before others (claims.id), for claimbase explain"
-- order: words_found (most first), published (newest first), article_id, start_char
WITH RECURSIVE spelled (word, rest) AS (
    -- the words cut at their blanks, letter by letter: no function for it is in both databases
    SELECT CAST('' AS text), replace(CAST(coalesce(:words, '') AS text), '"', ' ') || ' '
    UNION ALL
    SELECT CASE WHEN substr(rest, 1, 1) = ' ' THEN '' ELSE word || substr(rest, 1, 1) END, substr(rest, 2)
    FROM spelled WHERE rest <> ''
), asked AS (
    SELECT word, folded, row_number() OVER (ORDER BY word) AS place
    FROM (SELECT DISTINCT word,
                 lower(replace(replace(replace(replace(word, '*', ''), 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü')) AS folded
          FROM spelled WHERE substr(rest, 1, 1) = ' ' AND replace(word, '*', '') <> '') AS w
), phrased (place, query) AS (
    -- "word" "begin"*: what the index is asked for
    SELECT CAST(0 AS bigint), CAST('' AS text)
    UNION ALL
    SELECT q.place, p.query || ' "' || replace(q.word, '*', '') || '"'
                    || CASE WHEN substr(q.word, length(q.word), 1) = '*' THEN '*' ELSE '' END
    FROM phrased AS p
    JOIN asked AS q ON q.place = p.place + 1
), wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :speaker OR key = :speaker
    UNION
    SELECT entity_id FROM aliases WHERE alias = :speaker
), hits AS MATERIALIZED (
    -- articles_fts is a table of SQLite's full-text search, called like a function (schema/search.sql)
    SELECT f.rowid AS article_id
    FROM (SELECT query FROM phrased ORDER BY place DESC LIMIT 1) AS p
    JOIN articles_fts(p.query) AS f ON 1 = 1
    WHERE p.query <> ''
      AND (nullif(:speaker, '') IS NULL
           OR EXISTS (SELECT 1 FROM claims AS c
                      WHERE c.article_id = f.rowid AND c.speaker_id IN (SELECT entity_id FROM wanted_speaker)))
), counted AS MATERIALIZED (
    SELECT s.article_id, s.seq, a.published, s.start_char, s.end_char,
           (SELECT count(*)
            FROM (SELECT lower(replace(replace(replace(substr(a.text, s.start_char + 1, s.end_char - s.start_char), 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü')) AS folded) AS t
            CROSS JOIN asked AS q
            WHERE replace(t.folded, q.folded, '') <> t.folded) AS words_found
    FROM hits AS h
    CROSS JOIN articles AS a
    CROSS JOIN sentences AS s
    WHERE a.id = h.article_id AND s.article_id = a.id
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), recent AS MATERIALIZED (
    -- no words, some rows of one who is quoted often: where the newest 5,000 articles have enough of them, these are all.
    -- One has some where a sentence has a claim of the speaker before those of others
    SELECT t.article_id
    FROM (SELECT r.article_id, count(*) OVER () AS found
          FROM (SELECT a.id AS article_id
                FROM articles AS a
                WHERE a.published >= CASE WHEN nullif(trim(:words), '') IS NULL
                                           AND (SELECT count(*)
                                                FROM (SELECT 1 FROM claim_rows AS c
                                                      WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker)
                                                      LIMIT 500) AS x) = 500
                                          THEN (SELECT b.published FROM articles AS b
                                                ORDER BY b.published DESC NULLS LAST LIMIT 1 OFFSET 5000) END
                  AND EXISTS (SELECT 1
                              FROM wanted_speaker AS w
                              CROSS JOIN claim_rows AS c
                              CROSS JOIN sentences AS s
                              WHERE c.speaker_id = w.entity_id AND c.article_id = a.id AND s.article_id = a.id
                                AND s.seq = c.sentence
                                AND (SELECT d.speaker_id FROM claims AS d
                                     WHERE d.article_id = a.id AND d.start_char < s.end_char AND d.end_char > s.start_char
                                     ORDER BY CASE WHEN d.speaker_id IS NULL THEN 1 ELSE 0 END, d.start_char,
                                              d.end_char DESC, d.id
                                     LIMIT 1) IN (SELECT entity_id FROM wanted_speaker))
                  AND (nullif(:from, '') IS NULL OR a.published >= :from)
                  AND (nullif(:to, '') IS NULL OR a.published <= :to)
                  AND (nullif(:language, '') IS NULL OR a.language = :language)
                  AND (nullif(:outlet, '') IS NULL
                       OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
                ORDER BY a.published DESC NULLS LAST, a.id
                LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)) AS r) AS t
    WHERE t.found >= CAST(nullif(:limit, '') AS bigint) AND CAST(nullif(:limit, '') AS bigint) >= 0
), picked AS (
    SELECT k.article_id, k.seq, k.published, k.start_char, k.words_found,
           (SELECT c.id FROM claims AS c
            WHERE c.article_id = k.article_id AND c.start_char < k.end_char AND c.end_char > k.start_char
            ORDER BY CASE WHEN c.speaker_id IS NULL THEN 1 ELSE 0 END, c.start_char, c.end_char DESC, c.id
            LIMIT 1) AS claim_id
    FROM counted AS k
    WHERE k.words_found >= coalesce(CAST(nullif(:min_words, '') AS bigint), 1)
    UNION ALL
    SELECT s.article_id, s.seq, a.published, s.start_char, 0,
           (SELECT c.id FROM claims AS c
            WHERE c.article_id = s.article_id AND c.start_char < s.end_char AND c.end_char > s.start_char
            ORDER BY CASE WHEN c.speaker_id IS NULL THEN 1 ELSE 0 END, c.start_char, c.end_char DESC, c.id
            LIMIT 1)
    FROM (
        -- no words: the sentences of a speaker's claims
        SELECT DISTINCT s.article_id, s.seq
        FROM (SELECT c.id
              FROM recent AS r
              CROSS JOIN claim_rows AS c
              WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker) AND c.article_id = r.article_id
              UNION ALL
              SELECT c.id
              FROM (SELECT 1 AS one WHERE nullif(trim(:words), '') IS NULL AND NOT EXISTS (SELECT 1 FROM recent)) AS r
              CROSS JOIN claim_rows AS c
              WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker)) AS h
        CROSS JOIN claims AS c
        CROSS JOIN sentences AS s
        WHERE c.id = h.id AND s.article_id = c.article_id AND s.seq >= c.sentence AND s.start_char < c.end_char
          AND s.end_char > c.start_char
    ) AS h
    CROSS JOIN articles AS a
    CROSS JOIN sentences AS s
    WHERE a.id = h.article_id AND s.article_id = a.id AND s.seq = h.seq
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
    UNION ALL
    SELECT x.article_id, x.seq, x.published, x.start_char, 0, x.claim_id
    FROM (
        -- all, from the newest article on
        SELECT s.article_id, s.seq, a.published, s.start_char,
               (SELECT c.id FROM claims AS c
                WHERE c.article_id = s.article_id AND c.start_char < s.end_char AND c.end_char > s.start_char
                ORDER BY CASE WHEN c.speaker_id IS NULL THEN 1 ELSE 0 END, c.start_char, c.end_char DESC, c.id
                LIMIT 1) AS claim_id
        FROM articles AS a
        CROSS JOIN sentences AS s
        WHERE s.article_id = a.id AND nullif(trim(:words), '') IS NULL AND nullif(:speaker, '') IS NULL
          AND (coalesce(CAST(nullif(:min_words, '') AS bigint), 1) <= 0
               OR EXISTS (SELECT 1 FROM claims AS c
                          WHERE c.article_id = s.article_id AND c.start_char < s.end_char AND c.end_char > s.start_char))
          AND (nullif(:from, '') IS NULL OR a.published >= :from)
          AND (nullif(:to, '') IS NULL OR a.published <= :to)
          AND (nullif(:language, '') IS NULL OR a.language = :language)
          AND (nullif(:outlet, '') IS NULL
               OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
        ORDER BY a.published DESC NULLS LAST, a.id, s.start_char
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), ranked AS (
    -- what is shown of the sentences is looked up behind the limit
    SELECT k.article_id, k.seq, k.words_found, k.claim_id
    FROM picked AS k
    LEFT JOIN claims AS c ON c.id = k.claim_id
    WHERE (k.words_found >= coalesce(CAST(nullif(:min_words, '') AS bigint), 1)
           OR (nullif(trim(:words), '') IS NULL AND k.claim_id IS NOT NULL))
      AND (nullif(:speaker, '') IS NULL OR c.speaker_id IN (SELECT entity_id FROM wanted_speaker))
    ORDER BY k.words_found DESC, k.published DESC NULLS LAST, k.article_id, k.start_char
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT k.words_found, e.name AS speaker, c.kind, substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS text,
       a.title AS article, o.name AS outlet, a.published, a.id AS article_id, p.kind AS passage, s.passage_seq,
       s.start_char, s.end_char, k.claim_id
FROM ranked AS k
JOIN articles AS a ON a.id = k.article_id
JOIN sentences AS s ON s.article_id = k.article_id AND s.seq = k.seq
JOIN passages AS p ON p.article_id = s.article_id AND p.seq = s.passage_seq
LEFT JOIN claims AS c ON c.id = k.claim_id
LEFT JOIN entities AS e ON e.id = c.speaker_id
LEFT JOIN sources AS o ON o.id = a.source_id
ORDER BY k.words_found DESC, a.published DESC NULLS LAST, a.id, s.start_char;
