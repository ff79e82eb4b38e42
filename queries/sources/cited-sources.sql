-- title: Outlets and documents that articles name as their source
-- description: Each place where an article names an outlet or document as where it has something from, with how
-- description: often that source is cited at all and how many claims this article has through it.
-- param: source text "The source that is named: name or domain"
-- values: source SELECT DISTINCT s.name FROM sources AS s JOIN citations AS c ON c.source_id = s.id ORDER BY s.name
-- param: source_kind text "outlet, agency, report, person or other"
-- values: source_kind SELECT DISTINCT s.kind FROM sources AS s JOIN citations AS c ON c.source_id = s.id ORDER BY s.kind
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: source text "The source that is named"
-- column: source_kind text "outlet, agency, report, person or other"
-- column: citations integer "How often it is named in the chosen articles"
-- column: citing_articles integer "In how many of them"
-- column: claims_through integer "Claims that this article has through it"
-- column: text text "The exact text"
-- column: sentence text "The sentence it stands in"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: citation_id integer "The citation (citations.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: citations (most first), source, published (newest first), article_id, start_char, citation_id
WITH chosen AS (
    SELECT a.id AS article_id
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), picked AS MATERIALIZED (
    SELECT c.id, c.source_id, c.article_id
    FROM sources AS r
    JOIN citations AS c ON c.source_id = r.id
    JOIN chosen AS h ON h.article_id = c.article_id
    WHERE (nullif(:source, '') IS NULL OR r.name = :source OR r.domain = :source)
      AND (nullif(:source_kind, '') IS NULL OR r.kind = :source_kind)
), counted AS (
    SELECT source_id, count(*) AS citations, count(DISTINCT article_id) AS citing_articles
    FROM picked
    GROUP BY source_id
)
SELECT r.name AS source, r.kind AS source_kind, n.citations, n.citing_articles,
       (SELECT count(*) FROM claims AS c WHERE c.cited_source_id = r.id AND c.article_id = t.article_id) AS claims_through,
       substr(a.text, t.start_char + 1, t.end_char - t.start_char) AS text,
       substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence, a.title AS article, o.name AS outlet,
       a.published, a.id AS article_id, p.kind AS passage, s.passage_seq, t.start_char, t.end_char, t.id AS citation_id,
       t.rule
FROM picked AS h
JOIN citations AS t ON t.id = h.id
JOIN counted AS n ON n.source_id = t.source_id
JOIN sources AS r ON r.id = t.source_id
JOIN articles AS a ON a.id = t.article_id
LEFT JOIN sentences AS s ON s.article_id = t.article_id AND s.seq = t.sentence
LEFT JOIN passages AS p ON p.article_id = s.article_id AND p.seq = s.passage_seq
LEFT JOIN sources AS o ON o.id = a.source_id
ORDER BY n.citations DESC, r.name, a.published DESC NULLS LAST, a.id, t.start_char, t.id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
