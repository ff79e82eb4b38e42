-- title: What is in the knowledge base
-- description: Counts by table, and articles by language, outlet and month of publication. A row without a name
-- description: counts the articles of which that is not known.
-- column: part text "What is counted: rows of a table, claims or figures by kind, articles by language, outlet or month"
-- column: name text "Table, language, outlet or month"
-- column: number integer "How many"
-- order: part, number (largest first), name
WITH sums AS MATERIALIZED (
    -- base_counts holds them by some thousand articles each
    SELECT part, name, source_id, CAST(sum(number) AS bigint) AS number
    FROM base_counts
    GROUP BY part, name, source_id
), counted AS (
    SELECT 1 AS place, 'table' AS part, t.name,
           CAST(coalesce((SELECT sum(s.number) FROM sums AS s
                          WHERE s.part = t.counted_as AND s.name = coalesce(t.counted_name, s.name)), 0) AS bigint) AS number
    FROM (SELECT 'articles' AS name, 'articles by language' AS counted_as, CAST(NULL AS text) AS counted_name
          UNION ALL SELECT 'passages', 'table', 'passages'
          UNION ALL SELECT 'sentences', 'table', 'sentences'
          UNION ALL SELECT 'citations', 'citations by rule', NULL
          UNION ALL SELECT 'mentions', 'mentions by kind', NULL
          UNION ALL SELECT 'positions', 'positions by rule', NULL
          UNION ALL SELECT 'claims', 'claims by kind', NULL
          UNION ALL SELECT 'figures', 'figures by kind', NULL) AS t
    UNION ALL SELECT 1, 'table', 'sources', count(*) FROM sources
    UNION ALL SELECT 1, 'table', 'entities', count(*) FROM entities
    UNION ALL SELECT 1, 'table', 'aliases', count(*) FROM aliases
    UNION ALL SELECT 2, part, name, number FROM sums WHERE part = 'claims by kind'
    UNION ALL SELECT 3, part, name, number FROM sums WHERE part = 'figures by kind'
    UNION ALL SELECT 4, part, name, number FROM sums WHERE part = 'articles by language'
    UNION ALL SELECT 5, k.part, s.name, k.number
    FROM sums AS k LEFT JOIN sources AS s ON s.id = k.source_id WHERE k.part = 'articles by outlet'
    UNION ALL SELECT 6, part, nullif(name, ''), number FROM sums WHERE part = 'articles by month'
)
SELECT part, name, number
FROM counted
ORDER BY place, number DESC, name NULLS LAST;
