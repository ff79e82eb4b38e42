-- title: Values
-- description: Values that each format has to write with care.
-- column: number integer "A number"
-- column: real real "A number with decimals"
-- column: day date "A day"
-- column: words text "Text"
-- order: number
SELECT 1 AS number, 10000000000.0 AS real, '2025-03-12' AS day, 'plain' AS words
UNION ALL
SELECT 2, 0.1, NULL, 'a "word", two' || char(10) || 'lines | pipe' || char(9) || 'tab'
UNION ALL
SELECT 3, NULL, '', char(27) || '[31m <b> {"x"} \'
ORDER BY number;
