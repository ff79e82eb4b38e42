-- Versions of articles: what a changed file replaced, and what --prune took away.
CREATE TABLE article_history (
    -- One row for each version that is in no longer, as it stood in articles.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL, -- articles.id of the version behind it; of a pruned one, the id that it had
    reason TEXT NOT NULL CHECK (reason IN ('replaced', 'pruned')),
    import_id INTEGER NOT NULL REFERENCES imports (id), -- the run that did it
    path TEXT CHECK (path <> ''),
    url TEXT CHECK (url <> ''),
    title TEXT CHECK (title <> ''),
    author TEXT CHECK (author <> ''),
    published TEXT CHECK (published IS date(published, '+0 days')), -- ISO day
    modified TEXT CHECK (modified IS date(modified, '+0 days')), -- ISO day
    language TEXT NOT NULL CHECK (language IN ('de', 'en')),
    source TEXT CHECK (source <> ''), -- name of the outlet
    notice TEXT CHECK (notice <> ''),
    layout TEXT CHECK (layout <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64), -- of the input's bytes
    text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX article_history_by_article ON article_history (article_id);
CREATE INDEX article_history_by_sha256 ON article_history (sha256);

ALTER TABLE imports ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0; -- articles that changed since they were imported
ALTER TABLE imports ADD COLUMN pruned INTEGER NOT NULL DEFAULT 0; -- articles whose files are gone

-- How an import finds the article that it reads again.
CREATE INDEX articles_by_path ON articles (path);
CREATE INDEX articles_by_url ON articles (url);
CREATE INDEX articles_by_length ON articles (length(text));
