-- title: Corrections that have lost what they are about
-- description: Their article is gone or says something else now, or nothing was found at their words any more. They wait:
-- description: where what they are about comes back, they are applied again. 'claimbase undo' takes one back for good.
-- param: by text "Who decided"
-- param: reason text "Why it waits"
-- param: limit integer "Largest number of rows"
-- column: correction_id integer "The entry (corrections.id), for claimbase undo"
-- column: reason text "Why it waits"
-- column: action text "What was done"
-- column: table_name text "Where"
-- column: what text "The words of the row, or the key of the entity"
-- column: before text "The words before them"
-- column: behind text "The words behind them"
-- column: now text "The values that were set, as JSON"
-- column: path text "Path of the article"
-- column: url text "Its address"
-- column: replaced integer "1: the article is in with other bytes, 0: it is gone"
-- column: made_at text "When, UTC"
-- column: made_by text "Who"
-- column: note text "Why"
-- column: uid text "The entry in all files that share it"
-- order: reason, path, correction_id
SELECT c.id AS correction_id, c.reason, c.action, c.table_name,
       coalesce(c.target ->> 'exact', c.target ->> 'key') AS what, c.target ->> 'prefix' AS before,
       c.target ->> 'suffix' AS behind, c.payload AS now, c.target ->> 'path' AS path, c.target ->> 'url' AS url,
       CASE WHEN EXISTS (SELECT 1 FROM articles AS a WHERE a.path = c.target ->> 'path')
              OR EXISTS (SELECT 1 FROM articles AS a WHERE a.url = c.target ->> 'url') THEN 1 ELSE 0 END AS replaced,
       c.made_at, c.made_by, c.note, c.uid
FROM corrections AS c
WHERE c.status = 'orphaned'
  AND (nullif(:by, '') IS NULL OR c.made_by = :by)
  AND (nullif(:reason, '') IS NULL OR c.reason = :reason)
ORDER BY c.reason, path NULLS FIRST, c.id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
