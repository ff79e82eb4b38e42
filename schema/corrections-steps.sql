-- How an entry of the log becomes rows. Views that do something when they are written to (INSTEAD OF triggers), in plain
-- SQL. The sqlite3 shell runs them from the file, which it trusts; the program runs its own copy of them, as TEMP views,
-- because it trusts no file.

-- ---- entities by what people call them ----

CREATE VIEW entity_forms AS
-- The less rank, the surer a form means the entity. An entity that was merged away means the one that has it.
SELECT e.key AS form, 1 AS rank, coalesce(e.merged_into, e.id) AS entity_id FROM entities AS e
UNION ALL
SELECT e.name, 2, coalesce(e.merged_into, e.id) FROM entities AS e
UNION ALL
SELECT a.alias, 3, coalesce(e.merged_into, e.id) FROM aliases AS a JOIN entities AS e ON e.id = a.entity_id;

-- ---- numbers of words in claim_rows, figure_rows and mention_rows: the sum of those of a row is its form ----

CREATE VIEW correction_codes AS
SELECT k.column1 AS field, k.column2 AS word, k.column3 AS code FROM (VALUES
    ('claims kind', 'stated', 0), ('claims kind', 'direct', 1), ('claims kind', 'indirect', 2),
    ('claims kind', 'indirect_free_indirect', 3), ('claims kind', 'free_indirect', 4), ('claims kind', 'reported', 5),
    ('claims no_speaker', 'not named', 8), ('claims no_speaker', 'passive', 16), ('claims no_speaker', 'not found', 24),
    ('claims no_speaker', 'own voice', 32),
    ('claims medium', 'speech', 64), ('claims medium', 'thought', 128), ('claims medium', 'writing', 192),
    ('claims act', 'say', 256), ('claims act', 'demand', 512), ('claims act', 'criticize', 768),
    ('claims act', 'warn', 1024), ('claims act', 'announce', 1280), ('claims act', 'deny', 1536),
    ('claims act', 'confirm', 1792), ('claims act', 'predict', 2048), ('claims act', 'propose', 2304),
    ('claims act', 'ask', 2560), ('claims act', 'praise', 2816), ('claims act', 'accuse', 3072),
    ('claims act', 'support', 3328), ('claims act', 'reject', 3584),
    ('figures kind', 'number', 0), ('figures kind', 'money', 1), ('figures kind', 'percent', 2),
    ('figures kind', 'count', 3), ('figures kind', 'multiple', 4), ('figures kind', 'date', 5),
    ('figures kind', 'duration', 6), ('figures kind', 'rank', 7), ('figures kind', 'quantity', 8),
    ('figures bound', 'exact', 0), ('figures bound', 'at_most', 16), ('figures bound', 'at_least', 32),
    ('figures bound', 'about', 48), ('figures bound', 'range', 64),
    ('figures approximate', 0, 0), ('figures approximate', 1, 128),
    ('mentions kind', 'name', 0), ('mentions kind', 'alias', 1), ('mentions kind', 'nominal', 2),
    ('mentions kind', 'pronoun', 3)) AS k;

-- ---- where the rows stand, and what they say ----

CREATE VIEW correction_places AS
-- which: what tells rows at one place apart, as it was extracted.
SELECT 'claims' AS table_name, c.id AS row_id, c.article_id, c.start_char, c.end_char, c.rule,
       coalesce((SELECT x.kind FROM extracted_claims AS x WHERE x.id = c.id), c.kind) AS which
FROM claims AS c
UNION ALL
SELECT 'figures', f.id, f.article_id, f.start_char, f.end_char, f.rule,
       coalesce((SELECT x.kind FROM extracted_figures AS x WHERE x.id = f.id), f.kind)
FROM figures AS f
UNION ALL
SELECT 'mentions', m.id, m.article_id, m.start_char, m.end_char, m.rule,
       (SELECT e.key FROM entities AS e
        WHERE e.id = coalesce((SELECT x.entity_id FROM extracted_mentions AS x WHERE x.id = m.id), m.entity_id))
FROM mentions AS m
UNION ALL
SELECT 'citations', c.id, c.article_id, c.start_char, c.end_char, c.rule,
       (SELECT s.name FROM sources AS s
        WHERE s.id = coalesce((SELECT x.source_id FROM extracted_citations AS x WHERE x.id = c.id), c.source_id))
FROM citations AS c
UNION ALL
SELECT 'positions', p.id, p.article_id, p.start_char, p.end_char, p.rule, p.title FROM positions AS p
UNION ALL
SELECT 'propositions', p.id, p.article_id, p.start_char, p.end_char, p.rule,
    p.subject || ' | ' || p.predicate || ' | ' || p.object
FROM propositions AS p;

CREATE VIEW correction_targets AS
-- What an entry of the log keeps to find the row again: W3C Web Annotation, TextPositionSelector and TextQuoteSelector.
SELECT p.table_name, p.row_id,
       json_patch('{}', json_object(
           'table', p.table_name, 'sha256', a.sha256, 'path', a.path, 'url', a.url,
           'start', p.start_char, 'end', p.end_char,
           'exact', substr(a.text, p.start_char + 1, p.end_char - p.start_char),
           'prefix', substr(a.text, max(p.start_char - 32, 0) + 1, min(p.start_char, 32)),
           'suffix', substr(a.text, p.end_char + 1, 32),
           'which', p.which,
           'uid', (SELECT c.uid FROM correction_rows AS r JOIN corrections AS c ON c.id = r.correction_id
                   WHERE r.table_name = p.table_name AND r.row_id = p.row_id AND r.made
                   AND p.rule = 'any.correction.add'))) AS target
FROM correction_places AS p JOIN articles AS a ON a.id = p.article_id
UNION ALL
SELECT 'articles', a.id,
       json_patch('{}', json_object('table', 'articles', 'sha256', a.sha256, 'path', a.path, 'url', a.url))
FROM articles AS a
UNION ALL
SELECT 'entities', e.id, json_object('table', 'entities', 'key', e.key) FROM entities AS e
UNION ALL
SELECT 'corrections', c.id, json_object('table', 'corrections', 'uid', c.uid) FROM corrections AS c;

CREATE VIEW correction_values AS
-- What a row says now, in the fields that can be corrected.
SELECT 'claims' AS table_name, c.id AS row_id,
       json_object('speaker', (SELECT e.key FROM entities AS e WHERE e.id = c.speaker_id), 'no_speaker', c.no_speaker,
                   'kind', c.kind, 'act', c.act, 'medium', c.medium,
                   'source', (SELECT s.name FROM sources AS s WHERE s.id = c.cited_source_id),
                   'about', (SELECT group_concat(x.key, '; ') FROM (
                        SELECT e.key FROM claim_entities AS l JOIN entities AS e ON e.id = l.entity_id
                        WHERE l.claim_id = c.id AND l.role = 'about' ORDER BY e.key) AS x)) AS fields
FROM claims AS c
UNION ALL
SELECT 'figures', f.id,
       json_object('kind', f.kind, 'low', f.low, 'high', f.high, 'date_low', f.date_low, 'date_high', f.date_high,
                   'unit', f.unit, 'bound', f.bound, 'approximate', f.approximate, 'what', f.what,
                   'what_key', f.what_key, 'entity', (SELECT e.key FROM entities AS e WHERE e.id = f.entity_id))
FROM figures AS f
UNION ALL
SELECT 'mentions', m.id,
       json_object('entity', (SELECT e.key FROM entities AS e WHERE e.id = m.entity_id), 'kind', m.kind)
FROM mentions AS m
UNION ALL
SELECT 'citations', c.id, json_object('source', (SELECT s.name FROM sources AS s WHERE s.id = c.source_id))
FROM citations AS c
UNION ALL
SELECT 'positions', p.id,
       json_object('person', (SELECT e.key FROM entities AS e WHERE e.id = p.person_id), 'title', p.title,
                   'organization', (SELECT e.key FROM entities AS e WHERE e.id = p.organization_id))
FROM positions AS p
UNION ALL
SELECT 'propositions', p.id, json_object('subject', p.subject, 'predicate', p.predicate, 'object', p.object)
FROM propositions AS p
UNION ALL
SELECT 'articles', a.id,
       json_object('title', a.title, 'author', a.author, 'published', a.published,
                   'outlet', (SELECT s.name FROM sources AS s WHERE s.id = a.source_id))
FROM articles AS a
UNION ALL
SELECT 'entities', e.id, json_object('name', e.name, 'kind', e.kind) FROM entities AS e;

CREATE VIEW correction_last AS
-- The greatest id of each table that was given to a row, to one that is rejected, too.
SELECT 'claims' AS table_name,
       max((SELECT coalesce(max(x.id), 0) FROM claims AS x), (SELECT coalesce(max(x.id), 0) FROM extracted_claim_rows AS x),
           (SELECT coalesce(max(r.row_id), 0) FROM correction_rows AS r WHERE r.table_name = 'claims')) AS row_id
UNION ALL
SELECT 'figures',
       max((SELECT coalesce(max(x.id), 0) FROM figures AS x), (SELECT coalesce(max(x.id), 0) FROM extracted_figure_rows AS x),
           (SELECT coalesce(max(r.row_id), 0) FROM correction_rows AS r WHERE r.table_name = 'figures'))
UNION ALL
SELECT 'mentions',
       max((SELECT coalesce(max(x.id), 0) FROM mentions AS x), (SELECT coalesce(max(x.id), 0) FROM extracted_mention_rows AS x),
           (SELECT coalesce(max(r.row_id), 0) FROM correction_rows AS r WHERE r.table_name = 'mentions'))
UNION ALL
SELECT 'citations',
       max((SELECT coalesce(max(x.id), 0) FROM citations AS x), (SELECT coalesce(max(x.id), 0) FROM extracted_citations AS x),
           (SELECT coalesce(max(r.row_id), 0) FROM correction_rows AS r WHERE r.table_name = 'citations'));

-- ---- where an entry stands in the texts as they are now ----

CREATE VIEW correction_anchors AS
-- The same bytes: its place. Another version: its place, where text and context stand there; else the one place where
-- they stand; else its place, where what is before it is the same; else the one with half of the context; else the one
-- with that of one side. Never a place with the text alone.
SELECT q.correction_id, q.table_name, q.action, q.article_id, q.start_char, q.start_char + q.size AS end_char,
    q.which, q.uid
FROM (
    SELECT x.correction_id, x.table_name, x.action, x.article_id, x.size, x.which, x.uid,
           CASE WHEN x.same THEN x.start_char
                WHEN substr(x.text, x.start_char - length(x.prefix) + 1, length(x.prefix || x.exact || x.suffix))
                     = x.prefix || x.exact || x.suffix THEN x.start_char
                WHEN instr(x.text, x.prefix || x.exact || x.suffix) > 0 THEN
                    iif(instr(substr(x.text, instr(x.text, x.prefix || x.exact || x.suffix) + 1),
                              x.prefix || x.exact || x.suffix) = 0,
                        instr(x.text, x.prefix || x.exact || x.suffix) - 1 + length(x.prefix), NULL)
                WHEN length(x.prefix) + x.size >= 16
                     AND substr(x.text, x.start_char - length(x.prefix) + 1, length(x.prefix || x.exact))
                         = x.prefix || x.exact THEN x.start_char
                WHEN length(x.prefix) >= 16 AND length(x.suffix) >= 16 AND instr(x.text, x.near) > 0 THEN
                    iif(instr(substr(x.text, instr(x.text, x.near) + 1), x.near) = 0,
                        instr(x.text, x.near) - 1 + 16, NULL)
                WHEN length(x.prefix) >= 8 AND instr(x.text, x.prefix || x.exact) > 0
                     AND (length(x.suffix) < 8 OR instr(x.text, x.exact || x.suffix) = 0) THEN
                    iif(instr(substr(x.text, instr(x.text, x.prefix || x.exact) + 1), x.prefix || x.exact) = 0,
                        instr(x.text, x.prefix || x.exact) - 1 + length(x.prefix), NULL)
                WHEN length(x.suffix) >= 8 AND instr(x.text, x.exact || x.suffix) > 0
                     AND (length(x.prefix) < 8 OR instr(x.text, x.prefix || x.exact) = 0) THEN
                    iif(instr(substr(x.text, instr(x.text, x.exact || x.suffix) + 1), x.exact || x.suffix) = 0,
                        instr(x.text, x.exact || x.suffix) - 1, NULL)
           END AS start_char
    FROM (
        SELECT c.id AS correction_id, c.table_name, c.action, a.id AS article_id, a.text, a.sha256 = c.sha256 AS same,
               json_extract(c.target, '$.start') AS start_char, (json_extract(c.target, '$.end'))
                   - (json_extract(c.target, '$.start')) AS size,
               substr(json_extract(c.target, '$.prefix'), -16) || json_extract(c.target, '$.exact')
               || substr(json_extract(c.target, '$.suffix'), 1, 16) AS near,
               json_extract(c.target, '$.exact') AS exact, coalesce(json_extract(c.target, '$.prefix'), '') AS prefix,
               coalesce(json_extract(c.target, '$.suffix'), '') AS suffix, json_extract(c.target, '$.which') AS which,
               json_extract(c.target, '$.uid') AS uid
        FROM corrections AS c
        JOIN articles AS a ON a.id = coalesce(
            (SELECT s.id FROM articles AS s WHERE s.sha256 = c.sha256),
            (SELECT s.id FROM article_history AS h JOIN articles AS s ON s.id = h.article_id
             WHERE h.sha256 = c.sha256 AND h.reason = 'replaced' ORDER BY h.id DESC LIMIT 1),
            (SELECT max(s.id) FROM articles AS s WHERE s.path = json_extract(c.target, '$.path')),
            (SELECT max(s.id) FROM articles AS s WHERE s.url = json_extract(c.target, '$.url')))
        WHERE c.sha256 IS NOT NULL AND c.status <> 'undone'
    ) AS x
) AS q;

-- ---- keeping rows as they were extracted ----

CREATE VIEW correction_keep AS SELECT '' AS table_name, 0 AS row_id WHERE 0;
CREATE TRIGGER correction_keep_links INSTEAD OF INSERT ON correction_keep WHEN NEW.table_name IN ('claims', 'figures')
BEGIN
    -- what is kept is about to change; a figure need not stand in a claim
    INSERT OR IGNORE INTO links_due (table_name, row_id)
    SELECT 'claims', iif(NEW.table_name = 'claims', NEW.row_id,
                         (SELECT f.claim_id FROM figures AS f WHERE f.id = NEW.row_id));
END;
CREATE TRIGGER correction_keep_claim INSTEAD OF INSERT ON correction_keep
WHEN NEW.table_name = 'claims' AND NOT EXISTS (SELECT 1 FROM extracted_claim_rows AS x WHERE x.id = NEW.row_id)
BEGIN
    INSERT INTO extracted_claim_rows SELECT * FROM claim_rows
    WHERE id = NEW.row_id AND rule_term <> (SELECT t.id FROM terms AS t WHERE t.term = 'any.correction.add');
    INSERT INTO extracted_claim_entities SELECT * FROM claim_entities
    WHERE claim_id = (SELECT x.id FROM extracted_claim_rows AS x WHERE x.id = NEW.row_id);
END;
CREATE TRIGGER correction_keep_figure INSTEAD OF INSERT ON correction_keep
WHEN NEW.table_name = 'figures' AND NOT EXISTS (SELECT 1 FROM extracted_figure_rows AS x WHERE x.id = NEW.row_id)
BEGIN
    INSERT INTO extracted_figure_rows SELECT * FROM figure_rows
    WHERE id = NEW.row_id AND rule_term <> (SELECT t.id FROM terms AS t WHERE t.term = 'any.correction.add');
    INSERT OR IGNORE INTO extracted_proposition_figures
    SELECT l.* FROM extracted_figure_rows AS x JOIN proposition_rows AS p ON p.article_id = x.article_id
    JOIN proposition_figures AS l ON l.proposition_id = p.id AND l.figure_id = x.id
    WHERE x.id = NEW.row_id;
END;
CREATE TRIGGER correction_keep_proposition INSTEAD OF INSERT ON correction_keep
WHEN NEW.table_name = 'propositions' AND NOT EXISTS (SELECT 1 FROM extracted_proposition_rows AS x WHERE x.id = NEW.row_id)
BEGIN
    INSERT INTO extracted_proposition_rows SELECT * FROM proposition_rows WHERE id = NEW.row_id;
    INSERT OR IGNORE INTO extracted_proposition_figures SELECT p.* FROM proposition_figures AS p
    WHERE p.proposition_id = NEW.row_id
    AND NOT EXISTS (SELECT 1 FROM figures AS f WHERE f.id = p.figure_id AND f.rule = 'any.correction.add');
END;
CREATE TRIGGER correction_keep_mention INSTEAD OF INSERT ON correction_keep WHEN NEW.table_name = 'mentions'
BEGIN
    INSERT OR IGNORE INTO extracted_mention_rows SELECT * FROM mention_rows
    WHERE id = NEW.row_id AND rule_term <> (SELECT t.id FROM terms AS t WHERE t.term = 'any.correction.add');
END;
CREATE TRIGGER correction_keep_citation INSTEAD OF INSERT ON correction_keep WHEN NEW.table_name = 'citations'
BEGIN
    INSERT OR IGNORE INTO extracted_citations
    SELECT * FROM citations WHERE id = NEW.row_id AND rule <> 'any.correction.add';
END;
CREATE TRIGGER correction_keep_position INSTEAD OF INSERT ON correction_keep WHEN NEW.table_name = 'positions'
BEGIN
    INSERT OR IGNORE INTO extracted_positions SELECT * FROM positions WHERE id = NEW.row_id;
END;

-- ---- taking rows away, with what hangs on them: the sqlite3 shell does not follow foreign keys by itself ----

CREATE VIEW correction_drop AS SELECT '' AS table_name, 0 AS row_id WHERE 0;
CREATE TRIGGER correction_drop_claim INSTEAD OF INSERT ON correction_drop WHEN NEW.table_name = 'claims'
BEGIN
    -- its cluster is to be made again, and so are wordings of others that are called by it
    INSERT OR IGNORE INTO links_due (table_name, row_id)
    SELECT 'clusters', m.claim_id FROM claim_cluster_members AS m
    WHERE m.cluster_id = (SELECT x.cluster_id FROM claim_cluster_members AS x WHERE x.claim_id = NEW.row_id);
    DELETE FROM claim_clusters
    WHERE id = (SELECT m.cluster_id FROM claim_cluster_members AS m WHERE m.claim_id = NEW.row_id);
    DELETE FROM claim_cluster_members
    WHERE cluster_id = (SELECT m.cluster_id FROM claim_cluster_members AS m WHERE m.claim_id = NEW.row_id);
    INSERT OR IGNORE INTO links_due (table_name, row_id)
    SELECT 'claims', w.claim_id FROM claim_wordings AS w WHERE w.wording_id = NEW.row_id;
    -- those that have its words or its figures may be the first to say so now
    INSERT OR IGNORE INTO links_due (table_name, row_id)
    SELECT 'stars', x.claim_id FROM claim_wordings AS w JOIN claim_wordings AS x ON x.wording_id = w.wording_id
    WHERE w.claim_id = NEW.row_id
    UNION SELECT 'stars', x.claim_id FROM claim_figures AS f JOIN claim_figures AS x ON x.hash = f.hash
    WHERE f.claim_id = NEW.row_id;
    UPDATE links_due SET text = (SELECT c.text FROM claims AS c WHERE c.id = NEW.row_id)
    WHERE table_name = 'claims' AND row_id = NEW.row_id AND text IS NULL
    AND EXISTS (SELECT 1 FROM wordings AS w WHERE w.id = NEW.row_id);
    DELETE FROM claim_entities WHERE claim_id = NEW.row_id;
    DELETE FROM claim_figures WHERE claim_id = NEW.row_id;
    DELETE FROM claim_wordings WHERE claim_id = NEW.row_id OR wording_id = NEW.row_id;
    DELETE FROM wording_hashes
    WHERE (hash, wording_id) IN (SELECT w.hash, w.id FROM wordings AS w WHERE w.id = NEW.row_id);
    DELETE FROM recent_wording_hashes
    WHERE (hash, wording_id) IN (SELECT w.hash, w.id FROM wordings AS w WHERE w.id = NEW.row_id);
    DELETE FROM wordings WHERE id = NEW.row_id;
    DELETE FROM claim_rows WHERE id = NEW.row_id;
END;
CREATE TRIGGER correction_drop_figure INSTEAD OF INSERT ON correction_drop WHEN NEW.table_name = 'figures'
BEGIN
    INSERT OR IGNORE INTO links_due (table_name, row_id)
    SELECT 'claims', f.claim_id FROM figures AS f WHERE f.id = NEW.row_id;
    DELETE FROM proposition_figures
    WHERE figure_id = NEW.row_id AND proposition_id IN (
        SELECT p.id FROM figures AS f JOIN proposition_rows AS p ON p.article_id = f.article_id
        WHERE f.id = NEW.row_id);
    DELETE FROM figure_rows WHERE id = NEW.row_id;
END;
CREATE TRIGGER correction_drop_proposition INSTEAD OF INSERT ON correction_drop WHEN NEW.table_name = 'propositions'
BEGIN
    DELETE FROM proposition_figures WHERE proposition_id = NEW.row_id;
    DELETE FROM proposition_rows WHERE id = NEW.row_id;
END;

-- ---- putting one entry on ----

CREATE VIEW correction_put AS
SELECT c.id AS correction_id, c.action, c.table_name, r.row_id, r.article_id, r.start_char, r.end_char, r.made,
    c.payload
FROM corrections AS c JOIN correction_rows AS r ON r.correction_id = c.id
WHERE c.status <> 'undone';

-- a row that was missed, with nothing said of it yet
CREATE VIEW correction_make AS
SELECT '' AS table_name, 0 AS row_id, 0 AS article_id, 0 AS start_char, 0 AS end_char, '' AS payload WHERE 0;
CREATE TRIGGER correction_make_claim INSTEAD OF INSERT ON correction_make WHEN NEW.table_name = 'claims'
BEGIN
    -- stated, not found, curated
    INSERT INTO claim_rows (id, article_id, form, sentence, start_char, length, rule_term, bytes_before, bytes_within)
    SELECT NEW.row_id, a.id, 0 + 24 + 4096, s.seq, NEW.start_char, NEW.end_char - NEW.start_char,
           (SELECT t.id FROM terms AS t WHERE t.term = 'any.correction.add'),
           length(CAST(substr(a.text, 1, NEW.start_char) AS BLOB)) - NEW.start_char,
           length(CAST(substr(a.text, NEW.start_char + 1, NEW.end_char - NEW.start_char) AS BLOB))
           - (NEW.end_char - NEW.start_char)
    FROM articles AS a JOIN sentences AS s ON s.article_id = a.id
    AND s.start_char <= NEW.start_char AND s.end_char > NEW.start_char
    WHERE a.id = NEW.article_id;
    -- what stands in it is its own, unless it stands in a shorter one
    INSERT INTO correction_keep
    SELECT 'figures', f.id FROM figures AS f LEFT JOIN claims AS o ON o.id = f.claim_id
    WHERE f.article_id = NEW.article_id AND f.start_char >= NEW.start_char AND f.end_char <= NEW.end_char
    AND (o.id IS NULL OR o.end_char - o.start_char > NEW.end_char - NEW.start_char);
    UPDATE figure_rows SET claim_id = NEW.row_id
    WHERE article_id = NEW.article_id AND start_char >= NEW.start_char AND start_char + length <= NEW.end_char
    AND NOT EXISTS (SELECT 1 FROM claim_rows AS o WHERE o.id = figure_rows.claim_id
                    AND o.length <= NEW.end_char - NEW.start_char);
    INSERT INTO correction_keep
    SELECT 'propositions', f.id FROM propositions AS f LEFT JOIN claims AS o ON o.id = f.claim_id
    WHERE f.article_id = NEW.article_id AND f.start_char >= NEW.start_char AND f.end_char <= NEW.end_char
    AND (o.id IS NULL OR o.end_char - o.start_char > NEW.end_char - NEW.start_char);
    UPDATE proposition_rows SET claim_id = NEW.row_id
    WHERE id IN (SELECT p.id FROM propositions AS p LEFT JOIN claims AS o ON o.id = p.claim_id
                 WHERE p.article_id = NEW.article_id AND p.start_char >= NEW.start_char AND p.end_char <= NEW.end_char
                 AND (o.id IS NULL OR o.end_char - o.start_char > NEW.end_char - NEW.start_char));
    INSERT OR IGNORE INTO correction_search (table_name, row_id) VALUES ('claims', NEW.row_id);
END;

CREATE TRIGGER correction_put_claim INSTEAD OF INSERT ON correction_put
WHEN NEW.table_name = 'claims' AND NEW.action IN ('set', 'add')
BEGIN
    INSERT INTO correction_make
    SELECT 'claims', NEW.row_id, NEW.article_id, NEW.start_char, NEW.end_char, NEW.payload
    WHERE NEW.action = 'add' AND NEW.made;
    INSERT INTO correction_keep VALUES ('claims', NEW.row_id);
    INSERT OR IGNORE INTO sources (name, kind, origin)
    SELECT json_extract(NEW.payload, '$.source'), 'other', 'curated' WHERE json_extract(NEW.payload, '$.source')
        IS NOT NULL;
    SELECT RAISE(ABORT, 'CHECK constraint failed: no such kind, act, medium or no_speaker')
    FROM json_each(NEW.payload) AS j
    WHERE j.key IN ('kind', 'act', 'medium', 'no_speaker') AND j.value IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM correction_codes AS k WHERE k.field = 'claims ' || j.key AND k.word IS j.value);
    UPDATE claim_rows
    SET cited_source_id = iif(json_type(NEW.payload, '$.source') IS NULL, cited_source_id,
                              (SELECT s.id FROM sources AS s WHERE s.name = json_extract(NEW.payload, '$.source'))),
        speaker_id = v.speaker,
        form = form & 8192 | 4096 | (
            SELECT sum(k.code) FROM correction_codes AS k
            WHERE k.field = 'claims kind' AND k.word = v.kind OR k.field = 'claims act' AND k.word = v.act
            OR k.field = 'claims medium' AND k.word = v.medium
            OR k.field = 'claims no_speaker' AND k.word = v.why AND v.speaker IS NULL)
    FROM (SELECT c.id, coalesce(json_extract(NEW.payload, '$.kind'), c.kind) AS kind,
                 iif(json_type(NEW.payload, '$.act') IS NULL, c.act, json_extract(NEW.payload, '$.act')) AS act,
                 iif(json_type(NEW.payload, '$.medium') IS NULL, c.medium, json_extract(NEW.payload, '$.medium'))
                     AS medium,
                 CASE WHEN json_type(NEW.payload, '$.speaker') IS NOT NULL THEN
                          (SELECT coalesce(e.merged_into, e.id) FROM entities AS e
                           WHERE e.key = json_extract(NEW.payload, '$.speaker'))
                      WHEN json_extract(NEW.payload, '$.no_speaker') IS NULL THEN c.speaker_id END AS speaker,
                 coalesce(json_extract(NEW.payload, '$.no_speaker'), c.no_speaker,
                          iif(coalesce(json_extract(NEW.payload, '$.kind'), c.kind) = 'stated',
                              'own voice', 'not named')) AS why
          FROM claims AS c WHERE c.id = NEW.row_id) AS v
    WHERE claim_rows.id = v.id;
    DELETE FROM claim_entities WHERE claim_id = NEW.row_id AND role = 'speaker';
    INSERT OR IGNORE INTO claim_entities (claim_id, entity_id, role)
    SELECT c.id, c.speaker_id, 'speaker' FROM claims AS c WHERE c.id = NEW.row_id AND c.speaker_id IS NOT NULL;
    DELETE FROM claim_entities
    WHERE claim_id = NEW.row_id AND role = 'about' AND json_type(NEW.payload, '$.about') IS NOT NULL;
    INSERT OR IGNORE INTO claim_entities (claim_id, entity_id, role)
    SELECT NEW.row_id, coalesce(e.merged_into, e.id), 'about'
    FROM json_each('[' || replace(json_quote(json_extract(NEW.payload, '$.about')), '; ', '","') || ']') AS j
    JOIN entities AS e ON e.key = j.value
    WHERE EXISTS (SELECT 1 FROM claims AS c WHERE c.id = NEW.row_id);
END;

CREATE TRIGGER correction_put_claim_rejected INSTEAD OF INSERT ON correction_put
WHEN NEW.table_name = 'claims' AND NEW.action = 'reject'
BEGIN
    INSERT INTO correction_keep VALUES ('claims', NEW.row_id);
    INSERT INTO correction_keep SELECT 'figures', f.id FROM figures AS f WHERE f.claim_id = NEW.row_id;
    INSERT INTO correction_keep SELECT 'propositions', f.id FROM propositions AS f WHERE f.claim_id = NEW.row_id;
    -- what stands in it is that of the shortest one around it
    INSERT OR IGNORE INTO links_due (table_name, row_id)
    SELECT 'claims', o.id FROM claims AS c JOIN claims AS o ON o.article_id = c.article_id
    AND o.start_char < c.end_char AND o.end_char > c.start_char
    WHERE c.id = NEW.row_id;
    UPDATE figure_rows
    SET claim_id = (SELECT o.id FROM claims AS o
                    WHERE o.article_id = figure_rows.article_id AND o.id <> NEW.row_id
                    AND o.start_char <= figure_rows.start_char
                    AND o.end_char >= figure_rows.start_char + figure_rows.length
                    ORDER BY o.end_char - o.start_char, o.start_char, o.rule LIMIT 1)
    WHERE claim_id = NEW.row_id;
    UPDATE proposition_rows
    SET claim_id = (SELECT o.id FROM propositions AS p JOIN claims AS o ON o.article_id = p.article_id
                    WHERE p.id = proposition_rows.id AND o.id <> NEW.row_id
                    AND o.start_char <= p.start_char AND o.end_char >= p.end_char
                    ORDER BY o.end_char - o.start_char, o.start_char, o.rule LIMIT 1)
    WHERE claim_id = NEW.row_id;
    INSERT OR IGNORE INTO correction_search (table_name, row_id, text)
    SELECT 'claims', c.id, c.text FROM claims AS c
    WHERE c.id = NEW.row_id AND c.id IN (SELECT d.id FROM claims_fts_docsize AS d);
    INSERT INTO correction_drop VALUES ('claims', NEW.row_id);
END;

CREATE TRIGGER correction_make_figure INSTEAD OF INSERT ON correction_make WHEN NEW.table_name = 'figures'
BEGIN
    -- number, exact, curated
    INSERT INTO figure_rows (id, article_id, claim_id, form, sentence, start_char, length, rule_term)
    SELECT NEW.row_id, a.id,
           (SELECT o.id FROM claims AS o
            WHERE o.article_id = a.id AND o.start_char <= NEW.start_char AND o.end_char >= NEW.end_char
            ORDER BY o.end_char - o.start_char, o.start_char, o.rule LIMIT 1),
           0 + 0 + 256, s.seq, NEW.start_char, NEW.end_char - NEW.start_char,
           (SELECT t.id FROM terms AS t WHERE t.term = 'any.correction.add')
    FROM articles AS a JOIN sentences AS s ON s.article_id = a.id
    AND s.start_char <= NEW.start_char AND s.end_char > NEW.start_char
    WHERE a.id = NEW.article_id;
    INSERT INTO proposition_figures (proposition_id, figure_id)
    SELECT DISTINCT p.id, NEW.row_id FROM propositions AS p JOIN proposition_spans AS x ON x.proposition_id = p.id
    WHERE p.article_id = NEW.article_id AND x.start_char <= NEW.start_char AND x.end_char >= NEW.end_char;
END;

CREATE TRIGGER correction_put_figure INSTEAD OF INSERT ON correction_put
WHEN NEW.table_name = 'figures' AND NEW.action IN ('set', 'add')
BEGIN
    INSERT INTO correction_make
    SELECT 'figures', NEW.row_id, NEW.article_id, NEW.start_char, NEW.end_char, NEW.payload
    WHERE NEW.action = 'add' AND NEW.made;
    INSERT INTO correction_keep VALUES ('figures', NEW.row_id);
    SELECT RAISE(ABORT, 'CHECK constraint failed: no such kind, bound or approximate, or no day')
    FROM json_each(NEW.payload) AS j
    WHERE j.value IS NOT NULL AND (
        j.key IN ('kind', 'bound', 'approximate')
        AND NOT EXISTS (SELECT 1 FROM correction_codes AS k WHERE k.field = 'figures ' || j.key AND k.word IS j.value)
        OR j.key IN ('date_low', 'date_high') AND j.value IS NOT date(j.value, '+0 days'));
    UPDATE figure_rows
    SET low = iif(json_type(NEW.payload, '$.low') IS NULL, low, json_extract(NEW.payload, '$.low')),
        high = iif(json_type(NEW.payload, '$.high') IS NULL, high, json_extract(NEW.payload, '$.high')),
        day_low = iif(json_type(NEW.payload, '$.date_low') IS NULL, day_low,
                      strftime('%s', json_extract(NEW.payload, '$.date_low')) / 86400),
        day_high = iif(json_type(NEW.payload, '$.date_high') IS NULL, day_high,
                       strftime('%s', json_extract(NEW.payload, '$.date_high')) / 86400),
        unit = iif(json_type(NEW.payload, '$.unit') IS NULL, unit, json_extract(NEW.payload, '$.unit')),
        what = iif(json_type(NEW.payload, '$.what') IS NULL, what, json_extract(NEW.payload, '$.what')),
        what_key = iif(json_type(NEW.payload, '$.what_key') IS NULL, what_key, json_extract(NEW.payload, '$.what_key')),
        entity_id = iif(json_type(NEW.payload, '$.entity') IS NULL, entity_id,
                        (SELECT coalesce(e.merged_into, e.id) FROM entities AS e
                         WHERE e.key = json_extract(NEW.payload, '$.entity'))),
        form = 256 | (
            SELECT sum(k.code) FROM figures AS f JOIN correction_codes AS k
            ON k.field = 'figures kind' AND k.word = coalesce(json_extract(NEW.payload, '$.kind'), f.kind)
            OR k.field = 'figures bound' AND k.word = coalesce(json_extract(NEW.payload, '$.bound'), f.bound)
            OR k.field = 'figures approximate'
               AND k.word = coalesce(json_extract(NEW.payload, '$.approximate'), f.approximate)
            WHERE f.id = NEW.row_id)
    WHERE id = NEW.row_id;
END;

CREATE TRIGGER correction_put_figure_rejected INSTEAD OF INSERT ON correction_put
WHEN NEW.table_name = 'figures' AND NEW.action = 'reject'
BEGIN
    INSERT INTO correction_keep VALUES ('figures', NEW.row_id);
    INSERT INTO correction_drop VALUES ('figures', NEW.row_id);
END;

CREATE TRIGGER correction_make_mention INSTEAD OF INSERT ON correction_make WHEN NEW.table_name = 'mentions'
BEGIN
    -- name, curated
    INSERT INTO mention_rows (id, article_id, entity_id, sentence, start_char, length, form, rule_term)
    SELECT NEW.row_id, NEW.article_id, coalesce(e.merged_into, e.id), s.seq, NEW.start_char,
           NEW.end_char - NEW.start_char, 0 + 4, (SELECT t.id FROM terms AS t WHERE t.term = 'any.correction.add')
    FROM entities AS e JOIN sentences AS s ON s.article_id = NEW.article_id
    AND s.start_char <= NEW.start_char AND s.end_char > NEW.start_char
    WHERE e.key = json_extract(NEW.payload, '$.entity');
END;

CREATE TRIGGER correction_put_mention INSTEAD OF INSERT ON correction_put
WHEN NEW.table_name = 'mentions' AND NEW.action IN ('set', 'add')
BEGIN
    INSERT INTO correction_make
    SELECT 'mentions', NEW.row_id, NEW.article_id, NEW.start_char, NEW.end_char, NEW.payload
    WHERE NEW.action = 'add' AND NEW.made;
    INSERT INTO correction_keep VALUES ('mentions', NEW.row_id);
    SELECT RAISE(ABORT, 'CHECK constraint failed: no such kind')
    WHERE json_extract(NEW.payload, '$.kind') NOT IN (SELECT k.word FROM correction_codes AS k
                                                      WHERE k.field = 'mentions kind');
    UPDATE mention_rows
    SET entity_id = coalesce((SELECT coalesce(e.merged_into, e.id) FROM entities AS e
                              WHERE e.key = json_extract(NEW.payload, '$.entity')), entity_id),
        form = 4 | coalesce((SELECT k.code FROM correction_codes AS k WHERE k.field = 'mentions kind'
                             AND k.word = json_extract(NEW.payload, '$.kind')), form)
    WHERE id = NEW.row_id;
END;

CREATE TRIGGER correction_put_mention_rejected INSTEAD OF INSERT ON correction_put
WHEN NEW.table_name = 'mentions' AND NEW.action = 'reject'
BEGIN
    INSERT INTO correction_keep VALUES ('mentions', NEW.row_id);
    DELETE FROM mention_rows WHERE id = NEW.row_id;
END;

CREATE TRIGGER correction_put_citation INSTEAD OF INSERT ON correction_put
WHEN NEW.table_name = 'citations' AND NEW.action IN ('set', 'add')
BEGIN
    INSERT INTO correction_keep VALUES ('citations', NEW.row_id);
    INSERT OR IGNORE INTO sources (name, kind, origin) VALUES (json_extract(NEW.payload, '$.source'), 'other',
        'curated');
    INSERT INTO citations (id, article_id, source_id, sentence, start_char, end_char, rule, origin)
    SELECT NEW.row_id, NEW.article_id, x.id, s.seq, NEW.start_char, NEW.end_char, 'any.correction.add', 'curated'
    FROM sources AS x JOIN sentences AS s ON s.article_id = NEW.article_id
    AND s.start_char <= NEW.start_char AND s.end_char > NEW.start_char
    WHERE x.name = json_extract(NEW.payload, '$.source') AND NEW.made AND NEW.action = 'add';
    UPDATE citations
    SET source_id = (SELECT s.id FROM sources AS s WHERE s.name = json_extract(NEW.payload, '$.source')), origin
        = 'curated'
    WHERE id = NEW.row_id;
END;

CREATE TRIGGER correction_put_citation_rejected INSTEAD OF INSERT ON correction_put
WHEN NEW.table_name = 'citations' AND NEW.action = 'reject'
BEGIN
    INSERT INTO correction_keep VALUES ('citations', NEW.row_id);
    DELETE FROM citations WHERE id = NEW.row_id;
END;

CREATE TRIGGER correction_put_position_rejected INSTEAD OF INSERT ON correction_put
WHEN NEW.table_name = 'positions' AND NEW.action = 'reject'
BEGIN
    INSERT INTO correction_keep VALUES ('positions', NEW.row_id);
    DELETE FROM positions WHERE id = NEW.row_id;
END;

CREATE TRIGGER correction_put_proposition_rejected INSTEAD OF INSERT ON correction_put
WHEN NEW.table_name = 'propositions' AND NEW.action = 'reject'
BEGIN
    INSERT INTO correction_keep VALUES ('propositions', NEW.row_id);
    INSERT INTO correction_drop VALUES ('propositions', NEW.row_id);
END;

CREATE TRIGGER correction_put_article INSTEAD OF INSERT ON correction_put WHEN NEW.table_name = 'articles'
BEGIN
    INSERT OR IGNORE INTO article_originals (article_id, title, title_found, author, published, source_id)
    SELECT a.id, a.title, a.title_found, a.author, a.published, a.source_id FROM articles AS a WHERE a.id = NEW.row_id;
    INSERT OR IGNORE INTO sources (name, kind, origin)
    SELECT json_extract(NEW.payload, '$.outlet'), 'outlet', 'curated' WHERE json_extract(NEW.payload,
        '$.outlet') IS NOT NULL;
    INSERT OR IGNORE INTO correction_search (table_name, row_id, title, text)
    SELECT 'articles', a.id, a.title, '' FROM articles AS a
    WHERE a.id = NEW.row_id AND json_type(NEW.payload, '$.title') IS NOT NULL
    AND a.id IN (SELECT d.id FROM articles_fts_docsize AS d);
    INSERT OR IGNORE INTO links_due (table_name, row_id, text)
    SELECT 'articles', a.id, coalesce(a.published, '') || ' ' || coalesce(a.source_id, '')
    FROM articles AS a WHERE a.id = NEW.row_id;
    UPDATE articles
    SET title = iif(json_type(NEW.payload, '$.title') IS NULL, title, json_extract(NEW.payload, '$.title')),
        title_found = iif(json_type(NEW.payload, '$.title') IS NULL, title_found, 0),
        author = iif(json_type(NEW.payload, '$.author') IS NULL, author, json_extract(NEW.payload, '$.author')),
        published = iif(json_type(NEW.payload, '$.published') IS NULL, published, json_extract(NEW.payload,
            '$.published')),
        source_id = iif(json_type(NEW.payload, '$.outlet') IS NULL, source_id,
                        (SELECT s.id FROM sources AS s WHERE s.name = json_extract(NEW.payload, '$.outlet')))
    WHERE id = NEW.row_id;
    -- an outlet that no article names by itself
    UPDATE sources SET origin = 'curated'
    WHERE name = json_extract(NEW.payload, '$.outlet')
    AND NOT EXISTS (SELECT 1 FROM citations AS c WHERE c.source_id = sources.id)
    AND NOT EXISTS (SELECT 1 FROM claims AS c WHERE c.cited_source_id = sources.id)
    AND NOT EXISTS (SELECT 1 FROM article_originals AS o WHERE o.source_id = sources.id)
    AND NOT EXISTS (SELECT 1 FROM articles AS a WHERE a.source_id = sources.id
                    AND a.id NOT IN (SELECT o.article_id FROM article_originals AS o));
END;

-- ---- all rows of an entity, in one article, to another one ----

CREATE VIEW correction_move AS SELECT 0 AS article_id, 0 AS from_id, 0 AS to_id WHERE 0;
CREATE TRIGGER correction_move_rows INSTEAD OF INSERT ON correction_move
BEGIN
    INSERT INTO correction_keep SELECT 'mentions', m.id FROM mentions AS m
    WHERE m.article_id = NEW.article_id AND m.entity_id = NEW.from_id;
    UPDATE mention_rows SET entity_id = NEW.to_id, link_term = NULL
    WHERE article_id = NEW.article_id AND entity_id = NEW.from_id;
    INSERT INTO correction_keep SELECT 'positions', p.id FROM positions AS p
    WHERE p.article_id = NEW.article_id AND NEW.from_id IN (p.person_id, p.organization_id);
    UPDATE positions SET person_id = NEW.to_id WHERE article_id = NEW.article_id AND person_id = NEW.from_id;
    UPDATE positions SET organization_id = NEW.to_id WHERE article_id = NEW.article_id AND organization_id
        = NEW.from_id;
    INSERT INTO correction_keep SELECT 'claims', c.id FROM claims AS c
    WHERE c.article_id = NEW.article_id
    AND (c.speaker_id = NEW.from_id
         OR EXISTS (SELECT 1 FROM claim_entities AS l WHERE l.claim_id = c.id AND l.entity_id = NEW.from_id));
    UPDATE claim_rows SET speaker_id = NEW.to_id WHERE article_id = NEW.article_id AND speaker_id = NEW.from_id;
    INSERT OR IGNORE INTO claim_entities (claim_id, entity_id, role)
    SELECT l.claim_id, NEW.to_id, l.role FROM claim_entities AS l JOIN claims AS c ON c.id = l.claim_id
    WHERE c.article_id = NEW.article_id AND l.entity_id = NEW.from_id;
    DELETE FROM claim_entities WHERE entity_id = NEW.from_id
    AND claim_id IN (SELECT c.id FROM claims AS c WHERE c.article_id = NEW.article_id);
    INSERT INTO correction_keep SELECT 'figures', f.id FROM figures AS f
    WHERE f.article_id = NEW.article_id AND f.entity_id = NEW.from_id;
    UPDATE figure_rows SET entity_id = NEW.to_id WHERE article_id = NEW.article_id AND entity_id = NEW.from_id;
    INSERT INTO correction_keep SELECT 'propositions', p.id FROM propositions AS p
    WHERE p.article_id = NEW.article_id AND NEW.from_id IN (p.subject_id, p.object_id);
    UPDATE proposition_rows SET subject_id = NEW.to_id WHERE article_id = NEW.article_id AND subject_id = NEW.from_id;
    UPDATE proposition_rows SET object_id = NEW.to_id WHERE article_id = NEW.article_id AND object_id = NEW.from_id;
END;

-- ---- names: what is decided about entities beside their rows ----

CREATE VIEW correction_lift_names AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_lift_names_all INSTEAD OF INSERT ON correction_lift_names
BEGIN
    DELETE FROM aliases WHERE origin = 'curated';
    INSERT OR IGNORE INTO aliases SELECT * FROM extracted_aliases;
    DELETE FROM extracted_aliases;
    UPDATE entities SET name = x.name, kind = x.kind FROM extracted_entities AS x WHERE x.id = entities.id;
    DELETE FROM extracted_entities;
    UPDATE entities SET origin = 'extracted', merged_into = NULL WHERE origin = 'curated' OR merged_into IS NOT NULL;
END;

CREATE VIEW correction_merge AS SELECT 0 AS from_id, 0 AS into_id WHERE 0;
CREATE TRIGGER correction_merge_one INSTEAD OF INSERT ON correction_merge
BEGIN
    -- into_id may be merged away itself, or into from_id: then nothing is left to do
    UPDATE entities
    SET merged_into = (SELECT coalesce(e.merged_into, e.id) FROM entities AS e WHERE e.id = NEW.into_id)
    WHERE (id = NEW.from_id OR merged_into = NEW.from_id)
    AND (SELECT coalesce(e.merged_into, e.id) FROM entities AS e WHERE e.id = NEW.into_id) <> NEW.from_id;
END;

CREATE VIEW correction_put_names AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_put_names_all INSTEAD OF INSERT ON correction_put_names
BEGIN
    INSERT OR IGNORE INTO entities (key, name, kind, origin)
    SELECT j.key, json_extract(j.value, '$.name'), json_extract(j.value, '$.kind'), 'curated'
    FROM corrections AS c, json_each(c.names) AS j WHERE c.status <> 'undone' ORDER BY c.id, j.key;
    UPDATE entities SET origin = 'curated'
    WHERE origin = 'extracted' AND NOT EXISTS (SELECT 1 FROM entity_evidence AS v WHERE v.entity_id = entities.id)
    AND key IN (SELECT j.key FROM corrections AS c, json_each(c.names) AS j WHERE c.status <> 'undone');

    INSERT OR IGNORE INTO extracted_entities
    SELECT e.id, e.name, e.kind FROM entities AS e WHERE e.key IN (
        SELECT c.entity_key FROM corrections AS c
        WHERE c.table_name = 'entities' AND c.action IN ('add', 'rename', 'kind') AND c.status <> 'undone');
    UPDATE entities
    SET name = coalesce((SELECT json_extract(c.payload, '$.name') FROM corrections AS c
                         WHERE c.entity_key = entities.key AND c.table_name = 'entities'
                         AND c.action IN ('add', 'rename') AND c.status <> 'undone' ORDER BY c.id DESC LIMIT 1), name),
        kind = coalesce((SELECT json_extract(c.payload, '$.kind') FROM corrections AS c
                         WHERE c.entity_key = entities.key AND c.table_name = 'entities'
                         AND c.action IN ('add', 'kind') AND c.status <> 'undone' ORDER BY c.id DESC LIMIT 1), kind),
        origin = 'curated'
    WHERE id IN (SELECT x.id FROM extracted_entities AS x);
    -- a name that gives way is an alias, one that is the name is none
    INSERT OR IGNORE INTO aliases (entity_id, alias, origin)
    SELECT e.id, x.name, 'curated' FROM extracted_entities AS x JOIN entities AS e ON e.id = x.id
    WHERE e.name <> x.name AND EXISTS (SELECT 1 FROM entity_evidence AS v WHERE v.entity_id = e.id);

    INSERT OR IGNORE INTO correction_merge (from_id, into_id)
    SELECT e.id, i.id FROM corrections AS c JOIN entities AS e ON e.key = c.entity_key
    JOIN entities AS i ON i.key = json_extract(c.payload, '$.into')
    WHERE c.action = 'merge' AND c.status <> 'undone'
    AND NOT EXISTS (SELECT 1 FROM corrections AS s
                    WHERE s.action = 'split' AND s.status <> 'undone' AND s.id > c.id
                    AND (s.entity_key = c.entity_key AND json_extract(s.payload, '$.from')
                        = json_extract(c.payload, '$.into')
                         OR json_extract(s.payload, '$.from') = c.entity_key AND s.entity_key
                             = json_extract(c.payload, '$.into')))
    ORDER BY c.id;
    INSERT OR IGNORE INTO aliases (entity_id, alias, origin)
    SELECT e.merged_into, f.alias, 'curated'
    FROM entities AS e
    JOIN (SELECT n.id AS entity_id, n.name AS alias FROM entities AS n
          UNION ALL SELECT a.entity_id, a.alias FROM aliases AS a) AS f ON f.entity_id = e.id
    JOIN entities AS i ON i.id = e.merged_into
    WHERE e.merged_into IS NOT NULL AND f.alias <> i.name;

    INSERT OR IGNORE INTO extracted_aliases
    SELECT a.* FROM corrections AS c JOIN entities AS e ON e.key = c.entity_key
    JOIN aliases AS a ON a.entity_id = e.id AND a.alias = json_extract(c.payload, '$.alias')
    WHERE c.action IN ('alias add', 'alias remove') AND c.status <> 'undone' AND a.origin = 'extracted';
    DELETE FROM aliases WHERE (entity_id, alias) IN (
        SELECT e.id, json_extract(c.payload, '$.alias') FROM corrections AS c JOIN entities AS e ON e.key = c.entity_key
        WHERE c.action IN ('alias add', 'alias remove') AND c.status <> 'undone');
    INSERT OR IGNORE INTO aliases (entity_id, alias, origin)
    SELECT e.id, json_extract(c.payload, '$.alias'), 'curated'
    FROM corrections AS c JOIN entities AS e ON e.key = c.entity_key
    WHERE c.action = 'alias add' AND c.status <> 'undone' AND e.name <> json_extract(c.payload, '$.alias')
    AND NOT EXISTS (SELECT 1 FROM corrections AS z WHERE z.entity_key = c.entity_key AND z.id > c.id
                    AND z.action = 'alias remove' AND z.status <> 'undone'
                    AND json_extract(z.payload, '$.alias') = json_extract(c.payload, '$.alias'));
    INSERT OR IGNORE INTO extracted_aliases
    SELECT a.* FROM extracted_entities AS x JOIN entities AS e ON e.id = x.id
    JOIN aliases AS a ON a.entity_id = e.id AND a.alias = e.name WHERE a.origin = 'extracted';
    DELETE FROM aliases WHERE (entity_id, alias) IN (
        SELECT e.id, e.name FROM extracted_entities AS x JOIN entities AS e ON e.id = x.id);
END;

-- ---- articles ----

CREATE VIEW correction_lift_articles AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_lift_articles_all INSTEAD OF INSERT ON correction_lift_articles
BEGIN
    INSERT OR IGNORE INTO correction_search (table_name, row_id, title, text)
    SELECT 'articles', a.id, a.title, '' FROM articles AS a JOIN article_originals AS o ON o.article_id = a.id
    WHERE a.title IS NOT o.title AND a.id IN (SELECT d.id FROM articles_fts_docsize AS d);
    INSERT OR IGNORE INTO links_due (table_name, row_id, text)
    SELECT 'articles', a.id, coalesce(a.published, '') || ' ' || coalesce(a.source_id, '')
    FROM articles AS a JOIN article_originals AS o ON o.article_id = a.id;
    UPDATE articles
    SET title = o.title, title_found = o.title_found, author = o.author, published = o.published, source_id
        = o.source_id
    FROM article_originals AS o WHERE o.article_id = articles.id;
    DELETE FROM article_originals;
    DELETE FROM correction_rows WHERE table_name = 'articles';
END;

CREATE VIEW correction_put_articles AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_put_articles_all INSTEAD OF INSERT ON correction_put_articles
BEGIN
    INSERT INTO correction_rows (correction_id, table_name, row_id, article_id, made)
    SELECT n.correction_id, 'articles', n.article_id, n.article_id, 0 FROM correction_anchors AS n
    WHERE n.table_name = 'articles';
    INSERT INTO correction_put SELECT * FROM correction_put WHERE table_name = 'articles' ORDER BY correction_id;
END;

-- ---- ids ----

-- A new row takes the id behind the last one. Where the last ones were rejected, one of them stands there again while
-- articles are written, so that no id is given away that an undo brings back.
CREATE VIEW correction_hold AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_hold_all INSTEAD OF INSERT ON correction_hold
BEGIN
    INSERT INTO correction_held (table_name, row_id)
    SELECT h.table_name, h.row_id FROM (
        SELECT 'claims' AS table_name, (SELECT max(x.id) FROM extracted_claim_rows AS x) AS row_id,
               (SELECT coalesce(max(x.id), 0) FROM claims AS x) AS last
        UNION ALL
        SELECT 'figures' AS table_name, (SELECT max(x.id) FROM extracted_figure_rows AS x) AS row_id,
               (SELECT coalesce(max(x.id), 0) FROM figures AS x) AS last
        UNION ALL
        SELECT 'mentions' AS table_name, (SELECT max(x.id) FROM extracted_mention_rows AS x) AS row_id,
               (SELECT coalesce(max(x.id), 0) FROM mentions AS x) AS last
        UNION ALL
        SELECT 'citations' AS table_name, (SELECT max(x.id) FROM extracted_citations AS x) AS row_id,
               (SELECT coalesce(max(x.id), 0) FROM citations AS x) AS last
        UNION ALL
        SELECT 'positions' AS table_name, (SELECT max(x.id) FROM extracted_positions AS x) AS row_id,
               (SELECT coalesce(max(x.id), 0) FROM positions AS x) AS last
        UNION ALL
        SELECT 'propositions' AS table_name, (SELECT max(x.id) FROM extracted_proposition_rows AS x) AS row_id,
               (SELECT coalesce(max(x.id), 0) FROM propositions AS x) AS last) AS h
    WHERE h.row_id > h.last;
    INSERT INTO claim_rows SELECT * FROM extracted_claim_rows
    WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'claims');
    INSERT INTO figure_rows SELECT * FROM extracted_figure_rows
    WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'figures');
    INSERT INTO mention_rows SELECT * FROM extracted_mention_rows
    WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'mentions');
    INSERT INTO citations SELECT * FROM extracted_citations
    WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'citations');
    INSERT INTO positions SELECT * FROM extracted_positions
    WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'positions');
    INSERT INTO proposition_rows SELECT * FROM extracted_proposition_rows
    WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'propositions');
END;
CREATE VIEW correction_release AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_release_all INSTEAD OF INSERT ON correction_release
BEGIN
    DELETE FROM claim_rows WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'claims');
    DELETE FROM figure_rows WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'figures');
    DELETE FROM mention_rows WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'mentions');
    DELETE FROM citations WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'citations');
    DELETE FROM positions WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'positions');
    DELETE FROM proposition_rows WHERE id = (SELECT h.row_id FROM correction_held AS h WHERE h.table_name = 'propositions');
    DELETE FROM correction_held;
END;

-- ---- rows ----

CREATE VIEW correction_lift_rows AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_lift_rows_all INSTEAD OF INSERT ON correction_lift_rows
BEGIN
    INSERT OR IGNORE INTO correction_search (table_name, row_id, text)
    SELECT 'claims', c.id, c.text FROM correction_rows AS r JOIN claims AS c ON c.id = r.row_id
    WHERE r.table_name = 'claims' AND r.made AND c.rule = 'any.correction.add'
    AND c.id IN (SELECT d.id FROM claims_fts_docsize AS d);
    INSERT OR IGNORE INTO correction_search (table_name, row_id)
    SELECT 'claims', x.id FROM extracted_claim_rows AS x WHERE x.id NOT IN (SELECT d.id FROM claims_fts_docsize AS d);

    INSERT OR IGNORE INTO links_due (table_name, row_id)
    SELECT 'claims', x.id FROM extracted_claim_rows AS x
    UNION ALL SELECT 'claims', x.claim_id FROM extracted_figure_rows AS x
    UNION ALL SELECT 'claims', f.claim_id FROM extracted_figure_rows AS x JOIN figures AS f ON f.id = x.id;
    DELETE FROM claim_entities WHERE claim_id IN (SELECT x.id FROM extracted_claim_rows AS x);
    INSERT INTO claim_rows SELECT * FROM extracted_claim_rows WHERE true
    ON CONFLICT (id) DO UPDATE
    SET form = excluded.form, speaker_id = excluded.speaker_id, cited_source_id = excluded.cited_source_id;
    INSERT OR IGNORE INTO claim_entities SELECT * FROM extracted_claim_entities;
    INSERT INTO figure_rows SELECT * FROM extracted_figure_rows WHERE true
    ON CONFLICT (id) DO UPDATE
    SET claim_id = excluded.claim_id, form = excluded.form, low = excluded.low, high = excluded.high,
        day_low = excluded.day_low, day_high = excluded.day_high, unit = excluded.unit, what = excluded.what,
        what_key = excluded.what_key, entity_id = excluded.entity_id;
    INSERT INTO proposition_rows SELECT * FROM extracted_proposition_rows WHERE true
    ON CONFLICT (id) DO UPDATE
    SET claim_id = excluded.claim_id, subject_id = excluded.subject_id, object_id = excluded.object_id;
    INSERT OR IGNORE INTO proposition_figures SELECT * FROM extracted_proposition_figures;
    INSERT INTO mention_rows SELECT * FROM extracted_mention_rows WHERE true
    ON CONFLICT (id) DO UPDATE
    SET entity_id = excluded.entity_id, form = excluded.form, link_term = excluded.link_term;
    INSERT INTO citations SELECT * FROM extracted_citations WHERE true
    ON CONFLICT (id) DO UPDATE SET source_id = excluded.source_id, origin = excluded.origin;
    INSERT INTO positions SELECT * FROM extracted_positions WHERE true
    ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, organization_id = excluded.organization_id;

    -- of rows that corrections made those that are there: a new article may have taken the id of a rejected one
    INSERT INTO correction_drop
    SELECT 'figures', f.id FROM correction_rows AS r JOIN figures AS f ON f.id = r.row_id
    WHERE r.table_name = 'figures' AND r.made AND f.rule = 'any.correction.add';
    DELETE FROM mention_rows
    WHERE id IN (SELECT r.row_id FROM correction_rows AS r WHERE r.table_name = 'mentions' AND r.made)
    AND rule_term = (SELECT t.id FROM terms AS t WHERE t.term = 'any.correction.add');
    DELETE FROM citations
    WHERE id IN (SELECT r.row_id FROM correction_rows AS r WHERE r.table_name = 'citations' AND r.made)
    AND rule = 'any.correction.add';
    INSERT INTO correction_drop
    SELECT 'claims', c.id FROM correction_rows AS r JOIN claims AS c ON c.id = r.row_id
    WHERE r.table_name = 'claims' AND r.made AND c.rule = 'any.correction.add';

    DELETE FROM extracted_claim_rows;
    DELETE FROM extracted_claim_entities;
    DELETE FROM extracted_figure_rows;
    DELETE FROM extracted_proposition_rows;
    DELETE FROM extracted_proposition_figures;
    DELETE FROM extracted_mention_rows;
    DELETE FROM extracted_citations;
    DELETE FROM extracted_positions;
    DELETE FROM correction_rows WHERE table_name <> 'articles';
    DELETE FROM correction_held;
END;

CREATE VIEW correction_find AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_find_rows INSTEAD OF INSERT ON correction_find
BEGIN
    -- Which rows the entries speak of, among those that were extracted.
    INSERT INTO correction_rows (correction_id, table_name, row_id, article_id, start_char, end_char, made)
    SELECT q.correction_id, q.table_name, q.row_id, q.article_id, q.start_char, q.end_char, 0 FROM (
        SELECT n.correction_id, n.table_name, n.article_id, n.start_char, n.end_char,
               CASE n.table_name
               WHEN 'claims' THEN
                   (SELECT iif(count(*) = 1 OR n.action = 'add', min(c.id),
                               iif(sum(c.kind = n.which) = 1, sum(c.id * (c.kind = n.which)), NULL)) FROM claims AS c
                    WHERE c.article_id = n.article_id AND c.start_char = n.start_char AND c.end_char = n.end_char)
               WHEN 'figures' THEN
                   (SELECT iif(count(*) = 1 OR n.action = 'add', min(c.id),
                               iif(sum(c.kind = n.which) = 1, sum(c.id * (c.kind = n.which)), NULL)) FROM figures AS c
                    WHERE c.article_id = n.article_id AND c.start_char = n.start_char AND c.end_char = n.end_char)
               WHEN 'mentions' THEN
                   (SELECT iif(count(*) = 1 OR n.action = 'add', min(c.id),
                               iif(sum(e.key = n.which) = 1, sum(c.id * (e.key = n.which)), NULL))
                    FROM mentions AS c JOIN entities AS e ON e.id = c.entity_id
                    WHERE c.article_id = n.article_id AND c.start_char = n.start_char AND c.end_char = n.end_char)
               WHEN 'citations' THEN
                   (SELECT iif(count(*) = 1 OR n.action = 'add', min(c.id),
                               iif(sum(e.name = n.which) = 1, sum(c.id * (e.name = n.which)), NULL))
                    FROM citations AS c JOIN sources AS e ON e.id = c.source_id
                    WHERE c.article_id = n.article_id AND c.start_char = n.start_char AND c.end_char = n.end_char)
               WHEN 'positions' THEN
                   (SELECT iif(count(*) = 1, min(c.id), NULL) FROM positions AS c
                    WHERE c.article_id = n.article_id AND c.start_char = n.start_char AND c.end_char = n.end_char
                    AND c.title = n.which)
               WHEN 'propositions' THEN
                   (SELECT iif(count(*) = 1, min(c.id), NULL) FROM propositions AS c
                    WHERE c.article_id = n.article_id AND c.start_char = n.start_char AND c.end_char = n.end_char
                    AND c.subject || ' | ' || c.predicate || ' | ' || c.object = n.which)
               END AS row_id
        FROM correction_anchors AS n
        WHERE n.start_char IS NOT NULL AND n.uid IS NULL AND n.table_name <> 'articles') AS q
    WHERE q.row_id IS NOT NULL;
    -- What was added behind a rejection is another row than the one that was rejected.
    DELETE FROM correction_rows WHERE correction_id IN (
        SELECT r.correction_id FROM corrections AS c JOIN correction_rows AS r ON r.correction_id = c.id
        JOIN correction_rows AS o ON o.table_name = r.table_name AND o.row_id = r.row_id
        JOIN corrections AS x ON x.id = o.correction_id
        WHERE c.action = 'add' AND x.action = 'reject' AND x.id < c.id);
    -- What was not found is made where its text stands.
    INSERT INTO correction_rows (correction_id, table_name, row_id, article_id, start_char, end_char, made)
    SELECT n.correction_id, n.table_name,
           (SELECT l.row_id FROM correction_last AS l WHERE l.table_name = n.table_name)
           + row_number() OVER (PARTITION BY n.table_name ORDER BY n.correction_id),
           n.article_id, n.start_char, n.end_char, 1
    FROM correction_anchors AS n
    WHERE n.action = 'add' AND n.start_char IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM correction_rows AS r WHERE r.correction_id = n.correction_id)
    AND EXISTS (SELECT 1 FROM sentences AS s WHERE s.article_id = n.article_id
                AND s.start_char <= n.start_char AND s.end_char > n.start_char);
    INSERT INTO correction_rows (correction_id, table_name, row_id, article_id, start_char, end_char, made)
    SELECT c.id, c.table_name, r.row_id, r.article_id, r.start_char, r.end_char, 0
    FROM corrections AS c JOIN corrections AS a ON a.uid = json_extract(c.target, '$.uid')
    JOIN correction_rows AS r ON r.correction_id = a.id
    WHERE c.status <> 'undone' AND c.sha256 IS NOT NULL AND c.action <> 'add';
END;

CREATE VIEW correction_put_merges AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_put_merges_all INSTEAD OF INSERT ON correction_put_merges
BEGIN
    INSERT INTO correction_keep SELECT 'mentions', m.id FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id
    WHERE e.merged_into IS NOT NULL;
    UPDATE mention_rows SET entity_id = e.merged_into FROM entities AS e
    WHERE e.id = mention_rows.entity_id AND e.merged_into IS NOT NULL;
    INSERT INTO correction_keep SELECT 'positions', p.id FROM entities AS e JOIN positions AS p ON p.person_id = e.id
    WHERE e.merged_into IS NOT NULL
    UNION SELECT 'positions', p.id FROM entities AS e JOIN positions AS p ON p.organization_id = e.id
    WHERE e.merged_into IS NOT NULL;
    UPDATE positions SET person_id = e.merged_into FROM entities AS e
    WHERE e.id = positions.person_id AND e.merged_into IS NOT NULL;
    UPDATE positions SET organization_id = e.merged_into FROM entities AS e
    WHERE e.id = positions.organization_id AND e.merged_into IS NOT NULL;
    INSERT INTO correction_keep SELECT 'claims', c.id FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id
    WHERE e.merged_into IS NOT NULL
    UNION SELECT 'claims', l.claim_id FROM entities AS e JOIN claim_entities AS l ON l.entity_id = e.id
    WHERE e.merged_into IS NOT NULL;
    UPDATE claim_rows SET speaker_id = e.merged_into FROM entities AS e
    WHERE e.id = claim_rows.speaker_id AND e.merged_into IS NOT NULL;
    INSERT OR IGNORE INTO claim_entities (claim_id, entity_id, role)
    SELECT l.claim_id, e.merged_into, l.role FROM entities AS e JOIN claim_entities AS l ON l.entity_id = e.id
    WHERE e.merged_into IS NOT NULL;
    DELETE FROM claim_entities WHERE entity_id IN (SELECT e.id FROM entities AS e WHERE e.merged_into IS NOT NULL);
    INSERT INTO correction_keep SELECT 'figures', f.id FROM entities AS e JOIN figures AS f ON f.entity_id = e.id
    WHERE e.merged_into IS NOT NULL;
    UPDATE figure_rows SET entity_id = e.merged_into FROM entities AS e
    WHERE e.id = figure_rows.entity_id AND e.merged_into IS NOT NULL;
    INSERT INTO correction_keep SELECT 'propositions',
        p.id FROM entities AS e JOIN propositions AS p ON p.subject_id = e.id
    WHERE e.merged_into IS NOT NULL
    UNION SELECT 'propositions', p.id FROM entities AS e JOIN propositions AS p ON p.object_id = e.id
    WHERE e.merged_into IS NOT NULL;
    UPDATE proposition_rows SET subject_id = e.merged_into FROM entities AS e
    WHERE e.id = proposition_rows.subject_id AND e.merged_into IS NOT NULL;
    UPDATE proposition_rows SET object_id = e.merged_into FROM entities AS e
    WHERE e.id = proposition_rows.object_id AND e.merged_into IS NOT NULL;
END;

CREATE VIEW correction_tidy AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_tidy_sources INSTEAD OF INSERT ON correction_tidy
BEGIN
    -- sources that only corrections had made, and which none speaks of any more
    DELETE FROM sources
    WHERE origin = 'curated' AND NOT EXISTS (SELECT 1 FROM articles AS a WHERE a.source_id = sources.id)
    AND NOT EXISTS (SELECT 1 FROM citations AS c WHERE c.source_id = sources.id)
    AND NOT EXISTS (SELECT 1 FROM claims AS c WHERE c.cited_source_id = sources.id)
    AND NOT EXISTS (SELECT 1 FROM article_originals AS o WHERE o.source_id = sources.id);
END;

CREATE VIEW correction_put_rows AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_put_rows_all INSTEAD OF INSERT ON correction_put_rows
BEGIN
    INSERT INTO correction_find VALUES (1);
    -- other entities in some articles first, then single rows, then merged entities
    INSERT INTO correction_move (article_id, from_id, to_id)
    SELECT s.article_id, s.from_id, s.to_id FROM (
        SELECT c.id, j.article_id, j.entity_id AS from_id, j.short_id AS to_id
        FROM corrections AS c JOIN entities AS e ON e.key = c.entity_key JOIN entities AS f ON f.key
            = json_extract(c.payload, '$.from')
        JOIN joins AS j ON (j.entity_id, j.short_id) IN (VALUES (e.id, f.id), (f.id, e.id))
        WHERE c.action = 'split' AND c.status <> 'undone'
        UNION ALL
        SELECT c.id, n.article_id, e.id, t.id
        FROM correction_anchors AS n JOIN corrections AS c ON c.id = n.correction_id
        JOIN entities AS e ON e.key = c.entity_key JOIN entities AS t ON t.key = json_extract(c.payload, '$.to')
        WHERE c.action = 'split') AS s
    ORDER BY s.id, s.article_id;
    INSERT INTO correction_put
    SELECT * FROM correction_put WHERE table_name <> 'articles' AND action IN ('set', 'reject',
        'add') ORDER BY correction_id;
    INSERT INTO correction_put_merges VALUES (1);

    UPDATE corrections SET status = 'applied', reason = NULL
    WHERE status = 'orphaned' AND (
        id IN (SELECT r.correction_id FROM correction_rows AS r)
        OR action = 'split' AND id IN (SELECT n.correction_id FROM correction_anchors AS n));
    UPDATE corrections
    SET status = 'orphaned',
        reason = CASE WHEN id NOT IN (SELECT n.correction_id FROM correction_anchors AS n)
                      THEN 'its article is not in the file'
                      WHEN id NOT IN (SELECT n.correction_id FROM correction_anchors AS n WHERE n.start_char
                          IS NOT NULL)
                      THEN 'its text does not stand in the article, or more than once'
                      ELSE 'nothing was found where its text stands' END
    WHERE status = 'applied' AND sha256 IS NOT NULL AND action <> 'split'
    AND id NOT IN (SELECT r.correction_id FROM correction_rows AS r);
    UPDATE corrections SET status = 'orphaned', reason = 'its article is not in the file'
    WHERE status = 'applied' AND sha256 IS NOT NULL AND action = 'split'
    AND id NOT IN (SELECT n.correction_id FROM correction_anchors AS n);

    -- entities that only corrections had made, and which none speaks of any more
    DELETE FROM entities
    WHERE origin = 'extracted' AND NOT EXISTS (SELECT 1 FROM entity_evidence AS v WHERE v.entity_id = entities.id)
    AND NOT EXISTS (SELECT 1 FROM aliases AS a WHERE a.entity_id = entities.id)
    AND NOT EXISTS (SELECT 1 FROM sources AS s WHERE s.entity_id = entities.id);
    INSERT INTO correction_tidy VALUES (1);
END;

CREATE VIEW correction_reapply AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_reapply_all INSTEAD OF INSERT ON correction_reapply
BEGIN
    INSERT INTO correction_lift_rows VALUES (1);
    INSERT INTO correction_lift_articles VALUES (1);
    INSERT INTO correction_lift_names VALUES (1);
    INSERT INTO correction_put_names VALUES (1);
    INSERT INTO correction_put_articles VALUES (1);
    INSERT INTO correction_put_rows VALUES (1);
END;

-- ---- a new entry ----

CREATE VIEW entity_meanings AS
-- The one entity that a form means; a form that several have means none.
SELECT f.form, min(e.key) AS entity_key
FROM entity_forms AS f JOIN entities AS e ON e.id = f.entity_id
WHERE f.rank = (SELECT min(g.rank) FROM entity_forms AS g WHERE g.form = f.form)
GROUP BY f.form
HAVING min(f.entity_id) = max(f.entity_id);

CREATE VIEW correction_new AS
-- What is written here is logged and applied. row_id: of a row that is there; of an addition NULL, with article_id,
-- start_char and end_char. target: in their place. defer: it is only logged, correction_reapply is due.
SELECT '' AS action, '' AS table_name, 0 AS row_id, 0 AS article_id, 0 AS start_char, 0 AS end_char, '' AS target,
       '' AS payload, '' AS names, '' AS made_by, '' AS note, '' AS made_at, '' AS uid, 0 AS defer
WHERE 0;
CREATE TRIGGER correction_new_entry INSTEAD OF INSERT ON correction_new
BEGIN
    INSERT INTO corrections (table_name, uid, made_at, made_by, action, target, payload, was, names, note)
    SELECT NEW.table_name, coalesce(NEW.uid, lower(hex(randomblob(8)))),
           coalesce(NEW.made_at, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), NEW.made_by, NEW.action,
           coalesce(NEW.target,
                    (SELECT t.target FROM correction_targets AS t
                     WHERE t.table_name = NEW.table_name AND t.row_id = NEW.row_id),
                    (SELECT json_patch('{}', json_object(
                                'table', NEW.table_name, 'sha256', a.sha256, 'path', a.path, 'url', a.url,
                                'start', NEW.start_char, 'end', NEW.end_char,
                                'exact', substr(a.text, NEW.start_char + 1, NEW.end_char - NEW.start_char),
                                'prefix', substr(a.text, max(NEW.start_char - 32, 0) + 1, min(NEW.start_char, 32)),
                                'suffix', substr(a.text, NEW.end_char + 1, 32)))
                     FROM articles AS a WHERE a.id = NEW.article_id)),
           NEW.payload,
           (SELECT nullif(json_group_object(j.key, j.value), '{}') FROM correction_values AS v, json_each(v.fields) AS j
            WHERE v.table_name = NEW.table_name AND v.row_id = NEW.row_id
            AND (NEW.action = 'reject'
                 OR NEW.action IN ('set', 'rename', 'kind') AND json_type(NEW.payload, '$.' || j.key) IS NOT NULL)),
           (SELECT nullif(json_patch(json_group_object(e.key, json_object(
                        'name', coalesce((SELECT x.name FROM extracted_entities AS x WHERE x.id = e.id), e.name),
                        'kind', e.kind)), coalesce(NEW.names, '{}')), '{}')
            FROM entities AS e WHERE e.key IN (
                SELECT json_extract(NEW.payload, '$.speaker') UNION ALL SELECT json_extract(NEW.payload, '$.entity')
                UNION ALL SELECT json_extract(NEW.payload, '$.into') UNION ALL SELECT json_extract(NEW.payload,
                    '$.from')
                UNION ALL SELECT json_extract(NEW.payload, '$.to') UNION ALL SELECT json_extract(NEW.target, '$.key')
                UNION ALL SELECT x.key FROM entities AS x WHERE NEW.table_name = 'entities' AND x.id = NEW.row_id
                UNION ALL SELECT j.value
                FROM json_each('[' || replace(json_quote(json_extract(NEW.payload, '$.about')), '; ',
                    '","') || ']') AS j)),
           NEW.note;
    UPDATE corrections
    SET sha256 = json_extract(target, '$.sha256'), entity_key = json_extract(target, '$.key'),
        quote = json_extract(target, '$.exact')
    WHERE id = (SELECT max(c.id) FROM corrections AS c);

    INSERT INTO correction_rows (correction_id, table_name, row_id, article_id, start_char, end_char, made)
    SELECT (SELECT max(c.id) FROM corrections AS c), NEW.table_name, p.row_id, p.article_id, p.start_char, p.end_char, 0
    FROM correction_places AS p
    WHERE NEW.defer IS NOT 1 AND NEW.action IN ('set', 'reject', 'confirm')
    AND p.table_name = NEW.table_name AND p.row_id = NEW.row_id;
    INSERT INTO correction_rows (correction_id, table_name, row_id, article_id, made)
    SELECT (SELECT max(c.id) FROM corrections AS c), 'articles', NEW.row_id, NEW.row_id, 0
    WHERE NEW.defer IS NOT 1 AND NEW.table_name = 'articles' AND NEW.action IN ('set', 'confirm');
    INSERT INTO correction_rows (correction_id, table_name, row_id, article_id, start_char, end_char, made)
    SELECT (SELECT max(c.id) FROM corrections AS c), NEW.table_name,
           (SELECT l.row_id + 1 FROM correction_last AS l WHERE l.table_name = NEW.table_name),
           NEW.article_id, NEW.start_char, NEW.end_char, 1
    WHERE NEW.defer IS NOT 1 AND NEW.action = 'add' AND NEW.table_name <> 'entities';
    INSERT INTO correction_put
    SELECT * FROM correction_put WHERE correction_id = (SELECT max(c.id) FROM corrections AS c);

    -- one that was merged away takes back the rows that went with it then
    INSERT INTO correction_reapply
    SELECT 1 WHERE NEW.defer IS NOT 1 AND (
        NEW.action = 'split'
        OR NEW.action = 'merge' AND EXISTS (SELECT 1 FROM entities AS e
                                            WHERE e.id = NEW.row_id AND e.merged_into IS NOT NULL));
    INSERT INTO correction_lift_names SELECT 1 WHERE NEW.defer IS NOT 1 AND NEW.table_name = 'entities';
    INSERT INTO correction_put_names SELECT 1 WHERE NEW.defer IS NOT 1 AND NEW.table_name = 'entities';
    INSERT INTO correction_put_merges SELECT 1 WHERE NEW.defer IS NOT 1 AND NEW.action = 'merge';
END;

CREATE VIEW correction_undo AS SELECT 0 AS correction_id WHERE 0;
CREATE TRIGGER correction_undo_one INSTEAD OF INSERT ON correction_undo
BEGIN
    -- The entry; and where it is an undo itself, that which it had undone is there again, and so on.
    UPDATE corrections
    SET status = iif(k.depth % 2 = 0, 'undone', 'applied'), reason = NULL
    FROM (WITH RECURSIVE chain (id, depth) AS (
              SELECT NEW.correction_id, 0
              UNION ALL
              SELECT t.id, chain.depth + 1 FROM chain JOIN corrections AS c ON c.id = chain.id
              JOIN corrections AS t ON t.uid = json_extract(c.target, '$.uid') WHERE c.action = 'undo')
          SELECT chain.id, chain.depth FROM chain) AS k
    WHERE k.id = corrections.id;
END;

CREATE VIEW correction_add AS
-- An addition by the words in the article: occurrence NULL where they stand there once.
SELECT '' AS table_name, 0 AS article_id, '' AS text, 0 AS occurrence, '' AS payload, '' AS made_by, '' AS note
WHERE 0;
CREATE TRIGGER correction_add_row INSTEAD OF INSERT ON correction_add
BEGIN
    INSERT INTO correction_new (action, table_name, article_id, start_char, end_char, payload, made_by, note)
    SELECT 'add', NEW.table_name, NEW.article_id, x.place, x.place + length(NEW.text), NEW.payload, NEW.made_by,
        NEW.note
    FROM (SELECT (
        WITH RECURSIVE found (n, place) AS (
            SELECT 1, instr(a.text, NEW.text) - 1 FROM articles AS a
            WHERE a.id = NEW.article_id AND NEW.text <> '' AND instr(a.text, NEW.text) > 0
            UNION ALL
            SELECT found.n + 1, found.place + instr(substr(a.text, found.place + 2), NEW.text)
            FROM found JOIN articles AS a ON a.id = NEW.article_id
            WHERE instr(substr(a.text, found.place + 2), NEW.text) > 0)
        SELECT f.place FROM found AS f
        WHERE f.n = coalesce(NEW.occurrence, iif((SELECT count(*) FROM found) = 1, 1, NULL))) AS place) AS x
    WHERE x.place IS NOT NULL;
    SELECT RAISE(ABORT, 'these words do not stand in that article, or more than once: say which with occurrence')
    WHERE NOT EXISTS (
        SELECT 1 FROM corrections AS c
        WHERE c.id = (SELECT max(l.id) FROM corrections AS l) AND c.action = 'add'
        AND c.table_name = NEW.table_name AND json_extract(c.target, '$.exact') = NEW.text);
    SELECT RAISE(ABORT, 'there is such a row at this place already, or no sentence')
    WHERE NOT EXISTS (SELECT 1 FROM correction_places AS p JOIN correction_rows AS r
                      ON r.table_name = p.table_name AND r.row_id = p.row_id
                      WHERE p.table_name = NEW.table_name
                      AND r.correction_id = (SELECT max(c.id) FROM corrections AS c))
    OR (SELECT count(*) FROM correction_rows AS r JOIN correction_places AS p
        ON p.article_id = r.article_id AND p.start_char = r.start_char AND p.end_char = r.end_char
        WHERE r.correction_id = (SELECT max(c.id) FROM corrections AS c) AND p.table_name = NEW.table_name) > 1;
END;

-- ---- for the search index; the program does the same by itself, which needs no trust in the schema ----

CREATE VIEW correction_index AS SELECT 0 AS go WHERE 0;
CREATE TRIGGER correction_index_all INSTEAD OF INSERT ON correction_index
BEGIN
    INSERT INTO correction_tidy VALUES (1);
    INSERT INTO claims_fts (claims_fts, rowid, text)
    SELECT 'delete', s.row_id, s.text FROM correction_search AS s LEFT JOIN claims AS c ON c.id = s.row_id
    WHERE s.table_name = 'claims' AND s.text IS NOT NULL AND c.text IS NOT s.text;
    INSERT INTO claims_fts (rowid, text)
    SELECT c.id, c.text FROM correction_search AS s JOIN claims AS c ON c.id = s.row_id
    WHERE s.table_name = 'claims' AND c.id NOT IN (SELECT d.id FROM claims_fts_docsize AS d);
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    SELECT 'delete', s.row_id, s.title, a.text FROM correction_search AS s JOIN articles AS a ON a.id = s.row_id
    WHERE s.table_name = 'articles' AND a.title IS NOT s.title;
    INSERT INTO articles_fts (rowid, title, text)
    SELECT a.id, a.title, a.text FROM correction_search AS s JOIN articles AS a ON a.id = s.row_id
    WHERE s.table_name = 'articles' AND a.title IS NOT s.title;
    DELETE FROM correction_search;
END;

-- ---- for people, in the sqlite3 shell: UPDATE, DELETE and INSERT here are corrections ----

CREATE VIEW correct_claims AS
-- UPDATE corrects a claim, rejected = 1 or DELETE rejects it, INSERT with article_id and text adds one. Entities by
-- name,
-- alias or key, several of 'about' with '; ' between. occurrence: of a text that stands there more than once, from 1.
SELECT c.id AS claim_id, c.article_id, c.text, e.name AS speaker, c.no_speaker, c.kind, c.act, c.medium,
       s.name AS source,
       (SELECT group_concat(x.name, '; ') FROM (
            SELECT n.name FROM claim_entities AS l JOIN entities AS n ON n.id = l.entity_id
            WHERE l.claim_id = c.id AND l.role = 'about' ORDER BY n.key) AS x) AS about,
       0 AS rejected, CAST(NULL AS INTEGER) AS occurrence, CAST(NULL AS TEXT) AS made_by, CAST(NULL AS TEXT) AS note
FROM claims AS c
LEFT JOIN entities AS e ON e.id = c.speaker_id
LEFT JOIN sources AS s ON s.id = c.cited_source_id;

CREATE TRIGGER correct_claims_set INSTEAD OF UPDATE ON correct_claims WHEN NEW.rejected IS NOT 1
BEGIN
    SELECT RAISE(ABORT, 'no entity has that name, or several have it: give its key')
    WHERE NEW.speaker IS NOT OLD.speaker AND NEW.speaker IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entity_meanings AS m WHERE m.form = NEW.speaker)
    OR NEW.about IS NOT OLD.about AND NEW.about IS NOT NULL AND EXISTS (
        SELECT 1 FROM json_each('[' || replace(json_quote(NEW.about), '; ', '","') || ']') AS j
        WHERE NOT EXISTS (SELECT 1 FROM entity_meanings AS m WHERE m.form = j.value));
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'set', 'claims', OLD.claim_id, p.fields, NEW.made_by, NEW.note FROM (
        SELECT json_group_object(f.field, f.value) AS fields, count(*) AS n FROM (
            SELECT 'speaker' AS field, (SELECT m.entity_key FROM entity_meanings AS m WHERE m.form
                = NEW.speaker) AS value
            WHERE NEW.speaker IS NOT OLD.speaker
            UNION ALL SELECT 'no_speaker', NEW.no_speaker WHERE NEW.no_speaker IS NOT OLD.no_speaker
            UNION ALL SELECT 'kind', NEW.kind WHERE NEW.kind IS NOT OLD.kind
            UNION ALL SELECT 'act', NEW.act WHERE NEW.act IS NOT OLD.act
            UNION ALL SELECT 'medium', NEW.medium WHERE NEW.medium IS NOT OLD.medium
            UNION ALL SELECT 'source', NEW.source WHERE NEW.source IS NOT OLD.source
            UNION ALL SELECT 'about', (
                SELECT group_concat(m.entity_key, '; ')
                FROM json_each('[' || replace(json_quote(NEW.about), '; ', '","') || ']') AS j
                JOIN entity_meanings AS m ON m.form = j.value)
            WHERE NEW.about IS NOT OLD.about) AS f) AS p
    WHERE p.n > 0;
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_claims_reject INSTEAD OF UPDATE ON correct_claims WHEN NEW.rejected IS 1
BEGIN
    INSERT INTO correction_new (action, table_name, row_id, made_by, note)
    VALUES ('reject', 'claims', OLD.claim_id, NEW.made_by, NEW.note);
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_claims_delete INSTEAD OF DELETE ON correct_claims
BEGIN
    INSERT INTO correction_new (action, table_name, row_id) VALUES ('reject', 'claims', OLD.claim_id);
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_claims_add INSTEAD OF INSERT ON correct_claims
BEGIN
    SELECT RAISE(ABORT, 'no entity has that name, or several have it: give its key')
    WHERE NEW.speaker IS NOT NULL AND NEW.speaker IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entity_meanings AS m WHERE m.form = NEW.speaker)
    OR NEW.about IS NOT NULL AND NEW.about IS NOT NULL AND EXISTS (
        SELECT 1 FROM json_each('[' || replace(json_quote(NEW.about), '; ', '","') || ']') AS j
        WHERE NOT EXISTS (SELECT 1 FROM entity_meanings AS m WHERE m.form = j.value));
    INSERT INTO correction_add (table_name, article_id, text, occurrence, payload, made_by, note)
    SELECT 'claims', NEW.article_id, NEW.text, NEW.occurrence, json_group_object(f.field, f.value), NEW.made_by,
        NEW.note
    FROM (
            SELECT 'speaker' AS field, (SELECT m.entity_key FROM entity_meanings AS m WHERE m.form
                = NEW.speaker) AS value WHERE NEW.speaker IS NOT NULL
            UNION ALL SELECT 'no_speaker', NEW.no_speaker WHERE NEW.no_speaker IS NOT NULL
            UNION ALL SELECT 'kind', NEW.kind WHERE NEW.kind IS NOT NULL
            UNION ALL SELECT 'act', NEW.act WHERE NEW.act IS NOT NULL
            UNION ALL SELECT 'medium', NEW.medium WHERE NEW.medium IS NOT NULL
            UNION ALL SELECT 'source', NEW.source WHERE NEW.source IS NOT NULL
            UNION ALL SELECT 'about', (
                SELECT group_concat(m.entity_key, '; ')
                FROM json_each('[' || replace(json_quote(NEW.about), '; ', '","') || ']') AS j
                JOIN entity_meanings AS m ON m.form = j.value) WHERE NEW.about IS NOT NULL) AS f;
    INSERT INTO correction_index VALUES (1);
END;

CREATE VIEW correct_figures AS
SELECT f.id AS figure_id, f.article_id, f.text, f.kind, f.low, f.high, f.date_low, f.date_high, f.unit, f.bound,
       f.approximate, f.what, f.what_key, e.name AS entity,
       0 AS rejected, CAST(NULL AS INTEGER) AS occurrence, CAST(NULL AS TEXT) AS made_by, CAST(NULL AS TEXT) AS note
FROM figures AS f LEFT JOIN entities AS e ON e.id = f.entity_id;

CREATE TRIGGER correct_figures_set INSTEAD OF UPDATE ON correct_figures WHEN NEW.rejected IS NOT 1
BEGIN
    SELECT RAISE(ABORT, 'no entity has that name, or several have it: give its key')
    WHERE NEW.entity IS NOT OLD.entity AND NEW.entity IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entity_meanings AS m WHERE m.form = NEW.entity);
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'set', 'figures', OLD.figure_id, p.fields, NEW.made_by, NEW.note FROM (
        SELECT json_group_object(f.field, f.value) AS fields, count(*) AS n FROM (
            SELECT 'kind' AS field, NEW.kind AS value WHERE NEW.kind IS NOT OLD.kind
            UNION ALL SELECT 'low', NEW.low WHERE NEW.low IS NOT OLD.low
            UNION ALL SELECT 'high', NEW.high WHERE NEW.high IS NOT OLD.high
            UNION ALL SELECT 'date_low', NEW.date_low WHERE NEW.date_low IS NOT OLD.date_low
            UNION ALL SELECT 'date_high', NEW.date_high WHERE NEW.date_high IS NOT OLD.date_high
            UNION ALL SELECT 'unit', NEW.unit WHERE NEW.unit IS NOT OLD.unit
            UNION ALL SELECT 'bound', NEW.bound WHERE NEW.bound IS NOT OLD.bound
            UNION ALL SELECT 'approximate', NEW.approximate WHERE NEW.approximate IS NOT OLD.approximate
            UNION ALL SELECT 'what', NEW.what WHERE NEW.what IS NOT OLD.what
            UNION ALL SELECT 'what_key', NEW.what_key WHERE NEW.what_key IS NOT OLD.what_key
            UNION ALL SELECT 'entity', (SELECT m.entity_key FROM entity_meanings AS m WHERE m.form
                = NEW.entity) WHERE NEW.entity IS NOT OLD.entity) AS f) AS p
    WHERE p.n > 0;
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_figures_reject INSTEAD OF UPDATE ON correct_figures WHEN NEW.rejected IS 1
BEGIN
    INSERT INTO correction_new (action, table_name, row_id, made_by, note)
    VALUES ('reject', 'figures', OLD.figure_id, NEW.made_by, NEW.note);
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_figures_delete INSTEAD OF DELETE ON correct_figures
BEGIN
    INSERT INTO correction_new (action, table_name, row_id) VALUES ('reject', 'figures', OLD.figure_id);
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_figures_add INSTEAD OF INSERT ON correct_figures
BEGIN
    SELECT RAISE(ABORT, 'no entity has that name, or several have it: give its key')
    WHERE NEW.entity IS NOT NULL AND NEW.entity IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entity_meanings AS m WHERE m.form = NEW.entity);
    INSERT INTO correction_add (table_name, article_id, text, occurrence, payload, made_by, note)
    SELECT 'figures', NEW.article_id, NEW.text, NEW.occurrence, json_group_object(f.field, f.value), NEW.made_by,
        NEW.note
    FROM (
            SELECT 'kind' AS field, NEW.kind AS value WHERE NEW.kind IS NOT NULL
            UNION ALL SELECT 'low', NEW.low WHERE NEW.low IS NOT NULL
            UNION ALL SELECT 'high', NEW.high WHERE NEW.high IS NOT NULL
            UNION ALL SELECT 'date_low', NEW.date_low WHERE NEW.date_low IS NOT NULL
            UNION ALL SELECT 'date_high', NEW.date_high WHERE NEW.date_high IS NOT NULL
            UNION ALL SELECT 'unit', NEW.unit WHERE NEW.unit IS NOT NULL
            UNION ALL SELECT 'bound', NEW.bound WHERE NEW.bound IS NOT NULL
            UNION ALL SELECT 'approximate', NEW.approximate WHERE NEW.approximate IS NOT NULL
            UNION ALL SELECT 'what', NEW.what WHERE NEW.what IS NOT NULL
            UNION ALL SELECT 'what_key', NEW.what_key WHERE NEW.what_key IS NOT NULL
            UNION ALL SELECT 'entity', (SELECT m.entity_key FROM entity_meanings AS m WHERE m.form
                = NEW.entity) WHERE NEW.entity IS NOT NULL) AS f;
    INSERT INTO correction_index VALUES (1);
END;

CREATE VIEW correct_mentions AS
SELECT m.id AS mention_id, m.article_id, substr(a.text, m.start_char + 1, m.end_char - m.start_char) AS text,
       e.name AS entity, m.kind,
       0 AS rejected, CAST(NULL AS INTEGER) AS occurrence, CAST(NULL AS TEXT) AS made_by, CAST(NULL AS TEXT) AS note
FROM mentions AS m JOIN articles AS a ON a.id = m.article_id JOIN entities AS e ON e.id = m.entity_id;

CREATE TRIGGER correct_mentions_set INSTEAD OF UPDATE ON correct_mentions WHEN NEW.rejected IS NOT 1
BEGIN
    SELECT RAISE(ABORT, 'no entity has that name, or several have it: give its key')
    WHERE NEW.entity IS NOT OLD.entity AND NEW.entity IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entity_meanings AS m WHERE m.form = NEW.entity);
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'set', 'mentions', OLD.mention_id, p.fields, NEW.made_by, NEW.note FROM (
        SELECT json_group_object(f.field, f.value) AS fields, count(*) AS n FROM (
            SELECT 'entity' AS field, (SELECT m.entity_key FROM entity_meanings AS m WHERE m.form
                = NEW.entity) AS value WHERE NEW.entity IS NOT OLD.entity
            UNION ALL SELECT 'kind', NEW.kind WHERE NEW.kind IS NOT OLD.kind) AS f) AS p
    WHERE p.n > 0;
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_mentions_reject INSTEAD OF UPDATE ON correct_mentions WHEN NEW.rejected IS 1
BEGIN
    INSERT INTO correction_new (action, table_name, row_id, made_by, note)
    VALUES ('reject', 'mentions', OLD.mention_id, NEW.made_by, NEW.note);
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_mentions_delete INSTEAD OF DELETE ON correct_mentions
BEGIN
    INSERT INTO correction_new (action, table_name, row_id) VALUES ('reject', 'mentions', OLD.mention_id);
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_mentions_add INSTEAD OF INSERT ON correct_mentions
BEGIN
    SELECT RAISE(ABORT, 'a mention needs an entity') WHERE NEW.entity IS NULL;
    SELECT RAISE(ABORT, 'no entity has that name, or several have it: give its key')
    WHERE NEW.entity IS NOT NULL AND NEW.entity IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entity_meanings AS m WHERE m.form = NEW.entity);
    INSERT INTO correction_add (table_name, article_id, text, occurrence, payload, made_by, note)
    SELECT 'mentions', NEW.article_id, NEW.text, NEW.occurrence, json_group_object(f.field, f.value), NEW.made_by,
        NEW.note
    FROM (
            SELECT 'entity' AS field, (SELECT m.entity_key FROM entity_meanings AS m WHERE m.form
                = NEW.entity) AS value WHERE NEW.entity IS NOT NULL
            UNION ALL SELECT 'kind', NEW.kind WHERE NEW.kind IS NOT NULL) AS f;
    INSERT INTO correction_index VALUES (1);
END;

CREATE VIEW correct_citations AS
SELECT c.id AS citation_id, c.article_id, substr(a.text, c.start_char + 1, c.end_char - c.start_char) AS text,
       s.name AS source,
       0 AS rejected, CAST(NULL AS INTEGER) AS occurrence, CAST(NULL AS TEXT) AS made_by, CAST(NULL AS TEXT) AS note
FROM citations AS c JOIN articles AS a ON a.id = c.article_id JOIN sources AS s ON s.id = c.source_id;

CREATE TRIGGER correct_citations_set INSTEAD OF UPDATE ON correct_citations WHEN NEW.rejected IS NOT 1
BEGIN
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'set', 'citations', OLD.citation_id, p.fields, NEW.made_by, NEW.note FROM (
        SELECT json_group_object(f.field, f.value) AS fields, count(*) AS n FROM (
            SELECT 'source' AS field, NEW.source AS value WHERE NEW.source IS NOT OLD.source) AS f) AS p
    WHERE p.n > 0;
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_citations_reject INSTEAD OF UPDATE ON correct_citations WHEN NEW.rejected IS 1
BEGIN
    INSERT INTO correction_new (action, table_name, row_id, made_by, note)
    VALUES ('reject', 'citations', OLD.citation_id, NEW.made_by, NEW.note);
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_citations_delete INSTEAD OF DELETE ON correct_citations
BEGIN
    INSERT INTO correction_new (action, table_name, row_id) VALUES ('reject', 'citations', OLD.citation_id);
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_citations_add INSTEAD OF INSERT ON correct_citations
BEGIN
    SELECT RAISE(ABORT, 'a citation needs a source') WHERE NEW.source IS NULL;
    INSERT INTO correction_add (table_name, article_id, text, occurrence, payload, made_by, note)
    SELECT 'citations', NEW.article_id, NEW.text, NEW.occurrence, json_group_object(f.field, f.value), NEW.made_by,
        NEW.note
    FROM (
            SELECT 'source' AS field, NEW.source AS value WHERE NEW.source IS NOT NULL) AS f;
    INSERT INTO correction_index VALUES (1);
END;

CREATE VIEW correct_positions AS
SELECT p.id AS position_id, p.article_id, e.name AS person, p.title, o.name AS organization,
       0 AS rejected, CAST(NULL AS TEXT) AS made_by, CAST(NULL AS TEXT) AS note
FROM positions AS p JOIN entities AS e ON e.id = p.person_id LEFT JOIN entities AS o ON o.id = p.organization_id;

CREATE TRIGGER correct_positions_reject INSTEAD OF UPDATE ON correct_positions WHEN NEW.rejected IS 1
BEGIN
    INSERT INTO correction_new (action, table_name, row_id, made_by, note)
    VALUES ('reject', 'positions', OLD.position_id, NEW.made_by, NEW.note);
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_positions_delete INSTEAD OF DELETE ON correct_positions
BEGIN
    INSERT INTO correction_new (action, table_name, row_id) VALUES ('reject', 'positions', OLD.position_id);
    INSERT INTO correction_index VALUES (1);
END;

CREATE VIEW correct_propositions AS
SELECT p.id AS proposition_id, p.article_id, p.subject, p.predicate, p.object,
       0 AS rejected, CAST(NULL AS TEXT) AS made_by, CAST(NULL AS TEXT) AS note
FROM propositions AS p;

CREATE TRIGGER correct_propositions_reject INSTEAD OF UPDATE ON correct_propositions WHEN NEW.rejected IS 1
BEGIN
    INSERT INTO correction_new (action, table_name, row_id, made_by, note)
    VALUES ('reject', 'propositions', OLD.proposition_id, NEW.made_by, NEW.note);
    INSERT INTO correction_index VALUES (1);
END;
CREATE TRIGGER correct_propositions_delete INSTEAD OF DELETE ON correct_propositions
BEGIN
    INSERT INTO correction_new (action, table_name, row_id) VALUES ('reject', 'propositions', OLD.proposition_id);
    INSERT INTO correction_index VALUES (1);
END;

CREATE VIEW correct_articles AS
SELECT a.id AS article_id, a.title, s.name AS outlet, a.author, a.published,
       CAST(NULL AS TEXT) AS made_by, CAST(NULL AS TEXT) AS note
FROM articles AS a LEFT JOIN sources AS s ON s.id = a.source_id;
CREATE TRIGGER correct_articles_set INSTEAD OF UPDATE ON correct_articles
BEGIN
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'set', 'articles', OLD.article_id, p.fields, NEW.made_by, NEW.note FROM (
        SELECT json_group_object(f.field, f.value) AS fields, count(*) AS n FROM (
            SELECT 'title' AS field, NEW.title AS value WHERE NEW.title IS NOT OLD.title
            UNION ALL SELECT 'outlet', NEW.outlet WHERE NEW.outlet IS NOT OLD.outlet
            UNION ALL SELECT 'author', NEW.author WHERE NEW.author IS NOT OLD.author
            UNION ALL SELECT 'published', NEW.published WHERE NEW.published IS NOT OLD.published) AS f) AS p
    WHERE p.n > 0;
    INSERT INTO correction_index VALUES (1);
    -- what was found in it may depend on this: the next import or rebuild reads it again
    INSERT OR REPLACE INTO meta (key, value) VALUES ('reread', '1');
END;

CREATE VIEW correct_entities AS
-- UPDATE of name or kind; of merged_into: the entity it is the same as; of not_same_as: the one it never is; of
-- add_alias,
-- remove_alias.
SELECT e.id AS entity_id, e.key, e.name, e.kind, i.key AS merged_into, CAST(NULL AS TEXT) AS not_same_as,
       CAST(NULL AS TEXT) AS add_alias, CAST(NULL AS TEXT) AS remove_alias,
       CAST(NULL AS TEXT) AS made_by, CAST(NULL AS TEXT) AS note
FROM entities AS e LEFT JOIN entities AS i ON i.id = e.merged_into;
CREATE TRIGGER correct_entities_set INSTEAD OF UPDATE ON correct_entities
BEGIN
    SELECT RAISE(ABORT, 'no entity has that name, or several have it: give its key')
    WHERE NEW.merged_into IS NOT OLD.merged_into AND NEW.merged_into IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entity_meanings AS m WHERE m.form = NEW.merged_into)
    OR NEW.not_same_as IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entity_meanings AS m WHERE m.form = NEW.not_same_as)
    AND NOT EXISTS (SELECT 1 FROM entities AS e WHERE e.key = NEW.not_same_as);
    SELECT RAISE(ABORT, 'undo the merge to part them: it is in v_corrections')
    WHERE NEW.merged_into IS NULL AND OLD.merged_into IS NOT NULL;
    SELECT RAISE(ABORT, 'these two are one entity already')
    WHERE NEW.merged_into IS NOT OLD.merged_into AND EXISTS (
        SELECT 1 FROM entity_meanings AS m JOIN entities AS e ON e.key = m.entity_key
        WHERE m.form = NEW.merged_into AND e.id IN (SELECT coalesce(x.merged_into, x.id) FROM entities AS x
                                                    WHERE x.id = OLD.entity_id));
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'rename', 'entities', OLD.entity_id, json_object('name', NEW.name), NEW.made_by, NEW.note
    WHERE NEW.name IS NOT OLD.name;
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'kind', 'entities', OLD.entity_id, json_object('kind', NEW.kind), NEW.made_by, NEW.note
    WHERE NEW.kind IS NOT OLD.kind;
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'merge', 'entities', OLD.entity_id, json_object('into', m.entity_key), NEW.made_by, NEW.note
    FROM entity_meanings AS m WHERE m.form = NEW.merged_into AND NEW.merged_into IS NOT OLD.merged_into;
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'split', 'entities', OLD.entity_id,
           json_object('from', coalesce((SELECT e.key FROM entities AS e WHERE e.key = NEW.not_same_as),
                                        (SELECT m.entity_key FROM entity_meanings AS m WHERE m.form
                                            = NEW.not_same_as))),
           NEW.made_by, NEW.note
    WHERE NEW.not_same_as IS NOT NULL;
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'alias add', 'entities', OLD.entity_id, json_object('alias', NEW.add_alias), NEW.made_by, NEW.note
    WHERE NEW.add_alias IS NOT NULL;
    INSERT INTO correction_new (action, table_name, row_id, payload, made_by, note)
    SELECT 'alias remove', 'entities', OLD.entity_id, json_object('alias', NEW.remove_alias), NEW.made_by, NEW.note
    WHERE NEW.remove_alias IS NOT NULL;
    INSERT INTO correction_index VALUES (1);
END;

CREATE VIEW v_corrections AS
-- The log. DELETE undoes an entry, UPDATE of undone to 1 does it with made_by and note; nothing is ever deleted.
SELECT c.id AS correction_id, c.made_at, c.made_by, c.action, c.table_name,
       coalesce(c.quote, c.entity_key, a.title) AS about,
       c.payload, c.was, c.note, c.status, c.reason, r.row_id, r.article_id, c.sha256, c.uid,
       CASE WHEN c.status = 'undone' THEN 1 ELSE 0 END AS undone
FROM corrections AS c LEFT JOIN correction_rows AS r ON r.correction_id = c.id
LEFT JOIN articles AS a ON a.sha256 = c.sha256;
CREATE TRIGGER v_corrections_delete INSTEAD OF DELETE ON v_corrections
BEGIN
    UPDATE v_corrections SET undone = 1 WHERE correction_id = OLD.correction_id;
END;
CREATE TRIGGER v_corrections_undo INSTEAD OF UPDATE ON v_corrections WHEN NEW.undone IS NOT OLD.undone
BEGIN
    SELECT RAISE(ABORT, 'it is undone already; undo the entry that undid it') WHERE OLD.undone;
    INSERT INTO correction_new (action, table_name, row_id, made_by, note)
    VALUES ('undo', 'corrections', OLD.correction_id, iif(NEW.made_by IS OLD.made_by, NULL, NEW.made_by),
            iif(NEW.note IS OLD.note, NULL, NEW.note));
    INSERT INTO correction_undo VALUES (OLD.correction_id);
    INSERT INTO correction_reapply VALUES (1);
    INSERT INTO correction_index VALUES (1);
    INSERT OR REPLACE INTO meta (key, value) SELECT 'reread', '1' WHERE OLD.table_name = 'articles';
END;
