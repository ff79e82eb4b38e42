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
), found AS (
    SELECT a.id AS article_id, s.seq, s.passage_seq, s.start_char, s.end_char,
           substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence
    FROM articles AS a
    JOIN sentences AS s ON s.article_id = a.id
    LEFT JOIN sources AS o ON o.id = a.source_id
    WHERE (nullif(trim(:words), '') IS NULL OR a.id IN (SELECT article_id FROM hits))
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL OR o.name = :outlet OR o.domain = :outlet)
), counted AS (
    SELECT f.article_id, f.seq, f.passage_seq, f.start_char, f.end_char, f.sentence,
           (SELECT count(*) FROM asked AS q
            WHERE replace(lower(replace(replace(replace(f.sentence, 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü')), q.folded, '')
                  <> lower(replace(replace(replace(f.sentence, 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü'))) AS words_found,
           (SELECT c.id FROM claims AS c
            WHERE c.article_id = f.article_id AND c.start_char < f.end_char AND c.end_char > f.start_char
            ORDER BY CASE WHEN c.speaker_id IS NULL THEN 1 ELSE 0 END, c.start_char, c.end_char DESC, c.id
            LIMIT 1) AS claim_id
    FROM found AS f
)
SELECT k.words_found, e.name AS speaker, c.kind, k.sentence AS text, a.title AS article, o.name AS outlet, a.published,
       a.id AS article_id, p.kind AS passage, k.passage_seq, k.start_char, k.end_char, k.claim_id
FROM counted AS k
JOIN articles AS a ON a.id = k.article_id
JOIN passages AS p ON p.article_id = k.article_id AND p.seq = k.passage_seq
LEFT JOIN claims AS c ON c.id = k.claim_id
LEFT JOIN entities AS e ON e.id = c.speaker_id
LEFT JOIN sources AS o ON o.id = a.source_id
WHERE (k.words_found >= coalesce(CAST(nullif(:min_words, '') AS bigint), 1)
       OR (nullif(trim(:words), '') IS NULL AND k.claim_id IS NOT NULL))
  AND (nullif(:speaker, '') IS NULL OR c.speaker_id IN (SELECT entity_id FROM wanted_speaker))
ORDER BY k.words_found DESC, a.published DESC NULLS LAST, a.id, k.start_char
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
