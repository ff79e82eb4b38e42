-- title: What people decided, newest first
-- description: The log of corrections, with what was there before and what became of each entry.
-- param: by text "Who decided"
-- param: action text "What was done: set, reject, add, confirm, merge ..."
-- values: action SELECT 'set' UNION ALL SELECT 'reject' UNION ALL SELECT 'add' UNION ALL SELECT 'confirm' UNION ALL SELECT 'merge' UNION ALL SELECT 'split' UNION ALL SELECT 'rename' UNION ALL SELECT 'kind' UNION ALL SELECT 'alias add' UNION ALL SELECT 'alias remove' UNION ALL SELECT 'undo'
-- param: table text "What it is about: claims, figures, entities, articles ..."
-- values: table SELECT 'claims' UNION ALL SELECT 'figures' UNION ALL SELECT 'mentions' UNION ALL SELECT 'citations' UNION ALL SELECT 'positions' UNION ALL SELECT 'propositions' UNION ALL SELECT 'entities' UNION ALL SELECT 'articles' UNION ALL SELECT 'corrections'
-- param: status text "What became of it: applied, orphaned or undone"
-- values: status SELECT 'applied' UNION ALL SELECT 'orphaned' UNION ALL SELECT 'undone'
-- param: from date "First day of decision"
-- param: to date "Last day of decision"
-- param: limit integer "Largest number of rows"
-- column: correction_id integer "The entry (corrections.id), for claimbase undo"
-- column: made_at text "When, UTC"
-- column: made_by text "Who"
-- column: action text "What was done"
-- column: table_name text "Where"
-- column: what text "The words of the row, or the key of the entity"
-- column: now text "The values that were set, as JSON"
-- column: was text "What was there before, as JSON"
-- column: note text "Why"
-- column: status text "applied, orphaned (what it is about is not found, it waits for it) or undone"
-- column: reason text "Why it is orphaned"
-- column: article text "Title of the article"
-- column: article_id integer "The article (articles.id)"
-- column: row_id integer "The row that it stands in now, for claimbase explain"
-- column: uid text "The entry in all files that share it"
-- order: made_at (newest first), correction_id (last first)
SELECT c.id AS correction_id, c.made_at, c.made_by, c.action, c.table_name,
       coalesce(c.target ->> 'exact', c.target ->> 'key', c.target ->> 'uid', a.title, c.target ->> 'path') AS what,
       c.payload AS now, nullif(c.was, '{}') AS was, c.note, c.status, c.reason, a.title AS article,
       a.id AS article_id, r.row_id, c.uid
FROM corrections AS c
LEFT JOIN correction_rows AS r ON r.correction_id = c.id
LEFT JOIN articles AS a ON a.id = r.article_id OR (r.article_id IS NULL AND a.sha256 = c.sha256)
WHERE (nullif(:by, '') IS NULL OR c.made_by = :by)
  AND (nullif(:action, '') IS NULL OR c.action = :action)
  AND (nullif(:table, '') IS NULL OR c.table_name = :table)
  AND (nullif(:status, '') IS NULL OR c.status = :status)
  AND (nullif(:from, '') IS NULL OR substr(c.made_at, 1, 10) >= :from)
  AND (nullif(:to, '') IS NULL OR substr(c.made_at, 1, 10) <= :to)
ORDER BY c.made_at DESC, c.id DESC
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
