-- What survives every rebuild. Never edited once released: a later change is a new file.
CREATE TABLE meta (
    -- What the file remembers about itself.
    -- 'schema': which definition the derived tables have; 'derived': their names; 'extractor': what filled them
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
    -- Outlets, agencies, reports: who publishes articles, and what articles name as their source.
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('outlet', 'agency', 'report', 'person', 'other')),
    domain TEXT CHECK (domain <> ''), -- 'spiegel.de'
    entity_id INTEGER REFERENCES entities (id), -- the same as an entity, where that is known
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated'))
) STRICT;

CREATE TABLE articles (
    -- One row for each article; text is what every offset counts in (code points, from 0).
    id INTEGER PRIMARY KEY,
    path TEXT CHECK (path <> ''), -- where it was read from, as named at import; NULL: given from memory
    url TEXT CHECK (url <> ''),
    title TEXT CHECK (title <> ''),
    title_found INTEGER NOT NULL CHECK (title_found IN (0, 1)), -- 1: taken from the text; 0: came with the article
    author TEXT CHECK (author <> ''),
    published TEXT CHECK (published IS date(published, '+0 days')), -- ISO day
    language TEXT NOT NULL CHECK (language IN ('de', 'en')),
    language_found INTEGER NOT NULL CHECK (language_found IN (0, 1)), -- 1: told from the text; 0: came with the article
    source_id INTEGER REFERENCES sources (id), -- the outlet that published it
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64), -- of the input's bytes
    text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX articles_by_source ON articles (source_id, published);
CREATE INDEX articles_by_published ON articles (published);

CREATE TABLE entities (
    -- Persons, organizations, places ...: one row each, across all articles.
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key <> ''), -- stable and readable: 'person/dario-amodei'
    name TEXT NOT NULL CHECK (name <> ''), -- canonical
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'place', 'product', 'event', 'work', 'law', 'other')),
    origin TEXT NOT NULL CHECK (origin IN ('extracted', 'curated'))
) STRICT;
CREATE INDEX entities_by_name ON entities (name);

CREATE TABLE aliases (
    -- Other forms of an entity's name. Curated ones are durable, extracted ones are made again by a rebuild.
    entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    alias TEXT NOT NULL CHECK (alias <> ''),
    language TEXT CHECK (language IN ('de', 'en')),
    origin TEXT NOT NULL CHECK (origin IN ('extracted', 'curated')),
    PRIMARY KEY (entity_id, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_alias ON aliases (alias);

CREATE TABLE corrections (
    -- Human decisions, append-only.
    id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL, -- UTC
    made_by TEXT,
    action TEXT NOT NULL, -- what was decided; the words are fixed by the command that writes them
    target TEXT NOT NULL, -- JSON: table, article sha256, offsets, quoted text
    payload TEXT, -- JSON
    note TEXT,
    status TEXT NOT NULL CHECK (status IN ('applied', 'orphaned')) -- orphaned: its row is not found any more
) STRICT;

CREATE TABLE imports (
    -- One row for each run of import or rebuild.
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL, -- UTC
    version TEXT NOT NULL, -- of claimbase and, behind '+', of its rules
    command TEXT NOT NULL CHECK (command IN ('import', 'rebuild')),
    imported INTEGER NOT NULL, -- articles
    skipped INTEGER NOT NULL, -- articles that were in already
    rejected INTEGER NOT NULL -- articles and files that gave nothing, each with its row in import_errors
) STRICT;

CREATE TABLE import_errors (
    -- What was rejected, and why.
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL, -- 1, 2, 3 ...
    place TEXT NOT NULL, -- file, or file:line
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, seq)
) STRICT, WITHOUT ROWID;
