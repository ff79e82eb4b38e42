-- title: What is in the knowledge base
-- description: Counts by table, and articles by language, outlet and month of publication. A row without a name
-- description: counts the articles of which that is not known.
-- column: part text "What is counted: rows of a table, claims or figures by kind, articles by language, outlet or month"
-- column: name text "Table, language, outlet or month"
-- column: number integer "How many"
-- order: part, number (largest first), name
WITH counted AS (
    SELECT 1 AS place, 'table' AS part, 'articles' AS name, count(*) AS number FROM articles
    UNION ALL SELECT 1, 'table', 'passages', count(*) FROM passages
    UNION ALL SELECT 1, 'table', 'sentences', count(*) FROM sentences
    UNION ALL SELECT 1, 'table', 'sources', count(*) FROM sources
    UNION ALL SELECT 1, 'table', 'citations', count(*) FROM citations
    UNION ALL SELECT 1, 'table', 'entities', count(*) FROM entities
    UNION ALL SELECT 1, 'table', 'aliases', count(*) FROM aliases
    UNION ALL SELECT 1, 'table', 'mentions', count(*) FROM mentions
    UNION ALL SELECT 1, 'table', 'positions', count(*) FROM positions
    UNION ALL SELECT 1, 'table', 'claims', count(*) FROM claims
    UNION ALL SELECT 1, 'table', 'figures', count(*) FROM figures
    UNION ALL SELECT 2, 'claims by kind', kind, count(*) FROM claims GROUP BY kind
    UNION ALL SELECT 3, 'figures by kind', kind, count(*) FROM figures GROUP BY kind
    UNION ALL SELECT 4, 'articles by language', language, count(*) FROM articles GROUP BY language
    UNION ALL SELECT 5, 'articles by outlet', s.name, count(*)
    FROM articles AS a LEFT JOIN sources AS s ON s.id = a.source_id GROUP BY s.name
    UNION ALL SELECT 6, 'articles by month', substr(published, 1, 7), count(*)
    FROM articles GROUP BY substr(published, 1, 7)
)
SELECT part, name, number
FROM counted
ORDER BY place, number DESC, name NULLS LAST;
