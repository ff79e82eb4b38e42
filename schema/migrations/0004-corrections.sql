-- Corrections: what people decided. The table of 0001 was never written to.
DROP TABLE corrections;
CREATE TABLE corrections (
    -- An append-only log, in the order in which it is applied. Only status and reason change: they say what became of
    -- an entry.
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(8)))) CHECK (uid <> ''), -- the same in all files that share it
    made_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) CHECK (made_at <> ''), -- UTC
    made_by TEXT CHECK (made_by <> ''),
    action TEXT NOT NULL CHECK (action IN ('set', 'reject', 'add', 'merge', 'split', 'rename', 'kind', 'alias add',
                                           'alias remove', 'confirm', 'undo')),
    -- JSON: what it is about. 'table' always; of rows that stand in a text 'sha256', 'path', 'url' of the article,
    -- 'start', 'end' (code points), 'exact', 'prefix', 'suffix' (W3C TextPositionSelector and TextQuoteSelector) and
    -- 'which', what tells it from other rows at the same place; of entities 'key'; of an undo 'uid'
    target TEXT NOT NULL,
    payload TEXT, -- JSON: field -> value; entities by key
    was TEXT, -- JSON: what was there before: the same fields; of a rejected row, all
    names TEXT, -- JSON: key -> name and kind of the entities that it speaks of
    note TEXT CHECK (note <> ''),
    -- orphaned: what it is about is not found, it waits for it; undone: taken back by a later entry
    status TEXT NOT NULL DEFAULT 'applied' CHECK (status IN ('applied', 'orphaned', 'undone')),
    reason TEXT CHECK (reason <> ''), -- why it is orphaned
    -- parts of target, to look for
    table_name TEXT NOT NULL,
    sha256 TEXT,
    entity_key TEXT,
    quote TEXT
) STRICT;
CREATE INDEX corrections_by_article ON corrections (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX corrections_by_entity ON corrections (entity_key) WHERE entity_key IS NOT NULL;

-- Of an entity that people joined to another: which one. Nothing points at it any more, but its key and id stay.
ALTER TABLE entities ADD COLUMN merged_into INTEGER REFERENCES entities (id);
CREATE INDEX entities_by_merged_into ON entities (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE article_originals (
    -- What articles said of themselves before people corrected it.
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    title TEXT,
    title_found INTEGER NOT NULL,
    author TEXT,
    published TEXT,
    source_id INTEGER REFERENCES sources (id)
) STRICT;

-- Names that users gave with 'alias add' become entries of the log.
INSERT INTO corrections (action, table_name, entity_key, target, payload, names)
SELECT 'add', 'entities', key, json_object('table', 'entities', 'key', key), json_object('name', name, 'kind', kind),
       json_object(key, json_object('name', name, 'kind', kind))
FROM entities WHERE origin = 'curated' ORDER BY key;
INSERT INTO corrections (action, table_name, entity_key, target, payload, names)
SELECT 'alias add', 'entities', e.key, json_object('table', 'entities', 'key', e.key), json_object('alias', a.alias),
       json_object(e.key, json_object('name', e.name, 'kind', e.kind))
FROM aliases AS a JOIN entities AS e ON e.id = a.entity_id WHERE a.origin = 'curated' ORDER BY e.key, a.alias;
DELETE FROM meta WHERE key = 'names';
