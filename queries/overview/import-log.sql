-- title: Runs of import and rebuild, with what was rejected
-- description: One row for each run, and one for each input that it rejected.
-- param: limit integer "Largest number of rows"
-- column: import_id integer "The run"
-- column: started_at text "When it began (UTC)"
-- column: version text "Version of claimbase"
-- column: command text "import or rebuild"
-- column: imported integer "Articles stored"
-- column: skipped integer "Articles that were in already"
-- column: rejected integer "Inputs rejected"
-- column: rejected_place text "File, or file:line"
-- column: reason text "Why it was rejected"
-- order: import_id (newest first), number of the rejected input
SELECT i.id AS import_id, i.started_at, i.version, i.command, i.imported, i.skipped, i.rejected,
       e.place AS rejected_place, e.reason
FROM imports AS i
LEFT JOIN import_errors AS e ON e.import_id = i.id
ORDER BY i.id DESC, e.seq NULLS FIRST
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);
